"""From the words of a query to its parts: the reading that needs the fewest parts wins.

Words and Chinese characters are tokens; every run of up to eight tokens may be a code, a name, a
word of a set question or a complaint. Small words and joints between parts cost next to nothing,
a word that nothing answers to costs much.
"""

from __future__ import annotations

import re
from collections.abc import Container, Iterable, Mapping, Sequence
from itertools import pairwise

from kb import codes
from kb.errors import CodeError
from kb.frozen import frozen
from kb.search.found import MARK
from kb.search.index import Entry, Index
from kb.search.keys import Token, gloss_of_words, has_han, key_of, token
from kb.search.lexicon import Facet, facets_for

__all__ = ["Part", "facets_of", "named_by", "parts_of"]


@frozen
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
    "too": "both", "plus": "and", "not": "not", "except": "not", "excluding": "not",
    "but not": "not",
    "besides": "not", "和": "and", "与": "and", "及": "and", "或": "or", "并": "both", "且": "both",
    "兼": "both", "又": "both", "除": "not", "非": "not",
}  # fmt: skip
_SIGNS = frozenset(",;、，；&+/|")
"""Joints that are no words: no name has them inside."""
_SMALL_HAN = frozenset("的之穴在上有哪些是个能可以可用于治主疗位什么怎么吗呢请问列出所有何者属条")


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
    tokens = [token(found) for found in _TOKEN.findall(text)]
    best: list[tuple[float, tuple[Part, ...]]] = [(0.0, ())]
    waiting = iter(places)
    floor = 0
    for end in range(1, len(tokens) + 1):
        last = tokens[end - 1]
        wall = last.text == MARK or last.text in _SIGNS
        if wall:
            floor = end
        one = (0.5, _asked(*next(waiting))) if last.text == MARK else _single(index, points, last)
        least = (best[end - 1][0] + one[0], (*best[end - 1][1], one[1]))
        for start in range(end - 2, max(floor, end - LONGEST) - 1, -1):
            if best[start][0] + _LEAST <= least[0]:
                run = tokens[start:end]
                facets, cost = _named(index, points, run)
                if facets and best[start][0] + cost <= least[0]:
                    part = Part(_joined(run), "facets", facets)
                    least = (best[start][0] + cost, (*best[start][1], part))
        best.append(least)
    return _run_together(best[-1][1])


_LEAST = 0.9
"""The least that a run of several tokens costs."""


def _asked(text: str, facet: Facet) -> Part:
    return Part(text, "facets", (facet,))


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


def _joined(run: Sequence[Token]) -> str:
    if not any(one.han for one in run):
        return " ".join(one.text for one in run)
    text = run[0].text
    for before, one in pairwise(run):
        text += one.text if before.han and one.han else f" {one.text}"
    return text


def _single(index: Index, points: Container[str], token: Token) -> tuple[float, Part]:
    text = token.text
    if joint := _JOINTS.get(token.lowered) or _JOINTS.get(text):
        return 0.1, Part(text, "joint", label=joint)
    if token.small or text in _SMALL_HAN:
        return 0.05, Part(text, "small")
    facets, cost = _named(index, points, (token,))
    if facets:
        return cost, Part(text, "facets", facets)
    try:
        codes.readings(text)
    except CodeError as error:
        return 1.0, Part(text, "impossible", label=str(error))
    bare = token.raw.strip(",.?!;:")
    return (2.5 if token.han else 4.0), Part(bare if bare.isalnum() else token.raw, "unknown")


def _named(
    index: Index, points: Container[str], run: Sequence[Token]
) -> tuple[tuple[Facet, ...], float]:
    """Return everything a run of tokens names, and the cost of the best of it."""
    han = digit = breaks = purpose = False
    small = 0
    for one in run:
        han = han or one.han
        digit = digit or one.digit
        breaks = breaks or one.breaks
        purpose = purpose or one.lowered == "for"
        small += one.small
    if digit and not han and len(run) <= 3:
        if read := _codes(points, _joined(run)):
            return (Facet("point", read, "code"),), 0.9
        if len(run) > 1 and _NUMBER.fullmatch(run[-1].text):
            return (), 0.0
    keys = {key_of(_joined(run)) if han else "".join([one.key for one in run]): None}
    if not han:
        keys["".join([one.word for one in run])] = None
    facets: list[Facet] = []
    for key in keys:
        if key and (found := index.words.get(key)):
            facets.extend(f for f in facets_for(found) if f not in facets)
        if key and (entries := index.names.get(key)):
            facets.extend(f for f in _entries(entries) if f not in facets)
    if facets:
        return _merged(facets), 1.0
    if han or breaks or purpose or run[0].small or run[-1].small:
        return (), 0.0
    stems = {stem for one in run for stem in one.stems}
    if ids := index.bags.get(" ".join(sorted(stems))):
        return (Facet("symptom", ids, "words"),), 1.15 + small / 10
    words = [word for one in run for word in one.words]
    if points_ := index.glosses.get(gloss_of_words(words)):
        return (Facet("point", points_, "English name"),), 1.1
    return (), 0.0


_NUMBER = re.compile(r"\W*\d+\W*")


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
    "place", "sea", "category", "forbid", "act", "qualifier", "phase", "meridian", "region", "side",
    "century", "first", "verse", "symptom", "teaching", "point", "source", "aspect",
)  # fmt: skip


def _merged(facets: list[Facet]) -> tuple[Facet, ...]:
    """Return facets likeliest first; those of one kind that mean the same only once."""
    if len(facets) == 1:
        return (facets[0],)
    seen: dict[tuple[str, frozenset[str]], Facet] = {}
    for facet in facets:
        seen.setdefault((facet.kind, frozenset(facet.ids)), facet)
    return tuple(sorted(seen.values(), key=lambda facet: _ORDER.index(facet.kind)))
