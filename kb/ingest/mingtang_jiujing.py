"""Recipe for 西方子明堂灸經: 355 points for moxa, never needled by the author's choice.

The author calls himself by name where he differs from 銅人 (西方子曰不可灸): his own words. The
leaf 007-4b is lost: 氣舍 ends before it, and the complaints that open 007-5a belong to an entry
whose name is lost with it; they are left out.
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
    "mingtang-jiujing",
    verb=re.compile("(?<![心客])主[治疗理]?(?![之人])|治(?=胸胁痛|目昏)"),
    closes=re.compile("此二穴各|凡此等疾|膝膑痈溃者"),
    told=re.compile(
        "可?灸(?:[三百]十?壮)(?:小儿五壮至七壮)?|灸之良|宜可泻之|西方子|魏武.*立愈|妇人妊娠不可刺损胎气"
        "|病?左取右右取左|目青者可灸三壮|如食顷立已|青取井赤取荥?荣?黄取俞黑取合|与阳辅治病同法"
        "|若未经生产者灸三壮即有子|并疗之|诸?.?至?节(?:喘息|不息)者死|是蛔以手聚而按之"
    ),
    bare=(("CV4", "脐下㽲痛"), ("BL56", "头痛寒热")),
    needles=False,
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
