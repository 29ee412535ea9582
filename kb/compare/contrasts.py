"""Where sources part: the questions on which two books give answers that exclude each other.

Rules. Two books disagree on a figure when no range of the one meets a range of the other that has
the same kind of unit. They disagree on an act when one forbids it to people for whom another gives
it. A ban limited to some people beside a book that gives the act without that limit is told apart
(``limit``): neither book says that the other is wrong. A book that gives several figures agrees
with whoever has one of them. Reported speech stands on the side of its figure but is no voice; a
contrast that exists only with reported speech is marked and ranks last.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from itertools import combinations
from math import log2
from typing import TypeVar

from kb.base import KnowledgeBase
from kb.compare.figures import Figure, apart
from kb.compare.statements import ACTS, FIGURES, PLACE, ROLES, Statement, covers, statements
from kb.frozen import frozen

__all__ = ["WEIGHTS", "Contrast", "Side", "contrasts", "leading"]

Answer = TypeVar("Answer")

WEIGHTS = {"ban": 6.0, "limit": 2.0, "membership": 1.0, "meets": 1.0, "location": 1.0}
"""What a contrast of each kind weighs; figures weigh the binary logarithm of their ratio."""


@frozen
class Side:
    """One answer and who gives it.

    Attributes
    ----------
    value : str
        The answer: ``3 分``, ``forbidden``, ``given``, ids of meridians, ``phase water``.
    statements : tuple of Statement
        Oldest first.
    sources, families : frozenset of str
        Who says it for itself.
    """

    value: str
    statements: tuple[Statement, ...]
    sources: frozenset[str]
    families: frozenset[str]


@frozen
class Contrast:
    """A question about a point on which sources part.

    Attributes
    ----------
    code : str
        The point.
    axis : str
        One of `kb.compare.AXES`.
    kind : str
        ``figures``, ``ban``, ``limit``, ``membership``, ``meets`` or ``location``.
    sides : tuple of Side
        Most attested first: families, then sources, then age.
    about : str
        Category of a membership, reference and direction of a distance; empty elsewhere.
    seat : str
        The seat in that category which books give to different points (``of SP``); else empty.
    balance : int
        Independent families behind the weaker of the two strongest opposed sides; 0 when all who
        speak belong to one family, or one side is only reported.
    ratio : float
        Factor between the extreme figures that the books themselves give; 1 elsewhere.
    reported : bool
        Whether the contrast exists only with reported speech.
    slip : bool
        Whether books give the same number, one in fen and one in cun: either may be a slip of a
        copyist or of the transcription.
    """

    code: str
    axis: str
    kind: str
    sides: tuple[Side, ...]
    about: str = ""
    balance: int = 0
    ratio: float = 1.0
    reported: bool = False
    seat: str = ""
    slip: bool = False

    @property
    def score(self) -> float:
        """Return ``balance`` times the weight of the kind: counts only, no judgement of danger."""
        return self.balance * WEIGHTS.get(self.kind, log2(self.ratio))


def contrasts(
    kb: KnowledgeBase, code: str, some: Iterable[Statement] | None = None
) -> tuple[Contrast, ...]:
    """Return the contrasts of a point, highest score first.

    Parameters
    ----------
    kb : KnowledgeBase
    code : str
        The point.
    some : iterable of Statement, optional
        The statements of the point, when they are already made.

    Raises
    ------
    UnknownName
        There is no such point.
    """
    by_axis: defaultdict[str, list[Statement]] = defaultdict(list)
    for one in statements(kb, code) if some is None else some:
        by_axis[one.axis].append(one)
    found: list[Contrast] = []
    for axis in FIGURES:
        found += _figures(code, axis, by_axis[axis])
    by_way: defaultdict[str, list[Statement]] = defaultdict(list)
    for one in by_axis[PLACE]:
        by_way[one.about].append(one)
    for about, told in by_way.items():
        found += _figures(code, PLACE, told, about)
    for act in ACTS:
        found += _bans(code, act, by_axis[act])
    found += _meetings(code, by_axis["meets"])
    found += _memberships(kb, code, by_axis["membership"])
    found += _places(code, by_axis["location"])
    found = [replace(one, balance=0) if one.reported and one.balance else one for one in found]
    return tuple(sorted(found, key=lambda c: (c.reported, -c.score)))


def leading(some: Iterable[Statement]) -> Side | None:
    """Return the most attested figure of one axis, with which others are compared for the eye."""
    sides = _by_figure([one for one in some if one.figures and not one.scope])
    return sides[0] if sides else None


def _side(value: str, some: Iterable[Statement]) -> Side:
    every = tuple(some)
    own = [one for one in every if not one.reports]
    sources = frozenset(one.source for one in own)
    return Side(value, every, sources, frozenset(one.family for one in own))


def _rank(side: Side) -> tuple[int, int, int, str]:
    first = min(one.year for one in side.statements)
    return -len(side.families), -len(side.sources), first, side.value


def _sides(grouped: dict[str, list[Statement]]) -> tuple[Side, ...]:
    return tuple(sorted((_side(key, some) for key, some in grouped.items()), key=_rank))


def _balance(sides: Iterable[Side], opposed: Callable[[Side, Side], bool]) -> int:
    """Return the families behind the weaker side of the pair in which it is strongest."""
    return max(
        (
            min(len(a.families), len(b.families), len(a.families | b.families) - 1)
            for a, b in combinations(sides, 2)
            if a.families and b.families and opposed(a, b)
        ),
        default=0,
    )


def _voices(some: Iterable[Statement]) -> dict[tuple[str, str], list[Statement]]:
    found: dict[tuple[str, str], list[Statement]] = {}
    for one in some:
        found.setdefault(one.voice, []).append(one)
    return found


def _parted(
    voices: dict[tuple[str, str], Answer], apart: Callable[[Answer, Answer], bool]
) -> bool | None:
    """Return whether two voices are apart: None when not, True when only with reported speech."""
    reported = None
    for one, other in combinations(voices, 2):
        if one[0] == other[0] and one[1] == other[1]:
            continue
        if one[0] == other[0] and not (one[1] or other[1]):
            continue
        if apart(voices[one], voices[other]):
            if not one[1] and not other[1]:
                return False
            reported = True
    return reported


def _figures(code: str, axis: str, some: list[Statement], about: str = "") -> Iterator[Contrast]:
    readable = [one for one in some if one.figures and not one.scope]
    told = {voice: _told(said) for voice, said in _voices(readable).items()}
    reported = _parted(told, apart)
    if reported is None:
        return
    sides = _by_figure(readable)

    def opposed(one: Side, other: Side) -> bool:
        return apart(_told(one.statements), _told(other.statements))

    yield Contrast(code, axis, "figures", sides, about, _balance(sides, opposed),
                   _ratio(readable), reported, slip=_slip(readable))  # fmt: skip


def _told(some: Iterable[Statement]) -> tuple[Figure, ...]:
    return tuple(dict.fromkeys([figure for one in some for figure in one.figures]))


def _by_figure(some: Iterable[Statement]) -> tuple[Side, ...]:
    """Return statements by their figures; 3 分 and 0.3 寸 are one side, named as first printed."""
    grouped: dict[object, list[Statement]] = {}
    names: dict[object, str] = {}
    for one in some:
        key = tuple(sorted(set(one.figures)))
        names.setdefault(key, ", ".join(one.printed))
        grouped.setdefault(key, []).append(one)
    sides = (_side(names[key], found) for key, found in grouped.items())
    return tuple(sorted(sides, key=_rank))


def _slip(some: Iterable[Statement]) -> bool:
    printed = {text for one in some if not one.reports for text in one.printed}
    return any(text.endswith(" 分") and f"{text[:-1]}寸" in printed for text in printed)


def _ratio(some: Iterable[Statement]) -> float:
    """Return the smallest factor that lies between the extreme figures of the books themselves."""
    by_kind: defaultdict[str, list[tuple[int, int]]] = defaultdict(list)
    for one in some:
        if not one.reports:
            for figure in one.figures:
                by_kind[figure.kind].append((figure.low, figure.high))
    ratios = [1.0]
    for ranges in by_kind.values():
        least = min(high for _, high in ranges)
        if least:
            ratios.append(max(low for low, _ in ranges) / least)
    return max(ratios)


def _bans(code: str, act: str, some: list[Statement]) -> Iterator[Contrast]:
    """Yield the contrast of those who forbid an act and those who give it."""
    bans = [one for one in some if one.ban]
    given = [one for one in some if not one.ban]
    against, limited = [], []
    for ban in bans:
        for give in given:
            if ban.source == give.source and (
                ban.reports == give.reports or not (ban.reports or give.reports)
            ):
                continue
            if covers(ban.scope, give.scope):
                against.append((ban, give))
            elif not give.scope and not _limits(bans, give, ban.scope):
                limited.append((ban, give))
    for kind, pairs in (("ban", against), ("limit", limited)):
        if not pairs:
            continue
        own = any(not a.reports and not b.reports for a, b in pairs)
        sides = _sides(
            {
                "forbidden": _once(ban for ban, _ in pairs),
                "given": _once(one for _, one in pairs),
            }
        )
        balance = _balance(sides, lambda *_: True) if own else 0
        yield Contrast(code, act, kind, sides, "", balance, 1.0, not own)


def _once(some: Iterable[Statement]) -> list[Statement]:
    """Return statements without repetition, in the order given; each is one object here."""
    return list({id(one): one for one in some}.values())


def _limits(bans: list[Statement], give: Statement, scope: tuple[str, ...]) -> bool:
    """Return whether the voice that gives an act itself limits it for some of the same people."""
    return any(
        covers(ban.scope, scope) or covers(scope, ban.scope)
        for ban in bans
        if ban.source == give.source and ban.reports == give.reports
    )


def _meetings(code: str, some: list[Statement]) -> Iterator[Contrast]:
    """Yield the contrast of the sets of meridians that books have meet at the point."""

    def apart(one: list[Statement], other: list[Statement]) -> bool:
        return not any(_same_meridians(a.members, b.members) for a in one for b in other)

    reported = _parted(_voices(some), apart)
    if reported is None:
        return
    grouped: dict[str, list[Statement]] = {}
    for one in some:
        grouped.setdefault(", ".join(sorted(one.members)), []).append(one)
    sides = _sides(grouped)
    yield Contrast(code, "meets", "meets", sides, "", _balance(sides, lambda *_: True), 1.0,
                   reported)  # fmt: skip


_UNSAID = {"heel": frozenset({"YGH", "YNH"}), "link": frozenset({"YGL", "YNL"})}
"""Vessels of which a book can name the pair without saying which of the two it means."""


def _same_meridians(one: frozenset[str], other: frozenset[str]) -> bool:
    for unsaid, which in _UNSAID.items():
        if unsaid in one | other:
            one, other = (
                some - which | {unsaid} if some & which else some for some in (one, other)
            )
    return one == other


def _memberships(kb: KnowledgeBase, code: str, some: list[Statement]) -> Iterator[Contrast]:
    """Yield where books give a member different roles, or its seat to another point."""
    by_category: defaultdict[str, list[Statement]] = defaultdict(list)
    for one in some:
        by_category[one.about].append(one)
    for category, found in by_category.items():
        grouped: dict[str, list[Statement]] = {}
        if any(one.ban for one in found):
            for one in found:
                grouped.setdefault("not counted in" if one.ban else "counted in", []).append(one)
            yield from _opposed(code, category, grouped)
            continue
        made: list[Contrast] = []
        for role in ROLES:
            grouped = {}
            for one in found:
                for member in sorted(one.members):
                    if member.startswith(f"{role} "):
                        grouped.setdefault(member, []).append(one)
            made += _opposed(code, category, grouped)
        yield from made or _seats(kb, code, category, found)


def _seats(
    kb: KnowledgeBase, code: str, category: str, found: list[Statement]
) -> Iterator[Contrast]:
    """Yield where a dissenting book gives to this point the seat that others give to another."""
    for role in ("of", "tissue", "sea"):
        held = {
            member: [one for one in found if one.dissent and member in one.members]
            for member in sorted(
                {m for one in found for m in one.members if m.startswith(f"{role} ")}
            )
        }
        for member, ours in held.items():
            if not ours or any(not one.dissent and member in one.members for one in found):
                continue
            grouped = {code: ours}
            for other in kb.category(category).members:
                if other.point == code or other.point not in kb.points:
                    continue
                if f"{role} {other.attributes.get(role, '')}" == member:
                    theirs = [
                        one for one in statements(kb, other.point) if one.cite in other.claims
                    ]
                    if theirs:
                        grouped.setdefault(other.point, []).extend(theirs)
            yield from _opposed(code, category, grouped, member)


def _opposed(
    code: str, category: str, grouped: dict[str, list[Statement]], seat: str = ""
) -> Iterator[Contrast]:
    if len(grouped) < 2:
        return
    voices = _voices(one for some in grouped.values() for one in some)
    if len({source for source, _ in voices}) < 2:
        return
    sides = _sides(grouped)
    own = [side for side in sides if side.sources]
    reported = len(own) < 2 or len(frozenset().union(*(side.sources for side in own))) < 2
    yield Contrast(code, "membership", "membership", sides, category,
                   _balance(sides, lambda *_: True), 1.0, reported, seat)  # fmt: skip


def _places(code: str, some: list[Statement]) -> Iterator[Contrast]:
    """Yield the places that the record keeps beside each other, when two sources give them."""
    grouped: dict[str, list[Statement]] = {}
    for one in some:
        grouped.setdefault(one.printed[0], []).append(one)
    if len(grouped) > 1 and len({one.source for one in some}) > 1:
        sides = _sides(grouped)
        yield Contrast(code, "location", "location", sides, "", _balance(sides, lambda *_: True))
