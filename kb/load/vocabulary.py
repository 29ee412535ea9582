"""The names that records may use of each other: read off the files before any is checked."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import chain

from kb.load.fields import Fields

__all__ = ["MEETING_GROUPS", "Vocabulary"]

MEETING_GROUPS = frozenset(
    {
        "three-yang", "three-yin", "hand-three-yang", "hand-three-yin", "foot-three-yang",
        "foot-three-yin", "heel", "link",
    }
)  # fmt: skip
"""Groups of meridians that crossing statements name without naming members."""


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """Every name that a record has, by kind."""

    points: frozenset[str] = frozenset()
    meridians: frozenset[str] = frozenset()
    symptoms: frozenset[str] = frozenset()
    categories: frozenset[str] = frozenset()
    landmarks: frozenset[str] = frozenset()
    structures: frozenset[str] = frozenset()
    sources: frozenset[str] = frozenset()
    conditions: frozenset[str] = frozenset()
    studies: frozenset[str] = frozenset()
    teachings: frozenset[str] = frozenset()

    @classmethod
    def of(cls, files: Mapping[str, Sequence[Fields]]) -> Vocabulary:
        """Return the names in files, given by the folder they stand in."""
        return cls(
            points=_names(files.get("points", ())),
            meridians=_names(files.get("meridians", ())),
            symptoms=_names(files.get("symptoms", ())),
            categories=_names(files.get("categories", ())),
            landmarks=_names(files.get("landmarks", ())),
            structures=_names((*files.get("anatomy", ()), *files.get("places", ()))),
            sources=_stems(files.get("sources", ())),
            conditions=_stems(files.get("conditions", ())),
            studies=_names(files.get("evidence", ())),
            teachings=_names(files.get("teachings", ())),
        )


def _names(files: Iterable[Fields]) -> frozenset[str]:
    return frozenset(chain.from_iterable(fields.document.records for fields in files))


def _stems(files: Iterable[Fields]) -> frozenset[str]:
    return frozenset(fields.document.stem for fields in files)
