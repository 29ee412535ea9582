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

from kb.texts.entries import leaf_gap
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


SHARED: tuple[tuple[str, str, str], ...] = (
    ("少海", "HT3", "肘内廉|曲节"),
    ("少海", "SI8", "肘内大骨外"),
    ("通谷", "KI20", "冲脉"),
    ("复留", "KI7", "内踝"),
    ("腋门", "TE2", "小指次指"),
    ("腋门", "ST27", "长溪"),
    ("禾髎", "TE22", "耳前"),
    ("和髎", "LI19", "^[^。]{0,4}鼻孔下"),
    ("禾", "LI19", "鼻孔下"),
    ("肩", "LI15", "^灵枢|两骨间"),
    ("肩", "TE14", "^甲乙肩端上|臑上"),
    ("中", "BL33", "第三空"),
    ("中", "KI26", "俞府下"),
)
"""Name that two points share in these books, the point, and the words after it that decide.

Single characters are names that lost a glyph in the transcription (肩髃 and 肩髎 are both 肩).
"""


@dataclass(frozen=True, slots=True)
class Recipe:
    """How one book sets out its entries.

    Attributes
    ----------
    first, last : int
        Lines of the pinned file between which the entries stand.
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

    first: int
    last: int
    heading: str = ""
    before: str = ""
    skip: str = "　("
    section: str = "^　　"
    by_meridian: bool = False


RECIPES: Mapping[str, Recipe] = MappingProxyType(
    {
        "jiayi-jing": Recipe(1760, 2700, before=_ORGAN),
        "waitai-miyao": Recipe(446, 1788),
        "qianjin-yaofang": Recipe(30, 493, before=_REGION),
        "zisheng-jing": Recipe(107, 1669),
        "puji-fang": Recipe(5027, 8499, section="^　　　"),
        "zhenjiu-dacheng": Recipe(
            4705, 6770, heading=r"(?:属性：)?\\x(.{0,5}?)\s*\\x", by_meridian=True
        ),
        "jingxue-huijie": Recipe(139, 2185, heading="(?:属性：)?([^（。，]{1,4})（"),
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


def passages(text: Text, recipe: Recipe, names: PointNames) -> Mapping[str, list[Passage]]:
    """Return the entries of each point of a book, in order of the text."""
    numbers = [n for n, line in enumerate(text.lines) if recipe.first <= line.number <= recipe.last]
    first, last = numbers[0], numbers[-1]
    firsts = text.stream.firsts
    found: dict[str, list[Passage]] = {}
    current: _Open | None = None
    for number in range(first, last + 1):
        opened = _opens(text, number, recipe, names)
        ends = opened is not None or _closes(text, number, first, recipe)
        if current and (ends or number == last):
            start = firsts[current.line]
            entry = Passage(current.point, start, start + current.named, firsts[number])
            found.setdefault(current.point, []).append(entry)
        if ends:
            current = opened if opened and opened.point else None
    return found


def _closes(text: Text, number: int, first: int, recipe: Recipe) -> bool:
    line = text.lines[number]
    if re.search(recipe.section, line.text) and not recipe.heading:
        return True
    return number > first and text.anchored and leaf_gap(text.lines[number - 1].place, line.place)


def _opens(text: Text, number: int, recipe: Recipe, names: PointNames) -> _Open | None:
    """Return the entry a line opens; its point is empty when the line heads something else."""
    line = text.lines[number]
    near = fold("".join(one.text for one in text.lines[number : number + 4])).replace("趾", "指")
    if recipe.heading:
        match = re.match(recipe.heading, line.text)
        if not match or not match[1].strip():
            return None
        meridian = _meridian(line.place) if recipe.by_meridian else ""
        name = fold(match[1])
        after = _after(name, near)
        return _Open(_resolve(names, name, near[after:], meridian), number, after)
    if not line.text or line.text[0] in recipe.skip:
        return None
    for offset, name in _names(line.text, recipe, names):
        point = _resolve(names, name, near[offset + len(name) :], "")
        if point:
            return _Open(point, number, offset + len(name))
    folded = fold(line.text)
    return _Open("", number, 0) if _EXTRA.match(folded) else None


def _resolve(names: PointNames, name: str, near: str, meridian: str) -> str:
    """Return the point a heading means, empty when the words after it do not decide."""
    for shared, point, words in SHARED:
        if shared == name and not meridian and re.search(words, near[:60]):
            return point
    return names.resolve(name, near, meridian)


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
