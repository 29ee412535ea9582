"""All but pain: studies of how a condition goes by itself or under usual care."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from kb.ingest.evidence_course import USUAL, course

__all__ = ["OTHER"]

OTHER: Mapping[str, Mapping[str, Any]] = {
    "el-serag-2004-ibs": course(
        ["irritable-bowel-syndrome"],
        "Systematic review: natural history of irritable bowel syndrome",
        [("worse", "6 months to 6 years", "2-18%"),
         ("unchanged", "6 months to 6 years", "about 30-50%"),
         ("better or gone", "6 months to 6 years", "the rest"),
         ("another disease of the gut was found", "6 months to 6 years", "2-5%")],
        kind="review", design="systematic-review", size="14 studies of patients of clinics",
        limits=(USUAL, "the years are those of the studies on other diagnoses"),
        authors=["El-Serag HB", "Pilgrim P", "Schoenfeld P"], year="2004",
        journal="Alimentary Pharmacology & Therapeutics", volume="19", pages="861-870",
        doi="10.1111/j.1365-2036.2004.01929.x",
    ),
    "collins-1995-untreated-infertility": course(
        ["infertility"],
        "The prognosis for live birth among untreated infertile couples",
        [("conceived a child born alive, while untreated", "12 months", "14.3%")],
        size="2198 couples, infertile for more than 1 year",
        limits=("couples of eleven clinics; many were treated later",),
        authors=["Collins JA", "et al."], year="1995", journal="Fertility and Sterility",
        volume="64", issue="1", pages="22-28", pmid="7789569",
    ),
    "copenhagen-stroke-outcome": course(
        ["stroke"],
        "Outcome and time course of recovery in stroke. Part I: Outcome. The Copenhagen Stroke "
        "Study",
        [("died in hospital; to a nursing home; home", "", "21%; 15%; 64%"),
         ("no disability in daily life, of survivors", "after rehabilitation", "46%"),
         ("severely or very severely disabled, of survivors", "after rehabilitation", "20%")],
        size="1197 patients with acute stroke",
        limits=("all were treated on a stroke unit, in the years before 1995",),
        year="1995", journal="Archives of Physical Medicine and Rehabilitation", volume="76",
        issue="5", pages="399-405", doi="10.1016/s0003-9993(95)80567-2", pmid="7741608",
    ),
    "copenhagen-stroke-time": course(
        ["stroke"],
        "Outcome and time course of recovery in stroke. Part II: Time course of recovery. The "
        "Copenhagen Stroke Study",
        [("best function reached", "6 weeks", "80%"),
         ("best function reached", "12.5 weeks", "95%")],
        size="1197 patients with acute stroke", inferred=("year", "journal"),
        limits=("all were treated on a stroke unit, in the years before 1995",),
        year="1995", journal="Archives of Physical Medicine and Rehabilitation",
        doi="10.1016/S0003-9993(95)80568-0",
    ),
    "whiteford-2013-untreated-depression": course(
        ["depression"],
        "Estimating remission from untreated major depression: a systematic review and "
        "meta-analysis",
        [("depression gone without treatment", "3, 6, 12 months", "23%, 32%, 53%")],
        kind="review", design="meta-analysis", size="19 studies",
        limits=("a model for adults seen by family doctors; waiting lists fared worse; mild and "
                "moderate cases are probably too many",),
        authors=["Whiteford HA", "Harris MG", "McKeon G", "Baxter A", "Pennell C",
                 "Barendregt JJ", "Wang J"],
        year="2013", journal="Psychological Medicine", volume="43", issue="8", pages="1569-1585",
        doi="10.1017/S0033291712001717", pmid="22883473",
    ),
    "peitersen-2002-bells-palsy": course(
        ["bells-palsy"],
        "Bell's palsy: the spontaneous course of 2,500 peripheral facial nerve palsies of "
        "different etiologies",
        [("first signs of recovery, untreated", "3 weeks", "85%"),
         ("full recovery, untreated", "", "71%"),
         ("slight rest; weakness, movements gone astray or contracture", "", "13%; 16%")],
        limits=("read on a page that reports it",), read="secondary",
        authors=["Peitersen E"], year="2002", journal="Acta Otolaryngol Suppl",
        url="https://umem.org/educational_pearls/1616",
    ),
    "morin-2020-insomnia": course(
        ["insomnia"],
        "Incidence, Persistence, and Remission Rates of Insomnia Over 5 Years",
        [("insomnia at each of five yearly surveys", "5 years",
          "37.5% (95% CI 32.6% to 42.5%)")],
        size="538 adults with insomnia, of 3073", limits=("Canada; care was not controlled",),
        authors=["Morin CM", "Jarrin DC", "Ivers H", "Mérette C", "LeBlanc M", "Savard J"],
        year="2020", journal="JAMA Network Open", volume="3", issue="11", pages="e2018782",
        doi="10.1001/jamanetworkopen.2020.18782", pmid="33156345", pmcid="PMC7648256",
    ),
    "avis-2015-hot-flushes": course(
        ["menopausal-hot-flushes"],
        "Duration of menopausal vasomotor symptoms over the menopause transition",
        [("median duration of frequent flushes", "", "7.4 years"),
         ("median duration after the last period", "", "4.5 years")],
        size="1449 women with frequent flushes", countries=["US"],
        authors=["Avis NE", "Crawford SL", "Greendale G", "Bromberger JT", "Everson-Rose SA",
                 "Gold EB", "Hess R", "Joffe H", "Kravitz HM", "Tepper PG", "Thurston RC"],
        year="2015", journal="JAMA Internal Medicine", volume="175", issue="4", pages="531-539",
        doi="10.1001/jamainternmed.2014.8063", pmid="25686030", pmcid="PMC4433164",
    ),
    "forsythe-1974-enuresis": course(
        ["nocturnal-enuresis"],
        "Enuresis and spontaneous cure rate: study of 1129 enuretics",
        [("dry by themselves, each year, age 5-9; 10-14; 15-19", "", "14%; 16%; 16%"),
         ("wet still", "20 years of age", "3%")],
        size="1129 children",
        limits=("children not treated with an alarm; some had other care",),
        authors=["Forsythe WI", "Redmond A"], year="1974",
        journal="Archives of Disease in Childhood", volume="49", pages="259",
        doi="10.1136/adc.49.4.259",
    ),
    "el-serag-talley-2004-dyspepsia": course(
        ["functional-dyspepsia"],
        "The prevalence and clinical course of functional dyspepsia",
        [("at least one half better or free of symptoms", "median about 5 years",
          "10 of 13 studies"),
         ("at least two thirds better or free of symptoms", "median about 5 years",
          "6 of 13 studies")],
        kind="review", design="systematic-review", size="13 studies of 35 to 209 people",
        inferred=("year", "journal", "doi"),
        authors=["El-Serag HB", "Talley NJ"], year="2004",
        journal="Alimentary Pharmacology & Therapeutics", doi="10.1111/j.1365-2036.2004.01897.x",
    ),
    "nurses-urinary-incontinence": course(
        ["stress-urinary-incontinence"],
        "A prospective study of the natural history of urinary incontinence in women",
        [("incontinence gone", "10 years", "3-11%"),
         ("most women", "10 years", "as before or worse")],
        size="7491 women of 39 to 56 years and 9376 of 56 to 81", inferred=("journal",),
        limits=("leaking of every kind, not that of stress alone", USUAL),
        year="2018", journal="American Journal of Obstetrics and Gynecology", volume="218",
        issue="5", pages="502.e1-502.e8", doi="10.1016/j.ajog.2018.01.045", pmid="29425839",
        pmcid="PMC5949886",
    ),
    "weissman-2004-dysmenorrhoea": course(
        ["dysmenorrhoea"],
        "The natural history of primary dysmenorrhoea: a longitudinal study",
        [("moderate pain", "1985 and 6 years later", "22% and 20%"),
         ("severe pain", "1985 and 6 years later", "4% and 2%"),
         ("less pain, for each child born", "", "OR 0.20 (95% CI 0.08 to 0.53)")],
        size="404 nurses", limits=("pain as it is without drugs to prevent it",),
        authors=["Weissman AM", "Hartz AJ", "Hansen MD", "Johnson SR"], year="2004",
        journal="BJOG", volume="111", issue="4", pages="345-352", inferred=("title",),
        url="https://metajournal.com/articles/545260/natural-history-primary-dysmenorrhoea-longitudinal-study",
    ),
    "ju-2014-pms": course(
        ["premenstrual-syndrome", "dysmenorrhoea"],
        "Premenstrual syndrome and dysmenorrhea: Symptom trajectories over 13 years in young "
        "adults",
        [("premenstrual syndrome: normative; late; recovering; chronic", "13 years",
          "22.1%; 21.9%; 26.5%; 29.5%"),
         ("menstrual pain: normative; low; recovering; chronic", "13 years",
          "38.3%; 28.0%; 17.2%; 16.5%")],
        size="9671 young women", countries=["Australia"],
        authors=["Ju H", "Jones M", "Mishra GD"], year="2014", journal="Maturitas", volume="78",
        issue="2", pages="99-105", doi="10.1016/j.maturitas.2014.03.008", inferred=("year",),
    ),
    "hughes-2004-smoking": course(
        ["smoking-cessation"],
        "Shape of the relapse curve and long-term abstinence among untreated smokers",
        [("still abstinent after one untreated attempt", "6-12 months", "3-5%"),
         ("most relapses", "", "within 8 days")],
        kind="review", design="systematic-review",
        limits=("few studies, too unlike to pool",),
        authors=["Hughes JR", "et al."], year="2004", journal="Addiction", volume="99", issue="1",
        pages="29-38", doi="10.1111/j.1360-0443.2004.00540.x", pmid="14678060",
    ),
}  # fmt: skip
"""Records by id, as ``data/evidence`` holds them."""
