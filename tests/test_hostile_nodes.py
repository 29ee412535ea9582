"""Every node of every kind of record replaced by something else: problems, never a traceback.

The toy folder has every kind of file. One node at a time becomes a string, a list, a mapping or
nothing; the loader must come back with problems that name the file and the line.
"""

from __future__ import annotations

import copy
import itertools
import random
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from unittest.mock import patch

import pytest

from kb import load
from kb.emit import emit
from kb.errors import DataError, Problem
from kb.load import from_documents, read_all, rules
from kb.reader import Document, parse

TOY = Path(__file__).parent / "toy" / "data"
DOCUMENTS, _ = read_all(TOY)
MARK = "zz-mark"
PAYLOADS = (
    "<script>alert(1)</script>",
    "<img src=x onerror=alert(1)>",
    "javascript:alert(1)",
    '"><svg onload=alert(1)>',
    "<!--",
)
Path_ = tuple[str | int, ...]

# Where a list of words is as good as one word: attributes and words of claims, vocabularies.
LISTS = frozenset(
    ["other", "named", "lay", "hant", "defects", "names", "misprints", "treats", "belongs",
     "meets", "forbids", "of", "phase", "depth", "positive", "negative", "authors", "limits",
     "flags"]
)  # fmt: skip
# Measured lines are read by `kb.location`; `kb check` tells their problems.
ELSEWHERE = "data/axes.yaml"


def nodes(value: Any, path: Path_ = ()) -> Iterator[Path_]:
    """Yield the path of every value below the root."""
    pairs = value.items() if isinstance(value, dict) else enumerate(value)
    for key, item in pairs:
        yield (*path, key)
        if isinstance(item, (dict, list)):
            yield from nodes(item, (*path, key))


def kind_of(name: str) -> str:
    return Path(name).with_suffix("").parts[1]


def shape(name: str, path: Path_) -> tuple[object, ...]:
    """Return what nodes of the same kind share: fields stay, ids and numbers do not."""
    fixed = path if kind_of(name) in ("sources", "conditions", "articles") else ("*", *path[1:])
    within = [("*" if isinstance(key, int) else key) for key in fixed]
    for before, key in enumerate(within[:-1]):
        if key in ("treats", "belongs", "meets", "forbids", "marks", "parts"):
            within[before + 1] = "*"
    return (kind_of(name), *within)


def one_of_each() -> list[tuple[str, Path_]]:
    seen: dict[tuple[object, ...], tuple[str, Path_]] = {}
    for name, document in DOCUMENTS.items():
        for path in nodes(document.data):
            seen.setdefault(shape(name, path), (name, path))
    return list(seen.values())


def get(data: Any, path: Path_) -> Any:
    for key in path:
        data = data[key]
    return data


def spoiled(name: str, path: Path_, new: Any) -> Document:
    """Return a file of the toy folder with one node replaced."""
    data = copy.deepcopy(DOCUMENTS[name].data)
    get(data, path[:-1])[path[-1]] = new
    return parse(emit(data, kind_of(name)).encode(), name)


def problems_of(name: str, document: Document) -> list[Problem]:
    base, problems = from_documents({**DOCUMENTS, name: document})
    assert (base is None) == bool(problems)
    return problems


def differ(name: str, document: Document) -> set[Problem]:
    """Return what explaining every value finds and the quick look misses, and the reverse."""
    quick = problems_of(name, document)
    with patch.object(rules, "is_sound", lambda *_: False):
        slow = from_documents({**DOCUMENTS, name: document})[1]
    return set(quick) ^ set(slow)


def line_of(name: str, path: Path_) -> set[int]:
    """Return the line of a node, and that of its key when it starts on a later one."""
    text = spoiled(name, path, MARK).text
    return {number for number, line in enumerate(text.splitlines(), 1) if MARK in line}


# What stands for any value; each kind of rule has something here that it takes.
TAKEN = (
    MARK, "", " a", "a ", "\u3000a", "12", "-5", "1.5", "1/3", "1/30", "3 分", "3分", "GB30",
    "GB30 + GB31", "GB30 + GB30", "EX-HN1", "women", "offset", "level", "intersection",
    "red_white_border", "superior", "superior+lateral", "superior+", "lingshu", "hip-pain",
    [], {}, [MARK], [""],
    ["hip-pain"], [[MARK]], ["GB30"], ["GB30", "GB31"], ["GB30", ["GB31"]],
    [{MARK: MARK}], {MARK: MARK}, {"": ""},
    {"hip-pain": "痛"}, {"hip-pain": ["痛"]}, {"hip-pain": []}, {"hip-pain": ["痛", ""]},
    {"rel": "offset"}, {"rel": "level", "ref": "GB30"}, [{"rel": "level"}], {"rel": ["at"]},
    {"rel": ""}, {"depth": "3 分"}, [{"depth": "3"}], {"depth": ["3 分", "4"]}, {"cones": "3"},
    {"point": "GB30"}, [{"point": "GB30"}], [{"point": "GB30", "cites": []}],
    {"source": "lingshu", "at": "1"}, [{"source": "lingshu", "at": "1"}], [{"source": "lingshu"}],
    {"at": "1"}, [{"at": "1", "for": "women"}], [{"at": "1", "other": "痛"}], {"en": "a"},
    {"field": "a", "reason": "b"}, {"organ": "a", "pair": "b"},
)  # fmt: skip


def spoiled_at_random(name: str, chosen: random.Random) -> Document:
    """Return a file of the toy folder with one node or two changed, left out, renamed, repeated."""
    data = copy.deepcopy(DOCUMENTS[name].data)
    every = list(nodes(data))
    for path in chosen.sample(every, min(len(every), chosen.choice((1, 1, 2)))):
        try:
            parent = get(data, path[:-1])
            old = parent[path[-1]]
        except (KeyError, IndexError, TypeError):
            continue  # the first change took it away
        if isinstance(parent, str):
            continue  # or put a text in its place
        act = chosen.choice(("set", "set", "set", "drop", "rename", "repeat"))
        if act == "drop":
            del parent[path[-1]]
        elif act == "rename" and isinstance(parent, dict):
            others = [key for one in every for key in one if isinstance(key, str)]
            parent[chosen.choice(others)] = copy.deepcopy(old)
        elif act == "repeat" and isinstance(parent, list):
            parent.append(copy.deepcopy(old))
        else:
            parent[path[-1]] = copy.deepcopy(chosen.choice(TAKEN))
    return parse(emit(data or {MARK: MARK}, kind_of(name)).encode(), name)


def place(case: tuple[str, Path_]) -> str:
    return f"{kind_of(case[0])}-{'.'.join(map(str, case[1]))}"


CASES = one_of_each()


def test_the_toy_folder_has_every_kind_of_file() -> None:
    kinds = {kind_of(name) for name in DOCUMENTS}
    assert kinds >= {
        "points", "meridians", "categories", "claims", "symptoms", "sources", "landmarks",
        "places", "axes", "forms", "variants", "gaps", "teachings", "evidence", "conditions",
        "articles",
    }  # fmt: skip
    assert len(CASES) > 100


@pytest.mark.parametrize("case", CASES, ids=place)
def test_replaced_node(case: tuple[str, Path_]) -> None:
    name, path = case
    lines = line_of(name, path)
    for new in (MARK, [MARK], [[MARK]], [{MARK: MARK}], {MARK: MARK}, {}, [], ""):
        document = spoiled(name, path, new)
        found = problems_of(name, document)
        last = document.text.count("\n")
        for problem in found:
            assert problem.path in DOCUMENTS
            assert problem.path != name or 1 <= problem.line <= last, problem
        if name == ELSEWHERE:
            continue
        if new == MARK or (new == [MARK] and LISTS & set(path[-2:])):
            continue  # free text; whether the word is known is another test
        near = [p for p in found if p.path == name and {p.line, p.line - 1} & lines]
        assert near, f"{new!r} accepted at {path}: {found}"


@pytest.mark.parametrize("seed", range(40))
def test_quick_look_sees_what_explaining_finds(seed: int) -> None:
    """Whatever stands in a file: the same problems with and without `Rule.holds`."""
    chosen = random.Random(seed)
    sound = 0
    for _ in range(50):
        name = chosen.choice(list(DOCUMENTS))
        document = spoiled_at_random(name, chosen)
        assert differ(name, document) == set()
        sound += not problems_of(name, document)
    assert 0 < sound < 50


def test_explaining_every_value_of_sound_data_finds_nothing() -> None:
    with patch.object(rules, "is_sound", lambda *_: False):
        assert from_documents(DOCUMENTS)[1] == []


@pytest.mark.parametrize("case", CASES, ids=place)
def test_markup_in_a_value(case: tuple[str, Path_]) -> None:
    name, path = case
    if not isinstance(get(DOCUMENTS[name].data, path), str):
        pytest.skip("not a scalar")
    lines = line_of(name, path)
    for payload in PAYLOADS:
        found = problems_of(name, spoiled(name, path, payload))
        assert any(p.path == name and p.line in lines for p in found), payload


@pytest.mark.parametrize("name", DOCUMENTS)
def test_markup_in_every_value_of_a_file(name: str) -> None:
    """Every scalar at once: each line that holds one is named."""
    data = copy.deepcopy(DOCUMENTS[name].data)
    turn = itertools.cycle(PAYLOADS)
    for path in nodes(DOCUMENTS[name].data):
        if isinstance(get(DOCUMENTS[name].data, path), str):
            get(data, path[:-1])[path[-1]] = next(turn)
    document = parse(emit(data, kind_of(name)).encode(), name)
    wanted = {
        number
        for number, line in enumerate(document.text.splitlines(), 1)
        if any(payload in line for payload in PAYLOADS)
    }
    found = {p.line for p in problems_of(name, document) if p.path == name}
    assert wanted
    assert wanted <= found


@pytest.mark.parametrize("case", CASES, ids=place)
def test_markup_and_noise_as_a_key(case: tuple[str, Path_]) -> None:
    name, path = case
    parent = get(DOCUMENTS[name].data, path[:-1])
    if not isinstance(parent, dict):
        pytest.skip("an item of a list")
    for key in (*PAYLOADS[:3], "", "__class__", "rel\u3000"):
        data = copy.deepcopy(DOCUMENTS[name].data)
        get(data, path[:-1])[key] = get(data, path)
        document = parse(emit(data, kind_of(name)).encode(), name)
        found = problems_of(name, document)
        if name != ELSEWHERE or key in PAYLOADS:
            assert any(p.path == name for p in found), (key, path)


@pytest.mark.parametrize("case", CASES, ids=place)
def test_left_out(case: tuple[str, Path_]) -> None:
    """Anything may be missing: a problem or not, never a traceback."""
    name, path = case
    data = copy.deepcopy(DOCUMENTS[name].data)
    del get(data, path[:-1])[path[-1]]
    if data:
        problems_of(name, parse(emit(data, kind_of(name)).encode(), name))


@pytest.mark.parametrize("name", DOCUMENTS)
@pytest.mark.parametrize("root", ["text", "- a\n- b", "[]", "{}", "- - - a", "'': {'': ''}"])
def test_wrong_root(name: str, root: str) -> None:
    try:
        found = problems_of(name, parse(f"{root}\n".encode(), name))
    except DataError as error:
        found = list(error.problems)
    assert any(p.path == name and p.line <= 1 for p in found)


def test_no_form_of_script_slips_past_the_quick_look() -> None:
    """Every character that stands for a letter, its case ignored, is looked for."""
    forms = [
        [c for c in map(chr, range(0x110000)) if re.fullmatch(letter, c, re.IGNORECASE)]
        for letter in "javascript"
    ]
    assert forms[0] == ["J", "j"]
    for number in range(max(map(len, forms))):
        word = "".join(letters[number % len(letters)] for letters in forms)
        assert load._holds_markup(f"say juJube jaj{word}:x".encode())
    assert load._holds_markup(b"a < b, <b>")
    assert not load._holds_markup("a < b, javascript, jiaYi-jing: 灸J".encode())
