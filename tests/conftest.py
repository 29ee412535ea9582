"""Fixtures: the toy folder, a copy of it to spoil, and the whole data; any warning fails a test."""

from __future__ import annotations

import logging
import os
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from kb import relations
from kb.base import KnowledgeBase
from kb.check import check
from kb.errors import Problem
from kb.folder import DEFAULT_DATA
from kb.load import load, load_checked
from kb.relations import Web
from kb.search import Index, build

TOY = Path(__file__).parent / "toy" / "data"
DATA = Path(os.environ.get("MINGTANG_DATA", DEFAULT_DATA))
"""The whole data; ``MINGTANG_DATA`` names another folder to test."""

Edit = Callable[[Path, str, str, str], int]


@pytest.fixture(autouse=True, scope="session")
def own_cache(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """Keep the tests out of the user's cache and of what the user has registered."""
    patch = pytest.MonkeyPatch()
    patch.setenv("XDG_DATA_HOME", str(tmp_path_factory.mktemp("registered")))
    if "MINGTANG_CACHE" not in os.environ:
        patch.setenv("MINGTANG_CACHE", str(tmp_path_factory.mktemp("cache")))
    yield
    patch.undo()


@pytest.fixture(autouse=True)
def no_logged_warning(caplog: pytest.LogCaptureFixture) -> Iterator[None]:
    """Fail a test during which this package logged a warning."""
    yield
    said = [
        record.getMessage()
        for record in caplog.get_records("call")
        if record.name.split(".")[0] == "kb" and record.levelno >= logging.WARNING
    ]
    assert said == []


@pytest.fixture(scope="session")
def toy() -> KnowledgeBase:
    return load(TOY)


@pytest.fixture(scope="session")
def toy_index(toy: KnowledgeBase) -> Index:
    return build(toy)


@pytest.fixture
def toy_folder(tmp_path: Path) -> Path:
    """A copy of the toy data that a test may spoil."""
    return Path(shutil.copytree(TOY, tmp_path / "data"))


@pytest.fixture(scope="session")
def data_folder() -> Path:
    """The whole data; not to be changed."""
    return DATA


@pytest.fixture
def real_folder(tmp_path: Path) -> Path:
    """A copy of the whole data that a test may spoil."""
    return Path(shutil.copytree(DATA, tmp_path / "data"))


@pytest.fixture(scope="session")
def real_problems() -> frozenset[Problem]:
    """What `kb check` says of the whole data as it is; empty in a finished checkout."""
    return frozenset(check(DATA))


@pytest.fixture(scope="session")
def toy_problems() -> frozenset[Problem]:
    """What `kb check` says of the toy data: that it lacks most of the 361 points."""
    return frozenset(check(TOY))


@pytest.fixture(scope="session")
def base() -> KnowledgeBase:
    """The whole data, loaded once."""
    found, problems = load_checked(DATA)
    if found is None:
        shown = "\n".join(map(str, problems[:20]))
        pytest.fail(
            f"{len(problems)} problems in the data; run 'kb check':\n{shown}", pytrace=False
        )
    return found


@pytest.fixture(scope="session")
def index(base: KnowledgeBase) -> Index:
    return build(base)


@pytest.fixture(scope="session")
def web(base: KnowledgeBase) -> Web:
    """The ties of the whole data."""
    return relations.build(base)


@pytest.fixture(scope="session")
def edit() -> Edit:
    """Replace the first `old` in a file by `new`; give the line on which it stands, from 1."""

    def change(folder: Path, name: str, old: str, new: str) -> int:
        path = folder / name
        text = path.read_text(encoding="utf-8")
        at = text.index(old)
        path.write_text(text[:at] + new + text[at + len(old) :], encoding="utf-8", newline="\n")
        return text.count("\n", 0, at) + 1

    return change
