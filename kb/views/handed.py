"""What books hand down beside a condition: points, meridians, teachings; no record of evidence."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import replace

from kb import cite
from kb.base import KnowledgeBase
from kb.compare import leading, statements
from kb.frozen import frozen
from kb.model import Claim, Condition
from kb.views import common
from kb.views.books import books
from kb.views.cautions import Prohibition, safety_block
from kb.views.common import Chip, Ref, Voices, chips, listing, voices
from kb.views.measures import measure
from kb.views.teaching import TaughtRow, rows_on, teaching_page

__all__ = [
    "Bridged",
    "Complaint",
    "Taught",
    "TraditionRow",
    "bridged",
    "course",
    "detailed",
    "illness",
    "narrower",
    "taught",
    "taught_on",
    "tradition",
    "unnamed",
]


@frozen
class Bridged:
    """A complaint of the bridge with the first of its old terms.

    `first` is the oldest dated book with a point for it, `year` that of the book.
    """

    symptom: Ref
    first: str
    year: str


@frozen
class Taught:
    """Lines of a teaching set beside a condition; `others` counts those not shown."""

    teaching: Ref
    rows: tuple[TaughtRow, ...]
    others: int


@frozen
class Complaint:
    """A complaint of the bridge, for which a point is indicated."""

    symptom: Ref
    voices: Voices


@frozen
class TraditionRow:
    """A point, the complaints of the bridge it is indicated for, and all who say so.

    Attributes
    ----------
    first : str
        The oldest dated book that says so.
    region : str
        Where the point lies.
    figures : tuple of (str, int)
        The depth and the number of cones that most families give, and how many books do.
    bans, risks : tuple of (str, str)
        The acts that some source forbids at it, with whom the ban is limited to, and what some
        source warns of; each with who says so.
    """

    point: Ref
    complaints: tuple[Complaint, ...]
    voices: Voices
    first: str = ""
    region: str = ""
    figures: tuple[tuple[str, int], ...] = ()
    bans: tuple[tuple[str, str], ...] = ()
    risks: tuple[tuple[str, str], ...] = ()


def tradition(
    kb: KnowledgeBase, record: Condition
) -> tuple[tuple[TraditionRow, ...], tuple[TraditionRow, ...]]:
    """Return the points indicated for the complaints of the bridge: classical, modern."""
    grouped: tuple[defaultdict[str, list[Claim]], ...] = (defaultdict(list), defaultdict(list))
    for symptom in record.bridge:
        for claim in kb.claims_on(symptom):
            if claim.kind == "treats" and len(claim.subjects) == 1:
                grouped[common.is_modern(kb, claim)][claim.subject].append(claim)
    order = {code: number for number, code in enumerate(kb.points)}

    def rows(found: dict[str, list[Claim]]) -> tuple[TraditionRow, ...]:
        made = [
            TraditionRow(
                common.point_ref(kb, code),
                _complaints(kb, said),
                voices(kb, said),
                _oldest(kb, said)[0],
            )
            for code, said in found.items()
        ]
        made.sort(key=lambda r: (-r.voices.families, -r.voices.books, order.get(r.point.id, 0)))
        return tuple(made)

    return rows(grouped[0]), rows(grouped[1])


def _complaints(kb: KnowledgeBase, claims: Iterable[Claim]) -> tuple[Complaint, ...]:
    found: defaultdict[str, list[Claim]] = defaultdict(list)
    for claim in claims:
        found[claim.target].append(claim)
    made = [Complaint(common.symptom_ref(kb, s), voices(kb, said)) for s, said in found.items()]
    return tuple(sorted(made, key=lambda one: (-one.voices.families, -one.voices.books)))


def illness(kb: KnowledgeBase, record: Condition) -> tuple[tuple[Ref, tuple[Chip, ...]], ...]:
    """Return the meridians whose illness names a complaint of the bridge, in order."""
    found: defaultdict[str, list[Claim]] = defaultdict(list)
    for symptom in record.bridge:
        for claim in kb.claims_on(symptom):
            if claim.kind == "illness":
                found[claim.subject].append(claim)
    lines = [one for one in kb.meridians if one in found]
    return tuple((common.meridian_ref(kb, one), chips(kb, found[one])) for one in lines)


def course(kb: KnowledgeBase, record: Condition) -> tuple[tuple[Ref, tuple[Chip, ...]], ...]:
    """Return the steps through the places of a condition: of its meridians, or else of all."""
    made = []
    for meridian in record.meridians or kb.meridians:
        steps = [
            c for c in kb.claims_of(meridian) if c.kind == "pathway" and c.target in record.course
        ]
        if steps:
            made.append((common.meridian_ref(kb, meridian), chips(kb, steps)))
    return tuple(made)


def taught(kb: KnowledgeBase, record: Condition) -> tuple[Taught, ...]:
    """Return the lines of the teachings of a condition: those on its meridians, if any are.

    Where none is, the lines on its points follow.
    """
    made = []
    for name in record.teachings:
        page = teaching_page(kb, name, full=True)
        rows = page.general
        wanted = tuple(row for row in rows if {ref.id for ref in row.of} & {*record.meridians})
        left = len(rows) - len(wanted) if wanted else 0
        shown = wanted or (*rows, *page.points.rows)
        made.append(Taught(common.teaching_ref(kb, name), shown, left))
    return tuple(made)


FEW = 8
"""Lines of one song or list shown before the page that shows all."""


def taught_on(kb: KnowledgeBase, record: Condition, *, full: bool = False) -> tuple[Taught, ...]:
    """Return what other songs, lists and rules say of the complaints of the bridge."""
    found: defaultdict[str, list[Claim]] = defaultdict(list)
    for symptom in record.bridge:
        for claim in kb.claims_on(symptom):
            if (name := cite.teaching_in(claim.file)) and name not in record.teachings:
                found[name].append(claim)
    made = []
    for name in kb.teachings:
        if name in found:
            rows = listing(rows_on(kb, found[name]), lambda _: 1, None if full else FEW)
            made.append(Taught(common.teaching_ref(kb, name), rows.rows, rows.hidden))
    return tuple(made)


TERMS = 3
"""Old terms shown with a complaint of the bridge."""


def bridged(kb: KnowledgeBase, record: Condition) -> tuple[Bridged, ...]:
    """Return the complaints of the bridge, each with its first terms and its first book."""
    made = []
    for ident in record.bridge:
        said = [
            claim
            for claim in kb.claims_on(ident)
            if claim.kind == "treats" and not common.is_modern(kb, claim)
        ]
        made.append(Bridged(_complaint(kb, ident), *_oldest(kb, said)))
    return tuple(made)


def narrower(kb: KnowledgeBase, record: Condition) -> tuple[Ref, ...]:
    """Return narrower complaints of the books that are not of the bridge, by label."""
    found = [
        ident
        for ident, one in kb.symptoms.items()
        if ident not in record.bridge and {*one.broader} & {*record.bridge}
    ]
    return tuple(sorted((_complaint(kb, one) for one in found), key=lambda ref: ref.label))


def unnamed(kb: KnowledgeBase, record: Condition) -> bool:
    """Return whether no complaint of the bridge bears a name of the condition."""
    own = {name.casefold() for name in (record.en, *record.lay)}
    return not any(
        own & {name.casefold() for name in (symptom.en, *symptom.lay)}
        for symptom in (kb.symptoms[one] for one in record.bridge)
    )


def _complaint(kb: KnowledgeBase, ident: str) -> Ref:
    symptom = kb.symptoms[ident]
    return Ref("symptom", ident, symptom.en, " ".join(symptom.hant[:TERMS]))


def _oldest(kb: KnowledgeBase, claims: Iterable[Claim]) -> tuple[str, str]:
    """Return the oldest dated book that says it itself, and its year."""
    shelf = books(kb)
    dated = [book for c in claims if not c.reports and (book := shelf[c.source]).year]
    oldest = min(dated, key=lambda book: book.age, default=None)
    return (oldest.label, oldest.year) if oldest else ("", "")


def detailed(kb: KnowledgeBase, row: TraditionRow, *, figures: bool = True) -> TraditionRow:
    """Return the row with its place, the figures of most old families, and who forbids what."""
    code = row.point.id
    block = safety_block(kb, code, _alone(kb, code))
    place = kb.points[code].location
    region = kb.landmarks.get(place.region) if place else None
    risks = {one.act: _who(one) for one in (*block.cautions, *block.risks)}
    return replace(
        row,
        region=region.en if region else "",
        figures=_figures(kb, code) if figures else (),
        bans=tuple((one.act, _who(one)) for one in block.forbids),
        risks=tuple(risks.items()),
    )


AGREED = 2
"""Independent families that give a figure before it is shown as the most frequent."""


def _figures(kb: KnowledgeBase, code: str) -> tuple[tuple[str, int], ...]:
    shelf = books(kb)
    said = [one for one in statements(kb, code) if not shelf[one.source].modern]
    made = []
    for axis, word in (("depth", "needle"), ("cones", "moxa")):
        side = leading(one for one in said if one.axis == axis)
        if side and len(side.families) >= AGREED:
            made.append((f"{word} {measure(side.value)}", len(side.sources)))
    return tuple(made)


def _who(one: Prohibition) -> str:
    """Return the first who says so, and how many more."""
    names = one.books or tuple(dict.fromkeys(cite.source for cite in one.cites if not cite.reports))
    if not names:
        return "reported only"
    return names[0] if len(names) == 1 else f"{names[0]} and {len(names) - 1} more"


def _alone(kb: KnowledgeBase, code: str) -> list[Claim]:
    return [claim for claim in kb.claims_of(code) if len(claim.subjects) == 1]
