"""``python -m kb.ingest BOOK --texts DIR``: write the draft claims of a book."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from kb.errors import MingtangError
from kb.ingest import leijing_tuyi
from kb.ingest.report import table, write_report
from kb.ingest.vocabulary import read_vocabulary
from kb.texts.names import PointNames, read_forms, read_points
from kb.texts.registry import Library
from kb.texts.sources import read_sources

__all__ = ["main"]

DATA = Path(__file__).resolve().parents[2] / "data"
RECIPES = {leijing_tuyi.SOURCE: leijing_tuyi.extract}


def main(arguments: list[str] | None = None) -> int:
    """Run one recipe; return the exit code."""
    parser = argparse.ArgumentParser(prog="kb.ingest", description=__doc__)
    parser.add_argument("book", choices=sorted(RECIPES))
    parser.add_argument("--texts", type=Path, help="folder of source texts")
    parser.add_argument("--data", type=Path, default=DATA, help="data folder to write to")
    parser.add_argument("--report", type=Path, help="folder for lists to read by eye")
    options = parser.parse_args(arguments)
    try:
        library = Library(read_sources(options.data / "sources"), options.texts)
        names = PointNames(
            read_points(options.data / "points"), read_forms(options.data / "forms.yaml")
        )
        vocabulary = read_vocabulary(options.data / "symptoms")
        draft, counts = RECIPES[options.book](
            library.text(options.book), library.text(f"{options.book}:companion"), names, vocabulary
        )
        draft.write(options.data / "claims" / options.book)
    except MingtangError as error:
        sys.stderr.write(f"{error}\n")
        return 1
    if options.report:
        write_report(options.report, counts)
    sys.stdout.write(table(counts))
    return 0


if __name__ == "__main__":
    sys.exit(main())
