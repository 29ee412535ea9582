"""``data/evidence``, ``data/conditions`` and ``data/articles`` to records."""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping, Sequence
from typing import Any

from kb.load.fields import Fields, Keys
from kb.load.vocabulary import Vocabulary
from kb.model import (
    CERTAINTIES,
    DIRECTIONS,
    SHAM,
    STUDY_KINDS,
    Article,
    Condition,
    Effect,
    Omission,
    Result,
    Stated,
    Statement,
    Study,
)

__all__ = ["article", "condition", "read", "studies"]

STUDY_KEYS = (
    "kind", "design", "topic", "conditions", "title", "authors", "year", "journal", "volume",
    "issue", "pages", "doi", "pmid", "pmcid", "cochrane", "url", "missing", "inferred",
    "direction", "sham", "relevance", "certainty", "certainty_by", "certainty_note", "population",
    "technique", "sessions", "size", "comparator", "versus", "points", "points_status", "results",
    "limits", "read", "read_on", "superseded", "flags",
)  # fmt: skip
RESULT_KEYS = ("measure", "at", "result", "effects")
EFFECT_KEYS = ("kind", "value", "low", "high", "level", "scale", "better")
CONDITION_KEYS = (
    "en", "kind", "lay", "broader", "bridge", "meridians", "course", "about", "red_flags", "care",
    "remark",
)  # fmt: skip
STATED_KEYS = ("says", "studies")
NO_RECORD = "no record here"
"""What a sentence without a citation must say."""

ARTICLE_KEYS = ("source", "condition", "characters", "statements", "omissions")
STATEMENT_KEYS = (
    "id", "kind", "asserts", "says", "span", "supports", "qualifies", "contradicts", "remark",
)  # fmt: skip
OMISSION_KEYS = ("id", "says", "studies")

TOPICS = ("efficacy", "safety", "mechanism", "diagnosis", "practitioner", "context")
VERSUS = ("sham", "no-acupuncture", "active", "mixed", "guideline", "none", "not-applicable",
          "unclear")  # fmt: skip
READ = (
    "fulltext", "fulltext-part", "abstract", "abstract-part", "authors-conclusions",
    "summary-of-findings-table", "plain-language-summary", "conference-abstract", "secondary",
    "listed",
)  # fmt: skip
EFFECT_KINDS = ("MD", "SMD", "RR", "OR", "RD")
SCALES = ("ratio", "smd", "0-100", "0-10", "percent", "own")
STATEMENT_KINDS = ("efficacy", "mechanism", "safety", "advice", "technique", "tradition")
ASSERTS = ("fact", "degree", "practice", "opinion")
FORMS = {
    "doi": (re.compile(r"10\.[0-9]{4,9}/[A-Za-z0-9()._;:/-]+"), "write it like 10.1001/abc"),
    "pmid": (re.compile("[0-9]{5,9}"), "write its digits"),
    "pmcid": (re.compile("PMC[0-9]{4,9}"), "write PMC and its digits"),
    "cochrane": (re.compile("CD[0-9]{6}"), "write CD and six digits"),
    "url": (re.compile(r"https://[a-z0-9][a-z0-9.-]*\.[a-z]{2,}(/[A-Za-z0-9._~:/?#@!$&'()*+,;=%-]*)?"),
            "start it with https:// and a host"),
    "year": (re.compile("(19|20)[0-9]{2}"), "write four digits"),
    "read_on": (re.compile("20[0-9]{2}-[01][0-9]-[0-3][0-9]"), "write YYYY-MM-DD"),
}  # fmt: skip
"""What fields must look like of which addresses are made."""

_LISTS = {"authors": None, "missing": STUDY_KEYS, "inferred": STUDY_KEYS, "limits": None,
          "flags": None, "certainty": CERTAINTIES, "versus": VERSUS}  # fmt: skip
_CHOICES = {"kind": STUDY_KINDS, "topic": TOPICS, "direction": DIRECTIONS, "sham": SHAM,
            "read": READ}  # fmt: skip


def read(
    files: Mapping[str, Sequence[Fields]], words: Vocabulary
) -> tuple[dict[str, Study], dict[str, Condition], dict[str, Article]]:
    """Return the records, conditions and articles of files by folder; the files note complaints.

    Parameters
    ----------
    files : mapping of str to sequence of Fields
        Files by the folder they stand in.
    words : Vocabulary
        Names of the other records.
    """
    names = {fields.document.stem for fields in files.get("conditions", ())}
    known = {name for fields in files.get("evidence", ()) for name in fields.document.records}
    found: dict[str, Study] = {}
    for fields in files.get("evidence", ()):
        found.update(studies(fields, fields.document.stem, names, words.points, known))
    places = words.landmarks | words.structures
    about = {
        fields.document.stem: condition(
            fields, fields.document.stem, names, words.symptoms, words.meridians, places, known
        )
        for fields in files.get("conditions", ())
    }
    told = {
        fields.document.stem: article(fields, fields.document.stem, names, words.sources, known)
        for fields in files.get("articles", ())
    }
    return found, about, told


def studies(
    fields: Fields,
    stem: str,
    conditions: Collection[str],
    points: Collection[str],
    known: Collection[str],
) -> dict[str, Study]:
    """Return the records of one file of ``data/evidence`` by id.

    Parameters
    ----------
    fields : Fields
        The file.
    stem : str
        Its name: the first condition of each record.
    conditions, points, known : collection of str
        Ids of all conditions, points and records.
    """
    made = {}
    for name, value in fields.records():
        entry = fields.mapping((name,), value, STUDY_KEYS, ("kind", "topic", "conditions", "read"))
        fields.ident((name,), name)
        if isinstance(value, dict) and not entry.keys() & {
            "doi",
            "pmid",
            "pmcid",
            "cochrane",
            "url",
        }:
            fields.bad((name,), "no public reference", "add doi, pmid, pmcid, cochrane or url")
        about = fields.words((name, "conditions"), entry.get("conditions"))
        for number, one in enumerate(about):
            fields.choice((name, "conditions", number), one, conditions, "condition")
        if about and about[0] != stem:
            where = f"move the record to data/evidence/{about[0]}.yaml"
            fields.bad((name, "conditions"), f"the file is that of {stem!r}", where)
        if entry.get("superseded") not in (None, "not-read"):
            fields.choice((name, "superseded"), entry["superseded"], known, "record")
        made[name] = Study(
            id=name,
            conditions=about,
            points=_chosen(fields, (name, "points"), entry.get("points"), points, "point"),
            results=_results(fields, name, entry.get("results")),
            file=fields.document.path,
            line=fields.record_line(name),
            **_plain(fields, name, entry),
        )
    return made


def _plain(fields: Fields, name: str, entry: dict[str, Any]) -> dict[str, Any]:
    """Return the fields of a record that are one text, one of a list, or a list of texts."""
    made: dict[str, Any] = {"design": "", "kind": "", "topic": ""}
    for key, item in entry.items():
        keys: Keys = (name, key)
        if key in ("conditions", "points", "results"):
            continue
        if key in _LISTS:
            allowed = _LISTS[key]
            chosen = allowed is not None
            made[key] = (
                _chosen(fields, keys, item, allowed or (), key) if chosen
                else fields.words(keys, item)
            )  # fmt: skip
        elif key in _CHOICES:
            made[key] = fields.choice(keys, item, _CHOICES[key], key)
        else:
            made[key] = _formed(fields, keys, item)
    return made


def _formed(fields: Fields, keys: Keys, item: Any) -> str:
    """Return a text that has the form of its key."""
    text = fields.text(keys, item)
    form, hint = FORMS.get(str(keys[-1]), (None, ""))
    if text and form and not form.fullmatch(text):
        fields.bad(keys, f"{text!r} is not a {keys[-1]}", hint)
    return text


def _chosen(
    fields: Fields, keys: Keys, value: Any, known: Collection[str], what: str
) -> tuple[str, ...]:
    """Return a list of known words, each once."""
    words = fields.words(keys, value)
    for number, one in enumerate(words):
        place = (*keys, number) if isinstance(value, list) else keys
        fields.choice(place, one, known, what)
        if one in words[:number]:
            fields.bad(place, f"{one!r} stands twice", "delete one")
    return words


def _results(fields: Fields, name: str, value: Any) -> tuple[Result, ...]:
    made = []
    for number, item in enumerate(fields.items((name, "results"), value)):
        keys = (name, "results", number)
        entry = fields.mapping(keys, item, RESULT_KEYS, ("measure", "result"))
        given = fields.items((*keys, "effects"), entry.get("effects"))
        texts = {k: fields.text((*keys, k), v) for k, v in entry.items() if k != "effects"}
        said = texts.setdefault("result", "")
        texts.setdefault("measure", "")
        found = [_effect(fields, (*keys, "effects", i), one, said) for i, one in enumerate(given)]
        made.append(Result(effects=tuple(found), **texts))
    return tuple(made)


def _effect(fields: Fields, keys: Keys, value: Any, said: str) -> Effect:
    """Return an estimate; each of its figures must stand in the result as read."""
    needed = ("kind", "value", "low", "high", "scale", "better")
    entry = fields.mapping(keys, value, EFFECT_KEYS, needed)
    printed = set(re.findall(r"\d+(?:\.\d+)?", said))
    figures: list[float] = []
    for key in ("low", "value", "high"):
        number = fields.number((*keys, key), entry.get(key), -1e6, 1e6)
        if number is not None:
            figures.append(number)
            if str(entry[key]).removeprefix("-") not in printed:
                fields.bad((*keys, key), f"{entry[key]!r} is not in the result", "write it as read")
    if figures != sorted(figures):
        fields.bad(keys, f"the estimate {figures} is not within its interval", "order the figures")
    if entry.get("scale") == "ratio" and figures and min(figures) <= 0:
        fields.bad(keys, f"a ratio of {min(figures):g}", "ratios are above 0")
    return Effect(
        kind=fields.choice((*keys, "kind"), entry.get("kind"), EFFECT_KINDS, "kind"),
        value=fields.text((*keys, "value"), entry.get("value")),
        low=fields.text((*keys, "low"), entry.get("low")),
        high=fields.text((*keys, "high"), entry.get("high")),
        level=fields.text((*keys, "level"), entry["level"]) if "level" in entry else "95",
        scale=fields.choice((*keys, "scale"), entry.get("scale"), SCALES, "scale"),
        better=fields.choice((*keys, "better"), entry.get("better"), ("lower", "higher"), "way"),
    )


def condition(
    fields: Fields,
    stem: str,
    conditions: Collection[str],
    symptoms: Collection[str],
    meridians: Collection[str],
    places: Collection[str],
    known: Collection[str],
) -> Condition:
    """Return the condition of one file of ``data/conditions``; the stem is its id."""
    entry = fields.mapping((), fields.document.data, CONDITION_KEYS, ("en",))
    kinds = ("condition", "topic")
    stated = {
        key: tuple(
            _stated(fields, (key, i), item, known)
            for i, item in enumerate(fields.items((key,), entry.get(key)))
        )
        for key in ("about", "red_flags", "care")
    }
    lists = {
        key: _chosen(fields, (key,), entry.get(key), ids, what)
        for key, ids, what in (
            ("broader", conditions, "condition"), ("bridge", symptoms, "symptom"),
            ("meridians", meridians, "meridian"), ("course", places, "place"),
        )
    }  # fmt: skip
    return Condition(
        id=fields.ident((), stem),
        en=fields.text(("en",), entry.get("en")),
        kind=fields.choice(("kind",), entry["kind"], kinds, "kind")
        if "kind" in entry
        else kinds[0],
        lay=fields.words(("lay",), entry.get("lay")),
        remark=fields.text(("remark",), entry.get("remark")),
        file=fields.document.path,
        line=1,
        about=stated["about"],
        red_flags=stated["red_flags"],
        care=stated["care"],
        broader=lists["broader"],
        bridge=lists["bridge"],
        meridians=lists["meridians"],
        course=lists["course"],
    )


def _stated(fields: Fields, keys: Keys, value: Any, known: Collection[str]) -> Stated:
    """Return a cited sentence; one without records may only say that none speaks of it."""
    entry = fields.mapping(keys, value, STATED_KEYS, ("says",))
    cited = _chosen(fields, (*keys, "studies"), entry.get("studies"), known, "record")
    says = fields.text((*keys, "says"), entry.get("says"))
    if says and not cited and NO_RECORD not in says:
        fields.bad(keys, f"{says!r} cites no record", f"cite one, or say '{NO_RECORD}'")
    return Stated(says, cited)


def article(
    fields: Fields,
    stem: str,
    conditions: Collection[str],
    sources: Collection[str],
    known: Collection[str],
) -> Article:
    """Return the article of one file of ``data/articles``; the stem is its id."""
    needed = ("source", "condition", "characters", "statements")
    entry = fields.mapping((), fields.document.data, ARTICLE_KEYS, needed)
    length = fields.whole(("characters",), entry.get("characters"), 1, 1_000_000) or 0
    said = [
        _statement(fields, ("statements", i), item, known, length)
        for i, item in enumerate(fields.items(("statements",), entry.get("statements")))
    ]
    left = []
    for number, item in enumerate(fields.items(("omissions",), entry.get("omissions"))):
        keys = ("omissions", number)
        one = fields.mapping(keys, item, OMISSION_KEYS, ("id", "says"))
        cited = _chosen(fields, (*keys, "studies"), one.get("studies"), known, "record")
        ident, says = (fields.text((*keys, k), one.get(k)) for k in ("id", "says"))
        left.append(Omission(ident, says, cited))
    names = [*(one.id for one in said), *(one.id for one in left)]
    for name in sorted({name for name in names if names.count(name) > 1}):
        fields.bad(("statements",), f"id {name!r} stands twice", "give each its own")
    return Article(
        id=fields.ident((), stem),
        source=fields.choice(("source",), entry.get("source"), sources, "source"),
        condition=fields.choice(("condition",), entry.get("condition"), conditions, "condition"),
        characters=length,
        statements=tuple(said),
        omissions=tuple(left),
        file=fields.document.path,
        line=1,
    )


def _statement(
    fields: Fields, keys: Keys, value: Any, known: Collection[str], length: int
) -> Statement:
    entry = fields.mapping(keys, value, STATEMENT_KEYS, ("id", "kind", "asserts", "says", "span"))
    ends = [
        fields.whole((*keys, "span", i), end, 0, length)
        for i, end in enumerate(fields.items((*keys, "span"), entry.get("span")))
    ]
    if len(ends) != 2 or None in ends or not (ends[0] or 0) < (ends[1] or 0):
        fields.bad((*keys, "span"), "the span is not [first, last]", "write two rising numbers")
        ends = [0, 0]
    beside = {
        key: _chosen(fields, (*keys, key), entry.get(key), known, "record")
        for key in ("supports", "qualifies", "contradicts")
    }
    if entry.get("asserts") == "opinion" and any(beside.values()):
        fields.bad(keys, "an opinion with records beside it", "nothing tests an opinion")
    return Statement(
        id=fields.text((*keys, "id"), entry.get("id")),
        kind=fields.choice((*keys, "kind"), entry.get("kind"), STATEMENT_KINDS, "kind"),
        asserts=fields.choice((*keys, "asserts"), entry.get("asserts"), ASSERTS, "assertion"),
        says=fields.text((*keys, "says"), entry.get("says")),
        span=(ends[0] or 0, ends[1] or 0),
        remark=fields.text((*keys, "remark"), entry.get("remark")),
        **beside,
    )
