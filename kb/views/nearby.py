"""What stands near the complaints of a condition, and what no line recorded here says of them."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from kb import cite
from kb.base import KnowledgeBase
from kb.frozen import frozen
from kb.model import Claim, Condition
from kb.views import common
from kb.views.cautions import warns
from kb.views.common import Ref

__all__ = ["Near", "Together", "near"]

SIDE = "which-side"
"""The teaching on which side is taken."""

PAIN = "meridians-and-pain"
"""The teaching that stands beside pains: a pain has a side, barrenness has none."""


@frozen
class Together:
    """A complaint that old phrases name in one breath with one of the bridge; `phrase` is one."""

    symptom: Ref
    phrase: str
    phrases: int


@frozen
class Near:
    """What stands near a condition.

    Attributes
    ----------
    together, parted : tuple of Together, int
        Other complaints that old phrases name in one breath with these; how many are not shown.
    apart, unsided : bool, tuple of Ref
        Whether a rule tells kinds apart; complaints of which no line says which side is taken.
    unneedled, unburnt : tuple of Ref
        Points of the classical books, hidden ones too, that some source forbids to needle or to
        burn whomever and whenever.
    pregnant : tuple of Ref
        Points of either kind of book, hidden ones too, of which some source warns in pregnancy.
    """

    together: tuple[Together, ...]
    parted: int
    apart: bool
    unsided: tuple[Ref, ...]
    unneedled: tuple[Ref, ...]
    unburnt: tuple[Ref, ...]
    pregnant: tuple[Ref, ...]


def near(
    kb: KnowledgeBase,
    record: Condition,
    classical: tuple[Ref, ...],
    modern: tuple[Ref, ...],
    room: int | None,
) -> Near:
    """Return what stands near a condition; at most `room` complaints."""
    beside = _together(kb, record)
    return Near(
        beside[:room],
        0 if room is None else len(beside[room:]),
        _apart(kb, record),
        _unsided(kb, record),
        _banned(kb, classical, "needle"),
        _banned(kb, classical, "moxa"),
        _pregnant(kb, (*classical, *modern)),
    )


def _together(kb: KnowledgeBase, record: Condition) -> tuple[Together, ...]:
    """Return complaints outside the bridge that share an old phrase with it, most phrases first."""
    own = {term for ident in record.bridge for term in kb.symptoms[ident].hant}
    made = []
    for ident, symptom in kb.symptoms.items():
        shared = [] if ident in record.bridge else [t for t in symptom.hant if t in own]
        if shared:
            made.append(Together(common.symptom_ref(kb, ident), shared[0], len(shared)))
    return tuple(sorted(made, key=lambda one: (-one.phrases, one.symptom.label)))


def _apart(kb: KnowledgeBase, record: Condition) -> bool:
    """Return whether a rule beside the condition speaks of a complaint, so tells kinds apart."""
    said = [claim for ident in record.bridge for claim in kb.claims_on(ident)]
    for name in record.teachings:
        said += [kb.claim(one) for line in kb.teachings[name].lines for one in line]
    return any(
        claim.kind == "teaches"
        and claim.target in kb.symptoms
        and (name := cite.teaching_in(claim.file))
        and kb.teachings[name].kind == "rule"
        for claim in said
    )


def _unsided(kb: KnowledgeBase, record: Condition) -> tuple[Ref, ...]:
    """Return the complaints of the bridge of which no line says which side is taken.

    None where the condition is no pain and no line speaks of a side.
    """
    silent = tuple(
        common.symptom_ref(kb, ident)
        for ident in record.bridge
        if not any(cite.teaching_in(claim.file) == SIDE for claim in kb.claims_on(ident))
    )
    return silent if PAIN in record.teachings or len(silent) < len(record.bridge) else ()


def _banned(kb: KnowledgeBase, points: Iterable[Ref], act: str) -> tuple[Ref, ...]:
    """Return the points at which some source forbids an act, whomever and whenever."""
    return _where(
        kb,
        points,
        lambda c: c.kind == "forbids" and c.target == act and not c.qualifier and not c.reports,
    )


def _pregnant(kb: KnowledgeBase, points: Iterable[Ref]) -> tuple[Ref, ...]:
    """Return the points of which some source warns in pregnancy."""
    return _where(kb, points, warns)


def _where(
    kb: KnowledgeBase, points: Iterable[Ref], says: Callable[[Claim], bool]
) -> tuple[Ref, ...]:
    return tuple(
        ref
        for ref in dict.fromkeys(points)
        if any(says(claim) for claim in kb.claims_of(ref.id) if len(claim.subjects) == 1)
    )
