"""Plates: which picture shows what, with the points to mark on it, and the same in words."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from difflib import get_close_matches

from kb import codes
from kb.base import KnowledgeBase
from kb.body.atlas import Atlas, Box, Plate, Spot, Stretch, atlas
from kb.errors import UnknownName
from kb.frozen import frozen
from kb.location.words import number
from kb.views import common
from kb.views.common import Ref

__all__ = [
    "REGIONS",
    "Mark",
    "Measure",
    "Picture",
    "PlateList",
    "PlatePage",
    "Rule",
    "Zone",
    "both_on_one",
    "course",
    "lit",
    "mark_of",
    "plate_list",
    "plate_page",
    "point_picture",
    "rules_of",
    "zones",
]

REGIONS: Mapping[str, str] = {
    "head": "Head and face",
    "neck": "Neck",
    "trunk": "Chest and abdomen",
    "back": "Back and shoulder",
    "arm": "Arm and forearm",
    "hand": "Wrist and hand",
    "leg": "Hip, thigh and leg",
    "foot": "Ankle and foot",
    "body": "Whole body",
}
"""Titles of the groups of plates, from head to foot."""

CONFIDENCE: Mapping[str, str] = {
    "computed": "computed from landmarks and body cun",
    "digitised": "placed by eye on the model",
    "schematic": "shown in a scheme",
}


@frozen
class Mark:
    """A point on a picture.

    Attributes
    ----------
    point : Ref
    x, y : float
        In units of the plate.
    label : Box or None
        Where its name stands.
    look : str
        ``chosen``, ``near`` (its neighbours on the meridian), ``lit`` or empty.
    weight : int
        Of a lit point: how many families of books.
    """

    point: Ref
    x: float
    y: float
    label: Box | None
    look: str = ""
    weight: int = 0


@frozen
class Rule:
    """A cun ruler for a chosen point: the stretch, its landmarks by name, the point's place."""

    stretch: Stretch
    frm: str
    to: str
    at: float
    x: float
    y: float


@frozen
class Measure:
    """A distance drawn between two points.

    Attributes
    ----------
    frm, to : str
        Codes.
    cun : float
    ends : (float, float, float, float)
        From x, y to x, y in units of the plate.
    ticks : tuple of float
        Shares of the way at which a body cun is full.
    right : bool
        Whether its figure stands right of it, where the names of its ends do not.
    """

    frm: str
    to: str
    cun: float
    ends: tuple[float, float, float, float]
    ticks: tuple[float, ...]
    right: bool = False


@frozen
class Picture:
    """A plate with what is marked on it.

    Attributes
    ----------
    plate : Plate
    marks : tuple of Mark
        Points that the data know, in the order of the meridians; where points are chosen, those
        and their neighbours only.
    rules : tuple of Rule
    alt : str
        What is to be seen, for those who do not see it.
    words : tuple of str
        What the rulers and the place of the chosen point say.
    measures : tuple of Measure
    levels : tuple of (float, float, float, float)
        Strokes through points of one level, from x, y to x, y.
    """

    plate: Plate
    marks: tuple[Mark, ...]
    rules: tuple[Rule, ...]
    alt: str
    words: tuple[str, ...] = ()
    measures: tuple[Measure, ...] = ()
    levels: tuple[tuple[float, float, float, float], ...] = ()


@frozen
class Zone:
    """A part of a whole figure that leads to a plate; box in units of that figure."""

    plate: Plate
    box: Box


@frozen
class PlateList:
    """All plates by region, and the whole figures with the zones that lead to them."""

    groups: tuple[tuple[str, str, tuple[Plate, ...]], ...]
    figures: tuple[tuple[Picture, tuple[Zone, ...]], ...]


@frozen
class PlatePage:
    """One plate: the picture, which of its points it shows best, and the plates beside it."""

    picture: Picture
    region: str
    best: tuple[Ref, ...]
    others: tuple[Ref, ...]
    before: Plate | None
    after: Plate | None


def point_picture(kb: KnowledgeBase, code: str) -> Picture | None:
    """Return the plate that shows a point best, with its rulers and neighbours; None if none."""
    found = atlas()
    ident = found.best.get(code)
    if ident is None:
        return None
    return _picture(kb, found, found.plates[ident], (code,))


def both_on_one(kb: KnowledgeBase, one: str, other: str) -> Picture | None:
    """Return the plate on which both points are seen best, None when no plate shows both.

    Parameters
    ----------
    kb : KnowledgeBase
    one, other : str
        WHO codes.
    """
    found = atlas()
    able = [p for p in found.plates.values() if one in p.points and other in p.points]
    if not able:
        return None
    best = {found.best[one], found.best[other]}

    def worth(plate: Plate) -> tuple[bool, bool, float]:
        seen = min(plate.points[one].facing, plate.points[other].facing)
        return not plate.whole, plate.id in best, seen

    return _picture(kb, found, max(able, key=worth), (one, other))


def course(kb: KnowledgeBase, meridian: str) -> tuple[Picture, ...]:
    """Return the whole figure that shows most of a meridian, then plates that show all of it."""
    found = atlas()
    line = [code for code in kb.codes_of(meridian) if code in found.best]
    if not line:
        return ()
    left, chosen = set(line), []
    while left:
        able = [p for p in found.plates.values() if not p.whole]
        plate = max(able, key=lambda p: sum(_share(found, p, code) for code in left))
        chosen.append(plate)
        left -= {code for code in left if code in plate.points}
    first = {plate.id: min(line.index(c) for c in line if c in plate.points) for plate in chosen}
    chosen.sort(key=lambda plate: first[plate.id])
    figures = [plate for plate in found.plates.values() if plate.whole]
    chosen.insert(0, max(figures, key=lambda plate: sum(code in plate.points for code in line)))
    return tuple(
        _lit(kb, plate, dict.fromkeys(line, 0), f"the course of {meridian}") for plate in chosen
    )


def _share(found: Atlas, plate: Plate, code: str) -> float:
    if code not in plate.points:
        return 0.0
    return plate.points[code].facing + (0.5 if found.best[code] == plate.id else 0.0)


def lit(kb: KnowledgeBase, weights: Mapping[str, int], of: str) -> tuple[Picture, ...]:
    """Return the whole figures with points lit, the more the larger their weight.

    Parameters
    ----------
    kb : KnowledgeBase
    weights : mapping of str to int
        By code; points of other codes stay dark.
    of : str
        What lights them, for the words.
    """
    able = [plate for plate in atlas().plates.values() if plate.whole]
    made = (_lit(kb, plate, weights, of) for plate in able)
    return tuple(picture for picture in made if picture.marks)


def _lit(kb: KnowledgeBase, plate: Plate, weights: Mapping[str, int], of: str) -> Picture:
    marks = tuple(
        mark_of(kb, plate.points[code], "lit", weights[code])
        for code in weights
        if code in plate.points and code in kb.points
    )
    named = ", ".join(mark.point.id for mark in marks)
    return Picture(plate, marks, (), f"{plate.title}: {of}. {_few(named, len(marks))}")


def _few(named: str, count: int) -> str:
    if count > 14:
        return f"{count} points, listed on the page."
    return f"{'Point' if count == 1 else 'Points'} {named}." if count else "No point of it is here."


def plate_list(kb: KnowledgeBase) -> PlateList:
    """Return all plates by region."""
    found = atlas()
    groups: defaultdict[str, list[Plate]] = defaultdict(list)
    for plate in found.plates.values():
        groups[plate.region].append(plate)
    figures = tuple(
        (Picture(p, (), (), f"{p.title}: choose a part"), zones(found, p)) for p in groups["body"]
    )
    return PlateList(
        tuple(
            (name, title, tuple(groups[name])) for name, title in REGIONS.items() if groups[name]
        ),
        figures,
    )


REACH = 9.0
"""Units by which a zone is larger than the points it holds."""


def zones(found: Atlas, figure: Plate) -> tuple[Zone, ...]:
    """Return the parts of a whole figure that lead to a plate, large ones first (below)."""
    held: defaultdict[str, list[Spot]] = defaultdict(list)
    for spot in figure.points.values():
        if spot.facing > 0.25:
            held[found.best[spot.code]].append(spot)
    made = []
    for ident, spots in held.items():
        xs, ys = [spot.x for spot in spots], [spot.y for spot in spots]
        box = min(xs) - REACH, min(ys) - REACH, max(xs) + REACH, max(ys) + REACH
        made.append(Zone(found.plates[ident], box))
    made.sort(key=lambda z: -(z.box[2] - z.box[0]) * (z.box[3] - z.box[1]))
    return tuple(made)


def plate_page(kb: KnowledgeBase, ident: str) -> PlatePage:
    """Return the page of a plate.

    Raises
    ------
    UnknownName
        There is no such plate.
    """
    found = atlas()
    plate = found.plates.get(ident)
    if plate is None:
        raise UnknownName("plate", ident, get_close_matches(ident, found.plates, 5, 0.4))
    picture = _picture(kb, found, plate, ())
    ring = list(found.plates)
    at = ring.index(ident)
    best = [mark.point for mark in picture.marks if found.best[mark.point.id] == ident]
    return PlatePage(
        picture,
        REGIONS[plate.region],
        tuple(best),
        tuple(mark.point for mark in picture.marks if mark.point not in best),
        found.plates[ring[at - 1]] if at else None,
        found.plates[ring[at + 1]] if at + 1 < len(ring) else None,
    )


def mark_of(kb: KnowledgeBase, spot: Spot, look: str = "", weight: int = 0) -> Mark:
    """Return a point as marked."""
    return Mark(common.point_ref(kb, spot.code), spot.x, spot.y, spot.label, look, weight)


def _picture(kb: KnowledgeBase, found: Atlas, plate: Plate, chosen: tuple[str, ...]) -> Picture:
    near = set(_beside(kb, chosen)) if len(chosen) == 1 else set()

    def look(code: str) -> str:
        return "chosen" if code in chosen else "near" if code in near else ""

    here = [code for code in plate.points if code in kb.points]
    shown = [code for code in here if look(code)] if chosen else here
    rules = rules_of(kb, plate, chosen)
    said = [_said(kb, found, code, plate) for code in chosen if code in kb.points]
    return Picture(
        plate,
        tuple(
            mark_of(kb, plate.points[code], look(code))
            for code in sorted(shown, key=codes.order_key)
        ),
        rules,
        _alt(plate, here, chosen),
        (*said, *map(_measured, rules)),
    )


def rules_of(kb: KnowledgeBase, plate: Plate, chosen: Iterable[str]) -> tuple[Rule, ...]:
    """Return the rulers of a plate that measure some points."""
    return tuple(
        _rule(kb, plate, plate.points[code], name, cun)
        for code in chosen
        if code in plate.points
        for name, cun in plate.points[code].rulers
    )


def _alt(plate: Plate, here: Collection[str], chosen: Iterable[str]) -> str:
    marked = " and ".join(code for code in chosen if code in plate.points)
    count = f"{len(here)} point{'' if len(here) == 1 else 's'}"
    return f"{plate.title}, drawn with {count}" + (f"; {marked} marked." if marked else ".")


def _beside(kb: KnowledgeBase, chosen: tuple[str, ...]) -> list[str]:
    ring = kb.codes_of(codes.meridian_of(chosen[0]))
    at = ring.index(chosen[0])
    return [*ring[max(at - 1, 0) : at], *ring[at + 1 : at + 2]]


def _rule(kb: KnowledgeBase, plate: Plate, spot: Spot, name: str, cun: float) -> Rule:
    stretch = plate.rulers[name]
    frm, to = (_landmark(kb, one) for one in (stretch.frm, stretch.to))
    return Rule(stretch, frm, to, cun, spot.x, spot.y)


def _landmark(kb: KnowledgeBase, ident: str) -> str:
    return kb.landmarks[ident].en if ident in kb.landmarks else ident.replace("-", " ")


def _said(kb: KnowledgeBase, found: Atlas, code: str, plate: Plate) -> str:
    name = common.point_ref(kb, code).hant
    sure = CONFIDENCE[found.confidence.get(code, "schematic")]
    return f"{code} {name} on the plate “{plate.title}”: {sure}."


def _measured(rule: Rule) -> str:
    stretch = rule.stretch
    whole = f"{rule.frm} to {rule.to}: {number(stretch.cun)} body cun"
    skin = ", measured along the skin" if rule.at > stretch.cun or stretch.ticks else ""
    return f"{whole}; the point stands {number(abs(rule.at))} from the {rule.frm}{skin}."
