"""The complaints a piece names: indications, and what points used together are good for.

A sentence is read only when its frame is understood (主治…, 兼X治…, …取X). One that names another
point in any other way, or gives an instruction, is left unread and counted: it would be a
prescription taken for a property of the point.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from kb.ingest.pieces import HEAD, NOTE
from kb.ingest.readings import limits
from kb.ingest.speakers import LISTERS, SONGS

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kb.ingest.pieces import Piece
    from kb.texts.names import PointNames

__all__ = ["UNLISTED", "Complaint", "Reader"]


@dataclass(frozen=True, slots=True)
class Complaint:
    """A phrase that names a complaint.

    Attributes
    ----------
    start, end : int
        Positions in the folded stream.
    text : str
        The folded phrase.
    partners : tuple of str
        Printed names of the points used with this one; empty for a property of the point.
    """

    start: int
    end: int
    text: str
    partners: tuple[str, ...] = ()


UNLISTED: dict[str, str] = {
    "背缝": "玉龍賦 names it as a point beside 五樞; no standard or extra point has this name",
    "内踝尖": "天星秘訣 names the tip of the inner ankle, a place outside the channels",
    "阳别": "標幽賦 names it as a point beside 陰交; the commentaries do not agree which",
}
"""Folded names of points used together with another that our data has no point for."""

_MEASURE = re.compile(
    "(?:可|宜|日|当|但|各|则|即|及|为)*(?:[灸刺针]|留[一二三四五六七八九十]+呼|[一二三四五六七八九十百两]+壮|随年壮|以年为壮)"
)
_PAIN = re.compile("刺(?=痛|疼)|(?<=疼)刺")
_INSTRUCTION = re.compile(
    "先[补泻]|后[补泻]|[补泻]之|[补泻]此|宜[补泻]|[须可当]补|[须当]泻|俱宜|皆宜|^补|^泻(?![痢泄利下血])|^[频速]泻|左取右|右取左|取左$|取右$|病[左右]取"
    "|左患|右患|食顷|立[已愈止]|即[愈止差瘥]|[神甚奇殊最]效|甚妙|最良|[有神]功|病自|自[轻安]$|^令.{0,3}自"
    "|不[须用]忧|此穴|之穴|诸书|三报|左右|男三女四|得气|微出血|出血[立愈妙]|治同$|大同$|同治$|主之$|取之|^[寻取]"
    "|须臾|顷刻|应手|不妨|者良|为度|[灸针]之|常用|多用|神人|炷|当在第|次下|^此[名为]|^[已以]上|^先以|^[不未]瘥|^未愈|三棱|男左|女右"
    "|如黍|如雀|如麦|再三|以差|病人|病患|十三鬼|^用(?!力)|^即|^或|吾|予|尤|^但|^惟|^乃|^则|^故|^后|^不惟|^恐(?![惧悸])|否则|椎|宛宛|[一二三四五六七八九十]寸"
    "|相去|穴|饶|^勿|^莫|安知|^以|绝要|最要|纳盐|断根|令气宣|令当|百病皆治|诸病皆治|^意必|日后$|妄传|欲求|人能|愈疾|救矣|神效|复无常$"
    "|^宜|^若[人不下]$|能明|旬后|壮数|此法|^从[来未]|^得桃|徐平|^同|^疾出|^病去|即[痛罢]$|发根|井花|^酒酢|海南|^相谐|^生死"
    "|^能?使瞽|五指不$|^下火|符药|^至七|^多多|欲绝产|^休迟|^之热$"
    "|左[补泻]右|右[补泻]|^徐徐|^然后|^慎|^忌|任之为|火到|便愈|^于|白酒|^至发|^须|时瘳|点烙|永无|^度浅|久留|^先用|^今俗|顿愈|宜多|此进"
    "|寿$|^华[陀佗]$|^无令|^从痛$|^老少|^不?溃者|动脉中$|^不止$|不论月数|未满百日|^妇人妊娠$|^[实虚]则$"
    "|^俱|^亦属|^而可|^为[治妇]|多为$|无[如比]$"
)
_TAIL = re.compile(
    "(?:等[症证病疾]|诸[症证]|之[症证]|最?[妙良]|神良?|者|有?大?验|已?试|为紧要|如神|立[消安]|休迟|最奇|[极最]效|效|一时消|堪详|须?寻之|可搜|功最高|宜烧|紧要法|泻之|非)$"
)
_LOOSE_END = re.compile("[禁不可宜勿忌令当皆俱各先再更仍日以而即若但能方则悉并遂及又]$")
_JOIN = re.compile(
    "^(?:今俗以灸|[若或]?[是患]|或为|昔.{0,3}?(?:有|苦)?[患病]|令人|[及并或又若亦凡兼名]|以及|而|且)(?=..)"
)
_VERB = (
    "主治|治|疗|主|除|去|驱|却|祛|袪|疏通|疏|追|彻|开彻|医|攻|退|蠲|扫尽|止|愈|救|理|住|平|收"
    "|消(?![渴瘦谷疸中])|泻尽|通(?=大便)|下(?=死胎)"
)
_FRAME = re.compile(
    f"^(?:此穴|本穴|此)?(?:[主能可善堪专兼又亦并悉俱偏最宜用得易故全为]|刺(?=治))*(?:{_VERB})(?:{_VERB})?(?![之病同法])"
)
_OWN_FRAME = re.compile("^(?:[治疗]|主(?=肾))(?=..)")
_HEAT = re.compile("^(?:此穴)?(?:主|能)*泻(?=.{1,6}之热)")
_NEEDLED = re.compile("^[刺针灸]治?(?=.{2,6}$)(?![一二三四五六七八九十百入之此])")
_VERSES = frozenset(SONGS.values())
_PERSON = re.compile("^(?:甄权|华[陀佗])(?:刺)?")
_WITH = "[兼同与并合连及会和]"
_LEAD = re.compile(f"(?:此穴|本穴)?(?:[又更]|亦)?{_WITH}|此穴|[又取刺]")
_AND = re.compile(f"{_WITH}|更{_WITH}?|[二两三四]穴")
_SEEK = "(?:宜|须|专|独|便|但|好|则)*(?:取|寻|求|刺|针|灸|泻|补|须|须补|用|治|觅|收|留|主|灼)*"


class Reader:
    """Finds complaints in the pieces of one entry.

    Parameters
    ----------
    names : PointNames
        All point names.
    own : iterable of str
        Folded names of the entry's own point.
    """

    def __init__(self, names: PointNames, own: set[str]) -> None:
        self._names = names
        self._own = own
        self.unread: list[tuple[int, int]] = []

    def elsewhere(self, text: str, end: int) -> bool:
        """Return whether another point is named right before a position (灸氣海百壯)."""
        end -= text[:end].endswith("各")
        return any(
            name in self._names and name not in self._own
            for name in (text[end - size : end] for size in range(2, min(5, end) + 1))
        )

    def complaints(self, piece: Piece) -> Iterator[Complaint]:
        """Yield the complaints of a piece in order of the text."""
        if piece.speaker and piece.speaker not in LISTERS:
            self.unread.append((piece.start, piece.start + len(piece.text)))
            return
        own_words = not piece.speaker and piece.text.startswith("主治")
        if own_words and piece.role != HEAD:
            for first, last in piece.clauses():
                yield from self._clause(piece, max(first, 2), last, ())
            return
        for first, last in piece.clauses(2):
            found = list(self._sentence(piece, first, last))
            if not found and piece.role != HEAD:
                self.unread.append((piece.start + first, piece.start + last))
            yield from found

    def _sentence(self, piece: Piece, first: int, last: int) -> Iterator[Complaint]:
        text = piece.text
        if heat := _HEAT.match(text[first:last]):
            stop = text.index("之热", first) + 2
            yield Complaint(piece.start + first + heat.end(), piece.start + stop,
                            text[first + heat.end() : stop])  # fmt: skip
            return
        at, partners = self._partners(piece, first, last)
        framed = _FRAME.match(text[at:last])
        if not piece.speaker or piece.role == HEAD:
            own_frame = re.match("(?:此穴)?.?[主治疗]|(?:云)?此穴能", text[at:last])
            if not framed or partners or not own_frame:
                return
        begin = at + (framed.end() if framed else 0)
        stop = self._sought(text, begin, last)
        if self._others(text, begin, stop) or (stop < last and self._others(text, stop, last)):
            return
        edges = [mark for mark, _ in sorted(piece.cuts.items()) if begin < mark < stop]
        for one, two in zip([begin, *edges], [*edges, stop], strict=True):
            yield from self._clause(piece, one, two, partners)

    def _partners(self, piece: Piece, first: int, last: int) -> tuple[int, tuple[str, ...]]:
        """Return where the frame begins after the points named first, and their printed names."""
        text = piece.text
        at = first
        known = self._names.at(text[:last], first)
        lead = None if known else _LEAD.match(text[at:last])
        if lead:
            at += lead.end()
        found: list[str] = []
        start = at
        while at < last:
            name = self._names.at(text[:last], at) or self._unlisted(text[:last], at)
            if not name:
                break
            found.append(name)
            at += len(name)
            while not self._names.at(text[:last], at) and (join := _AND.match(text[at:last])):
                at += join.end()
            if person := _PERSON.match(text[at:last]):
                at += person.end()
        partners = tuple(name for name in dict.fromkeys(found) if name not in self._own)
        if not found or (not partners and not lead and len(found) == 1 and at == start):
            return (start if lead and lead.group() in ("此穴", "又") else first), ()
        return at, partners

    def _sought(self, text: str, begin: int, last: int) -> int:
        """Return where the complaint ends before 'seek this point' (頭項須尋列缺)."""
        own = "|".join(sorted(map(re.escape, self._own), key=lambda name: (-len(name), name)))
        match = re.search(f"{_SEEK}(?:此穴|此|{own})", text[begin:last])
        return begin + match.start() if match and match.start() else last

    def _others(self, text: str, first: int, last: int) -> bool:
        """Return whether a stretch names another point."""
        at = first
        while at < last:
            name = self._names.at(text[:last], at)
            if name and name not in self._own:
                return True
            at += len(name) or 1
        return False

    def _unlisted(self, text: str, at: int) -> str:
        """Return the name our data has no point for that stands at a position, or empty."""
        return next((name for name in UNLISTED if text.startswith(name, at)), "")

    def _elsewhere(self, words: str) -> bool:
        """Return whether indications are told by pointing to another point (主治同神封)."""
        return words == "上" or (bool(words) and self._names.at(words, 0) == words)

    def _clause(
        self, piece: Piece, first: int, last: int, partners: tuple[str, ...]
    ) -> Iterator[Complaint]:
        words = piece.text[first:last]
        if not piece.speaker and words[:1] == "同" and self._elsewhere(words[1:]):
            yield Complaint(piece.start + first, piece.start + last, words)
            return
        size = len(words)
        while join := _JOIN.match(words):
            words = words[join.end() :]
        if piece.speaker in _VERSES and (needled := _NEEDLED.match(words)):
            words = words[needled.end() :]
        if piece.speaker and (person := _PERSON.match(words)):
            words = words[person.end() :]
        first += size - len(words)
        if measure := _MEASURE.search(_PAIN.sub(NOTE, words)):
            words = words[: measure.start()]
            while loose := _LOOSE_END.search(words):
                words = words[: loose.start()]
            words = "" if limits(words) and len(words) < 3 else words
        size = len(words)
        while join := _JOIN.match(words):
            words = words[join.end() :]
        framed = (_FRAME if piece.speaker else _OWN_FRAME).match(words)
        words = words[framed.end() :] if framed else words
        first += size - len(words)
        while tail := _TAIL.search(words):
            words = words[: tail.start()]
        is_point = bool(words) and self._names.at(words, 0) in (words, words.removesuffix("出血"))
        if len(words) < 2 or NOTE in words or is_point or _INSTRUCTION.search(words):
            self.unread.append((piece.start + first, piece.start + last))
            return
        start = piece.start + first
        yield Complaint(start, start + len(words), words, partners)
