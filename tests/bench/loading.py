"""G1 and G4: reading the YAML strictly, and checking what was read."""

from __future__ import annotations

import gc
import statistics
import time
from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import Any

import yaml

from kb import load
from kb.errors import Problem
from kb.folder import data_files
from kb.load import read_all
from kb.load.fields import Fields
from kb.load.vocabulary import Vocabulary
from kb.reader import Document, read
from kb.reader import parse as parse_bytes

from .measure import Gate, Result, Samples, gc_off, timed

__all__ = ["check", "parse"]

G1 = Gate("G1", "strict load of all YAML", "yaml.load(CSafeLoader)", 0.45, 0.36)
G4 = Gate("G4", "check of parsed documents", "their strict load (G1)", 0.10, 0.05)
G4C = Gate("G4c", "check of parsed claims files", "their strict load", 0.10, 0.05)


def same(ours: Any, theirs: Any) -> bool:
    """Return whether CSafeLoader read the same: our strings are its values before it guesses."""
    if isinstance(ours, dict):
        return isinstance(theirs, dict) and all(
            same(k, k2) and same(v, v2)
            for (k, v), (k2, v2) in zip(ours.items(), theirs.items(), strict=True)
        )
    if isinstance(ours, list):
        return isinstance(theirs, list) and all(
            same(a, b) for a, b in zip(ours, theirs, strict=True)
        )
    return bool(ours == theirs or yaml.load(ours, yaml.CSafeLoader) == theirs)


def _theirs(path: Path) -> Any:
    with path.open("rb") as file:
        return yaml.load(file, yaml.CSafeLoader)


def parse(folder: Path) -> Iterator[Result]:
    """Measure G1: file by file in turns, the sum of all files one pair."""
    paths = data_files(folder)
    for path in paths:
        if not same(read(path, path.name).data, _theirs(path)):
            raise AssertionError(f"{path.name}: the two readers differ")
    found = Samples()
    for number in range(25):
        sides = {"ours": 0.0, "base": 0.0}
        for path in paths:
            for side in ("ours", "base") if number % 2 else ("base", "ours"):
                with gc_off():
                    start = time.perf_counter()
                    kept = read(path, path.name) if side == "ours" else _theirs(path)
                    sides[side] += time.perf_counter() - start
                    del kept
        gc.collect()
        found.ours.append(sides["ours"])
        found.base.append(sides["base"])
    size = sum(path.stat().st_size for path in paths)
    yield Result(
        G1, found, note=f"{len(paths)} files, {size / 1e6:.2f} MB, data equal, gc off on both sides"
    )


def check(folder: Path) -> Iterator[Result]:
    """Measure G4: everything that is checked of documents just parsed; no record is made.

    Then the same for ``data/claims`` alone, the part that grows with every book.
    """
    documents, problems = read_all(folder)
    if problems:
        raise AssertionError(problems[0])
    claims = {name: d for name, d in documents.items() if name.startswith("data/claims/")}
    folders: dict[str, list[Fields]] = defaultdict(list)
    for document in documents.values():
        folders[document.parts[1]].append(Fields(document))
    words = Vocabulary.of(folders)
    with gc_off():
        yield Result(G4, *_after_parsing(documents, load.check_documents))
        yield Result(G4C, *_after_parsing(claims, lambda parsed: _checked(parsed, words)))


def _checked(documents: Mapping[str, Document], words: Vocabulary) -> list[Problem]:
    """Return what is wrong in claims files."""
    files = [Fields(document) for document in documents.values()]
    load.check_claims(files, words)
    return [problem for fields in files for problem in fields.problems()]


def _after_parsing(
    documents: Mapping[str, Document], check: Callable[[dict[str, Document]], list[Problem]]
) -> tuple[Samples, str, str]:
    """Return the times of checking beside those of parsing, and how they compare with PyYAML's."""
    texts = {name: document.raw for name, document in documents.items()}
    found = Samples()
    shares = []
    for number in range(25):
        gc.collect()
        start = time.perf_counter()
        parsed = {name: parse_bytes(text, name) for name, text in texts.items()}
        between = time.perf_counter()
        problems = check(parsed)
        end = time.perf_counter()
        if problems:
            raise AssertionError(problems[0])
        del parsed
        found.base.append(between - start)
        found.ours.append(end - between)
        if number < 7:
            theirs = timed(lambda: [yaml.load(t, yaml.CSafeLoader) for t in texts.values()])
            shares.append((end - between) / theirs)
    return found, "ms", f"{statistics.median(shares):.3f} of the time of yaml.load(CSafeLoader)"
