"""Drawing of the plates and of the body in three dimensions, for `kb.ui.routes`."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from markupsafe import Markup

    from kb.ui.data import State
    from kb.ui.routes import Wanted

__all__ = ["body", "plate", "plate_title", "plates"]


def plates(state: State, _: Wanted) -> Markup:
    """Draw the list of plates."""
    from kb.ui.parts import plate as part
    from kb.views.plate import plate_list

    return part.index(plate_list(state.kb))


def plate(state: State, want: Wanted) -> Markup:
    """Draw one plate."""
    from kb.ui.parts import plate as part
    from kb.views.plate import plate_page

    return part.page(plate_page(state.kb, want.ident))


def plate_title(_: State, ident: str) -> str:
    """Return the title of a plate."""
    from kb.body.atlas import atlas

    return atlas().plates[ident].title


def body(state: State, want: Wanted) -> Markup:
    """Draw the body in three dimensions."""
    from kb.ui.parts import body as part
    from kb.views.body import body_page

    return part.page(state.kb, body_page(state.kb, want.ident))
