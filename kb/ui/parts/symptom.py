"""The page of a symptom and the list of symptoms."""

from __future__ import annotations

from markupsafe import Markup

from kb.ui import links
from kb.ui.html import Child, el, join
from kb.ui.parts import base, plate
from kb.views.common import Listing, Ref
from kb.views.plate import Picture
from kb.views.symptom import PointRow, SymptomList, SymptomPage

__all__ = ["index", "page"]

_TERMS = 10
"""Printed forms shown before the fold."""


def index(model: SymptomList) -> Markup:
    """Return the list of all symptoms by group."""
    here = links.symptom()
    groups = [
        base.section(
            f"group-{number}",
            title,
            el(
                "ul",
                [
                    el(
                        "li",
                        base.link(line.symptom),
                        " ",
                        base.hanzi(line.term),
                        " ",
                        el("span", str(line.points or ""), class_="v"),
                    )
                    for line in lines
                ],
                class_="cols",
            ),
        )
        for number, (title, lines) in enumerate(model.groups)
    ]
    entries = [
        (f"group-{n}", title, str(len(rows))) for n, (title, rows) in enumerate(model.groups)
    ]
    head = [
        el("h1", "Symptoms", tabindex="-1"),
        el(
            "p",
            "Our vocabulary of complaints",
            base.ours(),
            ": each is tied to the terms the books "
            "print. The figure is the number of points indicated.",
        ),
    ]
    return base.page(here, [head, groups], base.contents(entries, here))


def page(model: SymptomPage, here: str, pictures: tuple[Picture, ...] = ()) -> Markup:
    """Return the page of a symptom at the address `here`, its points lit on the whole figures."""
    full = links.full_symptom(model.id)
    parts = [
        ("map", "On the body", _map(pictures), ""),
        (
            "classical",
            "Points in the classical books",
            _rows(model.classical, here, full, model.id),
            str(len(model.classical) or ""),
        ),
        (
            "modern",
            "Points in modern textbooks",
            _rows(model.modern, here, full),
            str(len(model.modern) or ""),
        ),
        (
            "together",
            "Prescriptions",
            _rows(model.together, here, full),
            str(len(model.together) or ""),
        ),
        (
            "meridians",
            "Illness of meridians",
            _rows(Listing(model.meridians), here, full),
            str(len(model.meridians) or ""),
        ),
        ("conditions", "Modern conditions beside it", _conditions(model), ""),
    ]
    shown = [part for part in parts if part[2]]
    empty = el("p", base.gap("No point is recorded for this yet.")) if not shown else None
    return base.page(
        here,
        [
            _head(model),
            empty,
            [base.section(i, title, body, count=count) for i, title, body, count in shown],
            base.compare_with(model.id),
        ],
        [
            base.contents([(i, title, count) for i, title, _, count in shown], here),
            _kin("More general", model.broader),
            _kin("More specific", model.narrower),
        ],
    )


def _head(model: SymptomPage) -> Markup:
    terms = _terms(model.terms[:_TERMS])
    others = model.terms[_TERMS:]
    coded = [[" · ", f"{name} {code}"] for name, code in model.codes]
    lay = f"also: {', '.join(model.lay)}" if model.lay else ""
    return el(
        "header",
        el(
            "p",
            el("a", "Symptoms", href=links.symptom()),
            coded,
            base.related(model.id),
            class_="over",
        ),
        el("h1", model.label[:1].upper() + model.label[1:], base.ours(), tabindex="-1"),
        el("p", el("small", "printed as "), terms, class_="lead") if terms else None,
        el(
            "details",
            el("summary", f"{len(others)} more printed forms"),
            el("p", _terms(others)),
        )
        if others
        else None,
        el("p", lay, class_="s") if lay else None,
        el("p", base.mixed(model.remark), base.ours()) if model.remark else None,
        el(
            "p",
            "Ranked by independent families of books, then by books. The counts say how often "
            "something was written, not how well it works.",
            class_="s",
        ),
    )


def _terms(terms: tuple[str, ...]) -> list[Child]:
    return [[" · " if i else "", base.hanzi(term)] for i, term in enumerate(terms)]


def _rows(rows: Listing[PointRow], here: str, full: str, symptom: str = "") -> Markup:
    made = [
        base.claim_row(
            el(
                "span",
                [
                    [" + " if i else "", base.link(ref, base.name(ref))]
                    for i, ref in enumerate(row.points)
                ],
            ),
            row.voices,
            row.cites,
            here,
            links.history(row.points[0].id, symptom) if symptom else "",
        )
        for row in rows.rows
    ]
    return (
        join(el("ul", made, class_="cl"), base.rest(rows.hidden, "more", full)) if made else join()
    )


def _map(pictures: tuple[Picture, ...]) -> Markup:
    if not pictures:
        return Markup("")
    told = "The larger the dot, the more independent families of books indicate the point."
    return join(el("p", told, class_="s"), plate.figures(pictures))


def _conditions(model: SymptomPage) -> Markup:
    if not model.conditions:
        return Markup("")
    refs = base.named(model.conditions)
    return el("p", refs, ". What studies found stands there; the bridge is ours", base.ours(), ".")


def _kin(title: str, refs: tuple[Ref, ...]) -> Child:
    rows = [el("li", base.link(ref, ref.label)) for ref in refs]
    return el("div", el("h2", title), el("ul", rows), class_="more") if rows else None
