"""/ and /?q=…: the search box, its results, and where to begin."""

import streamlit as st
from kb.ui import links, shell
from kb.ui.html import el
from kb.ui.parts import search as part
from kb.views.search import home, results

state = shell.begin("search")
st.html(el("div", part.intro(), class_="mt"))
query = st.text_input(
    "Search",
    key="q",
    type="search",
    live="0ms",
    bind="query-params",
    max_chars=200,
    label_visibility="collapsed",
    placeholder="GB30 · huantiao · 環跳 · hip pain · he-sea points",
)
words = (query or "").strip()
here = links.search(words) if words else links.home()
if words:
    body = shell.framed(part.found(results(state.kb, state.index, words)))
else:
    body = state.drawn(here, lambda: shell.framed(part.begin(home(state.kb, state.index))))
shell.end(state, here, body)
