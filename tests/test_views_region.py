"""The body in words: every located point stands in the tree once, in anatomical order."""

from __future__ import annotations

import random
from collections import Counter

import pytest
from chips import chips_in

from kb.base import KnowledgeBase
from kb.errors import UnknownName
from kb.location.regions import NEXT_TO, PARTS, parts_with, smallest
from kb.search import Index
from kb.views.citation import Witness, citation
from kb.views.region import RegionPage, region_page, region_tree
from kb.views.search import results


def codes_of(page: RegionPage) -> list[str]:
    return [one.point.id for g in page.groups for level in g.levels for one in level.points]


def levels_of(page: RegionPage) -> dict[str, list[str]]:
    return {
        level.name: [one.point.id for one in level.points]
        for group in page.groups
        for level in group.levels
    }


def test_every_located_point_stands_in_the_tree_once(base: KnowledgeBase, index: Index) -> None:
    tree = region_tree(base, index.atlas)
    located = [code for code, point in base.points.items() if point.location]
    tops = [codes_of(region_page(base, index.atlas, top.id)) for top, _, _ in tree.parts]
    assert sorted(code for some in tops for code in some) == sorted(located)
    assert sum(count for _, count, _ in tree.parts) == len(located)
    assert tree.missing == len(base.points) - len(located)
    for top, count, under in tree.parts:
        assert sum(n for _, n in under) == count, top.id
        for ref, n in under:
            page = region_page(base, index.atlas, ref.id)
            assert len(codes_of(page)) == page.count == n
            assert [one.id for one in page.over] == [top.id]
            assert not page.under or sum(k for _, k in page.under) == n


def test_regions_belong_to_one_part_and_parts_that_touch_say_so_both() -> None:
    regions = Counter(r for part in PARTS if part.parent for r in part.regions)
    assert max(regions.values()) == 1
    parts = {part.id for part in PARTS if part.parent}
    assert set(NEXT_TO) == parts
    for one, others in NEXT_TO.items():
        assert all(one in NEXT_TO[other] for other in others), one


def test_no_region_of_the_data_is_left_out(base: KnowledgeBase) -> None:
    regions = {p.location.region for p in base.points.values() if p.location}
    found = {r for part in parts_with(regions) if part.parent for r in part.regions}
    assert found == regions
    for region in regions:
        assert smallest([region], regions), region


def test_points_stand_from_head_to_foot(base: KnowledgeBase, index: Index) -> None:
    """The figures of the statements themselves fall from elbow to wrist."""
    page = region_page(base, index.atlas, "forearm-anterior-aspect")
    cun = []
    for code in codes_of(page):
        place = base.points[code].location
        for one in place.where if place else ():
            if one.rel == "offset" and one.ref.startswith("palmar-wrist-crease"):
                cun.append(one.cun)
    assert len(cun) > 2
    assert cun == sorted(cun, key=lambda c: -(c or 0))
    page = region_page(base, index.atlas, "abdomen-below")
    cv = [code for code in codes_of(page) if code.startswith("CV")]
    assert cv == sorted(cv, key=lambda code: -int(code[2:]))
    back = region_page(base, index.atlas, "levels-spine")
    gv = [code for code in codes_of(back) if code.startswith("GV")]
    assert gv == sorted(gv, key=lambda code: -int(code[2:]))


@pytest.mark.parametrize(
    ("ident", "level", "codes"),
    [("levels-spine", "below the T9 spinous process", "GV8 BL18 BL47"),
     ("levels-spine", "below the L2 spinous process", "GV4 BL23 BL52"),
     ("chest", "2nd intercostal space", "CV19 KI25 ST15 SP20"),
     ("levels-trunk", "level with the centre of the umbilicus", "CV8 KI16 ST25 SP15"),
     ("forearm", "2 cun above the wrist crease", "PC6 TE5")],
)  # fmt: skip
def test_levels_hold_their_points_from_the_median_line_outward(
    base: KnowledgeBase, index: Index, ident: str, level: str, codes: str
) -> None:
    found = levels_of(region_page(base, index.atlas, ident))[level]
    assert [code for code in found if code in codes.split()] == codes.split()


def test_a_name_that_is_no_part_is_unknown(base: KnowledgeBase, index: Index) -> None:
    for name in ("", "elsewhere", "levels-", "levels-front-width", "levels-x"):
        with pytest.raises(UnknownName):
            region_page(base, index.atlas, name)


@pytest.mark.parametrize(
    ("query", "ident"),
    [("points on the forearm", "forearm"), ("knee", "knee"), ("前臂", "forearm"),
     ("luo points of the lower limb", "lower-limb"), ("膝部", "knee"), ("throat points", "throat"),
     ("abdomen", "chest-and-abdomen")],
)  # fmt: skip
def test_questions_on_parts_lead_to_their_page(
    base: KnowledgeBase, index: Index, query: str, ident: str
) -> None:
    refs = [ref for part in results(base, index, query).understood for ref in part.refs]
    assert ident in [ref.id for ref in refs if ref.kind == "region"]


def test_citations_of_regions_open(base: KnowledgeBase, index: Index) -> None:
    draw = random.Random(2008)
    seen = 0
    for part in parts_with({place.region for place in index.atlas.places.values()}):
        every = list(dict.fromkeys(chips_in(region_page(base, index.atlas, part.id))))
        for one in draw.sample(every, min(8, len(every))):
            opened = citation(base, one.claim, lambda _: Witness("unchecked", ""))
            assert opened.source.id == one.claim.partition("/")[0]
            seen += 1
    assert seen > 150
