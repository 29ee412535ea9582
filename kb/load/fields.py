"""Checked access to one parsed file: every complaint is collected with the line it belongs to."""

from __future__ import annotations

import difflib
import re
from collections.abc import Collection, Iterator, Mapping, Sequence
from typing import Any

from kb.errors import Problem
from kb.reader import Document

__all__ = ["ID", "Fields", "Keys", "suggest"]

Keys = tuple[str | int, ...]
"""Path of keys and indexes from the root of a file to the value meant."""

ID = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")
"""Form of our own ids: kebab-case."""


def suggest(name: str, known: Collection[str]) -> str:
    """Return ``did you mean 'x'?`` for the nearest known name, or an empty string.

    Examples
    --------
    >>> suggest("nmaes", ["names", "page"])
    "did you mean 'names'?"
    """
    near = difflib.get_close_matches(name, sorted(known), 1, 0.6)
    return f"did you mean {near[0]!r}?" if near else ""


class Fields:
    """Reader of the values of one `Document` that notes what is wrong and goes on.

    Parameters
    ----------
    document : Document
        The parsed file.

    Attributes
    ----------
    complaints : list of (Keys, str, str)
        Where, what and hint; `problems` turns them into `Problem` with lines.
    """

    def __init__(self, document: Document) -> None:
        self.document = document
        self.complaints: list[tuple[Keys, str, str]] = []

    def bad(self, keys: Keys, message: str, hint: str = "") -> None:
        """Note that the value at `keys` is wrong."""
        self.complaints.append((keys, message, hint))

    def problems(self) -> Iterator[Problem]:
        """Yield every complaint with its exact line, each once."""
        for keys, message, hint in dict.fromkeys(self.complaints):
            record = next((str(key) for key in keys if isinstance(key, str)), "")
            head = f"{record}: " if record else ""
            line = self.document.locate(keys)
            yield Problem(self.document.path, line, head + message, hint)

    def line(self, value: object) -> int:
        """Return the line of a mapping or list of this file."""
        return self.document.line(value)

    def record_line(self, name: str) -> int:
        """Return the line of a top-level key."""
        return self.document.records.get(name, 0)

    def records(self) -> Iterator[tuple[str, Any]]:
        """Yield the top-level records ``(id, value)``; complains when the root is no mapping."""
        data = self.document.data
        if isinstance(data, dict):
            yield from data.items()
        else:
            self.bad((), "the file is not a mapping of records", "write 'id:' lines at column 0")

    def mapping(
        self, keys: Keys, value: Any, allowed: Collection[str], required: Collection[str] = ()
    ) -> dict[str, Any]:
        """Return `value` if it is a mapping, without its unknown keys.

        Parameters
        ----------
        keys : Keys
            Where the value stands.
        value : Any
            The value; None when it was left out, which another complaint tells.
        allowed, required : collection of str
            Keys it may and must have. A mapping that must have none must still have one.
        """
        if value is None:
            return {}
        if not isinstance(value, dict):
            self.bad(keys, f"{_shown(value)} is not a mapping", "write 'key: value' pairs")
            return {}
        for key in value:
            if key not in allowed:
                self.bad((*keys, key), f"unknown key {key!r}", suggest(key, allowed))
        for key in required:
            if key not in value:
                self.bad(keys, f"key {key!r} is missing", "add it")
        if not value and not required:
            self.bad(keys, "the mapping is empty", "fill it or leave it out")
        return {key: value[key] for key in value if key in allowed}

    def text(self, keys: Keys, value: Any) -> str:
        """Return `value` if it is a non-empty string, else an empty string and a complaint.

        None (the key was left out, which another complaint tells) gives no second complaint.
        """
        if isinstance(value, str) and value.strip() == value and value:
            return value
        if value is None:
            return ""
        self.bad(keys, f"{_shown(value)} is not a text", "write one word or phrase")
        return ""

    def texts(self, keys: Keys, value: Any) -> tuple[str, ...]:
        """Return a list of strings, or a single string as a list of one."""
        if isinstance(value, str):
            return (self.text(keys, value),)
        return tuple(self.text((*keys, i), v) for i, v in enumerate(self.sequence(keys, value)))

    def sequence(self, keys: Keys, value: Any) -> list[Any]:
        """Return `value` if it is a list, else an empty list and a complaint."""
        if isinstance(value, list):
            return value
        self.bad(keys, f"{_shown(value)} is not a list", "write '- item' lines or [a, b]")
        return []

    def items(self, keys: Keys, value: Any) -> list[Any]:
        """Return `value` if it is a list with something in it; None (left out) is no fault."""
        if value == []:
            self.bad(keys, "the list is empty", "fill it or leave it out")
        return [] if value is None else self.sequence(keys, value)

    def words(self, keys: Keys, value: Any) -> tuple[str, ...]:
        """Return a string or a list of strings with something in it; None is no fault."""
        if value == []:
            self.bad(keys, "the list is empty", "fill it or leave it out")
        return () if value is None else self.texts(keys, value)

    def choice(self, keys: Keys, value: Any, known: Collection[str], what: str) -> str:
        """Return `value` if it is one of `known`, else complain with the nearest one."""
        if isinstance(value, str) and value in known:
            return value
        if value is None:
            return ""
        hint = suggest(value, known) if isinstance(value, str) else ""
        if not hint and 0 < len(known) <= 16:
            hint = f"use one of {', '.join(sorted(known))}"
        self.bad(keys, f"unknown {what} {_shown(value)}", hint or f"add it or use a known {what}")
        return ""

    def number(self, keys: Keys, value: Any, low: float, high: float) -> float | None:
        """Return a decimal number between `low` and `high`, else None and a complaint."""
        if isinstance(value, str) and re.fullmatch(r"-?[0-9]+(\.[0-9]+)?", value):
            number = float(value)
            if low <= number <= high:
                return number
        if value is not None:
            self.bad(keys, f"{_shown(value)} is not a number from {low:g} to {high:g}", "")
        return None

    def whole(self, keys: Keys, value: Any, low: int, high: int) -> int | None:
        """Return a whole number between `low` and `high`, else None and a complaint."""
        number = self.number(keys, value, low, high)
        if number is None or number == int(number):
            return None if number is None else int(number)
        self.bad(keys, f"{_shown(value)} is not a whole number", "write it without a fraction")
        return None

    def ident(self, keys: Keys, value: Any) -> str:
        """Return `value` if it has the form of an id of ours (kebab-case)."""
        if isinstance(value, str) and ID.fullmatch(value):
            return value
        self.bad(keys, f"{_shown(value)} is not an id", "use lower-case words joined by '-'")
        return ""


def _shown(value: Any) -> str:
    """Return a value shortened for a message."""
    if isinstance(value, Mapping):
        return "a mapping"
    if isinstance(value, Sequence) and not isinstance(value, str):
        return "a list"
    text = repr(value)
    return text if len(text) <= 60 else text[:57] + "…'"
