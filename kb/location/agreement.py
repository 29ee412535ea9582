"""Every other telling of a place, compared with the coordinates computed from the main one.

WHO often says where a point lies a second time, from other points (``related``). Each such
statement is a test of the data: it agrees, contradicts, or cannot be put into numbers. A value that
itself rests on the statement under test does not count, so nothing confirms itself.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from kb.frozen import frozen
from kb.location.axes import Axis
from kb.location.coordinates import TOLERANCE, Atlas
from kb.location.reading import Known, Reading, Value, read_relation
from kb.model import Point, Relation

__all__ = ["AGREES", "CONTRADICTS", "NOT_COMPUTABLE", "Verdict", "agree", "agree_all"]

AGREES = "agrees"
CONTRADICTS = "contradicts"
NOT_COMPUTABLE = "not-computable"


@frozen
class Verdict:
    """What became of one ``related`` statement.

    Attributes
    ----------
    code : str
        Point it is said of.
    index : int
        Place in its ``related`` list, from 0.
    relation : Relation
    status : str
        ``agrees``, ``contradicts`` or ``not-computable``.
    reason : str
        The figures compared, or why there are none.
    """

    code: str
    index: int
    relation: Relation
    status: str
    reason: str

    def __str__(self) -> str:
        """Return the verdict in one line."""
        head = f"{self.code} related[{self.index}] ({self.relation.rel})"
        return f"{head}: {self.status}, {self.reason}"


def agree_all(points: Mapping[str, Point], atlas: Atlas) -> tuple[Verdict, ...]:
    """Return the verdict on every ``related`` statement of every point, in order."""
    return tuple(
        agree(code, index, relation, atlas, point.location.related)
        for code, point in points.items()
        if point.location is not None
        for index, relation in enumerate(point.location.related)
    )


def agree(
    code: str,
    index: int,
    relation: Relation,
    atlas: Atlas,
    together: Sequence[Relation] = (),
) -> Verdict:
    """Return whether a statement about a point fits its coordinates.

    Parameters
    ----------
    code : str
        The point.
    index : int
        Index of the statement in the point's ``related`` list; -1 for one that is not listed.
    relation : Relation
        The statement.
    atlas : Atlas
        Computed coordinates.
    together : sequence of Relation, optional
        All ``related`` statements of the point: two distances from one place, square to each
        other, are one statement, and neither alone keeps a level.

    Returns
    -------
    Verdict
        ``agrees`` when every figure that can be compared is within `TOLERANCE` body cun.
    """
    test = _Test(code, index, relation, atlas, together)
    checks = test.checks()
    wrong = [text for good, text in checks if not good]
    if wrong:
        return Verdict(code, index, relation, CONTRADICTS, "; ".join(wrong))
    if checks:
        return Verdict(code, index, relation, AGREES, "; ".join(text for _, text in checks))
    return Verdict(code, index, relation, NOT_COMPUTABLE, test.why_not())


Check = tuple[bool, str]
"""Whether one comparison holds, and its figures."""


class _Test:
    """One statement under test, and the places as they are without it."""

    def __init__(
        self, code: str, index: int, relation: Relation, atlas: Atlas, together: Sequence[Relation]
    ) -> None:
        self.code = code
        self.relation = relation
        self.atlas = atlas
        self.skip = (code, index)
        self.own = atlas.known(code, self.skip)
        self.alone = not any(
            other is not relation and other.rel == "offset" and other.ref == relation.ref
            for other in together
        )
        region = atlas.places[code].region
        self.lines = {axis.id: axis for axis in atlas.lines(region)}

    def lookup(self, name: str) -> Known:
        return self.atlas.known(name, self.skip)

    def checks(self) -> list[Check]:
        """Return every comparison that can be made."""
        relation = self.relation
        if relation.rel in ("level", "opposite"):
            return self.levels(relation.refs or (relation.ref,))
        if relation.rel == "side":
            return self.sides()
        if relation.rel in ("on_line", "between"):
            return self.within(relation.ends)
        reading = read_relation(relation, self.lines.values(), self.lookup)
        kept = reading.soft if self.alone else {}
        checks = self.figures({**kept, **reading.firm})
        if relation.rel == "intercostal" and relation.refs:
            checks += self.levels(relation.refs)
        return checks or self.named(reading)

    def figures(self, expected: Mapping[str, Value]) -> list[Check]:
        """Compare coordinates with those a statement gives."""
        made = []
        for axis, value in expected.items():
            if axis in self.own.values:
                mine = self.own.values[axis].number
                good = abs(mine - value.number) <= TOLERANCE + 1e-9
                made.append((good, f"{axis} {mine:g}, stated {value.number:g}"))
        return made

    def named(self, reading: Reading) -> list[Check]:
        """Compare levels that bear the name of a landmark."""
        shared = sorted(set(reading.levels) & set(self.own.levels))
        return [(True, f"both level with {name}") for name in shared]

    def levels(self, names: Iterable[str]) -> list[Check]:
        """Compare the level of the point with that of each place named."""
        made: list[Check] = []
        for name in names:
            known = self.lookup(name)
            for axis in self.common(self.own, known):
                mine, other = self.own.values[axis.id].number, known.values[axis.id].number
                good = abs(mine - other) <= TOLERANCE + 1e-9
                made.append((good, f"{axis.id} {mine:g}, {name} {other:g}"))
            if not self.common(self.own, known):
                shared = sorted(set(known.levels) & set(self.own.levels))
                made.extend((True, f"{name} too is level with {level}") for level in shared)
        return made

    def common(self, one: Known, two: Known) -> list[Axis]:
        """Return the lines on which two places can be compared for level."""
        return [
            axis
            for axis in self.atlas.axes.values()
            if axis.lengthwise and axis.id in one.values and axis.id in two.values
        ]

    def sides(self) -> list[Check]:
        """Check that the point lies on the stated side, where a line runs that way."""
        known = self.lookup(self.relation.ref)
        made = []
        for name, axis in self.lines.items():
            if name not in self.own.values or name not in known.values:
                continue
            mine, other = self.own.values[name].number, known.values[name].number
            step = axis.sign(self.relation.dir, other)
            if step:
                made.append(((mine - other) * step > 0, f"{name} {mine:g}, other {other:g}"))
        return made

    def within(self, ends: Sequence[str]) -> list[Check]:
        """Check that the point lies between two ends, on each line that carries all three."""
        known = [self.lookup(end) for end in ends]
        made = []
        for name in self.lines:
            if name not in self.own.values or not all(name in k.values for k in known):
                continue
            mine = self.own.values[name].number
            bounds = [k.values[name].number for k in known]
            low, high = min(bounds) - TOLERANCE, max(bounds) + TOLERANCE
            made.append((low <= mine <= high, f"{name} {mine:g}, ends {low:g} to {high:g}"))
        return made

    def why_not(self) -> str:
        """Return why nothing could be compared."""
        if self.relation.rel in ("red_white_border", "over", "axis", "posture"):
            return f"{self.relation.rel!r} names a structure, not a figure"
        if not self.own.values and not self.own.levels:
            return f"{self.code} is located by landmarks only"
        return "no measured line carries both places"
