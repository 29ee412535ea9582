"""The knowledge base: records by id and the claims about each, immutable after loading.

`KnowledgeBase` is what views, search, graph and commands are given. It is built by `kb.load.load`
from the data folder, or opened lazily by `kb.cache.open_base`; both answer alike. Nothing in it may
be changed: one object is shared by every session of the browser.
"""

from __future__ import annotations

import difflib
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from functools import cached_property
from types import MappingProxyType
from typing import TYPE_CHECKING, Any, TypeVar

from kb import codes
from kb.errors import UnknownName

if TYPE_CHECKING:
    from kb.model import (
        Article,
        Category,
        Claim,
        Condition,
        Gap,
        Landmark,
        Meridian,
        Point,
        Source,
        Structure,
        Study,
        Symptom,
        Teaching,
    )

__all__ = ["KnowledgeBase"]

T = TypeVar("T")


class KnowledgeBase:
    """All records, and the claims by subject, by target and by source.

    Attributes
    ----------
    points, meridians, categories, teachings, symptoms, sources, landmarks, structures : mapping
        Records by id, in the order in which lists show them.
    conditions, studies, articles : mapping
        Modern conditions, records of evidence and articles read statement by statement, by id.
    axes : mapping
        Measured lines of ``data/axes.yaml`` (plain mappings of strings).
    variants : mapping of str to str
        Graphic variants of characters, from printed form to normal form.
    forms : mapping
        Other written forms of point names (``names``, ``misprints``) by code, for reading texts.
    gaps : tuple of Gap
        What is known to be missing.
    census : mapping of str to int
        Counts of all claims: ``claims``, the ``sources`` and ``families`` in them, how many are
        ``reported`` speech and how many phrases are ``unmapped``.
    reach : mapping of str to mapping of str to float
        For each source and kind of claim: on which share of the points that it speaks of itself it
        has claims of that kind itself (a ban of needle or moxa counts as needle or moxa). Silence
        of a book says something only where its reach is long.
    labels : mapping of str to tuple of (str, str, str)
        Label, hanzi and pinyin of every point and symptom, for links that need no more of them.
    key : str
        Names the state of data and code from which it was opened (`kb.cache.open_base`); else
        empty.
    """

    key: str = ""

    def __init__(
        self,
        *,
        points: Mapping[str, Point],
        meridians: Mapping[str, Meridian],
        categories: Mapping[str, Category],
        symptoms: Mapping[str, Symptom],
        sources: Mapping[str, Source],
        landmarks: Mapping[str, Landmark],
        structures: Mapping[str, Structure],
        gaps: Iterable[Gap],
        claims: Iterable[Claim],
        axes: Mapping[str, Any],
        variants: Mapping[str, str],
        forms: Mapping[str, Mapping[str, tuple[str, ...]]],
        teachings: Mapping[str, Teaching] = MappingProxyType({}),
        conditions: Mapping[str, Condition] = MappingProxyType({}),
        studies: Mapping[str, Study] = MappingProxyType({}),
        articles: Mapping[str, Article] = MappingProxyType({}),
    ) -> None:
        self.points = MappingProxyType({c: points[c] for c in sorted(points, key=codes.order_key)})
        lines = (*codes.MERIDIANS, *codes.EXTRAORDINARY)
        flow = sorted(meridians, key=lambda m: lines.index(m) if m in lines else len(lines))
        self.meridians = MappingProxyType({name: meridians[name] for name in flow})
        taught = sorted(categories.values(), key=lambda c: (c.order, c.id))
        self.categories = MappingProxyType({category.id: category for category in taught})
        told = sorted(teachings.values(), key=lambda t: (t.order, t.id))
        self.teachings = MappingProxyType({teaching.id: teaching for teaching in told})
        self.symptoms = MappingProxyType(dict(sorted(symptoms.items())))
        self.sources = MappingProxyType(dict(sorted(sources.items())))
        self.landmarks = MappingProxyType(dict(landmarks))
        self.structures = MappingProxyType(dict(structures))
        self.conditions = MappingProxyType(dict(sorted(conditions.items())))
        self.studies = MappingProxyType(dict(sorted(studies.items())))
        self.articles = MappingProxyType(dict(sorted(articles.items())))
        self.axes = MappingProxyType(dict(axes))
        self.variants = MappingProxyType(dict(variants))
        self.forms = MappingProxyType(dict(forms))
        self.gaps = tuple(gaps)
        by_subject: dict[str, list[Claim]] = defaultdict(list)
        by_target: dict[str, list[Claim]] = defaultdict(list)
        by_source: dict[str, list[Claim]] = defaultdict(list)
        every = tuple(claims)
        for claim in every:
            for subject in claim.subjects:
                by_subject[subject].append(claim)
            if claim.target:
                by_target[claim.target].append(claim)
            by_source[claim.source].append(claim)
        self.census: Mapping[str, int] = _census(every, len(by_source), len(self.families(every)))
        self.reach: Mapping[str, Mapping[str, float]] = _reach(every)
        self.labels: Mapping[str, tuple[str, str, str]] = _labels(self.points, self.symptoms)
        self._claims = every
        self._by_subject: Mapping[str, tuple[Claim, ...]] = _frozen(by_subject)
        self._by_target: Mapping[str, tuple[Claim, ...]] = _frozen(by_target)
        self._by_source: Mapping[str, tuple[Claim, ...]] = _frozen(by_source)

    def point(self, code: str) -> Point:
        """Return the point with this WHO code.

        Raises
        ------
        UnknownName
            No such point; carries near codes.
        """
        return _get("point", self.points, code)

    def meridian(self, name: str) -> Meridian:
        """Return the meridian with this id, or raise `UnknownName`."""
        return _get("meridian", self.meridians, name)

    def category(self, name: str) -> Category:
        """Return the category with this id, or raise `UnknownName`."""
        return _get("category", self.categories, name)

    def teaching(self, name: str) -> Teaching:
        """Return the teaching with this id, or raise `UnknownName`."""
        return _get("teaching", self.teachings, name)

    def symptom(self, name: str) -> Symptom:
        """Return the symptom with this id, or raise `UnknownName`."""
        return _get("symptom", self.symptoms, name)

    def source(self, name: str) -> Source:
        """Return the source with this id, or raise `UnknownName`."""
        return _get("source", self.sources, name)

    def condition(self, name: str) -> Condition:
        """Return the condition with this id, or raise `UnknownName`."""
        return _get("condition", self.conditions, name)

    def article(self, name: str) -> Article:
        """Return the article with this id, or raise `UnknownName`."""
        return _get("article", self.articles, name)

    def studies_on(self, condition: str) -> tuple[Study, ...]:
        """Return the records of evidence that bear on a condition, by id."""
        return tuple(self.studies[name] for name in self._evidence["on"].get(condition, ()))

    def studies_naming(self, point: str) -> tuple[Study, ...]:
        """Return the records of evidence that name a point, by id."""
        return tuple(self.studies[name] for name in self._evidence["naming"].get(point, ()))

    def conditions_of(self, symptom: str) -> tuple[Condition, ...]:
        """Return the conditions beside which our bridge sets a symptom, by id."""
        return tuple(self.conditions[name] for name in self._evidence["of"].get(symptom, ()))

    @cached_property
    def _evidence(self) -> Mapping[str, Mapping[str, tuple[str, ...]]]:
        """Ids of records by condition and point, and of conditions by symptom."""
        made: dict[str, dict[str, list[str]]] = {
            key: defaultdict(list) for key in ("on", "naming", "of")
        }
        for name, study in self.studies.items():
            for condition in study.conditions:
                made["on"][condition].append(name)
            for point in study.points:
                made["naming"][point].append(name)
        for name, record in self.conditions.items():
            for symptom in record.bridge:
                made["of"][symptom].append(name)
        return {kind: {k: tuple(v) for k, v in found.items()} for kind, found in made.items()}

    def claims(self) -> tuple[Claim, ...]:
        """Return every claim, by source and file order."""
        return self._claims

    def claims_of(self, subject: str) -> tuple[Claim, ...]:
        """Return the claims about a point or meridian, prescriptions with it included."""
        return self._by_subject.get(subject, ())

    def claims_on(self, target: str) -> tuple[Claim, ...]:
        """Return the claims whose target is this symptom, category, meridian or structure."""
        return self._by_target.get(target, ())

    def claims_from(self, source: str) -> tuple[Claim, ...]:
        """Return the claims of a source."""
        return self._by_source.get(source, ())

    def claim(self, name: str) -> Claim:
        """Return the claim with this id.

        Raises
        ------
        UnknownName
            No such claim.
        """
        parts = name.split("/")
        if len(parts) > 1:
            subject = parts[1].split("+")[0]
            for claim in self.claims_of(subject):
                if claim.id == name:
                    return claim
        raise UnknownName("claim", name)

    def points_of(self, meridian: str) -> tuple[Point, ...]:
        """Return the points of a meridian (``EX`` for the extra points), in order."""
        return tuple(self.points[code] for code in self.codes_of(meridian))

    def codes_of(self, meridian: str) -> tuple[str, ...]:
        """Return the codes of the points of a meridian, in order; no record is made for it."""
        return self._codes.get(meridian, ())

    @cached_property
    def _codes(self) -> Mapping[str, tuple[str, ...]]:
        found: dict[str, list[str]] = defaultdict(list)
        for code in self.points:
            found[codes.meridian_of(code)].append(code)
        return {meridian: tuple(several) for meridian, several in found.items()}

    def gaps_of(self, subject: str) -> tuple[Gap, ...]:
        """Return what is known to be missing of a record."""
        return tuple(gap for gap in self.gaps if gap.subject == subject)

    def families(self, claims: Iterable[Claim]) -> tuple[str, ...]:
        """Return the families of sources that speak for themselves in these claims, sorted.

        Reported speech is not an independent voice and is left out.
        """
        found = {self.sources[c.source].family or c.source for c in claims if not c.reports}
        return tuple(sorted(found))

    def subjects(self) -> Iterator[str]:
        """Yield every id of a point, meridian, category or teaching that some claim is about."""
        yield from self._by_subject


def _labels(
    points: Mapping[str, Point], symptoms: Mapping[str, Symptom]
) -> Mapping[str, tuple[str, str, str]]:
    found = {name: (one.en, "", "") for name, one in symptoms.items()}
    found |= {code: (code, one.names.hant, one.names.pinyin) for code, one in points.items()}
    return MappingProxyType(found)


def _reach(claims: Iterable[Claim]) -> Mapping[str, Mapping[str, float]]:
    points: dict[str, dict[str, set[str]]] = defaultdict(lambda: defaultdict(set))
    for claim in claims:
        if claim.reports or len(claim.subjects) > 1:
            continue
        kind = claim.target if claim.kind == "forbids" else claim.kind
        points[claim.source][kind].add(claim.subjects[0])
    found = {}
    for source, kinds in points.items():
        every = len(set().union(*kinds.values()))
        found[source] = {kind: len(some) / every for kind, some in sorted(kinds.items())}
    return found


def _census(claims: tuple[Claim, ...], sources: int, families: int) -> Mapping[str, int]:
    return MappingProxyType(
        {
            "claims": len(claims),
            "sources": sources,
            "families": families,
            "reported": sum(bool(claim.reports) for claim in claims),
            "unmapped": sum(claim.kind == "other" for claim in claims),
        }
    )


def _frozen(index: Mapping[str, list[Claim]]) -> Mapping[str, tuple[Claim, ...]]:
    return MappingProxyType({key: tuple(found) for key, found in index.items()})


def _get(kind: str, records: Mapping[str, T], name: str) -> T:
    try:
        return records[name]
    except KeyError:
        near = difflib.get_close_matches(name, list(records), 5, 0.5)
        raise UnknownName(kind, name, near) from None
