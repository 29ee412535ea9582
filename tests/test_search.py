"""One search box: what is typed to what it names, and what is not understood."""

from __future__ import annotations

import random
import re
import unicodedata
from dataclasses import replace

import pytest
from bank import CLASSES, rows

from kb.base import KnowledgeBase
from kb.codes import EXTRA_REGIONS, PREFIXES
from kb.search import Answer, Index, build, search
from kb.search.figures import _NEEDED, _PATTERNS
from kb.search.hangul import has_hangul
from kb.search.keys import bag_of, has_han, key_of, key_of_words, stems_of, token, words_of
from kb.search.records import LazyHit, PointHit


def codes_of(found: Answer) -> tuple[str, ...]:
    return tuple(hit.code for hit in found.points)


@pytest.mark.parametrize(
    "typed",
    ["GB30", "gb30", "gb 30", "GB-30", "gb.030", "VB30", "G30", "huantiao", "huan tiao", "Huántiào",
     "huan2tiao4", "huan2 tiao4", "HUAN-TIAO", "環跳", "环跳", " 環 跳 ", "Jumping Ring",
     "jumping ring", "ＧＢ３０"],
)  # fmt: skip
def test_one_point_however_it_is_written(base: KnowledgeBase, index: Index, typed: str) -> None:
    found = search(base, index, typed)
    assert codes_of(found)[0] == "GB30"
    assert found.exact
    assert found.unknown == ()
    assert found.points[0].why


def test_every_name_of_every_point_finds_it(base: KnowledgeBase, index: Index) -> None:
    for code, point in base.points.items():
        names = point.names
        plain = "".join(
            char for char in unicodedata.normalize("NFD", names.pinyin)
            if not unicodedata.combining(char)
        )  # fmt: skip
        for typed in (code, code.lower(), names.hant, names.hans, names.pinyin, plain, names.gloss):
            if typed:
                assert code in codes_of(search(base, index, typed)), (code, typed)


def test_every_alias_finds_its_point(base: KnowledgeBase, index: Index) -> None:
    named = [claim for claim in base.claims() if claim.kind == "named" and len(claim.subjects) == 1]
    assert named
    for claim in named:
        assert claim.subjects[0] in codes_of(search(base, index, claim.term, 500)), claim.id


def test_every_label_and_word_of_a_symptom_finds_it(base: KnowledgeBase, index: Index) -> None:
    for name, symptom in base.symptoms.items():
        for typed in (symptom.en, *symptom.lay, *symptom.hant):
            assert name in search(base, index, typed).symptoms, (name, typed)


def test_meridians_categories_and_sources_are_found(base: KnowledgeBase, index: Index) -> None:
    assert search(base, index, "Gallbladder Meridian").meridians == ("GB",)
    assert search(base, index, "足少阳胆经").meridians == ("GB",)
    assert search(base, index, "gallbladder channel").meridians == ("GB",)
    assert search(base, index, "sea point").categories == ("sea-point",)
    assert search(base, index, "合穴").categories == ("sea-point",)
    assert "leijing-tuyi" in search(base, index, "Leijing Tuyi").sources
    assert "leijing-tuyi" in search(base, index, "类经图翼").sources


def test_code_collisions_offer_both_and_say_so(base: KnowledgeBase, index: Index) -> None:
    found = search(base, index, "P7")
    assert codes_of(found) == ("PC7", "LU7")
    assert [remark.kind for remark in found.remarks] == ["code collision"]
    assert "PC7 and LU7" in found.remarks[0].text


def test_every_prefix_is_understood(base: KnowledgeBase, index: Index) -> None:
    for prefix, meridians in PREFIXES.items():
        extra = (f"EX-{prefix}5",) if prefix in EXTRA_REGIONS and prefix != "B" else ()
        read = (*(f"{m}5" for m in meridians), *extra)
        assert codes_of(search(base, index, f"{prefix}5")) == read


@pytest.mark.parametrize(
    "typed", ["BL100", "gb 45", "ST88", "GB0", "EX-HN99", "pain BL100", "LU 12"]
)
def test_codes_of_no_point_get_a_message_and_no_point(
    base: KnowledgeBase, index: Index, typed: str
) -> None:
    found = search(base, index, typed)
    assert "no such point" in [remark.kind for remark in found.remarks]
    assert found.unknown
    assert not found.exact


def test_homonyms_offer_both(base: KnowledgeBase, index: Index) -> None:
    found = search(base, index, "zhongdu")
    assert {"GB32", "LR6"} <= set(codes_of(found))
    assert "homonym" in [remark.kind for remark in found.remarks]


@pytest.mark.parametrize("typed", ["xyzzy", "qqqq wwww", "甴曱甴曱", "zzz9", "#!?", "<script>"])
def test_nonsense_finds_nothing_and_is_named(base: KnowledgeBase, index: Index, typed: str) -> None:
    found = search(base, index, typed)
    assert codes_of(found) == ()
    assert not found.exact
    assert " ".join(found.unknown) == typed


def test_spelling_mistakes_are_marked_as_guesses(base: KnowledgeBase, index: Index) -> None:
    found = search(base, index, "zusnali")
    assert "ST36" in codes_of(found)
    assert not found.exact
    assert "spelling" in [remark.kind for remark in found.remarks]


def test_points_of_a_symptom_are_ranked_by_independent_voices(
    base: KnowledgeBase, index: Index
) -> None:
    found = search(base, index, "headache", 500)
    assert "headache" in found.symptoms
    ranks = [(-hit.families, -hit.sources) for hit in found.points]
    assert ranks == sorted(ranks)
    assert all(hit.families <= hit.sources for hit in found.points)
    for hit in found.points:
        claims = [
            claim
            for claim in base.claims_of(hit.code)
            if claim.kind == "treats"
            and claim.target in found.symptoms
            and claim.subjects == (hit.code,)
        ]
        own = {claim.source for claim in claims if not claim.reports}
        assert hit.sources == len(own)
        assert hit.families == len(base.families(claims))


def test_limit(base: KnowledgeBase, index: Index) -> None:
    assert len(search(base, index, "headache", 3).points) <= 3
    assert search(base, index, "GB30", 0).points == ()
    assert search(base, index, "GB30", -5).points == ()


@pytest.mark.parametrize("typed", ["", " ", "\n\t", "\x00", "\u202e\u200b"])
def test_nothing_typed(base: KnowledgeBase, index: Index, typed: str) -> None:
    found = search(base, index, typed)
    assert (found.query, found.understood, found.unknown, found.exact) == ("", (), (), False)


def test_long_and_odd_queries_do_no_harm(toy: KnowledgeBase, toy_index: Index) -> None:
    draw = random.Random(3)
    pieces = [*"GB30 huantiao環跳环痛-._:·'\"<>&%$#@!?,。、0123456789éǚü", "hip pain", "\ud800",
              "\x00", "👍", "ﬁ", "Ⅷ", "BL100", "and", "the", "ﷺ", "İ", "ß"]  # fmt: skip
    for _ in range(3000):
        typed = "".join(draw.choices(pieces, k=draw.randint(0, 20)))
        found = search(toy, toy_index, typed)
        assert isinstance(found, Answer)
        assert all(hit.code in toy.points for hit in found.points)
    for typed in ("環" * 100_000, "a " * 100_000, "huan" * 100_000, "GB" + "0" * 100_000):
        assert len(search(toy, toy_index, typed).query) <= 200


def test_no_word_is_dropped_in_silence(toy: KnowledgeBase, toy_index: Index) -> None:
    for typed in ("GB30 xyzzy", "xyzzy GB30", "環跳 xyzzy", "hip pain xyzzy"):
        found = search(toy, toy_index, typed)
        told = " ".join([*found.unknown, *(part.text for part in found.understood)])
        assert "xyzzy" in found.unknown
        assert all(word in told for word in typed.split())
        assert not found.exact


def test_index_is_built_alike_twice(toy: KnowledgeBase, toy_index: Index) -> None:
    assert build(toy) == toy_index
    assert list(toy_index.ordered) == sorted(toy_index.names)


def test_prefixes_and_parts(base: KnowledgeBase, index: Index) -> None:
    assert next(iter(index.starting("huanti"))) == "huantiao"
    assert all(key.startswith("zhong") for key in index.starting("zhong"))
    assert len(list(index.starting("", 5))) == 5
    assert list(index.starting("zzzzzz")) == []
    assert "环跳" in index.containing("跳")
    assert index.containing("甴") == index.containing("") == []


@pytest.mark.parametrize(
    ("text", "key"),
    [("Lǘ", "lu"), ("lü4", "lu"), ("Shén Mén", "shenmen"), ("Yin1-Jiao1", "yinjiao"),
     ("huan2tiao4", "huantiao"),
     ("", ""), ("!?", ""), ("GB30", "gb30"), ("合谷 ", "合谷"), ("Café", "cafe")],
)  # fmt: skip
def test_keys(text: str, key: str) -> None:
    assert key_of(text) == key


def test_codes_among_other_words_are_points(base: KnowledgeBase, index: Index) -> None:
    """Without tone digits GB3 would read as the meridian."""
    for typed in ("GB3 headache", "headache GB3", "GB3 gb4", "SJ5 pain"):
        found = search(base, index, typed)
        assert found.meridians == ()
        assert {"GB3", "TE5"} & set(codes_of(found))


def test_words() -> None:
    assert words_of("Diseases of the hips") == ("disease", "of", "the", "hip")
    assert words_of("") == words_of("痛") == ()
    assert has_han("a痛")
    assert not has_han("pain")


def test_reasons_are_put_into_words_when_they_are_read(base: KnowledgeBase, index: Index) -> None:
    asked: list[str] = []

    def tell(code: str) -> tuple[tuple[str, ...], tuple[str, ...]]:
        asked.append(code)
        return ("why",), ("cite",)

    hit = LazyHit(("GB30", 2, 1), tell)
    assert (hit.code, hit.sources, hit.families, asked) == ("GB30", 2, 1, [])
    assert (hit.why, hit.cites, hit.why, asked) == (("why",), ("cite",), ("why",), ["GB30"])
    assert hit == LazyHit(("GB30", 2, 1), tell)
    assert hit != LazyHit(("GB31", 2, 1), tell)
    assert isinstance(hit, PointHit)
    with pytest.raises(AttributeError):
        hit.other  # noqa: B018
    with pytest.raises(AttributeError):
        hit.code = "GB31"  # type: ignore[misc]
    first, again = (search(base, index, "can't sleep") for _ in range(2))
    assert first == again
    assert all(one.why and one.cites for one in first.points)


def test_what_is_kept_changes_no_answer(base: KnowledgeBase, index: Index) -> None:
    """Neither the order in which queries come nor what earlier ones have left behind counts."""
    queries = ("pain", "knee pain", "headache and fever", "huantia", "sore thr", "GB30", "肩",
               "points forbidden to needle on the head", "headache before 700")  # fmt: skip
    once = replace(index)
    forth = [search(base, once, query) for query in queries]
    back = [search(base, once, query) for query in reversed(queries)][::-1]
    assert forth == back == [search(base, replace(index), query) for query in queries]
    assert once.kept
    assert not replace(index).kept


def test_words_folded_one_by_one_are_those_of_the_text() -> None:
    for row in (row for name in CLASSES for row in rows(name)):
        words = [token(word) for word in row.query.split() if word.strip(".?!:()[]{}")]
        two_scripts = has_hangul(row.query) and re.search("[A-Za-z]", row.query)
        if words and not has_han(row.query) and not two_scripts:  # no name is of both
            text = " ".join(one.text for one in words)
            assert "".join(one.key for one in words) == key_of(text)
            assert "".join(one.word for one in words) == key_of_words(text)
            stems = {stem for one in words for stem in one.stems}
            assert (stems, " ".join(sorted(stems))) == (set(stems_of(text)), bag_of(text))


def test_no_figure_is_missed_for_want_of_a_sign() -> None:
    queries = [row.query for name in CLASSES for row in rows(name)] + [
        "by at least three families", "in two books", "only one source", "five different texts",
        "至少三家", "七本书", "超过二种", "16世纪", "12th century", "before 1200", "since 1800",
        "between 600 and 900", "in the 1500s", "two sources",
    ]  # fmt: skip
    found = [q for q in queries if any(pattern.search(q) for pattern, _ in _PATTERNS)]
    assert len(found) > 12
    assert [query for query in found if not _NEEDED.search(query)] == []


@pytest.mark.parametrize(
    ("typed", "kind", "left"),
    [("headache from wind", "not used", "wind"), ("heartburn after eating", "not used", "eating"),
     ("headache metal", "not used", "metal"), ("LI10 contraindications", "safety", "no source"),
     ("肩", "names", "LI15"), ("insomnia toothache malaria leprosy", "nothing for all", "any")],
)  # fmt: skip
def test_what_was_not_used_is_said(
    base: KnowledgeBase, index: Index, typed: str, kind: str, left: str
) -> None:
    said = [remark.text for remark in search(base, index, typed).remarks if remark.kind == kind]
    assert len(said) == 1
    assert left in said[0]
