"""Recipe for 針灸逢源 (1815), juan 4, 經穴考: 361 point entries.

An entry is one paragraph: name, other names in parentheses, place, membership, measures in
parentheses, 治 and the complaints, which often stand side by side without stops.
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
    "zhenjiu-fengyuan",
    main=re.compile("治(?![之此])"),
    main_at=lambda passage, at: passage.cuts.get(at, 0) > 1 or at in passage.lines,
    tail=re.compile("灸后当|令手|次中下"),
    run_on=True,
    cut=True,
)


def extract(text: Text, names: PointNames, words: Vocabulary) -> tuple[Draft, Counts]:
    """Return the draft claims of the whole book and what was counted on the way."""
    return extract_book(BOOK, text, names, words)
