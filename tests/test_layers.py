"""One import direction, and one gate for each third-party package."""

from __future__ import annotations

import ast
import re
import sys
from pathlib import Path

import pytest
from sources import FILES, ROOT, imports, name_of, tree

import kb

# Bottom to top; a layer imports itself and those before it.
LAYERS = (
    "frozen", "errors", "codes", "folder", "model", "reader", "base", "load",
    "texts", "cite", "history", "links", "graph", "location", "body", "doctrine", "compare",
    "relations", "search", "emit", "check", "verify", "cache",
    "ingest", "study", "export",
    "views", "ui", "cli", "__main__",
)  # fmt: skip

GATES = {
    "yaml": ("kb/reader.py",),
    "networkx": ("kb/graph.py",),
    "streamlit": ("kb/ui/", "app.py"),
    "markupsafe": ("kb/ui/",),
    "rapidfuzz": ("kb/search/",),
    "platformdirs": ("kb/cache/", "kb/texts/registry.py"),
    "contourpy": ("kb/body/",),
    "numpy": ("kb/body/",),
    "scipy": ("kb/body/",),
    "trimesh": ("kb/body/",),
    "potpourri3d": ("kb/body/",),
}
"""Who may import a third-party package; nobody may import any other."""


def layer(name: str) -> int:
    parts = name.split(".")
    return LAYERS.index(parts[1]) if len(parts) > 1 else -1


def short(path: Path) -> str:
    return path.relative_to(ROOT).as_posix()


@pytest.mark.parametrize("path", FILES, ids=short)
def test_imports_point_down(path: Path) -> None:
    mine = name_of(path)
    for line, name in imports(path):
        if name.split(".")[0] == "kb" and name != "kb":
            assert layer(name) <= layer(mine), f"{short(path)}:{line}: {mine} imports {name}"


@pytest.mark.parametrize("path", [*FILES, ROOT / "app.py"], ids=short)
def test_third_party_packages_have_gates(path: Path) -> None:
    for line, name in imports(path):
        package = name.split(".")[0]
        if package in sys.stdlib_module_names or package == "kb":
            continue
        assert package in GATES, f"{short(path)}:{line}: nobody imports {package}"
        allowed = any(short(path).startswith(gate) for gate in GATES[package])
        assert allowed, f"{short(path)}:{line}: only {', '.join(GATES[package])} import {package}"


@pytest.mark.parametrize("path", FILES, ids=short)
def test_nothing_is_imported_by_name_at_run_time(path: Path) -> None:
    """`importlib.import_module` and `__import__` would slip through the gates."""
    for node in ast.walk(tree(path)):
        if isinstance(node, (ast.Name, ast.Attribute)):
            called = node.id if isinstance(node, ast.Name) else node.attr
            assert called not in ("import_module", "__import__"), f"{short(path)}:{node.lineno}"


def test_the_package_says_the_same() -> None:
    """The layers in the docstring of `kb` stand in the order of this test."""
    told = re.search(r"before it: (.*?)\. The command", kb.__doc__ or "", re.DOTALL)
    assert told
    named = re.findall(r"[a-z]+", told[1])
    assert sorted(named, key=LAYERS.index) == named
    here = {name_of(path).split(".")[1] for path in FILES if path.name != "__init__.py"}
    assert here - {"cli", "__main__"} <= set(named)


def test_every_gate_is_used() -> None:
    used = {name.split(".")[0] for path in [*FILES, ROOT / "app.py"] for _, name in imports(path)}
    assert set(GATES) <= used
