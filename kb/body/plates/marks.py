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
                "anterior-hairline-forehead-corner[4,-22,3];ear-front[6,20,30];"
                "ear-front[2,0,19];ear-front[0,-12,12];ear-front[0,-16,6];ear-front[0,0,4];"
                "ear-hairline-apex[0,0,12];ear-hairline-apex;ear-hairline-posterior",
                "ear-hairline-posterior;mastoid-process-centre[2,12,-12];"
                "mastoid-process-centre[0,-14,-14];mastoid-process-centre[-6,-28,-24];"
                "posterior-hairline[24,0,6];posterior-hairline",
            ),
            tag="anterior-hairline*.45+anterior-hairline-forehead-corner*.55",
        ),
    ),
    "eyebrow": (Mark("eyebrow", ("glabella[13,0,0];glabella*.45+eyebrow-middle*.55[0,-3,0];"
                          "eyebrow-middle;eyebrow-middle*.5+eyebrow-lateral-end*.5[0,1.5,0];"
                          "eyebrow-lateral-end",)),),
    "zygomatic": (Mark("zygomatic arch", ("cheekbone-top;zygomatic-arch-midpoint;"
                                          "ear-front[0,-4,4]",),
                       tag="zygomatic-arch-midpoint*.6+cheekbone-top*.4"),),
    "mastoid": (Mark("mastoid process", (), (("mastoid-process-centre", 9, 14),),
                     tag="mastoid-process-tip[0,-2,-4]"),),
    "scm": (
        Mark("sternocleidomastoid",
             ("mastoid-process-tip[0,0,5];mastoid-process-tip*.66+clavicle-sternal-end*.34;"
              "mastoid-process-tip*.42+clavicle-sternal-end*.58;"
              "mastoid-process-tip*.2+clavicle-sternal-end*.8;clavicle-sternal-end",
              "sternocleidomastoid-origin;sternocleidomastoid-origin*.66+clavicle-medial-third*.34;"
              "sternocleidomastoid-origin*.42+clavicle-medial-third*.58;"
              "sternocleidomastoid-origin*.2+clavicle-medial-third*.8;clavicle-medial-third"),
             tag="sternocleidomastoid-origin*.5+mastoid-process-tip*.1+clavicle-medial-third*.4"),
    ),
    "larynx": (Mark("laryngeal prominence", (), (("laryngeal-prominence", 9, 12),), False),),
    "clavicle": (
        Mark("clavicle",
             ("suprasternal-fossa-centre[10,6,0];clavicle-medial-third;"
              "clavicle-inferior-border-lateral*.4+clavicle-medial-third*.6[0,12,0];"
              "clavicle-inferior-border-lateral[0,22,0];acromion-lateral-end[-14,2,8]",
              "suprasternal-fossa-centre[12,-6,0];clavicle-inferior-border-medial[0,6,0];"
              "clavicle-inferior-border-medial*.5+clavicle-inferior-border-lateral*.5[0,7,0];"
              "clavicle-inferior-border-lateral[0,8,0];acromion-lateral-end[-12,-4,14]"),
             tag="clavicle-inferior-border-medial*.5+clavicle-inferior-border-lateral*.5[0,10,0]"),
    ),
    "sternum": (
        Mark("sternal angle",
             ("first-intercostal-space*.5+second-intercostal-space*.5[-20,0,0];"
              "first-intercostal-space*.5+second-intercostal-space*.5[20,0,0]",), both=False),
        Mark("xiphisternal junction", ("xiphisternal-junction[-14,0,0];"
                                       "xiphisternal-junction[14,0,0]",), both=False),
        Mark("", ("suprasternal-fossa-centre[16,-8,0];second-intercostal-space[18,0,0];"
                  "xiphisternal-junction[15,4,0]",)),
        Mark("suprasternal notch", ("suprasternal-fossa-centre[-11,4,0];"
                                    "suprasternal-fossa-centre[0,-4,0];"
                                    "suprasternal-fossa-centre[11,4,0]",), both=False),
    ),
    "nipple": (Mark("", (), (("nipple-centre", 10, 9), ("nipple-centre", 2.5, 2.5))),),
    "costal": (
        Mark("costal margin",
             ("xiphisternal-junction[6,-6,0];"
              "xiphisternal-junction*.75+eleventh-rib-free-extremity*.25[6,-6,50];"
              "xiphisternal-junction*.45+eleventh-rib-free-extremity*.55[8,-16,60];"
              "xiphisternal-junction*.15+eleventh-rib-free-extremity*.85[8,-14,40];"
              "eleventh-rib-free-extremity;twelfth-rib-free-extremity[4,2,4];"
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
    "inguinal": (Mark("inguinal groove",
                      ("anterior-superior-iliac-spine[-6,-10,0];"
                       "anterior-superior-iliac-spine*.5+pubic-symphysis-superior-border*.5[28,-22,0];"
                       "anterior-superior-iliac-spine*.3+pubic-symphysis-superior-border*.7[26,-22,0];"
                       "pubic-symphysis-superior-border[30,-18,0]",)),),
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
              "scapula-inferior-angle*.5+acromial-angle*.5[6,-16,0];acromial-angle[-18,-46,0]",
              "scapula-superior-angle;scapula-spine-midpoint[-12,34,4];"
              "scapula-spine-midpoint[16,30,10]"),
             tag="scapula-medial-border*.4+scapula-inferior-angle*.6[6,0,0]"),
    ),
    "scapular-spine": (Mark("spine of the scapula",
                            ("scapula-spine-medial-end;scapula-spine-midpoint;"
                             "acromial-angle[-4,0,0]",)),),
    "acromion": (Mark("acromion", (), (("acromion-lateral-end[2,-6,0]", 14, 10),)),),
    "armpit": (Mark("front fold of the armpit",
                    ("anterior-axillary-fold[2,4,0];anterior-axillary-fold[-20,-6,8];"
                     "anterior-axillary-fold[-38,-30,14]",)),
               Mark("hind fold of the armpit",
                    ("posterior-axillary-fold[2,4,0];posterior-axillary-fold[-20,-4,-8];"
                     "posterior-axillary-fold[-34,-30,-12]",))),
    "sacrum": (Mark("sacrum", ("s1-spinous-process[44,10,0];s2-spinous-process[38,-6,0];"
                               "s2-spinous-process*.4+sacral-hiatus*.6[24,0,0];"
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
    "cubital": (Mark("elbow crease", ("cubital-crease-lateral-end;cubital-crease-midpoint;"
                                      "cubital-crease-medial-end",),
                     tag="cubital-crease-lateral-end*.4+cubital-crease-midpoint*.6"),),
    "olecranon": (Mark("olecranon", (), (("olecranon-prominence[0,4,-60]", 11, 15),)),),
    "epicondyles": (Mark("lateral epicondyle", (), (("humerus-lateral-epicondyle", 8, 9),)),
                    Mark("medial epicondyle", (), (("humerus-medial-epicondyle[-20,0,0]", 8, 9),))),
    "wrist": (Mark("wrist crease",
                   ("palmar-wrist-crease-radial-end;palmar-wrist-crease-midpoint;"
                    "palmar-wrist-crease-ulnar-end",),
                   tag="palmar-wrist-crease-midpoint*.5+palmar-wrist-crease-radial-end*.5"),
              Mark("", ("palmar-wrist-crease-radial-end[0,7,0];"
                        "palmar-wrist-crease-midpoint[0,8,0];"
                        "palmar-wrist-crease-ulnar-end[0,7,0]",))),
    "wrist-back": (Mark("back crease of the wrist",
                        ("dorsal-wrist-crease-radial-end;dorsal-wrist-crease-midpoint;"
                         "dorsal-wrist-crease-ulnar-end",),
                        tag="dorsal-wrist-crease-midpoint*.7+dorsal-wrist-crease-ulnar-end*.3"),),
    "styloids": (Mark("styloid process of the radius", (), (("radius-styloid-process", 6, 9),)),
                 Mark("head of the ulna", (), (("ulna-head", 8, 9),))),
    "tendons": (Mark("tendon of palmaris longus",
                     ("palmar-wrist-crease-midpoint[-4,0,0];palmar-wrist-crease-midpoint*.55+"
                      "cubital-crease-midpoint*.29+cubital-crease-medial-end*.16[-4,0,0]",),
                     tag="palmar-wrist-crease-midpoint*.72+cubital-crease-midpoint*.18+"
                         "cubital-crease-medial-end*.1[-4,0,0]"),
                Mark("tendon of flexor carpi radialis",
                     ("palmar-wrist-crease-midpoint[3,0,0];palmar-wrist-crease-midpoint*.55+"
                      "cubital-crease-midpoint*.29+cubital-crease-medial-end*.16[3,0,0]",),
                     tag="palmar-wrist-crease-midpoint*.64+cubital-crease-midpoint*.23+"
                         "cubital-crease-medial-end*.13[3,0,0]")),
    "pisiform": (Mark("pisiform", (), (("pisiform-bone", 6, 6),)),),
    "palm-creases": (
        Mark("", ("palm-2[7,-4,0];palm-2*.55+palm-3*.1+palmar-wrist-crease-midpoint*.35[4,0,8];"
                  "palm-2*.3+palm-3*.1+palmar-wrist-crease-midpoint*.6[6,0,8]",)),
        Mark("", ("palm-2[7,-6,0];palm-3*.75+palmar-wrist-crease-midpoint*.25;"
                  "palm-5*.6+palmar-wrist-crease-midpoint*.4[-6,0,0]",)),
        Mark("", ("palm-2*.5+palm-3*.5;palm-4*.85+palmar-wrist-crease-midpoint*.15;"
                  "palm-5*.85+palmar-wrist-crease-midpoint*.15[-8,0,0]",)),
    ),
    "finger-creases": tuple(
        Mark("", (), ((f"finger-{f}-{j}-palm", 6, 0.4),)) for f in (2, 3, 4, 5) for j in (2, 3)
    ),
    "knuckles": tuple(Mark("", (), ((f"knuckle-{f}-back", 5, 6),)) for f in (2, 3, 4, 5)),
    "patella": (Mark("patella", ("patella-base-midpoint;patella-base-lateral-end;"
                                 "patella-base-lateral-end*.5+patella-apex*.5[3,-2,0];patella-apex;"
                                 "patella-base-medial-end*.5+patella-apex*.5[-3,-2,0];"
                                 "patella-base-medial-end;patella-base-midpoint",),
                     tag="patella-base-midpoint*.5+patella-apex*.5"),),
    "tuberosity": (Mark("tibial tuberosity", (), (("patella-apex[2,-34,30]", 8, 10),)),
                   Mark("patellar ligament", ("patella-apex[-9,-2,30];patella-apex[-5,-26,30]",
                                              "patella-apex[9,-2,30];patella-apex[9,-26,30]"))),
    "fibula-head": (Mark("head of the fibula", (), (("fibula-head[10,0,0]", 9, 10),)),),
    "shin": (Mark("border of the tibia",
                  ("patella-apex[4,-46,30];patella-apex*.66+l-ankle*.34[-11,0,60];"
                   "patella-apex*.36+l-ankle*.64[-24,0,60];l-ankle[-22,26,40]",),
                  tag="patella-apex*.2+l-ankle*.8[-24,0,60]"),),
    "tibia": (Mark("medial border of the tibia",
                   ("tibia-medial-condyle-inferior-border[0,0,12];"
                    "tibia-medial-condyle-inferior-border*.66+medial-malleolus-prominence*.34[-30,0,8];"
                    "tibia-medial-condyle-inferior-border*.3+medial-malleolus-prominence*.7[-30,0,8];"
                    "medial-malleolus-prominence[-10,16,4]",)),),
    "popliteal": (Mark("popliteal crease",
                       ("popliteal-crease-lateral-end*.7+popliteal-crease-midpoint*.3[0,0,-20];"
                        "popliteal-crease-midpoint;"
                        "popliteal-crease-medial-end*.7+popliteal-crease-midpoint*.3[0,0,-20]",),
                       tag="popliteal-crease-midpoint*.6+popliteal-crease-medial-end*.4[0,0,-20]"),),
    "calf": (Mark("bellies of the gastrocnemius",
                  ("l-knee*.52+l-ankle*.48[-28,9,-60];l-knee*.52+l-ankle*.48[-10,-19,-60];"
                   "l-knee*.52+l-ankle*.48[12,-19,-60]",
                   "l-knee*.52+l-ankle*.48[12,-19,-60];l-knee*.52+l-ankle*.48[32,-23,-60];"
                   "l-knee*.52+l-ankle*.48[48,1,-60]")),
             Mark("", ("l-knee*.7+l-ankle*.3[12,-10,-70];l-knee*.52+l-ankle*.48[12,-17,-60]",))),
    "achilles": (Mark("calcaneal tendon", ("heel[-8,30,0];heel[-9,110,0]",
                                           "heel[8,30,0];heel[9,110,0]")),),
    "malleoli": (Mark("lateral malleolus", (), (("lateral-malleolus-prominence[8,0,0]", 11, 15),)),
                 Mark("medial malleolus", (), (("medial-malleolus-prominence[-8,0,0]", 12, 14),))),
    "navicular": (Mark("navicular tuberosity", (), (("navicular-bone-tuberosity", 7, 6),)),),
    "sole": (Mark("line from web to heel",
                  (";".join(f"second-third-toe-web-margin*{k}+heel*{1 - k:.2f}[0,-13,0]"
                            for k in (0.99, 0.85, 0.7, 0.55, 0.4, 0.25, 0.1, 0.04)),),
                  tag="second-third-toe-web-margin*.2+heel*.8[0,-13,0]"),
             *(Mark(f"{name} third",
                    (f"second-third-toe-web-margin*{k}+heel*{1 - k:.3f}[-7,-13,0];"
                     f"second-third-toe-web-margin*{k}+heel*{1 - k:.3f}[7,-13,0]",))
               for name, k in (("first", 0.667), ("second", 0.333)))),
    "metatarsal": (Mark("tuberosity of the fifth metatarsal", (),
                        (("fifth-metatarsal-bone-tuberosity", 6, 6),)),),
}  # fmt: skip
"""Landmarks by the name under which plates ask for them."""


def _curve(guides: Floats) -> Floats:
    """Return a Catmull-Rom curve through the guides, sampled about every `STEP`.

    One that ends where it begins is closed, without a corner there.
    """
    if len(guides) < 3:
        count = max(int(np.linalg.norm(guides[-1] - guides[0]) / STEP), 2)
        return np.linspace(guides[0], guides[-1], count + 1)
    if np.allclose(guides[0], guides[-1]):
        ends = np.vstack([guides[-2], guides, guides[1]])
    else:
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
