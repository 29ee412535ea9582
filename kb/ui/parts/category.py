"""The page of a category and the list of categories."""

from __future__ import annotations

from markupsafe import Markup

from kb.ui import links
from kb.ui.html import Child, el, join
from kb.ui.parts import base
from kb.views.category import CategoryLine, CategoryList, CategoryPage, MemberRow
from kb.views.common import Ref

__all__ = ["index", "page"]


def index(model: CategoryList) -> Markup:
    """Return the list of all categories."""
    groups = [
        [
            el("h2", base.link(parent, base.name(parent)) if parent else "Other classes"),
            el("ul", [_card(line) for line in lines], class_="cards"),
        ]
        for parent, lines in model.groups
    ]
    head = [
        el("h1", "Categories of special points", tabindex="-1"),
        el("p", "Each membership is a claim of a book; where books differ, both stand."),
    ]
    return base.page(links.category(), [head, groups])


def _card(line: CategoryLine) -> Markup:
    ref = line.category
    members = f"{line.members} point{'' if line.members == 1 else 's'}"
    return el(
        "li",
        base.link(
            ref, el("b", ref.label), el("br"), base.hanzi(ref.hant), " ", base.pinyin(ref.pinyin)
        ),
        el("small", members, f" · {line.dissent} dissenting" if line.dissent else None),
    )


def page(model: CategoryPage) -> Markup:
    """Return the page of a category."""
    here = links.category(model.id)
    parts = [
        ("members", "Members", _members(model, here), str(len(model.members) or "")),
        (
            "dissent",
            "Where sources disagree",
            _dissent(model.dissent, here),
            str(len(model.dissent) or ""),
        ),
        (
            "others",
            "Also said to belong",
            _dissent(model.others, here),
            str(len(model.others) or ""),
        ),
    ]
    shown = [part for part in parts if part[2]]
    return base.page(
        here,
        [_head(model), [base.section(i, title, body) for i, title, body, _ in shown]],
        [
            base.contents([(i, title, count) for i, title, _, count in shown], here),
            _kin("Classes within", model.children),
            _kin("Beside it", model.siblings),
            _kin("Songs and rules", model.taught),
        ],
    )


def _kin(title: str, refs: tuple[Ref, ...]) -> Child:
    rows = [el("li", base.link(ref, ref.label)) for ref in refs]
    return el("div", el("h2", title), el("ul", rows), class_="more") if rows else None


def _head(model: CategoryPage) -> Markup:
    names = model.names
    other = names.hans if names.hans != names.hant else ""
    count = f"{model.count} members in the doctrine" if model.count else ""
    facts = " · ".join(
        filter(None, (count, f"{len(model.members)} recorded" if model.members else ""))
    )
    parent = [" · ", base.link(model.parent)] if model.parent else None
    return el(
        "header",
        el(
            "p",
            el("a", "Categories", href=links.category()),
            parent,
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
        _rule(model, links.category(model.id)),
        el("p", base.mixed(model.remark), base.ours()) if model.remark else None,
    )


def _rule(model: CategoryPage, here: str) -> Child:
    if not model.rule:
        return None
    if not model.differences:
        return base.note("n", "By rule:", "what follows from the rule agrees with every member.")
    rows = [
        el(
            "li",
            base.link(one.subject, base.name(one.subject)),
            f": {one.key} {one.said}, by rule {one.derived} ",
            base.chip(one.cite, here) if one.cite else None,
        )
        for one in model.differences
    ]
    return base.disagreement("The rule gives something else here:", el("ul", rows))


def _members(model: CategoryPage, here: str) -> Markup:
    rows = [_cells(row, model.columns, here) for row in model.members]
    head = ("Point", *model.columns, "Said by", "Voices")
    return base.table(head, rows, "Members") if rows else Markup("")


def _cells(row: MemberRow, columns: tuple[str, ...], here: str) -> list[Child]:
    role = dict(row.role)
    return [
        [
            base.link(row.point, base.name(row.point)),
            el("small", f" {row.gloss}") if row.gloss else None,
        ],
        *[base.named(role[key]) if key in role else "" for key in columns],
        base.chip_list(row.cites, here),
        base.voices(row.voices),
    ]


def _dissent(rows: tuple[MemberRow, ...], here: str) -> Markup:
    return join(
        [
            el(
                "div",
                base.link(row.point, base.name(row.point)),
                f" {row.says} " if row.says else " ",
                [[label.lower(), " ", base.named(refs), " "] for label, refs in row.role],
                base.chip_list(row.cites, here),
                [" ", el("small", base.mixed(row.remark))] if row.remark else None,
                class_="d",
            )
            for row in rows
        ]
    )
