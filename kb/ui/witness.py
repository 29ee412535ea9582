"""Looks a claim up in the texts that the reader has registered, for the citation panel."""

from __future__ import annotations

import functools
import os
from pathlib import Path

from kb.base import KnowledgeBase
from kb.errors import TextError
from kb.model import Claim
from kb.texts import Match, Text
from kb.views.citation import Look, Passage, PassageLine, Witness
from kb.views.common import lang_of

__all__ = ["looker", "text_folder"]

BEFORE, AFTER, REACH = 1, 2, 6
_FIGURES = "The claim is a figure; the passage at its place is shown for you to read."


def text_folder() -> Path:
    """Return where registered texts lie: ``MINGTANG_TEXTS``, or the user's data folder."""
    chosen = os.environ.get("MINGTANG_TEXTS")
    if chosen:
        return Path(chosen)
    import platformdirs

    return Path(platformdirs.user_data_dir("mingtang")) / "texts"


@functools.lru_cache(maxsize=4)
def _read(source: str, path: Path, sha256: str, stamp: int) -> Text:
    return Text.read(source, path, sha256)


def looker(kb: KnowledgeBase) -> Look:
    """Return the function that looks claims of `kb` up."""
    return lambda claim: _look(kb, claim)


def _look(kb: KnowledgeBase, claim: Claim) -> Witness:
    source = kb.sources[claim.source]
    if source.unverifiable:
        return Witness("unverifiable", source.unverifiable)
    if source.text is None:
        return Witness("unverifiable", "No text of this source is pinned.")
    path = text_folder() / source.text.file
    try:
        text = _read(source.id, path, source.text.sha256, path.stat().st_mtime_ns)
        return _at(text, claim, lang_of(source))
    except OSError:
        return Witness(
            "unchecked", f"The text is not registered here; “kb texts fetch {source.id}” would."
        )
    except TextError as error:
        return Witness("missing", f"{error}.")


def _at(text: Text, claim: Claim, lang: str) -> Witness:
    at = text.index(claim.at)
    first, last = max(at - BEFORE, 0), min(at + REACH, len(text.lines))
    near = Text(text.source, text.lines[first:last], anchored=text.anchored)
    match = near.find(claim.term, claim.at) if claim.term else None
    reach = (match.spans[-1].line if match else at - first) + AFTER
    passage = Passage(
        tuple(
            PassageLine(line.locator, _pieces(line.text, number, match))
            for number, line in enumerate(near.lines[:reach])
        ),
        lang,
    )
    if not claim.term:
        return Witness("unchecked", _FIGURES, passage)
    if match is None:
        return Witness("missing", "The words do not start on this line of the text.", passage)
    return Witness("found", "The words stand there.", passage)


def _pieces(line: str, number: int, match: Match | None) -> tuple[tuple[str, bool], ...]:
    """Return a line cut at the marked term."""
    made, at = [], 0
    for span in match.spans if match else ():
        if span.line == number:
            made += [(line[at : span.start], False), (line[span.start : span.end], True)]
            at = span.end
    return tuple(piece for piece in (*made, (line[at:], False)) if piece[0])
