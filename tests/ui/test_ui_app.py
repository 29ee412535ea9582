"""The app as Streamlit runs it, without a browser."""

import ast
from pathlib import Path

import pytest
from small import write
from streamlit.testing.v1 import AppTest

from kb.ui import data, shell

ROOT = Path(__file__).parents[2]
PAGES = ROOT / "kb" / "ui" / "pages"


@pytest.fixture
def app(tmp_path, monkeypatch) -> AppTest:
    monkeypatch.setenv("MINGTANG_CACHE", "off")
    monkeypatch.setenv("MINGTANG_DATA", str(write(tmp_path)))
    return AppTest.from_file(str(ROOT / "app.py"), default_timeout=30)


def bodies(at: AppTest) -> str:
    assert not at.exception
    return "".join(one.proto.body for one in at.get("html"))


def test_home_has_a_box_and_where_to_begin(app):
    at = app.run()
    assert "Gallbladder Meridian" in bodies(at)
    assert at.text_input(key="q").value == ""


def test_search_by_typing(app):
    at = app.run()
    at.text_input(key="q").set_value("huantiao").run()
    assert "point?code=GB30" in bodies(at)


def test_the_box_answers_at_every_key(app):
    assert app.run().text_input(key="q").proto.live_debounce_ms == 0
    assert app.text_input(key="q").proto.HasField("live_debounce_ms")


def test_a_search_is_an_address(app):
    app.query_params["q"] = "hip pain"
    assert "symptom?id=hip-pain" in bodies(app.run())


@pytest.mark.parametrize(
    ("page", "key", "ident", "shown"),
    [
        ("point", "code", "GB30", "環跳"),
        ("point", "code", "", "Meridians"),
        ("point", "code", "GB99", "No point"),
        ("meridian", "id", "GB", "Gallbladder Meridian"),
        ("category", "id", "sea-point", "合穴"),
        ("teaching", "id", "sea-song", "合穴歌"),
        ("teaching", "id", "", "Songs, lists, methods and rules"),
        ("symptom", "id", "hip-pain", "Hip pain"),
        ("sources", "id", "leijing-tuyi", "類經圖翼"),
        ("about", "", "", "About Mingtang"),
        ("relations", "a", "GB30", "Relations of"),
        ("relations", "a", "", "How are two things related?"),
        ("matrix", "cell", "GB/BL", "Gallbladder and Bladder"),
    ],
)
def test_every_page_shows(app, page, key, ident, shown):
    at = app.run()
    if key:
        at.query_params[key] = ident
    assert shown in bodies(at.switch_page(str(PAGES / f"{page}.py")).run())


def test_a_claim_in_the_address_opens_its_panel(app):
    at = app.run()
    at.query_params["code"] = "GB30"
    at.query_params["claim"] = "leijing-tuyi/GB30/treats/hip-pain"
    shown = bodies(at.switch_page(str(PAGES / "point.py")).run())
    assert "claim-panel" in shown
    assert "juan 40, leaf 12a, line 3" in shown


def test_few_elements(app):
    at = app.run()
    at.query_params["code"] = "GB30"
    at.switch_page(str(PAGES / "point.py")).run()
    assert len(at.get("html")) <= 5


def test_banner_over_the_last_good_data(app, monkeypatch):
    app.run()
    monkeypatch.setattr(data, "_holder", lambda folder: holder)
    holder = data.Holder(data.data_folder(), pause=0)
    holder.get()
    path = data.data_folder() / "points" / "GB.yaml"
    path.write_text(path.read_text(encoding="utf-8").replace("gloss:", "glos:"), encoding="utf-8")
    shown = bodies(app.run())
    assert "You see the last good data" in shown
    assert "unknown key" in shown
    assert "Gallbladder Meridian" in shown


def test_no_data_at_all_shows_the_problems(app, tmp_path, monkeypatch):
    monkeypatch.setenv("MINGTANG_DATA", str(tmp_path / "nowhere"))
    shown = bodies(app.run())
    assert "There is no earlier good data" in shown


def test_pages_are_thin_and_every_page_has_a_file():
    for path in PAGES.glob("*.py"):
        assert len(path.read_text(encoding="utf-8").splitlines()) <= 40, path
    names = {path.stem for path in PAGES.glob("*.py")}
    assert names == set(shell.ROUTES)


def test_markup_is_made_in_one_module_only():
    """Nobody but `kb.ui.html` turns a string into markup that is not empty."""
    for path in (ROOT / "kb" / "ui").rglob("*.py"):
        if path.name == "html.py":
            continue
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call) and getattr(node.func, "id", "") == "Markup":
                assert [ast.literal_eval(arg) for arg in node.args] in ([], [""]), path


def test_views_know_nothing_of_html_or_streamlit():
    for path in (ROOT / "kb" / "views").glob("*.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Import | ast.ImportFrom):
                module = getattr(node, "module", "") or ""
                names = [module, *(alias.name for alias in node.names)]
                assert not any(
                    name.startswith(("streamlit", "markupsafe", "kb.ui")) for name in names
                ), path
