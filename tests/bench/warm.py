"""G2 and G3: a warm start, that is: the data proven unchanged and the first search answered."""

from __future__ import annotations

import hashlib
import os
import tempfile
from collections.abc import Iterator
from pathlib import Path
from unittest.mock import patch

from kb import cache
from kb.load import load
from kb.search import build, search

from .measure import Gate, Result, alternate, gc_off
from .tenfold import tenfold

__all__ = ["start", "start_tenfold"]

BESIDE = "read + sha256 of the files"
G2 = Gate("G2", "warm start, verified, one search", BESIDE, 2.3, 1.25)
G3 = Gate("G3", "the same, ten times the data", BESIDE, 2.0, 1.2)
QUERY = "huantiao"


def start(folder: Path, gate: Gate = G2) -> Iterator[Result]:
    """Measure a start from the compiled cache, with a search, against hashing the files."""
    with tempfile.TemporaryDirectory() as scratch, patch.dict(os.environ, MINGTANG_CACHE=scratch):
        whole = load(folder)
        hits = search(whole, build(whole), QUERY).points
        cache.open_base(folder)
        del whole

        def ours() -> None:
            with patch("kb.load.load", side_effect=AssertionError("the cache was not used")):
                base, index = cache.open_base(folder)
                if search(base, index, QUERY).points != hits or not hits:
                    raise AssertionError("the cache answers otherwise")

        with gc_off():
            found = alternate(ours, lambda: floor(folder), pairs=101)
        written = sum(path.stat().st_size for path in Path(scratch).iterdir())
        files = list(_files(folder))
        size = sum(os.path.getsize(path) for path in files)
        note = f"{len(files)} files, {size / 1e6:.2f} MB; cache {written / 1e6:.2f} MB; gc off"
        yield Result(gate, found, note=note)


def start_tenfold(folder: Path) -> Iterator[Result]:
    """Measure the same at ten times the claims, symptoms, sources and categories."""
    with tempfile.TemporaryDirectory() as scratch:
        tenfold(folder, Path(scratch) / "data")
        yield from start(Path(scratch) / "data", G3)


def _files(folder: Path) -> Iterator[str]:
    for here, _, names in os.walk(folder):
        for name in names:
            if name.endswith(".yaml"):
                yield os.path.join(here, name)


def floor(folder: Path) -> str:
    """Return the sha256 of all files: the least that a proof of freshness can cost."""
    digest = hashlib.sha256()
    for path in sorted(_files(folder)):
        with open(path, "rb") as file:
            digest.update(file.read())
    return digest.hexdigest()
