"""Categories: how many members, phases by rule, every member a point, every term on its line."""

from __future__ import annotations

import csv
import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from kb import doctrine
from kb.codes import COUNTS, all_codes
from kb.emit import emit
from kb.ingest.alias_entries import RECIPES, passages
from kb.ingest.aliases import read_names
from kb.reader import read
from kb.texts import Text

ROOT = Path(__file__).resolve().parents[1]
TEXTS = ROOT.parent / "shared" / "sources" / "classical"
KINDS = ("well-point", "spring-point", "stream-point", "river-point", "sea-point")
LIMIT = 17
"""Most hanzi a cited term may have."""

Cited = tuple[str, dict[str, Any]]

needs_texts = pytest.mark.skipif(not TEXTS.is_dir(), reason="the texts are not beside the checkout")


@cache
def categories() -> dict[str, dict[str, Any]]:
    """Return every category record by id."""
    found: dict[str, dict[str, Any]] = {}
    for path in sorted((ROOT / "data" / "categories").glob("*.yaml")):
        found |= read(path, f"data/categories/{path.name}").data
    return found


@cache
def gaps() -> dict[str, list[dict[str, str]]]:
    """Return what the gap file says is missing, by category."""
    data = read(ROOT / "data" / "gaps" / "categories.yaml", "data/gaps/categories.yaml").data
    return {name: rows if isinstance(rows, list) else [rows] for name, rows in data.items()}


@cache
def extra_points() -> frozenset[str]:
    """Return the codes of the extra points on record."""
    return frozenset(read(ROOT / "data" / "points" / "EX.yaml", "data/points/EX.yaml").data)


def members(name: str) -> dict[str, str]:
    """Return meridian to point of a category whose members have ``of``."""
    return {member["of"]: member["point"] for member in categories()[name]["members"]}


def entries() -> Iterator[Cited]:
    """Yield category id and each member or dissent."""
    for name, record in categories().items():
        for key in ("members", "dissent"):
            for entry in record.get(key, []):
                yield name, entry


def cites() -> Iterator[Cited]:
    """Yield category id and each citation."""
    for name, entry in entries():
        for cite in entry["cites"]:
            yield name, cite


def test_files_are_canonical() -> None:
    for path in (ROOT / "data" / "categories").glob("*.yaml"):
        assert list(read(path, path.name).data) == [path.stem]
        assert emit(read(path, path.name).data, "categories") == path.read_text("utf-8"), path.name


@pytest.mark.parametrize("name", sorted(categories()))
def test_count_is_met_or_the_gap_is_named(name: str) -> None:
    record = categories()[name]
    have = {entry["point"] for entry in record.get("members", [])}
    missing = int(record.get("count", 0)) - len(have)
    if "members" not in record or "count" not in record:
        return
    named = {row["field"] for row in gaps().get(name, [])} - have
    assert missing >= 0
    assert missing <= len(named), f"{name}: {missing} missing, gaps {sorted(named)}"


def test_no_point_is_a_member_twice() -> None:
    for name, record in categories().items():
        points = [(m["point"], m.get("act", "")) for m in record.get("members", [])]
        assert len(points) == len(set(points)), name


def test_every_member_is_a_point_and_is_cited() -> None:
    known = frozenset(all_codes()) | extra_points()
    for name, entry in entries():
        assert entry["point"] in known, (name, entry["point"])
        assert entry["cites"], (name, entry["point"])


def test_groups_rules_and_meridians_are_known() -> None:
    vessels = {"TV", "BV", "YNH", "YGH", "YNL", "YGL"}
    for name, record in categories().items():
        assert record.get("group", name) in categories()
        assert record.get("rule", "none") in ("five-shu-phase", "mother-child", "none")
    for name, entry in entries():
        said = {entry[key] for key in ("of", "vessel") if key in entry} | {*entry.get("with", [])}
        assert said <= {*COUNTS, *vessels, "three-yang"}, (name, entry["point"])
        assert "pair" not in entry or entry["pair"] in tuple(all_codes())


def test_phases_of_the_members_follow_from_the_rule() -> None:
    for kind, shu in zip(KINDS, doctrine.SHU, strict=True):
        for member in categories()[kind]["members"]:
            assert member["phase"] == doctrine.shu_phase(member["of"], shu), member["point"]


def test_a_dissenting_phase_is_not_the_one_of_the_rule() -> None:
    found = {
        (entry["point"], entry["phase"])
        for kind, shu in zip(KINDS, doctrine.SHU, strict=True)
        for entry in categories()[kind].get("dissent", [])
        if "phase" in entry and entry["phase"] != doctrine.shu_phase(entry["of"], shu)
    }
    stated = {
        (entry["point"], entry["phase"])
        for kind in KINDS
        for entry in categories()[kind].get("dissent", [])
        if "phase" in entry
    }
    assert found == stated == {("LU9", "water"), ("KI1", "water")}


@pytest.mark.parametrize(
    ("name", "rule"),
    [("tonification-point", doctrine.mother_shu), ("sedation-point", doctrine.child_shu)],
)
def test_mother_and_child_points_follow_from_the_phases(name: str, rule: Any) -> None:
    for meridian, point in members(name).items():
        kind = KINDS[doctrine.SHU.index(rule(meridian))]
        assert point == members(kind)[meridian]


def test_source_points_of_yin_meridians_are_their_stream_points() -> None:
    sources, streams = members("yuan-source"), members("stream-point")
    assert set(sources) == set(doctrine.FLOW)
    for meridian in doctrine.FLOW:
        assert (sources[meridian] == streams[meridian]) is not doctrine.is_yang(meridian)


def test_confluent_points_pair_each_other() -> None:
    pairs = {m["point"]: m["pair"] for m in categories()["confluent"]["members"]}
    assert all(pairs[pairs[point]] == point for point in pairs)
    assert len({m["vessel"] for m in categories()["confluent"]["members"]}) == len(pairs)


def test_dissent_says_what_it_is() -> None:
    for name, record in categories().items():
        inside = {entry["point"] for entry in record.get("members", [])}
        for entry in record.get("dissent", []):
            assert entry["says"] in ("adds", "differs", "denies")
            if entry["says"] == "denies":
                assert entry["point"] in inside, (name, entry["point"])


def test_terms_are_short_and_free_of_layout() -> None:
    for name, cite in cites():
        hanzi = re.findall(r"[\u3400-\u9fff\U00020000-\U0003ffff]", cite["term"])
        assert 0 < len(hanzi) <= LIMIT, (name, cite)
        assert not re.search(r"[\s()（）/¶&]", cite["term"]), (name, cite)


def test_sources_have_records() -> None:
    known = {path.stem for path in (ROOT / "data" / "sources").glob("*.yaml")}
    assert {cite["source"] for _, cite in cites()} <= known


@needs_texts
def test_every_term_starts_on_the_cited_line() -> None:
    texts: dict[str, Text] = {}
    for name, cite in cites():
        source = cite["source"]
        if source not in texts:
            texts[source] = Text.read(source, TEXTS / f"{source}.txt")
        match = texts[source].find(cite["term"], cite["at"])
        assert match is not None, (name, cite)
        line = texts[source].line(cite["at"])
        assert match.locator == line.locator, (name, cite)


@needs_texts
def test_terms_stand_in_the_entry_of_their_point() -> None:
    table = TEXTS.parent / "point-names.tsv"
    with table.open(encoding="utf-8", newline="") as stream:
        rows = list(csv.DictReader(stream, delimiter="\t"))
    for book in ("waitai-miyao", "zhenjiu-dacheng"):
        text = Text.read(book, TEXTS / f"{book}.txt")
        entries = passages(text, RECIPES[book], read_names(rows, book))
        spans = [(e.start, e.end, code) for code, found in entries.items() for e in found]
        for name, entry in entries_of(book):
            for cite in entry["cites"]:
                match = text.find(cite["term"], cite["at"]) if cite["source"] == book else None
                codes = [code for s, e, code in spans if match and s <= match.start < e]
                assert set(codes) <= {entry["point"]}, (name, cite, codes)


def entries_of(book: str) -> Iterator[Cited]:
    """Yield category id and each member or dissent that cites a book."""
    for name, entry in entries():
        if any(cite["source"] == book for cite in entry["cites"]):
            yield name, entry


def test_meetings_of_leijing_tuyi_are_those_of_its_claims() -> None:
    folder = ROOT / "data" / "claims" / "leijing-tuyi"
    claims = [read(path, path.name).data for path in sorted(folder.glob("*.yaml"))]
    told = {
        (point, row["at"])
        for data in claims
        for point, rows in data.items()
        for row in rows
        if "meets" in row
    }
    for name, entry in entries_of("leijing-tuyi"):
        for cite in entry["cites"] if name == "crossing" else ():
            here = {point for point, at in told if at == cite["at"]}
            if cite["source"] == "leijing-tuyi" and here:
                assert entry["point"] in here, (entry["point"], cite)


def test_reported_words_name_a_known_source() -> None:
    known = {path.stem for path in (ROOT / "data" / "sources").glob("*.yaml")}
    told = {cite["reports"] for _, cite in cites() if "reports" in cite}
    assert {"tongren-shuxue", "suwen-wangbing"} <= told <= known
