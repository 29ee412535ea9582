"""/point?code=GB30: a point, in exam order."""

from kb.ui import shell
from kb.ui.parts import point as part
from kb.ui.parts import meridian
from kb.views.meridian import meridian_list
from kb.views.point import point_page

shell.record(
    "point",
    "code",
    one=lambda state, code: part.page(point_page(state.kb, code)),
    title=lambda state, code: f"{code} {state.kb.points[code].names.hant}",
    every=lambda state, _: meridian.index(meridian_list(state.kb)),
)
