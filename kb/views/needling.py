"""Needling, moxibustion and safety of a point: values side by side, spread and contradiction."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from kb import cite
from kb.base import KnowledgeBase
from kb.model import Claim
from kb.views import common
from kb.views.common import Chip, Measure, Ref, Voices, chips, measure, voices

__all__ = [
    "Cell",
    "Conflict",
    "NeedleRow",
    "NeedlingBlock",
    "Prohibition",
    "SafetyBlock",
    "Share",
    "limit_text",
    "needling_block",
    "safety_block",
]


@dataclass(frozen=True, slots=True)
class Cell:
    """One claim of a needling table: what it says, as figures and phrases, and its chip."""

    depth: tuple[Measure, ...]
    retain: tuple[Measure, ...]
    cones: tuple[Measure, ...]
    phrases: tuple[str, ...]
    cite: Chip


@dataclass(frozen=True, slots=True)
class NeedleRow:
    """What one source says (or says that another says) of needling and moxa."""

    source: Ref
    year: str
    reports: str
    needle: tuple[Cell, ...]
    moxa: tuple[Cell, ...]
    modern: bool


@dataclass(frozen=True, slots=True)
class Share:
    """One value of a measure and how many independent voices give it."""

    value: Measure
    voices: Voices


@dataclass(frozen=True, slots=True)
class NeedlingBlock:
    """Needling and moxibustion by source, oldest first, and how the values spread."""

    rows: tuple[NeedleRow, ...]
    depths: tuple[Share, ...]
    cones: tuple[Share, ...]


@dataclass(frozen=True, slots=True)
class Prohibition:
    """An act that sources forbid, or a hazard they warn of."""

    act: str
    voices: Voices
    cites: tuple[Chip, ...]


@dataclass(frozen=True, slots=True)
class Conflict:
    """An act that some sources forbid and others prescribe."""

    act: str
    against: tuple[Chip, ...]
    given: tuple[Chip, ...]


@dataclass(frozen=True, slots=True)
class SafetyBlock:
    """Prohibitions, cautions, structures at risk, and contradictions among the sources."""

    forbids: tuple[Prohibition, ...]
    cautions: tuple[Prohibition, ...]
    risks: tuple[Prohibition, ...]
    conflicts: tuple[Conflict, ...]


ACTS = {
    "needle": "needling", "moxa": "moxibustion", "deep-needle": "deep needling",
    "many-cones": "many moxa cones", "bleeding": "bleeding",
}  # fmt: skip


def needling_block(
    kb: KnowledgeBase, needle: Iterable[Claim], moxa: Iterable[Claim]
) -> NeedlingBlock:
    """Return needling and moxa claims as one row for each source and reported source."""
    needle, moxa = list(needle), list(moxa)
    rows: dict[tuple[str, str], tuple[list[Claim], list[Claim]]] = {}
    for claim in common.by_age(kb, [*needle, *moxa]):
        pair = rows.setdefault((claim.source, claim.reports), ([], []))
        pair[claim.kind == "moxa"].append(claim)
    return NeedlingBlock(
        tuple(_row(kb, key, *pair) for key, pair in rows.items()),
        _spread(kb, needle, "depth"),
        _spread(kb, moxa, "cones", "壯"),
    )


def _row(
    kb: KnowledgeBase, key: tuple[str, str], needle: list[Claim], moxa: list[Claim]
) -> NeedleRow:
    source, reports = key
    record = kb.sources[source]
    label = common.label_of(record)
    year = "" if record.year is None else str(record.year)
    return NeedleRow(
        Ref("source", source, label, record.names.hant, record.names.pinyin),
        year,
        common.label_of(kb.sources[reports]) if reports else "",
        tuple(_cell(kb, claim) for claim in needle),
        tuple(_cell(kb, claim) for claim in moxa),
        record.kind in cite.MODERN,
    )


def _each(claim: Claim, key: str) -> tuple[str, ...]:
    value = claim.value.get(key, ())
    return (value,) if isinstance(value, str) else tuple(value)


def _cell(kb: KnowledgeBase, claim: Claim) -> Cell:
    phrases = [*_each(claim, "angle")]
    phrases += [f"toward {common.place_name(kb, one).label}" for one in _each(claim, "toward")]
    if claim.value.get("bleed"):
        phrases.append("let blood")
    if claim.value.get("applicable"):
        phrases.append("moxa applicable")
    phrases += [f"{one.replace('-', '–')} minutes" for one in _each(claim, "minutes")]
    for key in ("depth", "retain", "cones"):
        phrases += [f"another reading {measure(one)}" for one in _each(claim, f"{key}_variant")]
    return Cell(
        tuple(map(measure, _each(claim, "depth"))),
        tuple(map(measure, _each(claim, "retain"))),
        tuple(measure(f"{one} 壯") for one in _each(claim, "cones")),
        tuple(phrases),
        common.chip(kb, claim),
    )


def _spread(
    kb: KnowledgeBase, claims: Iterable[Claim], key: str, unit: str = ""
) -> tuple[Share, ...]:
    """Return each value that classical books themselves give, most independent voices first."""
    grouped: defaultdict[str, list[Claim]] = defaultdict(list)
    for claim in claims:
        if claim.reports or common.is_modern(kb, claim):
            continue
        for one in _each(claim, key):
            grouped[f"{one} {unit}".strip()].append(claim)
    shares = [Share(measure(value), voices(kb, found)) for value, found in grouped.items()]
    return tuple(sorted(shares, key=lambda s: (-s.voices.families, -s.voices.books, str(s.value))))


def safety_block(kb: KnowledgeBase, claims: Iterable[Claim]) -> SafetyBlock:
    """Return what sources forbid and warn of, and where they contradict each other."""
    claims = list(claims)
    forbids: defaultdict[tuple[str, tuple[str, ...]], list[Claim]] = defaultdict(list)
    cautions: defaultdict[str, list[Claim]] = defaultdict(list)
    risks: defaultdict[str, list[Claim]] = defaultdict(list)
    given: defaultdict[str, list[Claim]] = defaultdict(list)
    for claim in claims:
        if claim.kind == "forbids":
            forbids[claim.target, claim.qualifier].append(claim)
        elif claim.kind == "cautions":
            cautions[claim.target].append(claim)
        elif claim.kind in ("needle", "moxa"):
            given[claim.kind].append(claim)
            for one in _each(claim, "risk"):
                risks[one].append(claim)
    return SafetyBlock(
        tuple(
            Prohibition(_act(act, limits), voices(kb, found), chips(kb, found))
            for (act, limits), found in forbids.items()
        ),
        _hazards(kb, cautions),
        _hazards(kb, risks),
        tuple(
            Conflict(ACTS[act], chips(kb, found), chips(kb, given[act]))
            for (act, limits), found in forbids.items()
            if not limits and given.get(act)
        ),
    )


def _act(act: str, limits: tuple[str, ...]) -> str:
    words = ACTS.get(act, act)
    return f"{words} ({limit_text(limits)})" if limits else words


def limit_text(limits: Iterable[str]) -> str:
    """Return the qualifiers of a statement in words (``in pregnancy``, ``in women``)."""
    words = ("the elderly" if one == "elderly" else one.replace("-", " ") for one in limits)
    return ", ".join(f"in {one}" for one in words)


def _hazards(kb: KnowledgeBase, grouped: defaultdict[str, list[Claim]]) -> tuple[Prohibition, ...]:
    return tuple(
        Prohibition(common.place_name(kb, ident).label, voices(kb, found), chips(kb, found))
        for ident, found in grouped.items()
    )
