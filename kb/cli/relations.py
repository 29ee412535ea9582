"""``kb path``: how two records are related, each step with its claims."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from kb.base import KnowledgeBase
from kb.cli import facts
from kb.errors import UnknownName
from kb.relations import Paths, build, paths
from kb.search import Index
from kb.search.naming import named
from kb.views.relations import Claims, explained, plain

__all__ = ["Answer", "as_json", "as_lines", "found"]


@dataclass(frozen=True, slots=True)
class Answer:
    """What two names were read as, what else each could mean, and the paths between them."""

    ends: tuple[tuple[str, ...], tuple[str, ...]]
    paths: Paths


def found(base: KnowledgeBase, index: Index, names: tuple[str, str], limit: int) -> Answer:
    """Return the paths between two records given by any name.

    Raises
    ------
    UnknownName
        A name means nothing that has relations.
    """
    web = build(base)
    ends = []
    for name in names:
        nodes = tuple(node for node in named(base, index, name) if node in web.near)
        if not nodes:
            raise UnknownName("record", name)
        ends.append(nodes)
    one, other = ends
    return Answer((one, other), paths(web, one[0], other[0], max(limit, 0)))


def as_json(answer: Answer) -> dict[str, Any]:
    """Return the answer of ``kb path --json``."""
    return {
        "from": answer.ends[0][0],
        "to": answer.ends[1][0],
        "or": [list(nodes[1:]) for nodes in answer.ends],
        "paths": [facts.path(one) for one in answer.paths.best],
        "total": answer.paths.total,
    }


def as_lines(base: KnowledgeBase, answer: Answer) -> Iterator[str]:
    """Yield the lines of ``kb path``."""
    for nodes in answer.ends:
        if len(nodes) > 1:
            yield f"read as {nodes[0]}; it could also be {', '.join(nodes[1:])}"
    claims = Claims(base)
    for number, path in enumerate(answer.paths.best, 1):
        for step, ties in enumerate(path.ties):
            hop = explained(claims, ties)
            said = f"{hop.voices}" if hop.voices else "no claim"
            source = f"by rule from {said}" if hop.rule and hop.voices else said
            source = "by rule" if hop.rule and not hop.voices else source
            first = ties[0].claims[:1]
            cited = f"; {first[0]}" if first else ""
            yield f"{number if not step else '':>3}  {plain(hop.says)}  [{source}{cited}]"
    hidden = answer.paths.total - len(answer.paths.best)
    if hidden > 0:
        yield f"     and {hidden} more; see --limit"
    if not answer.paths.best:
        yield f"nothing joins {answer.ends[0][0]} and {answer.ends[1][0]}"
