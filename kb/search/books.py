"""The books of a query: which ones are meant, of which points they speak, and which spoke first."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import TYPE_CHECKING

from kb import cite
from kb.base import KnowledgeBase
from kb.search.complaints import Said
from kb.search.index import Index
from kb.search.lexicon import Facet
from kb.search.records import Remark
from kb.search.sets import Matches

if TYPE_CHECKING:
    from kb.search.draft import Draft, Term

__all__ = ["first_said", "first_told", "quoted", "sources_of", "told_by"]


def sources_of(draft: Draft, terms: Sequence[Term]) -> frozenset[str] | None:
    """Return the sources asked for; None when any will do."""
    found: frozenset[str] | None = None
    for kind in ("source", "century", "verse"):
        facets = [term.facet for term in terms if term.facet.kind == kind]
        if facets:
            here = frozenset().union(*(_chosen(draft.base, facet) for facet in facets))
            found = here if found is None else found & here
    return found


def _chosen(base: KnowledgeBase, facet: Facet) -> set[str]:
    if facet.kind == "source":
        return set(facet.ids)
    if facet.kind == "verse":
        return {name for name, source in base.sources.items() if source.kind == "song"}
    first, last = (int(year) for year in facet.ids)
    return {
        name for name, source in base.sources.items()
        if source.year is not None and first <= source.year <= last
    }  # fmt: skip


def quoted(index: Index, sources: frozenset[str]) -> frozenset[str]:
    """Return those of some sources that speak only through others."""
    return frozenset(name for name in sources if name not in index.told)


_POINTS = re.compile(r"\bpoints?\b|\bacupoints?\b|穴", re.IGNORECASE)
"""Whoever names nothing but a book and these wants its points."""


def told_by(draft: Draft, sources: frozenset[str] | None, terms: Sequence[Term]) -> Matches | None:
    """Return the points of which the sources asked for say something."""
    if sources is None:
        return None
    more = any(term.facet.kind not in ("source", "century") for term in terms)
    if not more and not _POINTS.search(draft.query):
        return None
    found = Matches()
    named = [*sources, *(f"~{name}" for name in quoted(draft.index, sources))]
    told = {code for name in named for code in draft.index.told.get(name, ())}
    for code in draft.base.points:
        if code in told:
            found.add(code, "the sources asked for speak of it")
    return found


def _years(base: KnowledgeBase) -> dict[str, int]:
    """Return the year of every dated source, songs and reports left out."""
    return {name: one.year for name, one in base.sources.items() if one.year is not None}


def first_told(draft: Draft, sources: frozenset[str] | None) -> Matches:
    """Return the points of which one of some sources spoke first; of the named ones any source."""
    base, years = draft.base, _years(draft.base)
    told = [(years[name], name, frozenset(codes)) for name, codes in draft.index.told.items()
            if name in years]  # fmt: skip
    oldest: dict[str, tuple[int, str]] = {}
    for year, name, codes in sorted(told, key=lambda one: one[:2]):
        for code in codes:
            oldest.setdefault(code, (year, name))
    found = Matches()
    for code in draft.named or base.points:
        year, name = oldest.get(code, (0, ""))
        if name and (name in sources if sources is not None else code in draft.named):
            ids = [claim.id for claim in base.claims_of(code) if claim.source == name][:1]
            found.add(code, f"first told of in {cite.title(base.sources[name])}, {year}", ids)
    _say(draft, "that speaks of the point itself, among the books here")
    return found


def first_said(draft: Draft, said: Said, sources: frozenset[str] | None) -> tuple[Said, Matches]:
    """Return the points for a complaint that one of some sources gave first, with that source."""
    base, years = draft.base, _years(draft.base)
    found = Matches()
    for code in said.voices:
        own = [(years[name], name, f"{name}/{code}/treats/{symptom}{hash_}{number}")
               for symptom, marks, _ in said.rows(code) for mark in marks
               for name, hash_, number in [mark.partition("#")] if name in years]  # fmt: skip
        if own:
            year, name, ident = min(own)
            if sources is None or name in sources:
                found.add(code, f"first in {cite.title(base.sources[name])}, {year}", (ident,))
    _say(draft, "that gives it for this, among the books here")
    return said.only({code: said.voices[code] for code in found.why}), found


def _say(draft: Draft, what: str) -> None:
    said = f"first: the oldest dated book {what}; books that are not at hand are not counted"
    draft.remarks.append(Remark("first", said))
