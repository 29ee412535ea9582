"""The complaints a piece names: indications, and what points used together are good for.

A sentence is read only when its frame is understood (主治…, 兼X治…, …取X). One that names another
point in any other way, or gives an instruction, is left unread and counted: it would be a
prescription taken for a property of the point.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from kb.ingest.pieces import HEAD, NOTE

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kb.ingest.pieces import Piece
    from kb.texts.names import PointNames

__all__ = ["Complaint", "Reader"]


@dataclass(frozen=True, slots=True)
class Complaint:
    """A phrase that names a complaint.

    Attributes
    ----------
    start, end : int
        Positions in the folded stream.
    text : str
        The folded phrase.
    partners : tuple of str
        Printed names of the points used with this one; empty for a property of the point.
    """

    start: int
    end: int
    text: str
    partners: tuple[str, ...] = ()


_MEASURE = re.compile(
    "(?:可|宜|日|当|但|各|则|即|及|为)*(?:[灸刺针]|留[一二三四五六七八九十]+呼|[一二三四五六七八九十百两]+壮|随年壮|以年为壮)"
)
_PAIN = re.compile("刺(?=痛|疼)")
_INSTRUCTION = re.compile(
    "先[补泻]|后[补泻]|[补泻]之|[补泻]此|宜[补泻]|须[补泻]|[须可]补|^补|^泻(?![痢泄利下血])|左取右|右取左|取左$|取右$"
    "|左患|右患|食顷|立[已愈止]|即[愈止差瘥]|[神甚奇殊最]效|甚妙|最[良妙]|[有神]功|[有神]验|病自|自[轻消除安]"
    "|不[须用]忧|此穴|之穴|诸书|三报|左右|男三女四|得气|微出血|出血[立愈妙]|[次再更后]取|治同$|大同$|同治$|主之$"
    "|须臾|顷刻|应手|不妨|者良|为[度佳]|[灸针]之|常用|多用|神人"
)
_TAIL = re.compile("(?:等[症证病疾]|诸[症证]|之[症证]|最?[妙良]|者)$")
_JOIN = re.compile("^(?:[及并或又若亦凡兼]|以及|而|且)(?=..)")
_FRAME = re.compile(
    "^(?:此穴|本穴|此)?(?:主治|兼治|专治|能治|可治|善治|又治|亦治|并治|悉治|俱治|偏治|善疗|能疗|可疗|堪治|又主|亦主|主疗"
    "|能[除去驱消止愈救却退祛散追彻]|善[除去消止愈]|可[除去驱消止愈救却退祛散追彻]|堪[除去止]|[治疗主除去驱却祛疏追彻医]"
    "|能|堪|善)(?![之病同])"
)
_HEAT = re.compile("^(?:此穴)?主泻(?=.{1,6}之热)")
_WITH = "[兼同与并合连及会和]"
_SEEK = "(?:宜|须|专|独|便|但|好|则)*(?:取|寻|求|刺|针|灸|泻|补|须|须补|用|治|觅|收|留|主|灼)*"


class Reader:
    """Finds complaints in the pieces of one entry.

    Parameters
    ----------
    names : PointNames
        All point names.
    own : iterable of str
        Folded names of the entry's own point.
    """

    def __init__(self, names: PointNames, own: set[str]) -> None:
        self._names = names
        self._own = own
        self.unread: list[tuple[int, int]] = []

    def complaints(self, piece: Piece) -> Iterator[Complaint]:
        """Yield the complaints of a piece in order of the text."""
        own_words = not piece.speaker and piece.text.startswith("主治")
        if own_words and piece.role != HEAD:
            for first, last in piece.clauses():
                yield from self._clause(piece, max(first, 2), last, ())
            return
        for first, last in piece.clauses(2):
            found = list(self._sentence(piece, first, last))
            if not found:
                self.unread.append((piece.start + first, piece.start + last))
            yield from found

    def _sentence(self, piece: Piece, first: int, last: int) -> Iterator[Complaint]:
        text = piece.text
        if heat := _HEAT.match(text[first:last]):
            stop = text.index("之热", first) + 2
            yield Complaint(piece.start + first + heat.end(), piece.start + stop,
                            text[first + heat.end() : stop])  # fmt: skip
            return
        at, partners = self._partners(piece, first, last)
        framed = _FRAME.match(text[at:last])
        if not piece.speaker or piece.role == HEAD:
            if not framed or partners or not re.match("(?:此穴)?.?[主治疗]", text[at:last]):
                return
        begin = at + (framed.end() if framed else 0)
        stop = self._sought(text, begin, last)
        if self._others(text, begin, stop) or (stop < last and self._others(text, stop, last)):
            return
        edges = [mark for mark, _ in sorted(piece.cuts.items()) if begin < mark < stop]
        for one, two in zip([begin, *edges], [*edges, stop], strict=True):
            yield from self._clause(piece, one, two, partners)

    def _partners(self, piece: Piece, first: int, last: int) -> tuple[int, tuple[str, ...]]:
        """Return where the frame begins after the points named first, and their printed names."""
        text = piece.text
        at = first
        if lead := re.match(f"(?:此穴|本穴)?(?:[又更]|亦)?{_WITH}|此穴|[又取刺]", text[at:last]):
            at += lead.end()
        found: list[str] = []
        start = at
        while at < last:
            name = self._names.at(text[:last], at)
            if not name:
                break
            found.append(name)
            at += len(name)
            while join := re.match(f"{_WITH}|更{_WITH}?|[二两三四]穴", text[at:last]):
                at += join.end()
        partners = tuple(name for name in dict.fromkeys(found) if name not in self._own)
        if not found or (not partners and not lead and len(found) == 1 and at == start):
            return (start if lead and lead.group() in ("此穴", "又") else first), ()
        return at, partners

    def _sought(self, text: str, begin: int, last: int) -> int:
        """Return where the complaint ends before 'seek this point' (頭項須尋列缺)."""
        own = "|".join(sorted(map(re.escape, self._own), key=lambda name: (-len(name), name)))
        match = re.search(f"{_SEEK}(?:此穴|此|{own})", text[begin:last])
        return begin + match.start() if match and match.start() else last

    def _others(self, text: str, first: int, last: int) -> bool:
        """Return whether a stretch names another point."""
        at = first
        while at < last:
            name = self._names.at(text[:last], at)
            if name and name not in self._own:
                return True
            at += len(name) or 1
        return False

    def _clause(
        self, piece: Piece, first: int, last: int, partners: tuple[str, ...]
    ) -> Iterator[Complaint]:
        words = piece.text[first:last]
        plain = _PAIN.sub(NOTE, words)
        if measure := _MEASURE.search(plain):
            words = words[: measure.start()]
        while join := _JOIN.match(words):
            first += join.end()
            words = words[join.end() :]
        if piece.speaker and not partners and (framed := _FRAME.match(words)):
            first += framed.end()
            words = words[framed.end() :]
        while tail := _TAIL.search(words):
            words = words[: tail.start()]
        if len(words) < 2 or NOTE in words or _INSTRUCTION.search(words):
            self.unread.append((piece.start + first, piece.start + last))
            return
        start = piece.start + first
        yield Complaint(start, start + len(words), words, partners)
