"""What books hand down beside a condition: complaints, points, songs, courses, and what is not."""

from __future__ import annotations

from collections.abc import Iterable

from markupsafe import Markup

from kb.ui import links
from kb.ui.html import Child, el, join
from kb.ui.parts import base, teaching
from kb.views.common import Chip, Ref
from kb.views.condition import ConditionPage
from kb.views.handed import Bridged, Taught, TraditionRow

__all__ = ["tradition"]


def tradition(model: ConditionPage, here: str) -> Markup:
    """Return the column of the books."""
    head = el("h2", "What books hand down", id="tradition", tabindex="-1")
    if not model.bridge:
        none = "No complaint of the books is set beside this condition."
        return join(head, el("p", base.gap(none)))
    full = links.full_condition(model.id)
    more = base.rest(model.hidden, "more points", full)
    return join(
        head,
        el(
            "p",
            "Complaints of the books that we set beside it",
            base.ours(),
            f"; {model.remark}:" if model.remark else ":",
        ),
        el("ul", [_bridged(one) for one in model.bridge], class_="dots"),
        el("p", base.gap("No complaint of the books here bears its name."))
        if model.unnamed
        else None,
        el("p", "Narrower, not counted here: ", base.named(model.beneath), ".", class_="s")
        if model.beneath
        else None,
        _together(model, full),
        el(
            "p",
            "Ranked by independent families of books, then by books: how often something was "
            "written, not how well it works. Each complaint opens all who say so.",
            class_="s",
        ),
        _points("Points in the classical books", model.classical),
        _points("Points in modern textbooks", model.modern),
        _folded("Points that both name", model.both, base.named(model.both)),
        _folded("Points that some book forbids to needle", model.near.unneedled),
        _folded("Points at which some book forbids moxa", model.near.unburnt),
        _folded("Points that some book warns of in pregnancy", model.near.pregnant),
        more,
        [_taught(one, links.teaching(one.teaching.id), here) for one in model.taught],
        el("h3", "Songs, lists and rules on these complaints"),
        [_taught(one, full, here, "h4") for one in model.sung]
        or el("p", base.gap("No song, list or rule recorded here names these complaints.")),
        _untold(model),
        _lines("Courses of meridians through the place", model.course, here),
        _lines("Illness of meridians", model.illness, here)
        or el("p", base.gap("No illness of a meridian recorded here names these complaints.")),
    )


def _together(model: ConditionPage, full: str) -> Child:
    """Return the complaints that one old phrase names with these; counted where they stand."""
    if not model.near.together:
        return None
    count = len(model.near.together) + model.near.parted
    rest = el("a", f"; {model.near.parted} more", href=full) if model.near.parted else None
    said = [
        [", " if i else "", base.link(one.symptom), " ", base.hanzi(one.phrase)]
        for i, one in enumerate(model.near.together)
    ]
    return el(
        "details",
        el("summary", f"Old phrases name these in one breath with it: {count}"),
        el("p", "Each with one such phrase; most phrases first: ", said, rest, "."),
    )


def _untold(model: ConditionPage) -> Markup:
    """Return what a reader looks for among rules and no line recorded here says."""
    sides = model.near.unsided
    these = "these complaints"
    if 0 < len(sides) < len(model.bridge):
        these = ", ".join(ref.label for ref in sides)
    return join(
        None
        if model.near.apart
        else el("p", base.gap("No rule recorded here tells kinds of it, or its causes, apart.")),
        el("p", base.gap(f"Which side is taken: no line recorded here says it of {these}."))
        if sides
        else None,
    )


def _folded(title: str, refs: tuple[Ref, ...], inside: Markup | None = None) -> Child:
    """Return a folded list of points; without `inside` each leads to its card of safety."""
    head = el("summary", f"{title}: {len(refs)}")
    return el("details", head, el("p", inside or _cards(refs), ".")) if refs else None


def _cards(refs: tuple[Ref, ...]) -> Markup:
    made: list[Child] = []
    for ref in refs:
        address = links.point_safety(ref.id)
        made += [", " if made else "", el("a", ref.id, " ", base.hanzi(ref.hant), href=address)]
    return join(made)


def _bridged(one: Bridged) -> Markup:
    since = f" first in {one.first}, {one.year}" if one.first else " in no dated book"
    return el("li", base.named((one.symptom,)), el("small", since))


def _taught(one: Taught, rest: str, here: str, head: str = "h3") -> Child:
    others = f"{one.others} more of it"
    return [
        el(head, base.link(one.teaching, base.name(one.teaching))),
        teaching.rows(one.rows, here),
        el("p", el("a", others, href=rest), class_="s") if one.others else None,
    ]


def _points(title: str, rows: tuple[TraditionRow, ...]) -> Child:
    if not rows:
        return None
    made = [
        el(
            "li",
            el(
                "div",
                base.link(row.point, base.name(row.point)),
                el("div", el("small", row.region)) if row.region else None,
                class_="k",
            ),
            el(
                "div",
                [
                    [
                        ", " if i else "",
                        el(
                            "a", one.symptom.label, href=links.history(row.point.id, one.symptom.id)
                        ),
                    ]
                    for i, one in enumerate(row.complaints)
                ],
                _banned(row),
                _figures(row),
            ),
            _since(row),
        )
        for row in rows
    ]
    return [el("h3", title), el("ul", made, class_="cl")]


def _since(row: TraditionRow) -> Markup:
    """Return how many voices, who is the first, and the years of the first and the last."""
    said = [str(row.voices), row.first, row.voices.years]
    return el("span", "\n".join(filter(None, said)), class_="v")


def _figures(row: TraditionRow) -> Child:
    if not row.figures:
        return None
    told = ((what, f"{many} book{'' if many == 1 else 's'}") for what, many in row.figures)
    said = ", ".join(f"{what} ({many})" for what, many in told)
    table = f"{links.point(row.point.id)}#needling"
    return el("div", el("small", "most often ", el("a", said, href=table)))


def _banned(row: TraditionRow) -> Child:
    said = "; ".join(
        f"{verb} {', '.join(f'{what} ({who})' for what, who in some)}"
        for verb, some in (("forbidden:", row.bans), ("warned of:", row.risks))
        if some
    )
    if not said:
        return None
    return el("div", el("small", el("a", said, href=links.point_safety(row.point.id))))


def _lines(title: str, rows: Iterable[tuple[Ref, tuple[Chip, ...]]], here: str) -> Child:
    made = [
        el("li", el("div", base.link(ref), class_="k"), el("div", base.chip_list(cites, here)))
        for ref, cites in rows
    ]
    return [el("h3", title), el("ul", made, class_="cl")] if made else None
