"""The home page: what a query found and how it was understood, or where to begin."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kb.base import KnowledgeBase
from kb.frozen import frozen
from kb.search import Answer, Index, search
from kb.search.naming import asked
from kb.views import common, meridian
from kb.views.common import Chip, Ref, Voices

if TYPE_CHECKING:
    from kb.views.plate import Picture

__all__ = ["EXAMPLES", "QUESTIONS", "Found", "Home", "Notice", "Part", "Results", "home", "results"]

EXAMPLES: tuple[str, ...] = (
    "GB30", "VB30", "huantiao", "環跳", "环跳", "hip pain", "sea point", "足三里", "wangu",
)  # fmt: skip
"""Queries of each kind that the box understands."""

QUESTIONS: tuple[str, ...] = (
    "luo points of the hand meridians", "points level with T9", "can't sleep", "治疗头痛的胆经穴",
    "1.5 cun lateral to the gate of life", "headache in at least 5 families",
    "fire points of the yin meridians", "compare ST36 and SP6",
)  # fmt: skip
"""Questions about sets; they need the whole data."""

WHOLE = 361


@frozen
class Found:
    """A point that answers the query and why; `more` counts the citations not shown."""

    point: Ref
    gloss: str
    why: tuple[str, ...]
    voices: Voices | None
    cites: tuple[Chip, ...] = ()
    more: int = 0


@frozen
class Part:
    """A part of the query: the words, what they were taken as, the records meant."""

    text: str
    as_: str
    refs: tuple[Ref, ...]


@frozen
class Notice:
    """A remark that travels with the result, and what it cites."""

    kind: str
    text: str
    cites: tuple[Chip, ...]


@frozen
class Results:
    """What a query found.

    Attributes
    ----------
    understood : tuple of Part
        How the query was read.
    unknown : tuple of str
        Words that nothing answers to.
    points : tuple of Found
        Best first; `total` counts those not shown too.
    others : tuple of (str, tuple of Ref)
        Symptoms, meridians, categories and sources found.
    related : tuple of str
        The two names of a question how two records are related; empty for any other.
    compare : tuple of Ref
        Records that the query sets side by side.
    pictures : tuple of Picture
        Plates that show the answer of a question about places.
    """

    query: str
    understood: tuple[Part, ...]
    unknown: tuple[str, ...]
    points: tuple[Found, ...]
    total: int
    others: tuple[tuple[str, tuple[Ref, ...]], ...]
    notices: tuple[Notice, ...]
    related: tuple[str, ...] = ()
    compare: tuple[Ref, ...] = ()
    pictures: tuple[Picture, ...] = ()


@frozen
class Home:
    """The page before anything is typed: examples, meridians, and the size of the data."""

    examples: tuple[str, ...]
    meridians: meridian.MeridianList
    points: int
    claims: int
    families: int


LIMIT = 60
"""Points of a set shown before all are asked for."""

FIRST = 20
"""Points shown of a ranked list, or of guesses: at every key a browser draws them anew."""

CHIPS = 2
"""Citations shown with a point."""

_RECORDS = ("symptom", "meridian", "category", "teaching", "source")


def home(kb: KnowledgeBase, index: Index) -> Home:
    """Return the home page."""
    shown: tuple[str, ...] = (*EXAMPLES, *QUESTIONS)
    if len(kb.points) < WHOLE:  # each was tried on the whole data, where all of them find something
        found = ((query, search(kb, index, query, 1)) for query in EXAMPLES)
        shown = tuple(query for query, one in found if one.total or one.symptoms or one.categories)
    return Home(
        shown,
        meridian.meridian_list(kb),
        len(kb.points),
        kb.census["claims"],
        kb.census["families"],
    )


def results(kb: KnowledgeBase, index: Index, query: str, whole: bool = False) -> Results:
    """Return what a query found, as the page shows it; with `whole` to the last point."""
    pair = asked(kb, index, query) or ()
    most = len(kb.points) if whole else LIMIT
    answer = search(kb, index, query, most)
    if pair and not answer.compare:
        answer = search(kb, index, " ".join(pair), most)
    a_set = answer.exact and not any(hit.sources for hit in answer.points)
    shown = answer.points if whole or a_set else answer.points[:FIRST]
    return Results(
        query if pair else answer.query,
        tuple(Part(u.text, *_read(kb, index, u.as_, u.ids)) for u in answer.understood),
        answer.unknown,
        tuple(
            Found(
                common.point_ref(kb, hit.code),
                kb.points[hit.code].names.gloss,
                hit.why,
                Voices(hit.sources, hit.families) if hit.sources else None,
                tuple(_chip(kb, one) for one in hit.cites[:CHIPS]),
                max(0, len(hit.cites) - CHIPS),
            )
            for hit in shown
        ),
        answer.total,
        (*_others(kb, answer), *_conditions(kb, answer.query)),
        tuple(
            Notice(remark.kind, remark.text, tuple(_chip(kb, one) for one in remark.cites[:CITED]))
            for remark in answer.remarks
        ),
        pair,
        _refs(kb, answer.compare),
        _pictures(kb, answer),
    )


def _pictures(kb: KnowledgeBase, answer: Answer) -> tuple[Picture, ...]:
    """Return the plates of an answer that asks about one place."""
    if len(answer.places) != 1 or answer.total > len(answer.points):
        return ()
    from kb.views.drawn import drawn  # most questions are not about places

    asked = answer.places[0]
    return drawn(kb, asked.kind, asked.codes, [hit.code for hit in answer.points], asked.cun)


CITED = 6
"""Citations shown with a remark."""


def _chip(kb: KnowledgeBase, ident: str) -> Chip:
    """Return the citation of a claim or place by its source alone; the panel has the words."""
    source = kb.sources.get(ident.partition("/")[0])
    return Chip(ident, common.label_of(source) if source else ident)


def _read(
    kb: KnowledgeBase, index: Index, as_: str, ids: tuple[str, ...]
) -> tuple[str, tuple[Ref, ...]]:
    """Return what words were taken as, and the records meant when these are not the answer."""
    kind, _, what = as_.partition(": ")
    if kind == "region":
        return "part of the body", _body(index, what, ids)
    if kind.removeprefix("not ") not in _RECORDS:
        return (f"{kind} ({what})" if kind == "point" else what or kind), ()
    plain = what in ("", "label", "title", "name", "English name", "code")
    return (kind if plain else f"{kind} ({what})"), _refs(kb, ids[:8])


def _body(index: Index, label: str, ids: tuple[str, ...]) -> tuple[Ref, ...]:
    """Return the page of a part of the body, where its points stand by level."""
    from kb.location.regions import smallest

    ident = smallest(ids, {place.region for place in index.atlas.places.values()})
    return (Ref("region" if ident else "", ident, label),)


def _conditions(kb: KnowledgeBase, query: str) -> tuple[tuple[str, tuple[Ref, ...]], ...]:
    # the page before anything is typed does without
    from kb.views.article import statements_named
    from kb.views.beside import conditions_named
    from kb.views.techniques import techniques_named

    groups = (
        ("Conditions", conditions_named(kb, query)),
        ("Techniques", techniques_named(query)),
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
