"""Pages opened for warning signs and causes: records of evidence beside those of the gathered file.

Each row is what was read on one page on the day named; facts in our words, the address is the one
that was read. Nothing stands here from memory; a part of the citation that the page did not show is
listed as missing.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

__all__ = ["PAGES"]

_READ_ON = "2026-11-22"
_LAY = "written for patients, not a guideline"


def _page(
    conditions: list[str],
    title: str,
    signs: str,
    url: str,
    *,
    kind: str = "commentary",
    measure: str = "warning signs named",
    limits: str = _LAY,
    deduced: bool = False,
    **parts: Any,
) -> dict[str, Any]:
    """Return the record of a page; citation parts that it did not show are missing.

    `deduced` tells that the title is that of the address.
    """
    inferred = ["title"] if deduced else []
    shown = {"title": title, **parts}
    missing = [] if "doi" in parts else ["doi"]
    missing += [key for key in ("authors", "year", "journal") if key not in parts]
    made = {
        "kind": kind,
        "design": kind,
        "topic": "safety" if measure == "warning signs named" else "context",
        "conditions": conditions,
        **shown,
        "url": url,
        "missing": missing,
        "inferred": inferred,
        "direction": "not-applicable",
        "versus": ["not-applicable"],
        "points_status": "not-applicable",
        "results": [{"measure": measure, "result": signs}],
        "limits": [limits],
        "read": "fulltext-part",
        "read_on": _READ_ON,
    }
    return {key: value for key, value in made.items() if value not in ("", [], None)}


PAGES: Mapping[str, Mapping[str, Any]] = {
    "gpnotebook-headache-referral": _page(
        ["headache", "migraine", "tension-type-headache"],
        "NICE summary - headache (features when it is suggested that investigation or referral is "
        "required in children 12 years or older and adults)",
        "sudden onset with the peak within 5 minutes; fever; new neurological deficit; altered "
        "consciousness, thinking or personality; head injury within 3 months; set off by cough, "
        "effort or posture; signs of giant cell arteritis or acute glaucoma",
        "https://gpnotebook.com/en-au/simplepage.cfm?ID=x20121007141646605084&linkID=75479",
        kind="guideline", limits="a summary for doctors of NICE guidance, last reviewed 10/2020",
        journal="GPnotebook", year="2020",
    ),
    "primarycare-neck-red-flags": _page(
        ["neck-pain"],
        "Red flags in neck pain",
        "injury; fever; unexplained weight loss; cancer or infection before; clumsy hands, altered "
        "gait or bladder trouble; electric shocks on bending the neck; blackouts; constant "
        "growing pain",
        "https://primarycarenotebook.com/pages/rheumatology/red-flags-in-neck-pain",
        kind="guideline", limits="a reference page for doctors, no date shown",
        journal="Primary Care Notebook",
    ),
    "coakley-2006-hot-joint": _page(
        ["knee-osteoarthritis", "knee-pain", "osteoarthritis", "hip-osteoarthritis",
         "anterior-knee-pain", "ankle-sprain", "rheumatoid-arthritis", "shoulder-pain"],
        "BSR & BHPR, BOA, RCGP and BSAC guidelines for management of the hot swollen joint in "
        "adults",
        "a joint hot, swollen and tender for a short time (within two weeks) with less movement "
        "counts as infected until shown otherwise, fever or not; case fatality 11%",
        "https://www.medscape.co.uk/viewarticle/guidelines-management-hot-swollen-joint-adults-2022a10020z0",
        kind="guideline", limits="adults; any joint but those of the spine",
        authors=["Coakley G", "Mathews C", "Field M", "et al."], journal="Rheumatology",
        year="2006", volume="45", pages="1039-1041", doi="10.1093/rheumatology/kel163a",
    ),
    "nz-heart-attack": _page(
        ["shoulder-pain", "neck-pain"],
        "Heart attack",
        "pressure or pain of the chest that may spread to neck, shoulder, jaw, back or arm, with "
        "sweating, nausea, breathlessness or faintness: emergency call; some have no pain of the "
        "chest",
        "https://www.health.govt.nz/your-health/conditions-and-treatments/diseases-and-illnesses/heart-disease/heart-attack",
        journal="health.govt.nz",
    ),
    "gateshead-bowel-signs": _page(
        ["constipation", "irritable-bowel-syndrome"],
        "Worried about your bowels",
        "bleeding or blood and mucus in the stool, severe pain or a lump of the belly, weight lost "
        "without reason, a change of habit for four to six weeks",
        "https://gatesheadhealth.nhs.uk/services/bladder-bowel/screening/worried-about-your-bowels",
        journal="gatesheadhealth.nhs.uk", deduced=True,
    ),
    "merck-pelvic-pain-women": _page(
        ["dysmenorrhoea"],
        "Pelvic Pain in Women",
        "sudden intense pain, above all with vomiting or sweating; fever or chills; dizziness, "
        "fainting or shock",
        "https://merckmanuals.com/home"
        "/quick-facts-women-s-health-issues/symptoms-of-gynecologic-disorders/pelvic-pain-in-women",
        journal="merckmanuals.com", deduced=True,
    ),
    "mayo-stroke-fast": _page(
        ["stroke", "bells-palsy"],
        "Act FAST if you suspect stroke",
        "one side of the face droops, one arm drifts down, speech is slurred or strange: emergency "
        "call, even when it comes and goes",
        "https://www.mayoclinic.org/diseases-conditions/stroke/in-depth/health-tip/art-20450579",
        authors=["Mayo Clinic Staff"], journal="Mayo Clinic", year="2019",
    ),
    "nidirect-mental-emergency": _page(
        ["depression", "schizophrenia"],
        "Mental health emergency - if you're in crisis or despair",
        "state of mind quickly worse, despair, talk or thoughts of death or suicide: help at once",
        "https://nidirect.gov.uk/node/2219",
        journal="nidirect.gov.uk",
    ),
    "pharmac-asthma-emergency": _page(
        ["asthma"],
        "Emergencies",
        "short of breath with short sentences, blue around the mouth, drowsy or confused; not "
        "settled 15 minutes after six puffs of the reliever: emergency call",
        "https://spacetobreathe.pharmac.govt.nz/what-to-do/emergencies",
        journal="spacetobreathe.pharmac.govt.nz", deduced=True,
    ),
    "webmd-pregnancy-signs": _page(
        ["nausea-in-pregnancy", "low-back-pain-in-pregnancy", "pelvic-pain-in-pregnancy"],
        "Pregnancy warnings signs",
        "vaginal bleeding; no food or drink kept for 24 hours; no urine for 8 hours; blood in what "
        "is vomited; pain of the belly; fever of 38 C; faintness on standing",
        "https://www.webmd.boots.com/pregnancy/guide/7-first-trimester-warning-signs",
        authors=["Dr Rob Hicks (reviewer)"], journal="webmd.boots.com",
    ),
    "medicalatlas-sciatica": _page(
        ["sciatica"],
        "What Is Sciatica?",
        "herniated disc (about 90%), narrowed spinal canal, a vertebra slipped forward, the "
        "piriformis muscle, worn discs; rarely tumour, infection, injury",
        "https://themedicalatlas.com/en/conditions/sciatica",
        measure="causes named", journal="themedicalatlas.com",
    ),
    "drkal-sciatica-causes": _page(
        ["sciatica"],
        "Sciatica: causes and risk factors",
        "muscle spasm of buttock or back, pregnancy, narrowed spinal canal",
        "https://drkal.com/sciatica-causes-and-risk-factors/",
        measure="causes named", limits="page of a clinic; it measures nothing",
        journal="drkal.com", deduced=True,
    ),
}  # fmt: skip
"""Records by id, as ``data/evidence`` holds them."""
