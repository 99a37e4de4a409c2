"""The forms of English verbs and nouns, made from the dictionary form: regular rules and the irregular ones.

Grammar: any reference grammar of English; only the facts are used.
"""

from __future__ import annotations

from collections.abc import Sequence


def _table(rows: str) -> dict[str, tuple[str, ...]]:
    """Read rows of a word and its forms, with semicolons between the rows."""
    return {word: tuple(forms) for word, *forms in (row.split() for row in rows.split(";"))}


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


#: Past tense and past participle of verbs that health text uses; a doubled consonant is regular and made below.
_IRREGULAR_VERBS = _table(
    "arise arose arisen; awake awoke awoken; be was been; bear bore borne; beat beat beaten; become became become; "
    "begin began begun; bend bent bent; bet bet bet; bid bid bid; bind bound bound; bite bit bitten; bleed bled bled; "
    "break broke broken; breed bred bred; bring brought brought; broadcast broadcast broadcast; build built built; "
    "burn burned burnt; burst burst burst; buy bought bought; cast cast cast; catch caught caught; choose chose "
    "chosen; cling clung clung; come came come; cost cost cost; creep crept crept; cut cut cut; deal dealt dealt; dig "
    "dug dug; do did done; draw drew drawn; dream dreamed dreamt; drink drank drunk; drive drove driven; eat ate "
    "eaten; fall fell fallen; feed fed fed; feel felt felt; fight fought fought; find found found; fit fitted fit; "
    "flee fled fled; fly flew flown; forbid forbade forbidden; forget forgot forgotten; forgive forgave forgiven; "
    "freeze froze frozen; get got gotten; give gave given; go went gone; grind ground ground; grow grew grown; hang "
    "hung hanged; have had had; hear heard heard; hide hid hidden; hit hit hit; hold held held; hurt hurt hurt; keep "
    "kept kept; kneel knelt kneeled; know knew known; lay laid laid; lead led led; lean leaned leant; leap leaped "
    "leapt; learn learned learnt; leave left left; lend lent lent; let let let; lie lay lain; light lit lighted; lose "
    "lost lost; make made made; mean meant meant; meet met met; pay paid paid; prove proved proven; put put put; quit "
    "quit quit; read read read; relay relayed relaid; rid rid rid; ride rode ridden; ring rang rung; rise rose risen; "
    "run ran run; say said said; see saw seen; seek sought sought; sell sold sold; send sent sent; set set set; sew "
    "sewed sewn; shake shook shaken; shave shaved shaven; shed shed shed; shine shone shined; shoot shot shot; show "
    "showed shown; shrink shrank shrunk; shut shut shut; sing sang sung; sink sank sunk; sit sat sat; sleep slept "
    "slept; slide slid slid; smell smelled smelt; speak spoke spoken; speed sped speeded; spend spent spent; spill "
    "spilled spilt; spin spun spun; spit spat spit; split split split; spoil spoiled spoilt; spread spread spread; "
    "stand stood stood; steal stole stolen; stick stuck stuck; sting stung stung; strike struck stricken; strive "
    "strove striven; swear swore sworn; sweep swept swept; swell swelled swollen; swim swam swum; swing swung swung; "
    "take took taken; teach taught taught; tear tore torn; tell told told; think thought thought; throw threw thrown; "
    "understand understood understood; thrust thrust thrust; wake woke woken; wear wore worn; weep wept wept; wet wet "
    "wetted; win won won; wind wound wound; write wrote written"
)
#: Verbs of more than one syllable that double their last consonant: the stress is on the last.
_DOUBLING = _words(
    "abhor acquit admit allot begin commit compel concur confer control defer deter dispel emit equip excel expel "
    "forbid forget handicap incur infer kidnap occur omit outfit overlap patrol permit prefer propel rebel recur "
    "refer regret remit repel submit transfer transmit unplug upset program"
)
#: Verbs that one spelling doubles and the other does not, besides those in -el, -al and -il: both forms are made.
_EITHER_WAY = frozenset({"benefit", "focus", "fuel", "dial", "trial", "duel", "initial", "worship", "bias", "combat"})
_VOWELS = frozenset("aeiou")
_PREFIXES = ("under", "over", "with", "fore", "out", "mis", "re", "un", "up")
#: Plurals that no rule makes, by the last word of the term.
_IRREGULAR_NOUNS = _table(
    "child children; foot feet; tooth teeth; man men; woman women; person people persons; mouse mice; louse lice; "
    "goose geese; calf calves; half halves; knife knives; life lives; wife wives; leaf leaves; loaf loaves; self "
    "selves; shelf shelves; wolf wolves; hoof hooves; layman laymen; policeman policemen; fireman firemen; testis "
    "testes; axis axes; bacterium bacteria; ovum ova; datum data; medium media; serum sera serums; atrium atria "
    "atriums; septum septa septums; cilium cilia; epithelium epithelia; endothelium endothelia; diverticulum "
    "diverticula; vertebra vertebrae vertebras; bursa bursae bursas; larva larvae; alga algae; petechia petechiae; "
    "sequela sequelae; fistula fistulae fistulas; papilla papillae; axilla axillae; macula maculae maculas; scapula "
    "scapulae scapulas; fibula fibulae fibulas; maxilla maxillae; fungus fungi funguses; stimulus stimuli; nucleus "
    "nuclei; bronchus bronchi; thrombus thrombi; embolus emboli; bacillus bacilli; coccus cocci; tophus tophi; "
    "alveolus alveoli; villus villi; radius radii radiuses; humerus humeri; uterus uteruses uteri; calculus calculi; "
    "meniscus menisci meniscuses; hippocampus hippocampi; glomerulus glomeruli; phenomenon phenomena; criterion "
    "criteria; ganglion ganglia ganglions; mitochondrion mitochondria; protozoon protozoa; appendix appendices "
    "appendixes; index indexes indices; cortex cortices cortexes; matrix matrices; helix helices; cervix cervices "
    "cervixes; larynx larynxes larynges; pharynx pharynxes pharynges; phalanx phalanges; thorax thoraxes thoraces; "
    "carcinoma carcinomas carcinomata; sarcoma sarcomas sarcomata; stoma stomas stomata; stigma stigmas stigmata; "
    "mosquito mosquitoes mosquitos; quiz quizzes; biceps biceps; triceps triceps; quadriceps quadriceps; series "
    "series; species species; forceps forceps; herpes herpes; diabetes diabetes; stomach stomachs; epoch epochs; tech "
    "techs"
)
#: Of these, the ones that end longer words (`grandchild`, `midwife`, `enterococcus`); `human` does not end in `man`.
_ENDINGS = _words("child foot tooth woman person wife coccus bacterium bacillus carcinoma sarcoma")
#: Endings of words that are plural already, or have no plural in health text.
_NO_PLURAL = ("itis", "ics", "pox", "measles", "mumps", "rabies", "scabies")
_PREPOSITIONS = frozenset({"of", "in", "to", "with", "for", "on", "at", "from", "by"})
_TAKE_ES = _words("go do undergo forgo redo undo outdo overdo potato tomato hero echo veto torpedo")
_SIBILANTS = ("s", "x", "z", "ch", "sh")


def verb(base: str) -> tuple[str, ...]:
    """Return base, third person, -ing, past and participle of a verb; a phrasal verb inflects its first word."""
    head, _, rest = base.partition(" ")
    tail = f" {rest}" if rest else ""
    if head == "be":
        return tuple(form + tail for form in ("be", "am", "is", "are", "was", "were", "been", "being"))
    third = "has" if head == "have" else _add_s(head)
    past = _irregular_past(head) or tuple(_attach(stem, "ed") for stem in _stems(head))
    ing = [_attach(stem, "ing") for stem in _stems(head)]
    if head.endswith("ge") and len(head) < 6:  # age, binge: either spelling
        ing.append(head + "ing")
    return tuple(dict.fromkeys(form + tail for form in (head, third, *ing, *past)))


def noun(base: str) -> tuple[str, ...]:
    """Return a noun and its plural; in `rupture of the spleen` the noun before the first preposition is the one."""
    words = base.split(" ")
    place = _head(words)
    forms = (" ".join([*words[:place], form, *words[place + 1 :]]) for form in plural(words[place]))
    return tuple(dict.fromkeys((base, *forms)))


def _head(words: Sequence[str]) -> int:
    """Return the place of the noun that a term is about: before its first preposition, else the last word."""
    inner = range(1, len(words)) if words[0] not in _PREPOSITIONS else ()
    return next((place for place in inner if words[place] in _PREPOSITIONS), len(words)) - 1


def plural(word: str) -> tuple[str, ...]:
    """Return the plural forms of one word; none for what has no plural (abbreviations take a plain s)."""
    lower = word.lower()
    irregular = _irregular_plural(lower)
    if irregular:
        return irregular
    if not word or not word[-1].isalpha() or lower.endswith((*_NO_PLURAL, "'s", "’s")):
        return ()
    if word.isupper():
        return (word + "s",)
    return (word[:-2] + "es",) if lower.endswith("sis") else (_add_s(word),)


def _irregular_plural(lower: str) -> tuple[str, ...]:
    """Return the plurals that the table knows, for the word, its last part, or its ending."""
    for end in (lower, lower.rpartition("-")[2], *(end for end in _ENDINGS if lower.endswith(end))):
        if end in _IRREGULAR_NOUNS:
            return tuple(lower.removesuffix(end) + form for form in _IRREGULAR_NOUNS[end])
    return ()


def _irregular_past(head: str) -> tuple[str, ...]:
    """Return past tense and participle from the table, for the verb or for it behind a prefix (`undergo`, `re-run`)."""
    hyphened = head.rpartition("-")[2]
    bare = [head.removeprefix(prefix) for prefix in _PREFIXES if head.startswith(prefix)]
    for part in (head, hyphened, *bare):
        if part in _IRREGULAR_VERBS:
            return tuple(head.removesuffix(part) + form for form in _IRREGULAR_VERBS[part])
    return ()


def _add_s(word: str) -> str:
    """Add the s of a plural or of the third person."""
    if word.endswith("y") and word[-2:-1] not in _VOWELS:
        return word[:-1] + "ies"
    return word + ("es" if word.endswith(_SIBILANTS) or word in _TAKE_ES else "s")


def _stems(head: str) -> tuple[str, ...]:
    """Return the stems that -ed and -ing go to, with the last consonant doubled where the spelling wants it."""
    if head.endswith("ic"):
        return (head + "k",)
    if _doubles(head):
        return (head + head[-1],)
    in_l = len(head) > 4 and head[-1] == "l" and head[-2] in "aei" and head[-3] not in _VOWELS
    return (head, head + head[-1]) if in_l or head in _EITHER_WAY else (head,)


def _doubles(head: str) -> bool:
    """Tell whether the last consonant is doubled: one stressed short vowel before one consonant."""
    last = head.rpartition("-")[2].replace("qu", "q")
    if head in _DOUBLING:
        return True
    if len(last) < 3 or last[-1] in "aeiouwxy" or last[-2] not in _VOWELS or last[-3] in _VOWELS:
        return False
    bare = next((last.removeprefix(p) for p in _PREFIXES if last.removeprefix(p) in _IRREGULAR_VERBS), last)
    return sum(letter in _VOWELS for letter in bare) == 1


def _attach(stem: str, ending: str) -> str:
    """Join stem and ending: `cure`+`ed`, `carry`+`ed`, `die`+`ing`."""
    if stem.endswith("ie") and ending == "ing":
        return stem[:-2] + "ying"
    if stem.endswith("e") and not (ending == "ing" and stem.endswith(("ee", "oe", "ye"))):
        return stem[:-1] + ending
    if stem.endswith("y") and ending == "ed" and stem[-2:-1] not in _VOWELS:
        return stem[:-1] + "ied"
    return stem + ending
