"""From an address to a drawn page, and the citation panel over it, without Streamlit."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from markupsafe import Markup

from kb import codes
from kb.errors import CodeError, UnknownName
from kb.frozen import frozen
from kb.ui import links
from kb.ui.data import State
from kb.ui.html import el
from kb.ui.parts import frame
from kb.ui.routes import ROUTES, Wanted

if TYPE_CHECKING:
    from kb.views.citation import Look

__all__ = ["Drawn", "draw", "draw_panel", "window_title"]


@frozen
class Drawn:
    """A page as shown: its canonical address, title of the window, body, and whether it exists."""

    here: str
    title: str
    body: Markup
    known: bool = True


SHOWN_WHOLE = frozenset(
    {
        "compare",
        "condition",
        "disagreements",
        "point",
        "relations",
        "search",
        "symptom",
        "teaching",
        "technique",
    }
)
"""Pages whose lists are cut unless all is asked for."""


def draw(state: State, page: str, query: Mapping[str, str]) -> Drawn:
    """Return a page.

    Parameters
    ----------
    state : State
        The data.
    page : str
        One of `ROUTES`.
    query : mapping of str to str
        Parameters of the address.

    Returns
    -------
    Drawn
        For an unknown name a page that says so and lists near ones; never an error.
    """
    route = ROUTES[page]
    ident = query.get(route.key, "").strip() if route.key else ""
    if route.key == "code":
        ident = _code(state, ident)
    elif page == "compare":
        ident = _ids(state, ident)
    full = query.get("show") == "all" and page in SHOWN_WHOLE
    more = {key: query.get(key, "").strip() for key in route.more}
    all_too = ident or page == "disagreements" or any(more.values())
    state_of = {route.key: ident, **more, "show": "all" if full else ""} if all_too else {}
    here = links.to(page, **state_of)
    want = Wanted(ident, here, full, more)
    part = route.one if ident else route.every
    try:
        if route.live or (page == "search" and ident):
            body = _framed(part(state, want), route.named(state, ident))
        else:
            kept = f"{here}|{route.state()}" if route.state else here
            body = state.drawn(kept, lambda: _framed(part(state, want), route.named(state, ident)))
    except UnknownName as error:
        title = f"No {page} {ident}"
        body = _framed(frame.unknown(state.kb, page, ident, error.near, here), title)
        return Drawn(here, title, body, known=False)
    return Drawn(here, route.named(state, ident), body)


def draw_panel(state: State, ident: str, here: str, look: Look | None = None) -> Markup:
    """Return the citation panel of a claim over the page `here`; says so when there is none.

    `look` looks the claim up in the registered texts; those of the state when left out.
    """
    from kb.ui.parts import panel
    from kb.views.citation import citation

    try:
        shown = panel.panel(citation(state.kb, ident, look or state.texts.look), here)
    except UnknownName as error:
        shown = panel.missing(ident, error.near, here)
    return el("div", shown, class_="mt")


def _framed(body: Markup, title: str) -> Markup:
    return el("div", body, frame.foot(), class_="mt", data_title=window_title(title))


def window_title(title: str) -> str:
    """Return the title of the window while a page of this title is shown."""
    return f"{title} · Mingtang"


def _code(state: State, text: str) -> str:
    """Return the WHO code that a code in any nomenclature means, if it means just one."""
    if text in state.kb.points:
        return text
    try:
        found = [code for code in codes.readings(text) if code in state.kb.points]
    except CodeError:
        return text
    return found[0] if len(found) == 1 else text


def _ids(state: State, text: str) -> str:
    """Return names typed for a comparison as ids; what nothing answers to stays as it is."""
    if not text:
        return ""
    from kb.search.comparison import MOST, resolve

    found: dict[str, None] = {}
    for one in [part.strip() for part in text.replace("，", ",").replace("、", ",").split(",")][
        :MOST
    ]:
        found.update(dict.fromkeys(resolve(state.kb, state.index, one) or (one,) if one else ()))
    return ",".join(found)
