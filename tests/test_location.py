"""Locations: sentences, coordinates, second tellings, levels and distances.

The first half uses a small made-up body whose answers can be worked out by hand; the second half
holds all points of the data to the rules.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping
from functools import cache
from itertools import pairwise
from pathlib import Path

import pytest

from kb import codes
from kb.errors import DataError, LocationError, UnknownName
from kb.load import points as point_files
from kb.location.agreement import AGREES, CONTRADICTS, NOT_COMPUTABLE, Verdict, agree, agree_all
from kb.location.axes import Axis, axes_of, read_axes
from kb.location.clauses import Segment
from kb.location.coordinates import Atlas, atlas
from kb.location.levels import column, distance, level, neighbours
from kb.location.sentences import Sentence, figures, figures_of, sentence, tell
from kb.model import Contrast, Hint, Landmark, Location, Names, Point, Relation
from kb.reader import read

DATA = Path(__file__).resolve().parents[1] / "data"
TARA = DATA.parents[1] / "shared" / "sources" / "tara"
SOURCES = ("who-2008",)
COPIED = 9
"""A run of this many English words of a source is its wording, not ours."""

needs_tara = pytest.mark.skipif(
    not TARA.is_dir(), reason="the TARA tables are not beside the checkout"
)


class Anything(dict[str, object]):
    """A vocabulary that holds every name: sources are checked elsewhere."""

    def __contains__(self, name: object) -> bool:
        return True


# ---------------------------------------------------------------- a small body

PLACES = {
    "wrist": Landmark("wrist", "crease", "wrist crease"),
    "elbow": Landmark("elbow", "crease", "elbow crease"),
    "elbow-tip": Landmark("elbow-tip", "bone", "tip of the elbow"),
    "tendon": Landmark("tendon", "tendon", "long tendon"),
    "other-tendon": Landmark("other-tendon", "tendon", "short tendon"),
    "bone": Landmark("bone", "bone", "radius"),
    "anterior-median-line": Landmark("anterior-median-line", "line", "anterior median line"),
    "navel": Landmark("navel", "organ", "navel"),
    "cartilage": Landmark("cartilage", "feature", "cricoid cartilage"),
    "forearm": Landmark("forearm", "region", "forearm"),
    "belly": Landmark("belly", "region", "belly"),
    "fossa": Landmark("fossa", "feature", "lesser fossa"),
    "elbow-bent": Landmark("elbow-bent", "posture", "elbow bent"),
    "elbow-raised": Landmark("elbow-raised", "posture", "elbow raised"),
    "lying": Landmark("lying", "posture", "lying on the side"),
    "slide-from": Landmark("slide-from", "movement", "slide up from"),
    "bend-wrist": Landmark("bend-wrist", "movement", "bend the wrist"),
}

RAW = {
    "ARM": {
        "en": "forearm", "kind": "along", "positive": ["proximal", "superior"],
        "negative": ["distal", "inferior"], "regions": ["forearm"],
        "spans": [
            {"from": "wrist", "to": "elbow", "length": "12", "source": "who-2008", "at": "12"}
        ],
        "marks": {"wrist": "0", "elbow": "12"}, "along": ["tendon"],
    },
    "BELLY": {
        "en": "trunk", "kind": "along", "positive": ["superior"], "negative": ["inferior"],
        "regions": ["belly"],
        "spans": [
            {"from": "cartilage", "to": "navel", "length": "8", "source": "who-2008", "at": "12"}
        ],
        "marks": {"navel": "0", "cartilage": "8"},
    },
    "ICS": {
        "en": "ribs", "kind": "rank", "positive": ["inferior"], "negative": ["superior"],
        "regions": ["belly"], "marks": {"bone": "3"},
        "beside": [{"landmark": "fossa", "dir": "inferior", "value": "1"}],
    },
    "WIDTH": {
        "en": "width", "kind": "across", "positive": ["lateral"], "negative": ["medial"],
        "midline": ["anterior"], "regions": ["belly"],
        "marks": {"anterior-median-line": "0", "navel": "0"},
    },
}  # fmt: skip

AT_WRIST = Relation("at", ref="wrist")
THREE_UP = Relation("offset", cun=3.0, dir="proximal", ref="wrist")


def lines(raw: Mapping[str, object] = RAW) -> tuple[Axis, ...]:
    return axes_of(raw, PLACES.keys() | set(codes.all_codes()), SOURCES)


def located(
    *where: Relation, region: str = "forearm", related: tuple[Relation, ...] = ()
) -> Location:
    return Location(region=region, where=where, related=related)


def body(**places: Location) -> tuple[dict[str, Point], Atlas]:
    cites = (("who-2008", "30"),)
    points = {
        code: Point(code, Names(), "30", place, cites=cites) for code, place in places.items()
    }
    return points, atlas(points, PLACES, lines())


def values(made: Atlas, code: str) -> dict[str, float]:
    return {axis: c.value for axis, c in made.places[code].coordinates.items()}


# ---------------------------------------------------------------- sentences


def test_a_sentence_gives_figures_first_and_keeps_its_parts_apart() -> None:
    made = sentence([Relation("on_line", ends=("LU5", "LU9")), THREE_UP], PLACES)
    assert str(made) == "3 cun proximal to the wrist crease, on the line from LU5 to LU9."
    assert made.ids("point") == ("LU5", "LU9")
    assert made.ids("landmark") == ("wrist",)
    assert made.ids("figure") == ("3",)
    assert [segment for segment in made if segment.kind == "figure"] == [
        Segment("3", "figure", "3")
    ]


@pytest.mark.parametrize(
    ("relation", "text"),
    [
        (Relation("offset", cun=0.1, unit="f-cun", dir="proximal+lateral", ref="wrist"),
         "0.1 finger-cun proximal and lateral to the wrist crease."),
        (Relation("offset", cun=2.0, unit="fingerbreadth", dir="lateral", ref="ST38", qual="about"),
         "About 2 fingerbreadths lateral to ST38."),
        (Relation("offset", cun=1.0, upto=2.0, dir="inferior", ref="GB34", qual="directly"),
         "1 to 2 cun straight below GB34."),
        (Relation("offset", cun=1.0, dir="superior", midpoint=("LU5", "LU9")),
         "1 cun above the midpoint between LU5 and LU9."),
        (Relation("divide", fraction="1/3", frm="LU5", to="wrist"),
         "One third of the way along the line from LU5 to the wrist crease."),
        (Relation("divide", fraction="1/3", frm="LU5", to="wrist", qual="level"),
         "Level with the place one third of the way along the line from LU5 to the wrist crease."),
        (Relation("divide", fraction="1/2", frm="LU5", to="LU9", curved=True),
         "Halfway along the curved line from LU5 to LU9."),
        (Relation("between", ends=("tendon", "other-tendon")),
         "Between the short and long tendons."),
        (Relation("between", ends=("tendon", "bone"), feature="depression"),
         "In a hollow between the radius and the long tendon."),
        (Relation("between", ends=("LU5", "LU9")), "Between LU5 and LU9."),
        (Relation("midpoint", ends=("wrist", "bone")),
         "Midway between the wrist crease and the radius."),
        (Relation("at", ref="wrist"), "On the wrist crease."),
        (Relation("at", ref="fossa"), "In the lesser fossa."),
        (Relation("at", ref="fossa", feature="depression"), "In the hollow of the lesser fossa."),
        (Relation("at", ref="elbow-tip"), "At the tip of the elbow."),
        (Relation("intercostal", space=4), "Within the fourth intercostal space."),
        (Relation("intercostal", space=4, refs=("ST17", "KI23")),
         "Within the fourth intercostal space, together with ST17 and KI23."),
        (Relation("median_line", line="anterior"), "On the anterior median line."),
        (Relation("level", refs=("ST14", "KI26", "CV20")), "Level with ST14, KI26 and CV20."),
        (Relation("side", dir="ulnar", ref="tendon"), "On the ulnar side of the long tendon."),
        (Relation("side", dir="medial", ref="tendon", qual="just"),
         "Just medial to the long tendon."),
        (Relation("side", dir="anterior+distal", ref="bone"),
         "In front of and distal to the radius."),
        (Relation("intersection", vertical="anterior-median-line", horizontal="navel"),
         "Where the anterior median line crosses the horizontal line through the navel."),
        (Relation("over", ref="tendon"), "Over the long tendon."),
        (Relation("opposite", ref="TE5"), "Opposite TE5."),
        (Relation("red_white_border"), "On the border of the red and white flesh."),
        (Relation("posture", posture=("elbow-bent",)), "With the elbow bent."),
        (Relation("posture", posture=("lying",)), "When lying on the side."),
    ],
)  # fmt: skip
def test_each_relation_reads_as_english(relation: Relation, text: str) -> None:
    assert str(sentence([relation], PLACES)) == text


def test_hints_join_postures_steps_and_what_is_felt() -> None:
    place = Location(
        where=(AT_WRIST,),
        find=(
            Hint(posture=("lying", "elbow-bent", "elbow-raised"), landmark=("tendon",)),
            Hint(step=("slide-from",), landmark=("LU9",), feature="depression"),
            Hint(step=("bend-wrist",), landmark=("bone",)),
            Hint(if_absent="tendon", use=(Relation("side", dir="medial", ref="bone"),)),
        ),
        contrast=(Contrast("LU9", (Relation("side", dir="lateral", ref="tendon"),)),),
    )
    told = tell(place, PLACES)
    assert str(told.find) == (
        "To find it: lying on the side, with the elbow raised and bent, feel for the long tendon; "
        "slide up from LU9 to a hollow; bend the wrist, then feel for the radius; "
        "if there is no long tendon, the point lies medial to the radius."
    )
    assert [str(each) for each in told.contrast] == [
        "Not to be confused with LU9, which lies lateral to the long tendon."
    ]


def test_hints_that_differ_in_posture_only_are_told_once() -> None:
    same = [Hint(posture=(posture,), landmark=("bone",)) for posture in ("lying", "elbow-bent")]
    told = tell(Location(where=(AT_WRIST,), find=tuple(same)), PLACES)
    assert (
        str(told.find)
        == "To find it: lying on the side or with the elbow bent, feel for the radius."
    )


def test_a_group_of_points_tells_each_place() -> None:
    place = Location(
        where=(THREE_UP,),
        count=4,
        each=(
            (Relation("side", dir="radial", ref="tendon"),),
            (Relation("side", dir="ulnar", ref="tendon"),),
        ),
    )
    told = tell(place, PLACES)
    assert str(told.sentence) == (
        "4 points, left and right together, 3 cun proximal to the wrist crease: "
        "on the radial side of the long tendon; "
        "on the ulnar side of the long tendon."
    )
    assert figures(place) == ("3", "4")


def test_a_pair_without_a_count_is_told_as_one() -> None:
    sides = [Relation("side", dir=way, ref="tendon") for way in ("radial", "ulnar")]
    told = tell(Location(each=tuple((side,) for side in sides)), PLACES)
    assert str(told.sentence) == (
        "A pair of points on each side: on the radial side of the long tendon; "
        "on the ulnar side of the long tendon."
    )


def test_two_distances_from_one_place_are_one_second_telling() -> None:
    back = Relation("offset", cun=1.0, dir="posterior", ref="GV20")
    out = Relation("offset", cun=1.0, dir="lateral", ref="GV20")
    told = tell(Location(related=(back, out, Relation("level", refs=("GV20",)))), PLACES)
    assert [str(each) for each in told.related] == [
        "1 cun behind GV20 and 1 cun lateral to GV20.",
        "Level with GV20.",
    ]


def test_a_finger_is_named_once() -> None:
    marks = {
        "thumb": Landmark("thumb", "region", "thumb"),
        "corner": Landmark("corner", "nail", "corner of the nail of the thumb"),
        "base": Landmark("base", "nail", "base of the nail of the thumb"),
    }
    made = sentence([Relation("level", ref="base"), Relation("at", ref="corner")], marks)
    assert str(made) == "At the corner of the nail of the thumb, level with the base of the nail."


def test_unknown_names_and_relations_are_told() -> None:
    with pytest.raises(LocationError, match="unknown landmark 'knee'"):
        sentence([Relation("at", ref="knee")], PLACES)
    with pytest.raises(LocationError, match="no template for relation 'orbit'"):
        sentence([Relation("orbit")], PLACES)


def test_a_location_without_statement_has_an_empty_sentence() -> None:
    assert str(tell(Location(region="forearm"), PLACES).sentence) == ""


# ---------------------------------------------------------------- measured lines


def broken(**changes: object) -> dict[str, object]:
    return {"ARM": {**RAW["ARM"], **changes}}


@pytest.mark.parametrize(
    ("raw", "message"),
    [
        (broken(marks={"wrist": "0", "elbow": "10"}), "length 12 does not fit; the marks are 10"),
        (broken(marks={"wrist": "0", "elbow": "12", "bone": "4"}), "no span ends at 'bone'"),
        (broken(kind="round"), "unknown kind of line 'round'"),
        (broken(colour="red"), "unknown key 'colour'"),
        (broken(along=["sinew"]), "unknown landmark or point 'sinew'"),
        (broken(parts={"bone": "tendon"}), "'tendon' is no mark"),
    ],
)
def test_a_wrong_line_is_refused(raw: dict[str, object], message: str) -> None:
    with pytest.raises(DataError, match=re.escape(message)):
        lines(raw)


def test_a_direction_square_or_oblique_to_a_line_moves_nothing() -> None:
    arm = lines()[0]
    assert arm.sign("proximal", 0) == 1
    assert arm.sign("distal", 0) == -1
    assert arm.sign("lateral", 0) == 0
    assert arm.sign("anterior+distal", 0) is None


# ---------------------------------------------------------------- coordinates


def test_coordinates_follow_references_in_any_order() -> None:
    _, made = body(
        LU6=located(Relation("offset", cun=2.0, dir="distal", ref="LU7")),
        LU7=located(Relation("offset", cun=4.0, dir="distal", ref="elbow")),
        LU8=located(Relation("midpoint", ends=("LU6", "LU7"))),
        LU9=located(Relation("divide", fraction="1/4", frm="wrist", to="elbow")),
        LU10=located(Relation("between", ends=("elbow", "tendon"))),
        LU11=located(Relation("between", ends=("elbow", "bone"))),
        LI1=located(Relation("offset", cun=1.0, dir="lateral", ref="LU7")),
        LI2=located(Relation("offset", cun=0.1, unit="f-cun", dir="proximal", ref="wrist")),
    )
    found = {code: values(made, code) for code in made.places}
    assert found == {
        "LU6": {"ARM": 6.0}, "LU7": {"ARM": 8.0}, "LU8": {"ARM": 7.0}, "LU9": {"ARM": 3.0},
        "LU10": {"ARM": 12.0}, "LU11": {}, "LI1": {"ARM": 8.0}, "LI2": {},
    }  # fmt: skip


def test_the_trunk_has_a_level_and_a_distance_from_the_median_line() -> None:
    _, made = body(
        CV1=located(Relation("offset", cun=2.0, dir="superior", ref="navel"),
                    Relation("median_line", line="anterior"), region="belly"),
        ST1=located(Relation("offset", cun=2.0, dir="lateral", ref="CV1"), region="belly"),
        ST2=located(Relation("side", dir="inferior", ref="fossa"),
                    Relation("offset", cun=4.0, dir="lateral", ref="anterior-median-line"),
                    region="belly"),
        ST3=located(Relation("intercostal", space=5), region="belly"),
        ST4=located(Relation("offset", cun=9.0, dir="superior", ref="navel"), region="belly"),
    )  # fmt: skip
    assert values(made, "CV1") == {"BELLY": 2.0, "WIDTH": 0.0}
    assert values(made, "ST1") == {"BELLY": 2.0, "WIDTH": 2.0}
    assert values(made, "ST2") == {"ICS": 1.0, "WIDTH": 4.0}
    assert values(made, "ST3") == {"ICS": 5.0}
    assert values(made, "ST4") == {}, "9 cun above the navel is beyond the line"


def test_a_second_statement_fills_a_blank_and_is_remembered() -> None:
    _, made = body(
        LU9=located(Relation("over", ref="tendon"), related=(AT_WRIST,)),
        LU8=located(Relation("over", ref="tendon")),
        LU7=located(AT_WRIST, related=(Relation("level", refs=("LU8",)),)),
    )
    assert made.places["LU9"].coordinates["ARM"].basis == "related"
    assert made.places["LU9"].coordinates["ARM"].needs == {("LU9", 0)}
    assert made.places["LU8"].coordinates["ARM"].needs == {("LU7", 0)}


def test_points_told_from_each_other_in_a_circle_are_an_error() -> None:
    with pytest.raises(LocationError, match=r"in a circle: LU\d -> LU\d -> LU\d"):
        body(
            LU6=located(Relation("offset", cun=1.0, dir="distal", ref="LU7")),
            LU7=located(Relation("offset", cun=1.0, dir="proximal", ref="LU6")),
        )


@pytest.mark.parametrize(("name", "kind"), [("LU5", "point"), ("knee", "landmark")])
def test_an_unknown_reference_is_an_error(name: str, kind: str) -> None:
    with pytest.raises(LocationError, match=f"LU6: unknown {kind} '{name}'"):
        body(LU6=located(Relation("at", ref=name)))


def test_relations_that_contradict_each_other_are_an_error() -> None:
    with pytest.raises(LocationError, match="puts it at 3 on ARM, another relation at 0"):
        body(LU6=located(AT_WRIST, THREE_UP))


# ---------------------------------------------------------------- second tellings


def verdicts(*related: Relation, **others: Location) -> tuple[Verdict, ...]:
    points, made = body(LU6=located(THREE_UP, related=related), **others)
    return agree_all(points, made)


@pytest.mark.parametrize(
    "relation",
    [
        Relation("offset", cun=9.0, dir="distal", ref="elbow"),
        Relation("offset", cun=3.05, dir="proximal", ref="wrist"),
        Relation("divide", fraction="1/4", frm="wrist", to="elbow"),
        Relation("offset", cun=3.0, dir="distal", midpoint=("wrist", "elbow")),
        Relation("side", dir="distal", ref="elbow"),
        Relation("on_line", ends=("wrist", "elbow")),
    ],
)
def test_a_true_second_telling_agrees(relation: Relation) -> None:
    assert verdicts(relation)[0].status == AGREES


@pytest.mark.parametrize(
    "relation",
    [
        Relation("offset", cun=8.0, dir="distal", ref="elbow"),
        Relation("offset", cun=3.2, dir="proximal", ref="wrist"),
        Relation("divide", fraction="1/3", frm="wrist", to="elbow"),
        Relation("midpoint", ends=("wrist", "elbow")),
        Relation("side", dir="proximal", ref="elbow"),
        Relation("level", ref="wrist"),
        Relation("at", ref="elbow"),
    ],
)
def test_a_changed_figure_or_side_contradicts(relation: Relation) -> None:
    verdict = verdicts(relation)[0]
    assert verdict.status == CONTRADICTS
    assert "LU6 related[0]" in str(verdict)
    assert "ARM 3" in verdict.reason


@pytest.mark.parametrize(
    "relation",
    [
        Relation("over", ref="tendon"),
        Relation("offset", cun=1.0, dir="proximal", ref="bone"),
        Relation("side", dir="medial", ref="wrist"),
    ],
)
def test_what_has_no_figures_is_not_computable(relation: Relation) -> None:
    assert verdicts(relation)[0].status == NOT_COMPUTABLE


def test_a_statement_does_not_confirm_itself() -> None:
    blank = located(Relation("over", ref="tendon"))
    alone = verdicts(Relation("level", refs=("LU7",)), LU7=blank)
    assert alone[0].status == NOT_COMPUTABLE
    points, made = body(LU7=located(Relation("over", ref="tendon"), related=(AT_WRIST,)))
    assert agree_all(points, made)[0].status == NOT_COMPUTABLE


def test_two_distances_from_one_place_are_one_statement() -> None:
    up = Relation("offset", cun=1.0, dir="superior", ref="CV1")
    out = Relation("offset", cun=2.0, dir="lateral", ref="CV1")
    points, made = body(
        CV1=located(Relation("at", ref="navel"), region="belly"),
        ST1=located(
            Relation("offset", cun=1.0, dir="superior", ref="navel"),
            Relation("offset", cun=2.0, dir="lateral", ref="anterior-median-line"),
            region="belly",
            related=(up, out),
        ),
    )
    assert [verdict.status for verdict in agree_all(points, made)] == [AGREES, AGREES]
    assert agree("ST1", -1, out, made).status == CONTRADICTS, "alone it says the same level"


def test_levels_that_bear_a_name_agree_by_name() -> None:
    neck = Relation("level", ref="tendon")
    points, made = body(
        ST9=located(neck, region="belly", related=(Relation("level", refs=("LI18", "LI17")),)),
        LI18=located(neck, region="belly"),
        LI17=located(Relation("level", ref="other-tendon"), region="belly"),
    )
    verdict = agree_all(points, made)[0]
    assert verdict.status == AGREES
    assert verdict.reason == "LI18 too is level with tendon"


# ---------------------------------------------------------------- questions


def trunk() -> tuple[dict[str, Point], Atlas]:
    def at(up: float, out: float) -> Location:
        return located(
            Relation("offset", cun=up, dir="superior", ref="navel"),
            Relation("offset", cun=out, dir="lateral", ref="anterior-median-line"),
            region="belly",
        )

    return body(
        ST1=at(4, 2), ST2=at(2, 2), ST3=at(1, 2), KI1=at(2, 0.5),
        SP1=located(Relation("intercostal", space=3), region="belly"),
        SP2=located(Relation("intercostal", space=5), region="belly"),
        LU1=located(THREE_UP), LU2=located(Relation("over", ref="tendon")),
    )  # fmt: skip


def test_points_on_the_same_level() -> None:
    _, made = trunk()
    found = level("ST2", made)
    assert [(each.axis, each.value, each.points) for each in found] == [
        ("BELLY", 2.0, ("ST2", "KI1"))
    ]
    assert level("ST1", made) == ()
    with pytest.raises(UnknownName):
        level("GV1", made)


def test_distance_along_and_across() -> None:
    points, made = trunk()
    along = distance("ST1", "ST2", made, points)
    assert (along.cun, along.axis, along.beside) == (2.0, "BELLY", (("WIDTH", 0.0),))
    assert along.how == "ST1 at 4 and ST2 at 2 cun on the trunk"
    assert along.cites == (("who-2008", "12"), ("who-2008", "30"))
    across = distance("ST2", "KI1", made, points)
    assert (across.cun, across.axis) == (1.5, "WIDTH")


@pytest.mark.parametrize(
    ("two", "why"),
    [
        ("KI1", "differ in level and in distance from the median line"),
        ("LU1", "ST1 and LU1 are not on one measured line"),
        ("LU2", "LU2 is located by landmarks only"),
    ],
)
def test_no_distance_has_a_reason(two: str, why: str) -> None:
    points, made = trunk()
    found = distance("ST1", two, made, points)
    assert found.cun is None
    assert why in found.how


def test_counted_levels_are_not_measured() -> None:
    points, made = trunk()
    found = distance("SP1", "SP2", made, points)
    assert found.cun is None
    assert found.how == "SP1 is at 3 and SP2 at 5 of the ribs, which are not measured"


def test_points_on_one_level_need_a_line_across() -> None:
    points, made = body(LU6=located(THREE_UP), LU7=located(THREE_UP))
    found = distance("LU6", "LU7", made, points)
    assert found.cun is None
    assert "are on one level; the way from one to the other is not measured" in found.how


def test_the_median_line_alone_gives_no_distance() -> None:
    on_line = Relation("median_line", line="anterior")
    points, made = body(
        CV1=located(on_line, Relation("at", ref="navel"), region="belly"),
        CV2=located(on_line, Relation("intercostal", space=4), region="belly"),
    )
    found = distance("CV1", "CV2", made, points)
    assert (found.cun, found.beside) == (None, ())
    assert found.how == "CV1 and CV2 are not on one measured line"


def test_column_and_neighbours() -> None:
    _, made = trunk()
    assert column("ST2", made) == ("ST1", "ST2", "ST3")
    assert neighbours("ST2", made) == (("ST3",), ("ST1",))
    assert neighbours("LU2", made) == ((), ())


# ---------------------------------------------------------------- the data


@cache
def landmarks() -> dict[str, Landmark]:
    name = "data/landmarks.yaml"
    return point_files.landmarks(read(DATA / "landmarks.yaml", name))


@cache
def points() -> dict[str, Point]:
    made: dict[str, Point] = {}
    for path in sorted((DATA / "points").glob("*.yaml")):
        made |= point_files.points(read(path, path.name))
    return {code: made[code] for code in sorted(made, key=codes.order_key)}


@cache
def whole() -> Atlas:
    places = landmarks().keys() | points().keys()
    return atlas(points(), landmarks(), read_axes(DATA / "axes.yaml", places, SOURCES))


def locations() -> Iterator[tuple[str, Location]]:
    """Yield every location of the data: main ones, variants and rivals."""
    for code, point in points().items():
        if point.location is not None:
            yield code, point.location
        yield from ((code, variant) for variant in point.variants)
        yield from ((code, rival.location) for rival in point.others)


def sentences() -> Iterator[tuple[str, Sentence]]:
    """Yield every generated sentence."""
    for code, location in locations():
        told = tell(location, landmarks())
        yield from ((code, each) for each in (told.sentence, *told.related, *told.contrast))
        if told.find is not None:
            yield code, told.find


def test_every_point_has_a_sentence() -> None:
    told = {code for code, location in locations() if str(tell(location, landmarks()).sentence)}
    assert told == points().keys()
    assert told >= set(codes.all_codes())


def test_every_figure_shown_comes_from_the_structure() -> None:
    for code, location in locations():
        told = tell(location, landmarks())
        assert tuple(sorted(told.sentence.ids("figure"))) == figures(location), code
        shown = [figure for each in told.related for figure in each.ids("figure")]
        assert tuple(sorted(shown)) == figures_of(location.related), code


def test_no_figure_stands_in_plain_words() -> None:
    for code, each in sentences():
        plain = " ".join(segment.text for segment in each if segment.kind == "text")
        assert not re.search(r"[0-9]|\b(third|quarter|half)", plain), f"{code}: {each}"


def test_the_sentences_are_clean_english() -> None:
    for code, each in sentences():
        text = str(each)
        assert re.fullmatch(r"[A-Z0-9].*[^ ]\.", text), f"{code}: {text}"
        words = re.findall(r"[a-z]+", text.lower())
        doubled = [a for a, b in pairwise(words) if a == b]
        assert not doubled, f"{code}: {text}"
        assert not re.search(r"  | ,| ;|,,|\.\.|\(\)|\bthe [A-Z]{2}\d|[_]", text), f"{code}: {text}"


def test_point_codes_are_never_plain_words() -> None:
    for code, each in sentences():
        plain = " ".join(segment.text for segment in each if segment.kind == "text")
        assert not re.search(r"\b[A-Z]{2}[0-9]", plain), f"{code}: {each}"


@needs_tara
def test_no_sentence_repeats_the_wording_of_a_source() -> None:
    def words(text: str) -> list[str]:
        return re.findall(r"[a-z0-9]+", text.lower())

    known: set[tuple[str, ...]] = set()
    for path in sorted(TARA.glob("*.csv")):
        source = words(path.read_text("utf-8", "replace"))
        known.update(zip(*(source[i:] for i in range(COPIED)), strict=False))
    for code, each in sentences():
        mine = words(str(each))
        for run in zip(*(mine[i:] for i in range(COPIED)), strict=False):
            assert run not in known, f"{code}: {' '.join(run)}"


def test_no_second_telling_contradicts_the_main_one() -> None:
    found = agree_all(points(), whole())
    assert [str(verdict) for verdict in found if verdict.status == CONTRADICTS] == []
    assert Counter(verdict.status for verdict in found)[AGREES] >= 140


def test_a_changed_figure_in_the_data_is_noticed() -> None:
    place = points()["LI8"].location
    assert place is not None
    wrong = Relation("offset", cun=5.0, dir="inferior", ref="cubital-crease")
    changed = Location(place.region, (place.where[0], wrong), related=place.related)
    broken = {**points(), "LI8": Point("LI8", Names(), "37", changed)}
    axes = whole().axes.values()
    found = agree_all(broken, atlas(broken, landmarks(), axes))
    assert {v.code for v in found if v.status == CONTRADICTS} == {"LI8"}


def test_most_points_have_coordinates() -> None:
    kinds = Counter(
        frozenset(whole().axes[axis].kind for axis in place.coordinates)
        for code, place in whole().places.items()
        if codes.is_code(code)
    )
    assert sum(kinds.values()) == 361
    assert sum(n for kind, n in kinds.items() if kind) >= 240
    assert sum(n for kind, n in kinds.items() if "across" in kind and len(kind) > 1) >= 128


@pytest.mark.parametrize(
    ("code", "expected"),
    [
        ("LU6", {"FOREARM": 7.0}),
        ("ST25", {"TRUNK": 0.0, "FRONT-WIDTH": 2.0}),
        ("ST36", {"LEG-OUTER": 13.0}),
        ("SP21", {"ICS": 6.0}),
        ("BL23", {"SPINE": 21.0, "BACK-WIDTH": 1.5}),
        ("BL54", {"SACRUM": 4.0, "BACK-WIDTH": 3.0}),
        ("ST8", {"HEAD": 0.5, "HEAD-WIDTH": 4.5}),
        ("GV20", {"HEAD": 5.0, "HEAD-WIDTH": 0.0}),
        ("GV18", {"HEAD": 8.0, "HEAD-WIDTH": 0.0}),
        ("SP6", {"LEG-INNER": 3.0}),
        ("CV4", {"TRUNK": -3.0, "FRONT-WIDTH": 0.0}),
    ],
)
def test_worked_examples(code: str, expected: dict[str, float]) -> None:
    assert values(whole(), code) == expected


@pytest.mark.parametrize(
    ("one", "two", "cun"),
    [("PC6", "PC5", 1.0), ("ST36", "ST37", 3.0), ("ST25", "KI16", 1.5), ("GV20", "GV19", 1.5)],
)
def test_known_distances(one: str, two: str, cun: float) -> None:
    assert distance(one, two, whole(), points()).cun == cun


def test_every_region_is_on_a_line_or_known_to_have_none() -> None:
    used = {point.location.region for point in points().values() if point.location is not None}
    lined = {region for axis in whole().axes.values() for region in axis.regions}
    bare = {
        region for region in used - lined if not re.search(r"toe|finger|thumb|foot|hand", region)
    }
    assert bare <= {
        "ankle-anterior-aspect", "ankle-anterolateral-aspect", "ear-region", "mouth-cavity",
        "perineal-region", "shoulder-girdle",
    }, sorted(bare)  # fmt: skip
