"""One search box: what is typed to what it names, and what is not understood."""

from __future__ import annotations

import random
import unicodedata

import pytest

from kb.base import KnowledgeBase
from kb.codes import EXTRA_REGIONS, PREFIXES
from kb.search import Answer, Index, build, search
from kb.search.keys import has_han, key_of, words_of


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
