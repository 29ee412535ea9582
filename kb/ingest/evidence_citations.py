"""Parts of citations that the records lack and a page showed which was opened for them.

Nothing stands here from memory: beside a row, or in the record itself, is the page.
"""

from __future__ import annotations

from collections.abc import Mapping

__all__ = ["COMPLETED"]

COMPLETED: Mapping[str, Mapping[str, object]] = {
    "molsberger-2010-grasp": {"doi": "10.1016/j.pain.2010.06.036", "issue": "1"},
    "li-y-2012-migraine-shaoyang": {"doi": "10.1503/cmaj.110551", "pages": "401-410"},
    "longhurst-2010-meridians": {"doi": "10.1016/S2005-2901(10)60014-3"},
    "macpherson-2003-lbp-diagnosis": {"pmid": "15130570", "year": "2004", "issue": "1"},
    "zheng-2019-ibs-ma": {"doi": "10.1155/2019/2871505", "pmid": "31814859",
        "pmcid": "PMC6877908", "journal": "Pain Research and Management", "volume": "2019"},
    "zhang-fr-2018-dysmenorrhoea-overview": {"doi": "10.1155/2018/8791538", "pages": "8791538",
        "journal": "Evidence-Based Complementary and Alternative Medicine", "volume": "2018"},
    "arix-2013-xerostomia": {"doi": "10.1093/annonc/mds515", "authors": ["Simcock R", "et al."],
        "title": "ARIX: A randomised trial of acupuncture v oral care sessions in patients with "
        "chronic xerostomia following treatment of head and neck cancer"},
    "ibs-ma-pmc3930986": {"doi": "10.3748/wjg.v20.i7.1871", "authors": ["Chao GQ", "Zhang S"],
        "year": "2014", "journal": "World Journal of Gastroenterology", "volume": "20",
        "issue": "7", "pages": "1871-1877",
        "title": "Effectiveness of acupuncture to treat irritable bowel syndrome: A meta-analysis"},
    "birkeflet-2014-pattern-reliability": {"doi": "10.1136/acupmed-2013-010473"},
    "gadau-2014-elbow": {"doi": "10.1186/1472-6882-14-136"},
    "ni-2020-xerostomia-ma": {"doi": "10.1177/1534735420980825"},
    "nice-ng59-2016": {"url": "https://www.nice.org.uk/guidance/ng59"},
    "nice-ng193-2021": {"url": "https://www.nice.org.uk/guidance/ng193"},
    "nice-ng226-2022": {"url": "https://www.nice.org.uk/guidance/ng226"},
    "nice-cg150-2012": {"url": "https://www.nice.org.uk/guidance/cg150"},
    "ee-2016-hot-flushes": {"url": "https://annals.org/article.aspx?articleid=2481811"},
    "cpps-sham-rct-440": {"url": "https://clinicaltrials.gov/study/NCT03213938"},
    "constipation-ea-rct-1075": {"doi": "10.7326/M15-3118", "year": "2016",
        "journal": "Annals of Internal Medicine", "authors": ["Liu Z", "Yan S", "Wu J", "et al."]},
    "bmj-2023-sciatica-surgery": {
        "authors": ["Liu C", "Ferreira GE", "Abdel Shaheed C", "et al."]},
    "cochrane-cd004870-neck": {"title": "Acupuncture for neck disorders"},
    "cochrane-cd005472-insomnia": {"title": "Acupuncture for insomnia"},
    "acusar-2013-rhinitis": {"pages": "225-234", "authors": ["Brinkhaus B", "Ortiz M", "Witt CM",
        "Roll S", "Linde K", "Pfab F", "Niggemann B", "Hummelsberger J", "Treszl A", "Ring J",
        "Zuberbier T", "Wegscheider K", "Willich SN"]},  # annals.org/article.aspx?articleid=1583575
    "ae-overview-pmc5469776": {"doi": "10.1038/s41598-017-03272-0", "pmid": "28611366",
        "authors": ["Chan MWC", "Wu XY", "Wu JCY", "Wong SYS", "Chung VCH"], "year": "2017",
        "title": "Safety of Acupuncture: Overview of Systematic Reviews",
        "journal": "Scientific Reports", "volume": "7", "issue": "1",
        "pages": "3369"},  # togows.dbcls.jp/entry/ncbi-pubmed/28611366
    "bell-sequelae-2015": {"volume": "16", "pages": "246", "authors": ["Kwon HJ", "Choi JY",
        "Lee MS", "Kim YS", "Shin BC", "Kim JI"]},  # springermedizin.de, by its DOI
    "chinese-literature-ae-pmc2995190": {"pmid": "21124716", "authors": ["Zhang J", "Shang H",
        "Gao X", "Ernst E"], "year": "2010", "journal": "Bulletin of the World Health Organization",
        "volume": "88", "issue": "12", "pages": "915-921C",
        "title": "Acupuncture-related adverse events: a systematic review of the Chinese "
        "literature"},  # qigonginstitute.org/abstract/5997
    "cochrane-cd007689-pcos": {
        "title": "Acupuncture for polycystic ovarian syndrome"},  # cochranelibrary.com, by its DOI
    "da-2015-st25": {"volume": "21", "issue": "6",
        "pages": "459-463"},  # acutrials.ocom.edu/s/acutrials/item/10270
    "ipd-17922-pmc3658605": {"doi": "10.1001/archinternmed.2012.3654", "pmid": "22965186",
        "authors": ["Vickers AJ", "Cronin AM", "Maschino AC", "Lewith G", "MacPherson H",
        "Foster NE", "Sherman KJ", "Witt CM", "Linde K"],
        "title": "Acupuncture for Chronic Pain: Individual Patient Data "
        "Meta-analysis"},  # scribd.com/document/254036590
    "oa-ma-1472-6882-14-312": {"pmid": "25151529", "authors": ["Manyanga T", "Froese M",
        "Zarychanski R", "Abou-Setta A", "Friesen C", "Tennenhouse M", "Shay BL"],
        "title": "Pain management with acupuncture in osteoarthritis: a systematic review and "
        "meta-analysis", "journal": "BMC Complementary and Alternative Medicine", "volume": "14",
        "pages": "312", "year": "2014"},  # pmc.ncbi.nlm.nih.gov/articles/PMC4158087
    "rbmo-2019-embryo-transfer": {"authors": ["Smith CA", "Armour M", "Shewamene Z", "Tan HY",
        "Norman RJ", "Johnson NP"]},  # vdocuments.us, first page of the article
    "sciatica-sr-ecam-425108": {"authors": ["Qin Z", "Liu X", "Wu J", "Zhai Y", "Liu Z"],
        "title": "Effectiveness of Acupuncture for Treating Sciatica: A Systematic Review and "
        "Meta-Analysis"},  # dissem.in/p/27383885
    "singapore-2022-pneumothorax": {"pmid": "36096724", "pmcid": "PMC9465868",
        "authors": ["Th'ng F", "Rao KA", "Huang PY"]},  # ebusca.uv.mx/Record/pubmed-9465868
    "stroke-overview-karger": {"doi": "10.1159/000355435", "authors": ["Zhang JH", "Wang D",
        "Liu M"], "year": "2014", "journal": "Neuroepidemiology", "volume": "42", "issue": "1",
        "pages": "50-58"},  # qigonginstitute.org/abstract/10373
}  # fmt: skip
"""Citation parts seen on a page of publisher, PubMed or an index since (a DOI that stands in the
address or is the journal's article number counts as inferred); NICE and the register by number. Of
two Cochrane reviews the title alone: which edition the conclusions are from is not known."""
