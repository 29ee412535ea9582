"""Gates G16 and G17: what is imported and what is sent (exact, without noise)."""

import json

from .test_browser_flow import here

HEAVY = ("altair", "networkx", "numpy", "pandas", "pyarrow")


def sent(page, act) -> tuple[int, int]:
    """Return messages and bytes that an act makes the server send."""
    page.wait_for_timeout(500)
    page.watch.frames.clear()
    act()
    page.wait_for_timeout(500)
    return len(page.watch.frames), sum(page.watch.frames)


def test_nothing_heavy_is_imported_for_search_and_point(own_site, visit):
    page = visit(at=own_site)
    page.get_by_label("Search", exact=True).first.click()
    page.keyboard.type("huantiao", delay=20)
    page.click("ol.res a.nm")
    here(page, "point?code=GB30")
    page.locator("article a.c").first.click()
    page.wait_for_selector("#claim-panel")
    page.context.close()
    own_site.process.terminate()
    own_site.process.wait(10)
    modules = json.loads((own_site.data.parent / "modules.json").read_text())
    assert "kb.ui.shell" in modules
    assert [name for name in HEAVY if name in modules] == []


def test_a_point_page_is_few_small_messages(visit):
    page = visit("point?code=GB30")
    page.wait_for_timeout(500)
    first = (len(page.watch.frames), sum(page.watch.frames))
    opened = sent(page, page.locator("article a.c").first.click)
    following = sent(page, page.locator(".step a").last.click)
    print(f"first {first}, claim {opened}, next point {following}")
    for messages, size in (first, opened, following):
        assert messages <= 20
        assert size <= 60_000
    assert opened[1] <= 8_000


def test_settings_are_in_force():
    import tomllib
    from pathlib import Path

    from streamlit import config

    config.get_config_options(force_reparse=True)
    assert config.get_option("runner.postScriptGC") is False
    assert config.get_option("server.fileWatcherType") == "none"
    assert config.get_option("global.minCachedMessageSize") == 1000
    assert config.get_option("global.maxCachedMessageAge") == 30
    assert config.get_option("browser.gatherUsageStats") is False
    assert config.get_option("client.allowedOrigins") == []
    path = Path(__file__).parents[2] / ".streamlit" / "config.toml"
    assert tomllib.loads(path.read_text(encoding="utf-8"))["client"]["toolbarMode"] == "minimal"
