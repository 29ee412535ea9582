"""Recipe for 類經圖翼 (1624), juan 6-8: 356 point entries.

An entry is a heading paragraph (name, other names, place ○ membership ○ depth, breaths, cones), a
paragraph 主治… and one paragraph per book or song that is repeated. Words and locators come from
the page-anchored file, phrase cuts from the punctuated one.
"""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Any

from kb.codes import order_key
from kb.ingest.complaints import Complaint, Reader
from kb.ingest.draft import Draft
from kb.ingest.located import spoken
from kb.ingest.pieces import HEAD, Piece, pieces
from kb.ingest.readings import Reading, bans, belongs, measures, meets, nicknames
from kb.ingest.second import other_figure, partnered
from kb.ingest.whom import Scope, figured
from kb.ingest.witness import Aligned, Companion, align, companion
from kb.load.claims import MEASURE_KEYS
from kb.texts.entries import Entry, entries
from kb.texts.fold import fold, printed
from kb.texts.shapes import SHAPES

if TYPE_CHECKING:
    from kb.ingest.vocabulary import Vocabulary
    from kb.texts.entries import Shape
    from kb.texts.names import PointNames
    from kb.texts.text import Text

__all__ = ["SOURCE", "Counts", "extract", "measured_points"]

SOURCE = "leijing-tuyi"
_OTHER_NAME = re.compile("[一又亦]名(?P<name>.+?)(?=[一又亦]名|$)|^一曰(?P<said>.{2,5})$")
_SLACK = 40
_PARTS = re.compile("[又及凡或]$")
"""Before a complaint: what limited the one before it ends."""


@dataclass(slots=True)
class Counts:
    """What a run found; the lists are for reading by eye.

    Attributes
    ----------
    points : set of str
        Points with an entry.
    having : dict of str to set of str
        Item key to the points that got one from the book itself.
    phrases, mapped : Counter
        Printed phrases, and those a symptom lists.
    unread : list of (str, str)
        Locator and words of what was left unread.
    unresolved : list of (str, str, str)
        Point, locator and name of partners that several points share.
    """

    points: set[str] = field(default_factory=set)
    having: dict[str, set[str]] = field(default_factory=dict)
    phrases: Counter[str] = field(default_factory=Counter)
    mapped: Counter[str] = field(default_factory=Counter)
    own_phrases: int = 0
    places: dict[str, list[str]] = field(default_factory=dict)
    unread: list[tuple[str, str]] = field(default_factory=list)
    unresolved: list[tuple[str, str, str]] = field(default_factory=list)


def extract(
    text: Text,
    second: Text,
    names: PointNames,
    words: Vocabulary,
    shape: Shape = SHAPES[SOURCE],
    chapters: str = "卷[六七八]/经络",
) -> tuple[Draft, Counts]:
    """Return the draft claims of the whole book and what was counted on the way.

    Parameters
    ----------
    text, second : Text
        The page-anchored and the punctuated witness.
    names : PointNames
        All point names.
    words : Vocabulary
        Our symptoms.
    shape : Shape
        How the first witness sets out its entries.
    chapters : str
        Pattern of the heading paths that hold the entries in the second witness.
    """
    run = _Run(text, names, words)
    witness = companion(line for line in second.lines if re.match(chapters, line.place))
    after = 0
    prepared: list[tuple[Entry, Aligned, list[Piece]]] = []
    for entry in entries(text, shape, names):
        passage = text.stream.chars[entry.start : entry.end]
        aligned = align(passage, witness, max(0, after - _SLACK))
        after = max(aligned.partner.values(), default=after)
        found = pieces(text, entry, aligned)
        run.prepare(entry, found)
        prepared.append((entry, aligned, found))
    for entry, aligned, found in prepared:
        run.entry(entry, aligned, witness, found)
    return run.draft, run.counts


class _Run:
    def __init__(self, text: Text, names: PointNames, words: Vocabulary) -> None:
        self.text = text
        self.names = names
        self.words = words
        self.draft = Draft("".join(line.text for line in text.lines))
        self.counts = Counts()
        self.point = ""
        self.own: dict[str, set[str]] = {}
        self.said: dict[tuple[str, str], str] = {}

    def prepare(self, entry: Entry, found: list[Piece]) -> None:
        """Note the names an entry gives its point, and who says what there."""
        stream = self.text.stream.chars
        self.own[entry.point] = {stream[a:b] for a, b in self._headed(entry)} | {fold(entry.name)}
        for piece in found:
            key = (entry.point, piece.speaker)
            self.said[key] = f"{self.said.get(key, '')} {piece.text}"

    def entry(self, entry: Entry, aligned: Aligned, witness: Companion, found: list[Piece]) -> None:
        """Read one entry."""
        self.point = entry.point
        self.counts.points.add(entry.point)
        for begin, stop in self._headed(entry):
            self.note("named", self.point, begin, stop)
        own = self.own[entry.point] | set(self.names.forms(entry.point))
        reader = Reader(self.names, own)
        measured = False
        for piece in found:
            told = self._told(reader, piece)
            spans = [(one.start, one.end, whom) for one, whom in told]
            readings = [
                *measures(piece, measured=measured),
                *bans(piece),
                *meets(piece),
                *belongs(piece),
                *nicknames(piece),
            ]
            if piece.role == HEAD:
                measured = measured or any(one.kind == "needle" for one in readings)
            for reading in readings:
                if self._elsewhere(reading, piece, reader):
                    reader.unread.append((reading.start, reading.end))
                    continue
                last = not piece.speaker
                reading = figured(reading, piece.text, piece.start, spans, last=last)
                self.take(reading, piece, entry, aligned, witness)
            if piece.role == HEAD:
                for one, who in spoken(
                    piece.text,
                    piece.start,
                    self.point,
                    self.names,
                    piece.speaker,
                    self.text.stream.chars,
                ):
                    self.take(one, replace(piece, speaker=who), entry, aligned, witness)
            for complaint, whom in told:
                self.complain(complaint, piece, whom)
        for start, end in reader.unread:
            self.counts.unread.append((self.at(start), self.raw(start, end)))

    def _told(self, reader: Reader, piece: Piece) -> list[tuple[Complaint, tuple[str, ...]]]:
        """Return the complaints of a piece, and whom each is limited to."""
        found: list[tuple[Complaint, tuple[str, ...]]] = []
        scope = Scope()
        for number, one in enumerate(reader.complaints(piece)):
            at = one.start - piece.start
            first, _ = piece.sentence(at)
            new = number > 0 and first > found[-1][0].start - piece.start
            lead = piece.text[max(0, at - 1) : at]
            parted = new or bool(_PARTS.search(lead))
            opens = number == 0 and bool(piece.speaker)
            whom = scope.of(one.text, opens=opens, parted=parted, joined=lead == "若")
            found.append((one, whom))
        return found

    def _elsewhere(self, reading: Reading, piece: Piece, reader: Reader) -> bool:
        """Return whether a figure belongs to another point (灸氣海百壯)."""
        if reading.kind not in ("needle", "moxa"):
            return False
        at = reading.start - piece.start
        return piece.text[at : at + 1] not in "灸刺针" and reader.elsewhere(piece.text, at)

    def at(self, position: int) -> str:
        """Return the locator of the printed line that holds a position of the stream."""
        return self.text.lines[self.text.stream.lines[position]].locator

    def raw(self, start: int, end: int) -> str:
        """Return the printed characters of a stretch of the stream."""
        stream = self.text.stream
        return "".join(
            printed(self.text.lines[stream.lines[at]].text[stream.starts[at] : stream.ends[at]])
            for at in range(start, end)
        )

    def _headed(self, entry: Entry) -> list[tuple[int, int]]:
        """Return where the heading gives another name: its own, if not standard, and its note's."""
        start = entry.start
        size = len(fold(entry.name))
        names = []
        if entry.point not in self.names.standard(entry.name):
            names.append((start, start + size))
        lines = "".join(line.text for line in self.text.lines[entry.first : entry.first + 3])
        note = re.match(rf"　　{re.escape(entry.name)}　?\(([^()]*)\)", lines)
        if note:
            for match in _OTHER_NAME.finditer(fold(note[1])):
                group = "name" if match["name"] else "said"
                if 2 <= len(match[group]) <= 5:
                    base = start + size
                    names.append((base + match.start(group), base + match.end(group)))
        return names

    def note(self, kind: str, subject: str, start: int, end: int) -> None:
        """Add words of the book itself to a list of an item."""
        self.draft.listed(self.draft.item(subject, self.at(start)), kind, self.raw(start, end))

    def take(
        self, reading: Reading, piece: Piece, entry: Entry, aligned: Aligned, witness: Companion
    ) -> None:
        """Turn a reading into an item."""
        item = self.draft.item(self.point, self.at(reading.start), reading.limits, piece.speaker)
        words = self.raw(reading.start, reading.end)
        if not piece.speaker and not reading.limits:
            self.counts.having.setdefault(self._having(reading), set()).add(self.point)
        if reading.kind in MEASURE_KEYS:
            value = {**reading.value}
            if value.pop("words", False):
                value["words"] = words
            for name, start, end in reading.figures:
                if other := self._variant(name, start - entry.start, end - entry.start, entry,
                                          aligned, witness):  # fmt: skip
                    value[f"{name}_variant"] = other
            self.draft.measure(item, reading.kind, value)
        elif reading.kind == "named":
            self.draft.listed(item, "named", words)
        else:
            self.draft.words(item, reading.kind, reading.target, words)

    def _having(self, reading: Reading) -> str:
        if reading.kind in ("needle", "moxa"):
            return next((key for key in ("depth", "cones") if key in reading.value), reading.kind)
        return f"{reading.kind}:{reading.target}" if reading.kind == "forbids" else reading.kind

    def _variant(
        self, name: str, start: int, end: int, entry: Entry, aligned: Aligned, witness: Companion
    ) -> str:
        """Return the figure of the second witness when it prints another one here."""
        theirs = partnered(aligned.partner, start, end, witness)
        ours = self.text.stream.chars[entry.start + start : entry.start + end]
        return other_figure(name, ours, theirs) if theirs else ""

    def complain(self, complaint: Complaint, piece: Piece, whom: tuple[str, ...]) -> None:
        """Turn a complaint into items, one per part that a symptom lists."""
        subject = self._subject(complaint, piece.speaker)
        if not subject:
            return
        printed_words = self.raw(complaint.start, complaint.end)
        self.counts.phrases[printed_words] += 1
        places = self.counts.places.setdefault(printed_words, [])
        places.append(f"{self.at(complaint.start)} {self.point}")
        own = not piece.speaker
        if own:
            self.counts.own_phrases += 1
            self.counts.having.setdefault("treats", set()).add(self.point)
        parts = self.words.parts(complaint.text)
        if parts[0].symptoms:
            self.counts.mapped[printed_words] += 1
        for part in parts:
            start, end = complaint.start + part.start, complaint.start + part.end
            item = self.draft.item(subject, self.at(start), whom, piece.speaker)
            for symptom in part.symptoms:
                self.draft.words(item, "treats", symptom, self.raw(start, end))
            if not part.symptoms:
                self.draft.listed(item, "other", self.raw(start, end))

    def _subject(self, complaint: Complaint, speaker: str) -> str:
        """Return the key of the points a complaint is about; empty when one stays unknown."""
        codes = []
        for name in complaint.partners:
            code = self._partner(name, speaker)
            if not code:
                place = self.at(complaint.start)
                self.counts.unresolved.append((self.point, place, name))
                return ""
            if code not in codes and code != self.point:
                codes.append(code)
        return " + ".join([self.point, *sorted(codes, key=order_key)])

    def _partner(self, name: str, speaker: str) -> str:
        """Return the point a printed name means, empty when it may be several.

        A standard name, or one that only one entry of this book gives its point, is certain. Any
        other must be confirmed: the same song or book, quoted under the candidate, names this
        point.
        """
        standard = self.names.standard(name)
        own = [code for code, known in self.own.items() if name in known]
        certain = dict.fromkeys([*standard, *own])
        if len(certain) == 1:
            return next(iter(certain))
        maybe = dict.fromkeys([*certain, *self.names.candidates(name), *self.names.shortened(name)])
        here = {*self.own[self.point], *self.names.forms(self.point)}
        here |= {form[:2] for form in here if len(form) > 2}
        confirmed = [
            code
            for code in maybe
            if any(form in self.said.get((code, speaker), "") for form in here)
        ]
        return confirmed[0] if len(confirmed) == 1 else ""


def measured_points(counts: Counts) -> dict[str, Any]:
    """Return the figures that the source collection's own measurement can be compared with."""
    having = counts.having
    return {
        "points": len(counts.points),
        "needle_depth": len(having.get("depth", ())),
        "moxa_cones": len(having.get("cones", ())),
        "indications": len(having.get("treats", ())),
        "own_phrases": counts.own_phrases,
    }
