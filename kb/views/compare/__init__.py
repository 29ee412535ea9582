"""Two to four points, meridians or symptoms side by side, differences first."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from kb.base import KnowledgeBase
from kb.errors import UnknownName
from kb.views import common
from kb.views.common import Ref
from kb.views.compare import meridians, points, symptoms
from kb.views.compare.model import Block, Cell, ComparePage, Evidence, Head, Row, Said, Spread

if TYPE_CHECKING:
    from kb.location.coordinates import Atlas

__all__ = [
    "MOST",
    "Block",
    "Cell",
    "ComparePage",
    "Evidence",
    "Head",
    "Row",
    "Said",
    "Spread",
    "compare_page",
    "kind_of",
]

MOST = 4
"""Most records side by side."""

EXAMPLES: tuple[tuple[str, ...], ...] = (
    ("ST36", "SP6"), ("ST7", "GB3"), ("ST8", "GB13", "GV24"), ("LU", "LI"), ("SP", "KI", "LR"),
    ("forgetfulness", "insomnia"),
)  # fmt: skip
"""Comparisons offered to begin with; those of records that are there."""

OFFERED = 8
"""Most records offered for one reason."""


def kind_of(kb: KnowledgeBase, ident: str) -> str:
    """Return ``point``, ``meridian`` or ``symptom``; empty when it is none of them."""
    kinds = (("point", kb.points), ("meridian", kb.meridians), ("symptom", kb.symptoms))
    return next((kind for kind, records in kinds if ident in records), "")


def compare_page(
    kb: KnowledgeBase, atlas: Callable[[], Atlas], asked: str, *, full: bool = False
) -> ComparePage:
    """Return the comparison of the records asked for.

    Parameters
    ----------
    kb : KnowledgeBase
        The data.
    atlas : callable
        Gives the coordinates of the points; called when points are compared.
    asked : str
        Ids joined by commas; words that are no id are named on the page.
    full : bool
        Whether long lists are shown to the end.

    Raises
    ------
    UnknownName
        None of the ids is a point, meridian or symptom.
    """
    names = tuple(dict.fromkeys(filter(None, (part.strip() for part in asked.split(",")))))
    known = [one for one in names if kind_of(kb, one)]
    if names and not known:
        raise UnknownName("record", asked, [])
    kind = kind_of(kb, known[0]) if known else ""
    same = [one for one in known if kind_of(kb, one) == kind]
    ids = tuple(same[:MOST])
    page = ComparePage(
        ids=ids,
        kind=kind,
        unknown=tuple(one for one in names if one not in known),
        beside=tuple(common.any_ref(kb, one) for one in known if one not in same),
        left=tuple(common.any_ref(kb, one) for one in same[MOST:]),
        full=full,
    )
    if not kind:
        known_ones = (one for one in EXAMPLES if all(kind_of(kb, name) for name in one))
        shown = (tuple(common.any_ref(kb, name) for name in one) for one in known_ones)
        return replace(page, examples=tuple(shown))
    of = _KINDS[kind]
    page = replace(page, heads=of.heads(kb, ids), offers=_offers(kb, ids, of.offers(kb, ids)))
    if len(ids) == 1:
        return page
    parts = (
        points.parts(kb, atlas(), ids, full)
        if kind == "point"
        else (meridians if kind == "meridian" else symptoms).parts(kb, ids, full)
    )
    return replace(
        page,
        parts=parts,
        summary=tuple(of.summary(kb, ids, parts)),
        evidence=points.evidence(kb, ids, full) if kind == "point" else None,
    )


_KINDS = {"point": points, "meridian": meridians, "symptom": symptoms}


def _offers(
    kb: KnowledgeBase, ids: Sequence[str], near: Sequence[tuple[str, Sequence[str]]]
) -> tuple[tuple[str, tuple[tuple[Ref, tuple[str, ...]], ...]], ...]:
    """Return the records that can still be added, each once, for the first reason given."""
    if len(ids) >= MOST:
        return ()
    seen = set(ids)
    made = []
    for why, some in near:
        fresh = [one for one in dict.fromkeys(some) if one not in seen][:OFFERED]
        seen.update(fresh)
        if fresh:
            rows = tuple((common.any_ref(kb, one), common.with_one(ids, one)) for one in fresh)
            made.append((why, rows))
    return tuple(made)
