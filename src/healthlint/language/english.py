"""Tells whether the words of an article are English, by the function words of many languages and by scripts."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence

#: Words that are looked at: enough to tell a language, few enough to cost nothing.
_SAMPLE = 2_000
_WINDOWS = 10
#: Below this many words nothing is said: titles, labels and word lists are in no language.
_FEWEST = 20
#: Function words make two fifths of running text; a twentieth is a list with some prose around it.
_RUNNING_TEXT = 0.12
#: Letters up to here are Latin ones; beyond, one script after the other.
_LAST_LATIN = "\u02af"
_FEWEST_LETTERS = 20

#: Closed classes only. A word that English has too (`die`, `in`, `no`, `on`) says nothing and is left out.
_FUNCTION_WORDS = {
    "English": "the of and to is that for with are it you as be this by or your from have can not they which may "
    "when if their has should there these been will was were at an we but what more about who than how other also "
    "into some such",
    "German": "der und das ist nicht ein eine den mit von zu sich auf für dem im auch bei oder wird werden sind "
    "einer durch nach als wie aus sie kann einen eines können haben ihre wenn zum zur ich es wir",
    "French": "le la les des du et est une dans pour qui que pas sur avec par au sont vous ce cette aux il elle "
    "nous ou votre peut être plus leur ces mais ont été se",
    "Spanish": "el la los las de del y en que es una por con para se su al como más lo pero sus este esta son "
    "puede o si está también ser hay cuando entre muy sin sobre",
    "Italian": "il di che è la per una con non sono del della le dei da si al come più gli nel anche alla delle "
    "questo essere può ha lo dal o ma i",
    "Portuguese": "o de que e da do em um uma para com não os se na por mais dos como ao das é pode são seu sua "
    "ou quando muito nos já está também pelo pela",
    "Dutch": "de het een van en niet dat zijn voor op te met ook aan bij er door naar wordt worden kan je deze "
    "uit maar om heeft hebben als dit wij u uw",
    "Swedish": "och att det som en är av för på den med till inte har om ett kan de eller från vid var när du ska "
    "din efter också blir så",
    "Danish or Norwegian": "og at det er en som på af av for med til ikke har den de kan et eller fra ved når du "
    "skal din også blir bliver hvis etter efter",
    "Finnish": "ja on ei että se voi ovat myös kun mutta tai joka hän sen kuin niin jos ole sekä olla tämä noin "
    "mukaan jotka",
    "Polish": "i w z na się nie do to jest że od przez o lub oraz dla po jak może są który które być ich także "
    "jego przy",
    "Czech or Slovak": "a v na je se že s z do o pro to jako nebo jsou by které může ale při být také podle není "
    "sa ako alebo sú aj",
    "Romanian": "și de în la cu care este o a pe nu din pentru că sunt mai se un sau ca prin poate fi această "
    "dacă acest",
    "Hungarian": "a az és hogy nem egy is van de vagy ha meg mint csak ez azt lehet kell volt ki el akkor már "
    "után",
    "Turkish": "ve bir bu için ile da de olan olarak daha gibi çok en kadar ne veya sonra ancak ise değil her "
    "olabilir",
    "Indonesian or Malay": "yang dan di untuk dengan tidak ini dari dalam adalah pada itu atau anda dapat juga "
    "akan oleh bisa karena ke",
    "Vietnamese": "và của là có được cho không trong một các người này với những khi để đã bạn hoặc thể bệnh",
    "Catalan": "el la els les de i que és per amb una un en no del al es com més són pot o si aquesta aquest",
    "Croatian or Serbian": "i je u na se da su za od koji što ne s kao ili može iz biti koje ali nije po bi",
    "Welsh": "y yr a i yn o ar ei mae bod wedi gan chi am gyda neu sydd eich fod hyn ddim os cael",
    "Tagalog": "ang ng sa mga na ay at kung para ito hindi o ni may isang iyong mo siya dahil",
    "Swahili": "ya na wa kwa ni katika za la cha kuwa au hii kama hiyo ambayo yako huu si",
    "Haitian Creole": "nan ki yo ak pou li ou se pa gen moun lè nou sa yon konsa kapab",
}  # fmt: skip
_ENGLISH = frozenset(_FUNCTION_WORDS["English"].split())
#: A word that English uses, in whatever sense, speaks for no other language.
_SHARED = _ENGLISH | {
    *("a", "i", "in", "on", "me", "he", "she", "do", "no", "so", "or", "os", "to", "at", "as", "an", "am", "is", "it"),
    *("by", "my", "go", "die", "was", "were", "will", "also", "hat", "our"),
}
#: For each function word of another language, the languages that have it.
_SPEAKERS: dict[str, list[str]] = {}
for _name, _words in _FUNCTION_WORDS.items():
    for _word in frozenset(_words.split()) - _SHARED if _name != "English" else ():
        _SPEAKERS.setdefault(_word, []).append(_name)


def foreign(words: Sequence[str], declared: str | None) -> str | None:
    """Return why an article is not English, as a sentence, or None where it is, or is too short to tell.

    `words` are lower-case tokens; `declared` is the language tag that the file gives, if any. Words outweigh a tag:
    templates are copied with theirs.
    """
    named = Counter({word: times for word, times in Counter(_sample(words)).items() if word[0].isalpha()})
    script = _other_script(named)
    if script:
        return script
    count = named.total()
    english = sum(named[word] for word in named.keys() & _ENGLISH)
    speaks_english = english >= count * _RUNNING_TEXT and english >= 3
    tag = (declared or "").strip().lower().replace("_", "-").split("-")[0]
    if 2 <= len(tag) <= 3 and tag.isalpha() and tag not in {"en", "eng", "und", "mul", "zxx"} and not speaks_english:
        return f"The file says that its language is '{declared}'; only English is checked."
    if count < _FEWEST:
        return None
    if 3 * english > count:  # so that no other language can have twice as much
        return None
    name, spoken = _nearest(named)
    if spoken >= count * _RUNNING_TEXT and spoken >= 2 * english:
        return f"The words of this file are {name}; only English is checked."
    return None


def _sample(words: Sequence[str]) -> Sequence[str]:
    """Return the words, or windows of them from the whole article where there are many."""
    if len(words) <= _SAMPLE:
        return words
    size = _SAMPLE // _WINDOWS
    step = (len(words) - size) // (_WINDOWS - 1)
    return [word for window in range(_WINDOWS) for word in words[window * step : window * step + size]]


def _other_script(named: Mapping[str, int]) -> str | None:
    """Return a sentence where most letters are of another script than the Latin one."""
    if "".join(named).isascii():
        return None
    total = sum(len(word) * times for word, times in named.items())
    # A single letter is a symbol: μ, α, β.
    other = sum(
        len(word) * times
        for word, times in named.items()
        if word[0] > _LAST_LATIN and (len(word) > 1 or word[0] > "\u2e80")
    )
    if other >= _FEWEST_LETTERS and other * 2 > total:
        return "Most letters of this file are not Latin; only English is checked."
    return None


def _nearest(named: Mapping[str, int]) -> tuple[str, int]:
    """Return the language, English apart, with the most function words among the words, and how many those are."""
    counts: Counter[str] = Counter()
    for word in named.keys() & _SPEAKERS.keys():
        for name in _SPEAKERS[word]:
            counts[name] += named[word]
    name = max(counts, key=lambda each: (counts[each], each), default="")
    return name, counts[name]
