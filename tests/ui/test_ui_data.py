"""The holder: one load, edits seen, a broken edit never loses the last good data."""

import os
import threading
import time
from pathlib import Path

import pytest
from small import write

from kb.ui.data import Holder


@pytest.fixture
def folder(tmp_path: Path, monkeypatch) -> Path:
    monkeypatch.setenv("MINGTANG_CACHE", "off")
    return write(tmp_path)


def edit(path: Path, old: str, new: str) -> None:
    path.write_text(path.read_text(encoding="utf-8").replace(old, new), encoding="utf-8")
    os.utime(path, ns=(time.time_ns(), time.time_ns() + 1_000_000))


def test_nothing_is_loaded_twice(folder):
    holder = Holder(folder, pause=0)
    first, _ = holder.get()
    second, problems = holder.get()
    assert first is second
    assert problems == ()


def test_an_edit_is_seen(folder):
    holder = Holder(folder, pause=0)
    holder.get()
    edit(folder / "points" / "GB.yaml", "Jumping Ring", "Leaping Ring")
    state, _ = holder.get()
    assert state.kb.points["GB30"].names.gloss == "Leaping Ring"


def test_a_broken_edit_keeps_the_last_good_data_and_tells(folder):
    holder = Holder(folder, pause=0)
    good, _ = holder.get()
    edit(folder / "points" / "GB.yaml", "gloss: Jumping Ring", "glos: Jumping Ring")
    state, problems = holder.get()
    assert state is good
    assert "unknown key 'glos'" in str(problems[0])
    edit(folder / "points" / "GB.yaml", "glos:", "gloss:")
    state, problems = holder.get()
    assert problems == ()


def test_broken_from_the_start_has_no_data(folder):
    edit(folder / "points" / "GB.yaml", "names:", "nmaes:")
    state, problems = Holder(folder, pause=0).get()
    assert state is None
    assert problems


def wait_for(done):
    """Wait until something holds, ten seconds at most."""
    end = time.monotonic() + 10
    while not done():
        assert time.monotonic() < end
        time.sleep(0.01)


def test_files_are_looked_at_only_once_in_the_pause(folder):
    holder = Holder(folder, pause=60)
    good, _ = holder.get()
    edit(folder / "points" / "GB.yaml", "names:", "nmaes:")
    assert holder.get() == (good, ())


def test_files_are_looked_at_beside_the_pages(folder, monkeypatch):
    holder = Holder(folder, pause=0.02)
    good, _ = holder.get()
    looks = []
    look = holder._stat
    monkeypatch.setattr(holder, "_stat", lambda: looks.append(threading.current_thread()) or look())
    edit(folder / "points" / "GB.yaml", "Jumping Ring", "Leaping Ring")
    wait_for(lambda: holder.get()[0] is not good)
    edit(folder / "points" / "GB.yaml", "names:", "nmaes:")
    wait_for(lambda: holder.get()[1])
    edit(folder / "points" / "GB.yaml", "nmaes:", "names:")
    wait_for(lambda: not holder.get()[1])
    assert threading.current_thread() not in looks


def test_looks_end_when_nobody_reads_and_begin_again(folder):
    holder = Holder(folder, pause=0.02, idle=0)
    good, _ = holder.get()
    wait_for(lambda: not holder._watched)
    edit(folder / "points" / "GB.yaml", "Jumping Ring", "Leaping Ring")
    state, _ = holder.get()
    assert state is not good, "the first to come looks"


def test_a_look_that_fails_is_not_the_last(folder, monkeypatch):
    holder = Holder(folder, pause=0.02)
    holder.get()

    def broken():
        raise RuntimeError("a bug")

    with monkeypatch.context() as context:
        context.setattr(threading, "excepthook", lambda _: None)
        context.setattr(holder, "_stat", broken)
        wait_for(lambda: not holder._watched)
    edit(folder / "points" / "GB.yaml", "Jumping Ring", "Leaping Ring")
    state, _ = holder.get()
    assert state.kb.points["GB30"].names.gloss == "Leaping Ring"


def test_drawn_pages_are_kept_up_to_a_limit(folder, monkeypatch):
    from markupsafe import Markup

    monkeypatch.setattr("kb.ui.data._KEPT", 2)
    state, _ = Holder(folder).get()
    made = []

    def draw(name):
        return state.drawn(name, lambda: made.append(name) or Markup(name))

    for name in ("a", "b", "a", "c", "a", "b"):
        assert draw(name) == name
    assert made == ["a", "b", "c", "b"]
