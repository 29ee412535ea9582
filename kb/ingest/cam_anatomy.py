"""Reads the vessels and nerves of a CAM 1999 cell into names of structures.

A structure is listed when the cell names it or a branch of it; layers and directions ("deeper",
"laterally") are not kept. A cell that refers to another row ("See … (BL 38)") is resolved by the
code in brackets, never by the printed name.
"""

from __future__ import annotations

import re
from itertools import chain

__all__ = ["referred", "slug", "structures"]

_SLIPS = {
    "propria 1": "proper", "proprial": "proper", "plamar": "palmar", "vems": "veins",
    "vem": "vein", "lumber": "lumbar", "tempor-al": "temporal", "su prema": "suprema",
    "ne work": "network", "anteri,or": "anterior", "intraorbital": "infraorbital",
    "inominate": "innominate", "musculo-cutaneous": "musculocutaneous",
    "musculocutaneous never": "musculocutaneous nerve", "cular": "muscular",
    "the'": "the", "dorsoscapular": "dorsal scapular", "hemorrhoid": "haemorrhoidal",
}  # fmt: skip
"""Misspelt or variant words of the transcription and the word used here."""

_SHARED = frozenset(
    {
        "anterior", "posterior", "medial", "lateral", "superior", "inferior", "superficial",
        "deep", "great", "lesser", "intermediate", "first", "second", "third", "fourth", "fifth",
        "sixth", "seventh", "eighth", "ninth", "tenth", "eleventh", "twelfth", "superolateral",
    }
)  # fmt: skip
_STOP = frozenset(
    {
        "the", "of", "a", "its", "their", "to", "from", "by", "where", "in", "on", "at", "and",
        "is", "as", "well", "branch", "branches", "ramus", "rami", "deeper", "deepest",
        "superficially", "laterally", "medially", "superiorly", "inferiorly", "anteriorly",
        "posteriorly", "just", "course", "pathway", "right", "left", "superolaterally", "which",
        "slightly", "see", "derived", "muscular", "mixed", "terminal", "anastomotic",
        "communicating", "formed", "both", "side", "sides", "aspect", "layer", "sternum", "into",
        "divides", "or", "running", "alongside", "arising", "two",
    }
)  # fmt: skip
_HEAD = re.compile(
    r"((?:[a-z-]+,? ){0,8}?)"
    r"(arter(?:y|ies)(?:,? and (?:the )?(?:[a-z-]+ ){0,3}?veins?)?|veins?|nerves?|plexus|trunk"
    r"|ganglion|network|arch)\b( of (?:the )?(?:foot|hand|wrist|elbow|dorsum of the hand|arm))?"
)
_FIXED = {
    "arterial and venous network around the knee joint": ["network of the knee joint"],
    "arterial and venous network of the elbow": ["network of the elbow"],
    "palmar arterial and venous network of the wrist": ["palmar network of the wrist"],
    "dorsal arterial and venous network of foot": ["dorsal venous network of the foot"],
    "external malleolar arterial network": ["lateral malleolar arterial network"],
    "venous network of the dorsum of the hand": ["dorsal venous network of the hand"],
    "plantar arterial arch": ["plantar arterial arch"],
    "ansa cervicalis": ["ansa cervicalis"],
    "internal and the external carotid artery":
        ["internal carotid artery", "external carotid artery"],
    "dorsal artery and vein of foot": ["dorsal artery of the foot", "dorsal vein of the foot"],
    "posterior cutaneous nerve of the arm": ["posterior cutaneous nerve of the arm"],
    "sympathetic trunk": ["sympathetic trunk"],
    "sympathetic nerve": ["sympathetic trunk"],
    "superior cervical ganglion": ["superior cervical ganglion"],
    "superior cardiac nerve": ["superior cardiac nerve"],
    "medial sural and medial crural cutaneous nerves":
        ["medial sural cutaneous nerve", "medial crural cutaneous nerve"],
    "superficial and deep circumflex iliac arteries and veins":
        ["superficial circumflex iliac artery", "superficial circumflex iliac vein",
         "deep circumflex iliac artery", "deep circumflex iliac vein"],
    "medial plantar and medial tarsal arteries": ["medial plantar artery", "medial tarsal artery"],
    "anterior and lateral femoral cutaneous nerves":
        ["anterior femoral cutaneous nerve", "lateral femoral cutaneous nerve"],
    "zygomaticofacial and zygomaticotemporal nerve":
        ["zygomaticofacial nerve", "zygomaticotemporal nerve"],
    "ninth intercostal and inferior epigastric arteries and veins":
        ["eighth intercostal artery", "eighth intercostal vein", "ninth intercostal artery",
         "ninth intercostal vein", "inferior epigastric artery", "inferior epigastric vein"],
    "fourth or fifth thoracic nerves": ["fourth thoracic nerve", "fifth thoracic nerve"],
    "lateral cord of the brachial plexus": ["brachial plexus"],
    "jugular arch": ["jugular venous arch"],
}  # fmt: skip
"""Phrases whose words are shared in a way no rule tells."""

_SAME = {
    "superolateral genicular": "superior lateral genicular",
    "posterior antebrachial interosseous": "posterior interosseous",
    "anterior antebrachial interosseous": "anterior interosseous",
    "posterior circumflex": "posterior circumflex humeral",
    "posterior cutaneous nerve of the arm": "posterior brachial cutaneous nerve",
}
"""Second names of one structure and the name used here; a name is compared without its noun too."""

_NERVE = re.compile("nerve|plexus|ganglion|trunk|ansa")
_PALMAR = re.compile(r"(palmar|plantar) digital proper|proper digital (palmar|plantar)")


def slug(name: str) -> str:
    """Return the id of a structure.

    Examples
    --------
    >>> slug("branch of the radial nerve".removeprefix("branch of the "))
    'radial-nerve'
    """
    return re.sub(r"[^a-z0-9]+", "-", name).strip("-")


def referred(cell: str) -> str | None:
    """Return the row key a cell refers to, "" for a damaged one, None when it refers to none.

    Examples
    --------
    >>> referred("See Fuxi (BL 38)"), referred("See Yaoyangguan (GY 3)."), referred("The vein.")
    ('BL 38', '', None)
    """
    match = re.fullmatch(r"see [\w -]+\(([a-z]{2}) (\d+)\)\.?", cell.strip().lower())
    if not match:
        return None
    meridian = {"gv": "Du", "cv": "RN"}.get(match.group(1), match.group(1).upper())
    known = {"LU", "LI", "ST", "SP", "HT", "SI", "BL", "KI", "PC", "TE", "GB", "LR", "Du", "RN"}
    return f"{meridian} {match.group(2)}" if meridian in known else ""


def _spread(words: str, head: str) -> list[str]:
    """Return the full names that ``A and B`` before a head noun stands for."""
    pieces = [piece.split() for piece in re.split(r",? and |, ", words) if piece.strip()]
    pieces = [_trim(piece) for piece in pieces]
    pieces = [piece for piece in pieces if piece]
    if not pieces:
        return []
    last = pieces[-1]
    names = []
    for piece in pieces[:-1]:
        if len(piece) == 1 and piece[0] in _SHARED and len(last) > 1:
            names.append([*piece, *last[1:]])
        else:
            names.append(piece)
    return [f"{' '.join(name)} {head}" for name in [*names, last]]


def _trim(words: list[str]) -> list[str]:
    """Return the words after the last one that cannot be part of a name."""
    for at in range(len(words) - 1, -1, -1):
        if words[at] in _STOP:
            return words[at + 1 :]
    return words


def _heads(head: str) -> list[tuple[str, str]]:
    """Return ``(own words, singular head)`` of each noun in ``artery and vein``."""
    found = []
    for part in re.split(r",? and (?:the )?", head):
        words = part.split()
        noun = {"arteries": "artery"}.get(words[-1], words[-1])
        noun = noun if noun == "plexus" else noun.removesuffix("s")
        found.append((" ".join(words[:-1]), noun))
    return found


def structures(cell: str, kind: str) -> list[str]:
    """Return the names of the structures a cell names, in its order, in the singular.

    Parameters
    ----------
    cell : str
        The cell without its reference to the book.
    kind : str
        ``vessel`` or ``nerve``: what the column holds; the other kind is left out.

    Examples
    --------
    >>> structures("The branches of the facial and infraorbital nerves.", "nerve")
    ['facial nerve', 'infraorbital nerve']
    >>> structures("Deeper, the posterior tibial artery and vein.", "vessel")
    ['posterior tibial artery', 'posterior tibial vein']
    """
    text = " ".join(cell.lower().split())
    for wrong, right in _SLIPS.items():
        text = re.sub(rf"(?<![a-z]){re.escape(wrong)}(?![a-z])", right, text)
    text = _PALMAR.sub(lambda m: f"proper {m.group(1) or m.group(2)} digital", text)
    text = text.replace("proper digital palmar", "proper palmar digital")
    found: list[tuple[int, list[str]]] = []
    for phrase, names in _FIXED.items():
        for match in re.finditer(re.escape(phrase), text):
            found.append((match.start(), names))
            text = text[: match.start()] + ";" * len(phrase) + text[match.end() :]
    for match in _HEAD.finditer(text):
        found.append((match.start(), _named(match)))
    ordered = chain.from_iterable(names for _, names in sorted(found, key=lambda pair: pair[0]))
    wanted = kind == "nerve"
    same = dict.fromkeys(map(_one_name, ordered))
    return [name for name in same if bool(_NERVE.search(name)) == wanted]


def _one_name(name: str) -> str:
    """Return the name used here for a structure that the book names in two ways."""
    words, _, noun = name.rpartition(" ")
    return _SAME.get(name) or f"{_SAME.get(words, words)} {noun}"


def _named(match: re.Match[str]) -> list[str]:
    """Return the names in one match of the head pattern."""
    words, head, tail = match.group(1), match.group(2), match.group(3) or ""
    if head == "network":
        return [f"dorsal venous network of the {tail.split()[-1]}"] if tail else []
    heads = _heads(head)
    names: list[str] = []
    for own, noun in heads:
        for name in _spread(own or words, noun):
            if set(name.split()[:-1]) <= _SHARED:
                continue
            if name.endswith("dorsal cutaneous nerve"):
                name = f"{name} of the foot"
            names.append(name)
    if len(heads) == 2 and not heads[1][0]:
        half = len(names) // 2
        names = list(chain.from_iterable(zip(names[:half], names[half:], strict=False)))
    return names
