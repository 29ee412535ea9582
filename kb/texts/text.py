"""One source text: lines by locator, passages, and a term found across line breaks."""

from __future__ import annotations

import hashlib
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from kb.errors import TextError
from kb.frozen import frozen
from kb.texts.fold import fold, units
from kb.texts.lines import (
    Line,
    heading_lines,
    is_page_anchored,
    page_lines,
    split_locator,
)

if TYPE_CHECKING:
    from collections.abc import Iterator

__all__ = ["Match", "Span", "Stream", "Text", "fold_path"]


@frozen
class Span:
    """A piece of one line: index of the line, first and last-plus-one character."""

    line: int
    start: int
    end: int


@frozen
class Match:
    """A term found in a text.

    Attributes
    ----------
    locator : str
        Locator of the line on which the term starts.
    spans : tuple of Span
        Where the term stands, one span per line touched, in order.
    start, end : int
        First and last-plus-one position in the folded stream.
    """

    locator: str
    spans: tuple[Span, ...]
    start: int
    end: int


@frozen
class Stream:
    """The folded characters of a text in reading order.

    Attributes
    ----------
    chars : str
        Folded characters, layout and punctuation left out.
    lines, starts, ends : tuple of int
        For each character its line, and the offsets it stands at in that line.
    firsts : tuple of int
        For each line the position of its first character; one more entry closes the list.
    """

    chars: str
    lines: tuple[int, ...]
    starts: tuple[int, ...]
    ends: tuple[int, ...]
    firsts: tuple[int, ...]


class Text:
    """A source text read from one file.

    Parameters
    ----------
    source : str
        Id of the source record.
    lines : tuple of Line
        All lines in order.
    anchored : bool
        Whether locators are half-leaf and line (else heading path and file line).
    """

    def __init__(self, source: str, lines: tuple[Line, ...], *, anchored: bool) -> None:
        self.source = source
        self.lines = lines
        self.anchored = anchored
        self._index: dict[str, int] = {}
        self._numbers: dict[int, int] = {}
        for number, line in enumerate(lines):
            self._index.setdefault(line.locator, number)
            self._numbers[line.number] = number

    @classmethod
    def parse(cls, source: str, content: str) -> Text:
        """Return the text of a file's content, its shape recognised by page tags."""
        anchored = is_page_anchored(content)
        lines = page_lines(content) if anchored else heading_lines(content)
        return cls(source, lines, anchored=anchored)

    @classmethod
    def read(cls, source: str, path: Path, sha256: str = "") -> Text:
        """Return the text in a file, checked against the checksum of the source record.

        Raises
        ------
        TextError
            The file cannot be read, is not UTF-8, or is not the pinned edition.
        """
        try:
            raw = path.read_bytes()
        except OSError as error:
            reason = error.strerror or type(error).__name__
            raise TextError(f"{source}: {path.name} cannot be read: {reason}") from None
        found = hashlib.sha256(raw).hexdigest()
        if sha256 and found != sha256:
            raise TextError(
                f"{source}: {path.name} has sha256 {found[:12]}…, the source record pins"
                f" {sha256[:12]}…; register the pinned edition"
            )
        try:
            return cls.parse(source, raw.decode("utf-8"))
        except UnicodeDecodeError as error:
            raise TextError(f"{source}: {path.name} is not UTF-8 at byte {error.start}") from None

    def index(self, locator: str) -> int:
        r"""Return the position in `lines` of the line a locator names.

        A heading path may be shortened from the left; a half-leaf without line means its first.

        Raises
        ------
        TextError
            The text has no such line.

        Examples
        --------
        >>> Text.parse("toy", "<pb:X_Y_003-1a>¶\n甲¶\n").index("003-1a.1")
        0
        """
        if locator in self._index:
            return self._index[locator]
        place, number = split_locator(locator)
        if self.anchored:
            if not number and f"{place}.1" in self._index:
                return self._index[f"{place}.1"]
            raise TextError(f"{self.source} has no line {locator!r}")
        at = self._numbers.get(number)
        if at is None:
            raise TextError(f"{self.source} has no line {locator!r}")
        actual = self.lines[at].place
        if place and not f"/{fold_path(actual)}".endswith(f"/{fold_path(place)}"):
            raise TextError(f"{self.source}: line {number} stands under {actual!r}, not {place!r}")
        return at

    def line(self, locator: str) -> Line:
        """Return the line a locator names; raises `TextError` like `index`."""
        return self.lines[self.index(locator)]

    def passage(self, start: str, end: str) -> tuple[Line, ...]:
        """Return the lines from one locator to another, both included."""
        return self.lines[self.index(start) : self.index(end) + 1]

    @cached_property
    def stream(self) -> Stream:
        """The folded characters of the whole text (made once, when first needed)."""
        chars: list[str] = []
        lines: list[int] = []
        starts: list[int] = []
        ends: list[int] = []
        firsts: list[int] = []
        for number, line in enumerate(self.lines):
            firsts.append(len(chars))
            for char, start, end in units(line.text):
                chars.append(char)
                lines.append(number)
                starts.append(start)
                ends.append(end)
        firsts.append(len(chars))
        return Stream("".join(chars), tuple(lines), tuple(starts), tuple(ends), tuple(firsts))

    def find(self, term: str, locator: str) -> Match | None:
        """Return where a term starts on the line of a locator, or None.

        The term may run on over following lines; script, graphic variants, white space,
        punctuation and note parentheses do not matter.
        """
        at = self.index(locator)
        stream = self.stream
        first, last = stream.firsts[at], stream.firsts[at + 1]
        for match in self.finds(fold(term), first, last):
            return match
        return None

    def finds(self, folded: str, first: int = 0, last: int | None = None) -> Iterator[Match]:
        """Yield where a folded term starts between two positions of the stream, in order."""
        stream = self.stream
        stop = len(stream.chars) if last is None else last
        at = first - 1
        end = stop + len(folded) - 1
        while folded and (at := stream.chars.find(folded, at + 1, end)) >= 0:
            yield self.match(at, at + len(folded))

    def match(self, start: int, end: int) -> Match:
        """Return the match of a stretch of the folded stream."""
        stream = self.stream
        spans: list[Span] = []
        at = start
        while at < end:
            line = stream.lines[at]
            until = min(end, stream.firsts[line + 1])
            spans.append(Span(line, stream.starts[at], stream.ends[until - 1]))
            at = until
        return Match(self.lines[stream.lines[start]].locator, tuple(spans), start, end)


def fold_path(path: str) -> str:
    """Return a heading path folded part by part."""
    return "/".join(fold(part) for part in path.split("/"))
