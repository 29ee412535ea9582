"""G13: from the key to the changed results in a real Chromium, typing as people do."""

from __future__ import annotations

import shutil
import statistics
from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path
from typing import Any

from .measure import Gate, Result, Samples
from .pages import warmed
from .server import Server, bare, real

__all__ = ["keys"]

G13 = Gate("G13", "key to results, p95 of a word", "stock bare app, live input", 0.5, 0.35)
G13T = Gate("G13t", "key to results, p95 of all keys", "80 ms", 1.0, 0.5)
MOST = 0.080
GAP = 300
"""Milliseconds between two keys."""

WORDS = ("huantiao", "zusanli", "back pain", "sciat", "gb30", "ub 40", "weizong", "luo hand yin",
         "level with t9", "cant sleep", "st36", "hegu", "tinnitus", "migrane", "li 4", "yuan lung",
         "shenmen", "du 20", "knee pain", "yanglingquan", "moxa", "he sea", "st 36 sp 6", "cough",
         "below navel", "spleen 6", "hiccups")  # fmt: skip

WATCH = """(() => {
  window.bench = { last: 0, times: {} };
  let shown = null;
  document.addEventListener("keydown", () => { window.bench.last = performance.now(); }, true);
  new MutationObserver(() => {
    const now = document.querySelector("[data-q]")?.dataset.q ?? "";
    if (now !== shown) {
      shown = now;
      window.bench.times[now] = performance.now() - window.bench.last;
    }
  }).observe(document, { subtree: true, childList: true, attributes: true });
})()"""


def keys(folder: Path) -> Iterator[Result]:
    """Measure G13: the same words typed into both apps in turns."""
    from playwright.sync_api import sync_playwright

    program = next(filter(None, map(shutil.which, ("chromium", "chromium-browser"))), None)
    with ExitStack() as stack:
        ours = stack.enter_context(real(folder, stack.enter_context(warmed(folder))))
        stock = stack.enter_context(bare(script="bare_search.py"))
        play = stack.enter_context(sync_playwright())
        browser = play.chromium.launch(
            executable_path=program, args=["--no-sandbox", "--disable-gpu"]
        )
        stack.callback(browser.close)
        pages = [_page(browser, server) for server in (ours, stock)]
        for page in pages:
            _typed(page, "hegu")
        found, every = Samples(), []
        for word in WORDS:
            mine, theirs = (_typed(page, word) for page in pages)
            found.ours.append(_p95(mine))
            found.base.append(_p95(theirs))
            every += mine
        note = f"{len(every)} keys in {len(WORDS)} queries, median {statistics.median(every):.3f} s"
        yield Result(G13, found, note=note)
        yield Result(G13T, Samples([_p95(every)], [MOST]))


def _p95(times: list[float]) -> float:
    return sorted(times)[min(len(times) - 1, int(len(times) * 0.95))]


def _page(browser: Any, server: Server) -> Any:
    page = browser.new_context(viewport={"width": 1280, "height": 900}).new_page()
    page.add_init_script(WATCH)
    page.goto(server.address + "/")
    page.wait_for_selector("input", state="visible")
    page.wait_for_timeout(1000)
    return page


def _typed(page: Any, word: str) -> list[float]:
    """Return the seconds from each key to its results; `GAP` when the next key came first."""
    page.bring_to_front()
    box = page.locator("input").first
    box.fill("")
    page.wait_for_timeout(600)
    page.evaluate("() => { window.bench.times = {}; }")
    box.click()
    for letter in word:
        page.keyboard.press("Space" if letter == " " else letter)
        page.wait_for_timeout(GAP)
    times = page.evaluate("() => window.bench.times")
    asked = {word[:end].strip() for end in range(1, len(word) + 1)}
    return [times.get(query, GAP) / 1e3 for query in sorted(asked)]
