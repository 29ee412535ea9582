"""``python -m kb.ingest.teachings --texts DIR``: write the lines of the teachings that are lists.

Heads (names, remark) of ``data/teachings`` are written by hand; for the records named in `LISTS`
this program writes the lines, always the same from the same texts. All others are read by eye;
their open phrases are looked up again when the whole is run, because the vocabulary grows.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any

from kb.emit import emit
from kb.errors import MingtangError
from kb.ingest.lists import Row, bans, complaints, ghosts, hours, notes, rows
from kb.ingest.prescribed import prescribed
from kb.ingest.recorder import Recorder
from kb.ingest.report import table, write_report
from kb.ingest.vocabulary import read_vocabulary
from kb.reader import read
from kb.texts.fold import fold
from kb.texts.misprints import MISPRINTS
from kb.texts.names import PointNames, read_forms, read_points
from kb.texts.registry import Library
from kb.texts.sources import read_sources

if TYPE_CHECKING:
    from kb.ingest.leijing_tuyi import Counts
    from kb.ingest.vocabulary import Vocabulary

__all__ = ["LISTS", "Passage", "lines_of", "main", "read_names", "settle", "settled", "write"]

DATA = Path(__file__).resolve().parents[2] / "data"

Read = Callable[[Recorder, PointNames, tuple[int, int], str], None]


@dataclass(frozen=True, slots=True)
class Passage:
    """A passage of a book, from one locator to another (both included), and how it is read."""

    source: str
    first: str
    last: str
    read: Read | None = None
    rows: tuple[Row, ...] = field(default=())


_NEEDLE = (
    Row("脑户", "孕妇|二十三穴", ("needle",)),
    Row("合谷", "内亦", ("needle",), ("pregnancy",)),
    Row("石门", "针灸应", ("needle", "moxa"), ("women",)),
    Row("云门", "莫深|深晕", ("deep-needle",)),
    Row("肩井", "深时", ("deep-needle",)),
    Row("冲阳", "血出", ("bleeding",)),
)
_MOXA = (Row("承光哑|哑门风", "灸而勿|诸穴", ("moxa",)),)
_OUTER = (Row("头维下", "右三十", ("moxa",)),)

LISTS: dict[str, tuple[Passage, ...]] = {
    "forbidden-to-needle": (
        Passage("jiayi-jing", "005-7b.5", "005-8a.2", bans),
        Passage("qianjin-yaofang", "088-3b.8", "088-4a.7", bans),
        Passage("yixue-rumen", "L3495", "L3499", rows=_NEEDLE),
        Passage("zhenjiu-dacheng", "L3497", "L3502", rows=_NEEDLE),
        Passage("leijing-tuyi", "036-21b.7", "036-22a.7", rows=_NEEDLE),
        Passage("cijiu-xinfa", "L3205", "L3211", rows=_NEEDLE),
    ),
    "forbidden-to-moxa": (
        Passage("jiayi-jing", "005-8a.4", "005-8b.5", bans),
        Passage("qianjin-yaofang", "088-4b.1", "088-5a.6", bans),
        Passage("waitai-miyao", "043-5a.3", "043-5b.1", rows=_OUTER),
        Passage("yixue-rumen", "L3715", "L3718", rows=_MOXA),
        Passage("zhenjiu-dacheng", "L3510", "L3515", rows=_MOXA),
        Passage("leijing-tuyi", "036-22a.11", "036-22b.12", rows=_MOXA),
        Passage("cijiu-xinfa", "L3218", "L3222", rows=_MOXA),
    ),
    "confluent-conditions": (Passage("zhenjing-zhinan", "L257", "L473", complaints),),
    "confluent-prescriptions": (Passage("zhenjiu-dacheng", "L4269", "L4578", prescribed),),
    "mother-child-hours": (Passage("zhenjiu-dacheng", "L3970", "L4043", hours),),
    "ghost-point-depths": (Passage("zhenjiu-dacheng", "L9096", "L9107", ghosts),),
    "yulong-notes": (Passage("yulong-jing", "000-3b.1", "000-28a.6", notes),),
}
"""Records whose lines are written here, and the passages they come from."""


def read_names(data: Path) -> PointNames:
    """Return all point names; songs name extra points (中魁) as plainly as those of a meridian."""
    extra = {
        code: (record["names"]["hant"],)
        for code, record in read(data / "points" / "EX.yaml", "data/points/EX.yaml").data.items()
    }
    return PointNames({**read_points(data / "points"), **extra}, read_forms(data / "forms.yaml"))


def lines_of(
    passage: Passage, listed: str, library: Library, names: PointNames, words: Vocabulary
) -> tuple[list[dict[str, Any]], Counts]:
    """Return the lines of a record that one passage gives, and what was counted on the way.

    Parameters
    ----------
    passage : Passage
    listed : str
        Id of the record.
    library : Library
        The texts.
    names : PointNames
        All point names.
    words : Vocabulary
        Our symptoms.

    Raises
    ------
    TextError
        The text is not at hand or has no such line.
    """
    text = library.text(passage.source)
    recorder = Recorder(text, words)
    known = names.misprinted(MISPRINTS.get(passage.source, ()))
    firsts = text.stream.firsts
    span = firsts[text.index(passage.first)], firsts[text.index(passage.last) + 1]
    if passage.read:
        passage.read(recorder, known, span, listed)
    else:
        rows(recorder, known, span, listed, passage.rows)
    made = [
        {"source": passage.source, **item, "points": subject.split(" + ")}
        for subject, item in recorder.draft.items()
    ]
    made.sort(key=lambda line: text.index(line["at"]))
    recorder.counts.points |= {one for line in made for one in line["points"]}
    return made, recorder.counts


def settled(lines: list[dict[str, Any]], words: Vocabulary) -> list[dict[str, Any]]:
    """Return lines with those phrases moved to their symptoms that the vocabulary knows by now.

    Examples
    --------
    >>> from kb.ingest.vocabulary import Vocabulary
    >>> words = Vocabulary({"eye-pain": ["眼痛"]})
    >>> settled([{"points": ["BL1"], "other": ["眼痛", "竹馬"]}], words)
    [{'points': ['BL1'], 'treats': {'eye-pain': '眼痛'}, 'other': ['竹馬']}]
    """
    made = []
    for line in lines:
        told = {key: value for key, value in line.items() if key != "other"}
        rest = []
        treats = dict(line.get("treats", {}))
        for phrase in line.get("other", ()):
            found = words.symptoms(fold(phrase))
            if not found or any(symptom in treats for symptom in found):
                rest.append(phrase)
                continue
            treats.update(dict.fromkeys(found, phrase))
        if treats:
            told["treats"] = dict(sorted(treats.items()))
        made.append({**told, "other": rest} if rest else told)
    return made


def write(folder: Path, listed: str, lines: list[dict[str, Any]]) -> Path:
    """Write the lines of a record, its head kept, in canonical form; return the path."""
    path = folder / f"{listed}.yaml"
    head = read(path, f"data/teachings/{path.name}").data[listed]
    text = emit({listed: {**head, "lines": lines}}, "teachings")
    path.write_text(text, encoding="utf-8", newline="\n")
    return path


def settle(folder: Path, words: Vocabulary) -> None:
    """Look the open phrases of the records read by eye up again."""
    for path in sorted(folder.glob("*.yaml")):
        if path.stem not in LISTS:
            lines = read(path, f"data/teachings/{path.name}").data[path.stem].get("lines", [])
            if (made := settled(lines, words)) != lines:
                write(folder, path.stem, made)


def main(arguments: list[str] | None = None) -> int:
    """Write the records of `LISTS`; return the exit code."""
    parser = argparse.ArgumentParser(prog="kb.ingest.teachings", description=__doc__)
    parser.add_argument("records", nargs="*", choices=[*LISTS, []], help="all when left out")
    parser.add_argument("--texts", type=Path, help="folder of source texts")
    parser.add_argument("--data", type=Path, default=DATA, help="data folder to write to")
    parser.add_argument("--report", type=Path, help="folder for lists to read by eye")
    options = parser.parse_args(arguments)
    try:
        library = Library(read_sources(options.data / "sources"), options.texts)
        names = read_names(options.data)
        words = read_vocabulary(options.data / "symptoms")
        for listed in options.records or LISTS:
            lines: list[dict[str, Any]] = []
            for passage in LISTS[listed]:
                made, counts = lines_of(passage, listed, library, names, words)
                lines += made
                sys.stdout.write(f"{listed}, {passage.source}: {len(made)} lines\n{table(counts)}")
                if options.report:
                    write_report(options.report / listed / passage.source, counts)
            write(options.data / "teachings", listed, lines)
        if not options.records:
            settle(options.data / "teachings", words)
    except MingtangError as error:
        sys.stderr.write(f"{error}\n")
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
