"""Everything this package can raise, drawn as a tree.

::

    MingtangError
    ├── DataError          the data folder is wrong; carries every Problem found
    ├── UnknownName        no record of that name; carries near matches (also a LookupError)
    ├── CodeError          not a point code in any nomenclature (also a ValueError)
    ├── LocationError      a location cannot be computed from its structure (also a ValueError)
    └── TextError          a source text is missing, altered or lacks a locator (also a ValueError)

Library code never prints; the command line and the browser decide how an error is shown.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

__all__ = [
    "CodeError",
    "DataError",
    "LocationError",
    "MingtangError",
    "Problem",
    "TextError",
    "UnknownName",
]


@dataclass(frozen=True, slots=True, order=True)
class Problem:
    """One thing wrong in one place of the data.

    Attributes
    ----------
    path : str
        File, relative to the folder that holds ``data/`` (``data/points/GB.yaml``).
    line : int
        Line in that file, counted from 1; 0 when the whole file is meant.
    message : str
        What is wrong, with the offending value.
    hint : str
        What to do about it; may be empty.

    Examples
    --------
    >>> print(Problem("data/points/GB.yaml", 7, "unknown key 'nmaes'", "did you mean 'names'?"))
    data/points/GB.yaml:7: unknown key 'nmaes'; did you mean 'names'?
    """

    path: str
    line: int
    message: str
    hint: str = ""

    def __str__(self) -> str:
        """Return ``path:line: what is wrong, with the value; what to do``."""
        tail = f"; {self.hint}" if self.hint else ""
        return f"{self.path}:{self.line}: {self.message}{tail}"


class MingtangError(Exception):
    """Base of every error raised on purpose by this package."""


class DataError(MingtangError):
    """The data folder breaks its own rules.

    Parameters
    ----------
    problems : iterable of Problem
        All problems found, in any order; kept sorted by file and line.
    """

    def __init__(self, problems: Iterable[Problem]) -> None:
        self.problems: tuple[Problem, ...] = tuple(sorted(set(problems)))
        count = len(self.problems)
        head = f"{count} problem{'' if count == 1 else 's'} in the data"
        super().__init__("\n".join([head, *map(str, self.problems)]))


class UnknownName(MingtangError, LookupError):
    """No record answers to this name.

    Parameters
    ----------
    kind : str
        What was looked for (``point``, ``symptom`` …).
    name : str
        The name as given.
    near : iterable of str
        Ids that look like it, best first; suggestions only.
    """

    def __init__(self, kind: str, name: str, near: Iterable[str] = ()) -> None:
        self.kind = kind
        self.name = name
        self.near = tuple(near)
        tail = f"; did you mean {', '.join(self.near)}?" if self.near else ""
        super().__init__(f"no {kind} {name!r}{tail}")


class CodeError(MingtangError, ValueError):
    """A string is not a point code, or names a point that does not exist."""


class LocationError(MingtangError, ValueError):
    """A structured location cannot be computed."""


class TextError(MingtangError, ValueError):
    """A source text is missing, altered, or does not have the locator asked for."""
