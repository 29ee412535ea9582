"""Source records read alone, for programs that run before the data folder is whole."""

from __future__ import annotations

from pathlib import Path

from kb.load.doctrine import source
from kb.load.fields import Fields
from kb.model import Source
from kb.reader import read

__all__ = ["read_sources"]


def read_sources(folder: Path) -> dict[str, Source]:
    """Return the records of ``data/sources`` by id; complaints are left to ``kb check``."""
    found: dict[str, Source] = {}
    for path in sorted(folder.glob("*.yaml")):
        found[path.stem] = source(Fields(read(path, f"data/sources/{path.name}")), path.stem)
    return found
