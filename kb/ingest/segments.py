"""Complaints that stand side by side without stops, parted by the terms we know."""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING

from kb.ingest.vocabulary import Part

if TYPE_CHECKING:
    from kb.ingest.vocabulary import Vocabulary

__all__ = ["segments"]

_ROW = tuple[int, tuple[tuple[int, int], ...]]
_UNKNOWN, _CHAR = 10, 2
_REACHES = re.compile("[连引走].{1,2}")
_LEADS = re.compile(
    "[走下上相痛]?[引连彻冲]|易感|[头项颈颔面颊口齿眼目耳鼻咽喉舌肩背臂肘腋腕指手掌胸膈鬲膺乳胁腹脐腰脊髀股膝胫足脚腿"
    "身体四肢皮肤心下中外内小大]+"
)


def segments(text: str, words: Vocabulary) -> tuple[Part, ...]:
    """Return the known terms of a folded phrase and what is left between them.

    Of all ways to part it the one counts that leaves the fewest stretches and characters unknown;
    a phrase of eight characters or less of which less than half is known is left whole.

    Examples
    --------
    >>> from kb.ingest.vocabulary import Vocabulary
    >>> known = Vocabulary({"headache": ["头痛"], "deafness": ["耳聋"]})
    >>> [(part.start, part.end, bool(part.symptoms)) for part in segments("头痛目如脱耳聋", known)]
    [(0, 2, True), (2, 5, False), (5, 7, True)]
    """
    size = len(text)

    @cache
    def best(at: int) -> _ROW:
        if at == size:
            return 0, ()
        found: list[_ROW] = []
        for end in range(at + 2, min(size, at + 12) + 1):
            if words.symptoms(text[at:end]):
                cost, rest = best(end)
                found.append((1 + cost, ((at, end), *rest)))
        for end in range(at + 2, size + 1):
            cost, rest = best(end)
            found.append((_UNKNOWN + _CHAR * (end - at) + cost, ((at, end), *rest)))
        if not found:
            return 100, ((at, size),)
        return min(found, key=lambda row: (row[0], row[1]))

    _, row = best(0)
    known = sum(end - at for at, end in row if words.symptoms(text[at:end]))
    if size <= 8 and 2 * known < size:
        return (Part(0, size, ()),)
    return _joined([Part(at, end, words.symptoms(text[at:end])) for at, end in row], text)


def _joined(row: list[Part], text: str) -> tuple[Part, ...]:
    """Return a row in which words that lead over to a known term stand with it.

    Places that share its complaint (肘腋胁痛) and verbs (走引小腹痛) are no phrase of their own;
    how far the last complaint reaches (痞块连脐) stands with it.
    """
    found: list[Part] = []
    for part in row:
        before = found[-1] if found else None
        leads = before and not before.symptoms and _LEADS.fullmatch(text[before.start : before.end])
        if before and leads:
            found[-1] = Part(before.start, part.end, part.symptoms)
        else:
            found.append(part)
    last = found[-1]
    if len(found) > 1 and not last.symptoms and _REACHES.fullmatch(text[last.start : last.end]):
        found[-2:] = [Part(found[-2].start, last.end, found[-2].symptoms)]
    return tuple(found)
