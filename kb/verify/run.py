"""A verification run over a knowledge base."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from kb.errors import TextError
from kb.texts.names import PointNames
from kb.texts.registry import Library
from kb.texts.shapes import SHAPES
from kb.verify.checker import Checker
from kb.verify.report import Failure, Report, SourceReport

if TYPE_CHECKING:
    from collections.abc import Sequence

    from kb.base import KnowledgeBase
    from kb.model import Claim

__all__ = ["names_of", "verify"]

_NO_TEXT = "no transcription is pinned"
_NOT_HERE = "text not at hand; 'kb texts add PATH' registers the pinned edition"


def names_of(base: KnowledgeBase) -> PointNames:
    """Return the point names of a knowledge base: standard names and recognised forms."""
    standard = {
        code: tuple(name for name in (point.names.hant, point.names.who) if name)
        for code, point in base.points.items()
    }
    others = {
        code: tuple(name for forms in kinds.values() for name in forms)
        for code, kinds in base.forms.items()
    }
    return PointNames(standard, others)


def verify(base: KnowledgeBase, folder: Path | None = None) -> Report:
    """Return what is found again of every claim.

    Parameters
    ----------
    base : KnowledgeBase
        The claims and the sources.
    folder : Path or None
        Folder of source texts; None for the registered ones.
    """
    library = Library(base.sources, folder)
    names = names_of(base)
    rows: list[SourceReport] = []
    failures: list[Failure] = []
    for source in base.sources:
        claims = base.claims_from(source)
        if claims:
            row, failed = _source(base, library, names, source, claims)
            rows.append(row)
            failures += failed
    return Report(tuple(rows), tuple(failures))


def _source(
    base: KnowledgeBase,
    library: Library,
    names: PointNames,
    source: str,
    claims: Sequence[Claim],
) -> tuple[SourceReport, list[Failure]]:
    record = base.sources[source]
    if record.text is None or source not in library:
        reason = record.unverifiable or (_NOT_HERE if record.text else _NO_TEXT)
        return SourceReport(source, len(claims), 0, 0, len(claims), reason), []
    try:
        checker = Checker(library.text(source), names, SHAPES.get(source))
    except TextError as error:
        return SourceReport(source, len(claims), 0, 0, len(claims), str(error)), []
    failures = [
        Failure(claim.id, claim.file, claim.line, why)
        for claim in claims
        if (why := checker.check(claim))
    ]
    verified = len(claims) - len(failures)
    return SourceReport(source, len(claims), verified, len(failures), 0), failures
