"""Questions about one property: where a meridian starts, its hour, how deep a point is needled.

The answer is what the sources state, each with its citation; where they differ all stand there.
Only beside a meridian or a point that is named do these words mean anything.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from kb import cite
from kb.doctrine import FLOW, SHU, pair, phase, shu_phase
from kb.search.lexicon import Facet
from kb.search.parse import Part
from kb.search.records import Remark, Understood

if TYPE_CHECKING:
    from kb.model import Claim
    from kb.search.draft import Draft

__all__ = ["figures_of", "read_aspects"]

_SAYS = {
    "starts": "starts at", "ends": "ends at", "hour": "has the hours", "phase": "is of the phase",
    "merges": "its divergent meridian merges with", "next": "flows into",
    "organ": "belongs to the organ", "count": "has so many points:",
}  # fmt: skip
_MISSING = frozenset(("entry and exit points", "points of the auricle", "points of Master Tung"))
"""What students ask for and no source at hand gives."""
_FIGURES = {"depth": ("needle", "needle depth"), "retain": ("needle", "needle kept for"),
            "cones": ("moxa", "moxa cones")}  # fmt: skip


def read_aspects(draft: Draft, parts: list[Part]) -> list[Part]:
    """Return the parts with properties of the meridians and points named answered."""
    lines = _named(parts, "meridian")
    points = _named(parts, "point") if sum(_is(part, "point") for part in parts) == 1 else ()
    asked = {part.facets[0].ids[0] for part in parts if _is(part, "aspect")}
    told = {one for one in asked if _told(draft, one, lines, points)}
    made = []
    for part in parts:
        if _is(part, "aspect"):
            done = part.facets[0].ids[0] in told
            made.append(Part(part.text, "small" if done else "unknown"))
        elif told - {"count"} and _is(part, "meridian") and not told & set(_FIGURES):
            found = _points(draft, part, told)
            made.append(found or Part(part.text, "small"))
        elif (told & set(_FIGURES) and _is(part, "act")) or (
            "opens" in told and part.text.lower() in ("vessel", "vessels", "meridian", "channel")
        ):
            made.append(Part(part.text, "small"))
        else:
            made.append(part)
    return made


def _is(part: Part, kind: str) -> bool:
    return bool(part.facets) and part.facets[0].kind == kind


def _named(parts: Iterable[Part], kind: str) -> tuple[str, ...]:
    return tuple(one for part in parts if _is(part, kind) for one in part.facets[0].ids)


def _told(draft: Draft, aspect: str, lines: tuple[str, ...], points: tuple[str, ...]) -> bool:
    """Tell a property of the meridians or points; return whether there is any to tell."""
    if aspect in _MISSING:
        said = f"{aspect} are not collected here: no source at hand gives them"
        draft.remarks.append(Remark("not collected", said))
        draft.understood.append(Understood(aspect, "not collected", ()))
        draft.exact = False
        return True
    if aspect == "horary":
        return any(line in FLOW for line in lines)
    if aspect == "opens":
        return _opened(draft, points)
    if aspect in _FIGURES:
        return all(figures_of(draft, aspect, code) for code in points) and bool(points)
    told = False
    for line in lines:
        claims = [c for c in draft.base.claims_of(line) if (c.kind, c.target) == ("fact", aspect)]
        if aspect == "merges" and line in FLOW and not claims:  # told of the other one of a pair
            claims = [c for c in draft.base.claims_of(pair(line)) if c.target == aspect]
        if claims:
            told = True
            said = f"{claims[0].subject} {_SAYS[aspect]} {_by_value(draft, claims)}"
            draft.remarks.append(Remark("fact", said, tuple(c.id for c in claims)))
            draft.ids.setdefault("meridian", {})[line] = None
            draft.understood.append(Understood(line, "meridian: named", (line,)))
    return told


def _opened(draft: Draft, points: tuple[str, ...]) -> bool:
    """Tell the extraordinary vessel that a confluent point opens."""
    record = draft.base.categories.get("confluent")
    members = [m for m in (record.members if record else ()) if m.point in points]
    for member in members:
        vessel = member.attributes.get("vessel", "")
        said = f"{member.point} is the confluent point of {vessel}"
        draft.remarks.append(Remark("fact", said, member.claims))
        if vessel in draft.base.meridians:
            draft.ids.setdefault("meridian", {})[vessel] = None
            draft.understood.append(Understood(vessel, "meridian: opened", (vessel,)))
    return bool(members)


def _by_value(draft: Draft, claims: Iterable[Claim]) -> str:
    """Return the values of a property with the books that state each."""
    found: dict[str, dict[str, None]] = {}
    for claim in claims:
        book = cite.title(draft.base.sources[claim.source])
        found.setdefault(str(claim.value.get("value", "")), {})[book] = None
    return "; ".join(f"{value} ({', '.join(books)})" for value, books in found.items())


def figures_of(draft: Draft, aspect: str, code: str) -> bool:
    """Tell the figures that books give at a point, oldest book first."""
    kind, label = _FIGURES[aspect]
    sources = draft.base.sources
    claims = sorted(
        (c for c in draft.base.claims_of(code)
         if c.kind == kind and aspect in c.value and len(c.subjects) == 1 and not c.reports),
        key=lambda c: sources[c.source].year or 9999,
    )  # fmt: skip
    found: dict[str, dict[str, None]] = {}
    for claim in claims:
        found.setdefault(str(claim.value[aspect]), {})[cite.title(sources[claim.source])] = None
    if found:
        said = "; ".join(f"{value} ({', '.join(books)})" for value, books in found.items())
        cites = tuple(claim.id for claim in claims)
        draft.remarks.append(Remark("figures", f"{code}, {label}: {said}", cites))
    else:
        draft.remarks.append(Remark("figures", f"{code}, {label}: no book here gives a figure"))
    return True


def _points(draft: Draft, part: Part, told: set[str]) -> Part | None:
    """Return the points at which the meridians start or end, or that have their own phase."""
    base = draft.base
    reasons: dict[str, str] = {}
    cites: dict[str, list[str]] = {}
    for line in part.facets[0].ids:
        for claim in base.claims_of(line):
            value = str(claim.value.get("value", ""))
            ends = claim.kind == "fact" and claim.target in told & {"starts", "ends"}
            if ends and value in base.points:
                reasons[value] = f"{line} {_SAYS[claim.target]} it"
                cites.setdefault(value, []).append(claim.id)
        own = [kind for kind in SHU if line in FLOW and shu_phase(line, kind) == phase(line)]
        for kind in own if "horary" in told else ():
            for member in base.categories[kind].members:
                if member.attributes.get("of") == line:
                    label = base.categories[kind].names.en
                    reasons[member.point] = f"{label} of {line}: {phase(line)}, as the meridian is"
                    cites[member.point] = list(member.claims)
    if not reasons:
        return None
    draft.ids.setdefault("meridian", {}).update(dict.fromkeys(part.facets[0].ids))
    several = tuple((code, tuple(ids)) for code, ids in cites.items())
    facet = Facet("place", tuple(reasons), "points asked for", reasons=tuple(reasons.items()),
                  cites=several)  # fmt: skip
    return Part(part.text, "facets", (facet,))
