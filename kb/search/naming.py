"""What one name means: the records that any written form of a name stands for.

Two boxes of the Relations page, ``kb path`` and questions like "how are GB30 and BL40 related" need
records, not sets of points: a name that means several offers them all.
"""

from __future__ import annotations

import re

from kb import links
from kb.base import KnowledgeBase
from kb.errors import UnknownName
from kb.search.answer import MAX_QUERY, search
from kb.search.index import Index

__all__ = ["asked", "named"]

_KINDS = ("point", "meridian", "category", "symptom", "teaching")
_FURTHER = ("condition", "structure", "organ", "phase", "division", "limb", "place")
_MOST = 8
_HINT = re.compile(r"relat|link|connect|common|between|join|關係|关系|關聯|关联|聯繫|联系", re.I)
_AND = r"\s*(?:\band\b|\bwith\b|\bto\b|&|/|,|和|與|与|跟|及)\s*"
_QUESTIONS = tuple(
    re.compile(pattern, re.I)
    for pattern in (
        rf"(?:how|why)\s+(?:are|is|do|does)\s+(?P<a>.+?){_AND}(?P<b>.+?)\s+"
        r"(?:related|relate|linked|link|connected|connect|joined)(?:\s+to each other)?\s*\??",
        r"(?:how|why)\s+(?:are|is|does)\s+(?P<a>.+?)\s+(?:related|relate|linked|connected|joined)"
        r"\s+(?:to|with)\s+(?P<b>.+?)\s*\??",
        r"(?:what(?:['’]s| is| are)\s+)?(?:the\s+)?(?:relations?|relationships?|links?|connections?"
        r"|path)\s+(?:between|of|from)"
        rf"\s+(?P<a>.+?){_AND}(?P<b>.+?)\s*\??",
        rf"what\s+(?:do|does|have|has)\s+(?P<a>.+?){_AND}(?P<b>.+?)\s+(?:have\s+)?in\s+common\s*\??",
        rf"what\s+(?:links|relates|connects|joins)\s+(?P<a>.+?){_AND}(?P<b>.+?)\s*\??",
        rf"(?P<a>.+?){_AND}(?P<b>.+?)\s*(?:的|之[间間]|有什[么麼]|有何)*\s*(?:relations?|"
        r"relationship|related|links?|in common|關係|关系|關聯|关联|聯繫|联系)\s*[?？]?",
        r"(?P<a>\S+)\s+(?P<b>\S+)\s+(?:relations?|relationship|related|links?|關係|关系)\s*[?？]?",
    )
)
"""Ways to ask how two records are related; the first that fits decides."""


def asked(base: KnowledgeBase, index: Index, query: str) -> tuple[str, str] | None:
    """Return the two names of a question how two records are related, or None.

    Both must name something, so that a complaint with "and" in it stays a complaint.
    """
    text = query[:MAX_QUERY].strip()
    if not _HINT.search(text):
        return None
    for pattern in _QUESTIONS:
        found = pattern.fullmatch(text)
        if found:
            one, other = found["a"].strip(), found["b"].strip()
            if named(base, index, one) and named(base, index, other):
                return one, other
    return None


def named(base: KnowledgeBase, index: Index, text: str) -> tuple[str, ...]:
    """Return the typed nodes that a name means, best first; empty when it means nothing.

    An id or typed node means itself; any other name is read as the search box reads it, and the
    label and lay words of conditions are compared whole.
    """
    text = text[:MAX_QUERY].strip()
    found: dict[str, None] = {}
    try:
        node = links.node_of(base, text)
        if node.partition(":")[0] in (*_KINDS, *_FURTHER):
            found[node] = None
    except UnknownName:
        answer = search(base, index, text, _MOST)
        for part in answer.understood:
            kind = part.as_.partition(":")[0]
            if kind in _KINDS:
                found.update(dict.fromkeys(f"{kind}:{name}" for name in part.ids))
        if not found and len(answer.points) <= 2:
            found.update(dict.fromkeys(f"point:{hit.code}" for hit in answer.points))
    plain = text.casefold()
    for name, record in base.conditions.items():
        if plain in (word.casefold() for word in (record.en, *record.lay)):
            found[f"condition:{name}"] = None
    return tuple(found)[:_MOST]
