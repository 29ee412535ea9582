"""The body in words: the tree of its parts, and one part with its points."""

from __future__ import annotations

from collections.abc import Iterable

from markupsafe import Markup

from kb.ui import links
from kb.ui.html import Child, el
from kb.ui.parts import base, plate
from kb.views.common import Ref
from kb.views.region import PlacedPoint, RegionGroup, RegionPage, RegionTree

__all__ = ["page", "tree"]


def tree(model: RegionTree) -> Markup:
    """Return all parts of the body, and the levels along each measured line."""
    parts = [
        [
            el("h2", el("a", _title(top.label), href=links.region(top.id)), _small(count)),
            _list(under),
        ]
        for top, count, under in model.parts
    ]
    lines = [
        el(
            "li",
            base.link(ref, _title(ref.label.removeprefix("levels: "))),
            el("small", f" {levels} levels, {points} points"),
        )
        for ref, levels, points in model.lines
    ]
    head = [
        el("h1", "Find by body", tabindex="-1"),
        el(
            "p",
            "Points where they lie, from head to foot and from the median line outward. The tree "
            "is ours",
            base.ours(),
            "; region and place of each point are those of the source it cites.",
        ),
        el(
            "p",
            "The same ",
            el("a", "on plates", href=links.plate()),
            " and ",
            el("a", "in three dimensions", href=links.body()),
            ".",
        ),
    ]
    return base.page(
        links.region(),
        [
            head,
            parts,
            [el("h2", "By level"), el("ul", lines, class_="cols")] if lines else None,
            el("p", base.gap(f"{model.missing} points have no location yet"))
            if model.missing
            else None,
        ],
    )


def page(model: RegionPage, here: str) -> Markup:
    """Return one part, region or line with its points in anatomical order."""
    count = f"{model.count} point{'' if model.count == 1 else 's'}"
    over = [[" › ", base.link(ref, ref.label)] for ref in model.over]
    return base.page(
        here,
        [
            el(
                "header",
                el("p", el("a", "Body", href=links.region()), over, f" · {count}", class_="over"),
                el("h1", _title(model.label), tabindex="-1"),
            ),
            _list(model.under) if model.under else None,
            [_group(group, here) for group in model.groups],
            el("p", "Next to it: ", base.named(model.next_to), ".") if model.next_to else None,
        ],
    )


def _title(text: str) -> str:
    return text[:1].upper() + text[1:]


def _small(count: int) -> Markup:
    return el("small", f" {count} point{'' if count == 1 else 's'}")


def _list(rows: Iterable[tuple[Ref, int]]) -> Markup:
    made = [el("li", base.link(ref, _title(ref.label)), _small(count)) for ref, count in rows]
    return el("ul", made, class_="cols")


def _group(group: RegionGroup, here: str) -> list[Child]:
    """Return the points of one line, level by level, or those that no line measures."""
    small = group.part is not None  # one of several on the page of a larger part
    levels: list[Child] = (
        [plate.figures(group.pictures)]
        if small
        else [plate.figure(picture, look="answer") for picture in group.pictures]
    )
    levels += [
        [
            el("h3", _title(level.name)) if level.name else None,
            el("ol", [_point(one, here) for one in level.points], class_="res"),
        ]
        for level in group.levels
    ]
    part = [base.link(group.part, _title(group.part.label)), ": "] if group.part else None
    if group.line is not None:
        name = group.line.label.removeprefix("levels: ")
        line = el("a", name, href=links.region(group.line.id))
        return [el("h2", part, "by level, " if part else "By level, ", line), levels]
    if group.levels and not group.levels[0].name:
        said = "told from landmarks, in the order of their meridians"
        return [el("h2", part, said if part else _title(said)), levels]
    return [el("h2", "Levels, from head to foot"), levels]


def _point(one: PlacedPoint, here: str) -> Markup:
    return base.station(
        one.point,
        one.gloss,
        el("div", base.prose(one.place), " ", base.chip(one.cite, here)),
        el(
            "small",
            base.link(one.meridian, one.meridian.label),
            " · ",
            base.link(one.region, one.region.label),
        ),
    )
