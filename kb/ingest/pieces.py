"""An entry cut into pieces: one speaker, one role, with the phrase cuts of the companion."""

from __future__ import annotations

import itertools
import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from kb.ingest.speakers import SAME, find_markers, opens_quotation
from kb.texts.notes import NOTE

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kb.ingest.witness import Aligned
    from kb.texts.entries import Entry
    from kb.texts.text import Text

__all__ = ["HEAD", "MAIN", "MISPLACED", "NOTE", "Piece", "pieces"]

HEAD, MAIN = "head", "main"
"""Roles of paragraphs: the heading with location and measures; all that follow."""


_COMPOSED = re.compile(r"\[[^\]\s]{2,12}\]")


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of an entry with one speaker.

    Attributes
    ----------
    text : str
        Folded characters, those of notes replaced by `NOTE`.
    start : int
        Position of the first one in the folded stream.
    opens : int
        Position where the words that name the speaker begin; `start` when there are none.
    speaker : str
        Source id of who is repeated; empty for the book itself.
    role : str
        Paragraph it stands in: `HEAD` or `MAIN`.
    first : bool
        Whether it opens its paragraph.
    cuts : dict of int to int
        Position within `text` before which a stop stands, with its strength.
    """

    text: str
    start: int
    opens: int
    speaker: str
    role: str
    first: bool
    cuts: dict[int, int] = field(default_factory=dict)

    def clauses(self, strength: int = 1) -> list[tuple[int, int]]:
        """Return start and end of the stretches between stops of at least this strength."""
        marks = [at for at, power in sorted(self.cuts.items()) if power >= strength]
        edges = [0, *(at for at in marks if 0 < at < len(self.text)), len(self.text)]
        return [(a, b) for a, b in itertools.pairwise(edges) if a < b]

    def sentence(self, at: int) -> tuple[int, int]:
        """Return start and end of the sentence that holds a position."""
        return next((a, b) for a, b in self.clauses(2) if a <= at < b)


def pieces(text: Text, entry: Entry, aligned: Aligned) -> list[Piece]:
    """Return the pieces of an entry in order.

    A piece ends at ○, at a new paragraph (two full-width spaces, or 主治 at the head of a line)
    and wherever another speaker is named. After ○ the paragraph's own speaker goes on.
    """
    found: list[Piece] = []
    masked = _masked(text, entry)
    for role, stretches in _paragraphs(text, entry, masked):
        owner = before = ""
        measured = False
        for number, (start, end) in enumerate(stretches):
            words = masked[start - entry.start : end - entry.start]
            opening = number == 0 and role != HEAD
            turns: list[tuple[int, int, str]] = []
            for at, begin, who in find_markers(words, opening=opening):
                before = who if who != SAME else before or "unnamed"
                turns.append((at, begin, before))
            if opening and turns and turns[0][0] == 0:
                owner = turns[0][2]
            elif not turns or turns[0][0] > 0:
                turns.insert(0, (0, 0, owner))
            if role == HEAD:
                offset = start - entry.start
                turns = list(_resumed(words, turns, aligned, offset, measured=measured))
                measured = measured or bool(_MEASURE.search(words))
            turns = list(_concluded(words, turns))
            edges = [*(at for at, _, _ in turns[1:]), len(words)]
            for (at, begin, who), until in zip(turns, edges, strict=True):
                if begin < until:
                    cuts = _cuts(aligned, start + begin - entry.start, until - begin)
                    cuts = _moved(words[begin:until], cuts)
                    is_first = number == 0 and at == 0
                    found.append(
                        Piece(
                            words[begin:until], start + begin, start + at, who, role, is_first, cuts
                        )
                    )
            before = before or owner
    return found


_CONCLUDES = re.compile("[则是]此为|则.{2,7}亦会于此|(?<=此也)")


def _concluded(words: str, turns: list[tuple[int, int, str]]) -> Iterator[tuple[int, int, str]]:
    """Yield the turns with the book speaking again where it concludes from a chapter it quoted.

    寒熱病篇曰…名曰大迎 is the Lingshu, 則此為手足陽明之會 is what the book makes of it.
    """
    edges = [*(at for at, _, _ in turns[1:]), len(words)]
    for (at, begin, who), until in zip(turns, edges, strict=True):
        yield at, begin, who
        own = _CONCLUDES.search(words, begin, until) if "篇" in words[at:begin] else None
        if who and own:
            yield own.start(), own.start(), ""


_MEASURE = re.compile("[刺灸][一二三四五六七八九十百]")
_FIGURE = re.compile("[刺灸日可]*[一二三四五六七八九十百]+[分寸壮七]|禁[刺灸]")
_WARNS = re.compile("孕妇|妊娠|忌|慎|[春夏秋冬]月")
_RESUMES = re.compile("[刺灸禁微]")


def _resumed(
    words: str,
    turns: list[tuple[int, int, str]],
    aligned: Aligned,
    offset: int,
    *,
    measured: bool,
) -> Iterator[tuple[int, int, str]]:
    """Yield the turns of a heading with the book speaking again after a quoted location.

    A book quoted on where the point lies ends with its sentence; the depth that follows is the
    book's own. A quotation that begins with a measure, or comes after one, keeps its words; but
    a warning in a new sentence after an unnamed figure (一云七壯。孕婦不可灸) is the book's own.
    """
    edges = [*(at for at, _, _ in turns[1:]), len(words)]
    for (at, begin, who), until in zip(turns, edges, strict=True):
        yield at, begin, who
        if who == "unnamed" and _FIGURE.match(words, begin):
            places = (at for at in range(begin + 1, until) if aligned.cuts.get(offset + at) == 3)
            if own := next((at for at in places if _WARNS.match(words, at)), 0):
                yield own, own, ""
            continue
        if not who or measured or _RESUMES.match(words, begin) or _MEASURE.search(words[:begin]):
            continue
        for place in range(begin + 1, until):
            strong = aligned.cuts.get(offset + place, 0) >= 2
            if strong and _RESUMES.match(words, place):
                yield place, place, ""
                break


MISPLACED: dict[str, tuple[int, int, str]] = {
    "疡瘘胻酸踝痛": (3, 2, "the companion parts 胻 from 痠; the shin aches and the ankle hurts"),
}
"""Folded words whose stop the companion misplaced: where it stands, where it belongs, and why."""


def _moved(words: str, cuts: dict[int, int]) -> dict[int, int]:
    """Return the cuts with those that `MISPLACED` names put right."""
    moved = dict(cuts)
    for stretch, (wrong, right, _) in MISPLACED.items():
        at = words.find(stretch)
        if at >= 0 and (power := moved.pop(at + wrong, 0)):
            moved[at + right] = power
    return moved


def _cuts(aligned: Aligned, offset: int, size: int) -> dict[int, int]:
    return {at - offset: power for at, power in aligned.cuts.items() if 0 <= at - offset <= size}


def _masked(text: Text, entry: Entry) -> str:
    """Return the folded entry with the characters of notes replaced, the heading's note too."""
    stream = text.stream
    chars = list(stream.chars[entry.start : entry.end])
    inside = False
    for number in range(entry.first, entry.last + 1):
        line = _COMPOSED.sub(lambda match: "　" * len(match.group()), text.lines[number].text)
        marks = [(match.start(), match.group()) for match in re.finditer(r"[()]", line)]
        for at in range(stream.firsts[number], stream.firsts[number + 1]):
            while marks and marks[0][0] < stream.starts[at]:
                inside = marks.pop(0)[1] == "("
            if inside:
                chars[at - entry.start] = NOTE
        for _, mark in marks:
            inside = mark == "("
    return "".join(chars)


def _paragraphs(text: Text, entry: Entry, masked: str) -> list[tuple[str, list[tuple[int, int]]]]:
    """Return role and stretches (start and end in the stream) of each paragraph."""
    stream = text.stream
    found: list[tuple[str, list[tuple[int, int]]]] = [(HEAD, [])]
    edge = entry.start
    for number in range(entry.first, entry.last + 1):
        line = text.lines[number].text
        first, after = stream.firsts[number], stream.firsts[number + 1]
        own_line = found[-1][0] == HEAD or text.lines[number - 1].text.endswith("○")
        told = not own_line and opens_quotation(masked[first - entry.start : after - entry.start])
        if number > entry.first and (told or line.startswith(("　　", "主治"))):
            found[-1][1].append((edge, first))
            edge = first
            is_measure = len(found) == 1 and masked[first - entry.start] in "刺灸"
            if not is_measure:
                found.append((MAIN, []))
        marks = [(start, "○") for start in _circles(text, number)]
        if found[-1][0] == HEAD and number > entry.first:
            own = masked.find("主治", first - entry.start, after - entry.start + 1)
            marks += [(own + entry.start, "主治")] if own > first - entry.start else []
        for at, mark in sorted(marks):
            found[-1][1].append((edge, at))
            edge = at
            if mark == "主治":
                found.append((MAIN, []))
    found[-1][1].append((edge, entry.end))
    return [(role, [(a, b) for a, b in stretches if a < b]) for role, stretches in found]


def _circles(text: Text, number: int) -> list[int]:
    """Return the positions in the stream before which a ○ of this line stands."""
    stream = text.stream
    first, after = stream.firsts[number], stream.firsts[number + 1]
    return [
        next((at for at in range(first, after) if stream.starts[at] > mark.start()), after)
        for mark in re.finditer("○", text.lines[number].text)
    ]
