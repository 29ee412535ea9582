"""One relation as words: the templates of the location sentences.

Words come in `Segment` pieces, so that the browser can link point codes, mark landmarks on a
picture and set figures apart.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import cached_property

from kb.codes import is_code, is_extra
from kb.errors import LocationError
from kb.frozen import frozen
from kb.location import words
from kb.model import Landmark, Relation

__all__ = ["DEPRESSION", "Phrases", "Segment", "Segments", "joined", "said"]

DEPRESSION = "depression"


_COUNTED = frozenset({*words.ORDINALS, "great", "little", "left", "right"})
"""First words of structures that are told in order."""


@frozen
class Segment:
    """A piece of a sentence.

    Attributes
    ----------
    text : str
        The words.
    kind : str
        ``text``, ``landmark``, ``point`` or ``figure``.
    id : str
        Landmark id, point code or the figure as the data has it; empty for plain text.
    """

    text: str
    kind: str = "text"
    id: str = ""


Segments = tuple[Segment, ...]


def said(text: str) -> Segments:
    """Return plain words."""
    return (Segment(text),)


def joined(parts: Sequence[Segments], last: str = " and ", between: str = ", ") -> Segments:
    """Return several pieces as a list in words."""
    made: list[Segment] = []
    for i, part in enumerate(parts):
        if i:
            made.append(Segment(last if i == len(parts) - 1 else between))
        made.extend(part)
    return tuple(made)


_KEPT: list[Phrases] = []


class Phrases:
    """Templates over a vocabulary of landmarks.

    Parameters
    ----------
    landmarks : mapping of str to Landmark
        By id.
    """

    def __init__(self, landmarks: Mapping[str, Landmark]) -> None:
        self.landmarks = landmarks

    @classmethod
    def of(cls, landmarks: Mapping[str, Landmark]) -> Phrases:
        """Return the phrases of a vocabulary that nobody changes; those asked for last are kept."""
        if not _KEPT or _KEPT[0].landmarks is not landmarks:
            _KEPT[:] = [cls(landmarks)]
        return _KEPT[0]

    @cached_property
    def digits(self) -> frozenset[str]:
        """Return what the names of the parts of each region end with (`` of the big toe``)."""
        regions = (mark for mark in self.landmarks.values() if mark.kind == "region")
        return frozenset(f" of the {mark.en}" for mark in regions)

    def clause(self, relation: Relation) -> Segments:
        """Return a relation as a clause without capital or full stop.

        Raises
        ------
        LocationError
            The relation names something unknown or is of a kind without template.
        """
        template = _TEMPLATES.get(relation.rel)
        if template is None:
            raise LocationError(f"no template for relation {relation.rel!r}; add one")
        made = template(self, relation)
        if relation.feature == DEPRESSION and relation.rel not in ("at", "level"):
            return (*said("in a hollow "), *made)
        return made

    def landmark(self, name: str) -> Landmark:
        """Return a landmark by id."""
        if name not in self.landmarks:
            raise LocationError(f"unknown landmark {name!r}; add it to data/landmarks.yaml")
        return self.landmarks[name]

    def ref(self, name: str) -> Segments:
        """Return a landmark with its article, or a point code."""
        if is_code(name) or is_extra(name):
            return (Segment(name, "point", name),)
        landmark = self.landmark(name)
        lead = words.article(landmark.en, landmark.article)
        piece = (Segment(landmark.en, "landmark", name),)
        return (*said(lead), *piece) if lead else piece

    def refs(self, names: Sequence[str]) -> Segments:
        """Return several landmarks or points as a list; two of a kind share their noun."""
        if len(names) == 2 and all(name in self.landmarks for name in names):
            first, second = (self.landmarks[name] for name in names)
            pair = words.paired(first.en, second.en)
            if pair and not first.article and not second.article:
                return (
                    Segment("the "),
                    Segment(pair[0], "landmark", first.id),
                    Segment(" and "),
                    Segment(pair[1], "landmark", second.id),
                )
        return joined([self.ref(name) for name in names])

    def turned(self, names: Sequence[str]) -> tuple[str, ...]:
        """Return the ends of a place between in our order: the last first, counted ones in order.

        Points and structures that are counted (second and third toe, left and right) stay.
        """
        counted = all(
            name not in self.landmarks or self.landmarks[name].en.split()[0] in _COUNTED
            for name in names
        )
        return tuple(names) if counted else tuple(reversed(names))

    def origin(self, relation: Relation) -> Segments:
        """Return what a distance is counted from."""
        if relation.midpoint:
            return (*said("the midpoint between "), *self.refs(relation.midpoint))
        return self.ref(relation.ref)

    def postures(self, names: Iterable[str]) -> Segments:
        """Return postures as one phrase: ``lying on the side, with the thigh flexed``."""
        free: list[Segments] = []
        parts: list[Segments] = []
        before = ""
        for name in reversed(tuple(names)):
            phrase = self.landmark(name).en
            first, _, rest = phrase.partition(" ")
            if first.endswith(("ing", "seated")):
                free.append((Segment(phrase, "landmark", name),))
            elif phrase.endswith("position") and first not in ("head", "neck"):
                free.append((Segment("in the "), Segment(phrase, "landmark", name)))
            elif first == before:
                parts[-1] = (*parts[-1], Segment(" and "), Segment(rest, "landmark", name))
            else:
                parts.append((Segment("the "), Segment(phrase, "landmark", name)))
            before = first
        made = joined(free, " and ") if free else ()
        if parts:
            made = (*made, *said(", with " if free else "with "), *joined(parts))
        return made

    def shortened(self, segments: Segments) -> Segments:
        """Return pieces in which a finger or toe is named once, not with each of its parts."""
        told: set[str] = set()
        made: list[Segment] = []
        for segment in segments:
            head, link, tail = segment.text.rpartition(" of the ")
            if link and segment.kind == "landmark" and link + tail in self.digits:
                if link + tail in told:
                    segment = Segment(head, segment.kind, segment.id)
                told.add(link + tail)
            made.append(segment)
        return tuple(made)


def _figure(value: float) -> Segment:
    text = words.number(value)
    return Segment(text, "figure", text)


def _offset(phrases: Phrases, relation: Relation) -> Segments:
    cun = relation.cun or 0.0
    about = "about " if relation.qual == "about" else ""
    qualifier = "" if about else relation.qual
    way = words.direction(relation.dir, qualifier)
    tail = f" {words.unit(relation.unit, relation.upto or cun)} {way} "
    lead = said(about) if about else ()
    upto = () if relation.upto is None else (Segment(" to "), _figure(relation.upto))
    return (*lead, _figure(cun), *upto, Segment(tail), *phrases.origin(relation))


def _side(phrases: Phrases, relation: Relation) -> Segments:
    way = words.direction(relation.dir, relation.qual, side=True)
    return (*said(f"{way} "), *phrases.refs(relation.refs or (relation.ref,)))


def _level(phrases: Phrases, relation: Relation) -> Segments:
    return (*said("level with "), *phrases.refs(relation.refs or (relation.ref,)))


def _between(phrases: Phrases, relation: Relation) -> Segments:
    lead = "between " if len(relation.ends) == 2 else "among "
    return (*said(lead), *phrases.refs(phrases.turned(relation.ends)))


def _at(phrases: Phrases, relation: Relation) -> Segments:
    hollow = relation.feature == DEPRESSION
    if relation.ref in phrases.landmarks:
        lead = words.locative(phrases.landmarks[relation.ref].en, hollow=hollow)
    else:
        lead = words.locative("", hollow=hollow)
    if relation.qual:
        lead = f"{relation.qual} {lead}"
    return (*said(f"{lead} "), *phrases.ref(relation.ref))


def _median_line(phrases: Phrases, relation: Relation) -> Segments:
    return (*said("on "), *phrases.ref(f"{relation.line}-median-line"))


def _intercostal(phrases: Phrases, relation: Relation) -> Segments:
    space = relation.space or 0
    figure = Segment(words.ORDINALS[space], "figure", str(space))
    made = (Segment("within the "), figure, Segment(" intercostal space"))
    if not relation.refs:
        return made
    return (*made, *said(", together with "), *phrases.refs(relation.refs))


def _red_white(phrases: Phrases, relation: Relation) -> Segments:
    return said("on the border of the red and white flesh")


def _line(phrases: Phrases, ends: Sequence[str], curved: bool) -> Segments:
    kind = "curved line" if curved else "line"
    return (*said(f"the {kind} from "), *joined([phrases.ref(end) for end in ends], " to "))


def _on_line(phrases: Phrases, relation: Relation) -> Segments:
    return (*said("on "), *_line(phrases, relation.ends, relation.curved))


def _through(phrases: Phrases, name: str, way: str) -> Segments:
    """Return a line through a landmark; a line or an intercostal space is one itself."""
    place = phrases.landmarks.get(name)
    if place is not None and (place.kind == "line" or place.en.endswith("intercostal space")):
        return phrases.ref(name)
    return (*said(f"the {way} line through "), *phrases.ref(name))


def _intersection(phrases: Phrases, relation: Relation) -> Segments:
    lines = [phrases.ref(name) for name in relation.lines]
    for name, way in ((relation.vertical, "vertical"), (relation.horizontal, "horizontal")):
        if name:
            lines.append(_through(phrases, name, way))
    if len(lines) < 2:
        return (*said("on "), *joined(lines))
    return (*said("where "), *joined(lines, " crosses "))


def _midpoint(phrases: Phrases, relation: Relation) -> Segments:
    about = "about " if relation.qual == "about" else ""
    if relation.of:
        return (
            *said("in the middle of "),
            *phrases.ref(relation.of),
            *said(" between "),
            *phrases.refs(relation.ends),
        )
    if relation.curved:
        return (*said(f"{about}halfway along "), *_line(phrases, relation.ends, True))
    return (*said(f"{about}midway between "), *phrases.refs(relation.ends))


def _divide(phrases: Phrases, relation: Relation) -> Segments:
    leads = {"about": said("about "), "level": said("level with the place ")}
    lead = leads.get(relation.qual, ())
    if relation.fraction == "1/2":
        figure, rest = Segment("half", "figure", "1/2"), Segment("way along ")
    else:
        figure = Segment(words.fraction(relation.fraction), "figure", relation.fraction)
        rest = Segment(" of the way along ")
    ends = (relation.frm, relation.to)
    return (*lead, figure, rest, *_line(phrases, ends, relation.curved))


def _over(phrases: Phrases, relation: Relation) -> Segments:
    return (*said("over "), *phrases.ref(relation.ref))


def _axis(phrases: Phrases, relation: Relation) -> Segments:
    return (*said("on "), *phrases.ref(relation.ref))


def _opposite(phrases: Phrases, relation: Relation) -> Segments:
    return (*said("opposite "), *phrases.ref(relation.ref))


def _posture(phrases: Phrases, relation: Relation) -> Segments:
    made = phrases.postures(relation.posture)
    return (*said("when "), *made) if made and made[0].kind == "landmark" else made


_TEMPLATES: Mapping[str, Callable[[Phrases, Relation], Segments]] = {
    "offset": _offset,
    "side": _side,
    "level": _level,
    "between": _between,
    "at": _at,
    "median_line": _median_line,
    "intercostal": _intercostal,
    "red_white_border": _red_white,
    "on_line": _on_line,
    "intersection": _intersection,
    "midpoint": _midpoint,
    "divide": _divide,
    "over": _over,
    "axis": _axis,
    "opposite": _opposite,
    "posture": _posture,
}
