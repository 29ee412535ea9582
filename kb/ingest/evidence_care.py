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
             ("movement (Fugl-Meyer)", "", "no difference, p = 0.228")],
            kind="trial", design="RCT", size="250 randomised", sessions="18 over 3 weeks",
            comparator="rehabilitation without acupuncture",
            limits=("no sham", "sizes of the effects were not on the page"),
            authors=["Chen L", "Fang J", "Ma R", "Gu X", "Chen L", "Li J", "Xu S"], year="2016",
            journal="BMC Complementary Medicine and Therapies",
            url="https://www.springermedizin.de"
            "/additional-effects-of-acupuncture-on-early-comprehensive-rehabil/10544328",
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
            limits=("the page was cut off after the first result",), read="abstract-part",
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
        ],
    },
    "migraine-drugs-2020": {
        **course(
            ["migraine"],
            "",
            [("days of headache a month, needles", "4 months", "8.58 to 6.43"),
             ("days of headache a month, drugs", "4 months", "8.29 to 6.27"),
             ("between the groups", "4 months", "no difference, p = 0.332"),
             ("broke off, above all with drugs", "", "21 of 135 (15.5%)")],
            kind="trial", design="RCT", size="148 enrolled; 69 needles, 66 drugs",
            sessions="12", comparator="the drug most fitting for each patient",
            limits=("not blinded as far as told", "no sham",
                    "what went wrong with drugs is not on the page"),
            year="2020", journal="Frontiers in Neurology", doi="10.3389/fneur.2020.570335",
            inferred=("doi", "journal", "year"),
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
        [("couples of the population who conceive, woman under 40", "1 year", "over 80%"),
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
            limits=("two pages of it were read; more severe depression was not among them",),
            authors=["National Institute for Health and Care Excellence"], year="2022",
            journal="NICE guideline NG222",
            url="https://old.bansdoc.gov.bd/eBook/14/files/basic-html/page89.html",
        ),
        "topic": "context",
    },
    "nice-ng226-summary": {
        **course(
            ["osteoarthritis", "knee-osteoarthritis", "hip-osteoarthritis"],
            "Osteoarthritis",
            [("core", "", "therapeutic exercise; weight loss when overweight"),
             ("drugs, in this order", "", "NSAID on the skin, then by mouth with protection of the "
              "stomach, then injection of a steroid"),
             ("strong opioids", "", "not to be offered")],
            kind="guideline", design="guideline", read="secondary",
            limits=("a summary for doctors of NICE guidance",), journal="iatrox.com",
            url="https://www.iatrox.com/guidelines/osteoarthritis", inferred=("title",),
        ),
        "topic": "context",
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
