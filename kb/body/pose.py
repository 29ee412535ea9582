"""The mesh bent into the anatomical position, and the same with raised arms."""

from __future__ import annotations

import numpy as np

from kb.body.mesh import Base, Floats

__all__ = ["POSES", "between", "rotation", "turns", "unit"]

POSES = {"standing": 13.0, "raised": 115.0}
"""Angle between the trunk and the upper arm, in degrees."""
LEG = 3.5
"""Legs come inward by this, in degrees."""
CARRYING = 4.0
"""The forearm leads away from the upper arm by this, in degrees."""
GIRDLE = 0.30
"""Share of the shoulder girdle in raising or lowering the arm."""
TWIST = (("upperarm02", 0.18), ("lowerarm01", 0.36), ("lowerarm02", 0.30), ("wrist", 0.16))
"""How turning the palm to the front is spread, so that the elbow does not wring."""
FRONT = np.array([0.0, 0.0, 1.0])


def unit(vector: Floats) -> Floats:
    """Return a vector scaled to length 1."""
    scaled: Floats = vector / np.linalg.norm(vector)
    return scaled


def rotation(axis: Floats, degrees: float) -> Floats:
    """Return the (3, 3) rotation about an axis."""
    x, y, z = unit(np.asarray(axis, float))
    cross = np.array([[0, -z, y], [z, 0, -x], [-y, x, 0]])
    angle = np.deg2rad(degrees)
    turn: Floats = np.eye(3) + np.sin(angle) * cross + (1 - np.cos(angle)) * cross @ cross
    return turn


def between(one: Floats, other: Floats) -> tuple[Floats, float]:
    """Return axis and angle, in degrees, of the shortest turn from one direction to another."""
    one, other = unit(one), unit(other)
    return np.cross(one, other), float(np.degrees(np.arccos(np.clip(one @ other, -1, 1))))


def turns(base: Base, pose: str) -> dict[str, Floats]:
    """Return the turns of the bones for a pose of `POSES`."""
    made: dict[str, Floats] = {}
    for side, sign in (("l", 1), ("r", -1)):
        made |= _arm(base, side, sign, POSES[pose])
        made[f"upperleg01.{side.upper()}"] = rotation(FRONT, -sign * LEG)
    return made


def _arm(base: Base, side: str, sign: int, angle: float) -> dict[str, Floats]:
    shoulder, elbow, hand = (base.joint(f"{side}-{x}") for x in ("shoulder", "elbow", "hand"))
    tilt = np.deg2rad(angle)
    axis, degrees = between(elbow - shoulder, np.array([sign * np.sin(tilt), -np.cos(tilt), 0]))
    upper = rotation(axis, degrees)
    fore = np.deg2rad(angle + CARRYING)
    wanted = np.array([sign * np.sin(fore), -np.cos(np.deg2rad(angle - 2)), 0.10])
    bend_axis, bend = between(hand - elbow, upper.T @ wanted)
    straight = rotation(bend_axis, bend)
    twist = _twist(base, side, sign, upper @ straight, unit(wanted))
    name = side.upper()
    made = {
        f"shoulder01.{name}": rotation(axis, degrees * GIRDLE),
        f"upperarm01.{name}": rotation(axis, degrees * (1 - GIRDLE)),
    }
    for bone, share in TWIST:
        along = elbow - shoulder if bone == "upperarm02" else hand - elbow
        turn = rotation(along, twist * share)
        made[f"{bone}.{name}"] = straight @ turn if bone == "lowerarm01" else turn
    return made


def _twist(base: Base, side: str, sign: int, turn: Floats, along: Floats) -> float:
    """Return the angle, in degrees, that brings the palm to the front."""
    hand, second, fifth = (base.joint(f"{side}-{x}") for x in ("hand", "finger-2-1", "finger-5-1"))
    palm = turn @ (-sign * np.cross(second - hand, fifth - hand))
    now, then = (unit(v - (v @ along) * along) for v in (palm, FRONT))
    return float(np.degrees(np.arctan2(np.cross(now, then) @ along, now @ then)))
