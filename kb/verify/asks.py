"""What has to be found for a claim: its words, or its figures as books print them."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from kb.texts.fold import fold
from kb.texts.numerals import spellings

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kb.model import Claim

__all__ = ["Ask", "asks"]

_NUMBER = "一二三四五六七八九十百千两廿卅"
_BEFORE = rf"(?<![{_NUMBER}])"
_NEEDLED = "(?:[刺针]入?|入|深)(?:可|至|宜)?"


@dataclass(frozen=True, slots=True)
class Ask:
    """One thing to find.

    Attributes
    ----------
    label : str
        How messages name it: the words, or ``depth 3 分``.
    pattern : re.Pattern
        Over folded text.
    follows : bool
        Whether it may also stand shortly after the thing found before it.
    """

    label: str
    pattern: re.Pattern[str]
    follows: bool = False


def asks(claim: Claim) -> Iterator[Ask]:
    """Yield what must be found for a claim, in the order of the text.

    A figure that stands beside words (``words: 一曰五分``) must stand within those words.
    """
    if claim.term:
        inside = "".join(f"(?=.*?{figure.pattern.pattern})" for figure in _bare(claim))
        words = re.escape(fold(claim.term))
        if inside and not all(figure.pattern.search(fold(claim.term)) for figure in _bare(claim)):
            yield Ask(f"{claim.term!r} with its figure", re.compile("(?!)"))
            return
        yield Ask(f"{claim.term!r}", re.compile(words))
        yield from (ask for ask in _figures(claim, worded=True) if ask.follows)
        return
    yield from _figures(claim, worded=False)


def _bare(claim: Claim) -> list[Ask]:
    """Return the figures that the words of a claim must contain."""
    return [ask for ask in _figures(claim, worded=True) if not ask.follows]


def _figures(claim: Claim, *, worded: bool) -> Iterator[Ask]:
    value = claim.value
    if depth := str(value.get("depth", "")):
        size, _, unit = depth.partition(" ")
        needled = _BEFORE if worded else f"{_BEFORE}{_NEEDLED}"
        after = f"(?!半|[{_NUMBER}]+分)" if unit == "寸" else "(?!半)"
        yield Ask(f"depth {depth}", _any(spellings(size, unit), needled, after))
    for distance in _several(value.get("distance", ())):
        size, _, unit = distance.partition(" ")
        after = f"(?!半|[{_NUMBER}]+分)" if unit == "寸" else "(?!半)"
        yield Ask(f"distance {distance}", _any(spellings(size, unit), _BEFORE, after))
    if retain := str(value.get("retain", "")):
        forms = spellings(retain.partition(" ")[0], "呼")
        yield Ask(f"retention {retain}", _any(forms, f"{_BEFORE}留?"), bool(depth))
    if cones := str(value.get("cones", "")):
        yield Ask(f"{cones} cones", _any(spellings(cones, "壮"), f"{_BEFORE}灸?"))


def _several(value: object) -> tuple[str, ...]:
    return tuple(value) if isinstance(value, tuple) else (str(value),)


def _any(forms: tuple[str, ...], before: str, after: str = "") -> re.Pattern[str]:
    if not forms:
        return re.compile("(?!)")
    # the look-behind guards the number itself, whatever verb stands before it
    verb = before.removeprefix(_BEFORE)
    return re.compile(f"{verb}{_BEFORE}(?:{'|'.join(map(re.escape, forms))}){after}")
