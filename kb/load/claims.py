"""``data/claims``: the rules for what sources say of points, and the claims made of it."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from itertools import chain
from types import MappingProxyType
from typing import Any

from kb.codes import meridian_of
from kb.load.fields import Fields, Keys, suggest
from kb.load.points import DIRECTIONS
from kb.load.rules import TEXT, WORDS, Choice, Form, ListOf, Record, Records, Rule, Several, Word
from kb.load.vocabulary import MEETING_GROUPS, Vocabulary
from kb.model import ITEM_KINDS, QUALIFIERS, Claim
from kb.reader import Document

__all__ = [
    "FORBIDS",
    "FRAME",
    "MEASURE_KEYS",
    "check_subjects",
    "claims_rule",
    "explain_points",
    "ident",
    "item_claims",
    "item_fields",
    "make_claims",
    "points_by_meridian",
]

FORBIDS = frozenset({"needle", "moxa", "deep-needle", "many-cones", "bleeding"})
"""Acts that a source can forbid at a point."""

MEASURE_KEYS: Mapping[str, frozenset[str]] = MappingProxyType(
    {
        "needle": frozenset(
            {
                "depth", "depth_variant", "retain", "retain_variant", "angle", "toward", "risk",
                "bleed", "words",
            }
        ),
        "moxa": frozenset({"cones", "cones_variant", "applicable", "minutes", "words"}),
        "anatomy": frozenset({"vessels", "nerves"}),
        "located": frozenset({"ref", "dir", "distance", "distance_variant", "words"}),
    }
)  # fmt: skip
"""Keys that the measures of each kind may have."""

_BY_ID = ("treats", "forbids", "cautions", "belongs", "meets")
_WORDS = ("other", "named", "reinforce", "reduce")
FRAME = frozenset({"source", "points", "at", "for", "reports"})
"""Keys that tell where something stands and of whom it is; what is said are the others."""

_FIGURE = {
    "depth": Form(
        re.compile(r"[0-9]+(\.[0-9]+)?(-[0-9]+(\.[0-9]+)?)? (分|寸|cun|inch)"),
        "a depth",
        "write it like '3 分'",
    ),
    "distance": Form(
        re.compile(r"[0-9]+(\.[0-9]+)? (分|寸)"), "a distance", "write it like '3 寸'"
    ),
    "retain": Form(re.compile(r"[0-9]+(-[0-9]+)? 呼"), "a retain", "write it like '7 呼'"),
    "cones": Form(re.compile(r"[0-9]+(-[0-9]+)?"), "a cones", "write it like '3'"),
    "minutes": Form(re.compile(r"[0-9]+(-[0-9]+)?"), "a minutes", "write it like '5-10'"),
}


# ---------------------------------------------------------------- rules


def claims_rule(words: Vocabulary) -> Rule:
    """Return what a file of ``data/claims`` must be, but for its subjects (`check_subjects`)."""
    return Records(None, _Items(Record(item_fields(words), ("at",), frame=FRAME)))


def item_fields(words: Vocabulary) -> dict[str, Rule]:
    """Return the fields of what is said of points at one place of a source."""
    targets = {
        "treats": Choice(words.symptoms, "symptom"),
        "forbids": Choice(FORBIDS, "forbids"),
        "cautions": Choice(words.structures, "cautions"),
        "belongs": Choice(words.categories, "category"),
        "meets": Choice(words.meridians | MEETING_GROUPS, "meridian"),
    }
    kinds: dict[str, Rule] = {
        **{kind: _Targets(choice, kind) for kind, choice in targets.items()},
        **{kind: Several(_measure_rule(kind, words)) for kind in MEASURE_KEYS},
    }
    return {
        "at": TEXT,
        "for": Several(Word(frozenset(QUALIFIERS), "qualifier")),
        "reports": Choice(words.sources, "source"),
        **{kind: kinds.get(kind, WORDS) for kind in ITEM_KINDS},
    }


def _measure_rule(kind: str, words: Vocabulary) -> Record:
    """Return what one measure of a kind must be."""
    structures = Several(Word(words.structures, "structure"))
    single = dict.fromkeys(("words", "bleed", "applicable"), TEXT)
    several = dict.fromkeys(("risk", "vessels", "nerves"), structures)
    figures = {key: Several(form) for key, form in _FIGURE.items()}
    known: dict[str, Rule] = {
        **single,
        **several,
        **figures,
        "ref": Choice(words.points | words.landmarks, "point or landmark"),
        "dir": Choice(DIRECTIONS, "direction"),
    }
    fields = {key: known.get(key, WORDS) for key in sorted(MEASURE_KEYS[kind])}
    return Record(fields, ("words",), _unread) if kind == "located" else Record(fields)


def _unread(keys: Collection[str], _: str) -> Iterator[tuple[str, str]]:
    """Yield what is wrong with a place read by halves."""
    if ("ref" in keys) != ("distance" in keys):
        yield "has a reference without a distance or the reverse", "give both, or words alone"
    elif "ref" not in keys and {"dir", "distance_variant"}.intersection(keys):
        yield "has a direction or a variant of what is not read", "give ref and distance too"


@dataclass(frozen=True, slots=True, eq=False)
class _Items(ListOf):
    """What is said of one subject."""

    def explain(self, fields: Fields, keys: Keys, value: Any) -> None:
        if not isinstance(value, list) or not value:
            fields.bad(keys, "is not a list of '- at:' items", "start each line with '- at:'")
        else:
            ListOf(self.item).explain(fields, keys, value)


@dataclass(frozen=True, slots=True, eq=False)
class _Targets(Rule):
    """Known ids: a list of them, or a mapping of each to the words of the source."""

    target: Choice
    kind: str

    def holds(self, values: list[Any]) -> bool:
        if not {dict, list}.issuperset(map(type, values)) or not all(values):
            return False
        worded = [value for value in values if type(value) is dict]
        terms = list(chain.from_iterable(map(dict.values, worded)))
        return self.target.holds(set().union(*values)) and WORDS.holds(terms)

    def explain(self, fields: Fields, keys: Keys, value: Any) -> None:
        if isinstance(value, list):
            ListOf(self.target).explain(fields, keys, value)
        elif not isinstance(value, dict) or not value:
            fields.bad(keys, f"{self.kind} is not a mapping 'id: words'", "write {id: words}")
        else:
            for one, term in value.items():
                self.target.explain(fields, (*keys, one), one)
                WORDS.explain(fields, (*keys, one), term)


def points_by_meridian(points: Collection[str]) -> dict[str, frozenset[str]]:
    """Return the codes of each meridian, and all under an empty name."""
    found: dict[str, set[str]] = {"": set(points)}
    for code in points:
        found.setdefault(meridian_of(code), set()).add(code)
    return {meridian: frozenset(own) for meridian, own in found.items()}


def check_subjects(fields: Fields, points: Mapping[str, frozenset[str]], meridian: str) -> None:
    """Complain about subjects of a claims file that are not known points of its meridian.

    Parameters
    ----------
    fields : Fields
        The file.
    points : mapping of str to frozenset of str
        Known codes, as `points_by_meridian` gives them.
    meridian : str
        The meridian its name says it holds; empty for a file of all points.
    """
    own = points.get(meridian, frozenset())
    for key in [key for key in fields.document.records if key not in own]:
        if key not in points[""]:
            explain_points(fields, (key,), key, points[""])
        if not _belongs(key, meridian):
            fields.bad((key,), f"does not belong in the file of {meridian}", "move it")


def explain_points(fields: Fields, keys: Keys, key: str, points: Collection[str]) -> None:
    """Complain about unknown points in ``GB30 + LR2``, and about one named twice."""
    parts = key.split(" + ")
    for code in parts:
        if code not in points:
            hint = suggest(code, points) or "use WHO codes joined by ' + '"
            fields.bad(keys, f"unknown point {code!r}", hint)
    if len(set(parts)) < len(parts):
        fields.bad(keys, "names a point twice", "name each point of a prescription once")


def _belongs(key: str, meridian: str) -> bool:
    """Return whether a subject's first point is one that the file of a meridian holds."""
    first = key.split(" + ", 1)[0]
    if meridian == "EX" and first.startswith("EX-"):
        return True
    return not meridian or (first.startswith(meridian) and first[len(meridian) :].isdigit())


# ---------------------------------------------------------------- records


def ident(source: str, subject: str, kind: str, target: str, seen: Counter[str]) -> str:
    """Return a stable claim id; the second of a kind gets ``#2``.

    Examples
    --------
    >>> seen = Counter()
    >>> ident("leijing-tuyi", "GB30", "treats", "hip-pain", seen)
    'leijing-tuyi/GB30/treats/hip-pain'
    >>> ident("leijing-tuyi", "GB30", "treats", "hip-pain", seen)
    'leijing-tuyi/GB30/treats/hip-pain#2'
    """
    name = "/".join(filter(None, (source, subject.replace(" ", ""), kind, target)))
    seen[name] += 1
    return name if seen[name] == 1 else f"{name}#{seen[name]}"


def make_claims(document: Document, source: str, seen: Counter[str]) -> Iterator[Claim]:
    """Yield the claims of a sound file of ``data/claims``.

    Parameters
    ----------
    document : Document
        The file.
    source : str
        The source its folder or name says it cites.
    seen : Counter
        Ids given so far, over all files.
    """
    for key, items in document.data.items():
        for item in items:
            yield from item_claims(document, source, key, item, seen)


def item_claims(
    document: Document, source: str, key: str, item: Mapping[str, Any], seen: Counter[str]
) -> Iterator[Claim]:
    """Yield the claims of one sound item about the points of `key`; other keys say nothing here."""
    path, lines = document.path, document.lines
    subjects = tuple(key.split(" + "))
    at = item["at"]
    reports = item.get("reports", "")
    limits = item.get("for", ())
    qualifier = (limits,) if isinstance(limits, str) else tuple(limits)
    for kind, content in item.items():
        if kind in FRAME:
            continue
        line = lines.get(id(content)) or lines[id(item)]
        for target, term, value in _parts(kind, content):
            name = ident(source, key, kind, target, seen)
            yield Claim(
                name, kind, subjects, source, at, term, target, value, reports, qualifier,
                path, line,
            )  # fmt: skip


_NONE: Mapping[str, Any] = {}


def _several(value: Any) -> Any:
    """Return a list as it is, anything else as the only item of one."""
    return value if value.__class__ is list else (value,)


def _parts(kind: str, content: Any) -> Iterator[tuple[str, str, Mapping[str, Any]]]:
    """Yield ``(target, term, value)`` of each claim that one item key holds."""
    if kind in _BY_ID:
        if isinstance(content, list):
            yield from ((one, "", _NONE) for one in content)
            return
        for target, terms in content.items():
            for term in _several(terms):
                yield target, term, _NONE
    elif kind in _WORDS:
        for term in _several(content):
            yield "", term, _NONE
    elif kind == "anatomy":
        for groups in _several(content):
            for group, ids in groups.items():
                yield from ((one, "", {"group": group}) for one in _several(ids))
    else:
        for measure in _several(content):
            value = {k: tuple(v) if isinstance(v, list) else v for k, v in measure.items()}
            yield "", str(value.pop("words", "")), value
