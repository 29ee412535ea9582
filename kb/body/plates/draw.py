"""All plates and their index.

The points stand on the subject's left side; the lines of the other side are pale. A point is shown
on a plate that sees it well enough, and on the one that sees it best in any case.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping

from kb.base import KnowledgeBase
from kb.body.model import Model
from kb.body.plates import perineum
from kb.body.plates.compose import Unplaced, compose
from kb.body.plates.figure import FOOT, Figure, svg
from kb.body.plates.labels import Placed
from kb.body.plates.rulers import measured
from kb.body.plates.scene import Atelier, Scene, chosen, code_of, first_of, scene
from kb.body.plates.sheets import BESIDE, SHEETS, Sheet
from kb.codes import is_extra, meridian_of
from kb.location.coordinates import atlas_of

__all__ = ["fits", "index", "plates"]


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
                **({"ticks": one.ticks} if one.ticks else {}),
            }
            for one in scene.here if one.id in used
        },
    }  # fmt: skip


def plates(
    models: Mapping[str, Model],
    base: KnowledgeBase,
    progress: Callable[[str], None] = lambda _: None,
) -> dict[str, bytes]:
    """Return every file of the plates by name: one SVG each, and ``index.json``.

    Parameters
    ----------
    models : mapping of str to Model
        One body by pose: ``standing`` and ``raised``.
    base : KnowledgeBase
        Names and locations of the points.
    progress : callable
        Told of every plate when it is drawn.

    Raises
    ------
    Unplaced
        A point is on no plate, or a label found no room.
    """
    anchors = models["standing"].anchors
    there = {code_of(anchor) for anchor in anchors}
    names = {code: point.names.hant for code, point in base.points.items() if code in there}
    atelier = Atelier.of(models, names, atlas_of(base))
    scenes = [scene(atelier, sheet) for sheet in SHEETS]
    best = chosen(scenes, list(names), atelier.atlas)
    best |= dict.fromkeys(perineum.CODES, perineum.ID)
    lost = [code for code in names if code not in best]
    if not all(map(is_extra, lost)):
        raise Unplaced(f"on no plate: {', '.join(lost)}")
    progress(f"extra points on no plate: {', '.join(lost) or 'none'}")
    sure = {code_of(name): anchor.confidence for name, anchor in anchors.items()}
    sure |= dict.fromkeys(perineum.CODES, "schematic")
    files: dict[str, bytes] = {}
    entries: dict[str, object] = {}
    for one in scenes:
        name = one.sheet.id
        here = [
            anchor
            for anchor, (_, _, facing) in one.seen.items()
            if best.get(code_of(anchor)) == name
            or (facing >= one.sheet.facing and fits(one.sheet, code_of(anchor), best))
        ]
        ways = {code_of(a): measured(code_of(a), atelier.atlas, one.here) for a in here}
        used = {ruler for several in ways.values() for ruler, _ in several}
        kinds = {ruler.upright for ruler in one.here if ruler.id in used and not ruler.ticks}
        figure, placed = compose(atelier, one, here, (True in kinds, False in kinds))
        files[f"{name}.svg"] = svg(figure).encode()
        entries[name] = _entry(one, here, figure, placed, ways)
        progress(f"{name} {len(here)} points {len(files[f'{name}.svg'])} bytes")
    figure, entry = perineum.plate(names)
    files[f"{perineum.ID}.svg"] = svg(figure).encode()
    entries[perineum.ID] = entry
    files["index.json"] = index(entries, best, sure)
    return files


ARM = frozenset(("LU", "LI", "HT", "SI", "PC", "TE"))
"""Meridians of the arm: behind an arm, the trunk with its points is only ground."""


def fits(sheet: Sheet, code: str, best: Mapping[str, str]) -> bool:
    """Return whether a point belongs on a plate, by the plate that shows it best."""
    if not sheet.labels or code not in best:
        return not sheet.labels
    if sheet.region == "arm" and not (meridian_of(code) in ARM or code.startswith("EX-UE")):
        return False
    region = next((one.region for one in SHEETS if one.id == best[code]), "")
    return region in BESIDE[sheet.region]


def index(
    entries: Mapping[str, object], best: Mapping[str, str], confidence: Mapping[str, str]
) -> bytes:
    """Return ``index.json``."""
    made = {"plates": entries, "best": best, "confidence": confidence}
    return (json.dumps(made, ensure_ascii=False, separators=(",", ":")) + "\n").encode()
