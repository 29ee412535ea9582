"""The page of a point."""

from __future__ import annotations

import functools

from markupsafe import Markup

from kb.ui import links
from kb.ui.html import Child, el, join, link_maker, maker
from kb.ui.parts import base, plate
from kb.ui.parts.location import location
from kb.ui.parts.needling import needling
from kb.ui.parts.safety import card
from kb.ui.parts.study import beside
from kb.views.memberships import Meeting, Membership
from kb.views.plate import Picture
from kb.views.point import Phrases, PointPage, SymptomRow

__all__ = ["page"]


_a, _li, _v = link_maker(), maker("li"), maker("span", class_="v")
_dt, _dd, _small, _span = maker("dt"), maker("dd"), maker("small"), maker("span")


def page(model: PointPage, here: str, picture: Picture | None = None) -> Markup:
    """Return the page in exam order, at the address `here`, below the plate that shows it best."""
    parts = [
        ("names", "Names", _names(model, here), ""),
        ("place", "Location", location(model, here), ""),
        ("categories", "Categories", _categories(model, here), str(len(model.categories) or "")),
        (
            "indications",
            "Indications",
            _indications(model, here),
            str(len(model.classical) + len(model.modern) or ""),
        ),
        (
            "needling",
            "Needling and moxibustion",
            needling(model, here),
            _differ(len(model.needling.lines)),
        ),
        ("cautions", "Safety", card(model.safety, model.code, here), ""),
        ("songs", "In songs and lists", _songs(model), str(len(model.taught) or "")),
        ("sources", "Sources and gaps", _sources(model), ""),
    ]
    shown = [(ident, title, body, count) for ident, title, body, count in parts if body]
    return base.page(
        here,
        [
            _head(model),
            plate.figure(picture, above=base.seen_as(model.code)) if picture else None,
            [base.section(ident, title, body) for ident, title, body, _ in shown],
            base.compare_with(model.code, model.confused),
            beside(*model.conditions),
            base.steps(model.before, model.after),
        ],
        _rail(model, [(ident, title, count) for ident, title, _, count in shown], here),
    )


def _differ(count: int) -> str:
    return f"{count} differ{'s' if count == 1 else ''}" if count else ""


def _head(model: PointPage) -> Markup:
    names = model.names
    of = [
        base.link(model.meridian, model.meridian.label),
        " ",
        base.hanzi(model.meridian.hant),
        " ",
    ]
    return el(
        "header",
        el(
            "p",
            of,
            f"· point {model.number} of {model.total}",
            base.related(model.code),
            class_="over",
        ),
        el(
            "h1",
            el("span", model.code, class_="code"),
            " ",
            base.hanzi(names.hant),
            " ",
            base.pinyin(names.pinyin),
            tabindex="-1",
        ),
        el("p", _gloss(model), class_="lead"),
        class_="ph",
    )


def _gloss(model: PointPage) -> list[Child]:
    names = model.names
    said: list[Child] = []
    if names.hans and names.hans != names.hant:
        said += [base.hanzi(names.hans, "zh-Hans"), " ", el("small", "simplified"), " · "]
    if names.gloss:
        return [*said, names.gloss, base.ours()]
    return [*said, base.gap("no English gloss yet")]


def _names(model: PointPage, here: str) -> Markup:
    names = model.names
    rows: list[Child] = [
        el("dt", "Standard name"),
        el(
            "dd",
            base.hanzi(names.who or names.hant),
            " ",
            base.pinyin(names.pinyin),
            " ",
            base.chip_list(model.name_cites, here),
        ),
    ]
    if names.who and names.who != names.hant:
        rows += [el("dt", "Usual form"), el("dd", base.hanzi(names.hant))]
    if names.ko:
        rows += [el("dt", "Korean reading"), el("dd", base.korean(names.ko))]
    for alias in model.aliases:
        rows += [
            el("dt", base.hanzi(alias.name, alias.cites[0].lang)),
            el("dd", base.chip_list(alias.cites, here)),
        ]
    lead = el("h3", "Also called") if model.aliases else None
    first = el("dl", rows[: len(rows) - 2 * len(model.aliases)], class_="kv")
    rest = el("dl", rows[len(rows) - 2 * len(model.aliases) :], class_="kv") if lead else None
    return join(first, lead, rest)


def _categories(model: PointPage, here: str) -> Markup:
    rows = [_membership(one, here) for one in model.categories]
    return join(
        el("ul", rows, class_="cl") if rows else None,
        [
            el("h3", "Meeting point of"),
            el("ul", [_meeting(row, here) for row in model.meets], class_="cl"),
        ]
        if model.meets
        else None,
    )


def _meeting(row: Meeting, here: str) -> Markup:
    named = [
        [", " if number else "", base.link(ref, ref.label.removesuffix(" Meridian"))]
        for number, ref in enumerate(row.meridians)
    ]
    return base.claim_row(named, row.voices, row.cites, here)


def _membership(one: Membership, here: str) -> Markup:
    role = [el("br"), el("small", [[f"{text} ", base.named(refs), " "] for text, refs in one.role])]
    return el(
        "li",
        el(
            "div",
            base.link(one.category, base.name(one.category)),
            role if one.role else None,
            class_="k",
        ),
        el("div", base.chip_list(one.cites, here)),
        base.voices(one.voices),
        [
            base.disagreement("Sources disagree:", f"{text} ", base.chip_list(cites, here))
            for text, cites in one.dissent
        ],
    )


def _row(row: SymptomRow, code: str, here: str) -> Markup:
    through = links.history(code, row.symptom.id)
    return base.claim_row(base.link(row.symptom), row.voices, row.cites, here, through)


def _indications(model: PointPage, here: str) -> Markup:
    return join(
        _classical(model, here),
        _modern(model, here),
        _together(model, here),
        [
            el("h3", "Phrases not yet mapped to our vocabulary"),
            el("dl", [_phrases(one, here) for one in model.unmapped.rows], class_="kv"),
            base.rest(
                model.unmapped.hidden, "more groups of phrases", links.full_point(model.code)
            ),
        ]
        if model.unmapped
        else None,
    )


def _modern(model: PointPage, here: str) -> list[Child]:
    """Return the complaints of modern textbooks in running order: few books, no words of theirs."""
    if not model.modern:
        return []
    rows = [
        _li(base.link(row.symptom), " ", base.chip_list(row.cites, here))
        for row in model.modern.rows
    ]
    return [
        el("h3", "In modern textbooks"),
        el("ul", rows, class_="tags"),
        base.rest(model.modern.hidden, "more complaints", links.full_point(model.code)),
    ]


def _phrases(one: Phrases, here: str) -> list[Child]:
    said = _small(" reports ", one.reports) if one.reports else None
    chips = [base.phrase(cite, here) for cite in one.cites]
    return [_dt(base.link(one.source), said), _dd(chips)]


def _classical(model: PointPage, here: str) -> list[Child]:
    """Return the complaints of the classical books: most attested with chips, the next by name."""
    if not model.classical:
        return []
    fewer = [
        [
            ", " if number else "",
            _a(links.history(model.code, ref.id), ref.label),
            f" {count.books or 'reported'}",
        ]
        for number, (ref, count) in enumerate(model.fewer)
    ]
    return [
        el("h3", "In the classical books"),
        el("ul", [_row(row, model.code, here) for row in model.classical.rows], class_="cl"),
        el("p", "Less attested, with the number of books: ", fewer, class_="s") if fewer else None,
        base.rest(
            model.classical.hidden,
            "more complaints with their citations",
            links.full_point(model.code),
        ),
    ]


def _together(model: PointPage, here: str) -> list[Child]:
    if not model.prescriptions:
        return []
    items = [
        el(
            "li",
            el(
                "div",
                [
                    [" + " if i else "", base.link(ref, base.name(ref))]
                    for i, ref in enumerate(one.points)
                ],
            ),
            [
                [
                    base.link(row.symptom, row.symptom.label),
                    " ",
                    base.chip_list(row.cites, here),
                    " ",
                ]
                for row in one.rows
            ],
        )
        for one in model.prescriptions.rows
    ]
    return [
        el("h3", "Together with other points"),
        el("p", el("small", "A prescription says nothing of each point alone.")),
        el("ul", items, class_="plain pr"),
        base.rest(model.prescriptions.hidden, "more prescriptions", links.full_point(model.code)),
    ]


def _songs(model: PointPage) -> Child:
    rows = [
        el("li", base.link(ref, base.name(ref)), el("small", f" {n} claim{'' if n == 1 else 's'}"))
        for ref, n in model.taught
    ]
    return el("ul", rows, class_="plain") if rows else None


def _sources(model: PointPage) -> Markup:
    used = [_li(base.link(one.source), _v(f" {one.year} · {one.claims}")) for one in model.sources]
    return join(
        [
            el("p", "Books with their year and the number of their claims here, oldest first."),
            el("ul", used, class_="cols"),
        ]
        if used
        else None,
        [
            el("h3", "What is missing"),
            el(
                "ul",
                [
                    el("li", base.gap(what), " ", el("small", base.mixed(why)))
                    for what, why in model.gaps
                ],
            ),
        ]
        if model.gaps
        else None,
    )


def _rail(model: PointPage, entries: list[tuple[str, str, str]], here: str) -> list[Child]:
    facts = [
        ("claims", model.claims),
        ("books", model.voices.books),
        ("families", model.voices.families),
        ("gaps", len(model.gaps)),
    ]
    return [
        base.contents(entries, here),
        el(
            "div",
            el("h2", "On record"),
            el("ul", [_li(label, _span(str(count))) for label, count in facts]),
            _how(),
            class_="more",
        ),
    ]


@functools.cache
def _how() -> Markup:
    return join(
        el("h2", "How to read"),
        el("p", el("span", "words · book", class_="c key"), " opens the citation."),
        el(
            "p",
            "A book that tells what another one says is not counted as a voice; books that "
            "copy each other are one family.",
        ),
    )
