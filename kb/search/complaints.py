"""Complaints: which symptoms words stand for, and the points that are said to treat them."""

from __future__ import annotations

from collections.abc import Container, Iterable, Sequence
from math import log

from kb.base import KnowledgeBase
from kb.search.english import SAME, SMALL
from kb.search.index import Index
from kb.search.keys import stems_of

__all__ = [
    "Ranked",
    "Row",
    "Score",
    "near_words",
    "rank",
    "reasons",
    "treated",
    "treated_by",
    "with_kinds",
]

Row = tuple[str, tuple[str, ...], tuple[str, ...]]
"""Symptom, sources that give a point for it, sources that only report so (`index.Row`)."""

Ranked = dict[str, list[Row]]
"""Point code to the symptoms it is found for."""

Score = tuple[str, int, int]
"""Point code, number of sources, number of families."""

_SHARE = 0.7
"""Least overlap, of 1, at which words of a complaint count as one of ours."""


def with_kinds(index: Index, ids: Iterable[str]) -> tuple[str, ...]:
    """Return symptoms followed by the narrower ones under them, each once."""
    asked = tuple(dict.fromkeys(ids))
    below = (name for one in asked for name in index.kinds.get(one, ()))
    return tuple(dict.fromkeys((*asked, *below)))


def treated(index: Index, ids: Iterable[str]) -> Ranked:
    """Return the points said to treat any of these symptoms."""
    found: Ranked = {}
    for symptom in ids:
        for code, own, reported in index.treats.get(symptom, ()):
            row = (symptom, own, reported)
            if code in found:
                found[code].append(row)
            else:
                found[code] = [row]
    return found


def treated_by(
    base: KnowledgeBase, ids: Iterable[str], sources: Container[str], quoted: Container[str]
) -> Ranked:
    """Return the points that some sources say treat these symptoms.

    `quoted` are sources that are known from what others report only: there the reports count.
    """
    found: Ranked = {}
    for symptom in ids:
        for claim in base.claims_on(symptom):
            if claim.kind != "treats" or len(claim.subjects) != 1:
                continue
            if claim.source in sources or claim.reports in quoted:
                mark = (claim.source + "".join(claim.id.rpartition("#")[1:]) * ("#" in claim.id),)
                row = (symptom, (), mark) if claim.reports else (symptom, mark, ())
                found.setdefault(claim.subjects[0], []).append(row)
    return found


def rank(base: KnowledgeBase, index: Index, found: Ranked) -> list[Score]:
    """Return points: most independent families first, then sources, then the more specific ones.

    A point that is said to treat fewer symptoms in all is the more specific one; then WHO order.
    """
    family: dict[str, str] = {}
    scores: list[Score] = []
    for code, rows in found.items():
        voices = {
            mark if "#" not in mark else mark.partition("#")[0] for row in rows for mark in row[1]
        }
        for name in voices - family.keys():
            family[name] = base.sources[name].family or name
        scores.append((code, len(voices), len({family[name] for name in voices})))
    place = {code: at for at, code in enumerate(base.points)}
    breadth = index.breadth
    scores.sort(key=lambda s: (-s[2], -s[1], breadth.get(s[0], 0), place.get(s[0], 0)))
    return scores


def reasons(
    base: KnowledgeBase, code: str, rows: Iterable[Row]
) -> tuple[tuple[str, ...], tuple[str, ...]]:
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
) -> tuple[tuple[str, ...], tuple[str, ...], tuple[str, ...]] | None:
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
    (tuple of str, tuple of str, tuple of str) or None
        Symptom ids best first, words left over, and ``typed > read`` for each guessed word; None
        when nothing comes near.
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
    total = len(index.bags)
    weight = {
        stem: share * log(1 + total / len(index.stems[stem])) for stem, share in stems.items()
    }
    asked = {stem for stem in stems if stem in index.stems}
    exact = sum(weight[s] for s in asked) if not guessed else 0.0
    scores: list[tuple[float, str]] = []
    for bag in {bag for stem in asked for bag in index.stems[stem]}:
        have = bag.split(" ")
        common = sum(weight[s] for s in have if s in asked)
        size = sum(log(1 + total / len(index.stems[s])) for s in have)
        need = exact or max(common, *(weight[s] for s in asked))
        scores.append((2 * common / (need + size), bag))
    scores.sort(key=lambda score: (-score[0], len(score[1]), score[1]))
    best = scores[0][0]
    if best < _SHARE:
        return None
    kept = [bag for score, bag in scores if score >= max(_SHARE, best - 0.1)][:6]
    ids = tuple(dict.fromkeys(name for bag in kept for name in index.bags[bag]))
    covered = {s for bag in kept[:1] for s in bag.split(" ")}
    left = [
        word for word in words
        if word.lower() not in SMALL and word not in unknown
        and not any(s in covered for s in _read(word, guessed))
    ]  # fmt: skip
    return ids, tuple(dict.fromkeys((*unknown, *left))), tuple(guessed)


def _read(word: str, guessed: Iterable[str]) -> tuple[str, ...]:
    """Return the stems that a word was read as."""
    for one in guessed:
        typed, _, read = one.partition(" > ")
        if typed == word:
            return tuple(read.split(", "))
    return stems_of(word)


def _near_stems(index: Index, stem: str, live: bool) -> list[str]:
    """Return stems that a word may be a beginning or a misspelling of, nearest first."""
    if live and len(stem) > 2:
        begun = sorted(s for s in index.stems if s.startswith(stem))
        if begun:
            return sorted(begun, key=lambda s: (-len(index.stems[s]), s))[:5]
    if len(stem) < 4 or len(stem) > 30 or not stem.isalpha():
        return []
    from rapidfuzz import process
    from rapidfuzz.distance import DamerauLevenshtein

    most = 1 if len(stem) < 9 else 2
    size = len(stem)
    near = [
        s for s in (*index.stems, *SAME) if abs(len(s) - size) <= most and s[:1] == stem[:1]
    ]  # fmt: skip
    found = process.extract(
        stem, near, scorer=DamerauLevenshtein.distance, score_cutoff=most, limit=12
    )
    least = min((far for _, far, _ in found), default=0)
    read = {SAME.get(name, name): name for name, far, _ in found if far <= least}
    known = [name for name in read if name in index.stems]
    known.sort(key=lambda name: -len(index.stems[name]))
    return known[:4]
