"""What sources say of a point, axis by axis, in a form in which two statements can be compared.

An axis is one question that books answer: how deep, how long, how many cones, may it be needled,
where does it lie, what is it a member of. A source that is silent on an axis has no statement
there: absence is never disagreement. Reported speech is a statement of the book that reports; who
is said to have said it stands beside it in `reports`.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping
from types import MappingProxyType

from kb import codes
from kb.base import KnowledgeBase
from kb.compare.figures import Figure, figure
from kb.compare.standard import BESIDE_SPINE, MIDDLE, stated, way
from kb.frozen import frozen
from kb.location.sentences import tell
from kb.model import Claim

__all__ = [
    "ACTS",
    "AXES",
    "FIGURES",
    "PLACE",
    "ROLES",
    "Statement",
    "covers",
    "statements",
    "way_of",
]

AXES: Mapping[str, str] = MappingProxyType(
    {
        "depth": "needle depth",
        "retain": "retention of the needle",
        "cones": "moxa cones",
        "needle": "needling forbidden or given",
        "moxa": "moxibustion forbidden or given",
        "bleeding": "bleeding forbidden or given",
        "location": "location",
        "place": "distance from a reference",
        "membership": "membership in a category",
        "meets": "meeting of meridians",
    }
)
"""What is compared: axis and what it asks."""

FIGURES: Mapping[str, tuple[str, str]] = MappingProxyType(
    {"depth": ("needle", ""), "retain": ("needle", ""), "cones": ("moxa", " 壯")}
)
"""Axes of figures: the kind of claim that holds them, and the unit that the data leave out."""

ACTS: tuple[str, ...] = ("needle", "moxa", "bleeding")
"""Acts that a book can forbid and another give."""

PLACE = "place"
"""The axis of distances: one question for each reference and direction (``ST35 inferior``)."""

_WITHIN = {"pregnancy": "women", "postpartum": "women"}
_GROUPS: Mapping[str, tuple[str, ...]] = MappingProxyType(
    {
        "hand-three-yang": ("LI", "TE", "SI"), "foot-three-yang": ("ST", "GB", "BL"),
        "hand-three-yin": ("LU", "PC", "HT"), "foot-three-yin": ("SP", "LR", "KI"),
        "three-yang": ("LI", "TE", "SI", "ST", "GB", "BL"),
        "three-yin": ("LU", "PC", "HT", "SP", "LR", "KI"),
    }
)  # fmt: skip


@frozen
class Statement:
    """One answer of one source to what an axis asks of a point.

    Attributes
    ----------
    axis : str
        One of `AXES`.
    cite : str
        Claim id, or the id of a place of the point's record.
    source, family : str
        Who says it.
    reports : str
        Source whose words it says it repeats; empty when it speaks for itself.
    year : int
        Of the source; 9999 when unknown.
    printed : tuple of str
        The answer as printed: figures with their unit, words, ids.
    figures : tuple of Figure
        The figures of `printed` that can be compared, other readings of a transcription included.
    ban : bool
        Whether the act is forbidden.
    scope : tuple of str
        Whom or when it is limited to; empty for everybody.
    about : str
        Category of a membership, reference and direction of a distance; empty elsewhere.
    members : frozenset of str
        Meridians that meet, or attributes of a membership as ``key value``.
    dissent : str
        What the record of the category says of this member: ``adds``, ``differs``, ``denies``.
    """

    axis: str
    cite: str
    source: str
    family: str
    reports: str = ""
    year: int = 9999
    printed: tuple[str, ...] = ()
    figures: tuple[Figure, ...] = ()
    ban: bool = False
    scope: tuple[str, ...] = ()
    about: str = ""
    members: frozenset[str] = frozenset()
    dissent: str = ""

    @property
    def voice(self) -> tuple[str, str]:
        """Return who speaks: the source, and whom it reports."""
        return self.source, self.reports


def covers(scope: tuple[str, ...], other: tuple[str, ...]) -> bool:
    """Return whether what holds for `scope` holds for everybody that `other` speaks of.

    Examples
    --------
    >>> covers((), ("women",)), covers(("women",), ("pregnancy",)), covers(("women",), ())
    (True, True, False)
    """
    if not scope:
        return True
    return bool(other) and all(one in scope or _WITHIN.get(one) in scope for one in other)


def statements(kb: KnowledgeBase, code: str) -> tuple[Statement, ...]:
    """Return everything comparable that sources say of a point alone, oldest source first.

    Raises
    ------
    UnknownName
        There is no such point.
    """
    kb.point(code)
    found: list[Statement] = []
    meetings: defaultdict[tuple[str, str, str], list[Claim]] = defaultdict(list)
    for claim in kb.claims_of(code):
        if len(claim.subjects) > 1:
            continue
        if claim.kind in ("needle", "moxa"):
            found += _given(kb, claim)
        elif claim.kind == "forbids" and claim.target in ACTS:
            found.append(_statement(kb, claim, claim.target, ban=True))
        elif claim.kind == "meets" or (claim.kind == "belongs" and claim.value.get("with")):
            meetings[claim.source, claim.reports, claim.at].append(claim)
        elif claim.kind == "belongs":
            found.append(_membership(kb, claim))
        elif claim.kind == "located" and "ref" in claim.value:
            found.append(_distance(kb, claim))
    found += (_meeting(kb, code, claims) for claims in meetings.values())
    found += _places(kb, code)
    found += _measured(kb, code, {one.about for one in found if one.axis == PLACE})
    return tuple(sorted(found, key=lambda s: (s.year, s.source, bool(s.reports), s.cite)))


def _statement(
    kb: KnowledgeBase,
    claim: Claim,
    axis: str,
    printed: tuple[str, ...] | None = None,
    figures: tuple[Figure, ...] = (),
    *,
    ban: bool = False,
    scope: tuple[str, ...] | None = None,
    about: str = "",
    members: frozenset[str] = frozenset(),
    dissent: str = "",
) -> Statement:
    source = kb.sources[claim.source]
    return Statement(
        axis,
        claim.id,
        claim.source,
        source.family or source.id,
        claim.reports,
        9999 if source.year is None else source.year,
        ((claim.term,) if claim.term else ()) if printed is None else printed,
        figures,
        ban,
        claim.qualifier if scope is None else scope,
        about,
        members,
        dissent,
    )


def _texts(claim: Claim, key: str) -> tuple[str, ...]:
    value = claim.value.get(key, ())
    return (value,) if isinstance(value, str) else tuple(map(str, value))


def _printed(claim: Claim, key: str, unit: str) -> tuple[str, ...]:
    return tuple([f"{text}{unit}" for text in _texts(claim, key)]) if key in claim.value else ()


def _given(kb: KnowledgeBase, claim: Claim) -> Iterator[Statement]:
    """Yield that an act is given, and each figure given with it."""
    kind = claim.kind
    first, *others = _GIVEN[kind]
    yield _statement(kb, claim, kind, _printed(claim, *first) or None)
    if claim.value.get("bleed"):
        yield _statement(kb, claim, "bleeding")
    for axis, unit in (first, *others):
        printed = _printed(claim, axis, unit)
        if printed:
            variants = _printed(claim, f"{axis}_variant", unit)
            read = tuple([one for one in map(figure, (*printed, *variants)) if one])
            yield _statement(kb, claim, axis, printed, read)


_GIVEN: Mapping[str, tuple[tuple[str, str], ...]] = MappingProxyType(
    {
        act: tuple((axis, unit) for axis, (holder, unit) in FIGURES.items() if holder == act)
        for act in ("needle", "moxa")
    }
)
"""For each act the axes of its figures, the one that is printed with the act itself first."""

ROLES: tuple[str, ...] = ("of", "phase", "vessel", "pair", "tissue", "sea", "number")
"""Attributes of a membership on which books can differ."""


def _membership(kb: KnowledgeBase, claim: Claim) -> Statement:
    says = str(claim.value.get("says", ""))
    return _statement(
        kb,
        claim,
        "membership",
        ban=says == "denies",
        about=claim.target,
        members=frozenset(f"{key} {claim.value[key]}" for key in ROLES if key in claim.value),
        dissent=says,
    )


def _meeting(kb: KnowledgeBase, code: str, claims: list[Claim]) -> Statement:
    """Return the meridians that one passage has meet; the point's own one goes without saying."""
    names: set[str] = set()
    for claim in claims:
        several = (claim.target,) if claim.kind == "meets" else str(claim.value["with"]).split(", ")
        for one in several:
            names.update(_GROUPS.get(one, (one,)))
    first = min(claims, key=lambda claim: claim.kind != "meets")
    names.discard(codes.meridian_of(code))
    told = tuple(sorted(names))
    return _statement(kb, first, "meets", told, scope=(), members=frozenset(names))


def _distance(kb: KnowledgeBase, claim: Claim) -> Statement:
    """Return how far a book puts the point from a reference."""
    printed = _texts(claim, "distance")
    read = tuple(filter(None, map(figure, (*printed, *_texts(claim, "distance_variant")))))
    return _statement(kb, claim, PLACE, printed, read, about=way_of(claim))


def way_of(claim: Claim) -> str:
    """Return the reference and direction of a ``located`` claim (``ST35 inferior``); empty if none.

    Directions that are one way along a limb are one. What a book itself says of its points beside
    the spine goes before the words at a point (`BESIDE_SPINE`).
    """
    ref = str(claim.value.get("ref", ""))
    if ref in ("spine", MIDDLE) and not claim.reports and claim.subjects[0].startswith("BL"):
        ref = BESIDE_SPINE.get(claim.source, (ref,))[0]
    return way(ref, str(claim.value.get("dir", ""))) if ref else ""


def _measured(kb: KnowledgeBase, code: str, asked: Collection[str]) -> Iterator[Statement]:
    """Yield the distances of the point's record where books answer the same question."""
    if not asked:
        return
    name = kb.points[code].cites[0][0]
    source = kb.sources[name]
    year = 9999 if source.year is None else source.year
    for about in sorted(asked):
        if printed := stated(kb, code, about):
            read = tuple(filter(None, map(figure, [printed])))
            yield Statement(PLACE, f"{name}/{code}/location", name, source.family or name,
                            year=year, printed=(printed,), figures=read, about=about)  # fmt: skip


def _places(kb: KnowledgeBase, code: str) -> Iterable[Statement]:
    """Yield where the point lies: what its record cites, and what others say instead."""
    point = kb.points[code]
    if point.location is None or not point.others:
        return
    main = point.cites[0][0]
    places = [(main, f"{main}/{code}/location", point.location)]
    places += [
        (one.source, f"{one.source}/{code}/other/{number}", one.location)
        for number, one in enumerate(point.others)
    ]
    for name, cite, place in places:
        source = kb.sources[name]
        year = 9999 if source.year is None else source.year
        told = str(tell(place, kb.landmarks).sentence)
        yield Statement("location", cite, name, source.family or name, year=year, printed=(told,))
