"""The location of a point: generated sentences, each with where it is said."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from kb.base import KnowledgeBase
from kb.compare.statements import way_of
from kb.frozen import frozen
from kb.location.sentences import Sentence, tell
from kb.model import Claim, Location, Point, Rival
from kb.views import common
from kb.views.common import Chip, Phrase, Prose, Ref
from kb.views.measures import measure

__all__ = ["LocationBlock", "OtherPlace", "PlacedRow", "location_block", "placed", "prose", "way"]


@frozen
class OtherPlace:
    """An official alternative, a sex-specific statement, or the place of another standard."""

    label: str
    sentence: Prose
    cite: Chip


@frozen
class LocationBlock:
    """Everything said of the place of a point.

    Attributes
    ----------
    region : str
        Part of the body.
    sentence : str
        Main statement, generated from its structure.
    cite : Chip
        Where it is said.
    find : Prose
        How to find it; empty when nothing is said.
    related, contrast : tuple of Prose
        The same place told from elsewhere; points easily confused.
    variants, alternatives, rivals : tuple of OtherPlace
        Sex-specific statements and alternatives of the same source; other standards.
    area : Ref or None
        The page of that part of the body.
    """

    region: str
    sentence: Prose
    cite: Chip
    find: Prose
    related: tuple[Prose, ...]
    contrast: tuple[Prose, ...]
    variants: tuple[OtherPlace, ...]
    alternatives: tuple[OtherPlace, ...]
    rivals: tuple[OtherPlace, ...]
    area: Ref | None = None


@frozen
class PlacedRow:
    """How far books put the point from one reference, and which books.

    `words` are those of the oldest of them; `says` is our reading, empty where there is none: then
    the chips have the words.
    """

    words: str
    lang: str
    says: str
    cites: tuple[Chip, ...]


_OR = " or "


def placed(kb: KnowledgeBase, claims: Iterable[Claim]) -> tuple[PlacedRow, ...]:
    """Return the figures of place that books give a point, most attested reference first.

    Parameters
    ----------
    kb : KnowledgeBase
    claims : iterable of Claim
        The ``located`` claims of one point.
    """
    ways: dict[str, dict[str, list[Claim]]] = {}
    unread: list[Claim] = []
    for claim in common.by_age(kb, claims):
        if about := way_of(claim):
            value = claim.value["distance"]
            far = value if isinstance(value, str) else _OR.join(value)
            ways.setdefault(about, {}).setdefault(far, []).append(claim)
        else:
            unread.append(claim)
    rows = []
    for about, figures in sorted(ways.items(), key=lambda row: -sum(map(len, row[1].values()))):
        where = way(kb, about)
        for far, some in sorted(figures.items(), key=lambda row: -len(row[1])):
            said = _OR.join(str(measure(one)) for one in far.split(_OR))
            lang = common.lang_of(kb.sources[some[0].source])
            cites = tuple(replace(one, words="") for one in common.gathered(kb, some))
            rows.append(PlacedRow(some[0].term, lang, f"{said} {where}", cites))
    if unread:
        rows.append(PlacedRow("", "", "", common.chips(kb, unread)))
    return tuple(rows)


def location_block(kb: KnowledgeBase, point: Point) -> LocationBlock | None:
    """Return what is said of the place of a point, or None when nothing is recorded."""
    place = point.location
    if place is None:
        return None
    source = point.cites[0][0]
    own = common.label_of(kb.sources[source])
    stem = f"{source}/{point.code}"
    told = tell(place, kb.landmarks)
    return LocationBlock(
        region=told.heading,
        sentence=prose(kb, told.sentence),
        cite=Chip(f"{stem}/location", own),
        find=prose(kb, told.find) if told.find else (),
        related=tuple(prose(kb, one) for one in told.related),
        contrast=tuple(prose(kb, one) for one in told.contrast),
        variants=tuple(
            OtherPlace(
                f"In {'women' if variant.sex == 'female' else 'men'}",
                _main(kb, variant),
                Chip(f"{stem}/variant/{number}", own),
            )
            for number, variant in enumerate(point.variants)
        ),
        alternatives=_others(kb, point, "alternative"),
        rivals=_others(kb, point, "rival"),
        area=Ref("region", place.region, told.heading) if place.region in kb.landmarks else None,
    )


def prose(kb: KnowledgeBase, sentence: Sentence) -> Prose:
    """Return a generated sentence as text with links to the points it names."""
    return tuple(
        Phrase(piece.text, common.point_ref(kb, piece.id) if piece.kind == "point" else None)
        for piece in sentence
    )


def way(kb: KnowledgeBase, about: str) -> str:
    """Return a reference and direction in words (``inferior to ST35``, ``from LR14``)."""
    ref, _, toward = about.partition(" ")
    return f"{toward} to {_name(kb, ref)}" if toward else f"from {_name(kb, ref)}"


def _name(kb: KnowledgeBase, ref: str) -> str:
    mark = kb.landmarks.get(ref)
    if mark is None:
        return ref
    return mark.en if mark.article == "none" else f"the {mark.en}"


def _main(kb: KnowledgeBase, place: Location) -> Prose:
    return prose(kb, tell(place, kb.landmarks).sentence)


def _others(kb: KnowledgeBase, point: Point, status: str) -> tuple[OtherPlace, ...]:
    return tuple(
        _other(kb, point.code, number, rival)
        for number, rival in enumerate(point.others)
        if rival.status == status
    )


def _other(kb: KnowledgeBase, code: str, number: int, rival: Rival) -> OtherPlace:
    label = common.label_of(kb.sources[rival.source])
    cite = Chip(f"{rival.source}/{code}/other/{number}", label)
    return OtherPlace(label, _main(kb, rival.location), cite)
