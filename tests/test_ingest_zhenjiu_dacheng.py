"""The recipe for 針灸大成 on the real text: counts, rows read by eye, determinism."""

from __future__ import annotations

from kb.reader import read
from kb.texts import fold
from tests.books import DATA, assert_clean, book, having, needs_texts, on

BOOK = "zhenjiu-dacheng"
pytestmark = needs_texts


def test_the_measured_bars() -> None:
    found = having(BOOK)
    assert found["points"] >= 358
    assert found["depth"] >= 0.98 * 332
    assert found["cones"] >= 0.98 * 294
    assert found["treats"] >= 356
    assert found["phrases"] >= 3894


def test_figures_belong_to_the_books_named() -> None:
    assert on(BOOK, "LU2", 4714) == []
    assert on(BOOK, "LU2", 4714, "suwen-wangbing") == [{"needle": {"depth": "7 分"}}]
    assert on(BOOK, "LU2", 4714, "tongren-shuxue") == [
        {"needle": {"depth": "3 分"}, "moxa": {"cones": "5"}}
    ]
    assert on(BOOK, "ST1", 4939, "tongren-shuxue") == [{"forbids": {"needle": "禁针"}}]


def test_a_place_told_by_another_book_ends_with_its_sentence() -> None:
    (own,) = on(BOOK, "LU10", 4748)
    assert own["belongs"] == {"spring-point": "所溜为荥"}
    assert own["needle"] == {"depth": "2 分", "retain": "2 呼"}


def test_two_books_named_together_say_the_same() -> None:
    for source in ("jiayi-jing", "tongren-shuxue"):
        (said,) = on(BOOK, "ST2", 4945, source)
        assert said["needle"] == {"depth": "3 分"}
        assert said["moxa"] == {"cones": "7"}


def test_the_misquotation_stays_the_words_of_this_book() -> None:
    """大成 credits 甲乙 with a ban of moxa at BL40; the verifier compares, we only report."""
    assert on(BOOK, "BL40", 5708, "jiayi-jing") == [
        {"needle": {"depth": "5 分"}, "forbids": {"moxa": "禁灸"}}
    ]


def test_pregnancy() -> None:
    (ban,) = on(BOOK, "CV4", 6522, "mingtang-unnamed")
    assert ban == {"for": "pregnancy", "forbids": {"needle": "娠妇禁针"}}
    (ban,) = on(BOOK, "SP6", 5206)
    assert ban == {"for": "pregnancy", "forbids": {"needle": "妊妇禁针"}}


def test_damaged_words_are_shown_as_printed_and_looked_up_as_meant() -> None:
    treats = on(BOOK, "GB39", 6314)[0]["treats"]
    assert treats["leg-qi"] == "香港脚"
    assert on(BOOK, "LU5", 4725)[0]["treats"]["malaria"] == "□疟"
    assert "呕□" in on(BOOK, "LU1", 4711)[0]["other"]


def test_figures_whose_speaker_is_lost_are_left_out() -> None:
    assert all("moxa" not in item for item in on(BOOK, "BL18", 5573, "unnamed"))


def test_points_used_together() -> None:
    items, _ = book(BOOK)
    (used,) = items["GV24 + GV21 + GV22 + GV23"]
    assert used["reports"] == "zhang-zihe"
    assert used["treats"]["eye-screen"] == "目翳"


def test_no_word_of_instruction_is_a_complaint() -> None:
    items, _ = book(BOOK)
    words = [word for rows in items.values() for item in rows for word in item.get("other", ())]
    assert not [word for word in words if word.endswith(("补之", "泻之", "立愈", "三壮"))]


def test_every_name_found_before_is_found_again() -> None:
    items, _ = book(BOOK)
    named = {
        (point, item["at"], fold(name))
        for point, rows in items.items()
        for item in rows
        for name in item.get("named", ())
    }
    for path in (DATA / "claims" / BOOK).glob("*.yaml"):
        for point, rows in read(path, path.name).data.items():
            for item in rows:
                for name in item.get("named", ()):
                    assert (point, item["at"], fold(name)) in named


def test_twice_the_same_bytes_and_no_line_of_the_book() -> None:
    assert_clean(BOOK)
