"""The body as a tree of parts: regions of `data/landmarks.yaml` under the parts they belong to.

The tree and its order (from head to foot, from the trunk outward) are ours; which point lies in
which region is what its source says.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import replace
from types import MappingProxyType

from kb.frozen import frozen

__all__ = ["LINES", "NEXT_TO", "PARTS", "Part", "parts_with", "smallest"]


@frozen
class Part:
    """A part of the body.

    Attributes
    ----------
    id, en : str
    regions : tuple of str
        Ids of its regions, in order; in `PARTS` a name that ends in ``-`` stands for all that
        start so.
    parent : str
        Id of the part it belongs to; empty at the top.
    """

    id: str
    en: str
    regions: tuple[str, ...] = ()
    parent: str = ""


_TREE: tuple[tuple[str, str, tuple[tuple[str, str, str], ...]], ...] = (
    ("head-and-neck", "head and neck", (
        ("scalp", "head", "head"),
        ("face-and-mouth", "face and mouth", "face mouth-cavity"),
        ("ear", "ear", "ear-region"),
        ("throat", "front of the neck", "neck-anterior-region"),
        ("nape", "back of the neck", "neck-posterior-region"),
    )),
    ("chest-and-abdomen", "chest and abdomen", (
        ("chest", "chest", "anterior-thoracic-region lateral-thoracic-region"),
        ("abdomen-above", "upper abdomen", "upper-abdomen"),
        ("abdomen-side", "side of the abdomen", "lateral-abdomen"),
        ("abdomen-below", "lower abdomen", "lower-abdomen"),
        ("groin", "groin", "groin-region"),
        ("pelvic-floor", "perineum", "perineal-region perineum"),
    )),
    ("back", "back", (
        ("shoulder-blade", "shoulder blade", "scapular-region"),
        ("back-above", "upper back", "upper-back-region"),
        ("beside-the-spine", "beside the spine", "spinal-region"),
        ("loins", "loins", "lumbar-region"),
        ("sacrum", "sacrum", "sacral-region"),
        ("buttock", "buttock", "buttock-region"),
    )),
    ("upper-limb", "upper limb", (
        ("shoulder", "shoulder", "shoulder-girdle"),
        ("armpit", "armpit", "axilla"),
        ("upper-arm", "upper arm", "arm-"),
        ("elbow", "elbow", "elbow-"),
        ("forearm", "forearm", "forearm-"),
        ("wrist", "wrist", "wrist-"),
        ("hand", "hand", "hand-"),
        ("thumb-and-fingers", "thumb and fingers",
         "thumb index-finger middle-finger ring-finger little-finger fingers"),
    )),
    ("lower-limb", "lower limb", (
        ("thigh", "thigh", "thigh-"),
        ("knee", "knee", "knee-"),
        ("leg", "leg below the knee", "leg-"),
        ("ankle", "ankle", "ankle-"),
        ("foot", "foot", "foot-"),
        ("toes", "toes", "great-toe second-toe third-toe fourth-toe little-toe"),
    )),
)  # fmt: skip

NEXT_TO: Mapping[str, tuple[str, ...]] = MappingProxyType(
    {
        "scalp": ("face-and-mouth", "ear", "nape"), "face-and-mouth": ("scalp", "ear", "throat"),
        "ear": ("scalp", "face-and-mouth", "nape"), "throat": ("face-and-mouth", "nape", "chest"),
        "nape": ("scalp", "ear", "throat", "shoulder", "back-above"),
        "chest": ("throat", "armpit", "abdomen-above"),
        "abdomen-above": ("chest", "abdomen-side", "abdomen-below"),
        "abdomen-side": ("abdomen-above", "abdomen-below", "loins"),
        "abdomen-below": ("abdomen-above", "abdomen-side", "groin"),
        "groin": ("abdomen-below", "pelvic-floor", "thigh"),
        "pelvic-floor": ("groin", "sacrum"),
        "shoulder-blade": ("shoulder", "back-above"),
        "back-above": ("nape", "shoulder-blade", "beside-the-spine", "loins"),
        "beside-the-spine": ("back-above", "loins"),
        "loins": ("back-above", "beside-the-spine", "abdomen-side", "sacrum"),
        "sacrum": ("loins", "buttock", "pelvic-floor"), "buttock": ("sacrum", "thigh"),
        "shoulder": ("nape", "shoulder-blade", "armpit", "upper-arm"),
        "armpit": ("chest", "shoulder", "upper-arm"),
        "upper-arm": ("shoulder", "armpit", "elbow"), "elbow": ("upper-arm", "forearm"),
        "forearm": ("elbow", "wrist"), "wrist": ("forearm", "hand"),
        "hand": ("wrist", "thumb-and-fingers"), "thumb-and-fingers": ("hand",),
        "thigh": ("groin", "buttock", "knee"), "knee": ("thigh", "leg"), "leg": ("knee", "ankle"),
        "ankle": ("leg", "foot"), "foot": ("ankle", "toes"), "toes": ("foot",),
    }
)  # fmt: skip
"""Parts that touch; the same from both sides."""

LINES: tuple[str, ...] = (
    "HEAD", "SPINE", "TRUNK", "ICS", "SACRUM", "ARM", "FOREARM", "THIGH-FRONT", "THIGH-OUTER",
    "THIGH-BACK", "LEG-OUTER", "LEG-INNER",
)  # fmt: skip
"""Lengthwise lines of `data/axes.yaml` from head to foot."""


def _all() -> tuple[Part, ...]:
    made = []
    for ident, en, under in _TREE:
        every = tuple(name for _, _, names in under for name in names.split())
        made.append(Part(ident, en, every))
        made += [Part(name, label, tuple(ids.split()), ident) for name, label, ids in under]
    return tuple(made)


PARTS: tuple[Part, ...] = _all()
"""Every part, each after the one it belongs to, in order."""


def parts_with(regions: Collection[str]) -> tuple[Part, ...]:
    """Return the parts that have any of these regions, each with those that it has.

    Examples
    --------
    >>> [(one.id, one.regions) for one in parts_with(["knee-lateral-aspect"])]
    [('lower-limb', ('knee-lateral-aspect',)), ('knee', ('knee-lateral-aspect',))]
    """
    made = (replace(part, regions=_expanded(part.regions, regions)) for part in PARTS)
    return tuple(part for part in made if part.regions)


def _expanded(names: Iterable[str], regions: Collection[str]) -> tuple[str, ...]:
    found: dict[str, None] = {}
    for name in names:
        fits = [
            r for r in sorted(regions) if (r.startswith(name) if name[-1:] == "-" else r == name)
        ]
        found.update(dict.fromkeys(fits))
    return tuple(found)


def smallest(names: Iterable[str], regions: Collection[str]) -> str:
    """Return the id of the smallest part or region that holds all that the names stand for.

    Examples
    --------
    >>> smallest(["knee-"], ["knee-lateral-aspect", "leg-medial-aspect"])
    'knee'
    >>> smallest(["knee-lateral-aspect"], ["knee-lateral-aspect", "knee-medial-aspect"])
    'knee-lateral-aspect'
    """
    wanted = set(_expanded(names, regions))
    if len(wanted) == 1:
        alone = next(iter(wanted))
        return next((p.id for p in parts_with(regions) if set(p.regions) == wanted), alone)
    holding = [part for part in parts_with(regions) if wanted and wanted <= set(part.regions)]
    return min(holding, key=lambda part: len(part.regions)).id if holding else ""
