"""Figures on which the two witnesses of a book differ."""

from __future__ import annotations

import pytest

from kb.ingest.readings import Reading
from kb.ingest.second import Second, other_figure
from kb.ingest.witness import companion
from kb.texts.entries import Entry
from kb.texts.lines import Line

OURS = "環跳在髀樞中側臥伸下足屈上足取之刺入一寸留二十呼灸五十壯"


@pytest.mark.parametrize(
    ("name", "ours", "theirs", "told"),
    [
        ("depth", "三分", "五分", "5 分"),
        ("depth", "一寸", "十分", "10 分"),
        ("depth", "三分", "三分", ""),
        ("retain", "七", "六", "6 呼"),
        ("cones", "三", "五", "5"),
        ("cones", "七壮至七七", "七壮七", "7"),
        ("cones", "三", "", ""),
        ("cones", "三", "木", ""),
        ("depth", "三分", "木偶", ""),
    ],
)
def test_only_another_figure_is_told(name: str, ours: str, theirs: str, told: str) -> None:
    assert other_figure(name, ours, theirs) == told


def told(
    theirs: str, ours: str = "环跳在髀枢中侧卧伸下足屈上足取之刺入一寸留二十呼灸五十壮"
) -> dict[str, str]:
    entry = Entry("GB30", "環跳", 0, 0, 0, len(ours))
    witness = companion([Line("", "L1", 1, theirs)])
    cones = (ours.index("灸") + 1, ours.rindex("壮"))
    reading = Reading("moxa", cones[0] - 1, len(ours), figures=(("cones", *cones),))
    return Second(ours, [entry], witness).figures(reading)


def test_a_figure_printed_otherwise_is_kept_beside() -> None:
    assert told("环跳，在髀枢中，侧卧伸下足，屈上足取之。刺入一寸，留二十呼，灸五壮。") == {
        "cones_variant": "5"
    }


def test_the_same_figure_gives_nothing() -> None:
    assert told("环跳，在髀枢中，侧卧伸下足，屈上足取之。刺入一寸，留二十呼，灸五十壮。") == {}


def test_an_entry_the_witness_lost_is_not_compared_with_its_neighbour() -> None:
    assert told("居髎，在髀枢中，侧卧伸下足，屈上足取之。刺入一寸，留二十呼，灸五壮。") == {}
