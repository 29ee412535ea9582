"""A record of evidence, the legend of its words, and estimates drawn side by side."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from markupsafe import Markup

from kb.ui import links
from kb.ui.html import Child, el, join
from kb.ui.parts import base
from kb.views.common import Ref

if TYPE_CHECKING:
    from kb.views.forest import Plot, PlotRow
    from kb.views.study import StudyCard, StudyRef

__all__ = ["beside", "card", "direction", "legend", "marks", "plot", "reading", "refs"]

_SIGN = {
    "favours": "▲", "no-difference": "●", "mixed": "◆", "against": "▼", "recommends": "✓",
    "recommends-against": "✕", "not-applicable": "–",
}  # fmt: skip
_READING = (
    ("direction", "what the record says of acupuncture as a treatment, whatever it compared"),
    ("sham", "real needling against needling that only looks like it: what the place or the depth "
     "adds"),
    ("certainty", "a grade is shown with who gave it; no grade means nobody graded it on the page "
     "read"),
    ("size of the effect", "only where the source itself weighs whether it matters to a patient"),
    ("where, who, how many", "as the page read says; a line that is not there was not on it"),
    ("read", "how much of the source was opened; what lay beyond is not told here"),
)  # fmt: skip


def direction(ident: str) -> Markup:
    """Return the mark of a direction: sign and words."""
    from kb.views.study import DIRECTION  # the page of a point shows none

    return el(
        "span",
        el("span", _SIGN[ident], aria_hidden="true"),
        " ",
        DIRECTION[ident],
        class_=f"e e-{ident}",
    )


def legend() -> Markup:
    """Return the fixed legend of direction, sham, certainty and reading."""
    return join(marks(), _how())


def marks() -> Markup:
    """Return every mark of a direction, in fixed order."""
    return el("p", [[direction(one), " "] for one in _SIGN], class_="s")


def reading() -> Markup:
    """Return what direction, sham, certainty and reading mean."""
    return el("dl", [[el("dt", word), el("dd", text)] for word, text in _READING], class_="kv")


def _how() -> Markup:
    return el(
        "details",
        el("summary", "How to read the evidence column"),
        reading(),
        el(
            "p",
            "Counts of books and counts of studies measure different things; they stand apart and "
            "are never added. No evidence record here is not the same as no evidence. ",
            el("a", "More, and where the trials were done", href=f"{links.about()}#evidence"),
            ".",
        ),
    )


def refs(studies: Iterable[StudyRef]) -> Markup:
    """Return links to records, each on the page of a condition."""
    return join(
        [
            [
                " ",
                el("a", ref.label, href=_home(ref), class_="sc"),
            ]
            for ref in studies
        ]
    )


def _home(ref: StudyRef) -> str:
    return f"{links.condition(ref.condition)}#{ref.id}"


def beside(tested: tuple[Ref, ...], told: tuple[Ref, ...]) -> Child:
    """Return the line of a point: conditions of studies that name it, and of its complaints."""
    if not (tested or told):
        return None
    return el(
        "p",
        ["Named in studies on ", base.named(tested), ". "] if tested else None,
        ["Modern conditions beside its complaints", base.ours(), ": ", base.named(told), "."]
        if told
        else None,
        class_="s",
    )


def card(model: StudyCard) -> Markup:
    """Return a record of evidence."""
    facts = [[el("dt", name), el("dd", base.mixed(text))] for name, text in model.facts]
    if model.techniques:
        facts.append([el("dt", "see"), el("dd", base.named(model.techniques))])
    if model.points:
        note = f" ({model.points_note})" if model.points_note else ""
        facts.append([el("dt", "points named"), el("dd", base.named(model.points), note)])
    if model.limits:
        facts.append([el("dt", "limits"), el("dd", "; ".join(model.limits), base.ours())])
    if model.flags:
        words = "; ".join(flag.replace("-", " ") for flag in model.flags)
        facts.append([el("dt", "faults of the table"), el("dd", words)])
    return el(
        "li",
        el("h4", model.label, " ", el("small", model.kind), id=model.id, tabindex="-1"),
        el("p", _verdict(model)),
        el("p", base.mixed(model.title), class_="s") if model.title else None,
        _results(model),
        el("dl", facts, class_="kv") if facts else None,
        el("p", _reference(model), class_="s"),
        class_="old" if model.superseded else None,
    )


def _verdict(model: StudyCard) -> Child:
    parts: list[Child] = []
    if model.direction:
        parts.append(direction(model.direction_id))
    if model.sham:
        parts.append(el("span", model.sham, class_="e"))
    if model.certainty:
        parts.append(el("span", f"certainty: {model.certainty}", class_="e"))
    if model.superseded:
        parts.append(base.gap(f"earlier edition: {model.superseded}"))
    if not parts:
        parts.append(base.gap("the table that lists it gives no outcome"))
    return [[" ", one] for one in parts]


def _results(model: StudyCard) -> Child:
    if not model.results:
        return None
    rows = [
        el(
            "li",
            el("span", ", ".join(filter(None, (one.measure, one.at))), class_="s"),
            " ",
            el("b", one.result),
        )
        for one in model.results
    ]
    return el("ul", rows, class_="plain")


def _reference(model: StudyCard) -> Child:
    shown = [
        [" ", el("a", name, href=address, target="_blank", rel="noreferrer")]
        for name, address in model.links
    ]
    lacks = ""
    if model.missing:
        lacks = f" Not on a page read: {', '.join(model.missing)}."
    if model.inferred:
        lacks += f" Deduced from a number or an address: {', '.join(model.inferred)}."
    where = [base.mixed(model.where), "."] if model.where else None
    return [where, shown, f" Read: {model.read}.", lacks]


def plot(model: Plot, here: str) -> Markup:
    """Return estimates on one axis; the figures beside it say the same in words."""
    title = model.title
    note = "" if model.common else "Each row has an axis of its own: compare its side only."
    return el(
        "figure",
        el("figcaption", el("b", title), f". {note}" if note else ""),
        el("p", el("span", "comparison better"), el("span", "acupuncture better"), class_="fx"),
        el("ul", [_estimate(row, here) for row in model.rows], class_="forest"),
    )


def _estimate(row: PlotRow, here: str) -> Markup:
    said = f"in favour of {'' if row.favours == 'acupuncture' else 'the '}{row.favours}"
    bar = el(
        "span",
        el("i", style=f"left:{row.low:.1f}%;width:{max(row.high - row.low, 0.4):.1f}%"),
        el("b", style=f"left:{row.middle:.1f}%"),
        class_="ax",
        aria_hidden="true",
    )
    return el(
        "li",
        el("a", row.label, href=f"{here}#{row.study}"),
        el("span", row.measure, el("small", f" ({row.better} is better)"), class_="s"),
        bar,
        el("span", row.figure, el("small", f": {said if row.favours else 'no clear difference'}")),
    )
