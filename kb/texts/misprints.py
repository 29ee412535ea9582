"""Point names that one book alone misprints, and what the point is.

A form that several books print stands in ``data/forms.yaml``; here are those that would be a word
of their own elsewhere (天空 *sky* for 天窗) or another point's name. Each row says why. `near` are
words (folded) that must follow where the form is also right for another point.
"""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from kb.frozen import frozen

__all__ = ["HEADINGS", "MISPRINTS", "Misprint"]


@frozen
class Misprint:
    """A printed form, the point it means in this book (empty: none of the 361), and why."""

    printed: str
    point: str
    reason: str
    near: str = ""


def _rows(*rows: tuple[str, ...]) -> tuple[Misprint, ...]:
    return tuple(Misprint(*row) for row in rows)


_YOU = "牗 printed for 牖"
_LUO = "胳 printed for 絡"
_DUI = "兊 printed for 兌"
_JIAO = "膠 printed for 髎"

_ADDED = ("膝眼", "神聰", "當陽", "脇堂", "接脊", "下崑崙", "内崑崙", "胸堂")
_EXTRA = "a point of its own, none of the 361"

MISPRINTS: Mapping[str, tuple[Misprint, ...]] = MappingProxyType(
    {
        "jiayi-jing": _rows(
            ("天牗", "TE16", _YOU),
            ("兑在", "GV27", "second character of the heading lost; 在 begins the place"),
            ("禾窌", "TE22", "禾 printed for 和 in its own heading", "耳前"),
            ("腋門", "TE2", "腋 printed for 液; 大巨 has the same other name", "小指次指"),
            ("噫嘻", "BL45", "譩譆 with other radicals"),
            ("譩嘻", "BL45", "譩譆 with another radical"),
            ("&KR0034;户", "BL42", "the second witness prints 魄户"),
            ("魄尸", "BL42", "尸 printed for 户"),
            ("㕁門", "PC4", "㕁 printed for 郄"),
            ("太鍾", "KI4", "太 printed for 大"),
            ("巨缺", "CV14", "缺 printed for 闕"),
            ("伏莵", "ST32", "莵 printed for 兎"),
            ("伏莬", "ST32", "莬 printed for 兎"),
            ("跌陽", "BL59", "跌 printed for 跗"),
            ("上腕", "CV13", "腕 printed for 脘"),
            ("前項", "GV21", "項 printed for 頂"),
            ("目光", "GB16", "the second witness prints 目窗"),
            ("目忩", "GB16", "忩 printed for 窓"),
            ("天空", "SI16", "空 printed for 窓; the second witness prints 天窗"),
            ("下谷", "ST7", "the second witness prints 下关"),
            ("外関", "TE5", "関 printed for 闗"),
            ("淵掖", "GB22", "掖 printed for 液"),
            ("肩真", "SI9", "真 printed for 貞"),
            ("縮筋", "GV8", "characters exchanged; 外臺 has the complaint at 筋縮"),
            ("筋俞", "GV8", "俞 printed for 縮; 外臺 has the complaint at 筋縮"),
        ),
        "waitai-miyao": _rows(
            ("天牗", "TE16", _YOU),
            ("腋門", "TE2", "腋 printed for 液; 大巨 has a like name", "小指次指"),
            ("玊枕", "BL9", "玊 printed for 玉"),
            ("兊端", "GV27", _DUI),
            ("厲兊", "ST45", _DUI),
        ),
        "qianjin-yaofang": _rows(
            ("臨泣", "GB41", "趾 printed for 指 in its place", "足小趾"),
            ("竅陰", "GB44", "趾 printed for 指 in its place", "足小趾"),
            ("通谷", "BL66", "趾 printed for 指 in its place", "足小趾"),
            ("掖門", "TE2", "掖 printed for 液; 大巨 has a like name", "小指次指"),
            ("厲兊", "ST45", _DUI),
            ("兊端", "GV27", _DUI),
            ("鐶銚", "GB30", "鐶銚 printed for 環跳"),
            ("胷卿", "SP19", "卿 printed for 鄉"),
            ("三陽胳", "TE8", _LUO),
            ("胳却", "BL8", _LUO),
            ("清泠泉", "TE11", "泉 stands for 淵, avoided under the Tang; a note says so"),
            ("清冷泉", "TE11", "泉 stands for 淵, avoided under the Tang"),
            ("復留", "KI7", "留 printed for 溜"),
            ("偏&KR0851;", "LI6", "the transcribers lack the form of 歷"),
            ("中&KR2135;輸", "BL29", "the transcribers lack the form of 膂"),
            ("包肓", "BL53", "包 printed for 胞"),
            ("前項", "GV21", "項 printed for 頂"),
            ("童子窌", "GB1", "童 printed for 瞳"),
            ("醫風", "TE17", "醫 printed for 翳"),
            ("府輸", "KI27", "characters exchanged"),
            ("勞官", "PC8", "官 printed for 宫"),
            ("悤㑹", "GV22", "悤 printed for 顖"),
            ("悤會", "GV22", "悤 printed for 顖"),
            ("瘖闗", "GV15", "闗 printed for 門"),
            ("通理", "HT5", "理 printed for 里"),
        ),
        "mingtang-jiujing": _rows(
            ("旋璣", "CV21", "旋 printed for 璇"),
            ("腸白", "GB14", "腸 printed for 陽"),
            ("胷卿", "SP19", "卿 printed for 鄉"),
            ("狹白", "LU4", "狹 printed for 俠"),
            ("通理", "HT5", "理 printed for 里"),
            ("乾機", "SP8", "printed for 地機, in its place among the points of the spleen"),
            ("厲兊", "ST45", _DUI),
            ("豐陰", "ST40", "陰 printed for 隆"),
            ("胳却", "BL8", _LUO),
            ("陽剛", "BL48", "剛 printed for 綱"),
            ("清泠泉", "TE11", "泉 stands for 淵, avoided under the Tang"),
            ("浮㕁", "BL38", "㕁 printed for 郄"),
            ("天䆫", "SI16", "䆫 is a form of 窗"),
            ("居膠", "GB29", _JIAO),
            ("肘膠", "LI12", _JIAO),
            ("肩&KR0008;", "LI15", "the transcribers lack 髃"),
            ("大訓", "LR1", "訓 printed for 敦"),
            ("陽谷", "SI2", "陽 printed for 前, between 少澤 and 後谿", "小指外侧"),
        ),
        "tongren-zhenjiujing": _rows(
            ("大推", "GV14", "推 printed for 椎"),
            ("懸區", "GV5", "區 printed for 樞"),
            ("䰟户", "BL42", "䰟, a form of 魂, printed for 魄: third vertebra"),
            ("䰟門", "BL47", "䰟 is a form of 魂"),
            ("志堂", "BL52", "堂 printed for 室"),
            ("扁髃", "LI15", "扁 stands for 肩"),
            ("缺盆上", "ST12", "上 is that of 肩上, printed once too often"),
            ("關元", "BL26", "俞 left out", "十七椎"),
            ("巨闕", "ST3", "闕 printed for 髎", "鼻孔下"),
            (
                "巨闕",
                "CV5",
                "printed for 石門, with the other names and the place of that",
                "脐下二寸",
            ),
            ("通谷", "KI20", "also the name of BL66", "上管"),
        ),
        "puji-fang": _rows(
            ("皈來", "ST29", "皈 printed for 歸"),
            ("厲兊", "ST45", _DUI),
            ("啇邱", "SP5", "啇 printed for 商"),
            ("聼㑹", "GB2", "聼 printed for 聽"),
            ("淵淵腋", "GB22", "first character printed twice"),
            ("上宛", "CV13", "宛 printed for 脘"),
            ("天澤", "LU5", "天 printed for 尺; at the bend of the elbow"),
            ("前項", "GV21", "項 printed for 頂"),
            ("陽剛", "BL48", "剛 printed for 綱"),
            ("妳汁中渚", "TE3", "妳汁 printed before the name"),
        ),
        "zisheng-jing": _rows(
            ("厲兊", "ST45", _DUI),
            ("兊端", "GV27", _DUI),
            ("通理", "HT5", "理 printed for 里"),
            ("䰟門", "BL47", "䰟 is another form of 魂"),
            ("烈缺", "LU7", "烈 printed for 列"),
            ("復留", "KI7", "留 printed for 溜"),
            ("包肓", "BL53", "包 printed for 胞"),
            ("太鍾", "KI4", "太 printed for 大"),
            ("上腕", "CV13", "腕 printed for 脘"),
            ("中腕", "CV12", "腕 printed for 脘"),
            ("下腕", "CV10", "腕 printed for 脘"),
            ("滑門肉", "ST24", "characters exchanged"),
            ("瞻俞", "BL19", "瞻 printed for 膽"),
            ("㕁門", "PC4", "㕁 printed for 郄"),
            ("手少隂㕁", "HT6", "㕁 printed for 郄"),
            ("隂郗", "HT6", "郗 printed for 郄"),
            ("浮郗", "BL38", "郗 printed for 郄"),
            ("天抠", "ST25", "抠 printed for 樞"),
            ("府俞", "KI27", "characters exchanged"),
            ("膺忩", "ST16", "忩 printed for 窓"),
            ("天忩", "SI16", "忩 printed for 窓"),
            ("前項", "GV21", "項 printed for 頂"),
            ("大白", "SP3", "大 printed for 太"),
            ("勞官", "PC8", "官 printed for 宫"),
            ("臨注", "GB41", "注 printed for 泣; the point on the head has the same name"),
            ("臨注", "GB15", "注 printed for 泣; the point on the foot has the same name"),
            ("衝關", "TE1", "characters exchanged; 千金 has the complaint at 關衝"),
            ("屈骨端", "KI11", "千云名屈骨端 at 001-64b.5"),
            ("中樞", "CV3", "樞 printed for 極; 007-34a.6 has the complaint at 中極", "经闭"),
            ("上崑崙", "BL60", "the author's upper one, above 下崑崙 (001-106a.3)"),
            *((name, "", _EXTRA) for name in _ADDED),
        ),
    }
)
"""Source id to its rows."""

_DAMAGED = (
    ("禾", "LI19", "second glyph of 禾髎 lost; its standard name has a third"),
    ("和", "TE22", "second glyph of 和髎 lost; its standard name has a third"),
)
_LOST = (*_DAMAGED, ("", "BL45", "both glyphs of 譩譆 lost between the marks"))
_SHENQUE = ("神关", "CV8", "关 printed for 阙")

HEADINGS: Mapping[str, tuple[Misprint, ...]] = MappingProxyType(
    {
        "zhenjiu-dacheng": _rows(*_LOST),
        "yixue-rumen": _rows(
            *_LOST,
            ("温流", "LI7", "流 printed for 溜"),
            ("丝竹", "TE23", "third character of 丝竹空 lost"),
            ("地五", "GB42", "third character of 地五会 lost"),
        ),
        "gujin-yitong": _rows(
            *_LOST,
            ("粱门", "ST21", "粱 printed for 梁"),
            ("夹溪", "GB43", "夹 printed for 侠"),
        ),
        "zhenjiu-fengyuan": _rows(
            *_DAMAGED,
            ("渎鼻", "ST35", "渎 printed for 犊"),
            ("上巨墟", "ST37", "墟 printed for 虚"),
            ("下巨墟", "ST39", "墟 printed for 虚"),
            ("噫嘻", "BL45", "譩譆 with other radicals"),
            _SHENQUE,
            ("中脉", "BL62", "中 printed for 申"),
            ("大", "TE15", "second glyph of 天髎 lost, 大 printed for 天"),
            ("螈脉", "TE18", "瘈 replaced by the transcribers' software"),
            ("止营", "GB17", "止 printed for 正"),
        ),
        "shenjiu-jinglun": _rows(
            *_DAMAGED, _SHENQUE, ("童子", "GB1", "third glyph lost, 童 for 瞳")
        ),
    }
)
"""Source id to the names that are wrong in its headings only, as folded: elsewhere they may be
words, or parts of other names."""
