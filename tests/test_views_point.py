"""Page model of a point."""

from dataclasses import replace
from pathlib import Path

import pytest
from small import write

from kb.base import KnowledgeBase
from kb.errors import UnknownName
from kb.load import load
from kb.views.common import Voices, listing
from kb.views.measures import Measure, measure
from kb.views.point import point_page

RECORDS = (
    "points", "meridians", "categories", "symptoms", "sources", "landmarks", "structures",
)  # fmt: skip


@pytest.fixture(scope="module")
def kb(tmp_path_factory: pytest.TempPathFactory) -> KnowledgeBase:
    return load(write(tmp_path_factory.mktemp("small")))


def test_head_names_meridian_and_neighbours(kb):
    page = point_page(kb, "GB30")
    assert (page.names.hant, page.names.hans, page.names.pinyin) == ("環跳", "环跳", "huántiào")
    assert (page.meridian.label, page.number, page.total) == ("Gallbladder Meridian", 2, 3)
    assert (page.before.id, page.after.id) == ("GB29", "GB31")
    assert [cite.source for cite in page.name_cites] == ["WHO 2008"]


def test_aliases_carry_their_books(kb):
    (alias,) = point_page(kb, "GB30").aliases
    assert alias.name == "髖骨"
    assert alias.cites[0].claim == "leijing-tuyi/GB30/named"


def test_location_is_a_sentence_with_its_citation_and_alternative(kb):
    place = point_page(kb, "GB30").location
    text = "".join(piece.text for piece in place.sentence)
    assert text.startswith("One third of the way")
    assert place.cite.claim == "who-2008/GB30/location"
    assert [one.cite.claim for one in place.alternatives] == ["who-2008/GB30/other/0"]
    assert "BL40" in [piece.ref.id for one in place.related for piece in one if piece.ref]
    assert "GB29" in [piece.ref.id for one in place.contrast for piece in one if piece.ref]


def test_books_that_copy_each_other_are_one_voice(kb):
    rows = point_page(kb, "GB30").classical.rows
    assert [row.symptom.id for row in rows] == ["hip-pain", "wind-papules"]
    assert rows[0].voices == Voices(3, 2, "282–1851")
    assert [cite.source for cite in rows[0].cites] == [
        "Zhenjiu Jiayi Jing",
        "Leijing Tuyi",
        "Shenjiu Jinglun",
    ]


def test_modern_textbooks_stand_apart(kb):
    page = point_page(kb, "GB30")
    assert [row.cites[0].source for row in page.modern.rows] == ["CAM 1999"]
    assert page.modern.rows[0].cites[0].words == ""
    assert "CAM 1999" not in {c.source for row in page.classical.rows for c in row.cites}


def test_a_prescription_is_not_said_of_the_point_alone(kb):
    page = point_page(kb, "BL40")
    assert not page.classical
    (both,) = page.prescriptions.rows
    assert [ref.id for ref in both.points] == ["GB30", "BL40"]


def test_reported_speech_is_marked_and_not_counted(kb):
    block = point_page(kb, "GB30").needling
    reported = [row for row in block.rows if row.reports]
    assert [(row.source.label, row.reports) for row in reported] == [
        ("Leijing Tuyi", "Zhenjiu Jiayi Jing")
    ]
    depth = next(line for line in block.lines if line.axis == "depth")
    assert [(side.label, side.voices) for side in depth.sides] == [
        ("2 cun", Voices(1, 1)),
        ("1 cun", Voices(1, 1)),
        ("1.5–2.5 cun", Voices(1, 1)),
    ]
    assert [side.compared for side in depth.sides] == [True, True, True]


def test_oldest_source_first(kb):
    years = [row.year for row in point_page(kb, "GB30").needling.rows]
    assert years == ["282", "1624", "1624", "1999"]


def test_contradiction_shows_both_sides(kb):
    page = point_page(kb, "GB30")
    assert [one.act for one in page.safety.forbids] == ["moxibustion", "needling (in pregnancy)"]
    assert [one.books for one in page.safety.forbids] == [("Leijing Tuyi",), ("Leijing Tuyi",)]
    ban = next(line for line in page.needling.lines if line.axis == "moxa")
    sides = {side.label: {cite.source for cite in side.cites} for side in ban.sides}
    assert sides == {"given": {"Zhenjiu Jiayi Jing 282"}, "forbidden": {"Leijing Tuyi 1624"}}
    assert [one.act for one in page.safety.risks] == ["sciatic nerve"]


def test_the_table_has_figures_and_bans_by_book_and_marks_what_differs(kb):
    rows = point_page(kb, "GB30").needling.rows
    shown = [
        (row.year, row.reports, [[(c.text, c.differs) for c in cells] for cells in row.columns])
        for row in rows
    ]
    assert shown == [
        ("282", "", [[("2 cun", False)], [("20", False)], [("50", False)], []]),
        (
            "1624",
            "",
            [
                [("1 cun", True)],
                [("10", True)],
                [("3", True)],
                [("moxibustion", True), ("needling in pregnancy", False)],
            ],
        ),
        ("1624", "Zhenjiu Jiayi Jing", [[], [("20", False)], [], []]),
        ("1999", "", [[("1.5–2.5 cun, perpendicular", False)], [], [], []]),
    ]


def test_passages_of_one_book_that_say_the_same_are_one_chip(kb):
    again = [
        replace(one, id=f"{one.id}#2")
        for one in kb.claims_of("GB30")
        if one.kind in ("treats", "moxa") and one.source == "jiayi-jing"
    ]
    more = KnowledgeBase(
        **{kind: dict(getattr(kb, kind)) for kind in RECORDS}, axes={}, variants={}, forms={},
        gaps=kb.gaps, claims=(*kb.claims(), *again),
    )  # fmt: skip
    page = point_page(more, "GB30")
    chip = page.classical.rows[0].cites[0]
    assert (chip.claim, chip.also) == (again[0].id.removesuffix("#2"), (again[0].id,))
    cell = page.needling.rows[0].columns[2][0]
    assert cell.cite.also == ("jiayi-jing/GB30/moxa#2",)


def test_meridians_named_together_stand_together(kb):
    (row,) = point_page(kb, "GB30").meets
    assert {ref.id for ref in row.meridians} == {"GB", "BL"}
    assert row.cites[0].also == ("leijing-tuyi/GB30/meets/BL",)


def test_unmapped_phrases_are_shown_and_counted_as_a_gap(kb):
    page = point_page(kb, "GB30")
    assert [cite.words for one in page.unmapped.rows for cite in one.cites] == ["身熱如火"]
    assert "1 phrase" in dict(page.gaps)


def test_gaps_are_told(kb):
    gaps = dict(point_page(kb, "GB29").gaps)
    assert gaps["location"] == "not entered yet"
    assert "English gloss of the name" in gaps
    assert {"indications", "needling", "moxibustion"} <= set(gaps)


def test_a_gap_is_told_once(kb):
    what = [name for name, _ in point_page(kb, "GB29").gaps]
    assert len(what) == len(set(what))


def test_categories_with_role_and_dissent(kb):
    (one,) = point_page(kb, "BL40").categories
    assert one.category.id == "sea-point"
    assert [(text, refs[0].id) for text, refs in one.role] == [("of", "BL"), ("phase", "water")]
    (other,) = point_page(kb, "GB31").categories
    assert other.voices == Voices(0, 0)
    assert other.dissent[0][0] == "counted in as well"


def test_unknown_point_has_near_matches(kb):
    with pytest.raises(UnknownName) as caught:
        point_page(kb, "GB33")
    assert "GB31" in caught.value.near


def test_every_claim_of_the_point_is_on_its_page(kb):
    page = repr(point_page(kb, "GB30", full=True))
    missing = [claim.id for claim in kb.claims_of("GB30") if repr(claim.id) not in page]
    assert missing == []


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("1 寸", Measure("1", "cun", "寸")),
        ("1 壯", Measure("1", "cone", "壯")),
        ("3 分", Measure("3", "fen", "分")),
        ("0.5-1 cun", Measure("0.5–1", "cun")),
        ("word", Measure("word")),
    ],
)
def test_measures(text, shown):
    assert measure(text) == shown


def test_voices_in_words():
    assert str(Voices(0, 0)) == "reported only"
    assert str(Voices(1, 1)) == "1 book"
    assert str(Voices(3, 1)) == "3 books, 1 family"


def test_listing_always_shows_the_first_row_and_counts_the_rest():
    cut = listing(["aaaaaa", "b", "c"], len, 3)
    assert (cut.rows, cut.hidden, len(cut)) == (("aaaaaa",), 2, 3)
    assert listing(["aa"], len, None).hidden == 0


def test_small_data_is_a_real_folder(tmp_path: Path):
    assert (write(tmp_path) / "points" / "GB.yaml").is_file()
