"""The pages on safety, of all points and of one: who warns and who does not, what studies counted.

Severity is never computed from counts: a warning of one book stands as that book's warning.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import replace

from kb.base import KnowledgeBase
from kb.compare import Contrast, contrasts, statements
from kb.frozen import frozen
from kb.model import Claim
from kb.views import common
from kb.views.cautions import PREGNANCY, USES, SafetyBlock, safety_block, silent_on, warns
from kb.views.common import Chip, Ref, Voices, by_age, chips, voices
from kb.views.differences import ContrastLine, contrast_line
from kb.views.study import StudyRef, short

__all__ = [
    "Act",
    "HazardRow",
    "PointSafety",
    "PregnancyRow",
    "RateRow",
    "SafetyPage",
    "point_safety",
    "safety_page",
]

ACTS = {
    "needle": "needle", "moxa": "moxa", "deep-needle": "deep needle", "many-cones": "many cones",
    "bleeding": "bleeding", "great-care": "great care",
}  # fmt: skip


@frozen
class Act:
    """An act that sources warn of in pregnancy: how many, since when, and their words."""

    act: str
    voices: Voices
    since: str
    cites: tuple[Chip, ...]


@frozen
class PregnancyRow:
    """A point in pregnancy.

    Attributes
    ----------
    acts : tuple of Act
        What is warned of, oldest first.
    uses : tuple of Chip
        Sources that give the point in pregnancy, for a complaint or in a certain way.
    silent : tuple of Ref
        Sources that speak of the point and of whom no warning is recorded here.
    studies : tuple of StudyRef
        Records of evidence that name the point and look at pregnancy.
    """

    point: Ref
    acts: tuple[Act, ...]
    uses: tuple[Chip, ...]
    silent: tuple[Ref, ...]
    studies: tuple[StudyRef, ...]


@frozen
class HazardRow:
    """A structure or a way of needling that sources warn of, and at which points."""

    hazard: str
    points: tuple[tuple[Ref, tuple[Chip, ...]], ...]


@frozen
class RateRow:
    """What a record counted: the record, of how many, and each result as read."""

    study: StudyRef
    size: str
    results: tuple[tuple[str, str], ...]
    read_limits: tuple[str, ...]


@frozen
class SafetyPage:
    """Everything the page on safety says; `unspoken` are acts no source warns of in pregnancy."""

    pregnancy: tuple[PregnancyRow, ...]
    unspoken: tuple[str, ...]
    hazards: tuple[HazardRow, ...]
    rates: tuple[RateRow, ...]
    topics: tuple[Ref, ...]


@frozen
class PointSafety:
    """Everything recorded on the safety of one point.

    Attributes
    ----------
    pregnancy : PregnancyRow
        Without acts when no source warns of the point in pregnancy.
    bans : tuple of (str, Voices, tuple of Chip)
        Each act that sources forbid, pregnancy apart, and who does.
    contrasts, in_pregnancy : tuple of ContrastLine
        Where one source forbids what another gives, always or in pregnancy.
    block : SafetyBlock
        Cautions, structures at risk, studies that name the point.
    beneath : tuple of (Ref, tuple of Chip)
        Vessels and nerves beneath the point.
    lung : tuple of StudyRef
        Records on pneumothorax when the region of the point lies over the lung.
    rates : int
        Records that count harms, on the page of all points.
    """

    point: Ref
    pregnancy: PregnancyRow
    bans: tuple[tuple[str, Voices, tuple[Chip, ...]], ...]
    contrasts: tuple[ContrastLine, ...]
    in_pregnancy: tuple[ContrastLine, ...]
    block: SafetyBlock
    beneath: tuple[tuple[Ref, tuple[Chip, ...]], ...]
    lung: tuple[StudyRef, ...]
    rates: int


def point_safety(kb: KnowledgeBase, code: str) -> PointSafety:
    """Return what is recorded on the safety of a point.

    Raises
    ------
    UnknownName
        There is no such point.
    """
    kb.point(code)
    every = kb.claims_of(code)
    alone = [claim for claim in every if len(claim.subjects) == 1]
    block = safety_block(kb, code, alone)
    bans: defaultdict[tuple[str, tuple[str, ...]], list[Claim]] = defaultdict(list)
    beneath: defaultdict[str, list[Claim]] = defaultdict(list)
    for claim in alone:
        if claim.kind == "forbids" and not warns(claim):
            bans[claim.target, claim.qualifier].append(claim)
        elif claim.kind == "anatomy":
            beneath[claim.target].append(claim)
    found = contrasts(kb, code, statements(kb, code))
    parted = [one for one in found if one.kind in ("ban", "limit")]
    lung = kb.studies_on("pneumothorax") if block.over_lung else ()
    return PointSafety(
        common.point_ref(kb, code),
        _row(kb, code, [claim for claim in every if warns(claim)]),
        tuple(
            (ACTS.get(act, act), voices(kb, found), chips(kb, found))
            for (act, _), found in bans.items()
        ),
        tuple(contrast_line(kb, one) for one in parted if not _limited(one)),
        tuple(contrast_line(kb, one) for one in parted if _limited(one)),
        block,
        tuple((common.place_name(kb, one), chips(kb, found)) for one, found in beneath.items()),
        tuple(short(kb, one.id, "pneumothorax") for one in lung),
        len(_rates(kb)),
    )


def _limited(one: Contrast) -> bool:
    """Return whether a contrast is about pregnancy alone."""
    scopes = [said.scope for side in one.sides for said in side.statements]
    return one.kind == "limit" and any(PREGNANCY in scope for scope in scopes)


def _rates(kb: KnowledgeBase) -> tuple[RateRow, ...]:
    """Return the records that count harms, with their denominators."""
    return tuple(
        RateRow(
            short(kb, one.id, "safety"),
            one.size,
            tuple((", ".join(filter(None, (r.measure, r.at))), r.result) for r in one.results),
            one.limits,
        )
        for one in kb.studies_on("safety")
        if one.results
    )


def safety_page(kb: KnowledgeBase) -> SafetyPage:
    """Return the page on safety."""
    rows = _pregnancy(kb)
    warned = {act.act for row in rows for act in row.acts}
    return SafetyPage(
        rows,
        tuple(act for act in ("needle", "moxa", "pressure") if act not in warned) if rows else (),
        _hazards(kb),
        _rates(kb),
        tuple(
            Ref("condition", ident, record.en)
            for ident, record in kb.conditions.items()
            if record.kind == "topic" and any(s.topic == "safety" for s in kb.studies_on(ident))
        ),
    )


def _pregnancy(kb: KnowledgeBase) -> tuple[PregnancyRow, ...]:
    warned: defaultdict[str, list[Claim]] = defaultdict(list)
    for claim in kb.claims():
        if warns(claim):
            for code in claim.subjects:
                if code in kb.points:
                    warned[code].append(claim)
    return tuple(_row(kb, code, warned[code]) for code in kb.points if code in warned)


def _row(kb: KnowledgeBase, code: str, warnings: list[Claim]) -> PregnancyRow:
    acts: defaultdict[str, list[Claim]] = defaultdict(list)
    for claim in by_age(kb, warnings):
        acts[claim.target or claim.kind].append(claim)
    uses = [c for c in kb.claims_of(code) if PREGNANCY in c.qualifier and c.kind in USES]
    return PregnancyRow(
        common.point_ref(kb, code),
        tuple(_act(kb, act, found) for act, found in acts.items()),
        _chips(kb, uses),
        tuple(common.source_ref(kb, one) for one in silent_on(kb, code, warnings)),
        tuple(
            short(kb, one.id, "pregnancy-safety")
            for one in kb.studies_naming(code)
            if "pregnancy-safety" in one.conditions
        ),
    )


def _act(kb: KnowledgeBase, act: str, found: list[Claim]) -> Act:
    own = [claim for claim in found if not claim.reports] or found
    return Act(
        ACTS.get(act, act.replace("-", " ")),
        voices(kb, found),
        common.year_of(kb, own[0].source),
        _chips(kb, found),
    )


def _chips(kb: KnowledgeBase, claims: Iterable[Claim]) -> tuple[Chip, ...]:
    """Return chips that do not repeat what the list they stand in is about."""
    return tuple(
        replace(chip, limits=tuple(limit for limit in chip.limits if limit != PREGNANCY))
        for chip in chips(kb, claims)
    )


def _hazards(kb: KnowledgeBase) -> tuple[HazardRow, ...]:
    found: defaultdict[str, defaultdict[str, list[Claim]]] = defaultdict(lambda: defaultdict(list))
    for claim in kb.claims():
        if claim.kind == "cautions" and PREGNANCY not in claim.qualifier:
            _note(found, (claim.target,), claim)
        elif claim.kind == "needle":
            _note(found, _listed(claim.value.get("risk", ())), claim)
    names = {one: kb.structures[one].en if one in kb.structures else one for one in found}
    return tuple(
        HazardRow(
            names[one].replace("-", " "),
            tuple(
                (common.point_ref(kb, code), chips(kb, found[one][code]))
                for code in kb.points
                if code in found[one]
            ),
        )
        for one in sorted(found, key=lambda one: (-len(found[one]), names[one]))
    )


def _note(
    found: defaultdict[str, defaultdict[str, list[Claim]]], hazards: Iterable[str], claim: Claim
) -> None:
    for hazard in hazards:
        for code in claim.subjects:
            found[hazard][code].append(claim)


def _listed(value: object) -> tuple[str, ...]:
    if isinstance(value, str):
        return (value,)
    return tuple(map(str, value)) if isinstance(value, (list, tuple)) else ()
