"""Measured lines laid on a body: a coordinate in body cun becomes a place."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from kb.body.mesh import Floats
from kb.body.pose import unit
from kb.body.probe import FRONT, LEFT, Missed, Probe

if TYPE_CHECKING:
    from collections.abc import Mapping

__all__ = ["Limb", "Scalp", "Track"]


@dataclass(frozen=True)
class Track:
    """Marks with coordinates, at places; what lies between is divided evenly."""

    values: Floats
    places: Floats

    @classmethod
    def of(cls, marks: Mapping[float, Floats]) -> Track:
        """Return the track through places by coordinate."""
        values = sorted(marks)
        return cls(np.array(values), np.array([marks[value] for value in values]))

    def at(self, value: float) -> Floats:
        """Return the place of a coordinate; beyond the ends the last stretch goes on."""
        k = int(np.clip(np.searchsorted(self.values, value) - 1, 0, len(self.values) - 2))
        share = (value - self.values[k]) / (self.values[k + 1] - self.values[k])
        found: Floats = self.places[k] + share * (self.places[k + 1] - self.places[k])
        return found

    def value(self, place: Floats) -> float:
        """Return the coordinate at which a place lies beside the track."""
        best = (np.inf, 0.0)
        last = len(self.values) - 2
        for k, (one, other) in enumerate(zip(self.places[:-1], self.places[1:], strict=True)):
            step = other - one
            share = float((place - one) @ step / (step @ step))
            low, high = (-np.inf if k == 0 else 0.0), (np.inf if k == last else 1.0)
            share = min(max(share, low), high)
            far = float(np.linalg.norm(one + share * step - place))
            if far < best[0]:
                span = self.values[k + 1] - self.values[k]
                best = (far, float(self.values[k] + share * span))
        return best[1]

    def mm(self) -> float:
        """Return the length of one body cun, over the whole track, in mm."""
        steps = np.linalg.norm(np.diff(self.places, axis=0), axis=1).sum()
        return float(steps / (self.values[-1] - self.values[0]))


@dataclass(frozen=True)
class Limb:
    """A limb: a track inside it and the skin around it, within `reach` mm."""

    probe: Probe
    track: Track
    reach: float

    @property
    def frame(self) -> tuple[Floats, Floats, Floats]:
        """Unit vectors along the limb, to its front and to the subject's left."""
        along = unit(self.track.places[-1] - self.track.places[0])
        front = unit(FRONT - (FRONT @ along) * along)
        lateral = np.cross(along, front)
        return along, front, lateral if lateral @ LEFT > 0 else -lateral

    def centre(self, value: float) -> Floats:
        """Return the centre of the section at a coordinate."""
        _, front, lateral = self.frame
        return self.probe.section(self.track.at(value), front, lateral, self.reach)

    def at(self, value: float, azimuth: float) -> Floats:
        """Return the skin at a coordinate and an azimuth in degrees (0 front, 90 lateral)."""
        _, front, lateral = self.frame
        turn = np.deg2rad(azimuth)
        way = np.cos(turn) * front + np.sin(turn) * lateral
        return self.probe.hit(self.centre(value), way)

    def azimuth(self, place: Floats) -> float:
        """Return the azimuth of a place about the section at its coordinate, in degrees."""
        _, front, lateral = self.frame
        arm = place - self.centre(self.track.value(place))
        return float(np.degrees(np.arctan2(arm @ lateral, arm @ front)))


@dataclass(frozen=True)
class Scalp:
    """The midline of the head over the skin, from the glabella to C7, and arcs aside from it."""

    probe: Probe
    heart: Floats
    way: Floats
    lengths: Floats

    @classmethod
    def of(cls, probe: Probe, heart: Floats, glabella: Floats, nape: Floats) -> Scalp:
        """Return the midline arc about `heart`, a place inside the head."""
        start = np.arctan2(glabella[1] - heart[1], glabella[2] - heart[2])
        arc = [
            probe.hit(heart, np.array([0, np.sin(turn), np.cos(turn)]))
            for turn in np.linspace(start, np.pi + 0.28, 240)
        ]
        for level in np.linspace(arc[-1][1] - 2, nape[1], 60):
            arc.append(probe.seen(np.array([0, level, 0]), "back"))
        way = np.array(arc)
        steps = np.linalg.norm(np.diff(way, axis=0), axis=1)
        return cls(probe, heart, way, np.r_[0, np.cumsum(steps)])

    def length(self, place: Floats) -> float:
        """Return how far along the arc the place of it nearest to `place` lies, in mm."""
        return float(self.lengths[np.argmin(np.linalg.norm(self.way - place, axis=1))])

    def middle(self, length: float) -> Floats:
        """Return the place of the midline at a length along the arc."""
        return np.array([np.interp(length, self.lengths, self.way[:, k]) for k in range(3)])

    def aside(self, start: Floats, across: float) -> Floats:
        """Return the place `across` mm of skin to the left of a place of the midline."""
        up = unit(start - self.heart)
        last, done, turn = start, 0.0, 0.0
        while done < across and turn < np.pi / 2:
            turn += np.deg2rad(0.5)
            try:
                place = self.probe.hit(self.heart, np.cos(turn) * up + np.sin(turn) * LEFT)
            except Missed:
                break
            done += float(np.linalg.norm(place - last))
            last = place
        return last
