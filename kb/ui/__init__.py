"""The browser: draws the models of `kb.views` with Streamlit; nothing is computed here."""

import gc

# What Streamlit brought is here to stay: the collector need not walk through it while our own
# modules are imported and the knowledge base is opened.
gc.freeze()
