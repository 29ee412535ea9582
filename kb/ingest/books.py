"""A whole punctuated book made into draft claims: what the recipes of such books share.

An entry has a part that gives other names, place and measures (`HEAD`), a part that names the
complaints (`MAIN`) and often remarks, stories and quotations after it (`TAIL`). A recipe says how
the second begins and which words open the third.
"""

from __future__ import annotations

import itertools
import re
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from kb.ingest.damage import restore
from kb.ingest.draft import Draft
from kb.ingest.indications import Indications
from kb.ingest.leijing_tuyi import Counts
from kb.ingest.located import spoken
from kb.ingest.naming import headed, noted
from kb.ingest.pieces import HEAD, MAIN, Piece
from kb.ingest.prescriptions import Together, together
from kb.ingest.punctuated import LOST_GLYPH, Passage
from kb.ingest.quotations import TAIL, split
from kb.ingest.readings import Reading, bans, belongs, limits, measures, meets, nicknames
from kb.ingest.remarks import own_bans, sentences
from kb.ingest.segments import segments
from kb.ingest.vocabulary import Part
from kb.ingest.whom import Scope, figured
from kb.load.claims import MEASURE_KEYS
from kb.texts.entries import entries
from kb.texts.shapes import SHAPES

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kb.ingest.complaints import Complaint
    from kb.ingest.vocabulary import Vocabulary
    from kb.texts.entries import Shape
    from kb.texts.names import PointNames
    from kb.texts.text import Text

__all__ = ["NEVER", "Book", "Counts", "extract"]

NEVER = re.compile("(?!)")


@dataclass(frozen=True, slots=True)
class Book:
    """How one punctuated book writes its entries.

    Attributes
    ----------
    source : str
        Source id.
    main : re.Pattern
        Folded words that open the complaints, tried where `main_at` allows.
    main_at : callable
        Whether the complaints may open at a position of a passage.
    tail : re.Pattern
        Folded words that open a remark at the head of a line, after the complaints.
    paragraphs : bool
        Whether a short line that ends a sentence ends a paragraph.
    run_on : bool
        Whether complaints stand side by side without stops, to be parted by known terms.
    cut : bool
        Whether the ends of paragraphs may be lost: then a last phrase without stop counts only
        when it is a known term.
    headless : tuple of str
        Ends of the locators of lines that begin with figures of a speaker whose name is lost.
    """

    source: str
    main: re.Pattern[str] = NEVER
    main_at: Callable[[Passage, int], bool] = field(default=lambda passage, at: True)
    tail: re.Pattern[str] = NEVER
    paragraphs: bool = False
    run_on: bool = False
    cut: bool = False
    headless: tuple[str, ...] = ()


def extract(
    book: Book, text: Text, names: PointNames, words: Vocabulary, shape: Shape | None = None
) -> tuple[Draft, Counts]:
    """Return the draft claims of the whole book and what was counted on the way.

    Parameters
    ----------
    book : Book
        The recipe.
    text : Text
        The transcription.
    names : PointNames
        All point names.
    words : Vocabulary
        Our symptoms.
    shape : Shape or None
        How the entries are set out; None for the shape of the source.
    """
    run = _Run(book, text, names, words)
    for entry in entries(text, shape or SHAPES[book.source], names):
        run.entry(Passage(text, entry))
    return run.draft, run.counts


_CONDITION = re.compile(
    "若(?!过深)|如(?!.{0,2}[韭麦米雀粗豆叶])|凡|(?<![陷上下])者|(?<!不)过(?!深)|宜灸$"
)
_BARE_CONDITION = re.compile("若|病者|重者|过")
"""The same where no stop shows how far back a condition reaches."""
_BARE_LISTS = frozenset({"qianjin-yaofang"})
"""Quoted for complaints without 主 before them."""

_LISTERS = _BARE_LISTS | {"qianjin-yifang", "hua-tuo", "qin-chengzu", "waitai-miyao", "zhen-quan"}
"""Quoted for what a point is good for; the others for measures, places and stories."""


class _Run:
    def __init__(self, book: Book, text: Text, names: PointNames, words: Vocabulary) -> None:
        self.book = book
        self.names = names
        self.words = words
        self.draft = Draft("".join(line.text for line in text.lines))
        self.counts = Counts()
        self.text = text
        self.passage: Passage
        self.point = ""

    def entry(self, passage: Passage) -> None:
        """Read one entry."""
        self.passage = passage
        self.point = passage.entry.point
        self.counts.points.add(self.point)
        for start, end in (*headed(passage, self.names), *noted(passage, self.names)):
            item = self.draft.item(self.point, self.at(start))
            self.draft.listed(item, "named", passage.shown(start, end).strip(LOST_GLYPH))
        base = passage.entry.start
        reader = Indications(self.names, lambda at: passage.damaged(at - base))
        measured: set[str] = set()
        heads: list[Piece] = []
        for piece in self._pieces():
            own = piece.role == MAIN and not piece.speaker
            lists = piece.role != HEAD and (own or piece.speaker in _LISTERS)
            framed = own or piece.speaker in _BARE_LISTS
            told = self._told(reader, piece, framed=framed) if lists else []
            spans = [(one.start, one.end, whom) for one, whom in told]
            for reading in self._readings(piece, measured):
                self.take(figured(reading, piece.text, piece.start, spans), piece)
            if piece.role == HEAD:
                heads.append(piece)
                continue
            quoted = piece.role == TAIL and piece.speaker
            for used in together(piece, self.point, self.names) if quoted else ():
                self.prescribe(used, piece)
            for complaint, whom in told:
                self.complain(complaint, piece, whom)
            if not lists:
                reader.unread.append((piece.start, piece.start + len(piece.text)))
        for piece in heads:
            self._places(piece)
        for start, end in reader.unread:
            self.counts.unread.append(
                (self.at(start - base), passage.shown(start - base, end - base))
            )

    def _told(
        self, reader: Indications, piece: Piece, *, framed: bool
    ) -> list[tuple[Complaint, tuple[str, ...]]]:
        """Return the complaints of a piece, and whom each is limited to."""
        scope = Scope()
        return [
            (one, () if _ALL.match(one.text) else scope.of(one.text))
            for one in reader.complaints(piece, framed=framed)
        ]

    def _pieces(self) -> Iterator[Piece]:
        """Yield the pieces of the entry in order."""
        passage, size = self.passage, len(self.passage.chars)
        opens = self._main()
        found = passage.paragraphs(self.book.tail, short=self.book.paragraphs)
        edges = [at for at in found if at != opens]
        head = [0, *(at for at in edges if at < opens and self._remark(at)), opens]
        after = next((at for at in edges if at > opens), size)
        parts = [(a, b, TAIL if a else HEAD) for a, b in itertools.pairwise(head)]
        parts.append((opens, after, MAIN))
        tails = [after, *(at for at in edges if at > after), size]
        parts += [(a, b, TAIL) for a, b in itertools.pairwise(tails)]
        for start, end, role in parts:
            yield from split(passage, start, end, role)

    def _remark(self, at: int) -> bool:
        return self.book.tail.match(self.passage.chars, at) is not None

    def _main(self) -> int:
        """Return where the complaints open; the length of the entry when it has none."""
        passage = self.passage
        for match in self.book.main.finditer(passage.chars):
            if match.start() and self.book.main_at(passage, match.start()):
                return match.start()
        return len(passage.chars)

    def _readings(self, piece: Piece, measured: set[str]) -> Iterator[Reading]:
        """Yield what a piece says in figures and fixed phrases, as far as it is the point's own."""
        found: list[Reading] = [*bans(piece), *own_bans(piece)]
        if piece.role == TAIL and not piece.speaker:
            found = [one for one in found if set(one.limits) & {"pregnancy", "children"}]
        if piece.role == HEAD or piece.speaker:
            for sentence in sentences(piece):
                found += [*meets(sentence), *belongs(sentence)]
            found += self._clefts(piece)
        found += nicknames(piece) if piece.role == HEAD else ()
        for one in measures(piece, measured=False):
            loose = piece.role != HEAD and not self._leads(piece, one)
            if loose and (piece.speaker or one.kind in measured or not self._sentence(piece, one)):
                continue
            if self._conditional(piece, one) or self._elsewhere(piece, one):
                continue
            if "bleed" in one.value and piece.role == TAIL:
                continue
            if piece.speaker and self._headless(one):
                continue
            if not piece.speaker:
                measured.add(one.kind)
            found.append(self._limited(piece, one))
        yield from sorted(found, key=lambda one: one.start)

    def _places(self, piece: Piece) -> None:
        """Read the figures of place of a head, none with a lost glyph in it."""
        head = piece.text, piece.start, self.point, self.names, piece.speaker
        for one, who in spoken(*head, self.passage.text.stream.chars):
            start, end = (at - self.passage.entry.start for at in (one.start, one.end))
            words = self.passage.shown(start, end)
            if self.passage.chars[start - 1] == _HEADING:
                words = words.lstrip(LOST_GLYPH)
            if LOST_GLYPH not in words:
                self.take(one, replace(piece, speaker=who))

    def _headless(self, reading: Reading) -> bool:
        """Return whether the speaker of a line is lost with the end of the line before."""
        return self.at(reading.start - self.passage.entry.start).endswith(self.book.headless)

    def _leads(self, piece: Piece, reading: Reading) -> bool:
        """Return whether a quotation outside the head gives this measure in its first words."""
        if not piece.speaker or not re.match("[针刺灸留日]", piece.text):
            return False
        _, end = piece.sentence(0)
        return reading.start - piece.start < end

    def _sentence(self, piece: Piece, reading: Reading) -> bool:
        """Return whether a measure after the complaints begins a sentence (针六分，灸三壮)."""
        first, _ = piece.sentence(reading.start - piece.start)
        return bool(first) and re.match("[针刺灸]", piece.text[first:]) is not None

    def _before(self, piece: Piece, reading: Reading) -> str:
        """Return the words of the sentence before a figure; few where nothing is punctuated."""
        at = reading.start - piece.start
        first, _ = piece.sentence(min(at, len(piece.text) - 1))
        return piece.text[first:at] if self.passage.stopped else piece.text[max(first, at - 6) : at]

    def _conditional(self, piece: Piece, reading: Reading) -> bool:
        condition = _CONDITION if self.passage.stopped else _BARE_CONDITION
        return bool(condition.search(self._before(piece, reading)))

    def _elsewhere(self, piece: Piece, reading: Reading) -> bool:
        """Return whether a figure belongs to another point (灸承浆七七壮)."""
        at = reading.start - piece.start
        own = set(self.names.forms(self.point))
        verb = piece.text[at : at + 1] in "灸刺针"
        for size in range(2, 5):
            name, led = piece.text[max(0, at - size) : at], piece.text[max(0, at - size - 1) :][:1]
            if name in self.names and name not in own and (not verb or led in "补泻取刺针灸"):
                return True
        return False

    def _limited(self, piece: Piece, reading: Reading) -> Reading:
        """Return a measure with those it is limited to (小儿灸五壮)."""
        at = reading.start - piece.start
        first = max((a for a, _ in piece.clauses() if a <= at), default=0)
        who = limits(piece.text[first:at][-6:])
        if not who:
            return reading
        return Reading(reading.kind, reading.start, reading.end, reading.target, reading.value,
                       who, reading.figures)  # fmt: skip

    def _clefts(self, piece: Piece) -> Iterator[Reading]:
        """Yield the cleft points whose 郄 the transcription lost (手太阳□。)."""
        if piece.role != HEAD:
            return
        base = self.passage.entry.start
        for match in re.finditer("[手足](?:太阴|阳明|少阴|太阳|厥阴|少阳)", piece.text):
            end = piece.start - base + match.end()
            gap = self.passage.gaps[end]
            if re.match(r"[ □]\n?[。，(]", gap) and not gap.startswith(" ("):
                start = piece.start + match.start()
                yield Reading("belongs", start, base + end, target="xi-cleft")

    def at(self, position: int) -> str:
        """Return the locator of the printed line that holds a position of the entry."""
        stream = self.text.stream
        return self.text.lines[stream.lines[self.passage.entry.start + position]].locator

    def take(self, reading: Reading, piece: Piece) -> None:
        """Turn a reading into an item."""
        start, end = (at - self.passage.entry.start for at in (reading.start, reading.end))
        item = self.draft.item(self.point, self.at(start), reading.limits, piece.speaker)
        words = self.passage.shown(start, end)
        having = self.counts.having.setdefault(_having(reading), set())
        having.add(self.point)
        if reading.kind in MEASURE_KEYS:
            value = {**reading.value}
            if value.pop("words", False):
                value["words"] = words.lstrip(LOST_GLYPH) if reading.kind == "located" else words
            self.draft.measure(item, reading.kind, value)
        elif reading.kind == "named":
            if LOST_GLYPH not in words:
                self.draft.listed(item, "named", words)
        else:
            self.draft.words(item, reading.kind, reading.target, words)

    def complain(self, complaint: Complaint, piece: Piece, whom: tuple[str, ...]) -> None:
        """Turn a complaint into items, one per part that a symptom lists."""
        base = self.passage.entry.start
        start, end = complaint.start - base, complaint.end - base
        printed_words = self.passage.shown(start, end)
        restored = restore(printed_words)
        parts = self._parts(restored.text)
        known = all(part.symptoms for part in parts) and end - start > 1
        if self._lost_end(end) and not known:
            self.counts.unread.append((self.at(start), printed_words))
            return
        lead = len(printed_words) - len(printed_words.lstrip(LOST_GLYPH))
        for part in parts:
            first, last = restored.spans[part.start][0], restored.spans[part.end - 1][1]
            words = printed_words[first:last]
            glyphs = sum(char != LOST_GLYPH for char in printed_words[lead:first])
            position = start + glyphs
            self._count(words, part, piece, position)
            if len(words) > _LONG:
                self.counts.unread.append((self.at(position), words))
                continue
            item = self.draft.item(self.point, self.at(position), whom, piece.speaker)
            for symptom in part.symptoms:
                self.draft.words(item, "treats", symptom, words)
            if not part.symptoms:
                self.draft.listed(item, "other", words)

    def prescribe(self, used: Together, piece: Piece) -> None:
        """Turn points used together into items."""
        base = self.passage.entry.start
        for start, end in used.complaints:
            words = self.passage.shown(start - base, end - base)
            item = self.draft.item(
                " + ".join([self.point, *(code for code in used.points if code != self.point)]),
                self.at(start - base), (), piece.speaker,
            )  # fmt: skip
            for part in self._parts(restore(words).text):
                for symptom in part.symptoms:
                    self.draft.words(item, "treats", symptom, words)
                if not part.symptoms:
                    self.draft.listed(item, "other", words)

    def _count(self, words: str, part: Part, piece: Piece, position: int) -> None:
        counts = self.counts
        counts.phrases[words] += 1
        counts.mapped[words] += bool(part.symptoms)
        counts.places.setdefault(words, []).append(f"{self.at(position)} {self.point}")
        if not piece.speaker:
            counts.own_phrases += 1
            counts.having.setdefault("treats", set()).add(self.point)

    def _parts(self, text: str) -> tuple[Part, ...]:
        """Return the parts of a phrase; one with a lost glyph is looked up whole only."""
        if LOST_GLYPH in text:
            return segments(text, self.words) if self.book.run_on else (Part(0, len(text), ()),)
        parts = self.words.parts(text)
        if self.book.run_on and not parts[0].symptoms:
            return segments(text, self.words)
        return parts

    def _lost_end(self, end: int) -> bool:
        """Return whether a phrase ends a paragraph without a stop, so that its tail may be lost."""
        if not self.book.cut:
            return False
        gap = self.passage.gaps[end]
        return not re.search("[，。、；∶]", gap) and ("\n" in gap or end == len(self.passage.chars))


_LONG = 17
_HEADING = "x"
"""Closes a heading; the gap after it is no lost glyph."""
_ALL = re.compile("大小?人|.?未有孕|(?!妇人|女[人子]).{0,2}不[孕妊]")
"""Grown-ups and children alike (大人小儿五痫), and those who do not conceive: no limit."""


def _having(reading: Reading) -> str:
    if reading.kind in ("needle", "moxa"):
        return next((key for key in ("depth", "cones") if key in reading.value), reading.kind)
    return f"{reading.kind}:{reading.target}" if reading.kind == "forbids" else reading.kind
