"""Sentences that name points for a complaint, in books that are ordered by complaints.

Such a chapter has no point entries: a statement names its points itself (環跳主之, 環銚主…). The
words of a claim must then stand in a statement that names the point. Two settings are known:
statements parted by a wide space or a new paragraph, and lists in which each opens a line.
"""

from __future__ import annotations

import itertools
import re
from collections.abc import Mapping
from types import MappingProxyType
from typing import TYPE_CHECKING

from kb.frozen import frozen
from kb.texts.fold import fold
from kb.texts.rowed import paragraphs, starts

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kb.texts.names import PointNames
    from kb.texts.text import Text

__all__ = ["LAYOUTS", "LEADS", "Layout", "Statement", "extent", "statements", "width"]

_GLYPH = re.compile(r"&KR\d+;|\[[^\]\s]{2,12}\]")
_NOTE = re.compile(r"\([^()]*\)?|^[^()]*\)")


@frozen
class Layout:
    """How a book sets out its statements.

    Attributes
    ----------
    start, end : str
        Locators of the first line and of the line after the last; empty for the end of the text.
    heading : str
        Pattern of a line that opens a chapter; headings hold no statement.
    spaced : bool
        Whether a wide space parts statements; else each opens a line with the name of a point.
    full : int
        Characters of a full line: a shorter one ends a paragraph.
    verb : str
        In lists, the word after the points: without it a statement is not complete.
    rowed : str
        Verbs that stand after a row of names, where such rows open the statements; remarks of the
        author that are set in are then no part of them. Empty elsewhere.
    """

    start: str
    end: str
    heading: str
    spaced: bool
    full: int
    verb: str = "主"
    rowed: str = ""


@frozen
class Statement:
    """One statement: its chapter, counted from 0, and its first and last-plus-one position."""

    chapter: int
    start: int
    end: int


LAYOUTS: Mapping[str, Layout] = MappingProxyType(
    {
        "jiayi-jing": Layout("007-1a.1", "", "^　　|^　鍼灸|^欽定", spaced=True, full=20),
        "qianjin-yaofang": Layout(
            "090-1a.1", "", "^[^　(]|^　　[^　]+第|^　(?:備急|鍼灸|針灸$)", spaced=False, full=20
        ),
        "zisheng-jing": Layout(
            "003-1a.1", "", "^　　|^欽定|^　鍼灸資生經卷", spaced=True, full=21, rowed="主治疗"
        ),
    }
)
"""Source id to layout."""


LEADS: Mapping[str, str] = MappingProxyType(
    {"zhenjiu-dacheng": "凡治后症必先取(?P<lead>..)为主.*?(?=杨氏治症|凡治后症|上八法)"}
)
"""Source id to the pattern (folded) of a chapter that names once the point that leads all lines."""


def statements(text: Text, layout: Layout, names: PointNames) -> tuple[Statement, ...]:
    """Return the statements of a book in order; what stands between them is theory or headings."""
    first, last = extent(text, layout)
    if layout.rowed:
        return tuple(_rowed(text, layout, names))
    heads = re.compile(layout.heading)
    edges: list[tuple[int, bool]] = []
    running = ""
    for number in range(first, last):
        line = text.lines[number].text
        start = text.stream.firsts[number]
        if heads.search(line):
            edges.append((start, True))
            running = ""
            continue
        before = text.lines[number - 1].text
        if layout.spaced:
            opens = number == first or width(before) < layout.full or heads.search(before)
            edges += [(start, False)] if opens or line.startswith("　") else []
            edges += [(at, False) for at in _spaces(text, number)]
        elif not running or _opens(line, before, running, layout, names):
            edges.append((start, False))
            running = line
        else:
            running += line
    return tuple(_spans(edges, text.stream.firsts[last]))


def extent(text: Text, layout: Layout) -> tuple[int, int]:
    """Return the first and last-plus-one line that hold the statements."""
    return text.index(layout.start), text.index(layout.end) if layout.end else len(text.lines)


def _rowed(text: Text, layout: Layout, names: PointNames) -> Iterator[Statement]:
    """Yield the statements of paragraphs, each with the stretch that names its points."""
    for one in paragraphs(text, *extent(text, layout), layout.heading, layout.full, names):
        begins = starts(one, layout.rowed, names)
        for start, end in itertools.pairwise([*begins, len(one.chars)]):
            yield Statement(one.chapter, one.start + start, one.start + end)


def width(line: str) -> float:
    """Return the width of a printed line in characters; a note is set two columns wide.

    Examples
    --------
    >>> width("熱病(千金下有/煩滿二字)汗不出")
    9.0
    """
    glyphs = _GLYPH.sub("X", line)
    notes = "".join(_NOTE.findall(glyphs))
    small = len(re.sub(r"[()/]", "", notes))
    return len(_NOTE.sub("", glyphs)) + small / 2


def _spaces(text: Text, number: int) -> Iterator[int]:
    """Yield the positions in the stream before which a wide space stands within a line."""
    stream = text.stream
    first, after = stream.firsts[number], stream.firsts[number + 1]
    for match in re.finditer("　", _NOTE.sub(_blank, text.lines[number].text)):
        yield next((at for at in range(first, after) if stream.starts[at] > match.start()), after)


def _blank(match: re.Match[str]) -> str:
    return "-" * len(match.group())


def _opens(line: str, before: str, running: str, layout: Layout, names: PointNames) -> bool:
    """Return whether a line of a list opens a statement: the one before is complete."""
    body = line.lstrip("　")
    rule = running.lstrip("　").startswith("凡")
    if body.startswith("凡"):
        return True
    if body.startswith("(") or not (rule or layout.verb in _NOTE.sub("", running)):
        return False
    if width(before) < layout.full:
        return True
    head = re.split("　|主|\\(", body)[0]
    return fold(head) in names


def _spans(edges: list[tuple[int, bool]], end: int) -> Iterator[Statement]:
    chapter = -1
    for (start, heading), (stop, _) in itertools.pairwise([*edges, (end, False)]):
        if heading:
            chapter += 1
        elif start < stop:
            yield Statement(chapter, start, stop)
