"""Recipe for 古今醫統大全 (1556), juan 6: 354 point entries.

An entry is a line with the marked name, a note of other names, place, membership and measures,
notes that repeat other books, a paragraph 【主治】…, and remarks.
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
    "gujin-yitong",
    main=re.compile("主治"),
    main_at=lambda passage, at: "【" in passage.gaps[at],
    tail=re.compile("按|昔|东垣|千金云|素问|仲景|洁古|丹溪|滑氏"),
    paragraphs=True,
)


def extract(text: Text, names: PointNames, words: Vocabulary) -> tuple[Draft, Counts]:
    """Return the draft claims of the whole book and what was counted on the way."""
    return extract_book(BOOK, text, names, words)
