"""Other names of the points, each found again in the entry of its point.

Input is the table of names (``alias@book+book``) and the registered texts; output are ``named``
items, one file a book, and the list of aliases that the entry does not show. An alias counts only
where the book uses it as a name: as the heading, or after a word that gives a name (一名, 曰).
A name the book tells of another book is told as reporting it. Books whose recipe
reads their names as well (類經圖翼, 西方子, the seven-juan 銅人) are left out here.
"""

from __future__ import annotations

import argparse
import csv
import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from kb.codes import meridian_of, order_key
from kb.emit import emit
from kb.ingest.alias_credits import credit
from kb.ingest.alias_entries import RECIPES, Passage, passages
from kb.reader import read
from kb.texts import Text
from kb.texts.fold import fold
from kb.texts.names import PointNames
from kb.texts.variants import read_variants

if TYPE_CHECKING:
    from kb.texts.text import Match

__all__ = [
    "Alias",
    "Found",
    "Missing",
    "extract",
    "gaps",
    "items",
    "locate",
    "main",
    "read_aliases",
    "read_names",
    "write",
]

SMALL = 60
"""Books with fewer items are one file, not a folder with one file a meridian."""

SHORT = 2
"""A longer name opens an entry in every book; a short one only where the table gives it, or where
the book marks its headings."""

SPELLINGS = {"兑": "兊", "玉": "玊", "输": "輸"}
"""Spellings the books print that folding does not join (yet) with the table's character."""

_GIVES = re.compile("(?:名曰|名|曰|号|谓之|又作|或作|亦作|即|云)$")
_ENTITY = re.compile(r"&KR\d+;")


@dataclass(frozen=True, slots=True, order=True)
class Alias:
    """A name that a book is said to give a point."""

    book: str
    point: str
    name: str


@dataclass(frozen=True, slots=True)
class Found:
    """An alias with the line it starts on, the words as printed, and the book it is told of."""

    alias: Alias
    at: str
    printed: str
    reports: str = ""


@dataclass(frozen=True, slots=True)
class Missing:
    """An alias that was not located, and why."""

    alias: Alias
    reason: str


def read_aliases(rows: Iterable[Mapping[str, str]]) -> Iterator[Alias]:
    """Yield every alias of the name table.

    Examples
    --------
    >>> list(read_aliases([{"code": "LI4", "variant_names": "虎口@jiayi-jing+puji-fang"}]))[1]
    Alias(book='puji-fang', point='LI4', name='虎口')
    """
    for row in rows:
        for name, books in _pairs(row.get("variant_names", "")):
            for book in books:
                yield Alias(book, row["code"], name)


def read_names(rows: Sequence[Mapping[str, str]], book: str) -> PointNames:
    """Return the names a book's headings may use: standard, its own aliases, its misprints."""
    columns = ("simplified", "traditional", "who_2008_character_form")
    standard = {row["code"]: [row[column] for column in columns] for row in rows}
    others: dict[str, list[str]] = {}
    for row in rows:
        names = others.setdefault(row["code"], [])
        for column in ("variant_names", "graphic_or_corrupt_forms"):
            names += [
                name
                for name, books in _pairs(row.get(column, ""))
                if book in books or len(name) > SHORT or RECIPES[book].heading
            ]
        # a glyph outside the transcribers' fonts is printed as a gap, which folding leaves out,
        # or as an entity
        if lost := row.get("form_with_lost_glyphs", ""):
            names += [lost.replace("_", ""), lost.replace("_", "\ufffd")]
    return PointNames(standard, others)


def _pairs(cell: str) -> Iterator[tuple[str, tuple[str, ...]]]:
    for part in cell.split(" | "):
        name, at, books = part.strip().partition("@")
        if at:
            yield name, tuple(books.split("+"))


def locate(text: Text, entries: Iterable[Passage], name: str) -> tuple[Passage, Match] | None:
    """Return the entry of a point that gives `name` as a name, and where, or None.

    Parameters
    ----------
    text : Text
        The book.
    entries : iterable of Passage
        The entries of the point.
    name : str
        The alias, any script.
    """
    chars = text.stream.chars
    for entry in entries:
        for match in _finds(text, name, entry.start, entry.end):
            if match.end <= entry.named:
                return entry, match
            if _GIVES.search(chars[max(entry.start, match.start - 2) : match.start]):
                return entry, match
    return None


def _finds(text: Text, name: str, first: int = 0, last: int | None = None) -> Iterator[Match]:
    """Yield where a name stands in any of its spellings."""
    other = "".join(SPELLINGS.get(char, char) for char in name)
    for folded in dict.fromkeys((fold(name), fold(other))):
        yield from text.finds(folded, first, last)


def _printed(text: Text, match: Match, usual: Mapping[str, str]) -> str:
    words = "".join(text.lines[span.line].text[span.start : span.end] for span in match.spans)
    words = _ENTITY.sub(lambda entity: usual.get(entity.group(), entity.group()), words)
    return re.sub(r"[\s　()（）/]", "", words)


def extract(
    text: Text, aliases: Iterable[Alias], names: PointNames, usual: Mapping[str, str]
) -> Iterator[Found | Missing]:
    """Yield each alias of one book, located or not."""
    found = passages(text, RECIPES[text.source], names)
    for alias in aliases:
        entries = found.get(alias.point, [])
        place = locate(text, entries, alias.name)
        if place:
            entry, match = place
            printed = _printed(text, match, usual)
            yield Found(alias, match.locator, printed, credit(text, entry.start, match))
        else:
            yield Missing(alias, _reason(text, entries, alias.name))


def _reason(text: Text, entries: Sequence[Passage], name: str) -> str:
    """Return why a name was not located, the nearest case first."""
    if any(next(_finds(text, name, entry.start, entry.end), None) for entry in entries):
        return "the words stand in the entry, but not as a name"
    somewhere = next(_finds(text, name), None)
    if not somewhere:
        return "the words do not stand in this transcription"
    if entries:
        return "the words stand elsewhere in the book, not in the entry"
    return "no entry of this point was recognised in the book"


def items(found: Iterable[Found]) -> dict[str, list[dict[str, Any]]]:
    """Return point code to claim items, one a line, in order of points and of finding.

    Examples
    --------
    >>> one = Found(Alias("toy", "LI4", "虎口"), "003-46a.2", "虎口")
    >>> items([one])
    {'LI4': [{'at': '003-46a.2', 'named': ['虎口']}]}
    """
    rows: dict[str, dict[tuple[str, str], list[str]]] = {}
    for one in sorted(found, key=lambda one: order_key(one.alias.point)):
        names = rows.setdefault(one.alias.point, {}).setdefault((one.at, one.reports), [])
        if one.printed not in names:
            names.append(one.printed)
    return {
        point: [
            {"at": at, **({"reports": reports} if reports else {}), "named": names}
            for (at, reports), names in places.items()
        ]
        for point, places in rows.items()
    }


def write(book: str, made: Mapping[str, list[dict[str, Any]]], data: Path) -> list[Path]:
    """Write the claim files of one book; return the files left alone because others use them."""
    claims = data / "claims"
    total = sum(len(rows) for rows in made.values())
    files: dict[Path, dict[str, list[dict[str, Any]]]] = {}
    for point, rows in made.items():
        small = claims / f"{book}.yaml"
        path = small if total < SMALL else claims / book / f"{meridian_of(point)}.yaml"
        files.setdefault(path, {})[point] = rows
    left = []
    for path, records in files.items():
        if path.exists() and not _ours(path):
            left.append(path)
            continue
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(emit(records, "claims"), encoding="utf-8")
    return left


def _ours(path: Path) -> bool:
    """Return whether a claim file holds nothing but names."""
    rows = [row for items in read(path, path.name).data.values() for row in items]
    return all(row.keys() <= {"at", "reports", "named"} for row in rows)


def gaps(missing: Iterable[Missing]) -> dict[str, list[dict[str, str]]]:
    """Return the records of ``data/gaps/aliases.yaml``."""
    made: dict[str, list[dict[str, str]]] = {}
    for one in sorted(missing, key=lambda one: order_key(one.alias.point)):
        alias = one.alias
        row = {"field": f"named in {alias.book}", "reason": f"{alias.name}: {one.reason}"}
        made.setdefault(alias.point, []).append(row)
    return made


def main(argv: Sequence[str] | None = None) -> int:
    """Write the names of all books in `RECIPES` and what was not located; print the counts."""
    parser = argparse.ArgumentParser(prog="kb.ingest aliases", description=__doc__)
    parser.add_argument("--sources", type=Path, required=True, help="folder of the texts")
    parser.add_argument("--names", type=Path, help="name table (beside the folder if left out)")
    parser.add_argument("--data", type=Path, default=Path("data"))
    options = parser.parse_args(argv)
    table = options.names or options.sources.parent / "point-names.tsv"
    with table.open(encoding="utf-8", newline="") as stream:
        rows = list(csv.DictReader(stream, delimiter="\t"))
    usual = read_variants()
    missing: list[Missing] = []
    counts: Counter[str] = Counter()
    for book in RECIPES:
        text = Text.read(book, options.sources / f"{book}.txt")
        wanted = [alias for alias in read_aliases(rows) if alias.book == book]
        results = list(extract(text, wanted, read_names(rows, book), usual))
        located = [one for one in results if isinstance(one, Found)]
        missing += [one for one in results if isinstance(one, Missing)]
        counts.update(located=len(located), total=len(wanted))
        print(f"{book:22}{len(located):5} of {len(wanted):4}")
        for path in write(book, items(located), options.data):
            print(f"  {path.name} holds other claims and was left alone")
    folder = options.data / "gaps"
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "aliases.yaml").write_text(emit(gaps(missing), "gaps"), encoding="utf-8")
    print(f"{'all':22}{counts['located']:5} of {counts['total']:4}")
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
