"""Source texts: shapes of files, locators, folding, terms found again, registration, entries."""

from __future__ import annotations

import hashlib
import json
from pathlib import Path

import pytest

from kb.errors import DataError, TextError
from kb.model import Names, Source, TextFile
from kb.texts import Folder, Text, fold
from kb.texts.entries import Shape, entries, stretch
from kb.texts.fold import is_silent, pairs, printed
from kb.texts.lines import heading_lines, page_lines, split_locator
from kb.texts.names import FORMS, HOMONYMS, PointNames, read_forms, read_points
from kb.texts.numerals import count, depth, number, spellings
from kb.texts.registry import VARIABLE, Library, register, registered, registry_path
from kb.texts.shapes import SHAPES
from kb.texts.sources import read_sources
from kb.texts.variants import VARIANTS, read_variants

ROOT = Path(__file__).resolve().parents[1]
TOY = ROOT / "tests" / "toy" / "texts"
LEAVES, HEADINGS = TOY / "toy-leaves.txt", TOY / "toy-headings.txt"
CLASSICAL = ROOT.parent / "shared" / "sources" / "classical"

needs_texts = pytest.mark.skipif(not CLASSICAL.is_dir(), reason="no source texts at hand")


@pytest.fixture(scope="module")
def leaves() -> Text:
    return Text.read("toy", LEAVES)


@pytest.fixture(scope="module")
def headings() -> Text:
    return Text.read("toy", HEADINGS)


def test_every_printed_line_counts_from_the_page_tag(leaves: Text) -> None:
    assert leaves.line("001-1a.1").text == "　　玩具經卷一"
    assert leaves.line("001-1a.2").text == ""
    assert leaves.line("001-1b.3").text == "暗"
    assert leaves.line("001-1b").locator == "001-1b.1"


def test_a_repeated_page_keeps_its_first_meaning(leaves: Text) -> None:
    assert leaves.line("001-1a.1").text == "　　玩具經卷一"
    assert leaves.line("001-1a#2.1").text == "重複之頁"


def test_headers_between_juan_files_are_no_lines() -> None:
    found = page_lines("<pb:A_B_001-1a>¶\n甲¶\n#+TITLE: x\n<pb:A_B_002-1a>¶\n乙¶\n")
    assert [(line.locator, line.number) for line in found] == [("001-1a.1", 2), ("002-1a.1", 5)]


@pytest.mark.parametrize("locator", ["001-9a.1", "001-1a.99", "nonsense"])
def test_unknown_locators_are_refused(leaves: Text, locator: str) -> None:
    with pytest.raises(TextError, match=locator):
        leaves.line(locator)


def test_heading_path_and_line_number(headings: Text) -> None:
    line = headings.lines[headings.index("L9")]
    assert line.locator == "卷一/经络（一）/手太阴肺经穴.L9"
    assert headings.line(line.locator) is line
    assert headings.line("手太阴肺经穴.L9") is line
    assert headings.line("手太陰肺經穴.L9") is line


def test_a_wrong_heading_is_refused(headings: Text) -> None:
    with pytest.raises(TextError, match="stands under"):
        headings.line("卷二/手太阴肺经穴.L9")
    with pytest.raises(TextError, match="no line"):
        headings.line("手太阴肺经穴.L900")


def test_a_title_alone_is_a_path() -> None:
    assert heading_lines("<目录>\n<篇名>序\n一行")[-1].locator == "序.L3"


def test_split_locator() -> None:
    assert split_locator("040-11b.12") == ("040-11b", 12)
    assert split_locator("卷六.L7") == ("卷六", 7)
    assert split_locator("186") == ("186", 0)


def test_passage(leaves: Text) -> None:
    lines = leaves.passage("001-1a.10", "001-1b.1")
    assert [line.locator for line in lines] == ["001-1a.10", "001-1b.1"]


@pytest.mark.parametrize(
    ("left", "right"),
    [
        ("手太隂", "手太陰"),
        ("手足太陰之㑹", "手足太阴之会"),
        ("炙七壯", "灸七壮"),
        ("欬嗽", "咳𠻳"),
        ("目&KR0617;&KR0617;", "目䀮䀮"),
        ("諸[病-丙+(穩-禾)]疹", "诸瘾疹"),
        ("寫胃中之熱", "瀉胃中之熱"),
        ("譩譆", "譩𫍻"),
    ],
)
def test_folding_joins_spellings(left: str, right: str) -> None:
    assert fold(left) == fold(right)


@pytest.mark.parametrize(
    ("left", "right"),
    [("不宜灸", "宜灸"), ("足痛", "手痛"), ("太陰", "少陰"), ("三壯", "五壯"), ("補之", "寫之")],
)
def test_folding_keeps_words_apart(left: str, right: str) -> None:
    assert fold(left) != fold(right)


def test_folding_leaves_out_layout_and_notes() -> None:
    assert fold("　髀樞（中）○痛/，¶\n") == fold("髀樞中痛")
    assert is_silent("¶")
    assert not is_silent("髀")


def test_offsets_survive_folding() -> None:
    folder = Folder({"&KR0617;": "䀮"})
    assert folder.units("視&KR0617;○明") == [("视", 0, 1), ("䀮", 1, 9), ("明", 10, 11)]


def test_unknown_entities_never_match_each_other_by_name() -> None:
    assert Folder({}).fold("&KR9999;") == "\ufffd"


def test_a_variant_may_lead_to_a_variant() -> None:
    folder = Folder({"寫": "瀉"})
    assert folder.fold("寫") == folder.fold("瀉") == "泻"


def test_printed_resolves_entities_only() -> None:
    assert printed("&KR0617;") == "䀮"
    assert printed("隂") == "隂"


def test_tables_of_folding() -> None:
    table = read_variants()
    assert len(pairs()) > 4000
    assert all(len(usual) == 1 for usual in table.values())
    assert not {key for key in table if table[key] == key}
    for found, usual in table.items():
        assert fold(found) == fold(usual), found
    assert VARIANTS.name == "variants.yaml"


def test_a_bad_table_of_variants_lists_its_rows(tmp_path: Path) -> None:
    path = tmp_path / "variants.yaml"
    rows = "隂: 陰\n㑹: {to: 會會, reason: x}\n亷: {to: 廉, reason: x}\n"
    path.write_text(rows, encoding="utf-8")
    with pytest.raises(DataError, match="2 problems"):
        read_variants(path)


def test_find_across_lines_gives_spans_in_the_printed_lines(leaves: Text) -> None:
    match = leaves.find("紙燈昏暗", "001-1b.2")
    assert match is not None
    printed_parts = [leaves.lines[span.line].text[span.start : span.end] for span in match.spans]
    assert printed_parts == ["紙燈昏", "暗"]
    assert match.locator == "001-1b.2"


def test_find_wants_the_start_on_the_line(leaves: Text) -> None:
    assert leaves.find("木偶頭痛", "001-1b.2") is not None
    assert leaves.find("木偶頭痛", "001-1b.1") is None
    assert leaves.find("暗", "001-1b.2") is None
    assert leaves.find("", "001-1b.2") is None


def test_find_marks_an_entity_whole(leaves: Text) -> None:
    match = leaves.find("䀮䀮", "001-1b.2")
    assert match is not None
    (span,) = match.spans
    assert leaves.lines[span.line].text[span.start : span.end] == "&KR0617;&KR0617;"


def test_two_column_notes_are_read_right_column_first() -> None:
    text = Text.parse("toy", "<pb:A_B_001-1a>¶\n(甲乙/丙丁)¶\n(戊/己)庚¶\n")
    assert text.find("甲乙丙丁戊己庚", "001-1a.1") is not None


def test_checksum_and_encoding(tmp_path: Path) -> None:
    sha = hashlib.sha256(LEAVES.read_bytes()).hexdigest()
    assert Text.read("toy", LEAVES, sha).anchored
    with pytest.raises(TextError, match="pins"):
        Text.read("toy", LEAVES, "0" * 64)
    with pytest.raises(TextError, match="cannot be read"):
        Text.read("toy", tmp_path / "none.txt")
    (tmp_path / "bad.txt").write_bytes(b"\xff\xfe")
    with pytest.raises(TextError, match="UTF-8"):
        Text.read("toy", tmp_path / "bad.txt")


def toy_sources() -> dict[str, Source]:
    def pin(path: Path) -> TextFile:
        return TextFile(path.name, hashlib.sha256(path.read_bytes()).hexdigest())

    return {
        "toy": Source("toy", Names(), text=pin(LEAVES), companion=pin(HEADINGS)),
        "other": Source("other", Names(), text=TextFile("none.txt", "0" * 64)),
        "song": Source("song", Names(), unverifiable="quoted only"),
    }


def test_register_recognises_copies_by_checksum(tmp_path: Path) -> None:
    place = tmp_path / "user" / "texts.json"
    copy = tmp_path / "renamed.txt"
    copy.write_bytes(LEAVES.read_bytes())
    assert registered(place) == {}
    assert register(copy, toy_sources(), place) == {"toy": copy}
    assert set(register(TOY, toy_sources(), place)) == {"toy", "toy:companion"}
    assert set(registered(place)) == {"toy", "toy:companion"}
    assert json.loads(place.read_text(encoding="utf-8"))["toy"] == str(LEAVES)
    with pytest.raises(TextError, match="no pinned edition"):
        register(ROOT / "tests" / "test_texts.py", toy_sources(), place)


def test_damaged_registrations_are_refused(tmp_path: Path) -> None:
    place = tmp_path / "texts.json"
    place.write_text("{", encoding="utf-8")
    with pytest.raises(TextError, match="cannot be read"):
        registered(place)
    place.write_text("[1]", encoding="utf-8")
    with pytest.raises(TextError, match="not a table"):
        registered(place)


def test_library_by_folder_variable_and_registration(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    place = tmp_path / "texts.json"
    monkeypatch.setattr("kb.texts.registry.registry_path", lambda: place)
    monkeypatch.delenv(VARIABLE, raising=False)
    sources = toy_sources()
    assert Library(sources).paths() == {}
    assert set(Library(sources, TOY).paths()) == {"toy", "toy:companion"}
    monkeypatch.setenv(VARIABLE, str(TOY))
    library = Library(sources)
    assert "toy" in library
    assert library.text("toy") is library.text("toy")
    monkeypatch.delenv(VARIABLE)
    register(TOY, sources, place)
    assert set(Library(sources).paths()) == {"toy", "toy:companion"}
    with pytest.raises(TextError, match="no text at hand"):
        library.text("other")


def test_registrations_stand_in_the_users_folder() -> None:
    assert registry_path().name == "texts.json"
    assert "mingtang" in str(registry_path())


def test_sources_pin_checksums() -> None:
    sources = read_sources(ROOT / "data" / "sources")
    assert sources["leijing-tuyi"].text is not None
    assert len(sources["leijing-tuyi"].text.sha256) == 64


NAMES = PointNames(
    {"LU1": ["中府"], "LU2": ["雲門"], "GB15": ["頭臨泣"], "GB41": ["足臨泣"], "GB34": ["陽陵泉"],
     "SP9": ["陰陵泉"], "LI10": ["手三里"], "ST36": ["足三里"]},
    {"LU1": ["膺中俞"], "GB33": ["陽陵"]},
)  # fmt: skip


def test_names_by_meridian_and_context() -> None:
    assert NAMES.resolve("中府") == "LU1"
    assert NAMES.resolve("膺中俞") == "LU1"
    assert NAMES.resolve("臨泣") == ""
    assert NAMES.resolve("臨泣", "临泣在足小指次指") == "GB41"
    assert NAMES.resolve("臨泣", "临泣在目上直入发际") == "GB15"
    assert NAMES.resolve("三里", meridian="ST") == "ST36"
    assert NAMES.candidates("無名") == ()
    assert set(NAMES.shortened("三里")) == {"LI10", "ST36"}


def test_a_short_name_beats_an_alias() -> None:
    assert NAMES.candidates("陽陵") == ("GB34",)
    assert NAMES.at(fold("兼陽陵泉治"), 1) == fold("陽陵泉")


def test_homonyms_name_real_points() -> None:
    points = read_points(ROOT / "data" / "points")
    assert len(points) == 361
    assert all(code in points for _, code, _ in HOMONYMS)


def test_the_table_of_forms() -> None:
    forms = read_forms()
    assert len(forms) > 200
    assert "膺中俞" in forms["LU1"]
    assert FORMS.name == "forms.yaml"


def test_a_bad_table_of_forms(tmp_path: Path) -> None:
    path = tmp_path / "forms.yaml"
    path.write_text("LU1: {alias: [x]}\n", encoding="utf-8")
    with pytest.raises(DataError, match="names and misprints"):
        read_forms(path)


def test_toy_entries(leaves: Text) -> None:
    shape = Shape(
        "001-1a.1", "", r"　　([^　(○]{1,5})(?:\(|　|○)",
        sections=(("肺經穴$", "LU"), ("膽經穴$", "GB")),
    )  # fmt: skip
    found = entries(leaves, shape, NAMES)
    assert [entry.point for entry in found] == ["LU1", "LU2", "GB41"]
    second = found[1]
    assert leaves.lines[second.first].locator == "001-1a.10"
    assert leaves.lines[second.last].locator == "001-1b.4"


def test_names_that_nothing_marks_off() -> None:
    lines = "<pb:A_B_001-1a>¶\n中府在木上¶\n雲門之下¶\n雲門在木下¶\n　　卷終¶\n甲¶\n"
    text = Text.parse("toy", lines)
    found = entries(text, Shape("", "", "([^　].+)", follows="在", breaks="^　　"), NAMES)
    assert [(entry.point, entry.first, entry.last) for entry in found] == [
        ("LU1", 0, 1),
        ("LU2", 2, 2),
    ]


def test_stretch_by_line_number(headings: Text) -> None:
    first, last = stretch(headings, Shape("L9", "L12", "x"))
    assert [line.number for line in headings.lines[first:last]] == [9, 10, 11]


@needs_texts
@pytest.mark.parametrize(
    ("source", "least"),
    [
        ("leijing-tuyi", 356), ("jiayi-jing", 330), ("waitai-miyao", 325), ("zisheng-jing", 345),
        ("puji-fang", 345), ("mingtang-jiujing", 330), ("tongren-zhenjiujing", 143),
        ("zhenjiu-dacheng", 325), ("gujin-yitong", 320), ("yixue-rumen", 320),
    ],
)  # fmt: skip
def test_entries_of_real_books(source: str, least: int) -> None:
    names = PointNames(read_points(ROOT / "data" / "points"), read_forms())
    text = Text.read(source, CLASSICAL / f"{source}.txt")
    found = {entry.point for entry in entries(text, SHAPES[source], names)}
    assert len(found) >= least


@needs_texts
def test_a_real_repeated_page_is_read_once() -> None:
    text = Text.read("suwen", CLASSICAL / "suwen.txt")
    assert text.line("002-7b.1").number == 801


@pytest.mark.parametrize(
    ("printed_form", "value"),
    [("三", "3"), ("十二", "12"), ("二十", "20"), ("百五十", "150"), ("三百", "300"),
     ("廿一", "21"), ("七七", "49"), ("半", "0.5"), ("两", "2")],
)  # fmt: skip
def test_numbers(printed_form: str, value: str) -> None:
    assert str(number(printed_form)) == value


@pytest.mark.parametrize("printed_form", ["", "随年", "三四", "分"])
def test_no_numbers(printed_form: str) -> None:
    assert number(printed_form) is None


def test_counts_and_depths() -> None:
    assert count("三四") == "3-4"
    assert count("五三") == ""
    assert depth("一寸二分半") == "1.25 寸"
    assert depth("寸") == "1 寸"
    assert depth("半寸") == "0.5 寸"
    assert depth("二三分") == "2-3 分"
    assert depth("分寸") == ""


@pytest.mark.parametrize("value", ["1", "3", "7", "10", "14", "21", "49", "50", "100", "150"])
def test_cones_can_be_written_and_read(value: str) -> None:
    assert value in {count(form.removesuffix("壮")) for form in spellings(value, "壮")}


@pytest.mark.parametrize("value", ["3 分", "2.5 分", "1 寸", "1.5 寸", "0.5 寸", "1.2 寸", "2 寸"])
def test_depths_can_be_written_and_read(value: str) -> None:
    size, _, unit = value.partition(" ")
    assert value in {depth(form) for form in spellings(size, unit)}


def test_ranges_are_spelled_in_every_way() -> None:
    assert {"三壮五壮", "三壮至五壮", "三五壮"} <= set(spellings("3-5", "壮"))
    assert "三四分" in spellings("3-4", "分")
