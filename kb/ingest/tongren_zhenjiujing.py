"""Recipe for the seven-juan 銅人鍼灸經 (undated): 157 points with depth, cones and complaints.

Not the book of Wang Weiyi. Treatment is told at length (鹽末生麻油相和以揩髮根下); complaints end
where it begins and go on at the next 主. 小品, 山晀經 and 異經 are quoted for places and stories only.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from kb.ingest.hanging import Form, extract as read

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from kb.ingest.draft import Draft
    from kb.ingest.leijing_tuyi import Counts
    from kb.ingest.vocabulary import Vocabulary
    from kb.texts.names import PointNames
    from kb.texts.text import Text

__all__ = ["FORM", "extract"]

FORM = Form(
    "tongren-zhenjiujing",
    verb=re.compile(
        "(?<![手心客中])主[治疗理]?(?![之人三]|脉)|(?<=分中)主(?=脉寒)|(?<![并无所])[疗治](?![之答]|针)|理(?!肺同)"
    ),
    closes=re.compile(
        "[针刺]入|入针|针(?=[一二三四五六七八九])|日?灸(?!疮)|通灸|[宜不]宜?针|不宜|忌|慎|禁|不[可得][针灸]"
        "|得气|针下|若针|以三棱|患左|其穴|其脉|大肥人|重先泻|犊鼻肿洗|其久坚|针腹背|令人面挺"
    ),
    told=re.compile("(?:病者)?左取右右取左立已|无所不疗|并疗之|取穴之法"),
    bare=(("KI6", "卒疝小腹痛"), ("CV4", "脐下㽲痛")),
)


def extract(
    text: Text,
    older: Sequence[Text],
    witnesses: Iterable[Text],
    names: PointNames,
    words: Vocabulary,
) -> tuple[Draft, Counts]:
    """Return the draft claims of the book and what was counted on the way.

    Parameters are those of `kb.ingest.hanging.extract`.
    """
    return read(FORM, text, older, witnesses, names, words)
