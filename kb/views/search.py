"""The home page: what a query found and how it was understood, or where to begin."""

from __future__ import annotations

from dataclasses import dataclass

from kb.base import KnowledgeBase
from kb.search import Answer, Index, search
from kb.views import common, meridian
from kb.views.article import statements_named
from kb.views.common import Chip, Ref, Voices
from kb.views.condition import conditions_named

__all__ = ["EXAMPLES", "Found", "Home", "Notice", "Results", "home", "results"]

EXAMPLES: tuple[str, ...] = (
    "GB30", "VB30", "huantiao", "環跳", "环跳", "hip pain", "sea point", "足三里", "wangu", "BL40",
)  # fmt: skip
"""Queries of each kind that the box understands; only those that find something are shown."""


@dataclass(frozen=True, slots=True)
class Found:
    """A point that answers the query and why."""

    point: Ref
    gloss: str
    why: tuple[str, ...]
    voices: Voices | None


@dataclass(frozen=True, slots=True)
class Notice:
    """A remark that travels with the result, and what it cites."""

    kind: str
    text: str
    cites: tuple[Chip, ...]


@dataclass(frozen=True, slots=True)
class Results:
    """What a query found.

    Attributes
    ----------
    understood : tuple of (str, str, tuple of Ref)
        Part of the query, what it was taken as, what it means.
    unknown : tuple of str
        Words that nothing answers to.
    points : tuple of Found
        Best first.
    others : tuple of (str, tuple of Ref)
        Symptoms, meridians, categories and sources found.
    """

    query: str
    understood: tuple[tuple[str, str, tuple[Ref, ...]], ...]
    unknown: tuple[str, ...]
    points: tuple[Found, ...]
    more: bool
    others: tuple[tuple[str, tuple[Ref, ...]], ...]
    notices: tuple[Notice, ...]


@dataclass(frozen=True, slots=True)
class Home:
    """The page before anything is typed: examples, meridians, and the size of the data."""

    examples: tuple[str, ...]
    meridians: meridian.MeridianList
    points: int
    claims: int
    families: int


LIMIT = 60


def home(kb: KnowledgeBase, index: Index) -> Home:
    """Return the home page."""
    shown = []
    for query in EXAMPLES:
        answer = search(kb, index, query, 1)
        if answer.points or answer.symptoms or answer.categories or answer.meridians:
            shown.append(query)
    return Home(
        tuple(shown),
        meridian.meridian_list(kb),
        len(kb.points),
        kb.census["claims"],
        kb.census["families"],
    )


def results(kb: KnowledgeBase, index: Index, query: str) -> Results:
    """Return what a query found, as the page shows it."""
    answer = search(kb, index, query, LIMIT + 1)
    return Results(
        answer.query,
        tuple((u.text, u.as_, _refs(kb, u.ids)) for u in answer.understood),
        answer.unknown,
        tuple(
            Found(
                common.point_ref(kb, hit.code),
                kb.points[hit.code].names.gloss,
                hit.why,
                Voices(hit.sources, hit.families) if hit.sources else None,
            )
            for hit in answer.points[:LIMIT]
        ),
        len(answer.points) > LIMIT,
        (*_others(kb, answer), *_conditions(kb, answer.query)),
        tuple(
            Notice(remark.kind, remark.text, common.chips(kb, [kb.claim(c) for c in remark.cites]))
            for remark in answer.remarks
        ),
    )


def _conditions(kb: KnowledgeBase, query: str) -> tuple[tuple[str, tuple[Ref, ...]], ...]:
    groups = (
        ("Conditions", conditions_named(kb, query)),
        ("Statements of an article", statements_named(kb, query)),
    )
    return tuple((title, refs) for title, refs in groups if refs)


def _others(kb: KnowledgeBase, answer: Answer) -> tuple[tuple[str, tuple[Ref, ...]], ...]:
    groups = (
        ("Symptoms", answer.symptoms),
        ("Meridians", answer.meridians),
        ("Categories", answer.categories),
        ("Songs, lists and rules", answer.teachings),
        ("Sources", answer.sources),
    )
    return tuple((title, _refs(kb, ids)) for title, ids in groups if ids)


def _refs(kb: KnowledgeBase, ids: tuple[str, ...]) -> tuple[Ref, ...]:
    return tuple(common.any_ref(kb, one) for one in ids[:40])
