"""Techniques: what texts teach of each, which claims use it, and what trials say they did.

Nothing here mixes the two: what books say of a technique and which points they use it at stand in
one column, the words of trials in the other.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable

from kb.base import KnowledgeBase
from kb.errors import UnknownName
from kb.frozen import frozen
from kb.model import Claim
from kb.views import common
from kb.views.beside import condition_ref
from kb.views.common import Listing, Ref, Voices, listing, voices
from kb.views.study import StudyRef, short
from kb.views.teaching import TaughtRow, teaching_page
from kb.views.techniques import TECHNIQUES, Technique, technique_ref, words_on

__all__ = [
    "PointUse",
    "Taught",
    "TechniqueLine",
    "TechniqueList",
    "TechniquePage",
    "Trial",
    "technique_list",
    "technique_page",
]


ROOM = 60
"""Points shown before the page that shows all."""


@frozen
class Taught:
    """What one method or rule says of it."""

    teaching: Ref
    remark: str
    rows: tuple[TaughtRow, ...]
    voices: Voices


@frozen
class PointUse:
    """A point, who uses the technique there, and who forbids it there."""

    point: Ref
    uses: Voices
    bans: Voices | None


@frozen
class Trial:
    """A record of evidence that names the technique, in its own words."""

    study: StudyRef
    kind: str
    words: str
    sessions: str
    conditions: tuple[Ref, ...]


@frozen
class TechniquePage:
    """Everything the page of a technique says.

    Attributes
    ----------
    taught : tuple of Taught
        What it is, line by line.
    see : tuple of Ref
        Further teachings.
    uses : int
        Claims that use it at a point.
    points : Listing of PointUse
        Most independent families first.
    banned : int
        Points at which some source forbids it.
    trials : tuple of Trial
        Records whose own words name it, by condition.
    """

    id: str
    label: str
    hant: str
    taught: tuple[Taught, ...]
    see: tuple[Ref, ...]
    uses: int
    voices: Voices
    points: Listing[PointUse]
    banned: int
    trials: tuple[Trial, ...]
    others: tuple[Ref, ...]


@frozen
class TechniqueLine:
    """A technique in the list, with what is recorded of it; counts are never added."""

    technique: Ref
    lines: int
    uses: int
    points: int
    trials: int


@frozen
class TechniqueList:
    """All techniques; `silent` counts records of trials and reviews that name no technique."""

    rows: tuple[TechniqueLine, ...]
    silent: int


def technique_list(kb: KnowledgeBase) -> TechniqueList:
    """Return all techniques with what is recorded of each."""
    rows = []
    for one in TECHNIQUES.values():
        used = [claim for claim in kb.claims() if one.uses(claim)]
        rows.append(
            TechniqueLine(
                technique_ref(one),
                sum(len(kb.teachings[t].lines) for t in one.teachings if t in kb.teachings),
                len(used),
                len({code for claim in used for code in claim.subjects}),
                sum(bool(words_on(study, one)) for study in kb.studies.values()),
            )
        )
    silent = sum(
        study.kind in ("trial", "review") and study.topic == "efficacy" and not study.technique
        for study in kb.studies.values()
    )
    return TechniqueList(tuple(rows), silent)


def technique_page(kb: KnowledgeBase, ident: str, *, full: bool = False) -> TechniquePage:
    """Return the page of a technique; its list of points to the end when `full`.

    Raises
    ------
    UnknownName
        There is no such technique.
    """
    if ident not in TECHNIQUES:
        raise UnknownName("technique", ident, [one for one in TECHNIQUES if ident in one])
    one = TECHNIQUES[ident]
    used = [claim for claim in kb.claims() if one.uses(claim)]
    points, banned = _points(kb, one, used)
    return TechniquePage(
        id=ident,
        label=one.label,
        hant=one.hant,
        taught=tuple(_taught(kb, name) for name in one.teachings if name in kb.teachings),
        see=tuple(common.teaching_ref(kb, name) for name in one.see if name in kb.teachings),
        uses=len(used),
        voices=voices(kb, used),
        points=listing(points, lambda _: 1, None if full else ROOM),
        banned=banned,
        trials=tuple(_trials(kb, one)),
        others=tuple(technique_ref(other) for other in TECHNIQUES.values() if other.id != ident),
    )


def _taught(kb: KnowledgeBase, name: str) -> Taught:
    page = teaching_page(kb, name, full=True)
    rows = (*page.general, *page.points.rows)
    return Taught(common.teaching_ref(kb, name), page.remark, rows, page.voices)


def _points(kb: KnowledgeBase, one: Technique, used: list[Claim]) -> tuple[list[PointUse], int]:
    """Return the points it is used at, best attested first, and how many are forbidden to it."""
    by_point: defaultdict[str, list[Claim]] = defaultdict(list)
    for claim in used:
        for code in claim.subjects:
            by_point[code].append(claim)
    forbidden: defaultdict[str, list[Claim]] = defaultdict(list)
    for ban in one.bans:
        for claim in kb.claims_on(ban):
            if claim.kind == "forbids":
                for code in claim.subjects:
                    forbidden[code].append(claim)
    rows = [
        PointUse(
            common.point_ref(kb, code),
            voices(kb, by_point[code]),
            voices(kb, forbidden[code]) if code in forbidden else None,
        )
        for code in kb.points
        if code in by_point or code in forbidden
    ]
    rows.sort(key=lambda row: (-row.uses.families, -row.uses.books))
    return rows, len(forbidden)


def _trials(kb: KnowledgeBase, one: Technique) -> Iterable[Trial]:
    named = [study for study in kb.studies.values() if words_on(study, one)]
    for study in sorted(named, key=lambda study: (study.conditions[0], study.year, study.id)):
        yield Trial(
            short(kb, study.id),
            study.kind,
            words_on(study, one),
            study.sessions,
            tuple(condition_ref(kb, ident) for ident in study.conditions),
        )
