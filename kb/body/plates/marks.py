"""Landmarks drawn as curves on the skin: what the smooth mesh does not show.

A mark is one or several strokes, each through places (see `kb.body.plates.sheets.spot`) that are
brought to the nearest skin, or an oval about a place. They are drawn on the standing model and
carried along the skin into other poses.
"""

from __future__ import annotations

import numpy as np

from kb.body.mesh import Floats, Ints
from kb.body.model import Model
from kb.body.plates.sheets import spot
from kb.body.surface import Finder
from kb.frozen import frozen

__all__ = ["MARKS", "Drawn", "Mark", "drawn"]

STEP = 3.0
"""Samples of a curve lie this far apart, in mm."""


@frozen
class Mark:
    """A landmark as drawn.

    Attributes
    ----------
    label : str
        Its name on the plate; empty for what needs none.
    ways : tuple of str
        Strokes: places joined by ``;``.
    ovals : tuple of (str, float, float)
        Centre, half width and half height in mm.
    both : bool
        Whether it is drawn on the right side as well.
    tag : str
        Place of the label; the middle of the first stroke when left out.
    """

    label: str
    ways: tuple[str, ...] = ()
    ovals: tuple[tuple[str, float, float], ...] = ()
    both: bool = True
    tag: str = ""


@frozen
class Drawn:
    """A mark on the skin: strokes as triangles (n,) with weights (n, 3), and the label's place."""

    label: str
    strokes: tuple[tuple[Ints, Floats], ...]
    tag: tuple[Ints, Floats]
    both: bool


def _names(stem: str, first: int, last: int) -> tuple[str, ...]:
    return tuple(f"{stem}{number}" for number in range(first, last + 1))


def _tick(name: str, aside: int) -> str:
    return f"{name.lower()}-spinous-process[{aside},0,0]"


SPINES = ("C7", *_names("T", 1, 12), *_names("L", 1, 5))
TOLD = ("C7", "T1", "T3", "T5", "T7", "T9", "T10", "T12", "L1", "L2", "L3", "L4", "L5")
"""Spinous processes whose ticks have names."""

MARKS: dict[str, tuple[Mark, ...]] = {
    "hairline": (
        Mark(
            "hairline",
            (
                "anterior-hairline;"
                "anterior-hairline+anterior-hairline-forehead-corner[4,0,2];"
                "anterior-hairline-forehead-corner;"
                "anterior-hairline-forehead-corner[4,-22,3];TE22[6,22,16];"
                "TE22[2,0,9];SI19[0,6,13];SI19[0,-4,8]",
                "TE20[0,6,-14];GB11[0,10,-6];GB12[-2,4,-16];BL10[26,-6,4];"
                "posterior-hairline[20,0,4];posterior-hairline",
            ),
        ),
    ),
    "eyebrow": (Mark("", ("BL2[-5,3,0];BL2[14,9,0];TE23[-14,6,0];TE23[-2,1,0]",)),),
    "zygomatic": (Mark("zygomatic arch", ("ST7[-4,8,20];ST7[0,8,0];SI19[-2,10,-2]",),
                       tag="ST7[-4,8,14]"),),
    "mastoid": (Mark("mastoid process", (), (("GB12[0,-2,7]", 9, 13),)),),
    "scm": (
        Mark("sternocleidomastoid",
             ("GB12[0,-12,6];SI16[0,0,3];ST9[22,-4,-6];ST10[6,0,0];"
              "suprasternal-fossa-centre[12,8,0]",
              "GB12[0,-14,-6];SI16[0,-16,-12];LI17[4,-4,-4];ST11[10,14,0];ST11[10,2,0]")),
    ),
    "larynx": (Mark("laryngeal prominence", (), (("CV23*.45+CV22*.55[0,18,0]", 9, 12),), False),),
    "clavicle": (
        Mark("clavicle",
             ("suprasternal-fossa-centre[10,6,0];ST11[0,-3,0];ST12[0,-4,0];"
              "LI15*.35+ST12*.65[6,10,0];acromion-lateral-end[-14,2,8]",
              "suprasternal-fossa-centre[12,-8,0];KI27[0,10,0];ST13[0,7,0];"
              "LU2*.7+acromion-lateral-end*.3[0,12,0];acromion-lateral-end[-12,-4,14]"),
             tag="ST13[-10,10,0]"),
    ),
    "sternum": (
        Mark("sternal angle", ("CV20*.5+CV19*.5[-20,0,0];CV20*.5+CV19*.5[20,0,0]",), both=False),
        Mark("xiphisternal junction", ("xiphisternal-junction[-14,0,0];"
                                       "xiphisternal-junction[14,0,0]",), both=False),
        Mark("", ("suprasternal-fossa-centre[16,-8,0];CV19[18,0,0];"
                  "xiphisternal-junction[15,4,0]",)),
        Mark("suprasternal notch", ("suprasternal-fossa-centre[-11,4,0];"
                                    "suprasternal-fossa-centre[0,-4,0];"
                                    "suprasternal-fossa-centre[11,4,0]",), both=False),
    ),
    "nipple": (Mark("", (), (("nipple-centre", 10, 9), ("nipple-centre", 2.5, 2.5))),),
    "costal": (
        Mark("costal margin",
             ("xiphisternal-junction[6,-6,0];ST19*.8+KI21*.2[0,2,0];"
              "ST21*.2+ST20*.8[40,-34,0];eleventh-rib-free-extremity[0,6,6];"
              "eleventh-rib-free-extremity[0,-2,-8];twelfth-rib-free-extremity[4,2,4];"
              "twelfth-rib-free-extremity[-6,6,0]",)),
    ),
    "navel": (Mark("umbilicus", (), (("umbilicus-centre", 7, 6),), False),),
    "iliac": (
        Mark("iliac crest",
             ("anterior-superior-iliac-spine;"
              "anterior-superior-iliac-spine*.5+iliac-crest-top*.5[10,16,0];iliac-crest-top;"
              "posterior-superior-iliac-spine*.5+iliac-crest-top*.5[0,20,-20];"
              "posterior-superior-iliac-spine[2,5,0]",)),
        Mark("anterior superior iliac spine", (), (("anterior-superior-iliac-spine", 7, 8),)),
    ),
    "pubis": (Mark("pubic symphysis", ("pubic-symphysis-superior-border[-26,4,0];"
                                       "pubic-symphysis-superior-border[0,0,0];"
                                       "pubic-symphysis-superior-border[26,4,0]",), both=False),),
    "inguinal": (Mark("inguinal groove", ("anterior-superior-iliac-spine[-6,-10,0];SP12[12,6,0];"
                                          "ST30[10,-6,0]",)),),
    "spine": (
        *(
            Mark(name if name in TOLD else "", (_tick(name, -5) + ";" + _tick(name, 5),), (), False,
                 _tick(name, 6))
            for name in SPINES
        ),
    ),
    "scapula": (
        Mark("scapula",
             ("scapula-superior-angle;scapula-spine-medial-end;scapula-medial-border;"
              "scapula-inferior-angle[-2,8,0];"
              "scapula-inferior-angle[4,0,0];scapula-inferior-angle[16,4,0];"
              "scapula-inferior-angle*.5+SI9*.5[8,4,0];SI9[-4,16,0]",
              "scapula-superior-angle;SI12*.5+SI13*.5[8,0,0];SI12[28,2,0]"),
             tag="BL45[18,0,0]"),
    ),
    "scapular-spine": (Mark("spine of the scapula",
                            ("scapula-spine-medial-end;scapula-spine-midpoint;"
                             "acromial-angle[-4,0,0]",)),),
    "acromion": (Mark("acromion", (), (("acromion-lateral-end[-10,2,-2]", 14, 10),)),),
    "sacrum": (Mark("sacrum", ("s1-spinous-process[44,10,0];BL28[-2,0,0];BL30[-12,0,0];"
                               "sacral-hiatus[8,-4,0]",)),
               Mark("sacral hiatus", (), (("sacral-hiatus", 5, 8),), False),
               Mark("tip of the coccyx", (), (("coccyx-tip", 4, 5),), False)),
    "psis": (
        Mark("posterior superior iliac spine", (), (("posterior-superior-iliac-spine", 7, 7),)),
    ),
    "gluteal-fold": (Mark("gluteal fold", ("gluteal-fold-midpoint[-42,-4,0];"
                                           "gluteal-fold-midpoint;"
                                           "gluteal-fold-midpoint[44,14,0]",)),),
    "trochanter": (Mark("greater trochanter", (), (("greater-trochanter-prominence", 17, 21),)),),
    "cubital": (Mark("elbow crease", ("LI11[0,0,-2];LU5;PC3;HT3[0,0,2]",), tag="LU5*.5+PC3*.5"),),
    "olecranon": (Mark("olecranon", (), (("olecranon-prominence[0,4,-60]", 11, 15),)),),
    "epicondyles": (Mark("lateral epicondyle", (), (("humerus-lateral-epicondyle", 8, 9),)),
                    Mark("medial epicondyle", (), (("humerus-medial-epicondyle[-20,0,0]", 8, 9),))),
    "wrist": (Mark("wrist crease", ("LU9[4,0,-3];PC7;HT7;SI5*.4+HT7*.6[0,0,0]",),
                   tag="PC7*.5+LU9*.5"),
              Mark("", ("LU9[2,7,-2];PC7[-1,8,0];HT7[-1,8,0]",))),
    "wrist-back": (Mark("back crease of the wrist", ("LI5;TE4;SI5[0,0,-2]",),
                        tag="TE4*.5+LI5*.5"),),
    "styloids": (Mark("styloid process of the radius", (), (("LU7*.45+LI5*.55[0,8,2]", 6, 9),)),
                 Mark("head of the ulna", (), (("SI6[0,-3,0]", 8, 9),))),
    "tendons": (Mark("tendons: palmaris longus", ("PC7[-3,0,0];PC6[-3,0,0];PC5[-3,0,0];"
                                                  "PC4[-3,0,0]",),
                     tag="PC5*.5+PC4*.5[-3,0,0]"),
                Mark("flexor carpi radialis", ("PC7[5,0,0];PC6[5,0,0];PC5[5,0,0];PC4[5,0,0]",),
                     tag="PC5*.5+PC4*.5[5,0,0]")),
    "pisiform": (Mark("pisiform", (), (("HT7[-4,-8,0]", 6, 6),)),),
    "palm-creases": (
        Mark("", ("LU10*.25+l-finger-2-1*.75[8,6,60];PC8[12,10,10];PC7*.75+PC8*.25[6,0,10]",)),
        Mark("", ("l-finger-2-1*.9+PC8*.1[10,0,60];PC8[2,4,20];HT8[-6,14,20]",)),
        Mark("", ("l-finger-2-1*.45+l-finger-3-1*.55[2,-14,60];PC8[-4,-10,20];HT8[-10,0,20]",)),
    ),
    "finger-creases": tuple(
        Mark("", (f"l-finger-{f}-{j}[6,1,60];l-finger-{f}-{j}[0,0,60];l-finger-{f}-{j}[-6,1,60]",))
        for f in (2, 3, 4, 5) for j in (2, 3)
    ),
    "knuckles": tuple(
        Mark("", (), ((f"l-finger-{f}-1[0,0,-60]", 5, 6),)) for f in (2, 3, 4, 5)
    ),
    "patella": (Mark("patella", (), (("patella-base-midpoint+patella-apex[0,0,30]", 21, 25),)),),
    "tuberosity": (Mark("tibial tuberosity", (), (("patella-apex[2,-34,30]", 8, 10),)),
                   Mark("patellar ligament", ("patella-apex[-9,-2,30];patella-apex[-5,-26,30]",
                                              "patella-apex[9,-2,30];patella-apex[9,-26,30]"))),
    "fibula-head": (Mark("head of the fibula", (), (("fibula-head[10,0,0]", 9, 10),)),),
    "shin": (Mark("border of the tibia",
                  ("patella-apex[4,-46,30];ST36*.5+LR7*.5[0,0,40];ST38*.55+LR6*.45[0,0,30];"
                   "LR5*.6+ST39*.4[0,-40,20];l-ankle[-16,26,40]",)),),
    "tibia": (Mark("medial border of the tibia",
                   ("SP9[0,4,-2];LR7*.3+SP8*.7[0,0,4];SP7[0,0,4];SP6[0,0,4];"
                    "KI3*.4+SP6*.6[0,0,14]",)),),
    "popliteal": (Mark("popliteal crease", ("BL39[8,2,2];BL39;BL40;KI10;KI10[-8,4,6]",),
                       tag="BL40*.6+KI10*.4"),),
    "calf": (Mark("bellies of the gastrocnemius",
                  ("BL57[-40,34,0];BL57[-22,6,0];"
                   "BL57[0,6,0]", "BL57[0,6,0];BL57[20,2,0];BL57[36,26,0]")),
             Mark("", ("BL56[0,0,0];BL57[0,8,0]",))),
    "achilles": (Mark("calcaneal tendon", ("BL60*.3+KI3*.7[0,6,-30];KI7*.6+BL59*.4[0,16,-30]",
                                           "BL60*.7+KI3*.3[0,6,-30];KI7*.4+BL59*.6[0,16,-30]")),),
    "malleoli": (Mark("lateral malleolus", (), (("lateral-malleolus-prominence[8,0,0]", 11, 15),)),
                 Mark("medial malleolus", (), (("medial-malleolus-prominence[-8,0,0]", 12, 14),))),
    "navicular": (Mark("navicular tuberosity", (), (("KI2[0,9,-4]", 7, 6),)),),
    "metatarsal": (Mark("tuberosity of the fifth metatarsal", (), (("BL64[0,6,-4]", 6, 6),)),),
}  # fmt: skip
"""Landmarks by the name under which plates ask for them."""


def _curve(guides: Floats) -> Floats:
    """Return a Catmull-Rom curve through the guides, sampled about every `STEP`."""
    if len(guides) < 3:
        count = max(int(np.linalg.norm(guides[-1] - guides[0]) / STEP), 2)
        return np.linspace(guides[0], guides[-1], count + 1)
    ends = np.vstack([2 * guides[0] - guides[1], guides, 2 * guides[-1] - guides[-2]])
    made = []
    for k in range(len(guides) - 1):
        a, b, c, d = ends[k : k + 4]
        t = np.linspace(0, 1, max(int(np.linalg.norm(c - b) / STEP), 2), endpoint=False)[:, None]
        made.append(
            0.5 * (2 * b + (c - a) * t + (2 * a - 5 * b + 4 * c - d) * t**2
                   + (3 * b - a - 3 * c + d) * t**3)
        )  # fmt: skip
    return np.vstack([*made, guides[-1:]])


def _oval(model: Model, centre: Floats, normal: Floats, wide: float, high: float) -> Floats:
    """Return an oval in the tangent plane, its height along the limb or the trunk (upwards)."""
    up = np.array([0.0, 1.0, 0.0]) if abs(normal[1]) < 0.8 else np.array([0.0, 0.0, -1.0])
    up = up - (up @ normal) * normal
    up = up / np.linalg.norm(up)
    angle = np.linspace(0, 2 * np.pi, 33)[:, None]
    made: Floats = centre + np.cos(angle) * wide * np.cross(up, normal) + np.sin(angle) * high * up
    return made


def drawn(model: Model, finder: Finder, mark: Mark) -> Drawn:
    """Return a mark on the skin of the standing model.

    Parameters
    ----------
    model : Model
    finder : Finder
        Of the skin, rows as in `Model.skin`.
    mark : Mark
    """
    strokes = []
    for way in mark.ways:
        guides = np.array([spot(model, text) for text in way.split(";")])
        strokes.append(finder.nearest(_curve(_on_skin(model, finder, guides))))
    for text, wide, high in mark.ovals:
        row, share = finder.nearest(spot(model, text)[None])
        corners = model.skin[row[0]]
        normal = share[0] @ model.normals[corners]
        normal = normal / np.linalg.norm(normal)
        centre = share[0] @ model.vertices[corners]
        strokes.append(finder.nearest(_oval(model, centre, normal, wide, high)))
    if mark.tag:
        tag = finder.nearest(spot(model, mark.tag)[None])
    else:
        row, share = strokes[0]
        half = len(row) // 2
        tag = row[half : half + 1], share[half : half + 1]
    return Drawn(mark.label, tuple(strokes), tag, mark.both)


def _on_skin(model: Model, finder: Finder, places: Floats) -> Floats:
    row, share = finder.nearest(places)
    made: Floats = (share[:, :, None] * model.vertices[model.skin[row]]).sum(1)
    return made
