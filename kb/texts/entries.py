"""Where each point's passage starts and ends in a book.

A book with one entry per point is described by a `Shape`: the stretch of the text that holds the
entries, what a heading looks like, and which lines change the meridian or end an entry. A term
counts as found for a point only inside that point's own entry.

A transcription that lost glyphs prints some names with a character missing (肩 for 肩髃). Such a
name is read by elimination: it must fit one single point of its meridian that no other heading
names.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from kb.frozen import frozen
from kb.texts.fold import fold

if TYPE_CHECKING:
    from collections.abc import Iterable

    from kb.texts.misprints import Misprint
    from kb.texts.names import PointNames
    from kb.texts.text import Text

__all__ = ["Entry", "Shape", "entries", "leaf_gap", "stretch"]


@frozen
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
    chapters : tuple of (str, str)
        Pattern of a heading path, and the meridian whose points stand under it; the first that
        fits counts. An entry ends where another chapter begins.
    through : str
        Pattern of the heading paths that cut an entry in two: it goes on below them.
    unmarked : str
        Pattern of a heading that lost its marks, first group the name: counts only where it is
        the standard name of a point of the meridian.
    misprints : tuple of Misprint
        Names printed wrongly in the headings of this edition.
    nameless : tuple of (str, str)
        Locators (``L5297``) of headings that lost their whole name, and the points meant.
    unlisted : str
        Pattern of a heading, first group the name, that ends an entry though its name is no known
        one; empty where only known names open a line.
    gaps : bool
        Whether an entry ends where half-leaves are missing.
    """

    start: str
    end: str
    heading: str
    follows: str = ""
    sections: tuple[tuple[str, str], ...] = ()
    breaks: str = ""
    chapters: tuple[tuple[str, str], ...] = ()
    through: str = ""
    unmarked: str = ""
    misprints: tuple[Misprint, ...] = ()
    nameless: tuple[tuple[str, str], ...] = ()
    unlisted: str = ""
    gaps: bool = False


def leaf_gap(before: str, after: str) -> bool:
    """Return whether half-leaves are missing between two pages.

    Examples
    --------
    >>> leaf_gap("001-14a", "001-15a"), leaf_gap("001-14b", "001-15a"), leaf_gap("001-9b", "002-1a")
    (True, False, False)
    """
    if before == after or "#" in before + after:
        return False
    one, two = (re.fullmatch(r"(\d+)-(\d+)([ab])", page) for page in (before, after))
    if not one or not two or one[1] != two[1]:
        return False
    halves = [2 * int(page[2]) + (page[3] == "b") for page in (one, two)]
    return halves[1] - halves[0] != 1


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
    other = re.match(shape.unlisted, line) if shape.unlisted else None
    return other[1] if other else ""


@frozen
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
    meridian: str = ""


def entries(text: Text, shape: Shape, names: PointNames) -> tuple[Entry, ...]:
    """Return the entries of a book, in order of the text.

    A heading whose name the words around it do not decide opens no entry but ends the one before.
    """
    breaks = re.compile(shape.breaks) if shape.breaks else None
    sections = [(re.compile(pattern), meridian) for pattern, meridian in shape.sections]
    closes = not sections or bool(shape.chapters) or bool(shape.misprints)
    meridian = place = ""
    found: list[_Open] = []
    current: _Open | None = None
    for number in range(*stretch(text, shape)):
        line = text.lines[number].text
        opened = next((code for pattern, code in sections if pattern.search(line)), "")
        if opened or (breaks and breaks.search(line)):
            meridian = opened or meridian
            current = None
            continue
        if (
            shape.gaps
            and number
            and leaf_gap(text.lines[number - 1].place, text.lines[number].place)
        ):
            current = None
        if shape.chapters and text.lines[number].place != place:
            place = text.lines[number].place
            meridian = _chapter(place, shape)
            if not (shape.through and re.search(shape.through, place)):
                current = None
        heading = _heading(text, number, shape, names, meridian)
        if heading and (heading.point or closes):
            current = heading
            found.append(heading)
            continue
        if current:
            current.last = number
    return tuple(_close(text, _restored(found, names)))


def _chapter(place: str, shape: Shape) -> str:
    return next((code for pattern, code in shape.chapters if re.search(pattern, place)), "")


def _heading(
    text: Text, number: int, shape: Shape, names: PointNames, meridian: str
) -> _Open | None:
    """Return what a line opens; its point is empty when the name does not decide."""
    line = text.lines[number]
    nameless = dict(shape.nameless).get(f"L{line.number}", "")
    if nameless:
        return _Open(nameless, "", number, number, meridian)
    if name := _named(line.text, shape, names):
        near = _near(text, number)
        meant = (row.point for row in shape.misprints if row.printed == fold(name))
        point = next(meant, "") or names.resolve(name, near, meridian)
        if not point and shape.chapters and not _fits(fold(name), names, meridian):
            point = names.resolve(name, near)
        return _Open(point, name.strip(), number, number, meridian)
    if shape.unmarked and (bare := re.match(shape.unmarked, line.text)):
        for point in names.standard(bare[1]):
            if point.rstrip("0123456789") == meridian:
                return _Open(point, bare[1], number, number, meridian)
    return None


def _fits(damaged: str, names: PointNames, meridian: str) -> list[str]:
    """Return the points of a meridian whose standard name has one glyph more than a damaged one."""
    if not damaged or not meridian:
        return []
    spots = range(len(damaged) + 1)
    patterns = [re.compile(f"{damaged[:at]}.{damaged[at:]}") for at in spots]
    return [
        code
        for code, full in names.of(meridian)
        if any(pattern.fullmatch(full) for pattern in patterns)
    ]


def _restored(found: list[_Open], names: PointNames) -> list[_Open]:
    """Return the headings with a point, those that lost a glyph read by elimination."""
    taken = {one.point for one in found}
    for one in found:
        if not one.point:
            fits = set(_fits(fold(one.name), names, one.meridian)) - taken
            one.point = fits.pop() if len(fits) == 1 else ""
    return [one for one in found if one.point]


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
