"""Measured lines of the body: ``data/axes.yaml`` as records.

A line is of one of three kinds: ``along`` (body cun along a limb, the trunk or the scalp),
``across`` (body cun from the median line outward) or ``rank`` (levels that are counted, not
measured: intercostal spaces, vertebrae, sacral foramina). A body cun is a part of one stretch of
one line, so figures are only compared on the same line.

References
----------
WHO 2008, pp. 12-13: bone-proportional measurements between two landmarks.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import field
from pathlib import Path
from typing import TYPE_CHECKING, Any

from kb.errors import DataError
from kb.frozen import frozen

if TYPE_CHECKING:
    from kb.load.fields import Fields, Keys

__all__ = ["Axis", "Span", "Stated", "axes_of", "read_axes"]

NAME = "data/axes.yaml"
KINDS = ("along", "across", "rank")
KEYS = (
    "en", "kind", "positive", "negative", "crown", "midline", "regions", "spans", "marks", "parts",
    "stated", "beside", "along",
)  # fmt: skip
SPAN_KEYS = ("from", "to", "length", "across", "source", "at")
STATED_KEYS = ("mark", "value", "source", "at", "because")
BESIDE_KEYS = ("landmark", "dir", "value")
FAR = 40.0
"""No coordinate is farther from 0 than this."""


@frozen
class Span:
    """A stretch of a line whose length a source gives, in body cun.

    `across` is the figure printed for both sides of the body together, when it is that.
    """

    frm: str
    to: str
    length: float
    source: str
    at: str
    across: float | None = None


@frozen
class Stated:
    """A coordinate that follows from a statement elsewhere in a source, with the reason."""

    mark: str
    value: float
    source: str
    at: str
    because: str


@frozen
class Axis:
    """One measured line.

    Attributes
    ----------
    id, en : str
        Id and English name.
    kind : str
        ``along``, ``across`` or ``rank``.
    marks : mapping of str to float
        Landmark id (or point code) to coordinate: body cun, or the number of a level.
    positive, negative : frozenset of str
        Directions in which the coordinate grows and falls; all others lie square to the line.
    regions : frozenset of str
        Regions whose points lie on this line.
    spans, stated : tuple
        Where the figures of `marks` come from.
    beside : mapping of (str, str) to float
        ``(landmark, direction)`` to the level of a point that lies right there.
    along : frozenset of str
        Structures that run lengthwise, so that a point between one of them and a mark lies at the
        level of the mark.
    crown : float or None
        On a line that runs over the head: ``superior`` means towards this coordinate.
    midline : frozenset of str
        Median lines (``anterior``, ``posterior``) from which an ``across`` line starts.
    """

    id: str
    en: str
    kind: str
    positive: frozenset[str]
    negative: frozenset[str]
    regions: frozenset[str]
    marks: Mapping[str, float] = field(hash=False)
    spans: tuple[Span, ...] = ()
    stated: tuple[Stated, ...] = ()
    beside: Mapping[tuple[str, str], float] = field(default_factory=dict, hash=False)
    along: frozenset[str] = frozenset()
    crown: float | None = None
    midline: frozenset[str] = frozenset()

    @property
    def measured(self) -> bool:
        """Return whether coordinates are body cun (not counted levels)."""
        return self.kind != "rank"

    @property
    def lengthwise(self) -> bool:
        """Return whether equal coordinates mean the same level."""
        return self.kind != "across"

    def sign(self, direction: str, value: float) -> int | None:
        """Return how a step in `direction` from `value` changes the coordinate.

        Returns
        -------
        int or None
            1, -1, 0 (the direction lies square to the line) or None (oblique to it).

        Examples
        --------
        >>> line = Axis("HEAD", "scalp", "along", frozenset({"posterior"}),
        ...             frozenset({"anterior"}), frozenset(), {}, crown=6.0)
        >>> line.sign("superior", 0), line.sign("superior", 12), line.sign("lateral", 5)
        (1, -1, 0)
        """
        signs = {self._sign(part, value) for part in direction.split("+")}
        if signs == {0}:
            return 0
        return signs.pop() if len(signs) == 1 else None

    def _sign(self, direction: str, value: float) -> int:
        if direction in self.positive:
            return 1
        if direction in self.negative:
            return -1
        if self.crown is not None and direction in ("superior", "inferior"):
            towards = 1 if value < self.crown else -1
            return towards if direction == "superior" else -towards
        return 0

    def holds(self, value: float) -> bool:
        """Return whether a coordinate lies between the ends of the line.

        Only an ``along`` line has two ends; the others are open outward.
        """
        if self.kind != "along":
            return value >= 0
        return min(self.marks.values()) <= value <= max(self.marks.values())

    def pages(self) -> tuple[tuple[str, str], ...]:
        """Return ``(source, locator)`` of the figures of this line, each once."""
        cites = [(s.source, s.at) for s in self.spans] + [(s.source, s.at) for s in self.stated]
        return tuple(dict.fromkeys(cites))


def read_axes(path: Path, places: Collection[str], sources: Collection[str]) -> tuple[Axis, ...]:
    """Return the measured lines of ``data/axes.yaml``, in file order.

    Parameters
    ----------
    path : Path
        The file.
    places : collection of str
        Every landmark id and point code.
    sources : collection of str
        Every source id.

    Raises
    ------
    DataError
        With every problem: unknown key, landmark or source; a mark without provenance; a stretch
        whose length differs from its marks.
    """
    from kb.load.fields import Fields
    from kb.reader import read

    return _made(Fields(read(path, NAME)), places, sources)


def axes_of(
    records: Mapping[str, Any], places: Collection[str], sources: Collection[str]
) -> tuple[Axis, ...]:
    """Return the measured lines from plain records, as `KnowledgeBase.axes` holds them.

    Raises
    ------
    DataError
        As `read_axes`, without line numbers.
    """
    from kb.load.fields import Fields
    from kb.reader import Document

    return _made(Fields(Document(NAME, dict(records), {}, b"")), places, sources)


def _made(fields: Fields, places: Collection[str], sources: Collection[str]) -> tuple[Axis, ...]:
    maker = _Maker(fields, places, sources)
    axes = tuple(maker.axis(name, value) for name, value in fields.records())
    if problems := list(fields.problems()):
        raise DataError(problems)
    return axes


class _Maker:
    """Turns one record of ``data/axes.yaml`` into an `Axis`."""

    def __init__(self, fields: Fields, places: Collection[str], sources: Collection[str]) -> None:
        self.fields = fields
        self.places = places
        self.sources = sources

    def axis(self, name: str, value: Any) -> Axis:
        fields = self.fields
        entry = fields.mapping((name,), value, KEYS, ("en", "kind", "regions", "marks"))
        marks = self.numbers((name, "marks"), entry.get("marks", {}))
        kind = fields.choice((name, "kind"), entry.get("kind", ""), KINDS, "kind of line")
        spans = self.spans((name, "spans"), entry.get("spans", []), marks)
        self.provenance(name, kind, marks, spans)
        for part, whole in self.names((name, "parts"), entry.get("parts", {})).items():
            if whole in marks:
                marks[part] = marks[whole]
            else:
                fields.bad((name, "parts", part), f"{whole!r} is no mark", "name a mark")
        stated = self.stated((name, "stated"), entry.get("stated", []))
        marks.update({row.mark: row.value for row in stated})
        crown = entry.get("crown")
        return Axis(
            id=name,
            en=fields.text((name, "en"), entry.get("en", "")),
            kind=kind,
            positive=self.words((name, "positive"), entry),
            negative=self.words((name, "negative"), entry),
            regions=self.located((name, "regions"), entry),
            marks=marks,
            spans=spans,
            stated=stated,
            beside=self.beside((name, "beside"), entry.get("beside", [])),
            along=self.located((name, "along"), entry),
            crown=None if crown is None else fields.number((name, "crown"), crown, 0, FAR),
            midline=self.words((name, "midline"), entry),
        )

    def provenance(
        self, name: str, kind: str, marks: Mapping[str, float], spans: tuple[Span, ...]
    ) -> None:
        """Complain of a mark that no stretch ends at (the median line itself needs none)."""
        ends = {end for span in spans for end in (span.frm, span.to)}
        for mark, value in marks.items():
            if mark not in ends and kind != "rank" and not (kind == "across" and value == 0):
                hint = "add a span with its page, or move it to stated"
                self.fields.bad((name, "marks", mark), f"no span ends at {mark!r}", hint)

    def words(self, keys: Keys, entry: Mapping[str, Any]) -> frozenset[str]:
        return frozenset(self.fields.texts(keys, entry.get(str(keys[-1]), [])))

    def located(self, keys: Keys, entry: Mapping[str, Any]) -> frozenset[str]:
        items = self.fields.sequence(keys, entry.get(str(keys[-1]), []))
        return frozenset(self.place((*keys, i), item) for i, item in enumerate(items))

    def place(self, keys: Keys, value: Any) -> str:
        return self.fields.choice(keys, value, self.places, "landmark or point")

    def number(self, keys: Keys, value: Any) -> float:
        return self.fields.number(keys, value, -FAR, FAR) or 0.0

    def names(self, keys: Keys, value: Any) -> dict[str, str]:
        entry = value if isinstance(value, dict) else self.fields.mapping(keys, value, ())
        return {
            self.place((*keys, key), key): self.place((*keys, key), entry[key]) for key in entry
        }

    def numbers(self, keys: Keys, value: Any) -> dict[str, float]:
        entry = value if isinstance(value, dict) else self.fields.mapping(keys, value, ())
        return {
            self.place((*keys, key), key): self.number((*keys, key), entry[key]) for key in entry
        }

    def spans(self, keys: Keys, value: Any, marks: Mapping[str, float]) -> tuple[Span, ...]:
        made = []
        for i, item in enumerate(self.fields.sequence(keys, value)):
            at: Keys = (*keys, i)
            needed = tuple(key for key in SPAN_KEYS if key != "across")
            entry = self.fields.mapping(at, item, SPAN_KEYS, needed)
            across = self.number((*at, "across"), entry["across"]) if "across" in entry else None
            span = Span(
                frm=self.place((*at, "from"), entry.get("from")),
                to=self.place((*at, "to"), entry.get("to")),
                length=self.number((*at, "length"), entry.get("length")),
                source=self.fields.choice(
                    (*at, "source"), entry.get("source"), self.sources, "source"
                ),
                at=self.fields.text((*at, "at"), entry.get("at")),
                across=across,
            )
            found = abs(marks.get(span.to, 0.0) - marks.get(span.frm, 0.0))
            if found != span.length or (across is not None and across != 2 * span.length):
                hint = f"the marks are {found:g} apart"
                self.fields.bad((*at, "length"), f"length {span.length:g} does not fit", hint)
            made.append(span)
        return tuple(made)

    def stated(self, keys: Keys, value: Any) -> tuple[Stated, ...]:
        made = []
        for i, item in enumerate(self.fields.sequence(keys, value)):
            at: Keys = (*keys, i)
            entry = self.fields.mapping(at, item, STATED_KEYS, STATED_KEYS)
            made.append(
                Stated(
                    self.place((*at, "mark"), entry.get("mark")),
                    self.number((*at, "value"), entry.get("value")),
                    self.fields.choice(
                        (*at, "source"), entry.get("source"), self.sources, "source"
                    ),
                    self.fields.text((*at, "at"), entry.get("at")),
                    self.fields.text((*at, "because"), entry.get("because")),
                )
            )
        return tuple(made)

    def beside(self, keys: Keys, value: Any) -> dict[tuple[str, str], float]:
        made = {}
        for i, item in enumerate(self.fields.sequence(keys, value)):
            at: Keys = (*keys, i)
            entry = self.fields.mapping(at, item, BESIDE_KEYS, BESIDE_KEYS)
            landmark = self.place((*at, "landmark"), entry.get("landmark"))
            side = self.fields.text((*at, "dir"), entry.get("dir"))
            made[(landmark, side)] = self.number((*at, "value"), entry.get("value"))
        return made
