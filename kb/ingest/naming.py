"""The other names an entry of a punctuated book gives its point."""

from __future__ import annotations

import itertools
import re
from typing import TYPE_CHECKING

from kb.texts.fold import fold

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kb.ingest.punctuated import Passage
    from kb.texts.names import PointNames

__all__ = ["headed", "noted"]

_GIVES = re.compile("(?:[一又亦俗]名|一曰|[亦又]曰|即)(?P<name>.{2,5})$")
_NEXT = re.compile("(?=[一又亦俗]名|[一亦又]曰)")


def headed(passage: Passage, names: PointNames) -> Iterator[tuple[int, int]]:
    """Yield where the heading itself prints a name that is not a standard one.

    A name that lost a glyph, or that this edition misprints, is no other name.
    """
    point, folded = passage.entry.point, fold(passage.entry.name)
    start = passage.folded.find(folded)
    known = folded in names.forms(point) and point not in names.standard(folded)
    if len(folded) > 1 and known and 0 <= start < 4:
        yield start, start + len(folded)


def noted(passage: Passage, names: PointNames) -> Iterator[tuple[int, int]]:
    """Yield where a note gives another name (一名膺俞), one that lost no glyph."""
    point = passage.entry.point
    for first, last in passage.notes:
        edges = [first, *(at for at in range(first + 1, last) if _parted(passage, at)), last]
        for begin, end in itertools.pairwise(edges):
            found = _GIVES.match(passage.folded[begin:end])
            if not found or point in names.standard(found["name"]):
                continue
            a, b = begin + found.start("name"), begin + found.end("name")
            if not any(_damaged(passage, at) for at in range(a, b + 1)):
                yield a, b


def _damaged(passage: Passage, at: int) -> bool:
    """Return whether a glyph is lost here; a space before the next 一名 parts two names."""
    return passage.damaged(at) and not (
        passage.gaps[at] == " " and _NEXT.match(passage.folded, at)
    )


def _parted(passage: Passage, at: int) -> bool:
    """Return whether a stop, or the word that gives the next name, stands at a position."""
    return at in passage.cuts or bool(_NEXT.match(passage.folded, at))
