"""What the plate costs the page of a point: the page beside the same page without it.

Both sides are the real app on the same data, in turns: the server alone, and from the click to the
changed page in Chromium. The same points on both sides, none drawn before.
"""

from __future__ import annotations

import random
import shutil
from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path
from statistics import fmean
from typing import Any

from kb.body.atlas import atlas
from kb.load import load

from .clicks import opened
from .measure import Gate, Result, Samples
from .pages import UNIT, sound, warmed
from .server import Run, Session, real

__all__ = ["plates"]

WITHOUT = Path(__file__).with_name("plateless.py")
SERVED = Gate("plate", "rerun: point page not seen yet", "the same without its plate", 1.1, 1.05)
CLICKED = Gate("plate-c", "click to changed point page", "the same without its plate", 1.1, 1.05)
ROUNDS = 60

CLICK = """(code) => new Promise((done, fail) => {
  const link = document.createElement("a");
  link.href = `point?code=${code}`;
  document.querySelector(".mt article").append(link);
  setTimeout(() => {
    setTimeout(() => fail(new Error("the page did not change")), 10000);
    const start = performance.now();
    window.bench.changed = (now) => done(now - start);
    link.click();
  }, 20);
})"""
"""Clicks a link to a point, which it first puts on the page: both sides go the same way."""


def plates(folder: Path) -> Iterator[Result]:
    """Measure what the plate adds to a rerun and to a click, in pairs on the same points."""
    points = [code for code in load(folder).points if code in atlas().best]
    random.Random(361).shuffle(points)
    with ExitStack() as stack:
        kept = stack.enter_context(warmed(folder))
        servers = [stack.enter_context(real(folder, kept, app)) for app in (None, WITHOUT)]
        sessions = [Session(server) for server in servers]
        for session, plate in zip(sessions, (True, False), strict=True):
            stack.callback(session.close)
            sound(session.open("point", f"code={points[-1]}"))
            for code in points[-4:]:
                _looked(session.go("point", f"code={code}"), plate=plate)
        found = Samples()
        served = points[: 50 * UNIT]
        for at in range(0, len(served), UNIT):
            some = [f"code={code}" for code in served[at : at + UNIT]]
            took = [
                [_looked(session.go("point", one), plate=session is sessions[0]) for one in some]
                for session in (sessions if at % 2 else sessions[::-1])
            ]
            mine, theirs = took if at % 2 else took[::-1]
            found.ours.append(fmean(mine))
            found.base.append(fmean(theirs))
        yield Result(SERVED, found, note=f"{len(found.ours)} units of {UNIT} points each")
        yield _clicked(stack, servers, points[50 * UNIT :])


def _looked(run: Run, *, plate: bool) -> float:
    """Return the seconds of a run, if its page has a plate or none, as it should."""
    if any("<figure" in page or "\x01figure" in page for page in sound(run).html) is not plate:
        raise AssertionError("a plate where there should be none, or none where there should")
    return run.seconds


def _clicked(stack: ExitStack, servers: list[Any], points: list[str]) -> Result:
    from playwright.sync_api import sync_playwright

    program = next(filter(None, map(shutil.which, ("chromium", "chromium-browser"))), None)
    play = stack.enter_context(sync_playwright())
    browser = play.chromium.launch(executable_path=program, args=["--no-sandbox", "--disable-gpu"])
    stack.callback(browser.close)
    pages = [opened(browser, server, f"/point?code={points[-1]}") for server in servers]
    found = Samples()
    for number, code in enumerate(points[: ROUNDS + 5]):
        took = {}
        for side in (0, 1) if number % 2 else (1, 0):
            page = pages[side]
            page.bring_to_front()
            took[side] = float(page.evaluate(CLICK, code)) / 1e3
            page.wait_for_timeout(150)
        if number >= 5:
            found.ours.append(took[0])
            found.base.append(took[1])
    return Result(CLICKED, found, note=f"{len(found.ours)} clicks a side, the same points")
