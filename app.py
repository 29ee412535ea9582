"""The Mingtang browser: ``streamlit run app.py`` (or ``kb serve``)."""

import streamlit as st

from kb.ui import shell

st.set_page_config(
    page_title="Mingtang",
    layout="wide",
    menu_items={"About": "Mingtang reports what sources say; it is not medical advice."},
)
st.navigation(shell.page_list(), position="hidden").run()
