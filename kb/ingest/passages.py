"""``python -m kb.ingest.passages --texts DIR``: points a book does not speak of, and why.

The claims say which points a book speaks of; the text says what is there instead: no entry, an
entry from which nothing could be read, or only a mention. A book whose pages are lost is described
by hand in a gap file of its own, whose rows are not repeated.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterator, Mapping
from pathlib import Path

from kb.codes import all_codes
from kb.emit import emit
from kb.errors import MingtangError
from kb.folder import DEFAULT_DATA
from kb.load import load
from kb.reader import read
from kb.texts import Text, fold
from kb.texts.entries import entries, stretch
from kb.texts.misprints import MISPRINTS
from kb.texts.names import PointNames, read_forms, read_points
from kb.texts.registry import Library
from kb.texts.shapes import SHAPES
from kb.texts.sources import read_sources

__all__ = ["BOOKS", "gaps", "main"]

BOOKS: Mapping[str, str] = {
    "jiayi-jing": "", "waitai-miyao": "", "zisheng-jing": "", "mingtang-jiujing": "",
    "puji-fang": "", "gujin-yitong": "", "yixue-rumen": "", "zhenjiu-dacheng": "",
    "leijing-tuyi": "", "zhenjiu-fengyuan": "", "shenjiu-jinglun": "",
    "qianjin-yaofang": "the chapters are set out by complaint; the point was found in none of them",
}  # fmt: skip
"""Books that mean to speak of every point, and why one is missing where there are no entries."""

FILE = "entries.yaml"

Rows = dict[str, list[dict[str, str]]]


def gaps(
    spoken: Mapping[str, set[str]], texts: Mapping[str, Text], names: PointNames,
    known: Mapping[str, set[str]],
) -> Rows:  # fmt: skip
    """Return the gaps of all points, in order.

    Parameters
    ----------
    spoken : mapping of str to set of str
        Book to the points it makes claims about.
    texts : mapping of str to Text
        The books.
    names : PointNames
        All point names.
    known : mapping of str to set of str
        Point to the fields of gaps that stand elsewhere.
    """
    found: Rows = {}
    reasons = {book: dict(_reasons(book, texts[book], names, spoken[book])) for book in BOOKS}
    for code in all_codes():
        rows = [
            {"field": f"entry in {book}", "reason": reasons[book][code]}
            for book in BOOKS
            if code in reasons[book] and f"entry in {book}" not in known.get(code, ())
        ]
        if rows:
            found[code] = rows
    return found


def _reasons(
    book: str, text: Text, names: PointNames, spoken: set[str]
) -> Iterator[tuple[str, str]]:
    shape = None if BOOKS[book] else SHAPES.get(book)
    headed: set[str] = set()
    mentions: Mapping[str, str] = {}
    if shape:
        every = entries(text, shape, names.misprinted(MISPRINTS.get(book, ())))
        headed = {entry.point for entry in every}
        mentions = _mentions(text, names, *stretch(text, shape))
    for code in all_codes():
        if code in spoken:
            continue
        if BOOKS[book]:
            yield code, BOOKS[book]
        elif code in headed:
            yield code, "its entry gives no figure, ban or complaint that could be read for sure"
        elif code in mentions:
            yield code, f"one of its names stands at {mentions[code]}, but no entry of it"
        else:
            yield code, "the book has no entry of this point"


def _mentions(text: Text, names: PointNames, first: int, last: int) -> dict[str, str]:
    """Return the first line that prints a name of a point, among the entries."""
    stream = text.stream
    found: dict[str, str] = {}
    for code in all_codes():
        for name in names.forms(code):
            at = stream.chars.find(fold(name), stream.firsts[first], stream.firsts[last])
            if at >= 0:
                found.setdefault(code, text.lines[stream.lines[at]].locator)
    return found


def main(arguments: list[str] | None = None) -> int:
    """Write ``data/gaps/entries.yaml``; return the exit code."""
    parser = argparse.ArgumentParser(prog="kb.ingest.passages", description=__doc__)
    parser.add_argument("--texts", type=Path, help="folder of source texts")
    parser.add_argument("--data", type=Path, default=DEFAULT_DATA, help="data folder")
    options = parser.parse_args(arguments)
    try:
        base = load(options.data)
        library = Library(read_sources(options.data / "sources"), options.texts)
        texts = {book: library.text(book) for book in BOOKS}
        names = PointNames(
            read_points(options.data / "points"), read_forms(options.data / "forms.yaml")
        )
        known: dict[str, set[str]] = {}
        for path in sorted((options.data / "gaps").glob("*.yaml")):
            if path.name != FILE:
                for code, value in read(path, path.name).data.items():
                    rows = value if isinstance(value, list) else [value]
                    known.setdefault(code, set()).update(row["field"] for row in rows)
        spoken = {
            book: {code for claim in base.claims_from(book) for code in claim.subjects}
            for book in BOOKS
        }
        found = gaps(spoken, texts, names, known)
    except MingtangError as error:
        sys.stderr.write(f"{error}\n")
        return 1
    (options.data / "gaps" / FILE).write_text(emit(found, "gaps"), "utf-8", newline="\n")
    sys.stdout.write(f"{sum(map(len, found.values()))} gaps of {len(found)} points\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
