"""Other names of the points, each found again in the entry of its point.

Input is the table of names (``alias@book+book``) and the registered texts; output are ``named``
items, one file a book, and the list of aliases that the entry does not show. An alias counts only
where the book uses it as a name: as the heading, or after a word that gives a name (一名, 又名, 曰).
The book 類經圖翼 has an extraction of its own and is left out here.
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
from kb.ingest.alias_entries import RECIPES, Passage, passages
from kb.reader import read
from kb.texts import Text
from kb.texts.fold import fold
from kb.texts.names import PointNames
from kb.texts.variants import read_variants

if TYPE_CHECKING:
    from kb.texts.text import Match

__all__ = ["Alias", "Found", "Missing", "locate", "main", "read_aliases", "read_names"]

SMALL = 60
"""Books with fewer items are one file, not a folder with one file a meridian."""

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
    """An alias with the line it starts on and the words as printed."""

    alias: Alias
    at: str
    printed: str


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
    standard = {row["code"]: [row["simplified"], row["traditional"]] for row in rows}
    others: dict[str, list[str]] = {}
    for row in rows:
        names = others.setdefault(row["code"], [])
        for column in ("variant_names", "graphic_or_corrupt_forms"):
            names += [name for name, books in _pairs(row.get(column, "")) if book in books]
        # a glyph outside the transcribers' fonts is printed as a gap, which folding leaves out
        if (lost := row.get("form_with_lost_glyphs", "").replace("_", "")) and len(lost) > 1:
            names.append(lost)
    return PointNames(standard, others)


def _pairs(cell: str) -> Iterator[tuple[str, tuple[str, ...]]]:
    for part in cell.split(" | "):
        name, at, books = part.strip().partition("@")
        if at:
            yield name, tuple(books.split("+"))


def locate(text: Text, passage: Passage, name: str) -> Match | None:
    """Return where the entry gives `name` as a name, or None.

    Parameters
    ----------
    text : Text
        The book.
    passage : Passage
        The entry of the point.
    name : str
        The alias, any script.
    """
    folded = fold(name)
    chars = text.stream.chars
    for match in text.finds(folded, passage.start, passage.end):
        if match.end <= passage.named:
            return match
        if _GIVES.search(chars[max(passage.start, match.start - 2) : match.start]):
            return match
    return None


def _printed(text: Text, match: Match, usual: Mapping[str, str]) -> str:
    words = "".join(text.lines[span.line].text[span.start : span.end] for span in match.spans)
    words = _ENTITY.sub(lambda entity: usual.get(entity.group(), entity.group()), words)
    return re.sub(r"[\s　()（）/]", "", words)


def extract(
    text: Text, aliases: Iterable[Alias], names: PointNames, usual: Mapping[str, str]
) -> Iterator[Found | Missing]:
    """Yield each alias of one book, located or not."""
    entries = passages(text, RECIPES[text.source], names)
    for alias in aliases:
        passage = entries.get(alias.point)
        if passage is None:
            yield Missing(alias, "no entry of this point was recognised in the book")
        elif match := locate(text, passage, alias.name):
            yield Found(alias, match.locator, _printed(text, match, usual))
        elif next(text.finds(fold(alias.name), passage.start, passage.end), None):
            yield Missing(alias, "the words stand in the entry, but not as a name")
        elif next(text.finds(fold(alias.name)), None):
            yield Missing(alias, "the words stand elsewhere in the book, not in the entry")
        else:
            yield Missing(alias, "the words do not stand in this transcription")


def items(found: Iterable[Found]) -> dict[str, list[dict[str, Any]]]:
    """Return point code to claim items, one a line, in order of points and of finding.

    Examples
    --------
    >>> one = Found(Alias("toy", "LI4", "虎口"), "003-46a.2", "虎口")
    >>> items([one])
    {'LI4': [{'at': '003-46a.2', 'named': ['虎口']}]}
    """
    made: dict[str, list[dict[str, Any]]] = {}
    for one in sorted(found, key=lambda one: order_key(one.alias.point)):
        rows = made.setdefault(one.alias.point, [])
        row = next((row for row in rows if row["at"] == one.at), None)
        if row is None:
            row = {"at": one.at, "named": []}
            rows.append(row)
        if one.printed not in row["named"]:
            row["named"].append(one.printed)
    return made


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
    return all(row.keys() <= {"at", "named"} for row in rows)


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
