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
        "LU": "#8a7fa6", "LI": "#608630", "ST": "#ad0047", "SP": "#6d1000", "HT": "#e74f74",
        "SI": "#5b004d", "BL": "#0000a6", "KI": "#00563f", "PC": "#ff0000", "TE": "#014faa",
        "GB": "#16977e", "LR": "#7c5276", "CV": "#7a74ff", "GV": "#8300ff",
    }
)  # fmt: skip
"""``#rrggbb`` by meridian, on light ground."""

NIGHT: Mapping[str, str] = MappingProxyType(
    {
        "LU": "#6e7298", "LI": "#999d00", "ST": "#cef500", "SP": "#9ab793", "HT": "#b48192",
        "SI": "#e90663", "BL": "#b494ff", "KI": "#76ffae", "PC": "#ebb666", "TE": "#00c0bd",
        "GB": "#118469", "LR": "#956e06", "CV": "#ffd0ff", "GV": "#b901ff",
    }
)  # fmt: skip
"""The same on dark ground."""
