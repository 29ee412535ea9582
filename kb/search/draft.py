"""An answer in the making: parts are taken in, then evaluated as one set."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from kb.base import KnowledgeBase
from kb.frozen import frozen
from kb.search.complaints import HALF
from kb.search.english import CIRCUMSTANCE
from kb.search.index import Ban, Entry, Index
from kb.search.keys import has_han
from kb.search.records import Answer, Asked, LazyHit, PointHit, Reasons, Remark, Understood

if TYPE_CHECKING:
    from kb.search.found import Found
    from kb.search.lexicon import Facet
    from kb.search.parse import Part

__all__ = ["GUESSES", "Draft", "Term", "cited", "finish"]

BRIDGE = "word of our day"
GUESSES = frozenset({"part of a name", "similar name"})
"""Readings of a query that are guesses: taken as they are, without what is narrower."""
_RECORDS = ("symptom", "meridian", "category", "teaching", "source")
_ON = re.compile(r"\bon\b|\blocated\b|\blie\b|\blies\b|上的", re.IGNORECASE)


@frozen
class Term:
    """A facet taken from the query: the words, what it means, how it is joined to the one before.

    `joint` is ``and``, ``or`` or empty (it just follows); `negative` that it is excluded.
    """

    text: str
    facet: Facet
    joint: str = ""
    negative: bool = False


@dataclass(slots=True)
class Draft:
    """What is known of the answer so far."""

    base: KnowledgeBase
    index: Index
    query: str
    understood: list[Understood] = field(default_factory=list)
    unknown: list[str] = field(default_factory=list)
    exact: bool = True
    terms: list[Term] = field(default_factory=list)
    named: dict[str, list[str]] = field(default_factory=dict)
    ids: dict[str, dict[str, None]] = field(default_factory=dict)
    remarks: list[Remark] = field(default_factory=list)
    both: bool = False
    on: bool = False
    compare: tuple[str, ...] = ()
    places: tuple[Asked, ...] = ()

    def impossible(self, text: str, why: str) -> None:
        """Note a code of a point that does not exist."""
        self.unknown.append(text)
        self.exact = False
        self.remarks.append(Remark("no such point", why))

    def take_points(self, text: str, found: Sequence[str], what: str) -> None:
        """Take points that some words name; several are all shown."""
        for code in found:
            self.named.setdefault(code, []).append(f"{what} {text!r}")
        self.understood.append(Understood(text, f"point: {what}", tuple(found)))
        if len(found) < 2:
            return
        if what == "code":
            names = " and ".join(found)
            said = f"{text!r} means {names} in different nomenclatures; both are shown"
            self.remarks.append(Remark("code collision", said))
        elif what not in GUESSES:
            said = f"{len(found)} points answer to {text!r}: {', '.join(found)}"
            self.remarks.append(Remark("homonym", said))

    def take_entries(self, text: str, entries: Iterable[Entry]) -> None:
        """Take what a whole query names, as points and sources."""
        found: dict[tuple[str, str], dict[str, None]] = {}
        for kind, name, what in entries:
            found.setdefault((kind, what), {})[name] = None
            if kind == "point":
                self.named.setdefault(name, []).append(f"{what} {text!r}")
            else:
                self.ids.setdefault(kind, {})[name] = None
        for (kind, what), names in found.items():
            self.understood.append(Understood(text, f"{kind}: {what}", tuple(names)))
        if len(self.named) > 1:
            said = f"{len(self.named)} points answer to {text!r}: {', '.join(self.named)}"
            self.remarks.append(Remark("homonym", said))

    def take_compared(self, text: str, found: Sequence[tuple[str, tuple[str, ...]]]) -> None:
        """Take records set side by side; those named that nothing answers to are unknown."""
        for one, ids in found:
            if not ids:
                self.unknown.append(one)
                self.exact = False
            for name in ids:
                kind = next(kind for kind in ("point", *_RECORDS) if name in self._records(kind))
                if kind == "point":
                    self.named.setdefault(name, []).append(f"named {one!r}")
                else:
                    self.ids.setdefault(kind, {})[name] = None
        self.compare = tuple(dict.fromkeys(name for _, ids in found for name in ids))
        self.understood.append(Understood(text, "comparison", self.compare))

    def take_places(self, found: Found) -> None:
        """Take the answers in words that questions about places have given."""
        self.understood.extend(found.told)
        self.remarks.extend(found.remarks)
        self.places = tuple(found.asked)
        for code in found.shown:
            self.named.setdefault(code, ["asked about"])

    def take_parts(self, parts: Sequence[Part]) -> None:
        """Take the parts of the query, in order."""
        joint, negative, aside = "", False, False
        self.on = bool(_ON.search(self.query))
        self.both = any(part.label == "both" for part in parts if part.kind == "joint")
        alone = sum(part.kind not in ("small", "joint") for part in parts) == 1
        for part in parts:
            if part.kind == "joint":
                negative = negative or part.label == "not"
                joint = part.label if part.label in ("and", "or") else joint
            elif part.kind == "impossible":
                self.impossible(part.text, part.label)
            elif part.kind == "unknown":
                self.unknown.append(part.text)
                self.exact = False
            elif part.kind == "small":
                aside = aside or part.text.lower() in CIRCUMSTANCE
            elif part.kind == "facets":
                loose = aside or _guessed(part) or _bare_phase(part, parts)
                if not (loose and self._beside(part, parts)):
                    self._take(part, joint, negative, alone)
                joint, negative, aside = "", False, False

    def _beside(self, part: Part, every: Sequence[Part]) -> bool:
        """Set a complaint aside that only goes with another one, or is guessed from few words."""
        sure = any(
            one.facets[0].kind in ("symptom", "forbid") and not _guessed(one)
            for one in every
            if one.facets and one is not part
        )
        if not sure or (part.facets[0].kind not in ("symptom", "phase") and not _guessed(part)):
            return False
        if part.facets[0].kind == "point":
            return False
        said = f"{part.text!r} goes with what was understood and narrows nothing"
        self.remarks.append(Remark("not used", said))
        self.exact = False
        return True

    def _take(self, part: Part, joint: str, negative: bool, alone: bool) -> None:
        """Take what one part means: everything it can mean when it is the whole query."""
        kinds = {facet.kind for facet in part.facets}
        for at, facet in enumerate(part.facets):
            if at and not alone and facet.kind != part.facets[0].kind:
                break
            if facet.kind == "point" and not negative:
                self.take_points(part.text, facet.ids, facet.label)
                continue
            as_ = _as(facet)
            self.understood.append(
                Understood(part.text, f"not {as_}" if negative else as_, facet.ids)
            )
            if facet.kind in _RECORDS and not negative:
                known = self.ids.setdefault(facet.kind, {})
                records = self._records(facet.kind)
                known.update((name, None) for name in facet.ids if name in records)
            same = at == 0 or facet.kind == part.facets[0].kind
            if same and not (alone and "point" in kinds):
                self.terms.append(Term(part.text, facet, joint if at == 0 else "or", negative))
        if any(facet.label == BRIDGE for facet in part.facets) and not negative:
            self._bridge(part)

    def _records(self, kind: str) -> Mapping[str, object]:
        every: dict[str, Mapping[str, object]] = {
            "symptom": self.base.symptoms, "meridian": self.base.meridians,
            "category": self.base.categories, "teaching": self.base.teachings,
            "source": self.base.sources, "point": self.base.points,
        }  # fmt: skip
        return every[kind]

    def _bridge(self, part: Part) -> None:
        """Say what is shown instead of a word that no book uses, or beside one that few use."""
        own = {n for f in part.facets if f.kind == "symptom" and f.label != BRIDGE for n in f.ids}
        shown = []
        for name in dict.fromkeys(n for f in part.facets if f.label == BRIDGE for n in f.ids):
            if name not in own:
                symptom = self.base.symptoms[name]
                shown.append(f"{symptom.en} {' '.join(symptom.hant[:2])}".strip())
        if not shown:
            return
        self.exact = False
        if own:
            said = f"{part.text!r} is a word of few books; shown as well: {', '.join(shown)}"
        else:
            said = f"no book here uses {part.text!r}; shown: {', '.join(shown)}"
        self.remarks.append(Remark("bridge", said))


def _guessed(part: Part) -> bool:
    """Return whether a part was read as something of which the query has a part only."""
    return part.facets[0].label in (HALF, "part of a name")


def _bare_phase(part: Part, every: Sequence[Part]) -> bool:
    """Return whether *water* or *fire* stands without points, category or meridian beside it."""
    kinds = {one.facets[0].kind for one in every if one.facets}
    alone = part.facets[0].kind == "phase" and not kinds & {"category", "meridian"}
    return alone and " " not in part.text and not has_han(part.text)


def _as(facet: Facet) -> str:
    if facet.kind in _RECORDS:
        return facet.label if facet.kind == facet.label else f"{facet.kind}: {facet.label}"
    return (
        facet.label
        if facet.kind in ("place", "century", "families")
        else (f"{facet.kind}: {facet.label}")
    )


def finish(draft: Draft, limit: int) -> Answer:
    """Return the answer: the set evaluated, ranked and cut, remarks added."""
    hits: Sequence[PointHit]
    if draft.terms:
        from kb.search.evaluate import evaluate

        hits, total = evaluate(draft, limit)
    else:
        named = draft.named
        tell = _teller(draft)
        hits = [LazyHit((code, 0, 0), tell) for code in [*named][: max(limit, 0)]]
        total = len(named)
    _safety(draft)
    if not hits and draft.unknown and not draft.understood:
        _near(draft)
    if len(draft.query) == 1 and has_han(draft.query) and not draft.named:
        _names_with(draft)
    if not total and len(draft.terms) > 1 and not draft.remarks:
        draft.remarks.append(Remark("nothing for all", "no point here answers to all of this"))
    return Answer(
        query=draft.query,
        understood=tuple(dict.fromkeys(draft.understood)),
        unknown=tuple(dict.fromkeys(draft.unknown)),
        exact=draft.exact and bool(draft.understood),
        points=tuple(hits),
        symptoms=tuple(draft.ids.get("symptom", {})),
        meridians=tuple(draft.ids.get("meridian", {})),
        categories=tuple(draft.ids.get("category", {})),
        teachings=tuple(draft.ids.get("teaching", {})),
        sources=tuple(draft.ids.get("source", {})),
        remarks=tuple(dict.fromkeys(draft.remarks)),
        total=total,
        compare=draft.compare,
        places=draft.places,
    )


def _teller(draft: Draft) -> Callable[[str], Reasons]:
    """Return what puts into words why a point that is only named is found."""
    named, base = draft.named, draft.base
    return lambda code: (tuple(dict.fromkeys(named[code])), cited(base, code, ()))


def cited(base: KnowledgeBase, code: str, cites: Iterable[str]) -> tuple[str, ...]:
    """Return the citations of the reasons for a point, or where its name is said."""
    found = dict.fromkeys(cites)
    if found and code not in found:
        return tuple(found)
    stem = f"{base.points[code].cites[0][0]}/{code}"
    return tuple(f"{stem}/location" if one == code else one for one in found) or (f"{stem}/names",)


def _safety(draft: Draft) -> None:
    """Say what is forbidden on a point when one point is asked for."""
    if len(draft.named) != 1:
        return
    code = next(iter(draft.named))
    acts: dict[str, dict[str, list[str]]] = {}
    for _, act, cases, source, reports, ident in _bans(draft.index).get(code, ()):
        case = act.replace("-", " ") + (f" in {' and '.join(cases)}" if cases else "")
        acts.setdefault(case, {}).setdefault(reports or source, []).append(ident)
    if not acts and any(term.facet.kind == "forbid" for term in draft.terms):
        draft.remarks.append(Remark("safety", f"{code}: no source here forbids anything on it"))
    asked = {one for t in draft.terms if t.facet.kind == "qualifier" for one in t.facet.ids}
    banned = any(term.facet.kind == "forbid" for term in draft.terms)
    for one in sorted(asked if banned else ()):
        if acts and not any(one in case for case in acts):
            said = f"{code}: no source here forbids anything on it in {one}"
            draft.remarks.append(Remark("safety", said))
    for case, sources in acts.items():
        many = f"{len(sources)} source{'' if len(sources) == 1 else 's'}"
        cites = tuple(ids[0] for ids in sources.values())
        draft.remarks.append(Remark("safety", f"{code}: {case} is forbidden in {many}", cites))


def _bans(index: Index) -> Mapping[str, Sequence[Ban]]:
    """Return the prohibitions by point; sorted out once."""
    found: dict[str, list[Ban]] | None = index.kept.get("bans")
    if found is None:
        found = {}
        for ban in index.bans:
            found.setdefault(ban[0], []).append(ban)
        index.kept["bans"] = found
    return found


def _names_with(draft: Draft) -> None:
    """Name the points with a character in their name when it was read as something else."""
    from kb.search.keys import key_of

    shown = {code: draft.base.points[code].names.hant
             for key in draft.index.containing(key_of(draft.query))
             for kind, code, what in draft.index.names[key]
             if kind == "point" and what == "name"}  # fmt: skip
    if shown:
        listed = ", ".join(f"{code} {name}" for code, name in [*shown.items()][:20])
        said = f"points with {draft.query} in their name: {listed}"
        draft.remarks.append(Remark("names", said))


def _near(draft: Draft) -> None:
    """Name what comes nearest to a query that nothing answers to; nothing is answered by it."""
    from rapidfuzz import fuzz, process

    from kb.search.keys import key_of

    key = key_of(" ".join(draft.unknown))
    if has_han(key) or not 2 < len(key) < 40 or not key.isalpha():
        return
    names = [n for n in draft.index.ordered if n.isascii() and n.isalpha() and len(n) > 2]
    found = process.extract(key, names, scorer=fuzz.ratio, score_cutoff=60, limit=5)
    if found:
        shown = []
        for name, _, _ in found:
            kind, ident, _ = draft.index.names[name][0]
            label = draft.base.symptoms[ident].en if kind == "symptom" else name
            shown.append(f"{label} ({ident})" if kind == "point" else label)
        said = f"nothing is called so; nearest names: {', '.join(dict.fromkeys(shown))}"
        draft.remarks.append(Remark("near", said))
