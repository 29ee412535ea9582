"""G1 and G4: reading the YAML strictly, and checking what was read."""

from __future__ import annotations

import gc
import statistics
import time
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import Any
from unittest.mock import patch

import yaml

from kb import load
from kb.folder import data_files
from kb.load import read_all
from kb.load.claims import Vocabulary, check_claims
from kb.load.fields import Fields
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
    """Measure G4: the loader's run over documents just parsed, without making the claim records.

    Points, symptoms and doctrine are checked while their records are made; that is counted whole.
    Then the same for ``data/claims`` alone, the part that grows with every book.
    """
    documents, problems = read_all(folder)
    if problems:
        raise AssertionError(problems[0])
    claims = {name: d for name, d in documents.items() if name.startswith("data/claims/")}
    words = _vocabulary(documents)
    with gc_off(), patch.object(load.claim_files, "make_claims", lambda *_: ()):
        every = _after_parsing(documents, lambda parsed: load._Loader(parsed).run())
        yield Result(G4, *every)
        alone = _after_parsing(claims, lambda parsed: _checked(parsed, words))
        yield Result(G4C, *alone)


def _after_parsing(
    documents: Mapping[str, Document], check: Callable[[dict[str, Document]], object]
) -> tuple[Samples, str, str]:
    """Return the times of checking beside those of parsing, and how they compare with PyYAML's."""
    texts = {name: document.text.encode() for name, document in documents.items()}
    found = Samples()
    shares = []
    for number in range(25):
        gc.collect()
        start = time.perf_counter()
        parsed = {name: parse_bytes(text, name) for name, text in texts.items()}
        between = time.perf_counter()
        check(parsed)
        end = time.perf_counter()
        found.base.append(between - start)
        found.ours.append(end - between)
        if number < 7:
            theirs = timed(lambda: [yaml.load(t, yaml.CSafeLoader) for t in texts.values()])
            shares.append((end - between) / theirs)
    return found, "ms", f"{statistics.median(shares):.3f} of the time of yaml.load(CSafeLoader)"


def _vocabulary(documents: dict[str, Document]) -> Vocabulary:
    """Return the ids that the loader checks claims against."""
    found: list[Vocabulary] = []
    with patch.object(load.claim_files, "check_claims", lambda _, words, __: found.append(words)):
        load._Loader(documents).run()
    return found[0]


def _checked(documents: Mapping[str, Document], words: Vocabulary) -> None:
    for name, document in documents.items():
        fields = Fields(document)
        check_claims(fields, words, Path(name).stem if name.count("/") > 2 else "")
        if fields.complaints:
            raise AssertionError(fields.complaints[0])
