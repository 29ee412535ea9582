"""Where sources part: the card of a point, and the page of all disagreements."""

from __future__ import annotations

from collections.abc import Iterable

from markupsafe import Markup

from kb.ui import links
from kb.ui.html import Child, el, join
from kb.ui.parts import base
from kb.views.common import Ref
from kb.views.differences import (
    REPORTED,
    TABS,
    ContrastLine,
    DifferencesPage,
    Misreport,
    SideLine,
)

__all__ = ["card", "page"]

_SLIP = "the same number in fen and in cun"

_LONG = 3
"""Answers shown of each contrast on the card of a point; the table beneath has all of them."""


def card(lines: Iterable[ContrastLine], misreports: Iterable[Misreport], here: str) -> Markup:
    """Return the note in which a point page says where its sources part; empty when nowhere.

    Parameters
    ----------
    lines : iterable of ContrastLine
        The contrasts of the point.
    misreports : iterable of Misreport
        Its reports that the reported book contradicts.
    here : str
        Address of the page.
    """
    rows = [el("li", _question(one), _short(one), _anchor(one, here)) for one in lines]
    rows += [el("li", _told(one, here)) for one in misreports]
    if not rows:
        return Markup("")
    return el(
        "div",
        el("h3", "Where the books differ"),
        el("ul", rows),
        el("p", el("a", "Where they differ most, over all points", href=links.disagreements())),
        class_="d df",
    )


def _question(one: ContrastLine) -> Markup:
    about = [" in ", base.link(one.about, one.about.label)] if one.about else None
    return join(el("b", one.question), about, ": ")


def _short(one: ContrastLine) -> list[Child]:
    """Return the answers with their counts, without chips."""
    if one.kind == "location":
        return ["given differently by ", ", ".join(_books(one.sides))]
    said: list[Child] = [
        [" · " if number else "", _answer(side), _counted(side)]
        for number, side in enumerate(one.sides[:_LONG])
    ]
    more = len(one.sides) - _LONG
    return [
        *said,
        f" · {more} more" if more > 0 else None,
        f" ({_SLIP}: perhaps a slip)" if one.slip else None,
    ]


def _books(sides: Iterable[SideLine]) -> list[str]:
    return list(dict.fromkeys(cite.source for side in sides for cite in side.cites))


def _answer(side: SideLine) -> Child:
    return base.link(side.ref, side.ref.label) if side.ref else side.label


def _counted(side: SideLine) -> str:
    """Return the count in brackets; answers that are only reported have none worth saying."""
    if side.voices.books:
        return f" ({_count(side)})"
    told = dict.fromkeys(cite.words for cite in side.cites if cite.words)
    return f": {', '.join(told)}" if told else " (reported only)"


def _count(side: SideLine) -> str:
    return str(side.voices) if side.compared else f"{side.voices}, not compared"


_PLACES = {"location": "place", "place": "place", "membership": "categories", "meets": "categories"}


def _anchor(one: ContrastLine, here: str) -> Child:
    place = _PLACES.get(one.axis)
    return [" ", el("a", "see there", href=f"{here}#{place}")] if place else None


def _told(one: Misreport, here: str) -> list[Child]:
    """Return a contradicted report: who says that who says what, and what that one says."""
    return [
        el("b", "✗ Misreport", class_="bad"),
        ": ",
        base.chip(one.said, here),
        " but ",
        base.chip_list(one.own, here),
    ]


def page(model: DifferencesPage, here: str, full: str) -> Markup:
    """Return the page of disagreements; `full` is its address with every list to the end."""
    lines = [_row(one, here) for one in model.lines.rows]
    body = [
        [
            el("ol", lines, class_="vs"),
            el("ul", [_brief(one) for one in model.brief], class_="plain vb")
            if model.brief
            else None,
            base.rest(model.lines.hidden, "more disagreements", full),
        ]
        if lines
        else None,
        _misreports(model, here, full),
        base.section("rule", "How the list is made", _rule(model)),
    ]
    return el(
        "article",
        _head(model),
        _tabs(model),
        body if lines or model.misreports else [el("p", base.gap("no disagreement found"))],
        class_="wide",
        data_page=here,
    )


def _brief(one: ContrastLine) -> Markup:
    """Return a contrast in one line; its citations are on the page of the point."""
    return el(
        "li",
        el("a", one.point.label, " ", base.hanzi(one.point.hant), href=links.point(one.point.id)),
        " ",
        _question(one),
        _short(one),
        el("small", " only as reported") if one.reported else None,
    )


def _head(model: DifferencesPage) -> list[Child]:
    told = sum(model.verdicts.values()) - model.verdicts.get("unchecked", 0)
    wrong = model.verdicts.get("contradicted", 0)
    return [
        el("h1", "Where the books disagree", tabindex="-1"),
        el(
            "p",
            "Figures, bans and memberships of every point, compared by rule and ranked by how many "
            "independent families of books stand on each side. Silence is never disagreement.",
            " Points on which two books or more answer, and on how many of them they part:"
            if not model.tab
            else None,
        ),
        el(
            "ul",
            [
                el("li", el("b", parted), f" of {of} ", el("small", what))
                for what, of, parted in model.counts
                if of
            ],
            el("li", el("b", wrong), f" of {told} ", el("small", "reports that were checked"))
            if told
            else None,
            class_="figs",
        )
        if not model.tab
        else None,
    ]


def _tabs(model: DifferencesPage) -> Markup:
    every = sum(model.tabs.values()) - model.tabs["reports"]
    rows = [("", "All", every), *((key, title, model.tabs[key]) for key, title in TABS.items())]
    return el(
        "nav",
        [
            el(
                "a",
                title,
                " ",
                el("small", str(count)),
                href=links.disagreements(key),
                aria_current="page" if key == model.tab else None,
            )
            for key, title, count in rows
        ],
        class_="tabs",
        aria_label="Kinds of disagreement",
    )


def _row(one: ContrastLine, here: str) -> Markup:
    ratio = el("small", f"factor {one.ratio}") if one.ratio else None
    only = el("small", "only as reported") if one.reported else None
    head = [
        _point(one.point),
        el("div", one.question, [": ", base.link(one.about)] if one.about else None),
        ratio,
        el("small", f"{_SLIP}: perhaps a slip") if one.slip else None,
        only,
    ]
    return el(
        "li",
        el("div", head, class_="pt"),
        el("div", [_side(side, one, here) for side in one.sides], class_="sides"),
    )


_LOOKS = {
    "forbidden": "no", "given": "yes", "given without this limit": "yes", REPORTED: "told",
}  # fmt: skip


def _side(side: SideLine, one: ContrastLine, here: str) -> Markup:
    mark = {"no": "⊘ ", "yes": "✓ "}.get(_LOOKS.get(side.label, ""), "")
    return el(
        "div",
        el(
            "div",
            el("b", mark, _answer(side)),
            " ",
            [" ", base.hanzi(side.ref.hant)] if side.ref else None,
            " ",
            None if side.label == REPORTED else el("span", _count(side), class_="v"),
        ),
        el("div", base.chip_list(side.cites, here)),
        class_=f"side {_LOOKS.get(side.label, '')}".strip(),
    )


def _misreports(model: DifferencesPage, here: str, full: str) -> Markup:
    if not model.misreports and model.tab not in ("", "reports"):
        return Markup("")
    said = model.verdicts
    return base.section(
        "misreports",
        "Books that say another book says what it does not",
        el(
            "p",
            "What one book reports of another is compared with that book where it is at hand: "
            f"{said.get('confirmed', 0)} confirmed, {said.get('contradicted', 0)} contradicted, "
            f"{said.get('not found', 0)} not found, {said.get('unchecked', 0)} cannot be checked. "
            "Editions differ: open both places before blaming anybody.",
        ),
        el("ol", [_report(one, here) for one in model.misreports.rows], class_="vs")
        if model.misreports
        else None,
        base.rest(model.misreports.hidden, "more reports", full),
        count=str(len(model.misreports)),
    )


def _report(one: Misreport, here: str) -> Markup:
    told = [el("b", "✗ as reported"), " ", el("small", one.why)]
    own = [el("b", "✓ ", base.link(one.book), " itself"), " ", base.hanzi(one.book.hant)]
    return el(
        "li",
        el("div", _point(one.point), el("div", one.question), class_="pt"),
        el(
            "div",
            el("div", el("div", told), el("div", base.chip(one.said, here)), class_="side no"),
            el("div", el("div", own), el("div", base.chip_list(one.own, here)), class_="side yes"),
            class_="sides",
        ),
    )


def _point(ref: Ref) -> Markup:
    return el(
        "a",
        el("span", ref.label, class_="code"),
        " ",
        base.hanzi(ref.hant),
        " ",
        base.pinyin(ref.pinyin),
        href=links.point(ref.id),
    )


def _rule(model: DifferencesPage) -> list[Child]:
    return [
        el(
            "ul",
            el("li", "Two books disagree on a figure when their ranges have no value in common. "
               "Fen and cun are compared (1 cun is 10 fen); an inch is no cun and is compared with "
               "inches only."),
            el("li", "Figures of place are compared where the point, what they are measured from "
               "and the direction are the same. A book's cun of place is read as proportional to "
               "the body, as WHO's is; WHO's figure is stated, or the difference of two that it "
               "states from one landmark. What the words are measured from is our reading."),
            el("li", "A ban disagrees with a book that gives the act to the same people. A ban for "
               "some people beside a book without that limit is listed apart, as a limit."),
            el("li", "Silence is never disagreement: some books give no depths, others no needling "
               "at all."),
            el("li", "What a book reports of another (outlined chips) is shown, but is no voice. "
               "What only reports set against each other comes last."),
            class_="dots",
        ),
        el("p", "Rank: the number of independent families on the weaker of the two strongest "
           "sides, times the weight of the kind."),
        base.table(("Kind", "Weight"), model.weights, "Weights of the ranking", stack=False),
        el("p", el("small", "It counts books; it says nothing of danger or of who is right.")),
    ]  # fmt: skip
