"""Records side by side: what is shared and what is not, counted again from the claims."""

from __future__ import annotations

import random
from collections import defaultdict

import pytest
from chips import chips_in

from kb import cite
from kb.base import KnowledgeBase
from kb.errors import UnknownName
from kb.search import Index, search
from kb.search.comparison import pieces, resolve
from kb.views.citation import Witness, citation
from kb.views.compare import Block, ComparePage, Spread, compare_page


def page_of(base: KnowledgeBase, index: Index, *ids: str, full: bool = True) -> ComparePage:
    return compare_page(base, lambda: index.atlas, ",".join(ids), full=full)


def spread_of(page: ComparePage, ident: str) -> Spread:
    return next(one for one in page.parts if isinstance(one, Spread) and one.id == ident)


def rows_of(page: ComparePage, ident: str) -> dict[str, tuple[list[str], bool]]:
    """Return for each row of a block what each cell says, and whether it counts as different."""
    block = next(one for one in page.parts if isinstance(one, Block) and one.id == ident)
    return {
        row.head.label: (
            ["; ".join(str(one.key) for one in cell) for cell in row.cells], row.differs
        )
        for row in (*block.differ, *block.alike)
    }  # fmt: skip


def told(base: KnowledgeBase, code: str) -> dict[str, set[str]]:
    """Return the books that give a point for each complaint themselves, modern ones apart."""
    found: dict[str, set[str]] = defaultdict(set)
    for claim in base.claims_of(code):
        old = base.sources[claim.source].kind not in cite.MODERN
        if claim.kind == "treats" and claim.subjects == (code,) and old:
            found[claim.target] |= set() if claim.reports else {claim.source}
    return found


def test_complaints_are_shared_or_not_as_the_claims_say(base: KnowledgeBase, index: Index) -> None:
    draw = random.Random(46)
    for _ in range(40):
        ids = draw.sample(list(base.points), draw.choice([2, 3, 4]))
        truth = [told(base, code) for code in ids]
        page = page_of(base, index, *ids)
        if not any(truth):
            continue
        found = spread_of(page, "indications")
        for number, code in enumerate(ids):
            others = {name for n, one in enumerate(truth) if n != number for name in one}
            assert {row.head.id for row in found.only[number].rows} == set(truth[number]) - others
            for row in found.only[number].rows:
                assert row.cells[0][0].voices is not None
                assert row.cells[0][0].voices.books == len(truth[number][row.head.id]), code
        every = set.intersection(*(set(one) for one in truth))
        assert {row.head.id for row in found.every.rows} == every
        some = {n for one in truth for n in one if 1 < sum(n in t for t in truth) < len(ids)}
        assert {row.head.id for row in found.some.rows} == some
        for row in (*found.every.rows, *found.some.rows):
            for said, cell in zip(truth, row.cells, strict=True):
                assert bool(cell) == (row.head.id in said)


def test_lists_begin_with_what_most_families_say(base: KnowledgeBase, index: Index) -> None:
    for one in spread_of(page_of(base, index, "ST36", "SP6"), "indications").only:
        counts = [row.cells[0][0].voices.families for row in one.rows if row.cells[0][0].voices]
        assert counts == sorted(counts, reverse=True)


def test_places_of_two_points(base: KnowledgeBase, index: Index) -> None:
    page = page_of(base, index, "ST36", "ST37")
    rows = rows_of(page, "place")
    assert rows["Region"] == (["leg-anterior-aspect"] * 2, False)
    assert rows["Outer and back leg"][1]
    notes = [one.says for part in page.parts if part.id == "place" for one in part.notes]
    assert len(notes) == 1
    assert str(notes[0]).startswith("ST36 and ST37 are 3 cun apart: ")
    rows = rows_of(page_of(base, index, "GB3", "ST7"), "place")
    assert "ST7" in rows["Easily confused"][0][0]
    assert "No distance" not in str(rows)


def test_what_agrees_is_told_apart_from_what_differs(base: KnowledgeBase, index: Index) -> None:
    rows = rows_of(page_of(base, index, "BL40", "GB34"), "classes")
    assert rows["sea point"][1] is True  # of other meridians, of other phases
    rows = rows_of(page_of(base, index, "LU", "LI"), "facts")
    assert rows["Limb"] == (["hand", "hand"], False)
    assert rows["Organ"][1] is True


def test_evidence_stands_apart(base: KnowledgeBase, index: Index) -> None:
    page = page_of(base, index, "PC6", "ST36")
    assert page.evidence is not None
    named = {ref.id for one in page.evidence.alone for _, ref in one.rows}
    named |= {ref.id for _, ref, _ in page.evidence.together}
    naming = {s.id: s for code in ("PC6", "ST36") for s in base.studies_naming(code)}
    kept = {i for i, s in naming.items() if s.kind != "listed" and not s.superseded}
    assert named == kept
    assert not any(part.id == "evidence" for part in page.parts)


def test_points_easily_confused_are_offered_first(base: KnowledgeBase, index: Index) -> None:
    offers = page_of(base, index, "GB3").offers
    assert [ref.id for ref, _ in offers[0][1]] == ["ST7"]
    assert offers[0][1][0][1] == ("ST7", "GB3")
    assert "ST7" not in [ref.id for ref, _ in offers[1][1]]


def test_four_fit_of_one_kind(base: KnowledgeBase, index: Index) -> None:
    page = page_of(base, index, "ST36", "SP6", "LI4", "LR3", "PC6", "LU", "nobody")
    assert page.ids == ("ST36", "SP6", "LI4", "LR3")
    assert [ref.id for ref in page.left] == ["PC6"]
    assert [ref.id for ref in page.beside] == ["LU"]
    assert page.unknown == ("nobody",)
    assert page.offers == ()
    assert page_of(base, index).ids == ()
    with pytest.raises(UnknownName, match="nobody"):
        page_of(base, index, "nobody")


@pytest.mark.parametrize(
    ("query", "ids"),
    [("compare ST36 and SP6", "ST36 SP6"), ("difference between GB30 and BL54", "GB30 BL54"),
     ("ST36 vs SP6", "ST36 SP6"), ("足三里 三陰交 比較", "ST36 SP6"),
     ("环跳和秩边的区别", "GB30 BL54"), ("compare LU and LI meridians", "LU LI"),
     ("headache versus dizziness", "headache dizziness"),
     ("compare wangu with GB20", "SI4 GB12 GB20"), ("和髎 耳門 比較", "TE22 TE21"),
     ("distance between ST36 and ST37", ""), ("compare", ""), ("compare ST36", ""),
     ("points that differ", ""), ("ST36 vs flobbernock", ""), ("不同", ""), ("vs vs vs", "")],
)  # fmt: skip
def test_questions_that_set_side_by_side(
    base: KnowledgeBase, index: Index, query: str, ids: str
) -> None:
    assert search(base, index, query).compare == tuple(ids.split())


def test_names_of_any_form_are_resolved(base: KnowledgeBase, index: Index) -> None:
    for text, ids in (
        ("st 36", ("ST36",)), ("E36", ("ST36",)), ("zu san li", ("ST36",)), ("足三里", ("ST36",)),
        ("GB", ("GB",)), ("Lung", ("LU",)), ("can't sleep", ("insomnia",)), ("xqzv", ()),
        ("luo points", ()), ("LI99", ()),
    ):  # fmt: skip
        assert resolve(base, index, text) == ids, text
    assert pieces("x" * 200) == ()


def test_citations_of_comparisons_open(base: KnowledgeBase, index: Index) -> None:
    draw = random.Random(1624)
    pools = (list(base.points), list(base.meridians), list(base.symptoms))
    seen = 0
    for number in range(60):
        page = page_of(base, index, *draw.sample(pools[number % 3], 2), full=False)
        every = [*dict.fromkeys(chips_in(page))]
        for one in draw.sample(every, min(12, len(every))):
            for claim in (one.claim, *one.also[:1]):
                opened = citation(base, claim, lambda _: Witness("unchecked", ""))
                assert opened.source.id == claim.partition("/")[0]
                seen += 1
    assert seen > 400
