"""What the pages that browse the body and set records side by side show, for `kb.ui.routes`."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from markupsafe import Markup

from kb.ui import links

if TYPE_CHECKING:
    from kb.ui.data import State
    from kb.ui.routes import Wanted

__all__ = ["choose", "compare", "compare_title", "region", "region_title", "regions"]


def regions(state: State, _: Wanted) -> Markup:
    """Draw all parts of the body."""
    from kb.ui.parts import region as part
    from kb.views.region import region_tree

    return part.tree(region_tree(state.kb, state.index.atlas))


def region(state: State, want: Wanted) -> Markup:
    """Draw one part, region or line."""
    from kb.ui.parts import region as part
    from kb.views.region import region_page

    return part.page(region_page(state.kb, state.index.atlas, want.ident), want.here)


def region_title(state: State, ident: str) -> str:
    """Return the title of a part, region or line."""
    from kb.views.region import title_of

    return title_of(state.kb, state.index.atlas, ident).capitalize()


def choose(state: State, want: Wanted) -> Markup:
    """Draw the page on which records are chosen."""
    return compare(state, replace(want, ident="", here=links.compare(), full=False))


def compare(state: State, want: Wanted) -> Markup:
    """Draw records side by side."""
    from kb.ui.parts import compare as part
    from kb.views.compare import compare_page
    from kb.views.plate import both_on_one

    model = compare_page(state.kb, lambda: state.index.atlas, want.ident, full=want.full)
    two = len(model.ids) == 2 and all(one in state.kb.points for one in model.ids)
    picture = both_on_one(state.kb, *model.ids) if two else None
    return part.page(model, want.here, picture)


def compare_title(_: State, ids: str) -> str:
    """Return the title of records side by side."""
    return f"{ids.replace(',', ' · ')} compared"
