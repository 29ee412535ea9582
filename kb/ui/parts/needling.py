"""Needling and moxibustion of a point."""

from __future__ import annotations

import functools

from markupsafe import Markup

from kb.ui import links
from kb.ui.html import Child, el, glued, join, maker
from kb.ui.parts import base
from kb.ui.parts.differences import card
from kb.views.needling import COLUMNS, Cell, NeedleRow
from kb.views.point import PointPage

__all__ = ["needling"]

_VERDICTS = {
    "contradicted": ("bad", "✗", "the reported book says otherwise"),
    "confirmed": ("ok", "✓", "found in the reported book"),
}


_ROWS = {look: maker("tr", class_=look or None) for look in ("", "rp", "rp k")}
_CELLS = {title: maker("td", data_l=title) for title in COLUMNS}
_EMPTY = el("td")
_th, _small = maker("th", scope="row"), maker("small")


def needling(model: PointPage, here: str) -> Markup:
    """Return where the books differ and what each gives, oldest source first."""
    block = model.needling
    return join(
        card(block.lines, block.misreports, here),
        _table(block.rows, here) if block.rows else None,
        [
            [el("h3", title), el("p", base.chip_list(cites, here))]
            for title, cites in model.techniques
        ],
    )


def _table(rows: tuple[NeedleRow, ...], here: str) -> list[Child]:
    body = [
        (_ROWS["" if not row.reports else "rp k" if _follows(row, before) else "rp"])(
            _th(_who(row, before)),
            glued(
                [
                    _CELLS[title](
                        glued([_cell(cell, here, title == COLUMNS[-1]) for cell in cells])
                    )
                    if cells
                    else _EMPTY
                    for title, cells in zip(COLUMNS, row.columns, strict=True)
                ]
            ),
        )
        for before, row in zip((None, *rows), rows, strict=False)
    ]
    head, key = _frame()
    return [el("div", el("table", head, el("tbody", body), class_="st by"), class_="tw"), key]


@functools.cache
def _frame() -> tuple[Markup, Markup]:
    """Return the head of the table and the key below it."""
    titles = ("Book", *COLUMNS)
    head = join(
        el("caption", "Needling and moxibustion by book", class_="sr"),
        el("thead", el("tr", [el("th", title, scope="col") for title in titles])),
    )
    key = el(
        "p",
        "≠ differs from the most attested figure, or forbids what another book gives. "
        "Indented: what a book reports of another (",
        el("span", "✓", class_="ok"),
        " found there, ",
        el("span", "✗", class_="bad"),
        " not what it says). Units as the books have them: fen ",
        base.hanzi("分"),
        ", cun ",
        base.hanzi("寸"),
        " = 10 fen, breaths ",
        base.hanzi("呼"),
        ", ",
        el("a", "moxa", href=links.technique("moxa")),
        " in cones ",
        base.hanzi("壯"),
        "; an inch is not compared with a cun.",
        class_="s",
    )
    return head, key


def _who(row: NeedleRow, before: NeedleRow | None) -> list[Child]:
    """Return the head of a row; a report names its book unless the row before is of that book."""
    book: list[Child] = [row.source.label]
    if row.year not in row.source.label:
        book += [" ", _small(row.year)]
    if not row.reports:
        return book
    look = _VERDICTS.get(row.verdict)
    mark = el("span", look[1], class_=look[0], title=look[2]) if look else None
    said = el("i", "reports ", row.reports, " " if mark else None, mark)
    return [said] if _follows(row, before) else [*book, " ", said]


def _follows(row: NeedleRow, before: NeedleRow | None) -> bool:
    return before is not None and before.source == row.source


def _cell(cell: Cell, here: str, ban: bool) -> Markup:
    words = base.hanzi(cell.cite.words, cell.cite.lang, "i") if not cell.text else None
    sign = f"{'≠ ' if cell.differs else ''}{'⊘ ' if ban else ''}"
    look = "no" if ban else "ne" if cell.differs else ""
    return base.chip(cell.cite, here, sign or None, cell.text or words or "given", look=look)
