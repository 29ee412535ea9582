"""G7, G8, G9 and the bank: what search answers, and how fast, beside FTS5 and rapidfuzz.

The baselines get every name that the search index has, as one document for each name. The generated
questions are new in every run; their seed is in the note.
"""

from __future__ import annotations

import random
import sqlite3
import string
import tempfile
import time
import unicodedata
from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

from rapidfuzz import fuzz, process

from kb.base import KnowledgeBase
from kb.codes import COUNTS, PREFIXES
from kb.load import load
from kb.search import Answer, Index, build, search
from kb.search.index import _named
from kb.search.keys import has_han
from tests.bank import EXACT, rows, scores

from .measure import Gate, Result, Samples, gc_off
from .tenfold import tenfold

__all__ = ["bank", "nonsense", "recall", "speed", "speed_tenfold"]

TOP = 5
EACH = 60
"""Generated questions of a class."""

ROUNDS = 25
Question = tuple[str, str]
"""A query and the id that must be among the first `TOP`."""

Answerer = Callable[[str], Sequence[str]]


def bank(folder: Path) -> Iterator[Result]:
    """Measure the share of the bank that is not answered as expected, class by class."""
    base = load(folder)
    for name, (right, many, wrong) in scores(base, build(base)).items():
        goal = 0.0 if name in EXACT | {"nonsense", "hostile"} else 0.05
        gate = Gate(f"bank {name}", f"{many} questions, not as expected", "all", goal, 0.0)
        note = "; ".join(wrong[:3])
        yield Result(gate, Samples([1 - right / many], [1.0]), "%", note)


def recall(folder: Path) -> Iterator[Result]:
    """Measure G7: generated questions of many classes with a fresh seed."""
    base = load(folder)
    index = build(base)
    seed = time.time_ns() % 10**6
    asked = _questions(base, random.Random(seed))
    sides: dict[str, Answerer] = {"fts5": _fts(base), "rapidfuzz": _ratio(base)}
    missed: dict[str, dict[str, float]] = defaultdict(dict)
    for name, questions in asked.items():
        sides["ours"] = lambda query: _first(base, index, query)
        for side, answer in sides.items():
            lost = sum(gold not in answer(query)[:TOP] for query, gold in questions)
            missed[side][name] = lost / len(questions)
    means = {side: sum(by.values()) / len(by) for side, by in missed.items()}
    worst = max((lost, name) for name, lost in missed["ours"].items() if name != "prefix")
    classes = ", ".join(f"{name} {1 - lost:.2f}" for name, lost in missed["ours"].items())
    note = f"seed {seed}; recall: {classes}"
    yield Result(_share("G7", "missed, all classes", 0.03, 0.01), _of(means["ours"]), "%", note)
    note = f"worst class {worst[1]}"
    yield Result(_share("G7w", "missed, worst class", 0.05, 0.01), _of(worst[0]), "%", note)
    for side in ("fts5", "rapidfuzz"):
        gate = Gate("G7b", "missed, all classes", side, 1.0, 0.5)
        yield Result(gate, Samples([means["ours"]], [max(means[side], 1e-9)]), "%")


def _share(name: str, what: str, goal: float, stretch: float) -> Gate:
    return Gate(name, what, "all", goal, stretch)


def _of(share: float) -> Samples:
    return Samples([share], [1.0])


def _first(base: KnowledgeBase, index: Index, query: str) -> list[str]:
    """Return what a query was read as, then the points found: the ids in the order shown."""
    found = search(base, index, query, TOP)
    read = [ident for part in found.understood for ident in part.ids]
    return list(dict.fromkeys((*read, *(hit.code for hit in found.points))))


def _questions(base: KnowledgeBase, draw: random.Random) -> dict[str, list[Question]]:
    """Return questions by class."""
    points = [p for p in base.points.values() if not p.code.startswith("EX")]
    symptoms = list(base.symptoms.values())
    lay = [(word, s.id) for s in symptoms for word in s.lay]
    terms = [(term, s.id) for s in symptoms for term in s.hant if len(term) < 9]
    aliases = [(c.term, c.subjects[0]) for c in base.claims() if c.kind == "named"]
    old = [(p, m) for p, ms in PREFIXES.items() for m in ms]

    def some(make: Callable[[], Question]) -> list[Question]:
        return [make() for _ in range(EACH)]

    def plain() -> Question:
        point = draw.choice(points)
        return _plain(point.names.pinyin), point.code

    def code() -> Question:
        point = draw.choice(points).code
        typed = point[:2] + draw.choice(["", " ", "-", ".", " 0"]) + point[2:]
        return draw.choice([str.lower, str.upper, str.title])(typed), point

    def older() -> Question:
        prefix, meridian = draw.choice(old)
        number = draw.randint(1, COUNTS[meridian])
        return f"{prefix}{draw.choice(['', ' ', '-'])}{number}", f"{meridian}{number}"

    def edited(made: Question) -> Question:
        return _edited(made[0], draw), made[1]

    def begun(made: Question) -> Question:
        return made[0][: max(2, round(len(made[0]) * 0.6))], made[1]

    def spaced() -> Question:
        point = draw.choice(points)
        return _spaced(_plain(point.names.pinyin), len(point.names.hant)), point.code

    def label() -> Question:
        symptom = draw.choice(symptoms)
        return symptom.en, symptom.id

    return {
        "codes": some(code),
        "older codes": some(older),
        "pinyin": some(plain),
        "toned pinyin": some(lambda: (p := draw.choice(points)) and (p.names.pinyin, p.code)),
        "spaced pinyin": some(spaced),
        "pinyin, one edit": some(lambda: edited(plain())),
        "traditional": some(lambda: (p := draw.choice(points)) and (p.names.hant, p.code)),
        "simplified": some(lambda: (p := draw.choice(points)) and (p.names.hans, p.code)),
        "aliases": some(lambda: draw.choice(aliases)),
        "labels": some(label),
        "labels, one edit": some(lambda: edited(label())),
        "lay words": some(lambda: draw.choice(lay)),
        "classical terms": some(lambda: draw.choice(terms)),
        "prefix": some(lambda: begun(plain())),
    }


def _plain(pinyin: str) -> str:
    bare = unicodedata.normalize("NFD", pinyin.lower())
    return "".join(c for c in bare if not unicodedata.combining(c))


def _spaced(pinyin: str, syllables: int) -> str:
    """Return pinyin with blanks about where the syllables part."""
    from kb.search.romanised import _syllables

    found = _syllables(pinyin)
    return " ".join(found) if len(found) == syllables else pinyin


def _edited(text: str, draw: random.Random) -> str:
    """Return a text with one letter lost, doubled, exchanged or changed places with the next."""
    at = draw.randrange(1, max(2, len(text) - 1))
    letter = draw.choice(string.ascii_lowercase)
    return draw.choice([
        text[:at] + text[at + 1 :],
        text[:at] + text[at : at + 1] + text[at:],
        text[:at] + letter + text[at + 1 :],
        text[:at] + text[at + 1 : at + 2] + text[at : at + 1] + text[at + 2 :],
    ])  # fmt: skip


def _apart(text: str) -> str:
    """Return a text with blanks around each Chinese character, so that FTS5 sees them."""
    return "".join(f" {char} " if has_han(char) else char for char in text)


def _documents(base: KnowledgeBase) -> list[tuple[str, str]]:
    return [(ident, text) for text, (_, ident, _) in _named(base) if text] + [
        (code, code) for code in base.points
    ]


def _fts(base: KnowledgeBase) -> Answerer:
    """Return a search with SQLite's FTS5, Chinese cut into characters, best first by bm25."""
    database = sqlite3.connect(":memory:")
    database.execute("create virtual table t using fts5(text, id unindexed, tokenize='unicode61')")
    rows_ = ((_apart(text), ident) for ident, text in _documents(base))
    database.executemany("insert into t values (?, ?)", rows_)
    ask = "select id from t where t match ? order by bm25(t) limit 60"

    def answer(query: str) -> list[str]:
        words = [word.replace('"', "") for word in _apart(query).split()]
        if not words:
            return []
        phrase = " ".join(f'"{word}"' for word in words if word)
        found = database.execute(ask, (phrase + "*",)).fetchall() if phrase else []
        return list(dict.fromkeys(row[0] for row in found))

    return answer


def _ratio(base: KnowledgeBase) -> Answerer:
    """Return a search with rapidfuzz over every name."""
    documents = _documents(base)
    names = [text.lower() for _, text in documents]

    def answer(query: str) -> list[str]:
        found = process.extract(query.lower(), names, scorer=fuzz.ratio, limit=20)
        return list(dict.fromkeys(documents[at][0] for _, _, at in found))

    return answer


def speed(folder: Path, names: tuple[str, str] = ("G8", "G8t")) -> Iterator[Result]:
    """Measure G8: the slowest answers to fixed queries and to queries as they are typed."""
    base = load(folder)
    index = build(base)
    fts = _fts(base)
    picked = [
        row.query
        for name, many in (("codes", 14), ("names", 14), ("scripts", 9), ("symptoms", 13),
                           ("aliases", 5))
        for row in list(rows(name))[:many]
    ]  # fmt: skip
    typed = [query[:end] for query in picked for end in range(1, len(query) + 1)]

    def ours(query: str) -> Answer:
        return search(base, index, query)

    def told(query: str) -> object:
        return [(hit.why, hit.cites) for hit in ours(query).points]

    for name, what, queries in (
        (names[0], f"p99 of {len(picked)} fixed queries", picked),
        (names[1], f"p99 of {len(typed)} queries as typed", typed),
    ):
        found = Samples()
        with gc_off():
            for query in queries:
                ours(query), fts(query)
            index.kept.clear()
            first = _p99(ours, queries) / _p99(fts, queries)
            whole = _p99(told, queries)
            for number in range(ROUNDS):
                sides = [(found.ours, ours), (found.base, fts)]
                for kept, answer in sides if number % 2 else reversed(sides):
                    kept.append(_p99(answer, queries))
        note = (
            f"asked for the first time {first:.2f} of FTS5; with every reason and citation of "
            f"60 points in words {whole * 1e3:.2f} ms, where FTS5 gives ids"
        )
        yield Result(Gate(name, what, "FTS5 bm25", 0.5, 0.25), found, note=note)


def _p99(answer: Callable[[str], object], queries: Sequence[str]) -> float:
    """Return the 99th percentile of one pass, in seconds of the processor.

    Both sides are one thread that waits for nothing; on the clock of the wall the slowest of a few
    hundred answers would be the one that another program interrupted.
    """
    times = []
    for query in queries:
        start = time.thread_time()
        answer(query)
        times.append(time.thread_time() - start)
    return sorted(times)[int(len(times) * 0.99)]


def speed_tenfold(folder: Path) -> Iterator[Result]:
    """Measure the same at ten times the claims, symptoms, sources and categories."""
    with tempfile.TemporaryDirectory() as scratch:
        tenfold(folder, Path(scratch) / "data")
        yield from speed(Path(scratch) / "data", ("G8x", "G8xt"))


def nonsense(folder: Path) -> Iterator[Result]:
    """Measure G9: made-up words and codes of no point, none of which may be given a point."""
    base = load(folder)
    index = build(base)
    seed = time.time_ns() % 10**6
    draw = random.Random(seed)
    words = [
        "".join(draw.choices("bcdfgklmnprstvzxqwaeiou", k=draw.randint(6, 11))) for _ in range(50)
    ]
    codes = [
        f"{meridian}{draw.randint(count + 1, count + 80)}"
        for meridian, count in draw.choices(list(COUNTS.items()), k=50)
    ]
    answered = [word for word in words if search(base, index, word).points]
    untold = [
        code
        for code in codes
        if (found := search(base, index, code)).points
        or "no such point" not in {remark.kind for remark in found.remarks}
    ]
    note = f"seed {seed}; {', '.join((*answered, *untold)) or 'none answered'}"
    gate = Gate("G9", "50 made-up words given a point", "all", 0.0, 0.0)
    yield Result(gate, _of(len(answered) / len(words)), "%", note)
    gate = Gate("G9c", "50 codes of no point not told so", "all", 0.0, 0.0)
    yield Result(gate, _of(len(untold) / len(codes)), "%")
