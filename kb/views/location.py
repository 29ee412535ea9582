"""The location of a point: generated sentences, each with where it is said."""

from __future__ import annotations

from dataclasses import dataclass

from kb.base import KnowledgeBase
from kb.location.sentences import Sentence, tell
from kb.model import Location, Point, Rival
from kb.views import common
from kb.views.common import Chip, Phrase, Prose, Ref

__all__ = ["LocationBlock", "OtherPlace", "location_block", "prose"]


@dataclass(frozen=True, slots=True)
class OtherPlace:
    """An official alternative, a sex-specific statement, or the place of another standard."""

    label: str
    sentence: Prose
    cite: Chip


@dataclass(frozen=True, slots=True)
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
