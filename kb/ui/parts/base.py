"""The visual language every page shares.

Each of these has one look everywhere: a citation chip, reported speech, a disagreement, a gap, a
safety note, what is ours, and a name with hanzi and pinyin.
"""

from __future__ import annotations

import functools
import re
from collections.abc import Callable, Iterable

from markupsafe import Markup

from kb.ui import links
from kb.ui.html import Child, el, glued, join, link_maker, maker, quote_maker, ready, stem
from kb.views.common import Chip, Prose, Ref, Voices, limit_text
from kb.views.measures import Measure

__all__ = [
    "NOT_SAFE",
    "address",
    "chip",
    "chip_list",
    "claim_row",
    "compare_with",
    "contents",
    "disagreement",
    "gap",
    "hanzi",
    "korean",
    "link",
    "measure",
    "mixed",
    "name",
    "named",
    "note",
    "ours",
    "page",
    "phrase",
    "pinyin",
    "placed",
    "prose",
    "related",
    "rest",
    "section",
    "seen_as",
    "station",
    "steps",
    "table",
    "voices",
]

_HAN = re.compile("([\u2e80-\u9fff\uf900-\ufaff\U00020000-\U0003ffff]+)")

NOT_SAFE = "That is not a sign of safety."
"""What stands wherever no warning is recorded."""

_ADDRESS: dict[str, Callable[[str], str]] = {
    "point": links.point,
    "meridian": links.meridian,
    "category": links.category,
    "teaching": links.teaching,
    "technique": links.technique,
    "symptom": links.symptom,
    "region": links.region,
    "condition": links.condition,
    "article": links.article,
    "statement": links.statement,
    "source": links.source,
}


_a = link_maker()
_code, _b, _li = maker("b", class_="code"), maker("b"), maker("li")
_head, _div, _span = maker("div", class_="k"), maker("div"), maker("span")
_voices, _through = maker("span", class_="v"), link_maker(class_="v")
_pinyin = maker("span", class_="py", lang="zh-Latn")


@functools.cache
def _tongue(tag: str, lang: str) -> Callable[..., Markup]:
    return maker(tag, lang=lang)


def hanzi(text: str, lang: str = "zh-Hant", tag: str = "span") -> Markup:
    """Return hanzi with their language tag, or nothing."""
    return _tongue(tag, lang)(text) if text else Markup("")


def mixed(text: str) -> Markup:
    """Return text in which every run of hanzi carries its language tag."""
    parts = _HAN.split(text)
    return join([hanzi(part) if i % 2 else part for i, part in enumerate(parts)])


def pinyin(text: str) -> Markup:
    """Return pinyin, or nothing."""
    return _pinyin(text) if text else Markup("")


def korean(text: str) -> Markup:
    """Return a Korean reading, which is derived by us, or nothing."""
    return join(el("span", text, lang="ko"), ours()) if text else Markup("")


def name(ref: Ref) -> Markup:
    """Return label, hanzi and pinyin of a record, without a link."""
    label = _code(ref.label) if ref.kind == "point" else _b(ref.label)
    han = [" ", hanzi(ref.hant)] if ref.hant else None
    return join(label, han, [" ", pinyin(ref.pinyin)] if ref.pinyin and ref.hant else None)


def station(ref: Ref, gloss: str, *content: Child) -> Markup:
    """Return a line of a list of points: code, names and our gloss, linked, then the content."""
    address = links.point(ref.id)
    names = [hanzi(ref.hant), " ", pinyin(ref.pinyin), [" ", gloss] if gloss else None]
    return el(
        "li",
        el("a", ref.label, class_="code", href=address),
        el("div", el("a", names, class_="nm", href=address), content),
    )


def named(refs: Iterable[Ref]) -> Markup:
    """Return records by label, linked, with hanzi, joined by commas."""
    return join(
        [
            [", " if i else "", link(ref, ref.label, [" ", hanzi(ref.hant)] if ref.hant else None)]
            for i, ref in enumerate(refs)
        ]
    )


def placed(refs: Iterable[Ref]) -> Markup:
    """Return places in running text: landmarks with their article, points and meridians linked."""
    return join(
        [
            [
                ", " if i else "",
                link(ref, ref.label, [" ", hanzi(ref.hant)] if ref.hant else None)
                if ref.kind == "point"
                else ["the ", link(ref, ref.label)],
            ]
            for i, ref in enumerate(refs)
        ]
    )


def link(ref: Ref, *content: Child) -> Markup:
    """Return a link to the record's page (plain text when it has none)."""
    inside = content or (ref.label,)
    place = _place(ref.kind, ref.id)
    return _a(place, *inside) if place else join(*inside)


@functools.lru_cache(4096)
def _place(kind: str, ident: str) -> Markup:
    """Return the address of a record, ready for a link; empty when it has none."""
    return ready(_ADDRESS[kind](ident)) if kind in _ADDRESS else Markup("")


def address(kind: str, ident: str) -> str:
    """Return the address of the page of a record; empty when records of its kind have none."""
    return _ADDRESS[kind](ident) if kind in _ADDRESS else ""


def prose(sentence: Prose) -> Markup:
    """Return a generated sentence with links to the points it names."""
    return join([link(one.ref, one.text) if one.ref else one.text for one in sentence])


@functools.cache
def ours() -> Markup:
    """Return the mark of what is our own wording."""
    return el("a", "ours", class_="o", href=f"{links.about()}#ours", title="our own wording")


def gap(text: str) -> Markup:
    """Return a blank that says it is one."""
    return el("span", mixed(text), class_="g")


def measure(value: Measure) -> Markup:
    """Return a figure with its unit, in English and as printed."""
    return join(str(value), [" ", hanzi(value.hant)] if value.hant else None)


def chip(cite: Chip, here: str, *says: Child, look: str = "") -> Markup:
    """Return the citation chip of a claim: what is said, who says it, in how many passages.

    Parameters
    ----------
    cite : Chip
        The citation.
    here : str
        Address of the page, over which the panel opens.
    *says : Child
        Shown instead of the words and the source (in a table that names the source itself); such a
        chip says nothing of limits and reports either.
    look : str
        Further class of such a chip: ``no`` for a ban, ``ne`` for a figure that differs.
    """
    address = _over(here)(links.value(cite.claim))
    times = f" ×{len(cite.also) + 1}" if cite.also else ""
    if says:
        return _looking(look)(address, *says, times)
    if cite.words:
        made = _quoting(cite.lang, cite.reports)(address, cite.words, f"{cite.source}{times}")
    else:
        made = _reporting(cite.reports)(address, cite.source, times)
    return join(el("span", limit_text(cite.limits), class_="q"), made) if cite.limits else made


@functools.lru_cache(64)
def _over(here: str) -> Callable[[str], Markup]:
    """Return what makes the addresses of the claims over a page."""
    return stem(links.before_claim(here))


@functools.cache
def _looking(look: str) -> Callable[..., Markup]:
    return link_maker(class_=f"c {look}".rstrip())


@functools.lru_cache(1024)
def _reporting(book: str) -> Callable[..., Markup]:
    return link_maker(class_="c r", data_r=book) if book else link_maker(class_="c")


@functools.lru_cache(1024)
def _quoting(lang: str, book: str) -> Callable[[Markup, str, str], Markup]:
    if book:
        return quote_maker(lang, class_="c r", data_r=book)
    return quote_maker(lang, class_="c")


def phrase(cite: Chip, here: str) -> Markup:
    """Return a chip that shows the words alone, where the source is named beside it."""
    return _wording(cite.lang)(_over(here)(links.value(cite.claim)), cite.words)


@functools.cache
def _wording(lang: str) -> Callable[..., Markup]:
    return link_maker(class_="c", lang=lang)


def chip_list(cites: Iterable[Chip], here: str) -> Markup:
    """Return chips one after the other."""
    return glued([chip(cite, here) for cite in cites])


def voices(count: Voices, address: str = "") -> Markup:
    """Return how many books and families say something; with an address, since when, and linked."""
    if address and count.books:
        years = f"\n{count.years}" if count.years else ""
        return _through(address, f"{count}{years}")
    return _voices(str(count))


def claim_row(
    head: Child, count: Voices | None, cites: Iterable[Chip], here: str, history: str = ""
) -> Markup:
    """Return one entry of a list of claims: what, how many voices, and the chips.

    `history` is the address of the page that shows the voices through time.
    """
    return _li(_head(head), _div(chip_list(cites, here)), voices(count, history) if count else None)


def related(name: str) -> Child:
    """Return the link to what is related to a record, for the line over its name."""
    return [" · ", el("a", "Relations", href=links.relations(name))]


def rest(hidden: int, what: str, address: str) -> Child:
    """Return the link to the page that shows a list to its end, if it was cut."""
    return el("p", el("a", f"Show {hidden} {what}", href=address)) if hidden else None


def note(kind: str, title: str, *content: Child) -> Markup:
    """Return a boxed note: ``d`` disagreement, ``x`` safety, ``n`` neutral."""
    return el("div", el("b", title), " ", content, class_=kind)


def compare_with(ident: str, near: Iterable[tuple[Ref, tuple[str, ...]]] = ()) -> Markup:
    """Return the way to the page that sets a record beside another one; `near` are offered first.

    Each of `near` comes with the ids of both, in the order of their common address.
    """
    offered = [[el("a", name(ref), href=links.compare(*ids)), ", "] for ref, ids in near]
    other = el("a", "another one" if offered else "Compare with …", href=links.compare(ident))
    return el("p", ["Compare with ", offered, "or "] if offered else None, other, class_="s")


def disagreement(title: str, *content: Child) -> Markup:
    """Return a note that sources disagree."""
    return note("d", title, *content)


def section(ident: str, title: str, *content: Child, count: str = "") -> Markup:
    """Return a section with its heading, or nothing when it has no content."""
    body = join(*content)
    if not body:
        return Markup("")
    small = el("small", count) if count else None
    return el(
        "section",
        el("h2", title, [" ", small] if small else None, id=ident, tabindex="-1"),
        body,
        aria_labelledby=ident,
    )


def contents(entries: Iterable[tuple[str, str, str]], here: str) -> Markup:
    """Return the list of sections of a page: ``(id, title, count)``."""
    rows = [
        _li(_a(f"{here}#{ident}", title), _span(count) if count else None)
        for ident, title, count in entries
    ]
    return el("nav", el("h2", "On this page"), el("ul", rows), aria_label="Sections of this page")


def page(here: str, main: Child, rail: Child = None) -> Markup:
    """Return the body of a page: main column and rail."""
    side = el("div", el("div", rail), class_="rail") if rail else None
    return el("article", el("div", main), side, class_="page", data_page=here)


def steps(before: Ref | None, after: Ref | None) -> Markup:
    """Return the links to the previous and next record."""
    first = link(before, "← ", name(before)) if before else ""
    last = link(after, name(after), " →") if after else ""
    return el("nav", el("span", first), el("span", last), class_="step", aria_label="Neighbours")


def seen_as(code: str, turning: bool = False) -> Markup:
    """Return the two tabs of a point's picture: its plate, and the body in three dimensions."""
    tabs = ("Plate", links.point(code)), ("In three dimensions", links.body(code))
    marks = [
        el("a", label, href=address, aria_current="page" if number == turning else None)
        for number, (label, address) in enumerate(tabs)
    ]
    return el("nav", marks, class_="tabs", aria_label="Picture")


def table(
    head: Iterable[str], rows: Iterable[Iterable[Child]], label: str, stack: bool = True
) -> Markup:
    """Return a table; the first cell of each row heads it.

    Parameters
    ----------
    head : iterable of str
        Column titles; they label the cells again when narrow screens stack them.
    rows : iterable of iterable of Child
        Cells.
    label : str
        Name of the table for those who do not see it.
    stack : bool
        Whether narrow screens show rows as blocks.
    """
    titles = list(head)
    body = []
    for row in rows:
        first, *rest = row
        cells = [el("th", first, scope="row")]
        cells += [
            el("td", cell, data_l=title or None)
            for title, cell in zip(titles[1:], rest, strict=True)
        ]
        body.append(el("tr", cells))
    return el(
        "div",
        el(
            "table",
            el("caption", label, class_="sr"),
            el("thead", el("tr", [el("th", title, scope="col") for title in titles])),
            el("tbody", body),
            class_="st" if stack else None,
        ),
        class_="tw",
    )
