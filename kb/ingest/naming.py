"""The other names an entry of a punctuated book gives its point."""

from __future__ import annotations

import re
from collections.abc import Collection
from typing import TYPE_CHECKING

from kb.texts.fold import fold

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kb.ingest.punctuated import Passage

__all__ = ["headed", "noted"]

_GIVES = re.compile("(?:[一又亦俗]名|一曰|[亦又]曰|即)(?P<name>.{2,5})$")
_NEXT = re.compile("(?=[一又亦俗]名|[一亦又]曰)")


def headed(passage: Passage, standard: Collection[str]) -> Iterator[tuple[int, int]]:
    """Yield where the heading itself prints a name that is not a standard one.

    A name that lost a glyph, or is printed for another, is no other name.
    """
    name = passage.entry.name
    folded = fold(name)
    whole = any(folded.startswith(full) or full.startswith(folded) for full in standard)
    start = passage.folded.find(folded)
    if len(folded) < 2 or not 0 <= start < 4 or folded in standard:
        return
    end = start + len(folded)
    if not passage.damaged(start) and not passage.damaged(end) and (whole or folded):
        yield start, end


def noted(passage: Passage, standard: Collection[str]) -> Iterator[tuple[int, int]]:
    """Yield where a note gives another name (一名膺俞), one that lost no glyph."""
    for first, last in passage.notes:
        edges = [first, *(at for at in range(first + 1, last) if _parted(passage, at)), last]
        for begin, end in zip(edges, edges[1:], strict=False):
            found = _GIVES.match(passage.folded[begin:end])
            if not found or found["name"] in standard:
                continue
            a, b = begin + found.start("name"), begin + found.end("name")
            if any(passage.damaged(at) for at in range(a, b + 1)):
                continue
            yield a, b


def _parted(passage: Passage, at: int) -> bool:
    """Return whether a stop, or the word that gives the next name, stands at a position."""
    return at in passage.cuts or bool(_NEXT.match(passage.folded, at))
