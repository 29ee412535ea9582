"""The page of a condition: what books hand down and what studies found, in two columns."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable

from kb.base import KnowledgeBase
from kb.frozen import frozen
from kb.model import Stated, Study
from kb.views import common, handed, nearby
from kb.views.beside import condition_ref, without_signs
from kb.views.common import Chip, Ref
from kb.views.forest import Plot, forest
from kb.views.handed import Bridged, Taught, TraditionRow
from kb.views.nearby import Near
from kb.views.study import VERSUS, StudyCard, StudyRef, card, short
from kb.views.techniques import TECHNIQUES, technique_ref, techniques_of

__all__ = [
    "ConditionLine",
    "ConditionList",
    "ConditionPage",
    "NamedPoint",
    "Said",
    "condition_list",
    "condition_page",
]

ROOM = 24
"""Points of tradition shown before the page that shows all."""

HARMS = "safety"
"""The topic of the harms of acupuncture."""


@frozen
class Said:
    """A sentence of ours and the records that state it."""

    says: str
    studies: tuple[StudyRef, ...]


@frozen
class NamedPoint:
    """A point that records name, and which ones."""

    point: Ref
    studies: tuple[StudyRef, ...]


@frozen
class ConditionPage:
    """Everything the page of a condition says.

    Attributes
    ----------
    classical, modern : tuple of TraditionRow
        Points of classical books and of modern textbooks, most families first; `hidden` counts
        those left out.
    both : tuple of Ref
        Points that both name.
    near : Near
        Complaints and bans near it, and what no line recorded says.
    outlook : tuple of Said
        How it goes by itself or under usual care.
    harms : tuple of Said
        What the topic of harms says of all conditions; none on a topic.
    illness, course : tuple of (Ref, tuple of Chip)
        What is said of the meridians: their illness on these complaints, and their course there.
    bridge, beneath : tuple of Bridged, tuple of Ref
        Complaints of the books set beside it; narrower ones of these that are not.
    unnamed : bool
        No complaint here bears the name of the condition.
    taught, sung : tuple of Taught
        Teachings set beside it, and what each says of its meridians; lines of other songs, lists
        and rules on its complaints.
    groups : tuple of (str, str, tuple of StudyCard)
        Id, title and records of each kind of evidence.
    withheld : int
        Earlier editions not shown because nothing current stands beside them.
    tally, sham : tuple of (str, int)
        How many current efficacy records say what, and what they say of sham; never added to
        counts of tradition.
    compared : tuple of (str, int)
        How many of these compared with sham, with no acupuncture, with another treatment; none too.
    done : tuple of (Ref, int)
        How many of these name each technique; `untold` how many name none.
    beside : tuple of Said
        What acupuncture was set beside, as the records name it; `unsaid` how many name nothing.
    lacking : tuple of str
        Kinds of evidence of which there is no current record.
    places : tuple of (str, int)
        Where the current records on effect were made, and of how many that is not recorded.
    within : tuple of (Ref, tuple of (str, int))
        The tally of each narrower condition.
    shared : tuple of Ref
        Points that both a record and a classical book name for it.
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
    outlook: tuple[Said, ...]
    care: tuple[Said, ...]
    harms: tuple[Said, ...]
    bridge: tuple[Bridged, ...]
    beneath: tuple[Ref, ...]
    unnamed: bool
    classical: tuple[TraditionRow, ...]
    modern: tuple[TraditionRow, ...]
    hidden: int
    both: tuple[Ref, ...]
    near: Near
    illness: tuple[tuple[Ref, tuple[Chip, ...]], ...]
    course: tuple[tuple[Ref, tuple[Chip, ...]], ...]
    taught: tuple[Taught, ...]
    sung: tuple[Taught, ...]
    groups: tuple[tuple[str, str, tuple[StudyCard, ...]], ...]
    withheld: int
    tally: tuple[tuple[str, int], ...]
    sham: tuple[tuple[str, int], ...]
    compared: tuple[tuple[str, int], ...]
    done: tuple[tuple[Ref, int], ...]
    untold: int
    beside: tuple[Said, ...]
    unsaid: int
    lacking: tuple[str, ...]
    places: tuple[tuple[str, int], ...]
    within: tuple[tuple[Ref, tuple[tuple[str, int], ...]], ...]
    plots: tuple[Plot, ...]
    named: tuple[NamedPoint, ...]
    shared: tuple[Ref, ...]
    articles: tuple[Ref, ...]


@frozen
class ConditionLine:
    """A condition in the list: how many records, and how many trials that are only listed."""

    condition: Ref
    records: int
    listed: int


@frozen
class ConditionList:
    """All conditions, then topics; `unsigned` counts conditions without warning signs."""

    groups: tuple[tuple[str, tuple[ConditionLine, ...]], ...]
    unsigned: int


_GROUPS: tuple[tuple[str, str, Callable[[Study], bool]], ...] = (
    ("guidelines", "Guidelines", lambda s: s.kind == "guideline" and s.topic == "efficacy"),
    ("reviews", "Reviews", lambda s: s.kind == "review" and s.topic == "efficacy"),
    ("trials", "Trials", lambda s: s.kind == "trial" and s.topic == "efficacy"),
    ("safety", "Harms and warning signs", lambda s: s.topic == "safety"),
    ("course", "How it goes", lambda s: s.topic == "prognosis"),
    ("other", "Other care, method, debate", lambda s: s.kind != "listed"),
    ("listed", "Trials only listed", lambda s: s.kind == "listed"),
)


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
        ),
        len(without_signs(kb)),
    )


def condition_page(kb: KnowledgeBase, ident: str, *, full: bool = False) -> ConditionPage:
    """Return the page of a condition; lists of points to the end when `full`.

    Raises
    ------
    UnknownName
        There is no such condition.
    """
    record = kb.condition(ident)
    below = [one for one, other in kb.conditions.items() if ident in other.broader]
    shown, withheld = _current(kb.studies_on(ident))
    classical, modern = handed.tradition(kb, record)
    room = None if full else ROOM
    named = _named(kb, shown, ident)
    told = {row.point.id for row in classical}
    later = {row.point.id for row in modern}
    return ConditionPage(
        id=ident,
        label=record.en,
        kind=record.kind,
        lay=record.lay,
        remark=record.remark,
        broader=tuple(condition_ref(kb, one) for one in record.broader),
        narrower=tuple(condition_ref(kb, one) for one in below),
        about=_said(kb, record.about, ident),
        red_flags=_said(kb, record.red_flags, ident),
        outlook=_said(kb, record.outlook, ident),
        care=_said(kb, record.care, ident),
        harms=_harms(kb) if record.kind != "topic" else (),
        bridge=handed.bridged(kb, record),
        beneath=handed.narrower(kb, record),
        unnamed=handed.unnamed(kb, record),
        classical=tuple(handed.detailed(kb, row) for row in classical[:room]),
        modern=tuple(handed.detailed(kb, row, figures=False) for row in modern[:room]),
        hidden=len(classical[ROOM:]) + len(modern[ROOM:]) if not full else 0,
        both=tuple(row.point for row in classical if row.point.id in later),
        near=nearby.near(kb, record, _points(classical), _points(modern), room),
        illness=handed.illness(kb, record),
        course=handed.course(kb, record),
        taught=handed.taught(kb, record),
        sung=handed.taught_on(kb, record, full=full),
        groups=_grouped(kb, shown),
        withheld=withheld,
        tally=_tally(shown),
        sham=_tally(shown, "sham"),
        compared=tuple(
            (word, sum(word in one.versus for one in _on_effect(shown))) for word in VERSUS
        ),
        done=_done(shown),
        untold=sum(not techniques_of(one) for one in _made(shown)),
        beside=_beside(kb, shown, ident),
        unsaid=sum(not one.comparator for one in _made(shown)),
        lacking=_lacking(shown),
        places=_places(shown),
        within=tuple(
            (condition_ref(kb, one), _tally(_current(kb.studies_on(one))[0])) for one in below
        ),
        plots=forest(s for s in shown if s.topic == "efficacy" and not s.superseded),
        named=named,
        shared=tuple(row.point for row in named if row.point.id in told),
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


def _points(rows: Iterable[TraditionRow]) -> tuple[Ref, ...]:
    return tuple(row.point for row in rows)


def _harms(kb: KnowledgeBase) -> tuple[Said, ...]:
    topic = kb.conditions.get(HARMS)
    return _said(kb, topic.about, HARMS) if topic else ()


def _said(kb: KnowledgeBase, stated: Iterable[Stated], on: str) -> tuple[Said, ...]:
    return tuple(Said(one.says, tuple(short(kb, s, on) for s in one.studies)) for one in stated)


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


def _on_effect(studies: Iterable[Study]) -> list[Study]:
    """Return the current records that judge an effect."""
    return [
        s for s in studies
        if s.topic == "efficacy" and s.direction and not s.superseded
        and s.direction != "not-applicable"
    ]  # fmt: skip


def _made(studies: Iterable[Study]) -> list[Study]:
    """Return the current records that judge an effect, guidelines aside."""
    return [one for one in _on_effect(studies) if one.kind != "guideline"]


def _done(studies: Iterable[Study]) -> tuple[tuple[Ref, int], ...]:
    """Return the techniques that the records name, most often first."""
    counted = Counter(one for study in _made(studies) for one in techniques_of(study))
    return tuple((technique_ref(TECHNIQUES[one]), count) for one, count in counted.most_common())


def _beside(kb: KnowledgeBase, studies: Iterable[Study], on: str) -> tuple[Said, ...]:
    """Return what the records say acupuncture was set beside, each with those that say so."""
    found: defaultdict[str, list[str]] = defaultdict(list)
    for study in _made(studies):
        if study.comparator:
            found[study.comparator].append(study.id)
    return tuple(
        Said(says, tuple(short(kb, one, on) for one in ids)) for says, ids in sorted(found.items())
    )


def _tally(studies: Iterable[Study], key: str = "direction") -> tuple[tuple[str, int], ...]:
    counted = Counter(getattr(s, key) for s in _on_effect(studies))
    return tuple((word, count) for word, count in counted.most_common() if word)


def _places(studies: Iterable[Study]) -> tuple[tuple[str, int], ...]:
    """Return countries by how many current records name them, then how many name none."""
    told = [study.countries or ("",) for study in _made(studies)]
    counted = Counter(country for countries in told for country in countries)
    return tuple(sorted(counted.items(), key=lambda one: (not one[0], -one[1], one[0])))


def _lacking(studies: Iterable[Study]) -> tuple[str, ...]:
    """Return the kinds of evidence on effect of which there is no current record."""
    there = {s.kind for s in _on_effect(studies)}
    return tuple(kind for kind in ("guideline", "review", "trial") if kind not in there)


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
