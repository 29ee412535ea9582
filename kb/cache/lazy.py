"""A knowledge base and a search index that decode a cache file as they are asked.

Both answer exactly as the eager ones do. Should a record turn out damaged, the data folder is
loaded and answers from then on.
"""

from __future__ import annotations

import marshal
import pickle
import zlib
from array import array
from collections.abc import Callable, Iterator, Mapping, Sequence
from pathlib import Path
from types import MappingProxyType
from typing import TYPE_CHECKING, Any, TypeVar

from kb.base import KnowledgeBase
from kb.cache.claims import claim_of, row_of
from kb.cache.store import DamagedError, LazyMap, Store
from kb.model import Claim
from kb.search.index import Ban, Entry, Index, Limited, Row, Word
from kb.search.index import build as build_index

if TYPE_CHECKING:
    from kb.location.coordinates import Atlas

__all__ = ["CachedBase", "CachedIndex", "Rescue", "kinds_of"]

T = TypeVar("T")
RECORDS = (
    "points", "meridians", "categories", "teachings", "symptoms", "sources", "landmarks",
    "structures", "conditions", "studies", "articles",
)  # fmt: skip
WHOLE = ("axes", "variants", "forms", "gaps", "census", "reach", "labels")
PARTS = (
    "ordered", "bags", "stems", "glosses", "han", "words", "kinds", "breadth", "bans", "bled",
    "limits", "used", "told",
)  # fmt: skip
"""Parts of a search index that are read whole."""
_SHARDS = 64


def kinds_of(base: KnowledgeBase, index: Index) -> Iterator[tuple[str, list[tuple[str, bytes]]]]:
    """Yield kind and records of everything that a cache file holds of a base and its index."""
    for kind in RECORDS:
        yield kind, [(name, _pickled(one)) for name, one in getattr(base, kind).items()]
    yield "whole", [(kind, _pickled(_plain(getattr(base, kind)))) for kind in WHOLE]
    claims = base.claims()
    numbers = {id(claim): number for number, claim in enumerate(claims)}
    words: dict[str, int] = {}
    yield "claim", [("", marshal.dumps(row_of(claim, words))) for claim in claims]
    yield "words", [("", marshal.dumps(tuple(words)))]
    targets = dict.fromkeys(claim.target for claim in claims if claim.target)
    sources = dict.fromkeys(claim.source for claim in claims)
    for kind, names, ask in (
        ("of", base.subjects(), base.claims_of),
        ("on", targets, base.claims_on),
        ("from", sources, base.claims_from),
    ):
        yield (
            kind,
            [
                (name, array("I", (numbers[id(claim)] for claim in ask(name))).tobytes())
                for name in names
            ],
        )
    shards: list[dict[str, tuple[Entry, ...]]] = [{} for _ in range(_SHARDS)]
    for key, entries in index.names.items():
        shards[_shard(key)][key] = entries
    yield "names", [("", marshal.dumps(shard)) for shard in shards]
    parts = [(name, marshal.dumps(_plain(getattr(index, name)))) for name in PARTS]
    parts.append(("atlas", _pickled(index.atlas)))
    yield "index", parts
    yield "treats", [(name, marshal.dumps(rows)) for name, rows in index.treats.items()]


def _shard(key: str) -> int:
    return zlib.crc32(key.encode("utf-8", "surrogatepass")) % _SHARDS


def _pickled(value: object) -> bytes:
    return pickle.dumps(value, protocol=5)


def _plain(value: Any) -> Any:
    return dict(value) if isinstance(value, Mapping) else value


class Rescue:
    """The data folder, loaded once, when a record of the cache turned out damaged."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._base: KnowledgeBase | None = None
        self._index: Index | None = None

    @property
    def needed(self) -> bool:
        """Return whether the data folder has been loaded."""
        return self._base is not None

    def base(self) -> KnowledgeBase:
        """Return the knowledge base of the data folder."""
        if self._base is None:
            from kb.load import load

            self._base = load(self._folder)
        return self._base

    def index(self) -> Index:
        """Return the search index of the data folder."""
        if self._index is None:
            self._index = build_index(self.base())
        return self._index


class CachedBase(KnowledgeBase):
    """A knowledge base that decodes records and claims from the cache as they are asked for."""

    def __init__(self, store: Store, rescue: Rescue, key: str) -> None:
        self.key = key
        self._store = store
        self._rescue = rescue
        self._made: dict[int, Claim] = {}
        self._lists: dict[tuple[str, str], tuple[Claim, ...]] = {}
        self._every: tuple[Claim, ...] | None = None
        self._words: tuple[str, ...] = ()
        for kind in RECORDS:
            setattr(self, kind, LazyMap(store, kind, self._decoder(kind)))

    def __getattr__(self, name: str) -> Any:
        if name not in WHOLE:
            raise AttributeError(name)
        try:
            value = pickle.loads(self._store.named("whole", name))
        except DamagedError:
            value = getattr(self._rescue.base(), name)
        if isinstance(value, dict):
            value = MappingProxyType(value)
        setattr(self, name, value)
        return value

    def _decoder(self, kind: str) -> Callable[[str], Any]:
        def decode(name: str) -> Any:
            try:
                return pickle.loads(self._store.named(kind, name))
            except DamagedError:
                return getattr(self._rescue.base(), kind)[name]

        return decode

    def _decoded(self, numbers: Sequence[int]) -> tuple[Claim, ...]:
        """Return the claims of these numbers, each made once."""
        if not self._words:
            self._words = marshal.loads(self._store.content("words", 0))
        words, made, loads = self._words, self._made, marshal.loads
        wanted = [number for number in numbers if number not in made]
        for number, row in zip(wanted, self._store.contents("claim", wanted), strict=True):
            made.setdefault(number, claim_of(loads(row), words))
        return tuple([made[number] for number in numbers])

    def _listed(
        self, kind: str, name: str, instead: Callable[[KnowledgeBase], tuple[Claim, ...]]
    ) -> tuple[Claim, ...]:
        """Return the claims listed under a name, or what the eager base says `instead`."""
        if not self._rescue.needed:
            kept = self._lists.get((kind, name))
            if kept is not None:
                return kept
            place = self._store.places(kind).get(name)
            if place is None:
                return ()
            try:
                numbers = array("I")
                numbers.frombytes(self._store.content(kind, place))
                made = self._decoded(numbers)
                return self._lists.setdefault((kind, name), made)
            except DamagedError:
                pass
        return instead(self._rescue.base())

    def claims_of(self, subject: str) -> tuple[Claim, ...]:
        """Return the claims about a point or meridian, prescriptions with it included."""
        return self._listed("of", subject, lambda base: base.claims_of(subject))

    def claims_on(self, target: str) -> tuple[Claim, ...]:
        """Return the claims whose target is this symptom, category, meridian or structure."""
        return self._listed("on", target, lambda base: base.claims_on(target))

    def claims_from(self, source: str) -> tuple[Claim, ...]:
        """Return the claims of a source."""
        return self._listed("from", source, lambda base: base.claims_from(source))

    def claims(self) -> tuple[Claim, ...]:
        """Return every claim, by source and file order."""
        if self._every is None:
            try:
                self._every = self._decoded(range(self._store.count("claim")))
            except DamagedError:
                self._every = self._rescue.base().claims()
        return self._every

    def forget(self) -> None:
        """Let go of all claims made so far; those asked for later are other objects."""
        self._made, self._lists, self._every = {}, {}, None

    def subjects(self) -> Iterator[str]:
        """Yield every id of a point, meridian, category or teaching that some claim is about."""
        yield from self._store.places("of")


class _Names(Mapping[str, tuple[Entry, ...]]):
    """What each folded key names, decoded shard by shard."""

    __slots__ = ("_index", "_made")

    def __init__(self, index: CachedIndex) -> None:
        self._index = index
        self._made: dict[int, dict[str, tuple[Entry, ...]]] = {}

    def _part(self, number: int) -> Mapping[str, tuple[Entry, ...]]:
        found = self._made.get(number)
        if found is None:
            found = self._made.setdefault(number, self._index.shard(number))
        return found

    def __getitem__(self, key: str) -> tuple[Entry, ...]:
        return self._part(_shard(key))[key]

    def get(self, key: str, default: Any = None) -> Any:
        """Return what a key names; most keys asked for name nothing, so nothing is raised."""
        return self._part(_shard(key)).get(key, default)

    def __iter__(self) -> Iterator[str]:
        for number in range(_SHARDS):
            yield from self._part(number)

    def __len__(self) -> int:
        return sum(len(self._part(number)) for number in range(_SHARDS))


class CachedIndex(Index):
    """A search index whose parts are decoded from the cache when a query needs them."""

    __slots__ = ("_parts", "_rescue", "_store")
    _parts: dict[str, Any]
    _rescue: Rescue
    _store: Store

    def __init__(self, store: Store, rescue: Rescue) -> None:
        object.__setattr__(self, "_store", store)
        object.__setattr__(self, "_rescue", rescue)
        treats = LazyMap(store, "treats", self._rows)
        object.__setattr__(self, "_parts", {"names": _Names(self), "treats": treats})
        object.__setattr__(self, "kept", {})

    def shard(self, number: int) -> dict[str, tuple[Entry, ...]]:
        """Return one part of `names`."""
        try:
            found: dict[str, tuple[Entry, ...]] = marshal.loads(
                self._store.content("names", number)
            )
            return found
        except DamagedError:
            names = self._rescue.index().names
            return {key: names[key] for key in names if _shard(key) == number}

    def _part(self, name: str) -> Any:
        found = self._parts.get(name)
        if found is None:
            read = pickle.loads if name == "atlas" else marshal.loads
            try:
                found = read(self._store.named("index", name))
            except DamagedError:
                found = getattr(self._rescue.index(), name)
            self._parts[name] = found
        return found

    def _rows(self, symptom: str) -> tuple[Row, ...]:
        try:
            found: tuple[Row, ...] = marshal.loads(self._store.named("treats", symptom))
        except DamagedError:
            found = self._rescue.index().treats[symptom]
        return found

    @property
    def names(self) -> Mapping[str, tuple[Entry, ...]]:
        """Folded key to what it names."""
        found: Mapping[str, tuple[Entry, ...]] = self._parts["names"]
        return found

    @property
    def treats(self) -> Mapping[str, tuple[Row, ...]]:
        """Symptom to the points it is an indication of."""
        found: Mapping[str, tuple[Row, ...]] = self._parts["treats"]
        return found

    @property
    def ordered(self) -> tuple[str, ...]:
        """The keys sorted."""
        found: tuple[str, ...] = self._part("ordered")
        return found

    @property
    def bags(self) -> Mapping[str, tuple[str, ...]]:
        """Words of an English complaint to symptom ids."""
        found: Mapping[str, tuple[str, ...]] = self._part("bags")
        return found

    @property
    def stems(self) -> Mapping[str, tuple[str, ...]]:
        """Word to the bags it is in."""
        found: Mapping[str, tuple[str, ...]] = self._part("stems")
        return found

    @property
    def glosses(self) -> Mapping[str, tuple[str, ...]]:
        """Words of an English point name to point codes."""
        found: Mapping[str, tuple[str, ...]] = self._part("glosses")
        return found

    @property
    def han(self) -> Mapping[str, tuple[str, ...]]:
        """Chinese character to the keys that contain it."""
        found: Mapping[str, tuple[str, ...]] = self._part("han")
        return found

    @property
    def words(self) -> Mapping[str, tuple[Word, ...]]:
        """Phrase of a set question to the facets it stands for."""
        found: Mapping[str, tuple[Word, ...]] = self._part("words")
        return found

    @property
    def kinds(self) -> Mapping[str, tuple[str, ...]]:
        """Symptom to the narrower ones under it."""
        found: Mapping[str, tuple[str, ...]] = self._part("kinds")
        return found

    @property
    def breadth(self) -> Mapping[str, int]:
        """Point code to the number of symptoms it is said to treat."""
        found: Mapping[str, int] = self._part("breadth")
        return found

    @property
    def bans(self) -> tuple[Ban, ...]:
        """Every prohibition."""
        found: tuple[Ban, ...] = self._part("bans")
        return found

    @property
    def bled(self) -> Mapping[str, tuple[str, ...]]:
        """Point to the claims by which blood is let there."""
        found: Mapping[str, tuple[str, ...]] = self._part("bled")
        return found

    @property
    def limits(self) -> Mapping[str, tuple[Limited, ...]]:
        """Whom an indication is limited to, to every such indication."""
        found: Mapping[str, tuple[Limited, ...]] = self._part("limits")
        return found

    @property
    def used(self) -> Mapping[str, Mapping[str, frozenset[str]]]:
        """Moxa or needle, to the points at which it is used."""
        found: Mapping[str, Mapping[str, frozenset[str]]] = self._part("used")
        return found

    @property
    def told(self) -> Mapping[str, tuple[str, ...]]:
        """Source to the points of which it says something."""
        found: Mapping[str, tuple[str, ...]] = self._part("told")
        return found

    @property
    def atlas(self) -> Atlas:
        """Coordinates of the points."""
        found: Atlas = self._part("atlas")
        return found
