"""The page of a meridian and the list of meridians."""

from __future__ import annotations

from markupsafe import Markup

from kb.body.colours import COLOURS
from kb.ui import links
from kb.ui.html import Child, el, join
from kb.ui.parts import base, plate
from kb.views.common import Ref, with_one
from kb.views.meridian import Course, Fact, MeridianList, MeridianPage, PointLine, Step
from kb.views.plate import Picture

__all__ = ["cards", "index", "page"]


def index(model: MeridianList) -> Markup:
    """Return the list of all meridians."""
    head = [
        el("h1", "Meridians", tabindex="-1"),
        el(
            "p",
            "Twelve regular meridians in the order of their flow, then the vessels. ",
            el("a", "How they are related", href=links.matrix()),
            ".",
        ),
    ]
    return base.page(links.meridian(), [head, cards(model)])


def cards(model: MeridianList) -> Markup:
    """Return meridians as cards, by kind."""
    return join(
        [
            [
                el("h2", title),
                el(
                    "ul",
                    [_card(line.meridian, line.points, line.hour) for line in lines],
                    class_="cards",
                ),
            ]
            for title, lines in model.groups
        ]
    )


def _card(ref: Ref, points: int, hour: str) -> Markup:
    count = f"{points} points" if points else "no points of its own"
    more = " · ".join(filter(None, (ref.id if ref.id != "EX" else "", count, hour)))
    names = el("span", base.hanzi(ref.hant), " ", base.pinyin(ref.pinyin)) if ref.hant else None
    return el(
        "li",
        base.link(ref, el("b", ref.label), [el("br"), names] if names else None),
        el("small", more),
    )


def page(model: MeridianPage, pictures: tuple[Picture, ...] = ()) -> Markup:
    """Return the page of a meridian, with plates that show all its points."""
    here = links.meridian(model.id)
    parts = [
        ("facts", "What it is", _facts(model.facts, here), ""),
        ("plates", "On the body", _pictures(model, pictures), str(len(pictures) or "")),
        ("course", "Course", join([_course(one, here) for one in model.courses]), ""),
        ("illness", "Illnesses", _illness(model, here), ""),
        ("shu", "Five transport points", _shu(model, here), ""),
        ("points", "Points", _points(model.points), str(len(model.points) or "")),
        (
            "crossing",
            "Meets other meridians at",
            _crossing(model, here),
            str(len(model.crossing) or ""),
        ),
        ("conditions", "Modern conditions beside its illness", _conditions(model), ""),
    ]
    shown = [part for part in parts if part[2]]
    return base.page(
        here,
        [
            _head(model),
            [base.section(ident, title, body) for ident, title, body, _ in shown],
            base.compare_with(model.id, _pairs(model)) if model.id != "EX" else None,
            base.steps(model.before, model.after),
        ],
        base.contents([(ident, title, count) for ident, title, _, count in shown], here),
    )


def _pairs(model: MeridianPage) -> list[tuple[Ref, tuple[str, ...]]]:
    """Return the meridian that sources pair with this one, with the ids of both."""
    stated = [ref for one in model.facts if one.label == "Paired with" for ref, _ in one.values]
    return [(ref, with_one([model.id], ref.id)) for ref in stated if ref.kind == "meridian"]


def _conditions(model: MeridianPage) -> Markup:
    if not model.conditions:
        return Markup("")
    return el("p", base.named(model.conditions), ". The bridge is ours", base.ours(), ".")


def _head(model: MeridianPage) -> Markup:
    names = model.names
    kind = {"regular": "Regular meridian", "extraordinary": "Extraordinary vessel"}.get(model.kind)
    other = names.hans if names.hans != names.hant else ""
    return el(
        "header",
        el(
            "p",
            el("a", "Meridians", href=links.meridian()),
            f" · {kind}" if kind else None,
            f" · {model.id}",
            base.related(model.id) if kind else None,
            class_="over",
        ),
        el("h1", names.en, tabindex="-1"),
        el(
            "p",
            base.hanzi(names.hant),
            " ",
            base.pinyin(names.pinyin),
            [" · ", base.hanzi(other, "zh-Hans"), " ", el("small", "simplified")]
            if other
            else None,
            [" · ", base.korean(names.ko)] if names.ko else None,
            class_="lead",
        )
        if names.hant
        else None,
    )


def _facts(facts: tuple[Fact, ...], here: str) -> Markup:
    return el("dl", [_fact(fact, here) for fact in facts], class_="kv") if facts else Markup("")


def _fact(fact: Fact, here: str) -> list[Child]:
    rows = [
        el(
            "dd",
            base.link(ref, base.name(ref)) if ref.kind else ref.label,
            " ",
            base.chip_list(cites, here),
        )
        for ref, cites in fact.values
    ]
    if len(fact.values) > 1 or fact.rule:
        rule = f" By rule: {fact.rule}." if fact.rule else None
        rows.append(el("dd", el("b", "Sources disagree."), rule, class_="d"))
    return [el("dt", fact.label), rows]


def _pictures(model: MeridianPage, pictures: tuple[Picture, ...]) -> Child:
    turn = (
        el("a", "In three dimensions", href=links.body(model.id)) if model.id in COLOURS else None
    )
    return [plate.figures(pictures), el("p", turn) if turn else None] if pictures else None


def _course(course: Course, here: str) -> Markup:
    many = len(course.branches) > 1
    return join(
        el("h3", "As told by ", base.link(course.source, base.name(course.source))),
        [
            [
                el("p", el("small", f"Branch {n}" if n else "Main course")) if many else None,
                el("ol", [_step(step, here) for step in steps], class_="path"),
            ]
            for n, steps in course.branches
        ],
    )


def _step(step: Step, here: str) -> Markup:
    says = [el("i", step.cite.words, lang=step.cite.lang)] if step.cite.words else []
    return el(
        "li",
        el(
            "span", step.verb, " ", base.placed(step.places), " ", base.chip(step.cite, here, *says)
        ),
    )


def _illness(model: MeridianPage, here: str) -> Markup:
    return join(
        [
            [
                el("h3", part.heading, " ", base.hanzi(part.hant)),
                el(
                    "ul",
                    [
                        base.claim_row(
                            base.link(row.symptom),
                            row.voices,
                            row.cites,
                            here,
                        )
                        for row in part.rows
                    ],
                    class_="cl",
                ),
            ]
            for part in model.illness
        ]
    )


def _shu(model: MeridianPage, here: str) -> Markup:
    rows = [
        (
            base.link(category, base.name(category)),
            base.link(point, base.name(point)),
            phase,
            base.chip_list(cites, here),
        )
        for category, point, phase, cites in model.shu
    ]
    head = ("Class", "Point", "Phase", "Said by")
    return base.table(head, rows, "Five transport points") if rows else Markup("")


def _points(lines: tuple[PointLine, ...]) -> Markup:
    rows = [
        (
            base.link(line.point, base.name(line.point)),
            [line.gloss, base.ours()] if line.gloss else base.gap("no gloss"),
            [[", " if i else "", base.link(ref)] for i, ref in enumerate(line.categories)],
            str(line.claims) if line.claims else base.gap("none"),
        )
        for line in lines
    ]
    head = ("Point", "Meaning", "Categories", "Claims")
    return base.table(head, rows, "Points of the meridian") if rows else Markup("")


def _crossing(model: MeridianPage, here: str) -> Markup:
    rows = [
        base.claim_row(base.link(row.symptom, base.name(row.symptom)), row.voices, row.cites, here)
        for row in model.crossing
    ]
    return el("ul", rows, class_="cl") if rows else Markup("")
