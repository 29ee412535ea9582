"""The words in which courses and illnesses of meridians are told, and a course as strands.

The verbs are a closed list: each stands for certain characters of the texts (`VERBS`), so that a
course of Lingshu 10 and one of a later book read alike. One source's account is one or more
strands: the main course, and the side strands that the text opens with 其支者, 其直者 or 其別者.
Accounts of several sources stay apart.

References
----------
Lingshu 10, 003-1b.2 to 003-11b.7: the twelve courses, with 是動 and 所生病.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from types import MappingProxyType

from kb.frozen import frozen
from kb.model import Claim

__all__ = ["VERBS", "WHEN", "Strand", "Word", "strands"]


@frozen
class Word:
    """An English phrase of ours and the characters it stands for."""

    en: str
    hant: tuple[str, ...]


VERBS: Mapping[str, Word] = MappingProxyType(
    {
        "arises": Word("arises at", ("起", "發")),
        "branches": Word("branches off at", ("支", "別")),
        "leaves": Word("goes on from", ("從",)),
        "ascends": Word("ascends to", ("上",)),
        "descends": Word("descends to", ("下",)),
        "follows": Word("follows", ("循",)),
        "passes": Word("passes", ("過", "行", "歷", "由", "去")),
        "reaches": Word("reaches", ("至", "抵")),
        "enters": Word("enters", ("入",)),
        "exits": Word("comes out at", ("出",)),
        "pierces": Word("goes through", ("貫",)),
        "runs-beside": Word("runs beside", ("挾", "俠", "夾")),
        "runs-before": Word("runs in front of", ("之前",)),
        "runs-behind": Word("runs behind", ("之後",)),
        "runs-between": Word("runs between", ("之間",)),
        "crosses": Word("crosses", ("交",)),
        "meets": Word("meets", ("會", "合", "同", "並")),
        "encircles": Word("goes round", ("環", "繞")),
        "links": Word("is tied to", ("連", "繫")),
        "spreads": Word("spreads in", ("散", "布")),
        "pours-into": Word("pours into", ("注", "滲", "灌")),
        "homes-to": Word("belongs to", ("屬",)),
        "nets": Word("connects with", ("絡", "納")),
        "ends": Word("ends at", ("終", "止")),
    }
)
"""Verbs of the steps of a course."""

WHEN: Mapping[str, Word] = MappingProxyType(
    {
        "moved": Word("when it is moved", ("是動",)),
        "arising": Word("illness arising from it", ("所生病",)),
        "excess": Word("when it has too much", ("有餘", "實")),
        "deficiency": Word("when it has too little", ("不足", "虛")),
        "luo-excess": Word("when its luo vessel is full", ("實則",)),
        "luo-deficiency": Word("when its luo vessel is empty", ("虛則",)),
        "luo-reversal": Word("when the qi of its luo vessel runs counter", ("氣逆",)),
        "illness": Word("its illness", ("為病",)),
        "pulse": Word("what its pulse tells", ("動苦",)),
    }
)
"""When an illness of a meridian shows."""


@frozen
class Strand:
    """One line of a course as one source tells it.

    Attributes
    ----------
    source : str
        Source id.
    branch : int
        0 for the main course, else the number of the side strand.
    steps : tuple of Claim
        Claims of kind ``pathway``, in the order of the text.
    """

    source: str
    branch: int
    steps: tuple[Claim, ...]


def strands(claims: Iterable[Claim]) -> tuple[Strand, ...]:
    """Return the strands of a meridian's course, by source and then by branch.

    Parameters
    ----------
    claims : iterable of Claim
        Claims of one meridian in the order of the data; others than ``pathway`` are passed over.

    Returns
    -------
    tuple of Strand
        Sources in the order in which they first speak, the main course before the side strands.

    Examples
    --------
    >>> def step(source, place, **value):
    ...     return Claim("x", "pathway", ("LU",), source, "1", target=place, value=value)
    >>> told = [step("a", "chest", verb="arises"), step("b", "lung", verb="arises"),
    ...         step("a", "wrist", verb="branches", branch="1")]
    >>> [(strand.source, strand.branch, len(strand.steps)) for strand in strands(told)]
    [('a', 0, 1), ('a', 1, 1), ('b', 0, 1)]
    """
    found: dict[str, dict[int, list[Claim]]] = {}
    for claim in claims:
        if claim.kind == "pathway":
            branch = int(claim.value.get("branch", 0))
            found.setdefault(claim.source, {}).setdefault(branch, []).append(claim)
    return tuple(
        Strand(source, branch, tuple(steps))
        for source, branches in found.items()
        for branch, steps in sorted(branches.items())
    )
