"""Labels that overlap nothing: each stands at the cheapest free place around its point.

Boxes are ``(left, top, right, bottom)`` in units, y down.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence

from kb.frozen import frozen

__all__ = [
    "NEAR",
    "Box",
    "Label",
    "Placed",
    "Wanted",
    "apart",
    "crossing",
    "meet",
    "place",
    "width",
]

Box = tuple[float, float, float, float]

GAP, ASIDE = 1.5, 4.0
"""Units that stay free above and below every label, and before and behind it."""
RADII = (7, 9, 13, 20, 30, 44, 60, 80, 105, 135, 170, 210)
NEAR = 14
"""Up to this radius a label needs no leader."""
CLEARER, TOUCHING, MISTAKEN = 1.0, 11.0, 40.0
"""A label stands nearer to its own point than to any other by `CLEARER`; one with a leader no
nearer than `TOUCHING` to another, on the wrong side than twice that; else it costs `MISTAKEN`."""
STRANGE, LEADER = 12.0, 20.0
"""Costs of a leader, and of each other point that is nearer to its label than the own one."""
CROSSING = 200.0
"""Costs of a leader that crosses another one."""
ANGLES = tuple(range(0, 360, 15))


@frozen
class Wanted:
    """A label to place: its name, its text in parts, the place it belongs to, and its size.

    Attributes
    ----------
    name : str
    x, y : float
    width, height : float
    side : float
        Where it would rather stand: -1 left, 1 right, 0 anywhere.
    must : bool
        Whether the figure is wrong without it.
    """

    name: str
    x: float
    y: float
    width: float
    height: float
    side: float = 0
    must: bool = True


@frozen
class Placed:
    """A label with its box, and the end of its leader (None when it stands beside its point)."""

    name: str
    box: Box
    leader: tuple[float, float] | None


Label = Placed


def width(text: str, size: float) -> float:
    """Return the width of a text in a bold sans-serif, on the safe side.

    Examples
    --------
    >>> round(width("ST25", 10), 1), width("天樞", 10)
    (28.0, 20.4)
    """
    wide = {"W": 1.04, "M": 0.98, " ": 0.32, "i": 0.38, "l": 0.38, "1": 0.68}
    ems = sum(1.02 if ord(one) > 0x2E7F else wide.get(one, 0.70) for one in text)
    return ems * size


def crossing(one: Box, other: Box) -> bool:
    """Return whether two boxes overlap."""
    return one[0] < other[2] and other[0] < one[2] and one[1] < other[3] and other[1] < one[3]


def apart(box: Box, x: float, y: float) -> float:
    """Return how far a place lies from a box, 0 inside.

    Examples
    --------
    >>> apart((0, 0, 10, 4), 13, 8)
    5.0
    """
    return math.hypot(max(box[0] - x, 0, x - box[2]), max(box[1] - y, 0, y - box[3]))


def _centre(box: Box) -> tuple[float, float]:
    return (box[0] + box[2]) / 2, (box[1] + box[3]) / 2


def _grown(box: Box) -> Box:
    return box[0] - ASIDE, box[1] - GAP, box[2] + ASIDE, box[3] + GAP


def _cuts(a: tuple[float, float], b: tuple[float, float], box: Box) -> bool:
    """Return whether the segment from `a` to `b` enters the box."""
    low, high = 0.0, 1.0
    for k in (0, 1):
        start, step = a[k], b[k] - a[k]
        if abs(step) < 1e-9:
            if not box[k] < start < box[k + 2]:
                return False
            continue
        first, last = sorted(((box[k] - start) / step, (box[k + 2] - start) / step))
        low, high = max(low, first), min(high, last)
        if low >= high:
            return False
    return True


def meet(a: Sequence[float], b: Sequence[float], c: Sequence[float], d: Sequence[float]) -> bool:
    """Return whether two segments cross, from `a` to `b` and from `c` to `d`."""

    def turn(p: Sequence[float], q: Sequence[float], r: Sequence[float]) -> float:
        return (q[0] - p[0]) * (r[1] - p[1]) - (q[1] - p[1]) * (r[0] - p[0])

    return turn(a, b, c) * turn(a, b, d) < 0 and turn(c, d, a) * turn(c, d, b) < 0


def _candidates(want: Wanted) -> Iterable[tuple[float, Box, tuple[float, float] | None]]:
    """Yield cost, box and leader of every place a label may stand at."""
    for radius in RADII:
        for degrees in ANGLES:
            c, s = math.cos(math.radians(degrees)), math.sin(math.radians(degrees))
            x, y = want.x + c * radius, want.y + s * radius
            left = x if c > 0.3 else x - want.width if c < -0.3 else x - want.width / 2
            top = y - want.height / 2
            if abs(c) <= 0.3:
                top += math.copysign(want.height / 2, s)
            cost = radius * 0.5 + 5 * abs(s)
            if want.side and c * want.side <= 0.3:
                cost += 8
            leader = (x, y) if radius > NEAR else None
            yield cost, (left, top, left + want.width, top + want.height), leader


class _Field:
    """What is already on the plate."""

    def __init__(self, frame: Box, dots: Sequence[Box], strokes: Sequence[Sequence[float]]) -> None:
        self.frame, self.dots = frame, dots
        self.centres = [_centre(one) for one in dots]
        self.boxes: list[Box] = []
        self.leaders: list[tuple[tuple[float, float], tuple[float, float]]] = []
        self.cells: dict[tuple[int, int], int] = {}
        for x, y in strokes:
            cell = int(x // 5), int(y // 5)
            self.cells[cell] = self.cells.get(cell, 0) + 1

    def _ink(self, box: Box) -> int:
        several = (
            self.cells.get((i, j), 0)
            for i in range(int(box[0] // 5), int(box[2] // 5) + 1)
            for j in range(int(box[1] // 5), int(box[3] // 5) + 1)
        )
        return sum(min(one, 2) for one in several)

    def cost(self, want: Wanted, box: Box, leader: tuple[float, float] | None) -> float | None:
        """Return what a place costs beside its distance; None when it is taken."""
        f = self.frame
        if box[0] < f[0] or box[1] < f[1] or box[2] > f[2] or box[3] > f[3]:
            return None
        grown = _grown(box)
        if any(crossing(grown, one) for one in self.boxes):
            return None
        if any(crossing(box, one) for one in self.dots):
            return None
        for a, b in self.leaders:
            if _cuts(a, b, grown):
                return None
        cost = 2.2 * self._ink(box) + self._mistaken(want, box, leader)
        if leader:
            here = want.x, want.y
            if any(_cuts(here, leader, one) for one in self.boxes):
                return None
            cost += LEADER + sum(CROSSING for a, b in self.leaders if meet(here, leader, a, b))
            own = want.x, want.y
            for one, centre in zip(self.dots, self.centres, strict=True):
                if math.dist(centre, own) > 1 and _cuts(here, leader, one):
                    cost += 18
        return cost

    def _mistaken(self, want: Wanted, box: Box, leader: tuple[float, float] | None) -> float:
        """Return what it costs that a label stands as near to another point as to its own."""
        far = apart(box, want.x, want.y)
        own = TOUCHING if leader else far + CLEARER
        nearer = sum(
            STRANGE
            for x, y in self.centres
            if leader and apart(box, x, y) < far and math.dist((x, y), (want.x, want.y)) > 1
        )
        if want.side * (_centre(box)[0] - want.x) < -want.width / 4:
            own = 2 * TOUCHING
        return nearer + sum(
            MISTAKEN
            for x, y in self.centres
            if box[0] - own < x < box[2] + own
            and box[1] - own < y < box[3] + own
            and apart(box, x, y) < own
            and math.dist((x, y), (want.x, want.y)) > 1
        )

    def best(self, want: Wanted) -> tuple[float, Placed] | None:
        found: tuple[float, Placed] | None = None
        for base, box, leader in _candidates(want):
            if found and base >= found[0]:
                continue
            extra = self.cost(want, box, leader)
            if extra is not None and (found is None or base + extra < found[0]):
                found = base + extra, Placed(want.name, box, leader)
        return found

    def take(self, want: Wanted, placed: Placed) -> None:
        self.boxes.append(placed.box)
        if placed.leader:
            self.leaders.append(((want.x, want.y), placed.leader))


def place(
    wanted: Sequence[Wanted],
    frame: Box,
    dots: Sequence[Box],
    strokes: Sequence[Sequence[float]],
) -> tuple[list[Placed], list[str]]:
    """Return labels at free places, and the names of those for which there was none.

    Parameters
    ----------
    wanted : sequence of Wanted
        Those that must stand are placed before the others, the most cramped first.
    frame : Box
        No label leaves it.
    dots : sequence of Box
        Points; no label covers one.
    strokes : sequence of (x, y)
        Samples of lines, better not covered.
    """
    field = _Field(frame, dots, strokes)
    cramped = {
        one.name: sum(
            field.cost(one, box, leader) is None
            for base, box, leader in _candidates(one)
            if base < 32
        )
        for one in wanted
    }
    made, missing = [], []
    for want in sorted(wanted, key=lambda one: (not one.must, -cramped[one.name], one.name)):
        found = field.best(want)
        if found is None or (not want.must and found[0] > 60):
            missing.append(want.name)
            continue
        field.take(want, found[1])
        made.append(found[1])
    return made, missing
