"""A Streamlit server as a process of its own, and a client that speaks its protocol.

The client is a raw websocket: it sends what the browser sends (address, hashes of the messages it
still has) and stops the clock at ``script_finished``; nothing is drawn. Like the browser it forgets
a kept message that was not used in the last two runs.

It acknowledges every packet at once. Streamlit's sockets lack TCP_NODELAY, so with the delayed
acknowledgements of a plain client both sides wait 40 ms in every run, which hides all the rest;
Chromium was seen not to wait.
"""

from __future__ import annotations

import asyncio
import os
import shutil
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Coroutine, Iterator, Mapping
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, TypeVar
from urllib.error import URLError
from urllib.request import urlopen

__all__ = ["ROOT", "Run", "Server", "Session", "bare", "real"]

T = TypeVar("T")

ROOT = Path(__file__).resolve().parents[2]
"""The checkout."""

WAIT = 60.0
"""Longest wait for a server or an answer, in seconds."""


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


class Server:
    """``streamlit run`` in a folder; the folder's ``.streamlit/config.toml`` is what configures it.

    Parameters
    ----------
    app : Path
        The script.
    folder : Path
        Working directory.
    home : Path
        Stands in for the user's home, so that no settings of theirs count.
    environment : mapping of str to str
        Variables on top of ours.
    """

    def __init__(
        self, app: Path, folder: Path, home: Path, environment: Mapping[str, str] | None = None
    ) -> None:
        self.port = _free_port()
        variables = {key: value for key, value in os.environ.items() if "STREAMLIT" not in key}
        # the first start writes the bytecode that the others read, as it does for a reader
        variables.pop("PYTHONDONTWRITEBYTECODE", None)
        variables |= {"HOME": str(home), "PYTHONPATH": str(ROOT), **(environment or {})}
        self.started = time.perf_counter()
        self.process = subprocess.Popen(
            [
                sys.executable, "-m", "streamlit", "run", str(app), "--server.headless=true",
                f"--server.port={self.port}", "--server.address=127.0.0.1",
                "--browser.gatherUsageStats=false",
            ],
            cwd=folder, env=variables, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
        )  # fmt: skip

    def wait(self) -> None:
        """Return when the server answers."""
        while True:
            try:
                with urlopen(f"{self.address}/_stcore/health", timeout=WAIT):
                    return
            except (URLError, ConnectionError):
                if self.process.poll() is not None or self.since_spawn() > WAIT:
                    raise RuntimeError("the server did not start") from None
                time.sleep(0.005)

    def since_spawn(self) -> float:
        """Return the seconds since the process was started."""
        return time.perf_counter() - self.started

    @property
    def address(self) -> str:
        """Return the address of the app."""
        return f"http://127.0.0.1:{self.port}"

    def rss(self) -> float:
        """Return the resident memory in bytes (Linux only)."""
        for line in Path(f"/proc/{self.process.pid}/status").read_text().splitlines():
            if line.startswith("VmRSS:"):
                return float(line.split()[1]) * 1024
        raise RuntimeError("no VmRSS")

    def stop(self) -> None:
        """End the process."""
        self.process.terminate()
        try:
            self.process.wait(5)
        except subprocess.TimeoutExpired:
            self.process.kill()
            self.process.wait()


@contextmanager
def bare(*, tuned: bool = False, script: str = "bare.py") -> Iterator[Server]:
    """Run a bare app: with Streamlit's own settings, or (`tuned`) with the project's."""
    with tempfile.TemporaryDirectory() as scratch:
        folder = Path(scratch)
        app = Path(shutil.copy(Path(__file__).with_name(script), folder))
        if tuned:
            (folder / ".streamlit").mkdir()
            shutil.copy(ROOT / ".streamlit" / "config.toml", folder / ".streamlit")
        server = Server(app, folder, folder)
        try:
            server.wait()
            yield server
        finally:
            server.stop()


@contextmanager
def real(data: Path, cache: Path, app: Path | None = None) -> Iterator[Server]:
    """Run the project's app (or `app`) on a data folder, with its compiled cache in `cache`."""
    with tempfile.TemporaryDirectory() as home:
        variables = {"MINGTANG_DATA": str(data), "MINGTANG_CACHE": str(cache)}
        server = Server(app or ROOT / "app.py", ROOT, Path(home), variables)
        try:
            server.wait()
            yield server
        finally:
            server.stop()


@dataclass(slots=True)
class Run:
    """One run of the script as the client saw it."""

    seconds: float = 0.0
    messages: int = 0
    bytes: int = 0
    html: list[str] = field(default_factory=list)
    errors: list[str] = field(default_factory=list)


class Session:
    """One browser session.

    Parameters
    ----------
    server : Server
    """

    def __init__(self, server: Server) -> None:
        self._port = server.port
        # a thread of its own: the caller's may already run a loop (Playwright's does)
        self._worker = ThreadPoolExecutor(max_workers=1)
        self._loop = asyncio.new_event_loop()
        self._socket: Any = None
        self._kept: dict[str, int] = {}
        self._page = ""
        self._runs = 0

    def open(self, page: str = "", query: str = "") -> Run:
        """Connect and run the script for the first time."""
        return self._wait(self._open(page, query))

    def go(self, page: str = "", query: str = "") -> Run:
        """Run the script again at another address, as a click on a link does."""
        return self._wait(self._run(page, query))

    def close(self) -> None:
        """Close the connection."""
        if self._socket is not None:
            self._wait(self._socket.close())
        self._worker.submit(self._loop.close).result()
        self._worker.shutdown()

    def _wait(self, work: Coroutine[Any, Any, T]) -> T:
        return self._worker.submit(self._loop.run_until_complete, work).result()

    async def _open(self, page: str, query: str) -> Run:
        from websockets.asyncio.client import connect

        start = time.perf_counter()
        self._socket = await connect(
            f"ws://127.0.0.1:{self._port}/_stcore/stream",
            subprotocols=["streamlit", "unused"],  # type: ignore[list-item]
            max_size=None, compression=None, ping_interval=None, open_timeout=WAIT,
        )  # fmt: skip
        found = await self._run(page, query)
        found.seconds = time.perf_counter() - start
        return found

    async def _run(self, page: str, query: str) -> Run:
        from streamlit.proto.BackMsg_pb2 import BackMsg

        self._runs += 1
        self._kept = {name: run for name, run in self._kept.items() if run >= self._runs - 2}
        message = BackMsg()
        message.rerun_script.query_string = query
        message.rerun_script.page_name = page
        message.rerun_script.cached_message_hashes.extend(self._kept)
        self._acknowledge()
        start = time.perf_counter()
        await self._socket.send(message.SerializeToString())
        found = Run()
        while not self._read(await asyncio.wait_for(self._socket.recv(), WAIT), found):
            self._acknowledge()
        found.seconds = time.perf_counter() - start
        return found

    def _acknowledge(self) -> None:
        """Turn delayed acknowledgement off; the system turns it on again by itself (Linux)."""
        option = getattr(socket, "TCP_QUICKACK", None)
        if option is not None:
            peer = self._socket.transport.get_extra_info("socket")
            peer.setsockopt(socket.IPPROTO_TCP, option, 1)

    def _read(self, raw: bytes, found: Run) -> bool:
        """Note one message; return whether it ends the run."""
        from streamlit.proto.ForwardMsg_pb2 import ForwardMsg

        message = ForwardMsg()
        message.ParseFromString(raw)
        found.messages += 1
        found.bytes += len(raw)
        kind = message.WhichOneof("type")
        if kind == "ref_hash":
            if message.ref_hash not in self._kept:
                found.errors.append("a reference to a message not kept")
            self._kept[message.ref_hash] = self._runs
        elif message.metadata.cacheable:
            self._kept[message.hash] = self._runs
        if kind == "delta" and message.delta.WhichOneof("type") == "new_element":
            element = message.delta.new_element
            if element.WhichOneof("type") == "html":
                found.html.append(element.html.body)
            elif element.WhichOneof("type") == "exception":
                found.errors.append(element.exception.message)
        return kind == "script_finished"
