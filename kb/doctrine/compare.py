"""What the rules give beside what the texts say; where they part is data to be shown.

A text that prints 22 points where WHO counts 23, or another last point, is not wrong: the
difference is listed with the claim that makes it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from types import MappingProxyType

from kb.codes import COUNTS
from kb.doctrine.flow import FLOW, division, hour, limb, next_in_flow, pair
from kb.doctrine.phases import SHU, child_shu, mother_shu, phase, shu_phase
from kb.frozen import frozen
from kb.model import Category, Claim, Member

__all__ = [
    "RULES",
    "Difference",
    "derived",
    "differences",
    "mother_child_differences",
    "rule_differences",
    "shu_differences",
]


def derived(meridian: str) -> Mapping[str, str]:
    """Return what the rules say of a meridian, by fact key.

    Regular meridians have all keys; GV and CV only first point, last point and number of points,
    which follow from WHO's numbering; other vessels none.

    Examples
    --------
    >>> derived("GB")["hour"], derived("GV")["ends"], dict(derived("BV"))
    ('23-01', 'GV28', {})
    """
    found: dict[str, str] = {}
    if meridian in FLOW:
        found.update(
            pair=pair(meridian),
            limb=limb(meridian),
            division=division(meridian),
            phase=phase(meridian),
            hour=hour(meridian),
            next=next_in_flow(meridian),
        )
    if meridian in COUNTS:
        last = COUNTS[meridian]
        found.update(starts=f"{meridian}1", ends=f"{meridian}{last}", count=str(last))
    return MappingProxyType(found)


@frozen
class Difference:
    """A place where a text does not say what the rule gives.

    Attributes
    ----------
    subject : str
        Meridian id or point code.
    key : str
        Fact or attribute that differs (``count``, ``phase``).
    derived, said : str
        What the rule gives and what the text says.
    claim : str
        Id of the claim.
    """

    subject: str
    key: str
    derived: str
    said: str
    claim: str


def differences(claims: Iterable[Claim]) -> tuple[Difference, ...]:
    """Return where the facts that texts state of meridians differ from the rules.

    Parameters
    ----------
    claims : iterable of Claim
        Any claims; only those of kind ``fact`` with a key the rules know are compared.

    Returns
    -------
    tuple of Difference
        In the order of the claims.

    Examples
    --------
    >>> said = Claim("x/TE/fact/ends", "fact", ("TE",), "x", "1", target="ends",
    ...              value={"value": "TE21"})
    >>> differences([said])[0].derived
    'TE23'
    """
    return tuple(_differing(claims))


def _differing(claims: Iterable[Claim]) -> Iterator[Difference]:
    for claim in claims:
        rule = derived(claim.subject) if claim.kind == "fact" else {}
        said = str(claim.value.get("value", ""))
        if claim.target in rule and rule[claim.target] != said:
            yield Difference(claim.subject, claim.target, rule[claim.target], said, claim.id)


Categories = Mapping[str, Category]
"""All categories by id."""

_ROLES: Mapping[str, Callable[[str], str]] = MappingProxyType(
    {"tonification-point": mother_shu, "sedation-point": child_shu}
)
"""Category of mother or child points and the shu kind that the rule gives for a meridian."""


def _lines(category: Category) -> Iterator[tuple[Member, str]]:
    """Yield members and dissent that name their regular meridian, with it."""
    for member in (*category.members, *category.dissent):
        meridian = member.attributes.get("of", "")
        if meridian in FLOW:
            yield member, meridian


def _claim(member: Member) -> str:
    return member.claims[0] if member.claims else ""


def shu_differences(category: Category, categories: Categories) -> tuple[Difference, ...]:
    """Return where the phase stated of a shu point is not the one of the rule.

    Parameters
    ----------
    category : Category
        One whose id is in `SHU`; others have no differences.
    categories : mapping of str to Category
        Not needed by this rule.

    References
    ----------
    Nanjing 64, nanjing-benyi 002-45a.6.
    """
    if category.id not in SHU:
        return ()
    return tuple(
        Difference(member.point, "phase", rule, said, _claim(member))
        for member, meridian in _lines(category)
        if (said := member.attributes.get("phase", ""))
        and said != (rule := shu_phase(meridian, category.id))
    )


def mother_child_differences(category: Category, categories: Categories) -> tuple[Difference, ...]:
    """Return where the point named as mother or child is not the shu point of the rule.

    Parameters
    ----------
    category : Category
        ``tonification-point`` or ``sedation-point``; others have no differences.
    categories : mapping of str to Category
        All categories: the shu categories tell which point is of which kind.

    References
    ----------
    Nanjing 69, nanjing-benyi 002-51a.6.
    """
    role = _ROLES.get(category.id)
    found: list[Difference] = []
    for member, meridian in _lines(category) if role else ():
        kind = categories.get(role(meridian)) if role else None
        rule = [m.point for m in kind.members if m.attributes.get("of") == meridian] if kind else []
        if rule and member.point not in rule:
            found.append(
                Difference(member.point, category.id, rule[0], member.point, _claim(member))
            )
    return tuple(found)


RULES: Mapping[str, Callable[[Category, Categories], tuple[Difference, ...]]] = MappingProxyType(
    {"five-shu-phase": shu_differences, "mother-child": mother_child_differences}
)
"""Rules that a category may name in its ``rule``: each lists where the texts part from it."""


def rule_differences(categories: Categories) -> tuple[Difference, ...]:
    """Return the differences of every category that names a rule, in the order of categories."""
    return tuple(
        one
        for category in categories.values()
        if category.rule in RULES
        for one in RULES[category.rule](category, categories)
    )
