"""The browser: draws the models of `kb.views` with Streamlit; nothing is computed here."""
