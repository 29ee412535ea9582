"""Figures of the books in English, beside what is printed."""

from __future__ import annotations

import functools
import re

from kb.frozen import frozen

__all__ = ["Measure", "measure"]


@frozen
class Measure:
    """A figure with its unit: ``1 cun`` and, as the books print it, ``寸``."""

    figure: str
    unit: str = ""
    hant: str = ""

    def __str__(self) -> str:
        """Return ``1 cun``."""
        return f"{self.figure} {self.unit}" if self.unit else self.figure


_UNITS = {
    "分": "fen", "寸": "cun", "呼": "breaths", "壯": "cones",
    "cun": "cun", "B-cun": "B-cun", "inch": "inch", "mm": "mm",
}  # fmt: skip
_FIGURE = re.compile(r"([0-9.–-]+) ?(\S+)")


@functools.lru_cache(2048)
def measure(text: str) -> Measure:
    """Return a printed measure with its unit in English.

    Examples
    --------
    >>> measure("10 呼")
    Measure(figure='10', unit='breaths', hant='呼')
    >>> str(measure("0.5-0.8 cun"))
    '0.5–0.8 cun'
    """
    match = _FIGURE.fullmatch(text)
    if not match or match[2] not in _UNITS:
        return Measure(text)
    figure, unit = match[1].replace("-", "–"), _UNITS[match[2]]
    if figure == "1":
        unit = unit.removesuffix("s")
    return Measure(figure, unit, match[2] if match[2] != unit else "")
