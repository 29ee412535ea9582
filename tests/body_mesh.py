"""The shipped mesh read and subdivided with the standard library alone, as its manifest tells."""

from __future__ import annotations

import struct
from array import array
from pathlib import Path

Vector = tuple[float, float, float]


class Cage:
    """The mesh before subdivision."""

    def __init__(self, path: Path) -> None:
        raw = path.read_bytes()
        count, many, self.body, *rest = struct.unpack_from("<3I4f", raw)
        *low, step = rest
        at = 28
        flat = array("H", raw[at : at + 6 * count])
        at += 6 * count
        quads = array("H", raw[at : at + 8 * many])
        at += 8 * many
        self.openness = raw[at:]
        self.vertices: list[Vector] = [
            (low[0] + flat[i] * step, low[1] + flat[i + 1] * step, low[2] + flat[i + 2] * step)
            for i in range(0, len(flat), 3)
        ]
        self.quads = [tuple(quads[i : i + 4]) for i in range(0, len(quads), 4)]

    def triangle(self, number: int) -> tuple[int, int]:
        """Return quad of the cage and child of a triangle of the subdivided mesh."""
        child = number % (4 * len(self.quads))
        return child % len(self.quads), child // len(self.quads)


def mean(*places: Vector) -> Vector:
    x, y, z = (sum(values) / len(places) for values in zip(*places, strict=True))
    return (x, y, z)


class Fine:
    """One Catmull-Clark step, worked out only where it is asked for."""

    def __init__(self, cage: Cage) -> None:
        self.cage = cage
        self.middles = [mean(*(cage.vertices[v] for v in quad)) for quad in cage.quads]
        self.faces_of: dict[int, list[int]] = {}
        self.sides: dict[tuple[int, int], list[int]] = {}
        self.spokes: dict[int, set[int]] = {}
        for number, quad in enumerate(cage.quads):
            for here, after in zip(quad, (*quad[1:], quad[0]), strict=True):
                self.faces_of.setdefault(here, []).append(number)
                self.sides.setdefault((min(here, after), max(here, after)), []).append(number)
                self.spokes.setdefault(here, set()).add(after)
                self.spokes.setdefault(after, set()).add(here)

    def edge(self, one: int, other: int) -> Vector:
        ends = (self.cage.vertices[one], self.cage.vertices[other])
        beside = self.sides[(min(one, other), max(one, other))]
        return mean(*ends, *(self.middles[f] for f in beside)) if len(beside) == 2 else mean(*ends)

    def vertex(self, one: int) -> Vector:
        """Return where a vertex inside the surface moves."""
        place, faces = self.cage.vertices[one], self.faces_of[one]
        ring = mean(*(self.middles[f] for f in faces))
        rim = mean(*(mean(place, self.cage.vertices[o]) for o in sorted(self.spokes[one])))
        n = len(faces)
        moved = [(ring[k] + 2 * rim[k] + (n - 3) * place[k]) / n for k in range(3)]
        return (moved[0], moved[1], moved[2])

    def corners(self, number: int) -> tuple[Vector, Vector, Vector]:
        """Return the corners of a triangle of the subdivided mesh."""
        face, child = self.cage.triangle(number)
        quad = self.cage.quads[face]
        here, after, before = quad[child], quad[(child + 1) % 4], quad[child - 1]
        square = (
            self.vertex(here), self.edge(here, after), self.middles[face], self.edge(before, here),
        )  # fmt: skip
        first = number < 4 * len(self.cage.quads)
        return (square[0], square[1], square[2]) if first else (square[0], square[2], square[3])

    def place(self, number: int, weights: Vector) -> Vector:
        corners = self.corners(number)
        made = [sum(w * c[k] for w, c in zip(weights, corners, strict=True)) for k in range(3)]
        return (made[0], made[1], made[2])
