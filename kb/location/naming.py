"""Levels in words: a coordinate as the place that students know it by."""

from __future__ import annotations

from kb.location.axes import Axis

__all__ = ["level_name", "ordinal"]

_SCALES = {
    "SPINE": ("below the {} spinous process", ((7, "C"), (12, "T"), (5, "L"))),
    "SACRUM": ("level with the {} posterior sacral foramen", ()),
    "ICS": ("{} intercostal space", ()),
}
"""Counted levels: how they are told, and the vertebrae of each stretch of the spine."""

_ZERO = {
    "FOREARM": "wrist crease", "ARM": "cubital crease", "TRUNK": "centre of the umbilicus",
    "HEAD": "anterior hairline", "THIGH-FRONT": "base of the patella",
    "THIGH-OUTER": "popliteal crease", "THIGH-BACK": "popliteal crease",
    "LEG-OUTER": "prominence of the lateral malleolus",
    "LEG-INNER": "prominence of the medial malleolus",
}  # fmt: skip
"""Where each measured line has its 0, as the levels on it are told."""


def ordinal(number: int) -> str:
    """Return an English ordinal.

    Examples
    --------
    >>> ordinal(1), ordinal(2), ordinal(3), ordinal(4), ordinal(11), ordinal(22)
    ('1st', '2nd', '3rd', '4th', '11th', '22nd')
    """
    tail = {1: "st", 2: "nd", 3: "rd"}.get(number % 10, "th")
    return f"{number}{'th' if 10 < number % 100 < 14 else tail}"


def level_name(axis: Axis, value: float) -> str:
    """Return a coordinate on a line in words; empty on a line that has no name for it.

    Examples
    --------
    >>> spine = Axis("SPINE", "vertebrae", "rank", frozenset({"inferior"}), frozenset(),
    ...              frozenset(), {})
    >>> level_name(spine, 7), level_name(spine, 11), level_name(spine, 24)
    ('below the C7 spinous process', 'below the T4 spinous process', 'below the L5 spinous process')
    >>> arm = Axis("FOREARM", "forearm", "along", frozenset({"proximal"}), frozenset(),
    ...            frozenset(), {})
    >>> level_name(arm, 0), level_name(arm, 2)
    ('on the wrist crease', '2 cun above the wrist crease')
    """
    if axis.kind == "rank":
        return _counted(axis, value)
    if axis.kind == "across":
        return f"{value:g} cun from the median line" if value else "on the median line"
    zero = _ZERO.get(axis.id, "")
    if not zero:
        return ""
    if not value:
        return f"{'level with' if 'malleolus' in zero or 'umbilicus' in zero else 'on'} the {zero}"
    up = value > 0 if axis.positive & {"proximal", "superior"} else value < 0
    way = ("behind" if value > 0 else "in front of") if axis.id == "HEAD" else (
        "above" if up else "below"
    )  # fmt: skip
    return f"{abs(value):g} cun {way} the {zero}"


def _counted(axis: Axis, value: float) -> str:
    words, stretches = _SCALES.get(axis.id, ("", ()))
    if not words:
        return ""
    if value != int(value) or value < 1:
        return _between(axis, value)
    number = int(value)
    if not stretches:
        return words.format(ordinal(number))
    for length, letter in stretches:
        if number <= length:
            return words.format(f"{letter}{number}")
        number -= length
    return ""


def _between(axis: Axis, value: float) -> str:
    """Return the name of a level between two that are counted, from its own landmark."""
    if axis.id == "ICS" and value == 0:
        return "below the clavicle"
    if axis.id == "SPINE" and value == 1.5:
        return "above the C2 spinous process"
    return ""
