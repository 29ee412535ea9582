"""How landmarks and points are constructed: the files of ``data/body`` as records.

A rule names a way of construction (`WAYS`) and what it needs. What the structured location of a
point says already (body cun, fractions, ends of lines) is not repeated: `kb.body.figures`
takes it from there.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from kb.errors import DataError, Problem
from kb.frozen import frozen
from kb.load.fields import Fields, Keys
from kb.reader import Document, read

__all__ = [
    "CONFIDENCES",
    "FOLDER",
    "NAMES",
    "WAYS",
    "Course",
    "Rule",
    "Rules",
    "Scale",
    "read_rules",
]

FOLDER = "body"
"""Folder below ``data`` with rules for building only: no page needs it."""
NAMES = ("works", "landmarks", "cun", "placement", "courses")
CONFIDENCES = ("computed", "digitised", "schematic")
FACES = ("front", "back", "side", "top", "below", "out", "round", "skin")
SCALES = ("limb", "trunk", "width", "levels", "scalp")

WAYS: Mapping[str, tuple[tuple[str, ...], tuple[str, ...]]] = {
    "joint": (("joint",), ("shift", "face")),
    "shape": (("shape",), ("face",)),
    "part": (("ends", "share"), ("face",)),
    "meet": (("ends", "level"), ("face",)),
    "rise": (("ref", "male", "female"), ("face",)),
    "ray": (("ref", "toward"), ("shift", "last")),
    "beside": (("ref", "shift"), ("face",)),
    "arc": (("ref", "male", "female"), ("across",)),
    "spine": (("share",), ()),
    "digitised": (("triangle", "weights"), ()),
    "front": ((), ("line", "level", "cun", "width")),
    "back": ((), ("line", "level", "cun", "width")),
    "side": (("azimuth",), ("line", "level", "cun")),
    "scalp": ((), ("cun", "width")),
    "limb": (("line",), ("azimuth", "ends", "cun")),
    "divide": ((), ("ends", "share", "shift", "face")),
    "offset": (("line", "face"), ("ref", "cun")),
    "cross": (("face",), ("ends",)),
    "finger": (("joint", "azimuth"), ("along",)),
    "several": (("of",), ()),
    "none": ((), ()),
}
"""Ways of construction: what a rule must and may give besides `COMMON`.

joint      centre of a joint of the rig
shape      vertex that a target shape moves most
part       on the straight line between two places, at a share of it
meet       where the straight line between two places comes to the level of a third
rise       above another place by a share of stature that depends on sex
ray        where a ray from a place leaves the body
beside     another place, shifted
arc        along the skin of the head from another place
spine      on the back, at a share of the way from C7 to the posterior superior iliac spines
digitised  triangle and weights, picked once on a picture of the male body
front      level and width on the front of the trunk
back       level and width on the back
side       level and azimuth about the trunk
scalp      behind the anterior hairline and aside
limb       along a limb, at an azimuth about its section (0 front, 90 lateral, 180 back); without
           one outside the straight way between the ends of the line that the location names
divide     where the location divides the way between two places, or their middle; face skin
           measures it along the skin, and a shift bends it
offset     so many body cun from another place in the direction that the location tells
cross      below or above one place at the level of another
finger     out of the axis of a finger (0 radial, 90 dorsal)
several    several places, each with its own rule
none       not on the skin of this body
"""
COMMON = ("way", "confidence", "source", "at", "because")
_NUMBERS = {"share": (-100, 200), "male": (-400, 400), "female": (-400, 400), "cun": (-20, 40),
            "width": (-12, 12), "azimuth": (-180, 180), "along": (-100, 100),
            "across": (0, 100)}  # fmt: skip
_TRIPLES = ("shift", "toward", "weights")
ORDER = (
    "way", "line", "level", "joint", "shape", "ref", "ends", "share", "male", "female", "across",
    "cun", "width", "azimuth", "along", "shift", "toward", "last", "face", "triangle", "weights",
    "of", "marks", "rulers", "reach", "stops", "title", "url", "read",
    "confidence", "source", "at", "because",
)  # fmt: skip
"""Keys of a rule in canonical order."""
_JOINT = re.compile(r"[a-z]+(-[0-9a-z]+)*")


@frozen
class Rule:
    """How one landmark or point is constructed.

    Attributes
    ----------
    name, way : str
        Landmark id or point code, and one of `WAYS`.
    confidence : str
        One of `CONFIDENCES`.
    source, at, because : str
        What it implements, and the reason for a figure of its own.
    given : mapping
        What it gives by key: numbers as float, triples as tuples, names as str.
    """

    name: str
    way: str
    confidence: str
    source: str = ""
    at: str = ""
    because: str = ""
    given: Mapping[str, Any] = field(default_factory=dict, hash=False)

    def places(self) -> tuple[Rule, ...]:
        """Return one rule for each place: itself, several, or none."""
        if self.way == "several":
            return tuple(self.given["of"])
        return () if self.way == "none" else (self,)

    def refs(self) -> tuple[str, ...]:
        """Return every landmark and point it names."""
        single = [self.given.get(key) for key in ("ref", "level")]
        return (*(name for name in single if name), *self.given.get("ends", ()))


@frozen
class Scale:
    """How a measured line of ``data/axes.yaml`` lies on the body.

    Attributes
    ----------
    name, way : str
        Id of the line, and ``limb``, ``trunk``, ``width``, ``levels`` or ``scalp``.
    marks : mapping of str to str
        Mark of the line to the landmark at which it lies on (for a limb: in) the body.
    rulers : tuple of (str, str)
        Landmarks on the skin between which a stretch can be shown.
    reach : float
        No skin of the limb lies farther from its middle, per mille of stature.
    """

    name: str
    way: str
    marks: Mapping[str, str] = field(hash=False)
    rulers: tuple[tuple[str, str], ...] = ()
    reach: float = 64.0
    because: str = ""


@frozen
class Course:
    """One stroke of the line of a meridian: points and, between them, landmarks on its way."""

    meridian: str
    stops: tuple[str, ...]
    because: str = ""


@dataclass(frozen=True)
class Rules:
    """All rules.

    Attributes
    ----------
    landmarks, points : mapping of str to Rule
    scales : mapping of str to Scale
    courses : tuple of Course
    """

    landmarks: Mapping[str, Rule]
    points: Mapping[str, Rule]
    scales: Mapping[str, Scale]
    courses: tuple[Course, ...]
    works: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    files: Mapping[str, Fields] = field(default_factory=dict)

    def rule(self, name: str) -> Rule:
        """Return the rule of a landmark or point; KeyError when there is none."""
        return self.points[name] if name in self.points else self.landmarks[name]


class _Maker:
    """Turns one file into records, complaining about everything wrong in it."""

    def __init__(self, fields: Fields, sources: Collection[str]) -> None:
        self.fields = fields
        self.sources = sources

    def rules(self) -> dict[str, Rule]:
        return {name: self.rule((name,), name, value) for name, value in self.fields.records()}

    def rule(self, keys: Keys, name: str, value: Any) -> Rule:
        fields = self.fields
        raw = value if isinstance(value, dict) else {}
        way = fields.choice((*keys, "way"), raw.get("way", ""), WAYS, "way of construction")
        needed, may = WAYS.get(way, ((), tuple(ORDER)))
        entry = fields.mapping(
            keys, value, (*COMMON, *needed, *may), ("way", "confidence", *needed)
        )
        confidence = fields.choice(
            (*keys, "confidence"), entry.get("confidence"), CONFIDENCES, "confidence"
        )
        if way and (way == "digitised") != (confidence == "digitised"):
            hint = "a picked place is digitised, and nothing else is"
            fields.bad((*keys, "confidence"), f"{confidence!r} does not go with way {way!r}", hint)
        source = fields.choice((*keys, "source"), entry.get("source"), self.sources, "source")
        told = {key: fields.text((*keys, key), entry.get(key)) for key in ("at", "because")}
        given = {
            key: self.value((*keys, key), key, entry[key])
            for key in (*needed, *may)
            if key in entry
        }
        return Rule(name, way, confidence, source, told["at"], told["because"], given)

    def value(self, keys: Keys, key: str, value: Any) -> Any:
        fields = self.fields
        if key == "ends":
            return self.pair(keys, value)
        if key in _NUMBERS:
            return fields.number(keys, value, *_NUMBERS[key])
        if key in _TRIPLES:
            made = [
                fields.number((*keys, i), part, -1000, 1000)
                for i, part in enumerate(fields.sequence(keys, value))
            ]
            if len(made) != 3 or (key == "weights" and abs(sum(x or 0 for x in made) - 1) > 1e-3):
                fields.bad(keys, f"{value} does not fit", "write three numbers; weights sum to 1")
            return tuple(x or 0.0 for x in made) if len(made) == 3 else (0.0, 0.0, 0.0)
        if key == "triangle":
            return fields.whole(keys, value, 0, 108143)
        if key == "face":
            return fields.choice(keys, value, FACES, "face")
        if key == "of":
            several = enumerate(fields.items(keys, value))
            return tuple(self.rule((*keys, i), f"{keys[0]}:{i + 1}", part) for i, part in several)
        if key == "joint" and not _JOINT.fullmatch(str(value)):
            fields.bad(keys, f"{value!r} is not the name of a joint", "use one of the rig")
        return fields.text(keys, value)

    def pair(self, keys: Keys, value: Any) -> tuple[str, ...]:
        made = self.fields.texts(keys, value)
        if len(made) != 2:
            self.fields.bad(keys, f"{len(made)} ends", "name two places")
        return made

    def scales(self, lines: Mapping[str, Any]) -> dict[str, Scale]:
        fields, made = self.fields, {}
        for name, value in fields.records():
            fields.choice((name,), name, lines, "measured line")
            entry = fields.mapping(
                (name,), value, ("way", "marks", "rulers", "reach", "because"), ("way",)
            )
            way = fields.choice((name, "way"), entry.get("way"), SCALES, "way")
            marks = entry.get("marks", {})
            known = lines.get(name, {}).get("marks", {})
            for mark in marks:
                if way != "levels" or not mark.isdigit():
                    fields.choice((name, "marks", mark), mark, known, f"mark of {name}")
            rulers = [
                self.pair((name, "rulers", i), pair)
                for i, pair in enumerate(fields.sequence((name, "rulers"), entry.get("rulers", [])))
            ]
            pairs = tuple((pair[0], pair[1]) for pair in rulers if len(pair) == 2)
            reach = fields.number((name, "reach"), entry.get("reach", "64"), 10, 100) or 0.0
            made[name] = Scale(name, way, dict(marks), pairs, reach, entry.get("because", ""))
        return made

    def works(self) -> dict[str, dict[str, str]]:
        keys = ("title", "url", "read")
        return {
            name: self.fields.mapping((name,), value, keys, keys)
            for name, value in self.fields.records()
        }

    def courses(self) -> tuple[Course, ...]:
        fields, made = self.fields, []
        for name, value in fields.records():
            for i, item in enumerate(fields.items((name,), value)):
                entry = fields.mapping((name, i), item, ("stops", "because"), ("stops",))
                stops = fields.texts((name, i, "stops"), entry.get("stops"))
                made.append(Course(name, stops, entry.get("because", "")))
        return tuple(made)


def read_rules(
    folder: Path, sources: Collection[str], lines: Mapping[str, Any]
) -> tuple[Rules, list[Problem]]:
    """Return the rules of a data folder and what is wrong in each file by itself.

    Parameters
    ----------
    folder : Path
        The data folder; its folder ``body`` is read.
    sources : collection of str
        Every source id.
    lines : mapping of str to mapping
        Records of ``data/axes.yaml``.
    """
    problems: list[Problem] = []
    makers: dict[str, _Maker] = {}
    known = set(sources)
    for name in NAMES:
        short = f"data/{FOLDER}/{name}.yaml"
        try:
            document = read(folder / FOLDER / f"{name}.yaml", short)
        except DataError as error:
            problems.extend(error.problems)
            document = Document(short, {}, {}, b"")
        makers[name] = _Maker(Fields(document), known)
        known |= set(document.records) if name == "works" else set()
    rules = Rules(
        landmarks=makers["landmarks"].rules(),
        points=makers["placement"].rules(),
        scales=makers["cun"].scales(lines),
        courses=makers["courses"].courses(),
        works=makers["works"].works(),
        files={name: maker.fields for name, maker in makers.items()},
    )
    return rules, problems
