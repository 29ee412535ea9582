"""What a view shows of the body: outline, tones, and which places are visible."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from functools import cached_property
from itertools import pairwise

import contourpy
import numpy as np
from scipy.ndimage import gaussian_filter
from scipy.spatial import cKDTree
from trimesh import Trimesh
from trimesh.ray.ray_pyembree import RayMeshIntersector
from trimesh.triangles import points_to_barycentric

from kb.body.mesh import Floats, Ints
from kb.body.model import Model
from kb.body.plates.camera import Flags, View

__all__ = ["Relief", "thinned"]

LEVELS = (0.50, 0.60, 0.69, 0.77)
"""Brightness at which the tones begin, darkest first."""
LIGHT = np.array([-0.45, 0.55, 0.75]) / np.linalg.norm([-0.45, 0.55, 0.75])
FAR = 3000.0
STRAY = 8.0
"""A place further than this from all corners, edges and middles of triangles shown, in mm, is on
another part of the body."""
SPECK = 30.0
"""Patches of tone smaller than this, in square units, are left out."""
SHORT = 8.0
"""Strokes of the outline shorter than this, in units, are left out."""


def thinned(way: Floats, allowed: float) -> Floats:
    """Return a polyline without the vertices that lie within `allowed` of the rest (Douglas)."""
    keep = np.zeros(len(way), bool)
    keep[[0, -1]] = True
    waiting = [(0, len(way) - 1)]
    while waiting:
        first, last = waiting.pop()
        if last <= first + 1:
            continue
        chord = way[last] - way[first]
        length = np.hypot(*chord)
        off = way[first + 1 : last] - way[first]
        if length > 1e-9:
            away = np.abs(chord[0] * off[:, 1] - chord[1] * off[:, 0]) / length
        else:
            away = np.hypot(off[:, 0], off[:, 1])
        worst = int(away.argmax())
        if away[worst] > allowed:
            middle = first + 1 + worst
            keep[middle] = True
            waiting += [(first, middle), (middle, last)]
    made: Floats = way[keep]
    return made


def _chained(pieces: Iterable[tuple[object, object, Floats, Floats]]) -> list[Floats]:
    """Return polylines from pieces that name their two ends."""
    several = list(pieces)
    at: dict[object, list[int]] = defaultdict(list)
    for number, (one, other, _, _) in enumerate(several):
        at[one].append(number)
        at[other].append(number)
    used = [False] * len(several)

    def walk(end: object) -> list[Floats]:
        way: list[Floats] = []
        while True:
            free = [n for n in at[end] if not used[n]]
            if not free:
                return way
            used[free[0]] = True
            one, other, first, last = several[free[0]]
            end, place = (other, last) if one == end else (one, first)
            way.append(place)

    made = []
    for number, (one, other, first, last) in enumerate(several):
        if not used[number]:
            used[number] = True
            after = walk(other)
            made.append(np.array([*walk(one)[::-1], first, last, *after]))
    return made


class Relief:
    """A body seen in a view.

    Parameters
    ----------
    model : Model
    view : View
    triangles : (m, 3) int
        What of the body is shown.
    """

    def __init__(self, model: Model, view: View, triangles: Ints) -> None:
        self.model, self.view, self.triangles = model, view, triangles
        self.rays = RayMeshIntersector(Trimesh(model.vertices, triangles, process=False))
        corners = model.vertices[triangles]
        inner = [corners.mean(1), *((corners[:, k] + corners[:, k - 1]) / 2 for k in range(3))]
        self.near = cKDTree(np.vstack([model.vertices[np.unique(triangles)], *inner]))

    def visible(self, places: Floats, allowed: float = 3.0) -> Flags:
        """Return which places nothing hides; `allowed` is how deep, in mm, they may lie."""
        toward = self.view.frame[2]
        start = places + toward * FAR
        hits, which, _ = self.rays.intersects_location(
            start, np.repeat(-toward[None], len(places), 0), multiple_hits=False
        )
        away = np.full(len(places), 1e9)
        away[which] = np.linalg.norm(hits - start[which], axis=1)
        free: Flags = (away > FAR - allowed) & (self.near.query(places)[0] < STRAY)
        return free

    @cached_property
    def cover(self) -> tuple[Flags, Floats]:
        """Return where the body is, and how bright, per pixel of the window."""
        view, model = self.view, self.model
        start, way = view.rays()
        hits, which, row = self.rays.intersects_location(start, way, multiple_hits=False)
        corners = self.triangles[row]
        share = points_to_barycentric(model.vertices[corners], hits)
        normal = (model.normals[corners] * share[..., None]).sum(1)
        normal = normal / np.maximum(np.linalg.norm(normal, axis=1), 1e-9)[:, None]
        normal = normal @ view.frame.T
        open_ = (model.occlusion[corners] * share).sum(1)
        bright = 0.30 + 0.72 * np.clip((normal @ LIGHT) * 0.5 + 0.5, 0, 1) ** 1.4
        bright -= 0.30 * np.clip(1 - normal[:, 2], 0, 1) ** 2
        bright *= 0.45 + 0.55 * open_
        body = np.zeros(view.width * view.height, bool)
        value = np.zeros(view.width * view.height)
        body[which], value[which] = True, bright
        return (
            body.reshape(view.height, view.width),
            value.reshape(view.height, view.width),
        )

    @cached_property
    def touches(self) -> tuple[bool, bool, bool, bool]:
        """Return whether the body runs out of the window: left, top, right, bottom."""
        body = self.cover[0]
        edges = body[:, 1], body[1], body[:, -2], body[-2]
        left, top, right, bottom = (bool(edge.sum() > 6) for edge in edges)
        return left, top, right, bottom

    def tones(self) -> tuple[list[Floats], list[list[Floats]]]:
        """Return the shape of the body, and the shape of each tone, lightest first."""
        body, value = self.cover
        weight = gaussian_filter(body.astype(float), 2.2)
        smooth = gaussian_filter(np.where(body, value, 0), 2.2) / np.maximum(weight, 1e-3)
        smooth = np.where(body, smooth, 2.0)
        shape = _shapes(gaussian_filter(body.astype(float), 0.7), 0.5, 2.0, 0.35)
        return shape, [_shapes(smooth, -1.0, level, 0.8) for level in LEVELS[::-1]]

    def outline(self) -> list[Floats]:
        """Return the lines at which the surface turns away, and open borders (lids, lips)."""
        model, view = self.model, self.view
        turn = model.normals @ view.frame[2]
        value = turn[self.triangles]
        mixed = (value > 0).any(1) & ~(value > 0).all(1)
        pieces: list[tuple[object, object, Floats, Floats]] = []
        for corners, height in zip(self.triangles[mixed], value[mixed], strict=True):
            ends = []
            for i in range(3):
                j = (i + 1) % 3
                if (height[i] > 0) != (height[j] > 0):
                    u = height[i] / (height[i] - height[j])
                    a, b = int(corners[i]), int(corners[j])
                    place = model.vertices[a] * (1 - u) + model.vertices[b] * u
                    ends.append(((min(a, b), max(a, b)), place))
            pieces.append((ends[0][0], ends[1][0], ends[0][1], ends[1][1]))
        pieces += self._borders()
        middle = np.array([(first + last) / 2 for _, _, first, last in pieces])
        free = self.visible(middle + view.frame[2], 4.5)
        seen = (piece for piece, one in zip(pieces, free, strict=True) if one)
        ways = [thinned(view.project(way)[:, :2], 0.35) for way in _chained(seen)]
        return [way for way in ways if np.hypot(*np.diff(way, axis=0).T).sum() > SHORT]

    def _borders(self) -> list[tuple[object, object, Floats, Floats]]:
        edges = np.sort(self.triangles[:, [0, 1, 1, 2, 2, 0]].reshape(-1, 2), 1)
        pairs, times = np.unique(edges, axis=0, return_counts=True)
        place = self.model.vertices
        whole = np.sort(self.model.triangles[:, [0, 1, 1, 2, 2, 0]].reshape(-1, 2), 1)
        every, often = np.unique(whole, axis=0, return_counts=True)
        real = set(map(tuple, every[often == 1].tolist()))
        return [
            (("v", int(a)), ("v", int(b)), place[a], place[b])
            for a, b in pairs[times == 1]
            if (int(a), int(b)) in real
        ]


def _shapes(field: Floats, low: float, high: float, allowed: float) -> list[Floats]:
    """Return the closed outlines of where a field lies between two values."""
    maker = contourpy.contour_generator(z=field, fill_type="OuterOffset")
    made = []
    for places, offsets in zip(*maker.filled(low, high), strict=True):
        for first, last in pairwise(offsets):
            ring = places[first:last] + 0.5
            x, y = ring[:, 0], ring[:, 1]
            area = abs(np.sum(x[:-1] * y[1:] - x[1:] * y[:-1])) / 2
            if len(ring) > 6 and area > SPECK:
                made.append(thinned(ring, allowed))
    return made
