"""What sources forbid at a point and warn of, in short: the card on its page."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable

from kb.base import KnowledgeBase
from kb.frozen import frozen
from kb.model import Claim
from kb.views import common
from kb.views.common import Chip, Voices, chips, limit_text, voices
from kb.views.needling import ACTS
from kb.views.study import StudyRef, short

__all__ = [
    "OVER_ITS_TIP",
    "OVER_LUNG",
    "PREGNANCY",
    "USES",
    "Prohibition",
    "SafetyBlock",
    "safety_block",
    "silent_on",
    "warns",
]

PREGNANCY = "pregnancy"
WARNS = ("forbids", "cautions")
USES = ("treats", "reinforce", "reduce")
_SPEAKS = ("other", "needle", "moxa", *WARNS, *USES)

OVER_LUNG = frozenset(
    {
        "anterior-thoracic-region", "axilla", "lateral-thoracic-region", "scapular-region",
        "shoulder-girdle", "upper-back-region",
    }
)  # fmt: skip
"""Regions beneath which the lung lies; ours, for the hint at the records on pneumothorax."""

OVER_ITS_TIP = {
    "GB21": "WHO counts the top of the shoulder to the neck; the tip of the lung lies beneath",
    "ST11": "above the clavicle, of the region of the neck; the tip of the lung lies beneath",
    "ST12": "above the clavicle, of the region of the neck; the tip of the lung lies beneath",
}
"""Points of other regions that lie over the lung, and why; ours."""


@frozen
class Prohibition:
    """An act that sources forbid, or a hazard they warn of.

    Attributes
    ----------
    act : str
        What it is, and for whom.
    voices : Voices
        Who says so.
    cites : tuple of Chip
        Their citations; empty where these stand elsewhere on the page.
    books : tuple of str
        Books that say so themselves, oldest first; `since` is the year of the first.
    silent : int
        Sources that speak of the point without this warning; counted for pregnancy only.
    """

    act: str
    voices: Voices
    cites: tuple[Chip, ...] = ()
    books: tuple[str, ...] = ()
    since: str = ""
    silent: int = 0


@frozen
class SafetyBlock:
    """Prohibitions (cited in the table), cautions, structures at risk.

    `studies` are records on harm that name the point; `over_lung` tells whether it lies over the
    lung (ours).
    """

    forbids: tuple[Prohibition, ...]
    cautions: tuple[Prohibition, ...]
    risks: tuple[Prohibition, ...]
    studies: tuple[StudyRef, ...] = ()
    over_lung: bool = False


def warns(claim: Claim) -> bool:
    """Return whether a claim warns of something in pregnancy."""
    return PREGNANCY in claim.qualifier and claim.kind in WARNS


def silent_on(kb: KnowledgeBase, code: str, warnings: Iterable[Claim]) -> tuple[str, ...]:
    """Return the sources that speak of a point and are not among those who warn, oldest first."""
    spoken = {claim.source for claim in warnings}
    every = [c for c in kb.claims_of(code) if c.kind in _SPEAKS and c.source not in spoken]
    return tuple(dict.fromkeys(claim.source for claim in common.by_age(kb, every)))


def safety_block(kb: KnowledgeBase, code: str, claims: Iterable[Claim]) -> SafetyBlock:
    """Return what sources forbid and warn of.

    Parameters
    ----------
    kb : KnowledgeBase
        The data.
    code : str
        The point.
    claims : iterable of Claim
        Those that speak of the point alone.
    """
    forbids: defaultdict[tuple[str, tuple[str, ...]], list[Claim]] = defaultdict(list)
    cautions: defaultdict[str, list[Claim]] = defaultdict(list)
    risks: defaultdict[str, list[Claim]] = defaultdict(list)
    for claim in claims:
        if claim.kind == "forbids":
            forbids[claim.target, claim.qualifier].append(claim)
        elif claim.kind == "cautions":
            cautions[claim.target].append(claim)
        elif claim.kind in ("needle", "moxa") and "risk" in claim.value:
            for one in _risks(claim):
                risks[one].append(claim)
    point = kb.points[code]
    return SafetyBlock(
        tuple(_forbidden(kb, code, *key, found) for key, found in forbids.items()),
        _hazards(kb, cautions),
        _hazards(kb, risks),
        tuple(short(kb, s.id, "safety") for s in kb.studies_naming(code) if s.topic == "safety"),
        "pneumothorax" in kb.conditions
        and (
            code in OVER_ITS_TIP
            or (point.location is not None and point.location.region in OVER_LUNG)
        ),
    )


def _risks(claim: Claim) -> tuple[str, ...]:
    value = claim.value["risk"]
    return (value,) if isinstance(value, str) else tuple(value)


def _forbidden(
    kb: KnowledgeBase, code: str, act: str, limits: tuple[str, ...], found: list[Claim]
) -> Prohibition:
    own = dict.fromkeys(c.source for c in common.by_age(kb, found) if not c.reports)
    words = ACTS.get(act, act)
    return Prohibition(
        f"{words} ({limit_text(limits)})" if limits else words,
        voices(kb, found),
        books=tuple(common.label_of(kb.sources[name]) for name in own),
        since=next((year for name in own if (year := common.year_of(kb, name))), ""),
        silent=len(silent_on(kb, code, found)) if PREGNANCY in limits else 0,
    )


def _hazards(kb: KnowledgeBase, grouped: dict[str, list[Claim]]) -> tuple[Prohibition, ...]:
    return tuple(
        Prohibition(common.place_name(kb, ident).label, voices(kb, found), chips(kb, found))
        for ident, found in grouped.items()
    )
