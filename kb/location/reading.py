"""What one relation says of coordinates: the arithmetic under `kb.location.coordinates`.

Pure functions of a relation, the lines it may speak of and the places already known.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import field
from fractions import Fraction

from kb.frozen import frozen
from kb.location.axes import Axis
from kb.model import Relation

__all__ = [
    "INTERCOSTAL",
    "SIDEWAYS",
    "Known",
    "Lookup",
    "Needs",
    "Reading",
    "Statement",
    "Value",
    "fraction_of",
    "read_relation",
]

INTERCOSTAL = "ICS"
"""Id of the line on which the intercostal spaces are counted."""

SIDEWAYS = frozenset({"lateral", "medial"})
"""Directions that never leave a level, on any part of the body."""

Statement = tuple[str, int]
"""A statement other than the main one: point code and index in its ``related`` list."""

Needs = frozenset[Statement]
"""Statements something rests on."""


@frozen
class Value:
    """A coordinate and the statements of ``related`` lists it rests on."""

    number: float
    needs: Needs = frozenset()

    @classmethod
    def mean(cls, values: Sequence[Value], shares: Sequence[float] = ()) -> Value:
        """Return the weighted mean of several values (equal shares when none are given)."""
        weights = shares or [1 / len(values)] * len(values)
        number = sum(v.number * weight for v, weight in zip(values, weights, strict=True))
        return cls(round(number, 4), frozenset().union(*(v.needs for v in values)))

    def plus(self, step: float) -> Value:
        """Return the value moved by `step`."""
        return Value(round(self.number + step, 4), self.needs)


@frozen
class Known:
    """What is known of a landmark or point.

    Attributes
    ----------
    values : mapping of str to Value
        By line id.
    levels : mapping of str to frozenset of (str, int)
        Landmarks without a coordinate whose level this is, with the statements that say so.
    is_point : bool
        Whether it is a point (which always has a level of its own).
    """

    values: Mapping[str, Value] = field(default_factory=dict)
    levels: Mapping[str, Needs] = field(default_factory=dict)
    is_point: bool = False


Lookup = Callable[[str], Known]
"""Gives what is known of a landmark id or point code."""


@frozen
class Reading:
    """What a relation says of a point.

    Attributes
    ----------
    firm : mapping of str to Value
        By line id.
    soft : mapping of str to Value
        Coordinates kept by a step square to the line; weaker than any firm statement.
    levels : mapping of str to frozenset of (str, int)
        Landmarks whose level it names, with the statements that say so.
    """

    firm: Mapping[str, Value] = field(default_factory=dict)
    soft: Mapping[str, Value] = field(default_factory=dict)
    levels: Mapping[str, Needs] = field(default_factory=dict)


def fraction_of(text: str) -> float:
    """Return the number a fraction such as ``2/3`` stands for.

    Examples
    --------
    >>> round(fraction_of("2/3"), 3)
    0.667
    """
    return float(Fraction(text))


def read_relation(relation: Relation, axes: Iterable[Axis], lookup: Lookup) -> Reading:
    """Return what a relation says of the coordinates of its point.

    Parameters
    ----------
    relation : Relation
        The relation.
    axes : iterable of Axis
        Lines the point can lie on (those of its region).
    lookup : callable
        Gives what is known of each landmark and point named.

    Returns
    -------
    Reading
        Empty when the relation says nothing that can be put into numbers.
    """
    reader = _READERS.get(relation.rel)
    return reader(relation, tuple(axes), lookup) if reader else Reading()


def _all(names: Sequence[str], axis: Axis, lookup: Lookup) -> list[Value]:
    """Return the values of all names on one line, or nothing if one of them has none."""
    values = [lookup(name).values.get(axis.id) for name in names]
    found = [value for value in values if value is not None]
    return found if len(found) == len(names) else []


def _offset(relation: Relation, axes: tuple[Axis, ...], lookup: Lookup) -> Reading:
    origins = relation.midpoint or (relation.ref,)
    firm: dict[str, Value] = {}
    soft: dict[str, Value] = {}
    for axis in axes:
        values = _all(origins, axis, lookup)
        if not values:
            continue
        base = Value.mean(values)
        step = axis.sign(relation.dir, base.number)
        if step == 0 and axis.lengthwise:
            soft[axis.id] = base
        elif step and axis.measured and relation.unit == "b-cun" and relation.cun is not None:
            moved = base.plus(step * relation.cun)
            if axis.holds(moved.number):
                firm[axis.id] = moved
    origin = lookup(relation.ref) if relation.ref else Known()
    keeps = origin.is_point and relation.dir in SIDEWAYS
    return Reading(firm, soft, origin.levels if keeps else {})


def _side(relation: Relation, axes: tuple[Axis, ...], lookup: Lookup) -> Reading:
    key = (relation.ref, relation.dir)
    return Reading({axis.id: Value(axis.beside[key]) for axis in axes if key in axis.beside})


def _level(relation: Relation, axes: tuple[Axis, ...], lookup: Lookup) -> Reading:
    names = relation.refs or ((relation.ref,) if relation.ref else ())
    firm: dict[str, Value] = {}
    levels: dict[str, Needs] = {}
    for known in map(lookup, names):
        for axis in axes:
            if axis.lengthwise and axis.id in known.values:
                firm.setdefault(axis.id, known.values[axis.id])
        for level, needs in known.levels.items():
            levels.setdefault(level, needs)
    return Reading(firm, {}, levels)


def _at(relation: Relation, axes: tuple[Axis, ...], lookup: Lookup) -> Reading:
    known = lookup(relation.ref)
    return Reading({axis.id: known.values[axis.id] for axis in axes if axis.id in known.values})


def _between(relation: Relation, axes: tuple[Axis, ...], lookup: Lookup) -> Reading:
    known = {end: lookup(end).values for end in relation.ends}
    firm: dict[str, Value] = {}
    for axis in axes:
        values = [values[axis.id] for values in known.values() if axis.id in values]
        others = [end for end, values in known.items() if axis.id not in values]
        alike = len({value.number for value in values}) == 1
        if axis.lengthwise and alike and all(end in axis.along for end in others):
            firm[axis.id] = Value.mean(values)
    return Reading(firm)


def _parted(
    ends: Sequence[str], shares: Sequence[float], axes: tuple[Axis, ...], lookup: Lookup
) -> Reading:
    firm: dict[str, Value] = {}
    for axis in axes:
        values = _all(ends, axis, lookup)
        if axis.measured and values:
            firm[axis.id] = Value.mean(values, shares)
    return Reading(firm)


def _midpoint(relation: Relation, axes: tuple[Axis, ...], lookup: Lookup) -> Reading:
    return _parted(relation.ends, (), axes, lookup)


def _divide(relation: Relation, axes: tuple[Axis, ...], lookup: Lookup) -> Reading:
    part = fraction_of(relation.fraction)
    if relation.qual == "level":
        axes = tuple(axis for axis in axes if axis.lengthwise)
    return _parted((relation.frm, relation.to), (1 - part, part), axes, lookup)


def _intersection(relation: Relation, axes: tuple[Axis, ...], lookup: Lookup) -> Reading:
    firm: dict[str, Value] = {}
    levels: Mapping[str, Needs] = {}
    for name, lengthwise in ((relation.vertical, False), (relation.horizontal, True)):
        known = lookup(name) if name else Known()
        for axis in axes:
            if axis.lengthwise is lengthwise and axis.id in known.values:
                firm[axis.id] = known.values[axis.id]
        levels = known.levels if lengthwise else levels
    return Reading(firm, {}, levels)


def _median(relation: Relation, axes: tuple[Axis, ...], lookup: Lookup) -> Reading:
    return Reading({axis.id: Value(0.0) for axis in axes if relation.line in axis.midline})


def _intercostal(relation: Relation, axes: tuple[Axis, ...], lookup: Lookup) -> Reading:
    if relation.space is None:
        return Reading()
    space = Value(float(relation.space))
    return Reading({axis.id: space for axis in axes if axis.id == INTERCOSTAL})


_READERS: Mapping[str, Callable[[Relation, tuple[Axis, ...], Lookup], Reading]] = {
    "offset": _offset,
    "side": _side,
    "level": _level,
    "opposite": _level,
    "at": _at,
    "between": _between,
    "midpoint": _midpoint,
    "divide": _divide,
    "intersection": _intersection,
    "median_line": _median,
    "intercostal": _intercostal,
}
