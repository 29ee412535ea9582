"""Questions about the courses of meridians: what one passes, and which ones pass a place.

Only the cited steps of the courses answer; a step that names a point counts for the part of the
body that the point lies on when nothing else does. Where the courses are silent, that is said.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from functools import cache
from typing import TYPE_CHECKING, Any

from kb.base import KnowledgeBase
from kb.doctrine import VERBS
from kb.search.keys import has_han, key_of, words_of
from kb.search.named import meridians_named
from kb.search.phrases import PARTS, PLACES
from kb.search.records import Remark, Understood

if TYPE_CHECKING:
    from kb.model import Claim
    from kb.search.draft import Draft
    from kb.search.index import Index

__all__ = ["passing", "take_course"]


def _set(text: str) -> frozenset[str]:
    return frozenset(text.split())


_VERB = re.compile(
    r"\b(?:pass(?:es|ing)?(?:\s+(?:through|by|over|near|behind|along))?"
    r"|(?:go|goes|going|run|runs|running|travels?|travelling|traveling|flows?|flowing|leads?"
    r"|leading|coursing|courses?|gets?)\s+(?:up\s+|down\s+|back\s+)?"
    r"(?:through|to|into|past|by|over|along|across|around|behind|up|down)"
    r"|reach(?:es|ing)?|enters?|entering|connect(?:s|ing|ed)?(?:\s+(?:to|with))?"
    r"|link(?:s|ing|ed)?(?:\s+(?:to|with))?|touch(?:es|ing)?|travers(?:es?|ing)|pierc(?:es?|ing)"
    r"|penetrat(?:es?|ing)|encircl(?:es?|ing)|circl(?:es?|ing)|cross(?:es|ing)?|nets?"
    r"|(?:arises?|starts?|begins?|originates?|ends?)\s+(?:at|in|from)"
    r"|(?:homes?|belongs?)\s+to|visit(?:s|ing)?)\b"
    r"|[经經][过過]|通[过過]|循行于?|到[达達]|[联聯](?:[络絡]|系|繫)|[连連][到于於接]?|[络絡属屬]于?|抵[达達]?"
    r"|起[于於]|[入过過绕繞至达達布环環贯貫]",
    re.IGNORECASE,
)
"""Words for what a meridian does on its way."""

_POINT = re.compile(r"\bpoints?\b|\bacupoints?\b|穴", re.IGNORECASE)
_ASKS = _set(
    "a all an and any are can course courses do does each every give go how is it list many me "
    "meridian meridians channel channels vessel vessels name of one ones pathway pathways please "
    "really show tell that the there these through to what where which will would"
)
_HAN_ASKS = re.compile(
    r"哪[些一几]?[条个]?|什么|何|所有|请问|的|是否|会不会|会|能|有|都|吗|呢|么|主|经脉|经络|脉络|[经脉]$"
)
_HAN_END = re.compile(r"[的吗嗎么呢？?。！]|有哪|是哪|和|与|及|、|，")
_BREAK = re.compile(r"\s*(?:\band\b|\bor\b|[,/&;?.!])\s*", re.IGNORECASE)
_ARTICLES = _set("the a an its your our both in at of on up down side sides region area around")
_ORGANS = frozenset(("organ", "internal organ", "zang fu", "zangfu", "viscera", "脏腑", "脏", "腑"))
_POSITION = _set(
    "back front side top edge middle gap end corner tip inside bridge hollow border upper lower "
    "inner outer hind opening underside root bone centre place tie muscle"
)
"""Words before *of* that say where on a place; *the back of the throat* is no back."""


_WITHIN = {
    "face": _set("cheek mouth lip nose eye canthus jaw forehead brow chin cheekbone zygoma"),
    "head": _set("crown vertex forehead temple occiput hairline brain"),
    "upper limb": _set("shoulder elbow wrist palm thumb arm forearm hand finger"),
    "lower limb": _set(
        "thigh knee popliteal calf shin tibia ankle malleolus heel sole instep foot"
    ),
    "hand": _set("palm thumb finger wrist"), "foot": _set("sole instep heel toe"),
}  # fmt: skip
"""Parts of the body, to what else a course may name of them."""


@cache
def _same() -> Mapping[str, tuple[str, ...]]:
    """Return every word for a place, folded, with its group."""
    found: dict[str, tuple[str, ...]] = {}
    for group in PLACES:
        names = tuple(group.split(","))
        names += tuple(sorted(_WITHIN.get(names[0], ())))
        for name in group.split(","):
            found.setdefault(key_of(name) if has_han(name) else " ".join(words_of(name)), names)
    return found


def take_course(draft: Draft, text: str) -> bool:
    """Take the whole query as a question about courses; return whether it is one."""
    lowered = text.lower()
    if _POINT.search(text):
        return False
    asked = _read(draft.index, key_of(text) if has_han(text) else lowered)
    if asked is None:
        return False
    lines, places, either = asked
    steps = _steps(draft.base, draft.index)
    found = [{line: _there(draft.base, told, one) for line, told in steps.items()}
             for one in places]  # fmt: skip
    known = lines or tuple(steps)
    held = any if either else all
    shown = [line for line in known if held(one.get(line) for one in found)]
    called = [_label(draft.base, one[0]) for one in places]
    label = (" or " if either else " and ").join(called)
    draft.understood.append(Understood(text, f"course: passes the {label}", tuple(shown)))
    for line in lines or shown:
        for place, one in zip(called, found, strict=True):
            if lines or one.get(line):
                most = _MOST if lines or len(shown) < _FEW else _FEW
                told = _answer(draft.base, line, place, one.get(line, ()), steps, most)
                draft.remarks.append(told)
    if not lines and not shown:
        draft.remarks.append(Remark("course", f"no step of a course here names the {label}"))
    draft.ids.setdefault("meridian", {}).update(dict.fromkeys(lines if lines else shown))
    return True


def passing(base: KnowledgeBase, index: Index, text: str) -> dict[str, tuple[str, ...]]:
    """Return the meridians of *reach the eye*, each with the claims that say so."""
    asked = _read(index, key_of(text) if has_han(text) else text.lower())
    if asked is None or asked[0]:
        return {}
    held = any if asked[2] else all
    found = {}
    for line, told in _steps(base, index).items():
        there = [_there(base, told, place) for place in asked[1]]
        if held(there):
            found[line] = tuple(claim.id for one in there for _, claim in one)
    return found


_WHICH_ORGANS = re.compile(r"\b(?:which|what)\s+(?:internal\s+)?organs\b|哪[些个]脏?腑")

_Read = tuple[tuple[str, ...], tuple[tuple[str, ...], ...], bool]


def _read(index: Index, text: str) -> _Read | None:
    """Return the meridians asked about, the places, and whether any of them will do."""
    for verb in _VERB.finditer(text):
        before, after = text[: verb.start()], text[verb.end() :]
        places = _places(index, after)
        if not places and (organs := _WHICH_ORGANS.search(before)):
            places, before = (("organs",),), before[: organs.start()] + before[organs.end() :]
        if not places:
            continue
        lines = _lines(index, before)
        if lines is not None:
            return lines, places, " or " in after or "或" in after
    return None


def _places(index: Index, after: str) -> tuple[tuple[str, ...], ...]:
    """Return the places that a text begins with, each as the words that mean it."""
    if has_han(after):
        bare = _HAN_ASKS.sub("", after)
        found = [("organs",) if part in _ORGANS else _same().get(part)
                 for one in (after, bare) for part in _HAN_END.split(one) if part]  # fmt: skip
        return tuple(dict.fromkeys(one for one in found if one))[:2]
    made: list[tuple[str, ...]] = []
    for part in _BREAK.split(after):
        words = [word for word in words_of(part) if word not in _ARTICLES or word == "of"]
        for size in range(min(4, len(words)), 0, -1):
            name = " ".join(words[:size])
            if name in _ORGANS:
                made.append(("organs",))
                break
            if names := _same().get(name) or _same().get(_with_article(words[:size])):
                line = len(words) > size and words[size] in ("meridian", "channel", "vessel")
                made.append(meridians_named(index, name) if line else names)
                break
    return tuple(one for one in made if one)


def _with_article(words: Sequence[str]) -> str:
    return " ".join(words).replace(" of ", " of the ")


def _lines(index: Index, before: str) -> tuple[str, ...] | None:
    """Return the meridians named before a verb; none for *which*, None when it is no question."""
    if has_han(before):
        bare = _HAN_ASKS.sub("", before)
        named = meridians_named(index, before.strip("，,。 ")) or meridians_named(
            index, f"{bare}经"
        )
        return named or (() if not bare.strip(" ？?，,") else None)
    words = before.replace("?", " ").split()
    for size in range(len(words), 0, -1):
        for start in range(len(words) - size + 1):
            run = words[start : start + size]
            if set(run) - _ASKS and (ids := meridians_named(index, " ".join(run))):
                return ids if not set(words[:start] + words[start + size :]) - _ASKS else None
    return () if not set(words) - _ASKS else None


_Told = tuple[tuple[tuple[str, ...], "Claim"], ...]


def _steps(base: KnowledgeBase, index: Index) -> Mapping[str, _Told]:
    """Return the steps of every course: the places each names, and its claim; sorted out once."""
    found: dict[str, Any] | None = index.kept.get("courses")
    if found is None:
        found = {
            line: tuple(
                (tuple(map(str, claim.value.get("places") or (claim.target,))), claim)
                for claim in base.claims_of(line) if claim.kind == "pathway"
            )
            for line in base.meridians
        }  # fmt: skip
        index.kept["courses"] = found
    return found


def _there(
    base: KnowledgeBase, told: _Told, names: tuple[str, ...]
) -> tuple[tuple[str, Claim], ...]:
    """Return what the steps of a course say of a place: our sentence and the claim."""
    direct = [(place, claim) for places, claim in told for place in places
              if _is(base, place, names)]  # fmt: skip
    if not direct:
        regions = [one for name in names for of, words in PARTS.values()
                   if name.replace(" ", "-") in words.split()
                   for one in of.split() if name in one]  # fmt: skip
        direct = [(place, claim) for places, claim in told for place in places
                  if place in base.points and _lies(base, place, regions)]  # fmt: skip
    return tuple((_sentence(base, place, claim), claim) for place, claim in direct)


def _lies(base: KnowledgeBase, code: str, regions: Iterable[str]) -> bool:
    where = base.points[code].location
    return where is not None and any(
        where.region.startswith(one) if one.endswith("-") else where.region == one
        for one in regions
    )


def _is(base: KnowledgeBase, place: str, names: tuple[str, ...]) -> bool:
    """Return whether a place of a course is what some words mean, or a part of it."""
    if place in names:
        return True
    if names == ("organs",):
        return place in base.structures and base.structures[place].kind == "organ"
    plain = [name for name in names if name.isascii()]
    if any(" of the " in name and name in _label(base, place) for name in plain):
        return True
    return any(set(name.split()) <= _core(base, place) for name in plain)


def _core(base: KnowledgeBase, place: str) -> frozenset[str]:
    """Return the words for what a place is, or is a part of; none for one told by its distance."""
    if place in base.points or place in base.meridians:
        return frozenset()
    label = _label(base, place).lower()
    if re.search(r"\bplace \d|\b(?:below|above|behind|beside|between)\b|\bmeridians\b", label):
        return frozenset()
    words, core = words_of(label), words_of(label.rpartition(" of the ")[2])
    if words[-2:] == ("shoulder", "blade"):
        return frozenset(("shoulder blade", "scapula", *core)) - {"shoulder"}
    return frozenset((*core, *(word for word in words if word not in _POSITION)))


def _label(base: KnowledgeBase, place: str) -> str:
    if place in base.points:
        return f"{place} {base.points[place].names.pinyin}"
    if place in base.meridians:
        return base.meridians[place].names.en
    record = base.structures.get(place) or base.landmarks.get(place)
    return record.en if record else place.replace("-", " ")


def _sentence(base: KnowledgeBase, place: str, claim: Claim) -> str:
    verb = str(claim.value.get("verb", ""))
    said = VERBS[verb].en if verb in VERBS else verb.replace("-", " ")
    article = "" if place in base.points or _label(base, place).startswith("the ") else "the "
    return f"{said} {article}{_label(base, place)}"


_MOST, _FEW = 8, 3
"""Steps told of one meridian that is asked about, and of each that is found."""


def _answer(
    base: KnowledgeBase, line: str, place: str, there: Sequence[tuple[str, Claim]],
    steps: Mapping[str, _Told], most: int = _MOST,
) -> Remark:  # fmt: skip
    """Return what is told of one meridian and one place, with the steps behind it."""
    name = f"{base.meridians[line].names.en} ({line})" if line in base.meridians else line
    if there:
        said = list(dict.fromkeys(one for one, _ in there))
        more = f"; and {len(said) - most} more" if len(said) > most else ""
        ids = tuple(dict.fromkeys(claim.id for _, claim in there))
        return Remark("course", f"{name} {', '.join(said[:most])}{more}", ids)
    told = steps.get(line, ())
    books = dict.fromkeys(claim.source for _, claim in told)
    first = {source: next(c.id for _, c in told if c.source == source) for source in books}
    said_by = f"none of the {len(told)} steps of its course told here names it"
    if not told:
        said_by = "no course of it is told here"
    return Remark("course", f"{name} and the {place}: {said_by}", tuple(first.values()))
