"""Source records read alone, for programs that run before the data folder is whole."""

from __future__ import annotations

from pathlib import Path

from kb.errors import DataError
from kb.load.fields import Fields
from kb.load.rules import check_files
from kb.load.vocabularies import source, source_rule
from kb.model import Source
from kb.reader import read

__all__ = ["read_sources"]


def read_sources(folder: Path) -> dict[str, Source]:
    """Return the records of ``data/sources`` by id.

    Raises
    ------
    DataError
        With every problem of these files.
    """
    paths = sorted(folder.glob("*.yaml"))
    files = [Fields(read(path, f"data/sources/{path.name}")) for path in paths]
    check_files(files, source_rule())
    if problems := [problem for fields in files for problem in fields.problems()]:
        raise DataError(problems)
    return {fields.document.stem: source(fields.document) for fields in files}
