"""Looks a claim up in the texts that the reader has registered, for the citation panel."""

from __future__ import annotations

import functools

from kb.base import KnowledgeBase
from kb.errors import TextError
from kb.model import Claim
from kb.texts import Match, Text
from kb.texts.registry import Library
from kb.views.citation import Look, Passage, PassageLine, Witness
from kb.views.common import lang_of

__all__ = ["looker"]

BEFORE, AFTER, REACH = 1, 2, 6
_FIGURES = "The claim is a figure; the passage at its place is shown for you to read."


@functools.lru_cache(maxsize=2)
def looker(kb: KnowledgeBase) -> Look:
    """Return the function that looks claims of `kb` up; texts are read when first needed."""
    known = [Library(kb.sources)]

    def library(source: str) -> Library:
        if source not in known[0]:
            known[0] = Library(kb.sources)  # registered since
        return known[0]

    def look(claim: Claim) -> Witness:
        source = kb.sources[claim.source]
        if source.unverifiable:
            return Witness("unverifiable", source.unverifiable)
        if source.text is None:
            return Witness("unverifiable", "No text of this source is pinned.")
        try:
            books = library(source.id)
            if source.id not in books:
                return Witness(
                    "unchecked",
                    f"No copy of the text is registered; “kb texts fetch” "
                    f"or “kb texts add” makes {source.id} readable here.",
                )
            return _at(books.text(source.id), claim, lang_of(source))
        except TextError as error:
            return Witness("missing", f"{error}.")

    return look


def _at(text: Text, claim: Claim, lang: str) -> Witness:
    at = text.index(claim.at)
    first, last = max(at - BEFORE, 0), min(at + REACH, len(text.lines))
    near = Text(text.source, text.lines[first:last], anchored=text.anchored)
    match = near.find(claim.term, claim.at) if claim.term else None
    reach = (match.spans[-1].line if match else at - first) + AFTER
    passage = Passage(
        tuple(
            PassageLine(line.locator, _pieces(line.text, number, match))
            for number, line in enumerate(near.lines[:reach])
        ),
        lang,
    )
    if not claim.term:
        return Witness("unchecked", _FIGURES, passage)
    if match is None:
        return Witness("missing", "The words do not start on this line of the text.", passage)
    return Witness("found", "The words stand there.", passage)


def _pieces(line: str, number: int, match: Match | None) -> tuple[tuple[str, bool], ...]:
    """Return a line cut at the marked term."""
    made, at = [], 0
    for span in match.spans if match else ():
        if span.line == number:
            made += [(line[at : span.start], False), (line[span.start : span.end], True)]
            at = span.end
    return tuple(piece for piece in (*made, (line[at:], False)) if piece[0])
