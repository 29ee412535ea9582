"""The figures of data/points against the WHO 2008 fact table, and the landmarks they name.

The fact table is not part of the project; where it is absent the comparison is skipped. What needs
only the data is always checked.
"""

from __future__ import annotations

import csv
import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from kb.codes import COUNTS, all_codes
from kb.errors import DataError
from kb.ingest.who_landmarks import NAILS, landmark, nail_landmark
from kb.ingest.who_locations import DIRECTIONS, draft, main
from kb.reader import read

ROOT = Path(__file__).resolve().parents[1]
SOURCES = ROOT.parent / "shared" / "sources"
FACTS = SOURCES / "who-2008" / "locations.tsv"
TARA = SOURCES / "tara" / "acupoints.csv"

needs_facts = pytest.mark.skipif(
    not FACTS.is_file(), reason="the WHO 2008 fact table is not beside the checkout"
)
needs_tara = pytest.mark.skipif(
    not TARA.is_file(), reason="the TARA tables are not beside the checkout"
)

CODES = tuple(all_codes())

Distance = tuple[str, str, str, str]


@cache
def points() -> dict[str, dict[str, Any]]:
    """Return the 361 point records."""
    records: dict[str, dict[str, Any]] = {}
    for meridian in COUNTS:
        path = ROOT / "data" / "points" / f"{meridian}.yaml"
        records |= read(path, path.name).data
    return records


@cache
def landmarks() -> dict[str, dict[str, str]]:
    path = ROOT / "data" / "landmarks.yaml"
    entries: dict[str, dict[str, str]] = read(path, path.name).data
    return entries


@cache
def facts() -> dict[str, dict[str, str]]:
    with FACTS.open(encoding="utf-8", newline="") as file:
        return {row["code"]: row for row in csv.DictReader(file, delimiter="\t")}


def stated(code: str) -> list[Distance]:
    """Return the distances of the fact table: cun, unit, direction, landmark id."""
    found = []
    for text in filter(None, facts()[code]["distances"].split("; ")):
        match = re.fullmatch(r"([\d.]+) (\S+) (.+?) \| (.+)", text)
        assert match, f"{code}: unread distance {text!r}"
        cun, unit, direction, phrase = match.groups()
        if phrase in points():
            name = phrase
        elif code in NAILS:
            name = nail_landmark(phrase, NAILS[code])[0]
        else:
            name = landmark(phrase)[0]
        found.append((cun, unit.lower(), DIRECTIONS.get(direction, direction), name))
    return sorted(found)


def recorded(code: str) -> list[Distance]:
    """Return the distances of `where` in the same form."""
    return sorted(
        (clause["cun"], clause.get("unit", "b-cun"), clause["dir"], clause["ref"])
        for clause in points()[code]["location"]["where"]
        if "cun" in clause
    )


@needs_facts
@pytest.mark.parametrize("code", CODES)
def test_figures_equal_the_fact_table(code: str) -> None:
    assert recorded(code) == stated(code)


@needs_facts
@pytest.mark.parametrize("code", CODES)
def test_page_and_hollow_equal_the_fact_table(code: str) -> None:
    record = points()[code]
    assert record["page"] == facts()[code]["page"]
    if facts()[code]["feature"]:
        assert any("feature" in clause for clause in record["location"]["where"])


@needs_facts
def test_the_table_has_every_point() -> None:
    assert tuple(facts()) == CODES == tuple(points())


# Points with a WHO note that nobody could open; each stands in data/gaps/points.yaml too.
NOTE_NOT_READ = {"SI2": "the transcription repeats the notes of SI1 here"}


@needs_facts
def test_every_note_is_used() -> None:
    """A point on which WHO has a note tells how to find it, or relates or varies it."""
    unused = [
        code
        for code, row in facts().items()
        if row["note_kinds"]
        and code not in NOTE_NOT_READ
        and not {"find", "related"} & set(points()[code]["location"])
        and not {"variants", "others"} & set(points()[code])
    ]
    assert unused == []


# Points whose notes name a point that the record leaves out, with the reason.
NAMED_ELSEWHERE = {"SP19": {"ST6": "slip of the print: ST16 lies in the third intercostal space"}}


@needs_facts
@pytest.mark.parametrize("code", CODES)
def test_points_named_in_notes_are_kept(code: str) -> None:
    named = set(filter(None, facts()[code]["points_named_in_notes"].split(",")))
    kept = set(ids_of(points()[code]["location"])) | {code}
    kept |= set(ids_of(points()[code].get("variants", [])))
    assert named - kept == set(NAMED_ELSEWHERE.get(code, ()))


def ids_of(value: Any) -> Iterator[str]:
    """Yield every scalar below a value."""
    if isinstance(value, dict):
        for item in value.values():
            yield from ids_of(item)
    elif isinstance(value, list):
        for item in value:
            yield from ids_of(item)
    else:
        yield value


POINT_KEYS = frozenset({"ref", "refs", "ends", "midpoint", "from", "to", "landmark", "point"})
KIND_OF_KEY = {"region": "region", "posture": "posture", "step": "movement"}
ID_KEYS = POINT_KEYS | set(KIND_OF_KEY) | {"vertical", "horizontal", "if_absent"}


def named_ids(value: Any, key: str = "") -> Iterator[tuple[str, str]]:
    """Yield (key, id) for every landmark id and point code below a value."""
    if isinstance(value, dict):
        for name, item in value.items():
            yield from named_ids(item, name)
    elif isinstance(value, list):
        for item in value:
            yield from named_ids(item, key)
    elif key in ID_KEYS:
        yield key, value


@pytest.mark.parametrize("code", CODES)
def test_every_id_resolves(code: str) -> None:
    for key, name in named_ids(points()[code]):
        if name in points():
            assert key in POINT_KEYS, (key, name)
        else:
            assert name in landmarks(), f"{code}: {key} names {name!r}, not in landmarks.yaml"
            kind = KIND_OF_KEY.get(key)
            assert kind in {None, landmarks()[name]["kind"]}, (key, name)


def test_landmarks_are_sorted() -> None:
    assert list(landmarks()) == sorted(landmarks())


@needs_tara
def test_rivals_of_1999_name_a_row() -> None:
    with TARA.open(encoding="utf-8", newline="") as file:
        rows = {row["Acupoint"] for row in csv.DictReader(file)}
    named = {
        other["at"]
        for record in points().values()
        for other in record.get("others", [])
        if other["source"] == "cam-1999"
    }
    assert named <= rows


def test_no_point_is_placed_from_itself() -> None:
    """Follow the points that main statements are measured from: no circle."""
    uses = {
        code: {i for _, i in named_ids(record["location"]["where"]) if i in points()}
        for code, record in points().items()
    }
    done: set[str] = set()
    while ready := {code for code, needed in uses.items() if code not in done and needed <= done}:
        done |= ready
    assert set(uses) - done == set()


@needs_facts
def test_draft_covers_all_points_and_is_never_written_over(tmp_path: Path) -> None:
    drafted, named = draft(SOURCES)
    assert list(drafted) == list(all_codes())
    assert set(named) - set(landmarks()) == set()
    main(SOURCES, tmp_path)
    with pytest.raises(DataError, match="edited by hand"):
        main(SOURCES, tmp_path)
