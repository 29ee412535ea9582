"""A record of evidence as pages show it: what it is, what it says, how much of it was read."""

from __future__ import annotations

from types import MappingProxyType

from kb.base import KnowledgeBase
from kb.frozen import frozen
from kb.model import Result, Study
from kb.views import common
from kb.views.common import Ref
from kb.views.techniques import TECHNIQUES, technique_ref, techniques_of

__all__ = ["DIRECTION", "SHAM", "VERSUS", "StudyCard", "StudyRef", "card", "label", "short"]

DIRECTION = MappingProxyType(
    {
        "favours": "favours acupuncture", "no-difference": "no difference", "mixed": "mixed",
        "against": "what it was compared with did better", "recommends": "recommends",
        "recommends-against": "recommends against", "not-applicable": "no verdict on effect",
    }
)  # fmt: skip
"""What a record says of acupuncture as a treatment, as shown."""

SHAM = MappingProxyType(
    {
        "better": "better than sham", "no-difference": "no better than sham",
        "mixed": "mixed against sham", "not-separable": "sham not told apart",
        "not-compared": "not compared with sham", "not-readable": "sham result not readable",
    }
)  # fmt: skip
"""What a record says of real against sham needling, as shown."""

VERSUS = MappingProxyType(
    {
        "sham": "sham", "no-acupuncture": "no acupuncture",
        "active": "another treatment", "mixed": "several of these",
    }
)  # fmt: skip
"""What acupuncture was compared with, as shown."""

KIND = {
    "guideline": "guideline", "review": "review", "trial": "trial", "animal": "animal study",
    "observational": "observational study", "commentary": "commentary", "listed": "listed trial",
}  # fmt: skip
DESIGN = {
    "RCT": "randomised trial", "RCT protocol": "plan of a randomised trial",
    "systematic-review": "systematic review", "narrative-review": "narrative review",
    "observational": "observational study", "animal": "animal study",
}  # fmt: skip
READ = {
    "fulltext": "whole text", "fulltext-part": "part of the text", "abstract": "abstract",
    "abstract-part": "part of the abstract", "authors-conclusions": "authors' conclusions only",
    "summary-of-findings-table": "summary-of-findings table", "listed": "a row of a public table",
    "plain-language-summary": "plain-language summary", "secondary": "a page that reports it",
    "conference-abstract": "conference abstract",
}  # fmt: skip
_FACTS = (
    ("population", "who"), ("size", "how many"), ("technique", "technique"),
    ("sessions", "sessions"), ("comparator", "compared with"), ("relevance", "size of the effect"),
)  # fmt: skip
_GRADES = {"very-low": "very low"}


@frozen
class StudyRef:
    """A link to a record: its id, short name and the condition on whose page it stands."""

    id: str
    label: str
    condition: str


@frozen
class StudyCard:
    """A record as shown.

    Attributes
    ----------
    id, label, title, where : str
        `label` is short (``Tu JF et al. 2024``); `where` journal, volume, pages.
    kind : str
        What it is (``trial, RCT``).
    direction, direction_id, sham, certainty : str
        Words of the legend; empty when not judged there.
    facts : tuple of (str, str)
        Population, size, technique and so on, as read.
    techniques : tuple of Ref
        Techniques that its own words name.
    points : tuple of Ref
        Points named; `points_note` says how, when it is not plain.
    results : tuple of Result
    limits : tuple of str
    read : str
        How much of the source was read.
    links : tuple of (str, str)
        Name and address of each public reference.
    missing : tuple of str
        Parts of the citation that no page read has shown.
    inferred : tuple of str
        Parts deduced from a number or address.
    superseded : str
        What took its place; empty for a current record.
    flags : tuple of str
        Known faults of the table that lists it.
    """

    id: str
    label: str
    title: str
    where: str
    kind: str
    direction: str
    direction_id: str
    sham: str
    certainty: str
    facts: tuple[tuple[str, str], ...]
    techniques: tuple[Ref, ...]
    points: tuple[Ref, ...]
    points_note: str
    results: tuple[Result, ...]
    limits: tuple[str, ...]
    read: str
    links: tuple[tuple[str, str], ...]
    missing: tuple[str, ...]
    inferred: tuple[str, ...]
    superseded: str
    flags: tuple[str, ...]


def label(study: Study) -> str:
    """Return the short name of a record.

    Examples
    --------
    >>> label(Study("x", "trial", "RCT", "efficacy", (), authors=("Tu JF", "Shi GX"), year="2024"))
    'Tu JF et al. 2024'
    >>> label(Study("x", "review", "review", "efficacy", (), cochrane="CD001351"))
    'Cochrane CD001351'
    """
    if study.authors:
        more = "" if len(study.authors) == 1 else " et al."
        return f"{study.authors[0]}{more} {study.year}".strip()
    if study.cochrane:
        return f"Cochrane {study.cochrane} {study.year}".strip()
    if study.title:
        words = study.title.split()
        head = " ".join(words[:7]) + (" …" if len(words) > 7 else "")
        return f"{head} {study.year}".strip()
    return " ".join(filter(None, (study.journal, study.pmcid, study.year))) or study.id


def short(kb: KnowledgeBase, ident: str, on: str = "") -> StudyRef:
    """Return the reference to a record, on the page of the condition `on` if it stands there."""
    study = kb.studies[ident]
    return StudyRef(ident, label(study), on if on in study.conditions else study.conditions[0])


def _links(study: Study) -> tuple[tuple[str, str], ...]:
    rows = (
        ("DOI", study.doi, "https://doi.org/"),
        ("PubMed", study.pmid, "https://pubmed.ncbi.nlm.nih.gov/"),
        ("PMC", study.pmcid, "https://pmc.ncbi.nlm.nih.gov/articles/"),
        ("Cochrane Library", study.cochrane, "https://doi.org/10.1002/14651858."),
        ("page read" if "doi" in study.missing else "public page", study.url, ""),
    )
    found = [(name, head + value, value) for name, value, head in rows if value]
    if study.doi:
        found = [row for row in found if row[0] != "Cochrane Library"]
    return tuple((f"{n} {v}" if n != "public page" and n != "page read" else n, a)
                 for n, a, v in found)  # fmt: skip


def _certainty(study: Study) -> str:
    if not study.certainty:
        return ""
    grades = [_GRADES.get(one, one) for one in study.certainty if one != "other"]
    said = study.certainty_note or " to ".join(grades)
    return f"{said} ({study.certainty_by})" if study.certainty_by else said


def card(kb: KnowledgeBase, study: Study) -> StudyCard:
    """Return a record as shown."""
    volume = f"{study.volume}({study.issue})" if study.issue else study.volume
    where = f"{study.journal} {volume}".strip() + (f": {study.pages}" if study.pages else "")
    superseded = ""
    if study.superseded == "not-read":
        superseded = "a newer edition exists; its results could not be read"
    elif study.superseded:
        superseded = f"replaced by {label(kb.studies[study.superseded])}"
    named = study.points_status.startswith("named")
    return StudyCard(
        id=study.id,
        label=label(study),
        title=study.title,
        where=where,
        kind=KIND[study.kind]
        if study.design in ("", study.kind)
        else DESIGN.get(study.design, study.design),
        direction=DIRECTION.get(study.direction, ""),
        direction_id=study.direction,
        sham=SHAM.get(study.sham, ""),
        certainty=_certainty(study),
        facts=tuple((name, text) for key, name in _FACTS if (text := getattr(study, key)))
        + ((("where", ", ".join(study.countries)),) if study.countries else ()),
        techniques=tuple(technique_ref(TECHNIQUES[one]) for one in techniques_of(study)),
        points=tuple(common.point_ref(kb, code) for code in study.points),
        points_note=study.points_status if named and study.points_status != "named" else "",
        results=study.results,
        limits=study.limits,
        read=READ.get(study.read, study.read),
        links=_links(study),
        missing=study.missing,
        inferred=study.inferred,
        superseded=superseded,
        flags=study.flags,
    )
