"""How records hang together, as plain adjacency: neighbours and one shortest path.

Every claim is one link, whatever it tells; `kb.relations` ranks what is worth telling, and
`kb.graph` builds the full networkx graph for analysis and export. Nodes are typed names
(``point:GB30``, ``meridian:GB``, ``symptom:hip-pain``, ``category:river-point``,
``teaching:yulong-song``, ``source:lingshu``, ``organ:liver``, ``phase:wood``,
``prescription:GB30+LR2``). A link either carries claim ids or is marked as derived; derived links
never look cited.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Set
from sys import intern

from kb import codes
from kb.base import KnowledgeBase
from kb.errors import UnknownName
from kb.frozen import frozen
from kb.model import Claim

__all__ = ["Hop", "Links", "build", "derived", "edge_of", "evidence", "node_of"]

_TARGET_TYPE = {
    "treats": "symptom",
    "illness": "symptom",
    "belongs": "category",
    "meets": "meridian",
    "anatomy": "structure",
    "cautions": "structure",
}
_FACT_TYPE = {"organ": "organ", "phase": "phase", "division": "division", "limb": "limb"}
_FACT_MERIDIAN = ("pair", "merges", "next")
_FACT_POINT = ("starts", "ends", "point")


@frozen
class Hop:
    """One step of a path: from, to, what relates them, and the claims that say so.

    `claims` is empty for derived relations (a point stands on its meridian).
    """

    frm: str
    to: str
    relation: str
    claims: tuple[str, ...] = ()


@frozen
class Links:
    """Adjacency of all nodes: ``neighbours[node][other] -> relations``.

    Attributes
    ----------
    neighbours : mapping of str to mapping of str to tuple of Hop
        Each link stands under both of its ends, written in its own direction.
    """

    neighbours: Mapping[str, Mapping[str, tuple[Hop, ...]]]

    def of(self, node: str) -> Mapping[str, tuple[Hop, ...]]:
        """Return the neighbours of a node and the links to each.

        Raises
        ------
        UnknownName
            No such node.
        """
        if node not in self.neighbours:
            raise UnknownName("node", node)
        return self.neighbours[node]

    def path(self, start: str, end: str) -> tuple[str, ...]:
        """Return the nodes of one shortest path, both ends included; empty when there is none.

        Breadth-first search from both ends at once, level by level, the smaller level first. Before
        a level is taken a step further, its nodes are asked whether one touches the other side. Of
        equal paths the same one is given every time.
        """
        near = self.neighbours
        if start == end:
            return (start,)
        if start not in near or end not in near:
            return ()
        ahead: list[Set[str]] = [{start}]
        behind: list[Set[str]] = [{end}]
        while True:
            forward = len(ahead[-1]) <= len(behind[-1])
            ours, theirs = (ahead, behind) if forward else (behind, ahead)
            goal = theirs[-1]
            for node in ours[-1] if len(ours) < 3 else sorted(ours[-1]):
                links = near[node].keys()
                if not links.isdisjoint(goal):
                    other = next(node for node in links if node in goal)
                    mine, rest = self._back(node, ours), self._back(other, theirs)
                    return (*reversed(mine), *rest) if forward else (*reversed(rest), *mine)
            if len(ours) == 1:
                fresh: Set[str] = links
            else:
                fresh = set().union(*map(near.__getitem__, ours[-1])).difference(*ours[-2:])
            if not fresh:
                return ()
            ours.append(fresh)

    def _back(self, node: str, levels: list[Set[str]]) -> list[str]:
        """Return a node of the last level and one of each earlier level, back to the first."""
        found = [node]
        for level in levels[-2::-1]:
            found.append(next(near for near in self.neighbours[found[-1]] if near in level))
        return found


def node_of(base: KnowledgeBase, name: str) -> str:
    """Return the typed node of a record given by its id (``GB30`` -> ``point:GB30``).

    Raises
    ------
    UnknownName
        No record has this id.
    """
    kinds = {
        "point": base.points,
        "meridian": base.meridians,
        "category": base.categories,
        "teaching": base.teachings,
        "symptom": base.symptoms,
        "source": base.sources,
        "structure": base.structures,
        "condition": base.conditions,
        "study": base.studies,
        "article": base.articles,
    }
    kind, _, rest = name.partition(":")
    if rest and (kind not in kinds or rest in kinds[kind]):
        return name
    for kind, records in kinds.items():
        if name in records:
            return f"{kind}:{name}"
    if name.upper() in base.points:
        return f"point:{name.upper()}"
    raise UnknownName("record", name)


def _subject(base: KnowledgeBase, claim: Claim) -> str:
    if len(claim.subjects) > 1:
        return f"prescription:{'+'.join(claim.subjects)}"
    name = claim.subjects[0]
    kinds = (
        ("meridian", base.meridians), ("category", base.categories), ("teaching", base.teachings),
    )  # fmt: skip
    kind = next((kind for kind, records in kinds if name in records), "point")
    return f"{kind}:{name}"


def edge_of(base: KnowledgeBase, claim: Claim) -> tuple[str, str, str]:
    """Return ``(from, to, relation)`` of the one edge that a claim is.

    A claim without a record of its own to point at (a needle depth, a name) goes to its source.
    """
    start = _subject(base, claim)
    if claim.kind == "fact":
        value = str(claim.value["value"])
        if claim.target in _FACT_MERIDIAN and value in base.meridians:
            return start, f"meridian:{value}", claim.target
        if claim.target in _FACT_POINT and value in base.points:
            return start, f"point:{value}", claim.target
        if claim.target in _FACT_TYPE:
            return start, f"{_FACT_TYPE[claim.target]}:{value}", claim.target
        return start, f"source:{claim.source}", claim.target
    if claim.kind == "pathway":
        kind = "point" if claim.target in base.points else "place"
        return start, f"{kind}:{claim.target}", str(claim.value["verb"])
    if claim.kind == "teaches" and claim.target:
        return start, node_of(base, claim.target), claim.kind
    if claim.kind in _TARGET_TYPE:
        return start, f"{_TARGET_TYPE[claim.kind]}:{claim.target}", claim.kind
    return start, f"source:{claim.source}", claim.kind


def derived(base: KnowledgeBase) -> Iterator[Hop]:
    """Yield the links that follow from the records themselves, without a claim."""
    for code in base.points:
        meridian = codes.meridian_of(code)
        if meridian in base.meridians:
            yield Hop(f"point:{code}", f"meridian:{meridian}", "stands on")
    for symptom in base.symptoms.values():
        for broader in symptom.broader:
            yield Hop(f"symptom:{symptom.id}", f"symptom:{broader}", "is a kind of")
    for category in base.categories.values():
        if category.group:
            yield Hop(f"category:{category.id}", f"category:{category.group}", "is part of")
    for teaching in base.teachings.values():
        for name in teaching.categories:
            yield Hop(f"teaching:{teaching.id}", f"category:{name}", "speaks of")
    seen = set()
    for claim in base.claims():
        if len(claim.subjects) > 1:
            name = f"prescription:{'+'.join(claim.subjects)}"
            if name not in seen:
                seen.add(name)
                for code in claim.subjects:
                    yield Hop(f"point:{code}", name, "is used in")


def evidence(base: KnowledgeBase) -> Iterator[Hop]:
    """Yield how records of evidence and conditions hang together with points and symptoms.

    They are kept out of `Links`: a path between two points must not run through our bridge from a
    modern word to complaints, nor through a trial of many points.
    """
    for study in base.studies.values():
        for name in study.conditions:
            yield Hop(f"study:{study.id}", f"condition:{name}", "bears on")
        for point in study.points:
            yield Hop(f"study:{study.id}", f"point:{point}", "names")
    for condition in base.conditions.values():
        node = f"condition:{condition.id}"
        for symptom in condition.bridge:
            yield Hop(node, f"symptom:{symptom}", "is set beside")
        for broader in condition.broader:
            yield Hop(node, f"condition:{broader}", "is a kind of")


def build(base: KnowledgeBase) -> Links:
    """Return the links between records; sources are left out, since they would join everything."""
    grouped: dict[tuple[str, str, str], list[str]] = defaultdict(list)
    for claim in base.claims():
        start, end, relation = edge_of(base, claim)
        if not end.startswith("source:"):
            grouped[start, end, relation].append(claim.id)
    hops = [Hop(*key, tuple(ids)) for key, ids in grouped.items()]
    hops.extend(derived(base))
    near: dict[str, dict[str, list[Hop]]] = defaultdict(lambda: defaultdict(list))
    for hop in hops:
        frm, to = intern(hop.frm), intern(hop.to)  # one object a node: compared without reading it
        near[frm][to].append(hop)
        near[to][frm].append(hop)
    for code in base.points:
        near[f"point:{code}"]
    return Links({node: {to: tuple(v) for to, v in d.items()} for node, d in near.items()})
