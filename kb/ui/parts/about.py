"""How to read the browser: the visual language, the rules behind it, licences."""

from __future__ import annotations

from markupsafe import Markup

from kb.ui import links
from kb.ui.html import el, join
from kb.ui.parts import base, study
from kb.views.about import AboutPage

__all__ = ["page"]


def page(model: AboutPage) -> Markup:
    """Return the page."""
    here = links.about()
    parts = [
        ("read", "How to read this", _read()),
        ("evidence", "How to read evidence", _evidence(model)),
        ("rules", "Rules we keep", _rules()),
        ("ours", "What is ours", _ours()),
        ("keys", "Keys", _keys()),
        ("figures", "What is in here now", _figures(model)),
        ("licences", "Licences", _licences(model)),
    ]
    head = [
        el("h1", "About Mingtang", tabindex="-1"),
        el(
            "p",
            "An acupuncture point reference in which every line is a claim and every claim opens "
            "its citation. It reports what sources say; it is not medical advice.",
            class_="lead",
        ),
    ]
    return base.page(
        here,
        [head, [base.section(ident, title, body) for ident, title, body in parts]],
        base.contents([(ident, title, "") for ident, title, _ in parts], here),
    )


def _read() -> Markup:
    rows = [
        (
            el("span", el("i", "髀樞痛", lang="zh-Hant"), "Book", class_="c key"),
            "A citation: the source's own words and its short name. It opens the reference, "
            "the place, our reading, and whether a machine found the words again.",
        ),
        (
            el("span", "Book ", class_="c r key", data_r="another"),
            "Reported speech: this book tells what another one says. It is not counted as a voice.",
        ),
        (
            "3 books, 2 families",
            "Three books say so, but two of them copy each other: two independent voices.",
        ),
        (
            el("span", "Book ×3", class_="c key"),
            "Three passages of the book say so. The citation of the first lists the others.",
        ),
        (
            el("span", el("b", "Sources disagree"), class_="d key"),
            "Both sides stand, each with its citation. We do not decide.",
        ),
        (
            "≠ 3 fen",
            [
                "In the table of a point: excludes the figure that most independent books give. ",
                el("a", "Where the books disagree most", href=links.disagreements()),
                " tells the rules of comparison.",
            ],
        ),
        (
            el("span", el("b", "Forbidden"), class_="x key"),
            "A source forbids an act at the point, always or for some patients.",
        ),
        (
            base.gap("no claim recorded yet"),
            "A gap: we know that we do not know. Gaps are counted.",
        ),
        (base.ours(), "Our own wording or rendering, not a source's."),
    ]
    return el("dl", [[el("dt", mark), el("dd", text)] for mark, text in rows], class_="kv key")


def _evidence(model: AboutPage) -> Markup:
    """Return what the words of the evidence column mean, and where trials were done."""
    lines = (
        "No evidence record here is not the same as no evidence: it means that nobody has read one "
        "into this collection.",
        "Counts of books tell how often something was written, counts of records how often "
        "something was tested. They stand apart and are never added, and neither is a vote.",
        "Acupuncture can do better than a waiting list and no better than sham needling: read the "
        "two marks together.",
        "An interval that crosses the middle line shows no clear difference.",
        "A condition of today is set beside complaints of the books by us; no old book knows it.",
    )
    rows = [
        [el("dt", found), el("dd", ", ".join(f"{place} {count}" for place, count in places))]
        for found, places in model.provenance
    ]
    without, every = model.unsigned
    lacks = f"{without} of {every} conditions have no warning signs recorded." if without else ""
    cites = f"{model.incomplete} records lack a part of their citation and say so."
    return join(
        study.marks(),
        study.reading(),
        el("ul", [el("li", line) for line in lines], class_="dots"),
        [el("h3", "Where trials against sham were done"), el("dl", rows, class_="kv")]
        if rows
        else None,
        el("p", base.gap(lacks), f" {base.NOT_SAFE}") if lacks else None,
        el("p", base.gap(cites)) if model.incomplete else None,
        el(
            "p",
            "What is done with needle, moxa and current: ",
            el("a", "techniques", href=links.technique()),
            ". Who warns of what: ",
            el("a", "safety", href=links.safety()),
            ".",
        ),
    )


def _rules() -> Markup:
    rules = (
        "No claim without a source that was opened at the place cited.",
        "Classical books and modern textbooks stand apart; one never stands in for the other.",
        "Books that copy each other are one family and one voice.",
        "A prescription of several points says nothing of each point alone.",
        "What follows from a rule (the phases of the transport points, for one) is computed and "
        "compared with the texts; where a text differs, the difference is shown.",
        "Counts tell how often something was written. They are not a measure of effect.",
    )
    return el("ul", [el("li", rule) for rule in rules], class_="dots")


def _ours() -> Markup:
    return el(
        "p",
        "English glosses of point names, the labels of symptoms, the sentences that tell a "
        "location and the readings of classical terms are our vocabulary. They are marked; what "
        "stands in hanzi on a citation is the source's.",
    )


def _keys() -> Markup:
    rows = (
        ("/", "go to the search box"),
        ("Esc", "close the citation"),
        ("Tab", "walk through links and citations"),
    )
    return el("dl", [[el("dt", el("kbd", key)), el("dd", text)] for key, text in rows], class_="kv")


def _figures(model: AboutPage) -> Markup:
    rows = [[el("dt", f"{count:,}"), el("dd", label)] for label, count in model.figures]
    return el("dl", rows, class_="kv")


def _licences(model: AboutPage) -> Markup:
    rows = [
        el("li", text, " ", el("span", f"{count} sources" if count > 1 else "1 source", class_="v"))
        for text, count in model.licences
    ]
    return join(
        el("p", "No text of a source is shipped: facts, short terms and places only."),
        el("ul", rows, class_="plain"),
    )
