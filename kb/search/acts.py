"""Words of an act without a ban: where books let blood, and when the word is a complaint.

*Bleeding* is what a patient has and what a needle does. Alone, or for points that help, it is the
complaint; of a point, as a technique or with words that mean nothing else, it is the act.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from kb.search.lexicon import Facet
from kb.search.parse import Part
from kb.search.records import Remark

if TYPE_CHECKING:
    from kb.search.draft import Draft

__all__ = ["read_acts"]

_COMPLAINT = {"bleeding": "bleeding", "bleed": "bleeding", "bleeds": "bleeding", "出血": "bleeding"}
"""Words of acts that name a complaint too, to its id."""

_AS_ACT = re.compile(
    r"\b(?:technique|method|therapy|needle|lancet|prick|how to|where to|should (?:i|you|we)"
    r"|to bleed|bleed(?:ing)? (?:at|on|the point)|(?:by|with) bleeding)\b"
    r"|三[棱稜]|放|刺|针|針",
    re.IGNORECASE,
)
"""Beside these the act is meant."""


def read_acts(draft: Draft, parts: list[Part]) -> list[Part]:
    """Return the parts with letting blood read as the points where books do it, or as a complaint.

    Beside a ban, an act is what is banned and stays as it is.
    """
    kinds = {part.facets[0].kind for part in parts if part.facets}
    if "forbid" in kinds or "bleeding" not in draft.base.symptoms:
        return parts
    return [_read(draft, part, kinds) if _bleeding(part) else part for part in parts]


def _bleeding(part: Part) -> bool:
    return (
        bool(part.facets) and part.facets[0].kind == "act" and part.facets[0].ids == ("bleeding",)
    )


def _read(draft: Draft, part: Part, kinds: set[str]) -> Part:
    known = _COMPLAINT.get(part.text.lower())
    bled = draft.index.bled
    if known and not kinds & {"point", "symptom"} and not _AS_ACT.search(draft.query):
        said = (
            f"letting blood is a technique too: books let blood at {len(bled)} points; "
            "ask for ‘bloodletting points’"
        )
        cites = tuple(ids[0] for ids in bled.values())
        draft.remarks.append(Remark("technique", said, cites[:6]))
        return Part(part.text, "facets", (Facet("symptom", (known,), "label"),))
    why = "blood is let there"
    reasons = tuple((code, why) for code in bled)
    facet = Facet("place", tuple(bled), "points where books let blood", reasons=reasons,
                  cites=tuple(bled.items()))  # fmt: skip
    return Part(part.text, "facets", (facet,))
