"""Location of a point: where it is, where else sources put it, what lies beneath."""

from __future__ import annotations

from markupsafe import Markup

from kb.ui import links
from kb.ui.html import Child, el, join, maker
from kb.ui.parts import base
from kb.views.common import Ref
from kb.views.location import LocationBlock, OtherPlace, PlacedRow
from kb.views.point import PointPage

__all__ = ["location"]

_li = maker("li")


def location(model: PointPage, here: str) -> Markup:
    """Return the place of the point, where books put it, and what lies beneath."""
    place = model.location
    return join(
        _place(place, model.confused, here)
        if place
        else el("p", base.gap("no location recorded yet")),
        [
            el("h3", "Where the books put it ", base.ours()),
            el("ul", [_placed(one, here) for one in model.located], class_="plain"),
        ]
        if model.located
        else None,
        [
            [
                el("h3", f"Beneath the point: {group}" if group else "Beneath the point"),
                el(
                    "ul",
                    [base.claim_row(ref.label, None, cites, here) for ref, cites in found],
                    class_="cl",
                ),
            ]
            for group, found in model.beneath
        ],
    )


def _placed(row: PlacedRow, here: str) -> Markup:
    said = [base.hanzi(row.words, row.lang), f" {row.says} "] if row.says else "not read: "
    return _li(said, base.chip_list(row.cites, here))


def _place(
    place: LocationBlock, confused: tuple[tuple[Ref, tuple[str, ...]], ...], here: str
) -> list[Child]:
    beside = [
        el("li", base.prose(told), " ", el("a", "Side by side", href=links.compare(*ids)))
        for told, (_, ids) in zip(place.contrast, confused, strict=True)
    ]
    return [
        el("p", base.link(place.area) if place.area else place.region, class_="over")
        if place.region
        else None,
        el(
            "p",
            base.prose(place.sentence),
            base.ours(),
            " ",
            base.chip(place.cite, here),
            class_="lead",
        ),
        el("p", base.prose(place.find)) if place.find else None,
        [
            el("h3", "The same place told otherwise"),
            el("ul", [el("li", base.prose(one)) for one in place.related], class_="plain"),
        ]
        if place.related
        else None,
        el("ul", beside, class_="plain") if beside else None,
        [_other(f"{one.label}:", one, here, "n") for one in place.variants],
        [_other("Official alternative:", one, here, "d") for one in place.alternatives],
        [_other(f"{one.label} places it elsewhere:", one, here, "d") for one in place.rivals],
    ]


def _other(title: str, one: OtherPlace, here: str, kind: str) -> Markup:
    return base.note(kind, title, base.prose(one.sentence), " ", base.chip(one.cite, here))
