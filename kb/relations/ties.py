"""The ties between records: one relation each, cited by claims or following by rule.

Nodes are typed names as in `kb.links`. A prescription is no node here: its points are tied to each
other, and to what it treats only as used with others, since it says nothing of each alone.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from itertools import combinations, pairwise
from types import MappingProxyType

from kb import codes, doctrine, links
from kb.base import KnowledgeBase
from kb.frozen import frozen
from kb.model import Claim

__all__ = ["RELATIONS", "Relation", "Tie", "cited", "ruled"]


@frozen
class Relation:
    """A kind of tie.

    Attributes
    ----------
    says : str
        Our sentence: ``{a}`` and ``{b}`` are the records, ``{what}`` what the tie adds.
    weight : float, in bits
        How little a hop of this kind tells beside others; `kb.relations.paths` adds them up.
    mutual : bool
        Whether it reads the same from both ends.
    frame : bool
        Whether it belongs to the frame of doctrine, through which paths of three hops may lead.
    only : bool
        Whether it tells of its two ends only, so that no longer path leads through it.
    """

    says: str
    weight: float
    mutual: bool = False
    frame: bool = False
    only: bool = False


RELATIONS: Mapping[str, Relation] = MappingProxyType(
    {
        "role": Relation("{a} is the {what} of {b}", 1.0),
        "meets": Relation("{a} is a point where {b} is met", 1.0),
        "opens": Relation("{a} is the confluent point of {b}", 1.0),
        "confluent pair": Relation(
            "{a} and {b} are used as a pair of confluent points", 0.3, mutual=True, frame=True
        ),
        "together": Relation("{a} and {b} are prescribed together", 0.5, mutual=True, only=True),
        "next to": Relation(
            "{a} and {b} are neighbours on one meridian", 1.0, mutual=True, only=True
        ),
        "stands on": Relation("{a} stands on {b}", 1.5),
        "belongs": Relation("{a} is counted under “{b}”", 1.0),
        "adds": Relation("some books count {a} under “{b}”", 2.5),
        "differs": Relation("books differ on {a} under “{b}”", 3.0),
        "denies": Relation("{a} is said not to belong under “{b}”", 6.0, only=True),
        "treats": Relation("{a} is said to treat {b}", 1.0),
        "treats with others": Relation("{a}, used with other points, is said to treat {b}", 2.5),
        "illness": Relation("{b} is told as an illness of {a}", 1.0),
        "anatomy": Relation("{b} lies under or beside {a}", 2.0),
        "cautions": Relation("{b} is at risk at {a}", 2.0),
        "pair": Relation("{a} and {b} are paired, yin with yang", 0.3, mutual=True, frame=True),
        "next": Relation("{a} flows into {b}", 1.2, frame=True),
        "counterpart": Relation(
            "{a} and {b} are hand and foot of one division, {what}", 0.8, mutual=True, frame=True
        ),
        "mother": Relation("{a} is the mother of {b}: {what}", 0.8, frame=True),
        "controls": Relation("{a} controls {b}: {what}", 2.0, frame=True),
        "merges": Relation("the divergent {a} merges with {b}", 0.8, mutual=True, frame=True),
        "course": Relation("the course of {a} {what} {b}", 1.5),
        "starts": Relation("{a} starts at {b}", 1.0),
        "ends": Relation("{a} ends at {b}", 1.0),
        "organ": Relation("{a} belongs to {b}", 1.5),
        "phase": Relation("{a} is of the phase {b}", 1.5),
        "division": Relation("{a} is of the division {b}", 1.5),
        "limb": Relation("{a} is a meridian of {b}", 3.0),
        "is a kind of": Relation("{a} is a kind of {b}", 1.8, frame=True),
        "is part of": Relation("{a} is one class of the {b}", 1.0, frame=True),
        "speaks of": Relation("{a} speaks of {b}", 1.0, frame=True),
        "teaches": Relation("what is taught of {a} bears on {b}", 1.0),
        "names": Relation("{a} names {b}", 1.0),
        "studied": Relation("records of evidence on {a} name {b}", 1.5),
        "is set beside": Relation("we set {a} beside {b}", 1.0),
    }
)
"""Every kind of tie; the weights are ours, the sentences too."""

_SAYS = ("adds", "differs", "denies")
_TOLD = frozenset(
    {"treats", "illness", "meets", "anatomy", "cautions", "teaches", "organ", "phase", "division",
     "limb", "pair", "next", "starts", "ends", "merges"}
)  # fmt: skip
_Key = tuple[str, str, str, str]


@frozen
class Tie:
    """What relates two records.

    Attributes
    ----------
    frm, to : str
        Nodes, in the direction of the sentence.
    relation : str
        One of `RELATIONS`.
    what : str
        Category of a role, verb of a course, phases of a rule; empty for others.
    claims : tuple of str
        Ids of the claims that say so; of a tie by rule the claims it follows from.
    families : int
        How many independent families say so themselves.
    ruled : bool
        Whether it follows by rule from the records, and is said by no book in these words.
    """

    frm: str
    to: str
    relation: str
    what: str = ""
    claims: tuple[str, ...] = ()
    families: int = 0
    ruled: bool = False

    @property
    def label(self) -> str:
        """Return the relation in a word or two, as programs read it."""
        return f"{self.what} of" if self.relation == "role" else self.relation

    def other(self, node: str) -> str:
        """Return the end that is not `node`."""
        return self.to if self.frm == node else self.frm


def cited(base: KnowledgeBase) -> Iterator[Tie]:
    """Yield the ties that claims make."""
    owner = {name: one.id for one in base.teachings.values() for line in one.lines for name in line}
    found: dict[_Key, list[Claim]] = defaultdict(list)
    for claim in base.claims():
        for key in _keys(base, claim):
            found[_sorted(key)].append(claim)
        if claim.id in owner:
            for code in claim.subjects:
                if code in base.points:
                    found[f"teaching:{owner[claim.id]}", f"point:{code}", "names", ""].append(claim)
    family = {name: one.family or name for name, one in base.sources.items()}
    for (frm, to, relation, what), claims in found.items():
        own = {family[claim.source] for claim in claims if not claim.reports}
        yield Tie(frm, to, relation, what, tuple(claim.id for claim in claims), len(own))


def _sorted(key: _Key) -> _Key:
    frm, to, relation, what = key
    if RELATIONS[relation].mutual and to < frm:
        return to, frm, relation, what
    return key


def _keys(base: KnowledgeBase, claim: Claim) -> Iterator[_Key]:
    if len(claim.subjects) > 1:
        nodes = [f"point:{code}" for code in claim.subjects]
        for one, other in combinations(nodes, 2):
            yield one, other, "together", ""
        if claim.kind == "treats":
            for node in nodes:
                yield node, f"symptom:{claim.target}", "treats with others", ""
        return
    if claim.kind == "belongs":
        yield from _membership(base, claim)
        return
    if claim.kind == "meets" and claim.target == codes.meridian_of(claim.subject):
        return
    start, end, relation = links.edge_of(base, claim)
    if claim.kind == "pathway":
        for place in claim.value.get("places") or (claim.target,):
            yield start, _place(base, str(place)), "course", str(claim.value["verb"])
    elif relation in _TOLD and not end.startswith("source:") and start != end:
        yield start, end, relation, ""


def _place(base: KnowledgeBase, name: str) -> str:
    if name in base.points:
        return f"point:{name}"
    return f"meridian:{name}" if name in base.meridians else f"place:{name}"


def _membership(base: KnowledgeBase, claim: Claim) -> Iterator[_Key]:
    point, said = f"point:{claim.subject}", str(claim.value.get("says", ""))
    yield point, f"category:{claim.target}", said if said in _SAYS else "belongs", ""
    if said:
        return
    for name in _several(claim, "of"):
        if name in base.meridians:
            yield point, f"meridian:{name}", "role", claim.target
    for name in _several(claim, "with"):
        if name in base.meridians and name != codes.meridian_of(claim.subject):
            yield point, f"meridian:{name}", "meets", ""
    for name in _several(claim, "vessel"):
        if name in base.meridians:
            yield point, f"meridian:{name}", "opens", ""
    for name in _several(claim, "pair"):
        if name in base.points:
            yield point, f"point:{name}", "confluent pair", ""


def _several(claim: Claim, key: str) -> Iterable[str]:
    return str(claim.value.get(key, "")).split(", ")


def ruled(base: KnowledgeBase) -> Iterator[Tie]:
    """Yield the ties that follow by rule: from the records, and from flow and phases."""
    for hop in links.derived(base):
        if "prescription:" not in hop.to:
            yield Tie(hop.frm, hop.to, hop.relation, ruled=True)
    for meridian in base.meridians:
        stations = [f"point:{code}" for code in base.codes_of(meridian)]
        for one, other in pairwise(stations):
            yield Tie(one, other, "next to", ruled=True)
        if meridian in doctrine.FLOW:
            yield from _of_doctrine(base, meridian)
    for name, record in base.conditions.items():
        node = f"condition:{name}"
        for to in record.bridge:
            yield Tie(node, f"symptom:{to}", "is set beside", ruled=True)
        for to in record.meridians:
            yield Tie(node, f"meridian:{to}", "is set beside", ruled=True)
        for to in record.broader:
            yield Tie(node, f"condition:{to}", "is a kind of", ruled=True)
        points = {code: None for one in base.studies_on(name) for code in one.points}
        for code in points:
            yield Tie(node, f"point:{code}", "studied", ruled=True)


def _of_doctrine(base: KnowledgeBase, meridian: str) -> Iterator[Tie]:
    node = f"meridian:{meridian}"
    mine = doctrine.phase(meridian)
    other = doctrine.counterpart(meridian)
    if meridian < other and other in base.meridians:
        division = doctrine.division(meridian).replace("-", " ")
        yield _following(base, node, f"meridian:{other}", "counterpart", "division", division)
    for child in doctrine.child_meridians(meridian):
        if child in base.meridians:
            rule = f"{mine} generates {doctrine.phase(child)}"
            yield _following(base, node, f"meridian:{child}", "mother", "phase", rule)
    below = doctrine.controls(mine)
    for one in doctrine.meridians_of(below, yang=doctrine.is_yang(meridian)):
        if one in base.meridians:
            rule = f"{mine} controls {below}"
            yield _following(base, node, f"meridian:{one}", "controls", "phase", rule)


def _following(base: KnowledgeBase, frm: str, to: str, relation: str, fact: str, what: str) -> Tie:
    """Return a tie by rule with the claims on the fact of both meridians that it follows from."""
    claims = [
        claim
        for node in (frm, to)
        for claim in base.claims_of(node.partition(":")[2])
        if claim.kind == "fact" and claim.target == fact
    ]
    return Tie(frm, to, relation, what, tuple(claim.id for claim in claims), ruled=True)
