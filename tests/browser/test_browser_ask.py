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


def test_records_are_set_side_by_side_shared_and_come_back_from(visit):
    page = visit("?q=compare GB30 and BL40")
    page.click("a:has-text('side by side')")
    page.wait_for_selector("[data-page='compare?ids=GB30,BL40']")
    assert page.inner_text("h1") == "GB30 and BL40 side by side"
    page.fill("#compare-ids", "huantiao, wei zhong, 環跳, GB31")
    page.click("form.add button")
    page.wait_for_selector("[data-page='compare?ids=GB30,BL40,GB31']")
    again = visit(urlsplit(page.url).path[1:] + "?" + urlsplit(page.url).query)
    again.wait_for_selector("[data-page='compare?ids=GB30,BL40,GB31']")
    page.click(".heads a:has-text('remove') >> nth=2")
    page.wait_for_selector("[data-page='compare?ids=GB30,BL40']")
    page.click("table a.c >> nth=0")
    page.wait_for_selector("#claim-panel")
    page.go_back()
    page.wait_for_selector("#claim-panel", state="detached")
    page.go_back()
    page.wait_for_selector("[data-page='compare?ids=GB30,BL40,GB31']")
    page.go_back()
    page.go_back()
    page.wait_for_selector("[data-q='compare GB30 and BL40']")


def test_comparing_by_keyboard_alone(visit):
    page = visit("compare?ids=GB30")
    page.focus("#compare-ids")
    page.keyboard.press("End")
    page.keyboard.type(", GB31")
    page.keyboard.press("Enter")
    page.wait_for_selector("[data-page='compare?ids=GB30,GB31']")
    assert page.inner_text("#place") == "Location"


def test_the_body_is_browsed_down_to_a_point_and_back(visit):
    page = visit("point?code=BL40")
    page.click("#place ~ p a")
    page.wait_for_selector("[data-page='region?id=knee-posterior-aspect']")
    page.click(".over a:has-text('lower limb')")
    page.wait_for_selector("[data-page='region?id=lower-limb']")
    page.click("ul.cols a:has-text('Thigh')")
    page.wait_for_selector("[data-page='region?id=thigh']")
    page.click("ol.res a.code >> nth=0")
    page.wait_for_selector("[data-page^='point?code=']")
    page.go_back()
    page.wait_for_selector("[data-page='region?id=thigh']")
    page.go_back()
    page.wait_for_selector("[data-page='region?id=lower-limb']")


def test_a_part_of_the_body_is_found_by_search(visit):
    page = visit("?q=points on the knee")
    page.click("a:has-text('knee') >> nth=0")
    page.wait_for_selector("[data-page^='region?id=knee']")
