"""Speed gates are collected only when asked for: ``python -m pytest -m bench tests/bench -s``."""

from pathlib import Path

import pytest


def pytest_ignore_collect(collection_path: Path, config: pytest.Config) -> bool | None:
    return None if "bench" in config.getoption("markexpr") else True
