"""The shapes of the books whose entries are known, by source id.

Recipes and their traps: README of the source collection, section 3. A source that is not here is
checked on the cited line only.
"""

from __future__ import annotations

from types import MappingProxyType

from kb.texts.entries import Shape

__all__ = ["SHAPES"]

_LEIJING = Shape(
    start="038-1a.1",
    end="041-1a.1",
    heading=r"　　([^　(○]{1,5})(?:\(|　|○)",
    sections=(
        ("^　　手太隂肺經穴$", "LU"),
        ("^　　手陽明大腸經穴$", "LI"),
        ("^　　足陽明胃經穴$", "ST"),
        ("^　　足太隂脾經穴$", "SP"),
        ("^　　手少隂心經穴$", "HT"),
        ("^　　手太陽小腸經穴$", "SI"),
        ("^　　足太陽膀胱經穴$", "BL"),
        ("^　　足少隂腎經穴$", "KI"),
        ("^　　手厥隂心包絡經穴$", "PC"),
        ("^　　手少陽三焦經穴$", "TE"),
        ("^　　足少陽膽經穴$", "GB"),
        ("^　　足厥隂肝經穴$", "LR"),
        ("^　　任脉穴$", "CV"),
        ("^　　督脉穴$", "GV"),
    ),
    breaks="^　　(.{1,5}穴歌|類經圖翼卷.|欽定四庫全書)$",
)

_PLACE = r"(?:[手足]|.{1,3}募也|三焦|.{0,3}者.{1,2}也|[一又亦]名|[一又]作|[一二]穴|在|直|[侠挟夹]|去|当|督脉|耳|鼻|目|肩|阙|乳|横|上星|顶|两|至阴后|少阴)"

SHAPES = MappingProxyType(
    {
        "leijing-tuyi": _LEIJING,
        "jiayi-jing": Shape("003-9b.1", "004-1a.1", r"(?:[^　(]{1,3}出(?:於|于)?)?([^　(].+)", _PLACE, breaks="^　　"),
        "waitai-miyao": Shape("043-25b.1", "", r"([^　(]{2,6})(?:\(.*)?$", r"(?:[一二三]穴)?$", breaks="^　　"),
        "zisheng-jing": Shape("001-2a.1", "002-1a.1", r"([^　(].+)", _PLACE, breaks="^　　"),
        "puji-fang": Shape("414-1a.1", "417-1a.1", r"([^　(].+)", _PLACE, breaks="^　　　?(?:以上|鍼灸門|腧穴圖)"),
        "mingtang-jiujing": Shape("001-1a.1", "", r"([^　(].+)", _PLACE, breaks="^　　"),
        "tongren-zhenjiujing": Shape("002-1a.1", "007-1a.1", r"([^　(].+)", _PLACE, breaks="^　　"),
        "zhenjiu-dacheng": Shape("L4707", "L6768", r"(?:属性：)?\\x([^\\]+)\\x"),
        "gujin-yitong": Shape("L196", "L1618", r"(?:属性：)?\\x([^\\]+)\\x"),
        "yixue-rumen": Shape("L13", "L635", r"(?:属性：)?\\x([^\\]+)\\x"),
    }
)
"""Source id to shape."""
