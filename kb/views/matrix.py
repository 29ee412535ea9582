"""How the meridians are related: by doctrine, and where they meet, each line with its claims.

Rules give the pairs, the clock, the divisions and the phases; what books say stands beside it as
cited facts, and what no book here says stays blank and is counted.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable

from kb import codes
from kb.base import KnowledgeBase
from kb.errors import UnknownName
from kb.frozen import frozen
from kb.model import Claim
from kb.relations import Web
from kb.views import common
from kb.views.common import Chip, Ref
from kb.views.doctrine import TABLES, Table
from kb.views.meridian import order_of
from kb.views.relations import Claims, Hop, explained

__all__ = ["Cell", "Matrix", "Meeting", "Square", "matrix_page"]


@frozen
class Square:
    """A field of the matrix: points of the row's meridian at which that of the column is met."""

    cell: str
    points: int
    books: int


@frozen
class Meeting:
    """A point at which a meridian is met."""

    point: Ref
    cites: tuple[Chip, ...]


@frozen
class Cell:
    """Two meridians: the ties between them, and the points of each at which the other is met."""

    one: Ref
    other: Ref
    ties: tuple[Hop, ...]
    meetings: tuple[tuple[Ref, Ref, tuple[Meeting, ...]], ...]


@frozen
class Matrix:
    """The page.

    Attributes
    ----------
    tables : tuple of Table
        Doctrine, one relation each.
    columns : tuple of (str, str)
        Id and short name of the meridians, in the order of the flow.
    rows : tuple of (str, str, tuple of (Square or None))
        The same for rows, whose own points they are, with a field for each column.
    empty, pairs : int
        Pairs of meridians that no point joins, and all pairs.
    groups : tuple of (str, int)
        Groups of meridians that crossing statements name without naming members, and how many
        points each has.
    cell : Cell or None
        The pair that the address opens.
    """

    tables: tuple[Table, ...]
    columns: tuple[tuple[str, str], ...]
    rows: tuple[tuple[str, str, tuple[Square | None, ...]], ...]
    empty: int
    pairs: int
    groups: tuple[tuple[str, int], ...]
    cell: Cell | None


Met = dict[tuple[str, str], dict[str, list[Claim]]]


def matrix_page(kb: KnowledgeBase, web: Callable[[], Web], cell: str = "") -> Matrix:
    """Return the page, with a pair of meridians (``GB/BL``) opened.

    `web` gives the ties of all records; it is called for a pair only.

    Raises
    ------
    UnknownName
        `cell` is no pair of two meridians of the data.
    """
    names = order_of(kb)
    if cell:
        one, _, other = cell.partition("/")
        if one not in names or other not in names or one == other:
            raise UnknownName("pair of meridians", cell)
    met, groups = _met(kb)
    rows = tuple(
        (row, common.meridian_short(kb, row), tuple(_square(met, row, to) for to in names))
        for row in names
        if kb.codes_of(row)
    )
    joined = {frozenset(pair) for pair in met}
    pairs = len(names) * (len(names) - 1) // 2
    return Matrix(
        tuple(table for table in (make(kb) for make in TABLES) if table.lines),
        tuple((name, common.meridian_short(kb, name)) for name in names),
        rows,
        pairs - len(joined),
        pairs,
        groups,
        _cell(kb, web(), met, (one, other)) if cell else None,
    )


def _met(kb: KnowledgeBase) -> tuple[Met, tuple[tuple[str, int], ...]]:
    """Return the claims of meetings by (meridian of the point, meridian met) and point."""
    met: Met = defaultdict(lambda: defaultdict(list))
    groups: dict[str, set[str]] = defaultdict(set)
    for name in (*kb.meridians, *common.GROUPS):
        for claim in kb.claims_on(name):
            if claim.kind == "meets" and len(claim.subjects) == 1:
                _count(kb, met, groups, claim, name)
    for claim in kb.claims_on("crossing"):
        if claim.kind == "belongs" and not claim.value.get("says"):
            for name in str(claim.value.get("with", "")).split(", "):
                if name:
                    _count(kb, met, groups, claim, name)
    return met, tuple(
        (common.GROUPS[one], len(groups[one])) for one in common.GROUPS if groups[one]
    )


def _count(
    kb: KnowledgeBase, met: Met, groups: dict[str, set[str]], claim: Claim, name: str
) -> None:
    home = codes.meridian_of(claim.subject)
    if name in common.GROUPS:
        groups[name].add(claim.subject)
    elif home in kb.meridians and name in kb.meridians and home != name:
        met[home, name][claim.subject].append(claim)


def _square(met: Met, row: str, column: str) -> Square | None:
    points = met.get((row, column))
    if not points:
        return None
    books = {claim.source for several in points.values() for claim in several if not claim.reports}
    return Square(f"{row}/{column}", len(points), len(books))


def _cell(kb: KnowledgeBase, web: Web, met: Met, pair: tuple[str, str]) -> Cell:
    one, other = pair
    claims = Claims(kb)
    ties = web.near.get(f"meridian:{one}", {}).get(f"meridian:{other}", ())
    meetings = []
    for home, to in ((one, other), (other, one)):
        points = met.get((home, to), {})
        rows = tuple(
            Meeting(common.point_ref(kb, code), common.gathered(kb, points[code]))
            for code in sorted(points, key=codes.order_key)
        )
        if rows:
            meetings.append((common.meridian_ref(kb, home), common.meridian_ref(kb, to), rows))
    return Cell(
        common.meridian_ref(kb, one),
        common.meridian_ref(kb, other),
        tuple(explained(claims, (tie,), 99) for tie in ties),
        tuple(meetings),
    )
