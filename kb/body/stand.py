"""From where the viewer looks at a point when it opens on it: where nothing hides it."""

from __future__ import annotations

import numpy as np

from kb.body.mesh import Floats
from kb.body.model import Model
from kb.body.probe import Missed, Probe

__all__ = ["HIDDEN", "Stander"]

FAR, NEAR, CLOSE = 900, 450, 10.0
"""The viewer looks from this far, from nearer when another point is as close as this, in mm."""
LOWER = 1 / 15
"""It looks at a spot below the point: this much of the distance, so that the point stands high."""
OUT, DEEP, RIM = 3.0, 2.0, 3.5
"""A dot floats this far over the skin, shows through this much of it, and is this wide, in mm."""
FACING = 0.05
"""The skin of the point faces the viewer at least this much (cosine)."""
HIDDEN = {"HT1": "in the hollow of the armpit, which the hanging arm closes"}
"""Points that no stand sees, each with the reason."""
SQUARE, STEEP = (0.92, 0.55), 80
"""The first stand is turned and tilted by these shares of the normal: a body stays upright."""
STEPS = sorted(
    ((turn, tilt) for turn in range(-90, 91, 30) for tilt in (-50, -25, 0, 25, 50)),
    key=lambda step: (abs(step[0]) + 1.5 * abs(step[1]), step),
)
"""Turns aside and tilts, in degrees, in the order in which they are tried."""


class Stander:
    """Finds stands on one body.

    Parameters
    ----------
    model : Model
    """

    def __init__(self, model: Model) -> None:
        self.probe = Probe(model.vertices, model.triangles)

    def stand(self, name: str, at: Floats, out: Floats, others: Floats) -> tuple[int, int, int]:
        """Return turn and tilt, in degrees, of the first stand that sees a point best, and how far.

        Straight before the point if that sees the whole dot, else the fewest degrees off.

        Parameters
        ----------
        name : str
            Of the point.
        at, out : (3,) float
            The point in mm, and the normal of the skin there.
        others : (n, 3) float
            The points of other names.

        Raises
        ------
        LookupError
            No stand sees any of it, and `HIDDEN` does not say why.
        """
        turn = round(float(np.degrees(np.arctan2(out[0], out[2]))) * SQUARE[0])
        tilt = round(float(np.degrees(np.arcsin(out[1]))) * SQUARE[1])
        far = NEAR if np.linalg.norm(others - at, axis=1).min() < CLOSE else FAR
        best, found = 0, (turn, tilt, far)
        for aside, up in STEPS:
            one = turn + aside, max(-STEEP, min(STEEP, tilt + up)), far
            seen = self._seen(at, out, *one)
            if seen > best:
                best, found = seen, one
        if (best == 0) != (name in HIDDEN):
            raise LookupError(f"{name}: {best} of its dot is seen; correct the rule, or HIDDEN")
        return found

    def _seen(self, at: Floats, out: Floats, turn: float, tilt: float, far: int) -> int:
        """Return how many of five places of a dot are seen."""
        a, b = np.deg2rad([turn, tilt])
        back = np.array([np.cos(b) * np.sin(a), np.sin(b), np.cos(b) * np.cos(a)])
        right = np.array([np.cos(a), 0, -np.sin(a)])
        if back @ out < FACING:
            return 0
        eye = at - np.array([0, LOWER * far, 0]) + back * far
        across = [right, -right, np.cross(back, right), -np.cross(back, right)]
        middle = at + out * OUT
        return sum(
            self._free(eye, place) for place in (middle, *(middle + RIM * x for x in across))
        )

    def _free(self, eye: Floats, place: Floats) -> bool:
        try:
            found = self.probe.hit(eye, place - eye)
        except Missed:
            return True
        return bool(np.linalg.norm(found - eye) > np.linalg.norm(place - eye) - DEEP)
