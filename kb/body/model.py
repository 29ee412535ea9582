"""The body with everything on it, as one object for the build, plates and checks."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import numpy as np

from kb.body import surface
from kb.body.figures import Figures
from kb.body.lines import courses
from kb.body.mesh import SHAPES, Floats, Ints, Wheel
from kb.body.place import Placer, Ruler
from kb.body.pose import turns
from kb.body.rules import Rules, read_rules
from kb.errors import DataError
from kb.folder import DEFAULT_DATA
from kb.frozen import frozen
from kb.load import load

__all__ = ["SEXES", "Anchor", "Hull", "Line", "Model", "build", "hull", "read_names", "rules_of"]

SEXES = ("male", "female")
MIDLINE = 2.0
"""What lies this close to the middle is on the midline, in mm."""


@frozen
class Anchor:
    """A place on the skin of the subject's left half or of the midline.

    Attributes
    ----------
    triangle : int
        Row of `Model.triangles`.
    weights : (3,) float
        Of its corners; they sum to 1.
    position, normal : (3,) float, mm and unit
    midline : bool
        Whether the place lies on the midline (otherwise mirror x for the right side).
    confidence : str
        ``computed``, ``digitised`` or ``schematic``.
    """

    triangle: int
    weights: Floats
    position: Floats
    normal: Floats
    midline: bool
    confidence: str


@frozen
class Line:
    """One stroke of a meridian, on the subject's left half or the midline.

    Attributes
    ----------
    points, normals : (n, 3) float, mm and unit
    """

    points: Floats
    normals: Floats


@dataclass(frozen=True)
class Model:
    """A body in a pose.

    Attributes
    ----------
    sex, pose : str
        ``male`` or ``female``; ``standing`` or ``raised``.
    cage, cage_faces : (n, 3) float in mm, (m, 4) int
        The mesh before subdivision, as shipped: body faces first, then eyeballs.
    body_faces : int
        How many of `cage_faces` are the body.
    vertices, quads, triangles : (n, 3) float in mm, (k, 4) int, (2 k, 3) int
        After one subdivision. x to the subject's left, y up, z to the front.
    skin : (j, 3) int
        Triangles without the eyeballs.
    normals : (n, 3) float, unit
    occlusion : (n,) float
        0 in a fold, 1 in the open.
    joints : mapping of str to (3,) float
        Joint centres in mm, e.g. ``l-elbow``.
    landmarks : mapping of str to (3,) float
        Places that rules and rulers name, in mm, left half or midline.
    anchors : mapping of str to Anchor
        Points by code.
    lines : mapping of str to tuple of Line
        Strokes by meridian.
    rulers : mapping of str to Ruler
        By id of the measured line.
    """

    sex: str
    pose: str
    cage: Floats
    cage_faces: Ints
    body_faces: int
    vertices: Floats
    quads: Ints
    triangles: Ints
    skin: Ints
    normals: Floats
    occlusion: Floats
    joints: Mapping[str, Floats]
    landmarks: Mapping[str, Floats]
    anchors: Mapping[str, Anchor]
    lines: Mapping[str, tuple[Line, ...]]
    rulers: Mapping[str, Ruler]

    def both(self, code: str) -> tuple[Floats, ...]:
        """Return where a point lies: one place on the midline, else left and right."""
        anchor = self.anchors[code]
        mirrored: Floats = anchor.position * [-1, 1, 1]
        return (anchor.position,) if anchor.midline else (anchor.position, mirrored)


@cache
def build(wheel: Path, sex: str, pose: str = "standing") -> Model:
    """Return the model of a body; points and lines of other poses are carried along the skin.

    Parameters
    ----------
    wheel : Path
        The pinned wheel.
    sex, pose : str
        ``male`` or ``female``; ``standing`` or ``raised``.

    Raises
    ------
    WrongWheel
        The file is not the pinned wheel.
    """
    return _carried(build(wheel, sex), wheel, pose) if pose != "standing" else _standing(wheel, sex)


@frozen
class Hull:
    """The posed mesh before anything is placed on it."""

    cage: Floats
    cage_faces: Ints
    body_faces: int
    vertices: Floats
    quads: Ints
    triangles: Ints
    skin: Ints
    normals: Floats
    occlusion: Floats
    joints: Mapping[str, Floats]
    numbers: Ints


def hull(wheel: Wheel, sex: str, pose: str) -> Hull:
    """Return the posed, subdivided and shaded mesh."""
    base = wheel.base(SHAPES[sex])
    posed = wheel.rig(base).pose(turns(base, pose))
    cage, faces, numbers = surface.compact(posed, np.vstack([base.skin, base.eyes]))
    vertices, quads = surface.subdivide(cage, faces)
    corners = surface.triangles(quads)
    body = np.tile(np.arange(len(faces)) < len(base.skin), 8)
    normal = surface.normals(vertices, corners)
    dark = surface.occlusion(vertices, corners, normal)
    return Hull(
        cage, faces, len(base.skin), vertices, quads, corners, corners[body], normal, dark,
        base.joints(posed), numbers,
    )  # fmt: skip


def _located(mesh: Hull, places: Floats) -> tuple[Ints, Floats, Floats]:
    """Return triangle, weights and normal of the places on the skin nearest to `places`."""
    body = np.tile(np.arange(len(mesh.cage_faces)) < mesh.body_faces, 8)
    row, share = surface.Finder(mesh.vertices, mesh.skin).nearest(places)
    triangle = np.flatnonzero(body)[row]
    corners = mesh.triangles[triangle]
    normal = (share[:, :, None] * mesh.normals[corners]).sum(1)
    return triangle, share, normal / np.linalg.norm(normal, axis=1)[:, None]


def _lines(mesh: Hull, ways: Mapping[str, tuple[Floats, ...]]) -> dict[str, tuple[Line, ...]]:
    return {
        name: tuple(Line(way, _located(mesh, way)[2]) for way in rows)
        for name, rows in ways.items()
    }


@cache
def rules_of(data: Path) -> tuple[Rules, Figures]:
    """Return the rules of a data folder and the figures that its locations give.

    Raises
    ------
    DataError
        Something is wrong in them; ``kb check`` says the same.
    """
    base = load(data)
    rules, problems = read_rules(data, base.sources, base.axes)
    for fields in rules.files.values():
        problems.extend(fields.problems())
    if problems:
        raise DataError(problems)
    return rules, Figures.of(base)


READ: set[str] = set()
"""Files of the wheel that were read in this process."""


def read_names() -> list[str]:
    """Return the files of the wheel that building has read, sorted."""
    return sorted(READ)


def _anchors(mesh: Hull, placer: Placer) -> dict[str, Anchor]:
    """Return an anchor for every point; those of several places are numbered from 1."""
    rules = [one for rule in placer.rules.points.values() for one in rule.places()]
    places = np.array([placer.place(rule) for rule in rules])
    triangle, share, normal = _located(mesh, places)
    made = {}
    for k, rule in enumerate(rules):
        place = share[k] @ mesh.vertices[mesh.triangles[triangle[k]]]
        midline = abs(float(place[0])) < MIDLINE
        made[rule.name] = Anchor(
            int(triangle[k]), share[k], place, normal[k], midline, rule.confidence
        )
    return made


def _standing(path: Path, sex: str) -> Model:
    wheel = Wheel(path)
    mesh = hull(wheel, sex, "standing")
    rules, figures = rules_of(DEFAULT_DATA)
    placer = Placer(mesh, sex, wheel, rules, figures)
    anchors = _anchors(mesh, placer)
    landmarks = {name: placer.at(name) for name in rules.landmarks}
    stops = {name for course in rules.courses for name in course.stops}
    READ.update(wheel.read)
    places = {n: anchors[n].position if n in anchors else landmarks[n] for n in sorted(stops)}
    ways = courses(mesh.vertices, mesh.skin, places, rules.courses)
    return Model(
        sex, "standing", mesh.cage, mesh.cage_faces, mesh.body_faces, mesh.vertices, mesh.quads,
        mesh.triangles, mesh.skin, mesh.normals, mesh.occlusion, mesh.joints, landmarks, anchors,
        _lines(mesh, ways), placer.rulers(),
    )  # fmt: skip


def _carried(model: Model, path: Path, pose: str) -> Model:
    """Return the model in another pose; what lies on the skin goes with the skin."""
    old = Hull(
        model.cage, model.cage_faces, model.body_faces, model.vertices, model.quads,
        model.triangles, model.skin, model.normals, model.occlusion, model.joints, np.array([]),
    )  # fmt: skip
    new = hull(Wheel(path), model.sex, pose)

    def moved(places: Floats) -> tuple[Floats, Floats]:
        triangle, share, _ = _located(old, places)
        corners = new.triangles[triangle]
        normal = (share[:, :, None] * new.normals[corners]).sum(1)
        normal /= np.linalg.norm(normal, axis=1)[:, None]
        return (share[:, :, None] * new.vertices[corners]).sum(1), normal

    anchors = {}
    for code, a in model.anchors.items():
        corners = new.triangles[a.triangle]
        normal = a.weights @ new.normals[corners]
        anchors[code] = Anchor(
            a.triangle, a.weights, a.weights @ new.vertices[corners],
            normal / np.linalg.norm(normal), a.midline, a.confidence,
        )  # fmt: skip
    lines = {
        name: tuple(Line(*moved(x.points)) for x in rows) for name, rows in model.lines.items()
    }
    names = list(model.landmarks)
    places = moved(np.array([model.landmarks[name] for name in names]))[0]
    return Model(
        model.sex, pose, new.cage, new.cage_faces, new.body_faces, new.vertices, new.quads,
        new.triangles, new.skin, new.normals, new.occlusion, new.joints,
        dict(zip(names, places, strict=True)), anchors, lines, model.rulers,
    )  # fmt: skip
