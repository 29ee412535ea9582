"""Source texts: read a reader's own copy, cite by locator, fold variants, find a term.

The project ships no text. A text is read from a file whose checksum the source record pins; lines
carry the locator of the printed edition. Texts are never changed after reading.
"""

from __future__ import annotations

from kb.texts.fold import Folder, fold
from kb.texts.lines import Line
from kb.texts.text import Match, Text

__all__ = ["Folder", "Line", "Match", "Text", "fold"]
