"""A reader's own copies of the source texts: which file holds which source.

The project ships no text. Copies are named by ``kb texts add`` (a small JSON file in the user's
data folder), by the variable ``MINGTANG_TEXTS`` (a folder) or by ``--texts DIR``; a folder is
searched for the file names that the source records pin.
"""

from __future__ import annotations

import hashlib
import json
import os
from collections.abc import Mapping
from pathlib import Path

from kb.errors import TextError
from kb.frozen import frozen
from kb.model import Source, TextFile
from kb.texts.text import Text

__all__ = [
    "VARIABLE",
    "Library",
    "pinned",
    "register",
    "registered",
    "registry_path",
    "texts_folder",
]

VARIABLE = "MINGTANG_TEXTS"
"""Environment variable that names a folder of source texts."""


def registry_path() -> Path:
    """Return where the registrations of this user stand."""
    from platformdirs import user_data_dir

    return Path(user_data_dir("mingtang")) / "texts.json"


def texts_folder() -> Path:
    """Return the folder in which this user's downloaded texts are kept."""
    return registry_path().parent / "texts"


def registered(path: Path | None = None) -> dict[str, Path]:
    """Return source id (or ``ID:companion``) to the path of the reader's copy.

    Raises
    ------
    TextError
        The file of registrations is damaged.
    """
    place = path or registry_path()
    try:
        content = json.loads(place.read_text(encoding="utf-8"))
    except FileNotFoundError:
        return {}
    except (OSError, ValueError):
        raise TextError(f"{place.name} cannot be read; add the texts again") from None
    if not isinstance(content, dict) or not all(isinstance(v, str) for v in content.values()):
        raise TextError(f"{place.name} is not a table of texts; add the texts again")
    return {str(key): Path(value) for key, value in sorted(content.items())}


def register(
    given: Path, sources: Mapping[str, Source], path: Path | None = None
) -> dict[str, Path]:
    """Register a file, or every pinned text in a folder, and return what was recognised.

    A copy is recognised by its checksum, whatever its name.

    Raises
    ------
    TextError
        Nothing there is an edition that a source record pins.
    """
    pins = {record.sha256: name for name, record in pinned(sources).items()}
    files = sorted(given.iterdir()) if given.is_dir() else [given]
    found: dict[str, Path] = {}
    for file in files:
        if file.is_file():
            name = pins.get(_sha256(file))
            if name:
                found[name] = file.resolve()
    if not found:
        raise TextError(f"{given}: no pinned edition; compare its sha256 with data/sources")
    place = path or registry_path()
    table = {**registered(place), **found}
    place.parent.mkdir(parents=True, exist_ok=True)
    rows = {key: str(value) for key, value in sorted(table.items())}
    place.write_text(json.dumps(rows, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
    return found


def _sha256(path: Path) -> str:
    try:
        with path.open("rb") as file:
            return hashlib.file_digest(file, "sha256").hexdigest()
    except OSError as error:
        raise TextError(f"{path} cannot be read: {error.strerror or error}") from None


def pinned(sources: Mapping[str, Source]) -> dict[str, TextFile]:
    """Return registration name to pinned transcription, companions as ``ID:companion``."""
    found: dict[str, TextFile] = {}
    for name, source in sources.items():
        if source.companion:
            found[f"{name}:companion"] = source.companion
        if source.text:
            found[name] = source.text
    return found


@frozen
class _Known:
    path: Path
    sha256: str


class Library:
    """The texts that are at hand, read when first asked for.

    Parameters
    ----------
    sources : mapping of str to Source
        Source records with their pinned transcriptions.
    folder : Path or None
        Folder of texts; without one, ``MINGTANG_TEXTS`` and the registrations count.
    """

    def __init__(self, sources: Mapping[str, Source], folder: Path | None = None) -> None:
        named = folder or (Path(os.environ[VARIABLE]) if os.environ.get(VARIABLE) else None)
        own = {} if folder else registered()
        self._known: dict[str, _Known] = {}
        self._texts: dict[str, Text] = {}
        for name, record in pinned(sources).items():
            candidates = [named / record.file] if named else []
            candidates += [own[name]] if name in own else []
            for path in candidates:
                if path.is_file():
                    self._known[name] = _Known(path, record.sha256)
                    break

    def __contains__(self, name: object) -> bool:
        """Return whether a text is at hand."""
        return name in self._known

    def paths(self) -> dict[str, Path]:
        """Return source id to file of every text at hand."""
        return {name: known.path for name, known in self._known.items()}

    def text(self, name: str) -> Text:
        """Return the text of a source, checked against its pinned checksum.

        Parameters
        ----------
        name : str
            Source id, or ``ID:companion`` for the punctuated second witness.

        Raises
        ------
        TextError
            The text is not at hand, or is not the pinned edition.
        """
        if name not in self._texts:
            known = self._known.get(name)
            if known is None:
                raise TextError(f"{name}: no text at hand; register one with 'kb texts add PATH'")
            self._texts[name] = Text.read(name, known.path, known.sha256)
        return self._texts[name]

    def raw(self, name: str) -> str:
        """Return the whole of a text as it stands in its file, checked against its checksum.

        Raises
        ------
        TextError
            The text is not at hand, or is not the pinned edition.
        """
        known = self._known.get(name)
        if known is None or _sha256(known.path) != known.sha256:
            raise TextError(
                f"{name}: no pinned text at hand; register one with 'kb texts add PATH'"
            )
        return known.path.read_text(encoding="utf-8")
