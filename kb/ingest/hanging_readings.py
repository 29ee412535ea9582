"""Figures, bans and memberships in the words of 西方子 and the seven-juan 銅人."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from kb.ingest.mingtang_head import memberships, meridians_met, piece
from kb.ingest.readings import Reading, bans, limits, measures
from kb.texts.numerals import count, depth

if TYPE_CHECKING:
    from collections.abc import Iterator

__all__ = ["figures", "head_readings"]

_NUM = "[一二三四五六七八九十百半]"
_BIG = re.compile("(?<=[手足])大(?=[阴阳])")
_BROOK = re.compile("(?<=流为)营")


def head_readings(head: str, base: int) -> Iterator[Reading]:
    """Yield meetings and memberships of a head; 足大陽 is read as 足太陽, 為營 as 為滎.

    Parameters
    ----------
    head : str
        Folded characters of the entry up to its complaints.
    base : int
        Position of the first one in the stream.
    """
    said = piece(_BROOK.sub("荥", _BIG.sub("太", head)), base)
    yield from meridians_met(said)
    yield from memberships(said)


_APPLIES = re.compile(
    "灸(?:之|至|亦)*[大太]?(?:得|良|佳|妙|任)|(?<!不)通灸|许灸|(?<!不)宜灸|灸乃胜针|灸即依年壮|灸[三五]灸"
)
_TWICE = re.compile(f"灸(?P<first>{_NUM}+)壮(?P<more>(?P<low>{_NUM}+)壮至(?P<high>{_NUM}+)壮)")
"""One number, and a range to go on to (灸三壯五十壯至一百壯)."""
_ORDERS = re.compile("(?:灸入?|日|可|各|处至|多至|小儿)$")
"""What stands before a number of cones that is to be burned."""
_CONDITION = re.compile("若灸?[^灸]{0,8}灸?(?:至|可)?$|再灸?$|者可灸?$")
_CHILD = re.compile("小儿(?:慢惊)?$")
_ONLY = re.compile(f"针只可(?P<depth>{_NUM}+[分寸])")
_BLEEDS = re.compile("于此刺血|刺之血出|泻血$")
_TRIGGER = re.compile("禁|忌|[不勿][可宜得]?|切忌")
_WHOM = re.compile("(?:女子|妇人妊娠|孕妇|小儿)$")
_REACH = 6
_BANS: tuple[tuple[re.Pattern[str], str, tuple[str, ...]], ...] = (
    (re.compile("(?<!如)禁?不通?灸|灸之不善"), "moxa", ()),
    (re.compile("八岁以上方可针"), "needle", ("children",)),
    (re.compile("若[怀懐]胎必不针"), "needle", ("pregnancy",)),
    (re.compile("针深(?=令人)"), "deep-needle", ()),
)


def figures(chars: str, start: int, end: int) -> list[Reading]:
    """Return figures and bans of a stretch, in order, with positions within the entry.

    Parameters
    ----------
    chars : str
        Folded characters of the entry.
    start, end : int
        The stretch.
    """
    found = [*_measures(chars, start, end), *_applies(chars, start, end)]
    found += _forbids(chars, start, end)
    return sorted(found, key=lambda one: (one.start, one.end, one.kind, one.target))


def _measures(chars: str, start: int, end: int) -> Iterator[Reading]:
    twice = _TWICE.search(chars, start, end)
    if twice:
        more = f"{count(twice['low'])}-{count(twice['high'])}"
        middle = twice.start("more")
        yield Reading("moxa", twice.start(), middle, value={"cones": count(twice["first"])})
        yield Reading("moxa", middle, twice.end(), value={"cones": more})
    for one in measures(piece(chars[start:end], start), measured=True):
        if twice and twice.start() <= one.start < twice.end():
            continue
        if one.kind == "moxa" and "cones" in one.value:
            yield from _ordered(chars, one)
        else:
            yield one
    for match in _ONLY.finditer(chars, start, end):
        only: dict[str, Any] = {"depth": depth(match["depth"]), "words": True}
        yield Reading("needle", match.start(), match.end(), value=only)
    for match in _BLEEDS.finditer(chars, start, end):
        bled: dict[str, Any] = {"bleed": "yes", "words": True}
        yield Reading("needle", match.start(), match.end(), value=bled)


def _ordered(chars: str, one: Reading) -> Iterator[Reading]:
    """Yield a number of cones that is to be burned, under no condition, with those it is for."""
    before = chars[max(0, one.start - 14) : one.start + (chars[one.start] == "灸")]
    if _ORDERS.search(before) and not _CONDITION.search(before):
        whom = ("children",) if _CHILD.search(before.removesuffix("灸")) else ()
        yield Reading(one.kind, one.start, one.end, value=one.value, limits=whom)


def _applies(chars: str, start: int, end: int) -> Iterator[Reading]:
    for match in _APPLIES.finditer(chars, start, end):
        value = {"applicable": "yes", "words": True}
        yield Reading("moxa", match.start(), match.end(), value=value)


def _forbids(chars: str, start: int, end: int) -> Iterator[Reading]:
    """Yield bans, each looked for in a narrow window: what stands farther off limits no ban."""
    seen: set[tuple[int, str]] = set()
    for pattern, target, whom in _BANS:
        for match in pattern.finditer(chars, start, end):
            who = _WHOM.search(chars, start, match.start())
            limit = whom or (limits(who[0]) if who else ())
            first = who.start() if who else match.start()
            seen.add((match.start(), target))
            yield Reading("forbids", first, match.end(), target=target, limits=limit)
    for trigger in _TRIGGER.finditer(chars, start, end):
        who = _WHOM.search(chars, start, trigger.start())
        low = who.start() if who else max(start, trigger.start() - 1)
        window = piece(chars[low : min(end, trigger.end() + _REACH)], low)
        for one in bans(window):
            at = one.end if one.limits else one.start
            if one.start <= trigger.end() and (at, one.target) not in seen:
                seen.add((at, one.target))
                yield one
