"""The page that sets two to four records side by side, differences first."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from markupsafe import Markup

from kb.ui import links
from kb.ui.html import Child, el, join
from kb.ui.parts import base, plate
from kb.ui.parts.study import direction
from kb.views.common import Chip, Listing, Ref
from kb.views.compare import Block, Cell, ComparePage, Evidence, Head, Row, Said, Spread
from kb.views.plate import Picture
from kb.views.study import StudyCard, StudyRef

__all__ = ["page"]

CHIPS = 3
"""Citations shown in a cell; the others open beneath them."""

_FORM = (
    "Two to four points, meridians or symptoms, named in any way the search understands, parted by "
    "commas."
)


def page(model: ComparePage, here: str, picture: Picture | None = None) -> Markup:
    """Return the comparison at the address `here`, with the plate that shows both points."""
    labels = [head.ref.label for head in model.heads]
    title = " and ".join(filter(None, (", ".join(labels[:-1]), *labels[-1:])))
    sections = [(part.id, _short(part.title)) for part in model.parts]
    if model.evidence:
        sections.append(("evidence", "Evidence"))
    main: list[Child] = [
        el(
            "header",
            el("p", el("a", "Compare", href=links.compare()), class_="over"),
            el(
                "h1",
                f"{title} side by side" if len(labels) > 1 else _lone(labels),
                tabindex="-1",
            ),
        ),
        _form(model.ids),
        _notes(model),
        el("ul", [_head(one) for one in model.heads], class_=_columns(len(model.heads), "heads"))
        if model.heads
        else None,
        plate.figure(picture) if picture else None,
        [_offer(why, rows) for why, rows in model.offers],
        _begin(model.examples),
    ]
    if sections:
        main += [
            [el("p", el("b", one)) for one in model.summary],
            el("p", el("small", "On this page "), _contents(sections, here)),
            [_part(part, model, labels, here) for part in model.parts],
            _evidence(model.evidence, labels, here, model.ids) if model.evidence else None,
        ]
    return el("article", el("div", main), class_="page wide cmp", data_page=here)


def _lone(labels: Sequence[str]) -> str:
    return f"Compare {labels[0]} with …" if labels else "Set records side by side"


def _short(title: str) -> str:
    return title[:1].upper() + title[1:]


def _columns(count: int, name: str = "") -> str:
    return f"{name} n{count}".strip()


def _form(ids: tuple[str, ...]) -> Markup:
    value = ", ".join(ids)
    return el(
        "form",
        el("label", _FORM, for_="compare-ids", class_="s"),
        el(
            "input",
            id="compare-ids",
            name="ids",
            type="text",
            value=value,
            placeholder="ST36, sanyinjiao, 合谷",
            autocomplete="off",
        ),
        el("button", "Compare", type="submit"),
        action=links.compare(),
        class_="add",
    )


def _begin(examples: Iterable[tuple[Ref, ...]]) -> list[Child]:
    rows = [
        el("li", el("a", _listed(refs), href=links.compare(*(ref.id for ref in refs))))
        for refs in examples
    ]
    return [el("p", el("small", "For example")), el("ul", rows, class_="plain")] if rows else []


def _listed(refs: Iterable[Ref]) -> list[Child]:
    return [[" · " if i else "", base.name(ref)] for i, ref in enumerate(refs)]


def _notes(model: ComparePage) -> list[Child]:
    made: list[Child] = []
    if model.unknown:
        words = ", ".join(f"“{word}”" for word in model.unknown)
        made.append(base.note("d", "Not understood:", base.mixed(words)))
    if model.beside:
        said = f" cannot be set beside a {model.kind}; choose records of one kind."
        made.append(base.note("n", "Left out:", base.named(model.beside), said))
    if model.left:
        made.append(base.note("n", "Left out:", base.named(model.left), ": four fit at most."))
    return made


def _head(one: Head) -> Markup:
    """Return the head of a column: the record, and the page without it."""
    ref = one.ref
    gone = el(
        "a", "remove", el("span", f" {ref.label}", class_="sr"), href=links.compare(*one.rest)
    )
    return el(
        "li",
        el("h2", base.link(ref, base.name(ref))),
        el("p", one.gloss, base.ours()) if one.gloss else None,
        el("p", one.line, " · ", gone, class_="s"),
    )


def _offer(why: str, rows: Iterable[tuple[Ref, tuple[str, ...]]]) -> Markup:
    made = [el("li", el("a", "+ ", base.name(ref), href=links.compare(*ids))) for ref, ids in rows]
    return el("div", el("small", f"{why}: "), el("ul", made, class_="tags"), class_="try")


def _contents(sections: Iterable[tuple[str, str]], here: str) -> list[Child]:
    return [
        [" · " if i else "", el("a", title, href=f"{here}#{ident}")]
        for i, (ident, title) in enumerate(sections)
    ]


def _part(part: Block | Spread, model: ComparePage, labels: Sequence[str], here: str) -> Markup:
    if isinstance(part, Spread):
        return base.section(part.id, part.title, _spread(part, model, labels, here))
    return base.section(
        part.id,
        part.title,
        el("ul", [el("li", _said(one, here)) for one in part.notes], class_="plain")
        if part.notes
        else None,
        _table(part.differ, labels, here, part.title) if part.differ else None,
        [
            el("h3", "The same for all of them" if len(labels) > 2 else "The same for both"),
            _table(part.alike, labels, here, f"{part.title}, the same"),
        ]
        if part.alike
        else None,
    )


def _table(
    rows: Iterable[Row], labels: Sequence[str], here: str, title: str, long: bool = False
) -> Markup:
    """Return rows as a table; in a `long` one, the page of its entry has all citations."""
    return base.table(
        ["What", *labels],
        [
            [
                base.link(row.head, row.head.label),
                *(
                    _cell(cell, here, base.address(row.head.kind, row.head.id) if long else "")
                    for cell in row.cells
                ),
            ]
            for row in rows
        ],
        title,
    )


def _cell(cell: Cell, here: str, home: str = "") -> Child:
    if not cell:
        return el("span", "—", title="nothing is recorded", class_="s")
    return [el("div", _said(one, here, home)) for one in cell]


def _said(one: Said, here: str, home: str = "") -> list[Child]:
    """Return an answer: what is said, by how many, and its citations, the first ones open.

    `home` is the address of a page that has all of them, when there is one.
    """
    if one.ref is not None:
        words: Child = base.link(one.ref, one.ref.label)
    elif isinstance(one.says, str):
        words = base.mixed(one.says) if one.says else None
    else:
        words = base.prose(one.says)
    history = links.history(*one.through) if one.through else ""
    return [
        words,
        " " if words else None,
        [base.voices(one.voices, history), " "] if one.voices else None,
        _chips(one.cites, here, history or home),
    ]


def _chips(cites: Sequence[Chip], here: str, home: str) -> list[Child]:
    shown, others = cites[:CHIPS], cites[CHIPS:]
    if not others:
        return [base.chip_list(shown, here)]
    if home:
        more: Child = el("a", f"+{len(others)}", href=home, class_="v", title="all witnesses")
    else:
        more = el("details", el("summary", f"+{len(others)}"), base.chip_list(others, here))
    return [base.chip_list(shown, here), more]


def _spread(part: Spread, model: ComparePage, labels: Sequence[str], here: str) -> list[Child]:
    """Return what only one has, column by column, then what some and what all share."""
    full = links.full_compare(*model.ids)
    made: list[Child] = [
        el(
            "div",
            [
                _only(label, listing, part.of, here, full)
                for label, listing in zip(labels, part.only, strict=True)
            ],
            class_=_columns(len(labels), "cols-n"),
        )
    ]
    shared = (("Some of them share", part.some), ("All of them share", part.every))
    if len(labels) == 2:
        shared = (("", Listing()), ("Both share", part.every))
    for title, rows in shared:
        if len(rows):
            made += [
                el("h3", f"{title} {len(rows)} {part.of}"),
                _table(rows.rows, labels, here, f"{part.title}: shared", long=True),
                base.rest(rows.hidden, f"more shared {part.of}", full),
            ]
    return made


def _only(label: str, rows: Listing[Row], of: str, here: str, full: str) -> Markup:
    count = len(rows)
    items = [
        el(
            "li",
            base.link(row.head, row.head.label),
            " ",
            _cell(row.cells[0], here, base.address(row.head.kind, row.head.id)),
        )
        for row in rows.rows
    ]
    return el(
        "section",
        el("h3", f"Only {label}: {count} {of}"),
        el("ul", items, class_="plain") if items else el("p", base.gap("none")),
        base.rest(rows.hidden, f"more {of} of {label}", full),
    )


def _evidence(found: Evidence, labels: Sequence[str], here: str, ids: Sequence[str]) -> Markup:
    """Return the records that name the points, apart from everything the books say."""
    together = [
        el("li", _study(card, ref), " names ", base.named(refs))
        for card, ref, refs in found.together
    ]
    columns = [
        el(
            "section",
            el("h3", f"Naming {label}"),
            el("ul", [el("li", _study(*one)) for one in rows.rows], class_="plain")
            if rows.rows
            else el("p", base.gap("no record read names it alone")),
            base.rest(rows.hidden, "more records", links.full_compare(*ids)),
            el("p", f"{listed} trials only listed, without outcome.", class_="s")
            if listed
            else None,
        )
        for label, rows, listed in zip(labels, found.alone, found.listed, strict=True)
    ]
    return base.section(
        "evidence",
        "Evidence",
        el("p", "What studies found stands apart from what books hand down; the two are never "
           "added. A record that names a point tested it with others, for one condition.",
           class_="s"),
        [el("h3", "Naming several of them"), el("ul", together, class_="plain")]
        if together
        else None,
        el("div", columns, class_=_columns(len(labels), "cols-n")),
    )  # fmt: skip


def _study(card: StudyCard, ref: StudyRef) -> Markup:
    return join(
        el("a", card.label, href=f"{links.condition(ref.condition)}#{ref.id}"),
        " ",
        el("small", card.kind),
        " ",
        direction(card.direction_id) if card.direction_id else None,
    )
