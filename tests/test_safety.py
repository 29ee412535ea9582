"""The page on safety: every warning once, nobody made to warn, figures as read."""

from __future__ import annotations

import re
from collections import Counter

import pytest

from kb.base import KnowledgeBase
from kb.search import Index
from kb.ui.data import State
from kb.ui.drawing import draw
from kb.views.safety import SafetyPage, safety_page


@pytest.fixture(scope="module")
def page(base: KnowledgeBase) -> SafetyPage:
    return safety_page(base)


def test_every_warning_in_pregnancy_stands_under_its_point(
    base: KnowledgeBase, page: SafetyPage
) -> None:
    wanted = {
        (code, claim.id) for claim in base.claims()
        if "pregnancy" in claim.qualifier and claim.kind in ("forbids", "cautions")
        for code in claim.subjects
    }  # fmt: skip
    assert len(wanted) > 50
    shown = Counter(
        (row.point.id, claim)
        for row in page.pregnancy
        for act in row.acts
        for chip in act.cites
        for claim in (chip.claim, *chip.also)
    )
    assert set(shown) == wanted
    assert set(shown.values()) == {1}


def test_what_may_be_done_is_no_warning(base: KnowledgeBase, page: SafetyPage) -> None:
    """泻 of LI4 that a book allows is not listed among its warnings."""
    row = next(row for row in page.pregnancy if row.point.id == "LI4")
    warned = {chip.claim for act in row.acts for chip in act.cites}
    allowed = {c.id for c in base.claims_of("LI4") if c.kind == "reduce" and c.qualifier}
    assert allowed
    assert not allowed & warned
    assert allowed <= {chip.claim for chip in row.uses}


def test_silent_sources_speak_of_the_point_and_do_not_warn(
    base: KnowledgeBase, page: SafetyPage
) -> None:
    for row in page.pregnancy:
        warns = {
            c.source for c in base.claims_of(row.point.id)
            if c.kind in ("forbids", "cautions") and "pregnancy" in c.qualifier
        }  # fmt: skip
        speaks = {c.source for c in base.claims_of(row.point.id)}
        silent = {ref.id for ref in row.silent}
        assert silent <= speaks
        assert not silent & warns


def test_since_is_the_year_of_the_first_own_statement(
    base: KnowledgeBase, page: SafetyPage
) -> None:
    for row in page.pregnancy:
        for act in row.acts:
            claims = [base.claim(claim) for c in act.cites for claim in (c.claim, *c.also)]
            own = [c for c in claims if not c.reports] or claims
            years = [y for c in own if (y := base.sources[c.source].year) is not None]
            assert act.since == (str(min(years)) if years else "")


def test_hazards_hold_every_caution_and_every_risk(base: KnowledgeBase, page: SafetyPage) -> None:
    wanted = {
        claim.id for claim in base.claims()
        if (claim.kind == "cautions" and "pregnancy" not in claim.qualifier)
        or (claim.kind == "needle" and claim.value.get("risk"))
    }  # fmt: skip
    shown = {
        claim
        for row in page.hazards
        for _, cites in row.points
        for chip in cites
        for claim in (chip.claim, *chip.also)
    }
    assert shown == wanted


def test_rates_are_those_of_the_records_with_their_denominators(
    base: KnowledgeBase, page: SafetyPage
) -> None:
    assert {row.study.id for row in page.rates} >= {"baumler-2021-ae", "macpherson-2005-reactions"}
    for row in page.rates:
        record = base.studies[row.study.id]
        assert row.size == record.size != ""
        assert [result for _, result in row.results] == [one.result for one in record.results]


def test_modern_studies_stand_beside_the_points_they_name(page: SafetyPage) -> None:
    beside = {row.point.id: {one.id for one in row.studies} for row in page.pregnancy}
    assert beside["SP6"] == {"carr-2015-forbidden-points", "dasilva-2011-rats"}
    assert beside["LI4"] == {"dasilva-2011-rats"}


def test_the_page_is_reached_from_points_and_conditions(base: KnowledgeBase, index: Index) -> None:
    state = State(base, index)
    for code in ("GB21", "EX-HN1"):
        assert f'href="safety?code={code}"' in str(draw(state, "point", {"code": code}).body)
        assert "href=safety" in str(draw(state, "safety", {"code": code}).body)
    assert "href=safety" in str(draw(state, "condition", {}).body)
    body = str(draw(state, "safety", {}).body)
    assert not re.search(r"\bscore\b|severity \d", body)
    assert "pneumothorax" in body


def test_an_act_of_which_nobody_warns_is_named(base: KnowledgeBase, page: SafetyPage) -> None:
    warned = {act.act for row in page.pregnancy for act in row.acts}
    assert {"needle", "moxa"} <= warned
    assert set(page.unspoken) == {"needle", "moxa", "pressure"} - warned
    assert page.unspoken == ("pressure",)
