"""/sources and /sources?id=…: the list and the page of one."""

from kb import cite
from kb.ui import shell
from kb.ui.parts import sources as part
from kb.views.sources import source_list, source_page

shell.record(
    "sources",
    "id",
    one=lambda state, ident: part.page(source_page(state.kb, ident)),
    title=lambda state, ident: cite.title(state.kb.sources[ident]),
    every=lambda state, _: part.index(source_list(state.kb)),
)
