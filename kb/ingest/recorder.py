"""What a recipe reads from a text, written down as items and counted."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kb.codes import order_key
from kb.ingest.draft import Draft
from kb.ingest.leijing_tuyi import Counts
from kb.ingest.phrases import LONGEST, SINGLE, is_body
from kb.ingest.vocabulary import Part
from kb.load.claims import MEASURE_KEYS
from kb.texts.fold import printed

if TYPE_CHECKING:
    from collections.abc import Iterable

    from kb.ingest.readings import Reading
    from kb.ingest.second import Second
    from kb.ingest.vocabulary import Vocabulary
    from kb.texts.text import Text

__all__ = ["Recorder", "joined"]


class Recorder:
    """Collects the items of one book.

    Parameters
    ----------
    text : Text
        The text that is cited.
    words : Vocabulary
        Our symptoms.
    """

    def __init__(self, text: Text, words: Vocabulary) -> None:
        self.text = text
        self.words = words
        self.second: Second | None = None
        self.draft = Draft("".join(line.text for line in text.lines))
        self.counts = Counts()

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

    def unread(self, start: int, end: int) -> None:
        """Count a stretch that was left unread."""
        if start < end:
            self.counts.unread.append((self.at(start), self.raw(start, end)))

    def unresolved(self, point: str, position: int, name: str) -> None:
        """Count a name that may be several points, or none."""
        self.counts.unresolved.append((point, self.at(position), name))

    def named(self, point: str, start: int, end: int, reports: str = "") -> None:
        """Add another name of a point."""
        said = self.raw(start, end)
        if "&" in said:
            self.unread(start, end)
            return
        self.draft.listed(self.draft.item(point, self.at(start), (), reports), "named", said)
        self._having("named", point, reports)

    def reading(self, point: str, reading: Reading, reports: str = "") -> None:
        """Add figures, a ban, a meeting or a membership."""
        item = self.draft.item(point, self.at(reading.start), reading.limits, reports)
        said = self.raw(reading.start, reading.end)
        kind = reading.kind
        if kind == "located" and "&" in said:
            self.unread(reading.start, reading.end)
            return
        if kind in MEASURE_KEYS:
            value = {**reading.value}
            if value.pop("words", False):
                value["words"] = said
            if self.second:
                value |= self.second.figures(reading)
            self.draft.measure(item, kind, value)
            for figure in ("depth", "cones"):
                if figure in value and not reading.limits:
                    self._having(figure, point, reports)
        else:
            self.draft.words(item, kind, reading.target, said)
        self._having(kind, point, reports)

    def complaint(
        self,
        points: Iterable[str],
        start: int,
        end: int,
        whom: tuple[str, ...],
        reports: str = "",
        *,
        plain: bool = False,
    ) -> bool:
        """Add a phrase to the points (keys of items); return whether it is one we may print.

        Each part of it that a symptom lists goes there, a phrase without a symptom to ``other``;
        with `plain` no symptom is looked up.
        """
        said = self.raw(start, end)
        subjects = list(points)
        single = end - start < 2 and self.text.stream.chars[start:end] not in SINGLE
        bare = is_body(self.text.stream.chars[start:end])
        if single or bare or end - start > LONGEST or "&" in said:
            self.unread(start, end)
            return False
        self.counts.phrases[said] += 1
        self.counts.places.setdefault(said, []).append(f"{self.at(start)} {', '.join(subjects)}")
        self.counts.own_phrases += not reports
        parts = self.words.parts(self.text.stream.chars[start:end])
        if plain:
            parts = (Part(0, end - start, ()),)
        self.counts.mapped[said] += bool(parts[0].symptoms)
        for subject in subjects:
            self._having("treats", subject, reports)
            for part in parts:
                first, last = start + part.start, start + part.end
                item = self.draft.item(subject, self.at(first), whom, reports)
                for symptom in part.symptoms:
                    self.draft.words(item, "treats", symptom, self.raw(first, last))
                if not part.symptoms:
                    self.draft.listed(item, "other", self.raw(first, last))
        return True

    def _having(self, kind: str, point: str, reports: str) -> None:
        if not reports:
            self.counts.having.setdefault(kind, set()).add(point)


def joined(points: Iterable[str]) -> str:
    """Return the key of points used together, each once, the first named leading.

    Examples
    --------
    >>> joined(["BL45", "GB20", "TE16", "BL45"])
    'BL45 + TE16 + GB20'
    """
    first, *rest = dict.fromkeys(points)
    return " + ".join([first, *sorted(rest, key=order_key)])
