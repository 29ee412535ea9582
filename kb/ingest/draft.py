"""Draft claims of one source: items by printed line, written in canonical form."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from kb.codes import MERIDIANS, order_key
from kb.emit import emit

__all__ = ["Draft", "is_run"]

_RUN = 18
_HAN = re.compile(r"[\u3400-\u9fff\U00020000-\U0003ffff]+")

Key = tuple[str, str, tuple[str, ...], str]


def is_run(words: str, book: str) -> bool:
    """Return whether the hanzi of a line repeat 18 or more in a row of a book.

    Parameters
    ----------
    words : str
        A line of a data file.
    book : str
        The hanzi of the book, nothing else.
    """
    line = "".join(_HAN.findall(words))
    return any(line[at : at + _RUN] in book for at in range(len(line) - _RUN + 1))


class Draft:
    """Collects items; one per subject, printed line, limit and reported source.

    Parameters
    ----------
    book : str
        The text of the book: a line of ours never repeats 18 characters of it in a row.
    """

    def __init__(self, book: str) -> None:
        self._book = "".join(_HAN.findall(book))
        self._items: dict[Key, dict[str, Any]] = {}
        self.head = ""

    def item(
        self, subject: str, at: str, limits: tuple[str, ...] = (), reports: str = ""
    ) -> dict[str, Any]:
        """Return the item to fill, made when first asked for."""
        key = (subject, at, limits, reports)
        if key not in self._items:
            made: dict[str, Any] = {"at": at}
            if limits:
                made["for"] = limits[0] if len(limits) == 1 else list(limits)
            if reports:
                made["reports"] = reports
            self._items[key] = made
        return self._items[key]

    def words(self, item: dict[str, Any], kind: str, target: str, words: str) -> None:
        """Add words under an id; a second wording makes a list."""
        row = item.setdefault(kind, {})
        had = row.get(target)
        if had is None:
            row[target] = words
        elif words not in (had if isinstance(had, list) else [had]):
            row[target] = [*had, words] if isinstance(had, list) else [had, words]

    def listed(self, item: dict[str, Any], kind: str, words: str) -> None:
        """Add words to a list."""
        row = item.setdefault(kind, [])
        if words not in row:
            row.append(words)

    def measure(self, item: dict[str, Any], kind: str, value: dict[str, Any]) -> None:
        """Add a needle or moxa statement; a second one makes a list."""
        had = item.get(kind)
        if had is None:
            item[kind] = value
        elif value not in (had if isinstance(had, list) else [had]):
            item[kind] = [*had, value] if isinstance(had, list) else [had, value]

    def items(self) -> Iterator[tuple[str, dict[str, Any]]]:
        """Yield the subject and the content of each item that says something."""
        for (subject, _, _, _), item in self._items.items():
            if len(item.keys() - {"at", "for", "reports"}):
                yield subject, self._unrun(item)

    def files(self) -> dict[str, str]:
        """Return meridian to the canonical text of its file."""
        by_meridian: dict[str, dict[str, list[dict[str, Any]]]] = {}
        for subject, item in self.items():
            meridian = subject.split(" + ")[0].rstrip("0123456789")
            records = by_meridian.setdefault(meridian, {})
            records.setdefault(subject, []).append(item)
        return {
            meridian: self.head + emit(by_meridian[meridian], "claims")
            for meridian in sorted(by_meridian, key=MERIDIANS.index)
        }

    def _unrun(self, item: dict[str, Any]) -> dict[str, Any]:
        """Return the item with its words in an order that is not a stretch of the book.

        By id, or from last to first where that order happens to be the book's.
        """
        made = dict(item)
        if treats := made.get("treats"):
            made["treats"] = dict(sorted(treats.items()))
            if is_run(str(made["treats"]), self._book):
                made["treats"] = {
                    symptom: words[::-1] if isinstance(words, list) else words
                    for symptom, words in reversed(treats.items())
                }
        if other := made.get("other"):
            made["other"] = sorted(other)
            if is_run(str(made["other"]), self._book):
                made["other"] = other[::-1]
        return made

    def write(self, folder: Path) -> list[Path]:
        """Write the files into a folder, remove meridian files no longer made; return the paths."""
        folder.mkdir(parents=True, exist_ok=True)
        files = self.files()
        for meridian in MERIDIANS:
            if meridian not in files:
                (folder / f"{meridian}.yaml").unlink(missing_ok=True)
        paths = []
        for meridian, text in files.items():
            path = folder / f"{meridian}.yaml"
            path.write_text(text, encoding="utf-8", newline="\n")
            paths.append(path)
        return paths

    def subjects(self) -> list[str]:
        """Return the subjects with items, in order."""
        found = {key[0] for key in self._items}
        return sorted(found, key=lambda subject: [order_key(code) for code in subject.split(" + ")])
