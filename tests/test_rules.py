"""Rules of loading: what a quick look accepts is what explaining finds nothing wrong with."""

from __future__ import annotations

import itertools
import re
from collections.abc import Collection, Iterator
from typing import Any

import pytest

from kb.load import claims, doctrine, evidence, points, rules, vocabularies
from kb.load.fields import Fields
from kb.load.rules import (
    IDENT,
    TEXT,
    WORDS,
    Choice,
    Chosen,
    Form,
    ListOf,
    Number,
    Record,
    Records,
    Rule,
    Several,
    Word,
    check_files,
    is_sound,
)
from kb.load.vocabulary import Vocabulary
from kb.reader import Document, parse

KNOWN = Choice(frozenset({"hip", "knee"}), "place")
WORD = Word(KNOWN.known, "place")
FRACTION = Form(re.compile("[0-9]/[0-9]"), "a fraction", "write it like 1/3")


def without_knee(keys: Collection[str], kind: str) -> Iterator[tuple[str, str]]:
    if kind == "knee" and "text" not in keys:
        yield "a knee needs a text", "add it"


PART = Record({"place": KNOWN, "text": TEXT}, ("place",), without_knee, "place")
FREE = Record({"text": WORDS})
FRAMED = Record({"place": KNOWN, "text": TEXT}, ("place",), frame=frozenset({"place"}))

WORDS_KNOWN = Vocabulary(
    sources=KNOWN.known, conditions=KNOWN.known, studies=KNOWN.known, symptoms=KNOWN.known
)
NO_RECORD = evidence.NO_RECORD
STATED = evidence._Stated({"says": TEXT, "studies": Chosen(KNOWN.known, "record")}, ("says",))
RESULT = evidence._result_rule()
ONE = {"kind": "MD", "value": "-1.5", "low": "-2", "high": "1", "scale": "own", "better": "lower"}
EFFECT = {"measure": "a", "result": "-1.5 (-2 to 1)", "effects": [ONE]}
ARTICLE = evidence.articles_rule(WORDS_KNOWN)
NO_PARTS = {"source": "hip", "condition": "knee", "characters": "31"}
PART_OF = {"id": "a", "kind": "safety", "asserts": "fact", "says": "b", "span": ["1", "31"]}

GOOD: tuple[tuple[Rule, tuple[Any, ...]], ...] = (
    (TEXT, ("a", "a b", "痛")),
    (WORDS, ("a", ["a"], ["a", "b"])),
    (IDENT, ("a", "hip-pain", "4-gates")),
    (KNOWN, ("hip", "knee")),
    (WORD, ("hip", "knee")),
    (FRACTION, ("1/3", "2/5")),
    (Number(0, 30), ("0", "1.5", "30")),
    (Number(1, 11, whole=True), ("1", "11", "2.0")),
    (ListOf(KNOWN), (["hip"], ["hip", "knee"])),
    (Several(WORD), ("hip", ["hip", "knee"])),
    (Several(PART), ({"place": "hip"}, [{"place": "hip"}, {"place": "knee", "text": "a"}])),
    (PART, ({"place": "hip"}, {"text": "a", "place": "knee"})),
    (FREE, ({"text": "a"}, {"text": ["a", "b"]})),
    (FRAMED, ({"place": "hip", "text": "a"}, {"text": "a", "place": "knee"})),
    (Records(IDENT, FREE), ({"a": {"text": "a"}}, {"a": {"text": "a"}, "b": {"text": ["b"]}})),
    (points._Two(KNOWN), (["hip", "knee"], ["hip", "knee", "hip"])),
    (points._Directions(), ("lateral", "lateral+distal")),
    (claims._Targets(KNOWN, "treats"), ({"hip": "a"}, {"hip": ["a", "b"]}, ["hip", "knee"])),
    (Chosen(KNOWN.known, "place"), ("hip", ["hip"], ["hip", "knee"])),
    (evidence._Span(), (["0", "1"], ["1", "31"])),
    (STATED, ({"says": NO_RECORD}, {"says": "a", "studies": "hip"})),
    (RESULT, ({"measure": "a", "result": "b"}, EFFECT)),
    (ARTICLE, ({**NO_PARTS, "statements": [PART_OF]},)),
    (vocabularies._Mapping(), ({}, {"a": "b"})),
    (vocabularies._Code(), ("GB30", "EX-HN1")),
)
PIECES = ("", " ", " a", "a ", "\u3000a", "a", "hip", "1/3", "1", "-1", "31", "1.5", "GB30", "+")
NEW_FIGURES: tuple[dict[str, Any], ...] = (
    {"low": "2"}, {"low": "1"}, {"value": "x"}, {"high": []}, {"scale": "ratio"}, {"level": ""},
    {"kind": "md"}, {"low": "-2 "},
)  # fmt: skip
NEW_PARTS: tuple[dict[str, Any], ...] = (
    {}, {"id": "b"}, {"id": "b", "span": ["1", "32"]}, {"id": "b", "span": ["5", "1"]},
    {"id": "b", "span": "1"}, {"id": []}, {"id": "b", "asserts": "opinion"},
    {"id": "b", "asserts": "opinion", "supports": ["hip"]}, {"id": "b", "supports": ["ankle"]},
)  # fmt: skip
VALUES: list[Any] = [
    *PIECES,
    *([piece] for piece in PIECES),
    *([one, other] for one, other in itertools.product(("hip", "knee", "a", ""), repeat=2)),
    *({key: value} for key in ("place", "text", "a", "") for value in ("hip", "knee", "a", "")),
    *({"hip": value} for value in ("a", "", " a", ["a"], [], [""], [["a"]], {}, {"a": "b"})),
    [], {}, [[]], [{}], [["hip"]], ["hip", ["knee"]], ["hip", {}], {"hip": "a", "knee": "b"},
    {"hip": "a", "b": "b"}, {"place": "knee", "text": "a"}, {"place": "knee", "text": ""},
    {"place": ["hip"]}, {"place": {}, "text": "a"}, [{"place": "hip"}, "hip"],
    [{"place": "hip"}, {"place": "knee"}], {"text": "a", "more": "b"}, {"a": {"text": "a"}},
    ["0", "1"], ["31", "1"], ["1", "1"], ["0", "1", "31"], ["0", "1.5"],
    {"says": "a"}, {"says": NO_RECORD, "studies": []}, {"says": "", "studies": "hip"},
    {"says": "a", "studies": ["hip", "knee"]}, {"says": "a", "studies": ["hip", "hip"]},
    *({**EFFECT, "result": said} for said in ("-1.5 (-2 to 3)", "", ["1"], "1.5, 2, 1")),
    *({**EFFECT, "effects": [{**ONE, **new}]} for new in NEW_FIGURES),
    *({**NO_PARTS, "statements": [PART_OF, {**PART_OF, **new}]} for new in NEW_PARTS),
    {**NO_PARTS, "statements": [PART_OF], "omissions": [{"id": "a", "says": "b"}]},
    {**NO_PARTS, "statements": [PART_OF], "omissions": [{"id": "b", "says": "b"}]},
    {**NO_PARTS, "statements": [PART_OF], "characters": "30"},
    {"a": {"text": "a"}, "B": {"text": "a"}}, {"a": {}}, {"a": "text"}, {"a": ["text"]},
]  # fmt: skip


def complaints(rule: Rule, value: Any) -> list[tuple[Any, str, str]]:
    """Return what a rule says of one value, which stands at ``("x",)`` or is the file."""
    fields = Fields(Document("x.yaml", value, {}, b""))
    rule.explain(fields, () if isinstance(rule, Records) else ("x",), value)
    return fields.complaints


@pytest.mark.parametrize(("rule", "good"), GOOD, ids=lambda one: type(one).__name__)
def test_good_values(rule: Rule, good: tuple[Any, ...]) -> None:
    assert is_sound(rule, list(good))
    assert is_sound(rule, [])
    for value in good:
        assert is_sound(rule, [value])
        assert complaints(rule, value) == []


@pytest.mark.parametrize(("rule", "good"), GOOD, ids=lambda one: type(one).__name__)
def test_quick_look_and_explaining_agree(rule: Rule, good: tuple[Any, ...]) -> None:
    bad = 0
    for value in VALUES:
        if isinstance(rule, vocabularies._Code) and not isinstance(value, str):
            continue  # keys of a file are texts
        sound = not complaints(rule, value)
        bad += not sound
        assert is_sound(rule, [value]) == sound, value
        for other in good:
            assert is_sound(rule, [other, value]) == sound, value
            assert is_sound(rule, [value, other, other]) == sound, value
    assert bad > len(VALUES) / 4 or not isinstance(rule, Form)


@pytest.mark.parametrize("batch", [1, 4, 5000])
def test_one_bad_file_does_not_blame_the_others(
    batch: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(rules, "_BATCH", batch)
    rule = Records(IDENT, FREE)
    texts = ["a: {text: a}\n", "a: {text: ''}\n", "b: {text: [a, b]}\n"]
    files = [Fields(parse(text.encode(), "x.yaml")) for text in texts]
    check_files(files, rule)
    assert [len(fields.complaints) for fields in files] == [0, 1, 0]
    assert [len(one) for one in rules._batches(files)] == {1: [1, 1, 1], 4: [2, 1]}.get(batch, [3])


def test_keys_of_records_stand_in_the_order_of_files() -> None:
    """What `kb fmt` sorts by is what the rules allow."""
    words = Vocabulary()
    point = points.point_rule(words, "")
    assert tuple(point.fields) == points.POINT_KEYS
    location = point.fields["location"]
    assert isinstance(location, Record)
    assert tuple(location.fields) == points.LOCATION_KEYS
    for key, keys in (("where", points.RELATION_KEYS), ("find", points.HINT_KEYS)):
        entries = location.fields[key]
        assert isinstance(entries, ListOf)
        assert isinstance(entries.item, Record)
        assert tuple(entries.item.fields) == keys
    for rule, keys in (
        (doctrine.meridians_rule(words), doctrine.MERIDIAN_KEYS),
        (doctrine.categories_rule(words), doctrine.CATEGORY_KEYS),
        (vocabularies.symptoms_rule(words), vocabularies.SYMPTOM_KEYS),
    ):
        assert isinstance(rule, Records)
        assert isinstance(rule.record, Record)
        assert tuple(rule.record.fields) == keys
    assert tuple(vocabularies.source_rule().fields) == vocabularies.SOURCE_KEYS
