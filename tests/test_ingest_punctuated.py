"""What the recipes of punctuated books share, on invented lines."""

from __future__ import annotations

import re

import pytest

from kb.ingest.books import Book, extract
from kb.ingest.damage import LOST_WORDS, REPLACED, restore
from kb.ingest.indications import Indications
from kb.ingest.naming import headed, noted
from kb.ingest.pieces import HEAD, MAIN, Piece
from kb.ingest.prescriptions import together
from kb.ingest.punctuated import LOST_GLYPH, Passage
from kb.ingest.quotations import TAIL, split, turns
from kb.ingest.remarks import own_bans, sentences
from kb.ingest.segments import segments
from kb.ingest.vocabulary import Vocabulary
from kb.reader import parse
from kb.texts import Text, fold
from kb.texts.entries import Shape, entries
from kb.texts.misprints import Misprint
from kb.texts.names import PointNames

NAMES = PointNames(
    {"LU1": ["中府"], "LU2": ["雲門"], "LI4": ["合谷"], "LI12": ["肘髎"], "LI15": ["肩髃"],
     "BL45": ["譩譆"], "ST36": ["足三里"]},
    {"LU1": ["膺俞"]},
)  # fmt: skip
WORDS = Vocabulary(
    {"toy-pain": ["木偶痛"], "leg-qi": ["脚氣"], "malaria": ["痎瘧"], "sails": ["纸船漏"]}
)
SHAPE = Shape("L4", "", r"(?:属性：)?\\x([^\\]*)\\x",
              chapters=(("肺", "LU"), ("大肠", "LI")),
              misprints=(Misprint("止府", "LU1", "toy"),))  # fmt: skip
BOOK = Book(
    "toy",
    main=re.compile("主"),
    main_at=lambda passage, at: at in passage.lines or passage.cuts.get(at, 0) > 1,
    tail=re.compile("昔"),
    paragraphs=True,
    cut=True,
)


def content(*lines: str, chapter: str = "肺") -> str:
    return f"<目录>卷一\\{chapter}\n\n<篇名>考\n属性：" + " \n".join(lines)


def text(*lines: str, chapter: str = "肺") -> Text:
    return Text.parse("toy", content(*lines, chapter=chapter))


def passage(*lines: str) -> Passage:
    book = text(*lines)
    (entry,) = entries(book, SHAPE, NAMES)
    return Passage(book, entry)


def items(*lines: str, book: Book = BOOK) -> list[dict[str, object]]:
    draft, _ = extract(book, text(*lines), NAMES, WORDS, SHAPE)
    found = parse(draft.files().get("LU", "{}\n").encode(), "LU.yaml").data
    return [{k: v for k, v in item.items() if k != "at"} for item in found.get("LU1", [])]


class TestHeadings:
    def test_a_lost_glyph_is_read_by_elimination(self) -> None:
        book = text(r"\x肘 \x∶甲。", r"\x肩 \x∶乙。", chapter="大肠")
        assert [entry.point for entry in entries(book, SHAPE, NAMES)] == ["LI12", "LI15"]

    def test_not_when_two_points_fit(self) -> None:
        names = PointNames({"LI12": ["肘髎"], "LI99": ["肘木"]}, {})
        assert entries(text(r"\x肘 \x∶甲。", chapter="大肠"), SHAPE, names) == ()

    def test_misprints_are_a_table(self) -> None:
        (entry,) = entries(text(r"\x止府\x∶甲。"), SHAPE, NAMES)
        assert entry.point == "LU1"

    def test_an_unknown_heading_ends_the_entry_before(self) -> None:
        book = text(r"\x中府\x∶甲。", r"\x羊矢\x∶乙。")
        (entry,) = entries(book, SHAPE, NAMES)
        assert entry.first == entry.last

    def test_another_chapter_ends_an_entry(self) -> None:
        lines = content(r"\x中府\x∶甲。") + "\n<目录>卷一\\肺\n<篇名>穴歌\n木偶歌\n"
        (entry,) = entries(Text.parse("toy", lines), SHAPE, NAMES)
        assert entry.first == entry.last

    def test_a_name_that_lost_its_marks(self) -> None:
        shape = Shape("L4", "", SHAPE.heading, chapters=SHAPE.chapters,
                      unmarked="([^（]{2})（一名[^）]+）∶")  # fmt: skip
        book = text(r"\x中府\x∶甲。", "云门（一名木船）∶乙。", "木偶（一名纸船）∶丙。")
        assert [entry.point for entry in entries(book, shape, NAMES)] == ["LU1", "LU2"]

    def test_a_heading_that_lost_its_name(self) -> None:
        shape = Shape("L4", "", SHAPE.heading, chapters=SHAPE.chapters, nameless=(("L5", "LU2"),))
        book = text(r"\x中府\x∶甲。", "在纸船下。")
        assert [entry.point for entry in entries(book, shape, NAMES)] == ["LU1", "LU2"]


class TestPassage:
    def test_lost_glyphs_are_shown(self) -> None:
        found = passage(r"\x中府\x∶木 船， 偶，纸KT KT 。")
        start = found.chars.index("木")
        assert found.shown(start, start + 2) == "木□船"
        assert found.shown(start + 2, start + 3) == "□偶"
        assert found.shown(start + 3, start + 4) == "纸□□"

    def test_notes_with_measures_are_read_others_not(self) -> None:
        found = passage(r"\x中府\x∶木（纸船）偶（针三分）。")
        assert "纸" not in found.chars
        assert "针三分" in found.chars
        assert found.cuts[found.chars.index("针")] == 3

    def test_other_names(self) -> None:
        found = passage(r"\x膺俞\x（一名木府，一名纸 ）∶木。")
        names = [found.shown(a, b) for a, b in (*headed(found, NAMES), *noted(found, NAMES))]
        assert names == ["膺俞", "木府"]


class TestSpeakers:
    @pytest.mark.parametrize(
        ("words", "expected"),
        [
            ("木中。《铜人》针三分，灸三壮。《明堂》灸五壮。",
             [("tongren-shuxue", "针三分灸三壮"), ("mingtang-unnamed", "灸五壮")]),
            ("木中。《明堂》在纸船下。针三分。", [("mingtang-unnamed", "在纸船下")]),
            ("木中。甄权随年为壮。", [("zhen-quan", "随年为壮")]),
            ("木中。《素注》针三分。又云∶针七分。",
             [("suwen-wangbing", "针三分"), ("suwen-wangbing", "针七分")]),
            ("木中。一云针三分。灸五壮。", [("unnamed", "针三分")]),
            ("木中。不宜针（《明堂》），灸七壮。", [("mingtang-unnamed", "不宜针")]),
            ("木中。又云木下，肺脉所溜为荥。", [("unnamed", "木下")]),
            ("木中。《纸船经》针九分。《铜人》针一分。", [("tongren-shuxue", "针一分")]),
        ],
    )  # fmt: skip
    def test_turns(self, words: str, expected: list[tuple[str, str]]) -> None:
        found = passage(rf"\x中府\x∶{words}")
        pieces = split(found, 0, len(found.chars), HEAD)
        assert [(one.speaker, one.text) for one in pieces if one.speaker] == expected

    def test_two_books_at_once_the_rest_is_the_second_s(self) -> None:
        found = passage(r"\x中府\x∶木。《甲乙》、《铜人》针三分。刺太深，木偶。")
        (turn,) = turns(found, 0, len(found.chars), HEAD)
        assert turn.who == ("jiayi-jing", "tongren-shuxue")
        pieces = [one for one in split(found, 0, len(found.chars), HEAD) if one.speaker]
        assert [len(one.text) for one in pieces] == [3, 8]

    def test_a_title_cut_by_the_end_of_a_line(self) -> None:
        found = passage(r"\x中府\x∶木。《铜人》针三分，留七", "堂》针五分。")
        pieces = [one for one in split(found, 0, len(found.chars), HEAD) if one.speaker]
        assert [one.speaker for one in pieces] == ["tongren-shuxue", "mingtang-unnamed"]


def piece(words: str, speaker: str = "", role: str = MAIN) -> Piece:
    stops = {"，": 1, "、": 1, "；": 2, "。": 3}
    cuts: dict[int, int] = {}
    chars = ""
    for char in words:
        if char in stops:
            cuts[len(chars)] = stops[char]
        else:
            chars += char
    return Piece(fold(chars), 0, 0, speaker, role, True, cuts)


class TestComplaints:
    @pytest.mark.parametrize(
        ("words", "expected"),
        [
            ("主木痛，及纸船漏，疟。", ["木痛", "纸船漏", "疟"]),
            ("主实则木痛，泻之，虚则纸痛补之。", ["木痛", "纸痛"]),
            ("主木痛，灸三壮，左取右。", ["木痛"]),
            ("主脱木可灸三壮。", ["脱木"]),
            ("主木痛，余同中府，余同上二穴。", ["木痛", "余同中府", "余同上二穴"]),
            ("主木痛。昔木偶患纸痛，立愈。", ["木痛"]),
            ("主木腹刺痛，胸中、胁、木痛。", ["木腹刺痛", "木痛"]),
            ("主妇人，木痛等证。", ["木痛"]),
            ("主木痛。慎冷食，房劳。", ["木痛"]),
            ("在纸船下。", []),
        ],
    )
    def test_clauses(self, words: str, expected: list[str]) -> None:
        reader = Indications(NAMES, lambda at: False)
        assert [one.text for one in reader.complaints(piece(words))] == expected

    def test_a_single_character_beside_a_lost_glyph(self) -> None:
        reader = Indications(NAMES, lambda at: True)
        assert [one.text for one in reader.complaints(piece("主口，头。"))] == ["口"]

    def test_terms_without_stops(self) -> None:
        found = segments("木偶痛走引纸船漏", WORDS)
        assert [(one.start, one.end) for one in found] == [(0, 3), (3, 8)]
        assert all(one.symptoms for one in found)
        assert segments("天地玄黄", WORDS)[0].symptoms == ()

    def test_places_go_with_the_complaint_after_them(self) -> None:
        words = Vocabulary({"rib-pain": ["脅痛"]})
        (found,) = segments("肘腋胁痛", words)
        assert found.symptoms == ("rib-pain",)


class TestDamage:
    @pytest.mark.parametrize(
        ("shown", "meant"),
        [
            ("香港脚", "脚气"), ("□疟", "痎疟"), ("寒热瘰□", "寒热瘰疬"), ("螈□", "瘈疭"),
            ("目视□□", "目视䀮䀮"), ("□痛", "□痛"), ("□中", "□中"),
        ],
    )  # fmt: skip
    def test_restored(self, shown: str, meant: str) -> None:
        assert restore(shown).text == fold(meant) if LOST_GLYPH not in meant else meant

    def test_every_part_knows_its_printed_words(self) -> None:
        found = restore("香港脚木")
        assert found.spans == ((0, 3), (0, 3), (3, 4))

    def test_every_row_restores_one_glyph_or_word(self) -> None:
        assert all(printed != meant for printed, meant in REPLACED)
        assert all(LOST_GLYPH in pattern and glyph for pattern, glyph in LOST_WORDS)


class TestTogether:
    def test_complaints_then_points(self) -> None:
        one = piece("木痛，纸痛，取合谷、中府。", "li-gao", TAIL)
        (found,) = together(one, "LU1", NAMES)
        assert found.points == ("LU1", "LI4")
        assert [one.text[a:b] for a, b in found.complaints] == ["木痛", "纸痛"]

    @pytest.mark.parametrize(
        "words",
        ["木痛，取合谷。", "木痛，取合谷、木船。", "取合谷、中府。", "故木痛，取合谷、中府。"],
    )
    def test_not(self, words: str) -> None:
        assert list(together(piece(words, "li-gao", TAIL), "LU1", NAMES)) == []


def test_bans_in_words_of_these_books() -> None:
    assert [one.target for one in own_bans(piece("木痛，惟妊孕忌之。"))] == ["needle", "moxa"]
    (ban,) = own_bans(piece("妊妇刺之落胎。"))
    assert ban.limits == ("pregnancy",)


def test_sentences_drop_the_joining_word() -> None:
    assert [one.text for one in sentences(piece("木偶。乃大肠之募。"))] == ["木偶", "大肠之募"]


def test_a_whole_entry() -> None:
    found = items(
        r"\x中府\x（一名木府）∶木中。针三分。《铜人》灸五壮，禁针。",
        "主木偶痛，香港脚， 疟，木船，纸",
        r"\x云门\x∶木。",
    )
    assert {"named": ["木府"], "needle": {"depth": "3 分"}} in found
    assert {
        "reports": "tongren-shuxue",
        "moxa": {"cones": "5"},
        "forbids": {"needle": "禁针"},
    } in found
    (told,) = [item for item in found if "treats" in item]
    assert told["treats"] == {"toy-pain": "木偶痛", "leg-qi": "香港脚", "malaria": "□疟"}
    assert told["other"] == ["木船"]


def test_figures_under_a_condition_are_left_out() -> None:
    found = items(r"\x中府\x∶木。灸三壮；若木偶痛，灸九壮。", "主木偶痛。", r"\x云门\x∶木。")
    assert {"moxa": {"cones": "3"}} in found
    assert not any(item.get("moxa") == {"cones": "9"} for item in found)
