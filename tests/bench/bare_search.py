"""The baseline of live search: the least that shows what is typed at each key."""

from html import escape

import streamlit as st

query = st.text_input("Search", key="q", live="0ms", bind="query-params")
st.html(f"<p data-q='{escape(query or '')}'>{escape(query or '')}</p>")
