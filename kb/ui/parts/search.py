"""The home page: results of a search, or where to begin."""

from __future__ import annotations

from markupsafe import Markup

from kb.ui import links
from kb.ui.html import Child, el
from kb.ui.parts import base, meridian
from kb.views.search import Found, Home, Notice, Part, Results

__all__ = ["begin", "found", "intro"]


def intro() -> Markup:
    """Return the heading above the search box."""
    return el(
        "div",
        el("h1", "Look up a point, a name or a complaint", tabindex="-1"),
        el("p", "Every line is a claim, and every claim opens its citation.", class_="s"),
        class_="mt",
    )


def begin(model: Home) -> Markup:
    """Return what stands below an empty box."""
    tries = [
        el("li", el("a", base.mixed(text), href=links.search(text))) for text in model.examples
    ]
    size = (
        f"{model.points} points, {model.claims:,} claims, {model.families} independent families of "
        "sources."
    )
    return el(
        "article",
        el("div", el("small", "Try "), el("ul", tries, class_="tags"), class_="try")
        if tries
        else None,
        meridian.cards(model.meridians),
        el("p", size, class_="s"),
        data_page=links.home(),
    )


def found(model: Results) -> Markup:
    """Return what a query found and how it was understood."""
    here = links.search(model.query)
    return el(
        "article",
        _related(model),
        _understood(model),
        _side_by_side(model),
        [_notice(one, here) for one in model.notices],
        [
            base.note(
                "d", "Not understood:", base.mixed(", ".join(f"“{word}”" for word in model.unknown))
            )
        ]
        if model.unknown
        else None,
        _pictures(model),
        _points(model, here),
        _others(model),
        data_page=links.home(),
        data_q=model.query,
        class_="narrow",
        aria_live="polite",
    )


def _pictures(model: Results) -> Child:
    if not model.pictures:
        return None
    from kb.ui.parts import plate  # the page before anything is typed does without

    return [plate.figure(picture, look="answer") for picture in model.pictures]


def _related(model: Results) -> Child:
    if not model.related:
        return None
    one, other = model.related
    return base.note(
        "n",
        "Relation:",
        el("a", base.mixed(f"How {one} and {other} are related"), href=links.relations(one, other)),
    )


def _understood(model: Results) -> Child:
    if not model.understood:
        return None
    return el("ul", [el("li", _part(part)) for part in model.understood], class_="read")


def _side_by_side(model: Results) -> Child:
    """Return the way to the page that sets the records asked for side by side."""
    if not model.compare:
        return None
    names = [[" and " if i else "", base.name(ref)] for i, ref in enumerate(model.compare)]
    address = links.compare(*(ref.id for ref in model.compare))
    return el("p", el("a", "Compare ", names, " side by side", href=address), class_="lead")


def _part(part: Part) -> list[Child]:
    """Return one part of the query and how it was read."""
    refs = [
        [", " if i else ": ", base.link(ref, base.name(ref))] for i, ref in enumerate(part.refs)
    ]
    return [el("q", base.mixed(part.text)), " read as ", base.mixed(part.as_), refs]


def _notice(one: Notice, here: str) -> Markup:
    return base.note(
        "n",
        f"{one.kind[:1].upper()}{one.kind[1:]}:",
        base.mixed(one.text),
        " ",
        base.chip_list(one.cites, here),
    )


def _others(model: Results) -> list[Child]:
    return [
        [
            el("h2", title),
            el("ul", [el("li", base.link(ref, base.name(ref))) for ref in refs], class_="tags"),
        ]
        for title, refs in model.others
    ]


def _points(model: Results, here: str) -> list[Child]:
    if not model.points:
        return []
    title = "1 point" if model.total == 1 else f"{model.total} points"
    hidden = model.total - len(model.points)
    body = links.body(",".join(one.point.id for one in model.points))
    shown = not hidden and 1 < model.total <= _DRAWN
    return [
        el("h2", title),
        el("p", el("a", "See them on the body", href=body)) if shown else None,
        el("ol", [_point(one, here) for one in model.points], class_="res"),
        base.rest(hidden, "more points", links.to("search", q=model.query, show="all")),
    ]


def _point(one: Found, here: str) -> Markup:
    more = [" ", el("span", f"+{one.more}", title="more on the page of the point")]
    return base.station(
        one.point,
        one.gloss,
        el(
            "small",
            base.mixed(" · ".join(one.why[:_REASONS])),
            f" and {len(one.why) - _REASONS} more" if len(one.why) > _REASONS else None,
            [" · ", str(one.voices)] if one.voices else None,
            [" ", base.chip_list(one.cites, here)] if one.cites else None,
            more if one.more else None,
        ),
    )


_REASONS = 3
"""Reasons shown with a point."""

_DRAWN = 40
"""Most points that are shown on the body together: beyond that a picture tells little."""
