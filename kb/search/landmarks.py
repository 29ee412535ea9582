"""Questions without a figure: below the clavicle, near the eye, between the brows.

The words are ours; which point lies so is what its structured location says.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from types import MappingProxyType

from kb.base import KnowledgeBase
from kb.model import Relation
from kb.search.english import GLOSS
from kb.search.keys import words_of
from kb.search.phrases import PARTS

__all__ = [
    "WAYS",
    "Pair",
    "amid",
    "beside",
    "bones_at",
    "names_with",
    "pair_at",
    "refs_of",
    "stems_at",
]

_OF_PARTS = {
    word: stems
    for of, words in PARTS.values()
    if (stems := tuple(one[1:] for one in of.split() if one.startswith("~")))
    for word in words.split()
}

_STEMS: Mapping[str, tuple[str, ...]] = MappingProxyType(
    {
        **_OF_PARTS,
        **dict.fromkeys(("auricle", "tragus"), _OF_PARTS["ear"]),
    }
    | {
        word: tuple(stems.split())
        for stems, words in {
            "inner-canthus outer-canthus eyeball eyebrow pupil infraorbital orbit-":
                "eye eyes orbit 眼 眼睛 目",
            "eyebrow": "eyebrow eyebrows brow brows 眉 眉毛",
            "pupil": "pupil pupils 瞳孔",
            "nose-": "nose nostril nostrils 鼻",
            "mouth- upper-lip philtrum": "mouth lip lips 口 嘴 唇",
            "mandible mandibular": "mandible jaw jawbone 下颌",
            "zygomatic": "cheekbone zygoma 颧骨",
            "mastoid": "mastoid 乳突",
            "scapula": "scapula shoulder-blade 肩胛骨",
            "nipple-": "nipple nipples 乳头",
            "patella": "patella kneecap 髌骨",
            "medial-malleolus": "medial-malleolus inner-ankle 内踝",
            "lateral-malleolus": "lateral-malleolus outer-ankle 外踝",
            "thyroid-cartilage": "adam's-apple thyroid-cartilage 喉结",
            "anterior-hairline posterior-hairline": "hairline 发际",
            "popliteal-": "popliteal-crease popliteal-fossa back-of-the-knee 腘横纹 腘窝",
            "greater-trochanter": "greater-trochanter trochanter 股骨大转子",
        }.items()
        for word in words.split()
    }
)  # fmt: skip
"""Words of landmarks, to what the ids of `data/landmarks.yaml` begin with; some are parts too."""

WAYS: Mapping[str, frozenset[str]] = MappingProxyType(
    {
        word: frozenset(directions.split())
        for directions, words in {
            "inferior distal": "below under beneath underneath 下",
            "superior proximal": "above over 上",
            "posterior": "behind 后",
            "anterior": "in-front-of before 前",
            "lateral": "lateral-to outside-of 外",
            "medial": "medial-to inside-of 内",
        }.items()
        for word in words.split()
    }
)
"""Words of a direction, to the directions of locations; one that is missing stands for any."""

_WORDS = re.compile(
    r"\s*(?:the\s+|either\s+|both\s+)*(?P<words>"
    + "|".join(sorted((re.escape(w).replace(r"\-", "[ -]") for w in _STEMS), key=len, reverse=True))
    + r")(?![a-z])",
    re.IGNORECASE,
)


def stems_at(text: str) -> tuple[tuple[str, ...], int] | None:
    """Return what the ids of the landmarks begin with that a text begins with, and its length.

    Examples
    --------
    >>> stems_at("the collar bone of man")
    (('clavicle',), 15)
    >>> stems_at("the moon")
    """
    match = _WORDS.match(text)
    if not match:
        return None
    return _STEMS[match["words"].lower().replace(" ", "-")], match.end()


_ORDER = {"1": "first", "2": "second", "3": "third", "4": "fourth", "5": "fifth"}
_N = r"([1-5])(?:st|nd|rd|th)?|(first|second|third|fourth|fifth)"
_BONES = re.compile(
    rf"\s*(?:the\s+)?(?:{_N})(?:\s+meta(?:carp|tars)als?)?(?:\s+bones?)?\s*(?:and|&|-|–|/|to)\s*"
    rf"(?:the\s+)?(?:{_N})\s+(?P<bone>metacarpal|metatarsal)(?:s\b|\b)(?:\s+bones?)?",
    re.IGNORECASE,
)
_AND = re.compile(r"\s*(?:,|\band\b|&)\s*", re.IGNORECASE)


Pair = tuple[tuple[str, ...], tuple[str, ...], int]
"""What the ids of two landmarks begin with, and how many characters name both."""


def bones_at(text: str) -> Pair | None:
    """Return two bones of the hand or foot by number that a text begins with.

    Examples
    --------
    >>> bones_at("the 2nd and 3rd metacarpals")
    (('second-metacarpal-bone',), ('third-metacarpal-bone',), 27)
    """
    match = _BONES.match(text)
    if not match:
        return None
    one, two = (_ORDER.get(word, word.lower()) for word in match.groups()[:4] if word)
    bone = f"{match['bone'].lower()}-bone"
    return (f"{one}-{bone}",), (f"{two}-{bone}",), match.end()


def pair_at(text: str) -> Pair | None:
    """Return the two landmarks that a text begins with."""
    if bones := bones_at(text):
        return bones
    first = stems_at(text)
    joint = _AND.match(text, first[1]) if first else None
    second = stems_at(text[joint.end() :]) if joint else None
    if not (first and joint and second):
        return None
    return first[0], second[0], joint.end() + second[1]


def amid(
    base: KnowledgeBase, one: tuple[str, ...], other: tuple[str, ...]
) -> Iterator[tuple[str, str]]:
    """Yield the points whose place is told as between two such landmarks, each with the reason."""
    both = {
        f"{first.removesuffix('-bone')}-and-{second.removesuffix('-bone')}".replace(
            f"-{bone}-and", "-and"
        )
        for first in one for second in other
        for bone in ("metacarpal", "metatarsal")
    }  # fmt: skip
    for code, point in base.points.items():
        for relation in point.location.where if point.location else ():
            ends = relation.ends or relation.midpoint or relation.refs
            pair = len(ends) == 2 and any(
                ends[at].startswith(one) and ends[1 - at].startswith(other) for at in (0, 1)
            )
            if pair or relation.ref.startswith(tuple(both)):
                names = [base.landmarks[end].en if end in base.landmarks else end for end in ends]
                where = " and the ".join(names) or base.landmarks[relation.ref].en
                yield code, f"between the {where}" if pair else f"by the {where}"
                break


def beside(
    base: KnowledgeBase, stems: tuple[str, ...], way: frozenset[str], both: bool = False
) -> Iterator[tuple[str, str]]:
    """Yield the points whose place is told from such a landmark, each with the reason.

    Parameters
    ----------
    base : KnowledgeBase
    stems : tuple of str
        Beginnings of landmark ids.
    way : frozenset of str
        Directions that count; empty for any.
    both : bool
        Only places between two such landmarks, or in the middle of them.
    """
    for code, point in base.points.items():
        for relation in point.location.where if point.location else ():
            named = [one for one in refs_of(relation) if one.startswith(stems)]
            if not named or (way and not way & set(relation.dir.split("+"))):
                continue
            if both and not _midway(relation, stems):
                continue
            if not way and (relation.qual == "directly" or (relation.cun or 0) > _CLOSE):
                continue  # in line with it, or far off
            label = base.landmarks[named[0]].en if named[0] in base.landmarks else named[0]
            yield code, f"{relation.dir.replace('+', ' and ') or 'by'} the {label}".strip()
            break


_CLOSE = 1.0
"""Body cun within which a place told from a landmark is *near* it."""


def names_with(base: KnowledgeBase, characters: str) -> list[tuple[str, str]]:
    """Return the points with some characters or an English word in their name, and why."""
    if characters.isascii():
        words = {GLOSS.get(one, one) for one in words_of(characters) if one != "or"}
        return [
            (code, f"{characters} in its English name, {point.names.gloss}")
            for code, point in base.points.items()
            if words & {GLOSS.get(one, one) for one in words_of(point.names.gloss)}
        ]
    return [
        (code, f"{characters} in its name {point.names.hant}")
        for code, point in base.points.items()
        if characters in point.names.hant or characters in point.names.hans
    ]


def refs_of(relation: Relation) -> tuple[str, ...]:
    """Return what a relation places a point by: landmarks, or other points."""
    return (relation.ref, *relation.refs, *relation.ends, *relation.midpoint)


def _midway(relation: Relation, stems: tuple[str, ...]) -> bool:
    """Return whether a relation places a point between two landmarks that begin so."""
    pair = relation.ends or relation.midpoint
    if len(pair) == 2:
        return all(one.startswith(stems) for one in pair)
    return relation.rel == "at" and "ends-midpoint" in relation.ref
