"""The search index: plain tuples and mappings, which the compiled cache holds in parts."""

from __future__ import annotations

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from kb import cite
from kb.base import KnowledgeBase
from kb.search.keys import has_han, key_of, words_of

__all__ = ["Entry", "Index", "build"]

Entry = tuple[str, str, str]
"""``(type, id, what the key is)``: ``("point", "GB30", "pinyin name")``."""


@dataclass(frozen=True, slots=True)
class Index:
    """Names by key, words by symptom, characters by term.

    Attributes
    ----------
    names : mapping of str to tuple of Entry
        Folded key to what it names.
    ordered : tuple of str
        The keys sorted, for prefixes.
    words : mapping of str to tuple of str
        English word to symptom ids.
    han : mapping of str to tuple of str
        Chinese character to the keys of `names` that contain it.
    """

    names: Mapping[str, tuple[Entry, ...]]
    ordered: tuple[str, ...]
    words: Mapping[str, tuple[str, ...]]
    han: Mapping[str, tuple[str, ...]]

    def starting(self, prefix: str, limit: int = 200) -> Iterator[str]:
        """Yield keys that start with `prefix`, in order, at most `limit`."""
        at = bisect_left(self.ordered, prefix)
        for key in self.ordered[at : at + limit]:
            if not key.startswith(prefix):
                return
            yield key

    def containing(self, han: str) -> list[str]:
        """Return the keys that contain a Chinese string, shortest first."""
        sets = [set(self.han.get(char, ())) for char in set(han)]
        found = set.intersection(*sets) if sets else set()
        return sorted((key for key in found if han in key), key=lambda key: (len(key), key))


def build(base: KnowledgeBase) -> Index:
    """Return the index of a knowledge base."""
    names: dict[str, list[Entry]] = defaultdict(list)
    for text, entry in _named(base):
        key = key_of(text)
        if key and entry not in names[key]:
            names[key].append(entry)
    words: dict[str, set[str]] = defaultdict(set)
    for symptom in base.symptoms.values():
        for text in (symptom.en, *symptom.lay):
            for word in words_of(text):
                words[word].add(symptom.id)
    han: dict[str, set[str]] = defaultdict(set)
    for key in names:
        if has_han(key):
            for char in key:
                han[char].add(key)
    kept = {key: tuple(entries) for key, entries in names.items() if entries}
    return Index(
        kept,
        tuple(sorted(kept)),
        {word: tuple(sorted(ids)) for word, ids in words.items()},
        {char: tuple(sorted(keys)) for char, keys in han.items()},
    )


def _named(base: KnowledgeBase) -> Iterator[tuple[str, Entry]]:
    """Yield every written name with what it names."""
    for code, point in base.points.items():
        names = point.names
        yield names.hant, ("point", code, "name")
        yield names.hans, ("point", code, "name")
        yield names.who, ("point", code, "name in WHO 2008")
        yield names.pinyin, ("point", code, "pinyin name")
        yield names.gloss, ("point", code, "our English gloss")
    for claim in base.claims():
        if claim.kind == "named" and len(claim.subjects) == 1:
            where = cite.title(base.sources[claim.source])
            yield claim.term, ("point", claim.subjects[0], f"alias in {where}")
    for name, meridian in base.meridians.items():
        yield name, ("meridian", name, "code")
        for text in _meridian_names(meridian.names.en, meridian.names.short):
            yield text, ("meridian", name, "English name")
        for text in (meridian.names.hant, meridian.names.hans, meridian.names.pinyin):
            yield text, ("meridian", name, "name")
    for name, category in base.categories.items():
        yield name.replace("-", " "), ("category", name, "name")
        for text in (category.names.en, category.names.short, category.names.hant,
                     category.names.hans, category.names.pinyin):  # fmt: skip
            yield text, ("category", name, "name")
    for name, teaching in base.teachings.items():
        for text in (teaching.names.en, teaching.names.hant, teaching.names.hans,
                     teaching.names.pinyin):  # fmt: skip
            yield text, ("teaching", name, "name")
    for name, symptom in base.symptoms.items():
        yield symptom.en, ("symptom", name, "label")
        for text in symptom.lay:
            yield text, ("symptom", name, "lay word")
        for text in symptom.hant:
            yield text, ("symptom", name, "classical term")
    for name, source in base.sources.items():
        for text in (source.names.en, source.names.short, source.names.pinyin, source.names.hant,
                     source.names.hans):  # fmt: skip
            yield text, ("source", name, "title")


def _meridian_names(english: str, short: str) -> Iterator[str]:
    for text in (english, short):
        if text:
            yield text
            bare = text.removesuffix(" Meridian").removesuffix(" Vessel")
            yield bare
            yield f"{bare} channel"
