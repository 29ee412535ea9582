"""How two records are related: short paths in sentences of ours, each step with its claims."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from kb.base import KnowledgeBase
from kb.doctrine import VERBS
from kb.errors import UnknownName
from kb.frozen import frozen
from kb.model import Claim
from kb.relations import RELATIONS, Path, Tie, Web, paths, short_name
from kb.search import Index, search
from kb.search.naming import named
from kb.views import common
from kb.views.beside import conditions_named
from kb.views.common import Chip, Phrase, Prose, Ref, Voices

__all__ = [
    "Between",
    "Claims",
    "End",
    "Hop",
    "Near",
    "Way",
    "between",
    "end_of",
    "explained",
    "kind_of",
    "near_ends",
    "node_ref",
    "plain",
]

KINDS: Mapping[str, str] = {
    "point": "points", "meridian": "meridians", "category": "categories", "symptom": "symptoms",
    "teaching": "songs and rules", "condition": "conditions", "structure": "structures",
    "organ": "organs", "phase": "phases", "division": "divisions", "limb": "limbs",
    "place": "places",
}  # fmt: skip
"""Kinds of record that have relations, in the order of lists, with their plural."""

CHIPS = 4
"""Citations shown with a step."""

_NAMED: Mapping[frozenset[str], str] = {
    frozenset({"luo-connecting of", "pair", "yuan-source of"}): (
        "Luo and yuan: the connecting point of one meridian and the source point of its pair"
    ),
    frozenset({"tonification-point of", "sedation-point of"}): "Mother and child of one meridian",
    frozenset({"back-shu of", "front-mu of"}): "Back and front point of one organ",
    frozenset({"treats"}): "A complaint that both are said to treat",
    frozenset({"belongs"}): "One class",
    frozenset({"stands on"}): "One meridian",
    frozenset({"stands on", "meets"}): "A crossing point",
    frozenset({"stands on", "pair"}): "Two meridians that are a pair",
    frozenset({"stands on", "mother"}): "Two meridians that are mother and child",
}
"""Names of ours for paths whose steps are of these kinds."""


@frozen
class End:
    """One end of a question: what was typed, what it was read as, and what else it could mean."""

    text: str
    node: str
    short: str
    ref: Ref
    others: tuple[tuple[str, Ref], ...] = ()


@frozen
class Near:
    """A record that a text could mean: what to type for it, and of which kind it is."""

    short: str
    ref: Ref
    kind: str


@frozen
class Hop:
    """One step: our sentence, who says so, and what else ties the two.

    `rule` says that no book is cited for the step itself: it follows from the records or from the
    claims cited.
    """

    says: Prose
    voices: Voices | None
    cites: tuple[Chip, ...]
    more: int
    rule: bool
    also: tuple[Prose, ...] = ()


@frozen
class Way:
    """One path: what it is called, its steps, and how many others share what it leads through."""

    name: str
    hops: tuple[Hop, ...]
    shared: tuple[tuple[Ref, int], ...]


@frozen
class Between:
    """How two records are related.

    Attributes
    ----------
    ways : tuple of Way
        Most telling first.
    total : int
        How many paths there are; `full` says whether all that are worth it are shown.
    """

    one: End
    other: End
    ways: tuple[Way, ...]
    total: int
    full: bool


class Claims:
    """Finds claims by id; the claims of each record asked for are laid out once.

    Parameters
    ----------
    kb : KnowledgeBase
    """

    def __init__(self, kb: KnowledgeBase) -> None:
        self.kb = kb
        self._known: dict[str, dict[str, Claim]] = {}

    def __call__(self, ids: Iterable[str]) -> list[Claim]:
        """Return the claims with these ids."""
        return [self._laid(name.split("/")[1].split("+")[0])[name] for name in ids]

    def _laid(self, subject: str) -> dict[str, Claim]:
        found = self._known.get(subject)
        if found is None:
            found = {claim.id: claim for claim in self.kb.claims_of(subject)}
            self._known[subject] = found
        return found


def kind_of(node: str) -> str:
    """Return the kind of a node."""
    return node.partition(":")[0]


def node_ref(kb: KnowledgeBase, node: str) -> Ref:
    """Return the reference to the record of a node; organs, phases and places have no page."""
    kind, _, name = node.partition(":")
    if kind == "condition":
        return Ref(kind, name, kb.conditions[name].en)
    if kind in ("point", "meridian", "category", "teaching", "symptom"):
        return common.any_ref(kb, name) if kind != "symptom" else common.symptom_ref(kb, name)
    return Ref("", name, common.place_name(kb, name).label)


def end_of(kb: KnowledgeBase, index: Index, web: Web, text: str) -> End:
    """Return what a name means here, the best reading first.

    Raises
    ------
    UnknownName
        It means nothing that has relations; see `kb.search`.
    """
    found = [node for node in named(kb, index, text) if node in web.near]
    if not found:
        raise UnknownName("name", text)
    first, *others = found
    return End(
        text,
        first,
        short_name(kb, first),
        node_ref(kb, first),
        tuple((short_name(kb, node), node_ref(kb, node)) for node in others),
    )


OFFERED = 8
"""Records offered for a text."""


def near_ends(kb: KnowledgeBase, index: Index, web: Web, text: str) -> tuple[Near, ...]:
    """Return what a text could mean here, as the search box finds it: best first, guesses too."""
    answer = search(kb, index, text, OFFERED)
    found = [
        *named(kb, index, text),
        *(f"condition:{ref.id}" for ref in conditions_named(kb, text)),
        *(f"point:{hit.code}" for hit in answer.points),
        *(f"meridian:{one}" for one in answer.meridians),
        *(f"category:{one}" for one in answer.categories),
        *(f"symptom:{one}" for one in answer.symptoms),
        *(f"teaching:{one}" for one in answer.teachings),
    ]
    kept = [node for node in dict.fromkeys(found) if node in web.near][:OFFERED]
    return tuple(Near(short_name(kb, node), node_ref(kb, node), kind_of(node)) for node in kept)


def between(
    kb: KnowledgeBase, index: Index, web: Web, texts: tuple[str, str], *, full: bool = False
) -> Between:
    """Return how two records, given by any name, are related.

    Raises
    ------
    UnknownName
        One of the names means nothing that has relations.
    """
    one, other = (end_of(kb, index, web, text) for text in texts)
    found = paths(web, one.node, other.node, *((60, 30) if full else (12, 4)))
    claims = Claims(kb)
    ways = tuple(_way(web, claims, path) for path in found.best)
    return Between(one, other, ways, found.total, full or found.total <= len(ways))


def _way(web: Web, claims: Claims, path: Path) -> Way:
    kb = claims.kb
    shared = []
    for number, node in enumerate(path.nodes[1:-1]):
        ties = (path.ties[number][0], path.ties[number + 1][0])
        count = max(web.sharing(node, tie) for tie in ties)
        if count > 1:
            shared.append((node_ref(kb, node), count))
    return Way(_name(path), tuple(explained(claims, ties) for ties in path.ties), tuple(shared))


def _name(path: Path) -> str:
    """Return what we call a path of several steps whose ties are of kinds that have a name."""
    steps = [{tie.label for tie in ties} for ties in path.ties]
    said = set().union(*steps)
    for kinds, name in _NAMED.items() if len(steps) > 1 else ():
        if kinds <= said and all(step & kinds for step in steps):
            return name
    return ""


def explained(claims: Claims, ties: tuple[Tie, ...], room: int = CHIPS) -> Hop:
    """Return a step in words: the first tie with its claims, the others in a sentence each."""
    kb, first = claims.kb, ties[0]
    said = claims(first.claims)
    cites = common.gathered(kb, said)
    return Hop(
        _sentence(kb, first),
        common.voices(kb, said) if said else None,
        cites[:room],
        max(0, len(cites) - room),
        first.ruled,
        tuple(_sentence(kb, tie) for tie in ties[1:]),
    )


def _sentence(kb: KnowledgeBase, tie: Tie) -> Prose:
    """Return our sentence for a tie, the records in it linked."""
    parts: list[Phrase] = []
    text = RELATIONS[tie.relation].says
    while text:
        before, brace, rest = text.partition("{")
        if before:
            parts.append(Phrase(before))
        if not brace:
            break
        key, _, text = rest.partition("}")
        if key == "what":
            parts.append(_what(kb, tie))
        else:
            parts.append(_record(kb, tie.frm if key == "a" else tie.to))
    first = parts[0]
    return (Phrase(first.text[:1].upper() + first.text[1:], first.ref), *parts[1:])


def _what(kb: KnowledgeBase, tie: Tie) -> Phrase:
    if tie.relation == "role":
        ref = common.category_ref(kb, tie.what)
        return Phrase(ref.label, ref)
    if tie.relation == "course":
        return Phrase(VERBS[tie.what].en if tie.what in VERBS else tie.what.replace("-", " "))
    return Phrase(tie.what)


def _record(kb: KnowledgeBase, node: str) -> Phrase:
    ref = node_ref(kb, node)
    if kind_of(node) in ("meridian", "organ", "place", "structure", "limb"):
        return Phrase(f"the {ref.label}", ref)
    return Phrase(f"{ref.label} {ref.hant}" if ref.kind == "point" and ref.hant else ref.label, ref)


def plain(sentence: Prose) -> str:
    """Return a sentence without its links."""
    return "".join(one.text for one in sentence)
