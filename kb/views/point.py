"""The page of a point, in the order in which points are learnt and examined."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from types import MappingProxyType

from kb import codes
from kb.base import KnowledgeBase
from kb.frozen import frozen
from kb.model import Claim, Names
from kb.views import common
from kb.views.beside import conditions_of_point
from kb.views.books import books
from kb.views.cautions import SafetyBlock, safety_block
from kb.views.common import Chip, Listing, Ref, Voices, chips, gathered, listing, voices
from kb.views.location import LocationBlock, PlacedRow, location_block, placed
from kb.views.memberships import Meeting, Membership, meetings, memberships
from kb.views.needling import NeedlingBlock, needling_block
from kb.views.teaching import taught_in

__all__ = [
    "Alias",
    "Phrases",
    "PointPage",
    "Prescription",
    "SourceUse",
    "SymptomRow",
    "point_page",
    "rows_of",
]


@frozen
class Alias:
    """Another name of the point and the books that give it."""

    name: str
    cites: tuple[Chip, ...]


@frozen
class SymptomRow:
    """One complaint, counted by independent voices."""

    symptom: Ref
    voices: Voices
    cites: tuple[Chip, ...]


@frozen
class Prescription:
    """Points used together; says nothing of each point alone."""

    points: tuple[Ref, ...]
    rows: tuple[SymptomRow, ...]


@frozen
class Phrases:
    """Phrases of one source (or that it reports of another) that no symptom fits yet."""

    source: Ref
    reports: str
    cites: tuple[Chip, ...]


@frozen
class SourceUse:
    """A source this page cites and how often."""

    source: Ref
    year: str
    claims: int


@frozen
class PointPage:
    """Everything the page of a point says; `fewer` names complaints that fewer books give.

    `confused` are points easily taken for it, each with the ids of both side by side.
    """

    code: str
    names: Names
    name_cites: tuple[Chip, ...]
    meridian: Ref
    number: int
    total: int
    before: Ref | None
    after: Ref | None
    aliases: tuple[Alias, ...]
    location: LocationBlock | None
    located: tuple[PlacedRow, ...]
    beneath: tuple[tuple[str, tuple[tuple[Ref, tuple[Chip, ...]], ...]], ...]
    categories: tuple[Membership, ...]
    meets: tuple[Meeting, ...]
    classical: Listing[SymptomRow]
    fewer: tuple[tuple[Ref, Voices], ...]
    modern: Listing[SymptomRow]
    unmapped: Listing[Phrases]
    prescriptions: Listing[Prescription]
    needling: NeedlingBlock
    safety: SafetyBlock
    techniques: tuple[tuple[str, tuple[Chip, ...]], ...]
    taught: tuple[tuple[Ref, int], ...]
    gaps: tuple[tuple[str, str], ...]
    sources: tuple[SourceUse, ...]
    voices: Voices
    claims: int
    conditions: tuple[tuple[Ref, ...], tuple[Ref, ...]] = ((), ())
    confused: tuple[tuple[Ref, tuple[str, ...]], ...] = ()


ROOM: Mapping[str, int | None] = MappingProxyType(
    {"classical": 60, "modern": 36, "unmapped": 20, "prescriptions": 14}
)
"""Most chips of each list before the page that shows all: what is most attested stands first."""

FEWER = 24
"""Complaints that follow those with chips by name only; each opens its own page of witnesses."""


def point_page(kb: KnowledgeBase, code: str, *, full: bool = False) -> PointPage:
    """Return the page of a point.

    Parameters
    ----------
    kb : KnowledgeBase
        The data.
    code : str
        WHO code.
    full : bool
        Whether long lists are shown to the end.

    Raises
    ------
    UnknownName
        There is no such point.
    """
    point = kb.point(code)
    every = kb.claims_of(code)
    alone = [claim for claim in every if len(claim.subjects) == 1]
    of = _by_kind(alone)
    ring = kb.points_of(codes.meridian_of(code))
    at = ring.index(point)
    treats = of["treats"]
    room = dict.fromkeys(ROOM) if full else ROOM
    shelf = books(kb)
    modern = [claim for claim in treats if shelf[claim.source].modern]
    classical = [claim for claim in treats if not shelf[claim.source].modern]
    ranked = _ranked(kb, classical)
    most = listing(ranked, _Told.chips, room["classical"])
    rest = ranked[len(most.rows) : len(most.rows) + FEWER]
    return PointPage(
        code=code,
        names=point.names,
        name_cites=tuple(
            Chip(f"{source}/{code}/names", common.label_of(kb.source(source)))
            for source, _ in point.cites
        ),
        meridian=common.meridian_of(kb, code),
        number=at + 1,
        total=len(ring),
        before=common.point_ref(kb, ring[at - 1].code) if at else None,
        after=common.point_ref(kb, ring[at + 1].code) if at + 1 < len(ring) else None,
        aliases=_aliases(kb, of["named"]),
        location=location_block(kb, point),
        located=placed(kb, of["located"]),
        beneath=_beneath(kb, of["anatomy"]),
        categories=memberships(kb, of["belongs"]),
        meets=meetings(kb, of["meets"]),
        classical=most.made(_Told.row),
        fewer=tuple((row.symptom, row.voices) for row in rest),
        modern=listing(_ranked(kb, modern), _Told.chips, room["modern"]).made(_Told.row),
        unmapped=listing(_phrases(kb, of["other"]), len, room["unmapped"]).made(
            lambda found: _phrase(kb, found)
        ),
        prescriptions=listing(_prescriptions(every), _room_of, room["prescriptions"]).made(
            lambda found: _prescription(kb, found)
        ),
        needling=needling_block(kb, code, alone),
        safety=safety_block(kb, code, alone),
        techniques=tuple(
            (title, chips(kb, of[kind]))
            for kind, title in (("reinforce", "To reinforce"), ("reduce", "To reduce"))
            if of[kind]
        ),
        taught=taught_in(kb, every),
        gaps=_gaps(kb, code, of),
        sources=_sources(kb, every),
        voices=voices(kb, every),
        claims=len(every),
        conditions=conditions_of_point(kb, code),
        confused=tuple(
            (common.point_ref(kb, one.point), common.with_one([code], one.point))
            for one in (point.location.contrast if point.location else ())
        ),
    )


def _by_kind(claims: Iterable[Claim]) -> defaultdict[str, list[Claim]]:
    found: defaultdict[str, list[Claim]] = defaultdict(list)
    for claim in claims:
        found[claim.kind].append(claim)
    return found


def _aliases(kb: KnowledgeBase, claims: Iterable[Claim]) -> tuple[Alias, ...]:
    names: defaultdict[str, list[Claim]] = defaultdict(list)
    for claim in claims:
        names[claim.term].append(claim)
    made = ((voices(kb, found), name, found) for name, found in names.items())
    ranked = sorted(made, key=lambda row: (-row[0].families, -row[0].books, row[1]))
    return tuple(Alias(name, _wordless(gathered(kb, found))) for _, name, found in ranked)


def _wordless(cites: tuple[Chip, ...]) -> tuple[Chip, ...]:
    """Return chips without words, for rows whose head already shows them."""
    return tuple(
        Chip(one.claim, one.source, "", one.lang, one.reports, one.limits, one.also)
        for one in cites
    )


@frozen
class _Told:
    """Claims on one symptom, ranked; its chips are made when there is room for them."""

    kb: KnowledgeBase
    symptom: Ref
    voices: Voices
    passages: dict[common.Passage, list[Claim]]

    def chips(self) -> int:
        return len(self.passages)

    def row(self) -> SymptomRow:
        return SymptomRow(
            self.symptom, self.voices, common.gathered_passages(self.kb, self.passages)
        )


def _ranked(kb: KnowledgeBase, claims: Iterable[Claim]) -> list[_Told]:
    grouped: defaultdict[str, list[Claim]] = defaultdict(list)
    for claim in claims:
        grouped[claim.target].append(claim)
    rows = []
    for to, some in grouped.items():
        found = common.passages(some)
        own = {source for source, reports, _ in found if not reports}
        rows.append(_Told(kb, _target(kb, to), common.voices_of(kb, own), found))
    rows.sort(key=lambda r: (-r.voices.families, -r.voices.books, r.symptom.label))
    return rows


def rows_of(kb: KnowledgeBase, claims: Iterable[Claim]) -> tuple[SymptomRow, ...]:
    """Return claims grouped by target, most independent voices first."""
    return tuple(one.row() for one in _ranked(kb, claims))


def _target(kb: KnowledgeBase, ident: str) -> Ref:
    if ident in kb.labels:
        return common.symptom_ref(kb, ident)
    return common.meridian_ref(kb, ident)


def _phrases(kb: KnowledgeBase, claims: Iterable[Claim]) -> list[list[Claim]]:
    """Return the claims of each source and of whom it reports, oldest source first."""
    grouped: defaultdict[tuple[str, str], list[Claim]] = defaultdict(list)
    for claim in common.by_age(kb, claims):
        grouped[claim.source, claim.reports].append(claim)
    return list(grouped.values())


def _phrase(kb: KnowledgeBase, claims: list[Claim]) -> Phrases:
    cites = tuple(common.chip(kb, claim) for claim in claims)
    return Phrases(common.source_ref(kb, claims[0].source), cites[0].reports, cites)


def _prescriptions(claims: Iterable[Claim]) -> list[list[Claim]]:
    """Return the claims of each set of points used together."""
    sets: defaultdict[tuple[str, ...], list[Claim]] = defaultdict(list)
    for claim in claims:
        if len(claim.subjects) > 1 and claim.kind == "treats":
            sets[claim.subjects].append(claim)
    return list(sets.values())


def _room_of(claims: list[Claim]) -> int:
    """Return how many chips and points a prescription shows."""
    shown = {(claim.target, common.passage_of(claim)) for claim in claims}
    return len(shown) + len(claims[0].subjects)


def _prescription(kb: KnowledgeBase, claims: list[Claim]) -> Prescription:
    points = tuple(common.point_ref(kb, one) for one in claims[0].subjects)
    return Prescription(points, rows_of(kb, claims))


def _beneath(
    kb: KnowledgeBase, claims: Iterable[Claim]
) -> tuple[tuple[str, tuple[tuple[Ref, tuple[Chip, ...]], ...]], ...]:
    groups: dict[str, dict[str, list[Claim]]] = {}
    for claim in claims:
        named = groups.setdefault(str(claim.value.get("group", "")), {})
        named.setdefault(claim.target, []).append(claim)
    return tuple(
        (group, tuple((common.place_name(kb, i), chips(kb, found)) for i, found in named.items()))
        for group, named in groups.items()
    )


_EXPECTED = {"treats": "indications", "needle": "needling", "moxa": "moxibustion"}


def _gaps(
    kb: KnowledgeBase, code: str, of: defaultdict[str, list[Claim]]
) -> tuple[tuple[str, str], ...]:
    """Return what is missing: ``(what, why)``, recorded gaps first."""
    found = {gap.field: gap.reason for gap in kb.gaps_of(code)}
    point = kb.points[code]
    if not point.names.gloss:
        found.setdefault("English gloss of the name", "we have not written one yet")
    if point.location is None:
        found.setdefault("location", "not yet recorded from a source")
    for kind, what in _EXPECTED.items():
        if not of[kind] and not (kind == "treats" and of["other"]):
            found.setdefault(what, "no claim recorded yet")
    if of["other"]:
        count = len(of["other"])
        found[f"{count} phrase{'' if count == 1 else 's'}"] = "not yet mapped to our vocabulary"
    return tuple(found.items())


def _sources(kb: KnowledgeBase, claims: Iterable[Claim]) -> tuple[SourceUse, ...]:
    counts = Counter([claim.source for claim in claims])
    shelf = books(kb)
    return tuple(
        SourceUse(common.source_ref(kb, name), shelf[name].year, counts[name])
        for name in sorted(counts, key=lambda name: shelf[name].age)
    )
