"""Word tables of `kb.ingest.english`: states, parts of the body, slips, irregular names.

Every phrase is a common English term of one to six words; none is a sentence of a book.
"""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

__all__ = ["FILLERS", "PARTS", "SLIPS", "SPECIAL", "STATES"]

FILLERS = frozenset({"the", "a", "an", "aspect", "region", "regions"})
"""Words that carry nothing between a state and a part."""

SLIPS: Mapping[str, str] = MappingProxyType(
    {
        "pam": "pain",
        "insomma": "insomnia",
        "inomnia": "insomnia",
        "swel1ing": "swelling",
        "furundes": "furuncles",
        "haemoptysis chest pain": "haemoptysis, chest pain",
        "vomiting diarrhea": "vomiting, diarrhea",
        "region vomiting": "region, vomiting",
        "disorders epilepsy": "disorders, epilepsy",
        "dysuria enuresis": "dysuria, enuresis",
        "urine hemorrhoids": "urine, hemorrhoids",
        "infantile, convulsions": "infantile convulsions",
        "valvae": "vulvae",
        "hy pochondrium": "hypochondrium",
        "neck, pain": "neck, pain",
        "pain the": "pain of the",
        "paralysis/bell palsy": "paralysis",
        "red and painful eyes": "redness and pain of the eyes",
        "general aching and weakness": "general aching, weakness",
        "by apoplexy": "",
        "due to stroke": "",
        "post-apoplexy aphasia": "aphasia",
        "unchecked diarrhea": "diarrhea",
        "retention and dribbling of urine": "retention of urine, dribbling of urine",
        "retention of the urine": "retention of urine",
        "prolapse of the rectum and the uterus": "prolapse of the rectum, prolapse of the uterus",
        "blurring and failing of vision": "blurring of vision",
        "facial or general edema": "facial edema, general edema",
    }
)
"""Misspelt words, lost commas and shortened lists, and what is read for them."""

_STATES: Mapping[str, str] = {
    "pain": "pain", "painful": "pain", "aching": "aching", "ache": "aching",
    "soreness": "aching", "swelling": "swelling", "redness": "redness", "red": "redness",
    "congestion": "redness",
    "numbness": "numbness", "stiffness": "stiffness", "rigidity": "stiffness",
    "contracture": "contracture", "spasm": "contracture", "cramp": "contracture",
    "spasmodic pain": "contracture pain", "spastic pain": "contracture pain",
    "cold pain": "cold pain", "distending pain": "fullness pain",
    "motor impairment": "motor-impairment", "paralysis": "paralysis",
    "muscular atrophy": "muscular-atrophy", "atrophy": "muscular-atrophy",
    "weakness": "weakness", "coldness": "cold", "cold sensation": "cold",
    "fullness": "fullness", "distension": "fullness", "sensation of fullness": "fullness",
    "heavy sensation": "heaviness", "heaviness": "heaviness", "itching": "itching",
    "pruritus": "itching", "twitching": "twitching", "tremor": "shaking",
    "dryness": "dryness", "feverish sensation": "heat", "ulceration": "sores",
}  # fmt: skip
STATES: Mapping[str, tuple[str, ...]] = MappingProxyType(
    {words: tuple(names.split()) for words, names in _STATES.items()}
)
"""English state to suffixes of our ids."""

_PARTS: Mapping[str, str] = {
    "head": "head", "face": "face", "facial": "face", "cheek": "cheek", "jaw": "jaw",
    "submandibular": "jaw", "temporal": "temple", "subglossal": "under-tongue",
    "eye": "eye", "eyes": "eye",
    "outer canthus": "outer-canthus", "canthus": "canthus", "eyelid": "eyelid",
    "eyelids": "eyelid", "eye lids": "eyelid", "ear": "ear", "ears": "ear", "lips": "lips",
    "lip": "lips", "tongue": "tongue", "gum": "gums", "gums": "gums", "upper teeth": "teeth",
    "teeth": "teeth", "throat": "throat", "neck": "neck", "nape": "neck", "chest": "chest",
    "cardiac": "heart", "hypochondriac": "hypochondrium", "hypochondrium": "hypochondrium",
    "costal": "ribs", "intercostal": "ribs", "axilla": "axilla", "axillary": "axilla",
    "breast": "breast", "epigastric": "epigastrium", "abdomen": "abdomen",
    "abdominal": "abdomen", "lower abdomen": "lower-abdomen",
    "lower abdominal": "lower-abdomen", "umbilicus": "navel", "umbilical": "navel",
    "inguinal": "groin", "external genitalia": "genitals", "genitalia": "genitals",
    "testis": "testicles", "back": "back", "lower back": "lumbus", "low back": "lumbus",
    "lumbar": "lumbus", "lumbosacral": "lumbus sacrum", "iliac": "iliac",
    "gluteal": "buttock", "femoral": "thigh", "thigh": "thigh", "shoulder": "shoulder",
    "scapular": "scapula", "supraclavicular fossa": "supraclavicular-fossa",
    "upper arm": "arm", "arm": "arm", "forearm": "arm", "elbow": "elbow", "wrist": "wrist",
    "hand": "hand", "palm": "palm", "fingers": "fingers", "finger": "fingers",
    "finger tips": "fingers", "thumb": "fingers", "little finger": "fingers",
    "dorsum of the hand": "hand", "upper limbs": "upper-limb",
    "upper extremities": "upper-limb", "upper limb": "upper-limb", "lower limbs": "lower-limb",
    "lower extremities": "lower-limb", "limbs": "limbs", "hip joint": "hip", "knee": "knee",
    "knee joint": "knee", "popliteal fossa": "popliteal-fossa",
    "tendons in the popliteal fossa": "popliteal-fossa",
    "tendons in popliteal fossa": "popliteal-fossa", "leg": "leg", "lower leg": "leg",
    "ankle": "ankle", "ankle joint": "ankle", "external malleolus": "ankle",
    "anterior aspect of the medial malleolus": "ankle", "heel": "heel", "foot": "foot",
    "dorsum of the foot": "foot-dorsum", "dorsum of foot": "foot-dorsum", "sole": "sole",
    "toe": "toes", "toes": "toes", "medial aspect of the upper arm": "arm",
    "medial aspect of the arm": "arm", "medial aspect of the thigh": "thigh",
    "medial aspect of the knee": "knee", "lateral aspect of the lower extremities": "lower-limb",
    "lateroposterior aspect of the elbow": "elbow", "sides of the chest": "chest",
    "jaw joint": "jaw", "mandibular joint": "jaw", "temporomandibular joint": "jaw",
    "mouth": "mouth", "palms": "palm", "soles": "sole",
}  # fmt: skip
PARTS: Mapping[str, tuple[str, ...]] = MappingProxyType(
    {words: tuple(names.split()) for words, names in _PARTS.items()}
)
"""English part of the body to stems of our ids."""

_SPECIAL: Mapping[str, str] = {
    "head/pain": "headache", "temple/pain": "temple-pain", "ear/pain": "earache",
    "teeth/pain": "toothache", "throat/pain": "sore-throat", "throat/dryness": "dry-throat",
    "eye/redness": "red-eyes", "eyelid/twitching": "eyelid-twitching",
    "lips/twitching": "lip-twitching", "lips/stiffness": "stiff-lips",
    "tongue/stiffness": "stiff-tongue", "tongue/dryness": "dry-tongue",
    "mouth/sores": "mouth-sores", "neck/stiffness": "neck-stiffness",
    "back/stiffness": "stiff-spine", "lumbus/pain": "lumbar-pain",
    "lumbus/stiffness": "lumbar-stiffness", "lumbus/aching": "lumbar-aching",
    "lumbus/cold": "lumbar-cold", "lumbus/numbness": "lumbar-numbness",
    "hypochondrium/pain": "hypochondriac-pain",
    "hypochondrium/fullness": "hypochondriac-fullness",
    "epigastrium/pain": "epigastric-pain",
    "axilla/pain": "axillary-pain", "axilla/swelling": "axillary-swelling",
    "abdomen/pain": "abdominal-pain", "abdomen/fullness": "abdominal-distension",
    "lower-abdomen/pain": "lower-abdominal-pain",
    "lower-abdomen/fullness": "lower-abdominal-fullness", "palm/heat": "hot-palms",
    "sole/heat": "hot-soles", "foot-dorsum/swelling": "swollen-instep",
    "hand/shaking": "hand-tremor", "arm/shaking": "limb-shaking",
    "canthus/itching": "eye-itching", "canthus/pain": "canthus-pain",
    "popliteal-fossa/contracture": "popliteal-fossa-contracture",
    "knee/paralysis": "lower-limb-paralysis", "leg/paralysis": "lower-limb-paralysis",
    "leg/muscular-atrophy": "lower-limb-muscular-atrophy",
    "foot/muscular-atrophy": "lower-limb-muscular-atrophy",
    "groin/pain": "groin-pain", "face/contracture": "facial-spasm",
    "face/paralysis": "facial-paralysis",
    "/motor-impairment": "motor-impairment", "/paralysis": "motor-impairment",
    "/muscular-atrophy": "muscular-atrophy", "/shaking": "shaking",
}  # fmt: skip
SPECIAL: Mapping[tuple[str, str], str] = MappingProxyType(
    {(key.split("/")[0], key.split("/")[1]): name for key, name in _SPECIAL.items()}
)
"""Ids that are not ``part-state``."""
