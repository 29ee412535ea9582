"""Models of point pages, made once for a state of the data and kept beside the compiled cache.

Making the model of a point compares all that its books say; that need not be done anew after each
start. The contract is that of `kb.cache`: a file is keyed on content and code, private to the user,
checked record by record, and never needed: without it a page is made from the data, and is the
same. What is kept is the model, not the page: it is drawn when it is asked for.
"""

from __future__ import annotations

import contextlib
import dataclasses
import hashlib
import io
import pickle
import threading
import zlib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from kb.base import KnowledgeBase
from kb.cache import CachedBase, DamagedError, cache_path, code_stamp, open_base
from kb.cache.store import Store, pack, save
from kb.views.point import PointPage, point_page

__all__ = ["Kept", "build", "opened"]

_CODE = ("compare", "doctrine", "views")
"""Folders of this package whose code decides what a model says, besides those of the cache."""


class Kept:
    """The models in a file.

    Parameters
    ----------
    store : Store
    """

    def __init__(self, store: Store) -> None:
        self._store = store

    def get(self, code: str) -> PointPage | None:
        """Return the model of a point; None when there is none or it is damaged."""
        try:
            found = self._store.named("point", code)
        except (KeyError, DamagedError):
            return None
        model: PointPage = pickle.loads(zlib.decompress(found))
        return model


def opened(kb: KnowledgeBase, folder: Path) -> Kept | None:
    """Return the models kept of a knowledge base that was opened from a folder; None when none."""
    path = _path(folder)
    if path is None or not kb.key:
        return None
    with contextlib.suppress(DamagedError, OSError):
        return Kept(Store.open(path, _key(kb)))
    return None


def build(folder: Path, pause: float = 0.0) -> Kept | None:
    """Make the models of all points of a data folder and keep them.

    Parameters
    ----------
    folder : Path
        The folder ``data``.
    pause : float, in seconds
        Rest between two points, for others who need the processor.

    Returns
    -------
    Kept or None
        None when there is no cache, or nothing can be kept.
    """
    path = _path(folder)
    if path is None:
        return None
    base, _ = open_base(folder)
    if base.key and not isinstance(base, CachedBase):
        base, _ = open_base(folder)  # it was loaded, and is now in the cache
    if not isinstance(base, CachedBase):
        return None
    rest = threading.Event()
    records = []
    for code in base.points:
        records.append((code, zlib.compress(_pickled(point_page(base, code)))))
        base.forget()  # nobody else has this base; all its claims would be 80 MB
        rest.wait(pause)
    with contextlib.suppress(OSError):
        save(path, _key(base), pack({"point": records}))
    return opened(base, folder)


def _path(folder: Path) -> Path | None:
    path = cache_path(folder)
    return path.with_suffix(".points") if path else None


def _key(kb: KnowledgeBase) -> str:
    return hashlib.sha256("|".join((kb.key, *_stamps())).encode()).hexdigest()


def _stamps() -> Iterator[str]:
    for part in _CODE:
        yield from code_stamp(part)


class _Pickler(pickle.Pickler):
    """Writes an object of ours as its class and arguments, which is faster to read."""

    def reducer_override(self, value: Any) -> Any:
        if dataclasses.is_dataclass(value) and not isinstance(value, type):
            names = [field.name for field in dataclasses.fields(value)]
            return type(value), tuple([getattr(value, name) for name in names])
        return NotImplemented


def _pickled(model: PointPage) -> bytes:
    out = io.BytesIO()
    _Pickler(out, protocol=5).dump(model)
    return out.getvalue()
