"""Sources compared: what each says of a point, where they part, and what they say of each other.

`statements` has what sources say, axis by axis; `figures` how figures are compared; `contrasts`
where sources part; `reports` whether a book says what another one says it says; `survey` all of it
over all points, ranked.
"""

from kb.compare.contrasts import WEIGHTS, Contrast, Side, contrasts, leading
from kb.compare.figures import Figure, comparable, figure, overlap
from kb.compare.reports import COVERED, VERDICTS, Report, check_reports
from kb.compare.statements import ACTS, AXES, FIGURES, PLACE, ROLES, Statement, covers, statements
from kb.compare.survey import MISREPORT, Survey, survey

__all__ = [
    "ACTS",
    "AXES",
    "COVERED",
    "FIGURES",
    "MISREPORT",
    "PLACE",
    "ROLES",
    "VERDICTS",
    "WEIGHTS",
    "Contrast",
    "Figure",
    "Report",
    "Side",
    "Statement",
    "Survey",
    "check_reports",
    "comparable",
    "contrasts",
    "covers",
    "figure",
    "leading",
    "overlap",
    "statements",
    "survey",
]
