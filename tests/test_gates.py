"""Gates without a clock, on the real app: what is imported (G16), what is sent (G17).

Both speak Streamlit's protocol over a raw websocket; no browser is needed.
"""

import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from kb.folder import DEFAULT_DATA

sys.path.insert(0, str(Path(__file__).parents[1]))

from tests.bench.pages import warmed
from tests.bench.server import ROOT, Run, Server, Session, real

HEAVY = ("altair", "networkx", "numpy", "pandas", "pyarrow")
MOST_MESSAGES = 40
MOST_BYTES = 60_000
"""Most that a point page may send: all that a click on a link to it costs."""

FIRST_BYTES = 120_000
"""Most that the very first run of a session may send: style and script come with it."""

VISITS = """
import sys
from streamlit.testing.v1 import AppTest
app = AppTest.from_file("app.py", default_timeout=60)
app.query_params["q"] = "huantiao"
assert not app.run().exception
state, problems = __import__("kb.ui.data", fromlist=["current"]).current()
assert state is not None and not problems
from kb.ui.drawing import draw
assert draw(state, "point", {"code": "GB30"}).body
print(" ".join(name for name in sys.argv[1:] if name in sys.modules))
"""


@pytest.fixture(scope="module")
def server() -> Iterator[Server]:
    with warmed(DEFAULT_DATA) as cache, real(DEFAULT_DATA, cache) as running:
        yield running


def test_nothing_heavy_is_loaded_by_a_search_and_a_point() -> None:
    done = subprocess.run(
        [sys.executable, "-c", VISITS, *HEAVY],
        cwd=ROOT,
        capture_output=True,
        text=True,
        timeout=120,
    )
    assert done.returncode == 0, done.stderr
    assert done.stdout.split() == []


def test_the_server_itself_maps_nothing_heavy(server: Server) -> None:
    session = Session(server)
    for run in (session.open("", "q=huantiao"), session.go("point", "code=GB30")):
        assert not run.errors
    session.close()
    maps = Path(f"/proc/{server.process.pid}/maps")
    if not maps.exists():
        pytest.skip("the libraries of a process can be listed on Linux only")
    libraries = maps.read_text()
    assert not [name for name in ("numpy", "pandas", "pyarrow") if f"/{name}/" in libraries]


def test_a_point_page_is_few_messages_and_bytes(server: Server) -> None:
    from kb.load import load

    base = load()
    # the points of whom most is said: theirs are the largest pages
    codes = sorted(base.points, key=lambda code: -len(base.claims_of(code)))[:20]
    session = Session(server)
    first = session.open("point", f"code={codes[-1]}")
    runs = {code: session.go("point", f"code={code}") for code in codes}
    session.close()
    assert first.bytes <= FIRST_BYTES
    assert {code: run.messages for code, run in runs.items() if run.messages > MOST_MESSAGES} == {}
    assert {code: run.bytes for code, run in runs.items() if run.bytes > MOST_BYTES} == {}
    assert not [run.errors for run in (first, *runs.values()) if run.errors]


def test_a_page_shown_again_sends_references(server: Server) -> None:
    session = Session(server)
    session.open("point", "code=GB30")
    new, again = session.go("point", "code=ST36"), session.go("point", "code=ST36")
    session.close()
    assert isinstance(new, Run)
    assert again.bytes < new.bytes / 3
