"""The terms of a query evaluated as a set: every kind of facet narrows what the others leave."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence

from kb.search.asides import disagreements, sung
from kb.search.books import first_said, first_told, quoted, sources_of, told_by
from kb.search.complaints import (
    Said,
    Score,
    reasons,
    together,
    treated,
    treated_by,
    with_kinds,
)
from kb.search.draft import GUESSES, Draft, Term, cited
from kb.search.lexicon import Facet
from kb.search.records import LazyHit, PointHit, Reasons, Remark
from kb.search.sets import (
    Matches,
    categories,
    forbidden,
    meet,
    on_meridians,
    phases,
    regions,
)

__all__ = ["evaluate"]


def evaluate(draft: Draft, limit: int) -> tuple[Sequence[PointHit], int]:
    """Return the first points that satisfy every term, and how many there are.

    Ranked for complaints, else in WHO order.
    """
    if all(term.facet.kind == "symptom" and not term.negative for term in draft.terms):
        result, ranked = None, _complaints(draft, draft.terms, None)
        scores = _scores(draft, result, ranked)
    else:
        result, ranked, scores = _combined(draft)
    scores = _with_named(draft, scores, result is not None or ranked is not None)
    tell = _teller(draft, result, ranked)
    return [LazyHit(score, tell) for score in scores[: max(limit, 0)]], len(scores)


def _combined(draft: Draft) -> tuple[Matches | None, Said | None, list[Score]]:
    """Return what satisfies terms of several kinds: as a set, as complaints, and the points."""
    terms: Sequence[Term] = draft.terms
    if any(term.negative for term in terms):
        unbanned = any(term.negative and term.facet.kind == "forbid" for term in terms)
        terms = [
            term for term in terms
            if not term.negative and not (unbanned and term.facet.kind in ("act", "qualifier"))
        ]  # fmt: skip
    sources = sources_of(draft, terms)
    result = _narrowed(draft, terms, sources)
    first = bool(_of(terms, "first"))
    ranked = _complaints(draft, _of(terms, "symptom"), None if first else sources)
    if not _of(draft.terms, "forbid") and (limits := _limits(draft, terms)):
        from kb.search.whom import narrowed

        result, ranked = narrowed(draft, limits, result, ranked)
    if first:
        result, ranked = _first(draft, result, ranked, sources)
    elif result is None and ranked is None:
        result = told_by(draft, sources, terms)
    elif sources is not None and ranked is None and not _of(terms, "forbid"):
        told = told_by(draft, sources, terms)
        result = meet(result, told) if result is not None and told is not None else result
    result, ranked = _without(draft, result, ranked)
    if _of(terms, "verse") and draft.named and ranked is None:
        sung(draft)
    return result, ranked, _enough(_scores(draft, result, ranked), _of(terms, "families"))


def _limits(draft: Draft, terms: Sequence[Term]) -> list[Term]:
    """Return the acts and people named; what is forbidden in pregnancy is a ban (`_bans`)."""
    limits = _of(terms, "act", "qualifier")
    banned = {one for term in limits if term.facet.kind == "qualifier" for one in term.facet.ids}
    alone = banned == {"pregnancy"} and not _of(terms, "symptom")
    return [] if alone else limits


def _first(
    draft: Draft, result: Matches | None, ranked: Said | None, sources: frozenset[str] | None
) -> tuple[Matches | None, Said | None]:
    """Keep to the points that the books asked for were the first to name, or to give for this."""
    if ranked is not None:
        ranked, found = first_said(draft, ranked, sources)
    else:
        found = first_told(draft, sources)
    return found if result is None else meet(result, found), ranked


def _of(terms: Sequence[Term], *kinds: str) -> list[Term]:
    return [term for term in terms if term.facet.kind in kinds]


def _narrowed(
    draft: Draft, terms: Sequence[Term], sources: frozenset[str] | None
) -> Matches | None:
    """Return what the terms that are no complaint leave; None when there is none of them."""
    found: list[Matches] = [*_places(draft, _of(terms, "place"))]
    found += _classes(draft, terms)
    if wanted := _of(terms, "phase"):
        found.append(phases(draft.base, [p for t in wanted for p in t.facet.ids]))
        _derived(draft, "five-shu", "the phases of the shu points follow by rule")
    if (parts := _of(terms, "region")) or _of(terms, "side"):
        joined = any(term.joint for term in parts)
        sides = [term.facet for term in _of(terms, "side")]
        found.append(regions(draft.base, draft.index, [t.facet for t in parts], sides, joined))
    found += _taught(draft, _of(terms, "teaching"))
    result = _met(found)
    return _met(found + _bans(draft, terms, sources, result))


def _met(found: Sequence[Matches]) -> Matches | None:
    result: Matches | None = None
    for one in found:
        result = one if result is None else meet(result, one)
    return result


def _places(draft: Draft, terms: Sequence[Term]) -> list[Matches]:
    """Return one match for each place question; those joined by ``or`` as one."""
    found: list[Matches] = []
    for term in terms:
        here = found[-1] if found and term.joint == "or" else Matches()
        cites = dict(term.facet.cites)
        for code, why in term.facet.reasons:
            here.add(code, why, cites.get(code) or (code,))
        if not (found and here is found[-1]):
            found.append(here)
    return found


def _classes(draft: Draft, terms: Sequence[Term]) -> list[Matches]:
    """Return what categories and meridians leave."""
    named, lines = _of(terms, "category"), _of(terms, "meridian")
    ids = _lines(draft, lines)
    if not named:
        return [on_meridians(draft.base, ids)] if lines else []
    groups: list[list[str]] = []
    for term in named:
        if groups and term.joint and not draft.both:
            groups[-1].extend(term.facet.ids)
        else:
            groups.append(list(term.facet.ids))
    crossing = all(one == "crossing" for group in groups for one in group)
    each = [term.facet.ids for term in lines]
    if len(each) == 1 and _THREE.search(lines[0].text):
        each = [(one,) for one in each[0]]
    if crossing and len(each) > 1:
        found = [categories(draft.base, groups, frozenset(one), draft.on)[0] for one in each]
        used = True
        if len(lines) == 1 and not set(found[0].why).intersection(*(one.why for one in found)):
            found = [categories(draft.base, groups, frozenset(ids), draft.on)[0]]
    else:
        one, used = categories(draft.base, groups, frozenset(ids), draft.on)
        found = [one]
    if lines and not used:
        found.append(on_meridians(draft.base, ids))
    asked = frozenset(ids) if used else frozenset()
    disagreements(draft, [one for group in groups for one in group], asked)
    return found


_THREE = re.compile(r"\bthree\b|三[阴陰阳陽]", re.IGNORECASE)
"""A meeting of *the three yin of the foot* is one of all three."""


def _lines(draft: Draft, terms: Sequence[Term]) -> tuple[str, ...]:
    """Return the meridians asked for: joined ones together, those that just follow narrowed."""
    ids: dict[str, None] = {}
    for term in terms:
        both = [one for one in ids if one in term.facet.ids]
        if ids and not term.joint and both:
            ids = dict.fromkeys(both)
        else:
            ids.update(dict.fromkeys(term.facet.ids))
        if len(term.facet.ids) > 1:
            _group(draft, term.facet)
    return tuple(ids)


def _group(draft: Draft, facet: Facet) -> None:
    """Cite the limb and the division of each meridian of a group."""
    cites: list[str] = []
    for name in facet.ids:
        facts: dict[str, str] = {}
        for claim in draft.base.claims_of(name):
            if claim.kind == "fact" and claim.target in ("limb", "division"):
                facts.setdefault(claim.target, claim.id)
        cites += facts.values()
    if cites:
        said = f"{facet.label}: {', '.join(facet.ids)}, by limb and division"
        draft.remarks.append(Remark("derived", said, tuple(cites)))


def _taught(draft: Draft, terms: Sequence[Term]) -> list[Matches]:
    """Return the points that the songs, lists and rules asked for name."""
    found: list[Matches] = []
    for term in terms:
        here = Matches()
        for name in term.facet.ids:
            teaching = draft.base.teachings[name]
            for ident in dict.fromkeys(one for line in teaching.lines for one in line):
                for code in ident.split("/")[1].split("+"):
                    if code in draft.base.points:
                        here.add(code, f"named in: {teaching.names.en}", (ident,))
        if here.why:
            found.append(here)
    return found


def _derived(draft: Draft, category: str, said: str) -> None:
    rules = [c.id for c in draft.base.claims_of(category) if c.target == "rule"]
    draft.remarks.append(Remark("derived", said, tuple(rules[:3])))


def _bans(
    draft: Draft, terms: Sequence[Term], sources: frozenset[str] | None, among: Matches | None
) -> list[Matches]:
    """Return the points on which something is forbidden, when that is asked for.

    `among` is what the rest of the query leaves: of no other point a limited ban is told.
    """
    words = _of(terms, "forbid")
    acts = frozenset(one for term in _of(terms, "forbid", "act") for one in term.facet.ids)
    limits = frozenset(one for term in _of(terms, "qualifier") for one in term.facet.ids)
    if words and len(draft.named) == 1 and not acts and not limits:
        return []  # asked of one point: all that is forbidden on it is told (`draft`)
    if not words and (limits != {"pregnancy"} or _of(terms, "symptom")):
        return []  # `kb.search.whom` narrows by them
    each = [frozenset({act}) for act in sorted(acts)] if draft.both and len(acts) > 1 else [acts]
    found, limited = forbidden(draft.base, draft.index, each[0], limits)
    for one in each[1:]:
        other, more = forbidden(draft.base, draft.index, one, limits)
        found, limited = meet(found, other), limited & more
    if sources is not None:
        others = quoted(draft.index, sources)
        told = {b[5] for b in draft.index.bans if b[3] in sources or b[4] in others}
        kept = [code for code, ids in found.cites.items() if told & set(ids)]
        found = found.keep(kept)
    limited &= frozenset(among.why if among else draft.base.points)
    limited &= frozenset(draft.named or draft.base.points)
    if sources is not None:
        limited &= {b[0] for b in draft.index.bans if b[3] in sources or b[4] in others}
    if limited:
        said = f"on {len(limited)} further points only in some cases: {', '.join(sorted(limited))}"
        draft.remarks.append(Remark("limited", said))
    return [found]


def _complaints(draft: Draft, terms: Sequence[Term], sources: frozenset[str] | None) -> Said | None:
    """Return the points for all complaints asked for; for any when none is given for all."""
    groups: list[list[str]] = []
    for term in terms:
        if groups and term.joint == "or":
            groups[-1].extend(term.facet.ids)
        else:
            groups.append(list(term.facet.ids))
    found: list[Said] = []
    for group in groups:
        guessed = any(t.facet.label in GUESSES and set(t.facet.ids) & set(group) for t in terms)
        if sources is None:
            said = treated(draft.base, draft.index, group, wide=not guessed)
        else:
            ids = tuple(group) if guessed else with_kinds(draft.index, group)
            said = treated_by(draft.base, draft.index, ids, sources, quoted(draft.index, sources))
        draft.ids.setdefault("symptom", {}).update(dict.fromkeys(said.symptoms))
        found.append(said)
    if len(found) < 2:
        return found[0] if found else None
    said = together(found, every=True)
    if not said.voices:
        why = "no point is given for all of these; shown: points for any of them"
        draft.remarks.append(Remark("nothing for all", why))
        said = together(found, every=False)
        draft.exact = False
    return said


def _without(
    draft: Draft, result: Matches | None, ranked: Said | None
) -> tuple[Matches | None, Said | None]:
    """Take away what the query excludes."""
    shut: set[str] = set()
    for term in draft.terms:
        if term.negative:
            only = [Term(term.text, term.facet)]
            if term.facet.kind == "forbid":
                only, every = _ban_of(draft, only)
                shut |= set(every)
            matches = _narrowed(draft, only, None)
            if term.facet.kind == "symptom":
                said = _complaints(draft, only, None)
                shut |= set(said.voices if said else ())
            elif term.facet.kind == "point":
                shut |= set(term.facet.ids)
            elif matches is not None:
                shut |= set(matches.why)
    if shut and result is None and ranked is None:
        result = Matches()
        for code in draft.base.points:
            result.add(code, "not excluded")
    if shut and result is not None:
        result = result.keep([code for code in result.why if code not in shut])
    if shut and ranked is not None:
        ranked = ranked.only({c: bits for c, bits in ranked.voices.items() if c not in shut})
    return result, ranked


def _ban_of(draft: Draft, forbid: list[Term]) -> tuple[list[Term], Iterable[str]]:
    """Return a ban with its acts and cases, and the points on which it holds in every case."""
    acts, cases = _of(draft.terms, "act"), _of(draft.terms, "qualifier")
    said = "that no source here forbids it is no sign that it is safe"
    draft.remarks.append(Remark("safety", said))
    whole = [Term(term.text, term.facet) for term in (*forbid, *acts)]
    every = _narrowed(draft, whole, None) if cases else None  # forbidden to everybody
    draft.remarks = [remark for remark in draft.remarks if remark.kind != "limited"]
    return whole + [Term(t.text, t.facet) for t in cases], every.why if every else ()


def _scores(draft: Draft, result: Matches | None, ranked: Said | None) -> list[Score]:
    """Return the points that satisfy everything, best first, with how many say so."""
    if ranked is None:
        if result is None:
            return []
        return [(code, 0, 0) for code in draft.base.points if code in result.why]
    if result is not None:
        why = result.why
        ranked = ranked.only({code: bits for code, bits in ranked.voices.items() if code in why})
    return ranked.scores(draft.base, draft.index)


def _enough(scores: list[Score], terms: Sequence[Term]) -> list[Score]:
    """Keep the points that enough families, or sources, stand behind."""
    for term in terms:
        what, least, most = term.facet.ids
        scores = [
            (code, sources, families)
            for code, sources, families in scores
            if int(least) <= (families if what == "families" else sources) <= int(most)
        ]
    return scores


def _with_named(draft: Draft, scores: list[Score], asked: bool) -> list[Score]:
    """Keep to the points that are named, if any; say so when nothing is said of one of them.

    `asked` says whether anything was asked beside the names.
    """
    if not draft.named:
        return scores
    found = {score[0]: score for score in scores}
    missing = [code for code in draft.named if code not in found]
    if missing and asked:
        said = f"nothing here says the rest of the query of {', '.join(missing)}"
        draft.remarks.append(Remark("nothing said", said))
    made = [found.get(code, (code, 0, 0)) for code in draft.named]
    return sorted(made, key=lambda score: score[0] in missing)


def _teller(draft: Draft, result: Matches | None, ranked: Said | None) -> Callable[[str], Reasons]:
    """Return what puts into words why a point is found, with every citation."""

    def tell(code: str) -> Reasons:
        why: list[str] = list(draft.named.get(code, ()))
        cites: list[str] = []
        if result is not None and code in result.why:
            why += result.why[code]
            cites += result.cites[code]
        if ranked is not None and code in ranked.voices:
            said, claims = reasons(draft.base, code, ranked.rows(code))
            why += said
            cites += claims
        return tuple(dict.fromkeys(why)), cited(draft.base, code, cites)

    return tell
