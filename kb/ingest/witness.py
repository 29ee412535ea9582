"""Phrase cuts taken over from a punctuated second witness of the same book.

The page-anchored file is quoted; the punctuated one only says where a phrase ends. Both are folded,
the passage is found in the companion by shared five-character strings and then aligned character
by character; a stop between two aligned characters becomes a cut at the same place.
"""

from __future__ import annotations

import itertools
import re
from collections import Counter
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import TYPE_CHECKING

from kb.texts.fold import fold

if TYPE_CHECKING:
    from collections.abc import Iterable

    from kb.texts.lines import Line

__all__ = ["LOOSE", "LOST", "STOPS", "Aligned", "Companion", "align", "companion", "stops"]

LOST = "\ufffd"
"""Stands for a glyph that the companion lost."""

STOPS = {"，": 1, "、": 1, "：": 1, "∶": 1, "；": 2, "。": 3, "？": 3, "！": 3}
"""Stops of the companion and how strongly they part (3 ends a sentence)."""

LOOSE = str.maketrans("藏府沈噼卧夾挟侠癫廻", "脏腑沉僻臥夹夹夹癫回")
"""Spellings joined for aligning only, never for checking a citation."""

_GRAM = 5


@dataclass(frozen=True, slots=True)
class Aligned:
    """A passage with the companion's cuts.

    Attributes
    ----------
    cuts : dict of int to int
        Position in the passage before which a stop stands, with its strength (1 to 3).
    partner : dict of int to int
        Position in the passage to position in the companion, where the characters agree.
    score : float
        Share of the passage's characters that have a partner.
    """

    cuts: dict[int, int]
    partner: dict[int, int]
    score: float


@dataclass(frozen=True, slots=True)
class Companion:
    r"""A stretch of the punctuated witness.

    Attributes
    ----------
    chars : str
        Folded characters; a lost glyph is ``\\ufffd``.
    stops : tuple of int
        For each character the strongest stop that stands before it, 0 for none.
    """

    chars: str
    stops: tuple[int, ...]

    def window(self, passage: str, after: int) -> tuple[int, int]:
        """Return start and end of the stretch that best matches a passage, from `after` on."""
        votes: Counter[int] = Counter()
        for at in range(len(passage) - _GRAM + 1):
            found = self.chars.find(passage[at : at + _GRAM], after)
            if found >= 0:
                votes[(found - at) // 8] += 1
        if not votes:
            return after, after
        bucket, _ = min(votes.items(), key=lambda pair: (-pair[1], pair[0]))
        start = max(after, bucket * 8 - 12)
        return start, min(len(self.chars), start + len(passage) + 40)


_CODE = re.compile(r"(?:HT|KT|GB)\s?")
_TITLE = re.compile(r"\\x.*?\\x")


def companion(lines: Iterable[Line]) -> Companion:
    """Return the punctuated witness made of these lines."""
    chars: list[str] = []
    stops: list[int] = []
    pending = 0
    for line in lines:
        text = _CODE.sub(" ", _TITLE.sub("。", line.text.rstrip()))
        for char in text:
            if char in STOPS:
                pending = max(pending, STOPS[char])
                continue
            folded = LOST if char in " □" else fold(char).translate(LOOSE)
            if folded:
                chars.append(folded)
                stops.append(pending)
                pending = 0
    return Companion("".join(chars), tuple(stops))


def align(passage: str, companion: Companion, after: int = 0) -> Aligned:
    """Return a folded passage with the cuts of its companion.

    Parameters
    ----------
    passage : str
        Folded characters of the page-anchored witness.
    companion : Companion
        The punctuated witness.
    after : int
        Where in the companion the search starts.
    """
    loose = passage.translate(LOOSE)
    start, end = companion.window(loose, after)
    stretch = companion.chars[start:end]
    matcher = SequenceMatcher(None, loose, stretch, autojunk=False)
    partner: dict[int, int] = {}
    for a, b, size in matcher.get_matching_blocks():
        for step in range(size):
            partner[a + step] = start + b + step
    cuts: dict[int, int] = {}
    anchors = sorted(partner.items())
    for (here, there), (nexthere, nextthere) in itertools.pairwise(anchors):
        gap, lost = nexthere - here, nextthere - there
        for at in range(there + 1, nextthere + 1):
            strength = companion.stops[at]
            if strength:
                offset = round((at - there - 1) * (gap - 1) / (lost - 1)) if lost > 1 else 0
                place = here + 1 + offset if lost > 1 else (here + 1 if gap == 1 else nexthere)
                cuts[place] = max(strength, cuts.get(place, 0))
    if anchors:
        here, there = anchors[-1]
        if there + 1 < len(companion.stops) and companion.stops[there + 1]:
            cuts[here + 1] = companion.stops[there + 1]
    return Aligned(cuts, partner, len(partner) / max(1, len(passage)))


_REACH, _SLACK, _ENOUGH = 4000, 60, 0.6
"""How far ahead, and back, the punctuated witness is searched, and the share that must agree."""

_PASSAGE = 500
"""Characters of a stretch that is looked for in the punctuated witness at once."""


def stops(chars: str, spans: Iterable[tuple[int, int]], whole: Companion) -> dict[int, int]:
    """Return the stops of the punctuated witness: position before which, and strength.

    Parameters
    ----------
    chars : str
        Folded characters of the page-anchored witness.
    spans : iterable of (int, int)
        Start and end of the stretches that are read, in order; neighbours are searched together.
    whole : Companion
        The punctuated witness, in the same order.
    """
    found: dict[int, int] = {}
    after = 0
    for start, end in _passages(spans):
        low = max(0, after - _SLACK)
        stretch = Companion(whole.chars[low : low + _REACH], whole.stops[low : low + _REACH])
        aligned = align(chars[start:end], stretch)
        if aligned.score >= _ENOUGH:
            after = low + max(aligned.partner.values())
            found |= {start + at: power for at, power in aligned.cuts.items()}
    return found


def _passages(spans: Iterable[tuple[int, int]]) -> Iterable[tuple[int, int]]:
    """Yield stretches of neighbours, long enough to be found again."""
    start = end = 0
    for first, last in spans:
        if first != end or end - start > _PASSAGE:
            if start < end:
                yield start, end
            start = first
        end = last
    if start < end:
        yield start, end
