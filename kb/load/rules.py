"""What the values of the data must be: rules that look at many at once, and explain one at a time.

A rule has two faces. `Rule.holds` is given every value it applies to, from many records and files,
and answers with operations on whole lists and sets; for sound data nothing else is called.
`Rule.explain` is given one value and notes what is wrong with it and where; it is called for files
of which `holds` has said no. `holds` may err in that direction alone: it must never accept what
`explain` complains of.
"""

from __future__ import annotations

import re
from abc import ABC, abstractmethod
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import chain
from typing import Any

from kb.load.fields import ID, Fields, Keys
from kb.reader import Document

__all__ = [
    "IDENT",
    "TEXT",
    "WORDS",
    "Choice",
    "Chosen",
    "Form",
    "ListOf",
    "Number",
    "Record",
    "Records",
    "Rule",
    "Several",
    "Text",
    "Word",
    "check_files",
    "is_sound",
]

_BATCH = 5000
"""Mappings and lists looked at together: many, to make much of each step; not all, to stay in fast
memory."""


class Rule(ABC):
    """What a value of the data must be."""

    def holds(self, values: list[Any]) -> bool:
        """Return whether all values are as they should be.

        Unless a rule knows a faster way, each different value is looked at as `explain` does.

        Raises
        ------
        KeyError, TypeError
            One of them has an unknown key, or is not even of a type that can be looked at: it is
            not sound.
        """
        notes = Fields(Document("", {}, {}, b""))
        for value in set(values):
            self.explain(notes, (), value)
        return not notes.complaints

    @abstractmethod
    def explain(self, fields: Fields, keys: Keys, value: Any) -> None:
        """Complain about everything wrong in one value, which stands at `keys`."""


def is_sound(rule: Rule, values: list[Any]) -> bool:
    """Return whether a rule holds for all values; never True when `explain` would complain."""
    try:
        return rule.holds(values)
    except (KeyError, TypeError):
        return False


def check_files(files: Sequence[Fields], rule: Rule) -> None:
    """Complain about everything in these files that breaks a rule for whole files."""
    for batch in _batches(files):
        if not is_sound(rule, [fields.document.data for fields in batch]):
            for fields in batch:
                if not is_sound(rule, [fields.document.data]):
                    rule.explain(fields, (), fields.document.data)


def _batches(files: Iterable[Fields]) -> Iterator[list[Fields]]:
    """Yield files in turn, as many at once as have about `_BATCH` mappings and lists."""
    batch: list[Fields] = []
    size = 0
    for fields in files:
        batch.append(fields)
        size += len(fields.document.lines)
        if size >= _BATCH:
            yield batch
            batch, size = [], 0
    if batch:
        yield batch


@dataclass(frozen=True, slots=True, eq=False)
class Text(Rule):
    """A string, neither empty nor padded."""

    def holds(self, values: list[Any]) -> bool:  # noqa: D102
        return all(values) and list(map(str.strip, values)) == values

    def explain(self, fields: Fields, keys: Keys, value: Any) -> None:  # noqa: D102
        fields.text(keys, value)


@dataclass(frozen=True, slots=True, eq=False)
class Choice(Rule):
    """One of the names `known`; `what` says in messages what they name."""

    known: frozenset[str]
    what: str

    def holds(self, values: Iterable[Any]) -> bool:  # noqa: D102
        return self.known.issuperset(values)

    def explain(self, fields: Fields, keys: Keys, value: Any) -> None:  # noqa: D102
        fields.choice(keys, value, self.known, self.what)


@dataclass(frozen=True, slots=True, eq=False)
class Word(Choice):
    """A known name among words: what is no text is called so."""

    def explain(self, fields: Fields, keys: Keys, value: Any) -> None:  # noqa: D102
        fields.choice(keys, fields.text(keys, value) or None, self.known, self.what)


@dataclass(frozen=True, slots=True, eq=False)
class Form(Rule):
    """A text that has a certain form; messages say that it is not `called` so."""

    form: re.Pattern[str]
    called: str
    hint: str

    def holds(self, values: list[Any]) -> bool:  # noqa: D102
        different = list(set(values))
        return Text().holds(different) and all(map(self.form.fullmatch, different))

    def explain(self, fields: Fields, keys: Keys, value: Any) -> None:  # noqa: D102
        if isinstance(value, str) and not self.form.fullmatch(value):
            fields.bad(keys, f"{value!r} is not {self.called}", self.hint)
        else:
            fields.text(keys, value)


@dataclass(frozen=True, slots=True, eq=False)
class Number(Rule):
    """A number from `low` to `high`: decimal, or `whole`."""

    low: float
    high: float
    whole: bool = False

    def explain(self, fields: Fields, keys: Keys, value: Any) -> None:  # noqa: D102
        if self.whole:
            fields.whole(keys, value, int(self.low), int(self.high))
        else:
            fields.number(keys, value, self.low, self.high)


@dataclass(frozen=True, slots=True, eq=False)
class ListOf(Rule):
    """A list with something in it, of values that all keep one rule."""

    item: Rule

    def holds(self, values: list[Any]) -> bool:  # noqa: D102
        return (
            set(map(type, values)) <= {list}
            and all(values)
            and self.item.holds(list(chain.from_iterable(values)))
        )

    def explain(self, fields: Fields, keys: Keys, value: Any) -> None:  # noqa: D102
        for number, item in enumerate(fields.items(keys, value)):
            self.item.explain(fields, (*keys, number), item)


@dataclass(frozen=True, slots=True, eq=False)
class Several(Rule):
    """A value that keeps a rule, or a list of such values with something in it."""

    item: Rule

    def holds(self, values: list[Any]) -> bool:  # noqa: D102
        if list not in set(map(type, values)):
            return self.item.holds(values)
        lists = [value for value in values if type(value) is list]
        others = [value for value in values if type(value) is not list]
        return ListOf(self.item).holds(lists) and self.item.holds(others)

    def explain(self, fields: Fields, keys: Keys, value: Any) -> None:  # noqa: D102
        if isinstance(value, str) or (isinstance(value, dict) and isinstance(self.item, Record)):
            self.item.explain(fields, keys, value)
        else:
            ListOf(self.item).explain(fields, keys, value)


@dataclass(frozen=True, slots=True, eq=False)
class _Words(Several):
    """A text, or a list of texts with something in it."""

    def holds(self, values: list[Any]) -> bool:
        """Strip all in one go: what is no text stops it, is taken for a list and passed over."""
        texts: list[Any] = []
        lists: list[Any] = []
        stripped = map(str.strip, values)
        while True:
            try:
                texts.extend(stripped)
                break
            except TypeError:
                lists.append(values[len(texts)])
                texts.append(lists[-1])
        return texts == values and all(values) and ListOf(self.item).holds(lists)


@dataclass(frozen=True, slots=True, eq=False)
class Chosen(Word):
    """Known names among words: one, or a list of some, none twice."""

    def holds(self, values: Iterable[Any]) -> bool:  # noqa: D102
        values = list(values)
        lists = [value for value in values if type(value) is list]
        return Several(Word(self.known, self.what)).holds(values) and all(
            len(set(one)) == len(one) for one in lists
        )

    def explain(self, fields: Fields, keys: Keys, value: Any) -> None:  # noqa: D102
        words = fields.words(keys, value)
        for number, one in enumerate(words):
            place = (*keys, number) if isinstance(value, list) else keys
            fields.choice(place, one or None, self.known, self.what)
            if one and one in words[:number]:
                fields.bad(place, f"{one!r} stands twice", "delete one")


Faults = Callable[[Collection[str], str], Iterable[tuple[str, str]]]
"""Given the keys of a record and its kind, yields message and hint of what is wrong with these."""


@dataclass(frozen=True, slots=True, eq=False)
class Record(Rule):
    """A mapping with fields of its own.

    Attributes
    ----------
    fields : mapping of str to Rule
        Keys it may have, and what their values must be.
    required : tuple of str
        Keys it must have. A record that must have none must still have one.
    faults : callable, optional
        What is wrong with having just these keys.
    kind : str
        The field whose value `faults` is given as kind; empty when keys alone decide.
    frame : frozenset of str
        Keys that say nothing by themselves: it must have another.
    """

    fields: Mapping[str, Rule]
    required: tuple[str, ...] = ()
    faults: Faults | None = None
    kind: str = ""
    frame: frozenset[str] = frozenset()

    def holds(self, values: list[Any]) -> bool:  # noqa: D102
        columns: dict[str, list[Any]] = {key: [] for key in self.fields}
        last = ""
        ends = set()
        for record in values:
            for last in record:
                columns[last].append(record[last])
            ends.add(last)
        if not self._have_all(values, columns, ends):
            return False
        found: dict[Rule, list[Any]] = {}
        for key, column in columns.items():
            if column and found.setdefault(self.fields[key], column) is not column:
                found[self.fields[key]] += column
        return all(rule.holds(column) for rule, column in found.items())

    def _have_all(
        self, records: list[dict[str, Any]], columns: dict[str, list[Any]], ends: set[str]
    ) -> bool:
        """Return whether each record has all it must.

        A column as long as they are many is full; a record that ends in a key which says something
        has another than those of its frame.
        """
        if any(len(columns[key]) < len(records) for key in self.required) or not all(records):
            return False
        if not self.frame.isdisjoint(ends) and any(map(self.frame.issuperset, records)):
            return False
        if self.faults is None:
            return True
        shapes = {(tuple(record), record.get(self.kind, "")) for record in records}
        return not any(list(self.faults(keys, kind)) for keys, kind in shapes)

    def explain(self, fields: Fields, keys: Keys, value: Any) -> None:  # noqa: D102
        entry = fields.mapping(keys, value, self.fields, self.required)
        for key, item in entry.items():
            self.fields[key].explain(fields, (*keys, key), item)
        if entry and self.frame.issuperset(entry):
            others = (key for key in self.fields if key not in self.frame)
            fields.bad(keys, "says nothing", f"add one of {', '.join(others)}")
        if entry and self.faults is not None:
            kind = entry.get(self.kind)
            for message, hint in self.faults(entry, kind if isinstance(kind, str) else ""):
                fields.bad(keys, message, hint)


@dataclass(frozen=True, slots=True, eq=False)
class Records(Rule):
    """A whole file: a mapping of names to records; rules for both, unless names are seen to."""

    name: Rule | None
    record: Rule

    def holds(self, values: list[Any]) -> bool:  # noqa: D102
        return (
            self.name is None or self.name.holds(list(chain.from_iterable(values)))
        ) and self.record.holds(list(chain.from_iterable(map(dict.values, values))))

    def explain(self, fields: Fields, keys: Keys, value: Any) -> None:  # noqa: D102
        for name, record in fields.records():
            if self.name is not None:
                self.name.explain(fields, (name,), name)
            self.record.explain(fields, (name,), record)


TEXT = Text()
WORDS = _Words(TEXT)
IDENT = Form(ID, "an id", "use lower-case words joined by '-'")
