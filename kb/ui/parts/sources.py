"""The list of sources and the page of each."""

from __future__ import annotations

from markupsafe import Markup

from kb.ui import links
from kb.ui.html import Child, el, join
from kb.ui.parts import base
from kb.views.sources import Check, SourceLine, SourceList, SourcePage

__all__ = ["index", "page"]


def index(model: SourceList) -> Markup:
    """Return the list of sources by kind."""
    groups = [
        [
            el("h2", title),
            base.table(
                ("Source", "Year", "Family", "Claims", "Points", "Unmapped", "Checked"),
                map(_line, lines),
                title,
            ),
        ]
        for title, lines in model.groups
    ]
    head = [
        el("h1", "Sources", tabindex="-1"),
        el(
            "p",
            f"{model.claims:,} claims from {model.families} independent families. Books that copy "
            "each other share a family and count as one voice: ",
            el("a", "who copies whom", href=links.kinship()),
            " is measured, and ",
            el("a", "each indication through the books", href=links.history()),
            " shows who said it first.",
        ),
    ]
    return base.page(links.source(), [head, groups])


def _line(line: SourceLine) -> list[Child]:
    who = " · ".join(filter(None, (line.en, line.author)))
    return [
        [
            base.link(line.source, el("b", line.source.label), " ", base.hanzi(line.source.hant)),
            el("br"),
            el("small", base.mixed(who)),
        ],
        el("span", line.year, class_="yr"),
        line.family,
        f"{line.claims:,}" if line.claims else base.gap("none yet"),
        str(line.points or ""),
        f"{line.unmapped:,}" if line.unmapped else "",
        _checked(line.check) if line.claims else "",
    ]


def _checked(check: Check) -> Child:
    """Return what the last check found, in few words."""
    if check.state in ("found", "failed"):
        mark = el("span", "✓" if check.state == "found" else "✗",
                  class_="ok" if check.state == "found" else "bad")  # fmt: skip
        failed = f", {check.failed:,} failed" if check.failed else ""
        return join(mark, f" {check.verified:,}{failed}")
    said = {"stale": "changed since", "unchecked": "not yet", "unverifiable": "not here"}
    return base.gap(said[check.state])


def page(model: SourcePage) -> Markup:
    """Return the page of a source."""
    here = links.source(model.id)
    parts = [
        ("edition", "Edition and licence", _facts(model)),
        ("claims", "What is cited from it", _claims(model)),
        ("check", "Checked by machine", _check(model)),
        ("points", "Points it speaks of", _points(model)),
    ]
    shown = [part for part in parts if part[2]]
    return base.page(
        here,
        [_head(model), [base.section(ident, title, body) for ident, title, body in shown]],
        base.contents([(ident, title, "") for ident, title, _ in shown], here),
    )


def _head(model: SourcePage) -> Markup:
    names = model.names
    return el(
        "header",
        el("p", el("a", "Sources", href=links.source()), class_="over"),
        el("h1", model.title, [" ", base.hanzi(names.hant)] if names.hant else None, tabindex="-1"),
        el("p", names.en, class_="lead") if names.en != model.title else None,
        el("p", base.mixed(model.remark), base.ours()) if model.remark else None,
    )


def _facts(model: SourcePage) -> Markup:
    rows = [[el("dt", key), el("dd", base.mixed(value))] for key, value in model.facts]
    kin = [[", " if i else "", base.link(ref, base.name(ref))] for i, ref in enumerate(model.kin)]
    return el(
        "dl",
        rows,
        [
            el("dt", "Read it at"),
            el("dd", el("a", model.url[8:], href=model.url, target="_blank")),
        ]
        if model.url
        else None,
        [el("dt", "Same family"), el("dd", kin)] if kin else None,
        class_="kv",
    )


def _claims(model: SourcePage) -> Markup:
    rows = [[el("dt", kind), el("dd", f"{count:,}")] for kind, count in model.kinds]
    said = f"{model.reporting:,} of them tell what another book says." if model.reporting else ""
    return join(
        el("dl", rows, class_="kv") if rows else el("p", base.gap("nothing is cited from it yet")),
        el("p", said, class_="s") if said else None,
    )


def _told(check: Check) -> list[Child]:
    """Return what the last check found, in a sentence."""
    if check.state == "unverifiable":
        return ["Cannot be checked by machine here: ", base.mixed(check.why), "."]
    how = [el("code", "kb texts fetch"), " and ", el("code", "kb verify"), " do it."]
    if check.state == "unchecked":
        return [base.gap("Not checked on this machine yet."), " ", how]
    result = f"{check.verified:,} of {check.verified + check.failed:,} claims found again"
    if check.state == "stale":
        return [f"On {check.when}, {result}; the claims have changed since. ", how]
    failed = f"; {check.failed:,} not, listed by kb verify" if check.failed else ""
    return [_checked(check), f": {result} at their place{failed}. Last check {check.when}."]


def _check(model: SourcePage) -> Markup:
    witnesses = [[el("dt", use), el("dd", base.mixed(which))] for use, which in model.witnesses]
    left, total = model.unmapped
    share = f" ({100 * left / total:.1f} %)" if total else ""
    return join(
        el("p", _told(model.check)),
        el("p", el("a", "Read it here, claims marked", href=links.read(model.id)))
        if model.readable
        else None,
        [el("h3", "Witnesses"), el("dl", witnesses, class_="kv")] if len(witnesses) > 1 else None,
        el("p", f"{left:,} of {total:,} indications{share} have no symptom of ours yet.")
        if total
        else None,
        [
            el("h3", "Known gaps"),
            el(
                "ul",
                [el("li", el("b", field), ": ", base.mixed(why)) for field, why in model.gaps],
                class_="plain",
            ),
        ]
        if model.gaps
        else None,
        [
            el("h3", "Known defects of the transcription"),
            el("ul", [el("li", base.mixed(one)) for one in model.defects], class_="plain"),
        ]
        if model.defects
        else None,
    )


def _points(model: SourcePage) -> Markup:
    rows = [
        el("li", base.link(ref, base.name(ref)), " ", el("span", str(count), class_="v"))
        for ref, count in model.points
    ]
    if not rows:
        return Markup("")
    count = sum(ref.id[2].isdigit() for ref, _ in model.points)
    absent = [el("h3", "No passage on"), el("p", base.named(model.missing))]
    return join(
        el("p", f"{count} of the 361 points of WHO."),
        el("ul", rows, class_="cols"),
        absent if model.missing else None,
    )
