"""The page on how the meridians are related."""

from __future__ import annotations

from typing import TYPE_CHECKING

from markupsafe import Markup

from kb.ui import links
from kb.ui.data import State
from kb.ui.html import Child, el, join
from kb.ui.parts import base
from kb.ui.parts.relations import step
from kb.views.common import Ref
from kb.views.doctrine import Cells, Line, Table
from kb.views.matrix import Cell, Matrix, Square, matrix_page

if TYPE_CHECKING:
    from kb.ui.routes import Wanted

__all__ = ["drawn", "page"]


def drawn(state: State, want: Wanted) -> Markup:
    """Return the page that an address asks for."""
    return page(matrix_page(state.kb, lambda: state.web, want.ident), want.here)


def page(model: Matrix, here: str) -> Markup:
    """Return the page at the address `here`."""
    sections = [(one.id, one.title, str(len(one.lines))) for one in model.tables]
    met = [("crossing", "Crossing points", str(sum(map(_count, model.rows))))]
    pair = [("pair", _title(model.cell), "")] if model.cell else []
    return base.page(
        here,
        [
            _head(),
            _cell(model.cell, here) if model.cell else None,
            [_table(one, here) for one in model.tables],
            _crossing(model),
        ],
        base.contents([*pair, *sections, *met], here),
    )


def _head() -> Markup:
    return el(
        "header",
        el("p", el("a", "Relations", href=links.relations()), class_="over"),
        el("h1", "How the meridians are related", tabindex="-1"),
        el(
            "p",
            "By rule, and in the words of the books: each row opens what is cited for it. What no "
            "book here says is left blank and counted.",
        ),
    )


def _title(cell: Cell) -> str:
    return f"{_bare(cell.one)} and {_bare(cell.other)}"


def _bare(ref: Ref) -> str:
    return ref.label.removesuffix(" Meridian")


def _cell(cell: Cell, here: str) -> Markup:
    ways = [el("li", step(hop, here)) for hop in cell.ties]
    meetings = [
        [
            el("h3", base.link(met), " is met on ", base.link(home)),
            el(
                "ul",
                [
                    base.claim_row(
                        base.link(row.point, base.name(row.point)), None, row.cites, here
                    )
                    for row in rows
                ],
                class_="cl",
            ),
        ]
        for home, met, rows in cell.meetings
    ]
    nothing = el("p", base.gap("nothing here ties the two directly"))
    return base.section(
        "pair",
        _title(cell),
        el("ul", ways, class_="plain") if ways else None,
        meetings,
        None if ways or meetings else nothing,
        el(
            "p",
            el("a", "Paths through others", href=links.relations(cell.one.id, cell.other.id)),
            " · ",
            el("a", "Close", href=links.matrix()),
        ),
    )


def _table(table: Table, here: str) -> Markup:
    rows = [(*map(_cells, line.cells), _said(line, here)) for line in table.lines]
    blank = f", {table.blank} that no book here says" if table.blank else ""
    return base.section(
        table.id,
        table.title,
        el("p", base.mixed(table.rule), base.ours()),
        base.table((*table.head, "Said by"), rows, table.title),
        count=f"{len(table.lines)}{blank}",
    )


def _cells(cells: Cells) -> Child:
    if not cells:
        return base.gap("none here")
    return [[", " if i else "", _record(ref)] for i, ref in enumerate(cells)]


def _record(ref: Ref) -> Markup:
    han = [" ", base.hanzi(ref.hant)] if ref.hant else None
    return base.link(ref, ref.label, han) if ref.kind else join(ref.label)


def _said(line: Line, here: str) -> Markup:
    return base.chip_list(line.cites, here) if line.cites else base.gap("no book here")


def _count(row: tuple[str, str, tuple[Square | None, ...]]) -> int:
    return sum(square is not None for square in row[2])


def _crossing(model: Matrix) -> Markup:
    if not any(map(_count, model.rows)):
        return Markup("")
    head = ("Points of", *(name for name, _ in model.columns))
    rows = [
        (
            el("a", row, href=links.meridian(row), aria_label=label, title=label),
            *(
                _square(row, one, square)
                for (one, _), square in zip(model.columns, squares, strict=True)
            ),
        )
        for row, label, squares in model.rows
    ]
    also = ", ".join(f"{label} at {count}" for label, count in model.groups)
    return base.section(
        "crossing",
        "Crossing points",
        el(
            "p",
            "How many points of the meridian of the row are said to be met by that of the column; "
            "a number opens the points with the books that say so. A point counts once, whoever "
            "says it.",
        ),
        el(
            "div",
            base.table(head, rows, "Points of one meridian at which another is met", stack=False),
            class_="mx met",
        ),
        el(
            "p",
            f"{model.empty} of {model.pairs} pairs have no such point. ",
            f"Groups named without members are not counted in a field: {also}." if also else None,
            class_="s",
        ),
    )


def _square(row: str, column: str, square: Square | None) -> Child:
    if square is None:
        return "–" if row == column else None
    shade = min(5, 1 + square.points // 2)
    books = f"{square.books} book{'' if square.books == 1 else 's'}"
    label = f"{square.points} points of {row} where {column} is met, {books}"
    return el(
        "a",
        el("span", str(square.points), class_=f"h{shade}"),
        href=f"{links.matrix(square.cell)}#pair",
        aria_label=label,
        title=label,
    )
