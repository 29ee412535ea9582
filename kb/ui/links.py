"""Addresses of the browser's pages: every link is built here, relative, so any base path works.

The state of a page is its address; ``claim`` opens the citation panel over any page.
"""

from __future__ import annotations

import functools
import re
from urllib.parse import quote

__all__ = [
    "PAGES",
    "about",
    "article",
    "before_claim",
    "body",
    "category",
    "compare",
    "condition",
    "disagreements",
    "full_compare",
    "full_condition",
    "full_disagreements",
    "full_point",
    "full_symptom",
    "full_teaching",
    "full_technique",
    "history",
    "home",
    "kinship",
    "matrix",
    "meridian",
    "plate",
    "point",
    "point_safety",
    "read",
    "region",
    "relations",
    "safety",
    "search",
    "source",
    "statement",
    "symptom",
    "teaching",
    "technique",
    "to",
    "value",
    "with_claim",
]

PAGES: tuple[str, ...] = (
    "search", "point", "meridian", "region", "compare", "category", "teaching", "symptom",
    "condition", "article", "history", "kinship", "read", "disagreements", "relations", "matrix",
    "safety", "technique", "sources", "about", "plate", "body",
)  # fmt: skip
"""Pages by their address; ``search`` is the home page and has the address ``./``."""


_PLAIN = re.compile(r"[A-Za-z0-9_.~/:,-]*\Z")
_CLAIM = re.compile(r"[A-Za-z0-9_.~/:,+#-]*\Z")


def value(text: str) -> str:
    """Return the value of a parameter as it stands in an address."""
    if _PLAIN.match(text):
        return text
    if _CLAIM.match(text):
        return text.replace("+", "%2B").replace("#", "%23")
    return _quoted(text)


@functools.lru_cache(4096)
def _quoted(text: str) -> str:
    return quote(text, safe="/:,")


def to(page: str, **state: str) -> str:
    """Return the address of a page with its state, parameters in the order given.

    Examples
    --------
    >>> to("point", code="GB30", claim="leijing-tuyi/GB30/treats/hip-pain#2")
    'point?code=GB30&claim=leijing-tuyi/GB30/treats/hip-pain%232'
    """
    base = "./" if page == "search" else page
    query = "&".join([f"{key}={value(told)}" for key, told in state.items() if told])
    return f"{base}?{query}" if query else base


def with_claim(address: str, claim: str) -> str:
    """Return the address with the citation panel of a claim open.

    Examples
    --------
    >>> with_claim("about", "a/GB1/named")
    'about?claim=a/GB1/named'
    """
    return f"{before_claim(address)}{value(claim)}"


def before_claim(address: str) -> str:
    """Return the beginning that the addresses of all claims over a page share."""
    return f"{address}{'&' if '?' in address else '?'}claim="


def home() -> str:
    """Return the address of the search page."""
    return to("search")


def search(query: str) -> str:
    """Return the address of a search."""
    return to("search", q=query)


def point(code: str) -> str:
    """Return the address of a point."""
    return to("point", code=code)


def full_point(code: str) -> str:
    """Return the address of a point with its long lists shown to the end."""
    return to("point", code=code, show="all")


def meridian(ident: str = "") -> str:
    """Return the address of a meridian, or of the list of meridians."""
    return to("meridian", id=ident)


def plate(ident: str = "") -> str:
    """Return the address of a plate, or of the list of plates."""
    return to("plate", id=ident)


def category(ident: str = "") -> str:
    """Return the address of a category, or of the list of categories."""
    return to("category", id=ident)


def region(ident: str = "") -> str:
    """Return the address of a part of the body, or of the whole tree of them."""
    return to("region", id=ident)


def compare(*ids: str) -> str:
    """Return the address of records side by side, or of the page to choose them.

    Examples
    --------
    >>> compare("ST36", "SP6"), compare()
    ('compare?ids=ST36,SP6', 'compare')
    """
    return to("compare", ids=",".join(ids))


def full_compare(*ids: str) -> str:
    """Return the address of records side by side with every list shown to its end."""
    return to("compare", ids=",".join(ids), show="all")


def teaching(ident: str = "") -> str:
    """Return the address of a song, list, method or rule, or of the list of them."""
    return to("teaching", id=ident)


def full_teaching(ident: str) -> str:
    """Return the address of a teaching with its long list shown to the end."""
    return to("teaching", id=ident, show="all")


def symptom(ident: str = "") -> str:
    """Return the address of a symptom, or of the list of symptoms."""
    return to("symptom", id=ident)


def full_symptom(ident: str) -> str:
    """Return the address of a symptom with its long lists shown to the end."""
    return to("symptom", id=ident, show="all")


def body(at: str = "") -> str:
    """Return the address of the body in three dimensions."""
    return to("body", at=at)


def condition(ident: str = "") -> str:
    """Return the address of a condition, or of the list of conditions."""
    return to("condition", id=ident)


def full_condition(ident: str) -> str:
    """Return the address of a condition with its lists of points shown to the end."""
    return to("condition", id=ident, show="all")


def article(ident: str = "") -> str:
    """Return the address of an article, or of the list of articles."""
    return to("article", id=ident)


def statement(ident: str) -> str:
    """Return the address of a statement, named ``ARTICLE/ID``, on the page of its article."""
    name, _, one = ident.partition("/")
    return f"{article(name)}#{one}"


def history(code: str = "", symptom: str = "") -> str:
    """Return the address of an indication through the books, or of the best attested ones."""
    return to("history", pair=f"{code}/{symptom}" if code else "")


def kinship() -> str:
    """Return the address of the page on who copies whom."""
    return to("kinship")


def read(source: str = "", key: str = "") -> str:
    """Return the address of the passage reader, of a book in it, or of a page of the book."""
    return to("read", at=f"{source}/{key}" if key else source)


def disagreements(axis: str = "") -> str:
    """Return the address of the page of disagreements, of all kinds or of one."""
    return to("disagreements", axis=axis)


def full_disagreements(axis: str = "") -> str:
    """Return the address of the page of disagreements with its lists shown to the end."""
    return to("disagreements", axis=axis, show="all")


def relations(name: str = "", other: str = "", **wish: str) -> str:
    """Return the address of what is related to a record, or of how two records are related."""
    return to("relations", a=name, b=other, **wish)


def matrix(cell: str = "") -> str:
    """Return the address of how the meridians are related, or of a pair of them (``GB/BL``)."""
    return to("matrix", cell=cell)


def source(ident: str = "") -> str:
    """Return the address of a source, or of the list of sources."""
    return to("sources", id=ident)


def safety() -> str:
    """Return the address of the page on safety."""
    return to("safety")


def point_safety(code: str) -> str:
    """Return the address of what is recorded on the safety of a point."""
    return to("safety", code=code)


def technique(ident: str = "") -> str:
    """Return the address of a technique, or of the list of techniques."""
    return to("technique", id=ident)


def full_technique(ident: str) -> str:
    """Return the address of a technique with its list of points shown to the end."""
    return to("technique", id=ident, show="all")


def about() -> str:
    """Return the address of the page that tells how to read all this."""
    return to("about")
