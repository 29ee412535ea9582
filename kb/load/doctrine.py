"""Meridians and categories: rules, records, and the claims that their citations make."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from kb.load.claims import ident
from kb.load.fields import Fields, Keys
from kb.load.points import names_rule, several
from kb.load.rules import (
    IDENT,
    TEXT,
    WORDS,
    Choice,
    Form,
    ListOf,
    Number,
    Record,
    Records,
    Rule,
    Several,
    Word,
)
from kb.load.vocabulary import Vocabulary
from kb.model import Category, Claim, Member, Meridian, Names
from kb.reader import Document

__all__ = ["FACTS", "categories", "categories_rule", "meridians", "meridians_rule"]

CITE_KEYS = ("source", "at", "term")
FACTS = (
    "organ", "pair", "merges", "limb", "division", "phase", "hour", "next", "starts", "ends",
    "count", "point", "vessel", "belongs",
)  # fmt: skip
MERIDIAN_KEYS = ("kind", "names", "facts", "pathway", "illness")
CATEGORY_KEYS = (
    "names", "order", "group", "count", "rule", "cites", "members", "dissent", "remark",
)  # fmt: skip
ATTRIBUTES = (
    "of", "phase", "vessel", "pair", "role", "tissue", "sea", "act", "place", "number", "name",
    "with", "organ", "region", "identified", "remark", "status",
)  # fmt: skip
SAYS = ("adds", "differs", "denies")
_MERIDIAN = Form(re.compile(r"[A-Z]{2,3}"), "a meridian id", "use two or three capitals")
_ABOUT_FACTS = (*CITE_KEYS, "reports", "remark")


# ---------------------------------------------------------------- rules


def _cite_fields(words: Vocabulary) -> dict[str, Rule]:
    """Return the fields of whatever cites a place of a source."""
    source = Choice(words.sources, "source")
    return {"source": source, "at": TEXT, "term": TEXT, "reports": source}


def _uncited(keys: Collection[str], _: str = "") -> Iterator[tuple[str, str]]:
    for key in ("source", "at"):
        if key not in keys:
            yield f"key {key!r} is missing", "cite the place that says so"


def _no_one_fact(keys: Collection[str]) -> Iterator[tuple[str, str]]:
    said = [key for key in keys if key not in _ABOUT_FACTS]
    if len(said) != 1 or said[0] not in FACTS:
        what = f"{', '.join(said) or 'nothing'} is not one fact"
        yield what, f"use one of {', '.join(FACTS)}"


def _not_a_fact(keys: Collection[str], _: str) -> Iterator[tuple[str, str]]:
    yield from _no_one_fact(keys)
    yield from _uncited(keys)


@dataclass(frozen=True, slots=True, eq=False)
class _Fact(Record):
    """One fact; of anything else only that is said."""

    def explain(self, fields: Fields, keys: Keys, value: Any) -> None:
        wrong = list(_no_one_fact(value)) if isinstance(value, dict) else []
        if wrong:
            fields.bad(keys, *wrong[0])
        else:
            Record.explain(self, fields, keys, value)


def meridians_rule(words: Vocabulary) -> Rule:
    """Return what a file of ``data/meridians`` must be."""
    cited = _cite_fields(words)
    course = words.landmarks | words.structures | words.points | words.meridians
    place, symptom = Choice(course, "place"), Choice(words.symptoms, "symptom")
    fact = {**dict.fromkeys(FACTS, TEXT), "remark": TEXT, **cited}
    step = {"verb": TEXT, "place": Several(Word(course, place.what)), "branch": TEXT}
    illness = {"when": TEXT, "via": TEXT, "symptom": symptom}
    return Records(
        _MERIDIAN,
        Record(
            {
                "kind": Choice(frozenset({"regular", "extraordinary"}), "kind"),
                "names": names_rule("en", "hant", "hans"),
                "facts": ListOf(_Fact(fact, (), _not_a_fact)),
                "pathway": ListOf(
                    Record({**step, "remark": TEXT, **cited}, ("verb", "place"), _uncited)
                ),
                "illness": ListOf(
                    Record({**illness, "remark": TEXT, **cited}, ("when", "symptom"), _uncited)
                ),
            },
            ("kind", "names"),
        ),
    )


def categories_rule(words: Vocabulary) -> Rule:
    """Return what a file of ``data/categories`` must be."""
    cited = _cite_fields(words)
    cite = {**cited, "identified": TEXT, "remark": TEXT}
    member = {
        "point": Choice(words.points, "point"),
        "says": Choice(frozenset(SAYS), "kind of dissent"),
        **dict.fromkeys(ATTRIBUTES, WORDS),
        "cites": ListOf(Record(cite, ("source", "at"))),
    }
    cites = {key: rule for key, rule in cited.items() if key in CITE_KEYS}
    return Records(
        IDENT,
        Record(
            {
                "names": names_rule("en", "hant", "hans"),
                "order": Number(1, 999, whole=True),
                "group": Choice(words.categories, "category"),
                "count": Number(1, 400, whole=True),
                "rule": TEXT,
                "cites": ListOf(Record(cites, CITE_KEYS)),
                "members": ListOf(Record(member, ("point", "cites"))),
                "dissent": ListOf(Record(member, ("point", "cites", "says"))),
                "remark": TEXT,
            },
            ("names", "order"),
        ),
    )


# ---------------------------------------------------------------- records


class _Citer:
    """Makes claims from the ``{source, at, term}`` citations of one sound file."""

    def __init__(self, document: Document, seen: Counter[str]) -> None:
        self.document = document
        self.seen = seen
        self.claims: list[Claim] = []

    def cite(
        self,
        entry: Mapping[str, Any],
        kind: str,
        subject: str,
        target: str,
        value: Mapping[str, Any],
    ) -> str:
        """Add the claim that one citation makes and return its id."""
        name = ident(entry["source"], subject, kind, target, self.seen)
        self.claims.append(
            Claim(
                id=name,
                kind=kind,
                subjects=(subject,),
                source=entry["source"],
                at=entry["at"],
                term=entry.get("term", ""),
                target=target,
                value=value,
                reports=entry.get("reports", ""),
                file=self.document.path,
                line=self.document.line(entry),
            )
        )
        return name


def meridians(document: Document, seen: Counter[str]) -> tuple[dict[str, Meridian], list[Claim]]:
    """Return the meridians of one sound file, and the claims made of them.

    Parameters
    ----------
    document : Document
        The file.
    seen : Counter
        Claim ids given so far, over all files.
    """
    citer = _Citer(document, seen)
    made: dict[str, Meridian] = {}
    for name, entry in document.data.items():
        for item in entry.get("facts", ()):
            _fact(citer, name, item)
        for number, item in enumerate(entry.get("pathway", ()), 1):
            _step(citer, name, item, number)
        for item in entry.get("illness", ()):
            value = _texts_of(item, ("when", "via", "remark"))
            citer.cite(item, "illness", name, item["symptom"], value)
        line = document.records[name]
        made[name] = Meridian(name, entry["kind"], Names(**entry["names"]), document.path, line)
    return made, citer.claims


def _fact(citer: _Citer, name: str, item: Mapping[str, Any]) -> None:
    key = next(key for key in item if key not in _ABOUT_FACTS)
    citer.cite(item, "fact", name, key, {"value": item[key], **_texts_of(item, ("remark",))})


def _step(citer: _Citer, name: str, item: Mapping[str, Any], number: int) -> None:
    touched = several(item["place"])
    value: dict[str, Any] = dict(_texts_of(item, ("verb", "branch", "remark")))
    value["places"] = touched
    value["step"] = str(number)
    citer.cite(item, "pathway", name, touched[0], value)


def _texts_of(entry: Mapping[str, Any], names: Collection[str]) -> dict[str, str]:
    """Return those of the named entries that are there."""
    return {key: entry[key] for key in names if key in entry}


def categories(document: Document, seen: Counter[str]) -> tuple[dict[str, Category], list[Claim]]:
    """Return the categories of one sound file and the claims (kind ``belongs``) that they cite.

    Parameters
    ----------
    document : Document
        The file.
    seen : Counter
        Claim ids given so far, over all files.
    """
    citer = _Citer(document, seen)
    made: dict[str, Category] = {}
    for name, entry in document.data.items():
        for cite in entry.get("cites", ()):
            citer.cite(cite, "fact", name, "rule", {"value": entry.get("rule", name)})
        made[name] = Category(
            id=name,
            names=Names(**entry["names"]),
            members=tuple(_member(citer, name, item) for item in entry.get("members", ())),
            dissent=tuple(_member(citer, name, item) for item in entry.get("dissent", ())),
            count=int(entry["count"]) if "count" in entry else None,
            rule=entry.get("rule", ""),
            group=entry.get("group", ""),
            remark=entry.get("remark", ""),
            order=int(entry["order"]),
            file=document.path,
            line=document.records[name],
        )
    return made, citer.claims


def _member(citer: _Citer, name: str, item: Mapping[str, Any]) -> Member:
    attributes = {
        key: ", ".join(several(value))
        for key, value in item.items()
        if key not in ("point", "says", "cites")
    }
    said = _texts_of(item, ("says",))
    ids = tuple(
        citer.cite(
            cite,
            "belongs",
            item["point"],
            name,
            {**attributes, **said, **_texts_of(cite, ("identified", "remark"))},
        )
        for cite in item["cites"]
    )
    return Member(item["point"], attributes, item.get("says", ""), ids)
