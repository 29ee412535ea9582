"""Tables of the frame in which the meridians stand: the rule of each, and what books say of it.

The order of the flow and the cycle of the phases give who is paired with whom, the hours, the
divisions, mother and child (`kb.doctrine`); the connecting, source, mother, child and confluent
points and the confluences of the divergent meridians are what the data cite.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable

from kb import doctrine
from kb.base import KnowledgeBase
from kb.doctrine import FLOW
from kb.frozen import frozen
from kb.model import Claim
from kb.views import common
from kb.views.common import Chip, Ref
from kb.views.relations import Claims

__all__ = ["TABLES", "Cells", "Line", "Table"]

Cells = tuple[Ref, ...]
"""What stands in a field: records, or a word as a reference without a page."""


@frozen
class Line:
    """A row: its fields, and who says so; without a citation it follows from the rule alone."""

    cells: tuple[Cells, ...]
    cites: tuple[Chip, ...]


@frozen
class Table:
    """One relation of meridians.

    Attributes
    ----------
    id, title : str
    rule : str
        How it is defined, in our words.
    head : tuple of str
        Titles of the fields.
    lines : tuple of Line
    blank : int
        Rows that no book here says.
    """

    id: str
    title: str
    rule: str
    head: tuple[str, ...]
    lines: tuple[Line, ...]
    blank: int


def _table(ident: str, title: str, rule: str, head: str, lines: Iterable[Line]) -> Table:
    made = tuple(lines)
    blank = sum(not line.cites for line in made)
    return Table(ident, title, rule, tuple(head.split(", ")), made, blank)


def _known(kb: KnowledgeBase, names: Iterable[str]) -> list[str]:
    return [name for name in names if name in kb.meridians]


def _refs(kb: KnowledgeBase, names: Iterable[str]) -> Cells:
    return tuple(
        Ref("meridian", name, common.meridian_short(kb, name), kb.meridians[name].names.hant)
        for name in _known(kb, names)
    )


def _word(text: str) -> Cells:
    return (Ref("", text, text.replace("-", " ")),)


def _facts(kb: KnowledgeBase, names: Iterable[str], *keys: str) -> tuple[Chip, ...]:
    """Return the citations of facts of meridians."""
    return common.gathered(
        kb,
        [
            claim
            for name in names
            for claim in kb.claims_of(name)
            if claim.kind == "fact" and claim.target in keys
        ],
    )


def _members(kb: KnowledgeBase, category: str, meridian: str) -> tuple[Cells, list[Claim]]:
    """Return the points that are members for a meridian, and the claims that say so."""
    record = kb.categories.get(category)
    members = (
        [one for one in record.members if one.attributes.get("of") == meridian] if record else []
    )
    claims = Claims(kb)(name for one in members for name in one.claims)
    return tuple(common.point_ref(kb, one.point) for one in members), claims


def _pairs(kb: KnowledgeBase) -> Table:
    pairs = [(one, doctrine.pair(one)) for one in _known(kb, FLOW) if not doctrine.is_yang(one)]
    return _table(
        "pairs", "Pairs, inside and outside",
        "A yin and a yang meridian that follow each other in the flow, of one phase.",
        "Yin, Yang",
        (
            Line((_refs(kb, [yin]), _refs(kb, [yang])), _facts(kb, (yin, yang), "pair"))
            for yin, yang in pairs
        ),
    )  # fmt: skip


def _clock(kb: KnowledgeBase) -> Table:
    return _table(
        "clock", "Flow and clock",
        "Each meridian passes over into the next, two hours each, the Lung from three o’clock.",
        "Hours, Meridian, Flows into",
        (
            Line(
                (
                    _word("–".join(f"{part}:00" for part in doctrine.hour(one).split("-"))),
                    _refs(kb, [one]),
                    _refs(kb, [doctrine.next_in_flow(one)]),
                ),
                _facts(kb, [one], "hour", "next"),
            )
            for one in _known(kb, FLOW)
        ),
    )  # fmt: skip


def _divisions(kb: KnowledgeBase) -> Table:
    lines = []
    for division in doctrine.DIVISIONS:
        several = [one for one in _known(kb, FLOW) if doctrine.division(one) == division]
        limbs = [
            [one for one in several if doctrine.limb(one) == limb] for limb in ("hand", "foot")
        ]
        if several:
            cells = (_word(division), *(_refs(kb, some) for some in limbs))
            lines.append(Line(cells, _facts(kb, several, "division")))
    return _table(
        "divisions", "Six divisions",
        "A meridian of the hand and one of the foot share each of the three yin and three yang.",
        "Division, Hand, Foot",
        lines,
    )  # fmt: skip


def _phases(kb: KnowledgeBase) -> Table:
    lines = []
    for phase in doctrine.PHASES:
        yin, yang = (doctrine.meridians_of(phase, yang=yang) for yang in (False, True))
        if _known(kb, (*yin, *yang)):
            cells = (
                _word(phase), _refs(kb, yin), _refs(kb, yang),
                _word(doctrine.child_phase(phase)), _word(doctrine.controls(phase)),
            )  # fmt: skip
            lines.append(Line(cells, _facts(kb, (*yin, *yang), "phase")))
    return _table(
        "phases", "Five phases",
        "Each phase generates the next and controls the next but one; the books cited say which "
        "meridian is of which phase.",
        "Phase, Yin, Yang, Generates, Controls",
        lines,
    )  # fmt: skip


def _mothers(kb: KnowledgeBase) -> Table:
    lines = []
    for one in _known(kb, FLOW):
        mother, said = _members(kb, "tonification-point", one)
        child, more = _members(kb, "sedation-point", one)
        lines.append(
            Line(
                (
                    _refs(kb, [one]),
                    _refs(kb, doctrine.mother_meridians(one)),
                    _refs(kb, doctrine.child_meridians(one)),
                    mother,
                    child,
                ),
                common.gathered(kb, [*said, *more]),
            )
        )
    return _table(
        "mothers", "Mother and child",
        "The meridian of the same polarity whose phase generates this one’s is its mother. When "
        "empty its mother point is supplemented, when full its child point drained (Nanjing 69).",
        "Meridian, Mother, Child, Mother point, Child point",
        lines,
    )  # fmt: skip


def _luo(kb: KnowledgeBase) -> Table:
    lines = []
    for one in _known(kb, FLOW):
        luo, said = _members(kb, "luo-connecting", one)
        yuan, more = _members(kb, "yuan-source", doctrine.pair(one))
        cells = (_refs(kb, [one]), luo, _refs(kb, [doctrine.pair(one)]), yuan)
        if luo or yuan:
            lines.append(Line(cells, common.gathered(kb, [*said, *more])))
    return _table(
        "luo", "Connecting point and source point of the pair",
        "The connecting point of a meridian leads to its pair, whose source point is its partner. "
        "That both belong together is the rule; the books cited say which point is which.",
        "Meridian, Connecting point, Its pair, Source point of the pair",
        lines,
    )  # fmt: skip


def _divergences(kb: KnowledgeBase) -> Table:
    lines = []
    for yin in (one for one in _known(kb, FLOW) if not doctrine.is_yang(one)):
        yang = doctrine.pair(yin)
        cites = _facts(kb, (yin, yang), "merges")
        lines.append(Line((_refs(kb, [yin]), _refs(kb, [yang])), cites))
    told = any(line.cites for line in lines)
    return _table(
        "divergences", "Divergent meridians 經別",
        "From each of the twelve a divergent meridian leaves; that of the yin merges with that of "
        "its yang pair: six confluences.",
        "Yin, Merges with",
        lines if told else [],
    )  # fmt: skip


def _confluent(kb: KnowledgeBase) -> Table:
    record = kb.categories.get("confluent")
    members = {one.point: one for one in record.members} if record else {}
    done: set[str] = set()
    lines = []
    find = Claims(kb)
    for code, member in members.items():
        partner = members.get(member.attributes.get("pair", ""))
        if code in done or partner is None:
            continue
        done |= {code, partner.point}
        cells = [
            cell
            for one in (member, partner)
            for cell in (
                (common.point_ref(kb, one.point),),
                _refs(kb, [one.attributes.get("vessel", "")]),
            )
        ]
        said = find((*member.claims, *partner.claims))
        lines.append(Line(tuple(cells), common.gathered(kb, said)))
    return _table(
        "confluent", "Confluent pairs of the eight vessels",
        "Eight points of the limbs, each the key of one extraordinary vessel, used two by two.",
        "Point, Vessel, Partner, Its vessel",
        lines,
    )  # fmt: skip


TABLES: tuple[Callable[[KnowledgeBase], Table], ...] = (
    _pairs, _clock, _divisions, _phases, _mothers, _luo, _divergences, _confluent,
)  # fmt: skip
"""The tables in the order of the page; one without rows is left out."""
