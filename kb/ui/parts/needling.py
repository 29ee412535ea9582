"""Needling, moxibustion and cautions of a point."""

from __future__ import annotations

from markupsafe import Markup

from kb.ui.html import Child, el, join
from kb.ui.parts import base
from kb.views.needling import Cell, NeedleRow, Prohibition, SafetyBlock, Share
from kb.views.point import PointPage

__all__ = ["needling", "safety"]


def needling(model: PointPage, here: str) -> Markup:
    """Return needling and moxa side by side, oldest source first."""
    block = model.needling
    rows = [
        (
            _who(row),
            el("span", row.year, class_="yr"),
            _cells(row.needle, here),
            _cells(row.moxa, here),
        )
        for row in block.rows
    ]
    return join(
        _spread("Depth", block.depths),
        _spread("Moxa cones", block.cones),
        base.table(("Source", "Year", "Needle", "Moxa"), rows, "Needling by source")
        if rows
        else None,
        [
            [el("h3", title), el("p", base.chip_list(cites, here))]
            for title, cites in model.techniques
        ],
    )


def _who(row: NeedleRow) -> Markup:
    modern = el("small", " modern") if row.modern else None
    said = el("small", f" reports {row.reports}") if row.reports else None
    return join(
        base.link(row.source, row.source.label), " ", base.hanzi(row.source.hant), modern, said
    )


def _cells(cells: tuple[Cell, ...], here: str) -> Markup:
    return join([base.chip(cell.cite, here, *_says(cell)) for cell in cells])


def _says(cell: Cell) -> list[Child]:
    parts: list[Child] = [base.measure(one) for one in cell.depth]
    parts += [["retain ", base.measure(one)] for one in cell.retain]
    parts += [base.measure(one) for one in cell.cones]
    parts += cell.phrases
    if not parts and cell.cite.words:
        parts.append(base.hanzi(cell.cite.words, cell.cite.lang, "i"))
    return [[", " if i else "", part] for i, part in enumerate(parts)] or ["stated"]


def _spread(title: str, shares: tuple[Share, ...]) -> Markup:
    if len(shares) < 2:
        return Markup("")
    said = [
        [" · " if i else "", base.measure(share.value), " (", str(share.voices), ")"]
        for i, share in enumerate(shares)
    ]
    return base.disagreement(
        f"{title}: {len(shares)} different values in the classical books.", said
    )


def safety(block: SafetyBlock, here: str) -> Markup:
    """Return prohibitions, cautions, structures at risk and contradictions."""
    return join(
        [
            base.note(
                "x", f"Forbidden: {one.act}.", str(one.voices), " ", base.chip_list(one.cites, here)
            )
            for one in block.forbids
        ],
        [
            base.disagreement(
                f"Sources disagree on {one.act}.",
                "Forbidden by ",
                base.chip_list(one.against, here),
                " but given by ",
                base.chip_list(one.given, here),
            )
            for one in block.conflicts
        ],
        _list("Take care of", block.cautions, here),
        _list("Structures at risk when needling", block.risks, here),
    )


def _list(title: str, found: tuple[Prohibition, ...], here: str) -> list[Child]:
    if not found:
        return []
    rows = [base.claim_row(el("b", one.act), one.voices, one.cites, here) for one in found]
    return [el("h3", title), el("ul", rows, class_="cl")]
