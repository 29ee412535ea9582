"""Every citation chip of a page model, wherever it stands."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import fields, is_dataclass

from kb.views.common import Chip

__all__ = ["chips_in"]


def chips_in(value: object) -> Iterator[Chip]:
    """Yield the chips of a model, depth first."""
    if isinstance(value, Chip):
        yield value
    elif isinstance(value, Mapping):
        for one in value.values():
            yield from chips_in(one)
    elif isinstance(value, tuple | list):
        for one in value:
            yield from chips_in(one)
    elif is_dataclass(value):
        for field in fields(value):
            yield from chips_in(getattr(value, field.name))
