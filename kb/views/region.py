"""The body in words: parts, regions and levels, each with its points in anatomical order."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from functools import partial

from kb.base import KnowledgeBase
from kb.codes import order_key
from kb.errors import UnknownName
from kb.frozen import frozen
from kb.location.axes import Axis
from kb.location.coordinates import Atlas, Place
from kb.location.naming import level_name
from kb.location.regions import LINES, NEXT_TO, Part, parts_with
from kb.location.sentences import tell
from kb.views import common
from kb.views.common import Chip, Prose, Ref
from kb.views.drawn import levels_drawn
from kb.views.location import prose
from kb.views.plate import Picture

__all__ = [
    "Level",
    "PlacedPoint",
    "RegionGroup",
    "RegionPage",
    "RegionTree",
    "region_page",
    "region_ref",
    "region_tree",
    "title_of",
]

STEM = "levels-"
"""How the id of a page of levels starts, before the id of the line in lower case."""


@frozen
class PlacedPoint:
    """A point where it lies: name, gloss, meridian, region, place in one line, its citation."""

    point: Ref
    gloss: str
    meridian: Ref
    region: Ref
    place: Prose
    cite: Chip


@frozen
class Level:
    """Points on one level, from the median line outward; `name` is empty when none is measured."""

    name: str
    points: tuple[PlacedPoint, ...]


@frozen
class RegionGroup:
    """Levels along one line, from head to foot; `line` is empty for points on no line.

    `part` is the part of the body, on the page of a larger one; `pictures` are the plates that show
    most of its points.
    """

    line: Ref | None
    levels: tuple[Level, ...]
    part: Ref | None = None
    pictures: tuple[Picture, ...] = ()


@frozen
class RegionPage:
    """A part of the body, a region of it, or the levels along a measured line.

    Attributes
    ----------
    over : tuple of Ref
        The parts it belongs to, the largest first.
    under : tuple of (Ref, int)
        Its parts or regions with the number of their points.
    next_to : tuple of Ref
        Parts that touch it.
    groups : tuple of RegionGroup
    count : int
        Number of points.
    """

    id: str
    label: str
    over: tuple[Ref, ...]
    under: tuple[tuple[Ref, int], ...]
    next_to: tuple[Ref, ...]
    groups: tuple[RegionGroup, ...]
    count: int


@frozen
class RegionTree:
    """All parts of the body with the number of their points, and the lines with their levels."""

    parts: tuple[tuple[Ref, int, tuple[tuple[Ref, int], ...]], ...]
    lines: tuple[tuple[Ref, int, int], ...]
    missing: int


def region_ref(kb: KnowledgeBase, ident: str) -> Ref:
    """Return the reference to a region of a location; without a link when it is unknown."""
    known = kb.landmarks.get(ident)
    return Ref("region" if known else "", ident, known.en if known else ident)


def _regions(atlas: Atlas) -> dict[str, list[Place]]:
    found: dict[str, list[Place]] = {}
    for place in atlas.places.values():
        found.setdefault(place.region, []).append(place)
    found.pop("", None)
    return found


def _part_ref(part: Part) -> Ref:
    return Ref("region", part.id, part.en)


def _line_ref(axis: Axis) -> Ref:
    return Ref("region", STEM + axis.id.lower(), f"levels: {axis.en}")


def _count(found: dict[str, list[Place]], part: Part) -> int:
    return sum(len(found[one]) for one in part.regions)


def region_tree(kb: KnowledgeBase, atlas: Atlas) -> RegionTree:
    """Return the whole body: parts with their parts, and lines with the number of their levels."""
    found = _regions(atlas)
    parts = parts_with(found)
    lines = []
    for axis in _lines(atlas):
        on = [p for p in atlas.places.values() if axis.id in p.coordinates]
        levels = {round(p.coordinates[axis.id].value, 2) for p in on}
        if on:
            lines.append((_line_ref(axis), len(levels), len(on)))
    return RegionTree(
        tuple(
            (
                _part_ref(top),
                _count(found, top),
                tuple((_part_ref(p), _count(found, p)) for p in parts if p.parent == top.id),
            )
            for top in parts
            if not top.parent
        ),
        tuple(lines),
        sum(point.location is None for point in kb.points.values()),
    )


def _lines(atlas: Atlas) -> list[Axis]:
    """Return the lengthwise lines from head to foot."""
    known = [atlas.axes[name] for name in LINES if name in atlas.axes]
    return [*known, *(a for a in atlas.axes.values() if a.lengthwise and a.id not in LINES)]


def region_page(kb: KnowledgeBase, atlas: Atlas, ident: str) -> RegionPage:
    """Return a part of the body, a region, or the levels along a line (``levels-spine``).

    Raises
    ------
    UnknownName
        There is no such part, region or line with a point on it.
    """
    found = _regions(atlas)
    parts = {part.id: part for part in parts_with(found)}
    if ident in parts:
        return _part_page(kb, atlas, found, parts, parts[ident])
    if ident in found:
        return _leaf_page(kb, atlas, found, parts, ident)
    axis = atlas.axes.get(ident.removeprefix(STEM).upper()) if ident.startswith(STEM) else None
    on = [p for p in atlas.places.values() if axis and axis.id in p.coordinates]
    if axis is None or not on or not axis.lengthwise:
        raise UnknownName("region", ident, [])
    group = _drawn(kb, RegionGroup(None, _levels(kb, axis, on)))
    return RegionPage(ident, _line_ref(axis).label, (), (), (), (group,), len(on))


def _part_page(
    kb: KnowledgeBase,
    atlas: Atlas,
    found: dict[str, list[Place]],
    parts: dict[str, Part],
    part: Part,
) -> RegionPage:
    below = [one for one in parts.values() if one.parent == part.id]
    sides = [(region_ref(kb, one), len(found[one])) for one in part.regions]
    groups: list[RegionGroup] = []
    for one in below or [part]:
        made = _groups(kb, atlas, [p for name in one.regions for p in found[name]])
        groups += [replace(g, part=_part_ref(one)) for g in made] if below else made
    return RegionPage(
        part.id,
        part.en,
        (_part_ref(parts[part.parent]),) if part.parent else (),
        tuple((_part_ref(one), _count(found, one)) for one in below)
        or (tuple(sides) if len(sides) > 1 else ()),
        tuple(_part_ref(parts[one]) for one in NEXT_TO.get(part.id, ()) if one in parts),
        tuple(groups),
        _count(found, part),
    )


def _leaf_page(
    kb: KnowledgeBase,
    atlas: Atlas,
    found: dict[str, list[Place]],
    parts: dict[str, Part],
    ident: str,
) -> RegionPage:
    own = next((p for p in parts.values() if p.parent and ident in p.regions), None)
    over = [parts[own.parent], own] if own else []
    beside = [one for one in own.regions if one != ident] if own else []
    return RegionPage(
        ident,
        region_ref(kb, ident).label,
        tuple(_part_ref(one) for one in over),
        (),
        tuple(region_ref(kb, one) for one in beside),
        tuple(_groups(kb, atlas, found[ident])),
        len(found[ident]),
    )


def _groups(kb: KnowledgeBase, atlas: Atlas, places: Sequence[Place]) -> list[RegionGroup]:
    """Return points by the line that most of them lie on, then by others; the rest at the end."""
    lines = _lines(atlas)
    often = sorted(lines, key=lambda axis: -sum(axis.id in p.coordinates for p in places))
    left = list(places)
    by_line: dict[str, list[Place]] = {}
    for axis in often:
        on = [place for place in left if axis.id in place.coordinates]
        if on:
            by_line[axis.id] = on
            left = [place for place in left if axis.id not in place.coordinates]
    made = [
        _drawn(kb, RegionGroup(_line_ref(axis), _levels(kb, axis, by_line[axis.id])))
        for axis in lines
        if axis.id in by_line
    ]
    if left:
        left.sort(key=lambda place: order_key(place.code))
        made.append(RegionGroup(None, (Level("", tuple(map(partial(_placed, kb), left))),)))
    return made


def _drawn(kb: KnowledgeBase, group: RegionGroup) -> RegionGroup:
    levels = [[one.point.id for one in level.points] for level in group.levels]
    return replace(group, pictures=levels_drawn(kb, levels))


def _levels(kb: KnowledgeBase, axis: Axis, places: Iterable[Place]) -> tuple[Level, ...]:
    """Return points on a line by level, from head to foot, on each from the median line outward."""
    down = bool(axis.positive & {"superior", "proximal"})
    levels: dict[float, list[Place]] = {}
    for place in places:
        levels.setdefault(round(place.coordinates[axis.id].value, 2), []).append(place)
    return tuple(
        Level(
            level_name(axis, value) or f"{value:g} on the {axis.en}",
            tuple(_placed(kb, place) for place in sorted(levels[value], key=_outward)),
        )
        for value in sorted(levels, reverse=down)
    )


def _outward(place: Place) -> tuple[float, tuple[int, int, int]]:
    """Return how far from the median line a point lies, those not measured last."""
    widths = [c.value for name, c in place.coordinates.items() if name.endswith("-WIDTH")]
    return (widths[0] if widths else 99.0, order_key(place.code))


def _placed(kb: KnowledgeBase, place: Place) -> PlacedPoint:
    point = kb.points[place.code]
    source = point.cites[0][0]
    told = prose(kb, tell(point.location, kb.landmarks).sentence) if point.location else ()
    return PlacedPoint(
        common.point_ref(kb, place.code),
        point.names.gloss,
        common.meridian_of(kb, place.code),
        region_ref(kb, place.region),
        told,
        Chip(f"{source}/{place.code}/location", common.label_of(kb.sources[source])),
    )


def title_of(kb: KnowledgeBase, atlas: Atlas, ident: str) -> str:
    """Return the title of a page of the body."""
    return region_page(kb, atlas, ident).label
