"""What a piece says in figures and fixed phrases: depth, breaths, cones, bans, membership, names.

Patterns run over folded text; a reading keeps the positions of the words it rests on, so that the
claim can cite the printed line and the printed characters.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from kb.ingest.pieces import HEAD
from kb.texts.numerals import count, depth

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from kb.ingest.pieces import Piece

__all__ = [
    "NUM",
    "Reading",
    "bans",
    "belongs",
    "limits",
    "measures",
    "meets",
    "meridians",
    "nicknames",
]

NUM = "[一二三四五六七八九十百千两廿卅半]+"


@dataclass(frozen=True, slots=True)
class Reading:
    """One thing read from a piece.

    Attributes
    ----------
    kind : str
        Item key: ``needle``, ``moxa``, ``forbids``, ``meets``, ``belongs``, ``named``, ``treats``.
    start, end : int
        Positions of its words in the folded stream.
    target : str
        Id the reading is about, where the kind has one.
    value : mapping
        Figures.
    limits : tuple of str
        Whom or when it is limited to.
    figures : tuple of (str, int, int)
        Name and positions of each printed figure, to be compared with the second witness.
    """

    kind: str
    start: int
    end: int
    target: str = ""
    value: Mapping[str, Any] = field(default_factory=dict)
    limits: tuple[str, ...] = ()
    figures: tuple[tuple[str, int, int], ...] = ()


_SIZE = rf"(?:{NUM}寸(?:{NUM}分半?|半)?|{NUM}分半?|寸半)"
_DEEP = rf"(?:{_SIZE}|寸{NUM}分)"
_DEPTH = re.compile(
    rf"(?:[刺针]入?|入|深)(?:可|至|宜)?(?P<depth>{_DEEP})(?:(?:至|或)(?P<to>{_SIZE}))?"
)
_BARE = re.compile(rf"(?P<depth>{_SIZE})")
_RETAIN = re.compile(rf"留(?P<retain>{NUM})呼")
_CONES = re.compile(rf"(?P<cones>{NUM})壮(?:(?:至|或|止)?(?P<to>{NUM})壮)?")
_YEARS = re.compile("灸?(?:随年为?壮|随年数|以年为壮|不限壮数?)")
_BLEED = re.compile("(?:刺|(?<!不)宜)[^※禁不]{0,6}?出血")
_NEAR = 14


def _range(first: str, last: str) -> str:
    """Return ``3-5`` for two figures in rising order, else empty."""
    low, _, unit = first.partition(" ")
    high, _, other = last.partition(" ")
    if unit != other or "-" in low + high or not low or not high or float(low) >= float(high):
        return ""
    return f"{low}-{high} {unit}".strip()


def measures(piece: Piece, *, measured: bool) -> Iterator[Reading]:
    """Yield depth with breaths, cones and bleeding, in order of the text.

    Parameters
    ----------
    piece : Piece
        The piece.
    measured : bool
        Whether the paragraph has given a depth already: then a bare size after 一曰 is another
        depth, else it is another location.
    """
    text, base = piece.text, piece.start
    retains = list(_RETAIN.finditer(text))
    for match in _depths(piece, measured=measured):
        first, last = depth(match["depth"]), ""
        if not first:
            continue
        opens = base + match.start()
        figures = [("depth", base + match.start("depth"), base + match.end("depth"))]
        value: dict[str, Any] = {"depth": first}
        end = match.end()
        if match.re is _DEPTH and match["to"] and (last := _range(first, depth(match["to"]))):
            value["depth"] = last
            figures = [("depth", base + match.start("depth"), base + match.end("to"))]
        if match.re is _BARE:
            opens = piece.opens
            value["words"] = True
        if retains and 0 <= retains[0].start() - end <= _NEAR:
            kept = retains.pop(0)
            value["retain"] = f"{count(kept['retain'])} 呼"
            figures.append(("retain", base + kept.start("retain"), base + kept.end("retain")))
            end = kept.end() if not value.get("words") else end
        yield Reading("needle", opens, base + end, value=value, figures=tuple(figures))
    for kept in retains:
        figure = ("retain", base + kept.start("retain"), base + kept.end("retain"))
        value = {"retain": f"{count(kept['retain'])} 呼"}
        yield Reading(
            "needle", base + kept.start(), base + kept.end(), value=value, figures=(figure,)
        )
    yield from _cones(piece)
    for match in _BLEED.finditer(text):
        value = {"bleed": "yes", "words": True}
        yield Reading("needle", base + match.start(), base + match.end(), value=value)


def _depths(piece: Piece, *, measured: bool) -> Iterator[re.Match[str]]:
    if measured and piece.speaker and (bare := _BARE.match(piece.text)):
        yield bare
    yield from _DEPTH.finditer(piece.text)


def _cones(piece: Piece) -> Iterator[Reading]:
    base = piece.start
    for match in _CONES.finditer(piece.text):
        first = count(match["cones"])
        opens = match.start() - (piece.text[match.start() - 1 : match.start()] == "灸")
        if not first:
            continue
        parts = [("cones", "cones", first)]
        if match["to"]:
            last = count(match["to"])
            if both := _range(first, last):
                parts = [("cones", "to", both)]
            elif last:
                parts.append(("to", "to", last))
        for begin, stop, value in parts:
            span = (base + match.start(begin), base + match.end(stop))
            yield Reading(
                "moxa", base + opens, base + match.end(stop) + 1, value={"cones": value},
                figures=(("cones", *span),),
            )  # fmt: skip
    for match in _YEARS.finditer(piece.text):
        years: dict[str, Any] = {"words": True}
        yield Reading("moxa", base + match.start(), base + match.end(), value=years)


_LIMITS: tuple[tuple[str, str], ...] = (
    ("孕妇|妊妇|娠妇|妊娠|妊孕|有孕|妇人孕|怀孕|怀妊", "pregnancy"),
    ("产后|生产后|产前产后", "postpartum"),
    ("(?<!大人)小儿|^儿(?![衣枕])", "children"),
    ("老人", "elderly"),
    ("春月", "spring"),
    ("夏月", "summer"),
    ("秋月", "autumn"),
    ("冬月", "winter"),
    ("妇人|女子|女人|妇女", "women"),
    ("男子|丈夫", "men"),
)


def limits(text: str) -> tuple[str, ...]:
    """Return whom or when a folded text limits itself to.

    Grown-ups and children alike (大人小兒) are no limit; 兒 alone means children at the head of the
    text (兒癎), but not in the words for the afterbirth and its pains (兒衣, 兒枕).

    Examples
    --------
    >>> limits("孕妇产前产后皆不宜灸"), limits("妇人孕"), limits("妇人赤白带下")
    (('pregnancy', 'postpartum'), ('pregnancy',), ('women',))
    >>> limits("儿痫反视"), limits("大人小儿"), limits("儿衣不出")
    (('children',), (), ())
    """
    found = tuple(name for words, name in _LIMITS if re.search(words, text))
    if "pregnancy" in found or "postpartum" in found:
        found = tuple(name for name in found if name != "women")
    return found


_NOT = "(?:不可|不宜|勿|切忌|忌|不得)"
_SIZED = f"{NUM}[分寸]"
_BAN = "(?<![不云])禁"
_NOT_ACT = f"(?<!禁)(?<!谓可针){_NOT}"
_BANS: tuple[tuple[re.Pattern[str], tuple[str, ...]], ...] = (
    (
        re.compile(f"(?:{_BAN}用?|{_NOT_ACT})(?:刺灸|灸刺|针灸)(?!{NUM}壮)"),
        ("needle", "moxa"),
    ),
    (re.compile(f"{_BAN}(?:不可|不宜)?[刺针](?![灸深])|{_BAN}[刺针](?=灸{NUM}壮)"), ("needle",)),
    (re.compile(f"{_NOT_ACT}[刺针](?![灸太过深甚]|{_SIZED})"), ("needle",)),
    (re.compile("补.{1,3}?即堕胎"), ("needle",)),
    (re.compile(f"{_BAN}(?:不可|不宜)?灸|(?<=灸)孕妇尤忌之"), ("moxa",)),
    (re.compile(f"{_NOT_ACT}灸"), ("moxa",)),
    (re.compile(f"{_NOT}多灸"), ("many-cones",)),
    (re.compile(f"{_NOT}刺?[太过]?深刺?|刺[太过]?深(?=令人|则令人|即)|{_BAN}针深|若深(?=即)|过深(?=杀人)"),
     ("deep-needle",)),
    (re.compile(f"(?:{_NOT}|禁)(?:多|令)?(?:出|见)血"), ("bleeding",)),
)  # fmt: skip
_CONDITION = re.compile("者$|非有?.{1,3}$")
_NEAR_WHOM = 8


def bans(piece: Piece) -> Iterator[Reading]:
    """Yield what the piece forbids, with those it is forbidden for.

    A ban under a condition that no qualifier says (虛者不宜刺, 非有大急不可灸) is not yielded.
    """
    text, base = piece.text, piece.start
    for pattern, acts in _BANS:
        for match in pattern.finditer(text):
            first, _ = piece.sentence(match.start())
            who = limits(text[first : match.end()])
            if not who and _CONDITION.search(text[first : match.start()]):
                continue
            start = match.start()
            if who and (near := _opening(text, first, start)) is not None:
                start = near
            for act in acts:
                yield Reading("forbids", base + start, base + match.end(), target=act, limits=who)


def _opening(text: str, first: int, start: int) -> int | None:
    """Return where the words that name those concerned begin, if they stand near the ban."""
    names = "|".join(words for words, _ in _LIMITS)
    near = max(first, start - _NEAR_WHOM)
    found = re.search(names, text[near:start])
    return near + found.start() if found else None


_DIVISIONS = {
    ("手", "太阴"): "LU", ("手", "阳明"): "LI", ("足", "阳明"): "ST", ("足", "太阴"): "SP",
    ("手", "少阴"): "HT", ("手", "太阳"): "SI", ("足", "太阳"): "BL", ("足", "少阴"): "KI",
    ("手", "厥阴"): "PC", ("手", "少阳"): "TE", ("足", "少阳"): "GB", ("足", "厥阴"): "LR",
    ("手", "心主"): "PC",
}  # fmt: skip
_VESSELS = {
    "任": "CV", "督": "GV", "冲": "TV", "带": "BV", "阳跷": "YGH", "阴跷": "YNH", "阳维": "YGL",
    "阴维": "YNL",
}  # fmt: skip
_THREE = {
    ("足", "三阴"): "foot-three-yin", ("足", "三阳"): "foot-three-yang",
    ("手", "三阴"): "hand-three-yin", ("手", "三阳"): "hand-three-yang",
}  # fmt: skip
_TOKEN = re.compile(
    "(?P<limb>手足|足手|手|足)|(?P<three>三阴|三阳)"
    "|(?P<division>太阴|阳明|少阴|太阳|厥阴|少阳|心主)"
    "|(?P<both>阴阳跷)|(?P<vessel>阳跷|阴跷|阳维|阴维|[任督冲带])脉?"
    "|(?P<rest>[与及并之脉凡]|[二三四五][脉经络]|所生|所|别络)"
)
_MEET = re.compile(
    "(?P<names>(?:" + re.sub(r"\?P<\w+>", "?:", _TOKEN.pattern) + ")+?)(?:之会|[俱亦]会于此)"
)


def meets(piece: Piece) -> Iterator[Reading]:
    """Yield the meridians that the piece says meet at the point (X 之會, X 俱會於此)."""
    for match in _MEET.finditer(piece.text):
        for meridian in meridians(match["names"]):
            yield Reading(
                "meets", piece.start + match.start(), piece.start + match.end(), target=meridian
            )


def meridians(names: str) -> tuple[str, ...]:
    """Return the meridians a folded list of names means, in order.

    Examples
    --------
    >>> meridians("手足少阳手太阳"), meridians("足少阳阳跷"), meridians("足三阴任脉")
    (('TE', 'GB', 'SI'), ('GB', 'YGH'), ('foot-three-yin', 'CV'))
    """
    found: dict[str, None] = {}
    limbs = ""
    for token in _TOKEN.finditer(names):
        if token["limb"]:
            limbs = token["limb"]
        elif token["division"]:
            for limb in limbs:
                if code := _DIVISIONS.get((limb, token["division"])):
                    found[code] = None
        elif token["three"]:
            for limb in limbs:
                found[_THREE[limb, token["three"]]] = None
        elif token["both"]:
            found |= {"YNH": None, "YGH": None}
        elif token["vessel"]:
            found[_VESSELS[token["vessel"]]] = None
    return tuple(found)


_FIVE = (
    ("所出为井", "well-point"), ("所[溜流淄]为[荥荣]", "spring-point"),
    ("所注为[俞输]", "stream-point"), ("所行为经", "river-point"), ("所入为合", "sea-point"),
    ("所过为原|为俞即原也|即原也", "yuan-source"),
)  # fmt: skip
_OWNER = (
    "此?(?:[手足](?:太阴|阳明|少阴|太阳|厥阴|少阳|心主)|阳跷|阴跷|阳维|阴维|冲脉|督脉|任脉|带脉)"
)
_KINDS: tuple[tuple[re.Pattern[str], str], ...] = (
    *((re.compile(f"(?:{_OWNER}脉?)?(?:{words})"), name) for words, name in _FIVE),
    (re.compile("(?:肺|心包|心|肝|脾|肾|胆|胃|大肠|小肠|三焦|膀胱)之?募"), "front-mu"),
    (re.compile(f"{_OWNER}脉?之?[郄郗隙]"), "xi-cleft"),
    (re.compile(f"(?:{_OWNER}|脾|^太阴)之?大?络(?=脉?[别从也布总]|$)"), "luo-connecting"),
)
_MEETING = re.compile(
    "为[脏藏腑府气血筋脉骨髓]之?会|^此亦?[脏藏腑府气血筋脉骨髓]之?会|^[脏藏腑府气血筋脉骨髓]会(?![之于])"
)


def belongs(piece: Piece) -> Iterator[Reading]:
    """Yield the classes of points that the book puts the point in.

    The eight meeting points are also named among the indications (此血會也); the other classes
    only in the heading, and there not in stories told of another book.
    """
    for match in _MEETING.finditer(piece.text):
        start, end = piece.start + match.start(), piece.start + match.end()
        yield Reading("belongs", start, end, target="influential-point")
    if piece.role != HEAD:
        return
    for pattern, name in _KINDS:
        for match in pattern.finditer(piece.text):
            yield Reading(
                "belongs", piece.start + match.start(), piece.start + match.end(), target=name
            )


_NICKNAME = re.compile("(?:[一又亦此]名|名(?=鬼)|此为(?=鬼))(?P<name>[^※]{2,4})")


def nicknames(piece: Piece) -> Iterator[Reading]:
    """Yield other names that the piece gives in passing (一名X), each ending at a stop."""
    for first, last in piece.clauses():
        for match in _NICKNAME.finditer(piece.text, first, last):
            if match.end() == last or piece.text[match.end()] == "※":
                yield Reading(
                    "named", piece.start + match.start("name"), piece.start + match.end("name")
                )
