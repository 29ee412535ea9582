"""The page of a meridian, and the list of all meridians."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

from kb.base import KnowledgeBase
from kb.doctrine import FLOW, VERBS, WHEN, differences, strands
from kb.frozen import frozen
from kb.model import Claim, Names
from kb.views import common
from kb.views.common import Chip, Ref, chip, chips

if TYPE_CHECKING:
    from kb.views.point import SymptomRow

__all__ = [
    "Course",
    "Fact",
    "Illness",
    "MeridianLine",
    "MeridianList",
    "MeridianPage",
    "PointLine",
    "Step",
    "fact_ref",
    "meridian_list",
    "meridian_page",
    "order_of",
    "value_of",
]


@frozen
class Fact:
    """One property of the meridian and who states it.

    Several values mean disagreement; `rule` is what follows by rule when a source differs from it.
    """

    label: str
    values: tuple[tuple[Ref, tuple[Chip, ...]], ...]
    rule: str


@frozen
class Step:
    """One step of the course: verb, places touched, citation."""

    verb: str
    places: tuple[Ref, ...]
    cite: Chip


@frozen
class Course:
    """The course of the meridian in one source, branch by branch."""

    source: Ref
    branches: tuple[tuple[int, tuple[Step, ...]], ...]


@frozen
class Illness:
    """Complaints of one heading (stirred, arising …)."""

    heading: str
    hant: str
    rows: tuple[SymptomRow, ...]


@frozen
class PointLine:
    """A point in the table of a meridian."""

    point: Ref
    gloss: str
    categories: tuple[Ref, ...]
    claims: int


@frozen
class MeridianPage:
    """Everything the page of a meridian says."""

    id: str
    kind: str
    names: Names
    facts: tuple[Fact, ...]
    courses: tuple[Course, ...]
    illness: tuple[Illness, ...]
    points: tuple[PointLine, ...]
    shu: tuple[tuple[Ref, Ref, str, tuple[Chip, ...]], ...]
    crossing: tuple[SymptomRow, ...]
    conditions: tuple[Ref, ...]
    before: Ref | None
    after: Ref | None


@frozen
class MeridianLine:
    """A meridian in the list of all."""

    meridian: Ref
    points: int
    hour: str


@frozen
class MeridianList:
    """All meridians, by kind."""

    groups: tuple[tuple[str, tuple[MeridianLine, ...]], ...]


FACTS = {
    "organ": "Organ",
    "pair": "Paired with",
    "merges": "Divergent meridian merges with",
    "limb": "Limb",
    "division": "Division",
    "phase": "Phase",
    "hour": "Hour",
    "next": "Flows into",
    "starts": "First point",
    "ends": "Last point",
    "count": "Points counted",
    "point": "Confluent point",
    "vessel": "Vessel",
    "belongs": "Belongs to",
}


def meridian_list(kb: KnowledgeBase) -> MeridianList:
    """Return all meridians, regular ones first."""
    groups: defaultdict[str, list[MeridianLine]] = defaultdict(list)
    for ident in order_of(kb):
        record = kb.meridians[ident]
        hour = next((value_of(c) for c in kb.claims_of(ident) if c.target == "hour"), "")
        line = MeridianLine(
            common.meridian_ref(kb, ident), len(kb.codes_of(ident)), _hour(hour) if hour else ""
        )
        groups[record.kind].append(line)
    extra = kb.codes_of("EX")
    titles = (("regular", "Regular meridians"), ("extraordinary", "Extraordinary vessels"))
    made = [(title, tuple(groups[kind])) for kind, title in titles if groups[kind]]
    if extra:
        made.append(
            (
                "Outside the meridians",
                (MeridianLine(Ref("meridian", "EX", "Extra points"), len(extra), ""),),
            )
        )
    return MeridianList(tuple(made))


def meridian_page(kb: KnowledgeBase, ident: str) -> MeridianPage:
    """Return the page of a meridian (``EX``: the extra points).

    Raises
    ------
    UnknownName
        There is no such meridian.
    """
    if ident == "EX" and kb.codes_of("EX"):
        return MeridianPage(
            "EX",
            "extra",
            Names(en="Extra points"),
            (),
            (),
            (),
            _points(kb, ident),
            (),
            (),
            (),
            None,
            None,
        )
    # the list of all, which the home page shows, does without
    from kb.views.beside import conditions_of_meridian

    record = kb.meridian(ident)
    claims = kb.claims_of(ident)
    ring = order_of(kb)
    at = ring.index(ident)
    return MeridianPage(
        id=ident,
        kind=record.kind,
        names=record.names,
        facts=_facts(kb, [c for c in claims if c.kind == "fact"]),
        courses=_courses(kb, [c for c in claims if c.kind == "pathway"]),
        illness=_illness(kb, [c for c in claims if c.kind == "illness"]),
        points=_points(kb, ident),
        shu=_shu(kb, ident),
        crossing=_crossing(kb, ident),
        conditions=conditions_of_meridian(kb, ident),
        before=common.meridian_ref(kb, ring[at - 1]) if at else None,
        after=common.meridian_ref(kb, ring[at + 1]) if at + 1 < len(ring) else None,
    )


def order_of(kb: KnowledgeBase) -> list[str]:
    """Return the meridians in the order of the flow, then GV, CV and the other vessels."""
    known = [ident for ident in (*FLOW, "GV", "CV") if ident in kb.meridians]
    return [*known, *(ident for ident in kb.meridians if ident not in known)]


def value_of(claim: Claim) -> str:
    """Return the value that a claim states of a property of a meridian."""
    return str(claim.value.get("value", ""))


def _hour(value: str) -> str:
    """Return a double hour with colons: ``23-01`` is 23:00–01:00."""
    return "–".join(f"{part}:00" for part in value.split("-")) if "-" in value else value


def _facts(kb: KnowledgeBase, claims: Sequence[Claim]) -> tuple[Fact, ...]:
    found: defaultdict[str, defaultdict[str, list[Claim]]] = defaultdict(lambda: defaultdict(list))
    for claim in claims:
        found[claim.target][value_of(claim)].append(claim)
    rules = {one.key: one.derived for one in differences(claims)}
    return tuple(
        Fact(
            label,
            tuple((fact_ref(kb, key, v), chips(kb, some)) for v, some in found[key].items()),
            fact_ref(kb, key, rules[key]).label if key in rules else "",
        )
        for key, label in FACTS.items()
        if key in found
    )


def fact_ref(kb: KnowledgeBase, key: str, value: str) -> Ref:
    """Return a value of a property as it is shown: a place, an hour, a number."""
    if key == "hour":
        return Ref("", value, _hour(value))
    return common.place_name(kb, value)


def _courses(kb: KnowledgeBase, claims: Iterable[Claim]) -> tuple[Course, ...]:
    sources: dict[str, list[tuple[int, tuple[Step, ...]]]] = {}
    for strand in strands(claims):
        steps = tuple(_step(kb, claim) for claim in strand.steps)
        sources.setdefault(strand.source, []).append((strand.branch, steps))
    return tuple(
        Course(common.source_ref(kb, source), tuple(branches))
        for source, branches in sources.items()
    )


def _step(kb: KnowledgeBase, claim: Claim) -> Step:
    verb = str(claim.value.get("verb", ""))
    places = claim.value.get("places") or (claim.target,)
    return Step(
        VERBS[verb].en if verb in VERBS else verb.replace("-", " "),
        tuple(common.place_name(kb, str(one)) for one in places),
        chip(kb, claim),
    )


def _illness(kb: KnowledgeBase, claims: Iterable[Claim]) -> tuple[Illness, ...]:
    from kb.views.point import rows_of

    found: dict[str, list[Claim]] = {}
    for claim in claims:
        found.setdefault(str(claim.value.get("when", "")), []).append(claim)
    return tuple(
        Illness(
            WHEN[when].en.capitalize() if when in WHEN else when.replace("-", " ").capitalize(),
            WHEN[when].hant[0] if when in WHEN else "",
            rows_of(kb, some),
        )
        for when, some in found.items()
    )


def _points(kb: KnowledgeBase, ident: str) -> tuple[PointLine, ...]:
    lines = []
    for record in kb.points_of(ident):
        claims = kb.claims_of(record.code)
        belongs = {
            c.target: None for c in claims if c.kind == "belongs" and not c.value.get("says")
        }
        lines.append(
            PointLine(
                common.point_ref(kb, record.code),
                record.names.gloss,
                tuple(common.category_ref(kb, one) for one in belongs),
                len(claims),
            )
        )
    return tuple(lines)


def _shu(kb: KnowledgeBase, ident: str) -> tuple[tuple[Ref, Ref, str, tuple[Chip, ...]], ...]:
    """Return the five transport points of the meridian: category, point, phase, citations."""
    rows = []
    for name, record in kb.categories.items():
        if record.group != "five-shu":
            continue
        for member in record.members:
            if member.attributes.get("of") == ident:
                cites = [kb.claim(one) for one in member.claims]
                rows.append(
                    (
                        common.category_ref(kb, name),
                        common.point_ref(kb, member.point),
                        member.attributes.get("phase", ""),
                        chips(kb, cites),
                    )
                )
    return tuple(rows)


def _crossing(kb: KnowledgeBase, ident: str) -> tuple[SymptomRow, ...]:
    """Return the points of other meridians at which this one is met."""
    from kb.views.point import SymptomRow

    found: defaultdict[str, list[Claim]] = defaultdict(list)
    for claim in kb.claims_on(ident):
        if claim.kind == "meets" and len(claim.subjects) == 1:
            found[claim.subjects[0]].append(claim)
    return tuple(
        SymptomRow(common.point_ref(kb, code), common.voices(kb, some), chips(kb, some))
        for code, some in found.items()
    )
