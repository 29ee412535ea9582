"""For whom and with what: complaints of children or women, points where moxa or a needle is used.

That a book limits an indication to children stands in its claim. No book here ties an act to one
complaint: kept are the points for which a book that gives the complaint uses the act there too.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import TYPE_CHECKING

from kb.base import KnowledgeBase
from kb.search.complaints import Row, Said, voices_of
from kb.search.records import Remark
from kb.search.sets import Matches, meet

if TYPE_CHECKING:
    from kb.search.draft import Draft, Term
    from kb.search.index import Limited

__all__ = ["narrowed"]

_SAID = {"moxa": "moxa", "needle": "the needle"}
_GROUPS = {"children": "children", "women": "genital-and-menstrual", "postpartum": "childbirth",
           "pregnancy": "childbirth"}  # fmt: skip
"""Whom a limit means, to the file of complaints that only they have: there it adds nothing."""

_FIGURES = {"moxa": "cones", "needle": "depth"}

_Limited = tuple[Matches | None, Said | None]


_PEOPLE = {"elderly": "old people", "postpartum": "the weeks after birth"}


def narrowed(
    draft: Draft, terms: Iterable[Term], result: Matches | None, ranked: Said | None
) -> _Limited:
    """Return what the acts and the people that a query names, without a ban, leave."""
    terms = list(terms)
    who = dict.fromkeys(one for t in terms if t.facet.kind == "qualifier" for one in t.facet.ids)
    if not draft.named:
        for one in who:
            result, ranked = _for(draft, one, result, ranked)
            _warn(draft, one, result, ranked)
    for term in terms:
        if term.facet.kind == "act":
            result, ranked = _with(draft, term, result, ranked)
        elif draft.named and term.facet.kind == "qualifier":
            _unused(draft, term.text)
    return result, ranked


def _name(who: str) -> str:
    return _PEOPLE.get(who, who)


def _unused(draft: Draft, text: str) -> None:
    said = f"{text!r} was not used to narrow the answer; add ‘forbidden’ for bans"
    draft.remarks.append(Remark("not used", said))
    draft.exact = False


def _for(draft: Draft, who: str, result: Matches | None, ranked: Said | None) -> _Limited:
    """Keep the indications that their books limit to some people."""
    rows = draft.index.limits.get(who, ())
    if ranked is None:
        if result is None or rows:
            ranked = _said(draft, rows)
            said = f"in {_name(who)}: the points that a book gives for something in them by name"
            draft.remarks.append(Remark("limited to", said))
        return result, ranked
    base = draft.base
    if any(base.symptoms[one].group == _GROUPS.get(who) for one in ranked.symptoms[:1]):
        return result, ranked
    asked = frozenset(ranked.symptoms)
    among = ranked.voices if result is None else result.why
    given = [row for row in rows if row[1] in asked and row[0] in ranked.voices]
    rows_of = ranked.rows
    kept = _said(draft, [row for row in given if row[0] in among
                         and row[2].partition("#")[0] in _sources(rows_of(row[0]))])  # fmt: skip
    if not kept.voices:
        said = f"no book here limits this to {_name(who)}; "
        said += "shown: points given for it without a limit"
        draft.remarks.append(Remark("not used", said))
        draft.exact = False
        return result, ranked
    more = len(ranked.voices) - len(kept.voices)
    said = f"in {_name(who)}: the points that a book gives for this in them by name"
    said += f"; without that limit there are {more} more" if more else ""
    draft.remarks.append(Remark("limited to", said))
    return result, kept


def _warn(draft: Draft, who: str, result: Matches | None, ranked: Said | None) -> None:
    """Name the points found on which some source forbids something to the people asked for."""
    found = set(ranked.voices if ranked else ())
    found &= found if result is None else result.why.keys()
    banned: dict[str, dict[str, list[str]]] = {}
    for code, act, cases, _, _, ident in draft.index.bans:
        if who in cases and code in found:
            banned.setdefault(act, {}).setdefault(code, []).append(ident)
    for act, codes in banned.items():
        what = f"{act.replace('-', ' ')} in {_name(who)}"
        said = f"{what} is forbidden by a source on: {', '.join(codes)}"
        cites = tuple(ids[0] for ids in codes.values())
        draft.remarks.append(Remark("safety", said, cites))


def _said(draft: Draft, limited: Iterable[Limited]) -> Said:
    given: dict[str, dict[str, tuple[list[str], list[str]]]] = {}
    for code, symptom, mark, reported in limited:
        rows = given.setdefault(code, {}).setdefault(symptom, ([], []))
        rows[reported].append(mark)
    told: Mapping[str, list[Row]] = {
        code: [(symptom, tuple(own), tuple(others)) for symptom, (own, others) in rows.items()]
        for code, rows in given.items()
    }
    symptoms = dict.fromkeys(symptom for rows in given.values() for symptom in rows)
    return Said(tuple(symptoms), voices_of(draft.base, draft.index, told), told.__getitem__)


def _with(draft: Draft, term: Term, result: Matches | None, ranked: Said | None) -> _Limited:
    """Keep the points at which an act is used; of points that are named tell its figures."""
    from kb.search.aspects import figures_of

    act = term.facet.ids[0]
    used = draft.index.used.get(act)
    if used is None:
        _unused(draft, term.text)
    elif draft.named:
        for code in [*draft.named][:_TOLD]:
            figures_of(draft, _FIGURES[act], code)
    elif ranked is not None:
        kept = {
            code: bits for code, bits in ranked.voices.items()
            if not used.get(code, frozenset()).isdisjoint(_sources(ranked.rows(code)))
        }  # fmt: skip
        if not kept:
            _unused(draft, term.text)
            return result, ranked
        more = len(ranked.voices) - len(kept)
        said = (
            f"{act}: points for which a book that gives the complaint also uses {_SAID[act]}; no "
            "book here ties the two claim by claim"
        )
        said += f"; left out: {more}" if more else ""
        draft.remarks.append(Remark("limited to", said))
        ranked = ranked.only(kept)
    else:
        found = Matches()
        for code in draft.base.points:
            if code in used:
                found.add(code, f"{act} is used there", _claims(draft.base, code, act))
        result = found if result is None else meet(result, found)
    return result, ranked


_TOLD = 4
"""Most points whose figures are told."""


def _sources(rows: Iterable[Row]) -> Iterator[str]:
    for _, own, reported in rows:
        for mark in (*own, *reported):
            yield mark.partition("#")[0]


def _claims(base: KnowledgeBase, code: str, act: str) -> list[str]:
    return [c.id for c in base.claims_of(code) if c.kind == act and not c.reports][:2]
