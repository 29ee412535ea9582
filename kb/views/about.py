"""The page that tells how to read all the others, with the figures of the data at hand."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass

from kb.base import KnowledgeBase

__all__ = ["AboutPage", "about_page"]


@dataclass(frozen=True, slots=True)
class AboutPage:
    """Figures of the knowledge base and the licences of its sources."""

    figures: tuple[tuple[str, int], ...]
    licences: tuple[tuple[str, int], ...]


def about_page(kb: KnowledgeBase) -> AboutPage:
    """Return the page, all figures counted from the data."""
    licences = Counter(s.licence for s in kb.sources.values() if s.licence)
    return AboutPage(
        (
            ("points", len(kb.points)),
            ("meridians and vessels", len(kb.meridians)),
            ("categories", len(kb.categories)),
            ("songs, lists, methods and rules", len(kb.teachings)),
            ("symptoms", len(kb.symptoms)),
            ("sources", kb.census["sources"]),
            ("families of sources", kb.census["families"]),
            ("claims, each with its place", kb.census["claims"]),
            ("of these, reported speech", kb.census["reported"]),
            ("phrases not yet mapped", kb.census["unmapped"]),
            ("gaps known", len(kb.gaps)),
        ),
        tuple(licences.most_common()),
    )
