"""Records of studies of how a condition goes by itself or under usual care.

They stand in `kb.ingest.evidence_courses_pain` and `kb.ingest.evidence_courses_other`. Each row is
what stood on the page named: facts and figures, in our words. A part of the citation that no page
showed is listed as missing, one deduced from a number or an address as inferred.
"""

from __future__ import annotations

from typing import Any

__all__ = ["USUAL", "course"]

_READ_ON = "2026-11-23"
USUAL = "under usual care, not untreated"
_CITED = ("title", "authors", "year", "journal")


def course(
    conditions: list[str],
    title: str,
    results: list[tuple[str, str, str]],
    *,
    kind: str = "observational",
    design: str = "cohort",
    inferred: tuple[str, ...] = (),
    limits: tuple[str, ...] = (USUAL,),
    read: str = "abstract",
    **parts: Any,
) -> dict[str, Any]:
    """Return the record of a study; `results` are (measure, time, result).

    An address stands only where no number leads to the study.
    """
    shown = {**({"title": title} if title else {}), **parts}
    made = {
        "kind": kind,
        "design": design,
        "topic": "prognosis",
        "conditions": conditions,
        **shown,
        "missing": [key for key in _CITED if key not in shown],
        "inferred": list(inferred),
        "direction": "not-applicable",
        "versus": ["not-applicable"],
        "points_status": "not-applicable",
        "results": [
            {"measure": measure, **({"at": at} if at else {}), "result": result}
            for measure, at, result in results
        ],
        "limits": list(limits),
        "read": read,
        "read_on": _READ_ON,
    }
    return {key: value for key, value in made.items() if value not in ("", [], None)}
