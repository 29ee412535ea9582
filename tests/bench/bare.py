"""The baseline: the least that a Streamlit app can be, with something that changes in each run."""

import streamlit as st

st.session_state["runs"] = st.session_state.get("runs", 0) + 1
st.title("Bare")
st.html(f"<p data-page='{st.session_state['runs']}'>{st.session_state['runs']}</p>")
st.button("Run again")
