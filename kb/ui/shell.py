"""The frame of every page: style, script, head, banner, body, citation panel.

A page is a few HTML blocks. Its body is the same bytes whatever claim is open, so opening a
citation sends the panel only. The address is the whole state.
"""

from __future__ import annotations

import copy
import functools
import gc
from collections.abc import Callable
from pathlib import Path

import streamlit as st
from streamlit.elements import html
from streamlit.elements.widgets import text_widgets
from streamlit.navigation.page import StreamlitPage

from kb.ui import assets, data
from kb.ui.drawing import draw, draw_panel, window_title
from kb.ui.html import SLOT, Block, as_text, static
from kb.ui.parts import frame
from kb.ui.routes import ROUTES
from kb.ui.sockets import send_at_once

__all__ = ["begin", "configure", "end", "page_list", "show"]

# Results at every key: live=True waits this long after the last key. The documented way to say "at
# once", live="0ms", imports pandas to read the duration: 0.3 s and 80 MB more at the first search.
text_widgets._DEFAULT_LIVE_DEBOUNCE_MS = 0  # type: ignore[misc]

# Whether a block is nothing but style is found out anew in every run, by a search through all of
# it; ours are the same in every run.
html._html_only_style_tags = functools.lru_cache(8)(html._html_only_style_tags)

send_at_once()
assets.offer()

_PAGES = Path(__file__).parent / "pages"


_PAGE_LIST = "pages"


def page_list() -> list[StreamlitPage]:
    """Return all pages for ``st.navigation``, which marks the one that may run: a session its own.

    Making a page asks the disk a dozen times where its file is; copying one does not.
    """
    if _PAGE_LIST not in st.session_state:
        st.session_state[_PAGE_LIST] = [copy.copy(page) for page in _pages()]
    own: list[StreamlitPage] = st.session_state[_PAGE_LIST]
    return own


@functools.cache
def _pages() -> list[StreamlitPage]:
    return [
        st.Page(
            _PAGES / f"{name}.py",
            title=route.menu,
            url_path=None if name == "search" else name,
            default=name == "search",
        )
        for name, route in ROUTES.items()
    ]


@functools.cache
def _keep() -> None:
    """Let the collector pass over what stands when the first page is drawn.

    What a page leaves behind is kept as page or record, or falls without it: it need not look after
    every 700 objects, which is eight times in a page.
    """
    gc.freeze()
    gc.set_threshold(20_000, 20, 10)


@functools.cache
def _dress() -> Block:
    """Return style and script as one block: every message of a run is a turn of two threads."""
    return Block(static("app.css", "style") + static("nav.js", "script"))


_SHOWN = "shown plain"
"""Session's address of the page that it began with, as long as it is shown; then empty."""

_SET = "configured"


def configure() -> None:
    """Tell the browser about window and menu, once a session: the browser keeps it.

    Every message is work of the browser before the page shows. Later titles of the window travel
    with the page (``data-title``) and are set by our script.
    """
    if _SET not in st.session_state:
        st.session_state[_SET] = True
        st.set_page_config(
            page_title="Mingtang",
            layout="wide",
            menu_items={"About": "Mingtang reports what sources say; it is not medical advice."},
        )


def begin(page: str) -> data.State:
    """Show style, script, head and banner; return the data, or stop when there never was any."""
    state, problems = data.current()
    st.html(_dress(), unsafe_allow_javascript=True)
    st.html(Block(frame.head(page, problems, serving=state is not None)))
    if state is None:
        st.stop()
    return state


def end(
    state: data.State, page: str, query: dict[str, str], slot: Callable[[], None] | None = None
) -> None:
    """Show the body of the page and, when the address names a claim, the panel over it.

    The page a session begins with is sent as markup: it needs no script of ours, and its bytes stay
    the same while claims are opened over it. Those that follow come through our script, which takes
    them as text. The search page has a widget of Streamlit's and never needs the script; nor does
    a page with a component, which `slot` shows in the place left for it (`SLOT`).
    """
    drawn = draw(state, page, query)
    session = st.session_state
    if _SHOWN not in session:
        st.set_page_config(page_title=window_title(drawn.title))
        session[_SHOWN] = drawn.here
    elif session[_SHOWN] != drawn.here:
        session[_SHOWN] = ""
    if slot and SLOT in drawn.body:
        before, _, after = drawn.body.partition(SLOT)
        st.html(Block(before))
        slot()
        st.html(Block(after))
    else:
        plain = page == "search" or session[_SHOWN]
        st.html(Block(drawn.body if plain else as_text(drawn.body)))
    _keep()
    claim = query.get("claim", "")
    if claim:
        st.html(Block(draw_panel(state, claim, drawn.here)))


def show(page: str) -> None:
    """Show a page that has no widget of its own."""
    state = begin(page)
    end(state, page, st.query_params.to_dict())
