"""Records of the knowledge base: frozen, slotted, ids only.

A record never holds another record, only its id; `kb.base.KnowledgeBase` answers for the links.
Everything that a source says is one `Claim`, whatever file it stands in. All classes are immutable
and hashable where their fields are, because one object is shared by all sessions of the browser.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from kb.model.claim import CLAIM_KINDS, ITEM_KINDS, QUALIFIERS, Claim
from kb.model.places import (
    RELATIONS,
    Contrast,
    Hint,
    Landmark,
    Location,
    Names,
    Point,
    Relation,
    Rival,
)
from kb.model.records import (
    Category,
    Gap,
    Member,
    Meridian,
    Source,
    Structure,
    Symptom,
    Teaching,
    TextFile,
)

if TYPE_CHECKING:
    from kb.model.evidence import (
        CERTAINTIES,
        DIRECTIONS,
        SHAM,
        STUDY_KINDS,
        Article,
        Condition,
        Effect,
        Omission,
        Result,
        Stated,
        Statement,
        Study,
    )

__all__ = [
    "CERTAINTIES",
    "CLAIM_KINDS",
    "DIRECTIONS",
    "ITEM_KINDS",
    "QUALIFIERS",
    "RELATIONS",
    "SHAM",
    "STUDY_KINDS",
    "Article",
    "Category",
    "Claim",
    "Condition",
    "Contrast",
    "Effect",
    "Gap",
    "Hint",
    "Landmark",
    "Location",
    "Member",
    "Meridian",
    "Names",
    "Omission",
    "Point",
    "Relation",
    "Result",
    "Rival",
    "Source",
    "Stated",
    "Statement",
    "Structure",
    "Study",
    "Symptom",
    "Teaching",
    "TextFile",
]


def __getattr__(name: str) -> Any:
    """Return a record of evidence: the home page needs none, and they are long to make."""
    if name not in __all__:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    from kb.model import evidence

    return getattr(evidence, name)
