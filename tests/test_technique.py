"""Techniques: what belongs to one, books and trials apart; how to read; the safety of a point."""

from __future__ import annotations

import re
from html import escape
from urllib.parse import unquote

import pytest

from kb.base import KnowledgeBase
from kb.compare import contrasts, statements
from kb.errors import UnknownName
from kb.model import Study
from kb.search import Index
from kb.ui.data import State
from kb.ui.drawing import draw
from kb.views import about, technique
from kb.views.beside import without_signs
from kb.views.cautions import OVER_ITS_TIP, OVER_LUNG, silent_on, warns
from kb.views.condition import condition_page
from kb.views.safety import point_safety
from kb.views.study import VERSUS
from kb.views.techniques import TECHNIQUES, techniques_named, techniques_of


@pytest.fixture(scope="module")
def state(base: KnowledgeBase, index: Index) -> State:
    return State(base, index)


def worded(words: str) -> set[str]:
    return set(techniques_of(Study("x", "trial", "RCT", "efficacy", (), technique=words)))


BELONGS = [
    ("manual acupuncture", {"needle"}),
    ("trigger-point dry needling", {"needle"}),
    ("strong stimulation by hand (de qi) or needles left alone", {"needle"}),
    ("electroacupuncture at traditional points", {"electroacupuncture"}),
    ("acupuncture with electrical stimulation", {"electroacupuncture"}),
    ("deep needling with manual and low-frequency electrical stimulation",
     {"needle", "electroacupuncture"}),
    ("manual, six points to de qi, 20 minutes", {"needle", "retaining"}),
    ("moxibustion, alone or with acupuncture", {"moxa"}),
    ("surface electrical stimulation of points, no needles", {"without-needles"}),
    ("reinforcing and reducing by hand", {"supplementing-and-draining"}),
    ("needle; laser", {"needle", "without-needles"}),
    ("auricular acupuncture", set()),
    ("Acupuncture in Reducing Musculoskeletal Symptoms", set()),
    ("Noninvasive Treatments for Low Back Pain", set()),
    ("massage and \"sham\" laser acupuncture", set()),
    ("Pressure pain threshold in current smokers with a supplementary drain", set()),
]  # fmt: skip


@pytest.mark.parametrize(("words", "ids"), BELONGS)
def test_what_belongs_to_a_technique(words: str, ids: set[str]) -> None:
    assert worded(words) == ids


def test_uses_are_those_of_the_claims(base: KnowledgeBase) -> None:
    rows = {row.technique.id: row for row in technique.technique_list(base).rows}
    kinds = {"needle": "needle", "moxa": "moxa"}
    for ident, kind in kinds.items():
        claims = [claim for claim in base.claims() if claim.kind == kind]
        assert rows[ident].uses == len(claims)
        assert rows[ident].points == len({code for c in claims for code in c.subjects})
    for ident in TECHNIQUES:
        page = technique.technique_page(base, ident, full=True)
        assert page.points.hidden == 0
        counts = [(row.uses.families, row.uses.books) for row in page.points.rows]
        assert counts == sorted(counts, reverse=True)
        assert page.banned == sum(row.bans is not None for row in page.points.rows)
        assert all(name in base.teachings for name in (*TECHNIQUES[ident].teachings,
                                                       *TECHNIQUES[ident].see))  # fmt: skip
    with pytest.raises(UnknownName):
        technique.technique_page(base, "cups")


def test_every_line_of_a_method_is_on_its_page_once(base: KnowledgeBase, state: State) -> None:
    for ident, one in TECHNIQUES.items():
        page = technique.technique_page(base, ident, full=True)
        shown = [
            claim
            for taught in page.taught
            for row in taught.rows
            for saying in row.sayings
            for chip in saying.cites
            for claim in (chip.claim, *chip.also)
        ]
        wanted = [c for t in one.teachings for line in base.teachings[t].lines for c in line]
        assert sorted(shown) == sorted(wanted)


def test_words_of_trials_are_those_of_the_record(base: KnowledgeBase, state: State) -> None:
    seen = 0
    for ident in TECHNIQUES:
        drawn = str(draw(state, "technique", {"id": ident}).body)
        for trial in technique.technique_page(base, ident).trials:
            record = base.studies[trial.study.id]
            assert trial.words in (record.technique, record.title)
            assert trial.sessions == record.sessions
            assert f"#{record.id}" in drawn
            seen += 1
    assert seen > 40
    silent = str(draw(state, "technique", {"id": "fire-needle"}).body)
    assert "That is not the same as no evidence" in silent
    assert "No book here teaches it" in str(
        draw(state, "technique", {"id": "electroacupuncture"}).body
    )


def test_techniques_are_found_by_search(state: State) -> None:
    assert [ref.id for ref in techniques_named("moxibustion")] == ["moxa"]
    assert [ref.id for ref in techniques_named("electric")] == ["electroacupuncture"]
    assert techniques_named("") == techniques_named("hip pain") == ()
    assert "technique?id=bleeding" in str(draw(state, "search", {"q": "bloodletting"}).body)


@pytest.mark.parametrize("code", ["LI4", "SP6", "CV5", "GB21", "BL40", "GV1", "EX-HN1"])
def test_the_safety_of_a_point_holds_every_warning(
    base: KnowledgeBase, state: State, code: str
) -> None:
    page = point_safety(base, code)
    alone = [claim for claim in base.claims_of(code) if len(claim.subjects) == 1]
    wanted = {claim.id for claim in base.claims_of(code) if warns(claim)}
    wanted |= {c.id for c in alone if c.kind in ("forbids", "cautions")}
    chips = [chip for act in page.pregnancy.acts for chip in act.cites]
    chips += [chip for _, _, cites in page.bans for chip in cites]
    chips += [chip for one in (*page.block.cautions, *page.block.risks) for chip in one.cites]
    shown = {claim for chip in chips for claim in (chip.claim, *chip.also)}
    assert wanted <= shown
    assert {claim for claim in shown if base.claim(claim).kind == "forbids"} <= wanted
    said = {ref.id for ref in page.pregnancy.silent}
    assert not said & {c.source for c in base.claims_of(code) if warns(c)}
    parted = [one for one in contrasts(base, code, statements(base, code))
              if one.kind in ("ban", "limit")]  # fmt: skip
    assert len(page.contrasts) + len(page.in_pregnancy) == len(parted)
    body = str(draw(state, "safety", {"code": code}).body)
    assert "What to ask" in body
    assert not re.search(r"\bscore\b|severity \d|\bgrade \d", body)


def test_points_over_the_lung_say_so(base: KnowledgeBase, state: State) -> None:
    for code in ("GB21", "LU1", "BL13", "ST12", "KI27"):
        assert "lies over the lung" in str(draw(state, "point", {"code": code}).body), code
        assert point_safety(base, code).lung
    for code in ("GB30", "LI4", "GB20", "BL23"):
        assert "lies over the lung" not in str(draw(state, "point", {"code": code}).body), code
    assert all(base.points[code].location.region not in OVER_LUNG for code in OVER_ITS_TIP)


def test_the_card_counts_who_is_silent(base: KnowledgeBase, state: State) -> None:
    """The count on the card is that of the sources its page names."""
    body = str(draw(state, "point", {"code": "LI4"}).body)
    warned = [c for c in base.claims_of("LI4") if warns(c) and c.target == "needle"]
    count = len(silent_on(base, "LI4", warned))
    assert count > 3
    assert f"{count} others speak of it without this warning" in body
    assert "since 1220" in body
    quiet = str(draw(state, "point", {"code": "SI1"}).body)
    assert "That is not a sign of safety." in quiet or "Forbidden" in quiet


def test_where_nothing_is_recorded_it_says_so(base: KnowledgeBase, state: State) -> None:
    unsigned = without_signs(base)
    assert 0 < len(unsigned) < len(base.conditions)
    for ident, record in base.conditions.items():
        body = str(draw(state, "condition", {"id": ident}).body)
        told = "No warning signs are recorded here." in body
        assert told == (ident in unsigned) == (record.kind == "condition" and not record.red_flags)
        harms = base.conditions["safety"].about[0].says
        assert (escape(harms, quote=False) in body) == (
            record.kind == "condition" or ident == "safety"
        )
        missing = re.search("Not collected here: ([^<]*)[.]<", body)
        for lines, name in (
            (record.about, "what it is and what causes it"),
            (record.outlook, "how it goes without treatment"),
            (record.care, "other care"),
        ):
            told = bool(missing and name in missing[1].split("; "))
            assert told == (record.kind == "condition" and not lines), (ident, name)
            assert all(escape(one.says, quote=False) in body for one in lines), (ident, name)
    assert f"{len(unsigned)} conditions have no warning signs" in str(
        draw(state, "condition", {}).body
    )


def test_what_comes_before_an_illness_stands_with_its_complaints(base: KnowledgeBase) -> None:
    page = condition_page(base, "stroke")
    before = next(one for one in page.bridge if one.symptom.id == "signs-before-wind-stroke")
    assert (before.first, before.year) == ("Zisheng Jing", "1220")
    lines = next(one for one in page.taught if one.teaching.id == "before-wind-stroke")
    assert "moxa" in " ".join(one.words for row in lines.rows for one in row.sayings)
    used = {tuple(ref.id for ref in row.of) for row in lines.rows}
    assert ("ST36", "GB39") in used
    assert next(r for r in lines.rows if len(r.of) == 2).voices.books >= 1


def test_points_that_both_name_are_in_both_lists(base: KnowledgeBase) -> None:
    page = condition_page(base, "knee-osteoarthritis", full=True)
    old, new = ({row.point.id for row in rows} for rows in (page.classical, page.modern))
    assert [ref.id for ref in page.both] == [
        r.point.id for r in page.classical if r.point.id in new
    ]
    assert 5 < len(page.both) < len(old)


def test_what_was_done_is_counted_and_bans_of_hidden_points_are_listed(
    base: KnowledgeBase,
) -> None:
    page = condition_page(base, "irritable-bowel-syndrome")
    assert "CV8" in {ref.id for ref in page.near.unneedled} - {
        row.point.id for row in page.classical
    }
    knee = condition_page(base, "knee-osteoarthritis")
    assert {ref.id: count for ref, count in knee.done}["needle"] >= 1
    assert knee.untold + sum(count for _, count in knee.done) >= sum(n for _, n in knee.places)
    beside = {one.says: [ref.id for ref in one.studies] for one in knee.beside}
    assert beside["manual acupuncture; sham; exercise"] == ["luo-electric-knee"]
    assert len({name for ids in beside.values() for name in ids}) + knee.unsaid == len(
        [s for s in base.studies_on("knee-osteoarthritis") if s.kind != "guideline"
         and s.topic == "efficacy" and s.direction not in ("", "not-applicable")
         and not s.superseded]
    )  # fmt: skip


def test_courses_are_those_of_all_meridians_when_none_is_named(base: KnowledgeBase) -> None:
    record = base.conditions["neck-pain"]
    assert not record.meridians
    shown = {ref.id for ref, _ in condition_page(base, "neck-pain").course}
    told = {
        one
        for one in base.meridians
        if any(c.kind == "pathway" and c.target in record.course for c in base.claims_of(one))
    }
    assert shown == told
    assert len(shown) > 3
    sciatica = base.conditions["sciatica"]
    named = {ref.id for ref, _ in condition_page(base, "sciatica").course}
    assert named == set(sciatica.meridians)


def test_a_teaching_is_shown_by_its_general_lines_and_its_points(base: KnowledgeBase) -> None:
    shown = {one.teaching.id: one.rows for one in condition_page(base, "low-back-pain").taught}
    assert {ref.id for row in shown["four-command-song"] for ref in row.of} >= {"BL40", "ST36"}
    assert all(len(row.of) < 2 for row in shown["lumbar-pain-by-meridian"])


def test_studies_of_how_it_goes_are_no_records_of_effect(base: KnowledgeBase) -> None:
    found = [one for one in base.studies.values() if one.topic == "prognosis"]
    assert len(found) > 30
    for one in found:
        assert one.direction == "not-applicable"
        assert not one.sham
        assert one.limits
        assert any(one.id in s.studies for c in base.conditions.values() for s in c.outlook)


def test_where_trials_were_done_is_counted_from_the_records(base: KnowledgeBase) -> None:
    page = about.about_page(base)
    trials = [s for s in base.studies.values() if s.kind == "trial" and s.topic == "efficacy"]
    for said, places in page.provenance:
        sham = next(key for key, words in about.SHAM.items() if words == said)
        found = [one for one in trials if one.sham == sham]
        assert sum(count for _, count in places) == len(found) > 0
        named = dict(places)
        assert named.get("China", 0) == sum(one.countries == ("China",) for one in found)
        assert named.get(about.NOWHERE, 0) == sum(not one.countries for one in found)


def test_what_a_condition_lacks_and_holds_is_counted(base: KnowledgeBase) -> None:
    for ident in base.conditions:
        page = condition_page(base, ident)
        current = [
            s for s in base.studies_on(ident)
            if s.topic == "efficacy" and not s.superseded and s.direction
            and s.direction != "not-applicable"
        ]  # fmt: skip
        assert sum(count for _, count in page.sham) == sum(bool(s.sham) for s in current)
        told = dict(page.compared)
        assert set(told) == set(VERSUS)
        assert told["sham"] == sum("sham" in s.versus for s in current)
        assert set(page.lacking) == {"guideline", "review", "trial"} - {s.kind for s in current}
        assert {ref.id for ref, _ in page.within} == {ref.id for ref in page.narrower}


def test_points_beside_a_condition_carry_their_bans(base: KnowledgeBase) -> None:
    seen = 0
    for row in condition_page(base, "constipation", full=True).classical:
        bans = [c for c in base.claims_of(row.point.id)
                if c.kind == "forbids" and len(c.subjects) == 1]  # fmt: skip
        assert bool(row.bans) == bool(bans)
        assert len(row.bans) == len({(c.target, c.qualifier) for c in bans})
        seen += len(row.bans)
    assert seen > 5


def test_the_sciatica_page_holds_what_it_must(base: KnowledgeBase, state: State) -> None:
    body = str(draw(state, "condition", {"id": "sciatica"}).body)
    text = " ".join(re.sub("<[^>]+>", " ", body).split())
    for said in ("Warning signs", "herniated disc", "spasm", "surgery", "Exercise", "Diet",
                 "recommends against", "Do not offer", "we set beside it", "books, 6 families",
                 "Figures with intervals", "No record here names the points it used"):  # fmt: skip
        assert said in text, said
    cited = {base.claim(unquote(one)) for one in re.findall(r'claim=([^"&]+)"', body)}
    places = {(claim.source, claim.at.partition(".")[0]) for claim in cited}
    assert {("lingshu", "003-6b"), ("lingshu", "003-7a"), ("lingshu", "003-10a"),
            ("suwen", "011-8a"), ("suwen", "011-1b"), ("lingshu", "006-7b")} <= places  # fmt: skip
