"""Which songs and rhapsodies speak of a point."""

from __future__ import annotations

from kb.search.draft import Draft
from kb.search.records import Remark

__all__ = ["sung"]


def sung(draft: Draft) -> None:
    """Name the songs and rhapsodies that speak of the points asked for."""
    base = draft.base
    songs = {name for name, source in base.sources.items() if source.kind == "song"}
    for code in draft.named:
        cites: dict[str, list[str]] = {}
        for claim in base.claims_of(code):
            known = {claim.source, claim.reports} & songs
            taught = _teaching_of(claim.file)
            if taught in base.teachings and base.teachings[taught].kind == "song":
                draft.ids.setdefault("teaching", {})[taught] = None
                cites.setdefault(base.teachings[taught].names.en, []).append(claim.id)
            for name in known:
                draft.ids.setdefault("source", {})[name] = None
                cites.setdefault(base.sources[name].names.en, []).append(claim.id)
        listed = ", ".join(sorted(cites))
        said = f"{code}: named in {listed}" if cites else f"{code}: no song here names it"
        draft.remarks.append(Remark("songs", said, tuple(ids[0] for ids in cites.values())))


def _teaching_of(file: str) -> str:
    """Return the teaching that a file holds; empty for any other."""
    folder, _, name = file.rpartition("/")
    return name.removesuffix(".yaml") if folder.endswith("teachings") else ""
