"""What supports a sentence: a table of references by form and by window, and of what only looks like one."""

from __future__ import annotations

import pytest
from annotating import annotate, annotate_marked
from hypothesis import given
from hypothesis import strategies as st

from counting import grows_with_size
from healthlint.language.annotated import Annotated
from healthlint.language.evidence import SupportKind, support
from hostile_inputs import SUPPORT

#: The claim is the sentence with ⟦ ⟧; “-” is no support at all.
TABLE = [
    ("-", "About ⟦20%⟧ of adults have it ([enlarge the picture](https://x.org/p))."),
    ("-", "About ⟦20%⟧ of adults have it ([see the picture](https://x.org/p.jpg?w=9))."),
    ("-", "About ⟦20%⟧ of adults can have it (Directive 2007-039)."),
    ("-", "The Gulf War Registry holds ⟦20%⟧ of them."),
    ("-", "According to the CDC, it is common. The signs are:\n\n- a rash in ⟦20%⟧ of adults"),
    ("link", "About ⟦1 in 5⟧ adults has it, [the CDC says](https://www.cdc.gov/x)."),
    ("-", "About ⟦1 in 5⟧ adults has it ([see below](#causes))."),
    ("-", "About ⟦1 in 5⟧ adults has it ([write to us](mailto:a@b.org))."),
    ("-", "About ⟦1 in 5⟧ adults has it ([causes](/causes))."),
    ("-", "[Buy now](https://shop.example/x): it helps ⟦9 in 10⟧ people."),
    ("citation", "About ⟦20%⟧ of adults have it [12]."),
    ("citation", "About ⟦20%⟧ of adults have it.[12]"),
    ("citation", "About ⟦20%⟧ of adults have it [1, 4]."),
    ("citation", "About ⟦20%⟧ of adults have it [3–5]."),
    ("citation", "About ⟦20%⟧ of adults have it.<sup>12</sup>"),
    ("citation", "About ⟦20%⟧ of adults have it,<sup>3,4</sup> more than before."),
    ("citation", "About ⟦20%⟧ of adults have it (1,2)."),
    ("citation", "About ⟦20%⟧ of adults have it (12)."),
    ("citation", "About ⟦20%⟧ of adults have it.¹²"),
    ("-", "The rash covered ⟦20 cm⟧<sup>2</sup> of skin."),
    ("-", "The rash covered ⟦20 cm⟧² of skin."),
    ("-", "There are about 10<sup>9</sup> ⟦bacteria⟧."),
    ("-", "The ⟦BMI⟧ is 25 kg/m<sup>2</sup>."),
    ("-", "The ⟦BMI⟧ is 25 kg/m² here."),
    ("-", "He said it was “alright [sic]” for ⟦20%⟧ of adults."),
    ("-", "The ⟦mean⟧ was 15 [10–20] days in adults."),
    ("-", "Take [5–10] mg ⟦twice⟧ a day."),
    ("-", "The *only* thing that helps ⟦20%⟧ of adults is *rest*."),
    ("-", "Children (6-12) have it in ⟦20%⟧ of cases."),
    ("-", "(1) Wash the cut. About ⟦20%⟧ heal."),
    ("footnote", "About ⟦20%⟧ of adults have it.†"),
    ("author_year", "About ⟦20%⟧ of adults have it (Smith et al., 2020)."),
    ("author_year", "About ⟦20%⟧ of adults have it (Smith & Jones, 2019; Lee 2020)."),
    ("author_year", "About ⟦20%⟧ of adults have it (Smith 2018)."),
    ("author_year", "About ⟦20%⟧ of adults have it (see Smith, 2018)."),
    ("author_year", "Smith and Jones (2019) found it in ⟦20%⟧ of adults."),
    ("author_year", "Smith et al. (2019) ⟦looked⟧ at adults."),
    ("author_year", "Okafor (2019) found it in ⟦20%⟧ of adults."),
    ("-", "About ⟦20%⟧ of adults have it (January 2020)."),
    ("-", "About ⟦20%⟧ of adults had it (updated March 2021)."),
    ("-", "The Olympics (2012) were in ⟦London⟧."),
    ("identifier", "It fell by ⟦half⟧ (doi:10.1000/abc.123)."),
    ("identifier", "It fell by ⟦half⟧ (PMID: 12345678)."),
    ("identifier", "It fell by ⟦half⟧, PMC1234567."),
    ("identifier", "The trial NCT01234567 is open to ⟦200 people⟧."),
    ("named_body", "According to the World Health Organization, ⟦1 in 4⟧ people will have it."),
    ("named_body", "The CDC estimates that ⟦1 in 5⟧ adults has it."),
    ("named_body", "In 2019 the NHS treated ⟦a million⟧ people."),
    ("named_body", "Data from the Office for National Statistics show a ⟦rise⟧ of 5%."),
    ("-", "The NHS offers a vaccine to ⟦all adults⟧ over 65."),
    ("-", "This FDA-approved tablet helps ⟦20%⟧ of adults."),
    ("-", "Call your doctor or the NHS if ⟦20%⟧ of the skin is red."),
    ("named_study", "In the Framingham Heart Study ⟦20%⟧ had it."),
    ("named_study", "A 2021 Cochrane review found a ⟦fall⟧ of 5%."),
    ("named_study", "The result, published in The Lancet, was a ⟦fall⟧ of 5%."),
    ("named_study", "The Oslo Diet Heart Study found a ⟦fall⟧ of 5%."),
    ("-", "A new study found a ⟦fall⟧ of 5%."),
    ("-", "The Study found a ⟦fall⟧ of 5%."),
    ("-", "Studies show that ⟦20%⟧ of adults have it."),
    ("-", "Experts agree that ⟦20%⟧ of adults have it."),
    ("-", "About ⟦20%⟧ of adults have it."),
    ("named_body", "About ⟦20%⟧ of adults have it. According to the CDC, that is 50 million."),
    ("link", "About ⟦20%⟧ of adults have it. This is from [a survey](https://x.org/s)."),
    ("-", "About ⟦20%⟧ of adults have it. Tea helps, [says one site](https://x.org/s). It is cheap."),
    ("-", "About ⟦20%⟧ of adults have it. Coughs are common [3]. It is cheap."),
    ("citation", "About ⟦20%⟧ of adults have it. It is rare in children. It runs in families [3]."),
    (
        "-",
        "About ⟦20%⟧ of adults, 10% of men, 5% of women and 30% of teens have it. It is rare. It runs in families [3].",
    ),
    ("citation", "- About ⟦20%⟧ of adults have it. It is rare [3]."),
    ("-", "- About ⟦20%⟧ of adults have it.\n- It is rare [3]."),
    ("named_body", "According to the CDC, 2020:\n- About ⟦20%⟧ of adults have it."),
    ("-", "First [3]. About ⟦20%⟧ of adults have it. Others do not."),
    ("link", "About ⟦20%⟧ of adults have it (https://www.cdc.gov/data)."),
    ("-", "# A New Study: ⟦20%⟧ Of Adults"),
    ("citation", "In trials it cut the risk by ⟦20%⟧.<sup>3,4</sup> It is cheap."),
    ("footnote", "About ⟦20%⟧ of adults have it.[^1]\n\n[^1]: National survey, 2020."),
    ("-", "Footnotes look like [^1], and about ⟦20%⟧ of adults know."),
    ("-", "The isotope <sup>131</sup>I is used in ⟦20%⟧ of cases."),
    ("-", "About ⟦20%⟧ of adults came 1<sup>st</sup>."),
    ("citation", "About ⟦20%⟧ of adults have it,¹ more than before."),
    ("-", "Sodium (Na⁺) rose by ⟦20%⟧."),
    ("citation", "| Group | Share |\n|---|---|\n| Adults | ⟦20%⟧ [4] |"),
    ("link", "| Group | Share | Source |\n|---|---|---|\n| Adults | ⟦20%⟧ | [survey](https://x.org) |"),
    ("-", "| Group | Share |\n|---|---|\n| Adults | ⟦20%⟧ |\n| Children | 5% [4] |"),
    ("link", "Some people have it:\n\n- ⟦20%⟧ of adults ([survey](https://x.org))\n- few children"),
    ("named_body", "The WHO reported in 2021 that ⟦20%⟧ of adults have it."),
    ("named_body", "About ⟦20%⟧ of adults have it, says the British Heart Foundation, which warns of more."),
    ("named_body", "Estimates from the American Heart Association put it at ⟦20%⟧."),
    ("-", "The American Heart Association is in Dallas; ⟦20%⟧ of adults have it."),
    ("-", "Ask Cancer Research UK for help if ⟦20%⟧ is too much."),
    ("named_study", "In the Nurses' Health Study, ⟦20%⟧ of women had it."),
    ("named_study", "A paper in the BMJ put it at ⟦20%⟧."),
    ("-", "Cancer and stroke make up ⟦20%⟧ of deaths."),
    ("-", "A Randomised Controlled Trial found ⟦20%⟧."),
    ("author_year", "About ⟦20%⟧ of adults have it (World Health Organization, 2021)."),
    ("author_year", "About ⟦20%⟧ of adults have it (O'Brien et al., 2011)."),
    ("author_year", "As García-López and colleagues (2016) found, it is ⟦20%⟧."),
    ("-", "About ⟦20%⟧ of adults have it (see Table 2)."),
    ("-", "About ⟦20%⟧ of adults have it (in England, about 2 million)."),
    ("-", "About ⟦20%⟧ of adults (aged 18–64) have it."),
    ("identifier", "About ⟦20%⟧ of adults have it (https://doi.org/10.1136/bmj.g7015)."),
    ("-", "Ring PMC House if ⟦20%⟧ is wrong."),
    ("-", "Email us at help@example.org if ⟦20%⟧ is wrong."),
    ("-", "About ⟦20%⟧ of adults have it ([call us](tel:+441234))."),
    ("citation", "About ⟦20%⟧ of adults have it. These findings held in women [7]."),
    ("-", "About ⟦20%⟧ of adults have it.\n\nThis is well known [7]."),
]


@pytest.mark.parametrize("kind,text", TABLE, ids=[f"{kind}: {text}" for kind, text in TABLE])
def test_support(kind: str, text: str) -> None:
    annotated, focus, _ = annotate_marked(text)
    found = support(annotated, annotated.sentence_of(focus.first))
    assert [each.kind for each in found] == [] if kind == "-" else SupportKind(kind) in {each.kind for each in found}


def test_support_says_where_it_leads() -> None:
    annotated = annotate("About 20% have it, [a survey](https://x.org/s) says (doi:10.1000/abc.12).")
    link, identifier = support(annotated, annotated.sentences[0])
    assert (link.kind, link.target) == (SupportKind.LINK, "https://x.org/s")
    assert link.span is not None
    assert annotated.text(link.span) == "a survey"
    assert (identifier.kind, identifier.target) == (SupportKind.IDENTIFIER, "10.1000/abc.12")


PIECES = st.sampled_from(
    [
        *("20% ", "[1", "] ", "(1,2)", "(Smith, ", "2020) ", "et al. ", "WHO ", "according to the ", "<sup>1</sup>"),
        *("†", "¹", ". ", "\n\n", "- ", "| a | b |\n", "|---|---|\n", "[x](https://x.org) ", "10.1000/x "),
        *("The study ", "Oslo Heart Study ", "cm", "A "),
    ]
)


@given(st.lists(PIECES, max_size=40))
def test_spans_lie_in_the_article_and_come_in_order(pieces: list[str]) -> None:
    annotated = annotate("".join(pieces))
    for sentence in annotated.sentences:
        spans = [each.span for each in support(annotated, sentence) if each.span is not None]
        assert spans == sorted(spans, key=_first)
        assert all(0 <= span.first <= span.last <= len(annotated.tokens) for span in spans)


def _first(span: tuple[int, int]) -> int:
    return span[0]


@pytest.mark.parametrize("name", SUPPORT)
def test_work_grows_with_the_number_of_sentences(name: str) -> None:
    """What supports each of all sentences is asked; no window is wider in a longer text."""

    def work(annotated: Annotated) -> int:
        return sum(len(support(annotated, sentence)) for sentence in annotated.sentences)

    grows_with_size(work, lambda size: annotate(SUPPORT[name](size)), 2_000)
