"""What a search answers with: records that views, the command and tests read."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

__all__ = ["Answer", "LazyHit", "PointHit", "Reasons", "Remark", "Understood"]

Reasons = tuple[tuple[str, ...], tuple[str, ...]]
"""Why a point is found, and the citations behind it."""


@dataclass(frozen=True, slots=True)
class Understood:
    """A part of the query, what it was taken as and the ids it means."""

    text: str
    as_: str
    ids: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class PointHit:
    """A point found: why, how many stand behind it, and the citations to open.

    Attributes
    ----------
    code : str
    why : tuple of str
        One reason for each part of the query.
    sources, families : int
        Sources and independent families that say so themselves; 0 when no claim of a source is
        counted (a name, a place) or when it is only reported.
    cites : tuple of str
        Ids of claims and of places (``who-2008/KI7/location``) behind the reasons.
    """

    code: str
    why: tuple[str, ...]
    sources: int = 0
    families: int = 0
    cites: tuple[str, ...] = ()


class LazyHit(PointHit):
    """A point found whose reasons and citations are put into words when they are first read.

    Parameters
    ----------
    code : str
    sources, families : int
    tell : callable
        Gives the reasons and citations of a code.
    """

    __slots__ = ("_tell",)
    _tell: Callable[[str], Reasons]

    def __init__(
        self, code: str, sources: int, families: int, tell: Callable[[str], Reasons]
    ) -> None:
        put = object.__setattr__
        put(self, "code", code)
        put(self, "sources", sources)
        put(self, "families", families)
        put(self, "_tell", tell)

    def __getattr__(self, name: str) -> tuple[str, ...]:
        if name not in ("why", "cites"):
            raise AttributeError(name)
        why, cites = self._tell(self.code)
        object.__setattr__(self, "why", why)
        object.__setattr__(self, "cites", cites)
        return why if name == "why" else cites


@dataclass(frozen=True, slots=True)
class Remark:
    """Something the reader should know about the answer, with the claims behind it."""

    kind: str
    text: str
    cites: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Answer:
    """What a query found, by type of record; ids best first.

    Attributes
    ----------
    exact : bool
        Every part was a name, a code or a named set, and nothing was guessed.
    points : tuple of PointHit
        At most as many as were asked for.
    total : int
        How many points there are in all.
    """

    query: str
    understood: tuple[Understood, ...] = ()
    unknown: tuple[str, ...] = ()
    exact: bool = False
    points: tuple[PointHit, ...] = ()
    symptoms: tuple[str, ...] = ()
    meridians: tuple[str, ...] = ()
    categories: tuple[str, ...] = ()
    teachings: tuple[str, ...] = ()
    sources: tuple[str, ...] = ()
    remarks: tuple[Remark, ...] = ()
    total: int = 0
