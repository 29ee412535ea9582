"""The data folder to a `KnowledgeBase`; every problem is collected before anything is raised."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

from kb import codes
from kb.base import KnowledgeBase
from kb.errors import DataError, Problem
from kb.folder import DEFAULT_DATA, file_names
from kb.load import claims as claim_files
from kb.load import doctrine, points, teachings
from kb.load.claims import Vocabulary
from kb.load.fields import Fields
from kb.model import (
    Category,
    Claim,
    Gap,
    Landmark,
    Meridian,
    Point,
    Source,
    Structure,
    Symptom,
    Teaching,
)
from kb.reader import Document, no_gc, read

__all__ = [
    "from_documents",
    "load",
    "load_checked",
    "read_all",
]

FOLDERS = (
    "sources", "landmarks", "anatomy", "places", "symptoms", "variants", "forms", "axes", "gaps",
    "points", "claims", "meridians", "categories", "teachings",
)  # fmt: skip
"""Names of the files and folders that ``data/`` may hold."""

MEETING_GROUPS = ("three-yang", "three-yin", "hand-three-yang", "hand-three-yin",
                  "foot-three-yang", "foot-three-yin", "heel", "link")  # fmt: skip
"""Groups of meridians that crossing statements name without naming members."""


_AXIS = re.compile(r"[A-Z]+(-[A-Z]+)*")
_VARIANT = re.compile(r"\S|&KR[0-9]+;|\[\S{2,12}\]")
_MARKUP = re.compile(r"<[a-zA-Z/!?]|javascript:", re.IGNORECASE)


def _may_hold_markup(text: str) -> bool:
    """Return whether a text may hold markup: a quick look for what `_MARKUP` cannot do without.

    Of the letters of ``javascript`` the last two have no forms but these, whatever their case.
    """
    return "<" in text or "pt:" in text or "T:" in text or "Pt:" in text


def _markup(document: Document) -> Iterator[Problem]:
    """Yield a problem for each line with something a browser could take for markup."""
    if _may_hold_markup(document.text) and _MARKUP.search(document.text):
        for number, line in enumerate(document.text.splitlines(), 1):
            if found := _MARKUP.search(line):
                what = f"markup {line[found.start() : found.start() + 20]!r}"
                yield Problem(document.path, number, what, "write plain text")


def read_all(folder: Path) -> tuple[dict[str, Document], list[Problem]]:
    """Return every file parsed, by name (``data/points/GB.yaml``), and the problems of the rest."""
    documents: dict[str, Document] = {}
    problems: list[Problem] = []
    with no_gc():
        for short in file_names(folder):
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
        loader = _Loader(documents)
        loader.run()
    problems = list(loader.problems())
    for document in documents.values():
        problems.extend(_markup(document))
        if not document.data:
            what, hint = "the file holds no records", "add some or delete the file"
            problems.append(Problem(document.path, 0, what, hint))
    return (None, problems) if problems else (loader.base(), [])


class _Loader:
    """Turns parsed files into records, vocabularies first."""

    def __init__(self, documents: dict[str, Document]) -> None:
        self.fields = {name: Fields(document) for name, document in documents.items()}
        self.stray: list[Problem] = []
        self.sources: dict[str, Source] = {}
        self.landmarks: dict[str, Landmark] = {}
        self.structures: dict[str, Structure] = {}
        self.symptoms: dict[str, Symptom] = {}
        self.points: dict[str, Point] = {}
        self.meridians: dict[str, Meridian] = {}
        self.categories: dict[str, Category] = {}
        self.teachings: dict[str, Teaching] = {}
        self.axes: dict[str, Any] = {}
        self.variants: dict[str, str] = {}
        self.forms: dict[str, dict[str, tuple[str, ...]]] = {}
        self.gaps: list[Gap] = []
        self.claims: list[Claim] = []
        self.seen: Counter[str] = Counter()

    def problems(self) -> Iterator[Problem]:
        """Yield every complaint of every file."""
        yield from self.stray
        for fields in self.fields.values():
            yield from fields.problems()

    def base(self) -> KnowledgeBase:
        """Return the knowledge base; only after `run` without problems."""
        return KnowledgeBase(
            points=self.points,
            meridians=self.meridians,
            categories=self.categories,
            teachings=self.teachings,
            symptoms=self.symptoms,
            sources=self.sources,
            landmarks=self.landmarks,
            structures=self.structures,
            gaps=self.gaps,
            claims=self.claims,
            axes=self.axes,
            variants=self.variants,
            forms=self.forms,
        )

    def _in(self, folder: str) -> Iterator[tuple[str, Fields]]:
        """Yield ``(stem, fields)`` of ``data/<folder>.yaml`` and of the files in that folder."""
        for name, fields in self.fields.items():
            if name == f"data/{folder}.yaml" or name.startswith(f"data/{folder}/"):
                yield Path(name).stem, fields

    def run(self) -> None:
        """Read every file in the order of dependence."""
        for stem, fields in self._in("sources"):
            self.sources[stem] = doctrine.source(fields, stem)
        for _, fields in self._in("landmarks"):
            self.landmarks.update(points.landmarks(fields))
        for _, fields in (*self._in("anatomy"), *self._in("places")):
            self.structures.update(points.structures(fields))
        for stem, fields in self._in("symptoms"):
            self._merge(fields, self.symptoms, doctrine.symptoms(fields, stem))
        self._broader()
        self._plain_files()
        self._points()
        self._doctrine_and_claims()
        self._strays()

    def _merge(self, fields: Fields, into: dict[str, Any], found: dict[str, Any]) -> None:
        for key in found.keys() & into.keys():
            where = f"{into[key].file}:{into[key].line}"
            fields.bad((key,), f"id {key!r} is taken", f"it stands in {where}; merge the two")
        into.update(found)

    def _broader(self) -> None:
        for _, fields in self._in("symptoms"):
            for name, value in fields.records():
                broader = value.get("broader") if isinstance(value, dict) else None
                if isinstance(broader, str):
                    fields.choice((name, "broader"), broader, self.symptoms, "symptom")
                for number, one in enumerate(broader if isinstance(broader, list) else ()):
                    fields.choice((name, "broader", number), one, self.symptoms, "symptom")

    def _plain_files(self) -> None:
        for _, fields in self._in("variants"):
            for name, value in fields.records():
                entry = fields.mapping((name,), value, ("to", "reason"), ("to", "reason"))
                usual = fields.text((name, "to"), entry.get("to"))
                if len(usual) > 1 or not _VARIANT.fullmatch(name):
                    fields.bad((name,), f"{name!r} to {usual!r} is not one character to one", "")
                self.variants[name] = usual
                fields.text((name, "reason"), entry.get("reason"))
        for _, fields in self._in("axes"):
            for name, value in fields.records():
                if not isinstance(value, dict):
                    fields.bad((name,), "the line is not a mapping", "write 'key: value' pairs")
                if not _AXIS.fullmatch(name):
                    fields.bad((name,), f"{name!r} is not an id", "use capitals joined by '-'")
                self.axes[name] = value
        for _, fields in self._in("forms"):
            for name, value in fields.records():
                if not (codes.is_code(name) or codes.is_extra(name)):
                    fields.bad((name,), f"bad code {name!r}", "use a WHO code")
                entry = fields.mapping((name,), value, ("names", "misprints"))
                self.forms[name] = {
                    key: fields.words((name, key), item) for key, item in entry.items()
                }
        for _, fields in self._in("gaps"):
            self.gaps.extend(doctrine.gaps(fields))

    def _points(self) -> None:
        known = {code for _, fields in self._in("points") for code, _ in fields.records()}
        places = self.landmarks.keys() | known
        for stem, fields in self._in("points"):
            found = points.points(fields, stem, places, self.sources)
            self._merge(fields, self.points, found)

    def _doctrine_and_claims(self) -> None:
        names = {key: [n for _, f in self._in(key) for n, _ in f.records()]
                 for key in ("meridians", "categories")}  # fmt: skip
        words = Vocabulary(
            points=self.points,
            meridians={*names["meridians"], *MEETING_GROUPS},
            symptoms=self.symptoms,
            categories=set(names["categories"]),
            structures=self.structures,
            sources=self.sources,
        )
        places = {*self.landmarks, *self.structures, *self.points, *names["meridians"]}
        for stem, fields in self._claim_files(words):
            self.claims.extend(claim_files.make_claims(fields, stem, self.seen))
        for _, fields in self._in("meridians"):
            lines, said = doctrine.meridians(fields, words, self.seen, places)
            self._merge(fields, self.meridians, lines)
            self.claims.extend(said)
        for _, fields in self._in("categories"):
            groups, said = doctrine.categories(fields, words, self.seen)
            self._merge(fields, self.categories, groups)
            self.claims.extend(said)
        for stem, fields in self._in("teachings"):
            taught, said = teachings.teachings(fields, stem, words, self.seen)
            self._merge(fields, self.teachings, taught)
            self.claims.extend(said)

    def _claim_files(self, words: Vocabulary) -> Iterable[tuple[str, Fields]]:
        """Check every claims file; yield those without complaints."""
        for name, fields in self.fields.items():
            parts = Path(name).with_suffix("").parts
            if parts[1] != "claims":
                continue
            source = parts[2] if len(parts) > 2 else ""
            if source not in self.sources:
                fields.bad((), f"unknown source {source!r}", "add data/sources/<id>.yaml")
            claim_files.check_claims(fields, words, parts[3] if len(parts) > 3 else "")
            if not fields.complaints:
                yield source, fields

    def _strays(self) -> None:
        for name in self.fields:
            parts = Path(name).with_suffix("").parts
            if parts[1] not in FOLDERS or len(parts) > (4 if parts[1] == "claims" else 3):
                hint = f"use one of {', '.join(FOLDERS)}"
                self.stray.append(Problem(name, 0, "the data folder has no such file", hint))
