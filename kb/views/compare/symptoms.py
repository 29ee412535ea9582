"""Symptoms side by side: points, modern textbooks, illness of meridians, words, conditions."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Sequence

from kb.base import KnowledgeBase
from kb.model import Claim
from kb.views import common
from kb.views.beside import condition_ref
from kb.views.common import Ref, voices
from kb.views.compare.model import Block, Head, Said, Spread, plain, row, rows_by_difference
from kb.views.compare.model import spread as made

__all__ = ["heads", "offers", "parts", "summary"]

TERMS = 12
"""Printed forms shown of each."""


def heads(kb: KnowledgeBase, ids: Sequence[str]) -> tuple[Head, ...]:
    """Return the symptoms compared, each with how many books speak of it."""
    made = []
    for one in ids:
        treats = [claim for claim in kb.claims_on(one) if claim.kind == "treats"]
        line = str(voices(kb, treats)) if treats else "no claim"
        rest = tuple(other for other in ids if other != one)
        made.append(Head(common.symptom_ref(kb, one), "", line, rest))
    return tuple(made)


def parts(kb: KnowledgeBase, ids: Sequence[str], full: bool) -> tuple[Block | Spread, ...]:
    """Return the sections of a comparison of symptoms."""

    def by(fits: Callable[[Claim], bool]) -> list[dict[Ref, list[Claim]]]:
        found = []
        for one in ids:
            here: dict[str, list[Claim]] = defaultdict(list)
            for claim in kb.claims_on(one):
                if len(claim.subjects) == 1 and fits(claim):
                    here[claim.subjects[0]].append(claim)
            found.append({common.any_ref(kb, who): some for who, some in here.items()})
        return found

    def given(modern: bool) -> Callable[[Claim], bool]:
        return lambda c: c.kind == "treats" and common.is_modern(kb, c) == modern

    every = (
        made(kb, ("points", "Points in the classical books", "points"), by(given(False)), full,
             ids),
        made(kb, ("modern", "Points in modern textbooks", "points"), by(given(True)), full, ids),
        made(kb, ("illness", "Illness of meridians", "meridians"),
             by(lambda c: c.kind == "illness"), full),
        _words(kb, ids),
    )  # fmt: skip
    return tuple(part for part in every if part)


def _words(kb: KnowledgeBase, ids: Sequence[str]) -> Block:
    """Return terms as printed, kin in our vocabulary, and conditions beside each."""
    records = [kb.symptoms[one] for one in ids]
    rows = [
        row(plain("Printed as"), [(Said("、".join(r.hant[:TERMS])),) if r.hant else ()
                                  for r in records]),
        row(plain("More general"), [tuple(Said("", common.symptom_ref(kb, b)) for b in r.broader)
                                    for r in records]),
        row(plain("More specific"), [tuple(Said("", common.symptom_ref(kb, n))
                                           for n, s in kb.symptoms.items() if one in s.broader)
                                     for one in ids]),
        row(plain("Modern conditions beside it"),
            [tuple(Said("", condition_ref(kb, c.id)) for c in kb.conditions_of(one))
             for one in ids]),
    ]  # fmt: skip
    return rows_by_difference("words", "Words and conditions (ours)", rows)


def summary(kb: KnowledgeBase, ids: Sequence[str], found: Sequence[Block | Spread]) -> list[str]:
    """Return in words how many points they share and what each adds."""
    for part in found:
        if isinstance(part, Spread) and part.id == "points" and len(ids) > 1:
            only = ", ".join(
                f"{kb.symptoms[one].en} alone {len(rows)}"
                for one, rows in zip(ids, part.only, strict=True)
            )
            every = "both" if len(ids) == 2 else "all"
            return [f"Points in the classical books: {only}, {every} {len(part.every)}."]
    return []


def offers(kb: KnowledgeBase, ids: Sequence[str]) -> list[tuple[str, list[str]]]:
    """Return the more general symptom, when only one is compared."""
    if len(ids) > 1:
        return []
    return [("More general", list(kb.symptoms[ids[0]].broader))]
