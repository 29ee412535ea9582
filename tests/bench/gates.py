"""Every gate that needs a clock, by name; a module is imported when its gate is measured."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from importlib import import_module
from pathlib import Path

from .measure import Result

__all__ = ["GATES", "measure"]

GATES: Mapping[str, str] = {
    "G1": "loading.parse",
    "G2": "warm.start",
    "G3": "warm.start_tenfold",
    "G4": "loading.check",
    "G5": "graphs.claims",
    "G6": "graphs.paths",
    "bank": "asking.bank",
    "G7": "asking.recall",
    "G8": "asking.speed",
    "G8x": "asking.speed_tenfold",
    "G9": "asking.nonsense",
    "G10": "pages.reruns",
    "G12": "clicks.clicks",
    "G13": "typing.keys",
    "G14": "pages.cold",
    "G18": "pages.memory",
    "plate": "plates.plates",
}
"""Module and function that measure a gate; the function yields results."""


def measure(name: str, folder: Path) -> Iterator[Result]:
    """Measure one gate on a data folder."""
    module, function = GATES[name].split(".")
    yield from getattr(import_module(f".{module}", __package__), function)(folder)
