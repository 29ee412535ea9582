"""The flow of the twelve regular meridians, and what follows from the order alone.

Hand yin, hand yang, foot yang, foot yin: three rounds of four. Limb, polarity, division, pair and
double hour of a meridian are functions of its place in that order.

References
----------
.. [1] Lingshu 10 and 16, 003-1b.2 and 004-11a.5: courses and order of the twelve meridians.
.. [2] Nanjing 23, nanjing-benyi 001-45b.4: the same order, pair by pair.
.. [3] Suwen 24, 007-11b.5: which meridians are outside and inside of each other.
.. [4] Leijing Tuyi 035-19a.5: the double hour of each meridian.
"""

from __future__ import annotations

__all__ = [
    "DIVISIONS",
    "FLOW",
    "counterpart",
    "division",
    "hour",
    "hour_order",
    "is_yang",
    "limb",
    "next_in_flow",
    "pair",
    "place",
]

FLOW: tuple[str, ...] = (
    "LU", "LI", "ST", "SP", "HT", "SI", "BL", "KI", "PC", "TE", "GB", "LR",
)  # fmt: skip
"""The twelve regular meridians in the order of the flow [1]_ [2]_."""

DIVISIONS: tuple[str, ...] = (
    "greater-yin", "yang-brightness", "lesser-yin", "greater-yang", "reverting-yin", "lesser-yang",
)  # fmt: skip
"""The six divisions: the yin and the yang of each of the three rounds of the flow."""


def place(meridian: str) -> int:
    """Return the place of a meridian in the flow, from 0.

    Raises
    ------
    KeyError
        Not a regular meridian.
    """
    try:
        return FLOW.index(meridian)
    except ValueError:
        raise KeyError(f"{meridian!r} is not one of the twelve regular meridians") from None


def next_in_flow(meridian: str) -> str:
    """Return the meridian into which this one passes over.

    Raises
    ------
    KeyError
        Not a regular meridian.

    Examples
    --------
    >>> next_in_flow("LU"), next_in_flow("LR")
    ('LI', 'LU')
    """
    return FLOW[(place(meridian) + 1) % len(FLOW)]


def hour(meridian: str) -> str:
    """Return the double hour of a meridian, ``HH-HH``: the first of the flow has 03-05.

    References
    ----------
    Leijing Tuyi 035-19a.5.

    Examples
    --------
    >>> hour("LU"), hour("TE"), hour("GB")
    ('03-05', '21-23', '23-01')
    """
    start = (3 + 2 * place(meridian)) % 24
    return f"{start:02}-{(start + 2) % 24:02}"


def hour_order() -> tuple[str, ...]:
    """Return the meridians in the order of the clock from 23-01 (midnight) on.

    Examples
    --------
    >>> hour_order()[:3]
    ('GB', 'LR', 'LU')
    """
    return (*FLOW[-2:], *FLOW[:-2])


def is_yang(meridian: str) -> bool:
    """Return whether a regular meridian is yang: two of each four in the flow are.

    Examples
    --------
    >>> [m for m in FLOW if is_yang(m)]
    ['LI', 'ST', 'SI', 'BL', 'TE', 'GB']
    """
    return place(meridian) % 4 in (1, 2)


def limb(meridian: str) -> str:
    """Return ``hand`` or ``foot``: of each four in the flow the first two go by the hand.

    Examples
    --------
    >>> limb("PC"), limb("ST")
    ('hand', 'foot')
    """
    return "hand" if place(meridian) % 4 < 2 else "foot"


def division(meridian: str) -> str:
    """Return the division of a meridian: the yin or the yang of its round of the flow.

    Examples
    --------
    >>> division("LU"), division("BL"), division("GB")
    ('greater-yin', 'greater-yang', 'lesser-yang')
    """
    return DIVISIONS[place(meridian) // 4 * 2 + is_yang(meridian)]


def pair(meridian: str) -> str:
    """Return the meridian that is the outside or inside of this one.

    References
    ----------
    Suwen 24, 007-11b.5.

    Examples
    --------
    >>> pair("LU"), pair("BL"), pair("LR")
    ('LI', 'KI', 'GB')
    """
    return FLOW[place(meridian) ^ 1]


def counterpart(meridian: str) -> str:
    """Return the meridian of the same division on the other limb.

    Examples
    --------
    >>> counterpart("LI"), counterpart("SP"), counterpart("PC")
    ('ST', 'LU', 'LR')
    """
    at = place(meridian)
    return FLOW[at // 4 * 4 + 3 - at % 4]
