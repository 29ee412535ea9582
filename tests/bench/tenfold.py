"""Ten times the data: every claim again under other sources, about other symptoms.

The body has 361 points, so points, landmarks and meridians stay as they are; claims, sources,
symptoms and categories become ten times as many. The result passes the same strict load.
"""

from __future__ import annotations

import re
import shutil
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from kb.emit import emit
from kb.folder import data_files
from kb.reader import read

__all__ = ["GROWN", "tenfold"]

GROWN = ("claims", "sources", "symptoms", "categories")
"""What is multiplied."""

_SIGN = "甲乙丙丁戊己庚辛壬癸"
_OURS = frozenset({"treats", "belongs"})


def tenfold(folder: Path, to: Path, times: int = 10) -> None:
    """Write a data folder with `times` as many claims, sources, symptoms and categories.

    Parameters
    ----------
    folder : Path
        A sound data folder.
    to : Path
        Where the new one goes; must not exist.
    """
    shutil.copytree(folder, to)
    for kind in GROWN:
        for path in _files(folder, kind):
            data = read(path, path.name).data
            if isinstance(data, dict):
                for number in range(1, times):
                    _write(kind, path.relative_to(folder), data, number, to)


def _files(folder: Path, kind: str) -> Iterable[Path]:
    return (p for p in data_files(folder) if p.relative_to(folder).with_suffix("").parts[0] == kind)


def _write(kind: str, path: Path, data: dict[str, Any], number: int, to: Path) -> None:
    parts = list(path.parts)
    at = min(1, len(parts) - 1)
    parts[at] = re.sub(r"(\.yaml)?$", rf"-x{number}\1", parts[at], count=1)
    made = {"claims": _claims, "sources": _source, "symptoms": _symptoms, "categories": _categories}
    target = to.joinpath(*parts)
    target.parent.mkdir(parents=True, exist_ok=True)
    target.write_text(emit(made[kind](data, number), kind), encoding="utf-8")


def _claims(data: dict[str, Any], number: int) -> dict[str, Any]:
    return {
        subject: [
            {key: _renamed(value, number) if key in _OURS else value for key, value in item.items()}
            for item in items
        ]
        for subject, items in data.items()
    }


def _renamed(value: Any, number: int) -> Any:
    if isinstance(value, list):
        return [f"{name}-x{number}" for name in value]
    return {f"{name}-x{number}": term for name, term in value.items()}


def _source(data: dict[str, Any], number: int) -> dict[str, Any]:
    title = {key: f"{text} {number}" for key, text in data["title"].items()}
    return {**data, "title": title}


def _symptoms(data: dict[str, Any], number: int) -> dict[str, Any]:
    made = {}
    for name, value in data.items():
        one = {**value, "en": f"{value['en']} {number}"}
        for key, text in (("lay", f" {number}"), ("hant", _SIGN[number])):
            if key in value:
                one[key] = [f"{word}{text}" for word in value[key]]
        if "broader" in value:
            one["broader"] = _renamed(value["broader"], number)
        made[f"{name}-x{number}"] = one
    return made


def _categories(data: dict[str, Any], number: int) -> dict[str, Any]:
    made = {}
    for name, value in data.items():
        names = {**value["names"], "en": f"{value['names']['en']} {number}"}
        one = {key: item for key, item in value.items() if key != "rule"} | {"names": names}
        if "group" in value:
            one["group"] = f"{value['group']}-x{number}"
        for key in ("members", "dissent"):
            if key in value:
                one[key] = [
                    {**member, "cites": [_cited(cite, number) for cite in member["cites"]]}
                    for member in value[key]
                ]
        made[f"{name}-x{number}"] = one
    return made


def _cited(cite: dict[str, Any], number: int) -> dict[str, Any]:
    return {**cite, "source": f"{cite['source']}-x{number}"}
