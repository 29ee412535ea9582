"""``kb texts fetch`` against a server on this machine that breaks off, lies and is absent."""

from __future__ import annotations

import hashlib
import importlib
import json
import threading
from collections.abc import Iterator
from dataclasses import replace
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from types import SimpleNamespace
from urllib.parse import unquote

import pytest

from kb.cli import main
from kb.errors import TextError, UnknownName
from kb.model import Names, Source, TextFile
from kb.texts.fetch import HOST, addresses, assemble, fetch
from kb.texts.registry import registered
from kb.texts.sources import read_sources

ROOT = Path(__file__).resolve().parents[1]
COMMIT = "5" * 40
BASE = f"/toy/books/{COMMIT}"
WHOLE = "甲一\n甲二\n乙一\n丙一\n".encode()
OLD = "書首\r\n正文一\r\n正文二\r\n書尾\r\n"
BYTES_OF_OLD = "正文一\n正文二\n".encode()


class Server(ThreadingHTTPServer):
    """Serves files; `cut` bytes of a path are sent, then the line goes dead."""

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), Handler)
        self.files = {
            f"{BASE}/a_09.txt": "甲一\n甲二\n".encode(),
            f"{BASE}/a_10.txt": "乙一\n".encode(),
            f"{BASE}/a_11.txt": "丙一\n".encode(),
            f"{BASE}/301-舊.txt": OLD.encode("gb18030"),
        }
        self.cut: dict[str, int] = {}
        self.asked: list[tuple[str, str]] = []
        self.ranges = True
        self.elsewhere = ""

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.server_address[1]}"


class Handler(BaseHTTPRequestHandler):
    """One request."""

    server: Server
    protocol_version = "HTTP/1.1"

    def do_GET(self) -> None:
        path = unquote(self.path)
        asked = self.headers.get("Range", "")
        self.server.asked.append((path.rsplit("/", 1)[1], asked))
        if self.server.elsewhere:
            self.send_response(302)
            self.send_header("Location", self.server.elsewhere)
            self.send_header("Content-Length", "0")
            self.end_headers()
            return
        body = self.server.files.get(path)
        if body is None:
            self.send_error(404)
            return
        start = int(asked.removeprefix("bytes=").rstrip("-")) if asked and self.server.ranges else 0
        self.send_response(206 if start else 200)
        if start:
            self.send_header("Content-Range", f"bytes {start}-{len(body) - 1}/{len(body)}")
        self.send_header("Content-Length", str(len(body) - start))
        self.end_headers()
        stop = self.server.cut.pop(path, len(body))
        self.wfile.write(body[start:stop])
        self.close_connection = True

    def log_message(self, *args: object) -> None:
        """Say nothing."""


@pytest.fixture
def server() -> Iterator[Server]:
    with Server() as one:
        threading.Thread(target=one.serve_forever, args=(0.02,), daemon=True).start()
        yield one
        one.shutdown()


def pin(file: str, content: bytes, path: str, lines: str = "") -> TextFile:
    digest = hashlib.sha256(content).hexdigest()
    return TextFile(file, digest, "", "github.com/toy/books", path, COMMIT, lines)


ROW = pin("toy.txt", WHOLE, "a_09.txt … a_11.txt")
EXCERPT = pin("old.txt", BYTES_OF_OLD, "301-舊.txt", "2-3")
SOURCES = {
    "toy": Source("toy", Names(), text=ROW, companion=EXCERPT),
    "bare": Source("bare", Names()),
}


def leftovers(folder: Path) -> list[str]:
    return sorted(p.relative_to(folder).as_posix() for p in folder.rglob("*") if p.is_file())


def test_texts_are_put_together_checked_and_registered(server: Server, tmp_path: Path) -> None:
    told: list[tuple[str, int, int, int]] = []
    found = fetch(
        SOURCES, folder=tmp_path / "texts", host=server.url, registry=tmp_path / "t.json",
        progress=lambda *row: told.append(row),
    )  # fmt: skip
    assert (tmp_path / "texts" / "toy.txt").read_bytes() == WHOLE
    assert (tmp_path / "texts" / "old.txt").read_bytes() == BYTES_OF_OLD
    assert found == registered(tmp_path / "t.json")
    assert set(found) == {"toy", "toy:companion"}
    assert leftovers(tmp_path / "texts") == ["old.txt", "toy.txt"]
    assert ("toy.txt: a_10.txt", 2, 3, len("乙一\n".encode())) in told


def test_what_is_there_is_not_asked_for_again(server: Server, tmp_path: Path) -> None:
    for _ in range(2):
        fetch(SOURCES, folder=tmp_path, host=server.url, registry=tmp_path / "t.json")
    assert len(server.asked) == 4


def test_a_break_is_resumed_where_it_stopped(server: Server, tmp_path: Path) -> None:
    server.cut[f"{BASE}/a_09.txt"] = 5
    with pytest.raises(TextError, match=r"a_09\.txt: cannot be reached .*broke off after 5 of 14"):
        fetch(SOURCES, ["toy"], folder=tmp_path, host=server.url, registry=tmp_path / "t.json")
    assert not (tmp_path / "toy.txt").exists()
    fetch(SOURCES, ["toy"], folder=tmp_path, host=server.url, registry=tmp_path / "t.json")
    assert ("a_09.txt", "bytes=5-") in server.asked
    assert (tmp_path / "toy.txt").read_bytes() == WHOLE
    assert leftovers(tmp_path) == ["old.txt", "t.json", "toy.txt"]


def test_files_that_came_before_a_break_are_kept(server: Server, tmp_path: Path) -> None:
    server.cut[f"{BASE}/a_11.txt"] = 2
    with pytest.raises(TextError, match="a_11"):
        fetch(SOURCES, ["toy"], folder=tmp_path, host=server.url, registry=tmp_path / "t.json")
    fetch(SOURCES, ["toy"], folder=tmp_path, host=server.url, registry=tmp_path / "t.json")
    assert [name for name, _ in server.asked].count("a_09.txt") == 1


def test_a_server_without_ranges_starts_again(server: Server, tmp_path: Path) -> None:
    server.ranges = False
    server.cut[f"{BASE}/a_09.txt"] = 5
    with pytest.raises(TextError):
        fetch(SOURCES, ["toy"], folder=tmp_path, host=server.url, registry=tmp_path / "t.json")
    fetch(SOURCES, ["toy"], folder=tmp_path, host=server.url, registry=tmp_path / "t.json")
    assert (tmp_path / "toy.txt").read_bytes() == WHOLE


def test_another_edition_is_refused_and_nothing_kept(server: Server, tmp_path: Path) -> None:
    server.files[f"{BASE}/a_10.txt"] = "乙二\n".encode()
    with pytest.raises(TextError, match=r"toy\.txt: the copy at .* is not the pinned edition"):
        fetch(SOURCES, ["toy"], folder=tmp_path, host=server.url, registry=tmp_path / "t.json")
    assert "toy.txt" not in leftovers(tmp_path)
    assert not (tmp_path / ".fetching" / ROW.sha256).exists()
    assert registered(tmp_path / "t.json") == {}


def test_a_damaged_copy_is_fetched_anew(server: Server, tmp_path: Path) -> None:
    (tmp_path / "toy.txt").write_bytes(WHOLE[:7])
    fetch(SOURCES, ["toy"], folder=tmp_path, host=server.url, registry=tmp_path / "t.json")
    assert (tmp_path / "toy.txt").read_bytes() == WHOLE


def test_offline_is_said_clearly(tmp_path: Path) -> None:
    with Server() as gone:
        url = gone.url
    with pytest.raises(TextError, match=r"cannot be reached .* run the same command again"):
        fetch(SOURCES, ["toy"], folder=tmp_path, host=url, registry=tmp_path / "t.json")
    assert leftovers(tmp_path) == []


def test_a_missing_file_is_named(server: Server, tmp_path: Path) -> None:
    del server.files[f"{BASE}/a_11.txt"]
    with pytest.raises(TextError, match=r"a_11\.txt: the server answers 404"):
        fetch(SOURCES, ["toy"], folder=tmp_path, host=server.url, registry=tmp_path / "t.json")


@pytest.mark.parametrize("url", ["http://example.org", "ftp://127.0.0.1", "file:///etc"])
def test_only_https_or_this_machine(url: str, tmp_path: Path) -> None:
    with pytest.raises(TextError, match="over HTTPS only"):
        fetch(SOURCES, ["toy"], folder=tmp_path, host=url, registry=tmp_path / "t.json")


def test_a_redirect_away_from_https_is_not_followed(server: Server, tmp_path: Path) -> None:
    server.elsewhere = "http://example.org/x"
    with pytest.raises(TextError, match=r"example\.org/x: texts are fetched over HTTPS only"):
        fetch(SOURCES, ["toy"], folder=tmp_path, host=server.url, registry=tmp_path / "t.json")


def test_unknown_and_unpinned_sources_are_named(tmp_path: Path) -> None:
    with pytest.raises(UnknownName, match="tyo"):
        fetch(SOURCES, ["tyo"], folder=tmp_path)
    with pytest.raises(TextError, match="bare: no public transcription"):
        fetch(SOURCES, ["bare"], folder=tmp_path)
    none = replace(ROW, commit="")
    with pytest.raises(TextError, match=r"toy\.txt: its source record names no public copy"):
        addresses(none)


def test_a_text_without_public_copy_is_left_out_unless_named(
    server: Server, tmp_path: Path
) -> None:
    own = {**SOURCES, "own": Source("own", Names(), text=TextFile("own.txt", "0" * 64))}
    found = fetch(own, folder=tmp_path, host=server.url, registry=tmp_path / "t.json")
    assert set(found) == {"toy", "toy:companion"}
    with pytest.raises(TextError, match=r"own\.txt: its source record names no public copy"):
        fetch(own, ["own"], folder=tmp_path, host=server.url, registry=tmp_path / "t.json")


def test_a_folder_that_cannot_be_written_is_named(server: Server, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("in the way")
    with pytest.raises(TextError, match="file"):
        fetch(SOURCES, ["toy"], folder=tmp_path / "file", host=server.url)


def test_neither_encoding_is_refused() -> None:
    with pytest.raises(TextError, match="neither UTF-8 nor GB 18030"):
        assemble([b"\x81\x20\xff\xff"])


def test_every_pinned_text_has_addresses() -> None:
    for name, source in read_sources(ROOT / "data" / "sources").items():
        for record in filter(None, (source.text, source.companion)):
            if not record.repository:
                assert source.kind not in ("classical", "song"), name
                continue
            rows = addresses(record)
            assert rows, name
            assert all(row.startswith(f"{HOST}/") and record.commit in row for row in rows)


def test_the_command_fetches_and_lists(
    server: Server, tmp_path: Path, monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:  # fmt: skip
    monkeypatch.setattr("kb.texts.registry.registry_path", lambda: tmp_path / "texts.json")
    command = importlib.import_module("kb.cli.texts")
    base = SimpleNamespace(sources=SOURCES)
    monkeypatch.setattr(command, "open_base", lambda _: (base, None))
    to = str(tmp_path / "texts")
    assert main(["texts", "fetch", "toy", "--to", to, "--host", server.url, "--json"]) == 0
    told = capsys.readouterr()
    assert json.loads(told.out).keys() == {"toy", "toy:companion"}
    assert "toy.txt: a_09.txt  file 1 of 3" in told.err
    server.files.clear()
    to = str(tmp_path / "other")
    assert main(["texts", "fetch", "--to", to, "--host", server.url]) == 1
    assert "the server answers 404" in capsys.readouterr().err
