"""Evidence, safety and techniques as a reader uses them, on the screen and on paper."""

import re

from .test_browser_flow import NARROW, here


def order(page, *selectors: str) -> list[int]:
    """Return the order in which elements stand in the document, the first of each selector."""
    return page.evaluate(
        """names => {
          const all = [...document.querySelectorAll('.mt *')];
          return names.map(one => all.indexOf(document.querySelector(one)));
        }""",
        list(selectors),
    )


def test_the_sciatica_page_sets_books_beside_trials(visit):
    page = visit("condition?id=sciatica", viewport={"width": 1400, "height": 900})
    places = order(page, ".x", "#about", "#care", "#tradition", "#evidence")
    assert places == sorted(places)
    assert "See a doctor at once" in page.inner_text(".x")
    left = page.locator("section[aria-labelledby=tradition]").bounding_box()
    right = page.locator("section[aria-labelledby=evidence]").bounding_box()
    assert left["x"] + left["width"] <= right["x"]
    assert abs(left["y"] - right["y"]) < 3
    tradition = page.inner_text("section[aria-labelledby=tradition]")
    evidence = page.inner_text("section[aria-labelledby=evidence]")
    assert "GB30" in tradition
    assert "recommends against" in evidence
    assert "1 favours" not in tradition
    assert not re.search("recommends|better than sham|randomised", tradition)
    axis = page.locator(".forest .ax").first.bounding_box()
    mark = page.locator(".forest .ax b").first.bounding_box()
    middle = axis["x"] + axis["width"] / 2
    assert mark["x"] > middle, "an estimate in favour stands on the right"
    assert (
        page.locator(".forest .ax").first.evaluate(
            "e => getComputedStyle(e.querySelector('i')).backgroundColor"
        )
        != "rgba(0, 0, 0, 0)"
    )
    page.click("a:has-text('In Praise of Needles')")
    here(page, "article?id=praise")
    assert "contested" in page.inner_text("article")
    page.go_back()
    here(page, "condition?id=sciatica")
    page.click(
        "section[aria-labelledby=tradition] a.code, section[aria-labelledby=tradition] .cl a"
    )
    here(page, "point?code=GB30")


def test_the_safety_card_of_a_point_on_which_books_disagree(visit):
    page = visit("point?code=GB30")
    card = page.inner_text("section[aria-labelledby=cautions]")
    assert "Forbidden: moxibustion." in card
    assert "Forbidden: needling (in pregnancy)." in card
    assert re.search(r"\d others? speaks? of it without this warning", card)
    assert "sciatic nerve" in card
    page.click("a:has-text('Safety of GB30')")
    here(page, "safety?code=GB30")
    said = page.inner_text("article")
    assert "sources disagree" in said
    forbidden, given = "forbidden", "given"
    rows = page.locator("section[aria-labelledby=bans] .d .cl > li").all_inner_texts()
    assert any(row.startswith(forbidden) and "Leijing Tuyi" in row for row in rows)
    assert any(row.startswith(given) and "Jiayi Jing" in row for row in rows)
    assert "What to ask" in said
    page.click("section[aria-labelledby=pregnancy] a.c:has-text('孕婦不可刺')")
    page.wait_for_selector("#claim-panel")
    assert "juan 40, leaf 12a, line 5" in page.inner_text("#claim-panel")
    page.keyboard.press("Escape")
    page.wait_for_selector("#claim-panel", state="detached")
    page.go_back()
    here(page, "point?code=GB30")


def test_a_technique_leads_to_its_points(visit):
    page = visit("technique", viewport=NARROW)
    page.click("table a:has-text('Moxibustion')")
    here(page, "technique?id=moxa")
    assert "forbidden: 1 book" in page.inner_text("section[aria-labelledby=books]")
    page.click("section[aria-labelledby=books] ul.cols a:has-text('GB30')")
    here(page, "point?code=GB30")


def shown(page, selector: str) -> bool:
    return page.locator(selector).first.is_visible()


def test_a_condition_and_a_point_can_be_printed(visit):
    for address, whole in (
        (
            "condition?id=sciatica",
            ("#tradition", "#evidence", ".forest", ".x", "details dl", ".foot"),
        ),
        ("point?code=GB30", ("#needling", "#cautions", "table", ".foot")),
    ):
        page = visit(address, color_scheme="dark")
        if "details dl" in whole:
            assert not shown(page, "details dl"), "closed on the screen"
        page.emulate_media(media="print", color_scheme="dark")
        for selector in whole:
            assert shown(page, selector), (address, selector)
        for selector in (".rail", "form.find", ".site nav"):
            assert not shown(page, selector), (address, selector)
        ink, back = page.evaluate(
            "[getComputedStyle(document.querySelector('.mt h1')).color,"
            " getComputedStyle(document.querySelector('.stApp')).backgroundColor]"
        )
        assert (ink, back) == ("rgb(35, 33, 29)", "rgb(255, 255, 255)")
        paper = page.pdf(format="A4")
        sheets = len(re.findall(rb"/Type\s*/Page\b", paper))
        assert paper.startswith(b"%PDF")
        high = page.evaluate("document.querySelector('.mt article').scrollHeight")
        assert sheets >= max(1, high // 2600), (address, sheets, high)
