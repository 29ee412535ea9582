"""The figure of a plate: points, landmarks and their labels around what the view shows."""

from __future__ import annotations

import math

import numpy as np

from kb.body.mesh import Floats
from kb.body.plates.figure import NARROW, SIZE, SMALL, Dot, Figure, Text
from kb.body.plates.labels import Box, Placed, Wanted, place, width
from kb.body.plates.marks import Drawn
from kb.body.plates.scene import (
    Atelier,
    Scene,
    carried,
    code_of,
    first_of,
    lines,
    samples,
    strokes,
)
from kb.codes import MERIDIANS, is_code, is_extra, meridian_of

__all__ = ["LANE", "Unplaced", "compose"]

MARGIN = 170.0
"""Labels may stand this far beside the window."""
SHARED = 3.0
"""Points this close, in units, are one place."""
BESIDE = 25.0
"""A landmark is named where some of it is seen this close to the place of its name, in units."""
PART = 0.3
"""And where this share of its first stroke is seen."""
GRAZED = 0.15
"""And where its skin faces the viewer at least this much (cosine)."""
SIDEWAYS = 0.4
"""Landmarks of the far side are left out where the body is turned farther (cosine)."""
LANE = 58.0
"""Width of the free strip for an upright or level ruler."""


class Unplaced(RuntimeError):
    """A point has no place on any plate, or no room for its label."""


def _toward(scene: Scene, code: str) -> float:
    """Return the side a label should stand on: away from the midline of the body."""
    if scene.model.anchors[code].midline:
        side = -scene.view.frame[0][0]
        return float(np.sign(side)) if abs(side) > 0.5 else 0.0
    side = scene.view.frame[0][0]
    return float(np.sign(side)) if abs(side) > 0.5 else 0.0


def _wanted(atelier: Atelier, scene: Scene, anchors: list[str]) -> list[Wanted]:
    return [
        Wanted(
            anchor, *scene.seen[anchor][:2],
            width(f"{code_of(anchor)} {atelier.names[code_of(anchor)]}", SIZE), SIZE + 2,
            _toward(scene, anchor),
        )
        for anchor in anchors
    ]  # fmt: skip


def _marks(atelier: Atelier, scene: Scene) -> tuple[list[Floats], list[Wanted]]:
    """Return strokes of the landmarks of a plate, and their labels."""
    made: list[Floats] = []
    names: list[Wanted] = []
    skin = scene.model.skin
    for name in scene.sheet.marks.split():
        for number, mark in enumerate(atelier.marks[name]):
            ways: list[Floats] = []
            both = mark.both and abs(scene.view.frame[0][0]) > SIDEWAYS
            for stroke in mark.strokes:
                places, normals = carried(scene.model, skin, stroke)
                for mirror in (False, True) if both else (False,):
                    ways += strokes(scene, places, normals, mirror)
            made += ways
            tag, normal = carried(scene.model, skin, mark.tag)
            at = scene.view.project(tag)
            if (
                mark.label
                and ways
                and scene.relief.visible(tag + normal, 5)[0]
                and float(normal[0] @ scene.view.frame[2]) > GRAZED
                and scene.view.inside(at, 4)[0]
                and min(float(np.hypot(*(way - at[0, :2]).T).min()) for way in ways) < BESIDE
                and _seen(scene, mark) > PART
            ):
                names.append(
                    Wanted(f"{name}/{number}/{mark.label}", float(at[0, 0]), float(at[0, 1]),
                           width(mark.label, SMALL) * 0.86, SMALL + 2, must=False)
                )  # fmt: skip
    return made, names


def _seen(scene: Scene, mark: Drawn) -> float:
    """Return the share of the first stroke of a landmark that is seen."""
    places, normals = carried(scene.model, scene.model.skin, mark.strokes[0])
    free = scene.relief.visible(places + normals * 1.2, 3.5)
    return float((free & scene.view.inside(scene.view.project(places), 0)).mean())


def _dots(scene: Scene, anchors: list[str]) -> list[Dot]:
    """Return the dots; an extra point that shares its place lies wide below the other."""
    spots = {code: scene.seen[code][:2] for code in anchors}

    def wide(code: str) -> bool:
        return is_extra(code_of(code)) and any(
            math.dist(spots[code], spots[other]) < SHARED
            for other in anchors
            if not is_extra(code_of(other)) or code_of(other) < code_of(code)
        )

    made = [Dot(c, *spots[c], scene.model.anchors[c].confidence, wide(c)) for c in anchors]
    return sorted(made, key=lambda dot: (not dot.wide, not is_extra(code_of(dot.code))))


def compose(
    atelier: Atelier, scene: Scene, anchors: list[str], lanes: tuple[bool, bool]
) -> tuple[Figure, list[Placed]]:
    """Return the figure of a plate, and its labels with their boxes.

    Parameters
    ----------
    atelier : Atelier
    scene : Scene
    anchors : list of str
        Points to show.
    lanes : (bool, bool)
        Whether a strip is kept free for an upright ruler, and for a level one.

    Raises
    ------
    Unplaced
        A label of a point found no room.
    """
    view, sheet = scene.view, scene.sheet
    here = filter(is_code, map(code_of, anchors))
    of = set(map(meridian_of, here)) if sheet.labels else set(MERIDIANS)
    ways, pale = (lines(scene, of, mirror) for mirror in (False, True))
    marks, names = _marks(atelier, scene)
    outline = scene.relief.outline()
    shape, tones = scene.relief.tones()
    dots = _dots(scene, anchors)
    placed: list[Placed] = []
    missing: list[str] = []
    if sheet.labels:
        drawn = [way for several in ways.values() for way in several]
        frame = (-MARGIN, 0.0, view.width + MARGIN, float(view.height))
        ink = samples(drawn) + samples([*marks, *outline])
        boxes = [(d.x - 6.0, d.y - 6.0, d.x + 6.0, d.y + 6.0) for d in dots]
        placed, missing = place(
            [*_wanted(atelier, scene, first_of(anchors)), *names], frame, boxes, ink
        )
    lost = [name for name in missing if "/" not in name]
    if lost:
        raise Unplaced(f"{sheet.id}: no room for the label of {', '.join(lost)}")
    texts = [_label(atelier, one, scene) for one in placed if "/" not in one.name]
    told = {one.name: one for one in names}
    figure = Figure(
        sheet.title, _box(scene, shape, placed, lanes), (view.width, view.height),
        scene.relief.touches, shape, tones, outline, marks, ways, pale, dots, texts,
        [_name(one, told[one.name]) for one in placed if "/" in one.name], not sheet.labels,
    )  # fmt: skip
    return figure, placed


def _label(atelier: Atelier, one: Placed, scene: Scene) -> Text:
    x, y, _ = scene.seen[one.name]
    leader = (x, y, *one.leader) if one.leader else None
    code = code_of(one.name)
    return Text(code, atelier.names[code], one.box[0], one.box[3] - 4, leader)


def _name(one: Placed, want: Wanted) -> Text:
    leader = (want.x, want.y, *one.leader) if one.leader else None
    return Text(one.name.split("/")[2], "", one.box[0], one.box[3] - 3, leader)


def _box(scene: Scene, shape: list[Floats], placed: list[Placed], lanes: tuple[bool, bool]) -> Box:
    """Return what the plate shows: the body, all labels, and a strip for each kind of ruler."""
    corners = np.vstack(shape)
    left, top = np.maximum(corners.min(0) - 10, 0)
    right, bottom = np.minimum(corners.max(0) + 10, [scene.view.width, scene.view.height])
    for one in placed:
        left, top = min(left, one.box[0] - 6), min(top, one.box[1] - 4)
        right, bottom = max(right, one.box[2] + 6), max(bottom, one.box[3] + 4)
    if lanes[0]:
        left -= LANE
    if lanes[1]:
        bottom += LANE
    short = max(0.0, NARROW - (right - left)) / 2
    left, right = left - short, right + short
    return (
        float(np.floor(left)),
        float(np.floor(top)),
        float(np.ceil(right)),
        float(np.ceil(bottom)),
    )
