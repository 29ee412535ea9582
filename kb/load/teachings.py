"""``data/teachings``: songs, lists, methods and rules, a cited line at a time.

A line about points holds what an item of ``data/claims`` holds and becomes the same claims; a line
without points says something in general (of a class of points, of a meridian) and becomes one claim
of kind ``teaches`` about the teaching itself.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from typing import Any

from kb.load.claims import Vocabulary, check_item, check_subject, ident, item_claims
from kb.load.fields import Fields, Keys
from kb.load.points import names_of
from kb.model import ITEM_KINDS, QUALIFIERS, Claim, Teaching

__all__ = ["KINDS", "LINE_KEYS", "TEACHING_KEYS", "teachings"]

KINDS = ("song", "list", "method", "rule")
"""Kinds of teaching."""

TEACHING_KEYS = ("kind", "names", "order", "categories", "remark", "lines")
_GENERAL = ("of", "symptom", "says", "term")
LINE_KEYS = ("source", "at", "reports", "for", "points", *ITEM_KINDS, *_GENERAL)
"""Keys of a line: where it stands, then what it says of points, or in general."""

_FRAME = ("source", "at", "reports", "for")
_OF_POINTS = (*_FRAME, "points", *ITEM_KINDS)
_IN_GENERAL = (*_FRAME, *_GENERAL)


def teachings(
    fields: Fields, stem: str, words: Vocabulary, seen: Counter[str]
) -> tuple[dict[str, Teaching], list[Claim]]:
    """Return the teaching of one file and the claims that its lines make.

    Parameters
    ----------
    fields : Fields
        The file; it holds one record.
    stem : str
        Its name without folder and ending, which the record must have too.
    words : Vocabulary
        Known ids.
    seen : Counter
        Claim ids given so far, over all files.
    """
    made: dict[str, Teaching] = {}
    claims: list[Claim] = []
    for name, value in fields.records():
        if name != stem:
            fields.bad((name,), f"{name!r} stands in the file {stem}.yaml", "one record a file")
        entry = fields.mapping((name,), value, TEACHING_KEYS, ("kind", "names"))
        lines = []
        for number, line in enumerate(fields.items((name, "lines"), entry.get("lines"))):
            found = _line(fields, (name, "lines", number), name, line, words, seen)
            claims += found
            lines.append(tuple(claim.id for claim in found))
        told = fields.words((name, "categories"), entry.get("categories"))
        for one in told:
            fields.choice((name, "categories"), one or None, words.categories, "category")
        if not lines and not told:
            fields.bad((name,), "it has neither lines nor categories", "cite what it teaches")
        made[name] = Teaching(
            id=fields.ident((name,), name),
            kind=fields.choice((name, "kind"), entry.get("kind"), KINDS, "kind"),
            names=names_of(fields, (name, "names"), entry.get("names"), ("en",)),
            order=fields.whole((name, "order"), entry.get("order"), 1, 999) or 999,
            categories=told,
            remark=fields.text((name, "remark"), entry.get("remark")),
            lines=tuple(lines),
            file=fields.document.path,
            line=fields.record_line(name),
        )
    return made, claims


def _line(
    fields: Fields, keys: Keys, name: str, line: Any, words: Vocabulary, seen: Counter[str]
) -> list[Claim]:
    """Return the claims of one line; none when something is wrong with it."""
    before = len(fields.complaints)
    about_points = isinstance(line, dict) and "points" in line
    allowed = _OF_POINTS if about_points else _IN_GENERAL
    needed = ("source", "at") if about_points else ("source", "at", "says", "term")
    entry = fields.mapping(keys, line, allowed, needed)
    source = fields.choice((*keys, "source"), entry.get("source"), words.sources, "source")
    if about_points:
        points = fields.words((*keys, "points"), entry["points"])
        key = " + ".join(points)
        check_subject(fields, (*keys, "points"), key, words)
        item = {k: v for k, v in entry.items() if k not in ("source", "points")}
        check_item(fields, keys, item, words)
        sound = len(fields.complaints) == before
        return list(item_claims(fields, source, key, line, seen)) if sound else []
    made = _general(fields, keys, name, entry, source, words)
    if made is None or len(fields.complaints) > before:
        return []
    ided = ident(source, name, "teaches", made["target"], seen)
    return [Claim(id=ided, file=fields.document.path, line=fields.line(line), **made)]


def _general(
    fields: Fields,
    keys: Keys,
    name: str,
    entry: Mapping[str, Any],
    source: str,
    words: Vocabulary,
) -> dict[str, Any] | None:
    """Return the fields of the claim of a line without points; None when there is no line."""
    if not entry:
        return None
    known = {*words.categories, *(one for one in words.meridians if one.isupper())}
    of = fields.choice((*keys, "of"), entry.get("of"), known, "category or meridian")
    symptom = fields.choice((*keys, "symptom"), entry.get("symptom"), words.symptoms, "symptom")
    limits = fields.words((*keys, "for"), entry.get("for"))
    for one in limits:
        fields.choice((*keys, "for"), one or None, QUALIFIERS, "qualifier")
    told = fields.choice((*keys, "reports"), entry.get("reports"), words.sources, "source")
    value = {"says": fields.text((*keys, "says"), entry.get("says")), "of": of}
    return {
        "kind": "teaches",
        "subjects": (name,),
        "source": source,
        "at": fields.text((*keys, "at"), entry.get("at")),
        "term": fields.text((*keys, "term"), entry.get("term")),
        "target": symptom or of,
        "value": {key: text for key, text in value.items() if text},
        "reports": told,
        "qualifier": limits,
    }
