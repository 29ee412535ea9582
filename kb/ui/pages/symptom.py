"""/symptom and /symptom?id=…: the list and the page of one."""

from kb.ui import shell
from kb.ui.parts import symptom as part
from kb.views.symptom import symptom_list, symptom_page

shell.record(
    "symptom",
    "id",
    one=lambda state, ident: part.page(symptom_page(state.kb, ident)),
    title=lambda state, ident: state.kb.symptoms[ident].en,
    every=lambda state, _: part.index(symptom_list(state.kb)),
)
