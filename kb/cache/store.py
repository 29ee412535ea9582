"""The file behind the compiled cache: named records by kind, each with its own checksum.

A file is a magic word, the key of the state that it holds, a header with the names of each kind,
and for each kind a packed table of offsets, lengths and checksums, then the records. The file
stays open; a table or a record is read when it is asked for, so what nobody asks for costs nothing.
(It is not mapped into memory: a mapped file that is cut short kills the process that looks.)
Nothing here knows what a record means.
"""

from __future__ import annotations

import marshal
import os
import stat
import tempfile
import zlib
from array import array
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from threading import Lock
from typing import TypeVar

__all__ = ["DamagedError", "LazyMap", "Store", "is_private", "pack", "save"]

T = TypeVar("T")
MAGIC = b"mingtang-cache-3\n"
_Part = tuple[int, int, int]
"""Where a part of a file begins, its length in bytes and its checksum."""
_KEY = 64
_COLUMNS = 3
_GAP = 16
"""Records between two that are wanted, up to which both are read at once."""


_READ = os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0)
_pread: Callable[[int, int, int], bytes] | None = getattr(os, "pread", None)


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
    header: dict[str, tuple[str, int, _Part]] = {}
    for kind, records in kinds.items():
        table = array("I")
        names, contents = [], []
        end = 0
        for name, content in records:
            names.append(name)
            contents.append(content)
            table.extend((end, len(content), zlib.crc32(content)))
            end += len(content)
        packed = table.tobytes()
        place = (len(body), len(packed), zlib.crc32(packed))
        body += packed
        header[kind] = ("\n".join(names), len(body), place)
        body += b"".join(contents)
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
    """Records of a cache file, read and checked one by one.

    Parameters
    ----------
    file : int
        Descriptor of the file, open for reading; the store closes it when it goes.
    key : str
        Key that the file must carry.

    Raises
    ------
    DamagedError
        Another key, or the header cannot be read or is not what was written.
    """

    __slots__ = ("_file", "_header", "_lock", "_places", "_start", "_tables")

    def __init__(self, file: int, key: str) -> None:
        self._file = file
        self._lock = Lock()
        self._start = 0
        size = len(MAGIC) + _KEY
        raw = self._read(0, size + 8)
        if raw[:size] != MAGIC + key.encode():
            raise DamagedError("stale")
        length = int.from_bytes(raw[size : size + 4], "big")
        check = int.from_bytes(raw[size + 4 : size + 8], "big")
        if not 0 < length <= os.fstat(file).st_size:
            raise DamagedError("header")
        head = self._checked("header", (size + 8, length, check))
        self._start = size + 8 + length
        self._header: dict[str, tuple[str, int, _Part]] = marshal.loads(head)
        self._tables: dict[str, array[int]] = {}
        self._places: dict[str, dict[str, int]] = {}

    def __del__(self) -> None:
        os.close(self._file)

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
        file = os.open(path, _READ)
        info = os.fstat(file)
        if not (stat.S_ISREG(info.st_mode) and is_private(info)):
            os.close(file)
            raise DamagedError("not private")
        return cls(file, key)

    def _read(self, begin: int, length: int) -> bytes:
        """Return bytes of the file; fewer than asked for where it ends."""
        try:
            if _pread is not None:
                return _pread(self._file, length, begin)
            with self._lock:
                os.lseek(self._file, begin, os.SEEK_SET)
                return os.read(self._file, length)
        except OSError as error:
            raise DamagedError(str(error)) from error

    def _checked(self, name: str, part: _Part) -> bytes:
        begin, length, check = part
        found = self._read(self._start + begin, length)
        if len(found) != length or zlib.crc32(found) != check:
            raise DamagedError(name)
        return found

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
        return self._header[kind][2][1] // (4 * _COLUMNS)

    def content(self, kind: str, number: int) -> bytes:
        """Return the record of a kind with this number.

        Raises
        ------
        DamagedError
            It is cut off or its checksum differs.
        """
        return next(self.contents(kind, (number,)))

    def contents(self, kind: str, numbers: Sequence[int]) -> Iterator[bytes]:
        """Yield the records of a kind with these numbers; neighbours are read at once.

        Raises
        ------
        DamagedError
            One is cut off or its checksum differs.
        """
        table = self._tables.get(kind)
        if table is None:
            table = array("I")
            table.frombytes(self._checked(kind, self._header[kind][2]))
            self._tables[kind] = table
        start, check = self._start + self._header[kind][1], zlib.crc32
        for low, high in _runs(numbers):
            first, last = table[_COLUMNS * numbers[low]], _COLUMNS * numbers[high]
            block = self._read(start + first, table[last] + table[last + 1] - first)
            for number in numbers[low : high + 1]:
                at = _COLUMNS * number
                begin, length = table[at] - first, table[at + 1]
                found = block[begin : begin + length]
                if len(found) != length or check(found) != table[at + 2]:
                    raise DamagedError(f"{kind} {number}")
                yield found

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


def _runs(numbers: Sequence[int]) -> Iterator[tuple[int, int]]:
    """Yield the first and last place of each run of numbers that rise by little."""
    low = 0
    for place in range(1, len(numbers)):
        if not 0 < numbers[place] - numbers[place - 1] <= _GAP:
            yield low, place - 1
            low = place
    if numbers:
        yield low, len(numbers) - 1


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
