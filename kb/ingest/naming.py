"""The other names an entry of a punctuated book gives its point."""

from __future__ import annotations

import itertools
import re
from typing import TYPE_CHECKING

from kb.ingest.punctuated import LOST_GLYPH
from kb.texts.fold import fold

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kb.ingest.punctuated import Passage
    from kb.texts.names import PointNames

__all__ = ["headed", "noted"]

_GIVES = re.compile(
    "(?:[一又亦]名(?P<name>.{2,5})|(?:一曰|[亦又]曰|即(?!所谓))(?P<said>[^针灸取寸募]{2,5}))$"
)
_NEXT = re.compile("(?=[一又亦]名|[一亦又]曰)")


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
            group = "name" if found and found["name"] else "said"
            if not found or point in names.standard(found[group]):
                continue
            a, b = begin + found.start(group), begin + found.end(group)
            words = passage.shown(a, b)
            parted = passage.gaps[b] == " " and _NEXT.match(passage.folded, b)
            if parted and found[group] in names.forms(point):
                words = words.removesuffix(LOST_GLYPH)  # the space only parts two names
            if LOST_GLYPH not in words:
                yield a, b


def _parted(passage: Passage, at: int) -> bool:
    """Return whether a stop, or the word that gives the next name, stands at a position."""
    return at in passage.cuts or bool(_NEXT.match(passage.folded, at))
