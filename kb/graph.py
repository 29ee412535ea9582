"""The knowledge base as a frozen networkx graph: the only module that imports networkx.

Each claim is one edge keyed by its id; derived edges carry ``derived=True`` and a key that is no
claim id. Node attributes: ``kind``, ``label``. Nobody may change the graph (`networkx.freeze`).
"""

from __future__ import annotations

from pathlib import Path
from typing import Any, TypeAlias

import networkx as nx

from kb import cite, links
from kb.base import KnowledgeBase
from kb.model import Claim

__all__ = ["build", "claims_between", "points_treating", "shared", "write_graphml"]

Graph: TypeAlias = Any
"""A ``networkx.MultiDiGraph``."""


def build(base: KnowledgeBase) -> Graph:
    """Return the graph of a knowledge base.

    Returns
    -------
    networkx.MultiDiGraph
        Frozen. Edges: ``graph.edges[start, end, claim.id]["claim"]`` is the `Claim`.

    Examples
    --------
    >>> from kb.load import load
    >>> graph = build(load())
    >>> graph.nodes["point:GB30"]["kind"], nx.is_frozen(graph)
    ('point', True)
    """
    graph: Graph = nx.MultiDiGraph()
    for code, point in base.points.items():
        graph.add_node(f"point:{code}", kind="point", label=point.names.hant or point.names.pinyin)
    labels = {
        "meridian": {name: one.names.en for name, one in base.meridians.items()},
        "category": {name: one.names.en for name, one in base.categories.items()},
        "teaching": {name: one.names.en for name, one in base.teachings.items()},
    }
    for kind, named in labels.items():
        for name, label in named.items():
            graph.add_node(f"{kind}:{name}", kind=kind, label=label)
    for name, symptom in base.symptoms.items():
        graph.add_node(f"symptom:{name}", kind="symptom", label=symptom.en)
    for name, source in base.sources.items():
        graph.add_node(f"source:{name}", kind="source", label=cite.title(source))
    for name, condition in base.conditions.items():
        graph.add_node(f"condition:{name}", kind="condition", label=condition.en)
    for name, study in base.studies.items():
        graph.add_node(f"study:{name}", kind="study", label=study.title or name)
    for claim in base.claims():
        start, end, relation = links.edge_of(base, claim)
        for node in (start, end):
            if node not in graph:
                kind, _, label = node.partition(":")
                graph.add_node(node, kind=kind, label=label)
        graph.add_edge(start, end, key=claim.id, relation=relation, claim=claim, derived=False)
    for hop in (*links.derived(base), *links.evidence(base)):
        graph.add_edge(hop.frm, hop.to, key=f"derived:{hop.relation}", relation=hop.relation,
                       derived=True)  # fmt: skip
    return nx.freeze(graph)


def claims_between(graph: Graph, start: str, end: str) -> tuple[Claim, ...]:
    """Return the claims that join two nodes, in either direction."""
    found = []
    for one, other in ((start, end), (end, start)):
        for data in graph.get_edge_data(one, other, default={}).values():
            if not data["derived"]:
                found.append(data["claim"])
    return tuple(found)


def points_treating(graph: Graph, symptom: str) -> tuple[str, ...]:
    """Return the codes of points with a ``treats`` claim on a symptom, sorted."""
    node = f"symptom:{symptom}"
    codes = {
        start.removeprefix("point:")
        for start, _, data in graph.in_edges(node, data=True)
        if data["relation"] == "treats" and start.startswith("point:")
    }
    return tuple(sorted(codes))


def shared(graph: Graph, one: str, other: str) -> tuple[str, ...]:
    """Return the symptom ids that sources give for both of two points, sorted."""
    both = []
    for code in (one, other):
        edges = graph.out_edges(f"point:{code}", data=True)
        both.append({end for _, end, data in edges if data["relation"] == "treats"})
    return tuple(sorted(end.removeprefix("symptom:") for end in both[0] & both[1]))


def write_graphml(graph: Graph, path: Path) -> None:
    """Write the graph as GraphML: each edge with its relation, claim id, source and locator."""
    plain: Graph = nx.MultiDiGraph()
    for node, data in graph.nodes(data=True):
        plain.add_node(node, **data)
    for start, end, key, data in graph.edges(keys=True, data=True):
        claim = data.get("claim")
        cited = {"source": claim.source, "at": claim.at, "term": claim.term} if claim else {}
        plain.add_edge(start, end, key=key, relation=data["relation"], derived=data["derived"],
                       **cited)  # fmt: skip
    nx.write_graphml(plain, path)
