"""The body in three dimensions: what an address asks for, and what the viewer is told."""

import json
import re

import pytest

from kb.body.colours import COLOURS
from kb.errors import UnknownName
from kb.ui import assets
from kb.ui.drawing import draw
from kb.ui.html import SLOT
from kb.ui.parts import body
from kb.views.body import VIEWS, address, body_page


def test_an_address_names_its_choices_in_any_order(small_state):
    model = body_page(small_state.kb, "GB30,female,leg-outer,GB")
    assert (model.sex, model.view) == ("female", "leg-outer")
    assert model.point.id == "GB30"
    assert model.meridian.id == "GB"
    assert address(model) == "female,GB30,GB,leg-outer"
    assert address(model, sex="male", view="", group="") == "GB30"


@pytest.mark.parametrize("at", ["GB99", "nowhere", "female,<b>", "male,male,xx"])
def test_what_is_none_of_these_is_not_guessed(small_state, at):
    with pytest.raises(UnknownName):
        body_page(small_state.kb, at)
    assert not draw(small_state, "body", {"at": at}).known


def test_a_class_lights_its_members_only(small_state):
    kb = small_state.kb
    ident = next(name for name, record in kb.categories.items() if record.members)
    told = body.data(body_page(kb, ident))
    assert set(told["lit"]) == {member.point for member in kb.categories[ident].members}
    assert body.data(body_page(kb, "GB"))["lit"] is None


def test_a_message_holds_names_and_no_geometry(small_state):
    told = body.data(body_page(small_state.kb, "GB30"))
    assert told["names"]["GB30"] == ("環跳", "huántiào")
    assert told["mesh"] == assets.path("body", "body_male.bin")
    assert len(json.dumps(told)) < 20_000


def test_the_viewer_stands_between_title_and_words(small_state):
    drawn = draw(small_state, "body", {"at": "GB"})
    before, slot, after = drawn.body.partition(SLOT)
    assert "<h1" in before
    assert "GB30" in after
    assert before.count("<div") == before.count("</div>")
    assert after.count("<div") == after.count("</div>")
    assert slot


def test_views_look_at_points_of_who():
    known = {code[:2] for view in VIEWS.values() for code in view.codes}
    assert known <= set(COLOURS)


def test_the_code_of_the_viewer_is_small():
    files = (assets._ROOT / "ui/static/body").glob("*.js")
    assert sum(file.stat().st_size for file in files) <= 25 * 1024


def test_several_points_are_shown_alone_and_in_words(small_state):
    model = body_page(small_state.kb, "GB29,GB30")
    assert model.point is None
    assert body.data(model)["lit"] == ["GB29", "GB30"]
    assert address(model, sex="female") == "female,GB29,GB30"
    drawn = draw(small_state, "body", {"at": "GB29,GB30"})
    assert "2 points on the body" in drawn.body
    assert 'href="point?code=GB29"' in drawn.body
    assert "body?at=LU" not in drawn.body  # no such meridian in the small data
    assert 'href="body?at=GB"' in drawn.body


def test_a_set_found_and_two_points_compared_are_drawn(small_state):
    found = draw(small_state, "search", {"q": "gallbladder points"})
    assert re.search(r'href="body\?at=[A-Z0-9,]*GB29,GB30', found.body)
    compared = draw(small_state, "compare", {"ids": "GB29,GB30"})
    assert assets.path("body", "plates/") in compared.body
    assert assets.path("body", "plates/") not in draw(small_state, "compare", {"ids": "GB30"}).body
