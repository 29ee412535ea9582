"""Words of questions about sets: which facet each phrase stands for.

A facet is a typed entity that a query can name: a category, a group of meridians, a phase, a part
of the body and so on. The table holds words of ours only; names of records come from the index.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping

from kb.codes import EXTRAORDINARY, MERIDIANS
from kb.doctrine import DIVISIONS, FLOW, PHASES, division, is_yang, limb, meridians_of
from kb.frozen import frozen
from kb.search.index import Word
from kb.search.keys import has_han, key_of, key_of_words
from kb.search.phrases import (
    ACT,
    ASPECT,
    CATEGORY,
    DIVISION,
    DYNASTY,
    FIRST,
    FORBID,
    FORBID_ACT,
    MERIDIAN,
    PARTS,
    PHASE,
    QUALIFIER,
    SEAS,
    SIDES,
    SONGS,
    TAILED,
    VERSE,
)

__all__ = ["Facet", "facets_for", "lookup", "table"]


@frozen
class Facet:
    """A typed part of a query.

    Attributes
    ----------
    kind : str
        ``point category meridian symptom source region side phase century families forbid act
        aspect first sea qualifier verse place``.
    ids : tuple of str
        What it means: record ids, region ids, phases, years, point codes; any of them satisfies.
    label : str
        How it was understood.
    why : str
        Reason shown with a point, when it is the same for all.
    reasons : tuple of (str, str)
        Point code and its own reason.
    cites : tuple of (str, tuple of str)
        Point code and the claims behind its reason; a place is cited where there are none.
    """

    kind: str
    ids: tuple[str, ...]
    label: str
    why: str = ""
    reasons: tuple[tuple[str, str], ...] = ()
    cites: tuple[tuple[str, tuple[str, ...]], ...] = ()


def _words(text: str) -> Iterator[str]:
    """Yield the phrases of a table row; a Chinese phrase may be parted by blanks too."""
    for phrase in text.split(";"):
        if has_han(phrase):
            yield from phrase.split()
        elif phrase.strip():
            yield phrase.strip()


def _groups() -> Iterator[tuple[str, tuple[str, ...], str]]:
    """Yield phrase, meridian ids and label of every group of regular meridians."""
    kinds = [("yin", False, "阴"), ("yang", True, "阳")]
    members: list[tuple[str, str, tuple[str, ...]]] = []
    for name, yang, han in kinds:
        ids = tuple(m for m in FLOW if is_yang(m) == yang)
        members.append((f"{name}; three {name}", f"{han}; 三{han}", ids))
    for one in DIVISIONS:
        latin, _, han = DIVISION[one].rpartition("; ")
        members.append((latin, han, tuple(m for m in FLOW if division(m) == one)))
    members.append(("regular; twelve regular; primary; principal", "十二", tuple(FLOW)))
    for latin, han, ids in members:
        yield from _group(latin, han, ids)
    for side, words, han in (("hand", "hand arm", "手"), ("foot", "foot leg", "足")):
        of = tuple(m for m in FLOW if limb(m) == side)
        for word in words.split():
            for tail in ("meridian", "channel"):
                yield f"{word} {tail}", of, f"meridians of the {side}"
                yield f"{tail} of the {word}", of, f"meridians of the {side}"
        yield f"{han}经", of, f"meridians of the {side}"
        for latin, han2, ids in members[:-1]:
            both = tuple(m for m in of if m in ids)
            yield from _group(latin, han2, both, words, han)


def _group(
    latin: str, han: str, ids: tuple[str, ...], limbs: str = "", limb_han: str = ""
) -> Iterator[tuple[str, tuple[str, ...], str]]:
    """Yield the phrases of one group; short words such as ``yin`` need ``meridian`` beside them."""
    first = latin.split(";")[0].strip()
    side = limbs.split(" ")[0] if limbs else ""
    label = f"{side} {first} meridians".strip()
    for name in (part.strip() for part in latin.split(";")):
        for tail in ("", " meridian", " channel", " division"):
            if limbs:
                for word in limbs.split():
                    yield f"{word} {name}{tail}", ids, label
                    yield f"three {word} {name}{tail}", ids, label
                    yield f"{name}{tail} of the {word}", ids, label
                    yield f"{name}{tail} of {word}", ids, label
                    yield f"{name} {word}{tail}", ids, label
                    yield f"three {name} {word}{tail}", ids, label
            elif tail or name not in ("regular", "primary", "principal", "three yin", "three yang"):
                yield f"{name}{tail}", ids, label
    for name in (part.strip() for part in han.split(";")):
        for tail in ("", "经", "之经", "经脉"):
            if limb_han or tail or len(name) > 1:
                yield f"{limb_han}{name}{tail}", ids, label


def _keys(phrase: str) -> tuple[str, ...]:
    """Return the keys of a phrase of the table; plain words need no folding."""
    if not phrase.isascii():
        return (key_of(phrase),)
    key = phrase.replace(" ", "").replace("-", "").replace("'", "").lower()
    if "s" not in key:
        return (key,)
    return tuple(dict.fromkeys((key, key_of_words(phrase))))


Put = Callable[[str, Facet], None]

_SIDE_TAILS = (
    "aspect", "surface", "part", "side of the", "side of", "border", "border of", "border of the",
    "edge", "edge of", "edge of the", "margin", "margin of", "margin of the",
)  # fmt: skip
"""What may follow a side: *medial border of the tibia*."""


def table() -> dict[str, tuple[Word, ...]]:
    """Return every phrase, folded, with what it stands for."""
    found: dict[str, list[Word]] = {}

    def put(phrase: str, facet: Facet) -> None:
        for key in _keys(phrase):
            entry = (facet.kind, facet.ids, facet.label)
            if entry not in found.setdefault(key, []):
                found[key].append(entry)

    for name, words in CATEGORY.items():
        bare = [one.replace(" of the ", " of ") for one in _words(words) if " of the " in one]
        for phrase in (*_words(words), *bare):
            facet = Facet("category", (name,), "category")
            for tail in ("", "穴") if has_han(phrase) else ("", " point", " acupoint"):
                if tail or not (phrase in TAILED or (has_han(phrase) and len(phrase) == 1)):
                    put(phrase + tail, facet)
            if has_han(phrase) and len(phrase) == 1:
                put(f"{phrase} point", facet)
                put(f"{phrase} points", facet)
            head, *rest = phrase.replace("-", " ").split()
            if rest:
                put(" ".join((*rest, head)), facet)
    _put_meridians(put)
    _put_body(put)
    _put_acts(put)
    return {key: tuple(entries) for key, entries in found.items()}


def _put_meridians(put: Put) -> None:
    for name, words in MERIDIAN.items():
        for phrase in _words(words):
            facet = Facet("meridian", (name,), "meridian")
            put(phrase, facet)
            if has_han(phrase):
                put(f"{phrase}的", facet)
            else:
                for tail in ("meridian", "channel"):
                    put(f"{phrase} {tail}", facet)
                    put(f"{tail} of the {phrase}", facet)
    for phrase, ids, label in _groups():
        put(phrase, Facet("meridian", ids, label))
    for phrase in _words("extraordinary; extraordinary vessels; eight extraordinary vessels; "
                         "extraordinary meridians; 奇经; 奇经八脉"):  # fmt: skip
        put(phrase, Facet("meridian", ("GV", "CV", *EXTRAORDINARY), "extraordinary vessels"))
    for phrase in _words("extra; extra points; extraordinary points; non-channel; 经外奇穴; 奇穴"):
        put(phrase, Facet("meridian", ("EX",), "extra points"))
    for phrase in _words("fourteen meridians; all meridians; 十四经"):
        put(phrase, Facet("meridian", tuple(MERIDIANS), "the fourteen meridians"))
    for phase in PHASES:
        latin, han = PHASE[phase].split(" ")
        for word in (latin, f"{latin} phase", f"{latin} element"):
            put(word, Facet("phase", (phase,), f"shu points of {phase}"))
            put(f"{word} point", Facet("phase", (phase,), f"shu points of {phase}"))
        put(f"{han}穴", Facet("phase", (phase,), f"shu points of {phase}"))
        ids = tuple(meridians_of(phase, yang=False) + meridians_of(phase, yang=True))
        for word in (f"{latin} meridian", f"{latin} channel", f"{latin} organ", f"{han}经"):
            put(word, Facet("meridian", ids, f"meridians of {phase}"))


def _put_body(put: Put) -> None:
    for label, (ids, words) in PARTS.items():
        for word in words.split():
            put(word.replace("-", " "), Facet("region", tuple(ids.split()), label))
    for label, (ids, words) in SIDES.items():
        for word in words.split():
            facet = Facet("side", tuple(ids.split()), label)
            put(word.replace("-", " "), facet)
            if not has_han(word):
                for tail in _SIDE_TAILS:
                    put(f"{word.replace('-', ' ')} {tail}", facet)


def _put_acts(put: Put) -> None:
    for act, words in ACT.items():
        for phrase in _words(words):
            put(phrase, Facet("act", (act,), act.replace("-", " ")))
    for phrase in _words(FORBID):
        put(phrase, Facet("forbid", (), "forbidden"))
    for act, words in FORBID_ACT.items():
        for phrase in _words(words):
            put(phrase, Facet("forbid", (act,), f"{act.replace('-', ' ')} forbidden"))
    for who, words in QUALIFIER.items():
        for phrase in _words(words):
            put(phrase, Facet("qualifier", (who,), f"limited to {who}"))
    for source, words in SONGS.items():
        for phrase in _words(words):
            put(phrase, Facet("source", (source,), "title"))
    for phrase in _words(VERSE):
        put(phrase, Facet("verse", (), "songs and rhapsodies"))
    for aspect, words in ASPECT.items():
        for phrase in _words(words):
            put(phrase, Facet("aspect", (aspect,), aspect))
    for sea, words in SEAS.items():
        for phrase in _words(words):
            put(phrase, Facet("sea", (sea,), "sea"))
            put(f"{phrase} point", Facet("sea", (sea,), "sea"))
    for phrase in _words(FIRST):
        put(phrase, Facet("first", (), "the oldest book here"))
    for name, (years, words) in DYNASTY.items():
        for phrase in _words(words):
            first, last = years.split()
            put(
                phrase, Facet("century", (first, last), f"books of {name} times, {first} to {last}")
            )


def lookup(words: Mapping[str, tuple[Word, ...]], key: str) -> tuple[Facet, ...]:
    """Return the facets that a folded phrase stands for; empty when it is no word of ours.

    Parameters
    ----------
    words : mapping of str to tuple of Word
        As `table` gives them.
    key : str

    Examples
    --------
    >>> [facet.ids for facet in lookup(table(), "handyin")]
    [('LU', 'HT', 'PC')]
    >>> [facet.kind for facet in lookup(table(), "xicleft")]
    ['category']
    """
    return facets_for(words.get(key, ()))


def facets_for(words: Iterable[Word]) -> tuple[Facet, ...]:
    """Return the facets of the rows of one phrase."""
    return tuple(Facet(kind, ids, label) for kind, ids, label in words)
