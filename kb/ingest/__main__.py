"""``python -m kb.ingest BOOK --texts DIR``: write the draft claims of a book."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from kb.errors import MingtangError
from kb.ingest import (
    gujin_yitong,
    jiayi_jing,
    leijing_tuyi,
    mingtang_jiujing,
    puji_fang,
    qianjin_yaofang,
    shenjiu_jinglun,
    tongren_zhenjiujing,
    waitai_miyao,
    yixue_rumen,
    zhenjiu_dacheng,
    zhenjiu_fengyuan,
    zisheng_jing,
)
from kb.ingest.clauses import WITNESSES
from kb.ingest.report import table, write_report
from kb.ingest.vocabulary import read_vocabulary
from kb.texts.names import PointNames, read_forms, read_points
from kb.texts.registry import Library
from kb.texts.sources import read_sources

__all__ = ["main"]

DATA = Path(__file__).resolve().parents[2] / "data"
RECIPES = {recipe.SOURCE: recipe.extract for recipe in (jiayi_jing, leijing_tuyi)}
"""Recipes of books with a punctuated second witness."""

REPEATING = {recipe.SOURCE: recipe.extract for recipe in (qianjin_yaofang, waitai_miyao)}
"""Recipes of books that repeat the phrases of 甲乙經: its two witnesses help to read them."""

HANGING = {
    recipe.SOURCE: recipe.extract for recipe in (mingtang_jiujing, puji_fang, tongren_zhenjiujing)
}
"""Recipes of books that are cut with the phrases of 甲乙經 and of punctuated books."""

BOTH = {recipe.SOURCE: recipe.extract for recipe in (zisheng_jing,)}
"""Recipes of books that have a second witness and repeat the phrases of 甲乙經."""

PUNCTUATED = {
    recipe.BOOK.source: recipe.extract
    for recipe in (
        gujin_yitong, shenjiu_jinglun, yixue_rumen, zhenjiu_dacheng, zhenjiu_fengyuan,
    )
}  # fmt: skip
"""Recipes of books that are punctuated themselves."""


def main(arguments: list[str] | None = None) -> int:
    """Run one recipe; return the exit code."""
    parser = argparse.ArgumentParser(prog="kb.ingest", description=__doc__)
    books = sorted({**RECIPES, **REPEATING, **HANGING, **BOTH, **PUNCTUATED})
    parser.add_argument("book", choices=books)
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
        text = library.text(options.book)
        if recipe := PUNCTUATED.get(options.book):
            draft, counts = recipe(text, names, vocabulary)
        elif hanging := HANGING.get(options.book):
            older = [library.text(jiayi_jing.SOURCE + part) for part in ("", ":companion")]
            others = [library.text(name) for name in WITNESSES]
            draft, counts = hanging(text, older, others, names, vocabulary)
        elif repeating := REPEATING.get(options.book) or BOTH.get(options.book):
            older = [library.text(jiayi_jing.SOURCE + part) for part in ("", ":companion")]
            if options.book in BOTH:
                older.insert(0, library.text(f"{options.book}:companion"))
            draft, counts = repeating(text, *older, names, vocabulary)
        else:
            second = library.text(f"{options.book}:companion")
            draft, counts = RECIPES[options.book](text, second, names, vocabulary)
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
