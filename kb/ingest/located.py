"""Figures of place: how far from what the head of an entry puts the point (犢鼻下三寸, 去中行二寸).

A phrase is a reference, a direction and a figure in 寸 or 分; its words are kept as printed. Read
into structure is what the tables below know: names of points, and words of the body that mean one
of our landmarks. Where a direction means another one on a part of the body, that is said in the
rules (後 on the forearm is up the limb). What a phrase refers to but no table knows stays words.

From the middle of the spine (去脊中二寸) and beside it (兩旁各一寸半) are two references.

A figure between both sides (夾脊相去三寸 without 各) is not read: books mean the whole or the half.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache
from types import MappingProxyType
from typing import TYPE_CHECKING, Any

from kb.codes import meridian_of
from kb.ingest.readings import Reading
from kb.texts.numerals import depth

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kb.texts.names import PointNames

__all__ = ["LONGEST", "LandmarkRule", "located", "spoken"]

LONGEST = 12
"""Most characters of a phrase; what is longer is no phrase of its own."""

_N = "[一二三四五六七八九十]"
_FIGURE = f"{_N}+寸(?:{_N}分半?|半)?|(?<![数尺百])寸(?:{_N}分半?|半)|半寸|{_N}+分半?"
_SIZE = re.compile(f"(?P<size>{_FIGURE})")
_NEEDLED = re.compile("[刺针深入](?:可|至|宜|各)?$")
_LEAD = re.compile("(?:各?相?去|距|离|[夹侠挟]|从|至|平|入|[旁傍]?开)$")
_FILL = re.compile("(?:[内外]廉白肉际|相去|各|去|开|(?<!大)横|大?约|同身寸之?)*$")
_WHICH: Mapping[str, str] = MappingProxyType(
    {
        "上": "superior", "上行": "superior", "直上": "superior", "之上": "superior",
        "下": "inferior", "下行": "inferior", "直下": "inferior", "之下": "inferior",
        "前": "anterior", "之前": "anterior", "后": "posterior", "后行": "posterior",
        "直后": "posterior", "之后": "posterior", "直行后": "posterior", "外": "lateral",
        "旁": "lateral", "傍": "lateral", "两旁": "lateral", "两傍": "lateral",
        "两边": "lateral", "之旁": "lateral", "之傍": "lateral", "外旁": "lateral",
    }
)  # fmt: skip
_SPINE = re.compile("[椎节槌]")
_BESIDE = re.compile("(?:两[旁傍边]|(?<=[椎节])外)$")
_NEAR = 20
_OTHERS = re.compile(f"或(?P<either>{_FIGURE})|(?P<upto>{_FIGURE})间")
_UNREAD = re.compile(
    "(?:(?:各?相?去|距|离|[夹侠挟]|从|上行|[在当])[^在当入云曰作或灸※]{2,6}"
    "|(?:缺盆|际中|足?[内外]?踝[尖后]?|[耳鼻膝肘腕阴]|足?跗)上[^在当入云曰作或灸※]{0,5})$"
)
"""Words of place before a figure, from the one that leads or the part of the body above which."""
_DENIED = re.compile("(?:不可便?|非|不当|不是|岂|误)$")
"""Before a place that is told to be wrong (不可便從膝頭上去三寸)."""
_QUOTED = re.compile(
    "(?P<name>[一或又亦]本?作[^在]{1,6}?(?:一名|在))|(?P<none>[一或又亦]本?[云曰作])|[云曰作]"
)
"""Who speaks from there on; another writing of a name (一作亶…在) changes nothing."""
_BARE = re.compile("(?P<name>甲乙|千金|铜人|明堂|资生|外台|素问?注)经?[肝心脾肺肾]?[脏藏]?[在穴]*$")
_BOOKS = {"甲乙": "jiayi-jing", "千金": "qianjin-yaofang"}
"""Books that are named right before a place without 云; the others are left out."""
_ARGUED = re.compile("及考|则|方是|其曰|诸书|凡[^在]{2,6}穴|是[^在]{2,8}当")
"""After a quotation: the author who quotes draws his own conclusion."""
_OTHER = re.compile("(?P<name>[^在寸分]{2,12}?)(?:[一二]?穴)?盖?在[^在寸分]{0,8}$")
_ASIDE = re.compile("(?P<name>[^在寸分]{2,12})上$")
_GROUP = "八髎"
_OPENS = frozenset("寸分半有云曰按考")
"""What stands before the name of another point that is brought in."""
_LACKING = re.compile("人?无[^无者]{1,4}者[在取则可]?$")
"""Before a place: whom alone it holds for (無蔽骨者)."""
_EARS = re.compile("直?耳正?直?上$")
_AMENDED = re.compile(f"恐?{_N}?字?当作(?:[^在刺针灸]{{0,3}}{_N}+[寸分]半?|{_N})|恐?疑?误")
"""After a place: the book or its editor says that the figure should be another."""


class LandmarkRule:
    """Words of the body, the landmark they mean, and at which points and in which direction.

    Parameters
    ----------
    words : str
        Folded words, parted by spaces; longer ones count before shorter ones.
    ref : str
        Landmark id.
    dirs : str
        Directions as printed that may follow, parted by spaces and each with what it means
        (``后=proximal``); ``=lateral`` is the one meant where none is printed.
    at : str
        Pattern of the codes of the points at which this holds; empty for all.
    """

    def __init__(self, words: str, ref: str, dirs: str, at: str = "") -> None:
        self.words = tuple(words.split())
        self.ref = ref
        pairs = (pair.partition("=") for pair in dirs.split())
        self.dirs = {said: means for said, _, means in pairs}
        self.at = re.compile(at) if at else None


_UP_DOWN = "上=superior 直上=superior 上行=superior 下=inferior 直下=inferior 下行=inferior"
_ROUND = f"{_UP_DOWN} 前=anterior 后=posterior"
_SIDE = "旁=lateral 傍=lateral 两旁=lateral 两傍=lateral 两边=lateral 外=lateral"
_BACK = r"(?:BL(?:1[1-9]|[2-4]\d|5[0-4])|SI1[45])$"
_FRONT = r"(?:ST|KI|SP|LR|GB|CV|LU|PC)\d+"
_NAPE = r"(?:GV1[4-9]|BL(?:9|10)|GB(?:12|19|20)|TE16)$"
_EAR = r"(?:GB(?:[7-9]|1[01])|TE(?:18|19|20))$"
_BROW = r"(?:GV2[0-4]|BL[3-8]|GB(?:[1-6]|1[3-8])|ST8)$"
_WRIST = "后=proximal 上=proximal 前=distal 直上=proximal =proximal"
_ELBOW = "上=proximal 后=proximal 下=distal 前=distal"
_POPLITEAL = "约纹 约文 约纹中央 约文中央 约中央 膝约中央 膝约纹 膝约文 腘约文中央 膝约文中央"
_TOE = "大趾本节 大指本节 足大趾本节 足大指本节 大指内侧本节 大指本节之"

_RULES: tuple[LandmarkRule, ...] = (
    LandmarkRule("脐 脐中", "umbilicus-centre", f"{_UP_DOWN} {_SIDE} 夹=lateral"),
    LandmarkRule("脊中", "posterior-median-line", f"{_SIDE} =lateral 夹=lateral", _BACK),
    LandmarkRule("脊 脊骨 中脊 脊椎 脊柱", "spine", f"{_SIDE} =lateral 夹=lateral", _BACK),
    LandmarkRule("中行 脊中行 去中 开中", "posterior-median-line", f"{_SIDE} =lateral", _BACK),
    LandmarkRule("中行 腹中行 胸中行 任脉 任脉中行 任脉之中行 去中 开中", "anterior-median-line",
                 f"{_SIDE} =lateral", _FRONT),
    LandmarkRule("内踝 足内踝 内踝骨 足内踝骨 内踝尖", "medial-malleolus-prominence", _ROUND),
    LandmarkRule("外踝 足外踝 外踝骨 足外踝骨 外踝尖", "lateral-malleolus-prominence", _ROUND),
    LandmarkRule("膝 膝膑 膝盖", "patella-base", "上=superior 直上=superior 上行=superior"),
    LandmarkRule("膝", "knee-joint", "下=inferior 直下=inferior 下行=inferior"),
    LandmarkRule("腕 手腕 腕中", "palmar-wrist-crease", _WRIST, r"(?:LU|HT|PC)\d+"),
    LandmarkRule("腕侧 腕后侧", "palmar-wrist-crease", "上=proximal 后=proximal",
                 "(?:LU7|HT5)$"),
    LandmarkRule("掌", "palmar-wrist-crease", "后=proximal", r"(?:LU|HT|PC)\d+"),
    LandmarkRule("腕 手腕 腕中", "dorsal-wrist-crease", _WRIST, r"(?:LI|TE|SI)\d+"),
    LandmarkRule("肘", "cubital-crease", _ELBOW, r"(?:LU|HT|PC|LI)\d+"),
    LandmarkRule("肘", "cubital-crease", "=proximal", "(?:LU[34]|LI1[1-5]|HT[12]|PC2)$"),
    LandmarkRule("肘 肘尖", "olecranon-prominence", _ELBOW, r"(?:TE|SI)\d+"),
    LandmarkRule("肘端 两肘端", "olecranon-prominence", "=", "(?:SI8|HT3|LI12)$"),
    LandmarkRule("肘外大骨 大骨 肘大骨", "olecranon-prominence", "后=proximal 上=proximal",
                 "TE10$"),
    LandmarkRule("腋 曲腋", "axilla", "下=inferior"),
    LandmarkRule("乳 乳中", "nipple-centre", "上=superior 下=inferior 后=lateral 外=lateral"),
    LandmarkRule("鼻孔 鼻", "nostril-lateral-margin", _SIDE),
    LandmarkRule("口吻 口", "mouth-angle", f"{_SIDE} 夹=lateral", "ST4$"),
    LandmarkRule("目", "eyeball", "下=inferior", "ST[1-4]$"),
    LandmarkRule("目外眦 目外去眦 目锐眦 外眦", "outer-canthus", f"{_SIDE} 后=lateral =lateral"),
    LandmarkRule("目外", "outer-canthus", "=lateral", "GB1$"),
    LandmarkRule("眉", "eyebrow", "上=superior 直上=superior"),
    LandmarkRule("结喉 颈结喉", "thyroid-cartilage-superior-border", f"{_UP_DOWN} {_SIDE}"),
    LandmarkRule("曲颊 曲颔", "mandible-angle", "下=inferior 前=anterior"),
    LandmarkRule("耳", "ear-lobe", "下=inferior", "ST6$"),
    LandmarkRule("前发际", "anterior-hairline", "上=superior 后=superior =superior"),
    LandmarkRule("后发际 项后发际 项发际", "posterior-hairline", "上=superior =superior"),
    LandmarkRule("发际", "temporal-hairline", "上=superior =superior", _EAR),
    LandmarkRule("发际", "posterior-hairline", "上=superior =superior", _NAPE),
    LandmarkRule("发际", "anterior-hairline", "上=superior =superior", _BROW),
    LandmarkRule("蔽骨 敝骨", "xiphoid-process-tip", f"{_UP_DOWN} =", r"CV1[0-5]$|ST\d+|KI\d+"),
    LandmarkRule("岐骨 歧骨 岐骨际 歧骨际", "xiphisternal-junction", "下=inferior 下行=inferior",
                 "CV15$"),
    LandmarkRule("季胁 季肋", "eleventh-rib-free-extremity", "下=inferior"),
    LandmarkRule(_TOE, "first-metatarsophalangeal-joint", "后=proximal", "(?:LR|SP)[1-4]$"),
    LandmarkRule(_POPLITEAL, "popliteal-crease", "下=inferior", "BL5[5-7]$"),
    LandmarkRule("脚跟 跟", "heel", "上=superior", "BL5[678]$"),
    LandmarkRule("肩端 肩头", "acromion", "下=inferior ="),
)  # fmt: skip
"""What words of the body mean: reading of ours, each on the points where the books use it so."""

_NEVER = frozenset({"横骨", "大骨", "巨骨", "中央", "脊中", "脐中", "乳中", "颞颥", "鼻柱", "中行"})
"""Names of points that are first of all words of the body where places are told."""


_WITHIN = frozenset({"渊腋", "泉腋"})
"""Words of which the last character is no place of its own (泉腋 is printed for 淵腋)."""


@cache
def _words() -> Mapping[str, tuple[LandmarkRule, ...]]:
    found: dict[str, tuple[LandmarkRule, ...]] = {}
    for rule in _RULES:
        for word in rule.words:
            found[word] = (*found.get(word, ()), rule)
    return found


def located(
    text: str, start: int, point: str, names: PointNames, whole: str = ""
) -> Iterator[Reading]:
    """Yield the figures of place in a folded stretch of the head of an entry.

    Parameters
    ----------
    text : str
        Folded characters, those of notes masked.
    start : int
        Position of the first one in the stream.
    point : str
        Whose entry it is: some words mean another place at another point.
    names : PointNames
        All point names.
    whole : str
        The stream with its notes: what they amend is not read as it stands.

    Examples
    --------
    >>> from kb.texts.names import PointNames
    >>> names = PointNames({"ST35": ["犊鼻"], "ST36": ["足三里"]}, {})
    >>> [(one.value, one.start, one.end) for one in located("在犊鼻下三寸", 0, "ST36", names)]
    [({'words': True, 'ref': 'ST35', 'dir': 'inferior', 'distance': '3 寸'}, 1, 6)]
    >>> [one.value for one in located("去爪甲一分刺入三分", 0, "ST45", names)]
    [{'words': True}]
    """
    after, strayed = 0, -1
    for match in _SIZE.finditer(text):
        if match.start() < after or _NEEDLED.search(text, 0, match.start()):
            continue
        found = _phrase(text, max(after, match.start() - LONGEST), match.start(), point, names)
        size = depth(match["size"])
        if found is None or not size or match.end() - found[0] > LONGEST:
            continue
        first, ref, toward = found
        after = match.end()
        turned = text.startswith("转针", after)
        if ref == point or turned or _DENIED.search(text, 0, first):
            continue
        if (strayed == first or _elsewhere(text, first, point, names)) and first:
            strayed = after
            continue
        if limited := _limited(text, first, after, ref, (whole or text, start if whole else 0)):
            first, after = limited
            yield Reading("located", start + first, start + after, value={"words": True})
            continue
        value: dict[str, Any] = {"words": True}
        figures: tuple[tuple[str, int, int], ...] = ()
        if ref:
            other = _OTHERS.match(text, after)
            also = depth(other["either"] or other["upto"]) if other else ""
            value |= {"ref": ref} | ({"dir": toward} if toward else {})
            value["distance"] = [size, also] if also else size
            if other and also:
                after = other.end()
            else:
                figures = (("distance", start + match.start(), start + after),)
        yield Reading("located", start + first, start + after, value=value, figures=figures)


def spoken(
    text: str, start: int, point: str, names: PointNames, speaker: str = "", whole: str = ""
) -> Iterator[tuple[Reading, str]]:
    """Yield the same with who says it, `speaker` unless an unnamed source is brought in (一云).

    What follows the name of a book that the caller did not know as a speaker is left out.
    """
    since = 0
    for one in located(text, start, point, names, whole):
        first = one.start - start
        marks = [mark for mark in _QUOTED.finditer(text, since, first) if not mark["name"]]
        bare = _BARE.search(text, since, first)
        argued = bool(speaker) and _ARGUED.search(text, max(0, first - _NEAR), first)
        since = one.end - start
        if bare:
            if bare["name"] in _BOOKS:
                yield one, _BOOKS[bare["name"]]
        elif marks and marks[-1]["none"]:
            yield one, "unnamed"
        elif not marks and not argued:
            yield one, speaker


def _elsewhere(text: str, first: int, point: str, names: PointNames) -> bool:
    """Return whether a phrase is the place of another point that is named right before it.

    A name is one only where a sentence can begin (足厥陰郄 is not 陰郄).
    """
    low = max(0, first - 20)
    found = _OTHER.search(text, low, first)
    if text[first] in "去相":
        found = found or _ASIDE.search(text, low, first)
    if not found:
        return False
    end = found.end("name")
    if text.endswith(_GROUP, 0, end):
        return True
    for size in (4, 3, 2):
        word = text[max(0, end - size) : end]
        opens = end > size and (
            text[end - size - 1] in _OPENS or text.endswith(word, 0, end - size)
        )
        if opens and word in names and word not in _NEVER:
            return word not in names.forms(point) and point not in names.candidates(word)
    return False


def _limited(
    text: str, first: int, end: int, ref: str, beside: tuple[str, int]
) -> tuple[int, int] | None:
    """Return where the words begin and end that limit or amend a place; None where none do.

    Such a place holds for some only, or is told to be wrong: its words stay together, unread.
    """
    low = max(0, end - LONGEST)
    if ref == "anterior-hairline" and (ears := _EARS.search(text, low, first)):
        return ears.start(), end
    if lacking := _LACKING.search(text, low, first):
        return lacking.start(), end
    whole, offset = beside
    if amended := _AMENDED.match(whole, offset + end):
        far = end + len(amended[0])
        short = text.startswith(amended[0], end) and far - first <= LONGEST + 2
        return first, far if short else end
    return None


def _phrase(
    text: str, low: int, end: int, point: str, names: PointNames
) -> tuple[int, str, str] | None:
    """Return where the words before a figure begin, what they refer to, and the direction."""
    fill = _FILL.search(text, low, end)
    stop = fill.start() if fill else end
    if beside := _BESIDE.search(text, max(0, stop - 2), stop):
        spine = _SPINE.search(text, max(0, stop - _NEAR), beside.start())
        if re.match(_BACK, point) and (spine or text[beside.start() - 1] in "椎节"):
            whole = "相去" not in text[stop:end] or "各" in text[stop:end]
            ref = ("spine", "lateral") if whole else ("", "")
            return max(low, beside.start() - (beside[0] == "外")), *ref
    for size in (3, 2, 1, 0):
        said = text[max(low, stop - size) : stop]
        if len(said) == size and (not said or said in _WHICH):
            at = stop - size
            found = _reference(text, low, at, said, point, names)
            if found is None and text[low:at].endswith("穴"):
                found = _reference(text, low, at - 1, said, point, names)
            if found:
                both = found[2] == "lateral" and "相去" in text[stop:end]
                whole = not both or "各" in text[stop:end] or text[found[0]] in "去相"
                return found if whole else (found[0], "", "")
    return _unread(text, low, stop)


def _reference(
    text: str, low: int, end: int, said: str, point: str, names: PointNames
) -> tuple[int, str, str] | None:
    """Return the phrase whose reference ends at a position, None where no table knows it."""
    for size in range(min(8, end - low), 0, -1):
        word = text[end - size : end]
        first = _begin(text, low, end - size)
        side = "夹" if not said and text[first] in "夹侠挟" else said
        for rule in _words().get(word, ()) if text[end - size - 1 : end] not in _WITHIN else ():
            if (rule.at is None or rule.at.match(point)) and side in rule.dirs:
                return first, rule.ref, rule.dirs[side]
        name = word.replace("夹", "侠")
        if size > 1 and name in names and word not in _NEVER:
            ref = _named(name, point, names)
            toward = "lateral" if side == "夹" else _toward(point, ref, said)
            return first, ref, toward if ref else ""
    return None


def _begin(text: str, low: int, at: int) -> int:
    """Return where a phrase begins: with the word that leads to its reference (去, 夾)."""
    lead = _LEAD.search(text, low, at)
    return lead.start() if lead else at


def _named(word: str, point: str, names: PointNames) -> str:
    """Return the point a name means: standard before other names, of the meridian in hand first.

    Of two on this meridian it is the nearer one (臨泣 of the foot at 丘墟, of the head at 目窗).
    """
    meridian = meridian_of(point)
    for codes in (names.standard(word), names.candidates(word, meridian)):
        own = [code for code in codes if meridian_of(code) == meridian and code != point]
        if own:
            return min(own, key=lambda code: abs(int(code[2:]) - int(point[2:])))
    every = names.standard(word) or names.candidates(word)
    return every[0] if len(every) == 1 else ""


_FOOT = re.compile("(?:ST4[0-5]|SP[1-5]|GB4[0-4]|LR[1-4]|KI[12]|BL6[3-7])$")
_HAND = re.compile(r"(?:LU|LI|HT|SI|PC|TE)\d+")


def _toward(point: str, ref: str, said: str) -> str:
    """Return what a direction from a point means: on arm and foot 後 is up the limb."""
    toward = _WHICH.get(said, "")
    limb = (_HAND.match(ref) and _HAND.match(point)) or _FOOT.match(ref)
    if limb and toward in ("posterior", "anterior"):
        return "proximal" if toward == "posterior" else "distal"
    return toward


def _unread(text: str, low: int, end: int) -> tuple[int, str, str] | None:
    """Return a phrase that begins with a word of place but whose reference no table knows."""
    lead = _UNREAD.search(text, low, end)
    if not lead:
        return None
    at = lead.start()
    return at + (text[at] in "在当"), "", ""
