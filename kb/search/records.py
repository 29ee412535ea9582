"""What a search answers with: records that views, the command and tests read."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from kb.frozen import frozen

__all__ = ["Answer", "Asked", "LazyHit", "PointHit", "Reasons", "Remark", "Understood"]

Reasons = tuple[tuple[str, ...], tuple[str, ...]]
"""Why a point is found, and the citations behind it."""


@frozen
class Understood:
    """A part of the query, what it was taken as and the ids it means."""

    text: str
    as_: str
    ids: tuple[str, ...]


@frozen
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
    score : (str, int, int)
        Code, sources and families, as the fields of a `PointHit`.
    tell : callable
        Gives the reasons and citations of a code.
    """

    __slots__ = ("_made_of",)
    _made_of: tuple[tuple[str, int, int], Callable[[str], Reasons]]

    def __init__(self, score: tuple[str, int, int], tell: Callable[[str], Reasons]) -> None:
        object.__setattr__(self, "_made_of", (score, tell))

    def __getattr__(self, name: str) -> Any:
        """Fill the fields, which are empty until one of them is read."""
        score, tell = self._made_of
        if name in ("why", "cites"):
            why, cites = tell(score[0])
            filled: tuple[tuple[str, Any], ...] = (("why", why), ("cites", cites))
        elif name in ("code", "sources", "families"):
            filled = tuple(zip(("code", "sources", "families"), score, strict=True))
        else:
            raise AttributeError(name)
        for field, value in filled:
            object.__setattr__(self, field, value)
        return dict(filled)[name]


@frozen
class Remark:
    """Something the reader should know about the answer, with the claims behind it."""

    kind: str
    text: str
    cites: tuple[str, ...] = ()


@frozen
class Asked:
    """A question about places that was answered, as far as a picture needs it.

    Attributes
    ----------
    kind : str
        ``level``, ``offset``, ``distance``, ``within``, ``between``, ``next`` or ``column``.
    codes : tuple of str
        Points it starts from; none when it starts from a landmark.
    cun : float or None
        The distance, of an offset or a distance along one line.
    """

    kind: str
    codes: tuple[str, ...] = ()
    cun: float | None = None


@frozen
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
    compare : tuple of str
        Records that the query sets side by side; empty for every other query.
    places : tuple of Asked
        Questions about places in the query, in its order.
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
    compare: tuple[str, ...] = ()
    places: tuple[Asked, ...] = ()
