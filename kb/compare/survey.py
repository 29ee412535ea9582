"""All contrasts of the knowledge base, most instructive first, and the reports that are not so.

Most instructive means: most independent families on both sides, counted; then how far apart. The
score of a contrast is ``balance * weight``: the balance is the number of independent families
behind the weaker of the two strongest opposed sides; a ban against a prescription weighs 6, figures
weigh log2 of the factor between their extremes (3 against 50 cones: 4.06), a limit that another
book leaves out weighs 2, membership, meetings and places weigh 1. The score of a point is the sum
over its contrasts plus `MISREPORT` for each report that the reported book contradicts. Nothing in
it is a judgement of danger.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping

from kb.base import KnowledgeBase
from kb.compare.contrasts import Contrast, contrasts
from kb.compare.reports import Report, check_reports
from kb.compare.statements import AXES, FIGURES, PLACE, statements
from kb.frozen import frozen

__all__ = ["MISREPORT", "Survey", "survey"]

MISREPORT = 2.0
"""What a contradicted report adds to the score of its point."""


@frozen
class Survey:
    """What is compared, where sources part, and what became of reports.

    Attributes
    ----------
    contrasts : tuple of Contrast
        Highest score first; those that only reported speech makes come last.
    reports : tuple of Report
        Every report that can or cannot be checked, in order of points.
    scores : mapping of str to float
        Score by point, highest first.
    answered : mapping of str to int
        Points on which two sources or more answer an axis themselves, by axis.
    """

    contrasts: tuple[Contrast, ...]
    reports: tuple[Report, ...]
    scores: Mapping[str, float]
    answered: Mapping[str, int]


def survey(kb: KnowledgeBase) -> Survey:
    """Return the survey of all points."""
    by_point = {code: statements(kb, code) for code in kb.points}
    found: list[Contrast] = []
    reports: list[Report] = []
    scores: dict[str, float] = {}
    answered: Counter[str] = Counter(dict.fromkeys(AXES, 0))
    for code, some in by_point.items():
        here = contrasts(kb, code, some)
        told = check_reports(kb, code, some)
        found += here
        reports += told
        wrong = sum(one.verdict == "contradicted" for one in told)
        scores[code] = sum(one.score for one in here) + MISREPORT * wrong
        for axis in AXES:
            own: dict[str, set[str]] = {}
            for one in some:
                if one.axis == axis and not one.reports and (one.figures or axis not in FIGURES):
                    own.setdefault(one.about if axis == PLACE else "", set()).add(one.source)
            answered[axis] += any(len(sources) > 1 for sources in own.values())
    order = {code: number for number, code in enumerate(kb.points)}
    found.sort(key=lambda c: (c.reported, -c.score, -scores[c.code], order[c.code]))
    ranked = sorted(scores, key=lambda code: (-scores[code], order[code]))
    return Survey(
        tuple(found), tuple(reports), {code: scores[code] for code in ranked}, dict(answered)
    )
