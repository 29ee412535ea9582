"""The compiled cache: fresh, private, damaged, shared; and always the same answers."""

from __future__ import annotations

import hashlib
import os
import shutil
import stat
import subprocess
import sys
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from kb import cache, links
from kb.base import KnowledgeBase
from kb.cache import CachedBase, cache_path, content_key, open_base, store
from kb.cache.lazy import RECORDS, WHOLE
from kb.errors import DataError, UnknownName
from kb.folder import data_files
from kb.load import load
from kb.search import Index, build, search

QUERIES = ("GB30", "ub 40", "huantiao", "環跳", "环跳", "跳", "huan", "hip pain", "Gallbladder",
           "sea point", "hantiao", "xyzzy", "阳陵泉", "Wind Market", "numbness")  # fmt: skip


@pytest.fixture
def root(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A cache folder of its own."""
    folder = tmp_path / "cache"
    monkeypatch.setenv("MINGTANG_CACHE", str(folder))
    return folder


@pytest.fixture
def loads(monkeypatch: pytest.MonkeyPatch) -> list[Path]:
    """The folders that were loaded instead of opened from the cache."""
    seen: list[Path] = []

    def counted(folder: Path) -> KnowledgeBase:
        seen.append(folder)
        return load(folder)

    monkeypatch.setattr("kb.load.load", counted)
    return seen


def file_of(folder: Path) -> Path:
    path = cache_path(folder)
    assert path is not None
    return path


def same(one: KnowledgeBase, other: KnowledgeBase) -> None:
    """Compare every public answer of two knowledge bases, order included."""
    for kind in (*RECORDS, *WHOLE):
        left, right = getattr(one, kind), getattr(other, kind)
        if kind == "gaps":
            assert left == right
            continue
        assert list(left) == list(right), kind
        assert list(left.items()) == list(right.items()), kind
        assert len(left) == len(right)
        assert "no such record" not in left
    assert dict(one.census) == dict(other.census)
    assert dict(one.reach) == dict(other.reach)
    assert one.claims() == other.claims()
    assert [c.line for c in one.claims()] == [c.line for c in other.claims()]
    assert list(one.subjects()) == list(other.subjects())
    subjects = [*one.subjects(), *one.meridians, "GB30", "nothing"]
    targets = {c.target for c in one.claims()} | {*one.symptoms, *one.structures, "", "nothing"}
    for subject in subjects:
        assert one.claims_of(subject) == other.claims_of(subject)
        assert one.gaps_of(subject) == other.gaps_of(subject)
    for target in targets:
        assert one.claims_on(target) == other.claims_on(target)
    for source in [*one.sources, "nothing"]:
        assert one.claims_from(source) == other.claims_from(source)
    for claim in one.claims():
        assert one.claim(claim.id) == other.claim(claim.id) == claim
        assert dict(one.claim(claim.id).value) == dict(other.claim(claim.id).value)
    for meridian in [*one.meridians, "EX", "XX"]:
        assert one.points_of(meridian) == other.points_of(meridian)
    assert one.families(one.claims()) == other.families(other.claims())
    for ask, kind in (("point", "points"), ("meridian", "meridians"), ("category", "categories"),
                      ("symptom", "symptoms"), ("source", "sources"),
                      ("teaching", "teachings")):  # fmt: skip
        for name in getattr(one, kind):
            assert getattr(one, ask)(name) == getattr(other, ask)(name)
        with pytest.raises(UnknownName) as first:
            getattr(one, ask)("gb3O")
        with pytest.raises(UnknownName) as second:
            getattr(other, ask)("gb3O")
        assert str(first.value) == str(second.value)
    for name in ("x", "x/GB30", "leijing-tuyi/GB30/treats/nothing", "leijing-tuyi//"):
        for each in (one, other):
            with pytest.raises(UnknownName):
                each.claim(name)


def same_index(one: Index, other: Index, base: KnowledgeBase) -> None:
    assert dict(one.names) == dict(other.names)
    assert len(one.names) == len(other.names)
    assert one.ordered == other.ordered
    for part in ("bags", "stems", "glosses", "words", "kinds", "treats", "breadth", "told"):
        assert dict(getattr(one, part)) == dict(getattr(other, part)), part
    assert one.bans == other.bans
    assert one.atlas == other.atlas
    assert dict(one.han) == dict(other.han)
    for query in QUERIES:
        assert search(base, one, query) == search(base, other, query)


def test_opened_base_answers_like_the_loaded_one(root: Path, toy_folder: Path) -> None:
    open_base(toy_folder)
    base, index = open_base(toy_folder)
    assert isinstance(base, CachedBase)
    loaded = load(toy_folder)
    same(base, loaded)
    same(loaded, base)
    same_index(index, build(loaded), base)
    assert links.build(base) == links.build(loaded)


def test_whole_data_answers_alike(
    base: KnowledgeBase, index: Index, data_folder: Path, root: Path
) -> None:
    open_base(data_folder)
    opened, found = open_base(data_folder)
    assert isinstance(opened, CachedBase)
    same(base, opened)
    same_index(index, found, base)


def test_claims_asked_one_by_one_are_the_same_objects(root: Path, toy_folder: Path) -> None:
    open_base(toy_folder)
    base, _ = open_base(toy_folder)
    claim = base.claims_of("GB30")[0]
    assert base.claims_of("GB30")[0] is claim
    assert base.claim(claim.id) is claim
    assert claim in base.claims()
    assert base.points["GB30"] is base.points["GB30"]


def test_nothing_can_be_put_in(root: Path, toy_folder: Path) -> None:
    open_base(toy_folder)
    base, _ = open_base(toy_folder)
    for kind in RECORDS:
        with pytest.raises(TypeError):
            getattr(base, kind)["x"] = None
    with pytest.raises(TypeError):
        base.axes["x"] = None  # type: ignore[index]
    with pytest.raises(AttributeError):
        _ = base.nothing


def test_second_opening_does_not_load(root: Path, toy_folder: Path, loads: list[Path]) -> None:
    open_base(toy_folder)
    assert loads == [toy_folder]
    base, index = open_base(toy_folder)
    search(base, index, "GB30")
    base.claims()
    assert loads == [toy_folder]


def test_one_byte_is_noticed(root: Path, toy_folder: Path, loads: list[Path]) -> None:
    open_base(toy_folder)
    path = toy_folder / "points" / "GB.yaml"
    before = path.stat()
    path.write_text(
        path.read_text(encoding="utf-8").replace("Jumping", "Jumpinp"), encoding="utf-8"
    )
    os.utime(path, ns=(before.st_atime_ns, before.st_mtime_ns))
    base, _ = open_base(toy_folder)
    assert len(loads) == 2
    assert base.points["GB30"].names.gloss == "Jumpinp Ring"
    open_base(toy_folder)
    assert len(loads) == 2


def test_a_new_date_is_not_a_change(root: Path, toy_folder: Path, loads: list[Path]) -> None:
    open_base(toy_folder)
    for path in data_files(toy_folder):
        os.utime(path, (1, 1))
    open_base(toy_folder)
    assert len(loads) == 1


def test_renamed_new_and_deleted_files_are_noticed(root: Path, toy_folder: Path) -> None:
    keys = [content_key(toy_folder)]
    file = toy_folder / "symptoms" / "urinary.yaml"
    file.rename(file.with_name("water.yaml"))
    keys.append(content_key(toy_folder))
    shutil.copy(toy_folder / "gaps.yaml", toy_folder / "gap.yaml")
    keys.append(content_key(toy_folder))
    (toy_folder / "gap.yaml").unlink()
    (toy_folder / "gaps.yaml").unlink()
    keys.append(content_key(toy_folder))
    assert len(set(keys)) == 4


def test_key_names_the_python_version(
    root: Path, toy_folder: Path, loads: list[Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    open_base(toy_folder)
    monkeypatch.setattr(sys, "version", "3.99.0 (a later one)")
    open_base(toy_folder)
    assert len(loads) == 2


def test_key_names_the_code(
    root: Path, toy_folder: Path, loads: list[Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    open_base(toy_folder)
    monkeypatch.setattr(cache, "code_stamp", lambda part: iter([f"other {part}"]))
    open_base(toy_folder)
    assert len(loads) == 2


def test_where_it_lives(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.delenv("MINGTANG_CACHE", raising=False)
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "home"))
    path = file_of(tmp_path / "data")
    assert "mingtang" in path.parts
    if sys.platform.startswith("linux"):
        assert path.is_relative_to(tmp_path / "home")
    monkeypatch.setenv("MINGTANG_CACHE", str(tmp_path / "own"))
    assert file_of(tmp_path / "data").parent == tmp_path / "own"
    assert file_of(tmp_path / "data") != file_of(tmp_path / "other")
    monkeypatch.setenv("MINGTANG_CACHE", "off")
    assert cache_path(tmp_path / "data") is None


def test_turned_off(
    monkeypatch: pytest.MonkeyPatch, toy_folder: Path, tmp_path: Path, loads: list[Path]
) -> None:
    monkeypatch.setenv("MINGTANG_CACHE", "off")
    monkeypatch.chdir(tmp_path)
    open_base(toy_folder)
    open_base(toy_folder)
    assert len(loads) == 2
    assert not (tmp_path / "off").exists()


def test_made_private(root: Path, toy_folder: Path) -> None:
    open_base(toy_folder)
    path = file_of(toy_folder)
    assert stat.S_IMODE(root.stat().st_mode) == 0o700
    assert not path.stat().st_mode & 0o077
    assert [found.name for found in root.iterdir()] == [path.name]


@pytest.mark.parametrize("mode", [0o770, 0o707, 0o777, 0o720])
def test_folder_others_can_write(
    root: Path, toy_folder: Path, loads: list[Path], mode: int
) -> None:
    """Neither written nor, once there is a file, read."""
    root.mkdir(mode=0o700)
    root.chmod(mode)
    open_base(toy_folder)
    assert list(root.iterdir()) == []
    root.chmod(0o700)
    open_base(toy_folder)
    assert len(loads) == 2
    root.chmod(mode)
    base, _ = open_base(toy_folder)
    assert len(loads) == 3
    assert not isinstance(base, CachedBase)


@pytest.mark.parametrize("mode", [0o620, 0o602, 0o666])
def test_file_others_can_write(root: Path, toy_folder: Path, loads: list[Path], mode: int) -> None:
    open_base(toy_folder)
    file_of(toy_folder).chmod(mode)
    open_base(toy_folder)
    assert len(loads) == 2
    assert not file_of(toy_folder).stat().st_mode & 0o022, "replaced by a private one"


def test_file_of_another_user(
    root: Path, toy_folder: Path, loads: list[Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    open_base(toy_folder)
    monkeypatch.setattr(os, "geteuid", lambda: os.getuid() + 1)
    open_base(toy_folder)
    open_base(toy_folder)
    assert len(loads) == 3


def test_link_or_folder_in_its_place(root: Path, toy_folder: Path, loads: list[Path]) -> None:
    root.mkdir(mode=0o700)
    path = file_of(toy_folder)
    path.mkdir()
    open_base(toy_folder)
    path.rmdir()
    path.symlink_to(path)
    open_base(toy_folder)
    assert len(loads) == 2


def test_folder_that_cannot_be_made(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, toy_folder: Path, loads: list[Path]
) -> None:
    (tmp_path / "file").write_text("x", encoding="utf-8")
    monkeypatch.setenv("MINGTANG_CACHE", str(tmp_path / "file" / "cache"))
    base, _ = open_base(toy_folder)
    assert "GB30" in base.points
    assert len(loads) == 1


def test_folder_that_cannot_be_written(
    root: Path, toy_folder: Path, loads: list[Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    """As in a read-only home; the superuser could write anywhere."""

    def refuse(*_: object, **__: object) -> None:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(store.tempfile, "mkstemp", refuse)
    open_base(toy_folder)
    base, _ = open_base(toy_folder)
    assert "GB30" in base.points
    assert len(loads) == 2


def test_disk_full_leaves_nothing_behind(
    root: Path, toy_folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(Path, "replace", full)
    base, _ = open_base(toy_folder)
    assert "GB30" in base.points
    assert list(root.iterdir()) == []


def test_truncated_at_every_length(root: Path, toy_folder: Path, loads: list[Path]) -> None:
    open_base(toy_folder)
    path = file_of(toy_folder)
    whole = path.read_bytes()
    plain = load(toy_folder)
    short = [*range(100), *range(100, len(whole), max(1, len(whole) // 60)), len(whole) - 1]
    for length in short:
        path.write_bytes(whole[:length])
        base, index = open_base(toy_folder)
        assert base.claims_of("GB30") == plain.claims_of("GB30")
        assert base.points["GB34"] == plain.points["GB34"]
        assert base.gaps == plain.gaps
        assert search(base, index, "環跳").points[0].code == "GB30"
        path.write_bytes(whole)


def test_added_bytes_do_not_matter(root: Path, toy_folder: Path) -> None:
    open_base(toy_folder)
    path = file_of(toy_folder)
    path.write_bytes(path.read_bytes() + b"more")
    base, _ = open_base(toy_folder)
    same(base, load(toy_folder))


@pytest.mark.parametrize("place", [0, 16, 17, 80, 81, 84, 85, 88, 89, 90, 200, 400])
def test_damaged_head(root: Path, toy_folder: Path, loads: list[Path], place: int) -> None:
    """Magic word, key, length, checksum and header."""
    open_base(toy_folder)
    flip(file_of(toy_folder), place)
    open_base(toy_folder)
    assert len(loads) == 2


def flip(path: Path, *places: int) -> None:
    raw = bytearray(path.read_bytes())
    for place in places:
        raw[place] ^= 0xFF
    path.write_bytes(raw)


def spans(path: Path) -> Iterator[tuple[str, int, int]]:
    """Yield kind, start and end of every record of a cache file."""
    key = path.read_bytes()[len(store.MAGIC) :][:64].decode()
    found = store.Store.open(path, key)
    for kind, (_, first, _) in found._header.items():
        if found.count(kind):
            found.content(kind, 0)
            numbers = found._tables[kind]
            for at in range(0, len(numbers), 3):
                start = found._start + first + numbers[at]
                yield kind, start, start + numbers[at + 1]


def test_damaged_records_fall_back_to_the_data(
    root: Path, toy_folder: Path, loads: list[Path]
) -> None:
    """One byte in the middle of every record of one kind at a time; then of all kinds."""
    open_base(toy_folder)
    path = file_of(toy_folder)
    whole = path.read_bytes()
    plain = load(toy_folder)
    index = build(plain)
    every = [(kind, (start + end) // 2) for kind, start, end in spans(path) if end > start]
    kinds = {kind for kind, _ in every}
    assert kinds >= {"points", "claim", "of", "on", "from", "whole", "words", "names", "index"}
    for damaged in [{kind} for kind in sorted(kinds)] + [kinds]:
        path.write_bytes(whole)
        flip(path, *(place for kind, place in every if kind in damaged))
        before = len(loads)
        base, found = open_base(toy_folder)
        assert len(loads) == before, "the head is sound, so nothing is loaded yet"
        same(base, plain)
        same_index(found, index, base)
        assert len(loads) <= before + 1, "loaded once at most"


def test_one_damaged_claim_does_not_lose_others(root: Path, toy_folder: Path) -> None:
    open_base(toy_folder)
    path = file_of(toy_folder)
    plain = load(toy_folder)
    start, end = next((a, b) for kind, a, b in spans(path) if kind == "claim")
    flip(path, (start + end) // 2)
    base, _ = open_base(toy_folder)
    first = plain.claims()[0]
    assert base.claims_of(first.subjects[0]) == plain.claims_of(first.subjects[0])
    assert base.claims_of("GB34") == plain.claims_of("GB34")
    assert base.claims() == plain.claims()


def test_wrong_data_is_never_cached(root: Path, toy_folder: Path) -> None:
    (toy_folder / "points" / "GB.yaml").write_text("GB30: x\n", encoding="utf-8")
    with pytest.raises(DataError):
        open_base(toy_folder)
    assert not root.exists()


def test_wrong_data_hides_behind_no_old_cache(root: Path, toy_folder: Path) -> None:
    open_base(toy_folder)
    (toy_folder / "points" / "GB.yaml").write_text("GB30: x\n", encoding="utf-8")
    with pytest.raises(DataError):
        open_base(toy_folder)


def test_folder_named_like_a_file(root: Path, toy_folder: Path) -> None:
    open_base(toy_folder)
    (toy_folder / "x.yaml").mkdir()
    with pytest.raises(DataError):
        open_base(toy_folder)
    with pytest.raises(OSError, match="not a data file"):
        content_key(toy_folder)


def test_missing_data(root: Path, tmp_path: Path) -> None:
    with pytest.raises(DataError):
        open_base(tmp_path / "nothing")


def test_data_changed_while_it_was_loaded(
    root: Path, toy_folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What was loaded may be neither the old state nor the new one: it is not kept."""

    def slow(folder: Path) -> KnowledgeBase:
        found = load(folder)
        with (folder / "gaps.yaml").open("a", encoding="utf-8") as file:
            file.write("GV:\n- {field: luo vessel, reason: not entered yet}\n")
        return found

    monkeypatch.setattr("kb.load.load", slow)
    open_base(toy_folder)
    assert not root.exists()


def test_two_processes_at_once(root: Path, toy_folder: Path) -> None:
    program = (
        "import sys, pathlib\n"
        "from kb.cache import open_base, cache_path, content_key, write\n"
        "from kb.load import load\n"
        "from kb.search import build\n"
        "folder = pathlib.Path(sys.argv[1])\n"
        "base = load(folder); index = build(base); key = content_key(folder)\n"
        "for turn in range(30):\n"
        "    write(cache_path(folder), key, base, index)\n"
        "    found, _ = open_base(folder)\n"
        "    assert type(found).__name__ == 'CachedBase'\n"
        "    assert found.claims() == base.claims()\n"
    )
    call = [sys.executable, "-c", program, str(toy_folder)]
    both = [
        subprocess.Popen(call, stderr=subprocess.PIPE, text=True, cwd=Path(__file__).parent.parent)
        for _ in range(2)
    ]
    for process in both:
        _, said = process.communicate(timeout=120)
        assert process.returncode == 0, said
    assert [path.name for path in root.iterdir()] == [file_of(toy_folder).name]


def test_content_key_is_about_content(root: Path, toy_folder: Path, tmp_path: Path) -> None:
    other = Path(shutil.copytree(toy_folder, tmp_path / "copy"))
    assert content_key(other) == content_key(toy_folder)
    assert len(content_key(other)) == len(hashlib.sha256().hexdigest())


def test_many_threads_get_the_same(root: Path, toy_folder: Path) -> None:
    """One base serves every session of the browser."""
    open_base(toy_folder)
    base, index = open_base(toy_folder)
    plain = load(toy_folder)

    def ask(_: int) -> bool:
        return (
            all(base.claims_of(subject) == plain.claims_of(subject) for subject in plain.subjects())
            and base.claims() == plain.claims()
            and dict(base.points) == dict(plain.points)
            and base.gaps == plain.gaps
            and search(base, index, "環跳").points[0].code == "GB30"
        )

    with ThreadPoolExecutor(8) as pool:
        assert all(pool.map(ask, range(32)))


def test_damaged_tables_fall_back_to_the_data(
    root: Path, toy_folder: Path, loads: list[Path]
) -> None:
    """One byte in the middle of every table of places."""
    open_base(toy_folder)
    path = file_of(toy_folder)
    key = path.read_bytes()[len(store.MAGIC) :][:64].decode()
    found = store.Store.open(path, key)
    for _, _, (begin, length, _) in found._header.values():
        if length:
            flip(path, found._start + begin + length // 2)
    plain = load(toy_folder)
    base, index = open_base(toy_folder)
    same(base, plain)
    same_index(index, build(plain), base)
    assert len(loads) == 2, "written once, loaded once"


def test_cut_short_while_it_is_open(root: Path, toy_folder: Path) -> None:
    open_base(toy_folder)
    base, index = open_base(toy_folder)
    path = file_of(toy_folder)
    path.write_bytes(path.read_bytes()[:200])
    plain = load(toy_folder)
    same(base, plain)
    same_index(index, build(plain), base)


def test_read_by_many_at_once_without_pread(
    root: Path, toy_folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Where the system has no positioned read, a lock takes its place."""
    monkeypatch.setattr(store, "_pread", None)
    open_base(toy_folder)
    plain = load(toy_folder)
    base, _ = open_base(toy_folder)
    with ThreadPoolExecutor(8) as pool:
        asked = [pool.submit(base.claims_of, code) for code in [*plain.points] * 3]
        found = [one.result() for one in asked]
    assert found == [plain.claims_of(code) for code in [*plain.points] * 3]
