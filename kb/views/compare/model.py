"""What the page of a comparison shows: blocks of rows with a cell for each record, and lists."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import field
from types import MappingProxyType

from kb.base import KnowledgeBase
from kb.frozen import frozen
from kb.model import Claim
from kb.views import common
from kb.views.common import Chip, Listing, Prose, Ref, Voices, gathered, listing, voices
from kb.views.study import StudyCard, StudyRef

__all__ = [
    "Block",
    "Cell",
    "ComparePage",
    "Evidence",
    "Head",
    "Row",
    "Said",
    "Spread",
    "counted",
    "plain",
    "point_refs",
    "row",
    "rows_by_difference",
    "spread",
]


@frozen
class Said:
    """One answer in a cell: what is said, by how many, and their citations.

    Attributes
    ----------
    says : Prose or str
        A sentence in pieces, or words; empty when the count says it all.
    ref : Ref or None
        The record that is said.
    through : tuple of (str, str) or None
        Point and symptom, when the answer has a page of its witnesses through time.
    """

    says: Prose | str = ""
    ref: Ref | None = None
    voices: Voices | None = None
    cites: tuple[Chip, ...] = ()
    through: tuple[str, str] | None = None

    @property
    def key(self) -> object:
        """Return what two answers must have in common to be the same."""
        if self.ref is not None:
            return self.ref.id
        if isinstance(self.says, str):
            return self.says
        return "".join(piece.text for piece in self.says)


Cell = tuple[Said, ...]
"""What one record says in a row; empty when nothing is said of it."""


@frozen
class Row:
    """One question and what each record answers, in the order of the records."""

    head: Ref
    cells: tuple[Cell, ...]
    differs: bool = True


@frozen
class Block:
    """A section: rows in which the records differ, those in which they agree, and a note."""

    id: str
    title: str
    differ: tuple[Row, ...] = ()
    alike: tuple[Row, ...] = ()
    notes: tuple[Said, ...] = ()

    def __bool__(self) -> bool:
        """Return whether anything is said."""
        return bool(self.differ or self.alike or self.notes)


@frozen
class Spread:
    """Entries (complaints, points) by whether one, some or all of the records have them.

    Attributes
    ----------
    id, title, of : str
        Section id, its title, and what the entries are called (``complaints``).
    only : tuple of Listing of Row
        For each record what it alone has; each row has one cell.
    some, every : Listing of Row
        What several but not all have, and what all have; a cell for each record.
    """

    id: str
    title: str
    of: str
    only: tuple[Listing[Row], ...]
    some: Listing[Row] = field(default_factory=Listing)
    every: Listing[Row] = field(default_factory=Listing)

    def __bool__(self) -> bool:
        """Return whether there is any entry."""
        return bool(len(self.some) or len(self.every) or any(map(len, self.only)))


@frozen
class Evidence:
    """What studies name: records that name several of the points, and those of each alone."""

    together: tuple[tuple[StudyCard, StudyRef, tuple[Ref, ...]], ...]
    alone: tuple[Listing[tuple[StudyCard, StudyRef]], ...]
    listed: tuple[int, ...]


@frozen
class Head:
    """A record compared: its reference, gloss, a line about it, and the ids without it."""

    ref: Ref
    gloss: str
    line: str
    rest: tuple[str, ...]


@frozen
class ComparePage:
    """Everything a comparison says.

    Attributes
    ----------
    ids : tuple of str
        The records compared, in the order asked for.
    kind : str
        ``point``, ``meridian`` or ``symptom``; empty before one is chosen.
    unknown, beside : tuple
        Words that nothing answers to; records that cannot be set beside the first one.
    left : tuple of Ref
        Records beyond the number that fits.
    offers : tuple of (str, tuple of (Ref, tuple of str))
        Why, and records to add, each with the ids of the comparison with it.
    examples : tuple of tuple of Ref
        Comparisons to begin with, when none is asked for.
    summary : tuple of str
        What they share and what each adds, in short sentences.
    """

    ids: tuple[str, ...]
    kind: str
    heads: tuple[Head, ...] = ()
    unknown: tuple[str, ...] = ()
    beside: tuple[Ref, ...] = ()
    left: tuple[Ref, ...] = ()
    offers: tuple[tuple[str, tuple[tuple[Ref, tuple[str, ...]], ...]], ...] = ()
    summary: tuple[str, ...] = ()
    parts: tuple[Block | Spread, ...] = ()
    evidence: Evidence | None = None
    full: bool = False
    examples: tuple[tuple[Ref, ...], ...] = ()


ROOM: Mapping[str, int | None] = MappingProxyType({"only": 14, "some": 20, "every": 30})
"""Most entries of each list before the page that shows all."""

_ALL: Mapping[str, int | None] = MappingProxyType(dict.fromkeys(ROOM))


def rows_by_difference(ident: str, title: str, rows: Iterable[Row]) -> Block:
    """Return a block of rows, those with different answers apart from those with the same."""
    every = [row for row in rows if any(row.cells)]
    return Block(
        ident,
        title,
        tuple(row for row in every if row.differs),
        tuple(row for row in every if not row.differs),
    )


def row(head: Ref, cells: Sequence[Cell]) -> Row:
    """Return a row; it differs when the cells do not say the same, whoever says it."""
    said = [frozenset(one.key for one in cell) for cell in cells]
    return Row(head, tuple(cells), any(one != said[0] for one in said))


def counted(kb: KnowledgeBase, claims: Sequence[Claim], says: str = "") -> Said:
    """Return an answer that is a count of voices, with a chip for each source."""
    return Said(says, None, voices(kb, claims), gathered(kb, claims))


def spread(
    kb: KnowledgeBase,
    titles: tuple[str, str, str],
    groups: Sequence[Mapping[Ref, Sequence[Claim]]],
    full: bool,
    through: Sequence[str] = (),
) -> Spread:
    """Return which entries one, some or all of the records have.

    Parameters
    ----------
    kb : KnowledgeBase
    titles : (str, str, str)
        Section id, title, and what the entries are called.
    groups : sequence of mapping of Ref to sequence of Claim
        For each record its entries with the claims that give them.
    full : bool
        Whether lists go to the end.
    through : sequence of str
        Id of each record when the entries have a page of witnesses through time.
    """
    room = _ALL if full else ROOM
    entries = list(dict.fromkeys(ref for group in groups for ref in group))
    counts = {ref: [_count(kb, group.get(ref, ())) for group in groups] for ref in entries}

    def rank(ref: Ref) -> tuple[int, int, str]:
        said = counts[ref]
        return -sum(one.families for one in said), -sum(one.books for one in said), ref.label

    def cell(number: int, ref: Ref) -> Cell:
        claims = groups[number].get(ref, ())
        if not claims:
            return ()
        history = _pair(kb, through[number], ref) if through else None
        return (Said("", None, counts[ref][number], gathered(kb, claims), history),)

    def made(refs: Iterable[Ref], numbers: Sequence[int], name: str) -> Listing[Row]:
        ranked = sorted(refs, key=rank)
        short = listing(ranked, lambda _: 1, room[name])
        return short.made(lambda ref: Row(ref, tuple(cell(n, ref) for n in numbers)))

    every = range(len(groups))
    having = {ref: tuple(n for n in every if ref in groups[n]) for ref in entries}
    return Spread(
        *titles,
        tuple(made([r for r in entries if having[r] == (n,)], [n], "only") for n in every),
        made([r for r in entries if 1 < len(having[r]) < len(groups)], every, "some"),
        made([r for r in entries if len(having[r]) == len(groups) > 1], every, "every"),
    )


def _count(kb: KnowledgeBase, claims: Sequence[Claim]) -> Voices:
    return voices(kb, claims) if claims else Voices(0, 0)


def _pair(kb: KnowledgeBase, ident: str, ref: Ref) -> tuple[str, str]:
    return (ident, ref.id) if ident in kb.points else (ref.id, ident)


def plain(text: str) -> Ref:
    """Return a head that is no record."""
    return Ref("", text, text)


def point_refs(kb: KnowledgeBase, codes: Iterable[str]) -> tuple[Ref, ...]:
    """Return references to points."""
    return tuple(common.point_ref(kb, code) for code in codes)
