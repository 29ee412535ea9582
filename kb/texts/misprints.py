"""Point names that one book alone misprints, and what the point is.

A form that several books print stands in ``data/forms.yaml``; here are those that would be a word
of their own elsewhere (天空 *sky* for 天窗) or another point's name. Each row says why. `near` are
words (folded) that must follow where the form is also right for another point.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType

__all__ = ["MISPRINTS", "Misprint"]


@dataclass(frozen=True, slots=True)
class Misprint:
    """A printed form, the point it means in this book, and why."""

    printed: str
    point: str
    reason: str
    near: str = ""


def _rows(*rows: tuple[str, ...]) -> tuple[Misprint, ...]:
    return tuple(Misprint(*row) for row in rows)


_YOU = "牗 printed for 牖"
_DUI = "兊 printed for 兌"

MISPRINTS: Mapping[str, tuple[Misprint, ...]] = MappingProxyType(
    {
        "jiayi-jing": _rows(
            ("天牗", "TE16", _YOU),
            ("兑在", "GV27", "second character of the heading lost; 在 begins the place"),
            ("禾窌", "TE22", "禾 printed for 和 in its own heading", "耳前"),
            ("腋門", "TE2", "腋 printed for 液; 大巨 has the same other name", "小指次指"),
        ),
        "waitai-miyao": _rows(
            ("天牗", "TE16", _YOU),
            ("腋門", "TE2", "腋 printed for 液; 大巨 has a like name", "小指次指"),
            ("玊枕", "BL9", "玊 printed for 玉"),
            ("兊端", "GV27", _DUI),
            ("厲兊", "ST45", _DUI),
        ),
        "qianjin-yaofang": _rows(),
    }
)
"""Source id to its rows."""
