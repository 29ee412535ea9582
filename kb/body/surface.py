"""Surfaces: one step of subdivision, triangles, normals, ambient occlusion."""

from __future__ import annotations

import numpy as np

from kb.body.mesh import Floats, Ints

__all__ = ["Finder", "compact", "normals", "occlusion", "subdivide", "triangles"]

RAYS, REACH = 64, 200.0
"""Rays per vertex, and the distance in mm from which on nothing darkens."""


def compact(vertices: Floats, faces: Ints) -> tuple[Floats, Ints, Ints]:
    """Return the vertices in use, the faces renumbered, and the old number of each vertex."""
    used = np.unique(faces)
    new = np.full(len(vertices), -1)
    new[used] = np.arange(len(used))
    return vertices[used], new[faces], used


def triangles(faces: Ints) -> Ints:
    """Return two triangles per quad: all first halves, then all second halves."""
    return np.vstack([faces[:, [0, 1, 2]], faces[:, [0, 2, 3]]])


def _sums(count: int, where: Ints, what: Floats) -> Floats:
    made = np.zeros((count, what.shape[1]))
    np.add.at(made, where, what)
    return made


def subdivide(vertices: Floats, faces: Ints) -> tuple[Floats, Ints]:
    """Return one Catmull-Clark step; open borders stay crisp.

    Parameters
    ----------
    vertices : (n, 3) float
    faces : (m, 4) int

    Returns
    -------
    vertices : (n + m + edges, 3) float
        Old vertices (moved), face points, edge points in the order of the sorted vertex pairs.
    faces : (4 m, 4) int
        Block j holds the child at corner j of every face: corner, edge, face point, edge before.
    """
    count, many = len(vertices), len(faces)
    middle = vertices[faces].mean(1)
    pairs = np.stack([faces, np.roll(faces, -1, 1)], 2).reshape(-1, 2)
    edges, which, times = np.unique(
        np.sort(pairs, 1), axis=0, return_inverse=True, return_counts=True
    )
    which = which.ravel()
    half = vertices[edges].mean(1)
    inner = times == 2
    beside = _sums(len(edges), which, np.repeat(middle, 4, 0))
    points = np.where(inner[:, None], (vertices[edges].sum(1) + beside) / 4, half)
    ones = np.ones((len(faces) * 4, 1))
    valence = np.maximum(_sums(count, faces.ravel(), ones), 1)
    spokes = np.maximum(_sums(count, edges.ravel(), np.ones((len(edges) * 2, 1))), 1)
    ring = _sums(count, faces.ravel(), np.repeat(middle, 4, 0)) / valence
    rim = _sums(count, edges.ravel(), np.repeat(half, 2, 0)) / spokes
    moved = (ring + 2 * rim + (valence - 3) * vertices) / valence
    border = edges[~inner]
    on_border = np.zeros(count, bool)
    on_border[border.ravel()] = True
    rim_border = _sums(count, border.ravel(), np.repeat(half[~inner], 2, 0))
    moved[on_border] = ((rim_border + 2 * vertices) / 4)[on_border]
    own = count + np.arange(many)
    edge = count + many + which.reshape(many, 4)
    blocks = [np.stack([faces[:, j], edge[:, j], own, edge[:, j - 1]], 1) for j in range(4)]
    return np.vstack([moved, middle, points]), np.concatenate(blocks)


def normals(vertices: Floats, corners: Ints) -> Floats:
    """Return the unit normal at every vertex, triangles weighted by area."""
    a, b, c = (vertices[corners[:, k]] for k in range(3))
    made = np.zeros_like(vertices)
    for k in range(3):
        np.add.at(made, corners[:, k], np.cross(b - a, c - a))
    scaled: Floats = made / np.maximum(np.linalg.norm(made, axis=1), 1e-12)[:, None]
    return scaled


def occlusion(vertices: Floats, corners: Ints, normal: Floats) -> Floats:
    """Return how open the surface lies at every vertex, 0 (in a fold) to 1 (open)."""
    from trimesh import Trimesh
    from trimesh.ray.ray_pyembree import RayMeshIntersector

    rays = RayMeshIntersector(Trimesh(vertices, corners, process=False))
    random = np.random.default_rng(0).random((RAYS, 2))
    turn, out = 2 * np.pi * random[:, 0], np.sqrt(random[:, 1])
    up = np.where(np.abs(normal[:, :1]) < 0.9, [[1.0, 0, 0]], [[0, 1.0, 0]])
    first = np.cross(up, normal)
    first /= np.linalg.norm(first, axis=1)[:, None] + 1e-12
    second = np.cross(normal, first)
    found = np.zeros(len(vertices))
    start = vertices + normal
    for angle, side in zip(turn, out, strict=True):
        height = np.sqrt(1 - side * side)
        ways = side * np.cos(angle) * first + side * np.sin(angle) * second + height * normal
        hits, which, _ = rays.intersects_location(start, ways, multiple_hits=False)
        distance = np.full(len(vertices), REACH)
        distance[which] = np.linalg.norm(hits - vertices[which], axis=1)
        found += np.clip(distance / REACH, 0, 1)
    return found / RAYS


class Finder:
    """Finds the place of a mesh that is nearest to a given one."""

    NEAR = 8

    def __init__(self, vertices: Floats, corners: Ints) -> None:
        from scipy.spatial import cKDTree

        self.vertices, self.corners = vertices, corners
        self.used = np.unique(corners)
        self.tree = cKDTree(vertices[self.used])
        order = np.argsort(corners.ravel(), kind="stable")
        self.beside = order // 3
        self.start = np.searchsorted(corners.ravel()[order], np.arange(len(vertices) + 1))

    def nearest(self, places: Floats) -> tuple[Ints, Floats]:
        """Return row of `corners` and weights of the nearest place, for every given one.

        Parameters
        ----------
        places : (n, 3) float, in mm; on the mesh or close to it

        Returns
        -------
        rows : (n,) int
        weights : (n, 3) float, not negative, sum 1
        """
        from trimesh.triangles import closest_point, points_to_barycentric

        rows, weights = np.zeros(len(places), np.int64), np.zeros((len(places), 3))
        _, near = self.tree.query(places, k=self.NEAR)
        for k, (place, several) in enumerate(zip(places, self.used[near], strict=True)):
            spans = [self.beside[self.start[v] : self.start[v + 1]] for v in several]
            some = np.unique(np.concatenate(spans))
            corners = self.vertices[self.corners[some]]
            found = closest_point(corners, np.repeat(place[None], len(some), 0))
            best = int(np.argmin(np.linalg.norm(found - place, axis=1)))
            rows[k] = some[best]
            share = points_to_barycentric(corners[best][None], found[best][None])[0]
            share = np.clip(share, 0, 1)
            weights[k] = share / share.sum()
        return rows, weights
