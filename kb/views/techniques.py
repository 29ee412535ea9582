"""The techniques we tell apart: who teaches them, which claims use them, how trials word them.

The table is ours. A record belongs to a technique when its own words on what was done name it.
"""

from __future__ import annotations

import re
from collections.abc import Callable

from kb.frozen import frozen
from kb.model import Claim, Study
from kb.views.common import Ref

__all__ = [
    "TECHNIQUES",
    "Technique",
    "technique_ref",
    "techniques_named",
    "techniques_of",
    "words_on",
]


@frozen
class Technique:
    """A technique: where texts teach it, which claims use or forbid it, how trials word it.

    Attributes
    ----------
    id, label : str
        Ours.
    hant : str
        The usual term of the books.
    lay : tuple of str
        Further words a reader may search for.
    teachings : tuple of str
        Methods and rules that tell what it is, in the order of the page.
    see : tuple of str
        Further teachings, linked only.
    uses : callable
        Whether a claim uses it at its points.
    bans : tuple of str
        What a ban of it is called.
    worded : str
        Expression found in what a record says of its technique; `unless` must not be.
    """

    id: str
    label: str
    hant: str
    lay: tuple[str, ...]
    teachings: tuple[str, ...]
    see: tuple[str, ...]
    uses: Callable[[Claim], bool]
    bans: tuple[str, ...]
    worded: str
    unless: str = ""


def _never(_: Claim) -> bool:
    return False


_ALL = (
    Technique(
        "needle", "Needling", "鍼", ("acupuncture needle", "manual acupuncture", "dry needling"),
        ("nine-needles", "needling-techniques", "arrival-of-qi"),
        ("dangers-of-the-needle", "forbidden-to-needle", "eight-methods"),
        lambda claim: claim.kind == "needle", ("needle", "deep-needle"),
        r"\bmanual\b|\bneedl(?:e|es|ing)\b|\bde qi\b|\binsertion\b", "no needles",
    ),
    Technique(
        "retaining", "Keeping the needle in", "留鍼", ("retention", "breaths"),
        ("depth-and-retention",), (),
        lambda claim: claim.kind == "needle" and "retain" in claim.value, (),
        r"\bminutes\b|\bretained\b",
    ),
    Technique(
        "supplementing-and-draining", "Supplementing and draining", "補瀉",
        ("reinforcing and reducing", "tonifying and sedating"),
        ("supplementing-and-draining", "mother-and-child-rule"),
        ("mother-child-hours", "eight-methods"),
        lambda claim: claim.kind in ("reinforce", "reduce"), (),
        r"\breinforcing\b|\bsupplementing\b|\bdraining\b|\btonif",
    ),
    Technique(
        "moxa", "Moxibustion", "灸", ("moxa", "mugwort"),
        ("moxa-methods",), ("forbidden-to-moxa",),
        lambda claim: claim.kind == "moxa", ("moxa", "many-cones"), r"\bmoxibustion\b|\bmoxa\b",
    ),
    Technique(
        "bleeding", "Letting blood", "刺絡出血", ("bleeding", "bloodletting", "cupping"),
        ("bleeding-methods",), ("lumbar-pain-by-meridian",),
        lambda claim: claim.kind == "needle" and "bleed" in claim.value, ("bleeding",),
        r"\bblood-?letting\b|\bbleeding\b|\bcupping\b",
    ),
    Technique(
        "fire-needle", "Fire needle", "火鍼", ("burnt needle",), ("fire-needle",), (),
        _never, (), r"\bfire needl|\bwarm needl",
    ),
    Technique(
        "electroacupuncture", "Needling with electric current", "電鍼",
        ("electroacupuncture", "electric", "electrical stimulation"), (), (),
        _never, (),
        r"electro-?acupuncture|\belectro\b|\belectrical stimulation\b"
        r"|(?:mock|electric|needle,) current\b",
        "no needles|transcutaneous",
    ),
    Technique(
        "without-needles", "Points without needles", "",
        ("laser", "acupressure", "tens", "pressure"),
        (), (), _never, (),
        r"\blaser\b|\bacupressure\b|\bTENS\b|no needles|\bnoninvasive PC6\b|\bplaster\b",
        r"\bsham\W+laser",
    ),
)  # fmt: skip

TECHNIQUES: dict[str, Technique] = {one.id: one for one in _ALL}
"""Techniques by id, in the order shown."""


def technique_ref(one: Technique) -> Ref:
    """Return the reference to a technique."""
    return Ref("technique", one.id, one.label, one.hant)


def techniques_of(study: Study) -> tuple[str, ...]:
    """Return the techniques that a record names in its own words.

    Examples
    --------
    >>> techniques_of(Study("x", "trial", "RCT", "efficacy", (), technique="electroacupuncture"))
    ('electroacupuncture',)
    """
    return tuple(one.id for one in TECHNIQUES.values() if words_on(study, one))


def words_on(study: Study, one: Technique) -> str:
    """Return what a record says it did, or its title, when that names the technique; else nothing.

    Examples
    --------
    >>> dental = Study("x", "listed", "RCT", "efficacy", (), title="Electro-acupuncture or codeine")
    >>> words_on(dental, TECHNIQUES["electroacupuncture"])
    'Electro-acupuncture or codeine'
    """
    for said in (study.technique, study.title):
        if re.search(one.worded, said, re.IGNORECASE) and not (
            one.unless and re.search(one.unless, said, re.IGNORECASE)
        ):
            return said
    return ""


def techniques_named(query: str) -> tuple[Ref, ...]:
    """Return the techniques whose label, term or lay word has every word of a query."""
    words = query.casefold().split()
    found = []
    for one in TECHNIQUES.values():
        name = " ".join((one.label, one.hant, one.id.replace("-", " "), *one.lay)).casefold()
        if words and all(word in name.split() for word in words):
            found.append(technique_ref(one))
    return tuple(found)
