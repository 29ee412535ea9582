"""From what was typed to an answer that says how it was understood.

Order of understanding: codes, whole names, questions about places, then the parts of the query
(`kb.search.parse`) as a set; words that are left are read as a complaint, as a part of a name and
only then as misspelt. What nothing answers to is named, never dropped.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from kb import codes
from kb.base import KnowledgeBase
from kb.errors import CodeError
from kb.search.draft import Draft, finish
from kb.search.english import SMALL
from kb.search.index import Index
from kb.search.keys import has_han, key_of, key_of_words, words_of
from kb.search.records import Answer, PointHit, Remark, Understood

if TYPE_CHECKING:
    from kb.search.lexicon import Facet
    from kb.search.parse import Part

__all__ = ["MAX_QUERY", "Answer", "PointHit", "Remark", "Understood", "search"]

MAX_QUERY = 200
"""Longest query read, in characters."""


def search(base: KnowledgeBase, index: Index, query: str, limit: int = 60) -> Answer:
    """Return what a query means and finds.

    Parameters
    ----------
    base : KnowledgeBase
    index : Index
        Of the same knowledge base.
    query : str
        As typed; only the first `MAX_QUERY` characters are read.
    limit : int
        Most points returned; `Answer.total` counts all.

    Returns
    -------
    Answer
        Empty, with the words named, when nothing was understood.
    """
    text = query[:MAX_QUERY]
    if not text.isprintable():
        text = "".join(c if c.isprintable() else " " for c in text)
    text = " ".join(text.split())
    draft = Draft(base, index, text)
    known = text and (_compared(draft, text) or _code(draft, text) or _whole(draft, text))
    if text and not known and not _course(draft, text):
        _parts(draft, text)
    if len(query) > MAX_QUERY and text:
        said = f"only the first {MAX_QUERY} characters were read"
        draft.remarks.append(Remark("long query", said))
        draft.exact = False
    return finish(draft, limit)


_COMPARES = (
    "compar",
    "vs",
    "versus",
    "differ",
    "contrast",
    "disting",
    "比",
    "別",
    "别",
    "同",
    "relat",
    "in common",
    "connect",
    "link",
    "关",
    "關",
    "联",
    "聯",
)
"""Without one of these no query sets records side by side."""


def _compared(draft: Draft, text: str) -> bool:
    """Take the whole query as a question that sets records side by side."""
    lowered = text.lower()
    if not any(word in lowered for word in _COMPARES):
        return False
    from kb.search.comparison import relate, related, set_side_by_side

    pair = related(draft.base, draft.index, text)
    found = pair or set_side_by_side(draft.base, draft.index, text)
    if found:
        draft.take_compared(text, found)
    if pair:
        draft.remarks.extend(relate(draft.base, draft.compare))
    return bool(found)


def _code(draft: Draft, text: str) -> bool:
    """Take the whole query as a code."""
    try:
        found = codes.readings(text)
    except CodeError as error:
        draft.impossible(text, str(error))
        return True
    if found and not any(code in draft.base.points for code in found):
        draft.impossible(text, f"no point {found[0]} in this book")
        return True
    found = tuple(code for code in found if code in draft.base.points)
    if not found:
        return False
    draft.take_points(text, found, "code")
    return True


def _whole(draft: Draft, text: str) -> bool:
    """Take the whole query as one name."""
    entries = draft.index.names.get(key_of(text), ())
    if not entries:
        return False
    from kb.search.lexicon import lookup

    words = draft.index.words
    facets = [*lookup(words, key_of(text)), *lookup(words, key_of_words(text))]
    if not facets and {kind for kind, _, _ in entries} <= {"point", "source"}:
        draft.take_entries(text, entries)
        return True
    from kb.search.parse import Part, named_by

    draft.take_parts(_read(draft, [Part(text, "facets", named_by(facets, entries))]))
    return True


_LINES = ("meridian", "channel", "vessel", " mai", "经", "經", "脉", "脈")
"""Without one of these no query asks about the course of a meridian."""


def _course(draft: Draft, text: str) -> bool:
    """Take the whole query as a question about the courses of meridians."""
    lowered = text.lower()
    if not any(word in lowered for word in _LINES):
        return False
    from kb.search.courses import take_course

    return take_course(draft, text)


def _read(draft: Draft, parts: list[Part]) -> list[Part]:
    """Return the parts with acts that are complaints and seas read as what they mean."""
    kinds = {part.facets[0].kind for part in parts if part.facets}
    if "act" in kinds:
        from kb.search.acts import read_acts

        parts = read_acts(draft, parts)
    if "aspect" in kinds:
        from kb.search.aspects import read_aspects

        parts = read_aspects(draft, parts)
    if "forbid" in kinds and "point" not in kinds:
        parts = _safely(parts)
    if "sea" in kinds:
        from kb.search.seas import read_seas

        parts = read_seas(draft, parts)
    return parts


_SAFE = ("safe", "is it safe", "allowed", "okay")


def _safely(parts: list[Part]) -> list[Part]:
    """Read *safe* of a set of points as what no book forbids."""
    from kb.search.parse import Part

    made: list[Part] = []
    for part in parts:
        if part.facets and part.text.lower() in _SAFE and "not" not in [p.label for p in made[-1:]]:
            made.append(Part("", "joint", label="not"))
        made.append(part)
    return made


def _parts(draft: Draft, text: str) -> None:
    """Take the query in parts: places first, then what each run of words names."""
    from kb.search.figures import take_figures
    from kb.search.guess import guess
    from kb.search.numbers import numbered
    from kb.search.parse import parts_of
    from kb.search.places import take_places

    text = _stepped(draft, _asking(text))
    if _BAN.search(text):
        text = _NOBODY.sub("not ", text)
    places = take_places(draft.base, draft.index, text)
    take_figures(places)
    if len(text) > 2 and not text.isascii():
        from kb.search.areas import take_areas

        take_areas(draft.index, places)
    draft.take_places(places)
    parts = list(parts_of(draft.index, draft.base.points, places.rest, places.facets))
    if len(parts) > 2 or any(p.facets and p.facets[0].kind != "symptom" for p in parts):
        parts = _shared(draft, numbered(draft, _read(draft, parts)))
        parts = _local(draft, _crossings(_roles(draft, _plainly(draft, parts))))
    draft.take_parts(guess(draft, parts, text))


_POINTS = re.compile(r"\b(?:acu)?pts?\b\.?", re.IGNORECASE)
_ASKING = re.compile(
    r"(?:的)?(?:定位|位置|取穴(?:方法|法)?)|(?:在)?第几寸|"
    r"(?:在|位于|是|于)?(?:身体)?(?:的)?(?:哪[里裡儿兒]|何处|什么(?:地方|位置|部位))|怎么(?:办|治|治疗)|如何治疗?|"
    r"为什么|(?:之间)?(?:的|有什么|有何)*关系"
)
"""Chinese words that only ask: taken one character at a time they name something."""


_NO_END = re.compile(
    r"\b(?:can['’ ]?t|cannot|can not|won['’ ]?t|do(?:es)?n['’ ]?t|not|never)\s+(?:seem to\s+)?stop"
    r"(?=\s+[a-z]+ing\b)",
    re.IGNORECASE,
)
"""Who cannot stop coughing coughs."""


def _asking(text: str) -> str:
    """Return the query with *pts* written out and without words that only ask."""
    if text.isascii():
        lowered = text.lower()
        if "stop" in lowered:
            text = _NO_END.sub("", text)
        return _POINTS.sub("points", text) if "pt" in lowered else text
    return _ASKING.sub(" ", text) if _ASKING.search(text) else text


def _shared(draft: Draft, parts: list[Part]) -> list[Part]:
    """Read a complaint of several parts of the body, or several of one part, as one of each."""
    kinds = [part.facets[0].kind for part in parts if part.facets]
    several = kinds.count("symptom") and kinds.count("symptom") + kinds.count("region") > 1
    if not several or not any(part.kind == "joint" for part in parts):
        return parts
    from kb.search.areas import share

    return share(draft, parts)


_STEP = ("meridian", "channel", "organ", " does ", "经", "經")
"""Without one of these no query leads from one meridian to another one."""


def _stepped(draft: Draft, text: str) -> str:
    """Return the query with its inner questions about meridians answered."""
    lowered = text.lower()
    if not any(word in lowered for word in _STEP):
        return text
    from kb.search.steps import take_steps

    return take_steps(draft, text)


_BAN = re.compile("forbid|ban|prohibit", re.IGNORECASE)
_NOBODY = re.compile(
    r"\b(?:no (?:books?|sources?|texts?|authors?|one)|nobody|none)\s+(?:here\s+)?"
    r"(?=forbid|bans?\b|prohibit)|\bnot\s+(?:be|been|being)\s+(?=forbid|banned|prohibit)",
    re.IGNORECASE,
)
"""Words before a ban that deny it: *points that no book forbids*."""

_ON = re.compile(r"\b(?:on|located|lie|lies|points?)\b|上|穴", re.IGNORECASE)


def _local(draft: Draft, parts: list[Part]) -> list[Part]:
    """Read a part of the body and a complaint apart from it as the complaint of that part.

    Not when points on that part are asked for: *points on the knee for pain*.
    """
    kinds = [part.facets[0].kind if part.facets else "" for part in parts]
    if kinds.count("symptom") != 1 or kinds.count("region") != 1 or _ON.search(draft.query):
        return parts
    from kb.search.keys import bag_of
    from kb.search.lexicon import Facet
    from kb.search.parse import Part
    from kb.search.phrases import PARTS

    first, last = sorted((kinds.index("symptom"), kinds.index("region")))
    of, where = (parts[kinds.index(kind)].facets[0] for kind in ("symptom", "region"))
    label = draft.base.symptoms[of.ids[0]].en
    names = (word.replace("-", " ") for word in PARTS[where.label][1].split())
    bags = (bag_of(f"{label} {name}") for name in (where.label, *names) if not has_han(name))
    ids = next(filter(None, map(draft.index.bags.get, bags)), None)
    if ids is None:
        return parts
    text = " ".join(part.text for part in parts[first : last + 1] if part.kind != "unknown")
    return [*parts[:first], Part(text, "facets", (Facet("symptom", ids, "words"),)),
            *(part for part in parts[first + 1 : last] if part.kind == "unknown"),
            *parts[last + 1 :]]  # fmt: skip


def _plainly(draft: Draft, parts: list[Part]) -> list[Part]:
    """Read a name that ends in *points* as what it is about, beside anything else asked.

    *Points forbidden to moxa* alone is the list; *according to a book* it is what that book bans.
    """
    if sum(part.kind == "facets" for part in parts) < 2:
        return parts
    from kb.search.parse import Part

    return [
        Part(part.text, "facets", _without_points(draft, part) or part.facets)
        if part.facets and "point" in part.text.lower()
        else part
        for part in parts
    ]


def _without_points(draft: Draft, part: Part) -> tuple[Facet, ...]:
    """Return what a name means without *points* in it: a prohibition or a complaint, or nothing.

    The list *points forbidden to moxa*; EX-UE7, whose name is *lumbar pain points*.
    """
    from kb.search.lexicon import Facet, lookup

    words = re.sub(r"\bpoints?\b", " ", part.text, flags=re.IGNORECASE)
    if part.facets[0].kind == "teaching":
        found = lookup(draft.index.words, key_of(words))
        return found if found and found[0].kind == "forbid" else ()
    if part.facets[0].kind == "point":
        entries = draft.index.names.get(key_of(words), ())
        ids = tuple(dict.fromkeys(name for kind, name, _ in entries if kind == "symptom"))
        return (Facet("symptom", ids, "label"),) if ids else ()
    return ()


_MEETING = ("meeting point", "meeting points", "会穴", "會穴")


def _crossings(parts: list[Part]) -> list[Part]:
    """Read the *meeting points* of several meridians as their crossings, not as the eight."""
    several = any(f.kind == "meridian" and len(f.ids) > 1 for p in parts for f in p.facets[:1])
    if not several or not any(part.text.lower() in _MEETING for part in parts):
        return parts
    from kb.search.lexicon import Facet
    from kb.search.parse import Part

    crossing = (Facet("category", ("crossing",), "category"),)
    return [
        Part(part.text, "facets", crossing) if part.text.lower() in _MEETING else part
        for part in parts
    ]


def _roles(draft: Draft, parts: list[Part]) -> list[Part]:
    """Return the parts with words for the role of a member of a category read as such."""
    classes = [f.ids[0] for p in parts for f in p.facets[:1] if f.kind == "category"]
    if not classes:
        return parts
    from kb.search.lexicon import Facet
    from kb.search.parse import Part
    from kb.search.sets import roles

    words = roles(draft.base, classes)
    made = []
    for part in parts:
        kinds = {facet.kind for facet in part.facets[:1]}
        found = words.get(" ".join(w for w in words_of(part.text) if w not in SMALL) or part.text)
        if found and (part.kind == "unknown" or kinds - {"category", "meridian", "point"}):
            label = f"role: {part.text}"
            facet = Facet("place", found, label, reasons=tuple((code, label) for code in found))
            part = Part(part.text, "facets", (facet,))
        made.append(part)
    return made
