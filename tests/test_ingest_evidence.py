"""Records of evidence against the records they were made from: nothing added, nothing lost."""

from __future__ import annotations

import hashlib
import re
from collections import Counter
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from kb.ingest.evidence import ARTICLE, OPENED, files, main, record, write
from kb.ingest.evidence_citations import COMPLETED
from kb.ingest.evidence_effects import DRAWN, effects
from kb.ingest.evidence_words import ALSO, LIMITS, PLACES, RESTATED, SUPERSEDED
from kb.reader import read

ROOT = Path(__file__).resolve().parents[1]
DATA = ROOT / "data"
SOURCES = ROOT.parent / "shared" / "sources" / "evidence"
pytestmark = pytest.mark.skipif(not SOURCES.is_dir(), reason="the records are not shipped")
RUN = 9
"""So many words in a row are prose, not a term."""


@cache
def given(name: str) -> Any:
    return read(SOURCES / name, name).data


@cache
def ours() -> dict[str, dict[str, Any]]:
    """Return every record of ``data/evidence``."""
    found: dict[str, dict[str, Any]] = {}
    for path in sorted((DATA / "evidence").glob("*.yaml")):
        found.update(read(path, path.name).data)
    return found


def strings(value: Any) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    else:
        for item in value.values() if isinstance(value, dict) else value:
            yield from strings(item)


def figures(text: str) -> list[str]:
    return re.findall(r"\d+(?:\.\d+)?", text)


def runs(text: str) -> set[tuple[str, ...]]:
    """Return every row of `RUN` words without a figure between them."""
    found = set()
    for stretch in re.split(r"\d", text.lower()):
        words = re.findall(r"[a-z]+(?:['’-][a-z]+)*", stretch)
        found |= {tuple(words[i : i + RUN]) for i in range(len(words) - RUN + 1)}
    return found


def prose(entry: dict[str, Any]) -> set[tuple[str, ...]]:
    """Return the rows of words of a record, titles left out: they are names."""
    kept = {key: value for key, value in entry.items() if key != "citation"}
    return {row for text in strings(kept) for row in runs(text)}


def test_the_program_makes_the_same_files_again(tmp_path: Path) -> None:
    made = files(SOURCES)
    assert set(made) == {f"evidence/{p.name}" for p in (DATA / "evidence").glob("*.yaml")}
    for name, text in made.items():
        assert (DATA / name).read_text(encoding="utf-8") == text, name
    (tmp_path / "evidence").mkdir()
    (tmp_path / "evidence" / "gone.yaml").write_text("x: {}\n")
    assert len(write(SOURCES, tmp_path)) == len(made)
    assert not (tmp_path / "evidence" / "gone.yaml").exists()


def test_missing_sources_are_told(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["--sources", str(tmp_path)]) == 1
    assert "evidence.yaml" in capsys.readouterr().err


def test_every_record_is_there_and_nothing_unverified() -> None:
    verified = {one["id"] for one in given("evidence.yaml")}
    listed = {one["id"] for one in given("tara-trials.yaml")}
    assert len(verified) == 143
    assert len(listed) == 86
    assert not set(OPENED) & (verified | listed)
    assert set(ours()) == (verified - {ARTICLE}) | listed | set(OPENED)
    unverified = {one["id"] for one in given("unverified.yaml")}
    assert not unverified & set(ours())
    assert all(one["unverified"] == "false" for one in given("evidence.yaml"))


def test_no_remembered_figure_was_carried_over() -> None:
    """A figure only remembered for a record may not stand in it."""
    for lead in given("unverified.yaml"):
        one = ours().get(lead.get("completes", ""))
        if one is None:
            continue
        entry = next(e for e in given("evidence.yaml") if e["id"] == lead["completes"])
        known = {f for text in strings(entry) for f in figures(text)}
        remembered = {f for f in figures(lead["remembered"]) if "." in f} - known
        shown = {f for text in strings(one.get("results", [])) for f in figures(text)}
        assert not remembered & shown, lead["id"]


@pytest.mark.parametrize("entry", given("evidence.yaml") if SOURCES.is_dir() else (),
                         ids=lambda entry: entry["id"])  # fmt: skip
def test_figures_are_those_of_the_record(entry: dict[str, Any]) -> None:
    if entry["id"] == ARTICLE:
        return
    one = ours()[entry["id"]]
    known = Counter(f for text in strings(entry) for f in figures(text))
    for key in ("results", "limits", "population", "size", "sessions", "technique", "comparator",
                "relevance", "certainty_note", "certainty_by"):  # fmt: skip
        for text in strings(one.get(key, "")):
            assert set(figures(text)) <= set(known), (key, text)
    outcomes = entry["outcomes"]
    results = one.get("results", [])
    assert len(results) == len(outcomes) + len(ALSO.get(entry["id"], ()))
    for result, outcome in zip(results, outcomes, strict=False):
        assert figures(result["result"]) == figures(outcome["result"])
        assert result["result"] in (outcome["result"], RESTATED.get(outcome["result"]))
        assert result.get("at") == outcome.get("at")
    assert one.get("points", []) == entry["points"]
    assert one["conditions"] == entry["condition"]
    assert one["read"] == entry["reading"]


def test_citations_are_as_read_or_completed_by_name() -> None:
    for entry in given("evidence.yaml"):
        if entry["id"] == ARTICLE:
            continue
        one, cited = ours()[entry["id"]], entry["citation"]
        added = COMPLETED.get(entry["id"], {})
        for key in ("authors", "year", "journal", "volume", "issue", "pages", "doi", "pmid",
                    "pmcid"):  # fmt: skip
            assert one.get(key) == added.get(key, cited.get(key)), (entry["id"], key)
        for key in ("authors", "year", "title", "journal"):
            assert (key in one) != (key in one.get("missing", [])), (entry["id"], key)


def test_listed_trials_carry_no_outcome() -> None:
    for entry in given("tara-trials.yaml"):
        one = ours()[entry["id"]]
        assert one["kind"] == one["read"] == "listed"
        assert not one.keys() & {"direction", "sham", "results", "certainty", "limits"}
        assert one.get("points", []) == entry["points"]
        assert one["doi"] == entry["doi"]
        assert one["conditions"] == list(PLACES[entry["condition_label"]])
        assert one["flags"] == entry["flags"] if entry["flags"] else "flags" not in one


def test_no_sentence_of_a_record_was_copied() -> None:
    for entry in given("evidence.yaml"):
        taken = prose(entry)
        for text in strings({**ours().get(entry["id"], {}), "title": "", "url": ""}):
            assert not runs(text) & taken, (entry["id"], text)


def test_the_copy_test_finds_a_copied_sentence() -> None:
    entry = given("evidence.yaml")[0]
    summary = entry["summary"]
    assert runs(summary) & prose(entry)
    assert runs(f"And so: {summary}") & prose(entry)
    assert not runs("ten sessions beat sham needling") & prose(entry)


def test_no_words_of_the_article_are_shipped() -> None:
    text = (SOURCES / f"{ARTICLE}.txt").read_text(encoding="utf-8").replace("\xa0", " ")
    taken = runs(text)
    assert taken
    for path in (*(DATA / "articles").glob("*.yaml"), DATA / "sources" / f"{ARTICLE}.yaml"):
        for said in strings(read(path, path.name).data):
            assert not runs(said) & taken, said


def test_the_article_is_the_one_that_was_read() -> None:
    path = SOURCES / f"{ARTICLE}.txt"
    text = path.read_text(encoding="utf-8")
    source = read(DATA / "sources" / f"{ARTICLE}.yaml", "s").data
    article = read(DATA / "articles" / f"{ARTICLE}.yaml", "a").data
    assert source["text"]["sha256"] == hashlib.sha256(path.read_bytes()).hexdigest()
    assert int(article["characters"]) == len(text)
    seed = given("seed-claims.yaml")
    assert [one["id"] for one in article["statements"]] == [one["id"] for one in seed["claims"]]
    for one, read_ in zip(article["statements"], seed["claims"], strict=True):
        assert one["span"] == read_["span"]
        for key in ("supports", "qualifies", "contradicts"):
            assert one.get(key, []) == read_[key], (one["id"], key)
    for one, read_ in zip(article["omissions"], seed["omissions"], strict=True):
        assert one.get("studies", []) == [r for r in read_["records"] if r != ARTICLE]


def test_sentences_on_conditions_hold_only_figures_of_what_they_cite() -> None:
    texts = {one["id"]: " ".join(strings(one)) for one in given("evidence.yaml")}
    texts |= {name: " ".join(strings(one)) for name, one in OPENED.items()}
    seen = 0
    for path in (DATA / "conditions").glob("*.yaml"):
        data = read(path, path.name).data
        for key in ("about", "red_flags", "outlook", "care"):
            for one in data.get(key, []):
                known = {f for name in one.get("studies", []) for f in figures(texts[name])}
                assert set(figures(one["says"])) <= known, (path.name, one["says"])
                seen += bool(figures(one["says"]))
    assert seen > 3


def test_tables_name_records_that_exist() -> None:
    names = {one["id"] for one in given("evidence.yaml")}
    assert set(LIMITS) | set(SUPERSEDED) | set(COMPLETED) <= names
    assert {name for name, _ in DRAWN} <= names
    assert {after for after in SUPERSEDED.values() if after != "not-read"} <= names | set(OPENED)
    said = {text for one in given("evidence.yaml") for text in strings(one)}
    assert set(RESTATED) <= said
    olds = {name for name in names if name.endswith("-old")}
    assert olds <= set(SUPERSEDED)
    lacking = {one["id"] for one in given("evidence.yaml") if one.get("limits")} - set(LIMITS)
    assert lacking == {ARTICLE}


def test_every_estimate_that_is_to_be_drawn_was_found() -> None:
    for (name, number), wanted in DRAWN.items():
        entry = next(one for one in given("evidence.yaml") if one["id"] == name)
        result = entry["outcomes"][number]["result"]
        made = effects(name, number, result)
        assert len(made) == sum(bool(scale) for scale, *_ in wanted), (name, number)
        for one in made:
            assert float(one["low"]) <= float(one["value"]) <= float(one["high"])


@pytest.mark.parametrize(
    ("result", "found"),
    [
        ("MD -1.25 (95% CI -1.63 to -0.86)", ("-1.25", "-1.63", "-0.86")),
        ("MD 10.26 points lower (95% CI 17.11 to 3.40 lower); 1054", ("-10.26", "-17.11", "-3.40")),
        ("-14.4 mm (95% CI -23.5 to -5.2), p=0.002", ("-14.4", "-23.5", "-5.2")),
        ("0.92 points", None),
        ("p=0.30", None),
        ("RR 0.68, 95% CI 0.60 and more", None),
    ],
)
def test_what_is_and_is_not_an_estimate(
    result: str, found: tuple[str, ...] | None, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("kb.ingest.evidence_effects.DRAWN", {("x", 0): (("own", "MD", "lower"),)})
    made = effects("x", 0, result)
    assert [(one["value"], one["low"], one["high"]) for one in made] == ([found] if found else [])


def test_grades_are_read_from_the_words_of_the_grading() -> None:
    entry = dict(given("evidence.yaml")[0])
    for words, grades in (
        ("very low to low", ["very-low", "low"]), ("moderate", ["moderate"]),
        ("low (acute); moderate (chronic)", ["moderate", "low"]), ("little confidence", ["other"]),
    ):  # fmt: skip
        made = record({**entry, "certainty": words, "certainty_by": "x"})
        assert sorted(made["certainty"]) == sorted(grades)
        assert ("certainty_note" in made) == (words != "moderate")
