"""The page of a symptom: the points indicated for it, ranked by independent voices."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable

from kb import codes
from kb.base import KnowledgeBase
from kb.frozen import frozen
from kb.model import Claim
from kb.views import common
from kb.views.beside import condition_ref
from kb.views.common import Chip, Listing, Ref, Voices, chips, listing, voices

__all__ = [
    "PointRow",
    "SymptomLine",
    "SymptomList",
    "SymptomPage",
    "families",
    "symptom_list",
    "symptom_page",
]


@frozen
class PointRow:
    """A point (or several used together) and who indicates it for the symptom."""

    points: tuple[Ref, ...]
    gloss: str
    voices: Voices
    cites: tuple[Chip, ...]


@frozen
class SymptomPage:
    """Everything the page of a symptom says."""

    id: str
    label: str
    lay: tuple[str, ...]
    terms: tuple[str, ...]
    remark: str
    codes: tuple[tuple[str, str], ...]
    broader: tuple[Ref, ...]
    narrower: tuple[Ref, ...]
    classical: Listing[PointRow]
    modern: Listing[PointRow]
    together: Listing[PointRow]
    meridians: tuple[PointRow, ...]
    conditions: tuple[Ref, ...]
    voices: Voices


@frozen
class SymptomLine:
    """A symptom in the list: reference, first term, number of points."""

    symptom: Ref
    term: str
    points: int


@frozen
class SymptomList:
    """All symptoms by group."""

    groups: tuple[tuple[str, tuple[SymptomLine, ...]], ...]


ROOM = 110
"""Most chips of a list before the page that shows all."""


def symptom_list(kb: KnowledgeBase) -> SymptomList:
    """Return all symptoms by group, those with most points first."""
    groups: defaultdict[str, list[SymptomLine]] = defaultdict(list)
    for ident, record in kb.symptoms.items():
        points = {s for c in kb.claims_on(ident) if c.kind == "treats" for s in c.subjects}
        term = record.hant[0] if record.hant else ""
        groups[record.group].append(SymptomLine(common.symptom_ref(kb, ident), term, len(points)))
    return SymptomList(
        tuple(
            (
                name.replace("-", " ").capitalize(),
                tuple(sorted(lines, key=lambda line: (-line.points, line.symptom.label))),
            )
            for name, lines in sorted(groups.items())
        )
    )


def families(kb: KnowledgeBase, ident: str) -> dict[str, int]:
    """Return how many families of books indicate each point alone for a symptom, by code."""
    grouped: defaultdict[str, list[Claim]] = defaultdict(list)
    for claim in kb.claims_on(ident):
        if claim.kind == "treats" and len(claim.subjects) == 1 and claim.subjects[0] in kb.points:
            grouped[claim.subjects[0]].append(claim)
    return {code: voices(kb, found).families for code, found in grouped.items()}


def symptom_page(kb: KnowledgeBase, ident: str, *, full: bool = False) -> SymptomPage:
    """Return the page of a symptom; long lists to the end when `full`.

    Raises
    ------
    UnknownName
        There is no such symptom.
    """
    record = kb.symptom(ident)
    claims = kb.claims_on(ident)
    treats = [c for c in claims if c.kind == "treats"]
    single = [c for c in treats if len(c.subjects) == 1]

    def cut(some: list[Claim]) -> Listing[PointRow]:
        return listing(_rank(kb, some), lambda row: len(row.cites), None if full else ROOM)

    return SymptomPage(
        id=ident,
        label=record.en,
        lay=record.lay,
        terms=record.hant,
        remark=record.remark,
        codes=tuple(
            (name, code) for name, code in (("ICD-11", record.icd11), ("HPO", record.hpo)) if code
        ),
        broader=tuple(common.symptom_ref(kb, one) for one in record.broader),
        narrower=tuple(
            common.symptom_ref(kb, one)
            for one, other in kb.symptoms.items()
            if ident in other.broader
        ),
        classical=cut([c for c in single if not common.is_modern(kb, c)]),
        modern=cut([c for c in single if common.is_modern(kb, c)]),
        together=cut([c for c in treats if len(c.subjects) > 1]),
        meridians=_rank(kb, [c for c in claims if c.kind == "illness"]),
        conditions=tuple(condition_ref(kb, one.id) for one in kb.conditions_of(ident)),
        voices=voices(kb, treats),
    )


def _rank(kb: KnowledgeBase, claims: Iterable[Claim]) -> tuple[PointRow, ...]:
    """Return claims by subject: most families, then most books, then code order."""
    grouped: defaultdict[tuple[str, ...], list[Claim]] = defaultdict(list)
    for claim in claims:
        grouped[claim.subjects].append(claim)
    rows = [(voices(kb, found), subjects, found) for subjects, found in grouped.items()]
    rows.sort(key=lambda r: (-r[0].families, -r[0].books, [_order(kb, s) for s in r[1]]))
    return tuple(
        PointRow(
            tuple(_ref(kb, one) for one in subjects),
            kb.points[subjects[0]].names.gloss if subjects[0] in kb.points else "",
            count,
            chips(kb, found),
        )
        for count, subjects, found in rows
    )


def _order(kb: KnowledgeBase, ident: str) -> tuple[int, int, str]:
    if ident in kb.points:
        return (0, list(kb.points).index(ident), "")
    return (1, 0, ident)


def _ref(kb: KnowledgeBase, ident: str) -> Ref:
    if codes.is_code(ident) or codes.is_extra(ident):
        return common.point_ref(kb, ident)
    return common.meridian_ref(kb, ident)
