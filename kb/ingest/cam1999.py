"""CAM 1999 as transcribed in the TARA tables, restated as claims without its words.

Reads ``acupoints.csv`` and ``extra-acupoints.csv`` and writes the files of
``data/claims/cam-1999`` and ``data/gaps/cam-1999.yaml``. Indications become symptom ids, methods
figures and ids, anatomy ids; no wording of the book is kept. What is blank or damaged in the tables
stays blank and is listed as a gap; nothing is repaired by guess. Same tables, same vocabulary: same
bytes.
"""

from __future__ import annotations

import argparse
import csv
import re
import sys
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from kb.codes import MERIDIANS, meridian_of, order_key
from kb.emit import emit
from kb.errors import MingtangError, TextError
from kb.ingest.cam_anatomy import referred, slug, structures
from kb.ingest.cam_method import UNIT_GAP, is_damaged, read_method
from kb.ingest.english import English
from kb.reader import read

__all__ = ["SOURCE", "Result", "Row", "extract", "files", "main", "read_rows", "write"]

SOURCE = "cam-1999"
DATA = Path(__file__).resolve().parents[2] / "data"
_TABLES = ("acupoints.csv", "extra-acupoints.csv")
_BOOK = re.compile(r"\(Chinese acupuncture and moxibustion, 1999\)", re.IGNORECASE)
_KEY = re.compile(r"([A-Z]{2}|Du) ([1-9]\d?)")
_DEBRIS = re.compile(r",\s*[:;]\s*,")
_PREFIX = {"Du": "GV", "RN": "CV"}
_CARE = tuple(f"CV{number}" for number in range(2, 14))
_CARE_ROW = "RN 2"
_COLUMNS = {"vessels": "Vasculature", "nerves": "Innervation"}


@dataclass(frozen=True, slots=True)
class Row:
    """One row of a table: its key (first column) and its cells without the book's name."""

    key: str
    cells: Mapping[str, str]

    def cell(self, column: str) -> str:
        """Return a cell, empty when blank."""
        return self.cells.get(column, "")


@dataclass(slots=True)
class Result:
    """Claims and gaps of a run.

    Attributes
    ----------
    items : dict
        Point code to the items of ``data/claims``.
    gaps : dict
        Point code, or the source for rows of no point, to the gaps.
    counts : Counter
        Figures of the run, by name.
    """

    items: dict[str, list[dict[str, Any]]] = field(default_factory=dict)
    gaps: dict[str, list[dict[str, str]]] = field(default_factory=dict)
    counts: Counter[str] = field(default_factory=Counter)

    def gap(self, subject: str, name: str, reason: str) -> None:
        """Add a gap."""
        entry = {"field": name, "reason": reason}
        found = self.gaps.setdefault(subject, [])
        if entry not in found:
            found.append(entry)


def read_rows(folder: Path) -> tuple[Row, ...]:
    """Return the rows of both tables, in their order.

    Raises
    ------
    TextError
        When a table is missing.
    """
    rows: list[Row] = []
    for name in _TABLES:
        path = folder / name
        if not path.is_file():
            raise TextError(f"{path}: no such table; give the folder that holds {_TABLES[0]}")
        with path.open(encoding="utf-8", newline="") as stream:
            for record in csv.DictReader(stream):
                cells = {
                    key: " ".join(_BOOK.sub("", value or "").split())
                    for key, value in record.items()
                    if key
                }
                rows.append(Row(cells["Acupoint"], cells))
    return tuple(rows)


def _codes(key: str, extra: Mapping[str, tuple[str, ...]]) -> tuple[str, ...]:
    """Return the points of a row key: one, none, or the two of a pair of extra points."""
    if match := _KEY.fullmatch(key):
        return (f"{_PREFIX.get(match.group(1), match.group(1))}{match.group(2)}",)
    return extra.get(key, ())


def _extra_points(data: Path) -> dict[str, tuple[str, ...]]:
    """Return the row keys that the extra points cite, with their codes."""
    found: dict[str, tuple[str, ...]] = {}
    path = data / "points" / "EX.yaml"
    if not path.is_file():
        return found
    for code, record in read(path, "data/points/EX.yaml").data.items():
        for cite in record.get("cites", []):
            if cite["source"] == SOURCE:
                found[cite["at"]] = (*found.get(cite["at"], ()), code)
    return found


def _words(data: Path) -> dict[str, list[str]]:
    """Return the label and lay words of every symptom."""
    found: dict[str, list[str]] = {}
    for path in sorted((data / "symptoms").glob("*.yaml")):
        for symptom, record in read(path, f"data/symptoms/{path.name}").data.items():
            lay = record.get("lay", [])
            found[symptom] = [record["en"], *([lay] if isinstance(lay, str) else lay)]
    return found


class _Recipe:
    """Turns rows into items and gaps."""

    def __init__(self, rows: tuple[Row, ...], data: Path) -> None:
        self.rows = {row.key: row for row in rows}
        self.extra = _extra_points(data)
        self.english = English(_words(data))
        self.known = frozenset(read(data / "anatomy.yaml", "data/anatomy.yaml").data)
        self.result = Result()

    def run(self) -> Result:
        """Read every row."""
        self.result.gap(SOURCE, "unit of depth", UNIT_GAP)
        for row in self.rows.values():
            if re.search(r" [MF]$", row.key):
                self._variant(row)
                continue
            codes = _codes(row.key, self.extra)
            if not codes:
                name = f"row {row.key}"
                self.result.gap(SOURCE, name, "no point of ours answers to this row")
            for code in codes:
                self.result.counts["points"] += 1
                self._point(code, row)
        return self.result

    def _variant(self, row: Row) -> None:
        """Check that a row for one sex repeats the row of both."""
        main = self.rows[row.key[:-2]]
        same = ("Indications", "Acupuncture Method", *_COLUMNS.values())
        if any(row.cell(column) != main.cell(column) for column in same):
            self.result.gap(SOURCE, f"row {row.key}", "differs from the row for both sexes")

    def _point(self, code: str, row: Row) -> None:
        item: dict[str, Any] = {"at": row.key}
        self._treats(code, row, item)
        later = self._method(code, row, item)
        if anatomy := self._anatomy(code, row):
            item["anatomy"] = anatomy
        items = [item] if len(item) > 1 else []
        if items or later:
            self.result.items[code] = [*items, *later]

    def _treats(self, code: str, row: Row, item: dict[str, Any]) -> None:
        cell = row.cell("Indications")
        if not cell:
            self.result.gap(code, "treats", "the indications are blank in the transcription")
            return
        if _DEBRIS.search(cell):
            self.result.gap(code, "treats", "a mark without words: a phrase may be lost")
        reading = self.english.read(cell)
        self.result.counts["phrases mapped"] += len(reading.symptoms)
        self.result.counts["phrases unmapped"] += len(reading.unread)
        if reading.symptoms:
            # by id, so that the order of the book's sentence is not carried over
            item["treats"] = sorted(reading.symptoms)
            self.result.counts["treats"] += len(reading.symptoms)
        if reading.unread:
            number = len(reading.unread)
            words = "phrase is" if number == 1 else "phrases are"
            self.result.gap(code, "treats", f"{number} {words} not mapped to a symptom")

    def _method(self, code: str, row: Row, item: dict[str, Any]) -> list[dict[str, Any]]:
        """Fill in what the method cell says; return the items limited to somebody."""
        method = read_method(row.cell("Acupuncture Method"))
        if method.needle:
            item["needle"] = method.needle[0] if len(method.needle) == 1 else method.needle
        for kind, value in (("moxa", method.moxa), ("forbids", method.forbids),
                            ("cautions", method.cautions)):  # fmt: skip
            if value:
                item[kind] = value
                self.result.counts[kind] += len(value)
        self.result.counts["needle"] += len(method.needle)
        for reason in dict.fromkeys(method.unread):
            self.result.gap(code, "needle", reason)
        if not method.unread and "needle" not in method.forbids:
            if not method.needle:
                self.result.gap(code, "needle", "the method cell says nothing of needling")
            elif not any("depth" in way or "bleed" in way for way in method.needle):
                self.result.gap(code, "needle.depth", "the method cell gives no depth")
        later: list[dict[str, Any]] = []
        if method.pregnancy:
            later.append({"at": row.key, "for": "pregnancy", "forbids": method.pregnancy})
            self.result.counts["forbids"] += 1
        if code in _CARE and self._asks_care():
            later.append({"at": _CARE_ROW, "for": "pregnancy", "cautions": ["great-care"]})
            self.result.counts["cautions"] += 1
        return later

    def _asks_care(self) -> bool:
        """Return whether the row of CV2 asks for care in pregnancy from CV2 to CV13."""
        row = self.rows.get(_CARE_ROW)
        return row is not None and read_method(row.cell("Acupuncture Method")).care_from_cv2

    def _anatomy(self, code: str, row: Row) -> dict[str, list[str]]:
        found: dict[str, list[str]] = {}
        for kind in _COLUMNS:
            ids = sorted(self._structures(code, row, kind))
            if ids:
                found[kind] = ids
                self.result.counts["anatomy"] += len(ids)
        return found

    def _structures(self, code: str, row: Row, kind: str) -> Iterator[str]:
        name = f"anatomy.{kind}"
        cell = self._cell(row, kind)
        if not cell:
            self.result.gap(code, name, "the cell is blank in the transcription")
            return
        if is_damaged(cell):
            self.result.gap(code, name, "characters of the cell are damaged in the transcription")
            return
        target = referred(cell)
        if target is not None:
            cell = self._cell(self.rows[target], kind) if target in self.rows else ""
            if not cell or referred(cell) is not None:
                self.result.gap(code, name, "refers to another row that could not be followed")
                return
        names = structures(cell, kind.removesuffix("s"))
        if not names:
            self.result.gap(code, name, "the cell names no structure that could be read")
        for one in names:
            if slug(one) in self.known:
                yield slug(one)
            else:
                self.result.gap(code, name, "names a structure that the vocabulary lacks")

    def _cell(self, row: Row, kind: str) -> str:
        """Return an anatomy cell; nerves printed in the vessel cell are put in their place."""
        vessels, _, nerves = row.cell(_COLUMNS["vessels"]).partition(" Innervation: ")
        return vessels if kind == "vessels" else row.cell(_COLUMNS["nerves"]) or nerves


def extract(folder: Path, data: Path = DATA) -> Result:
    """Return the claims and gaps that the tables in `folder` give.

    Parameters
    ----------
    folder : Path
        Holds ``acupoints.csv`` and ``extra-acupoints.csv``.
    data : Path
        Data folder with symptoms, anatomy and extra points.

    Raises
    ------
    TextError
        When a table is missing.
    """
    return _Recipe(read_rows(folder), data).run()


def files(result: Result) -> dict[str, str]:
    """Return path below the data folder to canonical text."""
    made: dict[str, str] = {}
    for meridian in (*MERIDIANS, "EX"):
        codes = [code for code in result.items if _file_of(code) == meridian]
        if codes:
            records = {code: result.items[code] for code in sorted(codes, key=order_key)}
            made[f"claims/{SOURCE}/{meridian}.yaml"] = emit(records, "claims")
    subjects = sorted((one for one in result.gaps if one != SOURCE), key=order_key)
    if SOURCE in result.gaps:
        subjects.append(SOURCE)
    gaps = {one: result.gaps[one] for one in subjects}
    made[f"gaps/{SOURCE}.yaml"] = emit(gaps, "gaps")
    return made


def _file_of(code: str) -> str:
    return "EX" if code.startswith("EX-") else meridian_of(code)


def write(result: Result, data: Path = DATA) -> list[Path]:
    """Write the files of a result below the data folder; return their paths."""
    paths = []
    for name, text in files(result).items():
        path = data / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8", newline="\n")
        paths.append(path)
    return paths


def main(arguments: list[str] | None = None) -> int:
    """Run the recipe; return the exit code."""
    parser = argparse.ArgumentParser(prog=f"kb.ingest {SOURCE}", description=__doc__)
    parser.add_argument("--sources", type=Path, required=True, help="folder that holds tara/")
    parser.add_argument("--data", type=Path, default=DATA, help="data folder to write to")
    options = parser.parse_args(arguments)
    try:
        result = extract(options.sources / "tara", options.data)
        write(result, options.data)
    except MingtangError as error:
        sys.stderr.write(f"{error}\n")
        return 1
    result.counts["gaps"] = sum(map(len, result.gaps.values()))
    for name, number in sorted(result.counts.items()):
        sys.stdout.write(f"{name:<20}{number:>6}\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
