"""The recipe for 針灸逢源 on the real text: counts, rows read by eye, determinism."""

from __future__ import annotations

from tests.books import assert_clean, book, having, needs_texts, on

BOOK = "zhenjiu-fengyuan"
pytestmark = needs_texts


def test_the_measured_bars() -> None:
    found = having(BOOK)
    assert found["points"] == 361
    assert found["depth"] >= 334
    assert found["cones"] >= 0.98 * 310
    assert found["treats"] >= 344
    assert found["phrases"] >= 1004


def test_measures_stand_in_notes() -> None:
    (item,) = on(BOOK, "KI1", 5450)
    assert item["needle"] == {"depth": "3 分"}
    assert item["forbids"] == {"bleeding": "不宜出血"}
    assert item["belongs"] == {"well-point": "所出为井"}


def test_an_unnamed_figure_is_one_figure() -> None:
    assert on(BOOK, "BL41", 5374, "unnamed") == [{"needle": {"depth": "8 分"}}]
    assert on(BOOK, "BL41", 5375)[0]["moxa"] == {"cones": "5"}


def test_complaints_without_stops_are_parted_by_known_terms() -> None:
    (item,) = [one for one in on(BOOK, "GV4", 5854) if "treats" in one]
    assert item["treats"]["lumbar-pain"] == "腰痛"
    assert item["treats"]["steaming-bone"] == "骨蒸"


def test_a_heading_that_lost_its_name_is_known_by_its_line() -> None:
    items, _ = book(BOOK)
    assert any(item["at"].endswith(".L5286") for item in items["SI10"])


def test_a_figure_of_another_point_is_left_out() -> None:
    items, _ = book(BOOK)
    assert not any(item.get("moxa") == {"cones": "3"} for item in items["GB21"])


def test_twice_the_same_bytes_and_no_line_of_the_book() -> None:
    assert_clean(BOOK)
