"""Answers about places as pictures: which plate, what is marked, what is measured."""

from __future__ import annotations

import pytest

from kb.body.atlas import atlas
from kb.ui.parts import plate as parts
from kb.views.drawn import MOST, PLATES, drawn, levels_drawn
from kb.views.region import region_page
from kb.views.search import results

SHOWN = (
    ("points level with T9", "back-upper", {"BL18", "BL47", "GV8"}, ()),
    ("distance CV4 CV8", "abdomen-lower", {"CV4", "CV8"}, ("CV4", "CV8", 3.0)),
    ("distance between CV4 and CV12", "body-front", {"CV4", "CV12"}, ("CV4", "CV12", 7.0)),
    ("1.5 cun lateral to the gate of life", "back-lower", {"GV4", "BL23"}, ("GV4", "BL23", 1.5)),
    ("3 cun below ST35", None, {"ST35", "ST36"}, ("ST35", "ST36", 3.0)),
    ("next point after ST36", None, {"ST36", "ST37"}, ()),
    ("within 3 cun of CV12", "abdomen-upper", {"CV12", "CV10", "ST21"}, ()),
    ("same column as ST25", None, {"ST25", "ST24"}, ()),
    ("4 cun above the navel", "abdomen-upper", {"CV12"}, ()),
)
"""Questions: the first plate (None: any), points marked on it, the measure drawn."""


@pytest.mark.parametrize(("query", "plate", "marked", "measure"), SHOWN)
def test_an_answer_about_places_is_drawn(base, index, query, plate, marked, measure):
    picture, *more = results(base, index, query).pictures
    assert len(more) < PLATES
    assert plate in (None, picture.plate.id)
    assert marked <= {mark.point.id for mark in picture.marks}
    assert [(one.frm, one.to, one.cun) for one in picture.measures] == (
        [measure] if measure else []
    )
    told = " ".join(picture.words)
    assert all(code in told for code in marked)
    page = str(parts.figure(picture))
    assert picture.plate.file.rpartition("/")[2] in page
    assert (f"{measure[2]:g} cun" in page.replace("%20", " ")) if measure else True


@pytest.mark.parametrize("query", ["headache", "ST36", "luo points", "points level with nowhere"])
def test_other_answers_have_no_picture(base, index, query):
    assert results(base, index, query).pictures == ()


def test_a_measure_has_a_tick_at_each_body_cun_and_none_where_cun_differ(base):
    (picture,) = drawn(base, "distance", ("LU5", "LU9"), (), 12.0)
    (measure,) = picture.measures
    assert measure.ticks == pytest.approx([step / 12 for step in range(1, 12)])
    here = picture.plate.points
    assert measure.ends == (here["LU5"].x, here["LU5"].y, here["LU9"].x, here["LU9"].y)
    (across,) = drawn(base, "distance", ("CV4", "CV12"), (), 7.0)
    assert across.plate.whole
    assert across.measures[0].ticks == ()  # the navel lies between: two lengths of a body cun


def test_the_plate_with_most_points_comes_first_and_says_what_it_lacks(base):
    column = [f"ST{number}" for number in range(19, 31)]
    pictures = drawn(base, "column", ("ST25",), column, None)
    most = max(len(p.points.keys() & set(column)) for p in atlas().plates.values() if not p.whole)
    assert len(pictures[0].marks) == most
    for picture in pictures:
        away = set(column) - picture.plate.points.keys()
        assert ("not to be seen here" in picture.words[0]) == bool(away)
        assert all(code in picture.words[0] for code in away)
    assert drawn(base, "within", (), list(base.points)[: MOST + 1], None) == ()
    assert drawn(base, "within", (), ("EX-HN12",), None) == ()  # inside the mouth: on no plate


def test_levels_are_drawn_on_their_pages(base, index):
    page = region_page(base, index.atlas, "levels-spine")
    (group,) = page.groups
    assert [picture.plate.id for picture in group.pictures] == ["back-upper", "back-lower"]
    for picture in group.pictures:
        assert len(picture.levels) > 6
        for left, top, right, bottom in picture.levels:
            assert left < right
            assert abs(top - bottom) < 14
    assert levels_drawn(base, [["EX-HN12"]]) == ()
