"""Folding of what people type: one key for every way to write a name, one stem for a word."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from functools import lru_cache

from kb.frozen import frozen
from kb.search.english import BREAKS, GLOSS, SAME, SMALL
from kb.search.hangul import has_hangul, plain_hangul
from kb.texts import fold

__all__ = [
    "Token",
    "bag_of",
    "gloss_of",
    "gloss_of_words",
    "has_han",
    "key_of",
    "key_of_words",
    "stems_of",
    "token",
    "words_of",
]

_HAN = re.compile(r"[\u3400-\u9fff\U00020000-\U0003ffff]")
_NOT_LETTER = re.compile(r"[^a-z0-9]+")
_TONE_DIGIT = re.compile(r"(?<=[a-zü])[1-5](?![0-9])")
_AROUND = ".?!:()[]{}\"“”'’‘。？！：（）「」『』《》<>"
_APOSTROPHE = re.compile(r"['\u2019\u2018\u02bc`]")


def gloss_of(text: str) -> str:
    """Return one key for an English name of a point, whatever the order of its words.

    Examples
    --------
    >>> gloss_of("Gate of Life") == gloss_of("Life Gate")
    True
    >>> gloss_of("jumping circle") == gloss_of("Jumping Ring")
    True
    """
    return gloss_of_words(words_of(text))


def gloss_of_words(words: Iterable[str]) -> str:
    """Return what `gloss_of` gives for the words of a name."""
    told = [GLOSS.get(word, word) for word in words if word not in ("of", "the", "point")]
    return " ".join(sorted(told)) if len(told) > 1 else ""


def has_han(text: str) -> bool:
    """Return whether `text` contains a Chinese character."""
    return _HAN.search(text) is not None


def _plain(text: str) -> str:
    """Return lower-case ASCII letters and digits; accents dropped, other marks become spaces."""
    text = _APOSTROPHE.sub("", text.lower())
    decomposed = unicodedata.normalize("NFKD", text.replace("ü", "u").replace("ǖ", "u"))
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
    >>> key_of("족 삼리")
    '족삼리'
    """
    if has_han(text):
        return fold(unicodedata.normalize("NFKC", text))
    if has_hangul(text):
        return plain_hangul(text)
    lowered = unicodedata.normalize("NFC", text.lower())
    return _plain(_TONE_DIGIT.sub("", lowered)).replace(" ", "")


def key_of_words(text: str) -> str:
    """Return the key of an English phrase with plural endings dropped.

    Examples
    --------
    >>> key_of_words("Luo-connecting points")
    'luoconnectingpoint'
    """
    return "".join(words_of(text))


def words_of(text: str) -> tuple[str, ...]:
    """Return the words of an English text, lower-case, plural endings dropped.

    Examples
    --------
    >>> words_of("Sore hips, and knees")
    ('sore', 'hip', 'and', 'knee')
    """
    return tuple(_singular(word) for word in _plain(text).split())


def stems_of(text: str) -> tuple[str, ...]:
    """Return the words of a complaint that carry its meaning, each in one form.

    Examples
    --------
    >>> stems_of("My knees are hurting"), stems_of("edema of the feet")
    (('knee', 'pain'), ('oedema', 'foot'))
    """
    found = []
    for word in _plain(text).split():
        if word not in SMALL:
            stem = _singular(word)
            found.append(SAME.get(word) or SAME.get(stem, stem))
    return tuple(found)


def bag_of(text: str) -> str:
    """Return one key for a complaint whatever the order of its words; empty without such words.

    Examples
    --------
    >>> bag_of("pain in the knee") == bag_of("sore knees")
    True
    """
    return " ".join(sorted(set(stems_of(text))))


def _singular(word: str) -> str:
    if len(word) > 3 and word.endswith("s") and not word.endswith(("ss", "us", "is")):
        return word[:-1]
    return word


@frozen
class Token:
    """A word or character of a query, folded.

    Attributes
    ----------
    raw, text, lowered : str
        As typed; without punctuation around it; that in lower case.
    han, digit, small, breaks : bool
        Whether it contains a Chinese character, a digit; is a word of `SMALL`, of `BREAKS`.
    key, word : str
        As `key_of` and `key_of_words` give it.
    words, stems : tuple of str
        As `words_of` and `stems_of` give them; none when it is Chinese.
    """

    raw: str
    text: str
    lowered: str
    han: bool
    digit: bool
    small: bool
    breaks: bool
    key: str
    word: str
    words: tuple[str, ...]
    stems: tuple[str, ...]


@lru_cache(maxsize=4096)
def token(raw: str) -> Token:
    """Return a word folded in every way; the last few thousand are kept."""
    text = raw.strip(_AROUND) or raw
    low, han = text.lower(), has_han(text)
    words, stems = ((), ()) if han else (words_of(text), stems_of(text))
    return Token(
        raw, text, low, han, any(char.isdigit() for char in text), low in SMALL, low in BREAKS,
        key_of(text), "".join(words), words, stems,
    )  # fmt: skip
