"""The table of plates: what each shows, from where, how large.

Places are given in the words of `Spot`: the name of a joint, landmark or point, or several of them
with weights, and an offset in mm.
"""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np

from kb.body.mesh import Floats, Ints
from kb.body.model import Model
from kb.body.plates.camera import View, axes, facing
from kb.frozen import frozen

__all__ = ["BESIDE", "SHEETS", "Sheet", "shown", "spot"]


@frozen
class Sheet:
    """A plate before it is drawn.

    Attributes
    ----------
    id, title, region : str
        ``forearm-palmar``; what is seen; the group it is listed in.
    look : tuple
        ``(yaw, pitch)`` in degrees, or the name of a limb frame and its side.
    at : str
        Centre of the view (see `spot`).
    size : (float, float)
        What is seen, in mm.
    scale : float
        Units per mm.
    shows : str
        ``all``, ``head``, ``arm``, ``trunk`` (no arms), ``leg`` or ``foot`` (left ones).
    pose : str
        Pose of the model.
    marks : str
        Landmarks drawn, by name.
    labels : bool
        False for the whole figures, on which points are only dots.
    facing : float
        A point is shown when its skin faces the viewer at least this much (cosine).
    """

    id: str
    title: str
    region: str
    look: tuple[float, float] | tuple[str, str]
    at: str
    size: tuple[float, float]
    scale: float
    marks: str = ""
    shows: str = "all"
    pose: str = "standing"
    labels: bool = True
    facing: float = 0.34

    def view(self, model: Model) -> View:
        """Return the view on a model in the pose of the plate."""
        width, height = (round(side * self.scale) for side in self.size)
        first, second = self.look
        if isinstance(first, str):
            frame = _limb(model, first, str(second))
        else:
            frame = facing(float(first), float(second))
        return View(frame, spot(model, self.at), width, height, self.scale)


def spot(model: Model, text: str) -> Floats:
    """Return a place in mm.

    Parameters
    ----------
    model : Model
    text : str
        Names with optional weights, joined by ``+``, then perhaps an offset in brackets:
        ``l-elbow``, ``l-elbow*.4+l-hand*.6``, ``GV24[0,2,-14]``. A bare bracket is a place itself.
    """
    names, _, rest = text.partition("[")
    place, total = np.zeros(3), 0.0
    for part in filter(None, names.split("+")):
        name, _, weight = part.partition("*")
        share = float(weight or 1)
        place = place + share * _named(model, name)
        total += share
    if total:
        place = place / total
    if rest:
        place = place + np.array([float(x) for x in rest.rstrip("]").split(",")])
    return place


def _named(model: Model, name: str) -> Floats:
    known: Mapping[str, Floats] = model.landmarks
    if name in known:
        return known[name]
    if name in model.anchors:
        return model.anchors[name].position
    return model.joints[name]


def _limb(model: Model, limb: str, side: str) -> Floats:
    """Return axes with the limb upright: ``forearm``, ``upperarm`` or ``hand``; seen from a side.

    The sides are those of the anatomical position: palm, back, radial, ulnar.
    """
    joint = model.joints
    hand, elbow, shoulder = joint["l-hand"], joint["l-elbow"], joint["l-shoulder"]
    second, fifth = joint["l-finger-2-1"], joint["l-finger-5-1"]
    if limb == "hand":
        along = joint["l-finger-3-1"] - hand
        front = np.cross(fifth - hand, second - hand)
        front = front if front[2] > 0 else -front
    else:
        along = hand - elbow if limb == "forearm" else elbow - shoulder
        front = np.array([0.0, 0.0, 1.0])
    across = np.cross(-along, front)
    across = across / np.linalg.norm(across)
    if side == "palm":
        return axes(across, -along)
    if side == "back":
        return axes(-across, -along)
    ahead = np.cross(across, -along)
    return axes(-ahead if side == "radial" else ahead, -along)


def shown(sheet: Sheet, model: Model, arm: Floats) -> Ints:
    """Return the triangles a plate shows.

    Parameters
    ----------
    arm : (n,) float
        How much each vertex belongs to an arm (see `kb.body.plates.draw`).
    """
    corners = model.triangles
    middle = model.vertices[corners].mean(1)
    of_arm = arm[corners].mean(1) > 0.5
    left = middle[:, 0] > 0
    high = middle[:, 1]
    kept = {
        "all": high > -np.inf,
        "arm": of_arm & left,
        "trunk": ~of_arm,
        "leg": ~of_arm & left,
        "foot": left & (high < model.joints["l-ankle"][1] + 14),
        "head": high > model.joints["neck"][1] + 22,
    }
    made: Ints = corners[kept[sheet.shows]]
    return made


BESIDE: Mapping[str, frozenset[str]] = {
    "head": frozenset({"head", "neck"}),
    "neck": frozenset({"neck", "head", "trunk", "back"}),
    "trunk": frozenset({"trunk", "neck", "back", "leg"}),
    "back": frozenset({"back", "trunk", "neck", "head", "arm", "leg"}),
    "arm": frozenset({"arm", "hand", "back", "neck"}),
    "hand": frozenset({"hand", "arm"}),
    "leg": frozenset({"leg", "foot", "trunk", "back"}),
    "foot": frozenset({"foot", "leg"}),
}
"""Regions whose points a plate shows: a chest behind an arm is only ground."""

HEAD = "head[0,35,30]"
_BROW = "hairline eyebrow zygomatic mastoid"
_BACK = "spine scapula scapular-spine acromion"

SHEETS: tuple[Sheet, ...] = (
    Sheet("body-front", "Whole body, front", "body", (0, 0), "[0,48,0]", (800, 1790), 0.5,
          "nipple", labels=False),
    Sheet("body-side", "Whole body, left side", "body", (90, 0), "[0,48,0]", (420, 1790), 0.5,
          labels=False),
    Sheet("body-back", "Whole body, back", "body", (180, 0), "[0,48,0]", (800, 1790), 0.5,
          "gluteal-fold", labels=False),
    Sheet("head-front", "Head, front", "head", (0, 0), HEAD, (230, 262), 2.9, _BROW),
    Sheet("head-side", "Head, left side", "head", (90, 0), HEAD, (270, 262), 3.1, _BROW + " scm"),
    Sheet("head-back", "Head, back", "head", (180, 0), HEAD, (230, 262), 2.9,
          "hairline mastoid"),
    Sheet("head-top", "Head, top", "head", (0, 82), HEAD, (230, 262), 2.9, "hairline",
          shows="head"),
    Sheet("head-oblique", "Head, forehead and temple", "head", (48, 22), "head[20,75,50]",
          (210, 190), 3.6, _BROW),
    Sheet("face", "Face", "head", (0, 0), "ST3*.6+BL2*.4[-28,-8,0]", (136, 180), 4.4,
          "eyebrow"),
    Sheet("ear", "Ear region", "head", (84, 0), "TE21*.5+TE18*.5[0,2,0]", (136, 150), 5.0,
          "hairline zygomatic mastoid"),
    Sheet("neck-front", "Neck, front", "neck", (0, -12), "CV22*.5+CV23*.5[0,4,0]",
          (240, 190), 3.3, "scm clavicle larynx"),
    Sheet("neck-side", "Neck, left side", "neck", (72, 0), "ST9*.4+TE16*.3+ST11*.3[0,6,0]",
          (200, 210), 3.6, "scm clavicle larynx mastoid"),
    Sheet("chest", "Chest", "trunk", (0, 0), "CV18[0,-10,0]", (420, 330), 2.15,
          "clavicle sternum nipple costal"),
    Sheet("abdomen-upper", "Abdomen, upper half", "trunk", (0, 0), "CV12[0,-6,0]", (330, 270),
          2.75, "costal navel nipple", shows="trunk"),
    Sheet("abdomen-lower", "Abdomen, lower half", "trunk", (0, 0), "CV4[0,-4,0]", (380, 270),
          2.5, "navel iliac pubis inguinal", shows="trunk"),
    Sheet("chest-side", "Side of the trunk, arm raised", "trunk", (90, 0),
          "GB22*.4+GB26*.6[0,12,0]",
          (330, 480), 1.75, "costal nipple iliac armpit", pose="raised"),
    Sheet("chest-oblique", "Side of the chest, arm raised", "trunk", (52, -4),
          "GB22*.5+SP18*.5[0,-2,0]", (300, 300), 2.5, "costal nipple armpit", pose="raised"),
    Sheet("armpit", "Armpit, arm raised", "trunk", (40, -20), "HT1[-20,-20,0]", (330, 290),
          2.4, "nipple armpit", pose="raised"),
    Sheet("back-upper", "Upper back", "back", (180, 0), "GV9[0,32,0]", (400, 350), 2.25, _BACK),
    Sheet("back-lower", "Lower back", "back", (180, 0), "GV4[0,-4,0]", (330, 300), 2.6,
          "spine iliac scapula", shows="trunk"),
    Sheet("sacrum", "Sacrum and buttock", "back", (180, 0), "BL32[0,-46,0]", (300, 250), 2.9,
          "spine sacrum psis iliac gluteal-fold", shows="trunk"),
    Sheet("shoulder-top", "Shoulder from behind and above", "back", (180, 42),
          "SI12*.6+GB21*.4[-4,-6,0]",
          (290, 240), 3.0, _BACK),
    Sheet("shoulder-side", "Shoulder, left side", "arm", (100, 12), "l-shoulder[0,-20,0]",
          (230, 230), 3.0, "acromion clavicle scapular-spine"),
    Sheet("upper-arm-front", "Upper arm, front", "arm", ("upperarm", "palm"),
          "l-shoulder*.45+l-elbow*.55", (220, 380), 2.0, "cubital epicondyles"),
    Sheet("upper-arm-back", "Upper arm, back", "arm", ("upperarm", "back"),
          "l-shoulder*.45+l-elbow*.55", (220, 380), 2.0, "olecranon epicondyles acromion"),
    Sheet("upper-arm-lateral", "Upper arm, outer side", "arm", ("upperarm", "radial"),
          "l-shoulder*.45+l-elbow*.55", (200, 400), 2.0, "acromion cubital olecranon epicondyles"),
    Sheet("upper-arm-medial", "Upper arm, inner side", "arm", ("upperarm", "ulnar"),
          "HT1*.42+l-elbow*.58[0,-8,0]", (180, 260), 2.6, "cubital epicondyles", shows="arm"),
    Sheet("elbow", "Elbow, outer side", "arm", ("forearm", "radial"), "l-elbow[0,-8,0]", (190, 210),
          3.4, "cubital olecranon epicondyles", shows="arm"),
    Sheet("forearm-palmar", "Forearm, palm side", "arm", ("forearm", "palm"),
          "l-elbow*.48+l-hand*.52", (170, 370), 2.1,
          "cubital wrist styloids tendons pisiform epicondyles", shows="arm"),
    Sheet("forearm-dorsal", "Forearm, back", "arm", ("forearm", "back"),
          "l-elbow*.48+l-hand*.52", (170, 370), 2.1, "olecranon wrist-back styloids epicondyles",
          shows="arm"),
    Sheet("forearm-radial", "Forearm, thumb side", "arm", ("forearm", "radial"),
          "l-elbow*.48+l-hand*.52", (170, 390), 2.1,
          "cubital wrist wrist-back styloids epicondyles", shows="arm"),
    Sheet("forearm-ulnar", "Forearm, little finger side", "arm", ("forearm", "ulnar"),
          "l-elbow*.48+l-hand*.52", (170, 370), 2.1, "cubital wrist styloids pisiform epicondyles",
          shows="arm"),
    Sheet("wrist-palmar", "Wrist, palm side", "hand", ("forearm", "palm"),
          "l-hand[-6,14,0]", (110, 125), 5.4, "wrist styloids tendons pisiform", shows="arm"),
    Sheet("wrist-dorsal", "Wrist, back", "hand", ("forearm", "back"),
          "l-hand[0,10,0]", (120, 125), 5.0, "wrist-back styloids", shows="arm"),
    Sheet("hand-palm", "Hand, palm", "hand", ("hand", "palm"), "l-finger-3-1[4,-6,0]", (170, 220),
          3.4, "wrist palm-creases finger-creases", shows="arm", facing=0.12),
    Sheet("hand-back", "Hand, back", "hand", ("hand", "back"), "l-finger-3-1[4,-4,0]", (190, 220),
          3.4, "wrist-back knuckles", shows="arm", facing=0.12),
    Sheet("hand-radial", "Hand, thumb side", "hand", ("hand", "radial"), "l-finger-2-1[0,2,0]",
          (150, 220), 3.3, "wrist styloids", shows="arm", facing=0.12),
    Sheet("hand-ulnar", "Hand, little finger side", "hand", ("hand", "ulnar"),
          "l-finger-5-1[0,0,0]", (140,
          200), 3.5, "wrist pisiform styloids", shows="arm", facing=0.12),
    Sheet("fingers", "Finger tips from the back", "hand", ("hand", "back"),
          "l-finger-2-4*.5+l-finger-5-4*.5[6,4,0]", (150, 110), 5.4, "", shows="arm", facing=0.05),
    Sheet("groin", "Groin", "trunk", (12, 0), "ST30*.6+LR11*.4[14,6,0]", (190, 180), 3.8,
          "pubis inguinal", shows="trunk"),
    Sheet("thigh-front", "Thigh, front", "leg", (0, 0), "l-upper-leg*.5+l-knee*.5[8,-6,0]",
          (270, 530), 1.5, "patella pubis inguinal", shows="leg"),
    Sheet("thigh-back", "Thigh, back", "leg", (180, 0), "l-upper-leg*.5+l-knee*.5[8,-14,0]",
          (270, 530), 1.5, "gluteal-fold popliteal", shows="leg"),
    Sheet("thigh-medial", "Thigh, inner side", "leg", (-75, 0),
          "l-upper-leg*.42+l-knee*.58[0,-20,0]",
          (240, 470), 1.6, "patella popliteal", shows="leg"),
    Sheet("thigh-lateral", "Thigh and hip, outer side", "leg", (92, 0),
          "l-upper-leg*.55+l-knee*.45[0,10,0]", (270, 560), 1.45,
          "trochanter patella iliac popliteal", shows="leg"),
    Sheet("hip", "Hip and buttock", "leg", (125, 0), "GB30*.6+GB29*.4[0,-6,0]", (280, 270), 2.6,
          "trochanter iliac sacrum psis gluteal-fold", shows="trunk"),
    Sheet("knee-front", "Knee, front", "leg", (8, 0), "l-knee[4,-12,0]", (190, 250), 3.1,
          "patella tuberosity fibula-head", shows="leg"),
    Sheet("knee-back", "Knee, back", "leg", (180, 0), "BL40[0,-4,0]", (170, 200), 3.5,
          "popliteal", shows="leg"),
    Sheet("knee-medial", "Knee, inner side", "leg", (-85, 0), "l-knee[0,-20,0]", (180, 220), 3.3,
          "patella tuberosity popliteal tibia", shows="leg"),
    Sheet("knee-lateral", "Knee, outer side", "leg", (84, 0), "l-knee[0,-20,0]", (180, 220), 3.3,
          "patella tuberosity fibula-head popliteal", shows="leg"),
    Sheet("leg-front", "Leg, front", "leg", (22, 0), "l-knee*.5+l-ankle*.5[0,-6,0]", (190, 520),
          1.6,
          "patella tuberosity fibula-head shin malleoli", shows="leg"),
    Sheet("leg-lateral", "Leg, outer side", "leg", (82, 0), "l-knee*.5+l-ankle*.5[0,-6,0]",
          (210, 520), 1.6, "patella tuberosity fibula-head malleoli popliteal shin", shows="leg"),
    Sheet("leg-medial", "Leg, inner side", "leg", (-75, 0), "l-knee*.5+l-ankle*.5[0,-6,0]",
          (210, 520), 1.6, "patella malleoli popliteal tibia", shows="leg"),
    Sheet("leg-back", "Leg, back", "leg", (180, 0), "l-knee*.5+l-ankle*.5[0,-6,0]", (190, 520),
          1.6, "popliteal calf achilles malleoli", shows="leg"),
    Sheet("ankle-medial", "Ankle, inner side", "foot", (-84, 4), "l-ankle[0,-16,14]", (200, 160),
          4.0, "malleoli navicular", shows="leg"),
    Sheet("ankle-lateral", "Ankle, outer side", "foot", (88, 4), "l-ankle[0,-16,14]", (200, 160),
          4.0, "malleoli metatarsal", shows="leg"),
    Sheet("foot-medial", "Foot, inner side", "foot", (-90, 6), "l-foot-1[0,24,20]", (290, 150), 2.9,
          "malleoli navicular", shows="leg"),
    Sheet("foot-lateral", "Foot, outer side", "foot", (90, 6), "l-foot-1[0,24,20]", (290, 150), 2.9,
          "malleoli metatarsal", shows="leg", facing=0.2),
    Sheet("foot-dorsum", "Foot, upper side", "foot", (0, 58), "l-foot-1[0,24,22]", (170, 250), 3.1,
          "malleoli metatarsal", shows="leg", facing=0.12),
    Sheet("foot-sole", "Foot, sole", "foot", (0, -90), "l-foot-1[0,0,-59]", (150, 290), 2.6, "sole",
          shows="foot"),
    Sheet("toes", "Toes", "foot", (8, 52), "l-toe-3-1[2,0,12]", (130, 110), 5.6, "",
          shows="leg", facing=0.12),
)  # fmt: skip
"""Every plate that is a view of the model, in the order of the contents."""
