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

__all__ = ["Entry", "Shape", "entries"]


@dataclass(frozen=True, slots=True)
class Shape:
    """How a book sets out its point entries.

    Attributes
    ----------
    start, end : str
        Locators of the first line and of the line after the last.
    heading : str
        Pattern of a heading line; its first group is the printed name.
    sections : tuple of (str, str)
        Pattern of a line that opens a meridian, and the meridian.
    breaks : str
        Pattern of a line that ends an entry without starting one; empty for none.
    """

    start: str
    end: str
    heading: str
    sections: tuple[tuple[str, str], ...] = ()
    breaks: str = ""


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
    heading = re.compile(shape.heading)
    breaks = re.compile(shape.breaks) if shape.breaks else None
    sections = [(re.compile(pattern), meridian) for pattern, meridian in shape.sections]
    meridian = ""
    closed: list[_Open] = []
    current: _Open | None = None
    for number in range(text.index(shape.start), text.index(shape.end)):
        line = text.lines[number].text
        opened = next((code for pattern, code in sections if pattern.search(line)), "")
        if opened or (breaks and breaks.search(line)):
            meridian = opened or meridian
            current = None
            continue
        if found := heading.match(line):
            point = names.resolve(found[1], _near(text, number), meridian)
            if point or not sections:
                current = _Open(point, found[1], number, number) if point else None
                closed += [current] if current else []
                continue
        if current:
            current.last = number
    return tuple(_close(text, closed))


def _near(text: Text, number: int) -> str:
    lines = text.lines[number : number + 4]
    return fold("".join(line.text for line in lines))


def _close(text: Text, found: Iterable[_Open]) -> Iterable[Entry]:
    firsts = text.stream.firsts
    for one in found:
        yield Entry(
            one.point, one.name, one.first, one.last, firsts[one.first], firsts[one.last + 1]
        )
