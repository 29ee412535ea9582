"""Draft point records from the WHO 2008 fact tables.

Run once to start ``data/points`` and ``data/landmarks.yaml``; from then on those files are edited
by hand, so an existing file is never written over::

    python -m kb.ingest.who_locations SOURCES OUT

reads ``who-2008/locations-structured.yaml`` (main statements), ``who-2008/locations.tsv`` (pages,
regions) and ``point-names.tsv`` (names) below SOURCES and writes ``points/<MERIDIAN>.yaml`` and
``landmarks.yaml`` below OUT. What the draft's parser got wrong is corrected by the tables here,
each row with its reason.

References
----------
WHO Standard Acupuncture Point Locations in the Western Pacific Region, 2008.
"""

from __future__ import annotations

import csv
import sys
from pathlib import Path
from types import MappingProxyType
from typing import Any

from kb.codes import MERIDIANS, all_codes, meridian_of
from kb.errors import DataError, Problem
from kb.ingest.who_landmarks import NAILS, landmark, nail_landmark
from kb.reader import read

__all__ = ["CORRECTIONS", "DIRECTIONS", "draft", "main"]

Clause = dict[str, Any]

# Point -> (index of the clause, fields set, fields dropped, reason).
CORRECTIONS: MappingProxyType[str, tuple[tuple[int, dict[str, Any], tuple[str, ...], str], ...]]
CORRECTIONS = MappingProxyType(
    {
        "LI14": ((0, {"ref": "anterior border of deltoid muscle"}, (), "side of the border lost"),),
        "LI17": (
            (1, {"ref": "posterior border of sternocleidomastoid muscle"}, (), "side lost"),
        ),
        "ST10": (
            (1, {"ref": "anterior border of sternocleidomastoid muscle"}, (), "side lost"),
        ),
        "ST40": ((0, {"rel": "at"}, ("dir",), "the point is on the lateral border"),),
        "ST44": ((1, {"ref": "web margin between second and third toes"}, (), "which web"),),
        "SP5": ((1, {"feature": "depression"}, (), "hollow lost"),),
        "SI11": ((0, {"feature": "depression"}, (), "hollow lost"),),
        "SI18": ((1, {"qual": "directly"}, (), "word lost"),),
        "TE10": ((0, {"feature": "depression"}, (), "hollow lost"),),
        "TE13": ((0, {"ref": "posterior border of deltoid muscle"}, (), "side lost"),),
        "GB5": (
            (0, {"rel": "divide", "fraction": "1/2", "from": "ST8", "to": "GB7"}, ("ends",),
             "a midpoint of a curve is a division of it"),
        ),
        "GB31": ((1, {"ref": "tip of middle finger"}, (), "the posture says how the arm hangs"),),
        "GB43": ((1, {"ref": "web margin between fourth and fifth toes"}, (), "which web"),),
        "LR2": ((1, {"ref": "web margin between first and second toes"}, (), "which web"),),
        "LR3": (
            (1, {"ref": "junction of bases of first and second metatarsal bones"}, (),
             "which bones"),
        ),
        "CV1": (
            (0, {"ends": ["anus", "genital organ"]}, (), "the two sexes are variants"),
        ),
    }
)  # fmt: skip
"""Parser slips of the draft, found by reading every row against the WHO statement."""

# Clauses the relation kinds of the data do not need: GB1 says only that there is a hollow.
_MERGED: MappingProxyType[str, tuple[Clause, ...]] = MappingProxyType(
    {
        "GB1": (
            {"rel": "offset", "cun": "0.5", "dir": "lateral", "ref": "outer canthus of eye",
             "feature": "depression"},
        ),
    }
)  # fmt: skip

_POSTURES: MappingProxyType[str, tuple[str, str]] = MappingProxyType(
    {
        "toes flexed": ("toes-flexed", "toes flexed"),
        "standing, arms hanging at the sides": (
            "standing-arms-hanging", "standing with the arms hanging",
        ),
    }
)  # fmt: skip

DIRECTIONS: MappingProxyType[str, str] = MappingProxyType(
    {
        "proximal-lateral": "proximal+lateral", "proximal-medial": "proximal+medial",
        "posteroinferior": "posterior+inferior", "posterosuperior": "posterior+superior",
        "anterosuperior": "anterior+superior", "anteroinferior": "anterior+inferior",
        "medioinferior": "medial+inferior", "posterior and superior": "posterior+superior",
        "posterior and proximal": "posterior+proximal",
        "anterior and distal": "anterior+distal",
    }
)  # fmt: skip
"""Directions of the draft that the data write as a pair."""

_ORDER = (
    "rel", "fraction", "curved", "cun", "unit", "dir", "ref", "qual", "ends", "from", "to",
    "vertical", "horizontal", "space", "line", "posture", "feature",
)  # fmt: skip


class _Landmarks:
    """Every landmark met while drafting."""

    def __init__(self) -> None:
        self.entries: dict[str, tuple[str, str]] = {}

    def add(self, name: str, kind: str, en: str) -> str:
        self.entries[name] = (kind, en)
        return name

    def resolve(self, phrase: str, code: str) -> str:
        """Return the id of a phrase at one point; a point code stands for itself."""
        if phrase in _CODES:
            return phrase
        if code in NAILS and (phrase == "distal phalanx" or _of_nail(phrase)):
            return self.add(*nail_landmark(phrase, NAILS[code]))
        return self.add(*landmark(phrase))


_CODES = frozenset(all_codes())


def _of_nail(phrase: str) -> bool:
    return "nail" in phrase or phrase.endswith(" border")


def draft(sources: Path) -> tuple[dict[str, dict[str, Any]], dict[str, tuple[str, str]]]:
    """Return the draft records of the 361 points and the landmarks they name.

    Parameters
    ----------
    sources : Path
        Folder that holds ``point-names.tsv`` and ``who-2008/``.

    Returns
    -------
    points : dict of str to dict
        WHO code -> names, page and location, in WHO order.
    landmarks : dict of str to (str, str)
        Landmark id -> kind and English phrase.

    Raises
    ------
    DataError
        A point is missing from one of the tables, or the two tables give different pages.
    """
    names = _table(sources / "point-names.tsv")
    facts = _table(sources / "who-2008" / "locations.tsv")
    path = sources / "who-2008" / "locations-structured.yaml"
    statements = read(path, path.name).data
    problems = [
        Problem(path.name, 0, f"{code} is missing from a table", "use the complete tables")
        for code in all_codes()
        if code not in names or code not in facts or code not in statements
    ]
    if problems:
        raise DataError(problems)
    landmarks = _Landmarks()
    points = {}
    for code in all_codes():
        page, said = statements[code]["page"], facts[code]["page"]
        if page != said:
            what = f"{code}: page {page}, but locations.tsv says {said}"
            raise DataError([Problem(path.name, 0, what, "look the page up")])
        points[code] = {
            "names": _names(names[code]),
            "page": page,
            "location": {
                "region": landmarks.add(*landmark(statements[code]["region"])),
                "where": [_clause(c, code, landmarks) for c in _corrected(code, statements[code])],
            },
        }
    return points, landmarks.entries


def _table(path: Path) -> dict[str, dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as file:
        return {row["code"]: row for row in csv.DictReader(file, delimiter="\t")}


def _names(row: dict[str, str]) -> dict[str, str]:
    names = {"hant": row["traditional"], "hans": row["simplified"]}
    if row["who_2008_character_form"] != row["traditional"]:
        names["who"] = row["who_2008_character_form"]
    return names | {"pinyin": row["pinyin"]}


def _corrected(code: str, statement: dict[str, Any]) -> list[Clause]:
    if code in _MERGED:
        return list(_MERGED[code])
    clauses = [dict(clause) for clause in statement["constraints"]]
    for index, fields, dropped, _reason in CORRECTIONS.get(code, ()):
        clauses[index].update(fields)
        for key in dropped:
            del clauses[index][key]
    return clauses


def _clause(clause: Clause, code: str, landmarks: _Landmarks) -> Clause:
    """Return one relation with ids for phrases and plain figures.

    `vertebra` (said by the id), `of` (between two bones: their gap) and `within` (above a hairline)
    are dropped.
    """
    made: Clause = {}
    for key, value in clause.items():
        match key:
            case "ref" | "from" | "to" | "vertical" | "horizontal":
                made[key] = landmarks.resolve(value, code)
            case "ends":
                made[key] = [landmarks.resolve(end, code) for end in value]
            case "dir":
                made[key] = DIRECTIONS.get(value, value)
            case "cun":
                made[key] = value.removesuffix(".0")
            case "unit":
                made |= {} if value == "B-cun" else {"unit": value.lower()}
            case "fingerbreadth":
                made |= {"cun": value, "unit": "fingerbreadth"}
            case "curved":
                made[key] = "yes"
            case "posture":
                name, en = _POSTURES[value]
                made[key] = landmarks.add(name, "posture", en)
            case "vertebra" | "of" | "within":
                pass
            case _:
                made[key] = value
    return {key: made[key] for key in _ORDER if key in made}


def _flow(value: Any) -> str:
    if isinstance(value, dict):
        return "{" + ", ".join(f"{key}: {_flow(item)}" for key, item in value.items()) + "}"
    if isinstance(value, list):
        return "[" + ", ".join(_flow(item) for item in value) + "]"
    return str(value)


def _record(code: str, point: dict[str, Any]) -> str:
    location = point["location"]
    lines = [
        f"{code}:",
        f"  names: {_flow(point['names'])}",
        f"  page: {point['page']}",
        "  location:",
        f"    region: {location['region']}",
        "    where:",
        *(f"    - {_flow(clause)}" for clause in location["where"]),
    ]
    return "\n".join(lines) + "\n"


def _write(path: Path, text: str) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    try:
        with path.open("x", encoding="utf-8") as file:
            file.write(text)
    except FileExistsError:
        what = "exists and may have been edited by hand"
        raise DataError([Problem(path.name, 0, what, "choose an empty folder")]) from None


def main(sources: Path, out: Path) -> None:
    """Write the drafts below `out`; an existing file is an error."""
    points, landmarks = draft(sources)
    for meridian in MERIDIANS:
        mine = (_record(c, p) for c, p in points.items() if meridian_of(c) == meridian)
        _write(out / "points" / f"{meridian}.yaml", "".join(mine))
    rows = (f"{name}: {{kind: {k}, en: {en}}}\n" for name, (k, en) in sorted(landmarks.items()))
    _write(out / "landmarks.yaml", "".join(rows))


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]))
