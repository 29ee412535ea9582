"""Whom 鍼灸資生經 repeats: names before 云, and the marks in small characters after a statement.

The author says himself what the marks mean where he first uses them: 明云 is the 明堂經 (the note
at 001-4b.2); 明上, 明下 and bare 下 are its upper and lower canon, which he compares at 001-7b.7
(明堂上下經); 銅, 千 and 甲 stand where the same statements of juan 1 are given in full to 銅人經,
千金 and 甲乙經 (001-4b.9, 001-40a.1, 001-2a.8). 千翼 is 千金翼 (003-17b.3 against 003-13a note),
集效 and 指 books of prescriptions (集效方, 指迷方). 見X sends the reader to another chapter, 同
says that a book has the same, 並 that all statements since the last mark are from the book.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from types import MappingProxyType

__all__ = ["BOOKS", "SPEAKS", "Mark", "read_mark", "sources_of", "spoken"]

OTHER = "other-book"
"""Source id of a book that is named and has no record."""

BOOKS: Mapping[str, tuple[str, ...]] = MappingProxyType(
    {
        "千金翼": ("qianjin-yifang",), "千翼": ("qianjin-yifang",), "翼": ("qianjin-yifang",),
        "千金": ("qianjin-yaofang",), "千": ("qianjin-yaofang",),
        "铜人": ("tongren-shuxue",), "铜": ("tongren-shuxue",),
        "甲乙经": ("jiayi-jing",), "甲乙": ("jiayi-jing",), "甲": ("jiayi-jing",),
        "明堂上下经": ("mingtang-shangjing", "mingtang-xiajing"),
        "明上下": ("mingtang-shangjing", "mingtang-xiajing"),
        "上下": ("mingtang-shangjing", "mingtang-xiajing"),
        "明堂下经": ("mingtang-xiajing",), "明堂下": ("mingtang-xiajing",),
        "明下": ("mingtang-xiajing",), "下经": ("mingtang-xiajing",), "下": ("mingtang-xiajing",),
        "上经": ("mingtang-shangjing",), "明堂上经": ("mingtang-shangjing",),
        "明堂上": ("mingtang-shangjing",),
        "明上": ("mingtang-shangjing",), "上": ("mingtang-shangjing",),
        "明堂经": ("mingtang-unnamed",), "明堂": ("mingtang-unnamed",),
        "明": ("mingtang-unnamed",),
        "外台": ("waitai-miyao",), "素问注": ("suwen-wangbing",), "素注": ("suwen-wangbing",),
        "素问": ("suwen",), "素": ("suwen-wangbing",), "难": ("nanjing-shu",),
        "难疏": ("nanjing-shu",), "难䟽": ("nanjing-shu",), "难经疏": ("nanjing-shu",),
        "新校正": (OTHER,), "山眺经": (OTHER,), "淳于意": (OTHER,), "小本": (OTHER,),
        "甄权": ("zhen-quan",), "秦承祖": ("qin-chengzu",), "华佗": ("hua-tuo",),
        "张仲文": ("zhang-zhongwen",), "岐伯": ("qibo",), "歧伯": ("qibo",),
        "扁鹊": ("bian-que",), "集效": ("jixiao-fang",), "集効": ("jixiao-fang",),
        "指迷": ("zhimi-fang",), "指": ("zhimi-fang",), "良方": (OTHER,), "良": (OTHER,),
        "必用": (OTHER,), "必": (OTHER,), "本事方": (OTHER,), "本事": (OTHER,), "许": (OTHER,),
        "史记": (OTHER,), "小品": (OTHER,), "单方": (OTHER,), "单": (OTHER,), "黄帝": (OTHER,),
    }
)  # fmt: skip
"""Folded names and marks of books and persons, and their source ids."""

MISREAD: Mapping[str, str] = MappingProxyType({"十": "千", "干": "千", "铜司": "铜同"})
"""Marks misprinted (or mistranscribed) in this edition: 十 and 干 for 千, 司 for 同."""

_SHORT = frozenset(("下", "上", "素", "难", "翼", "指", "良", "必", "许", "单", "上下"))
"""Marks that are no names in a sentence, unless 云 follows."""


@cache
def _names(*, spoken: bool) -> str:
    known = (name for name in BOOKS if not (spoken and name in _SHORT))
    return "|".join(sorted(known, key=lambda name: (-len(name), name)))


def spoken(*, led: bool = False, several: bool = False) -> str:
    """Return a pattern of the names of books and persons, the longest first.

    With `led` only those that name a book without 云 after them, with `several` only those of more
    than one character, which may stand in a row.
    """
    names = _names(spoken=led).split("|")
    return "|".join(name for name in names if not several or len(name) > 1)


SPEAKS = re.compile(
    rf"(?:又|按)?(?P<who>{_names(spoken=False)})(?:经|又|亦)*[云曰](?P<verb>[主治疗]*)"
    rf"|(?P<led>{_names(spoken=True)})(?P<act>[主治疗]+|(?=灸))|(?P<same>[又亦]云?[主治疗]|又云)"
)
"""How a speaker is named within a statement; 又 goes on with the one before."""

_SAYS = re.compile(
    rf"(?P<all>并)?(?P<who>(?:(?:{_names(spoken=False)})[与见]?)+?)(?:并)?(?:见.*|并.*)?"
)
_SAME = re.compile(rf"(?:.*见.*?|并)?(?P<who>(?:{_names(spoken=False)})+)(?:并|皆)?同")
_BOTH = re.compile(
    rf"(?P<who>(?:{_names(spoken=False)}))与(?P<more>(?:{_names(spoken=False)}))(?:并|皆)?同"
)
_MIXED = re.compile(rf"(?P<who>{_names(spoken=False)})见.+?(?P<more>(?:{_names(spoken=False)})+)同")
_ADDS = re.compile(
    rf"(?P<who>{_names(spoken=False)})(?:又|经)?(?:云|有|(?=[疗主治]))[疗主治]?(?P<words>.+)"
)
_ALSO = re.compile("又云?[主治疗](?P<words>.+)")
_SEE = re.compile("(?:并|各|是|馀|又|详)?见.*|.{1,2}见.{1,4}")
_WORD = re.compile("字$")


@dataclass(frozen=True, slots=True)
class Mark:
    """What a note says of the statement it follows.

    Attributes
    ----------
    says : tuple of str
        Sources from which the statement is.
    same : tuple of str
        Sources that have the same as the author's own words or the book just named.
    all_of : bool
        Whether it speaks of all statements since the last mark.
    adds : tuple of (str, int, int)
        Source (empty for the author), start and end within the note of what it adds.
    refers : bool
        Whether it sends the reader to another chapter.
    """

    says: tuple[str, ...] = ()
    same: tuple[str, ...] = ()
    all_of: bool = False
    adds: tuple[tuple[str, int, int], ...] = ()
    refers: bool = False


def sources_of(names: str) -> tuple[str, ...]:
    """Return the sources that a row of marks means.

    Examples
    --------
    >>> sources_of("千明"), sources_of("明上下")
    (('qianjin-yaofang', 'mingtang-unnamed'), ('mingtang-shangjing', 'mingtang-xiajing'))
    """
    found = re.findall(_names(spoken=False), names)
    return tuple(dict.fromkeys(source for name in found for source in BOOKS[name]))


def read_mark(note: str) -> Mark:
    """Return what a folded note says.

    Examples
    --------
    >>> read_mark("并千"), read_mark("见疝").refers
    (Mark(says=('qianjin-yaofang',), same=(), all_of=True, adds=(), refers=False), True)
    >>> read_mark("明下同").same, read_mark("铜见腹胀").says, read_mark("明作汗出").says
    (('mingtang-xiajing',), ('tongren-shuxue',), ())
    >>> read_mark("明有腰痛").adds
    (('mingtang-unnamed', 2, 4),)
    """
    note = MISREAD.get(note, note)
    refers = "见" in note
    if both := _BOTH.fullmatch(note):
        return Mark(says=sources_of(both["who"] + both["more"]))
    if mixed := _MIXED.fullmatch(note):
        return Mark(sources_of(mixed["who"]), sources_of(mixed["more"]), refers=True)
    if same := _SAME.fullmatch(note):
        return Mark(same=sources_of(same["who"]), refers=refers)
    if says := _SAYS.fullmatch(note):
        return Mark(sources_of(says["who"]), (), "并" in note, refers=refers)
    if _SEE.fullmatch(note):
        return Mark(all_of=note.startswith("并"), refers=True)
    if (adds := _ADDS.fullmatch(note)) and not _WORD.search(note):
        return Mark(
            adds=tuple(
                (source, adds.start("words"), adds.end("words"))
                for source in sources_of(adds["who"])
            )
        )
    if also := _ALSO.fullmatch(note):
        return Mark(adds=(("", also.start("words"), also.end("words")),))
    return Mark()
