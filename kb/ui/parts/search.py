"""The home page: results of a search, or where to begin."""

from __future__ import annotations

from markupsafe import Markup

from kb.ui import links
from kb.ui.html import Child, el
from kb.ui.parts import base, meridian
from kb.views.search import Found, Home, Notice, Results

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
        _understood(model),
        [_notice(one, here) for one in model.notices],
        [
            base.note(
                "d", "Not understood:", base.mixed(", ".join(f"“{word}”" for word in model.unknown))
            )
        ]
        if model.unknown
        else None,
        _others(model),
        _points(model),
        data_page=links.home(),
        class_="narrow",
        aria_live="polite",
    )


def _understood(model: Results) -> Child:
    if not model.understood:
        return None
    parts = [
        [" · " if i else "", base.mixed(f"“{text}” as {_kind(what)}")]
        for i, (text, what, _) in enumerate(model.understood)
    ]
    return el("p", "Understood ", parts, class_="s")


def _kind(what: str) -> str:
    """Return ``symptom (label)`` for ``symptom: label``."""
    kind, _, how = what.partition(": ")
    return f"{kind} ({how})" if how else kind


def _notice(one: Notice, here: str) -> Markup:
    return base.note(
        "n",
        f"{one.kind[:1].upper()}{one.kind[1:]}:",
        one.text,
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


def _points(model: Results) -> list[Child]:
    if not model.points:
        return []
    title = f"{len(model.points)}{'+' if model.more else ''} points"
    return [
        el("h2", "1 point" if title == "1 points" else title),
        el("ol", [_point(one) for one in model.points], class_="res"),
    ]


def _point(one: Found) -> Markup:
    ref = one.point
    gloss = [" ", one.gloss] if one.gloss else None
    return el(
        "li",
        el("a", ref.label, class_="code", href=links.point(ref.id)),
        el(
            "div",
            el(
                "a",
                base.hanzi(ref.hant),
                " ",
                base.pinyin(ref.pinyin),
                gloss,
                class_="nm",
                href=links.point(ref.id),
            ),
            el(
                "small",
                base.mixed(" · ".join(one.why)),
                [" · ", str(one.voices)] if one.voices else None,
            ),
        ),
    )
