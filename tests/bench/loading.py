"""G1 and G4: reading the YAML strictly, and checking what was read."""

from __future__ import annotations

import gc
import time
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any
from unittest.mock import patch

import yaml

from kb import load
from kb.load import data_files, read_all
from kb.load.claims import Vocabulary, check_claims
from kb.load.fields import Fields
from kb.reader import Document, read
from kb.reader import parse as parse_bytes

from .measure import Gate, Result, Samples, alternate, gc_off

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
    """Measure G4: the loader's run over parsed documents, without making the claim records.

    Points, symptoms and doctrine are checked while their records are made; that is counted whole.
    Then the same for ``data/claims`` alone, the part that grows with every book.
    """
    documents, problems = read_all(folder)
    if problems:
        raise AssertionError(problems[0])
    claims = {name: d for name, d in documents.items() if name.startswith("data/claims/")}
    words = _vocabulary(documents)
    with gc_off(), patch.object(load.claim_files, "make_claims", lambda *_: ()):
        yield Result(
            G4,
            alternate(lambda: load._Loader(documents).run(), lambda: _parsed(documents)),
            note="making the records of points, symptoms and doctrine is counted as checking",
        )
        yield Result(G4C, alternate(lambda: _checked(claims, words), lambda: _parsed(claims)))


def _vocabulary(documents: dict[str, Document]) -> Vocabulary:
    """Return the ids that the loader checks claims against."""
    found: list[Vocabulary] = []
    with patch.object(load.claim_files, "check_claims", lambda _, words, __: found.append(words)):
        load._Loader(documents).run()
    return found[0]


def _parsed(documents: Mapping[str, Document]) -> list[Document]:
    return [parse_bytes(document.text.encode(), name) for name, document in documents.items()]


def _checked(documents: Mapping[str, Document], words: Vocabulary) -> None:
    for name, document in documents.items():
        fields = Fields(document)
        check_claims(fields, words, Path(name).stem if name.count("/") > 2 else "")
        if fields.complaints:
            raise AssertionError(fields.complaints[0])
