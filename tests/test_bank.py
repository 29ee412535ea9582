"""The bank of questions: how many of each class are answered as expected."""

from __future__ import annotations

import random
from collections.abc import Iterator
from pathlib import Path

import pytest
from bank import CLASSES, EXACT, judge, rows
from chips import chips_in

from kb.base import KnowledgeBase
from kb.cache import CachedIndex, open_base
from kb.location.regions import smallest
from kb.search import Answer, Index, PointHit, Remark, search
from kb.search.index import bridges
from kb.search.records import Understood
from kb.views.citation import Witness, citation
from kb.views.compare import compare_page
from kb.views.region import region_page

LEAST = 200
NEARLY = 0.95
"""Least share of right answers in the classes that are not exact."""


def test_the_bank_is_large_enough_and_says_how_it_knows() -> None:
    every = [row for name in CLASSES for row in rows(name)]
    assert len(every) >= LEAST
    assert len({row.query for row in every}) >= LEAST
    assert [row.query for row in every if not row.known or not row.expected] == []
    assert set(CLASSES) >= EXACT


@pytest.mark.parametrize("name", CLASSES)
def test_class(base: KnowledgeBase, index: Index, name: str) -> None:
    asked = list(rows(name))
    wrong = [
        f"{row.query!r} ({row.known}) {why}"
        for row in asked
        if (why := judge(base, search(base, index, row.query, 500), row.expected))
    ]
    most = 0 if name in EXACT | {"nonsense", "hostile"} else int(len(asked) * (1 - NEARLY))
    assert len(wrong) <= most, "\n".join(wrong)


@pytest.mark.parametrize(
    ("expected", "right"),
    [("=GB30", True), ("=BL40", False), ("=GB30 BL40", False), ("1:GB30", True), ("3:BL40", False),
     ("has=GB30", True), ("has=BL40", False), ("none-in=BL40", True), ("none-in=GB30", False),
     ("none", False), ("#1", True), ("#2", False), ("~safety", True), ("~distance", False),
     ("not~distance", True), ("not~safety", False), ("families>=2", True), ("families>=3", False),
     ("within=x", True), ("within=y", False), ("s3:pain", True), ("s3:ache", False),
     ("m:GB", True), ("m:BL", False), ("t:ashi", False), ("c:xi-cleft", False), ("!", True),
     ("cmp=GB30 BL40", True), ("cmp=BL40 GB30", False), ("cmp=", False), ("r:buttock", True),
     ("r:knee", False), ("=GB30 ~safety", True), ("=GB30 ~distance", False)],
)  # fmt: skip
def test_the_judge_accepts_and_rejects(base: KnowledgeBase, expected: str, right: bool) -> None:
    found = Answer(
        "q",
        points=(PointHit("GB30", ("why",), 2, 2, ("x/GB30/treats/pain",)),),
        symptoms=("pain",),
        meridians=("GB",),
        remarks=(Remark("safety", "said"),),
        total=1,
        compare=("GB30", "BL40"),
        understood=(Understood("hip", "region: buttock", ("buttock-region",)),),
    )
    assert (judge(base, found, expected) == "") == right


def pages_of(base: KnowledgeBase, index: Index, found: Answer) -> Iterator[object]:
    """Yield the pages that answer a question side by side or by part of the body."""
    if found.compare:
        yield compare_page(base, lambda: index.atlas, ",".join(found.compare))
    regions = {place.region for place in index.atlas.places.values()}
    for part in found.understood:
        if part.as_.startswith("region: ") and (page := smallest(part.ids, regions)):
            yield region_page(base, index.atlas, page)


def test_every_citation_of_two_hundred_answers_opens(base: KnowledgeBase, index: Index) -> None:
    draw = random.Random(282)
    every = [row for name in CLASSES for row in rows(name)]
    seen = 0
    for row in draw.sample(every, 200):
        found = search(base, index, row.query, 12)
        assert all(hit.cites for hit in found.points), row.query
        cites = [c for hit in found.points for c in draw.sample(hit.cites, min(3, len(hit.cites)))]
        cites += [c for remark in found.remarks for c in remark.cites]
        for page in pages_of(base, index, found):
            chips = list(dict.fromkeys(chips_in(page)))
            cites += [chip.claim for chip in draw.sample(chips, min(6, len(chips)))]
        for cite in cites:
            opened = citation(base, cite, lambda _: Witness("unchecked", ""))
            assert opened.source.id == cite.partition("/")[0], (row.query, cite)
            seen += 1
    assert seen > 1000


def test_counts_of_hits_are_those_of_their_claims(base: KnowledgeBase, index: Index) -> None:
    for query in ("can't sleep", "headache on the hand", "knee pain", "治疗头痛的胆经穴"):
        for hit in search(base, index, query, 500).points:
            claims = [base.claim(c) for c in hit.cites if "/treats/" in c]
            own = {claim.source for claim in claims if not claim.reports}
            assert all(claim.subjects == (hit.code,) for claim in claims)
            assert (hit.sources, hit.families) == (len(own), len(base.families(claims)))


def test_every_bridge_leads_to_a_symptom(base: KnowledgeBase, index: Index) -> None:
    for phrase, ids in bridges():
        assert [name for name in ids if name not in base.symptoms] == [], phrase
        assert set(ids) & set(search(base, index, phrase, 1).symptoms), phrase


def test_a_bridge_is_shown(base: KnowledgeBase, index: Index) -> None:
    for query, term in (("frozen shoulder", "肩痛"), ("失眠", "不寐"), ("hay fever", "鼻")):
        remarks = [r.text for r in search(base, index, query).remarks if r.kind == "bridge"]
        assert len(remarks) == 1
        assert "no book here uses" in remarks[0]
        assert term in remarks[0]


def test_distances_and_why_there_is_none(base: KnowledgeBase, index: Index) -> None:
    found = search(base, index, "distance between ST36 and ST37")
    assert [(r.kind, r.text[:20]) for r in found.remarks] == [("distance", "ST36 to ST37: 3 cun;")]
    assert found.remarks[0].cites == ("who-2008/ST36/location", "who-2008/ST37/location")
    found = search(base, index, "how far is LI4 from ST36")
    assert [r.kind for r in found.remarks] == ["not on one measured line"]


def test_the_index_of_the_cache_answers_alike(
    base: KnowledgeBase, index: Index, data_folder: Path
) -> None:
    open_base(data_folder)
    opened = open_base(data_folder)
    assert isinstance(opened[1], CachedIndex)
    for name in CLASSES:
        for row in list(rows(name))[:12]:
            assert search(*opened, row.query, 40) == search(base, index, row.query, 40), row.query
