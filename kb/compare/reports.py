"""Reported speech checked: what a book says that another one says, beside that book's own words.

A report is *confirmed* when the reported book, as this knowledge base has it, gives the same at
the same point; *contradicted* when it gives something that excludes it; *not found* when its text
is at hand and covers the question but is silent here. It is *unchecked* when no text is at hand, or
when what is entered of the book answers the question on less than `COVERED` of its points: a list
of points is no evidence of what the rest of the book says. Editions differ: a contradiction says
that these two texts differ, not who is to blame.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace
from types import MappingProxyType

from kb.base import KnowledgeBase
from kb.compare.figures import comparable, overlap
from kb.compare.statements import ACTS, FIGURES, Statement, covers, statements
from kb.frozen import frozen

__all__ = ["COVERED", "VERDICTS", "Report", "check_reports"]

VERDICTS: tuple[str, ...] = ("contradicted", "confirmed", "not found", "unchecked")
"""What comparing a report with the book it names can give."""

COVERED = 0.5
"""Share of a book's points on which it must answer a question before it can contradict a report."""

_KIND = {
    "depth": "needle", "retain": "needle", "cones": "moxa", "bleeding": "needle",
    "membership": "belongs", "place": "located",
}  # fmt: skip
"""The kind of claim that answers an axis."""

_CHECKED = ("depth", "retain", "cones", "needle", "moxa", "bleeding", "meets", "membership",
            "place")  # fmt: skip


@frozen
class Report:
    """One report and what the reported book has itself.

    Attributes
    ----------
    code : str
        The point.
    said : Statement
        The report; ``said.reports`` is the book it names.
    verdict : str
        One of `VERDICTS`.
    why : str
        One sentence.
    own : tuple of Statement
        The reported book's own statements that decided it.
    """

    code: str
    said: Statement
    verdict: str
    why: str
    own: tuple[Statement, ...] = ()


def check_reports(
    kb: KnowledgeBase, code: str, some: Iterable[Statement] | None = None
) -> tuple[Report, ...]:
    """Return a verdict on each report about a point.

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
    every = tuple(statements(kb, code) if some is None else some)
    own: defaultdict[str, list[Statement]] = defaultdict(list)
    notes: defaultdict[str, list[Statement]] = defaultdict(list)
    for one in every:
        (notes if one.reports else own)[one.source].append(one)
    figured = {one.cite for one in every if one.axis in FIGURES}
    found = []
    for one in every:
        if not one.reports or one.axis not in _CHECKED:
            continue
        if one.axis in ACTS and not one.ban and one.cite in figured:
            continue  # its figures are compared instead
        report = _check(kb, code, one, own[one.reports])
        if report.verdict == "contradicted" and _same_answer(one, notes[one.reports]):
            report = replace(report, why=f"{report.why}, and this one only as another's")
        found.append(report)
    return tuple(found)


def _same_answer(said: Statement, notes: Iterable[Statement]) -> bool:
    """Return whether the reported book says the same, but only of yet another book."""
    return any(
        one.axis == said.axis
        and one.ban == said.ban
        and one.about == said.about
        and (overlap(one.figures, said.figures) if said.figures else True)
        and one.members == said.members
        for one in notes
    )


def _check(kb: KnowledgeBase, code: str, said: Statement, own: list[Statement]) -> Report:
    book = kb.sources[said.reports]
    if book.text is None:
        return Report(code, said, "unchecked", "no text of the reported book is at hand")
    judge = _JUDGES.get(said.axis, _figures)
    verdict, why, proof = judge(said, own)
    named = said.axis in ("meets", "membership")
    if verdict == "not found" or (verdict == "contradicted" and not named):
        share = kb.reach.get(book.id, {}).get(_KIND.get(said.axis, said.axis), 0.0)
        if share < COVERED:
            told = (
                f"what is entered of the reported book answers this for {share:.0%} of its points"
            )
            return Report(code, said, "unchecked", told, proof)
    return Report(code, said, verdict, why, proof)


Judged = tuple[str, str, tuple[Statement, ...]]


def _figures(said: Statement, own: list[Statement]) -> Judged:
    same = tuple(
        one for one in own if one.axis == said.axis and one.about == said.about and one.figures
    )
    for one in same:
        if overlap(one.figures, said.figures):
            return "confirmed", "the reported book gives this figure", (one,)
    act = _KIND[said.axis]
    bans = tuple(
        one for one in own if one.axis == act and one.ban and covers(one.scope, said.scope)
    )
    given = [one for one in own if one.axis == act and not one.ban]
    if any(comparable(one.figures, said.figures) for one in same):
        return "contradicted", "the reported book gives another figure", same
    if bans and not given:
        return "contradicted", "the reported book forbids it", bans
    return "not found", "the reported book gives no such figure here", ()


def _act(said: Statement, own: list[Statement]) -> Judged:
    bans = tuple(one for one in own if one.axis == said.axis and one.ban)
    given = tuple(one for one in own if one.axis == said.axis and not one.ban)
    if not said.ban:
        if given:
            return "confirmed", "the reported book gives it", given[:1]
        against = tuple(one for one in bans if covers(one.scope, said.scope))
        if against:
            return "contradicted", "the reported book forbids it", against
        return "not found", "the reported book does not say so here", ()
    for one in bans:
        if covers(one.scope, said.scope):
            return "confirmed", "the reported book forbids it", (one,)
    if said.scope:
        return "not found", "the reported book does not say so here", ()
    if given:
        limits = " and forbids it to some people only" if bans else ""
        return "contradicted", f"the reported book gives it{limits}", (*given, *bans)
    return "not found", "the reported book does not forbid it here", ()


def _meeting(said: Statement, own: list[Statement]) -> Judged:
    same = tuple(one for one in own if one.axis == "meets")
    for one in same:
        if one.members == said.members:
            return "confirmed", "the reported book names these meridians", (one,)
    if same:
        return "contradicted", "the reported book names other meridians", same
    return "not found", "the reported book names no meeting here", ()


def _membership(said: Statement, own: list[Statement]) -> Judged:
    same = tuple(one for one in own if one.axis == "membership" and one.about == said.about)
    for one in same:
        if one.ban == said.ban and not _conflict(one.members, said.members):
            return "confirmed", "the reported book counts it in alike", (one,)
    if same:
        return "contradicted", "the reported book counts it otherwise", same
    return "not found", "the reported book does not count it in", ()


def _conflict(one: frozenset[str], other: frozenset[str]) -> bool:
    """Return whether two memberships give one role different values."""
    roles = {member.partition(" ")[0] for member in one} & {
        member.partition(" ")[0] for member in other
    }
    return any(
        {m for m in one if m.startswith(f"{role} ")}.isdisjoint(
            m for m in other if m.startswith(f"{role} ")
        )
        for role in roles
    )


_JUDGES: Mapping[str, Callable[[Statement, list[Statement]], Judged]] = MappingProxyType(
    {**dict.fromkeys(ACTS, _act), "meets": _meeting, "membership": _membership}
)
