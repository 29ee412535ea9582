"""What a damaged word of the open transcriptions stood for, for looking it up in the vocabulary.

The transcriptions lost every glyph outside one small character set (shown as □) and replaced some
words by modern ones. Claims keep what is printed; only the symptom is looked up under the word
that was meant. A row of `LOST_WORDS` holds where the undamaged editions of the sister books print
between the same words one single glyph that the small set lacks; where they print several
(□痛 is 㽲痛, 臑痛, 腨痛) there is no row and the phrase stays damaged.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from kb.ingest.punctuated import LOST_GLYPH
from kb.texts.fold import fold, units

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
    ("□(?=疟)", "痎"),
    ("(?<=瘰)□", "癧"),
    ("(?<=[内外锐])□(?=$|[赤痛急始起烂痒头])", "眥"),
    ("□(?=斜)|(?<=[眼口])□(?=僻|暴|多|不能言|不正|$)|(?<=口目)□", "喎"),
    ("(?<=[目视物])□□", "䀮䀮"),
    ("□(?=癖)", "痃"),
    ("□(?=疝)", "㿗"),
    ("□(?=动)", "瞤"),
    ("^□(?=耳)", "聤"),
    ("(?<=膝)□(?=酸|痛|不收)|(?<=股)□(?=酸|痛|肿)|(?<=胫)□(?=痛)|(?<=痿)□(?=寒)|^□(?=寒不)", "胻"),
    ("(?<=足)□(?=痛)|^□(?=跟)", "腨"),
    ("(?:^|(?<=[脊热]))□(?=反折|引骨)", "痓"),
    ("□(?=瘕)", "癥"),
    ("(?<=肠)□(?=$)", "澼"),
    ("(?<=懊)□", "憹"),
    ("(?<=[鼻中疮有如])□(?=肉)", "瘜"),
    ("^□(?=肉[生泪])|(?<=睛)□(?=肉)", "胬"),
    ("(?<=额)□(?=中)", "頞"),
    ("(?<=臂)□(?=痛)|^□(?=臂)|(?<=肩)□(?=颈)", "臑"),
    ("(?<=痿)□(?=$)", "躄"),
)
"""Pattern of a damaged phrase (folded, with □), and the glyph that is lost there."""


_LOST = tuple((re.compile(pattern), fold(glyph)) for pattern, glyph in LOST_WORDS)


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
            text = text[:at] + fold(meant) + text[end:]
            spans[at:end] = [whole] * len(meant)
            if printed in meant:
                break
    for pattern, glyph in _LOST:
        text = pattern.sub(glyph, text)
    return Restored(text, tuple(spans))
