"""Every gate that needs a clock, as a test: fails when it does not hold, skips when noisy."""

import pytest

from kb.folder import DEFAULT_DATA

from .gates import GATES, measure
from .measure import table

pytestmark = [pytest.mark.bench, pytest.mark.filterwarnings("default")]


@pytest.mark.parametrize("name", GATES)
def test_gate(name: str) -> None:
    results = list(measure(name, DEFAULT_DATA))
    print(f"\n{table(results)}")
    failed = [result.gate.id for result in results if result.verdict() == "FAILS"]
    assert not failed
    if any(result.verdict() == "noisy" for result in results):
        pytest.skip("the machine was too busy to tell")
