"""Points used together in a remark: complaints first, then the points (目翳，针神庭、上星)."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from kb.codes import order_key

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kb.ingest.pieces import Piece
    from kb.texts.names import PointNames

__all__ = ["Together", "together"]

_TAKE = re.compile("(?:当|宜|须|深|先|后|又|再|可|则)*(?:取之?|[刺针灸])(?:[手足]..之?荥俞)?")
_AND = re.compile("[、及与并]+")
_END = re.compile("(?:者|则|当|后|先|深)+$")
_PLACE = re.compile("在于")
_REASON = re.compile("盖|故|此|刺太阳")
_LONG = 17


@dataclass(frozen=True, slots=True)
class Together:
    """A prescription.

    Attributes
    ----------
    points : tuple of str
        Codes, in order of points.
    complaints : tuple of (int, int)
        Start and end of each complaint in the folded stream.
    """

    points: tuple[str, ...]
    complaints: tuple[tuple[int, int], ...]


def together(piece: Piece, point: str, names: PointNames) -> Iterator[Together]:
    """Yield the prescriptions of a piece: complaints, then two or more points to take.

    Of several groups to take in turn the last counts that is nothing but points; the entry's own
    point must be among them.
    """
    for first, last in piece.clauses(3):
        takes = list(_TAKE.finditer(piece.text, first, last))
        if not takes or takes[0].start() - first > 2 * _LONG:
            continue
        groups = (_points(piece, take.end(), last, names) for take in takes)
        listed = [group for group in groups if len(group) > 1 and point in group]
        told = tuple(_told(piece, first, takes[0].start()))
        if listed and told and not _REASON.match(piece.text, first):
            yield Together(tuple(sorted(listed[-1], key=order_key)), told)


def _told(piece: Piece, first: int, last: int) -> Iterator[tuple[int, int]]:
    """Yield the clauses before the treatment; one that only says where goes with the one before."""
    found: list[tuple[int, int]] = []
    for a, b in piece.clauses():
        if a < first or a >= last:
            continue
        end = min(b, last)
        if tail := _END.search(piece.text[a:end]):
            end = a + tail.start()
        if found and _PLACE.match(piece.text, a):
            found[-1] = (found[-1][0], end)
        elif end - a > 1:
            found.append((a, end))
    for a, b in found:
        if b - a <= _LONG:
            yield piece.start + a, piece.start + b


def _points(piece: Piece, at: int, last: int, names: PointNames) -> set[str]:
    """Return the points named one after the other from a position on, up to a clause of words."""
    found: set[str] = set()
    while at < last:
        if joined := _AND.match(piece.text, at, last):
            at = joined.end()
            continue
        name = names.at(piece.text[:last], at)
        codes = (names.standard(name) or names.candidates(name)) if name else ()
        if len(codes) > 1 or (not codes and at not in piece.cuts):
            return set()
        if not codes:
            break
        found.add(codes[0])
        at += len(name)
    return found
