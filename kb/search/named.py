"""What a phrase inside a question names: one point, meridians, categories, the point of a role."""

from __future__ import annotations

import re

from kb import codes
from kb.base import KnowledgeBase
from kb.errors import CodeError
from kb.search.index import Index
from kb.search.keys import has_han, key_of, key_of_words
from kb.search.lexicon import lookup

__all__ = ["category_named", "line_at", "meridians_named", "numbered", "point_named", "role_of"]


def meridians_named(index: Index, text: str) -> tuple[str, ...]:
    """Return the meridians that some words name; empty when they name none."""
    for key in dict.fromkeys((key_of(text), key_of_words(text))):
        for facet in lookup(index.words, key):
            if facet.kind == "meridian" and facet.ids != ("EX",):
                return facet.ids
        ids = [name for kind, name, _ in index.names.get(key, ()) if kind == "meridian"]
        if ids:
            return tuple(dict.fromkeys(ids))
    return ()


def line_at(base: KnowledgeBase, index: Index, text: str) -> tuple[tuple[str, ...], int] | None:
    """Return the meridians that a text begins with, and how many characters name them.

    A point stands for the meridian it lies on. The longest name wins.
    """
    bare = text.lstrip()
    skip = len(text) - len(bare)
    if has_han(bare[:1]):
        ends = list(range(1, min(8, len(bare)) + 1))
    else:
        ends = [m.end() for m in re.finditer(r"[^\s,.;?!'’]+", bare)][:5]
    for end in reversed(ends):
        name = re.sub(r"^(?:the|that of the)\s+", "", bare[:end], flags=re.IGNORECASE)
        if found := meridians_named(index, name):
            return found, skip + end
        code = point_named(base, index, name)
        if code and (line := codes.meridian_of(code)) in base.meridians:
            return (line,), skip + end
    return None


_NUMBERED = re.compile(r"(?P<line>[^\d\W][^\d]*?)[\s-]*(?P<n>\d{1,2})")


def numbered(base: KnowledgeBase, index: Index, text: str) -> tuple[str, ...]:
    """Return the point of *stomach 36* or 胃经36: a meridian by name, and a number."""
    match = _NUMBERED.fullmatch(text)
    lines = meridians_named(index, match["line"]) if match else ()
    code = f"{lines[0]}{int(match['n'])}" if match and len(lines) == 1 else ""
    return (code,) if code in base.points else ()


def point_named(base: KnowledgeBase, index: Index, text: str) -> str:
    """Return the one point that a phrase names by code, name or role; empty when not just one."""
    try:
        found = [code for code in codes.readings(text) if code in base.points]
    except CodeError:
        return ""
    if not found:
        for article in ("the ", "point "):
            text = text.removeprefix(article)
        names = index.names.get(key_of(text), ())
        found = list(dict.fromkeys(name for kind, name, _ in names if kind == "point"))
    if not found:
        found = list(numbered(base, index, text))
    if not found:
        found = list(role_of(base, index, text))
    return found[0] if len(found) == 1 else ""


def category_named(base: KnowledgeBase, index: Index, text: str) -> tuple[str, ...]:
    """Return the categories with members that some words name."""
    for key in dict.fromkeys((key_of(text), key_of_words(text), key_of_words(f"{text} point"))):
        for facet in lookup(index.words, key):
            if facet.kind == "category":
                return tuple(one for one in facet.ids if one in base.categories)
        ids = [name for kind, name, _ in index.names.get(key, ()) if kind == "category"]
        if ids:
            return tuple(dict.fromkeys(ids))
    return ()


_ROLE = re.compile(r"\bpoints?\b|\bof\b|['’]s\b|[穴的俞腧募络絡原郄合]", re.IGNORECASE)
"""Without one of these no phrase names a point by its role."""


def role_of(base: KnowledgeBase, index: Index, text: str) -> tuple[str, ...]:
    """Return the points that a phrase names by role: *the back shu point of the liver*.

    Empty unless every word of it names a category, a role in it or a meridian.
    """
    if not _ROLE.search(text):
        return ()
    from kb.search.parse import parts_of
    from kb.search.sets import categories, roles

    parts = [one for one in parts_of(index, base.points, text, ()) if one.kind != "small"]
    kinds = [part.facets[0].kind if part.facets else part.kind for part in parts]
    if len(parts) != 2 or "category" not in kinds:
        return ()
    at = kinds.index("category")
    names, other = parts[at].facets[0].ids, parts[1 - at]
    line = next((facet.ids for facet in other.facets if facet.kind == "meridian"), ())
    if line:
        found, used = categories(base, [names], frozenset(line), False)
        return tuple(found.why) if used else ()
    return roles(base, names).get(other.text.lower(), ())
