"""Figures in a query that are no places: years, centuries, numbers of families and sources."""

from __future__ import annotations

import re
from collections.abc import Callable

from kb.doctrine import FLOW, hour
from kb.search.found import MARK, Found
from kb.search.lexicon import Facet
from kb.search.phrases import DYNASTY

__all__ = ["take_figures"]

_MOST = "9999"
_N = r"(?P<n>\d+|one|two|three|four|five|six|seven|eight|nine|ten|[一二两三四五六七八九十])"
_WORDS = {
    word: number
    for words in (
        "one two three four five six seven eight nine ten",
        "一 二 三 四 五 六 七 八 九 十",
    )
    for number, word in enumerate(words.split(), 1)
} | {"两": 2}  # fmt: skip


def take_figures(found: Found) -> None:
    """Take years and counts out of what is left of a query, as facets."""
    if not _NEEDED.search(found.rest):
        return
    for pattern, make in _PATTERNS:
        while match := pattern.search(found.rest):
            facet = make(match)
            at = found.rest[: match.start()].count(MARK)
            found.facets.insert(at, (" ".join(match[0].split()), facet))
            found.rest = f"{found.rest[: match.start()]} {MARK} {found.rest[match.end() :]}"


_NEEDED = re.compile(
    r"\d|famil|source|book|text|[家本种部]|before|until|after|since|pre-|post-|[以之][前后後]|[时時]",
    re.IGNORECASE,
)
"""What every pattern needs one of; most queries have none."""


def _number(text: str) -> int:
    return _WORDS.get(text.lower()) or int(text or 1)


def _count(match: re.Match[str]) -> Facet:
    what = "families" if re.match("famil|家", match["what"], re.IGNORECASE) else "sources"
    how = match["how"].lower().strip()
    number = _number(match["n"])
    if how in ("more than", "over", ">", "超过"):
        return _counted(what, number + 1, _MOST)
    if how in ("fewer than", "less than", "under", "<"):
        return _counted(what, 0, str(number - 1))
    if how in ("only", "exactly", "just", "a single", "single", "only a"):
        return _counted(what, number, str(number))
    return _counted(what, number, _MOST)


def _counted(what: str, least: int, most: str) -> Facet:
    if most == _MOST:
        label = f"at least {least} {what}"
    elif most == str(least):
        label = f"exactly {least} {what}"
    else:
        label = f"at most {most} {what}"
    return Facet("families", (what, str(least), most), label)


def _years(first: int, last: int) -> Facet:
    return Facet("century", (str(first), str(last)), f"books of {first} to {last}")


def _century(match: re.Match[str]) -> Facet:
    number = int(match["n"])
    if match["bce"]:
        return _around(match["way"], -100 * number, -100 * (number - 1) - 1)
    return _around(match["way"], 100 * (number - 1), 100 * number - 1)


def _around(way: str | None, first: int, last: int) -> Facet:
    """Return some years, or those before or after them."""
    way = (way or "").lower().strip(" -")
    if way in ("before", "until", "pre", "前", "以前", "之前"):
        return _years(-500, first - 1)
    if way == "since":
        return _years(first, 2100)
    return _years(last + 1, 2100) if way else _years(first, last)


def _dynasty(match: re.Match[str]) -> Facet:
    word = match["d"].lower().replace("漢", "汉").replace("晉", "晋")
    word = f"{word}代" if len(word) == 1 else f"{word} dynasty"
    years = next(years for years, words in DYNASTY.values() if word in words.split("; "))
    first, last = map(int, years.split())
    return _around(match["way"], first, last)


_HOURS = "子丑寅卯辰巳午未申酉戌亥"


def _hour(match: re.Match[str]) -> Facet:
    """Return the meridian of a double hour by the clock; of none when it is no double hour."""
    if match["h"]:
        start = (2 * _HOURS.index(match["h"]) + 23) % 24
    else:
        first, last = int(match["a"]) % 12, int(match["b"]) % 12
        late = match["m"].lower() == "pm"
        start = (first + 12 * (late if first < last else not late)) % 24
    line = next((one for one in FLOW if hour(one).startswith(f"{start:02}-")), "")
    return Facet("meridian", (line,) if line else (), f"meridian of the hours from {start}")


_PATTERNS: tuple[tuple[re.Pattern[str], Callable[[re.Match[str]], Facet]], ...] = tuple(
    (re.compile(pattern, re.IGNORECASE), make)
    for pattern, make in (
        (r"\b(?:in|by|from|according to|with)?\s*(?P<how>at least|minimum|min|>=|more than|over|>|"
         r"fewer than|less than|under|<|only|exactly|just|)\s*(?:in\s+|by\s+|from\s+)?" + _N
         + r"(?:\s*\+|\s+or more)?\s+(?:independent\s+|different\s+)*"
         r"(?P<what>famil(?:y|ies)(?:\s+of\s+sources)?|sources?|books?|texts?)\b", _count),
        (r"\b(?:in|by|from)?\s*(?P<how>a single|single|only a)\s+(?P<n>)"
         r"(?P<what>family(?:\s+of\s+sources)?|source|book|text)\b", _count),
        (r"(?P<how>至少|超过|)" + _N + r"(?P<what>家|本书|种书|部书)(?:以上)?", _count),
        (r"\b(?:(?P<way>before|until|after|since)|in|of|from)?\s*(?:the\s+)?(?P<n>\d{1,2})(?:st|nd|rd|th)[\s\-]*(?:century|c\.)"
         r"(?:\s+(?P<bce>bce?))?(?:\s+(?:books?|sources?|texts?))?", _century),
        (r"(?P<n>\d{1,2})世纪(?P<bce>)(?P<way>[以之][前后])?", _century),
        (r"(?:books?\s+)?\b(?P<way>before|until|after|since|pre|post)[\s-]+(?:the\s+)?"
         r"(?P<d>han|jin|tang|song|sung|yuan|ming|qing|ching)\b(?!\s+of)"
         r"(?:\s+(?:dynasty|times?|period|era))?", _dynasty),
        (r"(?P<d>[汉漢晋晉唐宋元明清])(?:[代朝])?(?P<way>[以之][前后後])", _dynasty),
        (r"\b(?:books?\s+|sources?\s+)?(?:before|until|older than|earlier than|pre)[\s\-]+"
         r"(?P<y>\d{3,4})\b", lambda m: _years(-500, int(m["y"]) - 1)),
        (r"\b(?:books?\s+|sources?\s+)?(?:after|since|later than|newer than|from)\s+"
         r"(?P<y>\d{3,4})\b(?!\s*(?:to|-|–))", lambda m: _years(int(m["y"]), 2100)),
        (r"\b(?:from\s+|between\s+)?(?P<a>\d{1,2})\s*(?:[ap]m)?\s*(?:-|–|to|and|till|until)\s*"
         r"(?P<b>\d{1,2})\s*(?P<m>[ap]m)\b(?P<h>)", _hour),
        (r"(?P<h>[子丑寅卯辰巳午未申酉戌亥])[时時](?P<a>)(?P<b>)(?P<m>)", _hour),
        (r"\b(?:between|from)\s+(?P<a>\d{3,4})\s*(?:and|to|-|–)\s*(?P<b>\d{3,4})\b",
         lambda m: _years(int(m["a"]), int(m["b"]))),
        (r"\b(?:in\s+)?(?:the\s+)?(?P<y>\d{2})00s\b",
         lambda m: _years(int(m["y"]) * 100, int(m["y"]) * 100 + 99)),
    )
)  # fmt: skip
