"""Citations: reader-facing references and locators, links, counts of independent voices.

Books that copy each other share a *family* and are one voice; what a book says that another one
said (``reports``) is not a voice at all.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from kb.base import KnowledgeBase
from kb.frozen import frozen
from kb.model import Claim, Source

__all__ = [
    "MODERN",
    "NOTICE",
    "Voices",
    "chip",
    "locator",
    "reference",
    "teaching_in",
    "title",
    "voices",
]

MODERN = frozenset({"textbook", "standard"})
"""Kinds of source that are shown apart from the classical books."""

NOTICE = "data CC BY-SA 4.0; see NOTICE for the transcriptions it cites"
"""What an export says of its licence."""

_PAGE_LINE = re.compile(r"0*([0-9]+)-0*([0-9]+)([ab])\.([0-9]+)")
_HEADING_LINE = re.compile(r"(.*)\.L([0-9]+)")


_TAUGHT = "data/teachings/"


def teaching_in(file: str) -> str:
    """Return the id of the teaching in a data file; empty for all other files.

    Examples
    --------
    >>> teaching_in("data/teachings/yulong-song.yaml"), teaching_in("data/claims/x.yaml")
    ('yulong-song', '')
    """
    return file.removeprefix(_TAUGHT)[:-5] if file.startswith(_TAUGHT) else ""


@frozen
class Voices:
    """How many sources, and how many families of sources, say the same.

    Attributes
    ----------
    sources, families : tuple of str
        Ids, each once, sources by year.
    reported : int
        Claims that only repeat another book and are not counted.
    """

    sources: tuple[str, ...]
    families: tuple[str, ...]
    reported: int = 0

    def __str__(self) -> str:
        """Return ``3 sources, 2 families``."""
        books, kinds = len(self.sources), len(self.families)
        return (
            f"{books} source{'' if books == 1 else 's'}, "
            f"{kinds} famil{'y' if kinds == 1 else 'ies'}"
        )


def voices(base: KnowledgeBase, claims: Iterable[Claim]) -> Voices:
    """Return the independent voices among some claims.

    Parameters
    ----------
    base : KnowledgeBase
    claims : iterable of Claim

    Returns
    -------
    Voices
        Reported speech is counted apart.
    """
    own: set[str] = set()
    reported = 0
    for claim in claims:
        if claim.reports:
            reported += 1
        else:
            own.add(claim.source)
    ordered = tuple(sorted(own, key=lambda s: (base.sources[s].year or 9999, s)))
    families = tuple(sorted({base.sources[s].family or s for s in own}))
    return Voices(ordered, families, reported)


def title(source: Source) -> str:
    """Return the short name a reader knows a source by.

    Pinyin title for a Chinese book, short name for a standard.
    """
    return source.names.short or source.names.pinyin or source.names.en


def locator(source: Source, at: str) -> str:
    """Return a locator as a reader would say it.

    Examples
    --------
    >>> from kb.model import Names
    >>> book = Source("x", Names(en="X"), locator="page-line")
    >>> locator(book, "040-11b.12")
    'juan 40, leaf 11b, line 12'
    >>> locator(Source("who-2008", Names(en="WHO"), locator="page"), "186")
    'p. 186'
    """
    if source.locator == "page-line" and (match := _PAGE_LINE.fullmatch(at)):
        juan, leaf, side, line = match.groups()
        return f"juan {juan}, leaf {leaf}{side}, line {line}"
    if source.locator == "heading-line" and (match := _HEADING_LINE.fullmatch(at)):
        return f"{match[1]}, line {match[2]} of the file".removeprefix(", ")
    if source.locator == "page":
        return f"p{'p' if '-' in at else ''}. {at}"
    if source.locator == "row":
        return f"row {at}"
    return at


def chip(base: KnowledgeBase, claim: Claim) -> str:
    """Return the few words of a citation chip: title and locator."""
    source = base.sources[claim.source]
    short = claim.at.split("/")[-1] if source.locator == "heading-line" else claim.at
    if source.locator in ("page", "row"):
        short = locator(source, claim.at)
    return f"{title(source)} {short}"


def reference(source: Source, at: str = "") -> str:
    """Return the full reference of a source, with the place when `at` is given.

    Examples
    --------
    >>> from kb.model import Names
    >>> names = Names(pinyin="Leijing Tuyi", hant="類經圖翼")
    >>> book = Source("x", names, author="Zhang Jiebin", year=1624, locator="page-line")
    >>> print(reference(book, "040-11b.12"))
    Zhang Jiebin, Leijing Tuyi 類經圖翼, 1624, juan 40, leaf 11b, line 12.
    """
    names = source.names
    called = " ".join(filter(None, (names.pinyin or names.en, names.hant)))
    if source.year is None:
        when = source.year_note
    else:
        when = f"{-source.year} BCE" if source.year < 0 else str(source.year)
    parts = [source.author, called, source.edition, when, locator(source, at) if at else ""]
    return ", ".join(part for part in parts if part) + "."
