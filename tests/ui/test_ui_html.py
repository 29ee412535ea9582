"""The element helper: text is escaped, links are limited."""

from html import unescape

import pytest
from markupsafe import Markup

from kb.ui.html import as_text, el, join, link_maker, maker, static


def test_text_is_escaped_wherever_it_stands():
    made = el("a", "<b>", title='"><script>', href="point?code=<x>", data_x="a'b")
    assert made == (
        '<a title="&#34;&gt;&lt;script&gt;" href="point?code=&lt;x&gt;" data-x="a&#39;b">'
        "&lt;b&gt;</a>"
    )


def test_nothing_true_and_false():
    assert el("input", required=True, disabled=False, id=None) == "<input required>"


def test_children_nest_and_none_is_nothing():
    assert el("p", None, ["a", ["b", 1]], el("br")) == "<p>ab1<br></p>"
    assert join() == Markup("")


@pytest.mark.parametrize(
    "address",
    ["javascript:alert(1)", "//elsewhere", "http://x", "data:text/html,x", "", "/x", "Point?a"],
)
def test_links_of_other_schemes_are_refused(address):
    with pytest.raises(ValueError, match="not a link"):
        el("a", "x", href=address)
    with pytest.raises(ValueError, match="not a link"):
        link_maker(class_="c")(address, "x")


ODD = "<b>&\"'"


def test_moulds_write_what_the_helper_writes():
    children = (ODD, None, ["a", 1, [ODD]], el("br"), 7, el("i", ODD))
    made = maker("td", class_="k v", data_l=ODD)
    assert made(*children) == el("td", *children, class_="k v", data_l=ODD)
    link = link_maker(class_="c r", data_r=ODD)
    where = "point?code=GB30&claim=a/b%232"
    assert link(where, *children) == el("a", *children, class_="c r", data_r=ODD, href=where)


def test_a_page_as_text_has_no_element_and_comes_back_whole():
    body = el("div", el("p", ODD, title=ODD), el("i", "&lt;"), class_="mt")
    text = as_text(body).removeprefix('<div hidden id="mt:body">').removesuffix("</div>")
    assert "<" not in text
    assert unescape(text).replace("\x01", "<") == body


def test_nobody_else_can_open_a_tag_in_a_page_as_text():
    body = el("p", "\x01img src=x>")
    assert as_text(body) == body


@pytest.mark.parametrize(
    "address",
    [
        "https://github.com/x",
        "#ours",
        "./",
        "./?q=1",
        "about",
        "point?code=GB30",
        "about#o",
        "http://bmj.com/x",
    ],
)
def test_our_links_are_allowed(address):
    assert el("a", "x", href=address)


@pytest.mark.parametrize("tag", ["", "a b", "script>", "A"])
def test_no_such_element(tag):
    with pytest.raises(ValueError, match="not an element"):
        el(tag)


def test_style_and_script_lose_their_filling_only():
    for name, tag, kept in (("app.css", "style", "@media print {"), ("nav.js", "script", "})();")):
        lines = static(name, tag).removesuffix(f"</{tag}>").splitlines()
        assert kept in lines or lines[-1] == kept
        assert [one for one in lines if one != one.lstrip() or one[:2] in ("", "//", "/*")] == []
