"""The recipe for the seven-juan 銅人鍼灸經."""

from __future__ import annotations

from kb.ingest.draft import is_run
from tests.mingtang_books import (
    items,
    made,
    needs_texts,
    phrases,
    points_with,
    run,
    said,
    text,
)

BOOK = "tongren-zhenjiujing"


@needs_texts
def test_the_measured_bars() -> None:
    _, counts = made(BOOK)
    assert len(counts.points) == 157
    assert len(points_with(BOOK, "needle", holding="depth")) == 150
    assert len(points_with(BOOK, "moxa", holding="cones")) >= 91
    assert len(points_with(BOOK, "treats", "other")) >= 155
    assert counts.own_phrases >= 800


@needs_texts
def test_rows_checked_by_hand() -> None:
    assert said(BOOK, "GV23", "002-1b.3")["needle"] == {"depth": "2 分", "retain": "10 呼"}
    burned = [{"applicable": "yes", "words": "灸亦得"}, {"cones": "3-105"}]
    assert said(BOOK, "GV23", "002-1b.4")["moxa"] == burned
    assert said(BOOK, "CV5", "003-10a.5", "jiayi-jing")["named"] == ["利機", "精露", "丹田"]
    assert said(BOOK, "ST39", "006-3a.8")["belongs"] == {"lower-he-sea": "足陽明與小腸合"}
    assert said(BOOK, "BL42", "005-2a.2")["needle"] == {"depth": "5 分"}
    assert said(BOOK, "LI14", "005-8b.1")["forbids"] == {"needle": "不宜針"}
    assert "身腫如水" in phrases(BOOK, "BL23", "004-10a.3")


@needs_texts
def test_who_says_it() -> None:
    assert said(BOOK, "BL49", "005-4a.7", "jiayi-jing") == {"moxa": {"cones": "3"}}
    assert said(BOOK, "BL49", "005-4a.7")["needle"] == {"depth": "5 分"}
    assert said(BOOK, "LU3", "006-2a.8", "jiayi-jing") == {"forbids": {"moxa": "禁灸"}}
    for speaker in ("jiayi-jing", "zhen-quan"):
        assert said(BOOK, "BL30", "004-11b.1", speaker)["needle"] == {"depth": "8 分"}
        assert phrases(BOOK, "BL30", "004-11b.2", speaker)


@needs_texts
def test_whom_a_statement_is_for() -> None:
    (pregnancy,) = [row for row in items(BOOK)["CV4"] if row.get("for") == "pregnancy"]
    assert pregnancy["forbids"] == {"needle": "若懐胎必不針"}
    (child,) = [row for row in items(BOOK)["GV22"] if row.get("for") == "children"]
    assert child["forbids"] == {"needle": "八嵗以上方可針"}


@needs_texts
def test_points_that_are_none_of_the_361_have_no_claims() -> None:
    lines = {row["at"] for rows in items(BOOK).values() for row in rows}
    strangers = {f"003-8b.{line}" for line in range(1, 7)} | {"002-4b.6", "006-4a.2", "006-7b.5"}
    assert not lines & strangers
    assert {row["at"].partition(".")[0] for row in items(BOOK)["CV10"]} == {"003-7b", "003-8a"}


@needs_texts
def test_no_line_repeats_the_book() -> None:
    printed = "".join(line.text for line in text(BOOK).lines)
    han = "".join(char for char in printed if "\u3400" <= char <= "\u9fff")
    for content in made(BOOK)[0].files().values():
        assert not [line for line in content.splitlines() if is_run(line, han)]


@needs_texts
def test_twice_the_same_bytes() -> None:
    assert run(BOOK)[0].files() == made(BOOK)[0].files()
