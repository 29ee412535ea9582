"""The rules of the doctrine against what the texts say in the data."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from kb import doctrine
from kb.codes import COUNTS
from kb.doctrine import FLOW, PHASES, SHU, Difference
from kb.model import Category, Claim, Member, Names
from kb.reader import read

DATA = Path(__file__).resolve().parent.parent / "data"
VESSELS = ("GV", "CV", "TV", "BV", "YNH", "YGH", "YNL", "YGL")

# What some texts say otherwise: key, rule, what is said -> the sources that say it.
STATED_OTHERWISE = {
    ("ST", "starts", "ST8"): {"zhenjiu-dacheng"},
    ("TE", "ends", "TE21"): {"zhenjiu-dacheng", "yixue-rumen"},
    ("TE", "count", "22"): {"leijing-tuyi"},
    ("BL", "count", "63"): {"leijing-tuyi"},
    ("GB", "count", "43"): {"leijing-tuyi"},
    ("LR", "count", "13"): {"zhenjiu-dacheng"},
    ("LR", "next", "GV"): {"lingshu"},
    ("GV", "count", "27"): {"zhenjiu-dacheng"},
    ("GV", "count", "31"): {"qijing-bamai-kao"},
    ("CV", "count", "27"): {"qijing-bamai-kao"},
    ("CV", "starts", "CV2"): {"nanjing-benyi"},
    ("CV", "ends", "ST1"): {"qijing-bamai-kao"},
}


def records(folder: str) -> Iterator[tuple[str, dict[str, Any]]]:
    for path in sorted((DATA / folder).glob("*.yaml")):
        yield from read(path, path.name).data.items()


@pytest.fixture(scope="module")
def meridians() -> dict[str, dict[str, Any]]:
    return dict(records("meridians"))


@pytest.fixture(scope="module")
def facts(meridians: dict[str, dict[str, Any]]) -> list[Claim]:
    made = []
    for name, record in meridians.items():
        for number, fact in enumerate(record["facts"]):
            key = next(iter(fact))
            made.append(
                Claim(
                    id=f"{name}/{number}",
                    kind="fact",
                    subjects=(name,),
                    source=fact["source"],
                    at=fact["at"],
                    term=fact["term"],
                    target=key,
                    value={"value": fact[key]},
                )
            )
    return made


@pytest.fixture(scope="module")
def categories() -> dict[str, Category]:
    made = {}
    for name, record in records("categories"):
        lists: dict[str, tuple[Member, ...]] = {}
        for key in ("members", "dissent"):
            lists[key] = tuple(
                Member(
                    item["point"],
                    {k: v for k, v in item.items() if isinstance(v, str) and k != "point"},
                    item.get("says", ""),
                )
                for item in record.get(key, [])
            )
        made[name] = Category(name, Names(), **lists, rule=record.get("rule", ""))
    return made


def test_flow_is_a_ring_of_twelve() -> None:
    seen, now = [], "LU"
    for _ in FLOW:
        seen.append(now)
        now = doctrine.next_in_flow(now)
    assert tuple(seen) == FLOW
    assert now == "LU"


def test_pairs_and_counterparts_are_mutual_and_of_one_phase_or_division() -> None:
    for one in FLOW:
        other, twin = doctrine.pair(one), doctrine.counterpart(one)
        assert doctrine.pair(other) == one != other
        assert doctrine.phase(other) == doctrine.phase(one)
        assert doctrine.is_yang(other) != doctrine.is_yang(one)
        assert doctrine.limb(other) == doctrine.limb(one)
        assert doctrine.counterpart(twin) == one != twin
        assert doctrine.division(twin) == doctrine.division(one)
        assert doctrine.limb(twin) != doctrine.limb(one)


def test_hours_cover_the_day_once() -> None:
    assert len({doctrine.hour(one) for one in FLOW}) == 12
    assert [doctrine.hour(one)[:2] for one in doctrine.hour_order()][:3] == ["23", "01", "03"]


@pytest.mark.parametrize("name", PHASES)
def test_cycles_of_the_phases_are_inverse(name: str) -> None:
    assert doctrine.mother_phase(doctrine.child_phase(name)) == name
    assert doctrine.controlled_by(doctrine.controls(name)) == name
    five = name
    for _ in PHASES:
        five = doctrine.controls(five)
    assert five == name


@pytest.mark.parametrize("one", FLOW)
def test_mother_and_child_points_have_mother_and_child_phase(one: str) -> None:
    phase = doctrine.phase(one)
    assert doctrine.child_phase(doctrine.shu_phase(one, doctrine.mother_shu(one))) == phase
    assert doctrine.shu_phase(one, doctrine.child_shu(one)) == doctrine.child_phase(phase)
    assert {doctrine.phase(m) for m in doctrine.mother_meridians(one)} == {
        doctrine.mother_phase(phase)
    }
    assert {doctrine.shu_phase(one, kind) for kind in SHU} == set(PHASES)


def test_unknown_names_are_refused_with_the_value() -> None:
    with pytest.raises(KeyError, match="'GV' is not one of the twelve"):
        doctrine.hour("GV")
    with pytest.raises(KeyError, match="'aether' is not one of the phases"):
        doctrine.child_phase("aether")
    with pytest.raises(KeyError, match="'sea' is not one of the shu kinds"):
        doctrine.shu_phase("LU", "sea")


def test_data_has_the_twelve_and_the_eight(meridians: dict[str, dict[str, Any]]) -> None:
    assert set(meridians) == {*FLOW, *VESSELS}
    for name, record in meridians.items():
        assert record["kind"] == ("regular" if name in FLOW else "extraordinary")


@pytest.mark.parametrize("one", FLOW)
def test_every_derived_key_is_stated_by_a_text_that_agrees(one: str, facts: list[Claim]) -> None:
    said = {(c.target, c.value["value"]) for c in facts if c.subjects == (one,)}
    assert {*doctrine.derived(one).items()} <= said


def test_differences_are_exactly_those_known(facts: list[Claim]) -> None:
    by_id = {claim.id: claim for claim in facts}
    found: dict[tuple[str, str, str], set[str]] = {}
    for one in doctrine.differences(facts):
        assert one.derived == doctrine.derived(one.subject)[one.key]
        found.setdefault((one.subject, one.key, one.said), set()).add(by_id[one.claim].source)
    assert found == STATED_OTHERWISE


def test_differences_leaves_other_claims_alone() -> None:
    claims = [
        Claim("x/GB/pathway/ear", "pathway", ("GB",), "x", "1", target="hour"),
        Claim("x/BV/fact/count", "fact", ("BV",), "x", "1", target="count", value={"value": "8"}),
        Claim("x/GB/fact/organ", "fact", ("GB",), "x", "1", target="organ", value={"value": "?"}),
    ]
    assert doctrine.differences(claims) == ()


def test_shu_categories_follow_the_rule_but_for_dissent(categories: dict[str, Category]) -> None:
    for kind in SHU:
        members = categories[kind].members
        assert Counter(m.attributes["of"] for m in members) == Counter(FLOW)
        proper = Category(kind, Names(), members=members)
        assert doctrine.shu_differences(proper, categories) == ()


def test_mother_and_child_points_follow_the_rule_but_for_dissent(
    categories: dict[str, Category],
) -> None:
    for role in ("tonification-point", "sedation-point"):
        members = categories[role].members
        assert {m.attributes["of"] for m in members} == set(FLOW)
        proper = Category(role, Names(), members=members)
        assert doctrine.mother_child_differences(proper, categories) == ()


def test_rule_differences_lists_what_dissent_says() -> None:
    wrong = Member(
        "LU9", {"of": "LU", "phase": "water"}, "differs", ("x/LU9/belongs/stream-point",)
    )
    right = Member("LU9", {"of": "LU", "phase": "earth"})
    stream = Category(
        "stream-point", Names(), members=(right,), dissent=(wrong,), rule="five-shu-phase"
    )
    other = Member("LU5", {"of": "LU"}, "differs")
    mother = Category("tonification-point", Names(), dissent=(other,), rule="mother-child")
    plain = Category("window-of-the-sky", Names(), members=(right,))
    found = doctrine.rule_differences({c.id: c for c in (stream, mother, plain)})
    assert found == (
        Difference("LU9", "phase", "earth", "water", "x/LU9/belongs/stream-point"),
        Difference("LU5", "tonification-point", "LU9", "LU5", ""),
    )


def test_points_named_first_and_last_exist(facts: list[Claim]) -> None:
    known = {f"{name}{number}" for name, count in COUNTS.items() for number in range(1, count + 1)}
    said = {c.value["value"] for c in facts if c.target in ("starts", "ends")}
    assert said <= known


@pytest.fixture(scope="module")
def steps(meridians: dict[str, dict[str, Any]]) -> dict[str, list[Claim]]:
    return {
        name: [
            Claim(
                id=f"{name}/{number}",
                kind="pathway",
                subjects=(name,),
                source=step["source"],
                at=step["at"],
                term=step["term"],
                target=step["place"] if isinstance(step["place"], str) else step["place"][0],
                value={"verb": step["verb"], "branch": step.get("branch", "0")},
            )
            for number, step in enumerate(record["pathway"])
        ]
        for name, record in meridians.items()
    }


def test_courses_use_the_closed_list_of_verbs(steps: dict[str, list[Claim]]) -> None:
    used = {claim.value["verb"] for told in steps.values() for claim in told}
    assert used == set(doctrine.VERBS)


def test_illnesses_use_the_closed_list_of_occasions(meridians: dict[str, dict[str, Any]]) -> None:
    used = {item["when"] for record in meridians.values() for item in record["illness"]}
    assert used == set(doctrine.WHEN)


@pytest.mark.parametrize("one", FLOW)
def test_regular_course_arises_homes_to_its_organ_and_nets_the_paired_one(
    one: str, steps: dict[str, list[Claim]], meridians: dict[str, dict[str, Any]]
) -> None:
    organ = {name: record["facts"][0].get("organ") for name, record in meridians.items()}
    told = doctrine.strands(steps[one])
    assert {strand.source for strand in told} == {"lingshu"}
    assert [strand.branch for strand in told] == list(range(len(told)))
    assert told[0].steps[0].value["verb"] == "arises"
    assert all(strand.steps[0].value["verb"] == "branches" for strand in told[1:])
    reached = {(c.value["verb"], c.target) for c in steps[one]}
    tie = {"HT": "heart-tie"}.get(one, organ[one])  # the heart belongs to the tie of the heart
    assert ("homes-to", tie) in reached
    assert ("nets", organ[doctrine.pair(one)]) in reached


def test_every_regular_meridian_has_both_lists_of_illness_and_its_luo(
    meridians: dict[str, dict[str, Any]],
) -> None:
    for one in FLOW:
        told = {item["when"] for item in meridians[one]["illness"]}
        assert {"moved", "arising", "luo-excess", "luo-deficiency"} <= told
        assert len({i["via"] for i in meridians[one]["illness"] if "via" in i}) == (
            2 if one == "SP" else 1
        )


def test_extraordinary_vessels_have_course_and_illness_in_nanjing(
    meridians: dict[str, dict[str, Any]],
) -> None:
    for one in VESSELS:
        for key in ("pathway", "illness"):
            assert "nanjing-benyi" in {item["source"] for item in meridians[one][key]}
        assert len({item["source"] for item in meridians[one]["pathway"]}) > 1
