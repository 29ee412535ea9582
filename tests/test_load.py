"""The data folder to records: what each file kind becomes, and that nothing is lost."""

from __future__ import annotations

import dataclasses
import subprocess
import sys
from pathlib import Path
from types import MappingProxyType

import pytest

from kb.base import KnowledgeBase
from kb.errors import DataError, UnknownName
from kb.folder import DEFAULT_DATA, data_files, file_names
from kb.load import from_documents, load, load_checked, read_all
from kb.load.fields import Fields, suggest
from kb.model import CLAIM_KINDS, Claim
from kb.reader import parse


def by_id(base: KnowledgeBase, name: str) -> Claim:
    return base.claim(f"leijing-tuyi/{name}")


def test_point(toy: KnowledgeBase) -> None:
    point = toy.point("GB30")
    assert (point.names.hant, point.names.pinyin, point.page) == ("環跳", "huántiào", "186")
    assert point.cites == (("who-2008", "186"),)
    assert point.location is not None
    relation = point.location.where[0]
    assert (relation.rel, relation.fraction, relation.frm, relation.to) == (
        "divide", "1/3", "greater-trochanter-prominence", "sacral-hiatus"
    )  # fmt: skip
    assert point.location.find[0].posture == ("lying-on-side", "thigh-flexed")
    rival = point.others[0]
    assert (rival.source, rival.at, rival.status) == ("who-2008", "186", "alternative")
    assert point.file == "data/points/GB.yaml"


def test_numbers_are_numbers_and_the_rest_is_text(toy: KnowledgeBase) -> None:
    location = toy.point("EX-LE6").location
    assert location is not None
    relation = location.where[0]
    assert (relation.cun, relation.upto, relation.unit, relation.qual) == (
        1.0,
        2.0,
        "b-cun",
        "directly",
    )
    assert toy.source("lingshu").year == -100


def test_lines_are_those_of_the_records(toy: KnowledgeBase) -> None:
    root = Path(__file__).parent / "toy"
    text: dict[str, list[str]] = {}
    for record in (*toy.points.values(), *toy.symptoms.values(), *toy.categories.values(),
                   *toy.meridians.values()):  # fmt: skip
        lines = text.setdefault(record.file, (root / record.file).read_text("utf-8").splitlines())
        name = record.code if hasattr(record, "code") else record.id
        assert lines[record.line - 1] == f"{name}:"
    for claim in toy.claims():
        lines = text.setdefault(claim.file, (root / claim.file).read_text("utf-8").splitlines())
        line = lines[claim.line - 1]
        assert claim.term in line
        assert claim.kind in line or claim.file.split("/")[1] != "claims"
    for gap in toy.gaps:
        assert gap.field in (root / gap.file).read_text("utf-8").splitlines()[gap.line - 1]


def test_claims(toy: KnowledgeBase) -> None:
    claim = by_id(toy, "GB30/treats/hip-pain")
    assert claim.subjects == ("GB30",)
    assert (claim.at, claim.term, claim.target) == ("040-12a.3", "腰胯痠痛", "hip-pain")
    needle = by_id(toy, "GB30/needle")
    assert dict(needle.value) == {"depth": "1 寸", "retain": "10 呼"}
    told = by_id(toy, "GB30/needle#2")
    assert (told.reports, dict(told.value)) == ("jiayi-jing", {"retain": "20 呼"})
    assert by_id(toy, "GB21/forbids/needle").qualifier == ("pregnancy",)
    assert by_id(toy, "BL40/needle#2").term == "刺出血"
    together = by_id(toy, "GB30+GB34/treats/wind-cold-damp-impediment")
    assert together.subjects == ("GB30", "GB34")
    assert together.subject == "GB30 + GB34"
    assert together in toy.claims_of("GB30")
    assert together in toy.claims_of("GB34")


def test_meridian_and_category_statements_are_claims(toy: KnowledgeBase) -> None:
    kinds = {claim.kind for claim in toy.claims_of("GB")}
    assert kinds == {"fact", "pathway", "illness"}
    fact = toy.claim("lingshu/GB/fact/organ")
    assert (fact.value["value"], fact.term) == ("gallbladder", "膽足少陽之脉")
    step = next(c for c in toy.claims_of("GB") if c.kind == "pathway")
    assert (step.value["verb"], step.value["step"], step.target) == ("arises", "1", "outer-canthus")
    member = next(m for m in toy.category("sea-point").members if m.point == "GB34")
    assert dict(member.attributes) == {"of": "GB", "phase": "earth"}
    for name in member.claims:
        cited = toy.claim(name)
        assert (cited.kind, cited.target) == ("belongs", "sea-point")


def test_ids_are_unique_and_kinds_known(base: KnowledgeBase) -> None:
    ids = [claim.id for claim in base.claims()]
    assert len(ids) == len(set(ids))
    assert {claim.kind for claim in base.claims()} <= set(CLAIM_KINDS)


def test_every_claim_is_cited_and_points_at_records(base: KnowledgeBase) -> None:
    general = {*base.meridians, *base.categories, *base.teachings}
    for claim in base.claims():
        assert claim.source in base.sources
        assert claim.at, claim.id
        assert claim.line > 0, claim.id
        for subject in claim.subjects:
            assert subject in base.points or subject in general
            assert (subject in base.teachings) == (claim.kind == "teaches")
        if claim.kind in ("treats", "illness"):
            assert claim.target in base.symptoms
        if claim.reports:
            assert claim.reports in base.sources


def test_indexes_agree(base: KnowledgeBase) -> None:
    every = base.claims()
    assert sorted(
        {c for s in base.subjects() for c in (x.id for x in base.claims_of(s))}
    ) == sorted(claim.id for claim in every)
    assert sum(len(base.claims_from(source)) for source in base.sources) == len(every)
    for claim in every[::97]:
        assert base.claim(claim.id) is claim
        assert not claim.target or claim in base.claims_on(claim.target)


def test_order_of_lists(base: KnowledgeBase) -> None:
    assert next(iter(base.points)) == "LU1"
    assert list(base.symptoms) == sorted(base.symptoms)
    assert list(base.sources) == sorted(base.sources)
    assert [p.code for p in base.points_of("GB")] == [f"GB{n}" for n in range(1, 45)]
    assert all(point.code.startswith("EX-") for point in base.points_of("EX"))


def test_two_loads_are_equal(base: KnowledgeBase, data_folder: Path) -> None:
    again = load(data_folder)
    assert again.claims() == base.claims()
    assert dict(again.points) == dict(base.points)
    assert again.gaps == base.gaps


def test_nothing_can_be_changed(toy: KnowledgeBase) -> None:
    assert isinstance(toy.points, MappingProxyType)
    with pytest.raises(TypeError):
        toy.points["x"] = toy.points["GB30"]  # type: ignore[index]
    with pytest.raises(dataclasses.FrozenInstanceError):
        toy.points["GB30"].page = "1"  # type: ignore[misc]
    assert isinstance(toy.claims(), tuple)


@pytest.mark.parametrize(
    ("ask", "name", "near"),
    [("point", "GB3O", "GB30"), ("meridian", "GBB", "GB"), ("category", "see-point", "sea-point"),
     ("symptom", "hip-pian", "hip-pain"), ("source", "lingshoe", "lingshu")],
)  # fmt: skip
def test_unknown_names_come_with_near_ones(
    toy: KnowledgeBase, ask: str, name: str, near: str
) -> None:
    with pytest.raises(UnknownName) as caught:
        getattr(toy, ask)(name)
    assert isinstance(caught.value, LookupError)
    assert near in caught.value.near
    assert f"no {ask} {name!r}; did you mean" in str(caught.value)


def test_unknown_claims(toy: KnowledgeBase) -> None:
    for name in (
        "",
        "/",
        "leijing-tuyi/GB30/treats/none",
        "none/GB30/treats/hip-pain",
        "a/b/c/d/e",
    ):
        with pytest.raises(UnknownName):
            toy.claim(name)
    assert toy.claims_of("none") == toy.claims_on("none") == toy.claims_from("none") == ()


def test_families(toy: KnowledgeBase) -> None:
    claims = toy.claims_of("GB30")
    spoken = toy.families(claims)
    assert spoken == tuple(sorted(set(spoken)))
    assert toy.source("leijing-tuyi").family in spoken
    assert toy.families(c for c in claims if c.reports) == ()


def test_file_names_are_sorted_by_parts(tmp_path: Path) -> None:
    for name in ("b.yaml", "a/z.yaml", "a/b/c.yaml", "a-b.yaml", "a/note.txt", "x.YML"):
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text("", encoding="utf-8")
    assert file_names(tmp_path) == ["a/b/c.yaml", "a/z.yaml", "a-b.yaml", "b.yaml", "x.YML"]
    assert data_files(tmp_path) == [tmp_path / name for name in file_names(tmp_path)]


def test_load_raises_what_load_checked_lists(toy_folder: Path, edit) -> None:
    edit(toy_folder, "points/GB.yaml", "page: 186", "pgae: 186")
    base, problems = load_checked(toy_folder)
    assert base is None
    assert len(problems) == 2
    with pytest.raises(DataError) as caught:
        load(toy_folder)
    assert caught.value.problems == tuple(sorted(problems))
    assert str(caught.value).startswith("2 problems in the data\n")


def test_from_documents_is_all_of_loading(toy_folder: Path, toy: KnowledgeBase) -> None:
    documents, problems = read_all(toy_folder)
    assert problems == []
    base, problems = from_documents(documents)
    assert problems == []
    assert base is not None
    assert base.claims() == toy.claims()


def test_default_folder_is_that_of_the_checkout() -> None:
    assert Path(__file__).resolve().parent.parent / "data" == DEFAULT_DATA


def test_hash_seed_does_not_matter(toy_folder: Path) -> None:
    """Lists and ids come out the same in every process."""
    program = (
        "import sys, pathlib\nfrom kb.load import load\nfrom kb.search import build\n"
        "b = load(pathlib.Path(sys.argv[1])); i = build(b)\n"
        "print([c.id for c in b.claims()], list(b.points), list(b.symptoms))\n"
        "print(i.ordered, i.names, i.han)"
    )
    root = Path(__file__).resolve().parent.parent
    said = {
        subprocess.run(
            [sys.executable, "-c", program, str(toy_folder)], check=True,
            capture_output=True, cwd=root,
            env={"PYTHONHASHSEED": seed, "PYTHONPATH": str(root), "PATH": "/usr/bin:/bin"},
        ).stdout
        for seed in ("1", "2", "3")
    }  # fmt: skip
    assert len(said) == 1


# `Fields`


def fields(text: str) -> Fields:
    return Fields(parse(text.encode(), "x.yaml"))


def test_fields_note_each_complaint_once() -> None:
    found = fields("a: b\n")
    for _ in range(3):
        found.bad(("a",), "is wrong", "do it")
    assert [str(p) for p in found.problems()] == ["x.yaml:1: a: is wrong; do it"]


def test_fields_left_out_is_no_second_complaint() -> None:
    found = fields("a: b\n")
    assert found.text(("a",), None) == ""
    assert found.choice(("a",), None, ("x",), "thing") == ""
    assert found.number(("a",), None, 0, 1) is None
    assert found.whole(("a",), None, 0, 1) is None
    assert found.items(("a",), None) == []
    assert found.words(("a",), None) == ()
    assert found.mapping(("a",), None, ()) == {}
    assert found.complaints == []


@pytest.mark.parametrize("value", ["", " a", "a ", [], {}, ["a"]])
def test_fields_text_refuses(value: object) -> None:
    found = fields("a: b\n")
    assert found.text(("a",), value) == ""
    assert len(found.complaints) == 1


@pytest.mark.parametrize(
    "value", ["", "x", "1.5.2", "١", "1e1", "nan", "-1", "11", " 1", [], "9" * 5000]
)
def test_fields_number_refuses(value: object) -> None:
    found = fields("a: b\n")
    assert found.number(("a",), value, 0, 10) is None
    assert found.whole(("a",), "1.5", 0, 10) is None
    assert len(found.complaints) == 2


def test_fields_number() -> None:
    found = fields("a: b\n")
    assert found.number(("a",), "1.5", 0, 10) == 1.5
    assert found.whole(("a",), "3", 0, 10) == 3
    assert found.complaints == []


def test_fields_choice_suggests() -> None:
    found = fields("a: b\n")
    found.choice(("a",), "cun", ("b-cun", "f-cun"), "unit")
    found.choice(("a",), "zzz", ("b-cun", "f-cun"), "unit")
    found.choice(("a",), ["x"], ("b-cun",), "unit")
    hints = [hint for _, _, hint in found.complaints]
    assert hints == ["did you mean 'f-cun'?", "use one of b-cun, f-cun", "use one of b-cun"]
    assert suggest("x", ()) == ""
