"""Courses of the meridians: shortest ways along the skin from point to point."""

from __future__ import annotations

import itertools
from collections.abc import Mapping, Sequence

import numpy as np

from kb.body.mesh import Floats, Ints
from kb.body.rules import Course
from kb.body.surface import Finder
from kb.codes import is_code

__all__ = ["Skin", "courses", "sampled", "thinned"]

STEP = 4.0
"""Samples of a course lie about this far apart, in mm."""
FLAT, LONG = 0.8, 12
"""Shipped lines leave out samples that lie flatter than this, in mm, but no run of this many."""
ROUNDS = 40
"""How often a way past a landmark is smoothed: its corner goes, within about 25 mm."""
OFF = 2.0
"""A stroke whose points all lie this close to the midline, in mm, runs on it."""


class Skin:
    """The skin with the points as vertices of it, so that ways start exactly at them."""

    def __init__(self, vertices: Floats, corners: Ints, points: Mapping[str, Floats]) -> None:
        from potpourri3d import EdgeFlipGeodesicSolver

        used = np.unique(corners)
        new = np.full(len(vertices), -1)
        new[used] = np.arange(len(used))
        self.numbers: dict[str, int] = {}
        self.points = points
        made, several = self._insert(vertices[used], new[corners], points)
        self.solver = EdgeFlipGeodesicSolver(made, several)
        self.finder = Finder(vertices, corners)

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
        stays: list[bool] = []
        for one, other in itertools.pairwise(names):
            ends = self.numbers[one], self.numbers[other]
            if ends[0] == ends[1]:
                continue
            piece = sampled(self.solver.find_geodesic_path(*ends))
            pieces.append(piece[1:] if pieces else piece)
            stays.append(is_code(other))
        whole = self.rounded(np.vstack(pieces), [len(piece) for piece in pieces], stays)
        off = max(abs(float(self.points[name][0])) for name in names)
        return self.middle(whole) if off < OFF else whole

    def rounded(self, way: Floats, lengths: Sequence[int], stays: Sequence[bool]) -> Floats:
        """Return a way without corners at landmarks, which are only on the way; points stay.

        Parameters
        ----------
        way : (n, 3) float, in mm
        lengths, stays : sequences
            Samples of each piece, and whether it ends at a point.
        """
        at = [int(k) for k in np.cumsum(lengths) - 1]
        stops = [0, *(k for k, stay in zip(at, stays, strict=True) if stay)]
        for first, last in itertools.pairwise(stops):
            if not any(first < k < last for k in at):
                continue
            run = way[first : last + 1]
            for _ in range(ROUNDS):
                run[1:-1] = run[1:-1] / 2 + (run[:-2] + run[2:]) / 4
            row, share = self.finder.nearest(run[1:-1])
            run[1:-1] = (share[:, :, None] * self.finder.vertices[self.finder.corners[row]]).sum(1)
        return way

    def middle(self, way: Floats) -> Floats:
        """Return a way near the midline, moved onto it."""
        for _ in range(3):
            way = way * [0, 1, 1]
            row, share = self.finder.nearest(way)
            way = (share[:, :, None] * self.finder.vertices[self.finder.corners[row]]).sum(1)
        moved: Floats = way * [0, 1, 1]
        return moved


def sampled(way: Floats) -> Floats:
    """Return a polyline with samples about `STEP` apart, ends kept."""
    along = np.r_[0, np.cumsum(np.linalg.norm(np.diff(way, axis=0), axis=1))]
    count = max(int(along[-1] / STEP), 1)
    at = np.linspace(0, along[-1], count + 1)
    return np.stack([np.interp(at, along, way[:, k]) for k in range(3)], 1)


def thinned(way: Floats, stops: Floats) -> list[int]:
    """Return which samples to keep so that no dropped one lies farther than `FLAT` off the rest.

    Parameters
    ----------
    way, stops : (n, 3) and (k, 3) float, in mm
        A line, and places on it that stay.
    """
    far = np.linalg.norm(way[None] - stops[:, None], axis=2)
    kept = {int(row.argmin()) for row in far if row.min() < STEP}
    keep = kept | {0, len(way) - 1}
    waiting = list(itertools.pairwise(sorted(keep)))
    while waiting:
        i, j = waiting.pop()
        if j <= i + 1:
            continue
        step = way[j] - way[i]
        length = float(np.linalg.norm(step)) or 1.0
        off = np.linalg.norm(np.cross(way[i + 1 : j] - way[i], step / length), axis=1)
        middle = i + 1 + int(off.argmax()) if off.max() > FLAT else (i + j) // 2
        if off.max() > FLAT or j - i > LONG:
            keep.add(middle)
            waiting += [(i, middle), (middle, j)]
    return sorted(keep)


def courses(
    vertices: Floats, corners: Ints, points: Mapping[str, Floats], strokes: Sequence[Course]
) -> dict[str, tuple[Floats, ...]]:
    """Return the strokes of every meridian, (n, 3) in mm each.

    Parameters
    ----------
    vertices, corners : (n, 3) float, (m, 3) int
        The skin, without eyeballs.
    points : mapping of str to (3,) float
        Positions of points and landmarks by name.
    strokes : sequence of Course
        What to connect.
    """
    skin = Skin(vertices, corners, points)
    made: dict[str, list[Floats]] = {}
    for stroke in strokes:
        made.setdefault(stroke.meridian, []).append(skin.way(stroke.stops))
    return {name: tuple(ways) for name, ways in made.items()}
