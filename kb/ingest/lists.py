"""Passages that are lists: names in a row, names each with a ban, complaints a line, figures.

Every reader writes what it finds into a `Recorder` and counts what it leaves unread. A name is
taken for a point only when it can be no other; `DECIDED` holds the few that a list decides itself.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from types import MappingProxyType
from typing import TYPE_CHECKING

from kb.ingest.pieces import HEAD, Piece
from kb.ingest.readings import Reading, limits, measures
from kb.ingest.readings import bans as told_bans
from kb.texts.fold import fold

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from kb.ingest.recorder import Recorder
    from kb.texts.names import PointNames

__all__ = ["DECIDED", "Finder", "Row", "bans", "complaints", "ghosts", "hours", "notes", "rows"]

DECIDED: Mapping[tuple[str, str], tuple[str, str]] = MappingProxyType(
    {
        ("forbidden-to-moxa", "临泣"): ("GB15", "stands in a row of points of the head"),
        ("forbidden-to-moxa", "上临泣"): ("GB15", "the upper one is that of the head"),
        ("forbidden-to-moxa", "阳关"): ("GB33", "the one whose entry in 甲乙經 has the ban"),
        ("forbidden-to-moxa", "丝竹"): ("TE23", "the verse shortens 絲竹空"),
        ("forbidden-to-moxa", "地五"): ("GB42", "the verse shortens 地五會"),
        ("forbidden-to-moxa", "白环"): ("BL30", "the verse shortens 白環俞"),
        ("forbidden-to-needle", "三阳交"): ("", "printed where the others have 三陰交: left open"),
        ("forbidden-to-moxa", "禾髎"): ("LI19", "the songs print the standard name of LI19"),
        ("confluent-prescriptions", "三里"): ("ST36", "the list prints 手三里 for the arm point"),
        ("confluent-prescriptions", "临泣"): ("GB41", "the list prints 头临泣 for the other"),
        ("yulong-notes", "三里"): ("ST36", "the note places it three inches below the knee"),
        ("yulong-notes", "太阳"): ("EX-HN5", "bled on the purple vessel of the temple"),
        ("yulong-notes", "临泣"): ("GB41", "between the third and fourth toe, says the note"),
        ("yulong-notes", "吕细"): ("KI3", "in the hollow at the inner ankle, says the note"),
        ("yulong-notes", "丝竹"): ("TE23", "the book shortens 絲竹空"),
        ("yulong-notes", "五枢"): ("", "the note tells the place of another point, 背縫"),
        ("yulong-notes", "鱼尾"): ("GB1", "the note says that it is 瞳子髎"),
        ("yulong-notes", "丹田"): ("CV4", "three inches below the navel, says the note"),
        ("yulong-notes", "绝骨"): ("GB39", "three inches above the outer ankle, says the note"),
        ("forbidden-to-needle", "脐中"): ("CV8", "the lists ban it as a point"),
        ("confluent-conditions", "临泣"): ("GB41", "the confluent point is that of the foot"),
        ("mother-child-hours", "通谷"): ("BL66", "only BL66 is a transport point"),
    }
)
"""List and folded name of several points, the point that is meant, and why."""


@dataclass(frozen=True, slots=True)
class Row:
    """Names in a row, all under one ban.

    Attributes
    ----------
    opens : str
        Folded pattern of the first name, where the row begins.
    closes : str
        Folded pattern of what follows the row.
    acts : tuple of str
        What is forbidden.
    limits : tuple of str
        Whom for.
    """

    opens: str
    closes: str
    acts: tuple[str, ...]
    limits: tuple[str, ...] = ()


_WOMEN = re.compile("女子")


class Finder:
    """Finds point names in a stretch of one list."""

    def __init__(self, names: PointNames, listed: str) -> None:
        self.names = names
        self.listed = listed

    def code(self, name: str) -> str:
        """Return the point a name means in this list, empty when it may be several."""
        if found := DECIDED.get((self.listed, name)):
            return found[0]
        return self.names.resolve(name) if name in self.names else ""

    def names_in(self, chars: str, start: int, end: int) -> Iterator[tuple[str, int]]:
        """Yield each name and its position; where none stands an empty one, a character at once."""
        at = start
        while at < end:
            sizes = range(min(self.names.longest, end - at), 1, -1)
            pieces = (chars[at : at + size] for size in sizes)
            name = next((p for p in pieces if self._known(p)), "")
            yield name, at
            at += len(name) or 1

    def _known(self, piece: str) -> bool:
        return piece in self.names or (self.listed, piece) in DECIDED


def rows(recorder: Recorder, names: PointNames, span: tuple[int, int], listed: str,
         table: tuple[Row, ...]) -> None:  # fmt: skip
    """Read the bans of rows of names.

    Parameters
    ----------
    recorder : Recorder
        Takes the bans.
    names : PointNames
        All point names, with the misprints of the book.
    span : tuple of (int, int)
        First and last-plus-one position of the passage in the stream.
    listed : str
        Id of the teaching, for `DECIDED`.
    table : tuple of Row
        The rows, in the order of the passage.
    """
    chars = recorder.text.stream.chars
    finder = Finder(names, listed)
    at, end = span
    for row in table:
        opens = re.compile(row.opens).search(chars, at, end)
        closes = re.compile(row.closes).search(chars, opens.end(), end) if opens else None
        if opens is None or closes is None:
            continue
        at = closes.start()
        rest = opens.start()
        for name, start in finder.names_in(chars, opens.start(), closes.start()):
            code = finder.code(name) if name else ""
            if not name:
                continue
            recorder.unread(rest, start)
            rest = start + len(name)
            if not code:
                recorder.unresolved(listed, start, name)
                continue
            women = _WOMEN.match(chars, rest)
            whom = (*row.limits, *(("women",) if women else ()))
            for act in row.acts:
                recorder.reading(code, Reading("forbids", start, rest, target=act, limits=whom))
            rest = women.end() if women else rest
        recorder.unread(rest, closes.start())


_BANNED = (
    ("禁不可刺深|刺不可深|刺过深", "deep-needle"),
    ("禁不可刺", "needle"),
    ("刺不可多出血|刺之?无多见血", "bleeding"),
    ("禁不可灸|灸之不幸", "moxa"),
)
_BAN = re.compile("(?P<whom>女子)?(?:" + "|".join(f"({words})" for words, _ in _BANNED) + ")")


def bans(recorder: Recorder, names: PointNames, span: tuple[int, int], listed: str) -> None:
    """Read names each followed by its ban (神庭禁不可刺); one with a condition is left unread."""
    chars = recorder.text.stream.chars
    finder = Finder(names, listed)
    for match in _BAN.finditer(chars, *span):
        act = _BANNED[(match.lastindex or 2) - 2][1]
        if act == "moxa" and chars[: match.start()].endswith("禁不可灸"):
            continue  # 灸之不幸 in the note to the ban before it
        before = chars[max(span[0], match.start() - 4) : match.start()]
        sizes = range(min(4, len(before)), 1, -1)
        name = next((before[-s:] for s in sizes if finder.code(before[-s:])), "")
        if not name:
            recorder.unread(match.start() - len(before), match.end())
            continue
        start = match.start() - len(name)
        whom = ("women",) if match["whom"] else ()
        recorder.reading(
            finder.code(name), Reading("forbids", start, match.end(), target=act, limits=whom)
        )


_HEADS = re.compile(
    r"(?:属性：)?([^ ，]{2})(?:二?穴)?，?(?:二穴，)?主治([一二三四五六七八九十]+)证∶ *$"
)
_ORGANS = "[心胃肝胆脾肺肾膀胱大小肠三焦包络主]+"
_CONDITION = re.compile(rf"([^ （]+)(?:（[^）]*）)? ({_ORGANS})(?: |$)")
_CONDITIONS = re.compile(rf"(?:{_CONDITION.pattern})+")


def complaints(recorder: Recorder, names: PointNames, span: tuple[int, int], listed: str) -> None:
    """Read complaints a line, each with the organs it belongs to, under the name of a point."""
    finder = Finder(names, listed)
    text = recorder.text
    stream = text.stream
    code = ""
    for number in range(stream.lines[span[0]], stream.lines[span[1] - 1] + 1):
        line = text.lines[number].text
        first, last = stream.firsts[number], stream.firsts[number + 1]
        if head := _HEADS.match(line):
            code = finder.code(fold(head[1]))
            recorder.counts.points.add(code)
        elif line.startswith("上件"):
            code = ""
        elif code and _CONDITIONS.fullmatch(line):
            at = first
            for found in _CONDITION.finditer(line):
                end = at + len(fold(found[1]))
                whom = limits(stream.chars[at : at + 2])  # 癖气并小儿食癖 is not limited
                recorder.complaint([code], at, end, whom)
                at += len(fold(found[0]))
        elif code:
            recorder.unread(first, last)


_HOUR = re.compile("(?P<act>[补泻])(?:(?:虚|盛)则[补泻]之)?(?P<hour>用.时)(?:.而..)?")


def hours(recorder: Recorder, names: PointNames, span: tuple[int, int], listed: str) -> None:
    """Read at which double hour the mother or child point of a meridian is used."""
    chars = recorder.text.stream.chars
    finder = Finder(names, listed)
    for match in _HOUR.finditer(chars, *span):
        name = next((n for n, _ in finder.names_in(chars, match.end(), match.end() + 4)), "")
        code = finder.code(name) if name else ""
        if not code:
            recorder.unread(match.start(), match.end())
            continue
        start, end = match.span("hour")
        item = recorder.draft.item(code, recorder.at(start))
        kind = "reinforce" if match["act"] == "补" else "reduce"
        recorder.draft.listed(item, kind, recorder.raw(start, end))


_GHOST = re.compile("(?:一|二|三|四|五|六|七|八|九|十|十一|十二)针鬼.(?P<head>男?即)")


def ghosts(recorder: Recorder, names: PointNames, span: tuple[int, int], listed: str) -> None:
    """Read the needle depth of points of which each has a line (一针鬼宫即人中入三分)."""
    finder = Finder(names, listed)
    text = recorder.text
    stream = text.stream
    for number in range(stream.lines[span[0]], stream.lines[span[1] - 1] + 1):
        first, last = stream.firsts[number], stream.firsts[number + 1]
        head = _GHOST.match(stream.chars, first, last)
        name = (
            next((n for n, _ in finder.names_in(stream.chars, head.end(), last)), "")
            if head
            else ""
        )
        code = finder.code(name) if name else ""
        if code:
            _figures(recorder, code, first, last)
        else:
            recorder.unread(first, last)


def _figures(recorder: Recorder, code: str, first: int, last: int) -> None:
    """Add depth and cones told between two positions."""
    piece = Piece(recorder.text.stream.chars[first:last], first, first, "", HEAD, first=True)
    found = [one for one in measures(piece, measured=False) if "retain" not in one.value]
    for one in found:
        recorder.reading(code, one)
    for one in told_bans(piece):
        if one.limits:  # the note names women or children for another reason
            recorder.unread(one.start, one.end)
        else:
            recorder.reading(code, one)


_NOTED = re.compile(r"　　　([^　(　 ]{2,4})\(")


def notes(recorder: Recorder, names: PointNames, span: tuple[int, int], listed: str) -> None:
    """Read depth and cones from the notes under a verse: a name, then the note in parentheses."""
    finder = Finder(names, listed)
    text = recorder.text
    stream = text.stream
    first_line, last_line = stream.lines[span[0]], stream.lines[span[1] - 1] + 1
    number = first_line
    while number < last_line:
        head = _NOTED.match(text.lines[number].text)
        until = number + 1
        while head and until < last_line and text.lines[until].text.lstrip("　").startswith("("):
            until += 1
        if head:
            name = fold(head[1].removesuffix("穴"))
            first, last = stream.firsts[number], stream.firsts[until]
            if code := finder.code(name):
                _figures(recorder, code, first, last)
            else:
                recorder.unresolved(listed, first, name)
        number = until
