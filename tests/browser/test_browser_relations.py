"""Relations in the browser: two names, paths, the picture by mouse and by keyboard, filters."""

from __future__ import annotations

from urllib.parse import urlsplit

READY = ".web[data-ready]"
SPOT = """node => {
  const cy = document.querySelector('.web').picture, box = document.querySelector('.web .field');
  const { x, y } = cy.getElementById(node).renderedPosition();
  const { left, top } = box.getBoundingClientRect();
  return [left + x, top + y];
}"""
KINDS = (
    "document.querySelector('.web').picture.nodes('[ring > 0]').map((node) => node.data('kind'))"
)


def choose(page, node: str) -> None:
    """Click a record in the picture."""
    page.locator(".web .field").scroll_into_view_if_needed()
    page.mouse.click(*page.evaluate(SPOT, node))
    page.wait_for_selector(".web .card a")


def test_two_names_a_path_its_citation_back_and_sharing(visit):
    page = visit("relations")
    page.evaluate("window.same = true")
    page.get_by_label("One name").fill("huan tiao")
    page.get_by_label("Another").fill("腰胯痠痛")
    page.keyboard.press("Enter")
    page.wait_for_selector("ol.ways")
    assert page.inner_text("h1") == "How are GB30 環跳 and hip pain related?"
    assert "GB30 環跳 is said to treat hip pain" in page.inner_text("ol.ways")
    shared = urlsplit(page.evaluate("location.href"))
    assert "kind" not in shared.query
    page.click("ol.ways a.c >> nth=0")
    page.wait_for_selector("#claim-panel")
    assert "髀樞痛" in page.inner_text("#claim-panel")
    page.go_back()
    page.wait_for_selector("#claim-panel", state="detached")
    page.go_back()
    page.wait_for_selector('[data-page="relations"]')
    assert page.evaluate("window.same"), "the page was loaded anew"
    again = visit(f"relations?{shared.query}")
    assert again.inner_text("h1") == "How are GB30 環跳 and hip pain related?"


def test_a_question_in_the_search_box_leads_there(visit):
    page = visit("?q=how%20are%20GB30%20and%20BL40%20related")
    page.click("text=How GB30 and BL40 are related")
    page.wait_for_selector("ol.ways")
    assert page.inner_text("h1") == "How are GB30 環跳 and BL40 委中 related?"


def test_a_record_of_the_picture_is_chosen_put_in_the_middle_and_come_back_from(visit):
    page = visit("relations?a=GB30")
    page.wait_for_selector(READY)
    choose(page, "symptom:hip-pain")
    card = page.locator(".web .card")
    assert "hip pain symptom · treats" in card.inner_text()
    assert card.locator("a").first.get_attribute("href") == "symptom?id=hip-pain"
    card.get_by_text("Put it in the middle").click()
    page.wait_for_selector('[data-page="relations?a=hip-pain"]')
    page.wait_for_function(
        "document.querySelector('.web')?.picture?.nodes('[ring = 0]').id() === 'symptom:hip-pain'"
    )
    page.go_back()
    page.wait_for_selector('[data-page="relations?a=GB30"]')
    page.wait_for_function(
        "document.querySelector('.web')?.picture?.nodes('[ring = 0]').id() === 'point:GB30'"
    )
    choose(page, "symptom:hip-pain")
    card.get_by_text("Open its page").click()
    page.wait_for_selector('[data-page="symptom?id=hip-pain"]')
    assert not page.locator(".web").count()


def test_the_picture_by_keyboard(visit):
    page = visit(
        "relations?a=GB30", viewport={"width": 390, "height": 844}, reduced_motion="reduce"
    )
    page.wait_for_selector(READY)
    page.locator(".web .field").focus()
    page.keyboard.press("ArrowDown")
    assert "GB30 環跳" in page.inner_text(".web .card")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("ArrowRight")
    chosen = page.evaluate(
        "document.querySelector('.web').picture.nodes(':selected').map((n) => n.id())"
    )
    assert len(chosen) == 1
    assert chosen != ["point:GB30"]
    before = page.evaluate("document.querySelector('.web').picture.zoom()")
    page.keyboard.press("+")
    assert page.evaluate("document.querySelector('.web').picture.zoom()") > before
    page.keyboard.press("Enter")
    page.wait_for_function("!location.search.endsWith('a=GB30')")
    page.wait_for_selector("[data-page^='relations?a=']")


def test_filters_are_in_the_address(visit):
    page = visit("relations?a=GB30")
    page.wait_for_selector(READY)
    page.get_by_label("Kind of record").select_option("symptom")
    page.get_by_label("Said by").select_option("jiayi-jing")
    page.get_by_role("button", name="Show", exact=True).click()
    page.wait_for_selector('[data-page="relations?a=GB30&kind=symptom&source=jiayi-jing"]')
    page.wait_for_function(f"{KINDS}.length === 1")
    assert page.evaluate(KINDS) == ["symptom"]
    assert page.get_by_label("Kind of record").input_value() == "symptom"
    assert page.locator("table tbody tr").count() == 1
    page.go_back()
    page.wait_for_selector('[data-page="relations?a=GB30"]')
    page.wait_for_function(f"{KINDS}.length > 3")


def test_an_open_citation_leaves_the_picture_as_it_is(visit):
    page = visit("relations?a=GB30")
    page.wait_for_selector(READY)
    page.evaluate("document.querySelector('.web').same = true")
    page.locator("article a.c").first.click()
    page.wait_for_selector("#claim-panel")
    assert page.evaluate("document.querySelector('.web').same")
    page.keyboard.press("Escape")
    page.wait_for_selector("#claim-panel", state="detached")
    assert page.evaluate("document.querySelector('.web').same")


def test_the_library_comes_with_the_picture_only(visit):
    page = visit("point?code=GB30")
    fetched = []
    page.on("request", lambda asked: fetched.append(asked.url))
    page.click("text=Relations >> nth=0")
    page.wait_for_selector('[data-page="relations"]')
    assert not any("cytoscape" in url for url in fetched)
    page.goto(page.url.partition("relations")[0] + "relations?a=GB30")
    page.wait_for_selector(READY)
    assert sum("cytoscape" in url for url in fetched) == 1


def test_a_field_of_the_matrix_opens_its_points(visit):
    page = visit("matrix")
    page.locator("#crossing").scroll_into_view_if_needed()
    page.click(".met td a")
    page.wait_for_selector('[data-page="matrix?cell=GB/BL"]')
    assert "GB30" in page.inner_text("section[aria-labelledby=pair]")
    page.click("section[aria-labelledby=pair] ul.cl a.c")
    page.wait_for_selector("#claim-panel")
    assert "足少陽太陽之會" in page.inner_text("#claim-panel")


def test_suggestions_come_while_typing_and_fill_the_box(visit):
    page = visit("relations")
    page.get_by_label("One name").click()
    page.keyboard.type("huan tiao")
    page.wait_for_selector("form.ask li[data-short=GB30]")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    assert page.get_by_label("One name").input_value() == "GB30"
    assert not page.locator("form.ask ul[role=listbox]").count()
    page.get_by_label("Another").click()
    page.keyboard.type("qqqzzz")
    page.wait_for_selector("form.ask li.none")
    page.keyboard.press("Escape")
    assert not page.locator("form.ask ul[role=listbox]").count()
