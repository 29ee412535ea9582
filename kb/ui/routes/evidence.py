"""Drawing of the pages on evidence: conditions, techniques, safety, articles."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kb import cite

if TYPE_CHECKING:
    from markupsafe import Markup

    from kb.ui.data import State
    from kb.ui.routes import Wanted

__all__ = [
    "article", "article_title", "articles", "condition", "conditions", "point_safety", "safety",
    "technique", "technique_title", "techniques",
]  # fmt: skip


def conditions(state: State, _: Wanted) -> Markup:
    """Draw the list of conditions."""
    from kb.ui.parts import condition as part
    from kb.views.condition import condition_list

    return part.index(condition_list(state.kb))


def condition(state: State, want: Wanted) -> Markup:
    """Draw a condition."""
    from kb.ui.parts import condition as part
    from kb.views.condition import condition_page

    return part.page(condition_page(state.kb, want.ident, full=want.full), want.here)


def safety(state: State, _: Wanted) -> Markup:
    """Draw the page on safety."""
    from kb.ui.parts import safety as part
    from kb.views.safety import safety_page

    return part.page(safety_page(state.kb))


def point_safety(state: State, want: Wanted) -> Markup:
    """Draw the safety of a point."""
    from kb.ui.parts import safety as part
    from kb.views import safety as view

    return part.point(view.point_safety(state.kb, want.ident), want.here)


def techniques(state: State, _: Wanted) -> Markup:
    """Draw the list of techniques."""
    from kb.ui.parts import technique as part
    from kb.views.technique import technique_list

    return part.index(technique_list(state.kb))


def technique(state: State, want: Wanted) -> Markup:
    """Draw a technique."""
    from kb.ui.parts import technique as part
    from kb.views.technique import technique_page

    return part.page(technique_page(state.kb, want.ident, full=want.full), want.here)


def technique_title(_: State, ident: str) -> str:
    """Return the title of a technique."""
    from kb.views.techniques import TECHNIQUES

    return TECHNIQUES[ident].label


def articles(state: State, _: Wanted) -> Markup:
    """Draw the list of articles."""
    from kb.ui.parts import article as part
    from kb.views.article import article_refs

    return part.index(article_refs(state.kb))


def article(state: State, want: Wanted) -> Markup:
    """Draw an article."""
    from kb.ui.parts import article as part
    from kb.views.article import article_page

    record = state.kb.article(want.ident)
    return part.page(article_page(state.kb, want.ident, state.texts.raw(record.source)))


def article_title(state: State, ident: str) -> str:
    """Return the title of an article."""
    return cite.title(state.kb.sources[state.kb.articles[ident].source])
