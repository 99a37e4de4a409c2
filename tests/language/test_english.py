"""Which texts are called foreign: what must never be, then what must."""

from __future__ import annotations

import pytest
from annotating import annotate
from hypothesis import given
from hypothesis import strategies as st

from healthlint.language.english import foreign

ENGLISH = {
    "empty": ("", None),
    "one word": ("Diabetes", None),
    "title": ("Type 2 diabetes: symptoms, causes and treatment", None),
    "list of drugs": (
        "amoxicillin ibuprofen paracetamol metformin lisinopril atorvastatin omeprazole salbutamol warfarin " * 8,
        None,
    ),
    "list of bones": (
        "femur tibia fibula patella ulna radius humerus clavicula scapula sternum sacrum ilium ischium pubis talus "
        * 4,
        None,
    ),
    "latin names": (
        "Escherichia coli, Staphylococcus aureus, Clostridium difficile, Candida albicans, Giardia lamblia. " * 6,
        None,
    ),
    "prose": (
        "The flu is a common illness that is caused by a virus. You can treat it at home with rest and fluids.",
        None,
    ),
    "prose with a German quotation": (
        (
            "The sign on the door said “Bitte nicht stören, der Arzt ist nicht da und kommt auch nicht”, "
            "which is a way to say that the doctor is out and that you should not knock. Most of the "
            "patients did not know what it was about."
        ),
        None,
    ),
    "prose with Spanish names": (
        (
            "Dr de la Cruz and Dr del Rio of the Hospital de la Santa Creu say that the rash is not a "
            "sign of the disease. Ask them if you have it."
        ),
        None,
    ),
    "prose with Greek letters": (
        "The α and β chains of the protein bind; the γ chain does not. It is the β form that you have in the blood.",
        None,
    ),
    "prose with a Chinese name": (
        "The root is known as 当归 in China, and it is sold in many shops. There is no proof that it helps with pain.",
        None,
    ),
    "wrong tag on English prose": (
        "The flu is a common illness that is caused by a virus. You can treat it at home with rest and fluids.",
        "de",
    ),
    "British tag": ("Tumours", "en-GB"),
    "underscore tag": ("Tumours", "en_US"),
    "tag says undetermined": ("Diabetes mellitus", "und"),
    "template as tag": ("Diabetes", "{{ page.lang }}"),
    "recipe": ("200 g flour, 2 eggs, 1 cup milk, pinch of salt. Mix. Bake for 20 minutes. Serves 4.", None),
    "numbers": ("1 2 3 4 5 6 7 8 9 10 11 12 13 14 15 16 17 18 19 20 21 22 23 24 25 26 27 28", None),
    "telegraphic notes": (
        (
            "Rest. Drink water. Avoid salt. Call nurse. Take tablets twice daily. Walk daily. Sleep well. "
            "Eat greens. Stop smoking."
        ),
        None,
    ),
}
FOREIGN = {
    "German": (
        (
            "Die Grippe ist eine Krankheit, die durch ein Virus ausgelöst wird. Sie können sich mit einer "
            "Impfung schützen, und das ist auch für ältere Menschen wichtig, weil die Grippe bei ihnen schwer "
            "sein kann."
        ),
        "German",
    ),
    "French": (
        (
            "La grippe est une maladie causée par un virus. Elle se transmet par les gouttelettes et peut "
            "être grave pour les personnes âgées, mais le vaccin les protège dans la plupart des cas."
        ),
        "French",
    ),
    "Spanish": (
        (
            "La gripe es una enfermedad causada por un virus. Se transmite por las gotas y puede ser grave "
            "para las personas mayores, pero la vacuna las protege en la mayoría de los casos."
        ),
        "Spanish",
    ),
    "Italian": (
        (
            "L'influenza è una malattia causata da un virus. Si trasmette con le goccioline e può essere "
            "grave per le persone anziane, ma il vaccino le protegge nella maggior parte dei casi."
        ),
        "Italian",
    ),
    "Portuguese": (
        (
            "A gripe é uma doença causada por um vírus. Ela se transmite pelas gotículas e pode ser grave "
            "para as pessoas idosas, mas a vacina não deixa de proteger na maioria dos casos."
        ),
        "Portuguese",
    ),
    "Dutch": (
        (
            "De griep is een ziekte die door een virus wordt veroorzaakt. U kunt zich met een prik beschermen "
            "en dat is ook voor oudere mensen van belang, omdat zij er ernstig ziek van kunnen worden."
        ),
        "Dutch",
    ),
    "Swedish": (
        (
            "Influensa är en sjukdom som orsakas av ett virus. Du kan skydda dig med ett vaccin och det är "
            "viktigt för äldre personer, som kan bli mycket sjuka av den."
        ),
        "Swedish",
    ),
    "Polish": (
        (
            "Grypa to choroba, którą wywołuje wirus. Może być groźna dla osób starszych, ale szczepionka "
            "chroni je w większości przypadków i nie jest to trudne do zrobienia."
        ),
        "Polish",
    ),
    "Turkish": (
        (
            "Grip bir virüs ile bulaşan bir hastalıktır ve yaşlılar için tehlikeli olabilir. Aşı çok "
            "önemlidir, çünkü ağır hastalık riski daha az olur ve bu herkes için iyidir."
        ),
        "Turkish",
    ),
    "Indonesian": (
        (
            "Flu adalah penyakit yang disebabkan oleh virus. Penyakit ini dapat berbahaya untuk orang tua, "
            "tetapi vaksin dapat melindungi mereka dari penyakit yang berat dan itu penting."
        ),
        "Indonesian",
    ),
    "Welsh": (
        (
            "Mae ffliw yn haint sydd wedi ei achosi gan feirws. Mae'n bwysig eich bod yn cael y brechlyn, ac "
            "mae ar gael am ddim i bobl dros 65 oed a phobl sydd mewn perygl."
        ),
        "Welsh",
    ),
    "Russian": ("Грипп — это болезнь, которую вызывает вирус.", "not Latin"),
    "Chinese": ("流感是由病毒引起的疾病。老年人可能会病得很重，但疫苗可以保护他们。", "not Latin"),
    "Arabic": ("الإنفلونزا مرض يسببه فيروس وقد يكون خطيرا على كبار السن", "not Latin"),
    "Greek": ("Η γρίπη είναι μια ασθένεια που προκαλείται από ιό.", "not Latin"),
}


def words_of(text: str) -> list[str]:
    return list(annotate(text).tokens.words)


@pytest.mark.parametrize("text,declared", ENGLISH.values(), ids=ENGLISH)
def test_english(text: str, declared: str | None) -> None:
    assert foreign(words_of(text), declared) is None


@pytest.mark.parametrize("text,named", FOREIGN.values(), ids=FOREIGN)
def test_foreign(text: str, named: str) -> None:
    assert named in (foreign(words_of(text), None) or "")


@pytest.mark.parametrize("declared", ["de", "fr-CA", "es_MX", "ja"])
def test_a_tag_decides_where_words_do_not(declared: str) -> None:
    assert declared in (foreign(["diabetes", "mellitus"], declared) or "")


@pytest.mark.parametrize("declared", [None, "en", "en-US"])
def test_words_outweigh_an_english_tag(declared: str | None) -> None:
    assert foreign(words_of(FOREIGN["German"][0]), declared) is not None


def test_english_with_a_foreign_part_is_english_wherever_the_part_stands() -> None:
    english, german = ENGLISH["prose"][0] * 60, FOREIGN["German"][0] * 15
    for text in (german + " " + english, english + " " + german):
        assert foreign(words_of(text), None) is None


@given(st.lists(st.text(min_size=1, max_size=12).filter(str.strip), max_size=60), st.none() | st.text(max_size=8))
def test_any_words_and_any_tag(words: list[str], declared: str | None) -> None:
    reason = foreign(words, declared)
    assert reason is None or reason.endswith("only English is checked.")
