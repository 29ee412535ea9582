"""What sources say: one statement of one source at one place."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import field
from typing import Any

from kb.frozen import frozen

__all__ = ["CLAIM_KINDS", "ITEM_KINDS", "QUALIFIERS", "Claim"]

ITEM_KINDS: tuple[str, ...] = (
    "treats", "other", "needle", "moxa", "forbids", "cautions", "named", "located", "belongs",
    "meets", "anatomy", "reinforce", "reduce",
)  # fmt: skip
"""Kinds of claim a line of ``data/claims`` can hold, in file order."""

CLAIM_KINDS: tuple[str, ...] = (*ITEM_KINDS, "fact", "pathway", "illness", "teaches")
"""All kinds of claim: those of points, of meridians, and what a teaching says in general."""

QUALIFIERS: tuple[str, ...] = (
    "women", "children", "men", "pregnancy", "postpartum", "elderly", "spring", "summer",
    "late-summer", "autumn", "winter",
)  # fmt: skip
"""Whom or when a statement is limited to."""


@frozen
class Claim:
    """One statement of one source at one place.

    Attributes
    ----------
    id : str
        Derived and stable: ``leijing-tuyi/GB30/treats/hip-pain`` (``#2`` for a second passage).
    kind : str
        One of `CLAIM_KINDS`.
    subjects : tuple of str
        Point codes (several: a prescription), or one id of a meridian, category or teaching.
    source, at : str
        Source id and locator.
    term : str
        The source's own words; empty when they may not be shipped or the claim is a figure.
    target : str
        Symptom, category, meridian, act or place id the claim is about; empty when none.
    value : mapping
        Figures and attributes (``{"depth": "1 寸", "retain": "10 呼"}``); empty when none.
    reports : str
        Source whose words this one says it repeats; empty for its own statement.
    qualifier : tuple of str
        Of `QUALIFIERS`.
    file : str
        Data file, relative to the folder that holds ``data/``.
    line : int
        Line in that file, from 1.
    """

    id: str
    kind: str
    subjects: tuple[str, ...]
    source: str
    at: str
    term: str = ""
    target: str = ""
    value: Mapping[str, Any] = field(default_factory=dict, hash=False)
    reports: str = ""
    qualifier: tuple[str, ...] = ()
    file: str = ""
    line: int = 0

    @property
    def subject(self) -> str:
        """Return the subject key as written in the data (``GB30 + LR2``)."""
        return " + ".join(self.subjects)
