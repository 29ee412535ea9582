"""Unpunctuated print cut into phrases, with the phrases that are known from elsewhere.

A stretch is covered with known phrases (terms of our symptoms, phrases that a punctuated witness
of the same wording gives) so that as little as possible is left over and the phrases are as few
and as long as possible. What is left over is a phrase of its own when it can stand alone, else
it stays with its neighbour: no character is lost, and no known phrase is cut out of a longer word.
"""

from __future__ import annotations

import itertools
import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable

    from kb.ingest.vocabulary import Part, Vocabulary

__all__ = ["LONGEST", "SINGLE", "Phrases", "broken", "is_body", "rejoined", "trimmed"]

LONGEST = 17
"""Characters that a phrase may have: longer ones would be prose of the book."""

SINGLE = frozenset(
    "癃痔瘧疟痺痹衄衂䘐聾聋欬咳喘嚏狂眩痙痓瘈癭瘿嘔呕噦哕泄驚惊悸疝痿躄疸喑瘖瘤蠱蛊脹胀"
)
"""Complaints of one character (folded or printed)."""

_LEFT = 40
_LIKELY = 16
_KNOWN = {2: 38, 3: 30}
_LONG = 27
_MADE, _MADE_CHAR = 30, 8
"""Costs: a character left over, a known phrase by its length, a longer one, one that is understood
from its parts and each of its characters. Two characters are found by chance sooner than three."""
_OPENS = "引及而如则者之不以上下中内外痛甚急皆也从时出若连至"
"""A rest that begins with one of these goes on with what stands before it."""
_CLOSES = "而为与如于其善喜卒暴不无未勿难"
"""A rest that ends with one of these goes on with what follows."""


class Phrases:
    """Cuts stretches of folded text.

    Parameters
    ----------
    words : Vocabulary
        Our symptoms: their terms are known phrases.
    known : iterable of str
        Folded phrases known from elsewhere.

    Examples
    --------
    >>> from kb.ingest.vocabulary import Vocabulary
    >>> phrases = Phrases(Vocabulary({"no-sweat": ["汗不出"], "headache": ["頭痛"]}), ["肩背急"])
    >>> [(start, end) for start, end in phrases.cut("头痛汗不出善嚏肩背急")]
    [(0, 2), (2, 5), (5, 7), (7, 10)]
    >>> phrases.cut("头痛引肩汗不出")
    ((0, 4), (4, 7))
    """

    def __init__(self, words: Vocabulary, known: Iterable[str]) -> None:
        self._words = words
        self._known = frozenset(phrase for phrase in known if 2 <= len(phrase) <= LONGEST)

    def cut(self, text: str, likely: Collection[str] = ()) -> tuple[tuple[int, int], ...]:
        """Return start and end of the phrases of a folded stretch, in order.

        Parameters
        ----------
        text : str
            Folded stretch.
        likely : collection of str
            Phrases that another book gives at the same place: preferred to others.
        """
        found: list[tuple[int, int]] = []
        loose = False
        for start, end, is_known in self._cover(text, likely):
            lone = not is_known and end - start == 1
            goes_on = not is_known and (text[start] in _OPENS or (lone and end == len(text)))
            if found and (loose or goes_on):
                found[-1] = (found[-1][0], end)
                loose = not is_known and text[end - 1] in _CLOSES
            else:
                found.append((start, end))
                loose = lone or (not is_known and text[end - 1] in _CLOSES)
            loose = loose or is_body(text[slice(*found[-1])])
        return tuple(rejoined(text, found, self._words))

    def _cover(self, text: str, likely: Collection[str]) -> list[tuple[int, int, bool]]:
        """Return the cheapest row of known phrases and rests."""
        size = len(text)
        best: list[tuple[int, int, bool]] = [(0, 0, True)] * (size + 1)
        for at in range(size - 1, -1, -1):
            cost = best[at + 1][0] + _LEFT
            option = (cost, at + 1, False)
            for end in range(at + 1, min(size, at + LONGEST) + 1):
                piece = text[at:end]
                if piece in likely:
                    cost = best[end][0] + _LIKELY
                elif end - at > 1 and (piece in self._known or self._words.lists(piece)):
                    cost = best[end][0] + _KNOWN.get(end - at, _LONG)
                elif end - at > 2 and self._words.stands(piece):
                    cost = best[end][0] + _MADE + _MADE_CHAR * (end - at)
                else:
                    continue
                if cost <= option[0]:
                    option = (cost, end, True)
            best[at] = option
        row: list[tuple[int, int, bool]] = []
        at = 0
        while at < size:
            _, end, is_known = best[at]
            if not is_known and row and not row[-1][2]:
                row[-1] = (row[-1][0], end, False)
            else:
                row.append((at, end, is_known))
            at = end
        return row


def _joins(parts: tuple[Part, ...], seam: int) -> bool:
    """Return whether all parts are known and one of them reaches over a position."""
    return all(part.symptoms for part in parts) and any(
        part.start < seam < part.end for part in parts
    )


def rejoined(
    text: str, spans: Iterable[tuple[int, int]], words: Vocabulary
) -> list[tuple[int, int]]:
    """Return the phrases of a text, those in one that only their neighbour makes understood.

    A phrase that means nothing alone goes on with the one right before it, or that with it, when
    the two together mean something (肩背痛 + 不可舉).

    Examples
    --------
    >>> from kb.ingest.vocabulary import Vocabulary
    >>> known = Vocabulary({"shoulder-pain": ["肩痛"], "unable-to-raise-shoulder": ["肩不舉"]})
    >>> rejoined("耳聋肩痛不可举耳聋", [(0, 2), (2, 4), (4, 7), (7, 9)], known)
    [(0, 2), (2, 7), (7, 9)]
    """
    found: list[tuple[int, int]] = []
    for start, end in spans:
        before = found[-1] if found else (0, -1)
        both = text[before[0] : end]
        alone = (text[slice(*before)], text[start:end])
        meets = before[1] == start and len(both) <= LONGEST and min(map(len, alone)) > 1
        known = meets and all(words.parts(one)[0].symptoms for one in alone)
        if meets and not known and _joins(words.parts(both), start - before[0]):
            found[-1] = (before[0], end)
        else:
            found.append((start, end))
    return found


_LEADS = re.compile("^(?:[实虚甚盛]则|又云|又|及|而|其|凡|亦|且|则|若(?!.*[状狀]))(?=..)")
_TAILS = re.compile("(?:[实虚甚]则|(?<=..)(?:者|也|若|及|则|而|皆主之))$")
_BODY = re.compile(
    "(?:[头项颈肩背胸胁腹腰脊膝足手臂腕肘腋口目鼻耳齿舌咽喉心肺肝脾肾胃肠脐尻髀胫踝臋]|胃管|膀胱|胃脘|四肢|[大小]便"
    "|[少小大]腹|[中下内外上])+"
)


def trimmed(text: str, start: int, end: int) -> tuple[int, int]:
    """Return a phrase of a text without the particles it begins and ends with.

    Examples
    --------
    >>> trimmed("虚则鼻衄者", 0, 5)
    (2, 4)
    """
    while lead := _LEADS.match(text[start:end]):
        start += lead.end()
    while tail := _TAILS.search(text[start:end]):
        end -= len(tail.group())
    return start, end


def is_body(phrase: str) -> bool:
    """Return whether a folded phrase only names a part of the body.

    Examples
    --------
    >>> is_body("胸中"), is_body("胸中满")
    (True, False)
    """
    return _BODY.fullmatch(phrase) is not None


def broken(text: str, marks: Iterable[int], mask: str) -> list[tuple[int, int]]:
    """Return the stretches of a text between marks, without masked characters.

    Examples
    --------
    >>> broken("头痛※※汗出恶寒", [6], "※")
    [(0, 2), (4, 6), (6, 8)]
    """
    edges = {0, len(text), *(at for at in marks if 0 < at < len(text))}
    for match in re.finditer(f"{re.escape(mask)}+", text):
        edges |= {match.start(), match.end()}
    rows = sorted(edges)
    return [(a, b) for a, b in itertools.pairwise(rows) if mask not in text[a:b]]
