"""``kb texts``: the reader's own copies of the source texts."""

from __future__ import annotations

import argparse
import json
import sys
from pathlib import Path

from kb.base import KnowledgeBase
from kb.cache import open_base

__all__ = ["texts"]


def texts(options: argparse.Namespace) -> int:
    """Run ``kb texts``: register, download or list source texts."""
    from kb.texts.registry import Library, register

    base = open_base(options.data)[0]
    if options.action == "add":
        if not options.names:
            print("kb: texts add needs a file or folder", file=sys.stderr)
            return 2
        for given in options.names:
            for name, path in register(Path(given), base.sources).items():
                print(f"registered {name}: {path}")
        return 0
    if options.action == "fetch":
        return _fetch(base, options)
    have = Library(base.sources).paths()
    rows = [
        {"source": name, "file": source.text.file, "path": str(have.get(name, ""))}
        for name, source in base.sources.items()
        if source.text
    ]
    if options.json:
        print(json.dumps(rows, ensure_ascii=False, indent=1))
        return 0
    for row in rows:
        print(f"{row['source']:22} {row['file']:26} {row['path'] or 'not registered'}")
    return 0


def _fetch(base: KnowledgeBase, options: argparse.Namespace) -> int:
    from kb.texts.fetch import HOST, fetch

    on_terminal = sys.stderr.isatty()
    last = ""

    def progress(name: str, number: int, of: int, size: int) -> None:
        nonlocal last
        if on_terminal:
            text = f"{name}  file {number} of {of}, {size // 1024} kB"
            print(f"\r{text:<78}", end="", file=sys.stderr, flush=True)
        elif name != last:
            print(f"{name}  file {number} of {of}", file=sys.stderr, flush=True)
        last = name

    try:
        found = fetch(base.sources, options.names, folder=options.to, host=options.host or HOST,
                      progress=progress)  # fmt: skip
    finally:
        if on_terminal and last:
            print(file=sys.stderr)
    if options.json:
        print(
            json.dumps(
                {name: str(path) for name, path in found.items()}, ensure_ascii=False, indent=1
            )
        )
        return 0
    for name, path in found.items():
        print(f"registered {name}: {path}")
    return 0
