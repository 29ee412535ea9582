"""The compiled cache: open the knowledge base in milliseconds when the data has not changed.

Contract
--------
- Keyed on content: the sha256 of every data file, the Python version and the package's own code.
  Every start reads and hashes the data; nothing is trusted for its time stamp.
- Lives in the user's cache directory (``MINGTANG_CACHE`` names another, ``off`` turns it off). It
  is neither read nor written when the directory or the file belongs to someone else or can be
  written by others, because reading it unpickles.
- Never needed for correctness: missing, stale, truncated, damaged or unwritable, the data folder is
  loaded instead. Each record carries a checksum and is decoded only when asked for.
- Only ever written from sound data that did not change while it was loaded, to a temporary file
  that is moved into place, so two processes can write at once.
"""

from __future__ import annotations

import contextlib
import hashlib
import os
import stat
import sys
from collections.abc import Iterator
from pathlib import Path

from kb.base import KnowledgeBase
from kb.cache.lazy import CachedBase, CachedIndex, Rescue, kinds_of
from kb.cache.store import MAGIC, DamagedError, Store, pack, save
from kb.folder import MAX_BYTES, file_names
from kb.search import Index
from kb.search import build as build_index

__all__ = [
    "CachedBase",
    "CachedIndex",
    "DamagedError",
    "cache_path",
    "code_stamp",
    "content_key",
    "open_base",
    "write",
]

_CODE = ("", "cache", "load", "location", "model", "search", "texts")
"""Folders of this package whose code decides what a cache file holds."""


def content_key(folder: Path) -> str:
    """Return the sha256 that names a state of the data, the code and the Python version.

    Raises
    ------
    OSError
        Something in the folder is no readable file of a sensible size.
    """
    digest = hashlib.sha256(MAGIC + sys.version.encode())
    root = str(folder)
    for name in file_names(folder):
        digest.update(name.encode("utf-8", "surrogateescape") + b"\0")
        digest.update(hashlib.sha256(_content(f"{root}/{name}")).digest())
    digest.update("|".join([one for part in _CODE for one in code_stamp(part)]).encode())
    return digest.hexdigest()


def _content(path: str) -> bytes:
    handle = os.open(path, os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0))
    try:
        info = os.fstat(handle)
        if not stat.S_ISREG(info.st_mode) or info.st_size > MAX_BYTES:
            raise OSError("not a data file")
        found = os.read(handle, info.st_size + 1)
        if len(found) != info.st_size:
            raise OSError("changed while it was read")
        return found
    finally:
        os.close(handle)


def code_stamp(part: str) -> Iterator[str]:
    """Yield name, size and time of each file of code in a folder of this package."""
    with os.scandir(Path(__file__).parent.parent / part) as entries:
        for entry in sorted(entries, key=lambda found: found.name):
            if entry.name.endswith((".py", ".txt")):
                info = entry.stat()
                yield f"{part}/{entry.name}:{info.st_size}:{info.st_mtime_ns}"


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
    name = hashlib.sha256(str(folder.resolve()).encode("utf-8", "surrogateescape")).hexdigest()[:16]
    return root / f"{name}.kb"


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
    key = _key_or_nothing(folder) if path else ""
    if path and key:
        with contextlib.suppress(DamagedError, OSError):
            store, rescue = Store.open(path, key), Rescue(folder)
            return CachedBase(store, rescue, key), CachedIndex(store, rescue)
    from kb.load import load

    base = load(folder)
    index = build_index(base)
    if path and key and key == _key_or_nothing(folder):
        base.key = key
        with contextlib.suppress(OSError):
            write(path, key, base, index)
    return base, index


def _key_or_nothing(folder: Path) -> str:
    try:
        return content_key(folder)
    except OSError:
        return ""


def write(path: Path, key: str, base: KnowledgeBase, index: Index) -> None:
    """Write a cache file, atomically, if its directory is private to this user.

    Raises
    ------
    OSError
        The directory cannot be made or written.
    """
    save(path, key, pack(dict(kinds_of(base, index))))
