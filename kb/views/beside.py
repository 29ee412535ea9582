"""Conditions by name, by point and by meridian: what other pages need of them."""

from __future__ import annotations

from collections import Counter

from kb.base import KnowledgeBase
from kb.views.common import Ref

__all__ = [
    "condition_ref",
    "conditions_named",
    "conditions_of_meridian",
    "conditions_of_point",
    "without_signs",
]

FEW = 6
"""Conditions of its complaints that the line on the page of a point names."""


def condition_ref(kb: KnowledgeBase, ident: str) -> Ref:
    """Return the reference to a condition."""
    return Ref("condition", ident, kb.conditions[ident].en)


def conditions_of_point(kb: KnowledgeBase, code: str) -> tuple[tuple[Ref, ...], tuple[Ref, ...]]:
    """Return the conditions of the records that name a point, and of its complaints.

    The first by label; of the second the `FEW` for which the point is most often indicated.
    """
    tested = {one for study in kb.studies_naming(code) for one in study.conditions}
    often_said = Counter(claim.target for claim in kb.claims_of(code) if claim.kind == "treats")
    told: Counter[str] = Counter()
    for complaint, times in often_said.items():
        for record in kb.conditions_of(complaint):
            if record.id not in tested:
                told[record.id] += times
    first = sorted((condition_ref(kb, one) for one in tested), key=lambda ref: ref.label)
    often = sorted(told, key=lambda one: (-told[one], one))[:FEW]
    return tuple(first), tuple(condition_ref(kb, one) for one in often)


def conditions_of_meridian(kb: KnowledgeBase, ident: str) -> tuple[Ref, ...]:
    """Return the conditions whose complaints stand in the illness of a meridian, by label."""
    found = {
        record.id
        for claim in kb.claims_of(ident)
        if claim.kind == "illness"
        for record in kb.conditions_of(claim.target)
    }
    found |= {one for one, record in kb.conditions.items() if ident in record.meridians}
    return tuple(sorted((condition_ref(kb, one) for one in found), key=lambda ref: ref.label))


def conditions_named(kb: KnowledgeBase, query: str) -> tuple[Ref, ...]:
    """Return the conditions whose label or lay word has every word of a query, by label."""
    words = query.casefold().split()
    found = [
        condition_ref(kb, one)
        for one, record in kb.conditions.items()
        for name in [" ".join((record.en, *record.lay)).casefold().split()]
        if words and all(word in name for word in words)
    ]
    return tuple(sorted(found, key=lambda ref: ref.label))


def without_signs(kb: KnowledgeBase) -> tuple[str, ...]:
    """Return the conditions for which no warning signs are recorded."""
    return tuple(
        ident
        for ident, one in kb.conditions.items()
        if one.kind == "condition" and not one.red_flags
    )
