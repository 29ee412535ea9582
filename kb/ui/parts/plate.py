"""Plates in the pages: the picture as a file, and over it what is marked and where its points lead.

The picture is fetched once and kept by the browser; rings, rulers and links are drawn over it in
its own units, so they follow when it is scaled.
"""

from __future__ import annotations

import functools
import math
from collections.abc import Iterable

from markupsafe import Markup

from kb.body.atlas import Box, Plate, Stretch
from kb.location.words import number
from kb.ui import assets, links
from kb.ui.html import Child, drawing, el, join, shape
from kb.ui.parts import base
from kb.views.common import Ref
from kb.views.plate import Mark, Measure, Picture, PlateList, PlatePage, Rule, Zone

__all__ = ["figure", "figures", "index", "page"]

LANE = 30.0
"""How far a ruler stands from the edge of the plate, in units."""
STYLE = {
    "c": ".zc{fill:none;stroke:#d0503c;stroke-width:2.6}",
    "n": ".zn{fill:none;stroke:#6088b8;stroke-width:1.5}",
    "l": ".zl{fill:none;stroke:#d0503c;stroke-width:2}",
    "m": ".zm{fill:none;stroke:#d0503c;stroke-width:1.6}.zp{fill:#b03a28}"
    ".zo{font:600 13px sans-serif;fill:#fff}",
    "v": ".zv{stroke:#d0503c;stroke-dasharray:5 4}",
    "d": ".zd{fill:#d0503c;fill-opacity:.75}",
    "s": ".zs{fill:none;stroke:#777}.zt{stroke-dasharray:2 4}.zr{stroke:#d0503c;"
    "stroke-dasharray:5 3}.zf{font:600 11px sans-serif;fill:#777}.za{font-size:13px;fill:#d0503c}",
}
"""Look of what lies over a plate, by its letter; a z before it sets it apart from the plate."""
NOTICE = "Proportional study model, not a needling guide."


def figure(picture: Picture, *, keys: bool = False, look: str = "", above: Child = None) -> Markup:
    """Return a picture with its marks, links, words and downloads.

    Parameters
    ----------
    picture : Picture
    keys : bool
        Whether all its points are links; else only the marked ones, and the plate itself.
    look : str
        Further class of the figure.
    above : Child
        What stands over the picture.
    """
    plate = picture.plate
    words = [el("li", base.mixed(text)) for text in picture.words]
    return el(
        "figure",
        above,
        _stage(picture, [_spot(plate, mark) for mark in picture.marks if keys or mark.look]),
        el(
            "figcaption",
            el("ul", words, class_="plain") if words else None,
            el(
                "p",
                el("a", plate.title, href=links.plate(plate.id)),
                ". ",
                _downloads(plate),
            ),
        ),
        class_=f"plate {look}".rstrip(),
    )


def figures(pictures: Iterable[Picture]) -> Markup:
    """Return small pictures side by side."""
    made = [figure(picture, look="small") for picture in pictures]
    return el("div", made, class_="plates") if made else Markup("")


def _stage(picture: Picture, over: Child) -> Markup:
    """Return the picture and what lies over it, in a frame that scrolls when it must."""
    plate = picture.plate
    _, _, width, height = plate.box
    return el(
        "div",
        el(
            "div",
            el(
                "img",
                src=assets.path("body", plate.file),
                alt=picture.alt,
            ),
            _overlay(picture),
            over,
            class_="on",
            style=f"--w:{width:.0f};--h:{height:.0f}",
        ),
        class_="pl",
        tabindex="0",
        role="group",
        aria_label=plate.title,
    )


def _downloads(plate: Plate) -> Markup:
    """Return the links that save the plate: as drawn, and as seen with its marks."""
    address = assets.path("body", plate.file)
    return el(
        "span",
        "Save as ",
        el("a", "SVG", href=address, download=f"{plate.id}.svg", data_save="svg"),
        " or ",
        el("a", "PNG", href=address, download=f"{plate.id}.png", data_save="png"),
        class_="save",
    )


def _spot(plate: Plate, mark: Mark) -> Markup:
    """Return the link of a point, centred on it."""
    left, top, width, height = plate.box
    return el(
        "a",
        href=links.point(mark.point.id),
        class_="at" if mark.look == "chosen" else None,
        style=f"left:{(mark.x - left) / width * 100:.1f}%;top:{(mark.y - top) / height * 100:.1f}%",
        title=f"{mark.point.id} {mark.point.hant}",
    )


def _overlay(picture: Picture) -> Markup:
    """Return rings and rulers, in units of the plate."""
    left, top, width, height = picture.plate.box
    rings = [_ring(mark, picture.plate.whole) for mark in picture.marks if mark.look]
    rules: list[Child] = []
    for upright in (True, False):
        some = [rule for rule in picture.rules if rule.stretch.upright == upright]
        rules += [_ruler(rule, picture.plate) for rule in some[:1]]
    drawn = [_measure(one) for one in picture.measures] + [_level(one) for one in picture.levels]
    if not rings and not rules and not drawn:
        return Markup("")
    looks = {"chosen": "c", "near": "n", "lit": "d" if picture.plate.whole else "l"}
    used = {looks[mark.look] for mark in picture.marks if mark.look} | ({"s"} if rules else set())
    used |= ({"m"} if picture.measures else set()) | ({"v"} if picture.levels else set())
    made = shape(
        "svg",
        shape("style", "".join(STYLE[one] for one in STYLE if one in used)),
        rules,
        drawn,
        rings,
        xmlns="http://www.w3.org/2000/svg",
        viewBox=f"{left:g} {top:g} {width:g} {height:g}",
    )
    return drawing(made, "over")


def _ring(mark: Mark, small: bool) -> Child:
    """Return what shows that a point is chosen, beside the chosen one, or lit."""
    if mark.look == "lit" and small:
        radius = 3.2 + min(mark.weight, 9) * 0.75
        return shape("circle", cx=f"{mark.x:g}", cy=f"{mark.y:g}", r=f"{radius:.1f}", class_="zd")
    radius, name = {"chosen": (11.0, "zc"), "near": (8.5, "zn"), "lit": (8.0, "zl")}[mark.look]
    ring = shape("circle", cx=f"{mark.x:g}", cy=f"{mark.y:g}", r=f"{radius:g}", class_=name)
    if mark.look != "chosen" or not mark.label:
        return ring
    return [ring, _frame(mark.label, name)]


def _measure(one: Measure) -> Markup:
    """Return the line between two points with a tick at each body cun and its figure."""
    ax, ay, bx, by = one.ends
    far = math.hypot(bx - ax, by - ay)
    along = (bx - ax) / far, (by - ay) / far
    strokes = [f"M{ax:.1f} {ay:.1f}L{bx:.1f} {by:.1f}"]
    for share in (0.0, *one.ticks, 1.0):
        half = 4 if 0 < share < 1 else 7
        x, y = ax + (bx - ax) * share, ay + (by - ay) * share
        over, aside = along[1] * half, along[0] * half
        strokes.append(f"M{x - over:.1f} {y + aside:.1f}L{x + over:.1f} {y - aside:.1f}")
    said = f"{number(one.cun)} cun"
    wide = 7.6 * len(said) + 10
    x, y = (ax + bx) / 2, (ay + by) / 2
    if abs(along[0]) > abs(along[1]):
        y -= 20
    else:
        x += (10 + wide / 2) * (1 if one.right else -1)
    return shape(
        "g",
        shape("path", d="".join(strokes), class_="zm"),
        shape(
            "rect",
            x=f"{x - wide / 2:.0f}", y=f"{y - 9:.0f}", width=f"{wide:.0f}", height="18", rx="5",
            class_="zp",
        ),
        shape("text", said, x=f"{x:.0f}", y=f"{y + 5:.0f}", text_anchor="middle", class_="zo"),
    )  # fmt: skip


def _level(ends: tuple[float, float, float, float]) -> Markup:
    """Return the stroke through the points of one level."""
    a, b, c, d = ends
    return shape("path", d=f"M{a:.1f} {b:.1f}L{c:.1f} {d:.1f}", class_="zv")


def _frame(box: Box, look: str) -> Markup:
    a, b, c, d = box
    return shape(
        "rect",
        x=f"{a - 3:g}", y=f"{b - 2:g}", width=f"{c - a + 4:g}", height=f"{d - b + 4:g}", rx="4",
        class_=look,
    )  # fmt: skip


def _ruler(rule: Rule, plate: Plate) -> Markup:
    """Return a ruler in the free strip of the plate, with threads to landmarks and point."""
    stretch, upright = rule.stretch, rule.stretch.upright
    if stretch.ticks:
        return _curve(rule)
    left, top, _, height = plate.box
    lane = left + LANE if upright else top + height - plate.foot - LANE
    x, y = _along(stretch, lane, rule.at)
    return shape(
        "g",
        _scale(stretch, lane),
        shape("path", d=_stroke((x, y), (rule.x, rule.y)), class_="zs zr"),
        _told(rule, lane + 8 if upright else x + 6, y - 5 if upright else lane - 12),
    )


def _told(rule: Rule, x: float, y: float) -> Markup:
    said = f"{number(abs(rule.at))} cun"
    return shape("text", said, x=f"{x:.1f}", y=f"{y:.1f}", class_="zf za")


def _curve(rule: Rule) -> Markup:
    """Return a ruler that lies on the skin, with a thread to the point."""
    ticks, strokes, figures = rule.stretch.ticks, [], []
    for k, one in enumerate(ticks):
        sign = 1 if k + 1 < len(ticks) else -1
        other = ticks[k + sign]
        if not one or not other:
            continue
        far = (math.dist(one, other) or 1.0) * sign
        over, aside = (other[1] - one[1]) / far, (other[0] - one[0]) / far
        half, (x, y) = 3 if k % 2 else 6, one
        strokes.append(f"M{x - over * half:.1f} {y + aside * half:.1f}l")
        strokes.append(f"{2 * over * half:.1f} {-2 * aside * half:.1f}" + _stroke(one, other))
        if k % 2 == 0:
            figures.append(_figure(k // 2, x - over * 15 + 4, y + aside * 15 + 4))
    low = min(max(rule.at * 2, 0), len(ticks) - 1)
    one, other = (ticks[step] or (rule.x, rule.y) for step in (math.floor(low), math.ceil(low)))
    x, y = (a + (b - a) * (low % 1) for a, b in zip(one, other, strict=True))
    aside = x - 58 if rule.x > x + 4 else x + 10
    told = (aside, y - 8) if rule.stretch.upright else (x - 20, y + 30)
    return shape(
        "g",
        shape("path", d="".join(strokes), class_="zs"),
        shape("path", d=_stroke((x, y), (rule.x, rule.y)), class_="zs zr"),
        shape("g", figures),
        _told(rule, *told),
    )


@functools.lru_cache(256)
def _scale(stretch: Stretch, lane: float) -> Markup:
    """Return the ruler of a stretch in its lane, with threads to its landmarks."""
    upright = stretch.upright
    first, last = _along(stretch, lane, 0), _along(stretch, lane, stretch.cun)
    marks, figures = [_stroke(first, last)], []
    for step in range(int(stretch.cun) + 1):
        x, y = _along(stretch, lane, step)
        told = step % (5 if stretch.cun > 9 else 1) == 0 or step == stretch.cun
        long = 9 if told else 5
        marks.append(f"M{x:.0f} {y:.1f}h{long}" if upright else f"M{x:.1f} {y:.0f}v-{long}")
        if told:
            figures.append(_figure(step, x - 6, y + 4) if upright else _figure(step, x + 4, y + 15))
    one, other = stretch.ends
    return join(
        shape("path", d="".join(marks), class_="zs"),
        shape("path", d=_stroke(first, one) + _stroke(last, other), class_="zs zt"),
        shape("g", figures),
    )


def _along(stretch: Stretch, lane: float, cun: float) -> tuple[float, float]:
    """Return where so many cun of a stretch stand in its lane."""
    (ax, ay), (bx, by) = stretch.ends
    first, last = (ay, by) if stretch.upright else (ax, bx)
    along = first + (last - first) * cun / stretch.cun
    return (lane, along) if stretch.upright else (along, lane)


def _stroke(a: tuple[float, float], b: tuple[float, float]) -> str:
    return f"M{a[0]:.1f} {a[1]:.1f}L{b[0]:.1f} {b[1]:.1f}"


def _figure(step: int, x: float, y: float) -> Markup:
    return shape("text", str(step), x=f"{x:.0f}", y=f"{y:.0f}", text_anchor="end", class_="zf")


def index(model: PlateList) -> Markup:
    """Return the list of all plates: the whole body to choose a part of, then every plate."""
    whole = [el("figure", _stage(picture, [_zone(picture.plate, z) for z in some]),
                el("figcaption", picture.plate.title), class_="plate whole")
             for picture, some in model.figures]  # fmt: skip
    groups = [
        base.section(
            f"region-{ident}", title, el("ul", [_card(one) for one in some], class_="thumbs")
        )
        for ident, title, some in model.groups
    ]
    entries = [(f"region-{ident}", title, str(len(some))) for ident, title, some in model.groups]
    head = [
        el("h1", "Plates", tabindex="-1"),
        el(
            "p",
            "Choose a part of the body, or a plate below. Points stand on the subject’s left side; "
            f"the lines of the other side are pale. {NOTICE}",
        ),
        el(
            "p",
            "The same ",
            el("a", "in words", href=links.region()),
            " and ",
            el("a", "in three dimensions", href=links.body()),
            ".",
        ),
        el("div", whole, class_="plates"),
    ]
    return base.page(links.plate(), [head, groups], base.contents(entries, links.plate()))


def _zone(figure_: Plate, zone: Zone) -> Markup:
    left, top, width, height = figure_.box
    a, b, c, d = zone.box
    return el(
        "a",
        href=links.plate(zone.plate.id),
        class_="zone",
        style=(
            f"left:{(a - left) / width * 100:.1f}%;top:{(b - top) / height * 100:.1f}%;"
            f"width:{(c - a) / width * 100:.1f}%;height:{(d - b) / height * 100:.1f}%"
        ),
        aria_label=zone.plate.title,
        title=zone.plate.title,
        tabindex="-1",
    )


def _card(plate: Plate) -> Markup:
    _, _, width, height = plate.box
    return el(
        "li",
        el(
            "a",
            el(
                "img", src=assets.path("body", plate.file), alt="", width=round(width),
                height=round(height), loading="lazy",
            ),
            el("span", plate.title),
            href=links.plate(plate.id),
        ),
    )  # fmt: skip


def page(model: PlatePage) -> Markup:
    """Return the page of a plate."""
    plate = model.picture.plate
    parts = [
        ("best", "Points shown best here", _points(model.best), str(len(model.best))),
        ("others", "Also to be seen", _points(model.others), str(len(model.others))),
    ]
    shown = [part for part in parts if part[2]]
    here = links.plate(plate.id)
    head = el(
        "header",
        el("p", el("a", "Plates", href=links.plate()), f" · {model.region}", class_="over"),
        el("h1", plate.title, tabindex="-1"),
    )
    return base.page(
        here,
        [
            head,
            figure(model.picture, keys=True),
            [base.section(ident, title, body, count=count) for ident, title, body, count in shown],
            _steps(model.before, model.after),
        ],
        base.contents([(ident, title, count) for ident, title, _, count in shown], here),
    )


def _points(refs: tuple[Ref, ...]) -> Markup:
    rows = [el("li", base.link(ref, base.name(ref))) for ref in refs]
    return el("ul", rows, class_="cols") if rows else join()


def _steps(before: Plate | None, after: Plate | None) -> Markup:
    first = el("a", f"← {before.title}", href=links.plate(before.id)) if before else ""
    last = el("a", f"{after.title} →", href=links.plate(after.id)) if after else ""
    return el("nav", el("span", first), el("span", last), class_="step", aria_label="Neighbours")
