"""Figures that the structured locations give to the rules: body cun, fractions, ends of lines."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from fractions import Fraction
from typing import Any

from kb.base import KnowledgeBase
from kb.body.rules import Rule, Rules
from kb.location.coordinates import Atlas, atlas_of
from kb.model import Relation

__all__ = ["DIRECTIONS", "HEAD", "HEAD_WIDTH", "Figures", "NoFigure"]

FRONT, BACK, HEAD, HEAD_WIDTH = "FRONT-WIDTH", "BACK-WIDTH", "HEAD", "HEAD-WIDTH"
WIDTHS = {"front": FRONT, "back": BACK, "scalp": HEAD_WIDTH}


DIRECTIONS: Mapping[str, tuple[int, int, int]] = {
    "superior": (0, 1, 0), "inferior": (0, -1, 0), "lateral": (1, 0, 0), "medial": (-1, 0, 0),
    "anterior": (0, 0, 1), "posterior": (0, 0, -1),
}  # fmt: skip
"""Directions of trunk and head on the subject's left half: x left, y up, z to the front."""


class NoFigure(LookupError):
    """Neither the rule nor the location gives what the way of construction needs."""


@dataclass(frozen=True)
class Figures:
    """What rules and locations give together.

    The rule has the last word; `check` of `kb.body.check` complains where it repeats the location.
    """

    base: KnowledgeBase
    atlas: Atlas

    @classmethod
    def of(cls, base: KnowledgeBase) -> Figures:
        """Return the figures of a knowledge base."""
        return cls(base, atlas_of(base))

    def coordinate(self, code: str, line: str) -> float | None:
        """Return the coordinate of a point on a measured line, as its location gives it."""
        place = self.atlas.places.get(code)
        found = place.coordinates.get(line) if place else None
        return None if found is None else found.value

    def relations(self, code: str) -> Iterator[Relation]:
        """Yield what the location says, main statement first."""
        point = self.base.points.get(code)
        if point and point.location:
            yield from point.location.where
            yield from point.location.related

    def cun(self, rule: Rule, line: str) -> float:
        """Return how many body cun along a line, from the rule or else from the location.

        Raises
        ------
        NoFigure
            Neither says it.
        """
        own = rule.given.get("cun")
        found = self.coordinate(rule.name, line) if own is None else own
        if found is None:
            raise NoFigure(f"its location gives no figure on {line}; give 'cun' and say because")
        return float(found)

    def width(self, rule: Rule) -> float:
        """Return how many body cun from the midline, from the rule or else from the location."""
        own = rule.given.get("width")
        line = WIDTHS[rule.way]
        found = self.coordinate(rule.name, line) if own is None else own
        if found is None:
            raise NoFigure(f"its location gives no figure on {line}; give 'width' and say because")
        return float(found)

    def division(self, rule: Rule) -> tuple[str, str, float]:
        """Return two places and the share of the way from the first to the second.

        Raises
        ------
        NoFigure
            The location neither divides a way nor names a middle, and the rule names no ends.
        """
        if "ends" in rule.given:
            one, other = rule.given["ends"]
            share = rule.given.get("share")
            found = self.divided(rule.name)
            part = share / 100 if share is not None else found[2] if found else 0.5
            return one, other, part
        found = self.divided(rule.name)
        if found is None:
            raise NoFigure("its location divides no way; give 'ends' and say because")
        return found

    def divided(self, code: str) -> tuple[str, str, float] | None:
        """Return the division that a location tells first: places and share, or None."""
        for relation in self.relations(code):
            if relation.rel == "divide" and relation.frm and relation.to:
                return relation.frm, relation.to, float(Fraction(relation.fraction))
            if relation.rel == "midpoint" and len(relation.ends) == 2:
                return relation.ends[0], relation.ends[1], 0.5
        return None

    def offset(self, rule: Rule) -> tuple[str, tuple[str, ...], float]:
        """Return a place, directions from it and body cun, as the location tells them.

        A rule that names the place takes the statement about it, or else the first one.

        Raises
        ------
        NoFigure
            The location tells of no such distance.
        """
        told = [x for x in self.relations(rule.name) if x.rel == "offset" and x.cun and x.dir]
        ref = rule.given.get("ref")
        own = [x for x in told if x.ref == ref] if ref else [x for x in told if x.ref]
        found = next(iter(own or told), None)
        if found is None or not found.cun:
            raise NoFigure("its location tells no distance from a place")
        for way in found.dir.split("+"):
            if way not in DIRECTIONS:
                raise NoFigure(f"its location tells {way!r}, which is no direction of the trunk")
        cun = rule.given.get("cun", float(found.cun))
        return ref or found.ref, tuple(found.dir.split("+")), cun

    def line_ends(self, rule: Rule) -> tuple[str, str]:
        """Return the ends of the line on which a point lies.

        Raises
        ------
        NoFigure
            Neither the rule nor the location names them.
        """
        if "ends" in rule.given:
            one, other = rule.given["ends"]
            return one, other
        for relation in self.relations(rule.name):
            if relation.rel == "on_line" and len(relation.ends) == 2:
                return relation.ends[0], relation.ends[1]
        raise NoFigure("its location names no line; give 'azimuth' or 'ends'")

    def told(self, rule: Rule) -> dict[str, Any]:
        """Return what rule and location together give: ``line``, ``cun``, ``width``, ``ends``...

        Raises
        ------
        NoFigure
            They do not give enough.
        """
        line = rule.given.get("line", HEAD if rule.way == "scalp" else "")
        found: dict[str, Any] = {"way": rule.way}
        if line and rule.way != "offset":
            found |= {"line": line, "cun": self.cun(rule, line)}
        if rule.way in WIDTHS:
            found["width"] = self.width(rule)
        if rule.way == "limb" and "azimuth" not in rule.given:
            found["ends"] = self.line_ends(rule)
        if rule.way == "divide":
            found["ends"] = self.division(rule)
        if rule.way == "cross":
            found["ends"] = self.crossing(rule)
        if rule.way == "offset":
            found["ends"] = self.offset(rule)
        return found

    def digest(self, rules: Rules) -> str:
        """Return a checksum of all figures the points are built from, and of their regions."""
        rows = []
        for name, rule in sorted(rules.points.items()):
            location = self.base.points[name].location
            region = location.region if location else ""
            rows.append([name, region, [self.told(one) for one in rule.places()]])
        return hashlib.sha256(json.dumps(rows, sort_keys=True).encode()).hexdigest()

    def crossing(self, rule: Rule) -> tuple[str, str]:
        """Return the place that gives the vertical and the one that gives the level.

        Raises
        ------
        NoFigure
            Neither the rule nor the location names them.
        """
        if "ends" in rule.given:
            one, other = rule.given["ends"]
            return one, other
        for relation in self.relations(rule.name):
            if relation.rel == "intersection" and relation.vertical and relation.horizontal:
                return relation.vertical, relation.horizontal
        raise NoFigure("its location names no crossing; give 'ends'")
