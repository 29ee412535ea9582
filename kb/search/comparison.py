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

__all__ = ["pieces", "relate", "resolve", "set_side_by_side"]

MOST = 8
"""Most names read of one comparison."""

_LEAD = re.compile(
    r"^(?:please\s+|can you\s+)?(?:(?:compare|comparing|contrast|distinguish)\b(?:\s+between\b)?"
    r"|(?:the\s+)?comparison\s+(?:of|between)\b|how (?:do|does|can|is|are|to)\b"
    r"|(?:what(?:'s|’s| is| are)\s+)?(?:the\s+)?differences?\s+(?:between|of|in)\b)",
    re.IGNORECASE,
)
_RELATED = re.compile(
    r"^(?:how\s+(?:is|are|do|does)\s+|(?:is|are)\s+)(?P<a>.+?)\s+(?:and\s+(?P<b>.+?)\s+)?"
    r"(?:related|connected|linked|relate)(?:\s+(?:to|with)\s+(?P<c>.+)|\s+to each other|$)"
    r"|^(?:what(?:['’]s| is| are)\s+|explain\s+|show\s+)?(?:the\s+)?(?:relation(?:ship)?|"
    r"connection|link|tie)s?\s+(?:between|of)\s+(?P<d>.+)"
    r"|^what\s+(?:do|have)\s+(?P<e>.+?)\s+(?:have\s+)?(?:got\s+)?in common$",
    re.IGNORECASE,
)
"""Questions how two things are related; in groups, the names."""
_HAN_RELATED = re.compile(
    r"(?:之[間间])?(?:的|有什[么麼]|有何|有哪些)*(?:[关關][系係聯联]|聯繫|联系|共同点|共同點)"
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
    if related := _RELATED.match(bare):
        names = [related[group] for group in "abcde" if related[group]]
        found = tuple(one for name in names for one in map(str.strip, _JOINT.split(name)) if one)
    elif has_han(bare) and _HAN_RELATED.search(bare):
        left = re.sub("^(?:请问|请|确定|说明|解释)", "", _HAN_RELATED.sub(" ", bare)).strip()
        found = tuple(one for one in _HAN_JOINT.split(left) if one)
    elif has_han(bare) and _HAN_ASK.search(bare):
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


def relate(base: KnowledgeBase, text: str, ids: tuple[str, ...]) -> Iterator[Remark]:
    """Yield how meridians are related by rule, when a question asks it, with the facts."""
    bare = text.strip(" ?？。.!")
    if not (_RELATED.match(bare) or _HAN_RELATED.search(bare)):
        return
    from kb.search.steps import ways_between

    for one, other in permutations([name for name in ids if name in FLOW], 2):
        said, cites = ways_between(base, one, other)
        if one < other and phase(one) == phase(other):
            yield Remark("derived", f"{one} and {other}: both of {phase(one)}", cites)
        if said:
            yield Remark("derived", f"{one}: {said} {other}", cites)


def set_side_by_side(
    base: KnowledgeBase, index: Index, text: str
) -> tuple[tuple[str, tuple[str, ...]], ...]:
    """Return each name of a comparison with the records it means; empty unless two are known.

    Records of another kind than the first are left out.
    """
    found = tuple((one, resolve(base, index, one)) for one in pieces(text))
    known = [ids for _, ids in found if ids]
    kinds = {_kind(base, ids[0]) for ids in known}
    if len(kinds) > 1 and (_RELATED.match(text.strip(" ?？。.!")) or _HAN_RELATED.search(text)):
        return ()
    return found if len({one for ids in known for one in ids}) > 1 and len(known) > 1 else ()
