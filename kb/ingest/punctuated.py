"""A punctuated entry: its characters, the stops between them, its notes and its paragraphs.

The open transcriptions print one file line per printed line, with stops, notes in parentheses and
a space where a glyph was lost. Everything here works on the folded characters of one entry; what
stood between two of them is kept beside.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from kb.ingest.pieces import NOTE
from kb.ingest.witness import STOPS
from kb.texts.fold import printed

if TYPE_CHECKING:
    from kb.texts.entries import Entry
    from kb.texts.text import Text

__all__ = ["LOST_GLYPH", "Passage"]

LOST_GLYPH = "□"
"""Stands in our words for a glyph that the transcription lost."""

_STOPS = {**STOPS, ",": 1, ";": 2, ".": 3, "○": 3}
_OPEN, _CLOSE = "（(", "）)"
_KEPT = re.compile("[针灸禁刺]")
_TITLE = 5
_FULL = 36
"""Characters of a full line; a shorter one that ends a sentence ends a paragraph."""


@dataclass(frozen=True)
class Passage:
    """One entry of a punctuated text.

    Attributes
    ----------
    text : Text
        The book.
    entry : Entry
        The entry.
    """

    text: Text
    entry: Entry

    @cached_property
    def gaps(self) -> tuple[str, ...]:
        """What is printed before each character, and after the last; a new line is a line break."""
        stream, found, pending = self.text.stream, [], ""
        for number in range(self.entry.first, self.entry.last + 1):
            line = self.text.lines[number].text
            at = 0
            for position in range(stream.firsts[number], stream.firsts[number + 1]):
                found.append(pending + line[at : stream.starts[position]])
                pending, at = "", stream.ends[position]
            pending += line[at:] + "\n"
        return (*found, pending.removesuffix("\n"))

    @cached_property
    def notes(self) -> tuple[tuple[int, int], ...]:
        """Start and end of what stands in parentheses, in characters of the entry."""
        found: list[tuple[int, int]] = []
        opened: list[int] = []
        for at, gap in enumerate(self.gaps):
            for char in gap:
                if char in _OPEN:
                    opened.append(at)
                elif char in _CLOSE and opened:
                    start = opened.pop()
                    if not opened and start < at:
                        found.append((start, at))
        return tuple(found)

    @cached_property
    def folded(self) -> str:
        """The folded characters of the entry."""
        return self.text.stream.chars[self.entry.start : self.entry.end]

    @cached_property
    def kept(self) -> tuple[tuple[int, int], ...]:
        """The notes that give measures or name a book only, which are read like the text."""
        return tuple(
            (a, b)
            for a, b in self.notes
            if _KEPT.search(self.folded[a:b]) or (b - a < _TITLE and "《" in self.gaps[a])
        )

    @cached_property
    def chars(self) -> str:
        """The folded characters, those of other notes replaced by `NOTE`."""
        chars = list(self.folded)
        for a, b in self.notes:
            if (a, b) not in self.kept:
                chars[a:b] = NOTE * (b - a)
        return "".join(chars)

    @cached_property
    def cuts(self) -> dict[int, int]:
        """Position before which a stop stands, with its strength (3 ends a sentence)."""
        edges = {edge: 3 if note in self.kept else 1 for note in self.notes for edge in note}
        found: dict[int, int] = {}
        for at, gap in enumerate(self.gaps):
            strength = max((_STOPS.get(char, 0) for char in gap), default=0)
            strength = max(strength, edges.get(at, 0))
            if strength:
                found[at] = strength
        return found

    @cached_property
    def stopped(self) -> bool:
        """Whether the entry is punctuated at all."""
        return any(char in "。，；" for gap in self.gaps for char in gap)

    @cached_property
    def lines(self) -> tuple[int, ...]:
        """Positions at which a printed line begins."""
        firsts = self.text.stream.firsts
        numbers = range(self.entry.first, self.entry.last + 1)
        return tuple(firsts[number] - self.entry.start for number in numbers)

    def paragraphs(self, opens: re.Pattern[str], *, short: bool) -> tuple[int, ...]:
        """Return the positions at which a paragraph begins, the first of the entry left out.

        Parameters
        ----------
        opens : re.Pattern
            Folded words that open a paragraph wherever they begin a line.
        short : bool
            Whether a short line that ends a sentence ends a paragraph too.
        """
        found = []
        for number in range(self.entry.first + 1, self.entry.last + 1):
            at = self.text.stream.firsts[number] - self.entry.start
            before = self.text.lines[number - 1].text
            ends = short and len(before) < _FULL and before.endswith("。")
            if ends or opens.match(self.folded, at):
                found.append(at)
        return tuple(found)

    def damaged(self, at: int) -> bool:
        """Return whether a glyph is lost beside a position, without a stop between."""
        return bool(self._lost(at, before=True) or self._lost(at, before=False))

    def shown(self, start: int, end: int) -> str:
        """Return the printed characters of a stretch of the entry, □ for each lost glyph."""
        stream = self.text.stream
        words = [self._lost(start, before=False)]
        for at in range(start, end):
            if at > start:
                words.append(self._inner(at))
            position = self.entry.start + at
            line = self.text.lines[stream.lines[position]].text
            words.append(printed(line[stream.starts[position] : stream.ends[position]]))
        return "".join([*words, self._lost(end, before=True)])

    def _inner(self, at: int) -> str:
        gap = self.gaps[at]
        if any(char in _STOPS or char in _OPEN + _CLOSE for char in gap):
            return self._lost(at, before=True) + self._lost(at, before=False)
        return _glyphs(gap.replace("\n", ""))

    def _lost(self, at: int, *, before: bool) -> str:
        """Return □ for what is lost right before a stop at a position, or right after it."""
        gap = self.gaps[at]
        marks = [
            number for number, char in enumerate(gap) if not char.isspace() and char != LOST_GLYPH
        ]
        if not marks:
            return _glyphs(gap.rpartition("\n")[2] if not before else gap.partition("\n")[0])
        part = gap[: marks[0]] if before else gap[marks[-1] + 1 :]
        return _glyphs(part.replace("\n", ""))


def _glyphs(gap: str) -> str:
    """Return one □ for each glyph that a gap stands for."""
    known = gap.count(LOST_GLYPH)
    return LOST_GLYPH * known or (LOST_GLYPH if gap.strip("\n") else "")
