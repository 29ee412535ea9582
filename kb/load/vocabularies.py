"""Sources, symptoms, gaps, character tables and measured lines: rules and records."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from kb import codes
from kb.load.fields import Fields, Keys
from kb.load.points import names_rule, several
from kb.load.rules import (
    IDENT,
    TEXT,
    WORDS,
    Choice,
    Form,
    Number,
    Record,
    Records,
    Rule,
    Several,
    Word,
)
from kb.load.vocabulary import Vocabulary
from kb.model import Gap, Names, Source, Symptom, TextFile
from kb.reader import Document

__all__ = [
    "axes_rule",
    "check_variants",
    "forms",
    "forms_rule",
    "gaps",
    "gaps_rule",
    "source",
    "source_rule",
    "symptoms",
    "symptoms_rule",
    "variants",
    "variants_rule",
]

SOURCE_KINDS = ("classical", "song", "standard", "textbook", "ours", "marketing")
LOCATORS = ("page-line", "heading-line", "page", "row", "code", "span", "none")
SOURCE_KEYS = (
    "title", "author", "author_hant", "dynasty", "year", "year_note", "kind", "family", "edition",
    "licence", "locator", "url", "text", "companion", "unverifiable", "defects", "remark",
)  # fmt: skip
TEXT_KEYS = ("file", "sha256", "script", "repository", "path", "commit", "lines", "licence")
TEXT_FORMS = {
    "file": (re.compile(r"[\w-]+(\.[\w-]+)*"), "write a plain file name"),
    "sha256": (re.compile("[0-9a-f]{64}"), "write 64 digits 0-9 a-f"),
    "repository": (
        re.compile(r"github\.com/[A-Za-z0-9][\w.-]*/[A-Za-z0-9][\w.-]*"),
        "write github.com/OWNER/NAME",
    ),
    "commit": (re.compile("[0-9a-f]{40}"), "write the 40 digits of a commit"),
    "lines": (re.compile("[1-9][0-9]*-[1-9][0-9]*"), "write FIRST-LAST"),
}
"""What fields of a pinned text must look like: programs build paths and addresses of them."""

SYMPTOM_KEYS = ("en", "lay", "hant", "broader", "remark", "icd11", "hpo")
_URL = Form(re.compile("https://.*"), "a web address", "start it with https://")
_AXIS = Form(re.compile(r"[A-Z]+(-[A-Z]+)*"), "an id", "use capitals joined by '-'")
_SUBJECT = Form(re.compile(r"[A-Za-z0-9]+([-/ ][A-Za-z0-9]+)*"), "an id", "use the id of a record")
_VARIANT = re.compile(r"\S|&KR[0-9]+;|\[\S{2,12}\]")


# ---------------------------------------------------------------- rules


def source_rule() -> Record:
    """Return what a file of ``data/sources`` must be: it holds one source."""
    forms: dict[str, Rule] = {
        key: Form(form, f"a {key} of a text", hint) for key, (form, hint) in TEXT_FORMS.items()
    }
    text = Record({key: forms.get(key, TEXT) for key in TEXT_KEYS}, ("file", "sha256"))
    special: dict[str, Rule] = {
        "title": names_rule("en"),
        "year": Number(-500, 2100, whole=True),
        "kind": Choice(frozenset(SOURCE_KINDS), "kind"),
        "locator": Choice(frozenset(LOCATORS), "locator scheme"),
        "url": _URL,
        "text": text,
        "companion": text,
        "defects": WORDS,
    }
    fields = {key: special.get(key, TEXT) for key in SOURCE_KEYS}
    return Record(fields, ("title", "kind", "locator"))


def symptoms_rule(words: Vocabulary) -> Rule:
    """Return what a file of ``data/symptoms`` must be."""
    special = {"lay": WORDS, "hant": WORDS, "broader": Several(Word(words.symptoms, "symptom"))}
    return Records(IDENT, Record({key: special.get(key, TEXT) for key in SYMPTOM_KEYS}, ("en",)))


def gaps_rule() -> Rule:
    """Return what a file of ``data/gaps`` must be."""
    gap = Record({"field": TEXT, "reason": TEXT}, ("field", "reason"))
    return Records(_SUBJECT, Several(gap))


def variants_rule() -> Rule:
    """Return what ``data/variants.yaml`` must be, but for the characters (`check_variants`)."""
    return Records(None, Record({"to": TEXT, "reason": TEXT}, ("to", "reason")))


def check_variants(fields: Fields) -> None:
    """Complain about what is not one character to one."""
    for name, entry in fields.records():
        usual = entry.get("to") if isinstance(entry, dict) else ""
        usual = usual if isinstance(usual, str) else ""
        if len(usual) > 1 or not _VARIANT.fullmatch(name):
            fields.bad((name,), f"{name!r} to {usual!r} is not one character to one", "")


class _Code(Rule):
    """The code of a point, WHO's or an extra one."""

    def explain(self, fields: Fields, keys: Keys, value: Any) -> None:
        if not (codes.is_code(value) or codes.is_extra(value)):
            fields.bad(keys, f"bad code {value!r}", "use a WHO code")


def forms_rule() -> Rule:
    """Return what ``data/forms.yaml`` must be."""
    return Records(_Code(), Record({"names": WORDS, "misprints": WORDS}))


@dataclass(frozen=True, slots=True, eq=False)
class _Mapping(Rule):
    """Any mapping: `kb.location.axes` knows what a measured line must be."""

    def holds(self, values: list[Any]) -> bool:
        return set(map(type, values)) <= {dict}

    def explain(self, fields: Fields, keys: Keys, value: Any) -> None:
        if not isinstance(value, dict):
            fields.bad(keys, "the line is not a mapping", "write 'key: value' pairs")


def axes_rule() -> Rule:
    """Return what ``data/axes.yaml`` must be for a start."""
    return Records(_AXIS, _Mapping())


# ---------------------------------------------------------------- records


def source(document: Document) -> Source:
    """Return the one source of a sound file of ``data/sources``; the file stem is its id."""
    entry = dict(document.data)
    names = Names(**entry.pop("title"))
    for key in ("text", "companion"):
        if key in entry:
            entry[key] = TextFile(**entry[key])
    if "year" in entry:
        entry["year"] = int(entry["year"])
    entry["defects"] = several(entry.get("defects", []))
    return Source(id=document.stem, names=names, file=document.path, line=1, **entry)


def symptoms(document: Document) -> dict[str, Symptom]:
    """Return the symptoms of a sound file of ``data/symptoms`` by id; its stem is their group."""
    made: dict[str, Symptom] = {}
    for name, entry in document.data.items():
        words = {key: several(entry[key]) for key in ("lay", "hant", "broader") if key in entry}
        made[name] = Symptom(
            id=name,
            group=document.stem,
            file=document.path,
            line=document.records[name],
            **{**entry, **words},
        )
    return made


def gaps(document: Document) -> Iterator[Gap]:
    """Yield what a sound file of ``data/gaps`` says is missing."""
    for name, value in document.data.items():
        for item in value if isinstance(value, list) else [value]:
            line = document.line(item)
            yield Gap(name, item["field"], item["reason"], document.path, line)


def variants(document: Document) -> dict[str, str]:
    """Return the usual character for each variant of a sound ``data/variants.yaml``."""
    return {name: entry["to"] for name, entry in document.data.items()}


def forms(document: Document) -> dict[str, Mapping[str, tuple[str, ...]]]:
    """Return the printed forms of point names of a sound ``data/forms.yaml`` by code."""
    return {
        name: {key: several(item) for key, item in entry.items()}
        for name, entry in document.data.items()
    }
