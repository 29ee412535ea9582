"""The page of a song, list, method or rule, and the list of them all."""

from __future__ import annotations

from markupsafe import Markup

from kb.ui import links
from kb.ui.html import Child, el
from kb.ui.parts import base
from kb.views.teaching import Saying, TaughtRow, TeachingLine, TeachingList, TeachingPage

__all__ = ["index", "page", "rows"]


def index(model: TeachingList) -> Markup:
    """Return the list of all teachings."""
    groups = [
        [el("h2", title), el("ul", [_card(line) for line in lines], class_="cards")]
        for title, lines in model.groups
    ]
    head = [
        el("h1", "Songs, lists, methods and rules", tabindex="-1"),
        el(
            "p",
            "What books teach by verse and list: line by line what each says of a point or of a "
            "class of points, with its place. The verses themselves are not reproduced. "
            "What is done with needle and moxa, beside what trials did: ",
            el("a", "techniques", href=links.technique()),
            ".",
        ),
    ]
    return base.page(links.teaching(), [head, groups])


def _card(line: TeachingLine) -> Markup:
    ref = line.teaching
    lines = (
        f"{line.lines} line{'' if line.lines == 1 else 's'}" if line.lines else "a list of names"
    )
    return el(
        "li",
        base.link(
            ref, el("b", ref.label), el("br"), base.hanzi(ref.hant), " ", base.pinyin(ref.pinyin)
        ),
        el("small", lines, f" · {line.voices}" if line.lines else None),
    )


def page(model: TeachingPage, here: str) -> Markup:
    """Return the page of a teaching at the address `here`."""
    parts = [
        ("general", "What it says", rows(model.general, here), str(len(model.general) or "")),
        ("points", "Points", _points(model, here), str(len(model.points) or "")),
        ("sources", "Sources and gaps", _sources(model), ""),
    ]
    shown = [part for part in parts if part[2]]
    return base.page(
        here,
        [_head(model), [base.section(i, title, body) for i, title, body, _ in shown]],
        [
            base.contents([(i, title, count) for i, title, _, count in shown], here),
            el(
                "div",
                el("h2", "Classes of points"),
                el("ul", [el("li", base.link(ref, ref.label)) for ref in model.categories]),
                class_="more",
            )
            if model.categories
            else None,
        ],
    )


def _head(model: TeachingPage) -> Markup:
    names = model.names
    other = names.hans if names.hans != names.hant else ""
    facts = f"{model.claims} claims · {model.voices}" if model.claims else ""
    classes = [
        [", " if i else "", base.link(ref, base.name(ref))]
        for i, ref in enumerate(model.categories)
    ]
    return el(
        "header",
        el(
            "p",
            el("a", "Songs and rules", href=links.teaching()),
            f" · {model.kind}",
            base.related(model.id),
            class_="over",
        ),
        el("h1", names.en[:1].upper() + names.en[1:], tabindex="-1"),
        el(
            "p",
            base.hanzi(names.hant),
            " ",
            base.pinyin(names.pinyin),
            [" · ", base.hanzi(other, "zh-Hans"), " ", el("small", "simplified")]
            if other
            else None,
            class_="lead",
        ),
        el("p", facts, class_="s") if facts else None,
        el("p", base.mixed(model.remark), base.ours()) if model.remark else None,
        el("p", "Speaks of: ", classes) if classes else None,
    )


def _points(model: TeachingPage, here: str) -> list[Child]:
    if not model.points:
        return []
    return [
        el(
            "p",
            el("small", "Points joined by + are used together; that says nothing of each alone."),
        )
        if any(len(row.of) > 1 for row in model.points.rows)
        else None,
        rows(model.points.rows, here),
        base.rest(model.points.hidden, "more rows", links.full_teaching(model.id)),
    ]


def rows(taught: tuple[TaughtRow, ...], here: str) -> Child:
    """Return what is taught, row by row."""
    return el("ul", [_row(row, here) for row in taught], class_="cl") if taught else None


def _row(row: TaughtRow, here: str) -> Markup:
    head = [[" + " if i else "", base.link(ref, base.name(ref))] for i, ref in enumerate(row.of)]
    return el(
        "li",
        el("div", head, class_="k") if head else None,
        el("div", [_saying(one, here) for one in row.sayings], class_=None if head else "wide"),
        base.voices(row.voices) if head else None,
    )


def _saying(one: Saying, here: str) -> Markup:
    words: list[Child] = [base.mixed(one.words)] if one.words else []
    if one.symptom:
        words += [" · " if words else "", base.link(one.symptom, one.symptom.label)]
    return el("div", words, base.ours() if one.ours else None, " ", base.chip_list(one.cites, here))


def _sources(model: TeachingPage) -> list[Child]:
    used = [
        (base.link(ref, base.name(ref)), el("span", year, class_="yr"), str(count))
        for ref, year, count in model.sources
    ]
    head = ("Source", "Year", "Claims")
    table = base.table(head, used, "Sources of this page", stack=False) if used else None
    gaps = [el("li", base.gap(what), " ", el("small", base.mixed(why))) for what, why in model.gaps]
    return [table, [el("h3", "What is missing"), el("ul", gaps)] if gaps else None]
