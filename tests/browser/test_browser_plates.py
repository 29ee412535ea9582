"""Plates as a browser draws them: labels measured, themes, rulers, downloads."""

import json
from pathlib import Path

import pytest

SHIPPED = Path(__file__).parents[2] / "kb/body/shipped/plates"
MEASURE = """
svg => {
  const body = document.body;
  body.innerHTML = svg;
  const at = [...body.querySelectorAll("text:not(.c)")].map(one => {
    const box = one.getBBox();
    return [one.textContent, box.x, box.y, box.x + box.width, box.y + box.height];
  });
  const whole = body.firstElementChild.viewBox.baseVal;
  return { at, whole: [whole.x, whole.y, whole.x + whole.width, whole.y + whole.height] };
}
"""
BITE = 3.0
"""Boxes of a browser hold the room above capitals and below the line: so much may overlap."""


def test_no_label_as_drawn_touches_another(chromium):
    page = chromium.new_page()
    page.goto("about:blank")
    bad = []
    for path in sorted(SHIPPED.glob("*.svg")):
        found = page.evaluate(MEASURE, path.read_text(encoding="utf-8"))
        left, top, right, bottom = found["whole"]
        boxes = found["at"]
        for k, (text, a, b, c, d) in enumerate(boxes):
            if a < left or b < top or c > right or d > bottom:
                bad.append((path.stem, text, "leaves the plate"))
            for other, e, f, g, h in boxes[k + 1 :]:
                if min(c, g) - max(a, e) > 1 and min(d, h) - max(b, f) > BITE:
                    bad.append((path.stem, text, other))
    page.close()
    assert bad == []


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_the_best_plate_stands_on_the_page_of_a_point_with_its_marks(visit, theme):
    page = visit("point?code=GB30", color_scheme=theme)
    image = page.locator(".plate .on img").first
    page.wait_for_function(
        "[...document.querySelectorAll('.plate img')].every(i => i.naturalWidth)"
    )
    assert "GB30 marked" in image.get_attribute("alt")
    under, over = page.evaluate(
        """[...document.querySelectorAll(".plate .on img")].map(i => {
          const {x, y, width, height} = i.getBoundingClientRect();
          return [x, y, width, height] })"""
    )
    assert over == under
    shade = page.evaluate(
        """async () => {
          const image = document.querySelector(".plate img");
          const canvas = document.createElement("canvas");
          [canvas.width, canvas.height] = [image.naturalWidth, image.naturalHeight];
          const pen = canvas.getContext("2d");
          pen.drawImage(image, 0, 0);
          const all = pen.getImageData(0, 0, canvas.width, canvas.height).data;
          const skin = [];
          for (let i = 0; i < all.length; i += 400) if (all[i + 3] === 255) skin.push(all[i]);
          return skin.sort((a, b) => a - b)[skin.length >> 1];
        }"""
    )
    assert (shade > 150) == (theme == "light")


@pytest.mark.parametrize("kind", ["svg", "png"])
def test_a_plate_is_saved_with_its_marks_and_caption(visit, kind):
    page = visit("point?code=GB30")
    best = json.loads((SHIPPED / "index.json").read_text(encoding="utf-8"))["best"]["GB30"]
    with page.expect_download() as told:
        page.click(f".plate a[data-save={kind}]")
    assert told.value.suggested_filename == f"{best}.{kind}"
    content = Path(told.value.path()).read_bytes()
    if kind == "png":
        assert content.startswith(b"\x89PNG")
        assert len(content) > 20_000
    else:
        text = content.decode()
        assert "Proportional study model" in text
        assert 'class="zc"' in text


def test_a_part_of_the_body_leads_to_its_plate_and_a_dot_to_its_point(visit):
    page = visit("plate")
    page.locator("a.zone[aria-label^='Hip']").first.click()
    page.wait_for_selector("[data-page^='plate?id=hip']")
    page.locator(".plate a[title^=GB30]").click()
    page.wait_for_selector("[data-page='point?code=GB30']")


def test_a_plate_scrolls_in_its_own_frame_on_a_phone(visit):
    page = visit("plate?id=hip", viewport={"width": 390, "height": 844})
    assert page.evaluate("document.querySelector('.stMain').scrollWidth") <= 390


def test_on_a_phone_the_frame_begins_at_the_point_and_its_names_can_be_read(visit):
    page = visit("point?code=GB30", viewport={"width": 390, "height": 844})
    page.wait_for_function("document.querySelector('.pl').scrollLeft > 0")
    frame, spot, image = (
        page.locator(f".plate {one}").first.bounding_box() for one in (".pl", "a.at", ".on img")
    )
    middle = spot["x"] + spot["width"] / 2 - frame["x"]
    assert frame["width"] / 4 < middle < frame["width"] * 3 / 4
    plate = json.loads((SHIPPED / "index.json").read_text(encoding="utf-8"))
    units = plate["plates"][plate["best"]["GB30"]]["box"][2]
    assert 14 * image["width"] / units > 10  # names are 14 units high


def test_an_answer_about_places_is_drawn_below_the_box(visit):
    page = visit("?q=next+point+after+GB30")
    page.wait_for_selector(".plate.answer .on img >> nth=1")
    image = page.locator(".plate.answer .on img").first
    assert "GB30, GB31 marked" in image.get_attribute("alt")
    page.locator(".plate.answer .on a[title^=GB31]").click()
    page.wait_for_selector("[data-page='point?code=GB31']")
