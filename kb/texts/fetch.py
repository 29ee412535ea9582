"""Public transcriptions downloaded for the reader: pinned, resumed, checked, never half-written.

A source record pins a transcription by repository, commit, path and the checksum of the text as
it is used here: the files of a path in order, one after the other, in UTF-8 with line feeds, or
the lines of a file that belong to the book. What was downloaded stands beside the texts until
its text is whole; only a text of the right checksum gets its name.
"""

from __future__ import annotations

import hashlib
import os
import re
import shutil
import urllib.error
import urllib.parse
import urllib.request
from collections.abc import Callable, Iterable, Mapping
from http.client import HTTPException
from pathlib import Path
from typing import IO, Any

from kb.errors import TextError, UnknownName
from kb.model import Source, TextFile
from kb.texts.registry import pinned, register, texts_folder

__all__ = ["HOST", "addresses", "assemble", "fetch"]

HOST = "https://raw.githubusercontent.com"
"""Where files of public repositories are served at a commit."""

Progress = Callable[[str, int, int, int], None]

_TIMEOUT = 30.0
_LARGEST = 64 * 1024 * 1024
_BLOCK = 64 * 1024
_REPOSITORY = re.compile(r"github\.com/([A-Za-z0-9][\w.-]*/[A-Za-z0-9][\w.-]*)")
_COMMIT = re.compile("[0-9a-f]{40}")
_RANGE = re.compile(r"(?P<stem>.*?)(?P<first>\d+)(?P<tail>\.\w+) … (?P=stem)(?P<last>\d+)(?P=tail)")
_PLAIN = ("127.0.0.1", "localhost", "::1")


def addresses(record: TextFile, host: str = HOST) -> tuple[str, ...]:
    """Return the addresses of the files of a pinned transcription, in order.

    Parameters
    ----------
    record : TextFile
        Its path names one file, or the first and the last of a numbered row.
    host : str
        A server of the same layout: ``HOST/OWNER/NAME/COMMIT/PATH``.

    Raises
    ------
    TextError
        The record does not pin a public copy.

    Examples
    --------
    >>> toy = "github.com/toy/toy", "a_00.txt … a_02.txt", "0" * 40
    >>> row = TextFile("toy.txt", "0" * 64, "", *toy)
    >>> [one.rsplit("/", 1)[1] for one in addresses(row)]
    ['a_00.txt', 'a_01.txt', 'a_02.txt']
    """
    repository, commit = _REPOSITORY.fullmatch(record.repository), _COMMIT.fullmatch(record.commit)
    if not (repository and commit and record.path):
        raise TextError(f"{record.file}: its source record names no public copy at a commit")
    paths = [record.path]
    if row := _RANGE.fullmatch(record.path):
        size = len(row["first"])
        numbers = range(int(row["first"]), int(row["last"]) + 1)
        paths = [f"{row['stem']}{number:0{size}}{row['tail']}" for number in numbers]
    base = f"{host.rstrip('/')}/{repository[1]}/{record.commit}"
    return tuple(f"{base}/{urllib.parse.quote(path)}" for path in paths)


def assemble(parts: Iterable[bytes], lines: str = "") -> bytes:
    """Return the text as it is pinned, from its files as downloaded.

    Parameters
    ----------
    parts : iterable of bytes
        Files in UTF-8, or in GB 18030 as older public copies are.
    lines : str
        First and last line that belong to the book (``10138-13447``); empty for all.

    Raises
    ------
    TextError
        A file is in neither encoding.
    """
    text = "".join(_decoded(part) for part in parts).replace("\r\n", "\n")
    if lines:
        first, last = map(int, lines.split("-"))
        text = "".join(text.splitlines(keepends=True)[first - 1 : last])
    return text.encode()


def _decoded(part: bytes) -> str:
    for encoding in ("utf-8", "gb18030"):
        try:
            return part.decode(encoding)
        except UnicodeDecodeError:
            continue
    raise TextError("a downloaded file is neither UTF-8 nor GB 18030; please report it")


def fetch(
    sources: Mapping[str, Source],
    wanted: Iterable[str] = (),
    *,
    folder: Path | None = None,
    host: str = HOST,
    progress: Progress | None = None,
    registry: Path | None = None,
) -> dict[str, Path]:
    """Download pinned transcriptions that the folder lacks and register them.

    Parameters
    ----------
    sources : mapping of str to Source
        Source records.
    wanted : iterable of str
        Source ids (their companions come with them); none for every source with a public copy.
    folder : Path or None
        Where texts are kept; the user's data folder without one.
    host : str
        Server to ask, over HTTPS (plain HTTP only on this machine).
    progress : callable or None
        Called with file name, number of the file, of how many, and bytes so far.
    registry : Path or None
        File of registrations, for tests.

    Returns
    -------
    dict of str to Path
        Registered texts, those that were there before among them.

    Raises
    ------
    UnknownName
        No source has this id.
    TextError
        The server cannot be reached or sends something else. What came before is kept, so the
        same call goes on where it stopped.
    """
    place = folder or texts_folder()
    records = _chosen(sources, tuple(wanted))
    try:
        place.mkdir(parents=True, exist_ok=True)
        for file, record in records.items():
            if not _is_whole(place / file, record.sha256):
                _fetch_one(record, place, host, progress)
    except OSError as error:
        raise TextError(f"{error.filename or place}: {error.strerror or error}") from None
    return register(place, sources, registry) if records else {}


def _chosen(sources: Mapping[str, Source], wanted: tuple[str, ...]) -> dict[str, TextFile]:
    for name in wanted:
        if name not in sources:
            raise UnknownName("source", name, sources)
        if not sources[name].text:
            raise TextError(f"{name}: no public transcription of this source is pinned")
    found: dict[str, TextFile] = {}
    for name, record in pinned(sources).items():
        if name.removesuffix(":companion") in wanted or (not wanted and record.repository):
            found.setdefault(record.file, record)
    return dict(sorted(found.items()))


def _is_whole(path: Path, sha256: str) -> bool:
    return path.is_file() and hashlib.sha256(path.read_bytes()).hexdigest() == sha256


def _fetch_one(record: TextFile, folder: Path, host: str, progress: Progress | None) -> None:
    """Download the files of one transcription, put them together, check and name the text."""
    rows = addresses(record, host)
    waiting = folder / ".fetching" / record.sha256
    waiting.mkdir(parents=True, exist_ok=True)
    parts = [waiting / f"{number:03}" for number in range(len(rows))]
    for number, (address, part) in enumerate(zip(rows, parts, strict=True), 1):
        name = urllib.parse.unquote(address.rsplit("/", 1)[1])

        def told(size: int, name: str = name, number: int = number) -> None:
            if progress:
                progress(f"{record.file}: {name}", number, len(rows), size)

        if not part.exists():
            _download(address, part, told)
    text = assemble((part.read_bytes() for part in parts), record.lines)
    shutil.rmtree(waiting)
    if hashlib.sha256(text).hexdigest() != record.sha256:
        raise TextError(
            f"{record.file}: the copy at {rows[0]} is not the pinned edition (other checksum); "
            "nothing was kept"
        )
    whole = folder / f".{record.file}.part"
    whole.write_bytes(text)
    os.replace(whole, folder / record.file)
    if not any(waiting.parent.iterdir()):
        waiting.parent.rmdir()


def _download(address: str, part: Path, told: Callable[[int], None]) -> None:
    """Download a file; what came of it before a break is asked for no more."""
    open_part = part.with_suffix(".part")
    have = open_part.stat().st_size if open_part.exists() else 0
    request = urllib.request.Request(_secure(address), headers={"Accept-Encoding": "identity"})
    if have:
        request.add_header("Range", f"bytes={have}-")
    try:
        with _opener().open(request, timeout=_TIMEOUT) as answer:
            goes_on = answer.status == 206 and _starts(answer, have)
            _copy(answer, open_part, have if goes_on else 0, told)
    except urllib.error.HTTPError as error:
        if error.code == 416:
            open_part.unlink(missing_ok=True)
        raise TextError(f"{address}: the server answers {error.code} {error.reason}") from None
    except (urllib.error.URLError, HTTPException, TimeoutError, ConnectionError) as error:
        why = getattr(error, "reason", None) or error or type(error).__name__
        raise TextError(
            f"{address}: cannot be reached ({why}); what has come is kept: run the same command "
            "again when you are online, or register a copy with 'kb texts add PATH'"
        ) from None
    os.replace(open_part, part)


def _copy(answer: Any, path: Path, have: int, told: Callable[[int], None]) -> None:
    due = answer.headers.get("Content-Length")
    due = have + int(due) if due and due.isdigit() else None
    size = have
    with path.open("ab" if have else "wb") as file:
        _rest(answer, file, size, told)
        size = file.tell()
    if due is not None and size < due:
        raise ConnectionError(f"broke off after {size} of {due} bytes")


def _rest(answer: Any, file: IO[bytes], size: int, told: Callable[[int], None]) -> None:
    while block := answer.read(_BLOCK):
        file.write(block)
        size += len(block)
        if size > _LARGEST:
            raise TextError(f"larger than {_LARGEST} bytes: not a transcription; stopped")
        told(size)


def _starts(answer: Any, have: int) -> bool:
    return bool(re.match(rf"bytes {have}-", answer.headers.get("Content-Range", "")))


def _secure(address: str) -> str:
    parts = urllib.parse.urlsplit(address)
    if parts.scheme != "https" and not (parts.scheme == "http" and parts.hostname in _PLAIN):
        raise TextError(f"{address}: texts are fetched over HTTPS only")
    return address


class _Redirects(urllib.request.HTTPRedirectHandler):
    """Follows a server elsewhere only over HTTPS."""

    def redirect_request(self, *args: Any) -> urllib.request.Request | None:
        _secure(args[-1])
        return super().redirect_request(*args)


def _opener() -> urllib.request.OpenerDirector:
    return urllib.request.build_opener(_Redirects)
