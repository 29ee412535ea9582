"""The shipped files of the model, read when asked for; standard library only.

``kb/body/shipped`` holds what `kb.body.build` made: the meshes, the places of the points and the
lines of the meridians on both bodies, and a manifest with the checksums of everything.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from types import MappingProxyType
from typing import Any

from kb.frozen import frozen

__all__ = [
    "FOLDER",
    "NOTE",
    "POSES",
    "SEXES",
    "Place",
    "Stroke",
    "landmarks",
    "lines",
    "manifest",
    "mesh_path",
    "places",
    "places_of",
    "rulers",
    "sha256",
]

FOLDER = Path(__file__).parent / "shipped"
SEXES = ("male", "female")
POSES = ("standing", "raised")
NOTE = "Proportional study model, not a needling guide."
"""What every picture of the body says."""

Vector = tuple[float, float, float]


@frozen
class Place:
    """Where a point lies on a body, on the subject's left half or the midline.

    Attributes
    ----------
    name, code : str
        ``EX-B2:3`` and ``EX-B2`` for the third place of a point that has several; else the same.
    confidence : str
        ``computed`` (from landmarks and body cun), ``digitised`` (picked on a picture) or
        ``schematic`` (where the mesh lacks what the location names).
    midline : bool
        Whether it lies on the midline; else it has a mirrored twin (x negative).
    position, normal : (float, float, float)
        In mm, x to the subject's left, y up, z to the front; and the unit vector off the skin.
    triangle : int
        Of the subdivided mesh.
    weights : (float, float, float)
        Of its corners, sum 1.
    region : str
        Region of the location.
    line, cun : str, float or None
        Measured line on which its rule puts it, and the coordinate there; `rulers` has the line.
    stand : (int, int, int)
        Turn and tilt, in degrees, and distance, in mm, from which the viewer opens on it.
    """

    name: str
    code: str
    confidence: str
    midline: bool
    position: Vector
    normal: Vector
    triangle: int
    weights: Vector
    region: str
    line: str
    cun: float | None
    stand: tuple[int, int, int]

    @property
    def both(self) -> tuple[Vector, ...]:
        """Return the place, and the mirrored one off the midline."""
        x, y, z = self.position
        return (self.position,) if self.midline else (self.position, (-x, y, z))


@frozen
class Stroke:
    """One stroke of the line of a meridian, on the left half or the midline.

    Attributes
    ----------
    midline : bool
        Whether it has no mirrored twin.
    points, normals : tuple of (float, float, float)
        In mm, and unit vectors.
    """

    midline: bool
    points: tuple[Vector, ...]
    normals: tuple[Vector, ...]


def _json(name: str) -> Any:
    return json.loads((FOLDER / name).read_text(encoding="utf-8"))


@cache
def manifest() -> Mapping[str, Any]:
    """Return the manifest: sha256 of inputs and outputs, format, figures of the build."""
    return MappingProxyType(_json("manifest.json"))


def sha256(name: str) -> str:
    """Return the checksum of a shipped file as it is now."""
    return hashlib.sha256((FOLDER / name).read_bytes()).hexdigest()


def mesh_path(sex: str) -> Path:
    """Return the file with the mesh of a body; `manifest` tells its format."""
    return FOLDER / f"body_{_known(sex, SEXES)}.bin"


def _known(word: str, known: tuple[str, ...]) -> str:
    if word not in known:
        raise ValueError(f"{word!r} is not one of {', '.join(known)}")
    return word


@cache
def _points(sex: str) -> Any:
    return _json(f"points_{_known(sex, SEXES)}.json")


@cache
def places(sex: str = "male", pose: str = "standing") -> Mapping[str, Place]:
    """Return every place by name, in WHO order.

    Parameters
    ----------
    sex, pose : str
        ``male`` or ``female``; ``standing`` or ``raised`` (arms raised).
    """
    which = POSES.index(_known(pose, POSES))
    made = {}
    for name, row in _points(sex)["points"].items():
        confidence, region, midline, line, cun, triangle, weights, *poses, stand = row
        position, normal = poses[which]
        made[name] = Place(
            name, name.split(":")[0], confidence, bool(midline), _vector(position),
            _vector(normal), triangle, _vector(weights), region, line, cun, tuple(stand),
        )  # fmt: skip
    return MappingProxyType(made)


def places_of(code: str, sex: str = "male", pose: str = "standing") -> tuple[Place, ...]:
    """Return the places of a point: one, several for some extra points, none inside the mouth."""
    return tuple(place for place in places(sex, pose).values() if place.code == code)


@cache
def lines(sex: str = "male", pose: str = "standing") -> Mapping[str, tuple[Stroke, ...]]:
    """Return the strokes of each meridian."""
    found = _json(f"lines_{_known(sex, SEXES)}.json")[_known(pose, POSES)]
    return MappingProxyType(
        {
            name: tuple(
                Stroke(bool(midline), _vectors(points), _vectors(normals))
                for midline, points, normals in strokes
            )
            for name, strokes in found.items()
        }
    )


@cache
def landmarks(sex: str = "male", pose: str = "standing") -> Mapping[str, Vector]:
    """Return the places of the landmarks by id, in mm; those inside the body end in ``centre``."""
    which = POSES.index(_known(pose, POSES))
    found = _points(sex)["landmarks"]
    return MappingProxyType({name: _vector(row[which]) for name, row in found.items()})


@cache
def rulers(sex: str = "male") -> Mapping[str, tuple[str, str, float, float]]:
    """Return stretches by measured line: two landmarks, body cun between them, mm of one."""
    found = _points(sex)["rulers"]
    return MappingProxyType({name: (a, b, cun, mm) for name, (a, b, cun, mm) in found.items()})


def _vector(row: list[float]) -> Vector:
    x, y, z = row
    return (x, y, z)


def _vectors(flat: list[float]) -> tuple[Vector, ...]:
    return tuple(zip(flat[::3], flat[1::3], flat[2::3], strict=True))
