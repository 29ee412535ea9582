"""Which points a book does not speak of, and why."""

from __future__ import annotations

import shutil
from collections import defaultdict
from pathlib import Path

import pytest

from kb.base import KnowledgeBase
from kb.codes import all_codes
from kb.ingest.passages import BOOKS, gaps, main
from kb.texts import Text
from kb.texts.names import PointNames

ROOT = Path(__file__).resolve().parents[1]
CLASSICAL = ROOT.parent / "shared" / "sources" / "classical"
needs_texts = pytest.mark.skipif(not CLASSICAL.is_dir(), reason="no source texts at hand")


def test_a_point_without_claims_is_told_with_what_stands_there(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(
        "kb.ingest.passages.BOOKS", {"toy": "", "by-complaint": "set out otherwise"}
    )
    toy = Text.parse("toy", (ROOT / "tests/toy/texts/toy-leaves.txt").read_text(encoding="utf-8"))
    names = PointNames({"LU1": ("中府",), "LU2": ("雲門",), "LU3": ("天府",)}, {})
    found = gaps({"toy": {"LU1"}, "by-complaint": {"LU1", "LU2"}},
                 {"toy": toy, "by-complaint": toy}, names, {"LU3": {"entry in toy"}})  # fmt: skip
    assert "LU1" not in found
    assert [row["field"] for row in found["LU2"]] == ["entry in toy"]
    assert [row["field"] for row in found["LU3"]] == ["entry in by-complaint"]
    assert found["LU3"][0]["reason"] == "set out otherwise"


@needs_texts
def test_a_second_run_changes_nothing(tmp_path: Path) -> None:
    copy = Path(shutil.copytree(ROOT / "data", tmp_path / "data"))
    before = (copy / "gaps" / "entries.yaml").read_bytes()
    (copy / "gaps" / "entries.yaml").write_text("LU1: {field: x, reason: y}\n")
    assert main(["--texts", str(CLASSICAL), "--data", str(copy)]) == 0
    assert (copy / "gaps" / "entries.yaml").read_bytes() == before


def test_every_point_has_three_families_or_a_gap_for_each_book(base: KnowledgeBase) -> None:
    families = defaultdict(set)
    spoken = defaultdict(set)
    for book in BOOKS:
        for claim in base.claims_from(book):
            for code in claim.subjects:
                spoken[code].add(book)
                if not claim.reports and claim.file.startswith("data/claims/"):
                    families[code].add(base.sources[book].family)
    few = [code for code in all_codes() if len(families[code]) < 3]
    assert few == ["LR12", "GV7"]
    for code in few:
        told = {gap.field for gap in base.gaps_of(code)}
        assert {f"entry in {book}" for book in BOOKS if book not in spoken[code]} <= told


def test_figures_from_five_books_for_all_but_a_few_points(base: KnowledgeBase) -> None:
    books = defaultdict(set)
    for claim in base.claims():
        classical = base.sources[claim.source].kind == "classical"
        if classical and claim.kind in ("needle", "moxa") and not claim.reports:
            for code in claim.subjects:
                books[code].add(claim.source)
    assert sum(len(books[code]) >= 5 for code in all_codes()) >= 350
