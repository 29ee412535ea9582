"""Files that the browser fetches by address when a page needs them: scripts, geometry, plates.

Streamlit serves the asset folder of a component; ours are declared here, so that no further folder
stands at the top of the project and nothing large travels in a message.
"""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from types import MappingProxyType

from streamlit.components.v2.get_bidi_component_manager import get_bidi_component_manager
from streamlit.components.v2.manifest_scanner import ComponentConfig, ComponentManifest

__all__ = ["FOLDERS", "offer", "path"]

_ROOT = Path(__file__).parent.parent

FOLDERS: Mapping[str, str] = MappingProxyType({"ui": "ui/static", "body": "body/shipped"})
"""Folder below ``kb`` by the name of the component whose files it holds."""


def offer() -> None:
    """Let the running server hand out the files of `FOLDERS`; nothing else is served."""
    kinds = [ComponentConfig(name, folder) for name, folder in FOLDERS.items()]
    manager = get_bidi_component_manager()
    manager.register_from_manifest(ComponentManifest("mingtang", "", kinds), _ROOT)


def path(name: str, file: str) -> str:
    """Return the address of a file, relative to every page.

    Parameters
    ----------
    name : str
        One of `FOLDERS`.
    file : str
        Path in that folder, with ``/``.

    Examples
    --------
    >>> path("ui", "app.css")
    './_stcore/bidi-components/mingtang.ui/app.css'
    """
    if name not in FOLDERS:
        raise KeyError(f"no folder of files is called {name!r}: {', '.join(FOLDERS)}")
    return f"./_stcore/bidi-components/mingtang.{name}/{file}"
