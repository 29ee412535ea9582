"""The frame of every page: style, head, banner, citation panel, foot; unknown names.

A page is a few HTML blocks. Its body is the same bytes whatever claim is open, so opening a
citation sends the panel only. The address is the whole state.
"""

from __future__ import annotations

import functools
from collections.abc import Callable
from pathlib import Path

import streamlit as st
from markupsafe import Markup
from streamlit.navigation.page import StreamlitPage

from kb import codes
from kb.errors import CodeError, UnknownName
from kb.ui import data, links
from kb.ui.html import el, join, static
from kb.ui.parts import frame, panel
from kb.ui.witness import looker
from kb.views.citation import citation

__all__ = ["TITLES", "begin", "end", "page_list", "record"]

TITLES = {
    "search": "Search", "point": "Point", "meridian": "Meridians", "category": "Categories",
    "symptom": "Symptoms", "sources": "Sources", "about": "About",
}  # fmt: skip
"""Pages in the order of the menu; ``point`` is reached from the others."""

_PAGES = Path(__file__).parent / "pages"

Draw = Callable[[data.State, str], Markup]
"""Draws the page of one record; raises `UnknownName`."""

Title = Callable[[data.State, str], str]
"""Title of the browser window for a record."""


def page_list() -> list[StreamlitPage]:
    """Return all pages for ``st.navigation``."""
    return [
        st.Page(
            _PAGES / f"{name}.py",
            title=title,
            url_path=None if name == "search" else name,
            default=name == "search",
        )
        for name, title in TITLES.items()
    ]


@functools.cache
def _style() -> Markup:
    return static("app.css", "style")


@functools.cache
def _script() -> Markup:
    return static("nav.js", "script")


def begin(page: str) -> data.State:
    """Show style, script, head and banner; return the data, or stop when there never was any."""
    state, problems = data.current()
    st.html(_style())
    st.html(_script(), unsafe_allow_javascript=True)
    st.html(frame.head(page, problems, serving=state is not None))
    if state is None:
        st.stop()
    return state


def end(state: data.State, here: str, body: Markup) -> None:
    """Show the body of the page with the foot and, when the address names a claim, the panel."""
    st.html(body)
    ident = st.query_params.get("claim")
    if ident:
        st.html(_panel(state, ident, here))


def _panel(state: data.State, ident: str, here: str) -> Markup:
    try:
        shown = panel.panel(citation(state.kb, ident, looker(state.kb)), here)
    except UnknownName as error:
        shown = panel.missing(ident, error.near, here)
    return el("div", shown, class_="mt")


def framed(body: Markup) -> Markup:
    """Return a body with the foot below it."""
    return el("div", join(body, frame.foot()), class_="mt")


def record(page: str, key: str, one: Draw, title: Title, every: Draw) -> None:
    """Show a page whose address names one record, or the list of all when it names none.

    Parameters
    ----------
    page : str
        Address of the page.
    key : str
        Parameter that holds the id.
    one, every : callable
        Draw the page of one record, and the list.
    title : callable
        Title of the window for a record.
    """
    state = begin(page)
    ident = st.query_params.get(key, "").strip()
    if page == "point":
        ident = _code(state, ident)
    here = links.to(page, **{key: ident})
    try:
        body = state.drawn(here, lambda: framed((one if ident else every)(state, ident)))
        st.set_page_config(page_title=f"{title(state, ident) if ident else TITLES[page]} · Mingtang")
    except UnknownName as error:
        body = framed(frame.unknown(state.kb, page, ident, error.near, here))
    end(state, here, body)


def _code(state: data.State, text: str) -> str:
    """Return the WHO code that a code in any nomenclature means, if it means just one."""
    if text in state.kb.points:
        return text
    try:
        found = [code for code in codes.readings(text) if code in state.kb.points]
    except CodeError:
        return text
    return found[0] if len(found) == 1 else text
