"""Fixtures of the tests that draw pages."""

import pytest
from small import write

from kb.load import load
from kb.search import build
from kb.ui.data import State


@pytest.fixture(scope="session")
def small_state(tmp_path_factory: pytest.TempPathFactory) -> State:
    """A state of the small data."""
    kb = load(write(tmp_path_factory.mktemp("small")))
    return State(kb, build(kb))
