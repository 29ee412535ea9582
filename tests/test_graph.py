"""The networkx graph: each claim one edge, derived edges apart, frozen."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import networkx as nx
import pytest

from kb import graph as graphs
from kb.base import KnowledgeBase
from kb.links import derived, edge_of, evidence


@pytest.fixture(scope="module")
def graph(toy: KnowledgeBase) -> Any:
    return graphs.build(toy)


def test_each_claim_is_one_edge_keyed_by_its_id(toy: KnowledgeBase, graph: Any) -> None:
    cited = {
        key: data for _, _, key, data in graph.edges(keys=True, data=True) if not data["derived"]
    }
    assert set(cited) == {claim.id for claim in toy.claims()}
    for claim in toy.claims():
        start, end, relation = edge_of(toy, claim)
        data = graph.edges[start, end, claim.id]
        assert data["claim"] is claim
        assert data["relation"] == relation


def test_derived_edges_never_look_cited(toy: KnowledgeBase, graph: Any) -> None:
    found = [(u, v, k, d) for u, v, k, d in graph.edges(keys=True, data=True) if d["derived"]]
    assert len(found) == len([*derived(toy), *evidence(toy)])
    assert any(u.startswith("study:") for u, *_ in found)
    for _, _, key, data in found:
        assert key.startswith("derived:")
        assert "claim" not in data


def test_every_node_has_a_kind_and_a_label(graph: Any) -> None:
    for node, data in graph.nodes(data=True):
        assert node.startswith(f"{data['kind']}:")
        assert data["label"]


def test_nobody_can_change_it(graph: Any) -> None:
    assert nx.is_frozen(graph)
    with pytest.raises(nx.NetworkXError):
        graph.add_node("x")


def test_questions(toy: KnowledgeBase, graph: Any) -> None:
    assert graphs.points_treating(graph, "hemiplegia") == ("BL40", "GB30", "GB34")
    assert graphs.points_treating(graph, "no-such-symptom") == ()
    assert set(graphs.shared(graph, "GB30", "GB34")) == {"hemiplegia", "numbness"}
    between = graphs.claims_between(graph, "point:GB30", "symptom:hip-pain")
    assert [claim.id for claim in between] == ["leijing-tuyi/GB30/treats/hip-pain"]
    assert graphs.claims_between(graph, "symptom:hip-pain", "point:GB30") == between
    assert graphs.claims_between(graph, "point:GB30", "point:none") == ()


def test_whole_graph(base: KnowledgeBase) -> None:
    graph = graphs.build(base)
    claims = [data["claim"] for _, _, data in graph.edges(data=True) if not data["derived"]]
    assert len(claims) == len(base.claims())
    assert all(f"point:{code}" in graph for code in base.points)


def test_graphml_can_be_read_again(graph: Any, tmp_path: Path) -> None:
    path = tmp_path / "graph.graphml"
    graphs.write_graphml(graph, path)
    again = nx.read_graphml(path, force_multigraph=True)
    assert set(again) == set(graph)
    assert again.number_of_edges() == graph.number_of_edges()
    edge = again.get_edge_data("point:GB30", "symptom:hip-pain")[
        "leijing-tuyi/GB30/treats/hip-pain"
    ]
    assert (edge["source"], edge["at"], edge["term"]) == ("leijing-tuyi", "040-12a.3", "腰胯痠痛")
