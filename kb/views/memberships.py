"""What the page of a point says of its classes: categories, and meridians that meet there."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from typing import Any

from kb.base import KnowledgeBase
from kb.frozen import frozen
from kb.model import Claim
from kb.views import common
from kb.views.common import Chip, Ref, Voices, gathered, voices

__all__ = ["Meeting", "Membership", "dissent_words", "meetings", "memberships"]


ROLES = {"of": "of", "phase": "phase", "vessel": "opens", "pair": "paired with", "with": "with"}
"""Attribute of a membership to how the page says it."""


@frozen
class Membership:
    """A category the point belongs to, its role there, who says so and who does not."""

    category: Ref
    role: tuple[tuple[str, tuple[Ref, ...]], ...]
    voices: Voices
    cites: tuple[Chip, ...]
    dissent: tuple[tuple[str, tuple[Chip, ...]], ...] = ()


@frozen
class Meeting:
    """Meridians that books have meet at the point, named together, and who says so."""

    meridians: tuple[Ref, ...]
    voices: Voices
    cites: tuple[Chip, ...]


def meetings(kb: KnowledgeBase, claims: Iterable[Claim]) -> tuple[Meeting, ...]:
    """Return the meridians that each passage names together, most independent voices first."""
    passages: defaultdict[tuple[str, str, str], list[Claim]] = defaultdict(list)
    for claim in claims:
        passages[claim.source, claim.reports, claim.at].append(claim)
    grouped: defaultdict[tuple[str, ...], list[Claim]] = defaultdict(list)
    order = {name: number for number, name in enumerate(kb.meridians)}
    for several in passages.values():
        names = {one.target for one in several}
        named = sorted(names, key=lambda name: (order.get(name, -1), name))
        grouped[tuple(named)] += several
    rows = [
        Meeting(
            tuple(common.meridian_ref(kb, one) for one in named),
            voices(kb, found),
            gathered(kb, found),
        )
        for named, found in grouped.items()
    ]
    rows.sort(key=lambda row: (-row.voices.families, -row.voices.books, len(row.meridians)))
    return tuple(rows)


def memberships(kb: KnowledgeBase, claims: Iterable[Claim]) -> tuple[Membership, ...]:
    """Return the categories that books put the point in, with those who do not."""
    grouped: defaultdict[str, list[Claim]] = defaultdict(list)
    for claim in claims:
        grouped[claim.target].append(claim)
    made = []
    for ident in sorted(grouped, key=lambda i: kb.categories[i].order):
        found = grouped[ident]
        proper = [claim for claim in found if not claim.value.get("says")]
        against: defaultdict[str, list[Claim]] = defaultdict(list)
        for claim in found:
            if claim.value.get("says"):
                against[dissent_words(str(claim.value["says"]), claim.value)].append(claim)
        roles: dict[tuple[str, str], None] = {}
        for claim in proper:
            roles.update(
                ((text, str(claim.value[key])), None)
                for key, text in ROLES.items()
                if key in claim.value
            )
        made.append(
            Membership(
                common.category_ref(kb, ident),
                tuple((text, common.place_names(kb, value)) for text, value in roles),
                voices(kb, proper),
                gathered(kb, proper),
                tuple((text, gathered(kb, some)) for text, some in against.items()),
            )
        )
    return tuple(made)


def dissent_words(says: str, attributes: Mapping[str, Any]) -> str:
    """Return what a dissenting statement says, in words; empty for members proper."""
    if says == "adds":
        return "counted in as well"
    if says == "denies":
        return "not counted in"
    if says == "differs":
        skip = ("says", "of", "remark", "identified", "status")
        what = ", ".join(f"{k} {v}" for k, v in attributes.items() if k not in skip)
        return f"given with {what}" if what else "given differently"
    return ""
