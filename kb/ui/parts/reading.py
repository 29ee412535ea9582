"""The passage reader: the shelf, the contents of a book, and its pages."""

from __future__ import annotations

from markupsafe import Markup

from kb.ui import links
from kb.ui.html import Child, el
from kb.ui.parts import base
from kb.views.common import Ref
from kb.views.reading import BookIndex, Piece, ReadPage, Section, Shelf

__all__ = ["absent", "contents", "index", "page"]


def index(model: Shelf) -> Markup:
    """Return the list of books that can be read here, and of those that could."""
    here = [_shelved(row, links.read(row[0].id)) for row in model.here]
    away = [_shelved(row, links.source(row[0].id)) for row in model.away]
    return base.page(
        links.read(),
        [
            el("h1", "Passage reader", tabindex="-1"),
            el(
                "p",
                "The texts are not shipped. Those that you registered can be read here, with every "
                "claim marked where it was drawn from.",
            ),
            base.section("here", "At hand", el("ul", here, class_="plain")) if here else None,
            base.section("away", "Not at hand", _how(), el("ul", away, class_="plain"))
            if away
            else None,
        ],
    )


def _shelved(row: tuple[Ref, str, int], address: str) -> Markup:
    ref, year, count = row
    said = f"{year} · {count:,} claims".removeprefix(" · ")
    return el("li", el("a", _book(ref), href=address), " ", el("span", said, class_="v"))


def _how() -> Markup:
    return el(
        "p",
        el("code", "kb texts fetch"),
        " downloads the pinned public transcriptions; ",
        el("code", "kb texts add FOLDER"),
        " registers your own copies.",
    )


def _book(ref: Ref) -> list[Child]:
    return [el("b", ref.label), " ", base.hanzi(ref.hant)]


def absent(ref: Ref, why: str) -> Markup:
    """Return the page of a book whose text cannot be shown, and why."""
    return base.page(
        links.read(ref.id),
        [
            el("p", el("a", "Passage reader", href=links.read()), class_="over"),
            el("h1", _book(ref), tabindex="-1"),
            el("p", base.gap(why)),
            _how(),
            el("p", base.link(ref, "About this source")),
        ],
    )


def contents(model: BookIndex) -> Markup:
    """Return the contents of a book."""
    here = links.read(model.source.id)
    sections = [_section(number, one, model.source.id) for number, one in enumerate(model.sections)]
    return base.page(
        here,
        [
            el("p", el("a", "Passage reader", href=links.read()), class_="over"),
            el("h1", _book(model.source), tabindex="-1"),
            el(
                "p",
                f"{model.claims:,} claims are drawn from this text. The figure beside a page says "
                "how many; pages without one hold none. ",
                base.link(model.source, "About this source"),
            ),
            sections,
        ],
        base.contents(
            [
                (f"part-{number}", one.label, str(one.claims))
                for number, one in enumerate(model.sections)
                if one.claims
            ],
            here,
        ),
    )


def _section(number: int, one: Section, source: str) -> Markup:
    leaves = [
        el(
            "li",
            el("a", leaf.label, href=links.read(source, leaf.key)),
            [" ", el("span", str(leaf.claims), class_="v")] if leaf.claims else None,
        )
        for leaf in one.leaves
    ]
    body = el("ul", leaves, class_="tags")
    if not one.claims:
        return el("details", el("summary", base.mixed(one.label)), body)
    return el(
        "section",
        el(
            "h2",
            base.mixed(one.label),
            " ",
            el("small", f"{one.claims} claims"),
            id=f"part-{number}",
            tabindex="-1",
        ),
        body,
        aria_labelledby=f"part-{number}",
    )


def page(model: ReadPage, here: str) -> Markup:
    """Return a page of a book at the address `here`."""
    lines = [
        el(
            "li",
            el("span", line.label, class_="loc"),
            el("span", [_piece(piece, here) for piece in line.pieces], lang=model.lang),
        )
        for line in model.lines
    ]
    steps = el(
        "nav",
        el("span", _step(model, model.before, "← previous page")),
        el("span", _step(model, model.after, "next page →")),
        class_="step",
        aria_label="Pages",
    )
    return base.page(
        here,
        [
            el(
                "p",
                el("a", "Passage reader", href=links.read()),
                " · ",
                el("a", _book(model.source), href=links.read(model.source.id)),
                class_="over",
            ),
            el("h1", base.mixed(model.label), tabindex="-1"),
            steps,
            el("ol", lines, class_="leaf"),
            base.section(
                "drawn",
                "Claims drawn from this page",
                _drawn(model, here),
            ),
            steps,
        ],
        el(
            "div",
            el("h2", "How to read"),
            el(
                "p",
                "Marked words carry a claim; a click opens its citation. Unmarked text was not "
                "drawn from: it may be a place, a story, or what no program could read for sure.",
            ),
            el("p", "□ stands for a character that the transcription lost."),
            class_="more",
        ),
    )


def _drawn(model: ReadPage, here: str) -> Markup:
    """Return the claims that start on a page, line by line."""
    rows = [
        el(
            "li",
            el("span", f"line {line}", class_="yr"),
            " ",
            [[" + " if i else "", base.link(ref, base.name(ref))] for i, ref in enumerate(refs)],
            " ",
            [
                base.chip(cite, here, _words(cite.words, cite.lang), read_as)
                for cite, read_as in chips
            ],
        )
        for line, refs, chips in model.drawn
    ]
    return el("ul", rows, class_="plain") if rows else el("p", base.gap("none"))


def _piece(piece: Piece, here: str) -> Child:
    if not piece.claims:
        return piece.text
    return el("a", el("mark", piece.text), href=links.with_claim(here, piece.claims[0]))


def _words(words: str, lang: str) -> Child:
    return el("i", words, lang=lang) if words else None


def _step(model: ReadPage, key: str, text: str) -> Child:
    return el("a", text, href=links.read(model.source.id, key)) if key else ""
