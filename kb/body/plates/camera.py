"""Views: from the body in mm to a plate in units (one unit is a pixel at the size of design)."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from kb.body.mesh import Floats
from kb.frozen import frozen

__all__ = ["Flags", "View", "axes", "facing"]

Flags = NDArray[np.bool_]


def facing(yaw: float = 0, pitch: float = 0) -> Floats:
    """Return the axes of a camera, rows right, up and towards the viewer.

    Parameters
    ----------
    yaw : float, degrees
        0 sees the front, 90 the subject's left side, 180 the back.
    pitch : float, degrees
        90 sees from above, -90 from below.
    """
    y, p = np.deg2rad([yaw, pitch])
    turn = np.array([[np.cos(y), 0, -np.sin(y)], [0, 1, 0], [np.sin(y), 0, np.cos(y)]])
    nod = np.array([[1, 0, 0], [0, np.cos(p), -np.sin(p)], [0, np.sin(p), np.cos(p)]])
    made: Floats = nod @ turn
    return made


def axes(right: Floats, up: Floats) -> Floats:
    """Return the axes of a camera from what it has on its right and above it."""
    x = right / np.linalg.norm(right)
    y = up - (up @ x) * x
    y = y / np.linalg.norm(y)
    return np.stack([x, y, np.cross(x, y)])


@frozen
class View:
    """A parallel projection.

    Attributes
    ----------
    frame : (3, 3) float
        Rows right, up, towards the viewer.
    centre : (3,) float, mm
    width, height : int, units
        The window through which the body is seen; labels may stand beside it.
    scale : float, units per mm
    """

    frame: Floats
    centre: Floats
    width: int
    height: int
    scale: float

    def project(self, places: Floats) -> Floats:
        """Return x to the right and y down in units, and the height towards the viewer in mm."""
        seen = (np.atleast_2d(places) - self.centre) @ self.frame.T
        return np.stack(
            [
                self.width / 2 + seen[:, 0] * self.scale,
                self.height / 2 - seen[:, 1] * self.scale,
                seen[:, 2],
            ],
            1,
        )

    def rays(self) -> tuple[Floats, Floats]:
        """Return start (mm) and direction of the line of sight through every pixel, row by row."""
        y, x = np.mgrid[0 : self.height, 0 : self.width]
        flat = np.stack(
            [
                (x.ravel() + 0.5 - self.width / 2) / self.scale,
                (self.height / 2 - y.ravel() - 0.5) / self.scale,
                np.full(x.size, 3000.0),
            ],
            1,
        )
        return self.centre + flat @ self.frame, np.repeat(-self.frame[2][None], x.size, 0)

    def inside(self, seen: Floats, margin: float = 0) -> Flags:
        """Return which projected places lie in the window, `margin` units off its edge."""
        x, y = seen[:, 0], seen[:, 1]
        made: Flags = (
            (x > margin) & (x < self.width - margin) & (y > margin) & (y < self.height - margin)
        )
        return made
