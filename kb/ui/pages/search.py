"""/ and /?q=…: the search box, its results, and where to begin."""

import streamlit as st

from kb.ui import data, shell
from kb.ui.parts.search import intro

known = data.current()
state = shell.begin("search")
st.html(intro())


@st.fragment
def ask() -> None:
    """Show the box and the answer; a key runs this alone, unless the data changed meanwhile."""
    if data.current() != known:
        st.rerun()
    query = st.text_input(
        "Search",
        key="q",
        type="search",
        live=True,
        bind="query-params",
        max_chars=200,
        label_visibility="collapsed",
        placeholder="GB30 · huantiao · 環跳 · can't sleep · luo points of the hand meridians",
    )
    shell.end(state, "search", {**st.query_params.to_dict(), "q": query or ""})


ask()
