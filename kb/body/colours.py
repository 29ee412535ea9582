"""One colour for each meridian, the same on plates and on the body in three dimensions.

They stay apart for readers who do not tell red from green or blue from yellow: the tests simulate
how they see. Codes stand beside every line and point all the same, so nothing hangs on colour.
"""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

__all__ = ["COLOURS", "NIGHT"]

COLOURS: Mapping[str, str] = MappingProxyType(
    {
        "LU": "#837caf", "LI": "#812f38", "ST": "#9f0209", "SP": "#62000b", "HT": "#ed3d72",
        "SI": "#5d005a", "BL": "#0d00a3", "KI": "#2a6c5a", "PC": "#fb042a", "TE": "#324ba5",
        "GB": "#008f6c", "LR": "#89527f", "CV": "#2f7bff", "GV": "#473dff",
    }
)  # fmt: skip
"""``#rrggbb`` by meridian, on light ground."""

NIGHT: Mapping[str, str] = MappingProxyType(
    {
        "LU": "#7589b6", "LI": "#a2bd00", "ST": "#eaec25", "SP": "#96bda0", "HT": "#b6617c",
        "SI": "#ec1b9d", "BL": "#be95fc", "KI": "#36ffe0", "PC": "#bfc27d", "TE": "#15c7c0",
        "GB": "#02a562", "LR": "#498528", "CV": "#cdc9fe", "GV": "#c21efa",
    }
)  # fmt: skip
"""The same on dark ground."""
