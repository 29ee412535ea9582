"""The recipe for 醫學入門 on the real text: counts, rows read by eye, determinism."""

from __future__ import annotations

from tests.books import assert_clean, book, having, needs_texts, on

BOOK = "yixue-rumen"
pytestmark = needs_texts


def test_the_measured_bars() -> None:
    found = having(BOOK)
    assert found["points"] >= 356
    assert found["depth"] >= 284
    assert found["cones"] >= 294
    assert found["treats"] >= 323
    assert found["phrases"] >= 2541


def test_the_rest_as_for_another_point_is_told_not_copied() -> None:
    (item,) = on(BOOK, "LU2", 15)
    assert "余同上" in item["other"]
    assert item["forbids"] == {"needle": "禁针"}
    assert "throat-impediment" not in item["treats"]


def test_both_forbidden_in_one_phrase() -> None:
    (item,) = on(BOOK, "BL2", 223)
    assert item["forbids"] == {"needle": "禁用针灸", "moxa": "禁用针灸"}


def test_figures_for_children() -> None:
    found = on(BOOK, "CV8", 604)
    assert {"for": "children", "moxa": {"cones": "5-7"}} in found


def test_measures_after_the_complaints() -> None:
    items, _ = book(BOOK)
    assert any(item.get("needle") == {"depth": "6 分"} for item in items["PC6"])


def test_remarks_on_the_row_of_points_are_no_complaints() -> None:
    items, _ = book(BOOK)
    words = [word for rows in items.values() for item in rows for word in item.get("other", ())]
    assert not [word for word in words if word.startswith(("以上", "俱"))]


def test_twice_the_same_bytes_and_no_line_of_the_book() -> None:
    assert_clean(BOOK)
