"""The table of graphic variants, ``data/variants.yaml``."""

from __future__ import annotations

from functools import cache
from pathlib import Path

from kb.errors import DataError, Problem

__all__ = ["VARIANTS", "read_variants"]

VARIANTS = Path(__file__).resolve().parents[2] / "data" / "variants.yaml"
"""The project's own table."""


@cache
def read_variants(path: Path = VARIANTS) -> dict[str, str]:
    """Return graphic variant (or character entity) to usual character.

    Raises
    ------
    DataError
        Listing every row that is not ``variant: {to: one character, reason: text}``.
    """
    from kb.reader import read

    name = f"data/{path.name}"
    document = read(path, name)
    found: dict[str, str] = {}
    problems: list[Problem] = []
    for variant, row in document.data.items():
        line = document.line(row)
        if not isinstance(row, dict) or set(row) != {"to", "reason"} or len(row["to"]) != 1:
            what = f"variant {variant!r} is {row!r}"
            problems.append(Problem(name, line, what, "write {to: CHARACTER, reason: WHY}"))
            continue
        found[variant] = row["to"]
    if problems:
        raise DataError(problems)
    return found
