"""Meridians side by side: what is stated of each, course, illness, points, meetings."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence

from kb.base import KnowledgeBase
from kb.model import Claim
from kb.views import common
from kb.views.common import Ref, chips
from kb.views.compare.model import Block, Head, Row, Said, Spread, plain, row, rows_by_difference
from kb.views.compare.model import spread as made
from kb.views.meridian import FACTS, fact_ref, value_of

__all__ = ["heads", "offers", "parts", "summary"]


def heads(kb: KnowledgeBase, ids: Sequence[str]) -> tuple[Head, ...]:
    """Return the meridians compared, each with the number of its points."""
    return tuple(
        Head(
            common.meridian_ref(kb, one),
            "",
            f"{count} points" if (count := len(kb.codes_of(one))) else "no points of its own",
            tuple(other for other in ids if other != one),
        )
        for one in ids
    )


def parts(kb: KnowledgeBase, ids: Sequence[str], full: bool) -> tuple[Block | Spread, ...]:
    """Return the sections of a comparison of meridians."""
    claims = {one: kb.claims_of(one) for one in ids}

    def by(kind: str) -> list[dict[Ref, list[Claim]]]:
        found = []
        for one in ids:
            here: dict[str, list[Claim]] = defaultdict(list)
            for claim in claims[one]:
                if claim.kind == kind and claim.target:
                    here[claim.target].append(claim)
            found.append({common.any_ref(kb, target): some for target, some in here.items()})
        return found

    every = (
        rows_by_difference("facts", "What is stated of each", _facts(kb, claims, ids)),
        made(kb, ("illness", "Illness", "complaints"), by("illness"), full),
        made(kb, ("course", "Places of the course", "places"), by("pathway"), full),
        made(kb, ("met", "Points at which it is met", "points"), _met(kb, ids), full),
        made(kb, ("treated", "Complaints its points are indicated for", "complaints"),
             _treated(kb, ids), full),
    )  # fmt: skip
    return tuple(part for part in every if part)


def _facts(
    kb: KnowledgeBase, claims: dict[str, tuple[Claim, ...]], ids: Sequence[str]
) -> list[Row]:
    """Return a row for each property with the values that the sources state."""
    rows = []
    for key, label in FACTS.items():
        cells = []
        for one in ids:
            values: dict[str, list[Claim]] = defaultdict(list)
            for claim in claims[one]:
                if claim.kind == "fact" and claim.target == key:
                    values[value_of(claim)].append(claim)
            cells.append(
                tuple(
                    Said("", fact_ref(kb, key, value), None, chips(kb, some))
                    for value, some in values.items()
                )
            )
        rows.append(row(plain(label), cells))
    return rows


def _met(kb: KnowledgeBase, ids: Sequence[str]) -> list[dict[Ref, list[Claim]]]:
    """Return for each meridian the points at which books have it met."""
    found = []
    for one in ids:
        here: dict[str, list[Claim]] = defaultdict(list)
        for claim in kb.claims_on(one):
            if claim.kind == "meets" and len(claim.subjects) == 1:
                here[claim.subjects[0]].append(claim)
        found.append({common.point_ref(kb, code): some for code, some in here.items()})
    return found


def _treated(kb: KnowledgeBase, ids: Sequence[str]) -> list[dict[Ref, list[Claim]]]:
    """Return for each meridian the complaints of its points, with the claims of all of them."""
    found = []
    for one in ids:
        here: dict[str, list[Claim]] = defaultdict(list)
        for code in kb.codes_of(one):
            for claim in kb.claims_of(code):
                if claim.kind == "treats" and len(claim.subjects) == 1:
                    here[claim.target].append(claim)
        found.append({common.any_ref(kb, name): some for name, some in here.items()})
    return found


def summary(kb: KnowledgeBase, ids: Sequence[str], found: Sequence[Block | Spread]) -> list[str]:
    """Return in words at how many points they are met together."""
    for part in found:
        if isinstance(part, Spread) and part.id == "met" and len(ids) > 1:
            return [f"Points at which all of them are met: {len(part.every)}."]
    return []


def offers(kb: KnowledgeBase, ids: Sequence[str]) -> list[tuple[str, list[str]]]:
    """Return the meridian paired with the one compared, when only one is there."""
    if len(ids) > 1:
        return []
    stated = [
        value_of(claim)
        for claim in kb.claims_of(ids[0])
        if claim.kind == "fact" and claim.target in ("pair", "next")
    ]
    return [("Its pair and the next in the flow", [one for one in stated if one in kb.meridians])]
