"""The recipe for 外臺秘要 juan 39."""

from __future__ import annotations

import pytest

from kb.ingest.waitai_miyao import _speeches
from tests.mingtang_books import items, made, needs_texts, phrases, points_with, run, said

BOOK = "waitai-miyao"


def cut(words: str) -> list[tuple[str, str, bool]]:
    return [(words[one.start : one.end], one.speaker, one.governs) for one in _speeches(words)]


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("在掌后灸三壮主头痛", [("在掌后灸三壮", "", False), ("头痛", "", True)]),
        ("在客主人下主头痛", [("在客主人下", "", False), ("头痛", "", True)]),
        ("手心主脉灸三壮主头痛", [("手心主脉灸三壮", "", False), ("头痛", "", True)]),
        ("不可灸一云灸五壮主头痛",
         [("不可灸", "", False), ("灸五壮", "unnamed", False), ("头痛", "", True)]),
        ("灸五壮甄权云在腕主口喎灸三壮主疟",
         [("灸五壮", "", False), ("在腕", "zhen-quan", False), ("口喎灸三壮", "zhen-quan", True),
          ("口喎灸三壮", "zhen-quan", False), ("疟", "", True)]),
        ("灸三壮甄权云不宜灸主喉痹",
         [("灸三壮", "", False), ("不宜灸", "zhen-quan", False), ("喉痹", "", True)]),
        ("灸三壮主喉痹甄权云主耳聋",
         [("灸三壮", "", False), ("喉痹", "", True), ("", "zhen-quan", False),
          ("耳聋", "zhen-quan", True)]),
    ],
)  # fmt: skip
def test_speeches(words: str, expected: list[tuple[str, str, bool]]) -> None:
    assert cut(words) == expected


@needs_texts
def test_the_measured_bars() -> None:
    _, counts = made(BOOK)
    assert len(counts.points) == 350
    assert len(points_with(BOOK, "moxa", holding="cones")) == 324
    assert len(points_with(BOOK, "treats", "other")) == 345
    assert not points_with(BOOK, "needle")
    assert counts.own_phrases >= 3400


@needs_texts
def test_rows_checked_by_hand() -> None:
    assert said(BOOK, "GB30", "043-39b.2")["moxa"] == {"cones": "50"}
    assert "腰脇相引急痛" in "".join(phrases(BOOK, "GB30", "043-39b.2"))
    assert said(BOOK, "CV5", "043-75b.5")["for"] == "women"
    assert said(BOOK, "CV3", "043-76b.1")["for"] == "pregnancy"
    assert said(BOOK, "GV18", "043-91b.4")["named"] == ["大羽"]
    assert said(BOOK, "LU11", "043-26a.6", "zhen-quan")["forbids"] == {"moxa": "不宜灸"}
    assert said(BOOK, "LU11", "043-26a.3", "shengji-zonglu")["forbids"] == {"moxa": "不宜灸"}
    assert phrases(BOOK, "LU6", "043-27b.4") == {"熱病汗不出", "厥頭痛"}


@needs_texts
def test_the_lists_tell_class_and_season() -> None:
    rows = [row for row in items(BOOK)["LU10"] if row["at"] == "043-25b.4"]
    season = {"applicable": "yes", "words": "夏月宜灸"}
    assert {"at": "043-25b.4", "for": "summer", "moxa": season} in rows
    assert any("spring-point" in row.get("belongs", {}) for row in rows)


@needs_texts
def test_twice_the_same_bytes() -> None:
    assert run(BOOK)[0].files() == made(BOOK)[0].files()
