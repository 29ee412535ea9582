"""What a phrase means that no symptom lists whole, understood from its parts.

The vocabulary lists 腰痛 and 脊痛, not 腰脊痛: places that stand side by side share what is said
after them, and what is said side by side is said of every place before it. Words of degree, time
and onset (甚, 卒, 不止 …) name no other complaint. What cannot be understood to the last character
means nothing here: no character is skipped but by a rule below, and no rule skips a negation.

A pair of place and quality that the vocabulary knows neither as a term nor as an id adds nothing;
every quality must be known of at least one of its places.
"""

from __future__ import annotations

import itertools
import re
from collections.abc import Collection, Mapping
from copy import copy
from functools import cache

from kb.ingest.body_words import IRREGULAR, PLACES, QUALITIES

__all__ = ["Composer", "plain"]

_ACTS = "屈|伸|俯|仰|举|转|反侧|回|顾|行|步|立|久立|坐|起|动|摇|握|言|语|嚼|息|左右"
"""What one cannot do, however it is forbidden (不可以, 不得, 不能)."""

_SAME: tuple[tuple[re.Pattern[str], str], ...] = tuple(
    (re.compile(pattern), usual)
    for pattern, usual in (
        ("疼痛|痛楚|痛疼|疼", "痛"),
        ("少腹", "小腹"),
        ("[俛免俯]仰", "俯仰"),
        ("[榰搘]|[柱拄](?=满)", "支"),
        ("瞋胀|(?<=[腹脘满胁肠])瞋", "胀"),
        ("掖", "腋"),
        ("[侠挟](?=脐)", "夹"),
        ("鼻口(?=出血|衄)", "口鼻"),
        ("呕吐血", "呕血"),
        ("口面(?=[㖞斜僻噼])", "口"),
        ("欲(?:呕[吐哕]|吐呕)", "欲呕"),
        ("鼻不(?:得|能)喘?息", "鼻塞"),
        ("(?<=[胸胁])肢(?=满)", "支"),
        ("四支", "四肢"),
        ("嗌", "咽"),
        ("饑", "饥"),
        (f"(?:不可以|不可|不得|不能)(?={_ACTS})", "不能"),
        ("难以(?=[言俯行])", "难"),
        ("(?<=不能)(?:自|左右)(?=屈|伸|举|转|顾|回)", ""),
        ("不(?=(?:举|屈伸|俯仰|转侧)$)", "不能"),
        ("回顾", "顾"),
        ("(?:[内相牵]|上下)?引(?:而|急)?痛$", "痛"),
        ("痛(?:如|若)(?:刀|锥|针)?[刺割裂破](?:之)?(?:状)?$|痛欲[裂破]$|[绞切]痛$", "痛"),
    )
)  # fmt: skip
"""Words that say the same in a complaint."""

_TAIL = re.compile(
    "(?<=..)(?:甚者?|尤甚|不止|不已|不休|不绝|不消|不可忍|难忍|不差|不瘥|不愈|无时|不时|欲死|欲绝|(?<=[痫癫狂疟痹淋痢])[病证症]|者|也)$"
)
_HEAD = re.compile(
    "^(?:卒|猝|暴|忽|善|喜|好|数|时时|时|常|久|微|苦|病|患|尽|皆|及|并|兼|又|且|而|则|或|复|令人|有"
    "|大(?=[痛渴热喘惊呕吐泄寒疝怒恐])|厥(?=[头心腰腹])|风(?=头[痛眩重]|[目面身肩背项腰]))(?=..)"
)
"""Words of degree, time and onset; a cause in front that is no complaint of its own there."""

_LINK = "[及与并而且兼连]"
_SIDE = "[内外前后上下]{0,2}[廉侧]骨?|[骨皮]|中|内|间|里|上"
_ADVERB = "[有若卒暴大甚微尽皆俱苦常时又且而亦并及切急]|时时"
_PAINS = re.compile("(?P<one>.*)痛[相下内后却]?[引连彻控及](?P<other>.+?)(?:而?痛)?$")
_PULLS = re.compile("(?P<one>.*)[引控](?P<other>.+?)而?痛$")
_REACHES = re.compile("(?P<one>.+?[肿急满热强挛酸])[下内后却]?[引控连](?P<other>.+?)$")
_WORD = "|".join(sorted(PLACES, key=lambda word: (-len(word), word)))
_PLACE = re.compile(f"(?P<place>{_WORD})(?:{_SIDE})?{_LINK}?")
_ONLY = re.compile(f"(?!小便|大便|溺|尿|溲)两?(?:(?:{_WORD})(?:{_SIDE})?{_LINK}?)+$")
_WHOLE = ("寒热", "烦热", "烦满", "白浊", "青盲")
"""Words of two characters that say something else than the two beside each other."""
_ONE = frozenset("眩晕旋昏聋鸣盲烂涩黄青黑白塞窒缩卷噤烦闷悸躁数频难闭秘结溏泄浊渴臭苦翳泪痔")
"""Complaints of one character that are said of a place (头眩, 耳聋)."""
_STANDS = (
    "积聚|积气|瘀血|恶血|转筋|拘急|拘挛|挛急|生疮|瘙痒|疮疡|痈疽|瘾疹|抽搐|瘈疭|麻木|不仁|浮肿|出血"
)
"""Complaints that stay what they are wherever they are (小腹积聚)."""
_PLACED = re.compile(f"(?:(?:{_WORD})(?:{_SIDE})?)+有?(?P<what>{_STANDS})")
_ORGAN = re.compile("[肝脾肺肾胃](?=心痛)")
_AGAIN = re.compile(f"(?:{_ADVERB})*")
_FREE = re.compile(
    "不能(?:俯仰|转侧|反侧|行|步|立|久立|坐|起|坐起|行立|步立|息)|难(?:俯仰|转侧|行|起)|无常处?"
)
"""What one cannot do whatever place is ill, and pain that moves."""
_WHERE = {"无常处": "痛无常处", "无常": "痛无常处"}
_NECK = frozenset(word for word, stem in PLACES.items() if stem == "neck")
"""Who cannot bend the neck is not said to be unable to bend the trunk."""
_NEVER = re.compile(f"(?<!不)(?:{_WORD})|不[能得可]$|不能俯仰|不能转侧|[如若似]|引|^[风气]")
"""What is said of a place names no other place, and does not break off."""
_USUAL: Mapping[str, str] = {stem: word for word, stem in reversed([*PLACES.items()])}


_ENDS: Mapping[str, tuple[str, ...]] = {
    end: tuple(word for word, same in QUALITIES.items() if same == end)
    for end in QUALITIES.values()
}


@cache
def plain(phrase: str) -> str:
    """Return a folded phrase with words that say the same written in one way.

    Examples
    --------
    >>> plain("腰疼不可以俛仰"), plain("少腹引痛")
    ('腰痛不能俯仰', '小腹痛')
    """
    for pattern, usual in _SAME:
        phrase = pattern.sub(usual, phrase)
    return phrase


class Composer:
    """Understands phrases from their parts.

    Parameters
    ----------
    terms : mapping of str to tuple of str
        Folded term to the symptoms that list it.
    ids : collection of str
        All symptoms.

    Examples
    --------
    >>> terms = {"腰痛": ("lumbar-pain",), "脊痛": ("spine-pain",), "头眩": ("dizziness",)}
    >>> known = Composer(terms, {"lumbar-pain", "spine-pain", "dizziness", "headache"})
    >>> known.symptoms("腰脊疼甚"), known.symptoms("头眩痛")
    (('lumbar-pain', 'spine-pain'), ('dizziness', 'headache'))
    >>> known.symptoms("腰不痛"), known.symptoms("头风痛")
    ((), ())
    """

    def __init__(self, terms: Mapping[str, tuple[str, ...]], ids: Collection[str]) -> None:
        self._ids = frozenset(ids)
        self._terms: dict[str, tuple[str, ...]] = {}
        for term in sorted(terms, key=lambda term: (plain(term) != term, term)):
            self._terms.setdefault(plain(term), terms[term])
        self._said = frozenset(
            term[place.end() :]
            for term in self._terms
            if len(term) < 8
            for place in [_PLACE.match(term)]
            if place
            and (len(term) - place.end() > 1 or term[-1] in _ONE)
            and not _NEVER.search(term, place.end())
        )
        self._found: dict[str, tuple[str, ...]] = {}

    def symptoms(self, phrase: str) -> tuple[str, ...]:
        """Return the symptoms a folded phrase means, in order of id; none if not understood."""
        if phrase not in self._found:
            usual = _ORGAN.sub("", plain(phrase))
            forms = [usual]
            while (shorter := _TAIL.sub("", forms[-1])) != forms[-1]:
                forms.append(shorter)
            forms += [bare for form in forms for bare in [_HEAD.sub("", form)] if bare != form]
            self._found[phrase] = tuple(sorted(set(self._read(forms))))
        return self._found[phrase]

    def bare(self, phrase: str) -> tuple[str, ...]:
        """Return the same for a phrase with nothing around it and nothing unknown in it.

        No words of degree, time and onset, and every quality known of every place.
        """
        usual = plain(phrase)
        if len(usual) < 2:
            return ()
        return self._listed(usual) or self._group(usual, 0) or self._pulled(usual)

    def without(self, phrase: str) -> Composer:
        """Return these rules without one term: for measuring what they make of it."""
        made = copy(self)
        made._terms = {t: found for t, found in self._terms.items() if t != plain(phrase)}
        made._found = {}
        return made

    def _read(self, forms: list[str]) -> tuple[str, ...]:
        forms = [form for form in forms if len(form) > 1]
        for read in (self._listed, self._group, self._pulled, self._placed):
            for form in forms:
                if found := read(form):
                    return found
        return ()

    def _listed(self, phrase: str) -> tuple[str, ...]:
        return self._terms.get(phrase, ())

    def _placed(self, phrase: str) -> tuple[str, ...]:
        """Return a complaint that is the same at any place."""
        match = _PLACED.fullmatch(phrase)
        return self._terms.get(match["what"], ()) if match else ()

    def _pulled(self, phrase: str) -> tuple[str, ...]:
        """Return the complaints of pain that reaches, and of what pulls at a painful place."""
        for pattern, pain in ((_PAINS, "痛"), (_PULLS, "")):
            match = pattern.fullmatch(phrase)
            if not match or not _ONLY.match(match["other"]):
                continue
            there = self.symptoms(match["other"] + "痛")
            one = match["one"]
            if not one and there:
                return there
            told = pain or not _ONLY.match(one)
            here = self.symptoms(one + pain) if told else self._pulling(one)
            if here:
                return (*here, *there)
        match = _REACHES.fullmatch(phrase)
        if match and _ONLY.match(match["other"]) and not _ONLY.match(match["one"]):
            return self.symptoms(match["one"])
        return ()

    def _pulling(self, places: str) -> tuple[str, ...]:
        """Return what is said of places that pull at a painful one: they pull, or ache too."""
        stem = PLACES.get(places, "")
        if f"{stem}-pulling" in self._ids:
            return (f"{stem}-pulling",)
        return self.symptoms(places + "痛")

    def _group(self, phrase: str, blanks: int = 99) -> tuple[str, ...]:
        """Return what is said of places that stand side by side."""
        places: list[str] = []
        rows: list[tuple[tuple[str, ...], int]] = []
        at = 1 if phrase.startswith("两") else 0
        while match := _PLACE.match(phrase, at):
            places.append(match["place"])
            rows.append((tuple(places), match.end()))
            if match.end("place") != match.end():
                rows.append((tuple(places), match.end("place")))
            at = match.end()
        for words, end in reversed(rows):
            if found := self._said_of(words, phrase[end:], blanks):
                return found
        return ()

    def _said_of(self, places: tuple[str, ...], rest: str, blanks: int) -> tuple[str, ...]:
        """Return what a row of qualities says of a row of places."""
        rest = _TAIL.sub("", f"※※{rest}")[2:]
        if not rest:
            return ()
        best: list[tuple[int, tuple[str, ...]] | None] = [None] * len(rest) + [(0, ())]
        for at in range(len(rest) - 1, -1, -1):
            start = _AGAIN.match(rest, at)
            for begin in {at, start.end() if start else at}:
                for end in range(begin + 1, len(rest) + 1):
                    after = best[end]
                    found = after and self._pairs(places, rest[begin:end])
                    if found and end == begin + 1 and rest[begin : end + 1] == "急痛":
                        found = [self._terms.get(f"{place}急", ()) for place in places]
                    blank = len(places) - sum(map(bool, found or ()))
                    if (
                        after
                        and found
                        and any(found)
                        and blank <= blanks
                        and not (after[0] and "汗" in rest[begin:end])
                        and rest[end - 1 : end + 1] not in _WHOLE
                    ):
                        cost = after[0] + 1 + 2 * blank * (end - begin) + (begin > at)
                        now = best[at]
                        if now is None or cost < now[0]:
                            best[at] = (cost, (*itertools.chain(*found), *after[1]))
        whole = best[0]
        return whole[1] if whole else ()

    def _pairs(self, places: tuple[str, ...], quality: str) -> list[tuple[str, ...]]:
        """Return what one quality says of each place."""
        if _FREE.fullmatch(quality):
            if places[-1] in _NECK and "俯仰" in quality:
                return [tuple({"unable-to-bend-neck"} & self._ids)] * len(places)
            return [self._terms.get(_WHERE.get(quality, quality), ())] * len(places)
        if quality not in QUALITIES and quality not in self._said:
            return []
        return [self._pair(place, quality) for place in places]

    def _pair(self, place: str, quality: str) -> tuple[str, ...]:
        stem = PLACES[place]
        end = QUALITIES.get(quality, "")
        for word in dict.fromkeys((place, _USUAL[stem])):
            if found := self._terms.get(word + quality, ()):
                return found
        if not end:
            return ()
        made = IRREGULAR.get(
            (stem, end), f"{end}-{stem}" if end.startswith("unable") else f"{stem}-{end}"
        )
        if made in self._ids:
            return (made,)
        for same in _ENDS[end]:
            if found := self._terms.get(_USUAL[stem] + same, ()):
                return found
        return ()
