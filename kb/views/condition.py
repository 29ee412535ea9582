"""The page of a condition: what books hand down and what studies found, in two columns."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable
from dataclasses import dataclass

from kb.base import KnowledgeBase
from kb.model import Claim, Condition, Stated, Study
from kb.views import common
from kb.views.common import Chip, Ref, Voices, chips, voices
from kb.views.forest import Plot, forest
from kb.views.study import StudyCard, StudyRef, card, short

__all__ = [
    "Complaint",
    "ConditionLine",
    "ConditionList",
    "ConditionPage",
    "NamedPoint",
    "Said",
    "TraditionRow",
    "condition_list",
    "condition_page",
    "condition_ref",
    "conditions_named",
    "conditions_of_meridian",
    "conditions_of_point",
]

ROOM = 24
"""Points of tradition shown before the page that shows all."""

FEW = 6
"""Conditions of its complaints that the line on the page of a point names."""


@dataclass(frozen=True, slots=True)
class Said:
    """A sentence of ours and the records that state it."""

    says: str
    studies: tuple[StudyRef, ...]


@dataclass(frozen=True, slots=True)
class Complaint:
    """A complaint of the bridge, for which a point is indicated."""

    symptom: Ref
    voices: Voices


@dataclass(frozen=True, slots=True)
class TraditionRow:
    """A point, the complaints of the bridge it is indicated for, and all who say so."""

    point: Ref
    complaints: tuple[Complaint, ...]
    voices: Voices


@dataclass(frozen=True, slots=True)
class NamedPoint:
    """A point that records name, and which ones."""

    point: Ref
    studies: tuple[StudyRef, ...]


@dataclass(frozen=True, slots=True)
class ConditionPage:
    """Everything the page of a condition says.

    Attributes
    ----------
    classical, modern : tuple of TraditionRow
        Points of classical books and of modern textbooks, most families first; `hidden` counts
        those left out.
    illness, course : tuple of (Ref, tuple of Chip)
        What is said of the meridians: their illness on these complaints, and their course there.
    groups : tuple of (str, str, tuple of StudyCard)
        Id, title and records of each kind of evidence.
    withheld : int
        Earlier editions not shown because nothing current stands beside them.
    tally : tuple of (str, int)
        How many current efficacy records say what; never added to counts of tradition.
    """

    id: str
    label: str
    kind: str
    lay: tuple[str, ...]
    remark: str
    broader: tuple[Ref, ...]
    narrower: tuple[Ref, ...]
    about: tuple[Said, ...]
    red_flags: tuple[Said, ...]
    care: tuple[Said, ...]
    bridge: tuple[Ref, ...]
    classical: tuple[TraditionRow, ...]
    modern: tuple[TraditionRow, ...]
    hidden: int
    illness: tuple[tuple[Ref, tuple[Chip, ...]], ...]
    course: tuple[tuple[Ref, tuple[Chip, ...]], ...]
    groups: tuple[tuple[str, str, tuple[StudyCard, ...]], ...]
    withheld: int
    tally: tuple[tuple[str, int], ...]
    plots: tuple[Plot, ...]
    named: tuple[NamedPoint, ...]
    articles: tuple[Ref, ...]


@dataclass(frozen=True, slots=True)
class ConditionLine:
    """A condition in the list: how many records, and how many trials that are only listed."""

    condition: Ref
    records: int
    listed: int


@dataclass(frozen=True, slots=True)
class ConditionList:
    """All conditions, then topics."""

    groups: tuple[tuple[str, tuple[ConditionLine, ...]], ...]


_GROUPS: tuple[tuple[str, str, Callable[[Study], bool]], ...] = (
    ("guidelines", "Guidelines", lambda s: s.kind == "guideline" and s.topic == "efficacy"),
    ("reviews", "Reviews", lambda s: s.kind == "review" and s.topic == "efficacy"),
    ("trials", "Trials", lambda s: s.kind == "trial" and s.topic == "efficacy"),
    ("safety", "Harms and warning signs", lambda s: s.topic == "safety"),
    ("other", "Other care, method, debate", lambda s: s.kind != "listed"),
    ("listed", "Trials only listed", lambda s: s.kind == "listed"),
)


def condition_ref(kb: KnowledgeBase, ident: str) -> Ref:
    """Return the reference to a condition."""
    return Ref("condition", ident, kb.conditions[ident].en)


def conditions_of_point(kb: KnowledgeBase, code: str) -> tuple[tuple[Ref, ...], tuple[Ref, ...]]:
    """Return the conditions of the records that name a point, and of its complaints.

    The first by label; of the second the `FEW` for which the point is most often indicated.
    """
    tested = {one for study in kb.studies_naming(code) for one in study.conditions}
    often_said = Counter(claim.target for claim in kb.claims_of(code) if claim.kind == "treats")
    told: Counter[str] = Counter()
    for complaint, times in often_said.items():
        for record in kb.conditions_of(complaint):
            if record.id not in tested:
                told[record.id] += times
    first = sorted((condition_ref(kb, one) for one in tested), key=lambda ref: ref.label)
    often = sorted(told, key=lambda one: (-told[one], one))[:FEW]
    return tuple(first), tuple(condition_ref(kb, one) for one in often)


def conditions_of_meridian(kb: KnowledgeBase, ident: str) -> tuple[Ref, ...]:
    """Return the conditions whose complaints stand in the illness of a meridian, by label."""
    found = {
        record.id
        for claim in kb.claims_of(ident)
        if claim.kind == "illness"
        for record in kb.conditions_of(claim.target)
    }
    found |= {one for one, record in kb.conditions.items() if ident in record.meridians}
    return tuple(sorted((condition_ref(kb, one) for one in found), key=lambda ref: ref.label))


def conditions_named(kb: KnowledgeBase, query: str) -> tuple[Ref, ...]:
    """Return the conditions whose label or lay word has every word of a query, by label."""
    words = query.casefold().split()
    found = [
        condition_ref(kb, one)
        for one, record in kb.conditions.items()
        for name in [" ".join((record.en, *record.lay)).casefold().split()]
        if words and all(word in name for word in words)
    ]
    return tuple(sorted(found, key=lambda ref: ref.label))


def condition_list(kb: KnowledgeBase) -> ConditionList:
    """Return all conditions by label, then the topics."""
    groups: dict[str, list[ConditionLine]] = {"condition": [], "topic": []}
    for ident, record in kb.conditions.items():
        found, _ = _current(kb.studies_on(ident))
        listed = sum(one.kind == "listed" for one in found)
        line = ConditionLine(condition_ref(kb, ident), len(found) - listed, listed)
        groups[record.kind].append(line)
    titles = (("Conditions", "condition"), ("Topics of safety and method", "topic"))
    return ConditionList(
        tuple(
            (title, tuple(sorted(groups[kind], key=lambda one: one.condition.label.casefold())))
            for title, kind in titles
        )
    )


def condition_page(kb: KnowledgeBase, ident: str, *, full: bool = False) -> ConditionPage:
    """Return the page of a condition; lists of points to the end when `full`.

    Raises
    ------
    UnknownName
        There is no such condition.
    """
    record = kb.condition(ident)
    shown, withheld = _current(kb.studies_on(ident))
    classical, modern = _tradition(kb, record)
    room = None if full else ROOM
    return ConditionPage(
        id=ident,
        label=record.en,
        kind=record.kind,
        lay=record.lay,
        remark=record.remark,
        broader=tuple(condition_ref(kb, one) for one in record.broader),
        narrower=tuple(
            condition_ref(kb, one) for one, o in kb.conditions.items() if ident in o.broader
        ),
        about=_said(kb, record.about, ident),
        red_flags=_said(kb, record.red_flags, ident),
        care=_said(kb, record.care, ident),
        bridge=tuple(common.symptom_ref(kb, one) for one in record.bridge),
        classical=classical[:room],
        modern=modern[:room],
        hidden=len(classical[ROOM:]) + len(modern[ROOM:]) if not full else 0,
        illness=_illness(kb, record),
        course=_course(kb, record),
        groups=_grouped(kb, shown),
        withheld=withheld,
        tally=_tally(shown),
        plots=forest(s for s in shown if s.topic == "efficacy" and not s.superseded),
        named=_named(kb, shown, ident),
        articles=tuple(
            Ref("article", one.id, kb.sources[one.source].names.en)
            for one in kb.articles.values()
            if one.condition == ident
        ),
    )


def _current(studies: Iterable[Study]) -> tuple[tuple[Study, ...], int]:
    """Return the records to show, and how many earlier editions would stand alone.

    An earlier edition is shown only beside a current record of efficacy.
    """
    every = tuple(studies)
    alone = not any(
        s.topic == "efficacy" and s.kind != "listed" and not s.superseded for s in every
    )
    kept = tuple(s for s in every if not (s.superseded and alone))
    return kept, len(every) - len(kept)


def _said(kb: KnowledgeBase, stated: Iterable[Stated], on: str) -> tuple[Said, ...]:
    return tuple(Said(one.says, tuple(short(kb, s, on) for s in one.studies)) for one in stated)


def _tradition(
    kb: KnowledgeBase, record: Condition
) -> tuple[tuple[TraditionRow, ...], tuple[TraditionRow, ...]]:
    """Return the points indicated for the complaints of the bridge: classical, modern."""
    grouped: tuple[defaultdict[str, list[Claim]], ...] = (defaultdict(list), defaultdict(list))
    for symptom in record.bridge:
        for claim in kb.claims_on(symptom):
            if claim.kind == "treats" and len(claim.subjects) == 1:
                grouped[common.is_modern(kb, claim)][claim.subject].append(claim)
    order = {code: number for number, code in enumerate(kb.points)}

    def rows(found: dict[str, list[Claim]]) -> tuple[TraditionRow, ...]:
        made = [
            TraditionRow(common.point_ref(kb, code), _complaints(kb, said), voices(kb, said))
            for code, said in found.items()
        ]
        made.sort(key=lambda r: (-r.voices.families, -r.voices.books, order.get(r.point.id, 0)))
        return tuple(made)

    return rows(grouped[0]), rows(grouped[1])


def _complaints(kb: KnowledgeBase, claims: Iterable[Claim]) -> tuple[Complaint, ...]:
    found: defaultdict[str, list[Claim]] = defaultdict(list)
    for claim in claims:
        found[claim.target].append(claim)
    made = [Complaint(common.symptom_ref(kb, s), voices(kb, said)) for s, said in found.items()]
    return tuple(sorted(made, key=lambda one: (-one.voices.families, -one.voices.books)))


def _illness(kb: KnowledgeBase, record: Condition) -> tuple[tuple[Ref, tuple[Chip, ...]], ...]:
    found: defaultdict[str, list[Claim]] = defaultdict(list)
    for symptom in record.bridge:
        for claim in kb.claims_on(symptom):
            if claim.kind == "illness":
                found[claim.subject].append(claim)
    lines = [one for one in kb.meridians if one in found]
    return tuple((common.meridian_ref(kb, one), chips(kb, found[one])) for one in lines)


def _course(kb: KnowledgeBase, record: Condition) -> tuple[tuple[Ref, tuple[Chip, ...]], ...]:
    made = []
    for meridian in record.meridians:
        steps = [
            c for c in kb.claims_of(meridian) if c.kind == "pathway" and c.target in record.course
        ]
        if steps:
            made.append((common.meridian_ref(kb, meridian), chips(kb, steps)))
    return tuple(made)


def _grouped(
    kb: KnowledgeBase, studies: Iterable[Study]
) -> tuple[tuple[str, str, tuple[StudyCard, ...]], ...]:
    groups: dict[str, list[Study]] = {name: [] for name, *_ in _GROUPS}
    for study in studies:
        groups[next(name for name, _, fits in _GROUPS if fits(study))].append(study)
    made = []
    for name, title, _ in _GROUPS:
        found = sorted(groups[name], key=lambda s: (bool(s.superseded), -int(s.year or 0), s.id))
        if found:
            made.append((name, title, tuple(card(kb, one) for one in found)))
    return tuple(made)


def _tally(studies: Iterable[Study]) -> tuple[tuple[str, int], ...]:
    counted = Counter(
        s.direction for s in studies
        if s.topic == "efficacy" and s.direction and not s.superseded
        and s.direction != "not-applicable"
    )  # fmt: skip
    return tuple(counted.most_common())


def _named(kb: KnowledgeBase, studies: Iterable[Study], on: str) -> tuple[NamedPoint, ...]:
    found: defaultdict[str, list[str]] = defaultdict(list)
    for study in studies:
        for code in study.points:
            found[code].append(study.id)
    rows = [
        NamedPoint(common.point_ref(kb, code), tuple(short(kb, one, on) for one in found[code]))
        for code in kb.points
        if code in found
    ]
    return tuple(sorted(rows, key=lambda row: -len(row.studies)))
