"""Structured locations as plain English sentences.

Nothing is stored as prose: the sentence is made from the structure each time, so every figure in it
is a figure of the data. The region is given apart, as a heading.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence

from kb.frozen import frozen
from kb.location.clauses import DEPRESSION, Phrases, Segment, Segments, joined, said
from kb.model import Contrast, Hint, Landmark, Location, Relation

__all__ = ["Sentence", "Telling", "figures", "figures_of", "heading", "sentence", "tell"]

_LOOK = ("crease", "organ", "skin", "nail", "region", "line")
_OPEN = frozenset(
    {"from", "along", "with", "to", "into", "of", "at", "between", "below", "above", "for", "on",
     "by", "beside", "behind", "locate", "mark", "press", "find"}
)  # fmt: skip
"""Last words of a step that a landmark completes."""

_RANK = (
    ("median_line", "axis"),
    ("offset",),
    ("divide", "over"),
    ("at",),
    ("transverse",),
    ("intercostal", "midpoint", "on_line", "intersection"),
    ("side", "opposite"),
    ("between",),
    ("level", "red_white_border"),
    ("hollow",),
    ("posture",),
)
"""Order of the clauses of a sentence: line, figures, places, what lies beside, what is felt."""

_ORDER = {name: place for place, names in enumerate(_RANK) for name in names}

_SIDEWAYS = ("lateral", "medial", "radial", "ulnar")


@frozen
class Sentence:
    """A sentence in pieces; ``str()`` gives its text."""

    segments: Segments

    def __str__(self) -> str:
        """Return the text."""
        return "".join(segment.text for segment in self.segments)

    def __iter__(self) -> Iterator[Segment]:
        """Iterate over the pieces."""
        return iter(self.segments)

    def ids(self, kind: str) -> tuple[str, ...]:
        """Return the ids of all pieces of one kind, in order."""
        return tuple(segment.id for segment in self.segments if segment.kind == kind)


@frozen
class Telling:
    """A location in words.

    Attributes
    ----------
    heading : str
        The region (``Anterior aspect of the leg``); empty when none is given.
    sentence : Sentence
        The main statement.
    find : Sentence or None
        How to find the place (``To find it: …``).
    related : tuple of Sentence
        The same place told from elsewhere; two distances from one place are one sentence.
    contrast : tuple of Sentence
        Points it is easily taken for.
    """

    heading: str
    sentence: Sentence
    find: Sentence | None = None
    related: tuple[Sentence, ...] = ()
    contrast: tuple[Sentence, ...] = ()


def tell(location: Location, landmarks: Mapping[str, Landmark]) -> Telling:
    """Return a location, variant or rival in words.

    Parameters
    ----------
    location : Location
    landmarks : mapping of str to Landmark
        Vocabulary, by id.

    Raises
    ------
    LocationError
        It names something unknown.
    """
    phrases = Phrases.of(landmarks)
    return Telling(
        heading=heading(location, landmarks),
        sentence=_whole(phrases, location),
        find=_find(phrases, location.find) if location.find else None,
        related=tuple(_finished(told) for told in _related(phrases, location.related)),
        contrast=tuple(_finished(_contrast(phrases, item)) for item in location.contrast),
    )


def heading(location: Location, landmarks: Mapping[str, Landmark]) -> str:
    """Return the region as a heading, or an empty string."""
    if not location.region:
        return ""
    phrase = Phrases.of(landmarks).landmark(location.region).en
    return phrase[:1].upper() + phrase[1:]


def sentence(relations: Sequence[Relation], landmarks: Mapping[str, Landmark]) -> Sentence:
    """Return relations that hold together as one sentence.

    Distances come first, then levels and places, then what lies beside.

    Examples
    --------
    >>> from kb.model import Landmark, Relation
    >>> places = {"patella-base": Landmark("patella-base", "bone", "base of the patella")}
    >>> leg = [Relation("on_line", ends=("ST35", "ST41")),
    ...        Relation("offset", cun=3.0, dir="inferior", ref="ST35")]
    >>> print(sentence(leg, places))
    3 cun below ST35, on the line from ST35 to ST41.
    """
    phrases = Phrases.of(landmarks)
    return _finished(_clauses(phrases, relations))


def _clauses(phrases: Phrases, relations: Sequence[Relation]) -> Segments:
    """Return relations that hold together as clauses in good order."""
    ordered = sorted(relations, key=_order)
    return phrases.shortened(joined([phrases.clause(r) for r in ordered], ", "))


def _whole(phrases: Phrases, location: Location) -> Sentence:
    """Return the main statement; a group of points names the place of each member."""
    common = _clauses(phrases, location.where) if location.where else ()
    groups = [_clauses(phrases, relations) for relations in location.each]
    if location.count is None and not groups:
        return _finished(common)
    parts = [part for part in (common, joined(groups, "; ", "; ")) if part]
    if location.count is None:
        lead = said(f"{'a pair of' if len(groups) == 2 else 'several'} points on each side")
    else:
        count = Segment(str(location.count), "figure", str(location.count))
        lead = (count, *said(" points, left and right together"))
    link = said(", " if len(parts) > 1 else ": ")
    return _finished((*lead, *link, *joined(parts, ": ")))


def figures(location: Location) -> tuple[str, ...]:
    """Return every figure of a main statement as its sentence should show it, sorted."""
    members = [relation for relations in location.each for relation in relations]
    count = () if location.count is None else (str(location.count),)
    return tuple(sorted([*figures_of([*location.where, *members]), *count]))


def figures_of(relations: Sequence[Relation]) -> tuple[str, ...]:
    """Return every figure of relations as their clauses should show it, sorted.

    Examples
    --------
    >>> figures_of([Relation("offset", cun=3.0, dir="inferior", ref="ST35"),
    ...             Relation("divide", fraction="1/3", frm="SP12", to="patella-base")])
    ('1/3', '3')
    """
    found: list[str] = []
    for relation in relations:
        found.extend(f"{cun:g}" for cun in (relation.cun, relation.upto) if cun is not None)
        if relation.fraction:
            found.append(relation.fraction)
        if relation.space is not None:
            found.append(str(relation.space))
    return tuple(sorted(found))


def _order(relation: Relation) -> int:
    if relation.rel == "offset":
        return _ORDER["transverse" if relation.dir in _SIDEWAYS else "offset"]
    return _ORDER.get("hollow" if relation.feature else relation.rel, len(_ORDER))


def _finished(segments: Segments) -> Sentence:
    """Return pieces with a capital letter and a full stop; nothing stays nothing."""
    if not segments:
        return Sentence(())
    head, *rest = segments
    first = head if head.kind == "point" else _capital(head)
    return Sentence((first, *rest, Segment(".")))


def _capital(segment: Segment) -> Segment:
    return Segment(segment.text[:1].upper() + segment.text[1:], segment.kind, segment.id)


def _contrast(phrases: Phrases, item: Contrast) -> Segments:
    made = (*said("not to be confused with "), *phrases.ref(item.point))
    if not item.relations:
        return made
    clauses = joined([phrases.clause(relation) for relation in item.relations])
    return (*made, *said(", which lies "), *clauses)


def _related(phrases: Phrases, relations: Sequence[Relation]) -> Iterator[Segments]:
    """Yield second tellings; neither of two distances from one place is true of it alone."""
    before = Relation("")
    made: Segments = ()
    for relation in relations:
        clause = phrases.clause(relation)
        one_place = relation.ref and relation.ref == before.ref
        if one_place and relation.rel == before.rel == "offset":
            made = (*made, *said(" and "), *clause)
        else:
            if made:
                yield made
            made = clause
        before = relation
    if made:
        yield made


def _find(phrases: Phrases, hints: Sequence[Hint]) -> Sentence:
    parts: list[Segments] = []
    told: set[str] = set()
    for group in _grouped(hints):
        parts.append(_hint(phrases, group, told))
        told.update(group[-1].landmark)
    return _finished((Segment("to find it: "), *joined(parts, "; ", "; ")))


def _grouped(hints: Sequence[Hint]) -> list[list[Hint]]:
    """Return hints in groups that differ in posture only; one posture for two landmarks is one."""
    groups: list[list[Hint]] = []
    for hint in hints:
        last = groups[-1][-1] if groups else Hint()
        plain = not (hint.if_absent or hint.step or last.step or last.if_absent)
        if groups and plain and hint.posture == last.posture and hint.feature == last.feature:
            merged = (*last.landmark, *hint.landmark)
            groups[-1][-1] = Hint(hint.posture, merged, (), hint.feature)
        elif groups and plain and (hint.landmark, hint.feature) == (last.landmark, last.feature):
            groups[-1].append(hint)
        else:
            groups.append([hint])
    return groups


def _hint(phrases: Phrases, group: Sequence[Hint], told: Collection[str]) -> Segments:
    """Return one hint: postures, then steps, then what to feel or look for."""
    hint = group[0]
    if hint.if_absent:
        uses = joined([phrases.clause(relation) for relation in hint.use])
        absent = Segment(phrases.landmark(hint.if_absent).en, "landmark", hint.if_absent)
        return (*said("if there is no "), absent, *said(", the point lies "), *uses)
    postures = [made for item in group if (made := phrases.postures(item.posture))]
    posture = joined(postures, " or ")
    actions = joined(_actions(phrases, hint, told), ", then ", ", ")
    return (*posture, *(said(", ") if posture and actions else ()), *actions)


def _actions(phrases: Phrases, hint: Hint, told: Collection[str]) -> list[Segments]:
    """Return the steps of a hint, the last one completed by its landmark."""
    steps: list[Segments] = [
        (Segment(phrases.landmark(name).en, "landmark", name),) for name in hint.step
    ]
    if not hint.landmark:
        return [*steps, said(f"feel for {_hollow(hint.feature)}")] if hint.feature else steps
    if not steps:
        return [_feel(phrases, hint)]
    last = steps[-1][0].text
    refs = phrases.refs(hint.landmark)
    if last.split()[-1] in _OPEN:
        steps[-1] = (*steps[-1], *said(" "), *refs)
        if hint.feature and "hollow" not in last and not last.endswith("into"):
            steps[-1] = (*steps[-1], *said(" to a hollow"))
    elif last.startswith("feel for"):
        steps[-1] = (*steps[-1], *said(", which is "), *refs)
    elif not set(hint.landmark) <= set(told):
        steps.append(_feel(phrases, hint))
    return steps


def _hollow(feature: str, article: str = "a") -> str:
    return f"{article} {'hollow' if feature == DEPRESSION else feature}"


def _feel(phrases: Phrases, hint: Hint) -> Segments:
    """Return what to feel for, or to look for where nothing is felt."""
    names = hint.landmark
    marks = [phrases.landmarks[name] for name in names if name in phrases.landmarks]
    if hint.feature and not any("hollow" in mark.en for mark in marks):
        hollow = bool(marks) and marks[0].en.split()[-1] in ("snuffbox", "fossa", "groove")
        link = "of" if hollow else "at"
        what = _hollow(hint.feature, "the" if hollow else "a")
        return (*said(f"feel for {what} {link} "), *phrases.refs(names))
    seen = bool(marks) and all(mark.kind in _LOOK for mark in marks)
    return (*said("look for " if seen else "feel for "), *phrases.refs(names))
