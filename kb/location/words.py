"""Words of the location sentences: directions, numbers, places, plurals.

Sentences are ours: short English words where they say the same (above, below, in front of, behind),
the anatomical terms of direction where there is no short word.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from types import MappingProxyType

from kb.location.reading import fraction_of

__all__ = [
    "ORDINALS",
    "article",
    "direction",
    "fraction",
    "listing",
    "locative",
    "number",
    "paired",
    "plural",
    "unit",
]

_PLAIN = MappingProxyType(
    {"superior": "above", "inferior": "below", "anterior": "in front of", "posterior": "behind"}
)
_TO = ("proximal", "distal", "medial", "lateral", "radial", "ulnar")
_ORDER = (*_PLAIN, *_TO)

_QUALIFIERS = MappingProxyType({"directly": "straight"})

ORDINALS: tuple[str, ...] = (
    "zeroth", "first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth",
    "tenth", "eleventh",
)  # fmt: skip
"""Ordinal words; the index is the number."""

_FRACTIONS = MappingProxyType(
    {
        "1/2": "half", "1/3": "one third", "2/3": "two thirds", "1/4": "one quarter",
        "3/4": "three quarters", "1/5": "one fifth",
    }
)  # fmt: skip

_HOLLOWS = re.compile(
    r"\b(fossa|foramen|groove|snuffbox|sulcus|notch|space|hollows?|hiatus|cleft)\b"
)
_SPOTS = re.compile(
    r"^(centre|middle|midpoint|place|meeting place|junction|tips?|joint"
    r"|\w+ (end|part|corner|point))\b"
)
_KINDS = ("longus", "brevis")
"""Words that tell two muscles apart: never left to the second name of a pair."""
_SURFACES = re.compile(r"\b(crease|border|edge|bulge|surface|line|side|muscle|margin|fold)\b")


def direction(dirs: str, qualifier: str = "", *, side: bool = False) -> str:
    """Return a direction as words that a landmark can follow.

    Parameters
    ----------
    dirs : str
        Direction id, or several joined by ``+``.
    qualifier : str
        ``just``, ``directly`` or ``about``; put in front.
    side : bool
        Whether ``on the radial side of`` reads better than ``radial to``.

    Examples
    --------
    >>> direction("superior", "directly"), direction("inferior+anterior")
    ('straight above', 'below and in front of')
    >>> direction("distal+anterior"), direction("proximal+lateral"), direction("ulnar", side=True)
    ('in front of and distal to', 'proximal and lateral to', 'on the ulnar side of')
    """
    parts = sorted(dirs.split("+"), key=_ORDER.index)
    if side and not qualifier and parts[0] in ("radial", "ulnar"):
        return f"on the {parts[0]} side of"
    plain = [_PLAIN[part] for part in parts if part in _PLAIN]
    formal = [part for part in parts if part in _TO]
    if formal:
        plain.append(" and ".join(formal) + " to")
    words = " and ".join(plain)
    return f"{_QUALIFIERS.get(qualifier, qualifier)} {words}" if qualifier else words


def number(value: float) -> str:
    """Return a figure without needless zeros.

    Examples
    --------
    >>> number(3.0), number(0.5), number(4.3)
    ('3', '0.5', '4.3')
    """
    return f"{value:g}"


def unit(name: str, value: float) -> str:
    """Return the words for a unit of distance.

    Examples
    --------
    >>> unit("b-cun", 3), unit("f-cun", 0.1), unit("fingerbreadth", 2)
    ('cun', 'finger-cun', 'fingerbreadths')
    """
    if name == "fingerbreadth":
        return "fingerbreadth" if value == 1 else "fingerbreadths"
    return "finger-cun" if name == "f-cun" else "cun"


def fraction(text: str) -> str:
    """Return a fraction in words.

    Examples
    --------
    >>> fraction("1/3"), fraction("3/4")
    ('one third', 'three quarters')
    """
    return _FRACTIONS.get(text) or f"{fraction_of(text):g}"


def article(phrase: str, style: str = "") -> str:
    """Return the article a landmark phrase takes, with a space, or an empty string.

    Examples
    --------
    >>> article("patella") + "patella", article("T2", "none") + "T2"
    ('the patella', 'T2')
    """
    return "" if style == "none" else "the "


def locative(phrase: str, *, hollow: bool = False) -> str:
    """Return the words that put a point at a landmark.

    Parameters
    ----------
    phrase : str
        English phrase of the landmark.
    hollow : bool
        Whether the point lies in a depression there.

    Examples
    --------
    >>> locative("wrist crease"), locative("infraorbital foramen"), locative("tip of the nose")
    ('on', 'in', 'at')
    >>> locative("anatomical snuffbox", hollow=True), locative("eyebrow", hollow=True)
    ('in the hollow of', 'in a hollow at')
    """
    spot = _SPOTS.search(phrase)
    if _HOLLOWS.search(phrase) and not spot:
        if "hollow" in phrase or not hollow:
            return "in"
        return "in the hollow of"
    if hollow:
        return "in a hollow at"
    return "on" if _SURFACES.search(phrase) and not spot else "at"


def plural(noun: str) -> str:
    """Return the plural of an anatomical noun.

    Examples
    --------
    >>> plural("tendon"), plural("process"), plural("belly"), plural("apex")
    ('tendons', 'processes', 'bellies', 'apices')
    """
    if noun.endswith(("ex", "ix")):
        return noun[:-2] + "ices"
    if noun.endswith(("s", "x", "ch", "sh")):
        return noun + "es"
    if noun.endswith("y") and noun[-2] not in "aeiou":
        return noun[:-1] + "ies"
    return noun + "s"


def paired(first: str, second: str) -> tuple[str, str] | None:
    """Return two phrases told together, or None when they share no head noun.

    Examples
    --------
    >>> paired("second metacarpal bone", "third metacarpal bone")
    ('second', 'third metacarpal bones')
    >>> paired("long head of the biceps", "short head of the biceps")
    ('long', 'short heads of the biceps')
    >>> paired("flexor longus tendon", "extensor longus tendon")
    ('flexor longus', 'extensor longus tendons')
    >>> paired("origin of the trapezius muscle", "soleus muscle") is None
    True
    """
    one, two = first.split(), second.split()
    shared = 0
    while shared < min(len(one), len(two)) - 1 and one[-1 - shared] == two[-1 - shared]:
        shared += 1
    while shared and one[-shared] in _KINDS:
        shared -= 1
    if not shared:
        return None
    before, other, tail = one[:-shared], two[:-shared], two[-shared:]
    if "of" in before or "of" in other or tail[0] in ("of", "the"):
        return None
    head = tail.index("of") - 1 if "of" in tail else len(tail) - 1
    tail = [*tail[:head], plural(tail[head]), *tail[head + 1 :]]
    return " ".join(before), " ".join([*other, *tail])


def listing(items: Sequence[str], last: str = "and") -> str:
    """Return a list in words.

    Examples
    --------
    >>> listing(["a"]), listing(["a", "b"]), listing(["a", "b", "c"])
    ('a', 'a and b', 'a, b and c')
    """
    if len(items) < 2:
        return "".join(items)
    return f"{', '.join(items[:-1])} {last} {items[-1]}"
