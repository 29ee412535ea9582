"""G10, G11, G14 and G18: the server of the real app beside a bare one, without a browser."""

from __future__ import annotations

import os
import random
import tempfile
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from itertools import cycle
from pathlib import Path
from statistics import fmean
from unittest.mock import patch

from kb import cache
from kb.load import load
from kb.views import kept

from .measure import Gate, Result, Samples
from .server import Run, Server, Session, bare, real

__all__ = ["cold", "memory", "reruns", "warmed"]

G10 = Gate("G10", "rerun: point page not seen yet", "stock bare app", 0.35, 0.20)
G10S = Gate("G10s", "rerun: point page seen before", "stock bare app", 0.35, 0.20)
G11 = Gate("G11", "rerun: point page not seen yet", "bare app, our settings", 2.0, 1.4)
G11S = Gate("G11s", "rerun: point page seen before", "bare app, our settings", 2.0, 1.4)
G14 = Gate("G14", "spawn to first page: home", "stock bare app", 1.1, 0.95)
G14P = Gate("G14p", "spawn to first page: point", "stock bare app", 1.1, 0.95)
G18 = Gate("G18", "memory, one session", "stock bare app", 1.6, 1.4)
G18X = Gate("G18x", "memory, each further session", "stock bare app", 1.5, 1.4)

UNIT = 3
"""Runs of each server before it is the next one's turn."""

FURTHER = 60
"""Sessions opened to see what one costs."""


@contextmanager
def warmed(folder: Path) -> Iterator[Path]:
    """Give a directory with the compiled cache of a data folder and the models of its points."""
    with tempfile.TemporaryDirectory() as scratch:
        with patch.dict(os.environ, MINGTANG_CACHE=scratch):
            cache.open_base(folder)
            kept.build(folder)
        yield Path(scratch)


def sound(run: Run) -> Run:
    """Return a run of the script, if it showed no error."""
    if run.errors:
        raise AssertionError(run.errors[0])
    return run


def reruns(folder: Path) -> Iterator[Result]:
    """Measure G10 and G11: three servers in turns, first every page new, then every page known."""
    points = list(load(folder).points)
    random.Random(282).shuffle(points)
    points = points[:150]
    with ExitStack() as stack:
        ours = Session(stack.enter_context(real(folder, stack.enter_context(warmed(folder)))))
        stock = Session(stack.enter_context(bare()))
        tuned = Session(stack.enter_context(bare(tuned=True)))
        for session in (ours, stock, tuned):
            stack.callback(session.close)
        sound(ours.open("point", "code=EX-HN1"))
        stock.open(), tuned.open()
        for _ in range(10):
            ours.go("point", "code=EX-HN1"), stock.go(), tuned.go()
        for by_stock, by_tuned in ((G10, G11), (G10S, G11S)):
            against_stock, against_tuned = Samples(), Samples()
            for at in range(0, len(points) - UNIT, UNIT):
                queries = [f"code={code}" for code in points[at : at + UNIT]]
                one = fmean(sound(ours.go("point", query)).seconds for query in queries)
                against_stock.ours.append(one)
                against_tuned.ours.append(one)
                against_stock.base.append(fmean(stock.go().seconds for _ in queries))
                against_tuned.base.append(fmean(tuned.go().seconds for _ in queries))
            note = f"{len(against_stock.ours)} units of {UNIT} points each"
            yield Result(by_stock, against_stock, note=note)
            yield Result(by_tuned, against_tuned)


def cold(folder: Path) -> Iterator[Result]:
    """Measure G14: process spawned to first run finished, with the compiled cache in place."""
    with warmed(folder) as kept:

        def ours(page: str, query: str) -> float:
            with real(folder, kept) as server:
                return _first(server, page, query)

        def theirs() -> float:
            with bare() as server:
                return _first(server)

        ours("", ""), theirs()
        home, point = Samples(), Samples()
        for number in range(9):
            for found, page, query in ((home, "", ""), (point, "point", "code=GB30")):
                if number % 2:
                    found.base.append(theirs())
                found.ours.append(ours(page, query))
                if not number % 2:
                    found.base.append(theirs())
        yield Result(G14, home, note="9 fresh processes a side, cache and bytecode warm")
        yield Result(G14P, point)


def _first(server: Server, page: str = "", query: str = "") -> float:
    session = Session(server)
    sound(session.open(page, query))
    taken = server.since_spawn()
    session.close()
    return taken


def memory(folder: Path) -> Iterator[Result]:
    """Measure G18: resident memory after one session's walk, and what further sessions add."""
    points = list(load(folder).points)
    one, more = Samples(), Samples()
    with warmed(folder) as kept:
        for _ in range(3):
            with real(folder, kept) as server:
                first, each = _memory(server, "point", [f"code={code}" for code in points[:20]])
            one.ours.append(first)
            more.ours.append(each)
            with bare() as server:
                first, each = _memory(server, "", [""])
            one.base.append(first)
            more.base.append(each)
    yield Result(G18, one, unit="MB", note="3 processes a side, one session over 20 point pages")
    yield Result(G18X, more, unit="kB", note=f"{FURTHER} further sessions, 5 runs each")


def _memory(server: Server, page: str, queries: list[str]) -> tuple[float, float]:
    first = Session(server)
    sound(first.open(page, queries[0]))
    for query in queries:
        sound(first.go(page, query))
    before = server.rss()
    sessions = [first]
    for _ in range(FURTHER):
        sessions.append(Session(server))
        sessions[-1].open(page, queries[0])
        for query, _ in zip(cycle(queries), range(4), strict=False):
            sessions[-1].go(page, query)
    after = server.rss()
    for session in sessions:
        session.close()
    return before, max((after - before) / FURTHER, 1.0)
