"""Complaints: which symptoms words stand for, and the points that are said to treat them."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable, Container, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import count, islice, takewhile
from math import log

from kb.base import KnowledgeBase
from kb.search.english import SAME, SMALL
from kb.search.index import Index
from kb.search.index import Row as Given
from kb.search.keys import stems_of
from kb.search.records import Reasons

__all__ = [
    "HALF",
    "Row",
    "Said",
    "Score",
    "near_words",
    "rank",
    "reasons",
    "together",
    "treated",
    "treated_by",
    "voices_of",
    "with_kinds",
]

Row = tuple[str, tuple[str, ...], tuple[str, ...]]
"""Symptom, sources that give a point for it, sources that only report so (`index.Row`)."""

Score = tuple[str, int, int]
"""Point code, number of sources, number of families."""


@dataclass(slots=True)
class Said:
    """The points found for complaints, and what is said of each.

    Attributes
    ----------
    symptoms : tuple of str
        The symptoms that were looked for.
    voices : mapping of str to int
        Point code to the sources that say so themselves, a bit for each (`_bit`); 0 when they
        only report so.
    rows : callable
        Gives what is said of a point, in the order of the symptoms.
    """

    symptoms: tuple[str, ...]
    voices: Mapping[str, int]
    rows: Callable[[str], Iterable[Row]]
    _scores: list[Score] | None = None

    def scores(self, base: KnowledgeBase, index: Index) -> list[Score]:
        """Return the points ranked (`rank`); once."""
        if self._scores is None:
            self._scores = rank(base, index, self.voices)
        return self._scores

    def only(self, voices: Mapping[str, int]) -> Said:
        """Return the same of some of the points."""
        return Said(self.symptoms, voices, self.rows)


HALF = "some of its words"
"""How one word was understood that is only a part of a complaint's name."""

_SHARE = 0.7
"""Least overlap, of 1, at which words of a complaint count as one of ours."""


def with_kinds(index: Index, ids: Iterable[str]) -> tuple[str, ...]:
    """Return symptoms followed by the narrower ones under them, each once."""
    asked = tuple(dict.fromkeys(ids))
    below = (name for one in asked for name in index.kinds.get(one, ()))
    return tuple(dict.fromkeys((*asked, *below)))


def treated(base: KnowledgeBase, index: Index, asked: Iterable[str], wide: bool) -> Said:
    """Return the points said to treat any of these symptoms; if `wide`, or what is under them.

    Worked out once for each symptom, and kept for the last few groups of them.
    """
    asked = tuple(dict.fromkeys(asked))
    known: dict[tuple[tuple[str, ...], bool], Said] = index.kept.setdefault("said", {})
    found = known.get((asked, wide))
    if found is None:
        symptoms = with_kinds(index, asked) if wide else asked
        voices = _joined(_voices(base, index, symptom) for symptom in symptoms)
        found = Said(symptoms, voices, _teller(index, symptoms))
        while len(known) >= _KEPT:
            known.pop(next(iter(known)), None)
        known[asked, wide] = found
    return found


_KEPT = 200


def _teller(index: Index, symptoms: Sequence[str]) -> Callable[[str], Iterator[Row]]:
    """Return what gives the rows of a point for some symptoms."""

    def rows(code: str) -> Iterator[Row]:
        for symptom in symptoms:
            if row := _given(index, symptom).get(code):
                yield symptom, row[1], row[2]

    return rows


def _joined(parts: Iterable[Mapping[str, int]]) -> dict[str, int]:
    found: dict[str, int] = {}
    for part in parts:
        for code, bits in part.items():
            found[code] = found.get(code, 0) | bits
    return found


def treated_by(
    base: KnowledgeBase,
    index: Index,
    ids: Iterable[str],
    sources: Container[str],
    quoted: Container[str],
) -> Said:
    """Return the points that some sources say treat these symptoms.

    `quoted` are sources that are known from what others report only: there the reports count.
    """
    symptoms = tuple(ids)
    given: dict[str, list[Row]] = {}
    for symptom in symptoms:
        for claim in base.claims_on(symptom):
            if claim.kind != "treats" or len(claim.subjects) != 1:
                continue
            if claim.source in sources or claim.reports in quoted:
                mark = (claim.source + "".join(claim.id.rpartition("#")[1:]) * ("#" in claim.id),)
                row = (symptom, (), mark) if claim.reports else (symptom, mark, ())
                given.setdefault(claim.subjects[0], []).append(row)
    return Said(symptoms, voices_of(base, index, given), given.__getitem__)


def voices_of(
    base: KnowledgeBase, index: Index, given: Mapping[str, Sequence[Row]]
) -> dict[str, int]:
    """Return the voices behind the rows of each point."""
    return {
        code: _bits(base, index, (mark for row in rows for mark in row[1]))
        for code, rows in given.items()
    }


def together(found: Sequence[Said], every: bool) -> Said:
    """Return what is said for several complaints: of the points for each of them, or for any."""
    voices = _joined(said.voices for said in found)
    if every:
        kept = set(voices).intersection(*(said.voices for said in found))
        voices = {code: bits for code, bits in voices.items() if code in kept}

    def rows(code: str) -> Iterator[Row]:
        for said in found:
            if code in said.voices:
                yield from said.rows(code)

    return Said(tuple(one for said in found for one in said.symptoms), voices, rows)


def _given(index: Index, symptom: str) -> Mapping[str, Given]:
    """Return the rows of a symptom by point; read once."""
    known: dict[str, Mapping[str, Given]] = index.kept.setdefault("given", {})
    found = known.get(symptom)
    if found is None:
        found = known[symptom] = {row[0]: row for row in index.treats.get(symptom, ())}
    return found


def _voices(base: KnowledgeBase, index: Index, symptom: str) -> Mapping[str, int]:
    """Return the voices for a symptom by point; worked out once."""
    known: dict[str, Mapping[str, int]] = index.kept.setdefault("voices", {})
    found = known.get(symptom)
    if found is None:
        given = _given(index, symptom)
        found = {code: _bits(base, index, row[1]) for code, row in given.items()}
        known[symptom] = found
    return found


def _bits(base: KnowledgeBase, index: Index, marks: Iterable[str]) -> int:
    """Return a bit for each source and each family behind some marks of rows."""
    known: dict[str, int] = index.kept.setdefault("bits", {})
    bits = 0
    for mark in marks:
        if mark not in known:
            known[mark] = _bit(base, index, mark.partition("#")[0])
        bits |= known[mark]
    return bits


def _bit(base: KnowledgeBase, index: Index, source: str) -> int:
    """Return the bit of a source, of even place, with the bit of its family, of odd place."""
    numbers: dict[tuple[str, str], int] = index.kept.setdefault("numbers", {})
    fresh: Iterator[int] = index.kept.setdefault("fresh", count())  # none twice, in any thread
    own = numbers.setdefault(("source", source), next(fresh))
    family = numbers.setdefault(("family", base.sources[source].family or source), next(fresh))
    return 1 << 2 * own | 1 << 2 * family + 1


_SOURCES = sum(1 << 2 * number for number in range(8192))
"""The bits of sources; those of families stand between them."""


def rank(base: KnowledgeBase, index: Index, voices: Mapping[str, int]) -> list[Score]:
    """Return points: most independent families first, then sources, then the more specific ones.

    A point that is said to treat fewer symptoms in all is the more specific one; then WHO order.
    """
    order: dict[str, int] = index.kept.get("order", {})
    if not order:
        breadth = index.breadth
        by_breadth = sorted(base.points, key=lambda code: breadth.get(code, 0))
        order = {code: at for at, code in enumerate(by_breadth)}
        index.kept["order"] = order
    made = sorted(
        ((many := (bits & _SOURCES).bit_count()) - bits.bit_count(), -many, order[code], code)
        for code, bits in voices.items()
    )
    return [(code, -sources, -families) for families, sources, _, code in made]


def reasons(base: KnowledgeBase, code: str, rows: Iterable[Row]) -> Reasons:
    """Return why a point is found for complaints, and the ids of the claims that say so."""
    why, cites = [], []
    for symptom, own, reported in rows:
        why.append(f"said to treat {base.symptoms[symptom].en}")
        for mark in (*own, *reported):
            source, hash_, number = mark.partition("#")
            cites.append(f"{source}/{code}/treats/{symptom}{hash_}{number}")
    return tuple(dict.fromkeys(why)), tuple(dict.fromkeys(cites))


def near_words(
    index: Index, words: Sequence[str], live: bool
) -> tuple[tuple[str, ...], tuple[str, ...], tuple[str, ...], bool] | None:
    """Return the symptoms whose words come nearest to some words of a query.

    Parameters
    ----------
    index : Index
    words : sequence of str
        As typed.
    live : bool
        The last word may be the beginning of one.

    Returns
    -------
    (tuple of str, tuple of str, tuple of str, bool) or None
        Symptom ids best first, words left over, ``typed > read`` for each guessed word, and
        whether there is more than one word or a symptom with no further ones; None when nothing
        comes near.
    """
    stems: dict[str, float] = {}
    guessed, unknown = [], []
    for at, word in enumerate(words):
        for stem in stems_of(word):
            if stem in index.stems:
                stems[stem] = 1.0
                continue
            near = _near_stems(index, stem, live and at == len(words) - 1)
            if not near:
                unknown.append(word)
            else:
                guessed.append(f"{word} > {', '.join(near[:3])}")
                stems.update({one: 1.0 / (1 + rank) for rank, one in enumerate(near)})
    if not stems:
        return None
    weight = {stem: share * _weight(index, stem) for stem, share in stems.items()}
    most = max(weight.values())
    exact = sum(weight[stem] for stem in sorted(stems)) if not guessed else 0.0
    common: dict[str, float] = {}
    for stem in sorted(stems):  # the words of a bag are in this order
        for bag in index.stems[stem]:
            common[bag] = common.get(bag, 0.0) + weight[stem]
    scores = [
        (2 * have / ((exact or max(have, most)) + _size(index, bag)), bag)
        for bag, have in common.items()
    ]
    best = max(scores, default=(0.0, ""))[0]
    if best < _SHARE:
        return None
    least = max(_SHARE, best - 0.1)
    order = sorted((-score, len(bag), bag) for score, bag in scores if score >= least)
    kept = [bag for _, _, bag in order[:6]]
    ids = tuple(dict.fromkeys(name for bag in kept for name in index.bags[bag]))
    covered = {s for bag in kept[:1] for s in bag.split(" ")}
    left = [
        word for word in words
        if word.lower() not in SMALL and word not in unknown
        and not any(s in covered for s in _read(word, guessed))
    ]  # fmt: skip
    full = len(stems) > 1 or any(stems.keys() >= set(bag.split(" ")) for bag in kept)
    return ids, tuple(dict.fromkeys((*unknown, *left))), tuple(guessed), full


def _read(word: str, guessed: Iterable[str]) -> tuple[str, ...]:
    """Return the stems that a word was read as."""
    for one in guessed:
        typed, _, read = one.partition(" > ")
        if typed == word:
            return tuple(read.split(", "))
    return stems_of(word)


def _weight(index: Index, stem: str) -> float:
    """Return how much a word tells: the rarer the more."""
    known: dict[str, float] = index.kept.setdefault("weights", {})
    found = known.get(stem)
    if found is None:
        found = known[stem] = log(1 + len(index.bags) / len(index.stems[stem]))
    return found


def _size(index: Index, bag: str) -> float:
    """Return how much the words of a bag tell together."""
    known: dict[str, float] = index.kept.setdefault("sizes", {})
    found = known.get(bag)
    if found is None:
        found = known[bag] = sum(_weight(index, stem) for stem in bag.split(" "))
    return found


def _near_stems(index: Index, stem: str, live: bool) -> list[str]:
    """Return stems that a word may be a beginning or a misspelling of, nearest first."""
    if live and len(stem) > 2:
        ordered: list[str] = index.kept.get("ordered stems", [])
        if not ordered:
            ordered = index.kept["ordered stems"] = sorted(index.stems)
        at = bisect_left(ordered, stem)
        begun = list(takewhile(lambda one: one.startswith(stem), islice(ordered, at, None)))
        if begun:
            return sorted(begun, key=lambda s: (-len(index.stems[s]), s))[:5]
    if len(stem) < 4 or len(stem) > 30 or not stem.isalpha():
        return []
    from rapidfuzz import process
    from rapidfuzz.distance import DamerauLevenshtein

    most = 1 if len(stem) < 9 else 2
    alike = _by_start(index)
    near = [
        one
        for size in range(len(stem) - most, len(stem) + most + 1)
        for one in alike.get((stem[0], size), ())
    ]
    found = process.extract(
        stem, near, scorer=DamerauLevenshtein.distance, score_cutoff=most, limit=12
    )
    least = min((far for _, far, _ in found), default=0)
    read = {SAME.get(name, name): name for name, far, _ in found if far <= least}
    known = [name for name in read if name in index.stems]
    known.sort(key=lambda name: (-len(index.stems[name]), name))
    return known[:4]


def _by_start(index: Index) -> Mapping[tuple[str, int], Sequence[str]]:
    """Return the words of complaints, and those that mean the same, by first letter and length."""
    found: dict[tuple[str, int], list[str]] = index.kept.get("stems by start", {})
    if not found:
        for word in dict.fromkeys((*index.stems, *SAME)):
            found.setdefault((word[:1], len(word)), []).append(word)
        index.kept["stems by start"] = found
    return found
