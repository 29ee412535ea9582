"""The data behind the browser: loaded once, looked at for edits, never lost to a broken edit.

One `Holder` serves all sessions. Once a second, as long as somebody reads, it compares the size and
time of every data file with what it loaded; after an edit it loads anew. It does so beside the
pages, which do not wait for it: asking the disk for six hundred files is as much work as a page. If
the edit is broken it goes on serving the last good data and hands out the problems, for the banner.
"""

from __future__ import annotations

import contextlib
import functools
import os
import threading
import time
from collections import OrderedDict
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

from kb.base import KnowledgeBase
from kb.cache import open_base
from kb.errors import DataError, Problem
from kb.folder import DEFAULT_DATA, file_names
from kb.search import Index

if TYPE_CHECKING:
    from kb.compare import Survey
    from kb.relations import Web
    from kb.ui.witness import Texts
    from kb.views.kept import Kept
    from kb.views.point import PointPage

__all__ = ["Holder", "State", "current", "data_folder"]

Made = TypeVar("Made", bound=str)
Signature = tuple[tuple[str, int, int], ...]

_KEPT = 300
_REST, _PAUSE = 2.0, 0.01
"""Seconds before models of pages are made in idle time, and between two of them."""


class State:
    """One good state of the data, with the pages drawn from it.

    Parameters
    ----------
    kb : KnowledgeBase
        The data.
    index : Index
        Its search index.
    folder : Path, optional
        The data folder, beside whose compiled cache models of pages may be kept.
    """

    def __init__(self, kb: KnowledgeBase, index: Index, folder: Path | None = None) -> None:
        self.kb = kb
        self.index = index
        self._folder = folder
        self._kept: Kept | None = None
        self._asked = False
        self._drawn: OrderedDict[str, Any] = OrderedDict()
        self._lock = threading.Lock()

    @functools.cached_property
    def texts(self) -> Texts:
        """Return the registered texts; they are first needed when a citation is opened."""
        from kb.ui.witness import Texts

        return Texts(self.kb)

    @functools.cached_property
    def survey(self) -> Survey:
        """Return where the sources part, over all points; made when first asked for."""
        from kb.compare import survey

        return survey(self.kb)

    @functools.cached_property
    def web(self) -> Web:
        """Return how all records are tied to each other; made when first asked for."""
        from kb.relations import build

        return build(self.kb)

    def point(self, code: str) -> PointPage:
        """Return the model of the page of a point: as kept, or made now.

        When none are kept, they are all made in idle time, once.
        """
        from kb.views.point import point_page

        with self._lock:
            first, self._asked = not self._asked, True
        if first and self._folder and self.kb.key:
            from kb.views import kept

            self._kept = kept.opened(self.kb, self._folder)
            if not self._kept:
                threading.Thread(target=self._keep, args=(self._folder,), daemon=True).start()
        found = self._kept.get(code) if self._kept else None
        return found or point_page(self.kb, code)

    def _keep(self, folder: Path) -> None:
        from kb.views import kept

        time.sleep(_REST)
        with contextlib.suppress(DataError, OSError):
            kept.build(folder, _PAUSE)
            self._kept = kept.opened(self.kb, folder)

    def drawn(self, address: str, draw: Callable[[], Made]) -> Made:
        """Return the page of an address, drawn once; the pages used last are kept."""
        with self._lock:
            if address in self._drawn:
                self._drawn.move_to_end(address)
                kept: Made = self._drawn[address]
                return kept
        made = draw()
        with self._lock:
            self._drawn[address] = made
            while len(self._drawn) > _KEPT:
                self._drawn.popitem(last=False)
        return made


class Holder:
    """Keeps the last good `State` of a data folder.

    Parameters
    ----------
    folder : Path
        The folder ``data``.
    pause : float, in seconds
        Time between two looks at the files; 0 to look whenever the data is asked for.
    idle : float, in seconds
        How long after the data was last asked for the looks go on.
    """

    def __init__(self, folder: Path, pause: float = 1.0, idle: float = 600.0) -> None:
        self.folder = folder
        self.pause = pause
        self.idle = idle
        self._lock = threading.Lock()
        self._used = 0.0
        self._watched = False
        self._signature: Signature | None = None
        self._state: State | None = None
        self._problems: tuple[Problem, ...] = ()

    def get(self) -> tuple[State | None, tuple[Problem, ...]]:
        """Return the last good state (None if there never was one) and the problems of an edit.

        The first to ask, and the first after a long rest, waits for a look at the files.
        """
        self._used = time.monotonic()
        if not self._watched:
            waits = self._state is None and not self._problems
            if self._lock.acquire(blocking=waits):
                try:
                    if not self._watched:
                        self._look()
                        self._watched = self.pause > 0
                        if self._watched:
                            threading.Thread(target=self._watch, daemon=True).start()
                finally:
                    self._lock.release()
        return self._state, self._problems

    def _watch(self) -> None:
        try:
            while time.monotonic() - self._used < self.idle:
                time.sleep(self.pause)
                with self._lock:
                    self._look()
        finally:
            self._watched = False

    def _look(self) -> None:
        signature = self._stat()
        if signature != self._signature:
            try:
                self._state = State(*open_base(self.folder), self.folder)
                self._problems = ()
            except DataError as error:
                self._problems = error.problems
            except OSError as error:
                why = f"cannot be read: {error.strerror or error}"
                self._problems = (Problem("data", 0, why, "check the folder and its rights"),)
            self._signature = signature

    def _stat(self) -> Signature:
        folder = str(self.folder)
        try:
            found = [(name, os.stat(f"{folder}/{name}")) for name in file_names(self.folder)]
        except OSError:
            return ()
        return tuple((name, info.st_size, info.st_mtime_ns) for name, info in found)


def data_folder() -> Path:
    """Return the data folder: ``MINGTANG_DATA``, or the one of this checkout."""
    chosen = os.environ.get("MINGTANG_DATA")
    return Path(chosen) if chosen else DEFAULT_DATA


@functools.cache
def _holder(folder: Path) -> Holder:
    return Holder(folder)


def current() -> tuple[State | None, tuple[Problem, ...]]:
    """Return the state every session shares, and the problems of a broken edit."""
    return _holder(data_folder()).get()
