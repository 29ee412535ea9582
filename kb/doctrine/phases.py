"""The cycle of the five phases on meridians and shu points; mother and child.

Shu kinds have the ids of the categories that hold their points (`SHU`).

References
----------
.. [1] Nanjing 64, nanjing-benyi 002-45a.6: phases of the shu points of yin and yang meridians.
.. [2] Nanjing 69, nanjing-benyi 002-51a.6: supplement the mother, drain the child.
.. [3] Nanjing 25, nanjing-benyi 001-50a.7: pericardium and triple energizer belong together.
"""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from kb.doctrine.flow import FLOW, is_yang, pair

__all__ = [
    "PHASES",
    "SHU",
    "child_meridians",
    "child_phase",
    "child_shu",
    "controlled_by",
    "controls",
    "meridians_of",
    "mother_meridians",
    "mother_phase",
    "mother_shu",
    "phase",
    "shu_phase",
]

PHASES: tuple[str, ...] = ("wood", "fire", "earth", "metal", "water")
"""The five phases; each generates the next and controls the next but one."""

SHU: tuple[str, ...] = ("well-point", "spring-point", "stream-point", "river-point", "sea-point")
"""Ids of the five shu kinds, from the finger or toe upward."""

_ORGAN_PHASE: Mapping[str, str] = MappingProxyType(
    {"LU": "metal", "SP": "earth", "HT": "fire", "KI": "water", "PC": "fire", "LR": "wood"}
)
"""Phase of the yin meridians by their organ; a yang meridian has that of its pair."""


def phase(meridian: str) -> str:
    """Return the phase of a meridian's organ; a yang meridian has that of its pair.

    Examples
    --------
    >>> phase("LU"), phase("LI"), phase("TE")
    ('metal', 'metal', 'fire')
    """
    return _ORGAN_PHASE[pair(meridian) if is_yang(meridian) else meridian]


def _phase_after(name: str, steps: int) -> str:
    try:
        return PHASES[(PHASES.index(name) + steps) % len(PHASES)]
    except ValueError:
        raise KeyError(f"{name!r} is not one of the phases {', '.join(PHASES)}") from None


def child_phase(name: str) -> str:
    """Return the phase that this one generates.

    Examples
    --------
    >>> child_phase("wood"), child_phase("water")
    ('fire', 'wood')
    """
    return _phase_after(name, 1)


def mother_phase(name: str) -> str:
    """Return the phase that generates this one.

    Examples
    --------
    >>> mother_phase("wood")
    'water'
    """
    return _phase_after(name, -1)


def controls(name: str) -> str:
    """Return the phase that this one controls.

    Examples
    --------
    >>> controls("wood"), controls("metal")
    ('earth', 'wood')
    """
    return _phase_after(name, 2)


def controlled_by(name: str) -> str:
    """Return the phase that controls this one.

    Examples
    --------
    >>> controlled_by("wood")
    'metal'
    """
    return _phase_after(name, -2)


def meridians_of(name: str, *, yang: bool) -> tuple[str, ...]:
    """Return the yin or the yang meridians of a phase, in the order of the flow.

    Examples
    --------
    >>> meridians_of("fire", yang=False), meridians_of("metal", yang=True)
    (('HT', 'PC'), ('LI',))
    """
    return tuple(m for m in FLOW if phase(m) == name and is_yang(m) == yang)


def mother_meridians(meridian: str) -> tuple[str, ...]:
    """Return the meridians of the same polarity whose phase generates this one's.

    References
    ----------
    Nanjing 69, nanjing-benyi 002-51a.7.

    Examples
    --------
    >>> mother_meridians("LU"), mother_meridians("SP")
    (('SP',), ('HT', 'PC'))
    """
    return meridians_of(mother_phase(phase(meridian)), yang=is_yang(meridian))


def child_meridians(meridian: str) -> tuple[str, ...]:
    """Return the meridians of the same polarity whose phase this one's generates.

    Examples
    --------
    >>> child_meridians("LR"), child_meridians("GB")
    (('HT', 'PC'), ('SI', 'TE'))
    """
    return meridians_of(child_phase(phase(meridian)), yang=is_yang(meridian))


def shu_phase(meridian: str, kind: str) -> str:
    """Return the phase of a shu point: wells are wood on yin and metal on yang meridians.

    From the well upward the phases follow the generating cycle.

    Parameters
    ----------
    meridian : str
        A regular meridian.
    kind : str
        One of `SHU`.

    Raises
    ------
    KeyError
        Not a regular meridian, or not a shu kind.

    References
    ----------
    Nanjing 64, nanjing-benyi 002-45a.6.

    Examples
    --------
    >>> [shu_phase("LU", kind) for kind in SHU]
    ['wood', 'fire', 'earth', 'metal', 'water']
    >>> [shu_phase("GB", kind) for kind in SHU]
    ['metal', 'water', 'wood', 'fire', 'earth']
    """
    if kind not in SHU:
        raise KeyError(f"{kind!r} is not one of the shu kinds {', '.join(SHU)}")
    return _phase_after("metal" if is_yang(meridian) else "wood", SHU.index(kind))


def _shu_of_phase(meridian: str, name: str) -> str:
    return next(kind for kind in SHU if shu_phase(meridian, kind) == name)


def mother_shu(meridian: str) -> str:
    """Return the shu kind to supplement: its phase generates the meridian's phase.

    References
    ----------
    Nanjing 69, nanjing-benyi 002-51a.7; the example of the liver (sea to supplement, spring to
    drain) is in the commentary, 002-51b.4.

    Examples
    --------
    >>> mother_shu("LR"), mother_shu("LU")
    ('sea-point', 'stream-point')
    """
    return _shu_of_phase(meridian, mother_phase(phase(meridian)))


def child_shu(meridian: str) -> str:
    """Return the shu kind to drain: its phase is generated by the meridian's phase.

    Examples
    --------
    >>> child_shu("LR"), child_shu("LU")
    ('spring-point', 'sea-point')
    """
    return _shu_of_phase(meridian, child_phase(phase(meridian)))
