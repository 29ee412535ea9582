"""The seas: one phrase that names a point, the points of one of the four seas, and a vessel.

*Sea of blood* is the name of SP10; the sea of blood of Lingshu 33 has other points; and it is what
books call the thoroughfare vessel. All are shown, each with who says so.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from kb.search.lexicon import Facet
from kb.search.parse import Part
from kb.search.records import Remark, Understood

if TYPE_CHECKING:
    from kb.search.draft import Draft

__all__ = ["read_seas"]

_VESSEL = re.compile(r"\b(?:vessels?|meridians?|channels?|mai)\b|[经經脉脈]", re.IGNORECASE)
_SEA = re.compile(
    r"\bpoints\b|\bfour seas\b|\blingshu\b|\bthe sea\b|四海|[灵靈][枢樞]", re.IGNORECASE
)


def read_seas(draft: Draft, parts: list[Part]) -> list[Part]:
    """Return the parts with each sea read as everything that bears the name."""
    alone = sum(part.kind not in ("small", "joint") for part in parts) == 1
    asked = alone or _SEA.search(draft.query) or _VESSEL.search(draft.query)
    made = []
    for part in parts:
        if part.facets and part.facets[0].kind == "sea":
            other = tuple(facet for facet in part.facets if facet.kind != "sea")
            part = Part(part.text, "facets", other) if other and not asked else _read(draft, part)
        elif part.kind == "unknown" and _VESSEL.fullmatch(part.text):
            part = Part(part.text, "small")
        made.append(part)
    return made


def _read(draft: Draft, part: Part) -> Part:
    base, sea = draft.base, part.facets[0].ids[0]
    vessels = _vessels(draft, sea)
    reasons: dict[str, str] = {}
    cites: dict[str, tuple[str, ...]] = {}
    if not _SEA.search(draft.query):
        for facet in part.facets:
            for code in facet.ids if facet.kind == "point" else ():
                reasons[code] = f"{facet.label} {part.text!r}"
    record = base.categories.get("four-seas")
    for member in record.members if record else ():
        if member.attributes.get("sea") == sea and member.point in base.points:
            reasons[member.point] = f"point of the sea of {sea.replace('-', ' ')}"
            cites[member.point] = member.claims
    if vessels and (_VESSEL.search(draft.query) or not reasons):
        return Part(part.text, "small")
    if cites:
        draft.ids.setdefault("category", {})["four-seas"] = None
    named = [code for code in reasons if code not in cites]
    if named and cites:
        said = (
            f"{part.text!r} is the name of {', '.join(named)}; the sea of {sea.replace('-', ' ')}"
            f" among the four seas has {', '.join(cites)}"
        )
        draft.remarks.append(
            Remark("homonym", said, tuple(ids[0] for ids in cites.values() if ids))
        )
    label = f"sea of {sea.replace('-', ' ')}"
    proper = tuple(one for one in part.facets if one.kind == "point" and "gloss" not in one.label)
    if named and proper:
        return Part(part.text, "facets", proper)
    for code in named:
        draft.understood.append(Understood(part.text, "point: name", (code,)))
    facet = Facet("place", tuple(reasons), label, reasons=tuple(reasons.items()),
                  cites=tuple(cites.items()))  # fmt: skip
    return Part(part.text, "facets", (facet,))


def _vessels(draft: Draft, sea: str) -> list[str]:
    """Tell the vessels that books call this sea, and return them."""
    said: dict[str, list[str]] = {}
    for line in draft.base.meridians:
        for claim in draft.base.claims_of(line):
            if claim.target == "belongs" and str(claim.value.get("value")).endswith(sea):
                said.setdefault(line, []).append(claim.id)
    for line, ids in said.items():
        name = draft.base.meridians[line].names.en
        what = sea.removeprefix("sea-of-").replace("-", " ")
        draft.remarks.append(
            Remark("sea", f"{name} ({line}): called the sea of {what}", tuple(ids))
        )
        draft.ids.setdefault("meridian", {})[line] = None
        draft.understood.append(Understood(name, "meridian: called so", (line,)))
    return [*said]
