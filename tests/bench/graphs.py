"""G5 and G6: plain adjacency against networkx, on the same nodes and edges."""

from __future__ import annotations

import os
import random
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from unittest.mock import patch

import networkx as nx

from kb import graph, links
from kb.base import KnowledgeBase
from kb.cache import open_base
from kb.load import load

from .measure import Gate, Result, alternate, gc_off
from .pages import warmed
from .tenfold import tenfold

__all__ = ["claims", "paths"]

G5P = Gate("G5", "claims of a point", "nx edges(p, keys, data)", 0.05, 0.02)
G5S = Gate("G5s", "claims on a symptom", "nx in_edges(s, keys, data)", 0.05, 0.02)
G5PC = Gate("G5c", "claims of a point, opened base", "nx edges(p, keys, data)", 0.05, 0.02)
G5SC = Gate("G5sc", "claims on a symptom, opened base", "nx in_edges(s, keys, data)", 0.05, 0.02)
G6 = Gate("G6", "path between two points", "nx.shortest_path, simple Graph", 1.0, 0.6)
G6X = Gate("G6x", "the same, ten times the data", "nx.shortest_path, simple Graph", 1.0, 0.6)


def claims(folder: Path) -> Iterator[Result]:
    """Measure G5: on the base as loaded, then on the base opened from the cache, which the app has.

    Claims of every point, then on every symptom, against the edges of networkx. The opened base has
    decoded its claims before (the first pass is not timed).
    """
    whole = load(folder)
    net = graph.build(whole)
    yield from _claims(whole, net, (G5P, G5S))
    with warmed(folder) as kept, patch.dict(os.environ, MINGTANG_CACHE=str(kept)):
        opened, _ = open_base(folder)
        if type(opened) is type(whole):
            raise AssertionError("the cache was not used")
        yield from _claims(opened, net, (G5PC, G5SC))


def _claims(base: KnowledgeBase, net: Any, gates: tuple[Gate, Gate]) -> Iterator[Result]:
    points = [code for code in base.points if base.claims_of(code)]
    symptoms = [name for name in base.symptoms if base.claims_on(name)]
    for code in points:
        edges = net.edges(f"point:{code}", keys=True, data=True)
        alone = [claim.id for claim in base.claims_of(code) if len(claim.subjects) == 1]
        if sorted(alone) != sorted(key for _, _, key, data in edges if not data["derived"]):
            raise AssertionError(f"{code}: the two answers differ")

    def ours_points() -> None:
        for code in points:
            base.claims_of(code)

    def theirs_points() -> None:
        for code in points:
            list(net.edges(f"point:{code}", keys=True, data=True))

    def ours_symptoms() -> None:
        for name in symptoms:
            base.claims_on(name)

    def theirs_symptoms() -> None:
        for name in symptoms:
            list(net.in_edges(f"symptom:{name}", keys=True, data=True))

    note = "all points with claims / all symptoms with claims, one pass a pair; gc off"
    with gc_off():
        yield Result(gates[0], alternate(ours_points, theirs_points, repeat=5), note=note)
        if symptoms:
            yield Result(gates[1], alternate(ours_symptoms, theirs_symptoms, repeat=5))


def paths(folder: Path) -> Iterator[Result]:
    """Measure G6 on the data and on ten times the data."""
    yield _paths(load(folder), G6)
    with tempfile.TemporaryDirectory() as scratch:
        tenfold(folder, Path(scratch) / "data")
        yield _paths(load(Path(scratch) / "data"), G6X)


def _paths(base: KnowledgeBase, gate: Gate) -> Result:
    made = links.build(base)
    simple: nx.Graph[str] = nx.Graph()
    simple.add_nodes_from(made.neighbours)
    simple.add_edges_from((a, b) for a, near in made.neighbours.items() for b in near)
    chosen = random.Random(282)
    nodes = [f"point:{code}" for code in base.points]
    ends = [tuple(chosen.sample(nodes, 2)) for _ in range(300)]
    for start, end in ends:
        ours = made.path(start, end)
        theirs = nx.shortest_path(simple, start, end) if nx.has_path(simple, start, end) else []
        if len(ours) != len(theirs):
            raise AssertionError(f"{start} to {end}: {len(ours)} nodes against {len(theirs)}")
    ends = [pair for pair in ends if made.path(*pair)]

    def ours_all() -> None:
        for start, end in ends:
            made.path(start, end)

    def theirs_all() -> None:
        for start, end in ends:
            nx.shortest_path(simple, start, end)

    with gc_off():
        found = alternate(ours_all, theirs_all)
    size = f"{simple.number_of_nodes()} nodes, {simple.number_of_edges()} edges"
    return Result(gate, found, note=f"{len(ends)} random pairs of points a pass; {size}; gc off")
