"""What books hand down beside a condition: points, meridians, teachings; no record of evidence."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, replace

from kb.base import KnowledgeBase
from kb.model import Claim, Condition
from kb.views import common
from kb.views.cautions import safety_block
from kb.views.common import Chip, Ref, Voices, chips, voices
from kb.views.teaching import TaughtRow, teaching_page

__all__ = [
    "Complaint",
    "TraditionRow",
    "complaint_ref",
    "course",
    "illness",
    "taught",
    "tradition",
    "warned",
]


@dataclass(frozen=True, slots=True)
class Complaint:
    """A complaint of the bridge, for which a point is indicated."""

    symptom: Ref
    voices: Voices


@dataclass(frozen=True, slots=True)
class TraditionRow:
    """A point, the complaints of the bridge it is indicated for, and all who say so.

    `bans` are the acts that some source forbids at it, with whom the ban is limited to; `risks`
    what some source warns of.
    """

    point: Ref
    complaints: tuple[Complaint, ...]
    voices: Voices
    bans: tuple[str, ...] = ()
    risks: tuple[str, ...] = ()


def tradition(
    kb: KnowledgeBase, record: Condition
) -> tuple[tuple[TraditionRow, ...], tuple[TraditionRow, ...]]:
    """Return the points indicated for the complaints of the bridge: classical, modern."""
    grouped: tuple[defaultdict[str, list[Claim]], ...] = (defaultdict(list), defaultdict(list))
    for symptom in record.bridge:
        for claim in kb.claims_on(symptom):
            if claim.kind == "treats" and len(claim.subjects) == 1:
                grouped[common.is_modern(kb, claim)][claim.subject].append(claim)
    order = {code: number for number, code in enumerate(kb.points)}

    def rows(found: dict[str, list[Claim]]) -> tuple[TraditionRow, ...]:
        made = [
            TraditionRow(common.point_ref(kb, code), _complaints(kb, said), voices(kb, said))
            for code, said in found.items()
        ]
        made.sort(key=lambda r: (-r.voices.families, -r.voices.books, order.get(r.point.id, 0)))
        return tuple(made)

    return rows(grouped[0]), rows(grouped[1])


def _complaints(kb: KnowledgeBase, claims: Iterable[Claim]) -> tuple[Complaint, ...]:
    found: defaultdict[str, list[Claim]] = defaultdict(list)
    for claim in claims:
        found[claim.target].append(claim)
    made = [Complaint(common.symptom_ref(kb, s), voices(kb, said)) for s, said in found.items()]
    return tuple(sorted(made, key=lambda one: (-one.voices.families, -one.voices.books)))


def illness(kb: KnowledgeBase, record: Condition) -> tuple[tuple[Ref, tuple[Chip, ...]], ...]:
    """Return the meridians whose illness names a complaint of the bridge, in order."""
    found: defaultdict[str, list[Claim]] = defaultdict(list)
    for symptom in record.bridge:
        for claim in kb.claims_on(symptom):
            if claim.kind == "illness":
                found[claim.subject].append(claim)
    lines = [one for one in kb.meridians if one in found]
    return tuple((common.meridian_ref(kb, one), chips(kb, found[one])) for one in lines)


def course(kb: KnowledgeBase, record: Condition) -> tuple[tuple[Ref, tuple[Chip, ...]], ...]:
    """Return the steps of the meridians of a condition through its places."""
    made = []
    for meridian in record.meridians:
        steps = [
            c for c in kb.claims_of(meridian) if c.kind == "pathway" and c.target in record.course
        ]
        if steps:
            made.append((common.meridian_ref(kb, meridian), chips(kb, steps)))
    return tuple(made)


def taught(kb: KnowledgeBase, record: Condition) -> tuple[tuple[Ref, tuple[TaughtRow, ...]], ...]:
    """Return the lines of the teachings of a condition: those on its meridians, if any are."""
    made = []
    for name in record.teachings:
        rows = teaching_page(kb, name, full=True).general
        wanted = tuple(row for row in rows if {ref.id for ref in row.of} & {*record.meridians})
        made.append((common.teaching_ref(kb, name), wanted or rows))
    return tuple(made)


TERMS = 3
"""Old terms shown with a complaint of the bridge."""


def complaint_ref(kb: KnowledgeBase, ident: str) -> Ref:
    """Return a complaint with the first of its old terms."""
    symptom = kb.symptoms[ident]
    return Ref("symptom", ident, symptom.en, " ".join(symptom.hant[:TERMS]))


def warned(kb: KnowledgeBase, row: TraditionRow) -> TraditionRow:
    """Return the row with what some source forbids at its point and warns of."""
    block = safety_block(kb, row.point.id, _alone(kb, row.point.id))
    return replace(
        row,
        bans=tuple(one.act for one in block.forbids),
        risks=tuple(dict.fromkeys(one.act for one in (*block.cautions, *block.risks))),
    )


def _alone(kb: KnowledgeBase, code: str) -> list[Claim]:
    return [claim for claim in kb.claims_of(code) if len(claim.subjects) == 1]
