"""The page of an article read statement by statement."""

from __future__ import annotations

from collections.abc import Iterable

from markupsafe import Markup

from kb.ui import links
from kb.ui.html import Child, el, join
from kb.ui.parts import base, study
from kb.views.article import ArticlePage, StatementRow
from kb.views.common import Ref

__all__ = ["index", "page"]


def index(articles: Iterable[Ref]) -> Markup:
    """Return the list of articles."""
    rows = [el("li", base.link(ref)) for ref in articles]
    return base.page(
        links.article(),
        [
            el("h1", "Articles read statement by statement", tabindex="-1"),
            el("ul", rows, class_="plain") if rows else el("p", base.gap("None yet.")),
        ],
    )


def page(model: ArticlePage) -> Markup:
    """Return the page of an article."""
    here = links.article(model.id)
    said = el("ol", [_statement(one) for one in model.statements], class_="said")
    left = [
        el("li", el("b", ident, id=ident), " ", text, study.refs(records))
        for ident, text, records in model.omissions
    ]
    parts = [
        ("statements", "What it says", said, str(len(model.statements))),
        ("omissions", "What it leaves out", el("ul", left, class_="plain"), str(len(left))),
        ("text", "The text, marked", _text(model), ""),
    ]
    head = el(
        "header",
        el("p", "On ", base.link(model.condition), class_="over"),
        el("h1", model.label, tabindex="-1"),
        el("p", f"{model.remark}. ", base.link(model.source, "About the text")),
        el(
            "p",
            "Paraphrases, verdict words and remarks are ours",
            base.ours(),
            ". A verdict follows from the kind of statement and the records beside it by a fixed "
            "rule, told with each.",
            class_="s",
        ),
    )
    return base.page(
        here,
        [head, [base.section(i, title, body, count=n) for i, title, body, n in parts]],
        base.contents([(i, title, n) for i, title, _, n in parts], here),
    )


def _statement(row: StatementRow) -> Markup:
    beside: list[Child] = [
        [el("dt", word), el("dd", study.refs(records))]
        for word, records in (
            ("supports", row.supports), ("qualifies", row.qualifies),
            ("contradicts", row.contradicts),
        )
        if records
    ]  # fmt: skip
    return el(
        "li",
        el(
            "p",
            el("span", f"{row.id} · {row.kind}", class_="v"),
            " ",
            el("b", row.says),
            id=row.id,
        ),
        el("p", el("span", row.verdict, class_="e"), " ", el("small", row.why)),
        el("p", row.remark, class_="s") if row.remark else None,
        el("dl", beside, class_="kv") if beside else None,
    )


def _text(model: ArticlePage) -> Child:
    if not model.text:
        why = (
            "The text is not shipped. With your copy registered (kb texts add FILE) it stands here"
        )
        return el("p", base.gap(f"{why}, each statement marked."))
    return join(
        [
            el(
                "p",
                [
                    el(
                        "a",
                        el("mark", part.text),
                        href=f"{links.article(model.id)}#{part.statement}",
                        title=part.statement,
                    )
                    if part.statement
                    else part.text
                    for part in row
                ],
            )
            for row in model.text
            if row
        ]
    )
