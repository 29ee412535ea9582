"""Page models of meridians, categories, symptoms, sources, search and about."""

import gc
import weakref

import pytest
from conftest import TOY
from small import write

from kb.base import KnowledgeBase
from kb.errors import UnknownName
from kb.load import load
from kb.search import Index, build
from kb.views import about, category, common, meridian, search, sources, symptom


@pytest.fixture(scope="module")
def kb(tmp_path_factory: pytest.TempPathFactory) -> KnowledgeBase:
    return load(write(tmp_path_factory.mktemp("small")))


def test_meridian_facts_show_what_the_rule_gives_when_a_source_differs(kb):
    facts = {fact.label: fact for fact in meridian.meridian_page(kb, "GB").facts}
    assert facts["Organ"].values[0][0].label == "gallbladder"
    assert facts["Organ"].rule == ""
    assert facts["Points counted"].values[0][0].label == "43"
    assert facts["Points counted"].rule == "44"


def test_meridian_course_is_ordered_by_branch(kb):
    (course,) = meridian.meridian_page(kb, "GB").courses
    assert [branch for branch, _ in course.branches] == [0, 1]
    first = course.branches[0][1][0]
    assert (first.verb, first.places[0].label) == ("arises at", "outer canthus")
    assert course.branches[1][1][0].places[0].id == "BL"


def test_meridian_illness_points_and_crossings(kb):
    page = meridian.meridian_page(kb, "GB")
    assert [(one.hant, one.rows[0].symptom.id) for one in page.illness] == [
        ("是動", "bitter-taste")
    ]
    assert [line.point.id for line in page.points] == ["GB29", "GB30", "GB31"]
    assert [row.symptom.id for row in page.crossing] == ["GB30"]
    bladder = meridian.meridian_page(kb, "BL")
    assert [point.id for _, point, _, _ in bladder.shu] == ["BL40"]


def test_meridians_stand_in_the_order_of_the_flow(kb):
    (title, lines), *_ = meridian.meridian_list(kb).groups
    assert title == "Regular meridians"
    assert [line.meridian.id for line in lines] == ["BL", "GB"]


@pytest.mark.parametrize(
    ("page", "name"),
    [
        (meridian.meridian_page, "XX"),
        (category.category_page, "sea-poin"),
        (symptom.symptom_page, "hip-pai"),
        (lambda kb, ident: sources.source_page(kb, ident, {}), "lingsh"),
    ],
)
def test_unknown_names_say_so(kb, page, name):
    with pytest.raises(UnknownName):
        page(kb, name)


def test_category_members_dissent_and_rule(kb):
    page = category.category_page(kb, "sea-point")
    assert [row.point.id for row in page.members] == ["BL40"]
    assert page.columns == ("Of", "Phase")
    assert [(row.point.id, row.says) for row in page.dissent] == [("GB31", "counted in as well")]
    assert (page.parent.id, page.count) == ("five-shu", 12)
    assert [one.derived for one in page.differences] == ["earth"]


def test_categories_stand_under_their_parent(kb):
    groups = category.category_list(kb).groups
    assert [(parent.id, [line.category.id for line in lines]) for parent, lines in groups] == [
        ("five-shu", ["sea-point"])
    ]


def test_symptom_ranks_by_families_and_keeps_modern_and_prescriptions_apart(kb):
    page = symptom.symptom_page(kb, "hip-pain")
    assert [row.points[0].id for row in page.classical.rows] == ["GB30"]
    assert str(page.classical.rows[0].voices) == "3 books, 2 families"
    assert [row.cites[0].source for row in page.modern.rows] == ["CAM 1999"]
    assert [[ref.id for ref in row.points] for row in page.together.rows] == [["GB30", "BL40"]]
    assert [ref.id for ref in page.broader] == ["lower-limb-pain"]
    assert [ref.id for ref in symptom.symptom_page(kb, "lower-limb-pain").narrower] == ["hip-pain"]
    assert [row.points[0].id for row in symptom.symptom_page(kb, "bitter-taste").meridians] == [
        "GB"
    ]


def test_symptom_list_counts_points(kb):
    ((_, lines),) = symptom.symptom_list(kb).groups
    assert {line.symptom.id: line.points for line in lines}["hip-pain"] == 2


def test_sources_count_claims_and_families(kb):
    page = sources.source_list(kb, {})
    assert page.families == 5
    lines = {line.source.id: line for _, group in page.groups for line in group}
    assert lines["lingshu"].year == "100 BCE"
    assert lines["who-2008"].claims == 8
    one = sources.source_page(kb, "leijing-tuyi", {})
    assert one.reporting == 1
    assert dict(one.kinds)["needling"] == 2
    assert [ref.id for ref in one.kin] == ["shenjiu-jinglun"]


def test_search_says_how_it_understood_and_what_not(kb):
    index = build(kb)
    found = search.results(kb, index, "huantiao")
    assert [(one.point.id, one.voices) for one in found.points] == [("GB30", None)]
    assert found.understood
    ranked = search.results(kb, index, "hip pain")
    assert [one.point.id for one in ranked.points] == ["GB30"]
    assert str(ranked.points[0].voices) == "4 books, 3 families"
    assert search.results(kb, index, "xyzzy").unknown == ("xyzzy",)


def test_home_offers_only_queries_that_find_something(kb):
    assert "GB30" in search.home(kb, build(kb)).examples
    assert "wangu" not in search.home(kb, build(kb)).examples


def test_about_counts_what_is_there(kb):
    figures = dict(about.about_page(kb).figures)
    assert figures["points"] == 4
    assert figures["phrases not yet mapped"] == 1
    assert figures["claims, each with its place"] == len(kb.claims())


def test_a_ranked_list_begins_with_twenty_and_a_set_is_whole(
    base: KnowledgeBase, index: Index
) -> None:
    ranked = search.results(base, index, "headache")
    assert (len(ranked.points), ranked.total > search.LIMIT) == (search.FIRST, True)
    assert len(search.results(base, index, "headache", whole=True).points) == ranked.total
    named = search.results(base, index, "points of the bladder meridian on the back")
    assert search.FIRST < len(named.points) == named.total <= search.LIMIT
    assert len(search.results(base, index, "tai").points) <= search.FIRST


def test_what_is_counted_of_old_data_goes_with_them() -> None:
    kept = []
    for _ in range(4):
        base = load(TOY)
        assert common.voices_of(base, list(base.sources)[:2]).books == 2
        kept.append(weakref.ref(base))
    del base
    gc.collect()
    assert sum(one() is not None for one in kept) <= 2
