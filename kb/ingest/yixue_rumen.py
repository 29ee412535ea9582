"""Recipe for 醫學入門 (1575), inner collection juan 1, 經穴起止: 359 point entries.

An entry is one paragraph: marked name, place, needle, moxa, 主 and the complaints; many end with
余同 (the rest as for) another point, which is told as it stands.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from kb.ingest.books import Book, Counts
from kb.ingest.books import extract as extract_book

if TYPE_CHECKING:
    from kb.ingest.draft import Draft
    from kb.ingest.vocabulary import Vocabulary
    from kb.texts.names import PointNames
    from kb.texts.text import Text

__all__ = ["BOOK", "extract"]

BOOK = Book(
    "yixue-rumen",
    main=re.compile("(?:专|又)?主(?!治见|治同|之)"),
    main_at=lambda passage, at: at in passage.cuts,
)


def extract(text: Text, names: PointNames, words: Vocabulary) -> tuple[Draft, Counts]:
    """Return the draft claims of the whole book and what was counted on the way."""
    return extract_book(BOOK, text, names, words)
