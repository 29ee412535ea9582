"""Conditions, evidence and the article: what pages show is what records say, and stays apart."""

from __future__ import annotations

import itertools
import re
from dataclasses import asdict, fields, replace
from pathlib import Path
from typing import Any

import pytest

from kb.base import KnowledgeBase
from kb.check import check
from kb.cite import teaching_in
from kb.errors import Problem, UnknownName
from kb.links import evidence
from kb.model import DIRECTIONS, Effect, Statement, Study
from kb.search import Index
from kb.ui.data import State
from kb.ui.drawing import draw
from kb.views import article, beside, cautions, common, condition, study
from kb.views.forest import favour, forest

Known = frozenset[Problem]


def figures(text: str) -> set[str]:
    return set(re.findall(r"\d+(?:\.\d+)?", text))


def plain(html: str) -> str:
    """Return what a reader sees of a piece of a page."""
    text = re.sub(r"<[^>]+>", " ", html)
    for entity, char in (("&lt;", "<"), ("&gt;", ">"), ("&#39;", "'"), ("&#34;", '"'),
                         ("&amp;", "&")):  # fmt: skip
        text = text.replace(entity, char)
    return " ".join(text.split())


def words_of(one: Study) -> str:
    """Return everything a record says, in one string."""
    links = [f"{name} {address}" for name, address in _card(one).links]
    return " ".join([repr(asdict(one)), *links])


def _card(one: Study) -> study.StudyCard:
    return study.card(KB[0], one)


KB: list[KnowledgeBase] = []


@pytest.fixture(scope="module", autouse=True)
def _known(base: KnowledgeBase) -> None:
    KB[:] = [base]


@pytest.fixture(scope="module")
def state(base: KnowledgeBase, index: Index) -> State:
    return State(base, index)


@pytest.fixture(scope="module")
def pages(state: State) -> dict[str, str]:
    """Every page of a condition, drawn."""
    return {
        ident: str(draw(state, "condition", {"id": ident}).body) for ident in state.kb.conditions
    }


def cards(page: str) -> dict[str, str]:
    """Return the cards of a page by record."""
    parts = re.split(r'<h4 id="?([a-z0-9-]+)"?[^>]*>', page)
    bodies = (re.split("<h3|</section>", body)[0] for body in parts[2::2])
    return dict(zip(parts[1::2], bodies, strict=True))


def test_every_record_is_on_the_page_of_each_of_its_conditions(
    base: KnowledgeBase, pages: dict[str, str]
) -> None:
    for one in base.studies.values():
        for ident in one.conditions:
            there = one.id in cards(pages[ident])
            assert there or one.superseded, (one.id, ident)


def test_every_figure_on_a_card_is_of_its_record(
    base: KnowledgeBase, pages: dict[str, str]
) -> None:
    seen = 0
    for page in pages.values():
        for name, body in cards(page).items():
            shown = figures(plain(body))
            known = figures(words_of(base.studies[name]))
            if after := base.studies.get(base.studies[name].superseded):
                known |= figures(study.label(after))
            assert shown <= known, (name, shown - known)
            seen += len(shown)
    assert seen > 3000


def test_every_result_is_shown_as_read(base: KnowledgeBase, pages: dict[str, str]) -> None:
    for one in base.studies.values():
        for ident in one.conditions:
            body = plain(cards(pages[ident]).get(one.id, ""))
            for result in one.results if body else ():
                assert " ".join(result.result.split()) in body, (one.id, result.result)


def test_every_drawn_figure_is_of_its_record(base: KnowledgeBase, pages: dict[str, str]) -> None:
    rows = 0
    for ident in base.conditions:
        for plot in condition.condition_page(base, ident).plots:
            for row in plot.rows:
                effects = [e for r in base.studies[row.study].results for e in r.effects]
                assert any(
                    {e.value, e.low, e.high} <= set(re.findall(r"-?\d+(?:\.\d+)?", row.figure))
                    for e in effects
                )
                assert row.figure in plain(pages[ident])
                assert 0 <= row.low <= row.middle <= row.high <= 100
                rows += 1
    assert rows > 50


def test_every_record_has_a_public_reference_that_its_page_links(
    base: KnowledgeBase, pages: dict[str, str]
) -> None:
    for one in base.studies.values():
        links = study.card(base, one).links
        assert links, one.id
        for _, address in links:
            assert address.startswith("https://" if one.doi or one.pmid else "http")
            for ident in one.conditions:
                if one.id in cards(pages[ident]):
                    assert address in pages[ident].replace("&amp;", "&"), (one.id, address)


def test_what_is_missing_of_a_citation_is_told(base: KnowledgeBase) -> None:
    for one in base.studies.values():
        for part in ("title", "authors", "year", "journal"):
            assert bool(getattr(one, part)) != (part in one.missing), (one.id, part)


def test_what_is_missing_of_a_citation_is_seen(base: KnowledgeBase, pages: dict[str, str]) -> None:
    """A reader is told of each card which parts of its citation no page showed."""
    told = 0
    for ident, page in pages.items():
        for name, body in cards(page).items():
            one = base.studies[name]
            said = f"Not on a page read: {', '.join(one.missing)}."
            assert (said in plain(body)) == bool(one.missing), (ident, name)
            told += bool(one.missing)
    assert told > 50


def test_a_condition_without_a_complaint_of_its_name_says_so(base: KnowledgeBase) -> None:
    unnamed = {one for one in base.conditions if condition.condition_page(base, one).unnamed}
    assert {"tension-type-headache", "knee-osteoarthritis"} <= unnamed
    assert not unnamed & {"sciatica", "headache", "insomnia", "neck-pain"}


def test_an_earlier_edition_never_stands_alone(base: KnowledgeBase) -> None:
    hidden = 0
    for ident in base.conditions:
        page = condition.condition_page(base, ident)
        shown = [card for _, _, some in page.groups for card in some]
        if any(card.superseded for card in shown):
            assert any(
                not card.superseded and card.direction and card.read != "a row of a public table"
                for card in shown
            ), ident
        hidden += page.withheld
    assert hidden == 1


def test_no_count_of_evidence_holds_what_is_old_or_only_listed(base: KnowledgeBase) -> None:
    for ident in base.conditions:
        page = condition.condition_page(base, ident)
        current = [
            s for s in base.studies_on(ident)
            if s.topic == "efficacy" and not s.superseded and s.direction
            and s.direction != "not-applicable"
        ]  # fmt: skip
        assert sum(count for _, count in page.tally) == len(current)
        assert not any(s.kind == "listed" for s in current)


def test_tradition_does_not_know_of_evidence(base: KnowledgeBase) -> None:
    """The tradition column is the same with and without any record of evidence."""
    bare = KnowledgeBase(
        points=base.points, meridians=base.meridians, categories=base.categories,
        symptoms=base.symptoms, sources=base.sources, landmarks=base.landmarks,
        structures=base.structures, gaps=base.gaps, claims=base.claims(), axes=base.axes,
        variants=base.variants, forms=base.forms, teachings=base.teachings,
        conditions={
            k: replace(c, about=(), red_flags=(), outlook=(), care=())
            for k, c in base.conditions.items()
        },
    )  # fmt: skip
    for ident in ("sciatica", "migraine", "constipation"):
        with_, without = (condition.condition_page(kb, ident, full=True) for kb in (base, bare))
        assert with_.classical == without.classical != ()
        assert with_.modern == without.modern
        assert with_.taught == without.taught
        assert without.tally == ()


def test_points_are_ranked_by_families_then_books(base: KnowledgeBase) -> None:
    rows = condition.condition_page(base, "low-back-pain", full=True).classical
    counts = [(row.voices.families, row.voices.books) for row in rows]
    assert counts == sorted(counts, reverse=True)
    codes = {row.point.id for row in rows}
    told = {
        c.subject for s in base.condition("low-back-pain").bridge for c in base.claims_on(s)
        if c.kind == "treats" and len(c.subjects) == 1
    }  # fmt: skip
    assert codes <= told
    short = condition.condition_page(base, "low-back-pain")
    assert short.hidden == len(rows) - condition.ROOM + max(
        0, len(condition.condition_page(base, "low-back-pain", full=True).modern) - condition.ROOM
    )


def test_from_anything_to_its_conditions_and_back(base: KnowledgeBase, state: State) -> None:
    for ident, record in base.conditions.items():
        for symptom in record.bridge:
            assert record in base.conditions_of(symptom)
            page = str(draw(state, "symptom", {"id": symptom}).body)
            assert f"condition?id={ident}" in page
        for meridian in record.meridians:
            page = str(draw(state, "meridian", {"id": meridian}).body)
            assert f"condition?id={ident}" in page
    for one in base.studies.values():
        for code in one.points:
            page = str(draw(state, "point", {"code": code}).body)
            assert all(f"condition?id={ident}" in page for ident in one.conditions)
    assert [ref.id for ref in beside.conditions_named(base, "Pain Leg down")] == ["sciatica"]
    assert beside.conditions_named(base, " ") == ()
    assert "condition?id=sciatica" in str(draw(state, "search", {"q": "sciatica"}).body)


def test_all_statements_are_reached_from_the_condition(base: KnowledgeBase, state: State) -> None:
    page = str(draw(state, "condition", {"id": "sciatica"}).body)
    assert "article?id=seed-sciatica-article" in page
    drawn = str(draw(state, "article", {"id": "seed-sciatica-article"}).body)
    record = base.article("seed-sciatica-article")
    assert len(record.statements) == 30
    assert len(record.omissions) == 7
    for one in (*record.statements, *record.omissions):
        assert one.id in drawn
        assert one.says in plain(drawn)
    for said in record.statements:
        assert said.verdict in plain(drawn)


def test_all_statements_are_found_by_search(base: KnowledgeBase, state: State) -> None:
    record = base.article("seed-sciatica-article")
    for one in (*record.statements, *record.omissions):
        found = {ref.id for ref in article.statements_named(base, one.says)}
        assert f"{record.id}/{one.id}" in found, one.says
        by_id = article.statements_named(base, one.id)
        assert [ref.id for ref in by_id] == [f"{record.id}/{one.id}"]
    page = str(draw(state, "search", {"q": "surgery last"}).body)
    assert "article?id=seed-sciatica-article#SC07" in page
    for query in ("pain", "the", "", "GB30", "hip pain", "環跳"):
        assert article.statements_named(base, query) == (), query


def test_unknown_names_are_told(base: KnowledgeBase, state: State) -> None:
    with pytest.raises(UnknownName, match="did you mean sciatica"):
        condition.condition_page(base, "sciatika")
    assert not draw(state, "condition", {"id": "sciatika"}).known
    assert not draw(state, "article", {"id": "nothing"}).known


VERDICTS = [
    ("not testable", "advice", "opinion", "", "", ""),
    ("description", "technique", "practice", "", "", ""),
    ("description", "technique", "practice", "", "a", ""),
    ("supported as description", "technique", "practice", "a", "", ""),
    ("tradition, not tested", "tradition", "fact", "", "", ""),
    ("tradition, not tested", "tradition", "fact", "", "a", ""),
    ("tradition, disputed", "tradition", "fact", "", "", "a"),
    ("overstated", "safety", "degree", "a", "", "b"),
    ("overstated", "safety", "degree", "", "", "b"),
    ("partly supported", "safety", "degree", "a", "b", ""),
    ("contested", "efficacy", "fact", "a", "", "b"),
    ("supported", "safety", "fact", "a", "", ""),
    ("partly supported", "efficacy", "fact", "a", "b", ""),
    ("not supported by any record here", "efficacy", "fact", "", "a", "b"),
    ("contradicted", "mechanism", "fact", "", "a", "b"),
    ("qualified", "mechanism", "fact", "", "a", ""),
    ("not supported by any record here", "mechanism", "fact", "", "", ""),
]


@pytest.mark.parametrize(("verdict", "kind", "asserts", "yes", "but", "no"), VERDICTS)
def test_the_rule_of_verdicts(
    verdict: str, kind: str, asserts: str, yes: str, but: str, no: str
) -> None:
    made = Statement("S", kind, asserts, "x", (0, 1), tuple(yes), tuple(but), tuple(no))
    assert made.verdict == verdict


def test_no_verdict_says_more_than_its_records() -> None:
    kinds = ("efficacy", "mechanism", "safety", "advice", "technique", "tradition")
    sides = ((), ("a",))
    for kind, asserts, yes, but, no in itertools.product(
        kinds, ("fact", "degree", "practice", "opinion"), sides, sides, sides
    ):
        verdict = Statement("S", kind, asserts, "x", (0, 1), yes, but, no).verdict
        if verdict.startswith(("supported", "partly")):
            assert yes
        if verdict == "supported":
            assert not no
            assert not but
        if verdict in ("contested", "contradicted", "overstated", "tradition, disputed"):
            assert no
        if verdict in ("qualified", "partly supported"):
            assert but


def test_verdicts_of_the_article(base: KnowledgeBase) -> None:
    made = {one.id: one.verdict for one in base.article("seed-sciatica-article").statements}
    assert made["SC04"] == "supported"
    assert made["SC10"] == made["SC16"] == "contested"
    assert made["SC08"] == made["SC25"] == "not supported by any record here"
    assert made["SC21"] == made["SC22"] == "overstated"
    assert made["SC13"] == "tradition, disputed"


def effect(value: str, low: str, high: str, scale: str = "own", better: str = "lower") -> Effect:
    return Effect("MD", value, low, high, scale=scale, better=better)


@pytest.mark.parametrize(
    ("one", "says"),
    [
        (effect("-16.0", "-21.3", "-10.6"), "acupuncture"),
        (effect("-16.0", "-21.3", "-10.6", better="higher"), "comparison"),
        (effect("0.33", "-1.87", "2.52"), ""),
        (effect("0.02", "0", "0.04", better="higher"), ""),
        (effect("1.21", "1.16", "1.25", "ratio", "higher"), "acupuncture"),
        (effect("1.16", "1.02", "1.31", "ratio"), "comparison"),
        (effect("0.97", "0.76", "1.24", "ratio", "higher"), ""),
        (effect("1.30", "1.00", "1.68", "ratio", "higher"), ""),
    ],
)
def test_what_an_interval_says(one: Effect, says: str) -> None:
    assert favour(one) == says


def test_scales_are_never_mixed(base: KnowledgeBase) -> None:
    plots = forest(base.studies.values())
    assert len({plot.scale for plot in plots}) == len(plots)
    for plot in plots:
        for row in plot.rows:
            right, left = row.low > 50, row.high < 50
            assert {"acupuncture": right, "comparison": left}.get(row.favours, not right | left)


def test_spans_of_an_article_give_its_text_back() -> None:
    said = (
        Statement("A", "advice", "fact", "x", (0, 9)),
        Statement("B", "advice", "fact", "y", (3, 5)),
    )
    text = "abcdefghi\n\nklm"
    rows = article.marked(text, said)
    assert "\n".join("".join(part.text for part in row) for row in rows) == text
    assert [(p.text, p.statement) for p in rows[0]] == [("abc", "A"), ("de", "B"), ("fghi", "A")]
    assert article.marked("ab", said)[0][0].text == "ab"


def test_graph_and_directions(base: KnowledgeBase) -> None:
    hops = {(hop.frm, hop.to) for hop in evidence(base)}
    assert ("study:tu-2024-sciatica", "condition:sciatica") in hops
    assert ("study:lee-2015-cochrane-pc6", "point:PC6") in hops
    assert ("condition:sciatica", "symptom:hip-pain") in hops
    assert all(not hop.claims for hop in evidence(base))
    assert set(study.DIRECTION) == set(DIRECTIONS)


def test_every_field_of_a_record_is_used(base: KnowledgeBase) -> None:
    for field in fields(Study):
        assert any(getattr(one, field.name) for one in base.studies.values()), field.name


EVIDENCE, CONDITION, ARTICLE = (
    "evidence/sciatica.yaml", "conditions/sciatica.yaml", "articles/praise.yaml",
)  # fmt: skip
HOSTILE: list[tuple[str, str, str, str]] = [
    (EVIDENCE, "kind: trial", "kind: miracle", "unknown kind 'miracle'"),
    (EVIDENCE, "direction: favours", "direction: proves", "unknown direction 'proves'"),
    (EVIDENCE, "sham: better", "sham: best", "unknown sham 'best'"),
    (EVIDENCE, "certainty: [low]", "certainty: [sure]", "unknown certainty 'sure'"),
    (EVIDENCE, "conditions: [sciatica, low-back-pain]", "conditions: [low-back-pain, sciatica]",
     "the file is that of 'sciatica'"),
    (EVIDENCE, "conditions: [sciatica]", "conditions: [gout]", "unknown condition 'gout'"),
    (EVIDENCE, "points: [GB30]", "points: [GB99]", "unknown point 'GB99'"),
    (EVIDENCE, "points: [GB30]", "points: [GB30, GB30]", "stands twice"),
    (EVIDENCE, "doi: 10.1001/", "doi: javascript-10/", "is not a doi"),
    (EVIDENCE, "https://www.nice", "ftp://www.nice", "is not a url"),
    (EVIDENCE, "https://www.nice", "https://evil@www.nice", "is not a url"),
    (EVIDENCE, "pmid: 39401008", "pmid: 12x", "is not a pmid"),
    (EVIDENCE, "year: 2024", "year: 24", "is not a year"),
    (EVIDENCE, "  cochrane: CD000001\n", "", "no public reference"),
    (EVIDENCE, "superseded: tu-2024-sciatica", "superseded: nobody", "unknown record 'nobody'"),
    (EVIDENCE, "superseded: tu-2024-sciatica", "superseded: cochrane-old", "does not take"),
    (EVIDENCE, "value: '-16.0'", "value: '-17.0'", "is not in the result"),
    (EVIDENCE, "low: '-21.3', high: '-10.6'", "low: '-10.6', high: '-21.3'", "within its interval"),
    (EVIDENCE, "scale: 0-100", "scale: ratio", "ratios are above 0"),
    (EVIDENCE, "scale: 0-100", "scale: 0-99", "unknown scale"),
    (EVIDENCE, "better: lower", "better: left", "unknown way"),
    (EVIDENCE, "value: '-16.0'", "value: many", "is not a number"),
    (CONDITION, "bridge: [hip-pain]", "bridge: [hip-pane]", "did you mean 'hip-pain'"),
    (CONDITION, "broader: [low-back-pain]", "broader: [sciatica]", "is broader than itself"),
    (CONDITION, "meridians: [GB]", "meridians: [QQ]", "unknown meridian 'QQ'"),
    (CONDITION, "en: sciatica", "en: low back pain", "is also that of"),
    (CONDITION, "no record here tests it", "it helps", "cites no record"),
    (CONDITION, "{says: It hurts., studies: [tu-2024-sciatica]}",
     "{says: It hurts., studies: [tu-1999]}", "unknown record 'tu-1999'"),
    (ARTICLE, "span: [0, 12]", "span: [12, 0]", "not [first, last]"),
    (ARTICLE, "span: [0, 12]", "span: [0, 99]", "not a whole number|not a number"),
    (ARTICLE, "span: [0, 12]", "span: [0]", "not [first, last]"),
    (ARTICLE, "asserts: fact", "asserts: opinion", "nothing tests an opinion"),
    (ARTICLE, "id: O1", "id: S1", "stands twice"),
    (ARTICLE, "remark: the two differ", "remark: 5 differ", "remark with a figure"),
    (ARTICLE, "source: unnamed", "source: nobody", "unknown source 'nobody'"),
]  # fmt: skip


@pytest.mark.parametrize(("name", "old", "new", "says"), HOSTILE)
def test_hostile(
    toy_folder: Path, toy_problems: Known, edit: Any, name: str, old: str, new: str, says: str
) -> None:
    edit(toy_folder, name, old, new)
    found = [str(one) for one in check(toy_folder) if one not in toy_problems]
    assert any(
        re.search("|".join(map(re.escape, says.split("|"))), said) and said.startswith("data/")
        for said in found
    ), found
    assert all(re.match(r"data/\S+:\d+: ", said) for said in found)


def test_a_condition_without_any_record(toy_folder: Path, toy_problems: Known) -> None:
    (toy_folder / "conditions" / "gout.yaml").write_text("en: gout\n", encoding="utf-8")
    found = [str(one) for one in check(toy_folder) if one not in toy_problems]
    assert found == [
        "data/conditions/gout.yaml:1: no record bears on gout; add one to data/evidence, or delete "
        "the file"
    ]


def test_what_stands_beside_a_point_of_tradition(base: KnowledgeBase) -> None:
    """First book, figures and bans are those of its claims; a modern row takes no old figure."""
    page = condition.condition_page(base, "low-back-pain")
    figures = bans = 0
    for row in page.classical:
        claims = [c for c in base.claims_of(row.point.id) if len(c.subjects) == 1]
        said = [
            c for c in claims
            if c.kind == "treats" and not c.reports and c.target in base.condition(page.id).bridge
        ]  # fmt: skip
        first = min((base.sources[c.source].year or 9999, c.source) for c in said)[1]
        assert row.first == common.label_of(base.sources[first])
        for (what, books), axis in zip(row.figures, ("depth", "cones"), strict=False):
            unit = "needle" if axis == "depth" else "moxa"
            if what.startswith(unit):
                figures += 1
                own = {c.source for c in claims if axis in c.value and not c.reports}
                assert 2 <= books <= len(own)
        assert len(row.bans) == len(
            {(c.target, c.qualifier) for c in claims if c.kind == "forbids"}
        )
        bans += len(row.bans)
        assert all(who for _, who in (*row.bans, *row.risks))
        place = base.points[row.point.id].location
        assert not place or row.region == base.landmarks[place.region].en
    assert figures > 20
    assert bans
    assert not any(row.figures for row in page.modern)


def test_complaints_of_the_bridge_and_those_left_out(base: KnowledgeBase) -> None:
    for ident, record in base.conditions.items():
        page = condition.condition_page(base, ident)
        assert [one.symptom.id for one in page.bridge] == [*record.bridge]
        for ref in page.beneath:
            assert ref.id not in record.bridge
            assert {*base.symptoms[ref.id].broader} & {*record.bridge}
        for one in page.bridge:
            years = [
                base.sources[c.source].year or 9999 for c in base.claims_on(one.symptom.id)
                if c.kind == "treats" and not c.reports and not common.is_modern(base, c)
            ]  # fmt: skip
            assert one.year == (str(min(years)) if min(years, default=9999) < 9999 else "")


def test_songs_and_lists_on_a_complaint_are_all_there(base: KnowledgeBase) -> None:
    seen = 0
    for ident in ("stroke", "headache", "neck-pain", "low-back-pain"):
        record = base.condition(ident)
        told = {
            c.id for s in record.bridge for c in base.claims_on(s)
            if (name := teaching_in(c.file)) and name not in record.teachings
        }  # fmt: skip
        page = condition.condition_page(base, ident, full=True)
        shown = {
            cite.claim for one in page.sung for row in one.rows for s in row.sayings
            for cite in s.cites
        }  # fmt: skip
        assert shown == told
        assert not any(one.others for one in page.sung)
        short = condition.condition_page(base, ident)
        for one, whole in zip(short.sung, page.sung, strict=True):
            assert len(one.rows) + one.others == len(whole.rows)
        seen += len(told)
    assert seen > 30


def test_where_records_were_made_and_points_both_name(base: KnowledgeBase) -> None:
    for ident in base.conditions:
        page = condition.condition_page(base, ident, full=True)
        on_effect = [
            s for s in base.studies_on(ident)
            if s.topic == "efficacy" and s.direction not in ("", "not-applicable")
            and not s.superseded and s.kind != "guideline"
        ]  # fmt: skip
        if page.tally:
            assert dict(page.places).get("", 0) == sum(not s.countries for s in on_effect)
        told = {row.point.id for row in page.classical}
        assert {ref.id for ref in page.shared} == told & {one.point.id for one in page.named}


def test_a_figure_of_one_family_is_not_called_the_most_frequent(base: KnowledgeBase) -> None:
    """GV24: forbidden by many; one song has 3 cun, on the skull."""
    rows = {row.point.id: row for row in condition.condition_page(base, "migraine").classical}
    assert [what for what, _ in rows["GV24"].figures] == ["moxa 3 cones"]
    assert any(act == "needling" for act, _ in rows["GV24"].bans)


def test_what_stands_near_a_complaint_and_what_no_line_says(base: KnowledgeBase) -> None:
    """Old phrases of two complaints; points forbidden or warned of; no rule, no side."""
    pages = {}
    for ident in ("infertility", "neck-pain", "sciatica", "stroke", "migraine"):
        record = base.condition(ident)
        page = condition.condition_page(base, ident, full=True)
        own = {term for one in record.bridge for term in base.symptoms[one].hant}
        for near in page.near.together:
            assert near.symptom.id not in record.bridge
            assert near.phrase in own & {*base.symptoms[near.symptom.id].hant}
        short = pages[ident] = condition.condition_page(base, ident)
        assert len(short.near.together) + short.near.parted == len(page.near.together)
        assert short.near.unburnt == page.near.unburnt
        every = {row.point.id for row in (*page.classical, *page.modern)}
        assert {ref.id for ref in page.near.pregnant} == {
            code for code in every
            if any(cautions.warns(c) for c in base.claims_of(code) if len(c.subjects) == 1)
        }  # fmt: skip
    assert any("womb" in one.symptom.label for one in pages["infertility"].near.together)
    told = {one for one, page in pages.items() if page.near.apart}
    assert told == {"stroke", "migraine", "sciatica"}
    assert {ref.id for ref in pages["neck-pain"].near.unsided} == {"neck-stiffness"}
    assert not pages["infertility"].near.unsided
    assert {ref.id for ref in pages["sciatica"].near.unsided} == {
        *base.condition("sciatica").bridge
    }
