"""Frozen records behave as frozen dataclasses with slots do."""

from __future__ import annotations

import copy
import pickle
from collections.abc import Callable
from dataclasses import FrozenInstanceError, asdict, dataclass, field, fields, replace
from typing import Any

import pytest

from kb.frozen import frozen


@dataclass(frozen=True, slots=True)
class Usual:
    """A record as the standard library makes it."""

    name: str
    parts: tuple[str, ...] = ()
    more: dict[str, int] = field(default_factory=dict, hash=False)
    note: str = field(default="", compare=False, repr=False)


@frozen
class Quick:
    """The same record, made quickly."""

    name: str
    parts: tuple[str, ...] = ()
    more: dict[str, int] = field(default_factory=dict, hash=False)
    note: str = field(default="", compare=False, repr=False)


@frozen
class Further(Quick):
    """A record with one field more."""

    last: int = 0


GIVEN: tuple[dict[str, Any], ...] = (
    {"name": "a"},
    {"name": "a", "more": {"x": 1}},
    {"name": "a", "parts": ("b",), "note": "n"},
    {"name": "", "parts": ("b",)},
)


def shown(record: object) -> str:
    return repr(record).replace("Quick", "Usual")


@pytest.mark.parametrize("given", GIVEN, ids=str)
def test_as_a_dataclass(given: dict[str, Any]) -> None:
    usual, quick = Usual(**given), Quick(**given)
    assert shown(quick) == repr(usual)
    assert hash(quick) == hash(usual)
    assert asdict(quick) == asdict(usual)
    assert [one.name for one in fields(Quick)] == [one.name for one in fields(Usual)]
    for other in GIVEN:
        assert (quick == Quick(**other)) is (usual == Usual(**other))
    assert quick != object()
    assert replace(quick, name="z") == Quick(**{**given, "name": "z"})
    for again in (copy.copy(quick), copy.deepcopy(quick), pickle.loads(pickle.dumps(quick))):
        assert again == quick
        assert again.note == quick.note
    match quick:
        case Quick(name, parts):
            assert (name, parts) == (usual.name, usual.parts)
    assert not hasattr(quick, "__dict__")


@pytest.mark.parametrize(
    "change",
    [
        lambda record: setattr(record, "name", "b"), lambda record: setattr(record, "new", "b"),
        lambda record: delattr(record, "name"),
    ],
)  # fmt: skip
def test_nothing_changes_it(change: Callable[[object], None]) -> None:
    for record in (Quick("a"), Further("a", last=2)):
        before = repr(record)
        with pytest.raises(FrozenInstanceError):
            change(record)
        assert repr(record) == before


@pytest.mark.parametrize(("given", "named"), [((), {}), (("a",), {"new": 1}), (("a",) * 5, {})])
def test_what_is_given_must_fit(given: tuple[Any, ...], named: dict[str, Any]) -> None:
    for kind in (Usual, Quick):
        with pytest.raises(TypeError):
            kind(*given, **named)


def test_each_record_has_its_own_default() -> None:
    assert Quick("a").more == {}
    assert Quick("a").more is not Quick("a").more


def test_a_record_with_one_field_more() -> None:
    assert repr(Further("a", last=2)) == "Further(name='a', parts=(), more={}, last=2)"
    assert Further("a") != Quick("a")
    assert Further("a", last=1) != Further("a")
    assert Quick("a") == Quick("a")


def test_other_fields_are_refused() -> None:
    @frozen
    class NotGiven:
        """A record with a field that is not given."""

        kept: int = field(default=0, init=False)

    @frozen
    class ByName:
        """A record with a field that is given by name."""

        kept: int = field(default=0, kw_only=True)

    for kind in (NotGiven, ByName):
        with pytest.raises(TypeError, match="kept is no plain field"):
            kind()
