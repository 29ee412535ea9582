"""Safety, of all points and of one: warnings of the books beside counts of studies, never mixed."""

from __future__ import annotations

from markupsafe import Markup

from kb.ui import links
from kb.ui.html import Child, el, join
from kb.ui.parts import base, study
from kb.views.cautions import Prohibition, SafetyBlock
from kb.views.common import Ref
from kb.views.differences import ContrastLine
from kb.views.safety import PointSafety, PregnancyRow, RateRow, SafetyPage

__all__ = ["TELL", "card", "page", "point"]

_ASK = (
    "Are you pregnant, or might you be? Say so before the first needle.",
    "Do you take medicines that thin the blood, or do you bleed easily?",
    "Do you have a disease of the lungs or heart, a pacemaker, or diabetes?",
    "Has a physician looked for the cause of your complaint?",
    "Which points will be needled, how deep, and what lies beneath them?",
    "Are the needles sterile and used once only?",
    "Do you mean to change or stop a medicine? Ask whoever prescribed it first.",
)
"""Questions, not findings; ours."""

TELL = (
    "pregnancy, medicines that thin the blood, a pacemaker, diabetes, illness of lungs or heart, "
    "a medicine you mean to stop"
)
"""What is to be told before a needle; ours, in short what `_ASK` asks."""


def card(block: SafetyBlock, code: str, here: str) -> Markup:
    """Return the card on the page of a point: in short who warns of what; the rest is linked.

    Parameters
    ----------
    block : SafetyBlock
        What is recorded.
    code, here : str
        The point and the address of its page.
    """
    silent = not (block.forbids or block.cautions or block.risks)
    more = el("a", f"Safety of {code}", href=links.point_safety(code))
    return join(
        [_forbidden(one) for one in block.forbids],
        _listed("Take care of", block.cautions, here),
        _listed("Structures at risk when needling", block.risks, here),
        el(
            "p",
            [base.gap("No warning is recorded here."), f" {base.NOT_SAFE} "] if silent else None,
            [_lung(), " "] if block.over_lung else None,
            ["Studies on harm that name it:", study.refs(block.studies), ". "]
            if block.studies
            else None,
            more,
            ": who forbids and who gives it, since when, who is silent, rates, what to ask",
            ".",
            class_="s",
        ),
    )


def _lung() -> list[Child]:
    return [
        "It lies over the lung",
        base.ours(),
        ": ",
        el("a", "pneumothorax", href=links.condition("pneumothorax")),
        ".",
    ]


def _forbidden(one: Prohibition) -> Markup:
    books = f": {', '.join(one.books)}" if one.books else ""
    since = f", since {one.since}" if one.since and len(one.books) > 1 else ""
    who = "1 other speaks" if one.silent == 1 else f"{one.silent} others speak"
    quiet = f" {who} of it without this warning." if one.silent else ""
    return base.note("x", f"Forbidden: {one.act}.", f"{one.voices}{since}{books}.{quiet}")


def _listed(title: str, found: tuple[Prohibition, ...], here: str) -> list[Child]:
    if not found:
        return []
    rows = [base.claim_row(el("b", one.act), one.voices, one.cites, here) for one in found]
    return [el("h3", title), el("ul", rows, class_="cl")]


def point(model: PointSafety, here: str) -> Markup:
    """Return the page on the safety of one point at the address `here`."""
    parts = [
        ("pregnancy", "In pregnancy", _of_point(model, here)),
        ("bans", "Forbidden acts", _bans_of(model, here)),
        ("structures", "Structures at risk", _structures(model, here)),
        ("studies", "Harms that studies counted", _counted(model)),
        ("ask", "What to ask, what to tell", _ask()),
    ]
    page_of = links.point(model.point.id)
    head = el(
        "header",
        el("p", el("a", "Safety", href=links.safety()), class_="over"),
        el("h1", "Safety of ", el("a", base.name(model.point), href=page_of), tabindex="-1"),
        el(
            "p",
            "Each source that warns, and those that do not. How grave a warning is, is never "
            "computed from how often it was written.",
        ),
    )
    return base.page(
        here,
        [head, [base.section(ident, title, body) for ident, title, body in parts]],
        base.contents([(ident, title, "") for ident, title, _ in parts], here),
    )


def _of_point(model: PointSafety, here: str) -> Markup:
    row = model.pregnancy
    facts = _facts(row, here)
    none = "No source here warns of it in pregnancy."
    return join(
        el("p", base.gap(none), " ", base.NOT_SAFE) if not row.acts else None,
        el("dl", facts, class_="kv") if facts else None,
        el("p", "Speak of it without a warning recorded here: ", base.named(row.silent), ".")
        if row.silent
        else None,
        [_contrast(one, here) for one in model.in_pregnancy],
    )


def _bans_of(model: PointSafety, here: str) -> Markup:
    rows = [base.claim_row(el("b", act), count, cites, here) for act, count, cites in model.bans]
    none = "No source here forbids an act at it outside pregnancy."
    return join(
        el("ul", rows, class_="cl") if rows else el("p", base.gap(none), " ", base.NOT_SAFE),
        [_contrast(one, here) for one in model.contrasts],
    )


def _contrast(one: ContrastLine, here: str) -> Markup:
    rows = [base.claim_row(side.label, side.voices, side.cites, here) for side in one.sides]
    return el(
        "div",
        el(
            "h3", f"{one.question}: sources disagree", " only as reported" if one.reported else None
        ),
        el("ul", rows, class_="cl"),
        class_="d",
    )


def _structures(model: PointSafety, here: str) -> Markup:
    block = model.block
    lung = None
    if block.over_lung:
        lung = el("p", _lung(), " Records:" if model.lung else None, study.refs(model.lung))
    none = "No source here names a structure at risk."
    empty = not (block.risks or block.cautions)
    beneath = [base.claim_row(_label(ref), None, cites, here) for ref, cites in model.beneath]
    return join(
        el("p", base.gap(none), " ", base.NOT_SAFE) if empty else None,
        _listed("When needling", block.risks, here),
        _listed("Take care of", block.cautions, here),
        lung,
        [el("h3", "Beneath the point"), el("ul", beneath, class_="cl")] if beneath else None,
    )


def _label(ref: Ref) -> Child:
    return ref.label


def _counted(model: PointSafety) -> Markup:
    named = (
        el("p", "Records on harm that name this point:", study.refs(model.block.studies), ".")
        if model.block.studies
        else el("p", base.gap("No record on harm names this point."), " ", base.NOT_SAFE)
    )
    rates = el(
        "p",
        "How often harm was counted, of how many treatments or patients, over all points: ",
        el("a", f"{model.rates} records", href=f"{links.safety()}#rates"),
        ".",
    )
    return join(named, rates if model.rates else None)


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
    none = f"No source here speaks of {' or '.join(model.unspoken)} in pregnancy."
    return join(
        el("p", base.gap(none), f" {base.NOT_SAFE}") if model.unspoken else None,
        el(
            "p",
            "Each source that warns, since when, and those that speak of the point without a "
            "warning recorded here. A study is shown beside a warning, not instead of it.",
            class_="s",
        ),
        el("ul", [_point(row, here) for row in model.pregnancy], class_="ev"),
    )


def _point(row: PregnancyRow, here: str) -> Markup:
    name = el("h3", el("a", base.name(row.point), href=links.point_safety(row.point.id)))
    return el("li", name, el("dl", _facts(row, here), class_="kv"), _silent(row))


def _facts(row: PregnancyRow, here: str) -> list[Child]:
    """Return what is warned of, what is used all the same, and studies, for a list of terms."""
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
    return facts


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
