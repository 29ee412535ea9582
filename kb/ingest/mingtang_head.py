"""The upper half of an entry in the Mingtang books (甲乙經 juan 3, 外臺 juan 39).

Name, other names, place, what meets there, what the point is (所出也為井, 之募, 之郄), depth,
breaths, cones and what is forbidden: set in fixed words, without punctuation.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from kb.ingest.pieces import HEAD, NOTE, Piece
from kb.ingest.readings import Reading, bans, limits, measures, meets, meridians
from kb.texts.names import read_misprints
from kb.texts.notes import masked

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kb.texts.names import PointNames

__all__ = [
    "is_other_name",
    "masked",
    "memberships",
    "meridians_met",
    "nicknames",
    "piece",
    "statements",
]


def piece(chars: str, start: int, speaker: str = "") -> Piece:
    """Return a stretch of folded text as a piece without cuts."""
    return Piece(chars, start, start, speaker, HEAD, first=True)


_END = (
    "(?=[一又亦]名|在|直|[侠夹]|去|当|手[太少阳厥心]|足[太少阳厥三]|[阴阳][维跷]"
    "|胃募|督脉|任脉|反行|入项|承光|灸|之在|上去|※|$)"
)
_ALIAS = re.compile("[一又亦]名曰?")
_NAME = re.compile(f"[^{NOTE}]{{2,5}}?(?=[一又亦]名)|[^{NOTE}在直侠夹去当]{{2,5}}?{_END}")


def is_other_name(point: str, heading: str, names: PointNames) -> bool:
    """Return whether a folded heading is another name of its point, and no mere misprint."""
    return (
        point not in names.standard(heading)
        and point in names.candidates(heading)
        and (point, heading) not in read_misprints()
    )


def nicknames(chars: str, forms: frozenset[str]) -> Iterator[tuple[int, int]]:
    """Yield where another name stands (一名X): a known form, or what stands before the place.

    Examples
    --------
    >>> list(nicknames("阳交一名别阳一名足髎阳维之郄", frozenset({"别阳"})))
    [(4, 6), (8, 10)]
    """
    for match in _ALIAS.finditer(chars):
        at = match.end()
        known = [form for form in forms if chars.startswith(form, at)]
        if known:
            yield at, at + max(map(len, known))
        elif other := _NAME.match(chars, at):
            yield at, other.end()


_OWNER = (
    "(?:[手足](?:太阴|阳明|少阴|太阳|厥阴|少阳|心主)|手心主|阳跷|阴跷|阳维|阴维|冲脉|督脉|任脉)"
)
_FLOW = {
    "出": "well-point", "溜": "spring-point", "流": "spring-point", "留": "spring-point",
    "注": "stream-point", "过": "yuan-source", "行": "river-point", "入": "sea-point",
}  # fmt: skip
_AS = {
    "井": "well-point", "荥": "spring-point", "荣": "spring-point", "俞": "stream-point",
    "输": "stream-point", "原": "yuan-source", "经": "river-point", "合": "sea-point",
}  # fmt: skip
_FIVE = re.compile(
    f"(?:{_OWNER}(?:脉气?)?之?)?所(?P<verb>[{''.join(_FLOW)}])(?:也?为(?P<name>[{''.join(_AS)}])|也)"
)
_CLASSES: tuple[tuple[re.Pattern[str], str], ...] = (
    (re.compile("(?:肺|心|肝|脾|肾|胆|胃|大肠|小肠|三焦|膀胱)之?募"), "front-mu"),
    (re.compile(f"{_OWNER}之?[郄郗]"), "xi-cleft"),
    (re.compile("足阳明与[大小]肠合|三焦下辅俞"), "lower-he-sea"),
    (re.compile("脾之大络|督脉(?:别络|络别)|任脉之别|太阴络也"), "luo-connecting"),
)
_LUO = re.compile(f"{_OWNER}之?络")
_BRANCHES = "别走"


def memberships(head: Piece) -> Iterator[Reading]:
    """Yield the classes of points that the words of a head put the point in.

    A network vessel makes the point one of the fifteen only where it is said to part there (别走).

    Examples
    --------
    >>> [one.target for one in memberships(piece("手太阴之络去腕上一寸五分别走阳明者", 0))]
    ['luo-connecting']
    >>> [one.target for one in memberships(piece("手阳明之络刺入五分", 0))]
    []
    """
    text, base = head.text, head.start
    for match in _FIVE.finditer(text):
        name = match["name"]
        target = _AS[name] if name else _FLOW[match["verb"]]
        yield Reading("belongs", base + match.start(), base + match.end(), target=target)
    for pattern, target in _CLASSES:
        for match in pattern.finditer(text):
            yield Reading("belongs", base + match.start(), base + match.end(), target=target)
    if _BRANCHES in text and (luo := _LUO.search(text)):
        yield Reading("belongs", base + luo.start(), base + luo.end(), target="luo-connecting")


_BANS: tuple[tuple[re.Pattern[str], str], ...] = (
    (re.compile("不可[刺针](?=灸[一二三四五六七八九十]+壮)"), "needle"),
    (re.compile("(?:女子)?禁不可刺灸(?=灸|中央)"), "needle"),
    (re.compile("(?:女子)?禁不可刺灸(?=灸|中央)"), "moxa"),
    (re.compile("过深(?=不幸杀人)"), "deep-needle"),
    (re.compile("出血多则杀人"), "bleeding"),
)
_DEADLY = "多则杀人"
_BESIDE = 16
"""Characters within which a second wording of a ban is taken for the same."""
_NETS = re.compile(
    "(?P<names>(?:[手足]|太阴|阳明|少阴|太阳|厥阴|少阳|[任督]脉?|阳维)+(?:络|跷脉))之会"
)
"""Meetings with a network vessel, or with a heel vessel that is not said to be yin or yang."""


def _more_bans(head: Piece) -> Iterator[Reading]:
    for pattern, target in _BANS:
        for match in pattern.finditer(head.text):
            start, end = head.start + match.start(), head.start + match.end()
            yield Reading("forbids", start, end, target=target, limits=limits(match[0]))


def _widest(found: list[Reading]) -> Iterator[Reading]:
    """Yield bans without those that repeat a part of another."""
    for one in found:
        if not any(
            other.target == one.target
            and other.end - other.start > one.end - one.start
            and other.start - _BESIDE <= one.start < other.end + _BESIDE
            for other in found
        ):
            yield one


def statements(head: Piece) -> Iterator[Reading]:
    """Yield figures, bans, meetings and memberships of a stretch."""
    for reading in measures(head, measured=True):
        after = head.text[reading.end - head.start :]
        if not (reading.value.get("bleed") and after.startswith(_DEADLY)):
            yield reading
    yield from _widest([*_more_bans(head), *bans(head)])
    yield from meridians_met(head)
    yield from memberships(head)


def meridians_met(head: Piece) -> Iterator[Reading]:
    """Yield the meridians that are said to meet at the point, network vessels among them."""
    yield from meets(head)
    for match in _NETS.finditer(head.text):
        for meridian in meridians(match["names"]):
            start, end = head.start + match.start(), head.start + match.end()
            yield Reading("meets", start, end, target=meridian)
