"""The outcome of a verification run."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

__all__ = ["Failure", "Report", "SourceReport"]


@dataclass(frozen=True, slots=True)
class Failure:
    """A claim whose words do not stand where it says."""

    claim: str
    file: str
    line: int
    why: str

    def __str__(self) -> str:
        """Return ``path:line: claim: what is wrong``."""
        return f"{self.file}:{self.line}: {self.claim}: {self.why}"


@dataclass(frozen=True, slots=True)
class SourceReport:
    """Counts of one source.

    Attributes
    ----------
    id : str
        Source id.
    claims, verified, failed, unverifiable : int
        `claims` is the sum of the other three.
    reason : str
        Why claims are unverifiable here, and what would verify them; empty when none are.
    """

    id: str
    claims: int
    verified: int
    failed: int
    unverifiable: int
    reason: str = ""


@dataclass(frozen=True, slots=True)
class Report:
    """What a run found, by source and claim order."""

    sources: tuple[SourceReport, ...] = ()
    failures: tuple[Failure, ...] = field(default=())

    @property
    def verified_share(self) -> float:
        """Return the share of verified claims among those that could be checked, 0 to 1."""
        verified = sum(one.verified for one in self.sources)
        checked = verified + sum(one.failed for one in self.sources)
        return verified / checked if checked else 0.0

    def as_json(self) -> dict[str, Any]:
        """Return the report as plain data, with the keys that ``kb verify --json`` prints."""
        return {
            "sources": [
                {
                    "id": one.id,
                    "claims": one.claims,
                    "verified": one.verified,
                    "failed": one.failed,
                    "unverifiable": one.unverifiable,
                    "reason": one.reason,
                }
                for one in self.sources
            ],
            "verified_share": round(self.verified_share, 6),
            "failures": [
                {"claim": one.claim, "file": one.file, "line": one.line, "why": one.why}
                for one in self.failures
            ],
        }

    def __str__(self) -> str:
        """Return the report for people: a table, then every failure."""
        head = f"{'source':<22}{'claims':>8}{'verified':>10}{'failed':>8}{'unverifiable':>14}"
        rows = [
            f"{one.id:<22}{one.claims:>8}{one.verified:>10}{one.failed:>8}{one.unverifiable:>14}"
            + (f"  {one.reason}" if one.reason else "")
            for one in self.sources
        ]
        share = f"{100 * self.verified_share:.2f} % of the checked claims verified"
        return "\n".join([head, *rows, share, *map(str, self.failures)])
