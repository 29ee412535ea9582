"""The SVG of a plate: classes and one small style sheet, no colour in an element."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from xml.sax.saxutils import escape

import numpy as np

from kb.body.colours import COLOURS, NIGHT
from kb.body.mesh import Floats
from kb.body.plates.labels import Box
from kb.frozen import frozen

__all__ = ["FOOT", "NARROW", "NOTICE", "SIZE", "SMALL", "Dot", "Figure", "Text", "style", "svg"]

DAY_TONES: Mapping[str, str] = {
    "paper": "#fcfaf5", "skin": "#f5e9df", "t0": "#eddccf", "t1": "#e3cdbd", "t2": "#d6bba9",
    "t3": "#c5a693", "line": "#6b5446", "mark": "#7d6253", "ink": "#23211d", "soft": "#625c51",
}  # fmt: skip
NIGHT_TONES: Mapping[str, str] = {
    "paper": "#14161a", "skin": "#2e2a28", "t0": "#2a2624", "t1": "#262220", "t2": "#211e1c",
    "t3": "#1c1917", "line": "#a38f82", "mark": "#a3917f", "ink": "#f0ece3", "soft": "#aaa498",
}  # fmt: skip
"""Colours of the figure; ``paper`` lies behind letters."""

NOTICE = "Proportional study model, not a needling guide."
SOURCES = (
    "Body: CC0 base mesh of MakeHuman. Points: Mingtang, computed from the locations of WHO 2008."
)
SHORT = "Body: MakeHuman, CC0. Points: Mingtang, after WHO 2008."
KEY = "● computed   ◎ placed by eye   ◆ schematic"
SIZE, SMALL = 14, 11
"""Height of a point's name and of a landmark's name, in units."""
FOOT = 76
"""Height of the caption below the figure."""
NARROW = 390
"""A plate is at least this wide, so that the caption fits."""
FADE = 26


@frozen
class Dot:
    """A point on a plate: its code, place, and how sure the place is; `wide` below another one."""

    code: str
    x: float
    y: float
    confidence: str
    wide: bool = False


@frozen
class Text:
    """A label: words with their place (baseline, left), and the leader from its point."""

    code: str
    hanzi: str
    x: float
    y: float
    leader: tuple[float, float, float, float] | None = None


@frozen
class Figure:
    """All that a plate shows, in units.

    Attributes
    ----------
    title : str
    box : Box
        What is shown, with the labels and without the caption.
    window : (float, float)
        Width and height of the view.
    fades : (bool, bool, bool, bool)
        Edges (left, top, right, bottom) over which the body runs out of the window.
    shape, tones, outline : polygons and strokes
    marks : strokes of landmarks
    lines : mapping of meridian to strokes, on the side of the points
    pale : mapping of meridian to strokes, on the other side
    dots, texts : points and their labels
    names : labels of landmarks
    small : bool
        Thin lines and small dots, for whole figures.
    """

    title: str
    box: Box
    window: tuple[float, float]
    fades: tuple[bool, bool, bool, bool]
    shape: Sequence[Floats]
    tones: Sequence[Sequence[Floats]]
    outline: Sequence[Floats]
    marks: Sequence[Floats]
    lines: Mapping[str, Sequence[Floats]]
    pale: Mapping[str, Sequence[Floats]]
    dots: Sequence[Dot]
    texts: Sequence[Text]
    names: Sequence[Text]
    small: bool = False


def _path(way: Floats, closed: bool = False) -> str:
    """Return a path in tenths of a unit, relative."""
    places = np.round(np.asarray(way) * 10).astype(int)
    steps = np.diff(places, axis=0)
    steps = steps[(steps != 0).any(1)]
    moves = "".join(
        f"{a} {b}" if a < 0 and not k else f" {a} {b}" for k, (a, b) in enumerate(steps)
    )
    moves = moves.replace(" -", "-").lstrip()
    return f"M{places[0, 0]} {places[0, 1]}l{moves}{'z' if closed else ''}" if len(steps) else ""


def _all(ways: Iterable[Floats], closed: bool = False) -> str:
    return "".join(_path(way, closed) for way in ways)


def style() -> str:
    """Return the style sheet of every plate: light, dark when the reader's scheme is, print."""
    base = (
        "text{font:600 14px system-ui,'Noto Sans','Noto Sans CJK TC',sans-serif;paint-order:stroke;"
        "stroke-width:3px;stroke-linejoin:round}.n{font:italic 400 11px system-ui,'Noto Sans',"
        "sans-serif}.h{font-weight:400}.c{font:400 12px system-ui,'Noto Sans','Noto Sans CJK TC',"
        "sans-serif;stroke:none}.o,.a,.l,.q{fill:none;stroke-linecap:round;stroke-linejoin:round}"
        ".o{stroke-width:11}.a{stroke-width:9;stroke-dasharray:28 14}.l{stroke-width:21}"
        ".q{stroke-width:15;opacity:.4}.b .l,.b .o{stroke-width:9}.b .q{stroke-width:8}"
        ".b .p{stroke-width:.6}"
        ".p{stroke-width:1.3}.e{stroke-width:.8;fill:none}"
    )
    light = _colours(DAY_TONES, COLOURS)
    dark = _colours(NIGHT_TONES, NIGHT)
    return f"{base}{light}@media (prefers-color-scheme:dark){{{dark}}}@media print{{{light}}}"


def _colours(theme: Mapping[str, str], lines: Mapping[str, str]) -> str:
    rules = [
        f".s{{fill:{theme['skin']}}}", *(f".t{k}{{fill:{theme[f't{k}']}}}" for k in range(4)),
        f".o{{stroke:{theme['line']}}}.a{{stroke:{theme['mark']}}}.p{{stroke:{theme['paper']}}}",
        f"text{{fill:{theme['ink']};stroke:{theme['paper']}}}.n,.c{{fill:{theme['soft']}}}",
        f".p.EX{{fill:{theme['ink']}}}",
        f".e{{stroke:{theme['soft']}}}.w{{fill:{theme['paper']}}}",
        *(
            f".p.{name}{{fill:{colour}}}.l.{name},.q.{name}{{stroke:{colour}}}"
            for name, colour in lines.items()
        ),
    ]  # fmt: skip
    return "".join(rules)


def _mask(figure: Figure) -> str:
    """Return the gradients that let the body fade where it runs out of the window."""
    width, height = figure.window
    left, top, right, bottom = figure.fades

    def ramp(name: str, size: float, first: bool, last: bool, turn: str) -> str:
        u = FADE / size
        stops = [(0.0, 0 if first else 1), (u, 1), (1 - u, 1), (1.0, 0 if last else 1)]
        made = "".join(
            f'<stop offset="{at:.3f}" stop-color="#fff" stop-opacity="{shade}"/>'
            for at, shade in stops
        )
        return f'<linearGradient id="{name}"{turn}>{made}</linearGradient>'

    down = ' x2="0" y2="1"'
    box = f'width="{width:.0f}" height="{height:.0f}"'
    area = f'maskUnits="userSpaceOnUse" x="0" y="0" {box}'
    return (
        f"<defs>{ramp('gx', width, left, right, '')}"
        f"{ramp('gy', height, top, bottom, down)}"
        f'<mask id="mx" {area}><rect fill="url(#gx)" {box}/></mask>'
        f'<mask id="my" {area}><rect fill="url(#gy)" {box}/></mask></defs>'
    )


def _dot(dot: Dot, small: bool) -> str:
    name = dot.code.partition("-")[0].rstrip("0123456789")
    x, y = f"{dot.x:.1f}", f"{dot.y:.1f}"
    if dot.confidence == "schematic":
        if small:
            return f'<path class="p {name}" d="M{x} {dot.y - 3:.1f}l3 3-3 3-3-3z"/>'
        return f'<path class="p {name}" d="M{x} {dot.y - 6:.1f}l6 6-6 6-6-6z"/>'
    radius = 2.4 if small else 7.2 if dot.wide else 4.6
    made = f'<circle class="p {name}" cx="{x}" cy="{y}" r="{radius}"/>'
    if dot.confidence == "digitised" and not small:
        made += f'<circle class="w" cx="{x}" cy="{y}" r="1.7"/>'
    return made


def _text(text: Text, look: str = "") -> str:
    leader = ""
    if text.leader:
        a, b, c, d = text.leader
        leader = f'<path class="e" d="M{a:.1f} {b:.1f}L{c:.1f} {d:.1f}"/>'
    hanzi = (
        f' <tspan class="h" xml:lang="zh-Hant">{escape(text.hanzi)}</tspan>' if text.hanzi else ""
    )
    return (
        f'{leader}<text{look} x="{text.x:.1f}" y="{text.y:.1f}">{escape(text.code)}{hanzi}</text>'
    )


def svg(figure: Figure) -> str:
    """Return the file of a plate."""
    left, top, right, bottom = figure.box
    width, height = right - left, bottom - top + FOOT
    back = [
        f'<path class="s" d="{_all(figure.shape, True)}"/>',
        *(f'<path class="t{k}" d="{_all(tone, True)}"/>' for k, tone in enumerate(figure.tones)),
        f'<path class="a" d="{_all(figure.marks)}"/>',
        f'<path class="o" d="{_all(figure.outline)}"/>',
        *(f'<path class="q {name}" d="{_all(w)}"/>' for name, w in figure.pale.items() if w),
        *(f'<path class="l {name}" d="{_all(w)}"/>' for name, w in figure.lines.items() if w),
    ]
    texts = [_text(one, ' class="n"') for one in figure.names]
    texts += [_text(one) for one in figure.texts]
    base = bottom + 22
    small = ' class="b"' if figure.small else ""
    foot = (
        f'<text class="c" x="{left + 8:.0f}" y="{base:.0f}">{escape(figure.title)}</text>'
        f'<text class="c" x="{left + 8:.0f}" y="{base + 16:.0f}">{NOTICE}</text>'
        f'<text class="c" x="{left + 8:.0f}" y="{base + 32:.0f}">{KEY}</text>'
        f'<text class="c" x="{left + 8:.0f}" y="{base + 48:.0f}">{SHORT}</text>'
    )
    return (
        '<svg xmlns="http://www.w3.org/2000/svg" '
        f'viewBox="{left:.0f} {top:.0f} {width:.0f} {height:.0f}" '
        f'width="{width:.0f}" height="{height:.0f}" role="img"{small}>'
        f"<title>{escape(figure.title)}</title><desc>{NOTICE} {SOURCES}</desc>"
        f"<style>{style()}</style>{_mask(figure)}"
        f'<g mask="url(#mx)"><g mask="url(#my)"><g transform="scale(.1)">{"".join(back)}'
        "</g></g></g>"
        f"{''.join(_dot(dot, figure.small) for dot in figure.dots)}{''.join(texts)}{foot}</svg>\n"
    )
