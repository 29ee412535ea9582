"""The search index: plain tuples and mappings, which the compiled cache holds in parts."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from importlib.resources import files
from typing import TYPE_CHECKING, Any

from kb import cite
from kb.base import KnowledgeBase
from kb.model import Source
from kb.search.hangul import revised
from kb.search.keys import bag_of, gloss_of, has_han, key_of
from kb.search.romanised import older

if TYPE_CHECKING:
    from kb.location.coordinates import Atlas

__all__ = ["Ban", "Entry", "Index", "Limited", "Row", "Word", "bridges", "build"]

Entry = tuple[str, str, str]
"""``(type, id, what the key is)``: ``("point", "GB30", "pinyin name")``."""

Row = tuple[str, tuple[str, ...], tuple[str, ...]]
"""Point, sources that give it for a symptom, sources that only report so.

A source whose first claim of this kind is not meant has the number behind it: ``puji-fang#2``.
"""

Word = tuple[str, tuple[str, ...], str]
"""Kind, ids and label of a facet."""

Ban = tuple[str, str, tuple[str, ...], str, str, str]
"""Point, act forbidden, whom or when it is limited to, source, source reported, claim id."""


Limited = tuple[str, str, str, bool]
"""Point, symptom, source as in a `Row`, and whether it only reports so."""


@dataclass(frozen=True, slots=True)
class Index:
    """Names by key, complaints by their words, and who says what of which point.

    Attributes
    ----------
    names : mapping of str to tuple of Entry
        Folded key to what it names.
    ordered : tuple of str
        The keys sorted, for prefixes.
    bags : mapping of str to tuple of str
        Words of an English complaint in one form and order (`bag_of`) to symptom ids.
    stems : mapping of str to tuple of str
        One such word to the bags it is in.
    glosses : mapping of str to tuple of str
        Words of an English point name in one order (`gloss_of`) to point codes.
    han : mapping of str to tuple of str
        Chinese character to the keys of `names` that contain it.
    words : mapping of str to tuple
        Folded phrase of a set question to the facets it stands for (`kb.search.lexicon`).
    kinds : mapping of str to tuple of str
        Symptom to the narrower ones under it, at any depth; those without are left out.
    treats : mapping of str to tuple of Row
        Symptom to the points it is an indication of, in WHO order.
    breadth : mapping of str to int
        Point code to the number of symptoms it is said to treat.
    bans : tuple of Ban
        Every prohibition.
    bled : mapping of str to tuple of str
        Point to the claims by which blood is let there.
    limits : mapping of str to tuple of Limited
        Whom an indication is limited to, to every such indication.
    used : mapping of str to mapping of str to frozenset of str
        ``moxa`` or ``needle`` to the points at which it is used, with the sources that say so.
    told : mapping of str to tuple of str
        Source to the points of which it says something; with ``~`` before it, to those of which
        others report that it does.
    atlas : Atlas
        Coordinates of the points on measured lines.
    kept : dict of str to Any
        What searches have worked out from the rest once, by the function that needs it.
    """

    names: Mapping[str, tuple[Entry, ...]]
    ordered: tuple[str, ...]
    bags: Mapping[str, tuple[str, ...]]
    stems: Mapping[str, tuple[str, ...]]
    glosses: Mapping[str, tuple[str, ...]]
    han: Mapping[str, tuple[str, ...]]
    words: Mapping[str, tuple[Word, ...]]
    kinds: Mapping[str, tuple[str, ...]]
    treats: Mapping[str, tuple[Row, ...]]
    breadth: Mapping[str, int]
    bans: tuple[Ban, ...]
    bled: Mapping[str, tuple[str, ...]]
    limits: Mapping[str, tuple[Limited, ...]]
    used: Mapping[str, Mapping[str, frozenset[str]]]
    told: Mapping[str, tuple[str, ...]]
    atlas: Atlas
    kept: dict[str, Any] = field(default_factory=dict, init=False, repr=False, compare=False)

    def starting(self, prefix: str, limit: int = 200) -> Iterator[str]:
        """Yield keys that start with `prefix`, in order, at most `limit`."""
        at = bisect_left(self.ordered, prefix)
        for key in self.ordered[at : at + limit]:
            if not key.startswith(prefix):
                return
            yield key

    def containing(self, han: str) -> list[str]:
        """Return the keys that contain a Chinese string, shortest first."""
        fewest = min((self.han.get(char, ()) for char in han), key=len, default=())
        found = [key for key in fewest if han in key]  # each list is in order of its keys
        found.sort(key=len)
        return found


def build(base: KnowledgeBase) -> Index:
    """Return the index of a knowledge base."""
    from kb.location.coordinates import atlas_of
    from kb.search.lexicon import table

    names: dict[str, list[Entry]] = defaultdict(list)
    for text, entry in _named(base):
        key = key_of(text)
        if key and entry not in names[key]:
            names[key].append(entry)
    for text, entry in _romanised(base):
        if key_of(text) not in names:  # a name of a source stands before a spelling of ours
            names[key_of(text)].append(entry)
    bags: dict[str, dict[str, None]] = defaultdict(dict)
    for text, (kind, name, what) in _complaints(base):
        if what == "word of our day" and "after" in text.split():
            continue  # met by its whole name only: its words mean what went before
        if kind == "symptom" and what != "classical term" and (bag := bag_of(text)):
            bags[bag][name] = None
    stems: dict[str, set[str]] = defaultdict(set)
    for bag in bags:
        for stem in bag.split(" "):
            stems[stem].add(bag)
    han: dict[str, set[str]] = defaultdict(set)
    for key in names:
        if has_han(key):
            for char in key:
                han[char].add(key)
    kept = {key: tuple(entries) for key, entries in names.items() if entries}
    treats, breadth = _treats(base)
    glosses: dict[str, list[str]] = defaultdict(list)
    for code, point in base.points.items():
        if gloss := gloss_of(point.names.gloss):
            glosses[gloss].append(code)
    return Index(
        names=kept,
        ordered=tuple(sorted(kept)),
        bags={bag: tuple(ids) for bag, ids in bags.items()},
        stems={stem: tuple(sorted(found)) for stem, found in stems.items()},
        glosses={gloss: tuple(found) for gloss, found in glosses.items()},
        han={char: tuple(sorted(keys)) for char, keys in han.items()},
        words=table(),
        kinds=_kinds(base),
        treats=treats,
        breadth=breadth,
        bans=_bans(base),
        bled=_bled(base),
        limits=_limits(base),
        used={act: _used(base, act) for act in ("moxa", "needle")},
        told=_told(base),
        atlas=atlas_of(base),
    )


def _kinds(base: KnowledgeBase) -> dict[str, tuple[str, ...]]:
    narrower: dict[str, list[str]] = defaultdict(list)
    for name, symptom in base.symptoms.items():
        for broader in symptom.broader:
            narrower[broader].append(name)
    found = {}
    for name in narrower:
        below = dict.fromkeys(narrower[name])
        waiting = list(below)
        while waiting:
            for one in narrower.get(waiting.pop(0), ()):
                if one != name and one not in below:
                    below[one] = None
                    waiting.append(one)
        found[name] = tuple(below)
    return found


def _treats(base: KnowledgeBase) -> tuple[dict[str, tuple[Row, ...]], dict[str, int]]:
    """Return the rows of every symptom and how many symptoms each point has."""
    found: dict[str, dict[str, tuple[dict[str, str], dict[str, str]]]] = {}
    for claim in base.claims():
        if claim.kind == "treats" and len(claim.subjects) == 1:
            rows = found.setdefault(claim.target, {})
            pair = rows.get(claim.subjects[0]) or rows.setdefault(claim.subjects[0], ({}, {}))
            mark = claim.source + "".join(claim.id.rpartition("#")[1:]) * ("#" in claim.id)
            pair[bool(claim.reports)].setdefault(claim.source, mark)
    breadth: dict[str, int] = defaultdict(int)
    for rows in found.values():
        for code in rows:
            breadth[code] += 1
    rank = {code: at for at, code in enumerate(base.points)}
    treats = {
        symptom: tuple(
            (code, tuple(rows[code][0].values()), tuple(rows[code][1].values()))
            for code in sorted(rows, key=rank.__getitem__)
        )
        for symptom, rows in found.items()
    }
    return treats, dict(breadth)


def _bans(base: KnowledgeBase) -> tuple[Ban, ...]:
    return tuple(
        (c.subjects[0], c.target, c.qualifier, c.source, c.reports, c.id)
        for c in base.claims()
        if c.kind == "forbids" and len(c.subjects) == 1
    )


def _bled(base: KnowledgeBase) -> dict[str, tuple[str, ...]]:
    found: dict[str, list[str]] = defaultdict(list)
    for claim in base.claims():
        if claim.kind == "needle" and "bleed" in claim.value and len(claim.subjects) == 1:
            found[claim.subjects[0]].append(claim.id)
    return {code: tuple(found[code]) for code in base.points if code in found}


def _limits(base: KnowledgeBase) -> dict[str, tuple[Limited, ...]]:
    found: dict[str, list[Limited]] = defaultdict(list)
    for claim in base.claims():
        if claim.kind == "treats" and claim.qualifier and len(claim.subjects) == 1:
            mark = claim.source + "".join(claim.id.rpartition("#")[1:]) * ("#" in claim.id)
            for who in claim.qualifier:
                found[who].append((claim.subjects[0], claim.target, mark, bool(claim.reports)))
    return {who: tuple(rows) for who, rows in found.items()}


def _used(base: KnowledgeBase, act: str) -> dict[str, frozenset[str]]:
    found: dict[str, set[str]] = defaultdict(set)
    for claim in base.claims():
        if claim.kind == act and not claim.reports:
            for code in claim.subjects:
                found[code].add(claim.source)
    return {code: frozenset(sources) for code, sources in found.items()}


def _told(base: KnowledgeBase) -> dict[str, tuple[str, ...]]:
    found: dict[str, set[str]] = defaultdict(set)
    for claim in base.claims():
        found[claim.source].update(claim.subjects)
        if claim.reports:
            found[f"~{claim.reports}"].update(claim.subjects)
    return {
        source: tuple(code for code in base.points if code in several)
        for source, several in found.items()
    }


def _named(base: KnowledgeBase) -> Iterator[tuple[str, Entry]]:
    """Yield every written name with what it names."""
    for code, point in base.points.items():
        names = point.names
        yield names.hant, ("point", code, "name")
        yield names.hans, ("point", code, "name")
        yield names.who, ("point", code, "name in WHO 2008")
        yield names.pinyin, ("point", code, "pinyin name")
        for text in older(names.pinyin):
            yield text, ("point", code, "older romanisation")
        yield names.gloss, ("point", code, "our English gloss")
        yield names.ko, ("point", code, "Korean reading")
        for book, at in point.cites:
            if _HEADING.fullmatch(at):
                yield at, ("point", code, f"name in {cite.title(base.sources[book])}")
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
        yield meridian.names.ko, ("meridian", name, "Korean reading")
    for name, category in base.categories.items():
        yield name.replace("-", " "), ("category", name, "name")
        for text in (category.names.en, category.names.short, category.names.hant,
                     category.names.hans, category.names.pinyin):  # fmt: skip
            yield text, ("category", name, "name")
    for name, teaching in base.teachings.items():
        for text in (teaching.names.en, *_turned(teaching.names.en), teaching.names.hant,
                     teaching.names.hans, teaching.names.pinyin):  # fmt: skip
            yield text, ("teaching", name, "name")
            if (bare := _POINTS.sub("", text)) != text:
                yield bare, ("teaching", name, "name")
    yield from _complaints(base)
    shared = Counter(
        word for one in base.sources.values() if one.kind != "song" for word in _title_words(one)
    )
    for name, source in base.sources.items():
        for text in (source.names.en, *_turned(source.names.en), source.names.short,
                     source.names.pinyin, source.names.hant, source.names.hans):  # fmt: skip
            yield text, ("source", name, "title")
        for text in (source.author, source.author_hant):
            yield text, ("source", name, "author")
        for text in (source.names.hant, source.names.hans):
            if bare := _bare_title(text):
                yield bare, ("source", name, "title")
        for word in _title_words(source):
            if shared[word] < (1 if source.kind == "song" else 3):
                yield word, ("source", name, "word of the title")


def _title_words(source: Source) -> dict[str, None]:
    """Return the longer words of a title in pinyin, by which students call the book."""
    title = source.names.short or source.names.pinyin
    return dict.fromkeys(word for word in title.split() if len(word) > 4 and word.isalpha())


_POINTS = re.compile(r"(?: points|穴|xué)$")
"""What the name of a teaching about points is said without."""

_GENRE = re.compile(r"^(?:[針针鍼]灸|[備备]急|重[廣广])|(?:要方|[祕秘]要(?:方)?|[鍼針针]灸[經经])$")
"""What books share in their titles, and who speaks of them leaves out."""


def _bare_title(title: str) -> str:
    """Return a Chinese title as it is said for short: 資生經 for 針灸資生經; or nothing."""
    bare = title
    while (less := _GENRE.sub("", bare)) != bare:
        bare = less
    return bare if bare != title and len(bare) > 1 else ""


_HEADING = re.compile("[A-Z][a-z]{3,}")
"""A locator that is the name under which a source has the point."""

_SONGS = ("Song", "Songs", "Rhapsody", "Verses")


def _turned(title: str) -> Iterator[str]:
    """Yield the other order of a title: *Jade Dragon Song* and *Song of the Jade Dragon*."""
    head, _, last = title.rpartition(" ")
    if head and last in _SONGS:
        yield f"{last} of the {head}"
        yield f"{last} of {head}"
    first, of, rest = title.partition(" of ")
    if of and first in _SONGS:
        yield f"{rest.removeprefix('the ')} {first}"


def _romanised(base: KnowledgeBase) -> Iterator[tuple[str, Entry]]:
    """Yield the Korean readings in the Revised Romanization."""
    for kind, records in (("point", base.points), ("meridian", base.meridians)):
        for name, record in records.items():
            for text in revised(record.names.ko):
                yield text, (kind, name, "romanised Korean reading")


def _meridian_names(english: str, short: str) -> Iterator[str]:
    for text in (english, short):
        if text:
            yield text
            bare = text.removesuffix(" Meridian").removesuffix(" Vessel")
            yield bare
            yield f"{bare} channel"


def _complaints(base: KnowledgeBase) -> Iterator[tuple[str, Entry]]:
    """Yield every way to write a symptom: our label, lay words, classical terms, bridges."""
    for name, symptom in base.symptoms.items():
        yield symptom.en, ("symptom", name, "label")
        for text in symptom.lay:
            yield text, ("symptom", name, "lay word")
        for text in symptom.hant:
            yield text, ("symptom", name, "classical term")
    for text, names in bridges():
        for name in names:
            if name in base.symptoms:
                yield text, ("symptom", name, "word of our day")


def bridges() -> Iterator[tuple[str, tuple[str, ...]]]:
    """Yield every word of our own day with the ids of the symptoms that stand nearest to it.

    References
    ----------
    ``bridge.txt`` beside this module; the choice is ours.
    """
    for line in (files("kb.search") / "bridge.txt").read_text("utf-8").splitlines():
        ids, _, phrases = line.partition(" <- ")
        if phrases and not line.startswith("#"):
            for phrase in phrases.split(";"):
                yield phrase.strip(), tuple(name.strip() for name in ids.split(","))
