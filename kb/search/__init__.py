"""One search box: what was typed to what it names, with how it was understood."""

from __future__ import annotations

from kb.search.answer import search
from kb.search.index import Index, build
from kb.search.records import Answer, PointHit, Remark, Understood

__all__ = ["Answer", "Index", "PointHit", "Remark", "Understood", "build", "search"]
