"""Recipe for 外臺秘要 juan 39 (752): 350 points for moxa, never needled by the author's choice.

An entry is the name alone on a line and a bracket: other names, place, meetings, cones, 主 and the
complaints, without punctuation. Before each channel its five points are listed (流于魚際); these
lists give memberships and the season in which to burn.

Phrases: the author repeats the statements of 甲乙經, so the phrases of its punctuated witness, and
the terms of our symptoms, cut the complaints.

Who speaks: 甄權云 brings in another physician. What he says of the place, cones and bans is a
report; complaints after 甄權云…主 are his until a phrase comes that 甲乙經 gives the same point:
there the author's own text goes on. Where no complaint stands before 甄權云, the last 主 of the
entry is the author's. 甄權千金楊操同 (the others agree) is left out. Brackets on the heading line
are notes of a later editor (通按).
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from kb.ingest.jiayi_jing import chapters
from kb.ingest.located import spoken
from kb.ingest.mingtang_head import is_other_name, masked, nicknames, piece, statements
from kb.ingest.phrases import Phrases, broken, trimmed
from kb.ingest.pieces import NOTE
from kb.ingest.readings import Reading, bans, measures
from kb.ingest.recorder import Recorder
from kb.ingest.whom import Scope, Told, figured
from kb.texts.entries import entries
from kb.texts.fold import fold
from kb.texts.misprints import MISPRINTS
from kb.texts.shapes import SHAPES

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kb.ingest.draft import Draft
    from kb.ingest.jiayi_statements import Chapters
    from kb.ingest.leijing_tuyi import Counts
    from kb.ingest.pieces import Piece
    from kb.ingest.vocabulary import Vocabulary
    from kb.texts.entries import Entry
    from kb.texts.names import PointNames
    from kb.texts.text import Text

__all__ = ["SOURCE", "extract"]

SOURCE = "waitai-miyao"
_OTHER, _UNNAMED, _EDITOR = "zhen-quan", "unnamed", "shengji-zonglu"

_AGREE = re.compile("甄权千金杨操同|出第三卷中?|通按.*")
_GOVERNS = re.compile("(?<![心客])主(?![之人])")
_RESUMES = re.compile("(?<=壮)主")
_OTHER_SAYS = re.compile("甄权云")
_ONE_SAYS = re.compile("一云")
_ONE_BURNS = re.compile("一云(?=.{0,4}灸)")
_PREGNANT = re.compile("孕妇不可灸")
_BEFORE = 16
"""Characters around a figure that show whom it is for."""
_LAST = re.compile("灸[一二三四五六七八九十]+壮$")
_SEASON = re.compile("(?P<season>[春夏秋冬])三?月宜灸之?")
_SEASONS = {"春": "spring", "夏": "summer", "秋": "autumn", "冬": "winter"}
_TOLD = re.compile(
    "(?:病?在)?[左右]取[左右](?:在?[左右]取[左右])?(?:如食顷)?(?:立已)?|如食顷立已|立已|凡云.*风池"
    "|先取.{2,4}后取.{2,8}?(?:之原|皆先?[补泻]之)|灸之热去|此穴可灸五壮汗即出|灸[一二三四五六七八九十].*"
    "|(?:禁疗)?不可灸.*|禁灸.*|孕妇不可灸|不宜灸|宜针不宜灸|亦止精|[实虚甚]则|刺人迎.*|此与绝骨穴疗病同功主"
)
"""Instructions among the complaints (folded)."""
_SKIPS = re.compile("[灸取]|(?<!暴)死(?!不知|状)|(?<![如锥针])刺|不治|补|泻(?![注泄利])|留针|可治")


@dataclass(frozen=True, slots=True)
class _Speech:
    """A stretch of one speaker: head with figures, or complaints."""

    start: int
    end: int
    speaker: str
    governs: bool


def extract(
    text: Text, first: Text, second: Text, names: PointNames, words: Vocabulary
) -> tuple[Draft, Counts]:
    """Return the draft claims of the book and what was counted on the way.

    Parameters
    ----------
    text : Text
        The book.
    first, second : Text
        The two witnesses of 甲乙經, whose phrases it repeats.
    names : PointNames
        All point names.
    words : Vocabulary
        Our symptoms.
    """
    source = chapters(first, second, names, words)
    run = _Run(Recorder(text, words), names, Phrases(words, source.known), source)
    for entry in entries(text, SHAPES[SOURCE], names.misprinted(MISPRINTS[SOURCE])):
        run.entry(entry)
    return run.to.draft, run.to.counts


class _Run:
    def __init__(self, to: Recorder, names: PointNames, phrases: Phrases, older: Chapters) -> None:
        self.to = to
        self.names = names
        self.phrases = phrases
        self.older = older
        self.limited: list[Told] = []
        self.point = ""

    def entry(self, entry: Entry) -> None:
        """Read one entry, or one line of a list of five points."""
        text = self.to.text
        self.point = entry.point
        self.limited = []
        heading = fold(text.lines[entry.first].text.partition("(")[0])
        body = text.stream.firsts[entry.first + 1]
        chars = text.stream.chars[body : entry.end]
        self._names(entry, chars, body)
        if heading != fold(entry.name):
            for reading in statements(piece(chars, body)):
                if reading.kind != "needle":
                    self.to.reading(self.point, reading)
            for one, who in spoken(chars, body, self.point, self.names):
                self.to.reading(self.point, one, who)
            self._season(chars, body)
            return
        self.to.counts.points.add(entry.point)
        note = masked(text, entry.first, entry.first + 1)
        start = note.find(NOTE)
        if start >= 0 and "圣济" in (words := text.stream.chars[entry.start + start : body]):
            for reading in bans(piece(words, entry.start + start)):
                self.to.reading(self.point, reading, _EDITOR)
        end = _AGREE.search(chars)
        for speech in _speeches(chars[: end.start() if end else None]):
            self._speech(chars, body, speech)

    def _names(self, entry: Entry, chars: str, body: int) -> None:
        name = fold(entry.name)
        stream = self.to.text.stream
        opens = stream.chars.find(name, entry.start, body)
        if is_other_name(entry.point, name, self.names):
            self.to.named(entry.point, opens, opens + len(name))
        for start, end in nicknames(chars, frozenset(self.names.forms(entry.point))):
            self.to.named(entry.point, body + start, body + end)

    def _season(self, chars: str, base: int) -> None:
        for match in _SEASON.finditer(chars):
            reading = Reading(
                "moxa", base + match.start(), base + match.end(),
                value={"applicable": "yes", "words": True}, limits=(_SEASONS[match["season"]],),
            )  # fmt: skip
            self.to.reading(self.point, reading)

    def _speech(self, chars: str, base: int, speech: _Speech) -> None:
        words = chars[speech.start : speech.end]
        start = base + speech.start
        if speech.governs:
            self._complaints(words, start, speech.speaker)
            for match in _TOLD.finditer(words):
                for reading in bans(piece(match[0], start + match.start())):
                    self.to.reading(self.point, reading, speech.speaker)
                if speech.speaker and match[0].startswith("灸"):
                    self._figures(piece(match[0], start + match.start()), speech.speaker)
            if not speech.speaker and (last := _LAST.search(words)):
                self._figures(piece(last[0], start + last.start()), "")
            return
        last = _PREGNANT.search(words)
        for reading in statements(piece(words[: last.start()] if last else words, start)):
            if reading.kind != "needle":
                self.to.reading(self.point, reading, speech.speaker)
        for reading in bans(piece(last[0], start + last.start())) if last else ():
            self.to.reading(self.point, reading, speech.speaker)
        for one, who in spoken(
            words, start, self.point, self.names, speech.speaker, self.to.text.stream.chars
        ):
            self.to.reading(self.point, one, who)

    def _figures(self, said: Piece, speaker: str) -> None:
        chars, at = self.to.text.stream.chars, max(0, said.start - _BEFORE)
        words = chars[at : said.start + len(said.text) + _BEFORE]
        for reading in measures(said, measured=True):
            self.to.reading(self.point, figured(reading, words, at, self.limited), speaker)

    def _complaints(self, words: str, base: int, speaker: str) -> None:
        """Read the complaints of one speaker."""
        said = _ONE_SAYS.sub(lambda match: NOTE * len(match[0]), words)
        said = _TOLD.sub(lambda match: NOTE * len(match[0]), said)
        own = self.older.told.get(self.point, set())
        scope = Scope(self.older.limited(self.point))
        for start, end in broken(said, [], NOTE):
            once = words[max(0, start - 2) : start] == "一云"
            for first, last in self.phrases.cut(said[start:end], own):
                a, b = trimmed(said[start:end], first, last)
                phrase = said[start + a : start + b]
                if speaker == _OTHER and phrase in own:
                    speaker = ""
                whose = _UNNAMED if once and a == 0 else speaker
                if _SKIPS.search(phrase) or phrase in ("", "主"):
                    self.to.unread(base + start + a, base + start + b)
                    continue
                whom = scope.of(phrase)
                self.limited.append((base + start + a, base + start + b, whom))
                self.to.complaint([self.point], base + start + a, base + start + b, whom, whose)


def _speeches(chars: str) -> Iterator[_Speech]:
    """Yield the stretches of an entry's text, each with its speaker.

    Examples
    --------
    >>> text = "在掌后灸三壮主头痛甄权云不宜灸主耳聋"
    >>> [(text[one.start : one.end], one.speaker, one.governs) for one in _speeches(text)]
    ... # doctest: +NORMALIZE_WHITESPACE
    [('在掌后灸三壮', '', False), ('头痛', '', True), ('不宜灸', 'zhen-quan', False),
     ('耳聋', 'zhen-quan', True)]
    """
    other = _OTHER_SAYS.search(chars)
    own_end = other.start() if other else len(chars)
    governs = _GOVERNS.search(chars, 0, own_end)
    yield from _heads(chars, 0, governs.start() if governs else own_end, "")
    if governs:
        yield _Speech(governs.end(), own_end, "", governs=True)
    if not other:
        return
    begin = other.end()
    theirs = _GOVERNS.search(chars, begin)
    resumes = _RESUMES.search(chars, theirs.end()) if theirs else None
    if not theirs:
        yield from _heads(chars, begin, len(chars), _OTHER)
    elif resumes:
        yield from _heads(chars, begin, theirs.start(), _OTHER)
        yield _Speech(theirs.end(), resumes.start(), _OTHER, governs=True)
        yield from _heads(chars, theirs.end(), resumes.start(), _OTHER)
        yield _Speech(resumes.end(), len(chars), "", governs=True)
    else:
        yield from _heads(chars, begin, theirs.start(), _OTHER)
        yield _Speech(theirs.end(), len(chars), _OTHER if governs else "", governs=True)


def _heads(chars: str, start: int, end: int, speaker: str) -> Iterator[_Speech]:
    """Yield a head, in two where 一云 begins another figure."""
    if match := _ONE_BURNS.search(chars, start, end):
        yield _Speech(start, match.start(), speaker, governs=False)
        yield _Speech(match.end(), end, _UNNAMED, governs=False)
    else:
        yield _Speech(start, end, speaker, governs=False)
