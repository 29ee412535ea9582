"""Canonical YAML: the one way each data file is written (``kb fmt``).

``parse -> emit -> parse`` is the identity, and a file that is not equal to what `emit` makes of it
is a problem of ``kb check``. Whatever the strict reader accepts can be emitted, right or wrong by
the schema. Records stand in block style, a claim, relation or citation on one
line in flow style, keys in the order of the schema. A comment block at the head of a file is kept;
comments elsewhere are not part of the form.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from pathlib import Path, PurePosixPath
from typing import Any

from kb import codes
from kb.body.rules import ORDER as BODY_KEYS
from kb.errors import DataError, Problem
from kb.load.claims import MEASURE_KEYS
from kb.load.doctrine import ATTRIBUTES, CATEGORY_KEYS, FACTS, MERIDIAN_KEYS
from kb.load.evidence import (
    ARTICLE_KEYS,
    CONDITION_KEYS,
    EFFECT_KEYS,
    OMISSION_KEYS,
    RESULT_KEYS,
    STATED_KEYS,
    STATEMENT_KEYS,
    STUDY_KEYS,
)
from kb.load.points import HINT_KEYS, LOCATION_KEYS, NAME_KEYS, POINT_KEYS, RELATION_KEYS
from kb.load.teachings import LINE_KEYS, TEACHING_KEYS
from kb.load.vocabularies import SOURCE_KEYS, SYMPTOM_KEYS, TEXT_KEYS
from kb.model import ITEM_KINDS
from kb.reader import Document, parse, read

__all__ = ["WIDTH", "canonical", "emit", "format_file", "scalar"]

WIDTH = 160
"""Longest line of a list of words before it is written one item a line."""

_CITE = ("source", "at", "reports", "term", "identified", "remark")
_MEASURES = ("depth", "depth_variant", "retain", "retain_variant", "angle", "toward", "risk",
             "bleed", "cones", "cones_variant", "applicable", "minutes", "vessels", "nerves",
             "ref", "dir", "distance", "distance_variant", "words")  # fmt: skip
_BLOCK_KEYS = frozenset(
    {
        "location", "variants", "others", "where", "find", "related", "contrast", "each", "facts",
        "pathway", "illness", "members", "dissent", "cites", "defects", "spans", "marks", "lines",
        "results", "about", "red_flags", "outlook", "care", "statements", "omissions",
    }
)  # fmt: skip
_ORDER: Mapping[str, tuple[str, ...]] = {
    "names": NAME_KEYS,
    "title": NAME_KEYS,
    "text": TEXT_KEYS,
    "companion": TEXT_KEYS,
    "location": LOCATION_KEYS,
    "variants": ("sex", *LOCATION_KEYS),
    "others": ("source", "at", "status", *LOCATION_KEYS),
    "find": HINT_KEYS,
    "contrast": ("point", *RELATION_KEYS),
    **dict.fromkeys(("where", "related", "each", "use"), RELATION_KEYS),
    "facts": (*FACTS, *_CITE),
    "pathway": ("verb", "place", "branch", *_CITE),
    "illness": ("when", "via", "symptom", *_CITE),
    "members": ("point", *ATTRIBUTES, "cites"),
    "dissent": ("point", *ATTRIBUTES, "says", "cites"),
    "cites": _CITE,
    "lines": LINE_KEYS,
    "results": RESULT_KEYS,
    "effects": EFFECT_KEYS,
    **dict.fromkeys(("about", "red_flags", "outlook", "care"), STATED_KEYS),
    "statements": STATEMENT_KEYS,
    "omissions": OMISSION_KEYS,
    **dict.fromkeys(MEASURE_KEYS, _MEASURES),
    "of": BODY_KEYS,
}
_RECORD: Mapping[str, tuple[str, ...]] = {
    "points": POINT_KEYS,
    "symptoms": SYMPTOM_KEYS,
    "meridians": MERIDIAN_KEYS,
    "categories": CATEGORY_KEYS,
    "teachings": TEACHING_KEYS,
    "claims": ("at", "for", "reports", *ITEM_KINDS),
    "sources": SOURCE_KEYS,
    "landmarks": ("kind", "en", "article"),
    "anatomy": ("kind", "en"),
    "places": ("kind", "en"),
    "variants": ("to", "reason"),
    "gaps": ("field", "reason"),
    "evidence": STUDY_KEYS,
    "body": BODY_KEYS,
}
_WHOLE: Mapping[str, tuple[str, ...]] = {
    "sources": SOURCE_KEYS,
    "conditions": CONDITION_KEYS,
    "articles": ARTICLE_KEYS,
}
"""Kinds of file that are one record; the stem is its id."""

_BLOCK_ITEMS = frozenset({"variants", "others", "members", "dissent"})
_FLOW_RECORDS = frozenset({"landmarks", "anatomy", "places", "variants", "forms", "gaps", "body"})
_SORTED = frozenset({"landmarks", "anatomy", "places"})
_PLAIN = re.compile(r"(?!\.\.\.)[^\s\-?:,\[\]{}#&*!|>'\"%@`=~][^\x00-\x1f\x7f]*")
_FLOW_STOP = re.compile(r"[,\[\]{}]|:[ ?]|:$| #")
_CONTROL = re.compile(r"[\x00-\x1f\x7f-\x9f\u2028\u2029\ufeff]")


def scalar(text: str) -> str:
    """Return a string as YAML writes it: plain where that is safe, else in single quotes.

    Examples
    --------
    >>> scalar("環跳"), scalar("040-11b.12"), scalar("it's: so"), scalar("-100"), scalar("")
    ('環跳', '040-11b.12', "'it''s: so'", "'-100'", "''")
    """
    if _CONTROL.search(text):
        raise ValueError(f"control character in {text!r}")
    if _PLAIN.fullmatch(text) and not _FLOW_STOP.search(text) and not text.endswith(" "):
        return text
    return "'" + text.replace("'", "''") + "'"


def _ordered(value: Mapping[str, Any], order: tuple[str, ...]) -> list[tuple[str, Any]]:
    rank = {key: number for number, key in enumerate(order)}
    return sorted(value.items(), key=lambda pair: rank.get(pair[0], len(rank)))


def _flow(value: Any, key: str) -> str:
    """Return a value on one line; `key` is the name it stands under and gives the key order."""
    if isinstance(value, str):
        return scalar(value)
    if isinstance(value, list):
        return f"[{', '.join(_flow(item, key) for item in value)}]"
    return _pairs(value, _ORDER.get(key, ()))


def _pairs(value: Any, order: tuple[str, ...]) -> str:
    """Return one record or item on one line, its keys in the given order."""
    if not isinstance(value, dict):
        return _flow(value, "")
    return f"{{{', '.join(f'{scalar(k)}: {_flow(v, k)}' for k, v in _ordered(value, order))}}}"


def _has_dict(items: list[Any]) -> bool:
    return any(isinstance(item, dict) for item in items)


class _Writer:
    def __init__(self, kind: str) -> None:
        self.kind = kind
        self.out: list[str] = []

    def entry(self, indent: str, key: str, value: Any) -> None:
        """Write ``key: value`` at `indent`."""
        head = f"{indent}{scalar(key)}:"
        if isinstance(value, dict) and key in _BLOCK_KEYS and value:
            self.out.append(head)
            self.pairs(indent + "  ", value, key)
        elif isinstance(value, list) and key in _BLOCK_KEYS and value:
            self.out.append(head)
            self.items(indent, value, key)
        else:
            line = f"{head} {_flow(value, key)}"
            words = isinstance(value, list) and all(isinstance(item, str) for item in value)
            if len(line) > WIDTH and words and self.kind != "claims":
                self.out.append(head)
                self.out.extend(f"{indent}- {scalar(item)}" for item in value)
            else:
                self.out.append(line)

    def pairs(self, indent: str, value: Mapping[str, Any], key: str) -> None:
        """Write the entries of a block mapping."""
        for name, item in _ordered(value, _ORDER.get(key, ())):
            self.entry(indent, name, item)

    def items(self, indent: str, value: list[Any], key: str) -> None:
        """Write a block list; those of `_BLOCK_ITEMS` are block mappings."""
        for item in value:
            if isinstance(item, dict) and item and key in _BLOCK_ITEMS:
                self.block_item(indent, item, _ORDER[key])
            else:
                self.out.append(f"{indent}- {_flow(item, key)}")

    def block_item(self, indent: str, item: Mapping[str, Any], order: tuple[str, ...]) -> None:
        """Write one list item as a block mapping."""
        start = len(self.out)
        for name, value in _ordered(item, order):
            self.entry(indent + "  ", name, value)
        if len(self.out) > start:
            first = self.out[start]
            self.out[start] = f"{indent}- {first[len(indent) + 2 :]}"

    def record(self, name: str, value: Any) -> None:
        """Write one top-level record."""
        order = _RECORD.get(self.kind, ())
        head = f"{scalar(name)}:"
        if isinstance(value, list) and value and (self.kind == "claims" or _has_dict(value)):
            self.out.append(head)
            for item in value:
                if isinstance(item, dict) and item and self.kind == "claims":
                    self.block_item("", item, order)
                else:
                    self.out.append(f"- {_pairs(item, order)}")
        elif isinstance(value, dict) and self.kind in _FLOW_RECORDS:
            self.out.append(f"{head} {_pairs(value, order)}")
        elif isinstance(value, dict) and value:
            self.out.append(head)
            for key, item in _ordered(value, order):
                self.entry("  ", key, item)
        else:
            self.entry("", name, value)


def emit(data: Mapping[str, Any], kind: str) -> str:
    """Return the canonical text of a data file.

    Parameters
    ----------
    data : mapping
        Content as `kb.reader` gives it: mappings, lists and strings.
    kind : str
        First part of its path below ``data/`` (``points``, ``claims``, ``landmarks`` …).

    Returns
    -------
    str
        Text with a final line feed.

    Examples
    --------
    >>> items = [{"treats": {"hip-pain": "腰胯痠痛"}, "at": "040-12a.2"}]
    >>> print(emit({"GB30": items}, "claims"), end="")
    GB30:
    - at: 040-12a.2
      treats: {hip-pain: 腰胯痠痛}
    """
    writer = _Writer(kind)
    if kind in _WHOLE:
        for key, value in _ordered(data, _WHOLE[kind]):
            writer.entry("", key, value)
    else:
        for name, value in _records(data, kind):
            writer.record(name, value)
    return "\n".join(writer.out) + "\n"


def _records(data: Mapping[str, Any], kind: str) -> list[tuple[str, Any]]:
    if kind in _SORTED:
        return sorted(data.items())
    if kind == "claims" and all(_known(key) for key in data):
        return sorted(data.items(), key=lambda pair: _subject_key(pair[0]))
    return list(data.items())


def _known(key: str) -> bool:
    return all(codes.is_code(code) or codes.is_extra(code) for code in key.split(" + "))


def _subject_key(key: str) -> tuple[tuple[tuple[int, int, int], ...], str]:
    return tuple(codes.order_key(code) for code in key.split(" + ")), key


def _head(text: str) -> str:
    """Return the comment block at the head of a file."""
    lines = []
    for line in text.splitlines():
        if not line.startswith("#"):
            break
        lines.append(line + "\n")
    return "".join(lines)


def canonical(document: Document) -> str:
    """Return what the file of a parsed document should contain."""
    parts = PurePosixPath(document.path).with_suffix("").parts
    kind = parts[1] if len(parts) > 1 else parts[0]
    if not isinstance(document.data, dict):
        return document.text
    return _head(document.text) + emit(document.data, kind)


def format_file(path: Path, name: str) -> bool:
    """Rewrite one data file in canonical form; return whether it changed.

    Raises
    ------
    DataError
        The file is not strict YAML; it is left alone.
    """
    document = read(path, name)
    text = canonical(document)
    if text == document.text:
        return False
    if parse(text.encode(), name).data != document.data:
        said = "the emitter would change the data, nothing written"
        raise DataError([Problem(name, 0, said, "report this")])
    path.write_text(text, encoding="utf-8", newline="\n")
    return True
