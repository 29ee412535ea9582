"""The file behind the compiled cache: named records by kind, each with its own checksum.

A file is a magic word, the key of the state that it holds, a small header (for each kind the names
and a packed table of offset, length and checksum) and the records, decoded one by one when asked
for. Nothing here knows what a record means.
"""

from __future__ import annotations

import marshal
import os
import stat
import tempfile
import zlib
from array import array
from collections.abc import Callable, Iterable, Iterator, Mapping
from pathlib import Path
from typing import TypeVar

__all__ = ["DamagedError", "LazyMap", "Store", "is_private", "pack", "save"]

T = TypeVar("T")
MAGIC = b"mingtang-cache-2\n"
_KEY = 64
_COLUMNS = 3


class DamagedError(Exception):
    """A cache file or a record in it is not what was written."""


def is_private(info: os.stat_result) -> bool:
    """Return whether something belongs to this user and only they can write it."""
    owner = getattr(os, "geteuid", lambda: info.st_uid)()
    return info.st_uid == owner and not info.st_mode & (stat.S_IWGRP | stat.S_IWOTH)


def pack(kinds: Mapping[str, Iterable[tuple[str, bytes]]]) -> bytes:
    """Return the header and the records of a file; `Store` reads them back.

    Parameters
    ----------
    kinds : mapping of str to iterable of (str, bytes)
        Kind to its records: name (no line feed in it) and content.
    """
    body = bytearray()
    header: dict[str, tuple[str, bytes]] = {}
    for kind, records in kinds.items():
        table = array("I")
        names = []
        for name, content in records:
            names.append(name)
            table.extend((len(body), len(content), zlib.crc32(content)))
            body += content
        header[kind] = ("\n".join(names), table.tobytes())
    head = marshal.dumps(header)
    return b"".join([len(head).to_bytes(4, "big"), zlib.crc32(head).to_bytes(4, "big"), head, body])


def save(path: Path, key: str, packed: bytes) -> None:
    """Write a file, atomically, if its folder is private to this user; else do nothing.

    Raises
    ------
    OSError
        The folder cannot be made or written.
    """
    path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    if not is_private(path.parent.stat()):
        return
    handle, temporary = tempfile.mkstemp(dir=path.parent, prefix=".writing-")
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(MAGIC + key.encode() + packed)
        Path(temporary).replace(path)
    except BaseException:
        Path(temporary).unlink(missing_ok=True)
        raise


class Store:
    """Records of a cache file, checked and handed out one by one.

    Parameters
    ----------
    raw : bytes
        The whole file.
    key : str
        Key that the file must carry.

    Raises
    ------
    DamagedError
        Another key, or the header is not what was written.
    """

    __slots__ = ("_header", "_places", "_raw", "_start", "_tables")

    def __init__(self, raw: bytes, key: str) -> None:
        size = len(MAGIC) + _KEY
        if raw[:size] != MAGIC + key.encode():
            raise DamagedError("stale")
        length = int.from_bytes(raw[size : size + 4], "big")
        check = int.from_bytes(raw[size + 4 : size + 8], "big")
        head = raw[size + 8 : size + 8 + length]
        if not head or len(head) != length or zlib.crc32(head) != check:
            raise DamagedError("header")
        self._raw = raw
        self._start = size + 8 + length
        self._header: dict[str, tuple[str, bytes]] = marshal.loads(head)
        self._tables: dict[str, array[int]] = {}
        self._places: dict[str, dict[str, int]] = {}

    @classmethod
    def open(cls, path: Path, key: str) -> Store:
        """Return the store in a file that belongs to this user and nobody else can write.

        Raises
        ------
        DamagedError
            The file or its folder is not private, stale or damaged.
        OSError
            It cannot be read.
        """
        if not is_private(path.parent.stat()):
            raise DamagedError("folder not private")
        with path.open("rb", buffering=0) as file:
            info = os.fstat(file.fileno())
            if not (stat.S_ISREG(info.st_mode) and is_private(info)):
                raise DamagedError("not private")
            return cls(file.readall(), key)

    def places(self, kind: str) -> dict[str, int]:
        """Return the names of a kind, in order, each with its number; not to be changed."""
        found = self._places.get(kind)
        if found is None:
            names = self._header[kind][0]
            found = (
                dict(zip(names.split("\n"), range(len(names) + 1), strict=False)) if names else {}
            )
            self._places[kind] = found
        return found

    def count(self, kind: str) -> int:
        """Return how many records a kind has."""
        return len(self._header[kind][1]) // (4 * _COLUMNS)

    def content(self, kind: str, number: int) -> bytes:
        """Return the record of a kind with this number.

        Raises
        ------
        DamagedError
            It is cut off or its checksum differs.
        """
        return self.reader(kind)(number)

    def reader(self, kind: str) -> Callable[[int], bytes]:
        """Return a function that does for one kind what `content` does."""
        table = self._tables.get(kind)
        if table is None:
            table = array("I")
            table.frombytes(self._header[kind][1])
            self._tables[kind] = table
        places, raw, start, check = table, self._raw, self._start, zlib.crc32

        def read(number: int) -> bytes:
            at = _COLUMNS * number
            begin, length = start + places[at], places[at + 1]
            found = raw[begin : begin + length]
            if len(found) != length or check(found) != places[at + 2]:
                raise DamagedError(f"{kind} {number}")
            return found

        return read

    def named(self, kind: str, name: str) -> bytes:
        """Return the record of a kind with this name.

        Raises
        ------
        KeyError
            No such record.
        DamagedError
            It is cut off or its checksum differs.
        """
        return self.content(kind, self.places(kind)[name])


class LazyMap(Mapping[str, T]):
    """Records of one kind by name, decoded when asked for; `decode` is given the name.

    It is read-only and keeps what it has decoded.
    """

    __slots__ = ("_decode", "_kind", "_made", "_store")

    def __init__(self, store: Store, kind: str, decode: Callable[[str], T]) -> None:
        self._store = store
        self._kind = kind
        self._decode = decode
        self._made: dict[str, T] = {}

    def __getitem__(self, name: str) -> T:
        try:
            return self._made[name]
        except KeyError:
            if name not in self._store.places(self._kind):
                raise
        return self._made.setdefault(name, self._decode(name))

    def __iter__(self) -> Iterator[str]:
        return iter(self._store.places(self._kind))

    def __len__(self) -> int:
        return self._store.count(self._kind)

    def __contains__(self, name: object) -> bool:
        return name in self._store.places(self._kind)

    def __repr__(self) -> str:
        return f"<{self._kind}: {len(self)} records>"
