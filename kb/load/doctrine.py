"""Sources, symptoms, meridians, categories and gaps: files to records and claims."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection, Iterator, Mapping
from typing import Any

from kb.load.claims import Vocabulary, ident
from kb.load.fields import Fields, Keys
from kb.load.points import names_of
from kb.model import Category, Claim, Gap, Member, Meridian, Source, Symptom, TextFile

__all__ = ["FACTS", "categories", "gaps", "meridians", "source", "symptoms"]

SOURCE_KINDS = ("classical", "song", "standard", "textbook", "ours")
LOCATORS = ("page-line", "heading-line", "page", "row", "code", "none")
SOURCE_KEYS = (
    "title", "author", "author_hant", "dynasty", "year", "year_note", "kind", "family", "edition",
    "licence", "locator", "url", "text", "companion", "unverifiable", "defects", "remark",
)  # fmt: skip
TEXT_KEYS = ("file", "sha256", "script", "repository", "path", "commit", "lines", "licence")
TEXT_FORMS = {
    "file": (re.compile(r"[\w-]+(\.[\w-]+)*"), "write a plain file name"),
    "sha256": (re.compile("[0-9a-f]{64}"), "write 64 digits 0-9 a-f"),
    "repository": (
        re.compile(r"github\.com/[A-Za-z0-9][\w.-]*/[A-Za-z0-9][\w.-]*"),
        "write github.com/OWNER/NAME",
    ),
    "commit": (re.compile("[0-9a-f]{40}"), "write the 40 digits of a commit"),
    "lines": (re.compile("[1-9][0-9]*-[1-9][0-9]*"), "write FIRST-LAST"),
}
"""What fields of a pinned text must look like: programs build paths and addresses of them."""

SYMPTOM_KEYS = ("en", "lay", "hant", "broader", "remark", "icd11", "hpo")
CITE_KEYS = ("source", "at", "term")
FACTS = (
    "organ", "pair", "limb", "division", "phase", "hour", "next", "starts", "ends", "count",
    "point", "vessel", "belongs",
)  # fmt: skip
MERIDIAN_KEYS = ("kind", "names", "facts", "pathway", "illness")
CATEGORY_KEYS = (
    "names",
    "order",
    "group",
    "count",
    "rule",
    "cites",
    "members",
    "dissent",
    "remark",
)
ATTRIBUTES = (
    "of", "phase", "vessel", "pair", "role", "tissue", "sea", "act", "place", "number", "name",
    "with", "organ", "region", "identified", "remark", "status",
)  # fmt: skip
_MERIDIAN = re.compile(r"[A-Z]{2,3}")
_SUBJECT = re.compile(r"[A-Za-z0-9]+([-/ ][A-Za-z0-9]+)*")
SAYS = ("adds", "differs", "denies")


def source(fields: Fields, name: str) -> Source:
    """Return the one source of a file of ``data/sources``; the file stem is its id."""
    data = fields.document.data
    entry = fields.mapping((), data, SOURCE_KEYS, ("title", "kind", "locator"))
    url = entry.get("url")
    if isinstance(url, str) and not url.startswith("https://"):
        fields.bad(("url",), f"{url!r} is not a web address", "start it with https://")
    return Source(
        id=fields.ident((), name),
        names=names_of(fields, ("title",), entry.get("title"), ("en",)),
        year=fields.whole(("year",), entry.get("year"), -500, 2100),
        kind=fields.choice(("kind",), entry.get("kind"), SOURCE_KINDS, "kind"),
        locator=fields.choice(("locator",), entry.get("locator"), LOCATORS, "locator scheme"),
        text=_text_file(fields, ("text",), entry["text"]) if "text" in entry else None,
        companion=_text_file(fields, ("companion",), entry["companion"])
        if "companion" in entry
        else None,
        defects=fields.words(("defects",), entry.get("defects")),
        file=fields.document.path,
        line=1,
        **{
            key: fields.text((key,), entry[key])
            for key in (
                "author", "author_hant", "dynasty", "year_note", "family", "edition", "licence",
                "url", "unverifiable", "remark",
            )
            if key in entry
        },
    )  # fmt: skip


def _text_file(fields: Fields, keys: Keys, value: Any) -> TextFile:
    entry = fields.mapping(keys, value, TEXT_KEYS, ("file", "sha256"))
    for key, (form, hint) in TEXT_FORMS.items():
        given = entry.get(key)
        if isinstance(given, str) and not form.fullmatch(given):
            fields.bad((*keys, key), f"{given!r} is not a {key} of a text", hint)
    return TextFile(
        **{
            key: fields.text((*keys, key), text)
            for key, text in {"file": None, "sha256": None, **entry}.items()
        }
    )


def symptoms(fields: Fields, group: str) -> dict[str, Symptom]:
    """Return the symptoms of one file of ``data/symptoms`` by id; `group` is its stem."""
    made: dict[str, Symptom] = {}
    for name, value in fields.records():
        entry = fields.mapping((name,), value, SYMPTOM_KEYS, ("en",))
        made_of: dict[str, Any] = {}
        for key, item in entry.items():
            several = key in ("lay", "hant", "broader")
            made_of[key] = (fields.words if several else fields.text)((name, key), item)
        made_of.setdefault("en", "")
        made[fields.ident((name,), name)] = Symptom(
            id=name,
            group=group,
            file=fields.document.path,
            line=fields.record_line(name),
            **made_of,
        )
    return made


def gaps(fields: Fields) -> Iterator[Gap]:
    """Yield what a file of ``data/gaps`` says is missing."""
    for name, value in fields.records():
        if not _SUBJECT.fullmatch(name):
            fields.bad((name,), f"{name!r} is not an id", "use the id of a record")
        several = fields.items((name,), value) if isinstance(value, list) else [value]
        for number, item in enumerate(several):
            keys: Keys = (name, number) if isinstance(value, list) else (name,)
            entry = fields.mapping(keys, item, ("field", "reason"), ("field", "reason"))
            yield Gap(
                name,
                fields.text((*keys, "field"), entry.get("field")),
                fields.text((*keys, "reason"), entry.get("reason")),
                fields.document.path,
                fields.line(item),
            )


class _Citer:
    """Makes claims from ``{source, at, term}`` citations in doctrine files."""

    def __init__(self, fields: Fields, words: Vocabulary, seen: Counter[str]) -> None:
        self.fields = fields
        self.words = words
        self.seen = seen
        self.claims: list[Claim] = []

    def cite(
        self,
        keys: Keys,
        entry: Mapping[str, Any],
        kind: str,
        subject: str,
        target: str,
        value: Mapping[str, Any] | None = None,
    ) -> str:
        """Add the claim that one citation makes and return its id."""
        fields = self.fields
        for key in ("source", "at"):
            if key not in entry:
                fields.bad(keys, f"key {key!r} is missing", "cite the place that says so")
        cited = fields.choice((*keys, "source"), entry.get("source"), self.words.sources, "source")
        name = ident(cited, subject, kind, target, self.seen)
        self.claims.append(
            Claim(
                id=name,
                kind=kind,
                subjects=(subject,),
                source=cited,
                at=fields.text((*keys, "at"), entry.get("at")),
                term=fields.text((*keys, "term"), entry.get("term")),
                target=target,
                value=value or {},
                reports=self._told(keys, entry),
                file=fields.document.path,
                line=fields.line(entry) or fields.document.locate(keys),
            )
        )
        return name

    def _told(self, keys: Keys, entry: Mapping[str, Any]) -> str:
        """Return the source the cited book tells the statement of, if it tells it of another."""
        if "reports" not in entry:
            return ""
        return self.fields.choice(
            (*keys, "reports"), entry["reports"], self.words.sources, "source"
        )


def meridians(
    fields: Fields, words: Vocabulary, seen: Counter[str], places: Collection[str]
) -> tuple[dict[str, Meridian], list[Claim]]:
    """Return the meridians of one file and the claims made of them.

    Parameters
    ----------
    places : collection of str
        Ids a pathway may touch.
    """
    citer = _Citer(fields, words, seen)
    made: dict[str, Meridian] = {}
    for name, value in fields.records():
        keys: Keys = (name,)
        entry = fields.mapping(keys, value, MERIDIAN_KEYS, ("kind", "names"))
        kind = fields.choice(
            (name, "kind"), entry.get("kind"), ("regular", "extraordinary"), "kind"
        )
        if not _MERIDIAN.fullmatch(name):
            fields.bad(keys, f"{name!r} is not a meridian id", "use two or three capitals")
        names = names_of(fields, (name, "names"), entry.get("names"), ("en", "hant", "hans"))
        for key, one in (("facts", _fact), ("pathway", _step), ("illness", _illness)):
            for number, item in enumerate(fields.items((name, key), entry.get(key))):
                if isinstance(item, dict):
                    one(citer, (name, key, number), name, item, places)
                else:
                    fields.bad((name, key, number), "is not a mapping", "write {…}")
        file, line = fields.document.path, fields.record_line(name)
        made[name] = Meridian(name, kind, names, file, line)
    return made, citer.claims


def _fact(
    citer: _Citer, keys: Keys, name: str, item: dict[str, Any], places: Collection[str]
) -> None:
    said = [key for key in item if key not in (*CITE_KEYS, "reports", "remark")]
    if len(said) != 1 or said[0] not in FACTS:
        citer.fields.bad(
            keys,
            f"{', '.join(said) or 'nothing'} is not one fact",
            f"use one of {', '.join(FACTS)}",
        )
        return
    key = said[0]
    text = citer.fields.text((*keys, key), item[key])
    value = {"value": text}
    if "remark" in item:
        value["remark"] = citer.fields.text((*keys, "remark"), item["remark"])
    citer.cite(keys, item, "fact", name, key, value)


def _step(
    citer: _Citer, keys: Keys, name: str, item: dict[str, Any], places: Collection[str]
) -> None:
    allowed = ("verb", "place", "branch", "reports", "remark", *CITE_KEYS)
    entry = citer.fields.mapping(keys, item, allowed, ("verb", "place"))
    touched = citer.fields.words((*keys, "place"), entry.get("place"))
    for one in touched:
        citer.fields.choice((*keys, "place"), one or None, places, "place")
    value: dict[str, Any] = _texts_of(citer.fields, keys, entry, ("verb", "branch", "remark"))
    value["places"] = touched
    value["step"] = str(keys[-1] + 1 if isinstance(keys[-1], int) else 0)
    citer.cite(keys, item, "pathway", name, touched[0] if touched else "", value)


def _texts_of(
    fields: Fields, keys: Keys, entry: Mapping[str, Any], names: Collection[str]
) -> dict[str, str]:
    """Return those of the named entries that are there, each one text."""
    return {key: fields.text((*keys, key), entry[key]) for key in names if key in entry}


def _illness(
    citer: _Citer, keys: Keys, name: str, item: dict[str, Any], places: Collection[str]
) -> None:
    allowed = ("when", "via", "symptom", "reports", "remark", *CITE_KEYS)
    entry = citer.fields.mapping(keys, item, allowed, ("when", "symptom"))
    symptom = citer.fields.choice(
        (*keys, "symptom"), entry.get("symptom"), citer.words.symptoms, "symptom"
    )
    value = _texts_of(citer.fields, keys, entry, ("when", "via", "remark"))
    citer.cite(keys, item, "illness", name, symptom, value)


def categories(
    fields: Fields, words: Vocabulary, seen: Counter[str]
) -> tuple[dict[str, Category], list[Claim]]:
    """Return the categories of one file and the claims (kind ``belongs``) that they cite."""
    citer = _Citer(fields, words, seen)
    made: dict[str, Category] = {}
    for name, value in fields.records():
        entry = fields.mapping((name,), value, CATEGORY_KEYS, ("names", "order"))
        group = fields.choice((name, "group"), entry.get("group"), words.categories, "category")
        for number, cite in enumerate(fields.items((name, "cites"), entry.get("cites"))):
            where: Keys = (name, "cites", number)
            if fields.mapping(where, cite, CITE_KEYS, CITE_KEYS):
                citer.cite(where, cite, "fact", name, "rule", {"value": entry.get("rule", name)})
        made[name] = Category(
            id=fields.ident((name,), name),
            names=names_of(fields, (name, "names"), entry.get("names"), ("en", "hant", "hans")),
            members=_members(citer, name, "members", entry.get("members")),
            dissent=_members(citer, name, "dissent", entry.get("dissent")),
            count=fields.whole((name, "count"), entry.get("count"), 1, 400),
            rule=fields.text((name, "rule"), entry.get("rule")),
            group=group,
            remark=fields.text((name, "remark"), entry.get("remark")),
            order=fields.whole((name, "order"), entry.get("order"), 1, 999) or 999,
            file=fields.document.path,
            line=fields.record_line(name),
        )
    return made, citer.claims


def _members(citer: _Citer, name: str, key: str, value: Any) -> tuple[Member, ...]:
    fields = citer.fields
    made = []
    for number, item in enumerate(fields.items((name, key), value)):
        keys: Keys = (name, key, number)
        needed = ("point", "cites", "says") if key == "dissent" else ("point", "cites")
        entry = fields.mapping(keys, item, ("point", "says", "cites", *ATTRIBUTES), needed)
        point = fields.choice((*keys, "point"), entry.get("point"), citer.words.points, "point")
        says = fields.choice((*keys, "says"), entry.get("says"), SAYS, "kind of dissent")
        attributes = {
            k: ", ".join(fields.words((*keys, k), v))
            for k, v in entry.items()
            if k not in ("point", "says", "cites")
        }
        cites = fields.items((*keys, "cites"), entry.get("cites"))
        ids = []
        for place, cite in enumerate(cites):
            where = (*keys, "cites", place)
            got = fields.mapping(
                where, cite, (*CITE_KEYS, "reports", "identified", "remark"), ("source", "at")
            )
            claimed = {**attributes, **({"says": says} if says else {})}
            claimed.update({k: got[k] for k in ("identified", "remark") if k in got})
            if isinstance(cite, dict):
                ids.append(citer.cite(where, cite, "belongs", point, name, claimed))
        made.append(Member(point, attributes, says, tuple(ids)))
    return tuple(made)
