"""One complaint of several parts of the body: pain of the neck and shoulders, 颈肩疼痛.

The complaint is looked for at each part; the answer is of the points given for all of them, and
where there is none, for any.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from functools import cache
from typing import TYPE_CHECKING

from kb.search.found import MARK, Found
from kb.search.keys import bag_of, has_han, stems_of
from kb.search.lexicon import Facet
from kb.search.parse import Part
from kb.search.phrases import PARTS
from kb.texts import fold

if TYPE_CHECKING:
    from kb.search.draft import Draft
    from kb.search.index import Index

__all__ = ["share", "take_areas"]

_HEADS: Mapping[str, tuple[str, ...]] = {
    han: tuple(english.split(";"))
    for english, words in {
        "pain": "疼痛 酸痛 胀痛 刺痛 疼 痛 作痛 剧痛",
        "aching;pain": "酸疼 酸",
        "numbness": "麻木 发麻 麻 麻痹 不仁",
        "weak;limp;aching": "酸软 无力 痿软 酸软无力 软弱 软",
        "swelling": "肿 肿胀 水肿 浮肿 肿痛",
        "stiff;stiffness": "僵硬 强直 僵 强 拘紧 强痛",
        "cold": "冷 冰凉 发凉 发冷 凉 怕冷 冷痛",
        "cramp;spasm": "抽筋 痉挛 抽搐 拘挛 挛急",
        "itch": "痒 瘙痒 发痒",
        "distension;fullness": "胀 胀满 满闷",
        "tremor": "颤抖 震颤 发抖 颤",
    }.items()
    for han in words.split()
}
"""What Chinese complaints end with, to the words that our labels have for it."""

_HAN = re.compile(r"[\u3400-\u9fff]+")
_HEAD = re.compile(rf"(?:{'|'.join(sorted(_HEADS, key=len, reverse=True))})$")
_TAIL = re.compile(r"的?(?:穴位|穴|取穴|怎么办|怎么治|怎么治疗)$")


@cache
def _areas() -> Mapping[str, str]:
    """Return every Chinese word for a part of the body, folded, with the part."""
    found = {fold(word): part for part, (_, words) in PARTS.items() for word in words.split()
             if has_han(word)}  # fmt: skip
    return {**found, "足": "foot", "手": "hand", "背": "back", "臂": "upper arm", "眼": "eye",
            "胁": "side of the chest", "目": "eye", "牙": "tooth",
            "腿": "leg (below the knee)"}  # fmt: skip


_LABELS = {"side of the chest": ("rib", "hypochondriac", "flank"), "loins": ("lumbar", "back"),
           "leg (below the knee)": ("leg", "lower limb"), "hand": ("hand", "upper limb"),
           "foot": ("foot", "lower limb"), "fingers": ("finger",), "toes": ("toe",),
           "upper arm": ("arm", "upper limb"), "limbs": ("limb",)}  # fmt: skip
"""What labels of complaints call some parts."""


def _complaint(
    index: Index, part: str, heads: tuple[str, ...], typed: tuple[str, ...] = ()
) -> tuple[str, ...]:
    """Return the symptoms that are a complaint of one part of the body."""
    plain = (word.replace("-", " ") for word in PARTS.get(part, ("", part))[1].split())
    english = (name for name in plain if not has_han(name))
    names = dict.fromkeys((*typed, *_LABELS.get(part, ()), part, *english))
    for head in heads:
        for name in names:
            ache = f"{name}ache" if head == "pain" else name  # headache, earache
            for text in (ache if ache != name else "", f"{head} {name}"):
                if text and (ids := index.bags.get(bag_of(text))):
                    return ids
    return ()


def take_areas(index: Index, found: Found) -> None:
    """Take Chinese complaints of several parts out of what is left of a query, as facets."""
    for run in list(_HAN.finditer(found.rest)):
        text = _TAIL.sub("", run[0])
        folded = fold(text)
        head = _HEAD.search(folded)
        if not head or folded in index.names:
            continue
        parts = _split(folded[: head.start()])
        ids = [_complaint(index, part, _HEADS[head[0]]) for part in parts]
        if len(parts) > 1 and all(ids):
            start = found.rest.index(run[0])
            at = found.rest[:start].count(MARK)
            for number, several in enumerate(ids):
                facet = Facet("symptom", several, "words")
                found.facets.insert(at + number, (text, facet))
            end = start + len(text)
            marks = "、".join(MARK for _ in ids)
            found.rest = f"{found.rest[:start]} {marks} {found.rest[end:]}"


def _split(text: str) -> tuple[str, ...]:
    """Return the parts of the body that a run of characters consists of; empty if of more."""
    found: dict[str, None] = {}
    while text:
        size = next((n for n in range(min(4, len(text)), 0, -1) if text[:n] in _areas()), 0)
        if not size:
            return ()
        found[_areas()[text[:size]]] = None
        text = text[size:].lstrip("和与及")
    return tuple(found)


def share(draft: Draft, parts: list[Part]) -> list[Part]:
    """Read *neck and shoulder pain* and *pain in the neck and shoulders* as pain of both.

    Only when the part of the body is joined to the complaint by *and*, *or* or a comma. And the
    *pain* of *knee swelling and pain* as pain of the knee.
    """
    made = list(parts)
    for at, near in _joined(parts):
        label, heads = parts[near].facets[0].label, _heads(parts[at].text)
        ids = _complaint(draft.index, label, heads, (parts[near].text,)) if heads else ()
        if ids:
            text = f"{parts[near].text} {heads[0]}"
            made[near] = Part(text, "facets", (Facet("symptom", ids, "words"),))
    for at in range(2, len(parts)):
        before, joint, part = parts[at - 2 : at + 1]
        if joint.label == "and" and _is(before, "symptom") and _is(part, "symptom"):
            ids = _same_place(draft.index, before.text, part.text)
            other = _OF.search(part.text) and _same_place(draft.index, part.text, before.text)
            if other:
                made[at - 2] = Part(before.text, "facets", (Facet("symptom", other, "words"),))
            if ids:
                made[at] = Part(part.text, "facets", (Facet("symptom", ids, "words"),))
    return made


_OF = re.compile(r"\b(?:of|in)\b", re.IGNORECASE)


def _same_place(index: Index, before: str, text: str) -> tuple[str, ...]:
    """Return the *pain* of *knee swelling and pain* as knee pain, if there is such a complaint."""
    words = stems_of(text)
    where = [word for word in stems_of(before) if word in _body()]
    if not where or len(words) > 1 or _body() & set(words):
        return ()
    return index.bags.get(bag_of(" ".join((*words, *where))), ())


def _joined(parts: list[Part]) -> Iterator[tuple[int, int]]:
    """Yield each complaint with a part of the body that only small words and joints part from it.

    Among them is at least one joint.
    """
    for at, part in enumerate(parts):
        if not _is(part, "symptom"):
            continue
        for step in (-1, 1):
            joint = False
            near = at + step
            while 0 <= near < len(parts):
                one = parts[near]
                if _is(one, "region") and joint:
                    yield at, near
                elif one.kind == "joint" and one.label in ("and", "or"):
                    joint = True
                elif one.kind != "small" or one.text.lower() in ("on", "at", "near"):
                    break
                near += step


def _is(part: Part, kind: str) -> bool:
    return bool(part.facets) and part.facets[0].kind == kind


@cache
def _body() -> frozenset[str]:
    """Return the words for parts of the body, each in one form."""
    said = [word for _, words in PARTS.values() for word in words.split()]
    said += ["eye", "nose", "tooth", "tongue", "lip", "gum", "jaw", "heel", "rib", "skin"]
    return frozenset(stem for word in said for stem in stems_of(word.replace("-", " ")))


def _heads(text: str) -> tuple[str, ...]:
    """Return what a complaint is called without its part of the body; none if it names none."""
    words = stems_of(text)
    left = [word for word in words if word not in _body()]
    return (" ".join(left),) if left and len(left) < len(words) else ()
