"""The plates as shipped: every point, every label, every figure; read without geometry packages."""

from __future__ import annotations

import itertools
import json
import math
import re
import xml.etree.ElementTree as ET
from pathlib import Path

import pytest
from sources import ROOT

from kb.body.atlas import FOLDER, Plate, atlas
from kb.body.plates.labels import NEAR, apart, crossing, meet
from kb.body.rules import read_rules
from kb.codes import is_extra, meridian_of
from kb.location.coordinates import atlas_of

PLATES = sorted(FOLDER.glob("*.svg"))
SVG = "{http://www.w3.org/2000/svg}"
LARGEST = 130_000
CROWDED = {
    ("abdomen-lower", "ST30", "KI11"),
    ("head-front", "BL3", "GV24"),
    ("head-oblique", "GB1", "EX-HN5"),
}
"""Plate, point and the other point that its name stands nearer to: no freer place was found."""
NOTICE = "Proportional study model, not a needling guide."

ASKED = {
    "head": ("head-front", "head-side", "head-back", "head-top", "face", "ear"),
    "neck": ("neck-front", "neck-side"),
    "trunk": ("chest", "abdomen-upper", "abdomen-lower", "chest-side", "perineum"),
    "back": ("back-upper", "back-lower", "sacrum"),
    "arm": ("upper-arm-front", "upper-arm-back", "upper-arm-lateral", "forearm-palmar",
            "forearm-dorsal"),
    "hand": ("wrist-palmar", "hand-palm", "hand-back", "fingers"),
    "leg": ("thigh-front", "thigh-back", "thigh-medial", "thigh-lateral", "knee-front",
            "leg-medial", "leg-lateral", "leg-back"),
    "foot": ("ankle-medial", "ankle-lateral", "foot-dorsum", "foot-sole", "toes"),
}  # fmt: skip
"""Plates a textbook has, by region."""


def stem(path: Path) -> str:
    return path.stem


def root(plate: Plate) -> ET.Element:
    return ET.fromstring((FOLDER / f"{plate.id}.svg").read_bytes())


def labels(plate: Plate) -> dict[str, tuple[float, ...]]:
    """Return the boxes of all labels of a plate: points and landmarks."""
    entry = json.loads((FOLDER / "index.json").read_text(encoding="utf-8"))["plates"][plate.id]
    found = {code: spot.label for code, spot in plate.points.items() if spot.label}
    found |= {f"{name} {k}": tuple(box) for k, (name, box) in enumerate(entry["names"])}
    return found


def test_every_region_has_its_plates():
    for region, wanted in ASKED.items():
        there = {ident for ident, plate in atlas().plates.items() if plate.region == region}
        assert set(wanted) <= there, region
    assert len([p for p in atlas().plates.values() if not p.whole]) >= 34
    assert {path.stem for path in PLATES} == set(atlas().plates)


def test_every_point_is_labelled_on_the_plate_that_shows_it_best(base):
    wanted = [code for code in base.points if not is_extra(code)]
    assert len(wanted) == 361
    told = {ident: set(texts(root(plate))) for ident, plate in atlas().plates.items()}
    for code in wanted:
        plate = atlas().plates[atlas().best[code]]
        assert not plate.whole
        assert plate.points[code].label, code
        assert f"{code} {base.points[code].names.hant}" in told[plate.id], code
        assert atlas().confidence[code] in ("computed", "digitised", "schematic")


def test_a_label_stands_nearest_to_its_own_point():
    """A name without a leader that stands nearer to another dot would be read as its name."""
    mistaken = set()
    for plate in atlas().plates.values():
        dots = {code: (spot.x, spot.y) for code, spot in plate.points.items()}
        for code, spot in plate.points.items():
            if spot.label and apart(spot.label, spot.x, spot.y) < NEAR:
                own = apart(spot.label, spot.x, spot.y)
                mistaken |= {
                    (plate.id, code, other)
                    for other, (x, y) in dots.items()
                    if math.dist((x, y), dots[code]) > 1 and apart(spot.label, x, y) < own
                }
    assert mistaken == CROWDED


def test_landmarks_are_drawn_without_the_points_they_explain(base, data_folder):
    """Else a plate always agrees with itself."""
    rules, _ = read_rules(data_folder, base.sources, base.axes)
    source = (ROOT / "kb" / "body" / "plates" / "marks.py").read_text(encoding="utf-8")
    table = source[source.index("MARKS:") : source.index("def _curve")]
    words = set(re.findall(r"[A-Za-z0-9]+(?:-[A-Za-z0-9]+)*", table))
    waiting, drawn = [word for word in words if word in rules.landmarks], set()
    assert len(waiting) > 60
    while waiting:
        name = waiting.pop()
        drawn.add(name)
        refs = rules.landmarks[name].refs()
        assert not set(refs) & set(rules.points), (name, refs)
        waiting += [ref for ref in refs if ref not in drawn]
    assert not words & set(rules.points)


def texts(svg: ET.Element) -> list[str]:
    return [re.sub(r"\s+", " ", "".join(one.itertext())) for one in svg.iter(f"{SVG}text")]


@pytest.mark.parametrize("path", PLATES, ids=stem)
def test_labels_overlap_nothing_and_stay_inside(path):
    plate = atlas().plates[path.stem]
    left, top, width, height = plate.box
    boxes = labels(plate)
    for name, box in boxes.items():
        assert left <= box[0], name
        assert box[2] <= left + width, name
        assert top <= box[1], name
        assert box[3] <= top + height - plate.foot, name
    for one, other in itertools.combinations(boxes, 2):
        assert not crossing(boxes[one], boxes[other]), (one, other)


@pytest.mark.parametrize("path", PLATES, ids=stem)
def test_file_is_small_and_keeps_to_itself(path):
    raw = path.read_text(encoding="utf-8")
    assert len(raw.encode()) <= LARGEST
    assert re.findall(r"https?://[^\"' )]+", raw) == ["http://www.w3.org/2000/svg"]
    assert NOTICE in raw
    svg = ET.fromstring(raw)
    tags = {one.tag.removeprefix(SVG) for one in svg.iter()}
    assert tags <= {"svg", "title", "desc", "style", "defs", "linearGradient", "stop", "mask", "g",
                    "rect", "path", "circle", "text", "tspan"}  # fmt: skip
    for one in svg.iter():
        assert not {"style", "fill", "stroke", "href", "onload"} & set(one.attrib) or (
            one.get("fill", "").startswith("url(#g")
        ), one.attrib


@pytest.mark.parametrize("path", PLATES, ids=stem)
def test_themes_are_in_the_style(path):
    style = next(ET.fromstring(path.read_bytes()).iter(f"{SVG}style")).text or ""
    light, dark, printed = (
        style[: style.index("@media")],
        *re.findall(r"@media (?:\(prefers-color-scheme:dark\)|print)\{(.*?\})\}", style),
    )
    assert printed in light
    assert dark != printed
    assert re.findall(r"\.[\w.]+\{", dark) == re.findall(r"\.[\w.]+\{", printed)


def test_rulers_say_what_the_locations_say(base):
    """Landmarks, cun and the points' places on them are those of the data, not of the picture."""
    known = atlas_of(base)
    told = 0
    for plate in atlas().plates.values():
        for ruler in plate.rulers.values():
            line, frm, to = ruler.id.split("/")
            assert (ruler.frm, ruler.to) == (frm, to)
            span = next(s for s in known.axes[line].spans if (s.frm, s.to) == (frm, to))
            assert ruler.cun == span.length
        for code, spot in plate.points.items():
            for name, cun in spot.rulers:
                axis = known.axes[name.partition("/")[0]]
                zero = axis.marks[plate.rulers[name].frm] if axis.kind == "along" else 0
                assert cun == pytest.approx(known.places[code].coordinates[axis.id].value - zero)
                told += 1
    assert told > 250


LEVELS = ("FOREARM", "ARM", "TRUNK", "THIGH-FRONT", "THIGH-BACK", "LEG-OUTER", "LEG-INNER")


def test_points_stand_where_their_ruler_says():
    """Read off the picture, as a student would; the stretches are measured on the drawing."""
    off = {}
    for plate in atlas().plates.values():
        for code, spot in plate.points.items():
            for name, cun in spot.rulers:
                ruler = plate.rulers[name]
                if not ruler.upright or name.partition("/")[0] not in LEVELS:
                    continue
                (_, first), (_, last) = ruler.ends
                read = (spot.y - first) / (last - first) * ruler.cun
                off[code, plate.id] = abs(read - cun)
    assert len(off) > 150
    far = {where: round(gap, 2) for where, gap in off.items() if gap > 0.5}
    assert not far


def test_points_of_the_head_are_measured_on_the_skin(base):
    """A curved stretch goes through the places of its own half cun, and its points stand on it."""
    told = {}
    for plate in atlas().plates.values():
        for code, spot in plate.points.items():
            for name, cun in spot.rulers:
                ruler = plate.rulers[name]
                if ruler.ticks:
                    assert len(ruler.ticks) == 2 * ruler.cun + 1
                    told.setdefault(code, set()).add(name.partition("/")[0])
                if ruler.ticks and ruler.upright and code.startswith("GV"):
                    near = ruler.ticks[int(cun * 2)], ruler.ticks[math.ceil(cun * 2)]
                    far = min(math.dist((spot.x, spot.y), tick) for tick in near if tick)
                    assert far < 8, (code, plate.id)  # a tenth of a body cun
    assert {"GV20", "GV18", "GV22", "BL6", "BL7", "GB16"} <= set(told)
    assert told["BL6"] == {"HEAD", "HEAD-WIDTH"}


def leaders(plate: Plate) -> list[tuple[float, ...]]:
    paths = (one.get("d", "") for one in root(plate).iter(f"{SVG}path") if one.get("class") == "e")
    return [tuple(map(float, re.findall(r"-?[\d.]+", path))) for path in paths]


def test_no_leader_crosses_another():
    told = 0
    for plate in atlas().plates.values():
        if plate.whole or plate.id == "perineum":
            continue
        for one, other in itertools.combinations(leaders(plate), 2):
            assert not meet(one[:2], one[2:], other[:2], other[2:]), (plate.id, one, other)
            told += 1
    assert told > 50
    assert meet((0, 0), (2, 2), (0, 2), (2, 0))


def test_an_arm_shows_no_points_of_the_trunk():
    arm = {"LU", "LI", "HT", "SI", "PC", "TE", "EX"}
    for plate in atlas().plates.values():
        if plate.region in ("arm", "hand"):
            assert {meridian_of(code) for code in plate.points} <= arm, plate.id
