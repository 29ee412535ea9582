"""A data folder of a few real records, for tests of views and browser."""

from __future__ import annotations

from pathlib import Path

__all__ = ["FILES", "write"]

FILES = {
    "landmarks.yaml": """
buttock-region: {kind: region, en: buttock region}
thigh-lateral-aspect: {kind: region, en: lateral aspect of the thigh}
knee-posterior-aspect: {kind: region, en: posterior aspect of the knee}
greater-trochanter-prominence: {kind: bone, en: most prominent point of the greater trochanter}
sacral-hiatus: {kind: bone, en: sacral hiatus}
anterior-superior-iliac-spine: {kind: bone, en: anterior superior iliac spine}
popliteal-crease: {kind: crease, en: popliteal crease}
lying-on-side: {kind: posture, en: lying on the side}
iliotibial-band: {kind: tendon, en: iliotibial band}
outer-canthus: {kind: organ, en: outer canthus}
""",
    "anatomy.yaml": """
gallbladder: {kind: organ, en: gallbladder}
sciatic-nerve: {kind: nerve, en: sciatic nerve}
""",
    "sources/who-2008.yaml": """
title: {en: WHO Standard Acupuncture Point Locations, short: WHO 2008}
year: 2008
kind: standard
family: who-2008
locator: page
unverifiable: the book is under copyright; open the printed page to check
""",
    "sources/cam-1999.yaml": """
title: {en: Chinese Acupuncture and Moxibustion, short: CAM 1999}
year: 1999
kind: textbook
family: cam-1999
locator: row
unverifiable: the table is not open
""",
    "sources/leijing-tuyi.yaml": """
title: {hant: 類經圖翼, pinyin: Leijing Tuyi, en: Illustrated Supplement to the Classified Canon}
author: Zhang Jiebin
author_hant: 張介賓
dynasty: Ming
year: 1624
kind: classical
family: tuyi
licence: public domain
locator: page-line
url: https://github.com/kanripo/KR3e0085
text: {file: leijing-tuyi.txt, sha256: 'NOSUM',
  script: 'traditional, unpunctuated'}
defects: [some glyphs are entities]
""",
    "sources/shenjiu-jinglun.yaml": """
title: {hant: 神灸經綸, pinyin: Shenjiu Jinglun, en: Skeins of Moxibustion}
year: 1851
kind: classical
family: tuyi
locator: heading-line
""",
    "sources/jiayi-jing.yaml": """
title: {hant: 鍼灸甲乙經, pinyin: Zhenjiu Jiayi Jing, en: A-B Classic of Acupuncture}
author: Huangfu Mi
year: 282
kind: classical
family: jiayi
locator: page-line
""",
    "sources/lingshu.yaml": """
title: {hant: 靈樞經, pinyin: Lingshu Jing, en: Spiritual Pivot}
year: -100
kind: classical
family: neijing
locator: page-line
text: {file: lingshu.txt, sha256: 'SHA'}
""",
    "symptoms/pain.yaml": """
hip-pain: {en: hip pain, lay: [sore hip], hant: [腰胯痠痛, 髀樞痛], broader: [lower-limb-pain]}
lower-limb-pain: {en: pain of the lower limb, remark: Impediment is not arthritis}
wind-papules: {en: wind papules, hant: [遍身風疹]}
bitter-taste: {en: bitter taste, hant: [口苦]}
""",
    "points/BL.yaml": """
BL40:
  names: {hant: 委中, hans: 委中, pinyin: wěizhōng, gloss: Bend Centre}
  page: 150
  location:
    region: knee-posterior-aspect
    where:
    - {rel: at, ref: popliteal-crease}
""",
    "points/GB.yaml": """
GB29:
  names: {hant: 居髎, hans: 居髎, pinyin: jūliáo}
  page: 185
GB30:
  names: {hant: 環跳, hans: 环跳, pinyin: huántiào, gloss: Jumping Ring}
  page: 186
  location:
    region: buttock-region
    where:
    - {rel: divide, fraction: 1/3, from: greater-trochanter-prominence, to: sacral-hiatus}
    find:
    - {posture: [lying-on-side]}
    related:
    - {rel: level, refs: [BL40]}
    contrast:
    - {point: GB29, rel: side, dir: superior, ref: greater-trochanter-prominence}
  others:
  - status: alternative
    source: who-2008
    at: 186
    where:
    - {rel: at, ref: anterior-superior-iliac-spine}
GB31:
  names: {hant: 風市, hans: 风市, pinyin: fēngshì, gloss: Wind Market}
  page: 187
  location:
    region: thigh-lateral-aspect
    where:
    - {rel: side, dir: posterior, ref: iliotibial-band, feature: depression}
""",
    "meridians/GB.yaml": """
GB:
  kind: regular
  names: {en: Gallbladder Meridian, hant: 足少陽膽經, hans: 足少阳胆经,
    pinyin: zú shàoyáng dǎnjīng, short: Gallbladder}
  facts:
  - {organ: gallbladder, source: lingshu, at: 003-9b.7, term: 膽足少陽之脈}
  - {count: '43', source: leijing-tuyi, at: 040-1a.1, term: 四十三穴}
  pathway:
  - {verb: arises, place: outer-canthus, source: lingshu, at: 003-9b.7, term: 起於目銳眥}
  - {verb: meets, place: BL, branch: 1, source: lingshu, at: 003-9b.8, term: 合足太陽}
  illness:
  - {when: moved, symptom: bitter-taste, source: lingshu, at: 003-10a.1, term: 口苦}
BL:
  kind: regular
  names: {en: Bladder Meridian, hant: 足太陽膀胱經, hans: 足太阳膀胱经,
    pinyin: zú tàiyáng pángguāngjīng, short: Bladder}
""",
    "categories/shu.yaml": """
five-shu:
  names: {en: five transport points, hant: 五輸穴, hans: 五输穴, pinyin: wǔshūxué}
  order: 10
sea-point:
  names: {en: sea point, hant: 合穴, hans: 合穴, pinyin: héxué}
  order: 20
  group: five-shu
  count: 12
  rule: five-shu-phase
  members:
  - {point: BL40, of: BL, phase: water,
    cites: [{source: lingshu, at: 001-9a.6, term: 入于委中}]}
  dissent:
  - {point: GB31, of: GB, says: adds,
    cites: [{source: leijing-tuyi, at: 040-9a.1, term: 合穴}]}
  remark: Where the qi enters.
""",
    "teachings/sea-song.yaml": """
sea-song:
  kind: song
  names: {en: song of the sea points, hant: 合穴歌, hans: 合穴歌, pinyin: héxué gē}
  order: 10
  categories: [sea-point]
  remark: A verse 歌 of two lines.
  lines:
  - {source: shenjiu-jinglun, at: 卷三.L5, points: [GB31], needle: {depth: 3 分},
    moxa: {cones: '7'}}
  - {source: leijing-tuyi, at: 047-1a.2, for: pregnancy, points: [GB31],
    forbids: {needle: 孕婦不宜}}
  - {source: leijing-tuyi, at: 047-1a.3, points: [GB31, GB29], treats: {wind-papules: 風疹}}
  - {source: lingshu, at: 001-24b.1, for: late-summer, of: sea-point, symptom: bitter-taste,
    says: needled in late summer, term: 長夏刺合}
  - {source: lingshu, at: 001-24b.2, says: slow and quick, term: 徐而疾}
""",
    "teachings/sea-names.yaml": """
sea-names:
  kind: list
  names: {en: list of sea points, hant: 合穴名, hans: 合穴名, pinyin: héxué míng}
  order: 20
  categories: [sea-point]
""",
    "gaps/points.yaml": """
GB29: {field: location, reason: not entered yet}
""",
    "claims/leijing-tuyi/GB.yaml": """
GB30:
- at: 040-11b.12
  named: [髖骨]
  meets: {GB: 足少陽太陽之會, BL: 足少陽太陽之會}
- at: 040-11b.13
  needle: {depth: 1 寸, retain: 10 呼}
  moxa: {cones: '3'}
- at: 040-11b.13
  reports: jiayi-jing
  needle: {retain: 20 呼}
- at: 040-12a.3
  treats: {hip-pain: 腰胯痠痛}
  other: [身熱如火]
- at: 040-12a.4
  treats: {wind-papules: 遍身風疹}
  forbids: {moxa: 禁灸}
- at: 040-12a.5
  for: pregnancy
  forbids: {needle: 孕婦不可刺}
GB30 + BL40:
- at: 040-12b.1
  treats: {hip-pain: 腰連腿疼}
""",
    "claims/shenjiu-jinglun/GB.yaml": """
GB30:
- at: 卷二/足部.L9
  treats: {hip-pain: 腰胯痠痛}
""",
    "claims/jiayi-jing/GB.yaml": """
GB30:
- at: 003-70a.1
  treats: {hip-pain: 髀樞痛}
  needle: {depth: 2 寸, retain: 20 呼}
  moxa: {cones: '50'}
""",
    "claims/cam-1999/GB.yaml": """
GB30:
- at: GB 30
  needle: {depth: 1.5-2.5 cun, angle: perpendicular, risk: [sciatic-nerve]}
  treats: [hip-pain]
  anatomy: {nerves: [sciatic-nerve]}
""",
    "sources/praise.yaml": """
title: {en: In Praise of Needles}
kind: marketing
locator: span
unverifiable: its text is not public
""",
    "evidence/sciatica.yaml": """
tu-2024:
  kind: trial
  design: RCT
  topic: efficacy
  conditions: [sciatica]
  title: Needles and sham needles for sciatica
  authors: [Tu JF, Shi GX]
  year: 2024
  journal: Journal
  doi: 10.1000/xyz123
  direction: favours
  sham: better
  certainty: [low]
  certainty_by: the reviewers
  population: adults
  points: [GB30]
  points_status: named
  results:
  - {measure: 'leg pain, 0-100', at: week 4,
    result: 'mean difference -16.0 (95% CI -21.3 to -10.6)',
    effects: [{kind: MD, value: '-16.0', low: '-21.3', high: '-10.6', scale: 0-100,
      better: lower}]}
  limits: [one country]
  read: abstract
old-2009:
  kind: review
  topic: efficacy
  conditions: [sciatica]
  cochrane: CD000001
  missing: [title, authors, year]
  direction: mixed
  read: authors-conclusions
  superseded: not-read
nice-2016:
  kind: guideline
  topic: efficacy
  conditions: [sciatica, backache]
  title: Back pain
  year: 2016
  url: https://www.nice.org.uk/guidance/ng59
  direction: recommends-against
  read: secondary
listed-1:
  kind: listed
  topic: efficacy
  conditions: [sciatica]
  title: A trial of which only the name is known
  doi: 10.1000/xyz9
  points: [GB30, BL40]
  flags: [venue-missing]
  read: listed
""",
    "conditions/sciatica.yaml": """
en: sciatica
lay: [pain down the leg]
broader: [backache]
bridge: [hip-pain]
meridians: [GB]
course: [outer-canthus]
about:
- {says: It hurts down the leg., studies: [tu-2024]}
red_flags:
- {says: See a doctor at once., studies: [nice-2016]}
care:
- {says: 'Diet: no record here tests it.'}
remark: the books know no such nerve
""",
    "conditions/backache.yaml": """
en: backache
""",
    "articles/praise.yaml": """
source: praise
condition: sciatica
characters: 40
statements:
- {id: S1, kind: efficacy, asserts: fact, says: Needles help., span: [0, 12],
  supports: [tu-2024], contradicts: [nice-2016], remark: the two differ}
omissions:
- {id: O1, says: Nothing on harm., studies: [nice-2016]}
""",
}
"""File name to content."""


def write(folder: Path, replace: dict[str, str] | None = None) -> Path:
    """Write the folder ``data`` under `folder` and return it; `replace` changes words in all files.

    ``SHA`` stands for a checksum and is replaced by a fixed one unless `replace` has it.
    """
    changes = {"NOSUM": "0" * 64, "SHA": "0" * 64, **(replace or {})}
    data = folder / "data"
    for name, content in FILES.items():
        for old, new in changes.items():
            content = content.replace(old, new)
        path = data / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(content.lstrip("\n"), encoding="utf-8")
    return data
