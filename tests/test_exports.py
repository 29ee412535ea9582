"""Every module says what it is and what it offers, and keeps within its size."""

from __future__ import annotations

import ast
import re
from pathlib import Path

import pytest
from sources import FILES, ROOT, tree

MODULE_LINES = 400
FUNCTION_LINES = 60

# Scripts that are run, not imported.
SCRIPTS = {"kb/__init__.py", "kb/__main__.py", "kb/ingest/__main__.py"}


def short(path: Path) -> str:
    return path.relative_to(ROOT).as_posix()


def is_script(path: Path) -> bool:
    return short(path) in SCRIPTS or path.parent.name == "pages"


def exported(path: Path) -> list[str] | None:
    for node in tree(path).body:
        if isinstance(node, ast.Assign) and getattr(node.targets[0], "id", "") == "__all__":
            return list(ast.literal_eval(node.value))
    return None


def order(name: str) -> tuple[int, str]:
    """Return the order of `ruff` (RUF022): constants, classes, the rest."""
    return (0 if name.isupper() else 1 if name[0].isupper() else 2, name)


@pytest.mark.parametrize("path", FILES, ids=short)
def test_module_docstring(path: Path) -> None:
    said = ast.get_docstring(tree(path))
    assert said, f"{short(path)} has no docstring"
    assert said.splitlines()[0].rstrip().endswith((".", ":", ",")) or "\n" in said


@pytest.mark.parametrize("path", [p for p in FILES if not is_script(p)], ids=short)
def test_all_is_complete_and_sorted(path: Path) -> None:
    names = exported(path)
    body = tree(path).body
    public = {
        node.name
        for node in body
        if isinstance(node, (ast.FunctionDef, ast.AsyncFunctionDef, ast.ClassDef))
        and not node.name.startswith("_")
    }
    if names is None:
        assert not public, f"{short(path)} has no __all__"
        return
    assert names == sorted(set(names), key=order), f"{short(path)}: sort __all__"
    assert public <= set(names), f"{short(path)}: __all__ lacks {sorted(public - set(names))}"
    bound = set(public)
    for node in ast.walk(tree(path)):
        if isinstance(node, (ast.Import, ast.ImportFrom)):
            bound |= {alias.asname or alias.name for alias in node.names}
        elif isinstance(node, ast.Name) and isinstance(node.ctx, ast.Store):
            bound.add(node.id)
    assert set(names) <= bound, f"{short(path)}: __all__ offers {sorted(set(names) - bound)}"


@pytest.mark.parametrize("path", FILES, ids=short)
def test_size(path: Path) -> None:
    lines = path.read_text(encoding="utf-8").count("\n")
    assert lines <= MODULE_LINES, f"{short(path)} has {lines} lines: make it a package"
    for node in ast.walk(tree(path)):
        if isinstance(node, (ast.FunctionDef, ast.AsyncFunctionDef)):
            first = node.body[0]
            doc = isinstance(first, ast.Expr) and isinstance(first.value, ast.Constant)
            own = (node.end_lineno or 0) - node.lineno + 1
            if doc:
                own -= (first.end_lineno or 0) - first.lineno + 1
            assert own <= FUNCTION_LINES, (
                f"{short(path)}:{node.lineno}: {node.name} has {own} lines"
            )


@pytest.mark.parametrize("path", FILES, ids=short)
def test_no_stubs_and_no_machine_paths(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    found = re.search(r"NotImplementedError|TODO|FIXME|XXX|/(?:root|work|home|tmp)/", text)
    assert not found, f"{short(path)}: {found[0]}"
