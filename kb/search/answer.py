"""From what was typed to an answer that says how it was understood.

Order of understanding: codes, names, meridians and categories, symptoms, parts of names, and only
then spelling mistakes. Words that nothing answers to are named, never dropped.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

from kb import cite, codes
from kb.base import KnowledgeBase
from kb.errors import CodeError
from kb.model import Claim
from kb.search.index import Entry, Index
from kb.search.keys import has_han, key_of, words_of

__all__ = ["Answer", "PointHit", "Remark", "Understood", "search"]

MAX_QUERY = 200
"""Longest query read, in characters."""

SMALL = frozenset(
    [
        "a",
        "an",
        "and",
        "for",
        "in",
        "of",
        "on",
        "or",
        "point",
        "points",
        "the",
        "to",
        "with",
        "acupuncture",
        "meridian",
    ]
)
"""English words that carry no meaning of their own in a query."""


@dataclass(frozen=True, slots=True)
class Understood:
    """A part of the query, what it was taken as and the ids it means."""

    text: str
    as_: str
    ids: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class PointHit:
    """A point found: why, and how many sources and families stand behind a symptom match."""

    code: str
    why: tuple[str, ...]
    sources: int = 0
    families: int = 0


@dataclass(frozen=True, slots=True)
class Remark:
    """Something the reader should know about the answer, with the claims behind it."""

    kind: str
    text: str
    cites: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Answer:
    """What a query found, by type of record; ids best first.

    `exact` is true when every part was a name or code and nothing was guessed.
    """

    query: str
    understood: tuple[Understood, ...] = ()
    unknown: tuple[str, ...] = ()
    exact: bool = False
    points: tuple[PointHit, ...] = ()
    symptoms: tuple[str, ...] = ()
    meridians: tuple[str, ...] = ()
    categories: tuple[str, ...] = ()
    teachings: tuple[str, ...] = ()
    sources: tuple[str, ...] = ()
    remarks: tuple[Remark, ...] = ()


@dataclass(slots=True)
class _Draft:
    """Answer in the making."""

    base: KnowledgeBase
    query: str
    understood: list[Understood] = field(default_factory=list)
    unknown: list[str] = field(default_factory=list)
    exact: bool = True
    why: dict[str, list[str]] = field(default_factory=dict)
    ids: dict[str, dict[str, None]] = field(default_factory=dict)
    remarks: list[Remark] = field(default_factory=list)

    def take(self, text: str, entries: Iterable[Entry], as_: str = "") -> None:
        """Add what a part of the query names."""
        found: dict[str, list[str]] = {}
        for kind, name, what in entries:
            found.setdefault(as_ or f"{kind}: {what}", []).append(name)
            if kind == "point":
                self.why.setdefault(name, []).append(f"{what} {text!r}")
            else:
                self.ids.setdefault(kind, {})[name] = None
        for what, names in found.items():
            self.understood.append(Understood(text, what, tuple(dict.fromkeys(names))))


def search(base: KnowledgeBase, index: Index, query: str, limit: int = 60) -> Answer:
    """Return what a query means and finds.

    Parameters
    ----------
    base : KnowledgeBase
    index : Index
        Of the same knowledge base.
    query : str
        As typed; only the first `MAX_QUERY` characters are read.
    limit : int
        Most points returned.

    Returns
    -------
    Answer
        Empty, with the words named, when nothing was understood.
    """
    text = " ".join("".join(c if c.isprintable() else " " for c in query[:MAX_QUERY]).split())
    draft = _Draft(base, text)
    if text and not (_code(draft, text) or _whole(draft, index, text)):
        _parts(draft, index, text)
    return _finish(draft, limit)


def _code(draft: _Draft, text: str) -> bool:
    try:
        found = codes.readings(text)
    except CodeError as error:
        draft.unknown.append(text)
        draft.exact = False
        draft.remarks.append(Remark("no such point", str(error)))
        return True
    if found and not any(code in draft.base.points for code in found):
        draft.unknown.append(text)
        draft.exact = False
        draft.remarks.append(Remark("no such point", f"no point {found[0]} in this book"))
        return True
    found = tuple(code for code in found if code in draft.base.points)
    if not found:
        return False
    draft.take(text, (("point", code, "code") for code in found))
    if len(found) > 1:
        names = " and ".join(found)
        said = f"{text!r} means {names} in different nomenclatures; both are shown"
        draft.remarks.append(Remark("code collision", said))
    return True


def _whole(draft: _Draft, index: Index, text: str) -> bool:
    """Take the whole query as one name; remark when several points share it."""
    entries = index.names.get(key_of(text), ())
    if not entries:
        return False
    draft.take(text, entries)
    points = list(dict.fromkeys(name for kind, name, _ in entries if kind == "point"))
    if len(points) > 1:
        said = f"{len(points)} points answer to {text!r}: {', '.join(points)}"
        draft.remarks.append(Remark("homonym", said))
    return True


def _parts(draft: _Draft, index: Index, text: str) -> None:
    """Take the query word by word, longest runs first, then symptoms, parts and typing errors."""
    words = text.split()
    rest: list[str] = []
    at = 0
    while at < len(words):
        for end in range(min(len(words), at + 6), at, -1):
            run = " ".join(words[at:end])
            if end == at + 1 and _impossible(draft, run):
                at = end
                break
            entries = _run(draft, index, run) if run.lower() not in SMALL else ()
            if entries:
                draft.take(run, entries)
                at = end
                break
        else:
            rest.append(words[at])
            at += 1
    left = [word for word in rest if word.lower().strip(",.?!") not in SMALL]
    if left:
        _loose(draft, index, left, len(left) == len([w for w in words if w.lower() not in SMALL]))


def _impossible(draft: _Draft, word: str) -> bool:
    """Name a code of a point that does not exist; return whether `word` is one."""
    try:
        codes.readings(word)
    except CodeError as error:
        draft.unknown.append(word)
        draft.exact = False
        draft.remarks.append(Remark("no such point", str(error)))
        return True
    return False


def _run(draft: _Draft, index: Index, run: str) -> tuple[Entry, ...]:
    try:
        found = [code for code in codes.readings(run) if code in draft.base.points]
    except CodeError:
        found = []
    if found:  # before names: without its digit GB3 would be the meridian
        return tuple(("point", code, "code") for code in found)
    return index.names.get(key_of(run), ())


def _loose(draft: _Draft, index: Index, words: list[str], alone: bool) -> None:
    """Look for what is left as symptom words, as parts of names and as misspelt names."""
    draft.exact = False
    text = " ".join(words)
    symptoms = _by_words(index, words_of(text))
    if symptoms and not has_han(text):
        draft.take(text, (("symptom", name, "words") for name in symptoms[:12]))
        return
    key = key_of(text)
    near = index.containing(key) if has_han(text) else list(index.starting(key))
    long = len(key) > 1 or has_han(text)
    entries = [entry for k in near[:40] for entry in index.names[k]] if long else []
    if entries:
        draft.take(text, entries[:40], "part of a name")
        return
    if alone and not has_han(text) and 3 < len(key) < 40 and key.isalpha():
        entries = _misspelt(index, key)
        if entries:
            draft.take(text, entries, "similar name")
            said = f"nothing is called {text!r}; shown: near names"
            draft.remarks.append(Remark("spelling", said))
            return
    draft.unknown.extend(words)


def _by_words(index: Index, words: tuple[str, ...]) -> list[str]:
    wanted = [word for word in words if word not in SMALL]
    sets = [set(index.words.get(word, ())) for word in wanted]
    return sorted(set.intersection(*sets), key=lambda s: (len(s), s)) if sets else []


def _misspelt(index: Index, key: str) -> list[Entry]:
    from rapidfuzz import process
    from rapidfuzz.distance import DamerauLevenshtein

    most = 1 if len(key) < 6 else 2
    found = process.extract(
        key, index.ordered, scorer=DamerauLevenshtein.distance, score_cutoff=most, limit=8
    )
    return [entry for name, _, _ in found for entry in index.names[name]]


def _finish(draft: _Draft, limit: int) -> Answer:
    base = draft.base
    symptoms = tuple(draft.ids.get("symptom", {}))
    hits = [PointHit(code, tuple(dict.fromkeys(why))) for code, why in draft.why.items()]
    if symptoms and not hits:
        hits = _for_symptoms(base, symptoms)
    return Answer(
        query=draft.query,
        understood=tuple(draft.understood),
        unknown=tuple(draft.unknown),
        exact=draft.exact and bool(draft.understood),
        points=tuple(hits[: max(limit, 0)]),
        symptoms=symptoms,
        meridians=tuple(draft.ids.get("meridian", {})),
        categories=tuple(draft.ids.get("category", {})),
        teachings=tuple(draft.ids.get("teaching", {})),
        sources=tuple(draft.ids.get("source", {})),
        remarks=tuple(draft.remarks),
    )


def _for_symptoms(base: KnowledgeBase, symptoms: Iterable[str]) -> list[PointHit]:
    """Return the points given for these symptoms: most families first, then sources, then order."""
    claims: dict[str, list[Claim]] = {}
    for symptom in symptoms:
        for claim in base.claims_on(symptom):
            if claim.kind == "treats" and len(claim.subjects) == 1:
                claims.setdefault(claim.subjects[0], []).append(claim)
    hits = []
    for code, found in claims.items():
        spoken = cite.voices(base, found)
        labels = dict.fromkeys(base.symptoms[c.target].en for c in found)
        why = tuple(f"said to treat {label}" for label in labels)
        hits.append(PointHit(code, why, len(spoken.sources), len(spoken.families)))
    hits.sort(key=lambda hit: (-hit.families, -hit.sources, codes.order_key(hit.code)))
    return hits
