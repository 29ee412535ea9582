"""``data/claims``: validated against the vocabularies, then made into `Claim` records.

Two passes on purpose. `check_claims` looks at a file whole, with set operations, and only turns to
the slow, message-making path when some rule is broken; `make_claims` builds records from a file
that has passed.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import chain
from types import MappingProxyType
from typing import Any, TypeVar

from kb.load.fields import Fields, Keys, suggest
from kb.model import ITEM_KINDS, QUALIFIERS, Claim

__all__ = [
    "FORBIDS",
    "MEASURE_KEYS",
    "Vocabulary",
    "check_claims",
    "check_item",
    "check_subject",
    "ident",
    "item_claims",
    "make_claims",
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
    }
)  # fmt: skip
"""Keys that the measures of each kind may have."""

T = TypeVar("T", bound=Iterable[Any])
_ITEM_KEYS = frozenset({"at", "for", "reports", *ITEM_KINDS})
_BY_ID = ("treats", "forbids", "cautions", "belongs", "meets")
_WORDS = ("other", "named", "located", "reinforce", "reduce")
_FRAME = frozenset({"at", "for", "reports"})
_NOT_SAID = _FRAME | {"source", "points"}
_SINGLE = frozenset({"words", "bleed", "applicable"})
_STRUCTURES = frozenset({"risk", "vessels", "nerves"})


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """The ids that claims may name."""

    points: Collection[str]
    meridians: Collection[str]
    symptoms: Collection[str]
    categories: Collection[str]
    structures: Collection[str]
    sources: Collection[str]

    def targets(self, kind: str) -> Collection[str]:
        """Return the ids allowed as keys of an item's `kind`."""
        return {
            "treats": self.symptoms,
            "belongs": self.categories,
            "meets": self.meridians,
            "forbids": FORBIDS,
            "cautions": self.structures,
        }[kind]


def check_claims(fields: Fields, words: Vocabulary, meridian: str) -> None:
    """Complain about everything wrong in one claims file.

    Parameters
    ----------
    fields : Fields
        The file.
    words : Vocabulary
        Known ids.
    meridian : str
        The meridian its name says it holds; empty for a file of all points.
    """
    document = fields.document.data
    if not isinstance(document, dict):
        fields.bad((), "the file is not a mapping of points", "write 'GB30:' at column 0")
        return
    if _is_sound(document, words, meridian):
        return
    for key, items in document.items():
        if key not in words.points:
            check_subject(fields, (key,), key, words)
        if not _belongs(key, meridian):
            fields.bad((key,), f"does not belong in the file of {meridian}", "move it")
        if not isinstance(items, list) or not items:
            fields.bad((key,), "is not a list of '- at:' items", "start each line with '- at:'")
            continue
        for number, item in enumerate(items):
            check_item(fields, (key, number), item, words)


def _belongs(key: str, meridian: str) -> bool:
    """Return whether a subject's first point is one that the file of a meridian holds."""
    first = key.split(" + ", 1)[0]
    if meridian == "EX" and first.startswith("EX-"):
        return True
    return not meridian or (first.startswith(meridian) and first[len(meridian) :].isdigit())


def _is_sound(document: Mapping[str, Any], words: Vocabulary, meridian: str) -> bool:
    """Return whether nothing is wrong in a file; it must never be True when something is.

    The values of each kind are checked all at once, with set operations; what is wrong where is
    for `check_item` to say, one item after the other.
    """
    try:
        several = [key.split(" + ") for key in document if key not in words.points]
        items = list(chain.from_iterable(document.values()))
        held: dict[str, list[Any]] = defaultdict(list)
        values = chain.from_iterable(map(dict.values, items))
        for key, value in zip(chain.from_iterable(items), values, strict=True):
            held[key].append(value)
        framed = [item for item in items if "for" in item or "reports" in item]
        return (
            bool(_known(list(chain.from_iterable(several)), words.points) or not several)
            and all(len(set(codes)) == len(codes) for codes in several)
            and (not meridian or all(_belongs(key, meridian) for key in document))
            and set(map(type, document.values())) == {list}
            and all(document.values())
            and len(held["at"]) == len(items)
            and min(map(len, items)) > 1
            and not any(item.keys() <= _FRAME for item in framed)
            and held.keys() <= _ITEM_KEYS
            and _are_texts(chain.from_iterable(_texts(key, held[key], words) for key in held))
        )
    except (_UnsoundError, AttributeError, TypeError):
        return False


class _UnsoundError(Exception):
    """Something is wrong in a file."""


def _are_texts(values: Iterable[Any]) -> bool:
    """Return whether these are strings, none empty or padded."""
    found = list(values)
    return "" not in found and list(map(str.strip, found)) == found


def _texts(key: str, values: list[Any], words: Vocabulary) -> Iterable[Any]:
    """Return the texts in all values of one item key, which must name known ids only.

    Raises
    ------
    _UnsoundError
        One of the values is not as it should be.
    """
    if key == "at":
        return _of_type(values, str)
    if key == "reports":
        return _known(_of_type(values, str), words.sources)
    if key == "for":
        return _known(_flat(values), QUALIFIERS)
    if key in _WORDS:
        return _flat(values)
    if key in _BY_ID:
        lists, maps = _parted(values, dict)
        _known(chain(*lists, *maps), words.targets(key))
        return _flat(list(chain.from_iterable(map(dict.values, maps))))
    return _measures(key, values, words)


def _measures(kind: str, values: list[Any], words: Vocabulary) -> list[Any]:
    """Return the texts of measures: mappings, or lists of them, with known keys and figures."""
    lists, maps = _parted(values, dict)
    held: dict[str, list[Any]] = defaultdict(list)
    for measure in [*maps, *_of_type(list(chain.from_iterable(lists)), dict)]:
        for key, value in measure.items():
            held[key].append(value)
    _known(held, MEASURE_KEYS[kind])
    found: list[Any] = []
    for key, items in held.items():
        texts = _of_type(items, str) if key in _SINGLE else _flat(items)
        if key in _STRUCTURES:
            _known(texts, words.structures)
        elif key in _FIGURE and not all(map(_FIGURE[key].fullmatch, set(texts))):
            raise _UnsoundError
        found += texts
    return found


def _flat(values: list[Any]) -> list[Any]:
    """Return the strings in values that are strings or lists with something in them."""
    lists, found = _parted(values, str)
    return [*found, *chain.from_iterable(lists)] if lists else found


def _parted(values: list[Any], kind: type) -> tuple[list[list[Any]], list[Any]]:
    """Return the values that are lists and those of another type; there may be no third type."""
    types = set(map(type, values))
    if types <= {kind}:
        return [], _of_type(values, kind)
    if types <= {list}:
        return _of_type(values, list), []
    lists = _of_type([value for value in values if type(value) is list], list)
    return lists, _of_type([value for value in values if type(value) is not list], kind)


def _of_type(values: list[Any], kind: type) -> list[Any]:
    """Return the values, which must be of one type and, if they are containers, not empty."""
    if not set(map(type, values)) <= {kind} or not all(values):
        raise _UnsoundError
    return values


def _known(names: T, known: Collection[str]) -> T:
    """Return the names, which must all be known."""
    if not all(map(known.__contains__, set(names))):
        raise _UnsoundError
    return names


def check_subject(fields: Fields, keys: Keys, key: str, words: Vocabulary) -> None:
    """Complain about unknown points in ``GB30 + LR2``, and about one named twice."""
    for code in key.split(" + "):
        if code not in words.points:
            hint = suggest(code, words.points) or "use WHO codes joined by ' + '"
            fields.bad(keys, f"unknown point {code!r}", hint)
    if len(set(key.split(" + "))) < key.count(" + ") + 1:
        fields.bad(keys, "names a point twice", "name each point of a prescription once")


def check_item(fields: Fields, keys: Keys, item: Any, words: Vocabulary) -> None:
    """Check one item in full and complain about each thing wrong in it."""
    entry = fields.mapping(keys, item, _ITEM_KEYS, ("at",))
    if entry and not entry.keys() - _FRAME:
        fields.bad(keys, "says nothing", f"add one of {', '.join(ITEM_KINDS)}")
    for key, value in entry.items():
        where = (*keys, key)
        if key == "at":
            fields.text(where, value)
        elif key == "reports":
            fields.choice(where, value, words.sources, "source")
        elif key == "for":
            for one in fields.words(where, value):
                fields.choice(where, one or None, QUALIFIERS, "qualifier")
        elif key in _BY_ID:
            _explain_targets(fields, where, value, words.targets(key), key)
        elif key in _WORDS:
            fields.words(where, value)
        elif isinstance(value, list) and value:
            for number, one in enumerate(value):
                _explain_measure(fields, (*where, number), one, words, key)
        else:
            _explain_measure(fields, where, value, words, key)


def _explain_targets(
    fields: Fields, keys: Keys, value: Any, known: Collection[str], kind: str
) -> None:
    what = {"treats": "symptom", "belongs": "category", "meets": "meridian"}.get(kind, kind)
    if isinstance(value, list):
        for number, one in enumerate(fields.items(keys, value)):
            fields.choice((*keys, number), one, known, what)
        return
    if not isinstance(value, dict) or not value:
        fields.bad(keys, f"{kind} is not a mapping 'id: words'", "write {id: words}")
        return
    for one, term in value.items():
        fields.choice((*keys, one), one, known, what)
        fields.words((*keys, one), term)


def _explain_measure(fields: Fields, keys: Keys, value: Any, words: Vocabulary, kind: str) -> None:
    entry = fields.mapping(keys, value, MEASURE_KEYS[kind])
    for key, one in entry.items():
        where = (*keys, key)
        texts = [fields.text(where, one)] if key in _SINGLE else fields.words(where, one)
        for text in filter(None, texts):
            if key in _STRUCTURES:
                fields.choice((*keys, key), text, words.structures, "structure")
            elif key in ("depth", "retain", "cones", "minutes"):
                _explain_figure(fields, (*keys, key), key, text)


_FIGURE = {
    "depth": re.compile(r"[0-9]+(\.[0-9]+)?(-[0-9]+(\.[0-9]+)?)? (分|寸|cun|inch)"),
    "retain": re.compile(r"[0-9]+(-[0-9]+)? 呼"),
    "cones": re.compile(r"[0-9]+(-[0-9]+)?"),
    "minutes": re.compile(r"[0-9]+(-[0-9]+)?"),
}
_EXAMPLE = {"depth": "3 分", "retain": "7 呼", "cones": "3", "minutes": "5-10"}


def _explain_figure(fields: Fields, keys: Keys, key: str, text: str) -> None:
    if not _FIGURE[key].fullmatch(text):
        fields.bad(keys, f"{text!r} is not a {key}", f"write it like '{_EXAMPLE[key]}'")


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


def make_claims(fields: Fields, source: str, seen: Counter[str]) -> Iterator[Claim]:
    """Yield the claims of a file that `check_claims` found sound.

    Parameters
    ----------
    fields : Fields
        The file.
    source : str
        The source its folder or name says it cites.
    seen : Counter
        Ids given so far, over all files.
    """
    for key, items in fields.document.data.items():
        for item in items:
            yield from item_claims(fields, source, key, item, seen)


def item_claims(
    fields: Fields, source: str, key: str, item: Mapping[str, Any], seen: Counter[str]
) -> Iterator[Claim]:
    """Yield the claims of one sound item about the points of `key`; other keys say nothing here."""
    path = fields.document.path
    lines = fields.document.lines
    subjects = tuple(key.split(" + "))
    at = item["at"]
    reports = item.get("reports", "")
    limits = item.get("for", ())
    qualifier = (limits,) if isinstance(limits, str) else tuple(limits)
    for kind, content in item.items():
        if kind in _NOT_SAID:
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
