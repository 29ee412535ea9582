"""Speed gates: ratios of interleaved pairs against named baselines, measured in one run.

``python -m tests.bench`` prints every gate, ``python -m tests.bench G1 G2`` some of them;
``python -m pytest -m bench tests/bench`` fails on those that do not hold. The gates that need no
clock (what is imported, how many messages and bytes) are ordinary tests in ``tests/test_gates.py``.
"""
