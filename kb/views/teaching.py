"""The page of a song, list, method or rule, and the list of them all."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable

from kb import cite
from kb.base import KnowledgeBase
from kb.frozen import frozen
from kb.model import Claim, Names, Teaching
from kb.views import common
from kb.views.common import Chip, Listing, Ref, Voices, chips, listing, voices
from kb.views.measures import measure
from kb.views.needling import ACTS

__all__ = [
    "Saying",
    "TaughtRow",
    "TeachingLine",
    "TeachingList",
    "TeachingPage",
    "rows_on",
    "taught_in",
    "teaching_list",
    "teaching_page",
]


@frozen
class Saying:
    """One thing that is said: in our words, of which symptom, and who says it.

    `ours` tells whether `words` renders the text, rather than naming the kind of statement.
    """

    words: str
    symptom: Ref | None
    ours: bool
    cites: tuple[Chip, ...]


@frozen
class TaughtRow:
    """What is said of a point, of points used together, of a class of points or of a meridian."""

    of: tuple[Ref, ...]
    sayings: tuple[Saying, ...]
    voices: Voices


@frozen
class TeachingPage:
    """Everything the page of a teaching says.

    Attributes
    ----------
    points : Listing of TaughtRow
        By point or points used together, in the order of the lines.
    general : tuple of TaughtRow
        By class of points or meridian; what is said of neither stands alone, without `of`.
    """

    id: str
    names: Names
    kind: str
    remark: str
    categories: tuple[Ref, ...]
    sources: tuple[tuple[Ref, str, int], ...]
    points: Listing[TaughtRow]
    general: tuple[TaughtRow, ...]
    gaps: tuple[tuple[str, str], ...]
    voices: Voices
    claims: int


@frozen
class TeachingLine:
    """A teaching in the list: reference, how many lines, which books."""

    teaching: Ref
    lines: int
    voices: Voices


@frozen
class TeachingList:
    """All teachings by kind."""

    groups: tuple[tuple[str, tuple[TeachingLine, ...]], ...]


KINDS = {
    "song": "Songs and rhapsodies", "list": "Lists", "method": "Methods", "rule": "Rules",
}  # fmt: skip
"""Headings by kind."""

ROOM = 220
"""Most chips and points of rows before the page that shows all."""


def teaching_list(kb: KnowledgeBase) -> TeachingList:
    """Return all teachings by kind, in the order of the data."""
    groups: dict[str, list[TeachingLine]] = {kind: [] for kind in KINDS}
    for ident, record in kb.teachings.items():
        found = [kb.claim(one) for line in record.lines for one in line[:1]]
        groups[record.kind].append(
            TeachingLine(common.teaching_ref(kb, ident), len(record.lines), voices(kb, found))
        )
    return TeachingList(
        tuple((KINDS[kind], tuple(lines)) for kind, lines in groups.items() if lines)
    )


def teaching_page(kb: KnowledgeBase, ident: str, *, full: bool = False) -> TeachingPage:
    """Return the page of a teaching; a long list to the end when `full`.

    Raises
    ------
    UnknownName
        There is no such teaching.
    """
    record = kb.teaching(ident)
    claims = [kb.claim(one) for line in record.lines for one in line] or _members(kb, record)
    said = [claim for claim in claims if claim.kind == "teaches"]
    named = [claim for claim in claims if claim.kind != "teaches"]
    counts: dict[str, int] = {}
    for claim in common.by_age(kb, claims):
        counts[claim.source] = counts.get(claim.source, 0) + 1
    return TeachingPage(
        id=ident,
        names=record.names,
        kind=record.kind,
        remark=record.remark,
        categories=tuple(common.category_ref(kb, one) for one in record.categories),
        sources=tuple(
            (common.source_ref(kb, one), common.year_of(kb, one), count)
            for one, count in counts.items()
        ),
        points=listing(
            _by_points(kb, named),
            lambda row: len(row.of) + sum(len(one.cites) for one in row.sayings),
            None if full else ROOM,
        ),
        general=_in_general(kb, said),
        gaps=tuple((gap.field, gap.reason) for gap in kb.gaps_of(ident)),
        voices=voices(kb, claims),
        claims=len(claims),
    )


def _members(kb: KnowledgeBase, record: Teaching) -> list[Claim]:
    """Return the claims that put points in the classes of a teaching that is a list of names."""
    classes = [kb.categories[one] for one in record.categories]
    return [kb.claim(c) for one in classes for member in one.members for c in member.claims]


def taught_in(kb: KnowledgeBase, claims: Iterable[Claim]) -> tuple[tuple[Ref, int], ...]:
    """Return the teachings whose lines are among the claims of a point, and how many each."""
    files = Counter([claim.file for claim in claims])
    counts = {ident: n for file, n in files.items() if (ident := cite.teaching_in(file))}
    return tuple(
        (common.teaching_ref(kb, ident), counts[ident]) for ident in kb.teachings if ident in counts
    )


def rows_on(kb: KnowledgeBase, claims: Iterable[Claim]) -> tuple[TaughtRow, ...]:
    """Return claims of a teaching as rows: by points, then by what else is spoken of."""
    found = tuple(claims)
    return (
        *_by_points(kb, [claim for claim in found if claim.kind != "teaches"]),
        *_in_general(kb, [claim for claim in found if claim.kind == "teaches"]),
    )


def _by_points(kb: KnowledgeBase, claims: Iterable[Claim]) -> tuple[TaughtRow, ...]:
    grouped: dict[tuple[str, ...], list[Claim]] = {}
    for claim in claims:
        grouped.setdefault(claim.subjects, []).append(claim)
    return tuple(
        _row(kb, tuple(common.point_ref(kb, one) for one in codes), found)
        for codes, found in grouped.items()
    )


def _in_general(kb: KnowledgeBase, claims: Iterable[Claim]) -> tuple[TaughtRow, ...]:
    """Return rows by what is spoken of; those of nothing in particular one by one, in order."""
    grouped: dict[tuple[str, str], list[Claim]] = {}
    for claim in claims:
        of = str(claim.value.get("of", ""))
        grouped.setdefault((of, "" if of else claim.id), []).append(claim)
    return tuple(
        _row(kb, (common.any_ref(kb, of),) if of else (), found)
        for (of, _), found in grouped.items()
    )


def _row(kb: KnowledgeBase, of: tuple[Ref, ...], claims: list[Claim]) -> TaughtRow:
    grouped: dict[tuple[str, str], list[Claim]] = {}
    for claim in claims:
        symptom = claim.target if claim.target in kb.symptoms else ""
        grouped.setdefault((_words(claim), symptom), []).append(claim)
    return TaughtRow(
        of,
        tuple(
            Saying(
                words,
                common.symptom_ref(kb, symptom) if symptom else None,
                found[0].kind == "teaches",
                chips(kb, found),
            )
            for (words, symptom), found in grouped.items()
        ),
        voices(kb, claims),
    )


_KIND = {"other": "also", "reinforce": "to reinforce", "reduce": "to reduce"}
_FIGURES = (("depth", "needle"), ("retain", "kept for"), ("cones", "moxa"), ("bleed", "let blood"))


def _words(claim: Claim) -> str:
    """Return in English what a claim says besides its symptom."""
    if claim.kind == "teaches":
        return str(claim.value["says"])
    if claim.kind == "forbids":
        return f"no {ACTS[claim.target]}"
    if claim.kind in ("needle", "moxa"):
        told = [
            word if key == "bleed" else f"{word} {measure(_unit(key, str(claim.value[key])))}"
            for key, word in _FIGURES
            if key in claim.value
        ]
        return ", ".join(told) or claim.kind
    return "" if claim.kind in ("treats", "belongs") else _KIND.get(claim.kind, claim.kind)


def _unit(key: str, figure: str) -> str:
    return f"{figure} 壯" if key == "cones" else figure
