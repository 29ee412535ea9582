"""Sources as lists of claims need them: names, ages and families, looked up once for a base."""

from __future__ import annotations

import functools
from collections.abc import Mapping

from kb import cite
from kb.base import KnowledgeBase
from kb.frozen import frozen
from kb.model import Source

__all__ = ["Book", "books", "label_of", "lang_of"]


def label_of(source: Source) -> str:
    """Return the short name of a source as chips print it."""
    return cite.title(source).split(",")[0]


def lang_of(source: Source) -> str:
    """Return the language tag of the words of a source."""
    script = source.text.script if source.text else ""
    return "zh-Hans" if script.startswith("simplified") else "zh-Hant"


def _year_text(source: Source) -> str:
    if source.year is None:
        return ""
    return f"{-source.year} BCE" if source.year < 0 else str(source.year)


@frozen
class Book:
    """What lists of claims ask of a source again and again.

    Attributes
    ----------
    label, year, lang, family : str
        Short name, year as shown (empty when unknown), language tag of its words, family.
    modern : bool
        Whether it is a textbook or a standard.
    age : tuple of (int, str)
        Sorts books by year, those without one last.
    """

    label: str
    year: str
    lang: str
    family: str
    modern: bool
    age: tuple[int, str]


class _Shelf(dict[str, Book]):
    """Books by id, made when first asked for."""

    __slots__ = ("_sources",)

    def __init__(self, sources: Mapping[str, Source]) -> None:
        self._sources = sources

    def __missing__(self, name: str) -> Book:
        source = self._sources[name]
        return self.setdefault(
            name,
            Book(
                label_of(source),
                _year_text(source),
                lang_of(source),
                source.family or name,
                source.kind in cite.MODERN,
                (9999 if source.year is None else source.year, name),
            ),
        )


@functools.lru_cache(maxsize=2)
def books(kb: KnowledgeBase) -> Mapping[str, Book]:
    """Return the sources of a knowledge base as lists of claims need them; the last are kept."""
    return _Shelf(kb.sources)
