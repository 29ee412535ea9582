"""Answers about places as pictures: the points marked, what was measured drawn between them."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence

from kb import codes
from kb.base import KnowledgeBase
from kb.body.atlas import Plate, Spot, atlas
from kb.location.words import number
from kb.views.plate import Measure, Picture, mark_of, rules_of

__all__ = ["MOST", "drawn", "levels_drawn"]

MOST = 40
"""Most points that are drawn together: beyond that a picture tells little."""
PLATES = 2
"""Most plates of one answer."""
FLAT, LEAST = 14.0, 12.0
"""Points of a level lie within `FLAT` units of one height; a measure is at least `LEAST` long."""


def drawn(
    kb: KnowledgeBase, kind: str, origin: Sequence[str], found: Sequence[str], cun: float | None
) -> tuple[Picture, ...]:
    """Return the plates that show an answer, the one with most of its points first.

    Parameters
    ----------
    kb : KnowledgeBase
    kind : str
        What was asked (see `kb.search.records.Asked`).
    origin, found : sequence of str
        Codes that it starts from, and those of the answer.
    cun : float or None
        Distance of an offset or between two points, when it is one along one line.

    Returns
    -------
    tuple of Picture
        At most `PLATES`; a whole figure when only that shows both ends of a distance; none when no
        plate shows a point of the answer, or it has too many.
    """
    wanted = tuple(dict.fromkeys(code for code in (*origin, *found) if code in kb.points))
    if not wanted or len(wanted) > MOST:
        return ()
    plates = _plates(wanted, origin)
    if cun and not any(set(wanted) <= plate.points.keys() for plate in plates):
        able = [p for p in atlas().plates.values() if p.whole and set(wanted) <= p.points.keys()]
        plates = able[:1] or plates  # a measure is drawn in one piece
    return tuple(_picture(kb, plate, kind, origin, wanted, cun) for plate in plates)


def levels_drawn(kb: KnowledgeBase, levels: Sequence[Sequence[str]]) -> tuple[Picture, ...]:
    """Return the plates that show most points of several levels, a stroke through each level.

    Parameters
    ----------
    kb : KnowledgeBase
    levels : sequence of sequence of str
        Codes of each level.
    """
    wanted = tuple(dict.fromkeys(code for level in levels for code in level if code in kb.points))
    return tuple(_lit(kb, plate, wanted, levels) for plate in _plates(wanted, ()))


def _plates(wanted: Collection[str], origin: Collection[str]) -> list[Plate]:
    """Return plates by the number of points still to be shown, then by how well they are seen."""
    found = atlas()
    able = [plate for plate in found.plates.values() if not plate.whole]
    left, chosen = set(wanted), list[Plate]()

    def worth(plate: Plate) -> tuple[int, int, float]:
        here = [plate.points[code] for code in wanted if code in plate.points]
        new = sum(spot.code in left for spot in here)
        starts = sum(code in plate.points for code in origin) if chosen else 0
        seen = sum(spot.facing + (found.best[spot.code] == plate.id) for spot in here)
        return new, starts, seen

    while left and len(chosen) < PLATES:
        plate = max(able, key=worth)
        if not left & plate.points.keys():
            break
        chosen.append(plate)
        left -= plate.points.keys()
    return chosen


def _picture(
    kb: KnowledgeBase,
    plate: Plate,
    kind: str,
    origin: Collection[str],
    wanted: Sequence[str],
    cun: float | None,
) -> Picture:
    here = [code for code in sorted(wanted, key=codes.order_key) if code in plate.points]
    starts = [code for code in here if code in origin]
    ends = [code for code in here if code not in origin] or starts[1:]
    pairs = [(starts[0], end) for end in ends if cun and starts] if kind != "level" else []
    measures = tuple(
        made for one, other in pairs if (made := _measure(plate, one, other, cun or 0.0))
    )
    rules = rules_of(kb, plate, ends[:1]) if kind == "offset" and not origin else ()
    words = [_marked(plate, here, wanted)]
    words += map(_between, measures)
    return Picture(
        plate,
        tuple(
            mark_of(kb, plate.points[code], "chosen" if code in origin else "lit") for code in here
        ),
        rules,
        f"{plate.title}, with {', '.join(here)} marked.",
        tuple(words),
        measures,
        _strokes(plate, [here]) if kind == "level" else (),
    )


def _lit(
    kb: KnowledgeBase, plate: Plate, wanted: Sequence[str], levels: Iterable[Sequence[str]]
) -> Picture:
    here = [code for code in wanted if code in plate.points]
    strokes = _strokes(plate, levels)
    said = f"{len(here)} of {len(wanted)} points of these levels are marked on “{plate.title}”"
    return Picture(
        plate,
        tuple(mark_of(kb, plate.points[code], "lit") for code in here),
        (),
        f"{plate.title}, with the points of these levels marked.",
        (f"{said}; a stroke joins those of one level." if strokes else f"{said}.",),
        (),
        strokes,
    )


def _between(one: Measure) -> str:
    ticks = ", with a tick at each" if one.ticks else ""
    return f"{one.frm} to {one.to}: {number(one.cun)} body cun; a line joins them{ticks}."


def _marked(plate: Plate, here: Sequence[str], wanted: Sequence[str]) -> str:
    away = [code for code in wanted if code not in plate.points]
    said = f"Marked on “{plate.title}”: {', '.join(here)}"
    return f"{said}; not to be seen here: {', '.join(away)}." if away else f"{said}."


def _measure(plate: Plate, one: str, other: str, cun: float) -> Measure | None:
    """Return the measure between two points; ticks only where one stretch divides it evenly."""
    a, b = plate.points[one], plate.points[other]
    far = abs(a.x - b.x) + abs(a.y - b.y)
    if far < LEAST:
        return None
    even = _even(plate, a, b)
    ticks = [step / cun for step in range(1, int(cun) + 1) if step < cun] if even else []
    right = a.label is not None and a.label[2] < a.x
    return Measure(one, other, cun, (a.x, a.y, b.x, b.y), tuple(ticks), right)


def _even(plate: Plate, a: Spot, b: Spot) -> bool:
    """Return whether a body cun is known to be as long all the way from one place to another."""
    if plate.whole:
        return False
    first, second = ({name for name, _ in spot.rulers} for spot in (a, b))
    along = {name for name in first | second if plate.rulers[name].upright}
    across = abs(a.x - b.x) > abs(a.y - b.y)
    return across or bool(first & second & along) or len(along) < 2


def _strokes(
    plate: Plate, levels: Iterable[Sequence[str]]
) -> tuple[tuple[float, float, float, float], ...]:
    """Return a stroke for each level of which the plate shows several points at one height."""
    made = []
    for level in levels:
        spots = [plate.points[code] for code in level if code in plate.points]
        heights = [spot.y for spot in spots]
        if len(spots) > 1 and max(heights) - min(heights) <= FLAT:
            first, last = min(spots, key=lambda s: s.x), max(spots, key=lambda s: s.x)
            made.append((first.x, first.y, last.x, last.y))
    return tuple(made)
