"""Recipe for 備急千金要方 (652): juan 87 (places of the points) and 90-92 (points 主 complaints).

Juan 87. A line is name, place, and at times another name, a ban (不灸), a network vessel; then the
five points of each channel (出於少商為井). Juan 90-92. Under a heading (腰脊病) each statement is
a row of points, 主, one complaint or a few. The points are alternatives: the author says in the
opening of juan 90 that one illness may have many points, to be chosen from; so each point gets the
statement. 先取A後取B makes a prescription. A second 主 in a statement belongs to the name before
it, or (又主) to the same points.

Brackets are notes of the editors of 1066: 又云X主… is a report without a name, 甲乙云… one of
甲乙經; where the statement names several points a note that names none cannot be placed and is
left out.

A name that several points share is the point to which juan 87 gives it; else the one to which
甲乙經 gives the same complaint; else it stays open.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from kb.ingest.jiayi_jing import chapters
from kb.ingest.located import spoken
from kb.ingest.mingtang_head import is_other_name, masked, nicknames, piece
from kb.ingest.phrases import Phrases, broken, trimmed
from kb.ingest.pieces import NOTE
from kb.ingest.readings import Reading, bans, limits, measures
from kb.ingest.recorder import Recorder, joined
from kb.ingest.rows import rows_of
from kb.ingest.sayings import Mention, Parser
from kb.texts.entries import entries
from kb.texts.fold import fold
from kb.texts.misprints import MISPRINTS
from kb.texts.shapes import SHAPES
from kb.texts.statements import LAYOUTS, Statement, statements

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from kb.ingest.draft import Draft
    from kb.ingest.leijing_tuyi import Counts
    from kb.ingest.vocabulary import Vocabulary
    from kb.texts.entries import Entry
    from kb.texts.names import PointNames
    from kb.texts.text import Text

__all__ = ["SOURCE", "extract"]

SOURCE = "qianjin-yaofang"
_LISTS = ("087-28a.1", "088-1a.1")
_FIVE = re.compile("(?P<verb>[出流注过行入])于(?P<name>.{2,4}?)为(?P<as>[井荥俞源经合])")
_AS = {
    "井": "well-point", "荥": "spring-point", "俞": "stream-point", "源": "yuan-source",
    "经": "river-point", "合": "sea-point",
}  # fmt: skip
_OWNER = "[手足](?:太阴|阳明|少阴|太阳|厥阴|少阳)"
_CLASSES = (
    (re.compile(f"{_OWNER}络(?=别走)"), "luo-connecting"),
    (re.compile(f"(?<=别走阳明){_OWNER}络"), "luo-connecting"),
    (re.compile(f"(?:{_OWNER}|[阴阳][跷维])之?郄"), "xi-cleft"),
)
_BANS = (
    (re.compile("(?<!乳中)禁不灸刺"), ("needle", "moxa")),
    (re.compile("(?<!禁)不灸(?!刺)"), ("moxa",)),
    (re.compile("不刺"), ("needle",)),
)
_TREATED = re.compile(
    "仍取.*|并灸.*|先取.*|刺入.*|刺大渊.*|左取.*|灸.*|凡.*?于此刺出血.*|名曰食晦|凡实者|使人.*|[一数]名.*|针入.*"
)
"""Instructions after the complaints (folded)."""
_SKIPS = re.compile("[灸取]|^令人|死(?!不知|[灰状])|(?<![如锥针痛])刺|不治|补|泻(?![注泄利])|留针")
_BLEEDS = re.compile("(?P<words>腰脚重痛)于此(?P<act>刺出血)")


def extract(
    text: Text, first: Text, second: Text, names: PointNames, words: Vocabulary
) -> tuple[Draft, Counts]:
    """Return the draft claims of the book and what was counted on the way.

    Parameters
    ----------
    text : Text
        The book.
    first, second : Text
        The two witnesses of 甲乙經.
    names : PointNames
        All point names.
    words : Vocabulary
        Our symptoms.
    """
    source = chapters(first, second, names, words)
    run = _Run(Recorder(text, words), names, Phrases(words, source.known), source.told)
    for entry in entries(text, SHAPES[SOURCE], run.book):
        run.place(entry)
    run.lists()
    for row in statements(text, LAYOUTS[SOURCE], run.book):
        run.statement(row)
    return run.to.draft, run.to.counts


class _Run:
    def __init__(
        self, to: Recorder, names: PointNames, phrases: Phrases, told: Mapping[str, set[str]]
    ) -> None:
        self.to = to
        self.names = names
        self.book = names.misprinted(MISPRINTS[SOURCE])
        self.phrases = phrases
        self.told = told
        self.own: dict[str, set[str]] = {}
        text = to.text
        self.base = text.stream.firsts[text.index(LAYOUTS[SOURCE].start)]
        self.chars = masked(text, text.index(LAYOUTS[SOURCE].start), len(text.lines))
        self.parser = Parser(self.chars, self.base, self.book)

    def place(self, entry: Entry) -> None:
        """Read one line of juan 87."""
        chars = masked(self.to.text, entry.first, entry.last + 1)
        name = fold(entry.name)
        self.to.counts.points.add(entry.point)
        opens = entry.start + chars.find(name)
        if is_other_name(entry.point, name, self.names):
            self.to.named(entry.point, opens, opens + len(name))
        given = {name}
        whole = self.to.text.stream.chars[entry.start : entry.end]
        for start, end in nicknames(whole, frozenset(self.names.forms(entry.point))):
            self.to.named(entry.point, entry.start + start, entry.start + end)
            given.add(whole[start:end])
        for one in given:
            self.own.setdefault(one, set()).add(entry.point)
        for reading in _place_readings(chars, entry.start):
            self.to.reading(entry.point, reading)
        for reading, who in spoken(
            chars, entry.start, entry.point, self.book, whole=self.to.text.stream.chars
        ):
            self.to.reading(entry.point, reading, who)

    def lists(self) -> None:
        """Read the lists of the five points of each channel."""
        stream = self.to.text.stream
        first, last = (stream.firsts[self.to.text.index(at)] for at in _LISTS)
        channel: list[tuple[re.Match[str], str]] = []
        for match in _FIVE.finditer(stream.chars, first, last):
            if match["verb"] == "出":
                self._channel(channel)
                channel = []
            channel.append((match, ""))
        self._channel(channel)

    def _channel(self, found: list[tuple[re.Match[str], str]]) -> None:
        codes = [self.book.candidates(match["name"]) for match, _ in found]
        sure = [code[0].rstrip("0123456789") for code in codes if len(code) == 1]
        meridian = max(sure, key=sure.count, default="")
        taken: set[str] = set()
        for (match, _), candidates in zip(found, codes, strict=True):
            fits = [code for code in candidates if code.rstrip("0123456789") == meridian]
            if len(fits) != 1 or fits[0] in taken:
                self.to.unresolved("", match.start("name"), match["name"])
                continue
            taken.add(fits[0])
            self.to.reading(
                fits[0], Reading("belongs", match.start(), match.end(), target=_AS[match["as"]])
            )

    def statement(self, row: Statement) -> None:
        """Read one statement of juan 90-92."""
        told = False
        for names, start, end, speaker in rows_of(self.to.text, row, self.book):
            told = True
            words = self.to.text.stream.chars[start:end] if speaker else self._text(start, end)
            points = self._points(names, words)
            self._complaints(points, words, start, speaker)
        if not told:
            self._instruction(row)

    def _text(self, start: int, end: int) -> str:
        return self.chars[start - self.base : end - self.base]

    def _points(self, names: Iterable[Mention], words: str) -> list[str]:
        """Return the points of a row; names that stay open are counted."""
        found: list[str] = []
        for mention in names:
            point = mention.point or self._point(mention.name, words)
            if point:
                found.append(point)
            else:
                self.to.unresolved("", mention.at, mention.name)
        return list(dict.fromkeys(found))

    def _point(self, name: str, words: str) -> str:
        """Return the point a name means, by the rules at the head of this module."""
        codes = self.book.candidates(name)
        if len(codes) == 1:
            return codes[0]
        own = [code for code in codes if code in self.own.get(name, ())]
        if len(own) == 1:
            return own[0]
        alike = sorted(((self._alike(code, words), code) for code in codes), reverse=True)
        sure = len(alike) > 1 and alike[0][0] >= 2 and alike[0][0] > alike[1][0]
        return alike[0][1] if sure else ""

    def _alike(self, code: str, words: str) -> int:
        """Return how many characters in a row 甲乙經 shares with a complaint at a point."""
        return max(
            (
                size
                for phrase in self.told.get(code, ())
                for at in range(len(phrase) - 1)
                for size in range(2, len(phrase) - at + 1)
                if phrase[at : at + size] in words
            ),
            default=0,
        )

    def _complaints(self, points: list[str], words: str, start: int, speaker: str) -> None:
        said = _TREATED.sub(lambda match: NOTE * len(match[0]), words)
        likely = {phrase for point in points for phrase in self.told.get(point, ())}
        for first, last in broken(said, [], NOTE):
            for a, b in self.phrases.cut(said[first:last], likely):
                one, two = trimmed(said, first + a, first + b)
                phrase = said[one:two]
                if not phrase or _SKIPS.search(phrase):
                    self.to.unread(start + one, start + two)
                elif points:
                    whom = limits(phrase[:4])
                    self.to.complaint(points, start + one, start + two, whom, speaker)
        if len(points) == 1:
            self._treatment(points[0], words, start, speaker)

    def _treatment(self, point: str, words: str, start: int, speaker: str) -> None:
        """Read figures and bleeding that are told with a complaint of one point."""
        if bleeds := _BLEEDS.search(words):
            first, last = bleeds.span("words")
            self.to.complaint([point], start + first, start + last, (), speaker)
            first, last = bleeds.span("act")
            value = {"bleed": "yes", "words": True}
            reading = Reading("needle", start + first, start + last, value=value)
            self.to.reading(point, reading, speaker)
        elif match := re.search("刺入", words):
            rest = words[match.start() :].partition(NOTE)[0]
            for reading in measures(piece(rest, start + match.start()), measured=True):
                self.to.reading(point, reading, speaker)

    def _instruction(self, row: Statement) -> None:
        """Read a rule that ends with its points (凡卒心痛汗出刺大敦)."""
        for said in self.parser.parse(row.start, row.end):
            words = self._text(said.start, said.end)
            alone = self._points(said.alone, words)
            together = self._points(said.together, words)
            keys = alone + ([joined(together)] if len(together) == len(said.together) > 1 else [])
            self._complaints(keys, words, said.start, "")
            if said.act and said.act[0] == "bleed":
                value = {"bleed": "yes", "words": True}
                for point in alone:
                    reading = Reading("needle", said.act[1], said.act[2], value=value)
                    self.to.reading(point, reading)


def _place_readings(chars: str, base: int) -> Iterator[Reading]:
    """Yield bans and memberships of a line of juan 87."""
    for pattern, target in _CLASSES:
        for match in pattern.finditer(chars):
            yield Reading("belongs", base + match.start(), base + match.end(), target=target)
    for pattern, acts in _BANS:
        for match in pattern.finditer(chars):
            for act in acts:
                yield Reading("forbids", base + match.start(), base + match.end(), target=act)
    yield from bans(piece(chars, base))
