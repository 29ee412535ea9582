"""鍼灸資生經 juan 1: one entry a point, what the bronze figure's book says and what others say.

The text of an entry is the author's own (he follows 銅人 without naming it); after a wide space
or in passing he lets other books speak (明云, 素注, 甲乙經云), each until the next one does.
Brackets are notes of his or of an editor (今校勘), often with the mark of a book (千云…). Lines set
in by one space are his remarks: he weighs there what the books say, so only bans and figures that
stand right after a book's name are read in them, as reports; his own reasoning is left out.

A book quoted in passing on where a point lies ends with its place: depth and cones that follow are
the entry's own, where it has not given its own before (天井: 甄權云…兩筋骨罅鍼三分). So it is with
a book that speaks a second time in the entry (長強: 甲乙云). 同 after a book's name repeats the
figure or ban before it.
"""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from kb.ingest.located import spoken
from kb.ingest.mingtang_head import is_other_name, nicknames, statements
from kb.ingest.phrases import broken, trimmed
from kb.ingest.pieces import HEAD, Piece
from kb.ingest.readings import NUM, Reading, limits, meridians
from kb.ingest.whom import BURNED, Scope, figured
from kb.ingest.zisheng_marks import read_mark
from kb.ingest.zisheng_parts import Part, parts, remarks, runs, wide_spaces
from kb.texts.fold import fold
from kb.texts.notes import NOTE, masked

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from kb.ingest.phrases import Phrases
    from kb.ingest.recorder import Recorder
    from kb.texts.entries import Entry
    from kb.texts.names import PointNames

__all__ = ["Entries"]

_RUN = re.compile(
    f"(?:[可宜日并秪只]*(?:[刺针]入?(?:{NUM}[分寸]半?|寸半)|留{NUM}呼|得气即泻|灸?{NUM}壮|禁[针灸]))+"
)
"""Figures and bans in a row, without other words between them."""
_GOVERNS = re.compile("[主治疗]")
_MEASURE = re.compile("[可宜日并秪只]*(?:[刺针灸]|禁|不[宜可]|通灸)")
_PLACED = re.compile(
    f"[刺针]入?(?:{NUM}[分寸]|寸半)|灸(?:{NUM}壮|随年|以年)|灸不及针日{NUM}壮|禁[针灸刺]"
)
_CURE = re.compile("(?<![客心君阳可难能天何])[主治疗理](?![者可之此病]|疗病)")
_UNTIL = re.compile("[灸针刺禁勿]|取穴|此穴|穴在|不[宜可]")
_SHORT = 8
"""A longer phrase that no symptom lists is cut further with known phrases."""
_SKIPS = re.compile("[灸取]|按之|从.*至|^夹脊$|四度|疗病|不治|立愈|无所不|诸病|等疾|百病|^经")
_OPEN_END = re.compile(
    f"(?P<cones>{NUM})壮(?P<more>[至止](?P<last>{NUM}))(?![壮分寸呼{NUM[1:-2]}])"
)
_LIMIT = re.compile("[不得勿若]过$|至多$")
"""Before a figure: it is a limit, and no advice."""
_SIZES = re.compile(f"(?P<act>[刺针]入?|入)?(?:{NUM}[分寸]半?|寸半)")
_BESIDE = 3
_PLACE = re.compile("穴在")
_IS_NAMED = re.compile("名(?P<name>[^※]{2,4}?)(?=一名|在|※|$)")
_SEVERAL = re.compile(f"{NUM}[分寸壮]")
"""After a figure in a remark: each of the books named has its own."""
_CROSSING = re.compile("(?P<names>(?:[手足]|太阴|阳明|少阴|太阳|厥阴|少阳|[阴阳][维跷])+)之交会")
_TWO_ACTS = re.compile("[灸刺针]{2}$")
_MAY = ((re.compile("通灸"), "moxa"),)
_MORE_BANS = (
    (re.compile("不灸(?=通?针)"), "moxa", ()),
    (re.compile("怀胎必不针"), "needle", ("pregnancy",)),
    (re.compile("无令出血"), "bleeding", ()),
)
_MEETING = re.compile("[府腑藏脏气血骨髓筋脉]会(?![之于])")
_OTHER_POINT = re.compile("(?<!云)(?P<name>[^云名]{2})[二四]穴在")


class Entries:
    """Reads the entries into a recorder.

    Parameters
    ----------
    to : Recorder
        Where items go.
    names : PointNames
        All point names.
    phrases : Phrases
        Cuts complaints.
    marks : mapping of int to int
        Stops of the punctuated witness.
    """

    def __init__(
        self, to: Recorder, names: PointNames, phrases: Phrases, marks: Mapping[int, int]
    ) -> None:
        self.to = to
        self.names = names
        self.phrases = phrases
        self.marks = marks
        self._point = ""
        self._whose: tuple[str, ...] = ("",)
        self._voice: tuple[str, ...] = ("",)
        self._spaces: frozenset[int] = frozenset()
        self._told: list[Reading] = []
        self._since = 0
        self._again: list[Part] = []

    def read(self, entry: Entry) -> None:
        """Read one entry."""
        self._point = entry.point
        self._told = []
        self._since = 0
        self.to.counts.points.add(entry.point)
        name = fold(entry.name)
        text = self.to.text
        opens = text.stream.chars.find(name, entry.start, entry.end)
        if is_other_name(entry.point, name, self.names) and opens == entry.start:
            self.to.named(entry.point, opens, opens + len(name))
        found = list(self._parts(entry))
        self._whose = self._from(found) or ("",)
        self._voice = self._whose
        self._again = [
            part
            for at, part in enumerate(found)
            if not _MEASURE.match(part.text)
            and any(
                part.speakers == one.speakers and not one.note and _PLACED.match(one.text)
                for one in found[at + 1 :]
            )
        ]
        for part in found:
            self._part(part)

    def _from(self, found: list[Part]) -> tuple[str, ...]:
        """Return the sources of a mark that closes the text of an entry: all of it is theirs."""
        text = [part for part in found if not part.note and not part.remark]
        notes = [part for part in found if part.note]
        if not notes or any(part.speakers for part in text):
            return ()
        last = max(notes, key=lambda part: part.end)
        ends = text[0].start + len(text[0].text.rstrip(NOTE)) <= last.start
        mark = self.to.text.stream.chars[last.opens : last.end]
        return read_mark(mark).says if ends else ()

    def _parts(self, entry: Entry) -> Iterator[Part]:
        """Yield the parts of an entry: text first, then its notes and remarks."""
        text = self.to.text
        stream = text.stream
        inset = set(remarks(text, entry))
        spaces = self._spaces = frozenset(wide_spaces(text, entry))
        chars = list(masked(text, entry.first, entry.last + 1))
        for number in inset:
            low, high = stream.firsts[number], stream.firsts[number + 1]
            chars[low - entry.start : high - entry.start] = NOTE * (high - low)
        body = "".join(chars)
        if other := _OTHER_POINT.search(body, 12):
            end = other.start()
            self.to.unread(entry.start + end, entry.start + len(body.rstrip(NOTE)))
        else:
            end = len(body)
        yield from parts(body[:end], entry.start, spaces, remark=False, note=False)
        whole = stream.chars[entry.start : entry.end]
        for match in re.finditer(f"{NOTE}+", body[:end]):
            for lines, is_remark in runs(text, entry, match.span(), inset):
                first, last = lines
                yield from parts(
                    whole[first:last], entry.start + first, spaces,
                    remark=is_remark, note=not is_remark,
                )  # fmt: skip

    def _part(self, part: Part) -> None:
        if part.remark:
            if part.speakers:
                self._weighed(part)
            return
        if part.speakers and (rest := self._goes_on(part)):
            self._take(replace(part, end=rest.start, text=part.text[: rest.start - part.start]),
                       part.speakers)  # fmt: skip
            self._take(rest, self._voice)
            return
        if part.apart or not part.speakers:
            self._voice = part.speakers or self._whose
            self._since = len(self._told)
        passing = part.speakers and not part.note and (not part.apart or part in self._again)
        if passing:
            self._placed(part)
        else:
            self._take(part, part.speakers or self._whose)

    def _goes_on(self, part: Part) -> Part | None:
        """Return complaints after figures quoted in passing: whoever spoke before goes on."""
        run = None if part.apart or part.note else _RUN.match(part.text)
        if not run or not _GOVERNS.match(part.text, run.end()):
            return None
        return replace(part, start=part.start + run.end(), opens=part.start + run.end(),
                       text=part.text[run.end() :])  # fmt: skip

    def _placed(self, part: Part) -> None:
        """Read a quotation in passing: what it says of an act not yet spoken of is the entry's own.

        A quotation that begins with a figure or ban of an act keeps what it says of that act. After
        one on the place (甲乙云穴在…) within the words of another book that book goes on.
        """
        opens = _RUN.match(part.text)
        theirs = set(map(_act, _PLACED.findall(opens[0]))) if opens else set()
        back = bool(_PLACE.match(part.text)) and self._voice != self._whose
        given = {_act_of(one) for one in self._told[self._since if back else 0 :]} | theirs
        first = next(
            (m.start() for m in _PLACED.finditer(part.text) if _act(m[0]) not in given), -1
        )
        if first < 0:
            self._take(part, part.speakers)
            return
        at = part.start + first
        self._take(replace(part, end=at, text=part.text[:first]), part.speakers)
        rest = replace(part, start=at, opens=at, text=part.text[first:])
        self._take(rest, self._voice if back else self._whose)

    def _take(self, part: Part, speakers: tuple[str, ...]) -> None:
        """Read names, figures, bans, meetings, classes and complaints of a stretch."""
        words = part.text
        if words.startswith("同") and part.speakers:
            self._same(part)
        said = Piece(words, part.start, part.opens, speakers[0], HEAD, first=True)
        named = list(self._named(part))
        for start, end in named:
            for speaker in speakers:
                self.to.named(self._point, part.start + start, part.start + end, speaker)
        burned = [(part.start + m.start("what"), part.start + m.end("what"), limits(m["what"]))
                  for m in BURNED.finditer(words)]  # fmt: skip
        for reading in self._readings(said, words):
            at = reading.start - part.start
            if reading.kind == "belongs" and any(a <= at < b for a, b in named):
                continue
            reading = figured(reading, words, part.start, burned)
            for speaker in speakers:
                self.to.reading(self._point, reading, speaker)
            if reading.kind in ("needle", "moxa", "forbids"):
                self._told.append(reading)
        cure = _CURE.search(words)
        for speaker in speakers:
            head = words[: cure.start() if cure else None]
            for one, who in spoken(
                head, part.start, self._point, self.names, speaker, self.to.text.stream.chars
            ):
                if who or not part.note:
                    self.to.reading(self._point, one, who)
            self._complaints(part, speaker)

    def _named(self, part: Part) -> Iterator[tuple[int, int]]:
        """Yield where another name stands; a standard name of the point is none."""
        forms = frozenset(self.names.forms(self._point))
        bare = _IS_NAMED.match(part.text) if part.speakers else None
        if bare:
            yield bare.span("name")
        for start, end in nicknames(part.text, forms):
            if self._point not in self.names.standard(part.text[start:end]):
                yield start, end

    def _same(self, part: Part) -> None:
        """Repeat the figure or ban that stands right before 同."""
        near = (one for one in self._told if 0 <= part.opens - one.end <= _BESIDE)
        if last := max(near, key=lambda one: one.end, default=None):
            for speaker in part.speakers:
                self.to.reading(self._point, last, speaker)

    def _readings(self, said: Piece, words: str) -> Iterator[Reading]:
        """Yield what fixed words say, in order of the text."""
        found = [_ranged(one, words, said.start) for one in statements(said)]
        for pattern, target, who in _MORE_BANS:
            for match in pattern.finditer(words):
                start, end = said.start + match.start(), said.start + match.end()
                found.append(Reading("forbids", start, end, target=target, limits=who))
        for pattern, kind in _MAY:
            for match in pattern.finditer(words):
                value = {"applicable": "yes", "words": True}
                start, end = said.start + match.start(), said.start + match.end()
                found.append(Reading(kind, start, end, value=value))
        for match in _CROSSING.finditer(words):
            start, end = said.start + match.start(), said.start + match.end()
            for meridian in meridians(match["names"]):
                found.append(Reading("meets", start, end, target=meridian))
        if said.speaker == "nanjing-shu" and (meeting := _MEETING.search(words)):
            start, end = said.start + meeting.start(), said.start + meeting.end()
            found.append(Reading("belongs", start, end, target="influential-point"))
        for one in sorted(map(self._parted, found), key=lambda one: one.start):
            if not self._tells_place(one) and not _LIMIT.search(words[: one.start - said.start]):
                yield _bare(one, words, said.start)

    def _parted(self, reading: Reading) -> Reading:
        """Return a ban of two acts up to a stop between them (不可灸。刺人無蔽骨者…)."""
        at = reading.end - 1
        chars = self.to.text.stream.chars
        words = chars[reading.start : reading.end]
        if reading.kind != "forbids" or not _TWO_ACTS.search(words):
            return reading
        if at not in self.marks and chars[reading.end] != "人":
            return reading
        return replace(reading, end=at, target="moxa" if words[-2] == "灸" else "needle")

    def _tells_place(self, reading: Reading) -> bool:
        """Return whether a bare size after a book's name is a distance.

        It is a depth where it is given in 分 and the last size before it was a depth.
        """
        if reading.kind != "needle" or not reading.value.get("depth"):
            return False
        if not reading.value.get("words"):
            return False
        low = self.to.text.stream.chars.rfind("穴", 0, reading.start)
        sizes = list(_SIZES.finditer(self.to.text.stream.chars, max(low, 0), reading.start))
        return "寸" in reading.value["depth"] or not sizes or not sizes[-1]["act"]

    def _complaints(self, part: Part, speaker: str) -> None:
        words = part.text
        for burned in BURNED.finditer(words):
            first, last = burned.span("what")
            whom = limits(burned["what"])
            self.to.complaint([self._point], part.start + first, part.start + last, whom, speaker)
        scope = Scope()
        at = 0
        while cure := _CURE.search(words, at):
            until = _UNTIL.search(words, cure.end())
            end = until.start() if until else len(words)
            end = next(
                (at for at in range(cure.end(), end) if part.start + at in self._spaces), end
            )
            base = part.start + cure.end()
            said = words[cure.end() : end]
            cuts = [place - base for place in range(base, base + len(said)) if place in self.marks]
            for first, last in broken(said, cuts, NOTE):
                for one, two in self._cut(said, first, last):
                    phrase = said[one:two]
                    if not phrase or _SKIPS.search(phrase):
                        self.to.unread(base + one, base + two)
                        continue
                    whom = scope.of(phrase)
                    self.to.complaint([self._point], base + one, base + two, whom, speaker)
            at = max(end, cure.end())

    def _cut(self, said: str, first: int, last: int) -> Iterator[tuple[int, int]]:
        """Yield the phrases of a clause: itself, unless it is long and no symptom lists it."""
        first, last = trimmed(said, first, last)
        if last - first <= _SHORT or self.to.words.parts(said[first:last])[0].symptoms:
            yield first, last
            return
        for a, b in self.phrases.cut(said[first:last]):
            yield trimmed(said, first + a, first + b)

    def _weighed(self, part: Part) -> None:
        """Read a ban or a figure that a remark gives right after the name of a book."""
        words = part.text
        said = Piece(words, part.start, part.opens, part.speakers[0], HEAD, first=True)
        own = sorted(self.names.forms(self._point), key=len, reverse=True)
        lead = re.match(f"(?:此穴|{'|'.join(map(re.escape, own))})?(?:可|宜)?", words)
        reach = part.start + (lead.end() if lead else 0) + 1
        for reading in self._readings(said, words):
            several = _SEVERAL.match(words, reading.end - part.start)
            told = reading.kind in ("needle", "moxa", "forbids") and reading.start <= reach
            if (told and not several) or reading.target == "influential-point":
                for speaker in part.speakers:
                    self.to.reading(self._point, reading, speaker)


def _act(words: str) -> str:
    """Return whether words speak of the needle or of moxa first."""
    found = re.search("[刺针灸]|通灸", words)
    return "moxa" if found and "灸" in found[0] else "needle"


def _act_of(reading: Reading) -> str:
    return reading.target if reading.kind == "forbids" else reading.kind


def _bare(reading: Reading, words: str, base: int) -> Reading:
    """Return a meeting without the end of a vessel's name that is not told apart (蹻脈足陽明)."""
    if reading.kind == "meets" and words[reading.start - base] == "脉":
        return replace(reading, start=reading.start + 1)
    return reading


def _ranged(reading: Reading, words: str, base: int) -> Reading:
    """Return cones whose upper figure lacks its unit (灸二七壮止七七) with the words told."""
    if reading.kind != "moxa" or "cones" not in reading.value:
        return reading
    for match in _OPEN_END.finditer(words):
        if base + match.end("cones") + 1 == reading.end:
            value = {**reading.value, "words": True}
            return replace(reading, end=base + match.end(), value=value)
    return reading
