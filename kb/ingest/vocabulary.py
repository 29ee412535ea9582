"""Which of our symptoms a printed phrase means."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from kb.reader import read
from kb.texts.fold import fold

__all__ = ["Part", "Vocabulary", "read_vocabulary"]

_WHOM = re.compile("^(?:妇人|女子|女人|妇女|小儿|男子|丈夫|产后|孕妇|妊娠|老人)(?=..)")


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
        self._longest = max(map(len, self._terms), default=0)

    def symptoms(self, phrase: str) -> tuple[str, ...]:
        """Return the symptoms that list a folded phrase, those of the unlimited phrase otherwise.

        小兒驚癇 that no symptom lists is looked up as 驚癇.
        """
        if phrase in self._terms:
            return self._terms[phrase]
        return self._terms.get(_WHOM.sub("", phrase), ())

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
            found.append(Part(at, at + size, self.symptoms(phrase[at : at + size])))
            at += size
        return tuple(found)

    def _row(self, phrase: str) -> tuple[int, ...]:
        @cache
        def best(at: int) -> tuple[int, ...] | None:
            if at == len(phrase):
                return ()
            rows: list[tuple[int, ...]] = []
            for size in range(min(self._longest, len(phrase) - at), 1, -1):
                if self.symptoms(phrase[at : at + size]):
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
