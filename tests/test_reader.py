"""Strict YAML: what is taken, what is refused, and on which line."""

from __future__ import annotations

import gc
import random
from pathlib import Path

import pytest

from kb.errors import DataError, Problem
from kb.folder import MAX_BYTES
from kb.reader import MAX_DEPTH, no_gc, parse, read


def refused(text: str | bytes) -> Problem:
    raw = text.encode() if isinstance(text, str) else text
    with pytest.raises(DataError) as caught:
        parse(raw, "x.yaml")
    assert len(caught.value.problems) == 1
    return caught.value.problems[0]


@pytest.mark.parametrize(
    "text",
    ["7:12", "no", "yes", "on", "null", "~", "012", "0x1f", "1e3", "1_000", "1601-01-01",
     "12:30:45", ".5", "true", "=", "1.0", "+1", "0o14", "NaN", ".inf", "040-11b.12", "环跳"],
)  # fmt: skip
def test_every_scalar_stays_a_string(text: str) -> None:
    assert parse(f"a: {text}\nb: [{text}]\n".encode(), "x").data == {"a": text, "b": [text]}


@pytest.mark.parametrize("key", ["no", "012", "7:12", "1601-01-01"])
def test_keys_stay_strings(key: str) -> None:
    assert parse(f"{key}: x\n".encode(), "x").data == {key: "x"}


def test_left_out_value_is_an_empty_string() -> None:
    assert parse(b"a:\nb: ''\nc: [x, '']\n", "x").data == {"a": "", "b": "", "c": ["x", ""]}


def test_quotes() -> None:
    data = parse(b"a: 'it''s: so'\nb: \"plain '\"\n", "x").data
    assert data == {"a": "it's: so", "b": "plain '"}


@pytest.mark.parametrize(
    ("text", "line", "said"),
    [
        ("a: 1\nb: 2\na: 3\n", 3, "duplicate key 'a'"),
        ("a:\n  b: 1\n  c: {d: 1, d: 2}\n", 3, "duplicate key 'd'"),
        ("a: 1\nb: &x 2\n", 2, "anchor &x"),
        ("a: 1\nb: &x {c: d}\n", 2, "anchor &x"),
        ("a: 1\nb: &x\n- c\n", 2, "anchor &x"),
        ("a: 1\n&x b: 2\n", 2, "anchor &x"),
        ("a: [b,\n *x]\n", 2, "alias *x"),
        ("*x : 2\n", 1, "alias *x"),
        ("a: 1\nb: !!str 2\n", 2, "tag 'tag:yaml.org,2002:str'"),
        ("a: 1\n!t b: 2\n", 2, "tag '!t'"),
        ("a:\n- !!seq [b]\n", 2, "tag"),
        ("a: 1\n---\nb: 2\n", 2, "a second document"),
        ("a: 1\n...\n---\nb: 2\n", 3, "a second document"),
        ("a: 1\n? [b]\n: c\n", 2, "a mapping or list as a key"),
        ("a: 1\n{b: c}: d\n", 2, "a mapping or list as a key"),
        ("a: 1\nb: 'x\n\n  y'\n", 2, "line break inside a value"),
        ("a: 1\n\"b\\nc\": d\n", 2, "line break inside a value"),
        ("a: 1\nb: |\n  x\n", 2, "line break inside a value"),
        ("a: 1\nb:\tx\n", 2, "U+0009 (tab)"),
        ("a: 1\n# a\tcomment\n", 2, "U+0009 (tab)"),
        ("a: 1\nb: \"\\x41\"\n", 2, "escape in double quotes"),
        ("a: 1\n\"\\x62\": c\n", 2, "escape in double quotes"),
        ("a: 1\nb: [c\n", 3, "not YAML"),
        ("a: 1\nb: }\n", 2, "not YAML"),
        ("a: 1\n  b: 2\n", 2, "not YAML"),
        ("a: 1\nb\n", 3, "not YAML"),
        ("a: b: c\n", 1, "not YAML"),
        ("%YAML 1.1\n%YAML 1.1\n---\na: 1\n", 2, "not YAML"),
        ("a: 'x\n", 2, "not YAML"),
        ("@a: b\n", 1, "not YAML"),
    ],
)  # fmt: skip
def test_refused(text: str, line: int, said: str) -> None:
    problem = refused(text)
    assert (problem.line, said in problem.message) == (line, True), problem
    assert problem.hint


def test_not_utf8_names_the_byte_and_the_line() -> None:
    problem = refused(b"a: 1\nb: \xff\n")
    assert str(problem) == "x.yaml:2: byte 0xff is not valid UTF-8; save the file as UTF-8"


@pytest.mark.parametrize("text", ["", "\n", "# nothing\n"])
def test_nothing_in_it(text: str) -> None:
    assert "holds no records" in refused(text).message


def test_depth() -> None:
    def nested(depth: int) -> str:
        return "[" * depth + "]" * depth

    parse(f"a: {nested(MAX_DEPTH - 1)}\n".encode(), "x")
    assert f"deeper than {MAX_DEPTH}" in refused(f"a: {nested(MAX_DEPTH)}\n").message


def test_windows_line_ends() -> None:
    document = parse("# head\r\na: 1\r\nb: [x,\r\n  環]\r\n".encode(), "x")
    assert document.data == {"a": "1", "b": ["x", "環"]}
    assert document.locate(("b",)) == 3
    assert refused("a: 1\rb: 2\n").message.startswith("character U+000D")


def test_lines_of_containers_and_records() -> None:
    document = parse(b"# c\nGB1:\n  a: {b: c}\n  d:\n  - e\nGB2: x\n", "x")
    first = document.data["GB1"]
    assert document.line(first) == 3
    assert document.line(first["a"]) == 3
    assert document.line(first["d"]) == 5
    assert document.line([]) == 0
    assert document.records == {"GB1": 2, "GB2": 6}


def test_equal_keys_of_all_files_are_one_object() -> None:
    first, second = (parse("疼痛: {one-key: a}\n".encode(), name).data for name in "ab")
    assert all(a is b for a, b in zip(first, second, strict=True))
    assert all(a is b for a, b in zip(first["疼痛"], second["疼痛"], strict=True))


def test_locate() -> None:
    text = "# c\n\nGB1:\n  a: {b: c}\n  d:\n  - e\n  - f: g\n    h: i\nGB2: x\n"
    document = parse(text.encode(), "x")
    for keys, line in (
        ((), 3), (("GB1",), 3), (("GB1", "a"), 4), (("GB1", "a", "b"), 4), (("GB1", "d"), 5),
        (("GB1", "d", 0), 6), (("GB1", "d", 1), 7), (("GB1", "d", 1, "h"), 8), (("GB2",), 9),
        (("GB1", "nothing"), 3), (("GB1", "d", 7), 5), (("GB1", "d", "x"), 5), (("none", "a"), 3),
        (("GB2", "deeper", 0), 9),
    ):  # fmt: skip
        assert document.locate(keys) == line, keys


def test_locate_finds_every_node_of_random_documents() -> None:
    draw = random.Random(7)

    def value(depth: int, indent: str, path: tuple[str | int, ...]) -> None:
        if depth == 0 or draw.random() < 0.4:
            lines[-1] += f" v{draw.randint(0, 9)}"
        elif draw.random() < 0.5:
            for number in range(draw.randint(1, 3)):
                lines.append(f"{indent}-")
                places[(*path, number)] = len(lines) + 1
                lines.append(f"{indent}  k:")
                places[(*path, number, "k")] = len(lines)
                value(depth - 1, indent + "    ", (*path, number, "k"))
        else:
            for key in "abc"[: draw.randint(1, 3)]:
                lines.append(f"{indent}{key}:")
                places[(*path, key)] = len(lines)
                value(depth - 1, indent + "  ", (*path, key))

    for _ in range(200):
        lines: list[str] = []
        places: dict[tuple[str | int, ...], int] = {}
        for key in ("x", "y"):
            lines.append(f"{key}:")
            places[(key,)] = len(lines)
            value(4, "  ", (key,))
        document = parse("\n".join([*lines, ""]).encode(), "x")
        assert {keys: document.locate(keys) for keys in places} == places


def test_read(tmp_path: Path) -> None:
    path = tmp_path / "a.yaml"
    path.write_text("a: b\n", encoding="utf-8")
    document = read(path, "data/a.yaml")
    assert (document.path, document.data, document.text) == ("data/a.yaml", {"a": "b"}, "a: b\n")
    assert "text" not in repr(document)


def test_read_says_why_not(tmp_path: Path) -> None:
    large = tmp_path / "large.yaml"
    with large.open("wb") as file:
        file.truncate(MAX_BYTES + 1)
    for path, said in (
        (tmp_path / "none.yaml", "data/x.yaml:0: cannot be read: No such file or directory"),
        (tmp_path, "data/x.yaml:0: is not a regular file"),
        (large, f"data/x.yaml:0: file of {MAX_BYTES + 1} bytes is over the limit of {MAX_BYTES}"),
    ):
        with pytest.raises(DataError) as caught:
            read(path, "data/x.yaml")
        assert str(caught.value.problems[0]).startswith(said)


def test_random_bytes_are_parsed_or_refused() -> None:
    draw = random.Random(11)
    letters = [b"a", b":", b" ", b"\n", b"-", b"[", b"]", b"{", b"}", b",", b"'", b'"', b"#", b"&",
               b"*", b"!", b"|", b">", b"%", b"@", b"`", b"?", b"\\", b"\xe7\x8e\xaf", b"\xff",
               b"\r", b"\t", b"\x00", b"...", b"---", b"<<"]  # fmt: skip
    taken = 0
    for _ in range(20_000):
        raw = b"".join(draw.choices(letters, k=draw.randint(0, 12)))
        try:
            document = parse(raw, "x.yaml")
        except DataError as error:
            (problem,) = error.problems
            if not 0 <= problem.line <= raw.count(b"\n") + raw.count(b"\r") + 2:
                pytest.fail(f"{raw!r}: line {problem.line}")
        else:
            taken += 1
            assert isinstance(document.data, (dict, list, str))
    assert taken > 100


def test_no_gc_puts_things_back() -> None:
    assert gc.isenabled()
    with no_gc():
        assert not gc.isenabled()
        with no_gc():
            pass
        assert not gc.isenabled()
    assert gc.isenabled()
    with pytest.raises(RuntimeError), no_gc():
        raise RuntimeError
    assert gc.isenabled()
    gc.disable()
    try:
        with no_gc():
            pass
        assert not gc.isenabled()
    finally:
        gc.enable()
