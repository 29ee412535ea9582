"""Books of one form: entries with a hanging indent, unpunctuated, place, figures, 主, complaints.

西方子 and the seven-juan 銅人 share it; a recipe says which words open and close the complaints.
An entry is read as stretches: the head, up to the first 主 (治, 理, 療); complaints, up to words of
treatment; treatment, up to the next 主. Complaints are cut into phrases with those that 甲乙經 and
punctuated books of the same wording give.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from kb.ingest.clauses import Clauses, clauses
from kb.ingest.hanging_names import other_names
from kb.ingest.hanging_readings import figures, head_readings
from kb.ingest.hanging_speakers import Marks
from kb.ingest.jiayi_jing import chapters
from kb.ingest.located import located
from kb.ingest.mingtang_head import masked
from kb.ingest.phrases import Phrases, broken, trimmed
from kb.ingest.pieces import NOTE
from kb.ingest.recorder import Recorder
from kb.ingest.whom import Scope, Told, figured
from kb.texts.entries import entries
from kb.texts.misprints import MISPRINTS
from kb.texts.shapes import SHAPES

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from kb.ingest.draft import Draft
    from kb.ingest.jiayi_statements import Chapters
    from kb.ingest.leijing_tuyi import Counts
    from kb.ingest.readings import Reading
    from kb.ingest.vocabulary import Vocabulary
    from kb.texts.entries import Entry
    from kb.texts.names import PointNames
    from kb.texts.text import Text

__all__ = ["NEVER", "Form", "Stretch", "extract", "joined_whom", "stretches"]


NEVER = re.compile("(?!)")


@dataclass(frozen=True, slots=True)
class Form:
    """How one book words its entries; all patterns run over folded text.

    Attributes
    ----------
    source : str
        Source id.
    verb : re.Pattern
        Words that open complaints.
    closes : re.Pattern
        Words of treatment that end them.
    told : re.Pattern
        Instructions, results and stories among complaints, which go on after them.
    bare : tuple of (str, str)
        Points whose entry lacks the verb, and the words before which it is missing.
    own : str
        Phrases that no witness gives and that a cut would otherwise go through, as read.
    plain : re.Pattern
        Phrases that mean something else here than the symptom that lists their words.
    needles : bool
        Whether the book gives depths; else only bleeding counts.
    """

    source: str
    verb: re.Pattern[str]
    closes: re.Pattern[str]
    told: re.Pattern[str]
    bare: tuple[tuple[str, str], ...] = ()
    own: str = ""
    plain: re.Pattern[str] = NEVER
    needles: bool = True


@dataclass(frozen=True, slots=True)
class Stretch:
    """A part of an entry: where it starts and ends, and whether it holds complaints."""

    start: int
    end: int
    governed: bool


def extract(
    form: Form,
    text: Text,
    older: Sequence[Text],
    witnesses: Iterable[Text],
    names: PointNames,
    words: Vocabulary,
) -> tuple[Draft, Counts]:
    """Return the draft claims of the book and what was counted on the way.

    Parameters
    ----------
    form : Form
        The recipe.
    text : Text
        The book.
    older : sequence of Text
        The two witnesses of 甲乙經.
    witnesses : iterable of Text
        Punctuated books of like wording.
    names : PointNames
        All point names.
    words : Vocabulary
        Our symptoms.
    """
    oldest = chapters(older[0], older[1], names, words)
    later = clauses(witnesses, names)
    own = frozenset(form.own.split())
    phrases = Phrases(words, oldest.known | later.known | own)
    run = _Run(form, Recorder(text, words), names, phrases, oldest, later)
    for entry in entries(text, SHAPES[form.source], names.misprinted(MISPRINTS[form.source])):
        run.entry(entry)
    return run.to.draft, run.to.counts


def stretches(chars: str, form: Form, point: str = "") -> Iterator[Stretch]:
    """Yield the parts of a folded entry in order."""
    at = 0
    bare = dict(form.bare).get(point, "")
    while at < len(chars):
        opens = form.verb.search(chars, at)
        until, begin = (opens.start(), opens.end()) if opens else (len(chars), len(chars))
        if bare and at <= (missing := chars.find(bare, at)) < until:
            until = begin = missing
        yield Stretch(at, until, governed=False)
        closes = form.closes.search(chars, begin)
        at = closes.start() if closes else len(chars)
        if begin < at:
            yield Stretch(begin, at, governed=True)


@dataclass(frozen=True, slots=True)
class _Said:
    """One phrase, where it starts, and what hinders looking it up."""

    phrase: str
    start: int
    plain: bool
    damaged: bool


_CITED = re.compile("出素问$")
"""A note after complaints that names their source."""
_WHOM = re.compile("并?(?:妇人|女子|女妇|男子|丈夫|小儿)(?:诸向)?")
_SKIPS = re.compile(
    "灸(?!音)|艾|[一二三四五六七八九十百]壮|取之|取[左右井]|(?<![暴即如])死(?!不知|状)|刺(?=之|出血|入)|不治|可[治疗]"
    "|补|泻(?![注泄利血痢])|留针|针入"
)
"""Instructions and prognoses among the complaints."""


def joined_whom(text: str, cut: Iterable[tuple[int, int]]) -> list[tuple[int, int]]:
    """Return phrases with those that only name whom (婦人) joined to what follows.

    Examples
    --------
    >>> joined_whom("妇人赤沥腰痛", [(0, 2), (2, 4), (4, 6)])
    [(0, 4), (4, 6)]
    """
    found: list[tuple[int, int]] = []
    for start, end in cut:
        if found and _WHOM.fullmatch(text[slice(*found[-1])]):
            start = found.pop()[0]
        found.append((start, end))
    return found


def _moved(one: Reading, by: int) -> Reading:
    return replace(one, start=one.start + by, end=one.end + by)


class _Run:
    def __init__(
        self,
        form: Form,
        to: Recorder,
        names: PointNames,
        phrases: Phrases,
        oldest: Chapters,
        later: Clauses,
    ) -> None:
        self.form = form
        self.to = to
        self.names = names
        self.phrases = phrases
        self.oldest = oldest
        self.later = later
        self.limited: list[Told] = []
        self.own = frozenset(form.own.split())
        self.point = ""
        self.base = 0

    def entry(self, entry: Entry) -> None:
        """Read one entry."""
        text = self.to.text
        self.point, self.base = entry.point, entry.start
        self.limited = []
        self.to.counts.points.add(entry.point)
        whole = text.stream.chars[entry.start : entry.end]
        chars = masked(text, entry.first, entry.last + 1)
        for start, end, speaker in other_names(entry, chars, whole, self.names):
            self.to.named(entry.point, entry.start + start, entry.start + end, speaker)
        parts = list(stretches(chars, self.form, entry.point))
        if parts and not parts[0].governed:
            for reading in head_readings(chars[: parts[0].end], entry.start):
                self.to.reading(entry.point, reading)
        marks = Marks(whole, chars)
        if parts and not parts[0].governed:
            for one in located(
                chars[: parts[0].end], entry.start, entry.point, self.names, text.stream.chars
            ):
                for who in marks.placing(one.start - entry.start):
                    self.to.reading(entry.point, one, who)
        for number, part in enumerate(parts):
            if part.governed:
                for start, end in self._pauses(chars, part):
                    self._figures(chars, start, end, marks)
                cited = _CITED.search(whole, part.start, part.end)
                speakers = ("suwen",) if cited else marks.complaining(part.start)
                self._complaints(chars, part, marks, speakers)
            else:
                taken = self._figures(chars, part.start, part.end, marks)
                if number:
                    self._leave(part, taken)
        for match in re.finditer(f"{NOTE}+", chars):
            self._note(whole, match.start(), match.end())

    def _note(self, whole: str, start: int, end: int) -> None:
        """Read what a note says in figures and bans, for whom it names."""
        marks = Marks(whole[start:end], whole[start:end])
        for reading in figures(whole[start:end], 0, end - start):
            if speakers := marks.of(reading):
                self._take(reading, speakers, start)

    def _figures(self, chars: str, start: int, end: int, marks: Marks) -> list[Reading]:
        found = figures(chars, start, end)
        for reading in found:
            for_whom = figured(_moved(reading, self.base), chars, self.base, self.limited)
            self._take(_moved(for_whom, -self.base), marks.of(reading) or ("",), 0)
        return found

    def _leave(self, part: Stretch, taken: Iterable[Reading]) -> None:
        """Count the words of a treatment that no reading took."""
        at = part.start
        for reading in (*sorted(taken, key=lambda one: one.start), None):
            until = reading.start if reading else part.end
            if until - at > 1:
                self.to.unread(self.base + at, self.base + until)
            at = max(at, reading.end) if reading else part.end

    def _take(self, reading: Reading, speakers: Sequence[str], offset: int) -> None:
        if reading.kind == "needle" and not self.form.needles and "bleed" not in reading.value:
            return
        for speaker in speakers:
            self.to.reading(self.point, _moved(reading, self.base + offset), speaker)

    def _pauses(self, chars: str, part: Stretch) -> Iterator[tuple[int, int]]:
        """Yield the instructions among complaints."""
        for match in self.form.told.finditer(chars, part.start, part.end):
            yield match.span()

    def _complaints(self, chars: str, part: Stretch, marks: Marks, speakers: Sequence[str]) -> None:
        """Read complaints: between verbs, notes and instructions."""
        words = chars[part.start : part.end]
        cuts: list[int] = []
        for pattern in (self.form.told, self.form.verb):
            for match in pattern.finditer(words):
                cuts += match.span()
            words = pattern.sub(lambda match: NOTE * len(match[0]), words)
        likely = self.oldest.told.get(self.point, set()) | self.later.told.get(self.point, set())
        lost = {part.start + at for at in range(len(words)) if words[at] == NOTE}
        lost = {at for at in lost if marks.lacks(at)}
        scope = Scope(self.oldest.limited(self.point))
        for first, last in broken(words, cuts, NOTE):
            cut = self.phrases.cut(words[first:last], likely | self.own)
            for a, b in joined_whom(words[first:last], cut):
                start, end = trimmed(words, first + a, first + b)
                said = _Said(
                    words[start:end],
                    self.base + part.start + start,
                    plain=self.form.plain.match(words, start) is not None,
                    damaged=bool({part.start + start - 1, part.start + end} & lost),
                )
                whom = scope.of(said.phrase)
                self.limited.append((said.start, said.start + len(said.phrase), whom))
                self._complaint(said, speakers, whom)

    def _complaint(self, said: _Said, speakers: Sequence[str], whom: tuple[str, ...]) -> None:
        """Take one phrase; beside a gap of the print only where a symptom lists it."""
        phrase, start, end = said.phrase, said.start, said.start + len(said.phrase)
        listed = self.to.words.parts(phrase)[0].symptoms if phrase else ()
        if not phrase or _SKIPS.search(phrase) or (said.damaged and not listed):
            self.to.unread(start, end)
            return
        for speaker in speakers:
            self.to.complaint([self.point], start, end, whom, speaker, plain=said.plain)
