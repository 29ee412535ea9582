"""One indication through the books, the list of the best attested, and who copies whom."""

from __future__ import annotations

from markupsafe import Markup

from kb.ui import links
from kb.ui.html import Child, el, join
from kb.ui.parts import base
from kb.views.common import Chip, Ref
from kb.views.history import HistoryList, HistoryPage, KinRow, KinshipPage, Line

__all__ = ["copies", "index", "page"]


def page(model: HistoryPage, here: str) -> Markup:
    """Return the page of an indication at the address `here`."""
    told = [
        base.section(
            "told",
            "Told of others",
            el(
                "p",
                "Another book tells that these say it. That is no voice of its own.",
                class_="s",
            ),
            _table(model.told, here, "Books of whom others tell"),
        )
        if model.told
        else None,
        base.section(
            "modern",
            "Modern textbooks",
            _table(model.modern, here, "Modern textbooks"),
        )
        if model.modern
        else None,
    ]
    main = [
        _head(model),
        base.section(
            "witnesses",
            "Who says it, oldest first",
            _time(model) if len(model.witnesses) > 1 else None,
            _table(model.witnesses, here, "Witnesses"),
        )
        if model.witnesses
        else el("p", base.gap("no classical book here says it of this point alone")),
        told,
        _silence(model, here),
    ]
    kin = [
        el(
            "li",
            el("a", ref.label, href=links.history(model.point.id, ref.id)),
            el("span", count.books),
        )
        for ref, count in model.kin
    ]
    rail = [
        el("div", el("h2", "Near complaints at this point"), el("ul", kin), class_="more")
        if kin
        else None,
        el(
            "div",
            el("h2", "How to read"),
            el(
                "p",
                "A later book that prints the same words has them from an earlier one, or both had "
                "a common model. Books of one family count as one voice. ",
                el("a", "Who copies whom", href=links.kinship()),
            ),
            class_="more",
        ),
    ]
    return base.page(here, main, rail)


def _head(model: HistoryPage) -> Markup:
    span = (
        f"First attested here in {model.first}, last in {model.last}: "
        if model.first and model.last != model.first
        else f"Attested here in {model.first}: "
        if model.first
        else ""
    )
    return el(
        "header",
        el("p", base.link(model.point, base.name(model.point)), class_="over"),
        el("h1", base.link(model.symptom, model.symptom.label), tabindex="-1"),
        el("p", span, str(model.voices), class_="lead") if model.witnesses else None,
        el(
            "p",
            "What was written, and when; not how well it works. A book before the first one here "
            "may have said it and be lost.",
            class_="s",
        ),
    )


def _time(model: HistoryPage) -> Markup:
    """Return the line of time; the table below says the same in words."""
    families = sorted({one.family for one in model.witnesses})
    dots = [
        el(
            "span",
            class_=f"f{families.index(one.family) % 6}",
            style=f"left:{one.place:.1f}%",
            title=f"{one.year} {one.source.label}, family {one.family}",
        )
        for one in model.witnesses
        if one.place is not None
    ]
    return el(
        "div",
        el("div", dots, class_="tl", aria_hidden="true"),
        el("p", el("span", model.first), el("span", model.last), class_="tlx", aria_hidden="true"),
    )


def _table(lines: tuple[Line, ...], here: str, label: str) -> Markup:
    rows: list[list[Child]] = [
        [
            el("span", one.year or "undated", class_="yr"),
            [base.link(one.source), " ", base.hanzi(one.source.hant)],
            one.family,
            [base.chip(cite, here, _words(cite)) for cite in one.cites],
            base.link(one.repeats[0]) if one.repeats else "",
        ]
        for one in lines
    ]
    return base.table(("Year", "Book", "Family", "Words", "Same words before in"), rows, label)


def _words(cite: Chip) -> Child:
    return el("i", cite.words, lang=cite.lang) if cite.words else cite.source


def _same(refs: tuple[Ref, ...]) -> Child:
    return join([[", " if i else "", base.link(ref)] for i, ref in enumerate(refs)])


def _silence(model: HistoryPage, here: str) -> list[Child]:
    return [
        base.section(
            "silent",
            "Books that list other complaints for this point",
            el("p", _same(model.silent)),
            el("p", "Silence is not disagreement.", class_="s"),
        )
        if model.silent
        else None,
        base.section(
            "together",
            "With other points",
            el("p", "A prescription says nothing of each point alone.", class_="s"),
            el("p", base.chip_list(model.together, here)),
        )
        if model.together
        else None,
    ]


def index(model: HistoryList) -> Markup:
    """Return the list of the best attested indications."""
    rows: list[list[Child]] = [
        [
            base.link(point, base.name(point)),
            el("a", symptom.label, href=links.history(point.id, symptom.id)),
            str(voices),
            el("span", first, class_="yr"),
        ]
        for point, symptom, voices, first in model.rows
    ]
    share = round(100 * model.single / model.total) if model.total else 0
    return base.page(
        links.history(),
        [
            el("h1", "Indications through the books", tabindex="-1"),
            el(
                "p",
                f"{model.total:,} pairs of a point and a complaint stand in the classical books; "
                f"{share} % of them in one family of books only. Here are the {len(model.rows)} "
                "that most families give. Each line opens who said it first and who after.",
            ),
            base.table(
                ("Point", "Complaint", "Voices", "First"), rows, "Best attested indications"
            ),
        ],
    )


def copies(model: KinshipPage) -> Markup:
    """Return the page of who copies whom."""
    here = links.kinship()
    across: list[list[Child]] = [[base.link(a), base.link(b), f"{n} %"] for a, b, n in model.across]
    return base.page(
        here,
        [
            el("h1", "Who copies whom", tabindex="-1"),
            el(
                "p",
                "How much of what a book lists at a point stands, in the same characters, at the "
                "same point of another book. Measured anew from the claims when the data change.",
                class_="lead",
            ),
            base.section(
                "nearest",
                "Each book and the older one nearest to it",
                base.table(
                    ("Book", "Year", "Family", "Nearest older book", "Share"),
                    [_nearest(model, row) for row in model.rows],
                    "Each book and the older one nearest to it",
                ),
            ),
            base.section("shares", "Shares of all pairs", _matrix(model)),
            base.section(
                "across",
                "Much in common, though counted as two families",
                el(
                    "p",
                    "Families follow the line of descent that historians give; these pairs share a "
                    "fifth or more of their wording all the same. Where only they agree, read "
                    "“2 families” as less than two independent voices.",
                ),
                base.table(("Book", "shares with the older", "of it"), across, "Across families"),
            )
            if across
            else None,
            base.section("measured", "Method", _method(model)),
        ],
        base.contents(
            [
                ("nearest", "Nearest older book", ""),
                ("shares", "All pairs", ""),
                *([("across", "Across families", "")] if across else []),
                ("measured", "Method", ""),
            ],
            here,
        ),
    )


def _nearest(model: KinshipPage, row: KinRow) -> list[Child]:
    place = [r.source for r in model.rows].index(row.model) if row.model else -1
    cell = row.cells[place] if row.model else None
    return [
        [base.link(row.source), " ", base.hanzi(row.source.hant)],
        el("span", row.year or "undated", class_="yr"),
        row.family,
        base.link(row.model) if row.model else base.gap("none older here"),
        f"{cell.share} %, over {cell.points} points" if cell else "",
    ]


def _matrix(model: KinshipPage) -> Markup:
    head = ["Book", *(row.source.label for row in model.rows)]
    rows: list[list[Child]] = []
    for row in model.rows:
        cells: list[Child] = [
            ""
            if cell is None
            else el("span", f"{cell.share}", class_=f"h{min(cell.share // 10, 5)}")
            for cell in row.cells
        ]
        rows.append([row.source.label, *cells])
    return el(
        "div",
        el(
            "p", "Percent of the book of the row that stands in the book of the column.", class_="s"
        ),
        base.table(head, rows, "Shares of all pairs", stack=False),
        class_="mx",
    )


def _method(model: KinshipPage) -> Markup:
    high = max((c.chance for row in model.rows for c in row.cells if c), default=0.0)
    return join(
        el(
            "p",
            "The words are those of our claims: a book’s own indications of a point alone, without "
            "what it tells of others. Script and graphic variants are folded. Every stretch of "
            f"{model.size} characters within a phrase counts once a point, and only points count "
            "of which both books say something.",
        ),
        el(
            "p",
            "The same count against other points "
            f"({', '.join(map(str, model.shifts))} places further) shows what chance and the "
            f"common language of the field would give: at most {high:.1f} % for any pair here. "
            "Short phrases (",
            base.hanzi("頭痛"),
            ") have no such stretch and do not count.",
        ),
        el(
            "p",
            "A share says that wording is common, not who had it first: that is read from the "
            "years. Both may also have drawn on a third book.",
        ),
    )
