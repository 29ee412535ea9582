"""From the facets of a query to exactly the points that satisfy them, each with its reasons."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from kb import codes
from kb.base import KnowledgeBase
from kb.doctrine import SHU, is_yang, shu_phase
from kb.model import Member
from kb.search.index import Index
from kb.search.keys import words_of
from kb.search.landmarks import refs_of
from kb.search.lexicon import Facet

__all__ = [
    "Matches",
    "belongs",
    "categories",
    "forbidden",
    "meet",
    "on_meridians",
    "phases",
    "regions",
    "roles",
]


@dataclass(slots=True)
class Matches:
    """Points that satisfy a part of a query: code to reasons and citations."""

    why: dict[str, list[str]] = field(default_factory=dict)
    cites: dict[str, list[str]] = field(default_factory=dict)

    def add(self, code: str, why: str, cites: Iterable[str] = ()) -> None:
        """Add a point with a reason."""
        reasons = self.why.setdefault(code, [])
        if why and why not in reasons:
            reasons.append(why)
        known = self.cites.setdefault(code, [])
        known.extend(one for one in cites if one not in known)

    def keep(self, kept: Iterable[str]) -> Matches:
        """Return the matches of these points only."""
        wanted = [code for code in kept if code in self.why]
        return Matches({c: self.why[c] for c in wanted}, {c: self.cites[c] for c in wanted})


def meet(first: Matches, second: Matches) -> Matches:
    """Return the points that satisfy both, with the reasons of both."""
    both = [code for code in first.why if code in second.why]
    return Matches(
        {code: list(dict.fromkeys((*first.why[code], *second.why[code]))) for code in both},
        {code: list(dict.fromkeys((*first.cites[code], *second.cites[code]))) for code in both},
    )


def categories(
    base: KnowledgeBase, groups: Sequence[Sequence[str]], meridians: frozenset[str], on: bool
) -> tuple[Matches, bool]:
    """Return the members of every group of categories, and whether `meridians` were taken up.

    Parameters
    ----------
    base : KnowledgeBase
    groups : sequence of sequence of str
        A point must be in one category of each group.
    meridians : frozenset of str
        Meridians asked for; empty for any.
    on : bool
        The points lie *on* those meridians, whatever they are points *of*.
    """
    found: Matches | None = None
    used = False
    for group in groups:
        here = Matches()
        for name in group:
            members = [
                (one, m)
                for one in _leaves(base, name)
                for m in base.categories[one].members
                if m.point in base.points
            ]
            if meridians and not on:
                of = [pair for pair in members if belongs(*pair, meridians)]
                members, used = (of, True) if of else (members, used)
            for one, member in members:
                here.add(member.point, _role(base, one, member), member.claims[:4])
        found = here if found is None else meet(found, here)
    return found or Matches(), used


def _leaves(base: KnowledgeBase, name: str) -> list[str]:
    """Return a category, or those under it when it has no members of its own."""
    if name not in base.categories:
        return []
    if base.categories[name].members:
        return [name]
    return [child for child, record in base.categories.items() if record.group == name]


def belongs(category: str, member: Member, meridians: frozenset[str]) -> bool:
    """Return whether a member is the point *of* one of these meridians."""
    attributes = member.attributes
    if category == "crossing":
        met = {one.strip() for one in attributes.get("with", "").split(",")}
        met.add(codes.meridian_of(member.point))
        return bool(met & meridians)
    named = [attributes[key] for key in ("of", "vessel") if key in attributes]
    return any(one in meridians for one in named or [codes.meridian_of(member.point)])


_SKIP = frozenset({"identified", "remark", "says"})


def _role(base: KnowledgeBase, name: str, member: Member) -> str:
    parts = [f"{k} {v}" for k, v in member.attributes.items() if k not in _SKIP]
    label = base.categories[name].names.en
    return f"{label} ({', '.join(parts)})" if parts else label


def roles(base: KnowledgeBase, names: Iterable[str]) -> dict[str, tuple[str, ...]]:
    """Return words of the roles that members have in some categories, to the points that have them.

    The meeting point *of bone*, the command point *of the abdomen*, the sea *of marrow*.
    """
    found: dict[str, dict[str, None]] = {}
    for category in names:
        for name in _leaves(base, category):
            for member in base.categories[name].members:
                for key in _ROLES & member.attributes.keys():
                    for word in words_of(member.attributes[key].replace("-", " ")):
                        for same in (word, *_ROLE_WORDS.get(word, ())):
                            found.setdefault(same, {})[member.point] = None
    return {word: tuple(several) for word, several in found.items()}


_ROLES = frozenset({"tissue", "region", "sea", "organ", "role"})
_ROLE_WORDS = {
    "sinew": ("tendon", "muscle", "筋"), "bone": ("骨",), "blood": ("血",), "qi": ("气", "energy"),
    "marrow": ("髓", "brain"), "vessel": ("artery", "pulse", "脉"), "zang": ("viscera", "脏"),
    "fu": ("bowel", "腑"), "grain": ("food", "nourishment", "水谷"), "face": ("脸",),
    "abdomen": ("stomach", "belly", "腹"), "back": ("腰背",), "head": ("头",), "nape": ("neck",),
    "mouth": ("口",),
}  # fmt: skip


def phases(base: KnowledgeBase, wanted: Iterable[str]) -> Matches:
    """Return the shu points of these phases, by the rule of Nanjing 64."""
    chosen = set(wanted)
    found = Matches()
    for kind in SHU:
        if kind not in base.categories:
            continue
        for member in base.categories[kind].members:
            of = member.attributes.get("of", codes.meridian_of(member.point))
            if member.point in base.points and (phase := shu_phase(of, kind)) in chosen:
                side = "yang" if is_yang(of) else "yin"
                label = base.categories[kind].names.en
                why = f"{phase}, derived by rule: {label} of the {side} meridian {of}"
                found.add(member.point, why, member.claims[:4])
    return found


def on_meridians(base: KnowledgeBase, ids: Iterable[str]) -> Matches:
    """Return the points of these meridians."""
    found = Matches()
    for name in ids:
        label = "extra point" if name == "EX" else f"on {name}"
        for code in base.codes_of(name):
            found.add(code, label)
    return found


def regions(
    base: KnowledgeBase,
    index: Index,
    parts: Sequence[Facet],
    sides: Sequence[Facet],
    joined: bool,
) -> Matches:
    """Return the points of a part of the body, on a side of it when one is named.

    A point whose place names a landmark of the part counts too.
    """
    found = Matches()
    beside = [_beside(base, index, facet.ids) for facet in parts]
    for region, several in _by_region(index).items():
        if sides and not all(any(word in region for word in facet.ids) for facet in sides):
            continue
        inside = [_in(region, facet.ids) for facet in parts]
        if not parts or (any(inside) if joined else all(inside)):
            why = f"in the region: {region.replace('-', ' ')}"
            for code in several:
                found.add(code, why, (code,))
        elif any(beside):
            for code in several:
                pairs = zip(inside, beside, strict=True)
                marks = ["" if one else near.get(code) for one, near in pairs]
                fits = [one is not None for one in marks]
                if any(fits) if joined else all(fits):
                    mark = next(filter(None, marks))
                    found.add(code, f"by the {base.landmarks[mark].en}", (code,))
    return found


def _beside(base: KnowledgeBase, index: Index, ids: Iterable[str]) -> Mapping[str, str]:
    """Return the points whose place names a landmark that begins so, each with that landmark."""
    stems = tuple(one[1:] for one in ids if one.startswith("~"))
    if not stems:
        return {}
    return {
        code: next(one for one in marks if one.startswith(stems))
        for code, marks in _landmarks(base, index).items()
        if any(one.startswith(stems) for one in marks)
    }


def _landmarks(base: KnowledgeBase, index: Index) -> Mapping[str, Sequence[str]]:
    """Return the landmarks that the place of each point names; sorted out once."""
    found: dict[str, list[str]] | None = index.kept.get("landmarks")
    if found is None:
        found = {
            code: [
                one for relation in point.location.where
                for one in (*refs_of(relation), relation.line)
                if one in base.landmarks
            ]
            for code, point in base.points.items() if point.location
        }  # fmt: skip
        index.kept["landmarks"] = found
    return found


def _by_region(index: Index) -> Mapping[str, Sequence[str]]:
    """Return the codes of the points in each region; sorted out once."""
    found: dict[str, list[str]] | None = index.kept.get("regions")
    if found is None:
        found = {}
        for place in index.atlas.places.values():
            found.setdefault(place.region, []).append(place.code)
        index.kept["regions"] = found
    return found


def _in(region: str, ids: Iterable[str]) -> bool:
    return any(region.startswith(one) if one.endswith("-") else region == one for one in ids)


def forbidden(
    base: KnowledgeBase, index: Index, acts: frozenset[str], limits: frozenset[str]
) -> tuple[Matches, frozenset[str]]:
    """Return the points some act is forbidden on.

    Returns
    -------
    Matches, frozenset of str
        The points; further points on which it is forbidden in some cases only.
    """
    found = Matches()
    limited: set[str] = set()
    for code, act, cases, _, _, ident in index.bans:
        if acts and act not in acts:
            continue
        if limits and not limits & set(cases):
            continue
        if cases and not limits:
            limited.add(code)
            continue
        case = f" in {' and '.join(cases)}" if cases else ""
        found.add(code, f"{act.replace('-', ' ')} forbidden{case}", (ident,))
    if "pregnancy" in limits and "pregnancy-cautions" in base.categories:
        for member in base.categories["pregnancy-cautions"].members:
            if member.point in base.points and (
                not acts or member.attributes.get("act", "") in acts
            ):
                why = _role(base, "pregnancy-cautions", member)
                found.add(member.point, why, member.claims[:4])
    return found, frozenset(limited - set(found.why))
