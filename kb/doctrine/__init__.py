"""What follows by rule: flow and clock, pairs, divisions, phases, mother and child.

Everything here is derived from the order of the flow (`flow`) and the cycle of the five phases
(`phases`), and from nothing else; no text is read. What a text says about the same thing is a cited
claim in the data; `compare` lists where the two part, `course` has the words in which courses are
told.
"""

from __future__ import annotations

from kb.doctrine.compare import (
    RULES,
    Difference,
    derived,
    differences,
    mother_child_differences,
    rule_differences,
    shu_differences,
)
from kb.doctrine.course import VERBS, WHEN, Strand, Word, strands
from kb.doctrine.flow import (
    DIVISIONS,
    FLOW,
    counterpart,
    division,
    hour,
    hour_order,
    is_yang,
    limb,
    next_in_flow,
    pair,
    place,
)
from kb.doctrine.phases import (
    PHASES,
    SHU,
    child_meridians,
    child_phase,
    child_shu,
    controlled_by,
    controls,
    meridians_of,
    mother_meridians,
    mother_phase,
    mother_shu,
    phase,
    shu_phase,
)

__all__ = [
    "DIVISIONS",
    "FLOW",
    "PHASES",
    "RULES",
    "SHU",
    "VERBS",
    "WHEN",
    "Difference",
    "Strand",
    "Word",
    "child_meridians",
    "child_phase",
    "child_shu",
    "controlled_by",
    "controls",
    "counterpart",
    "derived",
    "differences",
    "division",
    "hour",
    "hour_order",
    "is_yang",
    "limb",
    "meridians_of",
    "mother_child_differences",
    "mother_meridians",
    "mother_phase",
    "mother_shu",
    "next_in_flow",
    "pair",
    "phase",
    "place",
    "rule_differences",
    "shu_differences",
    "shu_phase",
    "strands",
]
