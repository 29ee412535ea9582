"""The page of a condition, two columns that never merge, and the list of conditions."""

from __future__ import annotations

from collections.abc import Iterable

from markupsafe import Markup

from kb.ui import links
from kb.ui.html import Child, el, join
from kb.ui.parts import base, study, teaching
from kb.views.common import Chip, Ref
from kb.views.condition import (
    ConditionList,
    ConditionPage,
    NamedPoint,
    Said,
)
from kb.views.handed import Bridged, Taught, TraditionRow
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
        el("section", _tradition(model, here), aria_labelledby="tradition"),
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


def _tradition(model: ConditionPage, here: str) -> Markup:
    head = el("h2", "What books hand down", id="tradition", tabindex="-1")
    if not model.bridge:
        none = "No complaint of the books is set beside this condition."
        return join(head, el("p", base.gap(none)))
    full = links.full_condition(model.id)
    more = base.rest(model.hidden, "more points", full)
    return join(
        head,
        el(
            "p",
            "Complaints of the books that we set beside it",
            base.ours(),
            f"; {model.remark}:" if model.remark else ":",
        ),
        el("ul", [_bridged(one) for one in model.bridge], class_="dots"),
        el("p", base.gap("No complaint of the books here bears its name."))
        if model.unnamed
        else None,
        el("p", "Narrower, not counted here: ", base.named(model.beneath), ".", class_="s")
        if model.beneath
        else None,
        el(
            "p",
            "Ranked by independent families of books, then by books: how often something was "
            "written, not how well it works. Each complaint opens all who say so.",
            class_="s",
        ),
        _points("Points in the classical books", model.classical),
        _points("Points in modern textbooks", model.modern),
        _folded("Points that both name", model.both, base.named(model.both)),
        _folded("Points that some book forbids to needle", model.unneedled, _banned_here(model)),
        more,
        [_taught(one, links.teaching(one.teaching.id), here) for one in model.taught],
        el("h3", "Songs, lists and rules on these complaints"),
        [_taught(one, full, here, "h4") for one in model.sung]
        or el("p", base.gap("No song, list or rule recorded here names these complaints.")),
        _lines("Courses of meridians through the place", model.course, here),
        _lines("Illness of meridians", model.illness, here)
        or el("p", base.gap("No illness of a meridian recorded here names these complaints.")),
    )


def _folded(title: str, refs: tuple[Ref, ...], inside: Markup) -> Child:
    head = el("summary", f"{title}: {len(refs)}")
    return el("details", head, el("p", inside, ".")) if refs else None


def _banned_here(model: ConditionPage) -> Markup:
    made: list[Child] = []
    for ref in model.unneedled:
        address = links.point_safety(ref.id)
        made += [", " if made else "", el("a", ref.id, " ", base.hanzi(ref.hant), href=address)]
    return join(made)


def _bridged(one: Bridged) -> Markup:
    since = f" first in {one.first}, {one.year}" if one.first else " in no dated book"
    return el("li", base.named((one.symptom,)), el("small", since))


def _taught(one: Taught, rest: str, here: str, head: str = "h3") -> Child:
    others = f"{one.others} more of it"
    return [
        el(head, base.link(one.teaching, base.name(one.teaching))),
        teaching.rows(one.rows, here),
        el("p", el("a", others, href=rest), class_="s") if one.others else None,
    ]


def _points(title: str, rows: tuple[TraditionRow, ...]) -> Child:
    if not rows:
        return None
    made = [
        el(
            "li",
            el(
                "div",
                base.link(row.point, base.name(row.point)),
                el("div", el("small", row.region)) if row.region else None,
                class_="k",
            ),
            el(
                "div",
                [
                    [
                        ", " if i else "",
                        el(
                            "a", one.symptom.label, href=links.history(row.point.id, one.symptom.id)
                        ),
                    ]
                    for i, one in enumerate(row.complaints)
                ],
                _banned(row),
                _figures(row),
            ),
            _since(row),
        )
        for row in rows
    ]
    return [el("h3", title), el("ul", made, class_="cl")]


def _since(row: TraditionRow) -> Markup:
    """Return how many voices, who is the first, and the years of the first and the last."""
    said = [str(row.voices), row.first, row.voices.years]
    return el("span", "\n".join(filter(None, said)), class_="v")


def _figures(row: TraditionRow) -> Child:
    if not row.figures:
        return None
    told = ((what, f"{many} book{'' if many == 1 else 's'}") for what, many in row.figures)
    said = ", ".join(f"{what} ({many})" for what, many in told)
    table = f"{links.point(row.point.id)}#needling"
    return el("div", el("small", "most often ", el("a", said, href=table)))


def _banned(row: TraditionRow) -> Child:
    said = "; ".join(
        f"{verb} {', '.join(f'{what} ({who})' for what, who in some)}"
        for verb, some in (("forbidden:", row.bans), ("warned of:", row.risks))
        if some
    )
    if not said:
        return None
    return el("div", el("small", el("a", said, href=links.point_safety(row.point.id))))


def _lines(title: str, rows: Iterable[tuple[Ref, tuple[Chip, ...]]], here: str) -> Child:
    made = [
        el("li", el("div", base.link(ref), class_="k"), el("div", base.chip_list(cites, here)))
        for ref, cites in rows
    ]
    return [el("h3", title), el("ul", made, class_="cl")] if made else None


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
        el("p", base.gap(empty)) if not model.tally and model.kind != "topic" else None,
        el("p", base.gap(lacking)) if model.tally and model.lacking else None,
        [_within(ref, tally) for ref, tally in model.within],
        _said(model.harms) if model.harms else None,
        el("p", el("a", "Harms over all conditions", href=f"{links.safety()}#rates"), ".")
        if model.kind != "topic"
        else None,
        el("p", base.gap(withheld)) if withheld else None,
        _plots(model, here),
        _named(model.named, model.shared) if model.groups and model.kind != "topic" else None,
        groups,
    )


def _done(model: ConditionPage) -> Markup:
    told = [[base.link(ref), f" {count}; "] for ref, count in model.done]
    rest = f"not told {model.untold}."
    return el("p", "What was done, as far as told: ", told, rest, class_="s")


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
