"""Estimates with their intervals, found in the results of records, for drawing on one axis.

An estimate is drawn only when `DRAWN` says on which axis and which way is good for the patient: a
page often does not settle the sign, and then the figure stays in the table alone.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import TypeAlias

__all__ = ["DRAWN", "effects"]

_NUMBER = r"-?\d+(?:\.\d+)?"
_EFFECT = re.compile(
    r"(?:(?P<kind>(?:adjusted )?mean difference|(?:adjusted |risk )?difference|adjusted OR|aRR"
    r"|W?MD|SMD|RR|OR|Hedges g) )?"
    rf"(?P<value>{_NUMBER})(?P<unit>%| SD| mm| ml/min| points?| percentage points better)?"
    r"(?P<way> lower| higher)? ?"
    rf"\((?:(?P<level>9\d(?:\.\d)?)% )?(?:CI )?(?P<low>{_NUMBER})%? to (?P<high>{_NUMBER})%?"
    r"(?: lower| higher)?\)"
)
_RATIO, _SMD, _HUNDRED, _TEN, _PERCENT = "ratio", "smd", "0-100", "0-10", "percent"
_LESS = (("own", "MD", "lower"),)
_MORE = (("own", "MD", "higher"),)

_Drawn: TypeAlias = Mapping[int, tuple[tuple[str, str, str], ...]]
_BY_RECORD: Mapping[str, _Drawn] = {
        "tu-2024-sciatica": {0: ((_HUNDRED, "MD", "lower"),), 1: _LESS},
        "ji-2015-sciatica-ma": {0: ((_RATIO, "RR", "higher"),), 1: _LESS, 2: _MORE},
        "mu-2020-cochrane-lbp-usual-care": {
            0: ((_HUNDRED, "MD", "lower"),), 1: ((_HUNDRED, "MD", "higher"),)},
        "haake-2007-gerac-lbp": {
            1: ((_PERCENT, "RD", "higher"),), 2: ((_PERCENT, "RD", "higher"),)},
        "ipd-17922-pmc3658605": dict.fromkeys(range(3), ((_SMD, "SMD", "higher"),)),
        "debar-2025-backinaction": {0: _LESS},
        "macpherson-2015-atlas-neck": {0: _MORE},
        "li-y-2012-migraine-shaoyang": dict.fromkeys((1, 2, 3), _LESS),
        "hinman-2014-knee": {
            0: ((_TEN, "MD", "lower"),), 1: _LESS, 2: ((_TEN, "MD", "lower"),), 3: _LESS},
        "lee-2015-cochrane-pc6": dict.fromkeys(range(3), ((_RATIO, "RR", "lower"),)),
        "xu-y-2017-dysmenorrhoea-nsaid": {0: ((_RATIO, "OR", "higher"),)},
        "cochrane-pms-cd005290": {0: _LESS, 1: _LESS, 2: ((_RATIO, "RR", "lower"),)},
        "vixner-2014-labour": {2: ((_RATIO, "OR", "lower"),)},
        "rbmo-2019-embryo-transfer": dict.fromkeys((0, 1), ((_RATIO, "RR", "higher"),)),
        "constipation-ea-rct-1075": {
            0: (("", "", ""), ("", "", ""), *_MORE), 1: (("", "", ""), ("", "", ""), *_MORE)},
        "ni-2020-xerostomia-ma": {0: _LESS},
        "ee-2016-hot-flushes": {0: _LESS},
        "cochrane-cd009440-kidney": {0: _LESS, 1: _LESS},
        "depression-ma-jcm-2019": dict.fromkeys(range(3), ((_SMD, "SMD", "higher"),)),
        "cerebral-infarction-ma-pone-0114057": {0: ((_RATIO, "OR", "higher"),)},
        "xu-sb-2013-bell-deqi": {0: ((_RATIO, "OR", "higher"),)},
        "li-p-2015-bell-ma": {0: ((_RATIO, "RR", "higher"),)},
        "ibs-ma-pmc3930986": {0: ((_RATIO, "RR", "higher"),)},
        "yang-2020-pds": dict.fromkeys((0, 1), ((_PERCENT, "RD", "higher"),)),
        "cpps-sham-rct-440": {
            0: (("", "", ""), ("", "", ""), (_PERCENT, "RD", "higher")),
            1: ((_PERCENT, "RD", "higher"),)},
        "cotchett-2014-heel": {0: _LESS},
        "meng-2011-xerostomia": {0: ((_RATIO, "RR", "lower"), (_RATIO, "RR", "lower"))},
        "lu-2024-methadone": {0: ((_PERCENT, "RD", "higher"),), 1: ((_HUNDRED, "MD", "lower"),)},
        "cochrane-cd005111-ibs": {
            0: ((_SMD, "SMD", "lower"),),
            2: ((_RATIO, "RR", "higher"),), 3: ((_RATIO, "RR", "higher"),)},
        "cochrane-cd007854-dysmenorrhoea": {
            1: ((_RATIO, "OR", "higher"),), 2: ((_RATIO, "OR", "lower"),),
            3: ((_TEN, "MD", "lower"),)},
        "cochrane-cd007689-pcos": {
            0: ((_RATIO, "RR", "higher"),), 1: ((_SMD, "SMD", "higher"),),
            2: ((_RATIO, "RR", "higher"),), 3: ((_RATIO, "RR", "lower"),)},
        "cochrane-cd009603-dry-mouth": {0: ((_SMD, "SMD", "lower"),), 1: _MORE, 2: _MORE},
        "cochrane-cd010607-hyperemesis": {
            0: ((_RATIO, "RR", "higher"),), 1: ((_RATIO, "RR", "higher"),),
            2: ((_RATIO, "RR", "lower"),), 3: ((_RATIO, "RR", "lower"),)},
        "cochrane-cd007214-labour-tens": {0: ((_RATIO, "RR", "lower"),)},
        "cochrane-cd009065-ankle": dict.fromkeys((0, 1), ((_RATIO, "RR", "higher"),)),
        "cochrane-cd013107-hepatitis-b": dict.fromkeys((0, 1), ((_RATIO, "RR", "lower"),)),
        "cochrane-cd005475-schizophrenia": {0: ((_RATIO, "RR", "lower"),)},
}  # fmt: skip

DRAWN: Mapping[tuple[str, int], tuple[tuple[str, str, str], ...]] = {
    (name, number): estimates
    for name, found in _BY_RECORD.items()
    for number, estimates in found.items()
}
"""Axis, kind and good direction of each estimate of a result that is drawn, in printed order."""


def effects(name: str, number: int, result: str) -> list[dict[str, str]]:
    """Return the estimates of a result that are drawn.

    Parameters
    ----------
    name, number : str, int
        Record and place of the result in it.
    result : str
        As read.

    Examples
    --------
    >>> found = effects("tu-2024-sciatica", 0, "mean difference -16.0 (95% CI -21.3 to -10.6)")
    >>> found[0]["value"]
    '-16.0'
    """
    made = []
    wanted = DRAWN.get((name, number), ())
    for (scale, kind, better), found in zip(wanted, _EFFECT.finditer(result), strict=False):
        if not scale:
            continue
        ends = [found["low"], found["high"]]
        value = found["value"]
        if (found["way"] or "").strip() == "lower":
            value, ends = f"-{value}", [f"-{end}" for end in ends]
        low, high = sorted(ends, key=float)
        one = {"kind": kind, "value": value, "low": low, "high": high}
        if found["level"] and found["level"] != "95":
            one["level"] = found["level"]
        if not found["level"]:
            one["level"] = "not-stated"
        made.append({**one, "scale": scale, "better": better})
    return made
