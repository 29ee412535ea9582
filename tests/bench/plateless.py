"""The browser with the plate left out of the pages of points; run by the benchmark of plates."""

import streamlit as st

from kb.ui import shell
from kb.views import plate

plate.point_picture = lambda kb, code: None
shell.configure()
st.navigation(shell.page_list(), position="hidden").run()
