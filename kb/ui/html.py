"""A typed element helper: HTML is built from elements, and every string in it is escaped.

This is the only module of the browser that makes markup out of text. Data can reach the page as a
child or as the value of an attribute, never as markup; link targets are limited to links of our own
and ``https``.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from pathlib import Path
from typing import TypeAlias

from markupsafe import Markup, escape

__all__ = ["Attribute", "Child", "el", "join", "static"]

Child: TypeAlias = "str | int | Markup | Iterable[Child] | None"
"""What may stand inside an element; None stands for nothing."""

Attribute: TypeAlias = "str | int | bool | None"
"""Value of an attribute; None and False leave the attribute out."""

_VOID = frozenset({"br", "hr", "input", "wbr"})
_TAG = re.compile(r"[a-z][a-z0-9]*\Z")
_BARE = re.compile(r"[A-Za-z0-9_-]+\Z")
_LINK = re.compile(r"(?:https://|#|\./|[a-z]+(?:[?#]|\Z))")


def join(*children: Child) -> Markup:
    """Return the children one after the other, text escaped.

    Examples
    --------
    >>> join("a < b", None, ["c", 1])
    Markup('a &lt; bc1')
    """
    out: list[str] = []
    _collect(children, out)
    return Markup("".join(out))


def _collect(child: Child, out: list[str]) -> None:
    if child is None:
        return
    if isinstance(child, (str, int)):
        out.append(child if isinstance(child, Markup) else str(escape(child)))
        return
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
    if not _TAG.match(tag):
        raise ValueError(f"not an element name: {tag!r}")
    out = [f"<{tag}"]
    for key, value in attributes.items():
        if value is None or value is False:
            continue
        name = key.rstrip("_").replace("_", "-")
        if name in ("href", "action") and not _LINK.match(str(value)):
            raise ValueError(f"not a link the browser may show: {value!r}")
        out.append(f" {name}" if value is True else f" {name}={_quoted(str(value))}")
    out.append(">")
    if tag not in _VOID:
        _collect(children, out)
        out.append(f"</{tag}>")
    return Markup("".join(out))


def _quoted(value: str) -> str:
    return value if _BARE.match(value) else f'"{escape(value)}"'


def static(name: str, tag: str) -> Markup:
    """Return a file of ``kb/ui/static`` (our own, trusted) inside `tag` (``style``, ``script``)."""
    text = (Path(__file__).parent / "static" / name).read_text(encoding="utf-8")
    return Markup(f"<{tag}>{text}</{tag}>")
