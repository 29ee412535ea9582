"""鍼灸資生經 juan 3-7: under each complaint the points that are good for it, book by book.

A point that sends the reader to another chapter (意舎見腹脹) stands in the row because it is good
for the complaint of the chapter, not for all that follows the verb: where several complaints
follow, it gets those that the book gives it elsewhere.
"""

from __future__ import annotations

import itertools
import re
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from kb.ingest.mingtang_head import piece
from kb.ingest.phrases import Phrases, broken, trimmed
from kb.ingest.readings import Reading, limits, measures
from kb.ingest.recorder import joined
from kb.ingest.witness import companion, stops
from kb.ingest.zisheng_points import Points
from kb.ingest.zisheng_speech import Instruction, Named, Speech, Statement, instructions, taken
from kb.texts.notes import NOTE
from kb.texts.rowed import Paragraph, chain, covered, paragraphs, starts
from kb.texts.statements import LAYOUTS, extent

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from kb.ingest.recorder import Recorder
    from kb.texts.entries import Entry
    from kb.texts.names import PointNames
    from kb.texts.text import Text

__all__ = ["Chapters"]

SOURCE = "zisheng-jing"
_CHAPTERS = re.compile("针灸资生经第[三四五六七]")
_SHORT = 8
"""A longer phrase that no symptom lists is cut further with known phrases."""

_OWN = ("",)
_JIAYI = ("jiayi-jing",)
_SKIPS = re.compile(
    "[灸取]|^令人|(?<![暴卒将欲])死(?!不知|[灰状])|(?<![如锥针痛])刺(?![痛之])|不治|补(?!中)|泻(?![注泄利痢])|留针"
    "|可治|云云$|^又$|见.*[论门]$|无所不|百病|等疾$|持之|云$|^次|^忌|^故|熨|之[经穴]|即得|甄权|房室|歌三报|^妇人$|掐|针刺之|奉勅|^治|^主|^疗|^等|椎|穴|寸|壮|服"
)
"""Instructions, prognoses and remarks among the complaints (folded)."""
_LIST = re.compile("^(?:等疾?|诸疾|之?疾)|(?:等疾|等)$")
_STOP = 2
"""Strength of a stop that ends a phrase of a row."""
_FAR, _LONG = 120, 50
"""Characters of a stretch in which an instruction is one, and of the complaints before it."""
_ENDS = re.compile(
    "$|[一二三四五六七八九十百千各随皆之日穴并或亦主多出立宛炷男女发泻补先报下得取灸忌针左俞端後后留入寸注]"
)
"""What follows the names of an instruction that are complete."""
_COUNT = re.compile("[一二三四五六七八九十百千]+壮|随年")
_NEW = re.compile("小儿|妇人|女人|女子|丈夫|凡|或(?!不)|岐伯")
"""Words that open another complaint within a stretch."""
_IF = re.compile("若(?!.{0,6}状)")
"""After a stop: opens another complaint too (若心腹痛而後泄…灸關元)."""


@dataclass(slots=True)
class _Told:
    """Complaints told of subjects (keys of items), one speaker after the other."""

    subjects: list[str]
    start: int
    end: int
    says: tuple[str, ...]
    refers: frozenset[str] = frozenset()
    opens: bool = False
    quoted: bool = False


class Chapters:
    """Reads the chapters into a recorder.

    Parameters
    ----------
    to : Recorder
        Where items go.
    second : Text
        The punctuated witness.
    names : PointNames
        All point names, with the misprints of the book.
    known : iterable of str
        Phrases of 甲乙經, which the books it repeats took over.
    jiayi : mapping of str to set of str
        Point to what 甲乙經 says it is good for.
    entries : iterable of Entry
        The entries of juan 1.

    Attributes
    ----------
    statements : list of Statement
        All statements with a row of names or an instruction.
    known : frozenset of str
        Short folded phrases known from 甲乙經 and from the stops of the second witness.
    """

    def __init__(
        self,
        to: Recorder,
        second: Text,
        names: PointNames,
        known: frozenset[str],
        jiayi: Mapping[str, set[str]],
        entries: Iterable[Entry],
    ) -> None:
        self.to = to
        self.names = names
        self.points = Points(names, jiayi, entries)
        self.statements: list[Statement] = []
        self._layout = LAYOUTS[SOURCE]
        self.known = known
        self._chars = to.text.stream.chars
        self._masked: dict[int, str] = {}
        self._witness = companion(line for line in second.lines if _CHAPTERS.match(line.place))
        self._told: dict[str, str] = {}
        self._clauses: list[tuple[_Told, list[tuple[int, int]]]] = []
        self._torn: set[int] = set()
        self._stops: Mapping[int, int] = {}
        self._figures_told: list[tuple[str, Reading, str]] = []

    def prepare(self) -> None:
        """Read all statements; nothing is written down yet."""
        rows: list[tuple[Paragraph, Statement]] = []
        found = self._paragraphs()
        for one in found:
            rows += [(one, made) for made in self._taken(one)]
        self.statements = [made for _, made in rows]
        self._spread()
        for made in self.statements:
            self._resolve(made)
        spans = [(one.start, one.start + len(one.chars)) for one in found]
        marks = self._stops = stops(self._chars, spans, self._witness)
        told = [one for made in self.statements for one in self._read(made, marks)]
        self._clauses = [(row, list(self._cuts(row, marks))) for row in told]
        short = (
            self._chars[a:b] for _, rows_of in self._clauses for a, b in rows_of if b - a <= _SHORT
        )
        self.known |= frozenset(short)
        for row, clauses in self._clauses:
            for subject in row.subjects if not row.refers else ():
                words = "　".join(self._chars[a:b] for a, b in clauses)
                self._told[subject] = f"{self._told.get(subject, '')}　{words}"

    def record(self) -> None:
        """Write the statements down."""
        phrases = Phrases(self.to.words, self.known)
        rows = sorted(self._figures_told, key=lambda row: row[1].start)
        for one, clauses in self._clauses:
            while rows and rows[0][1].start < one.start:
                self.to.reading(*rows.pop(0))
            self._record(one, clauses, phrases)
        for row in rows:
            self.to.reading(*row)

    def _paragraphs(self) -> list[Paragraph]:
        layout = self._layout
        edges = extent(self.to.text, layout)
        return list(paragraphs(self.to.text, *edges, layout.heading, layout.full, self.names))

    def _taken(self, one: Paragraph) -> Iterator[Statement]:
        """Yield the statements of a paragraph."""
        whole = self._chars[one.start : one.start + len(one.chars)]
        begins = starts(one, self._layout.rowed, self.names)
        voice: tuple[str, ...] = ()
        for first, last in itertools.pairwise([*begins, len(one.chars)]):
            row = self._row(one, first, last)
            made, voice = taken(one, whole, (first, last), row, self.names, voice)
            yield made

    def _row(
        self, one: Paragraph, first: int, last: int
    ) -> tuple[int, tuple[tuple[str, int], ...]]:
        """Return the verb of the row that opens a stretch, and its names."""
        for match in re.finditer(f"[{self._layout.rowed}](?!之)", one.chars[first:last]):
            verb = first + match.start()
            row = chain(one, verb, self.names)
            if row.names:
                return (verb, row.names) if row.start == first else (first, ())
        return first, ()

    def _spread(self) -> None:
        """Give a mark that speaks of all (並千) to the unmarked statements before it."""
        for at, made in enumerate(self.statements):
            if not made.spread:
                continue
            for before in reversed(self.statements[:at]):
                alike = before.chapter == made.chapter and before.verb == made.verb
                if not alike or before.marked or any(one.quoted for one in before.speeches):
                    break
                before.marked = True
                for speech in before.speeches:
                    speech.says = speech.says or made.spread

    def _resolve(self, made: Statement) -> None:
        """Decide which points the names of a row mean."""
        words = "".join(self._chars[one.start : one.end] for one in made.speeches)
        for name in made.names:
            name.point = self.points.of(name.name, words)
            if not name.point:
                self.to.unresolved("", name.at, name.name)

    def _read(self, made: Statement, marks: Mapping[int, int]) -> Iterator[_Told]:
        """Yield what a statement tells of which points."""
        own = [name for name in made.names if name.point]
        opens = True
        for speech in made.speeches:
            row = own if not speech.closed or speech.quoted or speech.added else []
            self._torn |= {speech.start} if speech.torn_start else set()
            self._torn |= {speech.end} if speech.torn_end else set()
            yield from self._speech(speech, row, marks, opens=opens)
            opens = False
        for name in own:
            if name.same or (name.says and not made.marked):
                says = (*name.same, *(name.says if not made.marked else ()))
                for speech in made.speeches[:1]:
                    subject = [name.point]
                    yield _Told(subject, speech.start, speech.end, says, frozenset(subject))

    def _speech(
        self,
        speech: Speech,
        row: list[Named],
        marks: Mapping[int, int],
        *,
        opens: bool,
    ) -> Iterator[_Told]:
        """Yield what one stretch tells; instructions in it name points of their own."""
        says = (*(speech.says or _OWN), *speech.same)
        points = list(dict.fromkeys(name.point for name in row))
        refers = frozenset(name.point for name in row if name.refers)
        text = self._chars[speech.start : speech.end]
        at = 0
        for act in instructions(text, self.names):
            if act.start < at:
                continue
            figure = not act.names and bool(_COUNT.match(text, act.end))
            whole = points if at == 0 and (speech.first or (speech.quoted and figure)) else []
            first = self._opening(text, at, act.start, speech.start, marks if whole else None)
            own = says if speech.quoted else _OWN
            if whole and figure:
                yield _Told(whole, speech.start, speech.start + act.start, says, refers, opens)
            elif points and at == 0 and (whole or (first and not speech.quoted)):
                until = first or act.start
                yield _Told(points, speech.start, speech.start + until, own, refers, opens)
            taken = bool(whole and (figure or not first))
            named = [] if taken or _is_prose(text, at, act) else self._named(act, text)
            if named:
                begin = speech.start + first
                yield _Told(named, begin, speech.start + act.start, says, opens=True)
            elif not taken:
                self.to.unread(speech.start + max(at, first), speech.start + act.end)
            whom = self._whom(text[0 if whole and figure else first : act.start])
            self._figures(named or (whole if figure else []), text, act, speech.start, says, whom)
            at = self._after(text, act.end, speech.start, marks)
        if points and at == 0:
            yield _Told(points, speech.start, speech.end, says, refers, opens, speech.quoted)
        elif at < len(text):
            self.to.unread(speech.start + at, speech.end)

    def _named(self, act: Instruction, text: str) -> list[str]:
        """Return the keys of what an instruction names; open names are counted."""
        found = [self.points.of(name, text[: act.start]) for name, _ in act.names]
        if act.together:
            return [joined(found)] if all(found) and len(set(found)) > 1 else []
        return list(dict.fromkeys(point for point in found if point))

    def _opening(
        self, text: str, at: int, end: int, base: int, marks: Mapping[int, int] | None
    ) -> int:
        """Return where the complaint before an instruction begins.

        At 若 after a stop, or at another word that opens one; in a row of points (with `marks`)
        at the last stop, for what stands before is told of the row.
        """
        if at > 0 or marks is not None:
            for place in range(end - 2, at, -1):
                if base + place in self._stops and _IF.match(text, place):
                    return place
        for place in range(end - 2, at, -1):
            stop = marks and marks.get(base + place, 0) >= _STOP
            if stop or _NEW.match(text, place):
                return place
        return at

    def _after(self, text: str, at: int, base: int, marks: Mapping[int, int]) -> int:
        """Return where the words of an instruction end: at the next stop."""
        while at < len(text) and base + at not in marks:
            at += 1
        return at

    def _whom(self, words: str) -> tuple[str, ...]:
        """Return whom the complaint before an instruction is limited to: its head says it."""
        first, _ = trimmed(words, 0, len(words))
        return limits(words[first : first + 4])

    def _figures(
        self,
        subjects: list[str],
        text: str,
        act: Instruction,
        base: int,
        says: tuple[str, ...],
        whom: tuple[str, ...],
    ) -> None:
        """Read depth and cones that an instruction gives, for those its complaint is limited to."""
        begin = act.end if act.names else act.start
        tail = text[begin : begin + 14]
        for reading in measures(piece(tail, base + begin), measured=True):
            if reading.start > base + begin + 2:
                break
            reading = replace(reading, limits=reading.limits or whom)
            for subject in subjects:
                self._figures_told += [(subject, reading, speaker) for speaker in says]

    def _cuts(self, one: _Told, marks: Mapping[int, int]) -> Iterator[tuple[int, int]]:
        """Yield the clauses of complaints without particles."""
        words = self._chars[one.start : one.end]
        cuts = [at - one.start for at in range(one.start, one.end) if at in marks]
        for start, end in broken(words, cuts, NOTE):
            first, last = trimmed(words, start, end)
            while tail := _LIST.search(words[first:last]):
                if tail.start() == 0:
                    first += tail.end()
                else:
                    last = first + tail.start()
            if one.start + start in self._torn or one.start + end in self._torn:
                self.to.unread(one.start + first, one.start + last)
            elif first < last:
                yield one.start + first, one.start + last

    def _record(self, one: _Told, found: list[tuple[int, int]], phrases: Phrases) -> None:
        whom: tuple[str, ...] = ()
        rows = [row for a, b in found for row in self._cut(a, b, phrases)]
        for number, (start, end) in enumerate(rows):
            phrase = self._chars[start:end]
            if not phrase or _SKIPS.search(phrase) or covered(phrase, self.names):
                self.to.unread(start, end)
                continue
            limit = limits(phrase[:4])
            if number == 0 and one.opens:
                whom = limit
            whom = limit if limit and whom else whom
            subjects = [s for s in one.subjects if self._fits(s, one, phrase, len(rows))]
            subjects = self._quoted(subjects, one, phrase)
            for speaker in dict.fromkeys(one.says):
                if subjects:
                    self.to.complaint(subjects, start, end, limit or whom, speaker)

    def _quoted(self, subjects: list[str], one: _Told, phrase: str) -> list[str]:
        """Return the points of a row that a complaint quoted from 甲乙經 is told of.

        Those to which the book itself gives it; the last of the row, where it gives it to none.
        """
        if one.says != _JIAYI or not one.quoted or len(subjects) < 2:
            return subjects
        return [s for s in subjects if self.points.told(s, phrase)] or subjects[-1:]

    def _fits(self, subject: str, one: _Told, phrase: str, size: int) -> bool:
        """Return whether a point gets a complaint of its row."""
        if subject not in one.refers or size == 1:
            return True
        return phrase in self._told.get(subject, "")

    def _cut(self, start: int, end: int, phrases: Phrases) -> Iterable[tuple[int, int]]:
        words = self._chars[start:end]
        if len(words) <= _SHORT or self.to.words.parts(words)[0].symptoms:
            return [(start, end)]
        return [
            (start + a, start + b) for a, b in (trimmed(words, *row) for row in phrases.cut(words))
        ]


def _is_prose(text: str, at: int, act: Instruction) -> bool:
    """Return whether an instruction stands in a story, or in a list that names more than points."""
    far = at > _FAR or act.start - at > _LONG
    partial = act.act and (text[: act.start].endswith("次") or not _ENDS.match(text, act.end))
    return far or bool(partial)
