"""The page of a condition, two columns that never merge, and the list of conditions."""

from __future__ import annotations

from collections.abc import Iterable

from markupsafe import Markup

from kb.ui import links
from kb.ui.html import Child, el, join
from kb.ui.parts import base, handed, study
from kb.ui.parts.safety import TELL
from kb.views.common import Ref
from kb.views.condition import (
    ConditionList,
    ConditionPage,
    NamedPoint,
    Said,
)
from kb.views.study import SHAM, VERSUS

__all__ = ["index", "page"]


def index(model: ConditionList) -> Markup:
    """Return the list of all conditions."""
    here = links.condition()
    groups = [
        base.section(
            f"group-{number}",
            title,
            el(
                "ul",
                [
                    el(
                        "li",
                        base.link(line.condition),
                        " ",
                        el("span", _count(line.records, line.listed), class_="v"),
                    )
                    for line in lines
                ],
                class_="cols",
            ),
            count=str(len(lines)),
        )
        for number, (title, lines) in enumerate(model.groups)
    ]
    unsigned = f"{model.unsigned} conditions have no warning signs recorded."
    head = [
        el("h1", "Conditions", tabindex="-1"),
        el(
            "p",
            "Modern conditions with what studies found, beside the complaints of the books that we "
            "set next to them",
            base.ours(),
            ". The figure counts records of evidence; “listed” are trials known by name only. "
            "Harms and warnings stand together under ",
            el("a", "safety", href=links.safety()),
            ".",
        ),
        el("p", base.gap(unsigned), f" {base.NOT_SAFE}", class_="s") if model.unsigned else None,
        study.legend(),
    ]
    return base.page(here, [head, groups])


def _count(records: int, listed: int) -> str:
    return " + ".join(
        filter(None, (str(records or ""), f"{listed} listed" if listed else ""))
    )  # fmt: skip


def page(model: ConditionPage, here: str) -> Markup:
    """Return the page of a condition at the address `here`."""
    columns = el(
        "div",
        el("section", handed.tradition(model, here), aria_labelledby="tradition"),
        el("section", _evidence(model, here), aria_labelledby="evidence"),
        class_="two",
    )
    if model.kind == "topic":
        columns = el("section", _evidence(model, here), aria_labelledby="evidence", class_="narrow")
    body = [_head(model), _facts(model), study.legend(), columns]
    return el("article", el("div", body), class_="page wide", data_page=here)


def _head(model: ConditionPage) -> Markup:
    kin: list[Child] = []
    for title, some in (("part of ", model.broader), ("includes ", model.narrower)):
        if some:
            kin.append([" · ", title, base.named(some)])
    lay = f"also: {', '.join(model.lay)}" if model.lay else None
    return el(
        "header",
        el(
            "p",
            el("a", "Conditions", href=links.condition()),
            kin,
            base.related(f"condition:{model.id}"),
            class_="over",
        ),
        el("h1", model.label[:1].upper() + model.label[1:], base.ours(), tabindex="-1"),
        el("p", lay, class_="s") if lay else None,
    )


def _facts(model: ConditionPage) -> Markup:
    flags = None
    if model.red_flags:
        flags = el("div", el("b", "Warning signs"), _said(model.red_flags), class_="x")
    elif model.kind != "topic":
        none = "No warning signs are recorded here."
        ask = el("a", "What to ask and to tell", href=f"{links.safety()}#ask")
        flags = el("p", base.gap(none), f" {base.NOT_SAFE} ", ask, ".")
    return join(
        flags,
        [el("h2", "What it is", id="about"), _said(model.about)] if model.about else None,
        [el("h2", "How it goes without acupuncture", id="outlook"), _said(model.outlook)]
        if model.outlook
        else None,
        [el("h2", "Other care", id="care"), _said(model.care)] if model.care else None,
        _uncollected(model) if model.kind != "topic" else None,
        el(
            "p",
            "A text that praises acupuncture for it, read statement by statement: ",
            [[base.link(ref), " "] for ref in model.articles],
        )
        if model.articles
        else None,
    )


def _uncollected(model: ConditionPage) -> Child:
    """Return what a reader looks for here and nobody has collected."""
    parts = (
        (model.about, "what it is and what causes it"),
        (model.outlook, "how it goes without treatment"),
        (model.care, "other care"),
    )
    none = [said for lines, said in parts if not lines]
    return el("p", base.gap(f"Not collected here: {'; '.join(none)}.")) if none else None


def _said(lines: Iterable[Said]) -> Markup:
    rows = [el("li", one.says, study.refs(one.studies)) for one in lines]
    return el("ul", rows, class_="dots")


def _evidence(model: ConditionPage, here: str) -> Markup:
    head = el("h2", "What studies found", id="evidence", tabindex="-1")
    tally = el(
        "p",
        "Records on effect, current editions: ",
        [[study.direction(word), f" {count} "] for word, count in model.tally],
        "· counts are not votes.",
    )
    sham = el(
        "p",
        "Against sham: ",
        "; ".join(f"{SHAM[word]} {count}" for word, count in model.sham),
        ". Compared with: ",
        "; ".join(f"{VERSUS[word]} {count or 'none'}" for word, count in model.compared),
        ".",
        class_="s",
    )
    where = el(
        "p",
        "Made in, guidelines aside: ",
        "; ".join(f"{one or 'not recorded'} {count}" for one, count in model.places),
        ".",
        class_="s",
    )
    empty = "No evidence record here on effect. That is not the same as no evidence."
    lacking = f"No record here of this kind on effect: {', '.join(model.lacking)}."
    withheld = (
        f"{model.withheld} earlier edition is not shown: its successor could not be read."
        if model.withheld
        else ""
    )
    groups = [
        [
            el("h3", title, " ", el("small", str(len(cards)))),
            el("ul", [study.card(one) for one in cards], class_="ev"),
        ]
        for _, title, cards in model.groups
    ]
    return join(
        head,
        tally if model.tally else None,
        sham if model.sham else None,
        where if model.places else None,
        _done(model) if model.places else None,
        _beside(model) if model.places else None,
        el("p", base.gap(empty)) if not model.tally and model.kind != "topic" else None,
        el("p", base.gap(lacking)) if model.tally and model.lacking else None,
        [_within(ref, tally) for ref, tally in model.within],
        _said(model.harms) if model.harms else None,
        _before() if model.kind != "topic" else None,
        el("p", base.gap(withheld)) if withheld else None,
        _plots(model, here),
        _named(model.named, model.shared) if model.groups and model.kind != "topic" else None,
        groups,
    )


def _before() -> Markup:
    """Return where harms stand, and what to tell before a needle; ours."""
    return el(
        "p",
        el("a", "Harms over all conditions", href=f"{links.safety()}#rates"),
        f". Before a needle tell of {TELL}: ",
        el("a", "what to ask, what to tell", href=f"{links.safety()}#ask"),
        base.ours(),
        ".",
    )


def _done(model: ConditionPage) -> Markup:
    told = [[base.link(ref), f" {count}; "] for ref, count in model.done]
    rest = f"not told {model.untold}."
    return el("p", "What was done, as far as told: ", told, rest, class_="s")


def _beside(model: ConditionPage) -> Markup:
    told = [[one.says, study.refs(one.studies), "; "] for one in model.beside]
    rest = f"nothing else is named; not told {model.unsaid}."
    return el("p", "What it was set beside, as far as told: ", told, rest, class_="s")


def _within(ref: Ref, tally: Iterable[tuple[str, int]]) -> Markup:
    """Return the tally of a narrower condition."""
    said = [[study.direction(word), f" {count} "] for word, count in tally]
    return el(
        "p", "Included: ", base.link(ref), " ", said or "no record on effect here", class_="s"
    )


def _plots(model: ConditionPage, here: str) -> Child:
    if not model.plots:
        return None
    return [
        el("h3", "Figures with intervals"),
        el(
            "p",
            "Right is always better for those given acupuncture; the line in the middle is no "
            "difference. A figure is drawn only when the page read says which way is better",
            base.ours(),
            ". Figures are as read.",
            class_="s",
        ),
        [study.plot(one, here) for one in model.plots],
    ]


def _named(rows: tuple[NamedPoint, ...], shared: tuple[Ref, ...]) -> Child:
    if not rows:
        return el("p", base.gap("No record here names the points it used."))
    return el(
        "details",
        el("summary", f"Points named in these records: {len(rows)}"),
        el("p", "A trial of a set of points does not prove any one point of the set.", class_="s"),
        el("p", "Classical books name for these complaints too: ", base.named(shared), ".")
        if shared
        else el("p", "No classical book names one of them for these complaints."),
        el(
            "ul",
            [
                el("li", base.link(row.point, base.name(row.point)), study.refs(row.studies))
                for row in rows
            ],
            class_="plain",
        ),
    )
