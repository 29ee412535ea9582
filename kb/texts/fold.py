"""Folding of source text: one character in, one character out.

Two spellings are *the same word in print* when they fold to the same string. Folding joins
traditional with simplified characters and the graphic variants that the transcribed editions
print (隂 for 陰, 炙 for 灸). It never joins different words: one changed character is a failure.

The traditional-simplified pairs stand in ``simplified.txt`` beside this module: first choice of
OpenCC's character table (Apache 2.0), without 㿗, whose simplified form the editions print for 疼.
The graphic variants, each with its reason, stand in ``data/variants.yaml``. Nobody changes the
tables after loading.
"""

from __future__ import annotations

import re
from functools import cache
from importlib import resources
from typing import TYPE_CHECKING

from kb.texts.variants import read_variants

if TYPE_CHECKING:
    from collections.abc import Mapping

__all__ = ["Folder", "fold", "is_silent", "pairs", "printed", "units"]

_ENTITY = re.compile(r"&KR\d+;|\[[^\]\s]{2,12}\]")
"""A character the transcribers had no code for: an entity, or its parts in square brackets."""
_SILENT = frozenset(
    " \t\r\n\u3000\xa0¶()（）/○〇，。、；：∶,.;:？！?!「」『』《》〈〉“”‘’·【】[]{}*|□\\>"
)


@cache
def pairs() -> Mapping[str, str]:
    """Return the traditional to simplified pairs, character by character."""
    text = resources.files("kb.texts").joinpath("simplified.txt").read_text(encoding="utf-8")
    return {pair[0]: pair[1] for pair in text.split()}


def is_silent(char: str) -> bool:
    """Return whether a character is layout or punctuation, which folding leaves out.

    □ stands for a glyph that is lost in the text: there is nothing to compare. ``>`` marks a glyph
    that the transcribers put down by one like it (昏>).

    Examples
    --------
    >>> is_silent("○"), is_silent("髀")
    (True, False)
    """
    return char in _SILENT


class Folder:
    """Folding with a given table of graphic variants.

    Parameters
    ----------
    variants : mapping of str to str
        Graphic variant or character entity (``&KR0617;``) to the usual character.

    Examples
    --------
    >>> Folder({"隂": "陰"}).fold("手太隂（肺）")
    '手太阴肺'
    """

    __slots__ = ("_entities", "_table")

    def __init__(self, variants: Mapping[str, str]) -> None:
        simple = pairs()
        table = dict(simple)
        entities: dict[str, str] = {}
        for found, usual in variants.items():
            target = simple.get(usual, usual)
            if len(found) == 1:
                table[found] = target
            else:
                entities[found] = target
        # a simplified target may itself be a variant (寫 -> 写 -> 泻)
        for found, usual in table.items():
            table[found] = table.get(usual, usual)
        self._table = table
        self._entities = entities

    def units(self, text: str) -> list[tuple[str, int, int]]:
        """Return the folded characters of `text` with the offsets they stand at.

        Returns
        -------
        list of (str, int, int)
            One folded character, start and end in characters of `text`, in order.
        """
        found: list[tuple[str, int, int]] = []
        table = self._table
        at = 0
        while at < len(text):
            char = text[at]
            if char in "&[" and (entity := _ENTITY.match(text, at)):
                usual = self._entities.get(entity.group(), "\ufffd")
                found.append((usual, at, entity.end()))
                at = entity.end()
                continue
            if char not in _SILENT:
                found.append((table.get(char, char), at, at + 1))
            at += 1
        return found

    def fold(self, text: str) -> str:
        """Return `text` folded, without layout and punctuation."""
        return "".join(char for char, _, _ in self.units(text))


@cache
def _usual() -> Folder:
    return Folder(read_variants())


def fold(text: str) -> str:
    """Return `text` folded with the variants of the project's own table."""
    return _usual().fold(text)


def units(text: str) -> list[tuple[str, int, int]]:
    """Return the folded characters of `text` with their offsets, by the project's own table."""
    return _usual().units(text)


def printed(unit: str) -> str:
    """Return a printed character as our data writes it: an entity becomes the character meant.

    Examples
    --------
    >>> printed("&KR0617;"), printed("隂")
    ('䀮', '隂')
    """
    return read_variants().get(unit, unit) if len(unit) > 1 else unit
