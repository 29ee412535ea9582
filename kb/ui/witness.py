"""Looks a claim up in the texts that the reader has registered, for the citation panel.

The verdict is that of ``kb verify``; here the passage is shown beside it, with what was looked for
marked. Texts are read when first needed, and the last few stay in memory.
"""

from __future__ import annotations

from collections import OrderedDict
from threading import Lock
from typing import TYPE_CHECKING

from kb.base import KnowledgeBase
from kb.errors import TextError
from kb.model import Claim
from kb.texts import Text
from kb.views.citation import Passage, PassageLine, Witness
from kb.views.common import lang_of

if TYPE_CHECKING:
    from kb.verify import Checker

__all__ = ["Texts"]

BEFORE, AFTER = 1, 1
"""Lines shown before the line cited and after the last line marked."""

REACH = 2
"""Lines on which what is looked for may start."""

_KEPT = 4


class Texts:
    """The reader's texts, for looking claims of one knowledge base up.

    Parameters
    ----------
    kb : KnowledgeBase
        The data.
    """

    def __init__(self, kb: KnowledgeBase) -> None:
        self._kb = kb
        self._checkers: OrderedDict[str, Checker] = OrderedDict()
        self._lock = Lock()

    def look(self, claim: Claim) -> Witness:
        """Return what a machine finds at the place that a claim cites."""
        source = self._kb.sources[claim.source]
        if source.unverifiable:
            return Witness("unverifiable", source.unverifiable)
        if source.text is None:
            return Witness("unverifiable", "No text of this source is pinned.")
        try:
            checker = self._checker(source.id)
            if checker is None:
                why = "No copy of the text is registered; “kb texts fetch” or “kb texts add” does."
                return Witness("unchecked", why)
            passage = _passage(checker.text, claim, lang_of(source))
        except TextError as error:
            return Witness("missing", f"{error}.")
        if why := checker.check(claim):
            return Witness("missing", f"{why}.", passage)
        return Witness("found", "It stands at this place of the text.", passage)

    def at_hand(self) -> set[str]:
        """Return the sources whose texts are registered."""
        from kb.texts.registry import Library

        return {name for name in Library(self._kb.sources).paths() if name in self._kb.sources}

    def raw(self, source: str) -> str:
        """Return the registered text of a source as it is, or nothing when there is none."""
        from kb.texts.registry import Library

        try:
            return Library(self._kb.sources).raw(source)
        except TextError:
            return ""

    def text(self, source: str) -> Text:
        """Return the registered text of a source.

        Raises
        ------
        TextError
            There is none, or it is not the pinned edition.
        """
        checker = self._checker(source)
        if checker is None:
            raise TextError("No copy of the text is registered")
        return checker.text

    def _checker(self, source: str) -> Checker | None:
        """Return the checker of a source, None when its text is not at hand."""
        from kb.texts.registry import Library
        from kb.texts.shapes import SHAPES
        from kb.verify import Checker
        from kb.verify.run import names_of

        with self._lock:
            if source not in self._checkers:
                library = Library(self._kb.sources)
                if source not in library:
                    return None
                text = library.text(source)
                self._checkers[source] = Checker(text, names_of(self._kb), SHAPES.get(source))
                while len(self._checkers) > _KEPT:
                    self._checkers.popitem(last=False)
            self._checkers.move_to_end(source)
            return self._checkers[source]


def _passage(text: Text, claim: Claim, lang: str) -> Passage:
    """Return the lines around a claim with what is looked for marked."""
    from kb.verify.asks import asks

    number = text.index(claim.at)
    stream = text.stream
    begin = stream.firsts[number]
    end = stream.firsts[min(number + REACH, len(text.lines))]
    marks: dict[int, list[tuple[int, int]]] = {}
    for ask in asks(claim):
        match = ask.pattern.search(stream.chars, begin)
        if match and match.start() < end:
            for span in text.match(match.start(), match.end()).spans:
                marks.setdefault(span.line, []).append((span.start, span.end))
    last = max(marks, default=number)
    shown = range(max(number - BEFORE, 0), min(last + AFTER + 1, len(text.lines)))
    lines = (
        PassageLine(text.lines[n].locator, _pieces(text.lines[n].text, sorted(marks.get(n, ()))))
        for n in shown
        if n == number or text.lines[n].text.strip()
    )
    return Passage(tuple(lines), lang)


def _pieces(line: str, marks: list[tuple[int, int]]) -> tuple[tuple[str, bool], ...]:
    """Return a line cut at its marks."""
    made: list[tuple[str, bool]] = []
    at = 0
    for start, end in marks:
        made += [(line[at:start], False), (line[max(at, start) : end], True)]
        at = max(at, end)
    return tuple(piece for piece in (*made, (line[at:], False)) if piece[0])
