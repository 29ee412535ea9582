"""What the place questions of a query gave, on the way to the parts of the query."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, field

from kb.search.lexicon import Facet
from kb.search.records import Asked, Remark, Understood

__all__ = ["MARK", "Found", "put"]

MARK = "\ue000"
"""Stands for a place question that has been answered; no printable text contains it."""


@dataclass(slots=True)
class Found:
    """What the place questions of a query gave.

    Attributes
    ----------
    rest : str
        The query with each question replaced by one private character.
    facets : list of (str, Facet)
        Words and facet, in the order of those characters.
    told : list of Understood
        Parts that are answers in words (a distance).
    remarks : list of Remark
    shown : list of str
        Points that a distance was asked between.
    asked : list of Asked
        What a picture of the answer needs.
    """

    rest: str
    facets: list[tuple[str, Facet]] = field(default_factory=list)
    told: list[Understood] = field(default_factory=list)
    remarks: list[Remark] = field(default_factory=list)
    shown: list[str] = field(default_factory=list)
    asked: list[Asked] = field(default_factory=list)


def put(
    found: Found, match: re.Match[str], end: int, label: str, reasons: Iterable[tuple[str, str]],
    cites: tuple[tuple[str, tuple[str, ...]], ...] = (),
) -> int:  # fmt: skip
    """Add a facet for what stands from the match to `end`, at its place among the marks.

    Parameters
    ----------
    found : Found
    match : re.Match
        Of ``found.rest``.
    end : int
    label : str
        How it was understood.
    reasons : iterable of (str, str)
        Point code and why.
    cites : tuple of (str, tuple of str)
        Point code and the claims that say so; its place is cited where there are none.

    Returns
    -------
    int
        `end`.
    """
    several = tuple(reasons)
    codes_ = tuple(dict.fromkeys(code for code, _ in several))
    facet = Facet("place", codes_, label, reasons=several, cites=cites)
    text = " ".join(found.rest[match.start() : end].split())
    found.facets.insert(found.rest[: match.start()].count(MARK), (text, facet))
    return end
