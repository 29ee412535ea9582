"""``data/teachings``: songs, lists, methods and rules, a cited line at a time.

A line about points holds what an item of ``data/claims`` holds and becomes the same claims; a line
without points says something in general (of a class of points, of a meridian) and becomes one claim
of kind ``teaches`` about the teaching itself.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from itertools import chain
from typing import Any

from kb.load.claims import FRAME, explain_points, ident, item_claims, item_fields
from kb.load.fields import Fields, Keys
from kb.load.points import names_rule, several
from kb.load.rules import (
    IDENT,
    TEXT,
    WORDS,
    Choice,
    ListOf,
    Number,
    Record,
    Records,
    Rule,
    Several,
    Word,
)
from kb.load.vocabulary import Vocabulary
from kb.model import ITEM_KINDS, QUALIFIERS, Claim, Names, Teaching
from kb.reader import Document

__all__ = [
    "KINDS",
    "LINE_KEYS",
    "TEACHING_KEYS",
    "check_name",
    "teachings",
    "teachings_rule",
]

KINDS = ("song", "list", "method", "rule")
"""Kinds of teaching."""

TEACHING_KEYS = ("kind", "names", "order", "categories", "remark", "lines")
LINE_KEYS = (
    "source", "at", "reports", "for", "points", *ITEM_KINDS, "of", "symptom", "says", "term",
)  # fmt: skip
"""Keys of a line: where it stands, then what it says of points, or in general."""


# ---------------------------------------------------------------- rules


@dataclass(frozen=True, slots=True, eq=False)
class _Points(Rule):
    """The points that a line is about: known, none twice."""

    known: frozenset[str]

    def holds(self, values: list[Any]) -> bool:
        if not WORDS.holds(values):
            return False
        texts = {value if type(value) is str else " + ".join(value) for value in values}
        named = [text.split(" + ") for text in texts]
        return self.known.issuperset(chain.from_iterable(named)) and all(
            len(set(parts)) == len(parts) for parts in named
        )

    def explain(self, fields: Fields, keys: Keys, value: Any) -> None:
        WORDS.explain(fields, keys, value)
        if isinstance(value, str):
            explain_points(fields, keys, value, self.known)
        elif isinstance(value, list) and all(isinstance(one, str) for one in value):
            explain_points(fields, keys, " + ".join(value), self.known)


@dataclass(frozen=True, slots=True, eq=False)
class _Line(Rule):
    """A line about points, or one that says something in general."""

    about_points: Record
    in_general: Record

    def holds(self, values: list[Any]) -> bool:
        return self.about_points.holds(
            [value for value in values if "points" in value]
        ) and self.in_general.holds([value for value in values if "points" not in value])

    def explain(self, fields: Fields, keys: Keys, value: Any) -> None:
        about_points = isinstance(value, dict) and "points" in value
        rule = self.about_points if about_points else self.in_general
        rule.explain(fields, keys, value)


def _empty(keys: Collection[str], _: str) -> Iterator[tuple[str, str]]:
    if not {"lines", "categories"} & set(keys):
        yield "it has neither lines nor categories", "cite what it teaches"


def teachings_rule(words: Vocabulary) -> Rule:
    """Return what a file of ``data/teachings`` must be."""
    source = Choice(words.sources, "source")
    general = {
        "source": source,
        "at": TEXT,
        "reports": source,
        "for": Several(Word(frozenset(QUALIFIERS), "qualifier")),
        "of": Choice(words.categories | words.meridians, "category or meridian"),
        "symptom": Choice(words.symptoms, "symptom"),
        "says": TEXT,
        "term": TEXT,
    }
    of_points = {"source": source, "points": _Points(words.points), **item_fields(words)}
    line = _Line(
        Record(of_points, ("source", "at"), frame=FRAME),
        Record(general, ("source", "at", "says", "term")),
    )
    fields = {
        "kind": Choice(frozenset(KINDS), "kind"),
        "names": names_rule("en"),
        "order": Number(1, 999, whole=True),
        "categories": Several(Word(words.categories, "category")),
        "remark": TEXT,
        "lines": ListOf(line),
    }
    return Records(IDENT, Record(fields, ("kind", "names"), _empty))


def check_name(fields: Fields) -> None:
    """Complain about records that have not the name of their file."""
    stem = fields.document.stem
    for name in fields.document.records:
        if name != stem:
            fields.bad((name,), f"{name!r} stands in the file {stem}.yaml", "one record a file")


# ---------------------------------------------------------------- records


def teachings(document: Document, seen: Counter[str]) -> tuple[dict[str, Teaching], list[Claim]]:
    """Return the teaching of one sound file and the claims that its lines make.

    Parameters
    ----------
    document : Document
        The file; it holds one record.
    seen : Counter
        Claim ids given so far, over all files.
    """
    made: dict[str, Teaching] = {}
    claims: list[Claim] = []
    for name, entry in document.data.items():
        lines = []
        for line in entry.get("lines", ()):
            found = list(_claims(document, name, line, seen))
            claims += found
            lines.append(tuple(claim.id for claim in found))
        made[name] = Teaching(
            id=name,
            kind=entry["kind"],
            names=Names(**entry["names"]),
            order=int(entry.get("order", 999)),
            categories=several(entry.get("categories", [])),
            remark=entry.get("remark", ""),
            lines=tuple(lines),
            file=document.path,
            line=document.records[name],
        )
    return made, claims


def _claims(
    document: Document, name: str, line: Mapping[str, Any], seen: Counter[str]
) -> Iterator[Claim]:
    """Yield the claims of one line: those of an item about points, or one in general."""
    source = line["source"]
    if "points" in line:
        key = " + ".join(several(line["points"]))
        yield from item_claims(document, source, key, line, seen)
        return
    target = line.get("symptom") or line.get("of", "")
    yield Claim(
        id=ident(source, name, "teaches", target, seen),
        kind="teaches",
        subjects=(name,),
        source=source,
        at=line["at"],
        term=line["term"],
        target=target,
        value={key: line[key] for key in ("says", "of") if key in line},
        reports=line.get("reports", ""),
        qualifier=several(line.get("for", [])),
        file=document.path,
        line=document.line(line),
    )
