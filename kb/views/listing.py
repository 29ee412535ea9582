"""Lists that are cut where the room ends."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Generic, TypeVar

from kb.frozen import frozen

__all__ = ["Listing", "listing"]

Row = TypeVar("Row")
Made = TypeVar("Made")


@frozen
class Listing(Generic[Row]):
    """Rows that are shown, and how many more there are on the page that shows all."""

    rows: tuple[Row, ...] = ()
    hidden: int = 0

    def __len__(self) -> int:
        """Return the number of all rows, hidden ones too."""
        return len(self.rows) + self.hidden

    def made(self, make: Callable[[Row], Made]) -> Listing[Made]:
        """Return the listing with another row made of each that is shown."""
        return Listing(tuple(map(make, self.rows)), self.hidden)


def listing(rows: Iterable[Row], size: Callable[[Row], int], room: int | None) -> Listing[Row]:
    """Return as many rows as have room, the first always.

    Parameters
    ----------
    rows : iterable
        Best first.
    size : callable
        How many chips a row has.
    room : int or None
        Most chips shown; None shows all.

    Examples
    --------
    >>> listing(["aa", "bbb", "c"], len, 4)
    Listing(rows=('aa',), hidden=2)
    """
    every = tuple(rows)
    if room is None:
        return Listing(every)
    used = 0
    for number, row in enumerate(every):
        used += size(row)
        if number and used > room:
            return Listing(every[:number], len(every) - number)
    return Listing(every)
