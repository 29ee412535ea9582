"""Temporary: placement as in the spike; to be replaced by kb.body.place."""

# ruff: noqa
# mypy: ignore-errors
import json
from pathlib import Path
import numpy as np

n_ = lambda a: np.asarray(a, float) / np.linalg.norm(a)
PICKS = json.loads((Path(__file__).parent / "picks.json").read_text())


class Body:
    def __init__(s, sex, V, T, J, ids, wheel):
        import trimesh
        from trimesh.ray.ray_pyembree import RayMeshIntersector

        s.J = {k: v / 100 for k, v in J.items()}
        s.V, s.T = V / 100, T
        s.m = trimesh.Trimesh(s.V, s.T, process=False)
        s.ray = RayMeshIntersector(s.m)
        s.sex = sex
        s.wheel = wheel
        s.inv = {int(o): i for i, o in enumerate(ids)}

    def hit(s, o, dirn, last=False):
        o = np.asarray(o, float)
        dd = n_(dirn)
        loc, _, tri = s.ray.intersects_location(o[None], dd[None], multiple_hits=True)
        if not len(loc):
            raise ValueError("no hit")
        k = np.argsort(np.linalg.norm(loc - o, axis=1))
        k = k[-1] if last else k[0]
        return loc[k]

    def pick(s, view, x, y):
        tri, bc = PICKS[f"{view}:{x}:{y}"]
        return np.array(bc) @ s.V[s.T[tri]]

    def target_peak(s, name, body=True):
        i, dv = s.wheel.target(name)
        k = np.argsort(-np.linalg.norm(dv, axis=1))
        for j in k:
            if int(i[j]) in s.inv and i[j] < 13380:
                return s.V[s.inv[int(i[j])]]


class Limb:
    """Axis between two landmarks A (proximal) and B (distal), n cun long."""

    def __init__(s, b, A, B, cun, ant, lat_sign=1):
        s.b, s.A, s.B, s.n = b, np.asarray(A, float), np.asarray(B, float), cun
        s.ax = n_(s.B - s.A)
        s.ant = n_(np.asarray(ant, float) - np.dot(ant, s.ax) * s.ax)
        lat = np.cross(s.ax, s.ant)
        s.lat = lat if lat[0] > 0 else -lat  # +x is the subject's left = lateral on the left limb
        s.cun = np.linalg.norm(s.B - s.A) / cun

    def centre(s, o):
        """Centre of the limb's cross-section through o (mean of opposite hits), so that azimuth means the same all along the limb."""
        c = np.array(o, float)
        for _ in range(2):
            for u in (s.ant, s.lat):
                a, b_ = s.b.hit(c, u), s.b.hit(c, -u)
                c = (a + b_) / 2
        return c

    def at(s, cun_from_A, az, last=False):
        o = s.A + s.ax * s.cun * cun_from_A
        t = np.deg2rad(az)
        try:
            c = s.centre(o)
            if np.linalg.norm(c - o) < 0.45 and c[0] > 0.5:
                o = c  # near the groin the section runs into the other leg: keep the axis
        except ValueError:
            pass
        return s.b.hit(o, np.cos(t) * s.ant + np.sin(t) * s.lat, last)


def build(b):
    J = b.J
    P = {}
    L = {}
    H = b.V[:, 1].max() - b.V[:, 1].min()
    floor = b.V[:, 1].min()
    # ---------- landmarks -------------
    nip = b.target_peak("breast/nipple-point-incr")
    if nip[0] < 0:
        nip = nip * [-1, 1, 1]
    nav = b.target_peak("stomach/stomach-navel-in")
    L["nipple"] = nip
    L["navel"] = b.hit([0, nav[1], 0], [0, 0, 1])
    yC7 = J["neck"][1] - 0.10
    ynotch = J["l-clavicle"][1] - 0.01
    yumb = L["navel"][1]
    ypub = J["l-upper-leg"][1] - 0.20
    yxi = yumb + (ynotch - yumb) * 0.505
    xc = nip[0] / 4  # transverse cun on the front

    def front(x, y):  # ray from far in front
        return b.hit([x, y, 10], [0, 0, -1])

    def back(x, y):
        while True:
            try:
                return b.hit([x, y, -10], [0, 0, 1])
            except ValueError:
                y -= 0.02

    cu = (yxi - yumb) / 8
    cl = (yumb - ypub) / 5

    def abd(up):
        return yumb + up * cu if up >= 0 else yumb + up * cl

    # ribs: intercostal spaces between notch and xiphisternal (1..5th ICS on the mammillary line); 4th = nipple
    ynip = nip[1]
    ics = {1: ynip + 3 * 0.78 * (ynotch - ynip) / 3.0, 4: ynip}
    s1 = (ynotch - ynip) * 0.80
    ics = {k: ynip + s1 * (4 - k) / 3 for k in (1, 2, 3, 4)}
    ics[5] = ynip - s1 / 3 * 1.05
    ics[6] = ynip - s1 / 3 * 2.05
    # spine: spinous process levels
    yL4 = yumb - 0.18
    hts = [19, 20, 20.5, 21, 21.5, 22, 22.5, 23, 24, 25, 26, 27, 32, 34, 35, 36]
    names = [f"T{i}" for i in range(1, 13)] + ["L1", "L2", "L3", "L4"]
    k = (yC7 - yL4) / sum(hts)
    y = yC7
    sp = {"C7": yC7}
    for nm, h in zip(names, hts):
        y -= h * k
        sp[nm] = y
    drop = {
        "T4": 0.5,
        "T5": 0.6,
        "T6": 0.75,
        "T7": 1.0,
        "T8": 1.0,
        "T9": 1.0,
        "T10": 0.9,
        "T11": 0.5,
        "T12": 0.15,
    }
    body = dict(sp)
    order = list(body)
    for nm, f in drop.items():
        nx = order[order.index(nm) + 1]
        sp[nm] = body[nm] - f * (body[nm] - body[nx])
    y -= 34 * k
    sp["L5"] = y
    for nm, h in (("S1", 28), ("S2", 25), ("S3", 22), ("S4", 20)):
        y -= h * k
        sp[nm] = y

    def under(v):  # depression below a spinous process
        o = list(sp)
        i = o.index(v)
        nx = sp[o[i + 1]] if i + 1 < len(o) else sp[v] - 0.2
        return sp[v] - 0.55 * (sp[v] - nx)

    bx = 0.68 * H / 17.34 / 3  # transverse cun on the back (medial scapular border = 3 cun)
    # ---------- trunk -----------------
    for i, u in (
        (2, -5),
        (3, -4),
        (4, -3),
        (5, -2),
        (6, -1.5),
        (7, -1),
        (8, 0),
        (9, 1),
        (10, 2),
        (11, 3),
        (12, 4),
        (13, 5),
        (14, 6),
        (15, 7),
    ):
        P[f"CV{i}"] = front(0, abd(u))
    P["CV16"] = front(0, yxi)
    P["CV17"] = front(0, ics[4])
    P["CV22"] = front(0, ynotch + 0.04)
    P["CV18"], P["CV19"], P["CV20"] = (front(0, ics[k]) for k in (3, 2, 1))
    P["CV21"] = front(0, (ics[1] + ynotch) / 2 + 0.02)
    for i, u in (
        (25, 0),
        (26, -1),
        (27, -2),
        (28, -3),
        (29, -4),
        (30, -5),
        (24, 1),
        (23, 2),
        (22, 3),
        (21, 4),
        (20, 5),
        (19, 6),
    ):
        P[f"ST{i}"] = front(2 * xc, abd(u))
    for i, kx in ((14, 1), (15, 2), (16, 3), (17, 4), (18, 5)):
        P[f"ST{i}"] = front(4 * xc, ics[kx])
    P["ST13"] = front(4 * xc, ics[1] + 0.26)
    for i, u in (
        (11, -5),
        (12, -4),
        (13, -3),
        (14, -2),
        (15, -1),
        (16, 0),
        (17, 2),
        (18, 3),
        (19, 4),
        (20, 5),
        (21, 6),
    ):
        P[f"KI{i}"] = front(0.5 * xc, abd(u))
    for i, kx in ((22, 5), (23, 4), (24, 3), (25, 2), (26, 1)):
        P[f"KI{i}"] = front(2 * xc, ics[kx])
    P["KI27"] = front(2 * xc, ynotch - 0.12)
    P["LU1"] = front(6 * xc, ics[1])
    P["LU2"] = front(5.6 * xc, ics[1] + 0.24)
    gv = {
        "3": "L4",
        "4": "L2",
        "5": "L1",
        "6": "T11",
        "7": "T10",
        "8": "T9",
        "9": "T7",
        "10": "T6",
        "11": "T5",
        "12": "T3",
        "13": "T1",
        "14": "C7",
    }
    for k_, v in gv.items():
        P[f"GV{k_}"] = back(0, under(v))
    bl = {
        11: "T1",
        12: "T2",
        13: "T3",
        14: "T4",
        15: "T5",
        16: "T6",
        17: "T7",
        18: "T9",
        19: "T10",
        20: "T11",
        21: "T12",
        22: "L1",
        23: "L2",
        24: "L3",
        25: "L4",
        26: "L5",
    }
    for i, v in bl.items():
        P[f"BL{i}"] = back(1.5 * bx, under(v))
    for i, v in {
        41: "T2",
        42: "T3",
        43: "T4",
        44: "T5",
        45: "T6",
        46: "T7",
        47: "T9",
        48: "T10",
        49: "T11",
        50: "T12",
        51: "L1",
        52: "L2",
    }.items():
        P[f"BL{i}"] = back(3 * bx, under(v))
    P["BL27"] = back(1.5 * bx, sp["S1"])
    P["BL28"] = back(1.5 * bx, sp["S2"])
    P["BL53"] = back(3 * bx, sp["S2"])
    # ---------- head ------------------
    C = np.array([0, J["head"][1] + 0.55, 0.35])
    gl = b.pick("face", 400, 348)
    arc = []
    a0 = np.arctan2(gl[1] - C[1], gl[2] - C[2])
    for t in np.linspace(a0, np.pi + 0.28, 240):
        arc.append(b.hit(C, [0, np.sin(t), np.cos(t)]))
    ylast = arc[-1][1]
    zc = J["neck"][2] + 0.1
    for yy in np.linspace(ylast - 0.02, sp["C7"], 60):
        arc.append(b.hit([0, yy, -6], [0, 0, 1]))
    arc = np.array(arc)
    S = np.r_[0, np.cumsum(np.linalg.norm(np.diff(arc, axis=0), axis=1))]
    s_front = 0.62 * H / 17.34  # glabella -> anterior hairline, 62 mm of arc on a 173 cm body
    k_ = np.argmin(np.abs(arc[:, 1] - (sp["C7"] + 0.72 * H / 17.34)) + 1e3 * (arc[:, 2] > C[2]))
    s_back = S[k_]  # posterior hairline 7 cm above C7
    hc = (s_back - s_front) / 12
    tc = 0.155 * H / 17.34  # longitudinal and transverse head cun

    def mid(c):  # c cun behind the anterior hairline (negative: forehead, 3 cun to the glabella)
        s_ = s_front + (c * hc if c >= 0 else c * s_front / 3)
        return np.array([np.interp(s_, S, arc[:, k]) for k in range(3)])

    def lateral(
        c, w, scale=None
    ):  # w transverse cun lateral of the midline, along the section through mid(c)
        p = mid(c)
        e = n_(p - C)
        sc = scale or tc
        t = 0
        prev = p
        acc = 0
        while acc < w * sc:
            t += np.deg2rad(0.5)
            q = b.hit(C, np.cos(t) * e + np.sin(t) * np.array([1.0, 0, 0]))
            acc += np.linalg.norm(q - prev)
            prev = q
        return prev

    for i, c in ((24, 0.5), (23, 1), (22, 2), (21, 3.5), (20, 5), (19, 6.5), (18, 8), (17, 9.5)):
        P[f"GV{i}"] = mid(c)
    P["GV16"] = mid(11)
    P["GV15"] = mid(11.5)
    for i, c in ((4, 0.5), (5, 1), (6, 2.5), (7, 4), (8, 5.5)):
        P[f"BL{i}"] = lateral(c, 1.5)
    P["BL3"] = lateral(0.5, 0.6)
    P["ST8"] = lateral(0.5, 4.5)
    P["GB13"] = lateral(0.5, 3)
    P["GB15"] = lateral(0.5, 2.25)
    for i, c in ((16, 1.5), (17, 2.5), (18, 4)):
        P[f"GB{i}"] = lateral(c, 2.25)
    P["BL9"] = lateral(9.5, 1.3)
    P["GB19"] = lateral(9.5, 2.25 * 1.1)
    P["BL10"] = back(1.3 * tc * 1.15, P["GV15"][1])
    pk = b.pick
    P["GV25"] = pk("face", 400, 508)
    P["GV26"] = pk("face", 400, 543)
    P["CV24"] = pk("face", 400, 640)
    L["inner_canthus"] = pk("face", 461, 388)
    L["outer_canthus"] = pk("face", 527, 388)
    L["pupil"] = pk("face", 493, 389)
    P["BL1"] = pk("face", 457, 384)
    P["BL2"] = pk("face", 452, 345)
    P["LI20"] = pk("face", 463, 505)
    P["LI19"] = pk("face", 424, 543)
    P["ST1"] = pk("face", 493, 408)
    P["ST2"] = pk("face", 493, 428)
    P["ST3"] = pk("face", 493, 510)
    P["ST4"] = pk("face", 482, 597)
    P["GB1"] = pk("face", 543, 388)
    P["GB14"] = pk("face", 493, 305)
    P["CV23"] = pk("neckF", 400, 170)
    P["TE23"] = pk("face", 556, 352)
    P["GB3"] = pk("headL", 258, 400)
    P["ST7"] = pk("headL", 262, 425)
    P["SI19"] = pk("headL", 300, 433)
    P["GB2"] = pk("headL", 298, 458)
    P["TE21"] = pk("headL", 302, 408)
    P["ST6"] = pk("headL", 262, 590)
    P["ST5"] = pk("headL", 195, 640)
    P["TE17"] = pk("headL", 368, 512)
    P["GB12"] = pk("headL", 415, 535)
    P["GB8"] = pk("headL", 352, 320)
    P["TE20"] = pk("headL", 362, 362)
    P["GB7"] = pk("headL", 292, 362)
    P["SI18"] = pk("face", 535, 505)
    P["GB20"] = back(0.42 * H / 17.34, P["GV16"][1] - 0.02)
    # shoulder
    ac = b.hit([J["l-scapula"][0] + 0.42, 12, J["l-shoulder"][2] - 0.05], [0, -1, 0])
    L["acromion"] = ac
    m = (P["GV14"] + ac) / 2
    P["GB21"] = b.hit([m[0], 12, m[2]], [0, -1, 0])
    sh, el, wr = J["l-shoulder"], J["l-elbow"], J["l-hand"]
    P["LI15"] = b.hit([sh[0] + 0.18, sh[1] + 0.25, sh[2]], [0.35, 0.55, 0.75])
    P["TE14"] = b.hit([sh[0] + 0.1, sh[1] + 0.22, sh[2]], [0.45, 0.55, -0.75])
    P["LI16"] = b.hit([J["l-scapula"][0] + 0.15, 12, J["l-scapula"][2] - 0.15], [0, -1, 0])
    P["SI9"] = back(sh[0] - 0.22, sh[1] - 0.75)
    P["SI10"] = back(sh[0] - 0.2, sh[1] + 0.3)
    P["SI11"] = back(1.25, sp["T4"])
    # ---------- arm ------------------
    up = Limb(b, sh + [0, 0, 0], el, 1, [0, 0, 1])
    fold = 0.40  # anterior axillary fold along shoulder->elbow
    arm = Limb(b, sh + (el - sh) * fold, el, 9, [0, 0, 1])
    fore = Limb(b, el, el + (wr - el) * 0.99, 12, [0, 0, 1])
    L["fore_cun_mm"] = fore.cun * 100
    P["LU3"] = arm.at(3, 55)
    P["LU4"] = arm.at(4, 55)
    P["LU5"] = fore.at(0, 27)
    P["LU6"] = fore.at(5, 40)
    P["LU9"] = fore.at(12, 45)
    P["LU8"] = fore.at(11, 45)
    P["LU7"] = fore.at(10.5, 88)
    P["LI11"] = fore.at(-0.1, 72)
    P["LI10"] = fore.at(2, 76)
    P["LI9"] = fore.at(3, 80)
    P["LI8"] = fore.at(4, 84)
    P["LI7"] = fore.at(7, 96)
    P["LI6"] = fore.at(9, 104)
    P["LI5"] = fore.at(12, 118)
    P["LI12"] = fore.at(-1, 88)
    P["LI13"] = arm.at(6, 80)
    P["LI14"] = arm.at(2.0, 78)
    P["PC3"] = fore.at(0, -8)
    P["PC4"] = fore.at(7, 0)
    P["PC5"] = fore.at(9, 0)
    P["PC6"] = fore.at(10, 0)
    P["PC7"] = fore.at(12, 0)
    P["HT3"] = fore.at(0, -60)
    P["HT7"] = fore.at(12, -55)
    P["HT4"] = fore.at(10.5, -55)
    P["TE4"] = fore.at(12, 170)
    P["TE5"] = fore.at(10, 172)
    P["TE6"] = fore.at(9, 172)
    P["SI8"] = fore.at(-0.3, -140)

    # hand: rays out of the finger axes (finger f, joint j, offset d along the phalanx in dm, azimuth from radial towards dorsal)
    def fg(f, j, d, az):
        p = J[f"l-finger-{f}-{j}"]
        q_ = J[f"l-finger-{f}-{j + 1}"]
        pr = wr if j == 1 else J[f"l-finger-{f}-{j - 1}"]
        ax = n_(q_ - p) if d >= 0 else n_(p - pr)
        o = p + ax * d
        nrm = np.cross(J["l-finger-2-1"] - wr, J["l-finger-5-1"] - wr)
        nrm = n_(nrm)
        nrm = nrm if nrm[2] < 0 else -nrm  # dorsal
        nrm = n_(nrm - nrm @ ax * ax)
        rad = np.cross(nrm, ax)
        rad = rad if rad @ (J["l-finger-2-1"] - J["l-finger-5-1"]) > 0 else -rad
        t = np.deg2rad(az)
        return b.hit(o, np.cos(t) * rad + np.sin(t) * nrm)

    P["LU11"] = pk("handR", 231, 343)
    P["LU10"] = pk("palm", 585, 110)
    P["LI1"] = pk("dorsum", 211, 650)
    P["LI2"] = fg(2, 1, 0.22, 20)
    P["LI3"] = fg(2, 1, -0.2, 20)
    P["LI4"] = pk("dorsum", 262, 230)
    P["PC8"] = pk("palm", 430, 290)
    P["PC9"] = pk("palm", 393, 738)
    P["SI1"] = pk("dorsum", 636, 508)
    P["SI3"] = pk("handU", 330, 235)
    P["HT8"] = pk("palm", 312, 290)
    P["HT9"] = pk("dorsum", 598, 520)
    P["TE1"] = pk("dorsum", 563, 645)
    P["TE3"] = pk("dorsum", 480, 330)
    P["PC9"] = pk("palm", 393, 738)
    # ---------- leg -------------------
    hip, kn, an = J["l-upper-leg"], J["l-knee"], J["l-ankle"]
    ycr = kn[1] - 0.40
    ymal = an[1] + 0.01
    crease = np.array([kn[0] + (an[0] - kn[0]) * 0.1, ycr, kn[2] - 0.02])
    mal = np.array([an[0], ymal, an[2]])
    leg = Limb(b, crease, mal, 16, [0, 0, 1])
    L["leg_cun_mm"] = leg.cun * 100
    thigh = Limb(
        b, [hip[0] + 0.12, ypub, hip[2] + 0.1], [kn[0], kn[1] + 0.07, kn[2]], 18, [0, 0, 1]
    )
    L["thigh_cun_mm"] = thigh.cun * 100
    P["ST31"] = thigh.at(2.2, 14)
    P["ST32"] = thigh.at(12, 30)
    P["ST33"] = thigh.at(15, 32)
    P["ST34"] = thigh.at(16, 34)
    P["ST35"] = leg.at(0.15, 30)
    P["ST36"] = leg.at(3.15, 38)
    P["ST37"] = leg.at(6.15, 38)
    P["ST38"] = leg.at(8.15, 38)
    P["ST39"] = leg.at(9.15, 38)
    P["ST40"] = leg.at(8.15, 72)
    P["ST41"] = b.hit([an[0] - 0.02, an[1] + 0.0, an[2]], [0, 0.35, 1])
    P["BL40"] = leg.at(0, 180)
    P["BL39"] = leg.at(0, 152)
    P["BL55"] = leg.at(2, 180)
    P["BL56"] = leg.at(5, 180)
    P["BL57"] = leg.at(8, 180)
    P["BL58"] = leg.at(9, 152)
    P["BL59"] = leg.at(13, 140)
    P["BL60"] = leg.at(16, 138)
    P["BL36"] = back(hip[0], J["l-upper-leg"][1] - 0.85)
    P["BL37"] = thigh.at(9.5, 180)
    P["GB30"] = None
    tro = b.hit([hip[0] + 0.2, hip[1] - 0.15, hip[2] - 0.05], [1, 0, -0.1])
    hia = back(0, sp["S4"])
    L["trochanter"] = tro
    L["hiatus"] = hia
    q = tro + (hia - tro) / 3
    P["GB30"] = b.hit([q[0], q[1], -10], [0, 0, 1])
    tg = Limb(b, [hip[0], tro[1], hip[2]], [kn[0], ycr, kn[2]], 19, [0, 0, 1])
    P["GB31"] = tg.at(12, 98)
    P["GB32"] = tg.at(14, 98)
    P["GB33"] = tg.at(18.2, 98)
    P["GB34"] = leg.at(1.9, 72)
    P["GB35"] = leg.at(9, 112)
    P["GB36"] = leg.at(9, 92)
    P["GB37"] = leg.at(11, 90)
    P["GB38"] = leg.at(12, 88)
    P["GB39"] = leg.at(13, 88)
    P["GB40"] = pk("footL", 493, 430)
    P["GB41"] = pk("footT", 455, 505)
    P["GB43"] = pk("toes", 588, 375)
    P["GB44"] = pk("toes", 548, 492)
    P["SP6"] = leg.at(13, -95)
    P["SP9"] = leg.at(1.9, -70)
    P["SP10"] = thigh.at(16, -38)
    P["KI3"] = leg.at(16, -135)
    P["KI7"] = leg.at(14, -132)
    P["KI8"] = leg.at(14, -120)
    P["KI9"] = leg.at(11, -130)
    P["KI10"] = leg.at(0, -142)
    P["KI1"] = pk("sole", 395, 290)
    P["KI2"] = pk("footM", 362, 505)
    P["KI6"] = pk("footM", 250, 487)
    P["KI4"] = pk("footM", 163, 462)
    P["KI5"] = pk("footM", 190, 492)
    P["ST42"] = pk("footT", 400, 440)
    P["ST43"] = pk("footT", 385, 545)
    P["ST44"] = pk("toes", 395, 398)
    P["ST45"] = pk("toes", 346, 555)
    P["BL62"] = pk("footL", 575, 460)
    P["BL63"] = pk("footL", 500, 478)
    P["BL64"] = pk("footL", 372, 530)
    P["BL65"] = pk("toes", 712, 190)
    P["BL66"] = pk("toes", 662, 380)
    P["BL67"] = pk("toes", 628, 452)
    P["LR3"] = pk("footT", 368, 520)
    P["LR2"] = pk("toes", 284, 388)
    P["LR1"] = pk("toes", 262, 495)
    P["SP1"] = pk("toes", 150, 500)
    P["SP3"] = pk("footM", 545, 525)

    # ---------- the rest --------------
    P["LI17"] = pk("neckL", 330, 330)
    P["LI18"] = pk("neckL", 300, 262)
    P["ST9"] = pk("neckL", 225, 300)
    P["ST10"] = pk("neckL", 228, 400)
    P["ST11"] = pk("neckF", 465, 440)
    P["ST12"] = pk("neckF", 600, 405)
    P["SI16"] = pk("neckL", 335, 258)
    P["SI17"] = pk("neckL", 262, 180)
    P["TE16"] = pk("neckL", 395, 190)
    P["GV27"] = pk("face", 400, 574)
    P["GV28"] = pk("face", 400, 588)
    P["GV2"] = back(0, sp["S4"] - 0.05)
    P["GV1"] = back(0, sp["S4"] - 0.62)
    P["CV1"] = b.hit([0, ypub - 0.2, -0.05], [0, -1, -0.1])
    for i_, v in ((29, "S3"), (30, "S4")):
        P[f"BL{i_}"] = back(1.5 * bx, sp[v])
    for i_, v, w in ((31, "S1", 0.9), (32, "S2", 0.8), (33, "S3", 0.7), (34, "S4", 0.6)):
        P[f"BL{i_}"] = back(w * bx, sp[v])
    P["BL54"] = back(3 * bx, sp["S4"])
    P["BL35"] = back(0.5 * bx, sp["S4"] - 0.5)
    P["BL38"] = leg.at(-1, 155)
    P["BL61"] = pk("footL", 635, 500)
    P["GB4"] = P["ST8"] * 0.75 + P["GB7"] * 0.25
    P["GB5"] = (P["ST8"] + P["GB7"]) / 2
    P["GB6"] = P["ST8"] * 0.25 + P["GB7"] * 0.75
    for k_ in ("GB4", "GB5", "GB6"):
        P[k_] = b.hit(C, P[k_] - C + np.array([0, 0, 0.12 if k_ != "GB6" else 0.06]))
    P["GB9"] = pk("headL", 405, 325)
    P["GB10"] = pk("headL", 440, 385)
    P["GB11"] = pk("headL", 430, 460)
    P["TE18"] = pk("headL", 405, 480)
    P["TE19"] = pk("headL", 412, 425)
    P["TE22"] = pk("headL", 275, 395)

    def side(y, az):  # trunk section: azimuth from the front, towards the side
        o = np.array([0, y, (front(0, y)[2] + back(0, y)[2]) / 2])
        t = np.deg2rad(az)
        return b.hit(o, [np.sin(t), 0, np.cos(t)])

    P["GB22"] = side(ics[4], 90)
    P["GB23"] = side(ics[4], 78)
    P["GB24"] = front(4 * xc, ics[6] - 0.18)
    y12 = sp["T12"] - 0.35
    y11 = y12 + 0.25
    P["GB25"] = side(y12, 128)
    P["LR13"] = side(y11, 84)
    P["GB26"] = side(yumb, 88)
    yas = yumb - 0.62
    P["GB27"] = front(5 * xc, yas)
    P["GB28"] = front(4.6 * xc, yas - 0.12)
    P["GB29"] = side(yas - 0.62, 80)
    P["LR14"] = front(4 * xc, ics[6])
    P["LR12"] = front(2.5 * xc, ypub - 0.08)
    P["LR11"] = thigh.at(1.6, -30)
    P["LR10"] = thigh.at(2.6, -30)
    P["LR9"] = thigh.at(14, -75)
    P["LR8"] = leg.at(-0.1, -100)
    P["LR7"] = leg.at(2.2, -105)
    P["LR6"] = leg.at(9, -45)
    P["LR5"] = leg.at(11, -45)
    P["LR4"] = pk("footM", 310, 425)
    P["SP2"] = pk("footM", 590, 528)
    P["SP4"] = pk("footM", 455, 520)
    P["SP5"] = pk("footM", 285, 470)
    P["SP7"] = leg.at(10.3, -88)
    P["SP8"] = leg.at(5.3, -78)
    P["SP11"] = thigh.at(10, -50)
    P["SP12"] = front(3.5 * xc, ypub + 0.02)
    P["SP13"] = front(4 * xc, ypub + 0.2)
    P["SP14"] = front(4 * xc, abd(-1.3))
    P["SP15"] = front(4 * xc, yumb)
    P["SP16"] = front(4 * xc, abd(3))
    P["SP17"] = side(ics[5], 52)
    P["SP18"] = side(ics[4], 58)
    P["SP19"] = side(ics[3], 62)
    P["SP20"] = front(6 * xc, ics[2])
    P["SP21"] = side(ics[6], 90)

    def axilla():  # apex of the armpit: highest down-facing surface between chest wall and arm
        best = None
        x0 = side(ynip, 90)[0]
        for x_ in np.linspace(x0 - 0.15, x0 + 0.4, 40):
            o = np.array([x_, ynip - 0.6, sh[2] - 0.02])
            loc, _, tri = b.ray.intersects_location(
                o[None], np.array([[0, 1.0, 0]]), multiple_hits=True
            )
            if not len(loc):
                continue
            k = np.argmin(loc[:, 1])
            tr = b.T[tri[k]]
            nn = np.cross(b.V[tr[1]] - b.V[tr[0]], b.V[tr[2]] - b.V[tr[0]])
            if nn[1] < 0 and (best is None or loc[k][1] > best[1]):
                best = loc[k]
        return best

    P["PC1"] = front(5 * xc, ics[4])
    P["PC2"] = arm.at(2, 18)
    P["HT1"] = axilla()
    P["HT2"] = arm.at(6, -75)
    P["HT5"] = fore.at(11, -55)
    P["HT6"] = fore.at(11.5, -55)
    P["SI5"] = fore.at(12.1, -100)
    P["SI4"] = pk("handU", 330, 90)
    P["SI6"] = fore.at(11, -130)
    P["SI7"] = fore.at(7, -112)
    P["SI2"] = fg(5, 1, 0.2, 180)
    P["SI12"] = back(1.05 * H / 17.34, sp["T1"] - 0.05)
    P["SI13"] = back(0.95 * H / 17.34, sp["T2"] - 0.05)
    P["SI14"] = back(3 * bx, under("T1"))
    P["SI15"] = back(2 * bx, under("C7"))
    P["TE2"] = pk("dorsum", 505, 400)
    P["TE7"] = fore.at(9, -168)
    P["TE8"] = fore.at(8, 172)
    P["TE9"] = fore.at(5, 170)
    P["TE10"] = fore.at(-1, 180)
    P["TE11"] = fore.at(-2, 180)
    P["TE12"] = arm.at(4, 160)
    P["TE13"] = arm.at(1.2, 150)
    P["TE15"] = back(0.95 * H / 17.34, P["GB21"][1] - 0.2)
    P["GB42"] = pk("footT", 462, 535)
    L.update(
        C7=back(0, sp["C7"]), notch=front(0, ynotch), xiphi=front(0, yxi), pubis=front(0, ypub)
    )
    for k_, v in sp.items():
        L["sp_" + k_] = back(0, v)
    b.arc = arc
    b.cun = dict(
        trans_front=xc * 100,
        trans_back=bx * 100,
        upper_abd=cu * 100,
        lower_abd=cl * 100,
        chest=(ynotch - yxi) / 9 * 100,
        head_long=hc * 100,
        head_trans=tc * 100,
        forearm=fore.cun * 100,
        upperarm=arm.cun * 100,
        thigh=thigh.cun * 100,
        leg=leg.cun * 100,
    )
    b.mid, b.hairline = mid, None
    return b, P, L
