"""English indications of a modern book, read as symptoms of our vocabulary.

A cell is a list in running words: ``redness, swelling and pain of the eye, cough``. It is cut into
known complaints (labels and lay words of ``data/symptoms``), states (pain, swelling) and parts of
the body; a state without a part waits for the next ``of``, a part without a state takes the last
one. What no rule reads is counted, never guessed.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from kb.ingest.english_words import FILLERS, PARTS, SLIPS, SPECIAL, STATES

__all__ = ["English", "Reading", "plain"]

_OF = frozenset({"of", "in", "around"})
_JOIN = frozenset({"and", "or", "with"})


def plain(text: str) -> str:
    """Return a phrase in lower case, slips mended, single spaces.

    Examples
    --------
    >>> plain("Low  Back pam")
    'low back pain'
    """
    text = " ".join(text.lower().replace("’", "'").split())
    for wrong, right in SLIPS.items():
        text = re.sub(rf"(?<![a-z]){re.escape(wrong)}(?![a-z])", right, text)
    return text


@dataclass(slots=True)
class Reading:
    """Symptoms read from a cell, in its order, and how many phrases were not understood."""

    symptoms: list[str] = field(default_factory=list)
    unread: list[str] = field(default_factory=list)

    def add(self, ids: Iterable[str]) -> None:
        """Add symptoms not there yet."""
        self.symptoms += [one for one in dict.fromkeys(ids) if one not in self.symptoms]


@dataclass(slots=True)
class _State:
    """Where the reader is within a cell."""

    states: list[str] = field(default_factory=list)
    parts: list[str] = field(default_factory=list)
    after_of: bool = False


class English:
    """Reads English indications.

    Parameters
    ----------
    words : mapping of str to iterable of str
        Symptom id to its label and lay words.

    Examples
    --------
    >>> words = {"knee-pain": ["knee pain"], "knee-swelling": ["swelling of the knee"],
    ...          "cough": ["cough"]}
    >>> English(words).read("Swelling and pain of the knee, cough.").symptoms
    ['knee-swelling', 'knee-pain', 'cough']
    """

    def __init__(self, words: Mapping[str, Iterable[str]]) -> None:
        self._ids = frozenset(words)
        self._known: dict[str, str] = {}
        for symptom in sorted(words):
            for word in words[symptom]:
                self._known.setdefault(plain(word), symptom)
        self._longest = max((len(term.split()) for term in self._known), default=1)

    def read(self, cell: str) -> Reading:
        """Return the symptoms of a cell."""
        reading = Reading()
        for sentence in re.split(r"[.;:]+", plain(cell)):
            self._sentence(sentence.strip(" ,"), reading)
        return reading

    def _sentence(self, sentence: str, reading: Reading) -> None:
        tokens = re.findall(r"[a-z0-9'/-]+|,", sentence)
        state = _State()
        at = 0
        while at < len(tokens):
            at = self._step(tokens, at, state, reading)
        self._flush(state, reading)

    def _step(self, tokens: list[str], at: int, state: _State, reading: Reading) -> int:
        """Read one token or known phrase; return where the next begins."""
        known, length = self._longest_known(tokens, at)
        words, size = _longest(tokens, at, STATES)
        if known and (words is None or length > size) and self._is_whole(tokens, at + length):
            self._flush(state, reading)
            reading.add([known])
            return at + length
        if words is not None:
            if state.parts:
                self._flush(state, reading)
            state.states += [one for one in words if one not in state.states]
            return at + size
        places, size = _longest(tokens, at, PARTS)
        if places is not None:
            return self._place(tokens, at, size, places, state, reading)
        if tokens[at] in _OF:
            state.after_of = bool(state.states)
        elif tokens[at] != "," and tokens[at] not in _JOIN | FILLERS:
            return self._unknown(tokens, at, state, reading)
        return at + 1

    def _place(
        self, tokens: list[str], at: int, size: int, places: tuple[str, ...], state: _State,
        reading: Reading,
    ) -> int:  # fmt: skip
        """Read a part of the body: one more of a list, or the head of ``knee pain``."""
        following, length = _longest(tokens, at + size, STATES)
        if following is not None and not self._heads_list(tokens, at + size + length):
            self._flush(state, reading)
            states = list(following)
            end = at + size + length
            while end + 1 < len(tokens) and tokens[end] == "and":
                more, length = _longest(tokens, end + 1, STATES)
                if more is None or self._heads_list(tokens, end + 1 + length):
                    break
                states += more
                end += 1 + length
            self._apply(states, places, reading)
            state.states, state.parts = states, list(places)
            state.states = []
            state.parts = []
            return end
        if not state.states:
            reading.unread.append(" ".join(tokens[at : at + size]))
            return at + size
        state.parts += places
        return at + size

    def _heads_list(self, tokens: list[str], at: int) -> bool:
        """Return whether the state before `at` belongs to a later ``of``."""
        return at < len(tokens) and tokens[at] in _OF

    def _is_whole(self, tokens: list[str], at: int) -> bool:
        """Return whether a known phrase that ends before `at` stands alone."""
        return at >= len(tokens) or tokens[at] not in _OF

    def _longest_known(self, tokens: list[str], at: int) -> tuple[str, int]:
        for size in range(min(self._longest, len(tokens) - at), 0, -1):
            words = tokens[at : at + size]
            phrase = " ".join(words).replace(" ,", ",")
            if phrase in self._known and phrase not in STATES and not _is_cell(words):
                return self._known[phrase], size
        return "", 0

    def _unknown(self, tokens: list[str], at: int, state: _State, reading: Reading) -> int:
        """Count the phrase up to the next comma as unread."""
        end = tokens.index(",", at) if "," in tokens[at:] else len(tokens)
        reading.unread.append(" ".join(tokens[at:end]))
        self._flush(state, reading)
        return end

    def _flush(self, state: _State, reading: Reading) -> None:
        """Apply the states that wait to the parts named, or to the body as a whole."""
        if state.parts:
            self._apply(state.states, state.parts, reading)
        elif state.states:
            for one in state.states:
                if one in self._ids:
                    reading.add([one])
                elif ("", one) in SPECIAL and SPECIAL["", one] in self._ids:
                    reading.add([SPECIAL["", one]])
                else:
                    reading.unread.append(one)
        state.states, state.parts, state.after_of = [], [], False

    def _apply(self, states: Iterable[str], parts: Iterable[str], reading: Reading) -> None:
        for part in parts:
            for one in states:
                name = SPECIAL.get((part, one), f"{part}-{one}")
                if name in self._ids:
                    reading.add([name])
                else:
                    reading.unread.append(name)


def _is_cell(words: list[str]) -> bool:
    """Return whether a phrase is a state of a part, which may be one of a list."""
    for at in range(1, len(words)):
        if " ".join(words[:at]) in PARTS and " ".join(words[at:]) in STATES:
            return True
    for at, word in enumerate(words):
        if word in _OF:
            rest = [one for one in words[at + 1 :] if one not in FILLERS]
            return " ".join(words[:at]) in STATES and " ".join(rest) in PARTS
    return False


def _longest(
    tokens: list[str], at: int, table: Mapping[str, tuple[str, ...]]
) -> tuple[tuple[str, ...] | None, int]:
    """Return the entry of the longest phrase of `table` at a place, and its length in tokens."""
    start = at
    while at < len(tokens) and tokens[at] in FILLERS:
        at += 1
    for size in range(min(6, len(tokens) - at), 0, -1):
        phrase = " ".join(tokens[at : at + size])
        if phrase in table:
            return table[phrase], at + size - start
    return None, 0
