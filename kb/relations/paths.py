"""Short paths between two records, most telling first.

A path is the more telling the fewer steps it has, the fewer others share what it leads through, and
the more independent families stand behind each step. In bits: the weight of each relation; at every
record in between half the logarithm of how many others the step before and the step after could
have come from; and 2/n for a step that n families attest. A complaint that three hundred points are
said to treat therefore comes after one that five share, and after the pair of two meridians.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterator, Mapping
from heapq import heappop, heappush
from itertools import pairwise
from math import log2

from kb.frozen import frozen
from kb.relations.ties import RELATIONS, Tie
from kb.relations.web import Web

__all__ = ["Path", "Paths", "paths"]

_BETWEEN = frozenset(
    {"point", "meridian", "category", "symptom", "teaching", "structure", "organ", "phase",
     "division", "limb", "place"}
)  # fmt: skip
"""Kinds of record that a path may lead through: not our bridge from a modern word, no trial."""

_REPORTED = 3.0
_ALONE = 100.0
_FARTHEST = 8


@frozen
class Path:
    """One way in which two records are related.

    Attributes
    ----------
    nodes : tuple of str
        Both ends and what lies between.
    ties : tuple of tuple of Tie
        For each step the tie that tells most, then what else ties the two.
    bits : float
        The lower the more telling.
    """

    nodes: tuple[str, ...]
    ties: tuple[tuple[Tie, ...], ...]
    bits: float

    @property
    def pattern(self) -> tuple[str, ...]:
        """Return the relations of its steps: paths of one pattern are of one kind."""
        return tuple(f"{ties[0].relation} {ties[0].to.partition(':')[0]}" for ties in self.ties)


@frozen
class Paths:
    """The best paths, and how many more there are of the pattern of each."""

    best: tuple[Path, ...]
    total: int
    patterns: tuple[tuple[tuple[str, ...], int], ...]


def paths(web: Web, start: str, end: str, limit: int = 12, alike: int = 4) -> Paths:
    """Return the most telling short paths between two nodes.

    All paths of one and two steps are weighed, and those of three whose middle step belongs to the
    frame of doctrine; when there is none, the most telling one of up to eight steps.

    Parameters
    ----------
    web : Web
    start, end : str
        Nodes; a record has no path to itself.
    limit : int
        Most paths.
    alike : int
        Most paths of one pattern.

    Raises
    ------
    UnknownName
        Nothing is tied to one of them.
    """
    web.of(start), web.of(end)
    if start == end:
        return Paths((), 0, ())
    found = sorted(_short(web, start, end), key=lambda path: (path.bits, path.nodes))
    kept = _telling(found) or list(_long(web, start, end))
    patterns = Counter(path.pattern for path in kept)
    best: list[Path] = []
    used: Counter[tuple[str, ...]] = Counter()
    for path in kept:
        if used[path.pattern] < alike and len(best) < limit:
            used[path.pattern] += 1
            best.append(path)
    return Paths(tuple(best), len(kept), tuple(patterns.most_common()))


def _short(web: Web, start: str, end: str) -> Iterator[Path]:
    ours, theirs = web.of(start), web.of(end)
    for tie in ours.get(end, ()):
        rest = tuple(one for one in ours[end] if one is not tie)
        yield Path((start, end), ((tie, *rest),), _weight(tie))
    ends = (start, end)
    for node in ours.keys() & theirs.keys():
        if _between(ours, node) and _between(theirs, node):
            yield _path(web, (start, node, end))
    goals = {node for node in theirs if node not in ends and _between(theirs, node)}
    for one in ours:
        if one not in ends and _between(ours, one):
            for other in web.frame.get(one, ()):
                if other in goals:
                    yield _path(web, (start, one, other, end))


def _between(near: Mapping[str, tuple[Tie, ...]], node: str) -> bool:
    """Return whether a path may lead from here through a neighbour."""
    if node.partition(":")[0] not in _BETWEEN:
        return False
    return not all(RELATIONS[tie.relation].only for tie in near[node])


def _path(web: Web, nodes: tuple[str, ...]) -> Path:
    inner = nodes[1:-1]
    steps = []
    bits = 0.0
    for here, there in pairwise(nodes):
        several = web.near[here][there]
        weighed = sorted((_bits(web, tie, inner), number) for number, tie in enumerate(several))
        bits += weighed[0][0]
        steps.append(tuple(several[number] for _, number in weighed))
    return Path(nodes, tuple(steps), bits)


def _weight(tie: Tie) -> float:
    weight = RELATIONS[tie.relation].weight
    if tie.ruled:
        return weight
    return weight + (2 / tie.families if tie.families else _REPORTED)


def _bits(web: Web, tie: Tie, inner: Collection[str]) -> float:
    bits = _weight(tie)
    if inner and RELATIONS[tie.relation].only:
        bits += _ALONE
    for node in (tie.frm, tie.to):
        if node in inner:
            bits += log2(web.sharing(node, tie)) / 2
    return bits


def _telling(found: list[Path]) -> list[Path]:
    """Leave out detours: through all records of a better path and more, or through the frame alone.

    Two meridians that doctrine ties are not told of again by way of a third.
    """
    direct = any(len(path.ties) == 1 and _framed(path) for path in found)
    kept: list[Path] = []
    shorter: set[str] = set()
    for path in found:
        inner = path.nodes[1:-1]
        if inner and direct and _framed(path):
            continue
        if len(inner) > 1 and any(node in shorter for node in inner):
            continue
        if len(inner) == 1:
            shorter.add(inner[0])
        kept.append(path)
    return kept


def _framed(path: Path) -> bool:
    return all(RELATIONS[ties[0].relation].frame for ties in path.ties)


def _long(web: Web, start: str, end: str) -> Iterator[Path]:
    """Yield the most telling path of any length, if there is one."""
    queue: list[tuple[float, tuple[str, ...]]] = [(0.0, (start,))]
    done: set[str] = set()
    while queue:
        bits, nodes = heappop(queue)
        here = nodes[-1]
        if here == end:
            yield _path(web, nodes)
            return
        if here in done or len(nodes) > _FARTHEST:
            continue
        done.add(here)
        for there, ties in web.near[here].items():
            if there == end or (there not in done and _between(web.near[here], there)):
                inner = {here, there} - {start, end}
                step = min(_bits(web, tie, inner) for tie in ties)
                heappush(queue, (bits + step, (*nodes, there)))
