"""Places that a query names: points, landmarks, vertebrae, spaces between ribs."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import field
from functools import cache
from types import MappingProxyType

from kb import codes
from kb.base import KnowledgeBase
from kb.errors import CodeError
from kb.frozen import frozen
from kb.search.index import Index
from kb.search.keys import has_han, key_of, key_of_words
from kb.search.named import numbered, role_of

__all__ = ["Spot", "lower_edge", "spot_at", "vertebrae_after"]


@frozen
class Spot:
    """A place with its coordinates.

    Attributes
    ----------
    label : str
        How it is called.
    codes : tuple of str
        The points that bear this name; empty for a landmark.
    marks : mapping of str to float
        Measured line to coordinate; of the first point when it is one.
    levels : tuple of str
        Landmarks whose level it is, when that is all that is known.
    """

    label: str
    codes: tuple[str, ...]
    marks: Mapping[str, float] = field(hash=False)
    levels: tuple[str, ...] = ()


_LANDMARKS: MappingProxyType[str, tuple[str, ...]] = MappingProxyType(
    {
        word: tuple(ids.split())
        for ids, words in {
            "umbilicus-centre": "navel;umbilicus;belly button;umbilical;脐;肚脐;脐中",
            "pubic-symphysis-superior-border": "pubic bone;pubic symphysis;symphysis;pubis;耻骨;"
            "耻骨联合",
            "xiphisternal-junction": "xiphoid;xiphoid process;sternocostal angle;sternum end;"
            "bottom of the sternum;breastbone;剑突;胸剑联合",
            "suprasternal-fossa-centre": "suprasternal notch;suprasternal fossa;sternal notch;"
            "胸骨上窝",
            "nipple-centre": "nipple;nipples;乳头",
            "medial-malleolus-prominence": "medial malleolus;inner malleolus;inner ankle;"
            "medial ankle;inner ankle bone;tip of the medial malleolus;inside ankle bone;内踝;"
            "内踝尖",
            "lateral-malleolus-prominence": "lateral malleolus;external malleolus;outer malleolus;"
            "outer ankle;lateral ankle;tip of the lateral malleolus;tip of the external malleolus;"
            "outer ankle bone;外踝;外踝尖",
            "palmar-wrist-crease dorsal-wrist-crease": "wrist crease;wrist;transverse wrist crease;"
            "wrist joint;腕横纹;腕",
            "palmar-wrist-crease": "palmar wrist crease;腕掌横纹;腕掌侧横纹",
            "dorsal-wrist-crease": "dorsal wrist crease;腕背横纹;腕背侧横纹",
            "cubital-crease": "elbow crease;cubital crease;elbow;"
            "transverse cubital crease;肘横纹;肘",
            "popliteal-crease": "popliteal crease;popliteal fossa;back of the knee;"
            "knee crease;knee;knee fold;腘横纹;膝;膝盖",
            "patella-base": "patella;kneecap;knee cap;upper border of the patella;"
            "base of the patella;"
            "superior border of the patella;top of the kneecap;髌骨;髌底",
            "patella-apex": "apex of the patella;lower border of the patella;髌尖",
            "greater-trochanter-prominence": "greater trochanter;trochanter;股骨大转子;大转子",
            "gluteal-fold": "gluteal fold;buttock crease;臀横纹",
            "anterior-axillary-fold": "axillary fold;anterior axillary fold;armpit fold;腋前纹头",
            "posterior-axillary-fold": "posterior axillary fold;腋后纹头",
            "anterior-hairline": "anterior hairline;front hairline;hairline;"
            "frontal hairline;前发际",
            "posterior-hairline": "posterior hairline;back hairline;nape hairline;后发际",
            "posterior-median-line": "spine;posterior midline;back midline;posterior median line;"
            "后正中线;脊柱",
            "anterior-median-line posterior-median-line": "midline;median line;middle line;中线",
            "anterior-median-line": "anterior midline;front midline;anterior median line;前正中线",
            "olecranon-prominence": "olecranon;tip of the elbow;肘尖",
        }.items()
        for word in words.split(";")
    }
)
"""Lay words of landmarks that stand on measured lines, to landmark ids."""


@cache
def _keys(han: bool) -> Mapping[str, tuple[str, tuple[str, ...]]]:
    """Return the words by key, Chinese ones or the others: folding Chinese needs a table."""
    return {key_of(word): (word, ids) for word, ids in _LANDMARKS.items() if has_han(word) == han}


_RANKS = [
    "first",
    "second",
    "third",
    "fourth",
    "fifth",
    "sixth",
    "seventh",
    "eighth",
    "ninth",
    "tenth",
    "eleventh",
    "twelfth",
]
_HAN_NUMBER = {
    han: n
    for n, han in enumerate(
        ["一", "二", "三", "四", "五", "六", "七", "八", "九", "十", "十一", "十二"], 1
    )
}
_SPINE_START = {"C": 0, "T": 7, "L": 19}
_SPINE_LAST = {"C": 7, "T": 12, "L": 5, "S": 4}
_NUMBER = rf"\d{{1,2}}|{'|'.join(_RANKS)}"
_VERTEBRA = re.compile(
    rf"(?:the )?(?:(?P<a>[CTLS])[\s\-]?(?P<n>\d{{1,2}})|(?P<r>{_NUMBER})(?:st|nd|rd|th)?\s+"
    r"(?P<b>cervical|thoracic|dorsal|lumbar|sacral|vertebra))"
    r"(?:\s+(?:thoracic|lumbar|vertebra[el]?|spinous process|spinous|process|foramen|body|"
    r"sacral))*",
    re.IGNORECASE,
)
_VERTEBRA_HAN = re.compile(
    r"第(?P<n>十[一二]?|[一二三四五六七八九]|\d{1,2})(?P<b>颈椎|胸椎|腰椎|骶椎|椎)"
)
_SPACE = re.compile(
    rf"(?:the )?(?P<n>{_NUMBER})(?:st|nd|rd|th)?\s+(?:intercostal(?:\s+spaces?)?|ics|rib\s+space)",
    re.IGNORECASE,
)
_SPACE_HAN = re.compile(r"第?(?P<n>[一二三四五六七八]|\d)肋间隙?")
_START = {"颈椎": "C", "胸椎": "T", "腰椎": "L", "骶椎": "S", "椎": "T"}


def _number(text: str) -> int:
    lowered = text.lower()
    if lowered in _RANKS:
        return _RANKS.index(lowered) + 1
    return _HAN_NUMBER[text] if text in _HAN_NUMBER else int(text)


def _vertebra(letter: str, number: int) -> Spot | None:
    if not 1 <= number <= _SPINE_LAST[letter]:
        return None
    if letter == "S":
        return Spot(f"posterior sacral foramen {number}", (), {"SACRUM": float(number)})
    level = _SPINE_START[letter] + number
    return Spot(f"lower edge of the {letter}{number} spinous process", (), {"SPINE": float(level)})


def spot_at(base: KnowledgeBase, index: Index, text: str) -> tuple[Spot, int] | None:
    """Return the place that a text begins with, and how many characters it takes.

    The longest name wins; None when the text begins with no place.
    """
    bare = text.lstrip()
    skip = len(text) - len(bare)
    for pattern in (_SPACE, _SPACE_HAN):
        if match := pattern.match(bare):
            number = _number(match["n"])
            label = f"intercostal space {number}"
            return Spot(label, (), {"ICS": float(number)}), skip + match.end()
    if (match := _VERTEBRA.match(bare)) and (spot := _english_vertebra(match)):
        return spot, skip + match.end()
    if match := _VERTEBRA_HAN.match(bare):
        spot = _vertebra(_START[match["b"]], _number(match["n"]))
        if spot:
            return spot, skip + match.end()
    ends = [m.end() for m in re.finditer(r"[^\s,.;?!、，。？]+", bare)][:9]
    if has_han(bare[:1]):
        ends = sorted({*ends[:1], *range(1, min(8, len(bare)) + 1)})
    for end in reversed(ends):
        spot = _named(base, index, bare[:end])
        if spot is not None:
            return spot, skip + end
    return None


_MORE = re.compile(
    r"\s*(?:,|/|&|、|或|和|\b(?:and|or)\b)+\s*(?:(?:and|or)\s+)?(?:the\s+)?(?=[CTLS]\d{1,2}\b)|"
    r"\s+(?=[CTLS]\d{1,2}\b)",
    re.IGNORECASE,
)


def vertebrae_after(text: str) -> tuple[list[Spot], int]:
    """Return the further vertebrae of a list, *, T8 or T9*, and how many characters it takes."""
    found: list[Spot] = []
    end = 0
    while joint := _MORE.match(text, end):
        match = _VERTEBRA.match(text, joint.end())
        spot = _english_vertebra(match) if match else None
        if not match or spot is None:
            break
        found.append(spot)
        end = match.end()
    return found, end


def _english_vertebra(match: re.Match[str]) -> Spot | None:
    if match["a"]:
        return _vertebra(match["a"].upper(), int(match["n"]))
    letter = {"cervical": "C", "lumbar": "L", "sacral": "S"}.get(match["b"].lower(), "T")
    return _vertebra(letter, _number(match["r"]))


def _named(base: KnowledgeBase, index: Index, text: str) -> Spot | None:
    for article in ("the ", "a ", "an ", "point ", "points "):
        if text.lower().startswith(article):
            text = text[len(article) :]
    for tail in (" points", " point", "穴"):
        text = text.removesuffix(tail)
    try:
        read = [code for code in codes.readings(text) if code in index.atlas.places]
    except CodeError:
        read = []
    keys = (key_of(text), key_of_words(text))
    for key in keys:
        if not read and (known := _keys(has_han(text)).get(key)):
            word, ids = known
            return _landmark(base, index, word, ids)
    names = [e for key in keys if key for e in index.names.get(key, ())]
    read = (
        read
        or list(
            dict.fromkeys(e[1] for e in names if e[0] == "point" and e[1] in index.atlas.places)
        )
        or _turned_gloss(index, text)
        or [code for code in numbered(base, index, text) if code in index.atlas.places]
        or [code for code in role_of(base, index, text) if code in index.atlas.places][:1]
    )
    if read:
        place = index.atlas.places[read[0]]
        marks = {axis: c.value for axis, c in place.coordinates.items()}
        label = f"{read[0]} {base.points[read[0]].names.pinyin}"
        return Spot(label, tuple(read), marks, tuple(sorted(place.levels)))
    ident = "-".join(text.lower().split())
    if ident in base.landmarks:
        return _landmark(base, index, base.landmarks[ident].en, (ident,))
    return None


def _turned_gloss(index: Index, text: str) -> list[str]:
    """Return the points whose English gloss says ``Life Gate`` when asked for ``gate of life``."""
    head, of, tail = text.lower().partition(" of ")
    if not of:
        return []
    tail = tail.removeprefix("the ")
    found = index.names.get(key_of(tail + head), ())
    return [e[1] for e in found if e[0] == "point" and e[1] in index.atlas.places]


def lower_edge(base: KnowledgeBase, index: Index, spot: Spot) -> Spot:
    """Return where *below* a place is counted from: the kneecap has an upper and a lower end."""
    lower = tuple(_LOWER.get(one, one) for one in spot.levels)
    if spot.codes or lower == spot.levels:
        return spot
    return _landmark(base, index, f"lower end of the {spot.label}", lower)


_LOWER = {"patella-base": "patella-apex"}


def _landmark(base: KnowledgeBase, index: Index, word: str, ids: tuple[str, ...]) -> Spot:
    marks = {
        axis.id: axis.marks[name]
        for axis in index.atlas.axes.values()
        for name in ids
        if name in axis.marks
    }
    place = index.atlas.places.get("" if marks else _lying_on(base, ids[0]))
    if place is not None:
        marks = {axis: mark.value for axis, mark in place.coordinates.items()}
    return Spot(word, (place.code,) if place else (), marks, ids)


def _lying_on(base: KnowledgeBase, landmark: str) -> str:
    """Return the point whose whole location is that it lies at a landmark, or nothing."""
    for code, point in base.points.items():
        where = point.location.where if point.location else ()
        if len(where) == 1 and (where[0].rel, where[0].ref) == ("at", landmark):
            return code
    return ""
