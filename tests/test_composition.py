"""Phrases understood from their parts: what must be understood, and what must never be."""

from __future__ import annotations

from collections import Counter
from functools import cache
from pathlib import Path

import pytest

from kb.ingest.body_words import IRREGULAR, PLACES, QUALITIES
from kb.ingest.composition import Composer, plain
from kb.ingest.vocabulary import Vocabulary
from kb.reader import read
from kb.texts.fold import fold

HERE = Path(__file__).resolve().parent
FOLDER = HERE.parent / "data" / "symptoms"
SAMPLE = HERE / "calibration" / "phrases.tsv"

ACCEPT = {
    "頭眩痛": "dizziness headache",
    "耳聾鳴": "deafness tinnitus",
    "耳痛鳴聾": "deafness earache tinnitus",
    "臂内廉痛": "arm-pain",
    "肘臂外後廉痛": "arm-pain elbow-pain",
    "嗌乾": "dry-throat",
    "咽中痛": "sore-throat",
    "嗌内腫": "throat-swelling",
    "厥頭痛": "headache",
    "風頭重": "head-heaviness",
    "頭項痛重": "head-heaviness headache neck-pain",
    "腰痛不可以俛仰": "lumbar-pain unable-to-bend-trunk",
    "腰脊强不得俛仰": "lumbar-stiffness stiff-spine unable-to-bend-trunk",
    "腰脊急强": "lumbar-stiffness stiff-spine",
    "腰脊内引痛": "lumbar-pain spine-pain",
    "頰腫引耳": "cheek-swelling",
    "少腹堅痛下引隂中": "abdominal-hardness genitals-pain lower-abdominal-pain",
    "背痛引頭": "back-pain headache",
    "小腹痛引咽喉": "lower-abdominal-pain sore-throat",
    "痛引胷中": "chest-pain",
    "兩脇引痛": "hypochondriac-pain",
    "胷脇榰滿": "chest-fullness hypochondriac-fullness",
    "胷脇柱滿": "chest-fullness hypochondriac-fullness",
    "腹䐜痛": "abdominal-distension abdominal-pain",
    "心下堅滿": "epigastric-fullness epigastric-hardness",
    "小腹積聚": "accumulation",
    "俠臍痛": "navel-pain",
    "隂暴痛": "genitals-pain",
    "隂頭痛": "penis-pain",
    "卵中痛": "testicles-pain",
    "肩痛不能自舉": "shoulder-pain unable-to-raise-shoulder",
    "肩重痛不舉": "shoulder-heaviness shoulder-pain unable-to-raise-shoulder",
    "肘臂屈伸難": "unable-to-bend-arm unable-to-bend-elbow",
    "手臂攣急": "arm-contracture",
    "五指盡痛": "fingers-pain",
    "指臂痛": "arm-pain fingers-pain",
    "缺盆中腫痛": "supraclavicular-fossa-pain supraclavicular-fossa-swelling",
    "髀樞脚痛": "foot-pain hip-pain",
    "膝寒不仁": "knee-cold knee-numbness",
    "足脛熱": "shin-heat",
    "項椎不可左右顧": "unable-to-turn-neck",
    "頭不可以顧": "unable-to-turn-neck",
    "面浮腫": "face-swelling",
    "面目暴腫": "eye-swelling face-swelling",
    "目外眥赤痛": "outer-canthus-pain red-eyes",
    "瞳子癢痛": "eye-itching eye-pain",
    "鼻孔中痛": "nose-pain",
    "上齒痛": "toothache",
    "頷頰腫": "cheek-swelling jaw-swelling",
    "身盡熱": "fever",
    "溺難痛": "painful-urination urinary-difficulty",
    "欬而嘔": "cough vomiting",
    "瘧頭痛": "headache malaria",
    "悲泣出": "sadness tearing",
    "惡寒甚": "fear-of-cold",
    "小便不利及失精": "seminal-loss urinary-difficulty",
    "肺心痛": "heart-pain",
    "脾心痛": "heart-pain",
    "暴心腹痛": "abdominal-pain heart-pain",
}
"""Phrases of the books that the vocabulary need not list, and all that they mean."""

REJECT = {
    "癲疾不嘔沫": "foaming-at-mouth",
    "瘧不渇": "thirst",
    "目泣出頭不痛": "headache",
    "汗出不惡寒": "fear-of-cold",
    "多飲不嗜卧": "somnolence",
    "唇渇不乾": "dry-lips",
    "熱病汗不出且厥": "sweating",
    "寒熱汗不出": "sweating",
    "飢不能食": "swift-hunger",
    "饑不欲食": "swift-hunger",
    "時欲嘔": "vomiting",
    "欲吐": "vomiting",
    "身寒熱": "cold-body",
    "骨寒熱": "cold",
    "頭身風熱": "headache",
    "隂頭痛": "headache",
    "掌中心熱": "heart-heat",
    "欲嘔噦": "hiccup",
    "鼻不得息": "difficulty-breathing",
    "項强不得轉": "unable-to-turn-trunk",
    "驚癎病": "fright",
    "大指次指不用": "disuse-of-a-toe",
    "手足指拘攣疼痛": "fingers-pain",
    "頭痛項強": "head-stiffness",
    "口眼喎僻": "eye-pain",
    "目不可視": "eye-pain",
    "目不明": "eye-disorders",
    "心下如懸": "heart-pain",
    "腰脊如解": "back-pain",
    "氣滿": "abdominal-distension",
    "大便不節": "constipation",
    "小便利": "urinary-difficulty",
    "大腸轉氣": "rumbling-intestines",
    "頭項急痛": "head-contracture",
    "胷脇肢滿": "limbs-fullness",
    "欲嘔吐心煩": "vomiting",
    "目青盲": "blue-eyes",
    "頭半寒": "headache",
    "頭風": "headache",
    "耳中生風": "earache",
    "目上反": "eye-pain",
    "手足偏小": "hand-pain",
    "足不能温": "foot-cold",
    "足外無膏澤": "foot-weakness",
    "咽腫不得": "difficulty-swallowing",
    "不飲則皮乾熱": "thirst",
    "死不知人": "dead-fetus",
    "乳難": "scant-breast-milk",
    "水氣行皮中": "skin-pain",
    "風從頭至足": "head-wind",
    "熱中": "fever",
    "寒熱": "fever",
    "子上衝心": "heart-pain",
    "欲小便而不得": "frequent-urine",
    "腹中悒悒": "abdominal-pain",
    "胷中寒": "chest-pain",
    "面色變": "face-pain",
    "頭多汗": "headache",
    "肩弛肘廢": "shoulder-pain",
}
"""Phrases of the books, and a symptom that a careless reading would find in them."""

OPEN = [
    "不舉", "互引", "呼吸", "小便利", "兩丸騫", "風逆", "死不知人", "水氣行皮中", "熱閉", "不渇",
    "頭不痛", "腰不痛", "無痛", "未渇",
]  # fmt: skip
"""Phrases that must stay without a symptom: nothing in them is certain."""


@cache
def records() -> dict[str, dict[str, list[str]]]:
    """Return every symptom record by id."""
    return {
        name: record
        for path in sorted(FOLDER.glob("*.yaml"))
        for name, record in read(path, path.name).data.items()
    }


@cache
def words() -> Vocabulary:
    return Vocabulary({name: record.get("hant", []) for name, record in records().items()})


def ids(phrase: str) -> set[str]:
    """Return what the rules make of a phrase when no symptom lists it."""
    said = fold(phrase)
    return {one for part in words().without(said).parts(said) for one in part.symptoms}


@pytest.mark.parametrize("phrase", ACCEPT)
def test_is_understood(phrase: str) -> None:
    assert ids(phrase) == set(ACCEPT[phrase].split())


@pytest.mark.parametrize("phrase", REJECT)
def test_is_never_read_so(phrase: str) -> None:
    assert REJECT[phrase] not in ids(phrase)


@pytest.mark.parametrize("phrase", OPEN)
def test_stays_open(phrase: str) -> None:
    assert ids(phrase) == set()


def test_the_lists_are_long_enough() -> None:
    assert min(len(ACCEPT), len(REJECT)) >= 40


def test_same_words_are_written_one_way() -> None:
    assert plain(fold("腰疼不可以俛仰")) == plain(fold("腰痛不得俯仰"))
    assert plain(fold("少腹痛")) == fold("小腹痛")
    assert plain(fold("頭不痛")) != plain(fold("頭痛"))


def test_degree_and_negation() -> None:
    known = Composer({"头痛": ("headache",), "汗出": ("sweating",)}, {"headache", "sweating"})
    assert known.symptoms("头痛甚") == ("headache",)
    assert known.symptoms("卒头痛") == ("headache",)
    assert known.symptoms("汗出不止") == ("sweating",)
    assert known.symptoms("汗不出") == ()
    assert known.symptoms("头不痛") == ()


def test_bare_reading_takes_no_word_of_its_neighbour() -> None:
    known = Composer({"胸痛": ("chest-pain",)}, {"chest-pain"})
    assert known.symptoms("病胸中痛") == ("chest-pain",)
    assert known.bare("病胸中痛") == ()
    assert known.bare("胸中痛") == ("chest-pain",)


def test_tables_are_folded_and_their_ids_exist() -> None:
    assert [word for word in (*PLACES, *QUALITIES) if fold(word) != word] == []
    assert [made for made in IRREGULAR.values() if made not in records()] == []


def test_rules_and_readers_agree() -> None:
    """The rules seldom read a phrase as what its readers did not find in it."""
    known = {name: record.get("broader", []) for name, record in records().items()}
    counts: Counter[str] = Counter()
    for line in SAMPLE.read_text(encoding="utf-8").splitlines()[1:]:
        phrase, names = line.split("\t")
        meant = set(names.split())
        read_as = ids(phrase) if meant <= known.keys() else set()
        if read_as:
            more = {one for one in read_as - meant if not wider(one, meant, known)}
            counts["more" if more else "same" if read_as == meant else "less"] += 1
    assert counts.total() >= 100
    assert counts["same"] / counts.total() >= 0.8
    assert counts["more"] / counts.total() <= 0.1


def wider(one: str, meant: set[str], broader: dict[str, list[str]]) -> bool:
    """Return whether a symptom is broader than one that is meant."""
    todo = [up for name in meant for up in broader[name]]
    while todo:
        up = todo.pop()
        if up == one:
            return True
        todo += broader[up]
    return False
