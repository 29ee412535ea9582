"""Older romanisations of pinyin: Wade-Giles, as books before the 1980s print it."""

from __future__ import annotations

import re
import unicodedata

__all__ = ["older"]

_INITIALS = {
    "zh": "ch", "ch": "ch", "sh": "sh", "b": "p", "p": "p", "d": "t", "t": "t", "g": "k", "k": "k",
    "j": "ch", "q": "ch", "x": "hs", "z": "ts", "c": "ts", "r": "j", "m": "m", "f": "f", "n": "n",
    "l": "l", "h": "h", "s": "s", "w": "w", "y": "y",
}  # fmt: skip
_FINALS = {
    "ian": "ien", "ie": "ieh", "ue": "ueh", "üe": "ueh", "ong": "ung", "iong": "iung", "er": "erh",
    "ui": "ui", "uo": "o", "üan": "uan", "ün": "un", "ü": "u",
}  # fmt: skip
_WHOLE = {
    "zhi": "chih", "chi": "chih", "shi": "shih", "ri": "jih", "zi": "tzu", "ci": "tzu", "si": "szu",
    "yi": "i", "ye": "yeh", "yan": "yen", "you": "yu", "yue": "yueh", "ge": "ko", "ke": "ko",
    "he": "ho", "e": "o", "guo": "kuo", "kuo": "kuo", "huo": "huo", "shuo": "shuo", "gui": "kuei",
    "kui": "kuei", "yong": "yung", "jiong": "chiung", "xiong": "hsiung", "qiong": "chiung",
}  # fmt: skip
_SYLLABLE = re.compile(
    r"(?:zh|ch|sh|[bpmfdtnlgkhjqxrzcsyw])?(?:iang|iong|uang|ueng|iao|ian|ing|uai|uan|ang|eng|ong|"
    r"üan|ai|ei|ao|ou|an|en|er|ia|ie|iu|in|ua|uo|ui|un|ue|üe|ün|a|o|e|i|u|ü)(?![aeiouü])"
)


def _plain(pinyin: str) -> str:
    bare = unicodedata.normalize("NFD", pinyin.lower()).replace("u\u0308", "ü")
    return (
        "".join(c for c in bare if not unicodedata.combining(c)).replace(" ", "").replace("'", "")
    )


def _syllables(text: str) -> tuple[str, ...]:
    """Return pinyin in syllables, longest final first; empty when it cannot be read so."""
    if not text:
        return ()
    for end in range(min(6, len(text)), 0, -1):
        head, tail = text[:end], text[end:]
        if _SYLLABLE.fullmatch(head):
            rest = _syllables(tail)
            if rest or not tail:
                return (head, *rest)
    return ()


def _wade(syllable: str) -> str:
    if syllable in _WHOLE:
        return _WHOLE[syllable]
    start = next((i for i in ("zh", "ch", "sh") if syllable.startswith(i)), syllable[:1])
    if start not in _INITIALS:
        return syllable
    final = syllable[len(start) :]
    return _INITIALS[start] + _FINALS.get(final, final)


def older(pinyin: str) -> tuple[str, ...]:
    """Return the older spellings of a pinyin name, without marks; empty when there is none.

    Examples
    --------
    >>> older("zúsānlǐ"), older("hégǔ"), older("nèiguān"), older("fēngchí")
    (('tsusanli',), ('hoku',), ('neikuan',), ('fengchih',))
    >>> older("shānmén")
    ()
    """
    plain = _plain(pinyin)
    made = "".join(map(_wade, _syllables(plain)))
    return (made,) if made and made != plain.replace("ü", "u") else ()
