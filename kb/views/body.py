"""The body in three dimensions: what an address asks to see, and the same in words."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from kb.base import KnowledgeBase
from kb.errors import UnknownName
from kb.frozen import frozen
from kb.views import common
from kb.views.common import Ref

__all__ = ["SEXES", "VIEWS", "BodyPage", "View", "address", "body_page"]

SEXES = ("male", "female")


@frozen
class View:
    """A stand before the body.

    Attributes
    ----------
    en : str
        Name of what is seen.
    turn, tilt : int
        Degrees round the body (90 is its left side) and from above.
    codes : tuple of str
        Points that fill the picture; empty for the whole body.
    both : bool
        Whether both sides are to be seen.
    """

    en: str
    turn: int = 0
    tilt: int = 0
    codes: tuple[str, ...] = ()
    both: bool = False


VIEWS: Mapping[str, View] = MappingProxyType(
    {
        "front": View("Front"),
        "back": View("Back", 180),
        "left": View("Left side", 90),
        "face": View("Face", 0, 0, ("GV24", "CV23", "TE21"), both=True),
        "head-side": View("Side of head", 90, 0, ("GV20", "GV24", "GB20", "CV23")),
        "head-top": View("Top of head", 0, 70, ("GV24", "GV18", "GB8"), both=True),
        "head-back": View("Back of head", 180, 10, ("GV20", "GV14", "GB12"), both=True),
        "chest": View("Chest", 0, 0, ("CV22", "CV14", "LU2", "SP18"), both=True),
        "abdomen": View("Abdomen", 0, 0, ("CV14", "CV2", "SP15"), both=True),
        "side": View("Side of trunk", 80, 0, ("GB22", "SP21", "GB29")),
        "upper-back": View("Upper back", 180, 0, ("GV14", "GV7", "SI9"), both=True),
        "lower-back": View("Lower back", 180, 0, ("GV7", "GV2", "BL54"), both=True),
        "arm-front": View("Arm, front", 0, 0, ("LU3", "LI15", "PC7", "HT7")),
        "arm-back": View("Arm, back", 180, 0, ("LI15", "SI9", "TE4")),
        "palm": View("Palm", 0, 0, ("PC7", "PC9", "LU11", "HT9")),
        "hand-back": View("Back of hand", 180, 0, ("TE4", "TE1", "LI1", "SI1")),
        "thigh-front": View("Thigh, front", 15, 0, ("ST31", "ST34", "SP10", "GB31")),
        "thigh-back": View("Thigh, back", 180, 0, ("BL36", "BL40")),
        "leg-outer": View("Leg, outer side", 70, 0, ("ST35", "GB34", "GB40")),
        "leg-inner": View("Leg, inner side", -40, 0, ("SP9", "LR8", "KI3")),
        "leg-back": View("Leg, back", 180, 0, ("BL40", "BL60", "BL57")),
        "foot-top": View("Foot from above", 20, 45, ("ST41", "ST45", "SP1", "GB44")),
        "foot-inner": View("Foot, inner side", -50, 10, ("KI3", "SP1", "KI2")),
        "sole": View("Sole", 180, -70, ("KI1", "KI3", "BL67")),
    }
)
"""Views by id, from head to foot."""


@frozen
class BodyPage:
    """What is shown.

    Attributes
    ----------
    sex, view : str
        One of `SEXES`; one of `VIEWS` or empty.
    point, meridian, category : Ref or None
        The marked point; the meridian or class to which the picture is limited.
    shown : tuple of Ref
        The points of the meridian or class, or those asked for by name; empty for all.
    names : mapping of str to (str, str)
        Hanzi and pinyin by code, of every point on the model.
    """

    sex: str
    view: str
    point: Ref | None
    meridian: Ref | None
    category: Ref | None
    shown: tuple[Ref, ...]
    names: Mapping[str, tuple[str, str]]


def address(page: BodyPage, **change: str) -> str:
    """Return the words of an address like that of `page`, with `change` made to it.

    Parameters
    ----------
    page : BodyPage
    **change : str
        ``sex``, ``view``, ``point``, ``several`` (points shown alone) or ``group`` (meridian or
        class); empty to leave it out.

    Returns
    -------
    str
        As `body_page` reads it.
    """
    group = page.meridian or page.category
    parts = {
        "sex": page.sex,
        "point": page.point.id if page.point else "",
        "several": "" if group else ",".join(ref.id for ref in page.shown),
        "group": group.id if group else "",
        "view": page.view,
    } | change
    return ",".join(part for part in parts.values() if part and part != SEXES[0])


def body_page(kb: KnowledgeBase, ident: str) -> BodyPage:
    """Return what an address asks to see.

    Parameters
    ----------
    kb : KnowledgeBase
    ident : str
        Any of a sex, a point, a meridian or class, and a view, with commas: ``female,ST36``;
        several points are shown alone.

    Raises
    ------
    UnknownName
        If a word is none of these.
    """
    found = {"sex": SEXES[0], "view": "", "point": "", "meridian": "", "category": ""}
    some: dict[str, None] = {}
    for word in filter(None, (part.strip() for part in ident.split(","))):
        kind = _kind(kb, word)
        found[kind] = word
        if kind == "point":
            some[word] = None
    if len(some) > 1:
        found |= {"point": "", "meridian": "", "category": ""}
    names = {code: (point.names.hant, point.names.pinyin) for code, point in kb.points.items()}
    codes = tuple(some) if len(some) > 1 else _shown(kb, found["meridian"], found["category"])
    return BodyPage(
        sex=found["sex"],
        view=found["view"],
        point=common.point_ref(kb, found["point"]) if found["point"] else None,
        meridian=common.meridian_ref(kb, found["meridian"]) if found["meridian"] else None,
        category=common.category_ref(kb, found["category"]) if found["category"] else None,
        shown=tuple(common.point_ref(kb, code) for code in codes),
        names=MappingProxyType(names),
    )


def _kind(kb: KnowledgeBase, word: str) -> str:
    """Return what a word of an address is."""
    kinds = (
        ("sex", SEXES),
        ("view", VIEWS),
        ("point", kb.points),
        ("meridian", kb.meridians),
        ("category", kb.categories),
    )
    for kind, known in kinds:
        if word in known:
            return kind
    raise UnknownName("view", word, [view for view in VIEWS if view[:2] == word[:2]])


def _shown(kb: KnowledgeBase, meridian: str, category: str) -> tuple[str, ...]:
    if meridian:
        return kb.codes_of(meridian)
    members = kb.categories[category].members if category else ()
    return tuple(dict.fromkeys(member.point for member in members))
