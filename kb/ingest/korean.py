"""``python -m kb.ingest.korean --hanja FILE --unihan FILE``: Korean readings of Chinese names.

No source at hand has Korean names, so they are derived and marked as ours. A character is read only
when two tables made apart give it one and the same reading: ``table.yml`` of the package hanja
(PyPI) and kHangul of ``Unihan_Readings.txt`` (Unicode Character Database). Readings that differ
only by the initial-sound rule are one. A name with any other character stays blank and is a gap.
"""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Callable, Iterator, Mapping
from functools import partial
from pathlib import Path

from kb.emit import emit
from kb.errors import MingtangError
from kb.folder import DEFAULT_DATA
from kb.reader import read
from kb.search.hangul import initial_sound, spoken

__all__ = ["main", "name_in_korean", "read_hanja", "read_unihan", "sure_readings"]

FILE = "korean.yaml"
FIELD = "Korean name"


def read_hanja(text: str) -> dict[str, str]:
    """Return the reading of each character of ``table.yml``, one JSON pair a line."""
    made = {}
    for line in text.splitlines():
        if line.startswith('"'):
            made.update(json.loads("{" + line + "}"))
    return made


def read_unihan(text: str) -> dict[str, frozenset[str]]:
    """Return the readings of each character of ``Unihan_Readings.txt``.

    Examples
    --------
    >>> read_unihan(chr(9).join(["U+4E09", "kHangul", "삼:0E"]))
    {'三': frozenset({'삼'})}
    """
    made = {}
    for line in text.splitlines():
        code, _, rest = line.partition("\t")
        field, _, value = rest.partition("\t")
        if field == "kHangul" and code.startswith("U+"):
            made[chr(int(code[2:], 16))] = frozenset(one[0] for one in value.split())
    return made


def sure_readings(
    hanja: Mapping[str, str], unihan: Mapping[str, frozenset[str]]
) -> Mapping[str, str]:
    """Return the characters that both tables read in one and the same way.

    Examples
    --------
    >>> sure_readings({"里": "리", "車": "차", "髎": "료"}, {
    ...     "里": frozenset({"리", "이"}), "車": frozenset({"거", "차"})})
    {'里': '리'}
    """
    return {
        char: reading
        for char, reading in hanja.items()
        if char in unihan and unihan[char] | {reading, initial_sound(reading)}
        == {reading, initial_sound(reading)} and reading in unihan[char]
    }  # fmt: skip


def name_in_korean(name: str, sure: Mapping[str, str]) -> str:
    """Return the Korean reading of a name in traditional characters; empty when one is not sure."""
    readings = tuple(sure.get(char, "") for char in name)
    return spoken(readings) if name and all(readings) else ""


def _why(
    name: str, hanja: Mapping[str, str], unihan: Mapping[str, frozenset[str]],
    sure: Mapping[str, str],
) -> str:  # fmt: skip
    """Return for a gap which characters are not read, and why."""
    said = []
    for char in dict.fromkeys(name):
        if char not in sure:
            many = len(unihan.get(char, ())) > 1
            known = hanja.get(char) and char in unihan
            said.append(f"{char} has several readings" if many else
                        f"the two tables read {char} differently" if known else
                        f"{char} stands in one table only")  # fmt: skip
    return f"not derived: {', '.join(said)}"


def _rewritten(
    folder: Path, sure: Mapping[str, str], why: Callable[[str], str]
) -> Iterator[tuple[Path, str, dict[str, dict[str, str]]]]:
    """Yield each file of points and meridians, its new text, and the gaps of its records."""
    for kind in ("points", "meridians"):
        for path in sorted((folder / kind).glob("*.yaml")):
            document = read(path, f"data/{kind}/{path.name}")
            missing = {}
            for ident, record in document.data.items():
                names = record["names"]
                names.pop("ko", None)
                if found := name_in_korean(names["hant"], sure):
                    names["ko"] = found
                else:
                    missing[ident] = {"field": FIELD, "reason": why(names["hant"])}
            yield path, emit(document.data, kind), missing


def main(argv: list[str] | None = None) -> int:
    """Write the Korean names and their gaps; return 1 when a table or a file cannot be read."""
    parser = argparse.ArgumentParser(prog="python -m kb.ingest.korean", description=__doc__)
    parser.add_argument("--hanja", type=Path, required=True, help="table.yml of the package hanja")
    parser.add_argument("--unihan", type=Path, required=True, help="Unihan_Readings.txt")
    parser.add_argument("--data", type=Path, default=DEFAULT_DATA, help="data folder")
    options = parser.parse_args(argv)
    try:
        hanja = read_hanja(options.hanja.read_text(encoding="utf-8"))
        unihan = read_unihan(options.unihan.read_text(encoding="utf-8"))
        sure = sure_readings(hanja, unihan)
        rows: dict[str, dict[str, str]] = {}
        why = partial(_why, hanja=hanja, unihan=unihan, sure=sure)
        made = list(_rewritten(options.data, sure, why))
        (options.data / "gaps").mkdir(exist_ok=True)
        for path, text, missing in made:
            path.write_text(text, encoding="utf-8", newline="\n")
            rows.update(missing)
    except (MingtangError, OSError, ValueError) as error:
        print(f"kb: {error}", file=sys.stderr)
        return 1
    (options.data / "gaps" / FILE).write_text(emit(rows, "gaps"), encoding="utf-8", newline="\n")
    print(f"{len(rows)} names not derived")
    return 0


if __name__ == "__main__":
    sys.exit(main())
