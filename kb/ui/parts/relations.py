"""The page of relations: two boxes, ranked paths, or the neighbourhood of one record."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING

from markupsafe import Markup

from kb.errors import UnknownName
from kb.ui import links
from kb.ui.data import State
from kb.ui.html import BREAK, Child, el, join
from kb.ui.parts import base
from kb.views.common import Ref
from kb.views.neighbourhood import Farther, Neighbour, Neighbourhood, Wish, neighbourhood
from kb.views.relations import (
    KINDS,
    Between,
    End,
    Hop,
    Way,
    between,
    end_of,
    near_ends,
    plain,
)

if TYPE_CHECKING:
    from kb.ui.routes import Wanted

__all__ = ["drawn", "near", "picture", "step", "wish_of"]

EXAMPLES = (
    ("GB30", "BL40"), ("LU7", "LI4"), ("Liver", "Gallbladder"), ("SP4", "PC6"),
    ("headache", "Gallbladder"), ("sciatica", "GB30"), ("luo points", "yuan points"),
)  # fmt: skip
"""Pairs to try."""


def wish_of(more: Mapping[str, str], full: bool) -> Wish:
    """Return the wish that the parameters of an address state."""
    return Wish(more.get("kind", ""), more.get("source", ""), bool(more.get("far")), full)


def drawn(state: State, want: Wanted) -> Markup:
    """Return the page: where to begin, the relations of one record, or how two are related."""
    name, other, here = want.ident, want.more.get("b", ""), want.here
    if not (name or other):
        return _begin(here)
    kb, index, web = state.kb, state.index, state.web
    try:
        if name and other:
            return _paths(between(kb, index, web, (name, other), full=want.full), here)
        end = end_of(kb, index, web, name or other)
    except UnknownName as error:
        return _unnamed(state, str(error.name), (name, other), here)
    return _around(neighbourhood(kb, web, end, wish_of(want.more, want.full)), here)


def _form(one: str, other: str, *further: Child) -> Markup:
    """Return the two boxes, and what else the address may state."""
    return el(
        "form",
        _box("a", "One name", one, "GB30, huantiao, 環跳, headache …"),
        _box("b", "Another", other, "a point, meridian, class, complaint …"),
        *further,
        el("button", "Show", type="submit"),
        action="relations",
        class_="ask",
    )


def _box(name: str, label: str, value: str, hint: str) -> Markup:
    return el(
        "div",
        el("label", label, for_=f"rel-{name}"),
        el(
            "input",
            id=f"rel-{name}",
            name=name,
            value=value or None,
            placeholder=hint,
            autocomplete="off",
            maxlength=200,
        ),
    )


def _head(title: Child, form: Markup, *rest: Child) -> Markup:
    return el(
        "header",
        el(
            "p",
            el("a", "Relations", href=links.relations()),
            " · ",
            el("a", "How the meridians are related", href=links.matrix()),
            class_="over",
        ),
        el("h1", title, tabindex="-1"),
        form,
        rest,
    )


def _begin(here: str) -> Markup:
    tries = [
        el("li", el("a", f"{one} · {other}", href=links.relations(one, other)))
        for one, other in EXAMPLES
    ]
    return el(
        "article",
        _head("How are two things related?", _form("", "")),
        el(
            "p",
            "Any name that the search knows, in any script: a point, a meridian, a class of "
            "points, a complaint, a condition, a song or rule. Two names give the short paths "
            "between them; one name gives all that is tied to it, as a picture and as a table.",
        ),
        el("div", el("small", "Try "), el("ul", tries, class_="tags"), class_="try"),
        el(
            "p",
            "A path comes first when few others share what it leads through, when many independent "
            "families of books say each step, and when it is short. The order is ours",
            base.ours(),
            "; what each step says is the books’.",
            class_="s",
        ),
        data_page=here,
    )


def _unnamed(state: State, name: str, pair: tuple[str, str], here: str) -> Markup:
    def with_it(short: str) -> str:
        return links.relations(*(short if one == name else one for one in pair))

    tries = [
        el("li", el("a", base.name(one.ref), href=with_it(one.short)))
        for one in near_ends(state.kb, state.index, state.web, name)
    ]
    return el(
        "article",
        _head("How are two things related?", _form(*pair)),
        base.disagreement(
            "No such name:",
            base.mixed(f"“{name}” names nothing here that has relations. "),
            el("a", "Search for it", href=links.search(name)),
        ),
        el("p", "Near it:", class_="s") if tries else None,
        el("ul", tries, class_="tags") if tries else None,
        data_page=here,
    )


def _others(end: End, make: Mapping[str, str]) -> Child:
    """Return what else a name could mean, linked; `make` has the address of each reading."""
    if not end.others:
        return None
    rows = [
        [", " if i else "", el("a", base.name(ref), href=make[short])]
        for i, (short, ref) in enumerate(end.others)
    ]
    return el(
        "p",
        el("q", base.mixed(end.text)),
        " read as ",
        base.name(end.ref),
        "; or: ",
        rows,
        class_="s",
    )


def _paths(model: Between, here: str) -> Markup:
    one, other = model.one, model.other
    heading = join("How are ", _short(one.ref), " and ", _short(other.ref), " related?")
    first = {short: links.relations(short, other.short) for short, _ in one.others}
    second = {short: links.relations(one.short, short) for short, _ in other.others}
    rows = [_way(way, number, here) for number, way in enumerate(model.ways, 1)]
    all_of = links.relations(one.short, other.short, show="all")
    return el(
        "article",
        _head(heading, _form(one.text, other.text), _others(one, first), _others(other, second)),
        el(
            "p",
            "All relations of ",
            el("a", base.name(one.ref), href=links.relations(one.short)),
            " · ",
            el("a", base.name(other.ref), href=links.relations(other.short)),
            class_="s",
        ),
        el("ol", rows, class_="ways") if rows else el("p", base.gap("nothing here joins the two")),
        base.rest(0 if model.full else model.total - len(model.ways), "more paths", all_of),
        class_="narrow",
        data_page=here,
    )


def _short(ref: Ref) -> Markup:
    return join(ref.label, [" ", base.hanzi(ref.hant)] if ref.hant else None)


def _way(way: Way, number: int, here: str) -> Markup:
    shared = [
        [" · " if i else "", ref.label, f" is shared by {count}"]
        for i, (ref, count) in enumerate(way.shared)
    ]
    title = way.name or ("Tied directly" if len(way.hops) == 1 else "")
    return el(
        "li",
        el("h2", f"{number}. ", title or f"In {len(way.hops)} steps"),
        el("ol", [el("li", step(hop, here)) for hop in way.hops]),
        el("p", shared, class_="s") if shared else None,
    )


def step(hop: Hop, here: str) -> Markup:
    """Return one step: our sentence, who says it, its citations, what else ties the two."""
    more = el("span", f"+{hop.more}", title="more on the pages of the records", class_="v")
    also = el(
        "details",
        el("summary", f"{len(hop.also)} more between the two"),
        el("ul", [el("li", base.mixed(plain(one))) for one in hop.also], class_="dots"),
    )
    return join(
        el("div", [_linked(one.text, one.ref) for one in hop.says], class_="k"),
        el(
            "div",
            _by(hop),
            base.chip_list(hop.cites, here),
            more if hop.more else None,
        ),
        also if hop.also else None,
    )


def _linked(text: str, ref: Ref | None) -> Markup:
    return base.link(ref, base.mixed(text)) if ref else base.mixed(text)


def _by(hop: Hop) -> Child:
    """Return who stands behind a step: voices, or the rule that it follows from."""
    if not hop.rule:
        return [base.voices(hop.voices), " "] if hop.voices else None
    return [el("span", "by rule, from" if hop.cites else "by rule", class_="g"), " "]


def _around(model: Neighbourhood, here: str) -> Markup:
    """Return the neighbourhood of a record: head, place of the picture, table."""
    end, wish = model.end, model.wish
    readings = {short: links.relations(short) for short, _ in end.others}
    count = f"{model.shown} of {model.total}" if model.shown < model.total else str(model.total)
    state = {"kind": wish.kind, "source": wish.source, "far": "1" if wish.far else ""}
    hidden = model.total - model.shown + model.beyond - len(model.farther)
    top = _head(
        join("Relations of ", base.link(end.ref, _short(end.ref))),
        _form(end.text, "", _filters(model)),
        _others(end, readings),
        el("p", f"{count} records tied to it", _farther_count(model), ".", class_="s"),
        base.rest(hidden, "more records", links.relations(end.short, show="all", **state)),
    )
    table = [
        base.section(f"of-{kind}", KINDS[kind].capitalize(), _table(rows, kind, here))
        for kind, rows in model.groups
    ]
    empty = el("p", base.gap("nothing of this kind, or nothing that this source says"))
    return join(
        top,
        BREAK,
        el(
            "article",
            el("p", "The same as a table:", class_="sr"),
            table or empty,
            _beyond(model.farther, here) if model.farther else None,
            data_page=here,
        ),
    )


def _farther_count(model: Neighbourhood) -> str:
    if not model.wish.far:
        return ""
    return f", {len(model.farther)} of {model.beyond} one step farther"


def _filters(model: Neighbourhood) -> Child:
    wish = model.wish
    return [
        _select("kind", "Kind of record", "all kinds", model.kinds, wish.kind),
        _select("source", "Said by", "any source or rule", model.sources, wish.source),
        el(
            "div",
            el("input", type="checkbox", id="rel-far", name="far", value="1", checked=wish.far),
            el("label", "one step farther", for_="rel-far"),
            class_="tick",
        ),
    ]


def _select(
    name: str, label: str, none: str, rows: Iterable[tuple[str, str, int]], chosen: str
) -> Markup:
    known = list(rows)
    if chosen and chosen not in {row[0] for row in known}:
        known.append((chosen, chosen, 0))
    options = [
        el("option", f"{text} ({count})", value=one, selected=one == chosen)
        for one, text, count in known
    ]
    return el(
        "div",
        el("label", label, for_=f"rel-{name}"),
        el("select", el("option", none, value=""), options, id=f"rel-{name}", name=name),
    )


def _table(rows: tuple[Neighbour, ...], kind: str, here: str) -> Markup:
    cells = [
        (
            _named(row.ref, row.short),
            el("ul", [el("li", _said(hop)) for hop in row.hops]),
            el("ul", [el("li", _by(hop), base.chip_list(hop.cites, here)) for hop in row.hops]),
        )
        for row in rows
    ]
    return base.table(("Record", "How it is tied", "Said by"), cells, KINDS[kind].capitalize())


def _said(hop: Hop) -> Markup:
    return base.mixed(plain(hop.says))


def _named(ref: Ref, short: str) -> Markup:
    """Return a record with its page, and the link to what is related to it."""
    around = el(
        "a",
        "relations",
        href=links.relations(short),
        class_="to",
        aria_label=f"relations of {ref.label}",
    )
    return join(base.link(ref, base.name(ref)), " ", around)


def _beyond(rows: tuple[Farther, ...], here: str) -> Child:
    """Return the records one step farther, by the neighbour that leads to them: one line each way.

    As few elements as can be: with everything shown there are more than a thousand records.
    """
    ways: dict[tuple[Ref, str], list[Farther]] = {}
    for row in rows:
        ways.setdefault((row.through, row.relation), []).append(row)
    lines = [
        el("li", el("b", through.label), f" · {relation}: ", [_one(row, here) for row in several])
        for (through, relation), several in ways.items()
    ]
    return base.section("farther", "One step farther", el("ul", lines, class_="beyond"))


def _one(row: Farther, here: str) -> Child:
    cite = base.chip(row.cite, here, row.cite.source) if row.cite else " (by rule)"
    return [base.link(row.ref, row.ref.label), " ", cite, " "]


def near(state: State, box: str, text: str) -> dict[str, object]:
    """Return what is offered under a box: what its text could mean, each by short name and kind."""
    ends = near_ends(state.kb, state.index, state.web, text)
    rows = [[one.short, one.ref.label, one.ref.hant, one.kind] for one in ends]
    return {"box": box, "text": text, "rows": rows, "none": "" if rows else "nothing near it"}


def picture(state: State, name: str, full: bool, more: Mapping[str, str]) -> str:
    """Return the picture of a neighbourhood as JSON: spots, lines, addresses; empty without one."""
    try:
        end = end_of(state.kb, state.index, state.web, name)
    except UnknownName:
        return ""
    model = neighbourhood(state.kb, state.web, end, wish_of(more, full))
    return json.dumps(
        {
            "title": f"Relations of {model.spots[0].label}",
            "spots": [
                [
                    one.node, one.label, one.kind, one.ring, one.x, one.y,
                    links.relations(one.short), base.address(one.kind, one.node.partition(":")[2]),
                ]
                for one in model.spots
            ],
            "lines": [[one.one, one.other, one.relation, one.ruled] for one in model.edges],
        },
        ensure_ascii=False,
        separators=(",", ":"),
    )  # fmt: skip
