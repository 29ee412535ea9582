"""The body in three dimensions, in a real browser."""

import pytest

READY = ".body3d[data-state=ready]"


def test_a_point_is_shown_named_and_opened(visit):
    page = visit("point?code=GB30")
    page.click("nav[aria-label=Picture] a:has-text('In three dimensions')")
    page.wait_for_selector(READY + "[data-code=GB30]")
    page.wait_for_selector(".body3d .labels .main")
    assert page.inner_text(".body3d .labels .main") == "GB30 環跳"
    box = page.locator(".body3d canvas").bounding_box()
    middle = (box["x"] + box["width"] / 2, box["y"] + box["height"] * 0.343)
    page.mouse.move(*middle)
    page.wait_for_selector(".body3d .tip:not([hidden])")
    assert page.inner_text(".body3d .tip") == "GB30 · 環跳 · huántiào"
    page.mouse.click(*middle)
    page.wait_for_selector("[data-page='point?code=GB30']")
    page.go_back()
    page.wait_for_selector(READY)
    page.click("nav[aria-label=Picture] a:has-text('Plate')")
    page.wait_for_selector("[data-page='point?code=GB30'] .plate img")


def test_choices_are_addresses_and_keys_turn(visit):
    page = visit("body")
    page.wait_for_selector(READY)
    page.click("nav[aria-label=Body] a:has-text('Female')")
    page.wait_for_selector("[data-page='body?at=female']")
    page.click("nav[aria-label=Meridian] a:has-text('GB')")
    page.wait_for_selector("[data-page='body?at=female,GB']")
    page.wait_for_selector(".body3d .labels span:has-text('GB')")
    before = page.inner_text(".body3d .labels")
    page.locator(".body3d canvas").focus()
    for _ in range(6):
        page.keyboard.press("ArrowRight")
    page.wait_for_timeout(400)
    assert page.inner_text(".body3d .labels") != before


@pytest.mark.parametrize("script", ["HTMLCanvasElement.prototype.getContext = () => null"])
def test_without_webgl_the_page_says_so(chromium, site, script):
    context = chromium.new_context()
    page = context.new_page()
    page.add_init_script(script)
    page.goto(site.address + "body?at=GB30")
    page.wait_for_selector(".body3d[data-state=none]")
    assert page.is_visible(".body3d .none")
    assert not page.is_visible(".body3d .bar")
    context.close()


def test_missing_geometry_is_told(visit):
    page = visit("about")
    page.route("**/body_female.bin", lambda route: route.abort())
    page.goto(page.url.replace("about", "body?at=female"))
    page.wait_for_selector(".body3d[data-state=failed]")
    assert page.is_visible(".body3d .failed")
    page.watch.problems.clear()
