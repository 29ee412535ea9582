"""The page that tells how to read all the others, with the figures of the data at hand."""

from __future__ import annotations

from collections import Counter

from kb.base import KnowledgeBase
from kb.frozen import frozen
from kb.views.beside import without_signs
from kb.views.study import SHAM

__all__ = ["AboutPage", "about_page"]


@frozen
class AboutPage:
    """Figures of the knowledge base and the licences of its sources.

    Attributes
    ----------
    figures, licences : tuple of (str, int)
    provenance : tuple of (str, tuple of (str, int))
        Of trials that compared with sham: the result, and how many were done in which country.
    incomplete : int
        Records of evidence that lack a part of their citation.
    unsigned : tuple of int
        Conditions without warning signs, and all conditions.
    """

    figures: tuple[tuple[str, int], ...]
    licences: tuple[tuple[str, int], ...]
    provenance: tuple[tuple[str, tuple[tuple[str, int], ...]], ...] = ()
    incomplete: int = 0
    unsigned: tuple[int, int] = (0, 0)


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
        _provenance(kb),
        sum(bool(one.missing) for one in kb.studies.values() if one.kind != "listed"),
        (len(without_signs(kb)), sum(one.kind == "condition" for one in kb.conditions.values())),
    )


NOWHERE = "not named on a page read"
"""Country of a trial when no page that was read names one."""


def _provenance(kb: KnowledgeBase) -> tuple[tuple[str, tuple[tuple[str, int], ...]], ...]:
    """Return the countries of trials by what they found against sham, most frequent first."""
    made = []
    for found in ("better", "mixed", "no-difference"):
        where = Counter(
            " and ".join(one.countries) or NOWHERE
            for one in kb.studies.values()
            if one.kind == "trial" and one.topic == "efficacy" and one.sham == found
        )
        if where:
            named = sorted(where.items(), key=lambda row: (row[0] == NOWHERE, -row[1], row[0]))
            made.append((SHAM[found], tuple(named)))
    return tuple(made)
