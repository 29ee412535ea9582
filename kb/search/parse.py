"""From the words of a query to its parts: the reading that needs the fewest parts wins.

Words and Chinese characters are tokens; every run of up to eight tokens may be a code, a name, a
word of a set question or a complaint. Small words and joints between parts cost next to nothing,
a word that nothing answers to costs much.
"""

from __future__ import annotations

import re
from collections.abc import Container, Iterable, Mapping
from dataclasses import dataclass
from itertools import pairwise

from kb import codes
from kb.errors import CodeError
from kb.search.english import BREAKS, SMALL
from kb.search.index import Entry, Index
from kb.search.keys import bag_of, gloss_of, has_han, key_of, key_of_words
from kb.search.lexicon import Facet, lookup
from kb.search.places import MARK

__all__ = ["Part", "facets_of", "named_by", "parts_of"]


@dataclass(frozen=True, slots=True)
class Part:
    """A part of a query.

    Attributes
    ----------
    text : str
        As typed.
    kind : str
        ``facets`` (something is named), ``joint`` (and, or, not), ``small``, ``unknown`` or
        ``impossible`` (a code that no nomenclature has; `label` says why).
    facets : tuple of Facet
        What it can mean, likeliest first.
    label : str
        The joint, or the message.
    """

    text: str
    kind: str
    facets: tuple[Facet, ...] = ()
    label: str = ""


LONGEST = 8
_TOKEN = re.compile(
    rf"{MARK}|[\u3400-\u9fff\U00020000-\U0003ffff]|[,/+&;、，；|]"
    rf"|[^\s,/+&;、，；|{MARK}\u3400-\u9fff\U00020000-\U0003ffff]+"
)
_JOINTS: Mapping[str, str] = {
    "and": "and", "&": "and", "+": "and", ",": "and", ";": "and", "、": "and", "，": "and",
    "；": "and", "with": "and", "or": "or", "/": "or", "|": "or", "both": "both", "also": "both",
    "too": "both", "not": "not", "except": "not", "excluding": "not", "but not": "not",
    "besides": "not", "和": "and", "与": "and", "及": "and", "或": "or", "并": "both", "且": "both",
    "兼": "both", "又": "both", "除": "not", "非": "not",
}  # fmt: skip
_SMALL_HAN = frozenset("的之穴在上有哪些是个能可以可用于治主疗位什么怎么吗呢请问列出所有何者属")
_STRIP = ".?!:()[]{}\"“”'’‘。？！：（）「」《》<>"


def parts_of(
    index: Index, points: Container[str], text: str, places: Iterable[tuple[str, Facet]]
) -> tuple[Part, ...]:
    """Return the parts of a query.

    Parameters
    ----------
    index : Index
    points : container of str
        Codes of the points there are.
    text : str
        With `MARK` for each place question.
    places : iterable of (str, Facet)
        What the marks stand for, in order.
    """
    tokens = _TOKEN.findall(text)
    best: list[tuple[float, tuple[Part, ...]]] = [(0.0, ())]
    waiting = iter(places)
    marked = {at: next(waiting) for at, token in enumerate(tokens) if token == MARK}
    for end in range(1, len(tokens) + 1):
        options = []
        for start in range(max(0, end - LONGEST), end):
            found = _candidate(index, points, tokens[start:end], marked.get(start))
            if found is not None:
                cost, part = found
                options.append((best[start][0] + cost, (*best[start][1], part)))
        best.append(min(options, key=lambda option: option[0]))
    return _run_together(best[-1][1])


def _run_together(parts: Iterable[Part]) -> tuple[Part, ...]:
    """Return the parts with Chinese characters that nothing answers to as one."""
    made: list[Part] = []
    for part in parts:
        last = made[-1] if made else None
        unknown = last is not None and last.kind == part.kind == "unknown"
        if last is not None and unknown and has_han(last.text) and has_han(part.text):
            made[-1] = Part(last.text + part.text, "unknown")
        else:
            made.append(part)
    return tuple(made)


def _candidate(
    index: Index, points: Container[str], tokens: list[str], place: tuple[str, Facet] | None
) -> tuple[float, Part] | None:
    """Return what a run of tokens can be and what it costs; None when it can be nothing."""
    if MARK in tokens:
        if len(tokens) > 1 or place is None:
            return None
        return 0.5, Part(place[0], "facets", (place[1],))
    text = _joined([token.strip(_STRIP) or token for token in tokens])
    if len(tokens) == 1:
        return _single(index, points, text, tokens[0])
    if any(not token.isalnum() and token.strip(_STRIP) in _JOINTS for token in tokens):
        return None
    facets, cost = _named(index, points, text, tokens)
    if not facets:
        return None
    return cost, Part(text, "facets", facets)


def _joined(tokens: list[str]) -> str:
    text = tokens[0]
    for before, token in pairwise(tokens):
        text += token if has_han(before) and has_han(token) else f" {token}"
    return text


def _single(index: Index, points: Container[str], text: str, raw: str) -> tuple[float, Part]:
    lowered = text.lower()
    if text in _JOINTS or lowered in _JOINTS:
        return 0.1, Part(text, "joint", label=_JOINTS.get(lowered, _JOINTS.get(text, "and")))
    facets, cost = _named(index, points, text, [text])
    if lowered in SMALL or text in _SMALL_HAN:
        return 0.05, Part(text, "small")
    if facets:
        return cost, Part(text, "facets", facets)
    try:
        codes.readings(text)
    except CodeError as error:
        return 1.0, Part(text, "impossible", label=str(error))
    return (2.5 if has_han(text) else 4.0), Part(
        bare if (bare := raw.strip(",.?!;:")).isalnum() else raw, "unknown"
    )


def _named(
    index: Index, points: Container[str], text: str, tokens: list[str]
) -> tuple[tuple[Facet, ...], float]:
    """Return everything a run of tokens names, and the cost of the best of it."""
    if len(tokens) <= 3 and any(char.isdigit() for char in text) and not has_han(text):
        read = _codes(points, text)
        if read:
            return (Facet("point", read, "code"),), 0.9
        if len(tokens) > 1 and re.fullmatch(r"\W*\d+\W*", tokens[-1]):
            return (), 0.0
    facets: list[Facet] = []
    for key in dict.fromkeys((key_of(text), "" if has_han(text) else key_of_words(text))):
        if key:
            facets.extend(f for f in lookup(index.words, key) if f not in facets)
            facets.extend(f for f in _entries(index.names.get(key, ())) if f not in facets)
    if facets:
        return _merged(facets), 1.0
    if has_han(text) or any(token.lower() in BREAKS for token in tokens):
        return (), 0.0
    if tokens[0].lower() in SMALL or tokens[-1].lower() in SMALL:
        return (), 0.0
    if ids := index.bags.get(bag_of(text), ()):
        small = sum(token.lower() in SMALL for token in tokens)
        return (Facet("symptom", ids, "words"),), 1.15 + small / 10
    if found := index.glosses.get(gloss_of(text), ()):
        return (Facet("point", found, "English name"),), 1.1
    return (), 0.0


def _codes(points: Container[str], text: str) -> tuple[str, ...]:
    try:
        return tuple(code for code in codes.readings(text) if code in points)
    except CodeError:
        return ()


def facets_of(entries: Iterable[Entry], label: str) -> tuple[Facet, ...]:
    """Return one facet for each type among some entries, under one label."""
    found: dict[str, dict[str, None]] = {}
    for kind, name, _ in entries:
        found.setdefault(kind, {})[name] = None
    return _merged([Facet(kind, tuple(names), label) for kind, names in found.items()])


def named_by(facets: Iterable[Facet], entries: tuple[Entry, ...]) -> tuple[Facet, ...]:
    """Return everything a whole name can mean, likeliest first."""
    return _merged([*facets, *_entries(entries)])


def _entries(entries: tuple[Entry, ...]) -> list[Facet]:
    """Return facets for what a key names, one for each type and way of naming."""
    found: dict[tuple[str, str], dict[str, None]] = {}
    for kind, name, what in entries:
        found.setdefault((kind, what), {})[name] = None
    return [Facet(kind, tuple(names), what) for (kind, what), names in found.items()]


_ORDER = (
    "place", "category", "forbid", "act", "qualifier", "phase", "meridian", "region", "side",
    "century", "verse", "symptom", "teaching", "point", "source",
)  # fmt: skip


def _merged(facets: list[Facet]) -> tuple[Facet, ...]:
    """Return facets likeliest first; those of one kind that mean the same only once."""
    seen: dict[tuple[str, frozenset[str]], Facet] = {}
    for facet in facets:
        seen.setdefault((facet.kind, frozenset(facet.ids)), facet)
    return tuple(sorted(seen.values(), key=lambda facet: _ORDER.index(facet.kind)))
