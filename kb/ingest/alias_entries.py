"""Point entries of the books that give other names, found by the name that opens a line.

These books mark a heading by its place only: the name stands first on its line and is followed by
where the point lies (神庭在髮際), by its number (神庭一穴) or by a note. So a line opens an entry
when a known name stands first and one of `FOLLOWS` comes next; a book that marks its headings has
a pattern of its own. An entry ends at the next heading, at a line that opens a section, at a point
that is not one of the 361, and where half-leaves are missing.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import TYPE_CHECKING

from kb.texts.fold import fold, units

if TYPE_CHECKING:
    from kb.texts.names import PointNames
    from kb.texts.text import Text

__all__ = ["FOLLOWS", "RECIPES", "Passage", "Recipe", "passages"]

FOLLOWS = re.compile(
    "在|[一二]穴|[一又亦]名|穴|者|[木火土金水]也|[夹侠挟]|直|去|当|禁|以|从"
    "|[手足][太少阳厥心]|[阴阳][跷维]|[心肺肝脾肾胃胆]之?募|三焦募|大肠募|小肠募|膀胱募|督脉|任脉|脾之"
)
"""What comes after the name that opens an entry (folded)."""

_ORGAN = "(?:心主|[肺心肝脾肾胃胆]|大肠|小肠|膀胱|三焦)(?:上?合?[手足](?:太阳|少阳|阳明))?出于?"
_REGION = "(?:[头面侧正][面]?部(?:中|第?[一二三四五])行|[头面]第[一二三四五]行)"
_EXTRA = re.compile(".{2,4}[一二]穴")
_CHANNELS: Mapping[str, str] = MappingProxyType(
    {
        "手太阴": "LU", "手阳明": "LI", "足阳明": "ST", "足太阴": "SP", "手少阴": "HT",
        "手太阳": "SI", "足太阳": "BL", "足少阴": "KI", "手厥阴": "PC", "手少阳": "TE",
        "足少阳": "GB", "足厥阴": "LR", "督脉": "GV", "任脉": "CV",
    }
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Recipe:
    """How one book sets out its entries.

    Attributes
    ----------
    start, end : str
        Locators of the first and the last line that may belong to an entry.
    heading : str
        Pattern of a heading line, first group the name; empty when the name only opens the line.
    before : str
        Pattern (folded) of words that may stand before the name.
    skip : str
        Lines that begin so never open an entry.
    section : str
        Lines that match this end an entry.
    by_meridian : bool
        Whether the heading path names the meridian.
    """

    start: str
    end: str
    heading: str = ""
    before: str = ""
    skip: str = "　("
    section: str = "^　　"
    by_meridian: bool = False


RECIPES: Mapping[str, Recipe] = MappingProxyType(
    {
        "jiayi-jing": Recipe("003-9b.6", "003-61a.5", before=_ORGAN),
        "waitai-miyao": Recipe("043-25b.1", "043-99b.1"),
        "qianjin-yaofang": Recipe("087-2a.9", "087-28a.1", before=_REGION),
        "zisheng-jing": Recipe("001-2a.1", "001-108b.1"),
        "puji-fang": Recipe("414-1a.1", "416-74b.1"),
        "tongren-zhenjiujing": Recipe("002-1b.1", "007-1a.1"),
        "mingtang-jiujing": Recipe("001-1b.1", "008-1a.1"),
        "zhenjiu-dacheng": Recipe(
            "L4705", "L6770", heading=r"(?:属性：)?\\x(.{0,5}?)\s*\\x", by_meridian=True
        ),
        "jingxue-huijie": Recipe("L139", "L2185", heading="(?:属性：)?([^（。，]{1,4})（"),
    }
)
"""Source id to recipe."""


@dataclass(frozen=True, slots=True)
class Passage:
    """The entry of one point: positions in the folded stream, and where its name ends."""

    point: str
    start: int
    named: int
    end: int


@dataclass(slots=True)
class _Open:
    point: str
    line: int
    named: int


def passages(text: Text, recipe: Recipe, names: PointNames) -> Mapping[str, Passage]:
    """Return the first entry of each point of a book."""
    first, last = _line(text, recipe.start), _line(text, recipe.end)
    firsts = text.stream.firsts
    found: dict[str, Passage] = {}
    current: _Open | None = None
    for number in range(first, last + 1):
        opened = _opens(text, number, recipe, names)
        ends = opened is not None or _closes(text, number, first, recipe)
        if current and (ends or number == last):
            start = firsts[current.line]
            found.setdefault(
                current.point, Passage(current.point, start, start + current.named, firsts[number])
            )
        if ends:
            current = opened if opened and opened.point else None
    return found


def _line(text: Text, locator: str) -> int:
    """Return the position of a line; ``L4705`` names it by its number in the file."""
    if locator.startswith("L"):
        wanted = int(locator[1:])
        return next(i for i, line in enumerate(text.lines) if line.number >= wanted)
    place = locator.rpartition(".")[0]
    try:
        return text.index(locator)
    except ValueError:
        return text.index(place)


def _closes(text: Text, number: int, first: int, recipe: Recipe) -> bool:
    line = text.lines[number]
    if re.search(recipe.section, line.text) and not recipe.heading:
        return True
    return number > first and text.anchored and _gap(text.lines[number - 1].place, line.place)


def _gap(before: str, after: str) -> bool:
    """Return whether half-leaves are missing between two pages.

    Examples
    --------
    >>> _gap("001-14a", "001-15a"), _gap("001-14b", "001-15a"), _gap("001-9b", "002-1a")
    (True, False, False)
    """
    if before == after or "#" in before + after:
        return False
    one, two = (re.fullmatch(r"(\d+)-(\d+)([ab])", page) for page in (before, after))
    if not one or not two or one[1] != two[1]:
        return False
    halves = [2 * int(page[2]) + (page[3] == "b") for page in (one, two)]
    return halves[1] - halves[0] != 1


def _opens(text: Text, number: int, recipe: Recipe, names: PointNames) -> _Open | None:
    """Return the entry a line opens; its point is empty when the line heads something else."""
    line = text.lines[number]
    near = fold("".join(one.text for one in text.lines[number : number + 4]))
    if recipe.heading:
        match = re.match(recipe.heading, line.text)
        if not match or not match[1].strip():
            return None
        meridian = _meridian(line.place) if recipe.by_meridian else ""
        name = fold(match[1])
        return _Open(names.resolve(name, near[len(name) :], meridian), number, _after(name, near))
    if not line.text or line.text[0] in recipe.skip:
        return None
    for offset, name in _names(line.text, recipe, names):
        point = names.resolve(name, near[offset + len(name) :])
        if point:
            return _Open(point, number, offset + len(name))
    folded = fold(line.text)
    return _Open("", number, 0) if _EXTRA.match(folded) else None


def _after(name: str, near: str) -> int:
    at = near.find(name)
    return at + len(name) if at >= 0 else len(name)


def _meridian(place: str) -> str:
    folded = fold(place)
    return next((code for words, code in _CHANNELS.items() if words in folded), "")


def _names(line: str, recipe: Recipe, names: PointNames) -> Iterator[tuple[int, str]]:
    """Yield offset and name of every known name that can open the line, longest first."""
    stream = units(line)
    folded = "".join(char for char, _, _ in stream)
    offsets = [0]
    if recipe.before and (match := re.match(recipe.before, folded)):
        offsets.insert(0, match.end())
    for offset in offsets:
        for size in range(min(names.longest, len(folded) - offset), 1, -1):
            name = folded[offset : offset + size]
            if not names.candidates(name):
                continue
            rest = folded[offset + size :]
            note = line[stream[offset + size - 1][2] :][:1] in ("(", "（", "")
            if note or rest.startswith(name) or FOLLOWS.match(rest):
                yield offset, name
