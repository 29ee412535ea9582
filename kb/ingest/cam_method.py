"""Reads an acupuncture-method cell of the CAM 1999 table: depth, angle, risks, moxa, cautions.

A cell is a few stock sentences. Each is consumed by one pattern; a sentence that none knows is
returned unread and becomes a gap. A figure that is damaged in the transcription (a lost point, a
letter for a digit, a falling range) is never repaired: the needling stays blank.

The table prints the unit as ``inch`` in all rows but two; those two print ``cun`` in the same stock
sentence, and all places of the book are in cun. Depths keep the unit printed; `UNIT_GAP` tells the
reader of the data.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import Any

__all__ = ["UNIT_GAP", "Method", "is_damaged", "read_method"]

UNIT_GAP = (
    "the transcription prints inch for the depth in all rows but LU 1 and ST 7, which print cun; "
    "kept as printed, though all places in the book are in cun"
)
"""What the list of gaps says of the unit."""

_MOJIBAKE = re.compile("[‚Ä•¢]|\ufffd")
_NUMBER = r"(?:0|[1-9]\d*)(?:\.\d+)?"
_DEPTH = re.compile(rf"(?<![\w.,-])({_NUMBER})(?: ?- ?({_NUMBER}))? (inch|cun)(?:es)?\b")
_ANY_DEPTH = re.compile(r"\S+ (?:inch|cun)(?:es)?\b")
_ANGLES = {
    "perpendicular": "perpendicular",
    "oblique": "oblique",
    "subcutaneous": "subcutaneous",
}
_TOWARD = {
    r"upward": "superior",
    r"downward": "inferior",
    r"towards? .+ chest": "lateral",
    r"towards? .+ tongue root": "tongue-root",
    r"towards? .+ nose": "nose-tip",
    r"towards? .+ metacarpal bones": "metacarpal-interspace",
    r"along .+ infraorbital ridge": "infraorbital-margin",
    r"along .+ orbital wall": "orbital-wall",
    r"along .+ orbital margin": "orbital-margin",
    r"towards? .+ metacarpus .+ sides": "metacarpus-centre",
}
"""Pattern of a course to where it leads."""

_SLIPS = {
    "bleedmg": "bleeding",
    "perpendicularl ": "perpendicularly ",
    "pu ncture": "puncture",
}
"""Misspelt words of the transcription (no figures)."""

_FIXED: tuple[tuple[str, dict[str, list[str]]], ...] = (
    (r"to avoid .+ the lung, never .+ medial aspect",
     {"risk": ["lung"], "cautions": ["deep-medial-needling"]}),
    (r"avoid (?:puncturing|injuring) the artery", {"risk": ["artery-at-the-point"]}),
    (r"avoid puncturing the (radial|axillary|common carotid) artery", {"risk": ["{}-artery"]}),
    (r"it is not .+ puncture deeply|deep puncture is not .+",
     {"cautions": ["deep-needling"]}),
    (r"it is not .+ (?:manipulate .+ amplitude|twist .+ vigorously)",
     {"cautions": ["strong-manipulation"]}),
    (r"to avoid bleeding, .+ withdrawal .+",
     {"cautions": ["bleeding-after-needling"]}),
    (r"neither upward .+ nor deep .+",
     {"cautions": ["deep-needling", "upward-needling"]}),
    (r"it is near .+ bulb .+ strict attention .+", {"risk": ["medulla-oblongata"]}),
    (r"medullary bulb .+ special attention .+", {"risk": ["medulla-oblongata"]}),
    (r".+ prohibited in infants .+ metopism", {"cautions": ["open-frontal-suture"]}),
    (r"puncture is prohibited", {"forbids": ["needle"]}),
    (r"moxibustion is forbidden", {"forbids": ["moxa"]}),
    (r"acupuncture .+ contraindicated .+ women", {"pregnancy": ["needle"]}),
)  # fmt: skip
"""Stock sentences without a figure, by their fixed words, and what they say."""

_STILL = re.compile(r" without .+ lifting, thrusting.+")
_CARE = re.compile(r"great care .+ \(cv 2\) .+ \(cv 13\) .+ pregnant women")


@dataclass(slots=True)
class Method:
    """What one cell says; lists are empty where it says nothing.

    Attributes
    ----------
    needle : list of dict
        Ways of needling, in file form.
    moxa : dict
        In file form.
    forbids, cautions, pregnancy : list of str
        Acts forbidden; hazards; acts forbidden in pregnancy.
    care_from_cv2 : bool
        Whether the cell asks for care in pregnancy from CV2 to CV13.
    unread : list of str
        Why a part of the cell was left out.
    """

    needle: list[dict[str, Any]] = field(default_factory=list)
    moxa: dict[str, str] = field(default_factory=dict)
    forbids: list[str] = field(default_factory=list)
    cautions: list[str] = field(default_factory=list)
    pregnancy: list[str] = field(default_factory=list)
    care_from_cv2: bool = False
    unread: list[str] = field(default_factory=list)


def is_damaged(text: str) -> bool:
    """Return whether a cell holds characters broken in transcription.

    Examples
    --------
    >>> is_damaged("0.3-0‚Ä¢.5 inch"), is_damaged("0.3-0.5 inch")
    (True, False)
    """
    return bool(_MOJIBAKE.search(text))


def _depth(sentence: str) -> str | None:
    """Return the one depth of a sentence in its unit (``0.5-0.8 inch``); None when damaged."""
    found = _DEPTH.findall(sentence)
    if len(found) != 1 or len(_ANY_DEPTH.findall(sentence)) != 1:
        return None
    low, high, unit = found[0]
    if high and float(high) <= float(low):
        return None
    return f"{low}-{high} {unit}" if high else f"{low} {unit}"


def _way(sentence: str, method: Method) -> dict[str, Any] | None:
    """Return a way of needling told by one sentence; None when its figure is damaged."""
    depth = _depth(sentence)
    if depth is None:
        return None
    way: dict[str, Any] = {"depth": depth}
    angles = [name for word, name in _ANGLES.items() if word in sentence]
    if angles:
        way["angle"] = angles[0] if len(angles) == 1 else angles
    toward = [place for pattern, place in _TOWARD.items() if re.search(pattern, sentence)]
    if toward:
        way["toward"] = toward[0]
    plain = sentence
    for pattern in _TOWARD:
        plain = re.sub(pattern, " ", plain)
    for words in ("perpendicularly", "obliquely", "subcutaneously", "superficially",
                  "slowly", "puncture", "about", " or ", " and "):  # fmt: skip
        plain = plain.replace(words, " ")
    plain = _DEPTH.sub(" ", plain)
    if plain.strip(" ,."):
        method.unread.append("how the needle is handled is told in words not encoded here")
    return way


def _split(way: dict[str, Any]) -> list[dict[str, Any]]:
    """Return two ways when a course up or down is told of the second of two angles only.

    Examples
    --------
    >>> way = {"depth": "1 inch", "angle": ["perpendicular", "oblique"], "toward": "superior"}
    >>> [(one["angle"], one.get("toward")) for one in _split(way)]
    [('perpendicular', None), ('oblique', 'superior')]
    """
    if way.get("toward") not in ("superior", "inferior") or not isinstance(way.get("angle"), list):
        return [way]
    first, second = way["angle"]
    return [{"depth": way["depth"], "angle": first}, {**way, "angle": second}]


def _needling(sentence: str, method: Method) -> None:
    """Read a sentence that gives a depth or tells to prick."""
    if _STILL.search(sentence):
        method.cautions.append("needle-manipulation")
        sentence = _STILL.sub("", sentence)
    if sentence.startswith("first puncture") or sentence.count(" inch") > 1:
        method.unread.append("two depths, for two steps or two regions, are not encoded")
        return
    if (at := sentence.find("puncture")) > 0:
        method.unread.append("how the needle is handled is told in words not encoded here")
        sentence = sentence[at:]
    parts = re.split(r",? or (?=prick|squeeze)", sentence)
    if _ANY_DEPTH.search(parts[0]):
        way = _way(parts[0], method)
        if way is None:
            method.unread.append("the depth is damaged in the transcription")
            return
        method.needle += _split(way)
        parts = parts[1:]
    for part in parts:
        if part.startswith("prick"):
            method.needle.append({"bleed": "yes"})
        if " vein " in part or not part.startswith("prick"):
            method.unread.append("how the needle is handled is told in words not encoded here")


def _sentence(sentence: str, method: Method) -> None:
    if sentence == "moxibustion is applicable":
        method.moxa["applicable"] = "yes"
        return
    if cones := re.fullmatch(r"moxibustion .+ (three) moxa cones", sentence):
        method.moxa["cones"] = {"three": "3"}[cones.group(1)]
        return
    if _CARE.fullmatch(sentence):
        method.care_from_cv2 = True
        return
    for pattern, says in _FIXED:
        if match := re.fullmatch(pattern, sentence):
            name = "-".join(match.group(1).split()) if match.groups() else ""
            _say({kind: [one.format(name) for one in ids] for kind, ids in says.items()}, method)
            return
    if re.match(r"(?:first )?puncture|prick|push the eyeball", sentence):
        _needling(sentence, method)
    else:
        method.unread.append("a sentence on the method is not encoded")


def _say(says: dict[str, list[str]], method: Method) -> None:
    if risk := says.get("risk"):
        method.needle.append({"risk": risk})
    method.forbids += says.get("forbids", [])
    method.cautions += says.get("cautions", [])
    method.pregnancy += says.get("pregnancy", [])


def read_method(cell: str) -> Method:
    """Return what a cell says.

    Parameters
    ----------
    cell : str
        The cell without its reference to the book.

    Examples
    --------
    >>> read_method("Puncture obliquely 0.5-0.8 inch.").needle
    [{'depth': '0.5-0.8 inch', 'angle': 'oblique'}]
    >>> read_method("Puncture obliquely 05-0.7 inch.").needle
    []
    """
    method = Method()
    if not cell:
        method.unread.append("the cell is blank in the transcription")
        return method
    if is_damaged(cell):
        method.unread.append("characters of the cell are damaged in the transcription")
        if cell.endswith("Moxibustion is applicable."):
            method.moxa["applicable"] = "yes"
        return method
    text = " ".join(cell.lower().replace("!", ".").split())
    for wrong, right in _SLIPS.items():
        text = text.replace(wrong, right)
    text = re.sub(r"(avoid puncturing the .+?), puncture", r"\1. puncture", text)
    for sentence in re.split(r"(?<!\d)\.+(?:\s|$)|(?<=\d)\.+(?=\s|$)", text):
        if plain := sentence.strip(" .,"):
            _sentence(plain, method)
    _join_risks(method)
    return method


def _join_risks(method: Method) -> None:
    """Put risks on the first way of needling that has a depth."""
    risks = [one for way in method.needle for one in way.get("risk", [])]
    ways = [way for way in method.needle if "risk" not in way]
    if risks:
        deep = next((way for way in ways if "depth" in way), None)
        if deep is None:
            deep = {}
            ways.insert(0, deep)
        deep["risk"] = list(dict.fromkeys(risks))
    method.needle = ways
