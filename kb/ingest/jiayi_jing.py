"""Recipe for 甲乙經 (282): the 349 points of juan 3, and juan 7-12, ordered by complaints.

Juan 3. An entry gives other names, place, meetings, depth, breaths and cones; what stands in
brackets is said by the editors of the 1060s, who quote other books: figures there are reports of
the book they name, and notes that name none (一作) are left out.

Juan 7-12. A statement is complaints, points, 主之. Several points before one 主之 (and with 及)
are alternatives: the compiler put together what the book he cut up had said at each point, so each
of them gets the statement. Points are together, a prescription, only where the text says so: 先取A
後取B, 并取B, 補A瀉B. What follows 主之 (亦取B; 先取A後取B) speaks of the same complaints.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from kb.ingest.jiayi_statements import Chapters
from kb.ingest.located import spoken
from kb.ingest.mingtang_head import is_other_name, masked, nicknames, piece, statements
from kb.ingest.pieces import NOTE
from kb.ingest.recorder import Recorder
from kb.ingest.second import Second
from kb.ingest.witness import companion
from kb.texts.entries import entries
from kb.texts.fold import fold
from kb.texts.misprints import MISPRINTS
from kb.texts.shapes import SHAPES

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kb.ingest.draft import Draft
    from kb.ingest.leijing_tuyi import Counts
    from kb.ingest.vocabulary import Vocabulary
    from kb.texts.entries import Entry
    from kb.texts.names import PointNames
    from kb.texts.text import Text

__all__ = ["SOURCE", "chapters", "extract"]

SOURCE = "jiayi-jing"
_ENTRIES = re.compile("卷三")

_NOTES: tuple[tuple[str, str], ...] = (
    ("[铜同]人经?云", "tongren-shuxue"),
    ("又云", ""),
    ("一本|一作", "skip"),
    ("[^云作]{0,9}?注(?:及水穴注)?[云作]?", "suwen-wangbing"),
    ("素问(?:禁刺论)?云|(?:骨空|痹|缪刺)论云", "suwen"),
    ("针经云|九卷云", "lingshu"),
    ("外台秘要", "waitai-miyao"),
    ("吕广撰募腧经云", "skip"),
)
"""How a note names who speaks, and the source; ``""`` goes on with the one before."""

_SPEAKER = re.compile("|".join(f"(?P<s{at}>{words})" for at, (words, _) in enumerate(_NOTES)))


def extract(text: Text, second: Text, names: PointNames, words: Vocabulary) -> tuple[Draft, Counts]:
    """Return the draft claims of the book and what was counted on the way.

    Parameters
    ----------
    text, second : Text
        The page-anchored and the punctuated witness.
    names : PointNames
        All point names.
    words : Vocabulary
        Our symptoms.
    """
    book = names.misprinted(MISPRINTS[SOURCE])
    recorder = Recorder(text, words)
    found = entries(text, SHAPES[SOURCE], book)
    witness = companion(line for line in second.lines if _ENTRIES.match(line.place))
    recorder.second = Second(text.stream.chars, found, witness)
    for entry in found:
        _entry(recorder, entry, names)
    Chapters(recorder, second, book, found).read()
    return recorder.draft, recorder.counts


def chapters(text: Text, second: Text, names: PointNames, words: Vocabulary) -> Chapters:
    """Return juan 7-12 read alone, for books that repeat its phrases.

    Parameters are those of `extract`.
    """
    book = names.misprinted(MISPRINTS[SOURCE])
    found = Chapters(Recorder(text, words), second, book, entries(text, SHAPES[SOURCE], book))
    found.read()
    return found


def _entry(recorder: Recorder, entry: Entry, names: PointNames) -> None:
    """Read one entry of juan 3."""
    text = recorder.text
    recorder.counts.points.add(entry.point)
    chars = masked(text, entry.first, entry.last + 1)
    name = fold(entry.name)
    opens = entry.start + chars.find(name)
    if is_other_name(entry.point, name, names):
        recorder.named(entry.point, opens, opens + len(name))
    for start, end in nicknames(chars, frozenset(names.forms(entry.point))):
        recorder.named(entry.point, entry.start + start, entry.start + end)
    for reading in statements(piece(chars, entry.start)):
        recorder.reading(entry.point, reading)
    stream = text.stream.chars
    for one, who in spoken(chars, entry.start, entry.point, names, whole=stream):
        recorder.reading(entry.point, one, who)
    whole = text.stream.chars[entry.start : entry.end]
    for match in re.finditer(f"{NOTE}+", chars):
        note = whole[match.start() : match.end()]
        for start, end, speaker in _speeches(note):
            said = piece(note[start:end], entry.start + match.start() + start, speaker)
            for reading in statements(said):
                recorder.reading(entry.point, reading, speaker)
            for one, who in spoken(said.text, said.start, entry.point, names, speaker, stream):
                recorder.reading(entry.point, one, who)


def _speeches(note: str) -> Iterator[tuple[int, int, str]]:
    """Yield start, end and speaker of the parts of a note; parts without a speaker are left out.

    Examples
    --------
    >>> list(_speeches("气府论注云灸三壮又云刺入一分一作二分"))
    [(5, 8, 'suwen-wangbing'), (10, 14, 'suwen-wangbing')]
    """
    marks = [
        (match.start(), match.end(), _NOTES[int(str(match.lastgroup)[1:])][1])
        for match in _SPEAKER.finditer(note)
    ]
    speaker = "skip"
    for number, (_, begin, who) in enumerate(marks):
        speaker = who or speaker
        end = marks[number + 1][0] if number + 1 < len(marks) else len(note)
        if speaker != "skip" and begin < end:
            yield begin, end, speaker
