"""Point codes in every nomenclature students meet: parse, order, normalise, collisions.

WHO codes (``GB30``, ``EX-HN3``) are the only ones stored. Older and other languages' letters are a
table from prefix to meridian; a prefix that two systems use for different meridians (``P`` is
Pericardium in English and *poumon* in French) gives every reading, likeliest first, and never a
silent choice.

References
----------
WHO 2008, pp. 2-5: meridian order, two-letter codes, 361 points.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from types import MappingProxyType

from kb.errors import CodeError

__all__ = [
    "COUNTS",
    "EXTRAORDINARY",
    "EXTRA_REGIONS",
    "MERIDIANS",
    "PREFIXES",
    "all_codes",
    "is_code",
    "is_extra",
    "meridian_of",
    "number_of",
    "order_key",
    "readings",
    "who_code",
]

COUNTS: MappingProxyType[str, int] = MappingProxyType(
    {
        "LU": 11, "LI": 20, "ST": 45, "SP": 21, "HT": 9, "SI": 19, "BL": 67, "KI": 27,
        "PC": 9, "TE": 23, "GB": 44, "LR": 14, "GV": 28, "CV": 24,
    }
)  # fmt: skip
"""Number of points of each meridian, in WHO order (361 together)."""

MERIDIANS: tuple[str, ...] = tuple(COUNTS)
"""The fourteen meridians that have points of their own, in WHO order."""

EXTRAORDINARY: tuple[str, ...] = ("TV", "BV", "YNH", "YGH", "YNL", "YGL")
"""Vessels without points of their own: thoroughfare, belt, yin and yang heel, yin and yang link."""

EXTRA_REGIONS: tuple[str, ...] = ("HN", "CA", "B", "UE", "LE")
"""Regions of the WHO extra points: head and neck, chest and abdomen, back, upper and lower limb."""

# Prefix as typed (upper case, letters only) -> meridians, likeliest first.
PREFIXES: MappingProxyType[str, tuple[str, ...]] = MappingProxyType(
    {
        # WHO
        **{code: (code,) for code in MERIDIANS},
        # older English and Chinese-pinyin letters
        "L": ("LU",), "LG": ("GV", "LU"), "LUN": ("LU",), "CO": ("LI",), "COL": ("LI",),
        "S": ("ST", "SI"), "STO": ("ST",), "SPL": ("SP",), "H": ("HT", "LR"), "HE": ("HT",),
        "HRT": ("HT",), "SMI": ("SI",), "B": ("BL", "SP"), "UB": ("BL",), "BLA": ("BL",),
        "K": ("KI",), "KD": ("KI",), "KID": ("KI",), "KIE": ("KI",), "P": ("PC", "LU"),
        "PER": ("PC",), "PEC": ("PC",), "UBL": ("BL",), "GALL": ("GB",), "LVR": ("LR",),
        "PE": ("PC",), "HC": ("PC",), "CX": ("PC",), "T": ("TE",), "TB": ("TE",), "TH": ("TE",),
        "TW": ("TE",), "SJ": ("TE",), "TWH": ("TE",), "G": ("GB",), "LV": ("LR",), "LIV": ("LR",),
        "DU": ("GV",), "DM": ("GV",), "GO": ("GV",), "GOV": ("GV",), "REN": ("CV",), "RN": ("CV",),
        "RM": ("CV",), "JM": ("CV",), "CON": ("CV",), "DC": ("LI",), "XC": ("SI",), "PG": ("BL",),
        "XB": ("PC",), "DUM": ("GV",), "RENM": ("CV",),
        # French, Spanish, Portuguese, Italian
        "GI": ("LI",), "E": ("ST",), "RP": ("SP",), "BP": ("SP",), "C": ("HT",), "IG": ("LI", "SI"),
        "V": ("BL",), "R": ("KI",), "MC": ("PC",), "TR": ("TE",), "SC": ("TE",), "VB": ("GB",),
        "F": ("LR",), "VG": ("GV",), "TM": ("GV",), "VC": ("CV",), "JENM": ("CV",),
        "ID": ("SI",), "BA": ("SP",), "BZ": ("SP",), "MP": ("SP",), "IT": ("SI",), "CS": ("PC",),
        "TA": ("TE",), "TF": ("TE",), "IC": ("LI",),
        # German
        "DI": ("LI",), "M": ("ST", "SP"), "MA": ("ST",), "D": ("LI",), "N": ("KI",),
        "MI": ("SP",), "HZ": ("HT",), "DUE": ("SI",), "DÜ": ("SI",),
        "BI": ("BL",), "NI": ("KI",), "KS": ("PC",), "KK": ("PC",), "PK": ("PC",), "3E": ("TE",),
        "GA": ("GB",), "GL": ("GB",), "LE": ("LR",), "KG": ("CV",),
    }
)  # fmt: skip
"""Letters of every nomenclature; two values mean that two systems disagree."""

_JOINT = r"[\s.\-_·:/#°]*"
_CODE = re.compile(rf"([A-ZÜ]+|3E|[A-ZÜ](?:\.[A-ZÜ])+\.?){_JOINT}0*([0-9]{{1,4}})")
_TURNED = re.compile(rf"0*([0-9]{{1,2}}){_JOINT}([A-ZÜ]{{1,3}})")
_EXTRA = re.compile(rf"(?:EX|EXTRA|E){_JOINT}(HN|CA|B|UE|LE){_JOINT}0*([0-9]{{1,3}})")
_BARE_EXTRA = re.compile(rf"(HN|CA|UE|LE){_JOINT}0*([0-9]{{1,2}})")
_EXTRA_WHO = re.compile(r"EX-(HN|CA|B|UE|LE)([1-9][0-9]?)")
_WHO = re.compile(r"([A-Z]{2})([1-9][0-9]?)")
_DIGIT = re.compile(r"[0-9]")


def is_code(text: str) -> bool:
    """Return whether `text` is exactly a WHO code of one of the 361 points.

    Examples
    --------
    >>> is_code("GB30"), is_code("gb30"), is_code("BL68")
    (True, False, False)
    """
    match = _WHO.fullmatch(text)
    return match is not None and int(match[2]) <= COUNTS.get(match[1], 0)


def is_extra(text: str) -> bool:
    """Return whether `text` has the form of a WHO extra-point code (``EX-HN3``)."""
    return _EXTRA_WHO.fullmatch(text) is not None


def meridian_of(code: str) -> str:
    """Return the meridian part of a WHO code (``EX`` for extra points).

    Examples
    --------
    >>> meridian_of("GB30"), meridian_of("EX-HN3")
    ('GB', 'EX')
    """
    return "EX" if code.startswith("EX-") else code[:2]


def number_of(code: str) -> int:
    """Return the number of a point on its meridian (or in its extra region).

    Examples
    --------
    >>> number_of("GB30"), number_of("EX-B5")
    (30, 5)
    """
    match = re.search(r"[0-9]+$", code)
    if match is None:
        raise CodeError(f"{code!r} has no number")
    return int(match[0])


def order_key(code: str) -> tuple[int, int, int]:
    """Return a key that sorts codes as WHO prints them, extra points last.

    Examples
    --------
    >>> sorted(["CV1", "EX-B1", "LU10", "LU2", "EX-HN3"], key=order_key)
    ['LU2', 'LU10', 'CV1', 'EX-HN3', 'EX-B1']
    """
    if match := _EXTRA_WHO.fullmatch(code):
        return (len(MERIDIANS), EXTRA_REGIONS.index(match[1]), int(match[2]))
    if not is_code(code):
        raise CodeError(f"{code!r} is not a WHO point code")
    return (MERIDIANS.index(code[:2]), 0, int(code[2:]))


def all_codes() -> Iterable[str]:
    """Yield the 361 WHO codes in order."""
    for meridian, count in COUNTS.items():
        for number in range(1, count + 1):
            yield f"{meridian}{number}"


def readings(text: str) -> tuple[str, ...]:
    """Return every WHO code that `text` can mean in some nomenclature, likeliest first.

    Parameters
    ----------
    text : str
        A code as typed: any case, with or without separators and leading zeros.

    Returns
    -------
    tuple of str
        WHO codes of existing points. Empty when `text` has not the form of a code.

    Raises
    ------
    CodeError
        `text` has the form of a code but no nomenclature has such a point (``BL100``).

    Examples
    --------
    >>> readings("gb-030"), readings("V 40"), readings("P7"), readings("hegu")
    (('GB30',), ('BL40',), ('PC7', 'LU7'), ())
    >>> readings("36 E"), readings("I.G. 4"), readings("H3")
    (('ST36',), ('LI4', 'SI4'), ('HT3', 'LR3'))
    >>> readings("BL100")
    Traceback (most recent call last):
        ...
    kb.errors.CodeError: no point BL100: BL has 67 points
    """
    typed = unicodedata.normalize("NFKC", text).strip(" \t\n()[]{},;:.?!\"'").upper()
    if not _DIGIT.search(typed):
        return ()
    if match := _EXTRA.fullmatch(typed):
        return (f"EX-{match[1]}{int(match[2])}",)
    bare = _BARE_EXTRA.fullmatch(typed)
    extra = (f"EX-{bare[1]}{int(bare[2])}",) if bare else ()
    match = _CODE.fullmatch(typed)
    prefix = match[1].replace(".", "") if match else ""
    if match is None or prefix not in PREFIXES:
        return extra or _turned(typed)
    meridians, number = PREFIXES[prefix], int(match[2])
    found = tuple(f"{m}{number}" for m in meridians if 1 <= number <= COUNTS[m])
    if not found and not extra:
        have = ", ".join(f"{m} has {COUNTS[m]} points" for m in meridians)
        raise CodeError(f"no point {prefix}{number}: {have}")
    return (*found, *extra)


def _turned(typed: str) -> tuple[str, ...]:
    """Return the readings of a code written number first, as French books do (``36 E``)."""
    match = _TURNED.fullmatch(typed)
    if match is None:
        return ()
    number, meridians = int(match[1]), PREFIXES.get(match[2], ())
    return tuple(f"{m}{number}" for m in meridians if 1 <= number <= COUNTS[m])


def who_code(text: str) -> str:
    """Return the one WHO code that `text` means.

    Raises
    ------
    CodeError
        Not a code, no such point, or two systems read it differently.

    Examples
    --------
    >>> who_code("ub 40")
    'BL40'
    """
    found = readings(text)
    if len(found) != 1:
        why = f"can mean {' or '.join(found)}" if found else "is not a point code"
        raise CodeError(f"{text!r} {why}")
    return found[0]
