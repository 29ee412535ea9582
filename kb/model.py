"""Records of the knowledge base: frozen, slotted, ids only.

A record never holds another record, only its id; `kb.load.KnowledgeBase` answers for the links.
Everything that a source says is one `Claim`, whatever file it stands in. All classes are immutable
and hashable where their fields are, because one object is shared by all sessions of the browser.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import Any

__all__ = [
    "CLAIM_KINDS",
    "ITEM_KINDS",
    "QUALIFIERS",
    "RELATIONS",
    "Category",
    "Claim",
    "Contrast",
    "Gap",
    "Hint",
    "Landmark",
    "Location",
    "Member",
    "Meridian",
    "Names",
    "Point",
    "Relation",
    "Rival",
    "Source",
    "Structure",
    "Symptom",
    "TextFile",
]

ITEM_KINDS: tuple[str, ...] = (
    "treats", "other", "needle", "moxa", "forbids", "cautions", "named", "located", "belongs",
    "meets", "anatomy", "reinforce", "reduce",
)  # fmt: skip
"""Kinds of claim a line of ``data/claims`` can hold, in file order."""

CLAIM_KINDS: tuple[str, ...] = (*ITEM_KINDS, "fact", "pathway", "illness")
"""All kinds of claim: those of points, then those of meridians."""

QUALIFIERS: tuple[str, ...] = (
    "women", "children", "men", "pregnancy", "postpartum", "elderly", "spring", "summer", "autumn",
    "winter",
)  # fmt: skip
"""Whom or when a statement is limited to."""

RELATIONS: MappingProxyType[str, tuple[str, ...]] = MappingProxyType(
    {
        "offset": ("cun", "dir", "ref"), "side": ("dir", "ref"), "level": (), "between": ("ends",),
        "at": ("ref",), "median_line": ("line",), "intercostal": ("space",),
        "red_white_border": (), "on_line": ("ends",), "intersection": (), "midpoint": ("ends",),
        "divide": ("fraction", "from", "to"), "over": ("ref",), "axis": ("ref",),
        "opposite": ("ref",), "posture": ("posture",),
    }
)  # fmt: skip
"""Kinds of relation in a location and the keys each one needs."""


@dataclass(frozen=True, slots=True)
class Names:
    """Names of a record. ``gloss`` and ``short`` are ours; the rest is a source's.

    Attributes
    ----------
    hant, hans, pinyin : str
        Traditional and simplified characters, pinyin with tone marks; empty when unknown.
    en : str
        English name in WHO's terms (meridians, categories); empty for points.
    who : str
        The form WHO prints when it is not `hant`.
    gloss : str
        Our English rendering of a point's name.
    short : str
        Short English name (``Gallbladder``).
    """

    hant: str = ""
    hans: str = ""
    pinyin: str = ""
    en: str = ""
    who: str = ""
    gloss: str = ""
    short: str = ""


@dataclass(frozen=True, slots=True)
class Relation:
    """One relation of a structured location; which fields count depends on `rel`.

    Attributes
    ----------
    rel : str
        One of `RELATIONS`.
    dir : str
        Direction; two joined by ``+`` (``anterior+distal``).
    ref, frm, to : str
        Landmark id or point code (`frm` is the key ``from``).
    refs, ends, lines, midpoint : tuple of str
        Landmark ids or point codes; `midpoint` stands in for `ref` when the reference is the
        midpoint of two places.
    cun, upto : float or None
        Distance, in units of `unit`; `upto` when the source gives a range.
    unit : str
        ``b-cun``, ``f-cun`` or ``fingerbreadth``.
    fraction : str
        ``1/3``: the part of the way from `frm` to `to`.
    """

    rel: str
    dir: str = ""
    ref: str = ""
    refs: tuple[str, ...] = ()
    ends: tuple[str, ...] = ()
    cun: float | None = None
    upto: float | None = None
    unit: str = "b-cun"
    fraction: str = ""
    frm: str = ""
    to: str = ""
    curved: bool = False
    line: str = ""
    space: int | None = None
    qual: str = ""
    feature: str = ""
    posture: tuple[str, ...] = ()
    vertical: str = ""
    horizontal: str = ""
    lines: tuple[str, ...] = ()
    midpoint: tuple[str, ...] = ()
    of: str = ""
    vertebra: str = ""


@dataclass(frozen=True, slots=True)
class Hint:
    """How to find a place: posture, landmark to feel, step, or what to use if one is absent.

    All fields hold landmark ids (or point codes in `landmark`).
    """

    posture: tuple[str, ...] = ()
    landmark: tuple[str, ...] = ()
    step: tuple[str, ...] = ()
    feature: str = ""
    if_absent: str = ""
    use: tuple[Relation, ...] = ()


@dataclass(frozen=True, slots=True)
class Contrast:
    """A point that is easily taken for this one, and the relation that tells them apart."""

    point: str
    relations: tuple[Relation, ...] = ()


@dataclass(frozen=True, slots=True)
class Location:
    """A place as structured facts of one source.

    Attributes
    ----------
    region : str
        Landmark id of kind ``region``.
    where : tuple of Relation
        All must hold.
    find, related, contrast
        Hints; the same place told from elsewhere (each a test); points easily confused.
    sex : str
        ``female`` or ``male`` for a sex-specific variant, else empty.
    count : int or None
        How many places a group of extra points has, both sides together.
    each : tuple of tuple of Relation
        One place for each member of such a group; `where` holds for all.
    source, at : str
        Who gives the place, when it is not who gives the point.
    """

    region: str = ""
    where: tuple[Relation, ...] = ()
    find: tuple[Hint, ...] = ()
    related: tuple[Relation, ...] = ()
    contrast: tuple[Contrast, ...] = ()
    sex: str = ""
    count: int | None = None
    each: tuple[tuple[Relation, ...], ...] = ()
    source: str = ""
    at: str = ""


@dataclass(frozen=True, slots=True)
class Rival:
    """Another place given for the point: WHO's official alternative, or another standard's.

    `status` is ``alternative`` (same source) or ``rival`` (another source).
    """

    source: str
    at: str
    status: str
    location: Location


@dataclass(frozen=True, slots=True)
class Point:
    """An acupuncture point.

    Attributes
    ----------
    code : str
        WHO code, the id (``GB30``, ``EX-HN3``).
    names : Names
    page : str
        Printed page of WHO 2008 for name and location; empty for extra points.
    location : Location or None
        Main location.
    variants, others
        Sex-specific statements; alternatives and rivals.
    cites : tuple of (str, str)
        Source id and locator of the names; WHO 2008 and `page` for the 361.
    """

    code: str
    names: Names
    page: str = ""
    location: Location | None = None
    variants: tuple[Location, ...] = ()
    others: tuple[Rival, ...] = ()
    cites: tuple[tuple[str, str], ...] = ()
    file: str = ""
    line: int = 0


@dataclass(frozen=True, slots=True)
class Landmark:
    """A place, posture, step or region that locations name; `en` is the phrase of our templates."""

    id: str
    kind: str
    en: str
    article: str = ""


@dataclass(frozen=True, slots=True)
class Structure:
    """A vessel, nerve, organ or hazard that needling claims name."""

    id: str
    kind: str
    en: str


@dataclass(frozen=True, slots=True)
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


@dataclass(frozen=True, slots=True)
class Meridian:
    """A meridian; everything said of it (organ, pair, hour, course, illness) is claims."""

    id: str
    kind: str
    names: Names
    file: str = ""
    line: int = 0


@dataclass(frozen=True, slots=True)
class Member:
    """A point as member of a category; `attributes` holds ``of``, ``phase``, ``vessel`` …

    `says` is empty for members proper and ``adds``, ``differs`` or ``denies`` for dissent. The
    citations are claims of kind ``belongs`` with the ids in `claims`.
    """

    point: str
    attributes: Mapping[str, str] = field(default_factory=dict, hash=False)
    says: str = ""
    claims: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
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


@dataclass(frozen=True, slots=True)
class TextFile:
    """A transcription of a source: file name, sha256 and where the public copy is."""

    file: str
    sha256: str
    script: str = ""
    repository: str = ""
    path: str = ""
    commit: str = ""
    licence: str = ""


@dataclass(frozen=True, slots=True)
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


@dataclass(frozen=True, slots=True)
class Gap:
    """Something known to be missing: subject, field and the reason."""

    subject: str
    field: str
    reason: str
    file: str = ""
    line: int = 0


@dataclass(frozen=True, slots=True)
class Claim:
    """One statement of one source at one place.

    Attributes
    ----------
    id : str
        Derived and stable: ``leijing-tuyi/GB30/treats/hip-pain`` (``#2`` for a second passage).
    kind : str
        One of `CLAIM_KINDS`.
    subjects : tuple of str
        Point codes (several: a prescription) or one meridian id.
    source, at : str
        Source id and locator.
    term : str
        The source's own words; empty when they may not be shipped or the claim is a figure.
    target : str
        Symptom, category, meridian, act or place id the claim is about; empty when none.
    value : mapping
        Figures and attributes (``{"depth": "1 寸", "retain": "10 呼"}``); empty when none.
    reports : str
        Source whose words this one says it repeats; empty for its own statement.
    qualifier : tuple of str
        Of `QUALIFIERS`.
    file : str
        Data file, relative to the folder that holds ``data/``.
    line : int
        Line in that file, from 1.
    """

    id: str
    kind: str
    subjects: tuple[str, ...]
    source: str
    at: str
    term: str = ""
    target: str = ""
    value: Mapping[str, Any] = field(default_factory=dict, hash=False)
    reports: str = ""
    qualifier: tuple[str, ...] = ()
    file: str = ""
    line: int = 0

    @property
    def subject(self) -> str:
        """Return the subject key as written in the data (``GB30 + LR2``)."""
        return " + ".join(self.subjects)
