"""Where points lie: structured locations as sentences, coordinates and answers.

========================  ===================================================================
module                    owns
========================  ===================================================================
`kb.location.words`       words of direction, number and place
`kb.location.clauses`     one relation as words
`kb.location.sentences`   a location as sentences: main statement, hints, second tellings
`kb.location.axes`        the measured lines of ``data/axes.yaml``
`kb.location.reading`     what one relation says of coordinates
`kb.location.coordinates` coordinates of all points
`kb.location.agreement`   second tellings compared with the coordinates
`kb.location.levels`      same level, distance, column, neighbours
========================  ===================================================================

Everything is a pure function of records that `kb.load` made; nothing here changes them.
"""

from __future__ import annotations

from kb.location.agreement import AGREES, CONTRADICTS, NOT_COMPUTABLE, Verdict, agree, agree_all
from kb.location.axes import Axis, Span, Stated, axes_of, read_axes
from kb.location.clauses import Segment
from kb.location.coordinates import TOLERANCE, Atlas, Coordinate, Place, atlas, atlas_of
from kb.location.levels import Distance, Level, column, distance, level, neighbours
from kb.location.sentences import Sentence, Telling, figures, figures_of, heading, sentence, tell

__all__ = [
    "AGREES",
    "CONTRADICTS",
    "NOT_COMPUTABLE",
    "TOLERANCE",
    "Atlas",
    "Axis",
    "Coordinate",
    "Distance",
    "Level",
    "Place",
    "Segment",
    "Sentence",
    "Span",
    "Stated",
    "Telling",
    "Verdict",
    "agree",
    "agree_all",
    "atlas",
    "atlas_of",
    "axes_of",
    "column",
    "distance",
    "figures",
    "figures_of",
    "heading",
    "level",
    "neighbours",
    "read_axes",
    "sentence",
    "tell",
]
