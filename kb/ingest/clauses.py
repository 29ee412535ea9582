"""Phrases of punctuated books, to cut the unpunctuated ones that repeat them.

Nothing else is taken from these books: no claim rests on them.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from kb.texts.entries import entries
from kb.texts.fold import fold
from kb.texts.misprints import MISPRINTS
from kb.texts.shapes import SHAPES

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from kb.texts.names import PointNames
    from kb.texts.text import Text

__all__ = ["WITNESSES", "Clauses", "clauses"]

WITNESSES = (
    "gujin-yitong",
    "yixue-rumen",
    "zhenjiu-dacheng",
    "zhenjiu-fengyuan",
    "zisheng-jing:companion",
)
"""Punctuated texts that share the wording of the Mingtang books."""

_LONGEST = 6
"""Longer clauses are rows of complaints as often as one."""

_LOOSE = frozenset({"不得", "不能", "不可", "不足", "甚者", "中痛", "急痛", "其心"})
"""Clauses that say nothing alone."""

_STOP = re.compile("[，。、；：∶？！,.;:?!()（）《》〈〉【】○ ]")
_DAMAGED = re.compile(r"□|[A-Za-z\\\\]")
_NUM = "一二三四五六七八九十百半"
_MEASURE = re.compile(
    f"[{_NUM}][分寸壮呼]|^[针灸刺禁][{_NUM}针灸]?|[主治疗]$|^(?:[一又亦]名|在|直|去|穴)|[云曰]$"
)
"""Clauses that are figures, places or words between complaints."""
_LEAD = re.compile("^(?:主治?|治|疗|又|及|兼治?)(?=..)")


@dataclass(frozen=True, slots=True)
class Clauses:
    """Folded phrases between stops.

    Attributes
    ----------
    known : frozenset of str
        All of them.
    told : dict of str to set of str
        Point to the phrases of its entries.
    """

    known: frozenset[str]
    told: Mapping[str, set[str]]


def clauses(texts: Iterable[Text], names: PointNames) -> Clauses:
    """Return the short clauses of punctuated books, those that are figures or places left out.

    Parameters
    ----------
    texts : iterable of Text
        The books; of one without known entries all lines count, for no point.
    names : PointNames
        All point names.
    """
    known: set[str] = set()
    told: dict[str, set[str]] = {}
    for text in texts:
        shape = SHAPES.get(text.source)
        if not shape:
            known |= _short("\n".join(line.text for line in text.lines))
            continue
        for entry in entries(text, shape, names.misprinted(MISPRINTS.get(text.source, ()))):
            lines = text.lines[entry.first : entry.last + 1]
            found = _short("\n".join(line.text for line in lines))
            told.setdefault(entry.point, set()).update(found)
            known |= found
    return Clauses(frozenset(known), told)


def _short(words: str) -> set[str]:
    """Return the short clauses of a stretch.

    Examples
    --------
    >>> sorted(_short("主头痛，目眩。针三分，在足上；项强"))
    ['头痛', '目眩', '项强']
    """
    found: set[str] = set()
    for clause in _STOP.split(words.replace("\n", "")):
        if _DAMAGED.search(clause):
            continue
        phrase = _LEAD.sub("", fold(clause))
        if 2 <= len(phrase) <= _LONGEST and not _MEASURE.search(phrase) and phrase not in _LOOSE:
            found.add(phrase)
    return found
