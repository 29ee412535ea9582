"""The two shapes of text file and the locators of their lines.

Page-anchored (Kanseki Repository): ``<pb:KR3e0085_WYG_040-11b>`` opens a half-leaf, every printed
line ends with ``¶`` and is counted from 1 after the tag; locator ``040-11b.12``. A page id that
occurs a second time keeps its first meaning; lines of the repetition are marked ``002-7b#2.3``.
A tag without lines, repeated at once, counts as one.

Heading path (TCM-Ancient-Books): ``<目录>`` and ``<篇名>`` give the path, the line number of the
file is counted from 1; locator ``卷六/经络（四）/手太阴肺经穴.L2354``. Two capitals (``KT``) that
these files print for a glyph they could not encode are read as □.
"""

from __future__ import annotations

import re
from collections import Counter

from kb.frozen import frozen

__all__ = ["Line", "heading_lines", "is_page_anchored", "page_lines", "split_locator"]

_PAGE = re.compile(r"<pb:[^>_]*_[^>_]*_(\d+-\w+)>")
_CONTENTS = "<目录>"
_TITLE = "<篇名>"
_LOST = re.compile(r"(?:HT|KT|GB)(?![A-Za-z0-9]) ?")


@frozen
class Line:
    """One line of a text.

    Attributes
    ----------
    place : str
        Half-leaf (``040-11b``) or heading path.
    locator : str
        How the line is cited.
    number : int
        Line of the file, from 1.
    text : str
        The characters of the line, without the end mark.
    """

    place: str
    locator: str
    number: int
    text: str


def is_page_anchored(content: str) -> bool:
    """Return whether the content carries page tags."""
    return _PAGE.search(content) is not None


def page_lines(content: str) -> tuple[Line, ...]:
    r"""Return the lines of a page-anchored text, in order; what stands before a tag is left out.

    Examples
    --------
    >>> [line.locator for line in page_lines("<pb:X_Y_003-1a>¶\n甲¶\n¶\n乙¶\n")]
    ['003-1a.1', '003-1a.2', '003-1a.3']
    """
    found: list[Line] = []
    times: Counter[str] = Counter()
    page = ""
    count = 0
    for number, raw in enumerate(content.split("\n"), 1):
        if tag := _PAGE.match(raw):
            page = f"{tag[1]}#{times[tag[1]] + 1}" if times[tag[1]] else tag[1]
            count = 0
        elif page and raw.endswith("¶"):
            count += 1
            if count == 1:
                times[page.partition("#")[0]] += 1
            found.append(Line(page, f"{page}.{count}", number, raw.removesuffix("¶")))
    return tuple(found)


def heading_lines(content: str) -> tuple[Line, ...]:
    r"""Return the lines of a text with headings, in order, headings left out.

    Examples
    --------
    >>> heading_lines("<目录>卷一\\甲\n<篇名>乙\n丙 \\n")[0].locator
    '卷一/甲/乙.L3'
    """
    found: list[Line] = []
    path: list[str] = []
    place = ""
    for number, raw in enumerate(content.split("\n"), 1):
        text = raw.rstrip()
        if text.startswith(_CONTENTS):
            path = [part for part in text.removeprefix(_CONTENTS).split("\\") if part]
        elif text.startswith(_TITLE):
            title = text.removeprefix(_TITLE).strip()
            place = "/".join([*path, title] if title else path)
        else:
            found.append(Line(place, f"{place}.L{number}", number, _LOST.sub("□", text)))
    return tuple(found)


def split_locator(locator: str) -> tuple[str, int]:
    """Return place and line of a locator, ``("040-11b", 12)``; line 0 when it names none.

    Examples
    --------
    >>> split_locator("卷六/足少阳胆经穴.L2354"), split_locator("003-1a"), split_locator("L7")
    (('卷六/足少阳胆经穴', 2354), ('003-1a', 0), ('', 7))
    """
    place, dot, tail = locator.rpartition(".")
    digits = tail.removeprefix("L")
    if digits.isdigit() and (dot or tail != digits):
        return place, int(digits)
    return locator, 0
