"""Mounts the viewer of the body: its code and geometry are files, a message holds what to show."""

from __future__ import annotations

import functools
from typing import Any

import streamlit as st

__all__ = ["mount"]

_HTML = """<div class="body3d">
<canvas tabindex="0" role="application"></canvas><div class="labels" aria-hidden="true"></div>
<div class="bar"><button value="+" aria-label="Nearer">+</button>
<button value="-" aria-label="Farther">−</button>
<button value="Home" aria-label="Back to the start">⌂</button></div>
<div class="tip" hidden></div><div class="say wait">The body is on its way …</div>
<div class="say none">This browser cannot draw in three dimensions (no WebGL 2). The plates and the
words on each page show the same.</div>
<div class="say failed">The body could not be fetched: <span class="why"></span></div></div>"""


@functools.cache
def _component() -> Any:
    return st.components.v2.component(
        "mingtang.ui", html=_HTML, js="body/viewer.js", css="body/viewer.css"
    )


def mount(data: dict[str, Any]) -> None:
    """Show the viewer.

    Parameters
    ----------
    data : dict
        As `kb.ui.parts.body.data` returns it.
    """
    _component()(key="body3d", data=data)
