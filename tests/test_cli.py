"""The `kb` command: every subcommand, its JSON keys, its exit codes, and how it fails."""

from __future__ import annotations

import argparse
import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from conftest import TOY

from kb import cli
from kb.base import KnowledgeBase
from kb.cli.main import main, parser
from kb.model import CLAIM_KINDS

ROOT = Path(__file__).resolve().parent.parent


class Run:
    """One run of the command on a data folder."""

    def __init__(self, capsys: pytest.CaptureFixture[str], folder: Path) -> None:
        self.capsys = capsys
        self.folder = folder

    def __call__(self, *words: str) -> tuple[int, str, str]:
        code = main(["--data", str(self.folder), *words])
        said = self.capsys.readouterr()
        return code, said.out, said.err

    def json(self, *words: str) -> Any:
        code, out, err = self(*words, "--json")
        assert (code, err) == (0, "")
        return json.loads(out)


@pytest.fixture
def kb(capsys: pytest.CaptureFixture[str]) -> Run:
    return Run(capsys, TOY)


@pytest.fixture
def whole(capsys: pytest.CaptureFixture[str], data_folder: Path) -> Run:
    return Run(capsys, data_folder)


def commands() -> dict[str, argparse.ArgumentParser]:
    (action,) = (a for a in parser()._actions if isinstance(a, argparse._SubParsersAction))
    return dict(action.choices)


def test_commands_of_the_design() -> None:
    assert set(commands()) >= {
        "check", "verify", "stats", "search", "show", "claims", "path", "level", "distance",
        "texts", "fmt", "export", "serve",
    }  # fmt: skip
    assert cli.__all__ == ["main"]


@pytest.mark.parametrize("name", commands())
def test_every_command_has_help(name: str, capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as stopped:
        main([name, "--help"])
    assert stopped.value.code == 0
    said = capsys.readouterr().out
    assert f"kb {name}" in said
    assert commands()[name].description


@pytest.mark.parametrize(
    "words",
    [(), ("none",), ("show",), ("search",), ("path", "GB30"), ("export", "none", "x"),
     ("level",), ("search", "a", "--limit", "many"), ("claims", "--kind", "none"),
     ("texts", "eat"), ("--data",)],
    ids=" ".join,
)  # fmt: skip
def test_wrong_calls_exit_2(words: tuple[str, ...], capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as stopped:
        main(list(words))
    assert stopped.value.code == 2
    assert "usage: kb" in capsys.readouterr().err


def test_check_of_sound_data(whole: Run) -> None:
    assert whole("check") == (0, "", "")


def test_check_of_broken_data(toy_folder: Path, capsys: pytest.CaptureFixture[str], edit) -> None:
    line = edit(toy_folder, "points/GB.yaml", "page: 186", "pgae: 186")
    code, out, err = Run(capsys, toy_folder)("check")
    assert (code, err) == (1, "")
    assert f"data/points/GB.yaml:{line}: GB30: unknown key 'pgae'; did you mean 'page'?" in out


def test_stats(kb: Run, toy: KnowledgeBase) -> None:
    found = kb.json("stats")
    assert found.keys() >= {"points", "extra_points", "meridians", "symptoms", "sources", "claims",
                            "unmapped_phrases", "gaps"}  # fmt: skip
    assert (found["points"], found["extra_points"], found["meridians"]) == (6, 1, 1)
    assert found["symptoms"] == len(toy.symptoms)
    claims = dict(found["claims"])
    assert claims.pop("total") == len(toy.claims()) == sum(claims.values())
    assert set(claims) <= set(CLAIM_KINDS)
    assert found["gaps"]["total"] == len(toy.gaps)
    other = {(c.source, c.subject, c.at, c.term) for c in toy.claims() if c.kind == "other"}
    assert found["unmapped_phrases"] == len(other)
    of = found["phrases"].values()
    for key in ("mapped", "unmapped"):
        assert sum(one[key] for one in of) == found[f"{key}_phrases"]
    for one in (*of, {"mapped": found["mapped_phrases"], "unmapped": len(other), **found}):
        share = one["mapped"] / (one["mapped"] + one["unmapped"])
        assert one["mapped_share"] == pytest.approx(share, abs=1e-4)


def test_unmapped_phrases_by_frequency(
    toy_folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = next((toy_folder / "claims").rglob("GB.yaml"))
    path.write_text(
        "GB30:\n- {at: 040-12a.1, other: [寒氣, 風䐜]}\n- {at: 040-12a.3, other: [风䐜]}\n"
        "- {at: 040-12a.4, other: [風䐜]}\n",
        encoding="utf-8",
    )
    run = Run(capsys, toy_folder)
    rows = [row for row in run.json("stats", "--unmapped") if row["phrase"] in ("寒氣", "風䐜")]
    assert [(row["phrase"], row["count"]) for row in rows] == [("風䐜", 3), ("寒氣", 1)]
    assert rows[0]["sources"] == {path.parent.name: 3}
    counts = [row["count"] for row in run.json("stats", "--unmapped")]
    assert counts == sorted(counts, reverse=True)
    _, out, _ = run("stats", "--unmapped")
    assert out.index("風䐜") < out.index("寒氣")
    assert len(out.splitlines()) == len(counts)
    assert sum(counts) == run.json("stats")["unmapped_phrases"]


def test_stats_of_the_whole_data(whole: Run, base: KnowledgeBase) -> None:
    found = whole.json("stats")
    assert found["points"] == 361
    assert found["claims"]["total"] == len(base.claims())
    assert 0.5 < found["mapped_share"] <= 1


def test_search(kb: Run) -> None:
    found = kb.json("search", "环跳")
    assert found.keys() >= {"query", "understood", "unknown", "exact", "points", "symptoms",
                            "meridians", "categories", "remarks"}  # fmt: skip
    assert found["understood"][0].keys() == {"text", "as", "ids"}
    assert found["points"][0].keys() == {"code", "why", "sources", "families"}
    assert (found["query"], found["exact"], found["points"][0]["code"]) == ("环跳", True, "GB30")
    remark = kb.json("search", "P7 GB30")
    assert all(one.keys() == {"kind", "text", "cites"} for one in remark["remarks"])
    assert len(kb.json("search", "numbness", "--limit", "1")["points"]) == 1


def test_search_that_finds_nothing_exits_1(kb: Run) -> None:
    code, out, _ = kb("search", "xyzzy")
    assert (code, out) == (1, "not understood: xyzzy\n")
    assert kb("search", "")[0] == 1
    code, out, _ = kb("search", "BL100")
    assert code == 1
    assert "no such point: no point BL100: BL has 67 points" in out


@pytest.mark.parametrize(
    ("name", "kind"),
    [("GB30", "point"), ("gb30", "point"), ("EX-LE6", "point"), ("GB", "meridian"),
     ("sea-point", "category"), ("hip-pain", "symptom"), ("lingshu", "source"),
     ("neck", "structure"), ("point:GB30", "point"), ("symptom:hip-pain", "symptom")],
)  # fmt: skip
def test_show(kb: Run, name: str, kind: str) -> None:
    found = kb.json("show", name)
    assert found.keys() == {"id", "type", "label", "facts", "claims", "derived", "remarks"}
    assert found["type"] == kind
    assert found["label"]
    code, out, err = kb("show", name)
    assert (code, err) == (0, "")
    assert out.startswith(f"{found['id']}  {found['label']}  ({kind})")


def test_show_tells_everything_about_a_record(kb: Run, toy: KnowledgeBase) -> None:
    point = kb.json("show", "GB30")
    assert [c["id"] for c in point["claims"]] == [c.id for c in toy.claims_of("GB30")]
    assert "trochanter" in point["facts"]["location_text"]
    category = kb.json("show", "sea-point")
    told = {c["id"] for c in category["claims"]}
    assert told == {c.id for c in (*toy.claims_of("sea-point"), *toy.claims_on("sea-point"))}
    assert {"from": "category:sea-point", "to": "category:five-shu", "relation": "is part of"} in (
        category["derived"]
    )
    assert kb.json("show", "GB")["remarks"] == [f"{gap.field}: {gap.reason}" for gap in toy.gaps]


@pytest.mark.parametrize(
    "name", ["none", "", "GB99", "organ:gallbladder", "point:none", "LU1", "a/b"]
)
def test_unknown_ids_exit_1_without_a_traceback(kb: Run, name: str) -> None:
    for words in (("show", name), ("path", name, "GB30"), ("path", "GB30", f"{name}x"),
                  ("level", name), ("distance", name, "GB30"), ("distance", "GB30", name),
                  ("claims", "--point", name or "x"), ("claims", "--source", name or "x"),
                  ("claims", "--symptom", name or "x")):  # fmt: skip
        code, out, err = kb(*words)
        if words == ("path", "organ:gallbladder", "GB30"):
            continue
        assert (code, out) == (1, ""), words
        assert err.startswith("kb: "), words
        assert "Traceback" not in err


CLAIM_KEYS = {"id", "kind", "points", "source", "family", "locator", "term", "symptom_id",
              "symptom_label", "symptom_terms", "value", "reports", "file", "line"}  # fmt: skip


def test_claims(kb: Run, toy: KnowledgeBase) -> None:
    code, out, err = kb("claims", "--json")
    assert (code, err) == (0, "")
    found = [json.loads(line) for line in out.splitlines()]
    assert [one["id"] for one in found] == [claim.id for claim in toy.claims()]
    for one, claim in zip(found, toy.claims(), strict=True):
        assert one.keys() >= CLAIM_KEYS
        assert (one["term"], one["locator"], one["line"]) == (claim.term, claim.at, claim.line)
        if claim.kind == "treats":
            symptom = toy.symptoms[claim.target]
            assert (one["symptom_label"], tuple(one["symptom_terms"])) == (symptom.en, symptom.hant)


@pytest.mark.parametrize(
    ("words", "test"),
    [
        (("--point", "GB30"), lambda c: "GB30" in c.subjects),
        (("--point", "gb30"), lambda c: "GB30" in c.subjects),
        (("--source", "lingshu"), lambda c: c.source == "lingshu"),
        (("--kind", "needle"), lambda c: c.kind == "needle"),
        (("--symptom", "hip-pain"), lambda c: c.target == "hip-pain"),
        (
            ("--point", "GB34", "--kind", "moxa"),
            lambda c: "GB34" in c.subjects and c.kind == "moxa",
        ),
    ],
)
def test_claims_chosen(kb: Run, toy: KnowledgeBase, words: tuple[str, ...], test: Any) -> None:
    _, out, _ = kb("claims", *words, "--json")
    found = [json.loads(line)["id"] for line in out.splitlines()]
    assert found == [claim.id for claim in toy.claims() if test(claim)]
    assert found
    _, out, _ = kb("claims", *words)
    assert len(out.splitlines()) == len(found)


def test_claims_in_plain_words_can_be_clicked(kb: Run) -> None:
    _, out, _ = kb("claims", "--point", "GB30", "--symptom", "hip-pain")
    path, line, _ = out.split(":", 2)
    text = (TOY.parent / path).read_text(encoding="utf-8").splitlines()[int(line) - 1]
    assert "hip-pain" in text


def test_disagreements(whole: Run, base: KnowledgeBase) -> None:
    found = whole.json("disagreements", "--point", "BL40")
    assert found.keys() == {"disagreements", "reports"}
    (moxa,) = (one for one in found["disagreements"] if one["axis"] == "moxa")
    assert {side["value"] for side in moxa["sides"]} == {"given", "forbidden"}
    assert all(base.claim(c).source in s["sources"] for s in moxa["sides"] for c in s["claims"])
    wrong = [one for one in found["reports"] if one["verdict"] == "contradicted"]
    assert [(one["source"], one["reports"], one["axis"]) for one in wrong] == [
        ("zhenjiu-dacheng", "jiayi-jing", "moxa")
    ]
    code, out, _ = whole("disagreements", "--point", "BL40")
    assert code == 0
    assert len(out.splitlines()) == len(found["disagreements"]) + len(wrong)
    assert "misreport" in out


def test_disagreements_of_one_kind_cut_and_whole(whole: Run) -> None:
    found = whole.json("disagreements", "--axis", "cones")["disagreements"]
    assert {one["axis"] for one in found} == {"cones"}
    _, out, _ = whole("disagreements", "--axis", "cones", "--limit", "3")
    assert len(out.splitlines()) == 4
    _, out, _ = whole("disagreements", "--axis", "cones", "--limit", "0")
    assert len(out.splitlines()) >= len(found)
    code, _, err = whole("disagreements", "--axis", "fame")
    assert (code, "fame" in err) == (1, True)


def test_compare(whole: Run, base: KnowledgeBase) -> None:
    code, out, _ = whole("compare", "zusanli", "SP6", "--json")
    found = json.loads(out)
    assert code == 0
    assert found["ids"] == ["ST36", "SP6"]
    parts = {part["id"]: part for part in found["parts"]}
    told = {
        code: {c.target for c in base.claims_of(code) if c.kind == "treats" and len(c.subjects) == 1
               and base.sources[c.source].kind == "classical"}
        for code in found["ids"]
    }  # fmt: skip
    only = {row["id"] for row in parts["indications"]["only"]["ST36"]}
    assert only == told["ST36"] - told["SP6"]
    every = parts["indications"]["every"]
    assert {row["id"] for row in every} == told["ST36"] & told["SP6"]
    for row in every:
        for name, said in row["cells"].items():
            for claim in said[0]["cites"]:
                assert base.claim(claim).subjects == (name,)
    code, out, _ = whole("compare", "ST36", "SP6")
    assert code == 0
    assert out.startswith("ST36 足三里")
    assert "differs: In words" in out


def test_compare_of_what_is_not_there(kb: Run) -> None:
    code, out, err = kb("compare", "GB30", "flobbernock")
    assert code == 1
    assert "flobbernock" in err
    assert "GB30" in out
    assert kb("compare", "flobbernock")[0] == 1


def test_path(kb: Run, toy: KnowledgeBase) -> None:
    found = kb.json("path", "GB30", "GB34")
    assert found.keys() == {"from", "to", "or", "paths", "total"}
    assert (found["from"], found["to"]) == ("point:GB30", "point:GB34")
    assert found["paths"]
    for hops in found["paths"]:
        assert all(hop.keys() == {"from", "to", "relation", "claims", "derived"} for hop in hops)
        assert all(toy.claim(name) for hop in hops for name in hop["claims"])
        assert all(hop["claims"] or hop["derived"] for hop in hops)
    code, out, _ = kb("path", "GB30", "GB34", "--limit", "1")
    assert code == 0
    assert "GB30 環跳" in out
    assert f"and {found['total'] - 1} more" in out


def test_path_takes_any_name(kb: Run) -> None:
    told = kb.json("path", "huan tiao", "GB 34")
    assert told["paths"] == kb.json("path", "GB30", "GB34")["paths"]


def test_path_between_what_nothing_joins(kb: Run) -> None:
    code, out, _ = kb("path", "GB30", "GB30")
    assert (code, out) == (1, "nothing joins point:GB30 and point:GB30\n")


def test_level_and_distance(whole: Run) -> None:
    assert whole("level", "ST25")[0] == 0
    assert "levels" in whole.json("level", "ST25")
    found = whole.json("distance", "CV12", "CV8")
    assert found["cun"] == 4
    code, out, _ = whole("distance", "CV12", "CV8")
    assert code == 0
    assert out.startswith("4 B-cun")
    code, out, _ = whole("distance", "LU1", "KI1")
    assert code == 0
    assert out.strip(), "no distance, but a reason"


def test_export(kb: Run, tmp_path: Path, toy: KnowledgeBase) -> None:
    out = tmp_path / "claims.jsonl"
    code, said, _ = kb("export", "jsonl", str(out))
    assert code == 0
    assert str(len(toy.claims())) in said
    assert len(out.read_text(encoding="utf-8").splitlines()) == len(toy.claims())
    assert kb("export", "graphml", str(tmp_path / "graph.graphml"))[0] == 0
    assert (tmp_path / "graph.graphml").stat().st_size > 1000


def test_export_to_a_place_that_is_not_there(kb: Run, tmp_path: Path) -> None:
    for kind in ("jsonl", "graphml"):
        code, out, err = kb("export", kind, str(tmp_path / "none" / "x"))
        assert (code, out) == (1, "")
        assert err.startswith("kb: ")
        assert "No such file or directory" in err


def test_fmt(toy_folder: Path, capsys: pytest.CaptureFixture[str], edit) -> None:
    kb = Run(capsys, toy_folder)
    assert kb("fmt") == (0, "", "")
    edit(toy_folder, "points/GB.yaml", "{hant: 環跳, hans: 环跳,", "{hans: 环跳,   hant: 環跳,")
    assert kb("fmt") == (0, "data/points/GB.yaml\n", "")
    assert (toy_folder / "points/GB.yaml").read_bytes() == (TOY / "points/GB.yaml").read_bytes()
    assert kb("fmt") == (0, "", "")


def test_fmt_goes_on_after_a_file_it_cannot_read(
    toy_folder: Path, capsys: pytest.CaptureFixture[str], edit
) -> None:
    (toy_folder / "axes.yaml").write_text("a: [b\n", encoding="utf-8")
    edit(toy_folder, "points/GB.yaml", "{hant: 環跳, hans: 环跳,", "{hans: 环跳, hant: 環跳,")
    code, out, err = Run(capsys, toy_folder)("fmt")
    assert (code, out) == (1, "data/points/GB.yaml\n")
    assert err.startswith("data/axes.yaml:2: not YAML")
    assert (toy_folder / "axes.yaml").read_text("utf-8") == "a: [b\n"


BROKEN = (
    ("stats",), ("search", "GB30"), ("show", "GB30"), ("claims",), ("path", "GB30", "GB34"),
    ("level", "GB32"), ("distance", "GB31", "GB32"), ("verify",), ("texts", "list"),
    ("export", "jsonl", "out.jsonl"),
)  # fmt: skip


@pytest.mark.parametrize("words", BROKEN, ids=" ".join)
def test_broken_data_is_told_by_every_command(
    words: tuple[str, ...],
    toy_folder: Path,
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
    edit,
) -> None:
    monkeypatch.chdir(toy_folder.parent)
    edit(toy_folder, "points/GB.yaml", "page: 186", "pgae: 186")
    edit(toy_folder, "gaps.yaml", "reason:", "resaon:")
    code, out, err = Run(capsys, toy_folder)(*words)
    assert (code, out) == (1, "")
    assert "data/points/GB.yaml:" in err
    assert "data/gaps.yaml:" in err


@pytest.mark.parametrize("words", [*BROKEN, ("check",), ("fmt",)], ids=" ".join)
def test_missing_data_folder(
    words: tuple[str, ...], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    code, out, err = Run(capsys, tmp_path / "none")(*words)
    assert code == 1
    assert "missing" in out + err or "No such file" in out + err


def test_module_and_pipe(toy_folder: Path) -> None:
    """`python -m kb` runs the command; a reader that stops early is no error."""
    call = [sys.executable, "-m", "kb", "--data", str(toy_folder), "claims", "--json"]
    done = subprocess.run(call, capture_output=True, text=True, cwd=ROOT, check=False)
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout.count("\n") > 50
    read, write = os.pipe()
    os.close(read)
    shut = subprocess.Popen(call, stdout=write, stderr=subprocess.PIPE, text=True, cwd=ROOT)
    os.close(write)
    _, err = shut.communicate(timeout=60)
    assert (shut.returncode, err) == (0, "")


def test_odd_arguments_do_no_harm(kb: Run) -> None:
    for text in (
        "\x00",
        "環" * 5000,
        "../../etc/passwd",
        "<script>",
        "\udcff",
        "%s%n",
        "--",
        "' OR 1=1",
    ):
        for words in (("search", text), ("show", text), ("path", text, text)):
            if text == "--":
                continue
            code, _, err = kb(*words)
            assert code == 1
            assert "Traceback" not in err
