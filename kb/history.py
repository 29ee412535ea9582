"""How a statement was handed down: who said first that a point is good for a complaint, who after.

Two questions of independence are answered apart. *Which words*: a witness whose words for the pair
stand letter by letter in an earlier book repeats them. *Which books*: `kinship` measures over all
points how much of a book stands at the same points of another, beside how much would by chance.

Method of `kinship`. The words of a book at a point are its own indications (``treats`` and
``other``, no reported speech, no prescriptions), folded over script and variants. Every stretch of
four characters within a phrase counts once a point. The share of book A in book B is taken over the
points of which both say something: stretches of A found at the same point of B, of all stretches of
A there. The chance share compares with another point of B (the next ones in the order of the
meridians, several times over). Only `excess`, the difference, speaks for copying; the later book is
the one that copied, or both had a common model.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping

from kb import cite
from kb.base import KnowledgeBase
from kb.frozen import frozen
from kb.model import Claim
from kb.texts import fold

__all__ = ["History", "Kinship", "Share", "Witness", "history", "kinship", "pairs"]

SIZE = 4
"""Characters of a stretch."""

SHIFTS = (7, 53, 131)
"""How many points further the chance share looks."""


@frozen
class Witness:
    """A book that says it.

    Attributes
    ----------
    source : str
        Id of the book.
    year : int or None
        None when the book is not dated.
    family : str
    claims : tuple of Claim
        Its own statements; for a witness that is only told of, those of the books that tell.
    repeats : tuple of str
        Earlier books with the very same words for the pair, oldest first.
    """

    source: str
    year: int | None
    family: str
    claims: tuple[Claim, ...]
    repeats: tuple[str, ...] = ()


@frozen
class History:
    """All witnesses of a pair of point and complaint, oldest first, undated ones last.

    Attributes
    ----------
    point, symptom : str
    witnesses : tuple of Witness
        Classical books that say it themselves.
    told : tuple of Witness
        Books of whom others tell that they say it; no voices.
    modern : tuple of Witness
        Textbooks and standards.
    silent : tuple of str
        Classical books with indications for the point, but not this one, oldest first.
    together : tuple of Claim
        Prescriptions with the point for the complaint.
    families : tuple of str
        Families of the witnesses.
    """

    point: str
    symptom: str
    witnesses: tuple[Witness, ...]
    told: tuple[Witness, ...]
    modern: tuple[Witness, ...]
    silent: tuple[str, ...]
    together: tuple[Claim, ...]
    families: tuple[str, ...]

    @property
    def first(self) -> Witness | None:
        """Return the oldest dated witness."""
        return next((one for one in self.witnesses if one.year is not None), None)

    @property
    def last(self) -> Witness | None:
        """Return the latest dated witness."""
        return next((one for one in reversed(self.witnesses) if one.year is not None), None)


def history(base: KnowledgeBase, point: str, symptom: str) -> History:
    """Return how an indication was handed down.

    Parameters
    ----------
    base : KnowledgeBase
    point : str
        WHO code.
    symptom : str
        Symptom id.

    Raises
    ------
    UnknownName
        There is no such point or symptom.
    """
    code, name = base.point(point).code, base.symptom(symptom).id
    every = [claim for claim in base.claims_of(code) if claim.kind == "treats"]
    single = [claim for claim in every if len(claim.subjects) == 1]
    own: defaultdict[str, list[Claim]] = defaultdict(list)
    told: defaultdict[str, list[Claim]] = defaultdict(list)
    for claim in single:
        if claim.target == name:
            (told[claim.reports] if claim.reports else own[claim.source]).append(claim)
    books = {claim.source for claim in single if not claim.reports and not _is_modern(base, claim)}
    said = _witnesses(base, own)
    classical = tuple(one for one in said if base.sources[one.source].kind not in cite.MODERN)
    return History(
        point=code,
        symptom=name,
        witnesses=classical,
        told=_witnesses(base, told),
        modern=tuple(one for one in said if one not in classical),
        silent=tuple(sorted(books - own.keys(), key=lambda s: _age(base, s))),
        together=tuple(c for c in every if c.target == name and len(c.subjects) > 1),
        families=tuple(sorted({one.family for one in classical})),
    )


def pairs(base: KnowledgeBase) -> list[tuple[str, str, cite.Voices]]:
    """Return every pair of point and complaint with its voices, most families first.

    Only what classical books say themselves of the point alone counts.
    """
    found: defaultdict[tuple[str, str], list[Claim]] = defaultdict(list)
    for claim in base.claims():
        if claim.kind == "treats" and len(claim.subjects) == 1 and not _is_modern(base, claim):
            found[claim.subjects[0], claim.target].append(claim)
    rows = [(point, symptom, cite.voices(base, said)) for (point, symptom), said in found.items()]
    order = {code: number for number, code in enumerate(base.points)}
    rows.sort(key=lambda r: (-len(r[2].families), -len(r[2].sources), order.get(r[0], 0), r[1]))
    return rows


def _witnesses(
    base: KnowledgeBase, by_source: Mapping[str, Iterable[Claim]]
) -> tuple[Witness, ...]:
    made: list[Witness] = []
    words: dict[str, set[str]] = {}
    for source in sorted(by_source, key=lambda s: _age(base, s)):
        claims = tuple(by_source[source])
        mine = {fold(claim.term) for claim in claims if claim.term}
        record = base.sources[source]
        repeats = tuple(
            other for other, theirs in words.items() if mine & theirs and record.year is not None
        )
        made.append(Witness(source, record.year, record.family or source, claims, repeats))
        words[source] = mine
    return tuple(made)


def _is_modern(base: KnowledgeBase, claim: Claim) -> bool:
    return base.sources[claim.source].kind in cite.MODERN


def _age(base: KnowledgeBase, source: str) -> tuple[int, str]:
    year = base.sources[source].year
    return (9999 if year is None else year, source)


@frozen
class Share:
    """How much of a book stands in another one.

    Attributes
    ----------
    points : int
        Points of which both say something.
    stretches : int
        Stretches of the first book at these points.
    share, chance : float
        Parts of them found at the same point, and at other points, of the second book.
    """

    points: int
    stretches: int
    share: float
    chance: float

    @property
    def excess(self) -> float:
        """Return what chance does not explain."""
        return self.share - self.chance


@frozen
class Kinship:
    """Shares of every book in every other one.

    Attributes
    ----------
    books : tuple of str
        Ids of the classical books with indications, oldest first.
    shares : mapping of (str, str) to Share
        Of the first book in the second.
    """

    books: tuple[str, ...]
    shares: Mapping[tuple[str, str], Share]

    def model(self, base: KnowledgeBase, book: str) -> str:
        """Return the older book in which most of a book stands beyond chance; empty for none."""
        year = base.sources[book].year
        older = [
            other
            for other in self.books
            if (then := base.sources[other].year) is not None and year is not None and then < year
            and (book, other) in self.shares
        ]  # fmt: skip
        return max(older, key=lambda other: self.shares[book, other].excess, default="")


def kinship(base: KnowledgeBase, least: int = 300) -> Kinship:
    """Return how much of each book stands in each other one at the same points.

    Parameters
    ----------
    base : KnowledgeBase
    least : int
        Fewest stretches of a book; what says less is left out.
    """
    tables = _stretches(base)
    size: defaultdict[str, int] = defaultdict(int)
    for table in tables:
        for books in table.values():
            for book in books:
                size[book] += 1
    chosen = [book for book in sorted(size, key=lambda s: _age(base, s)) if size[book] >= least]
    bits = {book: 1 << number for number, book in enumerate(chosen)}
    masks = [
        {
            text: mask
            for text, books in table.items()
            if (mask := sum(bits.get(b, 0) for b in books))
        }
        for table in tables
    ]
    here = [_either(table) for table in masks]
    same = _counted(masks, masks, here)
    other = [
        _counted(masks, [*masks[shift:], *masks[:shift]], [*here[shift:], *here[:shift]])
        for shift in SHIFTS
    ]
    shares: dict[tuple[str, str], Share] = {}
    for a in chosen:
        for b in chosen:
            points, of, found = same.get((bits[a], bits[b]), (0, 0, 0))
            if a == b or not of:
                continue
            chances = [row.get((bits[a], bits[b]), (0, 0, 0)) for row in other]
            whole = sum(row[1] for row in chances)
            chance = sum(row[2] for row in chances) / whole if whole else 0.0
            shares[a, b] = Share(points, of, found / of, chance)
    return Kinship(tuple(chosen), shares)


def _stretches(base: KnowledgeBase) -> list[dict[str, set[str]]]:
    """Return, for each point, stretch to the books that have it there."""
    tables: list[dict[str, set[str]]] = []
    for code in base.points:
        table: defaultdict[str, set[str]] = defaultdict(set)
        for claim in base.claims_of(code):
            said = claim.kind in ("treats", "other") and not claim.reports and claim.term
            if not said or len(claim.subjects) > 1 or _is_modern(base, claim):
                continue
            text = fold(claim.term)
            for at in range(len(text) - SIZE + 1):
                table[text[at : at + SIZE]].add(claim.source)
        tables.append(dict(table))
    return tables


def _either(table: Mapping[str, int]) -> int:
    found = 0
    for mask in table.values():
        found |= mask
    return found


def _bits(mask: int) -> list[int]:
    return [1 << number for number in range(mask.bit_length()) if mask >> number & 1]


def _counted(
    ours: list[dict[str, int]], theirs: list[dict[str, int]], present: list[int]
) -> dict[tuple[int, int], tuple[int, int, int]]:
    """Return, by pair of books, points in common, stretches of the first, how many are found."""
    found: defaultdict[tuple[int, int], list[int]] = defaultdict(lambda: [0, 0, 0])
    for mine, other, there in zip(ours, theirs, present, strict=True):
        sizes: defaultdict[int, int] = defaultdict(int)
        hits: defaultdict[tuple[int, int], int] = defaultdict(int)
        for text, mask in mine.items():
            match = other.get(text, 0)
            for a in _bits(mask):
                sizes[a] += 1
                for b in _bits(match):
                    hits[a, b] += 1
        for a, size in sizes.items():
            for b in _bits(there):
                row = found[a, b]
                row[0] += 1
                row[1] += size
                row[2] += hits[a, b]
    return {pair: (row[0], row[1], row[2]) for pair, row in found.items()}
