"""Head, banner and foot of every page, and the page for names that nothing has."""

from __future__ import annotations

import functools
from collections.abc import Iterable

from markupsafe import Markup

from kb import codes
from kb.base import KnowledgeBase
from kb.errors import CodeError, Problem
from kb.ui import links
from kb.ui.html import el
from kb.ui.parts import base
from kb.views.common import Ref, any_ref

__all__ = ["foot", "head", "unknown"]

_MENU = (
    ("search", "Search", links.home()),
    ("meridian", "Meridians", links.meridian()),
    ("region", "Body", links.region()),
    ("category", "Categories", links.category()),
    ("teaching", "Songs", links.teaching()),
    ("symptom", "Symptoms", links.symptom()),
    ("condition", "Conditions", links.condition()),
    ("compare", "Compare", links.compare()),
    ("disagreements", "Disagreements", links.disagreements()),
    ("relations", "Relations", links.relations()),
    ("sources", "Sources", links.source()),
    ("about", "About", links.about()),
)

_UNDER = {"plate": "region", "body": "region", "point": "meridian", "matrix": "relations"}
"""Pages that stand under another one in the menu."""

_SHOWN = 20


@functools.lru_cache(64)
def head(page: str, problems: tuple[Problem, ...], *, serving: bool) -> Markup:
    """Return brand, menu, search box and, after a broken edit, the banner."""
    at = _UNDER.get(page, page)
    menu = [
        el("a", title, href=address, aria_current="page" if name == at else None)
        for name, title, address in _MENU
    ]
    brand = el("a", el("b", "明堂", lang="zh-Hant"), "Mingtang", href=links.home(), class_="brand")
    form = el(
        "form",
        el("label", "Search", for_="find", class_="sr"),
        el(
            "input",
            id="find",
            name="q",
            type="search",
            placeholder="Point, name or complaint",
            autocomplete="off",
        ),
        action=links.home(),
        class_="find",
        role="search",
    )
    return el(
        "div",
        el(
            "div",
            brand,
            el("nav", menu, aria_label="Main"),
            None if page == "search" else form,
            class_="site",
        ),
        _banner(problems, serving) if problems else None,
        class_="mt",
    )


def _banner(problems: tuple[Problem, ...], serving: bool) -> Markup:
    count = f"{len(problems)} problem{'' if len(problems) == 1 else 's'}"
    state = "You see the last good data." if serving else "There is no earlier good data to show."
    rows = [el("li", base.mixed(str(problem))) for problem in problems[:_SHOWN]]
    more = f"… and {len(problems) - _SHOWN} more" if len(problems) > _SHOWN else None
    return el(
        "div",
        el("b", f"The data have {count}. {state}"),
        el("ul", rows, el("li", more) if more else None),
        class_="banner",
        role="alert",
    )


@functools.cache
def foot() -> Markup:
    """Return the foot: what this is and is not."""
    return el(
        "div",
        el(
            "p",
            "Mingtang reports what sources say; it is not medical advice. ",
            el("a", "How to read this", href=links.about()),
        ),
        class_="foot",
    )


def unknown(kb: KnowledgeBase, page: str, ident: str, near: Iterable[str], here: str) -> Markup:
    """Return the page for an id that no record has: why, and what is near."""
    kinds = {"sources": "source", "history": "indication", "matrix": "pair of meridians"}
    kind = {**kinds, "compare": "record"}.get(page, page)
    why = _why(ident) if page == "point" else ""
    refs = (
        [*_readings(kb, ident), *(any_ref(kb, one) for one in near)]
        if page == "point"
        else [any_ref(kb, one) for one in near]
    )
    rows = [el("li", base.link(ref, base.name(ref))) for ref in dict.fromkeys(refs)]
    return el(
        "article",
        el("h1", base.mixed(f"No {kind} “{ident}”"), tabindex="-1"),
        el("p", why) if why else None,
        [el("p", "Perhaps you meant:"), el("ul", rows, class_="plain")] if rows else None,
        el("p", el("a", base.mixed(f"Search for “{ident}”"), href=links.search(ident))),
        data_page=here,
    )


def _why(ident: str) -> str:
    try:
        codes.readings(ident)
    except CodeError as error:
        return f"{error}."
    return ""


def _readings(kb: KnowledgeBase, ident: str) -> list[Ref]:
    try:
        return [any_ref(kb, code) for code in codes.readings(ident) if code in kb.points]
    except CodeError:
        return []
