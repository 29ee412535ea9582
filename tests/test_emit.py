"""Canonical YAML: what is written is what was read."""

from __future__ import annotations

import random
from pathlib import Path
from typing import Any

import pytest
from conftest import DATA, TOY

from kb.emit import WIDTH, canonical, emit, format_file, scalar
from kb.errors import DataError
from kb.folder import file_names
from kb.load import load
from kb.reader import parse, read

FILES = [(folder, name) for folder in (TOY, DATA) for name in file_names(folder)]


def ident(case: tuple[Path, str]) -> str:
    return f"{'toy' if case[0] == TOY else 'data'}/{case[1]}"


@pytest.mark.parametrize("case", FILES, ids=ident)
def test_every_file_comes_back_the_same(case: tuple[Path, str]) -> None:
    folder, name = case
    document = read(folder / name, f"data/{name}")
    again = parse(canonical(document).encode(), f"data/{name}")
    assert again.data == document.data
    assert canonical(again) == canonical(document), "emitting twice changes something"


@pytest.mark.parametrize("case", FILES, ids=ident)
def test_every_file_is_canonical(case: tuple[Path, str]) -> None:
    folder, name = case
    document = read(folder / name, f"data/{name}")
    assert canonical(document) == document.text, f"data/{name} is not canonical: run 'kb fmt'"


def test_loading_what_was_emitted_gives_the_same_base(data_folder: Path, tmp_path: Path) -> None:
    for name in file_names(data_folder):
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(canonical(read(data_folder / name, f"data/{name}")), encoding="utf-8")
    before, after = load(data_folder), load(tmp_path)
    for kind in ("points", "meridians", "categories", "teachings", "symptoms", "sources",
                 "landmarks", "structures", "axes", "variants", "forms", "conditions", "studies",
                 "articles"):  # fmt: skip
        assert dict(getattr(before, kind)) == dict(getattr(after, kind)), kind
    assert before.claims() == after.claims()
    assert before.gaps == after.gaps


KEYS = ("names", "title", "location", "where", "variants", "others", "find", "contrast", "members",
        "dissent", "cites", "facts", "pathway", "illness", "needle", "moxa", "treats", "at", "each",
        "text", "rel", "point", "sex", "remark", "results", "effects", "about",
        "statements", "kind")  # fmt: skip
KINDS = ("points", "symptoms", "meridians", "categories", "teachings", "claims", "sources",
         "landmarks", "anatomy", "places", "variants", "gaps", "axes", "forms", "evidence",
         "conditions", "articles", "unheard-of")  # fmt: skip
PIECES = [*"ab cé環-?:,[]{}#&*!|>'\"%@`=~. 01#\\", ": ", " #", "- ", "...", "---", "<<", "null"]


def test_whatever_can_be_read_can_be_written() -> None:
    draw = random.Random(5)

    def text() -> str:
        return "".join(draw.choices(PIECES, k=draw.randint(0, 7)))

    def value(depth: int) -> Any:
        kind = draw.random()
        if depth == 0 or kind < 0.5:
            return text()
        if kind < 0.75:
            return [value(depth - 1) for _ in range(draw.randint(0, 3))]
        return {
            (draw.choice(KEYS) if draw.random() < 0.6 else text()): value(depth - 1)
            for _ in range(draw.randint(0, 3))
        }

    for _ in range(4000):
        kind = draw.choice(KINDS)
        data = {(draw.choice(("GB1", "LU1", text()))): value(4) for _ in range(draw.randint(1, 3))}
        written = emit(data, kind)
        again = parse(written.encode(), "x.yaml").data
        assert again == data, written
        assert emit(again, kind) == written


@pytest.mark.parametrize(
    ("text", "written"),
    [
        ("腰胯痠痛", "腰胯痠痛"), ("7:12", "7:12"), ("no", "no"), ("012", "012"), ("1/3", "1/3"),
        ("a b", "a b"), ("a: b", "'a: b'"), ("a #b", "'a #b'"), ("a#b", "a#b"), ("a:", "'a:'"),
        ("", "''"), (" a", "' a'"), ("a ", "'a '"), ("-a", "'-a'"), ("it's", "it's"),
        ("'a'", "'''a'''"), ("[a", "'[a'"), ("a]", "'a]'"), ("a, b", "'a, b'"), ("...", "'...'"),
        ("... a", "'... a'"), ("a\\b", "a\\b"), ("https://x.org/a?b=c#d", "https://x.org/a?b=c#d"),
        ("a:?b", "'a:?b'"), ("!a", "'!a'"), ("%a", "'%a'"), ("@a", "'@a'"), ("&a", "'&a'"),
    ],
)  # fmt: skip
def test_scalar(text: str, written: str) -> None:
    assert scalar(text) == written
    for place in (
        f"{written}: x\n",
        f"a: {written}\n",
        f"a: [{written}, x]\n",
        f"a: {{k: {written}}}\n",
    ):
        found = parse(place.encode(), "x").data
        assert text in (
            *found,
            found.get("a"),
            *list(found.get("a") or ()),
            *nested(found.get("a")),
        )


def nested(value: Any) -> list[Any]:
    return list(value.values()) if isinstance(value, dict) else []


@pytest.mark.parametrize("text", ["a\nb", "a\tb", "\x00", "\x7f", "a\x85", "\u2028"])
def test_scalar_refuses_what_cannot_be_read_again(text: str) -> None:
    with pytest.raises(ValueError, match="control character"):
        scalar(text)


def test_order_of_records_and_keys() -> None:
    written = emit(
        {"b": {"en": "b", "kind": "bone"}, "a": {"en": "a", "kind": "bone"}}, "landmarks"
    )
    assert written == "a: {kind: bone, en: a}\nb: {kind: bone, en: b}\n"
    written = emit(
        {"GB10": [{"at": "1", "other": ["x"]}], "GB9": [{"other": ["x"], "at": "1"}]}, "claims"
    )
    assert written == "GB9:\n- at: 1\n  other: [x]\nGB10:\n- at: 1\n  other: [x]\n"


def test_prescriptions_follow_their_first_point() -> None:
    item = [{"at": "1", "other": ["x"]}]
    written = emit({"GB31": item, "GB30 + LR2": item, "GB30": item, "EX-HN1": item}, "claims")
    heads = [line[:-1] for line in written.splitlines() if line.endswith(":")]
    assert heads == ["GB30", "GB30 + LR2", "GB31", "EX-HN1"]


def test_long_lists_of_words_are_broken() -> None:
    words = [f"a word number {n}" for n in range(12)]
    written = emit({"x": {"en": "x", "lay": words}}, "symptoms")
    assert max(map(len, written.splitlines())) <= WIDTH
    assert parse(written.encode(), "x").data["x"]["lay"] == words


def test_head_comment_is_kept(tmp_path: Path) -> None:
    path = tmp_path / "variants.yaml"
    path.write_text("# one\n# two\n隂: {reason: graphic form, to: 陰}\n", encoding="utf-8")
    assert format_file(path, "data/variants.yaml")
    assert path.read_text("utf-8") == "# one\n# two\n隂: {to: 陰, reason: graphic form}\n"
    assert not format_file(path, "data/variants.yaml")


def test_format_file_leaves_what_it_cannot_read(tmp_path: Path) -> None:
    path = tmp_path / "x.yaml"
    path.write_text("a: [b\n", encoding="utf-8")
    with pytest.raises(DataError):
        format_file(path, "data/x.yaml")
    assert path.read_text("utf-8") == "a: [b\n"


def test_format_file_puts_line_ends_right(tmp_path: Path) -> None:
    path = tmp_path / "gaps.yaml"
    path.write_bytes(b"# c\r\nGB:\r\n- {field: a, reason: b}\r\n")
    assert format_file(path, "data/gaps.yaml")
    assert path.read_bytes() == b"# c\nGB:\n- {field: a, reason: b}\n"


def test_a_file_that_is_no_mapping_is_left_alone() -> None:
    document = parse(b"- a\n-   b\n", "data/points/GB.yaml")
    assert canonical(document) == document.text
