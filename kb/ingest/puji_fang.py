"""Recipe for 普濟方 juan 414-416 (1406): 358 points, each told by one book after another.

An entry opens with the name, other names, phase, place, depth, breaths and cones; there the book
copies 資生經 without saying so. Then come the books it names: 銅人經云, 明堂經云, 明堂下經云,
西方子云, 甲乙經云, 素問註云, 千金云 and others. Nothing is punctuated; a wide space often, not
always, stands before a name.

Who speaks (decided on 60 entries read in full, and on all 40 wide spaces that no name follows):

- What stands before the first name is the book's own.
- A quotation goes on to the next name. A wide space without a name ends nothing: it stands for a
  lost glyph (口　for 口喎) or parts two phrases of one speaker.
- A book named right after a book (西方子云素問…云) is part of its words; 乃云 and 出甲乙經 after a
  figure name its book too. A story (魏公…, 昔…) is left unread up to the next name.
- A place told after another book is closed by figures: where the book itself has given neither
  depth nor cones yet, the quotation does not begin with a figure and no complaints follow, the
  book speaks again from its first figure on (明堂云内踝上八寸陷中 | 灸三壯針三分). A depth after
  甄權's words stays his unless cones stand beside it; 外臺 needles nowhere. A name without 云
  (素問註刺三分) and an unnamed source (亦云五十壯) give one figure, the book goes on. Compared with
  the same heads in 資生經, where notes stand in brackets.
- 又云 is the speaker before it. (After 銅人經云 59 % of its three-character strings recur in the
  seven-juan 銅人鍼灸經, of 銅人經云 itself 10 %: it is the other book of that name.) 又云 without a
  speaker before it, after 西方子 (whose own text lacks it) or amid the place without a space, and
  一云, 亦云, 或云 are unnamed.
- 資生經云 and 王氏云 open remarks on points and books; they go on to a named book after a wide
  space. Read of them are bans for someone (故姙娠不可刺) and 凡…宜灸此; where books are weighed
  (明堂乃云, 皆云) the figure alone. The rest is counted as unread.
- A note in brackets has its own speaker, and after it the speaker before goes on.

Phrases: known ones cut the complaints, those of the same point before others: of 甲乙經 (juan
7-12) and of the punctuated books that repeat the same tradition, as their recipes read them.

Entries end at a point that is none of the 361 (神聰, 明堂, 當陽, 前關, 脇堂, 膝眼) and with their
half-leaves. From 416-77b on comes a treatise on burning 膏肓, which is not read; 416-99a-107a list
places to burn for children (X穴, in brackets place, cones and complaints): those with the name of
a point are read, the others (頂上旋毛中穴) counted as not decided.
"""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import replace
from itertools import groupby
from typing import TYPE_CHECKING

from kb.ingest import gujin_yitong, jiayi_jing, yixue_rumen, zhenjiu_dacheng, zhenjiu_fengyuan
from kb.ingest.located import spoken
from kb.ingest.mingtang_head import is_other_name, masked, nicknames
from kb.ingest.phrases import LONGEST, Phrases, broken, trimmed
from kb.ingest.pieces import NOTE
from kb.ingest.puji_figures import figures
from kb.ingest.puji_phrases import is_complaint, joined, parted
from kb.ingest.puji_turns import GOVERNS, QUOTED, turns
from kb.ingest.readings import NUM, limits
from kb.ingest.recorder import Recorder
from kb.ingest.whom import BURNED, Scope, Told, figured
from kb.texts.entries import entries
from kb.texts.fold import fold
from kb.texts.misprints import MISPRINTS
from kb.texts.shapes import SHAPES

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence

    from kb.ingest.draft import Draft
    from kb.ingest.leijing_tuyi import Counts
    from kb.ingest.puji_turns import Turn
    from kb.ingest.vocabulary import Vocabulary
    from kb.texts.entries import Entry
    from kb.texts.names import PointNames
    from kb.texts.text import Text

__all__ = ["SOURCE", "extract", "told"]

SOURCE = "puji-fang"
_POINT = re.compile("[A-Z]{2}[0-9]+")
_PUNCTUATED = {
    one.BOOK.source: one.extract
    for one in (gujin_yitong, yixue_rumen, zhenjiu_dacheng, zhenjiu_fengyuan)
}


def extract(
    text: Text,
    older: Sequence[Text],
    witnesses: Iterable[Text],
    names: PointNames,
    words: Vocabulary,
) -> tuple[Draft, Counts]:
    """Return the draft claims of the book and what was counted on the way.

    Parameters
    ----------
    text : Text
        The book.
    older : sequence of Text
        The two witnesses of 甲乙經.
    witnesses : iterable of Text
        Punctuated books of like wording.
    names : PointNames
        All point names.
    words : Vocabulary
        Our symptoms.
    """
    counted = [jiayi_jing.extract(older[0], older[1], names, words)[1]]
    counted += [
        _PUNCTUATED[one.source](one, names, words)[1]
        for one in witnesses
        if one.source in _PUNCTUATED
    ]
    known = told(counted)
    limited = jiayi_jing.chapters(older[0], older[1], names, words).limited
    phrases = Phrases(words, {phrase for row in known.values() for phrase in row})
    run = _Run(Recorder(text, words), names, phrases, known, limited)
    book = names.misprinted(MISPRINTS[SOURCE])
    for entry in entries(text, SHAPES[SOURCE], book):
        run.entry(entry)
    for child in _for_children(text):
        run.child(*child, book)
    return run.to.draft, run.to.counts


def told(others: Iterable[Counts]) -> dict[str, set[str]]:
    """Return point to the folded phrases that other recipes read as complaints of it."""
    found: dict[str, set[str]] = {}
    for counts in others:
        for phrase, places in counts.places.items():
            for place in places:
                for point in _POINT.findall(place.rpartition(".")[2]):
                    found.setdefault(point, set()).add(fold(phrase))
    return found


_INSTRUCTS = re.compile(
    "[不即更宜可但须先亦日曰今凡不得遂然]*(?:灸(?!疮)|(?<![如锥疴以针灸])[针刺](?![痛风手]))"
    "|忌(?=[如酒热冷生同猪鱼房面])|慎(?=[如猪鱼酒])|得气即|病者?左取|[左右][取治][左右]|病左|不可治"
    "|若是.{1,4}灸|取穴|此有|可出血|若?(?:妇人)?妊娠(?=不可)|[千十]金杨|魏公|昔|唐|张仲"
    "|以(?=[盐塩三细])|百壮止|炷[如不]|其穴|避风|[此与].{0,4}同|诸方|洗熨"
)
"""What opens an instruction or a story among the complaints; it ends at the next complaint word."""

_NAMELESS = frozenset(
    {"tongren-shuxue", "mingtang-jiujing", "mingtang-unnamed", "mingtang-xiajing"}
)
"""Speakers whose complaints may stand without 主."""
_PLACED = re.compile("[寸分壮穴陷间际端名灸针刺禁]|骨下|筋骨|^[在去夹]")
"""What tells that a quotation without 主 gives a place, a name or a figure."""
_OPENS = re.compile(".*(?:所发|所[出流注行过入]也?(?!为)|之交?会|为[井荥荣俞经合原]|络)")
"""The part of a quotation without 主 before its complaints."""
_CURES = re.compile("(?:[青赤黄白黑]取[井荥荣俞经合])+|[实虚盛]即|以下$|及[生王](?!疮)")
"""Which of its points is taken for which water disease; empty and full; misprints of 及主."""
_STORY = re.compile("近世名|昔(?!在)|唐(?=[秦库])|魏公|徐伻|故?小品|淳于意|张仲文传")
"""What opens a story, which goes on to the next name."""
_FROM = re.compile("者?出(?P<name>甲乙经|明堂经)")
"""Where the book says after a figure whose it is."""
_LEAD = re.compile(
    f"[日可宜]*(?:灸|[针刺]入?){NUM}[壮分](?:[至止]{NUM}壮)?|(?:禁|不[可宜])[灸针刺]+"
)

_NO_NAME = re.compile("[肺心肝脾肾胆胃督]?之募|女子|循毛|是督|也|前$|陷者中|逆(?=一名)")
"""What no name of a point holds."""
_ABOUT = re.compile("凡(?P<what>.{2,12}?)者?[皆并]?宜灸此")


_CHILDREN = ("416-99a.1", "416-108a.1")
_PLACE_NAME = re.compile("(?P<name>[^　(]{2,14}?)(?:[一二]?穴)?[(]")
_CURES_CHILDREN = re.compile("亦?[治疗]小儿(?:[二三五六]+岁忽?)?|灸小儿但是")
_AFTER_CHILDREN = re.compile(
    "若不愈|次灸|鸠尾上|春灸|用钢刀|后乃发|乃发|痫病者|是脑门|与肺俞|者是客风|生时被|缘肺|久即愈|诸般医治|每厕|秋深|上灯"
)
"""What follows the complaints of a child: stories and further places."""


class _Run:
    def __init__(
        self,
        to: Recorder,
        names: PointNames,
        phrases: Phrases,
        known: dict[str, set[str]],
        limits_of: Callable[[str], dict[str, tuple[str, ...]]],
    ) -> None:
        self.to = to
        self.names = names
        self.phrases = phrases
        self.known = known
        self.limits_of = limits_of
        self.limited: list[Told] = []
        self.cuts = _cuts(to.text)
        self.point = ""

    def entry(self, entry: Entry) -> None:
        """Read one entry."""
        self.point = entry.point
        self.limited = []
        self.to.counts.points.add(entry.point)
        chars = masked(self.to.text, entry.first, entry.last + 1)
        cuts = {at - entry.start for at in self.cuts if entry.start < at < entry.end}
        name = fold(entry.name)
        opens = chars.find(name)
        usual = self.names.forms(entry.point)[0]
        second = name != usual and entry.point in self.names.standard(name)
        if second or is_other_name(entry.point, name, self.names):
            self.to.named(entry.point, entry.start + opens, entry.start + opens + len(name))
        row = tuple(turns(chars, cuts))
        for turn in row:
            self._turn(chars, entry.start, turn, cuts)
        whole = self.to.text.stream.chars[entry.start : entry.end]
        for match in re.finditer(f"{NOTE}+", chars):
            note, base = whole[match.start() : match.end()], entry.start + match.start()
            near = (turn.who for turn in row if turn.remark and turn.start <= match.start())
            around = next(near, ())
            for turn in turns(note):
                self._note(note, base, turn, around)

    def child(self, name: str, start: int, end: int, book: PointNames) -> None:
        """Read what the list for children says of a place."""
        chars = self.to.text.stream.chars[start:end]
        meant = {row.point for row in MISPRINTS[SOURCE] if fold(row.printed) == fold(name)}
        codes = book.standard(name) or tuple(meant)
        self.point = codes[0] if len(codes) == 1 else ""
        governs = _CURES_CHILDREN.search(chars)
        if not self.point:
            self.to.unresolved("", start, name)
            return
        for reading in figures(chars[: governs.start() if governs else None], start, start, ""):
            if reading.kind == "moxa":
                self.to.reading(self.point, replace(reading, limits=("children",)))
        begin = governs.end() if governs else len(chars)
        last = _AFTER_CHILDREN.search(chars, begin)
        until = last.start() if last else len(chars)
        self._complaints(chars[begin:until], start + begin, "", ("children",))
        self.to.unread(start + until, end)

    def _turn(self, chars: str, base: int, turn: Turn, cuts: set[int]) -> None:
        text, start = chars[turn.start : turn.end].replace("姙", "妊"), base + turn.start
        inner = {at - turn.start for at in cuts if turn.start < at < turn.end}
        if turn.remark:
            self._remark(text, start, turn)
            return
        if story := _STORY.search(text):
            self.to.unread(start + story.start(), start + len(text))
            text = text[: story.start()]
        text = _CURES.sub(lambda match: NOTE * len(match[0]), text)
        first, begin = _complaining(text, turn.who)
        for who in turn.who or ("",):
            self._names(text[:first], start, who)
            whose = _FROM.search(self.to.text.stream.chars, start, start + first + 5)
            cut = whose.start() - start if whose and not who else 0
            if whose and cut:
                self._figures(text[:cut], start, start, QUOTED[whose["name"]])
            self._figures(text[cut:first], start + cut, base + turn.at, who)
            chars = self.to.text.stream.chars
            for one, whom in spoken(text[:first], start, self.point, self.names, who, chars):
                self.to.reading(self.point, one, whom)
            self._governed(text, start, begin, inner, who)

    def _note(self, note: str, base: int, turn: Turn, around: tuple[str, ...]) -> None:
        text, start = note[turn.start : turn.end], base + turn.start
        for who in turn.who or around or ("",):
            self._names(text, start, who)
            if turn.who:
                self._figures(text, start, base + turn.at, who)

    def _names(self, text: str, start: int, who: str) -> None:
        text = _NO_NAME.sub(lambda match: NOTE * len(match[0]), text)
        for a, b in nicknames(text, frozenset(self.names.forms(self.point))):
            self.to.named(self.point, start + a, start + b, who)

    def _remark(self, text: str, start: int, turn: Turn) -> None:
        read: list[tuple[int, int]] = []
        for who in turn.who:
            if lead := _LEAD.match(text):
                self._figures(lead[0], start, start, who)
                read.append(lead.span())
            for reading in figures(text, start, start, who):
                if reading.kind == "forbids" and reading.limits:
                    self.to.reading(self.point, reading, who)
                    read.append((reading.start - start, reading.end - start))
            for match in _ABOUT.finditer(text):
                self._complaints(text[slice(*match.span("what"))], start + match.start("what"), who)
                read.append(match.span())
        at = 0
        for a, b in sorted(set(read)):
            self.to.unread(start + at, start + a)
            at = max(at, b)
        self.to.unread(start + at, start + len(text))

    def _figures(self, text: str, start: int, opens: int, who: str) -> None:
        for match in BURNED.finditer(text):
            self._complaints(match["what"], start + match.start(), who, limits(match["what"]))
        at = max(0, start - LONGEST)
        chars = self.to.text.stream.chars[at : start + len(text) + LONGEST]
        for reading in figures(text, start, opens, who):
            self.to.reading(self.point, figured(reading, chars, at, self.limited), who)

    def _governed(self, text: str, start: int, begin: int, cuts: set[int], who: str) -> None:
        """Read complaints, and the instructions among them."""
        at = begin
        while at < len(text):
            until = min((cut for cut in cuts if cut > at), default=len(text))
            told = _INSTRUCTS.search(text, at, until)
            stop = told.start() if told else until
            for a, b in _governed(text, at, stop):
                self._complaints(text[a:b], start + a, who)
            if told:
                more = GOVERNS.search(text, told.end(), until)
                end = more.start() if more else until
                self._figures(text[stop:end], start + stop, start + stop, who)
                stop = more.end() if more else until
            at = stop

    def _complaints(self, text: str, base: int, who: str, whom: tuple[str, ...] = ()) -> None:
        likely = self.known.get(self.point, set())
        scope = Scope(self.limits_of(self.point))
        for start, end in broken(text, [], NOTE):
            for first, last in joined(text[start:end], self.phrases.cut(text[start:end], likely)):
                words = self.to.words.parts(text[start + first : start + last])[0].symptoms
                parts = [trimmed(text[start:end], first, last)]
                for a, b in parts if words else parted(text[start:end], first, last):
                    limit = whom or scope.of(text[start + a : start + b])
                    self._complaint(text, base, start + a, start + b, who, limit)

    def _complaint(
        self, text: str, base: int, start: int, end: int, who: str, whom: tuple[str, ...]
    ) -> None:
        phrase = text[start:end]
        self.limited.append((base + start, base + end, whom))
        if not is_complaint(phrase):
            self.to.unread(base + start, base + end)
        else:
            self.to.complaint([self.point], base + start, base + end, whom, who)


def _for_children(text: Text) -> Iterator[tuple[str, int, int]]:
    """Yield name, start and end of the places that the list for children gives."""
    first, last = (text.index(at) for at in _CHILDREN)
    heads = [
        (number, match["name"])
        for number in range(first, last)
        if (match := _PLACE_NAME.match(text.lines[number].text))
    ]
    firsts = text.stream.firsts
    ends = [*(number for number, _ in heads[1:]), last]
    for (number, name), end in zip(heads, ends, strict=True):
        yield name, firsts[number], firsts[end]


def _complaining(text: str, who: tuple[str, ...]) -> tuple[int, int]:
    """Return where the head of a turn ends, and where its complaints begin."""
    if governs := GOVERNS.search(text):
        return governs.span()
    opens = _OPENS.match(text)
    first = opens.end() if opens else 0
    if not _NAMELESS.issuperset(who) or not who or _PLACED.search(text, first):
        return len(text), len(text)
    return first, first


def _governed(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """Yield the stretches between the words that open complaints."""
    at = start
    for match in GOVERNS.finditer(text, start, end):
        if at < match.start():
            yield at, match.start()
        at = match.end()
    if at < end:
        yield at, end


def _cuts(text: Text) -> frozenset[int]:
    """Return the positions of the stream before which a wide space stands.

    Lines hang by as many spaces as most lines of their half-leaf; one that hangs further, or not
    at all, opens something new.
    """
    found: set[int] = set()
    for _, page in groupby(range(len(text.lines)), key=lambda at: text.lines[at].place):
        numbers = list(page)
        hangs = Counter(_hang(text.lines[at].text) for at in numbers if text.lines[at].text.strip())
        hangs.pop(0, None)
        usual = max(hangs, key=lambda size: (hangs[size], -size), default=1)
        for number in numbers:
            line = text.lines[number].text
            first, last = text.stream.firsts[number], text.stream.firsts[number + 1]
            hang = _hang(line)
            for at in range(first, last):
                offset = text.stream.starts[at]
                if (offset and line[offset - 1] == "　" and (offset > hang or hang > usual)) or (
                    at == first and not hang
                ):
                    found.add(at)
    return frozenset(found)


def _hang(line: str) -> int:
    return len(line) - len(line.lstrip("　"))
