"""Coordinates of points on measured lines, computed from their structured locations.

`Atlas` holds what could be computed. Values come from the main statement (``where``); a point whose
main statement only names landmarks may get one from what the same source says of it elsewhere
(``related``, or another point's ``level``), and then remembers which statement that was.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import field
from graphlib import CycleError, TopologicalSorter

from kb.base import KnowledgeBase
from kb.codes import is_code, is_extra, order_key
from kb.errors import LocationError
from kb.frozen import frozen
from kb.location.axes import Axis, axes_of
from kb.location.reading import Known, Needs, Reading, Statement, Value, read_relation
from kb.model import Location, Point, Relation

__all__ = ["TOLERANCE", "Atlas", "Coordinate", "Place", "atlas", "atlas_of", "refs_of"]

TOLERANCE = 0.1
"""Two coordinates this close are the same place, in body cun."""


@frozen
class Coordinate:
    """A coordinate on one line and what it rests on.

    Attributes
    ----------
    axis : str
        Line id.
    value : float
        Body cun, or the number of a level on a line of kind ``rank``.
    basis : str
        ``where`` (main statement), ``stated`` (``data/axes.yaml``) or ``related``.
    needs : frozenset of (str, int)
        Statements of ``related`` lists it rests on: point code and index.
    """

    axis: str
    value: float
    basis: str = "where"
    needs: Needs = frozenset()


@frozen
class Place:
    """What is known of where a point lies.

    Attributes
    ----------
    code, region : str
        Point and region.
    coordinates : mapping of str to Coordinate
        By line id.
    levels : mapping of str to frozenset of (str, int)
        Landmarks without a coordinate whose level this is, with the statements that say so.
    """

    code: str
    region: str
    coordinates: Mapping[str, Coordinate] = field(default_factory=dict, hash=False)
    levels: Mapping[str, Needs] = field(default_factory=dict, hash=False)

    @property
    def known(self) -> Known:
        """Return the same in the form `read_relation` asks for."""
        values = {axis: Value(c.value, c.needs) for axis, c in self.coordinates.items()}
        return Known(values, self.levels, is_point=True)


@frozen
class Atlas:
    """All places that could be computed, and the lines they lie on.

    Attributes
    ----------
    axes : mapping of str to Axis
    places : mapping of str to Place
        By point code, in WHO order.
    """

    axes: Mapping[str, Axis] = field(hash=False)
    places: Mapping[str, Place] = field(hash=False)

    def lines(self, region: str) -> tuple[Axis, ...]:
        """Return the lines that points of a region can lie on."""
        return tuple(axis for axis in self.axes.values() if region in axis.regions)

    def known(self, name: str, skip: Statement | None = None) -> Known:
        """Return what is known of a landmark or point.

        Parameters
        ----------
        name : str
            Landmark id or point code.
        skip : (str, int), optional
            Statement that must not count: values resting on it are left out.
        """
        if name not in self.places:
            return _landmark(name, self.axes.values())
        place = self.places[name]
        if skip is None:
            return place.known
        free = {a: c for a, c in place.coordinates.items() if skip not in c.needs}
        levels = {level: needs for level, needs in place.levels.items() if skip not in needs}
        return Place(place.code, place.region, free, levels).known


def refs_of(relation: Relation) -> tuple[str, ...]:
    """Return every landmark id and point code a relation names.

    Examples
    --------
    >>> refs_of(Relation("divide", fraction="1/3", frm="SP12", to="patella-base"))
    ('SP12', 'patella-base')
    """
    single = (relation.ref, relation.frm, relation.to, relation.vertical, relation.horizontal)
    many = (*relation.refs, *relation.ends, *relation.lines, *relation.midpoint)
    return tuple(name for name in (*single, *many) if name)


def atlas(points: Mapping[str, Point], landmarks: Collection[str], axes: Iterable[Axis]) -> Atlas:
    """Return the coordinates of all points.

    Parameters
    ----------
    points : mapping of str to Point
        By code.
    landmarks : collection of str
        Known landmark ids.
    axes : iterable of Axis
        The measured lines.

    Raises
    ------
    LocationError
        A relation names something unknown, points refer to each other in a circle, or two
        relations of one location contradict each other.
    """
    lines = {axis.id: axis for axis in axes}
    located = {code: p.location for code, p in points.items() if p.location is not None}
    made = Atlas(lines, {})
    places: dict[str, Place] = {}
    for code in _order(located, landmarks):
        made = Atlas(lines, places)
        places[code] = _main(code, located[code], made)
    _extend(located, Atlas(lines, places), places)
    return Atlas(lines, {code: places[code] for code in sorted(places, key=order_key)})


def atlas_of(base: KnowledgeBase) -> Atlas:
    """Return the coordinates of all points of a knowledge base."""
    places = base.landmarks.keys() | base.points.keys()
    return atlas(base.points, base.landmarks, axes_of(base.axes, places, base.sources))


def _order(located: Mapping[str, Location], landmarks: Collection[str]) -> Iterable[str]:
    """Return codes so that every point comes after those its main statement names."""
    graph: dict[str, set[str]] = {}
    for code, location in located.items():
        names = {name for relation in location.where for name in refs_of(relation)}
        for name in sorted(names):
            if name not in landmarks and name not in located:
                kind = "point" if is_code(name) or is_extra(name) else "landmark"
                raise LocationError(f"{code}: unknown {kind} {name!r}; add it or correct the name")
        graph[code] = {name for name in names if name in located}
    try:
        return tuple(TopologicalSorter(graph).static_order())
    except CycleError as error:
        circle = " -> ".join(reversed(error.args[1]))
        raise LocationError(
            f"points located from each other in a circle: {circle}; tell one from landmarks"
        ) from None


def _main(code: str, location: Location, atlas: Atlas) -> Place:
    lines = atlas.lines(location.region)
    firm: dict[str, float] = {}
    soft: dict[str, float] = {}
    levels: dict[str, Needs] = {}
    for relation in location.where:
        reading = read_relation(relation, lines, atlas.known)
        for axis, value in reading.firm.items():
            if abs(firm.setdefault(axis, value.number) - value.number) > TOLERANCE:
                raise LocationError(
                    f"{code}: {relation.rel!r} puts it at {value.number:g} on {axis}, another "
                    f"relation at {firm[axis]:g}; correct one of them"
                )
        soft.update({axis: value.number for axis, value in reading.soft.items()})
        levels.update(reading.levels)
    values = {axis: Coordinate(axis, number) for axis, number in {**soft, **firm}.items()}
    for line in lines:
        if code in line.marks and line.id not in values:
            values[line.id] = Coordinate(line.id, line.marks[code], "stated")
    return Place(code, location.region, values, levels)


def _extend(located: Mapping[str, Location], atlas: Atlas, places: dict[str, Place]) -> None:
    """Fill blanks of `places` from ``related`` statements."""
    for code in sorted(places, key=order_key):
        for index, relation in enumerate(located[code].related):
            statement = (code, index)
            reading = read_relation(relation, atlas.lines(places[code].region), atlas.known)
            places[code] = _filled(places[code], reading, statement)
            if relation.rel == "level":
                _share(places, atlas, relation, statement)


def _share(
    places: dict[str, Place], atlas: Atlas, relation: Relation, statement: Statement
) -> None:
    """Give the points of a ``level`` statement the level of the point that makes it."""
    own = places[statement[0]].known
    for name in relation.refs or (relation.ref,):
        if name in places:
            lines = {axis.id for axis in atlas.lines(places[name].region) if axis.lengthwise}
            values = {axis: value for axis, value in own.values.items() if axis in lines}
            places[name] = _filled(places[name], Reading(values, {}, own.levels), statement)


def _filled(place: Place, reading: Reading, statement: Statement) -> Place:
    """Return the place with what a statement adds to it; what is known already stays.

    Only what rests on main statements counts, so that no chain of asides grows.
    """
    new = {
        axis: Coordinate(axis, value.number, "related", frozenset({statement}))
        for axis, value in {**reading.soft, **reading.firm}.items()
        if axis not in place.coordinates and not value.needs
    }
    levels = {
        level: frozenset({statement})
        for level, needs in reading.levels.items()
        if level not in place.levels and not needs
    }
    if not new and not levels:
        return place
    merged = {**place.coordinates, **new}
    return Place(place.code, place.region, merged, {**place.levels, **levels})


def _landmark(name: str, axes: Iterable[Axis]) -> Known:
    """Return what is known of a landmark: its marks, or else a level that bears its name."""
    marked = [axis for axis in axes if name in axis.marks]
    values = {axis.id: Value(axis.marks[name]) for axis in marked}
    named = not any(axis.lengthwise for axis in marked)
    return Known(values, {name: frozenset()} if named else {})
