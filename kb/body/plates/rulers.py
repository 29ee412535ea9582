"""Which stretch between two landmarks measures a point, and where it lies on a plate.

The stretches, their body cun and the points' places on them are those of ``data/axes.yaml`` and of
the locations of ``data/points``, computed by `kb.location`; here they only get a place in the
picture.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping

import numpy as np

from kb.body.mesh import Floats
from kb.body.model import Model
from kb.body.plates.camera import Flags, View
from kb.body.plates.sheets import spot
from kb.body.surface import Finder
from kb.frozen import frozen
from kb.location.coordinates import Atlas

__all__ = ["ENDS", "Ruler", "measured", "rulers"]

ENDS: Mapping[str, str] = {
    "palmar-wrist-crease": "palmar-wrist-crease-midpoint",
    "dorsal-wrist-crease": "dorsal-wrist-crease-midpoint",
    "cubital-crease": "cubital-crease-midpoint",
    "anterior-axillary-fold": "anterior-axillary-fold",
    "posterior-axillary-fold": "posterior-axillary-fold",
    "pubic-symphysis-superior-border": "pubic-symphysis-superior-border",
    "umbilicus-centre": "umbilicus-centre",
    "xiphisternal-junction": "xiphisternal-junction",
    "suprasternal-fossa-centre": "suprasternal-fossa-centre",
    "patella-base": "patella-base-midpoint",
    "greater-trochanter-prominence": "greater-trochanter-prominence",
    "popliteal-crease": "popliteal-crease-midpoint",
    "gluteal-fold": "gluteal-fold-midpoint",
    "lateral-malleolus-prominence": "lateral-malleolus-prominence",
    "medial-malleolus-prominence": "medial-malleolus-prominence",
    "patella-apex": "patella-apex",
    "nipple-centre": "nipple-centre",
    "scapula-medial-border": "scapula-medial-border",
    "anterior-median-line": "CV17",
    "posterior-median-line": "GV11",
}
"""Landmark of the model (see `spot`) by end of a stretch."""

SHORTENED = 0.86
"""A stretch is drawn when at least this share of its length is seen."""
SLANT = 0.30
"""And when it runs upright or level: at most this much sideways for its length."""
OUTSIDE = 14.0
"""How far out of the window, in units, an end may lie."""
CURVED: Mapping[str, tuple[str, str]] = {
    "HEAD": ("anterior-hairline", "posterior-hairline"),
    "HEAD-WIDTH": ("anterior-hairline", "anterior-hairline-forehead-corner"),
}
"""Stretches over the skin of the head: the landmarks at their ends. They are drawn on it."""
EACH, LEAST = 0.5, 5
"""Places of a curved stretch are this many cun apart; it is drawn when so many are seen."""
UNFIT: Mapping[tuple[str, str], str] = {
    ("LI19", "HEAD-WIDTH"): "half a cun beside the philtrum; the corners of the hairline are far",
    ("BL9", "HEAD-WIDTH"): "at the back of the head; the ruler lies on the front hairline",
    ("LU2", "TRUNK"): "level with CV21 by a related statement alone; it follows the collar bone up",
}
"""Points that a line does not measure although their location gives a figure on it, and why."""
MOST = 0.6
"""How far, in cun, a point may lie beyond the end of a stretch that measures it."""


@frozen
class Ruler:
    """A measured stretch on a plate.

    Attributes
    ----------
    id : str
        Line and stretch: ``FOREARM/palmar-wrist-crease/cubital-crease``.
    frm, to : str
        Landmarks.
    cun : float
        Body cun from one to the other.
    zero : float
        Coordinate of `frm` on the line.
    upright : bool
        Whether it is drawn upright (else level).
    ends : ((float, float), (float, float))
        Places of the two landmarks on the plate, in units.
    ticks : tuple of (float, float) or None
        Of a curved stretch: where each half cun from its start is seen, None where it is not.
    """

    id: str
    frm: str
    to: str
    cun: float
    zero: float
    upright: bool
    ends: tuple[tuple[float, float], tuple[float, float]]
    ticks: tuple[tuple[float, float] | None, ...] = ()


def rulers(
    model: Model, view: View, atlas: Atlas, visible: Callable[[Floats, float], Flags]
) -> tuple[Ruler, ...]:
    """Return the stretches that can be read in a view, whether or not a point needs them.

    Parameters
    ----------
    model : Model
    view : View
    atlas : Atlas
    visible : callable
        Which places nothing hides (see `kb.body.plates.relief.Relief.visible`).
    """
    made = list(_curved(model, view, atlas, visible))
    for axis in atlas.axes.values():
        for span in axis.spans:
            if span.frm not in ENDS or span.to not in ENDS:
                continue
            both = np.array([spot(model, ENDS[span.frm]), spot(model, ENDS[span.to])])
            if axis.kind == "across":
                both[:, 1] = both[1, 1]
            seen = view.project(both)
            step = seen[1, :2] - seen[0, :2]
            length = float(np.hypot(*step))
            whole = float(np.linalg.norm(both[1] - both[0])) * view.scale
            upright = bool(abs(step[1]) > abs(step[0]))
            slant = min(abs(step[0]), abs(step[1])) / max(length, 1e-9)
            if length < SHORTENED * whole or slant > SLANT or not _fits(view, seen):
                continue
            made.append(
                Ruler(
                    f"{axis.id}/{span.frm}/{span.to}", span.frm, span.to, span.length,
                    axis.marks[span.frm] if axis.kind == "along" else 0.0, upright,
                    (_flat(seen[0]), _flat(seen[1])),
                )
            )  # fmt: skip
    return tuple(made)


def _curved(
    model: Model, view: View, atlas: Atlas, visible: Callable[[Floats, float], Flags]
) -> Iterator[Ruler]:
    """Yield the stretches over the head of which a view sees enough."""
    for name, ends in CURVED.items():
        axis = atlas.axes[name]
        (span,) = axis.spans
        way = _way(model, name, *(model.landmarks[end] for end in ends))
        far = np.r_[0, np.cumsum(np.linalg.norm(np.diff(way, axis=0), axis=1))]
        at = np.arange(0, span.length + EACH / 2, EACH) / span.length * far[-1]
        places = np.stack([np.interp(at, far, way[:, k]) for k in range(3)], 1)
        out = places - model.landmarks["head-centre"]
        out = out / np.linalg.norm(out, axis=1)[:, None]
        seen = view.project(places)
        free = visible(places + out * 2, 4.0) & view.inside(seen, 0)
        ticks = tuple(
            (round(x, 1), round(y, 1)) if one else None
            for (x, y), one in zip(map(_flat, seen), free, strict=True)
        )
        told = [tick for tick in ticks if tick]
        if len(told) >= LEAST:
            yield Ruler(
                f"{name}/{span.frm}/{span.to}", span.frm, span.to, span.length, 0.0,
                axis.kind == "along", (told[0], told[-1]), ticks,
            )  # fmt: skip


def _way(model: Model, name: str, one: Floats, other: Floats) -> Floats:
    """Return the skin from one landmark to another: on the midline, or straight over it."""
    if name == "HEAD":
        (line,) = model.lines["GV"]
        places = line.points
    else:
        finder = Finder(model.vertices, model.skin)
        row, share = finder.nearest(one + np.linspace(0, 1, 33)[:, None] * (other - one))
        places = (share[:, :, None] * model.vertices[model.skin[row]]).sum(1)
    ends = [int(np.linalg.norm(places - end, axis=1).argmin()) for end in (one, other)]
    first, last = ends
    return places[first : last + 1] if first < last else places[last : first + 1][::-1]


def _flat(seen: Floats) -> tuple[float, float]:
    return float(seen[0]), float(seen[1])


def _fits(view: View, seen: Floats) -> bool:
    """Return whether both ends lie in the window, or just beside it."""
    return bool(view.inside(seen, -OUTSIDE).all())


def measured(code: str, atlas: Atlas, here: tuple[Ruler, ...]) -> list[tuple[str, float]]:
    """Return the stretches of a plate that measure a point, each with the cun from its start.

    Parameters
    ----------
    code : str
    atlas : Atlas
    here : tuple of Ruler
        Of the plate.
    """
    place = atlas.places.get(code)
    if place is None:
        return []
    made: list[tuple[str, float]] = []
    told: set[str] = set()
    for ruler in here:
        axis = ruler.id.partition("/")[0]
        found = place.coordinates.get(axis)
        if found is None or axis in told:
            continue
        away = found.value - ruler.zero
        across = atlas.axes[axis].kind == "across"
        if (code, axis) in UNFIT or (across and not away) or not _shows(ruler, float(away)):
            continue
        if -MOST <= away <= ruler.cun + MOST or across:
            made.append((ruler.id, round(float(away), 3)))
            told.add(axis)
    return made


def _shows(ruler: Ruler, away: float) -> bool:
    """Return whether a place so many cun from the start is seen on a curved stretch."""
    if not ruler.ticks:
        return True
    if not -MOST <= away <= ruler.cun + MOST:
        return False
    near = min(max(away, 0), ruler.cun) / EACH
    return bool(ruler.ticks[int(near)] and ruler.ticks[int(np.ceil(near))])
