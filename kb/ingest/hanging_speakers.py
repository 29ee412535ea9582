"""Who speaks in an unpunctuated entry that quotes: 甄權云不宜灸, 甲乙經灸三壯.

What a speaker begins with is his: a figure or a ban right after his name. After a quoted place the
figure is the book's own, unless the book has given one of that kind before. Complaints are the
book's own, unless they follow a figure of the speaker and the book has given its own before.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import TYPE_CHECKING

from kb.ingest.pieces import NOTE

if TYPE_CHECKING:
    from kb.ingest.readings import Reading

__all__ = ["SPEAKERS", "Marks"]

SPEAKERS: Mapping[str, str] = MappingProxyType(
    {
        "甄权针?经?": "zhen-quan",
        "甲乙经?": "jiayi-jing",
        "铜人经?": "tongren-shuxue",
        "(?:黄帝)?明堂": "mingtang-unnamed",
        "千金(?:妇人方上卷|肾藏卷)?": "qianjin-yaofang",
        "素问(?:刺热论注)?": "suwen-wangbing",
        "西方子": "",
        "[一又亦或]": "unnamed",
    }
)
"""Pattern of a name (folded) and source id; 西方子 is the book itself."""

_NAMES = "|".join(f"(?P<s{at}>{name})" for at, name in enumerate(SPEAKERS))
_SPEAKS = re.compile(f"(?:(?:{_NAMES})(?P<and>甄权经)?(?:云|曰)|(?P<bare>甲乙经|铜人)(?=[灸禁不]))")
_LEADS = re.compile("[可宜则]*")
_CHAIN = 2
_LACKS = re.compile("缺(?!盆)")
_VERB = "主"


@dataclass(frozen=True, slots=True)
class _Mark:
    end: int
    who: tuple[str, ...]


class Marks:
    """The speakers of one entry, asked reading by reading in order of the text.

    Parameters
    ----------
    whole, chars : str
        Folded characters of the entry, all and with notes masked; only the latter are searched.
    """

    def __init__(self, whole: str, chars: str) -> None:
        self._chars = chars
        self._lost = {
            match.start() for match in _LACKS.finditer(whole) if chars[match.start()] == NOTE
        }
        self._marks = [_Mark(match.end(), _who(match)) for match in _SPEAKS.finditer(chars)]
        self._given: set[str] = set()
        self._last: tuple[_Mark, int] | None = None
        self._complained = False
        self._theirs: tuple[str, ...] = ()

    def lacks(self, position: int) -> bool:
        """Return whether a note says that print is lost at a position (缺)."""
        return position in self._lost

    def _before(self, position: int) -> _Mark | None:
        return next((one for one in reversed(self._marks) if one.end <= position), None)

    def of(self, reading: Reading) -> tuple[str, ...]:
        """Return the sources a reading is told of; empty where the book itself speaks."""
        if self._theirs:
            return self._theirs
        mark = self._before(reading.start)
        theirs = bool(mark and any(mark.who)) and self._said(mark, reading)
        if theirs and mark:
            self._last = (mark, reading.end)
            return mark.who
        self._given.add(reading.kind)
        return ()

    def placing(self, position: int) -> tuple[str, ...]:
        """Return who tells the place at a position: whoever is named before it, up to a figure."""
        mark = self._before(position)
        if mark is None or "壮" in self._chars[mark.end : position]:
            return ("",)
        return mark.who

    def _said(self, mark: _Mark | None, reading: Reading) -> bool:
        """Return whether a speaker says a reading."""
        if mark is None:
            return False
        leads = _LEADS.match(self._chars, mark.end)
        if reading.start <= (leads.end() if leads else mark.end):
            return True
        if self._last and self._last[0] is mark and reading.start - self._last[1] > _CHAIN:
            return False
        new = reading.kind not in self._given
        return not new and _VERB not in self._chars[mark.end : reading.start]

    def complaining(self, start: int) -> tuple[str, ...]:
        """Return who speaks in complaints that start at a position."""
        mark = self._before(start)
        if self._complained and mark and self._last and self._last[0] is mark:
            self._theirs = mark.who
        self._complained = True
        return self._theirs or ("",)


def _who(match: re.Match[str]) -> tuple[str, ...]:
    if match["bare"]:
        return ("jiayi-jing",) if match["bare"].startswith("甲") else ("tongren-shuxue",)
    sources = [source for at, source in enumerate(SPEAKERS.values()) if match[f"s{at}"]]
    return (*sources, "zhen-quan") if match["and"] else tuple(sources)
