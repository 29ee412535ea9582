"""The symptom vocabulary: ids, labels, hierarchy and terms."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from functools import cache
from itertools import combinations
from pathlib import Path
from typing import Any

import pytest

from kb.emit import emit
from kb.reader import read
from kb.texts.fold import fold

FOLDER = Path(__file__).resolve().parents[1] / "data" / "symptoms"
FILES = sorted(FOLDER.glob("*.yaml"))
GROUPS = {
    "abdomen", "back-and-lumbar", "breath-and-lung", "chest-and-heart", "childbirth", "children",
    "convulsion-and-wind", "ears", "eyes", "fever-and-cold", "general", "genital-and-menstrual",
    "head-and-face", "impediment-and-paralysis", "lower-limb", "mind-and-spirit",
    "mouth-and-throat", "nose", "skin-and-swelling", "stomach-and-bowel", "upper-limb", "urinary",
}  # fmt: skip
MUST = {
    "痎瘧寒熱": {"malaria", "chills-and-fever"},
    "目赤痛": {"red-eyes", "eye-pain"},
    "腰脊强痛": {"lumbar-stiffness", "stiff-spine", "lumbar-pain", "spine-pain"},
    "膝痛不可屈伸": {"knee-pain", "unable-to-bend-knee"},
    "隂股内亷痛": {"inner-thigh-pain"},
    "霍亂轉筋": {"sudden-turmoil", "cramp"},
    "半身不遂": {"hemiplegia"},
    "婦人赤白帯下": {"vaginal-discharge"},
    "偏風口眼喎斜": {"hemilateral-wind", "deviated-mouth-and-eyes"},
    "頭項痛喉痺": {"headache", "neck-pain", "throat-impediment"},
    "肺癰嘔吐涎沬膿血": {
        "lung-abscess", "vomiting", "foaming-at-mouth", "spitting-pus-and-blood",
    },
    "胸滿無力": {"chest-fullness", "weakness"},
    "失音不語": {"loss-of-voice", "inability-to-speak"},
    "小兒遺尿": {"enuresis"},
}  # fmt: skip
BOTH = {
    fold(term)
    for term in (
        "癰疽惡瘡發背",
        "頭顋面頰紅",
        "氣脹水皷黄腫",
        "脣焦口乾",
        "頸漏瘰癧",
        "五勞虚乏羸痩",
        "大風偏枯半身不遂",
        "腸風下血",
        "腸風新下血",
        "偏正頭風疼痛",
        "偏正頭痛",
        "中風偏正頭痛",
        "肩痛引胛",
        "腰脊肩背疼痛",
        "腰脊項背强痛不得卧",
        "七疝之偏墜",
        "七疝偏墜腫",
        "口舌腫痛",
        "口舌生瘡",
        "頭目眩痛引外眥",
        "頭目眩",
    )
}
"""Terms that name a symptom and a wider one in words that interlock."""
MUST_NOT = {"霍亂": "malaria", "痺": "joint-pain", "腰腿痛": "sciatica", "傷寒": "common-cold"}


@cache
def records() -> dict[str, dict[str, Any]]:
    """Return every symptom record by id."""
    found: dict[str, dict[str, Any]] = {}
    for path in FILES:
        for name, record in read(path, f"data/symptoms/{path.name}").data.items():
            assert name not in found, f"{name} stands in two files"
            found[name] = record
    return found


def listed(name: str, key: str) -> list[str]:
    """Return a list field of a record."""
    value = records()[name].get(key, [])
    return [value] if isinstance(value, str) else value


@cache
def terms() -> dict[str, frozenset[str]]:
    """Return folded term to the ids that list it."""
    found: defaultdict[str, set[str]] = defaultdict(set)
    for name in records():
        for term in listed(name, "hant"):
            found[fold(term)].add(name)
    return {term: frozenset(names) for term, names in found.items()}


def ancestors(name: str) -> set[str]:
    """Return everything broader than a symptom."""
    found: set[str] = set()
    open_ids = listed(name, "broader")
    while open_ids:
        one = open_ids.pop()
        if one not in found:
            found.add(one)
            open_ids.extend(listed(one, "broader"))
    return found


def test_files_are_the_groups() -> None:
    assert {path.stem for path in FILES} == GROUPS


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_file_is_canonical_and_short(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    assert text == emit(read(path, path.name).data, "symptoms"), "run `kb fmt`"
    assert text.count("\n") <= 2500


def test_ids_are_kebab_case() -> None:
    assert all(re.fullmatch(r"[a-z]+(-[a-z]+)*", name) for name in records())


def test_labels_are_unique() -> None:
    counts = Counter(record["en"].lower() for record in records().values())
    assert [label for label, times in counts.items() if times > 1] == []


def test_lay_words_are_short_terms() -> None:
    words = [word for name in records() for word in listed(name, "lay")]
    assert [word for word in words if len(word.split()) > 8] == []


def test_no_lay_word_is_another_label() -> None:
    labels = {record["en"]: name for name, record in records().items()}
    wrong = [
        (name, word)
        for name in records()
        for word in listed(name, "lay")
        if labels.get(word, name) != name
    ]
    assert wrong == []


def test_no_lay_word_has_two_owners() -> None:
    owners: defaultdict[str, set[str]] = defaultdict(set)
    for name in records():
        for word in listed(name, "lay"):
            owners[word].add(name)
    assert {word: names for word, names in owners.items() if len(names) > 1} == {}


def test_broader_resolves() -> None:
    assert [
        (name, one) for name in records() for one in listed(name, "broader") if one not in records()
    ] == []


def test_broader_has_no_cycle() -> None:
    assert [name for name in records() if name in ancestors(name)] == []


def test_terms_fold_once_per_symptom() -> None:
    for name in records():
        folded = [fold(term) for term in listed(name, "hant")]
        assert len(folded) == len(set(folded)), name


def test_terms_are_terms() -> None:
    every = [term for name in records() for term in listed(name, "hant")]
    assert [term for term in every if len(term) > 17 or re.search(r"[a-zA-Z&;，。、 ]", term)] == []


def claims(term: str, name: str) -> set[tuple[int, ...]]:
    """Return the characters, or pairs of them, by which an id can claim a share of a term."""
    other = {fold(one) for one in listed(name, "hant")} - {term}
    places = [(at,) for at in range(len(term))] + list(combinations(range(len(term)), 2))
    return {place for place in places if any(all(term[at] in one for at in place) for one in other)}


def assignable(term: str, names: frozenset[str]) -> bool:
    """Return whether the ids that share a term can each claim characters of their own."""
    choices = [found for name in sorted(names) if (found := claims(term, name))]
    taken: dict[tuple[int, ...], int] = {}

    def place(one: int, seen: set[tuple[int, ...]]) -> bool:
        for at in sorted(choices[one] - seen):
            seen.add(at)
            if at not in taken or place(taken[at], seen):
                taken[at] = one
                return True
        return False

    return all(place(one, set()) for one in range(len(choices)))


def test_shared_terms_are_compounds() -> None:
    shared = {term: names for term, names in terms().items() if len(names) > 1}
    assert shared
    assert {term: sorted(names) for term, names in shared.items() if len(term) < 2} == {}
    wrong = {term: sorted(ids) for term, ids in shared.items() if not assignable(term, ids)}
    assert wrong == {}


def parts_named(term: str, one: str, other: str) -> bool:
    """Return whether a term falls apart into one of each of two symptoms."""
    halves = [(term[:at], term[at:]) for at in range(1, len(term))]
    return any(
        {one} <= terms().get(left, frozenset()) and {other} <= terms().get(right, frozenset())
        for pair in halves
        for left, right in (pair, pair[::-1])
    )


def test_no_term_stands_under_a_wider_symptom_too() -> None:
    wrong = {
        (term, one, wider)
        for term, names in terms().items()
        if term not in BOTH
        for one in names
        for wider in names & ancestors(one)
        if not parts_named(term, one, wider)
    }
    assert wrong == set()


def test_terms_are_cut_free_of_links_and_instructions() -> None:
    every = [term for name in records() for term in listed(name, "hant")]
    assert [term for term in every if re.search("^(?:凡|若|及|一云|又寫)|(?:寫之|者)$", term)] == []


@pytest.mark.parametrize("phrase", MUST)
def test_phrase_means(phrase: str) -> None:
    assert terms()[fold(phrase)] == MUST[phrase]


@pytest.mark.parametrize("phrase", MUST_NOT)
def test_phrase_does_not_mean(phrase: str) -> None:
    assert MUST_NOT[phrase] not in terms().get(fold(phrase), frozenset())


def test_modern_names_claim_no_classical_term() -> None:
    for name in ("sciatica", "diabetes", "appendicitis", "tonsillitis", "pulmonary-tuberculosis"):
        assert listed(name, "hant") == [], name
