"""A typed element helper: HTML is built from elements, and every string in it is escaped.

This is the only module of the browser that makes markup out of text. Data can reach the page as a
child or as the value of an attribute, never as markup; link targets are limited to links of our own
``https``, or plain ``http`` with a whole host name, for the pages that were read so.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any, TypeAlias

from markupsafe import Markup

__all__ = [
    "BREAK", "SLOT", "Attribute", "Block", "Child", "as_text", "drawing", "el", "glued", "join",
    "link_maker", "maker", "quote_maker", "ready", "shape", "static", "stem",
]  # fmt: skip

Child: TypeAlias = "str | int | Markup | Iterable[Child] | None"
"""What may stand inside an element; None stands for nothing."""

Attribute: TypeAlias = "str | int | bool | None"
"""Value of an attribute; None and False leave the attribute out."""

SLOT = Markup("<!--slot-->")
"""Where a component stands in the body of a page."""

BREAK = Markup('</div><!--slot--><div class="mt">')
"""The end of the first half of such a body and the beginning of the second."""

_VOID = frozenset({"br", "hr", "img", "input", "wbr"})
_TAG = re.compile(r"[a-z][a-z0-9]*\Z")
_BARE = re.compile(r"[A-Za-z0-9_-]+\Z")
_UNSAFE = re.compile(r"[&<>\"']")
_WRITTEN = (("&", "&amp;"), ("<", "&lt;"), (">", "&gt;"), ('"', "&#34;"), ("'", "&#39;"))
_ADDRESSES = frozenset({"href", "action", "src"})
_FILLING = re.compile(r"^(?:\s+|/\*.*?\*/\s*|//.*\n\s*)+", re.MULTILINE)
_OPENS = "\x01"
_CHECKED: set[str] = set()
_NAMES: dict[str, str] = {}
_FEW = frozenset({"class_", "lang", "tabindex", "rel", "scope"})
_READY: dict[tuple[str, Attribute], str] = {}
"""Attributes of few values (`_FEW`) as written; most elements have one of them."""
_LINK = re.compile(r"(?:https://|http://[a-z0-9-]+\.[a-z0-9.-]+/|#|\./|[a-z]+(?:[?#]|\Z))")


class Block:
    """Markup as ``st.html`` takes it without searching it for indentation and names of files.

    Parameters
    ----------
    markup : Markup
    """

    __slots__ = ("_markup",)

    def __init__(self, markup: Markup) -> None:
        self._markup = markup

    def _repr_html_(self) -> str:
        return self._markup


def join(*children: Child) -> Markup:
    """Return the children one after the other, text escaped.

    Examples
    --------
    >>> join("a < b", None, ["c", 1])
    Markup('a &lt; bc1')
    """
    out: list[str] = []
    _collect(children, out)
    return str.__new__(Markup, "".join(out))


def _escaped(text: str) -> str:
    if not _UNSAFE.search(text):
        return text
    for sign, written in _WRITTEN:
        text = text.replace(sign, written)
    return text


def _collect(child: Child, out: list[str]) -> None:
    """Append the child to the parts of an element; text escaped, Markup as it is."""
    kind = child.__class__
    if kind is list or kind is tuple:
        each: Any
        for each in child:  # type: ignore[union-attr]
            kind = each.__class__
            if kind is Markup:
                out.append(each)
            elif kind is str:
                out.append(_escaped(each) if _UNSAFE.search(each) else each)
            elif each is not None:
                _collect(each, out)
    elif kind is Markup:
        out.append(child)  # type: ignore[arg-type]
    elif isinstance(child, str):
        out.append(_escaped(child))
    elif isinstance(child, int):
        out.append(str(child))
    elif child is not None:
        for each in child:
            _collect(each, out)


def el(tag: str, /, *children: Child, **attributes: Attribute) -> Markup:
    """Return one element.

    Parameters
    ----------
    tag : str
        Element name in lower case.
    *children : str, int, Markup, iterable of these, or None
        Content; text is escaped.
    **attributes : str, int, bool or None
        A trailing underscore is dropped and other underscores become hyphens (``class_``,
        ``aria_label``); True gives a bare attribute, None and False none.

    Returns
    -------
    Markup

    Raises
    ------
    ValueError
        If `tag` is not an element name, or ``href``/``action`` points to another scheme than ours.

    Examples
    --------
    >>> el("p", "x & y ", el("b", "z"), class_="note")
    Markup('<p class=note>x &amp; y <b>z</b></p>')
    >>> el("a", "GB30", href="point?code=GB30")
    Markup('<a href="point?code=GB30">GB30</a>')
    """
    if tag not in _CHECKED:
        _check(tag)
    out = [f"<{tag}"]
    add = out.append
    for key, value in attributes.items():
        if key in _FEW and value.__class__ is str:
            ready = _READY.get((key, value))
            if ready is None:
                ready = _READY.setdefault((key, value), _attribute(key, value))
            add(ready)
        elif value is not None:
            add(_attribute(key, value))
    add(">")
    return _closed(out, () if tag in _VOID else children, "" if tag in _VOID else f"</{tag}>")


def shape(tag: str, /, *children: Child, **attributes: str) -> Markup:
    """Return one element of a drawing: as `el`, but with every value in quotes, as SVG wants it.

    Examples
    --------
    >>> shape("circle", cx="1", class_="a")
    Markup('<circle cx="1" class="a"/>')
    """
    if tag not in _CHECKED:
        _check(tag)
    said = "".join(f' {_name(key)}="{_escaped(value)}"' for key, value in attributes.items())
    inside = join(*children)
    return Markup(f"<{tag}{said}>{inside}</{tag}>" if inside else f"<{tag}{said}/>")


def drawing(svg: Markup, class_: str) -> Markup:
    """Return a small drawing of ours as an image that carries it in its address.

    Streamlit takes elements of SVG out of a page; an image may hold them. It is for the eye only.

    Raises
    ------
    ValueError
        If there is more in it than ASCII, or a single quote.
    """
    if not svg.isascii() or "'" in svg:
        raise ValueError(f"a drawing holds figures and codes only: {svg!r}")
    coded = str(svg).replace("%", "%25").replace("#", "%23").replace('"', "'")
    coded = coded.replace("<", "%3C").replace("&", "%26")
    return Markup(f'<img class={class_} alt="" aria-hidden=true src="data:image/svg+xml,{coded}">')


def _closed(out: list[str], children: tuple[Any, ...], tail: str) -> Markup:
    """Return an element that begins with `out`."""
    for child in children:
        if child.__class__ is Markup:
            out.append(child)
        elif child.__class__ is str:
            out.append(_escaped(child) if _UNSAFE.search(child) else child)
        elif child is not None:
            _collect(child, out)
    out.append(tail)
    return str.__new__(Markup, "".join(out))


def maker(tag: str, /, **attributes: Attribute) -> Callable[..., Markup]:
    """Return a function that makes elements of one kind of its arguments, as `el` does.

    For what stands on a page a hundred times: tag and attributes are written once.

    Examples
    --------
    >>> code = maker("b", class_="code")
    >>> code("GB30"), code("<")
    (Markup('<b class=code>GB30</b>'), Markup('<b class=code>&lt;</b>'))
    """
    tail = f"</{tag}>"
    head = str(el(tag, **attributes)).removesuffix(tail)
    new, put, unsafe = str.__new__, "".join, _UNSAFE.search

    def make(*children: Any) -> Markup:
        if len(children) == 1:
            (child,) = children
            kind = child.__class__
            if kind is Markup or (kind is str and not unsafe(child)):
                return new(Markup, put((head, child, tail)))
        return _closed([head], children, tail)

    return make


def ready(address: str) -> Markup:
    """Return the address of a link, checked and escaped, for a `link_maker`.

    Raises
    ------
    ValueError
        If it points to another scheme than ours.
    """
    if not _LINK.match(address):
        raise ValueError(f"not a link the browser may show: {address!r}")
    return str.__new__(Markup, _escaped(address))


def stem(address: str) -> Callable[[str], Markup]:
    """Return a function that makes addresses which begin alike, `ready` for a `link_maker`.

    Examples
    --------
    >>> stem("about?a=b&c=")("<")
    Markup('about?a=b&amp;c=&lt;')
    """
    head = ready(address)
    new, put, unsafe = str.__new__, "".join, _UNSAFE.search

    def make(end: str) -> Markup:
        return new(Markup, put((head, _escaped(end) if unsafe(end) else end)))

    return make


def link_maker(**attributes: Attribute) -> Callable[..., Markup]:
    """Return a function that makes links of one kind of an address and children, as `el` does.

    An address that is Markup is taken to be `ready`.

    Examples
    --------
    >>> chip = link_maker(class_="c")
    >>> chip("about?a=b&c=d", "x & y")
    Markup('<a class=c href="about?a=b&amp;c=d">x &amp; y</a>')
    """
    head = str(el("a", **attributes)).removesuffix("></a>") + ' href="'

    def make(address: str, /, *children: Any) -> Markup:
        if address.__class__ is not Markup:
            address = ready(address)
        return _closed([head, address, '">'], children, "</a>")

    return make


def quote_maker(lang: str, /, **attributes: Attribute) -> Callable[[Markup, str, str], Markup]:
    """Return a function that makes links of an address, words in a language, and who says them.

    The address must be `ready`.

    Examples
    --------
    >>> quote_maker("zh-Hant", class_="c")(ready("about"), "<", "x & y")
    Markup('<a class=c href="about"><i lang=zh-Hant>&lt;</i>x &amp; y</a>')
    """
    head = str(el("a", **attributes)).removesuffix("></a>") + ' href="'
    opens = '">' + str(el("i", lang=lang)).removesuffix("</i>")
    new, put, unsafe = str.__new__, "".join, _UNSAFE.search

    def make(address: Markup, words: str, who: str, /) -> Markup:
        if unsafe(words):
            words = _escaped(words)
        if unsafe(who):
            who = _escaped(who)
        return new(Markup, put((head, address, opens, words, "</i>", who, "</a>")))

    return make


def glued(parts: Iterable[Markup]) -> Markup:
    """Return pieces of markup one after the other: what `join` does when there is no text."""
    return str.__new__(Markup, "".join(parts))


def _attribute(key: str, value: Attribute) -> str:
    """Return an attribute as it stands in the tag, with the space before it."""
    if value is None or value is False:
        return ""
    name = _NAMES.get(key) or _name(key)
    if value is True:
        return f" {name}"
    text = str(value)
    if name in _ADDRESSES and not _LINK.match(text):
        raise ValueError(f"not a link the browser may show: {value!r}")
    return f" {name}={text}" if _BARE.match(text) else f' {name}="{_escaped(text)}"'


def _check(tag: str) -> None:
    if not _TAG.match(tag):
        raise ValueError(f"not an element name: {tag!r}")
    _CHECKED.add(tag)


def _name(key: str) -> str:
    return _NAMES.setdefault(key, key.rstrip("_").replace("_", "-"))


def as_text(markup: Markup) -> Markup:
    r"""Return an element that carries markup as text; ``nav.js`` checks it and puts it in place.

    Streamlit's browser side lets a sanitiser walk through every element it is given, which takes
    longer than all the rest of a click. It has nothing to walk through in a text; the script builds
    the same elements, and only those of a short list, with attributes of a short list. A control
    character stands for the sign that opens a tag; markup in which it occurs goes as it is.

    Examples
    --------
    >>> as_text(el("p", "a & b"))
    Markup('<div hidden id="mt:body">\x01p>a &amp;amp; b\x01/p></div>')
    """
    if _OPENS in markup:
        return markup
    text = str.replace(str.replace(markup, "&", "&amp;"), "<", _OPENS)
    return el("div", Markup(text), hidden=True, id="mt:body")


def static(name: str, tag: str) -> Markup:
    """Return a file of ``kb/ui/static`` (our own, trusted) inside `tag` (``style``, ``script``).

    Comments that fill lines, indentation and blank lines are left out: the block is hashed in every
    run.
    """
    text = (Path(__file__).parent / "static" / name).read_text(encoding="utf-8")
    return Markup(f"<{tag}>{_FILLING.sub('', text)}</{tag}>")
