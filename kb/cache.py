"""The compiled cache: open the knowledge base in milliseconds when the data has not changed.

Contract
--------
- Keyed on content: the sha256 of every data file, the Python version and the package's own code.
  Every start reads and hashes the data; nothing is trusted for its time stamp.
- Lives in the user's cache directory (``MINGTANG_CACHE`` names another, ``off`` turns it off). It
  is neither read nor written when the directory or the file belongs to someone else or can be
  written by others, because reading it unpickles.
- Never needed for correctness: missing, stale, truncated, damaged or unwritable, the data folder is
  loaded instead. Each section carries a checksum and is decoded only when asked for.
- Written to a temporary file and moved into place, so two processes can write at once.
"""

from __future__ import annotations

import contextlib
import hashlib
import marshal
import os
import pickle
import stat
import sys
import tempfile
import zlib
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from types import MappingProxyType
from typing import Any, TypeVar, cast

from kb.base import KnowledgeBase
from kb.load import data_files, load
from kb.model import Claim
from kb.search import Index
from kb.search import build as build_index

__all__ = ["CachedBase", "DamagedError", "cache_path", "content_key", "open_base", "write"]

T = TypeVar("T")
_MAGIC = b"mingtang-cache-1\n"
_MAPS = ("points", "meridians", "categories", "symptoms", "sources", "landmarks", "structures")
_WHOLE = ("axes", "variants", "forms", "gaps")
_CODE = ("base.py", "model.py", "cache.py", "cite.py", "codes.py", "load", "search", "texts")


class DamagedError(Exception):
    """A cache file or section is not what was written."""


def content_key(folder: Path) -> str:
    """Return the sha256 that names a state of the data, the code and the Python version."""
    digest = hashlib.sha256(_MAGIC + sys.version.encode())
    for path in data_files(folder):
        digest.update(path.relative_to(folder).as_posix().encode() + b"\0")
        digest.update(hashlib.sha256(path.read_bytes()).digest())
    digest.update(_code_stamp().encode())
    return digest.hexdigest()


def _code_stamp() -> str:
    here = Path(__file__).parent
    found = []
    for name in _CODE:
        path = here / name
        for file in sorted(path.glob("*")) if path.is_dir() else [path]:
            if file.suffix in (".py", ".txt"):
                info = file.stat()
                found.append(f"{file.name}:{info.st_size}:{info.st_mtime_ns}")
    return "|".join(found)


def cache_path(folder: Path) -> Path | None:
    """Return where the cache of a data folder lives; None when the cache is turned off."""
    chosen = os.environ.get("MINGTANG_CACHE", "")
    if chosen == "off":
        return None
    if chosen:
        root = Path(chosen)
    else:
        import platformdirs

        root = Path(platformdirs.user_cache_dir("mingtang"))
    name = hashlib.sha256(str(folder.resolve()).encode()).hexdigest()[:16]
    return root / f"{name}.kb"


def _private(path: Path) -> bool:
    """Return whether a path belongs to this user and only they can write it."""
    try:
        info = path.stat()
    except OSError:
        return False
    owner = getattr(os, "geteuid", lambda: info.st_uid)()
    return info.st_uid == owner and not info.st_mode & (stat.S_IWGRP | stat.S_IWOTH)


def open_base(folder: Path) -> tuple[KnowledgeBase, Index]:
    """Return the knowledge base and search index of a data folder, from the cache when it is fresh.

    Parameters
    ----------
    folder : Path
        The folder ``data``.

    Raises
    ------
    DataError
        The data is wrong (the cache is only ever written from sound data).
    """
    path = cache_path(folder)
    if path is None:
        base = load(folder)
        return base, build_index(base)
    key = content_key(folder) if folder.is_dir() else ""
    with contextlib.suppress(DamagedError, OSError):
        return _read(path, key, folder)
    base = load(folder)
    index = build_index(base)
    with contextlib.suppress(OSError):
        write(path, key, base, index)
    return base, index


class _Store:
    """Sections of a cache file, checked and decoded one by one."""

    def __init__(self, raw: bytes, table: Mapping[str, tuple[int, int, int]], start: int) -> None:
        self._raw = raw
        self._table = table
        self._start = start

    def section(self, name: str) -> bytes:
        """Return the bytes of a section.

        Raises
        ------
        DamagedError
            Missing, cut off, or the checksum differs.
        """
        try:
            offset, length, check = self._table[name]
        except KeyError:
            raise DamagedError(name) from None
        found = self._raw[self._start + offset : self._start + offset + length]
        if len(found) != length or zlib.crc32(found) != check:
            raise DamagedError(name)
        return found

    def names(self, prefix: str) -> list[str]:
        """Return what follows `prefix` in the names of sections, in file order."""
        size = len(prefix)
        return [name[size:] for name in self._table if name.startswith(prefix)]


def _read(path: Path, key: str, folder: Path) -> tuple[KnowledgeBase, Index]:
    if not (_private(path) and _private(path.parent)):
        raise DamagedError("not private")
    raw = path.read_bytes()
    size = len(_MAGIC)
    head = size + 64 + 8 + 4
    if raw[:size] != _MAGIC or raw[size : size + 64] != key.encode() or len(raw) < head:
        raise DamagedError("stale")
    length = int.from_bytes(raw[size + 64 : size + 72], "big")
    check = int.from_bytes(raw[size + 72 : head], "big")
    header = raw[head : head + length]
    if len(header) != length or zlib.crc32(header) != check:
        raise DamagedError("header")
    store = _Store(raw, marshal.loads(header), head + length)
    index = Index.unpack(marshal.loads(store.section("index")))
    return CachedBase(store, folder), index


def write(path: Path, key: str, base: KnowledgeBase, index: Index) -> None:
    """Write a cache file, atomically, if its directory is private to this user.

    Raises
    ------
    OSError
        The directory cannot be made or written.
    """
    path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    if not _private(path.parent):
        return
    table: dict[str, tuple[int, int, int]] = {}
    body = bytearray()
    for name, found in _sections(base, index):
        table[name] = (len(body), len(found), zlib.crc32(found))
        body += found
    header = marshal.dumps(table)
    head = len(header).to_bytes(8, "big") + zlib.crc32(header).to_bytes(4, "big")
    handle, temporary = tempfile.mkstemp(dir=path.parent, prefix=".writing-")
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(_MAGIC + key.encode() + head + header + body)
        Path(temporary).replace(path)
    except BaseException:
        Path(temporary).unlink(missing_ok=True)
        raise


def _sections(base: KnowledgeBase, index: Index) -> Iterator[tuple[str, bytes]]:
    yield "index", marshal.dumps(index.pack())
    for kind in _MAPS:
        records = getattr(base, kind)
        for name, record in records.items():
            yield f"{kind}/{name}", _pickled(record)
    for kind in _WHOLE:
        value = getattr(base, kind)
        yield kind, _pickled(dict(value) if isinstance(value, MappingProxyType) else value)
    numbers = {claim.id: number for number, claim in enumerate(base.claims())}
    targets: dict[str, dict[str, None]] = {}
    sources: dict[str, dict[str, None]] = {}
    for subject in base.subjects():
        claims = base.claims_of(subject)
        yield f"claims/{subject}", _pickled((tuple(numbers[c.id] for c in claims), claims))
        for claim in claims:
            if claim.target:
                targets.setdefault(claim.target, {})[subject] = None
            sources.setdefault(claim.source, {})[subject] = None
    for kind, where in (("target", targets), ("source", sources)):
        yield kind, marshal.dumps({name: tuple(subjects) for name, subjects in where.items()})


def _pickled(value: object) -> bytes:
    return pickle.dumps(value, protocol=5)


class _LazyMap(Mapping[str, T]):
    """Records of one kind, unpickled when asked for."""

    __slots__ = ("_decode", "_made", "_names")

    def __init__(self, names: list[str], decode: Callable[[str], T]) -> None:
        self._names = dict.fromkeys(names)
        self._made: dict[str, T] = {}
        self._decode = decode

    def __getitem__(self, name: str) -> T:
        try:
            return self._made[name]
        except KeyError:
            if name not in self._names:
                raise
        return self._made.setdefault(name, self._decode(name))

    def __iter__(self) -> Iterator[str]:
        return iter(self._names)

    def __len__(self) -> int:
        return len(self._names)

    def __contains__(self, name: object) -> bool:
        return name in self._names


class CachedBase(KnowledgeBase):
    """A knowledge base that decodes records and claims from the cache as they are asked for.

    Should a section turn out damaged, the data folder is loaded and answers from then on.
    """

    def __init__(self, store: _Store, folder: Path) -> None:
        self._store = store
        self._folder = folder
        self._eager: KnowledgeBase | None = None
        self._decoded: dict[str, tuple[tuple[int, ...], tuple[Claim, ...]]] = {}
        self._where: dict[str, Mapping[str, tuple[str, ...]]] = {}
        self._every: tuple[Claim, ...] | None = None
        self._subject_names = dict.fromkeys(store.names("claims/"))
        for kind in _MAPS:
            setattr(self, kind, _LazyMap(store.names(f"{kind}/"), self._decoder(kind)))

    def __getattr__(self, name: str) -> Any:
        if name not in _WHOLE:
            raise AttributeError(name)
        try:
            value = pickle.loads(self._store.section(name))
        except (DamagedError, pickle.UnpicklingError):
            value = getattr(self._rescue(), name)
        if isinstance(value, dict):
            value = MappingProxyType(value)
        setattr(self, name, value)
        return value

    def _rescue(self) -> KnowledgeBase:
        if self._eager is None:
            self._eager = load(self._folder)
        return self._eager

    def _decoder(self, kind: str) -> Callable[[str], Any]:
        def decode(name: str) -> Any:
            try:
                return pickle.loads(self._store.section(f"{kind}/{name}"))
            except (DamagedError, pickle.UnpicklingError):
                return getattr(self._rescue(), kind)[name]

        return decode

    def _numbered(self, subject: str) -> tuple[tuple[int, ...], tuple[Claim, ...]]:
        found = self._decoded.get(subject)
        if found is None:
            if subject not in self._subject_names:
                return (), ()
            try:
                found = pickle.loads(self._store.section(f"claims/{subject}"))
            except (DamagedError, pickle.UnpicklingError):
                base = self._rescue()
                numbers = {claim.id: n for n, claim in enumerate(base.claims())}
                claims = base.claims_of(subject)
                found = (tuple(numbers[c.id] for c in claims), claims)
            found = self._decoded.setdefault(subject, found)
        return found

    def _at(self, kind: str, name: str) -> list[tuple[int, Claim]]:
        """Return numbered claims of the subjects that a target or source has, each claim once."""
        where = self._where.get(kind)
        if where is None:
            try:
                where = cast(
                    Mapping[str, tuple[str, ...]], marshal.loads(self._store.section(kind))
                )
            except (DamagedError, ValueError, EOFError, TypeError):
                where = dict.fromkeys([name], tuple(self._subject_names))
            self._where[kind] = where
        found: dict[int, Claim] = {}
        for subject in where.get(name, ()):
            numbers, claims = self._numbered(subject)
            found.update(zip(numbers, claims, strict=True))
        return sorted(found.items())

    def claims_of(self, subject: str) -> tuple[Claim, ...]:
        """Return the claims about a point or meridian, prescriptions with it included."""
        return self._numbered(subject)[1]

    def claims_on(self, target: str) -> tuple[Claim, ...]:
        """Return the claims whose target is this symptom, category, meridian or structure."""
        return tuple(claim for _, claim in self._at("target", target) if claim.target == target)

    def claims_from(self, source: str) -> tuple[Claim, ...]:
        """Return the claims of a source."""
        return tuple(claim for _, claim in self._at("source", source) if claim.source == source)

    def claims(self) -> tuple[Claim, ...]:
        """Return every claim, by source and file order."""
        if self._every is None:
            found: dict[int, Claim] = {}
            for subject in self._subject_names:
                numbers, claims = self._numbered(subject)
                found.update(zip(numbers, claims, strict=True))
            self._every = tuple(claim for _, claim in sorted(found.items()))
        return self._every

    def subjects(self) -> Iterator[str]:
        """Yield every point code and meridian id that some claim is about."""
        yield from self._subject_names
