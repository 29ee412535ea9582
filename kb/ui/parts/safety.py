"""The page on safety: warnings of the books beside counts of studies, never mixed."""

from __future__ import annotations

from markupsafe import Markup

from kb.ui import links
from kb.ui.html import Child, el, join
from kb.ui.parts import base, study
from kb.views.safety import PregnancyRow, RateRow, SafetyPage

__all__ = ["page"]

_ASK = (
    "Are you pregnant, or might you be? Say so before the first needle.",
    "Do you take medicines that thin the blood, or do you bleed easily?",
    "Do you have a disease of the lungs or heart, a pacemaker, or diabetes?",
    "Has a physician looked for the cause of your complaint?",
    "Which points will be needled, how deep, and what lies beneath them?",
    "Are the needles sterile and used once only?",
)
"""Questions, not findings; ours."""


def page(model: SafetyPage) -> Markup:
    """Return the page."""
    here = links.safety()
    parts = [
        ("pregnancy", "In pregnancy", _pregnancy(model, here), str(len(model.pregnancy) or "")),
        ("hazards", "Structures at risk, acts to avoid", _hazards(model, here), ""),
        ("bans", "Points forbidden to needle or moxa", _bans(), ""),
        ("rates", "Harms that studies counted", _rates(model), str(len(model.rates) or "")),
        ("ask", "What to ask, what to tell", _ask(), ""),
    ]
    shown = [part for part in parts if part[2]]
    head = el(
        "header",
        el("h1", "Safety", tabindex="-1"),
        el(
            "p",
            "Warnings of books and counts of studies stand apart. How grave a warning is, is never "
            "computed from how often it was written.",
        ),
    )
    return base.page(
        here,
        [head, [base.section(i, title, body, count=n) for i, title, body, n in shown]],
        base.contents([(i, title, n) for i, title, _, n in shown], here),
    )


def _pregnancy(model: SafetyPage, here: str) -> Markup:
    if not model.pregnancy:
        return Markup("")
    return join(
        el(
            "p",
            "Each source that warns, since when, and those that speak of the point without a "
            "warning recorded here. A study is shown beside a warning, not instead of it.",
            class_="s",
        ),
        el("ul", [_point(row, here) for row in model.pregnancy], class_="ev"),
    )


def _point(row: PregnancyRow, here: str) -> Markup:
    facts: list[Child] = [
        [
            el("dt", act.act),
            el(
                "dd",
                base.voices(act.voices),
                f" since {act.since} " if act.since else " ",
                base.chip_list(act.cites, here),
            ),
        ]
        for act in row.acts
    ]
    if row.uses:
        facts.append([el("dt", "used in pregnancy"), el("dd", base.chip_list(row.uses, here))])
    if row.studies:
        facts.append([el("dt", "studies"), el("dd", study.refs(row.studies))])
    name = el("h3", base.link(row.point, base.name(row.point)))
    return el("li", name, el("dl", facts, class_="kv"), _silent(row))


def _silent(row: PregnancyRow) -> Child:
    if not row.silent:
        return None
    return el(
        "details",
        el("summary", f"{len(row.silent)} sources speak of it; no warning of theirs is here"),
        el("p", [[", " if i else "", base.link(ref)] for i, ref in enumerate(row.silent)]),
    )


def _hazards(model: SafetyPage, here: str) -> Markup:
    rows = [
        el(
            "li",
            el("div", el("b", row.hazard), class_="k"),
            el("div", [[base.link(r), " ", base.chip_list(c, here), " "] for r, c in row.points]),
        )
        for row in model.hazards
    ]
    return el("ul", rows, class_="cl") if rows else Markup("")


def _bans() -> Markup:
    return el(
        "p",
        "Who forbids a point and who gives it stands on the page of each point, and all together "
        "under ",
        el("a", "disagreements", href=links.disagreements()),
        ".",
    )


def _rates(model: SafetyPage) -> Markup:
    if not model.rates:
        return Markup("")
    topics = [el("p", "More: ", base.named(model.topics), ".")] if model.topics else None
    return join(el("ul", [_rate(row) for row in model.rates], class_="ev"), topics)


def _rate(row: RateRow) -> Markup:
    lines = [
        el("li", el("span", measure, class_="s"), " ", el("b", result))
        for measure, result in row.results
    ]
    limits = "; ".join(row.read_limits)
    return el(
        "li",
        el("p", study.refs((row.study,)), el("span", f" of {row.size}", class_="s")),
        el("ul", lines, class_="plain"),
        el("p", limits, base.ours(), class_="s") if limits else None,
    )


def _ask() -> Markup:
    return join(
        el("ul", [el("li", one) for one in _ASK], class_="dots"),
        el("p", "Questions of ours", base.ours(), "; not medical advice.", class_="s"),
    )
