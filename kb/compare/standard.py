"""How far the record of a point puts it from where a book measures.

WHO often states the very distance. Else it is the difference of two figures that WHO states from
one landmark: CV13 is 5 and CV14 6 body cun above the umbilicus, so CV13 is 1 below CV14. Heights
only; what lies beside a place is level with it.

Beside the spine there are two references. 1.5 and 3 寸 are counted without the spine, which is
1 寸 broad: from the middle of it they are 2 and 3.5 (the books say so, `BESIDE_SPINE`). A figure
from the one is never held against a figure from the other. WHO has no answer to either: its body
cun there are thirds of the way from the midline to the shoulder blade, those of the books a finger.
"""

from __future__ import annotations

from collections.abc import Iterator
from types import MappingProxyType
from typing import TYPE_CHECKING

from kb.model import Location, Relation

if TYPE_CHECKING:
    from collections.abc import Mapping

    from kb.base import KnowledgeBase

__all__ = ["BESIDE_SPINE", "MIDDLE", "SAME", "stated", "way"]

_TOWARD = MappingProxyType({"proximal": "superior", "distal": "inferior"})
"""Two words for one way along a limb."""

SAME = MappingProxyType(
    {
        "posterior-hairline-midpoint": "posterior-hairline",
        "cubital-crease-medial-end": "cubital-crease",
        "cubital-crease-lateral-end": "cubital-crease",
        "popliteal-crease-midpoint": "popliteal-crease",
    }
)
"""Parts of a landmark from which a distance along the body is the same."""

MIDDLE = "posterior-median-line"
BESIDE_SPINE = MappingProxyType(
    {
        "gujin-yitong": ("spine", "卷之六/经穴发明/背部.L89"),
        "leijing-tuyi": (MIDDLE, "035-10b.8"),
        "shenjiu-jinglun": (MIDDLE, "卷之一/周身骨度尺寸今法.L609"),
    }
)
"""Books that say from where they count on the two lines of BL, whatever words stand at a point.

古今醫統 prints 脊中 with 1.5 寸, 神灸經綸 去脊 with 2 寸: each counts as its own rule has it.
"""

_LINES = frozenset({"anterior-median-line", MIDDLE})
_UP = MappingProxyType({"superior": 1, "inferior": -1})
_OVER_HEAD = MappingProxyType(
    {
        "anterior-hairline": {"posterior": 1, "anterior": -1},
        "posterior-hairline": {"anterior": 1, "posterior": -1},
    }
)
"""Up from the brow is back, up from the nape is forward."""


def way(ref: str, toward: str) -> str:
    """Return a reference and direction as one key.

    Examples
    --------
    >>> way("ST35", "distal"), way("GB41", "")
    ('ST35 inferior', 'GB41')
    """
    return f"{SAME.get(ref, ref)} {_TOWARD.get(toward, toward)}".rstrip()


def stated(kb: KnowledgeBase, code: str, about: str) -> str:
    """Return how far the record puts a point from a reference (``3 B-cun``); empty if it does not.

    Parameters
    ----------
    kb : KnowledgeBase
    code : str
        The point.
    about : str
        Reference and direction, as `way` gives them.
    """
    place = kb.points[code].location
    if place is None or about.startswith(("spine ", MIDDLE)):
        return ""
    for one in _relations(place):
        if one.rel == "offset" and one.cun is not None and way(one.ref, one.dir) == about:
            upto = f"-{one.upto:g}" if one.upto else ""
            return f"{one.cun:g}{upto} B-cun"
    ref, _, toward = about.partition(" ")
    there = kb.points[ref].location if ref in kb.points else None
    if there is None:
        return ""
    own, other = {code: 0.0, **_heights(kb, place)}, {ref: 0.0, **_heights(kb, there)}
    for mark in own:
        sign = {**_UP, **_OVER_HEAD.get(mark, {})}.get(toward)
        if sign and mark in other and (own[mark] - other[mark]) * sign > 0:
            return f"{round(abs(own[mark] - other[mark]), 2):g} B-cun"
    return ""


def _relations(place: Location) -> Iterator[Relation]:
    """Yield the statements on a place that are in body cun."""
    yield from (one for one in (*place.where, *place.related) if one.unit == "b-cun")


def _heights(kb: KnowledgeBase, place: Location, deep: int = 3) -> Mapping[str, float]:
    """Return how far above landmarks a place lies, in body cun, by landmark."""
    found: dict[str, float] = {}
    for one in _relations(place):
        toward = _TOWARD.get(one.dir, one.dir)
        ref = SAME.get(one.ref, one.ref)
        if one.rel == "offset" and toward in _UP and one.cun is not None and not one.upto:
            step = _UP[toward] * one.cun
        elif one.rel in ("offset", "side") and toward == "lateral" and ref not in _LINES:
            step = 0.0
        else:
            continue
        there = kb.points[ref].location if ref in kb.points else None
        if there and deep:
            for mark, height in _heights(kb, there, deep - 1).items():
                found.setdefault(mark, height + step)
        found.setdefault(ref, step)
    return found
