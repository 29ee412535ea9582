"""The citation panel: a drawer beside the page, a sheet on narrow screens."""

from __future__ import annotations

from markupsafe import Markup

from kb.ui import links
from kb.ui.html import Child, el, join
from kb.ui.parts import base
from kb.views.citation import Citation, Passage, Witness

__all__ = ["missing", "panel"]


def panel(cite: Citation, here: str) -> Markup:
    """Return the panel of a claim over the page with the address `here`."""
    said = cite.words and el("p", el("span", cite.words, lang=cite.lang), class_="words")
    body: list[Child] = [
        _block("The source's own words", said or el("p", base.gap(_no_words(cite)))),
        _block("Our reading", _reading(cite)),
        _block("Said by", _reference(cite)),
        _further(cite, here),
        _block("Found again by machine?", _witness(cite.witness), _whole(cite)),
        _block(
            "Record",
            el("p", f"{cite.file}, line {cite.line}", class_="id"),
            el("p", cite.claim, class_="id"),
        ),
    ]
    return _frame(cite.claim, "Citation", here, body)


def missing(ident: str, near: tuple[str, ...], here: str) -> Markup:
    """Return the panel for a claim id that no claim has."""
    body = el("p", f"There is no claim “{ident}”. It may have been renamed or withdrawn.")
    hint = el("p", "Near: ", ", ".join(near)) if near else None
    return _frame(ident, "No such citation", here, [body, hint])


def _frame(ident: str, title: str, here: str, body: list[Child]) -> Markup:
    return el(
        "aside",
        el("a", "×", href=here, class_="close", data_close=True, aria_label="Close the citation"),
        el("h2", title, id="claim-title"),
        body,
        id="claim-panel",
        class_="panel",
        tabindex="-1",
        data_claim=ident,
        aria_labelledby="claim-title",
    )


def _block(title: str, *content: Child) -> Markup:
    return join(el("h3", title), *content)


def _further(cite: Citation, here: str) -> Child:
    """Return the links to the other passages of the source on the same, if there are any."""
    if not cite.others:
        return None
    rows = [
        el(
            "li",
            el(
                "a",
                base.hanzi(one.words, cite.lang, "i"),
                base.mixed(one.figures) or (None if one.words else "stated"),
                class_="c",
                href=links.with_claim(here, one.claim),
            ),
            el("small", base.mixed(one.place)),
        )
        for one in cite.others
    ]
    return _block("This book says more of the same", el("ul", rows, class_="plain"))


def _no_words(cite: Citation) -> str:
    if cite.figures:
        return "given as figures, see below"
    return "may not be shipped; only the fact is recorded"


def _reading(cite: Citation) -> list[Child]:
    who = [
        [" + " if i else "", base.link(ref, base.name(ref))] for i, ref in enumerate(cite.subjects)
    ]
    what: list[Child] = []
    if cite.target:
        what = [" ", base.link(cite.target, base.name(cite.target))]
    if cite.ours:
        what.append(base.ours())
    limits = f" {cite.limits}" if cite.limits else None
    together = el("p", el("small", "Said of these points used together, not of each alone."))
    rows = [[el("dt", key), el("dd", base.mixed(value))] for key, value in cite.figures]
    return [
        el("p", who, " ", cite.reading, what, limits),
        el("dl", rows, class_="kv") if rows else None,
        together if len(cite.subjects) > 1 else None,
    ]


def _reference(cite: Citation) -> list[Child]:
    names = cite.source
    title = base.link(names, el("b", names.label), " ", base.hanzi(names.hant))
    outside = el("a", "the edition cited", href=cite.url, target="_blank") if cite.url else None
    reports = None
    if cite.reports:
        mark = el("span", "Reported speech", class_="q")
        told = base.link(cite.reports)
        end = " says; it is not counted as a voice of its own."
        reports = el("p", mark, " This book tells what ", told, end)
    details = [cite.author, cite.english, cite.year, cite.edition]
    return [
        el("p", title),
        el("p", el("small", base.mixed(" · ".join(filter(None, details))))),
        el(
            "p",
            el("b", base.mixed(cite.place)),
            " ",
            el("span", base.mixed(cite.locator), class_="id"),
        ),
        reports,
        el("p", el("small", "Family: ", cite.family, [" · ", outside] if outside else None)),
    ]


_STATES = {
    "found": ("ok", "✓ Yes."),
    "missing": ("bad", "✗ No."),
    "unchecked": ("g", "Not checked here."),
    "unverifiable": ("g", "Cannot be checked here."),
}


def _witness(witness: Witness) -> list[Child]:
    look, state = _STATES[witness.state]
    return [
        el("p", el("span", state, class_=look), " ", base.mixed(witness.why)),
        _passage(witness.passage) if witness.passage else None,
    ]


def _whole(cite: Citation) -> Child:
    """Return the link to the whole page, when the text is at hand."""
    if not cite.page or cite.witness.passage is None:
        return None
    address = links.with_claim(links.read(cite.source.id, cite.page), cite.claim)
    return el("p", el("a", "The whole page, claims marked", href=address))


def _passage(passage: Passage) -> Markup:
    lines = [
        [
            el("span", line.locator, class_="loc"),
            el(
                "span",
                [el("mark", text) if marked else text for text, marked in line.pieces],
                lang=passage.lang,
            ),
        ]
        for line in passage.lines
    ]
    return el("div", lines, class_="passage", tabindex="0", role="group", aria_label="Passage")
