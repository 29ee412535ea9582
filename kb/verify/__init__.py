"""Claims against the source texts: every term is found again at its locator, or the claim fails.

Nothing is guessed: words must start on the cited printed line and lie inside the entry of the
cited point. A near match only explains a failure, it never passes.
"""

from __future__ import annotations

from kb.verify.checker import Checker
from kb.verify.report import Failure, Report, SourceReport
from kb.verify.run import verify

__all__ = ["Checker", "Failure", "Report", "SourceReport", "verify"]
