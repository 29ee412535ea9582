"""Of whom a book tells another name: marks printed after a name, or speakers named before it.

The concordance 經穴彙解 prints the older book in brackets after each name (一名虎口。（甲乙）); the
other books name the speaker first (千金云一名機關).
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache
from types import MappingProxyType
from typing import TYPE_CHECKING

from kb.texts.fold import fold

if TYPE_CHECKING:
    from kb.texts.text import Match, Text

__all__ = ["MARKS", "NOT_BOOKS", "OTHER", "SPEAKERS", "UNNAMED", "credit"]

OTHER = "other-book"
"""Source id of a book that is named there and has no record here."""

UNNAMED = "unnamed"
"""Source id for 又云: who says it is not said."""

MARKED = "jingxue-huijie"
"""The book that prints its sources after the names."""

MARKS: Mapping[str, str] = MappingProxyType(
    {
        "甲乙": "jiayi-jing", "外台": "waitai-miyao", "千金": "qianjin-yaofang",
        "千翼": "qianjin-yifang", "资生": "zisheng-jing", "类经": "leijing-tuyi",
        "大成": "zhenjiu-dacheng", "大全": "zhenjiu-daquan", "素问": "suwen",
        "次注": "suwen-wangbing", "灵枢": "lingshu", "金鉴": "cijiu-xinfa",
        "医统": "gujin-yitong", "入门": "yixue-rumen", "明堂": "mingtang-unnamed",
        "李时珍奇经八脉考": "qijing-bamai-kao",
    }
)  # fmt: skip
"""Marks of 經穴彙解 and the source ids of the books; a mark that is none of them is `OTHER`."""

ALIKE: Mapping[str, str] = MappingProxyType(
    {"千金注": "qianjin-yaofang", "大全宝鉴": "zhenjiu-daquan"}
)
"""Marks with more in them than the name of the book: its notes, a second book."""

NOT_BOOKS = frozenset({"俗名"})
"""Marks that name no book: a common name."""

READING = "切"
"""What a mark ends with that tells how a character is read; the book stands in the next mark."""

SPEAKERS: Mapping[str, str] = MappingProxyType(
    {
        "甲乙经": "jiayi-jing", "甲乙": "jiayi-jing", "千金主": "qianjin-yaofang",
        "千金注": "qianjin-yaofang", "千金": "qianjin-yaofang", "千": "qianjin-yaofang",
        "西方子": "mingtang-jiujing", "铜人经": "tongren-shuxue", "铜人": "tongren-shuxue",
        "资生经": "zisheng-jing", "素问注": "suwen-wangbing", "素注": "suwen-wangbing",
        "素问": "suwen", "明堂经": "mingtang-unnamed", "明堂": "mingtang-unnamed",
        "明上": "mingtang-unnamed", "明下": "mingtang-unnamed", "明": "mingtang-unnamed",
        "甄权": "zhen-quan", "又": UNNAMED,
    }
)  # fmt: skip
"""How the other books name who speaks (folded, before 云), and the source ids."""

_MARK = re.compile("[^（]{0,24}（([^）。○]+)")


@cache
def _speaker() -> re.Pattern[str]:
    names = sorted(SPEAKERS, key=lambda name: (-len(name), name))
    return re.compile(f"({'|'.join(names)})云")


def credit(text: Text, start: int, match: Match) -> str:
    """Return the source a name is told of, or an empty string where the book itself says it.

    Parameters
    ----------
    text : Text
        The book.
    start : int
        Where the entry of the point starts in the folded stream.
    match : Match
        The name.
    """
    if text.source == MARKED:
        return _mark(text, match)
    said = _speaker().findall(text.stream.chars[start : match.start])
    return SPEAKERS[said[-1]] if said else ""


def _mark(text: Text, match: Match) -> str:
    last = match.spans[-1]
    after = text.lines[last.line].text[last.end :]
    after += "".join(line.text for line in text.lines[last.line + 1 : last.line + 3])
    found = _MARK.match(after)
    while found and found[1].endswith(READING):
        after = after[found.end() + 1 :]
        found = _MARK.match(after)
    if not found:
        return ""
    mark = fold(found[1])
    if mark in MARKS or mark in ALIKE:
        return MARKS.get(mark) or ALIKE[mark]
    return "" if mark in NOT_BOOKS else OTHER
