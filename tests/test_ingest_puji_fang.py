"""The recipe for 普濟方 juan 414-416: who speaks, what is read, and rows checked by hand."""

from __future__ import annotations

import csv
import itertools
from collections import Counter

import pytest

from kb.ingest import aliases
from kb.ingest.leijing_tuyi import Counts
from kb.ingest.puji_fang import _complaining, _cuts, _governed, told
from kb.ingest.puji_figures import figures
from kb.ingest.puji_turns import turns
from kb.reader import read
from kb.texts import Text
from kb.texts.entries import Entry, entries
from kb.texts.misprints import MISPRINTS
from kb.texts.shapes import SHAPES
from kb.texts.variants import read_variants
from tests.mingtang_books import (
    DATA,
    TEXTS,
    items,
    made,
    names,
    needs_texts,
    phrases,
    points_with,
    run,
    said,
    text,
)

BOOK = "puji-fang"
TONGREN, MINGTANG = "tongren-shuxue", "mingtang-unnamed"
XIFANG, XIAJING = "mingtang-jiujing", "mingtang-xiajing"

Row = list[tuple[str, str]]


def heard(words: str) -> Row:
    """Return words and speakers; a bar stands for a wide space."""
    cuts, chars = set(), ""
    for part in words.split("|"):
        chars += part
        cuts.add(len(chars))
    return [(chars[one.start : one.end], "+".join(one.who)) for one in turns(chars, cuts)]


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("在眉间灸三壮|铜人经云治头痛|明堂经云灸五壮",
         [("在眉间灸三壮", ""), ("治头痛", TONGREN), ("灸五壮", MINGTANG)]),
        # the place after another book; then the book's own figures
        ("在踝上明堂云踝上八寸千金方云八寸骨下灸三壮针三分",
         [("在踝上", ""), ("踝上八寸", MINGTANG), ("八寸骨下", "qianjin-yaofang"),
          ("灸三壮针三分", "")]),
        # figures given already: those of the quotation stay with it
        ("在踝上灸三壮明堂云踝上八寸灸五壮",
         [("在踝上灸三壮", ""), ("踝上八寸灸五壮", MINGTANG)]),
        ("在踝上明堂云灸五壮", [("在踝上", ""), ("灸五壮", MINGTANG)]),
        # complaints before the figure: still the quotation
        ("在踝上铜人云治疝灸三壮", [("在踝上", ""), ("治疝灸三壮", TONGREN)]),
        # a wide space alone ends nothing
        ("灸三壮铜人经云治鼻塞|喎多涕", [("灸三壮", ""), ("治鼻塞喎多涕", TONGREN)]),
        # 又云: the speaker before; amid the place, nobody in particular
        ("灸三壮铜人经云治疝|又云主淋", [("灸三壮", ""), ("治疝", TONGREN), ("主淋", TONGREN)]),
        ("灸三壮甲乙经云一寸又云一名悬泉",
         [("灸三壮", ""), ("一寸", "jiayi-jing"), ("一名悬泉", "unnamed")]),
        ("灸三壮西方子云不灸|又云主疝",
         [("灸三壮", ""), ("不灸", XIFANG), ("主疝", "unnamed")]),
        ("灸三壮|又云主淋", [("灸三壮", ""), ("主淋", "unnamed")]),
        # an unnamed figure closes itself
        ("灸三壮亦云五十壮即罢针二分", [("灸三壮", ""), ("五十壮", "unnamed"), ("即罢针二分", "")]),
        # 甄權 teaches needling: a depth after his place stays his, both figures close it
        ("在腘中甄权云在曲踿内针八分留三呼",
         [("在腘中", ""), ("在曲踿内针八分留三呼", "zhen-quan")]),
        ("在肘后甄权云屈手取之灸三壮针二分",
         [("在肘后", ""), ("屈手取之", "zhen-quan"), ("灸三壮针二分", "")]),
        # burning after another, the book's own ban on the needle
        ("在发际灸七壮岐伯曰宜灸七壮禁针",
         [("在发际灸七壮", ""), ("宜灸七壮", "qibo"), ("禁针", "")]),
        # names without 云: the figure that follows, no more
        ("在肩中甲乙经秪可针五分灸七壮",
         [("在肩中", ""), ("秪可针五分", "jiayi-jing"), ("灸七壮", "")]),
        ("灸三壮素问注刺二分", [("灸三壮", ""), ("刺二分", "suwen-wangbing")]),
        ("灸三壮明下云五壮下二壮", [("灸三壮", ""), ("五壮", XIAJING), ("二壮", XIAJING)]),
        # 雲門 is folded to 云门: no speech
        ("在云门下二寸针三分", [("在云门下二寸针三分", "")]),
        # several books at once, and books weighed against one another
        ("灸三壮明堂千金并云针七分", [("灸三壮", ""), ("针七分", f"{MINGTANG}+qianjin-yaofang")]),
        # 外臺 needles nowhere
        ("在鼻外台云不宜灸针一分", [("在鼻", ""), ("不宜灸", "waitai-miyao"), ("针一分", "")]),
        # a book that names a book
        ("灸三壮西方子云素问刺热论有云主疝",
         [("灸三壮", ""), ("主疝", XIFANG)]),
        # a remark goes on over the books it names, up to one after a wide space
        ("灸三壮资生经云铜人云禁针明堂乃云针三分|铜人经云治疝",
         [("灸三壮", ""), ("铜人云禁针明堂乃云针三分", "zisheng-jing"), ("治疝", TONGREN)]),
    ],
)  # fmt: skip
def test_speakers(words: str, expected: Row) -> None:
    assert heard(words) == expected


@pytest.mark.parametrize(
    ("words", "who", "expected"),
    [
        ("足太阳脉气所发治头痛", TONGREN, "头痛"),
        ("足太阳脉气所发脑风", TONGREN, "脑风"),
        ("失枕头重", XIFANG, "失枕头重"),
        ("内踝上八寸骨下", "qianjin-yaofang", ""),
        ("在踝上", XIFANG, ""),
        ("手心主足少阳之会", TONGREN, ""),
        ("此穴诸方阙治疗法", TONGREN, ""),
        ("王膝内廉痛", XIFANG, "膝内廉痛"),
        ("无所不疗羸瘦", "", "羸瘦"),
        ("不可治", "", ""),
        ("在膝上", "", ""),
    ],
)
def test_where_complaints_begin(words: str, who: str, expected: str) -> None:
    assert words[_complaining(words, (who,) if who else ())[1] :] == expected


def test_complaint_words_part_complaints() -> None:
    words = "头痛及主项强兼治耳聋"
    assert [words[a:b] for a, b in _governed(words, 0, len(words))] == ["头痛", "项强", "耳聋"]


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("禁针灸七壮", [("forbids", "needle"), ("moxa", "")]),
        ("禁针深", [("forbids", "deep-needle")]),
        ("不宜刺大深使人逆息", [("forbids", "deep-needle")]),
        ("此穴不灸", [("forbids", "moxa")]),
        ("不通灸铜针", []),
        ("足太阴厥阴之交会", [("meets", "SP"), ("meets", "LR")]),
        ("别走阳明太阴络", [("belongs", "luo-connecting")]),
        ("筋会阳陵泉筋病治此", [("belongs", "influential-point")]),
        ("足少阴脉之所注也为俞", [("belongs", "stream-point")]),
        ("五分得气即泻", [("needle", "")]),
        ("在踝上五分", []),
    ],
)
def test_figures(words: str, expected: Row) -> None:
    assert sorted((one.kind, one.target) for one in figures(words, 0, 0, "")) == sorted(expected)


def test_whom_a_ban_concerns() -> None:
    found = [(one.target, one.limits) for one in figures("若怀胎必不针", 0, 0, MINGTANG)]
    assert found == [("needle", ("pregnancy",))]


def test_a_size_in_inches_after_a_name_is_a_place() -> None:
    assert not list(figures("一寸", 4, 0, "suwen-wangbing"))
    assert [one.value["depth"] for one in figures("二分", 4, 0, "suwen-wangbing")] == ["2 分"]


def test_wide_spaces_of_a_page() -> None:
    page = Text.parse(
        "toy", "<pb:X_Y_001-1a>¶\n甲二穴在　上¶\n　灸三壮　乙¶\n　丙¶\n　　丁戊¶\n己¶\n"
    )
    assert "".join(page.stream.chars[at] for at in sorted(_cuts(page))) == "甲上乙丁己"


def test_phrases_of_other_books_by_point() -> None:
    counts = Counts(phrases=Counter({"頭痛": 1}), places={"頭痛": ["卷一/手太阴.L12 LU7, GB20"]})
    assert told([counts]) == {"LU7": {"头痛"}, "GB20": {"头痛"}}


@needs_texts
def test_the_measured_bars() -> None:
    _, counts = made(BOOK)
    assert len(counts.points) == 358
    told_by = {
        kind: {
            point
            for point, rows in items(BOOK).items()
            if any(key in str(row.get(where)) for row in rows)
        }
        for kind, where, key in (("depth", "needle", "depth"), ("cones", "moxa", "cones"))
    }
    assert len(told_by["depth"]) >= 332
    assert len(told_by["cones"]) >= 327
    indicated = {
        point
        for point, rows in items(BOOK).items()
        if any({"treats", "other"} & {*r} for r in rows)
    }
    assert {entry.point for entry in _entries()} - indicated == {"ST17"}
    assert len(points_with(BOOK, "needle", holding="depth")) >= 315
    assert counts.phrases.total() >= 4700


def _entries() -> tuple[Entry, ...]:
    return entries(text(BOOK), SHAPES[BOOK], names().misprinted(MISPRINTS[BOOK]))


@needs_texts
def test_no_entry_crosses_lost_half_leaves_or_another_point() -> None:
    book = text(BOOK)
    found = _entries()
    assert len(found) == len({entry.point for entry in found}) == 358
    for entry in found:
        lines = book.lines[entry.first : entry.last + 1]
        pages = list(dict.fromkeys(line.place for line in lines if line.text.strip()))
        for one, two in itertools.pairwise(pages):
            assert _halves(two) - _halves(one) == 1, (entry.point, one, two)
        for line in lines[1:]:
            assert not any(f"{name}穴" in line.text[:6] for name in ("脇堂二", "當陽二", "神聰四"))


def _halves(page: str) -> int:
    juan, _, leaf = page.partition("-")
    return 10_000 * int(juan) + 2 * int(leaf[:-1]) + (leaf[-1] == "b")


@needs_texts
def test_rows_checked_by_hand() -> None:
    assert said(BOOK, "GV24", "414-2a.1")["moxa"] == {"cones": "7-49"}
    assert "督脉" not in str(phrases(BOOK, "GV24", "414-2a.6", TONGREN))
    assert said(BOOK, "GV24", "414-2b.1", TONGREN)["meets"] == {
        "BL": "足太陽陽明脉之㑹", "ST": "足太陽陽明脉之㑹"
    }  # fmt: skip
    assert phrases(BOOK, "GV18", "414-7a.5", XIFANG) >= {"癲疾"}
    assert said(BOOK, "SP6", "416-46b.2") == {"needle": {"depth": "3 分"}, "moxa": {"cones": "3"}}
    assert said(BOOK, "ST36", "416-54a.8")["moxa"] == {"cones": "3"}
    assert said(BOOK, "ST36", "416-54b.1", MINGTANG)["needle"]["depth"] == "8 分"
    assert said(BOOK, "GV25", "414-23a.1", "waitai-miyao") == {"forbids": {"moxa": "不宜灸"}}
    assert "depth" in said(BOOK, "GV25", "414-23a.1")["needle"]
    assert phrases(BOOK, "GV25", "414-23a.3", "qianjin-yaofang") >= {"鼻塞"}
    assert said(BOOK, "LU3", "416-7a.6", MINGTANG)["moxa"] == [{"cones": "14"}, {"cones": "100"}]
    assert said(BOOK, "GB34", "416-42a.5", "nanjing-shu") == {
        "belongs": {"influential-point": "筋㑹"}
    }


@needs_texts
def test_the_list_for_children() -> None:
    rows = [row for row in items(BOOK)["CV17"] + items(BOOK)["CV16"] if row["at"] == "416-103a.3"]
    assert rows == [
        {
            "at": "416-103a.3",
            "for": "children",
            "treats": {"vomiting": "嘔吐"},
            "moxa": {"cones": "1"},
        }
    ]
    listed = {
        point
        for point, found in items(BOOK).items()
        for row in found
        if row["at"].startswith(("416-99a", "416-100", "416-102", "416-103", "416-105", "416-107"))
        and row.get("for") == "children"
    }
    assert listed >= {"CV21", "CV14", "PC8", "BL13", "GV21", "ST6", "BL45", "BL48"}
    # a place with no name of a point, or only a by-name, is left to the reader
    undecided = {name for _, _, name in made(BOOK)[1].unresolved}
    assert {"頂上旋毛中", "髮際", "分水", "龜尾"} <= undecided


@needs_texts
def test_bans_keep_those_they_concern() -> None:
    bans = {
        (point, row.get("for"), row.get("reports", ""))
        for point, rows in items(BOOK).items()
        for row in rows
        if "needle" in row.get("forbids", {}) and "for" in row
    }
    assert bans == {
        ("GV22", "children", ""), ("LI4", "pregnancy", ""), ("CV5", "women", ""),
        ("CV4", "pregnancy", MINGTANG), ("SP6", "pregnancy", "zisheng-jing"),
    }  # fmt: skip


@needs_texts
def test_every_name_the_alias_program_finds_is_told() -> None:
    with (TEXTS.parent / "point-names.tsv").open(encoding="utf-8", newline="") as stream:
        rows = list(csv.DictReader(stream, delimiter="\t"))
    wanted = [alias for alias in aliases.read_aliases(rows) if alias.book == BOOK]
    found = aliases.extract(text(BOOK), wanted, aliases.read_names(rows, BOOK), read_variants())
    located = [one for one in found if isinstance(one, aliases.Found)]
    lost = {
        (one.alias.point, one.printed)
        for one in located
        if one.printed not in _named(one.alias.point, one.at)
    }
    assert len(located) > 105
    # the heading is the standard name with a variant of its first character
    assert lost == {("GV15", "瘂門")}


def _named(point: str, at: str) -> set[str]:
    rows = [row for row in items(BOOK)[point] if row["at"] == at]
    return {name for row in rows for name in row.get("named", ())}


@needs_texts
def test_the_shipped_files_are_the_ones_made() -> None:
    shipped = {
        path.stem: path.read_text("utf-8") for path in (DATA / "claims" / BOOK).glob("*.yaml")
    }
    assert shipped == made(BOOK)[0].files()
    assert all(content.count("\n") <= 4000 for content in shipped.values())
    # nothing but names in a file would let the alias program write it again
    for path in (DATA / "claims" / BOOK).glob("*.yaml"):
        rows = [row for found in read(path, path.name).data.values() for row in found]
        assert any(row.keys() - {"at", "reports", "named"} for row in rows)


@needs_texts
def test_twice_the_same_bytes() -> None:
    assert run(BOOK)[0].files() == made(BOOK)[0].files()
