"""Point codes in every nomenclature."""

from __future__ import annotations

import itertools

import pytest

from kb import codes
from kb.codes import COUNTS, MERIDIANS, PREFIXES, all_codes, is_code, is_extra, order_key, readings
from kb.errors import CodeError


def test_counts() -> None:
    assert sum(COUNTS.values()) == 361
    assert len(list(all_codes())) == len(set(all_codes())) == 361
    assert all(is_code(code) for code in all_codes())
    assert MERIDIANS == ("LU", "LI", "ST", "SP", "HT", "SI", "BL", "KI", "PC", "TE", "GB", "LR",
                         "GV", "CV")  # fmt: skip


@pytest.mark.parametrize(
    "text",
    ["", "GB", "GB0", "GB01", "GB45", "gb30", "GB 30", "GB30 ", "ＧＢ30", "GB３", "XX1", "EX-HN1"],
)
def test_not_a_code(text: str) -> None:
    assert not is_code(text)


def test_extra_codes() -> None:
    assert all(map(is_extra, ("EX-HN1", "EX-B9", "EX-UE11", "EX-LE12", "EX-CA1")))
    assert not any(map(is_extra, ("EX-HN0", "EX-XX1", "EXHN1", "EX-HN", "EX-HN01", "ex-hn1")))


def test_every_code_reads_as_itself_however_it_is_typed() -> None:
    for code in all_codes():
        meridian, number = codes.meridian_of(code), codes.number_of(code)
        for typed in (code, code.lower(), f"{meridian}-{number}", f"{meridian} {number:02}",
                      f" {meridian}.{number:03} ", f"{meridian.title()}:{number}"):  # fmt: skip
            assert readings(typed)[0] == code, typed


@pytest.mark.parametrize(
    ("typed", "found"),
    [
        ("UB40", "BL40"), ("V40", "BL40"), ("B 40", "BL40"), ("SJ5", "TE5"), ("TW5", "TE5"),
        ("TB 5", "TE5"), ("TH5", "TE5"), ("3E5", "TE5"), ("Ren 17", "CV17"), ("RN17", "CV17"),
        ("JM17", "CV17"), ("VC17", "CV17"), ("Du20", "GV20"), ("DM20", "GV20"), ("VG20", "GV20"),
        ("Liv3", "LR3"), ("LV3", "LR3"), ("F3", "LR3"), ("KID 3", "KI3"), ("K3", "KI3"),
        ("R3", "KI3"), ("GI4", "LI4"), ("E36", "ST36"), ("RP6", "SP6"), ("C7", "HT7"),
        ("MC6", "PC6"), ("VB30", "GB30"), ("Dü3", "SI3"), ("ＧＢ３０", "GB30"),
        ("EX-HN3", "EX-HN3"), ("ex hn 3", "EX-HN3"), ("Extra HN3", "EX-HN3"), ("EXHN3", "EX-HN3"),
    ],
)  # fmt: skip
def test_other_nomenclatures(typed: str, found: str) -> None:
    assert readings(typed)[0] == found


@pytest.mark.parametrize(
    ("typed", "both"),
    [
        ("P7", ("PC7", "LU7")),
        ("IG4", ("LI4", "SI4")),
        ("S3", ("ST3", "SI3")),
        ("LG5", ("GV5", "LU5")),
    ],
)
def test_collisions_give_both(typed: str, both: tuple[str, ...]) -> None:
    assert readings(typed) == both
    with pytest.raises(CodeError, match="can mean"):
        codes.who_code(typed)


def test_collision_is_settled_when_only_one_has_such_a_point() -> None:
    assert readings("P11") == ("LU11",)
    assert codes.who_code("S45") == "ST45"


@pytest.mark.parametrize("typed", ["BL100", "GB45", "LU12", "GB0", "P12", "ST9999"])
def test_no_such_point(typed: str) -> None:
    with pytest.raises(CodeError, match=r"no point .*: .* has [0-9]+ points"):
        readings(typed)


@pytest.mark.parametrize(
    "typed", ["", "hegu", "環跳", "30", "GB", "GB30A", "GB30 LU1", "X3", "GB12345"]
)
def test_no_form_of_a_code(typed: str) -> None:
    assert readings(typed) == ()
    with pytest.raises(CodeError, match="is not a point code"):
        codes.who_code(typed)


def test_prefixes_lead_to_meridians() -> None:
    for prefix, found in PREFIXES.items():
        assert prefix == prefix.upper()
        assert found
        assert len(set(found)) == len(found)
        assert set(found) <= set(MERIDIANS)


def test_order() -> None:
    listed = [*all_codes(), "EX-HN1", "EX-HN15", "EX-CA1", "EX-B1", "EX-UE1", "EX-LE12"]
    backwards = listed[::-1]
    assert sorted(backwards, key=order_key) == listed
    keys = [order_key(code) for code in listed]
    assert all(a < b for a, b in itertools.pairwise(keys))
    with pytest.raises(CodeError, match="'GB45'"):
        order_key("GB45")
    with pytest.raises(CodeError, match="'GB' has no number"):
        codes.number_of("GB")
