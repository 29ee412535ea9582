"""How an indication was handed down, and how much of a book stands in another."""

from __future__ import annotations

import pytest

from kb.base import KnowledgeBase
from kb.codes import all_codes
from kb.errors import UnknownName
from kb.history import SHIFTS, history, kinship, pairs
from kb.model import Claim, Names, Point, Source, Symptom

CODES = list(all_codes())
YEARS = {"old": 282, "copy": 1406, "other": 1575, "undated": None}


def book(name: str, year: int | None, family: str, kind: str = "classical") -> Source:
    return Source(name, Names(hant=name, pinyin=name), year=year, family=family, kind=kind)


def made(claims: list[Claim], points: int = 1) -> KnowledgeBase:
    sources = {
        name: book(name, year, {"copy": "old"}.get(name, name)) for name, year in YEARS.items()
    }
    sources["modern"] = book("modern", 1999, "modern", "textbook")
    return KnowledgeBase(
        points={code: Point(code, Names(hant=code)) for code in CODES[:points]},
        meridians={}, categories={},
        symptoms={"hip-pain": Symptom("hip-pain", "hip pain"), "cough": Symptom("cough", "cough")},
        sources=sources, landmarks={}, structures={}, gaps=[], claims=claims,
        axes={}, variants={}, forms={},
    )  # fmt: skip


def says(
    source: str, term: str, target: str = "hip-pain", *, code: str = "LU1", reports: str = "",
    beside: str = "", kind: str = "treats",
) -> Claim:  # fmt: skip
    subjects = (code, beside) if beside else (code,)
    name = f"{source}/{'+'.join(subjects)}/{kind}/{target}/{term}{reports}"
    return Claim(name, kind, subjects, source, "001-1a.1", term, target, {}, reports, (), "x", 1)


def test_witnesses_stand_by_age_with_whom_they_repeat() -> None:
    found = history(
        made([
            says("undated", "髀樞痛"), says("other", "腰胯痠痛"), says("copy", "髀枢痛"),
            says("old", "髀樞痛"), says("modern", ""),
        ]),
        "LU1", "hip-pain",
    )  # fmt: skip
    assert [one.source for one in found.witnesses] == ["old", "copy", "other", "undated"]
    assert [one.repeats for one in found.witnesses] == [(), ("old",), (), ()]
    assert found.families == ("old", "other", "undated")
    assert found.first
    assert found.first.source == "old"
    assert found.last
    assert found.last.source == "other"
    assert [one.source for one in found.modern] == ["modern"]


def test_what_others_tell_is_no_voice() -> None:
    found = history(made([says("other", "髀樞痛", reports="old")]), "LU1", "hip-pain")
    assert found.witnesses == ()
    assert found.families == ()
    assert found.first is None
    assert [(one.source, one.claims[0].source) for one in found.told] == [("old", "other")]


def test_prescriptions_and_silence_stand_apart() -> None:
    found = history(
        made([
            says("old", "髀樞痛"), says("copy", "咳", "cough"),
            says("other", "髀樞痛", beside="LU2"),
        ]),
        "LU1", "hip-pain",
    )  # fmt: skip
    assert [one.source for one in found.witnesses] == ["old"]
    assert found.silent == ("copy",)
    assert [claim.source for claim in found.together] == ["other"]


@pytest.mark.parametrize(("point", "symptom"), [("LU99", "hip-pain"), ("LU1", "hpi-pain")])
def test_unknown_names_are_said(point: str, symptom: str) -> None:
    with pytest.raises(UnknownName):
        history(made([]), point, symptom)


def test_pairs_rank_by_families_then_books() -> None:
    rows = pairs(
        made([
            says("old", "咳", "cough"), says("copy", "咳嗽", "cough"),
            says("old", "髀樞痛"), says("other", "髀痛"), says("modern", ""),
        ])
    )  # fmt: skip
    assert [(code, name, len(said.families)) for code, name, said in rows] == [
        ("LU1", "hip-pain", 2), ("LU1", "cough", 1),
    ]  # fmt: skip


WORDS = "甲乙丙丁戊己庚辛壬癸子丑寅卯辰巳午未申酉戌亥"


def phrase(number: int) -> str:
    return "".join(WORDS[(number * step + step) % len(WORDS)] for step in (3, 5, 7, 11, 13, 17))


def test_kinship_finds_the_copy_and_not_the_stranger() -> None:
    count = 2 * max(SHIFTS)
    claims = []
    for number in range(1, count + 1):
        claims.append(says("old", phrase(number), code=CODES[number - 1]))
        kept = phrase(number) if number % 2 else phrase(number + 1000)[::-1]
        claims.append(says("copy", kept, code=CODES[number - 1]))
        claims.append(says("other", phrase(number + 500)[::-1], code=CODES[number - 1]))
    found = kinship(made(claims, count), least=10)
    assert found.books == ("old", "copy", "other")
    copied = found.shares["copy", "old"]
    assert copied.points == count
    assert 2 * count < copied.stretches <= 3 * count
    assert copied.share == pytest.approx(0.5, abs=0.1)
    assert found.shares["other", "old"].excess < 0.1
    assert found.model(made(claims, count), "copy") == "old"
    assert found.model(made(claims, count), "old") == ""


def test_kinship_does_not_count_common_language() -> None:
    """The same phrase at every point is found by chance as often as at the same point."""
    count = 2 * max(SHIFTS)
    claims = [
        says(source, "頭痛目眩", code=CODES[number - 1])
        for source in ("old", "other") for number in range(1, count + 1)
    ]  # fmt: skip
    share = kinship(made(claims, count), least=10).shares["other", "old"]
    assert share.share == 1
    assert share.chance == 1
    assert share.excess == 0


def test_reported_speech_and_short_phrases_do_not_count() -> None:
    claims = [
        says("old", "頭痛目眩"),
        says("copy", "頭痛目眩", reports="old"),
        says("copy", "頭痛"),
    ]
    assert kinship(made(claims), least=1).books == ("old",)


def test_the_books_of_the_collection(base: KnowledgeBase) -> None:
    """Measured before, on whole entries: Waitai has its points from the Jiayi jing."""
    found = kinship(base)
    assert found.model(base, "waitai-miyao") == "jiayi-jing"
    assert found.shares["waitai-miyao", "jiayi-jing"].excess > 0.3
    assert found.shares["leijing-tuyi", "jiayi-jing"].excess < 0.2
    assert max(share.chance for share in found.shares.values()) < 0.02
