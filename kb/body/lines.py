"""Courses of the meridians: shortest ways along the skin from point to point."""

from __future__ import annotations

import itertools
from collections.abc import Mapping, Sequence

import numpy as np

from kb.body.mesh import Floats, Ints
from kb.body.surface import Finder

__all__ = ["COURSES", "Skin", "courses"]

STEP = 4.0
"""Samples of a course lie about this far apart, in mm."""


def _run(meridian: str, first: int, last: int) -> tuple[str, ...]:
    return tuple(f"{meridian}{number}" for number in range(first, last + 1))


COURSES: dict[str, tuple[tuple[str, ...], ...]] = {
    "LU": (_run("LU", 1, 11),),
    "LI": (_run("LI", 1, 20),),
    "ST": (_run("ST", 1, 8), ("ST5", *_run("ST", 9, 45))),
    "SP": (_run("SP", 1, 21),),
    "HT": (_run("HT", 1, 9),),
    "SI": (_run("SI", 1, 19),),
    "BL": (
        (*_run("BL", 1, 30), "BL35", *_run("BL", 36, 40), *_run("BL", 55, 67)),
        ("BL10", *_run("BL", 41, 54), "BL40"),
        _run("BL", 31, 34),
    ),
    "KI": (_run("KI", 1, 27),),
    "PC": (_run("PC", 1, 9),),
    "TE": (_run("TE", 1, 23),),
    "GB": (_run("GB", 1, 44),),
    "LR": (_run("LR", 1, 14),),
    "CV": (_run("CV", 1, 24),),
    "GV": (_run("GV", 1, 28),),
}
"""Points of each meridian in the order of its line, one row per stroke."""


class Skin:
    """The skin with the points as vertices of it, so that ways start exactly at them."""

    def __init__(self, vertices: Floats, corners: Ints, points: Mapping[str, Floats]) -> None:
        from potpourri3d import EdgeFlipGeodesicSolver

        used = np.unique(corners)
        new = np.full(len(vertices), -1)
        new[used] = np.arange(len(used))
        self.numbers: dict[str, int] = {}
        made, several = self._insert(vertices[used], new[corners], points)
        self.solver = EdgeFlipGeodesicSolver(made, several)
        self.vertices = made

    def _insert(
        self, vertices: Floats, corners: Ints, points: Mapping[str, Floats]
    ) -> tuple[Floats, Ints]:
        from trimesh.triangles import points_to_barycentric

        wanted = np.array(list(points.values()))
        which, weight = Finder(vertices, corners).nearest(wanted)
        near = (weight[:, :, None] * vertices[corners[which]]).sum(1)
        rows, several = list(vertices), [list(row) for row in corners]
        parts: dict[int, list[int]] = {}
        for name, place, triangle in zip(points, near, map(int, which), strict=True):
            inside = parts.setdefault(triangle, [triangle])
            shares = [
                points_to_barycentric(np.array([[rows[v] for v in several[t]]]), place[None])[0]
                for t in inside
            ]
            best = max(range(len(inside)), key=lambda k: shares[k].min())
            triangle, share = inside[best], shares[best]
            if share.max() > 0.96:
                self.numbers[name] = several[triangle][int(share.argmax())]
                continue
            share = np.clip(share, 0.02, 1)
            a, b, c = several[triangle]
            new = len(rows)
            rows.append((share / share.sum()) @ np.array([rows[a], rows[b], rows[c]]))
            several[triangle] = [a, b, new]
            several += [[b, c, new], [c, a, new]]
            inside += [len(several) - 2, len(several) - 1]
            self.numbers[name] = new
        return np.array(rows), np.array(several)

    def way(self, names: Sequence[str]) -> Floats:
        """Return a course through points, (n, 3) in mm, sampled about every `STEP`."""
        pieces: list[Floats] = []
        for one, other in itertools.pairwise(names):
            ends = self.numbers[one], self.numbers[other]
            if ends[0] == ends[1]:
                continue
            piece = sampled(self.solver.find_geodesic_path(*ends))
            pieces.append(piece[1:] if pieces else piece)
        return np.vstack(pieces)


def sampled(way: Floats) -> Floats:
    """Return a polyline with samples about `STEP` apart, ends kept."""
    along = np.r_[0, np.cumsum(np.linalg.norm(np.diff(way, axis=0), axis=1))]
    count = max(int(along[-1] / STEP), 1)
    at = np.linspace(0, along[-1], count + 1)
    return np.stack([np.interp(at, along, way[:, k]) for k in range(3)], 1)


def courses(
    vertices: Floats, corners: Ints, points: Mapping[str, Floats]
) -> dict[str, tuple[Floats, ...]]:
    """Return the strokes of every meridian, (n, 3) in mm each.

    Parameters
    ----------
    vertices, corners : (n, 3) float, (m, 3) int
        The skin, without eyeballs.
    points : mapping of str to (3,) float
        Positions by code.
    """
    skin = Skin(vertices, corners, points)
    return {name: tuple(skin.way(way) for way in rows) for name, rows in COURSES.items()}
