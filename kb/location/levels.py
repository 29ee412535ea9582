"""Questions about places: the same level, the distance between two points, the column of a point.

Distances are only given along one measured line, because a body cun is a part of one stretch of one
line; otherwise the answer says why there is none.
"""

from __future__ import annotations

from collections.abc import Mapping

from kb.codes import order_key
from kb.errors import UnknownName
from kb.frozen import frozen
from kb.location.axes import Axis
from kb.location.coordinates import TOLERANCE, Atlas, Coordinate, Place
from kb.model import Point

__all__ = ["Distance", "Level", "column", "distance", "level", "neighbours"]


@frozen
class Level:
    """Points on one level.

    Attributes
    ----------
    axis : str
        Line id, or the id of the landmark whose level it is.
    value : float or None
        Coordinate on that line; None for the level of a landmark.
    points : tuple of str
        Point codes in WHO order, the one asked about included.
    told : tuple of str
        Those of `points` whose level only a second statement gives.
    """

    axis: str
    value: float | None
    points: tuple[str, ...]
    told: tuple[str, ...] = ()


@frozen
class Distance:
    """Distance between two points on one measured line, or why there is none.

    Attributes
    ----------
    cun : float or None
        In body cun; None when no line carries both.
    axis : str
        Line id; empty when `cun` is None.
    how : str
        The two coordinates, or the reason.
    beside : tuple of (str, float)
        Difference on other lines that carry both points, line id and body cun: not part of `cun`.
    cites : tuple of (str, str)
        Source and locator of everything used: the line and the two points.
    """

    cun: float | None
    axis: str
    how: str
    beside: tuple[tuple[str, float], ...] = ()
    cites: tuple[tuple[str, str], ...] = ()


def _place(code: str, atlas: Atlas) -> Place:
    if code not in atlas.places:
        raise UnknownName("point", code)
    return atlas.places[code]


def level(code: str, atlas: Atlas) -> tuple[Level, ...]:
    """Return the levels of a point with every point on each.

    Parameters
    ----------
    code : str
        WHO code.
    atlas : Atlas
        Computed coordinates.

    Returns
    -------
    tuple of Level
        One for each lengthwise line that carries the point and for each landmark whose level it
        is; a level with no other point is left out.

    Raises
    ------
    UnknownName
        No such point.
    """
    place = _place(code, atlas)
    found: list[Level] = []
    for axis, mine in place.coordinates.items():
        if atlas.axes[axis].lengthwise:
            same = {
                other.code: other.coordinates[axis].basis == "related"
                for other in atlas.places.values()
                if axis in other.coordinates
                and abs(other.coordinates[axis].value - mine.value) <= TOLERANCE
            }
            found.append(_level(axis, mine.value, same))
    for landmark in sorted(place.levels):
        same = {
            other.code: bool(other.levels[landmark])
            for other in atlas.places.values()
            if landmark in other.levels
        }
        found.append(_level(landmark, None, same))
    return tuple(each for each in found if len(each.points) > 1)


def _level(axis: str, value: float | None, same: Mapping[str, bool]) -> Level:
    codes = tuple(sorted(same, key=order_key))
    return Level(axis, value, codes, tuple(code for code in codes if same[code]))


def distance(one: str, two: str, atlas: Atlas, points: Mapping[str, Point]) -> Distance:
    """Return the distance between two points in body cun, or why there is none.

    Parameters
    ----------
    one, two : str
        WHO codes.
    atlas : Atlas
        Computed coordinates.
    points : mapping of str to Point
        For the pages cited.

    Returns
    -------
    Distance
        Along the one line on which they differ; across only between points on one level. Points
        that differ both lengthwise and across have no distance on one line; `beside` then gives
        both parts.

    Raises
    ------
    UnknownName
        No such point.
    """
    first, second = _place(one, atlas), _place(two, atlas)
    shared = [atlas.axes[axis] for axis in first.coordinates if axis in second.coordinates]
    along = [axis for axis in shared if axis.kind == "along"]
    across = [axis for axis in shared if axis.kind == "across"]
    higher = [axis for axis in shared if axis.lengthwise and _step(axis, first, second)]
    wider = [axis for axis in across if _step(axis, first, second)]
    known = any(axis.lengthwise for axis in shared) or bool(set(first.levels) & set(second.levels))
    cites = _cites([*along, *across], (first, second), points)
    parts = tuple((axis.id, _step(axis, first, second)) for axis in (*along, *across))
    measured = [axis for axis in higher if axis.kind == "along"]
    if measured and not wider:
        return _told(measured[0], first, second, parts, cites)
    if wider and known and not higher:
        return _told(wider[0], first, second, parts, cites)
    return Distance(None, "", _why_not(first, second, atlas), parts if known else (), cites)


def _told(
    axis: Axis,
    first: Place,
    second: Place,
    parts: tuple[tuple[str, float], ...],
    cites: tuple[tuple[str, str], ...],
) -> Distance:
    """Return a distance along one line."""
    a, b = first.coordinates[axis.id], second.coordinates[axis.id]
    where = f"{first.code} at {a.value:g} and {second.code} at {b.value:g} cun"
    how = f"{where} on the {axis.en}{_basis(a, b)}"
    beside = tuple(part for part in parts if part[0] != axis.id)
    return Distance(_step(axis, first, second), axis.id, how, beside, cites)


def _step(axis: Axis, first: Place, second: Place) -> float:
    """Return how far apart two places are on a line; 0 when it is less than the tolerance."""
    step = abs(first.coordinates[axis.id].value - second.coordinates[axis.id].value)
    return round(step, 4) if step > TOLERANCE else 0.0


def _basis(a: Coordinate, b: Coordinate) -> str:
    told = any(each.basis == "related" for each in (a, b))
    return " (one of them from a second statement of its page)" if told else ""


def _why_not(first: Place, second: Place, atlas: Atlas) -> str:
    """Return why two points have no distance."""
    one, two = first.code, second.code
    bare = [place.code for place in (first, second) if not place.coordinates]
    if bare:
        verb = "is" if len(bare) == 1 else "are"
        return f"{' and '.join(bare)} {verb} located by landmarks only"
    lengthwise = [
        axis for axis in atlas.axes.values()
        if axis.lengthwise and axis.id in first.coordinates and axis.id in second.coordinates
    ]  # fmt: skip
    for axis in lengthwise:
        a, b = first.coordinates[axis.id].value, second.coordinates[axis.id].value
        if axis.kind == "rank" and a != b:
            return f"{one} is at {a:g} and {two} at {b:g} of the {axis.en}, which are not measured"
        if axis.kind == "along" and abs(a - b) > TOLERANCE:
            return f"{one} and {two} differ in level and in distance from the median line"
    if lengthwise:
        return f"{one} and {two} are on one level; the way from one to the other is not measured"
    return f"{one} and {two} are not on one measured line"


def _cites(
    lines: list[Axis], places: tuple[Place, Place], points: Mapping[str, Point]
) -> tuple[tuple[str, str], ...]:
    """Return source and locator of the lines, of stated coordinates and of the points."""
    codes = {place.code for place in places}
    found = [(span.source, span.at) for line in lines for span in line.spans]
    stated = [(s.source, s.at) for line in lines for s in line.stated if s.mark in codes]
    own = [cite for place in places for cite in points[place.code].cites]
    return tuple(dict.fromkeys([*found, *stated, *own]))


def column(code: str, atlas: Atlas) -> tuple[str, ...]:
    """Return the points as far from the median line as this one, from top to bottom.

    Only points that share a lengthwise line with it count; empty when its distance from the median
    line is not known.

    Raises
    ------
    UnknownName
        No such point.
    """
    place = _place(code, atlas)
    found: dict[str, tuple[int, float]] = {}
    across = [c for axis, c in place.coordinates.items() if atlas.axes[axis].kind == "across"]
    lengthwise = [axis for axis in atlas.axes.values() if axis.lengthwise]
    for other in atlas.places.values():
        same = any(
            c.axis in other.coordinates
            and abs(other.coordinates[c.axis].value - c.value) <= TOLERANCE
            for c in across
        )
        for i, axis in enumerate(lengthwise):
            both = axis.id in other.coordinates and axis.id in place.coordinates
            if same and both and other.code not in found:
                value = other.coordinates[axis.id].value
                found[other.code] = (i, value if "inferior" in axis.positive else -value)
    return tuple(sorted(found, key=lambda each: (found[each], order_key(each))))


def neighbours(code: str, atlas: Atlas) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Return the nearest points before and after this one on its own lengthwise lines.

    Returns
    -------
    (tuple of str, tuple of str)
        Codes with the next smaller and the next greater coordinate; several when they are level.

    Raises
    ------
    UnknownName
        No such point.
    """
    place = _place(code, atlas)
    for axis, mine in place.coordinates.items():
        if not atlas.axes[axis].lengthwise:
            continue
        values = {
            other.code: other.coordinates[axis].value
            for other in atlas.places.values()
            if axis in other.coordinates
        }
        smaller = [v for v in values.values() if v < mine.value - TOLERANCE]
        greater = [v for v in values.values() if v > mine.value + TOLERANCE]
        return (
            tuple(c for c, v in values.items() if smaller and v == max(smaller)),
            tuple(c for c, v in values.items() if greater and v == min(greater)),
        )
    return (), ()
