"""Checks claims of one source against its text."""

from __future__ import annotations

import difflib
import re
from bisect import bisect_right
from functools import cached_property
from typing import TYPE_CHECKING

from kb.errors import TextError
from kb.texts.entries import Entry, entries, stretch
from kb.texts.fold import fold
from kb.texts.misprints import MISPRINTS
from kb.texts.statements import LAYOUTS, LEADS, Statement, statements
from kb.verify.asks import Ask, asks

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kb.model import Claim
    from kb.texts.entries import Shape
    from kb.texts.names import PointNames
    from kb.texts.text import Text

__all__ = ["Checker"]

_FOLLOW = 20
"""How far after the depth the retention may stand, in characters."""

_BEFORE, _AFTER = 160, 60
"""Reach of a statement outside the point entries: how far its point may be named, in characters."""

_OF_POINTS = ("data/claims/", "data/teachings/")
"""Where the files stand whose claims must name their points."""

_PARTNER = 60
"""How far before the words a partner of a prescription may be named."""


class Checker:
    """Finds the words of claims again in one text.

    Parameters
    ----------
    text : Text
        The pinned edition.
    names : PointNames
        All point names.
    shape : Shape or None
        How the book sets out point entries; None for a book without.
    """

    def __init__(self, text: Text, names: PointNames, shape: Shape | None = None) -> None:
        self.text = text
        self.names = names.misprinted(MISPRINTS.get(text.source, ()))
        self.shape = shape

    @cached_property
    def entries(self) -> dict[str, list[Entry]]:
        """Point to its entries."""
        found: dict[str, list[Entry]] = {}
        if self.shape:
            for entry in entries(self.text, self.shape, self.names):
                found.setdefault(entry.point, []).append(entry)
        return found

    @cached_property
    def _statements(self) -> tuple[Statement, ...]:
        """Statements of the chapters that are ordered by complaints."""
        layout = LAYOUTS.get(self.text.source)
        return statements(self.text, layout, self.names) if layout else ()

    @cached_property
    def _leads(self) -> tuple[tuple[int, int, str], ...]:
        """First and last-plus-one position of chapters led by one point, and its printed name."""
        pattern = LEADS.get(self.text.source, "(?!)")
        found = re.finditer(pattern, self.text.stream.chars)
        return tuple((match.start(), match.end(), match["lead"]) for match in found)

    @cached_property
    def _stretch(self) -> tuple[int, int]:
        """First and last-plus-one line of the point entries."""
        return stretch(self.text, self.shape) if self.shape else (0, 0)

    def check(self, claim: Claim) -> str:
        """Return why a claim fails, empty when its words stand where it says."""
        try:
            number = self.text.index(claim.at)
        except TextError as error:
            return str(error)
        wanted = list(asks(claim))
        if not wanted:
            return "it gives neither words nor a figure that could be found again"
        of_point = claim.file.startswith(_OF_POINTS) and claim.kind != "teaches"
        low, high = 0, len(self.text.stream.chars)
        first, last = self._stretch
        if of_point and first <= number < last and claim.subjects[0] in self.entries:
            entry = self._entry(claim.subjects[0], number)
            if entry is None:
                return self._misplaced(claim, number)
            low, high = entry.start, entry.end
        elif of_point and self._namesake(claim.subjects[0], number):
            return self._misplaced(claim, number)
        where = self._find(wanted, number, low, high)
        if isinstance(where, str):
            return where or self._diagnose(claim, wanted, number, low, high)
        if not of_point:
            return ""
        ref = str(claim.value.get("ref", "")) if claim.kind == "located" else ""
        if ref and ref in self._codes and not any(map(fold(claim.term).count, self._spelt(ref))):
            return f"{claim.term!r} does not name {ref}"
        inside = high < len(self.text.stream.chars)
        first_why = why = self._named(claim, where, inside=inside)
        while why:
            where = self._find(wanted, number, where + 1, high)
            if isinstance(where, str):
                return first_why
            why = self._named(claim, where, inside=inside)
        return ""

    def _entry(self, point: str, number: int) -> Entry | None:
        rows = self.entries.get(point, [])
        return next((row for row in rows if row.first <= number <= row.last), None)

    def _namesake(self, point: str, number: int) -> bool:
        """Return whether a line stands in the entry of another point of the same printed name."""
        owner = self._owner(number)
        entry = self._entry(owner, number) if owner and owner != point else None
        return entry is not None and fold(entry.name) in self._forms(point)

    def _owner(self, number: int) -> str:
        for rows in self.entries.values():
            for row in rows:
                if row.first <= number <= row.last:
                    return row.point
        return ""

    def _misplaced(self, claim: Claim, number: int) -> str:
        owner = self._owner(number)
        whose = f"the entry of {owner}" if owner else "no point's entry"
        return f"line {claim.at} stands in {whose}, not in that of {claim.subjects[0]}"

    def _find(self, wanted: list[Ask], number: int, low: int, high: int) -> int | str:
        """Return where the first thing starts, or an empty string when one is not found."""
        stream = self.text.stream
        first, last = stream.firsts[number], stream.firsts[number + 1]
        begin, found = -1, -1
        for ask in wanted:
            reach = max(last, found + _FOLLOW) if ask.follows and found >= 0 else last
            match = ask.pattern.search(stream.chars, max(first, low, found), high)
            if match is None or match.start() >= reach:
                return ""
            begin = match.start() if begin < 0 else begin
            found = match.end()
        return begin

    def _named(self, claim: Claim, where: int, *, inside: bool) -> str:
        """Return what is wrong with the points of a statement; empty when all are named."""
        chars = self.text.stream.chars
        for place, point in enumerate(claim.subjects):
            if inside and place == 0:
                continue
            before, after = (_PARTNER, _PARTNER) if place else (_BEFORE, _AFTER)
            near = self._statement(where) or chars[max(0, where - before) : where + after]
            if not any(form in near for form in self._forms(point)):
                return f"{point} is not named near {claim.at}"
        return ""

    def _statement(self, where: int) -> str:
        """Return the statement that holds a position, empty outside of statements.

        In a chapter led by one point it is the line and the name of that point.
        """
        stream = self.text.stream
        for first, last, lead in self._leads:
            if first <= where < last:
                number = stream.lines[where]
                return stream.chars[stream.firsts[number] : stream.firsts[number + 1]] + lead
        found = bisect_right(self._statements, where, key=lambda one: one.start) - 1
        if found < 0 or where >= self._statements[found].end:
            return ""
        return self.text.stream.chars[self._statements[found].start : self._statements[found].end]

    @cached_property
    def _codes(self) -> frozenset[str]:
        """Every point that has a name."""
        return self.names.codes()

    def _spelt(self, point: str) -> Iterator[str]:
        """Yield the names of a point as a phrase may print them: 夾谿 for 俠谿."""
        for form in self._forms(point):
            yield form
            yield form.replace("侠", "夹")

    def _forms(self, point: str) -> set[str]:
        forms = set(self.names.forms(point))
        return (
            forms
            | {form[:2] for form in forms if len(form) > 2}
            | {form[-2:] for form in forms if len(form) > 2}
        )

    def _diagnose(self, claim: Claim, wanted: list[Ask], number: int, low: int, high: int) -> str:
        """Return where else the words stand, or how far they agree."""
        stream = self.text.stream
        absent = (ask for ask in wanted if not self._on_line(ask, number, low, high))
        missing = next(absent, wanted[0])
        places = [
            self.text.lines[stream.lines[match.start()]].locator
            for match, _ in zip(missing.pattern.finditer(stream.chars), range(200), strict=False)
        ]
        inside = [at for at in places if low <= stream.firsts[self.text.index(at)] < high]
        if missing.label.startswith(("'", '"')):
            head = f"{missing.label} does not start on {claim.at}"
        else:
            head = f"{missing.label} is not printed on {claim.at}"
        if claim.at in places:
            return f"{head} inside the passage of {claim.subject}"
        if inside and high < len(stream.chars):
            return f"{head}; the passage has it on {', '.join(inside[:3])}"
        if places:
            return f"{head}; found only elsewhere: {', '.join(places[:3])}"
        return f"{head}; {self._closest(claim, number)}"

    def _on_line(self, ask: Ask, number: int, low: int, high: int) -> bool:
        stream = self.text.stream
        match = ask.pattern.search(stream.chars, max(stream.firsts[number], low), high)
        return match is not None and match.start() < stream.firsts[number + 1]

    def _closest(self, claim: Claim, number: int) -> str:
        """Return how the words differ from what the line prints."""
        stream = self.text.stream
        first, last = stream.firsts[number], stream.firsts[number + 1]
        term = fold(claim.term)
        if not term:
            return "the book prints it nowhere"
        line = stream.chars[first : last + len(term)]
        for size in range(len(term) - 1, 1, -1):
            at = line.find(term[:size])
            if 0 <= at < last - first:
                printed = line[at : at + len(term)]
                return f"absent from the book; agrees up to {term[:size]!r}, printed {printed!r}"
        near = difflib.get_close_matches(
            term, [line[at : at + len(term)] for at in range(last - first)], 1, 0.6
        )
        tail = f"; the line prints {near[0]!r}" if near else ""
        return f"absent from the book{tail}"
