"""The model of the citation panel."""

import pytest
from small import write

from kb.base import KnowledgeBase
from kb.errors import UnknownName
from kb.load import load
from kb.views.citation import Witness, citation


@pytest.fixture(scope="module")
def kb(tmp_path_factory: pytest.TempPathFactory) -> KnowledgeBase:
    return load(write(tmp_path_factory.mktemp("small")))


def look(claim):
    return Witness("unchecked", claim.id)


def test_a_claim_has_words_reading_reference_and_place(kb):
    cite = citation(kb, "leijing-tuyi/GB30/treats/hip-pain", look)
    assert (cite.words, cite.target.label, cite.ours) == ("腰胯痠痛", "hip pain", True)
    assert cite.place == "juan 40, leaf 12a, line 3"
    assert (cite.author, cite.family) == ("Zhang Jiebin 張介賓", "tuyi")
    assert (cite.file, cite.line > 0) == ("data/claims/leijing-tuyi/GB.yaml", True)
    assert cite.witness.why == "leijing-tuyi/GB30/treats/hip-pain"


def test_figures_are_named(kb):
    assert citation(kb, "leijing-tuyi/GB30/needle", look).figures == (
        ("depth", "1 cun"),
        ("retain", "10 breaths"),
    )


def test_reported_speech_names_both_books(kb):
    cite = citation(kb, "leijing-tuyi/GB30/needle#2", look)
    assert (cite.source.id, cite.reports.id) == ("leijing-tuyi", "jiayi-jing")


def test_limits_are_told(kb):
    assert citation(kb, "leijing-tuyi/GB30/forbids/needle", look).limits == "in pregnancy"


def test_several_points_are_several_subjects(kb):
    cite = citation(kb, "leijing-tuyi/GB30+BL40/treats/hip-pain", look)
    assert [ref.id for ref in cite.subjects] == ["GB30", "BL40"]


@pytest.mark.parametrize(
    ("ident", "shown"),
    [
        ("who-2008/GB30/names", ""),
        ("who-2008/GB30/location", "One third of the way"),
        ("who-2008/GB30/other/0", "anterior superior iliac spine"),
    ],
)
def test_names_and_places_of_points_are_citations_too(kb, ident, shown):
    cite = citation(kb, ident, look)
    assert (cite.source.id, cite.place) == ("who-2008", "p. 186")
    assert shown in " ".join(value for _, value in cite.figures)


@pytest.mark.parametrize(
    "ident",
    [
        "", "x", "a/b", "leijing-tuyi/GB30/treats/nothing", "lingshu/GB30/names",
        "who-2008/GB30/other/7", "who-2008/GB30/other/x", "who-2008/GB29/location",
        "who-2008/GB99/names", "who-2008/GB30/variant/0",
    ],
)  # fmt: skip
def test_no_such_claim(kb, ident):
    with pytest.raises(UnknownName):
        citation(kb, ident, look)


def test_every_claim_has_a_panel(kb):
    for claim in kb.claims():
        assert citation(kb, claim.id, look).claim == claim.id
