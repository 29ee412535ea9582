"""What we add to the records of evidence: their limits in our words, and three tables of judgement.

Figures in `LIMITS` are those of the record; a test compares them.
"""

from __future__ import annotations

from collections.abc import Mapping

__all__ = ["ALSO", "LIMITS", "PLACES", "RESTATED", "SUPERSEDED"]

_EDITION = "only the conclusions were read; which edition is not known"
_CASE = "single cases: no rate can be drawn"

LIMITS: Mapping[str, tuple[str, ...]] = {
    "tu-2024-sciatica": ("one country", "herniated disc only, not every sciatica",
        "the sham group gained 14.9 mm too", "no comparison with exercise, drugs or surgery"),
    "ji-2015-sciatica-ma": ("drug comparisons without blinding",),
    "sciatica-sr-ecam-425108": ("its reviewers found too few rigorous studies",),
    "liu-ch-2019-sciatica-dose": ("pilot",
        "change over time without control shows no effect"),
    "yu-ft-2021-sciatica-meridian-protocol": ("a plan: no result was read",),
    "nice-ng59-2016": ("wording read in a summary and in letters, not on the page of NICE",
        "replaces the advice of 2009", "the decision is disputed"),
    "rr6-2017-ng59-critique": ("a letter, not peer-reviewed", "its author speaks for acupuncture",
        "the figures are that author's reading"),
    "acp-2017-lbp": ("for pain that does not come from a nerve root: silent on sciatica",),
    "who-2023-cplbp": ("chronic primary pain only", "pain from a specific disease is out of scope"),
    "mu-2020-cochrane-lbp-usual-care": ("only the table against usual care could be read",),
    "haake-2007-gerac-lbp": ("shows that needling care helps, not that the place matters",
        "an erratum exists"),
    "endres-2007-gerac-knee-back": ("the choice of points made no difference",),
    "vickers-2018-ipd": ("its authors: more is at work than needles at the right points",),
    "ipd-17922-pmc3658605": ("without a set of outlying, strongly positive trials",),
    "debar-2025-backinaction": ("not blinded", "no sham", "lead author calls the effect modest"),
    "liu-l-2015-lbp-overview": ("quality of the reviews mostly low",),
    "bmj-2023-sciatica-surgery": ("later times were cut off on the page",),
    "jacobs-2011-sciatica-surgery": ("studies too unlike to pool",),
    "bmj-bp-cauda-equina": ("a clinical reference text", "no date shown"),
    "hull-red-flags": ("page of a local clinical service, not a national guideline",),
    "nice-ng193-2021": ("read on practice websites that quote it",
        "other conditions with NICE guidance of their own are outside it"),
    "macpherson-2015-atlas-neck": ("no sham", "not blinded"),
    "linde-2016-cochrane-tth": ("one trial of about 400 dominates the sham result",
        "comparisons with other therapies tell little"),
    "nice-cg150-2012": ("read in a news summary of the text of 2012", "later changes not checked"),
    "xu-2020-migraine": ("sizes of the effects could not be read",),
    "li-y-2012-migraine-shaoyang": ("authors: the secondary gains do not matter clinically",
        "points of the right meridian were no better than others"),
    "musil-2018-migraine": ("waiting list", "not blinded", "its figures may be medians"),
    "hinman-2014-knee": ("randomised before consent", "the sham was a laser, not a needle"),
    "lin-2016-knee-ma": ("I2 over 50%", "unlike controls pooled"),
    "oa-ma-1472-6882-14-312": ("risk of bias unclear in 64% of trials and high in 9%",),
    "nice-ng226-2022": ("read in a statement of acupuncture bodies that oppose it",),
    "aaos-knee-cannot-recommend": ("no date on the page",
        "a later text on the same site is kinder"),
    "aaos-knee-limited": ("no date on the page",),
    "lee-2015-cochrane-pc6": ("many methods pooled", "a newer edition of 2025 exists"),
    "lee-2025-cochrane-pc6-nma": ("figures could not be read",),
    "acusar-2013-rhinitis": ("mild complaints at the start", "too small for rare harms"),
    "yung-2019-rhinitis": ("one centre", "waiting list"),
    "dysmenorrhoea-ma-pmid-29879061": ("authors: the trials are of low quality",),
    "xu-y-2017-dysmenorrhoea-nsaid": ("title and abstract differ on the number of trials",
        "total efficacy is not defined"),
    "vixner-2014-labour": ("not blinded",),
    "smith-2018-ivf": ("single-blind", "45.0% had more than 2 earlier cycles"),
    "rbmo-2019-embryo-transfer": ("trials differ significantly",
        "its figure on miscarriage contradicts its wording"),
    "wu-2017-pcos": ("single-blind for acupuncture",),
    "pan-2021-pcos": ("small", "one centre", "birth was not measured",
        "the much larger trial of 2017 found no gain"),
    "garland-2019-insomnia": ("nobody was left untreated or given sham",),
    "cochrane-cd015177-insomnia-cancer": ("authors and year not seen",),
    "depression-ma-jcm-2019": ("blinding poor in most trials", "little follow-up",
        "more gain against sham than against usual care: a warning sign"),
    "stroke-overview-karger": ("built on reviews of mixed quality",),
    "cerebral-infarction-ma-pone-0114057": ("effects far larger than in work against sham",),
    "xu-sb-2013-bell-deqi": ("tests how strongly to needle, not whether",),
    "li-p-2015-bell-ma": ("high risk of bias", "harms could not be judged"),
    "bell-sequelae-2015": ("very small", "waiting list"),
    "ibs-mayo-2020": ("compared with drugs, not blinded",),
    "ibs-ma-pmc3930986": ("quality judged by a modified Jadad score",),
    "zheng-2019-ibs-ma": ("the sentence on sham was cut off",),
    "yang-2020-pds": ("many dropped out", "acupuncturists not blinded"),
    "constipation-ea-rct-1075": ("points not named on the page",),
    "da-2015-st25": ("pilot", "nobody untreated or given sham"),
    "chen-lu-2016-st25-sp14": ("one centre",),
    "liu-2017-sui": ("interval cut off on the pages read", "not compared with pelvic training"),
    "cpps-sham-rct-440": ("authors: sham may act on the body too",),
    "long-needle-cpps-pmc5429564": ("compares two ways of needling", "no sham", "no sizes"),
    "dong-2023-cts-ma": ("risk of bias low in 1 trial, some concerns in 14, high in 1",),
    "cotchett-2014-heel": ("dry needling of trigger points, not classical points",
        "read in a conference abstract"),
    "molsberger-2010-grasp": ("only patients blinded",
        "sham did worse than usual care, which is rare"),
    "gadau-2014-elbow": ("no trial without doubt on bias",),
    "deare-2013-cochrane-fibromyalgia": ("selective reporting likely in five trials",),
    "hershman-2018-ai": ("a gain of 2 points was set as meaningful",),
    "ai-arthralgia-52-week": ("sizes not on the page",),
    "bao-2013-ai": ("small",),
    "sio-asco-2022": ("a news report; the guideline itself was not read",),
    "garcia-2019-xerostomia": ("the two countries differ strongly",),
    "arix-2013-xerostomia": ("not blinded", "crossover"),
    "meng-2011-xerostomia": ("not blinded", "one centre in China"),
    "ni-2020-xerostomia-ma": ("every trial at high risk of bias", "read in a copy"),
    "ee-2016-hot-flushes": ("one traditional diagnosis and its points", "points not named"),
    "jo-2021-hot-flushes-nma": ("a ranking without clear differences proves nothing",),
    "macklin-2006-sharp": ("a pilot, say its authors",),
    "lu-2024-methadone": ("small", "fixed protocol", "followed for 12 weeks only"),
    "allen-2022-evidence-map": ("an erratum exists",),
    "va-evidence-map-2021": ("its counts differ from the journal version",),
    "macpherson-2013-characteristics": ("compares across trials", "a correction was published"),
    "witt-2019-patients": ("distress mattered a little in part of the analyses",),
    "longhurst-2010-meridians": ("view of one expert",),
    "li-j-2012-biophysical": ("authors: earlier studies are limited",
        "another review here denies it"),
    "birkeflet-2014-pattern-reliability": ("written cases", "few", "about infertility"),
    "macpherson-2003-lbp-diagnosis": ("agreement tested in a part of the patients",),
    "mist-2009-training": ("pain of the jaw joint only",),
    "grant-2013-prediabetes-diagnosis": ("two raters only",),
    "baumler-2021-ae": ("studies differ (I2 >80%)", "English and German studies only"),
    "chinese-literature-ae-pmc2995190": (_CASE,),
    "xu-s-2013-case-reports": (_CASE,),
    "wu-2015-china-ae": (_CASE,),
    "ae-overview-pmc5469776": ("reviews of mediocre quality",),
    "macpherson-2005-reactions": ("told by patients after one treatment",),
    "zhao-2011-ae-trials": ("trial settings", "older people had more events"),
    "singapore-2022-pneumothorax": ("small", "no risk per treatment can be drawn"),
    "taiwan-2023-pneumothorax": (_CASE,),
    "hampton-2014-pneumothorax": (_CASE,),
    "smith-b-2021-pneumothorax": (_CASE,),
    "ding-2013-pneumothorax": (_CASE,),
    "carr-2015-forbidden-points": ("view of one author", "selected trial populations",
        "no harm seen is not harmlessness at every stage"),
    "dasilva-2011-rats": ("animals", "read in a summary"),
    "zhang-fr-2018-dysmenorrhoea-overview": ("each review it covers has critical weaknesses",),
    "cochrane-cd005111-ibs": ("drug comparisons not blinded: hope may explain the gain",),
    "cochrane-cd007854-dysmenorrhoea": ("searched to September 2015", "I2 94%: not pooled"),
    "cochrane-cd007753-cancer-pain": ("every trial too small", "searched to July 2015",
        "not pooled"),
    "cochrane-cd007689-pcos": ("rests mostly on one large trial",),
    "cochrane-cd009603-dry-mouth": ("two of five trials asked for symptoms",
        "searched to April 2013"),
    "cochrane-cd010607-hyperemesis": ("single small studies",),
    "cochrane-cd001139-pregnancy-pain": ("not pooled", "no sham in what was read"),
    "cochrane-cd007214-labour-tens": ("little evidence", "no needles"),
    "cochrane-cd009065-ankle": ("17 of 20 trials from China", "most gave only a cure rate"),
    "cochrane-cd007849-autism": ("small, unlike trials with many analyses",
        "bleeding, crying and irritability reported"),
    "cochrane-cd013107-hepatitis-b": ("nothing on death, illness or quality of life",
        "all from China"),
    "cochrane-cd005475-schizophrenia": ("nothing on death or quality of life",
        "moderate risk of bias throughout"),
    "cochrane-cd009440-kidney": ("pressure, not needles",),
    "cochrane-cd009177-spinal-injury-pain": ("searched to March 2011", "weak studies"),
    "cochrane-cd001351-lbp": ("an older review, since divided", _EDITION),
    **dict.fromkeys((
        "cochrane-cd001977-oa", "cochrane-cd004870-neck", "cochrane-cd005319-shoulder",
        "cochrane-cd003527-elbow", "cochrane-cd005472-insomnia", "cochrane-cd003317-acute-stroke",
        "cochrane-cd000323-stroke-swallowing", "cochrane-cd003928-breech-moxibustion",
        "cochrane-cd002285-chemo-nausea", "cochrane-cd005192-cocaine",
        "cochrane-cd000009-smoking", "cochrane-cd000008-asthma", "cochrane-cd005062-epilepsy",
        "cochrane-cd003788-ra", "cochrane-cd006030-glaucoma", "cochrane-cd005230-enuresis",
        "cochrane-cd001218-migraine-old", "cochrane-cd004046-depression-old",
        "cochrane-cd009232-labour-old", "cochrane-cd002962-induction-old",
        "cochrane-cd006920-ivf-old",
    ), (_EDITION,)),
}  # fmt: skip
"""Limits of each record, restated."""

SUPERSEDED: Mapping[str, str] = {
    "ipd-17922-pmc3658605": "vickers-2018-ipd",
    "lee-2015-cochrane-pc6": "lee-2025-cochrane-pc6-nma",
    "va-evidence-map-2021": "allen-2022-evidence-map",
    "cochrane-cd006920-ivf-old": "cochrane-cd006920-ivf-2013",
    **dict.fromkeys((
        "cochrane-cd001218-migraine-old", "cochrane-cd004046-depression-old",
        "cochrane-cd009232-labour-old", "cochrane-cd002962-induction-old",
    ), "not-read"),
}  # fmt: skip
"""Earlier editions: what takes their place."""

RESTATED: Mapping[str, str] = {
    "may be more effective than drugs and may enhance drugs; evidence limited":
        "perhaps better than drugs, perhaps a useful addition; evidence limited",
    "People aged 16 and over with low back pain with or without sciatica":
        "low back pain, with sciatica or not, from 16 years",
    "consider a group exercise programme for an episode or flare-up":
        "group exercise may be considered in a flare-up",
    "Adults, including older people, with chronic primary low back pain, with or without "
    "spine-related leg pain":
        "adults of any age with chronic primary low back pain, also with leg pain",
    "verum as well as sham alleviated symptoms more than conventional therapy":
        "real and sham needling both did better than conventional therapy",
    "bilateral leg pain, sphincter disturbance, reduced perianal sensation, perineal numbness, "
    "progressive weakness in more than one root, gait disturbance":
        "pain in both legs; sphincter disturbance; numbness around anus and perineum; growing "
        "weakness of several roots; unsteady gait",
    "consider a single course, traditional Chinese or Western system":
        "one course may be considered, Chinese or Western style",
    "27 studies; reduced pain and better quality of life up to 3 months":
        "27 studies; less pain and a better life for up to 3 months",
    "only if topiramate and propranolol are ineffective or unsuitable":
        "when topiramate and propranolol fail or do not suit",
    "most studies not statistically significant, still fewer clinically significant":
        "few studies reached significance, fewer still clinical importance",
    "combined with antiemetics, may reduce nausea and vomiting vs sham":
        "added to antiemetics: perhaps less nausea and vomiting than sham",
    "manual stimulation to de qi vs insertion without manipulation; all on prednisone":
        "strong stimulation by hand (de qi) or needles left alone; prednisone for all",
    "Postmenopausal women, early breast cancer on an aromatase inhibitor, worst pain >=3":
        "women after menopause, early breast cancer, aromatase inhibitor, worst pain >=3",
    "acupuncture should be recommended for aromatase-inhibitor-related joint pain in adults":
        "recommended to adults for joint pain from aromatase inhibitors",
    "Oropharyngeal or nasopharyngeal cancer, one US and one Chinese centre":
        "cancer of the pharynx; one centre in the US, one in China",
    "no evidence that acupuncture is less safe than usual care for these conditions":
        "nothing found that makes it riskier than usual care",
    "electric, acoustic, thermal, optical, magnetic, isotopic and myoelectric differences reported":
        "differences reported: electric, acoustic, thermal, optical, magnetic, isotopic, "
        "myoelectric",
    "half were bleeding, pain or flare at the needle site":
        "half: bleeding, pain or flare where the needle was",
    "chronic bronchitis, emphysema, tuberculosis, lung cancer, pneumonia, thoracic surgery":
        "lung disease (bronchitis, emphysema, tuberculosis, cancer, pneumonia); chest surgery",
    "named on a second page (a blog that lists the points the review discusses; LI4 is on another "
    "blog's list)": "named on a second page, a blog",
    "non-drug care incl. acupuncture (low-quality evidence); strong recommendation; most improve "
    "over time whatever the treatment":
        "care without drugs, acupuncture among it: strongly recommended, on low-quality evidence; "
        "most get better anyway",
    "acupuncture among initial non-drug options (moderate-quality evidence); strong recommendation":
        "acupuncture is one first option without drugs: strongly recommended, on moderate-quality "
        "evidence",
    'code "L" on the page read (code "C" read as conditional)': 'code "L" (and "C") on the page',
    "sham (superficial, non-points) and conventional therapy (drugs, physiotherapy, exercise)":
        "shallow sham away from points; usual therapy with drugs, physiotherapy, exercise",
    "called not clinically relevant by the authors (secondary outcomes)":
        "authors: secondary gains without clinical relevance",
    "any PC6 stimulation: needle, electro, transcutaneous, laser, capsicum plaster, device, "
    "acupressure":
        "PC6 by any means: needle, current, laser, plaster, device, pressure",
    "superficial needling, no stimulation, mock current; clomiphene/placebo factorial":
        "shallow needles and mock current; with and without clomiphene",
    "named (second page); ear Shenmen and Sympathetic also used; extra points allowed":
        "named on a second page; two ear points and further points too",
    "low to moderate (vs no treatment); moderate (vs sham)":
        "low to moderate against no treatment; moderate against sham",
    "vs sham: style, number and placement of needles, sessions, experience":
        "against sham: style, needles, placement, sessions, experience",
    "baseline pain severity only (age, sex, duration, distress not)":
        "only how bad the pain was at first; not age, sex, duration or distress",
    "tendinomuscular structures, primo-vessels, temperature, low skin resistance: none met the "
    "criteria": "four candidates, from muscle bands to skin resistance: none fits",
    "region named (neck, shoulder), points not on the page": "only neck and shoulder are named",
    "use of patterns by sex, duration of practice, education":
        "patterns used, by sex, practice and education",
}  # fmt: skip
"""Longer phrases of the records in words of ours; their figures stay."""

ALSO: Mapping[str, tuple[Mapping[str, str], ...]] = {
    "nice-cg150-2012": ({"measure": "tension-type headache", "result": "to prevent it"},),
}
"""Results that stand only in the summary of a record, in words of ours."""

COUNTRIES: Mapping[str, tuple[str, ...]] = {
    "arix-2013-xerostomia": ("UK",),
    "chen-lu-2016-st25-sp14": ("China",),
    "constipation-ea-rct-1075": ("China",),
    "cpps-sham-rct-440": ("China",),
    "debar-2025-backinaction": ("US",),
    "endres-2007-gerac-knee-back": ("Germany",),
    "garcia-2019-xerostomia": ("US", "China"),
    "haake-2007-gerac-lbp": ("Germany",),
    "hershman-2018-ai": ("US",),
    "hinman-2014-knee": ("Australia",),
    "ibs-mayo-2020": ("China",),
    "liu-2017-sui": ("China",),
    "lu-2024-methadone": ("China",),
    "macpherson-2015-atlas-neck": ("UK",),
    "meng-2011-xerostomia": ("China",),
    "molsberger-2010-grasp": ("Germany",),
    "musil-2018-migraine": ("Czechia",),
    "smith-2018-ivf": ("Australia", "New Zealand"),
    "tu-2024-sciatica": ("China",),
    "vixner-2014-labour": ("Sweden",),
    "wu-2017-pcos": ("China",),
    "xu-2020-migraine": ("China",),
    "yang-2020-pds": ("China",),
    "yung-2019-rhinitis": ("Hong Kong",),
}
"""Where trials were done, when the record, its title or the page read for it names the country."""

PLACES: Mapping[str, tuple[str, ...]] = {
    "MIGRAINE WITHOUT AURA": ("migraine",),
    "migraine disorder": ("migraine",),
    "osteoarthritis, knee": ("knee-osteoarthritis",),
    "osteoarthritis, hip": ("hip-osteoarthritis",),
    "osteoarthritis, knee, osteoarthritis, hip": ("knee-osteoarthritis", "hip-osteoarthritis"),
    "myofascial pain syndrome": ("myofascial-pain",),
    "LOW BACK PAIN": ("low-back-pain",),
    "LOW BACK PAIN, spondyloarthropathy": ("low-back-pain",),
    "LOW BACK PAIN, PELVIC PAIN": ("low-back-pain-in-pregnancy", "pelvic-pain-in-pregnancy"),
    "PELVIC PAIN": ("pelvic-pain-in-pregnancy",),
    "NECK PAIN": ("neck-pain",),
    "NECK PAIN, SHOULDER PAIN": ("neck-pain", "shoulder-pain"),
    "NECK PAIN, SHOULDER PAIN, headache disorder": ("neck-pain", "shoulder-pain", "headache"),
    "SHOULDER PAIN": ("shoulder-pain",),
    "rotator cuff syndrome": ("rotator-cuff-syndrome",),
    "rheumatoid arthritis": ("rheumatoid-arthritis",),
    "epicondylitis": ("epicondylitis",),
    "irritable bowel syndrome": ("irritable-bowel-syndrome",),
    "chronic pain syndrome": ("chronic-pain",),
    "postoperative pain": ("postoperative-pain",),
    "patellofemoral pain syndrome": ("anterior-knee-pain",),
    "Pain at the anterior aspect of the knee": ("anterior-knee-pain",),
    "TENSION-TYPE HEADACHE": ("tension-type-headache",),
    "headache disorder": ("headache",),
    "labor pain": ("labour-pain",),
    "Pain management during oocyte aspiration in in-vitro fertilization (IVF)":
        ("procedural-pain",),
    "Pain during oocyte retrieval": ("procedural-pain",),
    "Pain during oocyte aspiration in IVF treatment": ("procedural-pain",),
    "Pain associated with electromyography": ("procedural-pain",),
    "Temporomandibular arthritis": ("temporomandibular-disorder",),
    "temporomandibular joint disorder": ("temporomandibular-disorder",),
    "NEUROPATHIC PAIN": ("cancer-pain",),
    "dental pain": ("dental-pain",),
    "fibromyalgia": ("fibromyalgia",),
    "Lower limb pain": ("lower-limb-pain",),
    "PAIN": ("acute-pain",),
}  # fmt: skip
"""Our conditions for the labels of the table of trials (its titles say pregnancy and cancer)."""
