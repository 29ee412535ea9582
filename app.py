"""The Mingtang browser: ``streamlit run app.py`` (or ``kb serve``)."""

import streamlit as st

from kb.ui import shell

shell.configure()
st.navigation(shell.page_list(), position="hidden").run()
