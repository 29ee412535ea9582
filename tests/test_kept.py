"""Models of point pages that are kept: the same as those made, and never needed."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from kb import cache
from kb.cache import CachedBase, open_base
from kb.load import load
from kb.ui import data
from kb.ui.data import Holder, State
from kb.views import kept
from kb.views.point import point_page


@pytest.fixture
def root(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    folder = tmp_path / "cache"
    monkeypatch.setenv("MINGTANG_CACHE", str(folder))
    return folder


def file_of(root: Path) -> Path:
    (found,) = root.glob("*.points")
    return found


def test_the_same_as_made(root: Path, toy_folder: Path) -> None:
    assert kept.build(toy_folder) is not None
    base, _ = open_base(toy_folder)
    assert isinstance(base, CachedBase)
    found, eager = kept.opened(base, toy_folder), load(toy_folder)
    assert found is not None
    for code in eager.points:
        assert found.get(code) == point_page(eager, code)
    assert found.get("GB99") is None


def test_a_base_loaded_and_cached_has_them_too(root: Path, toy_folder: Path) -> None:
    base, _ = open_base(toy_folder)
    assert not isinstance(base, CachedBase)
    assert kept.opened(base, toy_folder) is None
    kept.build(toy_folder)
    assert kept.opened(base, toy_folder) is not None


def test_none_for_other_data(root: Path, toy_folder: Path) -> None:
    base, _ = open_base(toy_folder)
    kept.build(toy_folder)
    edited = next((toy_folder / "points").glob("*.yaml"))
    edited.write_text(edited.read_text(encoding="utf-8") + "# edited\n", encoding="utf-8")
    other, _ = open_base(toy_folder)
    assert kept.opened(base, toy_folder)
    assert kept.opened(other, toy_folder) is None


def test_none_for_other_code(root: Path, toy_folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    kept.build(toy_folder)
    base, _ = open_base(toy_folder)
    assert kept.opened(base, toy_folder)
    monkeypatch.setattr(kept, "code_stamp", lambda part: iter([f"{part}/changed"]))
    assert kept.opened(base, toy_folder) is None


def test_none_that_others_could_have_written(root: Path, toy_folder: Path) -> None:
    kept.build(toy_folder)
    base, _ = open_base(toy_folder)
    file_of(root).chmod(0o666)
    assert kept.opened(base, toy_folder) is None
    file_of(root).chmod(0o600)
    assert kept.opened(base, toy_folder)
    if os.name == "posix":
        root.chmod(0o777)
        assert kept.opened(base, toy_folder) is None


def test_damaged_models_are_made_anew(root: Path, toy_folder: Path) -> None:
    kept.build(toy_folder)
    raw = bytearray(file_of(root).read_bytes())
    for at in range(len(raw) - 40, len(raw)):
        raw[at] ^= 0xFF
    file_of(root).write_bytes(raw)
    state = State(*open_base(toy_folder), toy_folder)
    found = kept.opened(state.kb, toy_folder)
    assert found is not None
    lost = [code for code in state.kb.points if found.get(code) is None]
    assert lost == [list(state.kb.points)[-1]]
    assert state.point(lost[0]) == point_page(state.kb, lost[0])
    file_of(root).write_bytes(raw[:90])
    assert kept.opened(state.kb, toy_folder) is None


def test_without_a_cache_there_are_none(toy_folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("MINGTANG_CACHE", "off")
    assert kept.build(toy_folder) is None
    state = State(*open_base(toy_folder), toy_folder)
    assert state.kb.key == ""
    assert state.point("GB30") == point_page(state.kb, "GB30")


def test_made_in_idle_time_when_first_missed(
    root: Path, toy_folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    started = []
    monkeypatch.setattr(data, "_REST", 0.0)
    monkeypatch.setattr(data, "_PAUSE", 0.0)
    monkeypatch.setattr(data.threading.Thread, "start", lambda thread: started.append(thread))
    state, _ = Holder(toy_folder, pause=0).get()
    assert state is not None
    made = [state.point("GB30"), state.point("GB30")]
    assert len(started) == 1
    assert not list(root.glob("*.points"))
    started[0].run()
    assert file_of(root).stat().st_mode & 0o077 == 0
    assert [state.point("GB30")] * 2 == made
    later, _ = Holder(toy_folder, pause=0).get()
    assert later is not None
    assert later.point("GB30") == made[0]
    assert len(started) == 1


def test_claims_are_forgotten_while_they_are_made(root: Path, toy_folder: Path) -> None:
    open_base(toy_folder)
    base, _ = cache.open_base(toy_folder)
    assert isinstance(base, CachedBase)
    before = base.claims_of("GB30")
    assert base.claims_of("GB30") is before
    base.forget()
    assert base.claims_of("GB30") == before
    assert base.claims_of("GB30") is not before
