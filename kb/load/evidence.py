"""``data/evidence``, ``data/conditions`` and ``data/articles``: rules and records."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from kb.load.fields import Fields, Keys
from kb.load.points import several
from kb.load.rules import (
    IDENT,
    TEXT,
    WORDS,
    Choice,
    Chosen,
    Form,
    ListOf,
    Number,
    Record,
    Records,
    Rule,
    is_sound,
)
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
from kb.reader import Document

__all__ = [
    "article",
    "articles_rule",
    "check_first_condition",
    "condition",
    "conditions_rule",
    "studies",
    "studies_rule",
]

STUDY_KEYS = (
    "kind", "design", "topic", "conditions", "title", "authors", "year", "journal", "volume",
    "issue", "pages", "doi", "pmid", "pmcid", "cochrane", "url", "missing", "inferred",
    "direction", "sham", "relevance", "certainty", "certainty_by", "certainty_note", "population",
    "countries", "technique", "sessions", "size", "comparator", "versus", "points",
    "points_status", "results", "limits", "read", "read_on", "superseded", "flags",
)  # fmt: skip
RESULT_KEYS = ("measure", "at", "result", "effects")
EFFECT_KEYS = ("kind", "value", "low", "high", "level", "scale", "better")
CONDITION_KEYS = (
    "en", "kind", "lay", "broader", "bridge", "meridians", "course", "teachings", "about",
    "red_flags", "outlook", "care", "remark",
)  # fmt: skip
STATED_KEYS = ("says", "studies")
NO_RECORD = "no record here"
"""What a sentence without a citation must say."""

ARTICLE_KEYS = ("source", "condition", "characters", "statements", "omissions")
STATEMENT_KEYS = (
    "id", "kind", "asserts", "says", "span", "supports", "qualifies", "contradicts", "remark",
)  # fmt: skip
OMISSION_KEYS = ("id", "says", "studies")

TOPICS = ("efficacy", "safety", "mechanism", "diagnosis", "practitioner", "context", "prognosis")
VERSUS = ("sham", "no-acupuncture", "active", "mixed", "guideline", "none", "not-applicable",
          "unclear")  # fmt: skip
READ = (
    "fulltext", "fulltext-part", "abstract", "abstract-part", "authors-conclusions",
    "summary-of-findings-table", "plain-language-summary", "conference-abstract", "secondary",
    "listed",
)  # fmt: skip
COUNTRIES = ("Australia", "China", "Czechia", "Germany", "Hong Kong", "New Zealand", "Sweden", "UK",
             "US")  # fmt: skip
EFFECT_KINDS = ("MD", "SMD", "RR", "OR", "RD")
SCALES = ("ratio", "smd", "0-100", "0-10", "percent", "own")
STATEMENT_KINDS = ("efficacy", "mechanism", "safety", "advice", "technique", "tradition")
ASSERTS = ("fact", "degree", "practice", "opinion")
FORMS = {
    "doi": (re.compile(r"10\.[0-9]{4,9}/[A-Za-z0-9()._;:/-]+"), "write it like 10.1001/abc"),
    "pmid": (re.compile("[0-9]{5,9}"), "write its digits"),
    "pmcid": (re.compile("PMC[0-9]{4,9}"), "write PMC and its digits"),
    "cochrane": (re.compile("CD[0-9]{6}"), "write CD and six digits"),
    "url": (re.compile(r"https?://[a-z0-9][a-z0-9.-]*\.[a-z]{2,}(/[A-Za-z0-9._~:/?#@!$&'()*+,;=%-]*)?"),
            "start it with https:// (http:// if it was read so) and a host"),
    "year": (re.compile("(19|20)[0-9]{2}"), "write four digits"),
    "read_on": (re.compile("20[0-9]{2}-[01][0-9]-[0-3][0-9]"), "write YYYY-MM-DD"),
}  # fmt: skip
"""What fields must look like of which addresses are made."""

_CHOSEN: Mapping[str, tuple[str, ...]] = {
    "missing": STUDY_KEYS, "inferred": STUDY_KEYS, "certainty": CERTAINTIES, "versus": VERSUS,
    "countries": COUNTRIES,
}  # fmt: skip
_CHOICES: Mapping[str, tuple[str, ...]] = {
    "kind": STUDY_KINDS, "topic": TOPICS, "direction": DIRECTIONS, "sham": SHAM, "read": READ,
}  # fmt: skip
_REFERENCES = ("doi", "pmid", "pmcid", "cochrane", "url")
_BESIDE = ("supports", "qualifies", "contradicts")
_FIGURE = re.compile(r"\d+(?:\.\d+)?")
_ANY = 1_000_000


# ---------------------------------------------------------------- rules


def studies_rule(words: Vocabulary) -> Rule:
    """Return what a file of ``data/evidence`` must be, but for `check_first_condition`."""
    special: dict[str, Rule] = {
        **{key: Chosen(frozenset(known), key) for key, known in _CHOSEN.items()},
        **{key: Choice(frozenset(known), key) for key, known in _CHOICES.items()},
        **{key: Form(form, f"a {key}", hint) for key, (form, hint) in FORMS.items()},
        **dict.fromkeys(("authors", "limits", "flags"), WORDS),
        "conditions": Chosen(words.conditions, "condition"),
        "points": Chosen(words.points, "point"),
        "results": ListOf(_result_rule()),
        "superseded": Choice(words.studies | {"not-read"}, "record"),
    }
    fields = {key: special.get(key, TEXT) for key in STUDY_KEYS}
    needed = ("kind", "topic", "conditions", "read")
    return Records(IDENT, Record(fields, needed, _unreferenced))


def _unreferenced(keys: Collection[str], _: str) -> Iterator[tuple[str, str]]:
    if not set(_REFERENCES) & set(keys):
        yield "no public reference", f"add one of {', '.join(_REFERENCES)}"


def check_first_condition(fields: Fields) -> None:
    """Complain about records whose first condition is not the one their file is named after."""
    stem = fields.document.stem
    for name, entry in fields.records():
        about = entry.get("conditions") if isinstance(entry, dict) else None
        first = about[0] if isinstance(about, list) and about else about
        if isinstance(first, str) and first != stem:
            where = f"move the record to data/evidence/{first}.yaml"
            fields.bad((name, "conditions"), f"the file is that of {stem!r}", where)


def _result_rule() -> Rule:
    number = Number(-_ANY, _ANY)
    special: dict[str, Rule] = {
        **dict.fromkeys(("value", "low", "high"), number),
        "kind": Choice(frozenset(EFFECT_KINDS), "kind"),
        "scale": Choice(frozenset(SCALES), "scale"),
        "better": Choice(frozenset(("lower", "higher")), "way"),
    }
    effect = Record(
        {key: special.get(key, TEXT) for key in EFFECT_KEYS},
        ("kind", "value", "low", "high", "scale", "better"),
    )
    fields = {key: ListOf(effect) if key == "effects" else TEXT for key in RESULT_KEYS}
    return _Result(fields, ("measure", "result"))


@dataclass(frozen=True, slots=True, eq=False)
class _Result(Record):
    """An outcome; each figure of its estimates stands in the result as read."""

    def holds(self, values: list[Any]) -> bool:
        return Record.holds(self, values) and not any(
            list(_misread(value)) for value in values if "effects" in value
        )

    def explain(self, fields: Fields, keys: Keys, value: Any) -> None:
        Record.explain(self, fields, keys, value)
        if isinstance(value, dict):
            for within, message, hint in _misread(value):
                fields.bad((*keys, *within), message, hint)


def _misread(result: Mapping[str, Any]) -> Iterator[tuple[Keys, str, str]]:
    """Yield where and how estimates differ from the result they stand in; other faults do not."""
    said, effects = result.get("result"), result.get("effects")
    printed = set(_FIGURE.findall(said)) if isinstance(said, str) else set()
    for number, effect in enumerate(effects if isinstance(effects, list) else ()):
        keys = ("effects", number)
        if not isinstance(effect, dict):
            continue
        given = {key: effect[key] for key in ("low", "value", "high") if _is_figure(effect, key)}
        for key, figure in given.items():
            if figure.removeprefix("-") not in printed:
                yield (*keys, key), f"{figure!r} is not in the result", "write it as read"
        figures = list(map(float, given.values()))
        if figures != sorted(figures):
            yield keys, f"the estimate {figures} is not within its interval", "order the figures"
        if effect.get("scale") == "ratio" and figures and min(figures) <= 0:
            yield keys, f"a ratio of {min(figures):g}", "ratios are above 0"


def _is_figure(effect: Mapping[str, Any], key: str) -> bool:
    return bool(re.fullmatch(r"-?[0-9]+(\.[0-9]+)?", str(effect.get(key, ""))))


def conditions_rule(words: Vocabulary) -> Record:
    """Return what a file of ``data/conditions`` must be: it holds one condition."""
    stated = ListOf(_Stated({"says": TEXT, "studies": Chosen(words.studies, "record")}, ("says",)))
    special: dict[str, Rule] = {
        "kind": Choice(frozenset(("condition", "topic")), "kind"),
        "lay": WORDS,
        "broader": Chosen(words.conditions, "condition"),
        "bridge": Chosen(words.symptoms, "symptom"),
        "meridians": Chosen(words.meridians, "meridian"),
        "course": Chosen(words.landmarks | words.structures, "place"),
        "teachings": Chosen(words.teachings, "teaching"),
        **dict.fromkeys(("about", "red_flags", "outlook", "care"), stated),
    }
    return Record({key: special.get(key, TEXT) for key in CONDITION_KEYS}, ("en",))


@dataclass(frozen=True, slots=True, eq=False)
class _Stated(Record):
    """A cited sentence; one without records may only say that none speaks of it."""

    def holds(self, values: list[Any]) -> bool:
        return Record.holds(self, values) and all(
            "studies" in value or NO_RECORD in value["says"] for value in values
        )

    def explain(self, fields: Fields, keys: Keys, value: Any) -> None:
        Record.explain(self, fields, keys, value)
        says = value.get("says") if isinstance(value, dict) else None
        if isinstance(says, str) and "studies" not in value and NO_RECORD not in says:
            fields.bad(keys, f"{says!r} cites no record", f"cite one, or say '{NO_RECORD}'")


def articles_rule(words: Vocabulary) -> Record:
    """Return what a file of ``data/articles`` must be: it holds one article."""
    cited = Chosen(words.studies, "record")
    special: dict[str, Rule] = {
        "kind": Choice(frozenset(STATEMENT_KINDS), "kind"),
        "asserts": Choice(frozenset(ASSERTS), "assertion"),
        "span": _Span(),
        **dict.fromkeys(_BESIDE, cited),
    }
    statement = Record(
        {key: special.get(key, TEXT) for key in STATEMENT_KEYS},
        ("id", "kind", "asserts", "says", "span"),
        _tested_opinion,
        "asserts",
    )
    omission = Record({"id": TEXT, "says": TEXT, "studies": cited}, ("id", "says"))
    return _Article(
        {
            "source": Choice(words.sources, "source"),
            "condition": Choice(words.conditions, "condition"),
            "characters": Number(1, _ANY, whole=True),
            "statements": ListOf(statement),
            "omissions": ListOf(omission),
        },
        ("source", "condition", "characters", "statements"),
    )


def _tested_opinion(keys: Collection[str], kind: str) -> Iterator[tuple[str, str]]:
    if kind == "opinion" and set(_BESIDE) & set(keys):
        yield "an opinion with records beside it", "nothing tests an opinion"


class _Span(Rule):
    """Two rising whole numbers."""

    def holds(self, values: list[Any]) -> bool:
        return ListOf(Number(0, _ANY, whole=True)).holds(values) and all(
            len(value) == 2 and float(value[0]) < float(value[1]) for value in values
        )

    def explain(self, fields: Fields, keys: Keys, value: Any) -> None:
        if not is_sound(self, [value]):
            fields.bad(keys, "the span is not [first, last]", "write two rising numbers")


@dataclass(frozen=True, slots=True, eq=False)
class _Article(Record):
    """An article; its spans end within it, and no two of its parts have the same id."""

    def holds(self, values: list[Any]) -> bool:
        notes = Fields(Document("", {}, {}, b""))
        if not Record.holds(self, values):
            return False
        for value in values:
            self._explain_parts(notes, value)
        return not notes.complaints

    def explain(self, fields: Fields, keys: Keys, value: Any) -> None:
        Record.explain(self, fields, keys, value)
        if isinstance(value, dict):
            self._explain_parts(fields, value)

    @staticmethod
    def _explain_parts(fields: Fields, value: Mapping[str, Any]) -> None:
        said, left = (_mappings(value.get(key)) for key in ("statements", "omissions"))
        length = Fields(fields.document).whole((), value.get("characters"), 1, _ANY) or 0
        for number, item in said.items():
            span = item.get("span")
            for place, end in enumerate(span if isinstance(span, list) else ()):
                fields.whole(("statements", number, "span", place), end, 0, length)
        names = [str(one.get("id")) for one in (*said.values(), *left.values()) if "id" in one]
        for name in sorted({name for name in names if names.count(name) > 1}):
            fields.bad(("statements",), f"id {name!r} stands twice", "give each its own")


def _mappings(value: Any) -> dict[int, dict[str, Any]]:
    """Return the mappings of a list by their place; other faults are told elsewhere."""
    items = value if isinstance(value, list) else []
    return {number: item for number, item in enumerate(items) if isinstance(item, dict)}


# ---------------------------------------------------------------- records


def studies(document: Document) -> dict[str, Study]:
    """Return the records of a sound file of ``data/evidence`` by id."""
    made = {}
    for name, entry in document.data.items():
        line = document.records[name]
        values = {key: _OF_STUDY.get(key, _as_is)(item) for key, item in entry.items()}
        values.setdefault("design", "")
        made[name] = Study(id=name, file=document.path, line=line, **values)
    return made


def _result(entry: Mapping[str, Any]) -> Result:
    effects = tuple(Effect(**effect) for effect in entry.get("effects", ()))
    return Result(**{**entry, "effects": effects})


def condition(document: Document) -> Condition:
    """Return the condition of one sound file of ``data/conditions``; the stem is its id."""
    values = {key: _OF_CONDITION.get(key, _as_is)(item) for key, item in document.data.items()}
    return Condition(id=document.stem, file=document.path, line=1, **values)


def _stated(items: list[Mapping[str, Any]]) -> tuple[Stated, ...]:
    return tuple(Stated(one["says"], several(one.get("studies", []))) for one in items)


def article(document: Document) -> Article:
    """Return the article of one sound file of ``data/articles``; the stem is its id."""
    entry = document.data
    return Article(
        id=document.stem,
        source=entry["source"],
        condition=entry["condition"],
        characters=_whole(entry["characters"]),
        statements=tuple(map(_statement, entry["statements"])),
        omissions=tuple(
            Omission(one["id"], one["says"], several(one.get("studies", [])))
            for one in entry.get("omissions", ())
        ),
        file=document.path,
        line=1,
    )


def _statement(entry: Mapping[str, Any]) -> Statement:
    first, last = map(_whole, entry["span"])
    beside = {key: several(entry[key]) for key in _BESIDE if key in entry}
    return Statement(**{**entry, **beside, "span": (first, last)})


def _whole(value: str) -> int:
    return int(float(value))


def _as_is(value: Any) -> Any:
    return value


_Made = Mapping[str, Callable[[Any], Any]]
_OF_STUDY: _Made = {
    **dict.fromkeys((*_CHOSEN, "authors", "limits", "flags", "conditions", "points"), several),
    "results": lambda items: tuple(map(_result, items)),
}
_OF_CONDITION: _Made = {
    **dict.fromkeys(("lay", "broader", "bridge", "meridians", "course", "teachings"), several),
    **dict.fromkeys(("about", "red_flags", "outlook", "care"), _stated),
}
"""What makes the value of a field from what stands in the file; texts are taken as they are."""
