"""``data/points/*.yaml``, ``data/landmarks.yaml`` and ``data/anatomy.yaml``: rules and records."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterator, Mapping
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

from kb import codes
from kb.load.fields import Fields, Keys
from kb.load.rules import IDENT, TEXT, Choice, Form, ListOf, Number, Record, Records, Rule, Several
from kb.load.vocabulary import Vocabulary
from kb.model import (
    RELATIONS,
    Contrast,
    Hint,
    Landmark,
    Location,
    Names,
    Point,
    Relation,
    Rival,
    Structure,
)
from kb.reader import Document

__all__ = [
    "check_codes",
    "cites_rule",
    "landmarks",
    "landmarks_rule",
    "names_rule",
    "point_rule",
    "points",
    "several",
    "structures",
    "structures_rule",
]

STANDARD = "who-2008"
"""Source of the names of a point whose record cites no other."""

LANDMARK_KINDS = frozenset(
    {
        "bone", "muscle", "tendon", "vessel", "nerve", "crease", "skin", "nail", "joint", "line",
        "organ", "feature", "region", "posture", "movement",
    }
)  # fmt: skip
STRUCTURE_KINDS = frozenset({"vessel", "nerve", "organ", "hazard", "region", "landmark"})
ARTICLES = frozenset({"none"})
DIRECTIONS = frozenset(
    {
        "superior", "inferior", "anterior", "posterior", "medial", "lateral", "proximal", "distal",
        "radial", "ulnar",
    }
)  # fmt: skip
QUALIFIERS = frozenset({"just", "directly", "about", "level"})
UNITS = frozenset({"b-cun", "f-cun", "fingerbreadth"})
NAME_KEYS = ("hant", "hans", "who", "pinyin", "en", "short", "gloss", "ko")
LOCATION_KEYS = (
    "source", "at", "count", "region", "where", "each", "find", "related", "contrast",
)  # fmt: skip
POINT_KEYS = ("names", "page", "cites", "location", "variants", "others")
HINT_KEYS = ("posture", "landmark", "step", "feature", "if_absent", "use")
RELATION_KEYS = (
    "rel", "fraction", "cun", "upto", "unit", "curved", "dir", "ref", "refs", "ends", "from", "to",
    "line", "space", "qual", "feature", "posture", "vertical", "horizontal", "lines", "midpoint",
    "of", "vertebra",
)  # fmt: skip
_FRACTION = Form(re.compile(r"[1-9][0-9]?/[1-9][0-9]?"), "a fraction", "write it like 1/3")
_HANGUL = Form(re.compile("[\uac00-\ud7a3]+"), "a Korean name", "write Korean syllables")
_PAGE = Form(re.compile(r"[1-9][0-9]*(-[1-9][0-9]*)?"), "a page", "write its printed number")


# ---------------------------------------------------------------- rules


def landmarks_rule() -> Rule:
    """Return what ``data/landmarks.yaml`` must be."""
    kind, article = Choice(LANDMARK_KINDS, "kind"), Choice(ARTICLES, "article")
    return Records(IDENT, Record({"kind": kind, "en": TEXT, "article": article}, ("kind", "en")))


def structures_rule() -> Rule:
    """Return what ``data/anatomy.yaml`` and ``data/places.yaml`` must be."""
    kind = Choice(STRUCTURE_KINDS, "kind")
    return Records(IDENT, Record({"kind": kind, "en": TEXT}, ("kind", "en")))


def names_rule(*required: str) -> Rule:
    """Return what the names of any record must be."""
    return Record({**dict.fromkeys(NAME_KEYS, TEXT), "ko": _HANGUL}, required)


def cites_rule(source: Rule) -> Rule:
    """Return what a list of ``{source, at}`` must be."""
    return ListOf(Record({"source": source, "at": TEXT}, ("source", "at")))


class _Directions(Rule):
    """A direction, or two joined by ``+``."""

    def explain(self, fields: Fields, keys: Keys, value: Any) -> None:
        for part in fields.text(keys, value).split("+"):
            fields.choice(keys, part or None, DIRECTIONS, "direction")


@dataclass(frozen=True, slots=True, eq=False)
class _Two(Rule):
    """Two places at least."""

    place: Rule

    def holds(self, values: list[Any]) -> bool:
        return ListOf(self.place).holds(values) and all(len(value) > 1 for value in values)

    def explain(self, fields: Fields, keys: Keys, value: Any) -> None:
        Several(self.place).explain(fields, keys, value)
        if isinstance(value, str) or (isinstance(value, list) and len(value) == 1):
            fields.bad(keys, f"{keys[-1]!r} names one place", "name both")


def _lacking(keys: Collection[str], kind: str) -> Iterator[tuple[str, str]]:
    """Yield what a relation of a kind lacks, which has these keys."""
    has = set(keys)
    stand_ins = {"ref": {"midpoint", "refs", "ends"}}
    for key in RELATIONS.get(kind, ()):
        if key not in has and not stand_ins.get(key, set()) & has:
            yield f"relation {kind!r} lacks {key!r}", "add it"
    if kind == "level" and not {"ref", "refs", "vertebra"} & has:
        yield "relation 'level' lacks 'ref'", "say with what"
    if kind == "intersection" and not ({"vertical", "horizontal"} <= has or "lines" in has):
        yield "relation 'intersection' lacks its lines", "name both"


def _lacking_apart(keys: Collection[str], kind: str) -> Iterator[tuple[str, str]]:
    """Yield what a contrast lacks: a point alone needs nothing, a relation is one as any other."""
    if set(keys) - {"point"}:
        if "rel" not in keys:
            yield "key 'rel' is missing", "add it"
        yield from _lacking(keys, kind)


def _unplaced(keys: Collection[str], _: str) -> Iterator[tuple[str, str]]:
    if not {"where", "each"} & set(keys):
        yield "key 'where' is missing", "say where the place is"


def _relation_fields(place: Rule) -> dict[str, Rule]:
    """Return the fields of a relation, in their order."""
    places, two = Several(place), _Two(place)
    return {
        "rel": Choice(frozenset(RELATIONS), "relation"),
        "fraction": _FRACTION,
        "cun": Number(0, 30),
        "upto": Number(0, 30),
        "unit": Choice(UNITS, "unit"),
        "curved": Choice(frozenset({"true", "yes"}), "value"),
        "dir": _Directions(),
        "ref": place,
        "refs": places,
        "ends": two,
        "from": place,
        "to": place,
        "line": Choice(frozenset({"anterior", "posterior"}), "median line"),
        "space": Number(1, 11, whole=True),
        "qual": Choice(QUALIFIERS, "qualifier"),
        "feature": Choice(frozenset({"depression"}), "feature"),
        "posture": places,
        "vertical": place,
        "horizontal": place,
        "lines": two,
        "midpoint": two,
        "of": TEXT,
        "vertebra": TEXT,
    }


def _location_fields(place: Rule, source: Rule) -> dict[str, Rule]:
    """Return the fields of a location, in their order."""
    fields = _relation_fields(place)
    relation = Record(fields, ("rel",), _lacking, "rel")
    places = Several(place)
    hint = {
        "posture": places,
        "landmark": places,
        "step": places,
        "feature": TEXT,
        "if_absent": place,
        "use": Several(relation),
    }
    contrast = Record({"point": place, **fields}, ("point",), _lacking_apart, "rel")
    return {
        "source": source,
        "at": TEXT,
        "count": Number(2, 40, whole=True),
        "region": place,
        "where": ListOf(relation),
        "each": ListOf(ListOf(relation)),
        "find": ListOf(Record(hint)),
        "related": ListOf(relation),
        "contrast": ListOf(contrast),
    }


def point_rule(words: Vocabulary, meridian: str) -> Record:
    """Return what a point of a meridian (``EX``: an extra point) must be."""
    place = Choice(words.landmarks | words.points, "landmark or point")
    source = Choice(words.sources, "source")
    location = _location_fields(place, source)
    variant = {**location, "sex": Choice(frozenset({"female", "male"}), "sex")}
    rival = {**location, "status": Choice(frozenset({"alternative", "rival"}), "status")}
    extra = meridian == "EX"
    return Record(
        {
            "names": names_rule("pinyin") if extra else names_rule("hant", "hans", "pinyin"),
            "page": _PAGE,
            "cites": cites_rule(source),
            "location": Record(location, (), _unplaced),
            "variants": ListOf(Record(variant, (), _unplaced)),
            "others": ListOf(Record(rival, ("source", "at", "status"), _unplaced)),
        },
        ("names", "cites") if extra else ("names", "page"),
    )


def check_codes(fields: Fields, meridian: str, sources: Collection[str]) -> None:
    """Complain about codes that are not of a meridian or out of order, and the standard missing."""
    if meridian != "EX" and STANDARD not in sources:
        fields.bad((), f"unknown source {STANDARD!r}", f"add data/sources/{STANDARD}.yaml")
    usual = (f"{meridian}{number}" for number in range(1, codes.COUNTS.get(meridian, 0) + 1))
    if list(filter(fields.document.records.__contains__, usual)) == list(fields.document.records):
        return
    valid = []
    for code in fields.document.records:
        known = codes.is_code(code) or codes.is_extra(code)
        if known:
            valid.append((codes.order_key(code), code))
        if not known or codes.meridian_of(code) != meridian:
            fields.bad((code,), f"bad code {code!r}", f"use a WHO code of {meridian}")
    for (before, one), (after, other) in pairwise(valid):
        if before > after:
            fields.bad((other,), f"{other} stands after {one}", "keep numeric order")


# ---------------------------------------------------------------- records


def landmarks(document: Document) -> dict[str, Landmark]:
    """Return the landmarks of a sound ``data/landmarks.yaml`` by id."""
    return {name: Landmark(name, **entry) for name, entry in document.data.items()}


def structures(document: Document) -> dict[str, Structure]:
    """Return the structures of a sound ``data/anatomy.yaml`` or ``data/places.yaml`` by id."""
    return {name: Structure(name, **entry) for name, entry in document.data.items()}


def points(document: Document) -> dict[str, Point]:
    """Return the points of a sound file of ``data/points`` by code, in order."""
    return {code: _point(document, code, entry) for code, entry in document.data.items()}


def _point(document: Document, code: str, entry: Mapping[str, Any]) -> Point:
    page = entry.get("page", "")
    cites = tuple((cite["source"], cite["at"]) for cite in entry.get("cites", ()))
    return Point(
        code=code,
        names=Names(**entry["names"]),
        page=page,
        location=_location(entry["location"]) if "location" in entry else None,
        variants=tuple(map(_location, entry.get("variants", ()))),
        others=tuple(map(_rival, entry.get("others", ()))),
        cites=cites or ((STANDARD, page),),
        file=document.path,
        line=document.records[code],
    )


def _rival(entry: Mapping[str, Any]) -> Rival:
    place = {key: item for key, item in entry.items() if key not in ("source", "at", "status")}
    return Rival(entry["source"], entry["at"], entry["status"], _location(place))


def _location(entry: Mapping[str, Any]) -> Location:
    return Location(**{key: _OF_LOCATION.get(key, _as_is)(item) for key, item in entry.items()})


def _relations(items: list[Any]) -> tuple[Relation, ...]:
    return tuple(map(_relation, items))


def _relation(entry: Mapping[str, Any]) -> Relation:
    return Relation(
        **{
            "frm" if key == "from" else key: _OF_RELATION.get(key, _as_is)(item)
            for key, item in entry.items()
        }
    )


def _hint(entry: Mapping[str, Any]) -> Hint:
    return Hint(**{key: _OF_HINT.get(key, _as_is)(item) for key, item in entry.items()})


def _contrast(entry: Mapping[str, Any]) -> Contrast:
    rest = {key: item for key, item in entry.items() if key != "point"}
    return Contrast(entry["point"], (_relation(rest),) if rest else ())


def _as_is(value: Any) -> Any:
    return value


def several(value: str | list[str]) -> tuple[str, ...]:
    """Return a list of strings, or one alone, as a tuple."""
    return (value,) if isinstance(value, str) else tuple(value)


def _used(value: Any) -> tuple[Relation, ...]:
    return _relations(value if isinstance(value, list) else [value])


_Made = Mapping[str, Callable[[Any], Any]]
_OF_RELATION: _Made = {
    "cun": float, "upto": float, "space": int, "curved": bool, "posture": several, "refs": several,
    "ends": several, "lines": several, "midpoint": several,
}  # fmt: skip
_OF_HINT: _Made = {"posture": several, "landmark": several, "step": several, "use": _used}
_OF_LOCATION: _Made = {
    "count": int,
    "where": _relations,
    "each": lambda items: tuple(map(_relations, items)),
    "find": lambda items: tuple(map(_hint, items)),
    "related": _relations,
    "contrast": lambda items: tuple(map(_contrast, items)),
}
"""What makes the value of a field from what stands in the file; texts are taken as they are."""
