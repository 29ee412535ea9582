"""Other names that an unpunctuated entry gives: its heading, 一名 in the text, lists in notes."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from kb.ingest.hanging_speakers import SPEAKERS
from kb.ingest.mingtang_head import is_other_name
from kb.ingest.pieces import NOTE
from kb.texts.fold import fold

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kb.texts.entries import Entry
    from kb.texts.names import PointNames

__all__ = ["other_names", "parted"]

_GIVES = re.compile("[一又亦]名(?:一谓|为)?")
_END = f"(?=[一又亦]名|[在是主治手足督任肩灸针刺伸横{NOTE}]|$)"
_NAME = re.compile(f"[^{NOTE}]{{2,5}}?{_END}|[^{NOTE}]{{6,10}}?{_END}")
_NOTED = re.compile(
    "[一又亦]名(?:一谓|为)?(?P<names>.+?)(?=[一又亦]名|在|$)|^又云(?P<said>[^在]+)$"
)
_SHORT = 3
"""A list of so many characters is one name."""

_WHOLE = "之"
"""A list with this word in it is one name (氣之陰郄)."""


def other_names(
    entry: Entry, chars: str, whole: str, names: PointNames
) -> Iterator[tuple[int, int, str]]:
    """Yield start, end and reported source of each other name, counted from the entry's start.

    Parameters
    ----------
    entry : Entry
        The entry.
    chars, whole : str
        Its folded characters, with those of notes masked, and all.
    names : PointNames
        All point names, without the misprints of the book.
    """
    point, heading = entry.point, fold(entry.name)
    opens = whole.find(heading)
    if opens >= 0 and is_other_name(point, heading, names):
        yield opens, opens + len(heading), ""
    forms = frozenset(names.forms(point))
    speaker, after = "", -1
    for gives in _GIVES.finditer(chars):
        said = _NAME.match(chars, gives.end())
        if not said:
            continue
        speaker = speaker if gives.start() == after else _speaker(chars[: gives.start()])
        after = said.end()
        for start, end in parted(said[0], forms):
            if point not in names.standard(said[0][start:end]):
                yield gives.end() + start, gives.end() + end, speaker
    for note in re.finditer(f"{NOTE}+", chars):
        words = whole[note.start() : note.end()]
        for match in _NOTED.finditer(words):
            group = "names" if match["names"] else "said"
            if group == "said" and not any(match["said"].startswith(form) for form in forms):
                continue
            base = note.start() + match.start(group)
            for start, end in parted(match[group], forms):
                if point not in names.standard(match[group][start:end]):
                    yield base + start, base + end, _speaker(words[: match.start()])


def _speaker(before: str) -> str:
    """Return whom the words right before 一名 name."""
    for name, source in SPEAKERS.items():
        if re.search(f"{name}[云曰]?$", before):
            return source
    return ""


def parted(words: str, forms: frozenset[str]) -> list[tuple[int, int]]:
    """Return start and end of the names in a list without stops.

    Known names first; what is left is one name when it is short, odd or has 之 in it, else a row
    of names of two characters.

    Examples
    --------
    >>> parted("背解髓孔腰柱腰户", frozenset({"髓孔"}))
    [(0, 2), (2, 4), (4, 6), (6, 8)]
    >>> parted("胸之阴郄龟尾", frozenset({"龟尾"})), parted("膺中俞", frozenset())
    ([(0, 4), (4, 6)], [(0, 3)])
    """
    if len(words) <= _SHORT:
        return [(0, len(words))]
    found: list[tuple[int, int]] = []
    rest = at = 0
    while at <= len(words):
        known = max((form for form in forms if words.startswith(form, at)), key=len, default="")
        if known or at == len(words):
            found += _rest(words, rest, at)
            if known:
                found.append((at, at + len(known)))
            rest = at = at + max(1, len(known))
        else:
            at += 1
    return found


def _rest(words: str, start: int, end: int) -> list[tuple[int, int]]:
    size = end - start
    if size < 2:
        return []
    if size % 2 or size == 2 or _WHOLE in words[start:end]:
        return [(start, end)]
    return [(at, at + 2) for at in range(start, end, 2)]
