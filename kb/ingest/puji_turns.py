"""Who speaks in an entry of 普濟方: the books and persons it repeats, and where their words end.

The rules, and what was read to find them, stand in the head of `kb.ingest.puji_fang`.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from types import MappingProxyType
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator

__all__ = ["GOVERNS", "QUOTED", "REMARKS", "UNNAMED", "Turn", "turns"]

UNNAMED = "unnamed"
REMARKS = "zisheng-jing"
"""The book whose remarks stand at the end of entries."""

QUOTED: Mapping[str, str] = MappingProxyType(
    {
        "铜人图经": "tongren-shuxue", "铜人经": "tongren-shuxue", "铜人": "tongren-shuxue",
        "同人": "tongren-shuxue", "西方子": "mingtang-jiujing",
        "明堂下经": "mingtang-xiajing", "明堂下": "mingtang-xiajing",
        "明下": "mingtang-xiajing", "下经": "mingtang-xiajing", "下": "mingtang-xiajing",
        "明堂上经": "mingtang-shangjing", "明上": "mingtang-shangjing",
        "上经": "mingtang-shangjing",
        "明堂经": "mingtang-unnamed", "明堂": "mingtang-unnamed", "明": "mingtang-unnamed",
        "外台明堂": "waitai-miyao", "外台": "waitai-miyao",
        "秦承祖明堂": "qin-chengzu", "秦承祖": "qin-chengzu", "泰承祖": "qin-chengzu",
        "甲乙经": "jiayi-jing", "甲乙": "jiayi-jing",
        "素问": "suwen", "素": "suwen", "千金翼": "qianjin-yifang",
        "千金扁鹊": "qianjin-yaofang", "千金方": "qianjin-yaofang",
        "千金": "qianjin-yaofang", "干金": "qianjin-yaofang",
        "资生经": "zisheng-jing", "甄权针经": "zhen-quan", "甄权": "zhen-quan",
        "岐伯": "qibo", "华佗": "hua-tuo", "华陀": "hua-tuo",
        "难经疏": "nanjing-shu", "难疏": "nanjing-shu", "难经": "nanjing-punct",
    }
)  # fmt: skip
"""Folded name to source id. 同人, 泰承祖 and 干金 are misprints of this edition."""

_COMMENTED = "suwen-wangbing"
"""What a name of 素問 with 注 in it means: its commentary of 762."""

_ALWAYS_SAID = ("下", "明", "素", "铜人图经", "甄权", "岐伯", "同人", "华佗", "华陀")
"""Names that announce a speaker only with 云 or 曰 after them."""

_NUM = "[一二三四五六七八九十百半]+"
_GIVES = re.compile(f"[日可宜即只秪]*(?:[灸针刺]|禁|{_NUM}[壮分]|不[可宜])")
"""What a quotation begins with that gives a figure or a ban."""

_FIGURE = re.compile(f"[日可宜]?(?:灸|[针刺]入?)(?:{_NUM}[壮分寸]|随年)|禁[灸针]|不[可宜][灸针]")
"""Where the book itself gives its figures."""

_REMARK = re.compile(
    "资生经(?:王氏)?[云曰]|王氏[云曰]|新校正云|明堂(?:[上下]经)?有.{1,8}而(?=铜人)"
)
_ARGUED = ("乃云", "皆云", "皆曰", "亦云", "只云")
"""How a book is named where books are weighed against one another; only the figure counts."""

_BEFORE_BARE = "壮分呼寸中也同间际泻止骨下其前法"
_NOTE = "※"


_GIVEN = re.compile(f"(?:[灸针刺]入?)?{_NUM}[壮分](?:留{_NUM}呼)?(?=[^{_NUM[1:-2]}])")
"""All that an unnamed source says where it gives a figure (亦云灸五十壯); the book goes on."""

_AT_HAND = "mingtang-jiujing"
"""西方子, whose own text lacks what 又云 adds after a quotation of it."""

_GIVEN_BARE = re.compile(
    f"[并只秪]*可?(?:[灸针刺]入?|主)?{_NUM}[壮分寸](?:(?:得气|留{_NUM}呼)|(?=[^{_NUM[1:-2]}]|$))"
)
"""The figure after a name without 云; the book goes on."""

_LOST_VERB = re.compile(f"{_NUM}分半?(?:得气即|留{_NUM}呼)")
"""A depth whose 鍼 is lost."""

_NEEDLER = "甄权"
"""He teaches needling: a depth after his words is his, unless cones stand beside it."""

_UNTOLD = re.compile("壮(?=禁针)")
"""Where a quotation on burning ends and the book, which has not needled yet, forbids it."""

_NEVER_NEEDLES = "waitai-miyao"
_NEEDLE = re.compile(f"[针刺]入?{_NUM}[分寸]")
"""外臺 gives no depth anywhere: one after it is the book's own."""

GOVERNS = re.compile(
    "[又兼及专亦]*(?:(?<![不心客难病足可所诸方阙得胎腠少])(?:主[治疗理]?|治|疗(?!病)|理)|(?<=无所不)疗|(?<=气所)治)"
    f"(?![之疗法人者云曰此]|{_NUM}[分寸壮])|^王(?=[头项颈肩背胸胁腹腰脊膝足手])|今附(?:委中者血郄也|刺(?=鼻))?(?!三度)"
)
"""What opens complaints (王 is a misprint of 主)."""


@dataclass(frozen=True, slots=True)
class Turn:
    """A stretch of one speaker.

    Attributes
    ----------
    at : int
        Where the speaker is announced.
    start, end : int
        Where the words begin and end.
    who : tuple of str
        Source ids; empty for the book itself.
    remark : bool
        Whether it is a remark on points and books (資生經云), not a description of the point.
    """

    at: int
    start: int
    end: int
    who: tuple[str, ...] = ()
    remark: bool = False


@dataclass(frozen=True, slots=True)
class _Mark:
    at: int
    start: int
    who: tuple[str, ...]
    remark: bool = False
    bare: bool = False
    taught: bool = False


@cache
def _announced() -> re.Pattern[str]:
    short = "|".join(name for name in QUOTED if len(name) == 1)
    names = _row(name for name in QUOTED if len(name) > 1)
    title = (
        rf"(?:{names})(?:(?<=素问)(?:[^云曰{_NOTE}]{{0,6}}?注|[刺气骨水所][^云曰{_NOTE}]{{1,4}})"
        rf"|(?<=金)[^云曰{_NOTE}]{{0,5}}?注)?"
    )
    bare = _row(name for name in QUOTED if len(name) > 1 and name not in _ALWAYS_SAID)
    return re.compile(
        rf"(?P<remark>{_REMARK.pattern})"
        rf"|(?P<same>又[云曰](?!门))|(?P<none>(?:亦|一|或|一?本|经)[云曰](?!门))"
        rf"|[又按]?(?P<names>(?:{title})+|(?:{short})(?:(?<=素)注)?)"
        rf"(?P<says>[乃亦皆并盖只有方]*[云曰](?!门))"
        rf"|(?P<bare>甲乙经热穴论注并|难经?疏|(?<=壮)下(?={_NUM}壮)|(?:{bare})(?:(?<=素问)[^云曰{_NOTE}]{{0,4}}?注|(?<=金)注)?)"
        rf"(?P<told>(?=[灸针刺在禁主治疗]|[只秪]可针|不[可宜]|{_NUM}[壮分]|第|[腑府脏藏气血筋脉骨髓]会))?"
    )


def _row(names: Iterable[str]) -> str:
    """Return a pattern of names, longer ones first."""
    return "|".join(sorted(names, key=lambda name: (-len(name), name)))


def _sources(names: str) -> tuple[str, ...]:
    """Return the source ids of a row of names.

    Examples
    --------
    >>> _sources("铜人千金"), _sources("素问气府注")
    (('tongren-shuxue', 'qianjin-yaofang'), ('suwen-wangbing',))
    """
    known = _row(QUOTED)
    found: dict[str, None] = {}
    for match in re.finditer(rf"(?P<name>{known})|(?P<note>注)", names):
        if match["note"]:
            if {"suwen"} & found.keys():
                del found["suwen"]
                found[_COMMENTED] = None
            elif "热穴论" in names:
                found[_COMMENTED] = None
        else:
            found[QUOTED[match["name"]]] = None
    return tuple(found)


def _marks(chars: str, cuts: Collection[int]) -> Iterator[_Mark]:
    """Yield where a speaker is announced."""
    remark = told = False
    before: tuple[str, ...] = ()
    last = 0
    for match in _announced().finditer(chars):
        at = match.start()
        if match["remark"]:
            remark, before = True, (REMARKS,)
            yield _Mark(at, match.end(), before, remark=True)
            continue
        plain = match["names"] and match["says"] in ("云", "曰")
        if remark and not (plain and at in cuts):
            continue
        if match["bare"] and not _announces(chars, match, cuts):
            continue
        remark = False
        told = told or bool(GOVERNS.search(chars, last, at))
        if at == last and before:
            who = before  # a book that names a book: the outer one is repeated
        elif match["same"]:
            known = (
                before and before != (_AT_HAND,) and (told or at in cuts or chars[at - 1] == _NOTE)
            )
            who = before if known else (UNNAMED,)
        elif match["none"]:
            who = (UNNAMED,)
        else:
            who = before = _sources(match["names"] or match["bare"])
            told = False
            remark = match["says"] in _ARGUED
        last = match.end()
        yield _Mark(
            at,
            match.end(),
            who,
            remark,
            bare=match["bare"] is not None,
            taught=_NEEDLER in str(match["names"]),
        )


def _announces(chars: str, match: re.Match[str], cuts: Collection[int]) -> bool:
    """Return whether a name without 云 announces a speaker."""
    at, name = match.start(), str(match["bare"])
    if at in cuts or name.endswith("疏"):
        return True
    told = match["told"] is not None or name.endswith("注")
    return told and chars[at - 1 : at] in _BEFORE_BARE + _NOTE


def turns(chars: str, cuts: Collection[int] = ()) -> Iterator[Turn]:
    """Yield the turns of an entry, or of a note in it, in order.

    Parameters
    ----------
    chars : str
        Folded characters, those of notes masked.
    cuts : collection of int
        Positions before which a wide space stands.

    Examples
    --------
    >>> text = "在膝下明堂云在膝中灸三壮针五分铜人经云治膝痛"
    >>> [(text[one.start : one.end], one.who) for one in turns(text)]
    ... # doctest: +NORMALIZE_WHITESPACE
    [('在膝下', ()), ('在膝中', ('mingtang-unnamed',)), ('灸三壮针五分', ()),
     ('治膝痛', ('tongren-shuxue',))]
    """
    marks = list(_marks(chars, cuts))
    first = marks[0].at if marks else len(chars)
    measured = bool(_FIGURE.search(chars, 0, first) or _LOST_VERB.search(chars, 0, first))
    if first:
        yield Turn(0, 0, first)
    needled, until = False, 0
    for number, mark in enumerate(marks):
        end = marks[number + 1].at if number + 1 < len(marks) else len(chars)
        needled = needled or bool(re.search("[针刺]", chars[until : mark.at]))
        stop = end if mark.remark else _stop(chars, mark, end, measured=measured)
        if not needled and not mark.remark and (ban := _UNTOLD.search(chars, mark.start, stop)):
            stop = ban.end()
        until = stop
        if mark.start < stop:
            yield Turn(mark.at, mark.start, stop, mark.who, mark.remark)
        if stop < end:
            measured = True
            yield Turn(stop, stop, end)


def _stop(chars: str, mark: _Mark, end: int, *, measured: bool) -> int:
    """Return where a quotation ends: before the next name, or where the book speaks again."""
    given = None
    if mark.who == (UNNAMED,) or mark.bare:
        given = (_GIVEN_BARE if mark.bare else _GIVEN).match(chars, mark.start, end)
    if given:
        return given.end()
    own = None
    if not measured and not _GIVES.match(chars, mark.start, end):
        own = _FIGURE.search(chars, mark.start, end)
        praised = own and GOVERNS.search(chars, mark.start, end)
        if praised or mark.taught:
            own = _RESUMED.search(chars, mark.start, end)
    if not own and not measured and mark.who == (_NEVER_NEEDLES,):
        own = _NEEDLE.search(chars, mark.start, end)
    return own.start() if own else end


_RESUMED = re.compile(
    f"(?:灸{_NUM}壮[针刺]入?{_NUM}分|[针刺]入?{_NUM}分灸{_NUM}壮)(?:[至止]{_NUM}壮)?(?:忌同)?$"
)
"""Both figures together close the place even after a sentence of praise."""
