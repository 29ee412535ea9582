"""Records beside the points: symptoms, meridians, categories, teachings, sources, gaps."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import field

from kb.frozen import frozen
from kb.model.places import Names

__all__ = [
    "Category",
    "Gap",
    "Member",
    "Meridian",
    "Source",
    "Structure",
    "Symptom",
    "Teaching",
    "TextFile",
]


@frozen
class Structure:
    """A vessel, nerve, organ or hazard that needling claims name."""

    id: str
    kind: str
    en: str


@frozen
class Symptom:
    """A complaint of our vocabulary.

    Attributes
    ----------
    id, en : str
        Stable id and English label.
    lay : tuple of str
        Words people use.
    hant : tuple of str
        Classical terms as printed, any script; compared after folding.
    broader : tuple of str
        More general symptom ids.
    remark : str
        One sentence of ours.
    group : str
        Name of the file that holds it.
    """

    id: str
    en: str
    lay: tuple[str, ...] = ()
    hant: tuple[str, ...] = ()
    broader: tuple[str, ...] = ()
    remark: str = ""
    group: str = ""
    icd11: str = ""
    hpo: str = ""
    file: str = ""
    line: int = 0


@frozen
class Meridian:
    """A meridian; everything said of it (organ, pair, hour, course, illness) is claims."""

    id: str
    kind: str
    names: Names
    file: str = ""
    line: int = 0


@frozen
class Member:
    """A point as member of a category; `attributes` holds ``of``, ``phase`` and the like.

    `says` is empty for members proper and ``adds``, ``differs`` or ``denies`` for dissent. The
    citations are claims of kind ``belongs`` with the ids in `claims`.
    """

    point: str
    attributes: Mapping[str, str] = field(default_factory=dict, hash=False)
    says: str = ""
    claims: tuple[str, ...] = ()


@frozen
class Category:
    """A class of special points.

    `count` is how many members the doctrine has (None when it has no fixed number); `rule` names a
    derivation in `kb.doctrine`; `group` is a parent category; `order` is its place in lists.
    """

    id: str
    names: Names
    members: tuple[Member, ...] = ()
    dissent: tuple[Member, ...] = ()
    count: int | None = None
    rule: str = ""
    group: str = ""
    remark: str = ""
    order: int = 0
    file: str = ""
    line: int = 0


@frozen
class Teaching:
    """A song, list, method or rule that books teach: what its lines claim, never its words.

    Attributes
    ----------
    id : str
        Stem of its file.
    kind : str
        ``song``, ``list``, ``method`` or ``rule``.
    order : int
        Its place in lists.
    categories : tuple of str
        Classes of points that it names or speaks of.
    remark : str
        Short sentences of ours.
    lines : tuple of tuple of str
        For each line, in the order of the record, the ids of its claims.
    """

    id: str
    kind: str
    names: Names
    order: int = 0
    categories: tuple[str, ...] = ()
    remark: str = ""
    lines: tuple[tuple[str, ...], ...] = ()
    file: str = ""
    line: int = 0


@frozen
class TextFile:
    """A transcription of a source: file name, sha256 and where the public copy is.

    `lines` are the first and the last line of the public copy, when only these are the text.
    """

    file: str
    sha256: str
    script: str = ""
    repository: str = ""
    path: str = ""
    commit: str = ""
    lines: str = ""
    licence: str = ""


@frozen
class Source:
    """A book, standard or dataset that claims cite.

    Attributes
    ----------
    id : str
        File stem.
    names : Names
        Title.
    author, author_hant : str
    year : int or None
        For sorting; negative for BCE. `year_note` is what is shown.
    kind : str
        ``classical``, ``standard``, ``textbook``, ``song``, ``ours``.
    family : str
        Books that copy each other share one; one voice when counting.
    locator : str
        Scheme of locators: ``page-line``, ``heading-line``, ``page``, ``row``, ``none``.
    text, companion : TextFile or None
        The transcription cited, and a punctuated second witness.
    unverifiable : str
        Why its text cannot be checked here, and what would; empty when it can.
    """

    id: str
    names: Names
    author: str = ""
    author_hant: str = ""
    dynasty: str = ""
    year: int | None = None
    year_note: str = ""
    kind: str = "classical"
    family: str = ""
    edition: str = ""
    licence: str = ""
    locator: str = "none"
    url: str = ""
    text: TextFile | None = None
    companion: TextFile | None = None
    unverifiable: str = ""
    defects: tuple[str, ...] = ()
    remark: str = ""
    file: str = ""
    line: int = 0


@frozen
class Gap:
    """Something known to be missing: subject, field and the reason."""

    subject: str
    field: str
    reason: str
    file: str = ""
    line: int = 0
