"""Every page drawn, every link followed, no string of the data as markup."""

import hashlib
import itertools
import json
import re
import zlib
from collections.abc import Iterator, Mapping
from dataclasses import fields, is_dataclass, replace
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import parse_qsl, urlsplit

import pytest
from small import write

from kb.base import KnowledgeBase
from kb.folder import DEFAULT_DATA
from kb.load import load, load_checked
from kb.search import build
from kb.search.naming import named
from kb.ui.data import State
from kb.ui.drawing import draw, draw_panel
from kb.ui.parts import frame
from kb.ui.parts.relations import picture
from kb.ui.routes import ROUTES
from kb.views import differences
from kb.views.citation import Witness, citation
from kb.views.differences import TABS

ROOT = Path(__file__).parents[2]


class Links(HTMLParser):
    """Collects addresses, element names, attributes, ids and the hanzi without a language."""

    def __init__(self) -> None:
        super().__init__()
        self.addresses: set[str] = set()
        self.tags: set[str] = set()
        self.attributes: set[str] = set()
        self.images: list[str] = []
        self.ids: list[str] = []
        self.headings: list[int] = []
        self.bare: list[str] = []
        self._open: list[tuple[str, bool]] = []

    def handle_starttag(self, tag, attrs):
        values = dict(attrs)
        self.tags.add(tag)
        if tag == "img":
            self.images.append(values["src"])
        self.attributes |= set(values)
        if "id" in values:
            self.ids.append(values["id"])
        if re.fullmatch("h[1-6]", tag):
            self.headings.append(int(tag[1]))
        for key in ("href", "action", "src"):
            if key in values:
                self.addresses.add(values[key])
        if tag not in ("br", "img", "input", "hr"):
            self._open.append((tag, "lang" in values))

    def handle_endtag(self, tag):
        assert self._open.pop()[0] == tag

    def handle_data(self, data):
        if re.search("[\u3400-\u9fff]", data) and not any(lang for _, lang in self._open):
            self.bare.append(data)


def parsed(body) -> Links:
    found = Links()
    found.feed(str(body))
    found.close()
    assert found._open == []
    return found


SCRIPT = Path(frame.__file__).parents[1] / "static" / "nav.js"


def taken() -> Iterator[str]:
    """Yield the elements and attributes of which our script takes a page that comes as text."""
    text = SCRIPT.read_text(encoding="utf-8")
    for name in ("elements", "attributes", "addresses"):
        listed = re.search(rf"const {name} = words\(([^)]*)\)", text)
        yield from " ".join(re.findall('"([^"]*)"', listed[1])).split()


TAKEN = frozenset((*taken(), "style"))


def unchecked(claim) -> Witness:
    return Witness("unchecked", "")


FILES = "./_stcore/bidi-components/mingtang.body/"
"""Files that pages fetch by address."""


def fetched(address: str) -> bool:
    """Return whether an address is a file or a drawing in the address; the file must be there."""
    if address.startswith(FILES):
        assert (ROOT / "kb/body/shipped" / address.removeprefix(FILES)).is_file(), address
    return address.startswith((FILES, "data:image/svg+xml,"))


def left_out(address: str, share: int) -> bool:
    """Return whether a crawl leaves out a page of two or more records, or a citation.

    There are tens of thousands; one in `share` is drawn, the same ones in every run.
    """
    many = address.startswith(("compare?ids=", "relations?", "body?at=", "history?pair="))
    return (many or "claim=" in address) and zlib.crc32(address.encode()) % share > 0


def crawl(state: State, claims: bool = True, share: int = 1) -> Iterator[tuple[str, Links]]:
    """Yield every page that can be reached from the home page, with what is on it.

    The records and the claim of a page that is left out must exist all the same.
    """
    todo, seen = ["./"], {"./"}
    found = parsed(frame.head("search", (), serving=True))
    todo += sorted(found.addresses)
    panels = set()
    ids = {one.id for one in state.kb.claims()}
    told = {f"{c}/{one.target}" for one in state.kb.claims() for c in one.subjects}
    while todo:
        address = todo.pop()
        place = urlsplit(address)
        page = {"./": "search"}.get(place.path, place.path)
        assert page in ROUTES, address
        query = dict(parse_qsl(place.query))
        if left_out(address, share):
            names = [query[key] for key in "ab" if key in query]
            assert all(named(state.kb, state.index, one) for one in names), address
            name = query.get("claim")
            assert not name or name in ids or citation(state.kb, name, unchecked), address
            assert "pair" not in query or query["pair"] in told, address
            continue
        if "claim" in query:
            if claims and query["claim"] not in panels:
                panels.add(query["claim"])
                body = draw_panel(state, query["claim"], "about", unchecked)
                assert "No such citation" not in body, address
                yield address, parsed(body)
            continue
        drawn = draw(state, page, query)
        assert drawn.known, address
        links = parsed(drawn.body)
        known = {name for name in links.attributes if not name.startswith("aria-")} | links.tags
        assert known <= TAKEN, (address, known - TAKEN, f"a page loaded anew; see {SCRIPT.name}")
        yield address, links
        for one in links.addresses:
            if fetched(one):
                continue
            target = one.partition("#")[0] or address
            if "#" in one and target == address:
                assert one.partition("#")[2] in links.ids, one
            if target not in seen and not one.startswith(("https://", "http://")):
                seen.add(target)
                todo.append(target)


def test_no_link_of_the_small_data_is_dead(small_state):
    pages = [address for address, _ in crawl(small_state)]
    assert "point?code=GB30" in pages
    assert "symptom?id=hip-pain" in pages
    assert any("claim=leijing-tuyi/GB30/treats/hip-pain" in address for address in pages)


def test_every_record_of_the_small_data_can_be_reached(small_state):
    pages = {address for address, _ in crawl(small_state, claims=False)}
    kb = small_state.kb
    for kind, records in (
        ("symptom", kb.symptoms), ("category", kb.categories), ("condition", kb.conditions),
        ("article", kb.articles),
    ):  # fmt: skip
        assert {f"{kind}?id={one}" for one in records} <= pages
    assert {f"point?code={one}" for one in kb.points} <= pages
    assert {f"meridian?id={one}" for one in kb.meridians} <= pages
    assert {f"sources?id={one}" for one in kb.sources} <= pages


def test_headings_step_down_one_by_one_and_ids_are_unique(small_state):
    for address, links in crawl(small_state, claims=False):
        assert len(links.ids) == len(set(links.ids)), address
        levels = links.headings if "search" not in address else [1, *links.headings]
        if address == "./" or address.startswith("./?"):
            levels = [1, *links.headings]
        assert levels[0] == 1, address
        steps = itertools.pairwise(levels)
        assert all(after <= before + 1 for before, after in steps), (address, levels)


def test_hanzi_always_carry_their_language(small_state):
    for address, links in crawl(small_state):
        assert links.bare == [], address


def test_the_shipped_data_has_no_dead_link():
    kb, problems = load_checked(DEFAULT_DATA)
    if kb is None:
        pytest.skip(f"the data have {len(problems)} problems; kb check lists them")
    state = State(kb, build(kb))
    assert sum(1 for _ in crawl(state, share=40)) > len(kb.points)


def test_no_point_page_of_the_shipped_data_is_too_large():
    kb, problems = load_checked(DEFAULT_DATA)
    if kb is None:
        pytest.skip(f"the data have {len(problems)} problems; kb check lists them")
    state = State(kb, build(kb))
    sizes = {c: len(draw(state, "point", {"code": c}).body.encode()) for c in kb.points}
    worst = max(sizes, key=sizes.__getitem__)
    assert sizes[worst] <= 56_000, (worst, sizes[worst])  # the plate and its ruler are 2.7 kB


HOSTILE = "<img src=x onerror=alert(1)>&\"'"

SHOWN = frozenset(
    {
        "names", "hant", "hans", "pinyin", "en", "who", "gloss", "short", "lay", "remark", "author",
        "author_hant", "dynasty", "year_note", "edition", "licence", "unverifiable", "defects",
        "term", "at", "page", "reason", "field", "value", "icd11", "attributes", "location",
    }
)  # fmt: skip
"""Fields whose strings are shown as they are."""


def poisoned(value: object, shown: bool = False) -> object:
    """Return a record with markup added to every string that is shown as it is."""
    if isinstance(value, str):
        return value + HOSTILE if shown and value else value
    if isinstance(value, tuple):
        return tuple(poisoned(one, shown) for one in value)
    if isinstance(value, Mapping):
        known = ("of", "verb", "branch", "places", "when", "says", "group", "depth")
        return {k: v if k in known else poisoned(v, shown) for k, v in value.items()}
    if is_dataclass(value):
        changed = {
            one.name: poisoned(getattr(value, one.name), one.name in SHOWN)
            for one in fields(value)
            if one.name not in ("where", "find", "related", "contrast", "region")
        }
        return replace(value, **changed)
    return value


def test_no_string_of_the_data_is_markup(small_state):
    """Put markup into names, labels, words, remarks and titles; it must come out as text."""
    kb = small_state.kb
    kinds = ("points", "meridians", "categories", "teachings", "symptoms", "sources", "landmarks",
             "structures")  # fmt: skip
    bad = KnowledgeBase(
        **{kind: {k: poisoned(v) for k, v in getattr(kb, kind).items()} for kind in kinds},
        gaps=poisoned(kb.gaps),
        claims=poisoned(kb.claims()),
        axes={},
        variants={},
        forms={},
    )
    state = State(bad, build(bad))
    seen = 0
    for address, links in crawl(state):
        assert all(map(fetched, links.images)), address
        assert not any(name.startswith("on") for name in links.attributes), address
        seen += 1
    assert seen > 40
    assert HOSTILE.split(" ")[0] not in draw(state, "search", {"q": HOSTILE}).body


@pytest.mark.parametrize("page", list(ROUTES))
@pytest.mark.parametrize("ident", ["", "nothing", "<script>", "GB99", "GB 30", "x" * 3000, "é\x00"])
def test_any_address_gives_a_page(small_state, page, ident):
    drawn = draw(small_state, page, {ROUTES[page].key or "x": ident, "show": "all"})
    assert "<script" not in drawn.body
    parsed(drawn.body)


def test_a_code_of_another_nomenclature_is_understood(small_state):
    assert draw(small_state, "point", {"code": "vb 30"}).here == "point?code=GB30"


def test_an_unknown_code_shows_why_and_what_is_near(small_state):
    drawn = draw(small_state, "point", {"code": "GB33"})
    assert not drawn.known
    assert "point?code=GB31" in parsed(drawn.body).addresses


def test_the_body_does_not_depend_on_the_open_claim(small_state):
    one = draw(small_state, "point", {"code": "GB30"})
    two = draw(small_state, "point", {"code": "GB30", "claim": "leijing-tuyi/GB30/needle"})
    assert one.body is two.body


def test_the_page_of_disagreements_has_a_tab_for_each_kind(small_state):
    every = draw(small_state, "disagreements", {})
    links = parsed(every.body)
    tabs = {one for one in links.addresses if one.startswith("disagreements?axis=")}
    assert tabs == {f"disagreements?axis={tab}" for tab in TABS}
    assert "point?code=GB30" in links.addresses
    assert any(one.startswith("disagreements?claim=") for one in links.addresses)
    cones = draw(small_state, "disagreements", {"axis": "cones"}).body
    assert "50 cones" in cones
    assert "2 cun" not in cones
    assert not draw(small_state, "disagreements", {"axis": "fame"}).known


def test_the_point_page_says_where_its_books_differ(small_state):
    body = draw(small_state, "point", {"code": "GB30"}).body
    card = body.partition("Where the books differ")[2].partition("<table")[0]
    assert "<b>Moxa cones</b>" in card
    assert "≠ 3<" in body
    assert "Where the books differ" not in draw(small_state, "point", {"code": "GB29"}).body


def test_lists_of_disagreements_go_to_the_end_in_one_line_each(monkeypatch, small_state):
    monkeypatch.setattr(differences, "ROOM", 1)
    state = State(small_state.kb, small_state.index)
    short = draw(state, "disagreements", {}).body
    assert "more disagreements" in short
    assert "disagreements?show=all" in parsed(short).addresses
    whole = draw(state, "disagreements", {"show": "all"}).body
    assert "more disagreements" not in whole
    assert whole.count("<b>Needle depth</b>") == 1


def test_figures_that_are_no_figures_do_no_harm(small_state):
    """Whatever stands in a figure is shown as text and never compared."""
    kb = small_state.kb
    odd = [
        replace(one, value=dict.fromkeys(one.value, HOSTILE))
        if one.kind in ("needle", "moxa")
        else one
        for one in kb.claims()
    ]
    kinds = ("points", "meridians", "categories", "symptoms", "sources", "landmarks", "structures")
    bad = KnowledgeBase(
        **{kind: dict(getattr(kb, kind)) for kind in kinds},
        gaps=kb.gaps,
        claims=odd,
        axes={},
        variants={},
        forms={},
    )
    state = State(bad, small_state.index)
    assert {one.axis for one in state.survey.contrasts} == {"moxa", "needle"}
    for page, query in (("point", {"code": "GB30"}), ("disagreements", {})):
        links = parsed(draw(state, page, query).body)
        assert all(map(fetched, links.images))


def test_an_unknown_claim_is_told(small_state):
    shown = draw_panel(small_state, "no/such", "about", unchecked)
    assert "No such citation" in shown


LINGSHU = "<pb:KR_SBCK_003-9b>¶\n零¶\n一¶\n二¶\n三¶\n四¶\n五¶\n六膽足少¶\n陽之脈起於目¶\n八¶\n九¶\n"


def test_the_passage_is_shown_with_the_term_marked(tmp_path: Path, monkeypatch):
    folder = tmp_path / "texts"
    folder.mkdir()
    (folder / "lingshu.txt").write_text(LINGSHU, encoding="utf-8")
    kb = load(write(tmp_path, {"SHA": hashlib.sha256(LINGSHU.encode()).hexdigest()}))
    monkeypatch.setenv("MINGTANG_TEXTS", str(folder))
    state = State(kb, build(kb))
    shown = draw_panel(state, "lingshu/GB/fact/organ", "about")
    assert "六<mark>膽足少</mark>" in shown
    assert "<mark>陽之脈</mark>起" in shown
    assert "五" in shown
    assert "九" not in shown
    assert "✓" in shown
    assert "✗" in draw_panel(state, "lingshu/GB/pathway/BL", "about")
    assert "✗" in draw_panel(state, "lingshu/BL40/belongs/sea-point", "about")


def test_without_a_text_the_panel_says_how_to_get_it(small_state, tmp_path, monkeypatch):
    monkeypatch.setenv("MINGTANG_TEXTS", str(tmp_path))
    claim = "leijing-tuyi/GB30/treats/hip-pain"
    shown = draw_panel(small_state, claim, "about")
    assert "Not checked here" in shown
    claim = "cam-1999/GB30/treats/hip-pain"
    assert "Cannot be checked" in draw_panel(small_state, claim, "x")


@pytest.mark.parametrize(
    "query",
    [
        {"a": HOSTILE},
        {"a": "GB30", "b": HOSTILE},
        {"b": HOSTILE},
        {"a": "GB30", "kind": HOSTILE, "source": HOSTILE, "far": HOSTILE},
        {"a": "x" * 10_000, "b": "\x00\u202e(.*)+'; DROP TABLE"},
        {"a": "symptom:", "b": ":"},
        {"a": "javascript:alert(1)"},
    ],
    ids=lambda query: "-".join(query),
)
def test_hostile_addresses_of_relations_do_no_harm(small_state, query):
    drawn = draw(small_state, "relations", query)
    links = parsed(drawn.body)
    assert "img" not in links.tags
    assert not any(name.startswith("on") for name in links.attributes)
    assert not any(one.startswith("javascript") for one in links.addresses)
    assert "One name" in drawn.body
    shown = picture(small_state, query.get("a", ""), False, query)
    assert not shown or json.loads(shown)["spots"]


def test_the_picture_takes_every_string_of_the_data_as_text(small_state):
    shown = json.loads(picture(small_state, "GB30", False, {}))
    assert shown["spots"][0][:4] == ["point:GB30", "GB30 環跳", "point", 0]
    for *_, around, page in shown["spots"]:
        assert around.startswith("relations?a=")
        assert page.partition("?")[0] in (*ROUTES, "")
