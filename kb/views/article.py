"""The page of an article read statement by statement: what it says and what stands beside it."""

from __future__ import annotations

import re
from collections.abc import Iterable

from kb.base import KnowledgeBase
from kb.frozen import frozen
from kb.model import Statement
from kb.views.beside import condition_ref
from kb.views.common import Ref, source_ref
from kb.views.study import StudyRef, short

__all__ = [
    "ArticlePage",
    "ArticlePart",
    "StatementRow",
    "article_page",
    "article_refs",
    "marked",
    "statements_named",
]


_WORD = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")
_SMALL = frozenset(("a", "an", "and", "for", "in", "is", "it", "of", "or", "the", "to", "with"))


@frozen
class StatementRow:
    """A statement: our paraphrase, our verdict with its rule, and the records beside it."""

    id: str
    kind: str
    says: str
    span: tuple[int, int]
    verdict: str
    why: str
    remark: str
    supports: tuple[StudyRef, ...]
    qualifies: tuple[StudyRef, ...]
    contradicts: tuple[StudyRef, ...]


@frozen
class ArticlePart:
    """A piece of the article's text, and the statement it belongs to (empty: none)."""

    text: str
    statement: str


@frozen
class ArticlePage:
    """An article: its statements in order, what it leaves out, and its text when at hand.

    `text` holds paragraphs of pieces; it is empty when the reader has registered no copy.
    """

    id: str
    label: str
    source: Ref
    condition: Ref
    remark: str
    characters: int
    statements: tuple[StatementRow, ...]
    omissions: tuple[tuple[str, str, tuple[StudyRef, ...]], ...]
    text: tuple[tuple[ArticlePart, ...], ...]


def marked(text: str, statements: Iterable[Statement]) -> tuple[tuple[ArticlePart, ...], ...]:
    r"""Return the paragraphs of a text in pieces, each with the statement it belongs to.

    Where one statement stands inside another, the inner one has the piece. The pieces joined by
    line breaks are the text.

    Examples
    --------
    >>> said = [Statement("S1", "advice", "fact", "x", (0, 2))]
    >>> [[(p.text, p.statement) for p in row] for row in marked("ab\ncd", said)]
    [[('ab', 'S1')], [('cd', '')]]
    """
    owner = [""] * len(text)
    for one in sorted(statements, key=lambda s: s.span[0] - s.span[1]):
        for at in range(one.span[0], min(one.span[1], len(text))):
            owner[at] = one.id
    rows: list[list[ArticlePart]] = [[]]
    start = 0
    for at in range(len(text) + 1):
        if at < len(text) and text[at] != "\n" and at > start and owner[at] == owner[start]:
            continue
        if at > start:
            rows[-1].append(ArticlePart(text[start:at], owner[start]))
        start = at
        if at < len(text) and text[at] == "\n":
            rows.append([])
            start = at + 1
    return tuple(tuple(row) for row in rows)


def article_refs(kb: KnowledgeBase) -> tuple[Ref, ...]:
    """Return the references to all articles."""
    return tuple(
        Ref("article", one.id, kb.sources[one.source].names.en) for one in kb.articles.values()
    )


def statements_named(kb: KnowledgeBase, query: str) -> tuple[Ref, ...]:
    """Return the statements and omissions with this id, or with every word of a query.

    A single word is no query of statements: it is that of a point, a complaint or a condition.
    """
    words = set(_WORD.findall(query.casefold())) - _SMALL
    found = []
    for record in kb.articles.values():
        told = [(one.id, one.says) for one in record.statements]
        told += [(one.id, one.says) for one in record.omissions]
        for ident, says in told:
            said = set(_WORD.findall(says.casefold()))
            if query.upper() == ident or (len(words) > 1 and words <= said):
                found.append(Ref("statement", f"{record.id}/{ident}", f"{ident} {says}"))
    return tuple(found)


def article_page(kb: KnowledgeBase, ident: str, text: str = "") -> ArticlePage:
    """Return the page of an article; `text` is the reader's own copy, or empty.

    Raises
    ------
    UnknownName
        There is no such article.
    """
    record = kb.article(ident)
    source = kb.sources[record.source]

    def refs(names: Iterable[str]) -> tuple[StudyRef, ...]:
        return tuple(short(kb, one, record.condition) for one in names)

    return ArticlePage(
        id=ident,
        label=source.names.en,
        source=source_ref(kb, record.source),
        condition=condition_ref(kb, record.condition),
        remark=source.remark,
        characters=record.characters,
        statements=tuple(
            StatementRow(
                one.id, one.kind, one.says, one.span, *one.rule, one.remark,
                refs(one.supports), refs(one.qualifies), refs(one.contradicts),
            )
            for one in record.statements
        ),
        omissions=tuple((one.id, one.says, refs(one.studies)) for one in record.omissions),
        text=marked(text, record.statements) if text else (),
    )  # fmt: skip
