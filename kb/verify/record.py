"""What the last ``kb verify`` found, kept for the browser beside the reader's registrations.

Each source is kept with a digest of its claims: when they have changed since, the finding is of
another state of the data and is shown as such. Nothing here is needed for correctness; a damaged
or missing record reads as "not checked yet".
"""

from __future__ import annotations

import contextlib
import hashlib
import json
import os
from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from kb.texts.registry import registry_path

if TYPE_CHECKING:
    from kb.model import Claim
    from kb.verify.report import Report

__all__ = ["Finding", "digest", "findings", "keep", "record_path", "stamp"]


@dataclass(frozen=True, slots=True)
class Finding:
    """What was found of one source.

    Attributes
    ----------
    when : str
        Date and time in UTC, ISO 8601, to the minute.
    claims, verified, failed : int
    digest : str
        Of the claims that were checked.
    reason : str
        Why nothing could be checked; empty otherwise.
    """

    when: str
    claims: int
    verified: int
    failed: int
    digest: str
    reason: str = ""


def record_path() -> Path:
    """Return where the record of this user stands."""
    return registry_path().with_name("verified.json")


def digest(claims: Iterable[Claim]) -> str:
    """Return a short digest of everything that verification looks at."""
    found = hashlib.sha256()
    for claim in claims:
        said = (claim.id, claim.at, claim.term, str(claim.value), claim.reports)
        found.update("\0".join(said).encode())
    return found.hexdigest()[:16]


def keep(report: Report, claims: Mapping[str, Iterable[Claim]], path: Path | None = None) -> None:
    """Keep what a run found; findings of sources that it could not check stay as they were.

    Parameters
    ----------
    report : Report
    claims : mapping of str to iterable of Claim
        By source.
    path : Path or None
        Another place, for tests.

    Raises
    ------
    OSError
        The record cannot be written.
    """
    place = path or record_path()
    table = dict(findings(place))
    when = datetime.now(UTC).strftime("%Y-%m-%dT%H:%MZ")
    for one in report.sources:
        if one.verified or one.failed or one.id not in table:
            table[one.id] = Finding(
                when, one.claims, one.verified, one.failed, digest(claims[one.id]), one.reason
            )
    place.parent.mkdir(parents=True, exist_ok=True)
    rows = {name: asdict(table[name]) for name in sorted(table)}
    temporary = place.with_name(f".{place.name}.{os.getpid()}")
    try:
        temporary.write_text(json.dumps(rows, ensure_ascii=False, indent=1) + "\n", "utf-8")
        temporary.replace(place)
    finally:
        with contextlib.suppress(OSError):
            temporary.unlink()


def findings(path: Path | None = None) -> dict[str, Finding]:
    """Return what was last found, by source; nothing when there is no readable record."""
    try:
        rows = json.loads((path or record_path()).read_text("utf-8"))
        return {str(name): _finding(row) for name, row in rows.items()}
    except (OSError, ValueError, TypeError, AttributeError):
        return {}


def _finding(row: Mapping[str, object]) -> Finding:
    made = Finding(**row)  # type: ignore[arg-type]
    texts, counts = (made.when, made.digest, made.reason), (made.claims, made.verified, made.failed)
    if not all(type(text) is str for text in texts) or not all(type(n) is int for n in counts):
        raise ValueError("not a finding")
    return made


def stamp(path: Path | None = None) -> int:
    """Return a number that changes when the record does; 0 without one."""
    try:
        return (path or record_path()).stat().st_mtime_ns
    except OSError:
        return 0
