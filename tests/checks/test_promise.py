"""Announced lists: what counts as an announcement, what keeps one, and where the search ends."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from counting import grows_with_size
from healthlint.document import shapes
from healthlint.document.source import Source
from healthlint.engine import Linter
from healthlint.findings.finding import Finding
from healthlint.language.annotated import Annotated
from healthlint.rules.pack import Pack
from healthlint.rules.rule import Severity
from hostile_inputs import PROMISES

RULE = "references/missing-list"
Lint = Callable[..., list[Finding]]


@pytest.fixture(scope="module")
def lint(pack: Pack) -> Lint:
    linter = Linter(pack, [rule for rule in pack.rules if rule.id == RULE])

    def run(text: str, suffix: str = ".md") -> list[Finding]:
        result = linter.lint(text.encode(), f"article{suffix}")
        assert result.failures == ()
        return list(result.findings)

    return run


KEPT_IN_MARKDOWN = {
    "bullets": "Watch for these signs:\n\n- a limp\n- a swollen knee",
    "numbers": "Do the following:\n\n1. Sit down.\n2. Lift the leg.",
    "one-item": "There is one of the following reasons:\n\n- a cold",
    "typed-bullets": "Pack these things:\n\n• a towel\n• a dressing gown",
    "typed-letters": "The grades are as follows:\n\na) mild\n\nb) severe",
    "roman": "The grades are as follows:\n\n(i) mild\n\n(ii) severe",
    "hard-breaks": "Pack the following:  \na towel  \na dressing gown",
    "br": "The signs include:<br>a limp<br>a swollen knee",
    "p-bullet": "<p>The signs include:</p><p>• a limp</p><p>• a swollen knee</p>",
    "table": "The doses are as follows:\n\n| Age | Dose |\n|---|---|\n| 6 | 5 ml |",
    "definition-list": "<p>These words are used:</p><dl><dt>Acute</dt><dd>Sudden.</dd></dl>",
    "details": "<p>Ask these questions:</p><details><summary>Is it safe?</summary><p>It is.</p></details>"
    "<details><summary>Does it hurt?</summary><p>A little.</p></details>",
    "code-block": "Type the following:\n\n```\nbreathe in\n```",
    "template": "The signs include:\n\n{% include signs.html %}",
    "template-inline": "The signs include: {{ page.signs }}",
    "embed": 'Follow these steps:\n\n<iframe src="https://example.org/steps"></iframe>\n\n## Help\n\nRing us.',
    "picture-of-it": "The symptoms include:\n\n![Symptoms of flu, drawn around a body](flu.png)\n\n## Help\n\nRing us.",
    "after-picture": "The symptoms include:\n\n![A tired man](man.png)\n\n- fever\n- chills",
    "after-note": "Follow these steps:\n\n**Note:** wash your hands first.\n\n1. Open the bottle.\n2. Pour.",
    "after-quote": "Follow these steps:\n\n> Wash your hands first.\n\n1. Open the bottle.\n2. Pour.",
    "after-ad": '<p>The signs are:</p><div class="advertisement"><p>Buy now!</p></div><ul><li>a limp</li></ul>',
    "after-prose": "The signs include:\n\nThey may come slowly. They may come fast.\n\n- a limp\n- a swollen knee",
    "under-sub-heading": "## Signs\n\nThe signs include:\n\n### In children\n\n- a limp\n- a swollen knee",
    "sub-headings": "## Options\n\nYou have three options:\n\n### A splint\n\nIt rests it."
    "\n\n### An injection\n\nIt calms.",
    "numbered-headings": "## Steps\n\nFollow these steps:\n\n## 1. Open the bottle\n\nTwist.\n\n## 2. Pour\n\nSlowly.",
    "step-headings": "## Steps\n\nFollow these steps:\n\n## Step 1: open the bottle\n\nTwist.",
    "named-headings": "## Drugs\n\nThere are two types:\n\n## Type A\n\nIt is old.\n\n## Type B\n\nIt is new.",
    "question-headings": "# Piles\n\nWe answer these questions:\n\n## What are they?\n\nVeins."
    "\n\n## Do they hurt?\n\nNo.",
    "bold-leads": "There are two kinds:\n\n**Wet.** It is fast and it leaks.\n\n**Dry.** It is slow and it is common.",
    "term-leads": "There are two kinds:\n\nWet: it is fast and it leaks.\n\nDry: it is slow and it is common.",
    "term-dash": "There are two kinds:\n\nWet – it is fast and it leaks.\n\nDry – it is slow and it is common.",
    "term-stop": "There are two kinds:\n\nWet. It is fast and it leaks.\n\nDry. It is slow and it is common.",
    "questions": "Ask the nurse these questions:\n\nHow long will it take?\n\nWhen can I drive?",
    "short-paragraphs": "The signs include:\n\nA limp\n\nA swollen knee",
    "short-sentences": "Do these exercises:\n\nRaise the leg.\n\nBend the knee.",
    "parallel-paragraphs": "You may have one of the following tests:\n\nA scan shows the bone and takes half an hour."
    "\n\nA test of the fluid shows whether there are germs, and takes a day.",
    "links": "See these pages:\n\n[Knee pain](/knee) [Hip pain](/hip)",
    "series-after": "The signs include:\n\nFever, chills and a cough.",
    "ordinals-after": "There are two stages:\n\nThe first is short. The second is long and may last for years.",
    "lower-case-after": "Ask your doctor about:\n\nwhether you may drive",
    "nested-list": "- Foods rich in iron, such as:\n  - lentils\n  - liver\n- Foods rich in zinc",
    "own-list-goes-on": "- The signs include:\n- a limp\n- a swollen knee",
    "announced-twice": "You can join if you meet the rules listed below."
    "\n\n**Both of these must be true:**\n\n- you are 18\n- you are well",
    "labels-as-items": "Drugs include the following:\n\nPainkillers:\n\n- paracetamol\n\nAntibiotics:\n\n- penicillin",
    "stop-then-list": "Your doctor may order the following tests.\n\n- a scan\n- a swab",
    "question-then-list": "Do you have any of the following symptoms?\n\n- a limp\n- a swollen knee",
    "here-are-then-list": "Here are five ways to sleep better.\n\n1. Go to bed early.\n2. Keep the room dark.",
    "below-far": "Ring if you have a reaction listed below.\n\nMost have none.\n\n## Reactions\n\n- a rash\n- a wheeze",
    "no-mark-then-list": "The main causes are\n\n- a fall\n- a blow",
    "references": "The following sources were used:\n\n## References\n\n1. A study.\n2. Another study.",
}
INNOCENT = {
    "following-day": "Most people go home on the following day.\n\n## Help\n\nRing us.",
    "following-weeks": "The pain eases in the following two weeks.\n\n## Help\n\nRing us.",
    "following-surgery": "You will be sore following surgery on both knees.\n\n## Help\n\nRing us.",
    "following-a-diet": "Anyone following special diets should see a dietitian.\n\n## Help\n\nRing us.",
    "following-visit": "Bring it to the following visit.\n\n## Help\n\nRing us.",
    "inline": "Look for the following: a limp and a swollen knee.\n\n## Help\n\nRing us.",
    "inline-without-colon": "The signs include a limp, pain and a swollen knee.\n\n## Help\n\nRing us.",
    "inline-brackets": "Ask about these things (cost, time and pain) before you sign.\n\n## Help\n\nRing us.",
    "inline-dashes": "The following signs – a limp, pain and heat – need care.\n\n## Help\n\nRing us.",
    "these-back": "A limp and a swollen knee are common. These symptoms go away.\n\n## Help\n\nRing us.",
    "these-back-after-list": "- a limp\n- a swollen knee\n\nWatch these signs closely.\n\n## Help\n\nRing us.",
    "one-thing": "The rule is as follows:\n\nNever take more than eight tablets in any 24 hours, whatever you read.",
    "quotation": "The nurse said:\n\n“It will only take a minute, and you may feel a scratch.”",
    "explanation": "Nobody likes to hear it, but there is one answer:\n\nSmoking is what does the harm, at any age.",
    "time": "The clinic opens at 8:30\n\n## Help\n\nRing us.",
    "more-information": "For more information, see:\n\n[The knee page](/knee)",
    "label": "Symptoms:\n\n## Help\n\nRing us.",
    "label-value": "Opening hours:\n\nMonday to Friday",
    "heading-colon": "## Symptoms:\n\n## Help\n\nRing us.",
    "heading-with-text": "## The signs include:\n\nA limp that lasts for a week or more should be seen by a doctor.",
    "heading-with-headings": "# The following are risk factors:\n\n## Age\n\nIt rises.\n\n## Weight\n\nIt adds load.",
    "contents-verb": "Keep the wound clean and covered\n\n## Help\n\nRing us.",
    "like-at-end": "Tell us what the pain is like\n\n## Help\n\nRing us.",
    "learn-these": "[Learn about these conditions](/conditions) and what to do.\n\n## Help\n\nRing us.",
    "comment-thread": "<div id='comments'><div class='comment'><p>I have these symptoms:</p></div></div>",
    "quoted": "> These are the signs:",
    "below-number": "Keep the steps below 5,000 a day.\n\n## Help\n\nRing us.",
    "page-label": "Share this article on:\n\n## Help\n\nRing us.",
    "menu": "<p>In this article:</p><nav><ul><li><a href='#a'>A</a></li></ul></nav><h2>A</h2><p>Text.</p>",
    "type-2": "Type 2 diabetes and its risk factors:\n\nIt is rising. It is costly.\n\n## Help\n\nRing us.",
    "over-65": "People over 65 have other needs:\n\nThey fall more often. They sleep less.\n\n## Help\n\nRing us.",
    "reason-for-these": "There is a reason for these signs:\n\nA nerve is pressed. It is sore.\n\n## Help\n\nRing us.",
    "vague": "Several factors play a role:\n\nYour age matters. Weight does too.\n\n## Help\n\nRing us.",
    "told-in-the-block": "The following changes occur. Blood volume rises. The heart races.\n\n## Help\n\nRing us.",
    "following-sections": "We explain the tests in the following sections.\n\n## Tests\n\nA scan.",
    "linked": "Here is a list of [support groups](/groups).\n\n## Help\n\nRing us.",
    "values-below": "Values below are normal values.\n\n## Help\n\nRing us.",
    "own-parts": "This leaflet covers the following:\n\n## Causes\n\nA fall.\n\n## Treatment\n\nRest.",
    "ways": "# Sleep\n\nHere are five ways to sleep:\n\n## Get support\n\nA.\n\n## Walk\n\nB.\n\n## Rest\n\nC.",
    "first-next": "Follow these steps:\n\nFirst, wash your hands with soap and water.\n\nNext, dry them.",
    "cell-then-cell": "| Group | Signs |\n|---|---|\n| Adults | The signs include: |\n| Children | a limp |",
}


@pytest.mark.parametrize("text", KEPT_IN_MARKDOWN.values(), ids=KEPT_IN_MARKDOWN)
def test_kept(lint: Lint, text: str) -> None:
    assert lint(text) == []


@pytest.mark.parametrize("text", INNOCENT.values(), ids=INNOCENT)
def test_innocent(lint: Lint, text: str) -> None:
    assert lint(text) == []


TAIL = "\n\n## Treatment\n\nRest helps most people. Ask before you fly."
BROKEN = {
    "include": ("The signs include:", "The signs include:"),
    "such-as": ("It has many causes, such as:", "It has many causes, such as:"),
    "following": ("You may have one of the following scans:", "You may have one of the following scans:"),
    "following-alone": ("Tell us if any of the following are true:", "Tell us if any of the following are true:"),
    "as-follows": ("The steps are as follows:", "The steps are as follows:"),
    "these": ("Ask your surgeon these questions:", "Ask your surgeon these questions:"),
    "these-alone": ("Both of these must be true:", "Both of these must be true:"),
    "copula": ("The main symptoms are:", "The main symptoms are:"),
    "count": ("There are three things to remember:", "There are three things to remember:"),
    "imperative": ("Follow these steps:", "Follow these steps:"),
    "no-reach-over-a-full-stop": ("Pain is common. Such as:", "Such as:"),
    "label-with-count": ("Five steps to a better night:", "Five steps to a better night:"),
    "below": ("Leave out the foods listed below:", "Leave out the foods listed below:"),
    "here-are": ("Here are some tips for the journey:", "Here are some tips for the journey:"),
    "open-if": ("Call an ambulance if:", "Call an ambulance if:"),
    "open-to": ("The aims of treatment are to:", "The aims of treatment are to:"),
    "open-you": ("Ring the ward if you:", "Ring the ward if you:"),
    "last-sentence": ("Pain is a warning. The signs of infection include:", "The signs of infection include:"),
    "semicolon": ("The signs of infection include;", "The signs of infection include;"),
    "no-mark": ("The signs of infection include", "The signs of infection include"),
    "unknown-noun": ("Choose one of the following gizmos:", "Choose one of the following gizmos:"),
    "one-word-more": ("One of these must be true. You:", "One of these must be true. You:"),
    "emphasis": ("**The signs include:**", "The signs include:"),
    "list-item": ("- Rest.\n- Eat foods rich in iron, such as:", "Eat foods rich in iron, such as:"),
}


@pytest.mark.parametrize("text, excerpt", BROKEN.values(), ids=BROKEN)
@pytest.mark.parametrize("after", [TAIL, "", "\n\n## Sources\n\n1. A study."], ids=["heading", "end", "references"])
def test_broken(lint: Lint, text: str, excerpt: str, after: str) -> None:
    found = lint(f"# Knees\n\n## Signs\n\n{text}{after}")

    assert [(f.severity, f.excerpt) for f in found] == [(Severity.ERROR, excerpt)]


DOUBTFUL = {
    "stop": "Your doctor may order the following tests.",
    "stop-amid": "You may get some of the following symptoms. Ring us if they last.",
    "stop-at-once": "Genetic tests include the following.",
    "here-are": "Here are five ways to sleep better.",
    "imperative": "Follow these steps.",
    "listed-below": "Stop if you have one of the reactions listed below.",
    "below-is": "Below is a list of foods to avoid.",
    "question": "Do you have any of the following symptoms?",
    "whole-sentence": "Smoking harms nearly every organ of the body:",
}


@pytest.mark.parametrize("text", DOUBTFUL.values(), ids=DOUBTFUL)
def test_a_whole_sentence_is_doubtful(lint: Lint, text: str) -> None:
    found = lint(f"# Knees\n\n## Tests\n\n{text}\n\n## Treatment\n\nRest helps most people.")

    assert [f.severity for f in found] == [Severity.WARNING]


AFTER = {
    "prose": "Stitches come out after ten days. You can shower from day two.",
    "anaphora": "These symptoms go away by themselves. They last for a week at most.",
    "advice": "Talk to your doctor, nurse or pharmacist. They can help you to decide what is best.",
    "two-paragraphs": "Our nurses wear a blue tunic, and a badge with their name on it."
    "\n\nThe car park behind the building is free for two hours.",
    "picture": "![A tired man on a sofa](man.png)",
}


@pytest.mark.parametrize("after", AFTER.values(), ids=AFTER)
def test_prose_in_place_of_the_list_is_doubtful(lint: Lint, after: str) -> None:
    found = lint(f"Call us if you notice one of these warning signs:\n\n{after}\n\n## Treatment\n\nRest helps.")

    assert [(f.severity, f.excerpt) for f in found] == [
        (Severity.WARNING, "Call us if you notice one of these warning signs:")
    ]


MIXED = {
    "same-level": "## Food\n\nThere are two kinds of gout:\n\n## Acute\n\nIt is sore.\n\n## Slow\n\nIt is not.",
    "one-is-a-topic": "# Food\n\nThe signs include:\n\n## Treatment\n\nRest.\n\n## Running\n\nRun less.",
}


@pytest.mark.parametrize("text", MIXED.values(), ids=MIXED)
def test_headings_that_might_be_the_items_are_doubtful(lint: Lint, text: str) -> None:
    assert [f.severity for f in lint(text)] == [Severity.WARNING]


def test_the_most_important_is_no_remark(lint: Lint) -> None:
    text = "The signs include:\n\nThe most important thing is to rest. It takes time.\n\n## Care\n\nRest."

    assert [f.severity for f in lint(text)] == [Severity.WARNING]


def test_the_next_announcement_ends_the_search(lint: Lint) -> None:
    found = lint("The early symptoms include:\n\nThe later symptoms include:\n\n- weight loss\n- night sweats")

    assert [f.excerpt for f in found] == ["The early symptoms include:"]
    assert "before the next announcement, “The later symptoms include:”" in found[0].message


def test_a_list_in_comments_keeps_nothing(lint: Lint) -> None:
    page = "<p>The signs include:</p><div id='comments'><h2>Comments</h2><ul><li>Nice!</li><li>Thanks</li></ul></div>"

    assert [f.excerpt for f in lint(page, ".html")] == ["The signs include:"]


def test_a_list_in_an_advertisement_keeps_nothing(lint: Lint) -> None:
    advertisement = "<div class='advertisement'><ul><li>Buy</li><li>Save</li></ul></div>"
    page = f"<p>The signs include:</p>{advertisement}<h2>Care</h2><p>Rest.</p>"

    assert [f.excerpt for f in lint(page, ".html")] == ["The signs include:"]


def test_the_next_term_ends_a_definition(lint: Lint) -> None:
    page = "<dl><dt>Flu</dt><dd>The signs include:</dd><dt>Cold</dt><dd>A runny nose.</dd></dl>"

    assert [f.excerpt for f in lint(page, ".html")] == ["The signs include:"]


def test_a_heading_may_announce(lint: Lint) -> None:
    found = lint("## Signs of a stroke include:\n\n## Treatment\n\nRest helps.")

    assert [(f.severity, f.excerpt) for f in found] == [(Severity.ERROR, "Signs of a stroke include:")]


@pytest.mark.parametrize(
    "text, said",
    [
        (
            "The signs include:\n\n## Care\n\nRest.",
            "announces signs, but no list, table, sub-headings or series follows before",
        ),
        ("The signs include:\n\n## Care\n\nRest.", "the next heading, “Care”"),
        ("They include:", "announces a list, but"),
        ("They include:", "before the end of the article"),
    ],
)
def test_the_message_says_what_was_looked_for_and_where(lint: Lint, text: str, said: str) -> None:
    assert said in lint(text)[0].message


PLAIN_TEXT = {
    "bullets": "The signs include:\n• a limp\n• a swollen knee\n",
    "dashes": "The signs include:\n\n- a limp\n- a swollen knee\n",
    "blank-lines-between": "The signs include:\n\n  • a limp\n\n \n\n  • a swollen knee\n",
    "letters": "The grades are as follows:\n\na) mild\nb) severe\n",
    "bare-lines": "The signs include:\n\na limp\na swollen knee\n",
    "capital-lines": "The signs include:\nFever\nChills\nA cough\n\nRing us if they last.",
    "term-lines": "These words are used:\n\nAcute – it comes fast\nChronic – it lasts for long\n",
    "run-together": "The signs include: - a limp - a swollen knee Ring us if they last.",
    "run-together-after": "There are two stages:"
    "\n\nStage I In stage I it is sore. - Stage II: In stage II it is swollen.",
    "title-and-text": "The following is a risk factor:"
    "\n\nTobacco use Using tobacco harms the lungs. It also dries the nose.",
}


@pytest.mark.parametrize("text", PLAIN_TEXT.values(), ids=PLAIN_TEXT)
def test_kept_in_plain_text(lint: Lint, text: str) -> None:
    assert lint(text, ".txt") == []


def test_missing_in_plain_text(lint: Lint) -> None:
    text = "Nerves play a part. Some of the disorders linked to this include:\n\nWhat Else Can Cause It?\n\nCoffee can."

    assert [f.excerpt for f in lint(text, ".txt")] == ["Some of the disorders linked to this include:"]


@given(st.text(alphabet=st.sampled_from("ab,;:.- –()\n*“”and or"), max_size=200))
def test_shapes_take_any_text(text: str) -> None:
    assert shapes.has_series(text) or not shapes.has_series(text.replace(",", "").replace(";", ""))
    assert len(shapes.term_of(text)) <= len(text)


@given(
    st.lists(
        st.sampled_from(["The signs include:", "## Care", "- a limp", "Rest helps.", "> Wait.", "| a | b |"]),
        max_size=12,
    )
)
def test_a_list_right_after_every_announcement_keeps_them_all(lint: Lint, blocks: list[str]) -> None:
    kept = [block + "\n\n- a limp\n- a fall" if block.endswith(":") else block for block in blocks]

    assert lint("\n\n".join(kept)) == []


@pytest.mark.parametrize("name", PROMISES)
def test_work_grows_with_size(pack: Pack, name: str) -> None:
    linter = Linter(pack, [rule for rule in pack.rules if rule.id == RULE])

    def annotated(size: int) -> Annotated:
        return linter.annotate(linter.read(Source("a.md", PROMISES[name](size)), "a.md"))

    assert grows_with_size(lambda article: list(linter._checks["promise"](article)), annotated, 4_000)


def test_real_articles(lint: Lint, shared: Path) -> None:
    """Good, reviewed articles: the only finding is a list that the text really lost."""
    found = [
        (path.name, finding.excerpt)
        for path in sorted((shared / "corpus").glob("*/*"))
        if path.suffix in {".md", ".html", ".txt"}
        for finding in lint(path.read_text(encoding="utf-8"), path.suffix)
    ]

    assert [name for name, _ in found] == ["diabetic-retinopathy.txt"]
