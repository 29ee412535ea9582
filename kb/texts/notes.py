"""Printed notes: what stands in small characters between brackets, kept apart from the text."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from kb.texts.text import Text

__all__ = ["NOTE", "masked"]

NOTE = "※"
"""Stands for a character of a printed note, so that no pattern runs into it."""

_BRACKET = re.compile("[()]")


def masked(text: Text, first: int, last: int) -> str:
    """Return the folded characters of lines, those of notes in brackets as `NOTE`.

    Parameters
    ----------
    text : Text
        The book.
    first, last : int
        First line and line after the last.
    """
    stream = text.stream
    chars = list(stream.chars[stream.firsts[first] : stream.firsts[last]])
    inside = False
    for number in range(first, last):
        marks = [(match.start(), match[0]) for match in _BRACKET.finditer(text.lines[number].text)]
        for at in range(stream.firsts[number], stream.firsts[number + 1]):
            while marks and marks[0][0] < stream.starts[at]:
                inside = marks.pop(0)[1] == "("
            if inside:
                chars[at - stream.firsts[first]] = NOTE
        for _, mark in marks:
            inside = mark == "("
    return "".join(chars)
