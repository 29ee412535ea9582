"""Sentences of a punctuated piece, and bans in words that only these books use."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from kb.ingest.pieces import Piece
from kb.ingest.readings import Reading

if TYPE_CHECKING:
    from collections.abc import Iterator

__all__ = ["own_bans", "sentences"]

_JOINS = re.compile("[之乃又即]*")


def sentences(piece: Piece) -> Iterator[Piece]:
    """Yield the sentences of a piece, without the joining words that open them."""
    for first, last in piece.clauses(3):
        joins = _JOINS.match(piece.text, first, last)
        start = joins.end() if joins else first
        cuts = {at - start: power for at, power in piece.cuts.items() if start <= at <= last}
        yield Piece(piece.text[start:last], piece.start + start, piece.opens, piece.speaker,
                    piece.role, piece.first and not first, cuts)  # fmt: skip


_OWN_BANS = (
    (re.compile("针灸俱不宜|不[针灸]不[灸针]"), ("needle", "moxa"), ()),
    (re.compile("妊[孕娠妇](?:人)?忌之?"), ("needle", "moxa"), ("pregnancy",)),
    (re.compile("[妊孕]妇刺之落胎"), ("needle",), ("pregnancy",)),
    (re.compile("孕妇忌(?![灸针])"), ("moxa",), ("pregnancy",)),
)
"""Bans in words of these books, the acts, and those they concern."""


def own_bans(piece: Piece) -> Iterator[Reading]:
    """Yield what a piece forbids in words of these books, with those it is forbidden for."""
    for pattern, acts, who in _OWN_BANS:
        for match in pattern.finditer(piece.text):
            start, end = piece.start + match.start(), piece.start + match.end()
            for act in acts:
                yield Reading("forbids", start, end, target=act, limits=who)
