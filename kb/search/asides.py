"""What is told beside an answer: songs that speak of a point, sources that differ on a class."""

from __future__ import annotations

from collections.abc import Iterable

from kb import cite
from kb.search.draft import Draft
from kb.search.records import Remark
from kb.search.sets import belongs

__all__ = ["disagreements", "sung"]


def sung(draft: Draft) -> None:
    """Name the songs and rhapsodies that speak of the points asked for."""
    base = draft.base
    songs = {name for name, source in base.sources.items() if source.kind == "song"}
    for code in draft.named:
        cites: dict[str, list[str]] = {}
        for claim in base.claims_of(code):
            known = {claim.source, claim.reports} & songs
            taught = cite.teaching_in(claim.file)
            if taught in base.teachings and base.teachings[taught].kind == "song":
                draft.ids.setdefault("teaching", {})[taught] = None
                cites.setdefault(base.teachings[taught].names.en, []).append(claim.id)
            for name in known:
                draft.ids.setdefault("source", {})[name] = None
                cites.setdefault(base.sources[name].names.en, []).append(claim.id)
        listed = ", ".join(sorted(cites))
        said = f"{code}: named in {listed}" if cites else f"{code}: no song here names it"
        draft.remarks.append(Remark("songs", said, tuple(ids[0] for ids in cites.values())))


def disagreements(draft: Draft, names: Iterable[str], meridians: frozenset[str]) -> None:
    """Say where sources differ about the members of the categories asked for."""
    for name in dict.fromkeys(names):
        record = draft.base.categories.get(name)
        differing = [
            member for member in (record.dissent if record else ())
            if not meridians or belongs(name, member, meridians)
        ]  # fmt: skip
        if record is not None and differing:
            points = list(dict.fromkeys(member.point for member in differing))
            more = f" and {len(points) - 12} more" if len(points) > 12 else ""
            cites = dict.fromkeys(m.claims[0] for m in differing if m.claims)
            name = record.names.en.removesuffix("s")
            said = f"not all sources agree on the {name}s: {', '.join(points[:12])}{more}"
            draft.remarks.append(Remark("sources disagree", said, tuple(cites)[:12]))
