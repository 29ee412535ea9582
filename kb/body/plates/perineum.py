"""The perineum from below: the one plate that is a scheme, not a view of the model.

Only what the two points are told from is drawn: the midline, the front end (root of the scrotum or
hind end of the labia), the anus and the tip of the coccyx. The points are put where their locations
say: halfway.
"""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np

from kb.body.mesh import Floats
from kb.body.plates.figure import FOOT, SIZE, SMALL, Dot, Figure, Text
from kb.body.plates.labels import width

__all__ = ["CODES", "ID", "plate"]

ID = "perineum"
CODES = ("CV1", "GV1")
WIDTH, HEIGHT = 460.0, 380.0
MIDDLE = 200.0
FRONT, ANUS, COCCYX = 96.0, 214.0, 308.0
"""Height of the three landmarks on the midline, in units."""


def _arc(x: float, y: float, wide: float, high: float, first: float, last: float) -> Floats:
    angle = np.deg2rad(np.linspace(first, last, 40))
    return np.stack([x + wide * np.cos(angle), y + high * np.sin(angle)], 1)


def _sides(way: Floats) -> list[Floats]:
    return [way, np.stack([2 * MIDDLE - way[:, 0], way[:, 1]], 1)]


def plate(names: Mapping[str, str]) -> tuple[Figure, dict[str, object]]:
    """Return the scheme and what the index says of it.

    Parameters
    ----------
    names : mapping of str to str
        Hanzi by code.
    """
    ground = np.array([[20, 20], [380, 20], [380, 360], [20, 360], [20, 20]], float)
    thighs = _sides(_arc(MIDDLE + 190, 10.0, 150, 150, 90, 180))
    buttocks = _sides(_arc(MIDDLE + 78, 250.0, 78, 96, -60, 186))
    marks = [
        _arc(MIDDLE, ANUS, 11, 9, 0, 360),
        _arc(MIDDLE, ANUS, 4, 3, 0, 360),
        _arc(MIDDLE, FRONT - 30, 34, 30, 20, 160),
        _arc(MIDDLE, COCCYX + 5, 9, 8, 180, 360),
    ]
    spots = {"CV1": (FRONT + ANUS) / 2, "GV1": (ANUS + COCCYX) / 2}
    lines = {
        "CV": [np.array([[MIDDLE, FRONT + 2], [MIDDLE, spots["CV1"]]])],
        "GV": [np.array([[MIDDLE, spots["GV1"]], [MIDDLE, HEIGHT - 24]])],
    }
    dots = [Dot(code, MIDDLE, y, "schematic") for code, y in spots.items()]
    texts = [Text(code, names[code], MIDDLE + 14, y + 5) for code, y in spots.items()]
    told = (
        ("root of the scrotum, hind end of the labia", FRONT),
        ("anus", ANUS),
        ("tip of the coccyx", COCCYX),
    )
    side = MIDDLE + 92
    words = [Text(text, "", side, y + 4, (MIDDLE + 14, y, side - 4, y)) for text, y in told]
    right = max(side + width(text, SMALL) * 0.86 for text, _ in told) + 8
    figure = Figure(
        "Perineum from below (scheme)", (10.0, 10.0, right, HEIGHT - 10), (WIDTH, HEIGHT),
        (True, True, True, True), [ground], [], [*thighs, *buttocks], marks, lines, {}, dots,
        texts, words,
    )  # fmt: skip
    points = {
        one.code: {
            "at": [MIDDLE, spots[one.code]],
            "facing": 1,
            "label": [one.x, one.y - SIZE + 2, one.x + width(f"{one.code} {one.hanzi}", SIZE),
                      one.y + 4],
            "rulers": [],
        }
        for one in texts
    }  # fmt: skip
    boxes = [
        [one.code, [one.x, one.y - SMALL, one.x + width(one.code, SMALL) * 0.86, one.y + 2]]
        for one in words
    ]
    entry: dict[str, object] = {
        "title": figure.title, "region": "trunk",
        "box": [10.0, 10.0, right - 10, HEIGHT - 20 + FOOT], "foot": FOOT,
        "points": points, "names": boxes, "rulers": {},
    }  # fmt: skip
    return figure, entry
