"""Numbers behind a meridian or a code: stomach 36, heart seven, ST36 and 37."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kb import codes
from kb.search.lexicon import Facet
from kb.search.parse import Part

if TYPE_CHECKING:
    from kb.search.draft import Draft

__all__ = ["numbered"]

_FIGURES = dict(
    zip(
        ("one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven",
         "twelve"),
        range(1, 13),
        strict=True,
    )
)  # fmt: skip


def _figure(part: Part) -> int:
    """Return the number that a part is, when nothing answers to it; else 0."""
    if part.kind == "unknown" and part.text.isdecimal():
        return int(part.text)
    return _FIGURES.get(part.text.lower(), 0) if part.kind == "small" else 0


def numbered(draft: Draft, parts: list[Part]) -> list[Part]:
    """Read *stomach 36* and *heart seven* as codes, and the numbers that go on: *36 and 37*."""
    if not any(_figure(part) for part in parts):
        return parts
    made: list[Part] = []
    line = ""
    for at, part in enumerate(parts):
        number, last = _figure(part), made[-1] if made else None
        typed = part.kind == "unknown" or at == len(parts) - 1
        if not (number and typed and last):
            made.append(part)
            if part.facets and part.facets[0].label == "code" and part.facets[0].kind == "point":
                line = codes.meridian_of(part.facets[0].ids[0])
            elif part.kind not in ("joint", "small"):
                line = ""
            continue
        named = [f.ids[0] for f in last.facets if f.kind == "meridian" and len(f.ids) == 1]
        line, text = (named[0], f"{last.text} {part.text}") if named else (line, part.text)
        if not line:
            made.append(part)
            continue
        if named:
            made.pop()
        code = f"{line}{number}"
        if code in draft.base.points:
            made.append(Part(text, "facets", (Facet("point", (code,), "code"),)))
        else:
            made.append(Part(text, "impossible", label=f"no point {code} in this book"))
    return made
