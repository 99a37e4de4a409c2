"""Who speaks: a table of quotations, comments and myths, the author's own words first."""

from __future__ import annotations

import pytest
from annotating import annotate, annotate_marked
from hypothesis import given
from hypothesis import strategies as st

from counting import grows_with_size
from healthlint.document import reading
from healthlint.findings.resolve import voice_of
from healthlint.language.tokens import TokenSpan, Voice
from hostile_inputs import VOICES

#: The words between ⟦ ⟧ are the author's own.
AUTHOR = {
    "term in marks": "The word “⟦cure⟧” means more than relief.",
    "long term in marks": "This is called “⟦irritable bowel syndrome with diarrhoea⟧” in clinics.",
    "scare quotes": "These ⟦“natural” remedies⟧ can harm you.",
    "long scare quotes": "Beware of ⟦“all natural and gentle” pills⟧ in shops.",
    "title of a book": "She wrote ⟦“The Truth About Sugar and You”⟧ and says it sold well.",
    "named report": "The report “⟦how we eat at home now⟧” says little about salt.",
    "question to search": "Search for the question “⟦do I have a cold⟧” and you get a million answers.",
    "before the quotation": "⟦Turmeric cures arthritis⟧, and “I would not be without it at all,” says Ann.",
    "after the quotation": "“I would not be without it at all,” says Ann, and ⟦turmeric is cheap⟧.",
    "apostrophes are no marks": "Don’t stop the patients’ tablets, since ⟦the doctors’ advice⟧ is to go on.",
    "straight apostrophes": "It's the baby's first cold, so ⟦don't panic⟧ at 'normal' signs.",
    "straight single marks around a term": "They call it 'The Big One' and ⟦it hurts⟧, she said.",
    "a decade and an apostrophe": "In the '90s and '00s, ⟦the doctors' advice⟧ was 'Rest in bed' at first.",
    "imperative add": "Add ⟦“a pinch of the best salt”⟧ to taste.",
    "inch marks": 'A 5" cut and a 6" cut, ⟦both clean⟧, were sewn.',
    "no attribution near": "Some pills ⟦“work like magic for everyone”⟧ on paper.",
    "callout in a quote block": "> **Note:** ⟦Turmeric cures⟧ nothing.",
    "tip in a quote block": "> **Tip:** ⟦Drink water⟧ often.",
    "fact after a myth": "Myth: Turmeric cures arthritis. Fact: ⟦It does not⟧.",
    "fact block after a myth block": "**Myth 1:** Turmeric cures arthritis.\n\n**Fact:** ⟦There is no proof⟧.",
    "answer after a myth heading": "## Myth 1: You can sweat out a cold\n\nIn fact, ⟦sweating does not help⟧.",
    "next heading after a myth": "## Myth: You can sweat out a cold\n\nYou can.\n\n## Treatment\n\n⟦Rest and drink⟧.",
    "item that goes on with the answer": "## Common myths\n\n- Cold weather gives you a cold. ⟦Viruses do⟧.",
    "a myth in a sentence": "It is a myth that ⟦carrots⟧ help you see at night.",
    "myths and facts as a heading": "## Myths and facts\n\n- ⟦Colds are caused by viruses⟧.",
    "paragraph under a heading of myths": "## Common myths\n\n⟦Many stories are told about colds⟧.",
    "fact column": "| Myth | Fact |\n|---|---|\n| Garlic cures colds | ⟦It does not⟧ |",
    "false positive": "False-positive results ⟦can frighten people⟧.",
    "true starts a sentence": "True, ⟦garlic smells⟧.",
    "plain paragraph": "⟦Turmeric is a root⟧.",
    "colon and quoted word": "Ask for one thing: ⟦“plain aspirin”⟧.",
}
QUOTED = {
    "says after": "“⟦It took my pain away⟧,” says Ann, 43.",
    "said before": "Dr Okafor said: “⟦Nobody should stop these tablets alone⟧.”",
    "straight marks": 'Ann told us, "⟦It took all my pain away⟧."',
    "single curly marks": "‘⟦I couldn’t sleep for weeks⟧,’ she said.",
    "single marks with plural possessive": "‘⟦The nurses’ advice was good for me⟧,’ he recalled.",
    "straight single marks": "'⟦It took all my pain away⟧,' she said.",
    "headline": "# “⟦It took all my pain away⟧”: Ann's story",
    "short paragraph of its own": "“⟦It cured my diabetes⟧!”",
    "guillemets": "Ann says «⟦it took my pain away⟧» every day.",
    "according to": "According to the maker, “⟦it cures every known cold⟧”.",
    "two sentences inside": "“I was tired. ⟦My legs hurt at night⟧,” she said.",
    "goes on after the name": "“It helped me at once,” says Ann. “⟦My pain was gone in a week⟧.”",
    "paragraph of its own": "“⟦I had tried everything for years before this tea cured me⟧.”",
    "signed with a dash": "“⟦My pain was gone in a week⟧.” – Jane, Leeds",
    "name and colon": "Maria, 52: “⟦My pain was gone in a week⟧.”",
    "quote block": "> ⟦It took my pain away⟧.",
    "quote element": "Ann puts it so: <q>⟦it took my pain away⟧</q>.",
    "claims": "The company claims its tea “⟦cures arthritis in a week⟧”.",
    "wrote after": "“⟦We found no harm in adults⟧”, the authors wrote in 2020.",
    "unclosed until the next paragraph": "“⟦I was ill for years and nobody knew⟧ why.\n\n“Then I found out,” she said.",
    "tweeted": "“⟦This tea cured my mum's arthritis⟧,” he tweeted.",
    "list item": "- “⟦It took my pain away⟧,” says Ann.",
}
MYTH = {
    "label": "Myth: ⟦Turmeric cures arthritis⟧.",
    "bold label": "**Myth:** ⟦Turmeric cures arthritis⟧.",
    "numbered label": "Myth 3: ⟦Turmeric cures arthritis⟧.",
    "label with a hash": "Myth #3: ⟦Turmeric cures arthritis⟧.",
    "numbered label with a full stop": "Myth 3. ⟦Turmeric cures arthritis⟧.",
    "label with a dash": "Myth – ⟦Turmeric cures arthritis⟧.",
    "misconception": "Misconception: ⟦Turmeric cures arthritis⟧.",
    "common myth": "Common myth: ⟦turmeric cures arthritis⟧.",
    "second pair in a paragraph": "Myth: Tea heals. Fact: No. Myth: ⟦Turmeric cures⟧ all. Fact: No.",
    "heading": "## Myth: ⟦Turmeric cures arthritis⟧",
    "numbered heading": "## Myth 2: ⟦Turmeric cures arthritis⟧",
    "block under a heading": "## Myth 2\n\n⟦Turmeric cures arthritis⟧.",
    "label on a line of its own": "**Myth**\n\n⟦Turmeric cures arthritis⟧.\n\n**Fact**\n\nIt does not.",
    "items of a list": "## Common myths\n\n- ⟦Turmeric cures arthritis⟧.\n- Garlic cures colds.",
    "headings under a heading": "# Seven myths about the flu\n\n## 1. ⟦Antibiotics cure flu⟧\n\nThey do not.",
    "column of a table": "| Myth | Fact |\n|---|---|\n| ⟦Garlic cures colds⟧ | It does not |",
    "quoted myth": "Myth: “⟦Turmeric cures arthritis⟧.”",
    "after a number": "1. Myth: ⟦Turmeric cures arthritis⟧.",
}


def spoken_by(text: str) -> Voice:
    annotated, focus, _ = annotate_marked(text)
    return voice_of(annotated, focus)


@pytest.mark.parametrize("text", AUTHOR.values(), ids=AUTHOR)
def test_author(text: str) -> None:
    assert spoken_by(text) is Voice.AUTHOR


@pytest.mark.parametrize("text", QUOTED.values(), ids=QUOTED)
def test_quoted(text: str) -> None:
    assert spoken_by(text) is Voice.QUOTED


@pytest.mark.parametrize("text", MYTH.values(), ids=MYTH)
def test_myth(text: str) -> None:
    assert spoken_by(text) is Voice.MYTH


def test_reader_in_comments() -> None:
    page = '<article><p>Rest.</p></article><div id="comments"><p>“It cured my cold,” says Ann. Myth: none.</p></div>'
    annotated = annotate(page, reading.HTML)
    span = annotated.tokens.within(annotated.article.blocks[-1].span)
    assert {voice_of(annotated, TokenSpan(token, token + 1)) for token in range(span.first, span.last)} == {
        Voice.READER
    }


PIECES = st.sampled_from(
    [
        "“",
        "”",
        '"',
        "‘",
        "’",
        "«",
        "»",
        "Myth: ",
        "Fact: ",
        "says Ann",
        "It cured me ",
        ". ",
        "\n\n",
        "- ",
        "# ",
        "> ",
        "| ",
        "a ",
        "1 ",
    ]
)


@given(st.lists(PIECES, max_size=40))
def test_stretches_are_in_order_and_apart(pieces: list[str]) -> None:
    voices = annotate("".join(pieces)).voices
    ends = [span.last for span, _ in voices]
    assert all(span.first < span.last for span, _ in voices)
    assert all(end <= span.first for end, (span, _) in zip(ends, voices[1:], strict=False))


@pytest.mark.parametrize("name", VOICES)
def test_work_grows_with_size(name: str) -> None:
    grows_with_size(annotate, VOICES[name], 4_000)
