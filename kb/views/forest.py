"""Estimates side by side: where each lies on the axis of its scale, right always better.

What is drawn is the place; the figure beside it is as read. Scales are never mixed: ratios,
standard deviations, points of 100 or of 10 and shares have an axis each, and what was measured on a
scale of its own has an axis of its own.
"""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Iterable

from kb.frozen import frozen
from kb.model import Effect, Study
from kb.views.study import label

__all__ = ["Plot", "PlotRow", "favour", "forest"]

SCALES = {
    "ratio": "Ratios (risk or odds)",
    "smd": "Differences in standard deviations",
    "0-100": "Differences in points of a scale from 0 to 100",
    "0-10": "Differences in points of a scale from 0 to 10",
    "percent": "Differences of shares, in points of 100",
    "own": "Differences on scales of their own",
}
_NULL = 50.0
_REACH = 46.0


@frozen
class PlotRow:
    """One estimate: whose, of what, the figure as read, and three places from 0 to 100.

    `favours` is what the interval says: ``acupuncture``, ``comparison`` or empty when it touches
    the line of no difference.
    """

    study: str
    label: str
    measure: str
    figure: str
    better: str
    low: float
    middle: float
    high: float
    favours: str


@frozen
class Plot:
    """Estimates of one scale; `common` says whether they share one axis."""

    scale: str
    title: str
    common: bool
    rows: tuple[PlotRow, ...]


def _signed(effect: Effect) -> tuple[float, float, float]:
    """Return low, value and high with no difference at 0 and better for the patient above it."""
    figures = [float(one) for one in (effect.low, effect.value, effect.high)]
    if effect.scale == "ratio":
        figures = [math.log(one) for one in figures]
    if effect.better == "lower":
        figures = [-one for one in reversed(figures)]
    low, middle, high = figures
    return low, middle, high


def favour(effect: Effect) -> str:
    """Return what an interval says.

    Examples
    --------
    >>> favour(Effect("RR", "0.68", "0.60", "0.77", scale="ratio", better="lower"))
    'acupuncture'
    >>> favour(Effect("MD", "0.33", "-1.87", "2.52", scale="own", better="lower"))
    ''
    """
    low, _, high = _signed(effect)
    return "acupuncture" if low > 0 else "comparison" if high < 0 else ""


def _figure(effect: Effect) -> str:
    level = f"{effect.level}% interval" if effect.level[0].isdigit() else "interval"
    return f"{effect.kind} {effect.value} ({level} {effect.low} to {effect.high})"


def forest(studies: Iterable[Study]) -> tuple[Plot, ...]:
    """Return the estimates of records by scale, in the order of the records."""
    grouped: dict[str, list[tuple[Study, str, Effect]]] = defaultdict(list)
    for study in studies:
        for result in study.results:
            measure = ", ".join(filter(None, (result.measure, result.at)))
            for effect in result.effects:
                grouped[effect.scale].append((study, measure, effect))
    plots = []
    for scale, title in SCALES.items():
        found = grouped.get(scale, [])
        widest = max((max(map(abs, _signed(effect))) for *_, effect in found), default=1.0)
        rows = []
        for study, measure, effect in found:
            reach = max(map(abs, _signed(effect))) if scale == "own" else widest
            low, middle, high = (_NULL + _REACH * one / (reach or 1.0) for one in _signed(effect))
            rows.append(
                PlotRow(study.id, label(study), measure, _figure(effect), effect.better,
                        low, middle, high, favour(effect))
            )  # fmt: skip
        if rows:
            plots.append(Plot(scale, title, scale != "own", tuple(rows)))
    return tuple(plots)
