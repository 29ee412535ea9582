"""The table of pages: what each shows for which parameter, without Streamlit.

What only one page needs is imported when that page is first drawn: the first page of a new process
comes sooner.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import field
from types import MappingProxyType

from markupsafe import Markup

from kb import cite
from kb.errors import TextError
from kb.frozen import frozen
from kb.ui import links
from kb.ui.data import State
from kb.ui.routes import browse, evidence, pictures

__all__ = ["ROUTES", "Route", "Wanted"]


@frozen
class Wanted:
    """What an address asks for: record, canonical address, whether lists are whole, the rest."""

    ident: str
    here: str
    full: bool
    more: Mapping[str, str] = field(default_factory=dict)


Part = Callable[[State, Wanted], Markup]


@frozen
class Route:
    """A page: the parameter that names its record, the page of one record, and of none.

    Attributes
    ----------
    menu : str
        Title in the menu.
    key : str
        Parameter; empty when the page has none.
    every, one : callable
        Draw the list of all, and one record (raises `UnknownName`).
    title : callable
        Title of one record.
    live : bool
        Whether the page shows the registered texts, so that it is drawn anew each time.
    state : callable or None
        A number of what the page shows beside the data; it is drawn anew when that changes.
    more : tuple of str
        Further parameters.
    """

    menu: str
    key: str
    every: Part
    one: Part
    title: Callable[[State, str], str]
    live: bool = False
    state: Callable[[], int] | None = None
    more: tuple[str, ...] = ()

    def named(self, state: State, ident: str) -> str:
        """Return the title of the page of a record that there is, or of the list."""
        return self.title(state, ident) if ident else self.menu


def _home(state: State, _: Wanted) -> Markup:
    from kb.ui.parts import search
    from kb.views.search import home

    return search.begin(home(state.kb, state.index))


def _results(state: State, want: Wanted) -> Markup:
    from kb.ui.parts import search
    from kb.views.search import results

    return search.found(results(state.kb, state.index, want.ident, want.full))


def _point(state: State, want: Wanted) -> Markup:
    from kb.ui.parts import point
    from kb.views.plate import point_picture
    from kb.views.point import point_page

    full = want.full
    model = point_page(state.kb, want.ident, full=True) if full else state.point(want.ident)
    return point.page(model, want.here, point_picture(state.kb, model.code))


def _meridians(state: State, _: Wanted) -> Markup:
    from kb.ui.parts import meridian
    from kb.views.meridian import meridian_list

    return meridian.index(meridian_list(state.kb))


def _meridian(state: State, want: Wanted) -> Markup:
    from kb.ui.parts import meridian
    from kb.views.meridian import meridian_page
    from kb.views.plate import course

    model = meridian_page(state.kb, want.ident)
    return meridian.page(model, course(state.kb, model.id))


def _categories(state: State, _: Wanted) -> Markup:
    from kb.ui.parts import category
    from kb.views.category import category_list

    return category.index(category_list(state.kb))


def _category(state: State, want: Wanted) -> Markup:
    from kb.ui.parts import category
    from kb.views.category import category_page

    return category.page(category_page(state.kb, want.ident))


def _teachings(state: State, _: Wanted) -> Markup:
    from kb.ui.parts import teaching
    from kb.views.teaching import teaching_list

    return teaching.index(teaching_list(state.kb))


def _teaching(state: State, want: Wanted) -> Markup:
    from kb.ui.parts import teaching
    from kb.views.teaching import teaching_page

    return teaching.page(teaching_page(state.kb, want.ident, full=want.full), want.here)


def _symptoms(state: State, _: Wanted) -> Markup:
    from kb.ui.parts import symptom
    from kb.views.symptom import symptom_list

    return symptom.index(symptom_list(state.kb))


def _symptom(state: State, want: Wanted) -> Markup:
    from kb.ui.parts import symptom
    from kb.views.plate import lit
    from kb.views.symptom import families, symptom_page

    model = symptom_page(state.kb, want.ident, full=want.full)
    figures = lit(state.kb, families(state.kb, model.id), f"points indicated for {model.label}")
    return symptom.page(model, want.here, figures)


def _histories(state: State, _: Wanted) -> Markup:
    from kb.ui.parts import history
    from kb.views.history import history_list

    return history.index(history_list(state.kb))


def _history(state: State, want: Wanted) -> Markup:
    from kb.ui.parts import history
    from kb.views.history import history_page

    return history.page(history_page(state.kb, want.ident), want.here)


def _history_title(state: State, pair: str) -> str:
    from kb.views.history import title

    return title(state.kb, pair)


def _kinship(state: State, _: Wanted) -> Markup:
    from kb.ui.parts import history
    from kb.views.history import kinship_page

    return history.copies(kinship_page(state.kb))


def _shelf(state: State, _: Wanted) -> Markup:
    from kb.ui.parts import reading
    from kb.views.reading import shelf

    return reading.index(shelf(state.kb, state.texts.at_hand()))


def _read(state: State, want: Wanted) -> Markup:
    from kb.ui.parts import reading
    from kb.views.common import source_ref
    from kb.views.reading import book_index, read_page

    name, _, key = want.ident.partition("/")
    source = state.kb.source(name)
    try:
        text = state.texts.text(source.id)
    except TextError as error:
        return reading.absent(source_ref(state.kb, source.id), f"{error}.")
    if not key:
        return reading.contents(book_index(state.kb, text))
    return reading.page(read_page(state.kb, text, key), want.here)


def _read_title(state: State, ident: str) -> str:
    name, _, key = ident.partition("/")
    return f"{cite.title(state.kb.sources[name])} {key}".strip()


def _disagreements(state: State, want: Wanted) -> Markup:
    from kb.ui.parts import differences
    from kb.views.differences import differences_page

    model = differences_page(state.kb, state.survey, want.ident, full=want.full)
    return differences.page(model, want.here, links.full_disagreements(want.ident))


def _disagreement_title(_: State, tab: str) -> str:
    from kb.views.differences import TABS

    return f"{TABS[tab]}: where the books disagree"


def _relations(state: State, want: Wanted) -> Markup:
    from kb.ui.parts import relations

    return relations.drawn(state, want)


def _matrix(state: State, want: Wanted) -> Markup:
    from kb.ui.parts import matrix

    return matrix.drawn(state, want)


def _related(_: State, name: str) -> str:
    return f"Relations of {name[:60].replace('/', ' and ')}"


def _sources(state: State, _: Wanted) -> Markup:
    from kb.ui.parts import sources
    from kb.verify.record import findings
    from kb.views.sources import source_list

    return sources.index(source_list(state.kb, findings()))


def _source(state: State, want: Wanted) -> Markup:
    from kb.ui.parts import sources
    from kb.verify.record import findings
    from kb.views.sources import source_page

    return sources.page(source_page(state.kb, want.ident, findings()))


def _last_check() -> int:
    """Return a number that changes with every ``kb verify``."""
    from kb.verify.record import stamp

    return stamp()


def _about(state: State, _: Wanted) -> Markup:
    from kb.ui.parts import about
    from kb.views.about import about_page

    return about.page(about_page(state.kb))


def _point_title(state: State, code: str) -> str:
    return f"{code} {state.kb.labels[code][1]}".strip()


def _meridian_title(state: State, ident: str) -> str:
    return state.kb.meridians[ident].names.en if ident in state.kb.meridians else "Extra points"


ROUTES: Mapping[str, Route] = MappingProxyType(
    {
        "search": Route(
            "Search",
            "q",
            _home,
            _results,
            lambda _, query: f"{query}: search",
        ),
        "point": Route(
            "Point",
            "code",
            _meridians,
            _point,
            _point_title,
        ),
        "meridian": Route(
            "Meridians",
            "id",
            _meridians,
            _meridian,
            _meridian_title,
        ),
        "plate": Route("Plates", "id", pictures.plates, pictures.plate, pictures.plate_title),
        "category": Route(
            "Categories",
            "id",
            _categories,
            _category,
            lambda state, ident: state.kb.categories[ident].names.en,
        ),
        "region": Route("Find by body", "id", browse.regions, browse.region, browse.region_title),
        "compare": Route("Compare", "ids", browse.choose, browse.compare, browse.compare_title),
        "teaching": Route(
            "Songs and rules",
            "id",
            _teachings,
            _teaching,
            lambda state, ident: state.kb.teachings[ident].names.en,
        ),
        "symptom": Route(
            "Symptoms",
            "id",
            _symptoms,
            _symptom,
            lambda state, ident: state.kb.symptoms[ident].en,
        ),
        "condition": Route(
            "Conditions",
            "id",
            evidence.conditions,
            evidence.condition,
            lambda state, ident: state.kb.conditions[ident].en,
        ),
        "safety": Route(
            "Safety",
            "code",
            evidence.safety,
            evidence.point_safety,
            lambda state, code: f"Safety of {_point_title(state, code)}",
        ),
        "technique": Route(
            "Techniques", "id", evidence.techniques, evidence.technique, evidence.technique_title
        ),
        "article": Route(
            "Articles", "id", evidence.articles, evidence.article, evidence.article_title, live=True
        ),
        "history": Route(
            "Indications through the books",
            "pair",
            _histories,
            _history,
            _history_title,
        ),
        "kinship": Route("Who copies whom", "", _kinship, _kinship, lambda *_: "Who copies whom"),
        "read": Route(
            "Passage reader",
            "at",
            _shelf,
            _read,
            _read_title,
            live=True,
        ),
        "disagreements": Route(
            "Disagreements",
            "axis",
            _disagreements,
            _disagreements,
            _disagreement_title,
        ),
        "relations": Route(
            "Relations", "a", _relations, _relations, _related, more=("b", "kind", "source", "far")
        ),
        "matrix": Route("Meridian relations", "cell", _matrix, _matrix, _related),
        "body": Route(
            "The body", "at", pictures.body, pictures.body, lambda _, at: f"{at}: the body"
        ),
        "sources": Route(
            "Sources",
            "id",
            _sources,
            _source,
            lambda state, ident: cite.title(state.kb.sources[ident]),
            state=_last_check,
        ),
        "about": Route("About", "", _about, _about, lambda *_: "About"),
    }
)
"""Every page by its address."""
