"""The records of evidence and the table of trials as files of ``data/evidence``.

Reads ``evidence.yaml`` and ``tara-trials.yaml`` and writes ``data/evidence/<condition>.yaml``: the
file of a record is that of its first condition. Facts and figures are kept as read; the limits and
longer phrases are restated (`kb.ingest.evidence_words`); summaries are not carried over, since the
fields say what they say. The unverified list is not read at all. Pages opened since, for warning
signs, are added (`kb.ingest.evidence_pages`), with studies of how a condition goes by itself
(`kb.ingest.evidence_course`) and guidelines on other care (`kb.ingest.evidence_care`). Same
records: same bytes.
"""

from __future__ import annotations

import argparse
import re
import sys
from collections import defaultdict
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from kb.emit import emit
from kb.errors import MingtangError
from kb.ingest.evidence_care import CARE
from kb.ingest.evidence_citations import COMPLETED
from kb.ingest.evidence_courses_other import OTHER
from kb.ingest.evidence_courses_pain import PAIN
from kb.ingest.evidence_effects import effects
from kb.ingest.evidence_pages import PAGES
from kb.ingest.evidence_signs import SIGNS
from kb.ingest.evidence_words import (
    ALSO,
    COUNTRIES,
    LIMITS,
    PLACES,
    RESTATED,
    SUPERSEDED,
)
from kb.reader import read

__all__ = ["OPENED", "files", "listed", "main", "record", "write"]

DATA = Path(__file__).resolve().parents[2] / "data"
ARTICLE = "seed-sciatica-article"
"""The one marketing text among the records; it is a source of ``data/articles``, not evidence."""

OPENED: Mapping[str, Mapping[str, Any]] = {
    **PAGES, **SIGNS, **PAIN, **OTHER, **CARE,
}  # fmt: skip
"""Records of pages opened since, by id."""

KINDS = {
    "guideline": "guideline", "systematic-review": "review", "meta-analysis": "review",
    "narrative-review": "review", "RCT": "trial", "observational": "observational",
    "commentary": "commentary", "animal": "animal",
}  # fmt: skip
DIRECTIONS = {"favours acupuncture": "favours"}
PARTS = ("title", "authors", "year", "journal", "volume", "issue", "pages", "doi", "pmid", "pmcid")
INCOMPLETE = ("title", "authors", "year", "journal")
KEPT = {
    "clinical_relevance": "relevance", "population": "population", "technique": "technique",
    "sessions": "sessions", "sample_size": "size", "comparator": "comparator",
}  # fmt: skip
_COCHRANE = re.compile(r"CD[0-9]{6}")
_GRADES = (("very low", "very-low"), ("moderate", "moderate"), ("low", "low"), ("high", "high"))
_VERSUS = {"usual-or-active-care": "active", "sham-or-placebo": "sham"}


def _own(text: str) -> str:
    """Return a phrase of a record, restated where it is long."""
    return RESTATED.get(text, text)


def _cited(name: str, entry: dict[str, Any]) -> dict[str, Any]:
    """Return the parts of a citation that are known, what is missing and what was inferred."""
    given = dict(entry["citation"])
    if str(given.get("title", "")).startswith("["):
        given.pop("title")
    added = COMPLETED.get(name, {})
    given.update(added)
    made = {key: given[key] for key in PARTS if given.get(key)}
    if "pages" in made and (found := _COCHRANE.fullmatch(made["pages"])):
        made["cochrane"] = found[0]
    if "url" in added:
        made["url"] = added["url"]
    elif not made.keys() & {"doi", "pmid", "pmcid", "cochrane"}:
        made["url"] = entry["read_at"]
        made["missing"] = ["doi"]
    made["missing"] = [*made.get("missing", ()), *(key for key in INCOMPLETE if key not in made)]
    inferred = [key for key in entry.get("citation_inferred", ()) if key not in added]
    by_number = ("birkeflet", "gadau", "ni-2020", "zhang-fr")
    made["inferred"] = [*inferred, *(["doi"] if name.startswith(by_number) else [])]
    return made


def _graded(entry: dict[str, Any]) -> dict[str, Any]:
    words = entry.get("certainty", "")
    if not words:
        return {}
    found, rest = [], words
    for text, grade in _GRADES:
        if re.search(rf"\b{text}\b", rest):
            found.append(grade)
            rest = re.sub(rf"\b{text}\b", "", rest)
    plain = words.replace(" ", "-") in found
    return {
        "certainty": found or ["other"],
        "certainty_by": _own(entry["certainty_by"]),
        **({} if plain else {"certainty_note": _own(words)}),
    }


def record(entry: dict[str, Any]) -> dict[str, Any]:
    """Return a record of evidence as ``data/evidence`` holds it."""
    name = entry["id"]
    made: dict[str, Any] = {
        "kind": KINDS[entry["type"]],
        "design": entry["type"] if entry.get("note") != "status: protocol" else "RCT protocol",
        "topic": entry["topic"],
        "conditions": entry["condition"],
        **_cited(name, entry),
        "direction": DIRECTIONS.get(entry["direction"], entry["direction"].replace(" ", "-")),
        "sham": entry.get("vs_sham", "").replace(" ", "-"),
        **_graded(entry),
        **{new: _own(entry[old]) for old, new in KEPT.items() if entry.get(old)},
        "countries": list(COUNTRIES.get(name, ())),
        "versus": [entry["comparator_class"]],
        "points": entry["points"],
        "points_status": _own(entry["points_status"]),
        "results": [
            *(_result(name, i, one) for i, one in enumerate(entry["outcomes"])),
            *map(dict, ALSO.get(name, ())),
        ],
        "limits": list(LIMITS.get(name, ())),
        "read": entry["reading"],
        "read_on": entry["read_on"],
        "superseded": SUPERSEDED.get(name, ""),
    }
    return {key: value for key, value in made.items() if value not in ("", [], None)}


def _result(name: str, number: int, one: dict[str, Any]) -> dict[str, Any]:
    made: dict[str, Any] = {"measure": _own(one["measure"])}
    if one.get("at"):
        made["at"] = one["at"]
    made["result"] = _own(one["result"])
    if found := effects(name, number, one["result"]):
        made["effects"] = found
    return made


def listed(entry: dict[str, Any]) -> dict[str, Any]:
    """Return a trial of the public table: what it names, and no outcome, since it gives none."""
    versus = dict.fromkeys(_VERSUS.get(one, one) for one in entry["comparator_class"])
    made = {
        "kind": "listed",
        "design": "RCT",
        "topic": "efficacy",
        "conditions": list(PLACES[entry["condition_label"]]),
        "title": entry["title"],
        "year": entry["year"],
        "doi": entry["doi"],
        "missing": ["authors", "journal"],
        "size": entry["sample_size"],
        "versus": list(versus),
        "points": entry["points"],
        "flags": entry["flags"],
        "read": "listed",
    }
    return {key: value for key, value in made.items() if value not in ("", [], None)}


def _entries(folder: Path) -> Iterator[tuple[str, dict[str, Any]]]:
    for entry in read(folder / "evidence.yaml", "evidence.yaml").data:
        if entry["id"] != ARTICLE:
            yield entry["id"], record(entry)
    for entry in read(folder / "tara-trials.yaml", "tara-trials.yaml").data:
        yield entry["id"], listed(entry)
    yield from ((name, dict(entry)) for name, entry in OPENED.items())


def files(folder: Path) -> dict[str, str]:
    """Return the name of each file (``evidence/sciatica.yaml``) and its text."""
    grouped: dict[str, dict[str, Any]] = defaultdict(dict)
    for name, made in _entries(folder):
        grouped[made["conditions"][0]][name] = made
    return {f"evidence/{key}.yaml": emit(found, "evidence") for key, found in grouped.items()}


def write(folder: Path, data: Path = DATA) -> list[Path]:
    """Write the files; those of conditions that have no record any more are deleted."""
    texts = files(folder)
    for old in (data / "evidence").glob("*.yaml"):
        if f"evidence/{old.name}" not in texts:
            old.unlink()
    paths = []
    for name, text in sorted(texts.items()):
        path = data / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8", newline="\n")
        paths.append(path)
    return paths


def main(argv: list[str] | None = None) -> int:
    """Run ``python -m kb.ingest.evidence --sources FOLDER``."""
    parser = argparse.ArgumentParser(prog="kb.ingest.evidence", description=__doc__)
    parser.add_argument("--sources", type=Path, required=True, metavar="FOLDER")
    options = parser.parse_args(argv)
    try:
        print(f"{len(write(options.sources))} files")
    except MingtangError as error:
        print(f"kb.ingest.evidence: {error}", file=sys.stderr)
        return 1
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
