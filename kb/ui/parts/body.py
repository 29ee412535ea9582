"""The page of the body in three dimensions: its controls, its place, and the same in words."""

from __future__ import annotations

from dataclasses import asdict
from typing import Any

from markupsafe import Markup

from kb.base import KnowledgeBase
from kb.body.colours import COLOURS
from kb.ui import assets, links
from kb.ui.html import BREAK, Child, el, join
from kb.ui.parts import base
from kb.views.body import SEXES, VIEWS, BodyPage, address
from kb.views.common import Ref

__all__ = ["data", "page"]


def page(kb: KnowledgeBase, model: BodyPage) -> Markup:
    """Return what stands above the viewer, the place of the viewer, and what stands below it."""
    here = links.body(address(model))
    above = el(
        "article",
        el("div", el("h1", _title(model), tabindex="-1"), _chosen(model), _controls(kb, model)),
        data_page=here,
    )
    return join(above, BREAK, el("article", el("div", _help(), _words(model))))


def _title(model: BodyPage) -> Child:
    if model.point:
        return [base.name(model.point), " on the body"]
    group = model.meridian or model.category
    if group:
        return [group.label, " on the body"]
    return (
        f"{len(model.shown)} points on the body" if model.shown else "The body in three dimensions"
    )


def _chosen(model: BodyPage) -> Child:
    if not model.point:
        return None
    return base.seen_as(model.point.id, turning=True)


def _controls(kb: KnowledgeBase, model: BodyPage) -> Markup:
    meridian = model.meridian.id if model.meridian else ""
    sexes = [(one.capitalize(), {"sex": one}, one == model.sex) for one in SEXES]
    groups = [
        (code or "All", {"group": code, "several": ""}, code == meridian and not model.category)
        for code in ("", *COLOURS)
        if not code or code in kb.meridians
    ]
    views = [
        (view.en, {"view": ident, "point": ""}, ident == model.view)
        for ident, view in VIEWS.items()
    ]
    return join(
        _row("Body", sexes, model), _row("Meridian", groups, model), _row("Look at", views, model)
    )


def _row(title: str, choices: list[tuple[str, dict[str, str], bool]], model: BodyPage) -> Markup:
    """Return a line of choices, each a link to the page so changed."""
    marks = [
        el(
            "a",
            label,
            href=links.body(address(model, **change)),
            aria_current="true" if on else None,
        )
        for label, change, on in choices
    ]
    return el(
        "nav",
        el("b", title),
        marks,
        aria_label=title,
        class_="tabs pick",
    )


def _help() -> Markup:
    return el(
        "p",
        "Proportional study model, not a needling guide. Drag to turn, Shift and drag to move, two"
        " fingers or + and − to come nearer; a click on a point opens its page. With the keyboard:"
        " arrows, + and −, Home, Enter. Its shape comes from a public-domain mesh, its points from"
        " the locations on their pages.",
        class_="note",
    )


def _words(model: BodyPage) -> Markup:
    if not model.shown:
        return el("p", el("a", "All points in words, part by part", href=links.region()))
    group = model.meridian or model.category
    rows = [el("li", base.link(ref, base.name(ref)), " ", _show(model, ref)) for ref in model.shown]
    return el(
        "section",
        el(
            "h2",
            "Points shown",
            [": ", base.link(group, group.label)] if group else None,
            id="shown",
        ),
        el("ul", rows, class_="plain"),
        aria_labelledby="shown",
    )


def _show(model: BodyPage, ref: Ref) -> Markup:
    return el(
        "a",
        "show",
        href=links.body(address(model, point=ref.id, several="", view="")),
        aria_label=f"Show {ref.id}",
    )


def data(model: BodyPage) -> dict[str, Any]:
    """Return what the viewer is told in a run: names and choices, never geometry."""
    view = VIEWS[model.view or "front"]
    return {
        "mesh": assets.path("body", f"body_{model.sex}.bin"),
        "marks": assets.path("body", f"points_{model.sex}.json"),
        "courses": assets.path("body", f"lines_{model.sex}.json"),
        "link": links.to("point") + "?code=",
        "label": _label(model),
        "code": model.point.id if model.point else None,
        "group": model.meridian.id if model.meridian else None,
        "lit": [ref.id for ref in model.shown] if model.shown and not model.meridian else None,
        "view": {"id": model.view} | asdict(view),
        "names": dict(model.names),
        "colours": dict(COLOURS),
    }  # fmt: skip


def _label(model: BodyPage) -> str:
    """Return what the picture shows, for those who do not see it."""
    group = model.meridian or model.category
    parts = [f"{model.sex.capitalize()} body"]
    if group:
        parts.append(f"with {group.label}")
    if model.point:
        parts.append(f"with {model.point.id} marked")
    return " ".join(parts) + ". Arrow keys turn it; the page below has it in words."
