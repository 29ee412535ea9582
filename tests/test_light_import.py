"""The command starts light: big packages load only when something needs them."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest
from conftest import TOY

ROOT = Path(__file__).resolve().parent.parent
HEAVY = ("networkx", "pandas", "pyarrow", "altair", "streamlit", "numpy", "opencc", "pypinyin",
         "PIL", "pydantic", "jinja2", "requests")  # fmt: skip


def loaded(program: str) -> set[str]:
    """Return the packages in ``sys.modules`` after a program ran in a fresh process."""
    names = "{name.split('.')[0] for name in sys.modules}"
    tail = f"\nimport sys\nprint('|'.join({names}), file=sys.stderr)"
    done = subprocess.run(
        [sys.executable, "-c", program + tail], check=True, capture_output=True, text=True, cwd=ROOT
    )
    return set(done.stderr.strip().splitlines()[-1].split("|"))


def command(*words: str) -> str:
    return f"from kb.cli import main\nmain(['--data', {str(TOY)!r}, *{list(words)!r}])"


def test_importing_the_package_loads_nothing() -> None:
    plain = loaded("pass")
    found = loaded("import kb")
    assert found - plain == {"kb"}
    assert not found & {"yaml", *HEAVY}


@pytest.mark.parametrize(
    "module", ["kb.cli", "kb.cache", "kb.search", "kb.load", "kb.views", "kb.check"]
)
def test_importing_a_module_stays_light(module: str) -> None:
    assert not loaded(f"import {module}") & set(HEAVY)


@pytest.mark.parametrize(
    "words",
    [
        ("search", "GB30"), ("search", "環跳"), ("search", "hantiao"), ("search", "hip pain"),
        ("show", "GB30"), ("show", "hip-pain"), ("claims", "--point", "GB30"), ("stats",),
        ("path", "GB30", "GB34"), ("level", "GB32"), ("check",),
        ("compare", "GB30", "GB34"),
    ],
    ids=" ".join,
)  # fmt: skip
def test_commands_stay_light(words: tuple[str, ...]) -> None:
    assert not loaded(command(*words)) & set(HEAVY)


def test_search_in_the_cache_does_not_read_yaml() -> None:
    """Opened from the cache, only the modules are imported: no file is parsed."""
    program = (
        f"import pathlib\nfrom kb.cache import open_base\nfolder = pathlib.Path({str(TOY)!r})\n"
        "open_base(folder)\nimport kb.reader\n"
        "def refuse(*_): raise SystemExit('parsed a file')\n"
        "kb.reader.parse = refuse\nimport kb.load\nkb.load.read = refuse\n"
        "base, index = open_base(folder)\nfrom kb.search import search\n"
        "assert search(base, index, 'huantiao').points[0].code == 'GB30'\n"
        "assert base.claims_of('GB30') and base.points['GB30'].location"
    )
    assert "kb" in loaded(program)
