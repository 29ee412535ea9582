"""What a stretch of 普濟方 says in figures and fixed words, beside what the Mingtang books say.

The edition loses verbs and measures (五分得氣即瀉, 禁鍼灸七立愈) and has turns of its own: 不灸,
灸亦良, 之交㑹, 别走太隂絡.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace

from kb.ingest.mingtang_head import statements
from kb.ingest.pieces import HEAD, Piece
from kb.ingest.readings import NUM, Reading, limits, meridians
from kb.texts.numerals import count, depth

__all__ = ["figures"]

_ENDS = re.compile("[壮呼吸夭]|分(?=[禁不灸])|寸(?=[禁不灸])")
"""After what a new sentence begins."""

_DIVISION = "太阴|阳明|少阴|太阳|厥阴|少阳|心主"
_MEET = re.compile(
    f"(?P<names>(?:[手足]|{_DIVISION}|三阴|三阳|阳跷|阴跷|阳维|阴维|[任督冲带]脉?|跷脉|[脉与及气])+)"
    "(?:之交会|(?<=气)之会)"
)
_LUO = re.compile(f"别?走(?:{_DIVISION})之?[手足]?(?:{_DIVISION})络")
_INFLUENTIAL = re.compile("[腑府脏藏气血筋脉骨髓]会(?=[一-鿿]{2,6}病)")
"""筋㑹陽陵泉筋病治此."""

_LOST_VERB = re.compile(
    f"(?<![针刺入寸分{NUM[1:-2]}])(?P<depth>{NUM}分半?)(?:得气即|留(?P<retain>{NUM})呼)"
)
"""A depth whose 鍼 is lost."""

_GOOD = re.compile("灸之?[亦大更]?[良得佳妙]|(?<!不)通灸")
_BANS: tuple[tuple[re.Pattern[str], str], ...] = (
    (re.compile("(?:女子|妇人|此穴|(?<![亦可]))不灸(?=通?针|$|主)"), "moxa"),
    (re.compile("(?:禁刺|不[得可宜][针刺])深"), "deep-needle"),
    (re.compile("无令[出见]血"), "bleeding"),
    (re.compile("[怀懐]胎必?不针|(?<!可)不刺$"), "needle"),
)
_CHILD = re.compile("岁[以已]下")


def figures(text: str, start: int, opens: int, who: str) -> Iterator[Reading]:
    """Yield figures, bans, meetings and memberships of a stretch without complaints.

    Parameters
    ----------
    text : str
        Folded stretch of one speaker, notes masked.
    start : int
        Position of its first character in the stream.
    opens : int
        Position of the words that announce the speaker.
    who : str
        The speaker; empty for the book itself.

    Examples
    --------
    >>> [(one.kind, one.target, one.limits) for one in figures("八岁以下不得针", 0, 0, "")]
    [('forbids', 'needle', ('children',))]
    """
    head = Piece(
        text, start, opens, who, HEAD, first=True,
        cuts={match.end(): 2 for match in _ENDS.finditer(text)},
    )  # fmt: skip
    told = [one for reading in statements(head) for one in _checked(reading, text, start)]
    yield from told
    yield from _bans(text, start)
    for match in _LOST_VERB.finditer(text):
        if not (who and match.start() == 0):
            value: dict[str, str | bool] = {"depth": depth(match["depth"]), "words": True}
            if retain := match["retain"]:
                value["retain"] = f"{count(retain)} 呼"
            yield Reading("needle", start + match.start(), start + match.end(), value=value)
    for match in _GOOD.finditer(text):
        value = {"applicable": "yes", "words": True}
        yield Reading("moxa", start + match.start(), start + match.end(), value=value)
    for match in _MEET.finditer(text):
        for meridian in meridians(match["names"]):
            yield Reading("meets", start + match.start(), start + match.end(), target=meridian)
    if not any(one.target == "luo-connecting" for one in told):
        yield from _belongs(_LUO.finditer(text), start, "luo-connecting")
    yield from _belongs(_INFLUENTIAL.finditer(text), start, "influential-point")


def _checked(reading: Reading, text: str, start: int) -> Iterator[Reading]:
    """Yield a reading as this edition means it, nothing where it means none."""
    at, end = reading.start - start, reading.end - start
    words, after = text[at:end], text[end:]
    deep = re.match("大?深", after)
    if reading.kind == "needle":
        if not (reading.value.get("words") and "寸" in str(reading.value.get("depth", ""))):
            yield reading  # a size alone in inches is another place
    elif reading.kind == "moxa":
        if text[max(0, at - 1) : at] != "过":
            yield reading  # 不得過七壯 is a limit, no figure
    elif reading.kind == "meets":
        yield replace(reading, start=reading.start + len(words) - len(words.lstrip("脉及与气")))
    elif reading.kind != "forbids":
        yield reading
    elif reading.target == "needle" and deep:
        if deep[0] == "大深":
            yield replace(reading, end=reading.end + 2, target="deep-needle")
    elif words.endswith("针灸") and after[:1] in NUM and after:
        if reading.target == "needle":  # the number belongs to the moxa
            yield replace(reading, end=reading.end - 1)
    elif _CHILD.search(text[max(0, at - 6) : at]):
        yield replace(reading, limits=("children",))
    else:
        yield reading


def _bans(text: str, start: int) -> Iterator[Reading]:
    for pattern, target in _BANS:
        for match in pattern.finditer(text):
            whom = limits(match[0]) or (("pregnancy",) if "胎" in match[0] else ())
            first, last = start + match.start(), start + match.end()
            yield Reading("forbids", first, last, target, limits=whom)


def _belongs(found: Iterable[re.Match[str]], start: int, target: str) -> Iterator[Reading]:
    for match in found:
        yield Reading("belongs", start + match.start(), start + match.end(), target)
