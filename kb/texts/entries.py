"""Where each point's passage starts and ends in a book.

A book with one entry per point is described by a `Shape`: the stretch of the text that holds the
entries, what a heading looks like, and which lines change the meridian or end an entry. A term
counts as found for a point only inside that point's own entry.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from kb.texts.fold import fold

if TYPE_CHECKING:
    from collections.abc import Iterable

    from kb.texts.names import PointNames
    from kb.texts.text import Text

__all__ = ["Entry", "Shape", "entries", "stretch"]


@dataclass(frozen=True, slots=True)
class Shape:
    """How a book sets out its point entries.

    Attributes
    ----------
    start, end : str
        Locators of the first line and of the line after the last; empty for the text's own ends.
        In a text with headings ``L4707`` alone, the first line with at least that number.
    heading : str
        Pattern of a heading line; its first group is the printed name, or what begins with it.
    follows : str
        Pattern of the folded text right after the name, where nothing marks off the name: the
        longest known name at the start of the group then counts. Empty where the group is it.
    sections : tuple of (str, str)
        Pattern of a line that opens a meridian, and the meridian.
    breaks : str
        Pattern of a line that ends an entry without starting one; empty for none.
    """

    start: str
    end: str
    heading: str
    follows: str = ""
    sections: tuple[tuple[str, str], ...] = ()
    breaks: str = ""


def _named(line: str, shape: Shape, names: PointNames) -> str:
    """Return the name that a heading line opens with, empty when the line is no heading."""
    found = re.match(shape.heading, line)
    if not found:
        return ""
    if not shape.follows:
        return found[1]
    text = fold(found[1])
    for name in names.starts(text):
        if re.match(shape.follows, text[len(name) :]):
            return name
    return ""


@dataclass(frozen=True, slots=True)
class Entry:
    """One point's passage.

    Attributes
    ----------
    point : str
        Point code.
    name : str
        The name as the heading prints it.
    first, last : int
        First line and last line, as positions in the text's lines.
    start, end : int
        First and last-plus-one position in the folded stream.
    """

    point: str
    name: str
    first: int
    last: int
    start: int
    end: int


@dataclass(slots=True)
class _Open:
    point: str
    name: str
    first: int
    last: int


def entries(text: Text, shape: Shape, names: PointNames) -> tuple[Entry, ...]:
    """Return the entries of a book, in order of the text.

    A heading whose name the words around it do not decide opens no entry but ends the one before.
    """
    breaks = re.compile(shape.breaks) if shape.breaks else None
    sections = [(re.compile(pattern), meridian) for pattern, meridian in shape.sections]
    meridian = ""
    closed: list[_Open] = []
    current: _Open | None = None
    for number in range(*stretch(text, shape)):
        line = text.lines[number].text
        opened = next((code for pattern, code in sections if pattern.search(line)), "")
        if opened or (breaks and breaks.search(line)):
            meridian = opened or meridian
            current = None
            continue
        if name := _named(line, shape, names):
            point = names.resolve(name, _near(text, number), meridian)
            if point or not sections:
                current = _Open(point, name, number, number) if point else None
                closed += [current] if current else []
                continue
        if current:
            current.last = number
    return tuple(_close(text, closed))


def stretch(text: Text, shape: Shape) -> tuple[int, int]:
    """Return the first and last-plus-one line that hold a book's entries."""
    return _edge(text, shape.start, 0), _edge(text, shape.end, len(text.lines))


def _edge(text: Text, locator: str, default: int) -> int:
    if not locator:
        return default
    if locator.startswith("L"):
        wanted = int(locator[1:])
        rows = (at for at, line in enumerate(text.lines) if line.number >= wanted)
        return next(rows, default)
    return text.index(locator)


def _near(text: Text, number: int) -> str:
    lines = text.lines[number : number + 4]
    return fold("".join(line.text for line in lines))


def _close(text: Text, found: Iterable[_Open]) -> Iterable[Entry]:
    firsts = text.stream.firsts
    for one in found:
        yield Entry(
            one.point, one.name, one.first, one.last, firsts[one.first], firsts[one.last + 1]
        )
