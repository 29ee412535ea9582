"""Sources compared: figures, bans, reports; the contradictions that were read in full are found.

The examples by code are those of the survey of the ten books (ST1, GV17, CV5, BL40, GB30): the
rules know nothing of them.
"""

from __future__ import annotations

from dataclasses import replace
from math import log2

import pytest

from kb.base import KnowledgeBase
from kb.compare import (
    MISREPORT,
    WEIGHTS,
    Contrast,
    Report,
    Survey,
    check_reports,
    contrasts,
    covers,
    figure,
    overlap,
    statements,
    survey,
)
from kb.model import Claim, Names, Source, TextFile

AGREE = [
    ("3 分", "0.3 寸"), ("3 分", "0.3 cun"), ("10 分", "1 寸"), ("1.5 寸", "15 分"),
    ("8-9 分", "9 分"), ("0.5-0.8 cun", "5 分"), ("0.5-1.0 inch", "1-1.2 inch"),
    ("7 呼", "7 呼"), ("14-100 壯", "100 壯"), ("7-49 壯", "14-21 壯"), ("3 壯", "3 壮"),
    ("0.3–0.5 inch", "0.3-0.5 inch"),
]  # fmt: skip
"""Figures of claims that have a value in common."""

DISAGREE = [
    ("3 分", "3 寸"), ("5 分", "8 分"), ("1 寸", "2 寸"), ("3.5 分", "4.5 分"), ("8-9 分", "1 寸"),
    ("0.5-1.0 inch", "1.5-2.5 inch"), ("10 呼", "20 呼"), ("3 壯", "50 壯"), ("14-100 壯", "7 壯"),
    ("0.5 寸", "5 寸"),
]  # fmt: skip

APART = [
    ("5 分", "0.5 inch"), ("1 寸", "1 inch"), ("1 cun", "1.0 inch"), ("7 呼", "7 壯"),
    ("3 分", "3 壯"),
]  # fmt: skip
"""Figures of different kinds of unit: neither agree nor disagree."""

UNREADABLE = [
    "", "3", "分", "隨年 壯", "三 分", "3分寸", "7-3 壯", "-3 分", "3 mm", "1e5 分", "3.5.5 分",
    "３ 分",
    "9" * 40 + " 分", "<img src=x> 分", "3 分<script>", "nan 寸", "1/2 寸", "3 \n分",
]  # fmt: skip


@pytest.mark.parametrize(("one", "other"), AGREE)
def test_figures_that_agree(one: str, other: str) -> None:
    a, b = figure(one), figure(other)
    assert a
    assert b
    assert a.meets(b)
    assert b.meets(a)


@pytest.mark.parametrize(("one", "other"), DISAGREE)
def test_figures_that_disagree(one: str, other: str) -> None:
    a, b = figure(one), figure(other)
    assert a
    assert b
    assert a.kind == b.kind
    assert not a.meets(b)
    assert not b.meets(a)


@pytest.mark.parametrize(("one", "other"), APART)
def test_figures_of_two_units_are_not_compared(one: str, other: str) -> None:
    a, b = figure(one), figure(other)
    assert a
    assert b
    assert a.kind != b.kind


@pytest.mark.parametrize("text", UNREADABLE)
def test_what_is_no_figure_is_never_compared(text: str) -> None:
    assert figure(text) is None


def test_every_figure_of_the_data_is_read(base: KnowledgeBase) -> None:
    lost = [
        (one.cite, one.printed)
        for code in base.points
        for one in statements(base, code)
        if one.axis in ("depth", "retain", "cones") and len(one.figures) < len(one.printed)
    ]
    assert lost == []


def test_whom_a_limit_covers() -> None:
    assert covers((), ("women",))
    assert covers((), ())
    assert covers(("women",), ("pregnancy",))
    assert covers(("pregnancy", "postpartum"), ("pregnancy",))
    assert not covers(("pregnancy",), ("women",))
    assert not covers(("women",), ())
    assert not covers(("spring",), ("summer",))


# -- made-up books ---------------------------------------------------------------------------------


def book(name: str, year: int, family: str = "", text: bool = True) -> Source:
    file = TextFile(f"{name}.txt", "0" * 64) if text else None
    return Source(name, Names(pinyin=name), year=year, family=family or name, text=file)


BOOKS = (
    book("old", 282), book("copy", 752, "old"), book("mid", 1220), book("late", 1601),
    book("lost", 1026, text=False),
)  # fmt: skip


def said(source: str, kind: str, target: str = "", number: int = 0, **more: object) -> Claim:
    ident = "/".join(filter(None, (source, "GB30", kind, target))) + (f"#{number}" * bool(number))
    value = {key: more.pop(key) for key in ("depth", "retain", "cones") if key in more}
    return Claim(ident, kind, ("GB30",), source, "1", target=target, value=value, **more)  # type: ignore[arg-type]


def books(toy: KnowledgeBase, *claims: Claim) -> KnowledgeBase:
    kinds = ("points", "meridians", "categories", "symptoms", "landmarks", "structures")
    return KnowledgeBase(
        **{kind: dict(getattr(toy, kind)) for kind in kinds},
        sources={**toy.sources, **{one.id: one for one in BOOKS}},
        gaps=(),
        claims=claims,
        axes={},
        variants={},
        forms={},
    )


def found(toy: KnowledgeBase, *claims: Claim) -> list[Contrast]:
    return [one for one in contrasts(books(toy, *claims), "GB30") if one.axis != "location"]


def test_two_books_with_figures_apart(toy: KnowledgeBase) -> None:
    (one,) = found(toy, said("old", "moxa", cones="3"), said("mid", "moxa", cones="50"))
    assert (one.axis, one.kind, one.reported, one.balance) == ("cones", "figures", False, 1)
    assert one.score == pytest.approx(log2(50 / 3))
    assert [side.value for side in one.sides] == ["3 壯", "50 壯"]


def test_silence_is_not_disagreement(toy: KnowledgeBase) -> None:
    assert not found(
        toy,
        said("old", "needle", depth="3 分", retain="7 呼"),
        said("mid", "needle", depth="3 分"),
        said("late", "moxa", cones="3"),
    )


def test_a_book_that_gives_both_figures_agrees_with_either(toy: KnowledgeBase) -> None:
    both = said("old", "moxa", cones="3"), said("old", "moxa", cones="50", number=2)
    assert not found(toy, *both)
    assert not found(toy, *both, said("mid", "moxa", cones="50"))
    assert found(toy, *both, said("mid", "moxa", cones="100"))


def test_another_reading_of_the_transcription_counts_for_agreement(toy: KnowledgeBase) -> None:
    unsure = replace(said("old", "needle"), value={"depth": "3 分", "depth_variant": "8 分"})
    assert not found(toy, unsure, said("mid", "needle", depth="8 分"))


def test_an_inch_is_not_set_against_a_cun(toy: KnowledgeBase) -> None:
    assert not found(
        toy, said("old", "needle", depth="1 分"), said("late", "needle", depth="2.0 inch")
    )


def test_the_same_number_in_fen_and_in_cun_may_be_a_slip(toy: KnowledgeBase) -> None:
    (one,) = found(toy, said("old", "needle", depth="5 寸"), said("mid", "needle", depth="5 分"))
    assert one.slip
    (one,) = found(toy, said("old", "needle", depth="1 寸"), said("mid", "needle", depth="5 分"))
    assert not one.slip
    assert not found(toy, said("old", "needle", depth="1 寸"), said("mid", "needle", depth="10 分"))


def test_books_of_one_family_differ_but_weigh_nothing(toy: KnowledgeBase) -> None:
    (one,) = found(toy, said("old", "moxa", cones="3"), said("copy", "moxa", cones="50"))
    assert (one.balance, one.score, one.reported) == (0, 0.0, False)


def test_a_ban_against_a_prescription(toy: KnowledgeBase) -> None:
    (one,) = found(toy, said("old", "moxa", cones="3"), said("mid", "forbids", "moxa"))
    assert (one.axis, one.kind, one.score) == ("moxa", "ban", WEIGHTS["ban"])
    assert not found(toy, said("old", "moxa", cones="3"), said("mid", "forbids", "needle"))
    assert not found(toy, said("old", "forbids", "moxa"), said("mid", "forbids", "moxa"))


def test_a_book_does_not_disagree_with_itself(toy: KnowledgeBase) -> None:
    assert not found(toy, said("old", "moxa", cones="3"), said("old", "forbids", "moxa"))


def test_a_ban_for_some_is_a_limit_that_the_other_leaves_out(toy: KnowledgeBase) -> None:
    ban = said("mid", "forbids", "needle", qualifier=("women",))
    (one,) = found(toy, said("old", "needle", depth="3 分"), ban)
    assert (one.kind, one.axis) == ("limit", "needle")
    warned = said("old", "forbids", "needle", qualifier=("women",))
    assert not found(toy, said("old", "needle", depth="3 分"), warned, ban)
    for_men = said("old", "needle", depth="3 分", qualifier=("men",))
    assert not found(toy, for_men, ban)
    (one,) = found(toy, for_men, said("mid", "forbids", "needle"))
    assert one.kind == "ban"
    pregnant = said("old", "moxa", cones="3", qualifier=("pregnancy",))
    (one,) = found(toy, pregnant, said("mid", "forbids", "moxa", qualifier=("women",)))
    assert one.kind == "ban"


def test_reported_speech_is_no_voice(toy: KnowledgeBase) -> None:
    own = said("old", "moxa", cones="3")
    (one,) = found(toy, own, said("late", "moxa", cones="50", reports="lost"))
    assert (one.reported, one.balance, one.score) == (True, 0, 0.0)
    assert [side.sources for side in one.sides] == [frozenset({"old"}), frozenset()]
    (one,) = found(toy, own, said("late", "forbids", "moxa", reports="old"))
    assert (one.reported, one.score) == (True, 0.0)


def test_meetings_named_differently(toy: KnowledgeBase) -> None:
    one = said("old", "meets", "BL")
    assert not found(toy, one, said("mid", "meets", "BL"), said("mid", "meets", "GB"))
    (contrast,) = found(toy, one, said("mid", "meets", "BL"), said("mid", "meets", "ST"))
    assert [side.value for side in contrast.sides] == ["BL", "BL, ST"]
    assert not found(toy, said("old", "meets", "heel"), said("mid", "meets", "YGH"))
    assert found(toy, said("old", "meets", "heel"), said("mid", "meets", "YGL"))


# -- reports ---------------------------------------------------------------------------------------


def verdicts(toy: KnowledgeBase, *claims: Claim) -> list[tuple[str, str]]:
    kb = books(toy, *claims)
    return [(one.said.axis, one.verdict) for one in check_reports(kb, "GB30")]


OWN = (said("old", "needle", depth="5 分", retain="7 呼"), said("old", "moxa", cones="3"))


@pytest.mark.parametrize(
    ("report", "verdict"),
    [
        (said("late", "moxa", cones="3", reports="old"), "confirmed"),
        (said("late", "moxa", cones="3-7", reports="old"), "confirmed"),
        (said("late", "moxa", cones="50", reports="old"), "contradicted"),
        (said("late", "forbids", "moxa", reports="old"), "contradicted"),
        (said("late", "forbids", "bleeding", reports="old"), "not found"),
        (said("late", "moxa", cones="3", reports="lost"), "unchecked"),
        (said("late", "needle", depth="0.5 寸", reports="old"), "confirmed"),
        (said("late", "needle", depth="0.5 inch", reports="old"), "not found"),
    ],
)
def test_a_report_beside_the_book_it_names(toy: KnowledgeBase, report: Claim, verdict: str) -> None:
    assert [one for _, one in verdicts(toy, *OWN, report)] == [verdict]


def test_each_figure_of_a_report_is_checked(toy: KnowledgeBase) -> None:
    report = said("late", "needle", depth="5 分", retain="3 呼", reports="old")
    assert verdicts(toy, *OWN, report) == [("depth", "confirmed"), ("retain", "contradicted")]


def test_what_the_reported_book_itself_reports_is_told(toy: KnowledgeBase) -> None:
    """As the notes of the eleventh century inside the Jiayi jing, which later books took for it."""
    note = said("old", "moxa", cones="50", reports="lost", number=2)
    kb = books(toy, *OWN, note, said("late", "moxa", cones="50", reports="old"))
    (one,) = [r for r in check_reports(kb, "GB30") if r.said.source == "late"]
    assert one.verdict == "contradicted"
    assert one.why.endswith("only as another's")


def test_a_ban_reported_and_found(toy: KnowledgeBase) -> None:
    ban = said("old", "forbids", "moxa"), said("late", "forbids", "moxa", reports="old")
    assert verdicts(toy, *ban) == [("moxa", "confirmed")]
    given = said("old", "forbids", "moxa"), said("late", "moxa", cones="3", reports="old")
    assert verdicts(toy, *given) == [("cones", "contradicted")]


def test_a_membership_reported(toy: KnowledgeBase) -> None:
    own = replace(said("old", "belongs", "sea-point"), value={"of": "GB", "phase": "earth"})
    same = replace(said("late", "belongs", "sea-point", reports="old"), value={"phase": "earth"})
    other = replace(same, value={"phase": "water"})
    assert verdicts(toy, own, same) == [("membership", "confirmed")]
    assert verdicts(toy, own, other) == [("membership", "contradicted")]
    assert verdicts(toy, own, replace(same, target="well-point")) == [("membership", "not found")]


def test_a_book_of_which_little_is_entered_contradicts_nobody(toy: KnowledgeBase) -> None:
    """A list of banned points does not say what the book gives elsewhere."""
    others = [
        replace(said("old", "treats", number=n), subjects=(code,))
        for n, code in enumerate(c for c in toy.points if c != "GB30")
    ]
    report = said("late", "moxa", cones="100", reports="old")
    assert verdicts(toy, said("old", "forbids", "moxa"), *others, report) == [
        ("cones", "unchecked")
    ]


# -- the whole data --------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def whole(base: KnowledgeBase) -> Survey:
    return survey(base)


def of(whole: Survey, code: str, axis: str, kind: str = "") -> dict[str, frozenset[str]]:
    """Return the own sources of each answer in one contrast."""
    (one,) = [
        c for c in whole.contrasts if (c.code, c.axis) == (code, axis) and c.kind.startswith(kind)
    ]
    return {side.value: side.sources for side in one.sides}


def test_st1_needled_by_some_and_forbidden_by_others(whole: Survey) -> None:
    sides = of(whole, "ST1", "needle")
    assert {"jiayi-jing", "leijing-tuyi"} <= sides["given"]
    assert {"gujin-yitong", "yixue-rumen"} <= sides["forbidden"]


def test_gv17_three_answers_to_two_questions(whole: Survey) -> None:
    sides = of(whole, "GV17", "needle")
    assert {"gujin-yitong", "yixue-rumen"} <= sides["given"]
    assert "leijing-tuyi" in sides["forbidden"]
    assert {"gujin-yitong", "yixue-rumen", "leijing-tuyi"} <= of(whole, "GV17", "moxa")["forbidden"]


def test_cv5_forbidden_to_women_by_some_and_not_by_others(whole: Survey) -> None:
    needle = of(whole, "CV5", "needle", "limit")
    assert "jiayi-jing" in needle["forbidden"]
    assert "tongren-zhenjiujing" in needle["given"]  # 入門 gives it, and its song forbids it
    assert {"jiayi-jing", "waitai-miyao"} <= of(whole, "CV5", "moxa", "limit")["forbidden"]


def test_bl40_cones_against_a_ban_and_a_misreport(whole: Survey) -> None:
    sides = of(whole, "BL40", "moxa")
    assert {"jiayi-jing", "waitai-miyao", "gujin-yitong"} <= sides["given"]
    assert {"yixue-rumen", "zhenjiu-fengyuan"} <= sides["forbidden"]
    wrong = [r for r in whole.reports if r.code == "BL40" and r.verdict == "contradicted"]
    assert [(r.said.source, r.said.reports, r.said.axis, r.said.ban) for r in wrong] == [
        ("zhenjiu-dacheng", "jiayi-jing", "moxa", True)
    ]
    assert [own.printed for own in wrong[0].own] == [("3 壯",)]


def test_gb30_fifty_cones_or_three_or_five(whole: Survey) -> None:
    sides = of(whole, "GB30", "cones")
    assert {"jiayi-jing", "waitai-miyao", "yixue-rumen"} <= sides["50 壯"]
    assert {"leijing-tuyi", "gujin-yitong", "shenjiu-jinglun"} <= sides["3 壯"]
    assert "zhenjiu-fengyuan" in sides["5 壯"]
    assert "zhenjiu-fengyuan" in of(whole, "GB30", "depth")["2 寸"]
    report = [r for r in whole.reports if r.code == "GB30" and r.said.source == "leijing-tuyi"]
    told = {(r.said.axis, r.verdict) for r in report if r.said.reports == "jiayi-jing"}
    assert told == {("cones", "confirmed"), ("retain", "confirmed")}


def test_books_without_depths_stand_on_no_side_of_a_depth(whole: Survey) -> None:
    silent = {"waitai-miyao", "shenjiu-jinglun"}
    for one in whole.contrasts:
        if one.axis in ("depth", "retain"):
            assert not any(side.sources & silent for side in one.sides), one.code


def test_every_contrast_follows_its_rule(whole: Survey) -> None:
    for one in whole.contrasts:
        own = [side for side in one.sides if side.sources]
        if not one.reported:
            assert len(frozenset().union(*(side.sources for side in own))) > 1, one.code
        if one.axis in ("depth", "retain", "cones") and not one.reported:
            a, b = own[0], own[-1]
            pairs = [(x, y) for x in own for y in own if x is not y]
            assert any(
                not overlap(
                    [f for s in x.statements for f in s.figures],
                    [f for s in y.statements for f in s.figures],
                )
                for x, y in pairs
            ), (one.code, a.value, b.value)
            assert one.ratio > 1


def test_no_report_of_a_lost_book_is_judged(base: KnowledgeBase, whole: Survey) -> None:
    for one in whole.reports:
        if base.sources[one.said.reports].text is None:
            assert one.verdict == "unchecked", one.said.cite
        if one.verdict in ("confirmed", "contradicted"):
            assert one.own
            assert {own.source for own in one.own} == {one.said.reports}


def test_the_ranking_is_the_rule_that_is_told(whole: Survey) -> None:
    wrong: dict[str, int] = {}
    for report in whole.reports:
        if report.verdict == "contradicted":
            wrong[report.code] = wrong.get(report.code, 0) + 1
    for code, score in whole.scores.items():
        here = [c for c in whole.contrasts if c.code == code]
        told = sum(c.balance * WEIGHTS.get(c.kind, log2(c.ratio)) for c in here)
        assert score == pytest.approx(told + MISREPORT * wrong.get(code, 0))
    assert list(whole.scores.values()) == sorted(whole.scores.values(), reverse=True)
    own = [one.score for one in whole.contrasts if not one.reported]
    assert own == sorted(own, reverse=True)
    assert not any(one.score for one in whole.contrasts if one.reported)


def test_a_claim_that_reports_is_checked_once_for_each_question(whole: Survey) -> None:
    seen: set[tuple[str, str]] = set()
    for one in whole.reports:
        assert isinstance(one, Report)
        assert (one.said.cite, one.said.axis) not in seen
        seen.add((one.said.cite, one.said.axis))
    assert seen
