"""Points that go together: confluent points in pairs, luo points with source points.

The pairs of confluent points stand in the books. That a luo point goes with the source point of the
paired meridian follows by rule from who is luo, who is source and which meridians are paired, each
of which is cited.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

from kb.base import KnowledgeBase
from kb.doctrine import FLOW, pair
from kb.frozen import frozen
from kb.search.found import Found, put
from kb.search.named import line_at
from kb.search.records import Remark
from kb.search.spots import Spot, spot_at

if TYPE_CHECKING:
    from kb.model import Member
    from kb.search.index import Index

__all__ = ["partner", "partner_of"]

LUO, SOURCE = "luo-connecting", "yuan-source"
_RULE = re.compile(
    r"\bluo\b|\bsource\b|\byuan\b|connecting|\bcollateral\b|\bnetwork\b|\bprimary\b|\bhost\b"
    r"|\bguest\b|[原络絡]",
    re.IGNORECASE,
)
"""Words of a query about luo and source points; without them confluent points are meant first."""


@frozen
class _Partner:
    """A point that goes with another one: why, and what says so."""

    code: str
    why: str
    cites: tuple[str, ...] = ()


def _partners(
    base: KnowledgeBase, codes: tuple[str, ...], query: str
) -> tuple[list[_Partner], str]:
    """Return the points that go with any of some points, and what to say when there is none."""
    asked = codes[0] if codes else "it"
    ruled = [one for code in codes for one in _by_rule(base, code)]
    if _RULE.search(query):
        return ruled, f"{asked} is no luo and no source point of a paired meridian"
    told = [one for code in codes for one in _confluent(base, code)]
    said = (
        f"{asked} is none of the eight confluent points, and no luo or source point: "
        "only these are coupled here"
    )
    return told or ruled, said


def _confluent(base: KnowledgeBase, code: str) -> Iterator[_Partner]:
    record = base.categories.get("confluent")
    for member in record.members if record else ():
        if member.point == code:
            for other in member.attributes.get("pair", "").split(","):
                if other.strip() in base.points:
                    yield _Partner(other.strip(), f"confluent point coupled with {code}",
                                  member.claims[:4])  # fmt: skip


def _members(base: KnowledgeBase, name: str) -> tuple[Member, ...]:
    record = base.categories.get(name)
    return tuple(m for m in record.members if m.point in base.points) if record else ()


def _by_rule(base: KnowledgeBase, code: str) -> Iterator[_Partner]:
    """Yield the source points that go with a luo point, and the other way round."""
    for mine, theirs in ((LUO, SOURCE), (SOURCE, LUO)):
        for member in _members(base, mine):
            line = member.attributes.get("of", "")
            if member.point != code or line not in FLOW:
                continue
            for other in _members(base, theirs):
                if other.attributes.get("of") == pair(line):
                    labels = [base.categories[name].names.en for name in (theirs, mine)]
                    why = (
                        f"{labels[0]} of {pair(line)}, which is paired with {line}; "
                        f"{code} is the {labels[1]} of {line}"
                    )
                    cites = (*other.claims[:1], *member.claims[:1], *_paired(base, line))
                    yield _Partner(other.point, why, cites)


def _paired(base: KnowledgeBase, line: str) -> tuple[str, ...]:
    return tuple(c.id for c in base.claims_of(line) if c.target == "pair")[:1]


def _host_and_guest(
    base: KnowledgeBase, index: Index, text: str
) -> tuple[list[_Partner], str, int] | None:
    """Return the source point of the meridian that a text begins with, and its paired luo point.

    Returns
    -------
    (list of _Partner, str, int) or None
        The points, the meridian and how many characters name it; None when none is named.
    """
    got = line_at(base, index, text)
    line = got[0][0] if got and len(got[0]) == 1 else ""
    if not got or line not in FLOW:
        return None
    found = []
    for host in _members(base, SOURCE):
        if host.attributes.get("of") == line:
            label = base.categories[SOURCE].names.en
            found.append(_Partner(host.point, f"{label} of {line}", host.claims[:2]))
            found += [one for one in _by_rule(base, host.point)
                      if any(m.point == one.code for m in _members(base, LUO))]  # fmt: skip
    return found, line, got[1]


def partner(base: KnowledgeBase, index: Index, found: Found, match: re.Match[str]) -> int | None:
    """Answer *partner of P*, *paired with P*, *luo-yuan pair of a meridian*."""
    if match["rule"]:
        got = _host_and_guest(base, index, found.rest[match.end() :])
        if got:
            label = f"source point of {got[1]} with the luo point paired with it"
            return _put_partners(found, match, match.end() + got[2], label, got[0])
    spot = spot_at(base, index, found.rest[match.end() :])
    return _coupled(base, found, match, spot[0], match.end() + spot[1]) if spot else None


def partner_of(base: KnowledgeBase, index: Index, found: Found, match: re.Match[str]) -> int | None:
    """Answer *P's partner*."""
    got = spot_at(base, index, match["x"])
    if got is None or got[1] != len(match["x"]):
        return None
    return _coupled(base, found, match, got[0], match.end())


def _coupled(
    base: KnowledgeBase, found: Found, match: re.Match[str], spot: Spot, end: int
) -> int | None:
    """Answer with the points that go with a point: confluent ones, luo with source points."""
    if not spot.codes or "confluent" not in base.categories:
        return None
    several, none = _partners(base, spot.codes, found.rest)
    if not several:
        found.remarks.append(Remark("no pair", none))
    return _put_partners(found, match, end, f"goes with {spot.label}", several)


def _put_partners(
    found: Found, match: re.Match[str], end: int, label: str, several: Iterable[_Partner]
) -> int:
    cites = tuple((one.code, one.cites) for one in several)
    return put(found, match, end, label, [(one.code, one.why) for one in several], cites)
