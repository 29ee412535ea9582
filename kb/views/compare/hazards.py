"""What is forbidden on a point and which hazards are named, by what is said in words."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable

from kb.base import KnowledgeBase
from kb.model import Claim
from kb.views import common
from kb.views.common import limit_text
from kb.views.needling import ACTS

__all__ = ["safety_claims"]


def safety_claims(kb: KnowledgeBase, claims: Iterable[Claim]) -> dict[str, list[Claim]]:
    """Return the claims that forbid or warn, by what is said in words; bans first."""
    bans: defaultdict[str, list[Claim]] = defaultdict(list)
    hazards: defaultdict[str, list[Claim]] = defaultdict(list)
    for claim in claims:
        if claim.kind == "forbids":
            limits = f" ({limit_text(claim.qualifier)})" if claim.qualifier else ""
            bans[f"{ACTS.get(claim.target, claim.target)}{limits} forbidden"].append(claim)
        elif claim.kind == "cautions":
            hazards[f"care: {common.place_name(kb, claim.target).label}"].append(claim)
        elif claim.kind in ("needle", "moxa"):
            risks = claim.value.get("risk", ())
            for one in (risks,) if isinstance(risks, str) else risks:
                hazards[f"at risk: {common.place_name(kb, one).label}"].append(claim)
    return {**bans, **hazards}
