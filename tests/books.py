"""The punctuated books read once for their tests; None of it runs without the texts."""

from __future__ import annotations

from functools import cache
from importlib import import_module
from pathlib import Path
from typing import Any

import pytest

from kb.ingest.books import Counts
from kb.ingest.draft import Draft, is_run
from kb.ingest.vocabulary import read_vocabulary
from kb.reader import parse
from kb.texts import Text
from kb.texts.names import PointNames, read_forms, read_points

ROOT = Path(__file__).resolve().parents[1]
DATA = ROOT / "data"
TEXTS = ROOT.parent / "shared" / "sources" / "classical"

needs_texts = pytest.mark.skipif(not TEXTS.is_dir(), reason="no source texts beside the checkout")


def run(source: str) -> tuple[Draft, Counts]:
    """Return the draft of a book and its counts."""
    recipe = import_module(f"kb.ingest.{source.replace('-', '_')}")
    names = PointNames(read_points(DATA / "points"), read_forms())
    text = Text.read(source, TEXTS / f"{source}.txt")
    found: tuple[Draft, Counts] = recipe.extract(text, names, read_vocabulary(DATA / "symptoms"))
    return found


@cache
def book(source: str) -> tuple[dict[str, list[dict[str, Any]]], Counts]:
    """Return subject to items of a book, and its counts."""
    draft, counts = run(source)
    items: dict[str, list[dict[str, Any]]] = {}
    for text in draft.files().values():
        items |= parse(text.encode(), "x.yaml").data
    return items, counts


def on(source: str, subject: str, line: int, reports: str = "") -> list[dict[str, Any]]:
    """Return what a book says of a subject on one line of its file, without the locator."""
    items, _ = book(source)
    return [
        {key: value for key, value in item.items() if key not in ("at", "reports")}
        for item in items[subject]
        if item["at"].endswith(f".L{line}") and item.get("reports", "") == reports
    ]


def having(source: str) -> dict[str, int]:
    """Return how many points of a book have an entry, a depth, cones, complaints; and phrases."""
    items, counts = book(source)
    found: dict[str, set[str]] = {"depth": set(), "cones": set(), "treats": set()}
    for subject, rows in items.items():
        for item in rows if " + " not in subject else ():
            flat = str(item.get("needle", "")) + str(item.get("moxa", ""))
            found["depth"] |= {subject} if "'depth'" in flat else set()
            found["cones"] |= {subject} if "'cones'" in flat else set()
            found["treats"] |= {subject} if item.keys() & {"treats", "other"} else set()
    sizes = {name: len(points) for name, points in found.items()}
    return {"points": len(counts.points), **sizes, "phrases": counts.own_phrases}


def assert_clean(source: str) -> None:
    """Assert that a book gives the same bytes twice and that no line of ours repeats it."""
    draft, _ = run(source)
    files = draft.files()
    assert files == run(source)[0].files()
    text = Text.read(source, TEXTS / f"{source}.txt")
    printed = "".join(line.text for line in text.lines)
    han = "".join(char for char in printed if "\u3400" <= char <= "\u9fff")
    for name, content in files.items():
        for line in content.splitlines():
            if not line.startswith("- at:"):
                assert not is_run(line, han), f"{name}: {line}"
