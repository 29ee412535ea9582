"""Accessibility, both themes, print."""

import os

import pytest

from .test_browser_flow import NARROW, PAGES

if os.environ.get("MINGTANG_REQUIRE_BROWSER") == "1":
    from axe_playwright_python import sync_playwright as axe
else:
    axe = pytest.importorskip(
        "axe_playwright_python.sync_playwright", reason="axe-playwright-python is not installed"
    )

STREAMLITS = frozenset({"landmark-unique", "region", "scrollable-region-focusable"})
"""Rules that the frame Streamlit puts around every page breaks by itself; none is serious."""


SIDEWAYS = (
    "(() => { const m = document.querySelector('.stMain');"
    " return [m.scrollWidth - m.clientWidth, document.body.scrollWidth - innerWidth] })()"
)


@pytest.mark.parametrize("address", PAGES)
def test_every_page_is_accessible_in_both_themes_and_fits_a_phone(visit, address):
    page = visit(address, color_scheme="light", reduced_motion="reduce")
    for theme in ("light", "dark"):
        page.emulate_media(color_scheme=theme)
        page.wait_for_function(
            f"(getComputedStyle(document.querySelector('.stApp')).colorScheme === 'dark')"
            f" === {str(theme == 'dark').lower()}"
        )
        found = axe.Axe().run(page).response["violations"]
        bad = [
            (theme, one["id"], one["impact"], one["nodes"][0]["html"][:200])
            for one in found
            if one["impact"] in ("serious", "critical")
        ]
        assert bad == []
        assert {one["id"] for one in found} <= STREAMLITS
    page.set_viewport_size(NARROW)
    page.wait_for_function(f"{SIDEWAYS}.every(over => over === 0)")


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_the_theme_of_the_reader_is_followed(visit, theme):
    page = visit("point?code=GB30", color_scheme=theme)
    back, ink = page.evaluate(
        "['.stApp', '.mt h1'].map((s, i) =>"
        " getComputedStyle(document.querySelector(s))[i ? 'color' : 'backgroundColor'])"
    )
    assert (back == "rgb(252, 250, 245)") == (theme == "light")
    assert (ink == "rgb(35, 33, 29)") == (theme == "light")


def test_print_has_no_controls(visit):
    page = visit("point?code=GB30", color_scheme="dark")
    page.emulate_media(media="print")
    assert not page.locator(".rail").is_visible()
    assert not page.locator("form.find").is_visible()
    assert page.locator("h1").is_visible()
    ink = page.evaluate("getComputedStyle(document.querySelector('.mt h1')).color")
    assert ink == "rgb(35, 33, 29)"
