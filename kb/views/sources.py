"""The list of sources and the page of each: edition, licence, claims, what a machine found."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass

from kb import cite
from kb.base import KnowledgeBase
from kb.model import Names, Source
from kb.views import common
from kb.views.common import Ref

__all__ = ["SourceLine", "SourceList", "SourcePage", "source_list", "source_page"]


@dataclass(frozen=True, slots=True)
class SourceLine:
    """A source in the list."""

    source: Ref
    en: str
    author: str
    year: str
    family: str
    claims: int
    verification: str


@dataclass(frozen=True, slots=True)
class SourceList:
    """Sources by kind, oldest first, and how many families they are."""

    groups: tuple[tuple[str, tuple[SourceLine, ...]], ...]
    families: int
    claims: int


@dataclass(frozen=True, slots=True)
class SourcePage:
    """Everything the page of a source says."""

    id: str
    names: Names
    title: str
    reference: str
    facts: tuple[tuple[str, str], ...]
    url: str
    kin: tuple[Ref, ...]
    verification: str
    defects: tuple[str, ...]
    remark: str
    kinds: tuple[tuple[str, int], ...]
    claims: int
    reporting: int
    points: tuple[tuple[Ref, int], ...]


KINDS = {
    "classical": "Classical books", "song": "Songs and verses", "standard": "Standards",
    "textbook": "Modern textbooks", "ours": "Ours",
}  # fmt: skip

CLAIMS = {
    "treats": "indications", "other": "phrases not yet mapped", "needle": "needling",
    "moxa": "moxibustion", "forbids": "prohibitions", "cautions": "cautions", "named": "names",
    "located": "locations", "belongs": "category memberships", "meets": "crossings",
    "anatomy": "anatomy", "reinforce": "reinforcing", "reduce": "reducing",
    "fact": "facts of meridians", "pathway": "steps of pathways", "illness": "meridian illnesses",
}  # fmt: skip

SCHEMES = {
    "page-line": "printed half-leaf and line: 040-11b.12 is juan 40, leaf 11 verso, line 12",
    "heading-line": "headings down to the passage, then the line of the pinned file",
    "page": "printed page", "row": "row of the table, by its key", "code": "code of the point",
    "none": "none",
}  # fmt: skip


def source_list(kb: KnowledgeBase) -> SourceList:
    """Return all sources that are cited or are works of their own, by kind, oldest first."""
    groups: dict[str, list[SourceLine]] = {kind: [] for kind in KINDS}
    companions = {s.companion.file for s in kb.sources.values() if s.companion}
    records = sorted(kb.sources.values(), key=lambda s: (_sort_year(s), s.id))
    for record in records:
        count = len(kb.claims_from(record.id)) + _located(kb, record.id)
        if not count and record.text and record.text.file in companions:
            continue
        groups.setdefault(record.kind, []).append(
            SourceLine(
                common.source_ref(kb, record.id),
                record.names.en,
                record.author,
                common.year_of(kb, record.id),
                record.family or record.id,
                count,
                _verification(record),
            )
        )
    cited = [line for lines in groups.values() for line in lines if line.claims]
    return SourceList(
        tuple((KINDS.get(kind, kind), tuple(lines)) for kind, lines in groups.items() if lines),
        len({line.family for line in cited}),
        sum(line.claims for line in cited),
    )


def _sort_year(source: Source) -> int:
    return 9999 if source.year is None else source.year


def _located(kb: KnowledgeBase, ident: str) -> int:
    """Return how many names, places and rival places of points cite the source."""
    total = 0
    for point in kb.points.values():
        total += (1 + (point.location is not None) + len(point.variants)) * any(
            s == ident for s, _ in point.cites
        )
        total += sum(rival.source == ident for rival in point.others)
    return total


def _verification(source: Source) -> str:
    if source.unverifiable:
        return "cannot be checked by machine here"
    if source.text:
        return "each term can be found again by machine in the pinned text"
    return "no text pinned yet"


def source_page(kb: KnowledgeBase, ident: str) -> SourcePage:
    """Return the page of a source.

    Raises
    ------
    UnknownName
        There is no such source.
    """
    source = kb.source(ident)
    claims = kb.claims_from(ident)
    kinds = Counter(claim.kind for claim in claims)
    points = Counter(code for claim in claims for code in claim.subjects if code in kb.points)
    record_kinds = [(CLAIMS[kind], kinds[kind]) for kind in CLAIMS if kinds[kind]]
    if located := _located(kb, ident):
        record_kinds.insert(0, ("names and places of points", located))
    return SourcePage(
        id=ident,
        names=source.names,
        title=cite.title(source),
        reference=cite.reference(source),
        facts=_facts(source),
        url=source.url if source.url.startswith("https://") else "",
        kin=tuple(
            common.source_ref(kb, other)
            for other, record in kb.sources.items()
            if other != ident and record.family and record.family == source.family
        ),
        verification=source.unverifiable or _verification(source),
        defects=source.defects,
        remark=source.remark,
        kinds=tuple(record_kinds),
        claims=len(claims),
        reporting=sum(bool(claim.reports) for claim in claims),
        points=tuple((common.point_ref(kb, c), points[c]) for c in kb.points if points[c]),
    )


def _facts(source: Source) -> tuple[tuple[str, str], ...]:
    text = source.text
    rows = (
        ("Author", " ".join(filter(None, (source.author, source.author_hant)))),
        (
            "Time",
            ", ".join(filter(None, (source.dynasty, source.year_note or str(source.year or "")))),
        ),
        ("Kind", KINDS.get(source.kind, source.kind)),
        ("Edition", source.edition),
        ("Licence", source.licence),
        ("Places are cited by", SCHEMES.get(source.locator, source.locator)),
        ("Text pinned", f"{text.repository}, {text.path}" if text and text.repository else ""),
        ("Version", text.commit if text else ""),
        ("sha256", text.sha256 if text else ""),
    )
    return tuple(row for row in rows if row[1])
