"""The ``kb`` command: the same facts as the browser, for the terminal and for programs."""

from __future__ import annotations

from kb.cli.main import main

__all__ = ["main"]
