"""What pages share: references, citation chips, counted voices and measures."""

from __future__ import annotations

import functools
from collections.abc import Collection, Iterable, Mapping
from types import MappingProxyType
from typing import TypeAlias

from kb import cite, codes
from kb.base import KnowledgeBase
from kb.frozen import frozen
from kb.model import Claim
from kb.views.books import books, label_of, lang_of
from kb.views.listing import Listing, listing

__all__ = [
    "Chip",
    "Listing",
    "Phrase",
    "Prose",
    "Ref",
    "Voices",
    "any_ref",
    "by_age",
    "category_ref",
    "chip",
    "chips",
    "gathered",
    "gathered_passages",
    "is_modern",
    "label_of",
    "lang_of",
    "limit_text",
    "listing",
    "meridian_of",
    "meridian_ref",
    "meridian_short",
    "passage_of",
    "passages",
    "place_name",
    "place_names",
    "point_ref",
    "source_ref",
    "symptom_ref",
    "teaching_of",
    "teaching_ref",
    "voices",
    "voices_of",
    "with_one",
    "year_of",
]

GROUPS: MappingProxyType[str, str] = MappingProxyType(
    {
        "three-yang": "the three yang", "three-yin": "the three yin",
        "hand-three-yang": "the three yang of the hand", "heel": "the heel vessels",
        "hand-three-yin": "the three yin of the hand", "link": "the link vessels",
        "foot-three-yang": "the three yang of the foot",
        "foot-three-yin": "the three yin of the foot",
    }
)  # fmt: skip
"""Groups of meridians that crossing statements name without naming members."""


@frozen
class Ref:
    """A link to a record, with its names.

    Attributes
    ----------
    kind : str
        ``point``, ``meridian``, ``category``, ``teaching``, ``symptom``, ``source`` or empty.
    id : str
        Id of the record.
    label : str
        English or code.
    hant, pinyin : str
        Hanzi and pinyin; empty when there are none.
    """

    kind: str
    id: str
    label: str
    hant: str = ""
    pinyin: str = ""


@frozen
class Phrase:
    """A piece of a sentence; `ref` is the record it names, if any."""

    text: str
    ref: Ref | None = None


Prose: TypeAlias = tuple[Phrase, ...]
"""A sentence in pieces."""


@frozen
class Chip:
    """One citation: who says it, in which words; opens the panel of the claim.

    Attributes
    ----------
    claim : str
        Claim id.
    source : str
        Short name of the source.
    words : str
        The source's own words; empty when there are none to show.
    lang : str
        Language tag of `words`.
    reports : str
        Short name of the source whose words are repeated; empty for the source's own statement.
    limits : tuple of str
        Whom or when the statement is limited to.
    also : tuple of str
        Claim ids of further passages in which the source says the same; the panel lists them.
    """

    claim: str
    source: str
    words: str = ""
    lang: str = "zh-Hant"
    reports: str = ""
    limits: tuple[str, ...] = ()
    also: tuple[str, ...] = ()


@frozen
class Voices:
    """How many books say something themselves, and how many independent families they are.

    `years` are those of the first and the last dated book (``282–1815``); empty for fewer than two.
    """

    books: int
    families: int
    years: str = ""

    def __str__(self) -> str:
        """Return ``3 books, 2 families``; ``reported only`` when nobody speaks for himself."""
        if not self.books:
            return "reported only"
        books = f"{self.books} book{'' if self.books == 1 else 's'}"
        if self.books == 1:
            return books
        return f"{books}, {self.families} {'family' if self.families == 1 else 'families'}"


def is_modern(kb: KnowledgeBase, claim: Claim) -> bool:
    """Return whether a modern textbook or standard makes this claim."""
    return books(kb)[claim.source].modern


def by_age(kb: KnowledgeBase, claims: Iterable[Claim]) -> list[Claim]:
    """Return claims by year of the source, own statements before reported ones of a source."""
    found = list(claims)
    if len(found) > 1:
        shelf = books(kb)
        found.sort(key=lambda claim: (shelf[claim.source].age, bool(claim.reports)))
    return found


def chip(kb: KnowledgeBase, claim: Claim, also: tuple[str, ...] = ()) -> Chip:
    """Return the citation chip of a claim; `also` are further passages that say the same."""
    shelf = books(kb)
    book = shelf[claim.source]
    reports = shelf[claim.reports].label if claim.reports else ""
    return Chip(claim.id, book.label, claim.term, book.lang, reports, claim.qualifier, also)


def chips(kb: KnowledgeBase, claims: Iterable[Claim]) -> tuple[Chip, ...]:
    """Return the chips of claims, oldest source first."""
    return tuple(chip(kb, claim) for claim in by_age(kb, claims))


Passage: TypeAlias = "tuple[str, str, tuple[str, ...]]"
"""Source, whom it reports, and limits: what the claims behind one chip share."""


def passage_of(claim: Claim) -> Passage:
    """Return which chip a claim goes to in `gathered`."""
    return claim.source, claim.reports, claim.qualifier


def passages(claims: Iterable[Claim]) -> dict[Passage, list[Claim]]:
    """Return the claims behind each chip of `gathered`, in the order given."""
    found: dict[Passage, list[Claim]] = {}
    for claim in claims:
        key = claim.source, claim.reports, claim.qualifier
        same = found.get(key)
        if same is None:
            found[key] = [claim]
        else:
            same.append(claim)
    return found


def gathered(kb: KnowledgeBase, claims: Iterable[Claim]) -> tuple[Chip, ...]:
    """Return one chip for each source (and whom it reports, and limits), oldest source first.

    The chip opens the first of several passages; the others stand in `Chip.also`.
    """
    return gathered_passages(kb, passages(claims))


def gathered_passages(kb: KnowledgeBase, found: Mapping[Passage, list[Claim]]) -> tuple[Chip, ...]:
    """Return the chips of passages, oldest source first, own words before reported ones."""
    several = list(found.values())
    if len(several) > 1:
        shelf = books(kb)
        several.sort(key=lambda some: (shelf[some[0].source].age, bool(some[0].reports)))
    return tuple(
        [
            chip(kb, some[0], tuple([claim.id for claim in some[1:]]) if len(some) > 1 else ())
            for some in several
        ]
    )


def limit_text(limits: Iterable[str]) -> str:
    """Return the qualifiers of a statement in words (``in pregnancy``, ``in women``)."""
    words = ("the elderly" if one == "elderly" else one.replace("-", " ") for one in limits)
    return ", ".join(f"in {one}" for one in words)


def voices(kb: KnowledgeBase, claims: Iterable[Claim]) -> Voices:
    """Return how many books and families speak for themselves in these claims."""
    return voices_of(kb, {claim.source for claim in claims if not claim.reports})


def voices_of(kb: KnowledgeBase, own: Collection[str]) -> Voices:
    """Return the voices of different sources that speak for themselves."""
    if len(own) < 2:
        return _ONE if own else _NOBODY
    made, key = _counted(kb), frozenset(own)
    if key not in made:
        made[key] = _together(kb, key)
    return made[key]


@functools.lru_cache(maxsize=2)
def _counted(kb: KnowledgeBase) -> dict[frozenset[str], Voices]:
    """Return the voices counted so far, by sources; they go when the data are replaced."""
    return {}


def _together(kb: KnowledgeBase, own: frozenset[str]) -> Voices:
    shelf = books(kb)
    said = [shelf[name] for name in own]
    dated = sorted((book.age, book.year) for book in said if book.year)
    years = f"{dated[0][1]}–{dated[-1][1]}" if len(dated) > 1 else ""
    return Voices(len(own), len({book.family for book in said}), years)


_ONE, _NOBODY = Voices(1, 1), Voices(0, 0)


class _Cards(dict[str, Ref]):
    """References to points and symptoms by id, made when first asked for."""

    __slots__ = ("_kb",)

    def __init__(self, kb: KnowledgeBase) -> None:
        self._kb = kb

    def __missing__(self, ident: str) -> Ref:
        label = self._kb.labels[ident]
        kind = "point" if ident in self._kb.points else "symptom"
        return self.setdefault(ident, Ref(kind, ident, *label))


@functools.lru_cache(maxsize=2)
def _cards(kb: KnowledgeBase) -> Mapping[str, Ref]:
    return _Cards(kb)


def point_ref(kb: KnowledgeBase, code: str) -> Ref:
    """Return the reference to a point; without a link when there is no such point."""
    return _cards(kb)[code] if code in kb.labels else Ref("", code, code)


def meridian_ref(kb: KnowledgeBase, ident: str) -> Ref:
    """Return the reference to a meridian, or to a group of meridians (which has no page)."""
    if ident not in kb.meridians:
        return Ref("", ident, GROUPS.get(ident, ident))
    names = kb.meridians[ident].names
    return Ref("meridian", ident, names.en, names.hant, names.pinyin)


def meridian_short(kb: KnowledgeBase, ident: str) -> str:
    """Return the short name of a meridian (``Gallbladder``), for lists of several."""
    if ident not in kb.meridians:
        return GROUPS.get(ident, ident)
    names = kb.meridians[ident].names
    return names.short or names.en


def symptom_ref(kb: KnowledgeBase, ident: str) -> Ref:
    """Return the reference to a symptom."""
    return _cards(kb)[ident]


def category_ref(kb: KnowledgeBase, ident: str) -> Ref:
    """Return the reference to a category."""
    names = kb.categories[ident].names
    return Ref("category", ident, names.en, names.hant, names.pinyin)


def teaching_ref(kb: KnowledgeBase, ident: str) -> Ref:
    """Return the reference to a teaching."""
    names = kb.teachings[ident].names
    return Ref("teaching", ident, names.en, names.hant, names.pinyin)


def teaching_of(claim: Claim) -> str:
    """Return the id of the teaching that a claim is a line of; empty for all other claims."""
    return cite.teaching_in(claim.file)


def source_ref(kb: KnowledgeBase, ident: str) -> Ref:
    """Return the reference to a source."""
    source = kb.sources[ident]
    return Ref("source", ident, label_of(source), source.names.hant)


def year_of(kb: KnowledgeBase, ident: str) -> str:
    """Return the year of a source as shown (``282``, ``100 BCE``)."""
    return books(kb)[ident].year


def place_name(kb: KnowledgeBase, ident: str) -> Ref:
    """Return the reference to whatever place an id names: landmark, structure, point, meridian."""
    if ident in kb.points:
        return point_ref(kb, ident)
    if ident in kb.meridians:
        return meridian_ref(kb, ident)
    if ident in kb.structures:
        return Ref("", ident, kb.structures[ident].en)
    if ident in kb.landmarks:
        return Ref("", ident, kb.landmarks[ident].en)
    return Ref("", ident, ident.replace("-", " "))


def place_names(kb: KnowledgeBase, idents: str) -> tuple[Ref, ...]:
    """Return the references to places joined by commas, as attributes of members hold them."""
    return tuple(place_name(kb, one) for one in idents.split(", "))


def any_ref(kb: KnowledgeBase, ident: str) -> Ref:
    """Return the reference to whatever record an id names."""
    if ident in kb.symptoms:
        return symptom_ref(kb, ident)
    if ident in kb.categories:
        return category_ref(kb, ident)
    if ident in kb.teachings:
        return teaching_ref(kb, ident)
    if ident in kb.sources:
        return source_ref(kb, ident)
    return place_name(kb, ident)


def with_one(ids: Iterable[str], one: str) -> tuple[str, ...]:
    """Return the ids of a comparison with one more, codes in the order of the meridians.

    The same records side by side have one address, whichever was added last.
    """
    every = dict.fromkeys((*ids, one))
    points = all(codes.is_code(each) or codes.is_extra(each) for each in every)
    return tuple(sorted(every, key=codes.order_key) if points else sorted(every))


def meridian_of(kb: KnowledgeBase, code: str) -> Ref:
    """Return the reference to the meridian of a point; extra points have none."""
    ident = codes.meridian_of(code)
    return Ref("", "EX", "Extra points") if ident == "EX" else meridian_ref(kb, ident)
