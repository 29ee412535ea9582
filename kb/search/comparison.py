"""Questions that set records side by side, and names of any form resolved to records."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import permutations

from kb.base import KnowledgeBase
from kb.doctrine import FLOW, phase
from kb.search.index import Index
from kb.search.keys import has_han
from kb.search.records import Remark, Understood

__all__ = ["pieces", "relate", "related", "resolve", "set_side_by_side"]

MOST = 8
"""Most names read of one comparison."""

_LEAD = re.compile(
    r"^(?:please\s+|can you\s+)?(?:(?:compare|comparing|contrast|distinguish)\b(?:\s+between\b)?"
    r"|(?:the\s+)?comparison\s+(?:of|between)\b|how (?:do|does|can|is|are|to)\b"
    r"|(?:what(?:'s|’s| is| are)\s+)?(?:the\s+)?differences?\s+(?:between|of|in)\b)",
    re.IGNORECASE,
)
_VERSUS = re.compile(r"\s+(?:vs\.?|versus|compared (?:with|to)|differs? from)\s+", re.IGNORECASE)
_JOINT = re.compile(
    r"\s*[,;、，；/&+]\s*|\s+(?:and|with|to|from|or|against|vs\.?|versus|differs? from"
    r"|compared (?:with|to))\s+",
    re.IGNORECASE,
)
_HAN_ASK = re.compile(r"比較|比较|區別|区别|差別|差别|異同|异同|不同|鑒別|鉴别|鑑別|对比|對比")
_HAN_BREAK = re.compile(r"[\s,，、;；]+")
_HAN_JOINT = re.compile(r"[\s,，、;；和与與跟及同]+")
_HAN_ENDS = re.compile(r"^(?:請|请)?|(?:有)?(?:什麼|什么|何|哪些)|(?:之間|之间)?[的之有]+(?=\s|$)")


def pieces(text: str) -> tuple[str, ...]:
    """Return the names that a question sets side by side; empty when it is no such question.

    Examples
    --------
    >>> pieces("compare ST36 and SP6"), pieces("ST36 vs SP6")
    (('ST36', 'SP6'), ('ST36', 'SP6'))
    >>> pieces("What is the difference between GB30 and BL54?")
    ('GB30', 'BL54')
    >>> pieces("足三里 三陰交 比較"), pieces("環跳與秩邊的區別")
    (('足三里', '三陰交'), ('環跳', '秩邊'))
    >>> pieces("distance between ST36 and SP6")
    ()
    """
    bare = text.strip(" ?？。.!")
    if has_han(bare) and _HAN_ASK.search(bare):
        left = _HAN_ENDS.sub(" ", _HAN_ASK.sub(" ", bare))
        found = tuple(one for one in _HAN_BREAK.split(left) if one)
        if len(found) < 2:
            found = tuple(one for one in _HAN_JOINT.split(left) if one)
    elif lead := _LEAD.match(bare):
        if lead[0].lower().startswith("how") and not _VERSUS.search(bare):
            return ()
        found = tuple(one for one in map(str.strip, _JOINT.split(bare[lead.end() :])) if one)
    elif _VERSUS.search(bare):
        found = tuple(one for one in map(str.strip, _JOINT.split(bare)) if one)
    else:
        return ()
    return found[:MOST] if len(found) > 1 else ()


def resolve(base: KnowledgeBase, index: Index, text: str) -> tuple[str, ...]:
    """Return the points, meridians or symptoms that a name of any form means.

    Several for a name that points share or a group of meridians; of symptoms the first. Empty when
    nothing, or nothing of these kinds, is meant.
    """
    if text in base.points or text in base.meridians or text in base.symptoms:
        return (text,)
    from kb.search.answer import search

    found = search(base, index, text, MOST)
    if found.unknown or not found.understood or found.compare:
        return ()
    kinds = {part.as_.partition(":")[0] for part in found.understood}
    if "point" in kinds:
        return tuple(dict.fromkeys(_named(found.understood, "point")))[:MOST]
    if kinds == {"meridian"}:
        return found.meridians[:MOST]
    if "symptom" in kinds:
        return found.symptoms[:1]
    return ()


def _kind(base: KnowledgeBase, name: str) -> str:
    return "point" if name in base.points else "line" if name in base.meridians else "symptom"


def _named(understood: tuple[Understood, ...], kind: str) -> Iterator[str]:
    for part in understood:
        if part.as_.startswith(kind):
            yield from part.ids


def relate(base: KnowledgeBase, ids: tuple[str, ...]) -> Iterator[Remark]:
    """Yield how meridians are related by rule, with the facts that it follows from."""
    from kb.search.steps import ways_between

    for one, other in permutations([name for name in ids if name in FLOW], 2):
        said, cites = ways_between(base, one, other)
        if one < other and phase(one) == phase(other):
            yield Remark("derived", f"{one} and {other}: both of {phase(one)}", cites)
        if said:
            yield Remark("derived", f"{one}: {said} {other}", cites)


def related(
    base: KnowledgeBase, index: Index, text: str
) -> tuple[tuple[str, tuple[str, ...]], ...]:
    """Return the two points or the two meridians of a question how they are related."""
    from kb.search.naming import asked

    found = tuple((one, resolve(base, index, one)) for one in asked(base, index, text) or ())
    kinds = {_kind(base, ids[0]) if ids else "" for _, ids in found}
    alike = len(kinds) == 1 and not kinds & {"", "symptom"}
    return found if alike and len({one for _, ids in found for one in ids}) > 1 else ()


def set_side_by_side(
    base: KnowledgeBase, index: Index, text: str
) -> tuple[tuple[str, tuple[str, ...]], ...]:
    """Return each name of a comparison with the records it means; empty unless two are known.

    Records of another kind than the first are left out.
    """
    found = tuple((one, resolve(base, index, one)) for one in pieces(text))
    known = [ids for _, ids in found if ids]
    return found if len({one for ids in known for one in ids}) > 1 and len(known) > 1 else ()
