"""Folding of what people type: one key for every way to write a name."""

from __future__ import annotations

import re
import unicodedata

from kb.texts import fold

__all__ = ["has_han", "key_of", "words_of"]

_HAN = re.compile(r"[\u3400-\u9fff\U00020000-\U0003ffff]")
_NOT_LETTER = re.compile(r"[^a-z0-9]+")
_TONE_DIGIT = re.compile(r"(?<=[a-zü])[1-5](?![0-9])")


def has_han(text: str) -> bool:
    """Return whether `text` contains a Chinese character."""
    return _HAN.search(text) is not None


def _plain(text: str) -> str:
    """Return lower-case ASCII letters and digits; accents dropped, other marks become spaces."""
    decomposed = unicodedata.normalize("NFKD", text.lower().replace("ü", "u").replace("ǖ", "u"))
    bare = "".join(char for char in decomposed if not unicodedata.combining(char))
    return _NOT_LETTER.sub(" ", bare).strip()


def key_of(text: str) -> str:
    """Return the key under which a name is filed: no tones, spaces, case, marks or script.

    Examples
    --------
    >>> key_of("Huán tiào"), key_of("huan2tiao4"), key_of("Huan-Tiao")
    ('huantiao', 'huantiao', 'huantiao')
    >>> key_of("環跳") == key_of("环跳")
    True
    """
    if has_han(text):
        return fold(unicodedata.normalize("NFKC", text))
    lowered = unicodedata.normalize("NFC", text.lower())
    return _plain(_TONE_DIGIT.sub("", lowered)).replace(" ", "")


def words_of(text: str) -> tuple[str, ...]:
    """Return the words of an English text, lower-case, plural endings dropped.

    Examples
    --------
    >>> words_of("Sore hips, and knees")
    ('sore', 'hip', 'and', 'knee')
    """
    return tuple(_singular(word) for word in _plain(text).split())


def _singular(word: str) -> str:
    if len(word) > 3 and word.endswith("s") and not word.endswith(("ss", "us", "is")):
        return word[:-1]
    return word
