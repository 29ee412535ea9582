"""Points and where they lie: structured locations, landmarks, rival places."""

from __future__ import annotations

from types import MappingProxyType

from kb.frozen import frozen

__all__ = [
    "RELATIONS",
    "Contrast",
    "Hint",
    "Landmark",
    "Location",
    "Names",
    "Point",
    "Relation",
    "Rival",
]

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


@frozen
class Names:
    """Names of a record. ``gloss``, ``short`` and ``ko`` are ours; the rest is a source's.

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
    ko : str
        Korean reading of `hant`, derived (`kb.ingest.korean`); empty when it is not sure.
    """

    hant: str = ""
    hans: str = ""
    pinyin: str = ""
    en: str = ""
    who: str = ""
    gloss: str = ""
    short: str = ""
    ko: str = ""


@frozen
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


@frozen
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


@frozen
class Contrast:
    """A point that is easily taken for this one, and the relation that tells them apart."""

    point: str
    relations: tuple[Relation, ...] = ()


@frozen
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


@frozen
class Rival:
    """Another place given for the point: WHO's official alternative, or another standard's.

    `status` is ``alternative`` (same source) or ``rival`` (another source).
    """

    source: str
    at: str
    status: str
    location: Location


@frozen
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


@frozen
class Landmark:
    """A place, posture, step or region that locations name; `en` is the phrase of our templates."""

    id: str
    kind: str
    en: str
    article: str = ""
