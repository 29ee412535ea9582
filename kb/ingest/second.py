"""Figures that the punctuated second witness of a book prints otherwise."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING

from kb.ingest.witness import Companion, align
from kb.texts.fold import fold
from kb.texts.numerals import count, depth

if TYPE_CHECKING:
    from kb.ingest.readings import Reading
    from kb.texts.entries import Entry

__all__ = ["Second", "other_figure", "partnered"]

_ENOUGH = 0.75
"""Share of the characters of a passage that must agree before its figures are compared."""

_LONGEST = 8
"""Most characters of a figure."""


def other_figure(name: str, ours: str, theirs: str) -> str:
    """Return the figure of the second witness when it differs; empty when it is none or the same.

    Parameters
    ----------
    name : str
        ``depth``, ``distance``, ``retain`` or ``cones``.
    ours, theirs : str
        Folded characters of the figure in either witness.

    Examples
    --------
    >>> other_figure("depth", "三分", "五分"), other_figure("retain", "七", "六")
    ('5 分', '6 呼')
    >>> other_figure("cones", "三", "三"), other_figure("cones", "三", "木")
    ('', '')
    """
    if theirs == ours:
        return ""
    if name in ("depth", "distance"):
        figure, own = depth(theirs), depth(ours)
    else:
        parts = [count(part) for part in re.split("壮(?:至|或)?|至|或", theirs)]
        figure, own = "-".join(dict.fromkeys(parts)) if all(parts) else "", count(ours)
        figure += " 呼" if name == "retain" and figure else ""
        own += " 呼" if name == "retain" and own else ""
    return figure if figure and figure != own else ""


def partnered(partner: Mapping[int, int], start: int, end: int, witness: Companion) -> str:
    """Return what the witness prints between the neighbours of a stretch; empty when unsure."""
    before, after = partner.get(start - 1), partner.get(end)
    if before is None or after is None or not 0 < after - before - 1 <= _LONGEST:
        return ""
    return witness.chars[before + 1 : after]


class Second:
    """The second witness beside the entries of a book.

    Parameters
    ----------
    chars : str
        Folded characters of the page-anchored witness.
    found : iterable of Entry
        Its entries. One that the witness lost is alike to its neighbours, so the name must stand
        there too before any figure is compared.
    witness : Companion
        The punctuated witness.
    """

    def __init__(self, chars: str, found: Iterable[Entry], witness: Companion) -> None:
        self._chars = chars
        self._witness = witness
        self._partner: dict[int, int] = {}
        for entry in found:
            aligned = align(chars[entry.start : entry.end], witness)
            name = fold(entry.name)
            at = chars.find(name, entry.start, entry.end) - entry.start
            named = at >= 0 and all(at + step in aligned.partner for step in range(len(name)))
            if named and aligned.score >= _ENOUGH:
                self._partner |= {entry.start + a: there for a, there in aligned.partner.items()}

    def figures(self, reading: Reading) -> dict[str, str]:
        """Return ``{"depth_variant": "5 分"}`` for each figure the witness prints otherwise."""
        found = {}
        for name, start, end in reading.figures:
            theirs = partnered(self._partner, start, end, self._witness)
            if theirs and (other := other_figure(name, self._chars[start:end], theirs)):
                found[f"{name}_variant"] = other
        return found
