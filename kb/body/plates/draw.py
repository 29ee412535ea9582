"""All plates and their index.

The points stand on the subject's left side; the lines of the other side are pale. A point is shown
on a plate that sees it well enough, and on the one that sees it best in any case.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass

import numpy as np

from kb.body.mesh import Floats, Ints
from kb.body.model import Model
from kb.body.plates import perineum
from kb.body.plates.camera import View
from kb.body.plates.figure import FOOT, NARROW, SIZE, SMALL, Dot, Figure, Text, svg
from kb.body.plates.labels import Box, Placed, Wanted, place, width
from kb.body.plates.marks import MARKS, Drawn, drawn
from kb.body.plates.relief import Relief, thinned
from kb.body.plates.rulers import Ruler, measured, rulers
from kb.body.plates.sheets import SHEETS, Sheet, shown
from kb.body.surface import Finder
from kb.location.coordinates import Atlas

__all__ = ["Atelier", "Unplaced", "index", "plates"]

BORDER = 12.0
"""A point is shown when it lies this far within the window, in units."""
MARGIN = 170.0
"""Labels may stand this far beside the window."""
LANE = 58.0
"""Width of the free strip for an upright or level ruler."""


class Unplaced(RuntimeError):
    """A point has no place on any plate, or no room for its label."""


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
    """Visible points: x, y, and how much they face the viewer."""


def _scene(atelier: Atelier, sheet: Sheet) -> Scene:
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
    here = rulers(model, view, atelier.atlas) if sheet.labels else ()
    return Scene(sheet, model, view, relief, here, seen)


def _worth(scene: Scene, code: str, atlas: Atlas) -> float:
    """Return how well a plate shows a point: face on, large, away from the edge."""
    x, y, facing = scene.seen[code]
    window = scene.view
    edge = min(x, y, window.width - x, window.height - y)
    size = min(scene.view.scale / 2.4, 1.15)
    ruled = 1.12 if measured(code, atlas, scene.here) else 1.0
    return facing * (0.7 + 0.3 * size) * min(1.0, 0.6 + edge / 150) * ruled


def chosen(scenes: list[Scene], codes: list[str], atlas: Atlas) -> dict[str, str]:
    """Return the plate that shows each point best."""
    made = {}
    for code in codes:
        able = [scene for scene in scenes if scene.sheet.labels and code in scene.seen]
        if able:
            made[code] = max(able, key=lambda one: _worth(one, code, atlas)).sheet.id
    return made


def _carried(model: Model, skin: Ints, where: tuple[Ints, Floats]) -> tuple[Floats, Floats]:
    row, share = where
    corners = skin[row]
    normal = (share[:, :, None] * model.normals[corners]).sum(1)
    return (share[:, :, None] * model.vertices[corners]).sum(1), normal


def _strokes(scene: Scene, places: Floats, normals: Floats, mirror: bool) -> list[Floats]:
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


def _lines(scene: Scene, mirror: bool) -> dict[str, list[Floats]]:
    made: dict[str, list[Floats]] = {}
    for name, several in scene.model.lines.items():
        if mirror and name in ("CV", "GV"):
            continue
        ways = [
            way for line in several for way in _strokes(scene, line.points, line.normals, mirror)
        ]
        if ways:
            made[name] = ways
    return made


def _samples(ways: list[Floats], step: float = 4.0) -> list[tuple[float, float]]:
    made = []
    for way in ways:
        for a, b in zip(way[:-1], way[1:], strict=True):
            count = max(int(np.hypot(*(b - a)) / step), 1)
            made += [tuple(a + (b - a) * k / count) for k in range(count)]
    return [(float(x), float(y)) for x, y in made]


def _toward(scene: Scene, code: str) -> float:
    """Return the side a label should stand on: away from the midline of the body."""
    if code.startswith(("CV", "GV")):
        side = -scene.view.frame[0][0]
        return float(np.sign(side)) if abs(side) > 0.5 else 0.0
    side = scene.view.frame[0][0]
    return float(np.sign(side)) if abs(side) > 0.5 else 0.0


def _wanted(atelier: Atelier, scene: Scene, codes: list[str]) -> list[Wanted]:
    return [
        Wanted(
            code, scene.seen[code][0], scene.seen[code][1],
            width(f"{code} {atelier.names[code]}", SIZE), SIZE + 2, _toward(scene, code),
        )
        for code in codes
    ]  # fmt: skip


def _marks(atelier: Atelier, scene: Scene) -> tuple[list[Floats], list[Wanted]]:
    """Return strokes of the landmarks of a plate, and their labels."""
    strokes: list[Floats] = []
    names: list[Wanted] = []
    skin = scene.model.skin
    for name in scene.sheet.marks.split():
        for number, mark in enumerate(atelier.marks[name]):
            ways: list[Floats] = []
            for stroke in mark.strokes:
                places, normals = _carried(scene.model, skin, stroke)
                for mirror in (False, True) if mark.both else (False,):
                    ways += _strokes(scene, places, normals, mirror)
            strokes += ways
            tag, normal = _carried(scene.model, skin, mark.tag)
            at = scene.view.project(tag)
            if (
                mark.label
                and ways
                and scene.relief.visible(tag + normal, 5)[0]
                and scene.view.inside(at, 4)[0]
            ):
                names.append(
                    Wanted(f"{name}/{number}/{mark.label}", float(at[0, 0]), float(at[0, 1]),
                           width(mark.label, SMALL) * 0.86, SMALL + 2, must=False)
                )  # fmt: skip
    return strokes, names


def _figure(atelier: Atelier, scene: Scene, codes: list[str]) -> tuple[Figure, list[Placed]]:
    view, sheet = scene.view, scene.sheet
    lines = _lines(scene, False)
    pale = _lines(scene, True)
    marks, names = _marks(atelier, scene)
    outline = scene.relief.outline()
    shape, tones = scene.relief.tones()
    dots = [Dot(c, *scene.seen[c][:2], scene.model.anchors[c].confidence) for c in codes]
    placed: list[Placed] = []
    missing: list[str] = []
    if sheet.labels:
        strokes = [way for ways in lines.values() for way in ways]
        frame = (-MARGIN, 0.0, view.width + MARGIN, float(view.height))
        ink = _samples(strokes) + _samples([*marks, *outline])
        boxes = [(d.x - 6.0, d.y - 6.0, d.x + 6.0, d.y + 6.0) for d in dots]
        placed, missing = place([*_wanted(atelier, scene, codes), *names], frame, boxes, ink)
    lost = [name for name in missing if "/" not in name]
    if lost:
        raise Unplaced(f"{sheet.id}: no room for the label of {', '.join(lost)}")
    texts = [_label(atelier, one, scene) for one in placed if "/" not in one.name]
    told = {one.name: one for one in names}
    figure = Figure(
        sheet.title, _box(scene, shape, placed), (view.width, view.height),
        scene.relief.touches, shape, tones, outline, marks, lines, pale, dots, texts,
        [_name(one, told[one.name]) for one in placed if "/" in one.name], not sheet.labels,
    )  # fmt: skip
    return figure, placed


def _label(atelier: Atelier, one: Placed, scene: Scene) -> Text:
    x, y, _ = scene.seen[one.name]
    leader = (x, y, *one.leader) if one.leader else None
    return Text(one.name, atelier.names[one.name], one.box[0], one.box[3] - 4, leader)


def _name(one: Placed, want: Wanted) -> Text:
    leader = (want.x, want.y, *one.leader) if one.leader else None
    return Text(one.name.split("/")[2], "", one.box[0], one.box[3] - 3, leader)


def _box(scene: Scene, shape: list[Floats], placed: list[Placed]) -> Box:
    """Return what the plate shows: the body, all labels, and a strip for each kind of ruler."""
    corners = np.vstack(shape)
    left, top = np.maximum(corners.min(0) - 10, 0)
    right, bottom = np.minimum(corners.max(0) + 10, [scene.view.width, scene.view.height])
    for one in placed:
        left, top = min(left, one.box[0] - 6), min(top, one.box[1] - 4)
        right, bottom = max(right, one.box[2] + 6), max(bottom, one.box[3] + 4)
    if any(one.upright for one in scene.here):
        left -= LANE
    if any(not one.upright for one in scene.here):
        bottom += LANE
    short = max(0.0, NARROW - (right - left)) / 2
    left, right = left - short, right + short
    return (
        float(np.floor(left)),
        float(np.floor(top)),
        float(np.ceil(right)),
        float(np.ceil(bottom)),
    )


def _entry(
    atelier: Atelier, scene: Scene, figure: Figure, placed: list[Placed]
) -> dict[str, object]:
    """Return what the index says of a plate."""
    boxes = {one.name: [round(v, 1) for v in one.box] for one in placed}
    left, top, right, bottom = figure.box
    points = {}
    used: set[str] = set()
    for dot in figure.dots:
        ways = measured(dot.code, atelier.atlas, scene.here)
        used |= {name for name, _ in ways}
        points[dot.code] = {
            "at": [round(dot.x, 1), round(dot.y, 1)],
            "facing": round(scene.seen[dot.code][2], 2),
            "label": boxes.get(dot.code),
            "rulers": [[name, cun] for name, cun in ways],
        }
    return {
        "title": scene.sheet.title,
        "region": scene.sheet.region,
        "box": [left, top, right - left, bottom - top + FOOT],
        "foot": FOOT,
        "points": points,
        "names": [[one.name.split("/")[2], boxes[one.name]] for one in placed if "/" in one.name],
        "rulers": {
            one.id: {
                "from": one.frm, "to": one.to, "cun": one.cun, "upright": one.upright,
                "ends": [[round(v, 1) for v in end] for end in one.ends],
            }
            for one in scene.here if one.id in used
        },
    }  # fmt: skip


def plates(
    atelier: Atelier,
    confidence: Mapping[str, str],
    progress: Callable[[str], None] = lambda _: None,
) -> dict[str, bytes]:
    """Return every file of the plates by name: one SVG each, and ``index.json``.

    Raises
    ------
    Unplaced
        A point is on no plate, or a label found no room.
    """
    scenes = [_scene(atelier, sheet) for sheet in SHEETS]
    codes = list(atelier.names)
    best = chosen(scenes, codes, atelier.atlas) | {code: perineum.ID for code in perineum.CODES}
    lost = [code for code in codes if code not in best]
    if lost:
        raise Unplaced(f"on no plate: {', '.join(lost)}")
    files, entries = {}, {}
    for scene in scenes:
        name = scene.sheet.id
        here = [
            code for code, (_, _, facing) in scene.seen.items()
            if facing >= scene.sheet.facing or best[code] == name
        ]  # fmt: skip
        figure, placed = _figure(atelier, scene, here)
        files[f"{name}.svg"] = svg(figure).encode()
        entries[name] = _entry(atelier, scene, figure, placed)
        progress(f"{name} {len(here)} points {len(files[f'{name}.svg'])} bytes")
    figure, entry = perineum.plate(atelier.names)
    files[f"{perineum.ID}.svg"] = svg(figure).encode()
    entries[perineum.ID] = entry
    files["index.json"] = index(entries, best, dict(confidence))
    return files


def index(
    entries: Mapping[str, object], best: Mapping[str, str], confidence: Mapping[str, str]
) -> bytes:
    """Return ``index.json``."""
    made = {"plates": entries, "best": best, "confidence": confidence}
    return (json.dumps(made, ensure_ascii=False, separators=(",", ":")) + "\n").encode()
