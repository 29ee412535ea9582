"""What the place questions of a query gave, on the way to the parts of the query."""

from __future__ import annotations

from dataclasses import dataclass, field

from kb.search.lexicon import Facet
from kb.search.records import Asked, Remark, Understood

__all__ = ["MARK", "Found"]

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
