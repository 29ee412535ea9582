"""Which of our symptoms a printed phrase means."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from copy import copy
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from kb.ingest.composition import Composer, plain
from kb.reader import read
from kb.texts.fold import fold

__all__ = ["Part", "Vocabulary", "read_vocabulary"]

_WHOM = re.compile("^(?:妇人|女子|女人|妇女|小儿|儿|男子|丈夫|产后|孕妇|妊娠|老人)(?=..)")
_LINK = re.compile("^(?:[及并与且兼而又或则]?(?=.))")
"""What joins a part of a row to the one before it."""
_ALONE = frozenset("咳嗽喘呕吐渴泄衄聋癃痔惊恐悲狂疟痓痉噫哕嚏")
"""Complaints of one character that may be a part of a row."""
_LONGEST = 17


@dataclass(frozen=True, slots=True)
class Part:
    """A part of a phrase and the symptoms it means (none: no symptom fits yet)."""

    start: int
    end: int
    symptoms: tuple[str, ...]


class Vocabulary:
    """Classical terms and the symptoms that list them.

    Parameters
    ----------
    terms : mapping of str to iterable of str
        Symptom id to terms in any script.

    Examples
    --------
    >>> words = Vocabulary({"fever-chills": ["寒熱"], "no-sweat": ["汗不出"]})
    >>> words.parts("寒热汗不出")
    (Part(start=0, end=2, symptoms=('fever-chills',)), Part(start=2, end=5, symptoms=('no-sweat',)))
    >>> words.parts("头风")
    (Part(start=0, end=2, symptoms=()),)
    """

    def __init__(self, terms: Mapping[str, Iterable[str]]) -> None:
        found: dict[str, list[str]] = {}
        for symptom in sorted(terms):
            for term in terms[symptom]:
                ids = found.setdefault(fold(term), [])
                if symptom not in ids:
                    ids.append(symptom)
        self._terms = {term: tuple(ids) for term, ids in found.items() if term}
        self._composer = Composer(self._terms, terms)

    def without(self, phrase: str) -> Vocabulary:
        """Return the vocabulary without a folded phrase: for measuring the rules."""
        said = plain(phrase)
        made = copy(self)
        made._terms = {term: ids for term, ids in self._terms.items() if plain(term) != said}
        made._composer = self._composer.without(phrase)
        return made

    def symptoms(self, phrase: str) -> tuple[str, ...]:
        """Return the symptoms that list a folded phrase, else those its parts mean.

        小兒驚癇 that no symptom lists is looked up as 驚癇.
        """
        if phrase in self._terms:
            return self._terms[phrase]
        bare = _WHOM.sub("", phrase)
        return self._terms.get(bare) or self._composer.symptoms(bare)

    def lists(self, phrase: str) -> bool:
        """Return whether a symptom lists a folded phrase, or the unlimited phrase."""
        return phrase in self._terms or _WHOM.sub("", phrase) in self._terms

    def stands(self, phrase: str) -> bool:
        """Return whether a folded phrase is understood to its first and last character."""
        return self.lists(phrase) or bool(self._composer.bare(phrase))

    def parts(self, phrase: str) -> tuple[Part, ...]:
        """Return a folded phrase as one known term, or as a row of known terms, or unknown.

        A row must cover the phrase without rest, each part at least two characters; of several
        rows that with the fewest parts and the longest first part counts.
        """
        if ids := self.symptoms(phrase):
            return (Part(0, len(phrase), ids),)
        row = self._row(phrase)
        if not row:
            return (Part(0, len(phrase), ()),)
        found: list[Part] = []
        at = 0
        for size in row:
            piece = phrase[at : at + size]
            lead = size - len(_LINK.sub("", piece))
            found.append(Part(at + lead, at + size, self._part(piece)))
            at += size
        return tuple(found)

    def _part(self, phrase: str) -> tuple[str, ...]:
        """Return the symptoms of a part of a row."""
        if len(phrase) == 1:
            return self._terms.get(phrase, ()) if phrase in _ALONE else ()
        bare = _LINK.sub("", phrase)
        if len(bare) == 1:
            return self._part(bare)
        return self.symptoms(phrase) or self.symptoms(bare)

    def _row(self, phrase: str) -> tuple[int, ...]:
        @cache
        def best(at: int) -> tuple[int, ...] | None:
            if at == len(phrase):
                return ()
            rows: list[tuple[int, ...]] = []
            for size in range(min(_LONGEST, len(phrase) - at), 0, -1):
                if self._part(phrase[at : at + size]):
                    rest = best(at + size)
                    if rest is not None:
                        rows.append((size, *rest))
            return min(rows, key=lambda row: (len(row), tuple(-size for size in row)), default=None)

        return best(0) or ()


def read_vocabulary(folder: Path) -> Vocabulary:
    """Return the vocabulary of the files of ``data/symptoms``; empty when there are none."""
    terms: dict[str, list[str]] = {}
    for path in sorted(folder.glob("*.yaml")):
        for symptom, record in read(path, f"data/symptoms/{path.name}").data.items():
            terms[symptom] = record.get("hant", [])
    return Vocabulary(terms)
