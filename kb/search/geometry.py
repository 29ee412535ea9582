"""Points level with a place, near it, so far along a line or to the side of it, between two.

Everything is read off the coordinates on measured lines that the structured locations give.
"""

from __future__ import annotations

from kb.codes import order_key
from kb.location.coordinates import TOLERANCE
from kb.location.levels import level
from kb.search.index import Index
from kb.search.spots import Spot

__all__ = ["WAYS", "inside", "lengthwise", "near", "on_level", "sideways"]

Reasons = list[tuple[str, str]]
"""Point code and why, in order."""

Steps = tuple[Reasons, str, tuple[str, ...]]
"""Points with reasons, what was asked for in words, points beside those on the same level."""

WAYS: dict[str, tuple[str, ...]] = {
    "above": ("superior", "proximal"), "over": ("superior", "proximal"),
    "up from": ("superior", "proximal"), "proximal": ("proximal", "superior"),
    "superior": ("superior", "proximal"), "below": ("inferior", "distal"),
    "under": ("inferior", "distal"), "down from": ("inferior", "distal"),
    "distal": ("distal", "inferior"), "inferior": ("inferior", "distal"),
    "behind": ("posterior",), "posterior": ("posterior",), "anterior": ("anterior",),
    "in front of": ("anterior",), "medial": ("medial",),
}  # fmt: skip
"""Directions as asked for, to those of measured lines, likeliest first."""


def on_level(index: Index, spot: Spot) -> Reasons:
    """Return the points level with a place, each with its reason."""
    seen: dict[str, str] = {}
    if spot.codes:
        for code in spot.codes:
            for one in level(code, index.atlas):
                for other in one.points:
                    seen.setdefault(other, f"level with {code}{_line(index, one.axis)}")
            seen.setdefault(code, "asked about")
    else:
        for axis, value in spot.marks.items():
            if index.atlas.axes[axis].lengthwise:
                for code in _at(index, axis, value):
                    seen.setdefault(code, f"level with the {spot.label}{_line(index, axis)}")
        for place in index.atlas.places.values():
            if set(spot.levels) & set(place.levels):
                seen.setdefault(place.code, f"told as level with the {spot.label}")
    return [(code, seen[code]) for code in sorted(seen, key=order_key)]


def _line(index: Index, axis: str) -> str:
    return f" on the line: {index.atlas.axes[axis].en}" if axis in index.atlas.axes else ""


def _at(index: Index, axis: str, value: float) -> list[str]:
    return [
        place.code
        for place in index.atlas.places.values()
        if axis in place.coordinates and abs(place.coordinates[axis].value - value) <= TOLERANCE
    ]


def near(index: Index, spot: Spot, most: float) -> Reasons:
    """Return the points no farther than this from a place on every measured line both are on."""
    found = []
    measured = [a for a in spot.marks if index.atlas.axes[a].measured]
    along = [a for a in measured if index.atlas.axes[a].lengthwise]
    ranks = [a for a in spot.marks if not index.atlas.axes[a].measured]
    for place in index.atlas.places.values():
        shared = [a for a in measured if a in place.coordinates]
        steps = {a: abs(place.coordinates[a].value - spot.marks[a]) for a in shared}
        level_too = any(
            a in place.coordinates and abs(place.coordinates[a].value - spot.marks[a]) <= TOLERANCE
            for a in ranks
        )
        here = place.code in spot.codes or level_too or any(a in steps for a in along)
        if here and all(step <= most + 1e-6 for step in steps.values()):
            told = ", ".join(f"{s:g} cun on the {index.atlas.axes[a].en}" for a, s in steps.items())
            found.append((place.code, told or f"level with {spot.label}"))
    return found


def lengthwise(index: Index, spot: Spot, cun: float, way: str) -> Steps:
    """Return the points so far along a line; on the same column when the place has one."""
    label = f"{cun:g} cun {way} {spot.label}"
    seen: dict[str, str] = {}
    beside: dict[str, str] = {}
    wide = {a: v for a, v in spot.marks.items() if index.atlas.axes[a].kind == "across"}
    for axis, value in spot.marks.items():
        line = index.atlas.axes[axis]
        sign = next((s for d in WAYS[way] if (s := line.sign(d, value))), None)
        if line.kind != "along" or not sign:
            continue
        for code in _at(index, axis, value + sign * cun):
            place = index.atlas.places[code]
            off = any(
                a not in place.coordinates or abs(place.coordinates[a].value - v) > TOLERANCE
                for a, v in wide.items()
            )
            (beside if off else seen).setdefault(code, f"{label}, on the line: {line.en}")
    aside = tuple(sorted(beside, key=order_key))
    return [(code, seen[code]) for code in sorted(seen, key=order_key)], label, aside


def sideways(index: Index, spot: Spot, cun: float, way: str) -> Steps:
    """Return the points level with a place and so far to the side of it."""
    way = "medial" if way == "medial" else "lateral"
    label = f"{cun:g} cun {way} to {spot.label}"
    seen: dict[str, str] = {}
    lengthwise = [a for a in spot.marks if index.atlas.axes[a].lengthwise]
    for axis, value in spot.marks.items():
        line = index.atlas.axes[axis]
        if line.kind != "across":
            continue
        for code in _at(index, axis, value + (-cun if way == "medial" else cun)):
            place = index.atlas.places[code]
            shared = [a for a in lengthwise if a in place.coordinates]
            level_too = [
                a for a in shared if abs(place.coordinates[a].value - spot.marks[a]) <= TOLERANCE
            ]
            if len(level_too) == len(shared) and (level_too or not lengthwise):
                seen.setdefault(code, f"{label}, on the line: {line.en}")
    return [(code, seen[code]) for code in sorted(seen, key=order_key)], label, ()


def inside(index: Index, one: Spot, two: Spot) -> Reasons:
    """Return the points between two places on the lines that carry both."""
    same = {c[:2] for c in one.codes} & {c[:2] for c in two.codes} - {"EX"}
    seen: dict[str, str] = {}
    shared = [a for a in one.marks if a in two.marks]
    flat = [a for a in shared if abs(one.marks[a] - two.marks[a]) <= TOLERANCE]
    for axis in shared:
        low, high = sorted((one.marks[axis], two.marks[axis]))
        if axis in flat:
            continue
        for place in index.atlas.places.values():
            if axis not in place.coordinates:
                continue
            value = place.coordinates[axis].value
            level_too = all(
                abs(place.coordinates[a].value - one.marks[a]) <= TOLERANCE
                for a in flat
                if a in place.coordinates
            )
            inside = low + TOLERANCE < value < high - TOLERANCE
            on = not same or place.code[:2] in same
            if inside and level_too and on and place.code not in (*one.codes, *two.codes):
                seen.setdefault(place.code, f", at {value:g} on the {index.atlas.axes[axis].en}")
    return sorted(seen.items(), key=lambda item: order_key(item[0]))
