"""Questions about places: level with, between, next, within n cun, n cun from; two steps in one.

Everything is computed from coordinates on measured lines. A body cun is a part of one stretch of
one line, so a figure is only ever compared along one line; when there is none, the answer says so.
"""

from __future__ import annotations

import re
from collections.abc import Callable

from kb import codes
from kb.base import KnowledgeBase
from kb.location.levels import column, distance
from kb.search.between import between_two, by_landmark, only_landmark
from kb.search.found import MARK, Found, put
from kb.search.geometry import WAYS, inside, lengthwise, near, on_level, sideways
from kb.search.index import Index
from kb.search.keys import key_of
from kb.search.landmarks import bones_at, names_with
from kb.search.lexicon import lookup
from kb.search.partners import partner, partner_of
from kb.search.records import Asked, Remark, Understood
from kb.search.spots import Spot, lower_edge, spot_at, vertebrae_after

__all__ = ["take_places"]


_N = r"(?P<n>\d+(?:\.\d+)?|half an?|one|two|three|four|five|six|seven|eight|nine|ten)"
_CUN = r"\s*(?:b-?)?(?:cun|tsun|inch(?:es)?|寸)"
_DIR = (
    r"(?P<dir>above|below|over|under|proximal(?:\s+to)?|distal(?:\s+to)?|superior(?:\s+to)?|"
    r"inferior(?:\s+to)?|lateral(?:ly)?(?:\s+to|\s+of|\s+from)?|medial(?:\s+to)?|beside|behind|"
    r"posterior(?:\s+to)?|anterior(?:\s+to)?|to the side of|either side of|outside|"
    r"in front of|up from|down from|away from|off|from)"
)
_NUMBERS = {
    "one": 1.0, "two": 2.0, "three": 3.0, "four": 4.0, "five": 5.0, "six": 6.0, "seven": 7.0,
    "eight": 8.0, "nine": 9.0, "ten": 10.0, "half a": 0.5, "half an": 0.5,
}  # fmt: skip
_HAN_NUMBERS = {"一": 1.0, "二": 2.0, "两": 2.0, "三": 3.0, "四": 4.0, "五": 5.0, "六": 6.0,
                "七": 7.0, "八": 8.0, "九": 9.0, "十": 10.0, "半": 0.5}  # fmt: skip
_HAN_WAYS = {"上": "above", "下": "below", "旁": "lateral", "旁开": "lateral", "外": "lateral",
             "外侧": "lateral", "后": "behind", "前": "in front of", "直上": "above",
             "直下": "below", "内": "medial"}  # fmt: skip


def take_places(base: KnowledgeBase, index: Index, text: str) -> Found:
    """Return the place questions of a query, answered, and what is left of it."""
    found = Found(text)
    if len(text) == 1 or (text.isascii() and text.isalnum()):
        return found  # one word asks for no place
    lowered = text.lower()
    if not _ANY.search(lowered):
        return found
    for pattern, answer, words in _QUESTIONS:
        if words and not any(word in lowered for word in words):
            continue
        at = 0
        while match := pattern.search(found.rest, at):
            before = len(found.facets)
            end = answer(base, index, found, match)
            if end is None:
                at = match.end()
                continue
            mark = MARK if len(found.facets) > before else ""
            found.rest = f"{found.rest[: match.start()]} {mark} {found.rest[end:]}"
            at = 0
    return found


Answerer = Callable[[KnowledgeBase, Index, Found, "re.Match[str]"], "int | None"]


def _spot(base: KnowledgeBase, index: Index, found: Found, at: int) -> tuple[Spot, int] | None:
    got = spot_at(base, index, found.rest[at:])
    return (got[0], at + got[1]) if got else None


def _level(base: KnowledgeBase, index: Index, found: Found, match: re.Match[str]) -> int | None:
    got = _spot(base, index, found, match.end())
    if got is None:
        return None
    spot, end = got
    found.asked.append(Asked("level", spot.codes))
    reasons, label = [*on_level(index, spot)], f"level with {spot.label}"
    if "SPINE" in spot.marks and not spot.codes:
        more, length = vertebrae_after(found.rest[end:])
        end += length
        for one in more:
            reasons += on_level(index, one)
            label += f" or {one.label}"
    return put(found, match, end, label, reasons)


def _level_before(
    base: KnowledgeBase, index: Index, found: Found, match: re.Match[str]
) -> int | None:
    got = spot_at(base, index, match["x"])
    if got is None or got[1] != len(match["x"]):
        return None
    label = f"level with {got[0].label}"
    found.asked.append(Asked("level", got[0].codes))
    return put(found, match, match.end(), label, on_level(index, got[0]))


def _space(base: KnowledgeBase, index: Index, found: Found, match: re.Match[str]) -> int | None:
    got = _spot(base, index, found, match.start())
    if got is None or "ICS" not in got[0].marks or got[0].codes:
        return None
    spot, end = got
    found.asked.append(Asked("level"))
    return put(found, match, end, f"in or level with {spot.label}", on_level(index, spot))


def _figure(text: str) -> float:
    lowered = text.lower()
    return _NUMBERS.get(lowered) or _HAN_NUMBERS.get(text) or float(lowered)


def _within(base: KnowledgeBase, index: Index, found: Found, match: re.Match[str]) -> int | None:
    got = _spot(base, index, found, match.end())
    if got is None:
        return None
    spot, end = got
    most = _figure(match["n"])
    reasons = near(index, spot, most)
    if not reasons:
        _no_line(found, spot)
    found.asked.append(Asked("within", spot.codes))
    label = f"within {most:g} cun of {spot.label}, along and across counted apart"
    return put(found, match, end, label, reasons)


def _close(base: KnowledgeBase, index: Index, found: Found, match: re.Match[str]) -> int | None:
    """Answer *near* and *around* a point or landmark; a part of the body is left to its region."""
    got = _spot(base, index, found, match.end())
    if got is None:
        return None
    spot, end = got
    words = found.rest[match.end() : end].strip().removeprefix("the ")
    if any(facet.kind == "region" for facet in lookup(index.words, key_of(words))):
        return None
    found.asked.append(Asked("within", spot.codes))
    label = f"near {spot.label}, read as within {_CLOSE:g} cun, along and across counted apart"
    return put(found, match, end, label, near(index, spot, _CLOSE))


_CLOSE = 2.0
"""Body cun that *near* and *around* stand for."""


def _no_line(found: Found, spot: Spot) -> None:
    said = f"{spot.label} is not on one measured line with any point, so no distance is given"
    found.remarks.append(Remark("not on one measured line", said))


def _offset(base: KnowledgeBase, index: Index, found: Found, match: re.Match[str]) -> int | None:
    got = _spot(base, index, found, match.end())
    if got is None:
        return None
    spot, end = got
    way = re.sub(r"\s+(?:to|of|from)$", "", match["dir"].lower())
    if WAYS.get(way, ("",))[0] in ("inferior", "distal"):
        spot = lower_edge(base, index, spot)
    return _offset_put(index, found, match, end, spot, way)


def _offset_han(
    base: KnowledgeBase, index: Index, found: Found, match: re.Match[str]
) -> int | None:
    text = match["x"]
    for start in range(len(text)):
        got = spot_at(base, index, text[start:])
        if got is not None and got[1] == len(text) - start:
            return _offset_put(index, found, match, match.end(), got[0], _HAN_WAYS[match["dir"]])
    return None


def _offset_put(
    index: Index, found: Found, match: re.Match[str], end: int, spot: Spot, way: str
) -> int:
    cun = _figure(match["n"])
    across = way not in WAYS or way == "medial"
    steps = sideways if across else lengthwise
    reasons, label, beside = steps(index, spot, cun, way)
    if beside:
        said = f"{', '.join(beside)}, to the side of that place"
        found.remarks.append(Remark("on the same level", said))
    if not reasons:
        known = any(index.atlas.axes[a].lengthwise != across for a in spot.marks)
        if known:
            said = f"no point is recorded {label}"
            found.remarks.append(Remark("nothing there", said))
        else:
            _no_line(found, spot)
    found.asked.append(Asked("offset", spot.codes, cun))
    return put(found, match, end, label, reasons)


_AND = re.compile(r"\s*(?:and|to|from|&|-|–|和|与|到)\s*", re.IGNORECASE)
_AND_OR_NONE = re.compile(r"\s*(?:(?:and|to|from|&|-|–|和|与|到)\s*)?", re.IGNORECASE)


def _between(base: KnowledgeBase, index: Index, found: Found, match: re.Match[str]) -> int | None:
    bones = None if match["far"] else bones_at(found.rest[match.end() :])
    if bones is not None:
        return between_two(base, found, match, bones)
    first = _spot(base, index, found, match.end())
    if first is None:
        return None
    joint = (_AND_OR_NONE if match["far"] else _AND).match(found.rest, first[1])
    second = _spot(base, index, found, joint.end()) if joint else None
    if second is None:
        return None
    if match["far"]:
        return _distance(base, index, found, match, first[0], second)
    one, two = first[0], second[0]
    seen = inside(index, one, two)
    if not seen:
        said = f"{one.label} and {two.label} are not on one measured line with a point between them"
        found.remarks.append(Remark("not on one measured line", said))
    found.asked.append(Asked("between", (*one.codes, *two.codes)))
    label = f"between {one.label} and {two.label}"
    return put(found, match, second[1], label, [(code, label + how) for code, how in seen])


def _distance(
    base: KnowledgeBase, index: Index, found: Found, match: re.Match[str],
    one: Spot, second: tuple[Spot, int],
) -> int | None:  # fmt: skip
    two, end = second
    text = " ".join(found.rest[match.start() : end].split())
    if not one.codes or not two.codes:
        steps = [
            f"{abs(one.marks[a] - two.marks[a]):g} cun on the {index.atlas.axes[a].en}"
            for a in one.marks
            if a in two.marks and index.atlas.axes[a].measured
        ]
        kind = "distance" if steps else "not on one measured line"
        why = "; ".join(steps) or "they are not on one measured line"
        found.remarks.append(Remark(kind, f"{one.label} to {two.label}: {why}"))
        found.told.append(Understood(text, "distance", (*one.codes, *two.codes)))
        found.asked.append(Asked("distance", (*one.codes, *two.codes)))
        found.shown += [*one.codes, *two.codes]
        return end
    a, b = one.codes[0], two.codes[0]
    answer = distance(a, b, index.atlas, base.points)
    cites = tuple(f"{base.points[c].cites[0][0]}/{c}/location" for c in dict.fromkeys((a, b)))
    if answer.cun is None:
        said = f"{a} and {b}: {answer.how}"
        if answer.beside:
            parts = "; ".join(
                f"{v:g} cun on the {index.atlas.axes[x].en}" for x, v in answer.beside
            )
            said += f" ({parts})"
        found.remarks.append(Remark("not on one measured line", said, cites))
    else:
        said = f"{a} to {b}: {answer.cun:g} cun; {answer.how}"
        found.remarks.append(Remark("distance", said, cites))
    found.told.append(Understood(text, "distance", (a, b)))
    found.asked.append(Asked("distance", (a, b), answer.cun))
    found.shown += [a, b]
    return end


def _next(base: KnowledgeBase, index: Index, found: Found, match: re.Match[str]) -> int | None:
    got = _spot(base, index, found, match.end())
    if got is None or not got[0].codes:
        return None
    spot, end = got
    word = match["w"].lower()
    steps = {"next": (1,), "after": (1,), "following": (1,), "previous": (-1,), "before": (-1,),
             "preceding": (-1,), "neighbour": (-1, 1), "neighbor": (-1, 1)}[word]  # fmt: skip
    side = {(1,): "next after", (-1,): "before", (-1, 1): "next to"}[steps]
    reasons = []
    for code in spot.codes:
        for step in steps:
            other = f"{re.sub(r'[0-9]+$', '', code)}{codes.number_of(code) + step}"
            if other in base.points:
                reasons.append((other, f"{side} {code} in the order of its meridian"))
    found.asked.append(Asked("next", spot.codes))
    return put(found, match, end, f"{side} {spot.label} in the order of its meridian", reasons)


def _with_name(base: KnowledgeBase, _: Index, found: Found, match: re.Match[str]) -> int | None:
    """Answer with the points whose name has some characters, in either script."""
    label = f"{match['x']} in the name"
    return put(found, match, match.end(), label, names_with(base, match["x"]))


def _column(base: KnowledgeBase, index: Index, found: Found, match: re.Match[str]) -> int | None:
    got = _spot(base, index, found, match.end())
    if got is None or not got[0].codes:
        return None
    spot, end = got
    why = f"as far from the median line as {spot.codes[0]}"
    members = column(spot.codes[0], index.atlas)
    if not members:
        _no_line(found, spot)
    found.asked.append(Asked("column", spot.codes))
    return put(found, match, end, why, [(code, why) for code in members])


def _compiled(
    *rows: tuple[str, Answerer] | tuple[str, Answerer, str],
) -> tuple[tuple[re.Pattern[str], Answerer, tuple[str, ...]], ...]:
    """Return patterns with what answers them, and the words that each needs one of."""
    return tuple(
        (re.compile(pattern, re.IGNORECASE), answer, tuple(" ".join(words).split()))
        for pattern, answer, *words in rows
    )


_CUNS = "cun tsun inch 寸"
_PAIR = "couple pair partner mate match goes combin"
_QUESTIONS = _compiled(
    (r"(?P<far>\b(?:distance|how far|how many cun)\b(?:\s+(?:is|are|it|the|in|cun|there))*"
     r"(?:\s+(?:between|from))?\s)(?=.*\b(?:and|to|from)\b|[A-Za-z-]+\s?\d+\s+[A-Za-z-]+\s?\d)",
     _between, "distance how"),
    (r"(?P<far>距离)\s*", _between, "距离"),
    (r"(?P<far>)\bbetween\s", _between, "between"),
    (r"\b(?:within|less than|at most|no more than)\s+" + _N + _CUN
     + r"\s+(?:of|from|around|away from)\s", _within, _CUNS),
    (r"\b(?:around|near|close to|next to|in the vicinity of)\s+", _close,
     "around near close next vicin"),
    (_N + _CUN + r"\s+" + _DIR + r"\s", _offset, _CUNS),
    (r"\bpoints?\s+(?:(?:lying|located|just|right|directly|found|that|which|lies?|are|is)\s+)*"
     r"(?P<w>below|under(?:neath)?|beneath|above|over|behind|in front of|lateral to|medial to|"
     r"near|around|by|close to|between|in|at|on)\b", by_landmark, "point"),
    (r"^\s*(?:(?:what|which|where|anything)\s+(?:is|are|lies?)\s+)?(?P<w>below|under(?:neath)?|beneath|"
     r"above|over|behind|in front of|lateral to|medial to|between)\b", only_landmark,
     "below under beneath above over behind front lateral medial between"),
    (r"\b(?:with|containing|having)\s+(?P<x>[\u3400-\u9fff]{1,3}|[a-z]+(?:\s+or\s+[a-z]+)*)\s+in\s+(?:the|their|its|his)\s+"
     r"names?\b", _with_name, "name"),
    (r"(?P<x>[\u3400-\u9fff]{1,6}?)(?P<dir>直上|直下|旁开|外侧|上|下|旁|外|内|后|前)"
     r"(?P<n>[一二两三四五六七八九十半]|\d+(?:\.\d+)?)\s*寸", _offset_han, "寸"),
    (r"\b(?:(?:on|at)\s+)?(?:the\s+)?(?:same\s+)?(?:level|height)\s+(?:with|of|as|to)\s", _level,
     "level height"),
    (r"\b(?:at|on)\s+(?=(?:the\s+)?(?:[CTL]\d{1,2}\b|\d+(?:st|nd|rd|th)\s+(?:thoracic|lumbar|"
     r"cervical|vertebra)))", _level),
    (r"\b(?P<x>[CTL]\d{1,2})[\s-]+level\b", _level_before, "level"),
    (r"\b(?P<x>[a-z]+(?:\s?\d{1,2})?)(?:'s)?\s+level\b", _level_before, "level"),
    (r"\b(?:(?P<rule>(?:luo|connecting|source|yuan|host|guest)(?:[\s–-]+(?:and[\s-]+)?(?:luo|"
     r"connecting|source|yuan|host|guest))+)\s+)?(?:coupled?|pair(?:s|ed)?|partner|mate|match|"
     r"combination|goes|combined?|combines)(?:\s+(?:confluent\s+)?points?)?\s+"
     r"(?:of|for|to|with)\s+(?:the\s+)?(?:points?\s+)?", partner, _PAIR),
    (r"\b(?P<x>[a-z]+(?:[\s-]?\d{1,2})?)(?:'s|’s|s'|(?<=\d))\s+(?:coupled?|paired|partner|mate)\b"
     r"(?:\s+points?)?", partner_of, _PAIR),
    (r"\b(?P<x>[a-z]+(?:[\s-]?\d{1,2})?)\s+(?:(?:is\s+)?(?:couple|pair|combine)[ds]?|goes)\s+with\s+"
     r"(?:which|what)\b(?:\s+points?)?", partner_of, _PAIR),
    (r"(?P<x>[a-z0-9\u3400-\u9fff]{2,5}?)(?:穴)?(?:的)?(?:原[络絡]|主客原[络絡])?(?:配[对對]穴|配[对對]|"
     r"相配穴|配穴|相配|搭[档檔])", partner_of, "配 搭"),
    (r"[与和跟平]?(?P<x>(?:(?![和与與跟])[0-9A-Za-z\u3400-\u9fff]){1,7}?)(?:穴)?(?:在?同一?水平|同高|相平|平齐|同水平|平$)",
     _level_before, "平 高"),
    (r"(?=\b(?:the )?(?:\d{1,2}|[a-z]+)(?:st|nd|rd|th)?\s+(?:intercostal|ics\b|rib\s+space))",
     _space, "intercostal ics rib"),
    (r"(?=第?[一二三四五六七八\d]肋间)", _space, "肋"),
    (r"\b(?:the\s+)?(?P<w>next|previous|preceding|following|neighbou?r)s?\s+(?:points?\s+)?"
     r"(?:(?:to|after|before|of|from)\s+)?", _next,
     "next previous preceding following neighbo"),
    (r"\bpoints?\s+(?:right\s+|just\s+|immediately\s+)?(?P<w>after|before)\s+", _next,
     "after before"),
    (r"\b(?:(?:in|on)\s+)?(?:the\s+)?same\s+(?:column|vertical line|line)\s+(?:as|with)\s",
     _column, "same"),
)  # fmt: skip
_ANY = re.compile("|".join([r"\d", *dict.fromkeys(word for one in _QUESTIONS for word in one[2])]))
"""What every question about places has one of; most queries have none."""
