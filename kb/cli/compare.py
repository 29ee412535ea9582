"""``kb compare``: records side by side as lines for people and as plain mappings for programs."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from kb.views.common import Ref
from kb.views.compare import Block, Cell, ComparePage, Evidence, Row, Said, Spread

__all__ = ["as_json", "as_lines"]

Json = dict[str, Any]


def as_json(page: ComparePage) -> Json:
    """Return a comparison under the keys of ``kb compare --json``."""
    return {
        "ids": list(page.ids),
        "kind": page.kind,
        "unknown": list(page.unknown),
        "left_out": [ref.id for ref in (*page.beside, *page.left)],
        "summary": list(page.summary),
        "parts": [_block(one, page.ids) if isinstance(one, Block) else _spread(one, page.ids)
                  for one in page.parts],
        "evidence": _evidence(page.evidence, page.ids) if page.evidence else {},
    }  # fmt: skip


def _text(said: Said) -> str:
    if said.ref is not None:
        return said.ref.label
    return said.says if isinstance(said.says, str) else "".join(one.text for one in said.says)


def _said(said: Said) -> Json:
    count = said.voices
    return {
        "says": _text(said),
        "id": said.ref.id if said.ref else "",
        "books": count.books if count else None,
        "families": count.families if count else None,
        "cites": [claim for cite in said.cites for claim in (cite.claim, *cite.also)],
    }


def _row(row: Row, ids: tuple[str, ...]) -> Json:
    cells = zip(ids, row.cells, strict=True)
    return {**_entry(row.head), "cells": {name: list(map(_said, cell)) for name, cell in cells}}


def _entry(ref: Ref) -> Json:
    return {"id": ref.id if ref.kind else "", "label": ref.label}


def _block(part: Block, ids: tuple[str, ...]) -> Json:
    return {
        "id": part.id,
        "title": part.title,
        "notes": list(map(_said, part.notes)),
        "differ": [_row(row, ids) for row in part.differ],
        "alike": [_row(row, ids) for row in part.alike],
    }


def _spread(part: Spread, ids: tuple[str, ...]) -> Json:
    return {
        "id": part.id,
        "title": part.title,
        "only": {
            name: [{**_entry(row.head), "said": list(map(_said, row.cells[0]))} for row in one.rows]
            for name, one in zip(ids, part.only, strict=True)
        },
        "some": [_row(row, ids) for row in part.some.rows],
        "every": [_row(row, ids) for row in part.every.rows],
    }


def _evidence(found: Evidence, ids: tuple[str, ...]) -> Json:
    return {
        "together": [
            {"study": ref.id, "points": [one.id for one in points]}
            for _, ref, points in found.together
        ],
        "alone": {
            name: [ref.id for _, ref in one.rows]
            for name, one in zip(ids, found.alone, strict=True)
        },
        "listed": dict(zip(ids, found.listed, strict=True)),
    }


def as_lines(page: ComparePage) -> Iterator[str]:
    """Yield a comparison as lines, differences first."""
    for head in page.heads:
        names = " ".join(filter(None, (head.ref.label, head.ref.hant, head.ref.pinyin)))
        yield f"{names}  {head.line}"
    yield from page.summary
    for part in page.parts:
        yield f"\n{part.title}"
        if isinstance(part, Spread):
            yield from _spread_lines(part, page)
            continue
        for note in part.notes:
            yield f"  {_text(note)}"
        for title, rows in (("differs", part.differ), ("same", part.alike)):
            for row in rows:
                yield f"  {title}: {row.head.label}"
                for head, cell in zip(page.heads, row.cells, strict=True):
                    yield f"    {head.ref.label}: {_cell(cell)}"
    if page.evidence:
        yield "\nEvidence (never added to what the books say)"
        for head, studies, listed in zip(
            page.heads, page.evidence.alone, page.evidence.listed, strict=True
        ):
            named = (
                ", ".join(ref.label for _, ref in studies.rows) or "no record read names it alone"
            )
            yield f"  {head.ref.label}: {named}; {listed} only listed"
        for _, ref, points in page.evidence.together:
            yield f"  {', '.join(one.label for one in points)}: {ref.label}"


def _spread_lines(part: Spread, page: ComparePage) -> Iterator[str]:
    for head, one in zip(page.heads, part.only, strict=True):
        entries = [f"{row.head.label} {_cell(row.cells[0])}" for row in one.rows]
        more = [f"{one.hidden} more"] if one.hidden else []
        yield f"  only {head.ref.label}: {'; '.join([*entries, *more]) or 'none'}"
    for title, several in (("some", part.some), ("all", part.every)):
        for row in several.rows:
            told = " | ".join(_cell(cell) for cell in row.cells)
            yield f"  {title}: {row.head.label}: {told}"
        if several.hidden:
            yield f"  {title}: {several.hidden} more"


def _cell(cell: Cell) -> str:
    said = [" ".join(filter(None, (_text(one), f"({one.voices})" if one.voices else "")))
            for one in cell]  # fmt: skip
    return "; ".join(said) or "—"
