"""Tables of the words of set questions, as students and instructors use them. Ours, not a source's.

Phrases are parted by semicolons; Chinese ones by blanks too. `kb.search.lexicon` folds them.
"""

from __future__ import annotations

from types import MappingProxyType

__all__ = [
    "ACT",
    "ASPECT",
    "CATEGORY",
    "DIVISION",
    "DYNASTY",
    "FIRST",
    "FORBID",
    "FORBID_ACT",
    "MERIDIAN",
    "PARTS",
    "PHASE",
    "PLACES",
    "QUALIFIER",
    "SEAS",
    "SIDES",
    "SONGS",
    "TAILED",
    "VERSE",
]

PARTS: MappingProxyType[str, tuple[str, str]] = MappingProxyType(
    {
        "head": ("head", "head scalp 头 头部 头上"),
        "face": ("face mouth-cavity", "face mouth 面 面部 脸 脸上 脸部"),
        "ear": ("ear-region ~auricular- ~ear-lobe ~ear-hairline ~tragus- ~supratragic- "
                "~intertragic-", "ear ears 耳 耳朵 耳部"),
        "neck": ("neck-anterior-region neck-posterior-region", "neck 颈 颈部 颈项 脖子 项"),
        "throat": ("neck-anterior-region", "throat front-of-the-neck 喉 咽喉部"),
        "nape": ("neck-posterior-region", "nape back-of-the-neck 项部 后颈"),
        "chest": ("anterior-thoracic-region lateral-thoracic-region",
                  "chest thorax breast 胸 胸部 胸上"),
        "abdomen": ("upper-abdomen lower-abdomen lateral-abdomen",
                    "abdomen belly tummy stomach-area 腹 腹部 肚子"),
        "upper abdomen": ("upper-abdomen", "upper-abdomen upper-belly epigastrium 上腹 上腹部"),
        "lower abdomen": ("lower-abdomen", "lower-abdomen lower-belly hypogastrium 下腹 少腹 小腹"),
        "side of the abdomen": ("lateral-abdomen", "lateral-abdomen flank 侧腹"),
        "side of the chest": ("lateral-thoracic-region", "side-of-the-chest ribs 胁 胁部 胁肋"),
        "groin": ("groin-region", "groin 腹股沟"),
        "back": ("upper-back-region lumbar-region scapular-region spinal-region", "back 背 背部"),
        "upper back": ("upper-back-region scapular-region", "upper-back 上背 上背部"),
        "scapula": ("scapular-region", "scapula shoulder-blade scapular-region 肩胛 肩胛部"),
        "loins": ("lumbar-region", "lumbar-region lower-back low-back loins waist 腰 腰部"),
        "sacrum": ("sacral-region", "sacrum sacral-region tailbone coccyx 骶 骶部"),
        "buttock": ("buttock-region", "buttock buttocks hip hips gluteal-region 臀 臀部"),
        "perineum": ("perineum perineal-region", "perineum 会阴部"),
        "shoulder": ("shoulder-girdle", "shoulder shoulders 肩 肩部 肩膀"),
        "armpit": ("axilla", "axilla armpit armpits underarm 腋 腋窝 腋下"),
        "upper arm": ("arm-", "upper-arm arm arms 上臂 臂 胳膊"),
        "elbow": ("elbow-", "elbow elbows 肘 肘部"),
        "forearm": ("forearm-", "forearm forearms lower-arm 前臂 小臂"),
        "wrist": ("wrist-", "wrist wrists 腕 腕部 手腕"),
        "hand": ("hand- thumb index-finger middle-finger ring-finger little-finger fingers",
                 "hand hands 手上 手部"),
        "palm": ("hand-palm", "palm palms 手掌 掌"),
        "back of the hand": ("hand-dorsum", "back-of-the-hand dorsum-of-the-hand 手背"),
        "fingers": ("thumb index-finger middle-finger ring-finger little-finger fingers",
                    "finger fingers 手指 指"),
        "thumb": ("thumb", "thumb thumbs 拇指 大拇指"),
        "index finger": ("index-finger", "index-finger forefinger 食指"),
        "middle finger": ("middle-finger", "middle-finger 中指"),
        "ring finger": ("ring-finger", "ring-finger fourth-finger 无名指 环指"),
        "little finger": ("little-finger", "little-finger pinky fifth-finger 小指"),
        "upper limb": ("arm- elbow- forearm- wrist- hand- thumb index-finger middle-finger "
                       "ring-finger little-finger fingers",
                       "upper-limb upper-limbs upper-extremity upper-extremities 上肢"),
        "thigh": ("thigh-", "thigh thighs upper-leg 大腿 股部"),
        "knee": ("knee-", "knee knees 膝 膝部 膝盖"),
        "leg (below the knee)": ("leg-", "leg legs lower-leg shin shank 小腿 腿 胫"),
        "calf": ("leg-posterior-aspect leg-posterolateral-aspect leg-posteromedial-aspect",
                 "calf calves 小腿肚 腓肠肌"),
        "ankle": ("ankle-", "ankle ankles 踝 踝部 脚踝"),
        "foot": ("foot- great-toe second-toe third-toe fourth-toe little-toe",
                 "foot feet 足部 脚 足上 脚上"),
        "sole": ("foot-sole", "sole soles sole-of-the-foot bottom-of-the-foot 足底 脚底 足心"),
        "top of the foot": ("foot-dorsum", "top-of-the-foot dorsum-of-the-foot instep 足背 脚背"),
        "toes": ("great-toe second-toe third-toe fourth-toe little-toe", "toe toes 足趾 脚趾 趾"),
        "big toe": ("great-toe", "big-toe great-toe 大趾 大脚趾 足大趾"),
        "little toe": ("little-toe", "little-toe pinky-toe 小趾 小脚趾"),
        "lower limb": ("thigh- knee- leg- ankle- foot- great-toe second-toe third-toe fourth-toe "
                       "little-toe",
                       "lower-limb lower-limbs lower-extremity lower-extremities 下肢"),
        "limbs": ("arm- elbow- forearm- wrist- hand- thumb index-finger middle-finger ring-finger "
                  "little-finger fingers thigh- knee- leg- ankle- foot- great-toe second-toe "
                  "third-toe fourth-toe little-toe", "limb limbs extremities extremity 四肢"),
        "below the knee": ("leg- ankle- foot- great-toe second-toe third-toe fourth-toe little-toe",
                           "below-the-knee below-knee below-the-knees 膝以下 膝下"),
        "below the elbow": ("forearm- wrist- hand- thumb index-finger middle-finger ring-finger "
                            "little-finger fingers",
                            "below-the-elbow below-elbow below-the-elbows 肘以下 肘下"),
        "clavicle": ("~clavicle", "clavicle clavicles collarbone collar-bone 锁骨"),
        "tibia": ("~tibia-", "tibia tibiae shinbone shin-bone 胫骨"),
        "fibula": ("~fibula", "fibula calf-bone 腓骨"),
        "trunk": ("anterior-thoracic-region lateral-thoracic-region upper-abdomen lower-abdomen "
                  "lateral-abdomen groin-region upper-back-region lumbar-region scapular-region "
                  "spinal-region sacral-region perineum perineal-region buttock-region",
                  "trunk torso 躯干"),
    }
)  # fmt: skip
"""Parts of the body: region ids of `data/landmarks.yaml` (a stem when it ends in ``-``), words.

What follows ``~`` begins the ids of other landmarks: a point counts when its place names one.
"""

SIDES: MappingProxyType[str, tuple[str, str]] = MappingProxyType(
    {
        "medial side": ("medial tibial", "medial inner inside medial-side inner-side 内侧"),
        "lateral side": ("lateral fibular", "lateral outer outside lateral-side outer-side 外侧"),
        "front": ("anterior antero", "anterior front front-side anterior-side 前侧 前面 前"),
        "back side": ("posterior postero", "posterior rear posterior-side back-side 后侧 后面 后"),
        "radial side": ("radial", "radial radial-side 桡侧"),
        "ulnar side": ("medial", "ulnar ulnar-side 尺侧"),
    }
)
"""Sides of a limb: words in region ids, words in queries."""

CATEGORY: dict[str, str] = {
    "five-shu": "five shu; five transport; shu transport; transporting; antique; five element; "
    "five phase; element; command elements; five-shu; wu shu; 五输; 五腧穴; 五俞穴",
    "well-point": "ting; jing well; jing-well; well; jingwell; 井",
    "spring-point": "ying spring; ying-spring; brook; gushing; xing spring; rong spring; 荥 荥穴",
    "stream-point": "shu stream; shu-stream; stream; rushing; shu stream; transporting stream; 输",
    "river-point": "jing river; jing-river; river; traversing; jingriver; 经穴",
    "sea-point": "he sea; he-sea; sea; uniting; hesea; he; 合",
    "yuan-source": "yuan source; yuan-source; yuan; source; primary; original; 原; 源",
    "luo-connecting": "luo connecting; luo-connecting; luo; network; connecting; collateral; lo; "
    "luo collateral; passage; 络",
    "group-luo": "group luo; group connecting; general luo; 总络",
    "xi-cleft": "xi cleft; xi-cleft; xi; cleft; accumulation; accumulating; 郄",
    "back-shu": "back shu; back-shu; back transport; bei shu; associated; associated shu; 背俞; "
    "背腧; 俞穴; 背俞穴; 背腧穴; 背部俞穴",
    "front-mu": "front mu; front-mu; mu; mu alarm; alarm; frontal mu; mu front; 募; 腹募; 腹募穴",
    "lower-he-sea": "lower he sea; lower he-sea; lower sea; lower uniting; lower he; 下合",
    "influential-point": "influential; hui meeting; hui-meeting; eight influential; meeting; hui; "
    "eight meeting; gathering; 八会; 会穴",
    "confluent": "confluent; eight confluent; opening; master; master and couple; master coupled; "
    "eight extraordinary vessel; extraordinary vessel opening; eight meeting of the extra vessels; "
    "key; 八脉交会; 八法",
    "tonification-point": "tonification; tonifying; mother; supplementing; reinforcing; 母穴; 补",
    "sedation-point": "sedation; sedating; son; child; child phase; dispersing; reducing; 子穴; 泻",
    "mother-child": "mother and child; mother child; mother and son; mother son; 子母补泻; 母子",
    "crossing": "crossing; meet; meets; cross; crosses; intersect; intersects; "
    "intersection; jiaohui; jiao hui; meeting and crossing; intersecting; "
    "meeting crossing; 交会; 交会",
    "command": "command; four command; si zong; general command; 四总",
    "four-gates": "four gates; four gate; opening the four gates; open the four gates; si guan; "
    "siguan; four bars; 四关; 开四关",
    "four-seas": "four seas; sea of; seas of; points of the seas; 四海",
    "window-of-the-sky": "window of the sky; window of heaven; windows of heaven; sky window; "
    "windows of the sky; window; 天牖; 天窗; 天牖五部",
    "ma-danyang": "ma danyang; heavenly star; ma dan yang; twelve heavenly star; heavenly stars; "
    "ma danyang heavenly star; tianxing; 马丹阳; 天星十二",
    "ghost-points": "ghost; thirteen ghost; sun simiao ghost; 13 ghost; demon; 鬼穴; 十三鬼",
    "pregnancy-cautions": "pregnancy caution; pregnancy cautions; 妊娠禁忌",
}
"""Further names of categories: what students call them. The names of record are in the data."""

TAILED = frozenset(
    [
        "he", "master", "key", "mother", "son", "child", "reducing", "meeting", "original",
        "primary", "network", "passage", "opening", "window", "element", "accumulation",
        "gathering", "associated", "dispersing", "antique", "collateral",
    ]
)  # fmt: skip
"""Names of categories that only count with ``point`` behind them: alone they are plain words."""

MERIDIAN: dict[str, str] = {
    "LU": "lung; poumon; polmone; pulmón; pulmao; lunge; fei; 肺经; 肺 手太阴; hand taiyin",
    "LI": "large intestine; colon; gros intestin; intestino grueso; dickdarm; da chang; "
    "large bowel; 大肠经; 大肠",
    "ST": "stomach; estomac; stomaco; estómago; magen; wei; 胃经; 胃",
    "SP": "spleen; milza; bazo; milz; pi; spleen pancreas; rate pancréas; 脾经; 脾",
    "HT": "heart; coeur; cuore; corazón; herz; xin; 心经; 心",
    "SI": "small intestine; intestin grêle; intestino tenue; intestino delgado; dünndarm; "
    "xiao chang; small bowel; 小肠经; 小肠",
    "BL": "bladder; urinary bladder; vessie; vescica; vejiga; blase; pang guang; 膀胱经; 膀胱",
    "KI": "kidney; kidneys; rein; reins; rene; riñón; niere; shen; 肾经; 肾",
    "PC": "pericardium; heart protector; circulation sex; maître du coeur; kreislauf; xin bao; "
    "heart constrictor; master of the heart; 心包经; 心包; 心包络",
    "TE": "triple energizer; triple energiser; triple burner; triple warmer; three heater; "
    "triple heater; sanjiao; san jiao; triple réchauffeur; dreifacher erwärmer; 三焦经; 三焦",
    "GB": "gallbladder; gall bladder; vésicule biliaire; vescica biliare; vesícula biliar; "
    "gallenblase; dan; 胆经; 胆",
    "LR": "liver; foie; fegato; hígado; leber; gan; 肝经; 肝",
    "GV": "governor vessel; governing vessel; governing; governor; du; du mai; dumai; du vessel; "
    "vaisseau gouverneur; lenkergefäß; 督脉; 督",
    "CV": "conception vessel; conception; ren; ren mai; renmai; directing vessel; ren vessel; "
    "vaisseau conception; konzeptionsgefäß; 任脉; 任",
    "TV": "thoroughfare vessel; penetrating vessel; chong; chong mai; chongmai; thrusting vessel; "
    "冲脉; 冲",
    "BV": "belt vessel; girdle vessel; girdling vessel; dai; dai mai vessel; dai vessel; 带脉",
    "YNH": "yin heel vessel; yin qiao; yin qiao mai; yinqiao; yin motility; "
    "yinqiaomai; 阴跷; 阴跷脉",
    "YGH": "yang heel vessel; yang qiao; yang qiao mai; yangqiao; yang motility; 阳跷; 阳跷脉",
    "YNL": "yin link vessel; yin wei; yin wei mai; yinwei; yin linking; 阴维; 阴维脉",
    "YGL": "yang link vessel; yang wei; yang wei mai; yangwei; yang linking; 阳维; 阳维脉",
}

DIVISION: dict[str, str] = {
    "greater-yang": "taiyang; greater yang; 太阳",
    "lesser-yang": "shaoyang; lesser yang; 少阳",
    "yang-brightness": "yangming; yang brightness; bright yang; 阳明",
    "greater-yin": "taiyin; greater yin; 太阴",
    "lesser-yin": "shaoyin; lesser yin; 少阴",
    "reverting-yin": "jueyin; reverting yin; terminal yin; 厥阴",
}

PHASE = {
    "wood": "wood 木",
    "fire": "fire 火",
    "earth": "earth 土",
    "metal": "metal 金",
    "water": "water 水",
}

ACT: dict[str, str] = {
    "needle": "needle; needling; needled; needles; acupunctured; to needle; 针; 刺; 针刺; 扎; 扎针",
    "deep-needle": "deep needling; deep needle; needle deeply; deeply; 深刺",
    "moxa": "moxa; moxibustion; moxaed; moxibusted; cautery; 灸; 艾灸",
    "bleeding": "bleeding; bloodletting; bleed; bleeds; bled; blood letting; let blood; "
    "letting blood; bleeding technique; bleeding method; bleeding therapy; bleeding points; "
    "points to bleed; pricking to bleed; prick to bleed; pricked to bleed; pricking; "
    "three edged needle; lancet; "
    "三棱针; 点刺; 点刺放血; 点刺出血; 刺络; 刺络放血; 刺血; 放血; 出血",
    "many-cones": "many cones; too many cones; 多灸",
}

FORBID = (
    "forbidden; forbid; forbids; prohibited; prohibition; prohibitions; contraindicated; "
    "contraindication; contraindications; must not be; should not be; must not; should not; "
    "may not; ought not; mustn't; shouldn't; nobody should; no one should; should never; "
    "must never; nobody may; should nobody; not allowed; banned; ban; "
    "bans; never; unsafe; safe; is it safe; allowed; okay; "
    "do not; don't; dangerous; avoid; to avoid; avoided; without; "
    "not to be; not be; cannot be; 禁; 禁忌; 不可; 不宜; 勿; 忌"
)
FORBID_ACT = {
    "needle": "不能扎; 不能针; 不能刺; 不能扎针; 不可扎; forbidden to needle; "
    "forbidden needling; needling forbidden; "
    "禁针; 禁刺; 不可刺; 不宜针; 禁针穴; no needle; no needling; "
    "no needles; 不可针; 忌针",
    "moxa": "不能灸; forbidden to moxa; moxa forbidden; forbidden moxa; "
    "禁灸; 不可灸; 不宜灸; 禁灸穴; no moxa; no moxibustion; 忌灸; 勿灸",
    "deep-needle": "禁深刺; 不可深刺; 不可深; no deep needling; 不宜深刺",
}
QUALIFIER = {
    "pregnancy": "in pregnancy; pregnancy; pregnant; during pregnancy; pregnant women; "
    "when pregnant; while pregnant; 孕妇; 妊娠; 怀孕; 孕期",
    "children": "in children; children; child patients; kids; kid; infants; infant; newborn; "
    "newborns; babies; baby; toddlers; toddler; paediatric; pediatric; "
    "小儿; 儿童; 婴儿; 幼儿; 孩子; 小孩",
    "women": "in women; women; woman; female; females; female patients; 妇人; 女子; 妇女; 女性",
    "men": "in men; men; male; males; male patients; 男子; 男性; 男人",
    "elderly": "in old people; old people; old patients; in the elderly; elderly; elderly people; "
    "elderly patients; 老人; 老年人",
}
SONGS: dict[str, str] = {
    "biaoyou-fu": "ode to elucidate mysteries; song to elucidate mysteries; "
    "lyrics of standard profundities; ode of the obscure; song of the standard mysteries",
    "baizheng-fu": "ode of a hundred patterns; song of hundred symptoms; "
    "ode to a hundred symptoms; song of the hundred symptoms",
    "yulong-fu": "jade dragon ode; ode of the jade dragon",
    "tongxuan-fu": "ode to understanding the mysterious; ode on penetrating the mysteries",
    "xihong-fu": "ode of xi hong; ode by xi hong",
    "lingguang-fu": "ode of spiritual light; ode of the spiritual brightness",
    "lanjiang-fu": "river blocking ode; ode of blocking the river",
}
"""Further English names of rhapsodies, as translators differ. Those of record are in the data."""
VERSE = "verse; verses; song; songs; rhapsody; rhapsodies; ode; odes; poem; poems; 歌赋; 歌; 赋"
SEAS: dict[str, str] = {
    "blood": "sea of blood; blood sea; 血海",
    "qi": "sea of qi; sea of energy; qi sea; 气海",
    "marrow": "sea of marrow; marrow sea; sea of the brain; 髓海",
    "water-and-grain": "sea of water and grain; sea of grain; sea of food; sea of nourishment; "
    "水谷之海; 水谷海",
    "sea-of-the-twelve-meridians": "sea of the twelve meridians; sea of the twelve channels; "
    "sea of twelve meridians; 十二经之海; 十二经脉之海",
    "sea-of-the-meridians": "sea of the meridians; sea of the channels; 经脉之海",
    "sea-of-the-organs": "sea of the organs; sea of the five zang and six fu; 五脏六腑之海",
    "sea-of-the-yang-meridians": "sea of the yang meridians; sea of yang meridians; sea of yang; "
    "sea of the yang channels; sea of yang channels; 阳脉之海",
    "sea-of-the-yin-meridians": "sea of the yin meridians; sea of yin meridians; sea of yin; "
    "sea of the yin channels; sea of yin channels; 阴脉之海",
}
"""Seas: by the word of the four seas of points, or by what vessels are called."""
ASPECT: dict[str, str] = {
    "starts": "start; starts; begin; begins; beginning; starting point; first point; "
    "start point; origin point; 起点; 起穴; 首穴; 起始穴; 第一个穴; 第一穴; 起于哪里; 起于何处; "
    "从哪里开始",
    "ends": "end; ends; last point; final point; end point; ending point; terminates; finishes; "
    "终点; 末穴; 止穴; 终止穴; 最后一个穴; 止于哪里; 止于何处",
    "hour": "time; what time; hour; hours; clock; organ clock; body clock; active; time of day; "
    "peak time; two hours; horary time; 时辰; 几点; 什么时间; 时间",
    "phase": "element; which element; what element; phase; which phase; 五行; 属什么五行",
    "merges": "divergent; divergent meridian; divergent channel; divergence; 经别; 别行",
    "next": "flows into; flow into; 流注",
    "count": "how many points; number of points; count of points; 几个穴; 几个穴位; 几穴; "
    "多少穴; 多少穴位; 多少个穴; 多少个穴位; 有几个穴; "
    "有几个穴位; 有多少穴; 有多少个穴; 有多少穴位",
    "opens": "opens; open; opens which; opening which; 通; 所通; 通于; 通哪; 通哪条; 八脉通",
    "entry and exit points": "entry point; exit point; entry exit; entry exit point; "
    "entry and exit; entry and exit point; exit and entry point; exit entry point; "
    "出入穴; 入穴; 出穴",
    "points of the auricle": "auricular point; auricular acupuncture; auricular acupuncture point; "
    "auriculotherapy; ear acupuncture; ear acupuncture point; 耳穴; 耳针",
    "points of Master Tung": "tung point; master tung point; tung's point; master tung; "
    "tung acupuncture; 董氏奇穴; 董氏针灸",
    "horary": "horary; horary point; phase point; element point; own element point; 本穴; 本经穴",
    "depth": "depth; depths; how deep; how deeply; deep; needle depth; needling depth; "
    "depth of needling; depth of insertion; insertion depth; "
    "深度; 多深; 几分; 进针深度; 针几分; 刺几分",
    "retain": "retention; how long; how many breaths; breaths; retained; 留针; 几呼; 留几呼",
    "cones": "cones; how many cones; number of cones; moxa cones; number of moxa cones; "
    "how many moxa cones; how much moxa; 壮数; 几壮; 灸几壮; 多少壮",
}
"""Properties of a meridian or a point that a query may ask for; beside one they mean something."""
FIRST = (
    "first mentioned; first mention of; first mention; first mentions; first recorded; "
    "first attested; first described; first named; first names; first appear; first appeared; "
    "first appears; first appearing; first given; first indicated; first listed; first found; "
    "first seen; first used; first said; first told; first wrote; first to mention; first to say; "
    "first to give; first to use; newly added; added later; earliest mention of; earliest mention; "
    "oldest mention of; oldest mention; earliest source; oldest source; earliest record; "
    "oldest record; earliest book; oldest book; since when; 首见; 首见于; 首载; 首载于; 最早; "
    "最早见于; 最早记载; 始见; 始见于; 始载; 始载于; 初见于; 首次; 首先; 新增"
)
"""Words that ask for the oldest book that says something."""
DYNASTY: dict[str, tuple[str, str]] = {
    "Han and before": ("-300 220", "han dynasty; han; 汉代; 汉朝"),
    "Jin": ("265 420", "jin dynasty; western jin; 晋代; 晋朝"),
    "Tang": ("618 907", "tang dynasty; tang; 唐代; 唐朝; 唐"),
    "Song": ("960 1279", "song dynasty; sung dynasty; 宋代; 宋朝; 宋"),
    "Yuan": ("1271 1368", "yuan dynasty; 元代; 元朝"),
    "Ming": ("1368 1644", "ming dynasty; ming; 明代; 明朝; 明"),
    "Qing": ("1644 1912", "qing dynasty; qing; ching dynasty; 清代; 清朝; 清"),
    "modern": ("1912 2100", "modern; contemporary; modern textbooks; textbook; 现代"),
    "classical": ("-300 1911", "classical; ancient; classics; old books; pre-modern; 古代; 古书"),
}
PLACES: tuple[str, ...] = (

    "throat,pharynx,nasopharynx,larynx,gullet,oesophagus,esophagus,喉,咽,咽喉,喉咙,喉嚨,嗓子,颃颡",
    "eye,canthus,eyeball,orbit,目,眼,眼睛,目系,目内眦,目锐眦", "ear,耳,耳朵,耳中",
    "nose,nostril,鼻,鼻子", "mouth,lip,口,嘴,唇,口唇", "tooth,teeth,gum,齿,牙,牙齿",
    "tongue,舌,舌头,舌本", "brain,脑", "heart,心,心脏", "lung,肺,肺脏", "liver,肝,肝脏",
    "spleen,脾,脾脏", "stomach,胃", "kidney,肾,肾脏", "bladder,urinary bladder,膀胱",
    "gallbladder,gall bladder,胆", "small intestine,小肠", "large intestine,colon,大肠",
    "uterus,womb,胞,胞中,胞宫,子宫", "genital,genitalia,penis,genital organ,阴器,生殖器",
    "breast,nipple,乳,乳房", "diaphragm,膈,横膈", "crown,vertex,top of the head,巅,头顶,巅顶",
    "forehead,brow,额,额头", "cheek,颊,面颊", "jaw,mandible,颌", "nape,back of the neck,项",
    "neck,nape,颈,脖子", "shoulder,肩", "shoulder blade,scapula,肩胛",
    "armpit,axilla,underarm,腋", "elbow,肘", "wrist,腕", "palm,掌", "chest,thorax,胸,胸中",
    "pericardium,心包", "flank,hypochondrium,rib,ribs,side of the body,胁,胁肋",
    "abdomen,belly,tummy,腹", "lower abdomen,小腹,少腹", "navel,umbilicus,belly button,脐",
    "waist,loin,lumbar,腰,lower back", "spine,backbone,spinal column,脊,脊柱", "sacrum,骶",
    "knee,popliteal,patella,膝", "back of the knee,hollow of the knee,popliteal,腘,腘窝",
    "calf,小腿肚", "shin,tibia,胫", "ankle,malleolus,踝", "heel,跟,足跟", "sole,足心,足底",
    "instep,dorsum of the foot,跗,足背", "big toe,great toe,足大趾,大趾",
    "little toe,小趾,足小趾", "thumb,拇指", "index finger,食指", "little finger,小指",
    "ring finger,无名指", "middle finger,中指", "face,面,脸,面部", "head,头,头部",
    "upper limb,arm,上肢,臂,手臂", "lower limb,leg,下肢,腿", "hand,手", "foot,足,脚",
    "perineum,会阴", "groin,腹股沟", "collarbone,clavicle,supraclavicular,缺盆", "thigh,大腿",
    "buttock,臀", "back,背,背部", "triple energizer,triple burner,san jiao,triple warmer,三焦",
)  # fmt: skip
"""Words for a place of a course; all of a row mean the same, the first is how we call it."""
