"""Recipe for 針灸大成 (1601), juan 6-7, 考正穴法: 359 point entries.

An entry is a line with the marked name, a note of other names, place, membership and the measures
of other books by name (《铜人》针三分), a paragraph 主…, and remarks, stories and quotations. The
ends of paragraphs are cut in this transcription.
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
    "zhenjiu-dacheng",
    main=re.compile("主(?!治?[此同]|之)"),
    main_at=lambda passage, at: at in passage.lines or passage.cuts.get(at, 0) > 1,
    tail=re.compile(
        "按|昔|唐|或曰|又曰|又东垣|东垣|秦承祖|华佗|甄权|仲景|洁古|张洁古|丹溪|孙思邈|岐伯|滑氏|许氏|刘元宾|疟论"
        "|一妇人|大理赵卿|魏士|徐平仲|虢太子|浦江|如经脉|委中者|太阳与少阳|素问曰|千金云|千金翼|难经云|左传|初起时"
        "|又灵枢|治手臂|下廉为灸|武后|此事难知"
    ),
    paragraphs=True,
    cut=True,
    headless=(".L5573",),
)


def extract(text: Text, names: PointNames, words: Vocabulary) -> tuple[Draft, Counts]:
    """Return the draft claims of the whole book and what was counted on the way."""
    return extract_book(BOOK, text, names, words)
