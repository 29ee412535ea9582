"""/relations, /relations?a=GB30 and /relations?a=GB30&b=BL40: how things are related."""

import streamlit as st

from kb.ui import picture, shell, suggest

state = shell.begin("relations")
query = st.query_params.to_dict()
picture.style()
shell.end(state, "relations", query, lambda: picture.show(state, query))
suggest.offer(state)
