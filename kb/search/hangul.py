"""Hangul: folding for search, the initial-sound rule, and the Revised Romanization.

References
----------
Rules of Hangul orthography (1988), clauses 10-12: initial sounds, and 렬, 률 within a word.
Romanization of Korean (2000), 3.1: sounds that change each other are written as pronounced.
"""

from __future__ import annotations

import re
import unicodedata

__all__ = ["has_hangul", "initial_sound", "plain_hangul", "revised", "spoken"]

_SYLLABLE = re.compile("[\uac00-\ud7a3]")
_ANY = re.compile("[\uac00-\ud7a3\u1100-\u11ff\u3131-\u318e]")
_BASE, _VOWELS, _FINALS = 0xAC00, 21, 28
_N, _R, _NONE = 2, 5, 11
"""Numbers of the initial consonants ㄴ, ㄹ and the silent one."""

_Y_VOWELS = frozenset({2, 3, 6, 7, 12, 17, 20})
"""Vowels that begin with y, and i."""

_INITIAL = ("g", "kk", "n", "d", "tt", "r", "m", "b", "pp", "s", "ss", "", "j", "jj", "ch", "k",
            "t", "p", "h")  # fmt: skip
_VOWEL = ("a", "ae", "ya", "yae", "eo", "e", "yeo", "ye", "o", "wa", "wae", "oe", "yo", "u", "wo",
          "we", "wi", "yu", "eu", "ui", "i")  # fmt: skip
_FINAL = {0: "", 1: "k", 4: "n", 8: "l", 16: "m", 17: "p", 21: "ng"}
"""Final consonants of readings of Chinese characters."""

_LINKED = {"k": "g", "l": "r", "p": "b"}
_MEETING = {
    ("k", "n"): "ngn", ("k", "m"): "ngm", ("k", "r"): "ngn", ("p", "n"): "mn", ("p", "m"): "mm",
    ("p", "r"): "mn", ("m", "r"): "mn", ("ng", "r"): "ngn", ("n", "r"): "ll", ("l", "n"): "ll",
    ("l", "r"): "ll",
}  # fmt: skip
"""A final and the initial after it, as both are pronounced."""


def has_hangul(text: str) -> bool:
    """Return whether a text has a Korean letter."""
    return not text.isascii() and _ANY.search(text) is not None


def plain_hangul(text: str) -> str:
    """Return the Korean syllables of a text, composed, without blanks and marks.

    Examples
    --------
    >>> plain_hangul(" 족 삼리 ")
    '족삼리'
    """
    return "".join(_SYLLABLE.findall(unicodedata.normalize("NFC", text)))


def _parts(syllable: str) -> tuple[int, int, int]:
    number = ord(syllable) - _BASE
    return number // (_VOWELS * _FINALS), number // _FINALS % _VOWELS, number % _FINALS


def _made(initial: int, vowel: int, final: int) -> str:
    return chr(_BASE + (initial * _VOWELS + vowel) * _FINALS + final)


def initial_sound(syllable: str) -> str:
    """Return a reading as it stands at the beginning of a word.

    Examples
    --------
    >>> initial_sound("렬"), initial_sound("로"), initial_sound("녀"), initial_sound("삼")
    ('열', '노', '여', '삼')
    """
    initial, vowel, final = _parts(syllable)
    if initial == _R:
        initial = _NONE if vowel in _Y_VOWELS else _N
    elif initial == _N and vowel in _Y_VOWELS:
        initial = _NONE
    return _made(initial, vowel, final)


def spoken(readings: tuple[str, ...]) -> str:
    """Return the readings of the characters of one word as the word is written.

    Examples
    --------
    >>> spoken(("렬", "결")), spoken(("수", "삼", "리")), spoken(("치", "렬"))
    ('열결', '수삼리', '치열')
    """
    made: list[str] = []
    for reading in readings:
        first = not made or (reading in ("렬", "률") and _parts(made[-1])[2] in (0, 4))
        made.append(initial_sound(reading) if first else reading)
    return "".join(made)


def revised(hangul: str) -> tuple[str, ...]:
    """Return a name in the Revised Romanization: as pronounced, then syllable by syllable.

    Empty when a syllable is none that a Chinese character has.

    Examples
    --------
    >>> revised("족삼리"), revised("합곡"), revised("내관")
    (('joksamni', 'joksamri'), ('hapgok',), ('naegwan',))
    """
    cut = [_parts(one) for one in hangul if _SYLLABLE.match(one)]
    if len(cut) != len(hangul) or not cut or any(final not in _FINAL for *_, final in cut):
        return ()
    whole, single = "", ""
    for at, (initial, vowel, final) in enumerate(cut):
        before = _FINAL[cut[at - 1][2]] if at else ""
        sound = _INITIAL[initial]
        if before and not sound:
            joint = _LINKED.get(before, before)
        else:
            joint = _MEETING.get((before, sound), before + sound)
        whole += joint + _VOWEL[vowel]
        single += sound + _VOWEL[vowel] + _FINAL[final]
    return tuple(dict.fromkeys((whole + _FINAL[cut[-1][2]], single)))
