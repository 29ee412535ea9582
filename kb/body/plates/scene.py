"""One plate before its labels are placed: which points it sees, which curves run over it."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from itertools import pairwise

import numpy as np

from kb.body.mesh import Floats, Ints
from kb.body.model import Model
from kb.body.plates.camera import View
from kb.body.plates.marks import MARKS, Drawn, drawn
from kb.body.plates.relief import Relief, thinned
from kb.body.plates.rulers import Ruler, measured, rulers
from kb.body.plates.sheets import Sheet, shown
from kb.body.surface import Finder
from kb.location.coordinates import Atlas

__all__ = [
    "Atelier",
    "Scene",
    "carried",
    "chosen",
    "code_of",
    "first_of",
    "lines",
    "samples",
    "scene",
    "strokes",
]

BORDER = 12.0
"""A point is shown when it lies this far within the window, in units."""


@dataclass(frozen=True)
class Atelier:
    """What all plates are drawn from.

    Attributes
    ----------
    models : mapping of str to Model
        By pose.
    names : mapping of str to str
        Hanzi by code.
    atlas : Atlas
        Places of points on measured lines.
    arm : (n,) float
        How much each vertex belongs to an arm.
    marks : mapping of str to tuple of Drawn
    """

    models: Mapping[str, Model]
    names: Mapping[str, str]
    atlas: Atlas
    arm: Floats
    marks: Mapping[str, tuple[Drawn, ...]]

    @classmethod
    def of(cls, models: Mapping[str, Model], names: Mapping[str, str], atlas: Atlas) -> Atelier:
        """Return the atelier of a body in its poses ``standing`` and ``raised``."""
        model = models["standing"]
        finder = Finder(model.vertices, model.skin)
        made = {
            name: tuple(drawn(model, finder, one) for one in several)
            for name, several in MARKS.items()
        }
        return cls(models, names, atlas, _arm(model, models["raised"]), made)


def _arm(standing: Model, raised: Model) -> Floats:
    """Return how much each vertex went with the arm when it was raised, 0 to 1."""
    moved = np.linalg.norm(raised.vertices - standing.vertices, axis=1)
    shoulder = standing.joints["l-shoulder"] * np.where(
        standing.vertices[:, :1] > 0, 1, [[-1, 1, 1]]
    )
    reach = np.linalg.norm(standing.vertices - shoulder, axis=1)
    angle = np.deg2rad(115 - 13)
    made: Floats = np.clip(moved / np.maximum(2 * np.sin(angle / 2) * reach, 1), 0, 1)
    return np.where(reach < 40, 0.0, made)


@dataclass(frozen=True)
class Scene:
    """One plate before its labels are placed."""

    sheet: Sheet
    model: Model
    view: View
    relief: Relief
    here: tuple[Ruler, ...]
    seen: Mapping[str, tuple[float, float, float]]
    """Visible places by anchor: x, y, and how much they face the viewer."""


def scene(atelier: Atelier, sheet: Sheet) -> Scene:
    """Return what a plate sees."""
    model = atelier.models[sheet.pose]
    view = sheet.view(model)
    relief = Relief(model, view, shown(sheet, model, atelier.arm))
    codes = list(model.anchors)
    places = np.array([model.anchors[code].position for code in codes])
    normals = np.array([model.anchors[code].normal for code in codes])
    spots, facing = view.project(places), normals @ view.frame[2]
    border = 1.0 if not sheet.labels else BORDER
    free = relief.visible(places + normals, 5.0) & view.inside(spots, border)
    seen = {
        code: (float(spots[k, 0]), float(spots[k, 1]), float(facing[k]))
        for k, code in enumerate(codes)
        if free[k]
    }
    here = rulers(model, view, atelier.atlas, relief.visible) if sheet.labels else ()
    return Scene(sheet, model, view, relief, here, seen)


def _worth(scene: Scene, anchor: str, atlas: Atlas) -> float:
    """Return how well a plate shows a point: face on, large, away from the edge."""
    x, y, facing = scene.seen[anchor]
    window = scene.view
    edge = min(x, y, window.width - x, window.height - y)
    size = min(scene.view.scale / 2.4, 1.15)
    ruled = 1.12 if measured(code_of(anchor), atlas, scene.here) else 1.0
    return facing * (0.7 + 0.3 * size) * min(1.0, 0.6 + edge / 150) * ruled


def code_of(anchor: str) -> str:
    """Return the code of an anchor; an extra point of several places has one for each.

    Examples
    --------
    >>> code_of("EX-HN1:3"), code_of("PC6")
    ('EX-HN1', 'PC6')
    """
    return anchor.partition(":")[0]


def first_of(anchors: Iterable[str]) -> list[str]:
    """Return the first anchor of each code: the one that is labelled and listed.

    Examples
    --------
    >>> first_of(["PC6", "EX-HN1:2", "EX-HN1:3"])
    ['PC6', 'EX-HN1:2']
    """
    found: dict[str, str] = {}
    for anchor in anchors:
        found.setdefault(code_of(anchor), anchor)
    return list(found.values())


def chosen(scenes: list[Scene], codes: list[str], atlas: Atlas) -> dict[str, str]:
    """Return the plate that shows each point best."""
    made = {}
    for code in codes:
        able = [
            (_worth(one, anchor, atlas), one.sheet.id)
            for one in scenes
            if one.sheet.labels
            for anchor in one.seen
            if code_of(anchor) == code
        ]
        if able:
            made[code] = max(able)[1]
    return made


def carried(model: Model, skin: Ints, where: tuple[Ints, Floats]) -> tuple[Floats, Floats]:
    """Return places, in mm, and normals of triangles with weights, in the pose of the model."""
    row, share = where
    corners = skin[row]
    normal = (share[:, :, None] * model.normals[corners]).sum(1)
    return (share[:, :, None] * model.vertices[corners]).sum(1), normal


def strokes(scene: Scene, places: Floats, normals: Floats, mirror: bool) -> list[Floats]:
    """Return the visible runs of a curve, in units."""
    if mirror:
        places, normals = places * [-1, 1, 1], normals * [-1, 1, 1]
    free = scene.relief.visible(places + normals * 1.2, 3.5)
    free &= scene.view.inside(scene.view.project(places), -30)
    flat = scene.view.project(places)[:, :2]
    made, first = [], None
    for k, one in enumerate([*free, False]):
        if one and first is None:
            first = k
        elif not one and first is not None:
            if k - first > 1:
                made.append(thinned(flat[first:k], 0.3))
            first = None
    return made


def lines(scene: Scene, of: Collection[str], mirror: bool) -> dict[str, list[Floats]]:
    """Return the visible runs of some meridians, in units; `mirror` for the right side."""
    made: dict[str, list[Floats]] = {}
    for name, several in scene.model.lines.items():
        if name not in of or (mirror and name in ("CV", "GV")):
            continue
        ways = [
            way for line in several for way in strokes(scene, line.points, line.normals, mirror)
        ]
        if ways:
            made[name] = ways
    return made


def samples(ways: list[Floats], step: float = 4.0) -> list[tuple[float, float]]:
    """Return places along polylines, `step` units apart."""
    made: list[tuple[float, float]] = []
    for way in ways:
        for a, b in pairwise(way):
            count = max(int(np.hypot(*(b - a)) / step), 1)
            spots = (a + (b - a) * k / count for k in range(count))
            made += [(float(x), float(y)) for x, y in spots]
    return made
