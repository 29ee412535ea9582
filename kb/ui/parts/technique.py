"""The page of a technique, books and trials in two columns, and the list of techniques."""

from __future__ import annotations

from markupsafe import Markup

from kb.ui import links
from kb.ui.html import Child, el, join
from kb.ui.parts import base, study, teaching
from kb.views.technique import (
    PointUse,
    Taught,
    TechniqueLine,
    TechniqueList,
    TechniquePage,
    Trial,
)

__all__ = ["index", "page"]

_HEAD = ("Technique", "Lines of the books", "Claims at points", "Points", "Records of evidence")


def index(model: TechniqueList) -> Markup:
    """Return the list of all techniques."""
    silent = (
        f"{model.silent} trials and reviews here name no technique on the page that was read."
        if model.silent
        else ""
    )
    return base.page(
        links.technique(),
        [
            el("h1", "Techniques", tabindex="-1"),
            el(
                "p",
                "What is done at a point: what books teach of it and where they use it, and what "
                "trials say they did. The columns count different things and are never added.",
            ),
            base.table(_HEAD, [_line(row) for row in model.rows], "Techniques"),
            el("p", base.gap(silent)) if silent else None,
            el(
                "p",
                "The labels are ours",
                base.ours(),
                ". Songs, methods and rules stand whole under ",
                el("a", "songs and rules", href=links.teaching()),
                ".",
                class_="s",
            ),
        ],
    )


def _line(row: TechniqueLine) -> list[Child]:
    figures = (row.lines, row.uses, row.points, row.trials)
    return [base.link(row.technique, base.name(row.technique)), *(str(one) for one in figures)]


def page(model: TechniquePage, here: str) -> Markup:
    """Return the page of a technique at the address `here`."""
    head = el(
        "header",
        el("p", el("a", "Techniques", href=links.technique()), class_="over"),
        el(
            "h1",
            model.label,
            [" ", base.hanzi(model.hant)] if model.hant else None,
            base.ours(),
            tabindex="-1",
        ),
        el("p", "Others: ", base.named(model.others), class_="s"),
    )
    columns = el(
        "div",
        el("section", _books(model, here), aria_labelledby="books"),
        el("section", _trials(model), aria_labelledby="trials"),
        class_="two",
    )
    return el("article", el("div", head, columns), class_="page wide", data_page=here)


def _books(model: TechniquePage, here: str) -> Markup:
    none = "No book here teaches it, and no claim of a book uses it at a point."
    see = (
        el(
            "p",
            "See also: ",
            [
                [", " if i else "", base.link(ref, base.name(ref))]
                for i, ref in enumerate(model.see)
            ],
        )
        if model.see
        else None
    )
    return join(
        el("h2", "What books teach", id="books", tabindex="-1"),
        el("p", base.gap(none)) if not model.taught and not model.uses else None,
        [_taught(one, here) for one in model.taught],
        see,
        _points(model),
    )


def _taught(one: Taught, here: str) -> list[Child]:
    return [
        el("h3", base.link(one.teaching, base.name(one.teaching)), " ", base.voices(one.voices)),
        el("p", base.mixed(one.remark), base.ours(), class_="s") if one.remark else None,
        teaching.rows(one.rows, here),
    ]


def _points(model: TechniquePage) -> Child:
    if not model.points:
        return None
    title = "Where books use it" if model.uses else "Where books forbid it"
    said = (
        f"{model.uses:,} claims of {model.voices} at {len(model.points)} points"
        + (f"; forbidden by some source at {model.banned}" if model.banned else "")
        + ". Ranked by independent families, then by books: how often written, not how well it "
        "works."
    )
    return [
        el("h3", title, id="points"),
        el("p", said, class_="s"),
        el("ul", [_use(row) for row in model.points.rows], class_="cols"),
        base.rest(model.points.hidden, "more points", links.full_technique(model.id)),
    ]


def _use(row: PointUse) -> Markup:
    uses = str(row.uses) if row.uses.books else ""
    ban = f"forbidden: {row.bans}" if row.bans else ""
    return el(
        "li",
        el("a", base.name(row.point), href=f"{links.point(row.point.id)}#needling"),
        " ",
        el("span", "; ".join(filter(None, (uses, ban))), class_="v"),
    )


def _trials(model: TechniquePage) -> Markup:
    none = "No record of evidence here names it. That is not the same as no evidence."
    rows = [_trial(one) for one in model.trials]
    return join(
        el("h2", "What trials say they did", id="trials", tabindex="-1"),
        el(
            "p",
            "In the words of the record, as far as its page was read; what a record does not say "
            "(current, frequency, time) is not filled in.",
            class_="s",
        ),
        el("ul", rows, class_="ev") if rows else el("p", base.gap(none)),
    )


def _trial(one: Trial) -> Markup:
    return el(
        "li",
        el("p", study.refs((one.study,)), el("small", f" {one.kind}")),
        el(
            "dl",
            el("dt", "technique"),
            el("dd", base.mixed(one.words)),
            [el("dt", "sessions"), el("dd", one.sessions)] if one.sessions else None,
            el("dt", "on"),
            el("dd", base.named(one.conditions)),
            class_="kv",
        ),
    )
