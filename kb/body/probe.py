"""Rays and sections: where a line meets the skin."""

from __future__ import annotations

import numpy as np

from kb.body.mesh import Floats, Ints
from kb.body.pose import unit

__all__ = ["FAR", "Missed", "Probe"]

FAR = 3000.0
"""Rays from outside start this far away, in mm."""
FRONT, UP, LEFT = np.array([0.0, 0, 1]), np.array([0.0, 1, 0]), np.array([1.0, 0, 0])
FACES = {"front": FRONT, "back": -FRONT, "top": UP, "side": LEFT, "below": -UP}


class Missed(LookupError):
    """A ray meets no skin."""


class Probe:
    """Asks the skin where rays meet it.

    Parameters
    ----------
    vertices, corners : (n, 3) float in mm, (m, 3) int
        Mesh without eyeballs.
    """

    def __init__(self, vertices: Floats, corners: Ints) -> None:
        from trimesh import Trimesh
        from trimesh.ray.ray_pyembree import RayMeshIntersector

        self.vertices = vertices
        self.rays = RayMeshIntersector(Trimesh(vertices, corners, process=False))
        self.floor = float(vertices[:, 1].min())
        self.stature = float(vertices[:, 1].max()) - self.floor

    def hit(self, start: Floats, way: Floats, last: bool = False) -> Floats:
        """Return the first (or last) place where a ray meets the skin, in mm.

        Raises
        ------
        Missed
            It meets none.
        """
        found, _, _ = self.rays.intersects_location(start[None], unit(way)[None])
        if not len(found):
            raise Missed(f"no skin from {np.round(start)} towards {np.round(way, 2)}")
        far = np.linalg.norm(found - start, axis=1)
        place: Floats = found[np.argmax(far) if last else np.argmin(far)]
        return place

    def seen(self, place: Floats, face: str) -> Floats:
        """Return the skin before a place: from front, back or top, or straight out to the side."""
        way = FACES[face]
        if face == "side":
            return self.hit(place * [0, 1, 1], way)
        return self.hit(place + way * (FAR - place @ way), -way)

    def heart(self, level: float) -> Floats:
        """Return the middle of the section of trunk or neck at a level, in mm."""
        ends = [self.seen(np.array([0, level, 0.0]), face)[2] for face in ("front", "back")]
        return np.array([0, level, sum(ends) / 2])

    def along(self, start: Floats, length: float) -> Floats:
        """Return the skin `length` mm to the side of a place of the trunk, on the level.

        Measured along the skin; the section is searched from its middle.
        """
        heart = self.heart(float(start[1]))
        turn = np.arctan2(start[0], start[2] - heart[2])
        step = np.deg2rad(0.5) * (1 if start[2] > heart[2] else -1)
        last, done = start, 0.0
        while done < length:
            turn += step
            place = self.hit(heart, np.array([np.sin(turn), 0, np.cos(turn)]))
            done += float(np.linalg.norm(place - last))
            last = place
        return last

    def between(self, one: Floats, other: Floats, share: float) -> Floats:
        """Return the skin at a share of the way from one place of the trunk to another, over it.

        Rays leave the straight way square to it, away from the middle of the body.
        """
        along, middle = unit(other - one), (one + other) / 2
        heart = self.heart(float(middle[1]))
        out = unit((middle - heart) - ((middle - heart) @ along) * along)
        steps = np.linspace(0, 1, 33)[:, None]
        inner = [self.hit(place, out) for place in (one + steps * (other - one))[1:-1]]
        way = np.array([one, *inner, other])
        lengths = np.r_[0, np.cumsum(np.linalg.norm(np.diff(way, axis=0), axis=1))]
        found: Floats = np.array(
            [np.interp(share * lengths[-1], lengths, way[:, k]) for k in range(3)]
        )
        return found

    def section(self, start: Floats, first: Floats, second: Floats, reach: float) -> Floats:
        """Return the centre of the section through a place, by opposite rays.

        Parameters
        ----------
        start : (3,) float
            A place inside.
        first, second : (3,) float, unit
            Directions in the section.
        reach : float, in mm
            A ray that goes farther has run into another part of the body; then, and where it
            crosses the midline, the section ends there.
        """
        centre = start
        for _ in range(2):
            for way in (first, second):
                ends = [self._end(centre, sign * way, reach) for sign in (1, -1)]
                centre = (ends[0] + ends[1]) / 2
        far: bool = bool(np.linalg.norm(centre - start) > reach / 2)
        return start if far else centre

    def _end(self, start: Floats, way: Floats, reach: float) -> Floats:
        try:
            found = self.hit(start, way)
        except Missed:
            return start
        if found[0] < 0 < start[0] and way[0] < 0:
            found = start + way * (start[0] / -way[0])
        if np.linalg.norm(found - start) > reach:
            found = start + way * reach
        return found
