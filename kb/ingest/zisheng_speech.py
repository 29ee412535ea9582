"""A statement of 鍼灸資生經 taken apart: who says which stretch of it, and what is to be done.

Stretches lie between notes, wide spaces and words that name a speaker. A mark at the end (千)
holds for all stretches since the last such mark, 明同 for those since the last mark of any kind.
"""

from __future__ import annotations

import itertools
import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from kb.ingest.readings import NUM
from kb.ingest.zisheng_marks import SPEAKS, Mark, read_mark, sources_of
from kb.texts.notes import NOTE

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator

    from kb.texts.names import PointNames
    from kb.texts.rowed import Paragraph

__all__ = ["Instruction", "Named", "Speech", "Statement", "instructions", "note_of", "taken"]


@dataclass(slots=True)
class Speech:
    """A stretch of words: positions in the stream, who says it, who says the same.

    `closed` tells that a mark or a wide space stood between the verb and the stretch: it is no part
    of the row, unless a speaker (`quoted`) takes it up. A phrase with a variant reading noted in
    its middle (口眼明下作吻喎斜) is torn: it does not stand in one piece.
    """

    start: int
    end: int
    says: tuple[str, ...] = ()
    same: tuple[str, ...] = ()
    closed: bool = False
    quoted: bool = False
    added: bool = False
    first: bool = False
    torn_start: bool = False
    torn_end: bool = False


@dataclass(slots=True)
class Named:
    """A name in a row: where it stands, whether it sends to another chapter, who has the same."""

    name: str
    at: int
    refers: bool = False
    says: tuple[str, ...] = ()
    same: tuple[str, ...] = ()
    point: str = ""


@dataclass(slots=True)
class Statement:
    """Names in a row (none where an instruction names the points), and what is said of them.

    `spread` are the sources of a mark that speaks of the statements before, too.
    """

    chapter: int
    start: int
    end: int
    verb: str = ""
    names: list[Named] = field(default_factory=list)
    speeches: list[Speech] = field(default_factory=list)
    spread: tuple[str, ...] = ()
    marked: bool = False


def note_of(
    whole: str, masked: str, at: int, opens: Collection[int] = frozenset()
) -> tuple[str, int]:
    """Return the note that begins at a position, folded, and where it ends.

    Brackets that stand directly side by side are one note broken by the line, or a mark and a
    remark: where they say nothing as one, the one that is a mark counts (`opens`: where a bracket
    opens).

    Examples
    --------
    >>> note_of("明下见臂痛灸", "※※※※※灸", 0, {0, 2})
    ('明下见臂痛', 5)
    >>> note_of("外台云一指千翼灸", "※※※※※※※灸", 0, {0, 5})
    ('千翼', 7)
    """
    end = at
    while end < len(masked) and masked[end] == NOTE:
        end += 1
    edges = [at, *sorted(edge for edge in opens if at < edge < end), end]
    parts = [whole[a:b] for a, b in itertools.pairwise(edges)]
    both = [whole[at:end], *(parts if len(parts) > 1 else ())]
    return next((one for one in both if _tells(read_mark(one))), whole[at:end]), end


def _tells(mark: Mark) -> bool:
    """Return whether a mark says whose a statement is, or where it stands too."""
    return bool(mark.says or mark.same or mark.refers)


_VERBS = "主治疗"
_VARIANT = re.compile("作|有.*字$")
_POINT_TOO = re.compile("(?P<names>.{2,6}?)(?:并)?同")


class _Taker:
    """Reads one statement of a paragraph."""

    def __init__(self, one: Paragraph, whole: str, names: PointNames, made: Statement) -> None:
        self.one = one
        self.whole = whole
        self.names = names
        self.made = made
        self.open: list[Speech] = []
        self.since: list[Speech] = []
        self.voice: tuple[str, ...] = ()
        self.closed = False
        self.torn = False
        self.foreign = False

    def row(self, first: int, verb: int, row: Iterable[tuple[str, int]]) -> None:
        """Read the names before the verb and the notes beside them."""
        for name, at in row:
            found = Named(name, self.one.start + at)
            at += len(name)
            if self.one.chars[at : at + 1] == NOTE and at < verb:
                mark = read_mark(note_of(self.whole, self.one.chars, at, self.one.notes)[0])
                found.refers, found.says, found.same = mark.refers, mark.says, mark.same
            self.made.names.append(found)
        self.made.verb = self.one.chars[verb]
        last = self.made.names[-1]
        between = self.one.chars[last.at - self.one.start + len(last.name) : verb]
        if told := SPEAKS.search(between.replace(NOTE, "")):
            self.voice = sources_of(told["who"] or "")

    def body(self, first: int, last: int) -> None:
        """Read what follows the verb."""
        at = first
        chars = self.one.chars
        marks = {match.start(): match for match in SPEAKS.finditer(chars[:last], first)}
        edge = first
        while at < last:
            if chars[at] == NOTE:
                self._stretch(edge, at)
                note, end = note_of(self.whole, chars, at, self.one.notes)
                self._mark(read_mark(note), note, at)
                self.torn = bool(_VARIANT.search(note))
                if self.torn and self.made.speeches:
                    self.made.speeches[-1].torn_end = True
                at = edge = min(end, last)
            elif (said := marks.get(at)) and self._speaks(said):
                self._stretch(edge, at)
                self._voice(said)
                at = edge = max(said.end(), at + 1)
            elif at in self.one.spaces and at > first:
                if at > edge:
                    self._stretch(edge, at)
                    self.voice = ()
                self.open, self.since, self.closed = [], [], True
                edge, at = at, at + 1
            else:
                at += 1
        self._stretch(edge, last)

    def _speaks(self, said: re.Match[str]) -> bool:
        """Return whether a mark of one character names a speaker here, and not another word."""
        who = said["who"] or said["led"] or ""
        at = said.start()
        fresh = at in self.one.spaces or at == 0 or self.one.chars[at - 1] == NOTE
        return len(who) != 1 or fresh or bool(said["who"]) or self.one.chars[at - 1] not in "不"

    def _voice(self, said: re.Match[str]) -> None:
        who = said["who"] or said["led"]
        if who:
            self.voice = sources_of(who)
        elif said["same"]:
            self.closed = False
        self.open, self.since = [one for one in self.open if "亦" in said[0]], []

    def _stretch(self, start: int, end: int) -> None:
        while start < end and self.one.chars[start] in _VERBS:
            start += 1
        if start >= end:
            return
        base = self.one.start
        if self.closed and not self.voice:
            self.foreign |= self._others(start, end)
        quoted = bool(self.voice) and not self.foreign
        speech = Speech(base + start, base + end, self.voice, (), self.closed, quoted)
        speech.first = not self.made.speeches
        speech.torn_start, self.torn = self.torn, False
        self.made.speeches.append(speech)
        if not self.voice:
            self.open.append(speech)
        self.since.append(speech)

    def _others(self, start: int, end: int) -> bool:
        """Return whether a stretch speaks of other points or of what to do."""
        words = self.one.chars[start:end]
        return bool(_ACTS.search(words)) or any(
            self.names.at(words, place) for place in range(len(words))
        )

    def _mark(self, mark: Mark, note: str, at: int) -> None:
        for source, first, last in mark.adds:
            if any(self.names.at(note, place) for place in range(first, last)):
                continue
            start = self.one.start + at
            says = (source,) if source else ()
            added = Speech(start + first, start + last, says, added=True)
            self.made.speeches.append(added)
        if mark.says:
            for speech in self.open:
                speech.says = mark.says
            if mark.all_of:
                self.made.spread = mark.says
            own = any(not speech.closed for speech in self.open)
            self.made.marked |= own or not self.closed
        if mark.same:
            for speech in self.since:
                speech.same = (*speech.same, *mark.same)
        if mark.says or mark.same or mark.refers:
            self.since = []
        if mark.says:
            self.open, self.voice, self.closed = [], (), True
        elif not (mark.refers or mark.same or mark.adds) and (also := _POINT_TOO.fullmatch(note)):
            self._too(also, at)

    def _too(self, also: re.Match[str], at: int) -> None:
        """Add points that a note says are good for the same (光明同)."""
        names, place = also["names"], 0
        while name := self.names.at(names, place):
            self.made.names.append(Named(name, self.one.start + at + place))
            place += len(name)


def taken(
    one: Paragraph,
    whole: str,
    span: tuple[int, int],
    row: tuple[int, tuple[tuple[str, int], ...]],
    names: PointNames,
    voice: tuple[str, ...],
) -> tuple[Statement, tuple[str, ...]]:
    """Return a statement, and the speaker that its end announces for the next one.

    Parameters
    ----------
    one : Paragraph
        The paragraph.
    whole : str
        Its folded characters, those of notes too.
    span : (int, int)
        Where the statement begins and ends in the paragraph.
    row : (int, names)
        Position of its verb, and the names before it; no names where it has none.
    names : PointNames
        All point names.
    voice : tuple of str
        Speaker that the statement before announced.
    """
    first, last = span
    verb, found = row
    made = Statement(one.chapter, one.start + first, one.start + last)
    taker = _Taker(one, whole, names, made)
    taker.voice = voice
    if found:
        taker.row(first, verb, found)
        taker.body(verb + 1, last)
    else:
        taker.body(first, last)
    ended = not made.speeches or made.speeches[-1].end != one.start + last
    dangling = ended and one.chars[last - 1 : last] != NOTE
    goes_on = not found and last not in one.spaces and one.chars[last - 1 : last] != NOTE
    return made, taker.voice if dangling or goes_on else ()


@dataclass(frozen=True, slots=True)
class Instruction:
    """What to do for a complaint: where it begins, the names, and where the words of it end."""

    start: int
    names: tuple[tuple[str, int], ...]
    end: int
    together: bool
    act: str


_ACTS = re.compile(
    "(?P<rules>主之)|(?:[宜可当并各即则]|艾)*(?P<act>先取|灸刺|针灸|灸|(?<![如锥针痛])[刺针](?![刺之痛如])|取)"
)
_FIGURE = re.compile(f"各?(?:{NUM}壮?|随年壮?)(?![日月年椎指])")
_JOIN = re.compile("及|与|并|和|后取|又|次|、|各|兼")
_OR = re.compile("或")


def instructions(text: str, names: PointNames) -> Iterator[Instruction]:
    """Yield the instructions of a stretch of folded text, in order.

    Examples
    --------
    >>> from kb.texts.names import PointNames
    >>> known = PointNames({"BL13": ["肺俞"], "CV3": ["中極"]}, {})
    >>> [(one.start, one.names, one.end) for one in instructions("胞转灸中极七壮", known)]
    [(2, (('中极', 3),), 5)]
    >>> [(one.start, one.names) for one in instructions("不得息肺俞主之", known)]
    [(3, (('肺俞', 3),))]
    """
    at = 0
    while at < len(text):
        act = _ACTS.match(text, at)
        if act and act["rules"]:
            row = list(_row_before(text, act.start(), names))
            yield Instruction(row[0][1] if row else at, tuple(row), act.end(), False, "")
            at = act.end()
        elif act:
            row, end, several = _row_after(text, act.end(), names)
            together = len(row) > 1 and several
            yield Instruction(at, tuple(row), end, together, act["act"])
            at = max(end, act.end())
        elif (name := names.at(text, at)) and _FIGURE.match(text, at + len(name)):
            yield Instruction(at, ((name, at),), at + len(name), False, "灸")
            at += len(name)
        else:
            at += 1


def _row_before(text: str, end: int, names: PointNames) -> list[tuple[str, int]]:
    found: list[tuple[str, int]] = []
    while end > 0:
        sizes = range(min(names.longest, end), 1, -1)
        name = next(
            (text[end - size : end] for size in sizes if text[end - size : end] in names), ""
        )
        if not name:
            if found and text[end - 1] in "及与并":
                end -= 1
                continue
            break
        found.insert(0, (name, end - len(name)))
        end -= len(name)
    return found


def _row_after(text: str, at: int, names: PointNames) -> tuple[list[tuple[str, int]], int, bool]:
    """Return the names after an act, where they end, and whether they are used together."""
    found: list[tuple[str, int]] = []
    together = True
    end = at
    while at < len(text):
        if name := names.at(text, at) or _plain(text, at, names):
            found.append((name, at))
            at = end = at + len(name)
        elif found and (joined := _JOIN.match(text, at)):
            at = joined.end()
        elif found and (either := _OR.match(text, at)) and names.at(text, either.end()):
            together = False
            at = either.end()
        else:
            break
    return found, end, together


def _plain(text: str, at: int, names: PointNames) -> str:
    """Return a word that is also a place (臍中) where it is treated like a point."""
    word = text[at : at + 2]
    ends = at + 2 == len(text) or _FIGURE.match(text, at + 2)
    return word if ends and names.candidates(word) else ""
