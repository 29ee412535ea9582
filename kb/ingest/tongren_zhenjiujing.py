"""Recipe for the seven-juan 銅人鍼灸經 (undated): 157 points with depth, cones and complaints.

Not the book of Wang Weiyi. Treatment is told at length (鹽末生麻油相和以揩髮根下); complaints end
where it begins and go on at the next 主. 小品, 山晀經 and 異經 are quoted for places and stories
only.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from kb.ingest.hanging import Form
from kb.ingest.hanging import extract as read

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from kb.ingest.draft import Draft
    from kb.ingest.leijing_tuyi import Counts
    from kb.ingest.vocabulary import Vocabulary
    from kb.texts.names import PointNames
    from kb.texts.text import Text

__all__ = ["FORM", "SOURCE", "extract"]

SOURCE = "tongren-zhenjiujing"

_OWN = """
䁎耳 上失气 不得回转 不得左右顾俛 不欲食 乍寒热 俛难 冷烦满少气 刺风 刺风疹 即颠痫语 反脊强急
发状如乌乌 咽中酸 嘬嘬嘈嘈弹鸣 四支淫泺 因产露不止 因读书得奔豚气 多学人言语 多涎睡 夜梦颠倒
大小便不止 大肠气不足 失笑无时 头风面肿 如堕坠 寒热解烂 寒疝下至腰脚如冷水 小肠诸疝 尸厥不知人
尻重不能举 尿如血色 屈伸难 底耳 弓角反张 心惊烦 心气乱语 心风 悲泣 或因产得恶露不止 或因月事不调
手不得上头 手拳不伸 披发而上歌下哭 按之在膝上伏兔下寒疝 挽弓不开 摇头青 断绪产道冷 时挛 时瘈疭言
暴不知人 梦中失精 毒霍乱 汗出不过肩 洒浙 洒浙寒热 淫乐胫酸 温温身热 温虐 灸音不言 热温虐 热风疹
牙车急疼痛 牙车脱臼相离一寸 牵口眼 牵引尻溺出 状如虫行刺 状如蝉声 疝瘕气 病饥不欲食 痎虐
痹痿不屈伸 痹走背胸不得息 瘿肩不举 癖瑰 积聚气 耳中状如弹声 肩髃喉痹 脉风 脐下结块如覆杯 脐下结血
脚底白肉际不得履地 腰脊强强二 腰腿脚不随 腹中有寒热 腹大小气 腹肚泄利 腹胀满 膀胱气痛状如雷声
膀胱气癖 膈中虚 血结成块 视瞻不明 起气喘 足烦肿痛 身常温 车不开 遂成疝瘕 遂成结块 重呕吐血 青风
面动叶叶然 面肿唇动叶叶 项强不得回转 风劳热 风牙疼痛 风臂肘细而无力 风虚 食饮呕 饮水无多少 饮渴
骨疸发厉 鬲中呕吐 齿不嚼物 龋动肿
"""
"""Phrases of this book that the witnesses do not give, or would cut through; sorted."""

FORM = Form(
    SOURCE,
    verb=re.compile(
        "(?<!心)(?<!客)主(?!脉之)[治疗理]?(?![之人三])|(?<![并无所可])[疗治](?![之答]|针)|理(?!肺同)"
    ),
    closes=re.compile(
        "[针刺]入|入针|针(?=[一二三四五六七八九])|日?灸(?![疮音])|通灸|[宜不]宜?针|不宜|忌|慎|禁|不[可得][针灸]"
        "|得气|针下|若针|针之|针讫|以三棱|患左|其穴|其脉|大肥人|重先泻|针腹背|令人面挺|八岁以上|四度针"
        "|取穴之法|患刺风者"
    ),
    told=re.compile(
        "(?:病者)?左取右右取左立已|无所不疗|并疗之|洗熨去之其久坚勿攻攻者死|诸肿节溃者死不溃可疗"
        "|凡心痛有数种|外溃不死|鼻频※*上肿|又(?=无|治)|或(?=泄利)|或在(?=唇)|并(?=妇人|齿龋)"
    ),
    bare=(("CV4", "脐下㽲痛"), ("KI6", "卒疝小腹痛")),
    own=_OWN,
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
