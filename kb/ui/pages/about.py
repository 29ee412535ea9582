"""/about: how to read all the others."""

from kb.ui import links, shell
from kb.ui.parts import about as part
from kb.views.about import about_page

state = shell.begin("about")
here = links.about()
body = state.drawn(here, lambda: shell.framed(part.page(about_page(state.kb))))
shell.end(state, here, body)
