"""What is wrong with the rules of ``data/body``, beside the points and their locations.

Part of ``kb check``; nothing is built for it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

from kb import codes
from kb.base import KnowledgeBase
from kb.body.figures import WIDTHS, Figures, NoFigure
from kb.body.rules import FOLDER, Rule, Rules, read_rules
from kb.errors import LocationError, Problem
from kb.load.fields import Fields, Keys
from kb.reader import Document

__all__ = ["check_rules", "documents"]

SECTORS = {
    "anterior": 0.0, "anterolateral": 45.0, "lateral": 90.0, "fibular": 90.0, "radial": 90.0,
    "posterolateral": 135.0, "posterior": 180.0, "posteromedial": -135.0, "medial": -90.0,
    "tibial": -90.0, "anteromedial": -45.0,
}  # fmt: skip
"""Azimuth in the middle of each aspect of a limb."""
HALF = 45.0
"""An azimuth may lie this far from the middle of its aspect, in degrees."""
_ASPECT = re.compile(r"-([a-z]+)-(?:aspect|surface)$")


def check_rules(base: KnowledgeBase, folder: Path) -> Iterator[Problem]:
    """Yield every problem of the rules; none when the data folder has no folder ``body``."""
    if not (folder / FOLDER).is_dir():
        return
    rules, problems = read_rules(folder, base.sources, base.axes)
    yield from problems
    if not problems:
        try:
            _Checker(base, rules, Figures.of(base)).run()
        except LocationError:
            return  # told by the rule on locations
    for fields in rules.files.values():
        yield from fields.problems()


def documents(base: KnowledgeBase, folder: Path) -> tuple[Document, ...]:
    """Return the parsed files of the rules."""
    if not (folder / FOLDER).is_dir():
        return ()
    rules, _ = read_rules(folder, base.sources, base.axes)
    return tuple(f.document for f in rules.files.values() if f.document.text)


class _Checker:
    def __init__(self, base: KnowledgeBase, rules: Rules, figures: Figures) -> None:
        self.base, self.rules, self.figures = base, rules, figures
        self.known = {*rules.landmarks, *rules.points}

    def run(self) -> None:
        for name, rule in self.rules.landmarks.items():
            self.rule(self.rules.files["landmarks"], (name,), rule)
        points = self.rules.files["placement"]
        for name, rule in self.rules.points.items():
            if name not in self.base.points:
                points.bad((name,), "no such point", "use a code of data/points")
                continue
            self.citation(points, rule)
            for i, part in enumerate(rule.given.get("of", ())):
                self.rule(points, (name, "of", i), part)
            if rule.way != "several":
                self.rule(points, (name,), rule)
        self.missing(points)
        self.scales()
        self.courses()

    def missing(self, points: Fields) -> None:
        for name in self.base.points:
            if name not in self.rules.points:
                points.bad((), f"{name} has no rule", "add one, or 'way: none' with the reason")

    def citation(self, fields: Fields, rule: Rule) -> None:
        """Require the page of the location that the rule implements."""
        point = self.base.points[rule.name]
        own = (rule.source, rule.at)
        if point.location is None or not rule.source:
            fields.bad((rule.name,), "names no source", "name the source and place of the location")
        elif codes.is_extra(rule.name):
            if own != (point.location.source, point.location.at):
                found = f"{point.location.source} {point.location.at}"
                fields.bad((rule.name, "at"), f"{' '.join(own)!r} is not {found!r}", "take that")
        elif rule.source == "who-2008" and rule.at != str(point.page):
            fields.bad((rule.name, "at"), f"page {rule.at} is not {point.page}", "take that")

    def rule(self, fields: Fields, keys: Keys, rule: Rule) -> None:
        for name in rule.refs():
            if name not in self.known:
                fields.choice(keys, name, self.known, "landmark or point")
        try:
            self.figure(fields, keys, rule)
        except NoFigure as error:
            fields.bad(keys, str(error))
        for key in ("cun", "width"):
            if key in rule.given and not rule.because and rule.name not in self.rules.landmarks:
                fields.bad((*keys, key), f"{rule.given[key]:g} without a reason", "say because")
        self.azimuth(fields, keys, rule)

    def figure(self, fields: Fields, keys: Keys, rule: Rule) -> None:
        """Require that rule and location together give what the way needs, and nothing twice."""
        line = rule.given.get("line", "HEAD" if rule.way == "scalp" else "")
        if line and line not in self.rules.scales:
            fields.choice((*keys, "line"), line, self.rules.scales, "line of data/body/cun.yaml")
            return
        if line and rule.way != "offset":
            self.figures.cun(rule, line)
            self.twice(fields, keys, rule, "cun", line)
        elif rule.way in ("front", "back", "side") and "level" not in rule.given:
            fields.bad(keys, "neither 'line' nor 'level'", "give one of them")
        if rule.way in WIDTHS:
            self.figures.width(rule)
            self.twice(fields, keys, rule, "width", WIDTHS[rule.way])
        if rule.way == "limb" and "azimuth" not in rule.given:
            self.ends(fields, keys, self.figures.line_ends(rule))
        if rule.way == "divide":
            self.ends(fields, keys, self.figures.division(rule)[:2])
        if rule.way == "cross":
            self.ends(fields, keys, self.figures.crossing(rule))
        if rule.way == "offset":
            self.ends(fields, keys, (self.figures.offset(rule)[0],))

    def ends(self, fields: Fields, keys: Keys, names: tuple[str, ...]) -> None:
        for name in names:
            if name not in self.known:
                hint = "add it to data/body/landmarks.yaml, or give 'ends'"
                fields.bad(keys, f"its location names {name!r}, which has no rule", hint)

    def twice(self, fields: Fields, keys: Keys, rule: Rule, key: str, line: str) -> None:
        found = self.figures.coordinate(rule.name, line)
        if key in rule.given and found is not None:
            said = f"its location says {found:g} on {line}"
            fields.bad((*keys, key), said, f"delete {key!r}, or correct the location")

    def azimuth(self, fields: Fields, keys: Keys, rule: Rule) -> None:
        """Require an azimuth on the aspect of the limb that the location names."""
        point = self.base.points.get(rule.name)
        if rule.way != "limb" or point is None or point.location is None:
            return
        aspect = _ASPECT.search(point.location.region)
        turn = rule.given.get("azimuth")
        if aspect and aspect[1] in SECTORS and turn is not None:
            off = abs((turn - SECTORS[aspect[1]] + 180) % 360 - 180)
            if off > HALF:
                said = f"azimuth {turn:g} is not on the {aspect[1]} aspect"
                fields.bad((*keys, "azimuth"), said, "correct it, or the region of the location")

    def scales(self) -> None:
        fields = self.rules.files["cun"]
        for name, scale in self.rules.scales.items():
            for mark, landmark in scale.marks.items():
                fields.choice((name, "marks", mark), landmark, self.rules.landmarks, "landmark")
            for landmark in (end for pair in scale.rulers for end in pair):
                fields.choice((name, "rulers"), landmark, self.rules.landmarks, "landmark")

    def courses(self) -> None:
        fields = self.rules.files["courses"]
        passed: set[str] = set()
        for course in self.rules.courses:
            fields.choice(
                (course.meridian,),
                course.meridian,
                (*codes.MERIDIANS, *codes.EXTRAORDINARY),
                "meridian",
            )
            for stop in course.stops:
                fields.choice((course.meridian,), stop, self.known, "landmark or point")
            own = [s for s in course.stops if s in self.base.points]
            own = [s for s in own if codes.meridian_of(s) == course.meridian]
            if own != sorted(own, key=codes.order_key) and course.meridian != "BL":
                fields.bad((course.meridian,), f"points out of order: {', '.join(own)}")
            passed |= set(course.stops)
        for code in codes.all_codes():
            if code not in passed:
                line = codes.meridian_of(code)
                fields.bad((line,), f"no stroke passes {code}", "add it to one")
