"""All plates and their index.

The points stand on the subject's left side; the lines of the other side are pale. A point is shown
on a plate that sees it well enough, and on the one that sees it best in any case.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping

from kb.body.plates import perineum
from kb.body.plates.compose import Unplaced, compose
from kb.body.plates.figure import FOOT, Figure, svg
from kb.body.plates.labels import Placed
from kb.body.plates.rulers import measured
from kb.body.plates.scene import Atelier, Scene, chosen, code_of, first_of, scene
from kb.body.plates.sheets import SHEETS
from kb.codes import is_extra

__all__ = ["index", "plates"]


Ways = Mapping[str, list[tuple[str, float]]]
"""Rulers that measure a point, by code."""


def _entry(
    scene: Scene, anchors: list[str], figure: Figure, placed: list[Placed], ways: Ways
) -> dict[str, object]:
    """Return what the index says of a plate."""
    boxes = {one.name: [round(v, 1) for v in one.box] for one in placed}
    left, top, right, bottom = figure.box
    used = {name for several in ways.values() for name, _ in several}
    points = {}
    for anchor in first_of(anchors):
        x, y, facing = scene.seen[anchor]
        points[code_of(anchor)] = {
            "at": [round(x, 1), round(y, 1)],
            "facing": round(facing, 2),
            "label": boxes.get(anchor),
            "rulers": [[name, cun] for name, cun in ways[code_of(anchor)]],
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
    scenes = [scene(atelier, sheet) for sheet in SHEETS]
    best = chosen(scenes, list(atelier.names), atelier.atlas)
    best |= dict.fromkeys(perineum.CODES, perineum.ID)
    lost = [code for code in atelier.names if code not in best]
    if not all(map(is_extra, lost)):
        raise Unplaced(f"on no plate: {', '.join(lost)}")
    progress(f"extra points on no plate: {', '.join(lost) or 'none'}")
    files: dict[str, bytes] = {}
    entries: dict[str, object] = {}
    for one in scenes:
        name = one.sheet.id
        anchors = [
            anchor
            for anchor, (_, _, facing) in one.seen.items()
            if facing >= one.sheet.facing or best.get(code_of(anchor)) == name
        ]
        ways = {code_of(a): measured(code_of(a), atelier.atlas, one.here) for a in anchors}
        used = {ruler for several in ways.values() for ruler, _ in several}
        kinds = {ruler.upright for ruler in one.here if ruler.id in used}
        figure, placed = compose(atelier, one, anchors, (True in kinds, False in kinds))
        files[f"{name}.svg"] = svg(figure).encode()
        entries[name] = _entry(one, anchors, figure, placed, ways)
        progress(f"{name} {len(anchors)} points {len(files[f'{name}.svg'])} bytes")
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
