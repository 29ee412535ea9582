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

_PLACE = (
    r"(?:[手足]|.{1,3}募也|三焦|.{0,3}者.{1,2}也|[一又亦]名|[一又]作|[一二]穴|在|直|[侠挟夹]|去|当"
    r"|督脉|耳|鼻|目|肩|阙|乳|横|上星|顶|两|至阴后|少阴)"
)
"""What follows the name in a heading that nothing marks off: place, element, membership, alias."""


def _hanging(start: str, end: str, before: str = "", breaks: str = "^　　") -> Shape:
    """Return the shape of a book whose entries open at column 0 with the name."""
    return Shape(start, end, rf"{before}([^　(].+)", _PLACE, breaks=breaks)


def _titled(start: str, end: str) -> Shape:
    r"""Return the shape of a book whose names stand between marks (``\x中府\x``)."""
    return Shape(start, end, r"(?:属性：)?\\x([^\\]+)\\x")


SHAPES = MappingProxyType(
    {
        "leijing-tuyi": _LEIJING,
        "jiayi-jing": _hanging("003-9b.1", "004-1a.1", "(?:[^　(]{1,3}出(?:於|于)?)?"),
        "waitai-miyao": Shape(
            "043-25b.1", "", r"([^　(]{2,6})(?:\(.*)?$", r"(?:[一二三]穴)?$", breaks="^　　"
        ),
        "zisheng-jing": _hanging("001-2a.1", "002-1a.1"),
        "puji-fang": _hanging("414-1a.1", "417-1a.1", breaks="^　　　?(?:以上|鍼灸門|腧穴圖)"),
        "mingtang-jiujing": _hanging("001-1a.1", ""),
        "tongren-zhenjiujing": _hanging("002-1a.1", "007-1a.1"),
        "zhenjiu-dacheng": _titled("L4707", "L6768"),
        "gujin-yitong": _titled("L196", "L1618"),
        "yixue-rumen": _titled("L13", "L635"),
    }
)
"""Source id to shape."""
