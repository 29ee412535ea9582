"""How records are related: ties with their claims, and short paths of meaningful hops.

`ties` lists what relates two records, one kind of relation each; `web` keeps the ties of every
record and counts how many others share each; `paths` ranks the short paths between two.
"""

from kb.relations.paths import Path, Paths, paths
from kb.relations.ties import RELATIONS, Relation, Tie
from kb.relations.web import Web, build, short_name

__all__ = ["RELATIONS", "Path", "Paths", "Relation", "Tie", "Web", "build", "paths", "short_name"]
