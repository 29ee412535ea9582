"""What ``kb disagreements`` prints: where sources part, and reports that are not so."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from kb.base import KnowledgeBase
from kb.compare import Contrast, Report, Side, Survey

__all__ = ["as_json", "as_lines", "chosen"]

Json = dict[str, Any]


def chosen(
    found: Survey, point: str = "", axis: str = ""
) -> tuple[tuple[Contrast, ...], tuple[Report, ...]]:
    """Return the contrasts and reports of a point and an axis, all of them when left out."""

    def wanted(one: Contrast | Report) -> bool:
        asked = one.axis if isinstance(one, Contrast) else one.said.axis
        return (not point or one.code == point) and (not axis or asked == axis)

    return tuple(filter(wanted, found.contrasts)), tuple(filter(wanted, found.reports))


def as_json(contrasts: Iterable[Contrast], reports: Iterable[Report]) -> Json:
    """Return contrasts and reports as plain containers.

    Returns
    -------
    dict
        ``disagreements``: ``{point, axis, kind, category, seat, score, balance, ratio, reported,
        slip, sides: [{value, sources, families, claims, reports}]}``, most instructive first;
        ``reports``: ``{point, axis, claim, source, reports, said, verdict, why, own: [claim]}``.
    """
    return {
        "disagreements": [
            {
                "point": one.code,
                "axis": one.axis,
                "kind": one.kind,
                "category": one.about,
                "seat": one.seat,
                "score": round(one.score, 3),
                "balance": one.balance,
                "ratio": round(one.ratio, 3),
                "reported": one.reported,
                "slip": one.slip,
                "sides": [_side(side) for side in one.sides],
            }
            for one in contrasts
        ],
        "reports": [
            {
                "point": one.code,
                "axis": one.said.axis,
                "claim": one.said.cite,
                "source": one.said.source,
                "reports": one.said.reports,
                "said": list(one.said.printed),
                "verdict": one.verdict,
                "why": one.why,
                "own": [own.cite for own in one.own],
            }
            for one in reports
        ],
    }


def _side(side: Side) -> Json:
    return {
        "value": side.value,
        "sources": sorted(side.sources),
        "families": sorted(side.families),
        "claims": [one.cite for one in side.statements if not one.reports],
        "reports": [one.cite for one in side.statements if one.reports],
    }


def as_lines(
    base: KnowledgeBase, contrasts: Iterable[Contrast], reports: Iterable[Report]
) -> Iterator[str]:
    """Yield the same for people: a line for each contrast and for each contradicted report."""
    for one in contrasts:
        scope = {limit for side in one.sides for said in side.statements for limit in said.scope}
        limits = f"({', '.join(sorted(scope))})" if one.kind == "limit" else ""
        what = " ".join(filter(None, (one.axis, one.about, one.seat and f"({one.seat})", limits)))
        sides = " | ".join(
            f"{side.value or 'its own meridian'}: {', '.join(_who(base, side)) or 'only reported'}"
            for side in one.sides
        )
        mark = "  [only as reported]" if one.reported else f"  [{one.kind}, score {one.score:.2f}]"
        slip = "  [same number in fen and cun: perhaps a slip]" if one.slip else ""
        yield f"{one.code:7} {base.points[one.code].names.hant}  {what}: {sides}{mark}{slip}"
    for report in reports:
        if report.verdict == "contradicted":
            said = report.said
            own = "; ".join(f"{' '.join(one.printed)} [{one.cite}]" for one in report.own)
            yield (
                f"{report.code:7} {base.points[report.code].names.hant}  misreport: {said.source} "
                f"says that {said.reports} has {said.axis} {' '.join(said.printed)} "
                f"[{said.cite}]; {report.why}: {own}"
            )


def _who(base: KnowledgeBase, side: Side) -> list[str]:
    return sorted(side.sources, key=lambda name: (base.sources[name].year or 9999, name))
