"""What an extraction run found, for the terminal and for reading by eye."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from kb.ingest.leijing_tuyi import Counts

__all__ = ["table", "write_report"]


def table(counts: Counts) -> str:
    """Return the figures of a run, one a line."""
    having = counts.having
    total, mapped = counts.phrases.total(), counts.mapped.total()
    share = 100 * mapped / total if total else 0.0
    rows = [
        ("points with a passage", len(counts.points)),
        ("needle depth", len(having.get("depth", ()))),
        ("moxa cones", len(having.get("cones", ()))),
        ("indications", len(having.get("treats", ()))),
        ("phrases of the book itself", counts.own_phrases),
        ("phrases in all", total),
        ("distinct phrases", len(counts.phrases)),
        ("left unread", len(counts.unread)),
        ("partners not decided", len(counts.unresolved)),
    ]
    lines = [f"{label:<28}{value:>7}" for label, value in rows]
    lines.append(f"{'phrases mapped':<28}{mapped:>7}  {share:.1f} %")
    return "\n".join(lines) + "\n"


def write_report(folder: Path, counts: Counts) -> None:
    """Write the lists of phrases, of what was left unread and of partners not decided."""
    folder.mkdir(parents=True, exist_ok=True)
    ordered = sorted(counts.phrases.items(), key=lambda pair: (-pair[1], pair[0]))
    phrases = ["phrase\tcount\tmapped\texamples"]
    for phrase, times in ordered:
        known = "yes" if counts.mapped[phrase] else "no"
        phrases.append(f"{phrase}\t{times}\t{known}\t{' | '.join(counts.places[phrase][:3])}")
    unread = [f"{locator}\t{words}" for locator, words in counts.unread]
    unresolved = ["\t".join(row) for row in counts.unresolved]
    for name, rows in (("phrases", phrases), ("unread", unread), ("unresolved", unresolved)):
        (folder / f"{name}.tsv").write_text("\n".join(rows) + "\n", encoding="utf-8")
