"""Colours of the plates. Meridians stay apart for colour-blind readers (tested by simulation)."""

from __future__ import annotations

from collections.abc import Mapping

__all__ = ["DARK", "LIGHT", "MERIDIANS"]

MERIDIANS: Mapping[str, tuple[str, str]] = {
    "LU": ("#837caf", "#7589b6"),
    "LI": ("#812f38", "#a2bd00"),
    "ST": ("#9f0209", "#eaec25"),
    "SP": ("#62000b", "#96bda0"),
    "HT": ("#ed3d72", "#b6617c"),
    "SI": ("#5d005a", "#ec1b9d"),
    "BL": ("#0d00a3", "#be95fc"),
    "KI": ("#2a6c5a", "#36ffe0"),
    "PC": ("#fb042a", "#bfc27d"),
    "TE": ("#324ba5", "#15c7c0"),
    "GB": ("#008f6c", "#02a562"),
    "LR": ("#89527f", "#498528"),
    "CV": ("#2f7bff", "#cdc9fe"),
    "GV": ("#473dff", "#c21efa"),
}
"""Colour of each meridian on light and on dark ground."""

LIGHT: Mapping[str, str] = {
    "paper": "#fcfaf5", "skin": "#f5e9df", "t0": "#eddccf", "t1": "#e3cdbd", "t2": "#d6bba9",
    "t3": "#c5a693", "line": "#6b5446", "mark": "#7d6253", "ink": "#23211d", "soft": "#625c51",
}  # fmt: skip
DARK: Mapping[str, str] = {
    "paper": "#14161a", "skin": "#3b3430", "t0": "#352e2b", "t1": "#2f2926", "t2": "#292422",
    "t3": "#221e1c", "line": "#a38f82", "mark": "#a3917f", "ink": "#f0ece3", "soft": "#aaa498",
}  # fmt: skip
"""Colours of the figure; ``paper`` lies behind letters."""
