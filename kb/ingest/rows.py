"""Statements of the form points, 主, complaints: their parts, with those told in notes.

The names of a row stand apart, at a wide space or at a line break; a name may be broken by a line.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from kb.ingest.mingtang_head import masked
from kb.ingest.pieces import NOTE
from kb.ingest.sayings import Mention, Parser

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kb.texts.names import PointNames
    from kb.texts.statements import Statement
    from kb.texts.text import Text

__all__ = ["Part", "rows_of"]

Part = tuple[list[Mention], int, int, str]
"""Names, where their complaints begin and end in the stream, and who says it."""

_VERB = "主"
_SAME = "又主"
_SPEAKS = re.compile("又云|甲乙经?云|甲乙(?=肉)")
_BOOK = "jiayi-jing"
_UNNAMED = "unnamed"


def rows_of(text: Text, row: Statement, names: PointNames) -> Iterator[Part]:
    """Yield the parts of one statement in order: the book's own, then those of its notes.

    Parameters
    ----------
    text : Text
        The book.
    row : Statement
        The statement.
    names : PointNames
        All point names, with the misprints of the book.
    """
    stream = text.stream
    first, last = stream.lines[row.start], stream.lines[row.end - 1] + 1
    offset = stream.firsts[first]
    chars = masked(text, first, last)[: row.end - offset]
    parser = Parser(chars, offset, names)
    at = row.start - offset
    verb = chars.find(_VERB, at)
    if verb < 0 or chars.startswith("凡", at):
        return
    lead = _names(text, chars, offset, (at, verb), names, parser)
    current = lead
    start = verb + 1
    for match in re.finditer(_VERB, chars[start:]):
        again = start_of = verb + 1 + match.start()
        if chars[again - 1 : again + 1] == _SAME:
            yield current, offset + start, offset + again - 1, ""
            start = again + 1
        elif (found := parser.backward(start, again))[0]:
            start_of = found[1]
            yield current, offset + start, offset + start_of, ""
            current = [_moved(one, offset) for one in found[0]]
            start = again + 1
    yield current, offset + start, row.end, ""
    yield from _notes(text, chars, offset, lead, names)


def _moved(mention: Mention, offset: int) -> Mention:
    return Mention(mention.name, mention.at + offset)


def _names(
    text: Text, chars: str, offset: int, span: tuple[int, int], names: PointNames, parser: Parser
) -> list[Mention]:
    """Return the names of a row, known or not."""
    stream = text.stream
    tokens: list[tuple[int, int, bool]] = []
    for at in range(*span):
        here, before = offset + at, offset + at - 1
        line = stream.lines[here]
        opens = at == span[0] or chars[at - 1] == NOTE
        breaks = not opens and stream.lines[before] != line
        spaced = not opens and not breaks and "　" in text.lines[line].text[
            stream.ends[before] : stream.starts[here]
        ]  # fmt: skip
        if chars[at] == NOTE:
            continue
        if opens or breaks or spaced or not tokens:
            tokens.append((at, at + 1, breaks))
        else:
            tokens[-1] = (tokens[-1][0], at + 1, tokens[-1][2])
    found: list[Mention] = []
    number = 0
    while number < len(tokens):
        start, end, _ = tokens[number]
        number += 1
        if number < len(tokens) and tokens[number][2]:
            whole = chars[start : tokens[number][1]]
            if whole in names and chars[start:end] not in names:
                end = tokens[number][1]
                number += 1
        several, stop = parser.forward(start, end)
        if chars[start:end] not in names and stop == end:
            found += [_moved(one, offset) for one in several]
        else:
            found.append(Mention(chars[start:end], offset + start))
    return found


def _notes(
    text: Text, chars: str, offset: int, lead: list[Mention], names: PointNames
) -> Iterator[Part]:
    """Yield what notes say: 又云X主…, 甲乙云…, of X, or of the one point of the statement."""
    for run in re.finditer(f"{NOTE}+", chars):
        base = offset + run.start()
        words = text.stream.chars[base : offset + run.end()]
        speaks = _SPEAKS.search(words)
        if not speaks or speaks.start() > 1:
            continue
        edges = [*_SPEAKS.finditer(words)]
        for number, match in enumerate(edges):
            stop = edges[number + 1].start() if number + 1 < len(edges) else len(words)
            speaker = _BOOK if "甲乙" in match[0] else _UNNAMED
            yield from _note(words, base, (match.end(), stop), speaker, lead, names)


def _note(
    words: str,
    base: int,
    span: tuple[int, int],
    speaker: str,
    lead: list[Mention],
    names: PointNames,
) -> Iterator[Part]:
    """Yield the parts of one speech in a note."""
    parser = Parser(words, base, names)
    first, last = span
    if "主之" in words[first:last]:
        for said in parser.parse(base + first, base + last):
            yield said.alone, said.start, said.end, speaker
        return
    current = lead if len(lead) == 1 else []
    start = first
    for match in re.finditer(_VERB, words[first:last]):
        verb = first + match.start()
        found, begins = parser.backward(start, verb)
        if found or verb == first:
            if begins > start:
                yield current, base + start, base + begins, speaker
            current = [_moved(one, base) for one in found] or current
            start = verb + 1
    if current and start < last:
        yield current, base + start, base + last, speaker
