"""Suggestions while typing on the page of relations: what the search box would find, box by box.

The boxes are part of the page; a component without a face of its own tells the server what is typed
in them. Only its fragment runs then, not the page.
"""

from __future__ import annotations

import functools
from collections.abc import Callable
from pathlib import Path
from typing import Any

import streamlit as st

from kb.ui.data import State
from kb.ui.parts.relations import near

__all__ = ["offer"]

_KEY = "near"


@functools.cache
def _component() -> Callable[..., Any]:
    script = Path(__file__).parent / "static" / "suggest.js"
    made: Callable[..., Any] = st.components.v2.component(
        "mingtang_suggest", js=script.read_text(encoding="utf-8"), isolate_styles=False
    )
    return made


@st.fragment
def offer(state: State) -> None:
    """Offer what the last typed text could mean.

    Parameters
    ----------
    state : State
        The data.
    """
    typed = (st.session_state.get(_KEY) or {}).get("typed")
    told = near(state, *map(str, typed)) if isinstance(typed, list) and len(typed) == 2 else None
    _component()(key=_KEY, data={"near": told}, on_typed_change=_nothing)


def _nothing() -> None:
    """Do nothing: the fragment runs anew and reads what is typed."""
