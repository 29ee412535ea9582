"""The neighbourhood of a record, its picture, and the tables of meridians."""

from __future__ import annotations

import itertools
import math

import pytest

from kb import doctrine
from kb.base import KnowledgeBase
from kb.errors import UnknownName
from kb.relations import Web
from kb.search import Index
from kb.views import neighbourhood as around
from kb.views.doctrine import TABLES, Table
from kb.views.matrix import matrix_page
from kb.views.neighbourhood import Neighbourhood, Wish, neighbourhood
from kb.views.relations import end_of, kind_of, near_ends


def of(base: KnowledgeBase, index: Index, web: Web, name: str, **wish: object) -> Neighbourhood:
    return neighbourhood(base, web, end_of(base, index, web, name), Wish(**wish))  # type: ignore[arg-type]


def names(model: Neighbourhood) -> set[str]:
    return {row.node for _, rows in model.groups for row in rows}


NODES = ["GB30", "headache", "GB", "condition:sciatica"]


@pytest.mark.parametrize("name", NODES)
def test_table_and_picture_hold_the_same(
    base: KnowledgeBase, index: Index, web: Web, name: str
) -> None:
    for far, full in itertools.product((False, True), (False, True)):
        model = of(base, index, web, name, far=far, full=full)
        spots = {spot.node: spot for spot in model.spots}
        assert names(model) == {node for node, spot in spots.items() if spot.ring == 1}
        assert {row.node for row in model.farther} == {
            node for node, spot in spots.items() if spot.ring == 2
        }
        assert len(spots) == len(model.spots) == model.shown + len(model.farther) + 1
        assert all(edge.one in spots and edge.other in spots for edge in model.edges)
        joined = {node for edge in model.edges for node in (edge.one, edge.other)}
        assert joined == set(spots)
        assert len({(spot.x, spot.y) for spot in model.spots}) == len(spots)


def test_every_row_cites_or_says_it_is_a_rule(base: KnowledgeBase, index: Index, web: Web) -> None:
    model = of(base, index, web, "GB30", full=True)
    assert model.total == model.shown == len(web.of("point:GB30"))
    for _, rows in model.groups:
        for row in rows:
            for hop in row.hops:
                assert hop.cites or hop.rule
                assert all(base.claim(one.claim) for one in hop.cites)


def test_one_kind_and_one_source(base: KnowledgeBase, index: Index, web: Web) -> None:
    kinds = of(base, index, web, "GB30", kind="category")
    assert {node.partition(":")[0] for node in names(kinds)} == {"category"}
    model = of(base, index, web, "GB30", source="jiayi-jing", full=True)
    said = {
        f"symptom:{claim.target}"
        for claim in base.claims_of("GB30")
        if claim.source == "jiayi-jing" and claim.kind == "treats"
    }
    assert said <= names(model)
    cites = {
        one.claim for _, rows in model.groups for row in rows for h in row.hops for one in h.cites
    }
    assert {one.partition("/")[0] for one in cites} == {"jiayi-jing"}
    counts = {source: number for source, _, number in kinds.sources}
    assert counts["jiayi-jing"] == model.total


@pytest.mark.parametrize("wish", [{"kind": "none"}, {"source": "none"}, {"kind": "<b>"}])
def test_a_wish_for_nothing_known_shows_the_middle_alone(
    base: KnowledgeBase, index: Index, web: Web, wish: dict[str, str]
) -> None:
    model = of(base, index, web, "GB30", **wish)
    assert (model.total, len(model.spots), model.edges) == (0, 1, ())


def test_what_is_shown_first(base: KnowledgeBase, index: Index, web: Web) -> None:
    model = of(base, index, web, "ST36")
    assert model.shown == around.SHOWN < model.total
    counts = {kind: len(rows) for kind, rows in model.groups}
    for kind, _, number in model.kinds:
        assert counts[kind] >= min(number, around.LEAST)
    assert names(model) < names(of(base, index, web, "ST36", full=True))


def test_the_picture_holds_all_points_and_complaints(
    base: KnowledgeBase, index: Index, web: Web
) -> None:
    model = of(base, index, web, "ST36", far=True, full=True)
    kinds = [spot.kind for spot in model.spots]
    assert kinds.count("point") >= 361
    assert kinds.count("symptom") >= 800
    assert len(kinds) >= 361 + 900
    near = [spot for spot in model.spots if spot.ring == 1]
    least = min(math.dist((a.x, a.y), (b.x, b.y)) for a, b in itertools.combinations(near, 2))
    assert least > 40
    outer = max(math.hypot(spot.x / 1.5, spot.y) for spot in near)
    assert all(math.hypot(s.x / 1.5, s.y) > outer for s in model.spots if s.ring == 2)


def table(base: KnowledgeBase, ident: str) -> Table:
    return next(made for make in TABLES for made in [make(base)] if made.id == ident)


def fields(made: Table) -> list[list[list[str]]]:
    return [[[ref.id for ref in cell] for cell in line.cells] for line in made.lines]


ROWS = [
    ("pairs", [["LU"], ["LI"]]),
    ("clock", [["03:00–05:00"], ["LU"], ["LI"]]),
    ("divisions", [["lesser-yang"], ["TE"], ["GB"]]),
    ("phases", [["wood"], ["LR"], ["GB"], ["fire"], ["earth"]]),
    ("mothers", [["LU"], ["SP"], ["KI"], ["LU9"], ["LU5"]]),
    ("luo", [["LU"], ["LU7"], ["LI"], ["LI4"]]),
    ("divergences", [["KI"], ["BL"]]),
    ("confluent", [["SP4"], ["TV"], ["PC6"], ["YNL"]]),
]


@pytest.mark.parametrize(("ident", "row"), ROWS)
def test_tables_of_doctrine(base: KnowledgeBase, ident: str, row: list[list[str]]) -> None:
    made = table(base, ident)
    assert row in fields(made)
    assert made.blank == sum(not line.cites for line in made.lines) == 0
    assert all(base.claim(one.claim) for line in made.lines for one in line.cites)
    assert all(len(line.cells) == len(made.head) for line in made.lines)


def test_divergent_meridians_merge_with_their_pair(base: KnowledgeBase) -> None:
    said = [c for c in base.claims() if c.kind == "fact" and c.target == "merges"]
    assert {frozenset((c.subject, str(c.value["value"]))) for c in said} == {
        frozenset((one, doctrine.pair(one))) for one in doctrine.FLOW
    }
    assert {c.source for c in said} == {"lingshu", "jiayi-jing"}


def test_the_matrix_counts_what_the_claims_say(base: KnowledgeBase, web: Web) -> None:
    model = matrix_page(base, lambda: web, "GB/BL")
    columns = [name for name, _ in model.columns]
    row = dict(
        zip(columns, next(squares for one, _, squares in model.rows if one == "GB"), strict=True)
    )
    square = row["BL"]
    assert square is not None
    meets = {
        c.subject for c in base.claims_on("BL") if c.kind == "meets" and c.subject.startswith("GB")
    }
    assert "GB30" in meets
    assert model.cell is not None
    shown = {m.point.id for home, _, rows in model.cell.meetings if home.id == "GB" for m in rows}
    assert meets <= shown
    assert len(shown) == square.points
    assert row["GB"] is None
    for _, _, rows in model.cell.meetings:
        for meeting in rows:
            assert all(base.claim(one.claim).subject == meeting.point.id for one in meeting.cites)


@pytest.mark.parametrize("cell", ["GB/GB", "GB", "GB/XX", "/", "GB/BL/KI", "<b>", "x" * 5000])
def test_no_pair_of_meridians(base: KnowledgeBase, web: Web, cell: str) -> None:
    with pytest.raises(UnknownName):
        matrix_page(base, lambda: web, cell)


@pytest.mark.parametrize(
    ("text", "first"),
    [("huantiao", "GB30"), ("hegv", "LI4"), ("headach", "headache"), ("tension headache", None),
     ("肝經", "LR"), ("luo points", "luo-connecting")],
)  # fmt: skip
def test_what_is_offered_while_typing_is_what_the_search_finds(
    base: KnowledgeBase, index: Index, web: Web, text: str, first: str | None
) -> None:
    found = near_ends(base, index, web, text)
    assert 0 < len(found) <= 8
    if first:
        assert found[0].ref.id == first
    for one in found:
        assert end_of(base, index, web, one.short).ref == one.ref
        assert kind_of(end_of(base, index, web, one.short).node) == one.kind


def test_nothing_is_offered_for_nonsense(base: KnowledgeBase, index: Index, web: Web) -> None:
    for text in ("", "zzzqqq", "<b>", "\x00", "x" * 10_000):
        assert near_ends(base, index, web, text) == ()
