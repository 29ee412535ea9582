"""The unpunctuated books of the Mingtang layer read once for all tests; rows to check by hand."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from kb.ingest import (
    jiayi_jing,
    mingtang_jiujing,
    puji_fang,
    qianjin_yaofang,
    tongren_zhenjiujing,
    waitai_miyao,
)
from kb.ingest.clauses import WITNESSES
from kb.ingest.draft import Draft
from kb.ingest.leijing_tuyi import Counts
from kb.ingest.vocabulary import Vocabulary, read_vocabulary
from kb.reader import parse
from kb.texts import Text
from kb.texts.names import PointNames, read_forms, read_points

ROOT = Path(__file__).resolve().parents[1]
DATA = ROOT / "data"
TEXTS = ROOT.parent / "shared" / "sources" / "classical"

needs_texts = pytest.mark.skipif(not TEXTS.is_dir(), reason="no source texts beside the checkout")

JIAYI, JIAYI_PUNCT = "jiayi-jing", "jiayi-jing-punct"


@cache
def text(name: str) -> Text:
    return Text.read(name, TEXTS / f"{name}.txt")


@cache
def names() -> PointNames:
    return PointNames(read_points(DATA / "points"), read_forms())


@cache
def words() -> Vocabulary:
    return read_vocabulary(DATA / "symptoms")


def run(book: str) -> tuple[Draft, Counts]:
    """Return a fresh run of a recipe on the real texts."""
    first, second = text(JIAYI), text(JIAYI_PUNCT)
    if book == jiayi_jing.SOURCE:
        return jiayi_jing.extract(first, second, names(), words())
    for hanging in (mingtang_jiujing, puji_fang, tongren_zhenjiujing):
        if book == hanging.SOURCE:
            others = [text(name.replace(":companion", "-punct")) for name in WITNESSES]
            return hanging.extract(text(book), [first, second], others, names(), words())
    recipe = {one.SOURCE: one.extract for one in (waitai_miyao, qianjin_yaofang)}[book]
    return recipe(text(book), first, second, names(), words())


@cache
def made(book: str) -> tuple[Draft, Counts]:
    return run(book)


@cache
def items(book: str) -> dict[str, list[dict[str, Any]]]:
    """Return subject to items, as a reader of the files sees them."""
    found: dict[str, list[dict[str, Any]]] = {}
    for name, content in made(book)[0].files().items():
        found |= parse(content.encode(), f"{name}.yaml").data
    return found


def own(book: str) -> Iterator[tuple[str, dict[str, Any]]]:
    """Yield point and item of everything the book says itself of one point."""
    for subject, rows in items(book).items():
        for row in rows:
            if " + " not in subject and "reports" not in row:
                yield subject, row


def points_with(book: str, *kinds: str, holding: str = "") -> set[str]:
    """Return the points with an item of one of these kinds, its value holding some words."""
    return {
        point
        for point, row in own(book)
        if any(kind in row and holding in str(row[kind]) for kind in kinds)
    }


def said(book: str, subject: str, at: str, reports: str = "") -> dict[str, Any]:
    """Return what the items of a printed line say of a subject, kinds joined."""
    found: dict[str, Any] = {}
    for row in items(book).get(subject, []):
        if row["at"] == at and row.get("reports", "") == reports:
            found |= {kind: value for kind, value in row.items() if kind not in ("at", "reports")}
    return found


def phrases(book: str, subject: str, at: str, reports: str = "") -> set[str]:
    """Return the printed phrases of a line."""
    row = said(book, subject, at, reports)
    found: set[str] = set(row.get("other", []))
    for value in row.get("treats", {}).values():
        found |= {value} if isinstance(value, str) else set(value)
    return found
