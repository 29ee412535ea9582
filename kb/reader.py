"""Strict YAML with line numbers: the only module that imports ``yaml``.

Every scalar is a string (``7:12``, ``no``, ``012`` stay what was typed). Duplicate keys, anchors,
aliases, tags, tabs, invisible characters, several documents, line breaks inside a scalar, deep
nesting, empty, very large and irregular files are refused with ``path:line``. One pass over
libyaml's event stream, about 0.4 of the time of ``yaml.load(..., CSafeLoader)``.

The plain result carries the line of each record, mapping and list; the exact line of any other key
is only needed for an error message and is found by a second, slower pass (`Document.locate`).
"""

from __future__ import annotations

import gc
import re
import stat
import sys
import unicodedata
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import yaml
from yaml.events import (
    AliasEvent,
    DocumentStartEvent,
    MappingEndEvent,
    MappingStartEvent,
    ScalarEvent,
    SequenceEndEvent,
)

from kb.errors import DataError, Problem
from kb.folder import MAX_BYTES

__all__ = ["MAX_DEPTH", "Document", "no_gc", "parse", "read"]

MAX_DEPTH = 12
"""Deepest nesting of mappings and lists (the data needs 6)."""

_Loader: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
_STRANGE = re.compile(
    "[\x00-\x09\x0b-\x1f\x7f-\xa0\xad\u061c\u180e\u200b-\u200f\u2028-\u202e"
    "\u2060-\u206f\ufeff\ufff0-\uffff]"
)
"""Characters that no file may hold: controls, tabs, invisible marks, changes of direction."""

_ODD = ("&", "*", "!", "\\", "|", ">", "\n\n", " \n", "\r")
"""What a file must have for an anchor, alias, tag, escape or line break in a value to be possible.

A break within a value is folded into a space unless the value is a block (``|``, ``>``), the break
is escaped, or a line of nothing but white space follows.
"""


@dataclass(frozen=True, slots=True)
class Document:
    """One parsed YAML file.

    Attributes
    ----------
    path : str
        Name shown in messages.
    data : dict, list or str
        The content; every scalar a string.
    lines : dict of int to int
        ``id(container) -> line`` (from 1) for each dict and list of `data`.
    raw : bytes
        The file itself.
    records : dict of str to int
        Line of each top-level key, from 1.
    """

    path: str
    data: Any
    lines: dict[int, int] = field(repr=False)
    raw: bytes = field(repr=False)
    records: dict[str, int] = field(default_factory=dict, repr=False)
    _nodes: list[Any] = field(default_factory=list, repr=False, compare=False)

    @property
    def text(self) -> str:
        """Return the file itself as text."""
        return self.raw.decode("utf-8")

    @property
    def parts(self) -> tuple[str, ...]:
        """Return folders and name, without its ending: ``("data", "points", "GB")``."""
        return tuple(self.path.removesuffix(".yaml").split("/"))

    @property
    def stem(self) -> str:
        """Return the name of the file without folders and ending."""
        return self.parts[-1]

    def line(self, container: object) -> int:
        """Return the line on which a dict or list of this document starts, from 1."""
        return self.lines.get(id(container), 0)

    def locate(self, keys: Sequence[str | int]) -> int:
        """Return the line of the entry reached by these keys and indexes, from 1.

        Parameters
        ----------
        keys : sequence of str or int
            Path from the root, e.g. ``("GB30", 0, "treats", "hip-pain")``. A path that stops
            existing on the way gives the line of its last part that does exist.
        """
        if not self._nodes:
            self._nodes.append(yaml.compose(self.text, Loader=_Loader))
        node = self._nodes[0]
        line = node.start_mark.line if node else 0
        for key in keys:
            if isinstance(node, yaml.MappingNode):
                pair = next((kv for kv in node.value if kv[0].value == key), None)
                if pair is None:
                    break
                line, node = pair[0].start_mark.line, pair[1]
            elif isinstance(node, yaml.SequenceNode):
                if not isinstance(key, int) or key >= len(node.value):
                    break
                node = node.value[key]
                line = node.start_mark.line
            else:
                break
        return line + 1


@contextmanager
def no_gc() -> Iterator[None]:
    """Pause the cyclic collector while many long-lived objects are made."""
    was = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was:
            gc.enable()


def read(path: Path, name: str) -> Document:
    """Return one data file, parsed strictly.

    Parameters
    ----------
    path : Path
        The file.
    name : str
        How messages call it.

    Raises
    ------
    DataError
        With one Problem: the file cannot be read, is too large, is not UTF-8 or not strict YAML.
    """
    try:
        info = path.stat()
        if not stat.S_ISREG(info.st_mode):
            raise _whole(name, "is not a regular file", "put a text file in its place")
        if info.st_size > MAX_BYTES:
            what = f"file of {info.st_size} bytes is over the limit of {MAX_BYTES}"
            raise _whole(name, what, "split it into smaller files")
        raw = path.read_bytes()
    except OSError as error:
        reason = error.strerror or type(error).__name__
        raise _whole(name, f"cannot be read: {reason}", "check the file") from None
    return parse(raw, name)


def _whole(name: str, what: str, hint: str, line: int = 0) -> DataError:
    return DataError([Problem(name, line, what, hint)])


def parse(raw: bytes, name: str) -> Document:
    r"""Return strict YAML given as bytes.

    Parameters
    ----------
    raw : bytes
        UTF-8 text of one YAML document.
    name : str
        How messages call it.

    Raises
    ------
    DataError
        With one Problem: not UTF-8 or not strict YAML.

    Examples
    --------
    >>> parse(b"GB30:\n- {at: 012, no: yes}\n", "x.yaml").data
    {'GB30': [{'at': '012', 'no': 'yes'}]}
    >>> parse(b"a: 1\na: 2\n", "x.yaml")
    Traceback (most recent call last):
        ...
    kb.errors.DataError: 1 problem in the data
    x.yaml:2: duplicate key 'a'; merge the two entries
    """
    try:
        text = raw.decode("utf-8")
    except UnicodeDecodeError as error:
        line = raw.count(b"\n", 0, error.start) + 1
        what = f"byte 0x{raw[error.start]:02x} is not valid UTF-8"
        raise _whole(name, what, "save the file as UTF-8", line) from None
    _check_characters(text, name)
    loader = _Loader(raw)
    try:
        return _build(loader, name, raw, text)
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        line = mark.line + 1 if mark else 0
        what = (error.problem or str(error)).strip()
        raise _whole(name, f"not YAML: {what}", "fix the line", line) from None
    except yaml.YAMLError as error:
        what = str(error).strip().splitlines()[0]
        raise _whole(name, f"not YAML: {what}", "fix the file") from None
    finally:
        loader.dispose()


def _check_characters(text: str, name: str) -> None:
    """Refuse a character that cannot be seen; the line break of Windows is let pass."""
    for found in _STRANGE.finditer(text):
        char, at = found[0], found.start()
        if char == "\r" and text[at + 1 : at + 2] == "\n":
            continue
        called = "tab" if char == "\t" else unicodedata.name(char, "control character").lower()
        line = text.count("\n", 0, at) + 1
        what = f"character U+{ord(char):04X} ({called})"
        raise _whole(name, what, "remove it or use a space", line)


def _refuse(name: str, event: Any, what: str, hint: str) -> DataError:
    return _whole(name, what, hint, _line(event))


def _line(event: Any) -> int:
    return int(event.start_mark.line) + 1


def _build(loader: Any, name: str, raw: bytes, text: str) -> Document:
    """Return the one document of an event stream."""
    get = loader.get_event
    lines: dict[int, int] = {}
    records: dict[str, int] = {}
    get()  # start of the stream
    if type(get()) is not DocumentStartEvent:
        raise _whole(name, "the file holds no records", "add some or delete the file")
    root: Any = get()
    if type(root) is ScalarEvent:
        _check_scalar(root, name, text)
        root = root.value
    else:
        root = _builder(get, name, text, lines, records)(root)
    get()  # end of the document
    if type(event := get()) is DocumentStartEvent:
        raise _refuse(name, event, "a second document", "keep one document a file")
    return Document(name, root, lines, raw, records)


def _builder(
    get: Callable[[], Any], name: str, text: str, lines: dict[int, int], records: dict[str, int]
) -> Callable[[Any], dict[str, Any] | list[Any]]:
    """Return the function that builds the plain dict or list of which it is given the first event.

    The inner functions share their variables on purpose: they are called for each value of the
    data. What only a file with certain characters can have wrong is looked for in such files only.
    Keys are few and come back again and again: each is kept once, for all files; other values are
    kept once for this file.
    """
    once = sys.intern
    values: dict[str, str] = {}
    kept = values.setdefault
    odd = any(sign in text for sign in _ODD)

    def mapping(start: Any, depth: int) -> dict[str, Any]:
        if odd or depth > MAX_DEPTH:
            _check_start(start, name, depth)
        made: dict[str, Any] = {}
        lines[id(made)] = start.start_mark.line + 1
        while True:
            event = get()
            if type(event) is ScalarEvent:
                key = once(event.value)
                if odd:
                    _check_scalar(event, name, text)
                if key in made:
                    raise _refuse(name, event, f"duplicate key {key!r}", "merge the two entries")
                if depth == 1:
                    records[key] = _line(event)
            elif type(event) is MappingEndEvent:
                return made
            else:
                _check_plain(event, name)
                raise _refuse(name, event, "a mapping or list as a key", "use a plain key")
            event = get()
            if type(event) is ScalarEvent:
                value = event.value
                made[key] = kept(value, value)
                if odd:
                    _check_scalar(event, name, text)
            else:
                build = mapping if type(event) is MappingStartEvent else sequence
                made[key] = build(event, depth + 1)

    def sequence(start: Any, depth: int) -> list[Any]:
        if odd or depth > MAX_DEPTH:
            _check_start(start, name, depth)
        made: list[Any] = []
        lines[id(made)] = start.start_mark.line + 1
        while True:
            event = get()
            if type(event) is ScalarEvent:
                value = event.value
                made.append(kept(value, value))
                if odd:
                    _check_scalar(event, name, text)
            elif type(event) is SequenceEndEvent:
                return made
            else:
                build = mapping if type(event) is MappingStartEvent else sequence
                made.append(build(event, depth + 1))

    return lambda start: (mapping if type(start) is MappingStartEvent else sequence)(start, 1)


def _check_start(event: Any, name: str, depth: int) -> None:
    """Refuse an alias, a container with a tag or an anchor, and one too deep."""
    _check_plain(event, name)
    if depth > MAX_DEPTH:
        raise _refuse(name, event, f"nested deeper than {MAX_DEPTH} levels", "flatten it")


def _check_plain(event: Any, name: str) -> None:
    """Refuse an alias, a tag and an anchor."""
    if event.__class__ is AliasEvent:
        raise _refuse(name, event, f"alias *{event.anchor}", "write the value out")
    if event.tag is not None or event.anchor is not None:
        raise _refuse(name, event, *_decorated(event))


def _check_scalar(event: Any, name: str, text: str) -> None:
    """Refuse a scalar with a tag, an anchor, a line break or an escape."""
    _check_plain(event, name)
    if "\n" in event.value:
        raise _refuse(name, event, "line break inside a value", "put it on one line")
    if event.style == '"' and "\\" in _typed(event, text):
        raise _refuse(name, event, "escape in double quotes", "write the character itself")


def _typed(event: Any, text: str) -> str:
    """Return a scalar as it stands in the file."""
    return text[event.start_mark.index : event.end_mark.index]


def _decorated(event: Any) -> tuple[str, str]:
    """Return what to say of an event with a tag or an anchor."""
    if event.tag is not None:
        return f"tag {event.tag!r}", "leave the tag out: every value is plain text"
    return f"anchor &{event.anchor}", "write the value out"
