"""Figures as books print them, parsed for comparison only; what is shown is always what is printed.

Depths in fen 分 and cun 寸 (1 寸 = 10 分) and in the cun of a modern book are one kind of measure.
An inch is another: no book at hand says how many of its cun make one, so the two are never
compared. Breaths of retention and cones of moxa are kinds of their own.
"""

from __future__ import annotations

import functools
import re
from collections.abc import Iterable
from dataclasses import dataclass

__all__ = ["Figure", "apart", "comparable", "figure", "overlap"]

_FINE = 100_000
"""Figures are whole numbers of 1/100,000 of their unit, so that all is exact."""

_UNITS: dict[str, tuple[str, int]] = {
    "分": ("cun", 10), "fen": ("cun", 10), "寸": ("cun", 1), "cun": ("cun", 1),
    "B-cun": ("cun", 1), "inch": ("inch", 1), "呼": ("breaths", 1), "壯": ("cones", 1),
    "壮": ("cones", 1),
}  # fmt: skip
"""Kind of measure, and how many of the unit make one of the kind."""

_PRINTED = re.compile(
    r"([0-9]{1,6}(?:\.[0-9]{1,4})?)(?:[-–]([0-9]{1,6}(?:\.[0-9]{1,4})?))? ?(\S+)", re.ASCII
)


@dataclass(frozen=True, slots=True, order=True)
class Figure:
    """A range of one kind of measure; a single figure is a range of which both ends are the same.

    Attributes
    ----------
    kind : str
        ``cun``, ``inch``, ``breaths`` or ``cones``; only figures of one kind are compared.
    low, high : int
        Ends, in 1/100,000 of what `kind` names.
    """

    kind: str
    low: int
    high: int

    def meets(self, other: Figure) -> bool:
        """Return whether some value lies in both ranges; those of two kinds have none."""
        return self.kind == other.kind and self.low <= other.high and other.low <= self.high


@functools.lru_cache(2048)
def figure(text: str) -> Figure | None:
    """Return a printed measure with its unit as a range, None when it is not one.

    Examples
    --------
    >>> figure("3 分") == figure("0.3 寸") == figure("0.3 cun")
    True
    >>> figure("8-9 分")
    Figure(kind='cun', low=80000, high=90000)
    >>> figure("隨年 壯"), figure("7-3 壯")
    (None, None)
    """
    match = _PRINTED.fullmatch(text)
    if not match or match[3] not in _UNITS:
        return None
    kind, size = _UNITS[match[3]]
    low = _whole(match[1]) // size
    high = _whole(match[2]) // size if match[2] else low
    return Figure(kind, low, high) if low <= high else None


def _whole(text: str) -> int:
    """Return a decimal number in 1/100,000."""
    number, _, decimals = text.partition(".")
    return int(number) * _FINE + int(decimals.ljust(5, "0"))


def comparable(one: Iterable[Figure], other: Iterable[Figure]) -> bool:
    """Return whether two sets of figures have a kind in common."""
    return bool({f.kind for f in one} & {f.kind for f in other})


def overlap(one: Iterable[Figure], other: Iterable[Figure]) -> bool:
    """Return whether some figure of the one set meets some figure of the other."""
    rest = tuple(other)
    return any(a.meets(b) for a in one for b in rest)


def apart(one: Iterable[Figure], other: Iterable[Figure]) -> bool:
    """Return whether two sets of figures can be compared and have no value in common.

    Examples
    --------
    >>> three, five, inch = (figure(text) for text in ("3 分", "5 分", "1 inch"))
    >>> apart((three,), (five, inch)), apart((three,), (three, five)), apart((three,), (inch,))
    (True, False, False)
    """
    alike = False
    rest = tuple(other)
    for a in one:
        for b in rest:
            if a.kind == b.kind:
                if a.low <= b.high and b.low <= a.high:
                    return False
                alike = True
    return alike
