"""A bank of questions with expected answers, in classes; each row says how the answer is known.

A row of a ``.tsv`` file is a query, what is expected, and where that is known from:

``=GB30 BL40``      exactly these points
``3:ST36 CV6``      one of these among the first three points
``1:GB30``          the first point
``s3:insomnia``     one of these among the first three symptoms; points follow unless there are none
``m:GB c:sea-point t:ashi src:leijing-tuyi``  this meridian, category, teaching, source (``m3:``
                    if only guessed)
``has=A B``         the points contain these; ``none-in=A B`` they contain none of these
``#45``             so many points
``none``            no point and no symptom; ``not~kind`` no such remark
``~kind``           a remark of this kind
``families>=5 sources>=3``  every point has so many; ``within=A B`` every citation is of these
``cmp=A B``         it sets these side by side, in this order; ``cmp=`` nothing
``r:knee``          it leads to this part of the body
``!``               no harm: an answer of the right form
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from kb.base import KnowledgeBase
from kb.location.regions import smallest
from kb.search import Answer, Index, search

__all__ = ["CLASSES", "EXACT", "Row", "judge", "rows", "scores"]

HERE = Path(__file__).parent
CLASSES = tuple(sorted(path.stem for path in HERE.glob("*.tsv")))

EXACT = frozenset(
    {
        "codes",
        "impossible",
        "names",
        "scripts",
        "aliases",
        "sets",
        "levels",
        "voices",
        "korean",
        "compare",
        "regions",
        "steps",
    }
)
"""Classes in which every answer must be right; of the others nearly every one."""

_CHECK = re.compile(r"(?:^| )(?=(?:=|\d:|s3:|m3?:|c:|t:|src:|has=|none-in=|within=|#|none\b|not~|~"
                    r"|families>=|sources>=|cmp=|r:|!))")  # fmt: skip


@dataclass(frozen=True, slots=True)
class Row:
    """A question of the bank."""

    name: str
    query: str
    expected: str
    known: str


def rows(name: str) -> Iterator[Row]:
    """Yield the questions of a class."""
    for line in (HERE / f"{name}.tsv").read_text("utf-8").splitlines()[1:]:
        query, expected, known = line.split("\t")
        yield Row(name, query, expected, known)


def judge(base: KnowledgeBase, found: Answer, expected: str) -> str:
    """Return what is wrong with an answer; empty when it is as expected."""
    for check in filter(None, (part.strip() for part in _CHECK.split(expected))):
        wrong = _wrong(base, found, check)
        if wrong:
            return f"{check}: {wrong}"
    return ""


def _wrong(base: KnowledgeBase, found: Answer, check: str) -> str:
    points = [hit.code for hit in found.points]
    if check == "!":
        return "" if isinstance(found, Answer) and all(c in base.points for c in points) else "?"
    if check == "none":
        return " ".join((*points[:5], *found.symptoms[:5]))
    if check.startswith(("~", "not~")):
        kinds = {remark.kind for remark in found.remarks}
        there = check.removeprefix("not").removeprefix("~") in kinds
        return "" if there != check.startswith("not") else f"remarks {sorted(kinds)}"
    if match := re.fullmatch(r"(families|sources)>=(\d+)", check):
        few = [h.code for h in found.points if getattr(h, match[1]) < int(match[2])]
        return " ".join(few[:5]) or ("" if points else "no point")
    if check.startswith("#"):
        return "" if found.total == int(check[1:]) else str(found.total)
    if check.startswith("r:"):
        parts = _parts(base, found)
        return "" if check[2:] in parts else f"got {parts}"
    kind, _, rest = re.match(r"([a-z\-0-9]*?)([=:])(.*)", check).groups()  # type: ignore[union-attr]
    return _missing(found, kind, rest.split(), points)


def _parts(base: KnowledgeBase, found: Answer) -> list[str]:
    """Return the parts of the body that a query was taken to name."""
    regions = {point.location.region for point in base.points.values() if point.location}
    named = [one.ids for one in found.understood if one.as_.startswith("region: ")]
    return [smallest(ids, regions) for ids in named]


def _missing(found: Answer, kind: str, wanted: list[str], points: list[str]) -> str:
    records = {"m": found.meridians, "m3": found.meridians[:3], "c": found.categories,
               "src": found.sources, "t": found.teachings}  # fmt: skip
    if kind == "":
        return "" if sorted(points) == sorted(wanted) else f"got {' '.join(points[:14])}"
    if kind.isdigit():
        first = points[: int(kind)]
        return "" if set(first) & set(wanted) else f"got {' '.join(first)}"
    if kind == "s3":
        asked = set(found.symptoms[:3]) & set(wanted)
        return "" if asked and (points or not found.total) else f"got {found.symptoms[:3]}"
    if kind == "cmp":
        return "" if list(found.compare) == wanted else f"got {found.compare}"
    if kind == "has":
        return " ".join(w for w in wanted if w not in points)
    if kind == "none-in":
        return " ".join(w for w in wanted if w in points) or ("" if points else "no point")
    if kind == "within":
        said = {cite.partition("/")[0] for hit in found.points for cite in hit.cites}
        return "" if points and said <= set(wanted) else f"got {sorted(said)}"
    return "" if set(records[kind]) & set(wanted) else f"got {records[kind]}"


def scores(base: KnowledgeBase, index: Index) -> dict[str, tuple[int, int, list[str]]]:
    """Return for each class how many are right, how many there are, and what is wrong."""
    made = {}
    for name in CLASSES:
        wrong, many = [], 0
        for row in rows(name):
            many += 1
            why = judge(base, search(base, index, row.query, 500), row.expected)
            if why:
                wrong.append(f"{row.query!r} ({row.known}) {why}")
        made[name] = (many - len(wrong), many, wrong)
    return made
