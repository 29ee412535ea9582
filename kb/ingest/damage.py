"""What a damaged word of the open transcriptions stood for, for looking it up in the vocabulary.

The transcriptions lost every glyph outside one small character set (shown as □) and replaced some
words by modern ones. Claims keep what is printed; only the symptom is looked up under the word
that was meant. Each row is certain from the words around the damage: the undamaged editions print
one and the same glyph there.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from kb.ingest.punctuated import LOST_GLYPH
from kb.texts.fold import units

__all__ = ["LOST_WORDS", "REPLACED", "Restored", "restore"]

REPLACED: tuple[tuple[str, str], ...] = (
    ("香港脚", "脚气"),
    ("黄胆", "黄疸"),
    ("螈□", "瘈疭"),
    ("螈", "瘈疭"),
    ("病患", "病人"),
    ("国中风", "初中风"),
    ("冷冻饮料", "冷饮"),
    ("退场门", "出口"),
)
"""Words the transcribers' software put in, and the words of the book."""

LOST_WORDS: tuple[tuple[str, str], ...] = (
    ("^□(?=疟)", "痎"),
    ("(?<=瘰)□", "疬"),
    ("(?<=[目内外锐])□|(?<=大)□(?=攀)", "眦"),
    ("(?<=口眼)□(?=斜|$)|(?<=口目)□|(?<=^口)□(?=$|斜)|(?<=面)□(?=斜)", "㖞"),
    ("(?<=[目])□□", "䀮䀮"),
    ("(?<=视)□□", "䀮䀮"),
    ("□(?=癖)", "痃"),
    ("^□(?=疝)", "㿗"),
    ("(?<=^[膝脚足脛胫膝])□(?=痛|酸|肿)|^□(?=酸|痛)", "胻"),
    ("(?<=[眼目唇睑])□(?=动)", "瞤"),
    ("□(?=肉)", "胬"),
    ("(?<=妇人|女子|女人)□(?=瘕)|^□(?=瘕)", "癥"),
    ("(?<=肠)□", "澼"),
    ("(?<=懊)□", "憹"),
    ("(?<=痔)□", "瘘"),
)
"""Pattern of a damaged phrase (folded, with □), and the glyph that is lost there."""


@dataclass(frozen=True, slots=True)
class Restored:
    """A phrase as it was meant.

    Attributes
    ----------
    text : str
        Folded characters; □ remains where nothing is certain.
    spans : tuple of (int, int)
        For each of them start and end of the printed words it comes from.
    """

    text: str
    spans: tuple[tuple[int, int], ...]


def restore(shown: str) -> Restored:
    """Return a printed phrase as it was meant.

    Examples
    --------
    >>> restore("香港脚膝肿").text, restore("□疟").text, restore("□中").text
    ('脚气膝肿', '痎疟', '□中')
    """
    chars: list[str] = []
    spans: list[tuple[int, int]] = []
    known = {at: char for char, at, _ in units(shown)}
    for at, char in enumerate(shown):
        if char == LOST_GLYPH or at in known:
            chars.append(LOST_GLYPH if char == LOST_GLYPH else known[at])
            spans.append((at, at + 1))
    text = "".join(chars)
    for printed, meant in REPLACED:
        while (at := text.find(printed)) >= 0:
            end = at + len(printed)
            whole = (spans[at][0], spans[end - 1][1])
            text = text[:at] + meant + text[end:]
            spans[at:end] = [whole] * len(meant)
            if printed in meant:
                break
    for pattern, glyph in LOST_WORDS:
        text = re.sub(pattern, lambda found, glyph=glyph: glyph[: len(found[0])], text)  # type: ignore[misc]
    return Restored("".join(char for char, _, _ in units(text)) if LOST_GLYPH not in text else text,
                    tuple(spans))  # fmt: skip
