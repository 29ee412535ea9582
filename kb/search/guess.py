"""What is left of a query when every word that names something is taken: complaints, parts, typos.

Guesses are marked: the answer is then not exact and says what was read instead.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from kb.search.complaints import HALF, near_words
from kb.search.draft import Draft
from kb.search.english import BREAKS
from kb.search.index import Entry, Index
from kb.search.keys import has_han, key_of
from kb.search.lexicon import Facet
from kb.search.parse import Part, facets_of
from kb.search.records import Remark

__all__ = ["guess"]

_LOOSE = frozenset({"region", "side", "symptom", "act", "qualifier", "meridian", "phase", "point"})
"""Kinds of part that may be words of a complaint when one of its words is not understood."""


def guess(draft: Draft, parts: list[Part], text: str) -> list[Part]:
    """Return the parts with each run that was not understood read as something, if it can be."""
    if not any(part.kind == "unknown" for part in parts):
        return parts
    whole = _whole(draft, parts, text)
    if whole is not None:
        return [whole]
    made: list[Part] = []
    at = 0
    while at < len(parts):
        if parts[at].kind != "unknown":
            made.append(parts[at])
            at += 1
            continue
        start, end = _run(parts, at, made)
        wide = _complaint(draft, parts[start:end], all_of_it=True)
        if wide is not None:
            del made[len(made) - (at - start) :]
            made.append(wide)
            at = end
            continue
        end = at + 1
        while end < len(parts) and parts[end].kind == "unknown":
            end += 1
        made.extend(_narrow(draft, parts[at:end], end == len(parts)))
        at = end
    return made


def _run(parts: Sequence[Part], at: int, made: Sequence[Part]) -> tuple[int, int]:
    """Return the stretch around an unknown part that may be one complaint."""
    start, end = at, at + 1
    while start > 0 and len(made) >= at - start + 1 and _may_belong(parts[start - 1]):
        start -= 1
    while end < len(parts) and _may_belong(parts[end]):
        end += 1
    return start, end


def _may_belong(part: Part) -> bool:
    if part.kind == "small":
        return part.text.lower() not in BREAKS
    if part.kind == "unknown":
        return True
    if part.kind != "facets" or part.text.lower().split()[-1] in BREAKS:
        return False
    return all(facet.kind in _LOOSE and facet.label != "code" for facet in part.facets)


def _whole(draft: Draft, parts: Sequence[Part], text: str) -> Part | None:
    """Return the whole query as one misspelt name, when it comes near to one."""
    key = key_of(text)
    plain = all(
        part.kind in ("unknown", "small", "facets") or part.text.lower() == "and"  # in many names
        for part in parts
    )
    if not plain or has_han(text) or not 1 < len(key) < 40 or not key.isalpha():
        return None
    if not any(BREAKS & set(part.text.lower().split()) for part in parts):
        begun = list(draft.index.starting(key, 40))
        entries = [entry for name in begun for entry in draft.index.names[name]]
        if entries:
            draft.exact = False
            facets = _begun(entries)
            if len(key) > 4 and not {"point", "symptom"} & {facet.kind for facet in facets}:
                near = [entry for entry in _misspelt(draft.index, key) if entry[0] == "point"]
                facets += facets_of(near, "similar name")
            return Part(text, "facets", facets)
    entries = _misspelt(draft.index, key) if len(key) > 3 else []
    if not entries:
        return None
    draft.exact = False
    said = f"nothing is called {text!r}; shown: near names"
    draft.remarks.append(Remark("spelling", said))
    return Part(text, "facets", facets_of(entries, "similar name"))


def _complaint(draft: Draft, parts: Sequence[Part], all_of_it: bool) -> Part | None:
    """Return some parts as one complaint; with `all_of_it` only if no word is left over."""
    text = " ".join(part.text for part in parts)
    if has_han(text):
        return None
    words = [word.strip(".?!,") for part in parts for word in part.text.split()]
    live = draft.query.endswith(words[-1])
    found = near_words(draft.index, words, live)
    if found is None or (all_of_it and found[1]):
        return None
    ids, left, guessed, full = found
    draft.exact = False
    if guessed:
        said = "; ".join(f"{one.partition(' > ')[0]!r} read as {one.partition(' > ')[2]}"
                         for one in guessed)  # fmt: skip
        draft.remarks.append(Remark("spelling", said))
    draft.unknown.extend(left)
    kept = " ".join(word for word in words if word not in left)
    return Part(kept, "facets", (Facet("symptom", ids[:12], "words" if full else HALF),))


def _narrow(draft: Draft, parts: Sequence[Part], last: bool) -> list[Part]:
    """Return a run of unknown parts as a complaint, as parts of names or misspelt; or as it is.

    Only the `last` words of a query can be the beginning of a name: it may still be typed.
    """
    text = "".join(p.text for p in parts) if has_han(parts[0].text) else " ".join(
        p.text for p in parts
    )  # fmt: skip
    complaint = _complaint(draft, parts, all_of_it=False)
    if complaint is not None:
        return [complaint]
    key = key_of(text)
    if has_han(text):
        near = draft.index.containing(key)
    else:
        near = list(draft.index.starting(key)) if last and len(key) > 1 else []
    entries = [entry for name in near[:40] for entry in draft.index.names[name]]
    if entries:
        draft.exact = False
        return [Part(text, "facets", _begun(entries))]
    if not has_han(text) and 3 < len(key) < 40 and key.isalpha():
        entries = _misspelt(draft.index, key)
        if entries:
            draft.exact = False
            said = f"nothing is called {text!r}; shown: near names"
            draft.remarks.append(Remark("spelling", said))
            return [Part(text, "facets", facets_of(entries, "similar name"))]
    return list(parts)


def _misspelt(index: Index, key: str) -> list[Entry]:
    """Return what the names that come nearest to a misspelt one name.

    The first letter of the name is one of the first two that were typed.
    """
    from rapidfuzz import process
    from rapidfuzz.distance import DamerauLevenshtein

    size = len(key)
    most = 1 if size < 8 else 2 if size < 13 else 3
    names = _by_start(index.ordered)
    near = [
        name
        for letter in dict.fromkeys(key[:2])
        for length in range(size - most, size + most + 1)
        for name in names.get((letter, length), ())
    ]
    found = process.extract(
        key, near, scorer=DamerauLevenshtein.distance, score_cutoff=most, limit=12
    )
    least = min((far for _, far, _ in found), default=0)
    return [entry for name in _nearest(found, least) for entry in index.names[name]]


def _begun(entries: Iterable[Entry]) -> tuple[Facet, ...]:
    """Return what names that begin with what was typed may name: a few of each type."""
    return tuple(
        Facet(facet.kind, facet.ids[: _MOST if facet.kind == "point" else _FEW], facet.label)
        for facet in facets_of(entries, "part of a name")
    )


_MOST, _FEW = 40, 6
"""Most points, and most others, taken for the beginning of a name."""

_Starts = dict[tuple[str, int], list[str]]
_known: dict[int, tuple[Sequence[str], _Starts]] = {}
_KEPT = 4


def _by_start(ordered: Sequence[str]) -> _Starts:
    """Return the names without Chinese by first letter and length; the last few are kept."""
    kept = _known.get(id(ordered))
    if kept is None or kept[0] is not ordered:
        made: _Starts = {}
        for name in ordered:
            if name.isascii():
                made.setdefault((name[0], len(name)), []).append(name)
        while len(_known) >= _KEPT:
            _known.pop(next(iter(_known)), None)
        kept = _known[id(ordered)] = (ordered, made)
    return kept[1]


def _nearest(found: Iterable[tuple[str, float, int]], least: float) -> list[str]:
    return [name for name, far, _ in found if far <= least]
