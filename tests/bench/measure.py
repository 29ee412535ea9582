"""How speed is measured: two sides in turns, the median of the pair ratios, and what noise does.

Each pair times both sides one after the other, the first side changing from pair to pair, so that
whatever else the machine does falls on both. A gate holds when the median of the pair ratios and
the ratio of the best tenth of both sides are both at most its goal. When it does not hold and the
baseline's own spread (p90 / p50) is over `TOO_NOISY`, nothing can be said: the verdict is
``noisy``, not failure.
"""

from __future__ import annotations

import gc
import os
import statistics
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field

__all__ = ["TOO_NOISY", "Gate", "Result", "Samples", "alternate", "gc_off", "timed"]

TOO_NOISY = 1.5
"""p90 / p50 of the baseline above which a gate that fails is called noisy."""

Work = Callable[[], object]


@dataclass(frozen=True, slots=True)
class Gate:
    """A promise about speed.

    Attributes
    ----------
    id : str
        ``G1`` …, as in the project's performance notes.
    what, beside : str
        What is measured, and the baseline it is measured against.
    goal, stretch : float
        Largest ratio that holds, and the one we would like.
    """

    id: str
    what: str
    beside: str
    goal: float
    stretch: float


@dataclass(slots=True)
class Samples:
    """Seconds (or bytes) of both sides, pair by pair."""

    ours: list[float] = field(default_factory=list)
    base: list[float] = field(default_factory=list)

    def ratio(self) -> float:
        """Return the median of the pair ratios."""
        return statistics.median(a / b for a, b in zip(self.ours, self.base, strict=True))

    def least(self) -> float:
        """Return the ratio of the best tenth of both sides (of their minima when they are few)."""
        return _tenth(self.ours) / _tenth(self.base)

    def minimum(self) -> float:
        """Return the ratio of the two smallest values; shown only, one lucky run can decide it."""
        return min(self.ours) / min(self.base)

    def noise(self) -> float:
        """Return p90 / p50 of the baseline."""
        ordered = sorted(self.base)
        return ordered[min(len(ordered) - 1, int(len(ordered) * 0.9))] / statistics.median(ordered)


def _tenth(values: list[float]) -> float:
    return sorted(values)[len(values) // 10 if len(values) > 20 else 0]


@dataclass(frozen=True, slots=True)
class Result:
    """A gate measured. `unit` is ``ms``, ``MB``, ``kB`` or ``%``; values are kept in seconds, bytes
    or shares.
    """

    gate: Gate
    samples: Samples
    unit: str = "ms"
    note: str = ""
    load: float = field(default_factory=lambda: os.getloadavg()[0])

    def verdict(self) -> str:
        """Return ``stretch``, ``holds``, ``noisy`` or ``FAILS``."""
        worst = max(self.samples.ratio(), self.samples.least())
        if worst <= self.gate.stretch:
            return "stretch"
        if worst <= self.gate.goal:
            return "holds"
        return "noisy" if self.samples.noise() > TOO_NOISY else "FAILS"


def timed(work: Work) -> float:
    """Return the seconds one call takes."""
    start = time.perf_counter()
    work()
    return time.perf_counter() - start


def alternate(ours: Work, base: Work, pairs: int = 25, repeat: int = 1) -> Samples:
    """Return the times of two pieces of work done in turns.

    Parameters
    ----------
    ours, base : callable
        The two sides; both are run once before, to warm caches.
    pairs : int
        How many pairs.
    repeat : int
        Calls of each side in a pair, for work of microseconds.
    """

    def one(work: Work) -> float:
        start = time.perf_counter()
        for _ in range(repeat):
            work()
        return (time.perf_counter() - start) / repeat

    ours(), base()
    found = Samples()
    for number in range(pairs):
        gc.collect()
        if number % 2:
            second, first = one(base), one(ours)
        else:
            first, second = one(ours), one(base)
        found.ours.append(first)
        found.base.append(second)
    return found


@contextmanager
def gc_off() -> Iterator[None]:
    """Keep the cyclic collector off on both sides; it runs between the pairs only."""
    was = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was:
            gc.enable()


_SCALE = {"ms": 1e3, "MB": 1e-6, "kB": 1e-3, "%": 100.0}
_HEAD = (
    "gate", "what", "ours", "beside", "baseline", "ratio", "best", "min", "goal", "stretch",
    "verdict", "noise", "load",
)  # fmt: skip


def table(results: Sequence[Result]) -> str:
    """Return the results as an aligned table; medians, then ratios."""
    rows = [_HEAD]
    for result in results:
        gate, samples = result.gate, result.samples
        scale = _SCALE[result.unit]
        ours, base = (
            f"{statistics.median(side) * scale:.3g} {result.unit}"
            for side in (samples.ours, samples.base)
        )
        rows.append((
            gate.id, gate.what, ours, gate.beside, base, f"{samples.ratio():.3f}",
            f"{samples.least():.3f}", f"{samples.minimum():.3f}", f"{gate.goal:g}",
            f"{gate.stretch:g}", result.verdict(),
            f"{samples.noise():.2f}", f"{result.load:.1f}",
        ))  # fmt: skip
    widths = [max(len(row[i]) for row in rows) for i in range(len(_HEAD))]
    lines = ["  ".join(map(str.ljust, row, widths)).rstrip() for row in rows]
    lines.insert(1, "  ".join("-" * width for width in widths))
    notes = [f"{r.gate.id}: {r.note}" for r in results if r.note]
    return "\n".join([*lines, *notes])
