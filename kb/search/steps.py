"""Questions in two steps: words that lead from one meridian or point to a meridian, answered first.

*The luo point of the meridian paired with the heart* is read as *the luo point of the small
intestine meridian*: what a step leads to takes its place in the query, so that one step may stand
inside another, and every question about a meridian can be asked of it.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from typing import TYPE_CHECKING

from kb import codes, doctrine
from kb.base import KnowledgeBase
from kb.frozen import frozen
from kb.search.keys import has_han
from kb.search.named import category_named, line_at, point_named
from kb.search.records import Remark, Understood

if TYPE_CHECKING:
    from kb.search.draft import Draft

__all__ = ["take_steps", "ways_between"]


@frozen
class _Way:
    """A way from a meridian to others: what it leads to, and the facts it follows from."""

    says: str
    to: Callable[[str], tuple[str, ...]]
    facts: tuple[str, ...]


def _opposite(meridian: str) -> tuple[str, ...]:
    return (doctrine.FLOW[(doctrine.place(meridian) + 6) % 12],)


def _of_phase(name: Callable[[str], str]) -> Callable[[str], tuple[str, ...]]:
    def to(meridian: str) -> tuple[str, ...]:
        phase = name(doctrine.phase(meridian))
        return tuple(doctrine.meridians_of(phase, yang=doctrine.is_yang(meridian)))

    return to


_WAYS: Mapping[str, _Way] = {
    "pair": _Way("paired with", lambda m: (doctrine.pair(m),), ("pair",)),
    "mother": _Way("mother of", lambda m: tuple(doctrine.mother_meridians(m)), ("phase",)),
    "child": _Way("child of", lambda m: tuple(doctrine.child_meridians(m)), ("phase",)),
    "next": _Way("next in the flow after", lambda m: (doctrine.next_in_flow(m),), ("next",)),
    "before": _Way(
        "before", lambda m: (doctrine.FLOW[doctrine.place(m) - 1],), ("next",)
    ),
    "counterpart": _Way(
        "of the same division as", lambda m: (doctrine.counterpart(m),), ("division",)
    ),
    "opposite": _Way("opposite on the clock to", _opposite, ("hour",)),
    "controls": _Way("controlling", _of_phase(doctrine.controlled_by), ("phase",)),
    "controlled": _Way("controlled by", _of_phase(doctrine.controls), ("phase",)),
}  # fmt: skip

_LINE = r"(?:meridians?|channels?|organs?)"
_PAIRED = (
    r"(?:(?:interior|internal(?:ly)?|exterior|external(?:ly)?)(?:[\s/-]+(?:and\s+)?"
    r"(?:interior|internal(?:ly)?|exterior|external(?:ly)?))+(?:[\s-]+(?:paired|related|coupled|"
    r"connected|partner))?|(?:yin[\s-]*yang\s+)?(?:paired|coupled|partner(?:ed)?|pair|twin))"
)
_WORDS: tuple[tuple[str, str, str], ...] = (
    ("pair", _PAIRED, r"表里|表裏|相表里|相表裏|互为表里|配对|配對"),
    ("mother", r"mother", "母"),
    ("child", r"(?:child|son|daughter)", "子"),
    ("next", r"(?:next|following|after|that follows|which follows)", "下一|之后|之後"),
    ("before", r"(?:previous|preceding|before|that precedes|which precedes)", "上一|之前"),
    ("counterpart", r"(?:counterpart|same[\s-]+name(?:d)?|same[\s-]+division)", "同名"),
    ("opposite", r"(?:(?:clock[\s-]+)?opposite|midday[\s-]+midnight)", "子午相对|相对|对冲|對衝"),
    ("controlled", r"(?:controlled(?:\s+by)?|that is controlled by)", "所克"),
    ("controls", r"(?:controlling|that controls|which controls)", "克"),
)
_LINK = r"(?:\s+(?:with|to|of|for|from|after|before|by|as))?"
_TAIL = re.compile(
    r"(?:\s+(?:meridians?|channels?))?(?:\s+(?:in|on|by|within|according to)\s+(?:the\s+)?"
    r"(?:order\s+of\s+the\s+)?(?:flow|clock|organ clock|(?:qi\s+)?cycle|circuit|generating cycle|"
    r"controlling cycle|five[\s-]+(?:phases?|elements?)|wu xing|ke cycle|sheng cycle|body clock|"
    r"chinese clock)(?:\s+of\s+(?:the\s+)?(?:qi|meridians?"
    r"|channels?))?)?",
    re.IGNORECASE,
)
_DONE = (
    ("controls", "control", "restrain", "overcome"),
    ("mother", "generate", "engender", "produce", "nourishe?", "feed"),
    ("before", "precede"),
    ("next", "follow"),
)
"""What one meridian does to another one, in the words of a question."""
_ASKED = (
    *((way, rf"(?:{'|'.join(verbs)})s?") for way, *verbs in _DONE),
    ("controlled", r"is\s+(?:controlled|restrained)\s+by"),
    ("child", r"is\s+(?:generated|engendered|produced|nourished|fed)\s+by|is the (?:child|son) of"),
    ("mother", r"is the mother of"),
    ("pair", r"(?:is|are)\s+(?:paired|coupled|partnered)\s+(?:with|to)|(?:pair|couple)s\s+with"),
    ("next", r"(?:comes?|is)\s+(?:right\s+|next\s+)?after"),
    ("before", r"(?:comes?|is)\s+(?:right\s+)?before"),
)
_INVERSE = {"controls": "controlled", "mother": "child", "before": "next", "next": "before"}
_DOES = tuple(
    (_INVERSE[way], re.compile(
        rf"\b(?:which|what)\s+(?:{_LINE}\s+)?do(?:es)?\s+(?P<x>.+?)\s+(?:{'|'.join(verbs)})\b", re.I
    ))
    for way, *verbs in _DONE
)  # fmt: skip
_FORWARD = tuple(
    (way, re.compile(rf"\b(?:which|what)\s+{_LINE}\s+(?:{words})\s+", re.IGNORECASE))
    for way, words in _ASKED
) + tuple(
    (way, re.compile(pattern, re.IGNORECASE))
    for way, words, _ in _WORDS
    for pattern in (
        rf"\b(?:the\s+)?{_LINE}\s+(?:(?:that|which)\s+(?:is|are)\s+|is\s+)?{words}{_LINK}\s+",
        rf"\b(?:the\s+)?{words}\s+(?:{_LINE}|partner)(?:\s+(?:{_LINE}|partner))?{_LINK}\s+",
    )
)
_OWNED = tuple(
    (way, re.compile(rf"\s*(?:'s|’s|s')\s+{words}(?:\s+{_LINE})\b", re.IGNORECASE))
    for way, words, _ in _WORDS
)
_HAN = tuple(
    (way, re.compile(pattern))
    for way, _, words in _WORDS
    for pattern in (
        rf"[与與和跟](?P<x>[\u3400-\u9fff]{{1,6}}?[经經]?)(?:互为|互為|相|为|為)?(?:{words})"
        r"(?:关系)?的?[经經][脉脈]?",
        rf"(?P<x>[\u3400-\u9fff]{{1,6}}?[经經]?)的?(?:{words})的?[经經][脉脈]?",
    )
)
_WHICH = r"(?:是|有)?(?:哪一?[条條个個]?|什么|甚麼|何)[经經]?[脉脈]?"
_HAN_X = r"(?P<x>[\u3400-\u9fff]{1,6}?[经經])[脉脈]?"
_HAN += tuple(
    (way, re.compile(pattern))
    for way, pattern in (
        ("controls", rf"{_WHICH}克{_HAN_X}"), ("mother", rf"{_WHICH}生{_HAN_X}"),
        ("controlled", rf"{_HAN_X}克{_WHICH}"), ("child", rf"{_HAN_X}生{_WHICH}"),
    )
)  # fmt: skip
_OF_POINT = re.compile(
    rf"\b(?:the\s+)?(?:same\s+)?{_LINE}\s+(?:of\s+which|for\s+which|whose)\s+(?P<a>.+?)\s+is\s+"
    r"(?:the\s+|an?\s+)?(?P<b>.+?)(?=$|[?.,;]|\s+(?:and|on|for|that|in)\b)",
    re.IGNORECASE,
)
_THAT_PASS = re.compile(r"\b(?:the\s+)?(?:meridians?|channels?|vessels?)\s+(?:that|which)\s+", re.I)
_LIES_ON = re.compile(
    rf"\b(?P<same>(?:the\s+)?same\s+{_LINE}\s+as|(?:the\s+)?{_LINE}\s+of(?:\s+the\s+point)?"
    rf"|(?:the\s+)?{_LINE}\s+(?:that|which|on which|to which)(?=.*\b(?:lies?|belongs?|is)\b))\s+",
    re.IGNORECASE,
)
_LIES = re.compile(r"\s+(?:lies|belongs|is)(?:\s+(?:on|to))?\b", re.IGNORECASE)

_MOST = 4
"""Steps read of one query."""


def take_steps(draft: Draft, text: str) -> str:
    """Return a query with each step replaced by the meridians it leads to; `draft` is told."""
    for _ in range(_MOST):
        done = _han(draft, text) if has_han(text) else _owned(draft, text) or _forward(draft, text)
        done = done or _does(draft, text)
        done = done or _by_point(draft, text) or _by_course(draft, text)
        if not done:
            break
        text = done
    return text


def _forward(draft: Draft, text: str) -> str:
    """Take the last *meridian paired with X* or *paired meridian of X*: the innermost one."""
    for way, pattern in _FORWARD:
        for match in reversed(list(pattern.finditer(text))):
            got = line_at(draft.base, draft.index, text[match.end() :])
            if got:
                end = match.end() + got[1]
                end += _TAIL.match(text[end:]).end()  # type: ignore[union-attr]
                return _put(draft, text, (match.start(), end), way, got[0])
    return ""


def _does(draft: Draft, text: str) -> str:
    """Take *which meridian does X control*."""
    for way, pattern in _DOES:
        match = pattern.search(text)
        got = line_at(draft.base, draft.index, match["x"]) if match else None
        if match and got and got[1] == len(match["x"]):
            end = match.end() + _TAIL.match(text[match.end() :]).end()  # type: ignore[union-attr]
            return _put(draft, text, (match.start(), end), way, got[0])
    return ""


def ways_between(base: KnowledgeBase, one: str, other: str) -> tuple[str, tuple[str, ...]]:
    """Return how one meridian is to another by rule, in words, and the facts that it follows from.

    Empty when no rule leads from one to the other.
    """
    if one not in doctrine.FLOW or other not in doctrine.FLOW:
        return "", ()
    found = [way for way in _WAYS.values() if one in way.to(other)]
    facts = tuple(dict.fromkeys(fact for way in found for fact in way.facts))
    said = ", ".join(way.says for way in found)
    return said, _facts(base, (one, other), facts) if found else ()


def _owned(draft: Draft, text: str) -> str:
    """Take *X's paired meridian*."""
    for way, pattern in _OWNED:
        for match in pattern.finditer(text):
            before = text[: match.start()]
            for start in _starts(before):
                got = line_at(draft.base, draft.index, before[start:])
                if got and got[1] == len(before) - start:
                    return _put(draft, text, (start, match.end()), way, got[0])
    return ""


def _han(draft: Draft, text: str) -> str:
    for way, pattern in _HAN:
        for match in pattern.finditer(text):
            for start in range(match.start("x"), match.end("x")):
                got = line_at(draft.base, draft.index, text[start : match.end("x")])
                if got and got[1] == match.end("x") - start:
                    first = match.start() if start == match.start("x") else start
                    return _put(draft, text, (first, match.end()), way, got[0])
    return ""


def _starts(text: str) -> list[int]:
    """Return where the last words of a text begin, the longest run of five first."""
    return [match.start() for match in re.finditer(r"\S+", text)][-5:]


def _put(draft: Draft, text: str, span: tuple[int, int], way: str, lines: tuple[str, ...]) -> str:
    """Replace a step by what it leads to, and tell it; nothing when it leads nowhere."""
    known = [one for one in lines if one in doctrine.FLOW]
    found = tuple(dict.fromkeys(to for one in known for to in _WAYS[way].to(one)))
    found = tuple(one for one in found if one in draft.base.meridians)
    if not found:
        return ""
    says = f"{_WAYS[way].says} {', '.join(known)}"
    cites = _facts(draft.base, (*known, *found), _WAYS[way].facts)
    draft.remarks.append(Remark("derived", f"{', '.join(found)}: {says}", cites))
    return _told(draft, text, span, says, found)


def _told(draft: Draft, text: str, span: tuple[int, int], says: str, found: tuple[str, ...]) -> str:
    step = " ".join(text[span[0] : span[1]].split())
    draft.understood.append(Understood(step, f"meridian: {says}", found))
    if has_han(text):
        names = "和".join(draft.base.meridians[one].names.hans for one in found)
        return f"{text[: span[0]]}{names}{text[span[1] :]}"
    names = " and ".join(f"the {draft.base.meridians[one].names.en}" for one in found)
    return f"{text[: span[0]]} {names} {text[span[1] :]}".strip()


def _facts(base: KnowledgeBase, lines: Iterable[str], keys: tuple[str, ...]) -> tuple[str, ...]:
    """Return the first claim that states each of some facts of some meridians."""
    found: dict[tuple[str, str], str] = {}
    for line in lines:
        for claim in base.claims_of(line):
            if claim.kind == "fact" and claim.target in keys:
                found.setdefault((line, claim.target), claim.id)
    return tuple(found.values())


def _by_point(draft: Draft, text: str) -> str:
    """Take *the meridian of which P is the luo point*, *the meridian of P*, *the same as P's*."""
    base, index = draft.base, draft.index
    for match in _OF_POINT.finditer(text):
        for point, what in ((match["a"], match["b"]), (match["b"], match["a"])):
            code, names = point_named(base, index, point), category_named(base, index, what)
            lines = dict.fromkeys(
                member.attributes.get("of", codes.meridian_of(code))
                for name in names for member in base.categories[name].members
                if code and member.point == code
            )  # fmt: skip
            found = tuple(one for one in lines if one in base.meridians)
            if found:
                label = base.categories[names[0]].names.en
                cites = tuple(one for name in names for m in base.categories[name].members
                              if m.point == code for one in m.claims[:2])  # fmt: skip
                said = f"{code} is a {label} of {', '.join(found)}"
                draft.remarks.append(Remark("derived", said, cites))
                return _told(draft, text, match.span(), said, found)
    for match in _LIES_ON.finditer(text):
        words = re.match(r"\S+(?:\s+\d+)?", text[match.end() :])
        code = point_named(base, index, words[0].strip("?.,")) if words else ""
        line = codes.meridian_of(code) if code else ""
        if words and line in base.meridians:
            end = match.end() + words.end()
            lies = _LIES.match(text[end:])
            end += lies.end() if lies else 0
            return _told(draft, text, (match.start(), end), f"on which {code} stands", (line,))
    return ""


def _by_course(draft: Draft, text: str) -> str:
    """Take *the meridians that reach the eye* at the end of a query."""
    for match in _THAT_PASS.finditer(text):
        from kb.search.courses import passing  # few queries ask it

        found = passing(draft.base, draft.index, text[match.end() :])
        if found:
            says = f"whose course {text[match.end() :].strip(' ?.')}"
            cites = tuple(ids[0] for ids in found.values())
            draft.remarks.append(Remark("course", f"{', '.join(found)}: {says}", cites))
            return _told(draft, text, (match.start(), len(text)), says, tuple(found))
    return ""
