"""Songs, lists, methods and rules: what a line becomes, what is refused, what is verified."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable
from dataclasses import replace
from functools import cache
from pathlib import Path

import pytest
from small import write

from kb import links
from kb.base import KnowledgeBase
from kb.check import check
from kb.cli import facts
from kb.errors import UnknownName
from kb.graph import build as build_graph
from kb.ingest.draft import is_run
from kb.load import load, load_checked
from kb.search import build, search
from kb.texts import Text
from kb.texts.fold import fold
from kb.ui.data import State
from kb.ui.drawing import draw
from kb.verify.checker import Checker
from kb.verify.run import names_of
from kb.views.citation import Witness, citation
from kb.views.point import point_page
from kb.views.teaching import taught_in, teaching_list, teaching_page

DATA = Path(__file__).resolve().parents[1] / "data"
TEXTS = Path(__file__).resolve().parents[2] / "shared" / "sources" / "classical"
FILE = "teachings/sea-song.yaml"

needs_texts = pytest.mark.skipif(not TEXTS.is_dir(), reason="the texts are not beside the checkout")
Edit = Callable[[Path, str, str, str], int]


@pytest.fixture(scope="module")
def kb(tmp_path_factory: pytest.TempPathFactory) -> KnowledgeBase:
    return load(write(tmp_path_factory.mktemp("small")))


def test_lines_about_points_are_the_claims_an_item_makes(kb: KnowledgeBase) -> None:
    record = kb.teaching("sea-song")
    assert (record.kind, record.categories, record.order) == ("song", ("sea-point",), 10)
    found = [[kb.claim(name) for name in line] for line in record.lines]
    assert [[claim.kind for claim in line] for line in found] == [
        ["needle", "moxa"], ["forbids"], ["treats"], ["teaches"], ["teaches"],
    ]  # fmt: skip
    needle, ban, treats = found[0][0], found[1][0], found[2][0]
    assert (needle.subjects, dict(needle.value)) == (("GB31",), {"depth": "3 分"})
    assert (ban.target, ban.qualifier) == ("needle", ("pregnancy",))
    assert treats.subjects == ("GB31", "GB29")
    assert treats in kb.claims_of("GB29")
    assert {claim.file for line in found for claim in line} == {f"data/{FILE}"}


def test_lines_in_general_are_claims_of_the_teaching(kb: KnowledgeBase) -> None:
    season, slow = kb.claims_of("sea-song")
    assert (season.kind, season.target, season.term) == ("teaches", "bitter-taste", "長夏刺合")
    assert dict(season.value) == {"says": "needled in late summer", "of": "sea-point"}
    assert season.qualifier == ("late-summer",)
    assert (slow.target, dict(slow.value)) == ("", {"says": "slow and quick"})
    assert season in kb.claims_on("bitter-taste")


def test_a_list_of_names_needs_no_lines(kb: KnowledgeBase) -> None:
    assert kb.teaching("sea-names").lines == ()
    page = teaching_page(kb, "sea-names")
    assert [row.of[0].id for row in page.points.rows] == ["BL40"]


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("kind: song", "kind: poem", "unknown kind 'poem'"),
        ("sea-song:", "sea-songs:", "one record a file"),
        ("source: lingshu, at: 001-24b.2", "source: lingshoe, at: 001-24b.2", "'lingshoe'"),
        ("points: [GB31], needle", "points: [GB99], needle", "unknown point 'GB99'"),
        ("points: [GB31, GB29]", "points: [GB31, GB31]", "names a point twice"),
        (
            "points: [GB31], needle: {depth: 3 分},\n    moxa: {cones: '7'}",
            "points: [GB31]",
            "nothing",
        ),
        ("treats: {wind-papules: 風疹}", "treats: {wind-papule: 風疹}", "'wind-papule'"),
        ("forbids: {needle: 孕婦不宜}", "forbids: {needles: 孕婦不宜}", "unknown forbids"),
        ("needle: {depth: 3 分}", "needle: {depth: three}", "is not a depth"),
        ("of: sea-point", "of: see-point", "unknown category or meridian 'see-point'"),
        ("of: sea-point", "of: heel", "unknown category or meridian 'heel'"),
        ("symptom: bitter-taste", "symptom: bitter", "unknown symptom 'bitter'"),
        ("for: late-summer", "for: rainy", "unknown qualifier 'rainy'"),
        ("says: slow and quick, ", "", "key 'says' is missing"),
        (", term: 徐而疾", "", "key 'term' is missing"),
        ("at: 001-24b.2, says", "says", "key 'at' is missing"),
        ("says: slow and quick", "sais: slow", "unknown key 'sais'"),
        ("term: 徐而疾", "term: 徐而疾, treats: {hip-pain: x}", "unknown key 'treats'"),
        ("points: [GB31], needle", "points: [GB31], says: x, needle", "unknown key 'says'"),
        ("categories: [sea-point]", "categories: [see-point]", "unknown category 'see-point'"),
        ("order: 10", "order: first", "'first' is not a number"),
    ],
)
def test_what_is_wrong_is_said_with_its_line(
    tmp_path: Path, edit: Edit, old: str, new: str, said: str
) -> None:
    folder = write(tmp_path)
    line = edit(folder, FILE, old, new)
    base, problems = load_checked(folder)
    assert base is None
    hit = [one for one in problems if said in str(one)]
    assert hit, [str(one) for one in problems]
    assert abs(hit[0].line - line) <= 1
    assert hit[0].path == f"data/{FILE}"


def test_a_record_says_something(tmp_path: Path, edit: Edit) -> None:
    folder = write(tmp_path)
    edit(folder, "teachings/sea-names.yaml", "  categories: [sea-point]\n", "")
    _, problems = load_checked(folder)
    assert any("neither lines nor categories" in str(one) for one in problems)


def test_the_same_claim_twice_is_a_problem(toy_folder: Path, edit: Edit) -> None:
    line = "  - {source: leijing-tuyi, at: 047-20a.10, points: [BL40], other: [腰背]}\n"
    edit(toy_folder, "teachings/sea-lines.yaml", line, line + line)
    assert any("said twice" in str(one) for one in check(toy_folder))


def test_page_and_list(kb: KnowledgeBase) -> None:
    (title, lines), (other, _) = teaching_list(kb).groups
    assert (title, other) == ("Songs and rhapsodies", "Lists")
    assert [(one.teaching.id, one.lines, one.voices.books) for one in lines] == [("sea-song", 5, 3)]
    page = teaching_page(kb, "sea-song")
    assert [tuple(ref.id for ref in row.of) for row in page.points.rows] == [
        ("GB31",), ("GB31", "GB29"),
    ]  # fmt: skip
    alone, together = page.points.rows
    assert [one.words for one in alone.sayings] == ["needle 3 fen", "moxa 7 cones", "no needling"]
    assert alone.sayings[2].cites[0].limits == ("pregnancy",)
    assert together.sayings[0].symptom is not None
    assert [tuple(ref.id for ref in row.of) for row in page.general] == [("sea-point",), ()]
    assert page.general[0].sayings[0].ours
    assert (page.claims, page.voices.books) == (6, 3)


def test_long_lists_are_cut_and_shown_to_the_end(base: KnowledgeBase) -> None:
    cut = teaching_page(base, "forbidden-to-moxa")
    assert cut.points.hidden > 0
    whole = teaching_page(base, "forbidden-to-moxa", full=True)
    assert len(whole.points.rows) == len(cut.points)


def test_no_page_is_too_large(base: KnowledgeBase) -> None:
    state = State(base, build(base))
    sizes = {i: len(draw(state, "teaching", {"id": i}).body.encode()) for i in base.teachings}
    assert max(sizes.values()) <= 56_000, sizes
    whole = draw(state, "teaching", {"id": "confluent-prescriptions", "show": "all"})
    assert len(whole.body.encode()) > sizes["confluent-prescriptions"]


def test_unknown_names_say_so(kb: KnowledgeBase) -> None:
    with pytest.raises(UnknownName) as error:
        teaching_page(kb, "sea-sung")
    assert "sea-song" in error.value.near


def test_the_point_page_names_its_teachings(kb: KnowledgeBase) -> None:
    assert [(ref.id, count) for ref, count in point_page(kb, "GB31").taught] == [("sea-song", 4)]
    assert point_page(kb, "GB30").taught == ()
    assert taught_in(kb, kb.claims_from("jiayi-jing")) == ()


def test_the_citation_panel(kb: KnowledgeBase) -> None:
    name = "lingshu/sea-song/teaches/bitter-taste"
    shown = citation(kb, name, lambda _: Witness("unchecked", ""))
    assert shown.subjects[0].kind == "teaching"
    assert shown.target is not None
    assert shown.target.id == "bitter-taste"
    assert ("says", "needled in late summer") in shown.figures


def test_links_graph_search_and_show(kb: KnowledgeBase) -> None:
    found = links.build(kb)
    near = found.of("teaching:sea-song")
    assert near.keys() == {"category:sea-point", "symptom:bitter-taste"}
    assert not near["category:sea-point"][0].claims
    assert links.node_of(kb, "sea-song") == "teaching:sea-song"
    assert build_graph(kb).nodes["teaching:sea-song"]["label"] == "song of the sea points"
    answer = search(kb, build(kb), "合穴歌")
    assert answer.teachings == ("sea-song",)
    shown = facts.record(kb, "sea-song")
    assert (shown["type"], len(shown["claims"])) == ("teaching", 6)
    assert facts.stats(kb)["teachings"] == 2


READ = ("five-shu-seasons", "lumbar-pain-by-meridian", "yulong-song", "dangers-of-the-needle")


@cache
def checker(base: KnowledgeBase, source: str) -> Checker:
    return Checker(Text.read(source, TEXTS / f"{source}.txt"), names_of(base))


@needs_texts
def test_a_spoiled_line_is_not_verified(base: KnowledgeBase) -> None:
    """Another word, another line, another point: each must fail where the real one passes."""
    checked = Counter[str]()
    for name in READ:
        for ident in (one for line in base.teaching(name).lines for one in line):
            claim = base.claim(ident)
            check = checker(base, claim.source).check
            if not claim.term:
                continue
            assert check(claim) == "", claim.id
            assert check(replace(claim, term=claim.term + "竹馬")), claim.id
            moved = _next(base, claim.source, claim.at)
            again = checker(base, claim.source).text.find(claim.term, moved)
            assert again or check(replace(claim, at=moved)), claim.id
            checked["moved"] += again is None
            if claim.kind != "teaches":
                assert "not named" in check(replace(claim, subjects=("EX-LE11",))), claim.id
                checked["of points"] += 1
            checked["all"] += 1
    assert checked["all"] > 200
    assert checked["moved"] > 190
    assert checked["of points"] > 100


@needs_texts
def test_the_leading_point_of_a_chapter_is_verified(base: KnowledgeBase) -> None:
    """It is named once at the head of many lines; another leading point must fail."""
    claims = [base.claim(c) for li in base.teaching("confluent-prescriptions").lines for c in li]
    check = checker(base, "zhenjiu-dacheng").check
    assert len(claims) > 200
    for claim in claims[::9]:
        assert check(claim) == "", claim.id
        wrong = "LU7" if "LU7" not in claim.subjects else "SP4"
        if wrong in claim.subjects:
            continue
        moved = replace(claim, subjects=(wrong, *claim.subjects[1:]))
        assert "not named" in check(moved), claim.id


def _next(base: KnowledgeBase, source: str, at: str) -> str:
    """Return the locator of the second line after one."""
    text = checker(base, source).text
    return text.lines[text.index(at) + 2].locator


@needs_texts
def test_no_song_is_shipped(base: KnowledgeBase) -> None:
    """The terms of a song leave most of it out; 17 hanzi in a row at most."""
    for record in base.teachings.values():
        if record.kind != "song":
            continue
        spans: dict[str, set[int]] = {}
        lines: dict[str, list[int]] = {}
        for claim in (base.claim(one) for line in record.lines for one in line):
            text = checker(base, claim.source).text
            number = text.index(claim.at)
            lines.setdefault(claim.source, []).append(number)
            term = fold(claim.term)
            assert len(term) <= 17, claim.id
            start = text.stream.chars.find(term, text.stream.firsts[number])
            spans.setdefault(claim.source, set()).update(range(start, start + len(term)))
        for source, numbers in lines.items():
            firsts = checker(base, source).text.stream.firsts
            whole = firsts[max(numbers) + 1] - firsts[min(numbers)]
            assert len(spans[source]) / whole < 0.45, (record.id, source)


@needs_texts
def test_no_line_repeats_a_stretch_of_its_book() -> None:
    """No line of a file has 18 hanzi in a row of the book that it cites."""
    books: dict[str, str] = {}
    for path in sorted((DATA / "teachings").glob("*.yaml")):
        for line in path.read_text("utf-8").splitlines():
            if found := re.search(r"source: ([a-z-]+), at: [^,]+,", line):
                book = found[1]
                if book not in books:
                    text = (TEXTS / f"{book}.txt").read_text("utf-8")
                    books[book] = "".join(re.findall("[\u3400-\u9fff\U00020000-\U0003ffff]", text))
                assert not is_run(line[found.end() :], books[book]), f"{path.name}: {line}"
    assert len(books) > 10
