"""A server of the app on small data and a real Chromium; skipped where there is none."""

import os
import shutil
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from urllib.error import URLError
from urllib.request import urlopen

import pytest
from small import write

ROOT = Path(__file__).parents[2]
REQUIRED = os.environ.get("MINGTANG_REQUIRE_BROWSER") == "1"
ARGS = (
    "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run",
    "--disable-background-networking", "--disable-component-update", "--disable-sync",
)  # fmt: skip


def pytest_collection_modifyitems(items):
    here = Path(__file__).parent
    for item in items:
        if here in Path(item.path).parents:
            item.add_marker(pytest.mark.browser)


def unavailable(why: str) -> None:
    """Skip, or fail where a browser is required."""
    if REQUIRED:
        pytest.fail(f"MINGTANG_REQUIRE_BROWSER=1, but {why}")
    pytest.skip(why)


@pytest.fixture(scope="session")
def chromium() -> Iterator[object]:
    try:
        from playwright.sync_api import Error, sync_playwright
    except ImportError:
        unavailable("playwright is not installed")
    program = next(filter(None, map(shutil.which, ("chromium", "chromium-browser"))), None)
    with sync_playwright() as play:
        try:
            browser = play.chromium.launch(executable_path=program, args=list(ARGS))
        except Error as error:
            unavailable(f"Chromium does not start: {str(error).splitlines()[0]}")
        yield browser
        browser.close()


@dataclass
class Site:
    """A running server and the data it serves."""

    address: str
    data: Path
    process: subprocess.Popen[bytes]


PROBE = """
import atexit, json, os, sys
def told():
    with open(os.environ["MODULES"], "w") as file:
        json.dump(sorted(sys.modules), file)
atexit.register(told)
from streamlit.web.cli import main
sys.argv = ["streamlit", "run", *sys.argv[1:]]
main()
"""


def start(folder: Path) -> Site:
    """Start a server on a fresh copy of the small data; it notes its modules when it ends."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    data = write(folder)
    variables = {
        **os.environ,
        "MINGTANG_DATA": str(data),
        "MINGTANG_CACHE": str(folder / "cache"),
        "MINGTANG_TEXTS": str(folder),
        "MODULES": str(folder / "modules.json"),
        "PYTHONPATH": str(ROOT),
    }
    process = subprocess.Popen(
        [sys.executable, "-c", PROBE, "app.py", f"--server.port={port}",
         "--server.address=127.0.0.1"],
        cwd=ROOT, env=variables, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
    )  # fmt: skip
    address = f"http://127.0.0.1:{port}/"
    for _ in range(300):
        try:
            with urlopen(f"{address}_stcore/health", timeout=5):
                return Site(address, data, process)
        except (URLError, ConnectionError):
            if process.poll() is not None:
                break
            time.sleep(0.1)
    pytest.fail("the server did not start")


def stop(site: Site) -> None:
    site.process.terminate()
    try:
        site.process.wait(10)
    except subprocess.TimeoutExpired:
        site.process.kill()
        site.process.wait()


@pytest.fixture(scope="session")
def site(tmp_path_factory) -> Iterator[Site]:
    running = start(tmp_path_factory.mktemp("site"))
    yield running
    stop(running)


@pytest.fixture
def own_site(tmp_path) -> Iterator[Site]:
    """A server of one test, whose data the test may break."""
    running = start(tmp_path)
    yield running
    stop(running)


@dataclass
class Watch:
    """What a page did that it should not have."""

    problems: list[str] = field(default_factory=list)
    hosts: set[str] = field(default_factory=set)
    frames: list[int] = field(default_factory=list)


def watched(page, site: Site) -> Watch:
    """Note console errors, page errors, requests to other hosts and websocket frames.

    On a deep link Streamlit 1.67 first asks for its own health below the path of the page
    (``/point/_stcore/health``) and takes the 404 as an answer; Chromium prints those. Drawing
    in three dimensions without a graphics card, it also remarks that reading pixels back is slow.
    """
    own = ("/_stcore/health", "/_stcore/host-config")
    found = Watch()

    def console(message):
        url = message.location.get("url", "")
        probing = url.endswith(own) and "404" in message.text
        slow = "GPU stall due to ReadPixels" in message.text
        if message.type in ("error", "warning") and not probing and not slow:
            found.problems.append(message.text)

    def request(asked):
        if not asked.url.startswith((site.address, "data:", "blob:")):
            found.hosts.add(asked.url)

    def socket_opened(channel):
        channel.on("framereceived", lambda data: found.frames.append(len(data)))

    page.on("console", console)
    page.on("pageerror", lambda error: found.problems.append(str(error)))
    page.on("request", request)
    page.on("websocket", socket_opened)
    return found


@pytest.fixture
def visit(chromium, site):
    """Open addresses of the site in fresh contexts; fails the test on what `watched` noted."""
    contexts, watches = [], []

    def opened(address: str = "", *, at: Site = site, **options):
        context = chromium.new_context(**options)
        context.set_default_timeout(15_000)
        contexts.append(context)
        page = context.new_page()
        watches.append(watched(page, at))
        page.watch = watches[-1]
        page.goto(at.address + address)
        page.wait_for_selector("[data-page]")
        return page

    yield opened
    for context in contexts:
        context.close()
    for watch in watches:
        assert watch.problems == []
        assert watch.hosts == set()
