"""Verification: what must be found, what must fail, and how failures are explained."""

from __future__ import annotations

import hashlib
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from kb.base import KnowledgeBase
from kb.model import Claim, Names, Point, Source, TextFile
from kb.reader import read
from kb.texts import Text
from kb.texts.entries import Shape
from kb.texts.names import PointNames, read_forms, read_points
from kb.texts.shapes import SHAPES
from kb.verify import Checker, Report, verify
from kb.verify.asks import asks

ROOT = Path(__file__).resolve().parents[1]
TEXTS = ROOT.parent / "shared" / "sources" / "classical"
TOY = ROOT / "tests" / "toy" / "texts"
CASES = read(ROOT / "tests" / "calibration" / "verify.yaml", "verify.yaml").data

needs_texts = pytest.mark.skipif(not TEXTS.is_dir(), reason="no source texts beside the checkout")

TOY_SHAPE = Shape(
    start="001-1a.1",
    end="",
    heading=r"　　([^　(○]{1,5})(?:\(|　|○)",
    sections=(("^　　手太隂肺經穴$", "LU"), ("^　　足少陽膽經穴$", "GB")),
)
TOY_NAMES = PointNames(
    {"LU1": ["中府"], "LU2": ["雲門"], "GB15": ["頭臨泣"], "GB41": ["足臨泣"], "LI4": ["合谷"]}, {}
)
VALUES = ("depth", "retain", "cones", "bleed", "ref", "distance")


def claim_of(case: dict[str, Any]) -> Claim:
    return Claim(
        id="case",
        kind=case["kind"],
        subjects=tuple(case["point"].split(" + ")),
        source=case.get("source", "toy"),
        at=case["at"],
        term=case.get("term", ""),
        value={key: case[key] for key in VALUES if key in case},
        file="data/categories.yaml" if case.get("file") == "category" else "data/claims/x/GB.yaml",
    )


@cache
def checker(source: str) -> Checker:
    names = PointNames(read_points(ROOT / "data" / "points"), read_forms())
    return Checker(Text.read(source, TEXTS / f"{source}.txt"), names, SHAPES.get(source))


@cache
def toy() -> Checker:
    return Checker(Text.read("toy", TOY / "toy-leaves.txt"), TOY_NAMES, TOY_SHAPE)


def label(case: dict[str, Any]) -> str:
    parts = (case["point"], case["at"], case.get("term") or str(claim_of(case).value))
    return " ".join(parts)


@needs_texts
@pytest.mark.parametrize("case", CASES["accept"], ids=label)
def test_must_accept(case: dict[str, Any]) -> None:
    assert checker(case["source"]).check(claim_of(case)) == ""


@needs_texts
@pytest.mark.parametrize("case", CASES["reject"], ids=label)
def test_must_reject(case: dict[str, Any]) -> None:
    assert case["why"] in checker(case["source"]).check(claim_of(case))


def test_there_are_enough_cases() -> None:
    assert len(CASES["accept"]) >= 20
    assert len(CASES["reject"]) >= 20


TOY_ACCEPT: list[dict[str, str]] = [
    {"point": "LU1", "at": "001-1a.5", "kind": "named", "term": "試穴"},
    {"point": "LU1", "at": "001-1a.5", "kind": "meets", "term": "手足太陰之會"},
    {"point": "LU1", "at": "001-1a.5", "kind": "needle", "depth": "4 分", "retain": "6 呼"},
    {"point": "LU1", "at": "001-1a.6", "kind": "moxa", "cones": "7"},
    {"point": "LU1", "at": "001-1a.6", "kind": "needle", "depth": "2 分"},
    {"point": "LU1", "at": "001-1a.8", "kind": "treats", "term": "竹马足痛"},
    {"point": "LU2", "at": "001-1a.10", "kind": "moxa", "cones": "9-27"},
    {"point": "LU2", "at": "001-1b.1", "kind": "moxa", "cones": "15", "term": "一云十五壮"},
    {"point": "LU2", "at": "001-1b.1", "kind": "forbids", "term": "孕婦不可灸"},
    {"point": "LU2", "at": "001-1b.2", "kind": "treats", "term": "䀮䀮不明"},
    {"point": "LU2", "at": "001-1b.2", "kind": "treats", "term": "紙燈昏暗"},
    {"point": "LU2 + LU1", "at": "001-1b.4", "kind": "treats", "term": "竹馬頭重"},
    {"point": "GB41", "at": "001-1b.6", "kind": "needle", "depth": "1 寸"},
    {"point": "GB41", "at": "001-1b.6", "kind": "belongs", "term": "足少陽所注為腧"},
]
TOY_REJECT: list[tuple[dict[str, str], str]] = [
    ({"point": "LU1", "at": "001-1a.6", "kind": "named", "term": "試穴"}, "001-1a.5"),
    ({"point": "LU1", "at": "001-1a.8", "kind": "treats", "term": "竹馬手痛"}, "agrees up to"),
    ({"point": "LU1", "at": "001-1b.2", "kind": "treats", "term": "木偶頭痛"}, "entry of LU2"),
    ({"point": "LU2", "at": "001-1a.8", "kind": "treats", "term": "竹馬足痛"}, "entry of LU1"),
    ({"point": "LU1", "at": "001-1a.5", "kind": "needle", "depth": "2 寸"}, "depth 2 寸"),
    ({"point": "LU2", "at": "001-1b.1", "kind": "moxa", "cones": "5"}, "5 cones"),
    (
        {"point": "LU2", "at": "001-1b.1", "kind": "moxa", "cones": "25", "term": "一云十五壯"},
        "figure",
    ),
    ({"point": "LU2", "at": "001-1a.10", "kind": "moxa", "cones": "9-17"}, "9-17 cones"),
    ({"point": "LU2 + LI4", "at": "001-1b.4", "kind": "treats", "term": "竹馬頭重"}, "LI4"),
    ({"point": "GB15", "at": "001-1b.6", "kind": "needle", "depth": "1 寸"}, "entry of GB41"),
    ({"point": "LU2", "at": "001-1b.9", "kind": "treats", "term": "重複之頁"}, "no line"),
    ({"point": "LU1", "at": "001-1a.5", "kind": "treats"}, "neither words"),
]


@pytest.mark.parametrize("case", TOY_ACCEPT, ids=label)
def test_toy_accept(case: dict[str, str]) -> None:
    assert toy().check(claim_of(case)) == ""


@pytest.mark.parametrize(("case", "why"), TOY_REJECT, ids=lambda one: str(one)[:40])
def test_toy_reject(case: dict[str, str], why: str) -> None:
    assert why in toy().check(claim_of(case))


def test_a_term_may_not_run_into_the_next_entry() -> None:
    claim = claim_of({"point": "LU1", "at": "001-1a.8", "kind": "treats", "term": "木中之熱雲門"})
    assert "agrees up to" in toy().check(claim) or "inside the passage" in toy().check(claim)


def test_a_category_citation_needs_the_line_but_no_entry() -> None:
    case = {"point": "LU1", "at": "001-1b.2", "kind": "belongs", "term": "木偶頭痛"}
    assert toy().check(claim_of({**case, "file": "category"})) == ""
    assert toy().check(claim_of({**case, "at": "001-1b.3", "file": "category"}))


def test_figures_ask_for_the_depth_before_the_retention() -> None:
    row = {"point": "LU1", "at": "x", "kind": "needle", "depth": "3 分", "retain": "7 呼"}
    claim = claim_of(row)
    first, second = asks(claim)
    assert first.pattern.search("刺三分留七呼")
    assert not first.pattern.search("在试木下三分")
    assert not first.pattern.search("刺十三分")
    assert second.follows


def base_with(claims: list[Claim], text: Path, sha: str = "") -> KnowledgeBase:
    digest = sha or hashlib.sha256(text.read_bytes()).hexdigest()
    sources = {
        "toy": Source("toy", Names(), text=TextFile(text.name, digest)),
        "song": Source("song", Names(), unverifiable="known only from quotations"),
    }
    points = {code: Point(code, Names(hant="中府")) for code in ("LU1",)}
    empty: dict[str, Any] = {}
    return KnowledgeBase(
        points=points, meridians=empty, categories=empty, symptoms=empty, sources=sources,
        landmarks=empty, structures=empty, gaps=(), claims=claims, axes=empty, variants=empty,
        forms=empty,
    )  # fmt: skip


def toy_claims() -> list[Claim]:
    row = {"point": "LU1", "at": "001-1a.5", "kind": "named", "term": "試穴"}
    good = claim_of(row)
    bad = claim_of({**row, "term": "假穴"})
    told = Claim("s", "treats", ("LU1",), "song", "x", term="試")
    return [good, bad, told]


def test_report_counts_and_json() -> None:
    report = verify(base_with(toy_claims(), TOY / "toy-leaves.txt"), TOY)
    rows = {row.id: row for row in report.sources}
    assert (rows["toy"].claims, rows["toy"].verified, rows["toy"].failed) == (2, 1, 1)
    assert rows["song"].unverifiable == 1
    assert rows["song"].reason == "known only from quotations"
    data = report.as_json()
    assert set(data) == {"sources", "verified_share", "failures"}
    assert set(data["failures"][0]) == {"claim", "file", "line", "why"}
    assert data["verified_share"] == 0.5
    assert "50.00 %" in str(report)


def test_an_altered_text_verifies_nothing() -> None:
    report = verify(base_with(toy_claims(), TOY / "toy-leaves.txt", "0" * 64), TOY)
    row = next(row for row in report.sources if row.id == "toy")
    assert row.unverifiable == row.claims
    assert "sha256" in row.reason


def test_no_claims_no_share() -> None:
    assert Report().verified_share == 0.0


@needs_texts
def test_all_extracted_claims_are_found_again() -> None:
    """Every claim of the first extracted book, whatever else the data folder holds."""
    from collections import Counter

    from kb.load.claims import make_claims

    check = checker("leijing-tuyi")
    seen: Counter[str] = Counter()
    failed = []
    files = sorted((ROOT / "data" / "claims" / "leijing-tuyi").glob("*.yaml"))
    for path in files:
        name = f"data/claims/leijing-tuyi/{path.name}"
        for claim in make_claims(read(path, name), "leijing-tuyi", seen):
            if why := check.check(claim):
                failed.append(f"{claim.id}: {why}")
    assert len(files) == 14
    assert failed == []
