"""Plain mappings of records for ``--json``: the keys are a contract (DESIGN section 8)."""

from __future__ import annotations

from collections import Counter
from dataclasses import asdict, is_dataclass
from typing import Any

from kb import cite, links
from kb.base import KnowledgeBase
from kb.errors import UnknownName
from kb.location.sentences import tell
from kb.model import Claim, Point
from kb.relations import Path
from kb.search import Answer
from kb.texts.fold import fold
from kb.views.beside import without_signs
from kb.views.study import label

__all__ = ["answer", "claim", "path", "record", "stats", "unmapped"]

Json = dict[str, Any]


def claim(base: KnowledgeBase, one: Claim) -> Json:
    """Return a claim under the keys of ``kb claims --json``."""
    source = base.sources[one.source]
    symptom = base.symptoms.get(one.target) if one.kind in ("treats", "illness") else None
    return {
        "id": one.id,
        "kind": one.kind,
        "points": [s for s in one.subjects if s in base.points],
        "meridians": [s for s in one.subjects if s in base.meridians],
        "source": one.source,
        "family": source.family or one.source,
        "locator": one.at,
        "reference": cite.reference(source, one.at),
        "term": one.term,
        "target": one.target,
        "symptom_id": symptom.id if symptom else "",
        "symptom_label": symptom.en if symptom else "",
        "symptom_terms": list(symptom.hant) if symptom else [],
        "value": dict(one.value),
        "reports": one.reports,
        "for": list(one.qualifier),
        "file": one.file,
        "line": one.line,
    }


def answer(found: Answer) -> Json:
    """Return a search answer under the keys of ``kb search --json``."""
    return {
        "query": found.query,
        "understood": [{"text": u.text, "as": u.as_, "ids": list(u.ids)} for u in found.understood],
        "unknown": list(found.unknown),
        "exact": found.exact,
        "points": [
            {"code": h.code, "why": list(h.why), "sources": h.sources, "families": h.families}
            for h in found.points
        ],
        "cites": {h.code: list(h.cites) for h in found.points},
        "total": found.total,
        "symptoms": list(found.symptoms),
        "meridians": list(found.meridians),
        "categories": list(found.categories),
        "teachings": list(found.teachings),
        "sources": list(found.sources),
        "remarks": [
            {"kind": r.kind, "text": r.text, "cites": list(r.cites)} for r in found.remarks
        ],
        "compare": list(found.compare),
    }


def path(found: Path) -> list[Json]:
    """Return one path as ``[{from, to, relation, claims, derived}]``: of each step what tells most.

    A derived step follows by rule; its claims are those it follows from.
    """
    return [
        {
            "from": tie.frm,
            "to": tie.to,
            "relation": tie.label,
            "claims": list(tie.claims),
            "derived": tie.ruled,
        }
        for tie, *_ in found.ties
    ]


def record(base: KnowledgeBase, name: str) -> Json:
    """Return everything about one record: ``{id, type, label, facts, claims, derived, remarks}``.

    Raises
    ------
    UnknownName
        No record has this id.
    """
    node = links.node_of(base, name)
    kind, _, ident = node.partition(":")
    kinds: dict[str, Any] = {
        "point": base.points, "meridian": base.meridians, "category": base.categories,
        "teaching": base.teachings, "symptom": base.symptoms, "source": base.sources,
        "structure": base.structures, "condition": base.conditions, "study": base.studies,
        "article": base.articles,
    }  # fmt: skip
    if kind not in kinds:
        raise UnknownName("record", name)
    one = kinds[kind][ident]
    label = _label(base, kind, one)
    if kind == "source":
        claims = base.claims_from(ident)
    elif kind == "teaching":
        claims = tuple(base.claim(one) for line in base.teachings[ident].lines for one in line)
    else:
        both = (*base.claims_of(ident), *base.claims_on(ident))
        claims = tuple({one.id: one for one in both}.values())
    derived = [
        {"from": hop.frm, "to": hop.to, "relation": hop.relation}
        for hop in (*links.derived(base), *links.evidence(base))
        if node in (hop.frm, hop.to)
    ]
    facts = _plain(one)
    if isinstance(one, Point):
        facts["location_text"] = _located(base, one)
    return {
        "id": ident,
        "type": kind,
        "label": label,
        "facts": facts,
        "claims": [claim(base, c) for c in claims],
        "derived": derived,
        "remarks": [f"{gap.field}: {gap.reason}" for gap in base.gaps_of(ident)],
    }


def _label(base: KnowledgeBase, kind: str, one: Any) -> str:
    if kind == "study":
        return label(one)
    if kind == "article":
        return cite.title(base.sources[one.source])
    return str(getattr(one, "en", "") or one.names.en or one.names.pinyin)


def _located(base: KnowledgeBase, point: Point) -> str:
    if point.location is None:
        return ""
    told = tell(point.location, base.landmarks)
    return ": ".join(filter(None, (told.heading, str(told.sentence))))


def _plain(value: Any) -> Json:
    """Return a record as plain containers, empty fields left out."""
    made: Json = asdict(value) if is_dataclass(value) and not isinstance(value, type) else {}
    return {key: _lean(item) for key, item in made.items() if item not in ("", None, (), {}, [])}


def _lean(value: Any) -> Any:
    if isinstance(value, dict):
        return {k: _lean(v) for k, v in value.items() if v not in ("", None, (), {}, [])}
    if isinstance(value, (list, tuple)):
        return [_lean(item) for item in value]
    return value


def stats(base: KnowledgeBase) -> Json:
    """Return the counts of ``kb stats --json``, all computed."""
    claims = base.claims()
    kinds = Counter(one.kind for one in claims)
    gaps = Counter(gap.field.split()[0] for gap in base.gaps)
    extra = sum(1 for code in base.points if code.startswith("EX-"))
    phrases, other = _phrases(claims, "treats"), _phrases(claims, "other")
    known, unknown = (Counter(source for source, *_ in part) for part in (phrases, other))
    return {
        "points": len(base.points) - extra,
        "extra_points": extra,
        "meridians": len(base.meridians),
        "categories": len(base.categories),
        "teachings": len(base.teachings),
        "symptoms": len(base.symptoms),
        "sources": len(base.sources),
        "landmarks": len(base.landmarks),
        "conditions": len(base.conditions),
        "evidence": {
            "total": len(base.studies),
            **dict(sorted(Counter(one.kind for one in base.studies.values()).items())),
        },
        "incomplete_citations": sum(bool(one.missing) for one in base.studies.values()),
        "without_warning_signs": len(without_signs(base)),
        "statements": sum(len(one.statements) for one in base.articles.values()),
        "claims": {"total": len(claims), **dict(sorted(kinds.items()))},
        "mapped_phrases": len(phrases),
        "unmapped_phrases": len(other),
        "mapped_share": _share(len(phrases), len(other)),
        "phrases": {
            source: {
                "mapped": known[source],
                "unmapped": unknown[source],
                "mapped_share": _share(known[source], unknown[source]),
            }
            for source in sorted(known | unknown)
        },
        "gaps": {"total": len(base.gaps), **dict(sorted(gaps.items()))},
    }


def _phrases(claims: tuple[Claim, ...], kind: str) -> set[tuple[str, str, str, str]]:
    """Return the printed phrases of one kind, each once a line and subject: source first."""
    return {(c.source, c.subject, c.at, c.term) for c in claims if c.kind == kind and c.term}


def _share(mapped: int, other: int) -> float:
    """Return the share of phrases that a symptom fits, 0 to 1; 1 when there are none."""
    return round(mapped / (mapped + other), 4) if mapped + other else 1.0


def unmapped(base: KnowledgeBase) -> list[Json]:
    """Return the phrases no symptom fits yet: ``{phrase, count, sources}``, most frequent first.

    Phrases that differ in script or graphic variants only are one, shown in its commonest form.
    """
    forms: dict[str, Counter[str]] = {}
    sources: dict[str, Counter[str]] = {}
    for source, _, _, term in sorted(_phrases(base.claims(), "other")):
        key = fold(term) or term
        forms.setdefault(key, Counter())[term] += 1
        sources.setdefault(key, Counter())[source] += 1
    rows: list[Json] = [
        {
            "phrase": forms[key].most_common(1)[0][0],
            "count": forms[key].total(),
            "sources": dict(sources[key]),
        }
        for key in forms
    ]
    return sorted(rows, key=lambda row: (-row["count"], row["phrase"]))
