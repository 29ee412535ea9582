"""Questions about landmarks without a figure, answered: below, behind, by, between two of them."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from kb.base import KnowledgeBase
from kb.search.found import Found, put
from kb.search.keys import key_of
from kb.search.landmarks import WAYS, Pair, amid, beside, pair_at, stems_at
from kb.search.lexicon import lookup
from kb.search.records import Remark

if TYPE_CHECKING:
    from kb.search.index import Index

__all__ = ["between_two", "by_landmark", "only_landmark"]


def between_two(base: KnowledgeBase, found: Found, match: re.Match[str], two: Pair) -> int:
    """Answer with the points between two landmarks."""
    end = match.end() + two[2]
    label = " ".join(found.rest[match.start() : end].split())
    several = list(amid(base, two[0], two[1]))
    if not several:
        found.remarks.append(Remark("nothing there", "no location is told as between these"))
    return put(found, match, end, f"{label}, as locations say", several)


def by_landmark(
    base: KnowledgeBase, index: Index, found: Found, match: re.Match[str]
) -> int | None:
    """Answer *below*, *behind*, *between* or *by* a landmark from what the locations say."""
    word = match["w"].lower()
    two = pair_at(found.rest[match.end() :]) if word == "between" else None
    if two is not None:
        return between_two(base, found, match, two)
    got = stems_at(found.rest[match.end() :])
    if got is None:
        return None
    end = match.end() + got[1]
    name = found.rest[match.end() : end].strip().removeprefix("the ")
    inside = word in ("in", "at", "on")
    if inside and any(facet.kind == "region" for facet in lookup(index.words, key_of(name))):
        return None
    way = WAYS.get("-".join(word.split()), frozenset())
    reasons = list(beside(base, got[0], way, both=word.startswith("between")))
    if not reasons:
        found.remarks.append(Remark("nothing there", f"no location is told as {word} the {name}"))
    label = " ".join(found.rest[match.start() : end].split())
    return put(found, match, end, f"{label}, as locations say", reasons)


def only_landmark(
    base: KnowledgeBase, index: Index, found: Found, match: re.Match[str]
) -> int | None:
    """Answer *behind the ear*, *between the brows* when nothing else is asked."""
    after = found.rest[match.end() :]
    got = pair_at(after) or stems_at(after)
    if got is None or after[got[-1] :].strip(" ?.!"):
        return None
    return by_landmark(base, index, found, match)
