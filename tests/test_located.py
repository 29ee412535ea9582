"""Figures of place: what is read from the words of the books, checked, compared and shown."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from types import SimpleNamespace
from typing import Any, cast

import pytest

from kb.base import KnowledgeBase
from kb.compare import PLACE, check_reports, contrasts, statements
from kb.compare.standard import BESIDE_SPINE, MIDDLE, stated
from kb.compare.statements import way_of
from kb.ingest.located import LONGEST, located, spoken
from kb.load import load_checked
from kb.model import Claim, Location, Relation
from kb.texts.fold import fold
from kb.texts.names import PointNames
from kb.texts.notes import NOTE
from kb.texts.text import Text
from kb.verify.run import names_of
from kb.views.location import placed, way
from tests.books import DATA, TEXTS, needs_texts, run
from tests.test_compare import books, found, said

CLAIMS = "claims/leijing-tuyi/GB.yaml"

_BACK = "posterior-median-line"
_ANKLE = "medial-malleolus-prominence"
_RIB = "eleventh-rib-free-extremity"
_THROAT = "thyroid-cartilage-superior-border"

READ = [
    ("ST36", "三里在犢鼻下三寸胻骨外廉刺入一寸", ("犊鼻下三寸", "ST35", "inferior", "3 寸")),
    ("ST36", "在膝下三寸䯒外廉", ("膝下三寸", "knee-joint", "inferior", "3 寸")),
    ("GB40", "去臨泣三寸", ("去临泣三寸", "GB41", "", "3 寸")),
    ("GB16", "在臨泣後一寸", ("临泣后一寸", "GB15", "posterior", "1 寸")),
    ("ST37", "在三里下三寸", ("三里下三寸", "ST36", "inferior", "3 寸")),
    ("LI9", "在三里下一寸", ("三里下一寸", "LI10", "inferior", "1 寸")),
    ("ST39", "在上廉下三寸", ("上廉下三寸", "ST37", "inferior", "3 寸")),
    ("BL20", "在第十一椎下兩傍各一寸半", ("两傍各一寸半", "spine", "lateral", "1.5 寸")),
    ("BL20", "十一節外一寸半", ("节外一寸半", "spine", "lateral", "1.5 寸")),
    ("BL20", "在十一椎下去脊中二寸", ("去脊中二寸", _BACK, "lateral", "2 寸")),
    ("SI15", "肩中俞在肩胛内亷去脊二寸", ("去脊二寸", "spine", "lateral", "2 寸")),
    ("KI11", "去腹中行各一寸", ("去腹中行各一寸", "anterior-median-line", "lateral", "1 寸")),
    ("ST8", "神庭穴旁開四寸半", ("神庭穴旁开四寸半", "GV24", "lateral", "4.5 寸")),
    ("LI6", "在腕後三寸", ("腕后三寸", "dorsal-wrist-crease", "proximal", "3 寸")),
    ("PC5", "在掌後三寸", ("掌后三寸", "palmar-wrist-crease", "proximal", "3 寸")),
    ("TE9", "在肘前五寸", ("肘前五寸", "olecranon-prominence", "distal", "5 寸")),
    ("GV23", "直鼻中央入髮際一寸", ("入发际一寸", "anterior-hairline", "superior", "1 寸")),
    ("GV16", "項入髮際一寸", ("入发际一寸", "posterior-hairline", "superior", "1 寸")),
    ("GB26", "在季脅下寸八分", ("季胁下寸八分", _RIB, "inferior", "1.8 寸")),
    ("CV22", "在結喉下五分", ("结喉下五分", _THROAT, "inferior", "5 分")),
    ("KI12", "在氣穴下一寸", ("气穴下一寸", "KI13", "inferior", "1 寸")),
    ("GB8", "耳上入髪際一寸五分", ("入发际一寸五分", "temporal-hairline", "superior", "1.5 寸")),
    ("SP6", "三隂交在内踝上三寸", ("内踝上三寸", _ANKLE, "superior", "3 寸")),
    ("LR6", "中都足厥隂郄在内踝上七寸", ("内踝上七寸", _ANKLE, "superior", "7 寸")),
    ("GB41", "去夾溪一寸五分", ("去夹溪一寸五分", "GB43", "", "1.5 寸")),
]  # fmt: skip
"""Point, printed words, and what is read: words, reference, direction, distance."""

WORDS_ONLY = [
    ("ST42", "在足跗上五寸", "足跗上五寸"),
    ("SI1", "去爪甲一分", "去爪甲一分"),
    ("KI20", "夾上脘相去五分", "夹上脘相去五分"),
    ("BL16", "在第六椎下兩傍相去一寸半", "两傍相去一寸半"),
    ("ST31", "在膝上一尺二寸許", "膝上一尺二寸"),
    ("GB21", "在肩上陷中缺盆上大骨前一寸半", "缺盆上大骨前一寸半"),
    ("GB32", "在髀骨外膝上外廉五寸", "膝上外廉五寸"),
    ("GB13", "一云直耳上入髮際四分", "直耳上入发际四分"),
    ("CV15", "人無蔽骨者從岐骨際下行一寸", "无蔽骨者从岐骨际下行一寸"),
    ("KI20", "通谷在幽門下一寸當作一寸半上脘旁", "幽门下一寸当作一寸半"),
    ("LI8", "下廉在輔骨下去上廉一寸恐疑誤", "去上廉一寸恐疑误"),
]
"""What is no place that we can read for sure: 相去 without 各 may be the whole or the half."""

NOTHING = [
    ("LU1", "刺入三分留五呼"), ("LU1", "針五分"), ("LU1", "鍼可入一寸"), ("LU1", "深三分"),
    ("SP21", "圍三寸"), ("GB39", "絕骨兩分"), ("PC7", "陷中五分"),
    ("GV1", "在脊骶端計三分轉鍼以大痛為度"), ("BL17", "膈俞心俞之下有督俞在第六椎下去脊中二寸"),
    ("LI16", "旁各有俞府在巨骨下璇璣旁各二寸"), ("BL35", "千金八髎在腰目下三寸夾脊相去四寸"),
    ("ST36", "又按銅人有膝關二穴蓋在犢鼻二寸"), ("SP13", "府舍下三寸衝門上去大横五寸"),
    ("ST36", "不可便從膝頭上去三寸"), ("GB43", "臨泣去俠溪一寸半"),
]  # fmt: skip
"""Depths, figures that are told of no place, and the places of other points."""


@pytest.fixture(scope="module")
def names(base: KnowledgeBase) -> PointNames:
    return names_of(base)


@pytest.mark.parametrize(("point", "text", "read"), READ)
def test_a_phrase_is_read(names: PointNames, point: str, text: str, read: tuple[str, ...]) -> None:
    folded = fold(text)
    (one,) = located(folded, 0, point, names)
    value = one.value
    told = folded[one.start : one.end], value["ref"], value.get("dir", ""), value["distance"]
    assert told == read


@pytest.mark.parametrize(("point", "text", "words"), WORDS_ONLY)
def test_what_is_not_known_for_sure_stays_words(
    names: PointNames, point: str, text: str, words: str
) -> None:
    folded = fold(text)
    (one,) = located(folded, 0, point, names)
    assert (folded[one.start : one.end], dict(one.value)) == (words, {"words": True})


@pytest.mark.parametrize(("point", "text"), NOTHING)
def test_what_is_no_place_gives_nothing(names: PointNames, point: str, text: str) -> None:
    assert not [*located(fold(text), 0, point, names)]


def test_two_distances_with_one_phrase(names: PointNames) -> None:
    for text in ("在掌後一寸半或一寸", "腕後五寸六寸間"):
        (one,) = located(fold(text), 0, "HT4", names)
        assert len(one.value["distance"]) == 2
        assert one.end == len(text) - text.startswith("在") + one.start


def test_who_gives_a_place(names: PointNames) -> None:
    told = spoken(fold("在帶脈下三寸一曰在水道傍一寸五分銅人云水道下二寸"), 0, "GB27", names, "x")
    assert [(one.value["ref"], who) for one, who in told] == [("GB26", "x"), ("ST28", "unnamed")]


SPEAKERS = [
    ("BL6", "承光在五處後一寸五分甲乙經五處後二寸刺三分", "", ["", "jiayi-jing"]),
    ("KI21", "在巨闕旁各一寸半陷中千金腎藏夾巨闕各一寸", "x", ["x", "qianjin-yaofang"]),
    ("KI21", "在巨闕旁各一寸半資生夾巨闕各一寸", "x", ["x"]),
    ("CV17", "膻中一作亶一名元兒在玉堂下一寸六分", "", [""]),
    ("CV17", "膻中一作在玉堂下一寸六分", "", ["unnamed"]),
    ("ST19", "去任脉三寸及考幽門則止去中行五分", "x", ["x"]),
    ("ST36", "在犢鼻下三寸則是犢鼻之下三寸方是三里", "x", ["x"]),
    ("BL35", "去脊各一寸半也凡大杼下穴皆當除脊各一寸半", "x", ["x"]),
]
"""Point, words, who speaks at first, and who gives each place that is kept."""


@pytest.mark.parametrize(("point", "text", "speaker", "who"), SPEAKERS)
def test_who_speaks_of_a_place(
    names: PointNames, point: str, text: str, speaker: str, who: list[str]
) -> None:
    assert [one for _, one in spoken(fold(text), 0, point, names, speaker)] == who


def test_a_note_may_amend_a_place(names: PointNames) -> None:
    whole = fold("在外踝上二寸二字當作三後筋骨間")
    text = whole.replace("二字当作三", NOTE * 5)
    (one,) = located(text, 3, "BL59", names, "以上三" + whole)
    assert (dict(one.value), one.start, one.end) == ({"words": True}, 4, 9)
    (one,) = located(text, 3, "BL59", names, "以上三" + text)
    assert one.value["distance"] == "2 寸"


def test_the_phrases_of_the_data_are_short(base: KnowledgeBase) -> None:
    every = [claim for claim in base.claims() if claim.kind == "located"]
    assert len(every) > 3000
    assert max(len(claim.term) for claim in every) <= LONGEST + 2
    read = [claim for claim in every if "ref" in claim.value]
    assert len(read) >= 0.9 * len(every)
    assert {claim.value["ref"] for claim in read} <= base.points.keys() | base.landmarks.keys()


@needs_texts
def test_a_book_gives_the_files_of_the_data_byte_for_byte() -> None:
    folder = DATA / "claims" / "shenjiu-jinglun"
    assert run(folder.name)[0].files() == {
        path.stem: path.read_text(encoding="utf-8") for path in folder.glob("*.yaml")
    }


FAULTS = [
    ("{words: 犢鼻下三寸, ref: ST99, distance: 3 寸}", "unknown point or landmark 'ST99'"),
    ("{words: 犢鼻下三寸, ref: GB21, distance: 三寸}", "'三寸' is not a distance"),
    ("{words: 犢鼻下三寸, ref: GB21, distance: 3 cun}", "'3 cun' is not a distance"),
    ("{words: 犢鼻下三寸, ref: GB21, dir: down, distance: 3 寸}", "unknown direction 'down'"),
    ("{words: 犢鼻下三寸, ref: GB21}", "reference without a distance"),
    ("{words: 犢鼻下三寸, distance: 3 寸}", "reference without a distance"),
    ("{words: 犢鼻下三寸, dir: inferior}", "direction or a variant of what is not read"),
    ("{ref: GB21, dir: inferior, distance: 3 寸}", "key 'words' is missing"),
    ("{words: 犢鼻下三寸, <script>: x}", "unknown key '<script>'"),
]


@pytest.mark.parametrize(("written", "why"), FAULTS)
def test_a_faulty_place_is_named(toy_folder: Path, edit, written: str, why: str) -> None:
    line = edit(toy_folder, CLAIMS, "  named: [膞井]", f"  located: {written}")
    _, problems = load_checked(toy_folder)
    told = [one for one in problems if one.path == f"data/{CLAIMS}"]
    assert {one.line for one in told} == {line}
    assert any(why in str(one) for one in told)


def place(source: str, distance: str, ref: str = "GB21", toward: str = "inferior",
          **more: object) -> Claim:  # fmt: skip
    made = said(source, "located", **more)
    return replace(made, value={"ref": ref, "dir": toward, "distance": distance})


AGREE = [
    (("3 寸", "GB21", "inferior"), ("3 寸", "GB21", "inferior")),
    (("5 分", "GB21", "inferior"), ("0.5 寸", "GB21", "inferior")),
    (("3 寸", "GB21", "inferior"), ("5 寸", "GB21", "lateral")),
    (("3 寸", "GB21", "inferior"), ("5 寸", "BL40", "inferior")),
    (("3 寸", "GB21", "inferior"), ("5 寸", "GB21", "")),
]
"""The same distance, or answers to two questions."""

DIFFER = [
    (("3 寸", "GB21", "inferior"), ("5 寸", "GB21", "inferior")),
    (("3 寸", "GB21", "inferior"), ("3 分", "GB21", "inferior")),
    (("3 寸", "GB21", "superior"), ("5 寸", "GB21", "proximal")),
    (("3 寸", "GB21", "distal"), ("5 寸", "GB21", "inferior")),
]


BESIDE = [
    ("leijing-tuyi", MIDDLE, "2 寸", "jiayi-jing", "spine", "1.5 寸", 0),
    ("gujin-yitong", MIDDLE, "1.5 寸", "leijing-tuyi", MIDDLE, "2 寸", 0),
    ("gujin-yitong", MIDDLE, "1.5 寸", "jiayi-jing", "spine", "2 寸", 1),
    ("shenjiu-jinglun", "spine", "2 寸", "jiayi-jing", "spine", "1.5 寸", 0),
    ("shenjiu-jinglun", "spine", "2 寸", "leijing-tuyi", MIDDLE, "3 寸", 1),
    ("tongren-zhenjiujing", "spine", "2 寸", "jiayi-jing", "spine", "3 寸", 1),
]
"""Two books, what each counts from, how far; and whether they part."""


@pytest.mark.parametrize(("one", "ref", "far", "other", "where", "how", "parted"), BESIDE)
def test_the_breadth_of_the_spine_is_no_disagreement(
    base: KnowledgeBase, one: str, ref: str, far: str, other: str, where: str, how: str, parted: int
) -> None:
    told = [
        replace(place("old", size, at, "lateral"), source=book, subjects=("BL20",))
        for book, at, size in ((one, ref, far), (other, where, how))
    ]
    assert (way_of(told[0]) == way_of(told[1]) and far != how) == bool(parted)


def test_no_point_of_the_back_parts_by_the_spine_alone(base: KnowledgeBase) -> None:
    assert {"1.5 寸", "2 寸"} <= {
        one.printed[0] for one in statements(base, "BL20") if one.axis == PLACE
    }
    assert not [one for one in contrasts(base, "BL20") if one.axis == PLACE]
    (one,) = [one for one in contrasts(base, "BL47") if one.axis == PLACE]
    assert {side.value for side in one.sides} == {"3 寸", "2 寸", "1.5 寸"}
    for ref in ("spine", MIDDLE):
        assert not stated(base, "BL20", f"{ref} lateral")


@needs_texts
def test_the_books_say_from_where_they_count() -> None:
    for source, (_, at) in BESIDE_SPINE.items():
        text = Text.read(source, TEXTS / f"{source}.txt")
        first = text.index(at)
        said = "".join(fold(line.text) for line in text.lines[first : first + 2])
        assert "除脊一寸" in said


@pytest.mark.parametrize(("one", "other"), AGREE)
def test_places_that_do_not_part(
    toy: KnowledgeBase, one: tuple[str, ...], other: tuple[str, ...]
) -> None:
    assert not found(toy, place("old", *one), place("mid", *other))


@pytest.mark.parametrize(("one", "other"), DIFFER)
def test_places_that_part(toy: KnowledgeBase, one: tuple[str, ...], other: tuple[str, ...]) -> None:
    (told,) = found(toy, place("old", *one), place("mid", *other))
    assert (told.axis, told.kind, told.balance) == (PLACE, "figures", 1)


def test_a_report_of_a_place_is_checked_with_the_same_reference(toy: KnowledgeBase) -> None:
    told = place("late", "5 寸", reports="old")
    verdicts = ((place("old", "3 寸"), "contradicted"), (place("old", "5 寸"), "confirmed"),
                (place("old", "3 寸", "BL40"), "not found"))  # fmt: skip
    for own, verdict in verdicts:
        (one,) = check_reports(books(toy, own, told), "GB30")
        assert one.verdict == verdict


@pytest.mark.parametrize(
    ("cun", "unit", "parted"), [(3.0, "b-cun", 0), (2.0, "b-cun", 1), (2.0, "f-cun", 0)]
)
def test_the_standard_answers_where_it_states_the_same(
    toy: KnowledgeBase, cun: float, unit: str, parted: int
) -> None:
    kb = books(toy, place("old", "3 寸", toward="distal"))
    stated = Relation("offset", dir="inferior", ref="GB21", cun=cun, unit=unit)
    point = replace(kb.points["GB30"], location=Location(where=(stated,)))
    own = {"points": {**kb.points, "GB30": point}}
    told = books(cast("KnowledgeBase", SimpleNamespace(**{**_parts(toy), **own})), *kb.claims())
    assert len([one for one in contrasts(told, "GB30") if one.axis == PLACE]) == parted


@pytest.mark.parametrize(
    ("code", "about", "told"),
    [
        ("ST36", "ST35 inferior", "3 B-cun"),
        ("CV13", "CV14 inferior", "1 B-cun"),
        ("CV13", "CV14 superior", ""),
        ("ST26", "ST25 inferior", "1 B-cun"),
        ("KI16", "KI17 inferior", "2 B-cun"),
        ("GV22", "GV23 posterior", "1 B-cun"),
        ("GV15", "GV16 inferior", "0.5 B-cun"),
        ("GV16", "GV15 superior", "0.5 B-cun"),
        ("TE8", "TE6 superior", "1 B-cun"),
        ("SP6", "medial-malleolus-prominence superior", "3 B-cun"),
        ("CV22", "thyroid-cartilage-superior-border inferior", ""),
        ("CV20", "CV21 inferior", ""),
        ("ST36", "CV13 inferior", ""),
        ("ST36", "nothing inferior", ""),
    ],
)
def test_what_the_standard_says_of_a_distance(
    base: KnowledgeBase, code: str, about: str, told: str
) -> None:
    assert stated(base, code, about) == told


def _parts(kb: KnowledgeBase) -> dict[str, Any]:
    kinds = ("meridians", "categories", "symptoms", "landmarks", "structures", "sources")
    return {kind: getattr(kb, kind) for kind in kinds}


def test_words_alone_are_shown_and_not_compared(toy: KnowledgeBase) -> None:
    alone = replace(said("old", "located"), term="足跗上<b>五寸", value={})
    kb = books(toy, alone, place("mid", "3 寸"))
    assert [one.axis for one in statements(kb, "GB30") if one.axis == PLACE] == [PLACE]
    read, unread = placed(kb, kb.claims_of("GB30"))
    assert (read.says, [one.words for one in read.cites]) == ("3 cun inferior to GB21", [""])
    assert (unread.says, unread.cites[0].words) == ("", "足跗上<b>五寸")


def test_ways_in_words(base: KnowledgeBase) -> None:
    assert way(base, "ST35 inferior") == "inferior to ST35"
    assert way(base, "umbilicus-centre superior").startswith("superior to the ")
    assert way(base, "GB41") == "from GB41"


def test_books_that_were_read_are_found_apart(base: KnowledgeBase) -> None:
    """天突 lies 5, 4, 3, 2 cun or 1 fen under the Adam's apple; 委陽 is where all agree."""
    (one,) = [one for one in contrasts(base, "CV22") if one.axis == PLACE]
    assert {side.value for side in one.sides} >= {"5 寸", "4 寸", "3 寸", "2 寸", "1 分"}
    assert not [one for one in contrasts(base, "ST37") if one.axis == PLACE]
