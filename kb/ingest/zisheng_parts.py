"""Who speaks in an entry of 鍼灸資生經: the author, or a book he names.

A book is named before 云 (明云, 素注云, 甲乙經云), or right before a figure (明云五壯下三壯), or by
its mark at the head of a note (千…). 一云 before a place is no change of speaker: only the place is
told otherwise there.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from kb.ingest.readings import NUM
from kb.ingest.zisheng_marks import sources_of, spoken

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kb.texts.entries import Entry
    from kb.texts.text import Text

__all__ = ["Part", "parts", "remarks", "runs", "wide_spaces"]

_CHAPTER = "(?:[刺禁气府穴水热腰痛骨空繆缪]{2,5}论?篇?)"
_COMMENT = f"(?:{_CHAPTER}注)+"
"""Chapters of 素問, and their commentary, where they stand for the book."""
_SPEAKS = re.compile(
    rf"(?P<none>一云|一本云|又一说)|(?P<same>又云)|(?P<comment>{_COMMENT}(?:云|作|亦可))"
    rf"|(?:又|按|其|今依)?(?P<who>(?:{spoken(led=True, several=True)})+|{spoken()})"
    rf"(?:针?经|本)?(?:(?<=[素经问]){_CHAPTER})?"
    rf"(?:阴阳跷各一)?(?:注)?(?:并|乃|只|又|亦|则|皆)?(?P<says>[云曰言作载注])"
    rf"|(?P<led>{spoken(led=True)}|素(?=同)|千(?=一?名))(?:注)?"
    rf"(?=[禁灸刺针]|不[宜可灸]|{NUM}[分壮寸]|在|同|主|疗|治|一名|名)|(?P<book>难疏)"
)
"""How a book is brought in, in text and remarks (folded)."""

_UNNAMED = "unnamed"
_OPENS = re.compile("(?:千(?!与)|难(?!疏))(?![云注一名作])|千(?=与)")
"""Marks that open a note without 云."""
_NAMES = re.compile("(?<=千)一?名")
_SINGLE = ("明", "千", "甲", "铜")
"""Marks of one character, which are also parts of other words."""
_GIVES = re.compile(f"[可宜日并]*(?:[刺针灸]|禁|不[宜可]|{NUM}[分壮])")


@dataclass(frozen=True, slots=True)
class Part:
    """A stretch of an entry with one speaker.

    Attributes
    ----------
    start, end : int
        Positions in the stream.
    opens : int
        Where the words that name the speaker begin.
    speakers : tuple of str
        Source ids; none for the author.
    remark : bool
        Whether it stands in a remark of the author.
    note : bool
        Whether it stands in brackets.
    apart : bool
        Whether a wide space stands before the speaker's name.
    text : str
        Its folded characters, those of notes and remarks within it masked.
    """

    start: int
    end: int
    opens: int
    text: str
    speakers: tuple[str, ...] = ()
    remark: bool = False
    note: bool = False
    apart: bool = False


class _Voices:
    """Follows who speaks through a stretch of folded text."""

    def __init__(self, words: str, base: int, spaces: frozenset[int]) -> None:
        self.words = words
        self.base = base
        self.spaces = spaces
        self.found: list[tuple[int, int, int, tuple[str, ...], bool]] = []
        self.who: tuple[str, ...] = ()
        self.at = self.opens = 0
        self.apart = False

    def close(self, end: int) -> None:
        """End the part that runs, at a position."""
        if self.at < end:
            self.found.append((self.at, end, self.opens, self.who, self.apart))

    def turn(self, match: re.Match[str]) -> None:
        """Read an announcement."""
        begin = self._begin(match)
        beside = self.apart and begin == self.at
        self.close(begin)
        before = (self.who, self.apart)
        said = match["who"] or match["led"] or match["book"] or ""
        if match["comment"]:
            self.who = ("suwen-wangbing",)
        elif match["none"]:
            self.who = (_UNNAMED,)
        elif said:
            inside = begin - match.start("who") if match["who"] else 0
            self.who = _sources(said[max(inside, 0) :], match[0])
        else:
            self.who = self.who or (_UNNAMED,)
        again = match["same"] is not None and self.apart
        self.apart = self.base + begin in self.spaces or again or beside
        self.at, self.opens = match.end(), begin
        if self.words.startswith("同", self.at):
            self.close(self.at + 1)
            self.at = self.opens = self.at + 1
            self.who, self.apart = before

    def _begin(self, match: re.Match[str]) -> int:
        """Return where an announcement begins: after the last wide space within its names."""
        first, last = match.start(), match.end("who") if match["who"] else match.start()
        inside = (at for at in range(first + 1, last) if self.base + at in self.spaces)
        return max(inside, default=first)

    def changes(self, match: re.Match[str]) -> bool:
        """Return whether a match is an announcement."""
        if match["led"] in _SINGLE and match.start():
            return bool(_NAMES.match(self.words, match.end()))
        return not match["none"] or bool(_GIVES.match(self.words, match.end()))


def parts(words: str, base: int, spaces: frozenset[int], *, remark: bool, note: bool) -> list[Part]:
    """Return the parts of a stretch of folded text in order.

    Parameters
    ----------
    words : str
        Folded characters.
    base : int
        Position of the first one in the stream.
    spaces : frozenset of int
        Positions in the stream before which a wide space stands.
    remark, note : bool
        Where the stretch stands.

    Examples
    --------
    >>> found = parts("灸三壮明云五壮", 0, frozenset(), remark=False, note=False)
    >>> [(one.start, one.speakers) for one in found]
    [(0, ()), (5, ('mingtang-unnamed',))]
    """
    voices = _Voices(words, base, spaces)
    if note and (opening := _OPENS.match(words)):
        voices.who, voices.at = sources_of(opening[0]), opening.end()
    for match in _SPEAKS.finditer(words):
        if voices.changes(match):
            voices.turn(match)
    voices.close(len(words))
    return [
        Part(base + at, base + end, base + opens, words[at:end], who, remark, note, apart)
        for at, end, opens, who, apart in voices.found
    ]


def _sources(who: str, whole: str) -> tuple[str, ...]:
    """Return the sources of an announcement; a commentary (注) is not the book."""
    found = sources_of(who)
    if "注" in whole and "素" in who:
        found = tuple("suwen-wangbing" if one == "suwen" else one for one in found)
    elif _COMMENTED.search(whole):
        found = (*found, "suwen-wangbing")
    return tuple(dict.fromkeys(found))


_COMMENTED = re.compile("[论篇]注")
"""A commentary on a chapter of 素問 named beside another book."""


def remarks(text: Text, entry: Entry) -> Iterator[int]:
    """Yield the lines of an entry that are remarks: set in by one wide space."""
    lines = text.lines
    remark = False
    for number in range(entry.first + 1, entry.last + 1):
        line = lines[number].text
        if not line.startswith("　"):
            remark = False
            continue
        before = lines[number - 1].text
        after = lines[number + 1].text if number + 1 < len(lines) else ""
        runs_on = not remark and len(before) >= _FULL and len(line) >= _FULL
        if runs_on and after and not after.startswith("　") and number < entry.last:
            continue
        remark = True
        yield number


_FULL = 20


def wide_spaces(text: Text, entry: Entry) -> Iterator[int]:
    """Yield the positions in the stream before which a wide space stands within a line."""
    stream = text.stream
    for number in range(entry.first, entry.last + 1):
        low, high = stream.firsts[number], stream.firsts[number + 1]
        for match in re.finditer("　", text.lines[number].text):
            yield next((at for at in range(low, high) if stream.starts[at] > match.start()), high)


def runs(
    text: Text, entry: Entry, span: tuple[int, int], inset: set[int]
) -> Iterator[tuple[tuple[int, int], bool]]:
    """Yield the stretches of a masked run, each a note or a remark (positions in the entry)."""
    lines = text.stream.lines
    first, last = span
    at = first
    while at < last:
        kind = lines[entry.start + at] in inset
        end = at
        while end < last and (lines[entry.start + end] in inset) == kind:
            end += 1
        yield (at, end), kind
        at = end
