"""How far a word that limits a complaint reaches: women, children, after childbirth.

Read in 63 places of 類經圖翼 where a limited complaint is followed by one without such a word, and
compared with 甲乙經 where it has the same complaint at the same point:

- A limit that opens a quoted statement holds to its end: up to ○, a new speaker or sentence, 又,
  及, a new subject or another limit (治小兒痢下赤白，秋末脱肛，毎厠則肛疼). So it is within a
  statement of 甲乙經 and of 資生經.
- Within a list, as the entries of the later books give it, a limit holds for its own complaint:
  what follows is put together from other statements (女人産難，小腸疝氣; 女子乳癰，胃中之熱;
  小兒胎疝，腹痛嘔吐).
- A phrase that only goes on with the one before it keeps its limit (遂結成塊, 發時疼痛; 若經不調).
- In a list without stops a phrase keeps the limit too where 甲乙經 gives the same words at the same
  point under the same limit, and never without it (少腹堅急痛 at 陰陵泉).

A figure is for whom all complaints since the figure before it are for (小兒脱肛可灸三壯); after a
row of complaints of which some are not limited it is for all (腰脊痛，婦人帶濁灸五十壯). Where the
book has given its number before, one within its list is for the complaint right before it. A
figure that one expressly for children follows is for the others (乳痢不絶灸百壯小兒五壯).
"""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from kb.ingest.readings import NUM, limits

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from kb.ingest.readings import Reading

__all__ = ["BURNED", "Scope", "Told", "figured", "goes_on"]

Told = tuple[int, int, tuple[str, ...]]
"""Where a complaint begins and ends, and whom it is limited to."""

_GOES_ON = re.compile("(?:遂|致(?=..)|因而|变[成为]|发[时即则])(?=.)")
_SUBJECT = re.compile("[男女](?!子)")
"""Opens a phrase that names whom itself (男蠱女孕)."""
_HEAD = 4
_OPEN_END = "有"
"""A phrase that ends so goes on with the next (婦人藏中有 惡血)."""
_WHO = "小儿|妇人|女子|女人|产后|老人"
_ALONE = re.compile(f"(?:{_WHO})$")
_ACT = re.compile("(?:若未.{2,4})?者?[可宜当即各日须]*[灸炙]?$")
_FIGURE = re.compile(f"{NUM}[壮分寸呼]")
_CHILDREN_NEXT = re.compile(f"小儿(?:[灸炙]?{NUM}壮|减)")
BURNED = re.compile(
    f"(?<=壮)(?P<what>(?:{_WHO})[^{NUM[1:-2]}灸炙刺针※主治壮]{{2,8}}?)[可宜]?[灸炙](?={NUM}壮)"
)
"""A complaint of some with its own number of cones, after the number for all."""


def goes_on(phrase: str) -> bool:
    """Return whether a folded phrase only goes on with the one before it.

    Examples
    --------
    >>> goes_on("遂结成块"), goes_on("发时疼痛"), goes_on("发热")
    (True, True, False)
    """
    return _GOES_ON.match(phrase) is not None


class Scope:
    """Follows whom the complaints of a stretch are limited to.

    Parameters
    ----------
    known : mapping of str to tuple of str, optional
        Folded phrases that 甲乙經 gives at the point under a limit only, with that limit.

    Examples
    --------
    >>> row = Scope()
    >>> [row.of(one) for one in ("妇人恶露不止", "遂结成块", "头痛")]
    [('women',), ('women',), ()]
    >>> row = Scope()
    >>> [row.of(one, opens=at == 0) for at, one in enumerate(("小儿痢", "秋末脱肛"))]
    [('children',), ('children',)]
    """

    def __init__(self, known: Mapping[str, tuple[str, ...]] | None = None) -> None:
        self._known = known or {}
        self._whom: tuple[str, ...] = ()
        self._held = False
        self._before = ""

    def of(
        self, phrase: str, *, opens: bool = False, parted: bool = False, joined: bool = False
    ) -> tuple[str, ...]:
        """Return whom the next folded phrase is limited to.

        Parameters
        ----------
        phrase : str
            The phrase.
        opens : bool
            Whether it opens a statement.
        parted : bool
            Whether ○, a new sentence, 又 or 及 stands before it.
        joined : bool
            Whether 若 joins it to the phrase before.
        """
        if limit := limits(phrase[:_HEAD]):
            self._held = opens or (self._held and not parted)
            self._whom = limit
        elif opens or parted or not (joined or self._keeps(phrase)):
            self._whom, self._held = (), False
        self._before = phrase
        return self._whom

    def _keeps(self, phrase: str) -> bool:
        if _SUBJECT.match(phrase):
            return False
        if self._before.endswith(_OPEN_END):
            return True
        same = bool(self._whom) and self._known.get(phrase) == self._whom
        return self._held or same or goes_on(phrase)


def figured(
    reading: Reading, text: str, base: int, told: Iterable[Told], *, last: bool = False
) -> Reading:
    """Return a reading with those its figure is for.

    Parameters
    ----------
    reading : Reading
        Depth or cones; anything else is returned as it is.
    text : str
        Folded text around it.
    base : int
        Position of its first character in the stream.
    told : iterable of (int, int, tuple of str)
        Complaints of the text: positions in the stream, and whom each is limited to.
    last : bool
        Whether only the complaint right before counts: the book has given its number before.

    Examples
    --------
    >>> from kb.ingest.readings import Reading
    >>> cones = Reading("moxa", 4, 7, value={"cones": "3"})
    >>> figured(cones, "小儿脱肛灸三壮", 0, [(0, 4, ("children",))]).limits
    ('children',)
    >>> figured(cones, "头痛脱肛灸三壮", 0, [(0, 2, ("women",)), (2, 4, ())]).limits
    ()
    >>> figured(cones, "小儿脱肛灸百壮小儿五壮", 0, [(0, 4, ("children",))]).limits
    ()
    """
    if reading.kind not in ("needle", "moxa") or reading.limits:
        return reading
    if _CHILDREN_NEXT.match(text, reading.end - base):
        return reading
    at = reading.start - base
    before = text[: _act(text[:at])]
    whom = limits(alone[0]) if (alone := _ALONE.search(before)) else ()
    since = max((match.end() for match in _FIGURE.finditer(before)), default=-base)
    rows = [one for one in told if since <= one[0] - base < len(before)]
    near = [whom for _, end, whom in rows if len(before) <= end - base <= at]
    if not whom and near and (last or {whom for _, _, whom in rows} == {near[-1]}):
        whom = near[-1]
    return replace(reading, limits=whom) if whom else reading


def _act(before: str) -> int:
    """Return where the words that lead over to a figure begin."""
    found = _ACT.search(before)
    return found.start() if found else len(before)
