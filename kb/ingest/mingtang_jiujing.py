"""Recipe for 西方子明堂灸經: 355 points for moxa, never needled by the author's choice.

The author calls himself by name where he differs from 銅人 (西方子曰不可灸): his own words. The
leaf 007-4b is lost: 氣舍 ends before it, and the complaints that open 007-5a belong to an entry
whose name is lost with it; they are left out.
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

SOURCE = "mingtang-jiujing"

_OWN = """
三日已往不得汗 上牙齿痛 下部寒 不可以俛仰 不可仰卧 不得俛仰起坐 不得回转 不得大便 不汗出 不能久立
与阴相通 两目眩痛 两胁下痛 中满不得喘息 久湿痹不能行 久疝瘕 五痨七伤 令火病不乐 体痛 作脓肿 俛难
偏风口眼㖞 先寒洗淅甚久而热 先手擘身热 六腑气寒 其身尽寒 内眦赤痛痒 内踝前淫泺 内踝前痛
冒死不知人事 冷痹 初坐小儿脐风 劳失精 劳损虚乏 十水病 半身不举 卒中恶风 卒暴痫眩 卧睡不安 历节风
厥烦痛 发痫 口㖞僻不能开 口不能禁水浆 口沫出 口闭不得开 呕泄下上出 呼吸噫哕呕 呼吸多唾泽沫脓血
呼吸多唾浊沫脓血 咳逆喘暴 咽中如息肉状 咽中澹澹恐 咽中澹澹然 咽如息肉状 唇干涎出不觉 唾不出 唾血呕
善悲不乐 喉咽偻引项挛不收 喘咳支肿 喘息不通 喘逆不得卧 喜悲上下求之 喜渴 嗌中有气如息肉状
嘈嘈耳无所闻 嘈嘈耳鸣无所闻 噫哕呕 四肢懈怠惰 因读书得奔豚气 坐不能起 坐若下舟车中 外侧痛
多学人言语 多热少寒 多言语 大便坚 大便脓血出 大便闭塞 大腹石 大阳膀胱经热 失枕 失欠 失笑无时节
头痛如锥刀刺不可以动 头目痛 头重项痛 奔泄气上下 女子赤白淫下 妄言左右顾 妇人下苍汁不禁
妇人因产得恶露不止 妇人堕胎后手足厥逆 妇人子藏中有恶血内逆满痛 妇人藏中或胞中有恶血内逆满痛
实心暴痛 实时挺长 寒厥交 寒气满 寒热不恶寒 寒热发 寒热引项急强 寒热痹 寒热解懒 寒疝引腰中痛
寒痓反折 小便胀 小便难黄 小儿脱肛泻血秋深不较 小儿面疮久不可 小腹中切痛 小腹中拘急 小腹坚痛卧阴中
小腹急痛肿 小腹疝气 少腹热欲走 少腹疝气 少腹痛引喉咽 少腹胀满 尻重不能举 尿如血色 尿难痛 引少腹中
引肘腋痛 引胸不得息 引项强急 心下悸 心中气逆 心坚满 心如悬下引脐腹痛 心干口烦 心痛如锥刺
心痛如锥刺其心 心痛数数 心风 忧思损伤 恶鬼语 或因月事不调 戴目上 手不及头 手不可举重 手拳不得伸
手指不得屈伸伸 手擘不得上头 手清 手纵足缓不收 手臂痛不能上下 抢心 披发而上歌下哭 拘挛腹疝 招摇视占
按之如以汤沃股膝 按之如汤沃 按之如汤浸股内 振寒溲白 振寒热 掌中心热 支满 断绪产道 无故而惊
日渐瘦羸 时切痛 时少腹猝痛 时时寒 昏夜无所见 暴变耳聋 暴腹胀满 曲䐐中筋急 毛发焦 气咽喉而不能言
气喘不能行 气喘息 气积聚 气结心坚满 水气行皮中 水气遍身肿 水浆不禁 水面肿 泄后重 洒淅恶寒热
淫泺胫酸 温病汗不出 游行五藏 溺难言 溺青赤黄白 漏颈痛 烦心闷闷 热中 热去汗去 热汗不出
热病先不乐数日 热病差后食五辛多患眼暗如雀目 热痓引骨痛 热盛狂言语 牙齿不能嚼 狂悲哭 狂易
猝聋不闻人语 生白肤翳 男子阴端寒冲心佷佷 疝积及二丸 疟从足起 痁振寒 痓反折 痓背膊闷 痔血 痔骨蚀
痛引小腹控按 痛漏颈痛 痰涎下 痹中痛不得行 痹走胸背不得息 瘤瘿气 癕痛 癫疾呕 癫疾多言
癫痫语不识尊卑 癫风 登高而歌 目痛赤 目眦急痛 目眦目眩 目眩痛 目眵 目瞳子痛痒 目系急 目视昏昏
目𥆧动不息 相引瘈疭 眦皆赤痛 眼眦赤筋 眼𥆧动不止 筋寒热痓 筋急手相引 筋挛足不收履 筋瘛 经热不能行
结积留饮癖囊 绞刺不可忍 羊痫吐舌 羊癫疾 羊鸣戾颈 耳中嘈嘈无所闻 耳暴聋 耳有脓汗出 耳痛 耳痛塞
耳痛聋嘈嘈 耳痛鸣聋 耳蝉鸣聋 肘中痛时寒 肘挛挛 肘擘厥痛 肠鸣洞泄 股膝皆痛 肩引胸臂挛急 肩甲内廉痛
肩甲痛而寒至肘 肩背寒痓 肩臂不能屈伸而痛 肿气 肿胀引背不得息 胀喘 胁下胀满 胁痛不可息 胃胀
背与心相控而痛 背痛引颔 背腠寒栗 胸满澎胀 胸满饮 胸胁相引 胸胁肢满 胸胁肢满痛 脉代时不至 脊戾反折
脊痓反折 脐下结块如覆杯 脐下结血 脑风不可忍 脑风头痛不可忍 脚下不仁 脚筋急痛兢兢 腋下肿瘘
腕外侧痛脱如拔 腕如脱 腕急 腰小小腹痛 腰疝 腰痛如锤居中肿痛 腰脊不得屈伸强 腰脊急僵 腹中上下积气
腹中盛水胀 腹中肿胀 腹内刺 腹厥痛 腹填满急 腹热欲走 腹积痛疼 腿胻酸 膈寒 膝䯒不收 膝下肤肿
膝痛如锥不能久立 膝痿寒 膺背脾间臂内廉动 臂不得伸 臂外持节痹不及头 臂腕急 臂臑痛 臂酸肿腋 臂重痛
臑从肩不举 自啮唇 舌寒 舌疭 舌纵挺出 血痔疼痛 血癃 血结成块 见赤白而有身反败 视若赤痛从内眦始
谷食不转 赤黄 足䯒热 足清 足烦热 足胕上痛 身懈寒 身湿摇 身热喘 身腹重 身重湿 远视昏昏 遂成结块
遗牙 醉伤酒 重下湿 重肋疝瘕 阴上缩 阴寒 阴急股引腨内廉骨痛 阴暴痛 青风 面热无寒 面肿唇动叶叶
面腹肿 面色苍苍黑 项痛引肘腋痛 项痛强不得回顾 项皆伛偻 颊中痛 颔疼引耳 颔痛引耳 颔痛引耳嘈嘈无所闻
额颅上痛 风寒热 风汗出 风热发 风瘈疭 风聋 风臂肘细而无力 风逆四肢癈 食怏怏 食饮善呕 饮水无多少
髀抠中痛不可举 髀拘急 鼻准上肿 鼻多清涕出不可止 鼻窒 鼻管疸发为厉 鼻管疸发为病 鼻衄窒 鼻齀衄血
龋痛肿 𫄰脐痛
"""
"""Phrases of this book that the witnesses do not give, or would cut through; sorted."""

FORM = Form(
    SOURCE,
    verb=re.compile("(?<!手心)(?<!客)主(?!指)[治疗理]?(?![之人])|治(?=胸胁痛|目昏)"),
    closes=re.compile("此二穴各|凡此等疾|膝膑痈溃者"),
    told=re.compile(
        "可?灸(?:三|百|三十)壮(?:小儿五壮至七壮)?|灸之良|宜可泻之|西方子|魏武.*立愈|妇人妊娠不可刺损胎气"
        "|病?左取右右取左|目青者可灸三壮|如食顷立已|青取井赤取[荥荣]黄取俞黑取合|与阳辅治病同法"
        "|若未经生产者灸三壮即有子|并疗之|甚者手足寒至节不息者死|手足寒至节喘息者死|凡心痛有数种"
        "|是蛔以手聚而按之坚将|外溃则生|又(?=主)|兼(?=主)|或(?=泄痢)|并(?=大便闭|小腹中|水胀|贲豚)|凡?内?实[则即]|偏?虚则"
    ),
    bare=(
        ("CV4", "脐下㽲痛"),
        ("KI14", "妇人藏中或胞中有恶血"),
        ("PC6", "面赤热"),
        ("ST12", "缺盆中痛"),
        ("BL56", "头痛寒热"),
    ),
    own=_OWN,
    plain=re.compile("卒中恶风(?!邪)|(?<=腰痛)不可以顾|(?<=颈项肿)不可俛仰|(?<=肩中痛)不能动摇"),
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
