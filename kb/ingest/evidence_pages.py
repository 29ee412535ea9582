"""Pages opened for warning signs and causes: records of evidence beside those of the gathered file.

Each row is what was read on one page on the day named; facts in our words, the address is the one
that was read. Nothing stands here from memory; a part of the citation that the page did not show is
listed as missing.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

__all__ = ["PAGES", "READ_SINCE", "page"]

_READ_ON = "2026-11-22"
READ_SINCE = "2026-11-23"
_LAY = "written for patients, not a guideline"


def page(
    conditions: list[str],
    title: str,
    signs: str,
    url: str,
    *,
    kind: str = "commentary",
    measure: str = "warning signs named",
    limits: str = _LAY,
    deduced: bool = False,
    read_on: str = _READ_ON,
    **parts: Any,
) -> dict[str, Any]:
    """Return the record of a page; citation parts that it did not show are missing.

    `deduced` tells that the title is that of the address.
    """
    inferred = ["title"] if deduced else []
    shown = {"title": title, **parts}
    missing = [] if "doi" in parts else ["doi"]
    missing += [key for key in ("title", "authors", "year", "journal") if not shown.get(key)]
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
        "read_on": read_on,
    }
    return {key: value for key, value in made.items() if value not in ("", [], None)}


PAGES: Mapping[str, Mapping[str, Any]] = {
    "gpnotebook-headache-referral": page(
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
    "primarycare-neck-red-flags": page(
        ["neck-pain"],
        "Red flags in neck pain",
        "injury; fever; unexplained weight loss; cancer or infection before; clumsy hands, altered "
        "gait or bladder trouble; electric shocks on bending the neck; blackouts; constant "
        "growing pain",
        "https://primarycarenotebook.com/pages/rheumatology/red-flags-in-neck-pain",
        kind="guideline", limits="a reference page for doctors, no date shown",
        journal="Primary Care Notebook",
    ),
    "coakley-2006-hot-joint": page(
        ["knee-osteoarthritis", "knee-pain", "osteoarthritis", "hip-osteoarthritis",
         "anterior-knee-pain", "ankle-sprain", "rheumatoid-arthritis", "shoulder-pain",
         "rotator-cuff-syndrome", "aromatase-inhibitor-arthralgia"],
        "BSR & BHPR, BOA, RCGP and BSAC guidelines for management of the hot swollen joint in "
        "adults",
        "a joint hot, swollen and tender for a short time (within two weeks) with less movement "
        "counts as infected until shown otherwise, fever or not; case fatality 11%",
        "https://www.medscape.co.uk/viewarticle/guidelines-management-hot-swollen-joint-adults-2022a10020z0",
        kind="guideline", limits="adults; any joint but those of the spine",
        authors=["Coakley G", "Mathews C", "Field M", "et al."], journal="Rheumatology",
        year="2006", volume="45", pages="1039-1041", doi="10.1093/rheumatology/kel163a",
    ),
    "nz-heart-attack": page(
        ["shoulder-pain", "neck-pain", "rotator-cuff-syndrome"],
        "Heart attack",
        "pressure or pain of the chest that may spread to neck, shoulder, jaw, back or arm, with "
        "sweating, nausea, breathlessness or faintness: emergency call; some have no pain of the "
        "chest",
        "https://www.health.govt.nz/your-health/conditions-and-treatments/diseases-and-illnesses/heart-disease/heart-attack",
        journal="health.govt.nz",
    ),
    "gateshead-bowel-signs": page(
        ["constipation", "irritable-bowel-syndrome"],
        "Worried about your bowels",
        "bleeding or blood and mucus in the stool, severe pain or a lump of the belly, weight lost "
        "without reason, a change of habit for four to six weeks",
        "https://gatesheadhealth.nhs.uk/services/bladder-bowel/screening/worried-about-your-bowels",
        journal="gatesheadhealth.nhs.uk", deduced=True,
    ),
    "merck-pelvic-pain-women": page(
        ["dysmenorrhoea"],
        "Pelvic Pain in Women",
        "sudden intense pain, above all with vomiting or sweating; fever or chills; dizziness, "
        "fainting or shock",
        "https://merckmanuals.com/home"
        "/quick-facts-women-s-health-issues/symptoms-of-gynecologic-disorders/pelvic-pain-in-women",
        journal="merckmanuals.com", deduced=True,
    ),
    "mayo-stroke-fast": page(
        ["stroke", "bells-palsy"],
        "Act FAST if you suspect stroke",
        "one side of the face droops, one arm drifts down, speech is slurred or strange: emergency "
        "call, even when it comes and goes",
        "https://www.mayoclinic.org/diseases-conditions/stroke/in-depth/health-tip/art-20450579",
        authors=["Mayo Clinic Staff"], journal="Mayo Clinic", year="2019",
    ),
    "nidirect-mental-emergency": page(
        ["depression", "schizophrenia"],
        "Mental health emergency - if you're in crisis or despair",
        "state of mind quickly worse, despair, talk or thoughts of death or suicide: help at once",
        "https://nidirect.gov.uk/node/2219",
        journal="nidirect.gov.uk",
    ),
    "pharmac-asthma-emergency": page(
        ["asthma"],
        "Emergencies",
        "short of breath with short sentences, blue around the mouth, drowsy or confused; not "
        "settled 15 minutes after six puffs of the reliever: emergency call",
        "https://spacetobreathe.pharmac.govt.nz/what-to-do/emergencies",
        journal="spacetobreathe.pharmac.govt.nz", deduced=True,
    ),
    "uhb-call-midwife": page(
        ["breech-presentation", "labour-induction", "labour-pain", "nausea-in-pregnancy",
         "low-back-pain-in-pregnancy", "pelvic-pain-in-pregnancy"],
        "When to call the midwife",
        "spotting; constant vomiting; the child moves less; waters break; painful regular "
        "contractions; pain or trouble passing urine; swelling; itching of soles or palms; severe "
        "headache or trouble with sight; fever; emergency call: heavy bleeding, sharp or "
        "continuous pain of the belly",
        "https://www.uhb.nhs.uk/services/maternity/when-to-call-the-midwife.htm",
        journal="uhb.nhs.uk", year="2022", read_on=READ_SINCE,
    ),
    "epilepsysociety-ambulance": page(
        ["epilepsy"],
        "When to call an ambulance",
        "the first fit; a bad injury; trouble breathing afterwards; one fit upon another without "
        "recovery; two minutes longer than usual, or it is not known how long they usually last",
        "https://epilepsysociety.org.uk/when-call-ambulance",
        journal="epilepsysociety.org.uk", year="2024", read_on=READ_SINCE,
    ),
    "chakshu-acute-glaucoma": page(
        ["glaucoma"],
        "Acute Glaucoma",
        "pain of the eye or blurred vision in bursts, headache, nausea and vomiting, a red eye, a "
        "coloured ring around lights: eyes tested at once; eye casualty when it does not pass",
        "https://chakshu.co.uk/pages/acute-glaucoma",
        limits="page of an optician", journal="chakshu.co.uk", read_on=READ_SINCE,
    ),
    "uhb-acute-oncology": page(
        ["chemotherapy-nausea", "cancer-pain"],
        "Acute Oncology Service (AOS)",
        "in anti-cancer treatment: 37.5 C or more, shivers, like influenza, unwell: the helpline "
        "of the hospital at once; also vomiting that is not controlled, pain, bleeding",
        "https://www.uhb.nhs.uk/services/cancer/patients-and-visitors/acute-oncology-service-aos",
        journal="uhb.nhs.uk", deduced=True, read_on=READ_SINCE,
    ),
    "opirescue-overdose": page(
        ["opioid-use-disorder"],
        "Recognize an Overdose",
        "cannot be woken; slow or shallow breath, choking or gurgling; nails or lips blue or "
        "purple: often deadly when not treated",
        "https://opirescue.com/recognize-od/",
        limits="page for people at hand, not a guideline", journal="opirescue.com",
        read_on=READ_SINCE,
    ),
    "gponline-dyspepsia": page(
        ["functional-dyspepsia"],
        "Red Flag Symptoms: Dyspepsia",
        "weight lost, anaemia for want of iron, bleeding of the gut, vomiting that persists, "
        "trouble swallowing, a lump above the navel: endoscopy at any age; sudden large bleeding: "
        "a specialist the same day",
        "https://www.gponline.com/red-flag-symptoms-dyspepsia/gi-dyspepsia/article/799980",
        limits="written for family doctors, no date shown", journal="gponline.com",
        read_on=READ_SINCE,
    ),
    "patient-sepsis-adults": page(
        ["infection"],
        "Adult Sepsis Safety Net",
        "confused or slurred in speech; violent shivering; pain of the muscles; no urine in a day; "
        "very short of breath; a feeling of dying; mottled skin: help at once",
        "https://patient.info/infections/sepsis-septicaemia-leaflet/adult-sepsis-safety-net",
        authors=["Dr Hayley Willacy (reviewer)"], journal="patient.info", read_on=READ_SINCE,
    ),
    "nhs-wales-mouth-swelling": page(
        ["dental-pain"],
        "Swelling (mouth and face)",
        "a swelling of face, neck or mouth that makes it hard to open the mouth, to swallow or "
        "breathe, or that lies near an eye: emergency department",
        "https://111.wales.nhs.uk/encyclopaedia/s/article/swelling(mouthandface)",
        journal="111.wales.nhs.uk", read_on=READ_SINCE,
    ),
    "ncdhd-blood-pressure": page(
        ["hypertension"],
        "How High is Too High? When you should call 911 for High Blood Pressure",
        "180/120 or more with pain of chest or back, breathlessness, numbness or weakness, "
        "changed sight or trouble speaking: emergency call",
        "https://ncdhd.ne.gov/post/how-high-is-too-high-when-you-should-call-911-for-high-blood"
        "-pressure",
        journal="ncdhd.ne.gov", read_on=READ_SINCE,
    ),
    "elht-bleeding-after-menopause": page(
        ["menopausal-hot-flushes"],
        "Bleeding after menopause",
        "bleeding, spotting or unusual discharge twelve months or more after the last period: to "
        "be looked into, so that cancer of the womb is ruled out",
        "https://elht.nhs.uk/services/gynaecology/bleeding-after-menopause",
        journal="elht.nhs.uk", deduced=True, read_on=READ_SINCE,
    ),
    "nhs-wales-prostatitis": page(
        ["chronic-prostatitis-cpps"],
        "Prostatitis",
        "of the sudden kind: severe pain of penis, testicles, anus or back; no urine can be "
        "passed; blood in the urine; unwell, perhaps with fever: a doctor at once",
        "https://111.wales.nhs.uk/Encyclopaedia/p/article/prostatitis/",
        journal="111.wales.nhs.uk", read_on=READ_SINCE,
    ),
    "northernlight-after-surgery": page(
        ["postoperative-pain", "postoperative-nausea-vomiting"],
        "When to Call the Doctor",
        "38.3 C (101 F) or more; pain that grows or is not controlled; signs of infection, bleeding"
        " or opening of the wound; numb, cold or blue fingers or toes; vomiting that will not stop;"
        " trouble passing urine",
        "https://northernlighthealth.org/Our-System/Eastern-Maine-Medical-Center/Patients-Visitors"
        "/Patient-Resources/Surgical-Education/When-to-Call-the-Doctor",
        journal="northernlighthealth.org", read_on=READ_SINCE,
    ),
    "rqhealth-after-surgery": page(
        ["postoperative-pain", "postoperative-nausea-vomiting"],
        "Surgical Site Infections",
        "after surgery also: redness, pain or swelling of the lower legs; pain of the chest or "
        "trouble breathing; coughing blood; a racing or uneven heart",
        "https://rqhealth.ca/department/regional-infection-prevention-and-control"
        "/surgical-site-infections",
        journal="rqhealth.ca", deduced=True, read_on=READ_SINCE,
    ),
    "rcog-ohss": page(
        ["ivf"],
        "Ovarian hyperstimulation syndrome: patient information leaflet",
        "after treatment that stimulates the ovaries: swelling of the belly, discomfort, nausea "
        "beyond mild discomfort: the fertility unit; severe cases need the hospital",
        "https://rcog.org.uk/for-the-public/browse-all-patient-information-leaflets"
        "/ovarian-hyperstimulation-syndrome-patient-information-leaflet",
        journal="rcog.org.uk", year="2016", deduced=True, read_on=READ_SINCE,
    ),
    "spinal-research-dysreflexia": page(
        ["spinal-cord-injury-pain"],
        "Autonomic dysreflexia",
        "injury at T6 or above: high blood pressure, very slow pulse, pounding headache, flush or "
        "sweat above the injury, pale cold skin below: a threat to life, often from a full bladder "
        "or bowel",
        "https://spinal-research.org/autonomic-dysreflexia",
        journal="spinal-research.org", deduced=True, read_on=READ_SINCE,
    ),
    "medicalatlas-sciatica": page(
        ["sciatica"],
        "What Is Sciatica?",
        "herniated disc (about 90%), narrowed spinal canal, a vertebra slipped forward, the "
        "piriformis muscle, worn discs; rarely tumour, infection, injury",
        "https://themedicalatlas.com/en/conditions/sciatica",
        measure="causes named", journal="themedicalatlas.com",
    ),
    "drkal-sciatica-causes": page(
        ["sciatica"],
        "Sciatica: causes and risk factors",
        "muscle spasm of buttock or back, pregnancy, narrowed spinal canal",
        "https://drkal.com/sciatica-causes-and-risk-factors/",
        measure="causes named", limits="page of a clinic; it measures nothing",
        journal="drkal.com", deduced=True,
    ),
}  # fmt: skip
"""Records by id, as ``data/evidence`` holds them."""
