"""The recipe for 鍼灸資生經: its parts on invented lines, the whole against the measured bars."""

from __future__ import annotations

import re
from functools import cache
from typing import Any

import pytest

from kb.ingest import zisheng_jing
from kb.ingest.draft import Draft
from kb.ingest.leijing_tuyi import Counts
from kb.ingest.zisheng_marks import Mark, read_mark
from kb.ingest.zisheng_parts import parts
from kb.ingest.zisheng_points import PLACES, Points
from kb.ingest.zisheng_speech import instructions
from kb.model import Claim
from kb.reader import parse, read
from kb.texts import Text
from kb.texts.entries import entries
from kb.texts.misprints import MISPRINTS
from kb.texts.names import PointNames
from kb.texts.rowed import chain, paragraphs, starts
from kb.texts.shapes import SHAPES
from kb.texts.statements import LAYOUTS, statements
from kb.verify import Checker
from tests.mingtang_books import DATA, JIAYI, JIAYI_PUNCT, names, needs_texts, text, words

BOOK = "zisheng-jing"
NAMES = PointNames(
    {
        "LU1": ["中府"], "LU2": ["雲門"], "LI4": ["合谷"], "ST12": ["缺盆"], "CV3": ["中極"],
        "BL13": ["肺俞"], "KI6": ["照海"], "GV23": ["上星"], "CV8": ["神闕"],
    },
    {"KI6": ["隂蹻"], "CV8": ["臍中"]},
)  # fmt: skip
TOY = """<pb:X_Y_003-1a>¶
　　　腰痛¶
中府　雲門主頭痛目眩(千/)　合谷(見疝/)　照海治腰痛¶
　予少時苦此一灸中極而愈¶
　其效如神¶
缺盆主欬　耳聾灸中極七壯或肺俞　隂蹻療疝頭痛引¶
缺盆　肺俞治喘不得息寒熱往來汗出惡風頭項强耳¶
　中極主胞轉¶
"""


def toy() -> list[list[str]]:
    book = Text.parse("toy", TOY)
    return [
        [one.chars[a:b] for a, b in zip(begins, [*begins[1:], len(one.chars)], strict=True)]
        for one in paragraphs(book, 0, len(book.lines), "^　　", 21, NAMES)
        for begins in [starts(one, "主治疗", NAMES)]
    ]


def test_paragraphs_and_the_statements_in_them() -> None:
    first, second = toy()
    assert first == ["中府云门主头痛目眩※", "合谷※※照海治腰痛"]
    assert second == [
        "缺盆主咳", "耳聋灸中极七壮或肺俞", "阴跷疗疝头痛引缺盆",
        "肺俞治喘不得息寒热往来汗出恶风头项强耳", "中极主胞转",
    ]  # fmt: skip


def test_a_row_reaches_back_over_spaces_and_notes_but_not_into_complaints() -> None:
    book = Text.parse("toy", TOY)
    first, second = paragraphs(book, 0, len(book.lines), "^　　", 21, NAMES)
    rows = {
        verb: [name for name, _ in chain(one, verb, NAMES).names]
        for one in (first, second)
        for verb in [one.chars.index("治")]
    }
    assert list(rows.values()) == [["合谷", "照海"], ["肺俞"]]


@pytest.mark.parametrize(
    ("note", "mark"),
    [
        ("千", Mark(says=("qianjin-yaofang",))),
        ("十", Mark(says=("qianjin-yaofang",))),
        ("并千", Mark(says=("qianjin-yaofang",), all_of=True)),
        ("铜见腹胀", Mark(says=("tongren-shuxue",), refers=True)),
        ("千与铜同", Mark(says=("qianjin-yaofang", "tongren-shuxue"))),
        ("明上下同", Mark(same=("mingtang-shangjing", "mingtang-xiajing"))),
        ("见疝", Mark(refers=True)),
        ("明作汗出", Mark()),
        ("明下有卧字", Mark()),
        ("又云治妇人", Mark(adds=(("", 3, 5),))),
        ("久不断曰老疟", Mark()),
    ],
)
def test_marks(note: str, mark: Mark) -> None:
    assert read_mark(note) == mark


@pytest.mark.parametrize(
    ("said", "told"),
    [
        ("耳聋灸中极七壮", [("灸", ["中极"], False)]),
        ("耳聋灸中极肺俞各七壮", [("灸", ["中极", "肺俞"], True)]),
        ("耳聋灸中极或肺俞", [("灸", ["中极", "肺俞"], False)]),
        ("耳聋先取中极后取肺俞", [("先取", ["中极", "肺俞"], True)]),
        ("耳聋中极主之", [("", ["中极"], False)]),
        ("耳聋中极百壮", [("灸", ["中极"], False)]),
        ("绕脐痛灸脐中", [("灸", ["脐中"], False)]),
        ("痛如针刺", []),
        ("耳聋灸脐下六寸", [("灸", [], False)]),
    ],
)
def test_instructions(said: str, told: list[tuple[str, list[str], bool]]) -> None:
    found = [
        (one.act, [name for name, _ in one.names], one.together)
        for one in instructions(said, NAMES)
    ]
    assert found == told


@pytest.mark.parametrize(
    ("said", "speakers"),
    [
        ("针三分明云五分", [(), ("mingtang-unnamed",)]),
        ("灸三壮明下云五壮又云七壮", [(), ("mingtang-xiajing",), ("mingtang-xiajing",)]),
        ("灸三壮素注同一名髓空", [(), ("suwen-wangbing",), ()]),
        ("甲乙经热穴论注并刺三分", [("jiayi-jing", "suwen-wangbing")]),
        ("在膝上一云二寸针三分", [()]),
        ("针三分一云五分", [(), ("unnamed",)]),
        ("一名光明一名员柱", [()]),
        ("目不明华佗云疗五劳", [(), ("hua-tuo",)]),
    ],
)
def test_who_speaks(said: str, speakers: list[tuple[str, ...]]) -> None:
    found = parts(said, 0, frozenset(), remark=False, note=False)
    assert [one.speakers for one in found] == speakers


def test_a_note_may_open_with_the_mark_of_a_book() -> None:
    (one,) = parts("千魂魄之舍不可针", 0, frozenset(), remark=False, note=True)
    assert (one.speakers, one.text) == (("qianjin-yaofang",), "魂魄之舍不可针")


def test_every_rule_of_shared_names_names_a_point_of_that_name() -> None:
    book = names().misprinted(MISPRINTS[BOOK])
    for name, point, pattern, reason in PLACES:
        assert point in book.candidates(name), name
        assert re.compile(pattern)
        assert reason


def test_shared_names_without_a_decision_stay_open() -> None:
    shared = PointNames({"LI9": ["上廉"], "ST37": ["上巨虛"]}, {"ST37": ["上廉"]})
    points = Points(shared, {"LI9": {"肠鸣相逐"}}, [])
    assert points.of("上廉", "肠鸣相追") == "LI9"
    assert points.of("上廉", "脚重") == "ST37"
    assert points.of("上廉", "寒疟") == ""


def run() -> tuple[Draft, Counts]:
    texts = [text(name) for name in (BOOK, f"{BOOK}-punct", JIAYI, JIAYI_PUNCT)]
    return zisheng_jing.extract(*texts, names(), words())


@cache
def made() -> tuple[Draft, Counts]:
    return run()


@cache
def items() -> dict[str, list[dict[str, Any]]]:
    found: dict[str, list[dict[str, Any]]] = {}
    for name, content in made()[0].files().items():
        found |= parse(content.encode(), f"{name}.yaml").data
    return found


def said(subject: str, at: str, reports: str = "") -> dict[str, Any]:
    found: dict[str, Any] = {}
    for row in items().get(subject, []):
        if row["at"] == at and row.get("reports", "") == reports:
            found |= {kind: value for kind, value in row.items() if kind not in ("at", "reports")}
    return found


def phrases(subject: str, at: str, reports: str = "") -> set[str]:
    row = said(subject, at, reports)
    found: set[str] = set(row.get("other", []))
    for value in row.get("treats", {}).values():
        found |= {value} if isinstance(value, str) else set(value)
    return found


@needs_texts
def test_the_measured_bars() -> None:
    draft, counts = made()
    assert len(counts.points) >= 345
    rows = {
        subject: [row for row in found if row["at"].startswith("001-")]
        for subject, found in items().items()
    }
    assert (
        sum(any("depth" in str(one.get("needle")) for one in found) for found in rows.values())
        >= 330
    )
    assert (
        sum(any("cones" in str(one.get("moxa")) for one in found) for found in rows.values()) >= 318
    )
    later = {
        point
        for subject, found in items().items()
        for row in found
        for point in subject.split(" + ")
        if not row["at"].startswith("001-")
    }
    assert len(later) >= 355
    assert len(counts.unresolved) <= 60
    assert all(content.count("\n") <= 4000 for content in draft.files().values())


@needs_texts
def test_statements_and_pairs() -> None:
    book = names().misprinted(MISPRINTS[BOOK])
    rows = statements(text(BOOK), LAYOUTS[BOOK], book)
    assert len(rows) >= 2753
    pairs = {
        (row["at"], point)
        for subject, found in items().items()
        for row in found
        for point in subject.split(" + ")
        if not row["at"].startswith("001-") and ("treats" in row or "other" in row)
    }
    assert len(pairs) >= 4003


@needs_texts
@pytest.mark.parametrize(
    ("point", "at", "reports", "told"),
    [
        ("GV24", "001-2a.3", "", {"forbids": {"needle": "禁鍼"}}),
        ("GV23", "001-2a.8", "suwen-wangbing", {"needle": {"depth": "3 分"}}),
        ("BL13", "001-36b.4", "zhen-quan", {"moxa": {"cones": "100"}}),
        ("BL11", "001-36a.2", "jiayi-jing", {"moxa": {"cones": "7"}}),
        ("TE10", "001-85b.3", "", {"needle": {"depth": "3 分"}, "moxa": {"cones": "3"}}),
        ("BL40", "001-107b.5", "zhen-quan", {"needle": {"depth": "8 分", "retain": "3 呼"}}),
        ("ST25", "001-66a.7", "qianjin-yaofang", {"forbids": {"needle": "不可鍼"}}),
        ("LR4", "001-87a.4", "qianjin-yaofang", {"named": ["懸泉"]}),
        ("LI4", "001-74b.8", "", {"forbids": {"needle": "婦人姙娠不可刺"}}),
        ("BL56", "001-107a.7", "qianjin-yaofang", {"forbids": {"needle": "禁鍼"}}),
        ("LR13", "001-69b.3", "nanjing-shu", {"belongs": {"influential-point": "藏會"}}),
        ("LI14", "001-77a.6", "qianjin-yaofang", {"named": ["頭衝"]}),
    ],
)
def test_entries_checked_by_hand(point: str, at: str, reports: str, told: dict[str, Any]) -> None:
    found = said(point, at, reports)
    assert {kind: found.get(kind) for kind in told} == told


@needs_texts
@pytest.mark.parametrize(
    ("subject", "at", "reports", "phrase"),
    [
        ("CV12", "003-1b.3", "", "靣色萎黄"),
        ("KI2", "003-14a.8", "qianjin-yaofang", "消渴嗜飲"),
        ("GV14", "003-10b.4", "mingtang-xiajing", "痎瘧"),
        ("BL64 + BL60", "004-5b.1", "", "腎心痛"),
        ("CV4", "007-11a.2", "qibo", "但是積冷虛乏病"),
        ("TE10", "005-12b.5", "", "肩痛"),
        ("KI6", "003-25a.2", "", "小腹痛"),
        ("PC5", "005-6b.6", "qianjin-yaofang", "時寒"),
        ("CV8", "003-22b.1", "qianjin-yaofang", "小腹疝氣遊行"),
        ("LI5", "004-9a.8", "", "狂言喜笑見鬼"),
        ("SP17", "005-8a.6", "mingtang-xiajing", "常有水聲"),
        ("CV2", "003-8a.5", "qianjin-yaofang", "失精"),
        ("BL18", "004-54b.6", "mingtang-xiajing", "兩脇滿悶"),
    ],
)
def test_rows_checked_by_hand(subject: str, at: str, reports: str, phrase: str) -> None:
    assert phrase in phrases(subject, at, reports)


@needs_texts
@pytest.mark.parametrize(
    ("subject", "at", "phrase"),
    [
        ("TE10", "005-12a.4", "腰背痛"),  # 三焦俞 is named for it, after the note
        ("KI1", "007-35a.7", "婦人欲斷産"),  # another place is told, after a space
        ("GV20", "004-41a.6", "卒病惡風欲死"),  # 治 opens a new statement
        ("LR13", "003-51b.2", "汗出"),  # 又灸章門 ends the statement before
        ("GB41", "005-15b.6", "寒熱"),  # 丘墟陽蹻 begin another row
        ("GV20 + GB20", "004-36a.4", "頃欲絶"),  # a story
    ],
)
def test_what_was_misread_once_stays_out(subject: str, at: str, phrase: str) -> None:
    everyone = {row.get("reports", "") for row in items().get(subject, [])}
    assert all(phrase not in phrases(subject, at, who) for who in everyone)


@needs_texts
def test_no_entry_goes_on_over_a_missing_half_leaf() -> None:
    book = names().misprinted(MISPRINTS[BOOK])
    found = entries(text(BOOK), SHAPES[BOOK], book)
    lines = text(BOOK).lines
    before = next(one for one in found if one.point == "TE20")
    assert lines[before.last].place == "001-14a"
    assert not any(lines[one.first].locator <= "001-15a.3" <= lines[one.last].locator
                   for one in found if lines[one.first].place == "001-15a")  # fmt: skip
    gaps = read(DATA / "gaps" / "zisheng-jing.yaml", "gaps").data
    have = {one.point for one in found}
    assert {point for point in gaps if "14b" in gaps[point]["reason"]} == {
        "TE17", "TE18", "TE19", "GB10", "GB11", "GB12", "GV25", "GV26",
    }  # fmt: skip
    assert not set(gaps) & have


@needs_texts
def test_a_claim_on_the_wrong_statement_fails() -> None:
    checker = Checker(text(BOOK), names(), SHAPES[BOOK])

    def claim(point: str, at: str, term: str) -> Claim:
        return Claim(
            id="x", kind="treats", subjects=(point,), source=BOOK, at=at, term=term,
            file="data/claims/zisheng-jing/x.yaml", line=1,
        )  # fmt: skip

    assert not checker.check(claim("BL25", "003-12b.5", "腹中氣脹"))
    assert checker.check(claim("BL22", "003-12b.5", "腹中氣脹"))
    assert checker.check(claim("BL25", "003-12b.6", "腹中氣脹"))


@needs_texts
def test_the_names_found_before_are_found_still() -> None:
    for point, at, who, name in (
        ("BL2", "001-16b.1", "", "員柱"),
        ("ST6", "001-26a.6", "qianjin-yaofang", "機關"),
        ("CV5", "001-61a.8", "jiayi-jing", "丹田"),
        ("KI11", "001-64b.5", "qianjin-yaofang", "屈骨端"),
        ("BL36", "001-108a.5", "", "扶承"),
    ):
        assert name in said(point, at, who)["named"], name


@needs_texts
def test_twice_the_same_bytes() -> None:
    assert run()[0].files() == made()[0].files()
