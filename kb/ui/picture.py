"""The picture of a neighbourhood: a component whose library is fetched when it is first shown.

The component is a small script of ours in the page of relations alone; the library that draws
(cytoscape.js, see NOTICE) is a file of ``kb/ui/static`` and comes by address.
"""

from __future__ import annotations

import functools
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

import streamlit as st

from kb.ui import assets, links
from kb.ui.data import State
from kb.ui.html import Block, static
from kb.ui.parts.relations import picture

__all__ = ["show", "style"]

_LIBRARY = "cytoscape.esm.min.mjs"
_KEYS = ("a", "b", "kind", "source", "far", "show")


@functools.cache
def _style() -> Block:
    return Block(static("relations.css", "style"))


@functools.cache
def _component() -> Callable[..., Any]:
    script = Path(__file__).parent / "static" / "relations.js"
    made: Callable[..., Any] = st.components.v2.component(
        "mingtang_relations", js=script.read_text(encoding="utf-8"), isolate_styles=False
    )
    return made


def style() -> None:
    """Send the style of the pages of relations."""
    st.html(_style())


def show(state: State, query: Mapping[str, str]) -> None:
    """Show the picture that an address of the page of relations asks for."""
    wanted = {key: query.get(key, "").strip() for key in _KEYS}
    name, full = wanted["a"] or wanted["b"], wanted["show"] == "all"
    made = state.drawn(
        f"picture|{links.to('relations', **wanted)}",
        lambda: picture(state, name, full, wanted),
    )
    if made:
        data = {"library": assets.path("ui", _LIBRARY), "picture": made}
        _component()(key="picture", data=data)
