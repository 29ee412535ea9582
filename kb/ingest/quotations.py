"""Who speaks in a punctuated entry: quoted books and persons, and where their words end.

A book is named in title marks (《铜人》针三分) or before 云, 曰, 言. In the part that gives place
and measures a quotation that begins with a measure goes on to the next speaker; any other ends
with its sentence, because there the book itself speaks again.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from types import MappingProxyType
from typing import TYPE_CHECKING

from kb.ingest.pieces import HEAD, NOTE, Piece

if TYPE_CHECKING:
    from kb.ingest.punctuated import Passage

__all__ = ["QUOTED", "TAIL", "Turn", "split", "turns"]

TAIL = "tail"
"""Role of the paragraphs after the indications: remarks, stories, quotations."""

UNKNOWN = "?"
"""Speaker with a title that has no source id: the words are left unread."""

QUOTED: Mapping[str, str] = MappingProxyType(
    {
        "甲乙经": "jiayi-jing", "甲乙": "jiayi-jing", "铜人": "tongren-shuxue",
        "素注": "suwen-wangbing", "素问": "suwen", "刺禁论": "suwen", "骨空论": "suwen",
        "气府论注": "suwen-wangbing", "灵枢经": "lingshu", "灵枢": "lingshu",
        "难经": "nanjing-punct", "疏": "nanjing-shu", "明堂": "mingtang-unnamed",
        "明下": "mingtang-xiajing", "下经": "mingtang-xiajing", "千金翼": "qianjin-yifang",
        "千金方": "qianjin-yaofang", "千金": "qianjin-yaofang", "资生经": "zisheng-jing",
        "资生": "zisheng-jing", "外台秘要": "waitai-miyao", "外台": "waitai-miyao",
        "指微赋": "zhiwei-fu", "指微": "zhiwei-fu", "针经": "zhenjing-unnamed",
        "拔萃": "ba-cui", "甄权": "zhen-quan", "秦承祖": "qin-chengzu", "华佗": "hua-tuo",
        "东垣": "li-gao", "滑氏": "shisijing-fahui", "滑伯仁": "shisijing-fahui",
        "十四经发挥": "shisijing-fahui", "袁氏": "yuan-shi", "丹溪": "zhu-danxi",
        "仲景": "zhang-zhongjing", "张洁古": "zhang-jiegu", "洁古": "zhang-jiegu",
        "许氏": "xu-shuwei", "许学士": "xu-shuwei", "岐伯": "qibo", "张子和": "zhang-zihe",
        "孙思邈": "sun-simiao", "此事难知": "cishi-nanzhi", "居家必用方": "jujia-biyong",
        "神农经": "shennong-jing", "类经": "leijing-tuyi", "图翼": "leijing-tuyi",
        "大成": "zhenjiu-dacheng",
    }
)  # fmt: skip
"""Folded name to source id. Ids without a record are listed for whoever keeps the sources."""

_UNNAMED = "一[云曰]|一日(?=灸|禁|[一二三四五六七八九十百]+壮)|或[云曰]|经曰|一?本云|一传"
_MEASURE = re.compile(
    "(?:斜|微|日|先|细|大|宜|可|各|俱|当|不|只|得|娠妇|孕妇|妇人|女人|以|一|亦)*(?:[针刺灸禁]|随年|[一二三四五六七八九十百]+壮)"
)

_NOBODY = ("unnamed",)
_NUM = "[一二三四五六七八九十百半]+"
_FIGURE = re.compile(
    f"(?:[针刺]?入?{_NUM}[分寸](?:{_NUM}分|半)?(?:留{_NUM}呼)?|[宜日]?灸?{_NUM}壮(?:[至或止]?{_NUM}壮)?"
    "|灸?随年[为]?[壮数]|禁[针灸]+|不[宜可][针刺灸]+)"
)
"""All that an unnamed source says where it gives a figure (一曰针八分); the book goes on."""

_GIVEN = re.compile(f"灸{_NUM}壮|灸随年|禁灸|不[宜可]灸")
_MEMBER = re.compile("[手足]?[太少阳厥肺脾心肾肝胆胃大小膀三][^，]{0,6}脉?所[出溜流淄注行过入]为")
"""What the book itself says again after a quoted place (又云散脉中，肺脉所溜为荥)."""

_WARNS = re.compile("孕妇|小儿忌|妊")
"""Where nothing is punctuated, a warning after a quotation is the book's own."""


@dataclass(frozen=True, slots=True)
class Turn:
    """A change of speaker: where it is announced, where the words begin and end, and who."""

    at: int
    start: int
    end: int
    who: tuple[str, ...]


_Mark = tuple[int, int, tuple[str, ...]]
"""Where a speaker is announced, where the words begin, and who."""


@cache
def _announced() -> re.Pattern[str]:
    names = "|".join(sorted(QUOTED, key=lambda name: (-len(name), name)))
    return re.compile(
        rf"(?P<same>又[云曰])|(?P<none>{_UNNAMED})"
        rf"|[又按]?(?P<names>(?:{names})(?:(?:与|及)?(?:{names}))*)(?P<says>亦?[云曰言谓载注]?)"
    )


def turns(passage: Passage, start: int, end: int, role: str) -> list[Turn]:
    """Return the turns of a stretch in order; what lies between is the book's own."""
    marks = _introduced(passage, start, end)
    marks += _untitled(passage, start, end, {at for at, _, _ in marks})
    marks.sort()
    found: list[Turn] = []
    for (at, begin, who), until in zip(
        marks, [*(at for at, _, _ in marks[1:]), end] if marks else [], strict=True
    ):
        if (at, begin) in passage.kept:
            found.append(Turn(*_clause_before(passage, at, found), who))
        elif begin < until:
            ends = _ends(passage, begin, until, role, unnamed=who == _NOBODY)
            found.append(Turn(at, begin, ends, who))
    return found


def _clause_before(passage: Passage, at: int, found: list[Turn]) -> tuple[int, int, int]:
    """Return the stretch that a title named after it is told of: 不宜针（《明堂》）."""
    edges = [cut for cut in passage.cuts if cut < at]
    first = max([*edges, *(turn.end for turn in found)], default=0)
    return first, first, at


def _introduced(passage: Passage, start: int, end: int) -> list[_Mark]:
    """Return the speakers of the table, where they are named as such."""
    marks: list[_Mark] = []
    before: tuple[str, ...] = ()
    for match in _announced().finditer(passage.chars, start, end):
        at, begin = match.start(), match.end()
        if match["same"]:
            who = before or _NOBODY
        elif match["none"]:
            who = _NOBODY
        else:
            who = tuple(_sources(match["names"]))
            bracketed = _bracketed(passage, match.start("names"), match.end("names"))
            led = _MEASURE.match(passage.chars, begin, end) and at in passage.cuts
            if not (bracketed or match["says"] or led):
                continue
        introduced = match["says"] and len(match["names"]) > 1
        if at > start and not introduced and not _opens(passage, at):
            continue
        marks.append((at, begin, who))
        before = who
    return marks


def _opens(passage: Passage, at: int) -> bool:
    """Return whether a name can announce a speaker here: after a stop, a title mark, a line break.

    In a text without stops every place will do.
    """
    gap = passage.gaps[at]
    return not passage.stopped or at in passage.cuts or bool(re.search(r"[《\n(（ ]", gap))


def _bracketed(passage: Passage, start: int, end: int) -> bool:
    return "《" in passage.gaps[start] or "》" in passage.gaps[end]


def _sources(names: str) -> list[str]:
    known = sorted(QUOTED, key=lambda name: (-len(name), name))
    return list(dict.fromkeys(QUOTED[name] for name in re.findall("|".join(known), names)))


def _untitled(passage: Passage, start: int, end: int, known: set[int]) -> list[_Mark]:
    """Return the speakers whose title is not in the table, or lost its head at a line's end."""
    found: list[_Mark] = []
    for at in range(start, end):
        closes = passage.gaps[at].find("》")
        if closes < 0 or (opened := _opened(passage, at)) in known:
            continue
        if NOTE in passage.chars[max(start, opened) : at]:
            continue
        if opened >= start:
            if not re.match(".{2,8}$", passage.chars[opened:at]) or _read(passage, opened, known):
                continue
            found.append((opened, at, (UNKNOWN,)))
        elif tail := _tail(passage, start, at):
            found.append((tail[0], at, (tail[1],)))
    return found


def _read(passage: Passage, opened: int, known: set[int]) -> bool:
    """Return whether a title belongs to a speaker found already, named with 又 or 按 before it."""
    return opened - 1 in known or any(at <= opened < at + 9 for at in known if at >= opened - 6)


def _opened(passage: Passage, at: int) -> int:
    """Return where the title that closes before a position opens; -1 when its mark is lost."""
    for place in range(at - 1, max(-1, at - 14), -1):
        if "》" in passage.gaps[place] and place < at:
            return place if "《" in passage.gaps[place] else -1
        if "《" in passage.gaps[place]:
            return place
    return -1


def _tail(passage: Passage, start: int, at: int) -> tuple[int, str] | None:
    """Return where a line begins that opens with the end of one single title (堂》针三分)."""
    line = max((place for place in passage.lines if place <= at), default=0)
    words = passage.chars[line:at]
    if line < start or not 0 < len(words) < 3:
        return None
    fits = {source for name, source in QUOTED.items() if name.endswith(words) and name != words}
    return (line, fits.pop()) if len(fits) == 1 else None


def _ends(passage: Passage, begin: int, until: int, role: str, *, unnamed: bool) -> int:
    """Return where the words of a speaker end."""
    for a, b in passage.kept:
        if a <= begin < b:
            until = min(until, b)
    if unnamed and (figure := _FIGURE.match(passage.chars, begin, until)):
        return figure.end()
    measured = _MEASURE.match(passage.chars, begin)
    if not passage.stopped:
        warns = _WARNS.search(passage.chars, begin + 1, until)
        own = None if measured or _GIVEN.search(passage.chars, 0, begin) else _GIVEN
        gives = own.search(passage.chars, begin, until) if own else None
        return min(one.start() if one else until for one in (warns, gives))
    if role != HEAD or measured:
        return until
    ends = (at for at in range(begin + 1, until) if passage.cuts.get(at) == 3)
    belongs = (at for at in passage.cuts if begin < at < until)
    member = (at for at in belongs if _MEMBER.match(passage.chars, at))
    return min(next(ends, until), next(member, until))


def split(passage: Passage, start: int, end: int, role: str) -> list[Piece]:
    """Return the pieces of a stretch, one speaker each, in order of the text."""
    found: list[Piece] = []
    at = start
    for turn in turns(passage, start, end, role):
        found += _piece(passage, at, at, turn.at, "", role)
        first = next((at for at in range(turn.start + 1, turn.end) if passage.cuts.get(at) == 3),
                     turn.end)  # fmt: skip
        for who in turn.who[:-1]:
            found += _piece(passage, turn.start, turn.at, first, who, role)
        found += _piece(passage, turn.start, turn.at, turn.end, turn.who[-1], role)
        at = turn.end
    return [*found, *_piece(passage, at, at, end, "", role)]


def _piece(passage: Passage, start: int, opens: int, end: int, who: str, role: str) -> list[Piece]:
    if start >= end or who == UNKNOWN:
        return []
    cuts = {at - start: power for at, power in passage.cuts.items() if start <= at <= end}
    base = passage.entry.start
    text = passage.chars[start:end]
    return [Piece(text, base + start, base + opens, who, role, start == 0, cuts)]
