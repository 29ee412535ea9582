"""Which point a name means in 鍼灸資生經 that several points share.

A name that juan 1 gives to one point alone is that point (少海 on the arm; the other is printed
小海). For a name that heads two entries the complaint decides: what 甲乙經 says the points are good
for, then the rules of `PLACES`. Else the name stays open.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from kb.texts.fold import fold

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from kb.texts.entries import Entry
    from kb.texts.names import PointNames

__all__ = ["PLACES", "Points"]

PLACES: tuple[tuple[str, str, str, str], ...] = (
    ("三里", "LI10", "[肘臂手]", "on the arm; printed 手三里 at 005-17a.3"),
    (
        "三里",
        "ST36",
        "",
        "the author calls the point on the leg so where nothing is added (003-4a.1)",
    ),
    ("临泣", "GB15", "[目鼻眩]|不识人|泪", "on the head; juan 1 has it above the eye"),
    ("临泣", "GB41", "[胸乳腋足]|月|缺盆|季胁", "on the foot; printed 足臨泣 at 005-15a.4"),
    ("通谷", "BL66", "[目项鼽]|衄", "甲乙經 gives it head, neck and nosebleed"),
    (
        "通谷",
        "KI20",
        "[饮食呕心胸腹癖㖞欠哑喑沫]",
        "on the belly; heart, stomach, and jaw at 006-18a.3",
    ),
    (
        "上廉",
        "ST37",
        "[腿脚膝足腰胫]",
        "on the leg; juan 1 quotes 甄權 on waist, legs and feet there",
    ),
    (
        "下廉",
        "ST39",
        "[腿脚膝足胫]|小肠气|湿痹|冷痹",
        "on the leg; juan 1 has these complaints there",
    ),
    ("五里", "LI13", "[肘臂嗽瘰]", "on the arm; the other lies in the groin"),
    ("五里", "LR10", "溺|肠中满", "in the groin; juan 1 has these complaints there"),
    ("掖门", "TE2", "", "掖 printed for 液; 大巨 has a like name in other books"),
    ("阳关", "GB33", "[膝胫]", "at the knee; the other lies at the spine"),
)
"""Folded name, point, words of a complaint that decide (empty: where no other rule does), why."""


class Points:
    """Resolves names.

    Parameters
    ----------
    names : PointNames
        All point names, with the misprints of the book.
    told : mapping of str to set of str
        Point to folded phrases that 甲乙經 gives it.
    entries : iterable of Entry
        The entries of juan 1.
    """

    def __init__(
        self, names: PointNames, told: Mapping[str, set[str]], entries: Iterable[Entry]
    ) -> None:
        self._names = names
        self._told = told
        self._headed: dict[str, set[str]] = {}
        for entry in entries:
            self._headed.setdefault(fold(entry.name), set()).add(entry.point)

    def of(self, name: str, words: str) -> str:
        """Return the point a name means, empty where nothing decides.

        Parameters
        ----------
        name : str
            Folded name.
        words : str
            Folded words of the complaint.
        """
        codes = self._names.candidates(name)
        headed = self._headed.get(name, set()) & set(codes)
        codes = tuple(code for code in codes if not headed or code in headed)
        if len(codes) <= 1:
            return codes[0] if codes else ""
        alike = sorted(((self._alike(code, words), code) for code in codes), reverse=True)
        if len(alike) > 1 and alike[0][0] >= 2 and alike[0][0] > alike[1][0]:
            return alike[0][1]
        rules = (point for shared, point, decides, _ in PLACES
                 if shared == name and re.search(decides, words))  # fmt: skip
        return next(rules, "")

    def told(self, code: str, words: str) -> bool:
        """Return whether 甲乙經 gives a point a folded complaint, whole or within another."""
        return any(words in phrase or phrase in words for phrase in self._told.get(code, ()))

    def _alike(self, code: str, words: str) -> int:
        """Return how many characters in a row 甲乙經 shares with a complaint at a point."""
        return max(
            (
                size
                for phrase in self._told.get(code, ())
                for at in range(len(phrase) - 1)
                for size in range(2, len(phrase) - at + 1)
                if phrase[at : at + size] in words
            ),
            default=0,
        )
