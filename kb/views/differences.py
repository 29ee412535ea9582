"""Where sources part, in words: contrasts and misreports, for the page of a point and their own."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from kb.base import KnowledgeBase
from kb.compare import (
    AXES,
    MISREPORT,
    PLACE,
    VERDICTS,
    WEIGHTS,
    Contrast,
    Report,
    Side,
    Statement,
    Survey,
)
from kb.errors import UnknownName
from kb.frozen import frozen
from kb.views import common
from kb.views.common import Chip, Listing, Ref, Voices, listing
from kb.views.location import way
from kb.views.measures import measure

__all__ = [
    "REPORTED",
    "TABS",
    "ContrastLine",
    "DifferencesPage",
    "Misreport",
    "SideLine",
    "contrast_line",
    "differences_page",
    "misreports",
    "statement_chip",
]

QUESTIONS = {
    "depth": "Needle depth", "retain": "Retention", "cones": "Moxa cones",
    "needle": "Needling", "moxa": "Moxibustion", "bleeding": "Bleeding",
    "location": "Location", "place": "Place", "membership": "Membership",
    "meets": "Meeting of meridians",
}  # fmt: skip

TABS = {
    "bans": "Forbidden or given", "depth": "Needle depth", "retain": "Retention",
    "cones": "Moxa cones", "location": "Location", "place": "Figures of place",
    "membership": "Category membership",
    "meets": "Meetings", "reports": "Misreports",
}  # fmt: skip
"""Parts of the page of disagreements by their name in the address."""

REPORTED = "only as reported"
"""What the answers are called that books only report of others."""

_BANS = ("needle", "moxa", "bleeding")
ROOM = 30
"""Most contrasts of a list before the page that shows all."""


@frozen
class SideLine:
    """One answer in words and who gives it.

    `ref` is the point it names, if it names one; `compared` is False for a figure whose unit no
    other side has.
    """

    label: str
    compared: bool
    ref: Ref | None
    voices: Voices
    cites: tuple[Chip, ...]


@frozen
class ContrastLine:
    """A question on which sources part, most attested answer first.

    Attributes
    ----------
    point : Ref
        The point.
    axis, kind : str
        As in `kb.compare.Contrast`.
    question : str
        What is asked.
    about : Ref or None
        Category of a membership.
    sides : tuple of SideLine
        The answers.
    reported : bool
        Whether it exists only with what one book reports of another.
    ratio : str
        Factor between the extreme figures (``16.7``); empty elsewhere.
    slip : bool
        Whether the same number stands in fen in one book and in cun in another.
    """

    point: Ref
    axis: str
    kind: str
    question: str
    about: Ref | None
    sides: tuple[SideLine, ...]
    reported: bool
    ratio: str = ""
    slip: bool = False


@frozen
class Misreport:
    """What one book says that another says, and what that one says itself."""

    point: Ref
    question: str
    said: Chip
    book: Ref
    why: str
    own: tuple[Chip, ...]


@frozen
class DifferencesPage:
    """The list of contrasts of one tab (all of them when `tab` is empty).

    Attributes
    ----------
    tab : str
        One of `TABS` or empty.
    counts : tuple of (str, int, int)
        For each axis: what it asks, points on which two sources or more answer, points on which
        they part.
    tabs : mapping of str to int
        Number of entries by tab.
    lines : Listing of ContrastLine
        Most instructive first.
    brief : tuple of ContrastLine
        The rest of the list, to be shown in one line each; empty when `lines` was cut.
    misreports : Listing of Misreport
        Reports that the reported book contradicts.
    verdicts : mapping of str to int
        How many claims that report another book came to which verdict.
    weights : tuple of (str, str)
        The ranking rule: kind of contrast and what it weighs.
    """

    tab: str
    counts: tuple[tuple[str, int, int], ...]
    tabs: dict[str, int]
    lines: Listing[ContrastLine]
    brief: tuple[ContrastLine, ...]
    misreports: Listing[Misreport]
    verdicts: dict[str, int]
    weights: tuple[tuple[str, str], ...]


def _tab_of(axis: str) -> str:
    return "bans" if axis in _BANS else axis


def differences_page(
    kb: KnowledgeBase, found: Survey, tab: str = "", *, full: bool = False
) -> DifferencesPage:
    """Return the page of disagreements.

    Parameters
    ----------
    kb : KnowledgeBase
        The data.
    found : Survey
        From `kb.compare.survey`.
    tab : str
        One of `TABS`; empty for contrasts of all kinds.
    full : bool
        Whether lists go to the end.

    Raises
    ------
    UnknownName
        There is no such tab.
    """
    if tab and tab not in TABS:
        raise UnknownName("axis", tab, [one for one in TABS if one.startswith(tab[:1])])
    tabs = dict.fromkeys(TABS, 0)
    parted: dict[str, set[str]] = {axis: set() for axis in AXES}
    for one in found.contrasts:
        tabs[_tab_of(one.axis)] += 1
        if not one.reported and one.kind != "limit":
            parted[one.axis].add(one.code)
    wrong = misreports(kb, found.reports)
    tabs["reports"] = len(wrong)
    verdicts = dict.fromkeys(VERDICTS, 0)
    for worst in _verdicts(found.reports).values():
        verdicts[worst] += 1
    wanted = [one for one in found.contrasts if _tab_of(one.axis) == tab or not tab]
    rest = [] if not full else wanted[ROOM:]
    lines = listing(wanted[:ROOM] if full else wanted, lambda _: 1, ROOM)
    shown = listing(wrong if tab in ("", "reports") else (), lambda _: 1, None if full else ROOM)
    return DifferencesPage(
        tab,
        tuple((what, found.answered[axis], len(parted[axis])) for axis, what in AXES.items()),
        tabs,
        Listing(tuple(contrast_line(kb, one) for one in lines.rows), lines.hidden),
        tuple(contrast_line(kb, one) for one in rest),
        shown,
        verdicts,
        tuple(_weights()),
    )


def _verdicts(reports: Iterable[Report]) -> dict[str, str]:
    """Return the gravest verdict on each claim that reports: one claim can hold several figures."""
    order = ("contradicted", "not found", "confirmed", "unchecked")
    found: dict[str, str] = {}
    for one in reports:
        before = found.get(one.said.cite, order[-1])
        found[one.said.cite] = min(before, one.verdict, key=order.index)
    return found


def _weights() -> Iterable[tuple[str, str]]:
    yield "a ban against a prescription", f"{WEIGHTS['ban']:g}"
    yield "figures", "log₂ of the factor between the extremes"
    yield "a limit that the other book leaves out", f"{WEIGHTS['limit']:g}"
    yield "membership, meeting or place", f"{WEIGHTS['membership']:g}"
    yield "each report that the reported book contradicts (for the point)", f"{MISREPORT:g}"


def contrast_line(kb: KnowledgeBase, one: Contrast) -> ContrastLine:
    """Return a contrast in words."""
    question = QUESTIONS[one.axis]
    limits = {scope for side in one.sides for said in side.statements for scope in said.scope}
    if one.axis == PLACE:
        question += f" {way(kb, one.about)}"
    if one.seat:
        question += f" ({_role(kb, one.seat)})"
    if one.kind == "limit" and limits:
        question += f" {common.limit_text(sorted(limits))}"
    own = [side for side in one.sides if side.sources or one.reported]
    told = [side for side in one.sides if not (side.sources or one.reported)]
    alike = [side for side in own if _compared(one, side)]
    apart = [side for side in own if not _compared(one, side)]
    return ContrastLine(
        common.point_ref(kb, one.code),
        one.axis,
        one.kind,
        question,
        common.category_ref(kb, one.about) if one.about and one.axis != PLACE else None,
        (*(_side(kb, one, side) for side in (*alike, *apart)), *_told(kb, one, told)),
        one.reported,
        f"{one.ratio:.1f}".removesuffix(".0") if one.kind == "figures" and one.ratio > 1 else "",
        one.slip,
    )


def _compared(contrast: Contrast, side: Side) -> bool:
    """Return whether some other side has figures of the same kind of unit (an inch is no cun)."""
    if contrast.kind != "figures":
        return True
    kinds = {figure.kind for one in side.statements for figure in one.figures}
    others = (one for other in contrast.sides if other is not side for one in other.statements)
    return any(figure.kind in kinds for one in others for figure in one.figures)


def _side(kb: KnowledgeBase, contrast: Contrast, side: Side) -> SideLine:
    ref = common.point_ref(kb, side.value) if side.value in kb.points else None
    return SideLine(
        _label(kb, contrast, side.value),
        _compared(contrast, side),
        ref,
        Voices(len(side.sources), len(side.families)),
        _cites(kb, side.statements, figures=contrast.axis in (*_BANS,)),
    )


def _told(kb: KnowledgeBase, contrast: Contrast, sides: list[Side]) -> Iterable[SideLine]:
    """Yield the answers that books only report of others as one entry, each chip with its own."""
    if sides:
        labels = [_label(kb, contrast, side.value) for side in sides]
        cites = [
            replace(chip, words=label, lang="en")
            for side, label in zip(sides, labels, strict=True)
            for chip in _cites(kb, side.statements, figures=False)
        ]
        yield SideLine(REPORTED, True, None, Voices(0, 0), tuple(cites))


def _label(kb: KnowledgeBase, contrast: Contrast, value: str) -> str:
    if contrast.kind == "figures":
        return ", ".join(str(measure(one)) for one in value.split(", "))
    if contrast.kind == "limit":
        return "forbidden" if value == "forbidden" else "given without this limit"
    if contrast.axis == "meets":
        if not value:
            return "its own meridian only"
        return "with " + ", ".join(common.meridian_short(kb, one) for one in value.split(", "))
    if contrast.axis == "membership" and value not in kb.points:
        return _role(kb, value)
    return value


def _role(kb: KnowledgeBase, value: str) -> str:
    """Return an attribute of a membership in words (``of the Spleen Meridian``)."""
    role, _, what = value.partition(" ")
    if role not in _ROLE_WORDS:
        return value
    return f"{_ROLE_WORDS[role]} {common.place_name(kb, what).label}"


_ROLE_WORDS = {
    "of": "of the", "phase": "phase", "vessel": "opens the", "pair": "paired with",
    "tissue": "of the", "sea": "sea of", "number": "number",
}  # fmt: skip


def _cites(kb: KnowledgeBase, some: Iterable[Statement], *, figures: bool) -> tuple[Chip, ...]:
    """Return one chip for each voice, with what is printed when `figures`; oldest first."""
    found: dict[tuple[str, str, tuple[str, ...]], list[Statement]] = {}
    for one in some:
        found.setdefault((one.source, one.reports, one.scope), []).append(one)
    return tuple(
        statement_chip(kb, same[0], tuple(one.cite for one in same[1:]), figures=figures)
        for same in found.values()
    )


def statement_chip(
    kb: KnowledgeBase, one: Statement, also: tuple[str, ...] = (), *, figures: bool = True
) -> Chip:
    """Return the chip of a statement: book and year, and what is printed when `figures`."""
    source = kb.sources[one.source]
    words, lang = "", common.lang_of(source)
    if figures and one.printed:
        if one.axis == "meets":
            told = [common.meridian_short(kb, name) for name in one.printed]
        else:
            told = [str(measure(text)) for text in one.printed]
        words = ", ".join(told)
        if words != ", ".join(one.printed):
            lang = "en"
    label, year = common.label_of(source), common.year_of(kb, one.source)
    return Chip(
        one.cite,
        label if year in label else f"{label} {year}",
        words,
        lang,
        common.label_of(kb.sources[one.reports]) if one.reports else "",
        one.scope,
        also,
    )


def misreports(kb: KnowledgeBase, reports: Iterable[Report]) -> tuple[Misreport, ...]:
    """Return the reports that the reported book contradicts, one for each claim that reports."""
    found: dict[str, list[Report]] = {}
    for one in reports:
        if one.verdict == "contradicted":
            found.setdefault(one.said.cite, []).append(one)
    return tuple(
        Misreport(
            common.point_ref(kb, some[0].code),
            ", ".join(_asked(kb, one.said) for one in some),
            _joined(kb, [one.said for one in some]),
            common.source_ref(kb, some[0].said.reports),
            some[0].why,
            _own(kb, some),
        )
        for some in found.values()
    )


def _asked(kb: KnowledgeBase, said: Statement) -> str:
    question = QUESTIONS[said.axis]
    return f"{question} {way(kb, said.about)}" if said.axis == PLACE else question


def _own(kb: KnowledgeBase, some: Iterable[Report]) -> tuple[Chip, ...]:
    """Return one chip for each claim of the reported book, with all its figures that matter."""
    found: dict[str, list[Statement]] = {}
    for report in some:
        for one in report.own:
            found.setdefault(one.cite, []).append(one)
    return tuple(_joined(kb, same) for same in found.values())


def _joined(kb: KnowledgeBase, some: list[Statement]) -> Chip:
    """Return the chip of one claim that makes several statements, their words joined."""
    made = [statement_chip(kb, one) for one in some]
    words = ", ".join(dict.fromkeys(chip.words for chip in made if chip.words))
    return replace(made[0], words=words)
