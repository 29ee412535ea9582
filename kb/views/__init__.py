"""Page models: pure functions from the knowledge base to frozen records, one module per page.

Nothing here knows of Streamlit or HTML. A model holds everything a page says, in the order in which
it is said; `kb.ui` only draws it. Text of a model is plain text, whoever wrote it.
"""
