"""Pages that come as text: our script builds what our own code writes, and nothing else."""

from markupsafe import Markup

from kb.ui.html import as_text, el

from .test_browser_flow import GO, here

POISON = (
    "<img src=x onerror=window.hit=1><script>window.hit=1</script>",
    "\"' autofocus onfocus=window.hit=1 x='\"",
    "&lt;img src=x onerror=window.hit=1&gt;",
    "--></template></div><svg onload=window.hit=1>",
)

REFUSED = (
    "<div><img src=data:,x onerror='window.hit=1'></div>",
    "<div><img src='https:x' srcset='//example.org'></div>",
    "<div onclick='window.hit=1'>x</div>",
    "<div><p onpointermove='window.hit=1'>x</p></div>",
    "<div><p style='position:fixed'>x</p></div>",
    "<div><p style='width:1%;--x:url(//example.org)'>x</p></div>",
    "<div><script>window.hit=1</script></div>",
    "<div><math><a></a></math></div>",
    "<div><iframe srcdoc=x></iframe></div>",
    "<div><template><img></template></div>",
    "<div><a href='javascript:1'>x</a></div>",
    "<div><form action='//example.org'></form></div>",
    "<div></div><div></div>",
    "",
)

PUT = """html => {
  const box = document.createElement('div');
  box.id = 'box';
  box.innerHTML = html;
  document.querySelector('.stMain').append(box);
}"""


def test_text_of_the_data_stays_text(visit):
    page = visit("about")
    for poison in POISON:
        body = el("div", el("p", poison, lang=poison, class_="it"), class_="mt")
        page.evaluate(PUT, str(as_text(body)))
        page.wait_for_selector("#box > .mt")
        assert page.inner_text("#box .it").strip() == poison.strip()
        assert page.get_attribute("#box .it", "lang") == poison
        assert page.evaluate("document.querySelectorAll('#box *').length") == 2
        assert page.evaluate("document.querySelector('#box .it').attributes.length") == 2
        page.evaluate("document.querySelector('#box').remove()")
    assert page.evaluate("window.hit") is None


SOUND = """html =>
  window.mingtang.sound(new DOMParser().parseFromString(html, 'text/html').body)"""


def test_what_our_code_does_not_write_is_not_built(visit):
    page = visit("about")
    good = el("div", el("a", "x", href="about?claim=y", aria_label="z"), class_="mt")
    assert page.evaluate(SOUND, str(good))
    assert [bad for bad in REFUSED if page.evaluate(SOUND, bad)] == []
    page.evaluate("window.same = true")
    page.evaluate(PUT, str(as_text(Markup(REFUSED[0]))))
    page.wait_for_function("!window.same")
    here(page, "about")
    assert page.evaluate("window.hit") is None
    assert not page.locator("#box").count()


def test_only_pages_after_the_first_come_as_text(visit):
    page = visit("point?code=GB30")
    page.evaluate(
        "window.seen = 0; const parse = DOMParser.prototype.parseFromString;"
        " DOMParser.prototype.parseFromString = function (text, type) {"
        " seen += String(text).startsWith('<div class=mt');"
        " return parse.call(this, text, type) }; 0"
    )
    seen = []
    page.locator("article a.c").first.click()
    page.wait_for_selector("#claim-panel")
    seen.append(page.evaluate("seen"))
    for address, title in (("symptom?id=hip-pain", "hip pain"), ("point?code=GB30", "GB30 環跳")):
        page.evaluate(GO, f"/{address}")
        here(page, address)
        page.wait_for_function(f"document.title === '{title} · Mingtang'")
        seen.append(page.evaluate("seen"))
    page.locator("article a.c").first.click()
    page.wait_for_selector("#claim-panel")
    seen.append(page.evaluate("seen"))
    assert seen == [0, 1, 2, 2]
    assert not page.locator('[id="mt:body"]').count()
