"""Statements of the form points, verb, complaints, set one after the other in paragraphs.

A wide space parts the points of a row as well as two statements, and remarks of the author are set
in by the same space; so what opens a statement is the row of names before a verb, or a complaint
with an instruction after it (灸中極七壯, 臨泣主之). A row may reach back over spaces and notes
where nothing but names stands.
"""

from __future__ import annotations

import itertools
import re
from typing import TYPE_CHECKING

from kb.frozen import frozen
from kb.texts.fold import fold
from kb.texts.notes import NOTE, masked

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from kb.texts.names import PointNames
    from kb.texts.text import Text

__all__ = ["Chain", "Paragraph", "chain", "covered", "paragraphs", "starts"]

_NOTES = re.compile(r"\([^()]*\)?|^[^()]*\)")
_GLYPH = re.compile(r"&KR\d+;|\[[^\]\s]{2,12}\]")
_JOINS = "等穴及与并和皆又并悉亦各俱兼"
_INSTRUCTS = "[灸刺针取]"
_RULES = "主之"
_VERBS = "主治疗"
_BODY = frozenset(("缺盆", "人迎", "丹田", "百会", "命门"))
"""Names of points that are also places where a complaint can end."""
_TOLD = re.compile(
    "(?:(?:[岐歧]伯|扁鹊|华佗|张仲文|秦承祖|明[上下]?|千|铜|甲)云)?$"
    "|(?:穴?(?:针灸|火?针之?|灸))(?:[一二三四五六七八九十百]+壮)?$|[一二三四五六七八九十百]+壮$"
)
"""What may stand between the names and the verb: who says it, or how they are treated."""
_LEAST, _MOST = 2, 3
"""Characters of an unknown name."""
_OTHER = re.compile("[主治疗灸刺针取云]|等$")
_PLACES = re.compile("[引至从自连灸刺针取或]$")
"""Before a name: a place of the body is meant (痛引缺盆), or the point to be treated."""


@frozen
class Paragraph:
    """Lines that run on: folded characters, notes masked, and where a wide space stands.

    Attributes
    ----------
    chapter : int
        Chapter, counted from 0.
    start : int
        Position of the first character in the stream.
    chars : str
        Folded characters, those of notes as `NOTE`.
    spaces : frozenset of int
        Positions within `chars` before which a wide space stands.
    notes : frozenset of int
        Positions within `chars` before which a bracket opens.
    """

    chapter: int
    start: int
    chars: str
    spaces: frozenset[int]
    notes: frozenset[int] = frozenset()


@frozen
class Chain:
    """Names in a row before a verb: where the row begins, and the names with their positions."""

    start: int
    names: tuple[tuple[str, int], ...]


def paragraphs(
    text: Text, first: int, last: int, heading: str, full: int, names: PointNames
) -> Iterator[Paragraph]:
    """Yield the paragraphs between two lines, the author's remarks left out.

    A line set in by a wide space goes on with the paragraph where the line before is full and it
    opens with a name, or where it alone is set in; else a remark begins, which ends with the
    first line that is not set in. Where a line lacks one character to be full and the next one
    opens with a name, a space stands between them.
    """
    heads = re.compile(heading)
    lines = text.lines
    chapter = -1
    begin = first
    remark = False
    for number in range(first, last + 1):
        line = lines[number].text if number < last else ""
        head = number == last or bool(heads.search(line)) or not line.strip("　 ")
        inset = line.startswith("　")
        runs_on = number > begin and _width(lines[number - 1].text) >= full - 1
        goes_on = not head and (
            runs_on if not inset else runs_on and _spoken(text, number, full, names)
        )
        if not remark and goes_on:
            continue
        if not remark and begin < number:
            yield _paragraph(text, chapter, (begin, number), full, names)
        begin = number
        remark = not head and inset and (remark or not goes_on)
        if head:
            begin = number + 1
            chapter += bool(number < last and heads.search(line))


def _width(line: str) -> float:
    """Return the width of a line in characters; the two columns of a note stand side by side."""
    return len(_GLYPH.sub("X", _NOTES.sub(_column, line)))


def _column(note: re.Match[str]) -> str:
    """Return as many characters as the longer column of a note has."""
    return "X" * max(map(len, _GLYPH.sub("X", note[0]).strip("()").split("/")))


def _spoken(text: Text, number: int, full: int, names: PointNames) -> bool:
    """Return whether a line that is set in opens with a name, or is the only one set in."""
    line = text.lines[number].text
    if line.startswith("　　"):
        return False
    opens = fold(_NOTES.sub("", line))
    if names.at(opens, 0):
        return True
    after = text.lines[number + 1].text if number + 1 < len(text.lines) else ""
    return bool(after) and not after.startswith("　") and _width(line) >= full - 1


def _paragraph(
    text: Text, chapter: int, lines: tuple[int, int], full: int, names: PointNames
) -> Paragraph:
    stream = text.stream
    first, last = lines
    start = stream.firsts[first]
    spaces: set[int] = set()
    notes: set[int] = set()
    for number in range(first, last):
        line = _NOTES.sub(lambda match: "-" * len(match[0]), text.lines[number].text)
        low, high = stream.firsts[number], stream.firsts[number + 1]
        for match in re.finditer("　", line):
            found = (at for at in range(low, high) if stream.starts[at] > match.start())
            spaces.add(next(found, high) - start)
        for match in re.finditer(r"\(", text.lines[number].text):
            found = (at for at in range(low, high) if stream.starts[at] > match.start())
            notes.add(next(found, high) - start)
        opens = names.at(stream.chars[low:high], 0)
        if number > first and opens and _width(text.lines[number - 1].text) < full:
            spaces.add(low - start)
    return Paragraph(chapter, start, masked(text, first, last), frozenset(spaces), frozenset(notes))


def chain(one: Paragraph, verb: int, names: PointNames) -> Chain:
    """Return the names in a row before a position of a paragraph; none, where none stand there."""
    found: list[tuple[str, int]] = []
    told = _TOLD.search(one.chars[:verb])
    at = verb - len(told[0]) if told else verb
    sure: list[tuple[str, int]] = []
    crossed = False
    while at > 0:
        crossed = crossed or at in one.spaces
        if one.chars[at - 1] == NOTE:
            at -= 1
            sure = [*found]
            continue
        if at in one.spaces:
            sure = [*found]
        name = _before(one, at, names) or _unknown(one, at, verb, names)
        opens = at - len(name)
        if name and (opens in one.spaces or not _PLACES.search(one.chars[:opens])):
            found.insert(0, (name, opens))
            at = opens
            if not crossed or name not in _BODY:
                sure = [*found]
        elif one.chars[at - 1] in _JOINS and at - 1 not in one.spaces:
            at -= 1
        else:
            break
    else:
        sure = found
    return Chain(sure[0][1] if sure else verb, tuple(sure))


def _unknown(one: Paragraph, at: int, verb: int, names: PointNames) -> str:
    """Return a word that stands alone among names where a name is due, and is none that we know.

    It must fill its place between two wide spaces (or before the verb), after a stretch that ends
    with a name.
    """
    if at != verb and at not in one.spaces:
        return ""
    first = max((place for place in one.spaces if place < at), default=-1)
    word = one.chars[first:at]
    if first < 0 or not _LEAST <= len(word) <= _MOST or NOTE in word or _OTHER.search(word):
        return ""
    before = re.sub(f"{NOTE}+$", "", one.chars[:first])
    opens = max((place for place in (0, *one.spaces) if place < first), default=0)
    alone = before[opens:]
    return word if alone and covered(alone, names) else ""


def covered(words: str, names: PointNames) -> bool:
    """Return whether a stretch is nothing but names."""
    at = 0
    while at < len(words):
        name = names.at(words, at)
        if not name and words[at] not in (NOTE, *_JOINS):
            return False
        at += len(name) or 1
    return True


def _before(one: Paragraph, at: int, names: PointNames) -> str:
    """Return the longest name that ends at a position and does not run over a wide space."""
    for size in range(min(names.longest, at), 1, -1):
        piece = one.chars[at - size : at]
        if any(place in one.spaces for place in range(at - size + 1, at)):
            continue
        alone = _opens(one, at - size, names) and _closes(one, at)
        if piece in names or (alone and names.candidates(piece)):
            return piece
    return ""


def _opens(one: Paragraph, at: int, names: PointNames) -> bool:
    """Return whether a word can begin at a position: after a space, a note or a name."""
    if at in one.spaces or at == 0 or one.chars[at - 1] == NOTE:
        return True
    return any(one.chars[at - size : at] in names for size in range(2, min(names.longest, at) + 1))


def _closes(one: Paragraph, at: int) -> bool:
    """Return whether a word can end at a position: before a space, a note or a verb."""
    return at in one.spaces or one.chars[at : at + 1] in (NOTE, "等", *_VERBS)


def starts(one: Paragraph, verbs: str, names: PointNames) -> list[int]:
    """Return where the statements of a paragraph begin, in order."""
    chars = one.chars
    found = {0}
    rows: set[int] = set()
    for match in re.finditer(f"[{verbs}](?!之)", chars):
        if row := chain(one, match.start(), names).names:
            found.add(row[0][1])
            rows |= set(range(row[0][1], match.start() + 1))
    edges = sorted({0, len(chars), *one.spaces, *found, *_after_notes(chars)})
    for first, last in itertools.pairwise(edges):
        if first not in rows and _instructs(chars[first:last], names):
            found.add(first)
    return sorted(found)


def _after_notes(chars: str) -> Iterable[int]:
    return (match.end() for match in re.finditer(f"{NOTE}+", chars))


def _instructs(words: str, names: PointNames) -> bool:
    """Return whether a stretch names what to do for a complaint: 灸中極七壯, 臨泣主之, 凡…."""
    if words.startswith("凡") or _RULES in words:
        return True
    return any(names.at(words, match.end()) for match in re.finditer(_INSTRUCTS, words))
