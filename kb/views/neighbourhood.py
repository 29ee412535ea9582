"""What is tied to one record: rows for the table, places for the picture, counts for the filters.

The picture has fixed places, worked out here: the record in the middle, its neighbours around it in
sectors by kind, the most telling ones inside; those one step farther on outer rings near the
neighbour that leads to them. Nothing moves by itself.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from math import cos, log2, pi, sin

from kb.base import KnowledgeBase
from kb.frozen import frozen
from kb.relations import RELATIONS, Tie, Web, short_name
from kb.views import common
from kb.views.common import Chip, Ref
from kb.views.relations import KINDS, Claims, End, Hop, explained, kind_of, node_ref

__all__ = ["Edge", "Farther", "Neighbour", "Neighbourhood", "Spot", "Wish", "neighbourhood"]

SHOWN = 60
"""Neighbours shown before all are asked for."""

FARTHER = 120
"""Records one step farther shown before all are asked for."""

LEAST = 6
"""Neighbours of each kind that are shown whatever they tell."""

_STEP, _WIDE, _INNER, _STRETCH = 74.0, 80.0, 140.0, 1.5
_LEAST_WIDE = 1 / 18
_SECTORS = frozenset({"point", "meridian", "category", "symptom"})
_LINKED = frozenset({"role", "belongs", "stands on", "confluent pair", "meets", "opens"})


@frozen
class Wish:
    """What of a neighbourhood is wanted: one kind, one source, two steps, everything."""

    kind: str = ""
    source: str = ""
    far: bool = False
    full: bool = False


@frozen
class Neighbour:
    """One record tied to the middle, and how."""

    node: str
    short: str
    ref: Ref
    hops: tuple[Hop, ...]


@frozen
class Farther:
    """A record one step farther, the neighbour that leads to it, how, and the first citation.

    `cite` is None for a tie by rule.
    """

    node: str
    ref: Ref
    through: Ref
    relation: str
    cite: Chip | None


@frozen
class Spot:
    """A record in the picture; the middle is at 0, 0."""

    node: str
    short: str
    label: str
    kind: str
    ring: int
    x: int
    y: int


@frozen
class Edge:
    """A line of the picture; `ruled` when no book is cited for the tie itself."""

    one: str
    other: str
    relation: str
    ruled: bool


@frozen
class Neighbourhood:
    """The records tied to one.

    Attributes
    ----------
    groups : tuple of (str, tuple of Neighbour)
        Kind of record and those shown, most telling first.
    total, shown : int
        Neighbours that the wish admits, and those shown.
    kinds, sources : tuple of (str, str, int)
        Id, label and number of neighbours of each kind and of each source.
    farther, beyond : tuple of Farther, int
        Records one step farther that are shown, and how many there are.
    spots, edges : tuple
        The picture: the same records and the ties between them.
    """

    end: End
    wish: Wish
    groups: tuple[tuple[str, tuple[Neighbour, ...]], ...]
    total: int
    shown: int
    kinds: tuple[tuple[str, str, int], ...]
    sources: tuple[tuple[str, str, int], ...]
    farther: tuple[Farther, ...]
    beyond: int
    spots: tuple[Spot, ...]
    edges: tuple[Edge, ...]


def neighbourhood(kb: KnowledgeBase, web: Web, end: End, wish: Wish) -> Neighbourhood:
    """Return what is tied to a record; a wish for an unknown kind or source admits nothing."""
    near = web.of(end.node)
    told = {node: _told(ties, wish.source) for node, ties in near.items()}
    kinds = Counter(kind_of(node) for node, ties in told.items() if ties)
    ranked = sorted(
        (node for node, ties in told.items() if ties and wish.kind in ("", kind_of(node))),
        key=lambda node: (min(_tells(web, node, tie) for tie in told[node]), node),
    )
    shown = ranked if wish.full else _first(ranked)
    claims = Claims(kb)
    rows: dict[str, list[Neighbour]] = defaultdict(list)
    for node in shown:
        rows[kind_of(node)].append(_neighbour(web, claims, node, told[node], wish.source))
    farther = _farther(web, end.node, shown) if wish.far else []
    kept = farther if wish.full else farther[:FARTHER]
    return Neighbourhood(
        end,
        wish,
        tuple((kind, tuple(rows[kind])) for kind in KINDS if rows[kind]),
        len(ranked),
        len(shown),
        tuple((kind, label, kinds[kind]) for kind, label in KINDS.items() if kinds[kind]),
        _sources(kb, near.values()),
        tuple(_beyond(claims, node, tie) for node, tie in kept),
        len(farther),
        _spots(kb, web, end, shown, kept),
        _edges(web, end.node, shown, told, kept),
    )  # fmt: skip


def _told(ties: tuple[Tie, ...], source: str) -> tuple[Tie, ...]:
    """Return the ties that a source says, or all; the most telling first."""
    if source:
        ties = tuple(tie for tie in ties if any(_from(one, source) for one in tie.claims))
    return tuple(sorted(ties, key=_weight))


def _from(claim: str, source: str) -> bool:
    return claim.startswith(f"{source}/")


def _weight(tie: Tie) -> tuple[float, int]:
    return RELATIONS[tie.relation].weight, -tie.families


def _tells(web: Web, node: str, tie: Tie) -> float:
    """Return how little a tie to a neighbour tells, in bits as in `kb.relations.paths`."""
    weak = 0.0 if tie.ruled else 4 / tie.families if tie.families else 5.0
    return RELATIONS[tie.relation].weight + weak + log2(web.sharing(node, tie)) / 2


def _beyond(claims: Claims, node: str, tie: Tie) -> Farther:
    kb = claims.kb
    said = claims(tie.claims[:1])
    return Farther(
        node,
        node_ref(kb, node),
        node_ref(kb, tie.other(node)),
        tie.label.replace("-", " "),
        common.chip(kb, said[0]) if said else None,
    )


def _first(ranked: list[str]) -> list[str]:
    """Return the first ones, and of each kind at least a few."""
    seen: Counter[str] = Counter()
    few = set()
    for node in ranked:
        seen[kind_of(node)] += 1
        if seen[kind_of(node)] <= LEAST:
            few.add(node)
    room = SHOWN - len(few)
    rest = [node for node in ranked if node not in few]
    return [node for node in ranked if node in few or node in set(rest[: max(room, 0)])]


def _neighbour(
    web: Web, claims: Claims, node: str, ties: tuple[Tie, ...], source: str
) -> Neighbour:
    kb = claims.kb
    best = sorted(ties, key=lambda tie: _tells(web, node, tie))
    hops = tuple(explained(claims, (_only(tie, source),)) for tie in best)
    return Neighbour(node, short_name(kb, node), node_ref(kb, node), hops)


def _only(tie: Tie, source: str) -> Tie:
    """Return a tie with the claims of one source alone, when one is wished for."""
    if not source:
        return tie
    kept = tuple(one for one in tie.claims if _from(one, source))
    return Tie(tie.frm, tie.to, tie.relation, tie.what, kept, 1, tie.ruled)


def _sources(
    kb: KnowledgeBase, near: Iterable[tuple[Tie, ...]]
) -> tuple[tuple[str, str, int], ...]:
    counts: Counter[str] = Counter()
    for ties in near:
        counts.update({one.partition("/")[0] for tie in ties for one in tie.claims})
    order = sorted(counts, key=lambda name: (kb.sources[name].year or 9999, name))
    return tuple((name, common.label_of(kb.sources[name]), counts[name]) for name in order)


def _farther(web: Web, middle: str, shown: list[str]) -> list[tuple[str, Tie]]:
    """Return the records one step beyond, each with the tie that tells most, best first."""
    seen = {middle, *web.of(middle)}
    best: dict[str, tuple[float, Tie]] = {}
    for place, node in enumerate(shown):
        for other, ties in web.near[node].items():
            if other in seen:
                continue
            for tie in ties:
                if RELATIONS[tie.relation].only:
                    continue
                bits = _tells(web, node, tie) + place / 1000
                if other not in best or bits < best[other][0]:
                    best[other] = (bits, tie)
    order = sorted(best, key=lambda node: (best[node][0], node))
    return [(node, best[node][1]) for node in order]


def _spots(
    kb: KnowledgeBase, web: Web, end: End, shown: list[str], farther: list[tuple[str, Tie]]
) -> tuple[Spot, ...]:
    spots = [_spot(kb, end.node, 0, 0.0, 0.0)]
    order = [node for kind in KINDS for node in shown if kind_of(node) == kind]
    angles: dict[str, float] = {}
    outer = _INNER
    for node, radius, angle in _sectors(order):
        angles[node] = angle
        outer = max(outer, radius)
        spots.append(_spot(kb, node, 1, radius, angle))
    placed = sorted(farther, key=lambda one: (angles[one[1].other(one[0])], one[0]))
    rings = _rings(len(placed), outer + 1.6 * _STEP)
    for number, (node, _) in enumerate(placed):
        angle = 2 * pi * number / len(placed)
        spots.append(_spot(kb, node, 2, rings[number % len(rings)], angle))
    return tuple(spots)


def _spot(kb: KnowledgeBase, node: str, ring: int, radius: float, angle: float) -> Spot:
    ref = node_ref(kb, node)
    label = f"{ref.label} {ref.hant}" if ref.hant else ref.label
    x, y = round(_STRETCH * radius * sin(angle)), round(-radius * cos(angle))
    return Spot(node, short_name(kb, node), label, kind_of(node), ring, x, y)


def _sectors(order: list[str]) -> Iterator[tuple[str, float, float]]:
    """Yield each node with radius and angle: a sector for each kind, filled from the inside.

    Kinds of which there are few share one, and none is too narrow for its names.
    """
    groups: dict[str, list[str]] = defaultdict(list)
    for node in order:
        groups[kind_of(node) if kind_of(node) in _SECTORS else ""].append(node)
    least = len(order) * _LEAST_WIDE
    wide = sum(max(len(several), least) for several in groups.values())
    start = 0.0
    for several in groups.values():
        width = 2 * pi * max(len(several), least) / wide
        at, radius = 0, _INNER
        while at < len(several):
            places = max(1, int(width * radius / _WIDE))
            row = several[at : at + places]
            for number, node in enumerate(row):
                yield node, radius, start + width * (number + 0.5) / len(row)
            at += places
            radius += _STEP
        start += width


def _rings(count: int, first: float) -> list[float]:
    """Return the radii of as many rings as hold so many records."""
    rings = [first]
    while sum(2 * pi * radius / _WIDE for radius in rings) < count:
        rings.append(rings[-1] + _STEP)
    return rings


def _edges(
    web: Web, middle: str, shown: list[str], told: dict[str, tuple[Tie, ...]],
    farther: list[tuple[str, Tie]],
) -> tuple[Edge, ...]:  # fmt: skip
    found = [_edge(middle, node, told[node][0]) for node in shown]
    inside = set(shown)
    for node in shown:
        near = web.near[node]
        for other in inside & near.keys():
            if node < other:
                ties = [one for one in near[other] if _frames(one)]
                found.extend(_edge(node, other, one) for one in ties[:1])
    found.extend(_edge(tie.other(node), node, tie) for node, tie in farther)
    return tuple(found)


def _frames(tie: Tie) -> bool:
    return RELATIONS[tie.relation].frame or tie.relation in _LINKED


def _edge(one: str, other: str, tie: Tie) -> Edge:
    return Edge(one, other, tie.label.replace("-", " "), tie.ruled)
