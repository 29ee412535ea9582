"""``python -m tests.bench [--data DIR] [G1 …]``: measure, print a table, exit 1 on a failure."""

from __future__ import annotations

import argparse
import os
import sys
from pathlib import Path

from kb.folder import DEFAULT_DATA

from .gates import GATES, measure
from .measure import table


def main() -> int:
    """Run the gates named, or all."""
    options = argparse.ArgumentParser(prog="python -m tests.bench", description=__doc__)
    options.add_argument("--data", type=Path, default=DEFAULT_DATA)
    options.add_argument("gates", nargs="*", metavar="GATE", help=f"of {' '.join(GATES)}")
    chosen = options.parse_args()
    results = []
    for name in chosen.gates or GATES:
        for result in measure(name, chosen.data):
            results.append(result)
            print(f"{result.gate.id} {result.verdict()}", file=sys.stderr, flush=True)
    print(table(results))
    print(f"{os.cpu_count()} cores, load average {' '.join(f'{n:.2f}' for n in os.getloadavg())}")
    return any(result.verdict() == "FAILS" for result in results)


if __name__ == "__main__":
    sys.exit(main())
