"""Asking in the browser: typing, refining, choosing, Back, an address that can be shared."""

from __future__ import annotations

from urllib.parse import parse_qs, urlsplit

import pytest

QUESTION = "sea points of the foot yang meridians"


def shown(page) -> list[str]:
    """Return the codes of the points shown."""
    return page.eval_on_selector_all("ol.res a.code", "all => all.map((a) => a.textContent)")


def ask(page, query: str) -> None:
    box = page.get_by_label("Search", exact=True).first
    box.fill(query)
    page.wait_for_selector(f'[data-q="{query}"]')


def test_a_set_question_is_refined_shared_and_come_back_to(visit):
    page = visit()
    page.get_by_label("Search", exact=True).first.click()
    page.keyboard.type("sea points", delay=40)
    page.wait_for_selector("[data-q='sea points']")
    ask(page, QUESTION)
    assert shown(page) == ["BL40"]
    assert "read as" in page.inner_text("ul.read")
    page.wait_for_function("location.search.includes('yang')")
    address = urlsplit(page.url)
    assert parse_qs(address.query)["q"] == [QUESTION]
    again = visit(f"?{address.query}")
    again.wait_for_selector("ol.res")
    assert shown(again) == ["BL40"]
    page.click("ol.res a.nm")
    page.wait_for_selector("[data-page^='point']")
    assert "BL40" in page.title()
    page.go_back()
    page.wait_for_selector("ol.res")
    assert shown(page) == ["BL40"]


def test_a_reason_opens_its_citation(visit):
    page = visit(f"?q={QUESTION}")
    page.click("ol.res a.c >> nth=0")
    page.wait_for_selector("#claim-panel")
    assert "BL40" in page.inner_text("#claim-panel")


def test_a_bridge_and_what_is_not_understood_are_named(visit):
    page = visit("?q=sciatica")
    assert "no book here uses" in page.inner_text("article")
    page = visit("?q=flobbernock")
    assert "Not understood" in page.inner_text("article")
    assert shown(page) == []


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_results_fit_a_phone(visit, scheme):
    page = visit("?q=hip pain", viewport={"width": 390, "height": 800}, color_scheme=scheme)
    page.wait_for_selector("ol.res")
    assert page.evaluate("document.documentElement.scrollWidth") <= 390
