"""What the recipes of 西方子 and of the seven-juan 銅人 share."""

from __future__ import annotations

import re

import pytest

from kb.ingest.hanging import Form, joined_whom, stretches
from kb.ingest.hanging_names import parted
from kb.ingest.hanging_readings import figures, head_readings
from kb.ingest.hanging_speakers import Marks
from kb.texts import Text
from kb.texts.entries import Shape, entries, leaf_gap
from kb.texts.fold import fold
from kb.texts.names import PointNames

FORM = Form("toy", verb=re.compile("主"), closes=re.compile("针入|灸"), told=re.compile("立已"))


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("在掌后灸三壮主头痛", [("在掌后灸三壮", False), ("头痛", True)]),
        ("在掌后主头痛针入三分主耳聋",
         [("在掌后", False), ("头痛", True), ("针入三分", False), ("耳聋", True)]),
        ("在掌后", [("在掌后", False)]),
        ("主头痛主耳聋", [("", False), ("头痛主耳聋", True)]),
    ],
)  # fmt: skip
def test_stretches(words: str, expected: list[tuple[str, bool]]) -> None:
    found = [(words[one.start : one.end], one.governed) for one in stretches(words, FORM)]
    assert found == expected


def test_complaints_without_their_verb() -> None:
    form = Form("toy", FORM.verb, FORM.closes, FORM.told, bare=(("LU1", "头痛"),))
    words = "在掌后头痛主耳聋"
    found = [(words[one.start : one.end], one.governed) for one in stretches(words, form, "LU1")]
    assert found == [("在掌后", False), ("头痛主耳聋", True)]


def read(words: str) -> list[tuple[str, str, object]]:
    return [
        (one.kind, one.target or str(one.value.get("cones") or one.value.get("depth", "")),
         one.limits)
        for one in figures(words, 0, len(words))
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("灸三壮", [("moxa", "3", ())]),
        ("日灸二七壮至百壮止", [("moxa", "14-100", ())]),
        ("小儿慢惊灸一壮", [("moxa", "1", ("children",))]),
        ("灸三壮五十壮至一百壮止", [("moxa", "3", ()), ("moxa", "50-100", ())]),
        ("针入三分留七呼", [("needle", "3 分", ())]),
        ("女子不灸", [("forbids", "moxa", ("women",))]),
        ("不宜灸", [("forbids", "moxa", ())]),
        ("不通灸", [("forbids", "moxa", ())]),
        ("妇人妊娠不可刺损胎气", [("forbids", "needle", ("pregnancy",))]),
        ("若怀胎必不针若针必落胎", [("forbids", "needle", ("pregnancy",))]),
        ("八岁以上方可针", [("forbids", "needle", ("children",))]),
        ("不得多出血", [("forbids", "bleeding", ())]),
        ("不宜多灸", [("forbids", "many-cones", ())]),
        ("痛五十壮即不痛", []),
        ("若患偏风灸至一百壮", []),
        ("加灸满五十壮", []),
        ("灸入七壮不除再灸百壮", [("moxa", "7", ())]),
        ("目青者可灸三壮", []),
        ("治灸承浆七七壮", []),
        ("如不灸三里", []),
        ("灸疮差冷痹即已", []),
        ("禁断灸三壮", [("moxa", "3", ())]),
    ],
)
def test_figures_and_bans(words: str, expected: list[tuple[str, str, object]]) -> None:
    assert read(words) == expected


def test_a_complaint_of_women_before_a_ban_does_not_limit_it() -> None:
    assert read("妇人赤白带下针入三分不可灸")[1] == ("forbids", "moxa", ())


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("甄权云不宜灸小儿慢惊灸一壮", [("zhen-quan",), ()]),
        ("铜人云可灸二壮西方子曰不可灸", [("tongren-shuxue",), ()]),
        ("黄帝明堂云在巨门各二寸半灸五壮", [()]),
        ("灸五十壮甲乙经灸三壮针入五分", [(), ("jiayi-jing",), ()]),
        ("针入八分灸亦得甲乙经云针入五分灸三壮",
         [(), (), ("jiayi-jing",), ("jiayi-jing",)]),
        ("针入三分甲乙经甄权经云挺腹地针入八分", [(), ("jiayi-jing", "zhen-quan")]),
        ("灸三壮亦云不灸", [(), ("unnamed",)]),
    ],
)  # fmt: skip
def test_who_says_a_figure(words: str, expected: list[tuple[str, ...]]) -> None:
    marks = Marks(words, words)
    assert [marks.of(one) for one in figures(words, 0, len(words))] == expected


def test_complaints_after_a_quoted_figure_are_the_quoted_ones() -> None:
    words = "主头痛针入三分甲乙经云针入八分主耳聋"
    marks = Marks(words, words)
    first = marks.complaining(words.find("头痛"))
    for one in figures(words, 0, len(words)):
        marks.of(one)
    assert (first, marks.complaining(words.find("耳聋"))) == (("",), ("jiayi-jing",))


def test_the_heads_print_other_characters_for_the_same_words() -> None:
    assert [one.target for one in head_readings("督脉足大阳之会", 0)] == ["GV", "BL"]
    assert [one.target for one in head_readings("手阳明脉之所流为营也", 0)] == ["spring-point"]


def test_lists_of_names() -> None:
    assert parted("长溪长谷循际谷门", frozenset({"循际"})) == [(0, 2), (2, 4), (4, 6), (6, 8)]
    assert parted("鱼腹山", frozenset({"鱼腹"})) == [(0, 3)]


def test_words_that_only_name_whom_join_what_follows() -> None:
    assert joined_whom("小儿", [(0, 2)]) == [(0, 2)]
    assert joined_whom("头痛妇人赤沥", [(0, 2), (2, 4), (4, 6)]) == [(0, 2), (2, 6)]


NAMES = PointNames({"LU1": ["中府"], "LU2": ["雲門"]}, {})
PAGES = "<pb:A_B_001-1b>¶\n中府在木上¶\n　主頭痛¶\n<pb:A_B_00{}>¶\n　不下脅痛¶\n雲門在木下¶\n"


@pytest.mark.parametrize(("page", "last"), [("1-2a", 2), ("1-2b", 1), ("2-1a", 2)])
def test_an_entry_ends_where_half_leaves_are_missing(page: str, last: int) -> None:
    text = Text.parse("toy", PAGES.format(page))
    shape = Shape("", "", "([^　].+)", follows="在", gaps=True)
    assert [(one.point, one.last) for one in entries(text, shape, NAMES)] == [
        ("LU1", last), ("LU2", 3),
    ]  # fmt: skip


def test_an_entry_ends_at_a_point_that_is_none_of_the_361() -> None:
    words = "<pb:A_B_001-1b>¶\n中府在木上¶\n當陽二穴在木中¶\n　理頭痛¶\n雲門在木下¶\n"
    text = Text.parse("toy", words)
    shape = Shape("", "", "([^　].+)", follows="在", unlisted="([^　]{1,5})[一二四]穴")
    assert [(one.point, one.last) for one in entries(text, shape, NAMES)] == [
        ("LU1", 0), ("LU2", 3),
    ]  # fmt: skip


def test_a_gap_is_counted_within_one_juan() -> None:
    assert leaf_gap("007-4a", "007-5a")
    assert not leaf_gap("007-4a", "007-4b")
    assert not leaf_gap("001-22b", "002-1a")


def test_a_glyph_put_down_by_another_is_read_without_its_mark() -> None:
    assert fold("目視昏>昏>") == "目视昏昏"
