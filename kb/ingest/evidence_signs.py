"""More pages opened for warning signs; see `kb.ingest.evidence_pages`."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from kb.ingest.evidence_pages import READ_SINCE, page

__all__ = ["SIGNS"]

SIGNS: Mapping[str, Mapping[str, Any]] = {
    "primarycare-incontinence-women": page(
        ["stress-urinary-incontinence"],
        "Referral criteria from primary care - urinary incontinence in women",
        "urgent: blood seen in the urine; blood found by test from 50 years; infections with blood "
        "that return from 40 years; a suspected mass. Also: lasting pain, trouble emptying, signs "
        "of a nerve disease, leaking stool",
        "https://primarycarenotebook.com/pages/gynaecology"
        "/referral-criteria-from-primary-care-urinary-incontinence-in-women",
        kind="guideline", limits="a reference page for doctors, after NICE NG123",
        journal="Primary Care Notebook", read_on=READ_SINCE,
    ),
    "cornwall-carpal-tunnel": page(
        ["carpal-tunnel-syndrome"],
        "Carpal Tunnel Syndrome",
        "after an injury or a fracture; a lump; numbness that does not leave; the ball of the "
        "thumb wastes; sudden worsening",
        "https://rms.cornwall.nhs.uk/rms/primary_care_clinical_referral_criteria"
        "/primary_care_clinical_referral_criteria/orthopaedics"
        "/primary_care_clinical_referral_criteria/primary_care_clinical_referral_criteria"
        "/orthopaedics/hand_surgery_referal/carpal_tunnel_syndrome",
        kind="guideline", limits="page for doctors of one region", journal="rms.cornwall.nhs.uk",
        read_on=READ_SINCE,
    ),
    "jaw-red-flags-2020": page(
        ["temporomandibular-disorder"],
        "",
        "cancer before; a lump, swollen nodes or a face grown uneven; changed feeling, strength or "
        "hearing; nosebleeds; a mouth that no longer opens; fever or weight lost; beginning after "
        "50 with pain on chewing; a sudden headache; confusion; a recent injury",
        "https://pmc.ncbi.nlm.nih.gov/articles/PMC8631581/table/T3/",
        kind="review", limits="one table of an article was read", journal="Oral Surgery",
        year="2020", volume="13", issue="4", pages="321-334", doi="10.1111/ors.12473",
        pmcid="PMC8631581", read_on=READ_SINCE,
    ),
    "emedicinehealth-elbow": page(
        ["tennis-elbow", "epicondylitis"],
        "Tennis Elbow (cont.)",
        "after an injury: severe pain; an elbow that cannot be moved, looks deformed or swells "
        "within 30 minutes; an arm that is numb, pale, bluish or cold",
        "http://www.emedicinehealth.com/tennis_elbow-health/page4_em.htm",
        journal="emedicinehealth.com", read_on=READ_SINCE,
    ),
    "nemours-bedwetting": page(
        ["nocturnal-enuresis"],
        "Enuresis (Bedwetting)",
        "begins suddenly after six dry months; by day too; burning or pain; very often; the child "
        "drinks or eats much more than before",
        "https://www.nemours.org/service/medical/pediatric-urology/bedwetting.html?tab=about"
        "&kidshealth=urinary",
        journal="nemours.org", read_on=READ_SINCE,
    ),
    "webmd-dvt": page(
        ["lower-limb-pain"],
        "Is It DVT or Something Else?",
        "one leg red, swollen, warm or painful: looked at right away, it may be a clot",
        "https://www.webmd.com/dvt/is-it-dvt-or-something-else",
        journal="webmd.com", read_on=READ_SINCE,
    ),
    "webmd-hepatitis-b": page(
        ["hepatitis-b"],
        "When To Call a Doctor",
        "unconscious: emergency call; a doctor right away: very irritable, confused or sleepy; "
        "swelling of limbs, belly or face; heavy bleeding; yellow skin or eyes",
        "http://www.webmd.com/hepatitis/hepb-guide/hepatitis-b-when-to-call-a-doctor",
        journal="webmd.com", read_on=READ_SINCE,
    ),
    "nhsinform-infertility": page(
        ["infertility"],
        "Diagnosing infertility",
        "not pregnant after one year; sooner: a woman over 35, treatment for cancer before",
        "http://www.nhsinform.co.uk/health-library/articles/i/infertility/diagnosis",
        journal="nhsinform.co.uk", read_on=READ_SINCE,
    ),
    "mayo-heel-pain": page(
        ["plantar-heel-pain"],
        "Heel pain: when to see a doctor",
        "severe pain and swelling near the heel; a foot that cannot be bent downward, stood on by "
        "the toes or walked on; with fever, numb or tingling; severe pain right after an injury",
        "https://www.mayoclinic.org/symptoms/heel-pain/basics/when-to-see-doctor/sym-20050788",
        journal="Mayo Clinic", deduced=True, read_on=READ_SINCE,
    ),
    "kochhar-insomnia": page(
        ["insomnia"],
        "Red flag symptoms: Insomnia",
        "sleep attacks, perhaps at the wheel; gasping, choking or no breath in sleep; great "
        "sleepiness by day; injury in sleep; often walking in sleep; heart or lungs not stable; "
        "drugs or drink; depression and anxiety",
        "https://www.gponline.com/red-flag-symptoms-insomnia/article/1344903",
        limits="written for family doctors; to be looked into, not always at once",
        authors=["Kochhar S"], journal="gponline.com", read_on=READ_SINCE,
    ),
    "rightdecisions-cocaine": page(
        ["cocaine-dependence"],
        "Cocaine harms and harm reduction",
        "overdose: racing or uneven heart, high blood pressure, hot body, agitation; heart attack "
        "and stroke can follow: an emergency",
        "https://www.rightdecisions.scot.nhs.uk/mypsych-app/cocaine-toolkit"
        "/interventions-for-harm-from-cocaine-use/cocaine-harms-and-harm-reduction",
        kind="guideline", limits="page for people who work with users",
        journal="rightdecisions.scot.nhs.uk", deduced=True, read_on=READ_SINCE,
    ),
    "drugscom-kidney-disease": page(
        ["chronic-kidney-disease"],
        "Chronic Kidney Disease",
        "at once: confused and very drowsy, a fit, short of breath; soon: blood in the urine, more "
        "or less urine than usual, nausea with vomiting again and again, weight changed suddenly",
        "https://www.drugs.com/cg/chronic-kidney-disease-ambulatory-care.html",
        journal="drugs.com", read_on=READ_SINCE,
    ),
    "gpnotebook-rhinitis": page(
        ["allergic-rhinitis"],
        "Clinical features",
        "a nose that stays blocked on one side; watery discharge from one side: fluid of the brain "
        "in an adult, something put in by a child",
        "https://gpnotebook.com/en-AU/pages/general-practice/allergic-rhinitis/clinical-features",
        kind="guideline", limits="a reference page for doctors", journal="GPnotebook",
        read_on=READ_SINCE,
    ),
}  # fmt: skip
"""Records by id, as ``data/evidence`` holds them."""
