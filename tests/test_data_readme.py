"""data/README.md is the contributor's schema: its templates must name the keys the loader reads."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from kb.body import rules as body
from kb.load import claims, doctrine, evidence, points, teachings, vocabularies
from kb.model import CERTAINTIES, DIRECTIONS, ITEM_KINDS, RELATIONS, SHAM, STUDY_KINDS
from kb.reader import parse

README = Path(__file__).parents[1] / "data" / "README.md"
TEXT = README.read_text(encoding="utf-8")
BLOCKS = dict(re.findall(r"```yaml (\w+)\n(.*?)```", TEXT, re.DOTALL))
KEYS = {
    "points": points.POINT_KEYS,
    "landmarks": ("kind", "en", "article"),
    "places": ("kind", "en"),
    "anatomy": ("kind", "en"),
    "claims": ("at", "for", "reports", *ITEM_KINDS),
    "symptoms": vocabularies.SYMPTOM_KEYS,
    "meridians": doctrine.MERIDIAN_KEYS,
    "categories": doctrine.CATEGORY_KEYS,
    "teachings": teachings.TEACHING_KEYS,
    "sources": vocabularies.SOURCE_KEYS,
    "gaps": ("field", "reason"),
    "evidence": evidence.STUDY_KEYS,
    "conditions": evidence.CONDITION_KEYS,
    "articles": evidence.ARTICLE_KEYS,
    "body": body.ORDER,
}
WHOLE = ("sources", "conditions", "articles")
"""Kinds whose file is one record."""


def test_every_kind_of_record_has_a_template():
    assert set(BLOCKS) == set(KEYS)


@pytest.mark.parametrize("kind", sorted(KEYS))
def test_template_uses_only_keys_the_loader_knows(kind):
    data = parse(BLOCKS[kind].encode(), f"{kind}.yaml").data
    records = [data] if kind in WHOLE else list(data.values())
    items = [i for r in records for i in (r if isinstance(r, list) else [r])]
    for item in items:
        assert set(item) <= set(KEYS[kind])


@pytest.mark.parametrize("kind", sorted(KEYS))
def test_every_key_the_loader_knows_is_explained(kind):
    for key in KEYS[kind]:
        assert re.search(rf"\b{key}\b", TEXT), f"data/README.md does not mention {key!r} of {kind}"


def test_the_lines_of_a_teaching_are_explained():
    (record,) = parse(BLOCKS["teachings"].encode(), "teachings.yaml").data.values()
    used = {key for line in record["lines"] for key in line}
    assert used <= set(teachings.LINE_KEYS)
    assert used >= set(teachings.LINE_KEYS) - {*ITEM_KINDS, "reports", "for"}
    words = TEXT.partition("## teachings/")[2].partition("\n## ")[0]
    for key in (*teachings.LINE_KEYS, *teachings.KINDS):
        assert key in ITEM_KINDS or re.search(rf"\b{key}\b", words), key


def test_every_relation_fact_and_measure_is_explained():
    words = {*RELATIONS, *doctrine.FACTS, *doctrine.SAYS, *claims.FORBIDS}
    for keys in claims.MEASURE_KEYS.values():
        words |= {key for key in keys if not key.endswith("_variant")}
    assert not {word for word in words if not re.search(rf"\b{word}\b", TEXT)}


def test_every_key_and_word_of_results_statements_and_estimates_is_explained():
    words = {*evidence.RESULT_KEYS, *evidence.EFFECT_KEYS, *evidence.STATED_KEYS,
             *evidence.STATEMENT_KEYS, *evidence.OMISSION_KEYS, *evidence.SCALES, *evidence.TOPICS,
             *evidence.STATEMENT_KINDS, *evidence.ASSERTS, *STUDY_KINDS, *DIRECTIONS, *SHAM,
             *CERTAINTIES}  # fmt: skip
    assert not {word for word in words if not re.search(rf"(?<![\w-]){word}(?![\w])", TEXT)}


def test_files_named_in_the_table_exist():
    table = "\n".join(line for line in TEXT.splitlines() if line.startswith("|"))
    for name in re.findall(r"`([a-z]+)(?:/[^`]*|\.yaml)`", table):
        assert list(README.parent.glob(f"{name}*")), name
