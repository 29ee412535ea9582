"""All ties by record, and how many others share each: what ranking and pictures read."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from sys import intern

from kb import links
from kb.base import KnowledgeBase
from kb.errors import UnknownName
from kb.frozen import frozen
from kb.relations.ties import RELATIONS, Tie, cited, ruled

__all__ = ["Web", "build", "short_name"]

Near = Mapping[str, Mapping[str, tuple[Tie, ...]]]


@frozen
class Web:
    """Ties by record.

    Attributes
    ----------
    near : mapping of str to mapping of str to tuple of Tie
        The ties of each node by the other end; each tie stands under both of its ends.
    frame : mapping of str to tuple of str
        Of a node the others that the frame of doctrine ties it to (`Relation.frame`).
    share : mapping of (str, str, bool) to int
        How many others a node is tied to by a relation (of a role: by its category), as the first
        or as the second end.
    """

    near: Near
    frame: Mapping[str, tuple[str, ...]]
    share: Mapping[tuple[str, str, bool], int]

    def of(self, node: str) -> Mapping[str, tuple[Tie, ...]]:
        """Return the neighbours of a node and the ties to each.

        Raises
        ------
        UnknownName
            No such node, or nothing is tied to it.
        """
        if node not in self.near:
            raise UnknownName("node", node)
        return self.near[node]

    def sharing(self, node: str, tie: Tie) -> int:
        """Return how many records are tied to a node in the way of one of its ties."""
        return self.share[node, _way(tie), tie.frm == node and not RELATIONS[tie.relation].mutual]


def _way(tie: Tie) -> str:
    return f"role {tie.what}" if tie.relation == "role" else tie.relation


def build(base: KnowledgeBase) -> Web:
    """Return the ties of all records; sources are no nodes, since they would join everything."""
    near: dict[str, dict[str, list[Tie]]] = defaultdict(lambda: defaultdict(list))
    share: dict[tuple[str, str, bool], set[str]] = defaultdict(set)
    frame: dict[str, dict[str, None]] = defaultdict(dict)
    for tie in (*cited(base), *ruled(base)):
        relation = RELATIONS[tie.relation]
        for node, other in ((intern(tie.frm), intern(tie.to)), (intern(tie.to), intern(tie.frm))):
            near[node][other].append(tie)
            share[node, _way(tie), node == tie.frm and not relation.mutual].add(other)
            if relation.frame:
                frame[node][other] = None
    for code in base.points:
        near[f"point:{code}"]
    return Web(
        {node: {to: tuple(v) for to, v in found.items()} for node, found in near.items()},
        {node: tuple(found) for node, found in frame.items()},
        {key: len(found) for key, found in share.items()},
    )


def short_name(base: KnowledgeBase, node: str) -> str:
    """Return the shortest name that `kb.links.node_of` reads as this node (``GB30``)."""
    name = node.partition(":")[2]
    try:
        return name if links.node_of(base, name) == node else node
    except UnknownName:
        return node
