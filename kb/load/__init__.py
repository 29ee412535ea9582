"""The data folder to a `KnowledgeBase`: parsed, checked as a whole, and only then made.

`check_documents` collects every problem of every file; `make` is given sound files and trusts them.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from itertools import chain
from pathlib import Path
from typing import TypeVar

from kb.base import KnowledgeBase
from kb.errors import DataError, Problem
from kb.folder import DEFAULT_DATA, file_names
from kb.load import claims, doctrine, evidence, points, teachings, vocabularies
from kb.load.fields import Fields
from kb.load.rules import Records, check_files
from kb.load.vocabulary import Vocabulary
from kb.model import Claim
from kb.reader import Document, no_gc, read

__all__ = [
    "check_claims",
    "check_documents",
    "from_documents",
    "load",
    "load_checked",
    "make",
    "markup",
    "read_all",
]

FOLDERS = (
    "sources", "landmarks", "anatomy", "places", "symptoms", "variants", "forms", "axes", "gaps",
    "points", "claims", "meridians", "categories", "teachings", "evidence", "conditions",
    "articles",
)  # fmt: skip
"""Names of the files and folders that ``data/`` may hold."""

APART = "body/"
"""Files that no record is made of: `kb.body` reads them, to build the model and to check them."""

T = TypeVar("T")
_REST = rb"(?i:ava(?:s|\xc5\xbf)cr(?:i|\xc4[\xb0\xb1])pt:)"
"""What follows the first letter of a script's address, in UTF-8: letters that some take for an *s*
or an *i* when they ignore the case (U+017F, U+0130, U+0131) count as such."""
_FORMS = {b"<": rb"<(?i:[a-z/!?]|\xc4[\xb0\xb1]|\xc5\xbf|\xe2\x84\xaa)",
          b"j": b"j" + _REST, b"J": b"J" + _REST}  # fmt: skip
_MARKUP = re.compile(b"|".join(_FORMS.values()))
_BY_SIGN = [(sign, re.compile(form)) for sign, form in _FORMS.items()]
"""Each form of markup with what it starts with: a character alone is found fastest, then a form
that starts with a certain one; `_MARKUP` takes ten times as long."""


def _holds_markup(raw: bytes) -> bool:
    return any(sign in raw and form.search(raw) for sign, form in _BY_SIGN)


def markup(document: Document) -> Iterator[Problem]:
    """Yield a problem for each line with something a browser could take for markup."""
    if _holds_markup(document.raw):
        for number, line in enumerate(document.raw.splitlines(), 1):
            if found := _MARKUP.search(line):
                what = f"markup {line[found.start() :].decode()[:20]!r}"
                yield Problem(document.path, number, what, "write plain text")


def read_all(folder: Path) -> tuple[dict[str, Document], list[Problem]]:
    """Return every file parsed, by name (``data/points/GB.yaml``), and the problems of the rest."""
    documents: dict[str, Document] = {}
    problems: list[Problem] = []
    with no_gc():
        for short in file_names(folder):
            if short.startswith(APART):
                continue
            path, name = folder / short, f"data/{short}"
            if path.suffix != ".yaml":
                problems.append(Problem(name, 0, "the name does not end in .yaml", "rename it"))
                continue
            try:
                documents[name] = read(path, name)
            except DataError as error:
                problems.extend(error.problems)
    return documents, problems


def load(folder: Path | None = None) -> KnowledgeBase:
    """Return the knowledge base of a data folder.

    Parameters
    ----------
    folder : Path, optional
        The folder ``data``; the one of this checkout when left out.

    Raises
    ------
    DataError
        With every problem of every file.
    """
    base, problems = load_checked(folder or DEFAULT_DATA)
    if base is None:
        raise DataError(problems)
    return base


def load_checked(folder: Path) -> tuple[KnowledgeBase | None, list[Problem]]:
    """Return the knowledge base, or None and every problem found."""
    if not folder.is_dir():
        return None, [Problem("data", 0, "the data folder is missing", "check the path")]
    documents, problems = read_all(folder)
    base, more = from_documents(documents)
    problems.extend(more)
    return (None, problems) if problems else (base, [])


def from_documents(documents: dict[str, Document]) -> tuple[KnowledgeBase | None, list[Problem]]:
    """Return the knowledge base of parsed files by name, or None and every problem found."""
    with no_gc():
        problems = check_documents(documents)
        return (None, problems) if problems else (make(documents.values()), [])


def check_documents(documents: dict[str, Document]) -> list[Problem]:
    """Return everything wrong in parsed files by name, one file with another; nothing is made."""
    problems: list[Problem] = []
    folders: dict[str, list[Fields]] = defaultdict(list)
    for document in documents.values():
        _, folder, *within = document.parts
        folders[folder].append(Fields(document))
        problems.extend(_stray(document, folder, len(within)))
        if _holds_markup(document.raw):
            problems.extend(markup(document))
    words = Vocabulary.of(folders)
    _check_records(folders, words)
    _check_points(folders["points"], words)
    check_claims(folders["claims"], words)
    for kind in ("symptoms", "points", "meridians", "categories", "teachings", "evidence"):
        _check_taken(folders[kind])
    for fields in chain.from_iterable(folders.values()):
        if fields.complaints:
            problems.extend(fields.problems())
    return problems


def _check_records(folders: Mapping[str, list[Fields]], words: Vocabulary) -> None:
    """Check the files for which one rule says all."""
    for kind, rule in (
        ("sources", vocabularies.source_rule()),
        ("landmarks", points.landmarks_rule()),
        ("anatomy", points.structures_rule()),
        ("places", points.structures_rule()),
        ("symptoms", vocabularies.symptoms_rule(words)),
        ("variants", vocabularies.variants_rule()),
        ("forms", vocabularies.forms_rule()),
        ("axes", vocabularies.axes_rule()),
        ("gaps", vocabularies.gaps_rule()),
        ("meridians", doctrine.meridians_rule(words)),
        ("categories", doctrine.categories_rule(words)),
        ("teachings", teachings.teachings_rule(words)),
        ("evidence", evidence.studies_rule(words)),
        ("conditions", evidence.conditions_rule(words)),
        ("articles", evidence.articles_rule(words)),
    ):
        check_files(folders[kind], rule)
    for fields in chain(folders["sources"], folders["conditions"], folders["articles"]):
        fields.ident((), fields.document.stem)
    for fields in folders["evidence"]:
        evidence.check_first_condition(fields)
    for fields in folders["variants"]:
        vocabularies.check_variants(fields)
    for fields in folders["teachings"]:
        teachings.check_name(fields)


def _check_points(files: Iterable[Fields], words: Vocabulary) -> None:
    extra = [fields for fields in files if fields.document.stem == "EX"]
    others = [fields for fields in files if fields.document.stem != "EX"]
    check_files(extra, Records(None, points.point_rule(words, "EX")))
    check_files(others, Records(None, points.point_rule(words, "")))
    for fields in files:
        points.check_codes(fields, fields.document.stem, words.sources)


def check_claims(files: Sequence[Fields], words: Vocabulary) -> None:
    """Complain about everything wrong in files of ``data/claims``."""
    known = claims.points_by_meridian(words.points)
    for fields in files:
        _, _, source, meridian, *_ = (*fields.document.parts, "", "")
        if source not in words.sources:
            fields.bad((), f"unknown source {source!r}", "add data/sources/<id>.yaml")
        claims.check_subjects(fields, known, meridian)
    check_files(files, claims.claims_rule(words))


def _check_taken(files: Iterable[Fields]) -> None:
    """Require that no two files of a kind have a record of the same id."""
    first: dict[str, Document] = {}
    for fields in files:
        for name in fields.document.records.keys() & first.keys():
            where = f"{first[name].path}:{first[name].records[name]}"
            fields.bad((name,), f"id {name!r} is taken", f"it stands in {where}; merge the two")
        first.update(dict.fromkeys(fields.document.records, fields.document))


def _stray(document: Document, folder: str, depth: int) -> Iterator[Problem]:
    """Yield a problem if a file is not one that the data folder has, or holds nothing."""
    if folder not in FOLDERS or depth > (2 if folder == "claims" else 1):
        hint = f"use one of {', '.join(FOLDERS)}"
        yield Problem(document.path, 0, "the data folder has no such file", hint)
    if not document.data:
        hint = "add some or delete the file"
        yield Problem(document.path, 0, "the file holds no records", hint)


def make(documents: Iterable[Document]) -> KnowledgeBase:
    """Return the knowledge base of parsed files that `check_documents` found sound."""
    folders: dict[str, list[Document]] = defaultdict(list)
    for document in documents:
        folders[document.parts[1]].append(document)

    def merged(kind: str, read: Callable[[Document], Mapping[str, T]]) -> dict[str, T]:
        return {name: one for document in folders[kind] for name, one in read(document).items()}

    seen: Counter[str] = Counter()
    said = [
        claim
        for document in folders["claims"]
        for claim in claims.make_claims(document, document.parts[2], seen)
    ]

    def merged_and_said(
        kind: str, read: Callable[[Document, Counter[str]], tuple[dict[str, T], list[Claim]]]
    ) -> dict[str, T]:
        made: dict[str, T] = {}
        for document in folders[kind]:
            found, claimed = read(document, seen)
            made.update(found)
            said.extend(claimed)
        return made

    lines = merged_and_said("meridians", doctrine.meridians)
    groups = merged_and_said("categories", doctrine.categories)
    taught = merged_and_said("teachings", teachings.teachings)
    return KnowledgeBase(
        points=merged("points", points.points),
        meridians=lines,
        categories=groups,
        teachings=taught,
        symptoms=merged("symptoms", vocabularies.symptoms),
        sources={document.stem: vocabularies.source(document) for document in folders["sources"]},
        landmarks=merged("landmarks", points.landmarks),
        structures=merged("anatomy", points.structures) | merged("places", points.structures),
        gaps=[gap for document in folders["gaps"] for gap in vocabularies.gaps(document)],
        claims=said,
        axes=merged("axes", lambda document: document.data),
        variants=merged("variants", vocabularies.variants),
        forms=merged("forms", vocabularies.forms),
        conditions={one.stem: evidence.condition(one) for one in folders["conditions"]},
        studies=merged("evidence", evidence.studies),
        articles={one.stem: evidence.article(one) for one in folders["articles"]},
    )
