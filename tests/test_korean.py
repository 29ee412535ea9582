"""Korean readings: derived by rule from two tables, found by search, blank where not sure."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from kb.base import KnowledgeBase
from kb.ingest.korean import main, name_in_korean, read_hanja, read_unihan, sure_readings
from kb.load import load
from kb.search import Index, search
from kb.search.hangul import has_hangul, initial_sound, plain_hangul, revised, spoken

HANJA = '"\\u8DB3": "\\uC871"\n"\\u4E09": "\\uC0BC"\n"\\u91CC": "\\uB9AC"\n"\\u8ECA": "\\uCC28"\n'
HANJA += '"\\u74B0": "\\uD658"\n"\\u8DF3": "\\uB3C4"\n"\\u9ACE": "\\uB8CC"\n'
UNIHAN = """# Unihan
U+8DB3\tkHangul\t족:0E
U+8DB3\tkMandarin\tzú
U+4E09\tkHangul\t삼:0E
U+91CC\tkHangul\t리:0E 이:0
U+8ECA\tkHangul\t거:0E 차:0N
U+74B0\tkHangul\t환:0E
U+8DF3\tkHangul\t도:0E
"""


def test_a_character_is_read_only_when_both_tables_agree() -> None:
    sure = sure_readings(read_hanja(HANJA), read_unihan(UNIHAN))
    assert sure == {"足": "족", "三": "삼", "里": "리", "環": "환", "跳": "도"}
    assert name_in_korean("足三里", sure) == "족삼리"
    assert name_in_korean("里三", sure) == "이삼"
    assert name_in_korean("足車", sure) == ""
    assert name_in_korean("", sure) == ""
    other = {**read_hanja(HANJA), "三": "참"}
    assert "三" not in sure_readings(other, read_unihan(UNIHAN))


@pytest.mark.parametrize(
    ("readings", "word"),
    [("렬 결", "열결"), ("로 궁", "노궁"), ("량 구", "양구"), ("녀 슬", "여슬"),
     ("수 삼 리", "수삼리"), ("치 렬", "치열"), ("선 률", "선율"), ("법 률", "법률"),
     ("음 릉 천", "음릉천"), ("내 관", "내관")],
)  # fmt: skip
def test_initial_sounds(readings: str, word: str) -> None:
    assert spoken(tuple(readings.split())) == word
    assert initial_sound("삼") == "삼"


@pytest.mark.parametrize(
    ("hangul", "latin"),
    [("백마", "baengma"), ("종로", "jongno"), ("왕십리", "wangsimni"), ("신라", "silla"),
     ("별내", "byeollae"), ("집현전", "jiphyeonjeon"), ("묵호", "mukho"), ("압구정", "apgujeong"),
     ("구미", "gumi"), ("영동", "yeongdong"), ("합덕", "hapdeok"), ("설악", "seorak"),
     ("족삼리", "joksamni")],
)  # fmt: skip
def test_the_revised_romanization_writes_sounds_that_meet(hangul: str, latin: str) -> None:
    """Names on maps and signs, each for one meeting of sounds."""
    assert revised(hangul)[0] == latin


def test_what_is_no_korean_name() -> None:
    assert revised("") == revised("abc") == revised("족x") == ()
    assert not has_hangul("足三里")
    assert not has_hangul("joksamni")
    assert plain_hangul("\u110c\u1169\u11a8 삼-리") == "족삼리"


def test_names_fit_their_characters(base: KnowledgeBase) -> None:
    derived = 0
    for record in (*base.points.values(), *base.meridians.values()):
        if record.names.ko:
            derived += 1
            assert re.fullmatch("[가-힣]+", record.names.ko)
            assert len(record.names.ko) == len(record.names.hant)
    assert derived > 350


def test_one_character_has_one_reading_in_all_names(base: KnowledgeBase) -> None:
    seen: dict[str, set[str]] = {}
    for record in (*base.points.values(), *base.meridians.values()):
        for at, (char, reading) in enumerate(zip(record.names.hant, record.names.ko, strict=False)):
            seen.setdefault(char, set()).add(reading if at else f"^{reading}")
    for char, readings in seen.items():
        bare = {one.lstrip("^") for one in readings}
        assert len({initial_sound(one) for one in bare}) == 1, (char, readings)


def test_every_blank_is_a_gap_and_no_other_name_is(base: KnowledgeBase) -> None:
    blank = {code for code, point in base.points.items() if not point.names.ko}
    blank |= {name for name, meridian in base.meridians.items() if not meridian.names.ko}
    assert {gap.subject for gap in base.gaps if gap.field == "Korean name"} == blank


def test_every_reading_finds_its_point(base: KnowledgeBase, index: Index) -> None:
    for code, point in base.points.items():
        if point.names.ko:
            assert code in [hit.code for hit in search(base, index, point.names.ko).points], code


def test_a_spelling_of_ours_never_hides_a_name(base: KnowledgeBase, index: Index) -> None:
    """梁丘 would be yanggu, which is how 陽谷 is written in pinyin."""
    assert base.points["ST34"].names.ko == "양구"
    assert [hit.code for hit in search(base, index, "yanggu").points] == ["SI5"]


def test_the_program_writes_names_and_gaps(toy_folder: Path, tmp_path: Path) -> None:
    (tmp_path / "table.yml").write_text(HANJA, encoding="utf-8")
    (tmp_path / "unihan.txt").write_text(UNIHAN, encoding="utf-8")
    words = ["--hanja", str(tmp_path / "table.yml"), "--unihan", str(tmp_path / "unihan.txt"),
             "--data", str(toy_folder)]  # fmt: skip
    assert main(words) == 0
    before = {p.name: p.read_text(encoding="utf-8") for p in toy_folder.rglob("*.yaml")}
    assert main(words) == 0
    assert before == {p.name: p.read_text(encoding="utf-8") for p in toy_folder.rglob("*.yaml")}
    base = load(toy_folder)
    assert base.points["GB30"].names.ko == "환도"
    assert "GB30" not in {gap.subject for gap in base.gaps if gap.field == "Korean name"}
    assert {g.subject for g in base.gaps if g.field == "Korean name"} >= {
        code for code in base.points if not base.points[code].names.ko
    }
    assert main([*words[:1], str(tmp_path / "none"), *words[2:]]) == 1
