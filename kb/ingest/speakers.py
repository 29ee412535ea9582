"""Who is speaking: the names by which a book introduces the books and songs it repeats.

``unnamed`` stands for 一云, 一曰, 一傳: the book does not say whom it repeats.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache
from types import MappingProxyType

from kb.texts.fold import fold

__all__ = ["LISTERS", "SAME", "SONGS", "Marker", "find_markers", "opens_quotation", "speakers"]

SAME = ""
"""Speaker of 又云: whoever spoke before."""

SONGS: MappingProxyType[str, str] = MappingProxyType(
    {
        "百證賦": "baizheng-fu",
        "玉龍賦": "yulong-fu",
        "席弘賦": "xihong-fu",
        "靈光賦": "lingguang-fu",
        "通玄賦": "tongxuan-fu",
        "標幽賦": "biaoyou-fu",
        "攔江賦": "lanjiang-fu",
        "太乙歌": "taiyi-ge",
        "天星秘訣": "tianxing-mijue",
        "馬丹陽天星十二穴": "madanyang-shier-xue",
        "馬丹陽": "madanyang-shier-xue",
        "千金十一穴": "qianjin-shiyi-xue",
        "四總穴": "si-zong-xue",
        "十三鬼穴": "shisan-gui-xue",
    }
)
"""Songs quoted per point, and our source ids for them."""

_BOOKS = {
    "甲乙經": "jiayi-jing",
    "千金翼": "qianjin-yifang",
    "千金": "qianjin-yaofang",
    "神農經": "shennong-jing",
    "乾坤生意": "qiankun-shengyi",
    "捷徑": "zhenjiu-jiejing",
    "捷經": "zhenjiu-jiejing",
    "捷法": "zhenjiu-jiejing",
    "截法": "zhenjiu-jiejing",
    "增治法": "zeng-zhi-fa",
    "資生經": "zisheng-jing",
    "銅人": "tongren-shuxue",
    "華陀明堂": "hua-tuo",
    "華陀": "hua-tuo",
    "秦承祖明堂": "qin-chengzu",
    "秦承祖": "qin-chengzu",
    "明堂": "mingtang-unnamed",
    "甄權": "zhen-quan",
    "拔萃": "ba-cui",
    "東垣": "li-gao",
    "滑氏": "shisijing-fahui",
    "竇太師": "dou-taishi",
    "張仲文傳": "zhang-zhongwen",
    "張仲文": "zhang-zhongwen",
    "許學士": "xu-shuwei",
    "鄭糾": "zheng-jiu",
    "柳公度": "liu-gongdu",
    "淳于意": "shi-ji",
    "素問": "suwen",
    "刺禁論": "suwen",
    "氣府論": "suwen",
    "海論": "lingshu",
    "本輸篇": "lingshu",
    "經脉篇": "lingshu",
    "玉版篇": "lingshu",
    "寒熱病篇": "lingshu",
    "氣府論註": "suwen-wangbing",
    "氣穴論註": "suwen-wangbing",
    "刺腰痛論註": "suwen-wangbing",
    "骨空論王氏註": "suwen-wangbing",
    "王氏註": "suwen-wangbing",
    "難疏": "nanjing-shu",
}

_UNNAMED = ("一云", "一曰", "一傳", "一俗傳", "一法", "時傳", "諸家云", "論曰", "經曰", "皆曰")

LISTERS: frozenset[str] = frozenset(
    {
        *SONGS.values(), "qianjin-yaofang", "qianjin-yifang", "shennong-jing", "zhenjiu-jiejing",
        "unnamed", "hua-tuo", "qin-chengzu", "qiankun-shengyi", "zeng-zhi-fa", "ba-cui",
        "dou-taishi", "zhang-zhongwen", "jiayi-jing", "zhen-quan", "zisheng-jing",
    }
)  # fmt: skip
"""Those quoted for what a point is good for; the others are quoted for stories and anatomy."""

Marker = tuple[int, int, str]
"""Where a speaker is introduced, where the words begin, and who (`SAME` for 又云)."""


@cache
def speakers() -> Mapping[str, str]:
    """Return folded printed name to source id, of books, persons and songs."""
    return MappingProxyType(
        {fold(name): source for name, source in (*_BOOKS.items(), *SONGS.items())}
    )


@cache
def _patterns() -> tuple[re.Pattern[str], re.Pattern[str]]:
    """Return the pattern of a speaker introduced by 云 or 曰, and that of a bare name."""
    names = "|".join(sorted(speakers(), key=lambda name: (-len(name), name)))
    introduced = re.compile(
        rf"(?P<same>又[云曰])|(?P<none>(?:{'|'.join(map(fold, _UNNAMED))})(?:云(?=此穴))?)"
        rf"|(?:按|又)?(?P<name>{names})(?P<says>方?[云曰作载言])"
    )
    return introduced, re.compile(rf"(?P<name>{names})")


def opens_quotation(line: str) -> bool:
    """Return whether a folded line begins with a named speaker and 云 or 曰.

    Such a line opens a paragraph even where the transcription left out its indentation, which
    happens when the line before it is full.
    """
    match = _patterns()[0].match(line)
    return bool(match and match["name"] and match["says"])


def find_markers(text: str, *, opening: bool) -> list[Marker]:
    """Return where the speaker changes in a folded text.

    Parameters
    ----------
    text : str
        Folded characters of one piece.
    opening : bool
        Whether the text opens a paragraph, where a song may be named without 云.

    Examples
    --------
    >>> find_markers("灸三壮甲乙经云灸五十壮", opening=False)
    [(3, 7, 'jiayi-jing')]
    """
    found: list[Marker] = []
    introduced, named = _patterns()
    if opening and (bare := named.match(text)) and not introduced.match(text):
        found.append((0, bare.end(), speakers()[bare["name"]]))
    for match in introduced.finditer(text):
        if match["same"]:
            who = SAME
        elif match["none"]:
            who = "unnamed"
        else:
            who = speakers()[match["name"]]
        found.append((match.start(), match.end(), who))
    return found
