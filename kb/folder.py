"""The data folder: where it is and which files it holds; nothing is read here."""

from __future__ import annotations

import os
from pathlib import Path

__all__ = ["DEFAULT_DATA", "MAX_BYTES", "data_files", "file_names"]

DEFAULT_DATA = Path(__file__).resolve().parents[1] / "data"
"""The data folder of this checkout."""

MAX_BYTES = 4 << 20
"""Largest data file read, in bytes (the largest real one is under 1 MB)."""

_SUFFIXES = (".yaml", ".yml")


def data_files(folder: Path) -> list[Path]:
    """Return the YAML files of a data folder, sorted by path."""
    return [folder / name for name in file_names(folder)]


def file_names(folder: Path) -> list[str]:
    """Return the names of the YAML files below a folder, sorted by path, parts joined by ``/``.

    Folders behind symbolic links are not entered.
    """
    found: list[str] = []
    _collect(str(folder), "", found)
    return found


def _collect(folder: str, prefix: str, found: list[str]) -> None:
    with os.scandir(folder) as listing:
        entries = sorted((entry.name, entry) for entry in listing)
    for name, entry in entries:
        if name.lower().endswith(_SUFFIXES):
            found.append(prefix + name)
        if entry.is_dir(follow_symlinks=False):
            _collect(entry.path, f"{prefix}{name}/", found)
