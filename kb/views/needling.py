"""Needling and moxibustion of a point: every book's figures and bans side by side."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from kb import cite
from kb.base import KnowledgeBase
from kb.compare import (
    FIGURES,
    PLACE,
    Statement,
    check_reports,
    contrasts,
    leading,
    overlap,
    statements,
)
from kb.frozen import frozen
from kb.model import Claim
from kb.views import common
from kb.views.common import Chip, Ref, limit_text
from kb.views.differences import ContrastLine, Misreport, contrast_line, misreports
from kb.views.measures import measure

__all__ = [
    "ACTS",
    "COLUMNS",
    "Cell",
    "NeedleRow",
    "NeedlingBlock",
    "needling_block",
]

COLUMNS: tuple[str, ...] = ("Needle", "Retained (breaths)", "Moxa (cones)", "Forbidden")
"""Columns of the table, after the book."""


@frozen
class Cell:
    """What one passage says in one column, and its chip.

    Attributes
    ----------
    text : str
        Figures and phrases (``3 fen``, ``let blood``); empty when only the words are there.
    cite : Chip
        Its citation; further passages of the book that say the same in `Chip.also`.
    differs : bool
        Whether it excludes the most attested figure, or forbids what another book gives.
    """

    text: str
    cite: Chip
    differs: bool


@frozen
class NeedleRow:
    """What one source says (or says that another says), column by column.

    `verdict` is what comparing a reported row with the reported book gave: ``contradicted`` if one
    of its figures is, ``confirmed`` if one is and none is contradicted, otherwise empty.
    """

    source: Ref
    year: str
    reports: str
    verdict: str
    modern: bool
    columns: tuple[tuple[Cell, ...], ...]


@frozen
class NeedlingBlock:
    """The table, oldest source first; where the sources part; reports that are contradicted."""

    rows: tuple[NeedleRow, ...]
    lines: tuple[ContrastLine, ...]
    misreports: tuple[Misreport, ...]


ACTS = {
    "needle": "needling", "moxa": "moxibustion", "deep-needle": "deep needling",
    "many-cones": "many moxa cones", "bleeding": "bleeding",
}  # fmt: skip
_KINDS = ("needle", "moxa", "forbids")


def needling_block(kb: KnowledgeBase, code: str, claims: Iterable[Claim]) -> NeedlingBlock:
    """Return what the claims of a point say of needle and moxa, and where sources part.

    Parameters
    ----------
    kb : KnowledgeBase
        The data.
    code : str
        The point.
    claims : iterable of Claim
        Those that speak of the point alone.
    """
    said = statements(kb, code)
    found = contrasts(kb, code, said)
    reports = check_reports(kb, code, said)
    marked = _marked(said)
    for contrast in found:
        if contrast.kind == "ban":
            forbid = next(side for side in contrast.sides if side.value == "forbidden")
            marked.update((one.cite, "forbids") for one in forbid.statements)
    verdicts: defaultdict[tuple[str, str], set[str]] = defaultdict(set)
    for report in reports:
        if report.said.axis != PLACE:
            verdicts[report.said.voice].add(report.verdict)
    rows: dict[tuple[str, str], list[Claim]] = {}
    for claim in common.by_age(kb, (one for one in claims if one.kind in _KINDS)):
        rows.setdefault((claim.source, claim.reports), []).append(claim)
    return NeedlingBlock(
        tuple(_row(kb, key, some, marked, verdicts[key]) for key, some in rows.items()),
        tuple(contrast_line(kb, one) for one in found),
        misreports(kb, reports),
    )


def _marked(said: Iterable[Statement]) -> set[tuple[str, str]]:
    """Return ``(claim, axis)`` of the figures that exclude the most attested one of their axis."""
    by_axis: defaultdict[str, list[Statement]] = defaultdict(list)
    for one in said:
        if one.axis in FIGURES:
            by_axis[one.axis].append(one)
    found = set()
    for axis, some in by_axis.items():
        side = leading(some)
        base = side.statements[0].figures if side else ()
        kinds = {figure.kind for figure in base}
        for one in some:
            alike = any(figure.kind in kinds for figure in one.figures)
            if alike and not one.scope and not overlap(one.figures, base):
                found.add((one.cite, axis))
    return found


@dataclass(slots=True)
class _Said:
    """What passages of one book say alike in one column."""

    text: str
    claims: list[Claim]
    differs: bool

    def cell(self, kb: KnowledgeBase) -> Cell:
        first, *rest = self.claims
        return Cell(
            self.text, common.chip(kb, first, tuple([one.id for one in rest])), self.differs
        )


def _row(
    kb: KnowledgeBase,
    key: tuple[str, str],
    claims: list[Claim],
    marked: set[tuple[str, str]],
    verdicts: set[str],
) -> NeedleRow:
    source, reports = key
    columns: list[dict[tuple[str, tuple[str, ...]], _Said]] = [{}, {}, {}, {}]
    for claim in claims:
        for number, axis, text in _texts(kb, claim):
            if claim.kind != "forbids" and claim.qualifier:
                text = f"{text or claim.term} {limit_text(claim.qualifier)}"
            label = (text or claim.term, claim.qualifier)
            same = columns[number].get(label)
            if same:
                same.claims.append(claim)
            else:
                columns[number][label] = _Said(text, [claim], (claim.id, axis) in marked)
    verdict = next((one for one in ("contradicted", "confirmed") if one in verdicts), "")
    return NeedleRow(
        common.source_ref(kb, source),
        common.year_of(kb, source),
        common.label_of(kb.sources[reports]) if reports else "",
        verdict,
        kb.sources[source].kind in cite.MODERN,
        tuple(tuple([said.cell(kb) for said in column.values()]) for column in columns),
    )


def _each(claim: Claim, key: str) -> tuple[str, ...]:
    value = claim.value.get(key, ())
    return (value,) if isinstance(value, str) else tuple(value)


def _texts(kb: KnowledgeBase, claim: Claim) -> Iterable[tuple[int, str, str]]:
    """Yield ``(column, axis, text)`` of everything that a claim puts into the table."""
    if claim.kind == "forbids":
        words = ACTS.get(claim.target, claim.target)
        limits = limit_text(claim.qualifier)
        yield 3, "forbids", f"{words} {limits}".strip()
        return
    given = [str(measure(one)) for one in _each(claim, "depth")]
    given += [measure(f"{one} 壯").figure for one in _each(claim, "cones")]
    given += [*_each(claim, "angle")]
    given += [f"toward {common.place_name(kb, one).label}" for one in _each(claim, "toward")]
    given += ["let blood"] if claim.value.get("bleed") else []
    given += ["applicable"] if claim.value.get("applicable") else []
    given += [f"{one.replace('-', '–')} minutes" for one in _each(claim, "minutes")]
    for key in ("depth", "cones"):
        given += [f"another reading {measure(one)}" for one in _each(claim, f"{key}_variant")]
    retained = [measure(one).figure for one in _each(claim, "retain")]
    retained += [f"another reading {measure(one).figure}" for one in _each(claim, "retain_variant")]
    if given or not retained:
        column = 2 if claim.kind == "moxa" else 0
        yield column, "cones" if column else "depth", ", ".join(given)
    if retained:
        yield 1, "retain", ", ".join(retained)
