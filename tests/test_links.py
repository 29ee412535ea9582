"""Plain adjacency: every claim is one link, and paths say why."""

from __future__ import annotations

import itertools

import pytest

from kb import links
from kb.base import KnowledgeBase
from kb.errors import UnknownName
from kb.links import Hop, Links


@pytest.fixture(scope="module")
def joined(toy: KnowledgeBase) -> Links:
    return links.build(toy)


def chain(*pairs: str) -> Links:
    """Return links between letters: ``ab`` joins a and b."""
    near: dict[str, dict[str, tuple[Hop, ...]]] = {}
    for one, other in pairs:
        hop = Hop(one, other, "is beside", (f"{one}{other}",))
        near.setdefault(one, {})[other] = (hop,)
        near.setdefault(other, {})[one] = (hop,)
    return Links(near)


def test_nodes(toy: KnowledgeBase) -> None:
    for name, node in (
        ("GB30", "point:GB30"), ("gb30", "point:GB30"), ("GB", "meridian:GB"),
        ("sea-point", "category:sea-point"), ("hip-pain", "symptom:hip-pain"),
        ("lingshu", "source:lingshu"), ("point:GB30", "point:GB30"), ("organ:liver", "organ:liver"),
        ("symptom:hip-pain", "symptom:hip-pain"),
    ):  # fmt: skip
        assert links.node_of(toy, name) == node


@pytest.mark.parametrize(
    "name", ["", "none", "GB99", "LU1", "point:LU1", "symptom:none", ":", "GB30 "]
)
def test_no_such_node(toy: KnowledgeBase, name: str) -> None:
    with pytest.raises(UnknownName):
        links.node_of(toy, name)


def test_unknown_nodes_of_derived_kinds_are_told_by_the_links(joined: Links) -> None:
    with pytest.raises(UnknownName, match="organ:none"):
        joined.of("organ:none")


def test_every_claim_but_those_on_sources_is_a_link(toy: KnowledgeBase, joined: Links) -> None:
    told = {
        claim
        for near in joined.neighbours.values()
        for hops in near.values()
        for hop in hops
        for claim in hop.claims
    }
    for claim in toy.claims():
        start, end, relation = links.edge_of(toy, claim)
        if end.startswith("source:"):
            assert claim.id not in told
        else:
            assert claim.id in told
            assert any(
                claim.id in h.claims and h.relation == relation for h in joined.of(start)[end]
            )


def test_links_stand_under_both_ends(joined: Links) -> None:
    for node, near in joined.neighbours.items():
        for other, hops in near.items():
            assert joined.neighbours[other][node] == hops
            assert all({hop.frm, hop.to} == {node, other} for hop in hops)


def test_derived_links_have_no_claims(toy: KnowledgeBase) -> None:
    found = list(links.derived(toy))
    assert all(hop.claims == () for hop in found)
    assert Hop("point:GB30", "meridian:GB", "stands on") in found
    assert Hop("category:sea-point", "category:five-shu", "is part of") in found
    assert Hop("point:GB34", "prescription:GB30+GB34", "is used in") in found
    assert len(found) == len(set(found))


def test_a_prescription_says_nothing_of_a_single_point(toy: KnowledgeBase, joined: Links) -> None:
    claim = toy.claim("leijing-tuyi/GB30+GB34/treats/wind-cold-damp-impediment")
    assert links.edge_of(toy, claim)[0] == "prescription:GB30+GB34"
    for code in claim.subjects:
        for hops in joined.of(f"point:{code}").values():
            assert all(claim.id not in hop.claims for hop in hops)


def test_categories_and_meridians_speak_as_themselves(base: KnowledgeBase) -> None:
    for claim in base.claims():
        kind, _, name = links.edge_of(base, claim)[0].partition(":")
        if kind == "point":
            assert name in base.points, claim.id
        elif kind in ("meridian", "category"):
            assert name in getattr(base, {"meridian": "meridians", "category": "categories"}[kind])


@pytest.mark.parametrize(
    ("start", "end", "length"),
    [
        ("a", "a", 1),
        ("a", "b", 2),
        ("a", "c", 3),
        ("a", "f", 4),
        ("f", "a", 4),
        ("a", "z", 0),
        ("z", "a", 0),
    ],
)
def test_path(start: str, end: str, length: int) -> None:
    nodes = chain("ab", "bc", "cd", "de", "ef", "bf", "yz").path(start, end)
    assert len(nodes) == (3 if {start, end} == {"a", "f"} else length)
    if nodes:
        assert (nodes[0], nodes[-1]) == (start, end)


def test_breadth_first_search_agrees_with_networkx(base: KnowledgeBase) -> None:
    import networkx as nx

    joined = links.build(base)
    graph = nx.Graph((node, other) for node, near in joined.neighbours.items() for other in near)
    codes = [f"point:{code}" for code in list(base.points)[::23]]
    for start, end in itertools.combinations(codes, 2):
        mine = joined.path(start, end)
        try:
            assert len(mine) - 1 == nx.shortest_path_length(graph, start, end)
        except (nx.NetworkXNoPath, nx.NodeNotFound):
            assert mine == ()
        assert all(other in joined.neighbours[node] for node, other in itertools.pairwise(mine))
