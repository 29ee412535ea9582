"""Guidelines on other care, and studies of effect, whose pages were opened since.

Each row is what stood on the page named: facts and figures, in our words. A part of the citation
that no page showed is listed as missing, one deduced from a number or an address as inferred.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from kb.ingest.evidence_course import course

__all__ = ["CARE"]

CARE: Mapping[str, Mapping[str, Any]] = {
    "kjaer-2017-neck-pain": {
        **course(
            ["neck-pain"],
            "National clinical guidelines for non-surgical treatment of patients with recent onset "
            "neck pain or cervical radiculopathy",
            [("acupuncture, neck pain", "", "suggested"),
             ("acupuncture, pain from a nerve root of the neck", "", "not suggested"),
             ("first", "", "what to expect, warning signs, staying active"),
             ("exercise under supervision and manual therapy", "", "before drugs")],
            kind="guideline", design="guideline",
            population="adults with neck pain for less than 12 weeks",
            limits=("low-quality evidence or consensus, say its authors",),
            authors=["Kjaer P", "Kongsted A", "Hartvigsen J", "Isenberg-Jørgensen A", "et al."],
            year="2017", journal="European Spine Journal", volume="26", issue="9",
            pages="2242-2257", doi="10.1007/s00586-017-5121-8", inferred=("doi",),
        ),
        "topic": "efficacy", "direction": "recommends", "versus": ["guideline"],
        "certainty": ["low"], "certainty_by": "GRADE in the source",
        "certainty_note": "low quality or consensus",
    },
    "chen-2016-stroke": {
        **course(
            ["stroke"],
            "Additional effects of acupuncture on early comprehensive rehabilitation in patients "
            "with mild to moderate acute ischemic stroke: a multicenter randomized controlled "
            "trial",
            [("neurological deficit (NIHSS)", "", "better, p < 0.001"),
             ("swallowing on X-ray film", "", "better, p < 0.001"),
             ("mental tests (MMSE; MoCA)", "", "better, p < 0.001; p = 0.001"),
             ("trouble of swallowing gone", "", "more patients, p = 0.037"),
             ("movement (Fugl-Meyer), all; leg; arm", "",
              "no difference, p = 0.228; better, p = 0.020; no difference, p = 0.707")],
            kind="trial", design="RCT", size="250 randomised", sessions="18 over 3 weeks",
            comparator="rehabilitation without acupuncture",
            limits=("no sham", "sizes of the effects were not on the page"),
            authors=["Chen L", "Fang J", "Ma R", "Gu X", "Chen L", "Li J", "Xu S"], year="2016",
            journal="BMC Complementary and Alternative Medicine", volume="16", pages="226",
            doi="10.1186/s12906-016-1193-y", pmid="27430340", pmcid="PMC4950630",
        ),
        "topic": "efficacy", "direction": "mixed", "sham": "not-compared",
        "versus": ["no-acupuncture"],
    },
    "cochrane-cd006920-ivf-2013": {
        **course(
            ["ivf", "infertility"],
            "",
            [],
            kind="review", design="systematic-review", size="20 RCTs",
            comparator="no treatment, placebo or sham",
            limits=("trials with sham and without were pooled",
                    "the trials around the transfer differ much (I2 69%)"),
            read="summary-of-findings-table",
            cochrane="CD006920", pmcid="PMC11285306", inferred=("cochrane", "journal"),
            journal="Cochrane Database of Systematic Reviews",
        ),
        "topic": "efficacy", "direction": "no-difference", "sham": "not-separable",
        "versus": ["mixed"], "certainty": ["low"], "certainty_by": "GRADE in the source",
        "results": [
            {"measure": "live birth, needles around the taking of eggs",
             "result": "OR 0.87 (95% CI 0.59 to 1.29), 2 studies, 464 women",
             "effects": [{"kind": "OR", "value": "0.87", "low": "0.59", "high": "1.29",
                          "scale": "ratio", "better": "higher"}]},
            {"measure": "live birth, needles on the day of the transfer",
             "result": "OR 1.22 (95% CI 0.87 to 1.7), 8 studies, 2505 women; 281 per 1000 without, "
             "323 with (254 to 399)",
             "effects": [{"kind": "OR", "value": "1.22", "low": "0.87", "high": "1.7",
                          "scale": "ratio", "better": "higher"}]},
        ],
    },
    "acumigran-2021": {
        **course(
            ["migraine"],
            "A Randomized Clinical Trial on Acupuncture Versus Best Medical Therapy in Episodic "
            "Migraine Prophylaxis: The ACUMIGRAN Study",
            [("frequency of migraine, needles", "4 months", "8.58 to 6.43"),
             ("frequency of migraine, drugs", "4 months", "8.29 to 6.27"),
             ("between the groups", "4 months", "no difference, p = 0.332"),
             ("broke off, above all with drugs", "", "21 of 135 (15.5%)")],
            kind="trial", design="RCT", size="148 enrolled; 69 needles, 66 drugs",
            sessions="12", comparator="the drug most fitting for each patient",
            limits=("not blinded as far as told", "no sham",
                    "in which unit the frequency is given is not on the page, nor what went wrong "
                    "with drugs"),
            year="2021", journal="Frontiers in Neurology", doi="10.3389/fneur.2020.570335",
            inferred=("doi",),
        ),
        "topic": "efficacy", "direction": "no-difference", "sham": "not-compared",
        "versus": ["active"],
    },
    "kennis-headaches": {
        **course(
            ["migraine", "headache", "tension-type-headache"],
            "The majority of people with headache can be managed by GPs",
            [("migraine attack", "", "a triptan with paracetamol or an NSAID, early"),
             ("migraine, prevention", "", "topiramate first, propranolol as the alternative"),
             ("every kind", "", "headache from too many pain killers to be ruled out and warned "
              "of")],
            kind="guideline", design="guideline", read="fulltext-part",
            limits=("an article for doctors on NICE guideline 150 of 2012",),
            authors=["Kennis K"], journal="guidelinesinpractice.co.uk",
            url="https://www.guidelinesinpractice.co.uk/pain"
            "/the-majority-of-people-with-headache-can-be-managed-by-gps/336534.article",
            inferred=("title",),
        ),
        "topic": "context",
    },
    "fields-2013-fertility": course(
        ["infertility"],
        "Fertility (update): summary of NICE guidance",
        [("couples of the population who conceive: woman under 40, regular intercourse, no "
          "contraception", "1 year", "over 80%"),
         ("of those who do not", "the second year", "about half")],
        kind="guideline", design="guideline",
        limits=("all couples, not those who sought help",),
        authors=["Fields E", "Chard J", "James D", "Treasure T"], year="2013", journal="BMJ",
        volume="346", pages="f650", doi="10.1136/bmj.f650",
    ),
    "nice-2022-depression": {
        **course(
            ["depression"],
            "Depression in adults: treatment and management (NG222)",
            [("less severe: first for most", "", "guided self-help"),
             ("less severe: good evidence", "", "cognitive behavioural therapy and behavioural "
              "activation, in groups or alone"),
             ("less severe: some evidence", "", "group mindfulness, group exercise, interpersonal "
              "therapy, antidepressants (SSRIs)")],
            kind="guideline", design="guideline", read="fulltext-part",
            limits=("two pages of it were read, on a copy at another host; more severe depression "
                    "was not among them",),
            authors=["National Institute for Health and Care Excellence"], year="2022",
            journal="NICE guideline NG222",
            url="https://www.nice.org.uk/guidance/ng222/chapter/Recommendations",
        ),
        "topic": "context",
    },
    "wood-2023-osteoarthritis": {
        **course(
            ["osteoarthritis", "knee-osteoarthritis", "hip-osteoarthritis"],
            "Osteoarthritis in people over 16: diagnosis and management—updated summary of NICE "
            "guidance",
            [("core", "", "therapeutic exercise and managing weight, with information and support"),
             ("pain killers", "", "as short as can be, above all so that exercise is possible")],
            kind="guideline", design="guideline", read="fulltext-part",
            limits=("not osteoarthritis of the spine",
                    "the visible part of the page names no drug"),
            authors=["Wood G", "Neilson J", "Cottrell E", "Hoole SP"], year="2023", journal="BMJ",
            volume="380", pages="p24", url="https://www.bmj.com/content/380/bmj.p24.full",
        ),
        "topic": "context",
    },
    "cherkin-2001-massage": {
        **course(
            ["low-back-pain"],
            "Randomized trial comparing traditional Chinese medical acupuncture, therapeutic "
            "massage, and self-care education for chronic low back pain",
            [("disability 0-23, needles; massage", "10 weeks", "8.25; 5.89, p = .01"),
             ("complaints 0-10, needles; massage", "1 year", "4.74; 3.08, p = .002"),
             ("disability 0-23, needles; massage", "1 year", "8.21; 6.29, p = .05")],
            kind="trial", design="RCT",
            size="262 randomised (94 needles, 78 massage, 90 booklets)",
            population="20 to 70 years, back pain that persists", sessions="up to 10 in 10 weeks",
            comparator="massage; a booklet on self-care",
            limits=("no sham", "needles against the booklet is not on the page"),
            authors=["Cherkin DC", "Eisenberg D", "Sherman KJ", "Barlow W", "Kaptchuk TJ",
                     "Street J", "Deyo RA"],
            year="2001", journal="Archives of Internal Medicine", volume="161", issue="8",
            pages="1081-1088", doi="10.1001/archinte.161.8.1081", pmid="11322842",
        ),
        "topic": "efficacy", "direction": "against", "sham": "not-compared",
        "versus": ["active"],
    },
    "luo-electric-knee": {
        **course(
            ["knee-osteoarthritis"],
            "Curative Effect of Electroacupuncture and Manual Acupuncture for Knee "
            "Osteoarthritis: A Meta-Analysis",
            [("pain (WOMAC), strong current against the hand alone", "",
              "less with current, p < 0.0001"),
             ("pain (WOMAC), weak current against the hand alone", "",
              "less with current, p = 0.0001"),
             ("pain (WOMAC), current against sham or exercise", "", "less with current"),
             ("function (WOMAC), current against the others", "", "no difference")],
            kind="review", design="meta-analysis",
            technique="electroacupuncture; manual acupuncture",
            comparator="manual acupuncture; sham; exercise",
            limits=("sizes of the effects and the number of trials are not on the page",
                    "sham and exercise in one group"),
            authors=["Luo H", "Jing C", "Liu H"], journal="Iranian Journal of Public Health",
            doi="10.18502/ijph.v53i9.16450", inferred=("journal",),
        ),
        "topic": "efficacy", "direction": "mixed", "sham": "not-separable",
        "versus": ["mixed"],
    },
    "giovanardi-2020-migraine-drugs": {
        **course(
            ["migraine"],
            "Acupuncture vs. Pharmacological Prophylaxis of Migraine: A Systematic Review of "
            "Randomized Controlled Trials",
            [],
            kind="review", design="systematic-review", size="9 trials, 1484 patients",
            population="adults, episodic or chronic migraine",
            comparator="drugs that prevent migraine",
            limits=("no sham", "the interval of the first figure does not lie around it evenly: "
                    "perhaps a misprint, so it is not drawn"),
            authors=["Giovanardi CM", "Cinquini M", "Aguggia M", "Allais G", "Campesato M",
                     "Cevoli S", "Gentili F", "Matrà A", "Minozzi S"],
            year="2020", journal="Frontiers in Neurology", volume="11", pages="576272",
            doi="10.3389/fneur.2020.576272", pmid="33391147",
        ),
        "topic": "efficacy", "direction": "favours", "sham": "not-compared",
        "versus": ["active"], "certainty": ["moderate"], "certainty_by": "review authors",
        "results": [
            {"measure": "days with migraine a month", "at": "end of treatment",
             "result": "SMD -0.37 (95% CI -1.64 to -0.11)"},
            {"measure": "responders", "at": "end of treatment",
             "result": "RR 1.46 (95% CI 1.16 to 1.84)",
             "effects": [{"kind": "RR", "value": "1.46", "low": "1.16", "high": "1.84",
                          "scale": "ratio", "better": "higher"}]},
            {"measure": "pain", "at": "end of treatment",
             "result": "SMD -0.36 (95% CI -0.60 to -0.13)",
             "effects": [{"kind": "SMD", "value": "-0.36", "low": "-0.60", "high": "-0.13",
                          "scale": "smd", "better": "lower"}]},
            {"measure": "left for any reason", "result": "RR 0.39 (95% CI 0.18 to 0.84)",
             "effects": [{"kind": "RR", "value": "0.39", "low": "0.18", "high": "0.84",
                          "scale": "ratio", "better": "lower"}]},
            {"measure": "left for side effects", "result": "RR 0.26 (95% CI 0.09 to 0.74)",
             "effects": [{"kind": "RR", "value": "0.26", "low": "0.09", "high": "0.74",
                          "scale": "ratio", "better": "lower"}]},
        ],
    },
    "lembo-2009-ibs": {
        **course(
            ["irritable-bowel-syndrome"],
            "A treatment trial of acupuncture in IBS patients",
            [("improved as a whole, real; sham", "3 weeks", "41%; 32%, p = 0.25"),
             ("improved as a whole, needles of either kind; waiting list", "3 weeks",
              "37%; 4%, p = 0.001"),
             ("adequate relief, real; sham", "3 weeks", "59%; 57%, p = 0.83"),
             ("severity, real; sham", "3 weeks", "31%; 21%, p = 0.18"),
             ("quality of life, real; sham", "3 weeks", "17%; 13%, p = 0.56"),
             ("side effects", "", "mild for the most part, slightly more with real needles")],
            kind="trial", design="RCT", size="230 adults (75% women, mean age 38.4)",
            sessions="6 in 3 weeks", comparator="sham; waiting list",
            limits=("all had three weeks of sham before",),
            authors=["Lembo AJ", "Conboy L", "Kelley JM", "Schnyer RS", "McManus CA",
                     "Quilty MT", "Kerr CE", "Jacobson EE", "Davis RB", "Kaptchuk TJ"],
            year="2009", journal="American Journal of Gastroenterology", volume="104", issue="6",
            pages="1489-1497", doi="10.1038/ajg.2009.156", pmid="19455132", pmcid="PMC2694961",
        ),
        "topic": "efficacy", "direction": "no-difference", "sham": "no-difference",
        "versus": ["sham", "no-acupuncture"],
    },
    "ivf-overview-2018": {
        **course(
            ["ivf", "infertility"],
            "",
            [("live birth, ongoing pregnancy, miscarriage; needles around the taking of eggs or "
              "the transfer", "", "no evidence of any effect"),
             ("clinical pregnancy", "", "higher")],
            kind="review", design="systematic-review", size="11 reviews of 2009 to 2017",
            limits=("inconclusive, say its authors: the studies are of low quality",
                    "no figure on the page"),
            year="2018", journal="Evidence-Based Complementary and Alternative Medicine",
            pages="7352735", doi="10.1155/2018/7352735", inferred=("doi", "journal", "year"),
        ),
        "topic": "efficacy", "direction": "mixed", "sham": "not-separable",
        "versus": ["mixed"],
    },
    "hookway-2015-ibs": {
        **course(
            ["irritable-bowel-syndrome"],
            "Irritable bowel syndrome in adults in primary care: summary of updated NICE guidance",
            [("first", "", "advice on diet and way of living"),
             ("complaints persist", "", "low FODMAP diet with expert advice"),
             ("laxatives, loperamide or antispasmodics do not help", "",
              "tricyclic antidepressants, then SSRIs")],
            kind="guideline", design="guideline", read="fulltext-part",
            limits=("the visible part of the page says nothing of acupuncture",),
            authors=["Hookway C", "Buckner S", "Crosland P", "Longson D"], year="2015",
            journal="BMJ", volume="350", pages="h701", doi="10.1136/bmj.h701",
        ),
        "topic": "context",
    },
}  # fmt: skip
"""Records by id, as ``data/evidence`` holds them."""
