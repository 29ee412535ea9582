"""Rules across records: each one broken on purpose."""

from __future__ import annotations

from pathlib import Path

import pytest

from kb import check as checks
from kb.check import RULES, check
from kb.errors import Problem

Known = frozenset[Problem]


def fresh(folder: Path, known: Known) -> list[str]:
    return [str(problem) for problem in check(folder) if problem not in known]


def append(folder: Path, name: str, text: str) -> int:
    path = folder / name
    old = path.read_text(encoding="utf-8")
    path.write_text(old + text, encoding="utf-8", newline="\n")
    return old.count("\n") + 1


def test_whole_data_is_sound(real_problems: Known) -> None:
    shown = "\n".join(map(str, sorted(real_problems)[:20]))
    assert not real_problems, f"{len(real_problems)} problems; run 'kb check':\n{shown}"


def test_toy_data_lacks_only_the_other_points(toy_problems: Known) -> None:
    rest = [str(p) for p in toy_problems if not p.message.endswith("is missing")]
    assert rest == []
    assert len(toy_problems) == 361 - 6


def test_rules_are_run_one_by_one(toy) -> None:
    for rule in RULES:
        found = list(rule(toy))
        assert all(isinstance(problem, Problem) for problem in found)
        assert bool(found) == (rule.__name__ == "_all_points"), rule
        assert rule.__doc__
    assert list(checks.rules(toy)) == list(RULES[0](toy))


def test_missing_point(toy_problems: Known) -> None:
    wanted = "data/points/LU.yaml:0: point LU1 is missing; add its record"
    assert wanted in map(str, toy_problems)


def test_problems_are_sorted_and_told_once(toy_folder: Path) -> None:
    append(toy_folder, "symptoms/urinary.yaml", "zz: {}\nzy: {}\n")
    found = check(toy_folder)
    assert found == sorted(set(found))


def test_count_of_members(toy_folder: Path, toy_problems: Known, edit) -> None:
    name = "categories/sea-point.yaml"
    edit(toy_folder, name, "  rule:", "  count: 3\n  rule:")
    found = fresh(toy_folder, toy_problems)
    assert len(found) == 1
    assert found[0].startswith(f"data/{name}:1: sea-point: 2 members, count says 3; cite them")
    append(toy_folder, "gaps.yaml", "sea-point:\n- {field: ST36, reason: not entered yet}\n")
    assert fresh(toy_folder, toy_problems) == []


def test_two_symptoms_with_one_label(toy_folder: Path, toy_problems: Known) -> None:
    line = append(toy_folder, "symptoms/urinary.yaml", "zz-hip:\n  en: Hip Pain\n")
    found = fresh(toy_folder, toy_problems)
    assert len(found) == 1
    assert f"urinary.yaml:{line}: label 'Hip Pain' is also that of hip-pain" in found[0]


def test_symptom_broader_than_itself(toy_folder: Path, toy_problems: Known) -> None:
    text = "".join(f"z{a}:\n  en: z{a}\n  broader: [z{b}]\n" for a, b in ("ab", "bc", "ca"))
    line = append(toy_folder, "symptoms/urinary.yaml", text)
    found = fresh(toy_folder, toy_problems)
    for number, name in enumerate("abc"):
        where = f"urinary.yaml:{line + 3 * number}"
        assert any(f"{where}: z{name} is broader than itself" in said for said in found)


def test_symptom_below_a_circle_is_no_circle(toy_folder: Path, toy_problems: Known) -> None:
    text = "za:\n  en: za\n  broader: [za]\nzb:\n  en: zb\n  broader: [za]\n"
    append(toy_folder, "symptoms/urinary.yaml", text)
    assert len([s for s in fresh(toy_folder, toy_problems) if "than itself" in s]) == 1


def test_point_without_a_place(toy_folder: Path, toy_problems: Known) -> None:
    text = "GB44:\n  names: {hant: 竅, hans: 窍, pinyin: qiào}\n  page: 191\n"
    line = append(toy_folder, "points/GB.yaml", text)
    found = fresh(toy_folder, toy_problems)
    assert found == [
        f"data/points/GB.yaml:{line}: GB44 has no location; add it or say why in data/gaps"
    ]
    append(toy_folder, "gaps.yaml", "GB44:\n- {field: location, reason: not entered yet}\n")
    assert fresh(toy_folder, toy_problems) == []


def test_second_telling_that_contradicts_the_first(
    toy_folder: Path, toy_problems: Known, edit
) -> None:
    related = "    related:\n    - {rel: offset, cun: 9, dir: superior, ref: popliteal-crease}\n"
    name = "points/GB.yaml"
    text = (toy_folder / name).read_text(encoding="utf-8")
    at = text.index("    contrast:\n", text.index("GB32:\n"))
    (toy_folder / name).write_text(text[:at] + related + text[at:], encoding="utf-8")
    found = fresh(toy_folder, toy_problems)
    assert len(found) == 1
    line = text.splitlines().index("GB32:") + 1
    assert found[0].startswith(f"data/{name}:{line}: GB32 related[0] (offset): contradicts")


def test_measured_lines_that_cannot_be_read(toy_folder: Path, toy_problems: Known, edit) -> None:
    line = edit(toy_folder, "axes.yaml", "length: 19", "length: 18")
    found = fresh(toy_folder, toy_problems)
    assert len(found) == 1
    assert found[0].startswith(f"data/axes.yaml:{line}: THIGH-OUTER: length 18 does not fit")


@pytest.mark.parametrize("new", ["", "x", "[a]", "{a: b}", "- a", "popliteal-crease: up"])
@pytest.mark.parametrize("key", ["en", "kind", "regions", "spans", "marks", "positive"])
def test_measured_lines_of_any_shape(
    toy_folder: Path, toy_problems: Known, key: str, new: str
) -> None:
    path = toy_folder / "axes.yaml"
    lines = path.read_text(encoding="utf-8").splitlines()
    at = next(n for n, text in enumerate(lines) if text.startswith(f"  {key}:"))
    end = next(
        (
            n
            for n in range(at + 1, len(lines))
            if lines[n][2:3].isalpha() and not lines[n].startswith("   ")
        ),
        len(lines),
    )
    lines[at:end] = [f"  {key}:", f"    {new}"]
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")
    found = fresh(toy_folder, toy_problems)
    assert all(said.startswith("data/axes.yaml:") for said in found if "canonical" not in said)
    assert found


def test_gap_about_nothing(toy_folder: Path, toy_problems: Known) -> None:
    line = append(toy_folder, "gaps.yaml", "GB99:\n- {field: location, reason: why}\n")
    (said,) = fresh(toy_folder, toy_problems)
    assert said.startswith(
        f"data/gaps.yaml:{line + 1}: gap about unknown record 'GB99'; use the id"
    )


def test_said_twice(toy_folder: Path, toy_problems: Known) -> None:
    name = "claims/leijing-tuyi/GB.yaml"
    line = append(toy_folder, name, "- at: 040-13a.12\n  treats: {numbness: 足膝冷痺不仁}\n")
    (said,) = fresh(toy_folder, toy_problems)
    assert said.startswith(f"data/{name}:{line + 1}: said twice: leijing-tuyi GB34 treats")


def test_not_canonical_names_the_first_line_and_the_command(
    toy_folder: Path, toy_problems: Known
) -> None:
    path = toy_folder / "points" / "GB.yaml"
    text = path.read_text(encoding="utf-8")
    path.write_text(text + "\n\n", encoding="utf-8")
    (said,) = fresh(toy_folder, toy_problems)
    last = text.count("\n") + 1
    assert (
        said == f"data/points/GB.yaml:{last + 1}: not in canonical form from here on; run 'kb fmt'"
        or (said == f"data/points/GB.yaml:{last}: not in canonical form from here on; run 'kb fmt'")
    )


def test_form_is_checked_even_when_loading_fails(
    toy_folder: Path, toy_problems: Known, edit
) -> None:
    edit(toy_folder, "points/GB.yaml", "page: 186", "pgae: 186")
    append(toy_folder, "points/BL.yaml", "\n")
    found = fresh(toy_folder, toy_problems)
    assert any("unknown key 'pgae'" in said for said in found)
    assert any("BL.yaml" in said and "kb fmt" in said for said in found)
    assert not any("is missing; add its record" in said for said in found)
