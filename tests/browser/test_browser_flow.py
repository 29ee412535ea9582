"""What a reader does, in a real browser."""

import re
import time
from urllib.error import HTTPError
from urllib.request import urlopen

NARROW = {"width": 390, "height": 844}
PAGES = (
    "", "?q=hip%20pain", "?q=xyzzy", "point?code=GB30", "point?code=GB29", "point?code=GB99",
    "point?code=GB30&claim=leijing-tuyi/GB30/treats/hip-pain", "meridian", "meridian?id=GB",
    "category", "category?id=sea-point", "symptom", "symptom?id=hip-pain", "sources",
    "sources?id=leijing-tuyi", "about", "history", "history?pair=GB30/hip-pain", "kinship", "read",
    "read?at=leijing-tuyi", "disagreements", "disagreements?axis=cones",
    "disagreements?axis=reports", "condition", "condition?id=sciatica", "article",
    "article?id=praise", "safety", "safety?code=GB30", "technique", "technique?id=moxa",
    "relations", "relations?a=GB30", "relations?a=GB30&b=BL40", "matrix", "matrix?cell=GB/BL",
    "compare", "compare?ids=GB30,BL40", "region", "region?id=lower-limb",
    "plate", "plate?id=hip", "body?at=female,GB30",
)  # fmt: skip


GO = (
    "url => { History.prototype.pushState.call(history, {}, '', url);"
    " dispatchEvent(new PopStateEvent('popstate')) }"
)


def here(page, address: str) -> None:
    """Wait for a page of this address."""
    page.wait_for_selector(f'[data-page="{address}"]')


def address_of(page) -> str:
    """Return the address as the page has it (Playwright's own copy can lag behind)."""
    return page.evaluate("location.href")


def top(page) -> float:
    return page.evaluate("document.querySelector('.stMain').scrollTop")


def test_search_point_citation_source_and_back(visit):
    page = visit()
    page.evaluate("window.same = true")
    page.get_by_label("Search", exact=True).first.click()
    page.keyboard.type("huan tiao", delay=30)
    page.wait_for_selector("[data-q='huan tiao']")
    page.click("ol.res a.nm")
    here(page, "point?code=GB30")
    assert page.title() == "GB30 環跳 · Mingtang"
    page.click("article a.c:has-text('腰胯痠痛')")
    page.wait_for_selector("#claim-panel")
    assert "juan 40, leaf 12a, line 3" in page.inner_text("#claim-panel")
    page.click("#claim-panel a:has-text('Leijing Tuyi')")
    here(page, "sources?id=leijing-tuyi")
    page.go_back()
    page.wait_for_selector("#claim-panel")
    assert page.evaluate("document.querySelector('#claim-panel').dataset.claim")
    page.go_back()
    page.wait_for_selector("#claim-panel", state="detached")
    page.go_back()
    page.wait_for_selector("ol.res")
    assert page.get_by_label("Search", exact=True).first.input_value() == "huan tiao"
    assert page.evaluate("window.same"), "the page was loaded anew"


def test_steps_back_faster_than_the_server(visit):
    page = visit()
    for link in ("point?code=GB30", "sources?id=lingshu", "about", "symptom?id=hip-pain"):
        page.evaluate(GO, link)
        here(page, link)
    page.evaluate("history.back(); setTimeout(() => history.back(), 20)")
    page.evaluate("setTimeout(() => history.back(), 60)")
    here(page, "point?code=GB30")
    page.wait_for_timeout(300)
    here(page, "point?code=GB30")
    assert address_of(page).endswith("/point?code=GB30")
    page.go_forward()
    here(page, "sources?id=lingshu")


def test_back_and_forward_keep_the_place(visit):
    page = visit("point?code=GB30", viewport={"width": 1000, "height": 400})
    page.locator(".step a").last.scroll_into_view_if_needed()
    time.sleep(0.4)
    before = top(page)
    assert before > 300
    page.locator(".step a").last.click()
    here(page, "point?code=GB31")
    page.wait_for_function("document.querySelector('.stMain').scrollTop === 0")
    page.go_back()
    here(page, "point?code=GB30")
    page.wait_for_function(f"Math.abs(document.querySelector('.stMain').scrollTop - {before}) < 3")
    page.go_forward()
    here(page, "point?code=GB31")
    page.wait_for_function("document.querySelector('.stMain').scrollTop === 0")


def test_the_panel_is_a_keyboard_thing(visit):
    page = visit("point?code=GB30")
    chip = page.locator("article a.c").nth(2)
    chip.focus()
    page.keyboard.press("Enter")
    page.wait_for_selector("#claim-panel")
    page.wait_for_function("document.activeElement.id === 'claim-panel'")
    assert chip.get_attribute("aria-current") == "true"
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.ariaLabel") == "Close the citation"
    page.keyboard.press("Escape")
    page.wait_for_selector("#claim-panel", state="detached")
    page.wait_for_function("document.activeElement.matches('article a.c')")
    assert "claim=" not in address_of(page)
    assert chip.get_attribute("aria-current") is None


def test_closing_does_not_grow_the_history(visit):
    page = visit("point?code=GB30")
    page.locator("article a.c").first.click()
    page.wait_for_selector("#claim-panel")
    page.click("[data-close]")
    page.wait_for_selector("#claim-panel", state="detached")
    page.click("nav >> text=About")
    here(page, "about")
    page.go_back()
    here(page, "point?code=GB30")
    assert not page.locator("#claim-panel").count()


def test_opening_a_claim_does_not_move_the_page(visit):
    page = visit("point?code=GB30", viewport={"width": 1300, "height": 500})
    chip = page.locator("article a.c").last
    chip.scroll_into_view_if_needed()
    before = top(page)
    chip.click()
    page.wait_for_selector("#claim-panel")
    assert abs(top(page) - before) < 3


def test_deep_link_to_a_claim_shows_where_it_stands(visit):
    page = visit("point?code=GB30&claim=leijing-tuyi/GB30/moxa", viewport=NARROW)
    page.wait_for_function("document.querySelector('.stMain').scrollTop > 200")
    assert page.locator("article a.c[aria-current=true]").first.is_visible()


def test_modified_clicks_are_left_alone(visit):
    page = visit("point?code=GB30")
    with page.context.expect_page() as other:
        page.locator(".over a").first.click(modifiers=["Control"])
    other.value.wait_for_selector("[data-page]")
    assert address_of(other.value).endswith("meridian?id=GB")
    here(page, "point?code=GB30")


def test_links_work_without_the_script(visit):
    page = visit("point?code=GB30")
    page.evaluate("window.same = true; window.mingtang.abort()")
    page.locator("article a.c").first.click()
    page.wait_for_selector("#claim-panel")
    assert not page.evaluate("window.same")


def test_the_search_box_in_the_head(visit):
    page = visit("about")
    page.keyboard.press("/")
    page.keyboard.type("VB 30")
    page.keyboard.press("Enter")
    page.wait_for_selector("ol.res a[href='point?code=GB30']")
    assert "q=VB" in address_of(page)


def test_a_link_to_a_section_begins_there(visit):
    page = visit("point?code=GB30#cautions", viewport={"width": 1300, "height": 500})
    page.wait_for_function("document.querySelector('.stMain').scrollTop > 300")
    assert (
        abs(page.evaluate("document.getElementById('cautions').getBoundingClientRect().top")) < 120
    )


def test_sections_of_a_page(visit):
    page = visit("point?code=GB30", viewport={"width": 1300, "height": 500})
    page.click(".rail a:has-text('Safety')")
    page.wait_for_function("document.querySelector('.stMain').scrollTop > 100")
    page.wait_for_function("document.activeElement.id === 'cautions'")


def test_where_the_books_differ(visit):
    """From a point to its disagreements, to all, and a figure to its citation."""
    page = visit("point?code=GB30")
    card = page.locator(".df")
    assert "Moxibustion" in card.inner_text()
    differing = page.locator("table.by a.ne").first
    assert "≠" in differing.inner_text()
    differing.click()
    page.wait_for_selector("#claim-panel")
    assert "Leijing Tuyi" in page.inner_text("#claim-panel")
    page.keyboard.press("Escape")
    page.wait_for_selector("#claim-panel", state="detached")
    card.locator("a:has-text('over all points')").click()
    here(page, "disagreements")
    page.click(".tabs a:has-text('Moxa cones')")
    here(page, "disagreements?axis=cones")
    assert "50 cones" in page.inner_text("ol.vs")
    page.locator("ol.vs a.c").first.click()
    page.wait_for_selector("#claim-panel")
    page.go_back()
    page.wait_for_selector("#claim-panel", state="detached")
    page.go_back()
    here(page, "disagreements")


UNHEARD = (
    "[...document.querySelectorAll('.mt a[href*=\"#\"]')].filter(a => a.pathname + a.search =="
    " location.pathname + location.search && !document.getElementById(a.hash.slice(1)))"
    ".map(a => a.hash)"
)
"""Links to a section of the page that is not there: browsers drop ids such as ``location``."""


def test_every_internal_link_opens(visit):
    """Walk all links by clicking; none is dead, none prints an error."""
    page = visit(viewport={"width": 320, "height": 200})
    todo, seen, unheard = [""], {""}, []
    links = (
        "[...document.querySelectorAll('.mt a[href]:not([download])')]"
        ".map(a => a.getAttribute('href'))"
    )
    while todo:
        address = todo.pop()
        page.evaluate(GO, "/" + address.removeprefix("./"))
        if "claim=" in address:
            page.wait_for_selector("#claim-panel")
            assert "No such citation" not in page.inner_text("#claim-panel"), address
            continue
        here(page, "./" if address.startswith(("./?q=", "?q=")) else address or "./")
        assert not re.search("^No ", page.inner_text("h1")), address
        unheard += [(address, one) for one in page.evaluate(UNHEARD)]
        for link in page.evaluate(links):
            plain = link.partition("#")[0]
            if plain and plain not in seen and not link.startswith(("https://", "http://")):
                seen.add(plain)
                todo.append(plain)
    assert unheard == []
    assert len(seen) > 60


def test_a_broken_edit_shows_a_banner_over_the_last_good_data(own_site, visit):
    page = visit("point?code=GB30", at=own_site)
    path = own_site.data / "points" / "GB.yaml"
    good = path.read_text(encoding="utf-8")
    path.write_text(good.replace("gloss: Jumping", "glos: Jumping"), encoding="utf-8")
    time.sleep(2.5)
    page.click("nav >> text=Sources")
    page.wait_for_selector(".banner")
    assert "data/points/GB.yaml" in page.inner_text(".banner")
    here(page, "sources")
    path.write_text(good.replace("Jumping Ring", "Leaping Ring"), encoding="utf-8")
    time.sleep(2.5)
    page.go_back()
    here(page, "point?code=GB30")
    page.wait_for_selector(".banner", state="detached")
    assert "Leaping Ring" in page.inner_text(".ph")
    page.click("nav >> text=Search")
    page.get_by_label("Search", exact=True).first.click()
    page.keyboard.type("leap")
    page.wait_for_selector("[data-q='leap']")
    path.write_text(good.replace("gloss: Jumping", "glos: Jumping"), encoding="utf-8")
    time.sleep(2.5)
    page.keyboard.type("i")
    page.wait_for_selector(".banner")
    page.wait_for_selector("[data-q='leapi']")


def test_hanzi_are_drawn(visit):
    """A glyph that no font has is drawn as the same box as any other such glyph."""
    page = visit("point?code=GB30")
    widths = page.evaluate(
        """() => {
        const draw = (text) => {
          const canvas = document.createElement('canvas');
          canvas.width = canvas.height = 60;
          const pen = canvas.getContext('2d');
          const style = getComputedStyle(document.querySelector('h1 [lang]'));
          pen.font = '48px ' + style.fontFamily;
          pen.fillText(text, 4, 48);
          return canvas.toDataURL();
        };
        return [draw('環'), draw('跳'), draw('\\u{10fffd}')];
        }"""
    )
    assert len(set(widths)) == 3


def test_only_the_named_folders_of_files_are_served(visit, site):
    visit()

    def status(path: str) -> int:
        try:
            with urlopen(f"{site.address}_stcore/bidi-components/{path}", timeout=5) as answer:
                assert answer.headers["cache-control"] == "public"
                return answer.status
        except HTTPError as error:
            return error.code

    assert status("mingtang.ui/app.css") == 200
    assert status("mingtang.ui/..%2Fshell.py") == 400
    assert status("mingtang.ui/no.css") == 404
    assert status("mingtang.data/app.css") == 404
