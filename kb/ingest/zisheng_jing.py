"""Recipe for 鍼灸資生經 (1220): juan 1 (entries of the points) and 3-7 (points for complaints).

Juan 1: `kb.ingest.zisheng_entries`; who speaks there: `kb.ingest.zisheng_parts`. Half-leaf 001-14b
is missing, so no entry goes on over it; its points are listed in ``data/gaps/zisheng-jing.yaml``.

Juan 3-7: `kb.ingest.zisheng_chapters`. Under a heading stand rows of points with 治, 主 or 療 and
complaints, and complaints with what to do (灸中極七壯). The points of a row are alternatives, as in
千金 juan 90-92, whose statements (主) the author took over: each gets the complaints. Points named
after 灸, 刺 or 取 are used together unless 或 stands between them. What the small marks say
(千, 銅, 明下, 並千, 明同) is told in `kb.ingest.zisheng_marks`; a statement without a mark is the
book's own.

Juan 2 is doctrine and left out.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from kb.ingest.jiayi_jing import chapters
from kb.ingest.phrases import Phrases
from kb.ingest.recorder import Recorder
from kb.ingest.second import Second
from kb.ingest.witness import companion, stops
from kb.ingest.zisheng_chapters import SOURCE, Chapters
from kb.ingest.zisheng_entries import Entries
from kb.texts.entries import entries
from kb.texts.misprints import MISPRINTS
from kb.texts.shapes import SHAPES

if TYPE_CHECKING:
    from kb.ingest.draft import Draft
    from kb.ingest.leijing_tuyi import Counts
    from kb.ingest.vocabulary import Vocabulary
    from kb.texts.names import PointNames
    from kb.texts.text import Text

__all__ = ["SOURCE", "extract"]

_ENTRIES = re.compile("针灸资生经第一")


def extract(
    text: Text,
    second: Text,
    jiayi: Text,
    jiayi_second: Text,
    names: PointNames,
    words: Vocabulary,
) -> tuple[Draft, Counts]:
    """Return the draft claims of the book and what was counted on the way.

    Parameters
    ----------
    text, second : Text
        The page-anchored and the punctuated witness.
    jiayi, jiayi_second : Text
        The two witnesses of 甲乙經, whose phrases the books it repeats took over.
    names : PointNames
        All point names.
    words : Vocabulary
        Our symptoms.
    """
    older = chapters(jiayi, jiayi_second, names, words)
    book = names.misprinted(MISPRINTS.get(SOURCE, ()))
    to = Recorder(text, words)
    found = entries(text, SHAPES[SOURCE], book)
    rows = Chapters(to, second, book, older.known, older.told, found)
    rows.prepare()
    witness = companion(line for line in second.lines if _ENTRIES.match(line.place))
    marks = stops(text.stream.chars, ((one.start, one.end) for one in found), witness)
    to.second = Second(text.stream.chars, found, witness)
    reader = Entries(to, names, Phrases(words, rows.known), marks)
    for entry in found:
        reader.read(entry)
    rows.record()
    return to.draft, to.counts
