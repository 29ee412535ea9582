"""The recipe for 神灸經綸 on the real text: counts, rows read by eye, determinism."""

from __future__ import annotations

from tests.books import assert_clean, book, having, needs_texts, on

BOOK = "shenjiu-jinglun"
pytestmark = needs_texts


def test_the_measured_bars() -> None:
    found = having(BOOK)
    assert found["points"] >= 354
    assert found["cones"] >= 329
    assert found["depth"] == found["treats"] == 0


def test_cones_and_names() -> None:
    assert on(BOOK, "LI7", 977) == [{"moxa": {"cones": "3"}, "named": ["逆注", "蛇头"]}]
    assert on(BOOK, "BL67", 1253) == [{"moxa": {"cones": "3-5"}}]


def test_a_warning_after_a_quotation_is_the_book_s_own() -> None:
    assert on(BOOK, "ST25", 1038, "qianjin-yaofang") == [{"forbids": {"needle": "不可针"}}]
    assert {"for": "pregnancy", "forbids": {"moxa": "孕妇不可灸"}} in on(BOOK, "ST25", 1038)


def test_a_place_told_by_another_source_leaves_the_cones_to_the_book() -> None:
    (item,) = on(BOOK, "LI13", 983)
    assert item["moxa"] == {"cones": "3"}
    assert item["located"]["words"] == "肘上三寸"


def test_misprinted_speakers() -> None:
    assert on(BOOK, "HT9", 1121, "unnamed") == [{"moxa": {"cones": "3"}}]


def test_no_point_has_two_entries() -> None:
    items, counts = book(BOOK)
    assert set(items) <= counts.points


def test_twice_the_same_bytes_and_no_line_of_the_book() -> None:
    assert_clean(BOOK)
