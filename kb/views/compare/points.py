"""Points side by side: place, classes, complaints, needling, bans, evidence, disagreements."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from itertools import combinations
from typing import TYPE_CHECKING

from kb import codes
from kb.base import KnowledgeBase
from kb.compare import Statement, contrasts, statements
from kb.location.levels import distance
from kb.location.naming import level_name
from kb.location.sentences import tell
from kb.model import Claim, Location, Point
from kb.views import common
from kb.views.common import Chip, Ref, Voices, listing
from kb.views.compare.hazards import safety_claims
from kb.views.compare.model import (
    Block,
    Cell,
    Evidence,
    Head,
    Row,
    Said,
    Spread,
    counted,
    plain,
    point_refs,
    row,
    rows_by_difference,
    spread,
)
from kb.views.differences import QUESTIONS, contrast_line, statement_chip
from kb.views.location import prose
from kb.views.measures import measure
from kb.views.memberships import meetings, memberships
from kb.views.study import card, short

if TYPE_CHECKING:
    from kb.location.coordinates import Atlas

__all__ = ["evidence", "heads", "offers", "parts", "summary"]

FIGURES = {"depth": "Needle depth", "retain": "Retained", "cones": "Moxa cones"}
STUDIES = 8
"""Records shown of each point before the page that shows all."""


@dataclass(frozen=True)
class _Side:
    """A point with what is asked of it, each made once."""

    kb: KnowledgeBase
    code: str

    @property
    def point(self) -> Point:
        return self.kb.points[self.code]

    @cached_property
    def claims(self) -> tuple[Claim, ...]:
        return tuple(c for c in self.kb.claims_of(self.code) if len(c.subjects) == 1)

    @cached_property
    def said(self) -> tuple[Statement, ...]:
        return statements(self.kb, self.code)

    @property
    def place(self) -> Chip:
        """Return the citation of its main place."""
        source = self.point.cites[0][0]
        label = common.label_of(self.kb.sources[source])
        return Chip(f"{source}/{self.code}/location", label)

    @property
    def names(self) -> Chip:
        """Return the citation of its name and code."""
        return replace(self.place, claim=self.place.claim.replace("/location", "/names"))

    def treats(self, modern: bool) -> dict[Ref, list[Claim]]:
        """Return the complaints it is indicated for, in modern textbooks or in older books."""
        found: dict[str, list[Claim]] = defaultdict(list)
        for claim in self.claims:
            if claim.kind == "treats" and common.is_modern(self.kb, claim) == modern:
                found[claim.target].append(claim)
        return {common.any_ref(self.kb, one): some for one, some in found.items()}


def heads(kb: KnowledgeBase, ids: Sequence[str]) -> tuple[Head, ...]:
    """Return the points compared, each with its meridian."""
    made = []
    for code in ids:
        meridian = common.meridian_of(kb, code).label
        ring = kb.codes_of(codes.meridian_of(code))
        line = f"{meridian}, point {ring.index(code) + 1} of {len(ring)}"
        rest = tuple(one for one in ids if one != code)
        made.append(Head(common.point_ref(kb, code), kb.points[code].names.gloss, line, rest))
    return tuple(made)


def parts(
    kb: KnowledgeBase, atlas: Atlas, ids: Sequence[str], full: bool
) -> tuple[Block | Spread, ...]:
    """Return the sections of a comparison of points, in exam order."""
    sides = [_Side(kb, code) for code in ids]
    return tuple(
        part
        for part in (
            _place(kb, atlas, sides),
            _classes(kb, sides),
            spread(
                kb, ("indications", "Indications in the classical books", "complaints"),
                [side.treats(False) for side in sides], full, ids,
            ),
            spread(
                kb, ("modern", "Indications in modern textbooks", "complaints"),
                [side.treats(True) for side in sides], full, ids,
            ),
            _needling(kb, sides),
            _safety(kb, sides),
            _disagreements(kb, sides),
        )
        if part
    )  # fmt: skip


def _place(kb: KnowledgeBase, atlas: Atlas, sides: Sequence[_Side]) -> Block:
    """Return where they lie: what tells them apart, each figure, each sentence, distances."""
    rows = [_told_apart(kb, sides)]
    located = [side.point.location for side in sides]

    def each(head: str, say: Callable[[Location], Iterable[Said]]) -> Row:
        cells = [
            tuple(replace(one, cites=(side.place,)) for one in say(place)) if place else ()
            for side, place in zip(sides, located, strict=True)
        ]
        return row(plain(head), cells)

    def region(place: Location) -> Iterable[Said]:
        named = kb.landmarks.get(place.region)
        return [Said("", Ref("region", named.id, named.en))] if named else []

    rows.append(each("Region", region))
    rows += _levels(atlas, sides)
    rows.append(each("In words", lambda p: [Said(prose(kb, tell(p, kb.landmarks).sentence))]))
    rows.append(
        each(
            "To find it", lambda p: [Said(prose(kb, t)) for t in [tell(p, kb.landmarks).find] if t]
        )
    )
    rows.append(row(plain("Other places given"), [_others(kb, side) for side in sides]))
    block = rows_by_difference("place", "Location", rows)
    return replace(block, notes=tuple(_distances(kb, atlas, [side.code for side in sides])))


def _told_apart(kb: KnowledgeBase, sides: Sequence[_Side]) -> Row:
    """Return what each page says of another of them as easily taken for it."""
    named = {side.code for side in sides}
    cells = []
    for side in sides:
        place = side.point.location
        own = [one for one in place.contrast if one.point in named] if place else []
        told = tell(replace(place, contrast=tuple(own)), kb.landmarks).contrast if place else ()
        cells.append(tuple(Said(prose(kb, one), None, None, (side.place,)) for one in told))
    return Row(plain("Easily confused"), tuple(cells))


def _levels(atlas: Atlas, sides: Sequence[_Side]) -> list[Row]:
    rows = []
    for axis in atlas.axes.values():
        cells: list[Cell] = []
        for side in sides:
            found = atlas.places.get(side.code)
            at = found.coordinates.get(axis.id) if found else None
            words = (level_name(axis, at.value) or f"{at.value:g}") if at else ""
            cells.append((Said(words, None, None, (side.place,)),) if at else ())
        if any(cells):
            rows.append(row(plain(axis.en[:1].upper() + axis.en[1:]), cells))
    return rows


def _others(kb: KnowledgeBase, side: _Side) -> Cell:
    made = []
    for number, other in enumerate(side.point.others):
        label = common.label_of(kb.sources[other.source])
        cite = Chip(f"{other.source}/{side.code}/other/{number}", label)
        made.append(Said(prose(kb, tell(other.location, kb.landmarks).sentence), cites=(cite,)))
    return tuple(made)


def _distances(kb: KnowledgeBase, atlas: Atlas, ids: Sequence[str]) -> Iterable[Said]:
    """Yield how far apart each two are on one measured line, or why no distance is given."""
    for one, two in combinations(ids, 2):
        if one in atlas.places and two in atlas.places:
            found = distance(one, two, atlas, kb.points)
            apart = (
                f"{one} and {two} are {found.cun:g} cun apart: " if found.cun is not None else ""
            )
            cites = (
                replace(side.place, source=f"{side.place.source} {side.code}")
                for side in (_Side(kb, one), _Side(kb, two))
            )
            yield Said(f"{apart}{found.how}", cites=tuple(cites))


def _classes(kb: KnowledgeBase, sides: Sequence[_Side]) -> Block:
    """Return meridian, categories and meetings."""
    found = [
        {one.category: one for one in memberships(kb, _of(side.claims, "belongs"))}
        for side in sides
    ]
    met = [_meets(kb, side) for side in sides]
    rows = [
        row(
            plain("Meridian"),
            [(Said("", common.meridian_of(kb, side.code), None, (side.names,)),) for side in sides],
        )
    ]
    for ref in sorted(
        {ref for one in found for ref in one}, key=lambda ref: kb.categories[ref.id].order
    ):
        cells = []
        for one in found:
            member = one.get(ref)
            role = ", ".join(f"{t} {', '.join(r.label for r in refs)}" for t, refs in
                             (member.role if member else ()))  # fmt: skip
            cells.append((Said(role or "member", None, member.voices, member.cites),)
                         if member and member.voices.books else ())  # fmt: skip
        rows.append(row(ref, cells))
    rows.append(row(plain("Meeting point with"), met))
    return rows_by_difference("classes", "Meridian and categories", rows)


def _of(claims: Iterable[Claim], kind: str) -> list[Claim]:
    return [claim for claim in claims if claim.kind == kind]


def _meets(kb: KnowledgeBase, side: _Side) -> Cell:
    return tuple(
        Said(", ".join(ref.label for ref in one.meridians), None, one.voices, one.cites)
        for one in meetings(kb, _of(side.claims, "meets"))
    )


def _needling(kb: KnowledgeBase, sides: Sequence[_Side]) -> Block:
    """Return each figure of each axis with the books that give it, most attested first."""
    rows = [
        row(plain(FIGURES[axis]), [_figures(kb, side, axis) for side in sides]) for axis in FIGURES
    ]
    return rows_by_difference("needling", "Needling and moxibustion", rows)


def _figures(kb: KnowledgeBase, side: _Side, axis: str) -> Cell:
    grouped: dict[tuple[str, ...], list[Statement]] = defaultdict(list)
    for one in side.said:
        if one.axis == axis:
            grouped[one.printed].append(one)
    made = []
    for printed, some in grouped.items():
        own = [one for one in some if not one.reports]
        count = Voices(len({one.source for one in own}), len({one.family for one in own}))
        cites: dict[tuple[str, str, tuple[str, ...]], list[Statement]] = {}
        for one in some:
            cites.setdefault((*one.voice, one.scope), []).append(one)
        chips = tuple(
            replace(statement_chip(kb, same[0], tuple(o.cite for o in same[1:])), words="")
            for same in cites.values()
        )
        made.append(Said(", ".join(str(measure(text)) for text in printed), None, count, chips))
    made.sort(key=lambda one: _weight(one.voices))
    return tuple(made)


def _weight(count: Voices | None) -> tuple[int, int]:
    return (-count.families, -count.books) if count else (0, 0)


def _safety(kb: KnowledgeBase, sides: Sequence[_Side]) -> Block:
    """Return what is forbidden on each and which hazards are named, with who says so."""
    found = [safety_claims(kb, side.claims) for side in sides]
    rows = []
    for title in dict.fromkeys(title for one in found for title in one):
        cells = [(counted(kb, one[title]),) if title in one else () for one in found]
        rows.append(row(plain(title), cells))
    return rows_by_difference("safety", "Prohibitions and cautions", rows)


def _disagreements(kb: KnowledgeBase, sides: Sequence[_Side]) -> Block:
    """Return on which questions the books part about each point, with their answers."""
    found: list[dict[str, list[Said]]] = []
    for side in sides:
        here: dict[str, list[Said]] = defaultdict(list)
        for contrast in contrasts(kb, side.code, side.said):
            line = contrast_line(kb, contrast)
            if not line.reported:
                about = f"{line.about.label}: " if line.about else ""
                here[line.question] += [
                    Said(about + (one.label if line.kind != "location" else one.cites[0].source),
                         None, one.voices, one.cites)
                    for one in line.sides if one.voices.books
                ]  # fmt: skip
        found.append(here)
    rows = [
        Row(plain(question), tuple(tuple(one.get(question, ())) for one in found))
        for question in QUESTIONS.values()
    ]
    return rows_by_difference("disagreements", "Where the books disagree about each", rows)


def evidence(kb: KnowledgeBase, ids: Sequence[str], full: bool) -> Evidence | None:
    """Return the records of evidence that name the points; None when there is none.

    Trials that are only listed are counted, not shown.
    """
    naming = {
        code: [study for study in kb.studies_naming(code) if not study.superseded] for code in ids
    }
    of: Mapping[str, list[str]] = {
        study.id: [code for code in ids if code in study.points]
        for some in naming.values()
        for study in some
    }
    if not of:
        return None
    shown = {code: [s for s in some if s.kind != "listed"] for code, some in naming.items()}
    together = dict.fromkeys(
        study.id for some in shown.values() for study in some if len(of[study.id]) > 1
    )
    return Evidence(
        tuple(
            (card(kb, kb.studies[one]), short(kb, one), point_refs(kb, of[one])) for one in together
        ),
        tuple(
            listing(
                [study for study in shown[code] if study.id not in together],
                lambda _: 1,
                None if full else STUDIES,
            ).made(lambda study: (card(kb, study), short(kb, study.id)))
            for code in ids
        ),
        tuple(len(naming[code]) - len(shown[code]) for code in ids),
    )


def summary(kb: KnowledgeBase, ids: Sequence[str], found: Iterable[Block | Spread]) -> list[str]:
    """Return in words how many complaints they share and what each adds."""
    said = []
    for part in found:
        if isinstance(part, Spread) and part.id == "indications" and len(ids) > 1:
            only = ", ".join(
                f"{code} alone {len(rows)}" for code, rows in zip(ids, part.only, strict=True)
            )
            some = f", some of them {len(part.some)}" if len(ids) > 2 else ""
            every = "both" if len(ids) == 2 else "all"
            said.append(
                f"Complaints in the classical books: {only}{some}, {every} {len(part.every)}."
            )
    return said


def offers(kb: KnowledgeBase, ids: Sequence[str]) -> list[tuple[str, list[str]]]:
    """Return points to compare with: those easily taken for one of them, then neighbours."""
    taken = {
        code: [one.point for one in point.location.contrast]
        for code, point in kb.points.items()
        if point.location
    }
    near = [one for code in ids for one in taken.get(code, ())]
    back = [code for code, some in taken.items() if set(some) & set(ids)]
    made = [("Easily taken for it, as its pages warn", [*near, *back])]
    if len(ids) == 1:
        ring = kb.codes_of(codes.meridian_of(ids[0]))
        at = ring.index(ids[0])
        made.append(
            ("Its neighbours on the meridian", [*ring[max(0, at - 1) : at], *ring[at + 1 : at + 2]])
        )
    return made
