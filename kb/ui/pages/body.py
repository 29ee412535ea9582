"""/body?at=female,ST36: the body in three dimensions."""

import streamlit as st

from kb.ui import shell, viewer
from kb.ui.parts import body
from kb.views.body import body_page

state = shell.begin("body")
query = st.query_params.to_dict()
shell.end(
    state, "body", query, lambda: viewer.mount(body.data(body_page(state.kb, query.get("at", ""))))
)
