"""Whom a complaint or a figure is for, and who says it: read in the books, row by row."""

from __future__ import annotations

from functools import cache
from typing import Any

import pytest

from kb.ingest.readings import Reading, limits
from kb.ingest.vocabulary import read_vocabulary
from kb.ingest.whom import BURNED, Scope, figured
from kb.ingest.zisheng_marks import SPEAKS
from kb.ingest.zisheng_speech import note_of
from kb.reader import read
from kb.texts.fold import fold
from tests.mingtang_books import DATA

LEIJING, ZISHENG, PUJI, WAITAI = "leijing-tuyi", "zisheng-jing", "puji-fang", "waitai-miyao"
MINGTANG, TONGREN = "mingtang-jiujing", "tongren-zhenjiujing"

CONES = [
    (ZISHENG, "GV11", "001-32a.7", "children", "7"),
    (ZISHENG, "CV6", "003-40b.2", "women", "100"),
    (ZISHENG, "KI2", "007-34b.2", "women", "50"),
    (ZISHENG, "BL22", "004-63a.4", "women", "100"),
    (ZISHENG, "ST25", "004-63a.6", "women", "100"),
    (ZISHENG, "LR11", "007-33a.8", "women", "3"),
    (LEIJING, "PC9", "039-52a.1", "children", "1"),
    (LEIJING, "BL15", "039-7b.10", "children", "5"),
    (LEIJING, "BL60", "039-28b.8", "children", "3"),
    (LEIJING, "CV14", "040-41b.2", "children", "3"),
    (LEIJING, "CV24", "040-46a.3", "children", "3"),
    (LEIJING, "GB8", "040-4a.11", "children", "3"),
    (LEIJING, "GV11", "040-51b.5", "children", "7"),
    (LEIJING, "GV20", "040-56b.10", "children", "3-5"),
    (LEIJING, "GV21", "040-57b.3", "children", "3"),
    (LEIJING, "GV26", "040-60a.10", "children", "3"),
    (LEIJING, "LR1", "040-20a.6", "children", "1"),
    (LEIJING, "LR11", "040-25b.12", "women", "3"),
    (LEIJING, "LU5", "038-3b.8", "children", "1"),
    (PUJI, "GV11", "414-46a.4", "children", "7"),
    (PUJI, "LU5", "416-6b.2", "children", "1"),
    (WAITAI, "LR11", "043-36a.6", "women", "3"),
    (LEIJING, "GV20", "040-56b.10", "", "3"),
    (LEIJING, "GB8", "040-4a.10", "", "3-5"),
    (LEIJING, "CV24", "040-46a.3", "", "7"),
    (LEIJING, "BL27", "039-14a.3", "", "50"),
    (LEIJING, "KI14", "039-42b.2", "", "30"),
    (LEIJING, "LR1", "040-20a.6", "", "7"),
    (MINGTANG, "CV8", "001-14a.2", "", "100"),
    (PUJI, "GV11", "414-46a.3", "", "49-100"),
    (PUJI, "SI15", "414-43b.7", "", "3"),
    (TONGREN, "BL51", "005-4b.3", "", "30"),
]
"""Book, point, place, whom the cones are for, cones, as read in the text: for no one else."""


@cache
def shipped(book: str, meridian: str) -> dict[str, list[dict[str, Any]]]:
    found: dict[str, list[dict[str, Any]]] = read(
        DATA / "claims" / book / f"{meridian}.yaml", f"{book}/{meridian}.yaml"
    ).data
    return found


def rows(book: str, point: str, at: str) -> list[dict[str, Any]]:
    code = "".join(char for char in point if char.isalpha())
    return [one for one in shipped(book, code)[point] if one["at"] == at]


def cones(item: dict[str, Any]) -> list[str]:
    found = item.get("moxa", [])
    return [str(one.get("cones")) for one in (found if isinstance(found, list) else [found])]


def said(item: dict[str, Any]) -> set[str]:
    found: set[str] = set(item.get("other", []))
    for words in item.get("treats", {}).values():
        found |= set(words) if isinstance(words, list) else {words}
    return found


@pytest.mark.parametrize(("book", "point", "at", "whom", "number"), CONES)
def test_cones_are_for_whom_their_complaint_is_for(
    book: str, point: str, at: str, whom: str, number: str
) -> None:
    found = {one.get("for", "") for one in rows(book, point, at) if number in cones(one)}
    assert found == {whom}


TOLD = [
    (ZISHENG, "GV11", "001-32a.6", "children", "小兒風癎瘈瘲"),
    (ZISHENG, "GB15", "006-6a.8", "children", "兒癎反視"),
    (ZISHENG, "GB15", "004-26b.7", "children", "兒癎反視"),
    (ZISHENG, "GV22", "004-26b.8", "children", "兒癎喘不得息"),
    (ZISHENG, "GV20", "003-46b.8", "", "大人小兒脱肛"),
    (LEIJING, "HT7", "038-55b.3", "", "大人小兒五癎證"),
    (LEIJING, "CV5", "040-33a.1", "women", "遂結成塊"),
    (MINGTANG, "CV5", "001-14b.6", "women", "遂成結塊"),
    (MINGTANG, "CV3", "001-15b.5", "women", "遂成疝瘕"),
    (PUJI, "CV5", "415-45b.8", "women", "遂成結塊"),
    (TONGREN, "CV5", "003-10a.7", "women", "遂成結塊"),
    (TONGREN, "GV20", "002-2b.8", "", "發時即死"),
    (LEIJING, "CV1", "040-29b.3", "postpartum", "不省人事"),
    (LEIJING, "KI9", "039-40b.4", "", "癲疾吐舌發狂罵詈"),
    (LEIJING, "SP6", "038-46a.6", "", "小腸疝氣"),
    (LEIJING, "ST39", "038-37b.7", "", "胃中之熱"),
    (LEIJING, "KI1", "039-34b.12", "", "男蠱女孕而病痓"),
    (WAITAI, "SP9", "043-47b.7", "women", "少腹堅急痛"),
    (WAITAI, "SP9", "043-47b.7", "", "心下滿"),
    (WAITAI, "BL32", "043-89b.7", "women", "心下積脹"),
    (WAITAI, "TE18", "043-98a.3", "children", "驚恐"),
    (WAITAI, "GV1", "043-93b.8", "", "洞泄"),
    (PUJI, "GV11", "414-46a.4", "children", "瘛瘲"),
    (PUJI, "KI14", "415-53a.3", "women", "悪血内逆滿"),
]
"""Book, point, place, whom a phrase is for."""


@pytest.mark.parametrize(("book", "point", "at", "whom", "phrase"), TOLD)
def test_how_far_a_limit_reaches(book: str, point: str, at: str, whom: str, phrase: str) -> None:
    assert {one.get("for", "") for one in rows(book, point, at) if phrase in said(one)} == {whom}


SPOKEN = [
    ("ST36", "003-59a.8", "mingtang-unnamed", "反胃"),
    ("ST36", "003-56a.8", "qianjin-yifang", "胃寒"),
    ("LU9", "003-56a.7", "qianjin-yaofang", "胃氣上逆"),
    ("CV22", "006-34b.5", "mingtang-xiajing", "小兒急喉痹"),
    ("PC8", "007-16b.1", "qianjin-yaofang", "熱病三日以往"),
    ("PC8", "007-16b.2", "jiayi-jing", "欲嘔噦"),
    ("PC8", "007-16b.4", "jiayi-jing", "善渇"),
    ("BL18", "003-60b.8", "bian-que", "心風"),
    ("CV4", "003-37a.3", "zhimi-fang", "心腹痛而後泄"),
    ("BL60", "003-64b.7", "jiayi-jing", "腰痛不可俛仰"),
    ("BL15", "004-38b.3", "", "悶亂"),
]
"""Point, place, who says a phrase in 資生經."""


@pytest.mark.parametrize(("point", "at", "who", "phrase"), SPOKEN)
def test_who_says_it_in_zisheng_jing(point: str, at: str, who: str, phrase: str) -> None:
    found = {one.get("reports", "") for one in rows(ZISHENG, point, at) if phrase in said(one)}
    assert who in found


def test_a_place_quoted_within_the_words_of_a_book() -> None:
    found = {one.get("reports", "") for one in rows(ZISHENG, "HT3", "001-79a.6") if "needle" in one}
    assert found == {"mingtang-unnamed"}


@pytest.mark.parametrize(
    ("point", "at", "phrase"),
    [
        ("ST25", "003-37a.2", "心腹痛而後泄"),
        ("ST25", "003-37a.3", "心腹痛而後泄"),
        ("KI2", "003-64b.7", "腰痛不可俛仰"),
    ],
)
def test_what_is_told_of_another_point(point: str, at: str, phrase: str) -> None:
    assert not any(phrase in said(one) for one in rows(ZISHENG, point, at))


@pytest.mark.parametrize(
    ("phrases", "expected"),
    [
        (["妇人恶露不止", "遂结成块", "崩中"], ["women", "women", ""]),
        (["妇人疾", "男蛊女孕", "头痛"], ["women", "", ""]),
        (["头痛", "遂成劳"], ["", ""]),
        (["小儿惊", "发热", "妇人带下"], ["children", "", "women"]),
    ],
)
def test_scope_in_a_list(phrases: list[str], expected: list[str]) -> None:
    scope = Scope()
    assert ["".join(scope.of(one)) for one in phrases] == expected


def test_scope_of_a_statement_ends_with_it() -> None:
    scope = Scope()
    assert scope.of("小儿痢", opens=True) == ("children",)
    assert scope.of("脱肛") == ("children",)
    assert scope.of("腰痛", parted=True) == ()
    assert scope.of("背痛") == ()


def test_scope_knows_what_jiayi_limits() -> None:
    scope = Scope({"心下积胀": ("women",), "头痛": ("children",)})
    said = ("心下积胀", "女子赤白沥", "心下积胀", "头痛")
    assert [scope.of(one) for one in said] == [(), ("women",), ("women",), ()]


@pytest.mark.parametrize(
    ("words", "expected"),
    [("儿痫", ("children",)), ("儿衣不出", ()), ("儿枕痛", ()), ("大人小儿", ()), ("大儿", ())],
)
def test_bare_child(words: str, expected: tuple[str, ...]) -> None:
    assert limits(words) == expected


def test_figures_that_are_not_limited() -> None:
    row = [(0, 2, ()), (2, 6, ("women",))]
    cones = Reading("moxa", 6, 9, value={"cones": "3"})
    assert figured(cones, "腰痛妇人带下灸三壮", 0, row).limits == ()
    assert figured(cones, "腰痛妇人带下灸三壮", 0, row, last=True).limits == ("women",)
    ban = Reading("forbids", 6, 8, target="moxa")
    assert figured(ban, "腰痛妇人带下禁灸", 0, row, last=True).limits == ()


def test_a_complaint_with_a_number_of_its_own() -> None:
    assert [one["what"] for one in BURNED.finditer("灸七壮小儿风痫可灸三壮")] == ["小儿风痫"]
    assert not BURNED.search("灸七壮小儿三壮")
    assert not BURNED.search("主小儿风痫灸三壮")


def test_a_mark_beside_a_note() -> None:
    assert note_of("明不能饮食见肠澼", "※" * 8, 0, {0, 1}) == ("明", 8)
    assert note_of("明下同", "※" * 3, 0, {0, 2}) == ("明下同", 3)
    assert note_of("不能饮食此妙", "※" * 6, 0, {0, 4}) == ("不能饮食此妙", 6)


def test_a_book_that_says_it_too() -> None:
    found = SPEAKS.match("甲乙亦云主热病")
    assert found
    assert (found["who"], found["verb"]) == ("甲乙", "主")
    assert not SPEAKS.match("甲乙亦热")


@pytest.mark.parametrize(
    ("phrase", "symptom", "means"),
    [
        ("身熱汗出重", "body-heaviness", False),
        ("重嘔吐血", "vomiting-blood", True),
        ("身體重", "body-heaviness", True),
        ("身重", "body-heaviness", True),
        ("男女乆積氣痛", "abdominal-pain", False),
        ("男女乆積氣痛", "accumulated-qi", True),
        ("發時疼痛衝心", "heart-pain", False),
        ("發時疼痛衝心", "rising-qi-to-heart", True),
        ("失精虚冷", "genital-cold", False),
        ("失精虚冷", "seminal-loss", True),
        ("下血不止", "flooding-and-spotting", False),
        ("洒浙悪寒", "fear-of-cold", True),
    ],
)
def test_what_a_term_supports(phrase: str, symptom: str, means: bool) -> None:
    parts = read_vocabulary(DATA / "symptoms").parts(fold(phrase))
    assert any(symptom in part.symptoms for part in parts) == means
