"""The recipe for CAM 1999: hand-checked rows, damaged cells, same bytes on every run."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import Any

import pytest

from kb.ingest.cam1999 import SOURCE, extract, files, read_rows
from kb.ingest.cam_anatomy import referred, slug, structures
from kb.ingest.cam_method import is_damaged, read_method
from kb.ingest.english import English
from kb.reader import read

ROOT = Path(__file__).resolve().parents[1]
DATA = ROOT / "data"
TABLES = ROOT.parent / "shared" / "sources" / "tara"
needs_tables = pytest.mark.skipif(not TABLES.is_dir(), reason="the TARA tables are not shipped")


@cache
def points() -> dict[str, list[dict[str, Any]]]:
    """Return the items of every point."""
    found: dict[str, list[dict[str, Any]]] = {}
    for path in sorted((DATA / "claims" / SOURCE).glob("*.yaml")):
        found.update(read(path, path.name).data)
    return found


@cache
def gaps() -> dict[str, list[dict[str, str]]]:
    """Return the gaps by subject."""
    path = DATA / "gaps" / f"{SOURCE}.yaml"
    return dict(read(path, path.name).data)


def gap_fields(code: str) -> set[str]:
    """Return the fields missing for a point."""
    return {gap["field"] for gap in gaps().get(code, [])}


HAND: dict[str, dict[str, Any]] = {
    "LU1": {
        "at": "LU 1",
        "needle": {"depth": "0.5-0.8 cun", "angle": "oblique", "toward": "lateral",
                   "risk": ["lung"]},
        "treats": ["cough", "wheezing-and-panting", "chest-pain", "shoulder-pain", "back-pain",
                   "chest-fullness"],
    },
    "LU4": {
        "treats": ["cough", "chest-fullness", "arm-pain"],
        "anatomy": {
            "vessels": ["cephalic-vein", "brachial-artery", "brachial-vein"],
            "nerves": ["lateral-brachial-cutaneous-nerve", "musculocutaneous-nerve"],
        },
    },
    "LU8": {
        "needle": {"depth": "0.1-0.3 inch", "angle": "perpendicular", "risk": ["radial-artery"]},
        "moxa": None,
    },
    "LI4": {"needle": {"depth": "0.5-1 inch", "angle": "perpendicular"},
            "moxa": {"applicable": "yes"}},
    "LI14": {
        "needle": [{"depth": "0.8-1.5 inch", "angle": "perpendicular"},
                   {"depth": "0.8-1.5 inch", "angle": "oblique", "toward": "superior"}],
    },
    "LI18": {
        "treats": ["cough", "wheezing-and-panting", "sore-throat", "sudden-loss-of-voice",
                   "scrofula", "goitre"],
    },
    "ST2": {"needle": {"depth": "0.2-0.3 inch", "angle": "perpendicular"}, "moxa": None,
            "cautions": ["deep-needling"]},
    "ST9": {"needle": {"depth": "0.3-0.5 inch", "angle": "perpendicular",
                       "risk": ["common-carotid-artery"]}},
    "ST42": {"needle": {"risk": ["artery-at-the-point"]}, "moxa": None},
    "SP17": {
        "treats": ["chest-fullness", "chest-pain", "hypochondriac-fullness", "hypochondriac-pain"],
        "anatomy": {"vessels": ["thoracoepigastric-vein"], "nerves": ["fifth-intercostal-nerve"]},
    },
    "HT9": {"needle": [{"depth": "0.1 inch", "angle": "subcutaneous"}, {"bleed": "yes"}]},
    "SI13": {"treats": ["scapula-pain", "scapula-stiffness"]},
    "BL1": {"forbids": ["moxa"], "moxa": None,
            "cautions": ["strong-manipulation", "bleeding-after-needling"]},
    "BL39": {
        "anatomy": {
            "vessels": ["superior-lateral-genicular-artery", "superior-lateral-genicular-vein"],
        },
    },
    "BL40": {"needle": [{"depth": "0.5-1.0 inch", "angle": "perpendicular"}, {"bleed": "yes"}]},
    "KI13": {"needle": None, "moxa": None,
             "treats": ["menstrual-irregularity", "painful-menses", "urinary-difficulty",
                        "abdominal-pain", "diarrhoea"]},
    "PC3": {"treats": ["heart-pain", "palpitations", "febrile-disease", "vexation",
                       "stomach-pain", "vomiting", "elbow-pain", "arm-pain", "hand-tremor",
                       "limb-shaking"]},
    "TE14": {"treats": ["shoulder-pain", "shoulder-motor-impairment", "arm-pain",
                        "arm-motor-impairment"]},
    "GB20": {"needle": {"depth": "0.5-0.8 inch", "toward": "nose-tip"}},
    "GB30": {
        "at": "GB 30",
        "treats": ["lumbar-pain", "thigh-pain", "lower-limb-muscular-atrophy", "hemiplegia"],
        "needle": {"depth": "1.5-2.5 inch", "angle": "perpendicular"},
        "moxa": {"applicable": "yes"},
        "anatomy": {
            "vessels": ["inferior-gluteal-artery", "inferior-gluteal-vein"],
            "nerves": ["inferior-gluteal-cutaneous-nerve", "inferior-gluteal-nerve",
                       "sciatic-nerve"],
        },
    },
    "LR10": {"treats": ["lower-abdominal-fullness", "urine-blocked"]},
    "GV15": {"at": "Du 15", "moxa": None,
             "needle": {"depth": "0.5-0.8 inch", "angle": "perpendicular",
                        "risk": ["medulla-oblongata"]},
             "cautions": ["deep-needling", "upward-needling"]},
    "CV8": {"at": "RN 8", "needle": None, "forbids": ["needle"], "moxa": {"applicable": "yes"}},
    "EX-HN7": {"needle": {"depth": "0.5-1.2 inch", "angle": "perpendicular",
                          "toward": "orbital-margin"},
               "cautions": ["needle-manipulation"]},
    "EX-HN1": {"at": "Sishencong", "needle": {"depth": "0.5-1.0 inch", "angle": "subcutaneous"},
               "treats": ["headache", "dizziness", "insomnia", "forgetfulness", "epilepsy"]},
}  # fmt: skip


@pytest.mark.parametrize("code", HAND)
def test_hand_checked_row(code: str) -> None:
    item = points()[code][0]
    for key, value in HAND[code].items():
        if key == "treats" and value:
            value = sorted(value)
        if key == "anatomy" and value:
            value = {kind: sorted(ids) for kind, ids in value.items()}
        assert item.get(key) == value, key


@pytest.mark.parametrize("code", ["ST34", "BL13", "GB17", "GV1", "ST14", "GV26", "LU7", "KI1"])
def test_damaged_or_blank_method_stays_blank(code: str) -> None:
    assert all("needle" not in item for item in points()[code])
    assert "needle" in gap_fields(code)


def test_damaged_nerve_cell_stays_blank() -> None:
    assert "nerves" not in points()["ST43"][0]["anatomy"]
    assert "anatomy.nerves" in gap_fields("ST43")


@pytest.mark.parametrize(
    "code",
    ["ST17", "SI15", "BL16", "BL26", "BL27", "BL28", "TE11", "GB18", "GB34", "LR7", "GV3", "GV26"],
)
def test_blank_indications_are_a_gap(code: str) -> None:
    assert all("treats" not in item for item in points().get(code, []))
    assert "treats" in gap_fields(code)


@pytest.mark.parametrize("code", ["ST42", "SP12"])
def test_needling_without_a_depth_is_a_gap(code: str) -> None:
    assert "depth" not in points()[code][0]["needle"]
    assert "needle.depth" in gap_fields(code)


def test_mark_without_words_is_a_gap() -> None:
    assert "treats" in gap_fields("TE7")


def test_reference_with_damaged_code_is_not_followed() -> None:
    assert "anatomy" not in points()["GV4"][0]
    assert "anatomy.vessels" in gap_fields("GV4")


def test_pregnancy() -> None:
    assert {"at": "SP 6", "for": "pregnancy", "forbids": ["needle"]} in points()["SP6"]
    care = {"at": "RN 2", "for": "pregnancy", "cautions": ["great-care"]}
    assert [code for code in points() if care in points()[code]] == [
        f"CV{number}" for number in range(2, 14)
    ]


def test_no_words_of_the_book() -> None:
    for code, items in points().items():
        for item in items:
            assert isinstance(item.get("treats", []), list), code
            assert "words" not in str(item), code


def test_every_id_is_known() -> None:
    symptoms = {
        name for path in (DATA / "symptoms").glob("*.yaml") for name in read(path, path.name).data
    }
    known = set(read(DATA / "anatomy.yaml", "data/anatomy.yaml").data) | {"lung"}
    for code, items in points().items():
        for item in items:
            assert set(item.get("treats", ())) <= symptoms, code
            assert set(item.get("cautions", ())) <= known, code
            for ids in item.get("anatomy", {}).values():
                assert set(ids) <= known, code


@needs_tables
def test_same_bytes_again() -> None:
    for name, text in files(extract(TABLES, DATA)).items():
        assert (DATA / name).read_text(encoding="utf-8") == text, f"run the recipe again: {name}"


@needs_tables
def test_all_standard_points_have_a_row() -> None:
    keys = {row.key for row in read_rows(TABLES)}
    assert len([key for key in keys if key[-1].isdigit()]) == 361


@pytest.mark.parametrize(
    "cell",
    ["Puncture obliquely 05-0.7 inch.", "Puncture perpendicularly 0.5-0.1 inch.",
     "Puncture obliquely upward OJ-0.5 inch.", "Puncture subcutaneously 0.3-0‚Ä¢.5 inch.", ""],
)  # fmt: skip
def test_damaged_figures_give_no_needling(cell: str) -> None:
    method = read_method(cell)
    assert method.needle == []
    assert len(method.unread) == 1


def test_damage_is_seen() -> None:
    assert is_damaged("cu‚Ä¢ taneous")
    assert not is_damaged("The point’s cutaneous nerve")


def test_references_go_by_code() -> None:
    assert referred("See Zanzhu (BL 2).") == "BL 2"
    assert referred("See Zhongji (CV 3).") == "RN 3"
    assert referred("See Yaoyangguan (GY 3).") == ""
    assert referred("The facial artery.") is None


def test_two_names_of_one_structure_are_one() -> None:
    assert structures("The superolateral genicular artery.", "vessel") == structures(
        "The superior lateral genicular artery.", "vessel"
    )
    cell = "The posterior and anterior antebrachial interosseous arteries."
    assert structures(cell, "vessel") == [
        "posterior interosseous artery", "anterior interosseous artery"
    ]  # fmt: skip
    assert structures("The lateral antebrachial cutaneous nerve.", "nerve") == [
        "lateral antebrachial cutaneous nerve"
    ]


def test_coordinated_names_are_spread() -> None:
    cell = "Superior and inferior ulnar collateral arteries and veins."
    assert [slug(name) for name in structures(cell, "vessel")] == [
        "superior-ulnar-collateral-artery", "superior-ulnar-collateral-vein",
        "inferior-ulnar-collateral-artery", "inferior-ulnar-collateral-vein",
    ]  # fmt: skip
    cell = "Rami of the fourth and ninth thoracic nerves."
    assert structures(cell, "nerve") == ["fourth thoracic nerve", "ninth thoracic nerve"]


WORDS = {
    "neck-pain": ["pain of the neck"], "neck-stiffness": ["stiff neck"], "cough": ["cough"],
    "shoulder-pain": ["shoulder pain"], "elbow-pain": ["elbow pain"],
    "lower-limb-pain": ["pain of the lower limb"], "fever": ["fever"], "headache": ["headache"],
    "lower-limb-numbness": ["numbness of the lower limb"], "vomiting": ["vomiting"],
}  # fmt: skip


@pytest.mark.parametrize(
    ("cell", "symptoms", "unread"),
    [
        ("Neck pain and rigidity, cough.", ["neck-pain", "neck-stiffness", "cough"], 0),
        ("Pain in the shoulder, elbow; cough", ["shoulder-pain", "elbow-pain", "cough"], 0),
        ("Numbness, pain of the lower limbs", ["lower-limb-numbness", "lower-limb-pain"], 0),
        ("Fever and headache", ["fever", "headache"], 0),
        ("Vomiting, green ears, cough", ["vomiting", "cough"], 1),
        ("Pain of the tail", [], 1),
    ],
)
def test_english_lists(cell: str, symptoms: list[str], unread: int) -> None:
    reading = English(WORDS).read(cell)
    assert reading.symptoms == symptoms
    assert len(reading.unread) >= unread
