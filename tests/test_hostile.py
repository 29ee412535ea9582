"""Hostile files in a copy of the data, whole or toy: each fault is named with file and line.

What `kb check` says of the data as it is (nothing, in a finished checkout) is taken away first.
"""

from __future__ import annotations

import os
import time
from pathlib import Path

import pytest

from kb.check import check
from kb.errors import DataError, Problem
from kb.load import load, load_checked

Known = frozenset[Problem]
CLAIMS = "claims/leijing-tuyi/GB.yaml"
POINTS = "points/GB.yaml"


def fresh(folder: Path, known: Known) -> list[Problem]:
    """Return the problems that a copy has and the original has not."""
    return [problem for problem in check(folder) if problem not in known]


def append(folder: Path, name: str, text: str) -> int:
    """Add text at the end of a file; return its first line."""
    path = folder / name
    old = path.read_text(encoding="utf-8")
    path.write_text(old + text, encoding="utf-8", newline="\n")
    return old.count("\n") + 1


def hit(problems: list[Problem], name: str, line: int, *words: str) -> Problem:
    """Return the problem at this place that says these words."""
    for problem in problems:
        if (problem.path, problem.line) == (f"data/{name}", line):
            said = str(problem)
            if all(word in said for word in words):
                return problem
    raise AssertionError(f"{name}:{line} {words} not in\n" + "\n".join(map(str, problems[:20])))


def test_unknown_key(toy_folder: Path, toy_problems: Known, edit) -> None:
    line = edit(toy_folder, POINTS, "  names: {hant: 環跳", "  nmaes: {hant: 環跳")
    found = fresh(toy_folder, toy_problems)
    hit(found, POINTS, line, "GB30", "unknown key 'nmaes'", "did you mean 'names'?")
    hit(found, POINTS, line - 1, "key 'names' is missing")


def test_unknown_key_in_a_flow_mapping(toy_folder: Path, toy_problems: Known, edit) -> None:
    line = edit(toy_folder, POINTS, "{rel: divide, fraction: 1/3,", "{rel: divide, fractoin: 1/3,")
    found = fresh(toy_folder, toy_problems)
    hit(found, POINTS, line, "unknown key 'fractoin'", "did you mean 'fraction'?")


def test_duplicate_key(real_folder: Path, real_problems: Known) -> None:
    line = append(real_folder, POINTS, "GB44:\n  page: 1\n")
    hit(fresh(real_folder, real_problems), POINTS, line, "duplicate key 'GB44'")


def test_duplicate_key_in_a_flow_mapping(toy_folder: Path, toy_problems: Known, edit) -> None:
    line = edit(toy_folder, POINTS, "{hant: 環跳, hans: 环跳,", "{hant: 環跳, hant: 环跳,")
    hit(fresh(toy_folder, toy_problems), POINTS, line, "duplicate key 'hant'")


def test_same_symptom_in_two_files(real_folder: Path, real_problems: Known) -> None:
    line = append(real_folder, "symptoms/general.yaml", "hip-pain:\n  en: pain of the hip again\n")
    found = fresh(real_folder, real_problems)
    places = {(p.path, p.line) for p in found if "id 'hip-pain' is taken" in p.message}
    assert len(places) == 1
    path, at = places.pop()
    assert path != "data/symptoms/general.yaml" or at == line


def test_unknown_symptom(real_folder: Path, real_problems: Known) -> None:
    line = append(real_folder, CLAIMS, "- at: 040-28b.1\n  treats: {hip-pian: 腰胯痠痛}\n")
    hit(fresh(real_folder, real_problems), CLAIMS, line + 1, "unknown symptom 'hip-pian'",
        "did you mean 'hip-pain'?")  # fmt: skip


@pytest.mark.parametrize(
    "code", ["GB45", "GB0", "gb30", "GB030", "LU1", "XX1", "GB", "EX-B1", "環跳"]
)
def test_bad_code(toy_folder: Path, toy_problems: Known, code: str) -> None:
    names = "{hant: 環, hans: 环, pinyin: huán}"
    line = append(toy_folder, POINTS, f"{code}:\n  names: {names}\n  page: 1\n")
    hit(fresh(toy_folder, toy_problems), POINTS, line, f"bad code '{code}'")


@pytest.mark.parametrize(
    "key", ["GB45", "GB1+GB2", "GB1 +GB2", "GB1 + GB1", "GB1 + ", "LU1", "", "GB30 and GB31"]
)
def test_bad_subject_of_claims(toy_folder: Path, toy_problems: Known, key: str) -> None:
    line = append(toy_folder, CLAIMS, f"'{key}':\n- at: 040-28b.1\n  other: [痛]\n")
    found = fresh(toy_folder, toy_problems)
    assert any(p.path == f"data/{CLAIMS}" and p.line == line for p in found)


def test_dangling_landmark(toy_folder: Path, toy_problems: Known, edit) -> None:
    line = edit(
        toy_folder, POINTS, "from: greater-trochanter-prominence", "from: greater-trochantr"
    )
    hit(fresh(toy_folder, toy_problems), POINTS, line, "unknown landmark or point", "did you mean")


def test_dangling_source(toy_folder: Path, toy_problems: Known) -> None:
    line = append(toy_folder, CLAIMS, "- at: 040-28b.1\n  reports: no-such-book\n  other: [痛]\n")
    found = fresh(toy_folder, toy_problems)
    hit(found, CLAIMS, line + 1, "unknown source 'no-such-book'")


def test_claims_of_an_unknown_source(toy_folder: Path, toy_problems: Known) -> None:
    folder = toy_folder / "claims" / "no-such-book"
    folder.mkdir()
    (folder / "GB.yaml").write_text("GB30:\n- at: x\n  other: [痛]\n", encoding="utf-8")
    found = fresh(toy_folder, toy_problems)
    hit(found, "claims/no-such-book/GB.yaml", 1, "unknown source 'no-such-book'")


def test_dangling_category_group(toy_folder: Path, toy_problems: Known, edit) -> None:
    name = "categories/sea-point.yaml"
    line = edit(toy_folder, name, "group: five-shu", "group: six-shu")
    hit(fresh(toy_folder, toy_problems), name, line, "unknown category 'six-shu'")


def test_dangling_member(toy_folder: Path, toy_problems: Known, edit) -> None:
    name = "categories/sea-point.yaml"
    line = edit(toy_folder, name, "point: GB34", "point: GB340")
    hit(fresh(toy_folder, toy_problems), name, line, "unknown point 'GB340'")


def test_dangling_broader(real_folder: Path, real_problems: Known) -> None:
    name = "symptoms/general.yaml"
    line = append(real_folder, name, "zz-one:\n  en: zz one\n  broader: [zz-two]\n")
    hit(fresh(real_folder, real_problems), name, line + 2, "unknown symptom 'zz-two'")


def test_circle_of_locations(real_folder: Path, real_problems: Known, edit) -> None:
    first = "LU5:\n"
    text = (real_folder / "points/LU.yaml").read_text(encoding="utf-8")
    assert first in text
    for code, other in (("GB31", "GB32"), ("GB32", "GB31")):
        path = real_folder / POINTS
        old = path.read_text(encoding="utf-8")
        at = old.index("    where:\n", old.index(f"{code}:\n")) + len("    where:\n")
        line = f"    - {{rel: offset, cun: 2, dir: superior, ref: {other}}}\n"
        path.write_text(old[:at] + line + old[at:], encoding="utf-8")
    found = fresh(real_folder, real_problems)
    circle = [p for p in found if "circle" in p.message]
    assert len(circle) == 1
    assert "GB31" in circle[0].message
    assert "GB32" in circle[0].message
    lines = (real_folder / POINTS).read_text(encoding="utf-8").splitlines()
    assert lines[circle[0].line - 1] in ("GB31:", "GB32:")


def test_circle_of_symptoms(real_folder: Path, real_problems: Known) -> None:
    name = "symptoms/general.yaml"
    line = append(
        real_folder,
        name,
        "zz-one:\n  en: zz one\n  broader: [zz-two]\nzz-two:\n  en: zz two\n  broader: [zz-one]\n",
    )
    found = fresh(real_folder, real_problems)
    hit(found, name, line, "zz-one is broader than itself")
    hit(found, name, line + 3, "zz-two is broader than itself")


def test_wrong_order_of_points(real_folder: Path, real_problems: Known) -> None:
    path = real_folder / POINTS
    text = path.read_text(encoding="utf-8")
    first, second = text.index("GB2:\n"), text.index("GB3:\n")
    path.write_text(text[:0] + text[first:second] + text[:first] + text[second:], encoding="utf-8")
    line = text[first:second].count("\n") + 1
    hit(fresh(real_folder, real_problems), POINTS, line, "GB1 stands after GB2", "numeric order")


def test_wrong_order_of_keys(toy_folder: Path, toy_problems: Known, edit) -> None:
    line = edit(toy_folder, POINTS, "{hant: 環跳, hans: 环跳,", "{hans: 环跳, hant: 環跳,")
    hit(fresh(toy_folder, toy_problems), POINTS, line, "not in canonical form", "run 'kb fmt'")


@pytest.mark.parametrize(
    ("new", "said"),
    [
        ("GB30:\t", "U+0009 (tab)"),
        ("GB30: \u00a0", "U+00A0 (no-break space)"),
        ("GB30:\u200b", "U+200B"),
        ("GB30:\u202e", "U+202E (right-to-left override)"),
        ("GB30:\u2066", "U+2066"),
        ("GB30:\x00", "U+0000 (control character)"),
        ("GB30:\x07", "U+0007"),
        ("GB30:\x85", "U+0085"),
        ("GB30:\u2028", "U+2028 (line separator)"),
        ("GB30:\ufeff", "U+FEFF"),
        ("GB30:\ufffd", "U+FFFD (replacement character)"),
        ("GB30:\r ", "U+000D"),
    ],
)
def test_invisible_characters(
    toy_folder: Path, toy_problems: Known, edit, new: str, said: str
) -> None:
    line = edit(toy_folder, POINTS, "GB30:", new)
    hit(fresh(toy_folder, toy_problems), POINTS, line, said)


@pytest.mark.parametrize("raw", [b"\xff", b"\xc3\x28", b"\xed\xa0\x80", b"\xf8\x88\x80\x80\x80"])
def test_bad_utf8(toy_folder: Path, toy_problems: Known, raw: bytes) -> None:
    path = toy_folder / POINTS
    whole = path.read_bytes()
    at = whole.index("環跳".encode())
    path.write_bytes(whole[:at] + raw + whole[at:])
    line = whole.count(b"\n", 0, at) + 1
    hit(fresh(toy_folder, toy_problems), POINTS, line, "not valid UTF-8", "save the file as UTF-8")


def test_utf16(toy_folder: Path, toy_problems: Known) -> None:
    path = toy_folder / POINTS
    path.write_text(path.read_text(encoding="utf-8"), encoding="utf-16")
    hit(fresh(toy_folder, toy_problems), POINTS, 1, "not valid UTF-8")


def test_huge_file(toy_folder: Path, toy_problems: Known) -> None:
    path = toy_folder / POINTS
    with path.open("wb") as file:
        file.truncate(50 << 20)
    began = time.perf_counter()
    hit(fresh(toy_folder, toy_problems), POINTS, 0, "52428800 bytes", "split it")
    assert time.perf_counter() - began < 60


@pytest.mark.parametrize("many", [13, 200, 100_000])
@pytest.mark.parametrize("pair", ["[]", "{}"])
def test_deep_nesting(toy_folder: Path, toy_problems: Known, many: int, pair: str) -> None:
    opening = "[" if pair == "[]" else "{a: "
    closing = pair[1]
    line = append(toy_folder, POINTS, f"GB44x: {opening * many}{closing * many}\n")
    hit(fresh(toy_folder, toy_problems), POINTS, line, "nested deeper than")


def test_deep_nesting_by_indent(toy_folder: Path, toy_problems: Known) -> None:
    deep = "".join(f"{' ' * depth}a:\n" for depth in range(1, 300))
    line = append(toy_folder, POINTS, f"GB44x:\n{deep}")
    found = fresh(toy_folder, toy_problems)
    hit(found, POINTS, line + 12, "nested deeper than")


def test_alias_bomb(toy_folder: Path, toy_problems: Known) -> None:
    bomb = "a: &a [x, x, x, x, x, x, x, x, x]\n" + "".join(
        f"{new}: &{new} [{', '.join([f'*{old}'] * 9)}]\n"
        for old, new in zip("abcdefg", "bcdefgh", strict=True)
    )
    line = append(toy_folder, POINTS, bomb)
    hit(fresh(toy_folder, toy_problems), POINTS, line, "anchor &a", "write the value out")


def test_alias(toy_folder: Path, toy_problems: Known, edit) -> None:
    line = edit(toy_folder, POINTS, "page: 186", "page: *page")
    hit(fresh(toy_folder, toy_problems), POINTS, line, "alias *page")


@pytest.mark.parametrize(
    "tag",
    ["!!python/object/apply:os.system ['true']", "!!python/name:os.system", "!!str x", "!x y",
     "! x", "!!binary aGk=", "!<tag:yaml.org,2002:int> 3"],
)  # fmt: skip
def test_tag(toy_folder: Path, toy_problems: Known, edit, tag: str) -> None:
    line = edit(toy_folder, POINTS, "page: 186", f"page: {tag}")
    hit(fresh(toy_folder, toy_problems), POINTS, line, "tag ", "leave the tag out")


def test_merge_key_is_an_unknown_key(toy_folder: Path, toy_problems: Known, edit) -> None:
    line = edit(toy_folder, POINTS, "page: 186", "<<: {page: 186}")
    hit(fresh(toy_folder, toy_problems), POINTS, line, "unknown key '<<'")


def test_two_documents(toy_folder: Path, toy_problems: Known) -> None:
    line = append(toy_folder, POINTS, "---\nGB44:\n  page: 1\n")
    hit(fresh(toy_folder, toy_problems), POINTS, line, "a second document")


@pytest.mark.parametrize("text", ["", "\n\n", "# only a comment\n", "---\n...\n", "{}\n", "[]\n"])
def test_empty_file(toy_folder: Path, toy_problems: Known, text: str) -> None:
    (toy_folder / POINTS).write_text(text, encoding="utf-8")
    found = [p for p in fresh(toy_folder, toy_problems) if p.path == f"data/{POINTS}"]
    assert any("no records" in p.message or "not a mapping" in p.message for p in found)


def test_folder_named_like_a_file(toy_folder: Path, toy_problems: Known) -> None:
    (toy_folder / "points" / "x.yaml").mkdir()
    hit(fresh(toy_folder, toy_problems), "points/x.yaml", 0, "not a regular file")


def test_circle_of_links(real_folder: Path, real_problems: Known) -> None:
    one, other = real_folder / "points" / "a.yaml", real_folder / "points" / "b.yaml"
    one.symlink_to(other)
    other.symlink_to(one)
    (real_folder / "points" / "self").symlink_to(real_folder)
    found = fresh(real_folder, real_problems)
    hit(found, "points/a.yaml", 0, "cannot be read")
    hit(found, "points/b.yaml", 0, "cannot be read")


def test_dangling_link(toy_folder: Path, toy_problems: Known) -> None:
    (toy_folder / "points" / "a.yaml").symlink_to(toy_folder / "nowhere")
    hit(fresh(toy_folder, toy_problems), "points/a.yaml", 0, "cannot be read")


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="no pipes here")
def test_pipe(toy_folder: Path, toy_problems: Known) -> None:
    os.mkfifo(toy_folder / "points" / "a.yaml")
    hit(fresh(toy_folder, toy_problems), "points/a.yaml", 0, "not a regular file")


@pytest.mark.skipif(not Path("/dev/zero").exists(), reason="no devices here")
def test_endless_device(toy_folder: Path, toy_problems: Known) -> None:
    (toy_folder / "points" / "a.yaml").symlink_to("/dev/zero")
    hit(fresh(toy_folder, toy_problems), "points/a.yaml", 0, "not a regular file")


def test_unreadable_file(
    toy_folder: Path, toy_problems: Known, monkeypatch: pytest.MonkeyPatch
) -> None:
    """As for a user without the right to read; the superuser could read any file."""
    read_bytes = Path.read_bytes

    def refuse(path: Path) -> bytes:
        if path.name == "GB.yaml" and path.parent.name == "points":
            raise PermissionError(13, "Permission denied")
        return read_bytes(path)

    monkeypatch.setattr(Path, "read_bytes", refuse)
    hit(fresh(toy_folder, toy_problems), POINTS, 0, "cannot be read: Permission denied")


def test_windows_line_ends_load_and_are_put_right(toy_folder: Path, toy_problems: Known) -> None:
    path = toy_folder / POINTS
    path.write_bytes(path.read_bytes().replace(b"\n", b"\r\n"))
    found = fresh(toy_folder, toy_problems)
    assert [(p.path, p.line) for p in found] == [(f"data/{POINTS}", 1)]
    assert "run 'kb fmt'" in found[0].hint


def test_byte_order_mark(toy_folder: Path, toy_problems: Known) -> None:
    path = toy_folder / POINTS
    path.write_bytes(b"\xef\xbb\xbf" + path.read_bytes())
    hit(fresh(toy_folder, toy_problems), POINTS, 1, "U+FEFF")


@pytest.mark.parametrize("root", ["GB30\n", "- GB30\n", "[GB30, GB31]\n", "'GB30'\n"])
@pytest.mark.parametrize("name", [POINTS, CLAIMS, "sources/lingshu.yaml", "symptoms/urinary.yaml"])
def test_root_is_no_mapping(toy_folder: Path, toy_problems: Known, name: str, root: str) -> None:
    (toy_folder / name).write_text(root, encoding="utf-8")
    hit(fresh(toy_folder, toy_problems), name, 1, "not a mapping")


@pytest.mark.parametrize(
    "value",
    ['"\\u003cscript\\u003e"', '"a\\tb"', '"\\u202e"', '"\\x00"', '"a\\nb"', '"a\\\n    b"'],
)
def test_escapes_hide_nothing(toy_folder: Path, toy_problems: Known, edit, value: str) -> None:
    line = edit(toy_folder, POINTS, "gloss: Jumping Ring", f"gloss: {value}")
    found = fresh(toy_folder, toy_problems)
    assert any(p.path == f"data/{POINTS}" and p.line == line for p in found)


@pytest.mark.parametrize(
    "block",
    [
        "|\n      two\n      lines",
        ">\n      folded",
        "'two\n\n      lines'",
        "|-\n      a\n      b",
    ],
)
def test_line_break_in_a_value(toy_folder: Path, toy_problems: Known, edit, block: str) -> None:
    line = edit(toy_folder, POINTS, "  page: 186", f"  page: {block}")
    hit(fresh(toy_folder, toy_problems), POINTS, line, "line break inside a value")


def test_file_that_belongs_nowhere(toy_folder: Path, toy_problems: Known) -> None:
    for name in ("recipes.yaml", "points/deep/er/GB.yaml", "points/LU.yml"):
        (toy_folder / name).parent.mkdir(parents=True, exist_ok=True)
        (toy_folder / name).write_text("a:\n  b: c\n", encoding="utf-8")
    found = fresh(toy_folder, toy_problems)
    hit(found, "recipes.yaml", 0, "no such file")
    hit(found, "points/deep/er/GB.yaml", 0, "no such file")
    hit(found, "points/LU.yml", 0, "does not end in .yaml")


def test_missing_folder(tmp_path: Path) -> None:
    base, problems = load_checked(tmp_path / "nothing")
    assert base is None
    assert [str(p) for p in problems] == ["data:0: the data folder is missing; check the path"]
    assert check(tmp_path / "nothing") == problems
    with pytest.raises(DataError):
        load(tmp_path / "nothing")


def test_empty_folder(tmp_path: Path) -> None:
    assert any("GB30 is missing" in p.message for p in check(tmp_path))


def test_folder_that_is_a_file(tmp_path: Path) -> None:
    (tmp_path / "data").write_text("x", encoding="utf-8")
    assert [p.message for p in check(tmp_path / "data")] == ["the data folder is missing"]


def test_ten_faults_in_ten_files_are_told_at_once(
    real_folder: Path, real_problems: Known, edit
) -> None:
    wanted = [
        ("points/GB.yaml", edit(real_folder, "points/GB.yaml", "page: 186", "pgae: 186"), "'pgae'"),
        ("points/LU.yaml", append(real_folder, "points/LU.yaml", "LU11:\n"), "duplicate key"),
        (CLAIMS, append(real_folder, CLAIMS, "- at: 1\n  treats: {none: 痛}\n") + 1, "'none'"),
        ("claims/leijing-tuyi/LU.yaml",
         append(real_folder, "claims/leijing-tuyi/LU.yaml", "- other: [痛]\n"), "key 'at'"),
        ("symptoms/general.yaml",
         append(real_folder, "symptoms/general.yaml", "zz:\n  broader: [zz]\n"), "key 'en'"),
        ("landmarks.yaml",
         append(real_folder, "landmarks.yaml", "zz-mark: {kind: stone, en: stone}\n"), "'stone'"),
        ("sources/lingshu.yaml",
         edit(real_folder, "sources/lingshu.yaml", "kind: classical", "kind: comic"), "'comic'"),
        ("meridians/GB.yaml",
         edit(real_folder, "meridians/GB.yaml", "{organ: gallbladder,", "{orgna: gallbladder,"),
         "orgna"),
        ("categories/sea-point.yaml",
         edit(real_folder, "categories/sea-point.yaml", "count: 12", "count: dozen"), "'dozen'"),
        ("variants.yaml", append(real_folder, "variants.yaml", "甲: &a {to: 乙}\n"), "anchor"),
    ]  # fmt: skip
    found = fresh(real_folder, real_problems)
    for name, line, said in wanted:
        hit(found, name, line, said)
    with pytest.raises(DataError) as caught:
        load(real_folder)
    assert {f"data/{name}" for name, _, _ in wanted} <= {p.path for p in caught.value.problems}
