"""The recipe for 西方子明堂灸經."""

from __future__ import annotations

from kb.ingest.draft import is_run
from tests.mingtang_books import (
    items,
    made,
    needs_texts,
    own,
    phrases,
    points_with,
    run,
    said,
    text,
)

BOOK = "mingtang-jiujing"


@needs_texts
def test_the_measured_bars() -> None:
    _, counts = made(BOOK)
    assert len(counts.points) == 355
    assert len(points_with(BOOK, "moxa", holding="cones")) >= 281
    assert len(points_with(BOOK, "treats", "other")) >= 325
    assert not points_with(BOOK, "needle", holding="depth")
    assert counts.own_phrases >= 3150


@needs_texts
def test_rows_checked_by_hand() -> None:
    assert said(BOOK, "GB30", "008-4b.5")["moxa"] == {"cones": "50"}
    assert "腰脅相引急痛" in phrases(BOOK, "GB30", "008-4b.7")
    assert said(BOOK, "CV12", "001-13a.3")["moxa"] == {"cones": "14-400"}
    assert said(BOOK, "CV12", "001-13a.3")["named"] == ["中管", "大倉", "上紀"]
    assert said(BOOK, "BL49", "004-14a.7")["moxa"] == {"cones": "3"}
    assert said(BOOK, "BL49", "004-14a.8")["moxa"] == {"cones": "50-100"}
    assert said(BOOK, "SP12", "001-21b.6")["moxa"] == {"cones": "5"}
    assert said(BOOK, "BL2", "001-5a.2") == {"forbids": {"moxa": "不灸"}}
    assert said(BOOK, "BL39", "006-7b.6")["belongs"] == {"lower-he-sea": "三焦下輔輸"}


@needs_texts
def test_whom_a_statement_is_for() -> None:
    women = [row for row in items(BOOK)["CV5"] if row.get("for") == "women"]
    assert women[0]["forbids"] == {"moxa": "女子不灸"}
    (pregnancy,) = [row for row in items(BOOK)["LI4"] if row.get("for") == "pregnancy"]
    assert list(pregnancy["forbids"]) == ["needle"]
    child = [row for row in items(BOOK)["CV8"] if row.get("for") == "children" and "moxa" in row]
    assert [row["moxa"] for row in child] == [{"cones": "5-7"}]


@needs_texts
def test_who_says_it() -> None:
    assert said(BOOK, "LU5", "002-3a.2", "zhen-quan") == {"forbids": {"moxa": "不宜灸"}}
    assert said(BOOK, "GB1", "001-6b.6", "tongren-shuxue") == {"moxa": {"cones": "2"}}
    assert said(BOOK, "GB1", "001-6b.6")["forbids"] == {"moxa": "不可灸"}
    assert said(BOOK, "LU11", "002-1b.3", "tongren-shuxue") == {"forbids": {"moxa": "不灸"}}
    assert said(BOOK, "KI11", "001-18a.6", "qianjin-yaofang") == {"named": ["屈骨"]}
    assert said(BOOK, "KI11", "001-18a.7")["named"] == ["曲骨"]


@needs_texts
def test_no_entry_crosses_the_lost_leaf() -> None:
    assert {row["at"].partition(".")[0] for row in items(BOOK)["ST11"]} == {"007-4a"}
    lines = {row["at"] for _, row in own(BOOK)}
    assert not {at for at in lines if at.startswith("007-5a.") and at < "007-5a.6"}
    assert "007-5a.6" in lines


@needs_texts
def test_no_line_repeats_the_book() -> None:
    printed = "".join(line.text for line in text(BOOK).lines)
    han = "".join(char for char in printed if "\u3400" <= char <= "\u9fff")
    for content in made(BOOK)[0].files().values():
        assert not [line for line in content.splitlines() if is_run(line, han)]


@needs_texts
def test_twice_the_same_bytes() -> None:
    assert run(BOOK)[0].files() == made(BOOK)[0].files()
