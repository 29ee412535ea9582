"""The plates as shipped: what each shows and where, read once when first asked for.

Standard library only; the pictures themselves are fetched by the browser.
"""

from __future__ import annotations

import functools
import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from kb.frozen import frozen

__all__ = ["FOLDER", "Atlas", "Box", "Plate", "Spot", "Stretch", "atlas"]

FOLDER = Path(__file__).parent / "shipped" / "plates"

Box = tuple[float, float, float, float]


@frozen
class Spot:
    """A point on a plate.

    Attributes
    ----------
    code : str
    x, y : float
        In units of the plate.
    facing : float
        How much its skin faces the viewer, 1 straight on.
    label : Box or None
        Left, top, right and bottom of its label; None on whole figures.
    rulers : tuple of (str, float)
        Stretches of the plate that measure it, each with the body cun from its start.
    """

    code: str
    x: float
    y: float
    facing: float
    label: Box | None
    rulers: tuple[tuple[str, float], ...]


@frozen
class Stretch:
    """A measured stretch on a plate: two landmarks, body cun between them, where they lie.

    One over the head is curved: `ticks` are the places of every half cun, None where hidden.
    """

    id: str
    frm: str
    to: str
    cun: float
    upright: bool
    ends: tuple[tuple[float, float], tuple[float, float]]
    ticks: tuple[tuple[float, float] | None, ...] = ()


@frozen
class Plate:
    """A plate.

    Attributes
    ----------
    id, title, region : str
    box : Box
        Left, top, width and height of the whole picture (its ``viewBox``).
    foot : float
        Height of the caption at its bottom.
    points : mapping of str to Spot
        By code.
    rulers : mapping of str to Stretch
        By id.
    """

    id: str
    title: str
    region: str
    box: Box
    foot: float
    points: Mapping[str, Spot]
    rulers: Mapping[str, Stretch]

    @property
    def file(self) -> str:
        """Return the picture, as a path in the folder of shipped files."""
        return f"plates/{self.id}.svg"

    @property
    def whole(self) -> bool:
        """Return whether it shows the whole body, its points as mere dots."""
        return self.region == "body"


@frozen
class Atlas:
    """All plates, the one that shows each point best, and how sure each place is.

    Attributes
    ----------
    plates : mapping of str to Plate
    best : mapping of str to str
        Plate by code.
    confidence : mapping of str to str
        ``computed``, ``digitised`` or ``schematic`` by code.
    """

    plates: Mapping[str, Plate]
    best: Mapping[str, str]
    confidence: Mapping[str, str]


@functools.cache
def atlas() -> Atlas:
    """Return the plates as shipped."""
    found = json.loads((FOLDER / "index.json").read_text(encoding="utf-8"))
    plates = {ident: _plate(ident, entry) for ident, entry in found["plates"].items()}
    return Atlas(plates, found["best"], found["confidence"])


def _plate(ident: str, entry: Mapping[str, Any]) -> Plate:
    return Plate(
        ident,
        entry["title"],
        entry["region"],
        tuple(entry["box"]),
        entry["foot"],
        {
            code: Spot(
                code,
                spot["at"][0],
                spot["at"][1],
                spot["facing"],
                spot["label"] and tuple(spot["label"]),
                tuple((name, cun) for name, cun in spot["rulers"]),
            )
            for code, spot in entry["points"].items()
        },
        {
            name: Stretch(
                name,
                one["from"],
                one["to"],
                one["cun"],
                one["upright"],
                (tuple(one["ends"][0]), tuple(one["ends"][1])),
                tuple(tick and (tick[0], tick[1]) for tick in one.get("ticks", ())),
            )
            for name, one in entry["rulers"].items()
        },
    )
