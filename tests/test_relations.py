"""Ties and their claims, and paths ranked by what they tell."""

from __future__ import annotations

import itertools

import pytest

from kb import links, relations
from kb.base import KnowledgeBase
from kb.errors import UnknownName
from kb.relations import RELATIONS, Path, Tie, Web
from kb.search import Index
from kb.search.naming import asked, named
from kb.views.relations import Claims, between, explained, plain


@pytest.fixture(scope="module")
def small(toy: KnowledgeBase) -> Web:
    return relations.build(toy)


def told(path: Path) -> list[str]:
    return [ties[0].label for ties in path.ties]


def best(web: Web, one: str, other: str, limit: int = 12) -> list[Path]:
    return list(relations.paths(web, one, other, limit).best)


def test_a_tie_stands_under_both_ends_and_cites_what_exists(toy: KnowledgeBase, small: Web) -> None:
    for node, near in small.near.items():
        for other, ties in near.items():
            assert small.near[other][node] == ties
            for tie in ties:
                assert {tie.frm, tie.to} == {node, other}
                assert tie.claims or tie.ruled
                assert tie.families <= len(tie.claims)
                assert all(toy.claim(name) for name in tie.claims)
                assert small.sharing(node, tie) >= 1


def test_every_indication_of_a_point_is_a_tie(base: KnowledgeBase, web: Web) -> None:
    for claim in base.claims_of("GB30"):
        if claim.kind == "treats":
            ties = web.of("point:GB30")[f"symptom:{claim.target}"]
            single = len(claim.subjects) == 1
            way = "treats" if single else "treats with others"
            assert claim.id in next(tie.claims for tie in ties if tie.relation == way)


def test_a_tie_by_rule_never_looks_said(web: Web) -> None:
    for near in web.near.values():
        for ties in near.values():
            for tie in ties:
                assert not (tie.ruled and tie.families)


def test_what_is_denied_is_no_membership(base: KnowledgeBase, web: Web) -> None:
    denied = [c for c in base.claims() if c.kind == "belongs" and c.value.get("says") == "denies"]
    for claim in denied:
        ties = web.of(f"point:{claim.subject}")[f"category:{claim.target}"]
        assert claim.id in next(tie.claims for tie in ties if tie.relation == "denies")
        assert not any(claim.id in tie.claims for tie in ties if tie.relation != "denies")


FIRST = [
    ("meridian:LU", "meridian:LI", ["pair"]),
    ("meridian:SP", "meridian:LU", ["counterpart"]),
    ("meridian:BL", "meridian:GB", ["mother"]),
    ("point:SP4", "point:PC6", ["confluent pair"]),
    ("point:LU7", "meridian:LU", ["luo-connecting of"]),
    ("point:GB41", "meridian:BV", ["opens"]),
    ("point:BL40", "symptom:lumbar-pain", ["treats"]),
]
"""What must come first, by doctrine that students learn by heart."""


@pytest.mark.parametrize(("one", "other", "way"), FIRST)
def test_what_must_come_first(web: Web, one: str, other: str, way: list[str]) -> None:
    found = best(web, one, other)
    assert told(found[0]) == way
    assert told(best(web, other, one)[0]) == way


AMONG = [
    ("point:LU7", "point:LI4", ["luo-connecting of", "pair", "yuan-source of"], 2),
    ("point:GB30", "point:BL40", ["meets", "sea-point of"], 3),
    ("point:GB30", "point:BL40", ["belongs", "belongs"], 4),
    ("point:GB30", "point:BL40", ["treats", "treats"], 6),
    ("point:ST36", "point:LI4", ["belongs", "belongs"], 4),
    ("meridian:SP", "meridian:LU", ["mother"], 3),
    ("meridian:GB", "meridian:BL", ["stands on", "meets"], 6),
    ("symptom:headache", "meridian:GB", ["treats", "stands on"], 3),
]
"""What must be among the first so many: crossing points, shared classes, shared complaints."""


@pytest.mark.parametrize(("one", "other", "way", "place"), AMONG)
def test_what_must_be_among_the_first(
    web: Web, one: str, other: str, way: list[str], place: int
) -> None:
    ways = [told(path) for path in best(web, one, other)[:place]]
    assert any(sorted(found) == sorted(way) for found in ways), ways


def test_what_all_the_world_treats_is_never_told_first(web: Web) -> None:
    codes = ("GB30", "BL40", "ST36", "LI4", "SP6", "LR3", "CV4", "GV20")
    wide = {node for node, near in web.near.items() if len(near) > 100} & {
        f"symptom:{name}" for name in ("lumbar-pain", "headache", "abdominal-pain", "vomiting")
    }
    assert len(wide) == 4
    told_at_all = 0
    for one, other in itertools.combinations(codes, 2):
        found = best(web, f"point:{one}", f"point:{other}")
        assert not wide & set(found[0].nodes), (one, other)
        told_at_all += any(wide & set(path.nodes) for path in found)
    assert told_at_all


def test_few_families_and_many_sharers_cost(web: Web) -> None:
    def path_of(symptom: str) -> Path:
        every = relations.paths(web, "point:GB30", "point:BL40", 500, 500).best
        return next(path for path in every if f"symptom:{symptom}" in path.nodes)

    assert path_of("hemiplegia").bits < path_of("lumbar-pain").bits


def test_paths_join_up(small: Web, toy: KnowledgeBase) -> None:
    nodes = [f"point:{code}" for code in toy.points] + ["symptom:hip-pain", "organ:gallbladder"]
    seen = 0
    for one, other in itertools.permutations(nodes, 2):
        for path in best(small, one, other):
            assert (path.nodes[0], path.nodes[-1]) == (one, other)
            for step, ties in zip(itertools.pairwise(path.nodes), path.ties, strict=True):
                assert all({tie.frm, tie.to} == set(step) for tie in ties)
            seen += 1
    assert seen


def test_no_path_leads_through_our_bridge_or_neighbours(web: Web) -> None:
    for one, other in itertools.combinations(("GB30", "GB31", "BL40", "HT7", "LI4"), 2):
        for path in best(web, f"point:{one}", f"point:{other}"):
            assert not any(node.startswith("condition:") for node in path.nodes)
            if len(path.ties) > 1:
                assert not any(RELATIONS[ties[0].relation].only for ties in path.ties)


def test_a_record_has_no_path_to_itself_and_unknown_ones_none(web: Web) -> None:
    assert relations.paths(web, "point:GB30", "point:GB30").total == 0
    for pair in (("point:none", "point:GB30"), ("point:GB30", "source:lingshu")):
        with pytest.raises(UnknownName):
            relations.paths(web, *pair)


def test_far_records_are_joined_by_a_longer_path() -> None:
    def tie(one: str, other: str) -> Tie:
        return Tie(f"symptom:{one}", f"symptom:{other}", "is a kind of", ruled=True)

    near: dict[str, dict[str, tuple[Tie, ...]]] = {}
    share: dict[tuple[str, str, bool], int] = {}
    for one, other in itertools.pairwise("abcdef"):
        made = tie(one, other)
        for here, there in ((made.frm, made.to), (made.to, made.frm)):
            near.setdefault(here, {})[there] = (made,)
            share[here, "is a kind of", here == made.frm] = 1
    found = relations.paths(Web(near, {}, share), "symptom:a", "symptom:f")
    assert [len(path.ties) for path in found.best] == [5]


def test_sentences(base: KnowledgeBase, web: Web) -> None:
    claims = Claims(base)
    said = set()
    for one, other, _ in FIRST:
        hop = explained(claims, best(web, one, other)[0].ties[0])
        said.add(plain(hop.says))
        assert hop.cites
    assert "LU7 列缺 is the connecting point of the Lung Meridian" in said
    assert "The Bladder Meridian is the mother of the Gallbladder Meridian: " in "".join(said)
    assert not any(set("{}") & set(one) for one in said)


def test_every_relation_makes_a_sentence(base: KnowledgeBase, web: Web) -> None:
    claims = Claims(base)
    first: dict[str, Tie] = {}
    for near in web.near.values():
        for ties in near.values():
            for tie in ties:
                first.setdefault(tie.relation, tie)
    assert set(RELATIONS) - set(first) <= {"differs", "denies"}
    for tie in first.values():
        text = plain(explained(claims, (tie,)).says)
        assert text[0].isupper() or text[0].isdigit()
        assert not set("{}") & set(text)


def test_between_cites_every_step_or_says_it_is_a_rule(
    base: KnowledgeBase, index: Index, web: Web
) -> None:
    model = between(base, index, web, ("huantiao", "委中"))
    assert (model.one.short, model.other.short) == ("GB30", "BL40")
    assert len(model.ways) == 12 < model.total
    for way in model.ways:
        for hop in way.hops:
            assert hop.cites or hop.rule
            assert all(base.claim(one.claim) for one in hop.cites)
    assert len(between(base, index, web, ("GB30", "BL40"), full=True).ways) == model.total
    with pytest.raises(UnknownName, match="zzzz"):
        between(base, index, web, ("GB30", "zzzz"))


NAMES = [
    ("GB30", "point:GB30"), ("vb 30", "point:GB30"), ("huan tiao", "point:GB30"),
    ("环跳", "point:GB30"), ("Lung", "meridian:LU"), ("luo points", "category:luo-connecting"),
    ("can't sleep", "symptom:insomnia"), ("頭痛", "symptom:headache"),
    ("Jade Dragon Song", "teaching:yulong-song"), ("condition:sciatica", "condition:sciatica"),
    ("wangu", "point:SI4"), ("zzzz", None), ("", None), ("lingshu", None), (".*", None),
    ("javascript:alert(1)", None), ("<img src=x>", None), ("x" * 10_000, None),
]  # fmt: skip


@pytest.mark.parametrize(("text", "node"), NAMES, ids=lambda one: str(one)[:20])
def test_any_name_is_read(base: KnowledgeBase, index: Index, text: str, node: str | None) -> None:
    assert next(iter(named(base, index, text)), None) == node


def test_a_name_of_several_offers_them_all(base: KnowledgeBase, index: Index) -> None:
    assert named(base, index, "wangu") == ("point:SI4", "point:GB12")
    assert named(base, index, "insomnia") == ("symptom:insomnia", "condition:insomnia")


QUESTIONS = [
    ("how are GB30 and BL40 related", ("GB30", "BL40")),
    ("How is GB30 related to headache?", ("GB30", "headache")),
    ("GB30 BL40 relation", ("GB30", "BL40")),
    ("relation between hip pain and gallbladder", ("hip pain", "gallbladder")),
    ("what do LU7 and LI4 have in common?", ("LU7", "LI4")),
    ("what links LR and GB", ("LR", "GB")),
    ("環跳和委中的關係", ("環跳", "委中")),
    ("what is the relationship between ST36 and SP6?", ("ST36", "SP6")),
    ("太冲和合谷有什么关系", ("太冲", "合谷")),
    ("headache and dizziness", None),
    ("how are you related", None),
    ("related points", None),
    ("relation", None),
    ("connecting points of the lung meridian", None),
    ("how are GB30 and zzzz related", None),
]


@pytest.mark.parametrize(("query", "pair"), QUESTIONS)
def test_questions_how_two_are_related(
    base: KnowledgeBase, index: Index, query: str, pair: tuple[str, str] | None
) -> None:
    assert asked(base, index, query) == pair


def test_short_names_are_read_back(base: KnowledgeBase, web: Web) -> None:
    for node in web.near:
        short = relations.short_name(base, node)
        assert short == node or links.node_of(base, short) == node
