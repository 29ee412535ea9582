"""The recipe for 類經圖翼: its parts on invented lines, the whole on toy and real texts."""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from kb.ingest import leijing_tuyi
from kb.ingest.__main__ import main
from kb.ingest.complaints import Reader
from kb.ingest.draft import Draft, is_run
from kb.ingest.leijing_tuyi import Counts
from kb.ingest.pieces import HEAD, MAIN, Piece, _concluded
from kb.ingest.readings import bans, belongs, limits, measures, meets, meridians, nicknames
from kb.ingest.report import table, write_report
from kb.ingest.speakers import SAME, SONGS, find_markers, opens_quotation, speakers
from kb.ingest.vocabulary import Vocabulary, read_vocabulary
from kb.ingest.witness import LOST, align, companion
from kb.reader import parse
from kb.texts import Text, fold
from kb.texts.entries import Shape
from kb.texts.lines import heading_lines
from kb.texts.names import PointNames, read_forms, read_points

ROOT = Path(__file__).resolve().parents[1]
DATA = ROOT / "data"
TOY = ROOT / "tests" / "toy" / "texts"
TEXTS = ROOT.parent / "shared" / "sources" / "classical"
FILES = DATA / "claims" / "leijing-tuyi"

needs_texts = pytest.mark.skipif(not TEXTS.is_dir(), reason="no source texts beside the checkout")

NAMES = PointNames(
    {"LU1": ["中府"], "LU2": ["雲門"], "GB41": ["足臨泣"], "GB15": ["頭臨泣"], "LI4": ["合谷"],
     "ST36": ["足三里"], "LI10": ["手三里"]},
    {},
)  # fmt: skip
TOY_SHAPE = Shape(
    "001-1a.1", "", r"　　([^　(○]{1,5})(?:\(|　|○)",
    sections=(("^　　手太隂肺經穴$", "LU"), ("^　　足少陽膽經穴$", "GB")),
)  # fmt: skip
WORDS = Vocabulary({"foot-pain": ["竹馬足痛"], "heavy-head": ["竹馬頭重"], "leak": ["漏水"]})


def piece(text: str, speaker: str = "", role: str = HEAD, stops: str = "") -> Piece:
    """Return a piece of a text in which ，；。 stand for the companion's stops."""
    strengths = {"，": 1, "；": 2, "。": 3}
    cuts: dict[int, int] = {}
    chars = ""
    for char in text:
        if char in strengths:
            cuts[len(chars)] = strengths[char]
        else:
            chars += char
    return Piece(fold(chars), 100, 100, speaker, role, True, cuts)


def values(text: str, speaker: str = "", *, measured: bool = False) -> list[dict[str, Any]]:
    return [dict(one.value) for one in measures(piece(text, speaker), measured=measured)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("刺三分留七呼灸三壮", [{"depth": "3 分", "retain": "7 呼"}, {"cones": "3"}]),
        ("刺一寸二分半", [{"depth": "1.25 寸"}]),
        ("灸三壮五壮", [{"cones": "3-5"}]),
        ("灸七壮至七七壮", [{"cones": "7-49"}]),
        ("灸随年壮", [{"words": True}]),
        ("留二十呼", [{"retain": "20 呼"}]),
        ("刺微出血", [{"bleed": "yes", "words": True}]),
        ("不宜出血", []),
        ("在云门下一寸六分", []),
        ("灸五壮三壮", [{"cones": "5"}, {"cones": "3"}]),
    ],
)
def test_measures(text: str, expected: list[dict[str, Any]]) -> None:
    assert values(text) == expected


def test_a_bare_size_is_a_depth_only_after_a_depth() -> None:
    assert values("五分", "unnamed", measured=True) == [{"depth": "5 分", "words": True}]
    assert values("五分", "unnamed") == []
    assert values("五分", measured=True) == []


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("禁灸", [("moxa", ())]),
        ("禁刺灸", [("needle", ()), ("moxa", ())]),
        ("禁刺灸三壮", [("needle", ())]),
        ("不可深刺", [("deep-needle", ())]),
        ("孕妇禁针", [("needle", ("pregnancy",))]),
        ("秋月不宜出血", [("bleeding", ("autumn",))]),
        ("失尿不禁灸七壮", []),
        ("虚者不宜刺", []),
        ("禁不可刺", [("needle", ())]),
        ("不宜多灸", [("many-cones", ())]),
        ("屈伸不得鍼三分", []),
        ("非有大急不可灸", []),
        ("禁不宜鍼", [("needle", ())]),
        ("刺不宜見血", [("bleeding", ())]),
        ("不宜灸孕婦尤忌之", [("moxa", ("pregnancy",)), ("moxa", ())]),
        ("妊娠補之即墮胎", [("needle", ("pregnancy",))]),
    ],
)
def test_bans(text: str, expected: list[tuple[str, tuple[str, ...]]]) -> None:
    assert [(one.target, one.limits) for one in bans(piece(text))] == expected


def test_a_ban_quotes_those_it_concerns() -> None:
    (ban,) = bans(piece("刺三分。孕婦不可灸"))
    assert (ban.start, ban.end) == (103, 108)


@pytest.mark.parametrize(
    ("names", "expected"),
    [
        ("手足少阳", ("TE", "GB")),
        ("足少阳阳维", ("GB", "YGL")),
        ("督脉手足阳明", ("GV", "LI", "ST")),
        ("手足三阳督脉", ("hand-three-yang", "foot-three-yang", "GV")),
        ("阴阳跷", ("YNH", "YGH")),
        ("任督二经", ("CV", "GV")),
        ("少阴", ()),
    ],
)
def test_meridians(names: str, expected: tuple[str, ...]) -> None:
    assert meridians(names) == expected


def test_meets_and_belongs() -> None:
    assert [one.target for one in meets(piece("足少陽太陽之會"))] == ["GB", "BL"]
    assert [one.target for one in meets(piece("手足少陽俱會於此"))] == ["TE", "GB"]
    assert [one.target for one in belongs(piece("手太隂所入為合"))] == ["sea-point"]
    assert [one.target for one in belongs(piece("足少隂絡别走太陽"))] == ["luo-connecting"]
    assert [one.target for one in belongs(piece("邪客於足陽明之絡刺足中指"))] == []
    assert [one.target for one in belongs(piece("此血㑹也", role=MAIN))] == ["influential-point"]
    assert [one.target for one in belongs(piece("三脉之㑹"))] == []


def test_nicknames_end_at_a_stop() -> None:
    found = [one.end - one.start for one in nicknames(piece("主之，一名鬼堂", role=MAIN))]
    assert found == [2]
    assert list(nicknames(piece("一名鬼堂主之而愈"))) == []


def test_limits() -> None:
    assert limits(fold("小兒驚風")) == ("children",)
    assert limits(fold("產後惡露")) == ("postpartum",)
    assert limits(fold("頭痛")) == ()


def test_markers() -> None:
    assert find_markers(fold("又云治痛"), opening=False) == [(0, 2, SAME)]
    assert find_markers(fold("刺三分一曰五分"), opening=False) == [(3, 5, "unnamed")]
    assert find_markers(fold("席𢎞賦云治痛"), opening=True) == [(0, 4, "xihong-fu")]
    assert find_markers(fold("百證賦連囟會"), opening=True) == [(0, 3, "baizheng-fu")]
    assert find_markers(fold("百證賦連囟會"), opening=False) == []
    assert set(SONGS.values()) <= set(speakers().values())
    assert opens_quotation(fold("千金云治頭痛"))
    assert not opens_quotation(fold("一云治頭痛"))
    assert not opens_quotation(fold("治千金云"))


@cache
def own() -> frozenset[str]:
    return frozenset({"中府"})


def said(text: str, speaker: str = "", role: str = MAIN) -> list[tuple[str, tuple[str, ...]]]:
    reader = Reader(NAMES, set(own()))
    return [(one.text, one.partners) for one in reader.complaints(piece(text, speaker, role))]


@pytest.mark.parametrize(
    ("text", "speaker", "expected"),
    [
        ("主治頭痛，目眩，及耳鳴", "", [("头痛", ()), ("目眩", ()), ("耳鸣", ())]),
        ("主治頭痛，灸三壯即愈", "", [("头痛", ())]),
        ("主治小兒驚風可灸一壯", "", [("小儿惊风", ())]),
        ("主治先寫後補", "", []),
        ("主治心腹刺痛", "", [("心腹刺痛", ())]),
        ("治頭痛", "yulong-fu", [("头痛", ())]),
        ("兼合谷，治牙疼", "yulong-fu", [("牙疼", ("合谷",))]),
        ("兼合谷雲門能治牙疼妙", "baizheng-fu", [("牙疼", ("合谷", fold("雲門")))]),
        ("合谷兼中府可徹頭疼", "qianjin-shiyi-xue", [("头疼", ("合谷",))]),
        ("頭項須尋中府", "si-zong-xue", [("头项", ())]),
        ("身體煩熱，刺中府", "qianjin-yaofang", [("身体烦热", ())]),
        ("頭痛先針合谷後中府", "xihong-fu", []),
        ("此穴主寫五藏之熱", "", [("五藏之热", ())]),
        ("昔有一人患頭痛", "", []),
        ("治頭痛", "zheng-jiu", []),
        ("刺腿痛", "baizheng-fu", [("腿痛", ())]),
        ("主治頭風，及療婦人無乳", "", [("头风", ()), ("妇人无乳", ())]),
        ("主治昔魏公苦患頭風，華陀", "", [("头风", ())]),
        ("兼背縫治肩脊痛", "yulong-fu", [("肩脊痛", ("背缝",))]),
        ("能寫盡腰股之痛", "tongxuan-fu", [("腰股之痛", ())]),
    ],
)
def test_complaints(text: str, speaker: str, expected: list[tuple[str, tuple[str, ...]]]) -> None:
    assert said(text, speaker) == expected


def test_figures_of_another_point_are_told_apart() -> None:
    reader = Reader(NAMES, set(own()))
    assert reader.elsewhere("灸合谷百壮", 3)
    assert reader.elsewhere("灸合谷各百壮", 4)
    assert not reader.elsewhere("灸中府百壮", 3)
    assert not reader.elsewhere("灸百壮", 1)


def test_a_heading_quotes_no_complaints_without_a_frame() -> None:
    assert said("在髮際上二寸", "unnamed", HEAD) == []
    assert said("治大便難", "qianjin-yaofang", HEAD) == [("大便难", ())]


def test_vocabulary() -> None:
    words = Vocabulary({"fright": ["驚風"], "head": ["頭痛"], "eye": ["目眩"], "both": ["頭痛"]})
    assert words.symptoms(fold("頭痛")) == ("both", "head")
    assert words.symptoms(fold("小兒驚風")) == ("fright",)
    assert [part.symptoms for part in words.parts(fold("頭痛目眩"))] == [("both", "head"), ("eye",)]
    assert words.parts(fold("頭痛不可忍"))[0].symptoms == ("both", "head")
    assert words.parts(fold("頭痛不明"))[0].symptoms == ()
    assert Vocabulary({}).parts("头痛")[0].symptoms == ()


def test_cuts_come_from_the_companion() -> None:
    lines = heading_lines("<目录>卷一\n竹马足痛， 疟寒热。纸船\n漏水；木偶\n")
    second = companion(lines)
    assert LOST in second.chars
    passage = fold("竹馬足痛痎瘧寒熱紙船漏水木偶")
    found = align(passage, second)
    assert found.cuts == {4: 1, 8: 3, 12: 2}
    assert found.score > 0.9


def test_a_passage_the_companion_lacks_gets_no_cuts() -> None:
    second = companion(heading_lines("<目录>卷一\n甲乙丙丁戊。\n"))
    assert align("天地玄黄宇宙洪荒", second).cuts == {}


def test_no_line_repeats_the_book() -> None:
    book = "天地玄黄宇宙洪荒日月盈昃辰宿列张寒来暑往"
    assert is_run(f"x: {book[:9]}, y: {book[9:18]}", book)
    assert not is_run(f"x: {book[9:18]}, y: {book[:9]}", book)
    draft = Draft(book)
    item = draft.item("LU1", "1a.1")
    draft.words(item, "treats", "a", book[:9])
    draft.words(item, "treats", "b", book[9:18])
    draft.listed(item, "other", book[:10])
    draft.listed(item, "other", book[10:20])
    text = draft.files()["LU"]
    assert not any(is_run(line, book) for line in text.splitlines())


def test_two_wordings_of_one_symptom_make_a_list() -> None:
    draft = Draft("")
    item = draft.item("LU1", "1a.1", ("women",), "unnamed")
    for word in ("甲", "乙", "乙", "丙"):
        draft.words(item, "treats", "x", word)
    draft.measure(item, "moxa", {"cones": "3"})
    draft.measure(item, "moxa", {"cones": "3"})
    draft.measure(item, "moxa", {"cones": "5"})
    assert item["treats"] == {"x": ["甲", "乙", "丙"]}
    assert item["moxa"] == [{"cones": "3"}, {"cones": "5"}]
    assert (item["for"], item["reports"]) == ("women", "unnamed")
    assert draft.subjects() == ["LU1"]


def toy() -> tuple[Draft, Counts]:
    return leijing_tuyi.extract(
        Text.read("toy", TOY / "toy-leaves.txt"),
        Text.read("toy", TOY / "toy-headings.txt"),
        NAMES,
        WORDS,
        TOY_SHAPE,
        "卷一/",
    )


def test_the_toy_book() -> None:
    draft, counts = toy()
    data = parse(draft.files()["LU"].encode(), "LU.yaml").data
    assert data["LU1"] == [
        {"at": "001-1a.5", "named": ["試穴"], "needle": {"depth": "4 分", "retain": "6 呼"},
         "meets": {"LU": "手足太隂之㑹", "SP": "手足太隂之㑹"}, "located": {"words": "試木下二寸"}},
        {"at": "001-1a.6", "moxa": {"cones": "7", "cones_variant": "5"}},
        {"at": "001-1a.6", "reports": "jiayi-jing", "needle": {"depth": "2 分"}},
        {"at": "001-1a.8", "treats": {"foot-pain": "竹馬足痛"}, "other": ["木中之熱", "紙船漏水"]},
    ]  # fmt: skip
    assert {"at": "001-1b.1", "for": "pregnancy", "forbids": {"moxa": "孕婦不可炙"}} in data["LU2"]
    assert {"at": "001-1b.1", "reports": "unnamed", "moxa": {"cones": "15"}} in data["LU2"]
    assert data["LU2 + LU1"] == [
        {"at": "001-1b.4", "reports": "baizheng-fu", "treats": {"heavy-head": "竹馬頭重"}}
    ]
    assert counts.points == {"LU1", "LU2", "GB41"}
    assert "phrases" in table(counts)


def test_twice_the_same_bytes(tmp_path: Path) -> None:
    first, second = toy()[0], toy()[0]
    assert first.files() == second.files()
    one = [path.read_bytes() for path in first.write(tmp_path)]
    assert one == [path.read_bytes() for path in second.write(tmp_path)]


def test_files_no_longer_made_are_removed(tmp_path: Path) -> None:
    (tmp_path / "GV.yaml").write_text("x", encoding="utf-8")
    toy()[0].write(tmp_path)
    assert not (tmp_path / "GV.yaml").exists()


def test_lists_for_reading(tmp_path: Path) -> None:
    write_report(tmp_path, toy()[1])
    assert {path.name for path in tmp_path.iterdir()} == {
        "phrases.tsv", "unread.tsv", "unresolved.tsv",
    }  # fmt: skip


def test_without_texts_the_command_says_so(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["leijing-tuyi", "--texts", str(tmp_path)]) == 1
    assert "no text at hand" in capsys.readouterr().err


@cache
def real() -> tuple[Draft, Counts]:
    names = PointNames(read_points(DATA / "points"), read_forms())
    return leijing_tuyi.extract(
        Text.read("leijing-tuyi", TEXTS / "leijing-tuyi.txt"),
        Text.read("leijing-tuyi-punct", TEXTS / "leijing-tuyi-punct.txt"),
        names,
        read_vocabulary(DATA / "symptoms"),
    )


@needs_texts
def test_the_measured_bars() -> None:
    draft, counts = real()
    having: dict[str, set[str]] = {"depth": set(), "cones": set(), "words": set()}
    for text in draft.files().values():
        for subject, items in parse(text.encode(), "x.yaml").data.items():
            for item in items if " + " not in subject else []:
                flat = str(item.get("needle", "")) + str(item.get("moxa", ""))
                having["depth"] |= {subject} if "'depth'" in flat else set()
                having["cones"] |= {subject} if "'cones'" in flat else set()
                having["words"] |= {subject} if item.keys() & {"treats", "other"} else set()
    assert len(counts.points) == 356
    assert len(having["depth"]) >= 345
    assert len(having["cones"]) >= 314
    assert len(having["words"]) >= 0.98 * 354
    assert counts.own_phrases >= 2400
    assert counts.mapped.total() >= 0.95 * counts.phrases.total()


@needs_texts
def test_the_data_is_what_the_recipe_makes() -> None:
    """Fails after a change of vocabulary: run ``python -m kb.ingest leijing-tuyi --texts DIR``."""
    files = real()[0].files()
    shipped = {path.stem: path.read_text(encoding="utf-8") for path in FILES.glob("*.yaml")}
    assert sorted(shipped) == sorted(files)
    assert [name for name in files if shipped[name] != files[name]] == []


def test_no_term_is_a_sentence() -> None:
    for path in FILES.glob("*.yaml"):
        for line in path.read_text(encoding="utf-8").splitlines():
            assert not re.search(r"[\u3400-\u9fff]{18}", line), f"{path.name}: {line}"


@pytest.mark.parametrize(
    ("words", "own"),
    [
        ("寒热病篇曰臂阳明有入鸠遍齿者名曰大迎则此为手足阳明之会", "则此为手足阳明之会"),
        ("根结篇曰少阳入于天容是此为足少阳阳明之会", "是此为足少阳阳明之会"),
        ("玉版篇曰迎之五里则足太阳脉亦会于此", "则足太阳脉亦会于此"),
        ("本输篇曰刺之则呿不能欠者此也耳中有干擿禁不可灸", "耳中有干擿禁不可灸"),
        ("寒热病篇曰臂阳明有入鸠遍齿者名曰大迎", ""),
        ("甲乙经云则此为手足阳明之会", ""),
    ],
)
def test_what_the_book_concludes_is_its_own(words: str, own: str) -> None:
    begin = words.index("曰" if "曰" in words else "云") + 1
    turns = list(_concluded(words, [(0, begin, "lingshu")]))
    assert [words[at:] for at, _, who in turns if not who] == ([own] if own else [])
