"""Phrases of 普濟方 put right: what belongs together, what is two, what is no complaint."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from kb.ingest.phrases import LONGEST, is_body, trimmed

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

__all__ = ["is_complaint", "joined", "parted"]

_SKIPS = re.compile(
    "[灸穴云曰]|三里|(?<!如)针|(?<![如锥疴针风])刺(?![痛风手])|不治|经$|[一二三四五六七八九十]壮|者死$|^等"
    "|[主治宜]之|^亦作|取[之其]|乃取|^在|生冷|所[主注]|^按之(?!如)|[佳同皆]$|亦得$|举火|^[此是]|^即|论$"
    "|^(?:女子|妇人|小儿|男子|丈夫|大人|女人)$"
)
"""What no complaint holds: remarks, instructions, persons alone."""

_GOES_ON = re.compile("久不[差愈瘥止]$|则|不[止差瘥]$|即(?!$)")
"""What a phrase begins with that only goes on with the one before."""
_LEADS_ON = re.compile("[^实虚盛甚]则$")
_SHORT = 4
_AND = re.compile("(?<![不未上痛])[及并](?![月病])")
_TAKEN = re.compile("(?<![不未])[及并].$")
"""A phrase that took the first character of what 及 adds."""


def is_complaint(phrase: str) -> bool:
    """Return whether a folded phrase can be a complaint.

    Examples
    --------
    >>> is_complaint("头如针刺"), is_complaint("针入三分"), is_complaint("女子"), is_complaint("")
    (True, False, False, False)
    """
    return bool(phrase) and not _SKIPS.search(phrase)


def joined(text: str, row: Iterable[tuple[int, int]]) -> list[tuple[int, int]]:
    """Return phrases, those that only go on with the one before joined to it.

    Examples
    --------
    >>> joined("脱肛久不差闻食则肠鸣", [(0, 2), (2, 5), (5, 8), (8, 10)])
    [(0, 5), (5, 10)]
    >>> joined("脊强及头汗不出", [(0, 4), (4, 7)])
    [(0, 2), (3, 7)]
    """
    found: list[tuple[int, int]] = []
    for start, end in row:
        if found and _TAKEN.search(text[slice(*found[-1])]) and found[-1][1] - found[-1][0] > 3:
            found[-1] = (found[-1][0], start - 2)
            found.append((start - 1, end))
            continue
        short = found and start - found[-1][0] <= _SHORT
        goes_on = _GOES_ON.match(text[start:end]) or (short and _LEADS_ON.search(text[:start]))
        if found and goes_on and end - found[-1][0] <= LONGEST:
            found[-1] = (found[-1][0], end)
        else:
            found.append((start, end))
    return found


def parted(text: str, first: int, last: int) -> Iterator[tuple[int, int]]:
    """Yield the parts of a phrase that no symptom lists: two complaints joined by 及 are two.

    Examples
    --------
    >>> list(parted("口㖞及呕逆", 0, 5)), list(parted("手不及头", 0, 4))
    ([(0, 2), (3, 5)], [(0, 4)])
    """
    for match in _AND.finditer(text, first, last):
        enough = min(match.start() - first, last - match.end()) > 1
        if enough and not is_body(text[match.end() : last]):
            yield trimmed(text, first, match.start())
            first = match.end()
    yield trimmed(text, first, last)
