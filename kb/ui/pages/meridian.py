"""/meridian and /meridian?id=…: the list and the page of one."""

from kb.ui import shell
from kb.ui.parts import meridian as part
from kb.views.meridian import meridian_list, meridian_page

shell.record(
    "meridian",
    "id",
    one=lambda state, ident: part.page(meridian_page(state.kb, ident)),
    title=lambda state, ident: state.kb.meridians[ident].names.en if ident in state.kb.meridians else ident,
    every=lambda state, _: part.index(meridian_list(state.kb)),
)
