"""``data/points/*.yaml``, ``data/landmarks.yaml`` and ``data/anatomy.yaml`` to records."""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping
from itertools import pairwise
from typing import Any

from kb import codes
from kb.load.fields import Fields, Keys
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

__all__ = ["landmarks", "names_of", "points", "structures"]

STANDARD = "who-2008"
"""Source of the names of a point whose record cites no other."""

LANDMARK_KINDS = (
    "bone", "muscle", "tendon", "vessel", "nerve", "crease", "skin", "nail", "joint", "line",
    "organ", "feature", "region", "posture", "movement",
)  # fmt: skip
STRUCTURE_KINDS = ("vessel", "nerve", "organ", "hazard", "region", "landmark")
ARTICLES = ("none",)
DIRECTIONS = (
    "superior", "inferior", "anterior", "posterior", "medial", "lateral", "proximal", "distal",
    "radial", "ulnar",
)  # fmt: skip
QUALIFIERS = ("just", "directly", "about", "level")
UNITS = ("b-cun", "f-cun", "fingerbreadth")
NAME_KEYS = ("hant", "hans", "who", "pinyin", "en", "short", "gloss")
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
_PLACES = ("ref", "from", "to", "vertical", "horizontal")
_PLACE_LISTS = ("refs", "ends", "lines", "midpoint", "posture")
_SEVERAL = {"ends": 2, "lines": 2, "midpoint": 2}
_FRACTION = re.compile(r"[1-9][0-9]?/[1-9][0-9]?")
_PAGE = re.compile(r"[1-9][0-9]*(-[1-9][0-9]*)?")


def landmarks(fields: Fields) -> dict[str, Landmark]:
    """Return the landmarks of ``data/landmarks.yaml`` by id."""
    made: dict[str, Landmark] = {}
    for name, value in fields.records():
        entry = fields.mapping((name,), value, ("kind", "en", "article"), ("kind", "en"))
        kind = fields.choice((name, "kind"), entry.get("kind"), LANDMARK_KINDS, "kind")
        phrase = fields.text((name, "en"), entry.get("en"))
        article = fields.choice((name, "article"), entry.get("article"), ARTICLES, "article")
        made[fields.ident((name,), name)] = Landmark(name, kind, phrase, article)
    return made


def structures(fields: Fields) -> dict[str, Structure]:
    """Return the vessels, nerves, organs and hazards of ``data/anatomy.yaml`` by id."""
    made: dict[str, Structure] = {}
    for name, value in fields.records():
        entry = fields.mapping((name,), value, ("kind", "en"), ("kind", "en"))
        kind = fields.choice((name, "kind"), entry.get("kind"), STRUCTURE_KINDS, "kind")
        phrase = fields.text((name, "en"), entry.get("en"))
        made[fields.ident((name,), name)] = Structure(name, kind, phrase)
    return made


def names_of(fields: Fields, keys: Keys, value: Any, required: Collection[str]) -> Names:
    """Return the ``names`` mapping of any record."""
    entry = fields.mapping(keys, value, NAME_KEYS, required)
    return Names(**{key: fields.text((*keys, key), text) for key, text in entry.items()})


class _PointReader:
    """Turns the records of one points file into `Point`; knows which places exist."""

    def __init__(
        self, fields: Fields, places: Collection[str], sources: Collection[str], meridian: str
    ) -> None:
        self.fields = fields
        self.places = places
        self.sources = sources
        self.meridian = meridian

    def place(self, keys: Keys, value: Any) -> str:
        """Return a landmark id or point code that exists."""
        return self.fields.choice(keys, value, self.places, "landmark or point")

    def place_list(self, keys: Keys, value: Any) -> tuple[str, ...]:
        """Return a list of places; a single one may stand alone."""
        items = [value] if isinstance(value, str) else self.fields.items(keys, value)
        return tuple(self.place((*keys, i), item) for i, item in enumerate(items))

    def relation(self, keys: Keys, value: Any) -> Relation:
        """Return one relation, with complaints for what it lacks."""
        fields = self.fields
        entry = fields.mapping(keys, value, RELATION_KEYS, ("rel",))
        kind = fields.choice((*keys, "rel"), entry.get("rel"), RELATIONS, "relation")
        stand_ins = {"ref": {"midpoint", "refs", "ends"}}
        for key in RELATIONS.get(kind, ()):
            if key not in entry and not (stand_ins.get(key, set()) & entry.keys()):
                fields.bad(keys, f"relation {kind!r} lacks {key!r}", "add it")
        if kind == "level" and not {"ref", "refs", "vertebra"} & entry.keys():
            fields.bad(keys, "relation 'level' lacks 'ref'", "say with what")
        lines = {"vertical", "horizontal"} <= entry.keys() or "lines" in entry
        if kind == "intersection" and not lines:
            fields.bad(keys, "relation 'intersection' lacks its lines", "name both")
        made: dict[str, Any] = {}
        for key, item in entry.items():
            made["frm" if key == "from" else key] = self._value((*keys, key), key, item)
        return Relation(**{**made, "rel": kind})

    def _value(self, keys: Keys, key: str, item: Any) -> Any:
        fields = self.fields
        if key in _PLACES:
            return self.place(keys, item)
        if key in _PLACE_LISTS:
            found = self.place_list(keys, item)
            if 0 < len(found) < _SEVERAL.get(key, 1):
                fields.bad(keys, f"{key!r} names one place", "name both")
            return found
        if key == "fraction":
            if isinstance(item, str) and not _FRACTION.fullmatch(item):
                fields.bad(keys, f"{item!r} is not a fraction", "write it like 1/3")
            return fields.text(keys, item)
        if key in ("cun", "upto"):
            return fields.number(keys, item, 0, 30)
        if key == "space":
            return fields.whole(keys, item, 1, 11)
        if key == "curved":
            return fields.choice(keys, item, ("true", "yes"), "value") != ""
        if key == "unit":
            return fields.choice(keys, item, UNITS, "unit")
        if key == "dir" and isinstance(item, str):
            for part in item.split("+"):
                fields.choice(keys, part, DIRECTIONS, "direction")
        if key == "qual":
            return fields.choice(keys, item, QUALIFIERS, "qualifier")
        if key == "feature":
            return fields.choice(keys, item, ("depression",), "feature")
        if key == "line":
            return fields.choice(keys, item, ("anterior", "posterior"), "median line")
        return fields.text(keys, item)

    def relations(self, keys: Keys, value: Any) -> tuple[Relation, ...]:
        """Return a list of relations."""
        items = self.fields.items(keys, value)
        return tuple(self.relation((*keys, i), item) for i, item in enumerate(items))

    def hint(self, keys: Keys, value: Any) -> Hint:
        """Return one ``find`` entry."""
        entry = self.fields.mapping(keys, value, HINT_KEYS)
        made: dict[str, Any] = {}
        for key, item in entry.items():
            where = (*keys, key)
            if key in ("posture", "landmark", "step"):
                made[key] = self.place_list(where, item)
            elif key == "if_absent":
                made[key] = self.place(where, item)
            elif key == "use":
                one = isinstance(item, dict)
                made[key] = (self.relation(where, item),) if one else self.relations(where, item)
            else:
                made[key] = self.fields.text(where, item)
        return Hint(**made)

    def contrast(self, keys: Keys, value: Any) -> Contrast:
        """Return one ``contrast`` entry: a point and the relation that tells it apart."""
        entry = self.fields.mapping(keys, value, ("point", *RELATION_KEYS), ("point",))
        point = self.place((*keys, "point"), entry.get("point"))
        rest = {key: item for key, item in entry.items() if key != "point"}
        return Contrast(point, (self.relation(keys, rest),) if rest else ())

    def location(self, keys: Keys, value: Any, extra: tuple[str, ...] = ()) -> Location:
        """Return a location; keys in `extra` belong to the caller."""
        fields = self.fields
        entry = fields.mapping(keys, value, (*LOCATION_KEYS, *extra))
        if not ("where" in entry or "each" in entry):
            fields.bad(keys, "key 'where' is missing", "say where the place is")
        own = "status" not in extra
        each = fields.items((*keys, "each"), entry.get("each"))
        finds = fields.items((*keys, "find"), entry.get("find"))
        contrasts = fields.items((*keys, "contrast"), entry.get("contrast"))
        return Location(
            region=self.place((*keys, "region"), entry.get("region")),
            where=self.relations((*keys, "where"), entry.get("where")),
            find=tuple(self.hint((*keys, "find", i), v) for i, v in enumerate(finds)),
            related=self.relations((*keys, "related"), entry.get("related")),
            contrast=tuple(
                self.contrast((*keys, "contrast", i), v) for i, v in enumerate(contrasts)
            ),
            sex=fields.choice((*keys, "sex"), entry.get("sex"), ("female", "male"), "sex"),
            count=fields.whole((*keys, "count"), entry.get("count"), 2, 40),
            each=tuple(self.relations((*keys, "each", i), v) for i, v in enumerate(each)),
            source=fields.choice((*keys, "source"), entry["source"], self.sources, "source")
            if own and "source" in entry
            else "",
            at=fields.text((*keys, "at"), entry["at"]) if own and "at" in entry else "",
        )

    def cites(self, keys: Keys, value: Any) -> tuple[tuple[str, str], ...]:
        """Return a list of ``{source, at}``."""
        fields, made = self.fields, []
        for number, item in enumerate(fields.items(keys, value)):
            where = (*keys, number)
            entry = fields.mapping(where, item, ("source", "at"), ("source", "at"))
            cited = fields.choice((*where, "source"), entry.get("source"), self.sources, "source")
            made.append((cited, fields.text((*where, "at"), entry.get("at"))))
        return tuple(made)

    def rival(self, keys: Keys, value: Any) -> Rival:
        """Return one ``others`` entry."""
        fields = self.fields
        location = self.location(keys, value, ("source", "at", "status"))
        entry = value if isinstance(value, dict) else {}
        for key in ("source", "at", "status"):
            if isinstance(value, dict) and key not in entry:
                fields.bad(keys, f"key {key!r} is missing", "add it")
        return Rival(
            fields.choice((*keys, "source"), entry.get("source"), self.sources, "source"),
            fields.text((*keys, "at"), entry.get("at")),
            fields.choice(
                (*keys, "status"), entry.get("status"), ("alternative", "rival"), "status"
            ),
            location,
        )

    def point(self, code: str, value: Any) -> Point:
        """Return one point."""
        fields, keys = self.fields, (code,)
        known = codes.is_code(code) or codes.is_extra(code)
        if not known or codes.meridian_of(code) != self.meridian:
            fields.bad(keys, f"bad code {code!r}", f"use a WHO code of {self.meridian}")
        extra = self.meridian == "EX"
        entry = fields.mapping(
            keys, value, POINT_KEYS, ("names", "cites") if extra else ("names", "page")
        )
        needed = ("pinyin",) if extra else ("hant", "hans", "pinyin")
        variants = fields.items((code, "variants"), entry.get("variants"))
        others = fields.items((code, "others"), entry.get("others"))
        page = fields.text((code, "page"), entry.get("page"))
        if page and not _PAGE.fullmatch(page):
            fields.bad((code, "page"), f"{page!r} is not a page", "write its printed number")
        return Point(
            code=code,
            names=names_of(fields, (code, "names"), entry.get("names"), needed),
            page=page,
            location=self.location((code, "location"), entry["location"])
            if "location" in entry
            else None,
            variants=tuple(
                self.location((code, "variants", i), v, ("sex",)) for i, v in enumerate(variants)
            ),
            others=tuple(self.rival((code, "others", i), v) for i, v in enumerate(others)),
            cites=self.cites((code, "cites"), entry.get("cites")) or ((STANDARD, page),),
            file=fields.document.path,
            line=fields.record_line(code),
        )


def points(
    fields: Fields, meridian: str, places: Collection[str], sources: Mapping[str, Any]
) -> dict[str, Point]:
    """Return the points of one ``data/points`` file by code, in order.

    Parameters
    ----------
    fields : Fields
        The file.
    meridian : str
        What its name says it holds (``GB``, ``EX``).
    places : collection of str
        Every landmark id and point code.
    sources : mapping
        Known sources.
    """
    reader = _PointReader(fields, places, sources, meridian)
    if meridian != "EX" and STANDARD not in sources:
        fields.bad((), f"unknown source {STANDARD!r}", f"add data/sources/{STANDARD}.yaml")
    made = {code: reader.point(code, value) for code, value in fields.records()}
    valid = [code for code in made if codes.is_code(code) or codes.is_extra(code)]
    for before, after in pairwise(valid):
        if codes.order_key(before) > codes.order_key(after):
            fields.bad((after,), f"{after} stands after {before}", "keep numeric order")
    return made
