"""The citation panel: one claim, who says it where, in which words, and what stands behind it."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeVar

from kb import cite
from kb.base import KnowledgeBase
from kb.errors import UnknownName
from kb.frozen import frozen
from kb.location.sentences import tell
from kb.model import Claim, Source
from kb.views import common
from kb.views.common import Ref, limit_text
from kb.views.measures import measure
from kb.views.needling import ACTS

__all__ = ["Citation", "Passage", "PassageLine", "Passing", "Witness", "citation"]


@frozen
class PassageLine:
    """A line of a source text: its locator and its pieces, ``(text, is the term)``."""

    locator: str
    pieces: tuple[tuple[str, bool], ...]


@frozen
class Passage:
    """The lines around a term in a text that the reader has registered."""

    lines: tuple[PassageLine, ...]
    lang: str


@frozen
class Witness:
    """What a machine found when it looked the claim up.

    Attributes
    ----------
    state : str
        ``found``, ``missing``, ``unchecked`` (no text here) or ``unverifiable``.
    why : str
        Explanation for the reader.
    passage : Passage or None
        The place in the text, when there is one.
    """

    state: str
    why: str
    passage: Passage | None = None


@frozen
class Passing:
    """Another passage in which the same source speaks of the same: claim, words, figures, place."""

    claim: str
    words: str
    figures: str
    place: str


@frozen
class Citation:
    """Everything the panel shows about one claim."""

    claim: str
    kind: str
    subjects: tuple[Ref, ...]
    reading: str
    target: Ref | None
    ours: bool
    words: str
    lang: str
    figures: tuple[tuple[str, str], ...]
    limits: str
    reports: Ref | None
    source: Ref
    english: str
    author: str
    year: str
    edition: str
    locator: str
    place: str
    url: str
    page: str
    family: str
    witness: Witness
    others: tuple[Passing, ...]
    file: str
    line: int


T = TypeVar("T")

Look = Callable[[Claim], Witness]
"""Looks a claim up in the registered texts."""

_VERBS = {
    "treats": "is indicated for", "other": "is indicated for (not yet mapped)",
    "needle": "is needled", "moxa": "is given moxa", "forbids": "must not be given",
    "cautions": "needs care because of", "named": "is also named", "located": "is located",
    "belongs": "belongs to", "meets": "is a meeting point with", "anatomy": "lies over",
    "reinforce": "is reinforced", "reduce": "is reduced", "fact": "has",
    "pathway": "runs", "illness": "when disordered, shows", "teaches": "speaks of",
}  # fmt: skip


def citation(kb: KnowledgeBase, ident: str, look: Look) -> Citation:
    """Return the citation with this id: of a claim, or of a name or place of a point.

    Parameters
    ----------
    kb : KnowledgeBase
        The data.
    ident : str
        Claim id, or ``SOURCE/CODE/names``, ``/location``, ``/variant/N``, ``/other/N``.
    look : callable
        Looks a claim up in the registered texts.

    Raises
    ------
    UnknownName
        There is no such claim.
    """
    try:
        claim = kb.claim(ident)
    except UnknownName:
        claim = _of_record(kb, ident)
    return _citation(kb, claim, look(claim))


def _of_record(kb: KnowledgeBase, ident: str) -> Claim:
    """Return the citation of a point's name or place, made as a claim."""
    parts = ident.split("/")
    found = kb.points.get(parts[1]) if len(parts) in (3, 4) else None
    if found is None or parts[2] not in ("names", "location", "variant", "other"):
        raise UnknownName("claim", ident)
    if parts[2] == "names":
        at, place, kind = dict(found.cites).get(parts[0], ""), None, "named"
    elif parts[2] == "other":
        rival = _nth(found.others, parts)
        at, place, kind = (rival.at, rival.location, "located") if rival else ("", None, "")
    else:
        place = found.location if parts[2] == "location" else _nth(found.variants, parts)
        at, kind = dict(found.cites).get(parts[0], ""), "located" if place else ""
    if not at or not kind:
        raise UnknownName("claim", ident)
    value = {"place": str(tell(place, kb.landmarks).sentence)} if place else {}
    term = found.names.who or found.names.hant if kind == "named" else ""
    return Claim(ident, kind, (found.code,), parts[0], at, term, "", value, file=found.file,
                 line=found.line)  # fmt: skip


def _nth(items: tuple[T, ...], parts: list[str]) -> T | None:
    """Return the item that the last part of an id numbers."""
    if len(parts) == 4 and parts[3].isdigit() and int(parts[3]) < len(items):
        return items[int(parts[3])]
    return None


def _citation(kb: KnowledgeBase, claim: Claim, witness: Witness) -> Citation:
    source = kb.sources[claim.source]
    author = " ".join(filter(None, (source.author, source.author_hant)))
    return Citation(
        claim=claim.id,
        kind=claim.kind,
        subjects=tuple(_subject(kb, one) for one in claim.subjects),
        reading=_VERBS.get(claim.kind, claim.kind),
        target=_target(kb, claim),
        ours=claim.kind in ("treats", "illness", "pathway", "teaches") and bool(claim.target),
        words=claim.term,
        lang=common.lang_of(source),
        figures=_figures(kb, claim),
        limits=limit_text(claim.qualifier),
        reports=common.source_ref(kb, claim.reports) if claim.reports else None,
        source=common.source_ref(kb, claim.source),
        english=source.names.en if source.names.pinyin or source.names.short else "",
        author=author,
        year=source.year_note or common.year_of(kb, claim.source),
        edition=source.edition,
        locator=claim.at,
        place=cite.locator(source, claim.at),
        url=source.url if source.url.startswith("https://") else "",
        page=_page(source, claim.at),
        family=source.family or source.id,
        witness=witness,
        others=_others(kb, claim),
        file=claim.file,
        line=claim.line,
    )


def _page(source: Source, at: str) -> str:
    """Return the key of the page of the passage reader that holds a line; empty when none does."""
    place, _, line = at.rpartition(".")
    if not source.text or not place:
        return ""
    return line if source.locator == "heading-line" else place


def _others(kb: KnowledgeBase, claim: Claim) -> tuple[Passing, ...]:
    """Return the other passages of the source on the same: same target, and same speaker."""
    key = _same(claim)
    return tuple(
        Passing(
            one.id,
            one.term,
            ", ".join(f"{name} {value}" for name, value in _figures(kb, one)),
            cite.locator(kb.sources[one.source], one.at),
        )
        for one in kb.claims_of(claim.subjects[0])
        if one.id != claim.id and _same(one) == key
    )


def _same(claim: Claim) -> tuple[object, ...]:
    about = {"named": claim.term, "meets": ""}.get(claim.kind, claim.target)
    return claim.source, claim.subjects, claim.kind, about, claim.reports


def _subject(kb: KnowledgeBase, ident: str) -> Ref:
    if ident in kb.points:
        return common.point_ref(kb, ident)
    if ident in kb.teachings:
        return common.teaching_ref(kb, ident)
    return common.meridian_ref(kb, ident)


def _target(kb: KnowledgeBase, claim: Claim) -> Ref | None:
    if not claim.target:
        return None
    if claim.kind == "forbids":
        return Ref("", claim.target, ACTS.get(claim.target, claim.target))
    if claim.kind == "fact":
        return Ref("", claim.target, claim.target)
    if claim.target in kb.symptoms:
        return common.symptom_ref(kb, claim.target)
    if claim.target in kb.categories:
        return common.category_ref(kb, claim.target)
    return common.place_name(kb, claim.target)


_KEYS = {"ref": "from", "dir": "direction"}


def _figures(kb: KnowledgeBase, claim: Claim) -> tuple[tuple[str, str], ...]:
    """Return the figures and attributes of a claim as ``(name, value)`` in words."""
    made = []
    for key, value in claim.value.items():
        texts = (value,) if isinstance(value, str) else tuple(map(str, value))
        if key in ("depth", "retain", "distance", "distance_variant"):
            texts = tuple(str(measure(one)) for one in texts)
        elif key in ("risk", "toward", "ref", "places", "of", "vessel", "pair", "with"):
            texts = tuple(common.place_name(kb, one).label for one in texts)
        elif key == "value" and len(texts) == 1:
            texts = (common.place_name(kb, texts[0]).label,)
        key = _KEYS.get(key, key)
        made.append((key.replace("_", " ").replace("-", " "), ", ".join(texts)))
    return tuple(made)
