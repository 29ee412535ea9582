"""Commands and their options; what they print is made in `kb.cli.facts` and here."""

from __future__ import annotations

import argparse
import json
import os
import shlex
import subprocess
import sys
from collections.abc import Callable, Sequence
from dataclasses import asdict
from pathlib import Path
from typing import Any

from kb import cite, links
from kb.base import KnowledgeBase
from kb.cache import open_base
from kb.cli import facts
from kb.cli.texts import texts
from kb.errors import DataError, MingtangError, Problem, UnknownName
from kb.folder import DEFAULT_DATA
from kb.model import CLAIM_KINDS

__all__ = ["main", "parser"]

Command = Callable[[argparse.Namespace], int]


def main(argv: Sequence[str] | None = None) -> int:
    """Run one command; return 0, 1 (problems, nothing found) or 2 (wrong call)."""
    options = parser().parse_args(argv)
    run: Command = options.run
    try:
        result = run(options)
        sys.stdout.flush()
    except DataError as error:
        print("\n".join(map(str, error.problems)), file=sys.stderr)
        return 1
    except MingtangError as error:
        print(f"kb: {error}", file=sys.stderr)
        return 1
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 0
    except OSError as error:
        print(f"kb: {error.filename or ''}: {error.strerror or error}", file=sys.stderr)
        return 1
    return result


def parser() -> argparse.ArgumentParser:
    """Return the parser of all commands."""
    top = argparse.ArgumentParser(
        prog="kb", description="Mingtang: acupuncture points whose every claim can be re-checked."
    )
    top.add_argument("--data", type=Path, default=DEFAULT_DATA, help="data folder")
    commands = top.add_subparsers(dest="command", required=True, metavar="COMMAND")

    def add(name: str, run: Command, text: str, *, as_json: bool = True) -> argparse.ArgumentParser:
        made = commands.add_parser(name, help=text, description=text)
        made.set_defaults(run=run)
        if as_json:
            made.add_argument("--json", action="store_true", help="for programs")
        return made

    add("check", _check, "print every problem of the data as path:line; exit 1 if any",
        as_json=False)  # fmt: skip
    one = add("verify", _verify, "find each cited term again in the source texts")
    one.add_argument("--texts", type=Path, metavar="DIR", help="folder of text files")
    one = add("stats", _stats, "count records, claims and gaps")
    one.add_argument("--unmapped", action="store_true",
                     help="list the phrases no symptom fits yet, most frequent first")  # fmt: skip
    one = add("search", _search, "search names, codes and symptoms")
    one.add_argument("query")
    one.add_argument("--limit", type=int, default=20, metavar="N")
    one = add("show", _show, "show everything about one record")
    one.add_argument("id")
    one = add("claims", _claims, "list claims, one JSON object a line with --json")
    for name, text in (("point", "of this point"), ("source", "of this source"),
                       ("kind", "of this kind"), ("symptom", "on this symptom")):  # fmt: skip
        allowed = CLAIM_KINDS if name == "kind" else None
        one.add_argument(f"--{name}", metavar="ID", help=text, choices=allowed)
    one = add("disagreements", _disagreements, "where the books disagree, most instructive first")
    one.add_argument("--point", metavar="CODE", default="", help="on this point")
    one.add_argument("--axis", metavar="AXIS", default="", help="on this question")
    one.add_argument("--limit", type=int, default=40, metavar="N", help="most lines, 0 for all")
    one = add("compare", _compare, "two to four points, meridians or symptoms side by side")
    one.add_argument("names", nargs="+", metavar="NAME", help="a name or code of any form")
    one = add("path", _path, "how two records are related, each hop with its claims")
    one.add_argument("a", help="any name: GB30, huantiao, 環跳, hip pain, Gallbladder, sea point")
    one.add_argument("b")
    one.add_argument("--limit", type=int, default=8, metavar="N", help="most paths")
    one = add("level", _level, "points on the same level as a point")
    one.add_argument("code")
    one = add("distance", _distance, "distance of two points on one measured line, in B-cun")
    one.add_argument("a")
    one.add_argument("b")
    one = add("texts", texts, "register your own copies of source texts, or download public ones")
    one.add_argument("action", choices=("add", "fetch", "list"))
    one.add_argument("names", nargs="*", metavar="NAME",
                     help="files or folders (add); source ids or none (fetch)")  # fmt: skip
    one.add_argument("--to", type=Path, metavar="DIR", help="folder to keep them in (fetch)")
    one.add_argument("--host", metavar="URL", help="a server with the same files (fetch)")
    add("fmt", _fmt, "write the data files in canonical form", as_json=False)
    one = add("export", _export, "write all claims or the whole graph", as_json=False)
    one.add_argument("format", choices=("jsonl", "graphml"))
    one.add_argument("out", type=Path)
    one = add("serve", _serve, "run the browser", as_json=False)
    one.add_argument("--port", type=int, default=8501)
    return top


def _base(options: argparse.Namespace) -> KnowledgeBase:
    return open_base(options.data)[0]


def _print_json(value: Any) -> None:
    print(json.dumps(value, ensure_ascii=False, indent=1))


def _check(options: argparse.Namespace) -> int:
    from kb.check import check

    problems = check(options.data)
    for problem in problems:
        print(problem)
    return 1 if problems else 0


def _verify(options: argparse.Namespace) -> int:
    from kb.verify import verify
    from kb.verify.record import keep

    base = _base(options)
    report = verify(base, options.texts)
    try:
        keep(report, {one.id: base.claims_from(one.id) for one in report.sources})
    except OSError as error:
        print(f"kb: the finding was not kept for the browser: {error.strerror}", file=sys.stderr)
    if options.json:
        _print_json(report.as_json())
    else:
        print(report)
    return 1 if report.failures else 0


def _stats(options: argparse.Namespace) -> int:
    if options.unmapped:
        return _unmapped(options)
    found = facts.stats(_base(options))
    if options.json:
        _print_json(found)
        return 0
    for key, value in found.items():
        if isinstance(value, dict):
            print(f"{key:>18}  {value.get('total', '')}")
            for part, number in value.items():
                if isinstance(number, dict):
                    told = "  ".join(f"{name} {count}" for name, count in number.items())
                    print(f"{'':>18}  {told}  {part}")
                elif part != "total":
                    print(f"{'':>18}  {number:>7}  {part}")
        else:
            print(f"{key:>18}  {value}")
    return 0


def _unmapped(options: argparse.Namespace) -> int:
    rows = facts.unmapped(_base(options))
    if options.json:
        _print_json(rows)
        return 0
    for row in rows:
        books = "  ".join(f"{source} {number}" for source, number in row["sources"].items())
        print(f"{row['count']:>5}  {row['phrase']}  {books}")
    return 0


def _search(options: argparse.Namespace) -> int:
    from kb.search import search
    from kb.search.naming import asked

    base, index = open_base(options.data)
    found = search(base, index, options.query, options.limit)
    if options.json:
        _print_json(facts.answer(found))
    else:
        for part in found.understood:
            print(
                f"{part.text!r} read as {part.as_}: {', '.join(part.ids[:12])}".removesuffix(": ")
            )
        for hit in found.points:
            names = base.points[hit.code].names
            voices = f"  {hit.sources} sources, {hit.families} families" if hit.sources else ""
            print(f"  {hit.code:7} {names.hant} {names.pinyin}{voices}  {'; '.join(hit.why[:3])}")
        if found.total > len(found.points):
            print(f"  and {found.total - len(found.points)} more; see --limit")
        for remark in found.remarks:
            print(f"{remark.kind}: {remark.text}")
        if pair := asked(base, index, options.query):
            print(f"how they are related: kb path {shlex.join(pair)}")
        elif found.unknown:
            print(f"not understood: {', '.join(found.unknown)}")
    return 0 if found.understood else 1


def _show(options: argparse.Namespace) -> int:
    base = _base(options)
    found = facts.record(base, options.id)
    if options.json:
        _print_json(found)
        return 0
    print(f"{found['id']}  {found['label']}  ({found['type']})")
    for key, value in found["facts"].items():
        if key not in ("file", "line", "lines", "id", "code"):
            text = value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)
            print(f"  {key}: {text}")
    for one in found["claims"]:
        said = " ".join(filter(None, (one["kind"], one["target"], one["term"])))
        figures = " ".join(f"{k} {v}" for k, v in one["value"].items())
        print(f"  - {said} {figures} [{one['source']} {one['locator']}]")
    for remark in found["remarks"]:
        print(f"  gap: {remark}")
    return 0


def _claims(options: argparse.Namespace) -> int:
    base = _base(options)
    claims = base.claims()
    if options.point:
        kind, _, name = links.node_of(base, options.point).partition(":")
        if kind not in ("point", "meridian", "category", "teaching"):
            raise UnknownName("point", options.point)
        claims = base.claims_of(name)
    if options.source:
        base.source(options.source)
    if options.symptom:
        base.symptom(options.symptom)
    for one in claims:
        if options.source and one.source != options.source:
            continue
        if options.kind and one.kind != options.kind:
            continue
        if options.symptom and one.target != options.symptom:
            continue
        if options.json:
            print(json.dumps(facts.claim(base, one), ensure_ascii=False))
        else:
            said = " ".join(filter(None, (one.target, one.term, str(dict(one.value) or ""))))
            print(f"{one.file}:{one.line}: {one.subject} {one.kind} {said} [{one.at}]")
    return 0


def _disagreements(options: argparse.Namespace) -> int:
    from kb.cli import disagreements
    from kb.compare import AXES, survey

    base = _base(options)
    if options.point:
        base.point(options.point)
    if options.axis and options.axis not in AXES:
        raise UnknownName("axis", options.axis, list(AXES))
    contrasts, reports = disagreements.chosen(survey(base), options.point, options.axis)
    if options.json:
        _print_json(disagreements.as_json(contrasts, reports))
    else:
        lines = list(disagreements.as_lines(base, contrasts, reports))
        shown = lines[: options.limit] if options.limit > 0 else lines
        print("\n".join(shown) if lines else "no disagreement found")
        if len(lines) > len(shown):
            print(f"… and {len(lines) - len(shown)} more; --limit 0 shows all")
    return 0 if contrasts or reports else 1


def _compare(options: argparse.Namespace) -> int:
    from kb.cli import compare
    from kb.search.comparison import resolve
    from kb.views.compare import compare_page

    base, index = open_base(options.data)
    asked = [resolve(base, index, name) or (name.replace(",", " "),) for name in options.names]
    ids = ",".join(dict.fromkeys(one for several in asked for one in several))
    page = compare_page(base, lambda: index.atlas, ids, full=options.json)
    if options.json:
        _print_json(compare.as_json(page))
    else:
        print("\n".join(compare.as_lines(page)))
        if page.unknown:
            print(f"not understood: {', '.join(page.unknown)}", file=sys.stderr)
    return 0 if len(page.ids) > 1 and not page.unknown else 1


def _path(options: argparse.Namespace) -> int:
    from kb.cli import relations

    base, index = open_base(options.data)
    found = relations.found(base, index, (options.a, options.b), options.limit)
    if options.json:
        _print_json(relations.as_json(found))
    else:
        print("\n".join(relations.as_lines(base, found)))
    return 0 if found.paths.best else 1


def _level(options: argparse.Namespace) -> int:
    from kb.location.coordinates import atlas_of
    from kb.location.levels import level

    base = _base(options)
    code = base.point(options.code).code
    found = level(code, atlas_of(base))
    if options.json:
        _print_json({"code": code, "levels": [asdict(one) for one in found]})
        return 0
    for one in found:
        at = "" if one.value is None else f" {one.value:g}"
        told = f"  (only stated: {', '.join(one.told)})" if one.told else ""
        print(f"{one.axis}{at}: {', '.join(one.points)}{told}")
    if not found:
        print(f"no other point is known to lie on the level of {code}")
    return 0


def _distance(options: argparse.Namespace) -> int:
    from kb.location.coordinates import atlas_of
    from kb.location.levels import distance

    base = _base(options)
    found = distance(options.a, options.b, atlas_of(base), base.points)
    if options.json:
        _print_json({"from": options.a, "to": options.b, **asdict(found)})
        return 0
    said = f"{found.cun:g} B-cun on {found.axis}; " if found.cun is not None else ""
    print(f"{said}{found.how}")
    for axis, cun in found.beside:
        print(f"  {axis}: {cun:g} B-cun")
    for source, at in found.cites:
        print(f"  {cite.reference(base.sources[source], at)}")
    return 0


def _fmt(options: argparse.Namespace) -> int:
    from kb.emit import format_file
    from kb.folder import data_files

    problems: list[Problem] = []
    for path in data_files(options.data):
        name = f"data/{path.relative_to(options.data).as_posix()}"
        try:
            if format_file(path, name):
                print(name)
        except DataError as error:
            problems.extend(error.problems)
    if problems:
        raise DataError(problems)
    return 0


def _export(options: argparse.Namespace) -> int:
    base = _base(options)
    if options.format == "jsonl":
        lines = (json.dumps(facts.claim(base, c), ensure_ascii=False) for c in base.claims())
        options.out.write_text("\n".join(lines) + "\n", encoding="utf-8")
    else:
        from kb.graph import build, write_graphml

        write_graphml(build(base), options.out)
    print(f"{options.out}: {len(base.claims())} claims, {cite.NOTICE}")
    return 0


def _serve(options: argparse.Namespace) -> int:
    app = Path(__file__).resolve().parents[2] / "app.py"
    call = [sys.executable, "-m", "streamlit", "run", str(app), "--server.port", str(options.port)]
    return subprocess.call(call, cwd=app.parent)
