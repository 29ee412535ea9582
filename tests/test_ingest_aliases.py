"""Other names of the points: found in the point's entry, as a name, on the right line."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest

from kb.ingest.alias_credits import credit
from kb.ingest.alias_entries import Recipe, passages
from kb.ingest.aliases import Alias, Found, gaps, items, locate, main, read_aliases, read_names
from kb.reader import read
from kb.texts import Text

ROOT = Path(__file__).resolve().parents[1]
SOURCES = ROOT.parent / "shared" / "sources"
TABLE = SOURCES / "point-names.tsv"

needs_texts = pytest.mark.skipif(not TABLE.is_file(), reason="no name table beside the checkout")

ROWS = [
    {"code": "ST37", "simplified": "上巨虚", "traditional": "上巨虛",
     "who_2008_character_form": "上巨虛", "variant_names": "巨虚上廉@toy"},
    {"code": "GB41", "simplified": "足临泣", "traditional": "足臨泣",
     "who_2008_character_form": "足臨泣", "variant_names": "临泣@toy"},
    {"code": "GB15", "simplified": "头临泣", "traditional": "頭臨泣",
     "who_2008_character_form": "頭臨泣", "variant_names": "临泣@toy"},
    {"code": "LI4", "simplified": "合谷", "traditional": "合谷",
     "who_2008_character_form": "合谷", "variant_names": "虎口@toy+other | 合骨@other"},
]  # fmt: skip

TOY = """<pb:X_Y_001-1a>¶
合谷一名虎¶
口在手大指次指間刺入三分灸三壯¶
二間者在合骨之前¶
臨泣在足小指次指本節後¶
<pb:X_Y_001-1b>¶
臨泣當目上眥直入髮際五分¶
神聰四穴在百會四面一名合骨¶
"""


@pytest.fixture
def toy() -> Text:
    return Text.parse("toy", TOY)


@pytest.fixture(autouse=True)
def toy_recipe(monkeypatch: pytest.MonkeyPatch) -> None:
    recipes = {"toy": Recipe(1, 99)}
    monkeypatch.setattr("kb.ingest.aliases.RECIPES", recipes)


def test_aliases_are_read_book_by_book() -> None:
    assert [(a.book, a.point, a.name) for a in read_aliases(ROWS[3:])] == [
        ("toy", "LI4", "虎口"),
        ("other", "LI4", "虎口"),
        ("other", "LI4", "合骨"),
    ]


def test_a_shared_name_is_decided_by_the_words_after_it(toy: Text) -> None:
    found = passages(toy, Recipe(1, 99), read_names(ROWS, "toy"))
    lines = {point: toy.match(e.start, e.start + 1).locator for point, (e,) in found.items()}
    assert lines == {"LI4": "001-1a.1", "GB41": "001-1a.4", "GB15": "001-1b.1"}


def test_a_name_is_found_across_the_line_break(toy: Text) -> None:
    entries = passages(toy, Recipe(1, 99), read_names(ROWS, "toy"))["LI4"]
    place = locate(toy, entries, "虎口")
    assert place is not None
    assert place[1].locator == "001-1a.1"


def test_words_that_are_not_a_name_there_are_not_found(toy: Text) -> None:
    entries = passages(toy, Recipe(1, 99), read_names(ROWS, "toy"))["LI4"]
    assert locate(toy, entries, "合骨") is None


def test_an_entry_ends_where_half_leaves_are_missing() -> None:
    text = Text.parse("toy", TOY.replace("001-1b", "001-2b"))
    found = passages(text, Recipe(1, 99), read_names(ROWS, "toy"))
    assert text.match(found["GB41"][0].end - 1, found["GB41"][0].end).locator == "001-1a.4"


def test_items_join_the_names_of_one_line() -> None:
    one, two = Alias("toy", "BL36", "阴关"), Alias("toy", "BL36", "皮部")
    found = [Found(one, "1.1", "隂關"), Found(two, "1.1", "皮部"), Found(two, "1.1", "皮部", "b")]
    assert items(found) == {
        "BL36": [
            {"at": "1.1", "named": ["隂關", "皮部"]},
            {"at": "1.1", "reports": "b", "named": ["皮部"]},
        ]
    }


CONCORDANCE = """# 卷一
合谷（灵枢）一名虎口。（甲乙）一名合骨。（某书）一名含口。（作某切）一名谷口。（外台）一名土名。（俗名）
"""


@pytest.mark.parametrize(
    ("name", "told"),
    [
        ("虎口", "jiayi-jing"),
        ("合骨", "other-book"),
        ("含口", "waitai-miyao"),
        ("土名", ""),
    ],
)
def test_the_mark_after_a_name_tells_whose_it_is(name: str, told: str) -> None:
    text = Text.parse("jingxue-huijie", CONCORDANCE)
    match = next(text.finds(name))
    assert credit(text, 0, match) == told


@pytest.mark.parametrize(
    ("words", "told"),
    [
        ("合谷一名虎口千金云在指間", ""),
        ("合谷在指間千金云一名虎口", "qianjin-yaofang"),
        ("合谷千云一名合骨西方子云又名虎口", "mingtang-jiujing"),
        ("合谷甲乙云在指間又云虎口", "unnamed"),
    ],
)
def test_the_speaker_before_a_name_tells_whose_it_is(words: str, told: str) -> None:
    text = Text.parse("toy", f"<pb:X_Y_001-1a>¶\n{words}¶\n")
    match = next(text.finds("虎口"))
    assert credit(text, 0, match) == told


def test_a_misprinted_heading_is_decided_by_the_place_it_tells() -> None:
    rows = [
        {"code": "TE22", "simplified": "耳和髎", "variant_names": "和髎@toy"},
        {"code": "LI19", "simplified": "口禾髎", "variant_names": "禾髎@toy"},
    ]
    rows = [{"traditional": "", "who_2008_character_form": "", **row} for row in rows]
    text = Text.parse(
        "toy", "<pb:X_Y_001-1a>¶\n和窌在鼻孔下夾水溝旁五分¶\n和窌在耳前鋭髮下¶\n　　卷終¶\n"
    )
    found = passages(text, Recipe(1, 9), read_names(rows, "toy"))
    assert {point: entries[0].start for point, entries in found.items()} == {"LI19": 0, "TE22": 12}


def test_gaps_are_sorted_by_point() -> None:
    from kb.ingest.aliases import Missing

    rows = gaps([Missing(Alias("toy", point, "名"), "why") for point in ("GB1", "LU2")])
    assert list(rows) == ["LU2", "GB1"]
    assert rows["LU2"] == [{"field": "named in toy", "reason": "名: why"}]


def test_main_leaves_files_with_other_claims_alone(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    folder, data = tmp_path / "texts", tmp_path / "data"
    folder.mkdir()
    (folder / "toy.txt").write_text(TOY, encoding="utf-8")
    table = tmp_path / "point-names.tsv"
    with table.open("w", encoding="utf-8", newline="") as stream:
        writer = csv.DictWriter(stream, list(ROWS[0]), delimiter="\t")
        writer.writeheader()
        writer.writerows(ROWS)
    assert main(["--sources", str(folder), "--data", str(data)]) == 0
    path = data / "claims" / "toy.yaml"
    assert read(path, "toy").data["LI4"] == [{"at": "001-1a.1", "named": ["虎口"]}]
    path.write_text("LI4:\n- at: 001-1a.1\n  moxa: {cones: 3}\n", encoding="utf-8")
    assert main(["--sources", str(folder), "--data", str(data)]) == 0
    assert "moxa" in path.read_text(encoding="utf-8")
    assert "left alone" in capsys.readouterr().out


@needs_texts
def test_the_shipped_names_stand_on_their_lines() -> None:
    from kb.ingest.alias_entries import RECIPES

    checked = 0
    for book in RECIPES:
        text = Text.read(book, SOURCES / "classical" / f"{book}.txt")
        claims = ROOT / "data" / "claims"
        for path in [claims / f"{book}.yaml", *sorted((claims / book).glob("*.yaml"))]:
            if not path.is_file():
                continue
            for point, rows in read(path, path.name).data.items():
                for row in rows:
                    for name in row.get("named", []):
                        checked += 1
                        assert text.find(name, row["at"]), (book, point, row["at"], name)
    assert checked > 900
