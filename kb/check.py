"""Rules across records: what loading one file at a time cannot see.

`check` gives every problem of the data folder at once: those of loading, files that are not in
canonical form, and, when loading succeeded, the rules below.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterator
from itertools import zip_longest
from pathlib import Path

from kb import codes
from kb.base import KnowledgeBase
from kb.body.check import check_rules
from kb.body.check import documents as body_documents
from kb.emit import canonical
from kb.errors import DataError, LocationError, Problem
from kb.folder import DEFAULT_DATA
from kb.load import from_documents, load_checked, markup, read_all
from kb.location.agreement import CONTRADICTS, agree_all
from kb.location.axes import read_axes
from kb.location.coordinates import atlas_of
from kb.reader import Document

__all__ = ["RULES", "check", "rules"]


def check(folder: Path | None = None) -> list[Problem]:
    """Return every problem of a data folder, sorted by file and line; empty when it is sound.

    Parameters
    ----------
    folder : Path, optional
        The folder ``data``; the one of this checkout when left out.
    """
    folder = folder or DEFAULT_DATA
    if not folder.is_dir():
        return load_checked(folder)[1]
    documents, problems = read_all(folder)
    base, found = from_documents(documents)
    problems.extend(found)
    for document in documents.values():
        problems.extend(_form(document))
    if base is not None:
        wrong = list(_axes(base, folder))
        problems.extend(wrong)
        for rule in RULES:
            if rule is not _locations or not wrong:
                problems.extend(rule(base))
        if not wrong:
            problems.extend(_body(base, folder))
    return sorted(set(problems))


def _form(document: Document) -> Iterator[Problem]:
    """Require the canonical form."""
    text = canonical(document)
    if text != document.text:
        pairs = zip_longest(text.split("\n"), document.text.split("\n"))
        line = next(number for number, (a, b) in enumerate(pairs, 1) if a != b)
        said = "not in canonical form from here on"
        yield Problem(document.path, line, said, "run 'kb fmt'")


def _axes(base: KnowledgeBase, folder: Path) -> Iterator[Problem]:
    """Require that the measured lines can be read; only the file itself knows its lines."""
    file = folder / "axes.yaml"
    if file.exists():
        try:
            read_axes(file, base.landmarks.keys() | base.points.keys(), base.sources)
        except DataError as error:
            yield from error.problems


def _body(base: KnowledgeBase, folder: Path) -> Iterator[Problem]:
    """Require sound rules for the model of the body, in canonical form."""
    yield from check_rules(base, folder)
    for document in body_documents(base, folder):
        yield from _form(document)
        yield from markup(document)


def rules(base: KnowledgeBase) -> Iterator[Problem]:
    """Yield what breaks a rule in a knowledge base that loads."""
    for rule in RULES:
        yield from rule(base)


def _all_points(base: KnowledgeBase) -> Iterator[Problem]:
    """Require each of the 361 points."""
    for code in codes.all_codes():
        if code not in base.points:
            file = f"data/points/{codes.meridian_of(code)}.yaml"
            yield Problem(file, 0, f"point {code} is missing", "add its record")


def _counts(base: KnowledgeBase) -> Iterator[Problem]:
    """Require as many members as the doctrine counts, or a gap that says why."""
    for category in base.categories.values():
        if category.count is None or category.count == len(category.members):
            continue
        missing = category.count - len(category.members)
        fields = [gap.field for gap in base.gaps_of(category.id)]
        told = sum(1 for field in fields if codes.is_code(field) or codes.is_extra(field))
        if missing != told:
            said = f"{category.id}: {len(category.members)} members, count says {category.count}"
            yield Problem(
                category.file, category.line, said, "cite them, or list the codes in data/gaps"
            )


def _unique_labels(base: KnowledgeBase) -> Iterator[Problem]:
    """Require that no two symptoms have the same English label."""
    first: dict[str, str] = {}
    for symptom in base.symptoms.values():
        label = symptom.en.casefold()
        if label in first:
            said = f"label {symptom.en!r} is also that of {first[label]}"
            yield Problem(symptom.file, symptom.line, said, "merge them or say how they differ")
        first.setdefault(label, symptom.id)


def _broader(base: KnowledgeBase) -> Iterator[Problem]:
    """Require that ``broader`` never leads back to where it began."""
    for symptom in base.symptoms.values():
        seen: set[str] = set()
        level = set(symptom.broader)
        while level:
            if symptom.id in level:
                said = f"{symptom.id} is broader than itself"
                yield Problem(symptom.file, symptom.line, said, "remove one 'broader'")
                break
            seen |= level
            level = {b for s in level for b in base.symptoms[s].broader} - seen


def _locations(base: KnowledgeBase) -> Iterator[Problem]:
    """Require locations without cycles, and related statements that do not contradict them."""
    for point in base.points.values():
        if point.location is None and not base.gaps_of(point.code):
            said = f"{point.code} has no location"
            yield Problem(point.file, point.line, said, "add it or say why in data/gaps")
    try:
        verdicts = agree_all(base.points, atlas_of(base))
    except LocationError as error:
        yield _blamed(base, str(error))
        return
    for verdict in verdicts:
        if verdict.status == CONTRADICTS:
            point = base.points[verdict.code]
            yield Problem(point.file, point.line, str(verdict), "correct one of the two")


def _blamed(base: KnowledgeBase, said: str) -> Problem:
    """Return the problem of a location error at the first point that it names."""
    words = said.replace(",", " ").replace(":", " ").split()
    point = next((base.points[word] for word in words if word in base.points), None)
    if point is None:
        return Problem("data/points", 0, said, "correct the reference")
    return Problem(point.file, point.line, said, "break the circle")


def _conditions(base: KnowledgeBase) -> Iterator[Problem]:
    """Require labels of their own, no circle, and something that bears on each condition."""
    first: dict[str, str] = {}
    for one in base.conditions.values():
        label = one.en.casefold()
        if label in first:
            said = f"label {one.en!r} is also that of {first[label]}"
            yield Problem(one.file, one.line, said, "merge them or say how they differ")
        first.setdefault(label, one.id)
        if not base.studies_on(one.id):
            said = f"no record bears on {one.id}"
            yield Problem(one.file, one.line, said, "add one to data/evidence, or delete the file")
        seen: set[str] = set()
        level = set(one.broader)
        while level and one.id not in level:
            seen |= level
            level = {b for c in level for b in base.conditions[c].broader} - seen
        if level:
            said = f"{one.id} is broader than itself"
            yield Problem(one.file, one.line, said, "remove one 'broader'")
        for stated in (*one.about, *one.red_flags, *one.outlook, *one.care):
            for name in stated.studies:
                if base.studies[name].kind == "listed":
                    said = f"{name} is only listed: nothing of it was read"
                    yield Problem(one.file, one.line, said, "cite a record that was read")


def _editions(base: KnowledgeBase) -> Iterator[Problem]:
    """Require that what takes the place of an earlier edition is current and on its subject."""
    for one in base.studies.values():
        after = base.studies.get(one.superseded)
        if after and (after.superseded or not set(after.conditions) & set(one.conditions)):
            said = f"{one.id}: {after.id} does not take its place"
            yield Problem(one.file, one.line, said, "name a current record on the same condition")


def _remarks(base: KnowledgeBase) -> Iterator[Problem]:
    """Require remarks on statements without figures: figures belong to records."""
    for article in base.articles.values():
        for one in article.statements:
            if any(char.isdigit() for char in one.remark):
                said = f"{one.id}: remark with a figure: {one.remark!r}"
                yield Problem(article.file, article.line, said, "leave figures to the records")


def _gaps(base: KnowledgeBase) -> Iterator[Problem]:
    """Require that each gap is about a record that exists, or about one named as missing."""
    known = {*base.points, *base.meridians, *base.categories, *base.teachings, *base.symptoms,
             *base.sources, *base.conditions, *base.studies}  # fmt: skip
    for gap in base.gaps:
        record = gap.subject.split("/")[0]
        if record not in known and not gap.field.startswith(("point", "record")):
            said = f"gap about unknown record {gap.subject!r}"
            yield Problem(gap.file, gap.line, said, "use the id of a record, or field 'point'")


_TOLD = ("treats", "named", "other", "forbids")
_POINT_FILES = ("data/claims", "data/teachings")


def _same_claim_twice(base: KnowledgeBase) -> Iterator[Problem]:
    """Require that one line of a source says one thing once."""
    groups: dict[tuple[str, ...], list[tuple[str, int]]] = defaultdict(list)
    for claim in base.claims():
        if claim.kind in _TOLD and claim.file.startswith(_POINT_FILES):
            key = (claim.source, claim.subject, claim.kind, claim.at, claim.target, claim.term,
                   claim.reports, *claim.qualifier)  # fmt: skip
            groups[key].append((claim.file, claim.line))
    for key, places in groups.items():
        if len(places) > 1:
            file, line = places[-1]
            said = f"said twice: {' '.join(filter(None, key[:6]))}"
            yield Problem(file, line, said, "delete one")


RULES: tuple[Callable[[KnowledgeBase], Iterator[Problem]], ...] = (
    _all_points,
    _counts,
    _unique_labels,
    _broader,
    _locations,
    _gaps,
    _conditions,
    _editions,
    _remarks,
    _same_claim_twice,
)
"""Every rule; each yields its problems."""
