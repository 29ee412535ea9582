"""Rules carried out on a body: every landmark and point as a place."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import cached_property
from typing import TYPE_CHECKING

import numpy as np

from kb.body.figures import DIRECTIONS, HEAD, HEAD_WIDTH, Figures
from kb.body.mesh import Floats, Wheel
from kb.body.pose import unit
from kb.body.probe import FRONT, LEFT, Probe
from kb.body.rules import Rule, Rules
from kb.body.scales import Limb, Scalp, Track
from kb.frozen import frozen

if TYPE_CHECKING:
    from kb.body.model import Hull

__all__ = ["Placer", "Ruler"]

FINGERTIP = 4
"""Joints of a finger, from the knuckle to the tip."""


@frozen
class Ruler:
    """A stretch between two landmarks that is divided into body cun.

    Attributes
    ----------
    frm, to : str
        Landmark ids (keys of `Model.landmarks`).
    cun : float
        How many body cun the stretch has.
    mm : float
        Length of one of them, straight from end to end (on the head along the skin).
    """

    frm: str
    to: str
    cun: float
    mm: float


class Placer:
    """Carries out rules on the standing mesh.

    Parameters
    ----------
    mesh : Hull
        Standing.
    sex : str
        ``male`` or ``female``.
    wheel : Wheel
        For shapes whose peaks are landmarks.
    rules, figures : Rules, Figures
        What to do, and what the locations give to it.
    """

    def __init__(self, mesh: Hull, sex: str, wheel: Wheel, rules: Rules, figures: Figures) -> None:
        self.mesh, self.sex, self.wheel = mesh, sex, wheel
        self.rules, self.figures = rules, figures
        self.probe = Probe(mesh.vertices, mesh.skin)
        self.made: dict[str, Floats] = {}
        self.busy: list[str] = []
        self.ways: Mapping[str, Callable[[Rule], Floats]] = {
            "joint": self._joint, "shape": self._shape, "part": self._part, "meet": self._meet,
            "rise": self._rise, "ray": self._ray, "beside": self._beside, "arc": self._arc,
            "spine": self._spine, "digitised": self._digitised, "front": self._trunk,
            "back": self._trunk, "side": self._side, "scalp": self._scalp, "limb": self._limb,
            "divide": self._divide, "cross": self._cross, "finger": self._finger,
            "offset": self._offset,
        }  # fmt: skip

    def at(self, name: str) -> Floats:
        """Return where a landmark or point lies, (3,) in mm.

        Raises
        ------
        ValueError
            Rules name each other in a circle.
        """
        if name not in self.made:
            if name in self.busy:
                raise ValueError(f"rules in a circle: {' -> '.join([*self.busy, name])}")
            self.busy.append(name)
            self.made[name] = self.carry_out(self.rules.rule(name))
            self.busy.pop()
        return self.made[name]

    def place(self, rule: Rule) -> Floats:
        """Return where a rule puts its point; for one of several places the rule is carried out."""
        return self.at(rule.name) if rule.name in self.rules.points else self.carry_out(rule)

    def rulers(self) -> dict[str, Ruler]:
        """Return the stretches that can be shown, by measured line; several are numbered from 1."""
        made = {}
        for name, scale in self.rules.scales.items():
            for i, (one, other) in enumerate(scale.rulers, 1):
                key = f"{name}:{i}" if len(scale.rulers) > 1 else name
                ends = [self.coordinate(name, end) for end in (one, other)]
                cun = abs(ends[1] - ends[0])
                far = float(np.linalg.norm(self.at(other) - self.at(one)))
                if scale.way == "width":
                    far = float(abs(self.at(other)[0] - self.at(one)[0]))
                if scale.way == "scalp":
                    far = cun * self.scalp_cun[1 if name == "HEAD" else 2]
                made[key] = Ruler(one, other, cun, far / cun)
        return made

    def coordinate(self, line: str, landmark: str) -> float:
        """Return the coordinate of a landmark on a measured line, in body cun."""
        known, marks = self.figures.atlas.axes[line].marks, self.rules.scales[line].marks
        for mark, place in marks.items():
            if place == landmark:
                return known[mark]
        if self.rules.scales[line].way != "limb":
            return 0.0
        return float(round(self.track(line).value(self.at(landmark))))

    def carry_out(self, rule: Rule) -> Floats:
        """Return the place that a rule constructs."""
        try:
            place = self.ways[rule.way](rule)
        except LookupError as error:
            raise LookupError(f"{rule.name}: {error}") from error
        face = rule.given.get("face")
        if face == "out":
            heart = self.at("head-centre")
            return self.probe.hit(heart, place - heart)
        if face == "round":
            heart = self.probe.heart(float(place[1]))
            return self.probe.hit(heart, place - heart)
        if face == "skin":
            return place
        return self.probe.seen(place, face) if face else place

    # scales

    def marks(self, line: str) -> dict[float, Floats]:
        """Return the places of the marks of a measured line, by coordinate."""
        known = self.figures.atlas.axes[line].marks
        return {
            known[mark] if mark in known else float(mark): self.at(landmark)
            for mark, landmark in self.rules.scales[line].marks.items()
        }

    def track(self, line: str) -> Track:
        """Return a measured line laid through its marks."""
        return Track.of(self.marks(line))

    def limb(self, line: str) -> Limb:
        """Return a limb with its measured line."""
        reach = self.rules.scales[line].reach * self.probe.stature / 1000
        return Limb(self.probe, self.track(line), reach)

    def unit_width(self, line: str) -> float:
        """Return the length of a body cun across, in mm."""
        ((value, place),) = self.marks(line).items()
        return float(place[0] / value)

    @cached_property
    def scalp(self) -> Scalp:
        """The midline of the head."""
        names = ("head-centre", "glabella", "c7-spinous-process")
        return Scalp.of(self.probe, *(self.at(name) for name in names))

    @cached_property
    def scalp_cun(self) -> tuple[float, float, float]:
        """Lengths in mm: glabella to hairline, one cun of the scalp, one cun across."""
        front, back = (
            self.scalp.length(self.at(f"{end}-hairline")) for end in ("anterior", "posterior")
        )
        corner = self.rules.rule("anterior-hairline-forehead-corner").given["across"]
        across = corner * self.probe.stature / 1000 / 4.5
        return front, (back - front) / 12, across

    @cached_property
    def spine(self) -> tuple[Floats, Floats]:
        """Profile of the back from C7 down, (n, 3), and its lengths from C7 in mm."""
        top, end = self.at("c7-spinous-process")[1], self.at("hip-centre")[1]
        levels = np.arange(top, end, -3.0)
        way = np.array([self.probe.seen(np.array([0, y, 0.0]), "back") for y in levels])
        steps = np.linalg.norm(np.diff(way, axis=0), axis=1)
        return way, np.r_[0, np.cumsum(steps)]

    # ways of construction

    def _shift(self, rule: Rule) -> Floats:
        thousandth = self.probe.stature / 1000
        return np.array(rule.given.get("shift", (0, 0, 0))) * thousandth

    def _joint(self, rule: Rule) -> Floats:
        name, joints = rule.given["joint"], self.mesh.joints
        pair = (f"l-{name}", f"r-{name}")
        middle = joints[name] if name in joints else sum(joints[x] for x in pair) / 2
        place: Floats = middle + self._shift(rule)
        return place

    def _shape(self, rule: Rule) -> Floats:
        which, offsets = self.wheel.target(rule.given["shape"])
        numbers = {int(old): new for new, old in enumerate(self.mesh.numbers)}
        for k in np.argsort(-np.linalg.norm(offsets, axis=1), kind="stable"):
            if int(which[k]) in numbers:
                place = self.mesh.vertices[numbers[int(which[k])]]
                left: Floats = np.array([abs(place[0]), place[1], place[2]])
                return left
        raise LookupError(f"no vertex of shape {rule.given['shape']!r} is on the body")

    def _part(self, rule: Rule) -> Floats:
        one, other = (self.at(name) for name in rule.given["ends"])
        place: Floats = one + (other - one) * rule.given["share"] / 100
        return place

    def _meet(self, rule: Rule) -> Floats:
        one, other = (self.at(name) for name in rule.given["ends"])
        share = (self.at(rule.given["level"])[1] - one[1]) / (other[1] - one[1])
        place: Floats = one + (other - one) * share
        return place

    def _rise(self, rule: Rule) -> Floats:
        up = rule.given[self.sex] * self.probe.stature / 1000
        return np.asarray(self.at(rule.given["ref"]) + np.array([0, up, 0]))

    def _ray(self, rule: Rule) -> Floats:
        start = self.at(rule.given["ref"]) + self._shift(rule)
        return self.probe.hit(start, np.array(rule.given["toward"]), "last" in rule.given)

    def _beside(self, rule: Rule) -> Floats:
        return self.at(rule.given["ref"]) + self._shift(rule)

    def _arc(self, rule: Rule) -> Floats:
        if "across" in rule.given:
            start = self.at(rule.given["ref"])
            return self.scalp.aside(start, rule.given["across"] * self.probe.stature / 1000)
        along = rule.given[self.sex] * self.probe.stature / 1000
        return self.scalp.middle(self.scalp.length(self.at(rule.given["ref"])) + along)

    def _spine(self, rule: Rule) -> Floats:
        profile, lengths = self.spine
        crest = self.at("iliac-crest-level")[1]
        fourth = self.rules.rule("l4-spinous-process").given["share"]
        down = profile[0, 1] - profile[:, 1]
        whole = np.interp(profile[0, 1] - crest, down, lengths)
        wanted = whole * rule.given["share"] / fourth
        return np.array([0, *(np.interp(wanted, lengths, profile[:, k]) for k in (1, 2))])

    def _digitised(self, rule: Rule) -> Floats:
        corners = self.mesh.triangles[int(rule.given["triangle"])]
        share = np.array(rule.given["weights"])
        place: Floats = share / share.sum() @ self.mesh.vertices[corners]
        return place

    def _level(self, rule: Rule, across: float = 0.0) -> float:
        """Return the height of a point of the trunk, in mm."""
        if "level" in rule.given:
            return float(self.at(rule.given["level"])[1])
        line = rule.given["line"]
        value = self.figures.cun(rule, line)
        if line == "ICS" and value == 0:
            ends = [self.at(f"clavicle-inferior-border-{end}") for end in ("medial", "lateral")]
            return float(np.interp(across, [p[0] for p in ends], [p[1] for p in ends]))
        return float(self.track(line).at(value)[1])

    def _trunk(self, rule: Rule) -> Floats:
        line = {"front": "FRONT-WIDTH", "back": "BACK-WIDTH"}[rule.way]
        cun, width = self.unit_width(line), self.figures.width(rule)
        (mark,) = self.marks(line)
        across = min(width, mark) * cun
        place = self.probe.seen(np.array([across, self._level(rule, width * cun), 0]), rule.way)
        return self.probe.along(place, (width - mark) * cun) if width > mark else place

    def _side(self, rule: Rule) -> Floats:
        level = self._level(rule)
        turn = np.deg2rad(rule.given["azimuth"])
        return self.probe.hit(self.probe.heart(level), np.cos(turn) * FRONT + np.sin(turn) * LEFT)

    def _scalp(self, rule: Rule) -> Floats:
        forehead, along, across = self.scalp_cun
        value = self.figures.cun(rule, "HEAD")
        width = self.figures.width(rule) * across
        behind = value * (along if value >= 0 else forehead / 3)
        start = self.scalp.middle(forehead + behind)
        if width < 0:
            raise LookupError("width to the other side")
        return self.scalp.aside(start, width) if width else start

    def _limb(self, rule: Rule) -> Floats:
        line = rule.given["line"]
        limb = self.limb(line)
        value = self.figures.cun(rule, line)
        if "azimuth" in rule.given:
            return limb.at(value, rule.given["azimuth"])
        one, other = (self.at(name) for name in self.figures.line_ends(rule))
        start, end = (limb.track.value(place) for place in (one, other))
        chord = one + (other - one) * (value - start) / (end - start)
        return limb.at(value, limb.azimuth(chord))

    def _divide(self, rule: Rule) -> Floats:
        one, other, share = self.figures.division(rule)
        start, end = self.at(one), self.at(other)
        if rule.given.get("face") == "skin":
            return self.probe.between(start, end, share)
        place: Floats = start + (end - start) * share + self._shift(rule)
        return place

    def _offset(self, rule: Rule) -> Floats:
        ref, ways, cun = self.figures.offset(rule)
        start = self.at(ref)
        toward = unit(np.sum([DIRECTIONS[way] for way in ways], 0, float))
        place: Floats = start + toward * cun * self._length(rule.given["line"], start)
        return place

    def _length(self, line: str, at: Floats) -> float:
        """Return the length of a body cun of a line at a place, in mm."""
        forehead, along, across = self.scalp_cun
        if line == HEAD:
            return forehead / 3 if at[2] > self.at("anterior-hairline")[2] else along
        if line == HEAD_WIDTH:
            return across
        if self.rules.scales[line].way == "width":
            return self.unit_width(line)
        return self.track(line).mm()

    def _cross(self, rule: Rule) -> Floats:
        vertical, level = self.figures.crossing(rule)
        axes = {"side": [2], "round": [0, 2]}.get(rule.given["face"], [0])
        place = self.at(level).copy()
        place[axes] = self.at(vertical)[axes]
        return place

    def _finger(self, rule: Rule) -> Floats:
        name = rule.given["joint"]
        stem, _, number = name.rpartition("-")
        joints = self.mesh.joints
        ahead = min(int(number) + 1, FINGERTIP)
        here = joints[name] if int(number) < FINGERTIP else joints[f"{stem}-{FINGERTIP - 1}"]
        along = unit(joints[f"{stem}-{ahead}"] - here)
        offset = rule.given.get("along", 0.0) * self.probe.stature / 1000
        wrist, second, fifth = (joints[x] for x in ("l-hand", "l-finger-2-1", "l-finger-5-1"))
        dorsal = np.cross(second - wrist, fifth - wrist)
        dorsal = dorsal if dorsal @ FRONT < 0 else -dorsal
        dorsal = unit(dorsal - (dorsal @ along) * along)
        radial = np.cross(dorsal, along)
        radial = radial if radial @ (second - fifth) > 0 else -radial
        turn = np.deg2rad(rule.given["azimuth"])
        start = joints[name] + along * offset
        return self.probe.hit(start, np.cos(turn) * radial + np.sin(turn) * dorsal)
