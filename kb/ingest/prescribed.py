"""Complaints a line, each with the points that join a leading point (九種心疼∶大陵 中脘 隱白).

A chapter says which point leads (先取公孫為主，次取各穴應之); a line is read only when every name
in it is one point and no character of its complaint is lost.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from kb.ingest.damage import restore
from kb.ingest.lists import Finder
from kb.ingest.readings import limits
from kb.ingest.recorder import joined
from kb.texts.fold import fold

if TYPE_CHECKING:
    from kb.ingest.recorder import Recorder
    from kb.texts.names import PointNames

__all__ = ["prescribed"]

_LEAD = re.compile(r"凡治后症，必先取(..)为主")
_LINE = re.compile(r"([^∶ （）]+)∶([^∶（）]+?) *$")
_ENDS = re.compile(r"杨氏治症|\\x|考穴|上八法")
_FRAME = re.compile("^(?:令人|名曰|名|室女)(?=..)")


def prescribed(recorder: Recorder, names: PointNames, span: tuple[int, int], listed: str) -> None:
    """Read the prescriptions of a chapter that names the leading point first.

    Parameters
    ----------
    recorder : Recorder
        Takes complaints under the key of the points used together.
    names : PointNames
        All point names, with the misprints of the book.
    span : tuple of (int, int)
        First and last-plus-one position of the passage in the stream.
    listed : str
        Id of the teaching, for the names that the list decides.
    """
    finder = Finder(names, listed)
    text = recorder.text
    stream = text.stream
    lead, code = "", ""
    last_line = stream.lines[span[1] - 1]
    for number in range(stream.lines[span[0]], last_line + 1):
        line = text.lines[number].text
        if head := _LEAD.match(line):
            lead = code = finder.code(fold(head[1]))
            recorder.counts.points.add(code)
        elif _ENDS.match(line):
            lead = ""
        elif lead:
            after = text.lines[number + 1].text if number < last_line else ""
            whole = "∶" in after or bool(_ENDS.match(after)) or not after.strip()
            found = _LINE.fullmatch(line) if whole else None
            points = (
                [finder.code(fold(one)) for one in re.split("[ 、]+", found[2])] if found else []
            )
            first = stream.firsts[number]
            if found and points and all(points):
                _complaints(recorder, joined([lead, *points]), first, found[1])
            else:
                recorder.unread(first, stream.firsts[number + 1])


def _complaints(recorder: Recorder, subject: str, first: int, words: str) -> None:
    """Add each clause of a complaint; whom the first words name, all of it is limited to.

    A clause with a replaced word is looked up under the right one.
    """
    at = first
    opens = fold(words)[:2]
    whom = ("women",) if opens == "室女" else limits(opens)
    for clause in words.split("，"):
        end = at + len(fold(clause))
        frame = _FRAME.match(fold(clause))
        start = at + (frame.end() if frame else 0)
        raw = recorder.raw(start, end)
        meant = restore(raw)
        if "乘于" in fold(raw):  # yin riding on yang: why, not what
            recorder.unread(start, end)
        elif meant.text == fold(raw):
            recorder.complaint([subject], start, end, whom)
        else:
            for part in recorder.words.parts(meant.text):
                for symptom in part.symptoms:
                    item = recorder.draft.item(subject, recorder.at(start), whom)
                    low, high = meant.spans[part.start][0], meant.spans[part.end - 1][1]
                    recorder.draft.words(item, "treats", symptom, raw[low:high])
                if not part.symptoms:
                    recorder.unread(start, end)
        at = end
