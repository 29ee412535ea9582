"""The location of a point: generated sentences, each with where it is said."""

from __future__ import annotations

from dataclasses import dataclass

from kb.base import KnowledgeBase
from kb.model import Location, Point, Rival
from kb.views import common
from kb.views.common import Chip, Ref

__all__ = ["Contrasted", "LocationBlock", "OtherPlace", "location_block"]


@dataclass(frozen=True, slots=True)
class OtherPlace:
    """An official alternative, a sex-specific statement, or the place of another standard."""

    label: str
    sentence: str
    cite: Chip


@dataclass(frozen=True, slots=True)
class Contrasted:
    """A point easily taken for this one and what tells them apart."""

    point: Ref
    sentence: str


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
    find, related : tuple of str
        Steps to find it; the same place told from elsewhere.
    contrast : tuple of Contrasted
        Points easily confused.
    variants, alternatives, rivals : tuple of OtherPlace
        Sex-specific statements and alternatives of the same source; other standards.
    """

    region: str
    sentence: str
    cite: Chip
    find: tuple[str, ...]
    related: tuple[str, ...]
    contrast: tuple[Contrasted, ...]
    variants: tuple[OtherPlace, ...]
    alternatives: tuple[OtherPlace, ...]
    rivals: tuple[OtherPlace, ...]


def location_block(kb: KnowledgeBase, point: Point) -> LocationBlock | None:
    """Return what is said of the place of a point, or None when nothing is recorded."""
    place = point.location
    if place is None:
        return None
    own = common.label_of(kb.sources[point.source])
    stem = f"{point.source}/{point.code}"
    return LocationBlock(
        region=kb.landmarks[place.region].en if place.region else "",
        sentence=_sentence(kb, place),
        cite=Chip(f"{stem}/location", own),
        find=_find(kb, place),
        related=_related(kb, place),
        contrast=_contrast(kb, place),
        variants=tuple(
            OtherPlace(f"In {'women' if v.sex == 'female' else 'men'}", _sentence(kb, v),
                       Chip(f"{stem}/variant/{i}", own))
            for i, v in enumerate(point.variants)
        ),
        alternatives=_others(kb, point, "alternative"),
        rivals=_others(kb, point, "rival"),
    )  # fmt: skip


def _others(kb: KnowledgeBase, point: Point, status: str) -> tuple[OtherPlace, ...]:
    return tuple(
        _other(kb, point.code, number, rival)
        for number, rival in enumerate(point.others)
        if rival.status == status
    )


def _other(kb: KnowledgeBase, code: str, number: int, rival: Rival) -> OtherPlace:
    label = common.label_of(kb.sources[rival.source])
    cite = Chip(f"{rival.source}/{code}/other/{number}", label)
    return OtherPlace(label, _sentence(kb, rival.location), cite)
