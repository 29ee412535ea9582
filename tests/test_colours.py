"""Colours of the meridians, seen as readers see who lack one kind of cone."""

from __future__ import annotations

import itertools
import math
import re

import pytest

from kb.body.atlas import FOLDER
from kb.body.colours import COLOURS, NIGHT
from kb.codes import MERIDIANS

Triple = tuple[float, float, float]

# Machado, Oliveira and Fernandes 2009, severity 1; rows give linear red, green and blue.
SEEN: dict[str, tuple[Triple, Triple, Triple]] = {
    "all cones": ((1, 0, 0), (0, 1, 0), (0, 0, 1)),
    "no red": (
        (0.152286, 1.052583, -0.204868),
        (0.114503, 0.786281, 0.099216),
        (-0.003882, -0.048116, 1.051998),
    ),
    "no green": (
        (0.367322, 0.860646, -0.227968),
        (0.280085, 0.672501, 0.047413),
        (-0.011820, 0.042940, 0.968881),
    ),
    "no blue": (
        (1.255528, -0.076749, -0.178779),
        (-0.078411, 0.930809, 0.147602),
        (0.004733, 0.691367, 0.303900),
    ),
}
XYZ = (
    (0.4124564, 0.3575761, 0.1804375),
    (0.2126729, 0.7151522, 0.0721750),
    (0.0193339, 0.1191920, 0.9503041),
)
WHITE = (0.95047, 1.0, 1.08883)
APART, PLAIN = 10.0, 16.0
"""Least CIEDE2000 between two meridians: for every reader, and for one who has all cones.

Every two meridians share a plate, so it is asked of all pairs (a test says so).
"""


def linear(colour: str) -> Triple:
    parts = (int(colour[k : k + 2], 16) / 255 for k in (1, 3, 5))
    r, g, b = (c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in parts)
    return r, g, b


def times(rows, triple: Triple) -> Triple:
    x, y, z = (sum(a * b for a, b in zip(row, triple, strict=True)) for row in rows)
    return x, y, z


def lab(rgb: Triple) -> Triple:
    clipped = tuple(min(max(one, 0.0), 1.0) for one in rgb)

    def bent(t: float) -> float:
        return math.cbrt(t) if t > 0.008856 else 7.787 * t + 16 / 116

    x, y, z = (bent(a / w) for a, w in zip(times(XYZ, clipped), WHITE, strict=True))
    return 116 * y - 16, 500 * (x - y), 200 * (y - z)


def difference(one: Triple, other: Triple) -> float:
    """Return CIEDE2000."""
    l1, a1, b1 = one
    l2, a2, b2 = other
    mean = (math.hypot(a1, b1) + math.hypot(a2, b2)) / 2
    grey = 1 + 0.5 * (1 - math.sqrt(mean**7 / (mean**7 + 25**7)))
    c1, c2 = math.hypot(a1 * grey, b1), math.hypot(a2 * grey, b2)
    h1, h2 = (math.degrees(math.atan2(b, a * grey)) % 360 for a, b in ((a1, b1), (a2, b2)))
    turn = 0.0 if c1 * c2 == 0 else (h2 - h1 + 180) % 360 - 180
    hue = 2 * math.sqrt(c1 * c2) * math.sin(math.radians(turn / 2))
    light, chroma = (l1 + l2) / 2, (c1 + c2) / 2
    middle = (h1 + h2) / 2 if abs(h1 - h2) <= 180 else (h1 + h2 + 360) / 2
    t = 1 - 0.17 * math.cos(math.radians(middle - 30)) + 0.24 * math.cos(math.radians(2 * middle))
    t += 0.32 * math.cos(math.radians(3 * middle + 6))
    t -= 0.20 * math.cos(math.radians(4 * middle - 63))
    sl = 1 + 0.015 * (light - 50) ** 2 / math.sqrt(20 + (light - 50) ** 2)
    sc, sh = 1 + 0.045 * chroma, 1 + 0.015 * chroma * t
    bend = 60 * math.exp(-(((middle - 275) / 25) ** 2))
    rt = -2 * math.sqrt(chroma**7 / (chroma**7 + 25**7)) * math.sin(math.radians(bend))
    dl, dc, dh = (l2 - l1) / sl, (c2 - c1) / sc, hue / sh
    return math.sqrt(dl**2 + dc**2 + dh**2 + rt * dc * dh)


@pytest.mark.parametrize(
    ("one", "other", "wanted"),
    [
        ((50, 2.6772, -79.7751), (50, 0, -82.7485), 2.0425),
        ((50, -1, 2), (50, 0, 0), 2.3669),
        ((50, 2.5, 0), (73, 25, -18), 27.1492),
        ((22.7233, 20.0904, -46.6940), (23.0331, 14.9730, -42.5619), 2.0373),
    ],
)
def test_the_measure_gives_the_published_figures(one, other, wanted):
    """Sharma, Wu and Dalal 2005, table 1."""
    assert difference(one, other) == pytest.approx(wanted, abs=1e-4)


def test_the_simulation_confuses_red_and_green():
    red, green = linear("#c03030"), linear("#5a7a20")
    plain = difference(lab(red), lab(green))
    seen = difference(*(lab(times(SEEN["no green"], one)) for one in (red, green)))
    assert seen < plain / 2


@pytest.mark.parametrize("reader", SEEN)
@pytest.mark.parametrize("table", [COLOURS, NIGHT], ids=["light", "dark"])
def test_meridians_stay_apart(table, reader):
    assert set(table) == set(MERIDIANS)
    seen = {name: lab(times(SEEN[reader], linear(colour))) for name, colour in table.items()}
    for one, other in itertools.combinations(seen, 2):
        least = PLAIN if reader == "all cones" else APART
        assert difference(seen[one], seen[other]) >= least, (one, other)


def test_every_two_meridians_share_a_plate():
    """So every two colours must be told apart; the plates of the whole body show all."""
    shared = set()
    for path in FOLDER.glob("*.svg"):
        here = set(re.findall(r'class="[lp] (\w\w)"', path.read_text(encoding="utf-8")))
        shared |= set(itertools.combinations(sorted(here & set(MERIDIANS)), 2))
    assert shared == set(itertools.combinations(sorted(MERIDIANS), 2))


def test_the_reds_of_before_would_be_told():
    """LI, ST and SP were three dark reds that readers of the plates could not tell apart."""
    before = [lab(linear(colour)) for colour in ("#812f38", "#9f0209", "#62000b")]
    assert all(difference(a, b) < PLAIN for a, b in itertools.combinations(before, 2))


def luminance(colour: str) -> float:
    return times(XYZ, linear(colour))[1]


@pytest.mark.parametrize(("table", "number"), [(COLOURS, 0), (NIGHT, 1)], ids=["light", "dark"])
def test_meridians_stand_out_from_the_skin(table, number):
    style = (FOLDER / "face.svg").read_text(encoding="utf-8")
    skin = re.findall(r"\.s\{fill:(#\w{6})\}", style)[number]
    for name, colour in table.items():
        light, dark = sorted((luminance(colour), luminance(skin)), reverse=True)
        assert (light + 0.05) / (dark + 0.05) >= 3, name
