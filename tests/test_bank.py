"""The bank of questions: how many of each class are answered as expected."""

from __future__ import annotations

import pytest
from bank import CLASSES, EXACT, judge, rows

from kb.base import KnowledgeBase
from kb.search import Answer, Index, PointHit, Remark, search

LEAST = 200
NEARLY = 0.95
"""Least share of right answers in the classes that are not exact."""


def test_the_bank_is_large_enough_and_says_how_it_knows() -> None:
    every = [row for name in CLASSES for row in rows(name)]
    assert len(every) >= LEAST
    assert len({row.query for row in every}) >= LEAST
    assert [row.query for row in every if not row.known or not row.expected] == []
    assert set(CLASSES) >= EXACT


@pytest.mark.parametrize("name", CLASSES)
def test_class(base: KnowledgeBase, index: Index, name: str) -> None:
    asked = list(rows(name))
    wrong = [
        f"{row.query!r} ({row.known}) {why}"
        for row in asked
        if (why := judge(base, search(base, index, row.query, 500), row.expected))
    ]
    most = 0 if name in EXACT | {"nonsense", "hostile"} else int(len(asked) * (1 - NEARLY))
    assert len(wrong) <= most, "\n".join(wrong)


@pytest.mark.parametrize(
    ("expected", "right"),
    [("=GB30", True), ("=BL40", False), ("=GB30 BL40", False), ("1:GB30", True), ("3:BL40", False),
     ("has=GB30", True), ("has=BL40", False), ("none-in=BL40", True), ("none-in=GB30", False),
     ("none", False), ("#1", True), ("#2", False), ("~safety", True), ("~distance", False),
     ("not~distance", True), ("not~safety", False), ("families>=2", True), ("families>=3", False),
     ("within=x", True), ("within=y", False), ("s3:pain", True), ("s3:ache", False),
     ("m:GB", True), ("m:BL", False), ("c:xi-cleft", False), ("!", True),
     ("=GB30 ~safety", True), ("=GB30 ~distance", False)],
)  # fmt: skip
def test_the_judge_accepts_and_rejects(base: KnowledgeBase, expected: str, right: bool) -> None:
    found = Answer(
        "q",
        points=(PointHit("GB30", ("why",), 2, 2, ("x/GB30/treats/pain",)),),
        symptoms=("pain",),
        meridians=("GB",),
        remarks=(Remark("safety", "said"),),
        total=1,
    )
    assert (judge(base, found, expected) == "") == right
