"""The pages of time and independence: one indication through the books, and who copies whom."""

from __future__ import annotations

from kb.base import KnowledgeBase
from kb.errors import UnknownName
from kb.frozen import frozen
from kb.history import SHIFTS, SIZE, Witness, history, kinship, pairs
from kb.views import common
from kb.views.common import Chip, Ref, Voices, chips

__all__ = [
    "Cell",
    "HistoryList",
    "HistoryPage",
    "KinRow",
    "KinshipPage",
    "Line",
    "history_list",
    "history_page",
    "kinship_page",
    "title",
]

MOST = 120
"""Pairs in the list of the best attested."""


@frozen
class Line:
    """A witness.

    Attributes
    ----------
    source : Ref
    year : str
        As shown.
    place : float or None
        Place on the line of time, 0 to 100; None when the book is not dated.
    family : str
    cites : tuple of Chip
    repeats : tuple of Ref
        Earlier books with the very same words.
    """

    source: Ref
    year: str
    place: float | None
    family: str
    cites: tuple[Chip, ...]
    repeats: tuple[Ref, ...]


@frozen
class HistoryPage:
    """One indication through the books."""

    point: Ref
    symptom: Ref
    first: str
    last: str
    voices: Voices
    witnesses: tuple[Line, ...]
    told: tuple[Line, ...]
    modern: tuple[Line, ...]
    silent: tuple[Ref, ...]
    together: tuple[Chip, ...]
    kin: tuple[tuple[Ref, Voices], ...]


@frozen
class HistoryList:
    """The indications that most families of books give."""

    rows: tuple[tuple[Ref, Ref, Voices, str], ...]
    total: int
    single: int


@frozen
class Cell:
    """How much of the book of the row stands in the book of the column, in percent."""

    share: int
    chance: float
    points: int
    family: bool


@frozen
class KinRow:
    """A book: its record, family, nearest older book, and cells by book."""

    source: Ref
    year: str
    family: str
    model: Ref | None
    cells: tuple[Cell | None, ...]


@frozen
class KinshipPage:
    """Who copies whom."""

    rows: tuple[KinRow, ...]
    across: tuple[tuple[Ref, Ref, int], ...]
    size: int
    shifts: tuple[int, ...]


def history_page(kb: KnowledgeBase, pair: str) -> HistoryPage:
    """Return the page of an indication, named ``GB30/hip-pain``.

    Raises
    ------
    UnknownName
        There is no such point or symptom, or no source joins the two.
    """
    code, _, name = pair.partition("/")
    found = history(kb, code, name)
    every = (*found.witnesses, *found.told, *found.modern)
    if not every and not found.together:
        raise UnknownName("indication", pair, [])
    years = [one.year for one in every if one.year is not None]
    low, high = (min(years), max(years)) if years else (0, 0)

    def line(one: Witness) -> Line:
        place = None if one.year is None else 100 * (one.year - low) / max(high - low, 1)
        return Line(
            common.source_ref(kb, one.source),
            common.year_of(kb, one.source),
            place,
            one.family,
            chips(kb, one.claims),
            tuple(common.source_ref(kb, other) for other in one.repeats),
        )

    record = kb.symptoms[found.symptom]
    near = (*record.broader, *(k for k, s in kb.symptoms.items() if found.symptom in s.broader))
    kin = []
    for other in near:
        beside = history(kb, code, other)
        if beside.witnesses:
            count = Voices(len(beside.witnesses), len(beside.families))
            kin.append((common.symptom_ref(kb, other), count))
    return HistoryPage(
        point=common.point_ref(kb, code),
        symptom=common.symptom_ref(kb, found.symptom),
        first=common.year_of(kb, found.first.source) if found.first else "",
        last=common.year_of(kb, found.last.source) if found.last else "",
        voices=Voices(len(found.witnesses), len(found.families)),
        witnesses=tuple(map(line, found.witnesses)),
        told=tuple(map(line, found.told)),
        modern=tuple(map(line, found.modern)),
        silent=tuple(common.source_ref(kb, one) for one in found.silent),
        together=chips(kb, found.together),
        kin=tuple(kin),
    )


def history_list(kb: KnowledgeBase) -> HistoryList:
    """Return the indications that most families give themselves."""
    every = pairs(kb)
    rows = tuple(
        (
            common.point_ref(kb, code),
            common.symptom_ref(kb, name),
            Voices(len(said.sources), len(said.families)),
            common.year_of(kb, said.sources[0]) if said.sources else "",
        )
        for code, name, said in every[:MOST]
    )
    single = sum(len(said.families) == 1 for _, _, said in every)
    return HistoryList(rows, len(every), single)


def kinship_page(kb: KnowledgeBase) -> KinshipPage:
    """Return who copies whom, measured over all points."""
    found = kinship(kb)

    def family(book: str) -> str:
        return kb.sources[book].family or book

    rows = []
    across = []
    for book in found.books:
        cells: list[Cell | None] = []
        for other in found.books:
            share = found.shares.get((book, other))
            if share is None:
                cells.append(None)
                continue
            same = family(book) == family(other)
            cells.append(Cell(round(100 * share.share), 100 * share.chance, share.points, same))
            older = (kb.sources[other].year or 9999) < (kb.sources[book].year or -9999)
            if older and not same and share.excess >= 0.2:
                across.append((book, other, round(100 * share.share)))
        model = found.model(kb, book)
        rows.append(
            KinRow(
                common.source_ref(kb, book),
                common.year_of(kb, book),
                family(book),
                common.source_ref(kb, model) if model else None,
                tuple(cells),
            )
        )
    across.sort(key=lambda row: -row[2])
    return KinshipPage(
        tuple(rows),
        tuple((common.source_ref(kb, a), common.source_ref(kb, b), n) for a, b, n in across),
        SIZE,
        SHIFTS,
    )


def title(kb: KnowledgeBase, pair: str) -> str:
    """Return the title of the page of an indication."""
    code, _, name = pair.partition("/")
    return f"{code}: {kb.symptoms[name].en}" if name in kb.symptoms else pair
