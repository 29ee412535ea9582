"""The page on safety: who warns and who does not, beside what studies counted.

Severity is never computed from counts: a warning of one book stands as that book's warning.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, replace

from kb.base import KnowledgeBase
from kb.model import Claim
from kb.views import common
from kb.views.common import Chip, Ref, Voices, by_age, chips, voices
from kb.views.study import StudyRef, short

__all__ = ["Act", "HazardRow", "PregnancyRow", "RateRow", "SafetyPage", "safety_page"]

ACTS = {
    "needle": "needle", "moxa": "moxa", "deep-needle": "deep needle", "many-cones": "many cones",
    "bleeding": "bleeding", "great-care": "great care",
}  # fmt: skip
_WARNS = ("forbids", "cautions")
_USES = ("treats", "reinforce", "reduce")
_SPEAKS = ("other", "needle", "moxa", *_WARNS, *_USES)
PREGNANCY = "pregnancy"


@dataclass(frozen=True, slots=True)
class Act:
    """An act that sources warn of in pregnancy: how many, since when, and their words."""

    act: str
    voices: Voices
    since: str
    cites: tuple[Chip, ...]


@dataclass(frozen=True, slots=True)
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


@dataclass(frozen=True, slots=True)
class HazardRow:
    """A structure or a way of needling that sources warn of, and at which points."""

    hazard: str
    points: tuple[tuple[Ref, tuple[Chip, ...]], ...]


@dataclass(frozen=True, slots=True)
class RateRow:
    """What a record counted: the record, of how many, and each result as read."""

    study: StudyRef
    size: str
    results: tuple[tuple[str, str], ...]
    read_limits: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class SafetyPage:
    """Everything the page on safety says."""

    pregnancy: tuple[PregnancyRow, ...]
    hazards: tuple[HazardRow, ...]
    rates: tuple[RateRow, ...]
    topics: tuple[Ref, ...]


def safety_page(kb: KnowledgeBase) -> SafetyPage:
    """Return the page on safety."""
    return SafetyPage(
        _pregnancy(kb),
        _hazards(kb),
        tuple(
            RateRow(
                short(kb, one.id, "safety"),
                one.size,
                tuple((", ".join(filter(None, (r.measure, r.at))), r.result) for r in one.results),
                one.limits,
            )
            for one in kb.studies_on("safety")
            if one.results
        ),
        tuple(
            Ref("condition", ident, record.en)
            for ident, record in kb.conditions.items()
            if record.kind == "topic" and any(s.topic == "safety" for s in kb.studies_on(ident))
        ),
    )


def _pregnancy(kb: KnowledgeBase) -> tuple[PregnancyRow, ...]:
    warned: defaultdict[str, list[Claim]] = defaultdict(list)
    for claim in kb.claims():
        if PREGNANCY in claim.qualifier and claim.kind in _WARNS:
            for code in claim.subjects:
                if code in kb.points:
                    warned[code].append(claim)
    return tuple(_row(kb, code, warned[code]) for code in kb.points if code in warned)


def _row(kb: KnowledgeBase, code: str, warnings: list[Claim]) -> PregnancyRow:
    acts: defaultdict[str, list[Claim]] = defaultdict(list)
    for claim in by_age(kb, warnings):
        acts[claim.target or claim.kind].append(claim)
    every = [c for c in kb.claims_of(code) if c.kind in _SPEAKS]
    spoken = {claim.source for claim in warnings}
    silent = dict.fromkeys(c.source for c in by_age(kb, every) if c.source not in spoken)
    uses = [c for c in every if PREGNANCY in c.qualifier and c.kind in _USES]
    return PregnancyRow(
        common.point_ref(kb, code),
        tuple(_act(kb, act, found) for act, found in acts.items()),
        _chips(kb, uses),
        tuple(common.source_ref(kb, one) for one in silent),
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
