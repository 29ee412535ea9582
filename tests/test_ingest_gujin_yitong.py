"""The recipe for 古今醫統大全 on the real text: counts, rows read by eye, determinism."""

from __future__ import annotations

from tests.books import assert_clean, having, needs_texts, on

BOOK = "gujin-yitong"
pytestmark = needs_texts


def test_the_measured_bars() -> None:
    found = having(BOOK)
    assert found["points"] >= 352
    assert found["depth"] >= 327
    assert found["cones"] >= 324
    assert found["treats"] >= 339
    assert found["phrases"] >= 1864


def test_notes_repeat_other_books() -> None:
    assert on(BOOK, "LU5", 212) == [{"needle": {"depth": "3 分"}, "moxa": {"cones": "3"}}]
    assert on(BOOK, "LU5", 212, "tongren-shuxue") == [{"forbids": {"moxa": "禁灸"}}]
    assert on(BOOK, "LU5", 212, "suwen") == [{"moxa": {"cones": "5"}}]


def test_a_title_after_the_words_names_their_speaker() -> None:
    assert on(BOOK, "LI16", 302, "suwen-wangbing") == [{"forbids": {"needle": "禁针"}}]
    assert on(BOOK, "LI16", 302)[0]["moxa"] == {"cones": "7"}


def test_an_entry_cut_by_a_heading_goes_on() -> None:
    assert on(BOOK, "LI1", 261)[0]["treats"]["no-sweating"] == "热病汗不出"


def test_figures_for_men_only() -> None:
    (limited,) = [item for item in on(BOOK, "CV5", 1503) if item.get("for") == "men"]
    assert limited["needle"] == {"depth": "8 分"}


def test_twice_the_same_bytes_and_no_line_of_the_book() -> None:
    assert_clean(BOOK)
