"""Recipe for 神灸經綸 (1851), juan 2, 穴分寸: 355 point entries.

An entry is a line without stops: name, other names in parentheses, the way from the point before,
cones or a ban of moxa, sometimes what another book says. It names no complaints and no depths.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from kb.ingest.books import Book, Counts
from kb.ingest.books import extract as extract_book

if TYPE_CHECKING:
    from kb.ingest.draft import Draft
    from kb.ingest.vocabulary import Vocabulary
    from kb.texts.names import PointNames
    from kb.texts.text import Text

__all__ = ["BOOK", "extract"]

BOOK = Book("shenjiu-jinglun")


def extract(text: Text, names: PointNames, words: Vocabulary) -> tuple[Draft, Counts]:
    """Return the draft claims of the whole book and what was counted on the way."""
    return extract_book(BOOK, text, names, words)
