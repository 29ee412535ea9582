"""G12: from the click to the changed page in a real Chromium.

The page has changed when the whole of it stands in the document; how it was carried there does not
matter. Neither side's clock counts layout and painting.
"""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path
from typing import Any

from .measure import Gate, Result, Samples
from .pages import warmed
from .server import Server, bare, real

__all__ = ["clicks", "opened"]

G12 = Gate("G12", "click to changed point page", "stock bare app, its button", 0.8, 0.5)
ROUNDS = 40

WATCH = """(() => {
  const shown = () => document.querySelector("[data-page]")?.dataset.page;
  window.bench = { changed: () => {} };
  let last;
  new MutationObserver(() => {
    const now = shown();
    if (now && now !== last) window.bench.changed(performance.now());
    last = now ?? last;
  }).observe(document, { subtree: true, childList: true, attributes: true });
})()"""
"""Runs before any script of the page, so that no other observer's work is counted."""

CLICK = """(pick) => new Promise((done, fail) => {
  const before = document.querySelector("[data-page]").dataset.page;
  const target = pick === null ? document.querySelector(".stButton button") : other(pick);
  setTimeout(() => fail(new Error("the page did not change")), 10000);
  const start = performance.now();
  window.bench.changed = (now) => done(now - start);
  target.click();
  function other(number) {
    const address = (link) => link.getAttribute("href");
    const links = [...document.querySelectorAll(".mt article a[href]")].filter(
      (link) => /^point\\?code=[^&#]+$/.test(address(link)) && address(link) !== before,
    );
    return links[number % links.length];
  }
})"""
"""Clicks the button (null) or a link to another point; gives the milliseconds until it shows."""


def clicks(folder: Path) -> Iterator[Result]:
    """Measure G12: one page a server, brought to the front in turns; every click a new address."""
    from playwright.sync_api import sync_playwright

    program = next(filter(None, map(shutil.which, ("chromium", "chromium-browser"))), None)
    with ExitStack() as stack:
        ours = stack.enter_context(real(folder, stack.enter_context(warmed(folder))))
        stock = stack.enter_context(bare())
        play = stack.enter_context(sync_playwright())
        browser = play.chromium.launch(
            executable_path=program, args=["--no-sandbox", "--disable-gpu"]
        )
        stack.callback(browser.close)
        point = opened(browser, ours, "/point?code=ST36")
        button = opened(browser, stock, "/")
        for number in range(5):
            _click(point, number), _click(button, None)
        found = Samples()
        for number in range(ROUNDS):
            found.ours.append(_click(point, number))
            found.base.append(_click(button, None))
        yield Result(G12, found, note=f"{ROUNDS} clicks a side, each on a link to another point")


def opened(browser: Any, server: Server, address: str) -> Any:
    """Return a page of a context of its own, watched for the moment at which it changes."""
    page = browser.new_context(viewport={"width": 1280, "height": 900}).new_page()
    page.add_init_script(WATCH)
    page.goto(server.address + address)
    page.wait_for_selector("[data-page]", state="attached")
    page.wait_for_timeout(1000)
    return page


def _click(page: Any, pick: int | None) -> float:
    page.bring_to_front()
    seconds = float(page.evaluate(CLICK, pick)) / 1e3
    page.wait_for_timeout(150)
    return seconds
