"""Citations as readers see them, and counts of independent voices."""

from __future__ import annotations

import re

import pytest

from kb import cite
from kb.base import KnowledgeBase
from kb.model import Names, Source


def source(locator: str, **more: object) -> Source:
    return Source("x", Names(en="X", pinyin="Shu"), locator=locator, **more)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("scheme", "at", "said"),
    [
        ("page-line", "040-11b.12", "juan 40, leaf 11b, line 12"),
        ("page-line", "003-1a.1", "juan 3, leaf 1a, line 1"),
        ("page-line", "odd", "odd"),
        ("heading-line", "卷五/十二经.L4031", "卷五/十二经, line 4031 of the file"),
        ("heading-line", "卷五", "卷五"),
        ("heading-line", ".L12", "line 12 of the file"),
        ("page", "186", "p. 186"),
        ("page", "12-13", "pp. 12-13"),
        ("row", "GB 30", "row GB 30"),
        ("code", "GB30", "GB30"),
        ("none", "anywhere", "anywhere"),
    ],
)
def test_locator(scheme: str, at: str, said: str) -> None:
    assert cite.locator(source(scheme), at) == said


def test_title() -> None:
    assert cite.title(Source("x", Names(en="Long Title", short="LT", pinyin="Shu"))) == "LT"
    assert cite.title(Source("x", Names(en="Long Title", pinyin="Shu"))) == "Shu"
    assert cite.title(Source("x", Names(en="Long Title"))) == "Long Title"


def test_reference() -> None:
    book = source("page", author="A. Writer", year=-100, edition="second edition")
    assert cite.reference(book) == "A. Writer, Shu, second edition, 100 BCE."
    assert cite.reference(book, "7").endswith(", p. 7.")
    assert cite.reference(source("none", year_note="Ming")) == "Shu, Ming."
    assert cite.reference(source("none")) == "Shu."


def test_every_claim_has_a_chip_and_a_reference(base: KnowledgeBase) -> None:
    for claim in base.claims():
        book = base.sources[claim.source]
        chip, full = cite.chip(base, claim), cite.reference(book, claim.at)
        assert chip.startswith(cite.title(book))
        assert len(chip) > len(cite.title(book)) + 1
        assert full.endswith(".")
        assert ", ," not in full
        assert not re.search(r"\bNone\b", full)


def test_voices(toy: KnowledgeBase) -> None:
    claims = toy.claims_of("GB30")
    spoken = cite.voices(toy, claims)
    assert spoken.sources == ("leijing-tuyi",)
    assert spoken.families == (toy.source("leijing-tuyi").family,)
    assert spoken.reported == sum(1 for claim in claims if claim.reports)
    assert str(spoken) == "1 source, 1 family"
    assert str(cite.voices(toy, ())) == "0 sources, 0 families"


def test_voices_are_sorted_by_year(base: KnowledgeBase) -> None:
    spoken = cite.voices(base, base.claims())
    years = [base.sources[name].year or 9999 for name in spoken.sources]
    assert years == sorted(years)
    assert len(spoken.families) <= len(spoken.sources)
    assert spoken.families == base.families(base.claims())
