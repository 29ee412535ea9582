"""/matrix and /matrix?cell=GB/BL: how the meridians are related."""

import streamlit as st

from kb.ui import picture, shell

state = shell.begin("matrix")
picture.style()
shell.end(state, "matrix", st.query_params.to_dict())
