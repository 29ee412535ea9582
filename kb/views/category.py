"""The page of a category of special points, and the list of all categories."""

from __future__ import annotations

from kb import doctrine
from kb.base import KnowledgeBase
from kb.frozen import frozen
from kb.model import Category, Member, Names
from kb.views import common
from kb.views.common import Chip, Ref, Voices, chips, voices
from kb.views.memberships import dissent_words

__all__ = [
    "CategoryLine",
    "CategoryList",
    "CategoryPage",
    "Differing",
    "MemberRow",
    "category_list",
    "category_page",
    "differing",
]


@frozen
class MemberRow:
    """A member (or a dissenting statement): point, role, how many say so, citations."""

    point: Ref
    gloss: str
    role: tuple[tuple[str, tuple[Ref, ...]], ...]
    says: str
    voices: Voices
    cites: tuple[Chip, ...]
    remark: str = ""


@frozen
class Differing:
    """A statement that is not what the rule gives: what is said, what follows, who says it."""

    subject: Ref
    key: str
    said: str
    derived: str
    cite: Chip | None


@frozen
class CategoryPage:
    """Everything the page of a category says."""

    id: str
    names: Names
    parent: Ref | None
    children: tuple[Ref, ...]
    siblings: tuple[Ref, ...]
    taught: tuple[Ref, ...]
    count: int | None
    rule: str
    remark: str
    columns: tuple[str, ...]
    members: tuple[MemberRow, ...]
    dissent: tuple[MemberRow, ...]
    others: tuple[MemberRow, ...]
    differences: tuple[Differing, ...]


@frozen
class CategoryLine:
    """A category in the list: reference and number of members."""

    category: Ref
    members: int
    dissent: int


@frozen
class CategoryList:
    """All categories; those that share a parent stand together under it."""

    groups: tuple[tuple[Ref | None, tuple[CategoryLine, ...]], ...]


COLUMNS = {
    "of": "Of", "phase": "Phase", "vessel": "Vessel", "pair": "Paired with", "role": "Role",
    "tissue": "Tissue", "sea": "Sea", "act": "Act", "place": "Place", "number": "No.",
    "name": "Name", "with": "With", "organ": "Organ", "region": "Region",
}  # fmt: skip


def category_list(kb: KnowledgeBase) -> CategoryList:
    """Return all categories in the order of the data, grouped under their parents."""
    groups: dict[str, list[CategoryLine]] = {}
    parents = {record.group for record in kb.categories.values() if record.group}
    for ident, record in kb.categories.items():
        if ident in parents and not record.members:
            groups.setdefault(ident, [])
            continue
        line = CategoryLine(
            common.category_ref(kb, ident), len(record.members), len(record.dissent)
        )
        groups.setdefault(record.group, []).append(line)
    return CategoryList(
        tuple(
            (common.category_ref(kb, parent) if parent else None, tuple(lines))
            for parent, lines in groups.items()
            if lines
        )
    )


def category_page(kb: KnowledgeBase, ident: str) -> CategoryPage:
    """Return the page of a category.

    Raises
    ------
    UnknownName
        There is no such category.
    """
    record = kb.category(ident)
    keys = {key: None for member in record.members for key in member.attributes}
    group = record.group
    listed = {claim for m in (*record.members, *record.dissent) for claim in m.claims}
    others: dict[str, list[str]] = {}
    for claim in kb.claims_on(ident):
        if claim.kind == "belongs" and claim.id not in listed:
            others.setdefault(claim.subjects[0], []).append(claim.id)
    return CategoryPage(
        id=ident,
        names=record.names,
        parent=common.category_ref(kb, group) if group else None,
        children=tuple(
            common.category_ref(kb, i) for i, r in kb.categories.items() if r.group == ident
        ),
        siblings=tuple(
            common.category_ref(kb, i)
            for i, r in kb.categories.items()
            if group and r.group == group and i != ident
        ),
        taught=tuple(
            common.teaching_ref(kb, i) for i, t in kb.teachings.items() if ident in t.categories
        ),
        count=record.count,
        rule=record.rule,
        remark=record.remark,
        columns=tuple(label for key, label in COLUMNS.items() if key in keys),
        members=tuple(_row(kb, member) for member in record.members),
        dissent=tuple(_row(kb, member) for member in record.dissent),
        others=tuple(_row(kb, Member(code, {}, "", tuple(ids))) for code, ids in others.items()),
        differences=tuple(differing(kb, one) for one in _differences(kb, record)),
    )


def _differences(kb: KnowledgeBase, record: Category) -> tuple[doctrine.Difference, ...]:
    rule = doctrine.RULES.get(record.rule)
    return rule(record, kb.categories) if rule else ()


def differing(kb: KnowledgeBase, one: doctrine.Difference) -> Differing:
    """Return a difference between rule and text as pages show it."""
    cite = common.chip(kb, kb.claim(one.claim)) if one.claim else None
    said, derived = (common.place_name(kb, text).label for text in (one.said, one.derived))
    return Differing(common.place_name(kb, one.subject), one.key, said, derived, cite)


def _row(kb: KnowledgeBase, member: Member) -> MemberRow:
    claims = [kb.claim(one) for one in member.claims]
    gloss = kb.points[member.point].names.gloss if member.point in kb.points else ""
    return MemberRow(
        common.point_ref(kb, member.point),
        gloss,
        tuple(
            (label, common.place_names(kb, member.attributes[key]))
            for key, label in COLUMNS.items()
            if key in member.attributes
        ),
        dissent_words(member.says, member.attributes),
        voices(kb, claims),
        chips(kb, claims),
        member.attributes.get("remark", ""),
    )
