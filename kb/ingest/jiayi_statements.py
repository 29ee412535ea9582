"""甲乙經 juan 7-12: complaints and the points that govern them.

Within a chapter the points follow the order of juan 3; that decides which point a name means that
several share (臨泣 on the head between 玉枕 and 承靈, on the foot between 俠谿 and 丘墟).
"""

from __future__ import annotations

import itertools
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from kb.ingest.mingtang_head import masked
from kb.ingest.phrases import Phrases, broken, rejoined, trimmed
from kb.ingest.pieces import NOTE
from kb.ingest.readings import Reading, limits
from kb.ingest.recorder import joined
from kb.ingest.sayings import Mention, Parser, Saying
from kb.ingest.witness import companion, stops
from kb.texts.fold import fold
from kb.texts.statements import LAYOUTS, statements

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from kb.ingest.recorder import Recorder
    from kb.texts.entries import Entry
    from kb.texts.names import PointNames
    from kb.texts.text import Text

__all__ = ["Chapters", "Clause"]

SOURCE = "jiayi-jing"
_CHAPTERS = re.compile("卷(?:七|八|九|十|十一|十二)/")
_NEAR = 12
"""How far out of the order of juan 3, in entries, a point may stand among its neighbours."""

_SHORT = 8
"""A longer phrase that no symptom lists is cut further with known phrases."""

_ENDS = re.compile(
    "[也矣焉](?=.)|(?<=立[已快])|(?<=右取左)(?!立)|(?<=左取右)(?!右)|(?<=不治)|.(?=实则|虚则)"
)
"""Where theory or an instruction ends, and a complaint may begin, without a stop."""
_RESETS = re.compile(
    "[曰也矣焉何]|所谓|取[手足]|取之|刺[手足完腘]|立已|立快|左取|右取|即取|血络|五十九|[二三四]痏|[补泻]之"
)
"""Theory, or a treatment of something else: the complaints begin after it."""
_SKIPS = re.compile(
    "[灸取]|(?<![暴卒将])死(?!不知)|(?<![如锥针])刺|不治|补|泻(?![注泄利])|留针|可治|主之|(?<!脾虚)令人|使人|持之$"
)
"""Instructions and prognoses among the complaints."""
_SUMS = re.compile("^此.{1,4}也$")
_BARE = re.compile("^(?:大肠病|胃病|膀胱病在|与胃同候)$")
"""A remark, and no complaint."""
_STINGS = re.compile("如[小]?[锥针]{1,2}刺之?|如刺")


@dataclass(frozen=True, slots=True)
class Clause:
    """A complaint: where it stands in the stream, and whom it is limited to."""

    start: int
    end: int
    whom: tuple[str, ...]


class Chapters:
    """Reads the chapters into a recorder.

    Parameters
    ----------
    recorder : Recorder
        Where items go.
    second : Text
        The punctuated witness.
    names : PointNames
        All point names, with the misprints of the book.
    order : sequence of Entry
        The entries of juan 3.

    Attributes
    ----------
    known : frozenset of str
        Short folded phrases as the punctuated witness cuts them.
    told : dict of str to set of str
        Point to the folded phrases it is said to govern.
    """

    def __init__(
        self, recorder: Recorder, second: Text, names: PointNames, order: Sequence[Entry]
    ) -> None:
        self.known: frozenset[str] = frozenset()
        self.told: dict[str, set[str]] = {}
        self._whom: dict[str, dict[str, set[tuple[str, ...]]]] = {}
        self._to = recorder
        self._names = names
        self._rank = {entry.point: place for place, entry in enumerate(order)}
        self._headed = {entry.point: fold(entry.name) for entry in order}
        text = recorder.text
        first = text.index(LAYOUTS[SOURCE].start)
        self._base = text.stream.firsts[first]
        self._chars = masked(text, first, len(text.lines))
        self._parser = Parser(self._chars, self._base, self._names)
        self._witness = companion(line for line in second.lines if _CHAPTERS.match(line.place))

    def read(self) -> None:
        """Read all statements."""
        rows = statements(self._to.text, LAYOUTS[SOURCE], self._names)
        said = [(row, self._parser.parse(row.start, row.end)) for row in rows]
        for _, chapter in itertools.groupby(said, key=lambda pair: pair[0].chapter):
            self._resolve([one for _, sayings in chapter for one in sayings])
        chars = self._to.text.stream.chars
        marks = stops(chars, ((row.start, row.end) for row in rows), self._witness)
        cut = [(sayings, [self._clauses(one, marks) for one in sayings]) for _, sayings in said]
        self.known = frozenset(
            self._text(clause.start, clause.end)
            for _, rows_of in cut
            for clauses in rows_of
            for clause in clauses
            if clause.end - clause.start <= _SHORT
        )
        phrases = Phrases(self._to.words, self.known)
        for sayings, clauses in cut:
            self._record(sayings, clauses, phrases)

    def _text(self, start: int, end: int) -> str:
        return self._chars[start - self._base : end - self._base]

    def _resolve(self, chapter: list[Saying]) -> None:
        """Decide the points of a chapter, shared names by their neighbours."""
        heads = [one.alone[0] for one in chapter if one.alone and one.ruled]
        for mention in (m for one in chapter for m in [*one.alone, *one.together]):
            found = self._names.candidates(mention.name)
            mention.point = found[0] if len(found) == 1 else ""
        for at, head in enumerate(heads):
            if not head.point:
                before = next((m.point for m in reversed(heads[:at]) if m.point), "")
                after = next((m.point for m in heads[at + 1 :] if m.point), "")
                self._between(head, before, after)
        for one in chapter:
            for at, mention in enumerate(one.alone):
                if not mention.point:
                    before = one.alone[at - 1].point if at and one.ruled else ""
                    after = next((m.point for m in one.alone[at + 1 :] if m.point), "")
                    self._between(mention, before, after if one.ruled else "")
            for mention in one.together:
                if not mention.point:
                    self._between(mention, "", "")

    def _between(self, mention: Mention, before: str, after: str) -> None:
        """Decide a shared name: by its neighbours, else as the one entry it heads in juan 3."""
        codes = [code for code in self._names.candidates(mention.name) if code in self._rank]
        low = self._rank.get(before, -1)
        high = self._rank.get(after, len(self._rank))
        fits = [code for code in codes if low <= self._rank[code] <= high]
        top = (high if after else low) + _NEAR
        near = [code for code in codes if low - _NEAR <= self._rank[code] <= top]
        headed = [code for code in codes if self._headed[code] == mention.name]
        for found in (fits, near) if before or after else ():
            if len(found) == 1 and not mention.point:
                mention.point = found[0]
        if not mention.point and len(headed) == 1:
            mention.point = headed[0]

    def _clauses(self, one: Saying, marks: dict[int, int]) -> list[Clause]:
        """Return the complaints of a sentence."""
        words = self._text(one.start, one.end)
        cuts = [at - one.start for at in range(one.start, one.end) if at in marks]
        cuts += [match.end() for match in _ENDS.finditer(words)]
        kept: list[tuple[int, int]] = []
        spans = broken(words, cuts, NOTE)
        for start, end in spans:
            clause = _STINGS.sub("", words[start:end])
            resets = _RESETS.search(clause) and not _SUMS.match(clause)
            if resets and end != spans[-1][1]:
                for a, b in kept:
                    self._to.unread(one.start + a, one.start + b)
                kept = []
            if resets or self._skipped(one.start + start, clause):
                self._to.unread(one.start + start, one.start + end)
            else:
                kept.append((start, end))
        return list(self._limited(one.start, words, kept))

    def _skipped(self, start: int, clause: str) -> bool:
        """Return whether a clause is an instruction, a remark or a row of points."""
        end = self._parser.forward(start - self._base, start - self._base + len(clause))[1]
        is_row = bool(clause) and end == start - self._base + len(clause)
        return is_row or any(rule.search(clause) for rule in (_SUMS, _SKIPS, _BARE))

    def _limited(self, base: int, words: str, kept: list[tuple[int, int]]) -> Iterable[Clause]:
        """Yield complaints without leading and closing particles, and whom they are limited to."""
        whom: tuple[str, ...] = ()
        for start, end in kept:
            whom = limits(words[start : min(end, start + 4)]) or whom
            first, last = trimmed(words, start, end)
            yield Clause(base + first, base + last, whom)

    def limited(self, point: str) -> dict[str, tuple[str, ...]]:
        """Return the folded phrases told of a point under one and the same limit each time."""
        rows = self._whom.get(point, {})
        return {phrase: next(iter(one)) for phrase, one in rows.items() if len(one) == 1}

    def _record(self, sayings: list[Saying], rows: list[list[Clause]], phrases: Phrases) -> None:
        """Write the sentences of one statement down."""
        before: list[Clause] = []
        points: list[str] = []
        for one, clauses in zip(sayings, rows, strict=True):
            goes_on = one.start == one.end
            clauses = before if goes_on else clauses
            subjects = points if one.same else self._subjects(one)
            for start, end, whom in self._phrases(clauses, phrases) if subjects else ():
                for subject in subjects:
                    phrase = self._text(start, end)
                    self.told.setdefault(subject, set()).add(phrase)
                    self._whom.setdefault(subject, {}).setdefault(phrase, set()).add(whom)
                self._to.complaint(subjects, start, end, whom, one.speaker)
            if one.act:
                self._act(one.act, [point for point in subjects if " + " not in point])
            before = clauses
            points = subjects

    def _subjects(self, one: Saying) -> list[str]:
        """Return the keys of the items of a sentence."""
        found: list[str] = []
        for mention in one.alone:
            if mention.point:
                found.append(mention.point)
            else:
                self._to.unresolved("", mention.at, mention.name)
        if one.together and all(mention.point for mention in one.together):
            found.append(joined(mention.point for mention in one.together))
        elif one.together:
            for mention in one.together:
                if not mention.point:
                    self._to.unresolved("", mention.at, mention.name)
        if not one.alone and not one.together and not one.same:
            self._to.unresolved("", one.end - 1, self._text(max(one.end - 4, one.start), one.end))
        return list(dict.fromkeys(found))

    def _phrases(
        self, clauses: list[Clause], phrases: Phrases
    ) -> Iterable[tuple[int, int, tuple[str, ...]]]:
        """Yield the phrases of the complaints, and whom each is limited to."""
        spans = [span for clause in clauses for span in self._cut(clause, phrases)]
        whom = {start: clause.whom for clause in clauses for start, _ in self._cut(clause, phrases)}
        offset = min((start for start, _ in spans), default=0)
        text = self._text(offset, max((end for _, end in spans), default=0))
        moved = [(start - offset, end - offset) for start, end in spans]
        for start, end in rejoined(text, moved, self._to.words):
            yield offset + start, offset + end, whom[offset + start]

    def _cut(self, clause: Clause, phrases: Phrases) -> list[tuple[int, int]]:
        """Return the phrases of a clause: itself, unless it is long and no symptom lists it."""
        words = self._text(clause.start, clause.end)
        if len(words) <= _SHORT or self._to.words.parts(words)[0].symptoms:
            return [(clause.start, clause.end)]
        return [(clause.start + a, clause.start + b) for a, b in phrases.cut(words)]

    def _act(self, act: tuple[str, int, int], points: list[str]) -> None:
        kind, start, end = act
        if kind == "bleed":
            reading = Reading("needle", start, end, value={"bleed": "yes", "words": True})
        elif kind == "moxa":
            reading = Reading("moxa", start, end, value={"applicable": "yes", "words": True})
        else:
            reading = Reading("forbids", start, end, target=kind)
        for point in points:
            self._to.reading(point, reading)
