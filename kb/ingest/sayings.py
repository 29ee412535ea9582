"""Sentences of the form complaints, points, 主之: their parts, before it is known which points.

Positions count in the stream of the book; characters of notes are masked.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from kb.ingest.pieces import NOTE

if TYPE_CHECKING:
    from kb.texts.names import PointNames

__all__ = ["Mention", "Parser", "Saying"]


@dataclass(slots=True)
class Mention:
    """A printed name of a point and the point, once that is known."""

    name: str
    at: int
    point: str = ""


@dataclass(slots=True)
class Saying:
    """What one sentence says.

    Attributes
    ----------
    start, end : int
        Where its complaints stand; equal when it goes on with those of the sentence before.
    alone : list of Mention
        Points that are each good for them.
    together : list of Mention
        Points used together; the first of `alone` leads where the text adds to it.
    ruled : bool
        Whether it is told with 主之: such sentences follow the order of the points.
    same : bool
        Whether it speaks of the points of the sentence before (皆主之 without a name).
    speaker : str
        Source repeated; empty for the book itself.
    act : tuple of (str, int, int)
        What else is said of the points: ``bleed``, ``deep-needle`` or ``moxa``, and where.
    """

    start: int
    end: int
    alone: list[Mention] = field(default_factory=list)
    together: list[Mention] = field(default_factory=list)
    ruled: bool = True
    same: bool = False
    speaker: str = ""
    act: tuple[str, int, int] | None = None


_RULES = "主之"
_FOLLOWS = re.compile("(?:取.{2,3}者)?(?P<how>亦取|又取|[并並]取|先取|及取)")
_INSTRUCTS = re.compile("[^曰也何刺取灸补泻针死]{2,44}?(?P<verb>先取|[取刺灸])")
_REST = re.compile("(?:皆?先?[补泻]之|出血(?:[立则]已)?|立已)?$")
_BLEEDS = re.compile("出血[立则]已")
_SHALLOW = re.compile("刺不可深")
_JOINS = "及与并和又"
_ALL = "皆悉"
_PLACES = re.compile("[引至从自]$")
"""Before a name: a place of the body is meant (痛引缺盆)."""


class Parser:
    """Reads the statements of a book.

    Parameters
    ----------
    chars : str
        The folded stream from `base` on, notes masked.
    base : int
        Position of its first character.
    names : PointNames
        All point names, with the misprints of the book.
    """

    def __init__(self, chars: str, base: int, names: PointNames) -> None:
        self._chars = chars
        self._base = base
        self._names = names

    def parse(self, start: int, end: int) -> list[Saying]:
        """Return the sentences of one statement (positions in the stream)."""
        first, last = start - self._base, end - self._base
        found: list[Saying] = []
        at = first
        while (rules := self._chars.find(_RULES, at, last)) >= 0:
            at = self._follow(at, rules, found)
            found.append(self._saying(at, rules))
            at = rules + len(_RULES)
        if found:
            self._follow(at, last, found)
        elif told := self._instruction(first, last):
            found.append(told)
        return [self._moved(one) for one in found]

    def _moved(self, one: Saying) -> Saying:
        one.start += self._base
        one.end += self._base
        for mention in {id(m): m for m in [*one.alone, *one.together]}.values():
            mention.at += self._base
        if one.act:
            one.act = (one.act[0], one.act[1] + self._base, one.act[2] + self._base)
        return one

    def _skip(self, at: int, step: int) -> int:
        """Return the position after (or before) the notes that stand at a position."""
        while 0 <= at < len(self._chars) and self._chars[at] == NOTE:
            at += step
        return at

    def forward(self, at: int, last: int) -> tuple[list[Mention], int]:
        """Return the names that stand in a row from a position on, and where they end."""
        found: list[Mention] = []
        end = at
        while at < last:
            at = self._skip(at, 1)
            name = self._names.at(self._chars[:last], at)
            if name:
                found.append(Mention(name, at))
                at = end = at + len(name)
            elif found and self._chars[at : at + 1] in tuple(_JOINS):
                at += 1
            else:
                break
        return found, end

    def backward(self, first: int, end: int) -> tuple[list[Mention], int]:
        """Return the names that stand in a row before a position, and where they begin."""
        found: list[Mention] = []
        while True:
            at = self._skip(end - 1, -1) + 1
            sizes = range(min(self._names.longest, at - first), 1, -1)
            name = next(
                (n for size in sizes if (n := self._chars[at - size : at]) in self._names), ""
            )
            if name and not (found and _PLACES.search(self._chars[first : at - len(name)])):
                found.insert(0, Mention(name, at - len(name)))
                end = at - len(name)
            elif found and self._chars[at - 1] in _JOINS and at - 1 >= first:
                end = at - 1
            else:
                return found, end

    def _saying(self, first: int, rules: int) -> Saying:
        """Read what stands before 主之."""
        end = rules
        all_of = False
        while end > first and self._chars[end - 1] in _ALL:
            end, all_of = end - 1, True
        names, begin = self.backward(first, end)
        said = Saying(first, begin, names, same=all_of and not names)
        head = self._chars[first:begin]
        if names and head.endswith("后取") and (at := head.rfind("先取")) >= 0:
            before, stop = self.forward(first + at + 2, begin)
            if stop == begin - 2:
                said.together, said.alone = [*before, *names], []
                said.end = first + at
        elif names and head.endswith(("又刺", "又取")):
            said.end -= 2
        elif names and head.endswith(("取", "刺")):
            said.end -= 1
        words = self._chars[said.start : said.end].strip(NOTE)
        if words in ("又", "又云", "亦"):
            said.speaker = "unnamed" if words == "又云" else ""
            said.end = said.start
        return said

    def _follow(self, at: int, last: int, found: list[Saying]) -> int:
        """Read what is added to the sentence before; return where the next one begins."""
        if not found:
            return at
        here = self._skip(at, 1)
        match = _FOLLOWS.match(self._chars[:last], here)
        if not match:
            if bleeds := _BLEEDS.match(self._chars[:last], here):
                found[-1].act = ("bleed", bleeds.start(), bleeds.end())
            elif shallow := _SHALLOW.match(self._chars[:last], here):
                found[-1].act = ("deep-needle", shallow.start() + 1, shallow.end())
            return at
        names, end = self.forward(match.end(), last)
        if match["how"] == "先取" and self._chars.startswith("后取", end):
            more, end = self.forward(end + 2, last)
            names = [*names, *more] if more else []
        if not names:
            return at
        added = Saying(end, end, ruled=False)
        if match["how"] in ("亦取", "又取"):
            added.alone = names
        else:
            added.together = [*found[-1].alone[:1], *names]
        found.append(added)
        return end

    def _instruction(self, first: int, last: int) -> Saying | None:
        """Read a sentence that ends with its points (項强刺瘖門), None when it says more."""
        match = _INSTRUCTS.match(self._chars[:last], first)
        if not match:
            return None
        names, end = self.forward(match.end(), last)
        together = False
        if names and match["verb"] == "先取" and self._chars.startswith("后取", end):
            more, end = self.forward(end + 2, last)
            names, together = [*names, *more], True
        rest = self._chars[end:last].strip(NOTE)
        if not names or not _REST.match(rest) or (match["verb"] == "先取" and not together):
            return None
        said = Saying(first, match.start("verb"), ruled=False)
        if together:
            said.together = names
        else:
            said.alone = names
        if match["verb"] == "灸":
            said.act = ("moxa", match.start("verb"), end)
        elif rest.startswith("出血"):
            said.act = ("bleed", end, end + len(rest))
        return said
