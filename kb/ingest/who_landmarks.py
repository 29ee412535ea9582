"""Landmark phrases of the WHO draft -> ids, kinds and our own English phrase.

The draft names a landmark by a phrase (``inferior border of medial condyle of tibia``). The id
turns the phrase round at each "of", so that parts of one structure sort together
(``tibia-medial-condyle-inferior-border``). `UNIFIED` holds every phrase that is not taken as it
stands, with the reason.
"""

from __future__ import annotations

import re
from types import MappingProxyType

__all__ = ["NAILS", "UNIFIED", "landmark", "nail_landmark"]

# Phrase of the draft -> (phrase used here, reason).
UNIFIED: MappingProxyType[str, tuple[str, str]] = MappingProxyType(
    {
        # two wordings of one structure
        "anterior aspect of neck": ("anterior region of neck", "one region, two wordings"),
        "palm": ("palm of hand", "one region, two wordings"),
        "apex of auricle": ("auricular apex", "one structure, two wordings"),
        "extremity of coccyx": ("tip of coccyx", "one structure, two wordings"),
        "medial border of tibial bone": ("medial border of tibia", "bone named in the long way"),
        "medial border of ulnar bone": ("medial border of ulna", "bone named in the long way"),
        "head of ulnar bone": ("head of ulna", "bone named in the long way"),
        "medial epicondyle of humerus bone": ("medial epicondyle of humerus", "same bone"),
        "outer canthus of eye": ("outer canthus", "the word canthus implies the eye"),
        "pupil": ("centre of pupil", "one vertical line for all points below and above the pupil"),
        "umbilicus": ("centre of umbilicus", "distances of one axis need one origin (KI15)"),
        "suprasternal fossa": ("centre of suprasternal fossa", "CV21 is measured from CV22"),
        "midpoint of xiphisternal junction": ("xiphisternal junction", "the midline says midpoint"),
        "midpoint of philtrum midline": ("midpoint of philtrum", "one structure, two wordings"),
        "temple hairline": ("temporal hairline", "one structure, two wordings"),
        "hairline": ("temporal hairline", "the hairline above the ear is meant (GB9)"),
        "posterior border of temple hairline": (
            "posterior border of temporal hairline", "as above",
        ),
        "artery": ("femoral artery", "the artery on the line below ST30 (LR10)"),
        "posterior sacral foramen S1": ("first posterior sacral foramen", "as at BL27"),
        "posterior sacral foramen S2": ("second posterior sacral foramen", "as at BL28"),
        "posterior sacral foramen S3": ("third posterior sacral foramen", "as at BL29"),
        "posterior sacral foramen S4": ("fourth posterior sacral foramen", "as at BL30"),
        "first toe": ("great toe", "name of the region"),
        "fifth toe": ("little toe", "name of the region"),
        "proximal rectus femoris muscle": (
            "proximal portion of rectus femoris muscle", "word lost",
        ),
        # a border named only by its muscle: the side is said by the direction
        "border of biceps brachii muscle": ("lateral border of biceps brachii muscle", "LU3 LU4"),
        "border of tibialis anterior muscle": (
            "lateral border of tibialis anterior muscle", "ST40: parser read the side twice",
        ),
        "superomedial parts of inner canthus of eye": (
            "superomedial part of inner canthus", "two parts because two eyes",
        ),
    }
)  # fmt: skip

# Landmark phrase -> id, where turning the phrase round reads badly.
_IDS: MappingProxyType[str, str] = MappingProxyType(
    {
        "anterior hairline at corner of forehead": "anterior-hairline-forehead-corner",
        "connecting point of calcaneal tendon with two muscle bellies of gastrocnemius muscle":
            "gastrocnemius-calcaneal-tendon-junction",
        "groove for abductor pollicis longus tendon": "abductor-pollicis-longus-tendon-groove",
        "joint of base of second metatarsal bone and intermediate cuneiform bone":
            "second-metatarsal-intermediate-cuneiform-joint",
        "junction of bases of first and second metatarsal bones":
            "first-and-second-metatarsal-bases-junction",
        "junction of bases of fourth and fifth metatarsal bones":
            "fourth-and-fifth-metatarsal-bases-junction",
        "junction of frenulum of upper lip with upper gum": "upper-lip-frenulum-gum-junction",
        "tendons of semitendinosus and semimembranosus muscles":
            "semitendinosus-and-semimembranosus-tendons",
        "free extremity of 11th rib": "eleventh-rib-free-extremity",
        "free extremity of 12th rib": "twelfth-rib-free-extremity",
        "web margin between first and second toes": "first-second-toe-web-margin",
        "web margin between second and third toes": "second-third-toe-web-margin",
        "web margin between fourth and fifth toes": "fourth-fifth-toe-web-margin",
        "web margin between ring and little fingers": "ring-little-finger-web-margin",
    }
)  # fmt: skip

_PHRASES: MappingProxyType[str, str] = MappingProxyType(
    {
        "anterior hairline at corner of forehead":
            "anterior hairline at the corner of the forehead",
        "connecting point of calcaneal tendon with two muscle bellies of gastrocnemius muscle":
            "place where the gastrocnemius bellies run into the calcaneal tendon",
        "groove for abductor pollicis longus tendon":
            "groove of the abductor pollicis longus tendon",
        "joint of base of second metatarsal bone and intermediate cuneiform bone":
            "joint between the second metatarsal base and the intermediate cuneiform bone",
        "junction of bases of first and second metatarsal bones":
            "meeting place of the first two metatarsal bases",
        "junction of bases of fourth and fifth metatarsal bones":
            "meeting place of the fourth and fifth metatarsal bases",
        "junction of frenulum of upper lip with upper gum":
            "place where the frenulum of the upper lip meets the gum",
        "web margin between first and second toes": "web margin of the first and second toes",
        "web margin between second and third toes": "web margin of the second and third toes",
        "web margin between fourth and fifth toes": "web margin of the fourth and fifth toes",
        "web margin between ring and little fingers": "web margin of the ring and little fingers",
        "centre of front surface of ankle joint":
            "middle of the front of the ankle joint",
        "inferior border of lateral head of gastrocnemius muscle":
            "lower border of the lateral gastrocnemius head",
        "posterior border of condylar process of mandible":
            "posterior border of the mandibular condylar process",
        "inferior border of medial condyle of tibia":
            "inferior border of the medial tibial condyle",
        "midpoint of inferior border of zygomatic arch":
            "midpoint of the lower edge of the zygomatic arch",
        "deepest depression of sole": "deepest hollow of the sole",
        "palm of hand": "palm",
    }
)  # fmt: skip

# The first pattern found in the phrase gives the kind.
_KINDS: tuple[tuple[str, str], ...] = (
    (r"tip of middle", "organ"),
    (r"aspect|region|abdomen$|^(dorsum|palm|sole) of|girdle|^axilla$|^face$|^head$", "region"),
    (r"(finger|toe|thumb)$", "region"),
    (r"nail", "nail"),
    (r"phalanx", "bone"),
    (r"intercostal space", "feature"),
    (r"median line|axillary line", "line"),
    (r"artery", "vessel"),
    (r"^joint|joints?$|symphysis|xiphisternal", "joint"),
    (r"cartilage|^groove|fossa|snuffbox|depression", "feature"),
    (r"tendon|ligament|iliotibial band", "tendon"),
    (r"muscle$|muscles$|bulge of|masseter", "muscle"),
    (r"crease|gluteal fold|axillary fold|sulcus", "crease"),
    (r"hairline|eyebrow|web margin", "skin"),
    (r"auric|ear lobe|tragus|tragic|eyeball|pupil|canthus|mouth|nose|nostril|nipple|umbilicus"
     r"|anus|scrotum|labium|genital|lip|frenulum|philtrum", "organ"),
)  # fmt: skip

_ORDINALS: MappingProxyType[str, int] = MappingProxyType(
    {
        "first": 1, "second": 2, "third": 3, "fourth": 4, "fifth": 5, "sixth": 6, "seventh": 7,
        "eighth": 8, "ninth": 9, "tenth": 10, "11th": 11, "12th": 12,
    }
)  # fmt: skip

_VERTEBRA = re.compile(r"(\w+) (cervical|thoracic|lumbar) vertebra")

NAILS: MappingProxyType[str, str] = MappingProxyType(
    {
        "LU11": "thumb", "LI1": "index finger", "ST45": "second toe", "SP1": "great toe",
        "HT9": "little finger", "SI1": "little finger", "BL67": "little toe",
        "TE1": "ring finger", "GB44": "fourth toe", "LR1": "great toe",
    }
)  # fmt: skip
"""Points at a nail, and the digit that the draft's bare words (base of toenail) belong to."""


def landmark(phrase: str) -> tuple[str, str, str]:
    """Return id, kind and English phrase of a landmark phrase.

    Examples
    --------
    >>> landmark("inferior border of spinous process of 11th thoracic vertebra")[0]
    't11-spinous-process-inferior-border'
    >>> landmark("medial border of tibial bone")
    ('tibia-medial-border', 'bone', 'medial border of the tibia')
    """
    phrase = UNIFIED.get(phrase, (phrase, ""))[0]
    return _IDS.get(phrase) or _turned(phrase), _kind(phrase), _english(phrase)


def nail_landmark(phrase: str, digit: str) -> tuple[str, str, str]:
    """Return id, kind and English phrase of a part of one digit's nail or last bone.

    Examples
    --------
    >>> nail_landmark("lateral side of nail", "fourth toe")
    ('fourth-toe-nail-lateral-border', 'nail', 'lateral border of the nail of the fourth toe')
    """
    stem = digit.replace(" ", "-")
    if phrase == "distal phalanx":
        return f"{stem}-distal-phalanx", "bone", f"distal phalanx of the {digit}"
    part = phrase.split(" of ")[0].replace(" side", " border")
    name = f"{stem}-nail-{part.replace(' ', '-')}"
    return name, "nail", f"{part} of the nail of the {digit}"


def _turned(phrase: str) -> str:
    phrase = _VERTEBRA.sub(lambda m: _vertebra(m).lower(), phrase)
    return "-".join(" ".join(reversed(phrase.split(" of "))).split())


def _vertebra(match: re.Match[str]) -> str:
    return f"{match[2][0].upper()}{_ORDINALS[match[1]]}"


def _kind(phrase: str) -> str:
    return next((kind for pattern, kind in _KINDS if re.search(pattern, phrase)), "bone")


def _english(phrase: str) -> str:
    if phrase in _PHRASES:
        return _PHRASES[phrase]
    phrase = re.sub(rf"spinous process of {_VERTEBRA.pattern}", _process, phrase)
    return phrase.replace(" of ", " of the ")


def _process(match: re.Match[str]) -> str:
    return f"{_vertebra(match)} spinous process"
