"""The recipe for 備急千金要方 juan 87 and 90-92."""

from __future__ import annotations

import pytest

from kb.ingest.rows import rows_of
from kb.texts import Text
from kb.texts.names import PointNames
from kb.texts.statements import LAYOUTS, Layout, statements
from tests.mingtang_books import (
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

BOOK = "qianjin-yaofang"
NAMES = PointNames({"LU1": ["中府"], "LI4": ["合谷"], "TE23": ["絲竹空"], "LU2": ["雲門"]}, {})
TOY = """<pb:X_Y_090-1a>¶
頭病¶
　中府　合谷主頭痛目眩耳鳴鼻塞¶
　絲竹¶
　空　竹馬主頭痛又主耳聾(又云合谷主目)¶
　(眩)¶
　雲門主頭痛中府主耳鳴¶
　凡卒頭痛刺合谷¶
"""


def parts() -> list[list[tuple[list[str], str, str]]]:
    toy = Text.parse("toy", TOY)
    layout = Layout("090-1a.1", "", "^[^　(]", spaced=False, full=30)
    chars = toy.stream.chars
    return [
        [
            ([m.name for m in found], chars[a:b], who)
            for found, a, b, who in rows_of(toy, row, NAMES)
        ]
        for row in statements(toy, layout, NAMES)
    ]


def test_rows_of_points() -> None:
    first, second, third, rule = parts()
    assert first == [(["中府", "合谷"], "头痛目眩耳鸣鼻塞", "")]
    assert second[0] == (["丝竹空", "竹马"], "头痛", "")
    assert second[1][0] == ["丝竹空", "竹马"]
    assert second[1][1].startswith("耳聋")
    assert (["合谷"], "目眩", "unnamed") in second
    assert third == [(["云门"], "头痛", ""), (["中府"], "耳鸣", "")]
    assert rule == []


@needs_texts
def test_the_measured_bars() -> None:
    draft, counts = made(BOOK)
    assert len(counts.points) >= 335
    assert len(points_with(BOOK, "treats", "other")) >= 0.98 * 322
    assert draft.files()
    rows = statements(text(BOOK), LAYOUTS[BOOK], names())
    chars = text(BOOK).stream.chars
    assert sum("主" in chars[row.start : row.end] for row in rows) >= 658
    assert len(counts.unresolved) <= 60


@needs_texts
def test_rows_checked_by_hand() -> None:
    assert said(BOOK, "BL40", "092-6a.4")["needle"] == {"bleed": "yes", "words": "刺出血"}
    one_or_two = ({"髀樞中痛", "不可舉"}, {"髀樞中痛不可舉"})  # as the vocabulary knows them
    assert phrases(BOOK, "GB30", "092-8a.3") in one_or_two
    assert said(BOOK, "LI1", "090-9a.1")["needle"] == {"depth": "1 分", "retain": "1 呼"}
    assert said(BOOK, "GV24", "087-3a.2")["forbids"] == {"needle": "不刺"}
    assert said(BOOK, "LR1", "091-5b.4")["needle"] == {"bleed": "yes", "words": "出血立已"}
    assert phrases(BOOK, "BL64 + GB39 + LR4", "092-13a.8") == {"身體不仁"}
    assert phrases(BOOK, "SI17", "091-22a.5", "jiayi-jing") == {"唾沫"}


@needs_texts
@pytest.mark.parametrize(
    ("point", "at", "phrase"),
    [
        ("GB41", "092-3b.5", "腋下腫"),
        ("ST36", "092-7b.8", "足下熱不能久立"),
        ("GB39", "092-13a.3", "髀樞痛"),
        ("TE2", "092-1a.7", "手臂痛"),
    ],
)
def test_shared_names(point: str, at: str, phrase: str) -> None:
    assert phrase in phrases(BOOK, point, at)


@needs_texts
def test_five_points_of_a_channel() -> None:
    classes = {
        name
        for row in items(BOOK)["LU5"]
        for name in row.get("belongs", {})
        if row["at"].startswith("087-28b")
    }
    assert classes == {"sea-point"}


@needs_texts
def test_twice_the_same_bytes() -> None:
    assert run(BOOK)[0].files() == made(BOOK)[0].files()
