"""Point names as books print them, and which point a name means where it stands.

A name several points share is decided by the words around it, or not at all. Names come from
``data/points`` (standard) and ``data/forms.yaml`` (aliases and misprints, for recognition only).
"""

from __future__ import annotations

import copy
import re
from collections.abc import Iterable, Mapping
from functools import cache
from pathlib import Path
from types import MappingProxyType
from typing import TYPE_CHECKING

from kb.codes import MERIDIANS
from kb.errors import DataError, Problem
from kb.reader import read
from kb.texts.fold import fold

if TYPE_CHECKING:
    from kb.texts.misprints import Misprint

__all__ = [
    "FORMS",
    "HOMONYMS",
    "PLAIN_WORDS",
    "SHORT_NAMES",
    "PointNames",
    "read_forms",
    "read_misprints",
    "read_points",
]

FORMS = Path(__file__).resolve().parents[2] / "data" / "forms.yaml"
"""The project's own table of recognised names."""

HOMONYMS: tuple[tuple[str, str, str], ...] = (
    ("临泣", "GB41", "足小指|足临泣"),
    ("临泣", "GB15", "目上|直入发际|发际"),
    ("窍阴", "GB44", "足小指|小指次指"),
    ("窍阴", "GB11", "完骨|枕骨"),
    ("通谷", "BL66", "足小指"),
    ("通谷", "KI20", "幽门"),
    ("三里", "LI10", "曲池"),
    ("三里", "ST36", "膝"),
    ("五里", "LI13", "肘"),
    ("五里", "LR10", "气冲|阴廉"),
    ("上廉", "LI9", "曲池|三里下一寸"),
    ("上廉", "ST37", "巨虚|膝"),
    ("下廉", "LI8", "曲池|辅骨"),
    ("下廉", "ST39", "巨虚|上廉下"),
    ("阳关", "GV3", "椎"),
    ("阳关", "GB33", "阳陵|犊鼻"),
    ("禾髎", "LI19", "鼻"),
    ("和髎", "TE22", "耳"),
    ("少海", "HT3", "手少阴"),
    ("少海", "SI8", "手太阳"),
)
"""Shared name, the point, and the words (in the first 70 characters) that decide for it."""

_REACH = 70

SHORT_NAMES: tuple[tuple[str, str], ...] = (
    ("陰陵", "SP9"),
    ("陽陵", "GB34"),
    ("冷淵", "TE11"),
    ("二陵", ""),
    ("三陰", ""),
    ("五會", ""),
)
"""Names shortened in verse, and the point; none where the verse means two or leaves it open."""

PLAIN_WORDS = "太陰 太陽 胃脘 掌中 舌腫 舌本 腸結 腎氣 分肉 胞門 竹杖 臍中 囟上 陽蹻 陰蹻 肉柱"
"""Aliases that are first of all a place, a vessel or a complaint: no points in passing."""


class PointNames:
    """Looks point names up.

    Parameters
    ----------
    standard : mapping of str to iterable of str
        Point code to its standard names.
    others : mapping of str to iterable of str
        Point code to names it is also printed under; they never displace a standard name.

    Examples
    --------
    >>> names = PointNames({"GB41": ["足臨泣"], "GB15": ["頭臨泣"]}, {"GB41": ["臨泣"]})
    >>> names.resolve("足临泣"), names.candidates("臨泣"), names.resolve("臨泣")
    ('GB41', ('GB41', 'GB15'), '')
    >>> names.resolve("臨泣", near="临泣在足小指次指本节后")
    'GB41'
    """

    def __init__(
        self, standard: Mapping[str, Iterable[str]], others: Mapping[str, Iterable[str]]
    ) -> None:
        self._standard: dict[str, list[str]] = {}
        self._others: dict[str, list[str]] = {}
        for table, source in ((self._standard, standard), (self._others, others)):
            for code, names in source.items():
                for name in names:
                    codes = table.setdefault(fold(name), [])
                    if code not in codes:
                        codes.append(code)
        self._homonyms = HOMONYMS
        for shared, code, _ in HOMONYMS:
            if code in standard:
                codes = self._others.setdefault(shared, [])
                if code not in codes:
                    codes.append(code)
        for short, code in SHORT_NAMES:
            codes = self._others.setdefault(fold(short), [])
            if code in standard:
                codes[:] = [code]
        self._plain = frozenset(map(fold, PLAIN_WORDS.split()))
        self.longest = max(map(len, (*self._standard, *self._others)), default=0)

    def __contains__(self, name: str) -> bool:
        """Return whether a folded text is a point name (and not first of all another word)."""
        return (name in self._standard or name in self._others) and name not in self._plain

    def misprinted(self, rows: Iterable[Misprint]) -> PointNames:
        """Return these names and the forms that one book misprints."""
        made = copy.copy(self)
        made._others = {name: [*codes] for name, codes in self._others.items()}
        near = []
        for row in rows:
            printed = fold(row.printed)
            codes = made._others.setdefault(printed, [])
            if row.point not in codes:
                codes.append(row.point)
            if row.near:
                near.append((printed, row.point, row.near))
            made.longest = max(made.longest, len(printed))
        made._homonyms = (*self._homonyms, *near)
        return made

    def candidates(self, name: str, meridian: str = "") -> tuple[str, ...]:
        """Return the codes a name may mean, standard names first.

        Parameters
        ----------
        name : str
            As printed, any script.
        meridian : str
            Only points of this meridian, when given.
        """
        folded = fold(name)
        found: dict[str, None] = dict.fromkeys(self._standard.get(folded, ()))
        shared = any(folded == row[0] for row in self._homonyms)
        if meridian or shared or not found:
            found |= dict.fromkeys(self._others.get(folded, ()))
        if meridian:
            return tuple(code for code in found if _meridian(code) == meridian)
        return tuple(found)

    def standard(self, name: str) -> tuple[str, ...]:
        """Return the codes that have this as their standard name."""
        return tuple(self._standard.get(fold(name), ()))

    def shortened(self, name: str) -> tuple[str, ...]:
        """Return the codes whose longer standard name begins or ends with this one.

        陽陵 for 陽陵泉, 三里 for 足三里 and 手三里: books shorten, verses always.
        """
        folded = fold(name)
        found: dict[str, None] = {}
        for full, codes in self._standard.items():
            if len(full) > len(folded) >= 2 and (full.startswith(folded) or full.endswith(folded)):
                found |= dict.fromkeys(codes)
        return tuple(found)

    def of(self, meridian: str) -> tuple[tuple[str, str], ...]:
        """Return code and folded standard name of the points of a meridian."""
        return tuple(
            (code, name)
            for name, codes in self._standard.items()
            for code in codes
            if _meridian(code) == meridian
        )

    def codes(self) -> frozenset[str]:
        """Return the codes of all points that have a name."""
        tables = (self._standard, self._others)
        return frozenset(code for table in tables for codes in table.values() for code in codes)

    def forms(self, code: str) -> tuple[str, ...]:
        """Return every folded name of a point."""
        tables = (self._standard, self._others)
        return tuple(name for table in tables for name, codes in table.items() if code in codes)

    def resolve(self, name: str, near: str = "", meridian: str = "") -> str:
        """Return the code a name means, empty when the words around it do not decide.

        Parameters
        ----------
        name : str
            As printed, any script.
        near : str
            Folded text that follows the name.
        meridian : str
            Meridian in progress, when the book is ordered by meridians.
        """
        codes = self.candidates(name, meridian)
        if len(codes) == 1:
            return codes[0]
        folded = fold(name)
        if meridian:
            exact = [code for code in self._standard.get(folded, ()) if code in codes]
            if len(exact) == 1 and not any(folded == row[0] for row in self._homonyms):
                return exact[0]
        window = near[:_REACH]
        earliest = min(
            (
                (match.start(), code)
                for shared, code, words in self._homonyms
                if shared == folded and code in codes and (match := re.search(words, window))
            ),
            default=(0, ""),
        )
        plain = self._standard.get(folded, ())
        return earliest[1] or (plain[0] if len(plain) == 1 and plain[0] in codes else "")

    def starts(self, text: str) -> list[str]:
        """Return the known names that a folded text starts with, longest first."""
        sizes = range(min(self.longest, len(text)), 1, -1)
        pieces = (text[:size] for size in sizes)
        return [piece for piece in pieces if piece in self._standard or piece in self._others]

    def at(self, text: str, start: int) -> str:
        """Return the longest known name that starts at a position of a folded text, or empty."""
        for size in range(min(self.longest, len(text) - start), 1, -1):
            piece = text[start : start + size]
            if piece in self:
                return piece
        return ""


def _meridian(code: str) -> str:
    return code.rstrip("0123456789")


def read_points(folder: Path) -> Mapping[str, tuple[str, ...]]:
    """Return point code to standard names, from the files of ``data/points``."""
    found: dict[str, tuple[str, ...]] = {}
    for meridian in MERIDIANS:
        path = folder / f"{meridian}.yaml"
        if path.exists():
            for code, record in read(path, f"data/points/{path.name}").data.items():
                names = record["names"]
                found[code] = tuple(names[key] for key in ("hant", "who") if key in names)
    return MappingProxyType(found)


def read_forms(path: Path = FORMS) -> Mapping[str, tuple[str, ...]]:
    """Return point code to the other names it is printed under.

    Raises
    ------
    DataError
        Listing rows with other keys than ``names`` and ``misprints``.
    """
    name = f"data/{path.name}"
    document = read(path, name)
    found: dict[str, tuple[str, ...]] = {}
    problems: list[Problem] = []
    for code, row in document.data.items():
        if not isinstance(row, dict) or not row.keys() <= {"names", "misprints"}:
            line = document.line(row)
            problems.append(Problem(name, line, f"{code} is {row!r}", "use names and misprints"))
            continue
        found[code] = tuple(form for forms in row.values() for form in forms)
    if problems:
        raise DataError(problems)
    return MappingProxyType(found)


@cache
def read_misprints(path: Path = FORMS) -> frozenset[tuple[str, str]]:
    """Return point code and folded form of every misprint in the table of forms."""
    data = read(path, f"data/{path.name}").data
    return frozenset(
        (code, fold(form)) for code, row in data.items() for form in row.get("misprints", ())
    )
