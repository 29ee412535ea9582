"""The complaints of a punctuated entry, clause by clause.

A clause is read as a complaint unless it gives an instruction, a figure or a result, tells a
story, or points to another point; those are left unread and counted.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import TYPE_CHECKING

from kb.ingest.complaints import Complaint
from kb.ingest.pieces import NOTE
from kb.ingest.readings import NUM

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kb.ingest.pieces import Piece
    from kb.texts.names import PointNames

__all__ = ["FRAME", "Indications"]

FRAME = re.compile("(?:又|专|兼|并|亦|能|此穴|多|一切)*(?:主治?|治|疗)(?![之病者同])")
"""What opens a list of complaints."""

_LEAD = re.compile(
    "^(?:(?:内?实则|虚则|内实|凡|及|并|或|又|若|亦|兼|且|以及|甚则|兼治|并治)(?=..))"
)
_SAME = re.compile(
    "^(?:余|馀|针灸|针|灸|疗法|主治|治疗|主|治|与)*(?:皆|俱)?同(?P<where>.{1,8}?)(?:疗法|主治)?$"
)
_PLACES = frozenset(
    {
        "胸中", "循胸", "气膺", "胁", "肋", "髀", "乳", "股", "臂", "项", "胸", "腰", "胸胁",
        "两胁", "腹中", "外廉", "内廉", "小肠", "三焦", "膀胱", "大肠",
    }
)  # fmt: skip
"""Places that stand alone only where the complaint follows at the end of a list."""

_TAIL = re.compile("(?:[补泻]之|等[症证病疾]|诸[症证疾病]|[症证](?=$)|最效|尤妙|皆治|者)$")
_WARNS = re.compile("慎|忌(?!惮)")
"""What is to be avoided goes on to the end of the sentence (慎冷食，房劳)."""

_STORY = re.compile("^(?:昔|唐(?!.{0,3}[疮疹])|甄权|华佗|魏武|一妇人|按)")
_INSTRUCTION = re.compile(
    "[补泻]之|宜[补泻]|可[补泻]|先[补泻]|后[补泻]|^泻(?![痢泄利下血])|^补|[灸针]|刺(?!痛|疼)"
    "|取之|取[左右]|^[左右]取|病[左右]|左治右|右治左|患[左右]"
    f"|立[愈已瘥差效止]|皆愈|自愈|即[愈瘥差已止安畏]|以瘥|为度|炷|慎|忌(?!惮)|勿|{NUM}(?:壮|寸|分|呼|吸)|令人(?!不)"
    "|^以上|此穴|^此|见后|患者|可治|百病皆|诸病皆|无所不疗|大士|先洗|取尽|盐汤|三棱|不畏|其经血"
    "|左右取|食顷|^则|^故|^盖|以正|得之|疗法|皆治|恐拔|^当|良久|神良|再三"
    "|食之$|井花|秋深|不较|度针|有子$|水出尽|^艾|点烙|二穴|之穴|屎出"
    "|可出血|掬心|未经生产|^[次急][补泻]|相离"
    "|^俱|^每节|^乃|[一二三]行$|穴|节名|千金作|居家必用|^觉|侧卧|必下|无令|不溃|男左女右|俱妙|而行$|^以[总细]"
    "|^[左右两]鼻?臭|已困|脉者"
)
_MEANT = re.compile("如针刺|刺痛|如刺|针刺|如针|刀刺|若刺|灸疮|锥刺")
_CURE = re.compile("(?:[可宜当速日各即俱以]|三壮)*(?:[灸](?!疮)|针(?!刺)(?<!如针)|三棱)")
"""Where a clause goes over to the treatment (脱肛可灸三壮)."""

_LOOSE = re.compile("(?:不|宜|可|多|得|即|各|俱|皆|更|再|以|而|且|若|当)+$")
"""Words left over before the treatment."""

_BARE = frozenset("病大小目头足耳鼻舌")
"""Single characters that say nothing when the glyph beside them is lost."""

_WHOM = re.compile("(?:妇人|女子|男子|小儿|孕妇|妊娠|产后|大人|老人|及|、)+")
_SINGLE = frozenset(
    "呕哕噎嚏噫疝癃痔疟痹瘕痢狂渴淋痉痫喘咳嗽瘿瘤疸疥癣疽痈聋盲喑哑泄泻衄疳蛊癫惊悸眩肿痿喑"
)
"""Complaints of one character."""


class Indications:
    """Finds the complaints in the pieces of one entry.

    Parameters
    ----------
    names : PointNames
        All point names.
    damaged : callable
        Whether a glyph is lost beside a position of the folded stream.
    """

    def __init__(self, names: PointNames, damaged: Callable[[int], bool]) -> None:
        self._names = names
        self._damaged = damaged
        self.unread: list[tuple[int, int]] = []

    def complaints(self, piece: Piece, *, framed: bool = False) -> Iterator[Complaint]:
        """Yield the complaints of a piece in order of the text.

        Parameters
        ----------
        piece : Piece
            The piece.
        framed : bool
            Whether it goes on with a list opened before; else it must open with 主 or 治.
        """
        if not framed and not FRAME.match(piece.text):
            self._leave(piece, 0, len(piece.text))
            return
        warned = 0
        for first, last in piece.clauses():
            warned = piece.sentence(first)[1] if _WARNS.match(piece.text, first) else warned
            if first < warned:
                self._leave(piece, first, last)
                continue
            if _STORY.match(piece.text[first:last]) and piece.cuts.get(first, 3) > 1:
                self._leave(piece, first, len(piece.text))
                return
            yield from self._clause(piece, first, last)

    def _leave(self, piece: Piece, first: int, last: int) -> None:
        self.unread.append((piece.start + first, piece.start + last))

    def _clause(self, piece: Piece, first: int, last: int) -> Iterator[Complaint]:
        at = first
        if framed := FRAME.match(piece.text, first, last):
            at = framed.end()
        words = piece.text[at:last]
        if same := _SAME.match(piece.text[first:last]):
            if self._points_elsewhere(same["where"]):
                yield Complaint(piece.start + first, piece.start + last, piece.text[first:last])
            else:
                self._leave(piece, first, last)
            return
        while lead := _LEAD.match(words):
            at += lead.end()
            words = words[lead.end() :]
        if cure := _CURE.search(words):
            words = _LOOSE.sub("", words[: cure.start()])
        while tail := _TAIL.search(words):
            words = words[: tail.start()]
        start, end = piece.start + at, piece.start + at + len(words)
        if not piece.text[first:last].strip(NOTE):
            return
        if not words or NOTE in words or self._refused(words, start, end):
            self._leave(piece, first, last)
            return
        yield Complaint(start, end, words)

    def _points_elsewhere(self, where: str) -> bool:
        """Return whether indications are told by naming another point (余同中府, 余同上二穴)."""
        if where.startswith("上"):
            return len(where) < 4
        return bool(where) and self._names.at(where, 0) == where

    def _refused(self, words: str, start: int, end: int) -> bool:
        if len(words) == 1:
            damaged = self._damaged(start) or self._damaged(end)
            return words not in _SINGLE and not (damaged and words not in _BARE)
        if words in _PLACES or _WHOM.fullmatch(words):
            return True
        plain = _MEANT.sub("", words)
        return bool(_INSTRUCTION.search(plain)) or self._names.at(words, 0) == words
