"""The passage reader: book, leaf and lines of a text the reader has, with the claims marked."""

from __future__ import annotations

import itertools
from collections import defaultdict
from collections.abc import Iterable, Sequence

from kb import cite
from kb.base import KnowledgeBase
from kb.errors import TextError, UnknownName
from kb.frozen import frozen
from kb.model import Claim
from kb.texts import Text
from kb.verify.asks import asks
from kb.views import common
from kb.views.common import Chip, Ref

__all__ = [
    "BLOCK",
    "BookIndex",
    "Leaf",
    "Piece",
    "ReadLine",
    "ReadPage",
    "Section",
    "Shelf",
    "book_index",
    "read_page",
    "shelf",
]

BLOCK = 40
"""Lines of a page of a text that has no leaves."""

REACH = 2
"""Lines on which what is looked for may start."""


@frozen
class Shelf:
    """The books that can be cited by line: those at hand and those not."""

    here: tuple[tuple[Ref, str, int], ...]
    away: tuple[tuple[Ref, str, int], ...]


@frozen
class Leaf:
    """A page of the reader: its key, label, and how many claims start on it."""

    key: str
    label: str
    claims: int


@frozen
class Section:
    """A juan or heading with its pages."""

    label: str
    leaves: tuple[Leaf, ...]
    claims: int


@frozen
class BookIndex:
    """The contents of one book."""

    source: Ref
    year: str
    sections: tuple[Section, ...]
    claims: int


@frozen
class Piece:
    """A stretch of a line and the claims drawn from it."""

    text: str
    claims: tuple[str, ...]


@frozen
class ReadLine:
    """A line: its locator, its number as shown, its pieces."""

    locator: str
    label: str
    pieces: tuple[Piece, ...]


@frozen
class ReadPage:
    """A page of a book.

    Attributes
    ----------
    source : Ref
    label : str
        ``juan 40, leaf 11b``, or the heading.
    lang : str
    lines : tuple of ReadLine
    drawn : tuple
        ``(line, subjects, (chip, what it is read as) …)`` of the claims that start here.
    before, after : str
        Keys of the pages beside it; empty at the ends.
    """

    source: Ref
    label: str
    lang: str
    lines: tuple[ReadLine, ...]
    drawn: tuple[tuple[str, tuple[Ref, ...], tuple[tuple[Chip, str], ...]], ...]
    before: str
    after: str


def shelf(kb: KnowledgeBase, at_hand: Iterable[str]) -> Shelf:
    """Return the books with a pinned text, those at hand first, oldest first."""
    known = set(at_hand)
    rows = [
        (source, (common.source_ref(kb, source.id), common.year_of(kb, source.id),
                  len(kb.claims_from(source.id))))
        for source in sorted(kb.sources.values(), key=lambda s: (s.year or 9999, s.id))
        if source.text and kb.claims_from(source.id)
    ]  # fmt: skip
    return Shelf(
        tuple(row for source, row in rows if source.id in known),
        tuple(row for source, row in rows if source.id not in known),
    )


def _placed(text: Text, claims: Iterable[Claim]) -> dict[int, list[Claim]]:
    """Return the claims of a book by number of the line on which they start."""
    found: defaultdict[int, list[Claim]] = defaultdict(list)
    for claim in claims:
        try:
            found[text.index(claim.at)].append(claim)
        except TextError:
            continue
    return found


def _keys(text: Text) -> list[tuple[str, str, str, int]]:
    """Return ``(section, key, label, first line)`` of every page, in order."""
    pages: list[tuple[str, str, str, int]] = []
    last = ""
    since = 0
    for number, line in enumerate(text.lines):
        if text.anchored:
            if line.place != last:
                juan, _, leaf = line.place.partition("-")
                pages.append((f"juan {juan.lstrip('0') or '0'}", line.place, leaf, number))
        elif line.place != last or number - since >= BLOCK:
            pages.append((line.place or "opening", f"L{line.number}", f"{line.number}", number))
            since = number
        last = line.place
    return pages


def book_index(kb: KnowledgeBase, text: Text) -> BookIndex:
    """Return the contents of a book, with the pages from which something is drawn."""
    placed = _placed(text, kb.claims_from(text.source))
    pages = _keys(text)
    ends = [page[3] for page in pages[1:]] + [len(text.lines)]
    rows: dict[str, list[Leaf]] = {}
    for (section, key, label, first), end in zip(pages, ends, strict=True):
        count = sum(len(placed.get(number, ())) for number in range(first, end))
        rows.setdefault(section, []).append(Leaf(key, label, count))
    return BookIndex(
        common.source_ref(kb, text.source),
        common.year_of(kb, text.source),
        tuple(
            Section(name, tuple(leaves), sum(leaf.claims for leaf in leaves))
            for name, leaves in rows.items()
        ),
        sum(map(len, placed.values())),
    )


def read_page(kb: KnowledgeBase, text: Text, key: str) -> ReadPage:
    """Return a page of a book.

    Parameters
    ----------
    kb : KnowledgeBase
    text : Text
        The book.
    key : str
        Half-leaf (``040-11b``), or a line of the file (``L2354``): the page that holds it.

    Raises
    ------
    UnknownName
        The book has no such page.
    """
    pages = _keys(text)
    number = _number(text, pages, key)
    first = pages[number][3]
    end = pages[number + 1][3] if number + 1 < len(pages) else len(text.lines)
    placed = _placed(text, kb.claims_from(text.source))
    marks = _marks(text, [placed.get(n, ()) for n in range(first - 1, end)], first, end)
    source = kb.sources[text.source]
    place = text.lines[first].place
    label = cite.locator(source, f"{place}.1").rpartition(",")[0] if text.anchored else place
    return ReadPage(
        common.source_ref(kb, text.source),
        label or key,
        common.lang_of(source),
        tuple(
            ReadLine(line.locator, _label(text, n), _pieces(line.text, marks.get(n, ())))
            for n, line in enumerate(text.lines[first:end], first)
        ),
        tuple(
            (_label(text, n), subjects, chips)
            for n in range(first, end)
            for subjects, chips in _drawn(kb, placed.get(n, ()))
        ),
        pages[number - 1][1] if number else "",
        pages[number + 1][1] if number + 1 < len(pages) else "",
    )


def _number(text: Text, pages: Sequence[tuple[str, str, str, int]], key: str) -> int:
    for number, page in enumerate(pages):
        if page[1] == key:
            return number
    if not text.anchored and key[:1] == "L" and key[1:].isdigit():
        line = int(key[1:])
        starts = [text.lines[page[3]].number for page in pages]
        if starts and starts[0] <= line <= text.lines[-1].number:
            return max(n for n, start in enumerate(starts) if start <= line)
    raise UnknownName("page", key, [page[1] for page in pages if page[1].startswith(key[:4])][:6])


def _label(text: Text, number: int) -> str:
    locator = text.lines[number].locator
    return locator.rpartition(".")[2].removeprefix("L")


def _drawn(
    kb: KnowledgeBase, claims: Iterable[Claim]
) -> Iterable[tuple[tuple[Ref, ...], tuple[tuple[Chip, str], ...]]]:
    grouped: defaultdict[tuple[str, ...], list[Claim]] = defaultdict(list)
    for claim in claims:
        grouped[claim.subjects].append(claim)
    for subjects, several in grouped.items():
        refs = tuple(common.any_ref(kb, subject) for subject in subjects)
        yield refs, tuple((common.chip(kb, claim), _read_as(kb, claim)) for claim in several)


def _read_as(kb: KnowledgeBase, claim: Claim) -> str:
    """Return what a claim is taken to say, in a few words."""
    if claim.kind == "other":
        return "not mapped yet"
    if claim.target in kb.symptoms:
        return kb.symptoms[claim.target].en
    target = common.any_ref(kb, claim.target).label if claim.target else ""
    figures = " ".join(f"{key} {value}" for key, value in claim.value.items() if key != "words")
    return " ".join(filter(None, (claim.kind, target, figures)))


def _marks(
    text: Text, placed: Sequence[Iterable[Claim]], first: int, end: int
) -> dict[int, list[tuple[int, int, str]]]:
    """Return ``(start, end, claim)`` by line for what claims of these lines look for.

    `placed` begins with the line before the first: its words may run over.
    """
    stream = text.stream
    found: defaultdict[int, list[tuple[int, int, str]]] = defaultdict(list)
    for number, claims in enumerate(placed, first - 1):
        if number < 0:
            continue
        begin = stream.firsts[number]
        stop = stream.firsts[min(number + REACH, len(text.lines))]
        for claim in claims:
            for ask in asks(claim):
                match = ask.pattern.search(stream.chars, begin)
                if match and match.start() < stop:
                    for span in text.match(match.start(), match.end()).spans:
                        if first <= span.line < end:
                            found[span.line].append((span.start, span.end, claim.id))
    return found


def _pieces(line: str, marks: Iterable[tuple[int, int, str]]) -> tuple[Piece, ...]:
    """Return a line cut wherever a mark begins or ends."""
    rows = list(marks)
    edges = sorted({0, len(line), *(m[0] for m in rows), *(m[1] for m in rows)})
    made: list[Piece] = []
    for start, end in itertools.pairwise(edges):
        claims = tuple(dict.fromkeys(c for s, e, c in rows if s <= start and end <= e))
        if made and made[-1].claims == claims:
            made[-1] = Piece(made[-1].text + line[start:end], claims)
        elif end > start:
            made.append(Piece(line[start:end], claims))
    return tuple(made)
