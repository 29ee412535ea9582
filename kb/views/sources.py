"""The list of sources and the page of each: edition, licence, claims, what a machine found."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping

from kb import cite, codes
from kb.base import KnowledgeBase
from kb.frozen import frozen
from kb.model import Names, Source
from kb.verify.record import Finding, digest
from kb.views import common
from kb.views.common import Ref

__all__ = ["Check", "SourceLine", "SourceList", "SourcePage", "source_list", "source_page"]


@frozen
class Check:
    """What a machine found of a source.

    Attributes
    ----------
    state : str
        ``found`` (everything), ``failed`` (something not), ``stale`` (the claims have changed
        since), ``unchecked`` or ``unverifiable``.
    verified, failed : int
    when : str
        ``2026-11-22 18:52 UTC``; empty when never.
    why : str
        Why it cannot be checked.
    """

    state: str
    verified: int = 0
    failed: int = 0
    when: str = ""
    why: str = ""


@frozen
class SourceLine:
    """A source in the list."""

    source: Ref
    en: str
    author: str
    year: str
    family: str
    claims: int
    points: int
    unmapped: int
    check: Check


@frozen
class SourceList:
    """Sources by kind, oldest first, and how many families they are."""

    groups: tuple[tuple[str, tuple[SourceLine, ...]], ...]
    families: int
    claims: int


@frozen
class SourcePage:
    """Everything the page of a source says."""

    id: str
    names: Names
    title: str
    reference: str
    facts: tuple[tuple[str, str], ...]
    url: str
    kin: tuple[Ref, ...]
    check: Check
    witnesses: tuple[tuple[str, str], ...]
    readable: bool
    unmapped: tuple[int, int]
    missing: tuple[Ref, ...]
    gaps: tuple[tuple[str, str], ...]
    defects: tuple[str, ...]
    remark: str
    kinds: tuple[tuple[str, int], ...]
    claims: int
    reporting: int
    points: tuple[tuple[Ref, int], ...]


KINDS = {
    "classical": "Classical books", "song": "Songs and verses", "standard": "Standards",
    "textbook": "Modern textbooks", "ours": "Ours", "marketing": "Marketing",
}  # fmt: skip

CLAIMS = {
    "treats": "indications", "other": "phrases not yet mapped", "needle": "needling",
    "moxa": "moxibustion", "forbids": "prohibitions", "cautions": "cautions", "named": "names",
    "located": "figures of place", "belongs": "category memberships", "meets": "crossings",
    "anatomy": "anatomy", "reinforce": "reinforcing", "reduce": "reducing",
    "fact": "facts of meridians", "pathway": "steps of pathways", "illness": "meridian illnesses",
    "teaches": "teachings",
}  # fmt: skip

SCHEMES = {
    "page-line": "printed half-leaf and line: 040-11b.12 is juan 40, leaf 11 verso, line 12",
    "heading-line": "headings down to the passage, then the line of the pinned file",
    "page": "printed page", "row": "row of the table, by its key", "code": "code of the point",
    "span": "characters of the file, from the first to the one after the last", "none": "none",
}  # fmt: skip


def source_list(kb: KnowledgeBase, found: Mapping[str, Finding]) -> SourceList:
    """Return all sources that are cited or are works of their own, by kind, oldest first.

    `found` is what the last check found, by source.
    """
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
                len(_points(kb, record.id)),
                _unmapped(kb, record.id)[0],
                _check(kb, record, found.get(record.id)),
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


def _check(kb: KnowledgeBase, source: Source, found: Finding | None) -> Check:
    if source.unverifiable or not source.text:
        return Check("unverifiable", why=source.unverifiable or "no text of it is pinned yet")
    if found is None or not found.verified + found.failed:
        return Check("unchecked")
    when = f"{found.when[:10]} {found.when[11:16]} UTC"
    if found.digest != digest(kb.claims_from(source.id)):
        return Check("stale", found.verified, found.failed, when)
    return Check("failed" if found.failed else "found", found.verified, found.failed, when)


def _points(kb: KnowledgeBase, ident: str) -> Counter[str]:
    """Return how many claims of a source are about each point."""
    claims = kb.claims_from(ident)
    return Counter(code for claim in claims for code in claim.subjects if code in kb.points)


def _unmapped(kb: KnowledgeBase, ident: str) -> tuple[int, int]:
    """Return how many indications no symptom fits yet, and of how many."""
    kinds = Counter(claim.kind for claim in kb.claims_from(ident))
    return kinds["other"], kinds["other"] + kinds["treats"]


def source_page(kb: KnowledgeBase, ident: str, found: Mapping[str, Finding]) -> SourcePage:
    """Return the page of a source; `found` is what the last check found, by source.

    Raises
    ------
    UnknownName
        There is no such source.
    """
    source = kb.source(ident)
    claims = kb.claims_from(ident)
    kinds = Counter(claim.kind for claim in claims)
    points = _points(kb, ident)
    # a book of points: what it does not speak of is told
    whole = sum(codes.is_code(code) for code in points) > len(_STANDARD) // 2
    record_kinds = [(CLAIMS[kind], kinds[kind]) for kind in CLAIMS if kinds[kind]]
    unread = sum(claim.kind == "located" and "ref" not in claim.value for claim in claims)
    if unread:
        record_kinds.append(("figures of place in words only (of these)", unread))
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
        check=_check(kb, source, found.get(ident)),
        witnesses=_witnesses(source),
        readable=bool(source.text and claims),
        unmapped=_unmapped(kb, ident),
        missing=tuple(common.point_ref(kb, c) for c in _STANDARD if whole and not points[c]),
        gaps=tuple((gap.field, gap.reason) for gap in kb.gaps_of(ident)),
        defects=source.defects,
        remark=source.remark,
        kinds=tuple(record_kinds),
        claims=len(claims),
        reporting=sum(bool(claim.reports) for claim in claims),
        points=tuple((common.point_ref(kb, c), points[c]) for c in kb.points if points[c]),
    )


_STANDARD = tuple(codes.all_codes())


def _witnesses(source: Source) -> tuple[tuple[str, str], ...]:
    """Return what each transcription of a book is for, and which it is."""
    rows = (("cited by line", source.text), ("read for its punctuation", source.companion))
    return tuple(
        (use, ", ".join(filter(None, (text.script, f"{text.repository} {text.path}".strip()))))
        for use, text in rows
        if text
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
