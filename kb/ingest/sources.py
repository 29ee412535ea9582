"""Source records of the classical texts, drafted from the manifest of the collection.

Re-runnable; writes only records that do not exist yet, because titles, families and remarks are
then edited by hand in ``data/sources``.
"""

from __future__ import annotations

import argparse
import re
from collections.abc import Mapping, Sequence
from pathlib import Path
from types import MappingProxyType
from typing import Any

from kb.emit import emit
from kb.reader import read

__all__ = ["FAMILIES", "draft", "main"]

FAMILIES: Mapping[str, str] = MappingProxyType(
    {
        "suwen": "neijing", "lingshu": "neijing",
        "nanjing-benyi": "nanjing", "nanjing-punct": "nanjing",
        "jiayi-jing": "jiayi", "jiayi-jing-punct": "jiayi", "waitai-miyao": "jiayi",
        "qianjin-yaofang": "qianjin",
        "mingtang-jiujing": "tongren-mingtang", "zisheng-jing": "tongren-mingtang",
        "zisheng-jing-punct": "tongren-mingtang", "puji-fang": "tongren-mingtang",
        "tongren-zhenjiujing": "tongren-mingtang",
        "zhenjiu-dacheng": "juying-dacheng", "gujin-yitong": "juying-dacheng",
        "leijing-tuyi": "tuyi", "leijing-tuyi-punct": "tuyi", "zhenjiu-fengyuan": "tuyi",
        "shenjiu-jinglun": "tuyi", "cijiu-xinfa": "tuyi",
        "yixue-rumen": "rumen",
    }
)  # fmt: skip
"""Family of each book as measured by shared wording; a book not listed is a family of its own."""

_HAN = re.compile(r"[\u3400-\u9fff]+")


def draft(entry: Mapping[str, Any], companions: Mapping[str, Any]) -> dict[str, Any]:
    """Return the source record of one manifest entry.

    Parameters
    ----------
    entry : mapping
        Entry of ``texts`` in the manifest, scalars as strings.
    companions : mapping
        Manifest entries of the punctuated second witnesses, by the id of the first.
    """
    name = entry["id"]
    upstream = entry["upstream"]
    kanripo = "kanripo" in upstream["repository"]
    author = entry["author"]
    hant = "".join(_HAN.findall(author.split(";")[0].split(",")[0]))
    record: dict[str, Any] = {
        "title": {
            "hant": entry["title_zh"].split("（")[0],
            "pinyin": entry["title_pinyin"],
            "en": entry["title_en"],
        },
        "author": re.sub(r"\s+([,;])", r"\1", _HAN.sub("", author)).strip(),
        "author_hant": hant,
        "dynasty": entry["dynasty"],
        "year": entry["year"],
        "year_note": entry["year_note"],
        "kind": "classical",
        "family": FAMILIES.get(name, name),
        "licence": f"public-domain book; transcription: {upstream['licence']}",
        "locator": "page-line" if kanripo else "heading-line",
        "url": f"https://{upstream['repository']}",
        "text": _text(entry),
        "remark": entry["independence"],
        "defects": entry["digitisation_defects"],
    }
    if name in companions:
        record["companion"] = _text(companions[name])
    return {key: value for key, value in record.items() if value}


def _text(entry: Mapping[str, Any]) -> dict[str, str]:
    upstream = entry["upstream"]
    return {
        "file": entry["file"],
        "sha256": entry["sha256"],
        "script": entry["script"],
        "repository": upstream["repository"],
        "path": upstream.get("path", ""),
        "commit": upstream["commit"],
        "licence": upstream["licence"],
    }


def main(argv: Sequence[str] | None = None) -> int:
    """Write the records that ``data/sources`` lacks; print their names."""
    parser = argparse.ArgumentParser(prog="kb.ingest sources", description=__doc__)
    parser.add_argument("manifest", type=Path)
    parser.add_argument("--data", type=Path, default=Path("data"))
    options = parser.parse_args(argv)
    texts = read(options.manifest, options.manifest.name).data["texts"]
    companions = {t["id"].removesuffix("-punct"): t for t in texts if t["id"].endswith("-punct")}
    for entry in texts:
        path = options.data / "sources" / f"{entry['id']}.yaml"
        if not path.exists():
            path.write_text(emit(draft(entry, companions), "sources"), encoding="utf-8")
            print(path.name)
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
