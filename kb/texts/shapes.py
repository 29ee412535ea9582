"""The shapes of the books whose entries are known, by source id.

Recipes and their traps: README of the source collection, section 3. A source that is not here is
checked on the cited line only.
"""

from __future__ import annotations

from types import MappingProxyType

from kb.texts.entries import Shape
from kb.texts.misprints import HEADINGS

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

_WELL = "(?:[^　(]{1,3}(?:上?合[手足].{2})?出(?:於|于)?|脾在)?"
"""What stands before the name of a well point in 甲乙經 (肺出少商, 脾在隠白)."""
_JIAYI = r"(?:[阴阳][跷维]|禁|[木火土金水]也|唇)"
"""What else follows the name there."""

_ROW = "(?:[頭靣面側正背][靣面]?部?(?:中|第?[一二三四五])行)?"
"""What stands before the first name of a row in 千金 (頭部中行上星)."""

_FLOWS = "(?:(?:.{1,3}出|[流注過行入])[于於])?"
"""What stands before the name in the lists of 外臺 (肺出于, 流于)."""
_FLOWED = r"(?:[一二三]穴|.{2,3}者[木火土金水]也|[流注过行入出]于.*)?$"
"""What follows it there: the name again and its phase."""

_PUJI_BREAKS = (
    "^$|^　　　?(?:以上|鍼灸門|腧穴圖)|^欽定|^　普濟方[巻卷]"
    "|^(?:神聰四|明堂一|當陽二|前關二|脇堂二|膝眼四)穴"
)
"""Lines of 普濟方 that end an entry: titles, closing remarks, points that are none of the 361."""


def _hanging(
    start: str, end: str, before: str = "", breaks: str = "^　　", place: str = _PLACE
) -> Shape:
    """Return the shape of a book whose entries open at column 0 with the name."""
    return Shape(start, end, rf"{before}([^　(].+)", place, breaks=breaks)


_CHAPTERS = (
    ("步穴歌$|经穴?歌$|经经穴歌$|发穴歌$|穴歌$", ""),
    ("手厥阴|心[包胞]", "PC"),
    ("手阳明|大肠", "LI"),
    ("手太阳|小肠", "SI"),
    ("手少阳|三焦", "TE"),
    ("手太阴|肺", "LU"),
    ("手少阴|心", "HT"),
    ("足阳明|胃", "ST"),
    ("足太阴|脾", "SP"),
    ("足太阳|膀胱", "BL"),
    ("足少阴|肾", "KI"),
    ("足少阳|胆", "GB"),
    ("足厥阴|肝", "LR"),
    ("任脉", "CV"),
    ("督脉", "GV"),
)
"""Heading paths (simplified) and meridians; songs hold no entries."""

_MARKED = r"(?:属性：)?\\x([^\\]*)\\x"
"""A name between marks, as 中府 in the line that opens its entry."""

_SONGS = (
    "^(?:手阳明穴起商阳|四十五穴足阳明|二十一穴脾|九穴午时|手太阳穴一十九|足太阳穴六十七|足少阴穴二十七"
    "|九穴心包|二十三穴手少阳|少阳之经瞳子|一十三穴足厥阴|督脉中行二十七|任脉三八)|图穴$|^上经络根据"
)
"""Lines of 醫學入門 that open the verse before a meridian, and the closing remark."""

_RUMEN = Shape(
    "L13",
    "L635",
    _MARKED,
    sections=tuple(
        (f"^{words}", code)
        for words, code in (
            ("手太阴肺经，", "LU"), ("手阳明大肠经", "LI"), ("足阳明胃经，", "ST"),
            ("足太阴脾经，", "SP"), ("手少阴心经，", "HT"), ("手太阳小肠经，", "SI"),
            ("足太阳膀胱经，", "BL"), ("足少阴肾经，", "KI"), ("手厥阴心胞络经，", "PC"),
            ("手少阳三焦经，", "TE"), ("足少阳胆经，", "GB"), ("足厥阴肝经，", "LR"),
            ("督脉二十七穴。", "GV"), ("任脉二十四穴，", "CV"),
        )
    ),
    breaks=_SONGS,
    misprints=HEADINGS["yixue-rumen"],
)  # fmt: skip

_DACHENG = Shape(
    "L4708",
    "L6768",
    _MARKED,
    chapters=_CHAPTERS,
    breaks=r"^\\r",
    unmarked="([^（]{2})（一名[^）]+）∶",
    misprints=HEADINGS["zhenjiu-dacheng"],
)

_YITONG = Shape(
    "L196",
    "L1624",
    _MARKED,
    sections=(("^督脉者，为奇经", "GV"),),
    chapters=(*_CHAPTERS, ("十五络脉穴辨", "CV")),
    through="图$",
    breaks="^(?:凡[一二三四五六七八九十]+穴|任之为病)",
    misprints=HEADINGS["gujin-yitong"],
)

_FENGYUAN = Shape(
    "L5003",
    "L5904",
    r"(?:属性：)?([^ (。，\\]{1,4}) ?(?:(?=\((?:一名|即|一曰))|(?<= )(?=[在侠当从夹上]))",
    chapters=_CHAPTERS,
    breaks=r"^\\r|^\(按",
    misprints=HEADINGS["zhenjiu-fengyuan"],
    nameless=(("L5285", "SI10"),),
)  # fmt: skip

_SHENJIU = Shape(
    "L938",
    "L1588",
    r"(?:属性：)?([^ (。，\\]{1,4}) ?(?:(?=\((?:一名|即|一曰))|(?<= )(?=[从穴自在心肾大]))",
    chapters=_CHAPTERS,
    breaks=r"^\\r|^.{1,3}经穴歌$",
    misprints=HEADINGS["shenjiu-jinglun"],
    nameless=(("L1225", "BL45"),),
)


_NUMBERED = r"([^　(]{1,5})[一二四]穴"
"""A heading whose name is none of the 361 (當陽二穴)."""

_MINGTANG = Shape(
    "001-1a.1",
    "",
    "([^　(].+)",
    f"{_PLACE}|下鸠尾",
    breaks="^　　|^欽定|^　明堂灸經卷",
    nameless=(("L777", "GB11"),),
    unlisted=_NUMBERED,
    gaps=True,
)
"""西方子; the heading of 竅陰 lost its first glyph and stands a column in."""

_RUN_ON = "脊中在十一椎|和窌在鼻孔|氣户兩旁"
"""Lines of 資生經 that open with a name and go on with the entry before, on what 明堂 says."""

_ZISHENG = Shape(
    "001-2a.1",
    "002-1a.1",
    f"(?!{_RUN_ON})([^　(].+)",
    f"{_PLACE}|素作|明堂作|自此|心之募",
    breaks="^　　|^(?:明堂一穴|接脊在)|^　鍼灸資生經卷",
    unlisted="(神聰|當陽|脇堂|膝眼)[二四]穴",
    gaps=True,
)
"""資生經 juan 1; 明堂 and 接脊 are points that 明堂經 adds, though the name of one is known."""

_TONGREN = Shape(
    "002-1a.1",
    "007-1a.1",
    "([^　(].+)",
    f"{_PLACE}|四穴",
    breaks="^　　|^欽定|^　(?:銅人鍼灸經卷|今具列)|^(?:明堂一|巨骨一|陽蹻二)穴",
    unlisted=_NUMBERED,
    gaps=True,
)
"""The seven juan of 銅人. Three headings are none of the 361, though their names are known: 明堂
stands apart beside 上星, 巨骨 lies at the heart, 陽蹻 an inch before the ankle."""

SHAPES = MappingProxyType(
    {
        "leijing-tuyi": _LEIJING,
        "jiayi-jing": _hanging("003-9b.1", "004-1a.1", _WELL, place=f"{_PLACE}|{_JIAYI}"),
        "waitai-miyao": Shape(
            "043-25b.1", "", rf"{_FLOWS}([^　(]{{2,}})　?(?:\(.*)?$", _FLOWED, breaks="^　　[^(]"
        ),
        "qianjin-yaofang": _hanging(
            "087-2a.8", "087-28a.1", _ROW, breaks="^　　|^　已上", place=f"{_PLACE}|{_JIAYI}|足"
        ),
        "zisheng-jing": _ZISHENG,
        "puji-fang": _hanging(
            "414-1a.1", "416-77b.1", "(?:　(?=期門二|日月二))?", _PUJI_BREAKS, f"{_PLACE}|三穴"
        ),
        "mingtang-jiujing": _MINGTANG,
        "tongren-zhenjiujing": _TONGREN,
        "zhenjiu-dacheng": _DACHENG,
        "gujin-yitong": _YITONG,
        "yixue-rumen": _RUMEN,
        "zhenjiu-fengyuan": _FENGYUAN,
        "shenjiu-jinglun": _SHENJIU,
    }
)
"""Source id to shape."""
