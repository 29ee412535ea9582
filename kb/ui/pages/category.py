"""/category and /category?id=…: the list and the page of one."""

from kb.ui import shell
from kb.ui.parts import category as part
from kb.views.category import category_list, category_page

shell.record(
    "category",
    "id",
    one=lambda state, ident: part.page(category_page(state.kb, ident)),
    title=lambda state, ident: state.kb.categories[ident].names.en,
    every=lambda state, _: part.index(category_list(state.kb)),
)
