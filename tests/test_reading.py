"""The passage reader and the record of the last check."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

import pytest

from kb.base import KnowledgeBase
from kb.errors import UnknownName
from kb.model import Claim, Names, Point, Source, Symptom, TextFile
from kb.texts import Text
from kb.verify import Report, SourceReport
from kb.verify.record import digest, findings, keep, stamp
from kb.views.reading import BLOCK, book_index, read_page, shelf
from kb.views.sources import source_list, source_page

TEXTS = Path(__file__).resolve().parent / "toy" / "texts"


def said(point: str, at: str, term: str, target: str = "") -> Claim:
    kind = "treats" if target else "other"
    return Claim(f"leaves/{point}/{kind}/{term}", kind, (point,), "leaves", at, term, target)


@pytest.fixture(scope="module")
def toy() -> KnowledgeBase:
    def source(name: str, locator: str) -> Source:
        text = TextFile(f"toy-{name}.txt", "0" * 64, "traditional")
        return Source(name, Names(hant="玩具經", pinyin=name), kind="classical", year=1624,
                      locator=locator, text=text)  # fmt: skip

    return KnowledgeBase(
        points={code: Point(code, Names(hant=code)) for code in ("LU1", "LU2")},
        meridians={}, categories={}, symptoms={"headache": Symptom("headache", "headache")},
        sources={
            "leaves": source("leaves", "page-line"), "headings": source("headings", "heading-line")
        },
        landmarks={}, structures={}, gaps=(), axes={}, variants={}, forms={},
        claims=[
            said("LU1", "001-1a.8", "竹馬足痛"), said("LU2", "001-1b.2", "木偶頭痛", "headache"),
            said("LU2", "001-1b.2", "紙燈昏暗"),
            Claim("leaves/LU1/needle", "needle", ("LU1",), "leaves", "001-1a.5",
                  value={"depth": "4 分"}),
            Claim("headings/LU1/other", "other", ("LU1",), "headings", "卷一.L10", "竹馬足痛"),
        ],
    )  # fmt: skip


@pytest.fixture(scope="module")
def leaves() -> Text:
    return Text.read("leaves", TEXTS / "toy-leaves.txt")


@pytest.fixture(scope="module")
def headings() -> Text:
    return Text.read("headings", TEXTS / "toy-headings.txt")


def test_every_page_is_reached_from_the_contents(toy: KnowledgeBase, leaves: Text) -> None:
    model = book_index(toy, leaves)
    keys = [leaf.key for section in model.sections for leaf in section.leaves]
    shown = [line.locator for key in keys for line in read_page(toy, leaves, key).lines]
    assert shown == [line.locator for line in leaves.lines]
    assert model.claims == sum(leaf.claims for s in model.sections for leaf in s.leaves)
    assert model.claims == len(toy.claims_from("leaves")) > 0


def test_pages_follow_each_other(toy: KnowledgeBase, leaves: Text) -> None:
    keys = [leaf.key for section in book_index(toy, leaves).sections for leaf in section.leaves]
    pages = [read_page(toy, leaves, key) for key in keys]
    assert [page.after for page in pages] == [*keys[1:], ""]
    assert [page.before for page in pages] == ["", *keys[:-1]]


def test_the_words_of_a_claim_are_marked(toy: KnowledgeBase, leaves: Text) -> None:
    page = read_page(toy, leaves, "001-1b")
    marked = {
        claim: "".join(p.text for line in page.lines for p in line.pieces if claim in p.claims)
        for claim in ("leaves/LU2/treats/木偶頭痛", "leaves/LU2/other/紙燈昏暗")
    }
    assert list(marked.values()) == ["木偶頭痛", "紙燈昏暗"]
    drawn = [(line, [r.id for r in refs], [(c.claim, said) for c, said in chips])
             for line, refs, chips in page.drawn]  # fmt: skip
    assert drawn == [
        ("2", ["LU2"], [("leaves/LU2/treats/木偶頭痛", "headache"),
                        ("leaves/LU2/other/紙燈昏暗", "not mapped yet")]),
    ]  # fmt: skip


def test_a_figure_that_runs_over_the_line_is_marked_on_both(
    toy: KnowledgeBase, leaves: Text
) -> None:
    page = read_page(toy, leaves, "001-1a")
    pieces = [(line.label, p.text) for line in page.lines for p in line.pieces if p.claims]
    assert ("5", "刺") in pieces
    assert ("6", "四分") in pieces


def test_a_line_is_cut_but_never_changed(toy: KnowledgeBase, leaves: Text) -> None:
    page = read_page(toy, leaves, leaves.lines[0].place)
    whole = ["".join(piece.text for piece in line.pieces) for line in page.lines]
    assert whole == [line.text for line in leaves.lines if line.place == leaves.lines[0].place]


def test_a_text_without_leaves_is_read_by_lines(toy: KnowledgeBase, headings: Text) -> None:
    last = headings.lines[-1]
    page = read_page(toy, headings, f"L{last.number}")
    assert page.lines[-1].locator == last.locator
    leaves = [leaf for section in book_index(toy, headings).sections for leaf in section.leaves]
    assert all(len(read_page(toy, headings, leaf.key).lines) <= BLOCK for leaf in leaves)


@pytest.mark.parametrize("key", ["999-1a", "L0", "L99999", "L", "", "<b>", "003-1a.1"])
def test_unknown_pages_are_said(toy: KnowledgeBase, leaves: Text, headings: Text, key: str) -> None:
    with pytest.raises(UnknownName):
        read_page(toy, leaves, key)
    with pytest.raises(UnknownName):
        read_page(toy, headings, key)


def test_the_shelf_tells_what_is_at_hand(toy: KnowledgeBase) -> None:
    model = shelf(toy, {"leaves"})
    assert [ref.id for ref, _, _ in model.here] == ["leaves"]
    assert "headings" in [ref.id for ref, _, _ in model.away]


def report(toy: KnowledgeBase, failed: int = 0) -> Report:
    count = len(toy.claims_from("leaves"))
    return Report((SourceReport("leaves", count, count - failed, failed, 0),))


def claims(toy: KnowledgeBase) -> dict[str, object]:
    return {"leaves": toy.claims_from("leaves")}


def test_a_finding_is_kept_and_shown(toy: KnowledgeBase, tmp_path: Path) -> None:
    path = tmp_path / "deep" / "verified.json"
    assert stamp(path) == 0
    assert findings(path) == {}
    keep(report(toy), claims(toy), path)
    found = findings(path)
    assert stamp(path) > 0
    assert found["leaves"].verified == len(toy.claims_from("leaves"))
    assert source_page(toy, "leaves", found).check.state == "found"
    keep(report(toy, 1), claims(toy), path)
    assert source_page(toy, "leaves", findings(path)).check.state == "failed"
    assert [p.name for p in path.parent.iterdir()] == ["verified.json"]


def test_a_finding_of_other_claims_is_stale(toy: KnowledgeBase, tmp_path: Path) -> None:
    path = tmp_path / "verified.json"
    keep(report(toy), claims(toy), path)
    found = {"leaves": replace(findings(path)["leaves"], digest="0" * 16)}
    assert source_page(toy, "leaves", found).check.state == "stale"
    first, *rest = toy.claims_from("leaves")
    assert digest([replace(first, term="他"), *rest]) != digest([first, *rest])


def test_a_run_without_texts_keeps_the_finding(toy: KnowledgeBase, tmp_path: Path) -> None:
    path = tmp_path / "verified.json"
    keep(report(toy), claims(toy), path)
    count = len(toy.claims_from("leaves"))
    keep(Report((SourceReport("leaves", count, 0, 0, count, "no text"),)), claims(toy), path)
    assert findings(path)["leaves"].verified == count


@pytest.mark.parametrize(
    "content",
    ["", "[]", "7", '{"a": 1}', '{"a": {"when": "x"}}', "\x00", '{"a": {"when": 1, "claims": "x", '
     '"verified": 0, "failed": 0, "digest": "", "reason": ""}}'],
)  # fmt: skip
def test_a_damaged_record_reads_as_none(tmp_path: Path, content: str) -> None:
    path = tmp_path / "verified.json"
    path.write_text(content)
    assert findings(path) == {}
    path.write_text(json.dumps({}))
    assert findings(path) == {}


def test_without_a_check_the_list_says_so(toy: KnowledgeBase) -> None:
    lines = {line.source.id: line for _, rows in source_list(toy, {}).groups for line in rows}
    assert lines["leaves"].check.state == "unchecked"
    assert all(line.check.verified == 0 for line in lines.values())
